"""The life of a registration around the form: from one edition to another, its notes, its links, and its changes.

>>> from orcid_clientreq import parse
>>> from orcid_clientreq.lifecycle import changes
>>> form = {
...     "contact_email": "orcid@university.edu",
...     "pin_contact_email": "security@university.edu",
...     "description": "Sign in with your ORCID iD.",
...     "homepage_url": "https://university.edu/",
... }
>>> old = parse({**form, "redirect_uris": ["https://university.edu/orcid"]})
>>> new = parse({**form, "redirect_uris": ["https://university.edu/orcid", "https://university.edu/link"]})
>>> print(changes(old, new).notes("APP-0123456789ABCDEF"))
Please update the existing client APP-0123456789ABCDEF.
Add this redirect URI:
https://university.edu/link
"""

from __future__ import annotations

from orcid_clientreq.lifecycle.changes import WARNINGS, Changes, Concern, FieldChange, changes
from orcid_clientreq.lifecycle.migration import Migration, migrate
from orcid_clientreq.lifecycle.notes import Prefill, prefill, staff_notes
from orcid_clientreq.lifecycle.registry import stored_form

__all__ = [
    "WARNINGS",
    "Changes",
    "Concern",
    "FieldChange",
    "Migration",
    "Prefill",
    "changes",
    "migrate",
    "prefill",
    "staff_notes",
    "stored_form",
]
