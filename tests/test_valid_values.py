"""Nothing valid is corrected: the rules about what people paste stay silent, and nothing is taken off.

`tox -e shared` does the same with the URIs and addresses of public corpora.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orcid_clientreq import RULES, SANDBOX, Environment, Policy, check, validators
from orcid_clientreq.matching import registered_in, requested_in
from orcid_clientreq.strategies import contact_emails, homepage_urls, redirect_uris
from orcid_clientreq.syntax.written import one_address, one_uri
from orcid_clientreq.systems import SYSTEMS
from orcid_clientreq.systems.filling import expand

#: What people paste, leave in, or mean otherwise.
OF_PASTES = ("delimiters", "scheme_repeated", "host_not_ascii", "unfilled", "orcid_host", "tunnel")
CODES = {
    code
    for code in RULES
    for field, _, name in [code.partition(".")]
    if field in {"redirect_uri", "homepage_url"} and name in OF_PASTES
}
DELIMITERS = {"contact_email.delimiters", "pin_contact_email.delimiters"}
#: Draws what these rules have not been asked about.
WITHOUT = Policy(environment=Environment.SANDBOX, severities=dict.fromkeys(CODES))
FIELDS = (validators.redirect_uri, validators.homepage_url)
URIS = redirect_uris(policy=WITHOUT) | homepage_urls(policy=WITHOUT)


def wrongly_found(uri: str) -> set[str]:
    """Return which of the rules find something in a URI that is valid without them."""
    return {
        found.code
        for field in FIELDS
        if all(found.severity == "warning" for found in field(uri, policy=WITHOUT))
        for found in field(uri, policy=SANDBOX)
        if found.code in CODES
    }


def test_the_rules_are_those_that_there_are() -> None:
    assert {code.partition(".")[2] for code in CODES} == {*OF_PASTES}


@given(URIS)
def test_the_rules_about_pastes_find_nothing_in_a_valid_uri(uri: str) -> None:
    assert wrongly_found(uri) == set()
    assert one_uri(uri) is None


@given(contact_emails(policy=Policy(environment=Environment.SANDBOX, severities=dict.fromkeys(DELIMITERS))))
def test_nothing_is_taken_off_a_valid_address(address: str) -> None:
    assert one_address(address) is None
    assert not [found for found in validators.contact_email(address, policy=SANDBOX) if found.code in DELIMITERS]


@given(st.lists(redirect_uris(policy=WITHOUT), min_size=1, unique=True))
def test_valid_uris_are_read_as_they_are(uris: list[str]) -> None:
    assert registered_in("\n".join(uris)) == tuple(uris)


@given(redirect_uris(policy=SANDBOX).filter(lambda uri: "?" not in uri))
def test_a_valid_redirect_uri_is_what_was_requested(uri: str) -> None:
    assert requested_in(uri) == uri


def test_the_callbacks_of_every_system_are_left_as_they_are() -> None:
    for system in SYSTEMS.values():
        for callback in system.callbacks:
            uri = expand(callback.template, {each.name: each.example for each in callback.parameters})
            assert wrongly_found(uri) == set(), uri
            assert one_uri(uri) is None


@pytest.mark.parametrize(
    "uri",
    [
        "https://university.edu/@orcid",
        "https://university.edu/*/orcid",
        "https://university.edu/orcid(1)",
        "https://xn--d1acpjx3f.xn--p1ai/orcid",
        "https://university.edu/null-values/orcid",
    ],
)
def test_nothing_is_found_in_a_uri_that_is_nearly_wrong(uri: str) -> None:
    assert [found for field in FIELDS for found in field(uri)] == []


@pytest.mark.parametrize(
    "text",
    [
        "R < D",
        "R & D; repository",
        "Data/ sets>",
        "Law&Copyright",
        "Repository [beta] of {meta}data",
        "Data \U0001f469\u200d\U0001f52c Repository",
        "\u0410\u0411\u0412 Repository \u0391\u0392\u0393",
    ],
)
def test_nothing_is_found_in_a_text_that_is_nearly_wrong(text: str) -> None:
    assert validators.description(text) == ()


def test_paths_that_differ_in_capitals_are_different_redirect_uris() -> None:
    assert validators.redirect_uris(["https://university.edu/b?c", "https://university.edu/B?c"]) == ()


@pytest.mark.parametrize("name", ["University LIBRARY: Repository", "Repository of the University  Library"])
def test_a_client_name_has_the_name_of_the_organization_anywhere_and_in_any_case(name: str) -> None:
    data = {"client_name": name, "organization_name": "University Library"}
    assert not [
        found for found in check(data, policy=Policy(edition="latest")).findings if found.field == "client_name"
    ]
