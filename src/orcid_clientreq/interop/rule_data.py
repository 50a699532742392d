"""The rules as data for other languages, and the JSON Schema of that document.

>>> document = rules_document()
>>> rule = next(each for each in document["rules"] if each["code"] == "redirect_uri.https_required")
>>> rule["severity"]["2023"], rule["fix"]["available"], rule["basis"]
({'production': 'error', 'sandbox': 'off'}, 'always', ['orcid'])
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from orcid_clientreq.credentials import check as check_credentials
from orcid_clientreq.editions import EDITIONS, Edition
from orcid_clientreq.fields import FIELDS, Kind
from orcid_clientreq.form import Limits, Severity
from orcid_clientreq.messages import LANGUAGES, say
from orcid_clientreq.messages.catalogues import placeholders
from orcid_clientreq.policy import policy_of
from orcid_clientreq.report import Finding
from orcid_clientreq.request import check
from orcid_clientreq.rules.catalogue import RULES, Rule
from orcid_clientreq.rules.model import DOCUMENTATION

#: Rises when programs that read the document have to change.
RULES_FORMAT: Final = 1
#: Where the site has the document and its schema.
RULES_ADDRESS: Final = f"{DOCUMENTATION}orcid-clientreq-rules.json"
SCHEMA_ADDRESS: Final = f"{DOCUMENTATION}orcid-clientreq-rules.schema.json"

#: The first version with a rule, for those that are not in the first one.
_SINCE: Final[dict[str, str]] = {}
_FIRST_VERSION: Final = "1.0.0"
#: Codes that a rule had before, and for a rule that is gone the one that replaces it.
_ALIASES: Final[dict[str, list[str]]] = {}
_REPLACED_BY: Final[dict[str, str]] = {}

# On what a source rests. ORCID's own pages and code, standards, what was seen elsewhere, and what is ours.
_ORCID: Final = re.compile(
    r"help pages?|FAQ|registry software|orcid-angular|ORCID-Source|ORCID's API|members\.orcid\.org|ORCID takes either"
)
_STANDARD: Final = re.compile(r"RFC \d|UTS|UAX|Unicode Standard|WHATWG|OpenID Connect|ICANN")
_OBSERVED: Final = re.compile(
    r"seen in|observed in|guides? of|NZ-ORCID-Hub|documentation of the services|refuse such|reported for|public requests"
)
_OWN: Final = re.compile(r"the library's own|the purpose of")
_NOT_KNOWN: Final = re.compile(r"is not known")

#: What is found first, and leaves nothing for the other rules of the field to look at.
_FIRST: Final = ("missing", "wrong_type", "too_long")
#: Rules of a URI that look at the text before it is read as a URI, and at the list after it.
_AROUND: Final = frozenset({"delimiters", "scheme_repeated", "several", "long", "duplicate"})
#: Rules of a URI that leave a value to others, by the part of the code after the dot.
_LEFT_TO: Final[dict[str, tuple[str, ...]]] = {
    "dotless_host": ("localhost",),
    "non_public_host": ("localhost",),
    "ip_address": ("non_public_host",),
    "host_only": ("orcid_host",),
    "not_normalized": (
        *("illegal_character", "bad_percent_encoding", "not_absolute", "userinfo"),
        *("host_invalid", "port_invalid"),
    ),
}
#: Found beyond an advised limit already: then the other rules look at the text, too.
_ADVISED: Final = frozenset({"description.too_long"})
#: Rules of the list that look at items which nothing else looks at.
_OF_LIST: Final = frozenset({"duplicate"})


def basis_of(source: str) -> list[str]:
    """Return on what a source rests: `orcid`, `standard`, `observed`, `own`.

    >>> basis_of("help page of January 2020; RFC 6749 section 3.1.2; seen in integrations")
    ['orcid', 'standard', 'observed']
    """
    kinds = (("orcid", _ORCID), ("standard", _STANDARD), ("observed", _OBSERVED), ("own", _OWN))
    return [name for name, pattern in kinds if pattern.search(source)]


def confidence_of(source: str) -> str:
    """Return how sure a source makes what a rule says of ORCID: `high`, `medium` or `low`.

    It is high where ORCID or a standard says it, medium where it was only seen elsewhere, low where it is not known.
    """
    if _NOT_KNOWN.search(source):
        return "low"
    return "high" if {"orcid", "standard", "own"} & {*basis_of(source)} else "medium"


def suppressed_by(rule: Rule) -> list[str]:
    """Return the codes of the findings beside which a rule finds nothing at the same place.

    >>> suppressed_by(RULES["contact_email.invalid"])[-1]
    'contact_email.multiple_addresses'
    """
    field, _, name = rule.code.partition(".")
    whole = "credentials.not_a_mapping" if rule.of_credentials else "request.not_a_mapping"
    found = [whole]
    if field not in {"request", "credentials"}:
        holder = FIELDS[field].holder
        found += [f"{holder}.{each}" for each in _FIRST if holder]
        found += [f"{field}.{each}" for each in _FIRST if name not in {*_FIRST, *_OF_LIST}]
        if FIELDS[field].kind in {Kind.REDIRECT_URI, Kind.HOMEPAGE} and name not in {*_AROUND, *_FIRST}:
            found.append(f"{field}.scheme_not_allowed")
            found += [f"{field}.{each}" for each in _LEFT_TO.get(name, ())]
        if name in {"multiple_addresses", "invalid"} and FIELDS[field].kind is Kind.CONTACT:
            found.append(f"{field}.{'display_name' if name == 'multiple_addresses' else 'multiple_addresses'}")
    return [code for code in found if code in RULES and code not in {rule.code, *_ADVISED}]


def severities_of(rule: Rule) -> dict[str, dict[str, str]]:
    """Return the severity by edition and environment: off is not the same as absent, where there is no such form."""
    found: dict[str, dict[str, str]] = {}
    for edition, form in EDITIONS.items():
        if not _has(form, rule):
            continue
        of = {each.value: rule.severity(each, edition) for each in sorted(form.environments)}
        found[edition.value] = {name: "off" if severity is None else severity.value for name, severity in of.items()}
    return found


def _has(form: Edition, rule: Rule) -> bool:
    """Return whether a form has the field of a rule."""
    if rule.of_credentials or rule.field in {"request", "credentials"}:
        return True
    return (FIELDS[rule.field].holder or rule.field) in form.by_name


def limits_of(rule: Rule) -> list[str]:
    """Return the names of the limits that a rule compares with."""
    name, advised = rule.code.partition(".")[2], f"{rule.field}_advised"
    if name == "too_long":
        return [*([advised] if rule.code in _ADVISED else []), *filter(None, [FIELDS[rule.field].limit])]
    return [advised] if name in {"long", "many"} else []


def _found(rule: Rule) -> Iterator[Finding]:
    """Yield what each example of a rule gives, of that rule."""
    find = check_credentials if rule.of_credentials else check
    for example in rule.examples:
        yield next(each for each in find(example.data, policy=policy_of(example)).findings if each.code == rule.code)


def _fix(rule: Rule, found: list[Finding]) -> dict[str, Any]:
    """Return whether and how a suggestion fixes a rule's findings, as its examples show it."""
    suggestions = [each.suggestion for each in found if each.suggestion is not None]
    available = "never" if not suggestions else "always" if len(suggestions) == len(found) else "sometimes"
    if not suggestions:
        how = None
    elif rule.code == "request.unknown_field":
        how = "rename the key"
    else:
        how = "split" if isinstance(suggestions[0], tuple) else "replace"
    return {"available": available, "how": how}


def _rule(rule: Rule) -> dict[str, Any]:
    """Return a rule as the document has it."""
    found = list(_found(rule))
    names = {name for each in found for name in each.params}
    return {
        "code": rule.code,
        "aliases": _ALIASES.get(rule.code, []),
        "field": rule.field,
        "summary": rule.summary,
        "rationale": rule.rationale,
        "severity": severities_of(rule),
        "severity_can_change": not rule.severity_is_fixed,
        "messages": {language: say(rule.template, language) for language in LANGUAGES},
        "parameters": sorted(names | (placeholders(rule.template) or set())),
        "limits": limits_of(rule),
        "fix": _fix(rule, found),
        "since": _SINCE.get(rule.code, _FIRST_VERSION),
        "replaced_by": _REPLACED_BY.get(rule.code),
        "suppressed_by": suppressed_by(rule),
        "source": rule.source,
        "basis": basis_of(rule.source),
        "confidence": confidence_of(rule.source),
        "url": rule.url,
    }


def rules_document() -> dict[str, Any]:
    """Return every rule as data, JSON-ready, in the order in which findings of a field are reported.

    `orcid-clientreq rules --format json` prints it, and the site has it at a stable address.

    >>> document = rules_document()
    >>> document["format"], document["limits"]["uri"], len(document["rules"]) == len(RULES)
    (1, 2000, True)
    """
    return {
        "$schema": SCHEMA_ADDRESS,
        "format": RULES_FORMAT,
        "languages": list(LANGUAGES),
        "editions": {edition.value: sorted(form.environments) for edition, form in EDITIONS.items()},
        "limits": attrs.asdict(Limits()),
        "rules": [_rule(rule) for rule in RULES.values()],
    }


def rules_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `rules_document` returns.

    >>> rules_schema()["properties"]["format"]["const"]
    1
    """
    text: dict[str, Any] = {"type": "string"}
    code: dict[str, Any] = {"type": "string", "pattern": "^[a-z_]+\\.[a-z_]+$"}
    environments = ["production", "sandbox"]
    severity = {
        "description": "By edition and environment. Absent: that form does not exist, or lacks the field. Off: it has no such rule.",
        "type": "object",
        "additionalProperties": {
            "type": "object",
            "propertyNames": {"enum": environments},
            "additionalProperties": {"enum": [*(each.value for each in Severity), "off"]},
        },
    }
    of_rule: dict[str, Any] = {
        "code": code,
        "aliases": {"description": "Codes that it had before.", "type": "array", "items": code},
        "field": text,
        "summary": {**text, "description": "When it is broken."},
        "rationale": {**text, "description": "Why that matters."},
        "severity": severity,
        "severity_can_change": {"description": "Whether a policy may change it.", "type": "boolean"},
        "messages": {
            "description": "By language: the message, with parameters in braces.",
            "type": "object",
            "required": list(LANGUAGES),
            "additionalProperties": text,
        },
        "parameters": {"description": "What fills the message in.", "type": "array", "items": text},
        "limits": {"description": "Those of the limits that it compares with.", "type": "array", "items": text},
        "fix": {
            "type": "object",
            "required": ["available", "how"],
            "additionalProperties": False,
            "properties": {
                "available": {"enum": ["always", "sometimes", "never"]},
                "how": {"enum": ["replace", "split", "rename the key", None]},
            },
        },
        "since": {**text, "description": "The first version that has it."},
        "replaced_by": {"description": "The code that is used instead.", "anyOf": [code, {"type": "null"}]},
        "suppressed_by": {
            "description": "Beside a finding of one of these at the same place, or around it, it finds nothing.",
            "type": "array",
            "items": code,
        },
        "source": text,
        "basis": {
            "description": "On what the source rests: ORCID's pages and code, standards, what was seen elsewhere, or what is the library's own.",
            "type": "array",
            "minItems": 1,
            "items": {"enum": ["orcid", "standard", "observed", "own"]},
        },
        "confidence": {"enum": ["high", "medium", "low"]},
        "url": {**text, "format": "uri"},
    }
    members: dict[str, Any] = {
        "$schema": text,
        "format": {"description": "Rises when programs that read the document have to change.", "const": RULES_FORMAT},
        "languages": {"type": "array", "items": text},
        "editions": {
            "description": "The environments that each edition has a form for.",
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"enum": environments}},
        },
        "limits": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}},
        "rules": {
            "type": "array",
            "items": {"type": "object", "required": [*of_rule], "additionalProperties": False, "properties": of_rule},
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ADDRESS,
        "title": "Rules for requests for ORCID Member API credentials",
        "type": "object",
        "required": [*members],
        "additionalProperties": False,
        "properties": members,
    }
