"""The conformance vectors are current, and what they say is what `check` finds."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from orcid_clientreq import RULES, Policy, Report, check, credentials
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.matching import CAUSES, How, match

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "docs" / "generators" / "make_vectors.py"
DOCUMENT = json.loads((ROOT / "docs" / "vectors" / "orcid-clientreq-vectors.json").read_text(encoding="utf-8"))


def test_the_file_is_what_the_catalogue_and_the_tables_make_of_it() -> None:
    result = subprocess.run([sys.executable, SCRIPT, "--check"], capture_output=True, text=True, check=False)
    assert (result.stdout, result.returncode) == ("orcid-clientreq-vectors.json is current\n", 0)


@pytest.mark.parametrize(("name", "check"), [("vectors", check), ("credentials", credentials.check)])
def test_each_vector_says_what_is_found(name: str, check: Callable[..., Report]) -> None:
    for vector in DOCUMENT[name]:
        report = check(vector["input"], policy=Policy(**vector["policy"]))
        found = [(finding.code, finding.pointer, finding.severity) for finding in report.findings]
        assert found == [(each["code"], each["pointer"], each["severity"]) for each in vector["findings"]], vector["id"]


def test_there_are_enough_and_they_cover_every_rule() -> None:
    assert len(DOCUMENT["vectors"]) >= 400
    vectors = [*DOCUMENT["vectors"], *DOCUMENT["credentials"]]
    covered = {finding["code"] for vector in vectors for finding in vector["findings"]}
    # The examples of what JSON cannot carry aside, every rule has a vector.
    assert covered == set(RULES)
    assert {vector["policy"]["edition"] for vector in vectors} == set(EDITIONS)


def test_each_match_is_said_to_be_one() -> None:
    for vector in DOCUMENT["matches"]:
        way = {name: vector[name] for name in ("mode", "era") if name in vector}
        found = match(vector["requested"], vector["registered"], **way)
        assert found.how == vector["how"], vector["id"]
        assert [{"code": reason.code, "mend": reason.mend} for reason in found.reasons] == vector["reasons"]
    assert {reason["code"] for vector in DOCUMENT["matches"] for reason in vector["reasons"]} == set(CAUSES)
    assert {vector["how"] for vector in DOCUMENT["matches"]} == {*How, None}
