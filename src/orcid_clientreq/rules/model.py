"""What a rule is to the engine: a row with its function and its fix, for each field of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

import attrs

from orcid_clientreq.editions import EDITIONS, Edition
from orcid_clientreq.fields import FIELDS, OF_CREDENTIALS, Field, Kind
from orcid_clientreq.form import Environment, FormEdition, Severity, severities_of
from orcid_clientreq.wire import Param, Path

Params = Mapping[str, Param]
#: The parameters of a message that needs none.
NONE: Final[Params] = {}
_UNCHANGED: Final[Mapping[str, Severity | None]] = {}
Suggestion = str | tuple[str, ...]

#: Where the documentation is; every rule has a page there, and every cause of a failed sign-in a section.
DOCUMENTATION: Final = "https://orcid-clientreq.readthedocs.io/en/latest/"

#: A request with nothing to fix; each example of a rule changes it in one place.
GOOD_REQUEST: Final[Mapping[str, Any]] = {
    "contact_email": "orcid@library.university.edu",
    "pin_contact_email": "it.security@university.edu",
    "description": "The repository reads and adds works on your ORCID record with your permission.",
    "homepage_url": "https://repository.university.edu/",
    "redirect_uris": ["https://repository.university.edu/orcid/callback"],
}

#: Credentials with nothing to fix.
GOOD_CREDENTIALS: Final[Mapping[str, Any]] = {
    "client_id": "APP-0123456789ABCDEF",
    "client_secret": "01234567-89ab-4cde-8f01-23456789abcd",
}

#: What the fields that other editions have are filled with in a request with nothing to fix.
_GOOD_ADDITIONS: Final[Mapping[str, Any]] = {
    "update_existing": False,
    "organization_name": "University Library",
    "integration_type": "certified_service_provider",
    "authenticates_users": True,
    "credential_type": "basic",
    "client_name": "University Library Repository",
}


def _good_additions(edition: Edition) -> dict[str, Any]:
    """Return what the fields that an edition asks to fill in are filled with, in addition to those of `GOOD_REQUEST`."""
    demanded = [FIELDS[field.name] for field in edition.fields if field.missing != "-/-"]
    usual = {
        field.name: next(iter(field.choices), "University Library")
        for field in demanded
        if field.kind in {Kind.CHOICE, Kind.TEXT} and field.name not in GOOD_REQUEST
    }
    in_order = dict.fromkeys((*_GOOD_ADDITIONS, *usual))
    return {name: _GOOD_ADDITIONS.get(name, usual[name]) for name in in_order if name in usual}


@attrs.define
class Fault:
    """A broken rule by the part of its code after the dot, before a policy says how severe that is.

    Args:
        rule: The name of the rule.
        params: What its message needs.
        suggestion: A value that may fix it.
        hard: Whether it is an error that no policy softens.
    """

    rule: str
    params: Params = NONE
    suggestion: Suggestion | None = None
    hard: bool = False

    def without_suggestion(self) -> Fault:
        """Return the same fault with nothing that may fix it."""
        return Fault(self.rule, self.params, None, self.hard)


def good_request(edition: FormEdition = FormEdition.JANUARY_2020) -> dict[str, Any]:
    """Return a request with nothing to fix, with every field that its edition asks to fill in."""
    form = EDITIONS[edition]
    good = {name: value for name, value in GOOD_REQUEST.items() if name in form.by_name}
    return {**good, **_good_additions(form)}


class Case(NamedTuple):
    """An example in short: one value of one field.

    Args:
        bad: The value that breaks the rule.
        corrected: Its twin, in which nothing is found.
        params: The parameters of the finding.
        also: What else the value is found to break, as `(name, params, severity)`.
        rest: Other fields of the request.
        rest_corrected: Other fields that only the twin has.
        sandbox: Whether it is an example of the sandbox.
        edition: The edition it is an example of, by default the first in which the rule is on.
        known_contacts: The contacts that the policy lists.
        severities: What the policy changes, by code.
        path: Where the finding is, if not at the field.
        hard: Whether it is an error even if the row says otherwise.
    """

    bad: Any
    corrected: Any
    params: Mapping[str, Param] = NONE
    also: tuple[tuple[str, Mapping[str, Param], Severity], ...] = ()
    rest: Mapping[str, Any] = NONE
    rest_corrected: Mapping[str, Any] = NONE
    sandbox: bool = False
    edition: FormEdition | None = None
    known_contacts: frozenset[str] = frozenset()
    severities: Mapping[str, Severity | None] = _UNCHANGED
    path: Path | None = None
    hard: bool = False


#: The examples of a row: the same for each field, by field, or made for a field.
Cases = tuple[Case, ...] | Mapping[str, tuple[Case, ...]] | Callable[[Field], tuple[Case, ...]]


class Row(NamedTuple):
    """A rule in full, for the fields of a kind.

    Args:
        name: The part of the code after the dot.
        check: The function that finds it: for most kinds from a value, or its parts, to the parameters of the message,
            `None` where there is nothing to find.
        severity: Production and sandbox, as in `E/W` or `W/-`, where an edition does not say otherwise;
            `None` where each edition says it of the field.
        summary: As in `catalogue.Rule`.
        rationale: As in `Rule`.
        source: As in `Rule`.
        template: As in `Rule`; a mapping where each field has its own.
        cases: Its examples.
        fix: The function that makes what may fix it; offered only if it keeps the promise of a suggestion.
        only: The fields it applies to, if those are not all of the kind.
        but_not: The fields of the kind it does not apply to.
        other: For a rule about two fields, the other one.
        only_malformed: For a rule of URIs, whether only a malformed or relative URI can break it.
        severity_is_fixed: Whether a policy must not change its severity.
    """

    name: str
    check: Callable[..., Any]
    severity: str | None
    summary: str
    rationale: str
    source: str
    template: str | Mapping[str, str]
    cases: Cases
    fix: Callable[..., Suggestion | None] | None = None
    only: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    other: str = ""
    only_malformed: bool = False
    severity_is_fixed: bool = False

    def fault(self, params: Params = NONE, suggestion: Suggestion | None = None, *, hard: bool = False) -> Fault:
        """Return that it is broken."""
        return Fault(self.name, params, suggestion, hard)

    def holds_for(self, field: str) -> bool:
        """Return whether a field of the kind has this rule."""
        return field in self.only if self.only else field not in self.but_not

    def severities(self, field: Field, edition: Edition) -> Mapping[Environment, Severity | None]:
        """Return how severe a finding in a field is under an edition."""
        asked = edition.by_name.get(field.holder or field.name)
        letters = self.severity or (asked.missing if asked else "-/-")
        for change in edition.changes:
            if change.code == f"{field.name}.{self.name}":
                letters = change.severity
        if asked is None and field.kind is not Kind.REQUEST and field.kind not in OF_CREDENTIALS:
            letters = "-/-"
        severities = severities_of(letters)
        return {each: severities[each] if each in edition.environments else None for each in Environment}


def faults_of(value: Any, rows: tuple[Row, ...], *more: Any) -> tuple[Fault, ...]:
    """Return what rules find in a value, each fault with what may fix it; rules and fixes are given the rest, too."""
    found: list[Fault] = []
    for row in rows:
        params = row.check(value, *more)
        if params is not None:
            found.append(row.fault(params, row.fix(value, *more) if row.fix else None))
    return tuple(found)
