"""The recipes refuse what `check` refuses, say the same beside each field, and take what it takes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from orcid_clientreq import RegistrationRequest, check, parse
from orcid_clientreq.interop import client_metadata_error, from_form, problem_details, to_client_metadata
from orcid_clientreq.rules.model import GOOD_CREDENTIALS, GOOD_REQUEST
from orcid_clientreq.strategies import faulty_form_data, form_data, registration_requests

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs" / "examples" / "frameworks"))
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FIELDS = ("contact_email", "pin_contact_email", "description", "homepage_url", "redirect_uris", "staff_notes")


def as_sent(data: Any) -> dict[str, str] | None:
    """Return a form as a browser sends it, one text for the redirect URIs, `None` where it cannot be."""
    if type(data) is not dict or not set(data) <= {*FIELDS, "client_name", "organization_name"}:
        return None
    texts = {name: value for name, value in data.items() if value is not None}
    uris = texts.pop("redirect_uris", [])
    if not isinstance(uris, list | tuple) or not all(isinstance(value, str) for value in (*uris, *texts.values())):
        return None
    if any("\n" in uri or "\r" in uri or not uri.strip() for uri in uris):
        return None
    return {**texts, "redirect_uris": "\n".join(uris)}


def messages(data: Any) -> dict[str, set[str]]:
    """Return the messages of the errors by field."""
    found: dict[str, set[str]] = {}
    for error in check(data).errors:
        found.setdefault(error.field, set()).add(error.message)
    return found


FORMS = form_data() | faulty_form_data().map(lambda drawn: drawn[0])


@pytest.fixture(scope="module")
def django() -> Any:
    import django
    from django.conf import settings as configuration

    configuration.configure(
        USE_I18N=False, REST_FRAMEWORK={"DEFAULT_AUTHENTICATION_CLASSES": [], "UNAUTHENTICATED_USER": None}
    )
    django.setup()
    import django_form

    return django_form


def test_django(django: Any) -> None:
    @FEW
    @given(FORMS)
    def holds(data: Any) -> None:
        sent = as_sent(data)
        if sent is None:
            return
        form = django.RegistrationForm(sent)
        assert {name: set(said) for name, said in form.errors.items()} == messages(from_form(sent))
        assert form.is_valid() is check(from_form(sent)).ok

    holds()
    page = django.RegistrationForm(GOOD_REQUEST).as_p()
    assert "Contact for receiving PIN to access credentials" in page
    assert "<textarea" in page


def test_django_rest_framework(django: Any) -> None:
    import drf_serializer
    from rest_framework.test import APIRequestFactory

    send, view = APIRequestFactory().post, drf_serializer.Registrations.as_view()
    taken = view(send("/requests", GOOD_REQUEST, format="json"))
    assert (taken.status_code, taken.data) == (201, parse(GOOD_REQUEST).to_dict())

    @FEW
    @given(FORMS)
    def holds(data: Any) -> None:
        if data is None:  # to a serializer: nothing was sent
            return
        report = check(data)
        serializer = drf_serializer.RegistrationSerializer(data=data)
        assert serializer.is_valid() is report.ok
        if report.ok:
            assert serializer.save() == parse(data)
            return
        said = [
            (name, row, detail, detail.code)
            for name, each in serializer.errors.items()
            for row, details in (each.items() if isinstance(each, dict) else [(None, each)])
            for detail in details
        ]
        expected = [((*error.path, None, None)[:2], error.message, error.code) for error in report.errors]
        assert sorted(((name, row), str(detail), code) for name, row, detail, code in said) == sorted(
            ((name or "non_field_errors", row), message, code) for (name, row), message, code in expected
        )

    holds()
    refused = view(send("/requests", {**GOOD_REQUEST, "redirect_uris": ["http://university.edu/a"]}, format="json"))
    assert refused.status_code == 400
    assert list(refused.data) == ["redirect_uris"]
    assert refused.data["redirect_uris"][0][0].code == "redirect_uri.https_required"


def test_pydantic_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    from orcid_settings import OrcidSettings

    sent = {**GOOD_CREDENTIALS, "redirect_uri": "https://university.edu/orcid"}
    for name, value in sent.items():
        monkeypatch.setenv(f"ORCID_{name.upper()}", value)
    settings = OrcidSettings()
    assert str(settings.credentials.client_id) == GOOD_CREDENTIALS["client_id"]
    assert settings.credentials.client_secret.reveal() == GOOD_CREDENTIALS["client_secret"]
    assert GOOD_CREDENTIALS["client_secret"] not in f"{settings} {settings!r} {settings.credentials!r}"
    monkeypatch.setenv("ORCID_REDIRECT_URI", "http://university.edu/orcid")
    monkeypatch.setenv("ORCID_BASE_URL", "https://sandbox.orcid.org")
    with pytest.raises(
        ValueError, match=r"(?s)ORCID_BASE_URL: Use https://orcid\.org.*ORCID_REDIRECT_URI: Use https instead"
    ) as caught:
        OrcidSettings()
    assert GOOD_CREDENTIALS["client_secret"] not in str(caught.value)
    monkeypatch.setenv("ORCID_ENVIRONMENT", "sandbox")
    assert OrcidSettings().credentials.environment == "sandbox"


def test_fastapi() -> None:
    import fastapi_endpoint
    from fastapi.testclient import TestClient

    client = TestClient(fastapi_endpoint.app)
    taken = client.post("/requests", json=GOOD_REQUEST)
    assert (taken.status_code, taken.json()) == (201, parse(GOOD_REQUEST).to_dict())
    for wrong in (
        {},
        {**GOOD_REQUEST, "redirect_uris": ["http://university.edu/orcid"], "homepage_url": 7},
        {**GOOD_REQUEST, "pin_contact_email": GOOD_REQUEST["contact_email"]},
        {**GOOD_REQUEST, "redirect_uris": GOOD_REQUEST["redirect_uris"] * 2},
    ):
        refused = client.post("/requests", json=wrong)
        errors = [error for error in refused.json()["errors"] if error["severity"] == "error"]
        expected = [error for error in problem_details(check(wrong))["errors"] if error["severity"] == "error"]
        assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
        assert errors == expected
    properties = client.get("/openapi.json").json()["components"]["schemas"]["Registration"]["properties"]
    assert list(properties) == list(FIELDS)
    refusal = client.get("/openapi.json").json()["paths"]["/requests"]["post"]["responses"]["422"]["content"]
    assert list(refusal) == ["application/problem+json"]
    jsonschema.validate(refused.json(), refusal["application/problem+json"]["schema"])
    with pytest.raises(ValueError, match="Use https instead of http"):
        fastapi_endpoint.Registration(**{**GOOD_REQUEST, "redirect_uris": ["http://university.edu/orcid"]})


def test_flask_with_wtforms() -> None:
    import flask_wtforms

    client = flask_wtforms.app.test_client()
    assert client.post("/", data={**GOOD_REQUEST, "redirect_uris": GOOD_REQUEST["redirect_uris"][0]}).status_code == 201

    @FEW
    @given(FORMS)
    def holds(data: Any) -> None:
        sent = as_sent(data)
        if sent is None or not set(sent) <= set(FIELDS):
            return
        try:
            answer = client.post("/", data=sent)
        except UnicodeEncodeError:  # a lone surrogate, which no browser sends
            return
        whole = {**dict.fromkeys(FIELDS, ""), **sent}
        whole = {name: value.replace("\r\n", "\n") for name, value in whole.items()}
        expected = messages(from_form(whole))
        assert answer.status_code == (422 if expected else 201)
        if expected:
            said = {name: " ".join(each) for name, each in answer.get_json().items()}
            assert set(said) == set(expected)
            assert all(message in said[name] for name, each in expected.items() for message in each)

    holds()


def test_marshmallow() -> None:
    import marshmallow_schema
    from marshmallow import ValidationError

    schema = marshmallow_schema.RegistrationSchema()

    @FEW
    @given(FORMS)
    def holds(data: Any) -> None:
        if type(data) is not dict or not all(isinstance(key, str) for key in data):
            return
        report = check(data)
        if report.ok:
            assert schema.load(data) == parse(data)
            return
        with pytest.raises(ValidationError) as caught:
            schema.load(data)
        flat = json.dumps(caught.value.messages, ensure_ascii=False)
        assert all(json.dumps(error.message, ensure_ascii=False)[1:-1] in flat for error in report.errors)
        assert set(caught.value.messages) == {error.field or "_schema" for error in report.errors}

    holds()


def test_cattrs() -> None:
    from cattrs import ClassValidationError
    from cattrs_structure import Deployment, converter, findings

    @FEW
    @given(registration_requests())
    def comes_back(request: RegistrationRequest) -> None:
        deployment = Deployment("live", request)
        assert converter.structure(json.loads(json.dumps(converter.unstructure(deployment))), Deployment) == deployment

    comes_back()
    wrong = {"name": "live", "registration": {**GOOD_REQUEST, "redirect_uris": ["http://university.edu/orcid"]}}
    with pytest.raises(ClassValidationError) as caught:
        converter.structure(wrong, Deployment)
    ((path, finding),) = findings(caught.value)
    assert (path, finding.code, finding.pointer) == (
        ("registration",),
        "redirect_uri.https_required",
        "/redirect_uris/0",
    )


def test_authlib() -> None:
    import authlib_registration

    client = authlib_registration.create_app().test_client()

    @FEW
    @given(registration_requests())
    def takes(request: RegistrationRequest) -> None:
        metadata = to_client_metadata(request)
        answer = client.post("/register", json=metadata)
        assert answer.status_code == 201
        assert metadata.items() <= answer.get_json().items()
        assert answer.get_json()["client_id"]

    takes()
    for wrong in ({"redirect_uris": ["http://university.edu/orcid"]}, {"redirect_uris": []}, {"homepage_url": "x"}):
        data = {**GOOD_REQUEST, **wrong}
        metadata = {
            **data,
            "client_uri": data["homepage_url"],
            "contacts": [data["contact_email"], data["pin_contact_email"]],
        }
        for name in ("homepage_url", "contact_email", "pin_contact_email"):
            del metadata[name]
        answer = client.post("/register", json=metadata)
        assert answer.status_code == 400
        assert answer.get_json() == client_metadata_error(check(data))


#: Bodies that a client can send: no form, halves of surrogate pairs, too much, and a policy of the client's choice.
HOSTILE = [
    *('[{"description": "x"}]', '"ab"', "5", "true", "null", "[]", '[["client_name", "x"]]', "{", "", "[" * 100_000),
    *(
        '{"description": " \\ud800"}',
        '{"homepage_url": "x.edu/\\ud800"}',
        '{"redirect_uris": ["http://a.edu/\\ud800"]}',
    ),
    *('{"redirect_uris": {}}', '{"redirect_uris": [[]]}', '{"contact_email": 7}', '{"\\ud800": 1}'),
    json.dumps({**GOOD_REQUEST, "redirect_uris": [f"http://bücher{n}.edu/%zz" for n in range(100_000)]}),
    json.dumps({**GOOD_REQUEST, "redirect_uris": ["x" * 2000] * 400}),
]


def test_fastapi_answers_hostile_requests_and_takes_no_policy_from_them() -> None:
    import fastapi_endpoint
    from fastapi.testclient import TestClient

    client = TestClient(fastapi_endpoint.app, raise_server_exceptions=False)
    for body in HOSTILE:
        answer = client.post("/requests", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in {400, 413, 422}, body[:60]
    assert client.post("/requests", content=iter([b"{}"])).status_code == 411
    many = client.post("/requests", json={**GOOD_REQUEST, "redirect_uris": ["http://a.edu/%zz"] * 5001})
    assert [error["code"] for error in many.json()["errors"]] == ["redirect_uris.too_long"]
    for member in ({"environment": "sandbox"}, {"edition": "2023"}):
        refused = client.post("/requests", json={**GOOD_REQUEST, **member})
        assert refused.status_code == 422
        assert [error["code"] for error in refused.json()["errors"]] == ["request.policy_mismatch"]
    refused = client.post("/requests", json={**GOOD_REQUEST, "client_name": "<script>"})
    assert [error["code"] for error in refused.json()["errors"]] == ["client_name.markup"]
    assert client.post("/requests", json={**GOOD_REQUEST, "client_name": "University"}).json()["client_name"]


def test_authlib_answers_hostile_requests_and_keeps_its_own_checks() -> None:
    import authlib_registration

    client = authlib_registration.create_app().test_client()
    for body in HOSTILE:
        answer = client.post("/register", data=body, content_type="application/json")
        assert 400 <= answer.status_code < 500, body[:60]
    good = to_client_metadata(parse(GOOD_REQUEST))
    assert client.post("/register", json=good).status_code == 201
    for member in (
        {"environment": "sandbox", "redirect_uris": ["http://evil.edu/orcid"]},
        {"environment": "sandbox", "contacts": ["a@u.edu"]},
        {"logo_uri": "javascript:alert(1)"},
        {"tos_uri": "javascript:alert(1)"},
        {"jwks_uri": "javascript:alert(1)"},
        *({"logo_uri": 7}, {"jwks": "x"}, {"contacts": 7}),
        {"jwks": {"keys": []}, "jwks_uri": "https://university.edu/jwks"},
    ):
        assert client.post("/register", json={**good, **member}).status_code == 400, member


def test_flask_and_django_see_every_value_that_was_sent(django: Any) -> None:
    import flask_wtforms
    from django.http import QueryDict
    from werkzeug.datastructures import MultiDict

    client = flask_wtforms.app.test_client()
    whole = {**GOOD_REQUEST, "redirect_uris": ["https://university.edu/a", "http://evil.edu/b"]}
    answer = client.post("/", data=MultiDict([(name, value) for name, each in whole.items() for value in ([each] if isinstance(each, str) else each)]))  # fmt: skip
    assert answer.status_code == 422
    assert list(answer.get_json()) == ["redirect_uris"]
    without = {name: value for name, value in GOOD_REQUEST.items() if name != "redirect_uris"}
    said = client.post("/", data=without).get_json()
    assert said == {"redirect_uris": sorted(messages(without)["redirect_uris"])}

    query = QueryDict(mutable=True)
    for name, each in whole.items():
        query.setlist(f"p-{name}", [each] if isinstance(each, str) else each)
    prefixed = django.RegistrationForm(query, prefix="p")
    assert list(prefixed.errors) == ["redirect_uris"]
    query.setlist("p-redirect_uris", ["https://university.edu/a"])
    assert django.RegistrationForm(query, prefix="p").is_valid()
    assert not django.RegistrationForm(query).is_valid()


@pytest.mark.parametrize("body", HOSTILE, ids=lambda body: body[:30])
def test_no_hostile_request_breaks_a_form_or_a_schema(django: Any, body: str) -> None:
    import flask_wtforms
    import marshmallow_schema
    from cattrs import BaseValidationError
    from cattrs_structure import Deployment, converter
    from marshmallow import ValidationError

    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        data = body
    members = data if isinstance(data, dict) else {"description": body}
    sent = {name.encode("utf-8", "replace").decode(): str(value).encode("utf-8", "replace").decode() for name, value in members.items()}  # fmt: skip
    assert flask_wtforms.app.test_client().post("/", data=sent).status_code in {413, 422}
    assert not django.RegistrationForm(members).is_valid()
    with pytest.raises(ValidationError):
        marshmallow_schema.RegistrationSchema().load(data)
    with pytest.raises(BaseValidationError):
        converter.structure({"name": "live", "registration": data}, Deployment)


REQUESTS = [
    json.loads(path.read_text(encoding="utf-8"))["request"]
    for path in sorted((ROOT / "docs" / "examples" / "requests").glob("*.json"))
]


@pytest.mark.parametrize("data", REQUESTS, ids=range(1, 9))
def test_every_finding_of_a_real_request_is_at_its_field(django: Any, data: dict[str, Any]) -> None:
    import authlib_registration
    import fastapi_endpoint
    import flask_wtforms
    import marshmallow_schema
    from cattrs import ClassValidationError
    from cattrs_structure import Deployment, converter, findings
    from fastapi.testclient import TestClient
    from marshmallow import ValidationError

    expected = messages(data)
    sent = as_sent(data)
    assert sent is not None

    form = django.RegistrationForm(sent)
    assert {name: set(said) for name, said in form.errors.items()} == expected

    answer = TestClient(fastapi_endpoint.app).post("/requests", json=data)
    assert answer.status_code == (422 if expected else 201)
    if expected:
        errors = [error for error in answer.json()["errors"] if error["severity"] == "error"]
        assert [(error["pointer"], error["detail"]) for error in errors] == [
            (f"#{error.pointer}", error.message) for error in check(data).errors
        ]

    said = flask_wtforms.app.test_client().post("/", data=sent).get_json(silent=True) or {}
    assert set(said) == set(expected)
    assert all(message in " ".join(said[name]) for name, each in expected.items() for message in each)

    loaded: Any = {}
    try:
        assert marshmallow_schema.RegistrationSchema().load(data) == parse(data)
    except ValidationError as error:
        loaded = error.messages
    flat = {name: json.dumps(each, ensure_ascii=False) for name, each in loaded.items()}
    assert set(flat) == set(expected)
    assert all(
        json.dumps(message, ensure_ascii=False)[1:-1] in flat[name]
        for name, each in expected.items()
        for message in each
    )

    structured: list[Any] = []
    try:
        converter.structure({"name": "live", "registration": data}, Deployment)
    except ClassValidationError as error:
        structured = [(path, found) for path, found in findings(error)]
    assert structured == [(("registration",), found) for found in check(data).errors]

    names = {"homepage_url": "client_uri"}
    metadata = {names.get(name, name): value for name, value in data.items() if not name.endswith("contact_email")}
    contacts = [data[name] for name in ("contact_email", "pin_contact_email") if name in data]
    registered = (
        authlib_registration.create_app().test_client().post("/register", json={**metadata, "contacts": contacts})
    )
    assert registered.status_code == (400 if expected else 201)
    if expected:
        assert registered.get_json() == client_metadata_error(check(data))
