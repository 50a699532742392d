"""What is written of a sheet: the sheet with every suggestion applied, and letters to those who filled it in."""

from __future__ import annotations

import csv
import io
import re
import shutil
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Final

from orcid_clientreq._command.complaints import Complain, UnreadableError, reason_of, visible
from orcid_clientreq._command.fixing import WORKBOOK_NAMES, replacing, shown_name
from orcid_clientreq._command.requests import OpenedSheet
from orcid_clientreq._command.tables import Dialect
from orcid_clientreq.messages.catalogues import say
from orcid_clientreq.sheets import Entry, SheetError, changes, harmless, letter
from orcid_clientreq.sheets.fixing import column_of_what_remains, fixed_above, fixed_rows_of
from orcid_clientreq.sheets.letters import check_template
from orcid_clientreq.sheets.texts import NO_HEADING, REMAINS

_IN_MEMORY: Final = 2**20  # more is kept on disk
_USUAL: Final = Dialect("utf-8-sig", ",", says_so=False)
_BYTES: Final = {"w": "wb", "x": "xb"}


class FixedSheet:
    """A sheet with every suggestion applied, kept until all of it is there."""

    def __init__(self, path: Path, opened: OpenedSheet, complain: Complain) -> None:
        """Begin with the rows down to the headings, which are written to a file later."""
        self._path = path
        self._opened = opened
        self._complain = complain
        self._is_whole = True
        is_workbook = path.suffix.lower() in WORKBOOK_NAMES
        source = opened.table.source
        self._out: _TextOut | _WorkbookOut | _CopyOut
        if is_workbook:
            self._out = _CopyOut(opened, source) if source else _WorkbookOut()
        else:
            self._out = _TextOut(_dialect(path, opened.table.dialect))
        self._out.above(opened)

    def close(self) -> None:
        """Drop what is kept."""
        if isinstance(self._out, _TextOut | _WorkbookOut):
            self._out.close()

    def add(self, entry: Entry) -> None:
        """Add an entry, fixed; of a row that can't be read as it is, nothing is known."""
        if any(fault.template == NO_HEADING for fault in entry.faults):
            self._is_whole = False
        elif self._is_whole:
            try:
                self._out.add(self._opened, entry)
            except SheetError as error:
                self._is_whole = False
                self._complain(f"{visible(self._opened.file)}: {error}")
            except OSError as error:
                msg = f"what --fix keeps until the end: {reason_of(error)}"
                raise UnreadableError(msg) from None

    def write(self) -> None:
        """Write the file: all of it or nothing."""
        if not self._is_whole:
            self._complain(f"{shown_name(self._path)}: not written, because of that")
            return
        try:
            with replacing(self._path, _opened) as out:
                self._out.write(out)
        except OSError as error:
            msg = f"{shown_name(self._path)}: {reason_of(error)}"
            raise UnreadableError(msg) from None


def _opened(path: Path, mode: str) -> IO[bytes]:
    """Open a file for bytes."""
    return path.open(_BYTES[mode])


def _dialect(path: Path, given: Dialect | None) -> Dialect:
    """Return how a text is written: as it was, or for spreadsheets."""
    if given is not None:
        return given
    return _USUAL._replace(delimiter="\t") if path.suffix.lower() in {".tsv", ".tab"} else _USUAL


class _TextOut:
    """Rows as a text with delimiters, in UTF-8 until all are there."""

    def __init__(self, dialect: Dialect) -> None:
        """Begin with no row."""
        self._dialect = dialect
        self._fits = True
        self._kept = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed by its owner
            _IN_MEMORY, "w+", encoding="utf-8", errors="backslashreplace", newline=""
        )
        if dialect.says_so:
            self._kept.write(f"sep={dialect.delimiter}\r\n")

    def close(self) -> None:
        """Drop what is kept."""
        self._kept.close()

    def above(self, opened: OpenedSheet) -> None:
        """Write the rows down to the headings."""
        self._write(fixed_above(opened.sheet))

    def add(self, opened: OpenedSheet, entry: Entry) -> None:
        """Write the rows of an entry."""
        self._write(fixed_rows_of(opened.sheet, entry))

    def _write(self, rows: Iterable[Iterable[object]]) -> None:
        """Write rows, in which no cell is one that a spreadsheet runs."""
        line = io.StringIO(newline="")
        writer = csv.writer(line, delimiter=self._dialect.delimiter)
        writer.writerows([harmless(cell) for cell in row] for row in rows)
        text = line.getvalue()
        if self._fits:
            try:
                text.encode(self._dialect.encoding)
            except UnicodeEncodeError:
                self._fits = False
        self._kept.write(text)

    def write(self, out: IO[bytes]) -> None:
        """Write the text: in its encoding if all characters are in it, otherwise in UTF-8 with a byte order mark."""
        self._kept.seek(0)
        text = io.TextIOWrapper(out, self._dialect.encoding if self._fits else "utf-8-sig", newline="")
        shutil.copyfileobj(self._kept, text)
        text.flush()
        text.detach()


class _WorkbookOut:
    """Rows of a text as a workbook."""

    def __init__(self) -> None:
        """Begin with no row."""
        from orcid_clientreq._command.workbooks import NewWorkbook  # noqa: PLC0415 - only those who need it wait

        self._workbook = NewWorkbook()

    def close(self) -> None:
        """Drop what is kept."""
        self._workbook.close()

    def above(self, opened: OpenedSheet) -> None:
        """Write the rows down to the headings."""
        for row in fixed_above(opened.sheet):
            self._workbook.append(row)

    def add(self, opened: OpenedSheet, entry: Entry) -> None:
        """Write the rows of an entry."""
        for row in fixed_rows_of(opened.sheet, entry):
            self._workbook.append(row)

    def write(self, out: IO[bytes]) -> None:
        """Write the workbook."""
        self._workbook.save(out)


class _CopyOut:
    """The workbook that was read, with other values in some cells."""

    def __init__(self, opened: OpenedSheet, source: IO[bytes]) -> None:
        """Read it as a whole."""
        from orcid_clientreq._command.workbooks import Copy  # noqa: PLC0415 - as above

        self._workbook = Copy(opened.file, source, opened.table.title)

    def above(self, opened: OpenedSheet) -> None:
        """Write the heading for what remains."""
        sheet = opened.sheet
        self._workbook.put(sheet.headings.row, column_of_what_remains(sheet) + 1, say(REMAINS, sheet.language))

    def add(self, opened: OpenedSheet, entry: Entry) -> None:
        """Write the cells of an entry that have another value."""
        for change in changes(opened.sheet, entry):
            self._workbook.put(change.cell.row, change.cell.index + 1, change.value)

    def write(self, out: IO[bytes]) -> None:
        """Write the workbook."""
        self._workbook.save(out)


class Letters:
    """Writes letters into a folder, as text and as HTML: a letter for each request in which something was found."""

    def __init__(self, folder: Path, template: Path | None) -> None:
        """Make the folder, which has to be empty: a letter from before could be taken for one of these.

        Raises:
            UnreadableError: If it can't be made, or isn't empty, or the template can't be read or filled in.
        """
        self._folder = folder
        self._template = None if template is None else _template(template)
        self._languages: Counter[str] = Counter()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            is_empty = not any(folder.iterdir())
        except OSError as error:
            msg = f"{shown_name(folder)}: {reason_of(error)}"
            raise UnreadableError(msg) from None
        if not is_empty:
            msg = f"{shown_name(folder)}: there is something in it; name a new folder for the letters"
            raise UnreadableError(msg)

    def add(self, entry: Entry) -> None:
        """Write the letter about a request, if there is one."""
        written = letter(entry, template=self._template)
        if written is None:
            return
        self._languages[written.language] += 1
        name = f"row-{entry.first}{_in_name(written.name)}"
        for suffix, content in ((".txt", written.text), (".html", written.html)):
            path = self._folder / f"{name}{suffix}"
            try:
                path.write_text(content, encoding="utf-8", errors="backslashreplace")
            except OSError as error:
                msg = f"{shown_name(path)}: {reason_of(error)}"
                raise UnreadableError(msg) from None

    @property
    def summary(self) -> str:
        """How many letters were written, in which languages."""
        languages = ", ".join(f"{number} in {language}" for language, number in self._languages.most_common())
        number = self._languages.total()
        counted = f"{number} letter{'s' * (number != 1)}"
        return f"{shown_name(self._folder)}: {counted}, as text and HTML{f': {languages}' if languages else ''}"


_NOT_IN_NAMES: Final = re.compile(r"[\W_]+")
_LONGEST_NAME: Final = 60


def _in_name(name: str) -> str:
    """Return what the name of a letter's file has of the name of a request."""
    words = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", name).lower())
    words = words.encode("utf-8")[:_LONGEST_NAME].decode("utf-8", "ignore").strip("-")
    return f"-{words}" if words else ""


def _template(path: Path) -> str:
    """Return the text of a template."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        check_template(text)
    except OSError as error:
        msg = f"{shown_name(path)}: {reason_of(error)}"
        raise UnreadableError(msg) from None
    except UnicodeDecodeError:
        msg = f"{shown_name(path)}: not text in UTF-8"
        raise UnreadableError(msg) from None
    except ValueError as error:
        msg = f"{shown_name(path)}: {error}"
        raise UnreadableError(msg) from None
    return text
