"""Which form a mapping means: the policy that it names, and whether it has keys that the form does not have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.form import Environment, FormEdition
from orcid_clientreq.policy import PRODUCTION, SANDBOX, Policy
from orcid_clientreq.rules.request import named_as

#: The keys of a form, by its edition.
MEMBERS: Final = {
    edition.edition: frozenset({*edition.by_name, "environment", "edition"}) for edition in EDITIONS.values()
}


def policy_named_in(members: Mapping[str, Any]) -> Policy:
    """Return the policy that the data names, as far as it does; what else it names is a mismatch."""
    if "environment" not in members and "edition" not in members:
        return PRODUCTION
    edition = FormEdition(named_as("edition", members.get("edition")) or PRODUCTION.edition)
    named = named_as("environment", members.get("environment"))
    if named is not None:
        environment = Environment(named)
    else:
        usual = PRODUCTION.environment
        environments = EDITIONS[edition].environments
        environment = usual if usual in environments else next(iter(environments))
    return _unchanged(environment, edition) if environment in EDITIONS[edition].environments else PRODUCTION


@cache
def _unchanged(environment: Environment, edition: FormEdition) -> Policy:
    """Return the policy of an environment and an edition in which nothing is changed."""
    return next(
        (each for each in (PRODUCTION, SANDBOX) if (each.environment, each.edition) == (environment, edition)),
        Policy(environment=environment, edition=edition),
    )


def spelt_as_meant(members: Mapping[str, Any]) -> dict[str, Any]:
    """Return the environment and the edition that a form or a file names, spelt as `check` takes them.

    >>> spelt_as_meant({"environment": " SANDBOX", "edition": 2023, "staff_notes": "DSpace"})
    {'environment': 'sandbox', 'edition': '2023'}
    """
    of_policy = {name: members[name] for name in ("environment", "edition") if name in members}
    return {name: named_as(name, value) or value for name, value in of_policy.items()}


def fits(members: Mapping[str, Any], policy: Policy) -> bool:
    """Return whether a mapping has no key that the form does not have, and names no other policy."""
    if not MEMBERS[policy.edition].issuperset(members):
        return False
    if "environment" not in members and "edition" not in members:
        return True
    named = policy.named()
    return all(type(members[name]) is str and members[name] == named[name] for name in named if name in members)


def rename(members: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    """Return the members with one key renamed in its place."""
    return {new if name == old else name: value for name, value in members.items() if name != new}
