"""A folder with many requests, and what has to be found in them; in a browser, the fixtures of `browsing`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "docs" / each) for each in ("examples/check_many", "benchmarks", "generators")]

#: What a line can be instead of a request, and the codes of its findings.
BAD_LINES = {
    "{not JSON": ["request.not_a_mapping"],
    "[]": ["request.not_a_mapping"],
    "17": ["request.not_a_mapping"],
    "[" * 100_000: ["request.not_a_mapping"],
    '{"id": "\\ud800", "description": "Sign in.", "homepage_url": "https://a.edu", "redirect_uris": ["https://a.edu/b"]}': [
        "contact_email.missing",
        "pin_contact_email.missing",
    ],
    '{"id": "Universit\ufffd"}': [
        *(f"{name}.missing" for name in ("contact_email", "pin_contact_email", "description", "homepage_url")),
        "redirect_uris.missing",
    ],
}
#: A byte that is no UTF-8, as it stands in files of Latin-1.
DAMAGED = b"\xe9"

Job = Callable[[int], float]


@pytest.fixture
def django() -> Any:
    """Django, in the project into which the recipes are put, speaking English as at its start."""
    sys.path.insert(0, str(Path(__file__).parent / "hosts"))
    import django
    import django_host

    django_host.configure()
    from django.utils import translation

    translation.activate("en")  # a request in another language leaves that behind
    return django


if find_spec("playwright"):
    from browsing import axe, browser, folder, site

    __all__ = ["axe", "browser", "folder", "site"]


@pytest.fixture
def job(request: pytest.FixtureRequest, tmp_path: Path) -> Job:
    """Write requests, and return what runs the script that a test names over them on some workers."""
    from corpus import corpus
    from rows import rows

    script, pattern, count = request.param
    plain, foreign, faulty = corpus(1000, seed=7)
    good = [*plain, *foreign, *(each for each, _ in faulty)]
    lines = [json.dumps({"id": f"r{number}", **each}) for number, each in enumerate(good)]
    lines = [*(lines * (count // len(lines) + 1))[: count - len(BAD_LINES)], *BAD_LINES]
    for part in range(4):
        text = "\n".join(lines[part::4]) + "\n"
        (tmp_path / f"{part}.jsonl").write_bytes(text.encode().replace("\ufffd".encode(), DAMAGED))
    expected = Counter(code for line in lines for code in (row["code"] for row in rows(line)))
    assert all([row["code"] for row in rows(line)] == codes for line, codes in BAD_LINES.items())

    def run(workers: int) -> float:
        """Run it, hold what it found, and return the rows it took a second."""
        start = time.perf_counter()
        command = [sys.executable, ROOT / "docs/examples/check_many" / script, tmp_path, str(workers)]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        seconds = time.perf_counter() - start
        assert "lines with a lost character (U+FFFD): 1" in said
        written = "".join(part.read_text(encoding="utf-8") + "\n" for part in (tmp_path / "findings").glob(pattern))
        found = [json.loads(line) for line in written.split("\n") if line]
        assert Counter(row["code"] for row in found) == expected
        assert len({row["request"] for row in found}) > 300
        shutil.rmtree(tmp_path / "findings")
        return count / seconds

    return run
