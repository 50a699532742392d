"""Rules of text that is shown to people."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.fields import FIELDS, Field, Kind
from orcid_clientreq.rules.model import NONE, Case, Fault, Params, Row, faults_of
from orcid_clientreq.syntax.display import character_name
from orcid_clientreq.syntax.patterns import Pattern

#: The fields in which people write lines.
_IN_LINES: Final = tuple(field.name for field in FIELDS.values() if field.kind is Kind.TEXT and field.has_lines)


def surrounding_whitespace(text: str) -> Params | None:
    """White space around the text."""
    return NONE if text.strip() != text else None


def stripped(text: str) -> str:
    """Return the text without white space around it."""
    return text.strip()


SURROUNDING_WHITESPACE: Final = Row(
    name="surrounding_whitespace",
    severity="W/W",
    summary="White space around the text.",
    rationale="Spaces at either end are removed. They can mean that part of the text was cut off when it was copied.",
    source="observed in integrations",
    template="Remove the spaces before and after the text.",
    cases=(
        Case(bad="  University Repository\n", corrected="University Repository"),
        Case(bad="University Repository\u3000", corrected="University Repository"),
    ),
    check=surrounding_whitespace,
    fix=stripped,
)

# Unicode Standard section 23.1 (C0, DELETE, C1), 23.6 (surrogates) and 23.7 (noncharacters).
_NONCHARACTERS: Final = "".join(chr(plane + low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))
_CONTROL: Final = Pattern(rf"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")
# The same where people write lines: a line ends in LF, or in CR LF as HTML forms send it.
_CONTROL_IN_LINES: Final = Pattern(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]|\r(?!\n)"
)


def control_character(text: str) -> Params | None:
    """A control character, a lone surrogate or a noncharacter; at the ends of a text white space has its own rule."""
    match = _CONTROL.search(text.strip())
    return {"character": character_name(match[0])} if match else None


def control_character_in_lines(text: str) -> Params | None:
    """The same, but for tabs and line breaks."""
    match = _CONTROL_IN_LINES.search(text.strip())
    return {"character": character_name(match[0])} if match else None


CONTROL_CHARACTER: Final = Row(
    name="control_character",
    severity="E/E",
    summary="A control character, a lone surrogate or a noncharacter.",
    rationale="It can't be displayed, and much software fails on it. Line breaks and tabs are fine in description and "
    "staff_notes.",
    source="ORCID's registry software; Unicode Standard sections 23.1 and 23.7",
    template="Remove the character {character}: it can't be displayed.",
    cases=(
        Case(bad="Repo\nsitory", corrected="Repo sitory", params={"character": "line break (U+000A)"}),
        Case(bad="Repo\tsitory", corrected="Repo sitory", params={"character": "tab (U+0009)"}),
        Case(bad="Uni\ufffe", corrected="Uni", params={"character": "U+FFFE"}),
        Case(bad="U\x85ni", corrected="Uni", params={"character": "line break (U+0085)"}),
        Case(bad="Uni\x1b[2J", corrected="Uni [2J", params={"character": "U+001B"}),
        Case(bad="Uni\ufdd0", corrected="Uni", params={"character": "U+FDD0"}),
    ),
    check=control_character,
    but_not=_IN_LINES,
)

CONTROL_CHARACTER_IN_LINES: Final = CONTROL_CHARACTER._replace(
    cases=(
        Case(bad="Repo\x00sitory", corrected="Repo\nsitory", params={"character": "U+0000"}),
        Case(bad="Repo\x0bsitory", corrected="Repo\r\nsitory", params={"character": "U+000B"}),
        Case(bad="DSpace\x00", corrected="DSpace\t7", params={"character": "U+0000"}),
        Case(bad="DSpace\ud800", corrected="DSpace 7", params={"character": "U+D800"}),
        Case(bad="DSpace\r7", corrected="DSpace\r\n7", params={"character": "carriage return (U+000D)"}),
    ),
    check=control_character_in_lines,
    only=_IN_LINES,
    but_not=(),
)


#: Characters that change the direction of text (UAX 9).
BIDI: Final = Pattern(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def bidi_control(text: str) -> Params | None:
    """A character that changes the direction of text."""
    match = BIDI.search(text)
    return {"character": character_name(match[0])} if match else None


def without_bidi_controls(text: str) -> str:
    """Return the text without such characters."""
    return BIDI.sub("", text)


BIDI_CONTROL: Final = Row(
    name="bidi_control",
    severity="E/E",
    summary="An invisible character that changes the direction of text.",
    rationale="The character can change the order in which text is displayed, so people see something other than what was entered.",
    source="UTS 39; Unicode Bidirectional Algorithm (UAX 9)",
    template="Remove the invisible character {character}, which changes the direction of the text.",
    cases=(
        Case(bad="Repo\u202esitory", corrected="Repository", params={"character": "right-to-left override (U+202E)"}),
        Case(bad="Repository\u200e", corrected="Repository", params={"character": "left-to-right mark (U+200E)"}),
    ),
    check=bidi_control,
    fix=without_bidi_controls,
)


def confusable(text: str) -> Params | None:
    """A word of Latin letters and others that look like them."""
    if text.isascii():
        return None
    from orcid_clientreq.syntax import scripts  # noqa: PLC0415 - its table is for text that is not ASCII

    return NONE if scripts.confusable_word(text) else None


CONFUSABLE: Final = Row(
    name="confusable",
    severity="W/W",
    summary="A word that mixes Latin letters with Cyrillic or Greek ones that look like them.",
    rationale="Researchers read a different word from the one that is stored, and a search doesn't find it.",
    source="UTS 39 section 4",
    template="Retype this text: one word mixes Latin letters with look-alikes from another alphabet.",
    cases=(
        Case(bad="Univ\u0435rsity Repository", corrected="University Repository"),
        Case(bad="\u0410BC Repository", corrected="\u0410\u0411\u0412 Repository \u0391\u0392\u0393"),
    ),
    check=confusable,
    only=("description", "client_name"),
)

# HTML Standard 13.2.5.6 (tag open state), 13.2.5.72 (character reference state).
_TAG: Final = Pattern(r"</?[A-Za-z]")
_COMMENT: Final = Pattern(r"<[!?]")
_REFERENCE: Final = Pattern(r"&(?:#[0-9]|#[xX][0-9A-Fa-f]|([A-Za-z][A-Za-z0-9]{1,31};))")


def markup(text: str) -> Params | None:
    """HTML: a tag, a comment or a character reference."""
    if _TAG.search(text):
        return {"what": "HTML tag"}
    if _COMMENT.search(text):
        return {"what": "HTML comment"}
    if any(_is_character_reference(match[1]) for match in _REFERENCE.finditer(text)):
        return {"what": "HTML character code (such as &amp;)"}
    return None


def _is_character_reference(name: str | None) -> bool:
    """Return whether the HTML Standard has such a name; a number has none and always counts."""
    from html.entities import html5  # noqa: PLC0415 - two thousand names, imported when there is one to look up

    return name is None or name in html5


MARKUP: Final = Row(
    name="markup",
    severity="E/E",
    summary="HTML: a tag, a comment or a character reference.",
    rationale="ORCID's registry refuses HTML in names and descriptions, and researchers would see the markup.",
    source="ORCID's registry software",
    template="Use plain text: remove the {what}.",
    cases=(
        Case(bad="<p>R&D repository</p>", corrected="R&D repository", params={"what": "HTML tag"}),
        Case(bad="R<!-- & -->D", corrected="R < D", params={"what": "HTML comment"}),
        Case(
            bad="R&amp;D repository",
            corrected="R & D; repository",
            params={"what": "HTML character code (such as &amp;)"},
        ),
    ),
    check=markup,
    but_not=("staff_notes",),
)

#: The rules in the order in which they are asked.
TABLE: Final = (SURROUNDING_WHITESPACE, CONTROL_CHARACTER, CONTROL_CHARACTER_IN_LINES, BIDI_CONTROL, CONFUSABLE, MARKUP)
_OF_FIELD: Final = {
    field.name: tuple(row for row in TABLE if row.holds_for(field.name))
    for field in FIELDS.values()
    if field.kind is Kind.TEXT
}


def faults(text: str, field: Field) -> tuple[Fault, ...]:
    """Return what the rules find in a text that is neither blank nor too long."""
    return faults_of(text, _OF_FIELD[field.name])


def has_unprintable(name: str) -> bool:
    """Return whether a name has a control character, a bidi control or markup in it, which are not part of any name."""
    return any(rule(name) is not None for rule in (control_character, bidi_control, markup))
