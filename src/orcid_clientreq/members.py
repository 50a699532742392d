"""Which form a mapping means: the policy that it names, and whether it has keys that the form does not have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, TypeVar

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.form import Environment, FormEdition
from orcid_clientreq.policy import PRODUCTION, SANDBOX, Policy
from orcid_clientreq.syntax.values import text_of

#: The keys of a form, by its edition.
MEMBERS: Final = {
    edition.edition: frozenset({*edition.by_name, "environment", "edition"}) for edition in EDITIONS.values()
}

_Kind = TypeVar("_Kind", Environment, FormEdition)


def policy_named_in(members: Mapping[str, Any]) -> Policy:
    """Return the policy that the data names, as far as it does; what else it names is a mismatch."""
    if "environment" not in members and "edition" not in members:
        return PRODUCTION
    edition = _named(members.get("edition"), FormEdition) or PRODUCTION.edition
    environment = _named(members.get("environment"), Environment)
    if environment is None:
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


def _named(value: object, kind: type[_Kind]) -> _Kind | None:
    """Return the member of an enumeration that a value names, `None` where it names none.

    "latest" names none: it would mean another form tomorrow.
    """
    text = (text_of(value) or "").strip()
    return kind(text) if text in set(kind) else None


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
