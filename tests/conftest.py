"""Hypothesis's settings, and the examples in README, documentation and docstrings as tests."""

from __future__ import annotations

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.parsers.myst import DocTestDirectiveParser, PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

# The gate runs the suite four times, with other draws each time; so each run is short.
settings.register_profile("default", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", parent=settings.get_profile("default"), max_examples=5000)
# Where the suite runs once more to see something else: coverage, another kind of machine.
settings.register_profile("quick", parent=settings.get_profile("default"), max_examples=15)
settings.load_profile("default")

ROOT = Path(__file__).parent.parent

_doctests = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS | NORMALIZE_WHITESPACE)],
    patterns=["*.py"],
    path=str(ROOT / "src"),
)
_pages = Sybil(
    parsers=[
        DocTestDirectiveParser(optionflags=ELLIPSIS),
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE),
    ],
    patterns=["README.md", "docs/*.md", "docs/how-to/*.md"],
    path=str(ROOT),
)


class Documents:
    """What collects the examples: a plugin, since a conftest's own hook sees no file outside its folder."""

    pytest_collect_file = staticmethod((_doctests + _pages).pytest())


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Documents())
