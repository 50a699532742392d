"""Sphinx's configuration: `tox -e docs` builds the site into `docs/_build`."""

from importlib.metadata import version as version_of

project = "orcid-clientreq"
author = "The orcid-clientreq authors"
project_copyright = f"2026, {author}"
release = version = version_of("orcid-clientreq")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "examples"]
html_theme = "furo"
html_title = "orcid-clientreq"
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = True
myst_heading_anchors = 3
default_role = "code"
