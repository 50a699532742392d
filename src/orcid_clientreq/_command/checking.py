"""What `check` does with the requests of files: count, print, fix, and write letters."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from orcid_clientreq import Policy, Report, check
from orcid_clientreq._command.complaints import STANDARD_INPUT, UnreadableError
from orcid_clientreq._command.fixing import OTHER_NAMES, FixedFile, is_sheet_name, shown_name
from orcid_clientreq._command.formats import Printer
from orcid_clientreq._command.requests import OpenedSheet, Reading, Request
from orcid_clientreq._command.streams import ForgivingStream, Output, Progress
from orcid_clientreq.members import policy_named_in

if TYPE_CHECKING:
    from orcid_clientreq._command.sheet_files import FixedSheet, Letters
    from orcid_clientreq.sheets import Entry

#: The formats that show what is wrong with cells.
_SHOW_CELLS = frozenset({"text", "html", "csv", "github"})


class Run:
    """A run over the files of a command line."""

    def __init__(
        self, options: argparse.Namespace, progress: Progress, language: str, policy: Callable[[Any], Policy] | None
    ) -> None:
        """Prepare what the options ask for.

        Raises:
            UnreadableError: If they can't be met.
        """
        self.unreadable = False
        self.found = False
        self._progress = progress
        self._language = language
        self._policy = policy
        self._format: str = options.format
        self._is_strict: bool = options.strict
        self._is_alone = len(options.files) == 1
        self._is_whole = True
        if options.fix in {"", STANDARD_INPUT}:
            msg = "--fix takes the name of a file"
            raise UnreadableError(msg)
        self._path = None if options.fix is None else Path(options.fix)
        self.out: Output = ForgivingStream(sys.stdout) if self._path or options.letters else sys.stdout
        if self._path and self._path.suffix.lower() in OTHER_NAMES:
            msg = f"{shown_name(self._path)}: --fix writes a spreadsheet as .csv or .xlsx, and other requests as .json"
            raise UnreadableError(msg)
        is_sheet = self._path is not None and is_sheet_name(self._path)
        if not self._is_alone and (is_sheet or options.letters):
            msg = "--letters, and --fix with a spreadsheet, take one file at a time"
            raise UnreadableError(msg)
        if options.template and not options.letters:
            msg = "--template is the text of letters, so it takes --letters as well"
            raise UnreadableError(msg)
        self._kept = ExitStack()
        self._sheet_path = self._path if is_sheet else None
        self._fixed_sheet: FixedSheet | None = None
        self._fixed_file = FixedFile() if self._path and not is_sheet else None
        self.reading = Reading(_columns(options), _encoding(options), language, policy, tell=progress.complain)
        self._letters = _letters(options)

    def __enter__(self) -> Self:
        """Return itself."""
        if self._fixed_file:
            self._kept.enter_context(self._fixed_file)
        return self

    def __exit__(self, *_: object) -> None:
        """Drop what is kept for --fix."""
        self._kept.close()

    def complain(self, text: str) -> None:
        """Say in a line what can't be read."""
        self.unreadable = True
        self._progress.complain(text)

    def fail(self, text: str) -> None:
        """Say in a line that a file can't be read, or only a part of it, which is then not written."""
        self._is_whole = False
        self.complain(text)

    def begin(self, opened: OpenedSheet) -> None:
        """Begin with a sheet."""
        if self._sheet_path:
            from orcid_clientreq._command.sheet_files import FixedSheet  # noqa: PLC0415 - takes time

            self._fixed_sheet = self._kept.enter_context(closing(FixedSheet(self._sheet_path, opened, self.complain)))

    def take(self, request: Request, printer: Printer) -> None:
        """Check a request, print what is found, and keep it for what else is written."""
        if request.entry:
            self._take_entry(request, request.entry, printer)
            return
        if self._sheet_path or self._letters:
            msg = "--letters, and --fix with a spreadsheet, take a spreadsheet"
            raise UnreadableError(msg)
        policy = self._policy(request.data) if self._policy else policy_named_in(request.named)
        report = check(request.data, policy=policy, language=self._language)
        self._count(report, notes=False)
        printer.show(request, report)
        if self._fixed_file:
            self._fixed_file.add(request, report, self.complain)

    def _take_entry(self, request: Request, entry: Entry, printer: Printer) -> None:
        """Print what was found in an entry of a sheet, and keep it for what else is written."""
        if entry.is_request:
            printer.show_entry(request, entry)
            if entry.report is None:
                self._refuse(request, entry)
            else:
                self._count(entry.report, notes=bool(entry.notes))
                if self._fixed_file:
                    self._fixed_file.add(request, entry.report, self.complain)
            if self._letters:
                self._letters.add(entry)
        if self._fixed_sheet:
            self._fixed_sheet.add(entry)

    def _count(self, report: Report, *, notes: bool) -> None:
        """Count what was found."""
        self.found |= not report.ok or (self._is_strict and (notes or bool(report.findings)))

    def _refuse(self, request: Request, entry: Entry) -> None:
        """Say why a row can't be read, if what is printed doesn't, or if nothing can be fixed because of it."""
        from orcid_clientreq.sheets.texts import NO_HEADING  # noqa: PLC0415 - a sheet is read, so it is there

        self.unreadable = True
        for fault in entry.faults:
            if self._format not in _SHOW_CELLS or fault.template == NO_HEADING:
                self.complain(f"{request.place}: {fault.message(self._language)}")

    def finish(self) -> None:
        """Write what is fixed, and say how many letters there are."""
        if self._path and (not self._is_whole or (self._fixed_file and self.unreadable)):
            self._progress.complain(f"{shown_name(self._path)}: not written, because of that")
        elif self._fixed_sheet:
            self._fixed_sheet.write()
        elif self._fixed_file and self._path:
            self._fixed_file.write(self._path, alone=self._is_alone)
        if self._letters:
            self._progress.complain(self._letters.summary)


def _columns(options: argparse.Namespace) -> dict[str, str]:
    """Return what the options say of columns.

    Raises:
        UnreadableError: If one says nothing.
    """
    columns: dict[str, str] = {}
    for text in options.columns:
        heading, sign, field = text.rpartition("=")
        if not sign or not heading.strip():
            msg = "--columns takes a heading and a field, such as --columns 'Second contact=pin_contact_email'"
            raise UnreadableError(msg)
        columns[heading] = field
    roles = ((options.label, "name"), (options.language_column, "language"))
    return columns | {heading: role for heading, role in roles if heading}


def _encoding(options: argparse.Namespace) -> str | None:
    """Return the encoding that the options name, if they do."""
    if not options.encoding:
        return None
    from orcid_clientreq._command.tables import encoding_named  # noqa: PLC0415 - takes time

    return encoding_named(options.encoding)


def _letters(options: argparse.Namespace) -> Letters | None:
    """Return what writes letters, if the options ask for them."""
    if not options.letters:
        return None
    from orcid_clientreq._command.sheet_files import Letters  # noqa: PLC0415 - takes time

    return Letters(Path(options.letters), Path(options.template) if options.template else None)
