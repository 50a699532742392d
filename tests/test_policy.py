"""Policies: data that says under which rules a request is checked."""

from __future__ import annotations

import json
import pickle
from functools import partial
from typing import Any

import attrs
import pytest

from orcid_clientreq import (
    PRODUCTION,
    SANDBOX,
    Environment,
    FormEdition,
    Limits,
    Policy,
    RegistrationRequest,
    Severity,
    check,
    credentials,
    parse,
    strategies,
    validators,
)
from orcid_clientreq.interop import form_fields, json_schema, schema_codes
from orcid_clientreq.rules.model import GOOD_REQUEST


def test_the_two_presets() -> None:
    assert Policy() == PRODUCTION
    assert Policy(environment="sandbox") == SANDBOX
    assert PRODUCTION.environment is Environment.PRODUCTION
    assert SANDBOX.edition is FormEdition.JANUARY_2020
    assert PRODUCTION.named() == {"environment": "production", "edition": "2020-01"}
    assert (repr(PRODUCTION), repr(SANDBOX)) == ("Policy()", "Policy(environment='sandbox')")


def test_a_policy_goes_into_json_and_comes_back() -> None:
    ours = Policy(
        environment="sandbox",
        edition="2023",
        severities={"redirect_uri.host_only": "error", "homepage_url.insecure": None},
        known_contacts={"b@university.edu", "a@university.edu"},
        limits=Limits(description=500),
    )
    for policy in (PRODUCTION, SANDBOX, ours):
        again = Policy.from_dict(json.loads(json.dumps(policy.to_dict())))
        assert again == policy
        assert again.to_dict() == policy.to_dict()
    assert ours.to_dict()["severities"] == {"homepage_url.insecure": None, "redirect_uri.host_only": "error"}
    assert Policy.from_dict({}) == PRODUCTION
    assert Policy.from_dict({"limits": Limits(uri=100)}).limits.uri == 100
    assert repr(ours).startswith(
        "Policy(environment='sandbox', edition='2023', severities={'homepage_url.insecure': None,"
    )
    assert "known_contacts=<2>, limits=Limits(" in repr(ours)
    with pytest.raises(TypeError, match="severity"):
        Policy.from_dict({"severity": {}})
    with pytest.raises(TypeError, match="limits are a Limits"):
        Policy.from_dict({"limits": 5})


def test_a_policy_compares_hashes_and_pickles() -> None:
    one = Policy(severities={"homepage_url.insecure": None}, known_contacts=["a@b.edu"])
    other = Policy(severities={"homepage_url.insecure": None}, known_contacts={"a@b.edu"})
    assert one == other == pickle.loads(pickle.dumps(one)) == attrs.evolve(one)
    assert len({one, other, PRODUCTION}) == 2
    with pytest.raises(TypeError):
        one.severities["x"] = None  # type: ignore[index]


def test_the_order_of_severities_does_not_matter() -> None:
    changes = {"homepage_url.insecure": None, "redirect_uri.host_only": Severity.ERROR}
    assert Policy(severities=changes) == Policy(severities=dict(reversed(changes.items())))


def test_a_severity_can_be_raised_lowered_and_turned_off() -> None:
    form = {**GOOD_REQUEST, "homepage_url": "http://university.edu/", "redirect_uris": ["https://university.edu/#"]}
    policy = Policy(
        severities={
            "homepage_url.insecure": Severity.ERROR,
            "redirect_uri.fragment": Severity.WARNING,
            "redirect_uri.host_only": None,
        }
    )
    report = check(form, policy=policy)
    assert [(finding.code, finding.severity) for finding in report.findings] == [
        ("homepage_url.insecure", Severity.ERROR),
        ("redirect_uri.fragment", Severity.WARNING),
    ]
    assert policy.severity("homepage_url.insecure") is Severity.ERROR
    assert policy.severity("redirect_uri.userinfo") is Severity.ERROR


def test_a_value_that_a_policy_accepts_is_kept_as_given() -> None:
    policy = Policy(severities={"contact_email.invalid": Severity.WARNING, "redirect_uri.illegal_character": None})
    request = parse(
        {**GOOD_REQUEST, "contact_email": " orcid ", "redirect_uris": ["https://university.edu/a b"]}, policy=policy
    )
    assert request.contact_email == "orcid"
    assert request.redirect_uris == ("https://university.edu/a b",)
    assert parse(request.to_dict(), policy=policy) == request


@pytest.mark.parametrize(
    ("severities", "message"),
    [
        ({"redirect_uri.hots_only": None}, "did you mean 'redirect_uri.host_only'"),
        ({"nothing": None}, "no rule has the code 'nothing'$"),
        ({"fragment": None}, r"no rule has the code 'fragment'; did you mean 'redirect_uri\.fragment'\?$"),
        ({"wrong_type": None}, r"'wrong_type'; did you mean '\w+\.wrong_type'( or '\w+\.wrong_type')+\?$"),
        ({"contact_email.wrong_type": None}, "is fixed"),
        ({"contact_email.missing": Severity.WARNING}, "is fixed"),
        ({"redirect_uri.too_long": None}, "is fixed"),
        ({"redirect_uri.fragment": "fatal"}, "fatal"),
    ],
)
def test_what_no_policy_may_say(severities, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Policy(severities=severities)


def test_the_hard_limit_of_a_description_applies_under_every_policy() -> None:
    policy = Policy(severities={"description.too_long": None})
    assert check({**GOOD_REQUEST, "description": "a" * 1000}, policy=policy).codes() == ()
    assert not check({**GOOD_REQUEST, "description": "a" * 5001}, policy=policy).ok


def test_known_contacts_stay_out_of_the_repr() -> None:
    assert "orcid" not in repr(Policy(known_contacts="orcid@university.edu"))
    assert Policy(known_contacts="orcid@university.edu").known_contacts == {"orcid@university.edu"}


@pytest.mark.parametrize(
    ("contact", "known"),
    [
        ("Orcid@University.EDU", True),
        ("ORCID@bücher.edu", True),
        ("other@university.edu", False),
        ("not an address", None),
        ("", None),
    ],
)
def test_a_contact_is_known_in_any_spelling(contact: str, known) -> None:
    policy = Policy(known_contacts=["orcid@university.edu", "orcid@xn--bcher-kva.edu", "broken", "x" * 9999])
    codes = check({**GOOD_REQUEST, "contact_email": contact}, policy=policy).codes()
    assert ("contact_email.unknown_contact" in codes) is (known is False)


def test_a_known_contact_may_be_as_long_as_an_address() -> None:
    address = "orcid@university.edu"
    policy = Policy(known_contacts=[address], limits=Limits(email=len(address)))
    assert (
        check({**GOOD_REQUEST, "contact_email": address.title(), "pin_contact_email": "b@a.edu"}, policy=policy).codes()
        == ()
    )


@pytest.mark.parametrize("limit", [0, -1, 2001, True, 1.0, "9", None])
def test_a_limit_can_only_be_lowered(limit: object) -> None:
    with pytest.raises(ValueError, match="the limit uri is a whole number from 1 to 2000"):
        Limits(uri=limit)  # type: ignore[arg-type]
    assert Limits(uri=1).uri == 1


def test_limits_apply() -> None:
    limits = Limits(
        email=20, uri=50, client_name=3, organization_name=4, description=9, staff_notes=5, redirect_uris=2,
        description_advised=8, redirect_uri_advised=40, redirect_uris_advised=1,
    )  # fmt: skip
    policy = Policy(limits=limits, severities={"redirect_uris.many": Severity.WARNING})
    exact = {
        "contact_email": "a@university.edu.edu",
        "pin_contact_email": "b@university.edu.edu",
        "description": "12345678 ",
        "homepage_url": "https://university.edu/" + "a" * 27,
        "redirect_uris": ["https://university.edu/" + "a" * 17],
        "staff_notes": "12345",
        "client_name": "123",
        "organization_name": "1234",
    }
    assert check(exact, policy=policy).codes() == ("description.surrounding_whitespace",)
    over = {name: value + "x" for name, value in exact.items() if isinstance(value, str)}
    report = check({**over, "redirect_uris": exact["redirect_uris"] * 3}, policy=policy)
    assert {code.partition(".")[2] for code in report.codes()} == {"too_long"}
    assert {(finding.field, finding.params["limit"]) for finding in report.findings} == {
        ("contact_email", 20), ("pin_contact_email", 20), ("description", 9), ("homepage_url", 50), ("redirect_uris", 2),
        ("staff_notes", 5), ("client_name", 3), ("organization_name", 4),
    }  # fmt: skip
    long = ["https://university.edu/" + "a" * 18, "https://university.edu/" + "b" * 28]
    noted = check({**exact, "redirect_uris": long}, policy=policy)
    assert noted.codes()[1:] == ("redirect_uri.long", "redirect_uri.too_long")
    assert check({**exact, "redirect_uris": long, "staff_notes": ""}, policy=policy).codes()[1] == "redirect_uris.many"
    assert check({**exact, "description": "123456789"}, policy=policy).codes() == ("description.too_long",)


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({"known_contacts": [None]}, TypeError, "known_contacts are email addresses"),
        ({"known_contacts": 7}, TypeError, "known_contacts are email addresses"),
        ({"known_contacts": [b"a@b.edu"]}, TypeError, "known_contacts are email addresses"),
        ({"limits": {"email": 5}}, TypeError, "limits are a Limits"),
        ({"limits": None}, TypeError, "limits are a Limits"),
        ({"severities": "redirect_uri.host_only"}, TypeError, "severities is a mapping"),
        ({"severities": 7}, TypeError, "severities is a mapping"),
        ({"severities": {"redirect_uri.host_only": "fatal"}}, ValueError, "no Severity 'fatal'; use one of 'error', 'warning'"),
        ({"severities": {"redirect_uri.host_only": 7}}, ValueError, "Severity is text, not int"),
        ({"environment": "staging"}, ValueError, "no Environment 'staging'; use one of 'production', 'sandbox'"),
        ({"edition": "2020"}, ValueError, "no FormEdition '2020'; use one of '2020-01'"),
        ({"edition": "2022-sandbox"}, ValueError, "has no form for production, only for sandbox"),
    ],
)  # fmt: skip
def test_a_policy_is_wrong_when_it_is_made(arguments: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        Policy(**arguments)


@pytest.mark.parametrize("policy", ["sandbox", 7, Policy, Environment.SANDBOX], ids=repr)
def test_every_function_that_takes_a_policy_takes_nothing_else(policy: Any) -> None:
    uses = [
        lambda: check({}, policy=policy),
        lambda: parse({}, policy=policy),
        lambda: RegistrationRequest.from_dict({}, policy=policy),
        lambda: RegistrationRequest(**GOOD_REQUEST, policy=policy),
        lambda: credentials.check({}, policy=policy),
        lambda: credentials.parse({}, policy=policy),
        *(
            partial(getattr(validators, name), "x", policy=policy)
            for name in validators.__all__
            if name not in {"attrs_validator", "raising"}
        ),
        lambda: validators.attrs_validator(validators.description, policy=policy),
        lambda: json_schema(policy=policy),
        lambda: schema_codes(policy=policy),
        lambda: form_fields(policy=policy),
        lambda: strategies.form_data(policy=policy),
        lambda: strategies.faulty_form_data(policy=policy),
        lambda: strategies.findings_data("description.markup", policy=policy),
        lambda: strategies.credentials_data(policy=policy),
        lambda: strategies.redirect_attempts(policy=policy),
        lambda: strategies.registration_requests(policy=policy),
    ]
    for use in uses:
        with pytest.raises(TypeError, match="such as PRODUCTION or SANDBOX"):
            use()
