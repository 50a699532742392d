"""The afternoon of a consortium's lead, on the command line: forty requests in a spreadsheet, as people fill it in."""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from programs import run_here

from orcid_clientreq import RULES
from orcid_clientreq._command import main, sheet_files, tables, workbooks
from orcid_clientreq._command.requests import OpenedSheet
from orcid_clientreq._command.sheet_page import SheetPage
from orcid_clientreq._command.sheet_text import SheetText
from orcid_clientreq.messages import say
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.sheets import read

SHEETS = Path(__file__).parent / "sheets"
PROGRAM = (sys.executable, "-m", "orcid_clientreq")
#: Made once by tests/sheets/make.py: with openpyxl, and the others by LibreOffice.
WORKBOOKS = ("requests.xlsx", "libreoffice.xlsx")
TEXTS = ("windows.csv", "unicode.txt", "utf-8.csv")
GERMAN = ("--label", "Mitglied", "--language-column", "Sprache")
HEADINGS = [*GOOD_REQUEST]
GOOD = [value[0] if isinstance(value, list) else value for value in GOOD_REQUEST.values()]
HTTP = [*GOOD[:4], "http://university.edu/orcid"]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process."""

    def of(*arguments: object) -> tuple[int, str, str]:
        status = main(["check", *map(str, arguments)])
        return (status, *capsys.readouterr())

    return of


def process(*arguments: object, content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process would, with standard input."""
    here = run_here("check", *map(str, arguments), content=content)
    return subprocess.CompletedProcess(here.args, here.returncode, here.stdout.encode(), here.stderr.encode())


#: Says at the end how many seconds of a processor it took, and the most memory it had, in KiB.
MEASURED = """
import sys, time
from orcid_clientreq._command import main
status = main(sys.argv[1:])
with open("/proc/self/status") as file:
    most = next(line.split()[1] for line in file if line.startswith("VmHWM:"))
print(time.process_time(), most, file=sys.stderr)
sys.exit(status)
"""


def measured(*arguments: object) -> tuple[int, str, list[str], float, int]:
    """Run the command as a process, and return its status, what it printed, its complaints, seconds and KiB."""
    command = [sys.executable, "-c", MEASURED, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    *complaints, last = done.stderr.decode().splitlines()
    seconds, kibibytes = last.split()
    return done.returncode, done.stdout.decode(), complaints, float(seconds), int(kibibytes)


def text(*rows: list[Any], delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def workbook(path: Path, *rows: list[Any]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# The afternoon


@pytest.mark.long
@pytest.mark.parametrize("name", [*WORKBOOKS, *TEXTS])
def test_the_afternoon(tmp_path: Path, name: str) -> None:
    source = SHEETS / name
    first = process(source, *GERMAN)
    said = first.stdout.decode()
    screen, _, rest = said.partition("\n\nUniversität Zürich, row 4")
    unreadable = 3 if name in WORKBOOKS else 1  # what LibreOffice wrote as text has the values of formulas
    assert first.returncode == 2
    assert len(screen.splitlines()) <= 25
    assert f"40 requests: 24 with errors, 6 with warnings only, {10 - unreadable} without findings" in screen
    assert f"{unreadable} unreadable" in screen
    assert "Headings: row 3, number of rows above it that are not read: 1\n" in screen
    assert "  C  E-Mail-Adresse des Kontakts: Contact email address\n" in screen
    assert "Not read: I Telefon\n" in screen
    assert rest.count("\n\n") == 30 + unreadable
    assert "rows 40 to 42" not in said  # nothing was found in the request with merged cells
    assert "rows 40 to 42" in process(source, *GERMAN, "--all").stdout.decode()
    windows = b"read as Windows text (Windows-1252), such as 'Antr\xc3\xa4ge' in line 1" in first.stderr
    assert windows == (name == "windows.csv")

    # She writes to the members.
    folder = tmp_path / "letters"
    sent = process(source, *GERMAN, "--letters", folder)
    assert b"30 letters, as text and HTML: " in sent.stderr
    letters = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert len(letters) == 60
    zurich = letters["row-4-universität-zürich.txt"]
    assert "Redirect-URIs oder Callback-URLs" in zurich
    assert "Geben Sie stattdessen an: https://repo.member0.edu/orcid" in zurich
    for number, language in ((7, "de"), (9, "fr"), (12, "ja")):
        (letter,) = (
            content for file, content in letters.items() if file.startswith(f"row-{number}-") and "txt" in file
        )
        code = {7: "description.missing", 9: "contact_email.display_name", 12: "redirect_uri.wildcard"}[number]
        assert say(RULES[code].template, language) in letter
    for file, letter in letters.items():
        number = int(file.split("-")[1]) - 4
        assert set(re.findall(r"member(\d+)\.", letter)) <= {str(number)}

    # She gets the sheet back.
    for suffix in (".csv", ".xlsx"):
        out = tmp_path / f"fixed{suffix}"
        assert process(source, *GERMAN, "--fix", out).returncode == 2
        again = process(out, *GERMAN).stdout.decode()
        if name in TEXTS or suffix == ".xlsx":  # in a text, a formula is one that was made harmless
            promised = re.search("With every suggestion applied: (.*)", screen)
            assert promised
            assert f"\n40 requests: {promised[1]}\n" in again
            assert "With every suggestion applied" not in again
        assert "Enter instead" not in again


def test_a_fixed_workbook_keeps_formats_merged_cells_and_other_sheets(tmp_path: Path) -> None:
    for name in WORKBOOKS:
        out = tmp_path / name
        process(SHEETS / name, *GERMAN, "--fix", out)
        before, after = openpyxl.load_workbook(SHEETS / name), openpyxl.load_workbook(out)
        assert after.sheetnames == ["Hinweise", "Anträge"]
        assert after["Hinweise"]["A1"].value == "Eine Zeile je Mitglied"
        old, new = before["Anträge"], after["Anträge"]
        assert new["J3"].value == "Still to be corrected"
        assert sorted(map(str, new.merged_cells.ranges)) == sorted(map(str, old.merged_cells.ranges))
        assert (new["A1"].font.b, new["A3"].fill.fgColor.rgb) == (old["A1"].font.b, old["A3"].fill.fgColor.rgb)
        assert new.column_dimensions["G"].width == old.column_dimensions["G"].width
        assert new["C38"].value == old["C38"].value  # a formula stays, and is reported
        assert "Cell C38 contains a formula." in new["J38"].value
        changed = {cell.coordinate for row in new["A1:I45"] for cell in row if cell.value != old[cell.coordinate].value}
        assert {"G4", "G5", "C9", "F10", "G11"} <= changed
        assert new["G4"].value == "https://repo.member0.edu/orcid"
        assert all(coordinate[0] in "CDFG" for coordinate in changed)


def test_standard_input_is_a_sheet_unless_it_is_json(run: Run) -> None:
    for name in (*WORKBOOKS, *TEXTS):
        done = process("-", *GERMAN, content=(SHEETS / name).read_bytes())
        assert done.stdout.startswith(b"standard input")
        assert b"40 requests: 24 with errors" in done.stdout
    assert process("-", content=json.dumps(GOOD_REQUEST).encode()).returncode == 0
    assert b"it is empty" in process("-").stderr


def test_a_text_may_be_json(tmp_path: Path, run: Run) -> None:
    file = written(tmp_path / "request.txt", json.dumps(GOOD_REQUEST))
    assert run(file)[0] == 0


@pytest.mark.long
def test_the_guide_shows_what_the_commands_print(tmp_path: Path) -> None:
    root = SHEETS.parents[1]
    shutil.copy(root / "docs" / "examples" / "spreadsheet" / "members.csv", tmp_path)
    guide = (root / "docs" / "how-to" / "check-a-spreadsheet.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```text\n(\$ .*?)```", guide, flags=re.DOTALL)
    commands = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
    assert len(commands) == 6
    for part in commands:
        command, _, shown = part.partition("\n")
        program, *arguments = shlex.split(command)
        if program == "cat":
            printed = (tmp_path / arguments[0]).read_text(encoding="utf-8")
        else:
            done = subprocess.run(
                [*PROGRAM, *arguments],
                capture_output=True, check=False, cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            )  # fmt: skip
            printed = (done.stdout + done.stderr).decode()
        expected = ".*".join(map(re.escape, re.split("^…\n", shown.rstrip() + "\n", flags=re.MULTILINE)))
        assert re.fullmatch(f"{expected}\\n?", printed, flags=re.DOTALL), command


# Encodings and delimiters


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_are_told_and_kept(tmp_path: Path, run: Run, encoding: str, delimiter: str) -> None:
    content = text(["Member, and more; or less", *HEADINGS], ["Universität", *HTTP], delimiter=delimiter)
    file, out = written(tmp_path / "a.csv", content.encode(encoding)), tmp_path / "out.csv"
    status, said, complaint = run(file, "--label", "A", "--fix", out)
    assert (status, "\n\nUniversität, row 2 (" in said) == (1, True)
    assert ("such as 'Universität' in line 2; if that is wrong, use --encoding\n" in complaint) == (
        encoding == "cp1252"
    )
    fixed = out.read_bytes().decode(encoding)
    assert fixed == text(
        ["Member, and more; or less", *HEADINGS, "Still to be corrected"],
        ["Universität", *GOOD[:4], "https://university.edu/orcid", ""],
        delimiter=delimiter,
    )


def test_an_encoding_that_lacks_a_character_gives_way_to_utf_8(tmp_path: Path, run: Run) -> None:
    file = written(tmp_path / "a.csv", text(["Universität", *HEADINGS], ["x", *HTTP]).encode("cp1252"))
    out = tmp_path / "out.csv"
    run(file, "--fix", out, "--language", "ja")
    assert out.read_bytes().startswith(codecs.BOM_UTF8) == (
        "Still" not in out.read_text(encoding="utf-8", errors="ignore")
    )
    rows = [["x", "x", *GOOD[1:]]] * 2
    faulty = written(tmp_path / "b.csv", text(["Universität", *HEADINGS], *rows).encode("cp1252"))
    run(faulty, "--fix", out, "--language", "ja")
    assert out.read_bytes().startswith(codecs.BOM_UTF8)


def test_an_encoding_may_be_named(tmp_path: Path, run: Run) -> None:
    file = written(tmp_path / "a.csv", text(["Member", *HEADINGS], ["Łódź", *HTTP]).encode("cp1250"))
    status, said, complaint = run(file, "--label", "Member", "--encoding", "windows-1250")
    assert (status, complaint, "Łódź, row 2" in said) == (1, "", True)
    assert run(file, "--encoding", "utf-8") == (
        2,
        "",
        f"orcid-clientreq: {file}: not text in utf-8; --encoding names another encoding\n",
    )
    for name in ("utf-9", "base64", "a\0"):
        status, said, complaint = run(file, "--encoding", name)
        assert (status, said) == (2, "")
        assert complaint.startswith("orcid-clientreq: no encoding ")


@pytest.mark.long
def test_what_is_not_text_in_a_named_encoding_is_noticed_later_as_well(tmp_path: Path, run: Run) -> None:
    content = text(HEADINGS, *[HTTP] * 6000).encode() + b"\xff\n"
    file = written(tmp_path / "a.csv", content)
    out = tmp_path / "out.csv"
    status, _, complaint = run(file, "--encoding", "utf-8", "--format", "json", "--fix", out)
    assert (status, "not text in utf-8" in complaint) == (2, True)
    assert complaint.endswith(f"orcid-clientreq: {out}: not written, because of that\n")
    assert not out.exists()


def test_what_is_not_text_in_a_named_encoding_is_noticed_below_a_long_row(tmp_path: Path, run: Run) -> None:
    file = written(tmp_path / "b.csv", b"contact_email\n" + b"x" * 2**19 + b"\n\xff\n")
    status, _, complaint = run(file, "--encoding", "utf-8")
    assert (status, "not text in utf-8" in complaint) == (2, True)


def test_a_word_at_the_end_and_a_word_in_the_middle_say_whether_the_encoding_is_right(tmp_path: Path, run: Run) -> None:
    for tail, word, line in ((b"x\xe4", "\xe4", 1501), (b"\xc3", "\xc3", 1501), (b"a\xe4x,y\n", "a\xe4x", 1501)):
        file = written(tmp_path / "a.csv", text(HEADINGS, *[GOOD] * 1499).encode() + tail)
        assert f"such as {word!r} in line {line};" in run(file)[2]
    file = written(tmp_path / "a.csv", text(HEADINGS).encode() + b"\x81\xe4\n")
    assert run(file)[2] == (
        f"orcid-clientreq: {file}: not text in UTF-8, UTF-16 or Windows-1252; name its encoding with --encoding\n"
    )


def test_match_reads_any_sheet_and_shows_nothing_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path / "a.csv", "Callback URL;Geheim\nhttps://a.edu/cb;Müller\n".encode("cp1252"))
    assert main(["match", "https://a.edu/cb", "--registered", str(file)]) == 0
    assert "ller" not in "".join(capsys.readouterr())
    book = workbook(tmp_path / "a.xlsx", ["Callback URL"], ["https://a.edu/cb"], [], ["=A2"])
    assert main(["match", "https://a.edu/cb", "--registered", str(book)]) == 2
    assert "row 4: Cell A4 contains a formula." in capsys.readouterr().err


# What a user says


def test_columns_that_are_not_known(tmp_path: Path, run: Run) -> None:
    file = written(tmp_path / "a.csv", "Contact,Second contact\na@university.edu,b@university.edu\n")
    status, said, complaint = run(file)
    assert (status, said) == (2, "")
    assert complaint.startswith(
        f"orcid-clientreq: {file}: no heading of a column is known. There are: A Contact; B Second contact. Possible "
    )
    assert "; Redirect URIs; " in complaint
    assert "; Redirect-URIs; " in run(file, "--language", "de")[2]
    status, said, complaint = run(
        file, "--columns", "Contact=contact_email", "--columns", "b=Contact for receiving PIN to access credentials"
    )
    assert (status, complaint) == (1, "")
    assert "  B  Second contact: Contact for receiving PIN to access credentials\n" in said
    assert "Without a column: Short description" in said
    wide = written(tmp_path / "b.csv", ",".join(["x"] * 30))
    assert "; T x; …. Possible" in run(wide)[2]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--columns", "Contact"], "--columns takes a heading and a field, such as --columns 'Second contact="),
        (["--columns", "=contact_email"], "--columns takes a heading and a field"),
        (["--columns", "Contact=phone"], "a column is read as one of "),
        (["--columns", "Phone=contact_email"], "there is no column 'Phone'; name it by its heading or its letter"),
        (["--label", "Member"], "there is no column 'Member'"),
        (["--template", "x"], "--template is the text of letters, so it takes --letters as well"),
        (["--letters", "FOLDER"], "there is something in it; name a new folder for the letters"),
        (["--letters", "FILE"], "file exists"),
        (["--letters", "NEW", "--template", "NONE"], "no such file or directory"),
        (["--letters", "NEW", "--template", "LATIN"], "not text in UTF-8"),
        (["--letters", "NEW", "--template", "WRONG"], "a template has the placeholders $name, $findings, "),
        (["FILE", "--letters", "NEW"], "--letters, and --fix with a spreadsheet, take one file at a time"),
        (["FILE", "--fix", "out.csv"], "--letters, and --fix with a spreadsheet, take one file at a time"),
        (["--fix", "NONE/out.csv"], "no such file or directory"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(tmp_path: Path, run: Run, options: list[str], said: str) -> None:
    file = written(tmp_path / "a.csv", "Contact,Redirect URIs\nx,y\n")
    (tmp_path / "folder").mkdir()
    written(tmp_path / "folder" / "x", "")
    names = {
        "FILE": file,
        "FOLDER": tmp_path / "folder",
        "NEW": tmp_path / "new",
        "NONE": tmp_path / "none",
        "NONE/out.csv": tmp_path / "none" / "out.csv",
        "LATIN": written(tmp_path / "latin", b"\xff"),
        "WRONG": written(tmp_path / "wrong", "$who"),
    }
    status, _, complaint = run(file, *(names.get(option, option) for option in options))
    assert (status, len(complaint.splitlines())) == (2, 1)
    assert said in complaint


@pytest.mark.parametrize("options", [["--letters", "NEW"], ["--fix", "OUT"]])
def test_letters_and_sheets_are_made_of_sheets(tmp_path: Path, run: Run, options: list[str]) -> None:
    file = written(tmp_path / "a.json", json.dumps(GOOD_REQUEST))
    names = {"NEW": tmp_path / "new", "OUT": tmp_path / "out.csv"}
    status, _, complaint = run(file, *(names.get(option, option) for option in options))
    assert (status, complaint) == (2, "orcid-clientreq: --letters, and --fix with a spreadsheet, take a spreadsheet\n")
    assert not (tmp_path / "out.csv").exists()


def test_a_template_is_filled_in(tmp_path: Path, run: Run) -> None:
    file = written(tmp_path / "a.csv", text(["Member", *HEADINGS], ["Uni / Lab\n", *HTTP], ["", *GOOD]))
    template = written(tmp_path / "template.txt", b"\xef\xbb\xbfDear $name,\n\n$findings\n")
    status, _, complaint = run(file, "--label", "Member", "--letters", tmp_path / "l", "--template", template)
    assert (status, complaint) == (1, f"orcid-clientreq: {tmp_path / 'l'}: 1 letter, as text and HTML: 1 in en\n")
    assert sorted(path.name for path in (tmp_path / "l").iterdir()) == ["row-2-uni-lab.html", "row-2-uni-lab.txt"]
    assert (tmp_path / "l" / "row-2-uni-lab.txt").read_text(encoding="utf-8").startswith("Dear Uni / Lab,\n\n1. ")
    good = written(tmp_path / "b.csv", text(HEADINGS, GOOD))
    assert run(good, "--letters", tmp_path / "m")[2].endswith(": 0 letters, as text and HTML\n")
    bad = written(tmp_path / "c.csv", text(HEADINGS, HTTP))
    run(bad, "--letters", tmp_path / "n")
    assert (tmp_path / "n" / "row-2.txt").exists()


@pytest.mark.long
def test_letters_do_not_depend_on_who_reads_the_reports(tmp_path: Path) -> None:
    rows = [[f"a{number}@university.edu", *HTTP[1:]] for number in range(1500)]
    file, folder = written(tmp_path / "a.csv", text(HEADINGS, *rows)), tmp_path / "letters"
    command = shlex.join([*PROGRAM, "check", "--format", "github", str(file), "--letters", str(folder)])
    done = subprocess.run(["sh", "-c", f"{command} | head -n 1"], capture_output=True, check=True)
    assert done.stdout.count(b"\n") == 1
    assert len([*folder.iterdir()]) == 3000


def test_a_letter_that_cannot_be_written(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    file = written(tmp_path / "c.csv", text(HEADINGS, HTTP))
    status, _, complaint = run(file, "--letters", tmp_path / "n")
    assert (status, "row-2.txt: no space left on device" in complaint) == (2, True)


# Rows out


def test_a_fixed_text_is_never_run(tmp_path: Path, run: Run) -> None:
    rows = [["Contact email", "Description", "Phone", "Notes for ORCID staff"], ["x", "=cmd|x", "+49 30 1", "-y"]]
    file, out = written(tmp_path / "a.csv", text(["=title"], *rows)), tmp_path / "out.csv"
    status, said, _ = run(file, "--fix", out)
    assert status == 1
    assert "Cell B3 begins with a character that makes a spreadsheet run it as a formula.\n" in said
    fixed = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8"), newline="")))
    assert fixed[0] == ["'=title"]
    assert fixed[2][:4] == ["x", "'=cmd|x", "+49 30 1", "'-y"]
    again = run(out)[1]
    assert "begins with a character" not in again
    book = tmp_path / "out.xlsx"
    run(file, "--fix", book)
    sheet = openpyxl.load_workbook(book).active
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=cmd|x", "s")
    copy = tmp_path / "copy.xlsx"
    assert run(book, "--fix", copy)[0] == 1


def test_a_value_like_a_formula_is_written_into_a_workbook_as_text(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", ["x"])
    with file.open("rb") as content:
        copy = workbooks.Copy("a.xlsx", content, "")
    copy.put(1, 1, "=1+1\x00")
    with (tmp_path / "b.xlsx").open("wb") as out:
        copy.save(out)
    cell = openpyxl.load_workbook(tmp_path / "b.xlsx").active["A1"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_cells_without_a_heading_stop_a_fix(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "out.csv"
    file = written(tmp_path / "a.csv", text(HEADINGS, HTTP, [*GOOD, "x"], HTTP))
    status, said, complaint = run(file, "--fix", out)
    assert (status, "Cell F3 is in a column without a heading." in said, out.exists()) == (2, True, False)
    assert complaint.splitlines()[1] == f"orcid-clientreq: {out}: not written, because of that"
    book = workbook(tmp_path / "a.xlsx", HEADINGS, [*HTTP, "", "a remark"], [*GOOD, "x"], HTTP)
    assert run(book)[0] == 1
    status, _, complaint = run(book, "--fix", out)
    assert (status, out.exists()) == (2, False)
    assert complaint.startswith(f"orcid-clientreq: {book}: cell F3 is in a column without a heading; give it one")


def test_a_fix_of_nothing_writes_nothing(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "out.csv"
    assert run(written(tmp_path / "a.csv", "Phone\n1\n"), "--fix", out)[0] == 2
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "start"), [("out.tsv", "\ufeffMember\tcontact_email"), ("out.csv", "\ufeffMember,contact_email")]
)
def test_a_workbook_as_a_text(tmp_path: Path, run: Run, name: str, start: str) -> None:
    book, out = workbook(tmp_path / "a.xlsx", ["Member", *HEADINGS], ["Uni", *HTTP], [7, *GOOD]), tmp_path / name
    assert run(book, "--fix", out)[0] == 1
    assert out.read_text(encoding="utf-8").startswith(start)
    assert "\n7" in out.read_text(encoding="utf-8")


def test_the_line_that_names_the_delimiter_is_kept(tmp_path: Path, run: Run) -> None:
    file, out = written(tmp_path / "a.csv", f"sep=;\r\n{text(HEADINGS, HTTP, delimiter=';')}"), tmp_path / "out.csv"
    assert run(file, "--fix", out)[0] == 1
    assert out.read_text(encoding="utf-8").startswith("sep=;\ncontact_email;")


def test_where_there_is_no_room_for_what_is_kept(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sheet_files._TextOut, "add", full)
    status, _, complaint = run(written(tmp_path / "a.csv", text(HEADINGS, HTTP)), "--fix", tmp_path / "out.csv")
    assert (status, complaint) == (2, "orcid-clientreq: what --fix keeps until the end: no space left on device\n")


def test_a_fix_as_json_as_before(tmp_path: Path, run: Run) -> None:
    file, out = (
        written(tmp_path / "a.csv", text(["Environment", *HEADINGS], ["", *HTTP], [], ["live", *GOOD])),
        tmp_path / "o",
    )
    assert run(file, "--fix", out)[0] == 2
    assert not out.exists()
    file = written(tmp_path / "a.csv", text(HEADINGS, HTTP, []))
    assert run(file, "--fix", out)[0] == 1
    (request,) = json.loads(out.read_text(encoding="utf-8"))
    assert request["redirect_uris"] == ["https://university.edu/orcid"]


# For programs

ROWS = (
    ["Member", "Environment", *HEADINGS],
    ["Uni <b>", "", *HTTP],
    ["Lab", "live", *GOOD],
    ["Far", "", *GOOD[:2], "=x", *GOOD[3:]],
    ["Good", "", *GOOD],
    [],
)


@pytest.mark.parametrize("form", ["json", "sarif", "github", "csv", "html", "text"])
def test_formats_name_the_request_and_the_cell(tmp_path: Path, run: Run, form: str) -> None:
    file = written(tmp_path / "a.csv", text(*ROWS))
    status, said, complaint = run(file, "--label", "Member", "--format", form)
    assert status == 2
    fault = "The value in cell B3 is not an environment. Write production or sandbox."
    label = "OAuth2 redirect URIs or callback URLs"
    assert (complaint == "") == (form not in {"json", "sarif"})
    if complaint:
        assert complaint == f"orcid-clientreq: {file}, row 3, Lab: {fault}\n"
    if form == "json":
        first, second, third, fourth = json.loads(said)
        assert (first["name"], first["row"], first["last_row"], first["language"]) == ("Uni <b>", 2, 2, "en")
        (finding,) = first["findings"]
        assert (finding["cell"], finding["column"], finding["label"]) == ("G2", "G", label)
        assert (second["ok"], second["cells"][0]["cell"], second["cells"][0]["message"]) == (False, "B3", fault)
        assert (third["ok"], third["cells"][0]["column"], fourth["findings"]) == (True, "E", [])
    elif form == "sarif":
        (result,) = json.loads(said)["runs"][0]["results"]
        assert result["properties"] == {"name": "Uni <b>", "label": label, "cell": "G2", "column": "G"}
    elif form == "github":
        lines = said.splitlines()
        assert f",line=2,title=redirect_uri.https_required::row 2, Uni <b>, {label} (G2): Use https" in lines[0]
        assert lines[1].endswith(f"a.csv,line=3::row 3, Lab: {fault}")
        assert lines[2].startswith("::warning ")
        assert len(lines) == 3
    elif form == "csv":
        rows = list(csv.reader(io.StringIO(said, newline="")))
        assert rows[1][1:8] == ["2", "Uni <b>", "G", "G2", label, "error", "redirect_uri.https_required"]
        assert rows[1][9] == "https://university.edu/orcid"
        assert rows[2][1:9] == ["3", "Lab", "B", "B3", "", "error", "", fault]
        assert [row[6] for row in rows] == ["severity", "error", "error", "warning"]
    elif form == "html":
        assert said.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr">')
        assert said.rstrip().endswith("</html>")
        assert '<section data-name="Uni &lt;b&gt;">' in said
        assert "<b>" not in said
        assert 'Enter instead: <code dir="ltr">https://university.edu/orcid</code>' in said
        assert fault in said
        assert "http-equiv" in said
        assert not re.search(r"(src|href)=", said)
        assert "<h3>Good" not in said
        everything = run(file, "--label", "Member", "--format", "html", "--all")[1]
        assert "<h3>Good, row 5</h3>\n<p>No errors or warnings were found.</p>" in everything
    else:
        assert fault in said
        assert "Good, row 5" not in said
        assert (
            "Good, row 5 (production, form of 2020-01)\n  No errors or warnings were found."
            in run(file, "--label", "A", "--all")[1]
        )


@pytest.mark.parametrize("form", ["json", "sarif", "github", "csv", "html", "text"])
def test_several_files_and_formats_of_other_files(tmp_path: Path, run: Run, form: str) -> None:
    request = {**GOOD_REQUEST, "redirect_uris": ["http://university.edu/a", "https://a.edu/x;https://b.edu/y"]}
    files = [
        written(tmp_path / "a.csv", text(HEADINGS, HTTP)),
        written(tmp_path / "b.json", json.dumps([request, GOOD_REQUEST])),
        written(tmp_path / "c.csv", text(HEADINGS, GOOD)),
    ]
    status, said, complaint = run(*files, "--format", form)
    assert (status, complaint) == (1, "")
    if form == "csv":
        rows = list(csv.reader(io.StringIO(said, newline="")))
        assert [row[5] for row in rows[2:4]] == ["redirect_uris[0]", "redirect_uris[1]"]
        assert "https://a.edu/x\nhttps://b.edu/y" in {row[9] for row in rows}
    if form == "html":
        assert said.count("<h2>") == 2
        assert said.count("request: 1 w") == 2
        assert "<p>No errors or warnings were found.</p>" in said
        assert said.count("<h1>") == 1
    if form == "text":
        places = [said.index(str(file)) for file in files]
        assert places == sorted(places)


def test_a_page_of_nothing(tmp_path: Path, run: Run) -> None:
    status, said, _ = run(tmp_path / "none.csv", "--format", "html")
    assert (status, said.count("<html"), said.count("</html>")) == (2, 1, 1)
    arabic = run(written(tmp_path / "a.csv", text(HEADINGS, HTTP)), "--format", "html", "--language", "ar")[1]
    assert 'dir="rtl"' in arabic


def test_notes_count_as_warnings(tmp_path: Path, run: Run) -> None:
    file = written(tmp_path / "a.csv", text(["Language", *HEADINGS], ["Klingon", *GOOD]))
    assert run(file, "--language-column", "Language")[0] == 0
    assert run(file, "--language-column", "Language", "--strict")[0] == 1


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_of_severities() -> None:
    sheet = read([HEADINGS, HTTP, [*GOOD[:4], "https://university.edu"]])
    opened = OpenedSheet("a.csv", sheet, tables.Table(iter(())))
    out = Terminal()
    with SheetText(opened, out, colour=True, show_all=False) as printed:
        for entry in sheet:
            printed.add(entry)
    assert "\x1b[31m    error  Use https" in out.getvalue()
    assert "\x1b[33m    warning  Add the path" in out.getvalue()


def test_what_is_kept_is_dropped_where_something_goes_wrong() -> None:
    opened = OpenedSheet("a.csv", read([HEADINGS]), tables.Table(iter(())))
    out = io.StringIO()
    with pytest.raises(KeyError), SheetText(opened, out, colour=False, show_all=False):
        raise KeyError
    assert out.getvalue() == ""
    with pytest.raises(KeyError), SheetPage(out, show_all=False):
        raise KeyError
    assert out.getvalue() == ""


# Bad files


def rezipped(path: Path, source: Path, name: str, content: bytes) -> Path:
    """Write a workbook with another part."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            if part.filename != name:
                after.writestr(part.filename, before.read(part))
        after.writestr(name, content)
    return path


def worksheet(rows: bytes, before: bytes = b"") -> bytes:
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return before + b"<worksheet " + space + b"><sheetData>" + rows + b"</sheetData></worksheet>"


CELL = b'<c t="inlineStr"><is><t>x</t></is></c>'
ENTITIES = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
    b"<!ENTITY a%d '%s'>" % (number, (b"&a%d;" % (number - 1) if number else b"&a;") * 10) for number in range(10)
)


def bad_files() -> Iterator[tuple[str, Callable[[Path, Path], object], str]]:
    part = "xl/worksheets/sheet1.xml"

    def with_part(content: bytes, name: str = part) -> Callable[[Path, Path], object]:
        return lambda path, good: rezipped(path, good, name, content)

    not_one, too_much = "not a workbook in the format .xlsx, or a damaged one", "there is more in it than in a sheet of"
    yield "truncated.xlsx", lambda path, good: path.write_bytes(good.read_bytes()[:3000]), not_one
    yield "cut.xlsx", with_part(worksheet(b"<row>" + CELL)[:-40]), not_one
    yield "empty.xlsx", lambda path, _: path.write_bytes(b""), not_one
    yield "text.xlsx", lambda path, _: path.write_bytes(b"hello"), not_one
    yield "damaged.xlsx", with_part(b"<x", "xl/workbook.xml"), not_one
    yield (
        "entities.xlsx",
        with_part(worksheet(b"<row><c t='inlineStr'><is><t>&a9;</t></is></c></row>", ENTITIES + b"]>")),
        not_one,
    )
    yield "bomb.xlsx", with_part(worksheet(b"<row>" + CELL + b"</row>" + b" " * 200_000_000)), too_much
    yield "strings.xlsx", with_part(os.urandom(1024) * 26_000, "xl/sharedStrings.xml"), too_much
    yield "columns.xlsx", with_part(worksheet(b"<row>" + CELL * 80_000 + b"</row>")), "a row in it has more cells than"
    wide = b"".join(b"<c t='inlineStr'><is><t>%d</t></is></c>" % number for number in range(1_000_000))
    yield "million.xlsx", with_part(worksheet(b"<row>" + wide + b"</row>")), "a row in it has more cells than"
    long = os.urandom(3_000_000).hex().encode()
    yield (
        "cell.xlsx",
        with_part(worksheet(b"<row><c t='inlineStr'><is><t>" + long + b"</t></is></c></row>")),
        "a row in it",
    )
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    yield "far.xlsx", with_part(worksheet(far)), "no heading of a column is known"
    near = b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
    yield "implied.xlsx", with_part(worksheet(near + far)), "no heading of a column is known. Possible headings are: "
    yield (
        "password.xlsx",
        lambda path, _: path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 5000),
        "a password",
    )
    yield (
        "old.xls",
        lambda path, _: path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 5000),
        "before Excel 2007",
    )
    yield "a.ods", lambda path, _: path.write_bytes(b""), "save it as .xlsx: in LibreOffice, File, Save As"
    yield (
        "other.zip.csv",
        lambda path, _: path.write_bytes(b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument"),
        "save it as",
    )
    yield (
        "noise.csv",
        lambda path, _: path.write_bytes(os.urandom(100_000)),
        "not text in UTF-8, UTF-16 or Windows-1252",
    )
    yield "wide.csv", lambda path, _: path.write_bytes(b"x," * 1_000_000), "no heading of a column is known"
    yield "formulas.xlsx", lambda path, _: workbook(path, ["=A1"] * 5, ["=A1"] * 5), "no heading of a column is known"
    yield "missing.csv", lambda _path, _good: None, "no such file or directory"


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> float:
    """The seconds that a workbook with one good request takes."""
    return measured("check", workbook(tmp_path_factory.mktemp("good") / "good.xlsx", HEADINGS, GOOD))[3]


@pytest.mark.parametrize(
    ("name", "make", "said"), [*bad_files()], ids=lambda value: value if isinstance(value, str) else ""
)
def test_bad_files_end_with_a_line_as_soon_as_good_ones_and_within_100_mebibytes(
    tmp_path: Path, usual: float, name: str, make: Callable[[Path, Path], object], said: str
) -> None:
    file = tmp_path / name
    make(file, workbook(tmp_path / "good.xlsx", HEADINGS, GOOD))
    status, printed, complaint, seconds, kibibytes = measured("check", file)
    assert (status, printed, len(complaint)) == (2, "", 1)
    assert complaint[0].startswith(f"orcid-clientreq: {file}: ")
    assert said in complaint[0]
    assert seconds < 5 * usual  # about as long, most of which is Python's start
    assert kibibytes < 100 * 1024


@pytest.mark.parametrize(("language", "said"), [("de", "Zeile 2 (production, Formular von 2023)"), ("ja", "2023)")])
def test_what_a_request_is_checked_for_is_said_in_the_language(
    tmp_path: Path, run: Run, language: str, said: str
) -> None:
    file = written(tmp_path / "a.csv", text(HEADINGS, HTTP))
    printed = run(file, "--edition", "2023", "--language", language)[1]
    assert said in printed
    assert "form of" not in printed


@pytest.mark.parametrize(
    ("uri", "instead"),
    [
        ("http://localhost/cb", ""),
        ("http://university.edu/<your-path>", ""),
        ("university.edu/x; university.edu/y", ""),
        ("https\uff1a//university.edu/cb", "https://university.edu/cb"),
        ("http://university.edu/cb#x", "https://university.edu/cb"),
    ],
)
def test_what_is_to_be_entered_instead_has_no_error(tmp_path: Path, run: Run, uri: str, instead: str) -> None:
    file = written(tmp_path / "a.csv", text(HEADINGS, [*GOOD[:4], uri]))
    printed = run(file, "--letters", tmp_path / "letters")[1]
    (letter,) = (tmp_path / "letters").glob("*.txt")
    for said in (printed, letter.read_text(encoding="utf-8")):
        found = re.findall(r"Enter instead: \W*(\S*?)\W*$", said, re.MULTILINE)
        assert found == ([instead] if instead else [])


def test_a_wrong_dimension_hides_no_rows(tmp_path: Path, run: Run) -> None:
    good = workbook(tmp_path / "good.xlsx", HEADINGS, HTTP, HTTP)
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(good) as archive:
        content = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', archive.read(part))
    assert "2 requests: 2 with errors" in run(rezipped(tmp_path / "a.xlsx", good, part, content))[1]


def test_damage_further_below_is_said_in_a_line(tmp_path: Path, run: Run) -> None:
    good = workbook(tmp_path / "good.xlsx", HEADINGS)
    cells = b"".join(b'<c t="inlineStr"><is><t>%s</t></is></c>' % name.encode() for name in HEADINGS)
    rows = b"<row>" + cells + b"</row>" + (b"<row>" + CELL + b"</row>") * 2_000 + b"</row>"
    content = worksheet(rows).replace(b"<sheetData>", b'<dimension ref="A1"/><sheetData>')
    file = rezipped(tmp_path / "a.xlsx", good, "xl/worksheets/sheet1.xml", content)
    assert run(file)[2].endswith("not a workbook in the format .xlsx, or a damaged one\n")


def test_the_sheet_with_the_requests_is_found(tmp_path: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    hidden, sheet = book.create_sheet("Hidden"), book.create_sheet("Requests")
    hidden.append(HEADINGS)
    hidden.sheet_state = "hidden"
    sheet.append(HEADINGS)
    sheet.append(HTTP)
    sheet.append([*GOOD[:2], "x", *GOOD[3:]])
    sheet["E3"] = openpyxl.worksheet.formula.ArrayFormula("E3", "=E2")
    file, out = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book.save(file)
    status, said, _ = run(file, "--fix", out)
    assert (status, said.startswith(f"{file}, Requests\n")) == (2, True)
    assert "Cell E3 contains a formula." in said
    assert openpyxl.load_workbook(out)["Requests"]["E2"].value == "https://university.edu/orcid"
    del book["Requests"]
    book.save(file)
    assert "no heading of a column is known" in run(file)[2]


def test_other_sheets_with_requests_are_named(tmp_path: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    notes = book.worksheets[0]
    notes.append(["Contact email", "write it here"])
    for title in ("2025", "2026"):
        sheet = book.create_sheet(title)
        sheet.append(HEADINGS)
        sheet.append(GOOD)
    book.save(tmp_path / "a.xlsx")
    status, printed, complaint = run(tmp_path / "a.xlsx")
    assert (status, printed.splitlines()[0]) == (0, f"{tmp_path / 'a.xlsx'}, 2025")
    assert complaint.endswith(
        "one sheet is read; others have headings that are known, too: '2026'. Save each as a file\n"
    )


def test_a_sheet_with_headings_alone_is_not_read_if_another_has_requests(tmp_path: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(HEADINGS)
    filled = book.create_sheet("filled in")
    filled.append(HEADINGS)
    filled.append(GOOD)
    book.save(tmp_path / "a.xlsx")
    status, printed, _ = run(tmp_path / "a.xlsx")
    assert (status, "1 request: 1 without findings" in printed) == (0, True)


def test_what_excel_writes_for_a_carriage_return_and_for_a_formula_that_failed(tmp_path: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(HEADINGS)
    book.worksheets[0].append([*GOOD[:4], f"{GOOD[4]}_x000D_\n{GOOD[4]}/2"])
    book.worksheets[0].append([*GOOD[:2], "#REF!", *GOOD[3:]])
    book.worksheets[0]["C3"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    status, printed, _ = run(tmp_path / "a.xlsx")
    assert (status, "1 without findings, 1 unreadable" in printed) == (2, True)
    assert "Cell C3 contains a formula." in printed


def test_a_link_to_the_former_address_is_removed(tmp_path: Path, run: Run) -> None:
    source = workbook(tmp_path / "a.xlsx", HEADINGS, HTTP)
    book = openpyxl.load_workbook(source)
    for cell in ("D2", "E2"):
        book.worksheets[0][cell].hyperlink = "http://university.edu/orcid"
    book.save(source)
    assert run(source, "--fix", tmp_path / "b.xlsx")[0] == 1
    fixed = openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[0]
    assert (fixed["E2"].value, fixed["E2"].hyperlink) == ("https://university.edu/orcid", None)
    assert fixed["D2"].hyperlink.target == "http://university.edu/orcid"


@pytest.mark.parametrize("text_of_row", ['"no end', '5" wide"', '"a" b'])
def test_a_quotation_mark_that_is_missing_joins_no_rows(tmp_path: Path, run: Run, text_of_row: str) -> None:
    good = ",".join(GOOD)
    bad = ",".join([*GOOD[:2], text_of_row, *GOOD[3:]])
    file = written(tmp_path / "a.csv", "\n".join([",".join(HEADINGS), good, bad, good, '"x" y']))
    status, printed, complaint = run(file)
    line = 5 if text_of_row.startswith("5") else 3
    assert (status, printed) == (2, "")
    assert f"line {line}: a quotation mark is missing in this row" in complaint


def test_rows_of_two_members_are_two_requests(tmp_path: Path, run: Run) -> None:
    other = ["Hill", "", "", "", "", "https://hill.edu/orcid"]
    file = written(tmp_path / "a.csv", text(["Member", *HEADINGS], ["Lake", *GOOD], other))
    assert "2 requests: 1 with errors, 1 without findings" in run(file)[1]


def test_a_date_is_not_suggested(tmp_path: Path, run: Run) -> None:
    file = workbook(tmp_path / "a.xlsx", HEADINGS, [*GOOD[:4], datetime(2024, 1, 1, tzinfo=None)])  # noqa: DTZ001 - a cell has none
    assert "Enter instead" not in run(file)[1]


def test_what_a_workbook_cannot_hold_is_not_cut(tmp_path: Path, run: Run) -> None:
    file = written(tmp_path / "a.csv", text([*HEADINGS, "Remarks"], [*HTTP, "x" * 40_000]))
    status, _, complaint = run(file, "--fix", tmp_path / "b.xlsx")
    assert (status, "a cell has more than 32,767 characters" in complaint) == (2, True)
    assert not (tmp_path / "b.xlsx").exists()
    assert run(file, "--fix", tmp_path / "b.ods")[0] == 2
    assert not (tmp_path / "b.ods").exists()


def test_a_workbook_without_a_sheet(tmp_path: Path, run: Run) -> None:
    good, part = workbook(tmp_path / "good.xlsx", HEADINGS), "xl/workbook.xml"
    with zipfile.ZipFile(good) as archive:
        content = archive.read(part).replace(b'state="visible"', b'state="hidden"')
    assert run(rezipped(tmp_path / "a.xlsx", good, part, content))[2].endswith("a.xlsx: there is no sheet in it\n")


def test_a_workbook_that_is_too_large_to_be_written(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_MOST_WRITTEN", 100)
    status, _, complaint = run(workbook(tmp_path / "a.xlsx", HEADINGS, HTTP), "--fix", tmp_path / "b.xlsx")
    assert (status, "too large to be written as .xlsx; use --fix with a name that ends in .csv" in complaint) == (
        2,
        True,
    )


@pytest.mark.parametrize("module", ["openpyxl", "defusedxml"])
def test_without_the_extra_a_line_says_what_to_install(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    book, file = workbook(tmp_path / "a.xlsx", HEADINGS, GOOD), written(tmp_path / "a.csv", text(HEADINGS, GOOD))
    monkeypatch.setitem(sys.modules, module, None)
    said = "Excel's format needs openpyxl and defusedxml: pip install 'orcid-clientreq[spreadsheet]'\n"
    assert run(book) == (2, "", f"orcid-clientreq: {book}: {said}")
    if module == "openpyxl":
        assert run(file, "--fix", tmp_path / "out.xlsx")[2] == f"orcid-clientreq: {said}"
    assert run(file)[0] == 0


# As long as you like


@pytest.mark.long
def test_memory_is_constant(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    peaks = []
    for number in (200, 8000):
        with file.open("w", encoding="utf-8") as out:
            out.write(text(HEADINGS))
            for each in range(number):
                out.write(text([f"a{each}@university.edu", *GOOD[1:4], f"http://university.edu/{each}"]))
        status, printed, _, _, kibibytes = measured("check", file)
        assert status == 1
        assert f"{number} requests: {number} with errors" in printed
        peaks.append(kibibytes)
    assert peaks[1] - peaks[0] < 8 * 1024
