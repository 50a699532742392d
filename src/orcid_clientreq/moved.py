"""Names that have moved: each still works where it was, with a DeprecationWarning, until 1.0.

To remove them, remove this module, and what is left without it in the modules that it names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: The module where names were, and where each is now.
MOVED: Final[Mapping[str, Mapping[str, str]]] = {
    "orcid_clientreq": {
        "CredentialType": "orcid_clientreq.editions.CredentialType",
        "IntegrationType": "orcid_clientreq.editions.IntegrationType",
        "Rule": "orcid_clientreq.rules.Rule",
    },
    "orcid_clientreq.credentials": {
        "base_url": "orcid_clientreq.validators.base_url",
        "client_id": "orcid_clientreq.validators.client_id",
        "client_secret": "orcid_clientreq.validators.client_secret",
    },
}


def moved(module: str, name: str) -> object:
    """Return what a name of a module has become, with a warning that says where it is now.

    Raises:
        AttributeError: If the module never had the name.
    """
    from importlib import import_module  # noqa: PLC0415 - for old names only
    from warnings import warn  # noqa: PLC0415 - as said

    now = MOVED[module].get(name)
    if now is None:
        msg = f"module {module!r} has no attribute {name!r}"
        raise AttributeError(msg)
    warn(f"{module}.{name} is now {now}; 1.0 removes the old name", DeprecationWarning, stacklevel=3)
    place, _, new = now.rpartition(".")
    return getattr(import_module(place), new)
