"""What a policy makes of faults: findings with a severity, or nothing where a rule is off."""

from __future__ import annotations

from collections.abc import Iterable

from orcid_clientreq.form import Severity
from orcid_clientreq.policy import Policy
from orcid_clientreq.report import Finding, finding
from orcid_clientreq.rules.model import Fault, Suggestion
from orcid_clientreq.syntax.values import surrogate_in
from orcid_clientreq.wire import Path


def findings(faults: Iterable[Fault], field: str, path: Path, policy: Policy) -> tuple[Finding, ...]:
    """Return the findings that a policy makes of faults; those of a rule that is off are dropped."""
    found: list[Finding] = []
    for fault in faults:
        code = f"{field}.{fault.rule}"
        severity = Severity.ERROR if fault.hard else policy.severity(code)
        if severity is not None:
            suggestion = fault.suggestion and _encodable(fault.suggestion)
            found.append(finding(code, path, severity, fault.params, suggestion))
    return tuple(found)


def _encodable(suggestion: Suggestion) -> Suggestion | None:
    """Return a suggestion, `None` if it has a lone surrogate: no JSON and no file can carry it."""
    text = suggestion if isinstance(suggestion, str) else "".join(suggestion)
    return None if surrogate_in(text) else suggestion


def errors_in(faults: Iterable[Fault], field: str, policy: Policy) -> set[str]:
    """Return the codes of the faults that are errors."""
    codes = ((f"{field}.{fault.rule}", fault.hard) for fault in faults)
    return {code for code, hard in codes if hard or policy.severity(code) is Severity.ERROR}
