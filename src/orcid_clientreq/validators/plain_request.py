"""The way of most requests: everything in them is of a plain shape, and there is nothing to find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from orcid_clientreq.form import FormEdition
from orcid_clientreq.policy import Policy
from orcid_clientreq.validators.shapes import are_plain
from orcid_clientreq.validators.text import is_faultless

_TEXT: Final = {str}
_TEXTS: Final = ("description", "staff_notes", "client_name", "organization_name")
#: Rules that the shapes do not know of, since they are off unless a policy has them in the edition of January 2020.
_OF_OPTIONAL: Final = frozenset(
    {"staff_notes.missing", "client_name.missing", "organization_name.missing", "client_name.not_from_organization"}
)


def plain_request(given: Mapping[str, Any], policy: Policy) -> dict[str, Any] | None:
    """Return the values that a request holds, `None` where its fields have to be looked at one by one.

    Args:
        given: The members of a form of the edition of January 2020.
        policy: Its limits and known contacts are used.

    >>> from orcid_clientreq import PRODUCTION
    >>> from orcid_clientreq.rules.model import GOOD_REQUEST
    >>> (plain_request(GOOD_REQUEST, PRODUCTION) or {})["contact_email"]
    'orcid@library.university.edu'
    """
    get = given.get
    redirect_uris: object = get("redirect_uris")
    if type(redirect_uris) is not list and type(redirect_uris) is not tuple:
        return None
    uris = cast("Sequence[Any]", redirect_uris)
    if not _has_room(policy, len(uris)):
        return None
    contact, pin_contact, homepage = get("contact_email"), get("pin_contact_email"), get("homepage_url")
    values: tuple[Any, ...] = (contact, pin_contact, homepage, *uris)
    if set(map(type, values)) != _TEXT or max(map(len, values)) > _longest(policy) or not are_plain(values):
        return None
    held: dict[str, Any] = {
        "contact_email": contact,
        "pin_contact_email": pin_contact,
        "homepage_url": homepage,
        "redirect_uris": tuple(uris),
    }
    for field in _TEXTS:
        text = get(field)
        if type(text) is str and is_faultless(text, field, policy):
            held[field] = text
        elif field == "description" or not (text is None or (type(text) is str and not text)):
            return None
    return held


def _has_room(policy: Policy, uris: int) -> bool:
    """Return whether a policy takes so many redirect URIs, and has no further rule for plain values."""
    limits = policy.limits
    return (
        uris <= limits.redirect_uris_advised
        and uris <= limits.redirect_uris
        and policy.edition is FormEdition.JANUARY_2020
        and not policy.known_contacts
        and not policy.changes(_OF_OPTIONAL)
    )


def _longest(policy: Policy) -> int:
    """Return how long an address and a URI may be, whichever it is."""
    limits = policy.limits
    return min(limits.email, limits.uri, limits.redirect_uri_advised)
