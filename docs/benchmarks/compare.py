"""Time `parse` and `check` beside what people would use instead, in one process and interleaved.

    python docs/benchmarks/compare.py [--count 1000] [--rounds 7]

Needs the dependency group `benchmark`. Every round runs each contender once over the same seeded requests; what is printed
is the median over the rounds of its time relative to pydantic's in the same round, with the smallest and largest,
so that a noisy machine disturbs both alike. Beside it: how many of the faulty requests it refuses, and whether it
names every fault at once. A peer that refuses good requests is said to. Below the table: a cold start, memory, growth
with the number of redirect URIs, and what two processes do together.
"""

from __future__ import annotations

import argparse
import gc
import importlib.metadata
import os
import pickle
import platform
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from corpus import Request, corpus
from growth import by_redirect_uris
from peers import PEERS

from orcid_clientreq import check, parse

Contender = Callable[[Request], Any]

KINDS = ("plain", "internationalized", "faulty")
#: The packages whose versions are named.
MEASURED = (
    *("attrs", "email-validator", "idna", "rfc3986"),
    *("pydantic", "marshmallow", "jsonschema", "fastjsonschema", "msgspec", "django"),
)


def accepts(contender: Contender, request: Request) -> bool:
    """Return whether a contender takes a request."""
    try:
        contender(request)
    except Exception:  # every library has its own
        return False
    return True


def timed(contender: Contender, requests: list[Request]) -> float:
    """Return the time over all requests, in microseconds for one."""
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    for request in requests:
        try:
            contender(request)
        except Exception:
            continue
    passed = time.perf_counter() - start
    gc.enable()
    return passed / len(requests) * 1e6


def check_only(request: Request) -> None:
    """Check, and raise where there are errors, so that it can be counted like the others."""
    check(request).raise_for_errors()


def spread(values: list[float]) -> str:
    """Return the median with the smallest and the largest."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}-{max(values):.2f})"


def cold_start(code: str, runs: int = 7) -> float:
    """Return the median time of a fresh interpreter over a bare one, in milliseconds."""
    times: dict[str, list[float]] = {"pass": [], code: []}
    # As installed: with bytecode, which the first run writes.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    for _ in range(runs):
        for program, passed in times.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", program], check=True, env=environment)
            passed.append(time.perf_counter() - start)
    return (statistics.median(times[code]) - statistics.median(times["pass"])) * 1000


def kept(contender: Contender, requests: list[Request]) -> float:
    """Return the bytes kept for one request."""
    inputs = pickle.dumps(requests)
    contender(requests[0])
    gc.collect()
    tracemalloc.start()
    made = [contender(request) for request in pickle.loads(inputs)]  # noqa: S301
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / len(made)


def rate(requests: list[Request]) -> float:
    """Return the requests checked in a second, in this process."""
    start = time.perf_counter()
    for request in requests:
        check(request)
    return len(requests) / (time.perf_counter() - start)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    plain, foreign, faulty = corpus(options.count)
    bad = [request for request, _ in faulty]

    contenders: dict[str, tuple[Contender, str]] = {
        "orcid-clientreq parse": (parse, "all"),
        "orcid-clientreq check": (check_only, "all"),
        **{name: (make(), how) for name, (make, how) in PEERS.items()},
    }
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in MEASURED)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"Python {platform.python_version()} on {machine}; {versions}")
    print(
        f"{len(plain)} plain, {len(foreign)} internationalized and {len(bad)} faulty requests, {options.rounds} rounds\n"
    )

    times: dict[str, dict[str, list[float]]] = {name: {kind: [] for kind in KINDS} for name in contenders}
    for contender, _ in contenders.values():
        timed(contender, plain[:50] + bad[:50] + foreign[:20])
    for _ in range(options.rounds):
        for kind, requests in zip(KINDS, (plain, foreign, bad), strict=True):
            for name, (contender, _) in contenders.items():
                times[name][kind].append(timed(contender, requests))

    print(
        "| time relative to pydantic, less is faster | plain | internationalized | faulty | faulty refused | good refused | names the faults |"
    )
    print("|---|---|---|---|---|---|---|")
    base = times["pydantic v2"]
    for name, (contender, how) in contenders.items():
        columns = [
            spread([own / other for own, other in zip(times[name][kind], base[kind], strict=True)]) for kind in KINDS
        ]
        refused = sum(not accepts(contender, request) for request in bad)
        wrong = sum(not accepts(contender, request) for request in plain + foreign)
        print(f"| {name} | {' | '.join(columns)} | {refused} of {len(bad)} | {wrong} | {how} |")
    ratios = {
        kind: statistics.median(b / a for a, b in zip(times["orcid-clientreq parse"][kind], base[kind], strict=True))
        for kind in base
    }
    print(
        "\n- parse is faster than pydantic by: "
        + ", ".join(f"{kind} {ratio:.1f} times" for kind, ratio in ratios.items())
    )

    good = plain[0]
    ours = cold_start(f"from orcid_clientreq import parse; parse({good!r})")
    theirs = cold_start(f"import sys; sys.path.insert(0, {sys.path[0]!r}); import peers; peers.pydantic_v2()({good!r})")
    print(
        f"- cold start to the first verdict: pydantic {theirs / ours:.1f} times ours ({theirs:.0f} ms and {ours:.0f} ms over a bare interpreter)"
    )
    print(
        f"- kept for a request: ours {kept(parse, plain):.0f} bytes, pydantic {kept(contenders['pydantic v2'][0], plain):.0f} bytes"
    )
    print(
        f"- pickled: a clean report {len(pickle.dumps(check(good)))} bytes, one of three findings {len(pickle.dumps(check({**good, 'redirect_uris': ['http://a.edu/b#', '']})))} bytes"
    )

    growth = ", ".join(f"{ratio:.1f} for {count:,}" for count, ratio, _ in by_redirect_uris())
    print(f"- time by the number of redirect URIs, 1 for one: {growth}")

    several = plain * 20
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(rate, [plain, plain]))
        alone = next(iter(pool.map(rate, [several])))
        together = sum(pool.map(rate, [several, several]))
    print(f"- two processes check {together / alone:.2f} times what one does ({alone:,.0f} a second)")


if __name__ == "__main__":
    main()
