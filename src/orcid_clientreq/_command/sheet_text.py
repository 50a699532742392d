"""What is printed of a sheet for people: a summary on a screen, then each request in which something was found."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from typing import Final, Self

from orcid_clientreq import Finding
from orcid_clientreq._command.complaints import visible
from orcid_clientreq._command.requests import OpenedSheet
from orcid_clientreq._command.streams import Output, coloured
from orcid_clientreq._command.wording import checked_for
from orcid_clientreq.messages.catalogues import say
from orcid_clientreq.messages.sentences import isolated
from orcid_clientreq.sheets import Entry, Summary
from orcid_clientreq.sheets.columns import label_of
from orcid_clientreq.sheets.texts import NOTHING, SUGGESTED
from orcid_clientreq.syntax.display import indented, shown
from orcid_clientreq.wire import Path

_IN_MEMORY: Final = 2**20  # more is kept on disk
_LONGEST_SHOWN: Final = 200


class SheetText:
    """Prints a sheet: what there is to say of requests is kept until the last one was counted."""

    def __init__(self, opened: OpenedSheet, out: Output, *, colour: bool, show_all: bool) -> None:
        """Print a sheet to a stream, in colour or not; requests in which nothing was found as well, or not."""
        self._opened = opened
        self._out = out
        self._colour = colour
        self._show_all = show_all
        self._summary = Summary(opened.sheet)
        self._kept = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed on exit
            _IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass", newline="\n"
        )

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Print the summary and what is kept, unless something went wrong, and drop it."""
        with self._kept:
            if kind is None:
                self._print()

    def add(self, entry: Entry) -> None:
        """Keep what there is to say of an entry."""
        self._summary.add(entry)
        if self._show_all or not entry.is_clean:
            for line in _lines(entry):
                print(coloured(line, entry.sheet_language) if self._colour else line, file=self._kept)
            print(file=self._kept)

    def _print(self) -> None:
        """Print the summary, and what is kept."""
        title, sheet = self._opened.table.title, self._opened.sheet
        name = visible(self._opened.file) + (f", {shown(title)}" if title else "")
        print(name, *self._summary.lines(), sep="\n", file=self._out)
        if sheet.unread and sheet.required_without_column:
            field = sheet.required_without_column[0]
            label = label_of(field, sheet.edition, sheet.language)
            print(
                f"If the answers to “{label}” are in another column, name its heading: --columns 'HEADING={field}'",
                file=self._out,
            )
        print(file=self._out)
        self._kept.seek(0)
        shutil.copyfileobj(self._kept, self._out)


def _lines(entry: Entry) -> Iterator[str]:
    """Yield what there is to say of a request: its cells in the order of the form, with what to enter in each."""
    language = entry.sheet_language
    place = f"{entry.name}, {entry.numbered(language)}" if entry.name else entry.numbered(language)
    policy = None if entry.report is None else entry.report.policy
    yield f"{place} ({checked_for(policy, language)})" if policy else place
    if entry.is_clean:
        yield f"  {say(NOTHING, language)}"
    for fault in (*entry.faults, *entry.notes):
        yield from indented(fault.message(language), 2)
    for path, findings in _by_place(entry).items():
        cell = entry.cell_of(path)
        yield f"  {entry.label_of(path, language)}{f', {cell.name}' if cell else ''}"
        for each in findings:
            yield from indented(f"{say(each.severity.value, language)}  {each.message} [{each.code}]")
        for value in entry.suggested(path):
            text = isolated(shown(value, _LONGEST_SHOWN), language)
            yield from indented(say(SUGGESTED, language).format(value=text))


def _by_place(entry: Entry) -> dict[Path, list[Finding]]:
    """Return what was found at each place, those with errors first."""
    places: dict[Path, list[Finding]] = {}
    for each in (*entry.errors, *(each for each in entry.findings if each not in entry.errors)):
        places.setdefault(each.path, []).append(each)
    return places
