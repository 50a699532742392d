"""Checks a form by the rules: values are read, readings have faults, and a policy makes findings of faults.

In order: each field is read (`readers`), unless the first pass has taken it; fields are compared (`rules.between`);
faults become findings (`verdicts`), with only those suggestions that keep their promise: a suggestion is offered if it
fixes its own fault and adds no error, neither in its field nor between two.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

from orcid_clientreq.combining import with_combined
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import FIELDS
from orcid_clientreq.first_pass import contacts_differ, is_whole, plan_of
from orcid_clientreq.form import Severity
from orcid_clientreq.policy import Policy
from orcid_clientreq.readers import READERS, plain_reading, read
from orcid_clientreq.report import Finding
from orcid_clientreq.rules import between
from orcid_clientreq.rules.model import Fault
from orcid_clientreq.rules.reading import ABSENT, Reading
from orcid_clientreq.syntax.hosts import Names
from orcid_clientreq.verdicts import errors_in, findings

#: The fields of a form as they were read, by name, in the order of the form.
Readings = Mapping[str, Reading]

#: The fields of an edition by their names, in the order of the form.
_FIELDS: Final = {each: tuple((name, FIELDS[name]) for name in edition.by_name) for each, edition in EDITIONS.items()}
#: The rules about two fields of an edition.
_PAIRS: Final = {each: between.within(edition.by_name) for each, edition in EDITIONS.items()}


def examine(
    given: Mapping[str, Any], plain: Mapping[str, Any], policy: Policy, names: Names
) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    """Check a form, and return what was found, and the normalized values.

    Args:
        given: What was given for each field.
        plain: The normalized values of those that the first pass took.
        policy: The policy.
        names: The internationalized names of the form.
    """
    plan = plan_of(policy)
    if plan.pairs is None:
        pairs = plan.pairs = tuple(pair for pair in _PAIRS[policy.edition] if policy.severity(pair.code))
        plan.never_compared = all(pair.never_between_plain for pair in pairs)
        if is_whole(plain, plan):
            return (), dict(plain)
    readings = {
        name: plain_reading(plain[name])
        if name in plain
        else READERS[field.kind].by_rules(field, given.get(name), policy, names)
        for name, field in _FIELDS[policy.edition]
    }
    differ = contacts_differ(plain)
    pairs = tuple(
        [
            pair
            for pair in plan.pairs
            if not (differ and pair.never_between_plain and pair.field in plain and pair.other in plain)
        ]
    )
    return findings_in(readings, policy, pairs), {name: each.value for name, each in readings.items()}


def read_fields(given: Mapping[str, Any], policy: Policy, names: Collection[str] | None = None) -> Readings:
    """Read some fields, by default those of the form's edition, in their order."""
    shared = Names()
    names = EDITIONS[policy.edition].by_name if names is None else names
    return {name: read(FIELDS[name], given.get(name), policy, shared) for name in names}


def findings_in(readings: Readings, policy: Policy, pairs: Iterable[between.Pair] | None = None) -> tuple[Finding, ...]:
    """Return what was found in fields, in their order: of each first what it has as a whole, then its items.

    Args:
        readings: The fields.
        policy: The policy.
        pairs: The rules about two fields, by default all that can find something in one of these.
    """
    compared = between.find(readings, policy, between.within(readings) if pairs is None else pairs)
    found: list[Finding] = []
    for name, reading in readings.items():
        faults = (*reading.faults, *compared[name]) if name in compared else reading.faults
        if faults:
            found.extend(with_combined(_offered(name, faults, readings, policy), _reader(name, readings, policy)))
        if reading.items:
            found.extend(reading.items)
    return tuple(found)


def _offered(
    name: str, faults: tuple[Fault, ...], readings: Readings, policy: Policy, *, only_first: bool = False
) -> tuple[Finding, ...]:
    """Return the findings in a field with the suggestions that keep their promise, or with the first of these alone."""
    offered: list[Fault] = []
    is_enough = False
    for fault in faults:
        kept = fault.suggestion is not None and not is_enough and _fixes(name, fault, readings, policy)
        is_enough = is_enough or (kept and only_first)
        offered.append(fault if kept or fault.suggestion is None else fault.without_suggestion())
    return findings(offered, name, (name,), policy)


def _reader(name: str, readings: Readings, policy: Policy) -> Callable[[str], tuple[Finding, ...]]:
    """Return a function from another value of a field to what is found in it."""

    def read_other(value: str) -> tuple[Finding, ...]:
        after = _with_value(readings, name, value, policy)
        compared = between.find(after, policy, between.with_field(name)).get(name, ())
        return _offered(name, (*after[name].faults, *compared), after, policy, only_first=True)

    return read_other


def _fixes(name: str, fault: Fault, readings: Readings, policy: Policy) -> bool:
    """Return whether a suggestion for a field fixes its fault and adds no error, in the field or between two."""
    after = _with_value(readings, name, fault.suggestion, policy)
    reading, compared = after[name], between.find(after, policy, between.with_field(name))
    if not reading.faults and not reading.items and not compared:
        return True
    left = (*reading.faults, *compared.get(name, ()))
    return all(other.rule != fault.rule for other in left) and _errors(after, name, policy) <= _errors(
        readings, name, policy
    )


def _with_value(readings: Readings, name: str, value: object, policy: Policy) -> Readings:
    """Return the readings of the form in which one field has another value."""
    return {**readings, name: read(FIELDS[name], value, policy, Names())}


def _errors(readings: Readings, name: str, policy: Policy) -> set[str]:
    """Return the codes of the errors in a field, in its items, and between it and others."""
    reading = readings.get(name, ABSENT)
    found = errors_in(reading.faults, name, policy)
    found |= {finding.code for finding in reading.items if finding.severity is Severity.ERROR}
    for field, faults in between.find(readings, policy, between.with_field(name)).items():
        found |= errors_in(faults, field, policy)
    return found


def adds_error(name: str, value: object, readings: Readings, policy: Policy) -> bool:
    """Return whether a form would have an error more if a field of it had another value."""
    after = _with_value(readings, name, value, policy)
    return not _errors(after, name, policy) <= _errors(readings, name, policy)


def field_findings(name: str, value: object, policy: Policy, **others: object) -> tuple[Finding, ...]:
    """Return what is found in one field, compared with others where those are given."""
    readings = read_fields({name: value, **others}, policy, (name, *others))
    return tuple(finding for finding in findings_in(readings, policy) if finding.field == name)
