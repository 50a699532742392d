"""What people had in hand: values with what was copied along, failed sign-ins, and reports of them.

Not part of the ordinary suite, which passes without the corpora: `tox -e shared` runs this, with the folder in
`ORCID_CLIENTREQ_SHARED`, by default `../shared`.
"""

from __future__ import annotations

import json
import re

import pytest
from test_specification import SHARED, corpus
from test_valid_values import wrongly_found

from orcid_clientreq import SANDBOX, apply_suggestions, check, validators
from orcid_clientreq.matching import match, requested_in
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.syntax.written import one_address, one_uri

WRAPPED = json.loads((SHARED / "corpora" / "wrapped.json").read_text(encoding="utf-8"))
SIGN_INS = json.loads((SHARED / "corpora" / "signin.json").read_text(encoding="utf-8"))
#: A rule of its own: no text stands around the inner one.
SCHEME_TWICE = "https://https://"


@pytest.mark.parametrize("case", WRAPPED, ids=lambda case: ascii(f"{case['field']} {case['input']}"))
def test_what_was_copied_along_is_taken_off(case: dict[str, str]) -> None:
    one = one_address if case["field"] == "contact_email" else one_uri
    written = one(case["input"])
    if case["input"].startswith(SCHEME_TWICE):
        assert written is None
    else:
        assert written is not None
        assert written.text == case["meant"]


REPORTS = json.loads((SHARED / "corpora" / "reports.json").read_text(encoding="utf-8"))


def values_of(field: str, text: str) -> list[object]:
    """Return what `apply_suggestions` makes of a value in its field."""
    listed = field in {"redirect_uri", "redirect_uris"}
    name = "redirect_uris" if listed else field
    form = {**GOOD_REQUEST, name: [text] if listed else text}
    fixed = apply_suggestions(form, check(form))[name]
    return list(fixed) if listed else [fixed]


@pytest.mark.parametrize("case", WRAPPED, ids=lambda case: ascii(f"{case['field']} {case['input']}"))
def test_the_suggestion_is_what_is_meant(case: dict[str, str]) -> None:
    assert values_of(case["field"], case["input"]) == [case["meant"]]


@pytest.mark.parametrize("case", SIGN_INS, ids=lambda case: case["case"])
def test_the_redirect_uri_of_a_failed_sign_in_is_found(case: dict[str, str]) -> None:
    assert requested_in(case["sent"]) == case["means"]


@pytest.mark.parametrize(
    "case", [case for case in REPORTS if case["call"] == "requested_in"], ids=lambda case: case["id"]
)
def test_the_redirect_uri_of_a_report_is_found(case: dict[str, object]) -> None:
    assert requested_in(case["input"]) == case["expected"]["value"]


@pytest.mark.parametrize("case", [case for case in REPORTS if case["call"] == "match"], ids=lambda case: case["id"])
def test_what_is_said_of_a_report_helps(case: dict[str, dict[str, object]]) -> None:
    given, expected = case["input"], case["expected"]
    found = match(requested_in(given["requested"]) if given.get("via") else given["requested"], given["registered"])
    reasons, text = found.reasons, str(found).lower()
    values = {reason.value for reason in reasons}
    assert {*expected.get("codes", ())} <= {reason.code for reason in reasons}
    assert found.matched == expected.get("matched", found.matched)
    assert values == ({expected["value"]} if "value" in expected else values)
    assert {str(reason.fix) for reason in reasons} == (
        {expected["fix"]} if "fix" in expected else {str(reason.fix) for reason in reasons}
    )
    assert not ("not_value" in expected and expected["not_value"] in values)
    assert not [value for value in values if value and expected.get("not_value_contains", "\n") in value]
    assert [words for words in expected.get("says", ()) if words not in text] == []
    assert [words for words in expected.get("not_says", ()) if words in text] == []


def has_no_error(findings) -> bool:
    return all(each.severity == "warning" for each in findings)


def is_accepted(uri: str) -> bool:
    found = validators.redirect_uri(uri, policy=SANDBOX), validators.homepage_url(uri, policy=SANDBOX)
    return any(map(has_no_error, found))


def test_nothing_is_taken_off_an_accepted_uri_of_the_corpora() -> None:
    accepted = [uri for uri in corpus("uris.json") if is_accepted(uri)]
    assert len(accepted) > 100
    # A last apostrophe without its twin is `trailing_punctuation`, or will be.
    assert [uri for uri in accepted if one_uri(uri)] == ["http://host/?'"]


def test_nothing_is_taken_off_an_accepted_address_of_the_corpora() -> None:
    accepted = [text for text in corpus("emails.json") if text and has_no_error(validators.contact_email(text))]
    assert len(accepted) > 50
    assert not [address for address in accepted if one_address(address)]


# RFC 3986 without brackets in paths and queries, which it does not allow there.
URI = re.compile(
    r"(?i:https?)://(?:[A-Za-z0-9._~:@!$&'()*+,;=%-]+|\[[0-9A-Fa-f:.]+\](?::[0-9]+)?)(?:[/?#][A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?"
)
PARTS = re.compile(r"[a-z]+://([^/?#]*)([^?#]*)(\?[^#]*)?", re.IGNORECASE)


def test_no_rule_about_pastes_finds_anything_in_a_valid_uri_of_the_corpora() -> None:
    given = set(corpus("uris.json"))
    for host, path, query in (match.groups() for uri in [*given] if (match := PARTS.match(uri))):
        given |= {f"https://{host}/cb", f"https://university.edu{path}", f"https://university.edu/cb{query or ''}"}
    valid = [uri for uri in given if URI.fullmatch(uri) and is_accepted(uri)]
    assert len(valid) > 250
    assert [uri for uri in valid if wrongly_found(uri)] == []
