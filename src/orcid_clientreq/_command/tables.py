"""Reading the rows of a sheet: from a text with delimiters, in any encoding, or from a workbook."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice, takewhile
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from orcid_clientreq._command.complaints import CHUNK, UnreadableError, unreadable, visible
from orcid_clientreq.sheets.columns import MOST_ABOVE, most_known
from orcid_clientreq.syntax.display import shown

#: The most characters of a cell: five thousand redirect URIs of two thousand, and more.
_LARGEST_CELL: Final = 2**24
_DELIMITERS: Final = ",;\t"  # spreadsheets write a semicolon where the comma is the decimal sign
#: How much is looked at to tell the delimiter.
_SAMPLE: Final = 2**18
#: How a spreadsheet's first line may say which sign separates cells.
_SEPARATOR_LINE: Final = re.compile(r'"?sep=(.)"?\s*\Z')
_WINDOWS: Final = "cp1252"
#: What Windows-1252 leaves undefined.
_UNDEFINED: Final = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
#: How a zip archive begins, and what Excel writes when it protects a workbook with a password, or for Excel 97 to 2003.
_ZIP: Final = b"PK\x03\x04"
_COMPOUND_FILE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT: Final = b"mimetypeapplication/vnd.oasis.opendocument"
_LONGEST_WORD: Final = 40
_WORD_BEFORE: Final = re.compile(r"\w*\Z")
_WORD_AFTER: Final = re.compile(r".\w*")


class Line(list[object]):
    """A row of a text, which knows in which line it begins."""

    line: int | None = None


class Dialect(NamedTuple):
    """How a text is written: its encoding, the delimiter, and whether a line says which one it is."""

    encoding: str
    delimiter: str
    says_so: bool


class Table(NamedTuple):
    """The rows of a sheet.

    Args:
        rows: The rows, to be read once.
        dialect: How the text is written, `None` for a workbook.
        title: The name of the sheet in a workbook that has several.
        others: The names of other sheets that seem to have requests, too.
        source: The file, for a workbook.
        word: If the encoding is not certain, a word of the text that says whether it is right.
        line: The line in which that is, otherwise 0.
    """

    rows: Iterator[Any]
    dialect: Dialect | None = None
    title: str = ""
    others: Sequence[str] = ()
    source: IO[bytes] | None = None
    word: str = ""
    line: int = 0


@contextmanager
def table(name: str, file: IO[bytes], encoding: str | None, columns: Mapping[str, str]) -> Generator[Table]:
    """Read the table in a file.

    Args:
        name: The name of the file.
        file: Its content.
        encoding: The encoding of a text; `None` to tell it from the file.
        columns: What the user says that columns are read as.

    Raises:
        UnreadableError: If there is none, in a line.
    """
    start = file.read(len(_ZIP) + 100)
    file.seek(0)
    if start.startswith(_COMPOUND_FILE):
        msg = "protected with a password, or in a format from before Excel 2007; save it as .xlsx without a password"
        raise unreadable(name, msg)
    suffix = Path(name).suffix.lower()
    if suffix == ".ods" or (start.startswith(_ZIP) and _OPEN_DOCUMENT in start):
        raise unreadable(name, "save it as .xlsx: in LibreOffice, File, Save As, Excel 2007-365")
    if suffix in {".xlsx", ".xlsm"} or start.startswith(_ZIP):
        from orcid_clientreq._command.workbooks import rows_in  # noqa: PLC0415 - only those who need it wait

        with rows_in(name, file, columns) as found:
            yield found
    else:
        with _text(name, file, encoding, columns) as found:
            yield found


@contextmanager
def _text(name: str, file: IO[bytes], encoding: str | None, columns: Mapping[str, str]) -> Generator[Table]:
    """Read a text with delimiters."""
    found = _Encoding(encoding) if encoding else _encoding_of(name, file)
    file.seek(0)
    text = io.TextIOWrapper(file, found.name, newline="")
    try:
        with _said(name, found.name):
            sample = text.read(_SAMPLE)
            text.seek(0)
            delimiter = _named_delimiter(sample)
            dialect = Dialect(found.name, delimiter or _delimiter_of(sample, columns), bool(delimiter))
            rows = _rows(name, text, dialect)
            yield Table(rows, dialect, word=found.word, line=found.line)
    finally:
        text.detach()


@contextmanager
def _said(name: str, encoding: str) -> Generator[None]:
    """Say in a line that a text is not in its encoding."""
    try:
        yield
    except UnicodeError:
        raise unreadable(name, f"not text in {encoding}; --encoding names another encoding") from None


class _Encoding(NamedTuple):
    """An encoding; if it is not certain, a word that says whether it is right, and in which line that is."""

    name: str
    word: str = ""
    line: int = 0


def encoding_named(name: str) -> str:
    """Return an encoding that a user names.

    Raises:
        UnreadableError: If Python knows no such encoding of text.
    """
    try:
        "a".encode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError):  # not known, of bytes to bytes, or a null character
        msg = f"no encoding {shown(name)!r}; use utf-8, utf-16 or windows-1252, or another that Python knows"
        raise UnreadableError(msg) from None


def _encoding_of(name: str, file: IO[bytes]) -> _Encoding:
    """Return the encoding of a text: what its first bytes say, UTF-8 if all of it is, or else Windows-1252."""
    start = file.read(CHUNK)
    file.seek(0)
    if start.startswith(codecs.BOM_UTF8):
        return _Encoding("utf-8-sig")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _Encoding("utf-16")
    for encoding, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        # Without a byte order mark: every other byte of letters without accents is null.
        if start[high::2].count(0) > len(start) / 4:
            return _Encoding(encoding)
    other = _first_not_in_utf_8(file)
    if other is None:
        return _Encoding("utf-8")
    file.seek(0)
    while chunk := file.read(CHUNK):
        if _UNDEFINED.search(chunk):
            raise unreadable(name, "not text in UTF-8, UTF-16 or Windows-1252; name its encoding with --encoding")
    return _Encoding(_WINDOWS, *other)


def _first_not_in_utf_8(file: IO[bytes]) -> tuple[str, int] | None:
    """Return the first word that UTF-8 can't read, as Windows-1252 reads it, and its line; `None` if it can."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    while True:
        chunk = file.read(CHUNK)
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            before, after = error.object[: error.start], error.object[error.start :]
            begin = _WORD_BEFORE.search(before[-_LONGEST_WORD:].decode(_WINDOWS, "replace"))
            end = _WORD_AFTER.match(after[:_LONGEST_WORD].decode(_WINDOWS, "replace"))
            return "".join(match[0] for match in (begin, end) if match), line + before.count(b"\n")
        if not chunk:
            return None
        line += chunk.count(b"\n")


def _named_delimiter(sample: str) -> str:
    """Return the delimiter that the first line names, empty if it names none."""
    first = next((line for line in io.StringIO(sample) if line.strip()), "")
    match = _SEPARATOR_LINE.match(first)
    return match[1] if match else ""


def _delimiter_of(sample: str, columns: Mapping[str, str]) -> str:
    """Return the delimiter by which most headings are known, or else the most frequent one in the first line."""
    first = next((line for line in io.StringIO(sample) if line.strip()), "")
    known = {delimiter: most_known(_sample_rows(sample, delimiter), columns) for delimiter in _DELIMITERS}
    return max(_DELIMITERS, key=lambda delimiter: (known[delimiter], first.count(delimiter)))


def _sample_rows(sample: str, delimiter: str) -> list[list[str]]:
    """Return the first rows, as far as they can be read by a delimiter."""
    rows: list[list[str]] = []
    try:
        rows += islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), MOST_ABOVE)
    except csv.Error:  # the sample ends within a cell, or by this delimiter a cell is too large
        return rows
    return rows


def _rows(name: str, text: Iterable[str], dialect: Dialect) -> Iterator[Line]:
    """Yield the rows of a text. A line that names the delimiter is not a row: spreadsheets don't show it."""
    csv.field_size_limit(_LARGEST_CELL)
    lines = iter(text)
    skipped = 0
    if dialect.says_so:
        blank = list(takewhile(lambda line: not line.strip(), lines))  # it takes the line itself, too
        lines, skipped = chain(blank, lines), 1
    # strict: a quotation mark that is missing would otherwise join rows, and requests of several people, in silence
    reader = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
    while True:
        begins = reader.line_num + skipped + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            is_long = "limit" in str(error)
            msg = f"a cell has more than {_LARGEST_CELL:,} characters" if is_long else _quotation(begins)
            raise unreadable(name, msg) from None
        if cells is None:
            return
        row = Line(cells)
        row.line = begins
        yield row


def _quotation(line: int) -> str:
    """Return what is wrong with a row in which quotation marks are not as CSV has them."""
    return (
        f"line {line}: a quotation mark is missing in this row, or is not written twice within a text that is in "
        "quotation marks"
    )


def doubt(found: Table, name: str, *, private: bool) -> str:
    """Return what may have been read wrongly: other sheets, or a text whose encoding is not certain.

    Nothing is shown of what is private.
    """
    if found.others:
        others = "" if private else f": {', '.join(repr(shown(title)) for title in found.others)}"
        return (
            f"{visible(name)}: one sheet is read; others have headings that are known, too{others}. Save each as a file"
        )
    if not found.line:
        return ""
    word = "" if private else f", such as {shown(found.word)!r} in line {found.line}"
    return f"{visible(name)}: read as Windows text (Windows-1252){word}; if that is wrong, use --encoding"
