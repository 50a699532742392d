"""The runner of the vectors: JSON lines in and out, codes that count, and what was skipped apart from what failed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).parent.parent
RUNNER = ROOT / "docs" / "vectors" / "run.py"
KINDS = ("vectors", "credentials", "matches")
DOCUMENT = json.loads((RUNNER.parent / "orcid-clientreq-vectors.json").read_text(encoding="utf-8"))
#: A fifth of it, which is enough for what is about the runner alone.
PART = {**DOCUMENT, **{kind: DOCUMENT[kind][::5] for kind in ("vectors", "matches")}}
Run = Callable[..., subprocess.CompletedProcess[str]]

ANSWER = """
    import json, sys
    from orcid_clientreq import Policy, check, credentials, match
    for line in sys.stdin:
        asked = json.loads(line)
        assert not {"findings", "because", "codes"} & set(asked)
        if asked["kind"] == "matches":
            way = {name: asked[name] for name in ("mode", "era") if name in asked}
            found = match(asked["requested"], asked["registered"], **way)
            answer = {"how": found.how, "reasons": [{"code": each.code, "fix": each.fix} for each in found.reasons]}
        else:
            find = {"vectors": check, "credentials": credentials.check}[asked["kind"]]
            report = find(asked["input"], policy=Policy(**asked["policy"]))
            members = ("code", "pointer", "severity", "suggestion")
            answer = {"findings": [{name: each.to_dict()[name] for name in members} for each in report.findings]}
        CHANGED
        print(json.dumps({"id": asked["id"], **answer}), flush=True)
"""


def ran(runner: Path, *options: str, changed: str = "pass") -> subprocess.CompletedProcess[str]:
    program = textwrap.dedent(ANSWER).replace("CHANGED", changed)
    command = [sys.executable, str(runner), *options, sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run the runner in a new folder, beside a part of the vectors."""
    folder = tmp_path_factory.mktemp("vectors")
    (folder / "orcid-clientreq-vectors.json").write_text(json.dumps(PART), encoding="utf-8")
    return partial(ran, Path(shutil.copy(RUNNER, folder)))


def test_the_library_passes_every_vector() -> None:
    done = ran(RUNNER, "--kinds", ",".join(KINDS))
    count = sum(len(DOCUMENT[kind]) for kind in KINDS)
    assert (done.returncode, json.loads(done.stdout)) == (0, {"passed": count, "failed": 0, "skipped": 0})


def test_the_program_of_the_guide_answers() -> None:
    program = [sys.executable, str(ROOT / "docs/examples/answer_vectors.py")]
    command = [sys.executable, str(RUNNER), "--kinds", "vectors,matches", *program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    expected = {"passed": len(DOCUMENT["vectors"]), "failed": 0, "skipped": len(DOCUMENT["matches"])}
    assert json.loads(done.stdout) == expected


def test_what_is_skipped_is_counted_apart(run: Run) -> None:
    done = run(changed="answer = {'skipped': 'no'} if 'redirect_uri.' in asked['id'] else answer")
    counts = json.loads(done.stdout)
    assert done.returncode == 0
    assert counts["skipped"] == sum("redirect_uri." in vector["id"] for vector in PART["vectors"]) > 20
    assert counts["failed"] == 0


def test_only_findings_of_the_codes_count(run: Run) -> None:
    only = "[each for each in answer['findings'] if each['code'] == 'redirect_uri.fragment']"
    done = run("--codes", "redirect_uri.fragment", changed=f"answer['findings'] = {only}")
    assert (done.returncode, json.loads(done.stdout)["passed"]) == (0, len(PART["vectors"]))
    done = run("--codes", "redirect_uri.wildcard", changed=f"answer['findings'] = {only}")
    failed = sum("redirect_uri.wildcard" in [each["code"] for each in vector["findings"]] for vector in PART["vectors"])
    assert failed
    assert (done.returncode, json.loads(done.stdout.splitlines()[-1])["failed"]) == (1, failed)


@pytest.mark.parametrize(
    ("kinds", "changed"),
    [
        ("credentials", "answer['findings'] = answer['findings'][1:]"),
        ("vectors", "answer['findings'].reverse()"),
        ("credentials", "[each.update(suggestion='x') for each in answer['findings']]"),
        ("credentials", "[each.update(severity='error') for each in answer['findings']]"),
        ("credentials", "[each.update(pointer='') for each in answer['findings']]"),
        ("credentials", "answer = {}"),
    ],
)
def test_what_is_wrong_fails_and_is_shown(run: Run, kinds: str, changed: str) -> None:
    done = run("--kinds", kinds, changed=changed)
    shown = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert shown[-1]["failed"] > 20
    assert len(shown) == 21
    assert set(shown[0]) == {"id", "expected", "answered"}


def test_a_suggestion_may_be_left_out(run: Run) -> None:
    assert run(changed="[each.pop('suggestion') for each in answer['findings']]").returncode == 0


def test_a_wrong_match_fails(run: Run) -> None:
    done = run("--kinds", "matches", changed="answer['how'] = 'exact'")
    assert done.returncode == 1
    assert run("--kinds", "matches", changed="[each.update(value='x') for each in answer['reasons']]").returncode == 1


@pytest.mark.parametrize(
    "changed", ["break", "print('{', flush=True); continue", "print('[]', flush=True); continue", "asked['id'] = 'x'"]
)
def test_a_command_that_does_not_answer_is_told(run: Run, changed: str) -> None:
    done = run(changed=changed)
    assert done.returncode == 2
    assert "answered with" in done.stderr


@pytest.mark.parametrize("options", [(), ("--codes", "x.y", "true"), ("--kinds", "all", "true")])
def test_a_wrong_command_line(options: tuple[str, ...]) -> None:
    command = [sys.executable, str(RUNNER), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "usage" in done.stderr


def test_each_vector_says_what_it_is_about() -> None:
    for vector in [*DOCUMENT["vectors"], *DOCUMENT["credentials"]]:
        assert {each["code"] for each in vector["findings"]} <= {*vector["codes"]}
        assert vector["because"]
        assert vector["orcid"] == "inferred" or vector["codes"]
    about = {code for vector in DOCUMENT["vectors"] for code in vector["codes"] if vector["id"].endswith("/fixed")}
    assert "redirect_uri.fragment" in about
    assert {vector["orcid"] for vector in DOCUMENT["vectors"]} == {"documented", "inferred"}
