"""Compares what pieces of work take: a number of seconds would be right for one machine alone."""

from __future__ import annotations

import time
from collections.abc import Callable


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Return the processor time that a piece of work takes, done so many times."""
    start = time.process_time()
    for _ in range(times):
        work()
    return time.process_time() - start


def is_so_in_the_end(comparison: Callable[[], bool]) -> bool:
    """Whether a comparison of times holds, if need be the fifth time: something else may take the processor's caches."""
    return any(comparison() for _ in range(5))


def grows_with(work: Callable[[int], object]) -> bool:
    """Whether a piece of work on 200 000 characters takes as much longer as on 25 000 as it should, or up to thrice that."""
    return is_so_in_the_end(lambda: seconds(lambda: work(200_000)) < 24 * max(seconds(lambda: work(25_000)), 0.005))
