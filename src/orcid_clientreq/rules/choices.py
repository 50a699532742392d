"""The rule about the answer to a question that has a choice."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.fields import Field
from orcid_clientreq.rules.model import Case, Params, Row


def not_a_choice(answer: str, field: Field) -> Params | None:
    """None of the answers that a question has."""
    return None if answer in field.choices else {"choices": ", ".join(field.choices)}


#: Words that people use for an answer, in the languages that the package has and as programs write them.
_MEANT: Final = {
    **dict.fromkeys(
        ("y", "true", "on", "1", "sí", "si", "sim", "oui", "ja", "sì", "はい", "是", "نعم", "✓", "✔"), "yes"
    ),
    **dict.fromkeys(("n", "false", "off", "0", "não", "nao", "non", "nein", "いいえ", "否", "لا"), "no"),
    "csp": "certified_service_provider",
}
_AROUND: Final = "_.,;:!。"
#: An answer is known by so many letters at its beginning.
_SHORTEST_BEGINNING: Final = 4
#: What can follow an answer in a longer text: the end of a plural, a space or a bracket.
_AFTER_ANSWER: Final = ("s", "_", "(", ":", ",", ";")


def meant(answer: str, field: Field) -> str | None:
    """Return the only answer that people can mean by another word, by the beginning of an answer, or by more than one.

    Args:
        answer: In lower case, with underscores for spaces and hyphens.
        field: The field.
    """
    word = answer.strip(_AROUND)
    word = _MEANT.get(word, word)
    if word in field.choices:
        return word
    if len(word) < _SHORTEST_BEGINNING:
        return None
    near = [each for each in field.choices if each.startswith(word) or _goes_on(word, each)]
    return near[0] if len(near) == 1 else None


def _goes_on(word: str, answer: str) -> bool:
    """Return whether a text is an answer and something after it."""
    return (
        len(answer) >= _SHORTEST_BEGINNING and word.startswith(answer) and word[len(answer) :].startswith(_AFTER_ANSWER)
    )


def other_answers(field: Field) -> tuple[Case, ...]:
    """Return answers that a question does not have, with those that it has."""
    params = {"choices": ", ".join(field.choices)}
    updated = {"existing_client_id": "1234-5678-1234-5678"}
    special = {
        "update_existing": (
            Case(bad="maybe", corrected="no", params=params),
            Case(bad="y", corrected="yes", params=params, rest=updated),
            Case(bad="Oui.", corrected="yes", params=params, rest=updated),
        ),
        "integration_type": (
            Case(bad="DSpace", corrected="Certified Service Provider", params=params),
            Case(bad="Certified", corrected="certified_service_provider", params=params),
            Case(
                bad="Other (own development)",
                corrected="other",
                params=params,
                rest={"staff_notes": "Demo on 3 November."},
            ),
        ),
        "authenticates_users": (Case(bad="on", corrected="yes", params=params),),
        "credential_type": (Case(bad="Premium: Trusted Party", corrected="premium", params=params),),
    }
    return special.get(field.name) or (Case(bad="maybe", corrected=next(iter(field.choices)), params=params),)


NOT_A_CHOICE: Final = Row(
    name="not_a_choice",
    severity="E/E",
    summary="The answer is not one of the choices.",
    rationale="ORCID's form has no other answers. If the entry can only mean one of the choices, the library suggests that choice. Capital letters are accepted, and so is a space or hyphen where a choice has an underscore.",
    source="ORCID's help pages of the editions that have the question; the links that the software NZ-ORCID-Hub makes to ORCID's form, with parameters that fill it in",
    template="Choose one of these answers: {choices}.",
    severity_is_fixed=True,
    cases=other_answers,
    check=not_a_choice,
    fix=meant,
)

#: The rules of an answer that is there.
TABLE: Final = (NOT_A_CHOICE,)
