"""Cells: their names, their values, and those that a spreadsheet would run as a formula."""

from __future__ import annotations

from typing import Final

import attrs

from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.values import text_of

# CWE-1236. OWASP's page on CSV injection also names the carriage return and the full-width signs. A sign before a plain
# number, such as a phone number, makes no formula, and neither does a dash that stands for nothing.
_FORMULA: Final = Pattern(r"(?![+-][\d .,()\u00a0]*+\Z)[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_ESCAPED: Final = Pattern(r"'[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_LETTERS: Final = Pattern(r"[A-Z]{1,3}\Z")
#: Longer numbers stay numbers, for which there is a finding: Python refuses to write out the longest.
_MOST_BITS: Final = 1024


@attrs.frozen
class Formula:
    """A cell with a formula, whose value is not known until a spreadsheet runs it.

    Args:
        text: The formula, such as `=A1&"@"&B1`. Not in the `repr`.
    """

    text: str = attrs.field(default="", repr=False)


@attrs.frozen
class Cell:
    """The place of a cell.

    Args:
        row: The number of its row, from 1.
        index: The index of its column, from 0.
    """

    row: int
    index: int

    @property
    def column(self) -> str:
        """The letters of its column, such as `C`."""
        return letters(self.index)

    @property
    def name(self) -> str:
        """Its name in a spreadsheet, such as `C7`.

        >>> Cell(row=7, index=2).name
        'C7'
        """
        return f"{self.column}{self.row}"


def letters(index: int) -> str:
    """Return what a spreadsheet calls a column.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def index_of(name: str) -> int | None:
    """Return the index of the column with these letters, `None` if they are not the letters of one.

    >>> index_of("AB"), index_of("ab")
    (27, None)
    """
    if not _LETTERS.match(name):
        return None
    index = 0
    for letter in name:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def value_of(cell: object) -> object:
    """Return the content of a cell: text as it is, a number as text, and `""` for an empty cell.

    The apostrophe that keeps a spreadsheet from running a text is left out. A value that is not text, a number or empty
    stays as it is.

    >>> value_of(2023.0), value_of("'=x"), value_of(None), value_of(True)
    ('2023', '=x', '', True)
    """
    text = text_of(cell)
    if text is not None:
        return text[1:] if _ESCAPED.match(text) else text
    if cell is None:
        return ""
    if type(cell) is float and cell.is_integer():
        cell = int(cell)
    if type(cell) is float or (type(cell) is int and cell.bit_length() <= _MOST_BITS):
        return str(cell)
    return cell


def is_blank(cell: object) -> bool:
    """Return whether nothing is in a cell, or only white space."""
    if cell is None:
        return True
    text = text_of(cell)
    return text is not None and not text.strip()


def looks_like_formula(cell: object) -> bool:
    """Return whether a spreadsheet that opens this cell as part of a CSV file would run it.

    >>> looks_like_formula('=HYPERLINK("https://university.edu/")'), looks_like_formula("+49 30 1234")
    (True, False)
    """
    text = text_of(cell)
    return text is not None and _FORMULA.match(text) is not None


def harmless(cell: object) -> object:
    """Return a cell that no spreadsheet runs, with an apostrophe before the text if need be; `None` for a formula.

    >>> harmless("=1+1"), harmless("1+1")
    ("'=1+1", '1+1')
    """
    if isinstance(cell, Formula):
        return f"'{cell.text}" if cell.text else None
    return f"'{cell}" if looks_like_formula(cell) else cell
