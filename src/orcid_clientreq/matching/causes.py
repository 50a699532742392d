"""Why an authorize-time redirect URI does not match, or does so only for now: a table, a row for each cause."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import attrs

from orcid_clientreq.rules.model import DOCUMENTATION


class Fix(StrEnum):
    """What makes it match: ask ORCID to register a further URI, or let the application send another."""

    REGISTER = "register"
    SEND = "send"


@attrs.frozen(kw_only=True)
class Cause:
    """One reason why two redirect URIs do not match.

    Args:
        code: Its stable name.
        summary: One line: what differs.
        template: The message, a format string over the reason's `params`.
        fix: What helps.
        source: The standard, page or reports that it rests on.
        sent: An example of what an application sends,
        registered: and of what was registered; empty where nothing was.
        exact_only: Whether ORCID lets the example pass, and only exact matching does not.
        matches: Whether it matches all the same, for now.
    """

    code: str
    summary: str
    template: str
    fix: Fix
    source: str
    sent: str
    registered: str
    exact_only: bool = False
    matches: bool = False

    @property
    def url(self) -> str:
        """The address of its section in the documentation, as stable as its code.

        >>> CAUSES["trailing_slash"].url
        'https://orcid-clientreq.readthedocs.io/en/latest/rules/causes.html#trailing-slash'
        """
        return f"{DOCUMENTATION}rules/causes.html#{self.code.replace('_', '-')}"


_CALLBACK: Final = "https://university.edu/orcid/callback"
_ALGORITHM: Final = "ORCID's published source of December 2023, which compares the parts as text"

_ROWS: Final = (
    Cause(
        code="missing",
        summary="The application sends no redirect URI.",
        template="Send the parameter redirect_uri, spelt like that: none arrived.",
        fix=Fix.SEND,
        source="RFC 6749 section 3.1.2.3; RFC 9700 section 4.1.3",
        sent="",
        registered=_CALLBACK,
    ),
    Cause(
        code="requested_invalid",
        summary="What the application sends is not a valid redirect URI.",
        template="Correct the redirect URI that the application sends, which breaks the rule {rule}: {advice}",
        fix=Fix.SEND,
        source="RFC 6749 section 3.1.2; the rules of redirect_uri",
        sent="https://user@university.edu/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="fragment",
        summary="What the application sends has a fragment.",
        template="Take away the # and what follows it: a redirect URI has no fragment.",
        fix=Fix.SEND,
        source="RFC 6749 section 3.1.2",
        sent=f"{_CALLBACK}#done",
        registered=_CALLBACK,
    ),
    Cause(
        code="nothing_registered",
        summary="No redirect URI is registered.",
        template="Ask ORCID to register this redirect URI: there is none yet.",
        fix=Fix.REGISTER,
        source="RFC 9700 section 4.1.3; ORCID's published source since April 2022",
        sent=_CALLBACK,
        registered="",
    ),
    Cause(
        code="registered_invalid",
        summary="What was registered is not a valid redirect URI.",
        template="Ask ORCID to replace the registered redirect URI, which breaks the rule {rule}: {advice}",
        fix=Fix.REGISTER,
        source="the rules of redirect_uri",
        sent=_CALLBACK,
        registered="university.edu/orcid/callback",
    ),
    Cause(
        code="host_only",
        summary="The application sends a host without a path.",
        template="Send the full address of the callback, with its path: a host alone, once registered, lets every path of it match.",
        fix=Fix.SEND,
        source="ORCID's FAQ: register all redirect URIs fully",
        sent="https://university.edu",
        registered=_CALLBACK,
    ),
    Cause(
        code="http_registered",
        summary="It was registered with http, before the application moved to https.",
        template="Ask ORCID to register this redirect URI with https: it was registered with http, before the move to https.",
        fix=Fix.REGISTER,
        source="reported for DMPTool in 2019; ORCID's FAQ: production takes https only",
        sent=_CALLBACK,
        registered="http://university.edu/orcid/callback",
    ),
    Cause(
        code="http_sent",
        summary="It is registered with https, and the application sends http.",
        template="Send https, not http, as registered; behind a proxy, tell the application which scheme the outside sees.",
        fix=Fix.SEND,
        source=_ALGORITHM,
        sent="http://university.edu/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="loopback_name",
        summary="One says localhost and the other the loopback address.",
        template="Send {registered}, as registered: {sent} is another name, even for the same machine.",
        fix=Fix.SEND,
        source="RFC 8252 section 8.3; reported by NMDC in 2023",
        sent="http://localhost:8080/orcid/callback",
        registered="http://127.0.0.1:8080/orcid/callback",
    ),
    Cause(
        code="www",
        summary="The hosts differ by www.",
        template="Ask ORCID to register this redirect URI, too: {sent} is another host than {registered}.",
        fix=Fix.REGISTER,
        source="ORCID's FAQ: each host is registered on its own",
        sent="https://www.university.edu/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="subdomain",
        summary="One host is a subdomain of the other.",
        template="Ask ORCID to register this subdomain, too: {sent} is another host than {registered}.",
        fix=Fix.REGISTER,
        source="ORCID's FAQ: each subdomain is registered on its own",
        sent="https://staging.university.edu/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="host",
        summary="The hosts are different ones.",
        template="Ask ORCID to register this redirect URI, too, if the host {sent} is yours: registered is {registered}.",
        fix=Fix.REGISTER,
        source="ORCID's FAQ: the domain has to match exactly",
        sent="https://university.org/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="default_port_sent",
        summary="The application sends the default port, which was not registered.",
        template="Send it without the port {port}: that is the default one, and was registered without.",
        fix=Fix.SEND,
        source=_ALGORITHM,
        sent="https://university.edu:443/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="default_port_registered",
        summary="The default port was registered, and the application does not send it.",
        template="Ask ORCID to replace the registered redirect URI by this one, without the port {port}: software leaves a default port out.",
        fix=Fix.REGISTER,
        source=_ALGORITHM,
        sent=_CALLBACK,
        registered="https://university.edu:443/orcid/callback",
    ),
    Cause(
        code="port",
        summary="The ports are different ones.",
        template="Ask ORCID to register this redirect URI, too: {sent} is sent, {registered} is registered.",
        fix=Fix.REGISTER,
        source=_ALGORITHM,
        sent="https://university.edu:8443/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="case",
        summary="Upper- and lower-case letters differ.",
        template="Send the {part} in the upper- and lower-case letters that are registered.",
        fix=Fix.SEND,
        source=_ALGORITHM,
        sent="https://university.edu/ORCID/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="trailing_slash",
        summary="Only one of the paths ends in a slash.",
        template="Send the path with or without a slash at its end, just as it is registered.",
        fix=Fix.SEND,
        source=_ALGORITHM,
        sent=_CALLBACK,
        registered=f"{_CALLBACK}/",
    ),
    Cause(
        code="double_slash",
        summary="Only one of the paths has two slashes in a row.",
        template="Send single slashes where they are registered: two in a row come from joining a base address and a path that both bring one.",
        fix=Fix.SEND,
        source="RFC 9700 section 4.1.3; reported for ResearchEquals",
        sent="https://university.edu//orcid/callback",
        registered=_CALLBACK,
        exact_only=True,
    ),
    Cause(
        code="encoding",
        summary="The same path in another percent-encoding.",
        template="Send the path in the percent-encoding that is registered: what is written otherwise is not decoded first.",
        fix=Fix.SEND,
        source=_ALGORITHM,
        sent="https://university.edu/~orcid",
        registered="https://university.edu/%7Eorcid",
    ),
    Cause(
        code="path",
        summary="The paths are different ones.",
        template="Ask ORCID to register this redirect URI, too: its path is not the registered one.",
        fix=Fix.REGISTER,
        source="ORCID's FAQ; reported for RSD-as-a-service, Impactstory and Janeway",
        sent="https://university.edu/orcid/link",
        registered=_CALLBACK,
    ),
    Cause(
        code="query",
        summary="The queries are different ones.",
        template="Send exactly the query that is registered: what changes from one sign-in to the next belongs into the parameter state.",
        fix=Fix.SEND,
        source="RFC 9700 section 4.1.3; RFC 6749 section 3.1.2.2",
        sent=f"{_CALLBACK}?tenant=2",
        registered=_CALLBACK,
        exact_only=True,
    ),
    Cause(
        code="path_prefix",
        summary="The registered path is only the beginning of the one that is sent.",
        template="Ask ORCID to register this redirect URI, too: it passes because the registered path is its beginning, and only an exact match is sure to last.",
        fix=Fix.REGISTER,
        source="ORCID's FAQ: a full URI is the most secure; RFC 9700 section 4.1.3",
        sent=f"{_CALLBACK}/link",
        registered=_CALLBACK,
        matches=True,
    ),
    Cause(
        code="query_ignored",
        summary="ORCID does not compare the queries, and they are different ones.",
        template="Ask ORCID to register this redirect URI, too: it passes because ORCID leaves the query aside, and only an exact match is sure to last.",
        fix=Fix.REGISTER,
        source=f"{_ALGORITHM} and leaves the query aside; RFC 9700 section 4.1.3",
        sent=f"{_CALLBACK}?tenant=2",
        registered=_CALLBACK,
        matches=True,
    ),
    Cause(
        code="slashes_joined",
        summary="ORCID takes several slashes in a row for one, and the paths differ in that.",
        template="Send the slashes as they are registered: it passes because ORCID takes several in a row for one, and only an exact match is sure to last.",
        fix=Fix.SEND,
        source=f"{_ALGORITHM} after it has joined slashes; RFC 9700 section 4.1.3",
        sent="https://university.edu//orcid/callback",
        registered=_CALLBACK,
        matches=True,
    ),
)

#: Every cause by its code, in the order in which reasons are given. Read-only.
CAUSES: Final[Mapping[str, Cause]] = MappingProxyType({row.code: row for row in _ROWS})
