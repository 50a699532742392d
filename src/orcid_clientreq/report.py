"""What was found: findings, the report of them, and the error that carries a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NoReturn

import attrs

from orcid_clientreq.form import Severity, one_of
from orcid_clientreq.messages.catalogues import ENGLISH, count, language_of, say
from orcid_clientreq.messages.sentences import isolated, listed, translate
from orcid_clientreq.policy import Policy, as_policy
from orcid_clientreq.syntax.display import indented, shown
from orcid_clientreq.wire import FindingDict, Param, Path, ReportDict

if TYPE_CHECKING:
    from orcid_clientreq.rules import Rule

_SUGGESTION_SHOWN: Final = 200
_PLACES_LOGGED: Final = 10


def _severity(value: Severity | str) -> Severity:
    """Return a severity by its name."""
    return one_of(Severity, value)


def _path(steps: Iterable[str | int]) -> Path:
    """Return a path as a tuple, which hashes."""
    if isinstance(steps, str):
        msg = f"a path is a tuple of steps, such as ('redirect_uris', 2), not {shown(steps)!r}"
        raise TypeError(msg)
    return tuple(steps)


def _suggestion(value: str | Iterable[str] | None) -> str | tuple[str, ...] | None:
    """Return a suggestion, several texts as a tuple."""
    return value if value is None or isinstance(value, str) else tuple(value)


def as_pairs(params: Mapping[str, Param] | tuple[tuple[str, Param], ...]) -> tuple[tuple[str, Param], ...]:
    """Return parameters as pairs, which hash and pickle."""
    return tuple(dict(params).items())


@attrs.frozen(kw_only=True, repr=False)
class Finding:
    """One thing found in a request.

    Args:
        code: The rule's stable name, such as `redirect_uri.https_required`.
        path: The place: field names and indexes, such as `("redirect_uris", 2)`; empty for the whole.
        severity: Error or warning, or its name.
        params: The values that the message is filled in with, for translation. Never an address, a userinfo, a query
            or a whole value.
        suggestion: A value that, put at `path`, removes this finding and adds no error, or
            `None`. For `request.unknown_field`, the name to give the key instead.
        combined_suggestion: The value that fixes all findings of one value, if several of them have suggestions and that
            value has no new error; otherwise `None`. `Report.suggestions` has the suggestion to offer for each value.
        language: The language of the message; `Report.translated` sets it.

    Raises:
        TypeError: If the path is text.
        ValueError: If there is no such severity.

    >>> from orcid_clientreq import validators
    >>> finding, = validators.redirect_uri("http://university.edu/orcid")
    >>> finding.pointer, finding.suggestion
    ('/redirect_uris/0', 'https://university.edu/orcid')
    >>> print(finding.message)
    Use https instead of http. Production credentials accept only HTTPS redirect URIs.
    >>> [(each.suggestion, each.combined_suggestion) for each in validators.redirect_uri("http://a.edu/x#y")]
    [('https://a.edu/x#y', 'https://a.edu/x'), ('http://a.edu/x', 'https://a.edu/x')]
    """

    code: str
    path: Path = attrs.field(converter=_path)
    severity: Severity = attrs.field(converter=_severity)
    _params: tuple[tuple[str, Param], ...] = attrs.field(default=(), converter=as_pairs, alias="params")
    suggestion: str | tuple[str, ...] | None = attrs.field(default=None, converter=_suggestion, repr=False)
    language: str = attrs.field(default="en", repr=False)
    combined_suggestion: str | tuple[str, ...] | None = attrs.field(default=None, converter=_suggestion, repr=False)

    def __repr__(self) -> str:
        """Return code, severity and place."""
        return f"<{type(self).__name__} {self.code}: {self.severity} at {shown(self.place)}>"

    @property
    def params(self) -> Mapping[str, Param]:
        """The values that the message is filled in with, by name. Read-only."""
        return MappingProxyType(dict(self._params))

    @property
    def rule(self) -> Rule:
        """The rule that was broken."""
        from orcid_clientreq.rules.catalogue import RULES  # noqa: PLC0415 - needed where there is something to say

        return RULES[self.code]

    @property
    def template(self) -> str:
        """The English message, a format string over `params`."""
        return self.rule.template

    @property
    def message(self) -> str:
        """What is wrong, and what to do, for the person at the form."""
        return translate(self, self.language)

    @property
    def field(self) -> str:
        """The name of the field, `""` for the request as a whole."""
        return str(self.path[0]) if self.path else ""

    @property
    def row(self) -> int | None:
        """The row of the redirect URI, counted from 1 as people do; `None` if the finding is not about a single row."""
        index = self.path[1] if len(self.path) > 1 else None
        return index + 1 if isinstance(index, int) else None

    @property
    def pointer(self) -> str:
        """The path as a JSON Pointer (RFC 6901), `""` for the whole."""
        return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in self.path)

    @property
    def place(self) -> str:
        """The place as people read it, such as `redirect_uris[2]`."""
        first, *rest = self.path or ("request",)
        return f"{first}{''.join(f'[{step}]' for step in rest)}"

    def to_dict(self) -> FindingDict:
        """Return the finding JSON-ready, message included."""
        return {
            "code": self.code,
            "path": list(self.path),
            "pointer": self.pointer,
            "severity": self.severity.value,
            "message": self.message,
            "params": dict(self._params),
            "suggestion": as_json(self.suggestion),
            "combined_suggestion": as_json(self.combined_suggestion),
        }


def as_json(suggestion: str | tuple[str, ...] | None) -> str | list[str] | None:
    """Return a suggestion as JSON has it."""
    return list(suggestion) if isinstance(suggestion, tuple) else suggestion


#: Setters that fill in a new finding, which is frozen for everybody else.
_PUT_CODE, _PUT_PATH, _PUT_SEVERITY, _PUT_PARAMS, _PUT_SUGGESTION, _PUT_LANGUAGE, _PUT_COMBINED = (
    Finding.__dict__[field.name].__set__ for field in attrs.fields(Finding)
)


def finding(
    code: str, path: Path, severity: Severity, params: Mapping[str, Param], suggestion: str | tuple[str, ...] | None
) -> Finding:
    """Return a finding as its constructor does, in half the time."""
    made = object.__new__(Finding)
    _PUT_CODE(made, code)
    _PUT_PATH(made, path)
    _PUT_SEVERITY(made, severity)
    _PUT_PARAMS(made, as_pairs(params) if params else ())
    _PUT_SUGGESTION(made, suggestion)
    _PUT_LANGUAGE(made, ENGLISH)
    _PUT_COMBINED(made, None)
    return made


def _policy(given: Policy) -> Policy:
    """Return a policy; nothing else passes for one."""
    return as_policy(given)


def _findings(given: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings as a tuple, which hashes."""
    found = tuple(given)
    if not all(isinstance(each, Finding) for each in found):
        msg = "a report consists of findings, as check and the validators return them"
        raise TypeError(msg)
    return found


@attrs.frozen(repr=False)
class Report:
    """Everything that was found in one request, under one policy.

    Args:
        findings: The findings, in the order of the form's fields.
        policy: The policy that the request was checked under.
        language: The language of the messages, one of `messages.LANGUAGES`.

    Raises:
        TypeError: If `findings` contains something other than a `Finding`, or `policy` is not a `Policy`.

    A report has no truth value, so that nobody writes `if check(data):` by mistake. Use `ok` instead.

    >>> from orcid_clientreq import check
    >>> print(check({"contact_email": "orcid@university.edu"}))
    error  pin_contact_email  pin_contact_email.missing
        Enter a second contact's email address. ORCID sends this person the PIN or password that opens
        the message with the credentials.
    error  description  description.missing
        Enter a short description of the application. Researchers see it when they are asked to
        authorize access.
    error  homepage_url  homepage_url.missing
        Enter the address of the application's home page, starting with https://.
    error  redirect_uris  redirect_uris.missing
        Enter at least one redirect URI: the full address researchers return to after they authorize
        access.
    4 errors, 0 warnings
    """

    findings: tuple[Finding, ...] = attrs.field(converter=_findings)
    policy: Policy = attrs.field(converter=_policy)
    language: str = "en"

    @property
    def ok(self) -> bool:
        """Whether there are no errors; warnings do not count."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop the request."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that a person should look at, but that don't stop the request."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.WARNING)

    def by_field(self) -> dict[str, tuple[Finding, ...]]:
        """Return the findings by field, with `""` for findings about the whole request. Fields without findings are left out.

        >>> from orcid_clientreq import check
        >>> list(check({"contact_email": "@"}).by_field())[:2]
        ['contact_email', 'pin_contact_email']
        """
        fields: dict[str, list[Finding]] = {}
        for finding in self.findings:
            fields.setdefault(finding.field, []).append(finding)
        return {name: tuple(findings) for name, findings in fields.items()}

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the findings, one for each, in order."""
        return tuple(finding.code for finding in self.findings)

    def suggestions(self) -> dict[Path, str | tuple[str, ...]]:
        """Return for each path the value that applies all suggestions for that path.

        Suggestions to rename a key are left out, because they are not values. `apply_suggestions` applies them, too.

        >>> from orcid_clientreq import check
        >>> check({"redirect_uris": ["http://university.edu/a/../orcid#done"]}).suggestions()
        {('redirect_uris', 0): 'https://university.edu/orcid'}
        """
        found = (each for each in self.findings if each.code != "request.unknown_field")
        suggested = ((each.path, each.combined_suggestion or each.suggestion) for each in found)
        values: dict[Path, str | tuple[str, ...]] = {}
        for path, value in suggested:
            if value is not None:
                values.setdefault(path, value)
        return values

    def raise_for_errors(self) -> None:
        """Raise `InvalidRequestError` if there are errors."""
        if not self.ok:
            raise InvalidRequestError(self)

    def translated(self, language: str) -> Report:
        """Return the report with its messages in another language. Codes, places and suggestions stay the same.

        Args:
            language: One of `messages.LANGUAGES`, or a BCP 47 tag that begins with one, such as `pt-BR`.

        Raises:
            ValueError: If there is no such language.

        >>> from orcid_clientreq import check
        >>> report = check({"contact_email": "a@university.edu, b@university.edu"}).translated("it")
        >>> report.findings[0].message
        'Inserire un solo indirizzo e-mail.'
        """
        language = language_of(language)
        findings = tuple(attrs.evolve(finding, language=language) for finding in self.findings)
        return Report(findings, self.policy, language)

    def to_dict(self) -> ReportDict:
        """Return the report JSON-ready.

        >>> from orcid_clientreq import check
        >>> sorted(check({}).to_dict())
        ['edition', 'environment', 'findings', 'ok']
        """
        return {
            "ok": self.ok,
            "environment": self.policy.environment.value,
            "edition": self.policy.edition.value,
            "findings": [finding.to_dict() for finding in self.findings],
        }

    def __str__(self) -> str:
        """Return the report for people: the errors, the warnings, and how many there are.

        A line has at most 100 columns, unless a URI is longer. Each finding has a line with its severity, place and
        code, and its message and suggestion below. If one value has several suggestions, they are shown combined.
        """
        lines = [line for found in (*self.errors, *self.warnings) for line in _printed(found, self.language)]
        return "\n".join([*lines, self._summary(self.language)])

    def __repr__(self) -> str:
        """Return how many errors and warnings there are. Nothing of the request is in it."""
        return f"<{type(self).__name__}: {self._summary(ENGLISH)}>"

    def _summary(self, language: str) -> str:
        """Return how many errors and warnings there are."""
        errors = count(len(self.errors), "{count} error", "{count} errors", language)
        warnings = count(len(self.warnings), "{count} warning", "{count} warnings", language)
        return say("{errors}, {warnings}", language).format(errors=errors, warnings=warnings)

    def __bool__(self) -> NoReturn:
        """Refuse: a report of errors must not pass for a yes."""
        msg = "a report has no truth value; use report.ok, report.errors or report.findings"
        raise TypeError(msg)


def _printed(finding: Finding, language: str) -> Iterator[str]:
    """Yield the lines of a finding."""
    yield f"{say(finding.severity.value, language)}  {shown(finding.place)}  {finding.code}"
    for text in (finding.message, suggested(finding)):
        if text:
            yield from indented(text)


def suggested(finding: Finding) -> str:
    """Return what is suggested for a value, in the finding's language; empty if nothing is."""
    match finding.combined_suggestion or finding.suggestion:
        case None:
            return ""
        case str(text):
            suggestion = isolated(shown(text, _SUGGESTION_SHOWN), finding.language)
        case texts:
            items = [isolated(shown(text, _SUGGESTION_SHOWN), finding.language) for text in texts]
            suggestion = say("as a list: {items}", finding.language).format(items=listed(items, finding.language))
    return say("Suggestion: {suggestion}", finding.language).format(suggestion=suggestion)


_PUT_FINDINGS, _PUT_POLICY, _PUT_LANGUAGE_OF_REPORT = (
    Report.__dict__[field.name].__set__ for field in attrs.fields(Report)
)


def report_of(findings: tuple[Finding, ...], policy: Policy) -> Report:
    """Return a report as its constructor does, of what is known to be findings."""
    made = object.__new__(Report)
    _PUT_FINDINGS(made, findings)
    _PUT_POLICY(made, policy)
    _PUT_LANGUAGE_OF_REPORT(made, ENGLISH)
    return made


def required_report(given: object) -> Report:
    """Return a report that a function was given.

    Raises:
        TypeError: If it is not a `Report`.
    """
    if isinstance(given, Report):
        return given
    msg = f"a report is what check returns, not {type(given).__name__}"
    raise TypeError(msg)


class ReportedError(ValueError):
    """What was checked has errors. `report` has all findings. The text can be logged, because it has no values."""

    report: Report

    def __init__(self, report: Report) -> None:
        """Keep the report; it is also the only argument, so that the error pickles."""
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        """Return codes and places of the errors, the first few of them.

        A program that keeps errors as text, such as a queue of jobs, makes one of a text again, which is returned then.
        """
        if not issubclass(type(self.report), Report):
            return super().__str__()
        errors = self.report.errors
        places = [f"{error.code} at {shown(error.pointer) or 'the whole'}" for error in errors[:_PLACES_LOGGED]]
        more = [f"and {len(errors) - _PLACES_LOGGED} more"] if len(errors) > _PLACES_LOGGED else []
        return f"{count(len(errors), '{count} error', '{count} errors', ENGLISH)}: {', '.join([*places, *more])}"


class InvalidRequestError(ReportedError):
    """A request has errors. `report` has all findings. The text can be logged, because it has no values.

    >>> from orcid_clientreq import parse
    >>> parse({"contact_email": "orcid@university.edu", "description": "Sign in.",
    ...        "homepage_url": "https://university.edu/", "redirect_uris": ["http://university.edu/orcid"]})
    Traceback (most recent call last):
        ...
    orcid_clientreq.report.InvalidRequestError: 2 errors: pin_contact_email.missing at /pin_contact_email, redirect_uri.https_required at /redirect_uris/0
    """
