"""Check files of requests, one request a line, on several processes with Dask.

    python docs/examples/check_many/with_dask.py FOLDER WORKERS

reads `FOLDER/*.jsonl` and writes `FOLDER/findings/*.part`, one finding a line. Bytes that are no UTF-8 are read as U+FFFD;
how many lines have one is printed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import dask.bag
from rows import is_damaged, rows


def main(folder: Path, workers: int) -> None:
    """Run the job."""
    requests = dask.bag.read_text(str(folder / "*.jsonl"), blocksize="1MiB", errors="replace")
    findings = requests.map(rows).flatten().map(json.dumps)
    findings.to_textfiles(str(folder / "findings" / "*.part"), scheduler="processes", num_workers=workers)
    damaged = requests.filter(is_damaged).count().compute(scheduler="processes", num_workers=workers)
    print(f"lines with a lost character (U+FFFD): {damaged}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
