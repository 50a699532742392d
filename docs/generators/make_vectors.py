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
from typing import Any

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs" / "vectors" / "orcid-clientreq-vectors.json"
sys.path.insert(0, str(ROOT / "tests"))

import test_contacts
import test_matching
import test_text
import test_uris

from orcid_clientreq import PRODUCTION, RULES, SANDBOX, Policy, Report, check, credentials
from orcid_clientreq.matching import CAUSES, Era, Mode, match
from orcid_clientreq.policy import policy_of
from orcid_clientreq.rules.model import GOOD_REQUEST

#: The tables, with the field whose values stand in their first column.
TABLES = (
    ("redirect_uris", test_uris.test_findings_of_a_redirect_uri),
    ("redirect_uris", test_uris.test_findings_of_a_redirect_uri_in_the_sandbox),
    ("homepage_url", test_uris.test_findings_of_a_home_page),
    ("contact_email", test_contacts.test_what_stands_in_the_field),
    ("pin_contact_email", test_contacts.test_what_stands_in_the_field),
    ("description", test_text.test_what_is_text),
    ("description", test_text.test_what_is_markup),
    ("client_name", test_text.test_what_is_markup),
    ("staff_notes", test_text.test_what_cannot_be_shown_is_refused_in_every_text),
    ("client_name", test_text.test_what_cannot_be_shown_is_refused_in_every_text),
)

Case = tuple[str, Any, Policy]


def examples(*, of_credentials: bool) -> Iterator[Case]:
    """Yield what breaks each rule, and its mended twin."""
    for code, rule in RULES.items():
        if rule.of_credentials is not of_credentials:
            continue
        for number, example in enumerate(rule.examples, 1):
            policy = policy_of(example)
            yield f"{code}/{number}", example.data, policy
            yield f"{code}/{number}/mended", example.mended, policy


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
    return {**policy.to_dict(), **{name: value for name, value in optional.items() if value}}


def vectors(cases: Iterable[Case], check: Callable[..., Report]) -> Iterator[dict[str, Any]]:
    """Yield each case once, with what is found in it."""
    seen: set[str] = set()
    for name, data, policy in cases:
        if not is_json(data):
            continue
        findings = [
            {"code": finding.code, "pointer": finding.pointer, "severity": finding.severity.value}
            for finding in check(data, policy=policy).findings
        ]
        case = {"policy": written(policy), "input": data, "findings": findings}
        key = json.dumps(case, sort_keys=True, default=dict)
        if key not in seen:
            seen.add(key)
            yield {"id": name, **case}


def matches() -> Iterator[dict[str, Any]]:
    """Yield redirect URIs that are sent beside registered ones, as each mode and era compares them."""
    sides = [(code, cause.sent, cause.registered) for code, cause in CAUSES.items()]
    for test in (test_matching.test_what_is_said, test_matching.test_the_eras):
        name = test.__name__.removeprefix("test_")
        sides += [(f"{name}/{number}", row[0], row[1]) for number, row in enumerate(rows(test), 1)]
    ways = [(Mode.EXACT, Era.DECEMBER_2023), *((Mode.ORCID, era) for era in reversed(Era))]
    for name, sent, registered in sides:
        if not (is_json(sent) and is_json(registered)):
            continue
        for mode, era in ways:
            found = match(sent, [registered] if registered else [], mode=mode, era=era)
            reasons = [{"code": reason.code, "mend": reason.mend} for reason in found.reasons]
            way = {"mode": mode, "era": era} if mode is Mode.ORCID else {"mode": mode}
            yield {
                "id": "/".join([name, *way.values()]),
                **way,
                "requested": sent,
                "registered": [registered] if registered else [],
                "how": found.how,
                "reasons": reasons,
            }


def listed(items: Iterable[dict[str, Any]]) -> str:
    """Return a list with an item a line."""
    return "[\n" + ",\n".join(f"    {json.dumps(item, default=dict)}" for item in items) + "\n]"


def document() -> str:
    """Return the file's text."""
    form = vectors((*examples(of_credentials=False), *tabled()), check)
    issued = vectors(examples(of_credentials=True), credentials.check)
    head = {"$schema": "orcid-clientreq-vectors.schema.json", "format": 1}
    lists = {"vectors": form, "credentials": issued, "matches": matches()}
    members = ", ".join(f'"{name}": {listed(items)}' for name, items in lists.items())
    return f"{json.dumps(head)[:-1]}, {members}}}\n"


def main() -> int:
    """Write the file, or say whether it is current."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    text = document()
    if parser.parse_args().check:
        current = FILE.read_text(encoding="utf-8") == text
        print(f"{FILE.name} is {'current' if current else 'not current: run this script without --check'}")
        return 0 if current else 1
    FILE.write_text(text, encoding="utf-8")
    print({name: len(items) for name, items in json.loads(text).items() if isinstance(items, list)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
