"""The job of the how-to "Check many requests" on Dask finds what `check` finds, on one process and on two."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("job", [("with_dask.py", "*.part", 100_000)], indirect=True)
def test_dask(job, capsys) -> None:
    alone, together = job(1), job(2)
    with capsys.disabled():
        print(f"\nDask: {alone:,.0f} rows a second with one process, {together:,.0f} with two")
