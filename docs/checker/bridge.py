"""The Python side of the checker: the page asks in JSON, and the package answers in JSON.

`ASKS` has a function for each question. Its parameters are what the page sends along with the question.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
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
from orcid_clientreq.editions import EDITIONS, Confidence, FormField
from orcid_clientreq.interop import form_fields, json_schema, submission
from orcid_clientreq.loading import preload
from orcid_clientreq.matching import CAUSES, match, read, registered_in
from orcid_clientreq.matching.result import NOT_THE_CAUSE
from orcid_clientreq.messages import LANGUAGES, say
from orcid_clientreq.messages.catalogues import tag_of
from orcid_clientreq.syntax.display import shown_uri
from orcid_clientreq.syntax.written import addresses_in, uris_listed
from orcid_clientreq.systems import SYSTEMS, Registration, ToRegister, find, recognize, redirect_uris
from orcid_clientreq.systems.filling import HOST_ALONE
from orcid_clientreq.systems.model import VARIABLE, needed
from orcid_clientreq.systems.notices import ParameterNotice

_MOST_ROUNDS = 12
_LONGEST_SENT = 2_000  # characters


def _policy(edition: str, environment: str) -> Policy:
    """Return the policy of an edition; where it has no form for an environment, that of the other."""
    environments = sorted(EDITIONS[FormEdition(edition)].environments)
    return Policy(edition=edition, environment=environment if environment in environments else environments[0])


# What the page is drawn from, before Python is there


def describe(language: str) -> dict[str, Any]:
    """Return what it takes to draw every form in a language, and what is to be known of each system."""
    return {
        "editions": [
            {
                "name": each.edition,
                "period": say(each.period, language),
                "environments": sorted(each.environments),
                "forms": {where: _form(each.edition, where, language) for where in sorted(each.environments)},
            }
            for each in reversed(EDITIONS.values())
        ],
        "systems": systems(language),
        "languages": LANGUAGES,
        "tag": tag_of(language),
    }


def _form(edition: str, environment: str, language: str) -> list[dict[str, Any]]:
    """Return the fields of a form, each with how sure it is that it has to be filled in."""
    policy = _policy(edition, environment)
    asked = EDITIONS[policy.edition].by_name
    return [
        {**attrs.asdict(each), "demand": _demand(asked[each.name], environment)}
        for each in form_fields(policy=policy, language=language)
    ]


def _demand(field: FormField, environment: str) -> str:
    """Return whether a field has to be filled in: `required` if a page of ORCID's says so, `probably`, or `optional`."""
    production, sandbox = field.missing.split("/")
    severity = production if environment == "production" else sandbox
    if severity == "-":
        return "optional"
    return "required" if severity == "E" and field.confidence is Confidence.HIGH else "probably"


def schemas() -> dict[str, Any]:
    """Return the JSON Schemas of every form by edition and environment, for the checks that need no Python."""
    return {
        f"{each.edition}/{where}": json_schema(policy=_policy(each.edition, where))["properties"]
        for each in EDITIONS.values()
        for where in sorted(each.environments)
    }


def systems(language: str) -> list[dict[str, Any]]:
    """Return the systems to choose from, with what has to be asked of each."""
    return [
        {
            "id": system.id,
            "name": system.name,
            "also": system.also_called,
            "registrant": system.registrant.name.lower(),
            "parameters": [
                {"name": each.name, "label": _said(each.meaning, language), "example": each.example, "each": each.each}
                for each in system.parameters.values()
                if each.each != "person"
            ],
            "needed": sorted(_needed(system.id)),
            "advice": [_said(text, language) for text in system.advice],
        }
        for system in SYSTEMS.values()
    ]


def _said(text: str, language: str) -> dict[str, str]:
    """Return a text in a language, and the language that it is in: English where there is no translation."""
    said = say(text, language)
    return {"text": said, "lang": "en" if said == text else tag_of(language)}


def _said_together(texts: Iterable[str], language: str) -> dict[str, str]:
    """Return several texts as one, as `_said` does: in English if one of them has no translation."""
    every = [_said(text, language) for text in dict.fromkeys(texts)]
    languages = {each["lang"] for each in every}
    if len(languages) > 1:
        return _said_together(texts, "en")
    return {"text": "; ".join(each["text"] for each in every), "lang": languages.pop()}


# What the page asks


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
        "findings": [finding.to_dict() for finding in report.findings],
        "together": [
            {"path": path, "suggestion": _all_at(form, path, policy)}
            for path in dict.fromkeys(paths)
            if paths.count(path) > 1
        ],
        "answers": answers,
        "request": kept,
        "recognized": _recognized(form.get("redirect_uris"), language),
        "contacts": _contacts(form),
    }


def _answers(request: RegistrationRequest) -> list[dict[str, Any]]:
    """Return the answers under ORCID's labels, each redirect URI on its own."""
    rows = EDITIONS[request.policy.edition].by_name["redirect_uris"].label
    pairs = submission(request).pairs
    return [{"label": label, "values": answer.splitlines() if label == rows else [answer]} for label, answer in pairs]


_CONTACTS: Final = ("contact_email", "pin_contact_email")


def _contacts(form: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return for a field with the addresses of two people which contact has which, if the other field has no third."""
    texts = {name: form[name] for name in _CONTACTS if isinstance(form.get(name), str)}
    contacts: dict[str, dict[str, str]] = {}
    if len(texts) != len(_CONTACTS):
        return contacts  # a form without a second contact
    for name, other in itertools.permutations(_CONTACTS):
        known = texts[other].strip()
        found = {each.text.casefold(): each.text for each in addresses_in(texts[name])}
        if len(found) != len(_CONTACTS):
            continue
        if not known:
            contacts[name] = dict(zip(_CONTACTS, found.values(), strict=True))
        elif found.pop(known.casefold(), None):
            contacts[name] = {name: next(iter(found.values())), other: known}
    return contacts


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


def _recognized(uris: Any, language: str) -> list[dict[str, Any]]:
    """Return which systems the redirect URIs look like, and what they need beside."""
    texts = [uri for uri in uris if isinstance(uri, str) and uri.strip()] if isinstance(uris, list) else []
    return [
        {
            "system": each.system.name,
            "id": each.system.id,
            "missing": [
                {
                    "uri": missing.uri,
                    "purpose": _said(missing.callback.purpose, language),
                    "why": _said(missing.callback.why_prefix if missing.prefix else "", language),
                }
                for missing in each.missing
            ],
            "unneeded": each.unneeded,
            "purposes": {uri: _said(callback.purpose, language) for uri, callback in each.found},
        }
        for each in recognize(texts)
    ]


def fix(form: dict[str, Any], edition: str, environment: str) -> dict[str, Any]:
    """Return the form with every suggestion taken."""
    return apply_suggestions(form, check(form, policy=_policy(edition, environment)))


def search(text: str) -> list[str]:
    """Return the ids of the systems that a text may mean, the best first."""
    return [system.id for system in find(text)]


def fill(system: str, parameters: dict[str, str], edition: str, environment: str, language: str) -> dict[str, Any]:
    """Return the redirect URIs of an installation, each with what it is for, and what is wrong with the values."""
    asked = SYSTEMS[system].parameters
    given = {
        name: value
        for name, value in parameters.items()
        if name in asked and (value.strip() or name in _needed(system))
    }
    filled = redirect_uris(system, policy=_policy(edition, environment), **given)
    return {
        "system": system,
        "ok": filled.ok,
        "uris": [
            {
                "uri": each.uri,
                "purpose": _said_together([callback.purpose for callback in each.callbacks], language),
                "why": _said(each.why_prefix, language),
                "required": each.required,
                "hostAlone": _why_alone(each, filled, language),
            }
            for each in filled.entries
        ],
        "findings": [_in_words(each, language).to_dict() for each in filled.findings],
    }


def _why_alone(entry: ToRegister, filled: Registration, language: str) -> dict[str, str]:
    """Return why a redirect URI of a host alone is right, nothing for any other."""
    if entry.uri not in filled.hosts_alone or entry.why_prefix:
        return _said(filled.hosts_alone.get(entry.uri, ""), language)
    said = _said(HOST_ALONE, language)
    return {**said, "text": said["text"].format(system=filled.system)}


def _in_words(notice: Any, language: str) -> Any:
    """Return what is said of a value in a language, with an ellipsis in place of each name of a parameter."""
    if isinstance(notice, ParameterNotice):
        notice = attrs.evolve(
            notice, params={name: VARIABLE.sub("…", str(text)) for name, text in notice.params.items()}
        )
    return attrs.evolve(notice, language=language)


def _needed(system: str) -> set[str]:
    """Return the parameters that have to be asked for: those that are blank get a finding."""
    return {name for each in SYSTEMS[system].callbacks if each.required for name in needed(each)}


def listed(text: str) -> dict[str, Any]:
    """Return the redirect URIs in a text that was pasted, each once, and what of the text was left out."""
    found = uris_listed(text)
    return {"uris": list(dict.fromkeys(each.text for each in found)), "rest": list(_between(text, found))}


def _between(text: str, found: Any) -> Iterator[str]:
    """Yield what stands before, between and after values that were found, but for punctuation alone."""
    start = 0
    for end, following in [*((each.start, each.end) for each in found), (len(text), len(text))]:
        for line in text[start:end].splitlines():
            if any(map(str.isalnum, line)):
                yield line.strip(" \t,;|")
        start = following


def compare(sent: str, registered: str, language: str) -> dict[str, Any]:
    """Return how a text about a failed sign-in is read, whether what is sent matches what is registered, and what to do."""
    attempt = read(sent)
    known = registered_in(registered)
    found = match(attempt, known).translated(language)
    # An empty field does not say that nothing is registered.
    reasons = [each for each in found.reasons if known or each.code != "nothing_registered"]
    head = " ".join(itertools.takewhile(lambda line: not line.startswith("  "), str(found).splitlines()))
    return {
        "read": attempt.translated(language).lines,
        "requested": attempt.redirect_uri and shown_uri(attempt.redirect_uri, _LONGEST_SENT),
        "client": attempt.client_id,
        "environment": attempt.environment,
        "registered": known,
        "matched": found.matched,
        "exact": found.how == "exact",
        "head": say("not compared", language) if found.reasons and not reasons else head,
        "reasons": [{"code": each.code, "message": each.message} for each in reasons],
        "next": say(NOT_THE_CAUSE, language) if found.how == "exact" and not reasons else None,
        "values": [
            {"fix": str(fix), "value": value}
            for fix, value in dict.fromkeys((each.fix, each.value) for each in reasons if each.value)
        ],
        "system": None if found.how == "exact" else _advice(attempt.redirect_uri, language),
    }


def _advice(uri: str | None, language: str) -> dict[str, Any] | None:
    """Return what is known of the system that sends a redirect URI: its names, and advice; `None` if it is not known."""
    found = recognize([uri]) if uri else ()
    if not found:
        return None
    names = " / ".join(each.system.name for each in found)
    return {"name": names, "advice": [_said(text, language) for text in found[0].system.advice]}


#: What the page can ask.
ASKS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {"examine": examine, "fix": fix, "search": search, "fill": fill, "listed": listed, "compare": compare}
)


def answer(question: str) -> str:
    """Return the answer to one question of the page, `{"ask": name, "about": {parameter: value}}`."""
    asked = json.loads(question)
    return json.dumps(ASKS[asked["ask"]](**asked["about"]))


def warm_up() -> None:
    """Import and load whatever an answer may need: a program that starts from a memory snapshot can import nothing."""
    preload()
    for cause in CAUSES.values():
        compare(cause.sent, cause.registered or "", "en")
    form = {
        "contact_email": "a@",
        "pin_contact_email": "a@a.edu b@a.edu",
        "redirect_uris": ["http://a.edu/#b", "https://data.a.edu/oauth2/callback.xhtml"],
    }
    where = {"edition": FormEdition.LATEST.value, "environment": "production"}
    for language in LANGUAGES:
        examine(form, **where, language=language)
        compare("https://a.edu/x", "https://a.edu/y", language)
    for system in [*SYSTEMS.values()][:3]:
        fill(system.id, {name: each.example for name, each in system.parameters.items()}, **where, language="en")
    for each in EDITIONS.values():
        for place in each.environments:
            fix(form, edition=each.edition, environment=place)
    search("DSpace")
    listed("Journal\thttps://a.edu/b\n")
