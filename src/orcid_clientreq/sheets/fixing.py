"""Writes the rows of a sheet with every suggestion applied, and a column with what remains to be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from orcid_clientreq.messages import say
from orcid_clientreq.sheets.cells import Cell, is_blank
from orcid_clientreq.sheets.columns import SheetError
from orcid_clientreq.sheets.reading import Entry, Sheet
from orcid_clientreq.sheets.texts import REMAINS
from orcid_clientreq.sheets.vocabulary import REMAINING
from orcid_clientreq.syntax.values import text_of

_REDIRECT_URIS: Final = "redirect_uris"


class Change(NamedTuple):
    """A cell with another value.

    Args:
        cell: The cell.
        value: What is in it now.
    """

    cell: Cell
    value: str


def column_of_what_remains(sheet: Sheet) -> int:
    """Return the index of the column for what remains: one from before, or else the first without a heading.

    Args:
        sheet: What `read` returned.
    """
    there = (column.index for column in sheet.columns if column.field == REMAINING)
    return next(there, sheet.headings.width)


def changes(sheet: Sheet, entry: Entry) -> Iterator[Change]:
    """Yield the cells of a request that change when every suggestion is applied, and the cell with what remains.

    Args:
        sheet: The sheet.
        entry: An entry of the sheet.

    Raises:
        SheetError: If a cell in which to write what remains is not empty.

    >>> from orcid_clientreq.sheets import changes, read
    >>> sheet = read([["Contact email", "Redirect URIs"], ["orcid@university.edu", "http://university.edu/orcid"]])
    >>> for entry in sheet:
    ...     for change in changes(sheet, entry):
    ...         print(change.cell.name, change.value)
    B2 https://university.edu/orcid
    """
    if not entry.is_request:
        return
    yield from _fixed_cells(sheet, entry)
    at = column_of_what_remains(sheet)
    for number, row in enumerate(entry.rows, entry.first):
        cell = Cell(number, at)
        given = row[at] if at < len(row) else None
        if not is_blank(given) and at == sheet.headings.width:
            msg = f"cell {cell.name} is in a column without a heading; give it one, so that another column can be added"
            raise SheetError(msg)
        text = _remaining(entry, sheet.language) if number == entry.first else ""
        if text != (text_of(given) or ""):
            yield Change(cell, text)


def _fixed_cells(sheet: Sheet, entry: Entry) -> Iterator[Change]:
    """Yield the cells in which a suggestion is applied."""
    if entry.applied is None:
        return
    members = entry.applied.members
    for column in sheet.columns:
        name = column.field
        if column.is_asked and name != _REDIRECT_URIS and members.get(name) != entry.data.get(name):
            yield Change(Cell(entry.first, column.index), str(members.get(name)))
    given = list(entry.data.get(_REDIRECT_URIS, ()))
    fixed = list(members.get(_REDIRECT_URIS, ()))
    if fixed == given:
        return
    for place in dict.fromkeys(entry.places):
        indexes = {index for index, other in enumerate(entry.places) if other == place}
        before = [uri for index, uri in enumerate(given) if index in indexes]
        after = [uri for uri, origin in zip(fixed, entry.applied.origins, strict=False) if origin in indexes]
        if before != after:
            yield Change(Cell(entry.first + place.row, place.column), "\n".join(map(str, after)))


def _remaining(entry: Entry, language: str) -> str:
    """Return what remains to be corrected in a request, in a line."""
    found = [f"{entry.label_of(each.path, language)}: {each.message}" for each in entry.remaining()]
    return " ".join([*(fault.message(language) for fault in entry.faults), *found])


def fixed_rows(sheet: Sheet, entries: Iterable[Entry] | None = None) -> Iterator[list[object]]:
    """Yield the rows of a sheet with every suggestion applied, and a column with what remains.

    Other cells, columns and rows stay as they are. The new column has the errors and warnings of each request for which
    there is no suggestion, in the language of the sheet.

    Args:
        sheet: The sheet that `read` returned.
        entries: The entries of the sheet, if the caller reads them. By default, they are read from the sheet.

    Raises:
        SheetError: If a cell in which to write what remains is not empty.

    >>> from orcid_clientreq.sheets import fixed_rows, read
    >>> sheet = read([["Contact email", "Redirect URIs"], ["orcid@university", "http://university.edu/orcid"]])
    >>> for row in fixed_rows(sheet):
    ...     print(row)
    ['Contact email', 'Redirect URIs', 'Still to be corrected']
    ['orcid@university', 'https://university.edu/orcid', 'Contact email address: ...']
    """
    yield from fixed_above(sheet)
    for entry in sheet if entries is None else entries:
        yield from fixed_rows_of(sheet, entry)


def fixed_above(sheet: Sheet) -> Iterator[list[object]]:
    """Yield the rows down to the headings, with one for what remains."""
    *above, headings = sheet.above
    yield from map(list, above)
    at = column_of_what_remains(sheet)
    row = [*headings, *[""] * (at + 1 - len(headings))]
    row[at] = say(REMAINS, sheet.language)
    yield row


def fixed_rows_of(sheet: Sheet, entry: Entry) -> list[list[object]]:
    """Return the rows of an entry with every suggestion applied."""
    rows = [list(row) for row in entry.rows]
    if entry.is_request:
        least = column_of_what_remains(sheet) + 1
        rows = [[*row, *[""] * (least - len(row))] for row in rows]
    for change in changes(sheet, entry):
        rows[change.cell.row - entry.first][change.cell.index] = change.value
    return rows
