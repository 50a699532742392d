"""Regular expressions that are compiled at their first use: a program that checks plain values needs few of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

_Match = re.Match[str] | None


class Pattern:
    """A regular expression, with the methods of `re.Pattern`.

    Args:
        pattern: The expression.
        flags: As for `re.compile`.

    >>> Pattern("[a-z]+").search("1 a").span()
    (2, 3)
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Keep the expression."""
        self.pattern: str = pattern
        self.flags: int = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self.pattern, self.flags)

    @cached_property
    def match(self) -> Callable[..., _Match]:
        """As `re.Pattern.match`."""
        return self.compiled.match

    @cached_property
    def search(self) -> Callable[..., _Match]:
        """As `re.Pattern.search`."""
        return self.compiled.search

    @cached_property
    def findall(self) -> Callable[[str], list[str]]:
        """As `re.Pattern.findall`, for an expression of at most one group."""
        return self.compiled.findall

    @cached_property
    def finditer(self) -> Callable[[str], Iterator[re.Match[str]]]:
        """As `re.Pattern.finditer`."""
        return self.compiled.finditer

    @cached_property
    def split(self) -> Callable[[str], list[str]]:
        """As `re.Pattern.split`, for an expression without groups."""
        return self.compiled.split

    @cached_property
    def sub(self) -> Callable[[str | Callable[[re.Match[str]], str], str], str]:
        """As `re.Pattern.sub`."""
        return self.compiled.sub
