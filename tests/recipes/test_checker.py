"""The checker in a browser: filled in with real requests, mended by clicks, copied, and nothing sent anywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import shot
from playwright.sync_api import Browser, Page, expect

from orcid_clientreq import Policy, apply_suggestions, check
from orcid_clientreq.interop import form_fields
from orcid_clientreq.messages import LANGUAGES
from orcid_clientreq.rules.model import GOOD_REQUEST, good_request

ROOT = Path(__file__).parents[2]
REQUESTS = sorted((ROOT / "docs" / "examples" / "requests").glob("*.json"))


@pytest.fixture(scope="module")
def address(site: str) -> str:
    return f"{site}checker/"


Open = Callable[..., Page]
Axe = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Iterator[Open]:
    problems: list[str] = []
    asked: set[str] = set()

    def opened(**options: Any) -> Page:
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], **options)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: asked.add(request.url))
        page.goto(address)
        expect(page.locator("#checker")).to_be_visible(timeout=60_000)
        return page

    yield opened
    assert problems == []
    origin = address.removesuffix("checker/")
    assert [url for url in asked if not url.startswith((origin, "blob:", "data:"))] == []


@pytest.fixture(scope="module")
def page(opened: Open) -> Page:
    return opened(viewport={"width": 1000, "height": 1200})


@pytest.fixture(autouse=True)
def anew(request: pytest.FixtureRequest) -> None:
    if "page" in request.fixturenames:
        page: Page = request.getfixturevalue("page")
        page.locator("#clear").click()
        page.select_option("#edition", "2020-01")
        page.select_option("#environment", "production")
        page.select_option("#language", "en")


def codes(page: Page) -> list[str]:
    return page.locator(".findings a").all_text_contents()


def found(data: Any, policy: Policy) -> list[str]:
    return sorted(finding.code for finding in check(data, policy=policy).findings)


def fill(page: Page, data: dict[str, Any]) -> None:
    for name, value in data.items():
        if name != "redirect_uris":
            page.locator(f"#{name}").fill(value)
            continue
        for index, uri in enumerate(value):
            if index:
                page.locator("#redirect_uris-add").click()
            page.locator(f"#redirect_uris-{index}").fill(uri)


@pytest.mark.parametrize("path", REQUESTS, ids=lambda path: path.stem)
def test_the_real_requests(page: Page, path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    policy = Policy(environment=document["environment"])
    page.select_option("#environment", document["environment"])
    fill(page, document["request"])
    if not document["request"]:
        page.select_option("#example", path.name)
    expect(page.locator(".findings a")).to_have_count(len(found(document["request"], policy)))
    assert sorted(codes(page)) == found(document["request"], policy)
    if path.stem.startswith("4"):
        shot(page, "findings")

    for _ in range(12):  # click one after the other
        buttons = page.locator("button.suggestion")
        if buttons.count() == 0:
            break
        buttons.first.click()
    mended = apply_suggestions(document["request"], check(document["request"], policy=policy))
    expect(page.locator(".findings a")).to_have_count(len(found(mended, policy)))
    assert sorted(codes(page)) == found(mended, policy)

    page.select_option("#example", path.name)  # and all at once
    expect(page.locator(".findings a")).to_have_count(len(found(document["request"], policy)))
    if page.locator("#mend").is_enabled():
        page.locator("#mend").click()
    expect(page.locator(".findings a")).to_have_count(len(found(mended, policy)))


def test_a_request_that_is_right_is_copied_and_downloaded(page: Page) -> None:
    expect(page.locator("#copy")).to_be_disabled()
    fill(page, dict(GOOD_REQUEST))
    expect(page.locator("#summary")).to_have_text("0 errors, 0 warnings")
    shot(page, "mended")
    page.locator("#copy").click()
    expect(page.locator("#done")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").splitlines()[:2] == [
        "Contact email address",
        GOOD_REQUEST["contact_email"],
    ]
    with page.expect_download() as download:
        page.locator("#download").click()
    kept = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert check(kept).ok
    assert kept["redirect_uris"] == GOOD_REQUEST["redirect_uris"]


def test_rows_come_and_go_and_take_a_list_that_is_pasted(page: Page) -> None:
    page.locator("#redirect_uris-0").click()
    page.evaluate("navigator.clipboard.writeText('https://a.edu/1\\nhttps://a.edu/2\\n\\nhttp://a.edu/3')")
    page.keyboard.press("Control+V")
    expect(page.locator("#redirect_uris-rows input")).to_have_count(3)
    expect(page.locator("#redirect_uris-findings")).to_contain_text("3")
    expect(page.locator("#redirect_uris-2")).to_have_attribute("aria-invalid", "true")
    page.locator("#redirect_uris-rows button").nth(2).click()
    expect(page.locator("#redirect_uris-rows input")).to_have_count(2)
    expect(page.locator("#redirect_uris-findings li")).to_have_count(0)


def test_editions_and_languages(page: Page) -> None:
    page.select_option("#edition", "2022-sandbox")
    expect(page.locator("#environment")).to_have_value("sandbox")
    expect(page.locator("#pin_contact_email")).to_have_count(0)
    page.select_option("#edition", "2023")
    page.select_option("#environment", "production")
    page.select_option("#language", "ar")
    labels = [each.label for each in form_fields(Policy(edition="2023"), "ar")]
    assert page.locator(".field > label:not(.radio), legend").all_text_contents() == labels
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("html").get_attribute("lang") == "ar"
    expect(page.locator("#mend")).to_have_text("قبول كل الاقتراحات")
    page.select_option("#language", "de")
    form = good_request(Policy(edition="2023").edition)
    fill(
        page,
        {name: value for name, value in form.items() if isinstance(value, str | list) and name != "integration_type"},
    )
    page.locator("#integration_type-other").check()
    page.locator("#authenticates_users-yes").check()
    page.locator("#update_existing-yes").check()
    expect(page.locator("#existing_client_id-findings")).to_contain_text("Geben Sie die Client-iD der Zugangsdaten an")
    page.locator("#existing_client_id").fill("APP-0123456789ABCDEF")
    expect(page.locator("#staff_notes-findings")).to_contain_text("Erwähnen Sie die Vorführung")
    expect(page.locator("#summary")).to_have_text("Fehler: 0, Warnungen: 1")


def test_the_page_speaks_the_language_of_the_browser_or_of_its_address(opened: Open, address: str) -> None:
    page = opened(locale="fr-CA")
    expect(page.locator("h1")).to_have_text("Vérifier une demande d’identifiants ORCID")
    expect(page.locator("#language")).to_have_value("fr")
    page.goto(f"{address}?language=de")
    expect(page.locator("#clear")).to_be_visible(timeout=60_000)
    expect(page.locator("#clear")).to_have_text("Neu beginnen")
    shot(page, "german")
    page.context.close()


def test_every_language_has_every_word() -> None:
    words = json.loads((ROOT / "docs" / "checker" / "words.json").read_text(encoding="utf-8"))
    assert set(words) == set(LANGUAGES)
    for texts in words.values():
        assert texts.keys() == words["en"].keys()
        assert all(texts.values())
        assert set(re.findall("{(.*?)}", texts["add"] + texts["remove"])) == {"label", "number"}
    html = (ROOT / "docs" / "checker" / "index.html").read_text(encoding="utf-8")
    assert all(words["en"][name] in html for name in ("title", "intro", "problem"))


def test_by_keyboard_alone(page: Page) -> None:
    page.locator("#contact_email").focus()
    page.keyboard.type("ORCID <orcid@university.edu>")
    button = page.locator("#contact_email-findings button")
    expect(button).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#contact_email")).to_have_value("orcid@university.edu")
    expect(page.locator("#contact_email")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 360])
def test_it_is_accessible_and_fits(opened: Open, axe: Axe, scheme: str, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    shot(page, f"empty-{scheme}-{width}")
    for state in ("empty", "findings"):
        if state == "findings":
            page.select_option("#example", "7-single-page-app.json")
            expect(page.locator(".findings li").first).to_be_visible()
            shot(page, f"findings-{scheme}-{width}")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_without_webassembly_there_is_a_plain_message(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(address)
    expect(page.get_by_role("alert")).to_contain_text("needs WebAssembly")
    expect(page.locator("#checker")).to_be_hidden()
    page.close()


def test_a_strict_policy_keeps_everything_on_the_page(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    policy = page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert policy.startswith("default-src 'none'")
    assert "connect-src 'self'" in policy
    assert "unsafe-inline" not in policy
    blocked = page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'blocked')")
    assert blocked == "blocked"
    page.close()
