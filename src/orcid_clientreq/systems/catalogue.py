"""Every system that is known, by its id."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from orcid_clientreq.systems import frameworks, gateways, information, platforms, publishing, repositories, tools
from orcid_clientreq.systems.model import System

#: Every system by its id. Read-only.
SYSTEMS: Final[Mapping[str, System]] = MappingProxyType(
    {
        each.id: each
        for module in (repositories, publishing, information, tools, platforms, gateways, frameworks)
        for each in module.TABLE
    }
)
