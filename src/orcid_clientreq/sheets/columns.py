"""The headings of a sheet: in which row they are, and what each column is read as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import attrs

from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
from orcid_clientreq.form import FormEdition
from orcid_clientreq.messages import say
from orcid_clientreq.sheets.cells import index_of, is_blank, letters, value_of
from orcid_clientreq.sheets.texts import BOTH, EDITION, ENVIRONMENT, LANGUAGE, NAME, NOT_READ, REMAINS
from orcid_clientreq.sheets.vocabulary import OF_POLICY, REMAINING, field_named, key, read_as
from orcid_clientreq.syntax.display import shown
from orcid_clientreq.syntax.values import text_of

#: The headings are in one of so many rows.
MOST_ABOVE: Final = 50
#: The most columns of a sheet.
MOST_COLUMNS: Final = 1000
#: What a caller may say of a column that can also have a field.
NAME_ROLE: Final = "name"
LANGUAGE_ROLE: Final = "language"
#: Of which field there can be several columns.
_SEVERAL: Final = "redirect_uris"
#: What the name of a request is read from, if nobody says it.
_NAMES: Final = ("organization_name", "client_name")
_LONGEST_SHOWN: Final = 100
#: So many headings may be below each other, as values that happen to be headings.
_FEW: Final = 2


class SheetError(ValueError):
    """A sheet whose headings don't say what is in its columns.

    The text is for people, and quotes nothing of the sheet.

    Args:
        message: What is wrong, and what to do.
        headings: The headings in the sheet, by the letters of their columns, if none of them is known.
    """

    def __init__(self, message: str, headings: Mapping[str, str] | None = None) -> None:
        """Keep the headings that are not known."""
        super().__init__(message)
        self.headings: Mapping[str, str] = headings or {}


@attrs.frozen
class Column:
    """A column of a sheet.

    Args:
        index: Its index, from 0.
        heading: Its heading.
        field: What the column is read as: the name of a field, `environment`, `edition`, `remaining` for the column
            that an earlier `--fix` added, or empty if the heading is not known.
        is_name: Whether it has the name of each request.
        is_language: Whether it has the language of each request.
        is_asked: Whether the form asks for its field.
    """

    index: int
    heading: str
    field: str = ""
    is_name: bool = False
    is_language: bool = False
    is_asked: bool = True

    @property
    def letters(self) -> str:
        """The letters of the column, such as `C`."""
        return letters(self.index)

    @property
    def is_read(self) -> bool:
        """Whether anything is read from the column."""
        return self.is_name or self.is_language or (bool(self.field) and self.is_asked)

    def role(self, edition: FormEdition, language: str) -> str:
        """Return what the column is read as, for people.

        Args:
            edition: The edition of the form, whose label a field has.
            language: The language, as for `messages.language_of`.
        """
        roles = [say(NAME, language)] * self.is_name + [say(LANGUAGE, language)] * self.is_language
        if self.field and self.is_asked:
            roles.insert(0, label_of(self.field, edition, language))
        if not roles:
            return say(NOT_READ, language)
        role = roles[0]
        for other in roles[1:]:
            role = say(BOTH, language).format(label=role, role=other)
        return role


class Headings(NamedTuple):
    """The headings of a sheet.

    Args:
        row: The number of their row, from 1.
        columns: The columns with a heading, from left to right.
        width: How many columns there are up to the last heading.
    """

    row: int
    columns: tuple[Column, ...]
    width: int


def label_of(field: str, edition: FormEdition, language: str) -> str:
    """Return the label of a field, of the environment or of the edition, as people read it.

    >>> label_of("redirect_uris", FormEdition.YEAR_2023, "es")
    'URI de redireccionamiento'
    """
    if field in OF_POLICY or field == REMAINING:
        return say({"environment": ENVIRONMENT, "edition": EDITION, REMAINING: REMAINS}[field], language)
    forms = (EDITIONS[edition].by_name, *(each.by_name for each in EDITIONS.values()))
    label = next((form[field].label for form in forms if field in form), None)
    return shown(field) if label is None else say(label, language)


def headings_in(rows: Sequence[Sequence[object]], columns: Mapping[str, str]) -> Headings:
    """Return the headings in the first rows of a sheet: the row with the most headings that are known.

    Args:
        rows: The first rows.
        columns: What the caller says that columns are read as, by their headings or letters.

    Raises:
        SheetError: If no heading is known, if headings are below each other, or if two columns are read as one field.
        ValueError: If the caller names a column that is not there, or a field that is not there.
    """
    roles = {column: role for column, role in columns.items() if role in {NAME_ROLE, LANGUAGE_ROLE}}
    fields = {column: field_named(field) for column, field in columns.items() if column not in roles}
    named = set(map(key, columns))
    counts = [sum(_is_known(cell, named) for cell in row[:MOST_COLUMNS]) for row in rows]
    most = max(counts, default=0)
    at = counts.index(most) if most else next((at for at, row in enumerate(rows) if not all(map(is_blank, row))), 0)
    if not most:
        raise _unknown(rows[at] if rows else ())
    if not columns:
        _refuse_upright(rows, most)
    cells = rows[at]
    width = max(index + 1 for index, cell in enumerate(cells) if not is_blank(cell))
    if width > MOST_COLUMNS:
        msg = f"column {letters(width - 1)} has a heading; a sheet has at most {MOST_COLUMNS:,} columns"
        raise SheetError(msg)
    found = [Column(index, heading_of(cell)) for index, cell in enumerate(cells) if not is_blank(cell)]
    chosen = {_column(found, text): field for text, field in fields.items()}
    found = [attrs.evolve(each, field=chosen.get(each.index, read_as(each.heading))) for each in found]
    if not any(each.field for each in found):
        raise _unknown(cells)
    _refuse_repeated(found)
    has_role = {role: _column(found, text) for text, role in roles.items()}
    has_name = has_role.get(NAME_ROLE, _usual_name(found))
    speaks = has_role.get(LANGUAGE_ROLE)
    return Headings(
        at + 1,
        tuple(attrs.evolve(each, is_name=each.index == has_name, is_language=each.index == speaks) for each in found),
        width,
    )


def _unknown(cells: Sequence[object]) -> SheetError:
    """Return the error for headings none of which is known."""
    there = {letters(index): heading_of(cell) for index, cell in enumerate(cells[:MOST_COLUMNS]) if not is_blank(cell)}
    return SheetError("no heading of a column is known; write those of the form, such as redirect_uris", there)


def possible_headings(language: str) -> tuple[str, ...]:
    """Return headings that are known: the labels of the latest form in a language."""
    labels = [field.label for field in EDITIONS[FormEdition.LATEST].fields]
    return tuple(say(label, language) for label in labels)


def heading_of(cell: object) -> str:
    """Return a heading as text in a line."""
    text = text_of(value_of(cell))
    return " ".join(shown(" ".join((text or "").split()), _LONGEST_SHOWN).split())


def most_known(rows: Sequence[Sequence[object]], columns: Mapping[str, str]) -> int:
    """Return how many known headings the row with the most of them has.

    Args:
        rows: The first rows of a sheet.
        columns: What the caller says that columns are read as.
    """
    named = set(map(key, columns))
    return max((sum(_is_known(cell, named) for cell in row[:MOST_COLUMNS]) for row in rows), default=0)


def _is_known(cell: object, named: set[str]) -> bool:
    """Return whether a cell is a known heading."""
    text = text_of(cell)
    return text is not None and (read_as(text) != "" or key(heading_of(text)) in named)


def _column(columns: Sequence[Column], text: str) -> int:
    """Return the index of a column that a caller names by its heading or its letters.

    Raises:
        ValueError: If there is none.
    """
    for column in columns:
        if key(text) and key(column.heading) == key(text):
            return column.index
    index = index_of(text.strip().upper())
    if index is not None and any(column.index == index for column in columns):
        return index
    msg = f"there is no column {shown(text)!r}; name it by its heading or its letter"
    raise ValueError(msg)


def _refuse_upright(rows: Sequence[Sequence[object]], most: int) -> None:
    """Raise an error if headings are below each other in the first column, as labels in a form are.

    Args:
        rows: The first rows.
        most: How many known headings the row with the most of them has.

    Raises:
        SheetError: If there are at least three, and more than in that row. It names the column.
    """
    first = min((index for row in rows for index, cell in enumerate(row) if not is_blank(cell)), default=0)
    texts = (text_of(row[first]) for row in rows if len(row) > first)
    if len({read_as(text) for text in texts if text} - {""}) > max(most, _FEW):
        msg = (
            f"the headings are below each other in column {letters(first)}; write them side by side in one row, and "
            "each request in a row below it. The name of a YAML file has to end in .yaml"
        )
        raise SheetError(msg)


def _refuse_repeated(columns: Sequence[Column]) -> None:
    """Raise an error if two columns are read as one field, of which there is one.

    Raises:
        SheetError: If there are such columns. It names their letters.
    """
    first: dict[str, Column] = {}
    for column in columns:
        other = first.setdefault(column.field, column)
        if column.field not in {"", _SEVERAL} and other is not column:
            msg = (
                f"columns {other.letters} and {column.letters} are both read as {column.field}; "
                f"to leave one out, use --columns {column.letters}="
            )
            raise SheetError(msg)


def _usual_name(columns: Sequence[Column]) -> int | None:
    """Return the index of the column that the name of a request is read from if nobody says it."""
    return next((column.index for name in _NAMES for column in columns if column.field == name), None)


def with_asked(headings: Headings, edition: FormEdition | None) -> Headings:
    """Return the headings with what an edition asks for, if all requests are of that edition."""
    if edition is None:
        return headings
    form = EDITIONS[edition].by_name
    columns = tuple(
        attrs.evolve(each, is_asked=each.field not in FIELD_NAMES or each.field in form) for each in headings.columns
    )
    return headings._replace(columns=columns)
