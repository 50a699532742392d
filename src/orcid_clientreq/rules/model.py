"""What a rule is, and how a row of a table becomes one rule for each field it holds for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from orcid_clientreq.form import Environment, FormEdition, Severity

Path = tuple[str | int, ...]
Param = str | int

#: A request with nothing to mend; each example of a rule changes it in one place.
GOOD_REQUEST: Final[Mapping[str, Any]] = {
    "contact_email": "orcid@library.university.edu",
    "pin_contact_email": "it.security@university.edu",
    "description": "The repository reads and adds works on your ORCID record with your permission.",
    "homepage_url": "https://repository.university.edu/",
    "redirect_uris": ["https://repository.university.edu/orcid/callback"],
}

_SEVERITIES: Final = {"E": Severity.ERROR, "W": Severity.WARNING, "-": None}


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
        data: What `check` is given.
        found: Every finding it gives, in order.
        mended: The twin, which gives none of them.
        environment: The environment both are checked in.
        known_contacts: The contacts that the policy lists.
        severities: What the policy changes.
    """

    data: Any = attrs.field(hash=False)
    found: tuple[Found, ...]
    mended: Any = attrs.field(hash=False)
    environment: Environment = Environment.PRODUCTION
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
        examples: Inputs that break it, with their mended twins.

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
    examples: tuple[Example, ...] = ()

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
    known_contacts: frozenset[str] = frozenset()
    severities: Mapping[str, Severity | None] = attrs.field(factory=dict[str, Severity | None])
    path: Path | None = None
    hard: bool = False


@attrs.frozen(kw_only=True)
class Row:
    """A line of a table of rules, for one or more fields.

    Args:
        name: The part of the code after the dot; the function that looks for it has this name.
        severity: Production and sandbox, as in `E/W` or `W/-`.
        summary: As in `Rule`.
        rationale: As in `Rule`.
        source: As in `Rule`.
        template: As in `Rule`; a mapping where each field has its own.
        fields: The fields it holds for.
        cases: Its examples; a mapping where each field has its own.
        fixed: As in `Rule`.
    """

    name: str
    severity: str
    summary: str
    rationale: str
    source: str
    template: str | Mapping[str, str]
    fields: tuple[str, ...]
    cases: tuple[Case, ...] | Mapping[str, tuple[Case, ...]]
    fixed: bool | frozenset[str] = False

    def rules(self) -> Iterator[Rule]:
        """Yield one rule for each field."""
        production, sandbox = (_SEVERITIES[letter] for letter in self.severity.split("/"))
        severities = {Environment.PRODUCTION: production, Environment.SANDBOX: sandbox}
        for field in self.fields:
            cases = self.cases if isinstance(self.cases, tuple) else self.cases[field]
            yield Rule(
                code=f"{field}.{self.name}",
                field=field,
                summary=self.summary,
                rationale=self.rationale,
                source=self.source,
                template=self.template if isinstance(self.template, str) else self.template[field],
                severities={FormEdition.JANUARY_2020: severities},
                fixed=self.fixed if isinstance(self.fixed, bool) else field in self.fixed,
                examples=tuple(_example(self.name, field, case, severities) for case in cases),
            )


def _example(name: str, field: str, case: Case, severities: Mapping[Environment, Severity | None]) -> Example:
    """Put a case into the good request."""
    code = f"{field}.{name}"
    environment = Environment.SANDBOX if case.sandbox else Environment.PRODUCTION
    path = case.path if case.path is not None else ("redirect_uris", 0) if field == "redirect_uri" else (field,)
    own = case.severities.get(code) or severities[environment]
    this = Found(code, path, case.params, Severity.ERROR if case.hard or own is None else own)
    also = (Found(f"{field}.{other}", path, params, severity) for other, params, severity in case.also)
    return Example(
        data=_request(field, case.bad, case.rest),
        found=(this, *also),
        mended=_request(field, case.mended, case.rest),
        environment=environment,
        known_contacts=case.known_contacts,
        severities=case.severities,
    )


def _request(field: str, value: Any, rest: Mapping[str, Any]) -> Any:
    """Return the good request with one value put in; a rule of the whole request brings its own."""
    if field == "request":
        return value
    good = {**GOOD_REQUEST, **rest}
    if field == "redirect_uri":
        return {**good, "redirect_uris": value if issubclass(type(value), list) else [value]}
    return {**good, field: value}
