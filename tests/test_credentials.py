"""Credentials: their shapes, what is mixed up, and that a secret stays one."""

from __future__ import annotations

import copy
import json
import pickle
import traceback
from datetime import timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import OBJECTS
from test_hostile import Hostile, HostileDict, HostileStr

from orcid_clientreq import (
    PRODUCTION,
    RULES,
    SANDBOX,
    Environment,
    FormEdition,
    Policy,
    RegistrationRequest,
    apply_suggestions,
    check,
    credentials,
    parse,
    validators,
)
from orcid_clientreq.credentials import (
    ClientId,
    ClientSecret,
    InvalidCredentialsError,
    IssuedCredentials,
    deliveries,
    delivery,
)
from orcid_clientreq.messages import LANGUAGES, say
from orcid_clientreq.rules.model import GOOD_CREDENTIALS, GOOD_REQUEST, good_request
from orcid_clientreq.strategies import credentials_data, findings_data, policy_for

ID = "APP-0123456789ABCDEF"
SECRET = "fedcba98-7654-4321-8fed-cba987654321"


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ({}, ["client_id.missing", "client_secret.missing"]),
        ({"client_id": SECRET, "client_secret": ID}, ["client_id.is_secret", "client_secret.is_client_id"]),
        ({"client_id": SECRET, "client_secret": SECRET}, ["client_id.is_secret"]),
        ({"client_id": ID, "client_secret": ID.lower()}, ["client_secret.is_client_id"]),
        ({"client_id": ID, "client_secret": SECRET.upper()}, []),
        ({"client_id": ID, "client_secret": f"{SECRET}\n"}, ["client_secret.invalid"]),
        ({"client_id": ID, "client_secret": "a" * 255}, ["client_secret.invalid"]),
        ({"client_id": ID, "client_secret": "a" * 256}, ["client_secret.too_long"]),
        ({"client_id": ID, "client_secret": " " * 300}, ["client_secret.too_long"]),
        ({"client_id": ID, "client_secret": SECRET, "environment": "sandbox"}, []),
        ({"client_id": ID, "client_secret": SECRET, "environment": "live"}, ["credentials.policy_mismatch"]),
        ({"client_id": ID, "client_secret": SECRET, "edition": "1999", "x": 1}, []),
        (ID, ["credentials.not_a_mapping"]),
        (None, ["credentials.not_a_mapping"]),
    ],
)
def test_what_is_found(data: Any, codes: list[str]) -> None:
    assert list(credentials.check(data).codes()) == codes


# An address, and the address that is suggested for the sandbox, `False` where it is of nobody, `None` where it is right.
@pytest.mark.parametrize(
    ("url", "suggestion"),
    [
        ("https://sandbox.orcid.org", None),
        ("https://sandbox.orcid.org/oauth/token", None),
        ("https://api.sandbox.orcid.org/v3.0/?x=1", None),
        ("https://pub.sandbox.orcid.org/", None),
        ("https://orcid.org", "https://sandbox.orcid.org"),
        ("https://api.orcid.org/v3.0", "https://api.sandbox.orcid.org/v3.0"),
        ("https://pub.orcid.org/v3.0?x", ""),
        ("https://pub.orcid.org/a-b", ""),
        ("https://a.orcid.org", False),
        ("sandbox.orcid.org/a-b", False),
        ("orcid.org", False),
        ("https://orcid.com/", False),
        ("https://a@sandbox.orcid.org/", False),
        ("https://sandbox.orcid.org\\@evil.org/", False),
        ("https://sandbox.orcid.org.evil.org/", False),
        ("https://evilsandbox.orcid.org/", False),
        ("https://SANDBOX.orcid.org/", None),
        ("HTTPS://sandbox.ORCID.org", None),
        ("HTTPS://ORCID.org/", "https://sandbox.orcid.org/"),
        ("https://sandbox.orcid.org/%", False),
        ("orcid:sandbox", False),
        ("ftp://sandbox.orcid.org/", False),
    ],
)
def test_the_address_is_of_the_registry(url: str, suggestion: str | bool | None) -> None:
    found = [(finding.code, finding.suggestion) for finding in validators.base_url(url, policy=SANDBOX)]
    if suggestion is None:
        assert found == []
    elif suggestion is False:
        assert found == [("base_url.not_orcid", None)]
    else:
        assert found == [("base_url.environment_mismatch", suggestion or None)]
        if suggestion:
            assert validators.base_url(suggestion, policy=SANDBOX) == ()


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("http://sandbox.orcid.org", "https://sandbox.orcid.org"),
        ("sandbox.orcid.org", "https://sandbox.orcid.org"),
        ("//sandbox.orcid.org/", "https://sandbox.orcid.org/"),
        ("https://sandbox.orcid.org:443/", "https://sandbox.orcid.org/"),
        ("https://sandbox.orcid.org./oauth", "https://sandbox.orcid.org/oauth"),
        ("WWW.Sandbox.ORCID.org/v3.0", "https://sandbox.orcid.org/v3.0"),
        ("https://sandbox.api.orcid.org/v3.0", "https://api.sandbox.orcid.org/v3.0"),
        ("https://www.pub.sandbox.orcid.org", "https://pub.sandbox.orcid.org"),
    ],
)
def test_the_host_that_is_meant(url: str, meant: str) -> None:
    (finding,) = validators.base_url(url, policy=SANDBOX)
    assert (finding.code, finding.suggestion) == ("base_url.not_orcid", meant)
    assert validators.base_url(url, policy=PRODUCTION)[0].suggestion is None
    assert validators.base_url(meant, policy=SANDBOX) == ()


@pytest.mark.parametrize(
    ("url", "suggestion"),
    [
        ("https://pub.orcid.org/oauth/token", "https://orcid.org/oauth/token"),
        ("https://API.orcid.org/oauth/authorize/", "https://orcid.org/oauth/authorize"),
        ("https://pub.orcid.org/oauth/token?x=1", None),
    ],
)
def test_endpoints_are_at_the_registry(url: str, suggestion: str | None) -> None:
    (finding,) = validators.base_url(url)
    assert (finding.code, finding.suggestion) == ("base_url.token_host", suggestion)
    assert "?" not in finding.message
    assert [each.code for each in validators.base_url(url, policy=SANDBOX)] == ["base_url.environment_mismatch"]


@pytest.mark.parametrize(
    "url", ["https://pub.orcid.org/v3.0/oauth/token", "https://orcid.org/oauth/token", "https://api.orcid.org/"]
)
def test_an_address_that_is_not_an_endpoint_can_be_at_any_host(url: str) -> None:
    assert validators.base_url(url) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((text, "unfilled") for text in ("APP-XXXXXXXXXXXXXXXX", "app-xxxxxxxxxxxxxxxx", " APP-0000000000000000\n")),
        *(
            (text, "unfilled")
            for text in ("XXXX-XXXX-XXXX-XXXX", "APP-XXXXXX", "APP-....", "your-client-id", "client_id")
        ),
        *(
            (text, "unfilled")
            for text in ("{{client id}}", "APP-<id>", "APP-CLIENTID12345678", "$ORCID_ID", "changeme")
        ),
        ("APP-XXXXXXXXXXXXXXX0", None),
        ("APP-ABCDEFGHIJKLMNOP", None),
        ("0000-0000-0000-0001", None),
        (f"<{ID}>", "invalid"),
        (f"client_id: {ID}", "invalid"),
        ("client@university.edu", "invalid"),
        ("APP-XXX", "invalid"),
        ("0" * 8, "invalid"),
        ("X" * 16, "invalid"),
        ("<" * 101, "invalid"),
    ],
)
def test_a_client_id_that_nobody_filled_in(text: str, code: str | None) -> None:
    found = [finding.code for finding in validators.client_id(text)]
    assert found == ([] if code is None else [f"client_id.{code}"])


def test_what_is_parsed() -> None:
    issued = credentials.parse(
        {
            "client_id": ID,
            "client_secret": f" {SECRET}",
            "environment": "sandbox",
            "base_url": "https://sandbox.orcid.org",
        }
    )
    assert issued == IssuedCredentials(
        client_id=ClientId(ID),
        client_secret=ClientSecret(SECRET),
        environment=Environment.SANDBOX,
        base_url="https://sandbox.orcid.org",
    )
    assert issued.client_secret.reveal() == SECRET
    assert credentials.parse(GOOD_CREDENTIALS).base_url is None
    with pytest.raises(InvalidCredentialsError, match=r"1 error: client_id\.missing"):
        credentials.parse({"client_secret": SECRET})


def test_severities_can_be_changed_except_where_the_types_depend_on_them() -> None:
    lenient = Policy(severities={"base_url.not_orcid": None, "client_secret.is_client_id": "warning"})
    data = {"client_id": ID, "client_secret": ID, "base_url": "http://localhost:8080"}
    assert credentials.parse(data, policy=lenient).base_url == "http://localhost:8080"
    for code in ("client_id.invalid", "client_id.is_secret", "client_secret.missing"):
        with pytest.raises(ValueError, match="fixed"):
            Policy(severities={code: None})


def test_client_ids() -> None:
    assert str(ClientId(ID)) == ID
    assert repr(ClientId(ID)) == f"ClientId('{ID}')"
    assert not ClientId(ID).legacy
    assert ClientId("0000-000A-1111-222X").legacy
    assert pickle.loads(pickle.dumps(ClientId(ID))) == ClientId(HostileStr(ID))
    for wrong in (SECRET, f"{ID}\n", ID.lower(), "", None, 7, Hostile()):
        with pytest.raises(ValueError, match="a client ID is APP-") as caught:
            ClientId(wrong)  # type: ignore[arg-type]
        assert SECRET not in str(caught.value)


def test_secrets_compare_and_nothing_else() -> None:
    one, other = ClientSecret(SECRET), ClientSecret(SECRET)
    assert one == other
    assert one != ClientSecret(SECRET.upper())
    assert one != ClientSecret("short")
    assert one != SECRET
    assert ClientSecret("\ud800é") == ClientSecret(HostileStr("\ud800é"))
    assert copy.copy(one) is copy.deepcopy(one) is one
    for wrong in ("", " ", None, b"x", Hostile()):
        with pytest.raises(ValueError, match="a client secret is text"):
            ClientSecret(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)
    with pytest.raises(AttributeError, match="cannot be changed"):
        one.other = 1  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="cannot be changed"):
        del one._ClientSecret__value
    assert not hasattr(one, "__dict__")


def test_a_secret_gets_into_no_text_and_no_pickle() -> None:
    secret = ClientSecret(SECRET)
    issued = credentials.parse({"client_id": ID, "client_secret": SECRET, "base_url": f"https://orcid.org/?{SECRET}"})
    shown = [
        f"{holder} {holder!r} {holder!s:>80} {[holder]} {attrs.asdict(issued)['client_secret']}"
        for holder in (secret, issued)
    ]
    shown += [
        str(dir(secret)),
        str(type(secret).__dict__),
        "{} {!r}".format(*[secret] * 2),
        repr(attrs.astuple(issued)[:2]),
    ]
    for holder in (secret, issued, {"secret": secret}):
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            with pytest.raises(TypeError, match="a client secret is not pickled") as caught:
                pickle.dumps(holder, protocol)
            shown += traceback.format_exception(caught.value)
        with pytest.raises(TypeError) as refused:
            json.dumps(holder)
        shown += traceback.format_exception(refused.value)
    with pytest.raises(TypeError):
        secret.__getstate__()
    with pytest.raises(TypeError):
        vars(secret)
    assert not any(SECRET in text for text in shown)


CODES = [code for code, rule in RULES.items() if rule.of_credentials]


@given(
    st.sampled_from(CODES).flatmap(findings_data).map(lambda drawn: drawn[0]) | credentials_data(),
    st.sampled_from(["client_id", "client_secret", "base_url", "environment"]),
    st.sampled_from(["{}", " {}", "{}\n", "x{}", "https://sandbox.orcid.org/?s={}", "https://orcid.org/{}", "APP-{}"]),
    st.sampled_from([PRODUCTION, SANDBOX]),
)
def test_no_report_contains_what_may_be_a_secret(data: Any, field: str, shape: str, policy: Policy) -> None:
    marked = {**data, field: shape.format(SECRET)} if type(data) is dict else data
    report = credentials.check(marked, policy=policy)
    shown = [str(report), repr(report), json.dumps(report.to_dict()), str(pickle.dumps(report))]
    assert not any(SECRET in text for text in shown)
    if not report.ok:
        with pytest.raises(InvalidCredentialsError) as caught:
            credentials.parse(marked, policy=policy)
        assert SECRET not in str(caught.value) + repr(caught.value)


@given(OBJECTS)
def test_nothing_makes_it_raise(data: Any) -> None:
    credentials.check(data)
    credentials.check({"client_id": data, "client_secret": data, "base_url": data, "environment": data})


def test_no_method_of_a_foreign_object_is_called() -> None:
    for value in (Hostile(), HostileStr(ID), HostileDict(client_id=Hostile())):
        credentials.check(value)
        credentials.check({"client_id": value, "client_secret": value, "base_url": value, "environment": value})


@given(credentials_data(policy=SANDBOX))
def test_drawn_credentials_are_fine(data: dict[str, Any]) -> None:
    assert credentials.check(data, policy=SANDBOX).findings == ()
    assert credentials.parse(data, policy=SANDBOX).client_secret == ClientSecret(data["client_secret"])


def test_each_half_has_its_contact() -> None:
    request = RegistrationRequest(**GOOD_REQUEST)
    found = deliveries(request)
    assert [(step.field, step.address) for step in found] == [
        ("contact_email", request.contact_email),
        ("pin_contact_email", request.pin_contact_email),
    ]
    assert "client secret" in found.steps[0].holds
    assert "PIN" in found.steps[1].holds
    assert found.typical_wait == timedelta(hours=48)
    assert str(found).endswith("48 hours.")
    assert "@" not in repr(found) + str(found)
    assert str(found.translated("de")).endswith("48 Stunden.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_each_half_is_translated_again(language: str) -> None:
    assert len({say(text, language) for text in delivery.TEXTS}) == len(delivery.TEXTS)  # none is said of two things
    found = deliveries(GOOD_REQUEST)
    translated = found.translated(language)
    assert translated.translated("en") == found
    assert str(translated.translated("fr")) == str(found.translated("fr"))


def test_later_editions_send_a_password_and_name_no_time() -> None:
    later = RegistrationRequest(**good_request(FormEdition.YEAR_2023), policy=Policy(edition="2023"))
    found = deliveries(later)
    assert "password" in found.steps[1].holds
    assert found.typical_wait is None
    assert len(str(found).splitlines()) == 4
    assert "hours" not in str(found)


def test_in_the_sandbox_one_contact_may_get_both() -> None:
    alone = attrs.evolve(RegistrationRequest(**GOOD_REQUEST), pin_contact_email=None, policy=SANDBOX)
    (step,) = deliveries(alone)
    assert (step.field, step.holds) == ("contact_email", "a message with the client ID and client secret")


def test_rules_of_credentials_are_not_those_of_the_form() -> None:
    assert not any(finding.rule.of_credentials for finding in check({}).findings)
    assert set(CODES) == {
        code for code in RULES if code.split(".")[0] in {"credentials", "client_id", "client_secret", "base_url"}
    }


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://ORCID.org ", [("surrounding_whitespace", "https://ORCID.org")]),
        ("\thttps://orcid.org/a-secret", [("surrounding_whitespace", None)]),
        (" https://sandbox.orcid.org", [("surrounding_whitespace", "https://sandbox.orcid.org"), ("environment_mismatch", "https://orcid.org")]),
        (" https://evil.org", [("surrounding_whitespace", None), ("not_orcid", None)]),
        ("\u200b", []),
    ],
)  # fmt: skip
def test_white_space_around_the_address_is_said_to_be_there(url: str, found: list[tuple[str, str | None]]) -> None:
    named = [(finding.code.partition(".")[2], finding.suggestion) for finding in validators.base_url(url)]
    assert named == found
    data = {"client_id": ID, "client_secret": SECRET, "base_url": url}
    if credentials.check(data).ok:
        assert credentials.parse(data).base_url == (None if url == "\u200b" else url.strip())


@pytest.mark.parametrize("text", ["APP-0123456789ABCDß", "APP-0123456789ABCDEı", "APP-0123456789ABCDEſ", "APP-0123456789ABCﬃ"])  # fmt: skip
def test_no_client_id_is_made_up_of_other_letters(text: str) -> None:
    (finding,) = validators.client_id(text)
    assert (finding.code, finding.suggestion) == ("client_id.invalid", None)
    assert [finding.code for finding in validators.client_secret(text)] == ["client_secret.invalid"]


def test_a_secret_given_as_text_is_hidden_all_the_same() -> None:
    issued = credentials.IssuedCredentials(client_id=ID, client_secret=SECRET)
    assert issued == credentials.IssuedCredentials(
        client_id=credentials.ClientId(ID), client_secret=credentials.ClientSecret(SECRET)
    )
    assert SECRET not in repr(issued)
    for wrong in ({"client_id": ID, "client_secret": 7}, {"client_id": "x", "client_secret": SECRET}):
        with pytest.raises(ValueError, match="client"):
            credentials.IssuedCredentials(**wrong)
    with pytest.raises(AttributeError):
        issued.client_secret.__init__("two")  # type: ignore[misc]
    assert issued.client_secret.reveal() == SECRET


@pytest.mark.parametrize(
    ("pin", "said"),
    [
        ("orcid+pin@library.university.edu", "the same mailbox"),
        ("ORCID@library.university.edu", "the same address"),
        ("it@university.edu", "a different person"),
    ],
)
def test_what_is_said_of_the_second_message_is_true(pin: str, said: str) -> None:
    policy = Policy(severities={"pin_contact_email.not_distinct": "warning"})
    request = parse({**GOOD_REQUEST, "pin_contact_email": pin}, policy=policy)
    assert said in credentials.deliveries(request).steps[1].reason


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.of_credentials])
def test_a_suggestion_fixes_its_finding(code: str) -> None:
    policy = policy_for(code)

    @given(findings_data(code, policy=policy))
    def holds(drawn: tuple[Any, frozenset[str]]) -> None:
        data, _ = drawn
        report = credentials.check(data, policy=policy)
        fixed = apply_suggestions(data, report)
        suggested = {finding.code for finding in report.findings if finding.suggestion is not None}
        assert not suggested & set(credentials.check(fixed, policy=policy).codes())

    holds()
