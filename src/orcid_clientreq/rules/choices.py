"""The rule about the answer to a question that has a choice."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.fields import Field
from orcid_clientreq.rules.model import Case, Params, Row


def not_a_choice(answer: str, field: Field) -> Params | None:
    """None of the answers that a question has."""
    return None if answer in field.choices else {"choices": ", ".join(field.choices)}


def meant(answer: str, field: Field) -> str | None:
    """Return the answer of yes or no that people give in another word."""
    word = _MEANT.get(answer)
    return word if word in field.choices else None


_MEANT: Final = {"y": "yes", "true": "yes", "on": "yes", "1": "yes", "n": "no", "false": "no", "off": "no", "0": "no"}


def other_answers(field: Field) -> tuple[Case, ...]:
    """Return answers that a question does not have, with those that it has."""
    params = {"choices": ", ".join(field.choices)}
    updated = {"existing_client_id": "1234-5678-1234-5678"}
    special = {
        "update_existing": (
            Case(bad="maybe", corrected="No", params=params),
            Case(bad="y", corrected="yes", params=params, rest=updated),
        ),
        "integration_type": (Case(bad="DSpace", corrected="Certified Service Provider", params=params),),
        "authenticates_users": (Case(bad="on", corrected=True, params=params),),
        "credential_type": (Case(bad="Premium: Trusted Party", corrected="Premium", params=params),),
    }
    return special.get(field.name) or (Case(bad="maybe", corrected=next(iter(field.choices)), params=params),)


NOT_A_CHOICE: Final = Row(
    name="not_a_choice",
    severity="E/E",
    summary="The answer is not one of the choices.",
    rationale="The library does not guess the answer.",
    source="the help pages since 2021; NZ-ORCID-Hub's links to the form",
    template="Choose one of these answers: {choices}.",
    severity_is_fixed=True,
    cases=other_answers,
    check=not_a_choice,
    fix=meant,
)

#: The rules of an answer that is there.
TABLE: Final = (NOT_A_CHOICE,)
