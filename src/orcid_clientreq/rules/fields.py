"""Rules that hold for every field: it is there, it is text, it is not too long."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.rules.model import Case, Row

_TEXT_FIELDS: Final = (
    "contact_email",
    "pin_contact_email",
    "description",
    "homepage_url",
    "redirect_uri",
    "staff_notes",
    "client_name",
    "organization_name",
    "existing_client_id",
    "own_organization_name",
)
#: Questions with a choice of answers.
_CHOICES: Final = ("update_existing", "integration_type", "authenticates_users", "credential_type")
_ITEM: Final = "https://repository.university.edu/orcid/callback"

ROWS: Final = (
    Row(
        name="missing",
        severity="E/E",
        summary="A required field is absent, or shows nothing: only white space and invisible characters.",
        rationale="ORCID cannot handle the request without it, and asks back by email.",
        source="help page of January 2020",
        template={
            "contact_email": "Enter the email address to which ORCID shall send the credentials.",
            "description": "Write a short description of the application for the researchers who are asked to authorize it.",
            "homepage_url": "Enter the address of the application's home page, beginning with https://.",
            "redirect_uri": "Fill in this redirect URI, or remove the empty row.",
        },
        fields=("contact_email", "description", "homepage_url", "redirect_uri"),
        fixed=True,
        cases={
            "contact_email": (Case(bad="", mended="orcid@library.university.edu"),),
            "description": (
                Case(bad=" \n", mended="Sign in to the repository with your ORCID iD."),
                Case(bad="\u200b\u2800", mended="Sign in to the repository with your ORCID iD."),
            ),
            "homepage_url": (Case(bad=None, mended="https://repository.university.edu/"),),
            "redirect_uri": (Case(bad=[_ITEM, " "], mended=_ITEM, path=("redirect_uris", 1)),),
        },
    ),
    Row(
        name="missing",
        severity=None,
        summary="No contact for the PIN in a request for production credentials.",
        rationale="The passcode that opens the credentials goes to a person of its own; the sandbox does without.",
        source="help page of January 2020; ORCID's FAQ",
        template={
            "pin_contact_email": "Enter the email address of a second contact, to whom ORCID sends the passcode that opens the credentials."
        },
        fields=("pin_contact_email",),
        cases=(Case(bad="", mended="it.security@university.edu"),),
    ),
    Row(
        name="missing",
        severity=None,
        summary="No redirect URI is given.",
        rationale="A researcher can only be sent back to a registered address; without one no sign-in works.",
        source="help page of January 2020; ORCID's FAQ",
        template={
            "redirect_uris": "Enter at least one redirect URI, the full address to which researchers return after authorizing access."
        },
        fields=("redirect_uris",),
        cases=(Case(bad=[], mended=[_ITEM]), Case(bad=None, mended=[_ITEM], sandbox=True)),
    ),
    Row(
        name="missing",
        severity=None,
        summary="A question of later editions has no answer.",
        rationale="ORCID's staff need the answer to handle the request, and ask back by email where it is not clear.",
        source="the help pages since 2021; that they demand an answer is not known",
        template={
            "update_existing": "Say whether this updates existing credentials: answer no if you ask for the first time.",
            "organization_name": "Enter the name of the ORCID member organization.",
            "integration_type": "Say whether the system is that of a certified service provider.",
            "authenticates_users": "Say whether researchers sign in: answer no if the integration only reads public data.",
            "credential_type": "Choose the type of the sandbox credentials: basic or premium.",
            "client_name": "Enter the name of the client application, which researchers read when they grant access.",
        },
        fields=(*_CHOICES, "organization_name", "client_name"),
        cases={
            **{
                name: (Case(bad="", mended=mended),)
                for name, mended in (
                    ("update_existing", "no"),
                    ("organization_name", "University Library"),
                    ("integration_type", "certified_service_provider"),
                    ("authenticates_users", "yes"),
                    ("client_name", "University Library Repository"),
                )
            },
            "credential_type": (Case(bad=None, mended="basic"),),
        },
    ),
    Row(
        name="missing",
        severity=None,
        summary="An update that does not say which credentials are to be updated.",
        rationale="A member can have several clients, and staff must not guess which one to change.",
        source="NZ-ORCID-Hub's links to the form; PKP's guide",
        template={"existing_client_id": "Enter the client iD of the credentials to update."},
        fields=("existing_client_id",),
        cases=(Case(bad=" ", mended="APP-0123456789ABCDEF", rest={"update_existing": "yes"}),),
    ),
    Row(
        name="wrong_type",
        severity="E/E",
        summary="The value is not text (`bytes` are not text either).",
        rationale="A number or an object would have to be turned into text by guessing.",
        source="the library's own form of a request",
        template="Give this value as text.",
        fields=_TEXT_FIELDS,
        fixed=True,
        cases={
            **{name: (Case(bad=7, mended=None),) for name in ("staff_notes", "client_name", "organization_name")},
            "contact_email": (
                Case(bad=["orcid@university.edu"], mended="orcid@university.edu"),
                Case(bad=b"orcid@university.edu", mended="orcid@university.edu"),
            ),
            "pin_contact_email": (Case(bad=["a@university.edu"], mended="a@university.edu"),),
            "description": (Case(bad=True, mended="Sign in with your ORCID iD."),),
            "homepage_url": (Case(bad={}, mended="https://repository.university.edu/"),),
            "redirect_uri": (Case(bad=[None], mended=_ITEM),),
            "existing_client_id": (Case(bad=["APP-"], mended=""),),
            "own_organization_name": (Case(bad=7, mended="Press"),),
        },
    ),
    Row(
        name="wrong_type",
        severity="E/E",
        summary="The answer is neither text nor, to a yes or no question, a boolean.",
        rationale="A number or an object would have to be turned into an answer by guessing.",
        source="the library's own form of a request",
        template="Give the answer as text.",
        fields=_CHOICES,
        fixed=True,
        cases={
            "update_existing": (Case(bad=0, mended=False),),
            "integration_type": (Case(bad=True, mended="certified_service_provider"),),
            "authenticates_users": (Case(bad=["yes"], mended="yes"),),
            "credential_type": (Case(bad={}, mended="premium"),),
        },
    ),
    Row(
        name="not_a_choice",
        severity="E/E",
        summary="The answer is none of those that the question has.",
        rationale="Nothing is answered for somebody by guessing.",
        source="the help pages since 2021; NZ-ORCID-Hub's links to the form",
        template="Answer this with one of: {choices}.",
        fields=_CHOICES,
        fixed=True,
        cases={
            "update_existing": (
                Case(bad="maybe", mended="No", params={"choices": "yes, no"}),
                Case(
                    bad="y",
                    mended="yes",
                    params={"choices": "yes, no"},
                    rest={"existing_client_id": "1234-5678-1234-5678"},
                ),
            ),
            "integration_type": (
                Case(
                    bad="DSpace",
                    mended="Certified Service Provider",
                    params={"choices": "certified_service_provider, other"},
                ),
            ),
            "authenticates_users": (Case(bad="on", mended=True, params={"choices": "yes, no"}),),
            "credential_type": (
                Case(
                    bad="Premium: Trusted Party",
                    mended="Premium",
                    params={"choices": "basic, premium"},
                ),
            ),
        },
    ),
    Row(
        name="wrong_type",
        severity="E/E",
        summary="The redirect URIs are not a list or tuple.",
        rationale="A lone text is often one URI, but it may be several in one; nothing is split by guessing.",
        source="the library's own form of a request",
        template="Give the redirect URIs as a list of texts, one for each URI.",
        fields=("redirect_uris",),
        fixed=True,
        cases=(Case(bad=_ITEM, mended=[_ITEM]), Case(bad={_ITEM: 1}, mended=[_ITEM])),
    ),
    Row(
        name="too_long",
        severity="E/E",
        summary="The value is over the limit of its field.",
        rationale="ORCID's software cuts or refuses it, and the work that one request can cause stays bounded.",
        source="RFC 5321 section 4.5.3.1.3; limits of ORCID's registry software",
        template="Shorten this to at most {limit} characters.",
        fields=tuple(name for name in _TEXT_FIELDS if name not in {"description", "existing_client_id"}),
        fixed=True,
        cases={
            **{
                name: (Case(bad=f"{'a' * 250}@university.edu", mended="a@university.edu", params={"limit": 254}),)
                for name in ("contact_email", "pin_contact_email")
            },
            "homepage_url": (
                Case(
                    bad=f"https://university.edu/{'a' * 2000}", mended="https://university.edu/", params={"limit": 2000}
                ),
            ),
            "redirect_uri": (Case(bad=f"{_ITEM}{'a' * 2000}", mended=_ITEM, params={"limit": 2000}),),
            "staff_notes": (Case(bad="a" * 10_001, mended="a" * 10_000, params={"limit": 10_000}),),
            "client_name": (Case(bad="a" * 151, mended="a" * 150, params={"limit": 150}),),
            "organization_name": (Case(bad="a" * 256, mended="a" * 255, params={"limit": 255}),),
            "own_organization_name": (Case(bad="a" * 256, mended="a" * 255, params={"limit": 255}),),
        },
    ),
    Row(
        name="too_long",
        severity="W/W",
        summary="Over 999 characters; over 5000 it is an error whatever the policy says.",
        rationale="ORCID's own developer-tools form stops at 999, and nobody reads so much while signing in.",
        source="orcid-angular, developer tools",
        template="Shorten this to at most {limit} characters.",
        fields=("description",),
        cases=(
            Case(bad="a" * 1000, mended="a" * 999, params={"limit": 999}),
            Case(bad="a" * 5001, mended="a" * 999, params={"limit": 5000}, hard=True),
        ),
    ),
    Row(
        name="too_long",
        severity="E/E",
        summary="More than 5000 redirect URIs.",
        rationale="No integration needs so many, and the work that one request can cause stays bounded.",
        source="the library's own limit",
        template="Give at most {limit} redirect URIs.",
        fields=("redirect_uris",),
        fixed=True,
        cases=(Case(bad=["x"] * 5001, mended=[_ITEM], params={"limit": 5000}),),
    ),
)
