"""The rows of every rule, in tables by the kind of value.

A row applies to every field of its kind, unless it says otherwise. The order of a table is the order in which its rules
are asked and reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import FIELDS, Kind
from orcid_clientreq.form import Environment, FormEdition, Severity
from orcid_clientreq.rules import (
    base_urls,
    between,
    choices,
    clients,
    contacts,
    homepage,
    presence,
    request,
    rows,
    texts,
)
from orcid_clientreq.rules.model import Row

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


def _between(kind: Kind) -> tuple[Row, ...]:
    """Return the rules about two fields that report their finding in a field of that kind."""
    return tuple(row for row in between.TABLE if FIELDS[row.only[0]].kind is kind)


#: The rows of each kind of value: whether something is there, then the rules of the kind, then those about two fields.
TABLES: Final[Mapping[Kind, tuple[Row, ...]]] = {
    kind: (*presence.TABLES.get(kind, ()), *_OWN.get(kind, ()), *_between(kind)) for kind in Kind
}

#: Each rule as its field and its row, in the order in which rules are listed.
ROWS: Final = tuple(
    (field, row) for field in FIELDS.values() for row in TABLES[field.kind] if row.holds_for(field.name)
)


@cache
def severities(environment: Environment, edition: FormEdition) -> Mapping[str, Severity | None]:
    """Return the severity of every rule in an environment and edition, by its code."""
    form = EDITIONS[edition]
    return {f"{field.name}.{row.name}": row.severities(field, form)[environment] for field, row in ROWS}
