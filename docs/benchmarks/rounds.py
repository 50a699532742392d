"""Time contenders in rounds: each of them once a round, so that a noisy machine disturbs all alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from corpus import Request

Contender = Callable[[Request], Any]


class Time(NamedTuple):
    """Microseconds for a request."""

    wall: float
    process: float


class Rounds:
    """The times of contenders for kinds of requests."""

    def __init__(self, contenders: Mapping[str, Contender], kinds: Mapping[str, list[Request]]) -> None:
        self.contenders = contenders
        self.kinds = kinds
        self.times: dict[tuple[str, str], list[Time]] = {}

    def warm_up(self) -> None:
        for contender in self.contenders.values():
            for requests in self.kinds.values():
                timed(contender, requests[:50])

    def run(self, count: int) -> None:
        self.warm_up()
        for _ in range(count):
            for kind, requests in self.kinds.items():
                for name, contender in self.contenders.items():
                    self.times.setdefault((name, kind), []).append(timed(contender, requests))

    def ratios(self, name: str, base: str, kind: str, clock: str = "process") -> list[float]:
        """Return the time of a contender relative to another one's, for each round."""
        pairs = zip(self.times[name, kind], self.times[base, kind], strict=True)
        return [getattr(own, clock) / getattr(other, clock) for own, other in pairs]

    def ratio(self, name: str, base: str, kind: str, clock: str = "process") -> float:
        return statistics.median(self.ratios(name, base, kind, clock))


def timed(contender: Contender, requests: list[Request]) -> Time:
    gc.collect()
    gc.disable()
    start, start_of_process = time.perf_counter(), time.process_time()
    for request in requests:
        try:
            contender(request)
        except Exception:
            continue
    wall, process = time.perf_counter() - start, time.process_time() - start_of_process
    gc.enable()
    return Time(wall / len(requests) * 1e6, process / len(requests) * 1e6)


def spread(values: list[float]) -> float:
    """Return how far half of the values are from the median at most, as a share of it."""
    middle = statistics.median(values)
    return statistics.median(abs(value - middle) for value in values) / middle
