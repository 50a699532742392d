"""Files of settings, as far as their lines name their values: `.env`, YAML, JSON, TOML, INI, code.

No file is parsed by the grammar of its format: what people have is often a part of one, or broken. A line is
a comment, a name and its value, or one more value of a list that an earlier line has named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from orcid_clientreq.syntax.escapes import plain
from orcid_clientreq.syntax.patterns import Pattern

#: So many settings are read at most.
MOST: Final = 5000
#: A longer line is not a setting that a person wrote; nothing of it is read.
LONGEST: Final = 20_000

_COMMENT: Final = Pattern(r"\s*(?:#|//|;|!|/\*|<!--|--(?![\w-])|REM\s|(?:---|\.\.\.)\s*\Z)")
_SECTION: Final = Pattern(r"\s*\[{1,2}[\w .\"'-]{1,100}\]{1,2}\s*(?:[#;].*)?\Z")
# What comes before a name: a brace, the mark of an item, a keyword of a shell or a programming language.
_BEFORE: Final = (
    r"\s*(?:[{,]\s*)?(?:[-*+]\s+|-D|--)?(?:(?:export|set|setx|env|arg|const|let|var|final|static|public|private)\s+)?"
)
_NAME: Final = r"(?P<mark>[\"'`]?)(?P<name>[$\w@][\w.$/\[\]\"'()-]{0,100}?(?: #?[\w().-]{1,40}){0,6}?)(?P=mark)"
_SEPARATOR: Final = r"(?:=>|:=|[?+]?=|:(?=\s|[\"'\[{]|https?:|\Z))"
_NAMED: Final = Pattern(rf"{_BEFORE}{_NAME}\s*{_SEPARATOR}\s*(?P<value>.*)\Z", re.IGNORECASE)
_ITEM: Final = Pattern(r"\s*[-*+\u2022]\s+")
_QUOTED: Final = r"\"(?:[\0-!#-\[\]-\U0010ffff]|\\.)*\"|'(?:[\0-&(-\[\]-\U0010ffff]|\\.)*'|`[^`]*`"
_FIRST: Final = Pattern(_QUOTED)
# Inside of brackets: what is quoted or not, and whether it is a name.
_INSIDE: Final = Pattern(
    rf"(?P<text>{_QUOTED}|[^\s\"'`,\[\]{{}}]+?(?=\s*(?:[\"'`,\[\]{{}}]|:\s|=>|\Z)|\s))\s*(?P<names>:|=>)?"
)
# A template such as `{base}/cb` or `[host]/cb` is neither.
_LIST_OR_MAPPING: Final = Pattern(r"[\[(]\s*[\"'`\[{]|\[[^\[\]]*\][\s,;]*\Z|\{\s*[\"'\w$.-]{1,100}\s*(?::|=>)")
_REMARK: Final = Pattern(r"\s(?:#(?!\d+\s*:)|//|;|<!--)")  # a number such as #1 is part of a name
#: What a list or a block begins with.
_OPENS: Final = frozenset({"", "[", "{", "(", "|", ">", "|-", ">-", "array("})


class Setting(NamedTuple):
    """A name and a value of a file of settings.

    Args:
        number: The number of its line, from 1.
        name: The name without what it is part of, but for a mapping in the same line, as in `orcid.redirect`. An item
            of a list has the list's name, which may be empty.
        value: The value, without quotation marks.
    """

    number: int
    name: str
    value: str


def lines_of_settings(text: str) -> tuple[Setting, ...]:
    r"""Return the settings in a text: each name with its value, and each item of a list with the list's name.

    Comments, headings of sections and empty values are left out. The first 5 000 are returned, and no line of
    more than 20 000 characters is read; the time is in proportion to the text.

    >>> for each in lines_of_settings('# live\nexport ORCID_REDIRECT_URI="https://univ.edu/cb"\nDEBUG=1'):
    ...     print(*each)
    2 ORCID_REDIRECT_URI https://univ.edu/cb
    3 DEBUG 1
    >>> [(each.name, each.value) for each in lines_of_settings("redirect-uris:\n  - https://univ.edu/a  # live\n  - b")]
    [('redirect-uris', 'https://univ.edu/a'), ('redirect-uris', 'b')]
    """
    return tuple(islice(_settings(text), MOST))


def _settings(text: str) -> Iterator[Setting]:
    """Yield the settings in a text."""
    list_name, list_indent = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST or not line.strip() or _COMMENT.match(line):
            continue
        if _SECTION.match(line):
            list_name = ""
        elif match := _NAMED.match(line):
            name, value = match["name"], match["value"].strip()
            indent = len(line) - len(line.lstrip())
            if value in _OPENS:
                list_name, list_indent = name, indent
            else:
                if indent <= list_indent:
                    list_name = ""
                yield from _values(number, name, value)
        else:
            item = _ITEM.match(line)
            yield from _values(number, list_name, line[item.end() if item else 0 :].strip())


def _values(number: int, name: str, written: str) -> Iterator[Setting]:
    """Yield what a line says after a name: a value, or a list or mapping in brackets."""
    block = name
    quoted = _FIRST.match(written)
    if quoted:
        yield from _setting(number, name, quoted[0])
        rest = written[quoted.end() :].lstrip()
        if not rest.startswith(","):
            return
        written, block = rest, ""
    elif not _LIST_OR_MAPPING.match(written):
        remark = _REMARK.search(written)
        yield from _setting(number, name, (written[: remark.start()] if remark else written).rstrip(" \t\r,;"))
        return
    names: list[str] = []
    own = name
    for match in _INSIDE.finditer(written):
        if match["names"]:
            names.append(_unquoted(match["text"]))
            continue
        if names:  # the last one is the value's, and one before it that of the mapping
            block = names[-2] if len(names) > 1 else block
            own = f"{block}.{names[-1]}" if block else names[-1]
            names = []
        elif own == name:  # a list, after which there may be other names
            block = ""
        yield from _setting(number, own, match["text"])


def _setting(number: int, name: str, written: str) -> Iterator[Setting]:
    """Yield a setting that has a value."""
    value = _unquoted(written)
    if value.strip("[](){}<>,; "):
        yield Setting(number, name, value)


def _unquoted(written: str) -> str:
    """Return a value without quotation marks and escapes."""
    quoted = _FIRST.match(written)
    return plain(written[1:-1]).text if quoted else written.strip()
