"""Sphinx's configuration: `tox -e docs` builds the site into `docs/_build`."""

import os
import re
import sys
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "generators"))

project = "orcid-clientreq"
author = "The orcid-clientreq authors"
project_copyright = f"2026, {author}"
release = version = version_of("orcid-clientreq")

extensions = [
    *("myst_parser", "sphinx.ext.autodoc", "sphinx.ext.intersphinx", "sphinx.ext.napoleon"),
    *("sphinx_copybutton", "sphinxext.opengraph"),
]
# What is copied of an example is what one types.
copybutton_prompt_text = r">>> |\.\.\. "
copybutton_prompt_is_regexp = True
copybutton_only_copy_prompt_lines = True
ogp_site_url = "https://orcid-clientreq.readthedocs.io/en/latest/"
ogp_image = "_static/checker.png"
ogp_image_alt = "The checker: a form with a finding at a redirect URI, and its suggestion"
ogp_use_first_image = False
ogp_enable_meta_description = True
exclude_patterns = ["_build", "checker", "examples", "extra", "templates"]
#: Where the names of Python's own documentation are listed: on the web for those who publish, else where Debian's
#: python3-doc puts them. Elsewhere the pages are built without these links.
INVENTORY = Path("/usr/share/doc/python3/html/objects.inv")
if os.environ.get("READTHEDOCS"):
    intersphinx_mapping = {"python": ("https://docs.python.org/3", None)}
elif INVENTORY.exists():
    intersphinx_mapping = {"python": ("https://docs.python.org/3", str(INVENTORY))}
html_theme = "furo"
html_title = "orcid-clientreq"
html_favicon = "static/favicon.svg"
html_theme_options = {
    # The colours and the typeface of the checker.
    "light_css_variables": {
        "color-brand-primary": "#2c6a14",
        "color-brand-content": "#2c6a14",
        "font-stack": "system-ui, sans-serif",
    },
    "dark_css_variables": {"color-brand-primary": "#a6ce39", "color-brand-content": "#a6ce39"},
}
# What the README says about installing until there is a release stands above each page. Without it, nothing does.
README = (HERE.parent / "README.md").read_text(encoding="utf-8")
if unpublished := re.search("<!-- until published -->(.*?)<!--", README, re.DOTALL):
    html_theme_options["announcement"] = re.sub("`([^`]+)`", r"<code>\1</code>", unpublished[1].strip())
html_static_path = ["static"]
# Files for other programs, at addresses that stay: the vectors and the systems, and the rules that `setup` writes.
html_extra_path = ["extra", "vectors", "_build/published"]
html_search_scorer = str(HERE / "scorer.js")
html_css_files = ["site.css"]
html_js_files = [("rules.js", {"defer": "defer"})]
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/search.html",
        "sidebar/checker.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
templates_path = ["templates"]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = True
myst_heading_anchors = 3
default_role = "code"
# Quotation marks are set, dashes are not: `xn--` is no dash.
smartquotes_action = "q"


def setup(app: Any) -> None:
    """Have the pages of the rules written, and the picture of the architecture drawn, before the sources are read."""
    import architecture
    import published
    import rule_pages
    import system_pages
    import whole_site

    app.connect("config-inited", lambda _app, _config: rule_pages.write(HERE / "rules"))
    app.connect("config-inited", lambda _app, _config: system_pages.write(HERE / "systems"))
    app.connect("config-inited", lambda _app, _config: published.write(HERE / "_build" / "published"))
    app.connect("config-inited", lambda _app, _config: architecture.write(HERE / "_build" / "architecture.html"))
    app.connect("html-page-context", whole_site.described, priority=400)
    app.connect("html-page-context", whole_site.navigable, priority=400)
    app.connect("build-finished", whole_site.listed)
