"""Characters that show nothing: around a text, where they were copied along with it, and inside.

Both lists are of Unicode 15 and written out, so that every Python gives the same answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from orcid_clientreq.syntax.patterns import Pattern

_BMP: Final = 0xFFFF
# White space, and format characters (Cf): zero-width characters, bidi controls, the byte order mark. Not those of the
# category that show (Arabic signs before numbers, Egyptian joints), nor tag characters, with which a flag can end.
_AROUND: Final = (
    *((0x09, 0x0D), (0x1C, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0xAD, 0xAD), (0x61C, 0x61C), (0x1680, 0x1680)),
    *((0x180E, 0x180E), (0x2000, 0x200F), (0x2028, 0x202F), (0x205F, 0x2064), (0x2066, 0x206F), (0x3000, 0x3000)),
    *((0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0001, 0xE0001)),
)
#: All of them.
CHARACTERS: Final = "".join(chr(point) for first, last in _AROUND for point in range(first, last + 1))
#: The same as the inside of a character class, for Python, and for JavaScript with the u flag.
AROUND: Final = "".join(
    rf"\u{first:04x}-\u{last:04x}" if last <= _BMP else f"{chr(first)}-{chr(last)}" for first, last in _AROUND
)
_JOINERS: Final = frozenset("\u200c\u200d")
_VIRAMA: Final = 9  # Canonical_Combining_Class


def trimmed(text: str) -> str:
    r"""Return a text without white space and invisible characters around it; the same for every field.

    >>> trimmed("\u202aorcid@university.edu\u200b\n")
    'orcid@university.edu'
    """
    core = text.strip()
    if core.isascii():
        return core
    core = core.strip(CHARACTERS)
    if not core or unicodedata.combining(core[-1]) != _VIRAMA:
        return core
    # A joiner after a virama is a part of the last letter: the chillus of Malayalam were once written so.
    end = text.rfind(core) + len(core)
    return core + text[end] if text[end : end + 1] in _JOINERS else core


# Zero-width spaces, soft hyphens, byte order marks, annotation marks, deprecated format characters, and tag characters
# outside a flag (UTS 51 section 2.9), which is matched as a whole; joiners, which may have something to join; U+FFFD.
_INSIDE: Final = Pattern(
    "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
    "|[\u00ad\u200b-\u200d\u2060\u206a-\u206f\ufeff\ufff9-\ufffb\ufffd\U000e0001\U000e0020-\U000e007f]"
)
#: What stands for a letter that was lost.
REPLACEMENT: Final = "\ufffd"


def hidden_in(text: str) -> Iterator[str]:
    r"""Yield the characters inside a text that show nothing, or stand for a lost letter.

    >>> [ascii(each) for each in hidden_in("Repo\u200bsitory \U0001f469\u200d\U0001f52c")]
    ["'\\u200b'"]
    """
    return (match[0] for match in _INSIDE.finditer(text) if _is_hidden(match))


def without_hidden(text: str) -> str:
    """Return a text without the characters in it that show nothing."""
    return _INSIDE.sub(lambda match: "" if match[0] != REPLACEMENT and _is_hidden(match) else match[0], text)


def _is_hidden(match: re.Match[str]) -> bool:
    """Return whether what was found is invisible in its place."""
    if match[0] not in _JOINERS:
        return len(match[0]) == 1
    text, start, end = match.string, match.start(), match.end()
    return not _joins(text[start - 1 : start] or " ", text[end : end + 1] or " ")


def _joins(before: str, after: str) -> bool:
    """Return whether a joiner has something to join, or to keep apart."""
    left, right = unicodedata.category(before)[0], unicodedata.category(after)[0]
    if (left in "LMN" and right in "LMN") or (left in "SM" and right == "S"):  # words and emoji
        return True
    # One side is enough in scripts in which a letter has several forms: a Persian abbreviation can end in a joiner.
    return (left in "LM" and not before.isascii()) or (right in "LM" and not after.isascii())
