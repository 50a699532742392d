"""The recipes in applications that have routes of their own: nothing else changes, and nothing of a finding is lost."""

from __future__ import annotations

import json
import re
import runpy
import sys
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import jsonschema
import pytest
from playwright.sync_api import Browser

from orcid_clientreq import Policy, check, parse
from orcid_clientreq.interop import (
    form_fields,
    form_messages,
    from_form,
    json_schema,
    problem_details,
    problem_schema,
    to_form,
)
from orcid_clientreq.rules.model import good_request

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(Path(__file__).parent / "hosts"), str(ROOT / "docs/examples/frameworks")]
LATEST = Policy(edition="latest")
GOOD = good_request("2023")
#: An error with two suggestions in the second row, and warnings at the home page and the third row.
BAD = {
    **GOOD,
    "homepage_url": "http://university.edu/",
    "redirect_uris": ["https://university.edu/a", "http://university.edu/b#x", "https://university.edu"],
    "integration_type": "",
}
WARNED = {**GOOD, "homepage_url": "http://university.edu/"}
LANGUAGES = [("en", "en"), ("fr-CA,fr;q=0.9,en;q=0.5", "fr")]
in_two_languages = pytest.mark.parametrize(("accepted", "language"), LANGUAGES)
HEADERS = ["nl", "", "*", "fr;q=0.9, en", "nl,fr;q=0.9", ";;;", "q", "fr;q=abc", "\xff", "x" * 5000]


def pieces() -> Iterator[bytes]:
    """Yield a body of unknown length."""
    yield b'{"number": 1, '
    yield b'"lines": []}'


#: Method, path and what is sent: what other routes of an application are asked.
OTHERS: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/invoices", {"json": {"number": 1, "lines": ["a"]}}),
    ("POST", "/invoices", {"json": {"number": "x"}}),
    ("POST", "/invoices", {"content": b"{"}),
    ("POST", "/invoices", {"content": b"", "headers": {"content-type": "application/json"}}),
    ("GET", "/items/3", {}),
    ("GET", "/items/abc", {}),
    ("GET", "/items/3?limit=11", {}),
    ("HEAD", "/items/3", {}),
    ("PUT", "/items/3", {"json": {"number": 2, "lines": ["a", "b", "c", "d"]}}),
    ("PUT", "/items/3", {"json": {"number": 2, "lines": []}}),
    ("DELETE", "/items/3", {}),
    ("OPTIONS", "/items/3", {}),
    ("GET", "/nothing", {}),
    ("POST", "/upload", {"content": b"x" * 3_000_000}),
]


# What the pages say to write


PAGES = Path(__file__).parents[2] / "docs" / "how-to" / "frameworks"
SNIPPETS = [
    pytest.param(page.stem, text, id=f"{page.stem}-{number}")
    for page in sorted(PAGES.glob("*.md"))
    for number, text in enumerate(re.findall(r"(?ms)^```py\n(.*?)^```$", page.read_text(encoding="utf-8")))
]


@pytest.mark.parametrize(("page", "text"), SNIPPETS)
def test_what_is_written_in_an_application_works(django: Any, page: str, text: str) -> None:
    import fastapi as framework
    import flask
    from django.urls import path

    app = framework.FastAPI() if page == "fastapi" else flask.Flask("host")
    names = {"__name__": "django_host.models", "app": app, "path": path, "data": GOOD}
    before = set(names)
    exec(text, names)  # noqa: S102 - as a reader runs it
    assert set(names) - before


def test_the_command_of_click_prints_the_message_alone() -> None:
    from click.testing import CliRunner

    (text,) = re.findall(r"(?ms)^```py\n(.*?)^```$", (PAGES / "argparse.md").read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    exec(text, names)  # noqa: S102 - as a reader runs it
    refused = CliRunner().invoke(names["register"], ["--callback", "https://university.edu/q7#x"])
    assert refused.exit_code == 2
    assert "Invalid value for '--callback': Remove the # and everything after it" in refused.output
    assert "q7" not in refused.output
    taken = CliRunner().invoke(names["register"], ["--callback", "https://university.edu/q7"])
    assert taken.output == "registered https://university.edu/q7\n"


def test_the_pages_have_snippets_and_files_to_download() -> None:
    assert len(SNIPPETS) >= 9
    for page in PAGES.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        shown = {*re.findall(r"```\{literalinclude\} (\S+)", text)}
        assert shown == {*re.findall(r"\{download\}`[^`<]+<([^>]+)>`", text)}
        assert all((page.parent / file).exists() for file in shown)


# FastAPI


@pytest.fixture(scope="module")
def fastapi() -> Any:
    from fastapi.testclient import TestClient
    from fastapi_host import create_app
    from fastapi_router import router

    return TestClient(create_app(router), raise_server_exceptions=False)


def test_fastapi_changes_no_other_route(fastapi: Any) -> None:
    from fastapi.testclient import TestClient
    from fastapi_host import create_app

    alone = TestClient(create_app(), raise_server_exceptions=False)
    preflight = {"origin": "https://ui.university.edu", "access-control-request-method": "DELETE"}
    others = [
        *OTHERS,
        ("OPTIONS", "/items/3", {"headers": preflight}),
        ("OPTIONS", "/invoices", {"headers": preflight}),
    ]
    for method, path, sent in others:
        before, after = alone.request(method, path, **sent), fastapi.request(method, path, **sent)
        assert (after.status_code, after.content, after.headers) == (before.status_code, before.content, before.headers)
    assert fastapi.request("OPTIONS", "/items/3", headers=preflight).status_code == 200
    assert fastapi.delete("/items/3").status_code == 204
    chunked = [
        client.post("/invoices", content=pieces(), headers={"content-type": "application/json"})
        for client in (alone, fastapi)
    ]
    assert [each.status_code for each in chunked] == [201, 201]
    before, after = (client.get("/openapi.json").json() for client in (alone, fastapi))
    assert set(after["paths"]) - set(before["paths"]) == {"/credential-requests"}
    assert {**after, "paths": {path: after["paths"][path] for path in before["paths"]}} == before


@in_two_languages
def test_fastapi_tells_everything_in_the_visitors_language(fastapi: Any, accepted: str, language: str) -> None:
    headers = {"accept-language": accepted}
    refused = fastapi.post("/credential-requests", json=BAD, headers=headers)
    report = check(BAD, policy=LATEST, language=language)
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    assert (refused.headers["content-language"], refused.headers["vary"]) == (language, "Accept-Language, Origin")
    assert refused.json() == problem_details(report)
    assert refused.json()["errors"][1]["combined_suggestion"] == "https://university.edu/b"
    taken = fastapi.post("/credential-requests", json=WARNED, headers=headers)
    warnings = problem_details(check(WARNED, policy=LATEST, language=language))["errors"]
    assert taken.status_code == 201
    assert taken.json() == {"request": parse(WARNED, policy=LATEST).to_dict(), "warnings": warnings}
    assert [each["code"] for each in warnings] == ["homepage_url.insecure"]
    chunks = (piece.encode() for piece in json.dumps(GOOD).partition(","))
    assert fastapi.post("/credential-requests", content=chunks).status_code == 201


def test_fastapi_describes_the_form_and_the_errors(fastapi: Any) -> None:
    described = fastapi.get("/openapi.json").json()["paths"]["/credential-requests"]["post"]
    schema = described["requestBody"]["content"]["application/json"]["schema"]
    assert schema == json_schema(policy=LATEST)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(described["responses"]) == {"201", "413", "422"}
    refusal = described["responses"]["422"]["content"]["application/problem+json"]["schema"]
    assert refusal == problem_schema()
    jsonschema.validate(fastapi.post("/credential-requests", json=BAD).json(), refusal)
    taken = described["responses"]["201"]["content"]["application/json"]["schema"]
    jsonschema.validate(fastapi.post("/credential-requests", json=WARNED).json(), taken)


#: Bodies that a client can send: no form, halves of surrogate pairs, too much, and a policy of the client's choice.
HOSTILE = [
    *('[{"description": "x"}]', '"ab"', "5", "true", "null", "[]", '[["client_name", "x"]]', "{", "", "[" * 100_000),
    *(
        '{"description": " \\ud800"}',
        '{"homepage_url": "x.edu/\\ud800"}',
        '{"redirect_uris": ["http://a.edu/\\ud800"]}',
    ),
    *('{"redirect_uris": {}}', '{"redirect_uris": [[]]}', '{"contact_email": 7}', '{"\\ud800": 1}'),
    json.dumps({**GOOD, "redirect_uris": [f"http://bücher{n}.edu/%zz" for n in range(100_000)]}),
    json.dumps({**GOOD, "redirect_uris": ["x" * 2000] * 400}),
]


@pytest.mark.parametrize("body", HOSTILE, ids=lambda body: body[:30])
def test_fastapi_answers_hostile_requests(fastapi: Any, body: str) -> None:
    for headers in ({"content-type": "application/json"}, {}):
        assert fastapi.post("/credential-requests", content=body, headers=headers).status_code in {413, 422}


@pytest.mark.parametrize("member", [{"environment": "sandbox"}, {"edition": "2020-01"}, {"edition": "2022-sandbox"}])
def test_no_client_chooses_the_policy(fastapi: Any, django: Any, member: dict[str, str]) -> None:
    from django.test import Client
    from marshmallow import ValidationError
    from marshmallow_schema import RegistrationSchema

    wrong = {**GOOD, "redirect_uris": ["http://university.edu/a"], **member}
    for answer in (
        fastapi.post("/credential-requests", json=wrong),
        Client().post("/api/credential-requests", wrong, content_type="application/json"),
    ):
        assert answer.status_code == 422
        codes = [error["code"] for error in answer.json()["errors"]]
        assert {"request.policy_mismatch", "redirect_uri.https_required"} <= {*codes}
    with pytest.raises(ValidationError) as caught:
        RegistrationSchema().load(wrong)
    assert set(caught.value.messages) == {*member, "redirect_uris"}


# The pages of Django and of Flask


class OfDjango:
    """The project, asked as a browser asks it."""

    def __init__(self) -> None:
        from django.test import Client

        self.client = Client()

    def ask(self, method: str, data: Any = None, accepted: str = "en") -> tuple[int, str]:
        headers = {"accept-language": accepted}
        answer = (
            self.client.get("/credential-requests", headers=headers)
            if method == "GET"
            else self.client.post(
                "/credential-requests", urlencode(data), "application/x-www-form-urlencoded", headers=headers
            )
        )
        return answer.status_code, answer.content.decode()


class OfFlask:
    """The application, asked as a browser asks it."""

    def __init__(self) -> None:
        from flask_host import create_app
        from flask_page import page

        self.client = create_app(page).test_client()

    def ask(self, method: str, data: Any = None, accepted: str = "en") -> tuple[int, str]:
        answer = self.client.open(
            "/credential-requests", method=method, data=data, headers={"accept-language": accepted}
        )
        return answer.status_code, answer.text


@pytest.fixture(params=[OfDjango, OfFlask])
def site(request: pytest.FixtureRequest, django: Any) -> Any:
    return request.param()


def inputs_of(page: str) -> dict[str, str]:
    """Return the kind of each input by its name."""
    found = re.findall(r"<(input|textarea|select)\b([^>]*)>", page)
    names = [(re.search(r'name="([^"]+)"', rest), re.search(r'type="([^"]+)"', rest), tag) for tag, rest in found]
    return {name[1]: kind[1] if kind else tag for name, kind, tag in names if name}


@in_two_languages
def test_a_page_asks_in_the_visitors_language_with_the_right_inputs(site: Any, accepted: str, language: str) -> None:
    status, page = site.ask("GET", accepted=accepted)
    assert status == 200
    kinds = inputs_of(page)
    for each in form_fields(policy=LATEST, language=language):
        assert escape(each.label) in page
        assert kinds[each.name] == ("textarea" if each.multiple else each.type)
        for choice, label in zip(each.choices, each.choice_labels, strict=True):
            assert re.search(f'value="{choice}"', page)
            assert escape(label) in page
    assert 'class="error"' not in page


@in_two_languages
def test_a_page_shows_rows_warnings_and_one_button_for_each_place(site: Any, accepted: str, language: str) -> None:
    status, page = site.ask("POST", to_form(BAD), accepted)
    assert status == 422
    messages = [
        each for several in form_messages(check(BAD, policy=LATEST, language=language)).values() for each in several
    ]
    said = [unescape(text).strip() for text in re.findall(r'<p class="(?:error|warning)">(.*?)\n', page)]
    assert said == [each.text for each in messages]
    assert re.findall(r'<p class="(\w+)">', page) == [each.severity.value for each in messages]
    buttons = re.findall(r'<button name="fix" value="([^"]+)">→ ([^<]+)</button>', page)
    assert [(pointer, unescape(text)) for pointer, text in buttons] == [
        (each.pointer, each.suggestion) for each in messages if each.suggestion
    ]
    assert ("/redirect_uris/1", "https://university.edu/b") in buttons


def test_a_button_puts_the_suggestion_in_and_the_rest_stays(site: Any) -> None:
    status, page = site.ask("POST", {**to_form(BAD), "fix": "/redirect_uris/1"})
    assert status == 200
    text = unescape(re.search(r"<textarea[^>]*name=\"redirect_uris\"[^>]*>([^<]*)<", page)[1]).strip()  # type: ignore[index]
    assert text.split() == ["https://university.edu/a", "https://university.edu/b", "https://university.edu"]
    assert 'value="http://university.edu/"' in page
    for pointer in ("/redirect_uris/9", "", "\0", "/contact_email", "x" * 100_000):
        assert site.ask("POST", {**to_form(BAD), "fix": pointer})[0] == 200


class OfTheTutorial:
    """The page of the tutorial, in the language of somebody who asks for none."""

    def __init__(self) -> None:
        self.page = runpy.run_path(str(ROOT / "docs/examples/first_page.py"))["page"]

    def ask(self, _method: str, data: Any) -> tuple[int, str]:
        sent = from_form([*data.items()])
        return 200, self.page(sent, check(sent, policy=LATEST), "en")


@pytest.mark.parametrize("of", [OfDjango, OfFlask, OfTheTutorial])
@pytest.mark.usefixtures("django")
def test_enter_sends_what_was_typed_and_applies_no_suggestion(of: Any, browser: Browser) -> None:
    text = of().ask("POST", {**to_form(BAD), "redirect_uris": "http://university.edu/b#x"})[1]
    assert text.count('name="fix"') > 1
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto("http://university.test/credential-requests")
    page.locator("[name=contact_email]").fill("ann@university.edu")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.locator("[name=contact_email]").press("Enter")
    written = dict(parse_qsl(sent.value.post_data or ""))
    assert written["contact_email"] == "ann@university.edu"
    assert written["redirect_uris"] == "http://university.edu/b#x"
    assert "fix" not in written
    pressed = page.locator("form button").first.bounding_box()
    assert pressed is not None
    assert (pressed["width"], pressed["height"]) == (0, 0)
    page.close()


def test_a_page_takes_a_good_request_and_still_shows_its_warnings(site: Any) -> None:
    status, page = site.ask("POST", to_form(WARNED))
    assert (status, page.count('class="warning"'), page.count('class="error"')) == (200, 1, 0)
    assert '<p role="status">' in page
    assert '<p role="status">' not in site.ask("POST", to_form(BAD))[1]


@pytest.mark.parametrize("header", HEADERS)
def test_no_header_is_an_error(site: Any, fastapi: Any, header: str) -> None:
    assert site.ask("GET", accepted=header)[0] == 200
    assert site.ask("POST", to_form(BAD), header)[0] == 422
    assert (
        fastapi.post("/credential-requests", json={}, headers={"accept-language": header.encode("latin-1")}).status_code
        == 422
    )


def test_a_page_escapes_what_was_sent(site: Any) -> None:
    _, page = site.ask("POST", {**to_form(GOOD), "description": "</textarea><script>", "homepage_url": '"><script>'})
    assert "<script>" not in page


def test_a_page_takes_no_policy_and_no_key_of_its_own_from_the_visitor(site: Any) -> None:
    wrong = {**to_form(GOOD), "redirect_uris": "http://university.edu/a"}
    assert site.ask("POST", {**wrong, "environment": "sandbox", "edition": "2020-01"})[0] == 422
    assert site.ask("POST", {**to_form(GOOD), "csrfmiddlewaretoken": "x", "next": "/"})[0] == 200


def test_django_changes_no_other_view(django: Any) -> None:
    from django.test import Client
    from django.test.utils import override_settings

    class Alone:
        """The addresses of the project without the recipes."""

        import django_host

        urlpatterns = django_host.own_urls()

    def answers() -> list[tuple[int, bytes, dict[str, str]]]:
        client = Client(raise_request_exception=False)
        found = []
        for method, path, sent in OTHERS:
            body = json.dumps(sent["json"]).encode() if "json" in sent else sent.get("content", b"")
            if path != "/upload":
                answer = client.generic(method, path, body if body != b"{" else b"[]", "application/json")
                found.append((answer.status_code, answer.content, dict(answer.headers)))
        return found

    with_recipes = answers()
    with override_settings(ROOT_URLCONF=Alone):
        assert answers() == with_recipes
    assert {status for status, *_ in with_recipes} == {200, 204, 404}


def test_flask_changes_no_other_view() -> None:
    from flask_host import create_app
    from flask_page import page

    alone, after = (create_app(*blueprints).test_client() for blueprints in ((), (page,)))
    statuses = set()
    for method, path, sent in OTHERS:
        given = {"data": sent["content"]} if "content" in sent else {"json": sent["json"]} if "json" in sent else {}
        headers = sent.get("headers", {})
        first, second = (client.open(path, method=method, headers=headers, **given) for client in (alone, after))
        assert (second.status_code, second.data, second.headers) == (first.status_code, first.data, first.headers)
        statuses.add(first.status_code)
    assert statuses >= {200, 201, 204, 404}


def test_django_asks_for_the_token(django: Any) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    page = client.get("/credential-requests").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    assert client.post("/credential-requests", to_form(GOOD)).status_code == 403
    assert client.post("/credential-requests", {**to_form(GOOD), "csrfmiddlewaretoken": token[1]}).status_code == 200


# Django REST framework


@in_two_languages
def test_a_view_of_django_rest_framework_tells_everything(django: Any, accepted: str, language: str) -> None:
    from django.test import Client

    headers = {"accept-language": accepted}
    refused = Client().post("/api/credential-requests", BAD, content_type="application/json", headers=headers)
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    assert refused.json() == problem_details(check(BAD, policy=LATEST, language=language))
    taken = Client().post("/api/credential-requests", WARNED, content_type="application/json", headers=headers)
    assert taken.status_code == 201
    assert taken.json()["request"] == parse(WARNED, policy=LATEST).to_dict()
    assert [each["code"] for each in taken.json()["warnings"]] == ["homepage_url.insecure"]
