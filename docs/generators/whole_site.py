"""What the site has as a whole: a description for each page, and a list of all of them for search engines."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docutils import nodes

from orcid_clientreq import RULES
from orcid_clientreq.rules.model import DOCUMENTATION
from orcid_clientreq.systems import SYSTEMS

#: So long a description is at most: search engines show no more.
_LONGEST = 200
#: A shorter paragraph says nothing of its page.
_SHORTEST = 40
#: What stands between a text and its page, in documents that are read in order.
_NO_TEXT = (nodes.table, nodes.block_quote, nodes.list_item, nodes.Admonition)


def described(app: Any, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Give a page its description, before the extension for social cards makes one of whatever stands first."""
    del app, template
    text = description(page, doctree)
    if not text:
        return
    context["metatags"] = f'{context.get("metatags", "")}<meta name="description" content="{html.escape(text)}">'
    context["meta"] = {**(context.get("meta") or {}), "og:description": text}


def description(page: str, doctree: Any) -> str:
    """Return what a page is about, in a sentence or two; empty for one without text, such as the index."""
    folder, _, name = page.partition("/")
    if folder == "systems" and name in SYSTEMS:
        system = SYSTEMS[name]
        text = f"{system.name} and ORCID: which redirect URIs to register, what each is for, and what goes wrong."
    elif folder == "rules" and name in RULES:
        text = f"{name}: {RULES[name].summary} Why ORCID asks for it, and how to correct it."
    else:
        text = _first_paragraph(doctree) if doctree is not None else ""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"


def _first_paragraph(doctree: Any) -> str:
    """Return the first paragraph of a page that says something, after the title of the page."""
    title = next((each.astext() for each in doctree.findall(nodes.title)), "")
    for paragraph in doctree.findall(nodes.paragraph):
        around = paragraph.parent
        while around is not None and not isinstance(around, _NO_TEXT):
            around = around.parent
        text = " ".join(paragraph.astext().split())
        if around is None and len(text) >= _SHORTEST:
            return f"{title}: {text}"
    return f"{title}, in the documentation of orcid-clientreq."


def navigable(_app: Any, page: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """Show in the sidebar the pages beside the present one, but not all rules and systems, which their lists link to."""
    if whole := context.get("toctree"):
        depth = {"maxdepth": 1} if page.startswith(("rules/", "systems/")) else {}
        context["toctree"] = lambda **options: whole(**{**options, "collapse": True, **depth})


def listed(app: Any, error: Exception | None) -> None:
    """Write the site map, with the checker in it."""
    if error is None and app.builder.name == "html":
        pages = sorted(f"{name}.html" for name in app.env.found_docs)
        addresses = [DOCUMENTATION + page for page in ("checker/", *pages)]
        lines = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses)
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{lines}</urlset>\n'
        Path(app.outdir, "sitemap.xml").write_text(text, encoding="utf-8")
