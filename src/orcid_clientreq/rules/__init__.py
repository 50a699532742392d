"""The catalogue: every rule, described once, in tables by the kind of value.

A row holds for every field of its kind, if it does not say otherwise. The order of a table is the order in which its
rules are asked and reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from orcid_clientreq.fields import FIELDS, Kind
from orcid_clientreq.form import Environment, FormEdition, Severity
from orcid_clientreq.rules import base_urls, beside, choices, clients, contacts, homepage, reading, request, rows, texts
from orcid_clientreq.rules.model import Example, Found, Row, Rule

__all__ = ["RULES", "TABLES", "Example", "Found", "Rule", "severities"]

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

#: Every rule by its code. Read-only.
RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        rule.code: rule
        for field in FIELDS.values()
        for rule in (row.rule(field) for row in TABLES[field.kind] if row.holds_for(field.name))
    }
)


@cache
def severities(environment: Environment, edition: FormEdition) -> Mapping[str, Severity | None]:
    """Return the severity of every rule in an environment and edition, by its code."""
    return {code: rule.severity(environment, edition) for code, rule in RULES.items()}
