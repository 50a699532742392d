"""How text from a value is shown: shortened and escaped, so that it cannot act on what shows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from orcid_clientreq.syntax.patterns import Pattern

# Categories that act or hide rather than show: controls, format characters, surrogates, private use
# and unassigned code points, line and paragraph separators, and white space other than the space.
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})

# Letters that show as nothing although Unicode counts them as letters or marks.
_BLANK: Final = Pattern(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
#: The inside of a character class, the same in Python and in JavaScript with the u flag: white space, what is ignored
#: where it is not supported (Default_Ignorable_Code_Point, Unicode Standard section 5.21), and U+2800.
SHOWS_NOTHING: Final = (
    "\\t-\\r\\x1c-\\x20\\x85\\xa0\\xad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f"
    "\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_NOTHING_TO_SEE: Final = Pattern(f"[{SHOWS_NOTHING}]*+\\Z")
#: Also after backslashes, which browsers read as slashes.
_USERINFO: Final = Pattern(r"(?<=:[/\\]{2})[^/?#\s]*(?=@)")
#: Where one begins that lacks a scheme or slashes, or has a character that ends the authority. A port is no password.
_MEANT_AS_USERINFO: Final = Pattern(r"(?<![^\s:;/\\])[^\s:/\\?#@]+:(?![/\\]|\d{1,5}(?:[/?#]|\Z))")
_AT_SIGNS: Final = ("@", "\uff20", "%40")
#: The value of a parameter that has a secret, also if the query is encoded once more.
_SECRET_VALUE: Final = Pattern(
    r"(?<![^\W_])((?:client[_-]?)?secret|pass(?:word|wd|phrase)|pwd|(?:access|refresh|id|api|auth)[_-]?token|token|api[_-]?key)"
    r"(=|%3D)[^\s&;#]+?(?=%26|[\s&;#]|\Z)",
    re.IGNORECASE,
)
_PRINTABLE_ASCII: Final = Pattern(r"[ -~]*+\Z")

#: What people call the characters that they meet; of others there is the name that Unicode gives.
COMMON_NAMES: Final = {
    "\t": "tab",
    "\n": "line break",
    "\r": "carriage return",
    " ": "space",
    "!": "exclamation mark",
    '"': "quotation mark",
    "#": "hash",
    "%": "percent sign",
    "'": "apostrophe",
    "(": "parenthesis",
    ")": "parenthesis",
    "*": "asterisk",
    ",": "comma",
    ".": "full stop",
    ":": "colon",
    ";": "semicolon",
    "<": "less-than sign",
    ">": "greater-than sign",
    "?": "question mark",
    "@": "at sign",
    "[": "square bracket",
    "\\": "backslash",
    "]": "square bracket",
    "^": "caret",
    "`": "backtick",
    "{": "curly bracket",
    "|": "vertical bar",
    "}": "curly bracket",
    "\x7f": "delete",
    "\x85": "line break",
    "\xa0": "non-breaking space",
    "\xad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u2013": "en dash",
    "\u2014": "em dash",
    "\u2018": "curly quotation mark",
    "\u2019": "curly quotation mark",
    "\u201c": "curly quotation mark",
    "\u201d": "curly quotation mark",
    "\u2028": "line break",
    "\u2029": "paragraph break",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\ufeff": "byte order mark",
    "\ufffd": "replacement character",
}
#: How a character is said: one with a shape, and one without.
SHOWN_CHARACTER: Final = "“{character}” ({name}, {point})"
HIDDEN_CHARACTER: Final = "{name} ({point})"


def shown(text: str, limit: int = 60) -> str:
    r"""Return text fit for a message: at most `limit` characters of it, what cannot be seen as an escape.

    >>> shown("evil\x1b[2J.edu")
    'evil\\u{1b}[2J.edu'
    >>> shown("a" * 100, 10)
    'aaaaaaaaa…'
    """
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if _PRINTABLE_ASCII.match(text):
        return text
    return "".join(_visible(character) for character in text)


def without_userinfo(text: str) -> str:
    """Return a text with an ellipsis in place of a user name and password in each URI.

    >>> without_userinfo("See https://user:password@university.edu/orcid or orcid@university.edu")
    'See https://…@university.edu/orcid or orcid@university.edu'
    """
    return _USERINFO.sub("…", text)


def shown_uri(text: str, limit: int = 200) -> str:
    """Return a URI as `shown` does, with an ellipsis in place of what may be a user name and password, or a secret.

    >>> shown_uri("https://user:password@university.edu/orcid"), shown_uri("user:pass/word@university.edu")
    ('https://…@university.edu/orcid', '…@university.edu')
    >>> shown_uri("https://university.edu/orcid?client_secret=0123&a=b")
    'https://university.edu/orcid?client_secret=…&a=b'
    """
    end = max(map(text.rfind, _AT_SIGNS))
    begins = _MEANT_AS_USERINFO.search(text, 0, max(end, 0))
    meant = f"{text[: begins.start()]}…{text[end:]}" if begins else text
    return shown(_SECRET_VALUE.sub(r"\1\2…", without_userinfo(meant)), limit)


# Without white space, and with no user name or password, neither of it nor of an address that is joined to it.
_FIT_TO_SHOW: Final = Pattern(r"(?!\S*?.//[^\s/?#@]*+@)https?://[^\s/?#@]+(?:[/?#]\S*)?\Z", re.IGNORECASE)


def may_be_shown(text: str) -> bool:
    """Return whether a text is a web address in which there is no password, so that it may be shown as it is.

    >>> may_be_shown("https://university.edu/orcid"), may_be_shown("https://user:password@university.edu/orcid")
    (True, False)
    """
    return _FIT_TO_SHOW.match(text) is not None and _SECRET_VALUE.search(text) is None


def shows_nothing(text: str) -> bool:
    r"""Return whether a text is empty, or has only white space and characters without a shape of their own.

    >>> shows_nothing(" \u200b\u3164"), shows_nothing("\u200bx")
    (True, False)
    """
    if text.isascii():
        return not text or text.isspace()
    return _NOTHING_TO_SEE.match(text) is not None


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for a wide character (UAX 11), none for a mark.

    >>> columns("ORCID"), columns("会員"), columns("e\u0301")
    (5, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    """Return how many columns a character takes."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of so many columns, broken at spaces, and inside a word only where that is longer.

    A URI is never broken, however long it is: people copy it. An isolate that a line ends in is closed there, and
    opened again on the next line, since a terminal orders the characters of each line by itself (UAX 9).

    >>> wrapped("Enter only one email address.", 16)
    ['Enter only one', 'email address.']
    >>> wrapped("メールアドレスは 1 つだけ。", 16)
    ['メールアドレスは', '1 つだけ。']
    """
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and columns(line) + 1 + columns(word) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line.rstrip(" "))
        *full, line = [word] if "://" in word else _pieces(word, width)
        lines += full
    return [*_with_whole_isolates([*lines, line])]


# UAX 9: LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE.
_OPENS_ISOLATE: Final = "\u2066"
_CLOSES_ISOLATE: Final = "\u2069"


def _with_whole_isolates(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, each with as many ends of isolates as beginnings."""
    opened = 0
    for line in lines:
        whole = _OPENS_ISOLATE * opened + line
        opened = whole.count(_OPENS_ISOLATE) - whole.count(_CLOSES_ISOLATE)
        yield whole + _CLOSES_ISOLATE * opened


#: How wide what is printed for people is at most, in columns of a terminal.
WIDTH: Final = 100


def indented(text: str, by: int = 4) -> list[str]:
    """Return the lines of a text, wrapped, with so many spaces before each.

    >>> indented("Enter only one email address.", 2)
    ['  Enter only one email address.']
    """
    return [f"{' ' * by}{line}" for part in text.split("\n") for line in _kept(part, WIDTH - by)]


def hanging(text: str, by: int = 4) -> str:
    r"""Return a text with so many spaces before each line but the first, so that none is taken for another heading.

    A line that begins like a web address, which people copy, stays as it is.

    >>> hanging("Hello\nNotes: none")
    'Hello\n    Notes: none'
    """
    first, *others = text.splitlines() or [""]
    indent = " " * by
    return "\n".join([first, *(line if line.startswith(("https://", "http://")) else indent + line for line in others)])


def _kept(line: str, width: int) -> list[str]:
    """Return a line in lines of so many columns, with the spaces that it begins with."""
    text = line.lstrip(" ")
    before = line[: len(line) - len(text)]
    return [before + part for part in wrapped(text, width - len(before))]


def _pieces(word: str, width: int) -> list[str]:
    """Return a word that is longer than a line in pieces; no piece begins with a closing mark of East Asia."""
    pieces: list[str] = []
    start = used = 0
    for index, character in enumerate(word):
        size = _width(character)
        if used + size > width:
            end = index - 1 if character in _CLOSING else index
            pieces.append(word[start:end])
            start, used = end, columns(word[end:index])
        used += size
    return [*pieces, word[start:]]


#: Marks that no line begins with.
_CLOSING: Final = frozenset("\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\uff09\u300d\u300f")


def _visible(character: str) -> str:
    """Return the character, or its escape where it does not show."""
    if character == " ":
        return character
    if unicodedata.category(character) in _HIDDEN or _BLANK.match(character):
        return f"\\u{{{ord(character):x}}}"
    return character


def invisible_character(text: str) -> str | None:
    """Return the first letter or mark of a text that is invisible, `None` if there is none.

    >>> invisible_character("or\u3164cid") == "\u3164"
    True
    """
    match = None if text.isascii() else _BLANK.search(text)
    return match[0] if match else None


#: What cannot be told from the quotation marks that a message puts around a character.
_CURLY: Final = frozenset("\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f")


def has_shape(character: str) -> bool:
    r"""Return whether a character can be shown on its own, in quotation marks.

    White space and controls can't, nor can a mark on the character before, or a curly quotation mark.

    >>> has_shape(";"), has_shape(" "), has_shape("\u0301"), has_shape("\u201c")
    (True, False, False, False)
    """
    return (
        _visible(character) == character != " "
        and unicodedata.category(character)[0] != "M"
        and character not in _CURLY
    )


def character_name(character: str) -> str:
    r"""Return a character as itself, if it has a shape, with its name and code point.

    >>> print(character_name("\\"), character_name("\n"), character_name("ü"))
    “\” (backslash, U+005C) line break (U+000A) “ü” (LATIN SMALL LETTER U WITH DIAERESIS, U+00FC)
    >>> character_name("\x00")
    'U+0000'
    """
    point = f"U+{ord(character):04X}"
    name = COMMON_NAMES.get(character) or unicodedata.name(character, "")
    if not name:
        return point
    text = SHOWN_CHARACTER if has_shape(character) else HIDDEN_CHARACTER
    return text.format(character=character, name=name, point=point)
