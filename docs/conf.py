"""Sphinx's configuration: `tox -e docs` builds the site into `docs/_build`."""

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

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "checker", "examples"]
html_theme = "furo"
html_title = "orcid-clientreq"
html_static_path = ["static"]
html_css_files = ["site.css"]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = True
myst_heading_anchors = 3
default_role = "code"


def setup(app: Any) -> None:
    """Have the pages of the rules written before the sources are read."""
    import rule_pages

    app.connect("config-inited", lambda _app, _config: rule_pages.write(HERE / "rules"))
