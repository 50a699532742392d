"""Rules of the request, or of credentials, as a whole."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.rules.model import GOOD_CREDENTIALS, GOOD_REQUEST, Case, Row

_REQUEST: Final = ("request",)
_BOTH: Final = ("request", "credentials")

ROWS: Final = (
    Row(
        name="not_a_mapping",
        severity="E/E",
        summary="The input is no mapping with text keys, nor a request.",
        rationale="Without field names nothing can be checked, and nothing is guessed.",
        source="the library's own form of a request",
        template={
            "request": "Give the form as a mapping from field names to values.",
            "credentials": "Give the credentials as a mapping with client_id and client_secret.",
        },
        fields=_BOTH,
        fixed=True,
        cases={
            "request": (
                Case(bad=["orcid@library.university.edu"], mended=GOOD_REQUEST, path=()),
                Case(bad="contact_email=orcid@library.university.edu", mended=GOOD_REQUEST, path=()),
                Case(bad={**GOOD_REQUEST, 1: "https://repository.university.edu/"}, mended=GOOD_REQUEST, path=()),
            ),
            "credentials": (
                Case(bad="APP-0123456789ABCDEF", mended=GOOD_CREDENTIALS, path=()),
                Case(bad=[GOOD_CREDENTIALS["client_id"]], mended=GOOD_CREDENTIALS, path=()),
            ),
        },
    ),
    Row(
        name="unknown_field",
        severity="W/W",
        summary="A key that the form does not have.",
        rationale="A misspelt key is a field that stays empty without anybody noticing.",
        source="seen in integrations",
        template="Rename or remove this key: the form has no field of that name.",
        fields=_REQUEST,
        cases=(
            Case(
                bad={**GOOD_REQUEST, "staf_notes": "Vendor system: DSpace."},
                mended={**GOOD_REQUEST, "staff_notes": "Vendor system: DSpace."},
                path=("staf_notes",),
            ),
            Case(bad={**GOOD_REQUEST, "two words": ""}, mended=GOOD_REQUEST, path=()),
        ),
    ),
    Row(
        name="policy_mismatch",
        severity="E/E",
        summary="The data names an environment or edition other than the policy's.",
        rationale="The rules of production and sandbox differ; a report under the wrong ones would mislead.",
        source="the library's own form of a request",
        template={
            "request": "Set {member} to {expected}, or check the request under the policy that it names.",
            "credentials": "Set {member} to {expected}, or check the credentials under the policy that they name.",
        },
        fields=_BOTH,
        fixed=True,
        cases={
            "request": (
                Case(
                    bad={**GOOD_REQUEST, "environment": "staging"},
                    mended={**GOOD_REQUEST, "environment": "production"},
                    params={"member": "environment", "expected": "production"},
                    path=("environment",),
                ),
                Case(
                    bad={**GOOD_REQUEST, "edition": 2020},
                    mended={**GOOD_REQUEST, "edition": "2020-01"},
                    params={"member": "edition", "expected": "2020-01"},
                    path=("edition",),
                ),
            ),
            "credentials": (
                Case(
                    bad={**GOOD_CREDENTIALS, "environment": "live"},
                    mended={**GOOD_CREDENTIALS, "environment": "production"},
                    params={"member": "environment", "expected": "production"},
                    path=("environment",),
                ),
                Case(
                    bad={**GOOD_CREDENTIALS, "environment": 1},
                    mended={**GOOD_CREDENTIALS, "environment": " production "},
                    params={"member": "environment", "expected": "production"},
                    path=("environment",),
                ),
            ),
        },
    ),
)
