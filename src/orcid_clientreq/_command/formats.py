"""What is printed of reports: for people, for programs, for GitHub, and for tools that read SARIF."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

from orcid_clientreq import RULES, Finding, Report, Severity, __version__, apply_suggestions, check
from orcid_clientreq._command.complaints import visible
from orcid_clientreq._command.requests import OpenedSheet, Request
from orcid_clientreq._command.streams import Output, coloured
from orcid_clientreq._command.wording import checked_for
from orcid_clientreq.messages.catalogues import ENGLISH

if TYPE_CHECKING:
    from orcid_clientreq._command.sheet_text import SheetText
    from orcid_clientreq.sheets import CellFault, Entry


class Printer(NamedTuple):
    """What prints reports.

    Args:
        show: Prints the report of a request.
        show_entry: Prints what was found in a request of a sheet, or why it can't be read.
        begin: Is told of each sheet before its requests.
    """

    show: Callable[[Request, Report], None]
    show_entry: Callable[[Request, Entry], None]
    begin: Callable[[OpenedSheet], None]


def _ignore(_opened: OpenedSheet) -> None:
    """Print nothing of a sheet as a whole."""


@contextmanager
def as_text(out: Output, *, show_all: bool) -> Generator[Printer]:
    """Print reports for people; of a sheet first a summary, then the requests in which something was found."""
    colour = out.isatty() and "NO_COLOR" not in os.environ
    with ExitStack() as open_sheet:

        def show(request: Request, report: Report) -> None:
            open_sheet.close()
            _print(request, report, out, colour=colour)

        def begin(opened: OpenedSheet) -> None:
            from orcid_clientreq._command.sheet_text import SheetText  # noqa: PLC0415 - takes time

            open_sheet.close()
            sheets.append(open_sheet.enter_context(SheetText(opened, out, colour=colour, show_all=show_all)))

        def show_entry(_request: Request, entry: Entry) -> None:
            sheets[-1].add(entry)

        sheets: list[SheetText] = []
        yield Printer(show, show_entry, begin)


def _print(request: Request, report: Report, out: Output, *, colour: bool) -> None:
    """Print a report for people."""
    print(f"{request.place} ({checked_for(report.policy, report.language)})", file=out)
    for line in str(report).splitlines():
        print(coloured(line, report.language) if colour else line, file=out)
    fixable = sum(finding.suggestion is not None for finding in report.findings)
    if fixable and report.language == ENGLISH:
        left = check(apply_suggestions(request.data, report), policy=report.policy)
        print(f"With every suggestion applied: {str(left).splitlines()[-1]}", file=out)
    print(file=out)


@contextmanager
def as_html(out: Output, *, show_all: bool) -> Generator[Printer]:
    """Print a page with what was found, to be filtered by the names of the requests."""
    from orcid_clientreq._command.sheet_page import SheetPage  # noqa: PLC0415 - takes time

    with SheetPage(out, show_all=show_all) as page:
        yield Printer(page.show, page.show_entry, page.begin)


@contextmanager
def as_json(out: Output, *, show_all: bool) -> Generator[Printer]:  # noqa: ARG001 - the same for all
    """Print a JSON list, an item for each request."""
    first = True

    def put(request: Request, found: Mapping[str, Any]) -> None:
        nonlocal first
        # A name that is not UTF-8 would be a lone surrogate, which strict readers refuse.
        file = os.fsencode(request.file).decode("utf-8", "backslashreplace")
        print("[" if first else ",", json.dumps({"file": file, "row": request.row, **found}), sep="\n", file=out)
        first = False

    def show(request: Request, report: Report) -> None:
        put(request, report.to_dict())

    def show_entry(request: Request, entry: Entry) -> None:
        put(request, _of_entry(entry))

    yield Printer(show, show_entry, _ignore)
    print("[]" if first else "]", file=out)


def _of_entry(entry: Entry) -> dict[str, Any]:
    """Return what JSON has of a request in a sheet: its name, and the cell of each finding."""
    language = entry.sheet_language
    cells = [
        {"cell": fault.cell.name, "column": fault.cell.column, "message": fault.message(language)}
        for fault in (*entry.faults, *entry.notes)
    ]
    item = {"last_row": entry.last, "name": entry.name, "language": entry.language, "cells": cells}
    if entry.report is None:
        return {**item, "ok": False, "findings": []}
    found = entry.report.to_dict()
    findings = [
        {**each, **_cell_of(entry, finding)}
        for each, finding in zip(found["findings"], entry.report.findings, strict=True)
    ]
    return {**item, **found, "findings": findings}


def _cell_of(entry: Entry, finding: Finding) -> dict[str, str | None]:
    """Return the label, the cell and the column of a finding, and what to enter there."""
    cell = entry.cell_of(finding.path)
    return {
        "label": entry.label_of(finding.path, entry.sheet_language),
        "cell": None if cell is None else cell.name,
        "column": None if cell is None else cell.column,
    }


@contextmanager
def as_github(out: Output, *, show_all: bool) -> Generator[Printer]:  # noqa: ARG001 - the same for all
    """Print workflow commands, which GitHub shows next to the files."""

    def escaped(text: str) -> str:
        return (
            text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace(":", "%3A").replace(",", "%2C")
        )

    def where(request: Request) -> str:
        return escaped(visible(request.file)) + (f",line={request.line}" if request.line else "")

    def put(request: Request, finding: Finding, what: str) -> None:
        text = f"{what}: {finding.message}".replace("%", "%25")
        print(f"::{finding.severity} file={where(request)},title={escaped(finding.code)}::{text}", file=out)

    def show(request: Request, report: Report) -> None:
        for finding in report.findings:
            put(request, finding, f"{request.part}, {finding.place}" if request.part else finding.place)

    def show_entry(request: Request, entry: Entry) -> None:
        for finding in entry.all_findings:
            put(request, finding, f"{request.part}, {_named_cell(entry, finding)}")
        for severity, fault in _faults(entry):
            text = f"{request.part}: {fault.message(entry.sheet_language)}".replace("%", "%25")
            print(f"::{severity} file={where(request)}::{text}", file=out)

    yield Printer(show, show_entry, _ignore)


def _faults(entry: Entry) -> Iterator[tuple[str, CellFault]]:
    """Yield what is wrong with cells, and how severe that is."""
    yield from (("error", fault) for fault in entry.faults)
    yield from (("warning", note) for note in entry.notes)


def _named_cell(entry: Entry, finding: Finding) -> str:
    """Return the label of a finding and its cell, for people."""
    cell, label = entry.cell_of(finding.path), entry.label_of(finding.path, entry.sheet_language)
    return f"{label} ({cell.name})" if cell else label


@contextmanager
def as_sarif(out: Output, *, show_all: bool) -> Generator[Printer]:  # noqa: ARG001 - the same for all
    """Print a SARIF 2.1.0 log."""
    rules = [
        {"id": code, "shortDescription": _message(rule.summary), "helpUri": rule.url} for code, rule in RULES.items()
    ]
    driver = {"name": "orcid-clientreq", "version": __version__, "rules": rules}
    log = {"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json"}
    print(f'{json.dumps(log)[:-1]}, "runs": [{{"tool": {json.dumps({"driver": driver})}, "results": [', file=out)
    first = True

    def put(request: Request, finding: Finding, entry: Entry | None) -> None:
        nonlocal first
        place = {
            "physicalLocation": {"artifactLocation": {"uri": _uri(request.file)}, **_region(request)},
            "logicalLocations": [{"fullyQualifiedName": f"{request.row}{finding.pointer}"}],
        }
        level = "error" if finding.severity is Severity.ERROR else "warning"
        item: dict[str, Any] = {"ruleId": finding.code, "level": level, "message": _message(finding.message)}
        item["locations"] = [place]
        if entry:
            item["properties"] = {"name": entry.name, **_cell_of(entry, finding)}
        print(("" if first else ",") + json.dumps(item), file=out)
        first = False

    def show(request: Request, report: Report) -> None:
        for finding in report.findings:
            put(request, finding, None)

    def show_entry(request: Request, entry: Entry) -> None:
        for finding in entry.all_findings:
            put(request, finding, entry)

    yield Printer(show, show_entry, _ignore)
    print("]}]}", file=out)


def _message(text: str) -> dict[str, str]:
    """Return a text as a message, in which a single brace would begin a placeholder (SARIF 2.1.0 section 3.11.5)."""
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def _uri(name: str) -> str:
    """Return the URI of a file, relative where its name is (SARIF 2.1.0 section 3.4.3)."""
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))


def _region(request: Request) -> dict[str, dict[str, int]]:
    """Return in which line of a file a request begins, if that is known."""
    return {"region": {"startLine": request.line}} if request.line else {}


@contextmanager
def as_csv(out: Output, *, show_all: bool) -> Generator[Printer]:  # noqa: ARG001 - the same for all
    """Print a table in CSV, a row for each finding."""
    from orcid_clientreq.sheets.cells import harmless  # noqa: PLC0415 - takes time

    writer = csv.writer(out)
    writer.writerow(_COLUMNS)

    def put(request: Request, *cells: str) -> None:
        name = request.entry.name if request.entry else ""
        writer.writerow([harmless(cell) for cell in (visible(request.file), str(request.row), name, *cells)])

    def show(request: Request, report: Report) -> None:
        for finding in report.findings:
            put(request, "", "", finding.place, *_said(finding))

    def show_entry(request: Request, entry: Entry) -> None:
        for finding in entry.all_findings:
            cell = entry.cell_of(finding.path)
            where = (cell.column, cell.name) if cell else ("", "")
            put(request, *where, entry.label_of(finding.path, entry.sheet_language), *_said(finding))
        for severity, fault in _faults(entry):
            put(request, fault.cell.column, fault.cell.name, "", severity, "", fault.message(entry.sheet_language), "")

    yield Printer(show, show_entry, _ignore)


_COLUMNS: Final = ("file", "row", "name", "column", "cell", "label", "severity", "code", "message", "suggestion")


def _said(finding: Finding) -> tuple[str, str, str, str]:
    """Return the severity, code, message and suggestion of a finding; if that is several values, a line for each."""
    suggestion = finding.combined_suggestion or finding.suggestion or ""
    values = suggestion if isinstance(suggestion, str) else "\n".join(suggestion)
    return finding.severity.value, finding.code, finding.message, values


FORMATS: Final = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "csv": as_csv,
    "html": as_html,
}
