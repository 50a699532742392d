"""Text shown to people: what is wrong with it, character by character."""

from __future__ import annotations

import pytest

from orcid_clientreq import parse, validators
from orcid_clientreq.rules.model import GOOD_REQUEST


def found(validator, text: object) -> list[tuple[str, dict[str, object], object]]:
    return [(finding.code.partition(".")[2], dict(finding.params), finding.suggestion) for finding in validator(text)]


@pytest.mark.parametrize(
    "text",
    [
        "a < b", "a <3 b", "R&D", "AT&T;x", "a & b", "&#;", "&#x;", "&;", "<>", "< b>", "a > b", "1<2>1", "&unknownname;", "&" + "a" * 40 + ";",
        "Zürich – 北京 – القاهرة", "emoji 🎓", "a\u200bb", "a\u2028b", "x" * 150,
    ],
    ids=ascii,
)  # fmt: skip
def test_what_is_text(text: str) -> None:
    assert found(validators.client_name, text) == found(validators.description, text) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<b>", "HTML tag"), ("</b", "HTML tag"), ("a<b", "HTML tag"), ("é<A href", "HTML tag"), ("<!doctype", "HTML comment"), ("<!-- -->", "HTML comment"), ("<?xml", "HTML comment"), ("&amp;", "HTML character code (such as &amp;)"),
        ("&#39", "HTML character code (such as &amp;)"), ("&#x27;", "HTML character code (such as &amp;)"), ("&#Xa", "HTML character code (such as &amp;)"), ("R&D &lt; &x;", "HTML character code (such as &amp;)"), ("&T; &nbsp;", "HTML character code (such as &amp;)"),
        ("&CounterClockwiseContourIntegral;", "HTML character code (such as &amp;)"),
    ],
)  # fmt: skip
def test_what_is_markup(text: str, what: str) -> None:
    for validator in (validators.description, validators.client_name, validators.organization_name):
        assert found(validator, text) == [("markup", {"what": what}, None)]
    assert found(validators.staff_notes, text) == []


@pytest.mark.parametrize(
    "character",
    [*map(chr, (0, 8, 0xB, 0xC, 0xE, 0x1F, 0x7F, 0x80, 0x9F, 0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE, 0x10FFFF))],
    ids=ascii,
)
def test_what_cannot_be_shown_is_refused_in_every_text(character: str) -> None:
    for validator in (
        validators.description,
        validators.client_name,
        validators.organization_name,
        validators.staff_notes,
    ):
        (finding,) = validator(f"a{character}b")
        assert finding.code.endswith(".control_character")
        assert finding.params["character"].endswith(f"U+{ord(character):04X}" + (")" if character == "\x7f" else ""))
        assert finding.suggestion is None


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\r\nb"], ids=ascii)
def test_lines_are_fine_where_people_write_lines(text: str) -> None:
    assert found(validators.description, text) == found(validators.staff_notes, text) == []
    for validator in (validators.client_name, validators.organization_name):
        assert [name for name, _, _ in found(validator, text)] == ["control_character"]


def test_a_lone_carriage_return_ends_no_line() -> None:
    assert found(validators.staff_notes, "a\rb") == [
        ("control_character", {"character": "carriage return (U+000D)"}, None)
    ]


@pytest.mark.parametrize("character", [*"\u061c\u200e\u200f\u202a\u202e\u2066\u2069"], ids=ascii)
def test_direction_is_not_changed(character: str) -> None:
    for validator in (
        validators.description,
        validators.client_name,
        validators.organization_name,
        validators.staff_notes,
    ):
        (finding,) = validator(f"a{character}b{character}")
        assert finding.code.endswith(".bidi_control")
        assert finding.suggestion == "ab"


def test_other_format_characters_are_text() -> None:
    for character in "\u200d\u200c\u2029\u2065\u2070":
        assert found(validators.client_name, f"a{character}b") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a", [("surrounding_whitespace", {}, "a")]),
        ("a\n", [("surrounding_whitespace", {}, "a")]),
        ("\u3000é\x85", [("surrounding_whitespace", {}, "é")]),
        (" \u202ea ", [("surrounding_whitespace", {}, "\u202ea"), ("bidi_control", {"character": "right-to-left override (U+202E)"}, " a ")]),
        (" a\x00", [("surrounding_whitespace", {}, "a\x00"), ("control_character", {"character": "U+0000"}, None)]),
        ("x" * 151, [("too_long", {"limit": 150}, None)]),
        (" \n", []),
        (None, []),
    ],
    ids=ascii,
)  # fmt: skip
def test_findings_of_an_optional_text(text: object, expected: list[object]) -> None:
    assert found(validators.client_name, text) == expected


@pytest.mark.parametrize(
    "text",
    [*"\u200b\u00ad\u2060\u3164\u2800\ufeff\u202e\u034f\ufe0f\U000e0001", " \u200b\n", "\u2800" * 200],
    ids=ascii,
)
def test_a_text_that_shows_nothing_is_missing_or_absent(text: str) -> None:
    assert found(validators.description, text) == [("missing", {}, None)]
    assert validators.staff_notes(text) == validators.organization_name(text[:100]) == ()
    form = {**GOOD_REQUEST, "client_name": text[:100], "staff_notes": text}
    assert (parse(form).client_name, parse(form).staff_notes) == (None, None)


def test_a_suggestion_that_nobody_can_encode_is_none() -> None:
    for value in (" \ud800", "\ud800\u202e"):
        assert all(suggestion is None for _, _, suggestion in found(validators.description, value))
    uris = ["x.edu/\ud800", "http://a.edu/\ud800", "https://a.edu/\ud800#", "https://a.edu/b https://a.edu/\udfff"]
    for uri in uris:
        for validator in (validators.redirect_uri, validators.homepage_url):
            assert all(suggestion is None for _, _, suggestion in found(validator, uri))
    assert all(finding.suggestion is None for finding in validators.redirect_uris(uris[1]))


def test_the_description_is_measured_without_the_white_space_around_it() -> None:
    assert [name for name, _, _ in found(validators.description, " " + "x" * 999)] == ["surrounding_whitespace"]
    assert found(validators.description, "x" * 1000) == [("too_long", {"limit": 999}, None)]
    assert found(validators.description, "é" * 5001) == [("too_long", {"limit": 5000}, None)]
