"""What is printed of reports: for people, for programs, for GitHub, and for tools that read SARIF."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from orcid_clientreq import RULES, Report, Severity, __version__, apply_suggestions, check
from orcid_clientreq._command.files import Request, visible
from orcid_clientreq._command.streams import Output
from orcid_clientreq.messages.catalogues import ENGLISH, say

#: The colours of severities on a terminal.
_COLOURS: Final = {"error": "\x1b[31m", "warning": "\x1b[33m"}

Show = Callable[[Request, Report], None]


@contextmanager
def as_text(out: Output) -> Generator[Show]:
    """Print reports for people."""
    colour = out.isatty() and "NO_COLOR" not in os.environ

    def show(request: Request, report: Report) -> None:
        print(f"{request.place} ({report.policy.environment}, form of {report.policy.edition})", file=out)
        colours = {say(word, report.language): code for word, code in _COLOURS.items()} if colour else {}
        for line in str(report).splitlines():
            first = line.partition("  ")[0]
            print(f"{colours[first]}{line}\x1b[0m" if first in colours else line, file=out)
        fixable = sum(finding.suggestion is not None for finding in report.findings)
        if fixable and report.language == ENGLISH:
            left = check(apply_suggestions(request.data, report), policy=report.policy)
            print(f"With every suggestion applied: {str(left).splitlines()[-1]}", file=out)
        print(file=out)

    yield show


@contextmanager
def as_json(out: Output) -> Generator[Show]:
    """Print a JSON list, an item for each request."""
    first = True

    def show(request: Request, report: Report) -> None:
        nonlocal first
        # A name that is not UTF-8 would be a lone surrogate, which strict readers refuse.
        file = os.fsencode(request.file).decode("utf-8", "backslashreplace")
        item = {"file": file, "row": request.row, **report.to_dict()}
        print("[" if first else ",", json.dumps(item), sep="\n", file=out)
        first = False

    yield show
    print("[]" if first else "]", file=out)


@contextmanager
def as_github(out: Output) -> Generator[Show]:
    """Print workflow commands, which GitHub shows next to the files."""

    def escaped(text: str) -> str:
        return (
            text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace(":", "%3A").replace(",", "%2C")
        )

    def show(request: Request, report: Report) -> None:
        for finding in report.findings:
            where = escaped(visible(request.file)) + (f",line={request.line}" if request.line else "")
            what = f"{request.part}, {finding.place}" if request.part else finding.place
            text = f"{what}: {finding.message}".replace("%", "%25")
            print(f"::{finding.severity} file={where},title={escaped(finding.code)}::{text}", file=out)

    yield show


@contextmanager
def as_sarif(out: Output) -> Generator[Show]:
    """Print a SARIF 2.1.0 log."""
    rules = [
        {"id": code, "shortDescription": _message(rule.summary), "helpUri": rule.url} for code, rule in RULES.items()
    ]
    driver = {"name": "orcid-clientreq", "version": __version__, "rules": rules}
    log = {"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json"}
    print(f'{json.dumps(log)[:-1]}, "runs": [{{"tool": {json.dumps({"driver": driver})}, "results": [', file=out)
    first = True

    def show(request: Request, report: Report) -> None:
        nonlocal first
        for finding in report.findings:
            place = {
                "physicalLocation": {"artifactLocation": {"uri": _uri(request.file)}, **_region(request)},
                "logicalLocations": [{"fullyQualifiedName": f"{request.row}{finding.pointer}"}],
            }
            level = "error" if finding.severity is Severity.ERROR else "warning"
            item = {"ruleId": finding.code, "level": level, "message": _message(finding.message), "locations": [place]}
            print(("" if first else ",") + json.dumps(item), file=out)
            first = False

    yield show
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


FORMATS: Final = {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif}
