"""The engine: a first pass takes what is plain, the rest is read field by field, then rules about two fields are asked.

What they find becomes findings, with the suggestions that keep their promise: a suggestion is offered if it fixes its
own fault and adds no error, neither in its field nor between two.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple

from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
from orcid_clientreq.fast_paths import PLAIN, are_apart
from orcid_clientreq.fields import FIELDS, Field, Kind, of_kind
from orcid_clientreq.form import Severity
from orcid_clientreq.kinds import READ, errors_in, findings, read_taken, take_or_read
from orcid_clientreq.policy import Policy
from orcid_clientreq.report import Finding
from orcid_clientreq.rules import beside
from orcid_clientreq.rules.model import Fault
from orcid_clientreq.rules.reading import ABSENT, MISSING_CODES, Reading
from orcid_clientreq.syntax.hosts import Names


class _Step(NamedTuple):
    """What is done with a field.

    Args:
        name: The name of the field.
        match: The expression of its kind, for short values without an A-label, if it has one.
        limit: The lower limit of its values, if there is one.
        field: The field.
        missing: The code of the rule that asks for a value, empty where none does.
        nothing: What a request holds where there is none.
    """

    name: str
    match: Callable[[str], object] | None
    limit: str
    field: Field
    missing: str
    nothing: tuple[()] | None


_STEPS: Final = {
    name: _Step(
        name,
        PLAIN[field.kind].match if field.kind in PLAIN else None,
        field.advised or field.limit,
        field,
        MISSING_CODES[name],
        () if field.kind is Kind.REDIRECT_URIS else None,
    )
    for name, field in FIELDS.items()
    if name in FIELD_NAMES
}
#: The fields of an edition in its order.
_OF_EDITION: Final = {each: tuple(_STEPS[name] for name in edition.by_name) for each, edition in EDITIONS.items()}
_CONTACTS: Final = of_kind(Kind.CONTACT)
#: The rules about two fields of an edition, and those that can find something where every field is plain.
_PAIRS: Final = {each: beside.among(edition.by_name) for each, edition in EDITIONS.items()}
_UNSETTLED: Final = {each: tuple(pair for pair in pairs if not pair.settled) for each, pairs in _PAIRS.items()}


def _read(name: str, value: object, policy: Policy, names: Names) -> Reading:
    """Read a field by the rules."""
    field = FIELDS[name]
    return READ[field.kind](field, value, policy, names)


class Readings:
    """The fields of a form as they were read; what the first pass took is read where a rule about two fields asks.

    Args:
        read: What was read.
        taken: What a request holds of the other fields.
    """

    __slots__ = ("_taken", "read")

    def __init__(self, read: dict[str, Reading], taken: Mapping[str, Any]) -> None:
        """Keep both."""
        self.read: dict[str, Reading] = read
        self._taken: Mapping[str, Any] = taken

    def of(self, name: str) -> Reading | None:
        """Return a field as it was read, `None` where the form does not have it."""
        reading = self.read.get(name)
        if reading is None and name in self._taken:
            reading = self.read[name] = read_taken(FIELDS[name], self._taken[name])
        return reading

    def having(self, name: str, value: object, policy: Policy) -> Readings:
        """Return the readings of the form in which one field has another value."""
        field = FIELDS[name]
        plain = take_or_read(field, value, policy, Names())
        reading = plain if type(plain) is Reading else read_taken(field, plain)
        return Readings({**self.read, name: reading}, self._taken)

    def errors(self, name: str, policy: Policy) -> set[str]:
        """Return the codes of the errors in a field, in its items, and between it and others."""
        read = self.of(name) or ABSENT
        found = errors_in(read.faults, name, policy)
        found |= {finding.code for finding in read.items if finding.severity is Severity.ERROR}
        for field, faults in beside.find(self.of, policy, beside.with_field(name)).items():
            found |= errors_in(faults, field, policy)
        return found


def read_fields(given: Mapping[str, Any], policy: Policy, names: Collection[str] | None = None) -> Readings:
    """Read some fields by the rules, by default those of the form's edition, in its order."""
    shared, get = Names(), given.get
    names = EDITIONS[policy.edition].by_name if names is None else names
    return Readings({name: _read(name, get(name), policy, shared) for name in names}, {})


def findings_in(readings: Readings, policy: Policy) -> tuple[Finding, ...]:
    """Return what was found in fields that were all read, in their order."""
    names = tuple(readings.read)
    return _findings(readings, names, beside.among(names), policy)


def _findings(
    readings: Readings, names: Iterable[str], pairs: Iterable[beside.Pair], policy: Policy
) -> tuple[Finding, ...]:
    """Return what was found in fields, in their order: of each first what it has as a whole, then its items."""
    between = beside.find(readings.of, policy, pairs)
    found: list[Finding] = []
    for name in names if between else tuple(readings.read):
        read = readings.read.get(name)
        faults = read.faults if read else ()
        if name in between:
            faults = (*faults, *between[name])
        if faults:
            found.extend(findings(_offered(name, faults, readings, policy), name, (name,), policy))
        if read:
            found.extend(read.items)
    return tuple(found)


def _offered(name: str, faults: tuple[Fault, ...], readings: Readings, policy: Policy) -> tuple[Fault, ...]:
    """Return the faults of a field with only those suggestions that keep their promise."""
    return tuple(
        [
            fault
            if fault.suggestion is None or _fixes(name, fault, readings, policy)
            else fault._replace(suggestion=None)
            for fault in faults
        ]
    )


def _fixes(name: str, fault: Fault, readings: Readings, policy: Policy) -> bool:
    """Return whether a suggestion for a field fixes its fault and adds no error, in the field or between two."""
    after = readings.having(name, fault.suggestion, policy)
    read, between = after.read[name], beside.find(after.of, policy, beside.with_field(name))
    if not read.faults and not read.items and not between:
        return True
    left = (*read.faults, *between.get(name, ()))
    return all(other.rule != fault.rule for other in left) and after.errors(name, policy) <= readings.errors(
        name, policy
    )


def adds_error(name: str, value: object, readings: Readings, policy: Policy) -> bool:
    """Return whether a form would have an error more if a field of it had another value."""
    return not readings.having(name, value, policy).errors(name, policy) <= readings.errors(name, policy)


def examine(given: Mapping[str, Any], policy: Policy) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    """Check a form, and return what was found and the values that a request would hold."""
    edition, shared, get = policy.edition, Names(), given.get
    taken: dict[str, Any] = {}
    read: dict[str, Reading] = {}
    limits, usual = policy.limits, policy.is_usual
    for name, match, limit, field, missing, nothing in _OF_EDITION[edition]:
        value = get(name)
        if (
            type(value) is str
            and match
            and usual
            and len(value) <= getattr(limits, limit)
            and match(value)
            and "--" not in value
        ):
            taken[name] = value
            continue
        if value is None and not (missing and policy.severity(missing)):
            taken[name] = nothing
            continue
        plain = take_or_read(field, value, policy, shared)
        if type(plain) is Reading:
            read[name] = plain
        else:
            taken[name] = plain
    contact, other = taken.get(_CONTACTS[0]), taken.get(_CONTACTS[1])
    # A mailbox keeps its first letter.
    settled = not contact or not other or contact[0].lower() != other[0].lower() or are_apart(contact, other)
    if settled and not read:
        for pair in _UNSETTLED[edition]:
            if policy.severity(pair.code):
                break
        else:
            return (), taken
    held = {**taken, **{name: reading.value for name, reading in read.items()}}
    pairs = [
        pair
        for pair in _PAIRS[edition]
        if not (settled and pair.settled and pair.field in taken and pair.beside in taken)
        and policy.severity(pair.code)
    ]
    return _findings(Readings(read, taken), EDITIONS[edition].by_name, pairs, policy), held


def examine_fields(given: Mapping[str, Any], policy: Policy) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    """Check a form by the rules alone."""
    readings = read_fields(given, policy)
    held = {name: read.value for name, read in readings.read.items()}
    return findings_in(readings, policy), held


def field_findings(name: str, value: object, policy: Policy, **others: object) -> tuple[Finding, ...]:
    """Return what is found in one field, compared with others where those are given."""
    readings = read_fields({name: value, **others}, policy, (name, *others))
    return tuple(finding for finding in findings_in(readings, policy) if finding.field == name)
