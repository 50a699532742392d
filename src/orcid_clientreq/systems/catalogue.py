"""Every system that is known, by its id."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from orcid_clientreq.systems import frameworks, gateways, information, platforms, publishing, repositories, tools
from orcid_clientreq.systems.model import System

#: Every entry of the modules, in their order.
ENTRIES: Final[tuple[System, ...]] = tuple(
    each
    for module in (repositories, publishing, information, tools, platforms, gateways, frameworks)
    for each in module.TABLE
)
#: Every system by its id. Read-only.
SYSTEMS: Final[Mapping[str, System]] = MappingProxyType({each.id: each for each in ENTRIES})
