"""How a value of each kind is read: as plain, or by the rules of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from orcid_clientreq.fields import Field, Kind
from orcid_clientreq.first_pass import PLAIN, Plain, never_plain
from orcid_clientreq.policy import Policy
from orcid_clientreq.redirect_list import read_redirect_uris
from orcid_clientreq.rules import base_urls, choices, clients, homepage, texts
from orcid_clientreq.rules.contacts import UNKNOWN_CONTACT, contact, unknown_contact
from orcid_clientreq.rules.presence import LONGEST_SECRET, TOO_LONG, too_long
from orcid_clientreq.rules.reading import ABSENT, Reading, text_or_reading
from orcid_clientreq.syntax.hosts import Names
from orcid_clientreq.syntax.invisible import trimmed


def read_text(field: Field, value: object, policy: Policy, _names: Names) -> Reading:
    """Read a text that is shown to people; its value has no white space and no invisible characters around it."""
    text = text_or_reading(field, value, policy)
    if isinstance(text, Reading):
        return text
    core = trimmed(text)
    found = texts.faults(text, field)
    if field.advised and (params := too_long(core, getattr(policy.limits, field.advised))) is not None:
        found = (*found, TOO_LONG.fault(params))
    return Reading(found, core)


#: Longer answers are reported as not_a_choice without being compared.
_LONGEST_ANSWER: Final = 100


def read_choice(field: Field, value: object, policy: Policy, _names: Names) -> Reading:
    """Read the answer to a question that has a choice; a boolean answers a question of yes or no."""
    if type(value) is bool and value in field.choices.values():
        return Reading((), value)
    text = text_or_reading(field, value, policy)
    if isinstance(text, Reading):
        return text
    core = trimmed(text)
    answer = core.lower().replace(" ", "_").replace("-", "_") if len(core) <= _LONGEST_ANSWER else ""
    params = choices.not_a_choice(answer, field)
    if params is None:
        return Reading((), field.choices[answer])
    return Reading((choices.NOT_A_CHOICE.fault(params, choices.meant(answer, field)),), understood=False)


def read_client_id(field: Field, value: object, policy: Policy, _names: Names) -> Reading:
    """Read a client ID; whether there has to be one of an update depends on another answer."""
    text = text_or_reading(field, value, policy)
    return text if isinstance(text, Reading) else Reading(clients.faults(text), trimmed(text))


def read_client_secret(field: Field, value: object, policy: Policy, _names: Names) -> Reading:
    """Read a client secret."""
    text = text_or_reading(field, value, policy, LONGEST_SECRET)
    return text if isinstance(text, Reading) else Reading(clients.secret_faults(text))


def read_base_url(field: Field, value: object, policy: Policy, _names: Names) -> Reading:
    """Read the address of ORCID that credentials are used with."""
    text = text_or_reading(field, value, policy)
    return text if isinstance(text, Reading) else Reading(base_urls.faults(text, policy))


def read_contact(field: Field, value: object, policy: Policy, names: Names) -> Reading:
    """Read a contact; its value is the normalized address, or the text if a policy turns the rules of addresses off."""
    text = text_or_reading(field, value, policy)
    if isinstance(text, Reading):
        return text
    this = contact(text, names)
    limit = policy.limits.email
    if this.address and (params := too_long(this.address.normalized, limit)):  # it can be longer than the text
        return Reading((TOO_LONG.fault(params, hard=True),), understood=False)
    found = this.faults
    if policy.known_contacts and UNKNOWN_CONTACT.holds_for(field.name):
        params = unknown_contact(this, policy)
        found = found if params is None else (*found, UNKNOWN_CONTACT.fault(params))
    value = this.address.normalized if this.address else trimmed(this.text)
    return Reading(found, value, contact=this)


def read_homepage(field: Field, value: object, policy: Policy, names: Names) -> Reading:
    """Read the home page; its value is the text as it is."""
    text = text_or_reading(field, value, policy)
    return text if isinstance(text, Reading) else Reading(homepage.by_rules(text, policy, names), text)


class Reader(NamedTuple):
    """How values of a kind are read.

    Args:
        plain: Returns the normalized value of a plain one, `None` for any other.
        by_rules: Reads any value by the rules.
    """

    plain: Plain
    by_rules: Callable[[Field, Any, Policy, Names], Reading]


READERS: Final[Mapping[Kind, Reader]] = {
    kind: Reader(PLAIN.get(kind, never_plain), by_rules)
    for kind, by_rules in (
        (Kind.CONTACT, read_contact),
        (Kind.TEXT, read_text),
        (Kind.HOMEPAGE, read_homepage),
        (Kind.REDIRECT_URIS, read_redirect_uris),
        (Kind.CHOICE, read_choice),
        (Kind.EXISTING_CLIENT_ID, read_client_id),
        (Kind.CLIENT_ID, read_client_id),
        (Kind.CLIENT_SECRET, read_client_secret),
        (Kind.BASE_URL, read_base_url),
    )
}


def read(field: Field, value: object, policy: Policy, names: Names) -> Reading:
    """Read a value: by the rules, unless it is plain."""
    plain, by_rules = READERS[field.kind]
    normal = plain(field, value, policy, names)
    return by_rules(field, value, policy, names) if normal is None else plain_reading(normal)


def plain_reading(value: Any) -> Reading:
    """Return the reading of a plain value."""
    if value is None:
        return ABSENT
    return Reading((), value, None, len(value) if type(value) is tuple else 0)  # pyright: ignore[reportUnknownArgumentType]
