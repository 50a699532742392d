"""Ten rules in JavaScript, written from the pages, the rules as data and the vectors alone, pass the vectors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from orcid_clientreq import RULES
from orcid_clientreq.interop import rules_document

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "tests" / "node" / "ten_rules.mjs"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    file = tmp_path / "rules.json"
    file.write_text(json.dumps(rules_document()), encoding="utf-8")
    return file


def codes(rules: Path) -> str:
    return subprocess.run(
        ["node", PROGRAM, rules, "--codes-only"], capture_output=True, text=True, check=True
    ).stdout.strip()


def outcomes(rules: Path, program: Path) -> tuple[int, dict[str, int]]:
    command = [sys.executable, ROOT / "docs/vectors/run.py", "--codes", codes(rules), "node", program, rules]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


def test_ten_rules_are_right_on_every_vector_that_they_answer(rules: Path) -> None:
    assert len(codes(rules).split(",")) == 10
    assert {*codes(rules).split(",")} <= {*RULES}
    status, counts = outcomes(rules, PROGRAM)
    assert (status, counts["failed"]) == (0, 0)
    assert counts["passed"] > 4 * counts["skipped"]
    assert counts["passed"] > 1500


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('uri.includes("#")', 'uri.endsWith("#")'),
        ("> limits.client_name", ">= limits.client_name"),
        ("/^http:\\/\\//i", "/^https?:\\/\\//i"),
        ('level !== "off"', "true"),
    ],
)
def test_what_is_wrong_in_one_thing_fails(rules: Path, tmp_path: Path, right: str, wrong: str) -> None:
    source = PROGRAM.read_text(encoding="utf-8")
    assert right in source
    program = tmp_path / "wrong.mjs"
    program.write_text(source.replace(right, wrong), encoding="utf-8")
    status, counts = outcomes(rules, program)
    assert status == 1
    assert counts["failed"] > 0
