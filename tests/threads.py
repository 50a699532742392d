"""Eight threads that begin at once, in a program that has done nothing before, find what one finds alone.

    python tests/threads.py

What is read, compiled or made at its first use is asked for by all of them then. Exits with 1 where an answer differs.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "docs" / "benchmarks"))

from corpus import corpus

import orcid_clientreq
from orcid_clientreq import apply_suggestions, check, interop, lifecycle, matching, messages, systems

THREADS = 8
plain, foreign, faulty = corpus(10, seed=5)
REQUESTS = [*plain, *foreign, *(data for data, _ in faulty)]


def reports(language: str) -> str:
    """Return what is found in every request, in a language, and what suggestions make of them."""
    found = [check(data, language=language) for data in REQUESTS]
    fixed = [apply_suggestions(data, report) for data, report in zip(REQUESTS, found, strict=True)]
    return json.dumps([[report.to_dict() for report in found], fixed]) + "".join(map(str, found))


def matches() -> str:
    """Return what becomes of redirect URIs that are sent, and which systems they are of."""
    registered = [uri for data in plain for uri in data["redirect_uris"]]
    sent = [f"{uri}/" for uri in registered]
    found = [matching.match(uri, registered).translated("de") for uri in sent]
    return "".join(map(str, found)) + repr(systems.recognize(registered))


JOBS: list[Callable[[], str]] = [
    *(lambda language=language: reports(language) for language in messages.LANGUAGES),  # type: ignore[misc]
    matches,
    lambda: json.dumps(interop.json_schema()),
    lambda: repr(interop.form_fields(language="ja")),
    lambda: repr([(rule.summary, rule.examples) for rule in orcid_clientreq.RULES.values()]),
    lambda: repr(lifecycle.migrate(plain[0], "2023")),
]


def main() -> int:
    """Run every job in every thread, and once more alone."""
    sys.setswitchinterval(1e-6)
    answers: list[list[str]] = [[] for _ in range(THREADS)]
    together = threading.Barrier(THREADS)

    def work(number: int) -> None:
        together.wait()
        for job in JOBS:
            answers[number].append(job())

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alone = [job() for job in JOBS]
    wrong = [number for number, answer in enumerate(answers) if answer != alone]
    print(f"{len(JOBS)} answers of {len(REQUESTS)} requests in each of {THREADS} threads; wrong in: {wrong or 'none'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
