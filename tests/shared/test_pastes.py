"""What people had in hand, as far as the syntax of text goes: values with what was copied along, and failed sign-ins.

Not part of the ordinary suite, which passes without the corpora: `tox -e shared` runs this, with the folder in
`ORCID_CLIENTREQ_SHARED`, by default `../shared`.
"""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from test_specification import SHARED, corpus

from orcid_clientreq import SANDBOX, validators
from orcid_clientreq.syntax.escapes import decoded
from orcid_clientreq.syntax.written import one_address, one_uri, uris_in

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


@pytest.mark.parametrize(
    "text", [case["input"] for case in WRAPPED if case["field"] == "contact_email"], ids=ascii
)  # fmt: skip
def test_the_address_that_was_meant_is_suggested(text: str) -> None:
    (finding,) = validators.contact_email(text)
    assert finding.suggestion == "orcid@univ.edu"


def sent(text: str) -> str:
    """Return the redirect URI that a paste names: ten lines beside this package's functions."""
    written = one_uri(text)
    found = [written.text] if written else [each.text for each in uris_in(text)] or [text]
    after = [each.text for each in uris_in(text) if text[: each.start].endswith("redirect_uri=")]
    for uri in (*after, *found):
        parts = urlsplit(uri)
        if "orcid.org" in parts.netloc:
            inside = parse_qs(parts.query).get("redirect_uri")
            return decoded(inside[0]).text if inside else ""
        if parts.scheme:
            return uri.partition("?code=")[0]
    return ""


@pytest.mark.parametrize("case", SIGN_INS, ids=lambda case: case["case"])
def test_the_redirect_uri_of_a_failed_sign_in_is_found(case: dict[str, str]) -> None:
    assert sent(case["sent"]) == case["means"]


@pytest.mark.parametrize(
    "case",
    [case for case in json.loads((SHARED / "corpora" / "reports.json").read_text(encoding="utf-8")) if case["call"] == "requested_in"],
    ids=lambda case: case["id"],
)  # fmt: skip
def test_the_redirect_uri_of_a_report_is_found(case: dict[str, object]) -> None:
    assert sent(case["input"]) == case["expected"]["value"]


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
