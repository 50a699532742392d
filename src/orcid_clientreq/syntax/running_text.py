"""URIs and addresses in running text, one after the other, with their places in it (Unicode UTS #58)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from orcid_clientreq.syntax.enclosed import CLOSING, without_emphasis
from orcid_clientreq.syntax.escapes import decoded
from orcid_clientreq.syntax.link_characters import is_hard
from orcid_clientreq.syntax.link_ends import address_around, authority_end, names_a_host, uri_end
from orcid_clientreq.syntax.patterns import Pattern

# A scheme, or one of which the colon is percent-encoded. After a letter it is another one, or misspelt.
SCHEME: Final = Pattern(
    r"(?:(?<![A-Za-z0-9+])|(?<=%[0-9A-Fa-f][0-9A-Fa-f]))(?:https?://|https?%(?:25){0,3}3A(?=[%/]))", re.IGNORECASE
)
WEB: Final = Pattern("https?://", re.IGNORECASE)
_ENCODED_URI: Final = Pattern(r"[A-Za-z0-9%._~!*()/-]*")


class Place(NamedTuple):
    """Where a value is in plain text, and what it is."""

    start: int
    end: int
    text: str


def running_uris(text: str) -> Iterator[Place]:
    """Yield the URIs of running text."""
    position = 0
    while match := SCHEME.search(text, position):
        start, after = match.span()
        if match[0].endswith("/"):
            position = authority_end(text, after)
            host = text[after:position]
            position = max(after, uri_end(text, position, _closing(text, start)))
            if names_a_host(host):
                end = without_emphasis(text, start, position)
                yield Place(start, end, text[start:end])
        else:
            position = encoded_end(text, after)
            value = decoded(text[start:position]).text
            if WEB.match(value) and not any(map(is_hard, value)):
                yield Place(start, position, value)


def encoded_end(text: str, start: int) -> int:
    """Return where a percent-encoded URI ends."""
    match = _ENCODED_URI.match(text, start)
    end = match.end() if match else start
    while end > start and text[end - 1] in ".!*()/":
        end -= 1
    return end


_MARKS: Final = "\"'`|\u2018\u201a\u201c\u201e\xab\u2039\u300a\u3008\uff02\uff5c"
_LAST_MARK: Final = Pattern(f".*([{_MARKS}])")
#: So far before a URI an opening mark is looked for.
_NEAR: Final = 60


def _closing(text: str, start: int) -> str:
    """Return what closes the mark that is open where a URI begins: that before it, or before its label."""
    lowest = max(0, start - _NEAR)
    if start and text[start - 1] == "<":
        return CLOSING["<"]
    match = _LAST_MARK.match(text, max(lowest, text.rfind("\n", lowest, start) + 1), start)
    if match is None:
        return ""
    place, mark = match.start(1), match[1]
    is_opening = not text[max(0, place - 1) : place].isalnum() and not text[place + 1].isspace()
    return CLOSING[mark] if is_opening or mark in _BARS_AND_GUILLEMETS else ""


#: French puts a blank after the opening one, and tables put one next to their bars.
_BARS_AND_GUILLEMETS: Final = "|\uff5c\xab\u2039"


def running_addresses(text: str) -> Iterator[Place]:
    """Yield the addresses of running text."""
    uris = _authorities(text)
    uri = next(uris, None)
    at = text.find("@")
    while at >= 0:
        while uri and uri[1] <= at:
            uri = next(uris, None)
        address = None if uri and uri[0] <= at else address_around(text, at)
        if address:
            start, end = _inside_marks(text, address.start, at, address.end)
            yield Place(start, end, text[start:end])
        at = text.find("@", at + 1)


def _inside_marks(text: str, start: int, at: int, end: int) -> tuple[int, int]:
    """Return where an address is without marks that it may begin with, but for their twins after it."""
    assigned = text.find("='", start, at - 1)
    if assigned >= 0 and text.startswith("'", end):
        return assigned + 2, end
    marks = len(text[start:at]) - len(text[start:at].lstrip(_ENCLOSING))
    for count in range(min(marks, at - 1 - start), 0, -1):
        opening, closing = text[start : start + count], text[end : end + count]
        if len(closing) == count and all(map(_is_pair, reversed(opening), closing)):
            return start + count, end
    return start, end


def _is_pair(opening: str, closing: str) -> bool:
    """Return whether a mark is closed by another."""
    return closing in CLOSING[opening]


#: What may enclose an address, and may be in the part of it before the @-sign.
_ENCLOSING: Final = "'`*_~{|"


def _authorities(text: str) -> Iterator[tuple[int, int]]:
    """Yield where URIs begin and end, valid or not."""
    position = 0
    while match := SCHEME.search(text, position):
        position = max(match.end(), uri_end(text, authority_end(text, match.end())))
        yield match.start(), position
