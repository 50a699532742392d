"""The summary of a sheet, on one screen: how its columns were read, and what was found most often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from orcid_clientreq.messages import count, say
from orcid_clientreq.messages.sentences import listed
from orcid_clientreq.sheets.cells import is_blank
from orcid_clientreq.sheets.columns import Column, label_of
from orcid_clientreq.sheets.reading import Entry, Sheet
from orcid_clientreq.sheets.texts import (
    AFTER,
    COLUMN_OF,
    COLUMNS_OF,
    FREQUENT,
    HEADINGS,
    IN_NONE,
    LEFT_OUT,
    NOT_READ_COLUMNS,
    ONE_REQUEST,
    REQUESTS,
    SKIPPED,
    SUMMARY,
    TIMES,
    UNREADABLE,
    WITH_ERRORS,
    WITH_WARNINGS,
    WITHOUT,
    WITHOUT_COLUMN,
)
from orcid_clientreq.syntax.display import WIDTH, columns, wrapped

#: How many lines a summary has at most: with the name of the file and a hint below it, it fits on a screen of 25.
MOST_LINES: Final = 23
_MOST_FREQUENT: Final = 5
_MOST_COLUMNS: Final = 15
_MOST_LINES_OF_A_LIST: Final = 3
#: So many numbers of rows that are not read are shown.
_MOST_ROWS: Final = 10


class Summary:
    r"""Counts what is found in the requests of a sheet.

    Args:
        sheet: What `read` returned.

    >>> from orcid_clientreq.sheets import Summary, read
    >>> sheet = read([["Contact email", "Redirect URIs"], ["orcid@university.edu", "http://university.edu/orcid"]])
    >>> summary = Summary(sheet)
    >>> for entry in sheet:
    ...     summary.add(entry)
    >>> print(*summary.counts(), sep="\n")
    1 request: 1 with errors
    With every suggestion applied: 1 without findings
    Required, but without a column, so missing from every request: Contact for receiving PIN to access …
    """

    def __init__(self, sheet: Sheet) -> None:
        """Begin with none."""
        self.sheet: Sheet = sheet
        self.requests: int = 0
        self._left_out: list[int] = []
        self._now: Counter[str] = Counter()
        self._after: Counter[str] = Counter()
        self._found: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], str] = {}

    def add(self, entry: Entry) -> None:
        """Count an entry, if it is a request."""
        if not entry.is_request:
            if not all(is_blank(cell) for row in entry.rows for cell in row):
                self._left_out.append(entry.first)
            return
        self.requests += 1
        self._now[_state(entry)] += 1
        self._after[_state_after(entry)] += 1
        language = self.sheet.language
        for (field, code), finding in {(each.field, each.code): each for each in entry.findings}.items():
            self._found[field, code] += 1
            if (field, code) not in self._first:
                label = label_of(field, self.sheet.edition, language)
                self._first[field, code] = f"{label}: {finding.message}"

    def lines(self) -> list[str]:
        """Return the summary in lines, at most 23 of at most 100 columns."""
        after = [*self._not_read(), "", *self.counts()]
        before = [*self._read(MOST_LINES - len(after)), *after]
        left = min(_MOST_FREQUENT, MOST_LINES - len(before) - 2)
        frequent = [_cut(f"  {line}") for line in self.frequent()[: max(0, left)]]
        return [*before, *([f"{say(FREQUENT, self.sheet.language)}:"] if frequent else []), *frequent]

    def columns(self) -> Iterator[str]:
        """Yield where the headings are, what each column is read as, and what is not there or not read."""
        yield from self._read(_MOST_COLUMNS + 2)
        yield from self._not_read()

    def _read(self, most: int) -> Iterator[str]:
        """Yield where the headings are, and what each column is read as, in so many lines at most."""
        language = self.sheet.language
        line = say(HEADINGS, language).format(row=self.sheet.headings.row)
        if self.sheet.skipped:
            line += say(", ", language)
            line += say(SKIPPED, language).format(rows=listed(map(str, self.sheet.skipped), language))
        yield _cut(line)
        runs = _runs(self.sheet)
        room = most - 1  # below the line about the headings
        is_cut = len(runs) > room
        runs = runs[: room - 1] if is_cut else runs
        names = ["-".join(dict.fromkeys((run[0].letters, run[-1].letters))) for run in runs]
        width = max(map(len, names), default=0)
        for name, (first, *others) in zip(names, runs, strict=True):
            is_numbered = others and len({_without_number(each.heading) for each in (first, *others)}) == 1
            column = say(COLUMNS_OF if is_numbered else COLUMN_OF, language)
            heading = listed((each.heading for each in (first, *([] if is_numbered else others))), language)
            role = first.role(self.sheet.edition, language)
            yield _cut(f"  {name.ljust(width)}  {column.format(heading=heading, role=role)}")
        if is_cut:
            yield "  …"

    def _not_read(self) -> Iterator[str]:
        """Yield which columns are not read, and what there is no column for."""
        language = self.sheet.language
        if self.sheet.unread:
            unread = listed((f"{each.letters} {each.heading}" for each in self.sheet.unread), language)
            yield from _in_lines(say(NOT_READ_COLUMNS, language).format(columns=unread))
        if self.sheet.without_column:
            fields = dict.fromkeys((*self.sheet.required_without_column, *self.sheet.without_column))
            labels = [label_of(name, self.sheet.edition, language) for name in fields]
            yield from _in_lines(say(WITHOUT_COLUMN, language).format(fields=listed(labels, language)))

    def counts(self) -> list[str]:
        """Return how many requests there are, and how many have errors: now, and with every suggestion applied."""
        language = self.sheet.language
        requests = count(self.requests, ONE_REQUEST, REQUESTS, language)
        parts = _parts(self._now, language)
        lines = [say(SUMMARY, language).format(requests=requests, parts=parts) if parts else requests]
        if self._after != self._now:
            lines.append(say(AFTER, language).format(parts=_parts(self._after, language)))
        if self.requests and self.sheet.required_without_column:
            labels = (label_of(name, self.sheet.edition, language) for name in self.sheet.required_without_column)
            lines.append(_cut(say(IN_NONE, language).format(fields=listed(labels, language))))
        if self._left_out:
            rows = [*map(str, self._left_out[:_MOST_ROWS]), *(["…"] if self._left_out[_MOST_ROWS:] else [])]
            lines.append(_cut(say(LEFT_OUT, language).format(rows=listed(rows, language))))
        return lines

    def frequent(self) -> list[str]:
        """Return how many requests have an error or warning that several have, the most frequent first."""
        language = self.sheet.language
        several = [item for item in self._found.items() if item[1] > 1]
        found = sorted(several, key=lambda item: (-item[1], item[0]))
        return [say(TIMES, language).format(count=number, message=self._first[what]) for what, number in found]


_STATES: Final = (WITH_ERRORS, WITH_WARNINGS, WITHOUT, UNREADABLE)


def _state(entry: Entry) -> str:
    """Return which of the states a request is in."""
    if entry.is_unreadable:
        return UNREADABLE
    return WITH_ERRORS if entry.errors else WITHOUT if entry.is_clean else WITH_WARNINGS


def _state_after(entry: Entry) -> str:
    """Return the same, with every suggestion applied."""
    if entry.is_unreadable:
        return UNREADABLE
    left = entry.remaining()
    return WITH_ERRORS if any(each.severity == "error" for each in left) else WITH_WARNINGS if left else WITHOUT


def _without_number(heading: str) -> str:
    """Return a heading without its digits, in which those of several redirect URIs differ."""
    return "".join(character for character in heading if not character.isdigit()).strip()


def _parts(counted: Counter[str], language: str) -> str:
    """Return how many requests are in each state, as a list."""
    return listed((say(state, language).format(count=counted[state]) for state in _STATES if counted[state]), language)


def _runs(sheet: Sheet) -> list[list[Column]]:
    """Return the columns that are read; those of redirect URIs next to each other are together."""
    runs: list[list[Column]] = []
    for column in (each for each in sheet.columns if each.is_read):
        before = runs[-1][-1] if runs else None
        if before and column.field == before.field == "redirect_uris" and column.index == before.index + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return runs


def _in_lines(text: str) -> list[str]:
    """Return a text in three lines at most, the others indented."""
    first, *others = wrapped(text, WIDTH - 4)
    lines = [first, *(f"  {line}" for line in others[: _MOST_LINES_OF_A_LIST - 1])]
    if others[_MOST_LINES_OF_A_LIST - 1 :]:
        lines[-1] += " …"
    return lines


def _cut(line: str) -> str:
    """Return a line in as many columns of a terminal as are shown at most."""
    if columns(line) <= WIDTH:
        return line
    text = line.lstrip()
    indent = len(line) - len(text)
    return f"{line[:indent]}{wrapped(text, WIDTH - indent - 2)[0]} …"
