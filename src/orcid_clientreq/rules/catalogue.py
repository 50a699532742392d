"""The catalogue: what each rule finds and why, with examples. A valid request needs none of it, so it is imported later.

>>> from orcid_clientreq import RULES
>>> RULES["redirect_uri.fragment"].source
'RFC 6749 section 3.1.2'
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import OF_CREDENTIALS, Field, Kind
from orcid_clientreq.form import Environment, FormEdition, Severity, one_of
from orcid_clientreq.rules.model import DOCUMENTATION, GOOD_CREDENTIALS, Case, Row, good_request
from orcid_clientreq.rules.tables import ROWS
from orcid_clientreq.wire import Param, Path


@attrs.frozen
class Found:
    """A finding as an example expects it: its code, place, parameters and severity."""

    code: str
    path: Path
    params: Mapping[str, Param] = attrs.field(factory=dict[str, Param], hash=False)
    severity: Severity = Severity.ERROR


@attrs.frozen(kw_only=True)
class Example:
    """An input that breaks a rule, and its corrected twin.

    Args:
        data: The argument of `check`, or of `credentials.check` for a rule of credentials.
        found: Every finding it gives, in order.
        corrected: The twin, in which nothing is found.
        environment: The environment both are checked in.
        edition: The edition both are checked under.
        known_contacts: The contacts that the policy lists.
        severities: What the policy changes.
    """

    data: Any = attrs.field(hash=False)
    found: tuple[Found, ...]
    corrected: Any = attrs.field(hash=False)
    environment: Environment = Environment.PRODUCTION
    edition: FormEdition = FormEdition.JANUARY_2020
    known_contacts: frozenset[str] = frozenset()
    severities: Mapping[str, Severity | None] = attrs.field(factory=dict[str, Severity | None], hash=False)


@attrs.frozen(kw_only=True)
class Rule:
    """One rule: what it finds, why, on what it rests, and what it tells the person at the form.

    Args:
        code: Its stable name, such as `redirect_uri.https_required`.
        field: The field it looks at: the part of the code before the dot.
        kind: The kind of that field's values.
        summary: One line: when it is broken.
        rationale: Why that matters.
        source: The standard, page or observation that it rests on.
        template: The message, a format string over the finding's `params`.
        severities: Its severity by edition and environment; `None` where it does not apply.
        severity_is_fixed: Whether a policy must not change its severity, because nothing further can be promised of
            a request that breaks it.
        cases: What its examples are made of.

    >>> from orcid_clientreq import RULES
    >>> RULES["redirect_uri.https_required"].template
    'Use https instead of http. Production credentials accept only HTTPS redirect URIs.'
    """

    code: str
    field: str
    kind: Kind
    summary: str
    rationale: str
    source: str
    template: str
    severities: Mapping[FormEdition, Mapping[Environment, Severity | None]] = attrs.field(hash=False)
    severity_is_fixed: bool = False
    cases: tuple[Case, ...] = attrs.field(default=(), repr=False, hash=False)

    @property
    def examples(self) -> tuple[Example, ...]:
        """Inputs that break it, with their corrected twins; made on first use, since a program starts without them.

        >>> from orcid_clientreq import RULES
        >>> RULES["redirect_uri.wildcard"].examples[0].corrected["redirect_uris"]
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
        return self.kind in OF_CREDENTIALS

    @property
    def url(self) -> str:
        """The address of its page in the documentation, as stable as its code.

        >>> from orcid_clientreq import RULES
        >>> RULES["redirect_uri.fragment"].url
        'https://orcid-clientreq.readthedocs.io/en/latest/rules/redirect_uri.fragment.html'
        """
        return f"{DOCUMENTATION}rules/{self.code}.html"

    def severity(
        self, environment: Environment | str, edition: FormEdition | str = FormEdition.JANUARY_2020
    ) -> Severity | None:
        """Return how severe it is there, `None` where the rule does not apply.

        Raises:
            ValueError: If there is no such environment or edition.

        >>> from orcid_clientreq import RULES, Environment
        >>> RULES["redirect_uri.https_required"].severity(Environment.SANDBOX) is None
        True
        """
        return self.severities[one_of(FormEdition, edition)][one_of(Environment, environment)]


Severities = Mapping[FormEdition, Mapping[Environment, Severity | None]]


def _where(case: Case, severities: Severities) -> tuple[FormEdition, Environment]:
    """Return under which edition and where a case is an example: by default the first in which the rule is on."""
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
        data=_request(field, case.bad, case.rest, edition),
        found=(this, *also),
        corrected=_request(field, case.corrected, {**case.rest, **case.rest_corrected}, edition),
        environment=environment,
        edition=edition,
        known_contacts=case.known_contacts,
        severities=case.severities,
    )


def _request(field: str, value: Any, rest: Mapping[str, Any], edition: FormEdition) -> Any:
    """Return the good request with one value and others put in; a rule of the whole request brings its own."""
    if field in {"request", "credentials"}:
        return value
    if field in GOOD_CREDENTIALS or field == "base_url":
        return {**GOOD_CREDENTIALS, field: value}
    good = {**good_request(edition), **rest}
    if field == "redirect_uri":
        return {**good, "redirect_uris": value if issubclass(type(value), list) else [value]}
    return {**good, field: value}


def rule_of(row: Row, field: Field) -> Rule:
    """Return the rule that a row is for a field."""
    cases = row.cases(field) if callable(row.cases) else row.cases
    if isinstance(cases, Mapping):
        cases = cases[field.name]
    return Rule(
        code=f"{field.name}.{row.name}",
        field=field.name,
        kind=field.kind,
        summary=row.summary,
        rationale=row.rationale,
        source=row.source,
        template=row.template if isinstance(row.template, str) else row.template[field.name],
        severities={each: row.severities(field, edition) for each, edition in EDITIONS.items()},
        severity_is_fixed=row.severity_is_fixed,
        cases=cases,
    )


class _Rules(dict[str, Rule]):
    """The rules by their codes; of an unknown code it names the nearest."""

    def __missing__(self, code: object) -> Rule:
        """Refuse a code that no rule has."""
        raise KeyError(no_rule(code))


#: Every rule by its code. Read-only.
RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    _Rules({rule.code: rule for rule in (rule_of(row, field) for field, row in ROWS)})
)


_MOST_NAMED: Final = 6


def no_rule(code: object, codes: Iterable[str] = RULES, kind: str = "rule") -> str:
    """Return what to say of a code that no rule, or no rule of a kind, has, with those of that name, or the nearest."""
    from difflib import get_close_matches  # noqa: PLC0415 - for a mistake

    given, known = str(code), [*codes]
    near = [each for each in known if each.partition(".")[2] == given] or get_close_matches(given, known, n=1)
    hint = f"; did you mean {' or '.join(map(repr, near[:_MOST_NAMED]))}?" if near else ""
    return f"no {kind} has the code {code!r}{hint}"


def refuse_unknown(codes: Iterable[str], known: Collection[str] = RULES, kind: str = "rule") -> None:
    """Refuse a table of codes if no rule, or no rule of a kind, has one of them.

    Raises:
        ValueError: If one of the codes is unknown. The error names the nearest one.

    >>> refuse_unknown(["redirect_uri.hots_only"])
    Traceback (most recent call last):
        ...
    ValueError: no rule has the code 'redirect_uri.hots_only'; did you mean 'redirect_uri.host_only'?
    """
    for code in codes:
        if code not in known:
            raise ValueError(no_rule(code, known, kind))


refuse_unknown(change.code for edition in EDITIONS.values() for change in edition.changes)
