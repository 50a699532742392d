"""Matching an authorize-time redirect URI against the registered ones, and saying why not."""

from __future__ import annotations

import pickle
import re
from collections import deque
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import EDGE_URIS, OBJECTS
from test_hostile import WORST, Hostile, HostileList, HostileStr

from orcid_clientreq import PRODUCTION, SANDBOX, Policy, RegistrationRequest, matching, parse, validators
from orcid_clientreq.matching import CAUSES, Era, Fix, How, Match, Mode, Reason, coverage, match, read, requested_in
from orcid_clientreq.matching.engine import example_of
from orcid_clientreq.messages import LANGUAGES, translate
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.strategies import redirect_attempts, redirect_uri_lists, redirect_uris, registration_requests
from orcid_clientreq.syntax.display import columns, may_be_shown, shown_uri

CB = "https://university.edu/orcid/callback"
ORCID, EXACT = Mode.ORCID, Mode.EXACT


def codes(found: Match) -> list[str]:
    return [reason.code for reason in found.reasons]


@pytest.mark.parametrize("cause", CAUSES.values(), ids=lambda cause: cause.code)
def test_each_cause_is_what_its_example_shows(cause) -> None:
    registered = [cause.registered] if cause.registered else []
    found = example_of(cause)
    assert (codes(found), found.matched) == ([cause.code], cause.matches)
    if cause.exact_only:
        assert match(cause.sent, registered)
    (reason,) = found.reasons
    assert reason.cause is cause
    assert reason.fix is cause.fix
    assert reason.message.endswith(".")
    assert set(reason.params) >= set(re.findall(r"\{(\w+)\}", cause.template))
    assert not re.search(r"\{\w+\}", reason.message)  # a parameter that was not filled in
    for language in LANGUAGES:
        assert translate(reason, language) == found.translated(language).reasons[0].message
    assert f"\n  {cause.code}\n    {reason.message.split()[0]} " in str(found)
    assert all(columns(line) <= 100 or "://" in line for line in str(found).splitlines())
    assert cause.summary.endswith(".")
    assert cause.source


def test_a_code_that_no_cause_has_names_the_nearest() -> None:
    with pytest.raises(KeyError, match="no cause has the code 'subdomian'; did you mean 'subdomain'"):
        CAUSES["subdomian"]
    assert CAUSES.get("subdomian") is None
    modules = Path(matching.__file__).parent.glob("*.py")
    written = {code for module in modules for code in re.findall(r'Difference\("(\w+)"', module.read_text("utf-8"))}
    assert written <= set(CAUSES)
    assert len(written) > 15


# What was sent, what was registered, and what is said to that under ORCID's and under exact matching.
@pytest.mark.parametrize(
    ("sent", "registered", "orcid", "exact"),
    [
        (CB, CB, "exact", "exact"),
        ("https://h.edu", "https://h.edu/", ["trailing_slash"], ["trailing_slash"]),
        ("https://h.edu/", "https://h.edu", "path prefix", ["trailing_slash"]),
        ("https://h.edu/cb-evil", "https://h.edu/cb", "path prefix", ["path"]),
        ("https://h.edu/cb/", "https://h.edu/cb", "path prefix", ["trailing_slash"]),
        ("https://h.edu/cb", "https://h.edu/cb/", ["trailing_slash"], ["trailing_slash"]),
        ("https://h.edu/cb?p=2", "https://h.edu/cb?p=1", "query ignored", ["query"]),
        ("https://h.edu/cb", "https://h.edu/cb?", "query ignored", ["query"]),
        ("https://h.edu/cb?token=a&state=7", "https://h.edu/cb", "query ignored", ["query"]),
        ("https://h.edu/cb/x?state=7", "https://h.edu/cb", "path prefix", ["path", "query"]),
        ("https://h.edu/cb?state=7", "https://h.edu/cb?state=7", ["registered_invalid"], ["registered_invalid", "query"]),
        ("https://h.edu/cb?code=Ab12cD", "https://h.edu/cb", "query ignored", ["query"]),
        ("https://h.edu/cb?error=invalid_scope", "https://h.edu/cb", "query ignored", ["query"]),
        ("https://h.edu/cb?code=Ab12cD", "https://h.edu/cc", ["not_listed"], ["path", "query"]),
        ("https://h.edu/cb?error=x_y", "https://h.edu/cc", ["not_listed"], ["path", "query"]),
        ("https://h.edu/cb?error=access_denied", "https://h.edu/cc", ["not_listed", "orcid_error"], ["path", "query"]),
        ("https://h.edu/error?status=401&code=orcid.generic-error", "https://h.edu/cb", ["path"], ["path", "query"]),
        ("https://u@h.edu/cb?code=Ab12cD", "https://h.edu/cb", ["requested_invalid"], ["requested_invalid", "query"]),
        ("http://localhost:3000/cb", "https://h.edu/cb", ["internal_address"], None),
        ("https://10.0.0.5/x#y", "https://h.edu/cb", ["fragment", "internal_address"], None),
        ("http://web:8080/cb", "https://h.edu/cb", ["internal_address"], None),
        ("https://app.local/cb", "https://h.edu/cb", ["internal_address"], None),
        ("https://app.local/cb", "https://h.local/cb", ["host"], None),
        ("https://app.local/cb", "nonsense", ["requested_invalid"], None),
        ("https://[::1]/cb", "https://h.edu/cb", ["internal_address"], None),
        ("https://a_b/cb", "https://h.edu/cb", ["requested_invalid"], None),
        ("https://h.edu/cb", "https://{host}/cb", ["registered_template"], None),
        ("https://h.edu/cb#x", "https://${HOST}/cb", ["fragment", "registered_template"], None),
        ("https://h.edu/orcid/cb", "https://h.edu/app/orcid/cb", ["base_path"], None),
        ("http://h.edu/orcid/cb", "https://h.edu/app/orcid/cb", ["http_sent", "base_path"], None),
        ("https://www.h.edu/orcid/cb", "https://h.edu/app/orcid/cb", ["www", "path"], None),
        ("https://h.edu/cb", "https://h.edu/app/cb", ["path"], None),
        ("https://h.edu/app/orcid/cb", "https://h.edu/orcid/cb", ["path"], None),
        ("https://p.edu/login/orcid/", "https://p.edu/jlis/login/orcid/", ["path"], None),
        ("https://h.edu/index.php/x/orcid", "https://h.edu/x/orcid", ["index_php"], None),
        ("https://h.edu/x/orcid", "https://h.edu/index.php/x/orcid", ["index_php"], None),
        ("https://h.edu/oauth/orcid_sandbox/cb", "https://h.edu/oauth/orcid/cb", ["sandbox_provider"], None),
        ("https://h.edu/oauth/orcid/cb", "https://h.edu/oauth/Sandbox-orcid/cb", ["sandbox_provider"], None),
        ("https://www.h.edu/oauth/orcid/cb", "https://h.edu/oauth/orcidsandbox/cb", ["sandbox_provider"], None),
        ("https://h.edu/oauth/sandbox/cb", "https://h.edu/oauth/orcid/cb", ["path"], None),
        ("https://h.edu/sandbox/cb", "https://h.edu//cb", ["path"], None),
        ("https://h.edu/orcid-sandbox/x", "https://h.edu/orcid/y", ["path"], None),
        ("https://h.edu/a/orcid-sandbox", "https://h.edu/a/sandbox", ["path"], None),
        ("https://h.edu/b", "https://h.edu/%62", ["encoding"], ["encoding"]),
        ("https://h.edu/%c3%bc", "https://h.edu/%C3%BC", ["encoding"], ["encoding"]),
        ("https://h.edu/cb%2F..%2Fadmin", "https://h.edu/cb", "path prefix", ["path"]),
        ("https://h.edu/a//b", "https://h.edu/a/b", "path prefix", ["double_slash"]),
        ("https://h.edu/a/b", "https://h.edu//a/b", "path prefix", ["double_slash"]),
        ("https://h.edu:443/cb", "https://h.edu/cb", ["default_port_sent"], ["default_port_sent"]),
        ("https://h.edu/cb", "https://h.edu:443/cb", ["default_port_registered"], ["default_port_registered"]),
        ("http://h.edu:80/cb", "http://h.edu/cb", ["default_port_sent"], ["default_port_sent"]),
        ("https://h.edu:80/cb", "https://h.edu/cb", ["default_port_sent"], ["default_port_sent"]),
        ("https://h.edu:8443/cb", "https://h.edu:8080/cb", ["port"], ["port"]),
        ("https://h.edu/cb", "https://h.edu:8080/cb", ["port"], ["port"]),
        ("http://h.edu/cb", "https://h.edu:443/cb", ["http_sent", "port"], ["http_sent", "port"]),
        ("HTTPS://h.edu/cb", "https://h.edu/cb", ["case"], ["case"]),
        ("https://H.edu/cb", "https://h.edu/cb", ["case"], ["case"]),
        ("https://h.edu/CB", "https://h.edu/cb", ["case"], ["case"]),
        ("HTTP://h.edu/cb", "https://h.edu/cb", ["http_sent"], ["http_sent"]),
        ("http://h.edu/cb", "HTTP://h.edu/cb", ["case"], ["case"]),
        ("https://www.h.edu/cb", "https://h.edu/cb", ["www"], ["www"]),
        ("https://h.edu/cb", "https://WWW.h.edu/cb", ["www"], ["www"]),
        ("https://a.b.h.edu/cb", "https://h.edu/cb", ["subdomain"], ["subdomain"]),
        ("https://h.edu/cb", "https://a.h.edu/cb", ["subdomain"], ["subdomain"]),
        ("https://evilh.edu/cb", "https://h.edu/cb", ["host"], ["host"]),
        ("https://h.edu.evil.org/cb", "https://h.edu/cb", ["host"], ["host"]),
        ("http://127.0.0.1/cb", "http://localhost/cb", ["loopback_name"], ["loopback_name"]),
        ("http://[::1]/cb", "http://127.0.0.1/cb", ["loopback_name"], ["loopback_name"]),
        ("http://127.0.0.1:51004/cb", "http://127.0.0.1/cb", ["port"], "loopback port"),
        ("http://127.0.0.1/cb", "http://127.0.0.1:51004/cb", ["port"], "loopback port"),
        ("http://[::1]:1/cb?a=1", "http://[::1]:2/cb?a=1", ["port"], "loopback port"),
        ("http://[::1]:1/cb?a=1", "http://[::1]:2/cb?a=2", ["port"], ["port"]),
        ("http://[::1]:1/cb", "http://[::1]:2/cb/", ["port"], ["port"]),
        ("https://127.0.0.1:1/cb", "https://127.0.0.1:2/cb", ["port"], ["port"]),
        ("https://127.0.0.1:1/cb", "http://127.0.0.1:2/cb", ["http_registered", "port"], ["http_registered", "port"]),
        ("http://localhost:1/cb", "http://localhost:2/cb", ["port"], ["port"]),
        ("https://h.edu/cb#x", "https://h.edu/cb#x", ["fragment", "registered_invalid"], None),
        ("https://h.edu/cb#x", "https://h.edu/cc", ["fragment", "path"], ["fragment", "path"]),
        ("https://u@h.edu/cb", "https://h.org/cb", ["requested_invalid"], None),
        ("https://h.edu", "https://h.edu/cb", ["host_only"], ["host_only"]),
        ("https://h.edu?x", "https://h.edu/cb", ["host_only"], ["host_only", "query"]),
        ("https://www.h.edu/", "https://h.edu/cb", ["host_only", "www"], ["host_only", "www"]),
        ("https://www.h.edu/", "https://h.edu/", ["host_only", "www"], ["host_only", "www"]),
        ("https://h.edu/CB/", "https://h.edu/cb", ["case", "trailing_slash"], None),
        ("https://h.edu//%63B/", "https://h.edu/cb", ["case", "trailing_slash", "double_slash", "encoding"], None),
        ("https://h.edu/a/b", "https://h.edu/ab", ["path"], ["path"]),
        ("https://www.h.edu:443//%63B/", "https://h.edu/cb", ["www"], ["www"]),
        ("http://www.h.edu/cb/", "https://h.edu/cb", ["http_sent", "www"], ["http_sent", "www"]),
        ("https://h.edu/a/../cb", "https://h.edu/cb", ["requested_invalid"], ["requested_invalid"]),
        ("https://h.edu/a/../cc", "https://h.edu/cb", ["requested_invalid", "path"], None),
        (" https://h.edu/cb", "https://h.edu/cb", ["requested_invalid"], None),
        ("com.app:/cb", "https://h.edu/cb", ["requested_invalid"], None),
        ("javascript:alert(1)", "javascript:alert(1)", ["requested_invalid"], None),
        ("https://*.h.edu/cb", "https://*.h.edu/cb", ["requested_invalid"], None),
        ("https://h.edu/../cb", "https://h.edu/../cb", ["requested_invalid", "registered_invalid", "path"], None),
        (CB, f" {CB}", ["registered_invalid"], ["registered_invalid"]),
        (CB, "nonsense", ["registered_invalid"], ["registered_invalid"]),
        (CB, "ftp://university.edu/orcid/callback", ["registered_invalid"], None),
        (CB, "https://h.edu/" + "a" * 2000, ["registered_invalid"], ["registered_invalid"]),
        ("https://h.edu/" + "a" * 2000, CB, ["requested_invalid"], ["requested_invalid"]),
        ("", CB, ["missing"], ["missing"]),
        (" ", CB, ["missing"], ["missing"]),
        (None, CB, ["missing"], ["missing"]),
    ],
)  # fmt: skip
def test_what_is_said(sent: Any, registered: str, orcid: Any, exact: Any) -> None:
    for mode, expected in ((ORCID, orcid), (EXACT, exact or orcid)):
        found = match(sent, [registered], mode=mode)
        assert (str(found.how) if found else codes(found)) == expected
        assert found.nearest == registered
        assert found.by == (registered if found else None)


@pytest.mark.parametrize(
    ("sent", "registered", "nearest"),
    [
        (CB, [CB, "https://university.edu/"], CB),
        (CB, ["https://university.edu/", CB], CB),
        (f"{CB}/x", ["https://university.edu/", CB], "https://university.edu/"),  # ORCID takes the first
        ("https://a.edu/new", ["https://b.edu/new", "https://a.edu/old"], "https://a.edu/old"),
        ("https://a.edu/auth/link", ["https://a.edu/x", "https://a.edu/auth/login", "https://a.edu/y"], "https://a.edu/auth/login"),
        ("https://a.edu/cb", ["http://a.edu/cb", "https://a.edu/other"], "http://a.edu/cb"),
        ("https://a.edu/cb", ["https://b.a.edu/cb", "https://www.a.edu/cb"], "https://www.a.edu/cb"),
        ("https://a.edu/cb", ["https://b.edu/cb", "a.edu/cb"], "a.edu/cb"),
        ("https://a.edu/cb", ["a.edu/cb", "https://a.edu/cb/"], "https://a.edu/cb/"),
        ("https://a.edu/cb", {"https://c.edu/cb", "https://b.edu/cb"}, "https://b.edu/cb"),
        ("https://a.edu/cb", [], None),
        ("https://a.edu/cb", "https://a.edu/cb", "https://a.edu/cb"),
        ("https://a.edu/cb", "", None),
        ("https://a.edu/cb", ["", " "], None),
        ("", ["https://a.edu/cb", "https://b.edu/cb"], None),
    ],
)  # fmt: skip
def test_the_nearest_is_named(sent: str, registered: Any, nearest: str | None) -> None:
    assert match(sent, registered).nearest == nearest


@pytest.mark.parametrize(
    ("sent", "registered", "matches_in"),
    [
        (CB, CB, set(Era)),
        (f"{CB}/x", CB, set(Era) - {Era.APRIL_2022}),
        (f"{CB}?x", CB, set(Era)),
        (f"{CB}?x", f"{CB}?y", set(Era) - {Era.MAY_2022}),
        ("https://university.edu//orcid/callback", CB, set(Era) - {Era.MAY_2022}),
        ("https://evilpress.org/", "https://press.org/", {Era.BEGINNING}),
        ("https://a.university.edu/orcid", "https://university.edu/orcid", {Era.BEGINNING, Era.LATE_MAY_2022}),
        ("https://university.edu:8080/orcid", "https://university.edu/orcid", {Era.BEGINNING}),
        ("https://a.university.edu:1/orcid", "https://university.edu/orcid", {Era.BEGINNING}),
        ("https://university.edu.evil.org", "https://university.edu", {Era.MAY_2022}),
        ("https://university.edu:8080", "https://university.edu", {Era.MAY_2022, Era.BEGINNING}),
        ("http://university.edu/orcid", "https://university.edu/orcid", set()),
        ("http://a.university.edu/orcid", "https://university.edu/orcid", set()),
        ("https://a.university.edu/orcid", "https://university.edu/link", set()),
        ("https://university.edu/orci", "https://university.edu/orcid", set()),
        (f"{CB}#x", CB, set()),
    ],
)
def test_the_eras(sent: str, registered: str, matches_in: set[Era]) -> None:
    assert {era for era in Era if match(sent, [registered], era=era)} == matches_in
    for era in Era:
        found = match(sent, [registered], era=era)
        last = match(sent, [registered])
        assert found.reasons or found.how is How.EXACT
        if found and not last:
            assert found.how is How.EARLIER_ERA
            assert codes(found) == codes(last)


def test_an_era_that_is_stricter_says_what_differs() -> None:
    assert codes(match(f"{CB}/x", [CB], era=Era.APRIL_2022)) == ["path"]
    assert codes(match(f"{CB}?x", [f"{CB}?y"], era=Era.MAY_2022)) == ["query"]


# As they were reported, rebuilt from the threads; hosts that the threads left out are made up.
@pytest.mark.parametrize(
    ("thread", "sent", "registered", "cause"),
    [
        ("CDLUC3/dmptool_late_2019#257", "https://dmptool.org/users/auth/orcid/callback", ["http://dmptool.org/users/auth/orcid/callback"], "http_registered"),
        ("hsci/RSD-as-a-service#1089", "https://rsd.university.edu/auth/couple/orcid", ["https://rsd.university.edu/auth/login/orcid"], "other_callback"),
        ("ubiquitypress/rua#301", "https://rua.press.org/accounts/orcid/link", ["https://rua.press.org/accounts/orcid/login"], "path"),
        ("ubiquitypress/rua#476", "https://www.rua.press.org/accounts/orcid/login", ["https://rua.press.org/accounts/orcid/login"], "www"),
        ("openlibhums/janeway#5507", "https://journal.press.org/login/orcid/", ["https://press.org/", "https://press.org/journal/login/orcid/"], "subdomain"),
        ("openlibhums/janeway#5507", "https://press.org/journal/login/orcid/", ["https://press.org/journal/index/"], "path"),
        ("griffithlab/civic-v2#55", "http://staging.civicdb.org/users/auth/orcid/callback", ["https://civicdb.org/users/auth/orcid/callback"], "subdomain"),
        ("OpenNeuroOrg/openneuro#1206", "https://openneuro.org/crn/auth/orcid/callback", ["https://openneuro.staging.sqm.io/crn/auth/orcid/callback"], "host"),
        ("ResearchEquals#96", "https://www.researchequals.com//api/auth/orcid/callback", ["https://www.researchequals.com/api/auth/orcid/callback"], "slashes_joined"),
        ("ourresearch/impactstory-tng#34", "https://impactstory.org/oauth/connect/orcid", ["https://impactstory.org/oauth/login/orcid"], "path"),
        ("microbiomedata/nmdc-server#1041", "http://localhost:8080/token", ["http://127.0.0.1:8080/token"], "loopback_name"),
    ],
)  # fmt: skip
def test_the_reported_cases_are_explained(thread: str, sent: str, registered: list[str], cause: str) -> None:
    found = match(sent, registered)
    assert cause in codes(found), thread
    assert CAUSES[cause].template.split("{")[0][:60] in " ".join(str(found).split())
    assert match(sent, registered, mode=EXACT).reasons


@pytest.mark.parametrize(
    ("sent", "registered", "fix", "value"),
    [
        (CB, "http://university.edu/orcid/callback", Fix.REGISTER, CB),
        ("http://university.edu/orcid/callback", CB, Fix.SEND, CB),
        ("https://University.edu:443/orcid/callback#x", CB, Fix.SEND, CB),
        ("https://www.University.edu/orcid/callback", CB, Fix.REGISTER, "https://www.University.edu/orcid/callback"),
        ("https://www.university.edu:443/orcid/callback", CB, Fix.REGISTER, "https://www.university.edu:443/orcid/callback"),
        ("https://www.university.edu/%6Frcid/callback", CB, Fix.REGISTER, "https://www.university.edu/%6Frcid/callback"),
        ("https://university.edu", CB, Fix.SEND, CB),
        ("https://university.edu/orcid/../orcid/callback", CB, Fix.SEND, CB),
        ("https://university.edu:0/orcid", CB, Fix.SEND, None),
    ],
)  # fmt: skip
def test_the_fix_is_the_one_that_helps_against_all_reasons(sent, registered, fix, value) -> None:
    found = match(sent, [registered])
    assert {(reason.fix, reason.value) for reason in found.reasons} == {(fix, value)}


# What has to be registered where something has to be changed in what is sent, too: that is what is to be sent then.
@pytest.mark.parametrize(
    ("sent", "registered", "value"),
    [
        ("http://www.university.edu/orcid/callback", CB, "https://www.university.edu/orcid/callback"),
        ("http://www.university.edu:80/orcid/callback", CB, "https://www.university.edu/orcid/callback"),
        ("https://www.university.edu/orcid/callback#x", CB, "https://www.university.edu/orcid/callback"),
        ("https://www.university.edu", CB, "https://www.university.edu/orcid/callback"),
        ("https://www.university.edu/", "https://university.edu", None),  # no path can be named
        ("https://university.org/?x", f"{CB}?y", f"{CB}?y".replace("edu", "org")),
        ("https://university.edu/orcid/callback#x", f"{CB}#x", CB),
        ("http://university.edu/orcid/link", CB, "https://university.edu/orcid/link"),
        ("http://localhost:3001/cb", "http://127.0.0.1:3000/cb", "http://127.0.0.1:3001/cb"),
        ("http://localhost/cb", "http://university.edu/cb", "http://127.0.0.1/cb"),
    ],
)  # fmt: skip
def test_what_is_to_be_registered_is_not_said_to_be_sent(sent: str, registered: str, value: str | None) -> None:
    found = match(sent, [registered])
    assert {(reason.fix, reason.value) for reason in found.reasons} == {(Fix.REGISTER, value), (Fix.SEND, None)}
    if value:
        assert match(value, [registered, value]).how is How.EXACT
        assert "Send:" not in str(found)


def test_what_a_request_refuses_is_not_advised_to_be_registered() -> None:
    request = parse(GOOD_REQUEST)
    found = match("https://localhost/orcid", request)
    assert [(reason.code, reason.value) for reason in found.reasons] == [
        ("internal_address", "https://repository.university.edu/orcid/callback")
    ]
    (reason,) = match("https://localhost/orcid", []).reasons
    assert (reason.code, reason.value, reason.params["rule"]) == ("requested_invalid", None, "redirect_uri.localhost")
    (reason,) = match("http://10.0.0.5/orcid", []).reasons
    assert (reason.code, reason.value, reason.params["rule"]) == (
        "requested_invalid",
        None,
        "redirect_uri.non_public_host",
    )
    bare = match("https://repository.university.edu", request)
    assert [(reason.code, reason.value) for reason in bare.reasons] == [("host_only", request.redirect_uris[0])]
    other = match("http://other.university.edu/cb", request)
    assert {reason.value for reason in other.reasons if reason.fix is Fix.REGISTER} == {
        "https://other.university.edu/cb"
    }
    strict = parse(GOOD_REQUEST, policy=Policy(severities={"redirect_uri.ip_address": "error"}))
    (reason,) = match("https://8.8.4.4/orcid", strict).reasons
    assert (reason.code, reason.fix, reason.value) == ("requested_invalid", Fix.SEND, request.redirect_uris[0])
    assert codes(match("https://university.edu", [])) == ["nothing_registered", "host_only"]
    assert {reason.value for reason in match("https://university.edu", []).reasons} == {None}
    in_sandbox = parse(GOOD_REQUEST, policy=SANDBOX)
    found = match("http://localhost/orcid/callback", in_sandbox)
    assert [(reason.code, reason.value) for reason in found.reasons] == [
        ("loopback_name", None),
        ("host", "http://127.0.0.1/orcid/callback"),
    ]


def test_what_is_to_be_registered_is_put_right_where_the_policy_of_the_request_asks_for_it() -> None:
    strict = parse(GOOD_REQUEST, policy=Policy(severities={"redirect_uri.not_normalized": "error"}))
    found = match("https://www.university.edu:443/x", strict)
    assert codes(found) == ["requested_invalid", "host", "path"]
    assert {reason.value for reason in found.reasons if reason.fix is Fix.REGISTER} == {"https://www.university.edu/x"}


@pytest.mark.parametrize(
    ("sent", "registered", "mode", "value"),
    [
        ("http://h.edu/cb?token=a&state=7", "https://h.edu/cb", ORCID, "https://h.edu/cb?token=a&state=7"),
        ("http://h.edu/cb?token=a&state=7", "https://h.edu/cb", EXACT, "https://h.edu/cb"),
        ("http://h.edu/cb", "https://h.edu/cb?tenant=2", ORCID, "https://h.edu/cb?tenant=2"),
        ("https://h.edu/cc?token=a&state=7", "https://h.edu/cb", ORCID, "https://h.edu/cc"),
        ("https://h.edu/cc?tenant=2", "https://h.edu/cb?tenant=2", ORCID, "https://h.edu/cc?tenant=2"),
        ("https://h.edu/cc?tenant=2", "https://h.edu/cb", EXACT, "https://h.edu/cc?tenant=2"),
        ("https://h.edu/cc?tenant=2&state=7", "https://h.edu/cb", EXACT, "https://h.edu/cc?tenant=2"),
        ("https://h.edu/cb/x?state=7", "https://h.edu/cb", ORCID, "https://h.edu/cb/x"),
    ],
)
def test_a_query_is_kept_in_what_is_sent_and_left_out_of_what_is_registered(sent, registered, mode, value) -> None:
    found = match(sent, [registered], mode=mode)
    assert {reason.value for reason in found.reasons if reason.fix is not Fix.NONE} - {None} == {value}


def test_an_address_of_orcids_is_not_compared() -> None:
    for address in ("https://orcid.org/x", "https://pub.sandbox.orcid.org/x", "https://orcid.org/cb?code=Ab12cD"):
        found = match(address, [CB])
        assert (codes(found), found.nearest, str(found).splitlines()[0]) == (["orcid_address"], None, "not compared")
    assert codes(match("https://my-orcid.org/orcid/callback", [CB])) == ["host"]


def test_a_slash_that_software_makes_is_for_orcid_to_correct() -> None:
    found = match("https://h.edu/auth/orcid/callback", ["https://h.edu/auth/orcid/callback/"])
    (reason,) = found.reasons
    assert (reason.code, reason.fix, reason.value) == (
        "trailing_slash",
        Fix.REGISTER,
        "https://h.edu/auth/orcid/callback",
    )
    assert "Software such as OmniAuth" in reason.message
    (reason,) = match(
        "https://h.edu/accounts/orcid/login/callback", ["https://h.edu/accounts/orcid/login/callback/"]
    ).reasons
    assert (reason.code, reason.fix) == ("trailing_slash", Fix.SEND)


def test_a_value_of_ones_own_does_not_change_the_fix() -> None:
    reason = Reason(code="trailing_slash", params={"system": "OmniAuth"}, fix=Fix.REGISTER)
    assert reason.template == CAUSES["trailing_slash"].register_template
    assert Reason(code="trailing_slash").fix is Fix.SEND


def test_in_the_beginning_any_was_taken_where_none_was_registered() -> None:
    found = match(CB, [], era=Era.BEGINNING)
    assert (found.matched, found.by, found.how, codes(found)) == (True, None, How.EARLIER_ERA, ["nothing_registered"])
    assert str(found).splitlines()[0] == "match (under earlier rules)"
    assert not match(f"{CB}#x", [], era=Era.BEGINNING)
    assert not match(CB, [], era=Era.BEGINNING, mode=EXACT)
    assert not any(match(CB, [], era=era) for era in Era if era is not Era.BEGINNING)


def test_for_people() -> None:
    right = str(match(CB, [CB])).splitlines()
    assert right[0] == f"match (exact) with {CB}"
    assert " ".join(" ".join(right[1:]).split()).startswith("The redirect URI is right. If the sign-in still fails, ")
    assert str(coverage([CB], [CB])) == f"{CB}:\n  match (exact) with {CB}"
    assert str(match(f"{CB}?\x1b[2J", [CB])).splitlines()[:1] == [
        f"no match; the nearest registered redirect URI is {CB}"
    ]
    lines = str(match("https://www.university.edu:8443/orcid", ["https://university.edu/orcid\x1b[2J"])).splitlines()
    assert lines[0] == "no match; the nearest registered redirect URI is https://university.edu/orcid\\u{1b}[2J"
    codes_said = [line.split()[0] for line in lines[1:] if not line.startswith("    ")]
    assert codes_said == ["registered_invalid", "www", "port", "path", "Register:"]
    assert str(match(CB, [])).splitlines()[0] == "no match"
    assert str(match("http://www.a.edu/b", ["https://a.edu/b"])).splitlines()[-1] == "  Register: https://www.a.edu/b"
    assert str(match("https://orcid.org/x", [CB])).splitlines()[0] == "not compared"


def test_no_password_is_in_the_text() -> None:
    registered = "https://user:secret@university.edu/orcid"
    for sent in ("https://university.edu/other", registered, "https://user:secret@b.edu/c", "https://c.edu"):
        found = match(sent, [registered, "https://c.edu/@x"])
        assert "secret" not in str(found)
    assert "https://…@university.edu/orcid" in str(match("https://university.edu/other", [registered]))
    assert "https://c.edu/@x" in str(match("https://c.edu/", ["https://c.edu/@x"]))


@pytest.mark.parametrize(
    "written",
    [
        "//u:secret@d.edu/cb", "u:secret@d.edu/cb", "https:/u:secret@d.edu", "https:u:secret@d.edu", "https;//u:secret@d.edu",
        "https://u:s/secret@d.edu", "https://u:s#secret@d.edu", "https://u:secret\uff20d.edu/x",
        "https://u:secret%40d.edu/x", "https:\\\\u:secret@d.edu", "https://secret@d.edu/x", f"https://u:{'secret' * 500}@d.edu",
    ],
)  # fmt: skip
def test_what_may_be_a_password_is_in_no_text(written: str) -> None:
    for found in (match("https://d.edu/cb", [written]), match(written, ["https://d.edu/cb"]), read(written)):
        assert "secret" not in f"{found}{found!r}"
    assert shown_uri("https://d.edu:8443/x/@y") == "https://d.edu:8443/x/@y"
    assert shown_uri("https://d.edu/x@y?z") == "https://d.edu/x@y?z"
    assert shown_uri("https://d.edu/x?a=b&access_token=cd%2Fe&f=g#h") == "https://d.edu/x?a=b&access_token=…&f=g#h"
    assert (
        shown_uri("u=https%3A%2F%2Fd.edu%3Fclient_secret%3Dxy%26z%3D1")
        == "u=https%3A%2F%2Fd.edu%3Fclient_secret%3D…%26z%3D1"
    )
    assert shown_uri("https://d.edu/x?mysecret=1&tokens=2") == "https://d.edu/x?mysecret=1&tokens=2"
    assert not may_be_shown("https://d.edu/x?client_secret=y")


def test_values_compare_hash_and_pickle_and_keep_uris_out_of_their_repr() -> None:
    found = match("https://university.edu/secret?x", ["http://university.edu/secret"])
    assert found == pickle.loads(pickle.dumps(found))
    assert hash(found) == hash(match("https://university.edu/secret?x", ["http://university.edu/secret"]))
    assert "secret" not in repr(found)
    assert "university.edu" not in repr(found)
    assert Reason(code="port", params={"sent": "a", "registered": "b"}).params["sent"] == "a"
    all_of_it = coverage([f"{CB}?secret"], [CB])
    assert "secret" not in repr(all_of_it)
    assert all_of_it == pickle.loads(pickle.dumps(all_of_it))


def test_modes_and_eras_by_name() -> None:
    assert match(CB, [CB], mode="exact", era="2022-05-24")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="loose"):
        match(CB, [CB], mode="loose")  # type: ignore[arg-type]


def test_coverage_of_a_deployment() -> None:
    request = RegistrationRequest(
        contact_email="orcid@university.edu",
        pin_contact_email="security@university.edu",
        description="Sign in.",
        homepage_url="https://university.edu/",
        redirect_uris=[CB, "https://university.edu/old", "https://university.edu/b"],
    )
    found = coverage([CB, "https://university.edu/b/c", "https://university.edu/link"], request)
    assert not found.ok
    assert found.uncovered == ("https://university.edu/link",)
    assert found.unsure == ("https://university.edu/b/c",)
    assert found.unused == ("https://university.edu/old",)
    assert str(found).splitlines()[-1] == "Not used: https://university.edu/old"
    german = found.translated("de")
    assert (german.language, german.uncovered, german.unused) == ("de", found.uncovered, found.unused)
    assert str(german).splitlines()[-1] == "Nicht verwendet: https://university.edu/old"
    assert german.translated("en") == found
    assert coverage((CB,), request).ok
    assert coverage([f"{CB}?a"], request, mode=EXACT).uncovered == (f"{CB}?a",)
    assert coverage(["https://a.university.edu/b"], request, era=Era.LATE_MAY_2022).ok
    assert coverage([], []).ok


OTHER = "https://evil.edu/y"


#: What holds one redirect URI; made for each test, since some can be read once and some raise when looked at.
HOLDERS = {
    "text": str,
    "list": lambda uri: [uri],
    "tuple": lambda uri: (uri,),
    "set": lambda uri: {uri},
    "frozenset": lambda uri: frozenset([uri]),
    "keys": lambda uri: {uri: 1}.keys(),
    "values": lambda uri: {1: uri}.values(),
    "deque": lambda uri: deque([uri]),
    "iterator": lambda uri: iter([uri]),
    "generator": lambda uri: (each for each in [uri]),
    "foreign text": HostileStr,
    "foreign list": lambda uri: HostileList([HostileStr(uri)]),
    "foreign set": type("Uris", (set,), {"__iter__": None}),
}
HOLDERS["foreign set"] = lambda uri, kind=HOLDERS["foreign set"]: kind([uri])


@pytest.mark.parametrize("name", HOLDERS)
def test_what_is_given_is_looked_at(name: str) -> None:
    found = coverage(HOLDERS[name](OTHER), [CB])
    assert (found.ok, found.uncovered) == (False, (OTHER,))
    assert match(CB, HOLDERS[name](CB)).how is How.EXACT


@pytest.mark.parametrize("make", [lambda: None, lambda: 7, lambda: b"https://a.edu/x", lambda: [7], lambda: [None], lambda: [b"x"], lambda: {CB: 1}, lambda: {"redirect_uris": [7]}, lambda: {"redirect_uris": Hostile()}, object, lambda: Hostile, lambda: [Hostile()], lambda: (each for each in [7]), lambda: {7}, lambda: {7, CB}])  # fmt: skip
def test_what_is_no_text_is_refused(make: Any) -> None:
    with pytest.raises(TypeError, match="redirect URIs"):
        coverage(make(), [CB])
    with pytest.raises(TypeError, match="redirect URIs"):
        match(CB, make())


def test_swapped_arguments_are_refused() -> None:
    request = parse(GOOD_REQUEST)
    with pytest.raises(TypeError, match="second"):
        coverage(request, [CB])
    for swapped in (request, [CB], {CB}, b"x", 7, Hostile()):
        with pytest.raises(TypeError, match="second"):
            match(swapped, CB)  # type: ignore[arg-type]


def test_more_than_the_limit_is_said_to_be_unread() -> None:
    many = [f"https://a.edu/{number}/" for number in range(5001)]
    assert coverage(many[:5000], many[:5000]).ok
    found = coverage(many, many)
    assert (found.ok, found.unread, found.uncovered, len(found.matches)) == (False, True, (), 5000)
    assert str(found).splitlines()[-1] == "Only the first 5,000 redirect URIs were read."
    last = match(many[-1], many)
    assert (last.matched, last.unread) == (False, True)
    assert str(last).splitlines()[-1] == "  Only the first 5,000 registered redirect URIs were read."
    assert match(many[0], iter(many)).unread
    assert not match(many[0], many[:5000]).unread
    assert match(many[0], set(many)) == match(many[0], sorted(many))


def test_a_request_that_was_never_made_registers_nothing() -> None:
    assert codes(match(CB, object.__new__(RegistrationRequest))) == ["nothing_registered"]


# What holds for all


def parts(uri: str) -> tuple[str, str]:
    """Return scheme and authority, by an expression that shares nothing with the package (RFC 3986 appendix B)."""
    found = re.match(r"(?:([^:/?#]+):)?(?://([^/?#]*))?", uri)
    assert found
    return found[1], found[2]


ANY_URIS = EDGE_URIS | redirect_uris(policy=SANDBOX) | st.sampled_from(WORST["homepage_url"])


@given(ANY_URIS, st.lists(ANY_URIS, max_size=3), st.sampled_from(Mode))
def test_never_a_yes_to_another_host_scheme_or_port(sent: str, registered: list[str], mode: Mode) -> None:
    found = match(sent, registered, mode=mode)
    if found:
        assert found.by in registered
        wrong = {each.code for each in validators.redirect_uri(sent, policy=SANDBOX) if each.severity == "error"}
        assert wrong <= {"redirect_uri.reserved_parameter"}  # which is about what one registers
        if found.how is How.LOOPBACK_PORT:
            pattern = r"http://(127\.0\.0\.1|\[::1\])(:[0-9]+)?(?![^/?])"
            ours, theirs = (re.match(pattern, uri) for uri in (sent, found.by))
            assert mode is EXACT
            assert ours[1] == theirs[1]
            assert sent[ours.end() :] == found.by[theirs.end() :]
        else:
            assert parts(sent) == parts(found.by)
    assert found.reasons or found.how in {How.EXACT, How.LOOPBACK_PORT}


@given(redirect_attempts())
def test_attempts_are_judged_as_they_were_made(attempt) -> None:
    registered, requested, should_match = attempt
    assert match(requested, registered).matched is should_match


@given(redirect_attempts(mode=EXACT, policy=SANDBOX))
def test_exact_attempts_are_judged_as_they_were_made(attempt) -> None:
    registered, requested, should_match = attempt
    assert match(requested, registered, mode=EXACT).matched is should_match


@given(redirect_uri_lists(policy=SANDBOX), st.sampled_from(Mode), st.sampled_from(Era))
def test_what_is_registered_matches_exactly(registered, mode, era) -> None:
    for uri in registered:
        assert match(uri, registered, mode=mode, era=era) == Match(by=uri, how=How.EXACT, nearest=uri)


def does_what_it_says(requested: str, registered: list[str], found: Match, mode: Mode) -> None:
    """Do all that a match says, and see that it then matches, exactly or but for a query that ORCID ignores."""
    fixes = {reason.fix for reason in found.reasons}
    values = {reason.value for reason in found.reasons} - {None}
    assert len(values) <= 1
    for value in values:
        sent = value if Fix.SEND in fixes else requested
        known = [*registered, value] if Fix.REGISTER in fixes else registered
        how = match(sent, known, mode=mode).how
        assert how is How.EXACT or (mode is ORCID and how is How.QUERY_IGNORED)
        if Fix.REGISTER in fixes:
            assert value.partition("://")[2].partition("/")[2]  # never a host alone
            assert not [each for each in validators.redirect_uri(value, policy=SANDBOX) if each.severity == "error"]


@given(redirect_attempts(policy=SANDBOX), st.sampled_from(Mode), st.sampled_from(Era))
def test_doing_what_a_match_says_gives_an_exact_match(attempt, mode, era) -> None:
    registered, requested, _ = attempt
    does_what_it_says(requested, registered, match(requested, registered, mode=mode, era=era), mode)


#: What may be otherwise in what is sent.
TURNS = {
    "www": lambda uri: uri.replace("://", "://www.", 1),
    "port": lambda uri: uri.replace(".edu", ".edu:8443", 1),
    "default port": lambda uri: uri.replace(".edu", ".edu:443", 1),
    "case of the path": lambda uri: uri.replace("orcid", "ORCID", 1),
    "case of the host": lambda uri: uri.replace("university", "University", 1),
    "slash": lambda uri: uri.replace("/cb", "/cb/", 1),
    "double slash": lambda uri: uri.replace("/cb", "//cb", 1),
    "encoding": lambda uri: uri.replace("c", "%63", 1).replace("o", "%6F", 1) if "://u" in uri else uri.replace("/c", "/%63", 1),
    "query": lambda uri: f"{uri}?tenant=2",
    "path": lambda uri: uri.replace("/cb", "/link", 1),
    "no path": lambda uri: uri.replace("/orcid/cb", "", 1),
    "scheme": lambda uri: uri.replace("https", "http", 1),
    "fragment": lambda uri: f"{uri}#done",
    "dot segment": lambda uri: uri.replace("/orcid", "/x/../orcid", 1),
    "white space": lambda uri: f"{uri} ",
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("mode", Mode)
def test_every_combination_of_differences_is_fixed_by_what_is_said(mode: Mode) -> None:
    registered = "https://university.edu/orcid/cb"
    request = parse({**GOOD_REQUEST, "redirect_uris": [registered]})
    for count in (1, 2, 3):
        for names in combinations(TURNS, count):
            sent = registered
            for name in names:
                sent = TURNS[name](sent)
            for one, other in ((sent, registered), (registered, sent)):
                does_what_it_says(one, [other], match(one, [other], mode=mode), mode)
            found = match(sent, request, mode=mode)
            for reason in found.reasons:
                if reason.fix is Fix.REGISTER and reason.value:
                    errors = [each.code for each in validators.redirect_uri(reason.value) if each.severity == "error"]
                    assert errors == [], names


@given(st.lists(ANY_URIS, max_size=4), st.lists(ANY_URIS, max_size=70, unique=True), st.sampled_from(Mode), st.sampled_from(Era))  # fmt: skip
def test_looking_up_gives_what_comparing_all_with_all_gives(sent, registered, mode, era) -> None:
    valid = [uri for uri in registered if not any(each.severity == "error" for each in validators.redirect_uri(uri, policy=SANDBOX))]  # fmt: skip
    for uri, found in coverage([*sent, *registered[:3]], registered, mode=mode, era=era).matches:
        one_by_one = [each for each in (match(uri, [other], mode=mode, era=era) for other in valid) if each]
        exact = [each for each in one_by_one if each.how is How.EXACT]
        anything = Match(how=How.EARLIER_ERA) if match(uri, [], mode=mode, era=era) and not registered else Match()
        same_path = [each for each in one_by_one if each.how is How.QUERY_IGNORED]
        by = (exact or same_path or one_by_one or [anything])[0]
        assert (found.by, found.how) == (by.by, by.how)


@pytest.mark.parametrize(
    ("sent", "nearest"),
    [
        ("https://www.h7.edu/orcid/cb/x", "https://h7.edu/orcid/cb"),
        ("http://h63.edu/orcid/cb", "https://h63.edu/orcid/cb"),
        ("https://a.h63.edu/orcid/cb", "https://h63.edu/orcid/cb"),
        ("https://h20.edu/ORCID//cb", "https://h20.edu/orcid/cb"),
        ("https://big.edu/path-41x", "https://big.edu/path-41"),
        ("https://u.big.edu/path-77", "https://big.edu/path-77"),
        ("http://localhost:1/orcid/x", "http://127.0.0.1:1/orcid/x"),
        ("https://nowhere.org/special", "https://elsewhere.edu/special"),
    ],
)
def test_the_nearest_of_many_is_found_without_comparing_all(sent: str, nearest: str) -> None:
    many = [f"https://h{number}.edu/orcid/cb" for number in range(80)]
    many += [f"https://big.edu/path-{number}" for number in range(80)]
    many += ["http://127.0.0.1:1/orcid/x", "https://elsewhere.edu/special"]
    assert match(sent, many, mode=EXACT).nearest == nearest


@given(registration_requests(policy=PRODUCTION))
def test_what_matches_exactly_matches_in_either_mode_and_is_all_covered(request) -> None:
    assert coverage(request.redirect_uris, request, mode=EXACT).ok
    assert coverage(request.redirect_uris, request).unused == ()


@given(ANY_URIS, st.lists(ANY_URIS, max_size=3))
def test_exact_matching_lets_nothing_pass_that_orcid_refuses_ports_of_loopback_aside(sent, registered) -> None:
    found = match(sent, registered, mode=EXACT)
    assert not found or found.how is How.LOOPBACK_PORT or match(sent, registered)


@given(OBJECTS, OBJECTS | st.lists(OBJECTS, max_size=3) | st.sets(EDGE_URIS, max_size=3))
def test_nothing_but_what_is_no_text_makes_it_raise(sent, registered) -> None:
    try:
        found = match(sent, registered)
        coverage(registered, registered)
    except TypeError:
        texts = [sent, *registered] if type(registered) in {list, set} else [sent, registered]
        assert not all(isinstance(text, str) for text in texts)
    else:
        assert not found or type(sent) is str
        assert "\x1b" not in str(found)


def test_no_method_of_a_foreign_object_is_called() -> None:
    assert match(HostileStr(CB), HostileList([HostileStr(CB)])) == match(CB, [CB])


def test_the_mapping_of_a_request_is_what_is_registered() -> None:
    assert match(CB, {"redirect_uris": [CB]}).how is How.EXACT
    assert str(match(OTHER, {**GOOD_REQUEST, "redirect_uris": [CB]})) == str(
        match(OTHER, parse({**GOOD_REQUEST, "redirect_uris": [CB]}))
    )
    assert not match(CB, {"redirect_uris": None})
    assert match(CB, {"redirect_uris": CB, "environment": "sandbox"}).how is How.EXACT


AUTHORIZE = "https://orcid.org/oauth/authorize?client_id=APP-1&response_type=code&redirect_uri=https%3A%2F%2Fa.edu%2Fb%3Fc%3Dd&scope=/authenticate"


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        (AUTHORIZE, "https://a.edu/b?c=d"),
        (f" {AUTHORIZE}\n", "https://a.edu/b?c=d"),
        (AUTHORIZE.replace("orcid.org", "sandbox.orcid.org"), "https://a.edu/b?c=d"),
        (AUTHORIZE.replace("authorize?", "authorize#"), "https://a.edu/b?c=d"),
        ("https%3A%2F%2Fa.edu%2Fb%3Fc%3Dd", "https://a.edu/b?c=d"),
        ("https://a.edu/b", "https://a.edu/b"),
        ("https://a.edu/b%2F", "https://a.edu/b%2F"),
        # whose own parameter it is, and no page of ORCID
        ("https://a.edu/b?redirect_uri=https://c.edu", "https://a.edu/b?redirect_uri=https://c.edu"),
        ("https://not-orcid.org/?redirect_uri=https://c.edu", "https://not-orcid.org/?redirect_uri=https://c.edu"),
        (AUTHORIZE.removeprefix("https://"), "https://a.edu/b?c=d"),
        ("redirect_uri=https%3A%2F%2Fa.edu%2Fb%3Fc%3Dd&scope=x", "https://a.edu/b?c=d"),
        ("https://orcid.org/signin", ""),
        ("https://orcid.org/oauth/authorize?redirect_uri=", ""),
        ("a.edu/b", "a.edu/b"),
        ("https://[orcid.org/?redirect_uri=x", "https://[orcid.org/?redirect_uri=x"),
        ("100%", ""),
        ("", ""),
        (f"{AUTHORIZE}&x={'a' * 20_000}", "https://a.edu/b?c=d"),
    ],
    ids=lambda text: text[:40],
)
def test_what_was_sent_out_of_what_a_browser_shows(address: str, sent: str) -> None:
    assert requested_in(address) == sent
    assert requested_in(HostileStr(address)) == sent


@pytest.mark.parametrize("what", [None, 7, b"x"])
def test_an_address_is_text(what: Any) -> None:
    with pytest.raises(TypeError, match="what is read is text"):
        requested_in(what)


@given(st.text() | st.text().map(lambda text: f"https://orcid.org/{text}"))
def test_any_text_may_be_an_address(text: str) -> None:
    assert isinstance(requested_in(text), str)


def test_of_registered_lines_only_redirect_uris_are_read() -> None:
    settings = "DB_PASSWORD=hunter2\nORCID_REDIRECT_URI=https://univ.edu/cb\n"
    assert match("https://univ.edu/cb", settings)
    assert "hunter2" not in str(match("https://univ.edu/other", settings))
