"""What people copy along with a value: delimiters, lists, labels, remarks.

There are two tables: what may come before a value, and what may come after it. The text around a value has
to consist of that from its beginning to its end. If there is something else, as in a sentence, nothing is
taken off.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from orcid_clientreq.syntax.link_characters import DASHES, INVISIBLE
from orcid_clientreq.syntax.patterns import Pattern


class Wrapping(StrEnum):
    """What kind of thing was copied along with a value."""

    #: White space, and characters that show nothing.
    INVISIBLE = "invisible"
    #: `"…"`, and the quotation marks of other languages.
    QUOTATION_MARK = "quotation_mark"
    #: Round, square or curly brackets.
    BRACKET = "bracket"
    #: `<…>` (RFC 3986 appendix C).
    ANGLE_BRACKET = "angle_bracket"
    #: Markdown's backticks.
    CODE_MARK = "code_mark"
    #: Markdown's `*…*`, `_…_`, `**…**`.
    EMPHASIS = "emphasis"
    #: `[text](…)`, and other ways to write a link.
    LINK = "link"
    #: What follows the address in a `mailto:` link, as in `?subject=ORCID` (RFC 6068).
    MAILTO = "mailto"
    #: A tag of HTML or XML, and the text of a link.
    TAG = "tag"
    #: A bullet or number, or the mark of a quoted or commented line.
    LIST_MARKER = "list_marker"
    #: What the value is, as in `redirect_uri=` or `Callback URL:`; `mailto:`, too.
    LABEL = "label"
    #: Whose the value is, as in `Name <…>`.
    NAME = "name"
    #: A remark, such as `(live)`, `e.g.` or `# comment`.
    REMARK = "remark"
    #: Another column of a table.
    COLUMN = "column"
    #: Punctuation of a sentence or a list.
    PUNCTUATION = "punctuation"
    #: The same value again.
    REPETITION = "repetition"
    #: Characters that were escaped, as in `https%3A%2F%2F` or `&amp;`.
    ESCAPE = "escape"
    #: A line break that was put into the value.
    LINE_BREAK = "line_break"


class Removed(NamedTuple):
    """Something that was copied along.

    Args:
        wrapping: Its kind.
        characters: The characters; where they were escaped, as in `&lt;`, what they stand for.
    """

    wrapping: Wrapping
    characters: str


_BLANK: Final = f"[{INVISIBLE}]"
_QUOTES: Final = "\"'\u2018-\u201f\xab\xbb\u2039\u203a\u300a\u300b\u3008\u3009\u300c-\u300f\uff02\uff07\u2032\u2033"
_BULLETS: Final = (
    "\xb7\u2022\u2023\u2043\u2190-\u21ff\u2219\u22c5\u2460-\u2473\u25a0-\u25ff\u2610-\u2612\u2713\u2714\u2794-\u27bf"
    "\u2b25-\u2b2b\u203b\u30fb"
)
_DASHES: Final = f"{DASHES}-"
# "For example", "that is", "see", in nine languages.
_WORDS: Final = (
    r"e\. ?g\.|eg\.?|i\. ?e\.|ex\.?|for (?:example|instance)|such as|see|z\. ?B\.|bzw\.|d\. ?h\.|siehe|p\. ?ex\."
    r"|par exemple|voir|c\.-\u00e0-d\.|p\. ?ej\.|por ejemplo|por exemplo|v\u00e9ase|ver|ad es\.|es\.|per esempio"
    r"|\u4f8b\u3048\u3070|\u4f8b|\u4f8b\u5982|\u6bd4\u5982|\u0645\u062b\u0644\u0627|\u0645\u062b\u0644"
)
# No URI and no address: a label may be several words, quoted or not.
_LABEL: Final = r"[^\n:=\uff1a\uff1d<>@?#/|]"
# Schemes of which the rest may be a URI, too: what is copied is not the URI inside.
_SCHEMES: Final = "https?|blob|filesystem|view-source|javascript|data|jar|about|feed|ftps?|file|wss?|urn|chrome|jdbc"
_SEPARATOR: Final = r"(?:=>|->|:=|==|[:=\uff1a\uff1d\u2192])"
#: Each kind with what it looks like, tried in this order. Every length is bounded, by more than people write,
#: so that the work for each place is constant.
Table = tuple[tuple[Wrapping, Pattern], ...]
BEFORE: Final[Table] = (
    (Wrapping.INVISIBLE, Pattern(f"{_BLANK}+")),
    (Wrapping.TAG, Pattern(r"<[A-Za-z][^<>\n]{0,300}=\s{0,9}(?=[\"']?\Z)|</?[A-Za-z!][^<>\n]{0,300}>")),
    (Wrapping.LINK, Pattern(r"!?\[[^\[\]\n]{0,200}\]\(|\[[^\[\]|@\n]{0,100}\|")),
    (
        Wrapping.REMARK,
        Pattern(r"[(\uff08][^()\uff08\uff09@\n]{1,60}[)\uff09]|[\[\u3010][^\[\]\u3010\u3011@\n]{2,60}[\]\u3011]"),
    ),
    (Wrapping.COLUMN, Pattern(r"[^\t|\uff5c@\n]{0,100}[\t|\uff5c]")),
    (
        Wrapping.LIST_MARKER,
        Pattern(
            rf"[{_BULLETS}]|[-+#{_DASHES}](?={_BLANK}|\Z)|\*(?={_BLANK})|>|#{{2,6}} |//(?={_BLANK}|\Z)|--|;|\[[ xX]?\]"
            rf"|[(\[]?(?:[0-9]{{1,3}}[.)\]:](?={_BLANK}|\Z)|(?:[A-Za-z]|[ivxIVX]{{2,5}})[.)\]](?={_BLANK}))"
        ),
    ),
    (Wrapping.REMARK, Pattern(rf"(?:{_WORDS})[,:\uff1a]?(?={_BLANK})", re.IGNORECASE)),
    (
        Wrapping.LABEL,
        Pattern(
            rf"(?!(?:{_SCHEMES})\s{{0,9}}[:=;\uff1a\uff1d]|\w{{1,2}}:\Z)"
            rf"[\w$.-]{_LABEL}{{0,80}}(?:/[^\W\d_]{_LABEL}{{0,60}})?\s{{0,9}}{_SEPARATOR}(?!//\S)"
            rf"|\w{_LABEL}{{0,60}}\s[{_DASHES}]{{1,2}}(?=\s)"
            r"|(?:[^\W\d_]{1,30} ){0,4}UR[IL]s?(?=\s)|(?:GET|POST|HEAD)(?=\s)",
            re.IGNORECASE,
        ),
    ),
    (Wrapping.NAME, Pattern(r"[^<>@\n]{1,100}(?=<[^>@\n]{0,40}\Z)")),
    (Wrapping.QUOTATION_MARK, Pattern(f"[{_QUOTES}]")),
    (Wrapping.BRACKET, Pattern(r"[(\[{\uff08\uff3b\uff5b\u3010\u3014]")),
    (Wrapping.ANGLE_BRACKET, Pattern("<")),
    (Wrapping.CODE_MARK, Pattern("`{1,3}")),
    (Wrapping.EMPHASIS, Pattern(r"\*{1,3}|_{1,3}|~{2}")),
)
AFTER: Final[Table] = (
    (Wrapping.COLUMN, Pattern(rf"(?:(?!\n){_BLANK}){{0,9}}\t[^\s|\uff5c@(\[#/][^\t|\uff5c@\n]{{0,100}}")),
    (Wrapping.INVISIBLE, Pattern(f"{_BLANK}+")),
    (
        Wrapping.REMARK,
        Pattern(
            r"(?:(?<=\s)[(\[]|[\uff08\u3010])[^()\[\]\uff08\uff09\u3010\u3011@\n]{1,60}[)\]\uff09\u3011]"
            rf"|(?<=\s)[{_DASHES}]{{1,2}}\s[^\W_][\w ,'-]{{0,60}}(?![\w/@:=?&%])"
            r"|(?<=\s)(?:#|//|--|;|/\*|<!--)[^\n]{0,300}(?=\n|\Z)"
        ),
    ),
    (
        Wrapping.TAG,
        Pattern(
            r"(?:[\"']\s{1,9}|(?<=\s))[A-Za-z:-]{1,30}=[^<>\n]{0,300}>"
            r"|</?[A-Za-z!][^<>\n]{0,300}>|(?<=>)[^<>\n]{1,200}(?=</[A-Za-z])|/>"
        ),
    ),
    (Wrapping.LINK, Pattern(r"\]\(|(?<=\S)\|[^<>|\n]{1,200}(?=>)")),
    (Wrapping.QUOTATION_MARK, Pattern(f"[{_QUOTES}]")),
    (Wrapping.BRACKET, Pattern(r"[)\]}\uff09\uff3d\uff5d\u3011\u3015]")),
    (Wrapping.ANGLE_BRACKET, Pattern(">")),
    (Wrapping.CODE_MARK, Pattern("`{1,3}")),
    (Wrapping.EMPHASIS, Pattern(r"\*{1,3}|_{1,3}|~{2}")),
    (
        Wrapping.PUNCTUATION,
        Pattern(r"[.,;:!?\u2026\u3001\u3002\uff0c\uff1a\uff1b\uff1f\uff01\u060c\u061b\u061f]{1,20}"),
    ),
    (Wrapping.COLUMN, Pattern(r"(?:\t|(?<=\s)\||\|(?![\w/@:=?&%])|\uff5c)[^\t|\uff5c@\n]{0,100}")),
)
#: Between a value and its repetition.
BETWEEN: Final[Table] = (*AFTER, *BEFORE)
#: The parameters of a mailto link (RFC 6068).
PARAMETERS: Final = Pattern(r"\?[^\s<>\"')\]]{1,300}")
#: So many things are taken off on one side at most; who wraps a value in more has not copied it.
_MOST: Final = 50


def taken_off(text: str, start: int, end: int, table: Table) -> list[Removed] | None:
    """Take a text apart between two places, from left to right.

    Args:
        text: The text.
        start: Where it begins.
        end: Where it ends; the character there is not looked at.
        table: What it may consist of.

    Returns:
        What it consists of, or `None` if there is something that is not in the table.
    """
    found: list[Removed] = []
    while start < end:
        if len(found) == _MOST:
            return None
        for wrapping, pattern in table:
            match = pattern.match(text, start, end)
            if match and match.end() > start:
                found.append(Removed(wrapping, match[0]))
                start = match.end()
                break
        else:
            return None
    return found
