"""What a start, a kept request, a pickle, many redirect URIs and a second process cost."""

from __future__ import annotations

import gc
import os
import pickle
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from corpus import Request
from counts import PROGRAMS
from growth import GOOD, form, seconds
from peers import FAIR, PEERS, USUAL
from rounds import Contender

from orcid_clientreq import check, parse

#: What is timed of a start, by the program of it.
STARTS = {"first check, plain": "first verdict", "its messages": "messages of a faulty request"}
URI_COUNTS = (10, 100, 1_000, 5_000, 10_000, 200_000)


def lines(plain: list[Request]) -> Iterator[str]:
    """Yield what is printed."""
    yield from map(start_line, STARTS)
    sizes = {name: kept(contender, plain) for name, contender in (("ours", parse), (USUAL, PEERS[USUAL]()))}
    yield "memory for a request: " + ", ".join(f"{name} {size:.0f} bytes" for name, size in sizes.items())
    yield pickle_line()
    yield growth_line()
    yield processes_line(plain)


def start_line(column: str) -> str:
    starts = cold_starts({name: programs[column] for name, programs in PROGRAMS.items()})
    ours = starts["orcid-clientreq"]
    others = ", ".join(f"{name} {starts[name] / ours:.1f} times ours ({starts[name]:.0f} ms)" for name in (USUAL, FAIR))
    return f"cold start to the {STARTS[column]}, beyond a bare interpreter: {others}, ours {ours:.0f} ms"


def cold_starts(programs: dict[str, str], runs: int = 15) -> dict[str, float]:
    """Return the median process time that each program takes beyond a bare interpreter, in milliseconds."""
    programs = {"bare": "", **programs}
    for program in programs.values():  # The first run writes the bytecode, as the installation of a package does.
        start_time(program)
    rounds = [{name: start_time(program) for name, program in programs.items()} for _ in range(runs)]
    medians = {name: statistics.median(each[name] for each in rounds) for name in programs}
    return {name: (median - medians["bare"]) * 1000 for name, median in medians.items()}


def start_time(program: str) -> float:
    """Return the process time from the start of an interpreter to the end of a program."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(Path(__file__).parent)
    code = f"{program}\nimport time; print(time.process_time())"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment)
    return float(run.stdout)


def kept(contender: Contender, requests: list[Request]) -> float:
    """Return the bytes that stay in use for one request."""
    inputs = pickle.dumps(requests)
    contender(requests[0])
    gc.collect()
    tracemalloc.start()
    made = [contender(request) for request in pickle.loads(inputs)]  # noqa: S301
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / len(made)


def pickle_line() -> str:
    clean = len(pickle.dumps(check(GOOD)))
    three = len(pickle.dumps(check(GOOD | {"redirect_uris": ["http://a.edu/b#", ""]})))
    return f"pickled: a clean report {clean} bytes, one of three findings {three} bytes"


def growth_line() -> str:
    grown = form("https://university.edu/orcid/{}/")
    one, *costs = (seconds(partial(check, grown(count))) for count in (1, *URI_COUNTS))
    factors = (f"{cost / one:.1f} for {count:,}" for cost, count in zip(costs, URI_COUNTS, strict=True))
    return f"time by the number of redirect URIs, 1 for one: {', '.join(factors)}"


def processes_line(plain: list[Request]) -> str:
    several = plain * 20
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(rate, [plain, plain]))
        alone = next(iter(pool.map(rate, [several])))
        together = sum(pool.map(rate, [several, several]))
    return f"two processes together check {together / alone:.2f} times as many requests as one ({alone:,.0f} a second)"


def rate(requests: list[Request]) -> float:
    """Return how many requests this process checks in a second."""
    start = time.perf_counter()
    for request in requests:
        check(request)
    return len(requests) / (time.perf_counter() - start)
