"""The checker in a browser: filled in with real requests, fixed by clicks, copied, and nothing sent anywhere."""

from __future__ import annotations

import json
import re
import time
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
    fixed = apply_suggestions(document["request"], check(document["request"], policy=policy))
    expect(page.locator(".findings a")).to_have_count(len(found(fixed, policy)))
    assert sorted(codes(page)) == found(fixed, policy)

    page.select_option("#example", path.name)  # and all at once
    expect(page.locator(".findings a")).to_have_count(len(found(document["request"], policy)))
    if page.locator("#fix").is_enabled():
        page.locator("#fix").click()
    expect(page.locator(".findings a")).to_have_count(len(found(fixed, policy)))


def test_a_request_that_is_right_is_copied_and_downloaded(page: Page) -> None:
    expect(page.locator("#copy")).to_be_disabled()
    fill(page, dict(GOOD_REQUEST))
    expect(page.locator("#summary")).to_have_text("0 errors, 0 warnings")
    shot(page, "fixed")
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


def test_a_list_that_is_pasted_keeps_what_stood_in_its_row(page: Page) -> None:
    page.locator("#redirect_uris-0").fill("https://university.edu/keep")
    page.evaluate("navigator.clipboard.writeText('https://a.edu/1\\nhttps://a.edu/2')")
    page.locator("#redirect_uris-0").press("Control+V")
    expect(page.locator("#redirect_uris-rows input")).to_have_count(3)
    expect(page.locator("#redirect_uris-0")).to_have_value("https://university.edu/keep")
    expect(page.locator("#redirect_uris-2")).to_be_focused()


def test_a_row_with_two_uris_is_split_by_a_click(page: Page) -> None:
    page.locator("#redirect_uris-0").fill("https://a.edu/1 https://a.edu/2")
    page.locator("#redirect_uris-findings button").click()
    expect(page.locator("#redirect_uris-rows input")).to_have_count(2)
    expect(page.locator("#redirect_uris-1")).to_have_value("https://a.edu/2")
    expect(page.locator("#redirect_uris-findings li")).to_have_count(0)


def test_the_numbers_in_findings_are_those_of_the_rows(page: Page) -> None:
    fill(page, {"redirect_uris": ["", "https://a.edu/1", "https://a.edu/1"]})
    expect(page.locator("#redirect_uris-findings li")).to_have_count(2)
    expect(page.locator("#redirect_uris-findings")).to_contain_text("number 2 in the list")
    expect(page.locator("#redirect_uris-2")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#redirect_uris-0")).to_have_attribute("aria-invalid", "true")


def test_what_is_copied_is_what_stands_there(page: Page) -> None:
    fill(page, dict(GOOD_REQUEST))
    expect(page.locator("#copy")).to_be_enabled()
    page.evaluate("navigator.clipboard.writeText('before')")
    page.evaluate(
        "() => { const input = document.getElementById('homepage_url'); input.value = 'http:///';"
        " input.dispatchEvent(new Event('input')); document.getElementById('copy').click(); }"
    )
    expect(page.locator("#summary")).to_contain_text("1 error")
    expect(page.locator("#done")).to_have_text("")
    assert page.evaluate("navigator.clipboard.readText()") == "before"


def test_the_example_that_was_chosen_last_is_shown(page: Page) -> None:
    page.route("**/examples/2-pure.json", lambda route: (page.wait_for_timeout(600), route.continue_()))
    page.select_option("#example", "2-pure.json")
    page.select_option("#example", "3-rspace.json")
    page.wait_for_timeout(900)
    document = json.loads((ROOT / "docs" / "examples" / "requests" / "3-rspace.json").read_text(encoding="utf-8"))
    expect(page.locator("#homepage_url")).to_have_value(document["request"]["homepage_url"])
    page.unroute("**/examples/2-pure.json")


def test_what_fails_without_a_connection_or_a_permission_is_said(opened: Open) -> None:
    page = opened()
    page.context.clear_permissions()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')); }")
    fill(page, dict(GOOD_REQUEST))
    page.locator("#copy").click()
    expect(page.locator("#done")).to_contain_text("does not let this page copy")
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('offline')); }")
    page.select_option("#example", "2-pure.json")
    expect(page.locator("#done")).to_contain_text("could not be loaded")
    expect(page.locator("#example")).to_have_value("")
    expect(page.locator("#homepage_url")).to_have_value(GOOD_REQUEST["homepage_url"])
    page.context.close()


def test_a_megabyte_of_text_is_taken_at_once(page: Page) -> None:
    page.evaluate("navigator.clipboard.writeText('a '.repeat(500_000))")
    page.locator("#description").click()
    start = time.monotonic()
    page.keyboard.press("Control+V")
    expect(page.locator("#description-findings")).to_contain_text("5000", timeout=60_000)
    assert page.locator("#description").get_attribute("dir") == "ltr"
    assert time.monotonic() - start < 20  # not the minute that it takes where it is quadratic


def test_editions_and_languages(page: Page) -> None:
    page.select_option("#edition", "2022-sandbox")
    expect(page.locator("#environment")).to_have_value("sandbox")
    expect(page.locator("#pin_contact_email")).to_have_count(0)
    page.select_option("#edition", "2023")
    page.select_option("#environment", "production")
    page.select_option("#language", "ar")
    inputs = form_fields(Policy(edition="2023"), "ar")
    assert page.locator(".field .name").all_text_contents() == [each.label for each in inputs]
    assert page.locator(".field .original").all_text_contents() == [each.orcid_label for each in inputs]
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("html").get_attribute("lang") == "ar"
    expect(page.locator("#fix")).to_have_text("تطبيق كل الاقتراحات")
    page.select_option("#language", "de")
    form = good_request(Policy(edition="2023").edition)
    fill(
        page,
        {name: value for name, value in form.items() if isinstance(value, str | list) and name != "integration_type"},
    )
    page.locator("#integration_type-other").check()
    page.locator("#authenticates_users-yes").check()
    page.locator("#update_existing-yes").check()
    expect(page.locator("#existing_client_id-findings")).to_contain_text("Geben Sie die Client-ID der Zugangsdaten an")
    page.locator("#existing_client_id").fill("APP-0123456789ABCDEF")
    expect(page.locator("#staff_notes-findings")).to_contain_text("Geben Sie in den Anmerkungen an, wann Ih")
    expect(page.locator("#summary")).to_have_text("0 Fehler, 1 Warnung")


def test_the_page_speaks_the_language_of_the_browser_or_of_its_address(opened: Open, address: str) -> None:
    page = opened(locale="fr-CA")
    expect(page.locator("h1")).to_have_text("Vérifier une demande d’identifiants ORCID")
    expect(page.locator("#language")).to_have_value("fr")
    page.goto(f"{address}?language=de")
    expect(page.locator("#clear")).to_be_visible(timeout=60_000)
    expect(page.locator("#clear")).to_have_text("Neu beginnen")
    shot(page, "german")
    for tag in ("constructor", "__proto__", "toString", "valueOf-x"):
        page.goto(f"{address}?language={tag}")
        expect(page.locator("#language")).to_have_value("fr", timeout=60_000)
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
