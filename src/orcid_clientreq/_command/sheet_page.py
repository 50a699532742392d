"""A page with what was found in requests, which needs nothing but itself: it can be sent, and opened offline."""

from __future__ import annotations

from html import escape
from typing import Final, Self

from orcid_clientreq import Report
from orcid_clientreq._command.complaints import visible
from orcid_clientreq._command.requests import OpenedSheet, Request
from orcid_clientreq._command.streams import Output
from orcid_clientreq.messages.catalogues import ENGLISH, html_attributes, say
from orcid_clientreq.sheets import Entry, Sheet
from orcid_clientreq.sheets.summary import Summary
from orcid_clientreq.sheets.texts import ALL, COLUMN, HEADING, NOTHING, READ_AS, SHOW, SUGGESTED
from orcid_clientreq.syntax.display import shown

_LONGEST_SHOWN: Final = 500
_STYLE: Final = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { text-align: start; padding: .2rem 1rem .2rem 0; border-bottom: 1px solid #ccc; }
section { border-top: 1px solid #ccc; padding: .5rem 0; }
code { overflow-wrap: anywhere; }
.error { color: #a40000; font-weight: 600; }
.warning { color: #7a4b00; font-weight: 600; }
select { font: inherit; max-width: 100%; }
"""
# The script knows nothing of the page but which sections there are: names are compared, never put into the page.
_SCRIPT: Final = """
const select = document.getElementById("member");
const sections = [...document.querySelectorAll("section")];
for (const name of new Set(sections.map((each) => each.dataset.name))) select.add(new Option(name, name));
select.onchange = () => sections.forEach((each) => {
  each.hidden = select.selectedIndex > 0 && each.dataset.name !== select.value;
});
"""


class SheetPage:
    """Prints a page with reports as they come."""

    def __init__(self, out: Output, *, show_all: bool) -> None:
        """Print to a stream; requests in which nothing was found as well, or not."""
        self._out = out
        self._show_all = show_all
        self._is_begun = False
        self._summaries: list[Summary] = []

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Finish the page, unless something went wrong."""
        if kind is None:
            self._begin_page(ENGLISH)
            self._end_sheet()
            self._print(f"<script>{_SCRIPT}</script>\n</html>")

    def begin(self, opened: OpenedSheet) -> None:
        """Print how the columns of a sheet were read."""
        sheet = opened.sheet
        self._begin_page(sheet.language)
        self._end_sheet()
        self._summaries.append(Summary(sheet))
        self._print(f"<h2>{escape(visible(opened.file))}</h2>", _table(sheet))

    def show_entry(self, _request: Request, entry: Entry) -> None:
        """Print what was found in a request of a sheet, or why it can't be read."""
        self._summaries[-1].add(entry)
        if self._show_all or not entry.is_clean:
            self._print(_section(entry))

    def show(self, request: Request, report: Report) -> None:
        """Print what was found in a request."""
        self._begin_page(report.language)
        self._end_sheet()
        lines = [f"<p>{_message(each.severity.value, each.message, report.language)}</p>" for each in report.findings]
        lines = lines or [f"<p>{escape(say(NOTHING, report.language))}</p>"]
        self._print(_in_section(request.place, request.place, lines))

    def _begin_page(self, language: str) -> None:
        """Print the head of the page, once."""
        if self._is_begun:
            return
        self._is_begun = True
        of_page = html_attributes(language)
        self._print(
            f'<!DOCTYPE html>\n<html lang="{of_page["lang"]}" dir="{of_page["dir"]}">\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width">',
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">",
            f"<title>ORCID Member API</title>\n<style>{_STYLE}</style>\n<h1>ORCID Member API</h1>",
            f'<p><label for="member">{escape(say(SHOW, language))}</label> '
            f'<select id="member"><option>{escape(say(ALL, language))}</option></select></p>',
        )

    def _end_sheet(self) -> None:
        """Print how much was found in a sheet."""
        for summary in self._summaries:
            self._print(*(f"<p>{escape(line)}</p>" for line in summary.counts()))
        self._summaries.clear()

    def _print(self, *lines: str) -> None:
        """Print lines."""
        print(*lines, sep="\n", file=self._out)


def _table(sheet: Sheet) -> str:
    """Return how the columns of a sheet were read, as a table."""
    language = sheet.language
    rows = "\n".join(
        f"<tr><td>{column.letters}<td>{escape(column.heading)}<td>{escape(column.role(sheet.edition, language))}"
        for column in sheet.columns
    )
    heads = "".join(f"<th>{escape(say(text, language))}" for text in (COLUMN, HEADING, READ_AS))
    return f"<table>\n<tr>{heads}\n{rows}\n</table>"


def _section(entry: Entry) -> str:
    """Return what was found in a request of a sheet."""
    language = entry.sheet_language
    number = entry.numbered(language)
    lines = [f"<p>{escape(fault.message(language))}</p>" for fault in (*entry.faults, *entry.notes)]
    if entry.is_clean:
        lines.append(f"<p>{escape(say(NOTHING, language))}</p>")
    for path in dict.fromkeys(each.path for each in entry.findings):
        cell = entry.cell_of(path)
        label = escape(entry.label_of(path, language)) + (f", {cell.name}" if cell else "")
        found = [_message(each.severity.value, each.message, language) for each in entry.findings if each.path == path]
        values = [f'<code dir="ltr">{escape(shown(value, _LONGEST_SHOWN))}</code>' for value in entry.suggested(path)]
        found += [escape(say(SUGGESTED, language)).format(value=value) for value in values]
        lines.append(f"<p><strong>{label}</strong><br>{'<br>'.join(found)}</p>")
    return _in_section(entry.name or number, f"{entry.name}, {number}" if entry.name else number, lines)


def _message(severity: str, message: str, language: str) -> str:
    """Return a message and how severe it is."""
    return f'<span class="{severity}">{escape(say(severity, language))}</span> {escape(message)}'


def _in_section(name: str, title: str, lines: list[str]) -> str:
    """Return a section with a title, which is shown for the name that is chosen."""
    body = "\n".join(lines)
    return f'<section data-name="{escape(name)}">\n<h3>{escape(title)}</h3>\n{body}\n</section>'
