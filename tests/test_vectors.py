"""The conformance vectors are current, and what they say is what `check` finds."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from strategies import EVERY_POLICY

from orcid_clientreq import RULES, Policy, Report, check, credentials
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.matching import CAUSES, Era, How, Mode, match

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "docs" / "generators"))

import mutants  # noqa: E402

pytestmark = pytest.mark.long

SCRIPT = ROOT / "docs" / "generators" / "make_vectors.py"
DOCUMENT = json.loads((ROOT / "docs" / "vectors" / "orcid-clientreq-vectors.json").read_text(encoding="utf-8"))


def test_the_file_is_what_the_catalogue_and_the_tables_make_of_it() -> None:
    result = subprocess.run([sys.executable, SCRIPT, "--check"], capture_output=True, text=True, check=False)
    assert (result.stdout, result.returncode) == ("orcid-clientreq-vectors.json is current\n", 0)


@pytest.mark.parametrize(("name", "check"), [("vectors", check), ("credentials", credentials.check)])
def test_each_vector_says_what_is_found(name: str, check: Callable[..., Report]) -> None:
    for vector in DOCUMENT[name]:
        report = check(vector["input"], policy=Policy(**vector["policy"]))
        assert mutants.report(report.findings, report.policy) == vector["findings"], vector["id"]


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
        assert [{"code": reason.code, "fix": reason.fix, "value": reason.value} for reason in found.reasons] == vector[
            "reasons"
        ]
    compared = {code for code, cause in CAUSES.items() if not cause.pasted}
    assert {reason["code"] for vector in DOCUMENT["matches"] for reason in vector["reasons"]} == compared
    assert {vector["how"] for vector in DOCUMENT["matches"]} == {*How, None}


def test_each_rule_has_two_failing_vectors_and_a_passing_one() -> None:
    vectors = [*DOCUMENT["vectors"], *DOCUMENT["credentials"]]
    failing = Counter(code for vector in vectors for code in {finding["code"] for finding in vector["findings"]})
    passing = {vector["id"].partition("/")[0] for vector in vectors if vector["id"].endswith("/fixed")}
    assert {code: failing[code] for code in RULES if failing[code] < 2} == {}
    # Twins of what JSON cannot carry aside, which have no vector, either.
    assert set(RULES) <= passing
    assert all(not vector["findings"] for vector in vectors if vector["id"].endswith("/fixed"))


def test_every_rule_has_a_vector_in_each_edition_and_environment_in_which_it_is_on() -> None:
    seen = {
        (finding["code"], vector["policy"]["environment"], vector["policy"]["edition"])
        for vector in [*DOCUMENT["vectors"], *DOCUMENT["credentials"]]
        for finding in vector["findings"]
    }
    bulky = {"request.not_a_mapping", "request.policy_mismatch", "request.unknown_field"}
    for code, rule in RULES.items():
        for policy in EVERY_POLICY:
            wanted = policy.severity(code) is not None and not rule.of_credentials
            if wanted and code not in bulky and not code.endswith(".too_long"):
                assert (code, policy.environment, policy.edition) in seen


def some_vector_fails(judge: mutants.Check, name: str) -> bool:
    for vector in DOCUMENT[name]:
        policy = Policy(**vector["policy"])
        if mutants.report(judge(vector["input"], policy), policy) != vector["findings"]:
            return True
    return False


@pytest.mark.parametrize("name", mutants.CHECKS)
def test_what_is_wrong_in_one_thing_fails_a_vector(name: str) -> None:
    assert some_vector_fails(mutants.CHECKS[name], "vectors")


@pytest.mark.parametrize("name", mutants.CREDENTIALS_CHECKS)
def test_what_is_wrong_about_credentials_fails_a_vector(name: str) -> None:
    assert some_vector_fails(mutants.CREDENTIALS_CHECKS[name], "credentials")


def some_match_fails(judge: mutants.Matches) -> bool:
    for vector in DOCUMENT["matches"]:
        era = Era(vector.get("era", Era.DECEMBER_2023))
        found = judge(vector["requested"], vector["registered"], Mode(vector["mode"]), era)
        reasons = [{"code": reason.code, "fix": reason.fix, "value": reason.value} for reason in found.reasons]
        if (found.how, reasons) != (vector["how"], vector["reasons"]):
            return True
    return False


@pytest.mark.parametrize("name", mutants.MATCHES)
def test_what_compares_wrongly_fails_a_vector(name: str) -> None:
    assert some_match_fails(mutants.MATCHES[name])


def test_what_is_right_fails_none() -> None:
    assert not some_vector_fails(mutants.right, "vectors")
    assert not some_vector_fails(mutants.right_of_credentials, "credentials")
    assert not some_match_fails(mutants.right_match)
