"""No regular expression of the package repeats what is repeated and gives it back: none can take more than linear time to fail."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import orcid_clientreq
from orcid_clientreq.syntax.patterns import Pattern

REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}


def each(value: Any) -> Iterator[Any]:
    """Yield a value, or what stands in it where it is a tuple or a mapping."""
    if isinstance(value, tuple | Mapping):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from each(item)
    else:
        yield value


def patterns() -> list[re.Pattern[str]]:
    found: dict[str, re.Pattern[str]] = {}
    for info in pkgutil.walk_packages(orcid_clientreq.__path__, "orcid_clientreq."):
        if "hook-" in info.name:  # PyInstaller imports it
            continue
        module = importlib.import_module(info.name)
        for item in each(tuple(vars(module).values())):
            if isinstance(item, Pattern | re.Pattern):
                found[item.pattern] = item.compiled if isinstance(item, Pattern) else item
    return list(found.values())


def nested(tree: Any, *, inside: bool = False) -> bool:
    """Return whether an unbounded repetition stands in another one that can give back what it took.

    A possessive repetition cannot: there is one way only to divide a text among its rounds.
    """
    for operator, argument in tree:
        if operator in REPEATS:
            _, most, body = argument
            unbounded = most == sre.MAXREPEAT
            if (unbounded and inside) or nested(
                body, inside=operator is not sre.POSSESSIVE_REPEAT and (inside or unbounded)
            ):
                return True
        elif operator is sre.SUBPATTERN:
            if nested(argument[-1], inside=inside):
                return True
        elif operator is sre.BRANCH:
            if any(nested(branch, inside=inside) for branch in argument[1]):
                return True
        elif operator in {sre.ASSERT, sre.ASSERT_NOT} and nested(argument[1], inside=inside):
            return True
    return False


def test_the_check_sees_a_nested_repetition() -> None:
    assert nested(_parser.parse("(?:a+b?)*"))
    assert nested(_parser.parse("(?=(a|b*)+)"))
    assert nested(_parser.parse("(?:(?:a+b?)++)*"))
    assert not nested(_parser.parse("a+(?:b{3}){4}c*"))
    assert not nested(_parser.parse("(?:a+b?)++"))


def test_the_patterns_are_found() -> None:
    assert len(patterns()) > 60


@pytest.mark.parametrize(
    "pattern", patterns(), ids=lambda pattern: pattern.pattern[:40].encode("unicode_escape").decode()
)
def test_no_repetition_is_repeated(pattern: re.Pattern[str]) -> None:
    assert not nested(_parser.parse(pattern.pattern, pattern.flags))
    assert not pattern.pattern.endswith("$")
