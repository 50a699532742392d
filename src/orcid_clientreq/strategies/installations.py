"""Installations of known systems: values for the variables of their callbacks, and what is registered for them."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orcid_clientreq.strategies import uris
from orcid_clientreq.strategies.acceptance import Acceptance, Strategy, fitting, or_nothing
from orcid_clientreq.strategies.values import kept
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
    """Return installations of one system; now and then what is not required is not given.

    Raises:
        InvalidArgument: If a limit leaves no room for its redirect URIs.
    """

    def filled(given: dict[str, str]) -> Installation:
        return given, redirect_uris(system, policy=acceptance.policy, **given)

    always = {name for each in system.callbacks if each.required for name in needed(each)}
    refusal = acceptance.refusal("redirect_uri", f"the redirect URIs of {system.id}")
    short = {name: _shortest(system, each, acceptance) for name, each in system.parameters.items() if name in always}
    all_of_it = {name: _value(system, each, acceptance) for name, each in system.parameters.items()}
    required = {name: drawn for name, drawn in all_of_it.items() if name in always}
    optional = {name: drawn for name, drawn in all_of_it.items() if name not in always}
    drawn = st.fixed_dictionaries(required, optional=optional).map(filled)
    fitted = fitting(drawn, filled(short), lambda installation: installation[1].ok, refusal)
    return fitted.map(lambda installation: (dict(installation[0]), installation[1]))  # whose values may be changed


@kept
def of_any_system(acceptance: Acceptance) -> Strategy[Installation]:
    """Return installations of systems that have callbacks.

    Raises:
        InvalidArgument: If a limit leaves no room for the redirect URIs of any.
    """
    every = {name: system for name, system in sorted(SYSTEMS.items()) if system.callbacks}
    drawn = {name: or_nothing(partial(installations, system, acceptance)) for name, system in every.items()}
    ids = [name for name, strategy in drawn.items() if not strategy.is_empty]
    if not ids:
        raise InvalidArgument(acceptance.refusal("redirect_uri", "the redirect URIs of any system"))
    return st.sampled_from(ids).flatmap(drawn.__getitem__)


def _value(system: System, parameter: Parameter, acceptance: Acceptance) -> Strategy[str]:
    """Return values for a variable: addresses that a path can follow, or words."""
    if not is_address(parameter.name, system):
        return st.from_regex(re.compile(parameter.pattern, re.ASCII), fullmatch=True) if parameter.pattern else _WORDS
    origins = uris.uris("redirect_uri", acceptance).map(_origin)
    if parameter.is_origin:
        return origins
    return st.builds("{}{}".format, origins, st.just("/return") if _is_whole(system, parameter) else _PATHS)


def _shortest(system: System, parameter: Parameter, acceptance: Acceptance) -> str:
    """Return the shortest value for a variable."""
    if not is_address(parameter.name, system):
        words = ("a", "1", parameter.example)
        return next(each for each in words if re.fullmatch(parameter.pattern or ".*", each, re.ASCII))
    short = uris.short_uri("redirect_uri", acceptance)
    return short if _is_whole(system, parameter) else _origin(short)


def _is_whole(system: System, parameter: Parameter) -> bool:
    """Return whether a variable is the whole of the redirect URI."""
    return templates_of(system) == (f"{{+{parameter.name}}}",)


def _origin(text: str) -> str:
    """Return scheme and authority of a URI."""
    uri = split(text)
    return lower_case(f"{uri.scheme}://{uri.authority}")
