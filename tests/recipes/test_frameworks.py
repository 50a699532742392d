"""The recipes refuse what `check` refuses, say the same beside each field, and take what it takes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from orcid_clientreq import Policy, RegistrationRequest, check, parse
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.interop import client_metadata_error, form_messages, from_form, to_client_metadata, to_form
from orcid_clientreq.rules.model import GOOD_CREDENTIALS, GOOD_REQUEST, good_request
from orcid_clientreq.strategies import faulty_form_data, form_data, registration_requests

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs" / "examples" / "frameworks"))
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LATEST = Policy(edition="latest")
FIELDS = tuple(EDITIONS[LATEST.edition].by_name)
GOOD = good_request(LATEST.edition)


def as_sent(data: Any) -> dict[str, str] | None:
    """Return a form as a browser sends it, one text for the redirect URIs, `None` where it cannot be."""
    if type(data) is not dict or not set(data) <= {*FIELDS}:
        return None
    texts = {name: value for name, value in data.items() if value is not None}
    texts |= {name: "yes" if value else "no" for name, value in texts.items() if isinstance(value, bool)}
    uris = texts.pop("redirect_uris", [])
    if not isinstance(uris, list | tuple) or not all(isinstance(value, str) for value in (*uris, *texts.values())):
        return None
    if any("\n" in uri or "\r" in uri or not uri.strip() for uri in uris):
        return None
    return {**texts, "redirect_uris": "\n".join(uris)}


def messages(data: Any) -> dict[str, set[str]]:
    """Return the messages of the errors by field."""
    found: dict[str, set[str]] = {}
    for name, said in form_messages(check(data, policy=LATEST)).items():
        errors = {each.text for each in said if each.severity == "error"}
        found |= {name: errors} if errors else {}
    return found


FORMS = form_data(policy=LATEST) | faulty_form_data(policy=LATEST).map(lambda drawn: drawn[0])


def test_django(django: Any) -> None:
    from django_form import RegistrationForm

    @FEW
    @given(FORMS)
    def holds(data: Any) -> None:
        sent = as_sent(data)
        if sent is None:
            return
        form = RegistrationForm(sent)
        assert {name: set(said) for name, said in form.errors.items()} == messages(from_form(sent))
        assert form.is_valid() is check(from_form(sent), policy=LATEST).ok

    holds()


def test_django_rest_framework(django: Any) -> None:
    import drf_serializer
    from rest_framework.test import APIRequestFactory

    send, view = APIRequestFactory().post, drf_serializer.Registrations.as_view()
    taken = view(send("/requests", GOOD, format="json"))
    assert (taken.status_code, taken.data["request"]) == (201, parse(GOOD, policy=LATEST).to_dict())

    @FEW
    @given(FORMS)
    def holds(data: Any) -> None:
        if data is None:  # to a serializer: nothing was sent
            return
        report = check(data, policy=LATEST)
        serializer = drf_serializer.RegistrationSerializer(data=data)
        assert serializer.is_valid() is report.ok
        if report.ok:
            assert serializer.save() == parse(data, policy=LATEST)
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


def test_wtforms() -> None:
    from werkzeug.datastructures import MultiDict
    from wtforms_form import RegistrationForm

    @FEW
    @given(FORMS)
    def holds(data: Any) -> None:
        sent = as_sent(data)
        if sent is None:
            return
        form = RegistrationForm(MultiDict(sent))
        expected = messages(from_form(sent))
        assert form.validate() is (not expected)
        assert {name: set(said) for name, said in form.errors.items() if said} == expected

    holds()
    repeated = MultiDict([(name, text) for name, text in to_form(GOOD).items() if name != "redirect_uris"])
    repeated.setlist("redirect_uris", ["https://university.edu/a", "http://evil.edu/b"])
    form = RegistrationForm(repeated, language="fr")
    assert not form.validate()
    assert [each.text for each in form_messages(form.report)["redirect_uris"]] == list(form.errors["redirect_uris"])
    assert str(form.errors["redirect_uris"][0]).startswith("2. Utilisez https")
    kinds = {name: type(field).__name__ for name, field in form._fields.items()}
    assert (kinds["contact_email"], kinds["integration_type"], kinds["homepage_url"]) == (
        "EmailField",
        "RadioField",
        "URLField",
    )


def test_the_types_of_pydantic() -> None:
    from pydantic import ValidationError
    from pydantic_types import Integration

    good = {"name": "Repository", "callback": "https://university.edu/orcid", "support": "orcid@university.edu"}
    assert Integration(**good).model_dump() == {**good, "further": []}
    with pytest.raises(ValidationError) as caught:
        Integration(**{**good, "callback": "http://university.edu/q7#x", "further": ["https://university.edu/q7#y"]})
    found = [(each["type"], each["loc"]) for each in caught.value.errors()]
    assert found == [
        ("redirect_uri.https_required", ("callback",)),
        ("redirect_uri.fragment", ("callback",)),
        ("redirect_uri.fragment", ("further", 0)),
    ]
    assert "q7" not in str(caught.value)


def test_marshmallow() -> None:
    import marshmallow_schema
    from marshmallow import ValidationError

    schema = marshmallow_schema.RegistrationSchema()

    @FEW
    @given(FORMS)
    def holds(data: Any) -> None:
        if type(data) is not dict or not all(isinstance(key, str) for key in data):
            return
        report = check(data, policy=LATEST)
        if report.ok:
            assert schema.load(data) == parse(data, policy=LATEST)
            return
        with pytest.raises(ValidationError) as caught:
            schema.load(data)
        flat = json.dumps(caught.value.messages, ensure_ascii=False)
        assert all(json.dumps(error.message, ensure_ascii=False)[1:-1] in flat for error in report.errors)
        assert set(caught.value.messages) == {error.field or "_schema" for error in report.errors}

    holds()
    wrong = {**GOOD, "redirect_uris": ["https://university.edu/a", "http://university.edu/b"]}
    with pytest.raises(ValidationError) as french:
        marshmallow_schema.RegistrationSchema(language="fr").load(wrong)
    (said,) = french.value.messages["redirect_uris"][1]  # type: ignore[call-overload]
    assert (said["code"], said["suggestion"]) == ("redirect_uri.https_required", "https://university.edu/b")
    assert said["message"].startswith("Utilisez https")


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


def test_django_sees_every_value_that_was_sent(django: Any) -> None:
    from django.http import QueryDict
    from django_form import RegistrationForm

    query = QueryDict(mutable=True)
    for name, text in to_form(GOOD).items():
        query[f"p-{name}"] = text
    query.setlist("p-redirect_uris", ["https://university.edu/a", "http://evil.edu/b"])
    prefixed = RegistrationForm(query, prefix="p")
    assert list(prefixed.errors) == ["redirect_uris"]
    fixed = prefixed.fixed("/redirect_uris/1")
    assert fixed.is_valid()
    assert fixed.sent["redirect_uris"] == ["https://university.edu/a", "https://evil.edu/b"]
    query.setlist("p-redirect_uris", ["https://university.edu/a"])
    assert RegistrationForm(query, prefix="p").is_valid()
    assert not RegistrationForm(query).is_valid()


@pytest.mark.parametrize("body", HOSTILE, ids=lambda body: body[:30])
def test_no_hostile_request_breaks_a_form_or_a_schema(django: Any, body: str) -> None:
    import marshmallow_schema
    from cattrs import BaseValidationError
    from cattrs_structure import Deployment, converter
    from django_form import RegistrationForm
    from marshmallow import ValidationError
    from werkzeug.datastructures import MultiDict
    from wtforms_form import RegistrationForm as WTForm

    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        data = body
    members = data if isinstance(data, dict) else {"description": body}
    sent = {name.encode("utf-8", "replace").decode(): str(value).encode("utf-8", "replace").decode() for name, value in members.items()}  # fmt: skip
    assert not WTForm(MultiDict(sent)).validate()
    assert not RegistrationForm(members).is_valid()
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
    import marshmallow_schema
    from cattrs import ClassValidationError
    from cattrs_structure import Deployment, converter, findings
    from django_form import RegistrationForm
    from marshmallow import ValidationError
    from werkzeug.datastructures import MultiDict
    from wtforms_form import RegistrationForm as WTForm

    expected = messages(data)
    sent = as_sent(data)
    assert sent is not None

    form = RegistrationForm(sent)
    assert {name: set(said) for name, said in form.errors.items()} == expected

    fields = WTForm(MultiDict(sent))
    assert fields.validate() is (not expected)
    assert {name: set(said) for name, said in fields.errors.items() if said} == expected

    loaded: Any = {}
    try:
        assert marshmallow_schema.RegistrationSchema().load(data) == parse(data, policy=LATEST)
    except ValidationError as error:
        loaded = error.messages
    flat = {
        name: [each for item in (said.values() if isinstance(said, dict) else [said]) for each in item]
        for name, said in loaded.items()
    }
    assert {name: sorted(each["code"] for each in said) for name, said in flat.items()} == {
        name: sorted(each.code for each in found if each.severity == "error")
        for name, found in check(data, policy=LATEST).by_field().items()
        if any(each.severity == "error" for each in found)
    }

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
    refused = not check(data).ok
    assert registered.status_code == (400 if refused else 201)
    if refused:
        assert registered.get_json() == client_metadata_error(check(data))
