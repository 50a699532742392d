"""The documentation has a page for every rule, with its examples and its message in every language."""

from __future__ import annotations

import html
import pkgutil
import re
import sys
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

from orcid_clientreq import RULES
from orcid_clientreq.interop.rule_data import severities_of, suppressed_by
from orcid_clientreq.matching import CAUSES
from orcid_clientreq.messages import LANGUAGES
from orcid_clientreq.messages.sentences import render
from orcid_clientreq.rules.model import DOCUMENTATION

sys.path.insert(0, str(Path(__file__).parent.parent / "docs" / "generators"))

import architecture
import pytest
import rule_pages

pytestmark = pytest.mark.long


def page_of(folder: Path, code: str) -> str:
    return (folder / f"{code}.md").read_text(encoding="utf-8")


def test_every_rule_has_a_page(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    rule_pages.write(folder)
    index = (folder / "index.md").read_text(encoding="utf-8")
    for code, rule in RULES.items():
        page = (folder / f"{code}.md").read_text(encoding="utf-8")
        assert page.startswith(f"# {code}\n")
        assert rule.url == f"{DOCUMENTATION}rules/{code}.html"
        assert f'<a href="{code}.html">{rule.field}</a>' in index
        shown = [page.split(f"* - {name}\n")[1:] for name in ("wrong", "right")]
        assert len(shown[0]) == len(shown[1]) == len(rule.examples)
        assert all(wrong.splitlines()[0] != right.splitlines()[0] for wrong, right in zip(*shown, strict=True))
        params = rule.examples[0].found[0].params
        said = [render(rule.template, params, language) for language in LANGUAGES]
        assert all(html.escape(text, quote=False) in page for text in said)
        assert '<dt>简体中文</dt><dd lang="zh-Hans" dir="ltr">' in page
        snippet = page.partition("```py\n")[2].partition("```")[0]
        assert bool(snippet) is not rule.severity_is_fixed
        known: dict[str, Any] = {"data": {}}
        exec(snippet, known)  # noqa: S102 - our own page
        if not rule.severity_is_fixed:
            policy = known["policy"]
            assert dict(policy.severities) == {code: None}
            assert severities_of(rule)[policy.edition][policy.environment]
        assert all(f"[{other}]({other}.md)" in page for other in suppressed_by(rule))
        assert ("## What suppresses it" in page) is bool(suppressed_by(rule))
        assert ("| 2022-sandbox | — |" in page) is not rule.of_credentials
        assert ("; sandbox: " in page) is rule.of_credentials
        assert ("## For programs" in page) is rule_pages.has_suggestion(rule)
        assert ("](https://www.rfc-editor.org/rfc/rfc" in page) is ("RFC " in rule.source)
    assert rule_pages.has_suggestion(RULES["redirect_uri.fragment"])
    assert not rule_pages.has_suggestion(RULES["redirect_uri.host_only"])
    assert "[RFC 3986 section 6.2.2](https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2)" in page_of(
        folder, "redirect_uri.not_normalized"
    )
    assert index.count("<tr data-fields=") < len(RULES) / 1.5
    assert 'data-fields="contact_email pin_contact_email"' in index
    causes = (folder / "causes.md").read_text(encoding="utf-8")
    assert all(f"## {code}\n" in causes for code in CAUSES)


def test_the_addresses_are_of_the_site_that_the_package_names() -> None:
    urls = metadata("orcid-clientreq").get_all("Project-URL") or []
    assert f"Documentation, {DOCUMENTATION.removesuffix('en/latest/')}" in urls


def test_the_picture_of_the_architecture_has_every_module_and_what_it_imports(tmp_path: Path) -> None:
    architecture.write(tmp_path / "architecture.html")
    picture = (tmp_path / "architecture.html").read_text(encoding="utf-8")
    source = Path(__file__).parent.parent / "src" / "orcid_clientreq"
    inside = {module.name for module in pkgutil.iter_modules([str(source)]) if not module.name.startswith("_")}
    assert sorted(re.findall('class="name"[^>]*>([^<]*)<', picture)) == sorted(inside)
    assert picture.index(">policy<") < picture.index("↓ rules<") < picture.index(">rules<")


def test_what_is_current_is_left_alone_and_what_is_not_goes(tmp_path: Path) -> None:
    rule_pages.write(tmp_path)
    page, stale = tmp_path / "redirect_uri.fragment.md", tmp_path / "redirect_uri.gone.md"
    stale.write_text("", encoding="utf-8")
    before = page.stat().st_mtime_ns
    rule_pages.write(tmp_path)
    assert page.stat().st_mtime_ns == before
    assert not stale.exists()
