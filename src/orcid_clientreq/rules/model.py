"""What a rule is, and how a row of a table becomes one rule for each field it holds for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from orcid_clientreq.editions import EDITIONS, Edition
from orcid_clientreq.form import Environment, FormEdition, Severity

Path = tuple[str | int, ...]
Param = str | int

#: Where the documentation is; every rule has a page there, and every cause of a failed sign-in a section.
DOCUMENTATION: Final = "https://orcid-clientreq.readthedocs.io/en/latest/"

#: A request with nothing to mend; each example of a rule changes it in one place.
GOOD_REQUEST: Final[Mapping[str, Any]] = {
    "contact_email": "orcid@library.university.edu",
    "pin_contact_email": "it.security@university.edu",
    "description": "The repository reads and adds works on your ORCID record with your permission.",
    "homepage_url": "https://repository.university.edu/",
    "redirect_uris": ["https://repository.university.edu/orcid/callback"],
}

#: Credentials with nothing to mend.
GOOD_CREDENTIALS: Final[Mapping[str, Any]] = {
    "client_id": "APP-0123456789ABCDEF",
    "client_secret": "01234567-89ab-4cde-8f01-23456789abcd",
}

#: The first part of the codes that are about credentials, not about the form.
CREDENTIALS: Final = frozenset({"credentials", "client_id", "client_secret", "base_url"})

#: What the fields that other editions have are filled with in a request with nothing to mend.
_GOOD_ADDITIONS: Final[Mapping[str, Any]] = {
    "update_existing": False,
    "organization_name": "University Library",
    "integration_type": "certified_service_provider",
    "authenticates_users": True,
    "credential_type": "basic",
    "client_name": "University Library Repository",
}

_SEVERITIES: Final = {"E": Severity.ERROR, "W": Severity.WARNING, "-": None}


def good_request(edition: FormEdition = FormEdition.JANUARY_2020) -> dict[str, Any]:
    """Return a request with nothing to mend, with every field that its edition asks to fill in."""
    fields = EDITIONS[edition].by_name
    added = {name: value for name, value in _GOOD_ADDITIONS.items() if name in fields and fields[name].missing != "-/-"}
    return {**{name: value for name, value in GOOD_REQUEST.items() if name in fields}, **added}


@attrs.frozen
class Found:
    """A finding as an example expects it: its code, place, parameters and severity."""

    code: str
    path: Path
    params: Mapping[str, Param] = attrs.field(factory=dict[str, Param], hash=False)
    severity: Severity = Severity.ERROR


@attrs.frozen(kw_only=True)
class Example:
    """An input that breaks a rule, and its mended twin.

    Args:
        data: What `check` is given, `credentials.check` where the rule is one of credentials.
        found: Every finding it gives, in order.
        mended: The twin, which gives none of them.
        environment: The environment both are checked in.
        edition: The edition both are checked under.
        known_contacts: The contacts that the policy lists.
        severities: What the policy changes.
    """

    data: Any = attrs.field(hash=False)
    found: tuple[Found, ...]
    mended: Any = attrs.field(hash=False)
    environment: Environment = Environment.PRODUCTION
    edition: FormEdition = FormEdition.JANUARY_2020
    known_contacts: frozenset[str] = frozenset()
    severities: Mapping[str, Severity | None] = attrs.field(factory=dict[str, Severity | None], hash=False)


@attrs.frozen(kw_only=True)
class Rule:
    """One rule: what it finds, why, on whose word, and what it tells the person at the form.

    Args:
        code: Its stable name, such as `redirect_uri.https_required`.
        field: The field it looks at: the part of the code before the dot.
        summary: One line: when it is broken.
        rationale: Why that matters.
        source: The standard, page or observation that it rests on.
        template: The message, a format string over the finding's `params`.
        severities: Its severity by edition and environment; `None` where it does not apply.
        fixed: Whether a policy has to leave its severity alone, because nothing further can be
            promised of a request that breaks it.
        cases: What its examples are made of.

    >>> from orcid_clientreq import RULES
    >>> RULES["redirect_uri.https_required"].template
    'Use https, not http: production credentials take only HTTPS redirect URIs.'
    """

    code: str
    field: str
    summary: str
    rationale: str
    source: str
    template: str
    severities: Mapping[FormEdition, Mapping[Environment, Severity | None]] = attrs.field(hash=False)
    fixed: bool = False
    cases: tuple[Case, ...] = attrs.field(default=(), repr=False)

    @property
    def examples(self) -> tuple[Example, ...]:
        """Inputs that break it, with their mended twins; made when they are asked for, since a program starts without.

        >>> from orcid_clientreq import RULES
        >>> RULES["redirect_uri.wildcard"].examples[0].mended["redirect_uris"]
        ['https://www.university.edu/orcid']
        """
        return tuple(example_of(self.code, case, self.severities) for case in self.cases)

    @property
    def of_credentials(self) -> bool:
        """Whether it is a rule of credentials that ORCID issued, for `credentials.check`, and not of the form.

        >>> from orcid_clientreq import RULES
        >>> RULES["client_secret.is_client_id"].of_credentials
        True
        """
        return self.field in CREDENTIALS

    @property
    def url(self) -> str:
        """The address of its page in the documentation, as stable as its code.

        >>> from orcid_clientreq import RULES
        >>> RULES["redirect_uri.fragment"].url
        'https://orcid-clientreq.readthedocs.io/en/latest/rules/redirect_uri.fragment.html'
        """
        return f"{DOCUMENTATION}rules/{self.code}.html"

    def severity(self, environment: Environment, edition: FormEdition = FormEdition.JANUARY_2020) -> Severity | None:
        """Return how bad it is there, `None` where the rule does not apply.

        >>> from orcid_clientreq import RULES, Environment
        >>> RULES["redirect_uri.https_required"].severity(Environment.SANDBOX) is None
        True
        """
        return self.severities[edition][environment]


@attrs.frozen(kw_only=True)
class Case:
    """An example in short: one value of one field.

    Args:
        bad: The value that breaks the rule.
        mended: Its twin.
        params: The parameters of the finding.
        also: What else the value is found to break, as `(name, params, severity)`.
        rest: Other fields of the request.
        sandbox: Whether it is an example of the sandbox.
        edition: The edition it is an example of, by default the first under which the rule holds.
        known_contacts: The contacts that the policy lists.
        severities: What the policy changes, by code.
        path: Where the finding is, if not at the field.
        hard: Whether it is an error whatever the row says.
    """

    bad: Any
    mended: Any
    params: Mapping[str, Param] = attrs.field(factory=dict[str, Param])
    also: tuple[tuple[str, Mapping[str, Param], Severity], ...] = ()
    rest: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    sandbox: bool = False
    edition: FormEdition | None = None
    known_contacts: frozenset[str] = frozenset()
    severities: Mapping[str, Severity | None] = attrs.field(factory=dict[str, Severity | None])
    path: Path | None = None
    hard: bool = False


@attrs.frozen(kw_only=True)
class Row:
    """A line of a table of rules, for one or more fields.

    Args:
        name: The part of the code after the dot; the function that looks for it has this name.
        severity: Production and sandbox, as in `E/W` or `W/-`, where an edition does not say otherwise;
            `None` where each edition says it of the field.
        summary: As in `Rule`.
        rationale: As in `Rule`.
        source: As in `Rule`.
        template: As in `Rule`; a mapping where each field has its own.
        fields: The fields it holds for.
        cases: Its examples; a mapping where each field has its own.
        fixed: As in `Rule`.
    """

    name: str
    severity: str | None
    summary: str
    rationale: str
    source: str
    template: str | Mapping[str, str]
    fields: tuple[str, ...]
    cases: tuple[Case, ...] | Mapping[str, tuple[Case, ...]]
    fixed: bool | frozenset[str] = False

    def rules(self) -> Iterator[Rule]:
        """Yield one rule for each field."""
        for field in self.fields:
            severities = {edition.edition: self._severities(field, edition) for edition in EDITIONS.values()}
            cases = self.cases if isinstance(self.cases, tuple) else self.cases[field]
            yield Rule(
                code=f"{field}.{self.name}",
                field=field,
                summary=self.summary,
                rationale=self.rationale,
                source=self.source,
                template=self.template if isinstance(self.template, str) else self.template[field],
                severities=severities,
                fixed=self.fixed if isinstance(self.fixed, bool) else field in self.fixed,
                cases=cases,
            )

    def _severities(self, field: str, edition: Edition) -> Mapping[Environment, Severity | None]:
        """Return how bad a finding is under an edition."""
        asked = edition.by_name.get(_HOLDERS.get(field, field))
        letters = self.severity or (asked.missing if asked else "-/-")
        for change in edition.changes:
            if change.code == f"{field}.{self.name}":
                letters = change.severity
        if asked is None and field not in {"request", *CREDENTIALS}:
            letters = "-/-"
        pairs = zip((Environment.PRODUCTION, Environment.SANDBOX), letters.split("/"), strict=True)
        return {
            environment: _SEVERITIES[letter] if environment in edition.environments else None
            for environment, letter in pairs
        }


#: The field in which the values stand that have rules of their own.
_HOLDERS: Final = {"redirect_uri": "redirect_uris"}


Severities = Mapping[FormEdition, Mapping[Environment, Severity | None]]


def _where(case: Case, severities: Severities) -> tuple[FormEdition, Environment]:
    """Return under which edition and where a case is an example: by default the first where the rule holds."""
    wanted = [Environment.SANDBOX] if case.sandbox else [Environment.PRODUCTION, Environment.SANDBOX]
    editions = [case.edition] if case.edition else list(FormEdition)
    holds = ((edition, where) for edition in editions for where in wanted if severities[edition][where])
    return next(holds, (editions[0], wanted[0]))


def example_of(code: str, case: Case, severities: Severities) -> Example:
    """Put a case of a rule into the good request."""
    field = code.partition(".")[0]
    edition, environment = _where(case, severities)
    path = case.path if case.path is not None else ("redirect_uris", 0) if field == "redirect_uri" else (field,)
    own = case.severities.get(code) or severities[edition][environment]
    this = Found(code, path, case.params, Severity.ERROR if case.hard or own is None else own)
    also = (Found(f"{field}.{other}", path, params, severity) for other, params, severity in case.also)
    return Example(
        data=_request(field, case.bad, case, edition),
        found=(this, *also),
        mended=_request(field, case.mended, case, edition),
        environment=environment,
        edition=edition,
        known_contacts=case.known_contacts,
        severities=case.severities,
    )


def _request(field: str, value: Any, case: Case, edition: FormEdition) -> Any:
    """Return the good request with one value put in; a rule of the whole request brings its own."""
    if field in {"request", "credentials"}:
        return value
    if field in CREDENTIALS:
        return {**GOOD_CREDENTIALS, field: value}
    good = {**good_request(edition), **case.rest}
    if field == "redirect_uri":
        return {**good, "redirect_uris": value if issubclass(type(value), list) else [value]}
    return {**good, field: value}
