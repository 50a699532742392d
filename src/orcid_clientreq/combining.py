"""Combines the suggestions for one value into the value that applies all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from orcid_clientreq.report import Finding
from orcid_clientreq.rules.model import Suggestion

#: Returns what is found in a text, at the same path.
Read = Callable[[str], tuple[Finding, ...]]

# Each suggestion is one round, and no value has as many.
_MOST_ROUNDS: Final = 12
_SEVERAL: Final = 2


def with_combined(found: tuple[Finding, ...], read: Read) -> tuple[Finding, ...]:
    """Return the findings of one value, those that have a suggestion with the combined one if there are several."""
    fixable = [each for each in found if each.suggestion is not None]
    if len(fixable) < _SEVERAL:
        return found
    # From one suggestion to the next, so that each adds no error to what the one before left.
    value, left = _fixed(fixable[0].suggestion or (), read)
    if not {each.code for each in left}.isdisjoint(each.code for each in fixable):
        return found
    return tuple(each if each.suggestion is None else attrs.evolve(each, combined_suggestion=value) for each in found)


def _fixed(value: Suggestion, read: Read) -> tuple[Suggestion, tuple[Finding, ...]]:
    """Return a value with every suggestion for it applied, and what is found in it then."""
    if not isinstance(value, str):
        rows = [_fixed(row, read) for row in value]
        return tuple(text for row, _ in rows for text in ((row,) if isinstance(row, str) else row)), tuple(
            finding for _, found in rows for finding in found
        )
    found = read(value)
    for _ in range(_MOST_ROUNDS):
        suggestion = next((each.suggestion for each in found if each.suggestion is not None), None)
        if suggestion is None:
            break
        if not isinstance(suggestion, str):
            return _fixed(suggestion, read)
        value, found = suggestion, read(suggestion)
    return value, found
