"""A field as it was read: what is wrong with it, and its normalized value."""

from __future__ import annotations

from typing import Any, Final

import attrs

from orcid_clientreq.fields import Field, limit_of
from orcid_clientreq.form import Settings
from orcid_clientreq.rules.contacts import Contact
from orcid_clientreq.rules.model import NONE, Fault
from orcid_clientreq.rules.presence import CODE_OF_MISSING, MISSING_ROWS, TOO_LONG, WRONG_TYPE, missing, too_long
from orcid_clientreq.syntax.values import text_of


@attrs.define
class Reading:
    """A field as it was read.

    Args:
        faults: What is wrong with it.
        value: The normalized value: text, an answer, or a tuple of redirect URIs; `None` if missing or unusable.
        contact: A contact in its parts, once a rule has asked for them.
        number: How many redirect URIs were given, if they are a list that is looked at.
        items: What was found in them, one by one and as a list.
        understood: Whether it was of the right type and short enough to be looked at. If not, no rule compares it.
    """

    faults: tuple[Fault, ...] = ()
    value: Any = None
    contact: Contact | None = None
    number: int = 0
    items: tuple[Any, ...] = ()
    understood: bool = True


#: A field that is missing, and may be.
ABSENT: Final = Reading()


def absent(field: Field, settings: Settings, value: tuple[()] | None = None) -> Reading:
    """Return the reading of a missing field, with the value that stands for it."""
    row = MISSING_ROWS[field.name]
    faults = (row.fault(),) if row and settings.severity(CODE_OF_MISSING[field.name]) else ()
    return Reading(faults, value)


def text_or_reading(field: Field, value: object, settings: Settings, limit: int | None = None) -> str | Reading:
    """Return the text of a value, or a reading if there is no text, or the text is over its limit.

    Args:
        field: The field.
        value: What was given.
        settings: The policy.
        limit: The longest text, by default that of the field, if it has one.
    """
    if value is None:
        return absent(field, settings)
    text = value if type(value) is str else text_of(value)
    if text is None:
        return Reading((WRONG_TYPE.fault(),), understood=False)
    if limit is None and field.limit:
        limit = limit_of(field, settings.limits)
    if limit is not None and len(text) > limit:  # nothing looks at it
        return Reading((TOO_LONG.fault(too_long(text, limit) or NONE, hard=True),), understood=False)
    return absent(field, settings) if missing(text) else text
