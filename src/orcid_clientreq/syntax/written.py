"""How a value is written in text: URIs and email addresses, and what people copy along with them.

Everything that reads text from people uses this module. `one_uri` and `one_address` return the one value that a
whole text is about, without what was copied along with it. `uris_in` and `addresses_in` return every one in
running text, a log, code or a table, `uris_listed` those of a list. Two other modules do related work:
`escapes.decoded` undoes the escapes of one value, and `assignments.lines_of_settings` reads files of
settings. Nothing is guessed: each answer says what was taken off, and where the value was.

Source: Unicode UTS #58, where a URL or an address ends in text; RFC 3986 appendix C, delimiters of a URI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import Final, NamedTuple

from orcid_clientreq.syntax.enclosed import lone_uri_end, opened_before
from orcid_clientreq.syntax.escapes import Plain, decoded, plain
from orcid_clientreq.syntax.link_ends import PART_BEGINS
from orcid_clientreq.syntax.meant import in_one_line, uris_meant
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.running_text import SCHEME, WEB, Place, encoded_end, running_addresses, running_uris
from orcid_clientreq.syntax.wrapping import AFTER, BEFORE, BETWEEN, PARAMETERS, Removed, Wrapping, taken_off

#: So many URIs or addresses are found in a text at most, as many as a request can have.
MOST: Final = 5000
#: A longer text is not about one value.
LONGEST: Final = 20_000

#: What a URI has after its host.
_HOST_END: Final = Pattern("[/?#]")
_PATH: Final = Pattern(r"[^/]/(?!/)|[?#]")
#: So many beginnings of what may be meant as a URI are tried at most.
_TRIES: Final = 5


class Written(NamedTuple):
    """A value that was found in text.

    Args:
        text: The value.
        start: Where it begins in the text as given.
        end: Where it ends there. The text between the two may have escapes or line breaks that the value
            has not.
        removed: What was copied along, in order. For a value in running text, only what was taken out of it.
    """

    text: str
    start: int
    end: int
    removed: tuple[Removed, ...] = ()


def one_uri(text: str) -> Written | None:
    """Return the one URI that a text is about, without what was copied along with it.

    It is an http or https URI, or what is meant as one, such as `www.univ.edu/cb` or `web:8080/cb`; whether
    it is valid is not asked. What it may have itself stays: a bracket that is opened in it, an apostrophe, a
    placeholder such as `{base}`, a fragment. At its end, `!`, `?` and `:` stay, while `.`, `,` and `;` are
    the sentence's. From what is returned nothing more is taken off.

    Args:
        text: One value of a form, or a line. From more than 20 000 characters nothing is taken off.

    Returns:
        The URI. `None` if there is nothing to take off, if the text has no URI or more than one *different*
        one, or if there is other text, as in a sentence.

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
    if SCHEME.search(given.text):
        line = in_one_line(text, SCHEME)
        return _one(line, [*_uris_alone(line.text)]) if line else None
    meant = [Place(start, end, given.text[start:end]) for start, end in islice(uris_meant(given.text), _TRIES)]
    return next(filter(None, (_one(given, places) for places in (meant, *([place] for place in meant)))), None)


def one_address(text: str) -> Written | None:
    """Return the one email address that a text is about, without what was copied along: a name, too.

    What the part before the @-sign may have stays, such as `*` or `'`, unless the same mark comes after the
    address.

    Args:
        text: One value of a form, or a line. From more than 20 000 characters nothing is taken off.

    Returns:
        The address. `None` if there is nothing to take off, if the text has no address or more than one
        *different* one, or if there is other text.

    Source: Unicode UTS #58 section 4; RFC 5322 section 3.4.

    >>> one_address('"orcid@univ.edu" <mailto:orcid@univ.edu>').text
    'orcid@univ.edu'
    >>> one_address("a@univ.edu, b@univ.edu") is None, one_address("orcid@univ.edu") is None
    (True, True)
    """
    return _address_alone(text) if len(text) <= LONGEST and _AT.search(text) else None


#: What an @-sign is written with, escaped or not.
_AT: Final = Pattern(r"[@%&=\\]")


def _address_alone(text: str) -> Written | None:
    """Return what `one_address` does, for any text that is not too long."""
    given = plain(text)
    return _one(given, [*running_addresses(given.text)], parameters=PARAMETERS)


def uris_in(text: str) -> tuple[Written, ...]:
    """Return every http and https URI in running text, a log, code, JSON or a table, in order.

    A URI ends where UTS #58 ends it, before a mark that closes one before it, and before a comma or semicolon
    that another URI follows. One of which the colon is percent-encoded is decoded. As in the standard, a URI
    with a user name or a password does not count. The first 5 000 are returned; the time is in proportion to
    the text.

    >>> [found.text for found in uris_in('{"a": "https://univ.edu/a", "b": ["https://univ.edu/b?c=d"]}')]
    ['https://univ.edu/a', 'https://univ.edu/b?c=d']
    >>> uris_in("grant_type=code&redirect_uri=https%3A%2F%2Funiv.edu%2Fcb&code=x")[0].text
    'https://univ.edu/cb'
    """
    given = plain(text)
    places = (place for place in running_uris(given.text) if not _is_host_escaped(place, given))
    return tuple(_written(place, given) for place in islice(places, MOST))


def addresses_in(text: str) -> tuple[Written, ...]:
    """Return every email address in running text, in order. One that is part of a URI does not count.

    The first 5 000 are returned; the time is in proportion to the text.

    >>> [found.text for found in addresses_in("ORCID <orcid@univ.edu>, it@univ.edu; https://univ.edu/@user")]
    ['orcid@univ.edu', 'it@univ.edu']
    """
    given = plain(text)
    return tuple(_written(place, given) for place in islice(running_addresses(given.text), MOST))


_ITEM_END: Final = Pattern(
    r"[\t\r\n|\uff5c]+|[,;]\s+|[,;](?=[\"'\u201c<\[]|https?:)|(?<!\s)\s+(?=https?:|www\.)", re.IGNORECASE
)
#: Of so many items at most: text from code has many with a full stop.
_MOST_ITEMS: Final = 2 * MOST
_COULD_BE_URI: Final = Pattern("[.:%&]")


def uris_listed(text: str) -> tuple[Written, ...]:
    r"""Return the URIs of a list: of lines, columns of a table, items of an array or between commas.

    An item is what `one_uri` reads, or a URI by itself. Of an item that is neither, what `uris_in` finds in
    it counts. What has no URI is left out: a name, a heading, a bullet. The first 5 000 are returned; the
    time is in proportion to the text.

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
    for end, following in chain((each.span() for each in _ITEM_END.finditer(text)), [(len(text), 0)]):
        if _COULD_BE_URI.search(item := text[start:end]):
            yield start, item
        start = following


def _alone(text: str) -> Written | None:
    """Return a text that is a URI, or meant as one, and has nothing to take off."""
    if len(text) > LONGEST:
        return None
    places = ((place.start, place.end) for place in _uris_alone(text)) if SCHEME.search(text) else uris_meant(text)
    return Written(text, 0, len(text)) if next(places, None) == (0, len(text)) else None


def _written(place: Place, given: Plain, around: Sequence[Sequence[Removed]] = ((), ())) -> Written:
    """Return a place of the plain text as one of the text as given, with what was taken out of it."""
    before, after = around
    edits = dict.fromkeys((edit.is_line_break, edit.characters) for edit in given.edits_between(place.start, place.end))
    inside = [Removed(Wrapping.LINE_BREAK if is_break else Wrapping.ESCAPE, written) for is_break, written in edits]
    written = given.text[place.start : place.end]
    if place.text != written:
        inside.append(Removed(Wrapping.ESCAPE, written[written.find("%") :][:3]))
    start, end = given.start_as_given(place.start), given.end_as_given(place.end)
    return Written(place.text, start, end, (*before, *inside, *after))


# One value


def _one(given: Plain, places: Sequence[Place], parameters: Pattern | None = None) -> Written | None:
    """Return the value of a text, `None` if there is something that was not copied along with it."""
    if not places or len({*map(_identity, places)}) > 1:
        return None
    whole = given.text
    first, last = places[0], places[-1]
    if _is_host_escaped(first, given):
        return None
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
        after.append(Removed(Wrapping.MAILTO, match[0]))
        end = match.end()
    rest = taken_off(whole, end, len(whole), AFTER)
    if rest is None or _is_tab_inside((*before, *rest)):
        return None
    written = _written(first, given, (before, (*after, *rest)))
    is_escaped = bool(plain(written.text).edits)  # more than once, so that what is meant is not known
    return written if written.removed and not is_escaped else None


def _is_host_escaped(place: Place, given: Plain) -> bool:
    """Return whether escapes were undone in the host of a URI: as given, a browser may open another one."""
    if not given.edits or _is_address(place):
        return False
    begin = given.text.find("://", place.start, place.end)
    begin = place.start if begin < 0 else begin + len("://")
    end = _HOST_END.search(given.text, begin, place.end)
    edits = given.edits_between(begin, end.start() if end else place.end)
    return any(not edit.is_line_break for edit in edits)


def _is_tab_inside(around: Sequence[Removed]) -> bool:
    """Return whether one word after the only tab may be the rest of a value: browsers take a tab out."""
    columns = [removed.characters for removed in around if removed.wrapping is Wrapping.COLUMN]
    return len(columns) == 1 and columns[0][0] == "\t" and " " not in columns[0]


def _is_address(place: Place) -> bool:
    """Return whether a value is an email address."""
    return "@" in place.text and "/" not in place.text


def _identity(place: Place) -> str:
    """Return what two spellings of one value share: mail programs write the empty path of a link as `/`."""
    if _is_address(place):
        return place.text.casefold()
    return place.text if _PATH.search(place.text) else f"{place.text}/"


def _uris_alone(text: str) -> Iterator[Place]:
    """Yield the http and https URIs of a text that should be about one."""
    position = 0
    while match := SCHEME.search(text, position):
        opened = opened_before(text, match.start(), position)
        start, position = match.span()
        if match[0].endswith("/"):
            end = lone_uri_end(text, start, position, opened)
            if end > position and text[position : position + 1] not in PART_BEGINS:
                yield Place(start, end, text[start:end])
        else:
            end = encoded_end(text, position)
            value = decoded(text[start:end]).text
            if WEB.match(value) and [*_uris_alone(value)] == [Place(0, len(value), value)]:
                yield Place(start, end, value)
        position = max(position, end)
