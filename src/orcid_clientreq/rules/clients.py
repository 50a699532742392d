"""Rules of client iDs and client secrets: those that ORCID issues, and the one of an update."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.rules.model import Case, Row

_ID: Final = "APP-0123456789ABCDEF"
_UUID: Final = "01234567-89ab-4cde-8f01-23456789abcd"
_UPDATES: Final = {"update_existing": "yes"}

ROWS: Final = (
    Row(
        name="invalid",
        severity="E/E",
        summary="Not a client iD.",
        rationale="ORCID's staff cannot find the credentials by it.",
        source="ORCID's registry software: APP- and sixteen of 0-9 and A-Z, or four groups of four before September 2014",
        template="Correct the client iD: {reason}.",
        fields=("existing_client_id", "client_id"),
        fixed=True,
        cases=(
            Case(
                bad="APP-0123456789",
                mended=_ID,
                params={"reason": "after APP- come sixteen digits and capital letters"},
                rest=_UPDATES,
            ),
            Case(
                bad=" app-0123456789abcdef",
                mended=_ID,
                params={"reason": "there is white space around it"},
                rest=_UPDATES,
            ),
            Case(
                bad="orcid@university.edu",
                mended="1234-5678-1234-5678",
                params={"reason": "it begins with APP-, or is four groups of four"},
                rest=_UPDATES,
            ),
        ),
    ),
    Row(
        name="is_secret",
        severity="E/E",
        summary="A client secret where the client iD should be.",
        rationale="Whoever reads the request can act as the client: a secret that was sent has to be replaced.",
        source="ORCID's registry software: a secret is a UUID; seen in guides of vendors",
        template="Enter the client iD here, not the secret, and have the secret replaced if it was sent to anybody.",
        fields=("existing_client_id", "client_id"),
        fixed=True,
        cases=(
            Case(bad=_UUID, mended=_ID, rest=_UPDATES),
            Case(bad=f" {_UUID.upper()}", mended=_ID, rest=_UPDATES),
        ),
    ),
    Row(
        name="not_updating",
        severity="W/W",
        summary="A client iD in a request that updates nothing.",
        rationale="One of the two answers is wrong, and it makes a difference which.",
        source="NZ-ORCID-Hub's links to the form",
        template="Answer yes to the question for an update, or leave the client iD out.",
        fields=("existing_client_id",),
        cases=(
            Case(bad=_ID, mended="", rest={"update_existing": "no"}),
            Case(bad="1234-5678-1234-5678", mended=None, rest={"update_existing": False}),
        ),
    ),
    Row(
        name="missing",
        severity="E/E",
        summary="Half of the credentials is not there.",
        rationale="Both halves are needed to get a token.",
        source="RFC 6749 section 2.3.1",
        template={
            "client_id": "Enter the client iD, from the message to the contact for credentials.",
            "client_secret": "Enter the client secret, from the message to the contact for credentials.",
        },
        fields=("client_id", "client_secret"),
        fixed=True,
        cases={
            "client_id": (Case(bad=" ", mended="1234-5678-1234-5678"),),
            "client_secret": (Case(bad=None, mended=_UUID),),
        },
    ),
    Row(
        name="wrong_type",
        severity="E/E",
        summary="The value is not text (`bytes` are not text either).",
        rationale="A number or an object would have to be turned into text by guessing.",
        source="the library's own form of credentials",
        template="Give this value as text.",
        fields=("client_id", "client_secret", "base_url"),
        fixed=True,
        cases={
            "client_id": (Case(bad=7, mended=_ID),),
            "client_secret": (Case(bad=[_UUID], mended=_UUID),),
            "base_url": (Case(bad={}, mended="https://orcid.org"),),
        },
    ),
    Row(
        name="too_long",
        severity="E/E",
        summary="The value is over the limit of its field.",
        rationale="No secret and no address of ORCID is so long; the work that one value can cause stays bounded.",
        source="limits of ORCID's registry software",
        template="Shorten this to at most {limit} characters.",
        fields=("client_secret", "base_url"),
        fixed=True,
        cases={
            "client_secret": (Case(bad="a" * 256, mended=_UUID, params={"limit": 255}),),
            "base_url": (
                Case(bad=f"https://orcid.org/{'a' * 2000}", mended="https://orcid.org/", params={"limit": 2000}),
            ),
        },
    ),
    Row(
        name="is_client_id",
        severity="E/E",
        summary="A client iD where the client secret should be.",
        rationale="iD and secret were swapped, or the iD was copied twice.",
        source="seen in guides of vendors",
        template="Enter the client secret here; this is a client iD.",
        fields=("client_secret",),
        cases=(Case(bad=_ID, mended=_UUID), Case(bad="1234-5678-1234-567X", mended=_UUID.upper())),
    ),
    Row(
        name="invalid",
        severity="W/W",
        summary="Not a UUID.",
        rationale="ORCID's software makes secrets as UUIDs, so most likely a character was lost or added in copying.",
        source="ORCID's registry software; RFC 9562 section 4",
        template="Copy the client secret once more: {reason}.",
        fields=("client_secret",),
        cases=(
            Case(
                bad=f"{_UUID} ",
                mended=_UUID,
                params={"reason": "there is white space around it"},
            ),
            Case(
                bad=_UUID[:-1],
                mended=_UUID,
                params={"reason": "it is not five groups of 8, 4, 4, 4 and 12 hexadecimal digits"},
            ),
        ),
    ),
    Row(
        name="surrounding_whitespace",
        severity="W/W",
        summary="White space around the address.",
        rationale="It is taken off here; a program that keeps it asks for an address that does not exist.",
        source="observed in integrations",
        template="Remove the white space around the text.",
        fields=("base_url",),
        cases=(
            Case(bad="https://orcid.org ", mended="https://ORCID.org"),
            Case(bad="\nhttps://sandbox.orcid.org/oauth", mended="https://sandbox.orcid.org/oauth", sandbox=True),
        ),
    ),
    Row(
        name="not_orcid",
        severity="E/E",
        summary="An address that is none of ORCID's.",
        rationale="The secret would be sent to somebody else, or, over http, be read on its way.",
        source="ORCID's API documentation: the hosts of registry and sandbox; RFC 6749 section 3.2",
        template="Use an address of ORCID, such as {expected}.",
        fields=("base_url",),
        cases=(
            Case(
                bad="https://orcid.org.evil.org/", mended="https://orcid.org/", params={"expected": "https://orcid.org"}
            ),
            Case(bad="http://orcid.org/", mended="https://orcid.org/", params={"expected": "https://orcid.org"}),
            Case(
                bad="api.sandbox.orcid.org",
                mended="https://api.sandbox.orcid.org",
                params={"expected": "https://sandbox.orcid.org"},
                sandbox=True,
            ),
        ),
    ),
    Row(
        name="environment_mismatch",
        severity="E/E",
        summary="Credentials for production at the address of the sandbox, or the other way round.",
        rationale="Each registry knows only its own clients; the error that follows speaks of the client, not of the address.",
        source="ORCID's API documentation; reported for OpenNeuro in 2019",
        template="Use {expected} with credentials for {environment}, or the credentials of the other registry.",
        fields=("base_url",),
        cases=(
            Case(
                bad="https://sandbox.orcid.org",
                mended="https://pub.orcid.org",
                params={"expected": "https://orcid.org", "environment": "production"},
            ),
            Case(
                bad="https://api.orcid.org/v3.0/",
                mended="https://api.sandbox.orcid.org/v3.0/",
                params={"expected": "https://api.sandbox.orcid.org", "environment": "sandbox"},
                sandbox=True,
            ),
        ),
    ),
)
