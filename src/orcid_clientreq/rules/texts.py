"""Rules of text that is shown to people."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.fields import FIELDS, Field, Kind
from orcid_clientreq.rules.model import NONE, Case, Fault, Params, Row, faults_of
from orcid_clientreq.syntax.display import character_name
from orcid_clientreq.syntax.html import markup_in
from orcid_clientreq.syntax.invisible import REPLACEMENT, hidden_in, trimmed, without_hidden
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.templates import template_in

#: The fields in which people write lines.
_IN_LINES: Final = tuple(field.name for field in FIELDS.values() if field.kind is Kind.TEXT and field.has_lines)


def surrounding_whitespace(text: str) -> Params | None:
    """White space or invisible characters around the text; bidi controls have a rule of their own."""
    core = without_bidi_controls(text)
    return NONE if trimmed(core) != core else None


SURROUNDING_WHITESPACE: Final = Row(
    name="surrounding_whitespace",
    severity="W/W",
    summary="White space or invisible characters around the text.",
    rationale="These characters can mean that part of the text was cut off when it was copied. If your text is complete, just remove the characters. In a program, `parse` removes them.",
    source="mistakes seen in integrations with ORCID",
    template="Remove the spaces or invisible characters before and after the text.",
    cases=(
        Case(bad="  University Repository\n", corrected="University Repository"),
        Case(bad="University Repository\u3000", corrected="University Repository"),
        Case(bad="\ufeffUniversity Repository\u200b", corrected="University Repository"),
    ),
    check=surrounding_whitespace,
    fix=trimmed,
)

# Unicode Standard section 23.1 (C0, DELETE, C1), 23.6 (surrogates), 23.7 (noncharacters), and 5.8 (U+2028 and U+2029,
# which are line breaks).
_NONCHARACTERS: Final = "".join(chr(plane + low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))
_CONTROL: Final = Pattern(rf"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")
# Where people write lines: a line ends in LF, in CR LF as HTML forms send it, or in U+2028 or U+2029.
_CONTROL_IN_LINES: Final = Pattern(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]|\r(?!\n)"
)


def control_character(text: str) -> Params | None:
    """A control character, a lone surrogate or a noncharacter; at the ends of a text white space has its own rule."""
    match = _CONTROL.search(trimmed(text))
    return {"character": character_name(match[0])} if match else None


def control_character_in_lines(text: str) -> Params | None:
    """The same, but for tabs and line breaks."""
    match = _CONTROL_IN_LINES.search(trimmed(text))
    return {"character": character_name(match[0])} if match else None


CONTROL_CHARACTER: Final = Row(
    name="control_character",
    severity="E/E",
    summary="A character that can't be displayed: a control character, Unicode's line or paragraph separator, or what Unicode calls a lone surrogate or a noncharacter.",
    rationale="A field of one line can't display a line break or a tab, and no field can display the other characters that this rule finds. Much software fails on them. "
    "In description and staff_notes, tabs and line breaks (LF or CR LF, but not CR alone) are fine.",
    source="ORCID's registry software; Unicode Standard sections 23.1 and 23.7",
    template="Remove this character: {character}. It can't be displayed.",
    cases=(
        Case(bad="Repo\nsitory", corrected="Repository", params={"character": "line break (U+000A)"}),
        Case(bad="Repo\tsitory", corrected="Repository", params={"character": "tab (U+0009)"}),
        Case(bad="Uni\ufffe", corrected="Uni", params={"character": "U+FFFE"}),
        Case(bad="U\x85ni", corrected="Uni", params={"character": "line break (U+0085)"}),
        Case(bad="Uni\x1b[2J", corrected="Uni[2J", params={"character": "U+001B"}),
        Case(bad="Uni\ufdd0", corrected="Uni", params={"character": "U+FDD0"}),
        Case(bad="Uni \u2028Repository", corrected="Uni Repository", params={"character": "line break (U+2028)"}),
    ),
    check=control_character,
    but_not=_IN_LINES,
)

CONTROL_CHARACTER_IN_LINES: Final = CONTROL_CHARACTER._replace(
    cases=(
        Case(bad="Repo\x00sitory", corrected="Repository", params={"character": "U+0000"}),
        Case(bad="Repo\x0bsitory", corrected="Repository", params={"character": "U+000B"}),
        Case(bad="DSpace\x00", corrected="DSpace", params={"character": "U+0000"}),
        Case(bad="DSpace\ud800", corrected="DSpace", params={"character": "U+D800"}),
        Case(bad="DSpace \r7", corrected="DSpace 7", params={"character": "carriage return (U+000D)"}),
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


#: What is wrong with a character that shows nothing, or in place of what was there.
INVISIBLE: Final = "it is invisible"
LOST: Final = "it replaces a lost letter"


def invisible_character(text: str) -> Params | None:
    """A character inside the text that shows nothing, or U+FFFD, which a damaged file leaves."""
    core = trimmed(text)
    hidden = None if core.isascii() else next(hidden_in(core), None)
    if hidden is None:
        return None
    return {"character": character_name(hidden), "reason": LOST if hidden == REPLACEMENT else INVISIBLE}


INVISIBLE_CHARACTER: Final = Row(
    name="invisible_character",
    severity="W/W",
    summary="A character inside the text that is invisible, or that replaces a lost letter (U+FFFD).",
    rationale="A search doesn't find a word that contains such a character. If the character is invisible, nobody sees why.",
    source="UTS 39; Unicode Standard sections 23.2, 23.8 and 23.9",
    template="Remove or replace the character {character}: {reason}.",
    cases=(
        Case(
            bad="Repo\u200bsitory",
            corrected="Repository",
            params={"character": "zero-width space (U+200B)", "reason": "it is invisible"},
        ),
        Case(
            bad="Universit\ufffdt",
            corrected="Universität",
            params={"character": "“\ufffd” (replacement character, U+FFFD)", "reason": "it replaces a lost letter"},
        ),
        Case(
            bad="Data\u200d Repository",
            corrected="Data Repository",
            params={"character": "ZERO WIDTH JOINER (U+200D)", "reason": "it is invisible"},
        ),
    ),
    check=invisible_character,
    fix=without_hidden,
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
        Case(bad="\u0410BC Repository", corrected="ABC Repository"),
    ),
    check=confusable,
    only=("description", "client_name"),
)


def markup(text: str) -> Params | None:
    """HTML: a tag, a comment or a character reference."""
    what = markup_in(text)
    return {"what": what} if what else None


MARKUP: Final = Row(
    name="markup",
    severity="E/E",
    summary="HTML: a tag, a comment or a character reference.",
    rationale="ORCID's registry refuses HTML in names and descriptions. Some other programs would show the markup. In others, a part of "
    "the text that looks like HTML would disappear. For example, if a space follows `</`, browsers read everything up to the next `>` as a comment. "
    "Browsers also replace some character codes that have no semicolon: they show Law&copyright as Law©right.",
    source="ORCID's registry software; HTML Standard section 13.2.5",
    template="Use plain text, without the {what}.",
    cases=(
        Case(bad="<p>R&D repository</p>", corrected="R&D repository", params={"what": "HTML tag"}),
        Case(bad="R<!-- & -->D", corrected="R & D", params={"what": "HTML comment"}),
        Case(
            bad="R&amp;D repository",
            corrected="R & D repository",
            params={"what": "HTML character code (such as &amp;)"},
        ),
        Case(bad="Data</ sets>", corrected="Data / sets", params={"what": "HTML comment"}),
        Case(bad="Law&copyright", corrected="Law & copyright", params={"what": "HTML character code (such as &amp;)"}),
    ),
    check=markup,
    but_not=("staff_notes",),
)


def unfilled(text: str) -> Params | None:
    """A template that was copied and not filled in."""
    kind = template_in(text)
    return {"kind": kind} if kind else None


UNFILLED: Final = Row(
    name="unfilled",
    severity="W/W",
    summary="A template that was not filled in, such as `[Your institution]`, TODO or lorem ipsum, or what a program writes where it has no value, such as `#N/A` or null.",
    rationale="Researchers read the text when they are asked to grant access.",
    source="public requests and settings files",
    template="Replace the placeholder {kind} with your own value.",
    cases=(
        Case(
            bad="Repository of [Your institution]", corrected="Repository of the University", params={"kind": "[...]"}
        ),
        Case(bad="{{ institution }} Repository", corrected="University Repository", params={"kind": "{...}"}),
        Case(bad="TODO: describe the repository", corrected="University Repository", params={"kind": "TODO"}),
        Case(bad="#N/A", corrected="University Repository", params={"kind": "#N/A"}),
        Case(bad="undefined", corrected="University Repository", params={"kind": "undefined"}),
        Case(bad="Lorem ipsum dolor sit amet", corrected="University Repository", params={"kind": "lorem ipsum"}),
    ),
    check=unfilled,
    only=("description", "client_name", "organization_name"),
)

#: The rules in the order in which they are asked.
TABLE: Final = (
    SURROUNDING_WHITESPACE,
    CONTROL_CHARACTER,
    CONTROL_CHARACTER_IN_LINES,
    BIDI_CONTROL,
    INVISIBLE_CHARACTER,
    CONFUSABLE,
    MARKUP,
    UNFILLED,
)
#: The rules about what is not part of any name.
OF_NO_NAME: Final = frozenset(
    row.name for row in (CONTROL_CHARACTER, BIDI_CONTROL, INVISIBLE_CHARACTER, MARKUP, UNFILLED)
)
_OF_FIELD: Final = {
    field.name: tuple(row for row in TABLE if row.holds_for(field.name))
    for field in FIELDS.values()
    if field.kind is Kind.TEXT
}


def faults(text: str, field: Field) -> tuple[Fault, ...]:
    """Return what the rules find in a text that is neither blank nor too long."""
    return faults_of(text, _OF_FIELD[field.name])
