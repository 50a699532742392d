"""The catalogue: every rule, described once, as tables in the order of the form's parts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from orcid_clientreq.rules import clients, contacts, fields, redirects, request, text, uris
from orcid_clientreq.rules.model import Example, Found, Rule

__all__ = ["RULES", "Example", "Found", "Rule"]

#: Every rule by its code. Read-only.
RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        rule.code: rule
        for module in (request, fields, text, contacts, uris, redirects, clients)
        for row in module.ROWS
        for rule in row.rules()
    }
)
