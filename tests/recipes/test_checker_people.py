"""The paths of five people through the checker: with mouse and keyboard, on wide and narrow screens, in four languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import shot
from playwright.sync_api import Browser, Locator, Page, expect

from orcid_clientreq import Policy
from orcid_clientreq.rules.model import good_request

WORDS = json.loads((Path(__file__).parents[2] / "docs" / "checker" / "words.json").read_text(encoding="utf-8"))
#: So many stops the whole page has at most, for those who go through it by keyboard.
STOPS = 150
SETTINGS = [(1280, "en", "mouse"), (360, "de", "keyboard"), (1280, "ja", "keyboard"), (360, "ar", "mouse")]


class Person:
    """Somebody at the checker, who has a mouse or a keyboard."""

    def __init__(self, page: Page, language: str, way: str) -> None:
        self.page = page
        self.words: dict[str, Any] = WORDS[language]
        self.has_mouse = way == "mouse"

    def reach(self, element: Locator) -> None:
        """Go to an element."""
        if self.has_mouse:
            element.click()
            return
        for key in ("Tab", "Shift+Tab"):  # what comes before is reached backwards
            for _ in range(STOPS):
                if element.evaluate("element => element === document.activeElement"):
                    return
                self.page.keyboard.press(key)
        pytest.fail(f"the keyboard does not reach {element}")

    def enter(self, name: str, text: str) -> None:
        """Enter a text in place of what stands there."""
        element = self.page.locator(f"#{name}")
        self.reach(element)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)

    def paste(self, name: str, text: str) -> None:
        """Paste a text."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.reach(self.page.locator(f"#{name}"))
        self.page.keyboard.press("ControlOrMeta+V")

    def press(self, name: str) -> None:
        """Press a button."""
        element = self.page.locator(f"#{name}")
        self.reach(element)
        if not self.has_mouse:
            self.page.keyboard.press("Enter")

    def choose(self, name: str) -> None:
        """Choose an answer of several."""
        element = self.page.locator(f"#{name}")
        if self.has_mouse:
            element.check()
            return
        group = self.page.locator(f"#{name.rpartition('-')[0]}-field input")
        self.reach(group.first)
        self.page.keyboard.press("Space")
        while not element.is_checked():
            self.page.keyboard.press("ArrowDown")

    def choose_system(self, text: str, name: str) -> None:
        """Look for a system as people call it, and choose it from the list."""
        self.enter("system", text)
        option = self.page.locator("#system-list li").filter(has=self.page.get_by_text(name, exact=True))
        expect(option).to_be_visible()
        if self.has_mouse:
            option.click()
        else:
            while option.get_attribute("aria-selected") != "true":
                self.page.keyboard.press("ArrowDown")
            self.page.keyboard.press("Enter")
        expect(self.page.locator("#system")).to_have_value(name)

    def rows(self) -> list[str]:
        """Return the redirect URIs that stand in the form."""
        return [row.input_value() for row in self.page.locator("#redirect_uris-rows input").all()]

    def has_rows(self, *uris: str) -> None:
        """Wait for redirect URIs to stand in the form."""
        expect(self.page.locator("#redirect_uris-rows input")).to_have_count(len(uris))
        expect(self.page.locator("#redirect_uris-0")).to_have_value(uris[0])
        assert self.rows() == list(uris)

    def finish(self) -> None:
        """Answer the other questions, and see that the request is ready."""
        good = good_request(Policy(edition="2023").edition)
        self.choose("update_existing-no")
        self.choose("integration_type-certified_service_provider")
        self.choose("authenticates_users-yes")
        for name in ("organization_name", "contact_email", "pin_contact_email", "client_name", "description"):
            self.enter(name, str(good[name]))
        self.enter("homepage_url", "https://www.library.edu/")
        self.press("all")
        expect(self.page.locator("#result-title")).to_be_focused()
        expect(self.page.locator("#summary")).to_have_text(self.words["ready"])
        expect(self.page.locator("#answers .empty")).to_have_count(0)


@pytest.fixture(params=SETTINGS, ids=["-".join(map(str, each)) for each in SETTINGS])
def person(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Person]:
    width, language, way = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        locale=language,
        permissions=["clipboard-read", "clipboard-write"],
        service_workers="block",
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{site}checker/")
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    yield Person(page, language, way)
    shot(page, f"people-{request.node.originalname}-{width}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert problems == []
    context.close()


def test_a_library_manager_with_dspace(person: Person) -> None:
    person.choose_system("DSpace 7", "DSpace")
    person.enter("system-server", "https://wrong.library.edu/server")
    person.enter("system-ui", "https://wrong.library.edu")
    person.press("system-fill")
    person.has_rows("https://wrong.library.edu/server/api/authn/orcid", "https://wrong.library.edu")
    person.enter("system-server", "https://repo.library.edu/server")
    person.enter("system-ui", "https://repo.library.edu/home")
    person.press("system-fill")
    person.has_rows("https://repo.library.edu/server/api/authn/orcid", "https://repo.library.edu")
    expect(person.page.locator("#redirect_uris-findings .warning")).to_have_count(0)
    expect(person.page.locator("#redirect_uris-findings .right")).to_have_count(1)
    person.finish()


def test_an_editor_with_ojs(person: Person) -> None:
    person.choose_system("ojs", "OJS, OMP, OPS 3.5")
    person.enter("system-base", "https://journals.library.edu/index.php/jlis")
    person.enter("system-journal", "https://journals.library.edu/index.php/jlis")
    person.press("system-fill")
    address = "https://journals.library.edu/index.php/jlis/orcid"
    person.has_rows(f"{address}/authorizeOrcid", f"{address}/verify")
    person.finish()


def test_a_research_office_whose_vendor_knows(person: Person) -> None:
    person.choose_system("pure", "Pure")
    person.enter("system-base", "https://pure.library.edu/admin/login.xhtml")
    person.press("system-fill")
    person.has_rows("https://pure.library.edu/admin")
    person.choose_system("converis", "Converis")
    expect(person.page.locator("#system-asks")).to_contain_text(person.words["registrant_with_vendor"])
    assert "Converis" in person.page.locator("#vendor-message").input_value()
    person.press("vendor-message-copy")
    expect(person.page.locator("#vendor-message-copy")).to_have_text(person.words["copied_message"])
    uris = ["https://converis.library.edu/converis/orcid/1", "https://converis.library.edu/converis/orcid/2"]
    person.enter("redirect_uris-0", "")
    person.paste("redirect_uris-0", f"Dear colleagues,\nplease register:\n- {uris[0]},\n- {uris[1]}.\nKind regards")
    person.has_rows(*uris)
    person.finish()


URI = "https://repo.library.edu/server/api/authn/orcid"
#: Two of the texts that are read; `test_checker.py` has the others.
READ = {
    "ORCID's page": f"Error: The provided redirect URI {URI} does not match the redirect URIs registered by Library (APP-XXXXXXXXXXXXXXXX).",
    "wrapped": "https://repo.library.edu/serve\nr/api/authn/orcid",
}


def test_somebody_whose_sign_in_fails(person: Person) -> None:
    if person.has_mouse:
        person.press("signin-tab")
    else:
        person.reach(person.page.locator("#request-tab"))
        person.page.keyboard.press("ArrowRight")
    person.paste(
        "registered", "Redirect URI 1: https://www.library.edu/orcid\nRedirect URI 2: https://repo.library.edu/\n"
    )
    for text in READ.values():
        person.enter("sent", "")
        person.paste("sent", text)
        person.press("compare")
        expect(person.page.locator("#compared")).to_contain_text(URI)
        expect(person.page.locator("#compared h2").first).to_have_text(person.words["signin_read"])
    person.enter("sent", "Redirect URI doesn't match your registered redirect URIs.")
    person.press("compare")
    expect(person.page.locator("#compared .head")).to_be_visible()
    expect(person.page.locator("#compared")).to_contain_text("redirect_uri=")  # where the address is to be found
    person.enter("registered", "https://repo.library.edu/other")
    person.enter("sent", READ["ORCID's page"])
    person.press("compare")
    asked = re.compile(re.escape(f"Please add this redirect URI to these credentials:\n{URI}"))
    expect(person.page.locator("#message-orcid")).to_have_value(asked)
    assert URI in person.page.locator("#message-system").input_value()


def test_somebody_with_a_system_of_their_own(person: Person) -> None:
    person.enter("system", "Blackboard")
    option = person.page.locator("#system-list li").last
    expect(option).to_contain_text("Blackboard")
    if person.has_mouse:
        option.click()
    else:
        person.page.keyboard.press("ArrowUp")
        person.page.keyboard.press("Enter")
    expect(person.page.locator("#staff_notes")).to_have_value("System: Blackboard")
    expect(person.page.locator("#vendor-message")).to_be_visible()
    person.paste("redirect_uris-0", "Journal 1\thttps://a.library.edu/1\nJournal 2\thttps://a.library.edu/2\n")
    person.has_rows("https://a.library.edu/1", "https://a.library.edu/2")
    person.press("all")
    expect(person.page.locator("#problems")).to_be_focused()
    first = person.page.locator("#problems-list a").first
    person.reach(first)
    if not person.has_mouse:
        person.page.keyboard.press("Enter")
    expect(person.page.locator("#update_existing-yes")).to_be_focused()
    person.finish()
