"""Reading and writing workbooks in Excel's format, with openpyxl, which comes with an extra.

What is read may come from anybody: how much there is is known before openpyxl reads it, and how much it can become.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from importlib import import_module
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final

from orcid_clientreq._command.complaints import UnreadableError, unreadable
from orcid_clientreq._command.tables import Table
from orcid_clientreq.sheets import Formula, SheetError
from orcid_clientreq.sheets.cells import is_blank
from orcid_clientreq.sheets.columns import MOST_ABOVE, most_known

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_MEBIBYTE: Final = 2**20
#: The most that a workbook may contain, apart from its rows: openpyxl keeps all of that in memory.
_MOST_BESIDE: Final = 24 * _MEBIBYTE
#: The most that the parts with rows hold, and how many times as much as in the archive, if it is not small.
_MOST_OF_ROWS: Final = 1024 * _MEBIBYTE
_MOST_TIMES: Final = 200
_SMALL: Final = 4 * _MEBIBYTE
#: The most that openpyxl may read to write a workbook again, which is in memory as a whole.
_MOST_WRITTEN: Final = 32 * _MEBIBYTE
_MOST_PARTS: Final = 2000
#: The most tags and bytes in a row: there are 16,384 columns, and a cell has at most 32,767 characters.
_MOST_TAGS: Final = 100_000
_MOST_BYTES: Final = 4 * _MEBIBYTE
_LONGEST_TEXT: Final = 32_767
_CHUNK: Final = 2**18
#: A sheet with so many headings that are known has requests, and no notes about them.
_OTHER_HEADINGS: Final = 3
_ROW_ENDS: Final = re.compile(rb"<(?:\w+:)?row[\s>/]|</(?:\w+:)?row\s*>")
_ROWS: Final = re.compile(r"xl/worksheets/[^/]+\.xml\Z", re.IGNORECASE)
_NOT_ONE: Final = "not a workbook in the format .xlsx, or a damaged one"
_INSTALL: Final = "Excel's format needs openpyxl and defusedxml: pip install 'orcid-clientreq[spreadsheet]'"


@contextmanager
def rows_in(name: str, file: IO[bytes], columns: Mapping[str, str]) -> Generator[Table]:
    """Open a workbook, and yield the sheet with the requests.

    It is the one with the most headings that are known, of several the first.

    Args:
        name: The name of the file.
        file: Its content.
        columns: What the user says that columns are read as.

    Raises:
        UnreadableError: If it is not a workbook, or contains too much.
    """
    _refuse_without_extra(name)
    _refuse_bombs(name, file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it does not keep
        with closing(_load(name, file, read_only=True)) as workbook:
            sheets: list[Any] = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
            if not sheets:
                raise unreadable(name, "there is no sheet in it")
            for sheet in sheets:
                sheet.reset_dimensions()  # many programs write wrong ones
            if len(sheets) == 1:
                yield Table(_rows(name, sheets[0]), source=file)
                return
            known = [_headings_and_rows(list(islice(_rows(name, each), MOST_ABOVE)), columns) for each in sheets]
            chosen = sheets[known.index(max(known))]
            numbers = zip(sheets, known, strict=True)
            others = [each.title for each, (number, _) in numbers if number >= _OTHER_HEADINGS and each is not chosen]
            yield Table(_rows(name, chosen), title=chosen.title, others=others, source=file)


def _headings_and_rows(rows: list[list[object]], columns: Mapping[str, str]) -> tuple[int, bool]:
    """Return how many headings are known in the first rows of a sheet, and whether there is anything but one row."""
    return most_known(rows, columns), sum(not all(map(is_blank, row)) for row in rows) > 1


def _refuse_without_extra(name: str) -> None:
    """Raise an error if what reads workbooks is not installed: openpyxl reads XML safely only with defusedxml."""
    try:
        for module in ("defusedxml", "openpyxl"):  # not everybody has them
            import_module(module)
    except ModuleNotFoundError:
        raise unreadable(name, _INSTALL) from None


def _load(name: str, file: IO[bytes], *, read_only: bool) -> Workbook:
    """Return a workbook, of which openpyxl can say nothing but that it can't read it."""
    from openpyxl import load_workbook  # noqa: PLC0415 - as said

    file.seek(0)
    try:
        return load_workbook(file, read_only=read_only, rich_text=not read_only)
    except Exception:  # noqa: BLE001 - anything can be raised for a damaged file
        raise unreadable(name, _NOT_ONE) from None


def _rows(name: str, sheet: Any) -> Iterator[list[object]]:
    """Yield the rows of a sheet; a cell with a formula is a formula, with any value."""
    rows = iter(sheet.iter_rows())
    while True:
        try:
            row = next(rows, None)
            if row is None:
                return
            cells = [_content(cell) for cell in row]
        except Exception:  # noqa: BLE001 - as above
            raise unreadable(name, _NOT_ONE) from None
        yield cells


def _content(cell: Any) -> object:
    """Return what is in a cell: a value, or a formula, of which there is no text if it is for several cells or failed.

    Excel writes a control character in a text, such as a carriage return, as its number, as in `_x000D_`.
    """
    value = cell.value
    if cell.data_type in {"f", "e"}:
        return Formula(value if isinstance(value, str) and cell.data_type == "f" else "")
    if isinstance(value, str) and "_x" in value:
        from openpyxl.utils.escape import unescape  # noqa: PLC0415 - as said

        return unescape(value)
    return value


def _refuse_bombs(name: str, file: IO[bytes]) -> None:
    """Raise an error if a workbook contains more than any sheet of requests does.

    Raises:
        UnreadableError: If it is not an archive, or has a part that is too large, or a row with too many cells.
    """
    try:
        archive = zipfile.ZipFile(file)
        if _holds_too_much(archive.infolist()):
            what = "there is more in it than in a sheet of requests; save it as CSV"
        elif any(_has_long_row(archive, part) for part in archive.infolist() if _ROWS.match(part.filename)):
            what = "a row in it has more cells than a spreadsheet can have"
        else:
            return
    except Exception:  # noqa: BLE001 - as above; a damaged archive raises anything
        what = _NOT_ONE
    raise unreadable(name, what)


def _holds_too_much(parts: list[zipfile.ZipInfo]) -> bool:
    """Return whether there are too many parts in an archive, or one of them is, or becomes, too large."""
    beside = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))]
    rows = [part.file_size for part in parts if _ROWS.match(part.filename)]
    swollen = any(part.file_size > max(_SMALL, part.compress_size * _MOST_TIMES) for part in parts)
    return len(parts) > _MOST_PARTS or swollen or sum(beside) - sum(rows) > _MOST_BESIDE or sum(rows) > _MOST_OF_ROWS


def _has_long_row(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Return whether a row has more cells than a spreadsheet: openpyxl keeps a row in memory."""
    tags = size = 0
    with archive.open(part) as content:
        while chunk := content.read(_CHUNK):
            start = 0
            for match in [*_ROW_ENDS.finditer(chunk), None]:
                end = match.start() if match else len(chunk)
                tags += chunk.count(b"<", start, end)
                size += end - start
                if tags > _MOST_TAGS or size > _MOST_BYTES:
                    return True
                if match:
                    tags, size, start = 0, 0, match.end()
    return False


class Copy:
    """A workbook that is written again with other values in some cells of a sheet."""

    def __init__(self, name: str, file: IO[bytes], title: str) -> None:
        """Read the workbook; without a title, it is the first sheet that is visible."""
        with zipfile.ZipFile(file) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_WRITTEN:
                raise unreadable(name, "too large to be written as .xlsx; use --fix with a name that ends in .csv")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._workbook = _load(name, file, read_only=False)
        sheets = self._workbook.worksheets
        self._sheet: Any = next(
            sheet for sheet in sheets if (sheet.title == title if title else sheet.sheet_state == "visible")
        )

    def put(self, row: int, column: int, value: str) -> None:
        """Put a text into a cell, which is never a formula; one within a merged cell stays empty."""
        cell = self._sheet.cell(row, column)
        with suppress(AttributeError):  # a cell within a merged one has no value
            cell.value = _without_controls(value)
            cell.hyperlink = None  # it leads to the former address
            if cell.data_type == "f":
                cell.data_type = "s"

    def save(self, out: IO[bytes]) -> None:
        """Write the workbook."""
        self._workbook.save(out)


class NewWorkbook:
    """A workbook with one sheet, which is written row by row."""

    def __init__(self) -> None:
        """Begin with no row."""
        try:
            from openpyxl import Workbook  # noqa: PLC0415 - not everybody has it
        except ModuleNotFoundError:
            raise UnreadableError(_INSTALL) from None
        self._workbook = Workbook(write_only=True)
        self._sheet: Any = self._workbook.create_sheet()

    def append(self, row: Iterable[object]) -> None:
        """Write a row of texts; none of them is a formula.

        Raises:
            SheetError: If a text is longer than a cell can be.
        """
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as said

        cells = []
        for value in row:
            text = _without_controls(str(value))
            if len(text) > _LONGEST_TEXT:
                msg = f"a cell has more than {_LONGEST_TEXT:,} characters; use --fix with a name that ends in .csv"
                raise SheetError(msg)
            cell = WriteOnlyCell(self._sheet, text)
            if cell.data_type == "f":
                cell.data_type = "s"
            cells.append(cell)
        self._sheet.append(cells)

    def close(self) -> None:
        """End the sheet, if it was not saved."""
        if not self._sheet.closed:
            self._sheet.close()

    def save(self, out: IO[bytes]) -> None:
        """Write the workbook."""
        self._workbook.save(out)


_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _without_controls(value: str) -> str:
    """Return a text without the characters that XML can't hold."""
    return _CONTROLS.sub("", value)
