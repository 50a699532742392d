"""The catalogue: every rule, described once, in tables by the kind of value.

A row holds for every field of its kind, if it does not say otherwise. The order of a table is the order in which its
rules are asked and reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import FIELDS, Kind
from orcid_clientreq.form import Environment, FormEdition, Severity
from orcid_clientreq.rules import base_urls, beside, choices, clients, contacts, homepage, reading, request, rows, texts
from orcid_clientreq.rules.model import Example, Found, Row, Rule

__all__ = ["RULES", "TABLES", "Example", "Found", "Rule", "catalogue", "severities"]

_OWN: Final[Mapping[Kind, tuple[Row, ...]]] = {
    Kind.REQUEST: request.TABLE,
    Kind.CONTACT: contacts.TABLE,
    Kind.TEXT: texts.TABLE,
    Kind.HOMEPAGE: homepage.TABLE,
    Kind.REDIRECT_URI: rows.TABLE,
    Kind.CHOICE: choices.TABLE,
    Kind.EXISTING_CLIENT_ID: clients.TABLE,
    Kind.CREDENTIALS: request.CREDENTIALS_TABLE,
    Kind.CLIENT_ID: clients.TABLE,
    Kind.CLIENT_SECRET: clients.SECRET_TABLE,
    Kind.BASE_URL: base_urls.TABLE,
}


def _beside(kind: Kind) -> tuple[Row, ...]:
    """Return the rules about two fields of which one has that kind."""
    return tuple(row for row in beside.TABLE if FIELDS[row.only[0]].kind is kind)


#: The rows of each kind of value: whether something is there, then the rules of the kind, then those about two fields.
TABLES: Final[Mapping[Kind, tuple[Row, ...]]] = {
    kind: (*reading.TABLES.get(kind, ()), *_OWN.get(kind, ()), *_beside(kind)) for kind in Kind
}

_ROWS: Final = tuple(
    (field, row) for field in FIELDS.values() for row in TABLES[field.kind] if row.holds_for(field.name)
)


@cache
def catalogue() -> Mapping[str, Rule]:
    """Return every rule by its code, read-only; put together at the first use, since a valid request needs none.

    >>> catalogue()["redirect_uri.wildcard"].field
    'redirect_uri'
    """
    return MappingProxyType({rule.code: rule for rule in (row.rule(field) for field, row in _ROWS)})


@cache
def severities(environment: Environment, edition: FormEdition) -> Mapping[str, Severity | None]:
    """Return the severity of every rule in an environment and edition, by its code."""
    asked = EDITIONS[edition]
    return {f"{field.name}.{row.name}": row.severities(field, asked)[environment] for field, row in _ROWS}


if TYPE_CHECKING:
    #: Every rule by its code. Read-only.
    RULES: Final[Mapping[str, Rule]] = catalogue()


def __getattr__(name: str) -> Any:
    """Return the catalogue, which is not there before it is asked for."""
    if name == "RULES":
        return catalogue()
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
