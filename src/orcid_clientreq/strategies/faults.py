"""Faulty values: for every rule, what breaks that rule and no other, and the shortest value that does.

A table for each kind of value, in the order of the tables in `rules/`. What a fault is built of are good values, so that
there is nothing else to find in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from hypothesis import strategies as st

from orcid_clientreq.fields import FIELDS, Kind, limit_of, of_kind
from orcid_clientreq.strategies import faulty_contacts, faulty_texts, faulty_uris, uris, values
from orcid_clientreq.strategies.acceptance import Acceptance, Faulty, Strategy, or_nothing

# Every field

BLANK: Final = st.sampled_from([None, "", " ", "\t\n", "\u00a0\u3000", "\u200b", "\u2800\u3164\u00ad"])
NO_TEXT: Final = (
    st.integers()
    | st.booleans()
    | st.floats()
    | st.binary(max_size=8)
    | st.lists(st.text(max_size=5), min_size=1, max_size=2)
)
_NO_LIST: Final = st.integers() | st.binary(max_size=8) | st.dictionaries(st.text(max_size=3), st.none(), max_size=2)


def missing(field: str, _acceptance: Acceptance) -> Strategy[Any]:
    """What a form sends for a field left empty."""
    if field == "redirect_uris":
        return BLANK | st.sampled_from([[], ()])
    return st.sampled_from(["", " ", "\t\n", "\u2060"]) if field == "redirect_uri" else BLANK


def wrong_type(field: str, acceptance: Acceptance) -> Strategy[Any]:
    """No text, no list, or to a question of yes or no neither a text nor a boolean."""
    if FIELDS[field].kind is Kind.CHOICE:
        return NO_TEXT.filter(lambda value: not isinstance(value, bool))
    if field == "redirect_uris":
        return _NO_LIST | or_nothing(partial(uris.uris, "redirect_uri", acceptance))
    return NO_TEXT | st.none() if field == "redirect_uri" else NO_TEXT


def not_a_choice(_field: str, _acceptance: Acceptance) -> Strategy[Any]:
    """No answer to any question that has a choice."""
    return st.sampled_from(["maybe", "y", "1", "none of them", "Premium: Trusted Party", "ja", "n/a", "\x00"])


def too_long(field: str, acceptance: Acceptance) -> Strategy[Any]:
    """One character too many, or more."""
    more = st.sampled_from([1, 2, 100])
    limits = acceptance.limits
    if field in of_kind(Kind.CONTACT):
        return more.map(lambda extra: "@university.edu".rjust(limits.email + extra, "a"))
    if field in {"homepage_url", "redirect_uri"}:
        return more.map(lambda extra: "https://university.edu/".ljust(limits.uri + extra, "a"))
    if field == "redirect_uris":
        return more.map(lambda extra: ["https://university.edu/orcid"] * (limits.redirect_uris + extra))
    over = [limit_of(FIELDS[field], limits)]
    if field == "description" and limits.description_advised < limits.description:
        over = (
            [limits.description]
            if acceptance.policy.severity("description.too_long") is None
            else [limits.description_advised, *over]
        )
    return st.tuples(st.sampled_from(over), st.integers(1, 9)).map(lambda sizes: "x" * sum(sizes))


#: What breaks a rule that is about one value, by the name of the rule, or by its code where the name has another meaning
#: in another field.
BREAK_VALUE: Final[Mapping[str, Faulty]] = {
    "missing": Faulty(missing, ""),
    "wrong_type": Faulty(wrong_type),
    "too_long": Faulty(too_long),
    "not_a_choice": Faulty(not_a_choice),
    **faulty_texts.BREAK_VALUE,
    **faulty_contacts.BREAK_VALUE,
    **faulty_uris.BREAK_VALUE,
    "existing_client_id.invalid": Faulty(lambda _field, _acceptance: values.no_client_ids()),
    "existing_client_id.is_secret": Faulty(lambda _field, _acceptance: values.secrets()),
    "existing_client_id.unfilled": Faulty(lambda _field, _acceptance: values.unfilled_client_ids()),
}


def faulty_of(code: str) -> Faulty | None:
    """Return what breaks a rule that is about one value, `None` if nothing is drawn for it."""
    return BREAK_VALUE.get(code) or BREAK_VALUE.get(code.partition(".")[2])
