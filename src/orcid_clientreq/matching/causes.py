"""Why the redirect URI of a sign-in does not match, or matches only for now: a table with a row for each cause."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import attrs

from orcid_clientreq.rules.model import DOCUMENTATION


class Fix(StrEnum):
    """What makes a redirect URI match: ask ORCID to register another URI, make the application send another, or neither."""

    REGISTER = "register"
    SEND = "send"
    #: The redirect URIs need no change; what to do instead, if anything, the message says.
    NONE = "none"


@attrs.frozen(kw_only=True)
class Cause:
    """One reason why two redirect URIs do not match.

    Args:
        code: The stable name of the cause.
        summary: What differs, in one line.
        template: The message, a format string for the reason's `params`.
        fix: What makes the redirect URI match.
        source: The standard, page or reports that describe the cause.
        sent: An example of what an application sends.
        registered: An example of what is registered, empty if nothing is.
        exact_only: Whether ORCID accepts the example, and only exact matching refuses it.
        matches: Whether the example still matches, for now.
        pasted: Whether the example is text for `read`, which tells more than a redirect URI.
        environment: The environment that the registered request of the example names, empty if it names none.
        register_template: The message if the fix is to register a redirect URI, although it usually is to send another.
            Empty if the fix is always the same.
        register_where: When the fix is to register a redirect URI.
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
    pasted: bool = False
    environment: str = ""
    register_template: str = ""
    register_where: str = ""

    @property
    def url(self) -> str:
        """The address of its section in the documentation, as stable as its code.

        >>> CAUSES["trailing_slash"].url
        'https://orcid-clientreq.readthedocs.io/en/latest/rules/causes.html#trailing-slash'
        """
        return f"{DOCUMENTATION}rules/causes.html#{self.code.replace('_', '-')}"


_CALLBACK: Final = "https://university.edu/orcid/callback"
_ALGORITHM: Final = "ORCID's published source code of December 2023, which compares the parts as text"

_ROWS: Final = (
    Cause(
        code="came_back",
        summary="The address is the one to which ORCID sent the researcher back.",
        template="ORCID sent the researcher back to this address, so it accepted the redirect URI. If the sign-in fails after that, look at the exchange of the authorization code for a token. Check that the client ID and client secret are right, and that each code is used only once.",
        fix=Fix.NONE,
        source="RFC 6749 section 4.1.2; reported for OpenNeuro",
        sent=f"{_CALLBACK}?code=Ab12cD&state=7",
        registered=_CALLBACK,
        matches=True,
    ),
    Cause(
        code="not_listed",
        summary="ORCID sent the researcher back to this address, although it is not among the registered ones.",
        template="ORCID sent the researcher back to this address, so it accepted the redirect URI. It does not match what you entered as registered, so the redirect URIs that ORCID has for this client ID are not those that you entered. If the sign-in fails after that, look at the exchange of the authorization code for a token.",
        fix=Fix.NONE,
        source="RFC 6749 section 4.1.2",
        sent=f"{_CALLBACK}?code=Ab12cD&state=7",
        registered="https://university.edu/orcid/login",
    ),
    Cause(
        code="orcid_error",
        summary="ORCID says what is wrong, and it is not the redirect URI.",
        template="ORCID's answer ({error}): {meaning} {advice}",
        fix=Fix.NONE,
        source="the table of ORCID's errors; reported for Dataverse",
        sent=f"{_CALLBACK}?error=invalid_scope&error_description=Invalid%20scope:%20/read-limited",
        registered=_CALLBACK,
        matches=True,
    ),
    Cause(
        code="no_redirect_uri",
        summary="The text does not say which redirect URI was sent.",
        template="This text does not say which redirect URI was sent. Start the sign-in again, copy the whole address from the browser while it shows ORCID's page, and use that address here: it contains redirect_uri=.",
        fix=Fix.NONE,
        source="RFC 6749 section 4.1.1; ORCID's error page before 2020",
        sent="The sign-in does not work.",
        registered=_CALLBACK,
        pasted=True,
    ),
    Cause(
        code="own_page",
        summary="The address is that of a page, not the redirect URI.",
        template="This is the address of a page of your site or of another service, not the redirect URI that is sent to ORCID. Start the sign-in, copy the whole address from the browser while it shows ORCID's page, and use that address here: it contains redirect_uri=.",
        fix=Fix.NONE,
        source="seen in reports of failed sign-ins",
        sent="https://university.edu/login?returnUrl=%2Fhome",
        registered=_CALLBACK,
        pasted=True,
    ),
    Cause(
        code="orcid_address",
        summary="The address is one of ORCID's own.",
        template="This is one of ORCID's own addresses. A redirect URI is an address of your application, to which ORCID sends researchers back.",
        fix=Fix.NONE,
        source="RFC 6749 section 3.1.2; seen in guides",
        sent="https://orcid.org/my-orcid",
        registered=_CALLBACK,
    ),
    Cause(
        code="other_environment",
        summary="The sign-in goes to ORCID's sandbox, but the credentials were requested for production, or the other way round.",
        template="This sign-in went to {host}, but the credentials were requested for the other environment. Credentials of the sandbox work at sandbox.orcid.org only, those of production at orcid.org only. Use the address that belongs to your credentials.",
        fix=Fix.NONE,
        source="ORCID's FAQ; reported for OpenNeuro and in ORCID-Source issue 6775",
        sent="https://sandbox.orcid.org/oauth/authorize?client_id=APP-0123456789ABCDEF&redirect_uri=https%3A%2F%2Funiversity.edu%2Forcid%2Fcallback",
        registered=_CALLBACK,
        matches=True,
        pasted=True,
        environment="production",
    ),
    Cause(
        code="refused",
        summary="ORCID refuses a redirect URI, although it is one of those that were entered as registered.",
        template="ORCID refused this redirect URI, although it matches one that you entered as a registered redirect URI. Check that your application uses the client ID and the environment (sandbox or production) for which this redirect URI was registered, and ask ORCID which redirect URIs it has for that client ID.",
        fix=Fix.NONE,
        source="orcid-angular, the error page",
        sent="Error: The provided redirect URI https://university.edu/orcid/callback does not match the redirect URIs registered by University (APP-0123456789ABCDEF).",
        registered=_CALLBACK,
        matches=True,
        pasted=True,
    ),
    Cause(
        code="missing",
        summary="The application sends no redirect URI.",
        template="Add the parameter redirect_uri to the sign-in request. Its name must be spelled exactly like that.",
        fix=Fix.SEND,
        source="RFC 6749 section 3.1.2.3; RFC 9700 section 4.1.3",
        sent="",
        registered=_CALLBACK,
    ),
    Cause(
        code="encoded_twice",
        summary="The application percent-encodes the redirect URI twice.",
        template="Your application percent-encodes the redirect URI twice: ORCID reads %3A%2F%2F in it, not ://, and refuses it. Encode it once.",
        fix=Fix.SEND,
        source="RFC 3986 section 2.4; RFC 6749 appendix B",
        sent="https://orcid.org/oauth/authorize?client_id=APP-0123456789ABCDEF&redirect_uri=https%253A%252F%252Funiversity.edu%252Forcid%252Fcallback",
        registered=_CALLBACK,
        pasted=True,
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
        source="RFC 9700 section 4.1.3; ORCID's published source code since April 2022",
        sent=_CALLBACK,
        registered="",
    ),
    Cause(
        code="registered_template",
        summary="The redirect URI entered as registered is a template.",
        template="The redirect URI entered as registered is a template. Put the values of your application into it, and compare again.",
        fix=Fix.NONE,
        source="RFC 6570; seen in settings files",
        sent=_CALLBACK,
        registered="https://{host}/orcid/callback",
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
        code="internal_address",
        summary="The application sends an address that only one computer or network can reach, and a public one is registered.",
        template="Your application does not know its public address: it sends {sent}, and {registered} is registered. Set its base URL to the public address, or let it trust the headers X-Forwarded-Proto and X-Forwarded-Host that your proxy adds. To develop on your own computer, use credentials of ORCID's sandbox, with an address at 127.0.0.1 registered for them.",
        fix=Fix.SEND,
        source="reported for Kotahi and CIViC; RFC 6761, RFC 6890",
        sent="http://localhost:3000/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="sandbox_provider",
        summary="The application's settings have two providers for ORCID: one for the sandbox, and one for production. The redirect URI that is sent belongs to one of them, and the registered redirect URI to the other.",
        template="{sandbox} is your application's provider for ORCID's sandbox, and {production} is the provider for production. Each needs credentials of its own, with its own redirect URI registered for them. Let your application use the provider that the credentials of this sign-in belong to.",
        fix=Fix.SEND,
        register_template="{sandbox} is your application's provider for ORCID's sandbox, and {production} is the provider for production. Ask ORCID to also register the redirect URI that is sent, for these credentials: the registered one belongs to the other provider.",
        register_where="Where the application uses the right provider for its credentials, but the redirect URI of the other provider is registered",
        source="seen in settings of Auth.js, Spring Security and Python Social Auth",
        sent="https://university.edu/oauth/orcid_sandbox/callback",
        registered="https://university.edu/oauth/orcid/callback",
    ),
    Cause(
        code="host_only",
        summary="The application sends a host without a path.",
        template="Send the full address of the callback, including its path.",
        fix=Fix.SEND,
        source="ORCID's FAQ: register all redirect URIs fully",
        sent="https://university.edu",
        registered=_CALLBACK,
    ),
    Cause(
        code="http_registered",
        summary="The redirect URI was registered with http, and the application now uses https.",
        template="Ask ORCID to register the redirect URI that is sent, with https. The registered one starts with http.",
        fix=Fix.REGISTER,
        source="reported for DMPTool in 2019; ORCID's FAQ: production takes https only",
        sent=_CALLBACK,
        registered="http://university.edu/orcid/callback",
    ),
    Cause(
        code="http_sent",
        summary="The redirect URI is registered with https, and the application sends http.",
        template="Send https instead of http. Behind a proxy, tell your application which scheme its public address has; the usual header is X-Forwarded-Proto.",
        fix=Fix.SEND,
        source=_ALGORITHM,
        sent="http://university.edu/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="loopback_name",
        summary="One is localhost, the other a loopback address.",
        template="Send {registered} as the host, not {sent}: they are different hosts, even if both are the same computer.",
        fix=Fix.SEND,
        source="RFC 8252 section 8.3; reported by NMDC in 2023",
        sent="http://localhost:8080/orcid/callback",
        registered="http://127.0.0.1:8080/orcid/callback",
    ),
    Cause(
        code="www",
        summary="The hosts differ by www.",
        template="{sent} and {registered} are different hosts. Ask ORCID to also register the redirect URI that is sent.",
        fix=Fix.REGISTER,
        source="ORCID's FAQ: each host is registered on its own",
        sent="https://www.university.edu/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="subdomain",
        summary="One host is a subdomain of the other.",
        template="{sent} and {registered} are different hosts, although one is a subdomain of the other. Ask ORCID to also register the redirect URI that is sent.",
        fix=Fix.REGISTER,
        source="ORCID's FAQ: each subdomain is registered on its own",
        sent="https://staging.university.edu/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="host",
        summary="The hosts are different.",
        template="If {sent} is your host, ask ORCID to also register the redirect URI that is sent. The registered host is {registered}.",
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
        template="Ask ORCID to replace the registered redirect URI with this one, without the port {port}. Most software leaves out a default port.",
        fix=Fix.REGISTER,
        source=_ALGORITHM,
        sent=_CALLBACK,
        registered="https://university.edu:443/orcid/callback",
    ),
    Cause(
        code="port",
        summary="The ports are different.",
        template="The ports differ. Port sent: {sent_port}. Port registered: {registered_port}. If people open your site with the registered port (or with no port, if none is registered), correct your application's public address. Otherwise, ask ORCID to also register the redirect URI that is sent.",
        fix=Fix.REGISTER,
        source=_ALGORITHM,
        sent="https://university.edu:8443/orcid/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="case",
        summary="The redirect URIs differ only in upper-case and lower-case letters.",
        template="Use the same upper-case and lower-case letters as registered. They differ here: {part}.",
        fix=Fix.SEND,
        source=_ALGORITHM,
        sent="https://university.edu/ORCID/callback",
        registered=_CALLBACK,
    ),
    Cause(
        code="trailing_slash",
        summary="Only one of the paths ends in a slash. ORCID accepts a slash that is sent and not registered: see path_prefix.",
        template="Send the path exactly as registered. Only one of the two ends in a slash.",
        fix=Fix.SEND,
        register_template="Ask ORCID to correct the registered redirect URI: its path differs from the sent one only in the slash at the end. Software such as {system} always sends the path as your application does now.",
        register_where="Where known software sends this path",
        source=f"{_ALGORITHM}; the tables of known systems",
        sent="https://university.edu/account/return",
        registered="https://university.edu/account/return/",
    ),
    Cause(
        code="double_slash",
        summary="Only one of the paths has two slashes in a row. This is a cause only if you ask for an exact comparison (Mode.EXACT). ORCID accepts the difference: see slashes_joined.",
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
        code="base_path",
        summary="The path that is sent is only the end of the registered one.",
        template="Your application does not know that it runs below {prefix}: the registered path begins with it, and the path that your application sends does not. Set the base URL of your application to the address at which people open it, including {prefix}.",
        fix=Fix.SEND,
        source="seen in reports of failed sign-ins",
        sent="https://university.edu/orcid/callback",
        registered="https://university.edu/app/orcid/callback",
    ),
    Cause(
        code="index_php",
        summary="The paths differ only in index.php.",
        template="The paths differ only in index.php. A setting of your application adds it or leaves it out (in OJS, restful_urls in config.inc.php). Change this setting so that the registered path is sent, or ask ORCID to register the path that your application sends.",
        fix=Fix.SEND,
        source="the tables of known systems",
        sent="https://journals.university.edu/jlis/orcid/verify",
        registered="https://journals.university.edu/index.php/jlis/orcid/verify",
    ),
    Cause(
        code="path",
        summary="The paths are different.",
        template="The path is different from the registered one. Ask ORCID to also register the redirect URI that is sent.",
        fix=Fix.REGISTER,
        source="ORCID's FAQ; reported for RSD-as-a-service, Impactstory and Janeway",
        sent="https://university.edu/orcid/link",
        registered=_CALLBACK,
    ),
    Cause(
        code="other_callback",
        summary="The redirect URI is another callback of the system whose redirect URI is registered.",
        template="{system} uses more than one redirect URI, and each must be registered: {paths}. Ask ORCID to also register the one that is sent.",
        fix=Fix.REGISTER,
        source="the tables of known systems",
        sent="https://data.university.edu/oauth2/orcidConfirm.xhtml",
        registered="https://data.university.edu/oauth2/callback.xhtml",
    ),
    Cause(
        code="other_parameter",
        summary="The redirect URI is the same callback of a system, with a different name in its path.",
        template="In {system}, a part of this path is a name that somebody chose. {sent} is sent, and {registered} is registered. If the name was changed, change it back, or ask ORCID to also register the redirect URI that is sent.",
        fix=Fix.REGISTER,
        source="the tables of known systems; reported in Keycloak issue 22549",
        sent="https://sso.university.edu/realms/main/broker/orcid/endpoint",
        registered="https://sso.university.edu/realms/main/broker/oidc/endpoint",
    ),
    Cause(
        code="other_part",
        summary="The redirect URI is the same callback of a system, for another journal, person or event.",
        template="{system} has a redirect URI of its own for each part of the site, such as a journal. Here, the one for {sent} is sent, and the one for {registered} is registered. Ask ORCID to also register the redirect URI that is sent.",
        fix=Fix.REGISTER,
        source="the tables of known systems",
        sent="https://journals.university.edu/index.php/history/orcid/verify",
        registered="https://journals.university.edu/index.php/jlis/orcid/verify",
    ),
    Cause(
        code="moved_callback",
        summary="The redirect URI is the callback of a later version of the system.",
        template="The callback of {system} is different from that of earlier versions. Ask ORCID to also register the redirect URI that is sent.",
        fix=Fix.REGISTER,
        source="the tables of known systems",
        sent="https://journals.university.edu/index.php/jlis/orcid/verify",
        registered="https://journals.university.edu/index.php/jlis/orcidapi/orcidVerify",
    ),
    Cause(
        code="query",
        summary="The queries are different. This is a cause only if you ask for an exact comparison (Mode.EXACT). ORCID accepts the difference: see query_ignored.",
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
        template="Ask ORCID to also register the redirect URI that is sent. It matches only because its path starts with the registered one. Only an exact match is certain to keep working.",
        fix=Fix.REGISTER,
        source="ORCID's FAQ: a full URI is the most secure; RFC 9700 section 4.1.3",
        sent=f"{_CALLBACK}/link",
        registered=_CALLBACK,
        matches=True,
    ),
    Cause(
        code="query_ignored",
        summary="The queries are different, and ORCID does not compare them.",
        template="ORCID ignores queries, so this matches. You don't have to register the query or remove it: your application may need it.",
        fix=Fix.NONE,
        source=f"{_ALGORITHM} and leaves the query aside; OJS, Janeway and Plack::Auth::SSO send queries that way",
        sent=f"{_CALLBACK}?token=Ab12cD&state=7",
        registered=_CALLBACK,
        matches=True,
    ),
    Cause(
        code="slashes_joined",
        summary="The paths differ only in repeated slashes, which ORCID treats as one.",
        template="Send the slashes exactly as registered. This matches only because ORCID treats several slashes in a row as one. Only an exact match is certain to keep working.",
        fix=Fix.SEND,
        source=f"{_ALGORITHM} after it has joined slashes; RFC 9700 section 4.1.3",
        sent="https://university.edu//orcid/callback",
        registered=_CALLBACK,
        matches=True,
    ),
)


class _Causes(dict[str, Cause]):
    """The causes by their codes. For an unknown code, the error names the nearest code."""

    def __missing__(self, code: object) -> Cause:
        """Refuse a code that no cause has."""
        from orcid_clientreq.rules.catalogue import no_rule  # noqa: PLC0415 - for a mistake

        raise KeyError(no_rule(code, self, "cause"))


#: Every cause by its code, in the order in which reasons are given. Read-only.
CAUSES: Final[Mapping[str, Cause]] = MappingProxyType(_Causes({row.code: row for row in _ROWS}))
