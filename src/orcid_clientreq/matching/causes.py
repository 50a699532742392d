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
        template="The sign-in request has no redirect_uri parameter. Send one, with its name spelled exactly like that.",
        fix=Fix.SEND,
        source="RFC 6749 section 3.1.2.3; RFC 9700 section 4.1.3",
        sent="",
        registered=_CALLBACK,
    ),
    Cause(
        code="requested_invalid",
        summary="The application sends a redirect URI that is not valid.",
        template="Correct the redirect URI that your application sends. It breaks the rule {rule}: {advice}",
        fix=Fix.SEND,
        source="RFC 6749 section 3.1.2; the rules of redirect_uri",
        sent="https://user@university.edu/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="fragment",
        summary="The application sends a redirect URI with a fragment.",
        template="Remove the # and everything after it: a redirect URI can't have a fragment.",
        fix=Fix.SEND,
        source="RFC 6749 section 3.1.2",
        sent=f"{_CALLBACK}#done",
        registered=_CALLBACK,
    ),
    Cause(
        code="nothing_registered",
        summary="No redirect URI is registered.",
        template="No redirect URI is registered yet. Ask ORCID to register this one.",
        fix=Fix.REGISTER,
        source="RFC 9700 section 4.1.3; ORCID's published source since April 2022",
        sent=_CALLBACK,
        registered="",
    ),
    Cause(
        code="registered_invalid",
        summary="The registered redirect URI is not valid.",
        template="Ask ORCID to replace the registered redirect URI. It breaks the rule {rule}: {advice}",
        fix=Fix.REGISTER,
        source="the rules of redirect_uri",
        sent=_CALLBACK,
        registered="university.edu/orcid/callback",
    ),
    Cause(
        code="host_only",
        summary="The application sends a host without a path.",
        template="Send the full address of the callback, including its path. If only a host is registered, every path on it matches.",
        fix=Fix.SEND,
        source="ORCID's FAQ: register all redirect URIs fully",
        sent="https://university.edu",
        registered=_CALLBACK,
    ),
    Cause(
        code="http_registered",
        summary="The redirect URI was registered with http, and the application now uses https.",
        template="Ask ORCID to register this redirect URI with https. The registered one starts with http.",
        fix=Fix.REGISTER,
        source="reported for DMPTool in 2019; ORCID's FAQ: production takes https only",
        sent=_CALLBACK,
        registered="http://university.edu/orcid/callback",
    ),
    Cause(
        code="http_sent",
        summary="The redirect URI is registered with https, and the application sends http.",
        template="Send https instead of http, as registered. Behind a proxy, tell your application which scheme its public address has.",
        fix=Fix.SEND,
        source=_ALGORITHM,
        sent="http://university.edu/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="loopback_name",
        summary="One is localhost, the other a loopback address.",
        template="Send {registered}, as registered. {sent} is a different host, even if both are the same computer.",
        fix=Fix.SEND,
        source="RFC 8252 section 8.3; reported by NMDC in 2023",
        sent="http://localhost:8080/orcid/callback",
        registered="http://127.0.0.1:8080/orcid/callback",
    ),
    Cause(
        code="www",
        summary="The hosts differ by www.",
        template="Ask ORCID to register this redirect URI too: {sent} and {registered} are different hosts.",
        fix=Fix.REGISTER,
        source="ORCID's FAQ: each host is registered on its own",
        sent="https://www.university.edu/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="subdomain",
        summary="One host is a subdomain of the other.",
        template="Ask ORCID to register this redirect URI too: {sent} and {registered} are different hosts, although one is a subdomain of the other.",
        fix=Fix.REGISTER,
        source="ORCID's FAQ: each subdomain is registered on its own",
        sent="https://staging.university.edu/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="host",
        summary="The hosts are different.",
        template="If {sent} is your host, ask ORCID to register this redirect URI too. The registered host is {registered}.",
        fix=Fix.REGISTER,
        source="ORCID's FAQ: the domain has to match exactly",
        sent="https://university.org/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="default_port_sent",
        summary="The application sends the default port, which is not registered.",
        template="Send the redirect URI without the port {port}. It is the default port, and the registered redirect URI doesn't include it.",
        fix=Fix.SEND,
        source=_ALGORITHM,
        sent="https://university.edu:443/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="default_port_registered",
        summary="The default port is registered, and the application does not send it.",
        template="Ask ORCID to replace the registered redirect URI with this one, without the port {port}. Software leaves out a default port.",
        fix=Fix.REGISTER,
        source=_ALGORITHM,
        sent=_CALLBACK,
        registered="https://university.edu:443/orcid/callback",
    ),
    Cause(
        code="port",
        summary="The ports are different.",
        template="Ask ORCID to register this redirect URI too, because its port is different. Port sent: {sent_port}. Port registered: {registered_port}.",
        fix=Fix.REGISTER,
        source=_ALGORITHM,
        sent="https://university.edu:8443/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="case",
        summary="Upper-case and lower-case letters differ.",
        template="Use the same upper-case and lower-case letters as registered. They differ in the {part}.",
        fix=Fix.SEND,
        source=_ALGORITHM,
        sent="https://university.edu/ORCID/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="trailing_slash",
        summary="Only one of the paths ends in a slash.",
        template="Send the path exactly as registered. Only one of the two ends in a slash.",
        fix=Fix.SEND,
        source=_ALGORITHM,
        sent=_CALLBACK,
        registered=f"{_CALLBACK}/",
    ),
    Cause(
        code="double_slash",
        summary="Only one of the paths has two slashes in a row.",
        template="Send the slashes exactly as registered. Two in a row happen when a base address that ends in a slash is joined to a path that starts with one.",
        fix=Fix.SEND,
        source="RFC 9700 section 4.1.3; reported for ResearchEquals",
        sent="https://university.edu//orcid/callback",
        registered=_CALLBACK,
        exact_only=True,
    ),
    Cause(
        code="encoding",
        summary="The paths are the same, but percent-encoded differently.",
        template="Send the path percent-encoded exactly as registered. Paths are compared without being decoded.",
        fix=Fix.SEND,
        source=_ALGORITHM,
        sent="https://university.edu/~orcid",
        registered="https://university.edu/%7Eorcid",
    ),
    Cause(
        code="path",
        summary="The paths are different.",
        template="Ask ORCID to register this redirect URI too: its path is different from the registered one.",
        fix=Fix.REGISTER,
        source="ORCID's FAQ; reported for RSD-as-a-service, Impactstory and Janeway",
        sent="https://university.edu/orcid/link",
        registered=_CALLBACK,
    ),
    Cause(
        code="other_callback",
        summary="It is another callback of the system whose redirect URI is registered.",
        template="{system} uses more than one redirect URI, and each must be registered: {paths}. Ask ORCID to register this one too.",
        fix=Fix.REGISTER,
        source="the tables of known systems",
        sent="https://data.university.edu/oauth2/orcidConfirm.xhtml",
        registered="https://data.university.edu/oauth2/callback.xhtml",
    ),
    Cause(
        code="moved_callback",
        summary="It is the callback of a later version of the system.",
        template="{system} has another callback than the version before it. Ask ORCID to register this redirect URI too.",
        fix=Fix.REGISTER,
        source="the tables of known systems",
        sent="https://journals.university.edu/index.php/jlis/orcid/verify",
        registered="https://journals.university.edu/index.php/jlis/orcidapi/orcidVerify",
    ),
    Cause(
        code="query",
        summary="The queries are different.",
        template="Send exactly the query that is registered. Put anything that changes from one sign-in to the next in the state parameter.",
        fix=Fix.SEND,
        source="RFC 9700 section 4.1.3; RFC 6749 section 3.1.2.2",
        sent=f"{_CALLBACK}?tenant=2",
        registered=_CALLBACK,
        exact_only=True,
    ),
    Cause(
        code="path_prefix",
        summary="The registered path is only the start of the path that is sent.",
        template="Ask ORCID to register this redirect URI too. It matches only because its path starts with the registered one; only an exact match is sure to keep working.",
        fix=Fix.REGISTER,
        source="ORCID's FAQ: a full URI is the most secure; RFC 9700 section 4.1.3",
        sent=f"{_CALLBACK}/link",
        registered=_CALLBACK,
        matches=True,
    ),
    Cause(
        code="query_ignored",
        summary="The queries are different, and ORCID does not compare them.",
        template="Ask ORCID to register this redirect URI too. It matches only because ORCID ignores the query; only an exact match is sure to keep working.",
        fix=Fix.REGISTER,
        source=f"{_ALGORITHM} and leaves the query aside; RFC 9700 section 4.1.3",
        sent=f"{_CALLBACK}?tenant=2",
        registered=_CALLBACK,
        matches=True,
    ),
    Cause(
        code="slashes_joined",
        summary="The paths differ only in repeated slashes, which ORCID treats as one.",
        template="Send the slashes exactly as registered. This matches only because ORCID treats several slashes in a row as one; only an exact match is sure to keep working.",
        fix=Fix.SEND,
        source=f"{_ALGORITHM} after it has joined slashes; RFC 9700 section 4.1.3",
        sent="https://university.edu//orcid/callback",
        registered=_CALLBACK,
        matches=True,
    ),
)


class _Causes(dict[str, Cause]):
    """The causes by their codes; of an unknown code it names the nearest."""

    def __missing__(self, code: object) -> Cause:
        """Refuse a code that no cause has."""
        from orcid_clientreq.rules.catalogue import no_rule  # noqa: PLC0415 - for a mistake

        raise KeyError(no_rule(code, self, "cause"))


#: Every cause by its code, in the order in which reasons are given. Read-only.
CAUSES: Final[Mapping[str, Cause]] = MappingProxyType(_Causes({row.code: row for row in _ROWS}))
