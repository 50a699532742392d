"""Checks a form as a whole: its fields, the keys that it does not have, and whether it names another policy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orcid_clientreq.checking import adds_error, read_fields
from orcid_clientreq.checking import examine as examine_fields
from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
from orcid_clientreq.members import MEMBERS, fits
from orcid_clientreq.policy import Policy
from orcid_clientreq.report import Finding
from orcid_clientreq.rules.request import (
    NOT_A_MAPPING,
    POLICY_MISMATCH,
    UNKNOWN_FIELD,
    field_labelled,
    near_fields,
    policy_mismatch,
    spelling,
    unknown_field,
)
from orcid_clientreq.syntax.hosts import Names
from orcid_clientreq.syntax.values import is_absent, is_name
from orcid_clientreq.verdicts import findings


def examine(
    members: Mapping[str, Any], plain: Mapping[str, Any], policy: Policy, names: Names
) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    """Check a form, and return what was found, and the normalized values.

    Args:
        members: What was given.
        plain: The normalized values of the fields that the first pass took.
        policy: The policy.
        names: The internationalized names of the form.
    """
    found, values = examine_fields(members, plain, policy, names)
    if fits(members, policy):
        return found, values
    return (*mismatches(members, policy), *found, *unknown_fields(members, policy)), values


def not_a_mapping(policy: Policy, field: str = "request") -> tuple[Finding, ...]:
    """Return the finding that there is no form to check."""
    return findings((NOT_A_MAPPING.fault(),), field, (), policy)


def mismatches(members: Mapping[str, Any], policy: Policy, field: str = "request") -> tuple[Finding, ...]:
    """Return where the data names another environment or edition, or spells it otherwise."""
    return tuple(
        finding
        for params in policy_mismatch(members, policy)
        for finding in findings(
            (POLICY_MISMATCH.fault(params, spelling(members, params)),), field, (str(params["member"]),), policy
        )
    )


def unknown_fields(members: Mapping[str, Any], policy: Policy) -> tuple[Finding, ...]:
    """Return which keys the form does not have. A key that is neither a plain name nor a label is not repeated."""
    unknown = unknown_field(members, MEMBERS[policy.edition])
    if not unknown:
        return ()
    meant = _meant(unknown, members, policy)
    found: list[Finding] = []
    for name in unknown:
        fault = UNKNOWN_FIELD.fault(suggestion=meant.get(name))
        is_harmless = is_name(name) or field_labelled(name)
        found.extend(findings((fault,), "request", (name,) if is_harmless else (), policy))
    return tuple(found)


def _meant(unknown: list[str], members: Mapping[str, Any], policy: Policy) -> dict[str, str]:
    """Return the empty fields that misspelt keys are for, if their values add no error there.

    Only the first key near a field is tried, to keep the work linear.
    """
    near = near_fields(unknown, EDITIONS[policy.edition].by_name, FIELD_NAMES)
    empty = {field: name for field, name in near.items() if is_absent(members.get(field))}
    if not empty:
        return {}
    readings = read_fields(members, policy)
    return {name: field for field, name in empty.items() if not adds_error(field, members[name], readings, policy)}
