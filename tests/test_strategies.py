"""The strategies keep their promises: what is drawn is accepted, or breaks exactly the rules it says."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import textwrap
from collections import Counter
from collections.abc import Callable
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument, NoSuchExample
from hypothesis.statistics import collector
from strategies import policies, some_of

from orcid_clientreq import (
    PRODUCTION,
    RULES,
    SANDBOX,
    Finding,
    FormEdition,
    Limits,
    Policy,
    RegistrationRequest,
    Report,
    Severity,
    check,
    credentials,
    strategies,
    validators,
)
from orcid_clientreq.editions import EDITIONS as FORMS
from orcid_clientreq.fields import FIELDS, Kind
from orcid_clientreq.first_pass import PLAIN as PLAIN_VALUE
from orcid_clientreq.first_pass import never_plain
from orcid_clientreq.matching import Mode, match
from orcid_clientreq.rules import ROWS
from orcid_clientreq.strategies import (
    faults,
    faulty_contacts,
    faulty_form_data,
    faulty_uris,
    findings_data,
    form_data,
    issued,
    policy_for,
    redirect_attempts,
)
from orcid_clientreq.strategies.acceptance import Acceptance
from orcid_clientreq.strategies.attempts import _MATCHES, _VARIATIONS
from orcid_clientreq.strategies.between import BETWEEN, agrees, bring, brought, make_agree
from orcid_clientreq.strategies.breaking import _insert, _named_change, refuse_misspelt_codes
from orcid_clientreq.strategies.faulty_forms import BREAK_FORM
from orcid_clientreq.strategies.values import _DESCRIPTIONS, _NAMES, _NOTES, ALPHABETS, another_mailbox, cut
from orcid_clientreq.syntax.hosts import Names
from orcid_clientreq.syntax.scripts import confusable_label
from orcid_clientreq.syntax.uris import split

pytestmark = pytest.mark.draws

#: Every warning raised to an error, so that there is nothing left to tolerate.
STRICT = Policy(
    severities={
        code: Severity.ERROR
        for code, rule in RULES.items()
        if not rule.severity_is_fixed and rule.severity(PRODUCTION.environment) is Severity.WARNING
    }
)
TIGHT = Policy(
    limits=Limits(uri=60, email=60, description=40, client_name=30, staff_notes=40, redirect_uris=2),
    severities={"redirect_uris.many": Severity.ERROR},
    known_contacts={"orcid@university.edu", "no address", "tech@university.edu"},
)
EDITIONS = {
    "2021": Policy(edition="2021"),
    "2021 in the sandbox": Policy(edition="2021", environment="sandbox"),
    # the names have to agree where both are given, and neither has to be
    "2021, agreeing": Policy(edition="2021", severities={"client_name.not_from_organization": "error"}),
    "2022-sandbox": Policy(edition="2022-sandbox", environment="sandbox"),
    "2023": Policy(edition="2023"),
    "2023 in the sandbox": Policy(edition="2023", environment="sandbox"),
    "2023, strict": Policy(
        edition="2023",
        severities={
            code: Severity.ERROR
            for code, rule in RULES.items()
            if not rule.severity_is_fixed
            and rule.severity(PRODUCTION.environment, FormEdition.YEAR_2023) is Severity.WARNING
        },
    ),
}
POLICIES = {"production": PRODUCTION, "sandbox": SANDBOX, "strict": STRICT, "tight": TIGHT, **EDITIONS}
# The defaults of Hypothesis, whatever our other tests use: health checks have to pass there.
USUAL = settings.default.max_examples
PLAIN = settings(suppress_health_check=[], deadline=None)


def simplest(strategy: st.SearchStrategy[Any]) -> Any:
    """Return the simplest value, which Hypothesis draws first."""
    values: list[Any] = []

    @settings(max_examples=1, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def draw(value: Any) -> None:
        values.append(value)

    draw()
    return values[0]


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_form_data_is_accepted(policy: Policy) -> None:
    @PLAIN
    @given(form_data(policy=policy))
    def holds(data: dict[str, Any]) -> None:
        assert check(data, policy=policy).errors == ()

    holds()


@pytest.mark.long
@pytest.mark.parametrize("policy", [PRODUCTION, SANDBOX], ids=["production", "sandbox"])
@pytest.mark.parametrize("code", RULES)
def test_each_rule_can_be_broken_and_nothing_else_by_what_is_not_plain(code: str, policy: Policy) -> None:
    if policy.severity(code) is None or code == "contact_email.unknown_contact":
        with pytest.raises(InvalidArgument, match=r"policy_for|known_contacts"):
            findings_data(code, policy=policy)
        policy = policy_for(code)
    breaks_that_only(code, policy)


def breaks_that_only(code: str, policy: Policy) -> None:
    @settings(
        PLAIN,
        max_examples=max(1, USUAL // 5),
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.large_base_example],
    )
    @given(findings_data(code, policy=policy))
    def holds(drawn: tuple[Any, frozenset[str]]) -> None:
        data, expected = drawn
        rule = RULES[code]
        if code not in BETWEEN and not rule.of_credentials and rule.kind is not Kind.REQUEST:
            field = FIELDS[FIELDS[rule.field].holder or rule.field]
            plain = PLAIN_VALUE.get(field.kind, never_plain)(field, data.get(field.name), policy, Names())
            assert plain is None, f"a shape in plain_shapes.py takes what breaks {code}: {data.get(field.name)!r}"
        judge = credentials.check if rule.of_credentials else check
        assert set(judge(data, policy=policy).codes()) == expected == {code}

    holds()


OF_LATER_EDITIONS = [code for code, rule in RULES.items() if rule.severity(SANDBOX.environment) is None]


@pytest.mark.parametrize("policy", EDITIONS.values(), ids=EDITIONS)
@pytest.mark.parametrize("code", OF_LATER_EDITIONS)
def test_each_rule_of_later_editions_can_be_broken_and_nothing_else(code: str, policy: Policy) -> None:
    if policy.severity(code) is not None:
        breaks_that_only(code, policy)


@pytest.mark.long
@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_faulty_forms_have_exactly_the_errors_they_name(policy: Policy) -> None:
    seen: Counter[str] = Counter()

    @settings(PLAIN, max_examples=2 * USUAL)
    @given(faulty_form_data(policy=policy))
    def holds(drawn: tuple[Any, frozenset[str]]) -> None:
        data, expected = drawn
        report = check(data, policy=policy)
        assert {finding.code for finding in report.errors} == expected
        assert report.warnings == ()
        seen.update(expected)

    holds()
    assert len(seen) > min(30, USUAL // 2)  # of a few draws, a few


@given(faulty_form_data(["redirect_uri.fragment", "redirect_uri.wildcard", "pin_contact_email.not_distinct", "description.too_long", "request.unknown_field"],
    policy=Policy(severities={"request.unknown_field": Severity.ERROR})))  # fmt: skip
def test_rules_are_broken_together(drawn: tuple[Any, frozenset[str]]) -> None:
    data, expected = drawn
    policy = Policy(severities={"request.unknown_field": Severity.ERROR})
    assert len(expected) == 5
    assert {finding.code for finding in check(data, policy=policy).errors} == expected


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["redirect_uri.hots_only"], r"no rule has the code.*did you mean 'redirect_uri.host_only'"),
        ([], "no code"),
        (["redirect_uri.host_only"], "is not an error"),
        (["redirect_uris.many"], "is off"),
        (["client_id.invalid"], "rule of credentials"),
        (["contact_email.unknown_contact"], "known_contacts"),
        (["homepage_url.userinfo", "homepage_url.port_invalid"], "one value"),
        (["request.not_a_mapping", "description.markup"], "one value"),
        (["pin_contact_email.not_distinct", "contact_email.invalid"], "one value"),
        (["pin_contact_email.not_distinct", "pin_contact_email.invalid"], "one value"),
        (["redirect_uris.missing", "redirect_uri.fragment"], "one value"),
    ],
)
def test_what_no_form_can_break_is_refused_before_anything_is_drawn(codes: list[str], said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        faulty_form_data(codes)


def test_rules_about_the_list_do_not_mix_with_what_switches_them_off() -> None:
    policy = Policy(severities={"redirect_uris.many": Severity.ERROR})
    for other in ("staff_notes.bidi_control", "redirect_uris.missing"):
        with pytest.raises(InvalidArgument, match="one value"):
            faulty_form_data(["redirect_uris.many", other], policy=policy)
    drawn = simplest(faulty_form_data(["redirect_uris.many", "redirect_uri.userinfo"], policy=policy))
    assert set(check(drawn[0], policy=policy).codes()) == drawn[1]


def test_a_list_without_room_for_the_faults_is_said_to_have_none() -> None:
    codes = ["redirect_uri.fragment", "redirect_uri.wildcard", "redirect_uri.userinfo"]
    with pytest.raises(InvalidArgument, match="fewer redirect URIs"):
        faulty_form_data(codes, policy=TIGHT)
    with pytest.raises(InvalidArgument, match="nothing breaks"):
        findings_data("redirect_uris.many", policy=TIGHT)


def test_one_mailbox_of_a_known_contact() -> None:
    data, _ = simplest(findings_data("pin_contact_email.same_mailbox", policy=TIGHT))
    assert data["contact_email"] in TIGHT.known_contacts
    assert check(data, policy=TIGHT).codes() == ("pin_contact_email.same_mailbox",)


@given(
    strategies.redirect_uris(
        policy=Policy(
            environment="sandbox",
            severities={"redirect_uri.localhost": "error", "redirect_uri.non_public_host": "error"},
        )
    )
)
def test_a_strict_sandbox_draws_public_hosts_only(uri: str) -> None:
    codes = {finding.code for finding in validators.redirect_uri(uri)}
    assert not codes & {"redirect_uri.localhost", "redirect_uri.non_public_host"}


@pytest.mark.parametrize("named", [policy_for, findings_data, faulty_form_data])
def test_of_a_misspelt_code_the_nearest_is_named(named: Callable[[str], Any]) -> None:
    with pytest.raises(
        InvalidArgument, match=r"no rule has the code 'homepage_url\.insecur'; did you mean 'homepage_url\.insecure'"
    ):
        named("homepage_url.insecur")


@pytest.mark.parametrize(
    ("limits", "draw"),
    [
        (Limits(uri=9), strategies.homepage_urls),
        (Limits(uri=9), form_data),
        (Limits(email=4), strategies.contact_emails),
        (Limits(redirect_uris=1), lambda policy: strategies.redirect_uri_lists(min_size=2, policy=policy)),
        (Limits(uri=30), lambda policy: strategies.system_redirect_uris("dataverse", policy=policy)),
        (Limits(uri=9), strategies.system_redirect_uris),
    ],
)
def test_limits_that_leave_no_room_are_said_to(limits: Limits, draw: Callable[..., Any]) -> None:
    with pytest.raises(InvalidArgument, match=r"limit|at most 1 redirect"):
        find(draw(policy=Policy(limits=limits)), lambda _: False)


def test_a_policy_that_knows_no_good_contact_is_said_to() -> None:
    policy = Policy(known_contacts={"nobody"}, severities={"contact_email.unknown_contact": Severity.ERROR})
    with pytest.raises(InvalidArgument, match="known contacts"):
        strategies.contact_emails(policy=policy)
    known = Policy(known_contacts={"a@b.edu"}, severities={"contact_email.unknown_contact": Severity.ERROR})
    assert simplest(strategies.contact_emails(policy=known)) == "a@b.edu"


KINDS: dict[str, tuple[st.SearchStrategy[Any], Callable[..., tuple[Finding, ...]]]] = {
    "contact_emails": (strategies.contact_emails(), validators.contact_email),
    "homepage_urls": (strategies.homepage_urls(), validators.homepage_url),
    "redirect_uris": (strategies.redirect_uris(), validators.redirect_uri),
    "redirect_uri_lists": (strategies.redirect_uri_lists(max_size=7), validators.redirect_uris),
    "descriptions": (strategies.descriptions(), validators.description),
    "client_names": (strategies.client_names(), validators.client_name),
    "organization_names": (strategies.organization_names(), validators.organization_name),
    "staff_notes": (strategies.staff_notes(), validators.staff_notes),
}


@pytest.mark.parametrize("name", KINDS)
def test_single_values_are_accepted(name: str) -> None:
    strategy, validator = KINDS[name]

    @PLAIN
    @given(strategy)
    def holds(value: Any) -> None:
        assert [finding for finding in validator(value) if finding.severity is Severity.ERROR] == []

    holds()


@pytest.mark.parametrize(
    "name", sorted({code.rpartition(".")[2] for code in faulty_contacts.BREAK_VALUE} - {"unknown_contact"})
)
def test_two_contacts_with_one_fault_are_of_two_people(name: str) -> None:
    codes = {f"contact_email.{name}", f"pin_contact_email.{name}"}

    @settings(PLAIN, max_examples=2 * USUAL)
    @given(faulty_form_data(codes, policy=STRICT))
    def holds(drawn: tuple[Any, frozenset[str]]) -> None:
        data, expected = drawn
        assert set(check(data, policy=STRICT).codes()) == expected == codes

    holds()


@given(strategies.distinct_contacts())
def test_contacts_are_not_of_one_mailbox(pair: tuple[str, str]) -> None:
    found = validators.pin_contact_email(pair[1], contact_email=pair[0])
    assert {finding.code for finding in found} <= {"pin_contact_email.internationalized"}


REACHED: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], bool]]] = {
    "an internationalized host": (strategies.redirect_uris(), lambda uri: "xn--" in uri),
    "an IPv6 address": (strategies.redirect_uris(), lambda uri: "://[" in uri),
    "an IPv4 address": (strategies.homepage_urls(), lambda uri: "://8." in uri),
    "a port": (strategies.redirect_uris(), lambda uri: ":8443" in uri),
    "a query": (strategies.redirect_uris(), lambda uri: "?" in uri),
    "percent-encoding": (strategies.redirect_uris(), lambda uri: "%" in uri),
    "the longest URI": (strategies.redirect_uris(), lambda uri: len(uri) == 2000),
    "no path": (strategies.redirect_uris(), lambda uri: uri.count("/") == 2),
    "an http home page": (strategies.homepage_urls(), lambda uri: uri.startswith("http:")),
    "http and localhost in the sandbox": (strategies.redirect_uris(policy=SANDBOX), lambda uri: uri.startswith("http://localhost")),
    "127.0.0.1 in the sandbox": (strategies.redirect_uris(policy=SANDBOX), lambda uri: "//127.0.0.1" in uri),
    "an internationalized domain": (strategies.contact_emails(), lambda text: not text.partition("@")[2].isascii()),
    "an internationalized local part": (strategies.contact_emails(), lambda text: not text.partition("@")[0].isascii()),
    "the longest local part": (strategies.contact_emails(), lambda text: text.find("@") == 64),
    "a character that few use in addresses": (strategies.contact_emails(), lambda text: "|" in text),
    "the longest description": (strategies.descriptions(), lambda text: len(text) == 5000),
    "the longest description without a warning": (strategies.descriptions(), lambda text: len(text) == 999),
    "Arabic": (strategies.descriptions(), lambda text: "\u0633" in text),
    "an emoji": (strategies.client_names(), lambda text: any(ord(character) > 0x1F000 for character in text)),
    "lines": (strategies.staff_notes(), lambda text: "\r\n" in text),
    "a blank field": (form_data(), lambda data: data.get("client_name") == " "),
    "an absent field": (form_data(), lambda data: "staff_notes" not in data),
    "None": (form_data(), lambda data: data.get("staff_notes", "") is None),
    "white space around a text": (form_data(), lambda data: data["description"] != data["description"].strip()),
    "a tuple": (form_data(), lambda data: type(data["redirect_uris"]) is tuple),
    "a list of five": (form_data(), lambda data: len(data["redirect_uris"]) == 5),
    "no contact for the PIN in the sandbox": (form_data(policy=SANDBOX), lambda data: not data.get("pin_contact_email")),
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("what", REACHED)
def test_the_odd_ones_are_drawn_too(what: str) -> None:
    strategy, is_one = REACHED[what]
    find(strategy, is_one, settings=settings(max_examples=5000, phases=[Phase.generate], database=None))


def shrunk(strategy: st.SearchStrategy[Any], fails: Callable[[Any], bool]) -> Any:
    phases = [Phase.generate, Phase.shrink]  # what Phase.explain tries last can be what is found
    return find(strategy, fails, settings=settings(max_examples=2000, phases=phases, database=None))


@pytest.mark.long
def test_failures_shrink_to_what_a_person_would_write() -> None:
    assert shrunk(form_data(), lambda data: True) == {
        "contact_email": "orcid@university.edu",
        "pin_contact_email": "security@university.edu",
        "description": "Sign in with ORCID.",
        "homepage_url": "https://university.edu/orcid",
        "redirect_uris": ["https://university.edu/orcid"],
    }
    assert shrunk(form_data(), lambda data: len(data["redirect_uris"]) > 1)["redirect_uris"] == [
        "https://university.edu/orcid",
        "https://university.edu/orcid/1",
    ]
    data, codes = shrunk(faulty_form_data(["redirect_uri.wildcard"]), lambda drawn: True)
    assert codes == {"redirect_uri.wildcard"}
    assert data["redirect_uris"] == ["https://university.edu/orcid", "https://*.university.edu/orcid"]


@pytest.mark.parametrize("strategy", [form_data(), faulty_form_data()], ids=["form_data", "faulty_form_data"])
def test_little_is_thrown_away(strategy: st.SearchStrategy[Any]) -> None:
    """No more than a tenth of what is drawn is filtered out again."""
    statistics: list[Any] = []

    @settings(PLAIN, max_examples=10 * USUAL, phases=[Phase.generate], database=None)
    @given(strategy)
    def draw(_drawn: Any) -> None:
        pass

    with collector.with_value(statistics.append):
        draw()
    ended = Counter(case["status"] for case in statistics[0]["generate-phase"]["test-cases"])
    assert ended["valid"] == 10 * USUAL
    assert ended["invalid"] <= USUAL
    assert repr(strategy) in {"form_data()", "faulty_form_data()"}


def run(code: str) -> str:
    result = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.mark.long
def test_hypothesis_finds_the_strategies_by_itself() -> None:
    code = """
        from functools import partial
        from hypothesis import Phase, find, settings, strategies as st
        import sys
        assert "orcid_clientreq.strategies" not in sys.modules
        from orcid_clientreq import Finding, Policy, RegistrationRequest, Report

        class Submission:
            def __init__(self, request: RegistrationRequest, policy: Policy) -> None:
                self.request, self.policy = request, policy

        # Without the phase that explains: what it tries last can be what is found, and is not shrunk.
        find = partial(find, settings=settings(phases=[Phase.generate, Phase.shrink], database=None))
        print(find(st.from_type(RegistrationRequest), lambda _: True).contact_email)
        print(find(st.builds(Submission), lambda made: made.policy.environment == "sandbox").request.contact_email)
        print(find(st.from_type(Report), lambda report: True).ok)
        print(find(st.from_type(Finding), lambda finding: finding.severity == "error").code)
    """
    lines = run(code).splitlines()
    assert lines[:2] == ["orcid@university.edu"] * 2
    assert len(lines) == 4


@given(st.from_type(RegistrationRequest), st.from_type(Report), st.from_type(Policy), st.from_type(Finding))
def test_the_types_are_what_they_say(request, report, policy, finding) -> None:
    assert type(request) is RegistrationRequest
    assert check(request).ok
    assert type(report) is Report
    assert type(policy) is Policy
    assert type(finding) is Finding
    json.dumps([request.to_dict(), report.to_dict(), policy.to_dict(), finding.to_dict()])


def test_without_hypothesis_the_module_cannot_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.find_spec("orcid_clientreq.strategies")
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'orcid-clientreq\[hypothesis\]'"):
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


def test_without_hypothesis_the_package_works_and_the_strategies_say_what_to_install() -> None:
    assert run("""
        import sys
        sys.modules["hypothesis"] = None
        import orcid_clientreq
        try:
            from orcid_clientreq import strategies
        except ModuleNotFoundError as error:
            print(error)
    """) == "orcid_clientreq.strategies needs Hypothesis: pip install 'orcid-clientreq[hypothesis]'"  # fmt: skip


def test_without_hypothesis_the_strategies_are_no_attribute_and_say_why() -> None:
    assert run("""
        import sys
        sys.modules["hypothesis"] = None
        import orcid_clientreq
        print(hasattr(orcid_clientreq, "strategies"))
        try:
            orcid_clientreq.strategies
        except AttributeError as error:
            print(error)
    """).splitlines() == ["False", "orcid_clientreq.strategies needs Hypothesis: pip install 'orcid-clientreq[hypothesis]'"]  # fmt: skip


def test_where_hypothesis_is_imported_first_the_strategies_are_not() -> None:
    assert run("import sys, hypothesis; print('orcid_clientreq.strategies' in sys.modules)") == "False"


@pytest.mark.parametrize(
    ("field", "texts"), [("description", _DESCRIPTIONS), ("staff_notes", _NOTES), ("client_name", _NAMES)]
)
def test_a_text_that_is_cut_anywhere_is_still_a_good_one(field: str, texts: tuple[str, ...]) -> None:
    cuts = {cut(text, limit) for text in texts for limit in range(1, len(text) + 1)}
    assert [text for text in cuts if getattr(validators, field)(text)] == []


def test_punctuation_at_the_end_closes_nothing_in_the_path() -> None:
    drawn = faulty_uris.trailing_punctuation("redirect_uri", Acceptance(PRODUCTION))
    with pytest.raises(NoSuchExample):
        find(drawn, lambda uri: "(" in uri, settings=settings(max_examples=40 * USUAL, database=None))


def test_no_letter_that_names_are_made_of_looks_like_another() -> None:
    for letters in ALPHABETS:
        assert not [letter for letter in letters if confusable_label((letter * 2, "edu"))]


#: Policies under which a rule cannot be broken, or was drawn wrongly.
ODD_POLICIES = {
    "no list needed": Policy(severities={"redirect_uris.missing": None}),
    "no list needed, sandbox of 2022": Policy(edition="2022-sandbox", environment="sandbox", severities={"redirect_uris.missing": None}),
    "no list needed, 2023": Policy(edition="2023", severities={"redirect_uris.missing": None}),
    "of another edition": Policy(severities={"own_organization_name.surrounding_whitespace": "error"}),
    "without the other field": Policy(severities={"staff_notes.review_unmentioned": "error"}),
    "without a second contact": Policy(edition="2022-sandbox", environment="sandbox", severities={"pin_contact_email.internationalized": "error"}),
    "names agree": Policy(severities={"client_name.not_from_organization": "error"}),
    "names agree, as a warning": Policy(severities={"client_name.not_from_organization": "warning"}),
    "short answers": Policy(edition="2023", limits=Limits(client_name=20)),
    "short names agree": Policy(edition="2023", limits=Limits(client_name=25, organization_name=25)),
    "one row": Policy(limits=Limits(redirect_uris=1)),
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("policy", ODD_POLICIES.values(), ids=ODD_POLICIES)
def test_what_is_drawn_is_right_under_odd_policies(policy: Policy) -> None:
    @settings(PLAIN, suppress_health_check=[HealthCheck.too_slow])
    @given(faulty_form_data(policy=policy), form_data(policy=policy))
    def holds(drawn: tuple[Any, frozenset[str]], good: Any) -> None:
        data, expected = drawn
        report = check(data, policy=policy)
        assert {finding.code for finding in report.errors} == expected
        assert report.warnings == ()
        assert check(good, policy=policy).ok

    holds()


@pytest.mark.parametrize(
    ("code", "policy"),
    [
        ("own_organization_name.surrounding_whitespace", ODD_POLICIES["of another edition"]),
        ("staff_notes.review_unmentioned", ODD_POLICIES["without the other field"]),
        ("pin_contact_email.internationalized", ODD_POLICIES["without a second contact"]),
    ],
)
def test_a_rule_that_cannot_be_broken_is_said_to_be_one(code: str, policy: Policy) -> None:
    for draw in (lambda: findings_data(code, policy=policy), lambda: faulty_form_data([code], policy=policy)):
        with pytest.raises(InvalidArgument, match=r"nothing breaks|is off"):
            draw()


@settings(PLAIN, max_examples=USUAL, suppress_health_check=list(HealthCheck))
@given(st.data(), policies())
def test_under_any_policy_what_is_drawn_is_right_or_refused(data: st.DataObject, policy: Policy) -> None:
    try:
        drawn, expected = data.draw(faulty_form_data(policy=policy))
        good = data.draw(form_data(policy=policy))
    except InvalidArgument:
        return
    assert check(good, policy=policy).ok
    report = check(drawn, policy=policy)
    assert {finding.code for finding in report.errors} == expected


def test_each_variation_of_an_attempt_gets_the_verdict_that_it_was_made_for() -> None:
    for mode in Mode:
        for uri in (
            "https://university.edu/orcid",
            "http://127.0.0.1/cb?a=b",
            "https://8.8.4.4//",
            "http://[::1]:8080",
        ):
            for name, make in _VARIATIONS.items():
                made = make(split(uri))
                if made is None:
                    continue
                free = name == "port" and mode is Mode.EXACT and uri.startswith(("http://127", "http://["))
                expected = mode in _MATCHES.get(name, ()) or free
                assert match(made, [uri], mode=mode).matched is expected, (name, uri)
    assert list(_MATCHES) == ["same", "below", "query", "state"]


def test_an_attempt_that_would_be_too_long_is_the_same() -> None:
    tight = Policy(limits=Limits(uri=len("https://a.edu/b")))
    registered, requested, matches = simplest(strategies.redirect_attempts(policy=tight))
    assert (requested, matches) == (registered[0], True)


def test_a_missing_dependency_is_a_warning_and_breaks_no_other_test(monkeypatch: pytest.MonkeyPatch) -> None:
    from orcid_clientreq import hypothesis_plugin

    monkeypatch.setitem(sys.modules, "orcid_clientreq", None)
    with pytest.warns(UserWarning, match="registers no strategies"):
        hypothesis_plugin.register()


NAMES_AGREE = Policy(edition="2023", severities={"organization_name.surrounding_whitespace": "error"})


@given(faulty_form_data(["organization_name.surrounding_whitespace"], policy=NAMES_AGREE))
def test_two_names_agree_where_only_one_is_faulty(drawn: tuple[Any, frozenset[str]]) -> None:
    data, codes = drawn
    assert check(data, policy=NAMES_AGREE).codes() == tuple(codes)


@pytest.mark.parametrize("answer", [True, " YES ", False, "no", None])
def test_a_client_id_agrees_with_whether_credentials_are_updated(answer: object) -> None:
    acceptance = Acceptance(EDITIONS["2023"], no_warnings=True)
    for client_id in (None, " ", "APP-0123456789ABCDEF"):
        form = make_agree({"update_existing": answer, "existing_client_id": client_id}, acceptance)
        assert bool((form.get("existing_client_id") or "").strip()) is (answer in {True, " YES "})
        assert agrees(form, acceptance)


@pytest.mark.parametrize("field", ["client_name", "organization_name"])
def test_a_faulty_name_agrees_with_the_other(field: str) -> None:
    code = f"{field}.surrounding_whitespace"
    policy = Policy(edition="2023", severities={code: "error", "client_name.not_from_organization": "error"})
    data, codes = simplest(findings_data(code, policy=policy))
    assert check(data, policy=policy).codes() == (code,) == tuple(codes)


def test_each_rule_about_two_fields_is_described_once() -> None:
    assert set(BETWEEN) == {f"{field.name}.{row.name}" for field, row in ROWS if row.other}
    assert set(BETWEEN) <= set(BREAK_FORM)


def test_a_form_that_breaks_a_rule_about_two_fields_by_chance_is_known() -> None:
    form = {"client_name": "Repository", "organization_name": "University Library"}
    for policy, agree in ((PRODUCTION, True), (Policy(edition="2023"), False)):
        acceptance = Acceptance(policy, no_warnings=True)
        assert agrees(form, acceptance) is agree
        assert agrees(form, acceptance, broken=["client_name.not_from_organization"])
        assert agrees(make_agree({**form}, acceptance), acceptance)


def test_a_fault_brings_what_every_rule_about_its_field_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "staff_notes.review_unmentioned"
    another = attrs.evolve(BETWEEN[name], beside={"staff_notes": lambda notes: {"staff_notes": f"{notes}!"}})
    assert [each.other for each in brought("staff_notes.markup", PRODUCTION)] == []  # there is no other field
    policy = Policy(edition="2023")
    (one,) = brought("staff_notes.bidi_control", policy)
    assert bring({"staff_notes": "a"}, [one]) == {"staff_notes": "a", "integration_type": "certified_service_provider"}
    assert brought(name, policy) == []
    monkeypatch.setitem(BETWEEN, name, another)
    assert bring({"staff_notes": "a"}, [one, *brought("staff_notes.bidi_control", policy)])["staff_notes"] == "a!"


@pytest.mark.parametrize(
    ("table", "wrong", "said"),
    [
        (BREAK_FORM, "request.unknown_filed", "did you mean 'request.unknown_field'"),
        (faults.BREAK_VALUE, "insecur", "did you mean 'insecure'"),
        (faults.BREAK_VALUE, "existing_client_id.is_secrt", r"did you mean 'existing_client_id\.is_secret'"),
        (issued.BAD, "client_secret.is_clientid", r"did you mean 'client_secret\.is_client_id'"),
        (BETWEEN, "staff_notes.review", r"no rule about two fields has .* did you mean 'staff_notes\.review_unment"),
        (BETWEEN, "description.markup", "no rule about two fields has the code 'description.markup'"),
        (BETWEEN["staff_notes.review_unmentioned"].beside, "staf_notes", "did you mean 'staff_notes'"),
    ],
)
def test_a_misspelt_code_in_a_table_is_refused_when_it_is_imported(
    monkeypatch: pytest.MonkeyPatch, table: dict[str, Any], wrong: str, said: str
) -> None:
    monkeypatch.setitem(table, wrong, None)
    with pytest.raises(ValueError, match=said):
        refuse_misspelt_codes()


def test_more_redirect_uris_than_advised_are_of_a_certified_provider_and_need_no_review() -> None:
    policy = Policy(edition="2023")
    (_, change) = simplest(_named_change("redirect_uris.many", Acceptance(policy, no_warnings=True), as_errors=False))
    data: dict[str, Any] = {"integration_type": " Other", "redirect_uris": [], "staff_notes": "Demo on 3 November."}
    assert change(data)
    assert (data["integration_type"], data["staff_notes"]) == ("certified_service_provider", None)
    drawn, _ = simplest(findings_data("redirect_uris.many", policy=policy))
    assert len(drawn["redirect_uris"]) == policy.limits.redirect_uris_advised + 1


def test_a_rule_that_nothing_draws_yet_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(faults.BREAK_VALUE, "markup")
    with pytest.raises(InvalidArgument, match=r"no strategy draws yet what breaks description\.markup"):
        faulty_form_data(["description.markup"], policy=Policy(severities={"description.markup": "error"}))


# Limits from 1 upwards


def codes_found(code: str, data: Any, policy: Policy) -> set[str]:
    judge = credentials.check if RULES[code].of_credentials else check
    return {finding.code for finding in judge(data, policy=policy).findings}


def made(code: str, policy: Policy) -> st.SearchStrategy[Any] | None:
    """Return what breaks a rule, `None` where there is no room for it."""
    try:
        return findings_data.__wrapped__(code, policy=policy)  # without a name, which takes longer than the rest
    except InvalidArgument:
        return None


def breaks_it(code: str, policy: Policy, strategy: st.SearchStrategy[Any]) -> bool:
    """Return whether the simplest value breaks a rule and no other."""
    data, expected = simplest(strategy)
    return codes_found(code, data, policy) == expected == {code}


#: What was promised and not found, or ended in Unsatisfiable. The last of each: whether there is room.
LOW_LIMITS: list[tuple[str, Policy, bool]] = [
    ("description.markup", Policy(limits=Limits(description=3)), True),
    ("description.markup", Policy(limits=Limits(description=1)), False),
    ("description.bidi_control", Policy(limits=Limits(description_advised=5)), True),
    ("description.confusable", Policy(limits=Limits(description_advised=1)), False),
    ("description.surrounding_whitespace", Policy(limits=Limits(description_advised=1)), True),
    ("description.surrounding_whitespace", Policy(limits=Limits(description_advised=1, description=1)), False),
    ("client_name.control_character", Policy(limits=Limits(client_name=1)), True),
    ("client_name.confusable", Policy(edition="2021", limits=Limits(client_name=2)), True),
    ("client_name.confusable", Policy(edition="2021", limits=Limits(client_name=3, organization_name=1)), True),
    ("client_name.missing", Policy(edition="2021", limits=Limits(client_name=1)), True),
    ("client_name.not_from_organization", Policy(edition="2021", limits=Limits(client_name=16)), True),
    ("client_name.not_from_organization", Policy(edition="2021", limits=Limits(client_name=1, organization_name=1)), True),
    ("organization_name.surrounding_whitespace", Policy(edition="2021", limits=Limits(organization_name=2, client_name=1)), True),
    ("own_organization_name.markup", Policy(edition="2023", limits=Limits(own_organization_name=16)), True),
    ("own_organization_name.markup", Policy(edition="2023", limits=Limits(own_organization_name=1)), False),
    ("staff_notes.review_unmentioned", Policy(edition="2023", limits=Limits(staff_notes=16)), True),
    ("staff_notes.review_unmentioned", Policy(edition="2023", limits=Limits(staff_notes=1)), True),
    ("pin_contact_email.same_mailbox", Policy(limits=Limits(email=8)), True),
    ("pin_contact_email.same_mailbox", Policy(limits=Limits(email=5)), False),
    ("pin_contact_email.not_distinct", Policy(limits=Limits(email=5)), True),
    ("contact_email.multiple_addresses", Policy(limits=Limits(email=8)), True),
    ("pin_contact_email.display_name", Policy(limits=Limits(email=8)), True),
    ("contact_email.display_name", Policy(limits=Limits(email=6)), False),
    ("contact_email.display_name", Policy(limits=Limits(email=6), severities={"contact_email.invalid": None}), True),
    ("contact_email.reserved_domain", Policy(limits=Limits(email=8)), False),
    ("contact_email.invalid", Policy(limits=Limits(email=4), severities={"pin_contact_email.missing": None}), True),
    ("contact_email.invalid", Policy(limits=Limits(email=4)), False),
    ("homepage_url.userinfo", Policy(limits=Limits(uri=20)), True),
    ("homepage_url.port_invalid", Policy(limits=Limits(uri=13)), True),
    ("homepage_url.bad_percent_encoding", Policy(limits=Limits(uri=12)), False),  # of a good redirect URI
    ("homepage_url.bad_percent_encoding", Policy(limits=Limits(uri=2), severities={"redirect_uris.missing": None}), True),
    ("homepage_url.insecure", Policy(limits=Limits(uri=20)), True),
    ("redirect_uri.fragment", Policy(limits=Limits(redirect_uri_advised=20)), True),
    ("redirect_uri.fragment", Policy(limits=Limits(redirect_uri_advised=13)), False),
    ("redirect_uri.fragment", Policy(limits=Limits(redirect_uri_advised=13), severities={"redirect_uri.host_only": None}), True),
    ("redirect_uri.fragment", Policy(limits=Limits(redirect_uri_advised=13), severities={"redirect_uri.long": None}), True),
    ("redirect_uri.several", Policy(limits=Limits(redirect_uri_advised=13)), True),  # of each URI in the row
    ("redirect_uri.several", Policy(limits=Limits(redirect_uri_advised=11), environment="sandbox"), False),
    ("redirect_uri.several", Policy(limits=Limits(uri=27)), True),
    ("redirect_uri.several", Policy(limits=Limits(uri=26)), False),
    ("redirect_uri.not_absolute", Policy(limits=Limits(redirect_uri_advised=1)), True),  # without a good one beside it
    ("redirect_uri.long", Policy(limits=Limits(redirect_uri_advised=1, uri=13)), True),
    ("redirect_uri.long", Policy(limits=Limits(redirect_uri_advised=20, uri=20)), False),
    ("redirect_uri.wildcard", Policy(limits=Limits(redirect_uris=1)), True),
    ("redirect_uri.duplicate", Policy(limits=Limits(redirect_uris=1)), False),
    ("redirect_uri.duplicate", Policy(edition="2021", limits=Limits(redirect_uris_advised=1)), True),  # with notes
    ("redirect_uris.many", Policy(edition="2021", limits=Limits(redirect_uris_advised=1, redirect_uris=2, uri=13)), True),
    ("redirect_uris.many", Policy(edition="2021", limits=Limits(redirect_uris_advised=2, redirect_uris=2)), False),
    ("redirect_uris.missing", Policy(edition="2023", limits=Limits(uri=11)), True),
    ("redirect_uris.wrong_type", Policy(limits=Limits(uri=11)), True),
    ("base_url.surrounding_whitespace", Policy(limits=Limits(uri=20)), True),
    ("base_url.environment_mismatch", Policy(limits=Limits(uri=20)), False),
    ("base_url.not_orcid", Policy(limits=Limits(uri=1)), True),
    ("client_id.invalid", Policy(limits=Limits(uri=1)), True),
    ("request.not_a_mapping", Policy(limits=Limits(uri=1, email=1)), True),
]  # fmt: skip


@pytest.mark.parametrize(("code", "policy", "is_room"), LOW_LIMITS)
def test_under_low_limits_a_rule_is_broken_or_there_is_no_room(code: str, policy: Policy, is_room: bool) -> None:
    assert (made(code, policy) is not None) is is_room
    if is_room:
        breaks_that_only(code, policy)


def test_the_limit_that_leaves_no_room_is_named() -> None:
    for code, policy, said in [
        ("redirect_uri.fragment", Policy(limits=Limits(redirect_uri_advised=13)), "redirect_uri_advised=13 leaves no room for what breaks redirect_uri.fragment"),
        ("redirect_uri.fragment", Policy(limits=Limits(uri=13, redirect_uri_advised=20)), "uri=13"),
        ("description.markup", Policy(limits=Limits(description=1)), "description=1"),
        ("homepage_url.missing", Policy(limits=Limits(uri=10)), "uri=10 leaves no room for a URI"),
        ("redirect_uri.long", Policy(limits=Limits(redirect_uri_advised=20, uri=20)), "uri=20"),
    ]:  # fmt: skip
        with pytest.raises(InvalidArgument, match=f"the limit {said}"):
            findings_data(code, policy=policy)


def concerned(limit: str) -> list[str]:
    """Return the codes of the rules about the fields that a limit is of."""
    fields = {field.name for field in FIELDS.values() if limit in {field.limit, field.advised}}
    more = {"redirect_uri.duplicate", "redirect_uri.fragment"} if "redirect_uris" in fields else set()
    return [code for code, rule in RULES.items() if rule.field in fields or code in more]


@pytest.mark.long
@pytest.mark.parametrize("limit", [field.name for field in attrs.fields(Limits)])
def test_each_limit_from_1_to_20_leaves_room_or_does_not(limit: str) -> None:
    latest = Policy(edition="2023")
    policies = {code: policy_for(code) if latest.severity(code) is None else latest for code in concerned(limit)}
    room: Counter[str] = Counter()
    for size in some_of(range(1, min(20, getattr(Limits(), limit)) + 1), 8):
        for code, usual in policies.items():
            policy = attrs.evolve(usual, limits=Limits(**{limit: size}))
            strategy = made(code, policy)
            # Where a limit leaves room, a higher one does, too, but for what is to be over another limit.
            assert strategy is not None or not room[code] or code == "redirect_uris.many"
            if strategy is not None:
                room[code] += 1
                assert room[code] > 3 or breaks_it(code, policy, strategy), (code, size)
    assert len(room) > 2


def test_under_the_default_limits_every_rule_can_be_broken() -> None:
    for code in RULES:
        findings_data.__wrapped__(code, policy=policy_for(code))


def shortest_by_code(texts: list[str], validator: Callable[..., tuple[Finding, ...]], policy: Policy) -> dict[str, int]:
    """Return how long the shortest of some texts is that breaks a rule and no other, by code."""
    shortest: dict[str, int] = {}
    for text in sorted(texts, key=len):
        codes = {finding.code for finding in validator(text, policy=policy)}
        if len(codes) == 1:
            shortest.setdefault(codes.pop(), len(text))
    return shortest


SOME_URIS = ["z", "z:", "<>:", "%:", "é:", *(
    start.format("".join(parts)) for start in ('"{}"', "http:{}", "https:{}") for parts in product(
    ["http://", "https://"], ["a", "a.b"], ["", "/c"])), *("".join(parts) for parts in product(
    ["", "http://", "https://", "HTTPS://"], ["", "@"],
    ["", "a", "a.b", "A.b", "*", "[::]", "[1::]", "your.b", "xn--80a.b", "localhost", "a.lan"], ["", ":"],
    ["", "/c", "/.", "/;", "/%2F", "?iss", "/c?iss", "#", "/c#", "/c\n", "/c https://a.b/c", "/,http://"]))]  # fmt: skip
SOME_TEXTS = ["".join(parts) for parts in product(["", " ", "U", "<", "&", "\x00", "\u202e"], ["", "U", "b", "\u0430", "#1", "\u202e", "\x00", "!"])]  # fmt: skip
SOME_ADDRESSES = [
    "",
    "a",
    "a@b",
    "a@b.c",
    "é@b.c",
    "<>",
    "<a@b>",
    "<a@b.c>",
    "a@b a@b",
    "a@b,c@d",
    "a@b.example",
    "a@example",
    "a@a.example.org",
]


@pytest.mark.long
@pytest.mark.parametrize("policy", [PRODUCTION, SANDBOX, STRICT], ids=["production", "sandbox", "strict"])
@pytest.mark.parametrize(
    ("field", "limit", "texts"),
    [
        ("redirect_uri", "redirect_uri_advised", SOME_URIS),
        ("homepage_url", "uri", SOME_URIS),
        ("description", "description", SOME_TEXTS),
        ("client_name", "client_name", SOME_TEXTS),
        ("staff_notes", "staff_notes", SOME_TEXTS),
        ("contact_email", "email", SOME_ADDRESSES),
    ],
)
def test_there_is_room_for_what_is_as_short_as_can_be_and_for_nothing_shorter(
    field: str, limit: str, texts: list[str], policy: Policy
) -> None:
    # So that no other field has to have a value of the same kind.
    policy = attrs.evolve(
        policy, severities={**policy.severities, "redirect_uris.missing": None, "pin_contact_email.missing": None}
    )
    shortest = shortest_by_code(texts, getattr(validators, field), policy)
    for code in (
        "redirect_uri.several",
        "redirect_uri.delimiters",
        "redirect_uri.scheme_repeated",
    ):  # the limit is of each URI in the row
        shortest.pop(code, None)
    assert len(shortest) > 2
    for code, length in some_of(shortest.items(), 3):
        for size in (length - 1, length):
            if size > 0:
                limited = attrs.evolve(policy, limits=Limits(**{limit: size}))
                strategy = made(code, limited)
                assert (strategy is not None) is (size == length), (code, size)
                assert strategy is None or breaks_it(code, limited, strategy)


def test_each_field_that_cannot_be_filled_has_a_fault() -> None:
    policy = Policy(limits=Limits(email=4, uri=9))

    @PLAIN
    @given(faulty_form_data(policy=policy))
    def holds(drawn: tuple[Any, frozenset[str]]) -> None:
        data, expected = drawn
        report = check(data, policy=policy)
        assert set(report.codes()) == expected
        assert report.warnings == ()
        assert {code.partition(".")[0].removesuffix("s") for code in expected} == {
            "contact_email",
            "pin_contact_email",
            "homepage_url",
            "redirect_uri",
        }

    holds()


def test_several_faults_need_no_good_redirect_uri() -> None:
    policy = Policy(edition="2021", limits=Limits(redirect_uris=6, redirect_uris_advised=1, uri=20))
    for codes in (
        ["redirect_uri.fragment", "redirect_uri.userinfo", "redirect_uri.missing"],
        ["redirect_uri.fragment", "redirect_uri.duplicate"],
    ):
        data, expected = simplest(faulty_form_data(codes, policy=policy))
        assert set(check(data, policy=policy).codes()) == expected == set(codes)
    full = attrs.evolve(policy, limits=Limits(redirect_uris=6), severities={"redirect_uris.many": "error"})
    data, expected = simplest(faulty_form_data(["redirect_uris.many", "redirect_uri.fragment"], policy=full))
    assert len(data["redirect_uris"]) == 6
    assert set(check(data, policy=full).codes()) == expected


def test_lists_have_the_requested_length_where_few_redirect_uris_fit() -> None:
    lists = strategies.redirect_uri_lists
    policy = Policy(environment="sandbox", limits=Limits(uri=8))  # http://a, and so on to http://y
    uris = simplest(lists(min_size=25, max_size=25, policy=policy))
    assert len(set(uris)) == 25
    assert validators.redirect_uris(uris, policy=policy)[0].severity is Severity.WARNING
    with pytest.raises(InvalidArgument, match="no room for 26 redirect URIs"):
        lists(min_size=26, max_size=26, policy=policy)
    policy = Policy(limits=Limits(uri=13), severities={"redirect_uri.host_only": "error"})
    uris = simplest(lists(min_size=700, max_size=700, policy=policy))
    assert len(set(uris)) == 700
    assert validators.redirect_uris(uris, policy=policy) == ()
    assert simplest(lists(min_size=0, policy=Policy(limits=Limits(uri=1)))) == []
    assert simplest(lists(min_size=0, max_size=0)) == []


def test_a_faulty_redirect_uri_is_not_put_next_to_one_that_is_equivalent() -> None:
    data: dict[str, Any] = {"redirect_uris": ["https://university.edu/orcid"]}
    assert not _insert("https://University.edu/orcid", 0, PRODUCTION, data)
    assert _insert("https://University.edu/login", 1, PRODUCTION, data)
    assert data["redirect_uris"] == ["https://University.edu/login", "https://university.edu/orcid"]


def test_notes_without_room_for_a_word_of_a_demo_are_of_a_certified_provider() -> None:
    for size, expected in ((19, "Demo on 3 November."), (18, "Demo"), (3, "No.")):
        policy = Policy(edition="2023", limits=Limits(staff_notes=size))
        data = make_agree({"integration_type": "other", "staff_notes": "No."}, Acceptance(policy, no_warnings=True))
        assert data["staff_notes"] == expected
        assert (data["integration_type"] == "other") is (size > 3)


def test_credentials_have_no_address_where_none_fits() -> None:
    policy = Policy(limits=Limits(uri=2))

    @PLAIN
    @given(strategies.credentials_data(policy=policy))
    def holds(data: dict[str, Any]) -> None:
        assert credentials.check(data, policy=policy).codes() == ()

    holds()


ONLY_KNOWN = {"contact_email.unknown_contact": "error"}
OF_KNOWN: list[tuple[str, set[str], bool]] = [
    ("contact_email.internationalized", {"orcid@university.edu"}, False),
    ("contact_email.internationalized", {"orcid@university.edu", "é@b.edu", "müller@example.org"}, True),
    ("contact_email.reserved_domain", {"orcid@example.org"}, True),
    ("contact_email.display_name", {"orcid@university.edu", "a@b.c"}, True),
    ("contact_email.display_name", {"orcid@example.org"}, False),
    ("contact_email.invalid", {"no address"}, True),
    ("contact_email.multiple_addresses", {"no address"}, True),
    ("contact_email.unknown_contact", {"no address"}, True),
    ("contact_email.unknown_contact", {"new@b.c", "new2@b.c", *map("{}@b.c".format, "abcdefgh")}, True),
    ("pin_contact_email.same_mailbox", {"orcid@university.edu", "a+b@b.c"}, True),
    ("pin_contact_email.same_mailbox", {"+@b.c"}, False),
    ("pin_contact_email.not_distinct", {"orcid+x@university.edu"}, True),
    ("pin_contact_email.not_distinct", {"no address"}, False),
    ("pin_contact_email.reserved_domain", {f"{name}@b.c" for name in ("security", "pin", "jane.doe", "boss")}, True),
    ("pin_contact_email.internationalized", {"ü@b.c", "a2@b.c"}, True),
    ("description.missing", {"no address"}, False),
]  # fmt: skip


@pytest.mark.parametrize("email", [254, 30, 6])
@pytest.mark.parametrize(("code", "known", "is_possible"), OF_KNOWN)
def test_a_contact_is_of_those_who_are_known_where_no_others_are_taken(
    code: str, known: set[str], is_possible: bool, email: int
) -> None:
    policy = Policy(known_contacts=known, severities=ONLY_KNOWN, limits=Limits(email=email))
    is_drawn = made(code, policy) is not None
    assert is_drawn is is_possible or email < 254
    if is_drawn:
        breaks_that_only(code, policy)


def test_the_address_of_a_known_contact_is_found_in_a_text_that_a_policy_lets_pass() -> None:
    off = {f"contact_email.{name}": None for name in ("delimiters", "display_name", "invalid")}
    off["contact_email.unknown_contact"] = "error"
    for known in ("ORCID <orcid@b.c>", "mailto:orcid@b.c"):
        policy = Policy(known_contacts={known}, severities=off)
        for code in concerned("email"):
            strategy = made(code, policy)
            assert strategy is None or breaks_it(code, policy, strategy), code
        assert made("pin_contact_email.not_distinct", policy) is not None
        assert made("pin_contact_email.same_mailbox", policy) is not None


def test_the_second_contact_is_of_another_mailbox_also_where_few_addresses_fit() -> None:
    tight = Acceptance(Policy(limits=Limits(email=5)))
    assert another_mailbox("a@b.c", "a@b.c", tight) == "b@b.c"
    assert another_mailbox("b@b.c", "b@b.c", tight) == "a@b.c"
    roomy = Acceptance(Policy(known_contacts={"not.pin@b.c"}))
    assert another_mailbox("pin+orcid@b.c", "pin@b.c", Acceptance(PRODUCTION)) == "not.pin@b.c"
    assert another_mailbox("pin+orcid@b.c", "pin@b.c", roomy) == "a@b.c"


#: Strategies of single values, and what finds an error in them.
SINGLE: dict[str, Callable[..., tuple[Finding, ...]]] = {
    **{name: validator for name, (_, validator) in KINDS.items()},
    "distinct_contacts": lambda pair, policy: (*validators.contact_email(pair[0], policy=policy), *second_contact(pair, policy)),
    "credentials_data": lambda data, policy: credentials.check(data, policy=policy).findings,
    "form_data": lambda data, policy: check(data, policy=policy).findings,
    "registration_requests": lambda request, policy: check(request, policy=policy).findings,
    "system_redirect_uris": lambda installation, policy: installation[1].findings,
}  # fmt: skip


def second_contact(pair: tuple[str, str], policy: Policy) -> tuple[Finding, ...]:
    if "pin_contact_email" not in FORMS[policy.edition].by_name:
        return ()
    return validators.pin_contact_email(pair[1], contact_email=pair[0], policy=policy)


@pytest.mark.parametrize("name", SINGLE)
@settings(PLAIN, max_examples=USUAL, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.data(), policies())
def test_under_any_policy_good_values_are_accepted_or_refused(name: str, data: st.DataObject, policy: Policy) -> None:
    try:
        value = data.draw(getattr(strategies, name)(policy=policy))
    except InvalidArgument:
        return
    assert [finding for finding in SINGLE[name](value, policy=policy) if finding.severity is Severity.ERROR] == []


@settings(PLAIN, max_examples=2 * USUAL, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.data(), policies(), st.lists(st.sampled_from(sorted(RULES)), min_size=8, max_size=8, unique=True))
def test_under_any_policy_each_rule_is_broken_alone_or_refused(
    data: st.DataObject, policy: Policy, codes: list[str]
) -> None:
    for code in codes:
        try:
            drawn, expected = data.draw(findings_data.__wrapped__(code, policy=policy))
        except InvalidArgument:
            continue
        assert codes_found(code, drawn, policy) == expected == {code}


@settings(PLAIN, max_examples=2 * USUAL, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.data(), policies())
def test_under_any_policy_rules_are_broken_together_or_refused(data: st.DataObject, policy: Policy) -> None:
    errors = [code for code, rule in RULES.items() if policy.severity(code) == "error" and not rule.of_credentials]
    codes = data.draw(st.lists(st.sampled_from(errors), min_size=2, max_size=3, unique=True))
    try:
        drawn, expected = data.draw(faulty_form_data(codes, policy=policy))
    except InvalidArgument:
        return
    report = check(drawn, policy=policy)
    assert {finding.code for finding in report.errors} == expected == set(codes)
    assert report.warnings == ()


def test_an_attempt_that_would_be_too_long_is_the_registered_one() -> None:
    policy = Policy(limits=Limits(uri=20))
    same = 0

    @settings(max_examples=100, database=None)
    @given(redirect_attempts(policy=policy))
    def counts(drawn: Any) -> None:
        nonlocal same
        registered, requested, matches = drawn
        assert len(requested) <= 20
        same += matches and requested in registered

    counts()
    assert same > 20
