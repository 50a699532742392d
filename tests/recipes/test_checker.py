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
from playwright.sync_api import Browser, Page, Route, expect

from orcid_clientreq import FormEdition, Policy, __version__, apply_suggestions, check
from orcid_clientreq.interop import form_fields
from orcid_clientreq.messages import LANGUAGES, html_attributes
from orcid_clientreq.rules.model import GOOD_REQUEST, good_request

ROOT = Path(__file__).parents[2]
REQUESTS = sorted((ROOT / "docs" / "examples" / "requests").glob("*.json"))


@pytest.fixture(scope="module")
def address(site: str) -> str:
    return f"{site}checker/"


#: What is said aloud, which the next text soon replaces.
RECORD = """
    window.said = [];
    addEventListener("DOMContentLoaded", () => {
        const live = document.getElementById("live");
        new MutationObserver(() => window.said.push(live.textContent)).observe(live, { childList: true });
    });
"""


def hear(page: Page, text: str) -> None:
    """Wait until something is said aloud."""
    page.wait_for_function("text => window.said.some((each) => each.includes(text))", arg=text)


Open = Callable[..., Page]
Axe = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Iterator[Open]:
    problems: list[str] = []
    asked: set[str] = set()

    def opened(query: str = "", **options: Any) -> Page:
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], **options)
        page = context.new_page()
        page.add_init_script(RECORD)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: asked.add(request.url))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{address}{query}")
        page.wait_for_selector("html[data-ready]", timeout=60_000)
        page.locator("#more summary").click()
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
        page.locator("#request-tab").click()
        if page.locator("#language").input_value() != "en":
            page.select_option("#language", "en")
        expect(page.locator("html")).to_have_attribute("lang", "en")  # it is drawn again by then
        page.locator("#clear").click()
        page.select_option("#edition", "2020-01")
        page.locator("#environment-production").check()
        settled(page)
        page.evaluate("window.said.length = 0")


def settled(page: Page) -> None:
    """Wait until Python has answered what stands there."""
    expect(page.locator("#form")).to_have_attribute("aria-busy", "false")


def choose(page: Page, text: str, name: str) -> None:
    """Look for a system, and choose it from the list."""
    page.locator("#system").fill(text)
    page.locator("#system-list li").filter(has=page.get_by_text(name, exact=True)).click()
    expect(page.locator("#system")).to_have_value(name)


def kept(page: Page, text: str) -> None:
    """Wait until a draft has a text."""
    holds = "text => Object.values(localStorage).some((draft) => draft.includes(text))"
    page.wait_for_function(holds, arg=text, timeout=60_000)


def check_all(page: Page) -> None:
    """Have everything said, also what is missing where nobody has been."""
    page.locator("#all").click()
    settled(page)


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
    page.locator(f"#environment-{document['environment']}").check()
    fill(page, document["request"])
    check_all(page)
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
        settled(page)
    fixed = apply_suggestions(document["request"], check(document["request"], policy=policy))
    expect(page.locator(".findings a")).to_have_count(len(found(fixed, policy)))
    assert sorted(codes(page)) == found(fixed, policy)

    page.select_option("#example", path.name)  # and all at once
    expect(page.locator(".findings a")).to_have_count(len(found(document["request"], policy)))
    if page.locator("#fix").is_enabled():
        page.locator("#fix").click()
    expect(page.locator(".findings a")).to_have_count(len(found(fixed, policy)))


def test_a_request_that_is_right_is_copied_and_downloaded(page: Page) -> None:
    expect(page.locator("#result")).to_be_hidden()
    fill(page, dict(GOOD_REQUEST))
    expect(page.locator("#summary")).to_have_text("Ready to send")
    shot(page, "fixed")
    page.locator("#copy").click()
    expect(page.locator("#copied")).to_contain_text("Copied")
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
    settled(page)
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
    page.locator("#redirect_uris-2").fill("http://a.edu/3")
    expect(page.locator("#redirect_uris-2")).to_have_accessible_description(re.compile("^error 3: ?Use https"))
    expect(page.locator("#redirect_uris-1")).to_have_accessible_description("")


def test_what_is_copied_is_what_stands_there(page: Page) -> None:
    fill(page, dict(GOOD_REQUEST))
    expect(page.locator("#copy")).to_be_visible()
    page.evaluate("navigator.clipboard.writeText('before')")
    page.evaluate(
        "() => { const input = document.getElementById('homepage_url'); input.value = 'http:///';"
        " input.dispatchEvent(new Event('input')); document.getElementById('copy').click(); }"
    )
    expect(page.locator("#summary")).to_contain_text("1 answer to correct")
    expect(page.locator("#result")).to_be_hidden()
    assert page.evaluate("navigator.clipboard.readText()") == "before"


def test_the_example_that_was_chosen_last_is_shown(opened: Open) -> None:
    page = opened(service_workers="block")  # whose requests nobody can hold up
    late: list[Route] = []
    page.route("**/examples/2-pure.json", lambda route: late.append(route))
    page.select_option("#example", "2-pure.json")
    page.select_option("#example", "3-rspace.json")
    document = json.loads((ROOT / "docs" / "examples" / "requests" / "3-rspace.json").read_text(encoding="utf-8"))
    expect(page.locator("#homepage_url")).to_have_value(document["request"]["homepage_url"])
    with page.expect_event("requestfinished", lambda request: request.url.endswith("2-pure.json")):
        late[0].continue_()
    page.unroute("**/examples/2-pure.json")
    page.evaluate("fetch('examples/2-pure.json').then((response) => response.json())")  # by now the page has the first
    expect(page.locator("#homepage_url")).to_have_value(document["request"]["homepage_url"])
    page.context.close()


def test_what_fails_without_a_connection_or_a_permission_is_said(opened: Open) -> None:
    page = opened()
    page.context.clear_permissions()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')); }")
    page.select_option("#edition", "2020-01")
    fill(page, dict(GOOD_REQUEST))
    page.locator("#copy").click()
    expect(page.locator("#copied")).to_contain_text("Copied")  # the old way, which needs no permission
    page.evaluate("() => { document.execCommand = () => false; }")
    page.locator("#copy").click()
    expect(page.locator("#copied")).to_contain_text("does not let this page copy")
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('offline')); }")
    page.select_option("#example", "2-pure.json")
    expect(page.locator("#done")).to_contain_text("could not be loaded")
    expect(page.locator("#example")).to_have_value("")
    expect(page.locator("#homepage_url")).to_have_value(GOOD_REQUEST["homepage_url"])
    page.context.close()


@pytest.mark.parametrize("name", ["機関リポジトリ", "Репозиторий", "مستودع", "Dépôt ORBi", "Deltа"])
def test_text_in_any_script_is_answered(page: Page, name: str) -> None:
    """From the picture of the memory, in which nothing can be imported any more."""
    fill(
        page,
        {"client_name": name, "organization_name": "Université de Liège", "homepage_url": "https://bücher.example.org"},
    )
    fill(page, {"redirect_uris": [f"https://university.edu/{name}"]})
    expect(page.locator("#homepage_url-findings")).to_contain_text("https://xn--bcher-kva.example.org")
    expect(page.locator("#redirect_uris-findings a")).to_have_text("redirect_uri.illegal_character")
    settled(page)


def test_a_megabyte_of_text_is_taken_at_once(opened: Open) -> None:
    start = time.monotonic()
    page = opened()
    loaded = time.monotonic()
    page.evaluate("navigator.clipboard.writeText('a '.repeat(500_000))")
    page.locator("#description").click()
    page.keyboard.press("Control+V")
    expect(page.locator("#description-findings")).to_contain_text("5000")
    assert page.locator("#description").get_attribute("dir") == "ltr"
    # Python is loaded in seconds, whatever the computer calls a second; what is quadratic takes a minute.
    assert time.monotonic() - loaded < 5 * (loaded - start)
    page.context.close()


def test_editions_and_languages(page: Page) -> None:
    page.select_option("#edition", "2022-sandbox")
    expect(page.locator("#environment-sandbox")).to_be_checked()
    expect(page.locator("#only")).to_contain_text("exists only for the")
    expect(page.locator("#pin_contact_email")).to_have_count(0)
    page.select_option("#edition", "2023")
    expect(page.locator("#environment-production")).to_be_checked()  # what was asked for first
    expect(page.locator("#only")).to_be_hidden()
    page.select_option("#language", "ar")
    inputs = form_fields(policy=Policy(edition="2023"), language="ar")
    expect(page.locator("#fix")).to_have_text("تطبيق كل الاقتراحات")
    assert page.locator(".field .name").all_text_contents() == [each.label for each in inputs]
    originals = [each.orcid_label for each in inputs if each.orcid_label != each.label]
    assert page.locator(".field .original").all_text_contents() == originals
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("html").get_attribute("lang") == "ar"
    page.locator("#contact_email").fill("a@")
    expect(page.locator("#summary")).to_contain_text("، ")
    page.locator("#contact_email").fill("")
    expect(page.locator("#fix")).to_have_text("تطبيق كل الاقتراحات")
    page.select_option("#language", "de")
    expect(page.locator("#clear")).to_have_text("Formular leeren")
    form = good_request(Policy(edition="2023").edition)
    fill(
        page,
        {name: value for name, value in form.items() if isinstance(value, str | list) and name != "integration_type"},
    )
    page.locator("#integration_type-other").check()
    page.locator("#authenticates_users-yes").check()
    page.locator("#update_existing-yes").check()
    check_all(page)
    expect(page.locator("#existing_client_id-findings")).to_contain_text("welche Client-ID Sie aktualisieren")
    page.locator("#existing_client_id").fill("APP-0123456789ABCDEF")
    expect(page.locator("#staff_notes-findings")).to_contain_text("Geben Sie in den Anmerkungen an, wann Ih")
    expect(page.locator("#summary")).to_have_text("Bereit, 1 Antwort noch prüfen")


def test_the_page_speaks_the_language_of_the_browser_or_of_its_address(opened: Open, address: str) -> None:
    page = opened(locale="fr-CA")
    expect(page.locator("h1")).to_have_text("Vérifier une demande d’identifiants ORCID")
    expect(page.locator("#language")).to_have_value("fr")
    page.goto(f"{address}?language=de")
    expect(page.locator("#clear")).to_be_visible()
    expect(page.locator("#clear")).to_have_text("Formular leeren")
    shot(page, "german")
    for tag in ("constructor", "__proto__", "toString", "valueOf-x"):
        page.goto(f"{address}?language={tag}")
        expect(page.locator("#language")).to_have_value("fr")
    page.context.close()


@pytest.mark.parametrize("locale", ["zh-TW", "zh-HK", "zh-CN"])
def test_readers_of_traditional_characters_get_simplified_ones_and_the_page_says_so(opened: Open, locale: str) -> None:
    page = opened(locale=locale)
    expect(page.locator("h1")).to_have_text("检查 ORCID 凭证申请")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("#language")).to_have_value("zh")
    expect(page.locator("#language option:checked")).to_have_text("简体中文")
    choose(page, "DSpace", "DSpace")
    expect(page.get_by_text("REST API 的公开地址（dspace.server.url），包含路径，末尾不带斜杠。")).to_be_visible()
    assert page.locator("#system-asks [lang]").count() == 0  # what the library says is in the language of the page
    page.context.close()


def of_numbers(text: str | dict[str, str]) -> list[str]:
    """Return a text, or those for its numbers: that for any other is always among them."""
    return [text] if isinstance(text, str) else [text["other"], *text.values()]


def test_every_language_has_every_word() -> None:
    words = json.loads((ROOT / "docs" / "checker" / "words.json").read_text(encoding="utf-8"))
    assert set(words) == set(LANGUAGES)
    for texts in words.values():
        assert texts.keys() == words["en"].keys()
        assert all(texts.values())
        for name, text in texts.items():
            english, *_ = of_numbers(words["en"][name])
            for each in of_numbers(text):
                assert set(re.findall("{(.*?)}", each)) == set(re.findall("{(.*?)}", english)), name
    html = (ROOT / "docs" / "checker" / "index.html").read_text(encoding="utf-8")
    assert all(words["en"][name] in html for name in ("title", "intro", "footer", "why"))
    page = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "checker").glob("*.mjs")) + html
    made = (
        "_choice",
        "_what",
        "_text",
        "demand_",
        "step_",
        "signin_send",
        "signin_register",
        "registrant_",
    )  # of two parts
    assert [name for name in words["en"] if f'"{name}"' not in page and not any(part in name for part in made)] == []


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
@pytest.mark.parametrize("width", [1000, 320])
def test_it_is_accessible_and_fits(opened: Open, axe: Axe, scheme: str, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    shot(page, f"empty-{scheme}-{width}")
    for state in ("empty", "findings"):
        if state == "findings":
            page.select_option("#example", "7-single-page-app.json")
            choose(page, "dspace", "DSpace")
            check_all(page)
            expect(page.locator(".findings li").first).to_be_visible()
            shot(page, f"findings-{scheme}-{width}")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(forced_colors="active")
    assert axe(page) == []
    chosen, other = (
        page.locator(tab).evaluate("tab => getComputedStyle(tab).borderTopWidth")
        for tab in ("#request-tab", "#signin-tab")
    )
    assert chosen != other
    page.context.close()


def test_text_at_twice_its_size_fits_in_every_language(opened: Open) -> None:
    page = opened(viewport={"width": 360, "height": 740}, bypass_csp=True)
    page.add_style_tag(content="html { font-size: 200% }")
    wide = {}
    for language in LANGUAGES:
        page.select_option("#language", language)
        expect(page.locator("html")).to_have_attribute("lang", html_attributes(language)["lang"])
        settled(page)
        wide[language] = page.evaluate("document.documentElement.scrollWidth")
    assert {language: width for language, width in wide.items() if width > 360} == {}
    page.context.close()


def test_text_at_twice_its_size_fits_and_hides_no_focus(opened: Open) -> None:
    page = opened(viewport={"width": 320, "height": 640}, bypass_csp=True)
    page.add_style_tag(content="html { font-size: 200% }")
    page.locator("#contact_email").fill("a@")
    check_all(page)
    expect(page.locator("#problems-list a")).to_have_count(10)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator("#clear").focus()
    for _ in range(40):  # backwards, so that what gets the focus comes from under the summary
        page.keyboard.press("Shift+Tab")
        covered = page.evaluate(
            "() => { const { bottom } = document.getElementById('summary').getBoundingClientRect();"
            " const { top } = document.activeElement.getBoundingClientRect();"
            " return document.activeElement.closest('#form') !== null && top < bottom; }"
        )
        assert not covered
    page.set_viewport_size({"width": 320, "height": 256})  # what 400 % make of a window
    assert page.locator("#summary").evaluate("element => getComputedStyle(element).position") == "static"
    page.context.close()


def test_without_webassembly_there_is_a_plain_message(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(address)
    expect(page.locator("#problem")).to_contain_text("needs WebAssembly")
    expect(page.locator("#problem button")).to_have_count(0)
    expect(page.locator("#contact_email")).to_be_visible()  # what needs no Python works all the same
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


WAYS = [
    ("DSpace", {"server": "https://repository.university.edu/server", "ui": "https://repository.university.edu"}, ["https://repository.university.edu/server/api/authn/orcid", "https://repository.university.edu"]),
    ("OJS, OMP, OPS 3.5", {"base": "https://journals.university.edu", "journal": "jlis"}, ["https://journals.university.edu/index.php/jlis/orcid/authorizeOrcid", "https://journals.university.edu/index.php/jlis/orcid/verify"]),
    ("Janeway", {"press": "https://press.university.edu"}, ["https://press.university.edu/login/orcid/"]),
    ("Dataverse", {"base": "https://data.university.edu"}, ["https://data.university.edu/oauth2/callback.xhtml", "https://data.university.edu/oauth2/orcidConfirm.xhtml"]),
    ("Keycloak", {"base": "https://sso.university.edu", "realm": "library", "alias": "orcid"}, ["https://sso.university.edu/realms/library/broker/orcid/endpoint"]),
]  # fmt: skip


@pytest.mark.parametrize(("system", "values", "uris"), WAYS, ids=[way[0] for way in WAYS])
def test_a_newcomer_who_knows_only_the_system(page: Page, system: str, values: dict[str, str], uris: list[str]) -> None:
    choose(page, system, system)
    for name, value in values.items():
        page.locator(f"#system-{name}").fill(value)
    page.locator("#system-fill").click()
    for index, uri in enumerate(uris):
        expect(page.locator(f"#redirect_uris-{index}")).to_have_value(uri)
    expect(page.locator("#redirect_uris-rows input")).to_have_count(len(uris))
    expect(page.locator("#redirect_uris-0-purpose")).to_contain_text("sign")
    expect(page.locator("#system-said")).to_contain_text(f"Filled in for {system}")
    expect(page.locator("#redirect_uris-findings .error")).to_have_count(0)
    shot(page, f"system-{system.partition(',')[0]}")
    page.locator("#system-fill").click()  # once more adds nothing
    expect(page.locator("#redirect_uris-rows input")).to_have_count(len(uris))


def test_what_is_wrong_with_the_address_of_a_system_is_said_there(page: Page) -> None:
    choose(page, "dataverse", "Dataverse")
    page.locator("#system-fill").click()
    expect(page.locator("#system-base-findings")).to_contain_text("he public https address of the system")
    expect(page.locator("#system-base-findings").get_by_role("img", name="error:")).to_be_visible()
    expect(page.locator("#system-base")).to_be_focused()
    page.locator("#system-base").fill("http://data.university.edu/")
    expect(page.locator("#system-base-findings .warning")).to_have_count(2)
    expect(page.locator("#system-base-findings button")).to_have_text("→ https://data.university.edu")  # for both
    page.locator("#system-base").fill("https://data.university.edu/oauth2/callback.xhtml")
    expect(page.locator("#system-base-findings")).to_contain_text(
        "Understood as a whole redirect URI."
    )  # while it is typed
    page.locator("#system-base-findings button").click()
    expect(page.locator("#system-base")).to_have_value("https://data.university.edu")
    expect(page.locator("#system-base-findings li")).to_have_count(0)
    page.locator("#system-fill").click()
    expect(page.locator("#redirect_uris-1")).to_have_value("https://data.university.edu/oauth2/orcidConfirm.xhtml")
    choose(page, "figshare", "Figshare")
    expect(page.locator("#system-asks")).to_contain_text("you register nothing")
    expect(page.locator("#vendor-message")).to_have_value(re.compile("connect Figshare to ORCID"))
    page.locator("#system").fill("")
    expect(page.locator("#system-asks")).to_have_text("")


NAMES = [
    ("dspace", "DSpace"),
    ("DSpace 7", "DSpace"),
    ("ojs", "OJS, OMP, OPS 3.5"),
    ("Open Journal Systems", "OJS, OMP, OPS 3.5"),
    ("pure", "Pure"),
    ("Elements", "Symplectic Elements"),
    ("Data Vrese", "Dataverse"),
]


@pytest.mark.parametrize(("text", "name"), NAMES, ids=[text for text, _ in NAMES])
def test_a_system_is_found_by_what_people_call_it(page: Page, text: str, name: str) -> None:
    page.locator("#system").press_sequentially(text)
    options = page.locator("#system-list [role=option]")
    option = options.filter(has=page.get_by_text(name, exact=True))
    expect(option).to_have_count(1)
    hear(page, "found")
    expect(page.locator("#system")).to_have_attribute("aria-expanded", "true")
    for _ in range(options.count()):
        page.locator("#system").press("ArrowDown")
        if option.get_attribute("aria-selected") == "true":
            break
    assert page.locator("#system").get_attribute("aria-activedescendant") == option.get_attribute("id")
    plain = re.sub(r"\W", "", name.lower())
    others = (option.locator(".also").text_content() or "").split(", ") if option.locator(".also").count() else []
    assert [each for each in others if re.sub(r"\W", "", each.lower()) in plain] == []  # no name is there twice
    page.locator("#system").press("Enter")
    expect(page.locator("#system")).to_have_value(name)
    expect(page.locator("#system")).to_have_attribute("aria-expanded", "false")
    hear(page, f"Chosen: {name}")


def test_a_system_that_is_not_in_the_list_goes_into_the_notes(page: Page) -> None:
    page.locator("#staff_notes").fill("Our consortium lead has seen a demo.")
    page.locator("#system").fill("Blackboard")
    hear(page, "Nothing in the list is called “Blackboard”.")
    page.get_by_role("option", name="Not in the list").click()
    expect(page.locator("#staff_notes")).to_have_value("Our consortium lead has seen a demo.\nSystem: Blackboard")
    hear(page, "“Blackboard” now stands in the notes for ORCID staff.")
    expect(page.locator("#vendor-message")).to_have_value(re.compile("connect Blackboard to ORCID"))
    page.locator("#vendor-message-copy").click()
    expect(page.locator("#vendor-message-copy")).to_have_text("Copied")
    assert "connect Blackboard" in page.evaluate("navigator.clipboard.readText()")
    choose(page, "dataverse", "Dataverse")
    expect(page.locator("#staff_notes")).to_have_value("Our consortium lead has seen a demo.")


def test_somebody_who_goes_on_without_a_choice_is_asked(page: Page) -> None:
    page.locator("#system").fill("Dataverse")  # one system has this name
    page.locator("#contact_email").focus()
    expect(page.locator("#system-base")).to_be_visible()
    page.locator("#system").fill("OJS")  # several have
    page.locator("#contact_email").focus()
    expect(page.locator("#system-asks")).to_contain_text("Which system do you mean by “OJS”?")
    page.locator("#system-asks").get_by_role("button", name="OJS, OMP, OPS 3.5").click()
    expect(page.locator("#system-journal")).to_be_visible()
    page.locator("#system").press("Escape")
    expect(page.locator("#system")).to_have_value("")
    expect(page.locator("#system-asks")).to_have_text("")


def test_filling_in_again_replaces_what_was_filled_in(page: Page) -> None:
    page.locator("#redirect_uris-0").fill("https://university.edu/by-hand")
    choose(page, "dataverse", "Dataverse")
    for host in ("data", "research"):
        page.locator("#system-base").fill(f"https://{host}.university.edu")
        page.locator("#system-fill").click()
        expect(page.locator("#redirect_uris-1")).to_have_value(f"https://{host}.university.edu/oauth2/callback.xhtml")
        expect(page.locator("#redirect_uris-rows input")).to_have_count(3)
    expect(page.locator("#system-said .replaced")).to_contain_text("replaces what was filled in before")
    page.locator("#system-said button").first.click()
    expect(page.locator("#redirect_uris-3")).to_have_value("https://data.university.edu/oauth2/callback.xhtml")
    page.locator("#redirect_uris-rows .remove").last.click()
    choose(page, "janeway", "Janeway")
    page.locator("#system-press").fill("https://press.university.edu")
    page.locator("#system-press").press("Enter")
    expect(page.locator("#redirect_uris-1")).to_have_value("https://press.university.edu/login/orcid/")
    expect(page.locator("#redirect_uris-0")).to_have_value("https://university.edu/by-hand")
    expect(page.locator("#redirect_uris-rows input")).to_have_count(2)


def test_what_is_said_of_rows_that_were_filled_in_is_in_the_language_that_was_chosen(page: Page) -> None:
    choose(page, "dataverse", "Dataverse")
    page.locator("#system-base").fill("https://data.university.edu/oauth2/callback.xhtml")
    expect(page.locator("#system-base-findings")).to_contain_text("Understood as a whole redirect URI.")
    page.locator("#system-fill").click()
    expect(page.locator("#redirect_uris-0-purpose")).to_have_text("sign in")
    page.locator("#system-said a").click()
    expect(page.locator("#redirect_uris-0")).to_be_focused()
    page.select_option("#language", "de")
    expect(page.locator("#redirect_uris-0-purpose")).to_have_text("Anmeldung")
    page.select_option("#language", "en")
    expect(page.locator("#redirect_uris-0-purpose")).to_have_text("sign in")


def test_rows_that_look_like_a_system_are_completed_by_a_click(page: Page) -> None:
    page.locator("#redirect_uris-0").fill("https://data.university.edu/oauth2/callback.xhtml")
    expect(page.locator("#looks-like")).to_contain_text("This looks like Dataverse. It also needs:")
    page.locator("#looks-like button").click()
    expect(page.locator("#redirect_uris-1")).to_have_value("https://data.university.edu/oauth2/orcidConfirm.xhtml")
    expect(page.locator("#redirect_uris-1")).to_be_focused()
    expect(page.locator("#looks-like")).to_have_text("")
    page.locator("#redirect_uris-0").fill("https://university.edu/callback")
    page.locator("#redirect_uris-1").fill("https://university.edu/orcid/callback")
    expect(page.locator("#redirect_uris-1-purpose")).to_have_text("")
    expect(page.locator("#looks-like")).to_have_text("")


def test_a_system_can_be_named_in_the_address(opened: Open) -> None:
    page = opened("?system=dataverse")
    expect(page.locator("#system")).to_have_value("Dataverse")
    expect(page.locator("#system-base")).to_be_visible()
    page.context.close()


def test_it_begins_with_the_latest_form_and_asks_for_the_environment_first(opened: Open) -> None:
    page = opened()
    expect(page.locator("#edition")).to_have_value(FormEdition.LATEST)
    expect(page.locator("#edition option").first).to_have_text(f"What ORCID asks today ({FormEdition.LATEST} form)")
    assert page.locator("#edition optgroup").get_attribute("label") == "An earlier form"
    expect(page.locator("input").first).to_have_attribute("id", "environment-production")
    page.locator("#environment-sandbox").check()
    page.locator("#redirect_uris-0").fill("http://university.edu/orcid")
    page.locator("#redirect_uris-0").blur()
    expect(page.locator("#redirect_uris-findings .error")).to_have_count(0)
    page.locator("#environment-production").check()
    expect(page.locator("#redirect_uris-findings")).to_contain_text("Use https instead of http")
    page.context.close()


def test_what_is_missing_is_said_when_a_field_is_left_or_on_request(page: Page) -> None:
    page.locator("#contact_email").press_sequentially("orcid@")
    expect(page.locator("#contact_email-findings li")).to_have_count(1)
    expect(page.locator("#description-findings li")).to_have_count(0)
    expect(page.locator("#summary")).to_have_text("1 answer to correct, 4 answers missing")
    page.locator("#description").focus()
    page.locator("#homepage_url").focus()
    expect(page.locator("#description-findings")).to_contain_text("Enter a short description")
    expect(page.locator("#redirect_uris-findings li")).to_have_count(0)
    check_all(page)
    expect(page.locator("#redirect_uris-findings")).to_contain_text("at least one redirect URI")
    expect(page.locator("#problems")).to_be_focused()
    expect(page.locator("#problems-list a")).to_have_text(
        [
            "Correct the email address: there must be something after the @-sign.",
            re.compile("Enter a second contact's email address"),
            re.compile("Enter a short description"),
            re.compile("Enter the address of the application's home page"),
            re.compile("Enter at least one redirect URI"),
        ]
    )
    assert page.evaluate(  # as grave as at its field
        "() => [...document.querySelectorAll('#problems-list li')].every((line) => ["
        "...document.querySelectorAll('.findings li')].some((found) => found.className === line.className"
        " && found.querySelector('bdi').textContent === line.querySelector('a').textContent))"
    )
    assert page.title() == "Error: Check a request for ORCID credentials"
    page.locator("#problems-list a").nth(4).click()
    expect(page.locator("#redirect_uris-0")).to_be_focused()
    page.locator("#summary a").nth(1).click()
    expect(page.locator("#pin_contact_email")).to_be_focused()


def test_ready_is_said_only_when_nothing_is_missing(page: Page) -> None:
    page.select_option("#edition", "2023")
    good = good_request(Policy(edition="2023").edition)
    names = ("contact_email", "pin_contact_email", "description", "homepage_url", "redirect_uris")
    fill(page, {name: good[name] for name in names})
    expect(page.locator("#summary")).to_have_text("5 answers missing")
    expect(page.locator("#result-title")).to_have_text("5 answers missing")
    expect(page.locator("#answers .empty")).to_have_count(5)
    expect(page.locator("#existing_client_id-field")).to_be_hidden()
    page.locator("#update_existing-yes").check()
    expect(page.locator("#existing_client_id-field")).to_be_visible()
    expect(page.locator("#summary")).to_have_text("5 answers missing")
    page.locator("#update_existing-no").check()
    expect(page.locator("#existing_client_id-field")).to_be_hidden()
    page.locator("#integration_type-certified_service_provider").check()
    page.locator("#authenticates_users-yes").check()
    page.locator("#answers .empty a").first.click()
    expect(page.locator("#organization_name")).to_be_focused()
    page.keyboard.type(str(good["organization_name"]))
    expect(page.locator("#summary")).to_have_text("1 answer missing")
    page.locator("#client_name").fill(str(good["client_name"]))
    expect(page.locator("#summary")).to_have_text("Ready to send")
    page.locator("#pin_contact_email").fill(str(good["contact_email"]))
    expect(page.locator("#summary")).to_contain_text("Ready, with 1 answer to review")
    expect(page.locator("#result-title")).to_contain_text("Ready, with 1 answer to review")
    expect(page.locator("#result-review")).to_have_text(re.compile("Secondary email for password: Enter a different"))
    page.locator("#result-review a").click()
    expect(page.locator("#pin_contact_email")).to_be_focused()
    page.locator("#summary a").click()
    expect(page.locator("#pin_contact_email")).to_be_focused()


def test_an_answer_that_is_missing_is_marked_where_the_headline_leads(page: Page) -> None:
    good = good_request(Policy(edition="2023").edition)
    page.select_option("#edition", "2023")
    fill(page, {name: good[name] for name in ("contact_email", "pin_contact_email", "description", "homepage_url")})
    page.locator("#summary a").last.click()
    expect(page.locator("#update_existing-findings")).to_contain_text("Are you updating existing credentials?")


def test_what_is_required_is_said_in_words_and_to_assistive_technology(page: Page) -> None:
    expect(page.locator("#contact_email-label")).to_contain_text("(required)")
    expect(page.locator("#contact_email")).to_have_attribute("aria-required", "true")
    expect(page.locator("#staff_notes-label")).not_to_contain_text("required")
    expect(page.locator("#staff_notes")).to_have_attribute("aria-required", "false")
    page.select_option("#edition", "2023")
    expect(page.locator("#update_existing-label")).to_contain_text("(probably required)")
    expect(page.get_by_role("radiogroup").first).to_have_attribute("aria-required", "true")
    page.locator("#environment-sandbox").check()
    expect(page.locator("#pin_contact_email-label")).not_to_contain_text("required")


def test_two_suggestions_for_one_address_are_one_button(page: Page) -> None:
    page.locator("#redirect_uris-0").fill("http://university.edu/orcid#done")
    expect(page.locator("#redirect_uris-findings li")).to_have_count(2)
    button = page.locator("#redirect_uris-findings button")
    expect(button).to_have_text("→ https://university.edu/orcid")
    button.click()
    expect(page.locator("#redirect_uris-0")).to_have_value("https://university.edu/orcid")
    expect(page.locator("#redirect_uris-0")).to_be_focused()


#: What is pasted into which of the two fields, and what the other one has.
CONTACTS = {
    "into the first": ("contact_email", "orcid@university.edu, it@university.edu", ""),
    "into the second": ("pin_contact_email", "orcid@university.edu; it@university.edu", ""),
    "with names, in lines": ("contact_email", "ORCID <orcid@university.edu>\nIT <it@university.edu>", ""),
    "with one that is known": ("contact_email", "it@university.edu orcid@university.edu", "it@university.edu"),
}


@pytest.mark.parametrize(("name", "text", "other"), CONTACTS.values(), ids=CONTACTS)
def test_a_second_address_is_offered_to_the_other_contact(page: Page, name: str, text: str, other: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.locator("#pin_contact_email").fill(other)
    page.locator(f"#{name}").press("Control+V")
    button = page.locator(f"#{name}-findings button")
    expect(button).to_have_text(
        "→ Contact email address: orcid@university.edu\n→ Contact for receiving PIN to access credentials: it@university.edu",
        use_inner_text=True,
    )
    button.click()
    expect(page.locator("#contact_email")).to_have_value("orcid@university.edu")
    expect(page.locator("#pin_contact_email")).to_have_value("it@university.edu")
    expect(page.locator(f"#{name}")).to_be_focused()
    settled(page)
    expect(page.locator("#contact_email-findings .error, #pin_contact_email-findings .error")).to_have_count(0)


def test_of_three_addresses_none_is_offered_to_the_other_contact(page: Page) -> None:
    page.locator("#contact_email").fill("a@university.edu, b@university.edu, c@university.edu")
    expect(page.locator("#contact_email-findings li")).to_contain_text("only one email address")
    expect(page.locator("#contact_email-findings button")).to_have_count(0)
    page.locator("#contact_email").fill("a@university.edu, b@university.edu")
    expect(page.locator("#contact_email-findings button")).to_have_count(1)
    page.locator("#pin_contact_email").fill("c@university.edu")
    expect(page.locator("#contact_email-findings button")).to_have_count(0)


def test_the_focus_stays_where_it_was(page: Page) -> None:
    page.locator("#redirect_uris-0").fill("http://university.edu/orcid")
    page.locator("#fix").click()
    expect(page.locator("#redirect_uris-0")).to_have_value("https://university.edu/orcid")
    settled(page)
    assert page.evaluate("document.activeElement.id") in {"fix", "all"}
    page.locator("#homepage_url").focus()
    page.evaluate(
        "document.getElementById('language').value = 'it'; document.getElementById('language').dispatchEvent(new Event('change'))"
    )
    expect(page.locator("#clear")).to_have_text("Svuotare il modulo")
    expect(page.locator("#homepage_url")).to_be_focused()


def test_it_ends_with_the_next_step(page: Page) -> None:
    fill(page, dict(GOOD_REQUEST))
    check_all(page)
    expect(page.locator("#result-title")).to_be_focused()
    expect(page.locator("#orcid-form")).to_have_attribute(
        "href", re.compile("register-a-client-application-production-member-api")
    )
    expect(page.locator("#orcid-help")).to_have_attribute("href", re.compile(r"^https://info\.orcid\.org/ufaqs/"))
    expect(page.locator("#steps li")).to_have_count(3)
    page.locator("#answers button").nth(1).click()
    expect(page.locator("#copied")).to_contain_text("Copied: Contact for receiving PIN")
    expect(page.locator("#answers button").nth(1)).to_have_accessible_name(
        "Copy: Contact for receiving PIN to access credentials"
    )
    assert page.evaluate("navigator.clipboard.readText()") == GOOD_REQUEST["pin_contact_email"]
    page.locator("#environment-sandbox").check()
    expect(page.locator("#orcid-form")).to_have_attribute("href", re.compile("sandbox"))
    expect(page.locator("#steps li")).to_have_count(2)


def test_it_prints_the_answers_or_what_there_is(page: Page) -> None:
    fill(page, {"description": "Sign in with ORCID.", "contact_email": "orcid@"})
    settled(page)
    page.emulate_media(media="print")
    for shown in ("#description", "#summary", "#contact_email-findings", "h1"):
        expect(page.locator(shown)).to_be_visible()
    expect(page.locator("#all")).to_be_hidden()
    page.emulate_media(media="screen")
    fill(page, dict(GOOD_REQUEST))
    check_all(page)
    page.emulate_media(media="print")
    for shown in ("#answers", "#steps", "#orcid-form"):  # what to enter, what to do first, and where
        expect(page.locator(shown)).to_be_visible()
    for hidden in ("#form", ".top", "header > p >> nth=1", ".tabs", "#environments", ".actions >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#sheet")).to_have_text(
        re.compile(r"production · Edition of the form: 20\S+ · \w+ \d+, 20\d\d")
    )
    assert page.evaluate("document.body.scrollHeight") < 1100  # a page
    page.emulate_media(media="screen")
    page.locator("#signin-tab").click()
    page.locator("#sent").fill("https://university.edu/orcid")
    page.emulate_media(media="print")
    expect(page.locator("#sent")).to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    page.emulate_media(media="screen")


def test_a_request_is_opened_again_and_nothing_is_lost_unasked(opened: Open, tmp_path: Path) -> None:
    page = opened()
    saved = tmp_path / "request.json"
    saved.write_text(json.dumps({**GOOD_REQUEST, "environment": "sandbox", "edition": "2020-01"}), encoding="utf-8")
    page.set_input_files("#upload", saved)
    expect(page.locator("#homepage_url")).to_have_value(GOOD_REQUEST["homepage_url"])
    expect(page.locator("#environment-sandbox")).to_be_checked()
    expect(page.locator("#edition")).to_have_value("2020-01")
    saved.write_text(json.dumps({"update_existing": "perhaps", "edition": "2023"}), encoding="utf-8")
    page.set_input_files("#upload", saved)
    expect(page.locator("#update_existing-field")).to_have_attribute("aria-invalid", "true")
    saved.write_text(json.dumps({**GOOD_REQUEST, "edition": "2020-01"}), encoding="utf-8")
    page.set_input_files("#upload", saved)
    expect(page.locator("#homepage_url")).to_have_value(GOOD_REQUEST["homepage_url"])
    saved.write_text(json.dumps({"redirect_uris": 5, "edition": "2020-01"}), encoding="utf-8")
    page.set_input_files("#upload", saved)
    expect(page.locator("#redirect_uris-findings")).to_contain_text("Enter the full address")
    saved.write_text(json.dumps({**GOOD_REQUEST, "edition": "2020-01"}), encoding="utf-8")
    page.set_input_files("#upload", saved)
    expect(page.locator("#homepage_url")).to_have_value(GOOD_REQUEST["homepage_url"])
    saved.write_text("[]", encoding="utf-8")
    page.set_input_files("#upload", saved)
    expect(page.locator("#done")).to_contain_text("not a saved request")
    page.evaluate("() => { window.confirm = () => false; }")
    page.select_option("#example", "2-pure.json")
    expect(page.locator("#example")).to_have_value("")
    page.locator("#clear").click()
    expect(page.locator("#homepage_url")).to_have_value(GOOD_REQUEST["homepage_url"])
    page.context.close()


def test_a_draft_is_kept_only_if_somebody_says_so(opened: Open) -> None:
    page = opened()
    begin = page.locator("#summary").inner_text()
    page.locator("#contact_email").fill("orcid@university.edu")
    expect(page.locator("#summary")).not_to_have_text(begin)  # by then it would be kept
    assert page.evaluate("localStorage.length") == 0
    page.locator("#draft").check()
    page.locator("#homepage_url").fill("https://university.edu/")
    expect(page.locator("#forget")).to_be_visible()
    kept(page, "https://university.edu/")
    page.reload()
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    expect(page.locator("#homepage_url")).to_have_value("https://university.edu/")
    expect(page.locator("#description-findings li")).to_have_count(0)
    page.locator("#forget").click()
    assert page.evaluate("localStorage.length") == 0
    expect(page.locator("#forget")).to_be_hidden()
    page.context.close()


@pytest.mark.parametrize("environment", ["production", "sandbox"])
def test_a_draft_has_the_system_too(opened: Open, environment: str) -> None:
    page = opened()
    page.locator(f"#environment-{environment}").check()
    page.locator("#draft").check()
    choose(page, "dataverse", "Dataverse")
    page.locator("#system-base").fill("https://data.university.edu")
    page.locator("#description").fill("Sign in.")
    kept(page, "Sign in.")
    page.reload()
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    expect(page.locator("#system")).to_have_value("Dataverse")
    expect(page.locator("#system-base")).to_have_value("https://data.university.edu")
    page.locator("#system-fill").click()
    expect(page.locator("#redirect_uris-0")).to_have_value("https://data.university.edu/oauth2/callback.xhtml")
    page.context.close()


def test_a_draft_has_what_was_typed_for_a_system_and_nothing_else(opened: Open) -> None:
    page = opened()
    page.locator("#draft").check()
    choose(page, "dataverse", "Dataverse")
    page.locator("#system-base").fill("https://data.university.edu")
    kept(page, "https://data.university.edu")
    page.reload()
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    expect(page.locator("#system")).to_have_value("Dataverse")
    expect(page.locator("#system-base")).to_have_value("https://data.university.edu")
    expect(page.locator("#draft")).to_be_checked()
    page.context.close()


def test_a_form_that_was_cleared_is_no_longer_in_the_draft(opened: Open) -> None:
    page = opened()
    page.locator("#draft").check()
    page.locator("#description").fill("Sign in.")
    kept(page, "Sign in.")
    page.locator("#clear").click()
    expect(page.locator("#description")).to_have_value("")
    page.wait_for_function("() => localStorage.length === 0", timeout=60_000)
    page.reload()
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    expect(page.locator("#description")).to_have_value("")
    page.context.close()


def test_keys_that_choose_a_conversion_choose_no_system(page: Page) -> None:
    page.locator("#system").fill("dspace")
    expect(page.locator("#system-list li").first).to_be_visible()
    for key in ("ArrowDown", "Enter"):
        page.locator("#system").evaluate(
            "(input, key) => input.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }))",
            key,
        )
    expect(page.locator("#system")).to_have_value("dspace")
    expect(page.locator("#system-list [aria-selected=true]")).to_have_count(0)
    expect(page.locator("#system-base")).to_have_count(0)


@pytest.mark.parametrize("name", ["Open Journal Systems 3.5", "Alma"])
def test_what_a_redirect_uri_is_for_is_said_in_the_language_where_it_is_for_several(opened: Open, name: str) -> None:
    page = opened("?language=ja")
    page.locator("#system").fill(name)
    page.locator("#system-list li").first.click()
    for field in page.locator("#system-asks input").all()[:1]:
        field.fill("https://journals.university.edu")
    page.locator("#system-fill").click()
    expect(page.locator("#redirect_uris-0")).not_to_have_value("")
    expect(page.locator("#redirect_uris-field [lang=en]:not(.original)")).to_have_count(0)
    page.context.close()


def test_the_form_of_an_example_is_named_and_left_with_it(page: Page) -> None:
    page.select_option("#edition", "2023")
    choose(page, "dspace", "DSpace")
    page.evaluate(
        """() => {
            document.getElementById("more").open = false;
            const example = document.getElementById("example");
            example.value = "2-pure.json";
            example.dispatchEvent(new Event("change"));
        }"""
    )
    expect(page.locator("#edition")).to_be_visible()  # which says that it is not today's form
    expect(page.locator("#edition")).to_have_value("2020-01")
    expect(page.locator("#system")).to_have_value("")
    page.locator("#clear").click()
    expect(page.locator("#edition")).to_have_value("2023")


def test_a_language_that_was_chosen_stays(opened: Open) -> None:
    page = opened(locale="ja-JP")
    page.select_option("#language", "fr")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.context.close()


def test_what_is_selected_is_replaced_by_a_list_that_is_pasted(page: Page) -> None:
    page.locator("#redirect_uris-0").fill("http://old.university.edu/wrong")
    page.evaluate("navigator.clipboard.writeText('https://a.edu/1\\nhttps://a.edu/2')")
    page.locator("#redirect_uris-0").press("Control+a")
    page.locator("#redirect_uris-0").press("Control+v")
    expect(page.locator("#redirect_uris-rows input")).to_have_count(2)
    expect(page.locator("#redirect_uris-0")).to_have_value("https://a.edu/1")
    page.locator("#redirect_uris-add").click()
    page.locator("#redirect_uris-0").locator("xpath=..").locator(".remove").click()
    expect(page.locator("#redirect_uris-0")).to_be_focused()
    page.locator("#redirect_uris-1").locator("xpath=..").locator(".remove").click()
    expect(page.locator("#redirect_uris-0")).to_be_focused()  # the one before, where none follows


def test_a_word_of_many_names_finds_them(page: Page) -> None:
    page.locator("#system").fill("data")
    options = page.locator("#system-list [role=option]")
    expect(options.filter(has=page.get_by_text("Dataverse", exact=True))).to_have_count(1)


def test_one_can_type_while_python_loads_on_a_slow_line(browser: Browser, address: str) -> None:
    context = browser.new_context(service_workers="block")  # whose requests Chromium does not slow down
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": 40, "downloadThroughput": 4_000_000 / 8, "uploadThroughput": 1_000_000 / 8}
    session.send("Network.emulateNetworkConditions", line)
    page.goto(address)
    page.locator("#contact_email").fill("no address")
    page.locator("#description").focus()
    expect(page.locator("#contact_email-findings")).to_contain_text("doesn't look right")
    assert page.locator("html").get_attribute("data-ready") is None
    seen = set()
    while len(seen) < 4:  # the bar moves
        seen.add(page.locator("#stage").inner_text())
        page.wait_for_timeout(20)
    loading = r"|Loading the full check: \d+\.\d of \d+\.\d MB\. You can start typing\."
    assert all(re.fullmatch(loading, text) for text in seen)
    page.locator("#all").click()
    expect(page.locator("#summary")).to_have_text("1 answer to correct, 9 answers missing")
    expect(page.locator("#problems-list")).to_contain_text("This answer is missing.")
    session.send("Network.emulateNetworkConditions", {**line, "downloadThroughput": -1})
    expect(page.locator("#contact_email-findings")).to_contain_text("must have an @-sign")
    expect(page.locator("#contact_email")).to_have_value("no address")
    context.close()


def test_it_works_without_a_connection_after_the_first_visit(opened: Open) -> None:
    page = opened()
    expect(page.locator("#version")).to_contain_text(f"Version {__version__}+")
    offline = page.locator("#offline")
    expect(offline).to_be_visible(timeout=60_000)  # shown when it is true; the hidden element has the text, too
    expect(offline).to_contain_text("works without a connection")
    page.context.set_offline(True)
    page.reload()
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    page.locator("#contact_email").fill("a@")
    expect(page.locator("#contact_email-findings li")).to_have_count(1)
    page.select_option("#language", "ja")
    expect(page.locator("#all")).to_have_text("すべてチェックする")
    page.context.close()


def test_a_new_version_is_taken(folder: Path, opened: Open) -> None:
    page = opened()
    worker = folder / "checker" / "sw.js"
    text = worker.read_text(encoding="utf-8")
    try:
        worker.write_text(text.replace('"checker-', '"checker-next-', 1), encoding="utf-8")
        page.evaluate("navigator.serviceWorker.ready.then((worker) => worker.update())")
        expect(page.locator("#update")).to_be_visible()
        expect(page.locator("#update")).to_contain_text("A new version")
        page.locator("#reload").click()
        page.wait_for_selector("html[data-ready]", timeout=60_000)
        names = page.evaluate("caches.keys()")
        assert len(names) == 1
        assert names[0].startswith("checker-next-")
    finally:
        worker.write_text(text, encoding="utf-8")
        page.context.close()


def test_why_a_sign_in_fails(page: Page) -> None:
    page.locator("#signin-tab").click()
    expect(page.locator("#request")).to_be_hidden()
    assert page.title() == "Sign-in fails"
    page.locator("#registered").fill(
        "Redirect URIs:\n- https://data.university.edu/oauth2/callback.xhtml,\nKind regards"
    )
    page.locator("#sent").fill(
        "https://orcid.org/oauth/authorize?client_id=APP-0123456789ABCDEF&redirect_uri=https%3A%2F%2Fwww.data.university.edu%2Foauth2%2Fcallback.xhtml&scope=/authenticate"
    )
    page.locator("#compare").click()
    expect(page.locator("#compared")).to_contain_text("This is a sign-in request to ORCID.")
    expect(page.locator("#compared")).to_contain_text(
        "Redirect URI: https://www.data.university.edu/oauth2/callback.xhtml"
    )
    expect(page.locator("#compared .error").last).to_contain_text("are different hosts")
    expect(page.locator("#compared")).to_contain_text(
        "Ask ORCID to register: https://www.data.university.edu/oauth2/callback.xhtml"
    )
    to_orcid = page.locator("#message-orcid").input_value()
    assert "Client ID: APP-0123456789ABCDEF\nEnvironment: production\n" in to_orcid
    asked = "Please add this redirect URI to these credentials:\nhttps://www.data.university.edu/oauth2/callback.xhtml"
    assert asked in to_orcid
    assert "https://data.university.edu/oauth2/callback.xhtml" in page.locator("#message-system").input_value()
    page.locator("#message-orcid-copy").click()
    expect(page.locator("#message-orcid-copy")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == to_orcid
    shot(page, "signin")
    page.select_option("#language", "de")
    expect(page.locator("#compared h2").last).to_have_text("Woran es liegt und was zu tun ist")
    expect(page.locator("#message-system")).to_have_value(re.compile("Guten Tag"))
    page.select_option("#language", "en")
    page.locator("#sent").fill("https://data.university.edu/oauth2/callback.xhtml")
    page.locator("#compare").click()
    expect(page.locator("#compared .head")).to_contain_text("match (exact)")
    expect(page.locator("#signin-next")).to_contain_text("If the sign-in still fails, look at what ORCID says")
    page.locator("#sent").fill("")
    page.locator("#compare").click()
    expect(page.locator("#compared .error").last).to_be_visible()
    page.locator("#signin-tab").press("ArrowLeft")
    expect(page.locator("#request-tab")).to_be_focused()
    expect(page.locator("#request")).to_be_visible()


SENT = "https://data.university.edu/oauth2/callback.xhtml"
ENCODED = "https%3A%2F%2Fdata.university.edu%2Foauth2%2Fcallback.xhtml"
AUTHORIZE = "https://orcid.org/oauth/authorize?client_id=APP-0123456789ABCDEF&response_type=code"
#: What people have when a sign-in fails: each time the same redirect URI, and how the answer begins.
SIGN_INS = {
    "ORCID's page": (f"Error: The provided redirect URI {SENT} does not match the redirect URIs registered by Data Archive (APP-0123456789ABCDEF).\nPlease report this error.", "match (exact)"),
    "ORCID's page without the address": ("Redirect URI doesn't match your registered redirect URIs.", "not compared"),
    "ORCID's answer": (f'invalid_request: Missing parameter: redirect_uri — "{SENT}" does not match registered client "APP-0123456789ABCDEF"', "match (exact)"),
    "quotation marks": (f'"{SENT}"', "match (exact)"),
    "angle brackets": (f"<{SENT}>", "match (exact)"),
    "a setting": (f"redirect_uri = {SENT}", "match (exact)"),
    "YAML": (f"redirect_uri: {SENT}", "match (exact)"),
    "the end of a sentence": (f"{SENT}.", "match (exact)"),
    "HTML": (f"{AUTHORIZE.replace('&', '&amp;')}&amp;redirect_uri={SENT}", "match (exact)"),
    "encoded twice": (f"{AUTHORIZE}&redirect_uri={ENCODED.replace('%', '%25')}", "no match"),
    "a label": (f"Address: {AUTHORIZE}&redirect_uri={SENT}", "match (exact)"),
    "percent-encoded": (ENCODED, "match (exact)"),
    "Markdown": (f"[sign in]({SENT})", "match (exact)"),
    "a command": (f"curl 'https://orcid.org/oauth/token' -d redirect_uri={SENT}", "match (exact)"),
    "a reply": (f"> {SENT}", "match (exact)"),
    "wrapped": (SENT.replace("oauth2", "oau\nth2"), "match (exact)"),
    "a header": (f"Location: {AUTHORIZE}&redirect_uri={SENT}", "match (exact)"),
    "the way back from ORCID": (f"{SENT}?code=Ab12cD&state=x", "match (query ignored)"),
    "a no-break space": (f"\N{NO-BREAK SPACE}{SENT}", "match (exact)"),
}  # fmt: skip


@pytest.fixture(scope="module")
def signin(opened: Open, address: str) -> Page:
    """The other tab, which all of these texts are pasted into, one after the other."""
    page = opened(viewport={"width": 1000, "height": 1200})
    page.goto(f"{address}#signin")
    page.locator("#registered").fill(f"Redirect URI 1: {SENT}")
    return page


@pytest.mark.parametrize(("text", "answer"), SIGN_INS.values(), ids=SIGN_INS)
def test_what_people_have_when_a_sign_in_fails_is_read(signin: Page, text: str, answer: str) -> None:
    signin.evaluate("text => navigator.clipboard.writeText(text)", text)
    signin.evaluate("document.getElementById('compared').replaceChildren()")
    signin.locator("#sent").fill("")
    signin.locator("#sent").press("Control+V")
    signin.locator("#compare").click()
    expect(signin.locator("#compared .head")).to_contain_text(answer)
    read = signin.get_by_text(f"Redirect URI: {SENT}", exact=True)
    expect(read).to_have_count(0 if answer == "not compared" else 1)


def test_what_is_known_of_the_system_is_said_where_its_sign_in_fails(signin: Page) -> None:
    path = "repository.university.edu/server/api/authn/orcid"
    signin.locator("#sent").fill(f"http://{path}")
    signin.locator("#registered").fill(f"ORCID_CLIENT_SECRET=01234567-89ab\nORCID_REDIRECT_URI=https://{path}")
    signin.locator("#compare").click()
    expect(signin.locator("#signin-system")).to_contain_text("This looks like DSpace")
    expect(signin.locator("#signin-system")).to_contain_text("dspace.server.url")
    with signin.expect_download() as download:
        signin.locator("#signin-save").click()
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["signin"]["registered"]
    assert saved == f"ORCID_CLIENT_SECRET=…\nORCID_REDIRECT_URI=https://{path}"


#: What is pasted, and what of it is saved.
WITH_SECRETS = {
    "parameters": ("client_id=APP-X&client_secret=abc123&redirect_uri=https://a.edu/cb", "client_id=APP-X&client_secret=…&redirect_uri=https://a.edu/cb"),
    "PHP": ("'client_secret' => 'abc123', 'a' => 1", "'client_secret' => '…', 'a' => 1"),
    "JSON": ('{"clientSecret": "abc123", "x": 1}', '{"clientSecret": "…", "x": 1}'),
    "XML": ("<clientSecret>abc123</clientSecret>", "<clientSecret>…</clientSecret>"),
    "attributes": ('name="clientSecret" value="abc123"', 'name="clientSecret" value="…"'),
    "headers": ("Authorization: Bearer abc123\nCookie: JSESSIONID=abc123; a=b", "Authorization: …\nCookie: …"),
    "code": ("https://a.edu/cb?code=abc123&state=x", "https://a.edu/cb?code=…&state=x"),
    "userinfo": ("postgres://admin:abc123@db.a.edu/x https://a.edu/@me", "postgres://…@db.a.edu/x https://a.edu/@me"),
    "other names": ("SMTP_PASS=abc123\nAPI_KEY=abc123\nPWD: abc123", "SMTP_PASS=…\nAPI_KEY=…\nPWD: …"),
    "next line": ("Client secret\n01234567-89ab-4cde-8f01-23456789abcd", "Client secret\n…"),
    "key": ("-----BEGIN RSA PRIVATE KEY-----\nabc123\n-----END RSA PRIVATE KEY-----\nx", "…\nx"),
    "no secret": ("Secretary: Ms. Pass\nhttps://a.edu/token/cb", "Secretary: Ms. Pass\nhttps://a.edu/token/cb"),
}  # fmt: skip


def test_no_secret_is_saved(signin: Page) -> None:
    between = "\n====\n"
    signin.locator("#sent").fill(between.join(text for text, _ in WITH_SECRETS.values()))
    with signin.expect_download() as download:
        signin.locator("#signin-save").click()
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["signin"]["sent"]
    assert dict(zip(WITH_SECRETS, saved.split(between), strict=True)) == {
        name: kept for name, (_, kept) in WITH_SECRETS.items()
    }


def test_what_stands_in_the_sign_in_tab_is_saved_and_opened_again(page: Page, tmp_path: Path) -> None:
    page.locator("#signin-tab").click()
    page.locator("#sent").fill("https://university.edu/orcid")
    page.locator("#registered").fill("https://university.edu/")
    with page.expect_download() as download:
        page.locator("#signin-save").click()
    saved = tmp_path / "saved.json"
    download.value.save_as(saved)
    page.locator("#sent").fill("")
    page.locator("#registered").fill("")
    page.locator("#request-tab").click()
    page.set_input_files("#upload", saved)  # wherever it is opened
    expect(page.locator("#signin")).to_be_visible()
    expect(page.locator("#sent")).to_have_value("https://university.edu/orcid")
    expect(page.locator("#compared .head")).to_contain_text("match")
    page.set_input_files("#signin-upload", {"name": "a.json", "mimeType": "application/json", "buffer": b"[]"})
    expect(page.locator("#signin-done")).to_contain_text("not a saved request")


def test_a_saved_sign_in_replaces_what_was_typed_only_if_somebody_agrees(opened: Open) -> None:
    page = opened()
    page.locator("#signin-tab").click()
    page.locator("#sent").fill("https://university.edu/orcid")
    saved = json.dumps({"signin": {"sent": "https://other.edu/", "registered": ""}}).encode()
    for agrees, value in ((False, "https://university.edu/orcid"), (True, "https://other.edu/")):
        page.evaluate("agrees => { window.confirm = () => agrees; }", agrees)
        page.set_input_files("#signin-upload", {"name": "a.json", "mimeType": "application/json", "buffer": saved})
        expect(page.locator("#signin-upload")).to_have_value("")  # it has been read
        expect(page.locator("#sent")).to_have_value(value)
    page.context.close()


def test_the_answer_to_a_sign_in_is_about_what_stands_there(signin: Page) -> None:
    signin.locator("#registered").fill("https://university.edu/orcid")
    signin.locator("#sent").fill("https://university.edu/orcid")
    signin.locator("#compare").click()
    expect(signin.locator("#compared .head.ok")).to_be_visible()
    signin.locator("#sent").fill("http://other.edu/orcid")
    expect(signin.locator("#compared .head.error")).to_be_visible()


def test_back_and_forward_lead_from_tab_to_tab(page: Page) -> None:
    page.locator("#description").fill("Sign in.")
    page.locator("#signin-tab").click()
    page.go_back()
    expect(page.locator("#request")).to_be_visible()
    expect(page.locator("#description")).to_have_value("Sign in.")
    page.go_forward()
    expect(page.locator("#signin")).to_be_visible()
    page.evaluate("location.hash = ''")
    expect(page.locator("#request")).to_be_visible()
    page.evaluate("location.hash = '#signin'")  # as a link on another page
    expect(page.locator("#signin-tab")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#signin")).to_be_visible()


def test_leaving_with_unsaved_text_asks_first(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(address)
    page.locator("#description").click()
    page.reload()
    assert asked == []
    page.locator("#description").click()
    page.keyboard.type("Sign in.")
    page.reload()
    assert asked == ["beforeunload"]
    page.locator("#description").click()
    page.keyboard.type("Sign in.")
    page.locator("#draft").check()
    expect(page.locator("#forget")).to_be_visible()
    page.reload()
    assert asked == ["beforeunload"]
    page.close()


def test_two_tabs_do_not_overwrite_each_others_draft(opened: Open, address: str) -> None:
    first = opened()
    second = first.context.new_page()
    second.goto(address)
    for page, text in ((first, "first"), (second, "second")):
        page.locator("#description").fill(text)
        page.locator("#draft").check()
        expect(page.locator("#forget")).to_be_visible()
    for page, text in ((first, "first"), (second, "second")):
        page.reload()
        expect(page.locator("#description")).to_have_value(text)
    second.close()
    third = first.context.new_page()  # takes over what a tab has left that is closed
    third.goto(address)
    expect(third.locator("#description")).to_have_value("second")
    fourth = first.context.new_page()
    fourth.goto(address)
    fourth.wait_for_selector("html[data-drawn]")
    expect(fourth.locator("#description")).to_have_value("")
    first.context.close()


PASTES = {
    "columns": "Journal 1\thttps://a.edu/1\nJournal 2\thttps://a.edu/2\n",
    "bullets": "Our redirect URIs:\n- https://a.edu/1,\n- https://a.edu/2.\n\nKind regards",
    "numbers": "1. https://a.edu/1\n2. https://a.edu/2",
    "an email": "> <https://a.edu/1>\n> <https://a.edu/2>",
    "JSON": '["https://a.edu/1", "https://a.edu/2"]',
    "commas": "https://a.edu/1, https://a.edu/2",
}


@pytest.mark.parametrize("text", PASTES.values(), ids=PASTES)
def test_a_list_in_any_form_becomes_rows(page: Page, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.locator("#redirect_uris-0").press("Control+V")
    expect(page.locator("#redirect_uris-rows input")).to_have_count(2)
    for index in (0, 1):
        expect(page.locator(f"#redirect_uris-{index}")).to_have_value(f"https://a.edu/{index + 1}")
    settled(page)
    expect(page.locator("#redirect_uris-findings .error")).to_have_count(0)


def test_what_is_left_out_of_a_paste_is_shown_and_can_be_put_back(page: Page) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", PASTES["bullets"])
    page.locator("#redirect_uris-0").press("Control+V")
    expect(page.locator("#left-out summary")).to_contain_text("left out of what you pasted: 2")
    page.locator("#left-out summary").click()
    expect(page.locator("#left-out li")).to_have_text(["Our redirect URIs:", "Kind regards"])
    page.locator("#left-out button").click()
    expect(page.locator("#redirect_uris-rows input")).to_have_count(4)
