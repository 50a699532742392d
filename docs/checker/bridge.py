"""The Python side of the checker: questions of the page as JSON, answered as JSON by the package."""

from __future__ import annotations

import json
from typing import Any

import attrs

from orcid_clientreq import InvalidRequestError, Policy, apply_suggestions, check, parse
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.interop import form_fields, submission
from orcid_clientreq.messages import LANGUAGES, say


def _policy(edition: str, environment: str) -> Policy:
    """Return the policy of an edition; where it has no form for an environment, that of the other."""
    environments = sorted(EDITIONS[edition].environments)  # type: ignore[index]  # a value is as good as its member
    return Policy(edition=edition, environment=environment if environment in environments else environments[0])


def describe(edition: str, environment: str, language: str) -> str:
    """Return what it takes to draw the form, and what there is to choose from."""
    policy = _policy(edition, environment)
    return json.dumps(
        {
            "fields": [attrs.asdict(each) for each in form_fields(policy, language)],
            "environment": policy.environment,
            "environments": sorted(EDITIONS[policy.edition].environments, reverse=False),
            "editions": [{"name": each.edition, "period": say(each.period, language)} for each in EDITIONS.values()],
            "languages": LANGUAGES,
        }
    )


def examine(data: str, edition: str, environment: str, language: str) -> str:
    """Return everything found in a form, and the answers for ORCID's form where there are no errors."""
    policy = _policy(edition, environment)
    form: dict[str, Any] = json.loads(data)
    report = check(form, policy=policy).translated(language)
    try:
        request = parse(form, policy=policy)
    except InvalidRequestError:
        answers, kept = None, None
    else:
        answers, kept = str(submission(request)), request.to_dict()
    return json.dumps(
        {
            "ok": report.ok,
            "summary": str(report).splitlines()[-1],
            "findings": [finding.to_dict() for finding in report.findings],
            "answers": answers,
            "request": kept,
        }
    )


def fix(data: str, edition: str, environment: str) -> str:
    """Return the form with every suggestion taken."""
    form: dict[str, Any] = json.loads(data)
    return json.dumps(apply_suggestions(form, check(form, policy=_policy(edition, environment))))
