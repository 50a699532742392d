"""Examples of what breaks a rule that applies to fields of several kinds."""

from __future__ import annotations

from typing import Any, Final

from orcid_clientreq.fields import Field, Kind, limit_of
from orcid_clientreq.form import Limits
from orcid_clientreq.rules.model import Case

GOOD_REDIRECT_URI: Final = "https://repository.university.edu/orcid/callback"
GOOD_SECRET: Final = "01234567-89ab-4cde-8f01-23456789abcd"  # noqa: S105 - of an example


def no_text(field: Field) -> tuple[Case, ...]:
    """Return values that are not text, with an empty text or one that the field accepts."""
    examples: dict[Kind, tuple[Any, Any]] = {
        Kind.CONTACT: (["orcid@university.edu"], "orcid@university.edu"),
        Kind.HOMEPAGE: ({}, "https://repository.university.edu/"),
        Kind.REDIRECT_URI: ([None], GOOD_REDIRECT_URI),
        Kind.EXISTING_CLIENT_ID: (["APP-"], ""),
        Kind.TEXT: (7, "University Library"),
        Kind.CLIENT_ID: (7, "APP-0123456789ABCDEF"),
        Kind.CLIENT_SECRET: ([], GOOD_SECRET),
        Kind.BASE_URL: ({}, "https://orcid.org"),
    }
    bad, good = examples[field.kind]
    return (Case(bad=bad, corrected=good),)


def over(field: Field) -> tuple[Case, ...]:
    """Return a value over the limit of its field, and one just as long as it may be."""
    limit = limit_of(field, Limits())
    ends = {Kind.CONTACT: ("", "@university.edu"), Kind.TEXT: ("", ""), Kind.BASE_URL: ("https://orcid.org/", "")}
    start, end = ends.get(field.kind, ("https://university.edu/", ""))
    bad = start.ljust(limit + 1 - len(end), "a") + end
    good = {Kind.CONTACT: "a@university.edu", Kind.TEXT: "a" * limit}.get(field.kind, start)
    return (
        Case(bad=bad, corrected=f"{good}oauth" if field.kind is Kind.REDIRECT_URI else good, params={"limit": limit}),
    )
