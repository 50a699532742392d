"""Count how many examples a second the strategies give on one core, and how many of a hundred are filtered out again.

    python docs/benchmarks/draw.py

The time is that of this process, so that others on the machine disturb less. Needs the extra `hypothesis`.
"""

from __future__ import annotations

import statistics
import time
from collections import Counter
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.statistics import collector

from orcid_clientreq import strategies

EXAMPLES = 500


def drawn(strategy: st.SearchStrategy[Any]) -> tuple[float, float]:
    """Return the examples a second, and the share that was filtered out."""
    collected: list[Any] = []

    @settings(max_examples=EXAMPLES, phases=[Phase.generate], database=None, deadline=None)
    @given(strategy)
    def draw(_value: Any) -> None:
        pass

    start = time.process_time()
    with collector.with_value(collected.append):
        draw()
    passed = time.process_time() - start
    ended = Counter(case["status"] for case in collected[0]["generate-phase"]["test-cases"])
    return EXAMPLES / passed, ended["invalid"] / ended.total()


def main() -> None:
    """Print a line for each strategy."""
    for name in ("form_data", "registration_requests", "faulty_form_data", "redirect_uris"):
        rounds = [drawn(getattr(strategies, name)()) for _ in range(7)]
        rates = [rate for rate, _ in rounds]
        print(
            f"{name}: {statistics.median(rates):.0f} a second ({min(rates):.0f}-{max(rates):.0f}), "
            f"{100 * max(share for _, share in rounds):.1f} % filtered at most"
        )


if __name__ == "__main__":
    main()
