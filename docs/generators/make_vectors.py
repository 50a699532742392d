"""Make the conformance vectors out of the catalogue's examples and the tables of cases in the tests.

    python docs/generators/make_vectors.py            write docs/vectors/orcid-clientreq-vectors.json
    python docs/generators/make_vectors.py --check    exit with 1 where that file is not current

A vector is an input, a policy and the findings in it, for the form and for credentials; or a redirect URI that is sent, those
that are registered, and whether and why they match. Inputs that JSON cannot carry are left out: bytes, keys that are no
text, lone surrogates.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs" / "vectors" / "orcid-clientreq-vectors.json"
sys.path.insert(0, str(ROOT / "tests"))

import test_contacts
import test_matching
import test_text
import test_uris

from orcid_clientreq import PRODUCTION, RULES, SANDBOX, Policy, Report, check, credentials
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.interop.rule_data import confidence_of
from orcid_clientreq.matching import CAUSES, Era, Mode, match
from orcid_clientreq.policy import policy_of
from orcid_clientreq.rules.catalogue import example_of
from orcid_clientreq.rules.model import GOOD_REQUEST, good_request

#: The tables, with the field whose values stand in their first column.
TABLES = (
    ("redirect_uris", test_uris.test_findings_of_a_redirect_uri),
    ("redirect_uris", test_uris.test_findings_of_a_redirect_uri_in_the_sandbox),
    ("homepage_url", test_uris.test_findings_of_a_home_page),
    ("contact_email", test_contacts.test_what_is_in_the_field),
    ("pin_contact_email", test_contacts.test_what_is_in_the_field),
    ("description", test_text.test_what_is_text),
    ("description", test_text.test_what_is_markup),
    ("client_name", test_text.test_what_is_markup),
    ("client_name", test_text.test_what_is_text),
    ("description", test_text.test_what_is_invisible),
    ("client_name", test_text.test_what_is_invisible),
    ("description", test_text.test_what_is_unfilled),
    ("client_name", test_text.test_what_is_unfilled),
    ("staff_notes", test_text.test_what_cannot_be_shown_is_refused_in_every_text),
    ("client_name", test_text.test_what_cannot_be_shown_is_refused_in_every_text),
)

Case = tuple[str, Any, Policy]

#: The policies of each edition and environment.
POLICIES = [
    Policy(environment=environment, edition=edition.edition)
    for edition in EDITIONS.values()
    for environment in sorted(edition.environments)
]
#: Longer inputs are not repeated for every policy.
LONG: Final = 3000
#: What breaks the rules of every field, beside the examples of each.
OTHERS = {"missing": (None, "\u2060", ""), "wrong_type": (7, {"a": 1}, ["x"])}


def examples(*, of_credentials: bool) -> Iterator[Case]:
    """Yield what breaks each rule, and its fixed twin."""
    for code, rule in RULES.items():
        if rule.of_credentials is not of_credentials:
            continue
        for number, example in enumerate(rule.examples, 1):
            policy = policy_of(example)
            yield f"{code}/{number}", example.data, policy
            yield f"{code}/{number}/fixed", example.corrected, policy


def other_values() -> Iterator[Case]:
    """Yield further values that are missing or of a wrong type."""
    for code, rule in RULES.items():
        name = code.partition(".")[2]
        for number, bad in enumerate(OTHERS.get(name, ()), 1):
            case = rule.cases[0]._replace(bad=[bad] if rule.field == "redirect_uri" else bad, path=None)
            example = example_of(code, case, rule.severities)
            yield f"{code}/other/{number}", example.data, policy_of(example)


def examples_of_every_policy() -> Iterator[Case]:
    """Yield the first example of each rule in every edition and environment in which it is on."""
    for code, rule in RULES.items():
        if rule.field in {"request", "credentials"}:
            continue
        for policy in POLICIES:
            if policy.severity(code) is not None:
                sandbox = policy.environment == "sandbox"
                case = rule.cases[0]._replace(edition=policy.edition, sandbox=sandbox)
                example = example_of(code, case, rule.severities)
                if len(str(example.data)) < LONG:
                    yield f"{code}/{policy.edition}/{policy.environment}", example.data, policy_of(example)


def limits() -> Iterator[Case]:
    """Yield values that are just as long as they may be, and one more."""
    domain = f"{'.'.join(['a' * 60] * 3)}.edu"
    policy = Policy(edition="2023")
    good = good_request(policy.edition)
    of = policy.limits
    made: dict[str, tuple[int, Callable[[int], Any]]] = {
        "contact_email": (of.email, lambda size: f"orcid@{domain}".rjust(size, "a")),
        "pin_contact_email": (of.email, lambda size: f"pin@{domain}".rjust(size, "b")),
        "homepage_url": (of.uri, lambda size: "https://university.edu/".ljust(size, "a")),
        "redirect_uris": (of.uri, lambda size: ["https://university.edu/".ljust(size, "a")]),
        **{
            name: (getattr(of, name), "a".__mul__)
            for name in ("description", "staff_notes", "own_organization_name", "organization_kind", "contact_name")
        },
        "organization_name": (of.organization_name, "a".__mul__),
        "client_name": (of.client_name, "a".__mul__),
    }
    for name, (limit, make) in made.items():
        for size in (limit, limit + 1):
            yield f"{name}/limit/{size}", {**good, name: make(size)}, policy
    for size in (of.description_advised, of.description_advised + 1):
        yield f"description/advised/{size}", {**good, "description": "a" * size}, policy
    for size in (of.redirect_uri_advised, of.redirect_uri_advised + 1):
        yield (
            f"redirect_uri/advised/{size}",
            {**good, "redirect_uris": ["https://university.edu/".ljust(size, "a")]},
            policy,
        )
    for count in (of.redirect_uris_advised, of.redirect_uris_advised + 1, of.redirect_uris, of.redirect_uris + 1):
        uris = [f"https://a.edu/{number}" for number in range(count)]
        yield f"redirect_uris/limit/{count}", {**good, "redirect_uris": uris, "staff_notes": None}, policy


def rows(test: Any) -> list[Any]:
    """Return the rows of a test's table."""
    (mark,) = [mark for mark in test.pytestmark if mark.name == "parametrize"]
    return list(mark.args[1])


def tabled() -> Iterator[Case]:
    """Yield the rows of the tests' tables, for production and for the sandbox."""
    for field, test in TABLES:
        for number, row in enumerate(rows(test), 1):
            value = row if isinstance(row, str) else row[0]
            if test is test_text.test_what_cannot_be_shown_is_refused_in_every_text:
                value = f"a{value}b"
            data = {**GOOD_REQUEST, field: [value] if field == "redirect_uris" else value}
            for policy in (PRODUCTION, SANDBOX):
                yield f"{field}/{test.__name__.removeprefix('test_')}/{number}/{policy.environment}", data, policy


def is_json(value: Any) -> bool:
    """Return whether a value arrives in every language as it is."""
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and is_json(key) and is_json(member) for key, member in value.items())
    if isinstance(value, list):
        return all(map(is_json, value))
    if isinstance(value, str):
        return not any("\ud800" <= character <= "\udfff" for character in value)
    return value is None or isinstance(value, bool | int)


def written(policy: Policy) -> dict[str, Any]:
    """Return a policy as the file has it: what differs from the edition is named."""
    severities = {code: severity and severity.value for code, severity in policy.severities.items()}
    optional = {"severities": severities, "known_contacts": sorted(policy.known_contacts)}
    return {**policy.named(), **{name: value for name, value in optional.items() if value}}


def vectors(cases: Iterable[Case], check: Callable[..., Report]) -> Iterator[dict[str, Any]]:
    """Yield each case with what is found in it; of those from tables and policies none that was there before."""
    seen: set[str] = set()
    for name, data, policy in cases:
        if not is_json(data):
            continue
        findings = [
            {
                "code": finding.code,
                "pointer": finding.pointer,
                "severity": finding.severity.value,
                "suggestion": finding.to_dict()["suggestion"],
            }
            for finding in check(data, policy=policy).findings
        ]
        case = {"policy": written(policy), "input": data, "findings": findings}
        key = json.dumps(case, sort_keys=True, default=dict)
        if key not in seen or name.partition("/")[0] in RULES:
            seen.add(key)
            yield {"id": name, **about(name, [each["code"] for each in findings]), **case}


def about(name: str, found: list[str]) -> dict[str, Any]:
    """Return which codes a vector is about, why it is there, and how sure that is of ORCID."""
    subject, *rest = name.split("/")
    codes = list(dict.fromkeys([*([subject] if subject in RULES else []), *found]))
    if subject in RULES:
        what = "the corrected twin: breaks no rule" if rest[-1] == "fixed" else f"breaks {subject}"
        because = f"{what} (another value)" if rest[0] == "other" else what
    elif rest[0] in {"limit", "advised"}:
        because = f"{rest[1]} characters or rows: at the limit, or one beyond it"
    else:
        because = f"a case of {subject}: {rest[0].replace('_', ' ')}"
    inferred = any(confidence_of(RULES[code].source) != "high" for code in codes) or not codes
    return {"codes": codes, "because": because, "orcid": "inferred" if inferred else "documented"}


def sides() -> Iterator[tuple[str, Any, list[str]]]:
    """Yield what is sent and what is registered: one, none, or several."""
    for code, cause in CAUSES.items():
        if cause.pasted:  # more than a redirect URI
            continue
        yield code, cause.sent, [cause.registered] if cause.registered else []
    for test in (test_matching.test_what_is_said, test_matching.test_the_eras):
        for number, row in enumerate(rows(test), 1):
            yield f"{test.__name__.removeprefix('test_')}/{number}", row[0], [row[1]]
    for test, sent in (
        (test_matching.test_the_nearest_is_named, 0),
        (test_matching.test_the_reported_cases_are_explained, 1),
    ):
        for number, row in enumerate(rows(test), 1):
            if isinstance(row[sent + 1], list):
                yield f"{test.__name__.removeprefix('test_')}/{number}", row[sent], row[sent + 1]


def matches() -> Iterator[dict[str, Any]]:
    """Yield redirect URIs that are sent beside registered ones, as each mode and era compares them."""
    ways = [(Mode.EXACT, Era.DECEMBER_2023), *((Mode.ORCID, era) for era in reversed(Era))]
    for name, sent, registered in sides():
        if not (is_json(sent) and is_json(registered)):
            continue
        for mode, era in ways:
            found = match(sent, registered, mode=mode, era=era)
            reasons = [{"code": reason.code, "fix": reason.fix, "value": reason.value} for reason in found.reasons]
            way = {"mode": mode, "era": era} if mode is Mode.ORCID else {"mode": mode}
            yield {
                "id": "/".join([name, *way.values()]),
                **way,
                "requested": sent,
                "registered": registered,
                "how": found.how,
                "reasons": reasons,
            }


def listed(items: Iterable[dict[str, Any]]) -> str:
    """Return a list with an item a line."""
    return "[\n" + ",\n".join(f"    {json.dumps(item, default=dict)}" for item in items) + "\n]"


def document() -> str:
    """Return the file's text."""
    further = [*other_values(), *examples_of_every_policy()]
    of_form, of_credentials = (
        [case for case in further if RULES[case[0].partition("/")[0]].of_credentials is which]
        for which in (False, True)
    )
    form = vectors((*examples(of_credentials=False), *of_form, *limits(), *tabled()), check)
    issued = vectors((*examples(of_credentials=True), *of_credentials), credentials.check)
    head = {"$schema": "orcid-clientreq-vectors.schema.json", "format": 3}
    lists = {"vectors": form, "credentials": issued, "matches": matches()}
    members = ", ".join(f'"{name}": {listed(items)}' for name, items in lists.items())
    return f"{json.dumps(head)[:-1]}, {members}}}\n"


def main(arguments: list[str] | None = None) -> int:
    """Write the file, or say whether it is current."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    text = document()
    if parser.parse_args(arguments).check:
        current = FILE.read_text(encoding="utf-8") == text
        print(f"{FILE.name} is {'current' if current else 'not current: run this script without --check'}")
        return 0 if current else 1
    FILE.write_text(text, encoding="utf-8")
    numbers = (f"{len(items)} {name}" for name, items in json.loads(text).items() if isinstance(items, list))
    print(f"{FILE.name} has {', '.join(numbers)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
