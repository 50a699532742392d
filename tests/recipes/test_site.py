"""The site as people see it: its addresses, its search, the way to the checker, on a phone, in dark and light."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import shot
from playwright.sync_api import Browser, expect

from orcid_clientreq import RULES
from orcid_clientreq.matching import CAUSES
from orcid_clientreq.rules.model import DOCUMENTATION
from orcid_clientreq.systems import SYSTEMS

ROOT = Path(__file__).parents[2]


def test_every_rule_and_cause_is_at_its_address(folder: Path) -> None:
    for each in (*RULES.values(), *CAUSES.values()):
        path, _, place = each.url.removeprefix(DOCUMENTATION).partition("#")
        page = (folder / path).read_text(encoding="utf-8")
        assert each.code in page
        assert not place or f'id="{place}"' in page


def addresses() -> set[str]:
    """Return the addresses on the site that the project names anywhere."""
    files = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "pyproject.toml"]
    files += [path for folder in ("src", "docs") for path in (ROOT / folder).rglob("*.*") if "_build" not in path.parts]
    texts = (path.read_text(encoding="utf-8") for path in files if path.suffix in {".md", ".py", ".json", ".toml"})
    named = re.compile(rf"{re.escape(DOCUMENTATION)}([\w./#-]*[\w/])")
    found = {match[1] for text in texts for match in named.finditer(text)}
    return found | {each.url.removeprefix(DOCUMENTATION) for each in SYSTEMS.values()}


def test_every_address_that_the_project_names_is_a_page(folder: Path) -> None:
    found = addresses()
    assert len(found) > 100
    for address in found:
        path, _, place = address.partition("#")
        page = folder / path
        assert page.is_file(), address
        # The checker makes its tabs itself.
        assert not place or place == "signin" or f'id="{place}"' in page.read_text(encoding="utf-8"), address


def test_types_lead_to_pythons_own_pages(folder: Path) -> None:
    page = (folder / "reference" / "checking.html").read_text(encoding="utf-8")
    assert "https://docs.python.org/3/library/collections.abc.html#collections.abc.Mapping" in page


@pytest.mark.parametrize(
    "code", ["redirect_uri.fragment", "pin_contact_email.not_distinct", "client_secret.is_client_id"]
)
def test_the_search_finds_a_code(browser: Browser, site: str, code: str) -> None:
    page = browser.new_page()
    page.goto(site)
    page.get_by_placeholder("Search").fill(code)
    page.get_by_placeholder("Search").press("Enter")
    expect(page.locator("ul.search a").first).to_have_text(code)
    page.locator("ul.search a").first.click()
    expect(page.locator("h1")).to_contain_text(code)
    page.close()


def test_from_the_front_page_to_the_checker_to_a_rule(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(site)
    page.get_by_role("link", name="Check a request here").click()
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    page.locator("#contact_email").fill("orcid")
    with page.expect_popup() as opened:
        page.locator("#contact_email-findings a").click()
    expect(opened.value.locator("h1")).to_contain_text("contact_email.invalid")
    opened.value.close()
    page.close()


def test_the_list_of_rules_can_be_filtered_by_field(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}rules/index.html")
    rows = page.locator("table.rules tbody tr:visible")
    every = rows.count()
    page.select_option(".filter select", "pin_contact_email")
    assert 5 < rows.count() < every / 2
    assert "pin_contact_email" in rows.first.inner_text()
    expect(page.get_by_role("heading", name="Texts")).to_be_hidden()
    page.reload()  # the choice is part of the address
    expect(page.locator(".filter select")).to_have_value("pin_contact_email")
    page.select_option(".filter select", "")
    assert rows.count() == every
    rows.nth(3).get_by_role("link").first.click()
    expect(page.locator("h1")).to_contain_text(".")
    page.close()


def test_the_front_page_leads_three_ways_before_any_code(browser: Browser, site: str) -> None:
    for width in (1280, 390):
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.goto(f"{site}index.html")
        ways = page.locator(".way")
        assert [way.locator("strong").inner_text() for way in ways.all()] == [
            "I fill in the form",
            "I build software",
            "Sign-in fails",
        ]
        last, code = ways.nth(2).bounding_box(), page.locator(".highlight").first.bounding_box()
        assert last is not None
        assert code is not None
        assert last["y"] + last["height"] <= 844  # on the first screen
        assert last["y"] < code["y"]
        page.close()


def test_a_report_fits_and_what_is_copied_can_be_typed(browser: Browser, site: str) -> None:
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"], viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    page.goto(f"{site}tutorial.html")
    block = page.locator("div.highlight", has_text="print(report)").first
    lines = block.locator("pre").evaluate("e => e.textContent.replace(/\\n$/, '').split('\\n').length")
    height = block.locator("pre").evaluate(
        "e => e.getClientRects()[0].height - 2 * parseFloat(getComputedStyle(e).paddingTop)"
    )
    spacing = block.locator("pre").evaluate("e => parseFloat(getComputedStyle(e).lineHeight)")
    assert round(height / spacing) == lines  # no line is broken
    block.hover()
    block.locator("button.copybtn").click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.length > 0)")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("from orcid_clientreq import check\nform = {\n")
    assert ">>>" not in copied
    assert "error  " not in copied
    context.close()


PAGES = [
    "systems/index",
    "systems/dspace-7",
    "reference/checking",
    "index",
    "tutorial",
    "contributing",
    "rules/index",
    "rules/causes",
    "rules/redirect_uri.fragment",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_it_is_accessible_and_fits(
    browser: Browser, site: str, axe: Callable[..., Any], scheme: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for name in PAGES:
        page.goto(f"{site}{name}.html")
        shot(page, f"site-{re.sub('[/.]', '-', name)}-{scheme}-{width}")
        assert (name, axe(page, "article")) == (name, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def described(page: str) -> list[str]:
    """Return the descriptions of a page: for search engines, and for social cards."""
    tags = re.findall(r'<meta (?:name="description"|property="og:description") content="([^"]*)"', page)
    return [html.unescape(each) for each in tags]


def test_each_page_has_a_description_of_its_own(folder: Path) -> None:
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        if name in {"404.html", "genindex.html", "py-modindex.html", "search.html"} or name.startswith("_"):
            continue
        one, *others = described(path.read_text(encoding="utf-8"))
        assert others in ([], [one]), name
        assert 20 < len(one) <= 205, (name, one)
        assert ",," not in one, name
        found.setdefault(one, []).append(name)
    assert len(found) > 250
    assert [names for names in found.values() if len(names) > 1] == []


def test_each_page_is_in_the_site_map(folder: Path) -> None:
    listed = re.findall(r"<loc>(.*?)</loc>", (folder / "sitemap.xml").read_text(encoding="utf-8"))
    paths = {address.removeprefix(DOCUMENTATION) for address in listed}
    assert {"checker/", "index.html", "rules/causes.html", "systems/dspace-7.html"} < paths
    assert [path for path in paths if not (folder / path).exists()] == []


def test_a_page_that_there_is_not_leads_on(folder: Path) -> None:
    page = (folder / "404.html").read_text(encoding="utf-8")
    links = re.findall(r'href="(.*?)"', page)
    assert len(links) >= 5
    for link in links:
        assert (folder / link.removeprefix(DOCUMENTATION)).exists(), link


SEARCHES = {"DSpace": "Register DSpace", "sign-in fails": "sign-in"}


@pytest.mark.parametrize(("text", "first"), SEARCHES.items(), ids=SEARCHES)
def test_the_search_lists_systems_and_causes_before_modules(browser: Browser, site: str, text: str, first: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}search.html?q={text}")
    expect(page.locator("ul.search > li a").first).to_have_text(re.compile(first, re.IGNORECASE))
    page.close()


def test_on_paper_an_article_stands_alone(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site}systems/dspace-7.html")
    page.emulate_media(media="print")
    for hidden in (".sidebar-drawer", ".toc-drawer", ".related-pages"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("article h1")).to_be_visible()
    page.close()


def test_the_checker_has_a_social_card(folder: Path) -> None:
    page = (folder / "checker" / "index.html").read_text(encoding="utf-8")
    (image,) = re.findall(r'property="og:image" content="(.*?)"', page)
    assert (folder / image.removeprefix(DOCUMENTATION)).is_file()


def test_the_sidebar_lists_what_is_beside_a_page_but_not_every_rule_and_system(folder: Path) -> None:
    def listed(page: str) -> set[str]:
        text = (folder / page).read_text(encoding="utf-8")
        tree = text.partition('class="sidebar-tree"')[2].partition("</aside>")[0]
        return {link.rpartition("/")[2] for link in re.findall(r'href="([^"#]+)"', tree)}

    for page in (
        "tutorial.html",
        "rules/redirect_uri.fragment.html",
        "systems/dspace-7.html",
        "reference/checking.html",
    ):
        assert {"tutorial.html", "index.html", "use-the-command-line.html"} <= listed(page) | {page}
        assert not listed(page) & {"redirect_uri.wildcard.html", "ojs.html", "dataverse.html"}
    assert "matching.html" in listed("reference/checking.html")


def test_the_headings_of_the_sidebar_have_a_level(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}systems/dspace-7.html")
    assert page.locator("p.caption[role=heading]").count() > 0
    assert page.locator("p.caption[role=heading]:not([aria-level])").count() == 0
    page.close()
