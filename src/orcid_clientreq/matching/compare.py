"""Compares two redirect URIs: whether they match, and how they differ.

Whether they match is a matter of security, so that part is as short as possible. How they differ is only an explanation,
which decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from orcid_clientreq.matching.causes import CAUSES, Fix
from orcid_clientreq.syntax.display import shown
from orcid_clientreq.syntax.hosts import ip_address_of, is_public, lower_case
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.uri_parts import (
    DEFAULT_PORTS,
    Uri,
    by_path_prefix,
    joined,
    normal_percent_encoding,
    path_begins,
)
from orcid_clientreq.wire import Param

_LOOPBACK_ADDRESSES: Final = frozenset({"127.0.0.1", "[::1]"})  # RFC 8252 section 7.3
LOOPBACK: Final = _LOOPBACK_ADDRESSES | {"localhost"}


class Mode(StrEnum):
    """How redirect URIs are compared."""

    #: As ORCID does: scheme, host and port are compared as text, the path must begin with the registered path, and the
    #: query is not compared.
    ORCID = "orcid"
    #: The whole URI as text, except that an http loopback address can have any port (RFC 9700, RFC 8252).
    EXACT = "exact"


class Era(StrEnum):
    """How ORCID compared at a time, named after the day from which its published source did so."""

    #: The host that is sent ends with the registered one; the port is not compared; the path begins with it.
    BEGINNING = "beginning"
    #: Host, port and path are the same.
    APRIL_2022 = "2022-04-26"
    #: What is sent begins with what is registered, as text.
    MAY_2022 = "2022-05-11"
    #: The host is the same or a subdomain; the port is the same; the path begins with the registered one.
    LATE_MAY_2022 = "2022-05-24"
    #: Host and port are the same; the path begins with the registered one. The last that was published.
    DECEMBER_2023 = "2023-12-19"


class How(StrEnum):
    """How a redirect URI matches a registered one."""

    EXACT = "exact"
    #: The same but for the port of a loopback address.
    LOOPBACK_PORT = "loopback port"
    #: The same but for the query, which ORCID does not compare.
    QUERY_IGNORED = "query ignored"
    #: ORCID accepts it: its path begins with the registered path, and ORCID does not compare the query.
    PATH_PREFIX = "path prefix"
    #: ORCID accepted it under earlier rules, but no longer does.
    EARLIER_ERA = "under earlier rules"


def how_they_match(sent: Uri, registered: Uri, mode: Mode, era: Era) -> How | None:
    """Return how two valid redirect URIs match that are not the same, `None` where they do not."""
    if mode is Mode.EXACT:
        return How.LOOPBACK_PORT if _same_but_for_loopback_port(sent, registered) else None
    if by_path_prefix(sent, registered):
        how = How.QUERY_IGNORED if sent.path == registered.path else How.PATH_PREFIX
        return how if era not in _STRICTER or _STRICTER[era](sent, registered) else None
    return How.EARLIER_ERA if era in _LOOSER and _LOOSER[era](sent, registered) else None


def _same_path(sent: Uri, registered: Uri) -> bool:
    """April 2022."""
    return joined(sent.path) == joined(registered.path)


def _text_begins(sent: Uri, registered: Uri) -> bool:
    """May 2022."""
    return sent.text.startswith(registered.text)


def _host_ends(sent: Uri, registered: Uri) -> bool:
    """The beginning: the host ends with the registered one, after any other text; the port is ignored."""
    return sent.scheme == registered.scheme and sent.host.endswith(registered.host) and path_begins(sent, registered)


def _is_subdomain(sent: Uri, registered: Uri) -> bool:
    """Late May 2022."""
    return (
        (sent.scheme, sent.port) == (registered.scheme, registered.port)
        and sent.host.endswith(f".{registered.host}")
        and path_begins(sent, registered)
    )


_Compare = Callable[[Uri, Uri], bool]
#: What an earlier era asked beyond the last one, and what it let pass beyond it.
_STRICTER: Final[Mapping[Era, _Compare]] = {Era.APRIL_2022: _same_path, Era.MAY_2022: _text_begins}
_LOOSER: Final[Mapping[Era, _Compare]] = {
    Era.BEGINNING: _host_ends,
    Era.MAY_2022: _text_begins,
    Era.LATE_MAY_2022: _is_subdomain,
}


def _same_but_for_loopback_port(sent: Uri, registered: Uri) -> bool:
    """Both are http to the same loopback address, and all but the port is the same text."""
    return sent.host in _LOOPBACK_ADDRESSES and without_port(sent) == without_port(registered)


def without_port(uri: Uri) -> tuple[str | None, ...]:
    """Return the parts of an http URI other than the port, which has to be http (RFC 8252 section 7.3)."""
    return (uri.scheme if uri.scheme == "http" else uri.text, uri.host, uri.path, uri.query)


class Difference(NamedTuple):
    """One difference between two redirect URIs, or something that is known about one of them.

    Args:
        code: The code of the cause, a key of `CAUSES`.
        params: The parameters of the message.
        weight: How different this makes the two. The registered redirect URI with the least weight is the nearest. 1 is
            another spelling of the same, 2 to 5 another part of the same site, 9 another site.
        to_register: Whether the fix is to register, although the cause says to send another redirect URI.
    """

    code: str
    params: Mapping[str, Param]
    weight: int = 0
    to_register: bool = False

    @property
    def fix(self) -> Fix:
        """What makes them match."""
        return Fix.REGISTER if self.to_register else CAUSES[self.code].fix


def differences(sent: Uri, registered: Uri, mode: Mode, era: Era) -> Iterator[Difference]:
    """Yield in what two redirect URIs differ, of what is compared."""
    exact = mode is Mode.EXACT
    yield from _scheme(sent, registered)
    yield from _host(sent, registered)
    yield from _port(sent, registered)
    if exact or era in _STRICTER or not path_begins(sent, registered):
        yield from _path(sent, registered)
    if compares_query(mode, era) and sent.query != registered.query:
        yield Difference("query", {}, 1)


def compares_query(mode: Mode, era: Era) -> bool:
    """Return whether the query is compared, which ORCID did for two weeks alone."""
    return mode is Mode.EXACT or era is Era.MAY_2022


def left_aside(sent: Uri, registered: Uri) -> Iterator[Difference]:
    """Yield in what two redirect URIs differ that match only by the beginning of the path."""
    if joined(sent.path) != joined(registered.path):
        yield _of_providers(sent.path, registered.path) or Difference("path_prefix", {}, 1)
    elif sent.path != registered.path:
        yield Difference("slashes_joined", {}, 1)
    if sent.query != registered.query:
        yield Difference("query_ignored", {}, 1)


def _scheme(sent: Uri, registered: Uri) -> Iterator[Difference]:
    """Yield how the schemes differ."""
    ours, theirs = (uri.scheme or "" for uri in (sent, registered))
    if ours != theirs:
        pair = ours.lower(), theirs.lower()
        if pair[0] == pair[1]:
            yield Difference("case", {"part": "scheme"}, 1)
        elif pair == ("http", "https"):
            yield Difference("http_sent", {}, 2)
        elif pair == ("https", "http"):
            yield Difference("http_registered", {}, 2)


def _host(sent: Uri, registered: Uri) -> Iterator[Difference]:
    """Yield how the hosts differ."""
    ours, theirs = lower_case(sent.host), lower_case(registered.host)
    hosts = {"sent": shown(sent.host), "registered": shown(registered.host)}
    if ours == theirs:
        if sent.host != registered.host:
            yield Difference("case", {"part": "host"}, 1)
    elif {ours, theirs} <= LOOPBACK:
        yield Difference("loopback_name", hosts, 1)
    elif ours.removeprefix("www.") == theirs.removeprefix("www."):
        yield Difference("www", hosts, 2)
    elif ours.endswith(f".{theirs}") or theirs.endswith(f".{ours}"):
        yield Difference("subdomain", hosts, 5)
    else:
        yield Difference("host", hosts, 9)


def _port(sent: Uri, registered: Uri) -> Iterator[Difference]:
    """Yield how the ports differ."""
    if sent.port == registered.port:
        return
    ours, theirs = (uri.port or DEFAULT_PORTS.get((uri.scheme or "").lower(), "") for uri in (sent, registered))
    # That of the other scheme is sent where a proxy tells the application half of its public address.
    if registered.port is None and sent.port in DEFAULT_PORTS.values():
        yield Difference("default_port_sent", {"port": ours}, 1)
    elif registered.port == theirs and sent.port is None and ours == theirs:
        yield Difference("default_port_registered", {"port": theirs}, 1)
    else:
        names = map(_port_shown, (sent, registered))
        yield Difference("port", dict(zip(("sent_port", "registered_port"), names, strict=True)), 3)


def _port_shown(uri: Uri) -> str:
    """Return the port of a URI for a message; what is not a number may be a password."""
    if uri.port is None:
        return "none"
    return shown(uri.port) if uri.port.isdecimal() else "…"


def _path(sent: Uri, registered: Uri) -> Iterator[Difference]:
    """Yield how the paths differ: in each thing without which they are not alike, or else altogether."""
    ours, theirs = sent.path, registered.path
    if ours == theirs:
        return
    if not names_path(sent) and names_path(registered):
        yield Difference("host_only", {}, 4)
    elif _alike(ours, theirs, _LIKENESSES):
        for code, (_, params) in _LIKENESSES.items():
            others = {other: each for other, each in _LIKENESSES.items() if other != code}
            if not _alike(ours, theirs, others):
                yield Difference(code, params, 1)
    else:
        yield _of_providers(ours, theirs) or _of_base(ours, theirs) or Difference("path", {}, 4)


def _of_providers(sent: str, registered: str) -> Difference | None:
    """Return the difference of two paths of which one has a provider for the sandbox where the other has one without."""
    ours, theirs = sent.split("/"), registered.split("/")
    if len(ours) != len(theirs):
        return None
    differing = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return None
    sandbox, production = sorted(differing[0], key=lambda segment: _SANDBOX.search(segment) is None)
    if (
        not production
        or _SANDBOX.search(production)
        or _SANDBOX.compiled.sub("", sandbox, count=1).lower() != production.lower()
    ):
        return None
    return Difference("sandbox_provider", {"sandbox": shown(sandbox), "production": shown(production)}, 2)


_SANDBOX: Final = Pattern("[-_.]?sandbox[-_.]?", re.IGNORECASE)
_INDEX_PHP: Final = "/index.php"


def _of_base(sent: str, registered: str) -> Difference | None:
    """Return the difference of two paths of which one lacks `/index.php`, or what is sent the beginning of the other."""
    if _INDEX_PHP in sent + registered and sent.replace(_INDEX_PHP, "", 1) == registered.replace(_INDEX_PHP, "", 1):
        return Difference("index_php", {}, 2)
    prefix = registered.removesuffix(sent)
    if prefix == registered or not names_segments(sent):
        return None
    return Difference("base_path", {"prefix": shown(prefix)}, 2)


def names_segments(path: str) -> bool:
    """Return whether a path has two segments or more; one alone, such as `/callback`, tells little.

    >>> names_segments("/orcid/callback"), names_segments("/callback/")
    (True, False)
    """
    return len(list(filter(None, path.split("/")))) > 1


def is_reachable(uri: Uri) -> bool:
    """Return whether a host can be that of a public site, as far as its name or number tells.

    >>> from orcid_clientreq.syntax.uris import split
    >>> is_reachable(split("https://university.edu/cb")), is_reachable(split("http://web:8080/cb"))
    (True, False)
    """
    if uri.host_fault is not None:
        return True  # nothing is known of it
    return is_public(uri.host) and ("." in uri.host or ip_address_of(uri.host) is not None)


def is_at_orcid(uri: Uri) -> bool:
    """Return whether a host is one of ORCID's.

    >>> from orcid_clientreq.syntax.uris import split
    >>> is_at_orcid(split("https://sandbox.orcid.org/cb")), is_at_orcid(split("https://my-orcid.org/cb"))
    (True, False)
    """
    return f".{lower_case(uri.host)}".endswith(".orcid.org")


def names_path(uri: Uri) -> bool:
    """Return whether a URI has more than a host."""
    return uri.path not in {"", "/"}


def _without_last_slash(path: str) -> str:
    """Return a path without a slash at its end."""
    return path.removesuffix("/")


def _lower(path: str) -> str:
    """Return a path in lower case, percent-encoding aside."""
    first, *encoded = path.split("%")
    return first.lower() + "".join([f"%{piece[:2]}{piece[2:].lower()}" for piece in encoded])


_Likenesses = Mapping[str, tuple[Callable[[str], str], Mapping[str, Param]]]

# In what paths may differ and be meant as the same, in the order in which they are made alike.
_LIKENESSES: Final[_Likenesses] = {
    "encoding": (normal_percent_encoding, {}),
    "case": (_lower, {"part": "path"}),
    "double_slash": (joined, {}),
    "trailing_slash": (_without_last_slash, {}),
}


def _alike(one: str, other: str, likenesses: _Likenesses) -> bool:
    """Return whether two paths are the same but for some things."""
    for alike, _ in likenesses.values():
        one, other = alike(one), alike(other)
    return one == other


def comparison_key(path: str) -> str:
    """Return what paths share that are meant as the same.

    >>> comparison_key("/ORCID//callback/") == comparison_key("/%6Frcid/callback")
    True
    """
    for alike, _ in _LIKENESSES.values():
        path = alike(path)
    return path
