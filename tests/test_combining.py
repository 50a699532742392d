"""The combined suggestion: where a value has several findings, the one value that fixes all of them."""

from __future__ import annotations

from typing import Any

import pytest

from orcid_clientreq import Limits, Policy, apply_suggestions, check, validators
from orcid_clientreq.combining import with_combined
from orcid_clientreq.interop import problem_details
from orcid_clientreq.report import Finding
from orcid_clientreq.rules.model import GOOD_REQUEST

SEVERAL = "http://university.edu/a/../orcid#done"


@pytest.mark.parametrize(
    ("field", "value", "combined"),
    [
        ("redirect_uris", [SEVERAL], "https://university.edu/orcid"),
        ("redirect_uris", ["HTTP://University.EDU:80/orcid#done"], "https://university.edu/orcid"),
        ("homepage_url", "HTTP://university.edu:80/a/../", "https://university.edu/"),
    ],
)
def test_one_value_fixes_all(field: str, value: Any, combined: str) -> None:
    form = {**GOOD_REQUEST, field: value}
    report = check(form)
    ((path, offered),) = report.suggestions().items()
    assert offered == combined
    assert {each.path for each in report.findings} == {path}
    assert apply_suggestions(form, report)[field] == ([combined] if field == "redirect_uris" else combined)


def test_it_is_in_whatever_is_made_of_a_report() -> None:
    report = check({**GOOD_REQUEST, "redirect_uris": [SEVERAL, "http://university.edu/x"]})
    several, single = report.findings[:-1], report.findings[-1]
    assert [each.combined_suggestion for each in several] == ["https://university.edu/orcid"] * 3
    assert (single.suggestion, single.combined_suggestion) == ("https://university.edu/x", None)
    assert report.suggestions() == {
        ("redirect_uris", 0): "https://university.edu/orcid",
        ("redirect_uris", 1): "https://university.edu/x",
    }
    assert str(report).count("Suggestion: https://university.edu/orcid\n") == 3
    assert "a/.." not in str(report.translated("de"))
    wire = report.to_dict()["findings"]
    assert [each["combined_suggestion"] for each in wire] == ["https://university.edu/orcid"] * 3 + [None]
    problem = problem_details(report)["errors"]
    assert [each["combined_suggestion"] for each in problem] == ["https://university.edu/orcid"] * 3 + [None]
    assert [each.combined_suggestion for each in validators.redirect_uri(SEVERAL)] == [
        "https://university.edu/orcid"
    ] * 3
    assert all("university" not in repr(each) for each in report.findings)


def test_a_row_that_would_equal_another_has_none() -> None:
    """Each suggestion alone makes a URI of its own; together they would make the second row."""
    uris = ["http://university.edu/orcid#done", "https://university.edu/orcid"]
    report = check({**GOOD_REQUEST, "redirect_uris": uris})
    first = [each for each in report.findings if each.path == ("redirect_uris", 0)]
    assert [each.suggestion for each in first] == ["https://university.edu/orcid#done", "http://university.edu/orcid"]
    assert [each.combined_suggestion for each in first] == [None, None]
    assert apply_suggestions({**GOOD_REQUEST, "redirect_uris": uris}, report)["redirect_uris"] != uris


@pytest.mark.parametrize("end", ["#", "."])
@pytest.mark.parametrize("limit", [2, 3])
def test_a_row_is_combined_into_several_only_where_there_is_room(end: str, limit: int) -> None:
    policy = Policy(limits=Limits(redirect_uris=limit, redirect_uris_advised=limit))
    form = {**GOOD_REQUEST, "redirect_uris": [f"https://A.edu/b,https://c.edu/d{end}", "https://university.edu/x"]}
    report = check(form, policy=policy)
    combined = {each.combined_suggestion for each in report.findings} - {None}
    assert combined == ({("https://a.edu/b", "https://c.edu/d")} if limit > 2 else set())
    assert "redirect_uris.too_long" not in check(apply_suggestions(form, report), policy=policy).codes()


def test_one_suggestion_that_is_left_is_not_combined() -> None:
    report = check({**GOOD_REQUEST, "redirect_uris": ["http://a.edu/x#f", "http://a.edu/x"]})
    found = [(each.suggestion, each.combined_suggestion) for each in report.findings if each.path[1] == 0]
    assert found == [("https://a.edu/x#f", None), (None, None)]


def test_two_rows_that_would_become_equal_have_none() -> None:
    uris = ["http://university.edu/orcid#a", "http://university.edu/./orcid"]
    report = check({**GOOD_REQUEST, "redirect_uris": uris})
    combined = {each.path: each.combined_suggestion for each in report.findings}
    assert set(combined.values()) == {None}


def test_rows_that_are_equal_leave_the_others_theirs() -> None:
    uris = ["https://university.edu/a", SEVERAL, "https://university.edu/a"]
    report = check({**GOOD_REQUEST, "redirect_uris": uris})
    assert report.codes()[-1] == "redirect_uri.duplicate"
    assert report.suggestions() == {("redirect_uris", 1): "https://university.edu/orcid"}
    assert [each.combined_suggestion for each in report.findings] == ["https://university.edu/orcid"] * 3 + [None]
    uris[1] = "http://university.edu/orcid#done"
    report = check({**GOOD_REQUEST, "redirect_uris": uris})
    assert [each.combined_suggestion for each in report.findings] == ["https://university.edu/orcid"] * 2 + [None]


def test_a_rename_is_no_value() -> None:
    others = {name: value for name, value in GOOD_REQUEST.items() if name != "homepage_url"}
    report = check({**others, "homepage_ur": "https://university.edu/"})
    assert [each.suggestion for each in report.findings if each.code == "request.unknown_field"] == ["homepage_url"]
    assert report.suggestions() == {}


def test_what_comes_back_is_not_combined() -> None:
    """If the faults of a value came back one after the other, no value would fix all of them."""
    found = tuple(
        Finding(code=code, path=("homepage_url",), severity="error", suggestion=code[-1]) for code in ("x.a", "x.b")
    )
    assert with_combined(found, lambda _: found) is found
    assert with_combined(found[:1], lambda _: ()) == found[:1]
    assert {each.combined_suggestion for each in with_combined(found, lambda _: ())} == {"a"}


def test_a_value_that_becomes_several_rows_is_fixed_row_by_row() -> None:
    """As where a list in one row is split, and its rows have faults of their own."""

    def fault(code: str, suggestion: str | tuple[str, ...]) -> Finding:
        return Finding(code=code, path=("redirect_uris", 0), severity="error", suggestion=suggestion)

    left = {"A,B": (fault("x.split", ("A", "B")),), "A": (fault("x.case", "a"),), "B": (fault("x.split", ("b", "c")),)}
    found = (fault("x.lead", "A,B"), fault("x.split", ("A", "B")))
    assert {each.combined_suggestion for each in with_combined(found, lambda text: left.get(text, ()))} == {
        ("a", "b", "c")
    }
    endless = (fault("x.lead", "a"), fault("x.tail", "b"))
    assert with_combined(endless, lambda text: (fault("x.more", text + "a"),))[0].combined_suggestion == "a" * 13


def test_a_rule_that_is_off_is_not_fixed() -> None:
    policy = Policy(severities={"redirect_uri.fragment": None})
    found = validators.redirect_uri(SEVERAL, policy=policy)
    assert {each.combined_suggestion for each in found} == {"https://university.edu/orcid#done"}
