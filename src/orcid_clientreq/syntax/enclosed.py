"""A URI by itself or between marks: which marks are open before it, and where it ends.

In running text a URI ends by UTS #58 (`link_ends`). By itself it may have more: everything that RFC 3986 lets it
have.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from orcid_clientreq.syntax.link_characters import CLOSE_OF, is_hard, is_soft
from orcid_clientreq.syntax.link_ends import NOTABLE, PART_BEGINS, authority_end, closes, placeholder_end
from orcid_clientreq.syntax.patterns import Pattern

#: What closes what: the quotation marks of many languages, some of which close in one and open in another.
#: Slack writes a link as `<URI|text>`.
CLOSING: Final = {
    '"': '"',
    "'": "'",
    "`": "`",
    "\u2018": "\u2019\u2018",
    "\u2019": "\u2019",
    "\u201a": "\u2018\u2019",
    "\u201c": "\u201d\u201c",
    "\u201d": "\u201d",
    "\u201e": "\u201c\u201d",
    "\xab": "\xbb",
    "\xbb": "\xab",
    "\u2039": "\u203a",
    "\u203a": "\u2039",
    "\u300a": "\u300b",
    "\u3008": "\u3009",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
    "\uff02": "\uff02",
    "|": "|",
    "\uff5c": "\uff5c",
    "(": ")",
    "[": "]",
    "{": "}",
    "<": ">|",
    "*": "*",
    "_": "_",
    "~": "~",
}
_EMPHASIS: Final = "*_~"
_EMPHASIZED: Final = Pattern(r"(?:\*+|_+|~+)\Z")
_MOST_EMPHASIS: Final = 3
_MARK: Final = Pattern(
    "[" + re.escape("".join(sorted({*CLOSING, *"".join(CLOSING.values())} - {*_EMPHASIS}))) + r"]|\*+|_+|~+"
)
#: French puts a blank after the opening one.
_APART: Final = frozenset("\xab\u2039")
# Between these no quotation mark closes: a value begins.
_ASSIGNED: Final = frozenset({"='", '="', ":'", ':"'})
#: So far before a URI opened marks are looked for.
_NEAR: Final = 200


def opened_before(text: str, start: int, lowest: int = 0) -> tuple[str, ...]:
    """Return the marks that are open at a place, from the outer one to the inner one.

    Args:
        text: The text.
        start: The place. Only the 200 characters before it are looked at.
        lowest: Where to begin.

    Returns:
        The marks; of Markdown's emphasis each with its whole run, as in `**`.

    >>> opened_before('**URL:** ("https://univ.edu")', 11), opened_before("**URL: https://univ.edu**", 7)
    (('(', '"'), ('**',))
    """
    opened: list[str] = []
    for match in _MARK.compiled.finditer(text, max(lowest, start - _NEAR), start):
        mark, previous = match[0], text[max(0, match.start() - 1) : match.start()]
        before_blank = text[match.end() : match.end() + 1].isspace()
        before_value = previous == "" or previous.isspace() or _MARK.match(previous) or previous + mark[0] in _ASSIGNED
        if opened and mark[0] in CLOSING[opened[-1][0]] and (before_blank or not before_value):
            opened.pop()
        elif mark[0] in CLOSING and not previous.isalnum() and (not before_blank or mark in _APART):
            opened.append(mark)
    return tuple(opened)


def without_emphasis(text: str, start: int, end: int) -> int:
    """Return where a value ends without the run of Markdown's marks directly before it, too.

    >>> without_emphasis("**univ.edu/*** now", 2, 14), without_emphasis("*univ.edu, or", 1, 9)
    (12, 9)
    """
    match = _EMPHASIZED.search(text, max(0, start - _MOST_EMPHASIS), start)
    return end - len(match[0]) if match and text.endswith(match[0], start, end) else end


def lone_uri_end(text: str, start: int, authority: int, opened: tuple[str, ...] = ()) -> int:
    """Return where a URI ends that is a value by itself.

    It keeps what a URI may have: apostrophes and brackets inside, also one that is never opened, and `!`, `?`
    or `:` at its end. A `.`, `,` or `;` at its end is the sentence's, but for the dots of a dot segment; so
    are a bracket and a quotation mark without their twins.

    Args:
        text: The text.
        start: Where the URI begins.
        authority: Where its authority begins.
        opened: The marks that are open before it.

    >>> lone_uri_end("(https://univ.edu/a_(b)/it's!)", 1, 9, ("(",))
    29
    """
    end = authority_end(text, authority)
    if text[end : end + 1] in PART_BEGINS:
        end = _word_end(text, end, next((CLOSING[mark] for mark in reversed(opened) if mark[0] not in _EMPHASIS), ""))
    inner = takewhile(lambda mark: mark[0] in _EMPHASIS, reversed(opened))
    return _without_punctuation(text, start, end, "".join(inner))


def _word_end(text: str, start: int, closing: str) -> int:
    """Return where a character is that no URI has, or that closes what was opened before."""
    opened: list[str] = []
    position = start
    while match := NOTABLE.search(text, position):
        place, character = match.start(), match[0]
        if (
            character in closing
            and character not in opened
            and closes(text, place)
            and not _closes_inside(text, start, place)
        ):
            return place
        position = placeholder_end(text, place) if character in "{<" else place
        if position > place:
            continue
        position = place + 1
        if character in "([{":
            opened.append(CLOSE_OF[character])
        elif opened and character == opened[-1]:
            opened.pop()
        elif character in "<>]}" or is_hard(character):
            return place
    return len(text)


def _closes_inside(text: str, start: int, place: int) -> bool:
    """Return whether an apostrophe closes one inside of the URI, and the next one what was opened before."""
    return text.startswith("''", place) and text.count("'", start, place) % 2 == 1


def _without_punctuation(text: str, start: int, end: int, emphasis: str) -> int:
    """Return where a value ends without a sentence's punctuation and the emphasis that began before it."""
    unopened = text.count(")", start, end) - text.count("(", start, end)
    quotes = {mark: text.count(mark, start, end) for mark in "'\""}
    while True:  # the scheme or the host belongs to it in any case
        character = text[end - 1]
        if character == ")":
            belongs, unopened = unopened <= 0, unopened - 1
        elif character in quotes:
            belongs, quotes[character] = quotes[character] % 2 == 0, quotes[character] - 1
        elif character in emphasis:
            belongs, emphasis = False, emphasis.replace(character, "", 1)
        else:
            in_dot_segment = character == "." and text.endswith(("/.", "/.."), start, end)
            belongs = in_dot_segment or character in "!?:" or not is_soft(character)
        if belongs:
            return end
        end -= 1
