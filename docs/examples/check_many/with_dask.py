"""Check files of requests, one request a line, on several processes with Dask.

    python docs/examples/check_many/with_dask.py FOLDER WORKERS

reads `FOLDER/*.jsonl` and writes `FOLDER/findings/*.part`, one finding a line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import dask.bag
from rows import rows


def main(folder: Path, workers: int) -> None:
    """Run the job."""
    requests = dask.bag.read_text(str(folder / "*.jsonl"), blocksize="1MiB")
    findings = requests.map(rows).flatten().map(json.dumps)
    findings.to_textfiles(str(folder / "findings" / "*.part"), scheduler="processes", num_workers=workers)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
