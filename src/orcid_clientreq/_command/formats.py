"""What is printed of reports: for people, for programs, for GitHub, and for tools that read SARIF."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from orcid_clientreq import RULES, Report, Severity, __version__, apply_suggestions, check
from orcid_clientreq._command.reading import Request
from orcid_clientreq.messages.catalogues import ENGLISH

#: The colours of severities on a terminal.
_COLOURS: Final = {"error": "\x1b[31m", "warning": "\x1b[33m"}

Show = Callable[[Request, Report], None]


@contextmanager
def as_text(out: IO[str]) -> Generator[Show]:
    """Print reports for people."""
    colour = out.isatty() and "NO_COLOR" not in os.environ

    def show(request: Request, report: Report) -> None:
        print(f"{_place(request)} ({report.policy.environment}, form of {report.policy.edition})", file=out)
        colours = _COLOURS if colour and report.language == ENGLISH else {}
        for line in str(report).splitlines():
            first = line.partition(" ")[0]
            print(f"{colours[first]}{line}\x1b[0m" if first in colours else line, file=out)
        fixable = sum(finding.suggestion is not None for finding in report.findings)
        if fixable and report.language == ENGLISH:
            left = check(apply_suggestions(request.data, report), policy=report.policy)
            print(f"With every suggestion applied: {str(left).splitlines()[-1]}", file=out)
        print(file=out)

    yield show


@contextmanager
def as_json(out: IO[str]) -> Generator[Show]:
    """Print a JSON list, an item for each request."""
    first = True

    def show(request: Request, report: Report) -> None:
        nonlocal first
        item = {"file": request.file, "row": request.row, **report.to_dict()}
        print("[" if first else ",", json.dumps(item), sep="\n", file=out)
        first = False

    yield show
    print("[]" if first else "]", file=out)


@contextmanager
def as_github(out: IO[str]) -> Generator[Show]:
    """Print workflow commands, which GitHub shows beside the files."""

    def escaped(text: str) -> str:
        return (
            text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace(":", "%3A").replace(",", "%2C")
        )

    def show(request: Request, report: Report) -> None:
        for finding in report.findings:
            text = f"{finding.place}: {finding.message}".replace("%", "%25")
            print(f"::{finding.severity} file={escaped(request.file)},title={escaped(finding.code)}::{text}", file=out)

    yield show


@contextmanager
def as_sarif(out: IO[str]) -> Generator[Show]:
    """Print a SARIF 2.1.0 log."""
    rules = [
        {"id": code, "shortDescription": {"text": rule.summary}, "helpUri": rule.url} for code, rule in RULES.items()
    ]
    driver = {"name": "orcid-clientreq", "version": __version__, "rules": rules}
    log = {"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json"}
    print(f'{json.dumps(log)[:-1]}, "runs": [{{"tool": {json.dumps({"driver": driver})}, "results": [', file=out)
    first = True

    def show(request: Request, report: Report) -> None:
        nonlocal first
        for finding in report.findings:
            place = {
                "physicalLocation": {"artifactLocation": {"uri": Path(request.file).as_posix()}},
                "logicalLocations": [{"fullyQualifiedName": f"{request.row}{finding.pointer}"}],
            }
            level = "error" if finding.severity is Severity.ERROR else "warning"
            item = {"ruleId": finding.code, "level": level, "message": {"text": finding.message}, "locations": [place]}
            print(("" if first else ",") + json.dumps(item), file=out)
            first = False

    yield show
    print("]}]}", file=out)


FORMATS: Final = {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif}


def _place(request: Request) -> str:
    """Return where a request is."""
    return f"{request.file}, row {request.row}" if request.file.lower().endswith(".csv") else request.file
