"""Rules about two fields. Each looks at what a request will hold, whatever else is found in the two."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from orcid_clientreq.form import IntegrationType
from orcid_clientreq.policy import Policy
from orcid_clientreq.validators import contacts
from orcid_clientreq.validators import text as text_rules
from orcid_clientreq.validators.fault import Fault
from orcid_clientreq.validators.reading import ABSENT, Reading


def second_contact(pin: Reading, contact: Reading, _policy: Policy) -> Fault | None:
    """The rules `not_distinct` and `same_mailbox`: the contact for the PIN is another person."""
    if pin.contact is None or contact.contact is None:
        return None
    return contacts.not_distinct(pin.contact, contact.contact) or contacts.same_mailbox(pin.contact, contact.contact)


def not_from_organization(client: Reading, organization: Reading, policy: Policy) -> Fault | None:
    """A client name that does not begin with the name of the organization.

    Names with characters or markup that nobody should read are not compared: a rule of their own says so.
    """
    if client.value is None or organization.value is None:
        return None
    if text_rules.is_spoilt(client.value) or text_rules.is_spoilt(organization.value):
        return None
    if _folded(client.value).startswith(_folded(organization.value)):
        return None
    both = f"{organization.value} {client.value}"
    return Fault("not_from_organization", suggestion=None if text_rules.faults(both, "client_name", policy) else both)


def _folded(name: str) -> str:
    """Return a name as it is compared: in any case and normalization form, with any white space."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold()).split())


def review_unmentioned(notes: Reading, kind: Reading, _policy: Policy) -> Fault | None:
    """An integration of no certified service provider, and notes that mention neither demo nor review."""
    if kind.value is not IntegrationType.OTHER or (notes.value and text_rules.mentions_review(notes.value)):
        return None
    return Fault("review_unmentioned")


def many(uris: Reading, notes: Reading, policy: Policy) -> Fault | None:
    """More redirect URIs than the form has rows, and no notes to say so."""
    advised = policy.limits.redirect_uris_advised
    return Fault("many", {"limit": advised}) if uris.number > advised and notes.value is None else None


def client_of_update(client_id: Reading, updating: Reading, _policy: Policy) -> Fault | None:
    """The rules `missing` and `not_updating`: a client iD stands in a request for an update, and in no other."""
    if client_id.value is None:
        return Fault("missing") if updating.value is True else None
    return Fault("not_updating") if updating.value is False else None


class Rule(NamedTuple):
    """A rule about two fields.

    Args:
        field: The field in which a fault is.
        other: The field that it is compared with.
        find: Returns the fault.
    """

    field: str
    other: str
    find: Callable[[Reading, Reading, Policy], Fault | None]


_RULES: Final = (
    Rule("pin_contact_email", "contact_email", second_contact),
    Rule("redirect_uris", "staff_notes", many),
    Rule("staff_notes", "integration_type", review_unmentioned),
    Rule("client_name", "organization_name", not_from_organization),
    Rule("existing_client_id", "update_existing", client_of_update),
)
#: The rules that a field has a part in.
_OF_FIELD: Final = {
    name: tuple(rule for rule in _RULES if name in {rule.field, rule.other})
    for name in {name for rule in _RULES for name in (rule.field, rule.other)}
}

#: What was found, by field. No field has two such rules of its own.
Found = dict[str, Fault]


def find(readings: Mapping[str, Reading], policy: Policy, name: str | None = None) -> Found:
    """Return what the rules find, or only those that one field has a part in."""
    found: Found = {}
    for rule in _RULES if name is None else _OF_FIELD.get(name, ()):
        this, other = readings.get(rule.field), readings.get(rule.other, ABSENT)
        if this is not None and this.understood and other.understood and (fault := rule.find(this, other, policy)):
            found[rule.field] = fault
    return found
