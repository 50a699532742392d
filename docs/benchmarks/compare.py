"""Time `parse` and `check` beside what people would use instead, in one process and interleaved.

    python docs/benchmarks/compare.py [--count 1000] [--rounds 7]

Needs the dependency group `benchmark`. Every round runs each contender once over the same seeded requests. A figure is the
median over the rounds of a contender's process time relative to that of a pydantic model in the same round, so that a noisy
machine disturbs both alike. There are two such models: the one that a team usually writes (`usual_model.py`), and the one
that it would have to write to find the same faults (`fair_model.py`).

The first table has what each contender finds. Below the tables of times: what a start imports and compiles, and what a start,
memory, many redirect URIs and a second process cost.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
from collections.abc import Iterable
from typing import NamedTuple

import counts
import resources
from corpus import Request, corpus
from peers import FAIR, PEERS, USUAL, named
from rounds import Contender, Rounds, spread

from orcid_clientreq import InvalidRequestError, check, parse

PARSE = "orcid-clientreq parse"
CHECK = "orcid-clientreq check"
#: The columns of times, by the kind of request. IDN is for names and texts that are internationalized.
COLUMNS = {
    "plain": "plain",
    "a tenth internationalized": "a tenth IDN",
    "internationalized": "IDN",
    "faulty": "faulty",
    "one finding": "one fault",
}
BY_FINDINGS = ("one finding", "two findings", "three findings and more")
#: The packages whose versions are printed.
MEASURED = (
    *("attrs", "email-validator", "idna", "rfc3986"),
    *("pydantic", "marshmallow", "jsonschema", "fastjsonschema", "msgspec", "django"),
)


class Sample(NamedTuple):
    """The requests of the corpus, and how many faults were made in each of the bad ones."""

    plain: list[Request]
    foreign: list[Request]
    bad: list[Request]
    made: list[int]


def sample(count: int) -> Sample:
    plain, foreign, faulty = corpus(count)
    return Sample(plain, foreign, [request for request, _ in faulty], [len(faults) for _, faults in faulty])


def kinds_of(requests: Sample) -> dict[str, list[Request]]:
    """Return the requests that are timed, by kind."""
    findings = [len(check(request).findings) for request in requests.bad]
    by_findings = {
        kind: [request for request, number in zip(requests.bad, findings, strict=True) if min(number, 3) == wanted]
        for wanted, kind in enumerate(BY_FINDINGS, 1)
    }
    return {
        "plain": requests.plain,
        "a tenth internationalized": requests.plain[: 9 * len(requests.foreign)] + requests.foreign,
        "internationalized": requests.foreign,
        "faulty": requests.bad,
        **by_findings,
    }


def check_only(request: Request) -> None:
    """Check a request, and raise as the others do where it has errors."""
    check(request).raise_for_errors()


def faults_named(contender: Contender, request: Request) -> int:
    """Return how many faults a contender names in a request, 0 where it accepts it."""
    try:
        contender(request)
    except InvalidRequestError as error:
        return len(error.report.findings)
    except Exception as error:  # every library has its own
        return named(error)
    return 0


def table(head: str, columns: Iterable[object], rows: dict[str, Iterable[object]]) -> None:
    """Print a table in Markdown."""
    heads = [head, *map(str, columns)]
    print(f"\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for name, cells in rows.items():
        print(f"| {' | '.join((name, *map(str, cells)))} |")


def print_platform() -> None:
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in MEASURED)
    print(
        f"Python {platform.python_version()} ({platform.python_compiler()}) on {system()}, {platform.machine()}, "
        f"{os.cpu_count()} cores. {versions}."
    )


def system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:  # only Linux has it
        return platform.platform(terse=True)


def print_found(contenders: dict[str, Contender], requests: Sample) -> None:
    """Print what each contender refuses and names."""
    bad, good = requests.bad, requests.plain + requests.foreign
    columns = (f"refused, of {len(bad)}", f"good refused, of {len(good)}", f"named, of {sum(requests.made)} faults")
    rows = {name: found(contender, good, requests) for name, contender in contenders.items()}
    table("what is found", columns, rows)


def found(contender: Contender, good: list[Request], requests: Sample) -> tuple[int, int, int]:
    numbers = [faults_named(contender, request) for request in requests.bad]
    # What is named beyond the faults that were made does not count.
    seen = sum(map(min, numbers, requests.made))
    return sum(map(bool, numbers)), sum(faults_named(contender, request) > 0 for request in good), seen


def print_times(rounds: Rounds) -> None:
    """Print the time of each contender relative to that of each pydantic model; then how much faster ours is."""
    for base in (USUAL, FAIR):
        rows = {
            name: [f"{rounds.ratio(name, base, kind):.2f}" for kind in COLUMNS] for name in (base, *rounds.contenders)
        }
        table(f"time relative to the {base}", COLUMNS.values(), rows)
    rows = {
        f"{own.removeprefix('orcid-clientreq ')} than the {base}": [
            f"{rounds.ratio(base, own, kind):.1f}" for kind in COLUMNS
        ]
        for own in (PARSE, CHECK)
        for base in (USUAL, FAIR)
    }
    table("how many times faster", COLUMNS.values(), rows)


def print_noise(rounds: Rounds) -> None:
    """Print how far the figures can be relied on."""
    widest = max(
        spread(rounds.ratios(own, base, kind)) for own in (PARSE, CHECK) for base in (USUAL, FAIR) for kind in COLUMNS
    )
    print(f"\n- half of the rounds are within {widest:.0%} of the median, for parse and check and any kind")
    for base in (USUAL, FAIR):
        factors = (f"{head} {rounds.ratio(base, PARSE, kind, 'wall'):.1f} times" for kind, head in COLUMNS.items())
        print(f"- by wall time, parse is faster than the {base}: {', '.join(factors)}")


def print_by_findings(rounds: Rounds) -> None:
    for base in (USUAL, FAIR):
        factors = (f"{rounds.ratio(base, PARSE, kind):.1f} for {kind}" for kind in BY_FINDINGS)
        print(f"- speed of parse by the number of findings, where the {base} is 1: {', '.join(factors)}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    requests = sample(options.count)
    contenders = {PARSE: parse, CHECK: check_only, **{name: make() for name, make in PEERS.items()}}

    print_platform()
    print(
        f"{len(requests.plain)} plain, {len(requests.foreign)} internationalized and {len(requests.bad)} faulty requests, "
        f"{options.rounds} rounds."
    )
    print_found(contenders, requests)
    rounds = Rounds(contenders, kinds_of(requests))
    rounds.run(options.rounds)
    print_times(rounds)
    print()
    counts.main()
    print_noise(rounds)
    print_by_findings(rounds)
    for line in resources.lines(requests.plain):
        print(f"- {line}")


if __name__ == "__main__":
    main()
