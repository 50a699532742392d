"""The engine: each field is read by the function of its kind, then the rules about two fields are asked.

What they find becomes findings, with the suggestions that keep their promise: a suggestion is offered if it fixes its
own fault and adds no error, neither in its field nor between two.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fast_paths import plain_request
from orcid_clientreq.fields import FIELDS
from orcid_clientreq.form import Severity
from orcid_clientreq.kinds import READ, errors_in, findings
from orcid_clientreq.policy import Policy
from orcid_clientreq.report import Finding
from orcid_clientreq.rules import beside
from orcid_clientreq.rules.model import Fault
from orcid_clientreq.rules.reading import Reading
from orcid_clientreq.syntax.hosts import Names

Readings = Mapping[str, Reading]

#: Each field with the function that reads its kind: all of them, and those of an edition in its order.
_READERS: Final = {name: (READ[field.kind], field) for name, field in FIELDS.items() if field.kind in READ}
_OF_EDITION: Final = {each: [_READERS[name] for name in edition.by_name] for each, edition in EDITIONS.items()}


def read_fields(given: Mapping[str, Any], policy: Policy, names: Collection[str] | None = None) -> Readings:
    """Read some fields, by default those of the form's edition, in its order."""
    shared = Names()
    readers = _OF_EDITION[policy.edition] if names is None else [_READERS[name] for name in names]
    get = given.get
    return {field.name: read(field, get(field.name), policy, shared) for read, field in readers}


def findings_in(readings: Readings, policy: Policy) -> tuple[Finding, ...]:
    """Return what was found in fields, in their order: of each first what it has as a whole, then its items."""
    between = beside.find(readings, policy)
    found: list[Finding] = []
    for name, read in readings.items():
        faults = (*read.faults, *between[name]) if name in between else read.faults
        if faults:
            found.extend(findings(_offered(name, faults, readings, policy), name, (name,), policy))
        found.extend(read.items)
    return tuple(found)


def _offered(name: str, faults: tuple[Fault, ...], readings: Readings, policy: Policy) -> tuple[Fault, ...]:
    """Return the faults of a field with only those suggestions that keep their promise."""
    if all(fault.suggestion is None for fault in faults):
        return faults
    before = _errors(name, readings, policy)

    def keeps(fault: Fault) -> bool:
        if fault.suggestion is None:
            return True
        after = _with(name, fault.suggestion, readings, policy)
        left = (*after[name].faults, *beside.find(after, policy, name).get(name, ()))
        return all(other.rule != fault.rule for other in left) and _errors(name, after, policy) <= before

    return tuple(fault if keeps(fault) else fault._replace(suggestion=None) for fault in faults)


def adds_error(name: str, value: object, readings: Readings, policy: Policy) -> bool:
    """Return whether a form would have an error more if a field of it had another value."""
    return not _errors(name, _with(name, value, readings, policy), policy) <= _errors(name, readings, policy)


def _with(name: str, value: object, readings: Readings, policy: Policy) -> Readings:
    """Return the readings of a form in which one field has another value."""
    read, field = _READERS[name]
    return {**readings, name: read(field, value, policy, Names())}


def _errors(name: str, readings: Readings, policy: Policy) -> set[str]:
    """Return the codes of the errors in a field, in its items, and between it and others."""
    read = readings[name]
    found = errors_in(read.faults, name, policy)
    found |= {finding.code for finding in read.items if finding.severity is Severity.ERROR}
    for field, faults in beside.find(readings, policy, name).items():
        found |= errors_in(faults, field, policy)
    return found


def examine(given: Mapping[str, Any], policy: Policy) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    """Check a form, and return what was found and the values that a request would hold."""
    plain = plain_request(given, policy)
    return examine_fields(given, policy) if plain is None else ((), plain)


def examine_fields(given: Mapping[str, Any], policy: Policy) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    """Check a form field by field."""
    readings = read_fields(given, policy)
    return findings_in(readings, policy), {name: read.value for name, read in readings.items()}


def field_findings(name: str, value: object, policy: Policy, **others: object) -> tuple[Finding, ...]:
    """Return what is found in one field, compared with others where those are given."""
    readings = read_fields({name: value, **others}, policy, (name, *others))
    return tuple(finding for finding in findings_in(readings, policy) if finding.field == name)
