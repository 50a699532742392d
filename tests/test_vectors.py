"""The conformance vectors are current, and what they say is what `check` finds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from orcid_clientreq import RULES, Policy, check

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "docs" / "generators" / "make_vectors.py"
DOCUMENT = json.loads((ROOT / "docs" / "vectors" / "orcid-clientreq-vectors.json").read_text(encoding="utf-8"))


def test_the_file_is_what_the_catalogue_and_the_tables_make_of_it() -> None:
    result = subprocess.run([sys.executable, SCRIPT, "--check"], capture_output=True, text=True, check=False)
    assert (result.stdout, result.returncode) == ("orcid-clientreq-vectors.json is current\n", 0)


def test_each_vector_says_what_is_found() -> None:
    for vector in DOCUMENT["vectors"]:
        report = check(vector["input"], policy=Policy(**vector["policy"]))
        found = [(finding.code, finding.pointer, finding.severity) for finding in report.findings]
        assert found == [(each["code"], each["pointer"], each["severity"]) for each in vector["findings"]], vector["id"]


def test_there_are_enough_and_they_cover_every_rule() -> None:
    assert len(DOCUMENT["vectors"]) >= 400
    covered = {finding["code"] for vector in DOCUMENT["vectors"] for finding in vector["findings"]}
    # The examples of what JSON cannot carry aside, every rule has a vector.
    assert covered == set(RULES)
