"""Rules of the request, or of credentials, as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, Final

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.form import Environment, FormEdition, Settings
from orcid_clientreq.messages.catalogues import LANGUAGES, translations
from orcid_clientreq.rules.model import GOOD_CREDENTIALS, GOOD_REQUEST, NONE, Case, Params, Row
from orcid_clientreq.syntax.values import Unreadable, is_name, members_of, text_of


def not_a_mapping(data: object) -> Params | None:
    """Neither a mapping with keys of text, nor one that can be read."""
    try:
        members_of(data)
    except Unreadable:
        return NONE
    return None


NOT_A_MAPPING: Final = Row(
    name="not_a_mapping",
    severity="E/E",
    summary="The input is neither a mapping (such as a `dict`) with text keys nor an object that this library returned.",
    rationale="Without field names, nothing can be checked.",
    source="the library's own data format",
    template={
        "request": "The form must be a mapping (such as a dict). Its keys must be the names of fields, as text.",
        "credentials": "The credentials must be a mapping (such as a dict) with client_id and client_secret.",
    },
    severity_is_fixed=True,
    cases={
        "request": (
            Case(bad=["orcid@library.university.edu"], corrected=GOOD_REQUEST, path=()),
            Case(bad="contact_email=orcid@library.university.edu", corrected=GOOD_REQUEST, path=()),
            Case(bad={**GOOD_REQUEST, 1: "https://repository.university.edu/"}, corrected=GOOD_REQUEST, path=()),
        ),
        "credentials": (
            Case(bad="APP-0123456789ABCDEF", corrected=GOOD_CREDENTIALS, path=()),
            Case(bad=[GOOD_CREDENTIALS["client_id"]], corrected=GOOD_CREDENTIALS, path=()),
        ),
    },
    check=not_a_mapping,
)

#: How many unknown keys are reported.
MOST_UNKNOWN: Final = 100


def unknown_field(members: Iterable[str], known: Collection[str]) -> list[str]:
    """The keys that the form does not have, the first of them."""
    return [name for name in members if name not in known][:MOST_UNKNOWN]


#: A longer key is not a label.
_LONGEST_LABEL: Final = 200


def field_labelled(key: str) -> str:
    """Return the field of which a key is the label on a form, in any language of the package; empty if it is not one.

    >>> field_labelled("Redirect URIs:"), field_labelled("Anmerkungen für das ORCID-Team"), field_labelled("x")
    ('redirect_uris', 'staff_notes', '')
    """
    is_one_word = key.isascii() and " " not in key.strip()  # as most keys are; no label is one
    return "" if is_one_word or len(key) > _LONGEST_LABEL else _field_by_label().get(_plain(key), "")


@cache
def _field_by_label() -> dict[str, str]:
    """Return the fields by their labels. It reads the catalogues, once."""
    labels = {asked.label: asked.name for form in EDITIONS.values() for asked in form.fields}
    by_label = {_plain(label): name for label, name in labels.items()}
    for language in LANGUAGES:
        for label, said in translations(language, labels).items():
            by_label.setdefault(_plain(said), labels[label])
    return by_label


def _plain(said: str) -> str:
    """Return a label as it is compared: in small letters, without white space and marks at its ends."""
    return " ".join(said.casefold().split()).strip(" *:?\uff1a\uff1f\u061f")


def near_fields(unknown: Iterable[str], fields: Collection[str], every: Collection[str]) -> dict[str, str]:
    """Return by field the first key that is nearly its name, or a label of it; one that another edition has is not misspelt."""
    from difflib import get_close_matches  # noqa: PLC0415 - for a mistake

    nearest: dict[str, str] = {}
    for name in unknown:
        if name in every:
            continue
        labelled = field_labelled(name)
        if labelled in fields:
            nearest.setdefault(labelled, name)
        elif is_name(name):
            plain = name.lower().replace("-", "_").replace(" ", "_")
            for field in get_close_matches(plain, fields, n=1, cutoff=0.8):
                nearest.setdefault(field, name)
    return nearest


UNKNOWN_FIELD: Final = Row(
    name="unknown_field",
    severity="W/W",
    summary="A key that the form does not have.",
    rationale="A misspelled key leaves its field empty, and nobody notices.",
    source="mistakes seen in integrations with ORCID",
    template="Rename or remove this key. The form has no field with that name.",
    cases=(
        Case(
            bad={**GOOD_REQUEST, "staf_notes": "Vendor system: DSpace."},
            corrected={**GOOD_REQUEST, "staff_notes": "Vendor system: DSpace."},
            path=("staf_notes",),
        ),
        Case(
            bad={**GOOD_REQUEST, "Name der Client-Anwendung": "Repository"},
            corrected={**GOOD_REQUEST, "client_name": "Repository"},
            path=("Name der Client-Anwendung",),
        ),
        Case(bad={**GOOD_REQUEST, "a@university.edu": ""}, corrected=GOOD_REQUEST, path=()),
    ),
    check=unknown_field,
)


#: What the data can name, by its key.
_NAMED: Final = {"environment": [*Environment], "edition": [*FormEdition]}
_LAST_YEAR: Final = 9999


def named_as(member: str, value: object) -> str | None:
    """Return the environment or edition that a value means, in small or capital letters, with white space, or as a number.

    >>> named_as("environment", " SANDBOX"), named_as("edition", 2023), named_as("edition", 2019)
    ('sandbox', '2023', None)
    """
    is_year = type(value) is int and 0 < value <= _LAST_YEAR  # of a longer one, Python refuses the text
    text = str(value) if is_year else (text_of(value) or "")
    name = text.strip().lower()
    return name if name in _NAMED[member] else None


def policy_mismatch(members: Mapping[str, Any], settings: Settings) -> list[Params]:
    """The data names another environment or edition."""
    found: list[Params] = []
    for member, expected in (("environment", settings.environment.value), ("edition", settings.edition.value)):
        value = members.get(member)
        named = text_of(value)
        if value is not None and (named is None or named.strip() not in {"", expected}):
            found.append({"member": member, "expected": expected, "choices": ", ".join(_NAMED[member])})
    return found


def spelling(members: Mapping[str, Any], params: Params) -> str | None:
    """Return the environment or edition as it is spelt, if that of the policy is meant."""
    meant = named_as(str(params["member"]), members.get(str(params["member"])))
    return meant if meant == params["expected"] else None


_EDITIONS: Final = ", ".join(FormEdition)

POLICY_MISMATCH: Final = Row(
    name="policy_mismatch",
    severity="E/E",
    summary="The data names an environment other than the policy's. In a request, the edition is compared as well.",
    rationale="Production and the sandbox have different rules, so a report for the wrong environment would mislead.",
    source="the library's own data format",
    template={
        "request": "This request is checked for {expected}, but its {member} differs. Correct the value, or "
        "choose the right {member} for the check. Possible: {choices}.",
        "credentials": "These credentials are checked for {expected}, but their {member} differs. Correct the "
        "value, or choose the right {member} for the check. Possible: {choices}.",
    },
    severity_is_fixed=True,
    cases={
        "request": (
            Case(
                bad={**GOOD_REQUEST, "environment": "staging"},
                corrected={**GOOD_REQUEST, "environment": "production"},
                params={"member": "environment", "expected": "production", "choices": "production, sandbox"},
                path=("environment",),
            ),
            Case(
                bad={**GOOD_REQUEST, "edition": 2020},
                corrected={**GOOD_REQUEST, "edition": "2020-01"},
                params={"member": "edition", "expected": "2020-01", "choices": _EDITIONS},
                path=("edition",),
            ),
            Case(
                bad={**GOOD_REQUEST, "environment": "Production"},
                corrected={**GOOD_REQUEST, "environment": "production"},
                params={"member": "environment", "expected": "production", "choices": "production, sandbox"},
                path=("environment",),
            ),
        ),
        "credentials": (
            Case(
                bad={**GOOD_CREDENTIALS, "environment": "live"},
                corrected={**GOOD_CREDENTIALS, "environment": "production"},
                params={"member": "environment", "expected": "production", "choices": "production, sandbox"},
                path=("environment",),
            ),
            Case(
                bad={**GOOD_CREDENTIALS, "environment": 1},
                corrected={**GOOD_CREDENTIALS, "environment": "production"},
                params={"member": "environment", "expected": "production", "choices": "production, sandbox"},
                path=("environment",),
            ),
        ),
    },
    check=policy_mismatch,
    fix=spelling,
)

#: The rules of a request, and of credentials.
TABLE: Final = (NOT_A_MAPPING, UNKNOWN_FIELD, POLICY_MISMATCH)
CREDENTIALS_TABLE: Final = (NOT_A_MAPPING, POLICY_MISMATCH)
