"""Every rule, described once: `RULES` has them by their codes.

The rules are imported when the first value needs one: a program that checks plain values starts without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orcid_clientreq.rules.catalogue import RULES, Example, Found, Rule
    from orcid_clientreq.rules.tables import ROWS, TABLES, severities

__all__ = ["ROWS", "RULES", "TABLES", "Example", "Found", "Rule", "severities"]

_OF_TABLES = frozenset({"ROWS", "TABLES", "severities"})


def __getattr__(name: str) -> Any:
    """Return a name of the catalogue or of the tables, which are imported now."""
    if name not in __all__:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    from orcid_clientreq.rules import catalogue, tables  # noqa: PLC0415 - as the docstring says

    return getattr(tables if name in _OF_TABLES else catalogue, name)
