"""Rules of text that is shown to people: description, staff_notes, and the names of client and organizations."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.rules.model import Case, Row

_TEXTS: Final = ("description", "staff_notes", "client_name", "organization_name", "own_organization_name")

ROWS: Final = (
    Row(
        name="surrounding_whitespace",
        severity="W/W",
        summary="White space around the text.",
        rationale="It is taken off; a warning, because the text may have been cut out of a longer one.",
        source="observed in integrations",
        template="Remove the white space around the text.",
        fields=_TEXTS,
        cases=(
            Case(bad="  University Repository\n", mended="University Repository"),
            Case(bad="University Repository\u3000", mended="University Repository"),
        ),
    ),
    Row(
        name="control_character",
        severity="E/E",
        summary="A control character, a lone surrogate or a noncharacter.",
        rationale="It cannot be shown, and much software breaks on it. Line breaks and tabs are fine in "
        "description and staff_notes.",
        source="ORCID's registry software; Unicode Standard sections 23.1 and 23.7",
        template="Remove the character {character}, which cannot be shown.",
        fields=_TEXTS,
        cases={
            "description": (
                Case(bad="Repo\x00sitory", mended="Repo\nsitory", params={"character": "U+0000"}),
                Case(bad="Repo\x0bsitory", mended="Repo\r\nsitory", params={"character": "U+000B"}),
            ),
            "staff_notes": (
                Case(bad="DSpace\x00", mended="DSpace\t7", params={"character": "U+0000"}),
                Case(bad="DSpace\ud800", mended="DSpace 7", params={"character": "U+D800"}),
                Case(bad="DSpace\r7", mended="DSpace\r\n7", params={"character": "CARRIAGE RETURN (U+000D)"}),
            ),
            "client_name": (
                Case(bad="Repo\nsitory", mended="Repo sitory", params={"character": "LINE FEED (U+000A)"}),
                Case(bad="Repo\tsitory", mended="Repo sitory", params={"character": "TAB (U+0009)"}),
            ),
            "organization_name": (
                Case(bad="Uni\ufffe", mended="Uni", params={"character": "U+FFFE"}),
                Case(bad="U\x85ni", mended="Uni", params={"character": "NEXT LINE (U+0085)"}),
            ),
            "own_organization_name": (
                Case(bad="Uni\x1b[2J", mended="Uni [2J", params={"character": "U+001B"}),
                Case(bad="Uni\ufdd0", mended="Uni", params={"character": "U+FDD0"}),
            ),
        },
    ),
    Row(
        name="bidi_control",
        severity="E/E",
        summary="An invisible character that changes the direction of text.",
        rationale="The text stands on the screen where a researcher grants access, so it must not reorder it.",
        source="UTS 39; Unicode Bidirectional Algorithm (UAX 9)",
        template="Remove the invisible character {character}, which changes the direction of the text.",
        fields=_TEXTS,
        cases=(
            Case(
                bad="Repo\u202esitory",
                mended="Repository",
                params={"character": "RIGHT-TO-LEFT OVERRIDE (U+202E)"},
            ),
            Case(
                bad="Repository\u200e",
                mended="Repository",
                params={"character": "LEFT-TO-RIGHT MARK (U+200E)"},
            ),
        ),
    ),
    Row(
        name="confusable",
        severity="W/W",
        summary="A word that mixes Latin letters with Cyrillic or Greek ones that look like them.",
        rationale="Researchers read another name than the one that stands there, and no search finds it.",
        source="UTS 39 section 4",
        template="Type the text anew: a word in it mixes Latin letters with others that only look like them.",
        fields=("description", "client_name"),
        cases=(
            Case(bad="Univ\u0435rsity Repository", mended="University Repository"),
            Case(bad="\u0410BC Repository", mended="\u0410\u0411\u0412 Repository \u0391\u0392\u0393"),
        ),
    ),
    Row(
        name="markup",
        severity="E/E",
        summary="HTML: a tag, a comment or a character reference.",
        rationale="ORCID's registry refuses HTML in names and descriptions, and researchers would see it raw.",
        source="ORCID's registry software",
        template="Write plain text without HTML: remove the {what}.",
        fields=("description", "client_name", "organization_name", "own_organization_name"),
        cases=(
            Case(bad="<p>R&D repository</p>", mended="R&D repository", params={"what": "tag"}),
            Case(bad="R<!-- & -->D", mended="R < D", params={"what": "comment"}),
            Case(bad="R&amp;D repository", mended="R & D; repository", params={"what": "character reference"}),
        ),
    ),
    Row(
        name="not_from_organization",
        severity="-/-",
        summary="A client name that does not begin with the name of the organization.",
        rationale="Researchers know their organization, not its systems; ORCID names clients after members, with an "
        "addition where a member has several.",
        source="help page after 2021",
        template="Begin the name of the client with the name of the member organization, and add the application to it.",
        fields=("client_name",),
        cases=(
            Case(
                bad="Repository",
                mended="University LIBRARY: Repository",
                rest={"organization_name": "University Library"},
            ),
            Case(
                bad="The University Library: Repository",
                mended="University  Library: Repository",
                rest={"organization_name": "University Library"},
            ),
        ),
    ),
    Row(
        name="review_unmentioned",
        severity="-/-",
        summary="An integration of no certified service provider, and notes that name neither demo nor review.",
        rationale="ORCID issues production credentials after it, or a consortium lead, has seen the integration.",
        source="help page of 2023; members.orcid.org, integration checklist",
        template="Mention the demo or review of your integration, and when it was.",
        fields=("staff_notes",),
        cases=(
            Case(bad="Vendor system: DSpace.", mended="Demo on 3 November.", rest={"integration_type": "other"}),
            Case(bad=None, mended="Reviewed by our consortium lead.", rest={"integration_type": "other"}),
        ),
    ),
)
