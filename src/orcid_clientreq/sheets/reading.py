"""Reads a sheet: rows of cells in, one after the other, and requests out, checked, each with the rows that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import Any, Final, NamedTuple, cast

import attrs

from orcid_clientreq.fields import FIELDS
from orcid_clientreq.form import FormEdition, Limits
from orcid_clientreq.members import policy_named_in
from orcid_clientreq.messages import language_of, say, translate
from orcid_clientreq.messages.catalogues import ENGLISH
from orcid_clientreq.messages.sentences import listed
from orcid_clientreq.policy import Policy
from orcid_clientreq.report import Finding, Report
from orcid_clientreq.request import check
from orcid_clientreq.sheets.cells import Cell, Formula, is_blank, looks_like_formula, value_of
from orcid_clientreq.sheets.columns import MOST_ABOVE, Column, Headings, headings_in, label_of, with_asked
from orcid_clientreq.sheets.texts import (
    FORMULA,
    NO_EDITION,
    NO_ENVIRONMENT,
    NO_HEADING,
    NO_LANGUAGE,
    NUMBERED,
    ROW,
    ROWS,
    RUNS,
)
from orcid_clientreq.sheets.vocabulary import (
    OF_POLICY,
    REMAINING,
    answer_of,
    edition_of,
    environment_of,
    language_named,
)
from orcid_clientreq.suggestions import Applied, applied
from orcid_clientreq.syntax.display import shown
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.values import text_of
from orcid_clientreq.wire import Path

_REDIRECT_URIS: Final = "redirect_uris"
_LINES: Final = Pattern(r"\r\n|\r|\n")
#: By what two rows are known to be of one request, if the second repeats what the first says.
_REPEATED: Final = "contact_email"
_LONGEST_LABEL: Final = 100

Row = Sequence[object]
PolicyOf = Callable[[Mapping[str, Any]], Policy]


@attrs.frozen
class CellFault:
    """What is wrong with a cell, apart from the rules of the form.

    Args:
        cell: The cell.
        template: The English message.
        also: What else the message is made of.
    """

    cell: Cell
    template: str
    also: tuple[tuple[str, str], ...] = ()

    @property
    def params(self) -> Mapping[str, str]:
        """What the message is made of."""
        return {"cell": self.cell.name, **dict(self.also)}

    def message(self, language: str) -> str:
        """Return the message in a language, as for `messages.language_of`."""
        return translate(self, language)


class Place(NamedTuple):
    """Where a redirect URI is.

    Args:
        row: The index of its row among those of the request.
        column: The index of its column.
    """

    row: int
    column: int


@attrs.frozen(kw_only=True, slots=False)
class Entry:
    """One or more rows of a sheet that belong together: a request, or a row without one.

    Args:
        first: The number of its first row, from 1.
        rows: The rows as they were given. Not in the `repr`.
        is_request: Whether the rows are a request. They are not if they are empty in all columns that are read.
        name: The name of the request, empty if there is none. Not in the `repr`.
        language: The language that the row names, or otherwise that of the sheet.
        sheet_language: The language of the sheet.
        data: The members that were checked. Not in the `repr`.
        report: What was found, in the sheet's language; `None` if the row can't be read, or is not a request.
        faults: Why the row can't be read.
        notes: What is wrong with cells that were read.
        places: The place of each redirect URI.
        headings: The headings of the sheet.
    """

    first: int
    rows: tuple[Row, ...] = attrs.field(repr=False)
    headings: Headings = attrs.field(repr=False)
    is_request: bool = True
    name: str = attrs.field(default="", repr=False)
    language: str = ENGLISH
    sheet_language: str = ENGLISH
    data: Mapping[str, Any] = attrs.field(factory=dict[str, Any], repr=False)
    report: Report | None = attrs.field(default=None, repr=False)
    faults: tuple[CellFault, ...] = attrs.field(default=(), repr=False)
    notes: tuple[CellFault, ...] = attrs.field(default=(), repr=False)
    places: tuple[Place, ...] = attrs.field(default=(), repr=False)

    @property
    def last(self) -> int:
        """The number of its last row."""
        return self.first + len(self.rows) - 1

    @property
    def is_unreadable(self) -> bool:
        """Whether the request can't be read."""
        return bool(self.faults)

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to report about the entry."""
        return not (self.faults or self.notes or self.findings)

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """All findings, including those for fields that have no column in the sheet."""
        return () if self.report is None else self.report.findings

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, without those for fields that have no column, which are reported for the whole sheet."""
        there = {column.field for column in self.headings.columns}
        return tuple(each for each in self.all_findings if not (_is_missing(each) and each.field not in there))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The errors in `findings`."""
        return tuple(each for each in self.findings if each.severity == "error")

    @cached_property
    def applied(self) -> Applied | None:
        """The request with every suggestion applied, or `None` if there is no report."""
        return None if self.report is None else applied(self.data, self.report)

    def remaining(self) -> tuple[Finding, ...]:
        """Return what is found when every suggestion is applied, in the sheet's language."""
        if self.applied is None or self.report is None:
            return ()
        left = self.applied.report.translated(self.report.language)
        return attrs.evolve(self, report=left).findings

    def numbered(self, language: str) -> str:
        """Return the number of its row or the numbers of its rows, for people."""
        if len(self.rows) == 1:
            return say(ROW, language).format(row=self.first)
        return say(ROWS, language).format(first=self.first, last=self.last)

    def cell_of(self, path: Path) -> Cell | None:
        """Return the cell that a finding is about, `None` if the sheet has no column for it.

        Args:
            path: The path of a finding.
        """
        field = str(path[0]) if path else ""
        if field == _REDIRECT_URIS and len(path) > 1 and int(path[1]) < len(self.places):
            place = self.places[int(path[1])]
            return Cell(self.first + place.row, place.column)
        column = next((each for each in self.headings.columns if field and each.field == field), None)
        return None if column is None else Cell(self.first, column.index)

    def label_of(self, path: Path, language: str) -> str:
        """Return the label of the field that a finding is about, in a language.

        Args:
            path: The path of a finding.
            language: The language, as for `messages.language_of`.
        """
        edition = FormEdition.LATEST if self.report is None else self.report.policy.edition
        label = label_of(str(path[0]) if path else "", edition, language)
        if len(self.places) < 2:  # noqa: PLR2004 - one needs no number
            return label
        row = next((each for each in path if isinstance(each, int)), None)
        return label if row is None else say(NUMBERED, language).format(label=label, number=row + 1)

    def given(self, path: Path) -> str:
        """Return what was entered at the place of a finding, empty if it is not text."""
        value: object = self.data.get(str(path[0])) if path else None
        for part in path[1:]:
            value = cast("list[object]", value)[int(part)] if isinstance(value, list) else value
        return text_of(value) or ""

    def suggested(self, path: Path) -> tuple[str, ...]:
        """Return what to enter at the place of a finding, with all suggestions applied.

        Empty if nothing is suggested, or if the value still has an error and would have to be corrected again.

        Args:
            path: The path of a finding.
        """
        if self.applied is None or not path:
            return ()
        name = str(path[0])
        value = self.applied.members.get(name)
        wrong = {each.path for each in self.applied.report.errors}
        if name != _REDIRECT_URIS:
            return () if value == self.data.get(name) or (name,) in wrong else (str(value),)
        places = [index for index, origin in enumerate(self.applied.origins) if [origin] == list(path[1:])]
        uris = [(value or ())[index] for index in places]
        given = [uri for index, uri in enumerate(self.data.get(name, ())) if [index] == list(path[1:])]
        return () if uris == given or any((name, index) in wrong for index in places) else tuple(map(str, uris))


def _is_missing(finding: Finding) -> bool:
    """Return whether a field was left empty."""
    return finding.code == f"{finding.field}.missing" and len(finding.path) == 1


class Options(NamedTuple):
    """How a sheet is read: under which policy, in which language, and whether it is a text with delimiters."""

    policy: PolicyOf
    language: str
    delimited: bool


class Sheet:
    """A sheet whose headings were read, and whose rows are read as needed."""

    def __init__(self, rows: Iterator[Row], above: list[Row], headings: Headings, options: Options) -> None:
        """Keep what `read` knows."""
        self._rows = rows
        self._policy = options.policy
        self._delimited = options.delimited
        self._fields = tuple(
            each for each in headings.columns if each.is_asked and each.field not in {"", REMAINING, _REDIRECT_URIS}
        )
        self._uris = tuple(each.index for each in headings.columns if each.field == _REDIRECT_URIS)
        self._name = next((each.index for each in headings.columns if each.is_name), None)
        self._speaks = next((each.index for each in headings.columns if each.is_language), None)
        self._read = tuple(
            each.index for each in headings.columns if each.is_read and not each.is_language and each.field != REMAINING
        )
        texts = {each.index for each in self._fields if each.field not in OF_POLICY and not FIELDS[each.field].choices}
        names = set[int]() if self._name is None else {self._name}
        self._known_by = names | {each.index for each in self._fields if each.field == _REPEATED}
        self._texts = tuple(sorted(texts | names))
        self._headed = frozenset(each.index for each in headings.columns)
        self._repeatable = tuple(sorted(self._headed.difference(self._uris).union(self._texts)))
        self.above: tuple[Row, ...] = tuple(above)
        self.headings: Headings = headings
        self.language: str = options.language
        self.edition: FormEdition = options.policy({}).edition

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns with a heading, from left to right, and what each is read as."""
        return self.headings.columns

    @property
    def skipped(self) -> tuple[int, ...]:
        """The numbers of the rows above the headings in which there is something, such as a title."""
        return tuple(number for number, row in enumerate(self.above[:-1], 1) if not all(map(is_blank, row)))

    @property
    def unread(self) -> tuple[Column, ...]:
        """The columns from which nothing is read."""
        return tuple(each for each in self.columns if not each.is_read)

    @property
    def without_column(self) -> tuple[str, ...]:
        """The fields that the form asks for and that have no column, in the order of the form."""
        return self._without_column(check({}, policy=self._policy({})).findings)

    @property
    def required_without_column(self) -> tuple[str, ...]:
        """The fields in `without_column` without which every request has an error."""
        return self._without_column(check({}, policy=self._policy({})).errors)

    def _without_column(self, found: Iterable[Finding]) -> tuple[str, ...]:
        """Return the fields in which something was found that have no column."""
        there = {each.field for each in self.columns}
        return tuple(dict.fromkeys(each.field for each in found if each.field not in there))

    def __iter__(self) -> Iterator[Entry]:
        """Yield the rows below the headings, those of one request together."""
        together: list[Row] = []
        number = first = self.headings.row
        for row in self._rows:
            number += 1
            if together and self._continues(together, row):
                together.append(row)
                continue
            if together:
                yield self._entry(first, together)
            together, first = [row], number
        if together:
            yield self._entry(first, together)

    def _continues(self, together: list[Row], row: Row) -> bool:
        """Return whether a row has further redirect URIs of the request in the rows above it."""
        if all(is_blank(_cell(row, index)) for index in self._uris):
            return False
        before = together[0]
        if any(
            not is_blank(_cell(row, index)) and _cell(row, index) != _cell(before, index) for index in self._repeatable
        ):
            return False
        if len(together) > Limits().redirect_uris or all(is_blank(_cell(before, index)) for index in self._texts):
            return False
        repeated = {index for index in self._texts if not is_blank(_cell(row, index))}
        if not repeated:
            return True
        new = [_cell(row, index) for index in self._uris]
        return not repeated.isdisjoint(self._known_by) and all(
            [_cell(each, index) for index in self._uris] != new for each in together
        )

    def _entry(self, first: int, rows: list[Row]) -> Entry:
        """Return what is in rows that belong together."""
        beyond = tuple(_beyond(first, rows, self._headed)) if self._delimited else ()
        row = rows[0]
        if not beyond and all(is_blank(_cell(each, index)) for each in rows for index in self._read):
            return Entry(first=first, rows=tuple(rows), headings=self.headings, is_request=False)
        faults, notes = list(beyond), list[CellFault]()
        data: dict[str, Any] = {}
        for column in self._fields:
            cell = _cell(row, column.index)
            if is_blank(cell):
                continue
            where = Cell(first, column.index)
            if isinstance(cell, Formula):
                faults.append(CellFault(where, FORMULA))
                continue
            if looks_like_formula(cell):
                notes.append(CellFault(where, RUNS))
            value, fault = _read(column.field, value_of(cell), where)
            data[column.field] = value
            if fault is not None:
                faults.append(fault)
        uris, places = self._uris_in(first, rows, faults, notes)
        if uris:
            data[_REDIRECT_URIS] = uris
        language = self._language(row, first, notes)
        report = None
        if not faults:
            report = check(data, policy=self._policy(data), language=self.language)
        return Entry(
            first=first,
            rows=tuple(rows),
            headings=self.headings,
            name="" if self._name is None else _name(_cell(row, self._name)),
            language=language,
            sheet_language=self.language,
            data=data,
            report=report,
            faults=tuple(faults),
            notes=tuple(notes),
            places=tuple(places),
        )

    def _uris_in(
        self, first: int, rows: list[Row], faults: list[CellFault], notes: list[CellFault]
    ) -> tuple[list[Any], list[Place]]:
        """Return the redirect URIs in rows and the place of each: those of a row from left to right, line by line."""
        uris: list[Any] = []
        places: list[Place] = []
        for number, row in enumerate(rows):
            for index in self._uris:
                cell = _cell(row, index)
                if isinstance(cell, Formula):
                    faults.append(CellFault(Cell(first + number, index), FORMULA))
                    continue
                if looks_like_formula(cell):
                    notes.append(CellFault(Cell(first + number, index), RUNS))
                value = value_of(cell)
                text = text_of(value)
                lines = [value] if text is None else [line for line in _LINES.split(text) if line.strip()]
                uris += lines
                places += [Place(number, index)] * len(lines)
        return uris, places

    def _language(self, row: Row, first: int, notes: list[CellFault]) -> str:
        """Return the language of a row."""
        cell = None if self._speaks is None else _cell(row, self._speaks)
        if self._speaks is None or is_blank(cell):
            return self.language
        language = language_named(text_of(cell) or "")
        if language is None:
            notes.append(CellFault(Cell(first, self._speaks), NO_LANGUAGE))
        return language or self.language


def _cell(row: Row, index: int) -> object:
    """Return a cell of a row, `None` if the row is shorter."""
    return row[index] if index < len(row) else None


def _beyond(first: int, rows: list[Row], headed: frozenset[int]) -> Iterator[CellFault]:
    """Yield a fault for the first cell of each row that is in a column without a heading."""
    for number, row in enumerate(rows, first):
        at = next((index for index, cell in enumerate(row) if index not in headed and not is_blank(cell)), None)
        if at is not None:
            yield CellFault(Cell(number, at), NO_HEADING)


def _name(cell: object) -> str:
    """Return the name of a request, in a line."""
    return shown(" ".join((text_of(value_of(cell)) or "").split()), _LONGEST_LABEL)


def _read(field: str, value: object, cell: Cell) -> tuple[object, CellFault | None]:
    """Return the value that a cell has for a field, and what is wrong with it."""
    text = text_of(value)
    if field == "environment":
        environment = environment_of(text or "")
        return environment or value, None if environment else CellFault(cell, NO_ENVIRONMENT)
    if field == "edition":
        edition = edition_of(str(value) if text is None else text)
        editions = (("editions", listed(FormEdition, ENGLISH)),)
        return edition or value, None if edition else CellFault(cell, NO_EDITION, editions)
    return (answer_of(field, text) if text is not None and FIELDS[field].choices else value), None


def read(
    rows: Iterable[Row],
    *,
    columns: Mapping[str, str] | None = None,
    language: str = "en",
    policy: Policy | PolicyOf | None = None,
    delimited: bool = False,
) -> Sheet:
    """Read the headings of a sheet, and return the sheet, whose rows are read and checked as you iterate over it.

    A heading is the name of a field, or a label of the field in an edition of the form, in any language of the package.
    Case, spaces and punctuation don't matter. Of the first fifty rows, the row with the most known headings is used.
    Several redirect URIs of a request can be on lines of one cell, in several columns, or in further rows whose other
    cells are empty or repeat those above.

    Args:
        rows: Rows of cells, the first row of the sheet first: texts, numbers, `None`, or `Formula`. They are read once,
            one after the other.
        columns: What columns are read as, by their headings or letters. A value is the name of a field, or an empty
            text to leave the column out. `name` stands for the name of each request, which is by default that of the
            organization or else of the application. `language` stands for the language of each request.
        language: The language of the messages, and of requests whose row names no language.
        policy: The policy that requests are checked under, or a function that takes the members of a request and
            returns its policy. By default, the policy that the request names.
        delimited: Whether the rows come from a text in which an unquoted comma begins a new cell. Then a cell in a
            column without a heading is reported.

    Raises:
        SheetError: If no heading is known, or two columns are read as one field.
        TypeError: If `rows` is not an iterable of rows, or `policy` is neither a `Policy` nor a function.
        ValueError: If there is no such column, field or language.

    >>> sheet = read([
    ...     ["Our members"],
    ...     ["Member", "E-Mail-Adresse des Kontakts", "Redirect URIs", "Phone"],
    ...     ["University", "orcid@university.edu", "http://university.edu/orcid", "+49 30 12345"],
    ... ], columns={"Member": "name"})
    >>> [(column.letters, column.field) for column in sheet.columns]
    [('A', ''), ('B', 'contact_email'), ('C', 'redirect_uris'), ('D', '')]
    >>> entry, = sheet
    >>> for finding in entry.findings:
    ...     print(entry.name, entry.cell_of(finding.path).name, finding.message, entry.suggested(finding.path))
    University C3 Use https instead of http. Production credentials accept only HTTPS redirect URIs. ('https://university.edu/orcid',)
    """
    language = language_of(language)
    given = iter(rows)
    above: list[Row] = list(islice(given, MOST_ABOVE))
    if any(isinstance(row, str) or not issubclass(type(row), Sequence) for row in above):
        msg = "a row is a list or tuple of cells"
        raise TypeError(msg)
    headings = headings_in(above, columns or {})
    of = _policy_of(policy)
    has_editions = any(column.field == "edition" for column in headings.columns)
    headings = with_asked(headings, None if has_editions else of({}).edition)
    below = chain(above[headings.row :], given)
    return Sheet(below, above[: headings.row], headings, Options(of, language, delimited))


def _policy_of(policy: Policy | PolicyOf | None) -> PolicyOf:
    """Return how a request gets its policy."""
    if policy is None:
        return policy_named_in
    if isinstance(policy, Policy):
        return lambda _data: policy
    if not hasattr(policy, "__call__"):  # noqa: B004 - mypy takes callable() for certain
        msg = f"policy is a Policy, or a function that returns one, not {type(policy).__name__}"
        raise TypeError(msg)
    return policy
