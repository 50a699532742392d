"""Time `parse` and `check` beside what people would use instead, in one process and interleaved.

    python docs/benchmarks/compare.py [--count 1000] [--rounds 7]

Needs the dependency group `benchmark`. Every round runs each contender once over the same seeded requests; what is printed
is the median over the rounds of its time relative to pydantic's in the same round, so that a noisy machine disturbs both
alike. Beside it: how many of the faulty requests it refuses, and how many of the
faults that were made it names. A peer that refuses good requests is said to. Below the table: the same by wall time and
by process time, and by the number of findings; a cold start, memory, growth with the number of redirect URIs, and what two
processes do together.
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
from functools import partial
from typing import Any

from corpus import Request, corpus
from growth import form, seconds
from peers import PEERS, named

from orcid_clientreq import InvalidRequestError, check, parse

Contender = Callable[[Request], Any]

#: The columns of the table, and those that only the lines below it have.
KINDS = ("plain", "a tenth internationalized", "internationalized", "faulty")
BY_FINDINGS = ("one finding", "two findings", "three findings and more")
#: The heads of the columns: IDN is for names and texts that are internationalized.
HEADS = ("plain", "a tenth IDN", "IDN", "faulty")
#: The packages whose versions are named.
MEASURED = (
    *("attrs", "email-validator", "idna", "rfc3986"),
    *("pydantic", "marshmallow", "jsonschema", "fastjsonschema", "msgspec", "django"),
)


def error_of(contender: Contender, request: Request) -> Exception | None:
    """Return how a contender refuses a request, `None` where it takes it."""
    try:
        contender(request)
    except Exception as error:  # every library has its own
        return error
    return None


def faults_in(error: Exception | None) -> int:
    """Return how many faults an error names."""
    if isinstance(error, InvalidRequestError):
        return len(error.report.findings)
    return named(error) if error else 0


def timed(contender: Contender, requests: list[Request]) -> tuple[float, float]:
    """Return the wall and the process time over all requests, in microseconds for one."""
    gc.collect()
    gc.disable()
    start, start_of_process = time.perf_counter(), time.process_time()
    for request in requests:
        try:
            contender(request)
        except Exception:
            continue
    passed, passed_in_process = time.perf_counter() - start, time.process_time() - start_of_process
    gc.enable()
    return passed / len(requests) * 1e6, passed_in_process / len(requests) * 1e6


def check_only(request: Request) -> None:
    """Check, and raise where there are errors, so that it can be counted like the others."""
    check(request).raise_for_errors()


def spread(values: list[float]) -> float:
    """Return how far the values are from their median, half of them at most, as a share of it."""
    middle = statistics.median(values)
    return statistics.median(abs(value - middle) for value in values) / middle


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
    made = [len(faults) for _, faults in faulty]
    findings = [len(check(request).findings) for request in bad]
    kinds = {
        "plain": plain,
        "a tenth internationalized": plain[: 9 * len(foreign)] + foreign,
        "internationalized": foreign,
        "faulty": bad,
        "one finding": [request for request, number in zip(bad, findings, strict=True) if number == 1],
        "two findings": [request for request, number in zip(bad, findings, strict=True) if number == 2],
        "three findings and more": [request for request, number in zip(bad, findings, strict=True) if number > 2],
    }

    contenders: dict[str, Contender] = {
        "orcid-clientreq parse": parse,
        "orcid-clientreq check": check_only,
        **{name: make() for name, make in PEERS.items()},
    }
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in MEASURED)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"Python {platform.python_version()} on {machine}; {versions}")
    print(
        f"{len(plain)} plain, {len(foreign)} internationalized and {len(bad)} faulty requests, {options.rounds} rounds\n"
    )

    times: dict[str, dict[str, list[tuple[float, float]]]] = {name: {kind: [] for kind in kinds} for name in contenders}
    for contender in contenders.values():
        timed(contender, plain[:50] + bad[:50] + foreign[:20])
    for _ in range(options.rounds):
        for kind, requests in kinds.items():
            for name, contender in contenders.items():
                times[name][kind].append(timed(contender, requests))

    base = times["pydantic v2"]
    print(
        f"| relative to pydantic | {' | '.join(HEADS)} | refused, of {len(bad)} | good refused | named, of {sum(made)} |"
    )
    print("|---|---|---|---|---|---|---|---|")
    spreads: list[float] = []
    for name, contender in contenders.items():
        ratios_of = {
            kind: [own / other for (own, _), (other, _) in zip(times[name][kind], base[kind], strict=True)]
            for kind in KINDS
        }
        columns = [f"{statistics.median(ratios):.2f}" for ratios in ratios_of.values()]
        spreads += map(spread, ratios_of.values())
        errors = [error_of(contender, request) for request in bad]
        refused = sum(error is not None for error in errors)
        wrong = sum(error_of(contender, request) is not None for request in plain + foreign)
        seen = sum(min(faults_in(error), number) for error, number in zip(errors, made, strict=True))
        print(f"| {name} | {' | '.join(columns)} | {refused} | {wrong} | {seen} |")

    def faster(name: str, wanted: tuple[str, ...], clock: int) -> str:
        ratios = {
            kind: statistics.median(
                other[clock] / own[clock] for own, other in zip(times[name][kind], base[kind], strict=True)
            )
            for kind in wanted
        }
        return ", ".join(f"{kind} {ratio:.1f} times" for kind, ratio in ratios.items())

    print(f"\n- half of the rounds are within {max(spreads):.0%} of the median, for any contender and kind")
    for name in ("parse", "check"):
        for clock, which in enumerate(("wall time", "process time")):
            print(f"- {name} is faster than pydantic, {which}: {faster(f'orcid-clientreq {name}', KINDS, clock)}")
    print(f"- parse by the number of findings, wall time: {faster('orcid-clientreq parse', BY_FINDINGS, 0)}")

    good = plain[0]
    faulty_one = {**good, "redirect_uris": [good["redirect_uris"][0].replace("https", "http")]}
    pydantic = f"import sys; sys.path.insert(0, {sys.path[0]!r}); import peers; check = peers.pydantic_v2()"
    for what, ours, theirs in (
        ("first verdict", f"from orcid_clientreq import parse; parse({good!r})", f"{pydantic}; check({good!r})"),
        (
            "messages of a faulty request",
            f"from orcid_clientreq import check; [each.message for each in check({faulty_one!r}).findings]",
            f"{pydantic}\ntry: check({faulty_one!r})\nexcept ValueError as error: str(error)",
        ),
    ):
        own, other = cold_start(ours), cold_start(theirs)
        print(
            f"- cold start to the {what}: pydantic {other / own:.1f} times ours ({other:.0f} ms and {own:.0f} ms over a bare interpreter)"
        )
    print(
        f"- kept for a request: ours {kept(parse, plain):.0f} bytes, pydantic {kept(contenders['pydantic v2'], plain):.0f} bytes"
    )
    print(
        f"- pickled: a clean report {len(pickle.dumps(check(good)))} bytes, one of three findings {len(pickle.dumps(check({**good, 'redirect_uris': ['http://a.edu/b#', '']})))} bytes"
    )

    grown = form("https://university.edu/orcid/{}/")
    counts = (1, 10, 100, 1_000, 5_000, 10_000, 200_000)
    costs = {count: seconds(partial(check, grown(count))) for count in counts}
    print(
        "- time by the number of redirect URIs, 1 for one: "
        + ", ".join(f"{costs[count] / costs[1]:.1f} for {count:,}" for count in counts[1:])
    )

    several = plain * 20
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(rate, [plain, plain]))
        alone = next(iter(pool.map(rate, [several])))
        together = sum(pool.map(rate, [several, several]))
    print(f"- two processes check {together / alone:.2f} times what one does ({alone:,.0f} a second)")


if __name__ == "__main__":
    main()
