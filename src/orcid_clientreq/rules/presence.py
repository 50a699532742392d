"""Rules for every kind of field: it is there, of the right type, and not too long."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from typing import Final

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import FIELDS, Field, Kind, of_kind
from orcid_clientreq.rules.examples import GOOD_REDIRECT_URI, GOOD_SECRET, no_text, over
from orcid_clientreq.rules.model import Case, Params, Row
from orcid_clientreq.syntax.display import shows_nothing
from orcid_clientreq.syntax.values import text_of


def missing(text: str) -> bool:
    """Nothing is there, or nothing to see."""
    return shows_nothing(text)


MISSING: Final = Row(
    name="missing",
    severity="E/E",
    summary="A required field is absent or empty, or contains only white space and invisible characters.",
    rationale="ORCID can't process the request without it.",
    source="help page of January 2020",
    template={
        "contact_email": "Enter the email address ORCID should send the credentials to.",
        "description": "Enter a short description of the application. Researchers see it when they are asked to authorize access.",
        "homepage_url": "Enter the address of the application's home page, starting with https://.",
    },
    severity_is_fixed=True,
    cases={
        "contact_email": (Case(bad="", corrected="orcid@library.university.edu"),),
        "description": (
            Case(bad=" \n", corrected="Sign in to the repository with your ORCID iD."),
            Case(bad="\u200b\u2800", corrected="Sign in to the repository with your ORCID iD."),
        ),
        "homepage_url": (Case(bad=None, corrected="https://repository.university.edu/"),),
    },
    check=missing,
    only=("contact_email", "description", "homepage_url"),
)

EMPTY_ROW: Final = MISSING._replace(
    summary="An empty row in the list of redirect URIs: only white space and invisible characters.",
    rationale="An empty row is often a redirect URI that somebody forgot.",
    template={"redirect_uri": "Enter a redirect URI, or remove the empty line."},
    cases={
        "redirect_uri": (Case(bad=[GOOD_REDIRECT_URI, " "], corrected=GOOD_REDIRECT_URI, path=("redirect_uris", 1)),)
    },
    only=("redirect_uri",),
)

MISSING_PIN_CONTACT: Final = Row(
    name="missing",
    severity=None,
    summary="No contact for the PIN in a request for production credentials.",
    rationale="The PIN or password that opens the message with the credentials goes to a second person. The sandbox needs no second person.",
    source="help page of January 2020; ORCID's FAQ",
    template={
        "pin_contact_email": "Enter a second contact's email address. ORCID sends this person the PIN or password that opens the message with the credentials."
    },
    cases=(Case(bad="", corrected="it.security@university.edu"),),
    check=missing,
    only=("pin_contact_email",),
)

MISSING_REDIRECT_URIS: Final = Row(
    name="missing",
    severity=None,
    summary="No redirect URI is given.",
    rationale="ORCID sends researchers only to registered addresses, so without one no sign-in works.",
    source="help page of January 2020; ORCID's FAQ",
    template={
        "redirect_uris": "Enter at least one redirect URI: the full address researchers return to after they authorize access."
    },
    cases=(Case(bad=[], corrected=[GOOD_REDIRECT_URI]), Case(bad=None, corrected=[GOOD_REDIRECT_URI], sandbox=True)),
    check=missing,
)

#: The fields that some edition asks to fill in.
_DEMANDED: Final = {field.name for edition in EDITIONS.values() for field in edition.fields if field.missing != "-/-"}
_ASKED_LATER: Final = tuple(
    name for name in of_kind(Kind.CHOICE, Kind.TEXT) if name in _DEMANDED and not MISSING.holds_for(name)
)


def unanswered(field: Field) -> tuple[Case, ...]:
    """Return a missing answer, with a good one."""
    special = {
        "update_existing": Case(bad="", corrected="no"),  # yes would need the client ID
        "credential_type": Case(bad=None, corrected="basic"),
        "client_name": Case(bad="", corrected="University Library Repository"),
    }
    return (special.get(field.name) or Case(bad="", corrected=next(iter(field.choices), "University Library")),)


MISSING_ANSWER: Final = Row(
    name="missing",
    severity=None,
    summary="No answer to a question that the form asks.",
    rationale="The form asks this question. If ORCID's staff need the answer, they ask for it by email.",
    source="ORCID's help pages of the editions that have the question; these pages do not say whether an answer is required",
    template={
        **dict.fromkeys(of_kind(Kind.CHOICE), "Choose one of the answers."),
        **dict.fromkeys(of_kind(Kind.TEXT), "Fill in this field."),
        "update_existing": "Are you updating existing credentials? Answer no if you request new ones.",
        "organization_name": "Enter the name of the ORCID member organization.",
        "integration_type": "Who provides the system? Choose an answer.",
        "authenticates_users": "Will researchers sign in? Answer no if the integration only reads public data.",
        "credential_type": "Choose the type of the sandbox credentials: basic or premium.",
        "client_name": "Enter the name of the client application. Researchers see it when they grant access.",
    },
    cases=unanswered,
    check=missing,
    only=_ASKED_LATER,
)

MISSING_HALF: Final = Row(
    name="missing",
    severity="E/E",
    summary="One half of the credentials is missing.",
    rationale="Both halves are needed to get a token.",
    source="RFC 6749 section 2.3.1",
    template={
        "client_id": "Enter the client ID. It is in the message ORCID sent to the contact for the credentials.",
        "client_secret": "Enter the client secret. It is in the message ORCID sent to the contact for the credentials.",
    },
    severity_is_fixed=True,
    cases={
        "client_id": (Case(bad=" ", corrected="APP-0123456789ABCDEF"),),
        "client_secret": (Case(bad=None, corrected=GOOD_SECRET),),
    },
    check=missing,
)


def wrong_type(value: object) -> bool:
    """Neither text nor nothing."""
    return value is not None and text_of(value) is None


WRONG_TYPE: Final = Row(
    name="wrong_type",
    severity="E/E",
    summary="The value is not text (`bytes` are not text either).",
    rationale="Turning a number or an object into text would be a guess.",
    source="the library's own data format",
    template="This value must be text.",
    severity_is_fixed=True,
    check=wrong_type,
    cases=no_text,
)


def no_answer(field: Field) -> tuple[Case, ...]:
    """Return a value that is neither text nor a boolean that answers a question, with an answer."""
    special = {
        "update_existing": Case(bad=0, corrected="no"),
        "integration_type": Case(bad=True, corrected="certified_service_provider"),
        "authenticates_users": Case(bad=["yes"], corrected="yes"),
        "credential_type": Case(bad={}, corrected="premium"),
    }
    return (special.get(field.name) or Case(bad=0, corrected=next(iter(field.choices))),)


WRONG_TYPE_OF_ANSWER: Final = Row(
    name="wrong_type",
    severity="E/E",
    summary="The answer is not text. A yes-or-no question also accepts `true` and `false`.",
    rationale="Turning a number or an object into an answer would be a guess. In addition to text, the yes-or-no questions `update_existing` and `authenticates_users` accept `true` and `false`.",
    source="the library's own data format",
    template="The answer must be text.",
    severity_is_fixed=True,
    cases=no_answer,
    check=wrong_type,
)

WRONG_TYPE_OF_LIST: Final = Row(
    name="wrong_type",
    severity="E/E",
    summary="The redirect URIs are not a list or tuple.",
    rationale="A string could contain one URI or several, so the library suggests a list, and accepts no string.",
    source="the library's own data format",
    template="Redirect URIs must be a list of strings, one per URI.",
    severity_is_fixed=True,
    cases=(
        Case(bad=GOOD_REDIRECT_URI, corrected=[GOOD_REDIRECT_URI]),
        Case(bad={GOOD_REDIRECT_URI: 1}, corrected=[GOOD_REDIRECT_URI]),
    ),
    check=wrong_type,
)


def too_long(value: Sized, limit: int) -> Params | None:
    """Over a limit."""
    return {"limit": limit} if len(value) > limit else None


#: What is said of an address of a page that is over a limit.
SHORTER_ADDRESS: Final = "Use a shorter address, of at most {limit} characters."

TOO_LONG: Final = Row(
    name="too_long",
    severity="E/E",
    summary="The value is over the limit of its field.",
    rationale="ORCID's software cuts off or refuses longer values. The limit also keeps this library fast.",
    source="limits of ORCID's registry software",
    template={
        **dict.fromkeys(of_kind(Kind.CONTACT, Kind.TEXT), "Shorten this text. Character limit: {limit}."),
        **dict.fromkeys(of_kind(Kind.HOMEPAGE, Kind.REDIRECT_URI, Kind.BASE_URL), SHORTER_ADDRESS),
    },
    severity_is_fixed=True,
    check=too_long,
    cases=over,
    but_not=("description",),
)

TOO_LONG_CONTACT: Final = TOO_LONG._replace(source="RFC 5321 section 4.5.3.1.3; limits of ORCID's registry software")

TOO_LONG_DESCRIPTION: Final = Row(
    name="too_long",
    severity="W/W",
    summary="Over 999 characters; over 5000 it is an error under every policy.",
    rationale="ORCID's own developer tools accept at most 999 characters, and nobody reads that much while signing in.",
    source="orcid-angular, developer tools",
    template="Shorten this text. Character limit: {limit}.",
    cases=(
        Case(bad="a" * 1000, corrected="a" * 999, params={"limit": 999}),
        Case(bad="a" * 5001, corrected="a" * 999, params={"limit": 5000}, hard=True),
    ),
    check=too_long,
    only=("description",),
)

TOO_MANY: Final = Row(
    name="too_long",
    severity="E/E",
    summary="More than 5000 redirect URIs.",
    rationale="No integration needs that many, and the limit keeps this library fast.",
    source="the library's own limit",
    template="Remove some redirect URIs. The limit is {limit}.",
    severity_is_fixed=True,
    cases=(Case(bad=["x"] * 5001, corrected=[GOOD_REDIRECT_URI], params={"limit": 5000}),),
    check=too_long,
)

#: No secret is longer; those that ORCID makes have 36 characters.
LONGEST_SECRET: Final = 255
TOO_LONG_SECRET: Final = TOO_LONG._replace(
    template="Copy the client secret again: something else was copied with it. A client secret never has more than {limit} characters.",
    cases=(Case(bad="a" * 256, corrected=GOOD_SECRET, params={"limit": LONGEST_SECRET}),),
)


#: The rules by the kind of value.
TABLES: Final[Mapping[Kind, tuple[Row, ...]]] = {
    Kind.CONTACT: (MISSING, MISSING_PIN_CONTACT, WRONG_TYPE, TOO_LONG_CONTACT),
    Kind.TEXT: (MISSING, MISSING_ANSWER, WRONG_TYPE, TOO_LONG, TOO_LONG_DESCRIPTION),
    Kind.HOMEPAGE: (MISSING, WRONG_TYPE, TOO_LONG),
    Kind.REDIRECT_URIS: (MISSING_REDIRECT_URIS, WRONG_TYPE_OF_LIST, TOO_MANY),
    Kind.REDIRECT_URI: (EMPTY_ROW, WRONG_TYPE, TOO_LONG),
    Kind.CHOICE: (MISSING_ANSWER, WRONG_TYPE_OF_ANSWER),
    Kind.EXISTING_CLIENT_ID: (WRONG_TYPE,),
    Kind.CLIENT_ID: (MISSING_HALF, WRONG_TYPE),
    Kind.CLIENT_SECRET: (MISSING_HALF, WRONG_TYPE, TOO_LONG_SECRET),
    Kind.BASE_URL: (WRONG_TYPE, TOO_LONG),
}
#: By field, the rule that requires a value, `None` if none does.
MISSING_ROWS: Final = {
    field.name: next(
        (row for row in TABLES.get(field.kind, ()) if row.check is missing and row.holds_for(field.name)), None
    )
    for field in FIELDS.values()
}
#: By field, the code of that rule, empty if there is none.
CODE_OF_MISSING: Final = {name: f"{name}.{row.name}" if row else "" for name, row in MISSING_ROWS.items()}
