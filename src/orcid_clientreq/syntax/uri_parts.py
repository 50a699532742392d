"""The parts of a URI, put together again and in their normal form (RFC 3986)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final, Generic, TypeVar

import attrs

from orcid_clientreq.syntax import hosts
from orcid_clientreq.syntax.patterns import Pattern

_Value = TypeVar("_Value")

UNRESERVED: Final = r"A-Za-z0-9._~\-"  # section 2.3
_UNRESERVED_CHARACTER: Final = Pattern(f"[{UNRESERVED}]\\Z")


DEFAULT_PORTS: Final = {"http": "80", "https": "443"}


@attrs.define
class Uri:
    """A URI reference in its parts, as written.

    Args:
        text: The reference without white space at its ends; if its scheme was missing and could be
            put in front, with it.
        absolute: Whether the scheme and `//` were there.
        illegal: The first character that no URI may contain, of the value as given.
        placeholder: How a message names the first template that was not filled in.
        bad_percent: Whether a percent sign is not followed by two hexadecimal digits.
        legible: Whether scheme and authority are free of all three.
        scheme: The scheme, `None` if there is none.
        authority: What is between `//` and the path, `None` without a `//`.
        userinfo: What is before the last `@` of the authority, which is the one a browser takes.
        host: The host, an IPv6 address with its brackets; empty if there is none.
        port: What follows the host and a colon, `None` without a colon.
        pattern: Whether there is a `*` in the host or port, other than inside a placeholder.
        ascii_host: The host in A-labels, if it is written in other letters or percent-encoded and has a valid form.
        host_fault: Why the host is invalid.
        labels: The labels of a valid internationalized name, decoded.
        path: The path.
        query: What follows `?`, `None` without one.
        fragment: What follows `#`, `None` without one.
        is_web: Whether it names a host of the web: `http` or `https`, and an authority.
        has_valid_host: Whether it is such a one, and the host is legible and valid.
        sound: Whether it can be worked on: every character is legal and the authority is a host and port.
        normal: A sound one in its normal form, `None` where that is as it is written.
    """

    text: str
    absolute: bool
    illegal: str | None
    placeholder: str | None
    bad_percent: bool
    legible: bool
    scheme: str | None
    authority: str | None
    userinfo: str | None
    host: str
    port: str | None
    pattern: bool
    ascii_host: str | None
    host_fault: str | None
    labels: tuple[str, ...] | None
    path: str
    query: str | None
    fragment: str | None
    is_web: bool
    has_valid_host: bool
    sound: bool
    normal: Uri | None = None


def is_port(port: str) -> bool:
    """Return whether a port is a number from 1 to 65535 without leading zeros (section 3.2.3).

    >>> is_port("8443"), is_port("08443"), is_port("")
    (True, False, False)
    """
    return re.match(r"[1-9][0-9]{0,4}\Z", port) is not None and int(port) <= 65_535  # noqa: PLR2004 - RFC 9293


def normal_percent_encoding(text: str) -> str:
    """Return text with unreserved characters decoded and hexadecimal digits in upper case (section 6.2.2).

    >>> normal_percent_encoding("/%7euser%c3%bc%2541")
    '/~user%C3%BC%2541'
    """
    if "%" not in text:
        return text
    first, *encoded = text.split("%")
    normal = _normal_octets().get
    return first + "".join([normal(piece[:2], f"%{piece[:2]}") + piece[2:] for piece in encoded])


@cache
def _normal_octets() -> Mapping[str, str]:
    """Return the normal form of each percent-encoded octet, by its two digits in any case."""
    characters = {f"{octet:02X}": chr(octet) for octet in range(0x100)}
    normal = {
        digits: character if _UNRESERVED_CHARACTER.match(character) else f"%{digits}"
        for digits, character in characters.items()
    }
    return {
        first + second: wanted
        for digits, wanted in normal.items()
        for first in (digits[0], digits[0].lower())
        for second in (digits[1], digits[1].lower())
    }


def is_dot_segment(segment: str) -> bool:
    """Return whether a segment is `.` or `..`, percent-encoded in any mix too."""
    return segment.lower().replace("%2e", ".") in {".", ".."}


def has_dot_segment(path: str) -> bool:
    """Return whether a path has a dot segment."""
    return ("/." in path or "%" in path) and any(map(is_dot_segment, path.split("/")))


def without_dot_segments(path: str) -> str:
    """Return an absolute path with its dot segments resolved (section 5.2.4).

    rfc3986 2.0 has this function, too, and loses the first slash of `/../` and an empty segment of `/..//a`.

    >>> without_dot_segments("/a/%2E%2e/b/./c/.."), without_dot_segments("/..//a")
    ('/b/', '//a')
    """
    output: list[str] = []
    last = ""
    for segment in path.split("/")[1:]:
        last = segment.lower().replace("%2e", ".")
        if last == "..":
            del output[-1:]
        elif last != ".":
            output.append(segment)
    if last in {".", ".."}:
        output.append("")
    return f"/{'/'.join(output)}"


def unsplit(uri: Uri) -> str:
    """Put the parts of an absolute URI together (section 5.3)."""
    query = "" if uri.query is None else f"?{uri.query}"
    fragment = "" if uri.fragment is None else f"#{uri.fragment}"
    return f"{uri.scheme}://{uri.authority}{uri.path}{query}{fragment}"


def host_and_port(host: str, port: str | None) -> str:
    """Return an authority without userinfo (section 3.2)."""
    return host if port is None else f"{host}:{port}"


def _normal_path(path: str) -> str:
    """Return a path with normal percent-encoding; an encoded dot segment is left for the rule of its own."""
    if "%" not in path:
        return path
    return "/".join(
        segment if is_dot_segment(segment) else normal_percent_encoding(segment) for segment in path.split("/")
    )


def normal_form(uri: Uri) -> Uri | None:
    """Return a sound URI in its normal form (section 6.2.2; RFC 5952 for IPv6), `None` where it is in it already."""
    if uri.port is None and "%" not in uri.text and hosts.is_normal_name(uri.host) and (uri.scheme or "").islower():
        return None
    scheme = (uri.scheme or "").lower()
    host = hosts.normal(uri.host)
    port = None if uri.port == DEFAULT_PORTS.get(scheme) else uri.port
    if "%" not in uri.text and (scheme, host, port) == (uri.scheme, uri.host, uri.port):
        return None
    query, fragment = (text and normal_percent_encoding(text) for text in (uri.query, uri.fragment))
    normal = attrs.evolve(
        uri,
        scheme=scheme,
        authority=host_and_port(host, port),
        host=host,
        port=port,
        path=_normal_path(uri.path),
        query=query,
        fragment=fragment,
    )
    return None if normal == uri else normal


def normalize(uri: Uri) -> Uri:
    """Return a sound URI in its normal form."""
    return uri.normal or uri


def by_path_prefix(sent: Uri, registered: Uri) -> bool:
    """Scheme, host and port are the same text, and the registered path begins the other (December 2023)."""
    return (sent.scheme, sent.authority) == (registered.scheme, registered.authority) and path_begins(sent, registered)


def path_begins(sent: Uri, registered: Uri) -> bool:
    """The path begins with the registered one, several slashes in a row taken for one."""
    return joined(sent.path).startswith(joined(registered.path))


def joined(path: str) -> str:
    """Return a path with several slashes in a row taken for one."""
    return _SLASHES.sub("/", path)


_SLASHES: Final = Pattern("//+")


class PathPrefixes(Generic[_Value]):
    """Values by path, looked up by what their path begins; of several with one path, the first counts.

    A look-up takes as long as there are different lengths of paths, not as there are paths.

    Args:
        pairs: Paths with their values.

    >>> callbacks = PathPrefixes([("/orcid", 1), ("/login", 2)])
    >>> list(callbacks.beginning("/orcid/callback"))
    [1]
    """

    def __init__(self, pairs: Iterable[tuple[str, _Value]]) -> None:
        """Read the pairs."""
        self._values: dict[str, _Value] = {}
        for path, value in pairs:
            self._values.setdefault(joined(path), value)
        self._lengths: list[int] = sorted({*map(len, self._values)})

    def beginning(self, path: str) -> Iterator[_Value]:
        """Yield the values whose path begins a path, from the shortest to the longest."""
        path = joined(path)
        for length in self._lengths:
            if length > len(path):
                return
            if (beginning := path[:length]) in self._values:
                yield self._values[beginning]
