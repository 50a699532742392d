"""A host in lower case is the host that browsers, idna and email-validator read."""

from __future__ import annotations

import ast
from pathlib import Path

import ada_url
import idna
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import orcid_clientreq
from orcid_clientreq import SANDBOX, check, parse, validators
from orcid_clientreq.plain_shapes import plain_address
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.syntax.addresses import Address, read
from orcid_clientreq.syntax.hosts import a_labels, lower_case

SOURCES = Path(orcid_clientreq.__file__).parent

# Letters with and without case, of which the sigmas are the only ones whose lower case depends on their neighbours.
LETTERS = "ΘΣΑσςθαÉéÑñÜüßŐőŽžIıŸÿЖжБСԱաႠაᏀꮀ𐐀𐐨日本b1"
HOST_NAMES = st.lists(st.text(LETTERS, min_size=1, max_size=5), min_size=1, max_size=3).map(
    lambda labels: ".".join([*labels, "gr"])
)
MORE = settings(max_examples=8 * settings.default.max_examples)


@pytest.mark.parametrize(
    ("host", "lower"),
    [
        ("ΘΣ1.gr", "θσ1.gr"),
        ("ΑΣ.日本", "ασ.日本"),
        ("ΘΣ-Θ.GR", "θσ-θ.gr"),
        ("ΣΣΣ", "σσσ"),
        ("ΘΣ", "θσ"),
        ("Bücher.University.EDU", "bücher.university.edu"),
        ("θς.gr", "θς.gr"),
        ("", ""),
    ],
)
def test_a_capital_sigma_is_never_final(host: str, lower: str) -> None:
    assert lower_case(host) == lower


@MORE
@given(HOST_NAMES)
def test_browsers_and_idna_read_the_same_name(name: str) -> None:
    encoded = a_labels(name)
    if encoded is None:
        return
    assert ada_url.URL(f"https://{name}/").hostname == encoded
    assert idna.encode(name, uts46=True, transitional=False).decode("ascii") == encoded


@MORE
@given(HOST_NAMES)
def test_both_ways_to_read_an_address_give_the_same_normal_form(name: str) -> None:
    plain, by_library = plain_address(f"orcid@{name}"), read(f"orcid@{name}")
    if plain is not None:
        assert plain == by_library
    if isinstance(by_library, Address):
        assert check({**GOOD_REQUEST, "contact_email": f"orcid@{name}"}).ok
        assert parse({**GOOD_REQUEST, "contact_email": f"orcid@{name}"}).contact_email == by_library.normalized


@MORE
@given(HOST_NAMES, st.sampled_from(["redirect_uri", "homepage_url"]))
def test_a_suggestion_names_the_host_that_a_browser_opens(name: str, field: str) -> None:
    text = f"https://{name}/x"
    for finding in getattr(validators, field)(text, policy=SANDBOX):
        if isinstance(finding.suggestion, str):
            assert ada_url.URL(finding.suggestion).hostname == ada_url.URL(text).hostname


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("0.0.300.4", "from 0 to 255"),
        ("1.0.0.256", "from 0 to 255"),
        ("1.01.3.4", "leading zero"),
        ("1.2.00.4", "leading zero"),
    ],
)
def test_what_is_wrong_with_an_ipv4_address_is_said(name: str, said: str) -> None:
    (found,) = validators.homepage_url(f"https://{name}/")
    assert (found.code, said in found.message) == ("homepage_url.host_invalid", True)


def test_two_spellings_of_a_domain_are_one_contact() -> None:
    one, other = "orcid@ΘΣ1.gr", "orcid@θσ1.gr"
    assert parse({**GOOD_REQUEST, "contact_email": one}).contact_email == other
    report = check({**GOOD_REQUEST, "contact_email": one, "pin_contact_email": other})
    assert report.codes() == ("pin_contact_email.not_distinct",)
    (finding,) = validators.redirect_uri("https://ΘΣ1.gr/x")
    assert finding.suggestion == "https://xn--1-dmb7a.gr/x"


def lower_cases_a_host(call: ast.AST) -> bool:
    """Return whether a call is `.lower()` or `.casefold()` of what is named as a host, an authority or a domain."""
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    value = ast.unparse(call.func.value)
    names = ("host", "authority", "domain", "written", "origin", "label")
    return call.func.attr in {"lower", "casefold"} and any(name in value for name in names)


def test_one_function_writes_hosts_in_lower_case() -> None:
    found = [
        f"{path.relative_to(SOURCES)}: {ast.unparse(node)}"
        for path in sorted(SOURCES.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if lower_cases_a_host(node)
    ]
    assert found == ["syntax/hosts.py: host.replace('Σ', 'σ').lower()"]
    assert lower_cases_a_host(ast.parse("uri.host.lower()", mode="eval").body)
