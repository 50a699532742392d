"""Changes that break a rule about more than one value of a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from hypothesis import strategies as st

from orcid_clientreq.editions import FIELD_NAMES
from orcid_clientreq.strategies import uris
from orcid_clientreq.strategies.acceptance import Acceptance, Strategy
from orcid_clientreq.strategies.between import BETWEEN, Change, putting


def _not_a_mapping(_acceptance: Acceptance) -> Strategy[Change]:
    """What is not a form at all."""
    return putting(
        st.one_of(
            st.none(),
            st.text(max_size=5),
            st.integers(),
            st.lists(st.text(max_size=5), max_size=2),
            st.dictionaries(st.integers(), st.none(), min_size=1, max_size=2),
            st.builds(object),
        ).map(lambda data: {"data": data})
    )


def _unknown_field(_acceptance: Acceptance) -> Strategy[Change]:
    """A key that the form does not have."""
    misspelt = ("staf_notes", "contact_mail", "homepage", "redirect_uri", "pin-contact-email", "csrf_token", "x")
    known = {*FIELD_NAMES, "environment", "edition"}
    keys = st.sampled_from(misspelt) | st.text(max_size=10).map(lambda key: f"x{key}" if key in known else key)
    return putting(st.tuples(keys, st.text(max_size=5) | st.none()).map(lambda member: dict([member])))


def _policy_mismatch(_acceptance: Acceptance) -> Strategy[Change]:
    """Another environment or edition, by a name that none has."""
    named = st.sampled_from(["staging", "live", "2019-01", "PRODUCTION ", 7, b"production", ["sandbox"]])
    return putting(st.tuples(st.sampled_from(["environment", "edition"]), named).map(lambda member: dict([member])))


def _duplicate(acceptance: Acceptance) -> Strategy[Change]:
    """The first redirect URI once more."""
    uris.uris("redirect_uri", acceptance)  # there has to be room for one

    def change(data: dict[str, Any]) -> bool:
        data["redirect_uris"].append(data["redirect_uris"][0])
        return True

    return st.just(change)


#: What breaks a rule about more than one value, by its code.
BREAK_FORM: Final[dict[str, Callable[[Acceptance], Strategy[Change]]]] = {
    "request.not_a_mapping": _not_a_mapping,
    "request.unknown_field": _unknown_field,
    "request.policy_mismatch": _policy_mismatch,
    "redirect_uri.duplicate": _duplicate,
    **{code: each.break_ for code, each in BETWEEN.items()},
}
