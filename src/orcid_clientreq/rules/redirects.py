"""Rules of redirect URIs, one by one; where a rule of URI syntax has a more specific twin, the twin is here."""

from __future__ import annotations

import re
from typing import Final

import attrs

from orcid_clientreq.form import Environment, Settings
from orcid_clientreq.rules import hosts, uris
from orcid_clientreq.rules.model import NONE, Case, Params, Row
from orcid_clientreq.rules.presence import SHORTER_ADDRESS
from orcid_clientreq.syntax.display import shown
from orcid_clientreq.syntax.hosts import ORCID, TUNNELS, ip_address_of, is_below
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.uri_parts import Uri, has_dot_segment, host_and_port, unsplit, without_dot_segments
from orcid_clientreq.syntax.uris import split

_GOOD: Final = "https://university.edu/orcid"


def https_required(uri: Uri) -> Params | None:
    """An http redirect URI; the policy says whether that matters."""
    return NONE if uris.is_http(uri) else None


HTTPS_REQUIRED: Final = Row(
    name="https_required",
    severity="E/-",
    summary="An http redirect URI in a request for production credentials.",
    rationale="The authorization code would cross the network in the clear.",
    source='help page of January 2020: they "must be HTTPS for production (live) server clients"',
    template="Use https instead of http. Production credentials accept only HTTPS redirect URIs.",
    cases=(
        Case(bad="http://university.edu/orcid", corrected=_GOOD),
        Case(bad="http://university.edu:8080/orcid", corrected="https://university.edu:8080/orcid"),
    ),
    check=https_required,
    fix=uris.with_https,
)


def wildcard(uri: Uri) -> Params | None:
    """A `*` in the host or port."""
    return NONE if uri.pattern else None


WILDCARD: Final = Row(
    name="wildcard",
    severity="E/E",
    summary="A * in the host or port.",
    rationale="Redirect URIs are compared as text, not as patterns. Each subdomain is registered separately.",
    source="RFC 9700 section 4.1; ORCID's FAQ",
    template="Register each host separately. The host and the port of a redirect URI can't contain the wildcard *.",
    cases=(
        Case(bad="https://*.university.edu/orcid", corrected="https://www.university.edu/orcid"),
        Case(bad="https://university.edu:*/orcid", corrected="https://university.edu:8443/orcid"),
    ),
    check=wildcard,
    only_malformed=True,
)


def host_invalid(uri: Uri) -> Params | None:
    """As for every URI, unless the host is a pattern."""
    return None if "*" in uri.host else hosts.host_invalid(uri)


def port_invalid(uri: Uri) -> Params | None:
    """As for every URI, unless the port is a pattern."""
    return None if "*" in (uri.port or "") else uris.port_invalid(uri)


HOST_INVALID: Final = hosts.HOST_INVALID._replace(check=host_invalid)
PORT_INVALID: Final = uris.PORT_INVALID._replace(check=port_invalid)


def localhost(uri: Uri) -> Params | None:
    """`localhost`, or a name under it (RFC 6761 section 6.3)."""
    return NONE if uri.has_valid_host and is_below(uri.host, ("localhost",)) else None


def with_loopback_address(uri: Uri, settings: Settings) -> str | None:
    """Return it with 127.0.0.1 for localhost, where that is of use."""
    if settings.environment is not Environment.SANDBOX or not uri.sound:
        return None
    return unsplit(attrs.evolve(uri, authority=host_and_port("127.0.0.1", uri.port)))


LOCALHOST: Final = Row(
    name="localhost",
    severity="E/W",
    summary="localhost, or a name that ends in .localhost.",
    rationale="In other people's browsers, localhost does not lead to your application, so it is an error in production. In the sandbox, where you may test on your own computer, it is a warning: ORCID's server accepts localhost. The message is about the form for redirect URIs in ORCID's developer tools: of the names and addresses of your own computer, it accepts only 127.0.0.1.",
    source="orcid-angular, developer tools; RFC 6761 section 6.3; mistakes seen in integrations with ORCID",
    template="ORCID's form doesn't accept localhost. Use a public host or, while testing in the sandbox, 127.0.0.1.",
    cases=(
        Case(bad="https://localhost/orcid", corrected=_GOOD),
        Case(bad="http://localhost:8080/orcid", corrected="http://127.0.0.1:8080/orcid", sandbox=True),
    ),
    check=localhost,
    fix=with_loopback_address,
)


def dotless_host(uri: Uri) -> Params | None:
    """As for every URI, unless it is localhost."""
    params = hosts.dotless_host(uri)
    return None if params is None or localhost(uri) is not None else params


DOTLESS_HOST: Final = Row(
    name="dotless_host",
    severity="E/W",
    summary="A host without a dot.",
    rationale="Such a name works only inside one network, and the form in ORCID's developer tools refuses it.",
    source="orcid-angular, developer tools",
    template="Enter the full public name of the host, not just {host}.",
    cases=(
        Case(bad="https://library01/orcid", corrected=_GOOD, params={"host": "library01"}),
        Case(bad="http://orcid-test:8080/orcid", corrected=_GOOD, params={"host": "orcid-test"}, sandbox=True),
    ),
    check=dotless_host,
)


def non_public_host(uri: Uri) -> Params | None:
    """As for every URI, unless it is localhost."""
    params = hosts.non_public_host(uri)
    return None if params is None or localhost(uri) is not None else params


NON_PUBLIC_HOST: Final = hosts.NON_PUBLIC_HOST._replace(check=non_public_host)


def ip_address(uri: Uri) -> Params | None:
    """A public IP address in place of a name."""
    if not uri.has_valid_host or ip_address_of(uri.host) is None or non_public_host(uri) is not None:
        return None
    return NONE


IP_ADDRESS: Final = Row(
    name="ip_address",
    severity="W/-",
    summary="An IP address instead of a name.",
    rationale="Certificates are issued for names, researchers recognize names, and an IP address can be reassigned to somebody else without notice.",
    source="mistakes seen in integrations with ORCID",
    template="Use the host name instead of the IP address.",
    cases=(
        Case(bad="https://193.0.6.139/orcid", corrected=_GOOD),
        Case(bad="https://[2a00::1]/orcid", corrected=_GOOD),
    ),
    check=ip_address,
)


def orcid_host(uri: Uri) -> Params | None:
    """ORCID's own host, or one below it."""
    return NONE if uri.has_valid_host and is_below(uri.host, ORCID) else None


def sent_to_orcid(uri: Uri, _settings: Settings) -> str | None:
    """Return the redirect URI in the address of ORCID's authorization page."""
    if not uri.query:
        return None
    from orcid_clientreq.syntax.responses import values_of  # noqa: PLC0415 - for the few values that need it

    values = values_of("redirect_uri", uri.query)
    return split(values[0]).text if len(values) == 1 else None


ORCID_HOST: Final = Row(
    name="orcid_host",
    severity="W/W",
    summary="A host of ORCID's.",
    rationale="ORCID sends researchers to the redirect URI after they have authorized access: it is an address of the application.",
    source="RFC 6749 section 3.1.2; mistakes seen in a vendor's guide",
    template="Enter an address of your own application. Researchers come from ORCID and return to this address.",
    cases=(
        Case(bad="https://orcid.org/oauth/callback", corrected=_GOOD),
        Case(bad="https://sandbox.orcid.org/orcid", corrected="https://sandbox.university.edu/orcid"),
        Case(
            bad="https://orcid.org/oauth/authorize?response_type=code&redirect_uri=https%3A%2F%2Funiversity.edu%2Forcid",
            corrected=_GOOD,
        ),
    ),
    check=orcid_host,
    fix=sent_to_orcid,
)


def tunnel(uri: Uri) -> Params | None:
    """A host of a tunnelling service."""
    return {"host": shown(uri.host)} if uri.has_valid_host and is_below(uri.host, TUNNELS) else None


TUNNEL: Final = Row(
    name="tunnel",
    severity="W/-",
    summary="A host of a tunneling service, such as ngrok, which makes a developer's computer reachable from the internet.",
    rationale="Such a name belongs to one developer's session. Later it can lead to somebody else's computer, which then receives the authorization codes.",
    source="the documentation of the services",
    template="Use a host of your organization instead of {host}. A tunnel's address belongs to one developer, and can later be assigned to somebody else.",
    cases=(
        Case(
            bad="https://1a2b-3c4d.ngrok-free.app/orcid", corrected=_GOOD, params={"host": "1a2b-3c4d.ngrok-free.app"}
        ),
        Case(bad="https://orcid.loca.lt/callback", corrected=_GOOD, params={"host": "orcid.loca.lt"}),
    ),
    check=tunnel,
)

# What programs and templates write where they have no value, or where somebody has to put one.
_EMPTY_WORDS: Final = frozenset({"undefined", "null", "None", "[object Object]"})
_BEGINS_UNFILLED: Final = Pattern(r"YOUR[_-][A-Z]|undefined(?![A-Za-z0-9])")


def unfilled(uri: Uri) -> Params | None:
    """A path segment that a program or a person has not filled in."""
    if uri.authority is None:
        return None
    segments = (_decoded(segment) for segment in uri.path.split("/") if segment[:1] in _FIRST)
    part = next((each for each in segments if each in _EMPTY_WORDS or _BEGINS_UNFILLED.match(each)), None)
    return None if part is None else {"part": shown(part, 40)}


_FIRST: Final = frozenset("uYnN%")


def _decoded(segment: str) -> str:
    """Return a segment without its percent-encoding."""
    if "%" not in segment:
        return segment
    from urllib.parse import unquote  # noqa: PLC0415 - for the few values that need it

    return unquote(segment)


UNFILLED: Final = Row(
    name="unfilled",
    severity="W/W",
    summary="A path segment such as `undefined`, `null` or `YOUR_ID` that must be replaced by a value.",
    rationale="The application lacks a setting that it needs to make the address, or a template was not filled in.",
    source="mistakes seen in integrations with ORCID",
    template="Check the path: it has “{part}” where a value belongs.",
    cases=(
        Case(
            bad="https://university.edu/undefined/orcid",
            corrected="https://university.edu/repository/orcid",
            params={"part": "undefined"},
        ),
        Case(
            bad="https://university.edu/YOUR_ID/orcid",
            corrected="https://university.edu/7/orcid",
            params={"part": "YOUR_ID"},
        ),
        Case(
            bad="https://university.edu/%5Bobject%20Object%5D",
            corrected="https://university.edu/repository",
            params={"part": "[object Object]"},
        ),
    ),
    check=unfilled,
)


def dot_segment(uri: Uri) -> Params | None:
    """A `.` or `..` segment in the path."""
    return NONE if uri.authority is not None and has_dot_segment(uri.path) else None


def with_resolved_path(uri: Uri, _settings: Settings) -> str | None:
    """Return it with dot segments resolved."""
    return unsplit(attrs.evolve(uri, path=without_dot_segments(uri.path))) if uri.sound else None


DOT_SEGMENT: Final = Row(
    name="dot_segment",
    severity="E/E",
    summary="A . or .. segment in the path, percent-encoded or not.",
    rationale="Browsers resolve the segment, so the address that they request is not the one that is registered.",
    source="RFC 3986 section 5.2.4; RFC 9700 section 4.1; WHATWG URL",
    template="Write the path without “.” and “..” segments, the way a browser reads it.",
    cases=(
        Case(bad="https://university.edu/login/../orcid", corrected=_GOOD),
        Case(bad="https://university.edu/%2E/orcid", corrected=_GOOD),
    ),
    check=dot_segment,
    fix=with_resolved_path,
)


def reserved_parameter(uri: Uri) -> Params | None:
    """A query parameter that the authorization response uses."""
    if not uri.query:
        return None
    from orcid_clientreq.syntax.responses import reserved_in  # noqa: PLC0415 - for the few values that need it

    reserved = reserved_in(uri.query)
    return {"parameter": ", ".join(reserved)} if reserved else None


def without_response(uri: Uri, _settings: Settings) -> str | None:
    """Return the redirect URI of an address that ORCID sent a researcher back to, copied with ORCID's answer.

    A `code` that does not look like ORCID's may be the application's own, which has to be renamed.
    """
    from orcid_clientreq.syntax.responses import is_answer_of_orcid, without_reserved  # noqa: PLC0415

    if not uri.is_web or not is_answer_of_orcid(uri.query or ""):
        return None
    return unsplit(attrs.evolve(uri, query=without_reserved(uri.query)))


RESERVED_PARAMETER: Final = Row(
    name="reserved_parameter",
    severity="E/E",
    summary="A query parameter with a name that the authorization response uses.",
    rationale="The application couldn't tell its own value from ORCID's.",
    source="RFC 6749 section 4.1.2; RFC 9207 section 2; OpenID Connect; JARM",
    template="Remove or rename these query parameters: {parameter}. ORCID adds parameters with the same names when it sends researchers back.",
    cases=(
        Case(
            bad="https://university.edu/orcid?state=1",
            corrected="https://university.edu/orcid?tenant=1",
            params={"parameter": "state"},
        ),
        Case(
            bad="https://university.edu/orcid?a=1;code=2",
            corrected="https://university.edu/orcid?a=1;b=2",
            params={"parameter": "code"},
        ),
        Case(bad=f"{_GOOD}?code=Vk8sTp&state=f3a1", corrected=_GOOD, params={"parameter": "code, state"}),
    ),
    check=reserved_parameter,
    fix=without_response,
)


def fragment(uri: Uri) -> Params | None:
    """A `#`, an empty fragment too."""
    return None if uri.fragment is None else NONE


def without_fragment(uri: Uri, _settings: Settings) -> str:
    """Return it without the fragment."""
    return uri.text.partition("#")[0]


FRAGMENT: Final = Row(
    name="fragment",
    severity="E/E",
    summary="A # in the redirect URI.",
    rationale="OAuth doesn't allow a fragment in a redirect URI. If a registered redirect URI has a fragment, ORCID ignores the fragment, so researchers never reach the part of the page that the fragment points to.",
    source="RFC 6749 section 3.1.2",
    template="Remove the # and everything after it: a redirect URI can't have a fragment.",
    cases=(Case(bad="https://university.edu/orcid#done", corrected=_GOOD), Case(bad=f"{_GOOD}#", corrected=_GOOD)),
    check=fragment,
    fix=without_fragment,
)


def host_only(uri: Uri) -> Params | None:
    """No path, or only `/`."""
    if not uri.is_web or "\\" in (uri.authority or ""):  # a backslash may have been meant to begin the path
        return None
    return NONE if uri.path in {"", "/"} and orcid_host(uri) is None else None


HOST_ONLY: Final = Row(
    name="host_only",
    severity="W/W",
    summary="No path, or only /.",
    rationale=(
        "If only a host is registered, ORCID accepts every path on it, and sends researchers and authorization codes there. "
        "In some systems, such as DSpace, each person has a different callback. Registering the host alone is then the only "
        "way to cover every callback. To find out whether your system is one of these, see its page in this documentation."
    ),
    source="ORCID's FAQ; ORCID-Source, redirect resolver",
    template=(
        "Add the path of your callback, unless your system's documentation says to register the host alone. "
        "If you register only a host, ORCID accepts every path on it."
    ),
    cases=(Case(bad="https://university.edu", corrected=_GOOD), Case(bad="https://university.edu/", corrected=_GOOD)),
    check=host_only,
)

# A control character, a slash or a backslash, percent-encoded.
_RISKY: Final = Pattern("%(?:[01][0-9A-F]|7F|2F|5C)", re.IGNORECASE)


def risky_encoding(uri: Uri) -> Params | None:
    """A percent-encoded control character, slash or backslash in the path."""
    match = _RISKY.search(uri.path) if "%" in uri.path and uri.is_web else None
    return {"encoded": match[0].upper()} if match else None


RISKY_ENCODING: Final = Row(
    name="risky_encoding",
    severity="W/W",
    summary="A percent-encoded control character, slash or backslash in the path.",
    rationale="ORCID compares the path without decoding it, but the server of the application may decode it, and then read a different path.",
    source="Keycloak and Apache Commons Validator refuse such paths",
    template="Remove {encoded} from the path. Some software decodes it and reads a different path.",
    cases=(
        Case(bad="https://university.edu/orcid%2F", corrected=_GOOD, params={"encoded": "%2F"}),
        Case(bad="https://university.edu/orcid%0D", corrected=_GOOD, params={"encoded": "%0D"}),
    ),
    check=risky_encoding,
)


def long(text: str, settings: Settings) -> Params | None:
    """Longer than advised."""
    advised = settings.limits.redirect_uri_advised
    return {"limit": advised} if len(text) > advised else None


LONG: Final = Row(
    name="long",
    severity="W/W",
    summary="Over 355 characters.",
    rationale="In the published source code of ORCID's registry, the redirect URI of each sign-in is stored in a column with room for 355 characters. Whether this is still so is not known.",
    source="ORCID-Source, database changes",
    template=SHORTER_ADDRESS,
    cases=(
        Case(bad=f"{_GOOD}?{'a' * 355}", corrected=_GOOD, params={"limit": 355}),
        Case(bad=f"{_GOOD}/".ljust(356, "a"), corrected=f"{_GOOD}/".ljust(355, "a"), params={"limit": 355}),
    ),
    check=long,
)
