"""Sphinx's configuration: `tox -e docs` builds the site into `docs/_build`."""

import os
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

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.intersphinx", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "checker", "examples", "templates"]
#: Where the names of Python's own documentation are listed: on the web for those who publish, else where Debian's
#: python3-doc puts them. Elsewhere the pages are built without these links.
INVENTORY = Path("/usr/share/doc/python3/html/objects.inv")
if os.environ.get("READTHEDOCS"):
    intersphinx_mapping = {"python": ("https://docs.python.org/3", None)}
elif INVENTORY.exists():
    intersphinx_mapping = {"python": ("https://docs.python.org/3", str(INVENTORY))}
html_theme = "furo"
html_title = "orcid-clientreq"
html_static_path = ["static"]
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
    import rule_pages
    import system_pages

    app.connect("config-inited", lambda _app, _config: rule_pages.write(HERE / "rules"))
    app.connect("config-inited", lambda _app, _config: system_pages.write(HERE / "systems"))
    app.connect("config-inited", lambda _app, _config: architecture.write(HERE / "_build" / "architecture.html"))
