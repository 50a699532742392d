"""Check files of requests, one request a line, on Spark.

    python docs/examples/check_many/with_spark.py FOLDER WORKERS

reads `FOLDER/*.jsonl` and writes `FOLDER/findings/`, one finding a line. Bytes that are no UTF-8 are read as U+FFFD; how
many lines have one is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd
from pyspark.sql import SparkSession
from pyspark.sql.functions import make_valid_utf8
from rows import Row, rows

SCHEMA = "request string, severity string, code string, place string, message string, suggestion string"


def findings(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Return the findings in batches of lines."""
    for batch in batches:
        found = [row for line in batch["value"] for row in rows(line)]
        yield pd.DataFrame(found, columns=list(Row.__annotations__))


def main(folder: Path, workers: int) -> None:
    """Run the job."""
    here = Path(__file__).parent
    spark = SparkSession.builder.master(f"local[{workers}]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.addPyFile(str(here / "rows.py"))
    lines = spark.read.text(str(folder / "*.jsonl"))
    requests = lines.select(make_valid_utf8(lines.value).alias("value")).repartition(workers)
    requests.mapInPandas(findings, SCHEMA).write.json(str(folder / "findings"))
    damaged = requests.filter(requests.value.contains("\ufffd")).count()
    print(f"lines with a lost character (U+FFFD): {damaged}")
    spark.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
