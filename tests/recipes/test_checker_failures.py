"""The checker where something does not arrive, or the browser refuses something: it says so, and keeps working."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

#: Without these there is no page: its own text says so, in nine languages.
OF_PAGE = ("checker.mjs", "form.mjs", "languages/en.json")
#: Without these there is a page, and a form with the plain checks.
OF_PYTHON = ("files.json", "worker.mjs", "pyodide/pyodide.mjs", "pyodide/pyodide.asm.mjs", "pyodide/pyodide.asm.wasm")
#: Without these nothing is missing: Python starts as usual.
OF_MEMORY = ("pyodide/memory.bin",)
#: So soon people are told, in seconds.
TOLD = 15
#: What Python is made to say after an answer that comes late.
LATE_ANSWER = "answered late"
#: What is fetched when somebody chooses it, and draws the page or the form again.
LATE = [("#language", "de", "languages/de.json"), ("#example", "7-single-page-app.json", "examples/7-*")]


@pytest.fixture(scope="module")
def address(site: str) -> str:
    return f"{site}checker/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(service_workers="block")  # whose requests nobody can hold up
    page = context.new_page()
    yield page
    for each in context.pages:
        each.unroute_all(behavior="ignoreErrors")
    context.close()


@pytest.fixture
def problems(page: Page) -> Iterator[list[str]]:
    """What goes wrong in the page, which nothing may."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield problems
    assert problems == []


def aborted(route: Route, _content: bytes) -> None:
    route.abort()


def not_found(route: Route, _content: bytes) -> None:
    route.fulfill(status=404, body="not here")


def hung(_route: Route, _content: bytes) -> None:
    """Never answer."""


def truncated(route: Route, content: bytes) -> None:
    kinds = {".mjs": "text/javascript", ".json": "application/json", ".wasm": "application/wasm"}
    kind = kinds.get(Path(route.request.url).suffix, "application/octet-stream")
    route.fulfill(status=200, body=content[: len(content) * 2 // 3], content_type=kind)


FAULTS: tuple[Callable[[Route, bytes], None], ...] = (aborted, not_found, hung, truncated)


def break_(page: Page, folder: Path, name: str, fault: Callable[[Route, bytes], None]) -> Callable[[], None]:
    """Let a file fail from now on, and return what lets it arrive when it is asked for again."""
    content = (folder / "checker" / name).read_bytes()
    faults = [fault]

    def handle(route: Route) -> None:
        if faults:
            faults[0](route, content)
        else:
            route.continue_()

    page.context.route(f"**/checker/{name}", handle)
    return faults.clear


def hold(page: Page, name: str) -> Callable[[], Route]:
    """Hold back a file from now on. Return a function that waits for the page's request, to let it arrive or fail."""
    held: list[Route] = []
    page.context.route(f"**/checker/{name}", lambda route: held.append(route))

    def asked_for() -> Route:
        while not held:
            page.wait_for_timeout(20)
        return held[0]

    return asked_for


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("name", OF_PAGE)
def test_without_a_file_of_the_page_it_says_so(
    page: Page, folder: Path, address: str, name: str, fault: Callable[[Route, bytes], None]
) -> None:
    repair = break_(page, folder, name, fault)
    start = time.monotonic()
    page.goto(address, wait_until="commit")
    while not page.evaluate("[...document.styleSheets].some((sheet) => sheet.cssRules.length > 50)"):
        page.wait_for_timeout(20)  # without styles, all of the page is shown
    again = page.get_by_text("Try again")
    expect(again).to_be_visible(timeout=TOLD * 1000)
    assert time.monotonic() - start < TOLD
    expect(page.locator("#failed")).to_contain_text("Erneut versuchen")
    expect(page.get_by_role("link", name="Why the rules are as they are")).to_be_visible()
    repair()
    again.click()
    expect(page.locator("#contact_email")).to_be_visible()
    expect(page.locator("#failed")).to_be_hidden()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("name", OF_PYTHON)
def test_without_a_file_of_python_the_plain_checks_go_on(
    page: Page, folder: Path, address: str, name: str, fault: Callable[[Route, bytes], None]
) -> None:
    repair = break_(page, folder, name, fault)
    start = time.monotonic()
    page.goto(address)
    page.locator("#contact_email").fill("no address")
    page.locator("#description").focus()
    expect(page.locator("#contact_email-findings")).to_contain_text("doesn't look right")
    expect(page.locator("#problem")).to_be_visible(timeout=TOLD * 1000)
    assert time.monotonic() - start < TOLD
    page.locator("#all").click()  # which answer a plain check means is said
    expect(page.locator("#problems-list")).to_contain_text("Primary contact email address for credentials: Something")
    expect(page.locator("#loading")).to_be_hidden()
    repair()
    page.locator("#problem button").click()
    expect(page.locator("#request-tab")).to_be_focused()
    expect(page.locator("#contact_email-findings")).to_contain_text("must have an @-sign")
    expect(page.locator("#problem")).to_be_hidden()
    expect(page.locator("#contact_email")).to_have_value("no address")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("name", OF_MEMORY)
def test_without_the_picture_of_the_memory_python_starts_as_usual(
    page: Page, folder: Path, address: str, name: str, fault: Callable[[Route, bytes], None]
) -> None:
    break_(page, folder, name, fault)
    page.goto(address)
    page.locator("#contact_email").fill("no address")
    page.locator("#description").focus()
    expect(page.locator("#contact_email-findings")).to_contain_text("must have an @-sign")
    expect(page.locator("#problem")).to_be_hidden()


def test_where_the_picture_of_the_memory_cannot_answer_python_starts_as_usual(
    page: Page, folder: Path, address: str
) -> None:
    """As where something is missing in the picture that one question in many needs."""
    worker = (folder / "checker/worker.mjs").read_text(encoding="utf-8")
    broken = worker.replace("answer: answer(question)", "answer: fromPicture ? nothing() : answer(question)")
    broken = broken.replace(
        "options._loadSnapshot = await picture;", "{ options._loadSnapshot = await picture; fromPicture = true; }"
    )
    broken = f"let fromPicture = false;\n{broken}"
    assert broken.count("fromPicture") == 3
    page.route("**/worker.mjs", lambda route: route.fulfill(body=broken, content_type="text/javascript"))
    page.goto(address)
    page.locator("#contact_email").fill("no address")
    page.locator("#description").focus()
    expect(page.locator("#contact_email-findings")).to_contain_text("must have an @-sign")
    expect(page.locator("#problem")).to_be_hidden()


@pytest.mark.parametrize("name", ["pyodide/python_stdlib.zip", "packages.zip"])
def test_without_what_python_usually_starts_from_it_says_so(page: Page, folder: Path, address: str, name: str) -> None:
    break_(page, folder, OF_MEMORY[0], aborted)
    repair = break_(page, folder, name, not_found)
    page.goto(address)
    expect(page.locator("#problem")).to_be_visible(timeout=TOLD * 1000)
    repair()
    page.locator("#problem button").click()
    page.wait_for_selector("html[data-ready]", timeout=60_000)


def test_without_the_schemas_only_the_plain_checks_are_missing(page: Page, folder: Path, address: str) -> None:
    break_(page, folder, "schemas.json", not_found)
    page.goto(address)
    page.locator("#contact_email").fill("no address")
    page.locator("#description").focus()
    expect(page.locator("#contact_email-findings")).to_contain_text("must have an @-sign")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_language_that_does_not_arrive_leaves_the_page_as_it_is(
    page: Page, folder: Path, address: str, fault: Callable[[Route, bytes], None]
) -> None:
    page.add_init_script(
        "window.said = []; addEventListener('DOMContentLoaded', () => new MutationObserver(() => window.said.push("
        "document.getElementById('live').textContent)).observe(document.getElementById('live'), { childList: true }));"
    )
    page.goto(address)
    page.locator("#description").fill("Sign in.")
    repair = break_(page, folder, "languages/de.json", fault)
    page.select_option("#language", "de")
    expect(page.locator("#problem")).to_contain_text("Deutsch could not be loaded", timeout=TOLD * 1000)
    page.wait_for_function("() => window.said.some((each) => each.includes('Deutsch could not be loaded'))")
    expect(page.locator("#language")).to_have_value("en")
    page.wait_for_selector("html[data-ready]", timeout=60_000)  # that Python has come does not solve it
    repair()
    page.locator("#problem button").click()
    expect(page.locator("#all")).to_have_text("Alles prüfen")
    expect(page.locator("#language")).to_be_focused()
    expect(page.locator("#description")).to_have_value("Sign in.")


def test_each_of_two_failures_is_shown_until_it_is_repaired(page: Page, folder: Path, address: str) -> None:
    break_(page, folder, OF_MEMORY[0], aborted)
    python_comes = break_(page, folder, "packages.zip", not_found)
    german_comes = break_(page, folder, "languages/de.json", not_found)
    page.goto(address)
    said = page.locator("#problem p")
    expect(said).to_have_count(1, timeout=TOLD * 1000)
    page.select_option("#language", "de")
    expect(said).to_have_count(2, timeout=TOLD * 1000)
    expect(said.first).to_contain_text("Deutsch could not be loaded")
    page.locator("#problem button").first.click()  # in vain: each stays in its place
    expect(said).to_have_count(2, timeout=TOLD * 1000)
    expect(said.first).to_contain_text("Deutsch could not be loaded")
    german_comes()
    page.locator("#problem button").first.click()
    expect(page.locator("#all")).to_have_text("Alles prüfen")
    expect(said).to_have_count(1)
    expect(page.locator("#problem button")).to_have_text("Erneut versuchen")
    python_comes()
    page.locator("#problem button").click()
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    expect(page.locator("#problem")).to_be_hidden()


@pytest.mark.usefixtures("problems")
def test_a_browser_that_keeps_nothing_says_so(page: Page, address: str) -> None:
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new Error('denied'); } });"
    )
    page.goto(address)
    page.locator("#description").fill("Sign in.")
    page.locator("#draft").click()
    expect(page.locator("#draft-said")).to_contain_text("does not let the page keep a draft")
    expect(page.locator("#draft")).not_to_be_checked()


@pytest.mark.parametrize("goes_on", [False, True])
@pytest.mark.parametrize("late", LATE, ids=["language", "example"])
def test_what_comes_late_leaves_the_search_for_a_system_as_it_is(
    page: Page, address: str, late: tuple[str, str, str], *, goes_on: bool
) -> None:
    control, choice, name = late
    hold(page, "worker.mjs")  # Python would search again
    page.goto(address)
    page.evaluate("document.querySelector('#more').open = true")
    held = hold(page, name)
    page.select_option(control, choice)
    page.locator("#system").press_sequentially("Dataver")
    offered = page.locator("#system-asks .which button" if goes_on else "#system-list [role=option]")
    if goes_on:
        page.locator("#description").focus()
    expect(offered).to_have_count(2)
    page.evaluate("document.querySelector('#form').firstElementChild.id = 'before'")
    held().continue_()
    expect(page.locator("#before")).to_have_count(0)  # the form is drawn again
    expect(page.locator("#description" if goes_on else "#system")).to_be_focused()
    expect(offered).to_have_count(2)
    offered.first.click()
    expect(page.locator("#system")).to_have_value("Dataverse")
    expect(page.locator("#system-base")).to_be_visible()


def caught_up(page: Page) -> None:
    """Wait until the page has dealt with what it was told before: a file that it asks for now comes later."""
    page.evaluate("fetch('schemas.json', { cache: 'reload' }).then((response) => response.text())")
    page.evaluate("new Promise((resolve) => setTimeout(resolve))")


def answers_late(page: Page, folder: Path, name: str) -> None:
    """Let Python answer a kind of question after a second, and say that it has."""
    worker = (folder / "checker" / "worker.mjs").read_text(encoding="utf-8")
    now = "postMessage({ number, answer: answer(question) })"
    assert worker.count(now) == 1
    late = f"setTimeout(() => {{ {now}; console.info('{LATE_ANSWER}'); }}, 1000)"
    body = worker.replace(now, f"if (question.includes('\"{name}\"')) {late}; else {now}")
    page.context.route("**/worker.mjs", lambda route: route.fulfill(body=body, content_type="text/javascript"))


@pytest.mark.usefixtures("problems")
@pytest.mark.parametrize("system", ["Dataverse", ""])
def test_the_redirect_uris_are_filled_in_for_what_stands_there_when_python_comes(
    page: Page, address: str, system: str
) -> None:
    held = hold(page, "worker.mjs")
    page.goto(address)
    page.locator("#system").fill("dataverse")
    page.locator("#system-list li").first.click()
    page.locator("#system-base").fill("https://data.university.edu")
    page.locator("#system-fill").click()
    expect(page.locator("#system-said")).to_contain_text("Its result follows")
    if system:
        page.locator("#system-base").fill("https://research.university.edu")
    else:
        page.locator("#system").fill("")
    held().continue_()
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    if system:
        expect(page.locator("#redirect_uris-0")).to_have_value(re.compile("^https://research.university.edu/"))
        expect(page.locator("#system-said")).to_contain_text("Filled in for Dataverse")
    else:
        caught_up(page)
        expect(page.locator("#redirect_uris-rows input")).to_have_count(1)
        expect(page.locator("#redirect_uris-0")).to_have_value("")


@pytest.mark.usefixtures("problems")
def test_suggestions_that_come_late_leave_what_was_typed_since(page: Page, folder: Path, address: str) -> None:
    answers_late(page, folder, "fix")
    page.goto(address)
    page.locator("#redirect_uris-0").fill("http://university.edu/orcid")
    expect(page.locator("#fix")).to_be_enabled()
    with page.expect_console_message(lambda message: message.text == LATE_ANSWER):
        page.locator("#fix").click()
        page.locator("#description").fill("Sign in with your ORCID iD.")
    caught_up(page)
    expect(page.locator("#description")).to_have_value("Sign in with your ORCID iD.")
    page.locator("#fix").click()
    expect(page.locator("#redirect_uris-0")).to_have_value("https://university.edu/orcid")
    expect(page.locator("#description")).to_have_value("Sign in with your ORCID iD.")


@pytest.mark.usefixtures("problems")
def test_two_lists_that_are_pasted_one_after_the_other_are_both_there(page: Page, folder: Path, address: str) -> None:
    answers_late(page, folder, "listed")
    page.goto(address)
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    page.locator("#redirect_uris-add").click()
    paste = """([at, text]) => {
      const data = new DataTransfer();
      data.setData("text", text);
      document.getElementById(at).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true }));
    }"""
    page.evaluate(paste, ["redirect_uris-0", "https://a.edu/1\nhttps://a.edu/2"])
    page.evaluate(paste, ["redirect_uris-1", "https://b.edu/1\nhttps://b.edu/2"])
    page.wait_for_function(
        "uris => uris.every((uri) => [...document.querySelectorAll('#redirect_uris-rows input')]"
        ".some(({ value }) => value === uri))",
        arg=["https://a.edu/1", "https://a.edu/2", "https://b.edu/1", "https://b.edu/2"],
    )


@pytest.mark.parametrize("arrives", [True, False])
def test_of_two_languages_the_one_that_was_chosen_last_counts(page: Page, address: str, *, arrives: bool) -> None:
    hold(page, "worker.mjs")
    page.goto(address)
    held = hold(page, "languages/de.json")
    page.select_option("#language", "de")
    page.select_option("#language", "fr")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    german = held()
    with page.expect_event("requestfinished" if arrives else "requestfailed"):
        if arrives:
            german.continue_()
        else:
            german.abort()
    caught_up(page)
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("#language")).to_have_value("fr")
    expect(page.locator("#problem")).to_be_hidden()


@pytest.mark.parametrize("goes_on", [False, True])
def test_a_system_that_was_not_found_before_python_came_is_found_then(
    page: Page, address: str, *, goes_on: bool
) -> None:
    held = hold(page, "worker.mjs")
    page.goto(address)
    page.locator("#system").press_sequentially("Data Vrese")
    offered = page.locator("#system-asks .which button" if goes_on else "#system-list [role=option]")
    if goes_on:
        page.locator("#description").focus()
    expect(offered).to_have_text([re.compile("Not in the list")])
    held().continue_()
    dataverse = offered.filter(has_text=re.compile("^Dataverse"))
    expect(dataverse).to_have_count(1)
    dataverse.click()
    expect(page.locator("#system-base")).to_be_visible()


@pytest.mark.usefixtures("problems")
@pytest.mark.parametrize("environment", ["production", "sandbox"])
def test_redirect_uris_are_checked_plainly_in_each_environment(
    page: Page, folder: Path, address: str, environment: str
) -> None:
    break_(page, folder, "worker.mjs", aborted)
    page.goto(address)
    expect(page.locator("#problem")).to_be_visible(timeout=TOLD * 1000)
    page.locator(f"#environment-{environment}").check()
    page.locator("#redirect_uris-0").fill("no address")
    page.locator("#description").focus()
    expect(page.locator("#redirect_uris-findings")).to_contain_text("doesn't look right")
    page.locator("#signin-tab").click()
    page.locator("#compare").click()
    page.locator("#problem button").click()  # which fails once more
    expect(page.locator("#compared")).to_be_empty(timeout=TOLD * 1000)


def test_an_answer_that_is_overdue_is_given_up_for_a_newer_question(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    page.evaluate(
        """async () => {
            const { asker } = await import('./python.mjs');
            const files = await (await fetch('files.json')).json();
            const send = Worker.prototype.postMessage;
            let held = 0;  // the worker is told of every question but the first
            Worker.prototype.postMessage = function (message) {
                if (message.question?.includes('first') && held++ === 0) return;
                send.call(this, message);
            };
            await new Promise((ready) => {
                window.python = asker({ progress() {}, ready, failed() {} });
                window.python.start(files);
            });
            window.first = window.python.ask('search', { text: 'first' });
        }"""
    )
    assert page.evaluate("window.python.ask('search', { text: 'dataverse' })")[0] == "dataverse"
    assert page.evaluate("window.first") is None
