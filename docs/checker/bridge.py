"""The Python side of the checker: the page asks in JSON, and the package answers in JSON.

`ASKS` has a function for each question. Its parameters are those that `protocol.mjs` names for the question.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from orcid_clientreq import (
    FormEdition,
    InvalidRequestError,
    Policy,
    RegistrationRequest,
    apply_suggestions,
    check,
    parse,
)
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.interop import form_fields, json_schema, submission
from orcid_clientreq.matching import match, requested_in
from orcid_clientreq.messages import LANGUAGES, say
from orcid_clientreq.systems import SYSTEMS, recognize, redirect_uris
from orcid_clientreq.systems.model import needed

_MOST_ROUNDS = 12


def _policy(edition: str, environment: str) -> Policy:
    """Return the policy of an edition; where it has no form for an environment, that of the other."""
    environments = sorted(EDITIONS[FormEdition(edition)].environments)
    return Policy(edition=edition, environment=environment if environment in environments else environments[0])


def describe(language: str) -> dict[str, Any]:
    """Return what it takes to draw every form in a language, so that the page is there before Python is."""
    return {
        "editions": [
            {
                "name": each.edition,
                "period": say(each.period, language),
                "environments": sorted(each.environments),
                "forms": {
                    where: [
                        attrs.asdict(field)
                        for field in form_fields(policy=_policy(each.edition, where), language=language)
                    ]
                    for where in sorted(each.environments)
                },
            }
            for each in reversed(EDITIONS.values())
        ],
        "languages": LANGUAGES,
    }


def schemas() -> dict[str, Any]:
    """Return the JSON Schemas of every form by edition and environment, for the checks that need no Python."""
    return {
        f"{each.edition}/{where}": json_schema(policy=_policy(each.edition, where))["properties"]
        for each in EDITIONS.values()
        for where in sorted(each.environments)
    }


def systems() -> list[dict[str, Any]]:
    """Return the systems to choose from, with what has to be asked of each."""
    return [
        {
            "id": system.id,
            "name": system.name,
            "registrant": system.registrant.name.lower(),
            "parameters": [attrs.asdict(each) for each in system.parameters.values() if each.each != "person"],
            "advice": system.advice,
        }
        for system in SYSTEMS.values()
    ]


def examine(form: dict[str, Any], edition: str, environment: str, language: str) -> dict[str, Any]:
    """Return everything found in a form, and the answers for ORCID's form where there are no errors."""
    policy = _policy(edition, environment)
    report = check(form, policy=policy).translated(language)
    try:
        request = parse(form, policy=policy)
    except InvalidRequestError:
        answers, kept = None, None
    else:
        answers, kept = _answers(request), request.to_dict()
    paths = [finding.path for finding in report.findings if finding.suggestion is not None]
    return {
        "ok": report.ok,
        "summary": str(report).splitlines()[-1],
        "findings": [finding.to_dict() for finding in report.findings],
        "together": [
            {"path": path, "suggestion": _all_at(form, path, policy)}
            for path in dict.fromkeys(paths)
            if paths.count(path) > 1
        ],
        "answers": answers,
        "request": kept,
        "recognized": _recognized(form.get("redirect_uris")),
    }


def _answers(request: RegistrationRequest) -> list[dict[str, Any]]:
    """Return the answers under ORCID's labels, each redirect URI on its own."""
    rows = EDITIONS[request.policy.edition].by_name["redirect_uris"].label
    pairs = submission(request).pairs
    return [{"label": label, "values": answer.splitlines() if label == rows else [answer]} for label, answer in pairs]


def _all_at(form: dict[str, Any], path: tuple[str | int, ...], policy: Policy) -> Any:
    """Return the value of a place with all of its suggestions taken, one after the other."""
    form = json.loads(json.dumps(form))
    suggestion: Any = None
    for _ in range(_MOST_ROUNDS):
        found = (
            each for each in check(form, policy=policy).findings if each.path == path and each.suggestion is not None
        )
        finding = next(found, None)
        if finding is None:
            break
        suggestion = finding.suggestion
        if isinstance(suggestion, tuple):
            break  # rows of their own, each of which is looked at there
        place = form if len(path) == 1 else form[path[0]]
        place[path[-1]] = suggestion
    return suggestion


def _recognized(uris: Any) -> list[dict[str, Any]]:
    """Return which systems the redirect URIs look like, and what they need beside."""
    texts = [uri for uri in uris or () if isinstance(uri, str) and uri.strip()]
    return [
        {
            "system": each.system.name,
            "id": each.system.id,
            "missing": [
                {
                    "uri": missing.uri,
                    "purpose": missing.callback.purpose,
                    "because": missing.callback.why_prefix if missing.prefix else "",
                }
                for missing in each.missing
            ],
            "unneeded": each.unneeded,
            "advice": each.advice,
            "purposes": {uri: callback.purpose for uri, callback in each.found},
        }
        for each in recognize(texts)
    ]


def fix(form: dict[str, Any], edition: str, environment: str) -> dict[str, Any]:
    """Return the form with every suggestion taken."""
    return apply_suggestions(form, check(form, policy=_policy(edition, environment)))


def fill(system: str, parameters: dict[str, str], edition: str, environment: str, language: str) -> dict[str, Any]:
    """Return the redirect URIs of an installation, each with what it is for, and what is wrong with the values."""
    given = {name: value for name, value in parameters.items() if value.strip() or name in _needed(system)}
    filled = redirect_uris(system, policy=_policy(edition, environment), **given)
    return {
        "uris": [
            {"uri": each.uri, "purpose": each.purpose, "required": each.required, "because": each.why_prefix}
            for each in filled.entries
        ],
        "findings": [attrs.evolve(each, language=language).to_dict() for each in filled.findings],
    }


def _needed(system: str) -> set[str]:
    """Return the parameters that have to be asked for: those that are blank get a finding."""
    return {name for each in SYSTEMS[system].callbacks if each.required for name in needed(each)}


def compare(sent: str, registered: str, language: str) -> dict[str, Any]:
    """Return whether what the browser shows, or a system sends, matches what is registered, and what to do."""
    uri = requested_in(sent)
    found = match(uri, [line.strip() for line in registered.splitlines() if line.strip()]).translated(language)
    return {
        "requested": uri,
        "matched": found.matched,
        "exact": found.how == "exact",
        "head": " ".join(itertools.takewhile(lambda line: not line.startswith("  "), str(found).splitlines())),
        "reasons": [{"code": each.code, "message": each.message} for each in found.reasons],
        "values": [
            {"fix": str(fix), "value": value}
            for fix, value in dict.fromkeys((each.fix, each.value) for each in found.reasons if each.value)
        ],
    }


#: What the page can ask.
ASKS: Final[Mapping[str, Callable[..., dict[str, Any]]]] = MappingProxyType(
    {"examine": examine, "fix": fix, "fill": fill, "compare": compare}
)


def answer(question: str) -> str:
    """Return the answer to one question of the page, `{"ask": name, "about": {parameter: value}}`."""
    asked = json.loads(question)
    return json.dumps(ASKS[asked["ask"]](**asked["about"]))


def warm_up() -> None:
    """Ask each question once in each language, so that a memory snapshot has all that answers need."""
    form = {"contact_email": "a@", "redirect_uris": ["http://a.edu/#b", "https://data.a.edu/oauth2/callback.xhtml"]}
    where = {"edition": "2023", "environment": "production"}
    for language in LANGUAGES:
        examine(form, **where, language=language)
        compare("https://a.edu/x", "https://a.edu/y", language)
        for system in SYSTEMS.values():
            fill(
                system.id, {name: each.example for name, each in system.parameters.items()}, **where, language=language
            )
    for each in EDITIONS.values():
        for place in each.environments:
            fix(form, edition=each.edition, environment=place)
