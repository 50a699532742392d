"""The command line as a process: every command, every format, each kind of bad input."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import pty
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from programs import run_here
from strategies import some_of

from orcid_clientreq import RULES, FormEdition, Policy, __version__, check
from orcid_clientreq._command import files as reading
from orcid_clientreq._command import main, tables
from orcid_clientreq.interop import json_schema, rules_document
from orcid_clientreq.matching import CAUSES
from orcid_clientreq.messages import LANGUAGES
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.systems import SYSTEMS

FAULTY = {**GOOD_REQUEST, "redirect_uris": ["http://university.edu/orcid"]}
FIXED = {**GOOD_REQUEST, "redirect_uris": ["https://university.edu/orcid"]}
WARNED = {**GOOD_REQUEST, "redirect_uris": ["https://university.edu"]}
ROOT = Path(__file__).parent.parent
PROGRAM = (sys.executable, "-m", "orcid_clientreq")


def run(*arguments: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command here, or in a process of its own in another environment."""
    if not environment:
        return run_here(*arguments, content=text.encode())
    return subprocess.run(
        [*PROGRAM, *arguments],
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
    row = ",".join(GOOD_REQUEST[name] for name in ("contact_email", "pin_contact_email", "description", "homepage_url"))
    row += f",{GOOD_REQUEST['redirect_uris'][0]}"
    contents = {
        "good.json": json.dumps(GOOD_REQUEST),
        "faulty.json": json.dumps(FAULTY),
        "warned.json": json.dumps(WARNED),
        "many.json": json.dumps([GOOD_REQUEST, FAULTY]),
        "framed.json": json.dumps({"about": "x", "environment": "sandbox", "request": FAULTY}),
        "faulty.toml": "\n".join(f"{name} = {json.dumps(value)}" for name, value in FAULTY.items()),
        "faulty.yaml": "\n".join(f"{name}: {json.dumps(value)}" for name, value in FAULTY.items()) + "\n---\n---\n",
        "nothing.json": " \n",
        "broken.json": "{",
        "broken.toml": "a = ",
        "broken.yaml": "a: [",
        "empty.csv": "contact_email\n",
        "deep.json": "[" * 100_000,
        "deep.yaml": "[" * 20_000,
        "twice.csv": "contact_email,description,description\na,b,c",
        "index.yaml": "contact_email: !!float ''",
        "dated.toml": "description = 2020-01-01",
        "ragged.csv": f"{','.join(GOOD_REQUEST)}\n{row}\n{row},https://university.edu/b\n,,,,\n\n",
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
        writer.writerow({**FAULTY, "description": "Another one.", "redirect_uris": FAULTY["redirect_uris"][0]})
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
        assert sum(line.lstrip().startswith(("error  ", "warning  ")) for line in done.stdout.splitlines()) == found
        assert "\x1b" not in done.stdout
    elif form == "json":
        reports = json.loads(done.stdout)
        assert sum(len(report["findings"]) for report in reports) == found
        first = 2 if name.endswith("csv") else 1  # as spreadsheets number rows
        assert [report["row"] for report in reports] == list(range(first, first + len(reports)))
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
    assert "\nrow 3 (production, form of 2020-01)\n" in run("check", files["rows.csv"]).stdout
    assert f"{files['many.json']}, request 2 (production" in run("check", files["many.json"]).stdout


def test_options_of_check(files: dict[str, str], tmp_path: Path) -> None:
    assert run("check", "--strict", files["warned.json"]).returncode == 1
    assert run("check", "--exit-zero", files["faulty.json"]).returncode == 0
    assert run("check", "--environment", "sandbox", files["faulty.json"]).returncode == 0
    latest = run("check", "--edition", "latest", files["good.json"]).stdout
    assert "update_existing.missing" in latest
    assert run("check", "--edition", FormEdition.LATEST, files["good.json"]).stdout == latest
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
        (["check", "broken.json"], "broken.json: not json: expecting property name"),
        (["check", "broken.toml"], "broken.toml: not toml: end of document"),
        (["check", "deep.json"], "deep.json: nested too deeply for a request"),
        (["check", "deep.yaml"], "deep.yaml: nested too deeply for a request"),
        (["check", "latin.json"], "latin.json: not text in utf-8"),
        (["check", "empty.csv"], "empty.csv: there is no request in it"),
        (["check", "--language", "xx", "good.json"], "no language 'xx'; there are en, es, "),
        (["check", "--fix", "no/such/folder/out.json", "good.json"], "no such file or directory"),
        (
            ["check", "--environment", "production", "--edition", "2022-sandbox", "good.json"],
            "the form of 2022-sandbox is not for production",
        ),
        (["explain", "redirect_uri.fragmnt"], "did you mean 'redirect_uri.fragment'?"),
        (["match", "https://a.edu/b", "--registered", "no-such-file"], "no such file or directory"),
        (
            ["match", "https://a.edu/b", "--registered", "a.edu/b"],
            "a.edu/b: no such file or directory; a redirect URI begins with https://",
        ),
        (["match", "https://a.edu/b", "--registered", ""], "no such file or directory"),
        (["systems", "dataverse", "https://a.edu"], "https://a.edu: write NAME=VALUE, such as base=https://a.edu"),
        (["systems", "dataverse", "base"], "base: write NAME=VALUE, such as base=…"),
        (["check", "nothing.json"], "nothing.json: it is empty"),
        (["match", "https://a.edu/b", "--registered", "good.json", "--language", "xx"], "no language 'xx'"),
        (["systems", "datavers", "base=https://a.edu"], "did you mean dataverse"),
        (["systems", "blackboard"], "'blackboard' is not in the list of systems; ask its vendor"),
        (["systems", "dataverse", "host=https://a.edu"], "has no parameter 'host'"),
        (["systems", "dspace-7", "ui=https://a.edu"], "dspace-7 needs server"),
        (["systems", "dataverse", "policy=1"], "has no parameter 'policy'"),
        (["systems", "dataverse", "base=https://a.edu", "base=https://b.edu"], "base is given twice"),
        (["check", "ragged.csv"], "ragged.csv, row 3: cell f3 is in a column without a heading"),
        (["check", "twice.csv"], "twice.csv: columns B and C are both read as description"),
        (["check", "--fix", "-", "good.json"], "--fix takes the name of a file"),
        (["check", "broken.yaml"], "broken.yaml: not yaml: "),
        (["check", "index.yaml"], "index.yaml: not yaml: "),
        (["check", "new\nline.json"], "new\\u{a}line.json: no such file"),
        (["match", "https://a.edu/b", "--registered", "broken.json"], "broken.json: not json: expecting property name"),
        (["match", "https://a.edu/b", "--registered", "deep.json"], "deep.json: nested too deeply"),
        (["match", "https://a.edu/b", "--registered", "ragged.csv"], "ragged.csv, row 3: cell f3 is in a column"),
        (["match", "https://a.edu/b", "--registered", "empty.csv"], "empty.csv: there is no redirect uri in it"),
        (["match", "https://a.edu/b", "--registered", "dated.toml"], "dated.toml: there is no redirect uri in it"),
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


def test_rules_are_listed_or_printed_as_json() -> None:
    done = run("rules")
    assert done.returncode == 0
    assert [line.split("  ")[0] for line in done.stdout.splitlines()] == list(RULES)
    done = run("rules", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)) == (0, rules_document())


def test_the_schema_of_a_request_is_printed() -> None:
    done = run("schema")
    assert (done.returncode, json.loads(done.stdout)) == (0, json_schema())
    done = run("schema", "--edition", "latest", "--environment", "sandbox", "--language", "fr")
    policy = Policy(edition="latest", environment="sandbox")
    assert (done.returncode, json.loads(done.stdout)) == (0, json_schema(policy=policy, language="fr"))
    for wrong, said in (
        (["--edition", "2022-sandbox"], "no form for production"),
        (["--language", "xx"], "no language 'xx'"),
    ):
        done = run("schema", *wrong)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr


@pytest.mark.parametrize(
    ("name", "registered", "status"),
    [
        ("lines", "https://university.edu/orcid\n\n", 0),
        ("lines", "https://university.edu/other\n", 1),
        ("list", json.dumps(["https://university.edu/orcid"]), 0),
        ("one", json.dumps({"redirect_uris": ["https://university.edu/orcid"]}), 0),
        ("one.json", json.dumps({"redirect_uris": "https://university.edu/orcid"}), 0),
        ("two", json.dumps([{"redirect_uris": []}, {"redirect_uris": ["https://university.edu/orcid"]}]), 0),
        ("framed", json.dumps({"request": {"redirect_uris": ["https://university.edu/x"]}}), 1),
        ("one.toml", 'redirect_uris = ["https://university.edu/orcid"]', 0),
        ("one.yaml", "redirect_uris:\n- https://university.edu/orcid", 0),
        ("rows.csv", "redirect_uris\nhttps://university.edu/orcid\n", 0),
        ("old lines", "https://university.edu/other\rhttps://university.edu/orcid\r", 0),
        ("with a mark", "\ufeffhttps://university.edu/orcid\n", 0),
        ("no list", json.dumps({"redirect_uris": 5}), 2),
        ("no text", json.dumps({"redirect_uris": ["https://university.edu/orcid", 7]}), 2),
        ("null", json.dumps({"redirect_uris": None}), 2),
        ("no mapping", json.dumps([None]), 2),
        ("empty", "", 2),
        ("no JSON", '{"redirect_uris": ["https://university.edu/orcid"],}', 2),
        ("no JSON", "[1", 2),
    ],
)
def test_match(tmp_path: Path, name: str, registered: str, status: int) -> None:
    file = tmp_path / name
    file.write_text(registered, encoding="utf-8")
    done = run("match", "https://university.edu/orcid", "--registered", str(file))
    assert done.returncode == status
    assert len(done.stderr.splitlines()) == (status == 2)
    assert done.stdout.startswith(["match (exact)", "no match", ""][status])
    if not file.suffix:
        piped = run("match", "https://university.edu/orcid", "--registered", "-", text=registered)
        assert (piped.returncode, piped.stdout) == (status, done.stdout)


def test_match_takes_a_redirect_uri_in_place_of_a_file() -> None:
    done = run("match", "https://www.university.edu/orcid", "--registered", "https://university.edu/orcid")
    assert (done.returncode, done.stderr) == (1, "")
    assert "Register: https://www.university.edu/orcid" in done.stdout
    assert run("match", "https://university.edu/orcid", "--registered", "https://university.edu/orcid").returncode == 0


def test_systems() -> None:
    listed = run("systems")
    assert listed.returncode == 0
    assert [line.split()[0] for line in listed.stdout.splitlines()] == list(SYSTEMS)
    one = run("systems", "dataverse").stdout
    assert "{base}/oauth2/callback.xhtml" in one
    assert "base=VALUE" in one
    assert all(text in one for text in SYSTEMS["dataverse"].advice)
    assert "if you use it" in run("systems", "janeway").stdout
    assert "oauth2/callback.xhtml" in run("systems", "Dataverse", "base=https://data.university.edu").stdout
    filled = run("systems", "dataverse", "base=https://data.university.edu")
    assert (filled.returncode, filled.stdout.splitlines()[0]) == (
        0,
        "https://data.university.edu/oauth2/callback.xhtml",
    )
    assert run("systems", "dataverse", "base=ftp://data.university.edu").returncode == 1
    assert run("systems", "figshare").returncode == 0


def test_version_and_help() -> None:
    assert run("--version").stdout.strip() == __version__
    text = run("--help").stdout
    assert all(command in text for command in ("check", "explain", "match", "systems"))


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What it prints where both its outputs are a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, *arguments],
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
    assert "\x1b[31merreur  redirect_uris[0]" in on_a_terminal(
        "check", "--language", "fr", files["faulty.json"], NO_COLOR=""
    )
    assert "\x1b" not in on_a_terminal("check", files["faulty.json"], NO_COLOR="1")


def test_progress_on_a_terminal_and_nothing_piles_up(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_text("contact_email\n" + "orcid@university.edu\n" * 1001, encoding="utf-8")
    assert "1000 requests" in on_a_terminal("check", "--format", "github", str(file))
    assert run("check", "--format", "github", str(file)).stderr == ""


def test_a_reader_that_has_seen_enough(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_text("contact_email\n" + "orcid@university.edu\n" * 3000, encoding="utf-8")
    done = shell('ORCID check "$FILE" | head -n 1', FILE=file)
    assert (done.stdout.count(b"\n"), done.stderr) == (1, b"")


def test_the_bundled_requests_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    names = sorted(map(str, (ROOT / "docs" / "examples" / "requests").glob("*.json")))
    assert main(["check", "--exit-zero", *names]) == 0
    printed: Any = capsys.readouterr().out
    assert [line.rpartition(" (")[0] for line in printed.splitlines() if ".json (" in line] == names


# What is written to


def shell(command: str, /, environment: Mapping[str, str] = {}, **names: object) -> subprocess.CompletedProcess[bytes]:
    """Run a command line; ORCID stands for ours, and the names of files are in variables."""
    line = f'ORCID() {{ "$PYTHON" $OPTIONS -m orcid_clientreq "$@"; }}; {command}'
    files = {name: str(path) for name, path in names.items()}
    variables = {**os.environ, "PYTHON": sys.executable, "OPTIONS": "", **files, **environment}
    return subprocess.run(["bash", "-c", line], capture_output=True, check=False, env=variables)


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ('ORCID check "$GOOD" >&-', 0),
        ('ORCID check "$FAULTY" >&- 2>&-', 1),
        ("ORCID check no-such-file.json 2>/dev/full", 2),
        ('ORCID check "$FAULTY" >/dev/full', 2),
        ("ORCID systems >/dev/full", 2),
        ("ORCID check - <&-", 2),
        ("ORCID match https://a.edu/b --registered - <&-", 2),
        ('ORCID check no-such-file.json "$FAULTY"', 2),
    ],
)
def test_closed_and_full_streams(files: dict[str, str], command: str, status: int) -> None:
    done = shell(command, GOOD=files["good.json"], FAULTY=files["faulty.json"])
    assert done.returncode == status
    assert len(done.stderr.splitlines()) == (status == 2 and "2>" not in command)
    assert b"Traceback" not in done.stderr


def test_what_is_complained_of_stops_nothing_else(files: dict[str, str]) -> None:
    names = [files[name] for name in ("broken.json", "faulty.json", "ragged.csv", "empty.csv", "warned.json")]
    for form, count in (("json", 4), ("sarif", 2)):
        done = run("check", "--format", form, *names)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 3)
        document = json.loads(done.stdout)
        assert len(document if form == "json" else document["runs"][0]["results"]) == count


@pytest.mark.long
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_characters_that_the_output_lacks(files: dict[str, str], encoding: str, form: str) -> None:
    command = f'ORCID check --language ja --format {form} "$FILE"'
    done = shell(command, {"PYTHONIOENCODING": encoding}, FILE=files["faulty.json"])
    assert (done.returncode, done.stderr) == (1, b"")


#: The locale of cron and of small containers, without what Python does about it. Python 3.11 does not start in it where a
#: .pth file has a path that is not ASCII, so it is told where the modules are, and reads none.
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "OPTIONS": "-S"}
ASCII["PYTHONPATH"] = os.pathsep.join(sys.path)


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "cp1252"}, ASCII], ids=["cp1252", "ASCII"])
def test_standard_input_is_read_as_a_file_is(tmp_path: Path, environment: dict[str, str]) -> None:
    file, out = tmp_path / "marked.json", tmp_path / "out.json"
    file.write_bytes(
        b"\xef\xbb\xbf" + json.dumps({**GOOD_REQUEST, "description": " Über "}, ensure_ascii=False).encode()
    )
    done = shell('ORCID check --fix "$OUT" - < "$FILE"', environment, OUT=out, FILE=file)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(out.read_bytes())["description"] == "Über"
    file.write_bytes(b'{"description": "\xff"}')
    done = shell('ORCID check - < "$FILE"', environment, FILE=file)
    assert (done.returncode, done.stderr) == (
        2,
        b"orcid-clientreq: standard input: not text in UTF-8; save it as text in UTF-8\n",
    )


def test_a_request_that_names_no_environment_is_told_so_and_the_next_one_is_read(tmp_path: Path) -> None:
    file = tmp_path / "many.json"
    odd = [{**FAULTY, "environment": "x" * 1000}, {**FAULTY, "environment": ["sandbox"]}, {**FAULTY, "edition": "2019"}]
    file.write_text(json.dumps([*odd, {**FAULTY, "environment": "sandbox"}]), encoding="utf-8")
    for options in (["--edition", "2020-01"], ["--environment", "production"], []):
        done = run("check", "--format", "json", *options, str(file))
        assert (done.returncode, done.stderr) == (1, "")
        found = [{finding["code"] for finding in report["findings"]} for report in json.loads(done.stdout)]
        both = {"request.policy_mismatch", "redirect_uri.https_required"}
        assert (found[0], found[1]) == (both, both)
        assert ("request.policy_mismatch" in found[2]) == (options != ["--edition", "2020-01"] or "edition" in odd[2])
        assert found[3] == (both if "--environment" in options else set())


def test_an_edition_brings_its_environment(files: dict[str, str]) -> None:
    assert "(sandbox, form of 2022-sandbox)" in run("check", "--edition", "2022-sandbox", files["good.json"]).stdout
    contrary = json.dumps({**GOOD_REQUEST, "environment": "production"})
    done = run("check", "--format", "json", "--edition", "2022-sandbox", "-", text=contrary)
    assert "request.policy_mismatch" in done.stdout


# What a fix keeps


def fixed(tmp_path: Path, content: str, name: str = "given.json") -> tuple[subprocess.CompletedProcess[str], Any]:
    file, out = tmp_path / name, tmp_path / "out.json"
    file.write_text(content, encoding="utf-8")
    done = run("check", "--fix", str(out), str(file))
    return done, json.loads(out.read_text(encoding="utf-8")) if out.exists() else None


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (FAULTY, FIXED),
        ([FAULTY], [FIXED]),
        ([FAULTY, "a note", None, FAULTY], [FIXED, "a note", None, FIXED]),
        (
            {"id": 7, "environment": "production", "request": FAULTY},
            {"id": 7, "environment": "production", "request": FIXED},
        ),
        (
            {"environment": "production", "request": {**FAULTY, "environment": "production"}},
            {"environment": "production", "request": {**FIXED, "environment": "production"}},
        ),
        ({**FAULTY, "description": "a\ud800b"}, {**FIXED, "description": "a\ud800b"}),
    ],
    ids=["one", "a list of one", "others in a list", "a frame", "both", "half a character"],
)
def test_a_fix_keeps_what_else_there_is(tmp_path: Path, given: Any, wanted: Any) -> None:
    done, out = fixed(tmp_path, json.dumps(given))
    assert done.stderr == ""
    assert out == wanted


def test_a_fix_of_rows_is_a_list(files: dict[str, str], tmp_path: Path) -> None:
    _, out = fixed(tmp_path, Path(files["rows.csv"]).read_text(encoding="utf-8"), "rows.csv")
    assert [len(request["redirect_uris"]) for request in out] == [2, 1]
    _, out = fixed(
        tmp_path, "\n".join(Path(files["ragged.csv"]).read_text(encoding="utf-8").splitlines()[:2]), "one.csv"
    )
    assert len(out) == 1
    text = (tmp_path / "out.json").read_text(encoding="utf-8")
    assert text == f"{json.dumps(out, indent=2, ensure_ascii=False)}\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("date.toml", "description = 2020-01-01"),
        ("set.yaml", "description: !!set {a, b}"),
        ("circle.yaml", "redirect_uris: &a [*a]"),
        ("key.yaml", "contact_email: a@university.edu\n2020-01-01: x"),
        ("keys.yaml", '{1: x, "1": y}'),
        ("nan.json", '{"description": NaN}'),
        ("infinite.json", '{"description": 1e999}'),
        ("long.toml", f"description = 0x{'f' * 5000}"),
        ("deep.json", f'{{"description": {"[" * 5000}{"]" * 5000}}}'),
        (
            "bomb.yaml",
            "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + "\n".join(
                f"{after}: &{after} [{', '.join(['*' + before] * 9)}]"
                for before, after in zip("abcdefgh", "bcdefghi", strict=True)
            ),
        ),
    ],
    ids=lambda value: value if "." in value[:14] and len(value) < 14 else "",
)
def test_a_value_that_json_lacks_is_said_to_be_one(tmp_path: Path, name: str, content: str) -> None:
    done, out = fixed(tmp_path, content, name)
    assert (done.returncode, out) == (2, None)
    first, *others = done.stderr.splitlines()
    assert first.startswith("orcid-clientreq: ")
    assert name in first
    assert others == [f"orcid-clientreq: {tmp_path / 'out.json'}: not written, because of that"]


def test_nothing_is_written_where_not_all_could_be_read(files: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    done = run("check", "--fix", str(out), files["good.json"], files["ragged.csv"])
    assert (done.returncode, out.exists()) == (2, False)
    assert done.stderr.splitlines()[-1] == f"orcid-clientreq: {out}: not written, because of that"


def test_a_value_that_json_lacks_stops_no_other_request(files: dict[str, str], tmp_path: Path) -> None:
    out = str(tmp_path / "out.json")
    for form in ("json", "sarif"):
        done = run("check", "--format", form, "--fix", out, files["dated.toml"], files["faulty.json"])
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 2)
        assert "faulty.json" in done.stdout
        json.loads(done.stdout)


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_reader_that_is_gone_before_anything_is_written(files: dict[str, str], tmp_path: Path, form: str) -> None:
    out = tmp_path / "out.json"
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as nobody:
        command = [*PROGRAM, "check", "--format", form, "--fix", str(out), files["faulty.json"]]
        done = subprocess.run(command, stdout=nobody, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(out.read_text(encoding="utf-8")) == FIXED


def test_where_there_is_no_room_for_what_is_kept(
    files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", lambda *_, **__: Full())
    out = tmp_path / "out.json"
    assert main(["check", "--fix", str(out), files["good.json"]]) == 2
    assert capsys.readouterr().err == "orcid-clientreq: what --fix keeps until the end: no space left on device\n"
    assert not out.exists()


def test_a_fix_does_not_depend_on_who_reads_the_reports(tmp_path: Path) -> None:
    file, out = tmp_path / "many.csv", tmp_path / "out.json"
    file.write_text("contact_email\n" + "orcid@university.edu\n" * 3000, encoding="utf-8")
    shell('ORCID check --fix "$OUT" "$FILE" | head -n 1', OUT=out, FILE=file)
    assert len(json.loads(out.read_text(encoding="utf-8"))) == 3000
    done = shell('set -o pipefail; ORCID check --all "$FILE" | head -n 1', FILE=file)
    assert (done.returncode, done.stderr) == (141, b"")


# Where a finding is


def test_a_finding_of_one_of_many_names_it(files: dict[str, str], tmp_path: Path) -> None:
    lines = run("check", "--format", "github", files["rows.csv"], files["many.json"]).stdout.splitlines()
    assert (
        f"file={files['rows.csv']},line=4,title=redirect_uri.https_required::row 3, OAuth2 redirect URIs or "
        in lines[0]
    )
    assert f"file={files['many.json']},title=redirect_uri.https_required::request 2, redirect_uris[0]: " in lines[1]
    results = json.loads(run("check", "--format", "sarif", files["rows.csv"]).stdout)["runs"][0]["results"]
    assert results[0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": Path(files["rows.csv"]).as_uri()},
        "region": {"startLine": 4},
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_as_spreadsheets_write_them(tmp_path: Path, delimiter: str) -> None:
    file = tmp_path / "rows.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerow(f" {name} " for name in GOOD_REQUEST)
        writer.writerow("" for _ in GOOD_REQUEST)
        writer.writerow(value[0] if isinstance(value, list) else value for value in GOOD_REQUEST.values())
    done = run("check", "--strict", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{file}\nHeadings: row 1\n  A  contact_email: Contact email address\n")


def test_columns_of_one_name_are_joined_where_there_may_be_several(tmp_path: Path) -> None:
    header = f"{','.join(GOOD_REQUEST)},redirect_uris,"
    cells = ",".join(value for value in GOOD_REQUEST.values() if isinstance(value, str))
    done, out = fixed(tmp_path, f"{header}\n{cells},https://university.edu/a,https://university.edu/b,\n", "rows.csv")
    assert (done.returncode, out[0]["redirect_uris"]) == (0, ["https://university.edu/a", "https://university.edu/b"])


def test_names_of_files_are_shown_in_a_line(tmp_path: Path) -> None:
    file = tmp_path / "x\n::error::y\x1b[31m #%20.json"
    file.write_text(json.dumps(FAULTY), encoding="utf-8")
    for form in ("text", "github"):
        done = run("check", "--format", form, str(file))
        assert "\x1b" not in done.stdout
        assert not any(line.startswith("::error::") for line in done.stdout.splitlines())
    log = json.loads(run("check", "--format", "sarif", str(file)).stdout)
    uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == f"{tmp_path.as_uri()}/x%0A%3A%3Aerror%3A%3Ay%1B%5B31m%20%23%2520.json"
    relative = subprocess.run(
        [*PROGRAM, "check", "--format", "sarif", file.name],
        capture_output=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert b'"uri": "x%0A%3A%3Aerror' in relative.stdout


def test_a_program_may_put_its_own_stream_in_place_of_the_output(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["check", files["faulty.json"]]) == 1
    assert "redirect_uri.https_required" in out.getvalue()


# What an interrupt does


def script() -> list[str]:
    """Return what does as the installed script does, wherever that is."""
    (entry,) = entry_points(group="console_scripts", name="orcid-clientreq")
    return [sys.executable, "-c", f"import sys; from {entry.module} import {entry.attr}; sys.exit({entry.attr}())"]


@pytest.fixture(params=["-m", "script"])
def program(request: pytest.FixtureRequest) -> list[str]:
    """Both ways to start it."""
    return script() if request.param == "script" else [*PROGRAM]


def started(
    command: Iterable[str], *, interrupt: signal.Handlers = signal.SIG_DFL, **environment: str
) -> subprocess.Popen[bytes]:
    """Start a process with an answer to Ctrl+C of its own; it would inherit that of the tests, which `nohup` may have set."""
    return subprocess.Popen(
        [*command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
        preexec_fn=lambda: signal.signal(signal.SIGINT, interrupt),  # noqa: PLW1509 - no thread of the tests holds a lock
    )


def has_begun_to_read(process: subprocess.Popen[bytes]) -> None:
    """Wait until a process reads: by then it has taken what no pipe holds."""
    assert process.stdin
    process.stdin.write(b" " * 2**20)
    process.stdin.flush()


def interrupted(process: subprocess.Popen[bytes]) -> int:
    """Press Ctrl+C, and again if need be: a signal just before Python waits for input is seen after that only."""
    while process.poll() is None:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=2)
    return process.returncode


def test_ctrl_c_leaves_no_traceback(program: list[str]) -> None:
    with started([*program, "check", "-"]) as process:
        has_begun_to_read(process)
        assert interrupted(process) == 130
        assert process.communicate() == (b"", b"")


#: What a module does instead: say that it is imported, and wait; at once, or where exceptions are printed and forgotten.
WAITS = "import sys; print('imported', flush=True); sys.stdin.read()"
WAITS_IN_A_CALLBACK = f"""
class Dropped:
    def __del__(self):
        {WAITS}

Dropped()
"""


@pytest.mark.parametrize("code", [WAITS, WAITS_IN_A_CALLBACK], ids=["at once", "in a callback"])
@pytest.mark.parametrize("module", ["attrs", "csv"])
def test_ctrl_c_leaves_no_traceback_while_modules_are_imported(
    tmp_path: Path, program: list[str], module: str, code: str
) -> None:
    (tmp_path / f"{module}.py").write_text(code, encoding="utf-8")
    with started([*program, "check", "-"], PYTHONPATH=str(tmp_path)) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == b"imported"
        assert interrupted(process) == 130
        assert process.communicate() == (b"", b"")


#: The program, which says when it has written the file that --fix asks for, and waits before it is put in place.
WAITS_BEFORE_IT_REPLACES = """
import os, sys
from orcid_clientreq.__main__ import main

def fsync(number):
    print("written", flush=True)
    sys.stdin.read()

os.fsync = fsync
sys.exit(main())
"""


def test_ctrl_c_while_a_file_is_written_leaves_the_old_one_and_no_other(tmp_path: Path) -> None:
    file = tmp_path / "request.json"
    file.write_text(json.dumps(FAULTY), encoding="utf-8")
    with started([sys.executable, "-c", WAITS_BEFORE_IT_REPLACES, "check", str(file), "--fix", str(file)]) as process:
        assert process.stdout
        assert b"written\n" in process.stdout
        assert interrupted(process) == 130
        assert process.communicate() == (b"", b"")
    assert json.loads(file.read_text(encoding="utf-8")) == FAULTY
    assert [path.name for path in tmp_path.iterdir()] == ["request.json"]


def test_a_file_is_replaced_where_an_interrupt_is_ignored(tmp_path: Path) -> None:
    file = tmp_path / "request.json"
    file.write_text(json.dumps(FAULTY), encoding="utf-8")
    command = [sys.executable, "-c", WAITS_BEFORE_IT_REPLACES, "check", str(file), "--fix", str(file)]
    with started(command, interrupt=signal.SIG_IGN) as process:
        assert process.stdout
        assert b"written\n" in process.stdout
        process.send_signal(signal.SIGINT)
        assert process.communicate() == (b"", b"")
        assert process.returncode == 1
    assert json.loads(file.read_text(encoding="utf-8")) == FIXED


def test_an_interrupt_that_is_ignored_stays_so(program: list[str]) -> None:
    with started([*program, "check", "-"], interrupt=signal.SIG_IGN) as process:
        has_begun_to_read(process)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(json.dumps(FAULTY).encode())
        assert (process.returncode, err) == (1, b"")
        assert b"redirect_uri.https_required" in out


def test_the_address_of_orcids_page_may_be_pasted_whole(files: dict[str, str]) -> None:
    address = f"https://orcid.org/oauth/authorize?redirect_uri={quote(GOOD_REQUEST['redirect_uris'][0], safe='')}"
    assert "\nmatch (exact)" in run("match", address, "--registered", files["good.json"]).stdout


# What a file given to `match` never shows

SECRETS = {
    "password": "DATABASE_URL=postgresql://app:pa55word@db/app",
    "client secret": "ORCID_CLIENT_SECRET=01234567-89ab-4cde-8f01-23456789abcd",
    "bare client secret": "01234567-89ab-4cde-8f01-23456789abcd",
    "client ID": "APP-0123456789ABCDEF",
    "bearer token": "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "cookie": "Set-Cookie: session=5f4dcc3b5aa765d61d8327deb882cf99",
    "private key": "-----BEGIN RSA PRIVATE KEY-----",
    "key material": "MIIEpAIBAAKCAQEA7bq98J0kBnZyq2Z",
    "cloud key": "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "personal token": "GITHUB_TOKEN=ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "address with a password": "https://deploy:hunter2@git.university.edu/app.git",
    "address with a key": "https://0123456789abcdef@errors.university.edu/5",
    "address with a password and a space": "https://university.edu/cb hunter3",
    "mail": "smtp://mailer:mailpass@mail.university.edu:587",
    "queue": "amqp://guest:guestpass@queue/vhost",
    "email address": "first.last@university.edu",
    "hash": "$2b$12$KIXQzMuJ0xq1e3Qm0Hk9Uu",
    "JSON": 'SETTINGS={"secret": "inner-secret"}',
    "quoted": "SECRET_KEY='django-insecure-0q#x'",
    "exported": "export API_KEY=abc123def456",
    "value of a known name": "ORCID_REDIRECT_URI=correct horse battery staple",
    "custom scheme": "org.university.app://secret-path",
    "not ASCII": "passwort=Übergeheim",
    "invisible": "\u200bsecret-behind-nothing",
    "spreadsheet formula": "=HYPERLINK(secret-cell)",
}
#: What a secret may be next to.
GOOD_LINE = "https://university.edu/orcid"


def as_lines(secret: str) -> str:
    return f"# settings\n{GOOD_LINE}\n{secret}\n"


def as_first_line(secret: str) -> str:
    return f"{secret}\n{GOOD_LINE}\n"


def as_json_list(secret: str) -> str:
    return json.dumps([GOOD_LINE, secret])


def as_json_request(secret: str) -> str:
    return json.dumps({"redirect_uris": [GOOD_LINE, secret], "note": secret})


def as_broken_json(secret: str) -> str:
    return '{"a": ' + secret


def as_toml(secret: str) -> str:
    return f"redirect_uris = [{json.dumps(secret)}]\n"


def as_broken_toml(secret: str) -> str:
    return f"{secret}\n[a]\n[a]\n"


def as_yaml(secret: str) -> str:
    return f"redirect_uris:\n- {json.dumps(secret)}\n"


def as_broken_yaml(secret: str) -> str:
    return f"a: [{secret}\nb: !!float {json.dumps(secret)}\n"


def as_tagged_yaml(secret: str) -> str:
    return f"a: !!float {json.dumps(secret)}\n"


def as_csv(secret: str) -> str:
    quoted = secret.replace('"', '""')
    return f'redirect_uris,"{quoted}"\n"{quoted}",x\n'


def as_repeated_headings(secret: str) -> str:
    quoted = secret.replace('"', '""')
    return f'"{quoted}","{quoted}"\nx,y\n'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("registered.txt", as_lines),
        (".env", as_first_line),
        ("registered", as_json_list),
        ("request.json", as_json_request),
        ("broken.json", as_broken_json),
        ("request.toml", as_toml),
        ("broken.toml", as_broken_toml),
        ("request.yaml", as_yaml),
        ("broken.yaml", as_broken_yaml),
        ("tagged.yml", as_tagged_yaml),
        ("rows.csv", as_csv),
        ("headings.csv", as_repeated_headings),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
def test_nothing_of_a_file_of_registered_uris_is_shown_but_web_addresses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: Any, secret: str
) -> None:
    file = tmp_path / name
    file.write_text(content(secret), encoding="utf-8")
    whole = "".join(secret.split())
    pieces = {whole, *(whole[start : start + 7] for start in range(len(whole) - 6))}
    known = "redirect_urisrequest.jsonrequest.tomluniversity.eduhttps://ORCID_REDIRECT_URI" + name
    for language in some_of(LANGUAGES, 7):
        status = main(["match", "https://other.edu/cb", "--registered", str(file), "--language", language])
        printed = "".join(capsys.readouterr())
        shown = "".join(printed.replace(str(tmp_path), "").split())
        assert status in {1, 2}
        assert not [piece for piece in pieces if piece in shown and piece not in known]
        assert printed


def test_a_line_that_is_not_an_address_is_named_by_its_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, content, place in (
        ("lines", f"\n# ours\n{GOOD_LINE}\nSECRET\n", "line 4"),
        ("list", json.dumps([GOOD_LINE, "SECRET"]), "item 2"),
        ("one.json", json.dumps({"redirect_uris": [GOOD_LINE, 7]}), "redirect URI 2 of request 1"),
        ("two.json", json.dumps([{"redirect_uris": []}, {"redirect_uris": "SECRET"}]), "redirect URI 1 of request 2"),
        ("rows.csv", f"redirect_uris\n{GOOD_LINE}\nSECRET\n", "redirect URI 1 of row 3"),
    ):
        file = tmp_path / name
        file.write_text(content, encoding="utf-8")
        assert main(["match", GOOD_LINE, "--registered", str(file)]) == 2
        said = f"orcid-clientreq: {file}, {place}: not a web address: it has to begin with http:// or https://, and to have no @-sign before its host\n"
        assert capsys.readouterr() == ("", said)


# No file is damaged

MANY = [FAULTY] * 400


def test_a_file_that_is_too_large_for_the_disk_leaves_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "requests.json"
    file.write_text(json.dumps(MANY), encoding="utf-8")
    before = file.read_bytes()
    unseen = {
        name: "" for name in os.environ if name.startswith("COVERAGE_PROCESS")
    }  # what it writes is too large, too
    done = shell('ulimit -f 4; ORCID check "$FILE" --fix "$FILE" --exit-zero >/dev/null', unseen, FILE=file)
    assert (done.returncode, done.stderr.splitlines()) == (2, [f"orcid-clientreq: {file}: file too large".encode()])
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["requests.json"]


def test_a_file_is_replaced_by_its_fixed_self_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "request.json"
    file.write_text(json.dumps(FAULTY), encoding="utf-8")
    file.chmod(0o640)
    assert main(["check", str(file), "--fix", str(file)]) == 1
    assert json.loads(file.read_text(encoding="utf-8")) == FIXED
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["request.json"]


def test_a_new_file_has_the_mode_that_the_process_gives(files: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    shell('umask 027; ORCID check "$FAULTY" --fix "$OUT"', FAULTY=files["faulty.json"], OUT=out)
    assert out.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(files: dict[str, str], tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    link.symlink_to(target)
    for _ in range(2):  # to a file that is not there yet, and to one that is
        assert main(["check", files["faulty.json"], "--fix", str(link)]) == 1
        assert link.is_symlink()
        assert json.loads(target.read_text(encoding="utf-8")) == FIXED
        target.write_text("before", encoding="utf-8")


def test_a_pipe_is_written_to(files: dict[str, str], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = 'ORCID check "$FAULTY" --fix "$PIPE" >/dev/null & cat "$PIPE"; wait'
    done = shell(command, FAULTY=files["faulty.json"], PIPE=pipe)
    assert json.loads(done.stdout) == FIXED
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("fault", ["write", "fsync", "replace"])
def test_whatever_goes_wrong_while_writing_the_old_file_stays(
    files: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: str,
) -> None:
    out = tmp_path / "out.json"
    out.write_text("before", encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if fault == "write":
        monkeypatch.setattr(shutil, "copyfileobj", full)
    else:
        monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[fault], full)
    assert main(["check", files["faulty.json"], "--fix", str(out)]) == 2
    assert capsys.readouterr().err == f"orcid-clientreq: {out}: no space left on device\n"
    assert out.read_text(encoding="utf-8") == "before"
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".tmp"]


def test_a_process_that_is_killed_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    file, out = tmp_path / "requests.json", tmp_path / "out.json"
    file.write_text(json.dumps(MANY), encoding="utf-8")
    out.write_text("before", encoding="utf-8")
    program = (
        "import os, signal\n"
        "from orcid_clientreq._command import main\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"main(['check', {str(file)!r}, '--fix', {str(out)!r}])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert out.read_text(encoding="utf-8") == "before"


def test_a_file_that_may_not_be_written_is_not_replaced(
    files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    out.write_text("before", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)  # as for a user who is not the administrator
    assert main(["check", files["faulty.json"], "--fix", str(out)]) == 2
    assert capsys.readouterr().err == f"orcid-clientreq: {out}: permission denied\n"
    assert out.read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("name", ["", "-"])
def test_a_fix_needs_the_name_of_a_file(files: dict[str, str], capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["check", files["faulty.json"], "--fix", name]) == 2
    assert capsys.readouterr() == ("", "orcid-clientreq: --fix takes the name of a file\n")


# Nothing is skipped in silence


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("twice.json", '{"redirect_uris": ["http://evil.edu/cb"], "redirect_uris": ["https://a.edu/b"]}', ""),
        ("deep.json", '{"contact_email": {"a": [{"b": 1, "b": 2}]}}', ""),
        ("frame.json", '{"request": {"description": "a", "description": "b"}}', ""),
        ("list.json", '[{"description": "a"}, {"description": "a", "description": "b"}]', ", request 2"),
        ("twice.yaml", "description: a\ndescription: b\n", ""),
        ("flow.yaml", "{description: a, contact_email: b, description: c}", ""),
        ("documents.yaml", "description: a\n---\ndescription: a\ndescription: a\n", ", request 2"),
    ],
)
def test_a_key_that_is_there_twice_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: str, place: str
) -> None:
    file, out = tmp_path / name, tmp_path / "out.json"
    file.write_text(content, encoding="utf-8")
    assert main(["check", "--format", "json", "--fix", str(out), str(file)]) == 2
    printed, complaint = capsys.readouterr()
    assert (
        complaint.splitlines()[0] == f"orcid-clientreq: {file}{place}: a key is there twice; keep the one that counts"
    )
    assert [report["row"] for report in json.loads(printed)] == ([1] if place else [])
    assert not out.exists()
    assert main(["match", GOOD_LINE, "--registered", str(file)]) == 2
    assert "a key is there twice" in capsys.readouterr().err


def test_yaml_may_merge_and_repeat_what_it_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "merged.yaml"
    file.write_text(
        "- &shared\n  description: a\n  homepage_url: https://university.edu/\n- <<: *shared\n  description: b\n",
        encoding="utf-8",
    )
    assert main(["check", "--format", "json", str(file)]) == 1
    printed, complaint = capsys.readouterr()
    assert (len(json.loads(printed)), complaint) == (2, "")


def test_a_cell_holds_as_many_redirect_uris_as_a_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rows.csv"
    uris = "\n".join(f"https://university.edu/{'a' * 40}/{number}" for number in range(5000))
    file.write_text(f'description,redirect_uris\nx,{GOOD_LINE}\nx,"{uris}"\nx,{GOOD_LINE}\n', encoding="utf-8")
    assert main(["check", "--format", "json", str(file)]) == 1
    printed, complaint = capsys.readouterr()
    assert ([report["row"] for report in json.loads(printed)], complaint) == ([2, 3, 4], "")


def test_a_cell_that_is_larger_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tables, "_LARGEST_CELL", 100)
    file = tmp_path / "rows.csv"
    file.write_text("\n".join(["description", *["x"] * 60, "y" * 101, "z"]), encoding="utf-8")
    assert main(["check", "--format", "json", str(file)]) == 2
    printed, complaint = capsys.readouterr()
    assert [report["row"] for report in json.loads(printed)] == [*range(2, 61)]
    assert complaint == f"orcid-clientreq: {file}: a cell has more than 100 characters\n"


def test_a_frame_that_contradicts_its_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "framed.json"
    framed = {"environment": "sandbox", "request": {**GOOD_REQUEST, "environment": "production"}}
    file.write_text(json.dumps(framed), encoding="utf-8")
    assert main(["check", "--format", "json", str(file)]) == 1
    (report,) = json.loads(capsys.readouterr().out)
    (finding,) = report["findings"]
    assert (report["environment"], finding["code"], finding["path"]) == (
        "sandbox",
        "request.policy_mismatch",
        ["environment"],
    )
    file.write_text(json.dumps({"contact_email": "x", "id": 7, "request": GOOD_REQUEST}), encoding="utf-8")
    assert main(["check", str(file)]) == 2
    printed, complaint = capsys.readouterr()
    assert "0 errors, 0 warnings" in printed
    assert complaint == f"orcid-clientreq: {file}: contact_email is next to the request; move it into the request\n"


@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize(("name", "edition"), [("a.json", "2023"), ("a.yaml", "2023"), ("a.toml", "2021")])
def test_an_edition_may_be_a_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, edition: str, framed: bool
) -> None:
    file, out = tmp_path / name, tmp_path / "out.json"
    line = {"a.json": f'"edition": {edition}', "a.yaml": f"edition: {edition}", "a.toml": f"edition = {edition}"}[name]
    content = {
        "a.json": f'{{{line}, "request": {{"description": "x"}}}}' if framed else f'{{{line}, "description": "x"}}',
        "a.yaml": f"{line}\nrequest:\n  description: x" if framed else f"{line}\ndescription: x",
        "a.toml": f'{line}\n[request]\ndescription = "x"' if framed else f'{line}\ndescription = "x"',
    }[name]
    file.write_text(content, encoding="utf-8")
    assert main(["check", "--format", "json", "--fix", str(out), str(file)]) == 1
    (report,) = json.loads(capsys.readouterr().out)
    assert report["edition"] == edition
    assert "request.policy_mismatch" not in {finding["code"] for finding in report["findings"]}


@pytest.mark.parametrize("before", ["", "\n", "\n\n  \n", "sep=;\n", "sep=;\r\n", '"sep=;"\n', "\nsep=;\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blank_lines_and_the_line_that_names_the_delimiter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], before: str, end: str
) -> None:
    file = tmp_path / "rows.csv"
    rows = ["contact_email;description", "  ;  ", "a@university.edu;one, two, three, four", ";", "b@university.edu;x"]
    file.write_bytes((before + end.join(rows)).encode())
    assert main(["check", "--format", "github", str(file)]) == 1
    printed, complaint = capsys.readouterr()
    assert complaint == ""
    line = before.count("\n") + 3
    row = line - ("sep" in before)  # spreadsheets don't show that line
    for later in (0, 2):
        assert f",line={line + later},title=pin_contact_email.missing::row {row + later}, " in printed
    assert "description.missing" not in printed
    assert f"row {row - 1}," not in printed


# The policy is kept


def test_match_keeps_the_policy_of_the_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for environment, advised in (("production", False), ("sandbox", True)):
        for content in (
            {**GOOD_REQUEST, "environment": environment},
            {"environment": environment, "request": GOOD_REQUEST},
            [{**GOOD_REQUEST, "environment": environment}, {**GOOD_REQUEST, "environment": environment}],
        ):
            file = tmp_path / "request.json"
            file.write_text(json.dumps(content), encoding="utf-8")
            assert main(["match", "https://127.0.0.1/orcid/callback", "--registered", str(file)]) == 1
            assert ("Register: https://127.0.0.1/orcid/callback" in capsys.readouterr().out) is advised
    both = [{**GOOD_REQUEST, "environment": name} for name in ("production", "sandbox")]
    (tmp_path / "both.json").write_text(json.dumps(both), encoding="utf-8")
    ((*uris,),) = reading.registered_in(str(tmp_path / "both.json"))
    assert uris == GOOD_REQUEST["redirect_uris"] * 2


def test_match_compares_with_each_redirect_uri_in_a_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "two.csv"
    file.write_text('Redirect URIs\n"https://test.a.edu/cb, https://a.edu/cb"\n', encoding="utf-8")
    for uri in ("https://test.a.edu/cb", "https://a.edu/cb"):
        assert main(["match", uri, "--registered", str(file)]) == 0
        assert f"match (exact) with {uri}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("host", "uri", "answer"),
    [
        ("orcid.org", "https://a.edu/cb", (0, "match (exact) with https://a.edu/cb")),
        ("orcid.org", "https://test.a.edu/cb", (0, "other_environment")),
        ("orcid.org", "https://a.edu/other", (1, "nearest registered redirect URI is https://a.edu/cb")),
        ("sandbox.orcid.org", "https://test.a.edu/cb", (0, "match (exact) with https://test.a.edu/cb")),
        ("sandbox.orcid.org", "https://a.edu/other", (1, "nearest registered redirect URI is https://test.a.edu/cb")),
        ("", "https://test.a.edu/other", (1, "nearest registered redirect URI is https://test.a.edu/cb")),
    ],
)
def test_match_compares_with_the_requests_for_the_environment_of_the_sign_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], host: str, uri: str, answer: tuple[int, str]
) -> None:
    status, said = answer
    requests = [
        {**GOOD_REQUEST, "environment": "production", "redirect_uris": ["https://a.edu/cb"]},
        {**GOOD_REQUEST, "environment": "sandbox", "redirect_uris": ["https://test.a.edu/cb"]},
    ]
    file = tmp_path / "two.json"
    file.write_text(json.dumps(requests), encoding="utf-8")
    address = f"https://{host}/oauth/authorize?client_id=APP-0123456789ABCDEF&redirect_uri={uri}" if host else uri
    assert main(["match", address, "--registered", str(file)]) == status
    printed = " ".join(capsys.readouterr().out.split())
    assert said in printed
    assert ("other_environment" in printed) is (said == "other_environment")


# What programs read


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ({"requests": [GOOD_REQUEST]}, "requests"),
        ({"data": GOOD_REQUEST}, "data"),
        ({"environment": "sandbox", "requests": [GOOD_REQUEST]}, "requests"),
        ({"environment": "sandbox", "request": [GOOD_REQUEST]}, "request"),
        ([GOOD_REQUEST, {"x" * 99: [1, GOOD_REQUEST]}], "x" * 39 + "…"),
    ],
)
def test_the_key_around_requests_is_named(tmp_path: Path, content: object, key: str) -> None:
    file = tmp_path / "requests.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    done = run_here("check", str(file))
    said = f"the requests are below the key '{key}'; save what is below it as the whole file"
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"orcid-clientreq: {file}: {said}\n"


@pytest.mark.parametrize("code", CAUSES)
def test_each_cause_is_explained(code: str) -> None:
    for written in {code, code.replace("_", "-")}:
        done = run_here("explain", written)
        name, summary, _, message, *_, source, more = done.stdout.splitlines()
        assert (done.returncode, name, summary) == (0, code, CAUSES[code].summary)
        assert message
        assert "{" not in message
        assert (source, more) == (f"Source: {CAUSES[code].source}", f"More: {CAUSES[code].url}")


@pytest.mark.parametrize(
    "arguments",
    [
        ("dataverse", "base=https://a.edu/oauth2", "--as-typed", "base"),
        ("dataverse", "--as-typed", "base", "base=https://a.edu/oauth2"),
        ("--as-typed", "base", "dataverse", "base=https://a.edu/oauth2"),
    ],
)
def test_the_values_of_a_system_are_read_on_both_sides_of_an_option(arguments: tuple[str, ...]) -> None:
    done = run_here("systems", *arguments)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "https://a.edu/oauth2/oauth2/callback.xhtml")


@pytest.mark.parametrize(
    ("arguments", "rest"),
    [
        (("systems", "dataverse", "--as-typed", "base", "base"), "base"),
        (("systems", "dataverse", "--base=https://a.edu"), "--base=https://a.edu"),
        (("explain", "redirect_uri.long", "a=b"), "a=b"),
    ],
)
def test_what_no_command_has_is_refused(arguments: tuple[str, ...], rest: str) -> None:
    done = run_here(*arguments)
    assert done.returncode == 2
    assert f"unrecognized arguments: {rest}" in done.stderr


def test_sarif_doubles_braces(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "request.json"
    file.write_text(json.dumps({**GOOD_REQUEST, "redirect_uris": ["https://{host}/orcid"]}), encoding="utf-8")
    assert main(["check", "--format", "sarif", str(file)]) == 1
    (run_,) = json.loads(capsys.readouterr().out)["runs"]
    assert run_["results"][0]["message"]["text"] == RULES["redirect_uri.placeholder"].template.format(kind="{{...}}")


def test_names_of_files_that_are_not_utf_8_can_be_read_by_any_parser(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xe9.json"
    Path(os.fsdecode(name)).write_text(json.dumps(FAULTY), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "orcid_clientreq", "check", "--format", "json", name], capture_output=True, check=False
    )
    (report,) = json.loads(done.stdout)
    assert report["file"] == f"{tmp_path}/\\xe9.json"


def test_a_number_of_too_many_digits_is_said_in_our_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in (("a.json", f'{{"description": {"9" * 5000}}}'), ("a.toml", f"description = {'9' * 5000}")):
        file = tmp_path / name
        file.write_text(content, encoding="utf-8")
        assert main(["check", str(file)]) == 2
        assert capsys.readouterr().err == f"orcid-clientreq: {file}: a number in it has too many digits\n"


def test_a_name_that_no_file_can_have(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "a\0b.json"]) == 2
    assert capsys.readouterr().err == "orcid-clientreq: a\\u{0}b.json: no file can have this name\n"


@pytest.mark.parametrize("code", RULES)
def test_an_explanation_has_no_holes(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", code]) == 0
    printed = capsys.readouterr().out
    assert not re.search(r"\{[a-z_]+\}", printed)
