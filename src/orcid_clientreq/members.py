"""Which form a mapping means: the policy that it names, and keys that the form does not have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, TypeVar

from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
from orcid_clientreq.form import Environment, FormEdition
from orcid_clientreq.policy import PRODUCTION, SANDBOX, Policy
from orcid_clientreq.report import Finding
from orcid_clientreq.rules.request import POLICY_MISMATCH, UNKNOWN_FIELD, near_fields, policy_mismatch, unknown_field
from orcid_clientreq.syntax.values import is_absent, is_name, text_of
from orcid_clientreq.verdicts import findings

_MEMBERS: Final = {
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
    """Return the member of an enumeration that a value names, `None` where it names none."""
    try:
        return kind((text_of(value) or "").strip())
    except ValueError:
        return None


def mismatches(members: Mapping[str, Any], policy: Policy, field: str = "request") -> tuple[Finding, ...]:
    """Return where the data names another environment or edition."""
    return tuple(
        finding
        for params in policy_mismatch(members, policy)
        for finding in findings((POLICY_MISMATCH.fault(params),), field, (str(params["member"]),), policy)
    )


def has_unknown(members: Mapping[str, Any], policy: Policy) -> bool:
    """Return whether there is a key that the form does not have."""
    return not _MEMBERS[policy.edition].issuperset(members)


def unknown_fields(members: Mapping[str, Any], policy: Policy) -> tuple[Finding, ...]:
    """Return which keys the form does not have. A key that is not a short, plain name is not repeated."""
    unknown = unknown_field(members, _MEMBERS[policy.edition])
    meant = _meant(unknown, members, policy)
    found: list[Finding] = []
    for name in unknown:
        fault = UNKNOWN_FIELD.fault(suggestion=meant.get(name))
        found.extend(findings((fault,), "request", (name,) if is_name(name) else (), policy))
    return tuple(found)


def _meant(unknown: list[str], members: Mapping[str, Any], policy: Policy) -> dict[str, str]:
    """Return the empty fields that misspelt keys are for, if their values add no error there.

    Only the first key near a field is tried, to keep the work linear.
    """
    near = near_fields(unknown, EDITIONS[policy.edition].by_name, FIELD_NAMES)
    empty = {field: name for field, name in near.items() if is_absent(members.get(field))}
    if not empty:
        return {}
    from orcid_clientreq.checking import adds_error, read_fields  # noqa: PLC0415 - for a mistake

    readings = read_fields(members, policy)
    return {name: field for field, name in empty.items() if not adds_error(field, members[name], readings, policy)}


def rename(members: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    """Return the members with one key renamed in its place."""
    return {new if name == old else name: value for name, value in members.items() if name != new}
