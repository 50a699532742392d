"""Rules of URI syntax, for the home page and each redirect URI.

Each function is the rule of its name in `rules/uris.py`: given a URI in its parts it returns what the
message needs, or `None` where the rule holds. A rule stays silent where a more specific one speaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple
from urllib.parse import quote

from orcid_clientreq.display import character_name, shown
from orcid_clientreq.form import Environment
from orcid_clientreq.policy import Policy
from orcid_clientreq.validators import hosts
from orcid_clientreq.validators.fault import NONE, Fault, Params
from orcid_clientreq.validators.uri_syntax import (
    Uri,
    host_and_port,
    is_dot_segment,
    is_port,
    normalize,
    unsplit,
    without_dot_segments,
)

RuleOf = Callable[[Uri], Params | None]
MendOf = Callable[[Uri, Policy], str | tuple[str, ...] | None]
RuleAndMend = tuple[RuleOf, MendOf | None]

_SCHEMES: Final = frozenset({"http", "https"})
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*\Z")  # RFC 3986 section 3.1
_EXAMPLE: Final = re.compile(
    r"(?:.*\.)?(?:example\.(?:com|net|org)|example)\Z|(?:.*\.)?your[^.]*(?:\.|\Z)", re.IGNORECASE
)

# What is percent-encoded for the person: printable characters that software agrees how to encode. Other ASCII is kept.
_KEPT: Final = "".join(sorted({*map(chr, range(0x80))} - {*'"`^|'}))
_NOT_ENCODABLE: Final = re.compile("[\x80-\xa0\ud800-\udfff]")
_HOST_MENDABLE: Final = re.compile(r"(?:[A-Za-z0-9.:-]|[^\x00-\xff]|[\xc0-\xff])*\Z")


def placeholder(uri: Uri) -> Params | None:
    """A template that was not filled in."""
    return {"kind": uri.placeholder} if uri.placeholder else None


def illegal_character(uri: Uri) -> Params | None:
    """A character outside the repertoire of RFC 3986."""
    return {"character": character_name(uri.illegal)} if uri.illegal else None


def bad_percent_encoding(uri: Uri) -> Params | None:
    """A percent sign without two hexadecimal digits."""
    return NONE if uri.bad_percent else None


def not_absolute(uri: Uri) -> Params | None:
    """No scheme, or no `//` after it."""
    if uri.absolute or not uri.text or uri.text.partition(":")[2].startswith("\\"):
        return None  # nothing but white space, or backslashes for the slashes, is said to be illegal
    return NONE


def scheme_not_allowed(uri: Uri) -> Params | None:
    """A scheme other than http and https."""
    if uri.scheme is None or uri.scheme.lower() in _SCHEMES or not _SCHEME.match(uri.scheme):
        return None  # what is illegal in it has a rule of its own
    return {"scheme": shown(uri.scheme, 30)}


def userinfo(uri: Uri) -> Params | None:
    """An `@` in the authority, an empty userinfo too."""
    return None if uri.userinfo is None else NONE


def host_invalid(uri: Uri) -> Params | None:
    """Neither a DNS name nor an IP address."""
    if uri.authority is None or not uri.legible or (not uri.host and scheme_not_allowed(uri) is not None):
        return None  # an address of a file, say, has no host
    return {"reason": uri.host_fault} if uri.host_fault else None


def port_invalid(uri: Uri) -> Params | None:
    """A port that is not a number from 1 to 65535."""
    if uri.port is None or not uri.legible:
        return None
    return None if is_port(uri.port) else NONE


def dotless_host(uri: Uri) -> Params | None:
    """A name of one label, localhost too."""
    if not uri.has_valid_host or "." in uri.host or uri.host.startswith("["):
        return None
    return {"host": shown(uri.host)}


def example_host(uri: Uri) -> Params | None:
    """A name that is reserved for examples, or that begins with `your`."""
    return {"host": shown(uri.host)} if uri.has_valid_host and _EXAMPLE.match(uri.host) else None


def confusable_host(uri: Uri) -> Params | None:
    """An internationalized name that is not what it looks like (UTS 39)."""
    if not uri.has_valid_host or uri.labels is None:
        return None
    from orcid_clientreq.validators import scripts  # noqa: PLC0415 - its table is for internationalized names

    return {"host": shown(uri.host)} if scripts.confusable_label(uri.labels) else None


def non_public_host(uri: Uri) -> Params | None:
    """A name or address that means nothing outside one network."""
    if not uri.has_valid_host or hosts.is_public(uri.host) or dotless_host(uri):
        return None
    return {"host": shown(uri.host)}


def not_normalized(uri: Uri) -> Params | None:
    """Another spelling of what has a normal form."""
    if not uri.sound:
        return None
    normal = normalize(uri)
    if normal is uri:
        return None
    spellings = (
        ("the upper-case letters in scheme and host", (uri.scheme, uri.host.lower()), (normal.scheme, uri.host)),
        ("the IPv6 address", uri.host.lower(), hosts.normal(uri.host)),
        ("the default port", uri.port, normal.port),
        ("the percent-encoding", (uri.path, uri.query, uri.fragment), (normal.path, normal.query, normal.fragment)),
    )
    changed = [name for name, written, wanted in spellings if written != wanted]
    return {"what": " and ".join(changed)} if changed else None


def trailing_punctuation(uri: Uri) -> Params | None:
    """A semicolon, comma or full stop at the very end."""
    tail = uri.fragment or uri.query or uri.path
    last = tail[-1:]
    if not last or last not in ";,." or not uri.text.endswith(last) or is_dot_segment(tail.rpartition("/")[2]):
        return None
    return {"character": character_name(last)}


def is_http(uri: Uri) -> bool:
    """Return whether the scheme is http."""
    return uri.scheme is not None and uri.scheme.lower() == "http"


# What may mend a value, by rule: built from the text as written, and offered only if it passes the rules.


def legal_characters(uri: Uri, policy: Policy) -> str | None:
    """Return it with a host in A-labels and other characters percent-encoded in UTF-8."""
    if uri.authority is None:
        return uri.text
    host = uri.host if uri.host.isascii() else hosts.a_labels(uri.host)
    if host is None:
        return None
    before, _, after = uri.text.partition(f"//{uri.authority}")
    if _NOT_ENCODABLE.search(after) or len(after.encode()) > policy.limits.uri:
        return None
    return f"{before}//{host_and_port(host, uri.port)}{quote(after, safe=_KEPT)}"


def with_scheme(uri: Uri, _policy: Policy) -> str | None:
    """Return it with the scheme that `split` could put in front."""
    return uri.text if uri.authority is not None else None


def with_https(uri: Uri, _policy: Policy) -> str | None:
    """Return it with https; a port 80 was http's."""
    if uri.authority is None:
        return None
    authority = host_and_port(uri.host, None if uri.port == "80" else uri.port)
    return f"https://{authority}{uri.text.partition(f'//{uri.authority}')[2]}"


def without_fragment(uri: Uri, _policy: Policy) -> str:
    """Return it without the fragment."""
    return uri.text.partition("#")[0]


def with_resolved_path(uri: Uri, _policy: Policy) -> str | None:
    """Return it with dot segments resolved."""
    return unsplit(uri._replace(path=without_dot_segments(uri.path))) if uri.sound else None


def normalized(uri: Uri, _policy: Policy) -> str:
    """Return it in its normal form."""
    return unsplit(normalize(uri))


def without_punctuation(uri: Uri, _policy: Policy) -> str:
    """Return it without the punctuation at the end."""
    return uri.text.rstrip(";,.")


def with_loopback_address(uri: Uri, policy: Policy) -> str | None:
    """Return it with 127.0.0.1 for localhost, where that is of use."""
    if policy.environment is not Environment.SANDBOX or not uri.sound:
        return None
    return unsplit(uri._replace(authority=host_and_port("127.0.0.1", uri.port)))


def is_mendable(uri: Uri) -> bool:
    """Return whether a suggestion can be made at all without guessing which host is meant.

    A browser and a person read different hosts in a value with userinfo, a backslash or an illegal
    character in the host, so nothing is suggested for one.
    """
    if "\\" in uri.text or uri.userinfo is not None:
        return False
    return uri.authority is None or uri.host.startswith("[") or _HOST_MENDABLE.match(uri.authority) is not None


class Rules(NamedTuple):
    """The rules of a kind of URI in their order, each with what may mend it.

    Args:
        every: All of them.
        of_sound: Those that an absolute and sound URI can break: the others ask for what makes it one.
    """

    every: tuple[RuleAndMend, ...]
    of_sound: tuple[RuleAndMend, ...]


def in_order(*rules: RuleAndMend) -> Rules:
    """Return a table of rules."""
    return Rules(rules, tuple(row for row in rules if row[0].__name__ not in _OF_UNSOUND))


def faults_of(uri: Uri, rules: Rules, policy: Policy) -> tuple[Fault, ...]:
    """Return what the rules find, each fault with what may mend it."""
    found: list[Fault] = []
    for rule, mend in rules.of_sound if uri.absolute and uri.sound else rules.every:
        params = rule(uri)
        if params is not None:
            candidate = mend(uri, policy) if mend and is_mendable(uri) else None
            found.append(Fault(rule.__name__, params, candidate))
    return tuple(found)


#: The rules that no absolute and sound URI breaks, by name.
_OF_UNSOUND: Final = frozenset(
    {
        *("placeholder", "illegal_character", "bad_percent_encoding", "not_absolute", "scheme_not_allowed"),
        *("userinfo", "wildcard", "host_invalid", "port_invalid"),
    }
)

#: The rules that come first for every URI, with what may mend them.
SYNTAX: Final[tuple[RuleAndMend, ...]] = (
    (placeholder, None),
    (illegal_character, legal_characters),
    (bad_percent_encoding, None),
    (not_absolute, with_scheme),
    (scheme_not_allowed, None),
    (userinfo, None),
)
