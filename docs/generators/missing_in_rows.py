"""Say what is missing in the rows of rules, module by module, before any table is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from string import Formatter
from typing import Any

#: What makes tables of the rows, and can't be imported while one is half written.
_OF_TABLES = frozenset({"catalogue", "tables"})


def written() -> Iterator[tuple[str, Any]]:
    """Yield each row with where it is."""
    from orcid_clientreq import rules
    from orcid_clientreq.rules.model import Row

    seen = set[int]()
    for name in (each.name for each in iter_modules(rules.__path__) if each.name not in _OF_TABLES):
        for constant, row in vars(import_module(f"{rules.__name__}.{name}")).items():
            if isinstance(row, Row) and id(row) not in seen:
                seen.add(id(row))
                yield f"{constant} in rules/{name}.py", row


def of_rows() -> Iterator[str]:
    """Yield what is missing in each row."""
    for place, row in written():
        for what in in_row(row, of_two_fields=place.endswith(" in rules/between.py")):
            yield f"{place}: {what}"


def in_row(row: Any, *, of_two_fields: bool = False) -> Iterator[str]:
    """Yield what is missing in a row."""
    from orcid_clientreq.fields import FIELDS

    if row.severity is not None and not re.fullmatch("[EW-]/[EW-]", row.severity):
        yield f"write its severity {row.severity!r} like E/W"
    for attribute in ("only", "but_not", "cases"):
        if isinstance(getattr(row, attribute), str) or (attribute == "cases" and hasattr(row.cases, "bad")):
            yield f"write `{attribute}` as a tuple, with a comma after the last item"
            return
    if of_two_fields and not (row.only and row.other):
        yield "name the field in which it finds something in `only`, and the field that it is compared with in `other`"
    for field in (*row.only, *row.but_not, row.other):
        if field and field not in FIELDS:
            yield f"{field!r} is not a field of fields.py"
    if not row.cases:
        yield "write an example in `cases`"


def not_listed() -> Iterator[str]:
    """Yield the rows that no table has."""
    from orcid_clientreq.rules.tables import TABLES

    listed = {id(row) for table in TABLES.values() for row in table}
    for place, row in written():
        if id(row) not in listed:
            yield f"{place}: list it in TABLE at the end of a module of rules/, or it is never asked"


def without_value(template: str, params: Any) -> list[str]:
    """Return the parameters of a message that have no value.

    >>> without_value("Use {expected}, not {host}.", {"host": "bit.ly"})
    ['expected']
    """
    return [name for _, name, _, _ in Formatter().parse(template) if name and name not in params]
