"""Hypothesis's settings, and the examples in README, documentation and docstrings as tests."""

from __future__ import annotations

import gc
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sybil import Sybil
from sybil.parsers.myst import DocTestDirectiveParser, PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

# The same draws in every run, so that the gate says the same twice. It runs the suite on each Python, which draws nothing
# new, so those are few; `tox -e random` draws four times as many, others in each run, and prints its seed.
settings.register_profile(
    "default", deadline=None, max_examples=5, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("random", parent=settings.get_profile("default"), derandomize=False, max_examples=20)
settings.register_profile("thorough", parent=settings.get_profile("random"), max_examples=5000)
# Where coverage is seen: it comes from tables of cases, so the properties draw the simplest example only.
settings.register_profile("tables", parent=settings.get_profile("default"), max_examples=1)
settings.load_profile("default")

ROOT = Path(__file__).parent.parent
#: What draws, by name, where a test uses it inside.
DRAWING = {"given", "some_of"}

_doctests = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS | NORMALIZE_WHITESPACE)], patterns=["*.py"], path=str(ROOT / "src")
)
_pages = Sybil(
    parsers=[
        DocTestDirectiveParser(optionflags=ELLIPSIS),
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE),
    ],
    patterns=["README.md", "docs/*.md", "docs/how-to/*.md", "docs/how-to/frameworks/*.md"],
    path=str(ROOT),
)


class Documents:
    """What collects the examples: a plugin, since a conftest's own hook sees no file outside its folder."""

    pytest_collect_file = staticmethod((_doctests + _pages).pytest())


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Documents())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what draws, or takes a part of a large table: it is not the same with another seed."""
    for item in items:
        code = getattr(getattr(item, "obj", None), "__code__", None)
        draws_inside = code is not None and not DRAWING.isdisjoint(code.co_names)
        if draws_inside or item.get_closest_marker("hypothesis"):
            item.add_marker("draws")


def pytest_collection_finish() -> None:
    """Let the garbage collector leave out the tests themselves, which are more than all they make."""
    given(st.none())(lambda _: None)()  # Hypothesis makes its generator, and asks the collector who refers to it
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the examples of a page, which build on each other, in one process; every other test may run in any."""
    from xdist.scheduler import LoadScopeScheduling

    class PagesTogether(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            page, is_example, _ = nodeid.partition("::line:")
            return page if is_example else nodeid

    return PagesTogether(config, log)
