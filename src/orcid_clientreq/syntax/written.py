"""How a value is written in text: URIs and email addresses, and what people copy along with them.

Whatever reads text from people asks this module. `one_uri` and `one_address` return the one value that a whole text
is about, without what was copied along with it. `uris_in` and `addresses_in` return every one in running text, a log,
code or a table, `uris_listed` those of a list. Two things stand beside it: `escapes.decoded` undoes the escapes of
one value, and `assignments.lines_of_settings` reads files of settings. Nothing is guessed: each answer says what was
taken off, and where the value stood.

Source: Unicode UTS #58, which says where a URL or an address ends in text; RFC 3986 appendix C, its delimiters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import Final, NamedTuple

from orcid_clientreq.syntax.enclosed import CLOSING, lone_uri_end, opened_before
from orcid_clientreq.syntax.escapes import Plain, decoded, plain
from orcid_clientreq.syntax.link_characters import is_hard
from orcid_clientreq.syntax.link_ends import PART_BEGINS, address_around, authority_end, names_a_host, uri_end
from orcid_clientreq.syntax.meant import in_one_line, uris_meant
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.wrapping import AFTER, BEFORE, BETWEEN, PARAMETERS, Removed, Wrapping, taken_off

#: So many URIs or addresses are found in a text at most, as many as a request can have.
MOST: Final = 5000
#: A longer text is not about one value.
LONGEST: Final = 20_000

# A scheme, or one of which the colon is percent-encoded. After a letter it is another one, or misspelt.
_SCHEME: Final = Pattern(
    r"(?:(?<![A-Za-z0-9+])|(?<=%[0-9A-Fa-f][0-9A-Fa-f]))(?:https?://|https?%(?:25){0,3}3A(?=[%/]))", re.IGNORECASE
)
_WEB: Final = Pattern("https?://", re.IGNORECASE)
_ENCODED_URI: Final = Pattern(r"[A-Za-z0-9%._~!*()/-]*")
_PATH: Final = Pattern(r"[^/]/(?!/)|[?#]")
#: So many beginnings of what may be meant as a URI are tried at most.
_TRIES: Final = 5


class Written(NamedTuple):
    """A value that was found in text.

    Args:
        text: The value.
        start: Where it begins in the text as given.
        end: Where it ends there. What stands between the two may have escapes or line breaks that the value has not.
        removed: What was copied along, in order. For a value in running text, only what was taken out of it.
    """

    text: str
    start: int
    end: int
    removed: tuple[Removed, ...] = ()


class _Place(NamedTuple):
    """Where a value stands in plain text, and what it is."""

    start: int
    end: int
    text: str


def one_uri(text: str) -> Written | None:
    """Return the one URI that a text is about, without what was copied along with it.

    It is an http or https URI, or what is meant as one, such as `www.univ.edu/cb` or `web:8080/cb`; whether it is valid
    is not asked. What it may have itself stays: a bracket that is opened in it, an apostrophe, a placeholder such as
    `{base}`, a fragment. At its end, `!`, `?` and `:` stay, while `.`, `,` and `;` are the sentence's. From what is
    returned nothing more is taken off.

    Args:
        text: One value of a form, or a line. From more than 20 000 characters nothing is taken off.

    Returns:
        The URI. `None` if there is nothing to take off, if the text has no URI or more than one *different* one, or if
        other text stands beside it, as in a sentence.

    Source: RFC 3986 appendix C; Unicode UTS #58.

    >>> one_uri("Callback URL: <https://univ.edu/cb>.")[:3]
    ('https://univ.edu/cb', 15, 34)
    >>> [str(removed.wrapping) for removed in one_uri("- `https://univ.edu/cb` (live)").removed]
    ['list_marker', 'invisible', 'code_mark', 'code_mark', 'invisible', 'remark']
    >>> one_uri("https://univ.edu/cb") is None, one_uri("Use https://univ.edu/cb for tests.") is None
    (True, True)
    """
    if len(text) > LONGEST:
        return None
    given = plain(text)
    if found := _one(given, [*_uris_alone(given.text)]):
        return found
    if _SCHEME.search(given.text):
        line = in_one_line(text, _SCHEME)
        return _one(line, [*_uris_alone(line.text)]) if line else None
    meant = [_Place(start, end, given.text[start:end]) for start, end in islice(uris_meant(given.text), _TRIES)]
    return next(filter(None, (_one(given, places) for places in (meant, *([place] for place in meant)))), None)


def one_address(text: str) -> Written | None:
    """Return the one email address that a text is about, without what was copied along with it, a name included.

    What the part before the @-sign may have stays, such as `*` or `'`, unless the same mark stands after the address.

    Args:
        text: One value of a form, or a line. From more than 20 000 characters nothing is taken off.

    Returns:
        The address. `None` if there is nothing to take off, if the text has no address or more than one *different*
        one, or if other text stands beside it.

    Source: Unicode UTS #58 section 4; RFC 5322 section 3.4.

    >>> one_address('"orcid@univ.edu" <mailto:orcid@univ.edu>').text
    'orcid@univ.edu'
    >>> one_address("a@univ.edu, b@univ.edu") is None, one_address("orcid@univ.edu") is None
    (True, True)
    """
    if len(text) > LONGEST:
        return None
    given = plain(text)
    return _one(given, [*_addresses(given.text)], parameters=PARAMETERS)


def uris_in(text: str) -> tuple[Written, ...]:
    """Return every http and https URI in running text, a log, code, JSON or a table, in order.

    A URI ends where UTS #58 ends it, before a mark that closes one before it, and before a comma or semicolon that
    another URI follows. One of which the colon is percent-encoded is decoded. As in the standard, a URI with a user
    name or a password does not count. The first 5 000 are returned; the time is in proportion to the text.

    >>> [found.text for found in uris_in('{"a": "https://univ.edu/a", "b": ["https://univ.edu/b?c=d"]}')]
    ['https://univ.edu/a', 'https://univ.edu/b?c=d']
    >>> uris_in("grant_type=code&redirect_uri=https%3A%2F%2Funiv.edu%2Fcb&code=x")[0].text
    'https://univ.edu/cb'
    """
    given = plain(text)
    return tuple(_written(place, given) for place in islice(_uris(given.text), MOST))


def addresses_in(text: str) -> tuple[Written, ...]:
    """Return every email address in running text, in order. One that is part of a URI does not count.

    The first 5 000 are returned; the time is in proportion to the text.

    >>> [found.text for found in addresses_in("ORCID <orcid@univ.edu>, it@univ.edu; https://univ.edu/@user")]
    ['orcid@univ.edu', 'it@univ.edu']
    """
    given = plain(text)
    return tuple(_written(place, given) for place in islice(_addresses(given.text), MOST))


_ITEM_END: Final = Pattern(
    r"[\t\r\n|\uff5c]+|[,;]\s+|[,;](?=[\"'\u201c<\[]|https?:)|(?<!\s)\s+(?=https?:|www\.)", re.IGNORECASE
)
#: Of so many items at most: text from code has many with a full stop.
_MOST_ITEMS: Final = 2 * MOST
_COULD_BE_URI: Final = Pattern("[.:%&]")


def uris_listed(text: str) -> tuple[Written, ...]:
    r"""Return the URIs of a list: of its lines, the columns of a table, the items of an array or between commas.

    An item is what `one_uri` reads, or a URI by itself. Of an item that is neither, what `uris_in` finds in it counts.
    What has no URI is left out: a name, a heading, a bullet. The first 5 000 are returned; the time is in proportion to
    the text.

    >>> [found.text for found in uris_listed("Journal 1\twww.univ.edu/a\nJournal 2\thttps://univ.edu/b")]
    ['www.univ.edu/a', 'https://univ.edu/b']
    """
    return tuple(islice(_listed(text), MOST))


def _listed(text: str) -> Iterator[Written]:
    """Yield the URIs of a list."""
    for start, item in islice(_items(text), _MOST_ITEMS):
        one = one_uri(item) or _alone(item)
        for found in (one,) if one else uris_in(item):
            yield found._replace(start=found.start + start, end=found.end + start)


def _items(text: str) -> Iterator[tuple[int, str]]:
    """Yield the items of a list that may be a URI, each with its place."""
    start = 0
    for end, following in chain(map(re.Match.span, _ITEM_END.finditer(text)), [(len(text), 0)]):
        if _COULD_BE_URI.search(item := text[start:end]):
            yield start, item
        start = following


def _alone(text: str) -> Written | None:
    """Return a text that is a URI, or meant as one, and has nothing to take off."""
    if len(text) > LONGEST:
        return None
    places = ((place.start, place.end) for place in _uris_alone(text)) if _SCHEME.search(text) else uris_meant(text)
    return Written(text, 0, len(text)) if next(places, None) == (0, len(text)) else None


def _written(place: _Place, given: Plain, around: Sequence[Sequence[Removed]] = ((), ())) -> Written:
    """Return a place of the plain text as one of the text as given, with what was taken out between its ends."""
    before, after = around
    inside = [
        Removed(Wrapping.LINE_BREAK if edit.is_line_break else Wrapping.ESCAPE, edit.characters)
        for edit in given.edits_between(place.start, place.end)
    ]
    written = given.text[place.start : place.end]
    if place.text != written:
        inside.append(Removed(Wrapping.ESCAPE, written[written.find("%") :][:3]))
    start, end = given.start_as_given(place.start), given.end_as_given(place.end)
    return Written(place.text, start, end, (*before, *dict.fromkeys(inside), *after))


# Running text


def _uris(text: str) -> Iterator[_Place]:
    """Yield the URIs of running text."""
    position = 0
    while match := _SCHEME.search(text, position):
        start, after = match.span()
        if match[0].endswith("/"):
            position = authority_end(text, after)
            host = text[after:position]
            position = max(after, uri_end(text, position, _closing(text, start)))
            if names_a_host(host):
                yield _Place(start, position, text[start:position])
        else:
            position = _encoded_end(text, after)
            value = decoded(text[start:position]).text
            if _WEB.match(value) and not any(map(is_hard, value)):
                yield _Place(start, position, value)


def _encoded_end(text: str, start: int) -> int:
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


#: French puts a blank after the opening one, and tables put one beside their bars.
_BARS_AND_GUILLEMETS: Final = "|\uff5c\xab\u2039"


def _addresses(text: str) -> Iterator[_Place]:
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
            yield _Place(start, end, text[start:end])
        at = text.find("@", at + 1)


def _inside_marks(text: str, start: int, at: int, end: int) -> tuple[int, int]:
    """Return where an address stands without marks that it may begin with, but for their twins after it."""
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
    while match := _SCHEME.search(text, position):
        position = max(match.end(), uri_end(text, authority_end(text, match.end())))
        yield match.start(), position


# One value


def _one(given: Plain, places: Sequence[_Place], parameters: Pattern | None = None) -> Written | None:
    """Return the value of a text that consists of that and of what was copied along, `None` if it does not."""
    if not places or len({*map(_identity, places)}) > 1:
        return None
    whole = given.text
    first, last = places[0], places[-1]
    before = taken_off(whole, 0, first.start, BEFORE)
    if before is None:
        return None
    after: list[Removed] = []
    for place, following in pairwise(places):
        between = taken_off(whole, place.end, following.start, BETWEEN)
        if between is None:
            return None
        after += (*between, Removed(Wrapping.REPETITION, following.text))
    end = last.end
    if parameters and (match := parameters.match(whole, end)):
        after.append(Removed(Wrapping.LINK, match[0]))
        end = match.end()
    rest = taken_off(whole, end, len(whole), AFTER)
    if rest is None:
        return None
    written = _written(first, given, (before, (*after, *rest)))
    return written if written.removed else None


def _identity(place: _Place) -> str:
    """Return what two spellings of one value share: mail programs write the empty path of a link as `/`."""
    if "@" in place.text and "/" not in place.text:
        return place.text.casefold()
    return place.text if _PATH.search(place.text) else f"{place.text}/"


def _uris_alone(text: str) -> Iterator[_Place]:
    """Yield the http and https URIs of a text that should be about one."""
    position = 0
    while match := _SCHEME.search(text, position):
        opened = opened_before(text, match.start(), position)
        start, position = match.span()
        if match[0].endswith("/"):
            end = lone_uri_end(text, start, position, opened)
            if end > position and text[position : position + 1] not in PART_BEGINS:
                yield _Place(start, end, text[start:end])
        else:
            end = _encoded_end(text, position)
            value = decoded(text[start:end]).text
            if _WEB.match(value) and [*_uris_alone(value)] == [_Place(0, len(value), value)]:
                yield _Place(start, end, value)
        position = max(position, end)
