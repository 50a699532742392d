"""What the command prints of a request in the language of its report."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.messages.catalogues import say
from orcid_clientreq.policy import Policy

CHECKED_FOR: Final = "{environment}, form of {edition}"


def checked_for(policy: Policy, language: str) -> str:
    """Return what a request is checked for: the environment, and the edition of the form.

    >>> checked_for(Policy(edition="2023"), "en"), checked_for(Policy(edition="2023"), "de")
    ('production, form of 2023', 'production, Formular von 2023')
    """
    return say(CHECKED_FOR, language).format(environment=policy.environment, edition=policy.edition)
