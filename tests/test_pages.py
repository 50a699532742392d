"""What it takes to show a checked form again."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from hypothesis import given
from strategies import FORMS, OBJECTS

from orcid_clientreq import Policy, apply_suggestions, check, parse
from orcid_clientreq.interop import form_messages, from_form, problem_details, problem_schema, to_form
from orcid_clientreq.rules.model import GOOD_REQUEST, good_request

UNKNOWN = "contact_emai"
FORM: dict[str, Any] = {
    **{name: value for name, value in GOOD_REQUEST.items() if name != "contact_email"},
    "homepage_url": "http://university.edu",
    "redirect_uris": ["https://university.edu/a", "http://university.edu/x#y", "http://university.edu/z"],
    UNKNOWN: "orcid@university.edu",
}


def test_each_message_is_at_its_input_with_its_row_and_the_last_of_a_place_has_the_suggestion() -> None:
    report = check(FORM)
    messages = form_messages(report)
    assert sum(map(len, messages.values())) == len(report.findings)
    assert [(each.text.partition(" ")[0], each.pointer, each.suggestion) for each in messages["redirect_uris"]] == [
        ("2.", "/redirect_uris/1", ""),
        ("2.", "/redirect_uris/1", "https://university.edu/x"),
        ("3.", "/redirect_uris/2", "https://university.edu/z"),
    ]
    (warning,) = messages["homepage_url"]
    assert (warning.severity, warning.code, warning.suggestion) == (
        "warning",
        "homepage_url.insecure",
        "https://university.edu",
    )
    assert warning.text == report.by_field()["homepage_url"][0].message
    (unknown,) = messages[UNKNOWN]
    assert (unknown.pointer, unknown.suggestion) == (f"/{UNKNOWN}", "contact_email")
    assert [each.suggestion for each in messages["contact_email"]] == [""]
    assert "university" not in repr(messages)
    with pytest.raises(TypeError, match="a report is what check returns"):
        form_messages({})  # type: ignore[arg-type]


def test_where_no_value_fixes_all_a_button_is_beside_what_it_fixes() -> None:
    data = {**GOOD_REQUEST, "redirect_uris": ["http://a.edu/x#y", "https://a.edu/x"]}
    report = check(data)
    assert {each.combined_suggestion for each in report.findings} == {None}
    first, second = form_messages(report)["redirect_uris"]
    assert (first.code, first.suggestion) == ("redirect_uri.https_required", "https://a.edu/x#y")
    assert (second.code, second.suggestion) == ("redirect_uri.fragment", "")
    after = check(apply_suggestions(data, report, pointer=first.pointer))
    assert first.code not in after.codes()


def test_lines_come_back_from_a_browser_as_they_were() -> None:
    request = parse({**GOOD_REQUEST, "description": "One line.\nAnother.", "staff_notes": "a\n\nb"})
    sent = {name: text.replace("\n", "\r\n") for name, text in to_form(request).items()}
    assert parse(from_form(sent)) == request


@pytest.mark.parametrize("status", ["422", None, True, 422.0])
def test_a_status_is_a_number(status: Any) -> None:
    with pytest.raises(TypeError, match="status is the number"):
        problem_details(check({}), status=status)


def test_the_whole_form_has_messages_too_and_they_are_in_the_language_of_the_report() -> None:
    messages = form_messages(check([], language="de"))
    assert [each.text for each in messages[""]] == [check([], language="de").findings[0].message]


def test_a_row_that_is_split_is_offered_as_lines() -> None:
    report = check({**GOOD_REQUEST, "redirect_uris": ["https://university.edu/a; https://university.edu/b"]})
    assert form_messages(report)["redirect_uris"][-1].suggestion == "https://university.edu/a\nhttps://university.edu/b"


@pytest.mark.parametrize(
    ("pointer", "changed"),
    [
        ("/homepage_url", {"homepage_url": "https://university.edu"}),
        (
            "/redirect_uris/1",
            {"redirect_uris": ["https://university.edu/a", "https://university.edu/x", "http://university.edu/z"]},
        ),
        ("/redirect_uris/0", {}),
        ("/redirect_uris/7", {}),
        ("", {}),
        ("/description", {}),
        ("x", {}),
    ],
)
def test_a_button_puts_one_suggestion_in(pointer: str, changed: dict[str, Any]) -> None:
    assert apply_suggestions(FORM, check(FORM), pointer=pointer) == {**FORM, **changed}


def test_a_button_renames_a_key() -> None:
    fixed = apply_suggestions(FORM, check(FORM), pointer=f"/{UNKNOWN}")
    assert fixed["contact_email"] == "orcid@university.edu"
    assert UNKNOWN not in fixed


def test_a_button_of_a_place_that_is_no_mapping_changes_nothing() -> None:
    assert apply_suggestions(7, check(7), pointer="/x") == {}


@given(FORMS)
def test_whatever_a_button_is_for_the_finding_goes(form: dict[str, Any]) -> None:
    report = check(form)
    for messages in form_messages(report).values():
        for each in messages:
            if each.suggestion:
                assert apply_suggestions(form, report, pointer=each.pointer) != form


@pytest.mark.parametrize("edition", ["2020-01", "2023"])
def test_a_page_shows_what_was_sent(edition: Any) -> None:
    good = good_request(edition)
    policy = Policy(edition=edition)
    shown = to_form(good)
    assert set(map(type, shown.values())) == {str}
    assert parse(from_form(shown), policy=policy) == parse(good, policy=policy)
    assert to_form(parse(good, policy=policy)).items() >= shown.items()


def test_what_is_not_text_is_empty_and_what_is_no_mapping_has_nothing() -> None:
    sent = {"description": 7, "redirect_uris": ["https://a.edu/x", None], "authenticates_users": False, "x": None}
    assert to_form(sent) == {
        "description": "",
        "redirect_uris": "https://a.edu/x\n",
        "authenticates_users": "no",
        "x": "",
    }
    assert to_form(7) == to_form([]) == {}


@given(OBJECTS)
def test_problem_details_follow_their_schema(data: Any) -> None:
    jsonschema.validate(problem_details(check(data)), problem_schema())
