"""The JavaScript form in a browser: drawn, checked while it is filled in, checked by the server, fixed, sent."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from browsing import shot
from playwright.sync_api import Browser, Page, expect

from orcid_clientreq import Policy, check
from orcid_clientreq.interop import form_fields, json_schema
from orcid_clientreq.rules.model import good_request

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs" / "examples" / "javascript_form"))


LATEST = Policy(edition="latest")
GOOD = good_request("2023")


def fill(page: Page, request: dict[str, Any]) -> None:
    """Fill the form in as a person does."""
    for each in form_fields(policy=LATEST):
        value = "" if request.get(each.name) is None else request[each.name]
        if each.choices:
            answer = {True: "yes", False: "no"}.get(value, value)  # type: ignore[call-overload]
            page.locator(f"[name={each.name}]").evaluate_all("all => all.forEach(each => { each.checked = false; })")
            if answer:
                page.locator(f"[name={each.name}][value={answer}]").check()
        else:
            page.locator(f"[name={each.name}]").fill("\n".join(value) if isinstance(value, list) else value)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    from server import create_server

    server = create_server(0)
    Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page(viewport={"width": 800, "height": 1100})
    problems: list[Any] = []
    page.on("pageerror", lambda error: problems.append(error))
    page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
    yield page
    page.close()
    assert problems == []
    server.shutdown()
    server.server_close()


def test_the_form_in_a_browser(page: Page) -> None:
    for each in form_fields(policy=LATEST):
        if each.choices:
            group = page.get_by_role("group", name=each.label)
            expect(group.get_by_role("radio")).to_have_count(len(each.choices))
            for label in each.choice_labels:
                expect(group.get_by_label(label, exact=True)).to_have_attribute("name", each.name)
        else:
            expect(page.get_by_label(each.label, exact=True)).to_have_attribute("name", each.name)
            kind = "textarea" if each.multiple else each.type
            expect(page.get_by_label(each.label, exact=True)).to_have_js_property("type", kind)
        expect(page.locator(f"#{each.name}-help")).to_have_text(each.help)

    # While a person types: the schema.
    page.locator("#redirect_uris").fill("https://university.edu/orcid\nhttp://university.edu/orcid")
    page.locator("#redirect_uris").blur()
    expect(page.locator("#redirect_uris-error")).to_have_text("Please check this.")

    # After a click: the library, by problem details.
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#redirect_uris-error")).to_contain_text("Use https instead of http")
    expect(page.locator("#contact_email-error")).to_contain_text("Enter the email address")
    expect(page.locator("#staff_notes-error")).to_be_empty()

    fill(page, GOOD)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("output")).to_have_text("There are no errors.")
    expect(page.locator(".said:not(:empty)")).to_have_count(0)


def test_a_suggestion_is_a_button_and_a_warning_stays(page: Page) -> None:
    uris = ["https://university.edu/a", "http://university.edu/b#x"]
    fill(page, {**GOOD, "homepage_url": "http://university.edu/", "redirect_uris": uris})
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#redirect_uris-error p")).to_have_count(2)
    expect(page.locator("#redirect_uris-error p").first).to_contain_text("2. Use https")
    expect(page.locator("#redirect_uris-error button")).to_have_count(1)
    page.get_by_role("button", name="→ https://university.edu/b").click()
    expect(page.locator("#redirect_uris-error")).to_be_empty()
    expect(page.locator("#redirect_uris")).to_have_value("https://university.edu/a\nhttps://university.edu/b")
    expect(page.locator("output")).to_have_text("There are no errors.")
    expect(page.locator("#homepage_url-error .warning")).to_have_count(1)
    page.get_by_role("button", name="→ https://university.edu/", exact=True).click()
    expect(page.locator(".said:not(:empty)")).to_have_count(0)


def test_the_page_is_in_the_language_of_the_browser(browser: Browser, page: Page) -> None:
    arabic = browser.new_context(locale="ar-EG").new_page()
    arabic.goto(page.url.partition("?")[0])
    expect(arabic.locator("html")).to_have_attribute("dir", "rtl")
    expect(arabic.locator("label[for=description]")).to_have_text(
        next(each.label for each in form_fields(policy=LATEST, language="ar") if each.name == "description")
    )
    arabic.context.close()


REQUESTS = sorted((ROOT / "docs" / "examples" / "requests").glob("*.json"))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("path", REQUESTS, ids=lambda path: path.stem)
def test_the_real_requests(page: Page, path: Path, language: str) -> None:
    request = json.loads(path.read_text(encoding="utf-8"))["request"]
    page.goto(f"{page.url.partition('?')[0]}?language={language}")
    page.locator("form > button").wait_for()
    fill(page, request)
    with page.expect_response("**/check*"):
        page.locator("form > button").click()
    for name, findings in check(request, policy=LATEST, language=language).by_field().items():
        for finding in findings:
            if name:
                expect(page.locator(f"#{name}-error")).to_contain_text(finding.message)
    if path.stem.startswith("7"):
        shot(page, f"form-{language}")


SAMPLES = [
    *(
        "https://a.edu",
        "http://a.edu/#x",
        "https://a.edu/b\n",
        "https://a@b.edu/",
        "https://*.edu",
        "HTTPS://[::1]:1/%20?a[]",
    ),
    *(
        "a@b.edu",
        "A <a@b.edu>",
        "a@b.edu\n",
        "ü@b.edu",
        "\u00a0",
        "\u3000\u2028",
        "\ufeff",
        "\x85",
        "\x1c",
        "\u180e",
        "\u200b",
    ),
    *("yes", " NO ", "Certified service-provider", "premium\n", "APP-0123456789ABCDEF", "APP-0123456789ABCDEF\n"),
    *("\u202e", "a\u2069", "🧬", "", "production", " sandbox", "2020-01", "K", "ſ", "İ"),
]


def test_expressions_mean_the_same_in_javascript(page: Page) -> None:
    from orcid_clientreq import SANDBOX

    policies = [Policy(), SANDBOX, Policy(edition="2022-sandbox", environment="sandbox"), Policy(edition="2023")]

    def expressions(schema: Any) -> Iterator[str]:
        if isinstance(schema, dict):
            yield from ([schema["pattern"]] if isinstance(schema.get("pattern"), str) else [])
        for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []:
            yield from expressions(part)

    import re

    found = sorted({each for policy in policies for each in expressions(json_schema(policy=policy))})
    assert len(found) >= 12
    read = "([patterns, texts]) => patterns.map(p => texts.map(t => new RegExp(p, 'u').test(t)))"
    expected = [[re.search(pattern, text) is not None for text in SAMPLES] for pattern in found]
    assert page.evaluate(read, [found, SAMPLES]) == expected
