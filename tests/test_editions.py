"""The editions of the form: what each asks, and what its rules say."""

from __future__ import annotations

import importlib.util

import attrs
import pytest

from orcid_clientreq import (
    RULES,
    Environment,
    FormEdition,
    Policy,
    RegistrationRequest,
    Severity,
    check,
    editions,
    parse,
)
from orcid_clientreq.editions import EDITIONS, FIELD_NAMES, Confidence, CredentialType, IntegrationType
from orcid_clientreq.fields import FIELDS
from orcid_clientreq.rules.model import GOOD_REQUEST, good_request

PRODUCTION, SANDBOX = Environment
LATEST = Policy(edition=FormEdition.YEAR_2023)
SANDBOX_FORM = Policy(edition=FormEdition.SANDBOX_2022, environment="sandbox")
GOOD = good_request(FormEdition.YEAR_2023)


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=lambda edition: str(edition.edition))
def test_every_entry_says_how_it_is_known(edition) -> None:
    assert edition.source
    assert edition.period
    assert edition.environments
    for entry in (*edition.fields, *edition.changes):
        assert entry.source
        assert type(entry.confidence) is Confidence
    names = [field.name for field in edition.fields]
    assert len(names) == len(set(names))
    # What a request holds as text or a list in any case, each edition asks for.
    assert set(names) >= {"contact_email", "description", "homepage_url", "redirect_uris", "staff_notes"}
    assert set(names) >= {"client_name", "organization_name"}
    for field in edition.fields:
        rule = RULES.get(f"{field.name}.missing")
        for where, letter in zip(Environment, field.missing.split("/"), strict=True):
            expected = {"E": Severity.ERROR, "W": Severity.WARNING, "-": None}[letter]
            if where in edition.environments:
                assert (rule.severity(where, edition.edition) if rule else None) is expected


def test_the_table_has_each_edition_and_the_request_each_field() -> None:
    assert list(EDITIONS) == list(FormEdition)
    assert {field.name for field in attrs.fields(RegistrationRequest)} == {*FIELD_NAMES, "policy"}


def test_rules_of_fields_that_an_edition_does_not_have_are_off() -> None:
    for edition in EDITIONS.values():
        for rule in RULES.values():
            asked = rule.of_credentials or rule.field in {*edition.by_name, "request", "redirect_uri"}
            severities = [rule.severity(where, edition.edition) for where in Environment]
            assert asked or not any(severities)


# A rule, and how bad it is in 2020-01, 2021, the sandbox form and 2023, in production and in the sandbox.
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("pin_contact_email.not_distinct", "EW WW -- WW"),
        ("pin_contact_email.missing", "E- E- -- E-"),
        ("redirect_uris.many", "-- WW -W WW"),
        ("client_name.not_from_organization", "-- WW -W WW"),
        ("staff_notes.review_unmentioned", "-- -- -- W-"),
        ("organization_name.missing", "-- WW -W WW"),
        ("existing_client_id.missing", "-- -- -W WW"),
        ("credential_type.missing", "-- -- -W --"),
        ("redirect_uri.https_required", "E- E- -- E-"),
        ("redirect_uris.missing", "EW EW -W EW"),
        ("client_id.invalid", "EE EE -E EE"),
    ],
)
def test_severities(code: str, expected: str) -> None:
    letters = {Severity.ERROR: "E", Severity.WARNING: "W", None: "-"}
    found = [letters[RULES[code].severity(where, edition)] for edition in FormEdition for where in Environment]
    assert "".join(found) == expected.replace(" ", "")


def test_a_change_of_a_rule_that_there_is_not_is_refused_when_the_rules_are_imported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    latest = EDITIONS[FormEdition.YEAR_2023]
    misspelt = attrs.evolve(latest.changes[0], code="redirect_uri.host_onyl")
    edited = attrs.evolve(latest, changes=(*latest.changes, misspelt))
    monkeypatch.setattr(editions, "EDITIONS", {**EDITIONS, FormEdition.YEAR_2023: edited})
    spec = importlib.util.find_spec("orcid_clientreq.rules.catalogue")
    with pytest.raises(ValueError, match=r"no rule has the code 'redirect_uri\.host_onyl'; did you mean '.*host_only'"):
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


def test_an_edition_has_no_policy_for_an_environment_that_it_is_not_for() -> None:
    with pytest.raises(ValueError, match="the edition 2022-sandbox has no form for production"):
        Policy(edition="2022-sandbox")
    with pytest.raises(ValueError, match="no form for production"):
        attrs.evolve(SANDBOX_FORM, environment="production")


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ({"edition": "2023"}, LATEST),
        ({"edition": "2022-sandbox"}, SANDBOX_FORM),
        ({"edition": "2022-sandbox", "environment": "sandbox"}, SANDBOX_FORM),
        ({"edition": "2021", "environment": "sandbox"}, Policy(edition="2021", environment="sandbox")),
    ],
)
def test_data_names_its_edition(named: dict[str, str], expected: Policy) -> None:
    report = check(named)
    assert report.policy == expected
    assert "request.policy_mismatch" not in report.codes()


def test_the_latest_edition_is_named_by_arguments_and_not_by_data() -> None:
    assert Policy(edition="latest") == Policy(edition=FormEdition.LATEST)
    assert Policy(environment="sandbox", edition="latest").edition is FormEdition.LATEST
    report = check({**GOOD_REQUEST, "edition": "latest"})
    assert report.policy == Policy()
    assert report.codes() == ("request.policy_mismatch",)
    with pytest.raises(ValueError, match=rf"no FormEdition 'newest'; use one of .*'{FormEdition.LATEST}', 'latest'"):
        Policy(edition="newest")


def test_a_key_of_another_edition_is_unknown_and_never_taken_for_a_misspelling() -> None:
    form = {**GOOD_REQUEST, "own_organization_name": "University", "credential_type": "basic"}
    report = check(form)
    assert [(finding.code, finding.field, finding.suggestion) for finding in report.findings] == [
        ("request.unknown_field", "own_organization_name", None),
        ("request.unknown_field", "credential_type", None),
    ]
    assert parse(form) == parse(GOOD_REQUEST)


def test_a_request_has_no_value_for_a_field_of_another_edition() -> None:
    with pytest.raises(TypeError, match="the edition 2020-01 has no field credential_type"):
        RegistrationRequest(**GOOD_REQUEST, credential_type=CredentialType.BASIC)
    assert RegistrationRequest(**GOOD_REQUEST, credential_type=None).credential_type is None
    latest = RegistrationRequest(**GOOD, policy=LATEST)
    with pytest.raises(TypeError, match="has no field"):
        attrs.evolve(latest, policy=SANDBOX_FORM)


ANSWERS = [
    *[("update_existing", answer, held) for answer, held in [("no", False), (" NO ", False), (False, False)]],
    *[("authenticates_users", answer, held) for answer, held in [("Yes", True), ("yes\n", True), (True, True)]],
    ("integration_type", "Certified service-provider", IntegrationType.CERTIFIED_SERVICE_PROVIDER),
    ("integration_type", IntegrationType.CERTIFIED_SERVICE_PROVIDER, IntegrationType.CERTIFIED_SERVICE_PROVIDER),
    ("credential_type", "Premium", CredentialType.PREMIUM),
    ("credential_type", CredentialType.BASIC, CredentialType.BASIC),
]


@pytest.mark.parametrize(("field", "answer", "held"), ANSWERS)
def test_answers_as_people_and_programs_give_them(field: str, answer: object, held: object) -> None:
    policy = SANDBOX_FORM if field == "credential_type" else LATEST
    request = parse({**good_request(policy.edition), field: answer}, policy=policy)
    assert getattr(request, field) is held
    assert request.to_dict()[field] == held
    assert type(request.to_dict()[field]) in {str, bool}


@pytest.mark.parametrize(
    ("field", "answer", "code", "suggestion"),
    [
        ("authenticates_users", "y", "not_a_choice", "yes"),
        ("authenticates_users", "FALSE", "not_a_choice", "no"),
        ("authenticates_users", "on", "not_a_choice", "yes"),
        ("authenticates_users", "0", "not_a_choice", "no"),
        ("authenticates_users", "not yes", "not_a_choice", None),
        ("authenticates_users", "yes" * 100, "not_a_choice", None),
        ("authenticates_users", "yes" + " " * 1000, None, None),
        ("authenticates_users", 1, "wrong_type", None),
        ("authenticates_users", 1.0, "wrong_type", None),
        ("authenticates_users", b"yes", "wrong_type", None),
        ("authenticates_users", " ", "missing", None),
        ("integration_type", "on", "not_a_choice", None),
        ("integration_type", True, "wrong_type", None),
        ("integration_type", "non-certified service provider", "not_a_choice", None),
    ],
)
def test_answers_that_are_none(field: str, answer: object, code: str | None, suggestion: str | None) -> None:
    report = check({**GOOD, field: answer}, policy=LATEST)
    expected = [(f"{field}.{code}", suggestion)] if code else []
    assert [(finding.code, finding.suggestion) for finding in report.findings] == expected
    if code == "not_a_choice":
        assert report.findings[0].params == {"choices": ", ".join(FIELDS[field].choices)}


@pytest.mark.parametrize(
    ("update", "client_id", "codes", "suggestion"),
    [
        (True, "APP-0123456789ABCDEF", [], None),
        (True, "ABCD-5678-1234-567X", [], None),
        (True, "", ["missing"], None),
        (None, "APP-0123456789ABCDEF", [], None),
        (None, "", [], None),
        (False, "", [], None),
        (False, "APP-0123456789ABCDEF", ["not_updating"], None),
        (False, "nonsense", ["invalid", "not_updating"], None),
        (True, "app-0123456789abcdef", ["invalid"], "APP-0123456789ABCDEF"),
        (True, "APP-0123456789ABCDEF\n", ["invalid"], "APP-0123456789ABCDEF"),
        (True, "APP-0123456789ABCDEF0", ["invalid"], None),
        (True, "APP-0123456789ABCDE\u00df", ["invalid"], None),
        (True, "1234-5678-1234", ["invalid"], None),
        (True, "01234567-89AB-4cde-8f01-23456789abcd", ["is_secret"], None),
        (True, " 01234567-89ab-4cde-8f01-23456789abcd ", ["is_secret"], None),
        (True, " " * 10**6 + "APP-0123456789ABCDEF", ["invalid"], None),
        (True, 7, ["wrong_type"], None),
    ],
)
def test_the_client_that_is_updated(update, client_id, codes: list[str], suggestion: str | None) -> None:
    report = check({**GOOD, "update_existing": update, "existing_client_id": client_id}, policy=LATEST)
    found = [finding for finding in report.findings if finding.field == "existing_client_id"]
    assert [finding.code.partition(".")[2] for finding in found] == codes
    assert [finding.suggestion for finding in found if finding.suggestion] == ([suggestion] if suggestion else [])


def test_later_forms_ask_for_the_name_of_the_contact_and_the_kind_of_organization() -> None:
    more = {"contact_name": " Ana Müller", "organization_kind": "Research <b>institute"}
    assert check({**GOOD, **more}, policy=LATEST).codes() == (
        "organization_kind.markup",
        "contact_name.surrounding_whitespace",
    )
    assert parse({**GOOD, "contact_name": " Ana Müller"}, policy=LATEST).contact_name == "Ana Müller"
    assert check({**GOOD, "contact_name": "", "organization_kind": None}, policy=LATEST).codes() == ()
    assert check({**GOOD_REQUEST, **more}).codes() == ("request.unknown_field", "request.unknown_field")


@pytest.mark.parametrize(
    ("client", "organization", "suggestion"),
    [
        ("University Library", "University Library", None),
        ("university  library: Repository", "University\u00a0Library", None),
        ("Repository", "University Library", "University Library Repository"),
        ("The University Library", "University Library", None),
        ("Repository of the UNIVERSITY library", "University Library", None),
        ("\u6771\u4eac\u5927\u5b66\u30ea\u30dd\u30b8\u30c8\u30ea", "\u6771\u4eac\u5927\u5b66", None),
        ("University Library Press", "The University Library", "The University Library Press"),
        ("LIBRARY press", "University Library", "University Library press"),
        ("University Press", "University Library", ""),
        ("IRIS Genova", "Universit\u00e0 di Genova", ""),
        ("IRIS di ateneo", "Universit\u00e0 di Genova", "Universit\u00e0 di Genova IRIS di ateneo"),
        ("New Repository", "Museum New York", "Museum New York New Repository"),  # short words may be in both
        ("News Repository", "Museum News York", ""),
        ("Repository", "U" * 145, ""),  # there is no room
        ("Repository", "U" * 140, ""),  # for one character
        ("Repository", "U" * 139, f"{'U' * 139} Repository"),
        ("Repository", "Un\u0456versity Library", ""),  # in which a Cyrillic letter stands for a Latin one
    ],
)
def test_the_client_is_called_after_its_organization(client: str, organization: str, suggestion: str | None) -> None:
    report = check({**GOOD, "client_name": client, "organization_name": organization}, policy=LATEST)
    expected = [] if suggestion is None else [("client_name.not_from_organization", suggestion or None)]
    assert [(finding.code, finding.suggestion) for finding in report.findings] == expected


def test_what_one_answer_says_about_another_is_found_next_to_other_findings() -> None:
    form = {**GOOD, "integration_type": "other", "staff_notes": "\x00"}
    assert check(form, policy=LATEST).codes() == ("staff_notes.control_character", "staff_notes.review_unmentioned")
    named = {**GOOD, "organization_name": " University ", "client_name": "Press"}
    assert check(named, policy=LATEST).codes() == (
        "organization_name.surrounding_whitespace",
        "client_name.not_from_organization",
    )


@pytest.mark.parametrize("name", ["<b>", "Uni\u202eversity", "Uni\x00"])
def test_names_with_what_is_part_of_no_name_are_not_compared(name: str) -> None:
    for field in ("client_name", "organization_name"):
        report = check({**GOOD, field: name}, policy=LATEST)
        assert not [code for code in report.codes() if code.endswith("not_from_organization")]
        assert not report.ok


@pytest.mark.parametrize("value", [7, "x" * 20_000])
def test_what_was_not_looked_at_is_not_compared(value: object) -> None:
    many = [f"https://a.edu/{number}" for number in range(6)]
    form = {**GOOD, "integration_type": "other", "staff_notes": value, "redirect_uris": many, "client_name": value}
    codes = set(check(form, policy=LATEST).codes())
    assert {code.partition(".")[2] for code in codes} <= {"wrong_type", "too_long"}
    assert set(check({**form, "staff_notes": "Demo.", "integration_type": value}, policy=LATEST).codes()) & {"integration_type.not_a_choice", "integration_type.wrong_type"}  # fmt: skip


def test_names_are_compared_in_any_normalization_form() -> None:
    form = {**GOOD, "organization_name": "Universit\u00e4t", "client_name": "Universita\u0308t Repository"}
    assert check(form, policy=LATEST).codes() == ()
    assert check({**form, "organization_name": "UNIVERSITA\u0308T"}, policy=LATEST).codes() == ()


@pytest.mark.parametrize(
    "notes",
    [
        *("Demo: 3 November", "it was REVIEWED by our lead", "see the screencast", "Presented on 3 November"),
        *("Demostración el 3 de noviembre", "revisado por el consorcio", "Demonstração em novembro", "revisão feita"),
        *("Démonstration le 3 novembre", "présenté au consortium", "Vorführung am 3. November", "wurde begutachtet"),
        *(
            "dimostrazione fatta",
            "verificato dal consorzio",
            "2026年5月にデモを実施",
            "審査済み",
            "已演示",
            "تمت المراجعة",
        ),
    ],
)
def test_a_demo_is_mentioned(notes: str) -> None:
    form = {**GOOD, "integration_type": "other", "staff_notes": notes}
    assert check(form, policy=LATEST).codes() == ()
    for notes_of_none in ("Predemocratic", "Democratic elections"):
        assert check({**form, "staff_notes": notes_of_none}, policy=LATEST).codes() == (
            "staff_notes.review_unmentioned",
        )
    assert check({**form, "staff_notes": ""}, policy=attrs.evolve(LATEST, environment="sandbox")).codes() == ()
