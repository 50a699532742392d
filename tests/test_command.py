"""The command line as a process: every command, every format, each kind of bad input."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from orcid_clientreq import RULES, __version__, check
from orcid_clientreq._command import main
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.systems import SYSTEMS

FAULTY = {**GOOD_REQUEST, "redirect_uris": ["http://university.edu/orcid"]}
WARNED = {**GOOD_REQUEST, "redirect_uris": ["https://university.edu"]}
ROOT = Path(__file__).parent.parent


def run(*arguments: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "orcid_clientreq", *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """One request in each format that is read."""
    contents = {
        "good.json": json.dumps(GOOD_REQUEST),
        "faulty.json": json.dumps(FAULTY),
        "warned.json": json.dumps(WARNED),
        "many.json": json.dumps([GOOD_REQUEST, FAULTY]),
        "framed.json": json.dumps({"about": "x", "environment": "sandbox", "request": FAULTY}),
        "faulty.toml": "\n".join(f"{name} = {json.dumps(value)}" for name, value in FAULTY.items()),
        "faulty.yaml": "\n".join(f"{name}: {json.dumps(value)}" for name, value in FAULTY.items()) + "\n---\n---\n",
        "broken.json": "{",
        "broken.toml": "a = ",
        "broken.yaml": "a: [",
        "empty.csv": "contact_email\n",
        "deep.json": "[" * 100_000,
    }
    for name, content in contents.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "latin.json").write_bytes('{"description": "Universität"}'.encode("latin-1"))
    (tmp_path / "null.csv").write_bytes(b"contact_email\n\x00\n")
    with (tmp_path / "rows.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*GOOD_REQUEST])
        writer.writeheader()
        writer.writerow(
            {**GOOD_REQUEST, "redirect_uris": "\n".join([*GOOD_REQUEST["redirect_uris"], "https://university.edu/b"])}
        )
        writer.writerow({**FAULTY, "redirect_uris": FAULTY["redirect_uris"][0]})
    return {path.name: str(path) for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("name", "status", "found"),
    [
        ("good.json", 0, 0),
        ("faulty.json", 1, 1),
        ("warned.json", 0, 1),
        ("many.json", 1, 1),
        ("framed.json", 0, 0),
        ("faulty.toml", 1, 1),
        ("faulty.yaml", 1, 1),
        ("rows.csv", 1, 1),
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_files_of_each_format(files: dict[str, str], name: str, status: int, found: int, form: str) -> None:
    if name.endswith("yaml"):
        assert find_spec("yaml")
    done = run("check", "--format", form, files[name])
    assert (done.returncode, done.stderr) == (status, "")
    if form == "text":
        assert sum(line.startswith(("error  ", "warning  ")) for line in done.stdout.splitlines()) == found
        assert "\x1b" not in done.stdout
    elif form == "json":
        reports = json.loads(done.stdout)
        assert sum(len(report["findings"]) for report in reports) == found
        assert [report["row"] for report in reports] == list(range(1, len(reports) + 1))
    elif form == "github":
        lines = done.stdout.splitlines()
        assert len(lines) == found
        assert all(
            line.startswith(("::error file=", "::warning file=")) and ",title=redirect_uri." in line for line in lines
        )
    else:
        log = json.loads(done.stdout)
        (one,) = log["runs"]
        assert log["version"] == "2.1.0"
        assert len(one["results"]) == found
        assert {result["ruleId"] for result in one["results"]} <= {
            rule["id"] for rule in one["tool"]["driver"]["rules"]
        }
        assert len(one["tool"]["driver"]["rules"]) == len(RULES)


def test_reports_for_people_in_a_language_and_with_what_is_left(files: dict[str, str]) -> None:
    done = run("check", files["faulty.json"], files["good.json"])
    assert done.stdout.startswith(f"{files['faulty.json']} (production, form of 2020-01)\n{check(FAULTY)}\n")
    assert "With every suggestion applied: 0 errors, 0 warnings" in done.stdout
    german = run("check", "--language", "de", files["faulty.json"])
    assert str(check(FAULTY, language="de")) in german.stdout
    assert "suggestion" not in german.stdout
    assert f"{files['rows.csv']}, row 2 (production" in run("check", files["rows.csv"]).stdout


def test_options_of_check(files: dict[str, str], tmp_path: Path) -> None:
    assert run("check", "--strict", files["warned.json"]).returncode == 1
    assert run("check", "--exit-zero", files["faulty.json"]).returncode == 0
    assert run("check", "--environment", "sandbox", files["faulty.json"]).returncode == 0
    latest = run("check", "--edition", "latest", files["good.json"]).stdout
    assert "update_existing.missing" in latest
    assert run("check", "--edition", "2023", files["good.json"]).stdout == latest
    assert run("check", "-", text=json.dumps(FAULTY)).returncode == 1
    out = tmp_path / "fixed.json"
    run("check", "--fix", str(out), files["faulty.json"])
    assert json.loads(out.read_text(encoding="utf-8"))["redirect_uris"] == ["https://university.edu/orcid"]
    run("check", "--fix", str(out), files["many.json"])
    assert len(json.loads(out.read_text(encoding="utf-8"))) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "no-such-file.json"], "no-such-file.json: no such file or directory"),
        (["check", "broken.json"], "broken.json: expecting property name"),
        (["check", "broken.toml"], "broken.toml: invalid value"),
        (["check", "deep.json"], "deep.json: nested too deeply for a request"),
        (["check", "latin.json"], "latin.json: not text in utf-8"),
        (["check", "empty.csv"], "empty.csv: there is no request in it"),
        (["check", "--language", "xx", "good.json"], "no catalogue for 'xx'"),
        (["check", "--fix", "no/such/folder/out.json", "good.json"], "no such file or directory"),
        (
            ["check", "--environment", "production", "--edition", "2022-sandbox", "good.json"],
            "has no form for production",
        ),
        (["explain", "redirect_uri.fragmnt"], "did you mean 'redirect_uri.fragment'?"),
        (["match", "https://a.edu/b", "--registered", "no-such-file"], "no such file or directory"),
        (["match", "https://a.edu/b", "--registered", "good.json", "--language", "xx"], "no catalogue for 'xx'"),
        (["systems", "datavers"], "did you mean dataverse"),
        (["systems", "dataverse", "host=https://a.edu"], "has no parameter 'host'"),
        (["systems", "dspace-7", "ui=https://a.edu"], "dspace-7 needs server"),
        (["systems", "dataverse", "policy=1"], "policy is a Policy"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_said_in_a_line(files: dict[str, str], arguments: list[str], said: str) -> None:
    done = run(*(files.get(argument, argument) for argument in arguments))
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert done.stderr.startswith("orcid-clientreq: ")
    assert said in done.stderr.lower() or said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [[], ["check"], ["no-such-command"], ["check", "--format", "xml", "x"], ["match", "x"]]
)
def test_what_is_no_command_shows_its_use(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: orcid-clientreq")


def test_yaml_says_what_it_needs(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    assert main(["check", files["faulty.yaml"]]) == 2
    assert "pip install pyyaml" in capsys.readouterr().err


def test_what_is_wrong_with_yaml_is_said_in_a_line(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", files["broken.yaml"]]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_explain() -> None:
    done = run("explain", "redirect_uri.host_only")
    assert done.returncode == 0
    rule = RULES["redirect_uri.host_only"]
    assert all(text in done.stdout for text in (rule.summary, rule.template, rule.rationale, rule.source, rule.url))
    assert "Form of 2020-01: production: warning, sandbox: warning" in done.stdout


@pytest.mark.parametrize(
    ("registered", "status"),
    [
        ("https://university.edu/orcid\n\n", 0),
        ("https://university.edu/other\n", 1),
        (json.dumps(["https://university.edu/orcid"]), 0),
        (json.dumps({"redirect_uris": ["https://university.edu/orcid", 7]}), 0),
        (json.dumps({"request": {"redirect_uris": ["https://university.edu/x"]}}), 1),
        ("{not JSON", 1),
        ("[1", 1),
    ],
)
def test_match(tmp_path: Path, registered: str, status: int) -> None:
    file = tmp_path / "registered"
    file.write_text(registered, encoding="utf-8")
    done = run("match", "https://university.edu/orcid", "--registered", str(file))
    assert (done.returncode, done.stderr) == (status, "")
    assert done.stdout.startswith("no match" if status else "match (exact)")
    assert run("match", "https://university.edu/orcid", "--registered", "-", text=registered).stdout == done.stdout


def test_systems() -> None:
    listed = run("systems")
    assert listed.returncode == 0
    assert [line.split()[0] for line in listed.stdout.splitlines()] == list(SYSTEMS)
    one = run("systems", "dataverse").stdout
    assert "{base}/oauth2/callback.xhtml" in one
    assert "base=VALUE" in one
    assert all(text in one for text in SYSTEMS["dataverse"].advice)
    assert "if you use it" in run("systems", "janeway").stdout
    filled = run("systems", "dataverse", "base=https://data.university.edu")
    assert (filled.returncode, filled.stdout.splitlines()[0]) == (
        0,
        "https://data.university.edu/oauth2/callback.xhtml",
    )
    assert run("systems", "dataverse", "base=data.university.edu").returncode == 1
    assert run("systems", "figshare").returncode == 0


def test_version_and_help() -> None:
    assert run("--version").stdout.strip() == __version__
    text = run("--help").stdout
    assert all(command in text for command in ("check", "explain", "match", "systems"))


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What it prints where both its outputs are a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "orcid_clientreq", *arguments],
        stdout=theirs,
        stderr=theirs,
        env={name: value for name, value in {**os.environ, **environment}.items() if value},
    )
    os.close(theirs)
    printed = b""
    try:
        while piece := os.read(ours, 65536):
            printed += piece
    except OSError:  # the other end is closed
        pass
    process.wait()
    os.close(ours)
    return printed.decode()


def test_colour_on_a_terminal_only_and_not_where_it_is_not_wanted(files: dict[str, str]) -> None:
    assert "\x1b[31merror  redirect_uris[0]" in on_a_terminal("check", files["faulty.json"], NO_COLOR="")
    assert "\x1b[33mwarning  redirect_uris[0]" in on_a_terminal("check", files["warned.json"], NO_COLOR="")
    assert "\x1b" not in on_a_terminal("check", files["faulty.json"], NO_COLOR="1")


def test_progress_on_a_terminal_and_nothing_piles_up(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_text("contact_email\n" + "orcid@university.edu\n" * 1001, encoding="utf-8")
    assert "1000 requests" in on_a_terminal("check", "--format", "github", str(file))
    assert run("check", "--format", "github", str(file)).stderr == ""


def test_a_reader_that_has_seen_enough(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_text("contact_email\n" + "orcid@university.edu\n" * 3000, encoding="utf-8")
    command = f"{sys.executable} -m orcid_clientreq check {file} | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_the_bundled_requests_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    names = sorted(map(str, (ROOT / "docs" / "examples" / "requests").glob("*.json")))
    assert main(["check", "--exit-zero", *names]) == 0
    printed: Any = capsys.readouterr().out
    assert [line.partition(" ")[0] for line in printed.splitlines() if ".json (" in line] == names
