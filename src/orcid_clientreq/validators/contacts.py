"""Rules of the two contacts. Each function is the rule of its name in `rules/contacts.py`."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from orcid_clientreq.display import shown
from orcid_clientreq.policy import Policy
from orcid_clientreq.validators.addresses import Address, Refusal, read
from orcid_clientreq.validators.fault import Fault, too_long
from orcid_clientreq.validators.hosts import Names
from orcid_clientreq.validators.shapes import plain_address

_SEPARATORS: Final = re.compile(r"[,;\s]+")
_BOTH_SIDES: Final = re.compile(r"[^@]+@[^@]+\Z")
_NAME_ADDR: Final = re.compile(r"([^<>]*)<([^<>]*)>\s*\Z")
_MAILTO: Final = re.compile(r"\s*mailto:", re.IGNORECASE)
_RESERVED: Final = re.compile(r"(?:.*\.)?(?:example\.(?:com|net|org)|example)\Z")  # RFC 2606, RFC 6761 section 6.5


class Contact(NamedTuple):
    """A contact as it was understood: its text, what is wrong with it, and the one address that is meant, if it is one.

    The text of one that is too long is left out.
    """

    text: str
    faults: tuple[Fault, ...] = ()
    address: Address | None = None


def contact(text: str, policy: Policy, names: Names | None = None) -> Contact:
    """Read a contact that is not blank.

    Args:
        text: The text as given.
        policy: Its limits are used.
        names: What the values of one request share.
    """
    limit = policy.limits.email
    if len(text) > limit:
        return Contact("", (too_long(limit),))
    plain = plain_address(text, names)
    return Contact(text, (), plain) if plain else examined(text)


def examined(text: str) -> Contact:
    """Read a contact by email-validator, and the rules one by one."""
    understood = display_name(text)
    if understood is None:
        address = read(text)
        if isinstance(address, Address):
            understood = (), (address,)
        else:
            understood = multiple_addresses(text) or invalid(text, address.reason)
    faults, addresses = understood
    return Contact(text, (*faults, *_warnings(addresses)), addresses[0] if len(addresses) == 1 else None)


#: Faults of a text that is no address, and the addresses that stand in it.
_Understood = tuple[tuple[Fault, ...], tuple[Address, ...]]


def display_name(text: str) -> _Understood | None:
    """A name around the address, as in `Name <address>` (RFC 5322 section 3.4), of which no address is made."""
    match = _NAME_ADDR.match(text)
    if not match or ("@" in match[1] and match[1].strip() != match[2]):
        return None
    address = _read(match[2])
    if isinstance(address, Address):
        return (Fault("display_name", suggestion=match[2]),), (address,)
    return (Fault("display_name"), Fault("invalid", {"reason": address.reason})), ()


def multiple_addresses(text: str) -> _Understood | None:
    """More than one address in the field: at least two pieces of it have something on both sides of an @-sign."""
    chunks = [chunk for chunk in map(_bare, _SEPARATORS.split(text)) if _BOTH_SIDES.match(chunk)]
    if len(chunks) < 2:  # noqa: PLR2004 - more than one
        return None
    addresses = tuple(address for chunk in chunks if isinstance(address := _read(chunk), Address))
    return (Fault("multiple_addresses"),), addresses if len(addresses) > 1 else ()


def _bare(chunk: str) -> str:
    """Return a piece of a text without angle brackets around it."""
    return chunk.strip("<>")


def invalid(text: str, reason: str) -> _Understood:
    """No address at all, for the reason that email-validator gives, or one that is plain to see."""
    core = text.strip()
    if match := _MAILTO.match(text):
        reason, core = "it begins with mailto:", text[match.end() :].strip()
    elif core != text:
        reason = "there is white space around it"
    else:
        return (Fault("invalid", {"reason": reason}),), ()
    address = _read(core)
    return (Fault("invalid", {"reason": reason}, core),), ((address,) if isinstance(address, Address) else ())


def _read(text: str) -> Address | Refusal:
    """Read an address that stands in a text."""
    return plain_address(text) or read(text)


def _warnings(addresses: tuple[Address, ...]) -> tuple[Fault, ...]:
    """Return what is unwise about addresses that are valid."""
    found = (
        next((fault for address in addresses if (fault := rule(address))), None)
        for rule in (internationalized, reserved_domain)
    )
    return tuple(fault for fault in found if fault)


def internationalized(address: Address) -> Fault | None:
    """A local part that is not ASCII (RFC 6531)."""
    return None if address.local.isascii() else Fault("internationalized")


def reserved_domain(address: Address) -> Fault | None:
    """A domain that is reserved for examples (RFC 2606)."""
    return Fault("reserved_domain", {"domain": shown(address.domain)}) if _RESERVED.match(address.domain) else None


def unknown_contact(this: Contact, policy: Policy) -> Fault | None:
    """None of the contacts that the policy lists, if it lists any."""
    address = this.address
    if not policy.known_contacts or address is None or this.text in policy.known_contacts:
        return None
    known = (contact(text, policy).address for text in policy.known_contacts)
    return None if any(other is not None and other.is_same(address) for other in known) else Fault("unknown_contact")


def not_distinct(this: Contact, other: Contact) -> Fault | None:
    """The same address as the other contact."""
    if this.address and other.address:
        return Fault("not_distinct") if this.address.is_same(other.address) else None
    text = this.text.strip().casefold()
    return Fault("not_distinct") if text and text == other.text.strip().casefold() else None


def same_mailbox(this: Contact, other: Contact) -> Fault | None:
    """Another address of the mailbox of the other contact; asked where the addresses are not the same."""
    if not (this.address and other.address):
        return None
    return Fault("same_mailbox") if this.address.has_mailbox_of(other.address) else None
