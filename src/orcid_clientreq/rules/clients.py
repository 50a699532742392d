"""Rules of client IDs and client secrets: those that ORCID issues, and the one of an update."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.rules.model import NONE, Case, Fault, Params, Row, faults_of
from orcid_clientreq.syntax.clients import (
    client_id_in,
    is_client_id,
    is_unfilled,
    looks_like_client_id,
    looks_like_secret,
)

_ID: Final = "APP-0123456789ABCDEF"
_UUID: Final = "01234567-89ab-4cde-8f01-23456789abcd"
_UPDATES: Final = {"update_existing": "yes"}
#: Why a client ID in small letters is invalid.
CAPITALS: Final = "its letters must be capitals"
#: The beginning of a text that is looked at.
_LOOKED_AT: Final = 100


def invalid(text: str) -> Params | None:
    """No client ID, unless it is a secret, which is worse, or what a guide has in its place."""
    if is_client_id(text) or looks_like_secret(text) or is_unfilled(text):
        return None
    if looks_like_client_id(text):
        has_white_space = text != text.strip()
        return {"reason": "there are spaces before or after it" if has_white_space else CAPITALS}
    begins = text[:_LOOKED_AT].strip()[:4].upper() == "APP-"
    shape = "APP- must be followed by 16 characters, each a digit or a capital letter"
    return {"reason": shape if begins else "it must begin with APP-, or be four groups of four characters"}


def as_client_id(text: str) -> str | None:
    """Return what is a client ID but for white space and small letters as one, or the only one in a text."""
    return text.strip().upper() if looks_like_client_id(text) else client_id_in(text)


INVALID: Final = Row(
    name="invalid",
    severity="E/E",
    summary="Not a client ID.",
    rationale="ORCID doesn't know such a client ID. No sign-in works with it, and ORCID's staff can't find the credentials if you ask them to update them.",
    source="ORCID's registry software: APP- and 16 digits or capital letters or, if ORCID issued it before September 2014, four groups of four characters",
    template="Correct the client ID: {reason}.",
    severity_is_fixed=True,
    cases=(
        Case(
            bad="APP-0123456789",
            corrected=_ID,
            params={"reason": "APP- must be followed by 16 characters, each a digit or a capital letter"},
            rest=_UPDATES,
        ),
        Case(
            bad=" APP-0123456789ABCDEF",
            corrected=_ID,
            params={"reason": "there are spaces before or after it"},
            rest=_UPDATES,
        ),
        Case(
            bad="Client ID: APP-0123456789ABCDEF",
            corrected=_ID,
            params={"reason": "it must begin with APP-, or be four groups of four characters"},
            rest=_UPDATES,
        ),
        Case(
            bad="orcid@university.edu",
            corrected="1234-5678-1234-5678",
            params={"reason": "it must begin with APP-, or be four groups of four characters"},
            rest=_UPDATES,
        ),
    ),
    check=invalid,
    fix=as_client_id,
)


def is_secret(text: str) -> Params | None:
    """A client secret where the client ID should be. It is not repeated, nor fixed."""
    return NONE if looks_like_secret(text) else None


IS_SECRET: Final = Row(
    name="is_secret",
    severity="E/E",
    summary="A client secret where the client ID should be.",
    rationale="Anyone who knows the secret can act as the client. If it was used as the client ID, for example in the address of a sign-in, others may have read it: have it replaced.",
    source="ORCID's registry software: a secret is a UUID; the mistake is in guides of vendors",
    template="This is a client secret. Enter the client ID instead. If anyone has seen the secret, ask ORCID to replace it.",
    severity_is_fixed=True,
    cases=(Case(bad=_UUID, corrected=_ID, rest=_UPDATES), Case(bad=f" {_UUID.upper()}", corrected=_ID, rest=_UPDATES)),
    check=is_secret,
)


def unfilled(text: str) -> Params | None:
    """A placeholder from a guide instead of the client ID."""
    return NONE if is_unfilled(text) else None


UNFILLED: Final = Row(
    name="unfilled",
    severity="E/E",
    summary="A placeholder from a guide instead of the client ID, such as `APP-XXXXXXXXXXXXXXXX` or `<your client ID>`.",
    rationale="The placeholder is not the ID of a client at ORCID.",
    source="guides of vendors; settings files in public repositories",
    template="Replace the placeholder with the client ID that ORCID sent you.",
    severity_is_fixed=True,
    cases=(
        Case(bad="APP-XXXXXXXXXXXXXXXX", corrected=_ID, rest=_UPDATES),
        Case(bad="0000-0000-0000-0000", corrected=_ID, rest=_UPDATES),
        Case(bad="<your client ID>", corrected=_ID, rest=_UPDATES),
        Case(bad="APP-YOURCLIENTIDHERE", corrected=_ID, rest=_UPDATES),
    ),
    check=unfilled,
)

#: The rules of a client ID.
TABLE: Final = (INVALID, IS_SECRET, UNFILLED)


def faults(text: str) -> tuple[Fault, ...]:
    """Return what is wrong with a client ID that is not blank."""
    return faults_of(text, TABLE)


def is_swapped(text: str) -> Params | None:
    """A client ID where the client secret should be."""
    return NONE if looks_like_client_id(text) else None


IS_CLIENT_ID: Final = Row(
    name="is_client_id",
    severity="E/E",
    summary="A client ID where the client secret should be.",
    rationale="The client ID and secret were swapped, or the ID was copied twice. Most client IDs begin with APP-. Those of before September 2014 look like an ORCID iD.",
    source="seen in guides of vendors",
    template="This is a client ID. Enter the client secret instead.",
    cases=(Case(bad=_ID, corrected=_UUID), Case(bad="1234-5678-1234-567X", corrected=_UUID.upper())),
    check=is_swapped,
)


def no_uuid(text: str) -> Params | None:
    """Not a UUID, or white space around one."""
    if is_swapped(text) is not None:
        return None
    if not looks_like_secret(text):
        return {"reason": "it must be five groups of 8, 4, 4, 4 and 12 hexadecimal digits"}
    return {"reason": "there are spaces before or after it"} if text != text.strip() else None


NO_UUID: Final = Row(
    name="invalid",
    severity="W/W",
    summary="Not a UUID, or a UUID with spaces before or after it. A UUID is five groups of 8, 4, 4, 4 and 12 hexadecimal digits.",
    rationale="ORCID's software generates secrets as UUIDs, so a character was probably lost or added while copying.",
    source="ORCID's registry software; RFC 9562 section 4",
    template="Copy the client secret again: {reason}.",
    cases=(
        Case(bad=f"{_UUID} ", corrected=_UUID, params={"reason": "there are spaces before or after it"}),
        Case(
            bad=_UUID[:-1],
            corrected=_UUID,
            params={"reason": "it must be five groups of 8, 4, 4, 4 and 12 hexadecimal digits"},
        ),
    ),
    check=no_uuid,
)

#: The rules of a client secret. None has a suggestion, since it would contain the secret.
SECRET_TABLE: Final = (IS_CLIENT_ID, NO_UUID)


def secret_faults(text: str) -> tuple[Fault, ...]:
    """Return what is wrong with a client secret that is neither blank nor too long."""
    return faults_of(text, SECRET_TABLE)
