"""The documentation has a page for every rule, with its examples and its message in every language."""

from __future__ import annotations

import html
import sys
from pathlib import Path

from orcid_clientreq import RULES
from orcid_clientreq.matching import CAUSES
from orcid_clientreq.messages import LANGUAGES, say

sys.path.insert(0, str(Path(__file__).parent.parent / "docs" / "generators"))

import rule_pages


def test_every_rule_has_a_page(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    rule_pages.write(folder)
    index = (folder / "index.md").read_text(encoding="utf-8")
    for code, rule in RULES.items():
        page = (folder / f"{code}.md").read_text(encoding="utf-8")
        assert page.startswith(f"# {code}\n")
        assert f"[{code}]({code}.md)" in index
        assert page.count("| but |") == len(rule.examples)
        assert all(html.escape(say(rule.template, language), quote=False) in page for language in LANGUAGES)
    causes = (folder / "causes.md").read_text(encoding="utf-8")
    assert all(f"## {code}\n" in causes for code in CAUSES)


def test_what_is_current_is_left_alone_and_what_is_not_goes(tmp_path: Path) -> None:
    rule_pages.write(tmp_path)
    page, stale = tmp_path / "redirect_uri.fragment.md", tmp_path / "redirect_uri.gone.md"
    stale.write_text("", encoding="utf-8")
    before = page.stat().st_mtime_ns
    rule_pages.write(tmp_path)
    assert page.stat().st_mtime_ns == before
    assert not stale.exists()
