"""Text shown to people: what is wrong with it, character by character."""

from __future__ import annotations

import html
import string
from html.entities import html5

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orcid_clientreq import parse, validators
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.rules.texts import MARKUP


def found(validator, text: object) -> list[tuple[str, dict[str, object], object]]:
    return [(finding.code.partition(".")[2], dict(finding.params), finding.suggestion) for finding in validator(text)]


@pytest.mark.parametrize(
    "text",
    [
        "a < b", "a <3 b", "R&D", "AT&T;x", "a & b", "&#;", "&#x;", "&;", "<>", "< b>", "a > b", "1<2>1", "&unknownname;", "&" + "a" * 40 + ";",
        "Zürich – 北京 – القاهرة", "emoji 🎓", "x" * 150, "AT&T", "Q&A", "B&B's", "R&Design", "&1;", "Notes & references", "a</", "<", "&", "&g", "</", "x<", "<3", "<-", "<=", "<é>",
        "{meta}data", "the {rcrossref} package", "sets {1, 2}", "{T}-cells", "[beta]", "Repository [TEST]", "[1] and [Smith 2020]", "press [Enter]", "[your profile](https://orcid.org/)",
        "PARA TODO EL MUNDO", "SOBRE TODO", "Todo lo que publica", "TODO EL MUNDO", "[University of Ghent]", "[]", "[…]", "O’Neill’s ‘Data’ – “Library”",
        "\u0646\u0627\u0645\u0647\u200c\u0647\u0627", "PDF\u200c\u0647\u0627", "\u06f1\u06f4\u06f0\u06f0 \u0647\u200d.\u0642", "\u00ab\u06a9\u062a\u0627\u0628\u00bb\u200c\u0647\u0627",
        "\u0915\u094d\u200d\u0937", "\u0915\u094d\u200c\u0937", "\u0d05\u0d35\u0d28\u0d4d\u200d", "\u0d05\u0d35\u0d28\u0d4d\u200d, \u0d05",
        "👩\u200d🔬 lab", "👩🏽\u200d🔬", "❤\ufe0f\u200d🔥", "🙂\u200d\u2194\ufe0f", "🏳\ufe0f\u200d🌈", "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", "1\u200d2",
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
        ("&CounterClockwiseContourIntegral;", "HTML character code (such as &amp;)"), ("</>", "HTML tag"), ("</ sarcasm>", "HTML comment"), ("</1>", "HTML comment"), ("</@x>", "HTML comment"), ("</é>", "HTML comment"),
        ("<![CDATA[x", "HTML comment"), ("this &amp that", "HTML character code (such as &amp;)"), ("&szlig", "HTML character code (such as &amp;)"), ("https://x.edu/?a=1&copy=2", "HTML character code (such as &amp;)"), ("R&notes", "HTML character code (such as &amp;)"),
        ("&#65", "HTML character code (such as &amp;)"), ("I'm &notit; I tell you", "HTML character code (such as &amp;)"), ("&AMPX", "HTML character code (such as &amp;)"), ("&Aacuteb", "HTML character code (such as &amp;)"), ("&gt", "HTML character code (such as &amp;)"),
    ],
)  # fmt: skip
def test_what_is_markup(text: str, what: str) -> None:
    for validator in (validators.description, validators.client_name, validators.organization_name):
        assert found(validator, text) == [("markup", {"what": what}, None)]
    assert found(validators.staff_notes, text) == []


def has_markup(text: str) -> bool:
    """Return whether HTML shows something other than a text: state by state, and as Python reads references."""
    rest = text
    while rest := rest.partition("<")[2]:
        if rest[0] in string.ascii_letters + "!?" or (rest[0] == "/" and len(rest) > 1):
            return True
    return html.unescape(text) != text


@given(
    st.text("<>/!?&#;xX09aAmptgnloLcoy1 é-", max_size=12)
    | st.builds(
        "{}&{}{}".format, st.text("R&<", max_size=2), st.sampled_from(sorted(html5)), st.text(";aZ=1", max_size=2)
    )
)
@example("R&D</")
def test_markup_is_what_an_html_tokenizer_takes_for_it(text: str) -> None:
    assert (MARKUP.check(text) is not None) is has_markup(text)


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
    for character in "\u200d\u200c\u2065\u2070\u034f\ufe0f":
        assert found(validators.client_name, f"a{character}b") == []


@pytest.mark.parametrize("character", ["\u2028", "\u2029"], ids=ascii)
def test_other_line_breaks_are_fine_where_line_feeds_are(character: str) -> None:
    for validator in (validators.description, validators.staff_notes):
        assert found(validator, f"a{character}b") == []
    for validator in (validators.client_name, validators.organization_name):
        assert [name for name, _, _ in found(validator, f"a{character}b")] == ["control_character"]


@pytest.mark.parametrize(
    ("text", "character", "suggestion"),
    [
        ("a\u200bb", "zero-width space (U+200B)", "ab"),
        ("a\u00adb", "soft hyphen (U+00AD)", "ab"),
        ("a\u2060b\u00adc", "WORD JOINER (U+2060)", "abc"),
        ("a\ufeffb", "byte order mark (U+FEFF)", "ab"),
        ("a\ufff9b", "INTERLINEAR ANNOTATION ANCHOR (U+FFF9)", "ab"),
        ("a\u206ab", "INHIBIT SYMMETRIC SWAPPING (U+206A)", "ab"),
        ("a\U000e0041b", "TAG LATIN CAPITAL LETTER A (U+E0041)", "ab"),
        ("🏴\U000e0067b", "TAG LATIN SMALL LETTER G (U+E0067)", "🏴b"),
        ("a\U000e0001b", "LANGUAGE TAG (U+E0001)", "ab"),
        ("a \u200d b", "ZERO WIDTH JOINER (U+200D)", "a  b"),
        ("a\u200c b", "ZERO WIDTH NON-JOINER (U+200C)", "a b"),
        ("a \u200cb", "ZERO WIDTH NON-JOINER (U+200C)", "a b"),
        ("a\u200d🔬", "ZERO WIDTH JOINER (U+200D)", "a🔬"),
        ("👩\u200d\u200d🔬", "ZERO WIDTH JOINER (U+200D)", "👩🔬"),
        ("Universit\ufffdt", "“\ufffd” (replacement character, U+FFFD)", None),
        ("a\u200bb\ufffd", "zero-width space (U+200B)", None),
        ("<\u200bb>", "zero-width space (U+200B)", None),
    ],
    ids=ascii,
)
def test_what_is_invisible(text: str, character: str, suggestion: str | None) -> None:
    reason = "it replaces a lost letter" if "\ufffd” (" in character else "it is invisible"
    for validator in (
        validators.description,
        validators.client_name,
        validators.organization_name,
        validators.staff_notes,
    ):
        expected = suggestion
        if text.startswith("<") and validator is validators.staff_notes:
            expected = "<b>"
        assert found(validator, text) == [("invisible_character", {"character": character, "reason": reason}, expected)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("OSIRIS-[Your institute acronym]", "[...]"), ("[Institution Name] Repository", "[...]"), ("[ACRONYM]", "[...]"), ("［機関名］リポジトリ", "[...]"), ("[あなたの機関]", "[...]"), ("[您的机构]", "[...]"),
        ("[机构名称]", "[...]"), ("[اسم المؤسسة]", "[...]"), ("[أدخل الاسم]", "[...]"), ("[اسم مؤسستك]", "[...]"), ("[Votre établissement]", "[...]"), ("[Nom de l'établissement]", "[...]"),
        ("[Ihre Einrichtung]", "[...]"), ("[Name einfügen]", "[...]"), ("[Name der Hochschule]", "[...]"), ("[Su institución]", "[...]"), ("[Nombre de la universidad]", "[...]"),
        ("[Sua instituição]", "[...]"), ("[Nome da instituição]", "[...]"), ("[il tuo ateneo]", "[...]"), ("[Nome dell'ente]", "[...]"), ("[insert name here]", "[...]"), ("[enter-description]", "[...]"),
        ("{institution}", "{...}"), ("{Your name}", "{...}"), ("{{ name }}", "{...}"), ("${NAME} Repository", "{...}"), ("{ORG_NAME}", "{...}"), ("{app.name} {meta}data {{x}}", "{...}"),
        ("< [name] >", "[...]"), ("<机构名称>", "<...>"), ("TODO", "TODO"), ("TODO.", "TODO"), ("TODO: describe", "TODO"), ("TODO add a text", "TODO"), ("Repository – TODO", "TODO"),
        ("Lorem ipsum dolor", "lorem ipsum"), ("LOREM IPSUM", "lorem ipsum"),
    ],
)  # fmt: skip
def test_what_is_unfilled(text: str, kind: str) -> None:
    for validator in (validators.description, validators.client_name, validators.organization_name):
        assert found(validator, text) == [("unfilled", {"kind": kind}, None)]
    assert found(validators.staff_notes, text) == []


def test_a_template_in_angle_brackets_is_markup_as_well() -> None:
    assert found(validators.client_name, "<Your institution> Repository") == [
        ("markup", {"what": "HTML tag"}, None),
        ("unfilled", {"kind": "<...>"}, None),
    ]


def test_a_line_can_be_unfilled() -> None:
    for text, kind in (("Sign in.\nTODO: more", "TODO"), ("Sign in.\n  lorem ipsum", "lorem ipsum")):
        assert found(validators.description, text) == [("unfilled", {"kind": kind}, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a", [("surrounding_whitespace", {}, "a")]),
        ("a\n", [("surrounding_whitespace", {}, "a")]),
        ("\u3000é\x85", [("surrounding_whitespace", {}, "é")]),
        ("\u200ba", [("surrounding_whitespace", {}, "a")]),
        ("\ufeff a\u00ad", [("surrounding_whitespace", {}, "a")]),
        ("a\u200c", [("surrounding_whitespace", {}, "a")]),
        ("\u0d28\u0d4d\u200d\u200b", [("surrounding_whitespace", {}, "\u0d28\u0d4d\u200d")]),
        ("\u202aa", [("bidi_control", {"character": "LEFT-TO-RIGHT EMBEDDING (U+202A)"}, "a")]),
        (" \u202ea ", [("surrounding_whitespace", {}, "a"), ("bidi_control", {"character": "right-to-left override (U+202E)"}, " a ")]),
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


def test_there_is_no_suggestion_that_nobody_can_encode() -> None:
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
    assert [name for name, _, _ in found(validators.description, "\u200b" + "x" * 999)] == ["surrounding_whitespace"]
    assert found(validators.description, "é" * 5001) == [("too_long", {"limit": 5000}, None)]


def test_what_is_around_a_text_is_taken_off() -> None:
    form = {**GOOD_REQUEST, "description": "\ufeff Sign in.\u200b\n", "client_name": "Repository\u00ad"}
    request = parse(form)
    assert (request.description, request.client_name) == ("Sign in.", "Repository")
