"""Rules of redirect URIs. Each function is the rule of its name in `rules/redirects.py`.

Where a rule of URI syntax has a more specific twin for redirect URIs, the twin has the same name here.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import unquote_plus

from orcid_clientreq.form import Severity
from orcid_clientreq.policy import Policy
from orcid_clientreq.validators import hosts, uris
from orcid_clientreq.validators.fault import NONE, Fault, Params, severity_of, too_long
from orcid_clientreq.validators.hosts import Names
from orcid_clientreq.validators.shapes import is_plain_redirect_uri
from orcid_clientreq.validators.uri_syntax import Uri, has_dot_segment, normalize, split, unsplit

# RFC 6749 section 4.1.2 and 4.2.2, RFC 9207 section 2, OpenID Connect Core section 3.2.2.5, JARM.
_RESERVED_PARAMETERS: Final = frozenset(
    {"access_token", "code", "error", "error_description", "error_uri", "id_token", "iss", "response", "state"}
)
_PARAMETERS: Final = re.compile("[&;]")  # some software takes a semicolon for a separator, as HTML 4 advised
#: What stands between two URIs in one row.
_BETWEEN: Final = re.compile(r"(?<![\s,;])[\s,;]++(?=https?://)", re.IGNORECASE)
_WHITE: Final = re.compile(r"\s")
# A control character, a slash or a backslash, percent-encoded.
_RISKY: Final = re.compile("%(?:[01][0-9A-F]|7F|2F|5C)", re.IGNORECASE)


def https_required(uri: Uri) -> Params | None:
    """An http redirect URI; the policy says whether that matters."""
    return NONE if uris.is_http(uri) else None


def wildcard(uri: Uri) -> Params | None:
    """A `*` in the host or port."""
    return NONE if uri.pattern else None


def host_invalid(uri: Uri) -> Params | None:
    """As for every URI, unless the host is a pattern."""
    return None if "*" in uri.host else uris.host_invalid(uri)


def port_invalid(uri: Uri) -> Params | None:
    """As for every URI, unless the port is a pattern."""
    return None if "*" in (uri.port or "") else uris.port_invalid(uri)


def localhost(uri: Uri) -> Params | None:
    """`localhost`, or a name under it (RFC 6761 section 6.3)."""
    return NONE if uri.has_valid_host and f".{uri.host.lower()}".endswith(".localhost") else None


def dotless_host(uri: Uri) -> Params | None:
    """As for every URI, unless it is localhost."""
    return None if localhost(uri) is not None else uris.dotless_host(uri)


def non_public_host(uri: Uri) -> Params | None:
    """As for every URI, unless it is localhost."""
    return None if localhost(uri) is not None else uris.non_public_host(uri)


def ip_address(uri: Uri) -> Params | None:
    """A public IP address in place of a name."""
    if not uri.has_valid_host or hosts.ip_address(uri.host) is None or non_public_host(uri) is not None:
        return None
    return NONE


def dot_segment(uri: Uri) -> Params | None:
    """A `.` or `..` segment in the path."""
    return NONE if uri.authority is not None and has_dot_segment(uri.path) else None


def reserved_parameter(uri: Uri) -> Params | None:
    """A query parameter that the authorization response uses."""
    if not uri.query:
        return None
    names = {unquote_plus(pair.partition("=")[0]) for pair in _PARAMETERS.split(uri.query)}
    reserved = sorted(names & _RESERVED_PARAMETERS)
    return {"parameter": ", ".join(reserved)} if reserved else None


def fragment(uri: Uri) -> Params | None:
    """A `#`, an empty fragment too."""
    return None if uri.fragment is None else NONE


def host_only(uri: Uri) -> Params | None:
    """No path, or only `/`."""
    if not uri.is_web or "\\" in (uri.authority or ""):  # a backslash may have been meant to begin the path
        return None
    return NONE if uri.path in {"", "/"} else None


def risky_encoding(uri: Uri) -> Params | None:
    """A percent-encoded control character, slash or backslash in the path."""
    match = _RISKY.search(uri.path) if "%" in uri.path and uri.is_web else None
    return {"encoded": match[0].upper()} if match else None


def query_separator(uri: Uri) -> Params | None:
    """Another URI directly after a comma or semicolon; `several` is about those after white space."""
    return NONE if _BETWEEN.search(uri.text) else None


def in_rows(uri: Uri, policy: Policy) -> tuple[str, ...] | None:
    """Return the URIs of a row, if each can stand in a row of its own."""
    pieces = _BETWEEN.split(uri.text)
    return _in_rows(pieces, _read(pieces, policy), policy)


#: A row of more URIs is said to hold several, and is not looked at any closer.
_MOST_PIECES: Final = 20


def _read(pieces: list[str], policy: Policy) -> list[Redirect]:
    """Read the URIs of a row, if there are not too many."""
    return [redirect(piece, policy, Names()) for piece in pieces] if len(pieces) <= _MOST_PIECES else []


def _in_rows(pieces: list[str], read: list[Redirect], policy: Policy) -> tuple[str, ...] | None:
    """Return the URIs of a row if no rule finds an error in one, and no two are equivalent."""
    if len({each.equivalence for each in read}) < len(pieces):
        return None
    errors = (severity_of(fault, "redirect_uri", policy) is Severity.ERROR for each in read for fault in each.faults)
    return None if any(errors) else tuple(pieces)


def rows(text: str) -> tuple[str, ...]:
    """Return the URIs in a text, one for each row of a form: those that white space separates."""
    stripped = text.strip()
    return tuple(_BETWEEN.split(stripped)) if _WHITE.search("".join(_BETWEEN.findall(stripped))) else (text,)


def several(text: str, policy: Policy) -> Redirect | None:
    """Two or more URIs with white space between them, in a text without any at its ends; each is looked at as well.

    Other faults are those of the URIs, each rule once.
    """
    between = _BETWEEN.findall(text)
    if not any(map(_WHITE.search, between)):
        return None
    pieces = _BETWEEN.split(text)
    read = _read(pieces, policy)
    faults = [Fault("several", {"count": len(pieces)}, _in_rows(pieces, read, policy))]
    of_pieces = {fault.rule: fault for each in read for fault in each.faults}
    return Redirect((*faults, *(fault._replace(suggestion=None) for fault in of_pieces.values())), text)


_RULES: Final = uris.in_order(
    *uris.SYNTAX,
    (https_required, uris.with_https),
    (wildcard, None),
    (host_invalid, None),
    (port_invalid, None),
    (localhost, uris.with_loopback_address),
    (dotless_host, None),
    (uris.example_host, None),
    (uris.confusable_host, None),
    (non_public_host, None),
    (ip_address, None),
    (uris.not_normalized, uris.normalized),
    (dot_segment, uris.with_resolved_path),
    (reserved_parameter, None),
    (fragment, uris.without_fragment),
    (host_only, None),
    (risky_encoding, None),
    (query_separator, in_rows),
    (uris.trailing_punctuation, uris.without_punctuation),
)


class Redirect(NamedTuple):
    """What is wrong with a redirect URI, and what equivalent ones share."""

    faults: tuple[Fault, ...]
    equivalence: str


def is_faultless(text: str, policy: Policy, names: Names) -> bool:
    """Return whether a redirect URI is of the plain shape, and short; the last argument is that of the shape."""
    limits = policy.limits
    length = len(text)
    return length <= limits.redirect_uri_advised and length <= limits.uri and is_plain_redirect_uri(text, names)


def redirect(text: str, policy: Policy, names: Names) -> Redirect:
    """Read a redirect URI that is not blank; the last argument is that of the shape."""
    if len(text) > policy.limits.uri:
        return Redirect((too_long(policy.limits.uri),), text)
    return Redirect((), text) if is_faultless(text, policy, names) else examined(text, policy, names)


def examined(text: str, policy: Policy, names: Names) -> Redirect:
    """Read a redirect URI by the rules, one by one."""
    uri = split(text, names)
    if rows_found := several(uri.text, policy):
        return rows_found
    found = uris.faults_of(uri, _RULES, policy)
    advised = policy.limits.redirect_uri_advised
    if len(text) > advised:
        found = (*found, Fault("long", {"limit": advised}))
    return Redirect(found, _equivalence(uri, text))


def equivalence(text: str, policy: Policy) -> str:
    """Return what equivalent redirect URIs share: the normal form, where the text has one (RFC 3986 section 6.2)."""
    return redirect(text, policy, Names()).equivalence


def _equivalence(uri: Uri, text: str) -> str:
    """Return the normal form of a URI, or its text where it is not sound.

    An empty path is `/` (section 6.2.3). Dot segments are left, since they have a rule of their own.
    """
    if not (uri.absolute and uri.sound):
        return text
    normal = normalize(uri)
    return unsplit(normal if normal.path else normal._replace(path="/"))
