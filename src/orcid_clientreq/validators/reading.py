"""A field as it was read: what is wrong with it alone, and what a request holds of it."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from orcid_clientreq.report import Finding
from orcid_clientreq.validators.contacts import Contact
from orcid_clientreq.validators.fault import Fault


class Reading(NamedTuple):
    """A field as it was read.

    Args:
        faults: What is wrong with it.
        value: What a request holds: text, an answer, or a tuple of redirect URIs; `None` where nothing was given.
        contact: A contact in its parts.
        number: How many redirect URIs were given.
        items: What was found in them, one by one and as a list.
        understood: Whether it was of the right type and short enough to be looked at. If not, no rule compares it.
    """

    faults: tuple[Fault, ...] = ()
    value: Any = None
    contact: Contact | None = None
    number: int = 0
    items: tuple[Finding, ...] = ()
    understood: bool = True


#: A field that is not there.
ABSENT: Final = Reading()
