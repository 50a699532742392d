"""Sheets: headings, values and rows as people write them; what is said of cells; rows out; letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest

from orcid_clientreq import PRODUCTION, SANDBOX, FormEdition, Policy, Severity
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.messages import LANGUAGES, say
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.sheets import (
    Cell,
    Entry,
    Formula,
    Sheet,
    SheetError,
    Summary,
    changes,
    fixed_rows,
    harmless,
    letter,
    read,
)
from orcid_clientreq.sheets import texts as sentences
from orcid_clientreq.sheets.cells import index_of, letters, looks_like_formula, value_of
from orcid_clientreq.sheets.columns import label_of, most_known, possible_headings
from orcid_clientreq.sheets.letters import check_template
from orcid_clientreq.sheets.vocabulary import (
    answer_of,
    edition_of,
    environment_of,
    field_named,
    language_named,
    read_as,
)
from orcid_clientreq.syntax.display import columns

FIELDS = [*GOOD_REQUEST]
GOOD = [value[0] if isinstance(value, list) else value for value in GOOD_REQUEST.values()]
HTTP, HTTPS = "http://university.edu/orcid", "https://university.edu/orcid"


def row(**changed: object) -> list[object]:
    """Return a row with nothing to fix, but for what is changed."""
    return [changed.get(name, value) for name, value in zip(FIELDS, GOOD, strict=True)]


def entries(*rows: Sequence[object], **options: Any) -> list[Entry]:
    return list(read([FIELDS, *rows], **options))


def codes(entry: Entry) -> list[str]:
    return [finding.code for finding in entry.findings]


# Headings


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", FormEdition)
def test_a_label_of_any_edition_in_any_language_is_a_heading(edition: FormEdition, language: str) -> None:
    for field in EDITIONS[edition].fields:
        label = say(field.label, language)
        for heading in (label, f"  {label.upper()} *", f"{label} (required)", f"{label}\n(x)", label.replace(" ", "-")):
            assert read_as(heading) == field.name, heading


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *((name, name) for name in FIELDS),
        ("Redirect URI 3", "redirect_uris"),
        ("redirect uri", "redirect_uris"),
        ("URI de redirection 2", "redirect_uris"),
        ("Callback URL", "redirect_uris"),
        ("Home page", "homepage_url"),
        ("Organisation", "organization_name"),
        ("ENVIRONMENT", "environment"),
        ("Edition", "edition"),
        ("Phone", ""),
        ("", ""),
        ("x" * 301, ""),
        ("contact_email" + " " * 300, ""),
    ],
)
def test_headings_as_people_write_them(heading: str, field: str) -> None:
    assert read_as(heading) == field


def test_a_title_and_blank_rows_above_the_headings_are_skipped_and_reported() -> None:
    sheet = read([["Redirect URIs of our members"], [], ["autumn", None], FIELDS, row(redirect_uris=HTTP)])
    assert (sheet.headings.row, sheet.skipped) == (4, (1, 3))
    (entry,) = sheet
    assert (entry.first, codes(entry)) == (5, ["redirect_uri.https_required"])


@pytest.mark.parametrize(
    ("headings", "chosen", "said"),
    [
        (["Phone", "Fax"], {}, "no heading of a column is known; write those of the form, "),
        ([], {}, "no heading of a column is known"),
        (["Phone"], {"Phone": "name"}, "no heading of a column is known"),
        (["Contact email", "", "contact_email"], {}, "columns A and C are both read as contact_email"),
        (["Contact email", "Second"], {"B": "contact_email"}, "columns A and B are both read as contact_email"),
        (["Contact email", *[""] * 1000, "x"], {}, "column ALN has a heading; a sheet has at most 1,000 columns"),
    ],
)
def test_headings_that_say_too_little_or_too_much(headings: list[str], chosen: Mapping[str, str], said: str) -> None:
    with pytest.raises(SheetError) as caught:
        read([headings], columns=chosen)
    assert str(caught.value).startswith(said)
    assert caught.value.headings == ({"A": "Phone", "B": "Fax"} if "Fax" in headings else caught.value.headings)
    assert "Phone" not in str(caught.value)


@pytest.mark.parametrize(
    "rows",
    [
        [["Contact email", "o@u.edu"], ["Description", "Sign in."], ["Homepage", "https://u.edu/"]],
        [["", "Institution", "Uni A"], ["", "Contact email", "o@u.edu"], ["", "説明", "x"], ["", "website", "y"]],
        [["Hello,"], [], ["Contact email: o@u.edu"], ["Homepage: https://u.edu/"], ["Redirect URI: http://u.edu/cb"]],
        [["contact_email: o@u.edu"], ["description: Sign in", " please"], ["redirect_uris:"], ["- http://u.edu/cb"]],
    ],
)
def test_headings_below_each_other_are_no_sheet(rows: list[list[str]]) -> None:
    with pytest.raises(SheetError, match=r"the headings are below each other in column [AB]; write them side by side"):
        read(rows)
    read([*rows, FIELDS, row(redirect_uris=HTTP)])  # below a form, or a list of what the columns are, is a sheet


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"Telephone": "contact_email"}, "there is no column 'Telephone'; name it by its heading or its letter"),
        ({"Z": "contact_email"}, "there is no column 'Z'"),
        ({"AAAA": "name"}, "there is no column 'AAAA'"),
        ({"Phone": "telephone"}, "a column is read as one of "),
        ({"Phone": "Still to be corrected"}, "a column is read as one of "),
    ],
)
def test_what_a_caller_says_of_columns_that_are_not_there(chosen: Mapping[str, str], said: str) -> None:
    with pytest.raises(ValueError, match="column") as caught:
        read([["Contact email", "Phone"]], columns=chosen)
    assert str(caught.value).startswith(said)


def test_a_caller_says_what_columns_are() -> None:
    rows = [
        ["Member", "Contact email", "second contact", "Sprache", "Redirect URIs", "Description"],
        ["Uni", "orcid@university.edu", "it@university.edu", "Deutsch", HTTPS, "x"],
    ]
    chosen = {"Member": "name", "SECOND-CONTACT": "pin_contact_email", "d": "language", "Description": " "}
    sheet = read(rows, columns=chosen)
    assert [column.field for column in sheet.columns] == [
        *("", "contact_email", "pin_contact_email", ""),
        *("redirect_uris", ""),
    ]
    assert [column.letters for column in sheet.unread] == ["F"]
    assert [column.role(FormEdition.LATEST, "en") for column in sheet.columns] == [
        "the name of each request",
        "Primary contact email address for credentials",
        "Secondary email for password",
        "the language of each request",
        "Redirect URIs",
        "not read",
    ]
    (entry,) = sheet
    assert (entry.name, entry.language, entry.data["pin_contact_email"]) == ("Uni", "de", "it@university.edu")


def test_the_name_of_a_request_is_that_of_the_organization_or_the_application_if_nobody_says_it() -> None:
    for heading in ("Client name", "Organization name"):
        (entry,) = read([[*FIELDS, heading], [*GOOD, "  Uni\nversity  "]])
        assert entry.name == "Uni versity"
    sheet = read([["Organization name", "Client name", *FIELDS], ["a", "b", *GOOD]])
    assert [entry.name for entry in sheet] == ["a"]
    assert sheet.columns[0].role(FormEdition.YEAR_2021, "en") == (
        "Name of the ORCID member organization; the name of each request"
    )


def test_a_column_that_the_form_does_not_ask_for_is_reported_once_and_not_for_each_row() -> None:
    headings = [*FIELDS, "Type of system integration"]
    sheet = read([headings, [*GOOD, "other"]])
    assert [column.heading for column in sheet.unread] == ["Type of system integration"]
    assert [codes(entry) for entry in sheet] == [[]]
    latest = Policy(edition=FormEdition.LATEST)
    assert not read([headings], policy=latest).unread
    # Where each row has its own edition, it is a finding of the row.
    sheet = read([[*headings, "Edition"], [*GOOD, "other", "2020-01"], [*GOOD, "other", "2023"]])
    assert not sheet.unread
    assert [("request.unknown_field" in codes(entry)) for entry in sheet] == [True, False]


def test_fields_without_a_column_are_reported_once_and_not_for_each_row() -> None:
    sheet = read([["Contact email", "Redirect URIs"], ["orcid@university.edu", HTTP]])
    assert sheet.without_column == ("pin_contact_email", "description", "homepage_url")
    assert sheet.required_without_column == sheet.without_column
    latest = read([["Contact email", "Description"]], policy=Policy(edition=FormEdition.LATEST))
    assert "integration_type" in latest.without_column
    assert latest.required_without_column == ("pin_contact_email", "homepage_url", "redirect_uris")
    (entry,) = sheet
    assert codes(entry) == ["redirect_uri.https_required"]
    assert entry.report is not None
    assert "description.missing" in entry.report.codes()
    (entry,) = entries(row(description=""))
    assert codes(entry) == ["description.missing"]


def test_possible_headings_are_the_labels_of_the_latest_form() -> None:
    assert "Redirect-URIs" in possible_headings("de")
    assert {read_as(heading) for heading in possible_headings("ja")} == set(EDITIONS[FormEdition.LATEST].by_name)


@pytest.mark.parametrize("rows", ["contact_email", ["contact_email"], [{"contact_email": "x"}], [1]])
def test_what_is_no_sheet(rows: Any) -> None:
    with pytest.raises(TypeError, match="policy is a Policy, or a function that returns one, not str"):
        read([["Contact email"]], policy="sandbox")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a row is a list or tuple of cells"):
        read(rows)


def test_arguments_that_are_not_right() -> None:
    with pytest.raises(TypeError):
        read(7)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no catalogue for 'xx'"):
        read([FIELDS], language="xx")


# Values


@pytest.mark.parametrize(
    ("text", "environment"),
    [
        ("Sandbox", "sandbox"),
        (" PRODUCTION ", "production"),
        ("Produktionsumgebung", "production"),
        ("沙盒", "sandbox"),
    ],
)
def test_environments_as_people_write_them(text: str, environment: str) -> None:
    assert environment_of(text) == environment
    (entry,) = read([[*FIELDS, "Environment"], [*GOOD, text]])
    assert entry.report is not None
    assert entry.report.policy == (SANDBOX if environment == "sandbox" else PRODUCTION)


@pytest.mark.parametrize(
    ("cell", "edition"),
    [
        (2023, "2023"),
        (2023.0, "2023"),
        ("2021", "2021"),
        ("latest", FormEdition.LATEST.value),
        ("2020-01", "2020-01"),
        (datetime(2020, 1, 1), "2020-01"),  # noqa: DTZ001 - as openpyxl reads a date
        ("2022 Sandbox", "2022-sandbox"),
    ],
)
def test_editions_as_spreadsheets_write_them(cell: object, edition: str) -> None:
    (entry,) = read([[*FIELDS, "edition"], [*GOOD, cell]])
    assert entry.report is not None
    assert entry.report.policy.edition == edition
    assert "request.policy_mismatch" not in codes(entry)


def test_what_names_no_environment_and_no_edition() -> None:
    assert (environment_of("live"), edition_of("2024")) == (None, None)
    headings = [*FIELDS, "environment", "edition", "Language"]
    date = datetime(2024, 1, 1)  # noqa: DTZ001 - as above
    (entry,) = read([headings, [*GOOD, "live", date, "Klingon"]], columns={"Language": "language"})
    assert entry.is_unreadable
    assert not entry.is_clean
    assert (entry.report, entry.findings, entry.remaining(), entry.suggested(("description",))) == (None, (), (), ())
    assert [fault.message("en") for fault in entry.faults] == [
        "The value in cell F2 is not an environment. Write production or sandbox.",
        "The value in cell G2 is not an edition of the form. Write " + ", ".join(FormEdition) + ".",
    ]
    assert [note.message("en") for note in entry.notes] == ["The value in cell H2 is not a language for letters."]
    assert entry.label_of(("description",), "en") == "Short description of your client application"
    (entry,) = read([headings, [*GOOD, True, "", ""]], columns={"Language": "language"})
    assert [fault.cell.name for fault in entry.faults] == ["F2"]


@pytest.mark.parametrize("text", ["Ja", "oui", "sí", "是", "はい", "yes", "YES", True])
def test_answers_as_people_write_them(text: object) -> None:
    latest = Policy(edition=FormEdition.LATEST)
    (entry,) = read([[*FIELDS, "authenticates_users"], [*GOOD, text]], policy=latest)
    assert not {code for code in codes(entry) if code.startswith("authenticates_users")}


def test_other_words() -> None:
    assert answer_of("update_existing", "perhaps") == "perhaps"
    assert [language_named(text) for text in ("de", "German", "日本語", "xx", "x y", "")] == [
        "de",
        "de",
        "ja",
        *[None] * 3,
    ]
    assert (field_named(""), field_named("Redirect-URIs")) == ("", "redirect_uris")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (None, ""),
        ("x", "x"),
        ("'=x", "=x"),
        ("'x", "'x"),
        (7, "7"),
        (7.0, "7"),
        (7.5, "7.5"),
        (2**2000, 2**2000),
        (True, True),
        (float("inf"), "inf"),
    ],
)
def test_what_cells_hold(cell: object, value: object) -> None:
    assert value_of(cell) == value
    assert type(value_of(cell)) is type(value)


def test_names_of_columns() -> None:
    for index in (0, 25, 26, 701, 702, 16383):
        assert index_of(letters(index)) == index
    assert (Cell(7, 2).name, Cell(7, 2).column, index_of("a1"), index_of("")) == ("C7", "C", None, None)


# Rows

URIS = ["https://university.edu/1", "https://university.edu/2", "https://university.edu/3"]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([row(redirect_uris="\r\n".join(URIS))], [URIS]),
        ([row(redirect_uris=f"{URIS[0]}\n\n  \n{URIS[1]}\r{URIS[2]}\n")], [URIS]),
        ([row(redirect_uris=URIS[0]), ["", None, "", "", URIS[1]], ["", "", "", "", URIS[2]]], [URIS]),
        ([row(redirect_uris=URIS[0]), row(redirect_uris=URIS[1]), ["", "", "", "", URIS[2]]], [URIS]),
        # Another description, the same redirect URIs, an empty row in between: other requests.
        ([row(redirect_uris=URIS[0]), row(redirect_uris=URIS[1], description="x")], [URIS[:1], URIS[1:2]]),
        ([row(redirect_uris=URIS[0]), row(redirect_uris=URIS[0])], [URIS[:1], URIS[:1]]),
        ([row(redirect_uris=URIS[0]), [], ["", "", "", "", URIS[1]]], [URIS[:1], URIS[1:2]]),
        ([["", "", "", "", URIS[0]], ["", "", "", "", URIS[1]]], [URIS[:1], URIS[1:2]]),
        ([row(redirect_uris=URIS[0]), row(redirect_uris="", contact_email="", homepage_url="")], [URIS[:1], None]),
        # The description alone says little: two applications can have the same.
        ([row(redirect_uris=URIS[0]), ["", "", GOOD[2], "", URIS[1]]], [URIS[:1], URIS[1:2]]),
    ],
)
def test_several_redirect_uris_of_a_request(rows: list[list[object]], found: list[list[str] | None]) -> None:
    requests = [entry for entry in entries(*rows) if entry.is_request]
    assert [entry.data.get("redirect_uris") for entry in requests] == found
    assert [entry.first for entry in requests] == [2] if len(found) == 1 else True


def test_several_columns_of_redirect_uris_and_where_each_is() -> None:
    headings = ["Redirect URI 1", *FIELDS[:4], "Redirect URI 2", "Member"]
    rows = [
        [URIS[0], *GOOD[:4], f"{URIS[1]}\nx", "Uni"],
        ["", "", "", "", "", HTTP, "Uni"],
        [URIS[2], *GOOD[:4], 5, "Lab"],
    ]
    first, second = read([headings, *rows], columns={"Member": "name"})
    assert first.data["redirect_uris"] == [URIS[0], URIS[1], "x", HTTP]
    places = [first.cell_of(("redirect_uris", index)) for index in range(4)]
    assert [place and place.name for place in places] == ["A2", "F2", "F2", "F3"]
    assert (first.last, first.numbered("en"), second.numbered("en")) == (3, "rows 2 to 3", "row 4")
    assert first.label_of(("redirect_uris", 3), "en") == "OAuth2 redirect URIs or callback URLs (4)"
    whole = first.cell_of(("redirect_uris",))
    assert whole is not None
    assert whole.name == "A2"
    assert (first.cell_of(("staff_notes",)), first.cell_of(())) == (None, None)
    assert second.data["redirect_uris"] == [URIS[2], "5"]
    assert (first.given(("redirect_uris", 2)), first.given(("description",)), first.given(())) == ("x", GOOD[2], "")
    assert (first.suggested(("redirect_uris", 3)), first.suggested(()), second.suggested(("redirect_uris", 0))) == (
        (HTTPS,),
        (),
        (),
    )


def test_rows_that_only_differ_in_answers_above_are_one_request() -> None:
    headings = [*FIELDS, "Environment"]
    first = [*row(redirect_uris=URIS[0]), "sandbox"]
    for environment, count in (("sandbox", 1), ("", 1), ("production", 2)):
        below = ["", "", "", "", URIS[1], environment]
        assert len(list(read([headings, first, below]))) == count
    both = [["Environment", "Redirect URIs"], ["sandbox", URIS[0]], ["sandbox", URIS[1]]]
    assert len(list(read(both))) == 2


def test_rows_without_a_request_are_none() -> None:
    headings = [*FIELDS, "Member", "Remarks", "Language"]
    columns = {"Member": "name", "Language": "language"}
    rows = [
        [],
        [None] * 8,
        ["", " ", "", "", "", "", "a remark", "de"],
        [*row(), "Uni", "x", "de"],
        ["", "", "", "", "", "Lab"],
    ]
    found = list(read([headings, *rows], columns=columns))
    assert [entry.is_request for entry in found] == [False, False, False, True, True]
    assert {"contact_email.missing", "redirect_uris.missing"} <= {*codes(found[-1])}
    assert (found[0].is_clean, found[3].is_clean, found[4].is_clean) == (True, True, False)


def test_a_request_has_at_most_so_many_rows_that_memory_is_bounded() -> None:
    more = ([*[""] * 4, f"https://university.edu/{number}"] for number in range(6000))
    found = list(read([FIELDS, row(), *more]))
    assert len(found[0].rows) == 5001
    assert codes(found[0]) == ["redirect_uris.too_long"]
    assert all(len(entry.rows) == 1 for entry in found[1:])


def test_rows_are_read_when_they_are_asked_for() -> None:
    seen = 0

    def rows() -> Any:
        nonlocal seen
        yield FIELDS
        for _ in range(10_000):
            seen += 1
            yield row()

    for number, entry in enumerate(read(rows()), 1):
        assert entry.is_clean
        assert seen <= max(50, number + 2)


def test_cells_beyond_the_headings() -> None:
    rows = [[*row(), "x"], [*row(), ""], [*row(), "", None, "y"]]
    found = entries(*rows, delimited=True)
    assert [[fault.cell.name for fault in entry.faults] for entry in found] == [["F2"], [], ["H4"]]
    assert found[0].faults[0].message("en").startswith("Cell F2 is in a column without a heading.")
    assert not any(entry.faults for entry in entries(*rows))


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("=1+1", True),
        ("+1+1", True),
        ("-x", True),
        ("@x", True),
        ("\tx", True),
        ("\uff1dx", True),
        ("+49 30 1234", False),
        ("-5", False),
        ("x=1", False),
        ("", False),
        (7, False),
    ],
)
def test_what_a_spreadsheet_runs(text: object, *, is_one: bool) -> None:
    assert looks_like_formula(text) is is_one
    assert harmless(text) == (f"'{text}" if is_one else text)
    assert value_of(harmless(text)) == value_of(text)


def test_formulas_are_reported_and_texts_like_them_as_well() -> None:
    formula, like_one = entries(
        row(contact_email=Formula('=A1&"@"&B1'), redirect_uris=Formula()), row(description="=cmd", redirect_uris="@x")
    )
    assert [fault.message("en") for fault in formula.faults] == [
        "Cell A2 contains a formula. Replace it with its value.",
        "Cell E2 contains a formula. Replace it with its value.",
    ]
    assert [note.cell.name for note in like_one.notes] == ["C3", "E3"]
    assert not like_one.is_clean
    assert (harmless(Formula("=A1")), harmless(Formula())) == ("'=A1", None)
    assert "A1" not in repr(Formula("=A1"))


def test_a_policy_may_depend_on_the_request() -> None:
    found = entries(row(redirect_uris=HTTP), row(redirect_uris=HTTP, description="x"), policy=lambda data: (
        SANDBOX if data.get("description") == "x" else PRODUCTION
    ))  # fmt: skip
    assert [codes(entry) for entry in found] == [["redirect_uri.https_required"], []]


def test_what_an_entry_shows_of_itself_has_no_address() -> None:
    (entry,) = entries(row())
    assert "university" not in repr(entry)


# Rows out


def out(*rows: Sequence[object], headings: Sequence[object] = FIELDS, **options: Any) -> list[list[object]]:
    return list(fixed_rows(read([headings, *rows], **options)))


def test_suggestions_are_applied_and_all_else_stays() -> None:
    headings = ["Phone", *FIELDS, "Redirect URI 2"]
    rows = [
        ["+49 30", *row(redirect_uris=f"{HTTP}\n{URIS[0]}", contact_email="Uni <orcid@university.edu>"), f"{HTTP}/2#x"],
        [],
        ["", "", "", "", "", "https://university.edu/a, https://university.edu/b"],
        ["+49 40", *row(description="")],
    ]
    found = out(["Title"], headings, *rows, headings=[])
    assert found[:3] == [[], ["Title"], [*headings, "Still to be corrected"]]
    fixed = row(redirect_uris=f"{HTTPS}\n{URIS[0]}", contact_email="orcid@university.edu")
    assert found[3] == ["+49 30", *fixed, f"{HTTPS}/2", ""]
    assert found[4] == []
    assert found[5][5] == "https://university.edu/a\nhttps://university.edu/b"
    assert found[6][:6] == rows[3]
    assert str(found[6][7]).startswith("Short description of your client application: Enter a short description of")


def test_a_sheet_that_was_fixed_has_what_remained_and_nothing_else() -> None:
    rows = [row(redirect_uris=HTTP), row(description="", redirect_uris=HTTP), row(contact_email="x")]
    once = out(*rows)
    again = read(once)
    assert [column.field for column in again.columns][-1] == "remaining"
    assert not again.unread
    found = list(again)
    assert [codes(entry) for entry in found] == [[], ["description.missing"], ["contact_email.invalid"]]
    assert list(fixed_rows(again, found)) == once
    assert again.columns[-1].role(FormEdition.LATEST, "en") == "Still to be corrected"
    mended = [each.copy() for each in once]
    mended[2][2] = "x"
    assert list(fixed_rows(read(mended)))[2][5] == ""


def test_rows_that_cannot_be_read_say_why() -> None:
    found = out(row(contact_email=Formula("=A1")), [])
    assert found[1][5] == "Cell A2 contains a formula. Replace it with its value."
    assert found[1][0] == Formula("=A1")


def test_nothing_is_written_over_a_cell_without_a_heading() -> None:
    with pytest.raises(SheetError, match="cell F3 is in a column without a heading; give it one"):
        out(row(), [*row(), "x"])


def test_only_the_cells_that_change_are_changed() -> None:
    headings = [*FIELDS, "Redirect URI 2"]
    sheet = read([headings, [*row(redirect_uris=URIS[0]), HTTP]])
    (entry,) = sheet
    assert [(change.cell.name, change.value) for change in changes(sheet, entry)] == [("F2", HTTPS)]
    sheet = read([FIELDS, row(description="x y"), [], row(description="x", redirect_uris=URIS[0])])
    assert [change for entry in sheet for change in changes(sheet, entry)] == []


def test_a_name_is_changed_in_its_cell() -> None:
    sheet = read([[*FIELDS, "Environment"], [*row(redirect_uris=HTTPS), "Sandbox"]], policy=PRODUCTION)
    (entry,) = sheet
    assert codes(entry) == ["request.policy_mismatch"]
    found = list(changes(sheet, entry))
    assert [(change.cell.name, change.value) for change in found if change.cell.name == "F2"] in (
        [("F2", "production")],
        [],
    )


# Letters


def letters_of(*rows: Sequence[object], language: str = "en", **options: Any) -> list[Any]:
    return [letter(entry, **options) for entry in read([FIELDS, *rows], language=language)]


def test_a_letter_says_what_to_correct_and_nothing_of_others() -> None:
    clean, wrong, odd = letters_of(
        row(contact_email="other@private.edu"),
        row(redirect_uris=f"{HTTP}\nhttps://university.edu", description=""),
        row(redirect_uris="https://a.university.edu/x;https://b.university.edu/y"),
    )
    assert clean is None
    text = wrong.text
    assert text.startswith("Hello,\n\nWe checked your request for ORCID Member API credentials before")
    assert "These entries have to be corrected:\n\n1. Short description of your client application\n   Enter a" in text
    assert f"   You entered: {HTTP}\n   Use https" in text
    assert f"   Enter instead: {HTTPS}\n" in text
    assert "may be right, but have another look at them:\n\n1. OAuth2 redirect URIs or callback URLs (2)\n" in text
    assert "private" not in text + wrong.html
    assert "Enter instead: \n   https://a.university.edu/x\n   https://b.university.edu/y\n" in odd.text
    assert "have to be corrected" not in odd.text
    assert f'<code dir="ltr">{HTTPS}</code>' in wrong.html
    assert wrong.html.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr">')
    assert repr(wrong).count("university") == 0
    (private,) = letters_of(row(redirect_uris="https://user:secret@university.edu/orcid"))
    assert "You entered: https://…@university.edu/orcid\n" in private.text
    assert "secret" not in private.text + private.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_in_each_language(language: str) -> None:
    (found,) = letters_of(row(redirect_uris='http://university.edu/"<b>'), language=language)
    assert found.language == language
    tag = {"zh": "zh-Hans"}.get(language, language)
    assert f'<html lang="{tag}" dir="{"rtl" if language == "ar" else "ltr"}">' in found.html
    assert "<b>" not in found.html
    label = "OAuth2 redirect URIs or callback URLs"
    assert label in found.text
    assert say(label, language) in found.text


def test_a_template_of_her_own() -> None:
    template = "Dear $name ($row),\n<you> owe $$5.\nErrors: $errors, warnings: $warnings\n\n$findings\n\nYours"
    (entry,) = read([[*FIELDS, "Member"], [*row(redirect_uris=HTTP), "A & B"]], columns={"Member": "name"})
    found = letter(entry, template=template)
    assert found is not None
    assert found.text.startswith("Dear A & B (row 2),\n<you> owe $5.\nErrors: 1, warnings: 0\n\n1. OAuth2 ")
    assert found.text.endswith("\n\nYours\n")
    assert "<p>Dear A &amp; B (row 2),<br>\n&lt;you&gt; owe $5.<br>\n" in found.html
    assert "<p></p>" not in found.html
    for wrong in ("$who", "$", "100 $"):
        with pytest.raises(ValueError, match=r"\$name, \$findings, \$errors, \$warnings, \$row, and \$\$ for a dollar"):
            check_template(wrong)


# The summary


def summary_of(*rows: Sequence[object], headings: Sequence[object] = FIELDS, **options: Any) -> tuple[Summary, Sheet]:
    sheet = read([headings, *rows], **options)
    summary = Summary(sheet)
    for entry in sheet:
        summary.add(entry)
    return summary, sheet


def test_a_summary_fits_on_a_screen_and_counts_the_work() -> None:
    headings = ["Member", *FIELDS, "Redirect URI 2", "Phone", "Environment"]
    rows = [
        *([f"Uni {number}", *row(redirect_uris=f"http://university.edu/{number}"), "", "", ""] for number in range(3)),
        ["Uni 3", *row(redirect_uris="https://university.edu"), "", "", ""],
        ["Uni 4", *row(), "", "", ""],
        ["Uni 5", *row(), "", "", "live"],
        [],
    ]
    summary, _ = summary_of(["Title"], headings, *rows, headings=[], columns={"Member": "name"})
    assert summary.lines() == [
        "Headings: row 3, number of rows above it that are not read: 2",
        "  A    Member: the name of each request",
        "  B    contact_email: Contact email address",
        "  C    pin_contact_email: Contact for receiving PIN to access credentials",
        "  D    description: Short description of your client application",
        "  E    homepage_url: URL of the home page of your application",
        "  F-G  redirect_uris, Redirect URI 2: OAuth2 redirect URIs or callback URLs",
        "  I    Environment: Environment",
        "Not read: H Phone",
        "",
        "6 requests: 3 with errors, 1 with warnings only, 1 without findings, 1 unreadable",
        "With every suggestion applied: 1 with warnings only, 4 without findings, 1 unreadable",
        "Most frequent:",
        "  3 × OAuth2 redirect URIs or callback URLs: Use https instead of http. Production credentials …",
    ]


def test_a_summary_of_many_columns_still_fits() -> None:
    latest = [field.name for field in EDITIONS[FormEdition.LATEST].fields]
    headings = [name for field in latest for name in (field, "x" * 90)]
    headings += [name for number in range(10) for name in (f"Redirect URI {number}", "y" * 50)]
    summary, sheet = summary_of(["z" for _ in headings], headings=headings, policy=Policy(edition=FormEdition.LATEST))
    lines = summary.lines()
    assert len(lines) <= 23
    assert max(map(columns, lines)) <= 100
    assert "  …" in lines
    assert len(sheet.unread) > 20


def test_each_column_is_named_unless_only_numbers_differ() -> None:
    summary, _ = summary_of(
        headings=["Redirect URI 1", "Redirect URI 2", "Phone", "Redirect URIs", "Redirect URIs (old)"]
    )
    assert [line.partition(":")[0] for line in summary.columns()][1:3] == [
        "  A-B  Redirect URI 1, …",
        "  D-E  Redirect URIs, Redirect URIs (old)",
    ]


def test_what_is_missing_everywhere_and_rows_that_are_not_read_are_told() -> None:
    rows = [["", "", "", "", "", "", note] for note in ("a", "", *("b" for _ in range(12)))]
    summary, sheet = summary_of(row(), *rows, headings=[*FIELDS, "redirect_uris", "Remarks"])
    assert summary.counts()[-1] == (
        "Rows with entries only in columns that are not read: 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, …"
    )
    summary, sheet = summary_of(["orcid@university.edu"], headings=["Contact email"])
    assert "pin_contact_email" in sheet.required_without_column
    assert summary.counts()[-1].startswith("Required, but without a column, so missing from every request: Contact for")


def test_an_empty_sheet_has_a_summary() -> None:
    summary, _ = summary_of(headings=["Contact email"])
    assert summary.lines()[-1] == "0 requests"
    assert summary.lines()[2].startswith("Without a column: Contact for receiving PIN")


def test_a_sheet_of_which_nothing_is_asked() -> None:
    summary, _ = summary_of(["other"], headings=["Type of system integration"])
    assert summary.lines()[1].startswith("Not read: A Type of system integration")
    assert most_known([["Phone"], ["Contact email", "Description", "Phone"]], {"Phone": "name"}) == 3
    assert most_known([], {}) == 0


def test_labels() -> None:
    assert label_of("environment", FormEdition.LATEST, "en") == "Environment"
    assert label_of("integration_type", FormEdition.JANUARY_2020, "en") == "Type of system integration"
    assert label_of("no\nfield", FormEdition.LATEST, "en") == "no\\u{a}field"


def test_every_text_is_listed_for_translators_once() -> None:
    texts = [text for _, text, _, _ in sentences.TEXTS] + [plural for _, _, plural, _ in sentences.TEXTS if plural]
    named = {value for name, value in vars(sentences).items() if name.isupper() and isinstance(value, str)}
    assert sorted(texts) == sorted(named)
    assert Severity.ERROR == "error"
