"""Which systems have the same callbacks, so that the path of a redirect URI does not tell which system it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from orcid_clientreq.systems.catalogue import SYSTEMS
from orcid_clientreq.systems.filling import expand, system_of
from orcid_clientreq.systems.model import Callback, System, addresses


def sharing(system: System | str) -> Mapping[str, tuple[System, ...]]:
    """Return which other systems have the same callbacks as a system.

    Two callbacks are the same if they have the same text after the address of the installation, with the values that
    their variables have in most installations, such as `orcid` for the name of a provider.

    Args:
        system: The system, or its id.

    Returns:
        The other systems, by the template of the callback. Only templates that another system shares are in it.

    Raises:
        TypeError: If `system` is neither a `System` nor text.
        ValueError: If no system has that id. The error names the nearest.

    >>> {path: [each.name for each in systems] for path, systems in sharing("vivo").items()}
    {'{+base}/orcid/callback': ['CKAN with ckanext-orcid']}
    """
    wanted = system_of(system)
    found: dict[str, tuple[System, ...]] = {}
    for callback in wanted.callbacks:
        others = tuple(each for each in _by_path().get(_path(callback), ()) if each.id != wanted.id)
        if others:
            found[callback.template] = others
    return MappingProxyType(found)


@cache
def _by_path() -> Mapping[str, tuple[System, ...]]:
    """Return the systems by the paths of their callbacks."""
    systems: dict[str, tuple[System, ...]] = {}
    for system in SYSTEMS.values():
        for path in dict.fromkeys(map(_path, system.callbacks)):
            systems[path] = (*systems.get(path, ()), system)
    systems.pop("", None)  # a whole address that somebody chooses
    return systems


def _path(callback: Callback) -> str:
    """Return what follows the address in a callback, with the examples of its other variables."""
    values = {each.name: each.example for each in callback.parameters}
    return expand(callback.template, values | dict.fromkeys(addresses(callback.template), ""))
