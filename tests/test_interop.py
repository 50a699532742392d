"""The form for other software: nothing is accepted here and refused there, and nothing gets lost on the way."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import EVERY_POLICY, FORMS, OBJECTS
from test_hostile import Hostile

from orcid_clientreq import (
    PRODUCTION,
    RULES,
    SANDBOX,
    Environment,
    FormEdition,
    Limits,
    Policy,
    RegistrationRequest,
    Severity,
    apply_suggestions,
    check,
    parse,
)
from orcid_clientreq.editions import EDITIONS, FIELD_NAMES, HELP
from orcid_clientreq.fields import FIELDS, Kind, of_kind
from orcid_clientreq.interop import (
    SCHEMA_CODES,
    client_metadata_error,
    form_fields,
    from_client_metadata,
    from_form,
    json_schema,
    problem_details,
    schema_codes,
    submission,
    to_client_metadata,
)
from orcid_clientreq.rules.model import DOCUMENTATION, GOOD_REQUEST, good_request
from orcid_clientreq.strategies import faulty_form_data, form_data, policy_for, registration_requests

#: Rules that the schema follows, turned off or to warnings, and warnings turned to errors.
LENIENT = Policy(
    environment="sandbox",
    severities={
        **dict.fromkeys(
            ["redirect_uri.userinfo", "homepage_url.host_invalid", "redirect_uri.fragment", "description.bidi_control"]
        ),
        **dict.fromkeys(["contact_email.display_name", "redirect_uri.duplicate", "redirect_uri.wildcard"], "warning"),
    },
)
HALF = Policy(
    severities=dict.fromkeys(["redirect_uri.https_required", "redirect_uri.wildcard", "pin_contact_email.missing"])
)
STRICT = Policy(
    edition="2023",
    severities=dict.fromkeys(
        ["request.unknown_field", "description.too_long", "redirect_uri.long", "client_name.missing"], "error"
    ),
)
POLICIES = [*EVERY_POLICY, LENIENT, HALF, STRICT]
NAMES = [*(f"{policy.edition}-{policy.environment}" for policy in EVERY_POLICY), "lenient", "half", "strict"]


def as_json(value: Any) -> Any:
    """Return a value with tuples as lists, as JSON would carry it."""
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    return {key: as_json(member) for key, member in value.items()} if isinstance(value, dict) else value


def accepts(schema: dict[str, Any], data: Any) -> bool:
    return Draft202012Validator(schema).is_valid(as_json(data))


# JSON Schema


@pytest.mark.parametrize("policy", POLICIES, ids=NAMES)
def test_the_schema_is_one_and_names_the_fields(policy: Policy) -> None:
    schema = json_schema(policy=policy)
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    assert list(schema["properties"]) == [*EDITIONS[policy.edition].by_name, "environment", "edition"]
    for field in EDITIONS[policy.edition].fields:
        assert schema["properties"][field.name]["title"] == field.label
        assert schema["properties"][field.name]["description"] == HELP[field.name]


@pytest.mark.parametrize("policy", POLICIES, ids=NAMES)
def test_what_check_accepts_the_schema_accepts(policy: Policy) -> None:
    schema = json_schema(policy=policy)

    @given(form_data(policy=policy) | FORMS)
    def holds(form: dict[str, Any]) -> None:
        if check(form, policy=policy).ok:
            assert [error.message for error in Draft202012Validator(schema).iter_errors(as_json(form))] == []

    holds()


@pytest.mark.parametrize("code", sorted(SCHEMA_CODES))
def test_the_schema_refuses_what_it_can_express(code: str) -> None:
    policy = policy_for(code)
    if policy.severity(code) is not Severity.ERROR and code != "description.too_long":
        policy = attrs.evolve(policy, severities={code: Severity.ERROR})
    schema = json_schema(policy=policy)

    @settings(phases=[Phase.generate])
    @given(faulty_form_data([code], policy=policy))
    def holds(drawn: tuple[Any, frozenset[str]]) -> None:
        assert not accepts(schema, drawn[0])

    holds()


def test_the_codes_are_rules_of_the_form() -> None:
    assert set(RULES) >= SCHEMA_CODES
    assert not any(RULES[code].of_credentials for code in SCHEMA_CODES)


@pytest.mark.parametrize(
    ("field", "value", "policy", "accepted"),
    [
        ("redirect_uris", ["https://a.edu"], PRODUCTION, True),
        ("redirect_uris", ["http://a.edu"], PRODUCTION, False),
        ("redirect_uris", ["http://a.edu"], SANDBOX, True),
        ("redirect_uris", ["HTTPS://[::1]:8443/a?b=%20"], PRODUCTION, True),
        ("redirect_uris", ["https://a.edu/b\n"], PRODUCTION, False),
        ("redirect_uris", ["https://a.edu:080/"], PRODUCTION, False),
        ("redirect_uris", ["https://a.edu/", "https://a.edu/"], PRODUCTION, False),
        ("redirect_uris", ["https://a.edu/", "https://a.edu/"], LENIENT, True),
        ("redirect_uris", ["https://a@*.edu/#x"], LENIENT, True),
        ("redirect_uris", ["https://*.edu/"], HALF, True),
        ("redirect_uris", ["http://a.edu/" + "a" * 400], STRICT, False),
        ("redirect_uris", [], PRODUCTION, False),
        ("redirect_uris", [], SANDBOX, True),
        ("redirect_uris", None, SANDBOX, True),
        ("redirect_uris", " ", SANDBOX, True),
        ("redirect_uris", "x", SANDBOX, False),
        ("homepage_url", "http://a.edu/#x", PRODUCTION, True),
        ("homepage_url", "http://a b/", LENIENT, True),
        ("homepage_url", " ", LENIENT, False),
        ("contact_email", "A <a@b.edu>", PRODUCTION, False),
        ("contact_email", "A <a@b.edu>", LENIENT, True),
        ("pin_contact_email", None, PRODUCTION, False),
        ("pin_contact_email", None, HALF, True),
        ("description", "a" * 1000, PRODUCTION, True),
        ("description", " " + "a" * 999, STRICT, True),
        ("description", "a" * 5001, PRODUCTION, False),
        ("description", "\u202e", PRODUCTION, False),
        ("description", "\u202ea", LENIENT, True),
        ("description", "\u00a0\u3000", PRODUCTION, False),
        ("staff_notes", None, PRODUCTION, True),
        ("staff_notes", 7, PRODUCTION, False),
        ("x", 7, PRODUCTION, True),
        ("x", 7, STRICT, False),
        ("environment", "sandbox", PRODUCTION, False),
        ("environment", " production ", PRODUCTION, True),
        ("edition", None, PRODUCTION, True),
        ("update_existing", True, STRICT, True),
        ("update_existing", " nO ", STRICT, True),
        ("update_existing", "none", STRICT, False),
        ("update_existing", None, STRICT, True),
        ("integration_type", "Certified service-provider", STRICT, True),
        ("integration_type", True, STRICT, False),
        ("existing_client_id", "APP-0123456789ABCDEF", STRICT, True),
        ("existing_client_id", "APP-0123456789ABCDEF\n", STRICT, False),
        ("client_name", "", STRICT, False),
    ],
)
def test_what_the_schema_says(field: str, value: Any, policy: Policy, accepted: bool) -> None:
    assert accepts(json_schema(policy=policy), {**good_request(policy.edition), field: value}) is accepted


# The form


@pytest.mark.parametrize("policy", EVERY_POLICY, ids=NAMES[: len(EVERY_POLICY)])
def test_the_inputs_of_the_form(policy: Policy) -> None:
    inputs = {each.name: each for each in form_fields(policy=policy)}
    assert list(inputs) == list(EDITIONS[policy.edition].by_name)
    assert [name for name, each in inputs.items() if each.required] == json_schema(policy=policy)["required"]
    assert [name for name, each in inputs.items() if each.multiple] == ["redirect_uris"]
    for name, each in inputs.items():
        assert each.choices == tuple(FIELDS[name].choices)
        assert (each.type == "radio") is bool(each.choices)
        assert (each.maxlength is None) is (name in {*of_kind(Kind.CHOICE), "existing_client_id"})


def test_the_types_of_the_inputs() -> None:
    assert {each.name: (each.type, each.autocomplete, each.maxlength) for each in form_fields()} == {
        "contact_email": ("email", "email", 254),
        "pin_contact_email": ("email", "off", 254),
        "description": ("textarea", "off", 5000),
        "homepage_url": ("url", "url", 2000),
        "redirect_uris": ("url", "off", 2000),
        "staff_notes": ("textarea", "off", 10_000),
        "client_name": ("text", "off", 150),
        "organization_name": ("text", "organization", 255),
    }


class GetList(dict[str, list[Any]]):
    """As the multi-dictionaries of Django and Werkzeug."""

    def getlist(self, key: str) -> list[Any]:
        return self.get(key, [])


class GetAll:
    """As those of aiohttp and multidict, which are no dicts."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self.pairs = pairs

    def __iter__(self) -> Any:
        return iter([key for key, _ in self.pairs])

    def getall(self, key: str) -> list[str]:
        return [value for name, value in self.pairs if name == key]


PAIRS = [
    ("redirect_uris", "https://a.edu/1"),
    ("contact_email", "a@b.edu"),
    ("redirect_uris", "https://a.edu/2"),
    ("csrf", "x"),
]
READ = {"redirect_uris": ["https://a.edu/1", "https://a.edu/2"], "contact_email": "a@b.edu", "csrf": "x"}


@pytest.mark.parametrize(
    ("sent", "data"),
    [
        (PAIRS, READ),
        (GetAll(PAIRS), READ),
        (GetList({"redirect_uris": READ["redirect_uris"], "contact_email": ["a@b.edu", "c@d.edu"], "csrf": ["x"]}), READ),
        (READ, READ),
        (MappingProxyType({**READ, "redirect_uris": tuple(READ["redirect_uris"])}), READ),
        (parse_qsl("redirect_uris%5B%5D=1&redirect_uris%5B%5D=2"), {"redirect_uris": ["1", "2"]}),
        ({"redirect_uri": "https://a.edu/1\r\n\r\n https://a.edu/2 \n"}, {"redirect_uris": ["https://a.edu/1", " https://a.edu/2 "]}),
        ({"redirect_uris": ""}, {"redirect_uris": []}),
        ({"redirect_uris": ["", "x", 7, None]}, {"redirect_uris": ["x", 7, None]}),
        ({"redirect_uris": None}, {}),
        ({"redirect_uris": ["\u200b", "x"]}, {"redirect_uris": ["x"]}),
        ({"contact_email": ["a", "b"]}, {"contact_email": ["a", "b"]}),
        (GetList({"contact_email": []}), {}),
        ({}, {}),
        ([], {}),
    ],
)  # fmt: skip
def test_what_forms_send(sent: Any, data: dict[str, Any]) -> None:
    assert from_form(sent) == data


@given(registration_requests())
def test_a_form_sent_as_pairs_is_the_request(request: RegistrationRequest) -> None:
    sent = [(name, value or "") for name, value in request.to_dict().items() if name != "redirect_uris"]
    sent += [("redirect_uris", uri) for uri in request.redirect_uris]
    assert parse(from_form(sent)) == request
    assert parse(from_form({**request.to_dict(), "redirect_uris": "\r\n".join(request.redirect_uris)})) == request


@given(form_data())
def test_reading_a_form_twice_changes_nothing(form: dict[str, Any]) -> None:
    assert from_form(from_form(form)) == from_form(form)


def test_values_that_are_no_text_are_handed_on() -> None:
    value = Hostile()
    assert from_form({"contact_email": value})["contact_email"] is value
    assert from_form({"redirect_uris": [value]})["redirect_uris"][0] is value


def test_the_answers_under_the_labels_of_the_form() -> None:
    request = RegistrationRequest(**{**GOOD_REQUEST, "redirect_uris": ["https://a.edu/1", "https://a.edu/2"]})
    found = submission(request)
    assert str(found).splitlines() == [
        "Contact email address",
        "orcid@library.university.edu",
        "",
        "Contact for receiving PIN to access credentials",
        "it.security@university.edu",
        "",
        "Short description of your client application",
        request.description,
        "",
        "URL of the home page of your application",
        request.homepage_url,
        "",
        "OAuth2 redirect URIs or callback URLs",
        "https://a.edu/1",
        "https://a.edu/2",
    ]
    assert repr(found) == "Submission()"
    latest = parse({**good_request(FormEdition.YEAR_2023), "edition": "2023"})
    answers = dict(submission(latest).pairs)
    assert answers["Update existing credentials?"] == "No"
    assert answers["Type of system integration"] == "Certified service provider"


# Problem details, client metadata


@pytest.mark.parametrize(
    "keys",
    [
        ("redirect_uris[0]", "redirect_uris[1]"),
        ("redirect_uris-0", "redirect_uris-1"),
        ("redirect_uri", "redirect_uris[]"),
    ],
)
def test_numbered_inputs_are_rows_of_a_list(keys: tuple[str, str]) -> None:
    a, b = "https://university.edu/a", "https://university.edu/b"
    assert from_form(dict(zip(keys, (a, b), strict=True))) == {"redirect_uris": [a, b]}
    assert from_form({"redirect_uris-x": a, "redirect_uris[0][1]": b}) == {
        "redirect_uris-x": a,
        "redirect_uris[0][1]": b,
    }


def test_what_parse_qs_returns_is_a_form() -> None:
    body = urlencode({**GOOD_REQUEST, "redirect_uris": "https://university.edu/a\nhttps://university.edu/b"})
    assert check(from_form(parse_qs(body))).codes() == ()
    several = from_form(parse_qs("contact_email=a%40university.edu&contact_email=b%40university.edu"))
    assert check(several).codes()[0] == "contact_email.wrong_type"  # none of them is dropped in silence


def test_the_pointer_of_a_problem_is_one_of_a_suggestion() -> None:
    data = {**GOOD_REQUEST, "redirect_uris": ["http://university.edu/a"], "Home page é": 1}
    report = check(data)
    pointers = [each["pointer"] for each in problem_details(report)["errors"]]
    assert pointers == ["#/redirect_uris/0", "#/Home%20page%20%C3%A9"]
    fixed = apply_suggestions(data, report, pointer=pointers[0])
    assert fixed == {**data, "redirect_uris": ["https://university.edu/a"]}
    assert fixed == apply_suggestions(data, report, pointer="/redirect_uris/0")
    assert apply_suggestions(data, report, pointer=pointers[1]) == apply_suggestions(
        data, report, pointer="/Home page é"
    )
    for wrong in (5, b"/homepage_url", ("homepage_url",)):
        with pytest.raises(TypeError, match="pointer is that of a finding"):
            apply_suggestions(data, report, pointer=wrong)  # type: ignore[arg-type]


def test_problem_details() -> None:
    report = check(
        {**GOOD_REQUEST, "redirect_uris": "https://a.edu/b", "homepage_url": "http://university.edu/", "a/b~c": ""}
    )
    problem = problem_details(report, status=400)
    assert problem["status"] == 400
    assert problem["type"] == f"{DOCUMENTATION}rules/index.html"
    assert problem["errors"] == [
        {
            "type": f"{DOCUMENTATION}rules/redirect_uris.wrong_type.html",
            "pointer": "#/redirect_uris",
            "code": "redirect_uris.wrong_type",
            "severity": "error",
            "detail": RULES["redirect_uris.wrong_type"].template,
            "suggestion": ["https://a.edu/b"],
            "combined_suggestion": None,
        },
        {
            "type": f"{DOCUMENTATION}rules/homepage_url.insecure.html",
            "pointer": "#/homepage_url",
            "code": "homepage_url.insecure",
            "severity": "warning",
            "detail": RULES["homepage_url.insecure"].template,
            "suggestion": "https://university.edu/",
            "combined_suggestion": None,
        },
        {
            "type": f"{DOCUMENTATION}rules/request.unknown_field.html",
            "pointer": "#",
            "code": "request.unknown_field",
            "severity": "warning",
            "detail": RULES["request.unknown_field"].template,
            "suggestion": None,
            "combined_suggestion": None,
        },
    ]


@given(FORMS | OBJECTS)
def test_problem_details_are_json(data: Any) -> None:
    report = check(data)
    problem = json.loads(json.dumps(problem_details(report)))
    assert [error["code"] for error in problem["errors"]] == [
        found.code for found in (*report.errors, *report.warnings)
    ]
    error = client_metadata_error(report)
    assert (error is None) is report.ok
    if error:
        assert set(error["error_description"]) <= set(map(chr, range(0x20, 0x7F))) - {'"', "\\"}


def test_rows_are_kept_where_indexes_have_to_be_those_of_the_page() -> None:
    sent = {"redirect_uris": ["https://a.edu/1", " ", "http://a.edu/2", "", "\u200b"]}
    assert from_form(sent)["redirect_uris"] == ["https://a.edu/1", "http://a.edu/2"]
    data = from_form(sent, keep_rows=True)
    assert data["redirect_uris"] == ["https://a.edu/1", " ", "http://a.edu/2"]
    found = [(finding.code, finding.path) for finding in check(data).findings if finding.field == "redirect_uris"]
    assert found == [
        ("redirect_uri.missing", ("redirect_uris", 1)),
        ("redirect_uri.https_required", ("redirect_uris", 2)),
    ]
    assert from_form({"redirect_uris": " \n"}, keep_rows=True) == {"redirect_uris": []}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({}, None),
        ({"homepage_url": "http://university.edu/"}, None),
        ({"redirect_uris": ["http://university.edu/orcid"]}, "invalid_redirect_uri"),
        ({"redirect_uris": []}, "invalid_redirect_uri"),
        ({"redirect_uris": ["http://university.edu/orcid"], "homepage_url": ""}, "invalid_client_metadata"),
        ({"contact_email": ""}, "invalid_client_metadata"),
    ],
)
def test_the_error_of_a_registration_endpoint(change: dict[str, Any], error: str | None) -> None:
    found = client_metadata_error(check({**GOOD_REQUEST, **change}))
    assert (found and found["error"]) == error
    if found and error == "invalid_redirect_uri":
        assert found["error_description"].startswith("redirect_uris")


def test_client_metadata() -> None:
    request = RegistrationRequest(**GOOD_REQUEST, client_name="Repository")
    assert to_client_metadata(request, {"logo_uri": "https://university.edu/logo.png", "client_name": "Another"}) == {
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "client_secret_post",
        "logo_uri": "https://university.edu/logo.png",
        "redirect_uris": list(request.redirect_uris),
        "client_name": "Repository",
        "client_uri": request.homepage_url,
        "contacts": [request.contact_email, request.pin_contact_email],
        "description": request.description,
        "environment": "production",
        "edition": "2020-01",
    }


@pytest.mark.parametrize(
    ("metadata", "data", "others"),
    [
        ({}, {}, {}),
        ({"contacts": ["a@b.edu"]}, {"contact_email": "a@b.edu"}, {}),
        ({"contacts": []}, {}, {}),
        ({"contacts": "a@b.edu"}, {}, {"contacts": "a@b.edu"}),
        (
            {"contacts": ["1", "2", "3", "4"]},
            {"contact_email": "1", "pin_contact_email": "2"},
            {"contacts": ["3", "4"]},
        ),
        ({"client_uri": "u", "homepage_url": "h"}, {"homepage_url": "u"}, {"homepage_url": "h"}),
        ({"contacts": ["1"], "contact_email": "2"}, {"contact_email": "1"}, {"contact_email": "2"}),
        ({"grant_types": ["implicit"], "response_types": ["code"]}, {}, {"grant_types": ["implicit"]}),
        ({"token_endpoint_auth_method": "client_secret_post"}, {}, {}),
        ({"token_endpoint_auth_method": "none"}, {}, {"token_endpoint_auth_method": "none"}),
        (
            {"client_name": 7, "client_name#de": "X", "jwks": {}},
            {"client_name": 7},
            {"client_name#de": "X", "jwks": {}},
        ),
    ],
)
def test_metadata_that_comes_in(metadata: dict[str, Any], data: dict[str, Any], others: dict[str, Any]) -> None:
    before = json.dumps(metadata)
    assert from_client_metadata(metadata) == (data, others)
    assert json.dumps(metadata) == before


@given(
    st.sampled_from(EVERY_POLICY).flatmap(lambda policy: registration_requests(policy=policy)),
    st.dictionaries(st.sampled_from(["logo_uri", "jwks", "scope", "x"]), st.text(max_size=3), max_size=3),
)
def test_a_request_comes_back_from_its_metadata(request: RegistrationRequest, others: dict[str, str]) -> None:
    metadata = json.loads(json.dumps(to_client_metadata(request, others)))
    data, rest = from_client_metadata(metadata)
    assert parse(data) == request
    assert rest == others
    assert not set(metadata) & {"contact_email", "pin_contact_email", "homepage_url"}
    assert set(data) <= {*FIELD_NAMES, "environment", "edition"}


METADATA = st.fixed_dictionaries(
    {"redirect_uris": st.just(["https://university.edu/orcid"])},
    optional={
        "contacts": st.lists(st.sampled_from(["a@u.edu", "b@u.edu", "c@u.edu"]), max_size=4),
        "client_uri": st.just("https://university.edu/"),
        "homepage_url": st.just("https://university.edu/other"),
        "client_name": st.just("University"),
        "contact_email": st.just("d@u.edu"),
        "description": st.just("Sign in."),
        "grant_types": st.sampled_from([["authorization_code"], ["implicit"], "code", ["authorization_code", "x"]]),
        "response_types": st.sampled_from([["code"], [], None]),
        "token_endpoint_auth_method": st.sampled_from(["client_secret_post", "client_secret_basic", None]),
        "logo_uri": st.just("https://university.edu/logo.png"),
    },
)


@given(METADATA)
def test_no_member_of_the_metadata_is_lost_on_the_way_to_a_request_and_back(metadata: dict[str, Any]) -> None:
    data, others = from_client_metadata(metadata)
    form = {**data, "description": "Sign in.", "homepage_url": data.get("homepage_url", "https://university.edu/")}
    form.setdefault("contact_email", "a@u.edu")
    back = to_client_metadata(parse(form, policy=SANDBOX), others)
    renamed = {"homepage_url": "client_uri", "contact_email": "contacts"}
    for name, value in metadata.items():
        kept = back.get(name, back[renamed.get(name, name)])
        assert kept == value or kept == [value] or (name == "contacts" and not value), name


@pytest.mark.parametrize("severities", [{"redirect_uri.placeholder": "warning"}, {"contact_email.invalid": "warning"}, {"redirect_uri.several": None}, {"homepage_url.userinfo": None}, {"redirect_uri.wildcard": "warning"}, {}])  # fmt: skip
def test_the_schema_finds_the_codes_that_it_says(severities: dict[str, Any]) -> None:
    policy = Policy(severities=severities)
    validator = Draft202012Validator(json_schema(policy=policy))
    codes = schema_codes(policy=policy)
    assert codes <= SCHEMA_CODES
    if not severities:
        assert codes == {code for code in SCHEMA_CODES if RULES[code].severity(Environment.PRODUCTION) == "error"}
    forms = [
        {**GOOD_REQUEST, "redirect_uris": ["http://university.edu/orcid"]},
        {**GOOD_REQUEST, "contact_email": " "},
        {**GOOD_REQUEST, "contact_email": "Name <a@university.edu>"},
        {**GOOD_REQUEST, "client_name": " " * 151},
        {**GOOD_REQUEST, "homepage_url": "https://a b.edu"},
        {**GOOD_REQUEST, "redirect_uris": ["https://a.edu/b https://a.edu/c"]},
        {**GOOD_REQUEST, "redirect_uris": ["https://a.edu/{b} https://a.edu/c"]},
        {**GOOD_REQUEST, "description": "\u200b"},
    ]
    for form in forms:
        errors = {finding.code for finding in check(form, policy=policy).errors}
        assert not validator.is_valid(form) or not errors & codes
        assert validator.is_valid(form) or errors


def test_the_error_of_a_registration_endpoint_is_readable_and_short() -> None:
    one = client_metadata_error(check({**GOOD_REQUEST, "redirect_uris": ["https://a.edu/../b"]}, language="ja"))
    assert one == {
        "error": "invalid_redirect_uri",
        "error_description": f"redirect_uris[0]: {RULES['redirect_uri.dot_segment'].template}".translate(
            {ord(mark): "'" for mark in "\u201c\u201d"}
        ),
    }
    many = client_metadata_error(check({**GOOD_REQUEST, "redirect_uris": ["http://a.edu/b"] * 12 + ["ü"] * 88}))
    assert many
    assert many["error_description"].endswith(" more.")
    assert len(many["error_description"]) < 2000
    ten = client_metadata_error(check({**GOOD_REQUEST, "redirect_uris": [""] * 10}))
    assert ten
    assert "more" not in ten["error_description"]


def test_client_metadata_of_a_mapping() -> None:
    assert to_client_metadata(GOOD_REQUEST) == to_client_metadata(parse(GOOD_REQUEST))
    with pytest.raises(TypeError, match="a RegistrationRequest or a mapping"):
        to_client_metadata(7)  # type: ignore[arg-type]


@given(
    st.lists(
        st.sampled_from(["\n", "\r\n", "\n\n", "Contact email address", "x", "Notes for ORCID staff"]), max_size=6
    ).map("".join)
)
def test_no_line_of_an_answer_looks_like_a_label(text: str) -> None:
    request = parse({**GOOD_REQUEST, "staff_notes": text, "description": f"x{text}"})
    labels = [field.orcid_label for field in form_fields()]
    lines = str(submission(request)).splitlines()
    found = [line for before, line in zip(["", *lines], lines, strict=False) if not before and line in labels]
    assert found == [label for label, answer in submission(request).pairs]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 1500, 5000])
@pytest.mark.parametrize("kind", [list, tuple])
def test_every_contact_of_the_metadata_comes_back(count: int, kind: Any) -> None:
    contacts = [f"person{number}@university.edu" for number in range(count)]
    metadata = {
        "client_uri": "https://university.edu/",
        "contacts": kind(contacts),
        "redirect_uris": ["https://a.edu/b"],
    }
    data, others = from_client_metadata(metadata)
    assert [data[name] for name in ("contact_email", "pin_contact_email") if name in data] + others.get(
        "contacts", []
    ) == contacts
    request = {**GOOD_REQUEST, **data}
    assert to_client_metadata(request, others)["contacts"][2:] == contacts[2:]


@pytest.mark.parametrize(("advised", "core"), [(1, "x"), (2, "xy"), (3, "x y"), (999, "x" * 999), (5000, "x" * 5000)])
@pytest.mark.parametrize("padding", ["", " ", "\n\u3000"])
def test_the_schema_knows_an_advised_limit_that_is_an_error(advised: int, core: str, padding: str) -> None:
    policy = Policy(severities={"description.too_long": "error"}, limits=Limits(description_advised=min(advised, 999)))
    assert "description.too_long" in schema_codes(policy=policy)
    validator = Draft202012Validator(json_schema(policy=policy))
    for text in (core, f"{core}é"):
        form = {**GOOD_REQUEST, "description": f"{padding}{text}{padding}"}
        assert validator.is_valid(form) is check(form, policy=policy).ok


@pytest.mark.parametrize("metadata", [None, 7, "text", [("a", 1)]])
def test_metadata_is_a_mapping(metadata: Any) -> None:
    with pytest.raises(TypeError, match="client metadata is a mapping"):
        from_client_metadata(metadata)
    if metadata is not None:
        with pytest.raises(TypeError, match="client metadata is a mapping"):
            to_client_metadata(GOOD_REQUEST, metadata)


@pytest.mark.parametrize("sent", [None, 7, "a=b", b"a=b", [1], ["ab"], [("a", "b", "c")], [()]])
def test_what_no_form_sends_is_refused(sent: Any) -> None:
    with pytest.raises(TypeError, match="what a form sent is a mapping, or pairs of a name and a value"):
        from_form(sent)
