"""The characters of URLs and addresses in text, by their classes in Unicode UTS #58 section 3.1.

Include belongs to a URL; Hard ends it; Soft belongs to it only where something follows; Close belongs to it
if the Open one comes before it. Three kinds of characters have another class here than in the standard:

- Punctuation of Chinese and Japanese is Hard. No blank follows it: if Soft, it lets the sentence in.
- A backslash is Hard: no URI has one (RFC 3986 appendix A), and two programs read it in two ways.
- Characters that show nothing are Soft, as are two marks of code and tables that no URI has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from orcid_clientreq.syntax.linkification import BRACKETS, EMAIL, HARD, SOFT
from orcid_clientreq.syntax.patterns import Pattern

_ASCII_ENDS: Final = 0x80
#: A longer range of code points is kept as one.
_LONG: Final = 0x100


def _ranges(written: str) -> Iterator[tuple[int, int]]:
    """Yield the first and the last code point of ranges."""
    for each in written.split():
        first, _, last = each.partition("-")
        yield int(first, 16), int(last or first, 16)


def _beyond_ascii(written: str) -> str:
    """Return what ranges have beyond ASCII, as the inside of a character class."""
    beyond = ((max(first, _ASCII_ENDS), last) for first, last in _ranges(written) if last >= _ASCII_ENDS)
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in beyond)


def _characters(written: str) -> Iterator[str]:
    """Yield the characters of ranges that are not long."""
    for first, last in _ranges(written):
        if last - first < _LONG:
            yield from map(chr, range(first, last + 1))


#: What people and word processors write for a hyphen, the inside of a character class.
DASHES: Final = "\u2010-\u2015\u2212"
#: What shows nothing, at the ends of a value: white space, controls, default-ignorable characters, and the
#: rest of category Cf. The one list for all fields; the inside of a character class.
INVISIBLE: Final = (
    "\\0-\\x20\\x7f-\\xa0\\xad\\u034f\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u115f\\u1160\\u1680"
    "\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f"
    "\\ufeff\\uffa0\\ufff0-\\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_INVISIBLE: Final = Pattern(f"[{INVISIBLE}]")
_EAST_ASIAN: Final = (
    "\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\uff08\uff09\u3008-\u300b\u300c-\u300f\u3010\u3011\u3014\u3015"
)
_HARD: Final = frozenset([*filter(str.isascii, _characters(HARD)), "\\"])
# Surrogates and characters for private use, too, which are too many for a set.
_HARD_BEYOND_ASCII: Final = Pattern(f"[{_EAST_ASIAN}{_beyond_ascii(HARD)}]")
_SOFT: Final = frozenset([*_characters(SOFT), *"`|\uff5c"])

#: Each closing bracket with its opening one (section 3.1.2), and the other way round.
OPEN_OF: Final = {
    chr(int(close, 16)): chr(int(opening, 16))
    for close, _, opening in (pair.partition("=") for pair in BRACKETS.split())
}
CLOSE_OF: Final = {opening: close for close, opening in OPEN_OF.items()}

#: What is beyond ASCII and not of the class Include: the inside of a character class.
NOT_INCLUDED: Final = (
    f"\\uff5c{INVISIBLE}{_EAST_ASIAN}{_beyond_ascii(SOFT)}{_beyond_ascii(HARD)}"
    f"{''.join(sorted(each for each in (*OPEN_OF, *CLOSE_OF) if not each.isascii()))}"
)
#: Letters beyond ASCII that an address may have on both sides of its @-sign (section 4): the inside of a
#: character class.
LETTERS: Final = _beyond_ascii(EMAIL)
_LETTER: Final = Pattern(f"[{LETTERS}]")
_LOCAL: Final = frozenset(filter(str.isascii, _characters(EMAIL)))


def is_invisible(character: str) -> bool:
    r"""Return whether a character shows nothing.

    >>> is_invisible("\u202c"), is_invisible(" "), is_invisible("x")
    (True, True, False)
    """
    return _INVISIBLE.match(character) is not None


def is_hard(character: str) -> bool:
    r"""Return whether a character ends a URI everywhere.

    >>> is_hard(" "), is_hard("\u3002"), is_hard(".")
    (True, True, False)
    """
    return character in _HARD or (character > "\x7f" and _HARD_BEYOND_ASCII.match(character) is not None)


def is_soft(character: str) -> bool:
    """Return whether a character that is not Hard is part of a URI only where something follows.

    >>> is_soft("."), is_soft("\u201d"), is_soft("-")
    (True, True, False)
    """
    return character in _SOFT or is_invisible(character)


def is_local(character: str) -> bool:
    """Return whether a character can be in the part of an address before the @-sign.

    >>> is_local("+"), is_local("\u00fc"), is_local(",")
    (True, True, False)
    """
    return character in _LOCAL or _LETTER.match(character) is not None
