"""The engine: each field is read by the function of its kind, then the rules about two fields are asked.

What they find becomes findings, with the suggestions that keep their promise: a suggestion is offered if it fixes its
own fault and adds no error, neither in its field nor between two.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeGuard

import attrs

from orcid_clientreq.display import shows_nothing
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.form import CHOICES, Severity
from orcid_clientreq.policy import Policy
from orcid_clientreq.report import Finding
from orcid_clientreq.rules import RULES
from orcid_clientreq.rules.model import Path
from orcid_clientreq.validators import beside, clients
from orcid_clientreq.validators import text as text_rules
from orcid_clientreq.validators.contacts import contact, unknown_contact
from orcid_clientreq.validators.fault import Fault, errors, findings, kept, too_long
from orcid_clientreq.validators.homepage import homepage_faults
from orcid_clientreq.validators.homepage import is_faultless as is_faultless_homepage
from orcid_clientreq.validators.hosts import Names
from orcid_clientreq.validators.plain import items_of, text_of
from orcid_clientreq.validators.plain_request import plain_request
from orcid_clientreq.validators.reading import ABSENT, Reading
from orcid_clientreq.validators.redirects import is_faultless, redirect, rows

_MISSING: Final = Fault("missing")
_WRONG_TYPE: Final = Reading((Fault("wrong_type"),), understood=False)

Read = Callable[[str, Any, Policy, Names], Reading]


# Reading a field, by the kind of its value


def _absent(field: str, policy: Policy) -> Reading:
    """Return the reading of a field left empty."""
    code = f"{field}.missing"
    return Reading((_MISSING,)) if code in RULES and policy.severity(code) else ABSENT


def _read_text_of(field: str, value: object, limit: int, policy: Policy) -> str | Reading:
    """Return the text of a value, or the reading of one that has none, is none, or is over its limit."""
    text = "" if value is None else text_of(value)
    if text is None:
        return _WRONG_TYPE
    if len(text) > limit:  # nothing looks at it
        return Reading((too_long(limit),), understood=False)
    return _absent(field, policy) if shows_nothing(text) else text


def read_text(field: str, value: object, policy: Policy, _names: Names) -> Reading:
    """Read a text that is shown to people; a request holds it without the white space around it."""
    if type(value) is str and text_rules.is_faultless(value, field, policy):
        return Reading((), value)
    text = _read_text_of(field, value, getattr(policy.limits, field), policy)
    return text if isinstance(text, Reading) else Reading(text_rules.faults(text, field, policy), text.strip())


#: What people answer to a question of yes or no.
_MEANT: Final = {"y": "yes", "true": "yes", "on": "yes", "1": "yes", "n": "no", "false": "no", "off": "no", "0": "no"}
#: No answer is longer; what is gets the same finding, and is not looked at.
_LONGEST_ANSWER: Final = 100


def read_choice(field: str, value: object, policy: Policy, _names: Names) -> Reading:
    """Read the answer to a question that has a choice; a boolean answers a question of yes or no."""
    choices = CHOICES[field]
    if type(value) is bool and value in choices.values():
        return Reading((), value)
    text = "" if value is None else text_of(value)
    if text is None:
        return _WRONG_TYPE
    core = text.strip()
    key = core.lower().replace(" ", "_").replace("-", "_") if len(core) <= _LONGEST_ANSWER else ""
    if key in choices:
        return Reading((), choices[key])
    if shows_nothing(text):
        return _absent(field, policy)
    meant = _MEANT.get(key)
    fault = Fault("not_a_choice", {"choices": ", ".join(choices)}, meant if meant in choices else None)
    return Reading((fault,), understood=False)


def read_client_id(_field: str, value: object, _policy: Policy, _names: Names) -> Reading:
    """Read the client iD of the credentials to update; whether there has to be one depends on another answer."""
    text = "" if value is None else text_of(value)
    if text is None:
        return _WRONG_TYPE
    return ABSENT if shows_nothing(text) else Reading(clients.faults(text), text.strip())


def read_contact(field: str, value: object, policy: Policy, names: Names) -> Reading:
    """Read a contact; a request holds the address normalized, or as given where a policy lets it pass as none."""
    text = _read_text_of(field, value, policy.limits.email, policy)
    if isinstance(text, Reading):
        return text
    this = contact(text, policy, names)
    unknown = unknown_contact(this, policy) if field == "contact_email" else None
    held = this.address.normalized if this.address else this.text.strip()
    return Reading((*this.faults, unknown) if unknown else this.faults, held, contact=this)


def read_homepage(field: str, value: object, policy: Policy, names: Names) -> Reading:
    """Read the home page; a request holds it as given."""
    if type(value) is str and is_faultless_homepage(value, policy, names):
        return Reading((), value)
    text = _read_text_of(field, value, policy.limits.uri, policy)
    return text if isinstance(text, Reading) else Reading(homepage_faults(text, policy, names), text)


def read_redirect_uris(_field: str, value: object, policy: Policy, names: Names) -> Reading:
    """Read the redirect URIs, one by one and as a list; a request holds them as given, byte for byte."""
    limit = policy.limits.redirect_uris
    items = items_of(value, limit)
    if items is None:
        return _not_a_list(value, policy)
    if not items:
        return Reading((_MISSING,), ())
    if len(items) > limit:
        return Reading((too_long(limit),), (), understood=False)
    found, texts = _each(items, policy, names)
    return Reading((), texts, number=len(items), items=found)


def _not_a_list(value: object, policy: Policy) -> Reading:
    """Read what is given for the list; a lone URI is meant as one, and one row may be several."""
    text = "" if value is None else text_of(value)
    if text is None or len(text) > policy.limits.uri:
        return _WRONG_TYPE._replace(value=())
    if shows_nothing(text):
        return Reading((_MISSING,), ())
    return Reading((Fault("wrong_type", suggestion=rows(text)),), (), understood=False)


# Reading the list of redirect URIs


class _Item(NamedTuple):
    """What was found in one redirect URI, its text, and what equivalent ones share: of it, and of its suggestions."""

    findings: tuple[Finding, ...]
    text: str | None = None
    key: str | None = None
    keys_of: Mapping[str, str] = MappingProxyType({})


def redirect_uri_findings(value: object, path: Path, policy: Policy) -> tuple[Finding, ...]:
    """Return what is found in one redirect URI on its own."""
    return _read_item(value, path, policy, Names()).findings


def _read_item(value: object, path: Path, policy: Policy, names: Names) -> _Item:
    """Read one item of the list."""
    if type(value) is str and is_faultless(value, policy, names):
        return _Item((), value, value)
    field = "redirect_uri"
    text = _WRONG_TYPE if value is None else _read_text_of(field, value, policy.limits.uri, policy)
    if isinstance(text, Reading):
        return _Item(findings(text.faults, field, path, policy))
    faults, key = redirect(text, policy, names)
    keys_of: dict[str, str] = {}

    def read(suggestion: str) -> tuple[Fault, ...]:
        faults, keys_of[suggestion] = redirect(suggestion, policy, names)
        return faults

    if faults:
        faults = kept(faults, read, field, policy)
    for fault in faults:
        if isinstance(fault.suggestion, tuple):
            keys_of |= {piece: redirect(piece, policy, names).equivalence for piece in fault.suggestion}
    return _Item(findings(faults, field, path, policy), text, key, keys_of)


def _are_plain(items: tuple[object, ...], policy: Policy, names: Names) -> TypeGuard[tuple[str, ...]]:
    """Return whether there is nothing to find in a list: every item is of the plain shape, and no two are the same."""
    for item in items:
        if type(item) is not str or not is_faultless(item, policy, names):
            return False
    return len(set(items)) == len(items)


def _suggested(finding: Finding) -> tuple[str, ...]:
    """Return the redirect URIs that a finding suggests."""
    suggestion = finding.suggestion
    return (suggestion,) if isinstance(suggestion, str) else suggestion or ()


def _each(items: tuple[object, ...], policy: Policy, names: Names) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Read each item, then look for what only the list shows: duplicates, and suggestions that would make some."""
    if _are_plain(items, policy, names):
        return (), items
    read = [_read_item(item, ("redirect_uris", index), policy, names) for index, item in enumerate(items)]
    texts = tuple(each.text for each in read if each.text is not None)
    # How many items stand at each equivalence, or would with one of their suggestions.
    taken: dict[str, int] = {}
    for each in read:
        keys = {each.keys_of[uri] for finding in each.findings for uri in _suggested(finding)}
        for key in keys if each.key is None else keys | {each.key}:
            taken[key] = taken.get(key, 0) + 1
    room = _most_items(len(items), policy) - len(items) >= sum(map(_added, read))
    first: dict[str, int] = {}
    result: list[Finding] = []
    for index, each in enumerate(read):
        for finding in each.findings:
            wanted = {each.keys_of[uri] for uri in _suggested(finding)} - {each.key}
            fits = room or isinstance(finding.suggestion, str | None)
            offered = fits and all(taken[key] == 1 for key in wanted)
            result.append(finding if offered else attrs.evolve(finding, suggestion=None))
        if each.key is not None and first.setdefault(each.key, index) != index:
            duplicate = Fault("duplicate", {"number": first[each.key] + 1})
            result.extend(findings((duplicate,), "redirect_uri", ("redirect_uris", index), policy))
    return tuple(result), texts


def _added(item: _Item) -> int:
    """Return how many rows more there are where a row is split."""
    return max(
        (len(finding.suggestion) - 1 for finding in item.findings if isinstance(finding.suggestion, tuple)), default=0
    )


def _most_items(given: int, policy: Policy) -> int:
    """Return how many rows there may be after all suggestions without an error that was not there before."""
    if policy.severity("redirect_uris.many") is Severity.ERROR and given <= policy.limits.redirect_uris_advised:
        return min(policy.limits.redirect_uris_advised, policy.limits.redirect_uris)
    return policy.limits.redirect_uris


# The form as a whole

#: How the value of each field is read.
_READ: Final[Mapping[str, Read]] = {
    "contact_email": read_contact,
    "pin_contact_email": read_contact,
    "description": read_text,
    "homepage_url": read_homepage,
    "redirect_uris": read_redirect_uris,
    "staff_notes": read_text,
    "client_name": read_text,
    "organization_name": read_text,
    "own_organization_name": read_text,
    "existing_client_id": read_client_id,
    **dict.fromkeys(CHOICES, read_choice),
}

Readings = Mapping[str, Reading]


def read_fields(given: Mapping[str, Any], policy: Policy, fields: Collection[str] | None = None) -> Readings:
    """Read some fields of a form, by default those of the policy's edition, in its order."""
    shared = Names()
    names = EDITIONS[policy.edition].by_name if fields is None else fields
    return {name: _READ[name](name, given.get(name), policy, shared) for name in names}


def findings_in(readings: Readings, policy: Policy) -> tuple[Finding, ...]:
    """Return what was found in fields, in their order: of each first what it has as a whole, then its items."""
    between = beside.find(readings, policy)
    found: list[Finding] = []
    for name, reading in readings.items():
        faults = (*reading.faults, between[name]) if name in between else reading.faults
        if faults:
            found.extend(findings(_offered(name, faults, readings, policy), name, (name,), policy))
        found.extend(reading.items)
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
        left = {other.rule for other in after[name].faults}
        if between := beside.find(after, policy, name).get(name):
            left.add(between.rule)
        return fault.rule not in left and _errors(name, after, policy) <= before

    return tuple(fault if keeps(fault) else fault._replace(suggestion=None) for fault in faults)


def adds_error(name: str, value: object, readings: Readings, policy: Policy) -> bool:
    """Return whether a form would have an error more if a field of it had another value."""
    return not _errors(name, _with(name, value, readings, policy), policy) <= _errors(name, readings, policy)


def _with(name: str, value: object, readings: Readings, policy: Policy) -> Readings:
    """Return the readings of a form in which one field has another value."""
    return {**readings, name: _READ[name](name, value, policy, Names())}


def _errors(name: str, readings: Readings, policy: Policy) -> set[str]:
    """Return the codes of the errors in a field, in its items, and between it and others."""
    reading = readings[name]
    found = errors(reading.faults, name, policy)
    found |= {finding.code for finding in reading.items if finding.severity is Severity.ERROR}
    for field, fault in beside.find(readings, policy, name).items():
        found |= errors((fault,), field, policy)
    return found


def examine(given: Mapping[str, Any], policy: Policy) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    """Check a form, and return what was found and the values that a request would hold."""
    plain = plain_request(given, policy)
    return examine_fields(given, policy) if plain is None else ((), plain)


def examine_fields(given: Mapping[str, Any], policy: Policy) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    """Check a form field by field."""
    readings = read_fields(given, policy)
    return findings_in(readings, policy), {name: reading.value for name, reading in readings.items()}


def field_findings(name: str, value: object, policy: Policy, **others: object) -> tuple[Finding, ...]:
    """Return what is found in one field, compared with others where those are given."""
    readings = read_fields({name: value, **others}, policy, (name, *others))
    return tuple(finding for finding in findings_in(readings, policy) if finding.field == name)
