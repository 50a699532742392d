"""Whole forms to accept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from hypothesis import strategies as st

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import FIELDS, Kind, of_kind
from orcid_clientreq.rules import RULES
from orcid_clientreq.strategies import uris, values
from orcid_clientreq.strategies.acceptance import Acceptance, Strategy, or_nothing
from orcid_clientreq.strategies.between import ABSENT, BETWEEN, agrees, make_agree

_PADDED: Final = st.sampled_from(["{}", " {}", "{}\n", "\t {} "])
_NOT_FILLED_IN: Final[Strategy[Any]] = st.sampled_from([ABSENT, ABSENT, None, "", " "])


def _lists(_field: str, acceptance: Acceptance) -> Strategy[Any]:
    """Return lists and tuples of redirect URIs."""
    lists = uris.uri_lists(acceptance)
    return lists | lists.map(tuple)


def _padded(field: str, acceptance: Acceptance) -> Strategy[str]:
    """Return texts with white space around them, where that is tolerated and there is room."""
    texts = values.texts(field, acceptance)
    if not acceptance.tolerates(f"{field}.surrounding_whitespace"):
        return texts
    padded = st.builds(str.format, _PADDED, texts)
    return padded.map(lambda text: text if acceptance.has_room(field, text) else text.strip())


#: What makes the good values of a field, by its kind, in the order in which they are drawn.
_GOOD: Final[Mapping[Kind, Callable[[str, Acceptance], Strategy[Any]]]] = {
    Kind.CONTACT: values.contacts,
    Kind.HOMEPAGE: uris.uris,
    Kind.REDIRECT_URIS: _lists,
    Kind.TEXT: _padded,
    Kind.CHOICE: lambda name, _: values.answers(name),
    Kind.EXISTING_CLIENT_ID: lambda _field, _acceptance: values.client_ids(),
}
_IN_ORDER: Final = tuple(name for kind in _GOOD for name in of_kind(kind))


@values.kept
def _good(name: str, acceptance: Acceptance) -> Strategy[Any]:
    """Return good values of a field."""
    return _GOOD[FIELDS[name].kind](name, acceptance)


@values.kept
def unfillable(acceptance: Acceptance) -> frozenset[str]:
    """Return the fields that have to be filled in, and cannot be: the limits leave no room for a good value."""
    asked = EDITIONS[acceptance.policy.edition].by_name
    needed = (name for name in asked if _is_needed(name, acceptance))
    return frozenset(name for name in needed if or_nothing(partial(_good, name, acceptance)).is_empty)


@values.kept
def accepted(acceptance: Acceptance, without: frozenset[str] = frozenset()) -> Strategy[dict[str, Any]]:
    """Return forms as they are sent: with optional fields absent, blank or filled, and what the acceptance lets pass.

    Args:
        acceptance: What they may be.
        without: Fields that are left out, be they required or not.

    Raises:
        InvalidArgument: If a limit leaves no room for a field that has to be filled in.
    """
    asked = EDITIONS[acceptance.policy.edition].by_name.keys() - without
    drawn: dict[str, Strategy[Any]] = {}
    for name in _IN_ORDER:
        if name in asked and _is_needed(name, acceptance):
            drawn[name] = _good(name, acceptance)
        elif name in asked:
            drawn[name] = _NOT_FILLED_IN | or_nothing(partial(_good, name, acceptance))

    def form(given: tuple[Any, ...]) -> dict[str, Any]:
        sent = {name: value for name, value in zip(drawn, given, strict=True) if value is not ABSENT}
        return make_agree(sent, acceptance)

    return st.tuples(*drawn.values()).map(form).filter(partial(agrees, acceptance=acceptance))


def _is_needed(name: str, acceptance: Acceptance) -> bool:
    """Return whether a field has to be filled in; one that another field requires is filled in when the two agree."""
    code = f"{name}.missing"
    return code in RULES and code not in BETWEEN and not acceptance.tolerates(code)
