"""The request as a whole: reading it, holding it, fixing it."""

from __future__ import annotations

import copy
import json
import pickle
from functools import partial, wraps
from types import MappingProxyType
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orcid_clientreq import (
    PRODUCTION,
    SANDBOX,
    Finding,
    FormEdition,
    InvalidRequestError,
    Limits,
    Policy,
    RegistrationRequest,
    Report,
    apply_suggestions,
    check,
    parse,
    validators,
)
from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
from orcid_clientreq.interop import from_form
from orcid_clientreq.rules.model import GOOD_REQUEST, good_request

WRONG_EVERYWHERE = {
    "contact_email": "ORCID <orcid@example.org>",
    "pin_contact_email": "orcid@example.org",
    "description": " <b>Sign in</b>\u202e\x00 ",
    "homepage_url": "http://user@my_host:0/%zz;",
    "redirect_uris": [
        "http://user@localhost/../cb?code=1#x",
        "",
        7,
        "https://*.edu:*/",
        "HTTPS://Repository.University.EDU:443/a%7e",
        "https://repository.university.edu/a~",
        "www.example.com/cb,https://b.edu/cb;",
        "https://10.0.0.1/" + "a" * 400,
        "https://{host}/",
        "https://university.edu/a b",
    ],
    "staff_notes": b"notes",
    "client_name": "a" * 151,
    "organization_name": "\ud800",
    "organisation_name": "University",
}


def test_a_request_that_is_wrong_everywhere_gets_every_fault_at_once_and_in_order() -> None:
    report = check(WRONG_EVERYWHERE)
    assert [(finding.place, finding.code.partition(".")[2]) for finding in report.findings] == [
        ("contact_email", "display_name"),
        ("contact_email", "reserved_domain"),
        ("pin_contact_email", "reserved_domain"),
        ("pin_contact_email", "not_distinct"),
        ("description", "surrounding_whitespace"),
        ("description", "control_character"),
        ("description", "bidi_control"),
        ("description", "markup"),
        ("homepage_url", "bad_percent_encoding"),
        ("homepage_url", "userinfo"),
        ("homepage_url", "insecure"),
        ("homepage_url", "host_invalid"),
        ("homepage_url", "port_invalid"),
        ("homepage_url", "trailing_punctuation"),
        ("redirect_uris[0]", "userinfo"),
        ("redirect_uris[0]", "https_required"),
        ("redirect_uris[0]", "localhost"),
        ("redirect_uris[0]", "dot_segment"),
        ("redirect_uris[0]", "reserved_parameter"),
        ("redirect_uris[0]", "fragment"),
        ("redirect_uris[1]", "missing"),
        ("redirect_uris[2]", "wrong_type"),
        ("redirect_uris[3]", "wildcard"),
        ("redirect_uris[3]", "host_only"),
        ("redirect_uris[4]", "not_normalized"),
        ("redirect_uris[5]", "duplicate"),
        ("redirect_uris[6]", "several"),
        ("redirect_uris[6]", "example_host"),
        ("redirect_uris[7]", "non_public_host"),
        ("redirect_uris[7]", "long"),
        ("redirect_uris[8]", "placeholder"),
        ("redirect_uris[8]", "host_only"),
        ("redirect_uris[9]", "illegal_character"),
        ("staff_notes", "wrong_type"),
        ("client_name", "too_long"),
        ("organization_name", "control_character"),
        ("organisation_name", "unknown_field"),
    ]
    assert set(report.by_field()) == {*EDITIONS[FormEdition.JANUARY_2020].by_name, "organisation_name"}


def good(**changes) -> RegistrationRequest:
    return RegistrationRequest(**{**GOOD_REQUEST, **changes})


def test_what_a_request_contains() -> None:
    request = good(
        contact_email="Info@XN--BCHER-KVA.edu",
        description="\t Sign in. \n",
        staff_notes="  ",
        client_name="",
        redirect_uris=("https://university.edu/b", "https://university.edu/a"),
    )
    assert request.contact_email == "info@bücher.edu"
    assert request.description == "Sign in."
    assert request.staff_notes is None
    assert request.client_name is None
    assert request.organization_name is None
    assert request.redirect_uris == ("https://university.edu/b", "https://university.edu/a")
    assert request.policy is PRODUCTION
    assert parse(request.to_dict()) == request


def test_a_sandbox_request_needs_neither_pin_contact_nor_redirect_uri() -> None:
    form = {name: GOOD_REQUEST[name] for name in ("contact_email", "description", "homepage_url")}
    request = parse(form, policy=SANDBOX)
    assert request.pin_contact_email is None
    assert request.redirect_uris == ()
    assert check(form, policy=SANDBOX).codes() == ("redirect_uris.missing",)
    assert check(form).codes() == ("pin_contact_email.missing", "redirect_uris.missing")


def test_constructor_evolve_and_parse_raise_the_same_report() -> None:
    bad = {"contact_email": "x", "homepage_url": "ftp://a.edu", "redirect_uris": ["http://a.edu/b#", 3]}
    with pytest.raises(InvalidRequestError) as constructed:
        good(**bad)
    with pytest.raises(InvalidRequestError) as evolved:
        attrs.evolve(good(), **bad)
    with pytest.raises(InvalidRequestError) as parsed:
        parse({**GOOD_REQUEST, **bad})
    report = check({**GOOD_REQUEST, **bad})
    assert constructed.value.report == evolved.value.report == parsed.value.report == report
    assert len(report.errors) == 5


def test_a_request_is_frozen_hashed_copied_and_pickled() -> None:
    request = good()
    assert request == good()
    assert hash(request) == hash(good())
    for twin in (
        copy.copy(request),
        copy.deepcopy(request),
        pickle.loads(pickle.dumps(request)),
        attrs.evolve(request),
    ):
        assert twin == request
        assert type(twin) is RegistrationRequest
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        request.description = "x"  # type: ignore[misc]
    assert not hasattr(request, "__dict__")


def test_a_pickle_that_was_tampered_with_does_not_become_a_request() -> None:
    data = pickle.dumps(good()).replace(b"https://repository", b"proto://repository")
    with pytest.raises(InvalidRequestError):
        pickle.loads(data)


@pytest.mark.parametrize("policy", [None, "production", object()])
def test_a_policy_has_to_be_one(policy: object) -> None:
    with pytest.raises(TypeError, match="policy is a Policy, such as PRODUCTION or SANDBOX"):
        good(policy=policy)


def test_a_request_keeps_a_policy_of_its_own() -> None:
    policy = Policy(limits=Limits(description=100), severities={"homepage_url.insecure": None})
    request = parse({**GOOD_REQUEST, "homepage_url": "http://university.edu/"}, policy=policy)
    assert request.policy is policy
    assert check(request).codes() == ()
    assert parse(request.to_dict(), policy=policy) == request
    assert RegistrationRequest.from_dict(request.to_dict(), policy=policy) == request


@pytest.mark.parametrize(
    ("named", "policy", "expected", "codes"),
    [
        ({}, None, PRODUCTION, ()),
        ({"environment": "sandbox"}, None, SANDBOX, ()),
        ({"environment": " production "}, None, PRODUCTION, ()),
        ({"environment": "", "edition": None}, None, PRODUCTION, ()),
        ({"environment": "sandbox", "edition": "2020-01"}, SANDBOX, SANDBOX, ()),
        ({"environment": "sandbox"}, PRODUCTION, PRODUCTION, ("request.policy_mismatch",)),
        ({"environment": " SandBOX"}, None, SANDBOX, ("request.policy_mismatch",)),
        ({"environment": "Sandbox"}, PRODUCTION, PRODUCTION, ("request.policy_mismatch",)),
        ({"environment": ["sandbox"]}, None, PRODUCTION, ("request.policy_mismatch",)),
        ({"edition": "2019"}, None, PRODUCTION, ("request.policy_mismatch",)),
        ({"edition": "2022-sandbox", "environment": "production"}, None, PRODUCTION, ("request.policy_mismatch",)),
        ({"edition": "2022-sandbox"}, PRODUCTION, PRODUCTION, ("request.policy_mismatch",)),
        ({"environment": 1, "edition": 1}, SANDBOX, SANDBOX, ("request.policy_mismatch", "request.policy_mismatch")),
    ],
)
def test_which_policy_applies(named, policy, expected: Policy, codes: tuple[str, ...]) -> None:
    report = check({**GOOD_REQUEST, **named}, policy=policy)
    assert report.policy == expected
    assert report.codes() == codes


def test_a_request_checked_under_another_policy_names_the_mismatch() -> None:
    assert check(good(), policy=SANDBOX).codes() == ("request.policy_mismatch",)


@pytest.mark.parametrize(
    ("key", "value", "suggestion"),
    [
        ("client-name", "Repository", "client_name"),
        ("Client_Name", "Repository", "client_name"),
        ("client_nam", "<b>", None),  # it would add an error
        ("contact_mail", "a@university.edu", None),  # the field is there
        ("colour", "red", None),
        ("contacts", "a@university.edu", None),  # not near enough
        ("a-b-c-d-e", "red", None),
        ("staffnotes", "DSpace", "staff_notes"),
        ("clie-nam", "Repository", "client_name"),  # a hyphen is an underscore
        ("client nam", "Repository", "client_name"),
        ("Name of the client application", "Repository", "client_name"),
        ("Name of your client application*", "Repository", "client_name"),  # of another edition
        ("NOTES FOR  ORCID staff:", "DSpace", "staff_notes"),
        ("Name der Client-Anwendung", "Repository", "client_name"),
        ("Nombre de la aplicaci\u00f3n cliente", "Repository", "client_name"),
        ("Update existing credentials?", "no", None),  # this form does not have it
        ("Lieblingsfarbe der Bibliothek", "rot", None),
        ("staff", "DSpace", None),  # not near enough, and the field is empty
    ],
)
def test_a_misspelt_key_is_given_the_nearest_name(key: str, value: str, suggestion: str | None) -> None:
    form = MappingProxyType({**GOOD_REQUEST, key: value})
    report = check(form)
    assert [(finding.code, finding.path, finding.suggestion) for finding in report.findings] == [
        ("request.unknown_field", (key,), suggestion)
    ]
    fixed = apply_suggestions(form, report)
    assert fixed == ({**GOOD_REQUEST, suggestion: value} if suggestion else dict(form))


def test_a_key_of_another_edition_is_not_misspelt_and_hides_none_that_is() -> None:
    report = check({**GOOD_REQUEST, "contact_name": "Jane Roe", "staf_notes": "DSpace"})
    assert [(each.place, each.suggestion) for each in report.findings] == [
        ("contact_name", None),
        ("staf_notes", "staff_notes"),
    ]


@pytest.mark.parametrize(("name", "suggestion"), [(" PRODUCTION", "production"), (" SANDBOX", None), ("x", None)])
def test_the_environment_of_the_policy_is_suggested_if_it_is_meant(name: str, suggestion: str | None) -> None:
    (found,) = check({**GOOD_REQUEST, "environment": name}, policy=PRODUCTION).findings
    assert (found.code, found.suggestion) == ("request.policy_mismatch", suggestion)


def test_one_field_is_suggested_to_one_key_only() -> None:
    report = check({**GOOD_REQUEST, "client_nam": "A", "client_names": "B", "clientname": ""})
    assert [finding.suggestion for finding in report.findings] == ["client_name", None, None]


def test_a_misspelt_required_field_is_fixed() -> None:
    form = {
        ("pin_contact_mail" if name == "pin_contact_email" else name): value for name, value in GOOD_REQUEST.items()
    }
    report = check(form)
    assert report.codes() == ("pin_contact_email.missing", "request.unknown_field")
    assert check(apply_suggestions(form, report)).codes() == ()


def test_an_empty_misspelt_field_is_as_empty_under_its_name() -> None:
    form = {**GOOD_REQUEST, "pin_contact_email": None, "pin_contact_mail": " "}
    found = {finding.code: finding.suggestion for finding in check(form).findings}
    assert found == {"pin_contact_email.missing": None, "request.unknown_field": "pin_contact_email"}


def test_apply_suggestions_fixes_all_of_one_place_together_and_touches_nothing() -> None:
    uris = ["  http://University.edu:80/a/../b%7e#x.  ", "https://university.edu/c", "https://university.edu/d,"]
    form = {
        **GOOD_REQUEST,
        "redirect_uris": uris,
        "client_name": " Repo\u200esitory ",
        "homepage_url": "//bücher.edu/ü;",
    }
    before = copy.deepcopy(form)
    fixed = apply_suggestions(form, check(form))
    assert form == before
    assert fixed["redirect_uris"] == [
        "https://university.edu/b~",
        "https://university.edu/c",
        "https://university.edu/d",
    ]
    assert fixed["client_name"] == "Repository"
    assert fixed["homepage_url"] == "https://xn--bcher-kva.edu/%C3%BC"
    assert check(fixed).codes() == ()


def test_apply_suggestions_turns_a_lone_redirect_uri_into_a_list() -> None:
    form = {**GOOD_REQUEST, "redirect_uris": "https://university.edu/orcid"}
    assert apply_suggestions(form, check(form))["redirect_uris"] == ["https://university.edu/orcid"]
    bad = {**GOOD_REQUEST, "redirect_uris": "http://university.edu/orcid"}
    assert apply_suggestions(bad, check(bad)) == bad


@pytest.mark.parametrize(
    "text", ["https://u:secret@a.edu/b", "https://a.edu/b\nhttps://u:secret@a.edu/c", '"https://u:secret@a.edu/b"']
)
def test_no_list_with_a_password_is_suggested(text: str) -> None:
    (found,) = check({**GOOD_REQUEST, "redirect_uris": text}).findings
    assert (found.code, found.suggestion) == ("redirect_uris.wrong_type", None)


@pytest.mark.parametrize(
    ("sent", "suggestion"),
    [
        ("https://a.edu/x", "https://a.edu/x"),
        ("a.edu/x", "https://a.edu/x"),
        *(
            (sent, None)
            for sent in ("https://u:secret@a.edu/x", "https://orcid.org/x", "ftp://a.edu/x", "mailto:x", "")
        ),
    ],
)
def test_out_of_the_address_of_orcids_page_only_a_redirect_uri_is_suggested(sent: str, suggestion: str | None) -> None:
    page = f"https://orcid.org/oauth/authorize?client_id=APP-0123456789ABCDEF&redirect_uri={sent}"
    (found,) = check({**GOOD_REQUEST, "redirect_uris": [page]}).findings
    assert (found.code, found.suggestion) == ("redirect_uri.orcid_host", suggestion)


def test_apply_suggestions_takes_a_request_and_a_report_that_is_not_its_own() -> None:
    other = check({**GOOD_REQUEST, "redirect_uris": ["https://a.edu/b", "https://a.edu/c", "http://a.edu/d"]})
    assert apply_suggestions(good(), other) == good().to_dict()
    assert apply_suggestions({}, other) == {}
    assert apply_suggestions({"redirect_uris": 7}, other) == {"redirect_uris": 7}


def test_no_suggestion_makes_a_duplicate() -> None:
    uris = ["http://a.edu/x", "https://a.edu/x", "http://b.edu/y", "https://b.edu/z/../y", "http://b.edu/w"]
    report = check({**GOOD_REQUEST, "redirect_uris": uris})
    assert [(finding.path[1], finding.suggestion) for finding in report.findings] == [
        (0, None),
        (2, None),
        (3, None),
        (4, "https://b.edu/w"),
    ]


def test_apply_suggestions_ends_even_if_fixing_never_did(monkeypatch: pytest.MonkeyPatch) -> None:
    from orcid_clientreq import suggestions

    form = {**GOOD_REQUEST, "client_name": " a "}
    report = check(form)
    calls: list[object] = []
    monkeypatch.setattr(suggestions, "check", lambda data, **_: calls.append(data) or report)
    assert suggestions.apply_suggestions(form, report)["client_name"] == "a"
    assert 1 < len(calls) < 20


@pytest.mark.parametrize(
    ("value", "absent"),
    [
        (None, True),
        ("", True),
        (" ", True),
        ([], True),
        ((), True),
        (["a"], False),
        ("a", False),
        (0, False),
        ({}, False),
    ],
    ids=repr,
)
def test_a_name_is_suggested_for_an_empty_field_only(value: object, absent: bool) -> None:
    form = {**GOOD_REQUEST, "redirect_uris": value, "redirect_urls": GOOD_REQUEST["redirect_uris"]}
    *_, last = check(form).findings
    assert (last.code, last.suggestion) == ("request.unknown_field", "redirect_uris" if absent else None)


def test_the_repr_of_a_request_contains_no_value_of_it() -> None:
    assert repr(good()) == "<RegistrationRequest production 2020-01>"
    assert repr(parse({**GOOD_REQUEST, "environment": "sandbox"})) == "<RegistrationRequest sandbox 2020-01>"


def test_a_class_of_ones_own_takes_the_validators() -> None:
    @attrs.define
    class Integration:
        callback: str = attrs.field(validator=validators.attrs_validator(validators.redirect_uri))
        testing: str = attrs.field(validator=validators.attrs_validator(validators.redirect_uri, policy=SANDBOX))

    assert Integration("https://a.edu", "http://127.0.0.1/b").testing == "http://127.0.0.1/b"  # a warning is fine
    with pytest.raises(InvalidRequestError) as caught:
        Integration("http://*.a.edu/b", "http://127.0.0.1/b")
    found = validators.redirect_uri("http://*.a.edu/b")
    assert caught.value.report == Report([attrs.evolve(each, path=("callback",)) for each in found], PRODUCTION)
    assert str(caught.value).endswith("redirect_uri.wildcard at /callback")
    with pytest.raises(InvalidRequestError) as caught:
        Integration("https://a.edu/b", "ftp://a.edu/b")
    assert caught.value.report.policy is SANDBOX
    assert caught.value.report.by_field().keys() == {"testing"}


def test_two_keys_that_cannot_both_be_renamed() -> None:
    form = {name: value for name, value in GOOD_REQUEST.items() if not name.endswith("contact_email")}
    data = {**form, "contact_emai": "a@u.edu", "pin_contact_emai": "a@u.edu"}
    report = check(data)
    assert [finding.suggestion for finding in report.warnings] == ["contact_email", "pin_contact_email"]
    fixed = apply_suggestions(data, report)
    assert (fixed["contact_email"], fixed["pin_contact_emai"]) == ("a@u.edu", "a@u.edu")
    assert check(fixed).codes() == ("pin_contact_email.missing", "request.unknown_field")


def test_a_row_with_several_uris_is_split_and_the_others_stay_where_they_are() -> None:
    uris = ["http://a.edu/1", "https://a.edu/2 https://a.edu/3", "https://a.edu/4#x"]
    data = {**GOOD_REQUEST, "redirect_uris": uris}
    assert apply_suggestions(data, check(data))["redirect_uris"] == [
        f"https://a.edu/{number}" for number in (1, 2, 3, 4)
    ]
    lone = {**GOOD_REQUEST, "redirect_uris": "https://a.edu/1\nhttps://a.edu/2"}
    (finding,) = check(lone).findings
    assert (finding.code, finding.suggestion) == ("redirect_uris.wrong_type", ("https://a.edu/1", "https://a.edu/2"))


@pytest.mark.parametrize(
    ("policy", "uris", "suggestion"),
    [
        (Policy(limits=Limits(redirect_uris=2)), ["https://a.edu/1 https://a.edu/2"], ("https://a.edu/1", "https://a.edu/2")),
        (Policy(limits=Limits(redirect_uris=2)), ["https://a.edu/1 https://a.edu/2", "https://a.edu/3"], None),
        (Policy(limits=Limits(redirect_uris_advised=1), severities={"redirect_uris.many": "error"}), ["https://a.edu/1 https://a.edu/2"], None),
        (Policy(), ["https://a.edu/1 https://a.edu/2", "https://a.edu/2"], None),
        (Policy(), ["https://a.edu/1 ftp://a.edu/2"], None),
        (Policy(), ["https://a.edu/1 http://a.edu/2"], ("https://a.edu/1", "http://a.edu/2")),
        (Policy(), [" ".join(f"https://a.edu/{number}" for number in range(100))], tuple(f"https://a.edu/{number}" for number in range(100))),
        (Policy(), [" ".join(f"https://a.edu/{number}" for number in range(101))], None),
    ],
)  # fmt: skip
def test_a_row_is_split_only_where_there_is_room_and_each_part_is_fine(
    policy: Policy, uris: list[str], suggestion: Any
) -> None:
    found = check({**GOOD_REQUEST, "redirect_uris": uris}, policy=policy).findings
    assert found[0].suggestion == suggestion


@pytest.mark.parametrize("name", ["sandbox ", " SANDBOX", "sandbox\n"])
def test_white_space_around_an_environment_is_left_aside(name: str) -> None:
    report = check({**GOOD_REQUEST, "environment": name})
    assert report.policy == SANDBOX
    found = [(finding.code, finding.suggestion) for finding in report.findings]
    assert found == ([] if name.strip() == "sandbox" else [("request.policy_mismatch", "sandbox")])


def test_an_edition_can_be_a_number_in_what_forms_send() -> None:
    good = good_request(FormEdition.YEAR_2023)
    (finding,) = check({**good, "edition": 2023}).findings
    assert (finding.code, finding.suggestion) == ("request.policy_mismatch", "2023")
    assert check(from_form({**good, "edition": 2023, "environment": "Production"})).codes() == ()
    assert from_form({"edition": 2019, "environment": "live"}) == {"edition": 2019, "environment": "live"}


def test_who_writes_sandbox_is_not_sent_to_production() -> None:
    for policy in (None, PRODUCTION):
        (finding,) = (each for each in check({**GOOD_REQUEST, "environment": "SANDBOX!"}, policy=policy).errors)
        assert finding.suggestion is None
        assert "Possible: production, sandbox" in finding.message


def test_an_answer_does_not_depend_on_the_limit_of_another_field() -> None:
    policy = Policy(edition="2023", limits=Limits(client_name=2))
    form = {"integration_type": "certified_service_provider", "update_existing": "no", "authenticates_users": "yes"}
    codes = check(form, policy=policy).codes()
    assert not [code for code in codes if code.startswith(tuple(form))]


def test_a_choice_that_would_ask_for_more_is_not_suggested() -> None:
    good = good_request(FormEdition.YEAR_2023)
    policy = Policy(edition="2023", severities={"existing_client_id.missing": "error"})
    for answer, client_id, suggestion in (
        ("true", None, None),
        ("true", "APP-0123456789ABCDEF", "yes"),
        ("0", None, "no"),
    ):
        form = {**good, "edition": "2023", "update_existing": answer, "existing_client_id": client_id}
        (finding,) = [each for each in check(form, policy=policy).findings if each.field == "update_existing"]
        assert finding.suggestion == suggestion


def test_what_a_suggestion_breaks_between_two_fields_counts() -> None:
    policy = Policy(edition="2021", severities={"client_name.not_from_organization": "error"})
    form = {**GOOD_REQUEST, "organization_name": "University", "client_name": "Repo\u202esitory"}
    found = {finding.code: finding.suggestion for finding in check(form, policy=policy).findings}
    assert found == {"client_name.bidi_control": None}
    hidden = {**form, "client_name": " Repository"}
    assert check(hidden, policy=policy).codes() == (
        "client_name.surrounding_whitespace",
        "client_name.not_from_organization",
    )
    notes = Policy(severities={"redirect_uris.many": "error"}, limits=Limits(redirect_uris_advised=1))
    many = {**GOOD_REQUEST, "redirect_uris": ["https://a.edu/1", "https://a.edu/2"], "staff_notes": "\u202e"}
    assert check(many, policy=notes).codes() == ("redirect_uris.many",)


@pytest.mark.parametrize("name", sorted(set(validators.__all__) - {"attrs_validator", "raising"}))
def test_a_class_of_ones_own_takes_each_validator_as_it_is_by_itself(name: str) -> None:
    validator = getattr(validators, name)

    @attrs.define
    class Holder:
        value: Any = attrs.field(validator=validators.attrs_validator(validator))

    with pytest.raises(InvalidRequestError) as caught:
        Holder(object())
    expected = [attrs.evolve(each, path=("value",)) for each in validator(object())]
    assert list(caught.value.report.findings) == expected


def test_a_policy_whose_edition_has_no_such_field_checks_nothing_and_is_refused() -> None:
    for call in (
        lambda: validators.update_existing("maybe", policy=PRODUCTION),
        lambda: validators.attrs_validator(validators.update_existing, policy=PRODUCTION),
    ):
        with pytest.raises(
            ValueError,
            match="2020-01 has no field update_existing; check it with a policy for '2022-sandbox' or '2023'",
        ):
            call()
    for edition in EDITIONS.values():
        policy = Policy(edition=edition.edition, environment=next(iter(edition.environments)))
        for name in {*FIELD_NAMES} - {*edition.by_name}:
            with pytest.raises(ValueError, match=f"has no field {name};"):
                getattr(validators, name)("", policy=policy)
    assert validators.client_id("", policy=PRODUCTION)  # which no edition has


@pytest.mark.parametrize("what", [7, (), None])
def test_what_is_not_a_function_is_not_a_validator(what: Any) -> None:
    with pytest.raises(TypeError, match=r"a function such as validators\.redirect_uri, not "):
        validators.attrs_validator(what)


def test_a_validator_of_somebody_else_is_one_of_production() -> None:
    def mine(value: object, /, *, policy: Policy) -> tuple[Finding, ...]:
        assert policy is PRODUCTION
        return validators.redirect_uri(value)

    @attrs.define
    class Holder:
        value: Any = attrs.field(validator=validators.attrs_validator(mine))

    with pytest.raises(InvalidRequestError):
        Holder("http://a.edu/b")


def test_a_validator_keeps_its_own_policy() -> None:
    def strict(value: str, policy: Policy = SANDBOX) -> tuple[Finding, ...]:
        return validators.redirect_uri(value.strip(), policy=policy)

    class Own:
        def __call__(self, value: object, /, *, policy: Policy = SANDBOX) -> tuple[Finding, ...]:
            return validators.redirect_uri(value, policy=policy)

    wrapped = wraps(strict)(lambda *given, **more: strict(*given, **more))
    for validator in (partial(validators.redirect_uri, policy=SANDBOX), strict, wrapped, Own()):
        validate: Any = validators.attrs_validator(validator)
        validate(None, None, "http://127.0.0.1/orcid")
        with pytest.raises(InvalidRequestError):
            validate(None, None, "ftp://127.0.0.1/orcid")
    with pytest.raises(InvalidRequestError):
        validators.attrs_validator(partial(validators.credential_type))(None, None, "gold")


def test_a_validator_without_a_signature_is_one_of_production() -> None:
    class Own:
        __signature__ = "not one"

        def __call__(self, value: object, /, *, policy: Policy) -> tuple[Finding, ...]:
            return validators.redirect_uri(value, policy=policy)

    with pytest.raises(InvalidRequestError):
        validators.attrs_validator(Own())(None, None, "http://a.edu/b")


# A subclass, and a normal form that is longer than what was typed


@attrs.frozen(kw_only=True)
class Ticketed(RegistrationRequest):
    """A request of somebody else's program, with fields of its own."""

    ticket: str = ""
    _owner: int = 0
    made: str = attrs.field(default="here", init=False)


@attrs.frozen(kw_only=True)
class TenantPolicy(Policy):
    """A policy of somebody else's program."""

    tenant: str = ""


def test_the_fields_of_a_subclass_come_back() -> None:
    request = Ticketed.from_dict({**GOOD_REQUEST, "ticket": "7", "owner": 3})
    wire = request.to_dict()
    assert (wire["ticket"], wire["owner"]) == ("7", 3)  # type: ignore[typeddict-item]
    assert Ticketed.from_dict(wire) == request
    assert Ticketed.from_dict(json.loads(json.dumps(wire))) == request
    assert check(request).findings == ()
    assert parse(request.to_dict()) == parse(GOOD_REQUEST)
    policy = TenantPolicy(environment="sandbox", tenant="a")
    assert TenantPolicy.from_dict(policy.to_dict()) == policy


@pytest.mark.parametrize(
    ("limit", "address"),
    [
        (16, "\u0958" * 8 + "@u.edu"),
        (20, "a@" + "\u0130" * 9 + ".tr"),
        (21, "\u0958" * 8 + "@u.edu"),
        (22, "\u0958" * 8 + "@u.edu"),
    ],
)
def test_a_limit_counts_what_the_request_will_have(limit: int, address: str) -> None:
    policy = Policy(limits=Limits(email=limit))
    report = check({**GOOD_REQUEST, "contact_email": address, "pin_contact_email": "b@u.edu"}, policy=policy)
    try:
        request = parse({**GOOD_REQUEST, "contact_email": address, "pin_contact_email": "b@u.edu"}, policy=policy)
    except InvalidRequestError:
        assert "contact_email.too_long" in report.codes()
        return
    assert len(request.contact_email) <= limit
    for again in (parse(request.to_dict(), policy=policy), copy.copy(request), pickle.loads(pickle.dumps(request))):
        assert again == request
    assert attrs.evolve(request) == request


@given(
    st.text("a\u0958\u0959\u095c\u0130\u00c5\u2126\ufb1d\u0374b.", min_size=1, max_size=12),
    st.integers(1, 30),
    st.sampled_from(["contact_email", "pin_contact_email"]),
)
def test_a_request_is_valid_under_its_own_policy_with_any_limit(local: str, limit: int, name: str) -> None:
    policy = Policy(environment="sandbox", limits=Limits(email=limit))
    for domain in ("u.edu", "\u0130.tr", "\u0958.edu"):
        data = {**GOOD_REQUEST, "contact_email": "a@b.edu", "pin_contact_email": None, name: f"{local}@{domain}"}
        try:
            request = parse(data, policy=policy)
        except InvalidRequestError:
            continue
        assert parse(request.to_dict(), policy=policy) == request


@pytest.mark.parametrize("value", [10**5000, -(10**5000), 0, -1, 10_000], ids=["long", "negative", "0", "-1", "10000"])
def test_a_number_that_is_no_edition_is_a_mismatch(value: int) -> None:
    """Python refuses to write an integer of more than 4300 digits."""
    for name in ("environment", "edition"):
        assert check({**GOOD_REQUEST, name: value}).codes() == ("request.policy_mismatch",)
