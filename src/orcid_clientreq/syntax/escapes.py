"""Escapes that a value brings from where it was copied: of HTML, JSON, code and mail, and percent-encoding.

Text is made plain before anything is looked for in it. Each change is noted, so that what is found in the
plain text has its place in the text as given.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from operator import attrgetter
from typing import Final, NamedTuple
from urllib.parse import unquote

from orcid_clientreq.syntax.patterns import Pattern

# HTML section 13.5: the names of what delimits a URI or an address. A reference needs its semicolon here:
# `&copy=` is a parameter of a query, even if HTML's tokenizer makes a character of it.
_NAMED: Final = {
    "amp": "&",
    "apos": "'",
    "colon": ":",
    "commat": "@",
    "equals": "=",
    "gt": ">",
    "hyphen": "-",
    "lowbar": "_",
    "lt": "<",
    "nbsp": "\xa0",
    "num": "#",
    "percnt": "%",
    "period": ".",
    "quest": "?",
    "quot": '"',
    "shy": "\xad",
    "sol": "/",
}
_CHARACTER: Final = r"(?:#[0-9]{1,7}|#[Xx][0-9A-Fa-f]{1,6}|[a-z]{2,6});"
_REFERENCE: Final = f"&{_CHARACTER}"
# HTML in HTML, and in JSON: `&amp;lt;`, `\\u0026amp;`.
_NESTED: Final = rf"&(?:amp;){{0,3}}{_CHARACTER}|\\{{1,4}}u0026(?:amp;){{1,3}}"
# RFC 8259 section 7, and what JavaScript, PHP and Markdown escape in the same way; in JSON in JSON there are more
# backslashes. A letter is escaped only where a text ends or another URI follows: elsewhere it is a path of Windows.
_BACKSLASH: Final = r"\\{1,4}(?:u00[0-9A-Fa-f]{2}|[/\"'_&~#=-]|[nrt](?=[\s\"'\\]|\Z|https?:))"
_CONTROLS: Final = {"n": "\n", "r": "\r", "t": "\t"}
_ESCAPE: Final = Pattern(f"{_NESTED}|{_BACKSLASH}")
# RFC 2045 section 6.7: a soft line break, and `=` itself.
_QUOTED_PRINTABLE: Final = Pattern(f"{_NESTED}|{_BACKSLASH}|=\r?\n(?!https?:)|=3D")
# `=` may also be the end of a URI. It is a soft line break where the line is as long as mail programs make
# one, or where another `=` is written as they write it.
_SOFT_BREAK: Final = Pattern("=(?<=[^\r\n]{60}=)\r?\n")
# A line break inside of text, with the blanks and the marks of quoted mail around it.
#: The marks of quoted mail at the beginning of a line.
QUOTE: Final = r"[ \t]{0,9}>[> \t]{0,40}+(?=\S)"
_LINE_END: Final = r"(?<=\S)[ \t]*(?:\r\n|[\r\n\u2028\u2029]) *(?:>[> ]{0,40})?(?=\S)"
LINE_END: Final = Pattern(_LINE_END)
_ESCAPE_OR_LINE_END: Final = Pattern(f"{_NESTED}|{_BACKSLASH}|{_LINE_END}")
_REFERENCES: Final = Pattern(_REFERENCE)
# A URI of which the colon is percent-encoded, once or more; an address of which the at sign is.
_ENCODED: Final = Pattern(r"\s*(?:https?%(?:25){0,3}3A|[^\s@:/?#&=]{1,64}%(?:25){0,3}40[^\s@]{1,255}\Z)", re.IGNORECASE)
#: So often are escapes of each kind undone at most.
_MOST_TIMES: Final = 4


class Edit(NamedTuple):
    """A place at which plain text is not what was given.

    Args:
        start: Where its plain characters begin: one, or none for a line break.
        end: Where they end.
        place: Where it is in the text as given.
        characters: The characters there.
    """

    start: int
    end: int
    place: int
    characters: str

    @property
    def is_line_break(self) -> bool:
        """Whether a line break was taken out."""
        return self.start == self.end


class Plain(NamedTuple):
    """Text without escapes, and where it was changed.

    Args:
        text: The text.
        edits: What was changed, from left to right.
    """

    text: str
    edits: tuple[Edit, ...] = ()

    def start_as_given(self, position: int) -> int:
        """Return where what begins at a position of the plain text begins in the text as given."""
        return self._as_given(position, bisect_right(self.edits, position, key=attrgetter("end")))

    def end_as_given(self, position: int) -> int:
        """Return where what ends at a position of the plain text ends in the text as given."""
        return self._as_given(position, bisect_left(self.edits, position, key=attrgetter("start")))

    def edits_between(self, start: int, end: int) -> tuple[Edit, ...]:
        """Return what was changed between two positions of the plain text."""
        first = bisect_right(self.edits, start, key=attrgetter("end"))
        return self.edits[first : bisect_left(self.edits, end, key=attrgetter("start"))]

    def _as_given(self, position: int, count: int) -> int:
        """Return a position in the text as given, after so many edits."""
        if not count:
            return position
        edit = self.edits[count - 1]
        return edit.place + len(edit.characters) + position - edit.end


def plain(text: str) -> Plain:
    r"""Undo the escapes of HTML, JSON and code, and the soft line breaks of quoted-printable mail, each once.

    Percent-encoding is left: in running text it belongs to the URI. The time is in proportion to the text.

    >>> plain("https:\\/\\/univ.edu\\/cb?a=1&amp;b=2").text
    'https://univ.edu/cb?a=1&b=2'
    """
    if ("=\n" in text or "=\r\n" in text) and ("=3D" in text or _SOFT_BREAK.search(text)):
        return replaced(text, _QUOTED_PRINTABLE, _meant)
    return replaced(text, _ESCAPE, _meant) if "&" in text or "\\" in text else Plain(text)


def joined(text: str) -> Plain:
    r"""Undo escapes as `plain` does, and take the line breaks out.

    >>> joined("https://univ.edu/or\n> cid").text
    'https://univ.edu/orcid'
    """
    return replaced(text, _ESCAPE_OR_LINE_END, _meant)


def replaced(text: str, pattern: Pattern, replacement: Callable[[str], str]) -> Plain:
    """Replace what a pattern finds, and note where; a match that is replaced by itself is left."""
    pieces: list[str] = []
    edits: list[Edit] = []
    known: dict[str, str] = {}
    position = length = 0
    for match in pattern.finditer(text):
        escape = match[0]
        if (meant := known.get(escape)) is None:
            meant = known[escape] = replacement(escape)
        if meant == escape:
            continue
        place = match.start()
        pieces += (text[position:place], meant)
        length += place - position
        edits.append(Edit(length, length + len(meant), place, escape))
        length += len(meant)
        position = match.end()
    return Plain("".join([*pieces, text[position:]]), tuple(edits)) if edits else Plain(text)


def _meant(escape: str) -> str:
    """Return the character that an escape stands for, or the escape if it stands for an invisible one."""
    if escape == "=3D":
        return "="
    if escape.startswith("\\"):
        escaped = escape.lstrip("\\")
        if escaped.startswith("u00"):
            return _character(int(escaped[3:5], 16)) or escape
        return _CONTROLS.get(escaped, escaped)
    if not escape.startswith("&"):
        return ""  # a line break
    while escape.startswith("&amp;") and escape != "&amp;":
        escape = f"&{escape.removeprefix('&amp;')}"
    if not escape.startswith("&#"):
        return _NAMED.get(escape[1:-1], escape)
    number = int(escape[3:-1], 16) if escape[2] in "Xx" else int(escape[2:-1])
    return _character(number) or escape


def _character(number: int) -> str:
    """Return the character of a code point, empty for a control character and for what is not a character."""
    is_surrogate = 0xD800 <= number <= 0xDFFF  # noqa: PLR2004 - Unicode's own limits
    return chr(number) if ord(" ") <= number <= sys.maxunicode and not is_surrogate else ""


class Decoded(NamedTuple):
    """A value without its escapes.

    Args:
        text: The value.
        references: How often HTML's character references were undone.
        percent: How often percent-encoding was: twice is an application that encodes what is encoded already.
    """

    text: str
    references: int
    percent: int


def decoded(text: str) -> Decoded:
    """Undo the escapes of a whole value: HTML's character references, and percent-encoding of all of it.

    Percent-encoding is undone only where the colon of a URI or the @-sign of an address is encoded, as only
    then it is that of the whole value. Each is undone up to four times; the time is in proportion to the
    text.

    Args:
        text: A value without anything around it.

    Source: RFC 3986 section 2.4: "Implementations must not percent-encode or decode the same string more than
        once".

    >>> decoded("https%253A%252F%252Funiv.edu%252Fcb")
    Decoded(text='https://univ.edu/cb', references=0, percent=2)
    >>> decoded("https://univ.edu/cb?a=1&amp;b=%20")
    Decoded(text='https://univ.edu/cb?a=1&b=%20', references=1, percent=0)
    """
    references = percent = 0
    for _ in range(_MOST_TIMES):
        meant = replaced(text, _REFERENCES, _meant).text if "&" in text else text
        references += meant != text
        encoded = _ENCODED.match(meant) is not None
        try:
            once_less = unquote(meant, errors="strict") if encoded else meant
        except UnicodeDecodeError:  # not UTF-8: the characters are unknown
            encoded, once_less = False, meant
        percent += encoded
        if once_less == text:
            break
        text = once_less
    return Decoded(text, references, percent)
