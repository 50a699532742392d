"""The job of the how-to "Check many requests" on Spark finds what `check` finds, on one worker and on two."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("job", [("with_spark.py", "*.json", 100_000)], indirect=True)
def test_spark(job, capsys) -> None:
    alone, together = job(1), job(2)
    with capsys.disabled():
        print(f"\nSpark: {alone:,.0f} rows a second with one worker, {together:,.0f} with two")
