"""Print how the work grows: with the number of redirect URIs, and with the length of the worst values.

    python docs/benchmarks/growth.py

Each line is the time of one `check`, relative to the first of its table, and the peak of memory allocated. Up
to a limit the relative time grows no faster than the size; past it, it stays where it is.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

from orcid_clientreq import check

GOOD: dict[str, Any] = {
    "contact_email": "orcid@library.university.edu",
    "pin_contact_email": "security@university.edu",
    "description": "Sign in.",
    "homepage_url": "https://university.edu/",
    "redirect_uris": ["https://university.edu/orcid"],
}
WORST = {
    "contact_email": ("@", 'a@b,"', "\u0300", "a@é."),
    "description": ("<", "&a", "\u0435\u0301", "\u202e"),
    "homepage_url": ("{", "[1:1:", "https://xn--a.", "é.", "../", "%zz", "@", "X.", "#"),
}


def measure(form: dict[str, Any]) -> tuple[float, int]:
    """Return the best time of a few, and the peak of memory."""
    check(form)
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        check(form)
        best = min(best, time.perf_counter() - start)
    tracemalloc.start()
    check(form)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return best, peak


def by_redirect_uris() -> Iterator[tuple[int, float, int]]:
    """Yield numbers of redirect URIs, each with its time relative to one, and the peak of memory."""
    one, _ = measure(GOOD)
    for count in (10, 100, 1000, 5000, 10_000, 200_000):
        seconds, peak = measure({**GOOD, "redirect_uris": [f"https://university.edu/orcid/{n}" for n in range(count)]})
        yield count, seconds / one, peak


def main() -> None:
    """Print the tables."""
    print("redirect URIs   relative time   peak kB")
    for count, ratio, peak in by_redirect_uris():
        print(f"{count:13}   {ratio:13.1f}   {peak / 1000:7.0f}")
    for field, pieces in WORST.items():
        for piece in pieces:
            print(f"\n{field} of {piece!a} over and over\n   characters   relative time   peak kB")
            first = 0.0
            for length in (125, 250, 500, 1000, 2000, 4000, 8000, 1_000_000):
                value = (piece * (length // len(piece) + 1))[:length]
                seconds, peak = measure({**GOOD, field: value})
                first = first or seconds
                print(f"{length:13}   {seconds / first:13.1f}   {peak / 1000:7.0f}")


if __name__ == "__main__":
    main()
