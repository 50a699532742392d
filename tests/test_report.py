"""Findings, reports, and the error that carries one."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest

from orcid_clientreq import (
    PRODUCTION,
    RULES,
    SANDBOX,
    Finding,
    InvalidRequestError,
    Policy,
    Report,
    Severity,
    apply_suggestions,
    check,
)
from orcid_clientreq.interop import client_metadata_error, problem_details
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.syntax.display import WIDTH, character_name, columns, indented, invisible_character, shown, wrapped


def finding(**changes) -> Finding:
    fields = {
        "code": "redirect_uri.long",
        "path": ("redirect_uris", 2),
        "severity": Severity.WARNING,
        "params": {"limit": 355},
    }
    return Finding(**{**fields, **changes})


def test_a_finding_tells_code_place_message_and_rule() -> None:
    this = finding()
    assert this.message == RULES["redirect_uri.long"].template.format(limit=355)
    assert (this.field, this.pointer, this.place) == ("redirect_uris", "/redirect_uris/2", "redirect_uris[2]")
    assert this.rule.code == "redirect_uri.long"
    assert dict(this.params) == {"limit": 355}
    assert this.to_dict() == {
        "code": "redirect_uri.long",
        "path": ["redirect_uris", 2],
        "pointer": "/redirect_uris/2",
        "severity": "warning",
        "message": this.message,
        "params": {"limit": 355},
        "suggestion": None,
        "combined_suggestion": None,
    }


def test_the_place_of_the_whole_request() -> None:
    this = finding(path=())
    assert (this.field, this.pointer, this.place, this.row) == ("", "", "request", None)


def test_rows_are_counted_from_one() -> None:
    paths = [("redirect_uris", 2), ("redirect_uris",), ("x", "y")]
    assert [finding(path=path).row for path in paths] == [3, None, None]


def test_a_pointer_escapes_as_rfc_6901_says() -> None:
    assert finding(path=("a/b~c",)).pointer == "/a~1b~0c"


def test_a_finding_is_frozen_hashed_and_pickled() -> None:
    this = finding(suggestion=("a",))
    assert this == pickle.loads(pickle.dumps(this)) == attrs.evolve(this)
    assert len({this, finding(suggestion=("a",)), finding()}) == 2
    assert this != finding(suggestion=("a",), params={"limit": 1})
    assert this.to_dict()["suggestion"] == ["a"]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        this.code = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        this.params["limit"] = 1  # type: ignore[index]


def test_the_repr_contains_no_suggestion() -> None:
    assert "s3cret" not in repr(finding(suggestion="s3cret"))


def test_a_report_has_no_truth_value() -> None:
    with pytest.raises(
        TypeError, match=r"^a report has no truth value; use report\.ok, report\.errors or report\.findings$"
    ):
        bool(check(GOOD_REQUEST))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 4, [""]),
        ("aaaa bb", 4, ["aaaa", "bb"]),
        ("aa bb", 5, ["aa bb"]),
        ("aaa  bbb", 4, ["aaa", "bbb"]),
        ("aaX bbb", 4, ["aaX", "bbb"]),
        ("aa\u00a0 bbb", 4, ["aa\u00a0", "bbb"]),
        ("aaaaaa bb", 4, ["aaaa", "aa", "bb"]),
        ("aaaaa bb", 4, ["aaaa", "a bb"]),
        ("会員登録 a", 4, ["会員", "登録", "a"]),
        ("会員。 a", 4, ["会", "員。", "a"]),
        ("a https://a.edu b", 4, ["a", "https://a.edu", "b"]),
    ],
)
def test_texts_are_wrapped_by_columns(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@pytest.mark.parametrize("start", ["", "  ", "X", "\u00a0"])
def test_indented_lines_keep_the_spaces_that_they_begin_with(start: str) -> None:
    words = " ".join(["word"] * 30)
    lines = indented(f"{start}{words}\nlast", 3)
    before = "   " + start if not start.strip(" ") else "   "
    assert all(line.startswith(before) and columns(line) <= WIDTH for line in lines[:-1])
    assert " ".join(line[len(before) :] for line in lines[:-1]) == (words if not start.strip(" ") else start + words)
    assert max(map(columns, lines)) > WIDTH - len("word ")
    assert lines[-1] == "   last"


def test_a_report_sorts_its_findings() -> None:
    warning, error = finding(), finding(code="redirect_uri.fragment", severity=Severity.ERROR, params={})
    report = Report((warning, error), PRODUCTION)
    assert not report.ok
    assert report.errors == (error,)
    assert report.warnings == (warning,)
    assert report.codes() == ("redirect_uri.long", "redirect_uri.fragment")
    assert report.by_field() == {"redirect_uris": (warning, error)}
    assert [line.split()[0] for line in str(report).splitlines() if line[0] != " "] == ["error", "warning", "1"]
    assert str(report).endswith("\n1 error, 1 warning")
    assert report.to_dict() == {
        "ok": False,
        "environment": "production",
        "edition": "2020-01",
        "findings": [warning.to_dict(), error.to_dict()],
    }
    with pytest.raises(InvalidRequestError) as caught:
        report.raise_for_errors()
    assert caught.value.report is report
    Report((warning,), PRODUCTION).raise_for_errors()
    assert Report((warning,), PRODUCTION).ok


def test_a_report_of_nothing_is_its_count() -> None:
    assert str(Report((), PRODUCTION)) == "0 errors, 0 warnings"


def test_a_suggestion_is_shown_escaped_and_shortened() -> None:
    text = "A\x1b[2J\nerror  forged  line" + "x" * 300
    place, message, *suggestion, count = str(Report((finding(suggestion=text),), PRODUCTION)).split("\n")
    assert place == "warning  redirect_uris[2]  redirect_uri.long"
    assert message == f"    {finding().message}"
    assert suggestion[0] == "    Suggestion: A\\u{1b}[2J\\u{a}error  forged"
    assert all(line.startswith("    ") and len(line) <= 100 for line in suggestion)
    assert suggestion[-1].endswith("x…")
    assert count == "0 errors, 1 warning"
    listed = str(Report((finding(suggestion=("a", "b")),), PRODUCTION))
    assert "Suggestion: as a list: a, b" in listed


def test_an_error_that_a_queue_made_of_a_text_shows_the_text() -> None:
    assert str(InvalidRequestError("<Report: 2 errors>")) == "<Report: 2 errors>"  # type: ignore[arg-type]


def test_rules_can_be_in_a_set() -> None:
    assert len({*RULES.values()}) == len(RULES)


def test_the_error_is_a_value_error_that_pickles_and_names_the_first_places() -> None:
    report = check({"redirect_uris": [""] * 20})
    error = InvalidRequestError(report)
    assert isinstance(error, ValueError)
    assert pickle.loads(pickle.dumps(error)).report == report
    assert str(error).startswith("24 errors: contact_email.missing at /contact_email, pin_contact_email.missing")
    assert str(error).endswith(" and 14 more")
    assert str(InvalidRequestError(check(None))) == "1 error: request.not_a_mapping at the whole"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("ü 中 א", "ü 中 א"),
        ("a\x00b", "a\\u{0}b"),
        ("a\u202eb", "a\\u{202e}b"),
        ("a\u2028b\u00a0c", "a\\u{2028}b\\u{a0}c"),
        ("a\ud800b", "a\\u{d800}b"),
        ("a\u3164b\ufe0fc", "a\\u{3164}b\\u{fe0f}c"),
        ("\U000e0041\ue000\u0378", "\\u{e0041}\\u{e000}\\u{378}"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_shown_text_cannot_act(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("character", "name"),
    [
        (" ", "space (U+0020)"),
        ("\n", "line break (U+000A)"),
        ("\ud800", "U+D800"),
        ("\U0001f600", "“😀” (GRINNING FACE, U+1F600)"),
        ("\ufeff", "byte order mark (U+FEFF)"),
    ],
)
def test_a_character_is_named_and_shown_if_it_has_a_shape(character: str, name: str) -> None:
    assert character_name(character) == name


def test_invisible_letters_are_found() -> None:
    assert invisible_character("plain") is None
    assert invisible_character("bücher") is None
    assert invisible_character("a\u034fb\u3164") == "\u034f"


def test_policy_is_kept_in_the_report() -> None:
    policy = Policy(environment="sandbox", severities={"redirect_uri.host_only": "error"})
    assert check(GOOD_REQUEST, policy=policy).policy is policy
    assert check(GOOD_REQUEST, policy=SANDBOX).policy is SANDBOX


def test_a_printed_report_to_the_letter() -> None:
    findings = (
        finding(),
        finding(code="description.markup", path=("description",), severity=Severity.ERROR, params={"what": "tag"}),
        finding(
            code="redirect_uri.fragment",
            severity=Severity.ERROR,
            params={},
            suggestion="https://university.edu/" + "a" * 100,
        ),
    )
    assert str(Report(findings, PRODUCTION)).splitlines() == [
        "error  description  description.markup",
        f"    {findings[1].message}",
        "error  redirect_uris[2]  redirect_uri.fragment",
        f"    {findings[2].message}",
        "    Suggestion:",
        f"    https://university.edu/{'a' * 100}",
        "warning  redirect_uris[2]  redirect_uri.long",
        f"    {findings[0].message}",
        "2 errors, 1 warning",
    ]
    assert f"as a list: {'b' * 70}" in str(Report((finding(suggestion=("b" * 70,)),), PRODUCTION))
    assert repr(Report(findings, PRODUCTION)) == "<Report: 2 errors, 1 warning>"
    assert repr(Report(findings[:1], PRODUCTION).translated("de")) == "<Report: 0 errors, 1 warning>"
    assert repr(findings[1]) == "<Finding description.markup: error at description>"


def test_the_error_names_ten_places_in_full() -> None:
    report = check({**GOOD_REQUEST, "redirect_uris": [""] * 10})
    error = InvalidRequestError(report)
    assert str(error) == "10 errors: " + ", ".join(f"redirect_uri.missing at /redirect_uris/{n}" for n in range(10))
    assert error.args == (report,)
    assert str(InvalidRequestError(check({**GOOD_REQUEST, "redirect_uris": [""] * 11}))).endswith(", and 1 more")


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0), ("ORCID", 5), ("é", 1), ("e\u0301", 1), ("\u20dd", 0), ("a\u200db", 2), ("\u2066a\u2069", 1), ("会員", 4), ("Ａ", 2), ("ｱ", 1), ("\u0903", 1),
    ],
)  # fmt: skip
def test_columns_of_a_terminal(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("ab cd", 5, ["ab cd"]),
        ("ab cd", 4, ["ab", "cd"]),
        ("ab cd ef", 5, ["ab cd", "ef"]),
        ("abcde fg", 5, ["abcde", "fg"]),
        ("abcdefg hi", 5, ["abcde", "fg hi"]),
        ("ab abcdefg", 5, ["ab", "abcde", "fg"]),
        ("ab  cd", 4, ["ab", "cd"]),
        ("会員組織", 4, ["会員", "組織"]),
        ("会員。組織", 4, ["会", "員。", "組織"]),
        ("会員、", 5, ["会", "員、"]),
        ("会員）組", 5, ["会", "員）", "組"]),
        ("a会員組", 4, ["a会", "員組"]),
    ],
)
def test_lines_of_so_many_columns(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines
    assert all(columns(line) <= width for line in lines)


def test_indented_lines_keep_their_own_indent() -> None:
    assert indented("a\n  b", 3) == ["   a", "     b"]
    long = indented(f"  {'word ' * 30}".rstrip(), 4)
    assert len(long) == 2
    assert all(line.startswith("      word") and len(line) <= 100 for line in long)
    assert len(indented("x " * 47 + "xx", 4)) == 1
    assert len(indented("x " * 48 + "x", 4)) == 2


def test_a_finding_and_a_report_take_values_for_members_and_lists_for_tuples() -> None:
    ours = check({**GOOD_REQUEST, "redirect_uris": ["https://a.edu/b,https://c.edu/d"]})
    (data,) = ours.to_dict()["findings"]
    theirs = Finding(
        code=data["code"],
        path=data["path"],
        severity=data["severity"],
        params=data["params"],
        suggestion=data["suggestion"],
    )
    assert (theirs,) == ours.findings
    assert hash(Report([theirs], PRODUCTION)) == hash(ours)  # type: ignore[arg-type]
    assert finding(suggestion="a").suggestion == "a"
    wrong = Report([finding(severity="error")], PRODUCTION)
    assert (wrong.ok, len(wrong.errors)) == (False, 1)


def test_what_is_not_a_finding_is_refused() -> None:
    with pytest.raises(ValueError, match="no Severity 'fatal'; use one of 'error', 'warning'"):
        finding(severity="fatal")
    with pytest.raises(TypeError, match="a report consists of findings"):
        Report(("x",), PRODUCTION)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="policy is a Policy"):
        Report((), "sandbox")  # type: ignore[arg-type]


@pytest.mark.parametrize("function", [problem_details, client_metadata_error, lambda what: apply_suggestions({}, what)])
def test_what_is_not_a_report_is_refused(function: Any) -> None:
    for what in ({}, 7, None, GOOD_REQUEST):
        with pytest.raises(TypeError, match=f"a report is what check returns, not {type(what).__name__}$"):
            function(what)


def test_a_path_is_not_text() -> None:
    with pytest.raises(TypeError, match=r"a path is a tuple of steps, .* not 'redirect_uris'"):
        finding(path="redirect_uris")
