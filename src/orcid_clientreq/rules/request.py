"""Rules of the request, or of credentials, as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from orcid_clientreq.form import Settings
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
    summary="The input is neither a mapping with text keys nor a request.",
    rationale="Without field names, nothing can be checked.",
    source="the library's own form of a request",
    template={
        "request": "The form must be a mapping (such as a dict) of field names to values.",
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


def near_fields(unknown: Iterable[str], fields: Collection[str], every: Collection[str]) -> dict[str, str]:
    """Return by field the first key that is nearly its name; one that another edition has is not misspelt."""
    from difflib import get_close_matches  # noqa: PLC0415 - for a mistake

    nearest: dict[str, str] = {}
    for name in unknown:
        if is_name(name) and name not in every:
            for field in get_close_matches(name.lower().replace("-", "_"), fields, n=1, cutoff=0.8):
                nearest.setdefault(field, name)
    return nearest


UNKNOWN_FIELD: Final = Row(
    name="unknown_field",
    severity="W/W",
    summary="A key that the form does not have.",
    rationale="A misspelled key leaves its field empty, and nobody notices.",
    source="seen in integrations",
    template="Rename or remove this key. The form has no field with that name.",
    cases=(
        Case(
            bad={**GOOD_REQUEST, "staf_notes": "Vendor system: DSpace."},
            corrected={**GOOD_REQUEST, "staff_notes": "Vendor system: DSpace."},
            path=("staf_notes",),
        ),
        Case(bad={**GOOD_REQUEST, "two words": ""}, corrected=GOOD_REQUEST, path=()),
    ),
    check=unknown_field,
)


def policy_mismatch(members: Mapping[str, Any], settings: Settings) -> list[Params]:
    """The data names another environment or edition."""
    found: list[Params] = []
    for member, expected in (("environment", settings.environment.value), ("edition", settings.edition.value)):
        value = members.get(member)
        named = text_of(value)
        if value is not None and (named is None or named.strip() not in {"", expected}):
            found.append({"member": member, "expected": expected})
    return found


POLICY_MISMATCH: Final = Row(
    name="policy_mismatch",
    severity="E/E",
    summary="The data names an environment or edition other than the policy's.",
    rationale="Production and the sandbox have different rules, so a report for the wrong environment would mislead.",
    source="the library's own form of a request",
    template={
        "request": "Set {member} to {expected}, or check this request with a policy for the {member} it names.",
        "credentials": "Set {member} to {expected}, or check these credentials with a policy for the {member} they name.",
    },
    severity_is_fixed=True,
    cases={
        "request": (
            Case(
                bad={**GOOD_REQUEST, "environment": "staging"},
                corrected={**GOOD_REQUEST, "environment": "production"},
                params={"member": "environment", "expected": "production"},
                path=("environment",),
            ),
            Case(
                bad={**GOOD_REQUEST, "edition": 2020},
                corrected={**GOOD_REQUEST, "edition": "2020-01"},
                params={"member": "edition", "expected": "2020-01"},
                path=("edition",),
            ),
        ),
        "credentials": (
            Case(
                bad={**GOOD_CREDENTIALS, "environment": "live"},
                corrected={**GOOD_CREDENTIALS, "environment": "production"},
                params={"member": "environment", "expected": "production"},
                path=("environment",),
            ),
            Case(
                bad={**GOOD_CREDENTIALS, "environment": 1},
                corrected={**GOOD_CREDENTIALS, "environment": " production "},
                params={"member": "environment", "expected": "production"},
                path=("environment",),
            ),
        ),
    },
    check=policy_mismatch,
)

#: The rules of a request, and of credentials.
TABLE: Final = (NOT_A_MAPPING, UNKNOWN_FIELD, POLICY_MISMATCH)
CREDENTIALS_TABLE: Final = (NOT_A_MAPPING, POLICY_MISMATCH)
