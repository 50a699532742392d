"""Matching an authorize-time redirect URI against the registered ones, and saying why not."""

from __future__ import annotations

import pickle
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import EDGE_URIS, OBJECTS
from test_hostile import WORST, Hostile, HostileList, HostileStr

from orcid_clientreq import PRODUCTION, SANDBOX, RegistrationRequest, validators
from orcid_clientreq.matching import CAUSES, Era, How, Match, Mend, Mode, Reason, coverage, match
from orcid_clientreq.strategies import redirect_attempts, redirect_uri_lists, redirect_uris, registration_requests

CB = "https://university.edu/orcid/callback"
ORCID, EXACT = Mode.ORCID, Mode.EXACT


def codes(found: Match) -> list[str]:
    return [reason.code for reason in found.reasons]


@pytest.mark.parametrize("cause", CAUSES.values(), ids=lambda cause: cause.code)
def test_each_cause_is_what_its_example_shows(cause) -> None:
    registered = [cause.registered] if cause.registered else []
    found = match(cause.sent, registered, mode=EXACT if cause.exact_only else ORCID)
    assert (codes(found), found.matched) == ([cause.code], cause.matches)
    if cause.exact_only:
        assert match(cause.sent, registered)
    (reason,) = found.reasons
    assert reason.cause is cause
    assert reason.mend is cause.mend
    assert reason.message.endswith(".")
    assert set(reason.params) == set(re.findall(r"\{(\w+)\}", cause.template))
    assert f"  {cause.code}  {reason.message}" in str(found)
    assert cause.summary.endswith(".")
    assert cause.source


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
        ("https://h.edu/cb?p=2", "https://h.edu/cb?p=1", "path prefix", ["query"]),
        ("https://h.edu/cb", "https://h.edu/cb?", "path prefix", ["query"]),
        ("https://h.edu/b", "https://h.edu/%62", ["encoding"], ["encoding"]),
        ("https://h.edu/%c3%bc", "https://h.edu/%C3%BC", ["encoding"], ["encoding"]),
        ("https://h.edu/cb%2F..%2Fadmin", "https://h.edu/cb", "path prefix", ["path"]),
        ("https://h.edu/a//b", "https://h.edu/a/b", "path prefix", ["double_slash"]),
        ("https://h.edu/a/b", "https://h.edu//a/b", "path prefix", ["double_slash"]),
        ("https://h.edu:443/cb", "https://h.edu/cb", ["default_port_sent"], ["default_port_sent"]),
        ("https://h.edu/cb", "https://h.edu:443/cb", ["default_port_registered"], ["default_port_registered"]),
        ("http://h.edu:80/cb", "http://h.edu/cb", ["default_port_sent"], ["default_port_sent"]),
        ("https://h.edu:80/cb", "https://h.edu/cb", ["port"], ["port"]),
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
        ("http://[::1]:1/cb?a=1", "http://[::1]:2/cb?a=2", ["port"], ["port", "query"]),
        ("http://[::1]:1/cb", "http://[::1]:2/cb/", ["port", "trailing_slash"], ["port", "trailing_slash"]),
        ("https://127.0.0.1:1/cb", "https://127.0.0.1:2/cb", ["port"], ["port"]),
        ("https://127.0.0.1:1/cb", "http://127.0.0.1:2/cb", ["http_registered", "port"], ["http_registered", "port"]),
        ("http://localhost:1/cb", "http://localhost:2/cb", ["port"], ["port"]),
        ("https://h.edu/cb#x", "https://h.edu/cb#x", ["fragment", "registered_invalid"], None),
        ("https://h.edu/cb#x", "https://h.edu/cc", ["fragment", "path"], ["fragment", "path"]),
        ("https://u@h.edu/cb", "https://h.org/cb", ["requested_invalid", "host"], None),
        ("com.app:/cb", "https://h.edu/cb", ["requested_invalid"], None),
        ("javascript:alert(1)", "javascript:alert(1)", ["requested_invalid", "registered_invalid"], None),
        ("https://*.h.edu/cb", "https://*.h.edu/cb", ["requested_invalid", "registered_invalid"], None),
        ("https://h.edu/../cb", "https://h.edu/../cb", ["requested_invalid", "registered_invalid"], None),
        (CB, f" {CB}", ["registered_invalid"], ["registered_invalid"]),
        (CB, "nonsense", ["registered_invalid"], ["registered_invalid"]),
        (CB, "ftp://university.edu/orcid/callback", ["registered_invalid"], None),
        (CB, "https://h.edu/" + "a" * 2000, ["registered_invalid"], ["registered_invalid"]),
        ("https://h.edu/" + "a" * 2000, CB, ["requested_invalid"], ["requested_invalid"]),
        ("", CB, ["missing"], ["missing"]),
        (" ", CB, ["missing"], ["missing"]),
        (None, CB, ["missing"], ["missing"]),
        (7, CB, ["missing"], ["missing"]),
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
        ("https://a.edu/cb", b"https://a.edu/cb", None),
        ("https://a.edu/cb", [7, None, ""], None),
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
        ("hsci/RSD-as-a-service#1089", "https://rsd.university.edu/auth/couple/orcid", ["https://rsd.university.edu/auth/login/orcid"], "path"),
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
    assert CAUSES[cause].template.split("{")[0] in str(found)
    assert match(sent, registered, mode=EXACT).reasons


@pytest.mark.parametrize(
    ("sent", "registered", "mend", "value"),
    [
        (CB, "http://university.edu/orcid/callback", Mend.REGISTER, CB),
        ("http://university.edu/orcid/callback", CB, Mend.SEND, CB),
        ("https://University.edu:443/orcid/callback#x", CB, Mend.SEND, CB),
        ("https://www.University.edu/orcid/callback", CB, Mend.REGISTER, "https://www.University.edu/orcid/callback"),
        ("http://www.university.edu/orcid/callback", CB, None, None),  # neither alone is enough
        ("https://www.university.edu/orcid/callback#x", CB, None, None),
    ],
)
def test_the_mend_is_the_one_that_helps_against_all_reasons(sent, registered, mend, value) -> None:
    found = match(sent, [registered])
    assert {(reason.mend, reason.value) for reason in found.reasons if reason.mend} == (
        {(mend, value)} if mend else set()
    )


def test_for_people() -> None:
    assert str(match(CB, [CB])) == f"match (exact) with {CB}"
    assert str(match(f"{CB}?\x1b[2J", [CB])).splitlines()[:1] == [
        f"no match; the nearest registered redirect URI is {CB}"
    ]
    lines = str(match("https://www.university.edu:8443/orcid", ["https://university.edu/orcid\x1b[2J"])).splitlines()
    assert lines[0] == "no match; the nearest registered redirect URI is https://university.edu/orcid\\u{1b}[2J"
    assert [line.split()[0] for line in lines[1:]] == ["registered_invalid", "www", "port", "path", "Register:"]
    assert str(match(CB, [])).splitlines()[0] == "no match"
    assert str(match("http://www.a.edu/b", ["https://a.edu/b"])).count("\n") == 2


def test_values_compare_hash_and_pickle_and_keep_uris_out_of_their_repr() -> None:
    found = match("https://university.edu/secret?x", ["http://university.edu/secret"])
    assert found == pickle.loads(pickle.dumps(found))
    assert hash(found) == hash(match("https://university.edu/secret?x", ["http://university.edu/secret"]))
    assert "secret" not in repr(found)
    assert "university.edu" not in repr(found)
    assert Reason(code="port", params={"sent": "a", "registered": "b"}).params["sent"] == "a"
    all_of_it = coverage([CB], [f"{CB}?secret"])
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
    found = coverage(request, [CB, "https://university.edu/b/c", "https://university.edu/link"])
    assert not found.ok
    assert found.uncovered == ("https://university.edu/link",)
    assert found.unsure == ("https://university.edu/b/c",)
    assert found.unused == ("https://university.edu/old",)
    assert str(found).splitlines()[-1] == "unused: https://university.edu/old"
    assert coverage(request, (CB,)).ok
    assert coverage(request, [f"{CB}?a"], mode=EXACT).uncovered == (f"{CB}?a",)
    assert coverage(request, ["https://a.university.edu/b"], era=Era.LATE_MAY_2022).ok
    assert coverage(request, CB).matches == ()  # a text is no list
    assert coverage([], []).ok


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
        assert not [each for each in validators.redirect_uri(sent, SANDBOX) if each.severity == "error"]
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


@given(redirect_attempts(policy=SANDBOX), st.sampled_from(Mode))
def test_a_mend_mends(attempt, mode) -> None:
    registered, requested, _ = attempt
    for reason in match(requested, registered, mode=mode).reasons:
        if reason.mend is Mend.SEND:
            assert match(reason.value, registered, mode=mode).how is How.EXACT
        if reason.mend is Mend.REGISTER:
            assert match(requested, [*registered, reason.value], mode=mode).how is How.EXACT


@given(registration_requests(policy=PRODUCTION))
def test_what_matches_exactly_matches_in_either_mode_and_is_all_covered(request) -> None:
    assert coverage(request, request.redirect_uris, mode=EXACT).ok
    assert coverage(request, request.redirect_uris).unused == ()


@given(ANY_URIS, st.lists(ANY_URIS, max_size=3))
def test_exact_matching_lets_nothing_pass_that_orcid_refuses_ports_of_loopback_aside(sent, registered) -> None:
    found = match(sent, registered, mode=EXACT)
    assert not found or found.how is How.LOOPBACK_PORT or match(sent, registered)


@given(OBJECTS, OBJECTS | st.lists(OBJECTS, max_size=3) | st.sets(EDGE_URIS, max_size=3))
def test_nothing_makes_it_raise(sent, registered) -> None:
    found = match(sent, registered)
    assert not found or type(sent) is str
    assert "\x1b" not in str(found)
    coverage(registered, registered)


def test_no_method_of_a_foreign_object_is_called() -> None:
    for registered in (Hostile(), [Hostile()], {1, None}, {CB: CB}, b"x"):
        assert codes(match(CB, registered)) == ["nothing_registered"]
    for sent in (Hostile(), HostileList([CB])):
        assert codes(match(sent, [CB])) == ["missing"]
    assert match(HostileStr(CB), HostileList([HostileStr(CB)])) == match(CB, [CB])
