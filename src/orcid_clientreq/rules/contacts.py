"""Rules of an email address, as far as it stands alone."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from orcid_clientreq.form import Settings
from orcid_clientreq.plain_shapes import plain_address
from orcid_clientreq.rules.model import NONE, Case, Fault, Params, Row
from orcid_clientreq.syntax.addresses import Address, Refusal, read
from orcid_clientreq.syntax.display import shown
from orcid_clientreq.syntax.hosts import Names
from orcid_clientreq.syntax.patterns import Pattern


class Contact(NamedTuple):
    """A contact as it was understood: its text, what is wrong with it, and the one address that is meant, if it is one."""

    text: str
    faults: tuple[Fault, ...] = ()
    address: Address | None = None


#: Faults of a text that is no address, and the addresses that stand in it.
_Understood = tuple[tuple[Fault, ...], tuple[Address, ...]]


def contact(text: str, names: Names | None = None) -> Contact:
    """Read a contact that is neither blank nor too long.

    Args:
        text: The text as given.
        names: What the values of one request share.
    """
    plain = plain_address(text, names)
    return Contact(text, (), plain) if plain else by_rules(text)


def by_rules(text: str) -> Contact:
    """Read a contact by email-validator, and the rules one by one."""
    understood = display_name(text)
    if understood is None:
        address = read(text)
        if isinstance(address, Address):
            understood = (), (address,)
        else:
            understood = multiple_addresses(text) or invalid(text, address)
    faults, addresses = understood
    return Contact(text, (*faults, *_warnings(addresses)), addresses[0] if len(addresses) == 1 else None)


def _read(text: str) -> Address | Refusal:
    """Read an address that stands in a text."""
    return plain_address(text) or read(text)


# What is no address alone


_NAME_ADDR: Final = Pattern(r"([^<>]*)<([^<>]*)>\s*\Z")


def display_name(text: str) -> _Understood | None:
    """A name around the address, as in `Name <address>` (RFC 5322 section 3.4), of which no address is made."""
    match = _NAME_ADDR.match(text)
    if not match or ("@" in match[1] and match[1].strip() != match[2]):
        return None
    address = _read(match[2])
    if isinstance(address, Address):
        return (DISPLAY_NAME.fault(suggestion=match[2]),), (address,)
    return (DISPLAY_NAME.fault(), INVALID.fault({"reason": reason_of(address)})), ()


DISPLAY_NAME: Final = Row(
    name="display_name",
    severity="E/E",
    summary="A name around the address, as in `Name <address>`.",
    rationale="The field accepts only the address.",
    source="seen in integrations; RFC 5322 section 3.4",
    template="Enter only the address, without a name or < >.",
    cases=(
        Case(bad="ORCID Team <orcid@university.edu>", corrected="orcid@university.edu"),
        Case(bad="<orcid@university.edu>", corrected="orcid@university.edu"),
    ),
    check=display_name,
)

_SEPARATORS: Final = Pattern(r"[,;\s]+")
_BOTH_SIDES: Final = Pattern(r"[^@]+@[^@]+\Z")


def multiple_addresses(text: str) -> _Understood | None:
    """More than one address in the field: at least two pieces of it have something on both sides of an @-sign."""
    chunks = [chunk for chunk in map(_bare, _SEPARATORS.split(text)) if _BOTH_SIDES.match(chunk)]
    if len(chunks) < 2:  # noqa: PLR2004 - more than one
        return None
    addresses = tuple(address for chunk in chunks if isinstance(address := _read(chunk), Address))
    return (MULTIPLE_ADDRESSES.fault(),), addresses if len(addresses) > 1 else ()


def _bare(chunk: str) -> str:
    """Return a piece of a text without angle brackets around it."""
    return chunk.strip("<>")


MULTIPLE_ADDRESSES: Final = Row(
    name="multiple_addresses",
    severity="E/E",
    summary="More than one address in the field.",
    rationale="ORCID sends each message to exactly one contact.",
    source="seen in integrations",
    template="Enter only one email address.",
    cases=(
        Case(bad="a@university.edu; b@university.edu", corrected="a@university.edu"),
        Case(bad="<a@university.edu> <b@university.edu>", corrected="b@university.edu"),
    ),
    check=multiple_addresses,
)

_MAILTO: Final = Pattern(r"\s*mailto:", re.IGNORECASE)
_SENTENCE_BREAK: Final = Pattern(r"\. ([A-Z])")
_REASON_SHOWN: Final = 160
#: Why a text is no address, as a clause, by the code of a refusal; email-validator has sentences of its own.
_REASONS: Final = {
    "at_sign": "an email address must have an @-sign",
    "text_after_quotation_mark": "there is text after a closing quotation mark",
    "invisible_character": "it contains the invisible character {detail}",
    "replacement_character": "it contains the character {detail}, which stands for a lost letter",
    "long_local_part": "the part before the @-sign is longer than {detail} octets in UTF-8",
    "reserved_domain": "the part after the @-sign is reserved and cannot be used with email",
}


def reason_of(refusal: Refusal) -> str:
    """Return why a text is no address, as a clause that continues "Correct the email address:".

    >>> reason_of(Refusal("long_local_part", "64"))
    'the part before the @-sign is longer than 64 octets in UTF-8'
    """
    if refusal.code in _REASONS:
        return _REASONS[refusal.code].format(detail=refusal.detail)
    clause = _SENTENCE_BREAK.sub(lambda match: f"; {match[1].lower()}", refusal.detail.rstrip("."))
    return shown(clause[:1].lower() + clause[1:], _REASON_SHOWN)


def invalid(text: str, refusal: Refusal) -> _Understood:
    """No address at all, for the reason that email-validator gives, or one that is plain to see."""
    core = text.strip()
    if match := _MAILTO.match(text):
        reason, core = "it begins with mailto:", text[match.end() :].strip()
    elif core != text:
        reason = "there are spaces before or after it"
    else:
        return (INVALID.fault({"reason": reason_of(refusal)}),), ()
    address = _read(core)
    return (INVALID.fault({"reason": reason}, core),), ((address,) if isinstance(address, Address) else ())


INVALID: Final = Row(
    name="invalid",
    severity="E/E",
    summary="Not an email address.",
    rationale="The credentials, or the password for them, would reach nobody.",
    source="RFC 5321, RFC 5322, RFC 6531, as email-validator reads them (strict, nothing looked up)",
    template="Correct the email address: {reason}.",
    cases=(
        Case(
            bad="orcid.university.edu",
            corrected="orcid@university.edu",
            params={"reason": "an email address must have an @-sign"},
        ),
        Case(
            bad=" orcid@university.edu ",
            corrected="orcid@university.edu",
            params={"reason": "there are spaces before or after it"},
        ),
        Case(
            bad="mailto:orcid@university.edu",
            corrected="orcid@university.edu",
            params={"reason": "it begins with mailto:"},
        ),
        Case(
            bad=f"{'ü' * 33}@university.edu",
            corrected="mueller@university.edu",
            params={"reason": "the part before the @-sign is longer than 64 octets in UTF-8"},
        ),
    ),
    check=invalid,
)


# What is unwise about an address


def internationalized(address: Address) -> Params | None:
    """A local part that is not ASCII (RFC 6531)."""
    return None if address.local.isascii() else NONE


INTERNATIONALIZED: Final = Row(
    name="internationalized",
    severity="W/W",
    summary="The part before the @-sign is not ASCII.",
    rationale="Mail reaches such an address only if every server on the way supports SMTPUTF8.",
    source="RFC 6531",
    template="If you can, use an address with only ASCII characters before the @. Some mail servers can't deliver to this one.",
    cases=(
        Case(bad="müller@university.edu", corrected="mueller@university.edu"),
        Case(bad="図書館@university.edu", corrected="library@university.edu"),
    ),
    check=internationalized,
)

_RESERVED: Final = Pattern(r"(?:.*\.)?(?:example\.(?:com|net|org)|example)\Z")  # RFC 2606, RFC 6761 section 6.5


def reserved_domain(address: Address) -> Params | None:
    """A domain that is reserved for examples (RFC 2606)."""
    return {"domain": shown(address.domain)} if _RESERVED.match(address.domain) else None


RESERVED_DOMAIN: Final = Row(
    name="reserved_domain",
    severity="W/W",
    summary="A domain that is reserved for examples.",
    rationale="No mail can arrive there.",
    source="RFC 2606, RFC 6761",
    template="Enter a real address. {domain} is reserved for examples and can't receive mail.",
    cases=(
        Case(bad="orcid@example.org", corrected="orcid@university.edu", params={"domain": "example.org"}),
        Case(bad="orcid@mail.example", corrected="orcid@university.edu", params={"domain": "mail.example"}),
    ),
    check=reserved_domain,
)


def _warnings(addresses: tuple[Address, ...]) -> tuple[Fault, ...]:
    """Return what is unwise about addresses that are valid, each rule once."""
    found: list[Fault] = []
    for row in (INTERNATIONALIZED, RESERVED_DOMAIN):
        for address in addresses:
            params = row.check(address)
            if params is not None:
                found.append(row.fault(params))
                break
    return tuple(found)


def unknown_contact(this: Contact, settings: Settings) -> Params | None:
    """None of the contacts that the policy lists, if it lists any."""
    address = this.address
    if not settings.known_contacts or address is None or this.text in settings.known_contacts:
        return None
    limit = settings.limits.email
    known = (contact(text).address for text in settings.known_contacts if len(text) <= limit)
    return None if any(other is not None and other.is_same(address) for other in known) else NONE


UNKNOWN_CONTACT: Final = Row(
    name="unknown_contact",
    severity="W/W",
    summary="The policy lists the contacts that ORCID has, and the address is not among them.",
    rationale="ORCID expects the contact it already works with, or the technical contact on file.",
    source="help page of January 2020",
    template="Use a contact that ORCID already has for your organization, or tell ORCID about this one first.",
    cases=(
        Case(
            bad="new@university.edu",
            corrected="Orcid@university.edu",
            known_contacts=frozenset({"orcid@university.edu", "tech@university.edu"}),
        ),
        Case(
            bad="orcid@other.edu",
            corrected="tech@University.edu",
            known_contacts=frozenset({"orcid@university.edu", "tech@university.edu"}),
        ),
    ),
    check=unknown_contact,
    only=("contact_email",),
)

#: The rules, in the order in which they are listed.
TABLE: Final = (INVALID, MULTIPLE_ADDRESSES, DISPLAY_NAME, INTERNATIONALIZED, RESERVED_DOMAIN, UNKNOWN_CONTACT)
