"""Installations of known systems: values for the variables of their callbacks, and what is registered for them."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from orcid_clientreq.strategies import uris
from orcid_clientreq.strategies.values import Acceptance, Strategy
from orcid_clientreq.syntax.hosts import lower_case
from orcid_clientreq.syntax.uris import split
from orcid_clientreq.systems import SYSTEMS, Registration, System, redirect_uris
from orcid_clientreq.systems.model import Parameter, is_address, needed, templates_of

#: The values that were given, and what is to be registered.
Installation = tuple[dict[str, str], Registration]

_WORDS: Final = st.text("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_ é", min_size=1, max_size=12).map(
    lambda text: text.strip() or "orcid"
)
_PATHS: Final = st.sampled_from(["", "", "/repository", "/apps/oJs", "/~library/v2"])


def installations(system: System, acceptance: Acceptance) -> Strategy[Installation]:
    """Return installations of one system; now and then what is not required is not given."""
    always = {name for each in system.callbacks if each.required for name in needed(each)}
    all_of_it = {name: _value(system, each, acceptance) for name, each in system.parameters.items()}
    required = {name: drawn for name, drawn in all_of_it.items() if name in always}
    optional = {name: drawn for name, drawn in all_of_it.items() if name not in always}
    drawn = st.fixed_dictionaries(required, optional=optional)
    return drawn.map(lambda given: (given, redirect_uris(system, policy=acceptance.policy, **given)))


def of_any_system(acceptance: Acceptance) -> Strategy[Installation]:
    """Return installations of systems that have callbacks."""
    ids = sorted(name for name, system in SYSTEMS.items() if system.callbacks)
    return st.sampled_from(ids).flatmap(lambda name: installations(SYSTEMS[name], acceptance))


def _value(system: System, parameter: Parameter, acceptance: Acceptance) -> Strategy[str]:
    """Return values for a variable: addresses that a path can follow, or words."""
    if not is_address(parameter.name, system):
        return _WORDS
    origins = uris.uris("redirect_uri", acceptance).map(_origin)
    whole = templates_of(system) == (f"{{+{parameter.name}}}",)
    return st.builds("{}{}".format, origins, st.just("/return") if whole else _PATHS)


def _origin(text: str) -> str:
    """Return scheme and authority of a URI."""
    uri = split(text)
    return lower_case(f"{uri.scheme}://{uri.authority}")
