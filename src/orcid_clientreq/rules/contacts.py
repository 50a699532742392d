"""Rules of a single email address, without regard to other fields."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from orcid_clientreq.form import Settings
from orcid_clientreq.plain_shapes import plain_address
from orcid_clientreq.rules.copied import copied_along
from orcid_clientreq.rules.model import NONE, Case, Fault, Params, Row
from orcid_clientreq.syntax.addresses import Address, read
from orcid_clientreq.syntax.display import character_name, shown
from orcid_clientreq.syntax.hosts import Names
from orcid_clientreq.syntax.invisible import trimmed
from orcid_clientreq.syntax.link_characters import DASHES
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.refusals import Refusal, refusal_of
from orcid_clientreq.syntax.written import Written, one_address


class Contact(NamedTuple):
    """A contact as it was understood: its text, what is wrong with it, and the one address that is meant, if it is one."""

    text: str
    faults: tuple[Fault, ...] = ()
    address: Address | None = None


#: Faults of a text that is not an address, and the addresses in it.
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
            written = one_address(text)
            understood = (
                (written and with_delimiters(written)) or multiple_addresses(text) or invalid(text, address, written)
            )
    faults, addresses = understood
    return Contact(text, (*faults, *_warnings(addresses)), addresses[0] if len(addresses) == 1 else None)


def _read(text: str) -> Address | Refusal:
    """Read an address in a text."""
    return plain_address(text) or read(text)


def _addresses_in(texts: Iterable[str]) -> tuple[tuple[str, Address], ...]:
    """Return those of some texts that are addresses."""
    read_each = ((text, _read(text)) for text in texts)
    return tuple((text, address) for text, address in read_each if isinstance(address, Address))


# What is not a single address


_NAME_ADDR: Final = Pattern(r"([^<>]*)<([^<>]*)>\Z")
_ADDR_COMMENT: Final = Pattern(r"([^()<>]+)\([^()@]*\)\Z")  # section 3.2.2
_MAILTO: Final = Pattern(r"\s*mailto:", re.IGNORECASE)
_SEPARATORS: Final = Pattern(r"[,;\s]+")
_BOTH_SIDES: Final = Pattern(r"[^@]+@[^@]+\Z")
#: What can be around an address in a list of them, or in a name.
_DELIMITERS: Final = "<>()\"'\u2018\u2019\u201c\u201d"


def _without_scheme(text: str) -> str:
    """Return a text without white space around it and without what makes it a link (RFC 6068)."""
    match = _MAILTO.match(text)
    if not match:
        return trimmed(text)
    local, at, rest = text[match.end() :].partition("@")
    return trimmed(f"{local}{at}{rest.partition('?')[0].partition('|')[0]}")  # Slack has a text after a vertical bar


def _pieces(text: str) -> tuple[str, ...]:
    """Return the pieces of a text that have something on both sides of an @-sign."""
    pieces = (_without_scheme(piece.strip(_DELIMITERS)) for piece in _SEPARATORS.split(text))
    return tuple(piece for piece in pieces if _BOTH_SIDES.match(piece))


def display_name(text: str) -> _Understood | None:
    """A name or a comment with the address, as in `Name <address>` (RFC 5322 section 3.4); neither is part of it."""
    core = trimmed(text)
    match = _NAME_ADDR.match(core)
    if match is None:
        match = _ADDR_COMMENT.match(core)
        suggestion = _without_scheme(match[1]) if match else ""
        address = _read(suggestion)
        return _named(suggestion, address) if isinstance(address, Address) else None
    suggestion = _without_scheme(match[2])
    address = _read(suggestion)
    if not isinstance(address, Address):
        return None if _pieces(match[1]) else _named("", None, reason_of(address))
    others = (other for _, other in _addresses_in(_pieces(match[1])))
    return None if any(not other.is_same(address) for other in others) else _named(suggestion, address)


def _named(suggestion: str, address: Address | None, reason: str = "") -> _Understood:
    """Return what is found in a name with something else: an address, or why that is not an address."""
    if address is None:
        return (DISPLAY_NAME.fault(), INVALID.fault({"reason": reason})), ()
    return (DISPLAY_NAME.fault(suggestion=suggestion),), (address,)


DISPLAY_NAME: Final = Row(
    name="display_name",
    severity="E/E",
    summary="A name or a comment with the address, or angle brackets around it, as in `Name <address>`, `address (Name)` or `<address>`.",
    rationale="The field accepts only the address.",
    source="mistakes seen in integrations with ORCID; RFC 5322 sections 3.2.2 and 3.4",
    template="Enter only the address, without a name or < >.",
    cases=(
        Case(bad="ORCID Team <orcid@university.edu>", corrected="orcid@university.edu"),
        Case(bad="<orcid@university.edu>", corrected="orcid@university.edu"),
        Case(bad='"orcid@university.edu" <mailto:orcid@university.edu>', corrected="orcid@university.edu"),
        Case(bad="orcid@university.edu (Library)", corrected="orcid@university.edu"),
    ),
    check=display_name,
)


def with_delimiters(written: Written) -> _Understood | None:
    """What was copied along with one address, of which none is made, if the rest is one."""
    address, params = _read(written.text), copied_along(written)
    if params is None or not isinstance(address, Address):
        return None
    return (DELIMITERS.fault(params, written.text),), (address,)


DELIMITERS: Final = Row(
    name="delimiters",
    severity="E/E",
    summary="An address with something that was copied along with it: quotation marks, brackets, a list marker, a label such as mailto:, punctuation.",
    rationale="The field accepts only the address.",
    source="Unicode UTS #58 section 4; RFC 6068; mistakes seen in integrations with ORCID",
    template="Enter the email address alone. This was copied along with it: {what}.",
    cases=tuple(
        Case(bad=bad, corrected="orcid@university.edu", params={"what": what})
        for bad, what in (
            ('"orcid@university.edu"', "quotation marks"),
            (
                "[orcid@university.edu](mailto:orcid@university.edu)",
                "brackets; the text of a link; a label; the address a second time",
            ),
            ("- orcid@university.edu", "a list marker"),
            ("mailto:orcid@university.edu?subject=ORCID", "a label; the rest of a mailto link"),
            ("orcid@university.edu.", "punctuation"),
            ("orcid@university.edu, orcid@university.edu", "the address a second time"),
        )
    ),
    check=with_delimiters,
)


def multiple_addresses(text: str) -> _Understood | None:
    """More than one address in the field: two pieces of it differ that have something on both sides of an @-sign."""
    if text.count("@") < 2:  # noqa: PLR2004 - two addresses
        return None
    pieces = () if refusal_of(text).code == "quoted" else _pieces(text)
    if len(set(map(str.casefold, pieces))) < 2:  # noqa: PLR2004 - more than one
        return None
    addresses = tuple(address for _, address in _addresses_in(pieces))
    return (MULTIPLE_ADDRESSES.fault(),), addresses if len(addresses) > 1 else ()


MULTIPLE_ADDRESSES: Final = Row(
    name="multiple_addresses",
    severity="E/E",
    summary="More than one address in the field.",
    rationale="ORCID sends each message to exactly one contact.",
    source="mistakes seen in integrations with ORCID",
    template="Enter only one email address.",
    cases=(
        Case(bad="a@university.edu; b@university.edu", corrected="a@university.edu"),
        Case(bad="<a@university.edu> <b@university.edu>", corrected="b@university.edu"),
    ),
    check=multiple_addresses,
)

#: Why a text is not an address, as a clause that continues "Correct the email address:", by the code of a refusal.
REASONS: Final = {
    "at_sign": "an email address must have an @-sign",
    "second_at_sign": "it has more than one @-sign",
    "nothing_before": "there must be something before the @-sign",
    "nothing_after": "there must be something after the @-sign",
    "space": "it can't contain spaces",
    "separator": "it can't contain a comma or semicolon",
    "two_dots": "it can't have two dots in a row",
    "dot_before": "the part before the @-sign can't begin or end with a dot",
    "dot_after": "the part after the @-sign can't begin or end with a dot",
    "no_dot": "the part after the @-sign must have a dot in it, as in university.edu",
    "hyphen": "in the part after the @-sign, no hyphen can be next to a dot or at either end",
    "quoted": "the part before the @-sign can't be in quotation marks",
    "ip_address": "the part after the @-sign must be a name, not a number or an IP address",
    "reserved": "the part after the @-sign is reserved and cannot be used with email",
    "other_at_sign": "the @-sign must be @, not {character}",
    "character_before": "the part before the @-sign can't contain the character {character}",
    "character_after": "the part after the @-sign can't contain the character {character}",
    "invisible": "it contains the invisible character {character}",
    "lost": "it contains the character {character}, which replaces a lost letter",
    "long_before": "the part before the @-sign is too long",
    "long_after": "the part after the @-sign is too long",
    "long": "it is too long",
    "before": "the part before the @-sign is not right",
    "after": "the part after the @-sign is not right",
    "any": "it is not in the form of an email address",
}


def reason_of(refusal: Refusal) -> str:
    """Return why a text is not an address, as a clause that continues "Correct the email address:".

    >>> reason_of(Refusal("character_before", ":"))
    "the part before the @-sign can't contain the character “:” (colon, U+003A)"
    """
    character = character_name(refusal.character) if refusal.character else ""
    return REASONS[refusal.code].format(character=character)


def invalid(text: str, refusal: Refusal, written: Written | None) -> _Understood:
    """No address at all, for the first reason that is plain to see; of one in other text, for a reason in it."""
    core = trimmed(text)
    if core != text and isinstance(address := _read(core), Address):
        kind = "spaces" if text != text.strip() else "invisible characters"
        return (INVALID.fault({"reason": f"there are {kind} before or after it"}, core),), (address,)
    inner = written.text if written else core
    reason = reason_of(refusal if inner == text else refusal_of(inner))
    return (INVALID.fault({"reason": reason}, _spelled_out(core)),), ()


#: How an address is written so that programs don't collect it, or after a word processor changed its hyphens.
_SPELLED: Final = (
    (Pattern(r"\s*[\[({<]\s*(?:at|\u00e4t|arroba|@)\s*[\])}>]\s*|(?<=\S)\s(?-i:AT)\s(?=\S)|%40", re.IGNORECASE), "@"),
    (
        Pattern(
            r"\s*[\[({<]\s*(?:dot|punkt|punto|ponto|point|\.)\s*[\])}>]\s*|(?<=\S)\s(?-i:DOT)\s(?=\S)", re.IGNORECASE
        ),
        ".",
    ),
    (Pattern(f"[{DASHES}]"), "-"),
)


#: What one of these begins with.
_MAY_SPELL: Final = Pattern(rf"[\[({{<%{DASHES}]|\s(?:AT|DOT)\s")


def _spelled_out(text: str) -> str | None:
    """Return the address that a text spells, as in `orcid [at] university [dot] edu`, `None` if it spells none."""
    if not _MAY_SPELL.search(text):
        return None
    address = text
    for pattern, sign in _SPELLED:
        address = pattern.sub(sign, address)
    return address if address != text and isinstance(_read(address), Address) else None


INVALID: Final = Row(
    name="invalid",
    severity="E/E",
    summary="Not an email address.",
    rationale="ORCID's message to this contact would reach nobody. An address is too long if it has more than 254 bytes, either in UTF-8, where a letter such as ü has two bytes, or with its domain in ASCII form (xn--…).",
    source="RFC 5321, RFC 5322, RFC 6531, as the library email-validator reads them in its strict mode, without a network request",
    template="Correct the email address: {reason}.",
    cases=(
        *(
            Case(bad=bad, corrected="orcid@university.edu", params={"reason": reason})
            for bad, reason in (
                ("orcid.university.edu", "an email address must have an @-sign"),
                (" orcid@university.edu ", "there are spaces before or after it"),
                ("\u202aorcid@university.edu\u202c", "there are invisible characters before or after it"),
                ("orcid [at] university [dot] edu", "an email address must have an @-sign"),
                ("orcid@@university.edu", "it has more than one @-sign"),
                ("@university.edu", "there must be something before the @-sign"),
                ("orcid@", "there must be something after the @-sign"),
                ("orcid team@university.edu", "it can't contain spaces"),
                ("orcid,team@university.edu", "it can't contain a comma or semicolon"),
                ("orcid@university..edu", "it can't have two dots in a row"),
                ("orcid.@university.edu", "the part before the @-sign can't begin or end with a dot"),
                ("orcid@.university.edu", "the part after the @-sign can't begin or end with a dot"),
                ("orcid@university", "the part after the @-sign must have a dot in it, as in university.edu"),
                (
                    "orcid@-university.edu",
                    "in the part after the @-sign, no hyphen can be next to a dot or at either end",
                ),
                ('"orcid"@university.edu', "the part before the @-sign can't be in quotation marks"),
                ("orcid@[192.0.2.1]", "the part after the @-sign must be a name, not a number or an IP address"),
                ("orcid@university.test", "the part after the @-sign is reserved and cannot be used with email"),
                ("orcid\uff20university.edu", "the @-sign must be @, not “\uff20” (FULLWIDTH COMMERCIAL AT, U+FF20)"),
                (
                    "orcid\\team@university.edu",
                    r"the part before the @-sign can't contain the character “\” (backslash, U+005C)",
                ),
                (
                    "orcid@my_university.edu",
                    "the part after the @-sign can't contain the character “_” (LOW LINE, U+005F)",
                ),
                ("orcid\u200bteam@university.edu", "it contains the invisible character zero-width space (U+200B)"),
                (
                    "m\ufffdller@university.edu",
                    "it contains the character “\ufffd” (replacement character, U+FFFD), which replaces a lost letter",
                ),
                (f"{'ü' * 33}@university.edu", "the part before the @-sign is too long"),
                (f"orcid@{'a' * 64}.edu", "the part after the @-sign is too long"),
                (f"orcid@{'.'.join(['ü' * 40] * 4)}.edu", "it is too long"),
                ("\u0301@university.edu", "the part before the @-sign is not right"),
                ("orcid@xn--zzzz.edu", "the part after the @-sign is not right"),
                ("\u0301@xn--zzzz.edu", "it is not in the form of an email address"),
            )
        ),
    ),
    check=invalid,
)


# What is unwise about an address


_SIGNS: Final = "".join(
    chr(point)
    for first, last in (
        *((0xAB, 0xAB), (0xBB, 0xBB), (0x2018, 0x201F), (0x2039, 0x203A), (0x300C, 0x300F)),  # quotation marks
        *((0xB7, 0xB7), (0x2022, 0x2023), (0x2026, 0x2026), (0x2043, 0x2043), (0x2219, 0x2219)),  # bullets, ellipsis
        *((0x25A0, 0x25A1), (0x25AA, 0x25AB), (0x25CB, 0x25CB), (0x25CF, 0x25CF), (0x25E6, 0x25E6)),  # more bullets
        *((0x2010, 0x2015), (0x2212, 0x2212)),  # dashes
        *((0xA2, 0xA5), (0x20A0, 0x20C0)),  # currency signs
        (0x2400, 0x2426),  # pictures of control characters
    )
    for point in range(first, last + 1)
)


def typographic(address: Address) -> Params | None:
    """A typographic sign at an end of the local part."""
    local = address.local
    sign = next((each for each in (local[0], local[-1]) if each in _SIGNS), None)
    return {"character": character_name(sign)} if sign else None


def without_signs(address: Address) -> str | None:
    """Return the address without such signs, if anything else is before the @-sign."""
    local = address.local.strip(_SIGNS)
    return f"{local}@{address.normalized.rpartition('@')[2]}" if local else None


TYPOGRAPHIC: Final = Row(
    name="typographic",
    severity="W/W",
    summary="A typographic character, such as a quotation mark, a bullet or a dash, at the start or end of the part before the @.",
    rationale="Such a character is legal in an address, but it was almost always copied by mistake. Mail to the mistaken address reaches nobody.",
    source="JMail's list of such characters; RFC 6531",
    template="Remove the character {character}. It was probably copied along with the address.",
    cases=(
        Case(
            bad="“orcid@university.edu",
            corrected="orcid@university.edu",
            params={"character": "curly quotation mark (U+201C)"},
        ),
        Case(
            bad="orcid\u2013@university.edu",
            corrected="orcid@university.edu",
            params={"character": "“\u2013” (en dash, U+2013)"},
        ),
    ),
    check=typographic,
    fix=without_signs,
)


def internationalized(address: Address) -> Params | None:
    """A local part that is not ASCII (RFC 6531), typographic signs at its ends aside."""
    return None if address.local.strip(_SIGNS).isascii() else NONE


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


# An address at a domain of these is an inbox that everybody can open, as their own pages say. ORCID's sandbox sends mail to
# the first only.
_PUBLIC: Final = Pattern(r"(?:.*\.)?(?:mailinator\.com|maildrop\.cc|mailnesia\.com|yopmail\.com)\Z")


def public_mailbox(address: Address) -> Params | None:
    """An inbox that anybody can read."""
    return {"domain": shown(address.domain)} if _PUBLIC.match(address.domain) else None


PUBLIC_MAILBOX: Final = Row(
    name="public_mailbox",
    severity="W/-",
    summary="An inbox that anybody can read, such as one at mailinator.com.",
    rationale="Anybody could read what ORCID sends there: the credentials, or the PIN or password that opens the message with them. People often have such an address "
    "because accounts in ORCID's sandbox need one. It does not belong in a request for production.",
    source="the help pages of Mailinator, Maildrop, Mailnesia and YOPmail: no inbox has a password",
    template={
        "contact_email": "Enter an address that only the contact can read. Anyone can read mail sent to {domain}.",
        "pin_contact_email": "Enter an address that only the second contact can read. Anyone can read mail sent to {domain}.",
    },
    cases=(
        Case(bad="orcid@mailinator.com", corrected="orcid@university.edu", params={"domain": "mailinator.com"}),
        Case(bad="orcid@team.yopmail.com", corrected="orcid@university.edu", params={"domain": "team.yopmail.com"}),
    ),
    check=public_mailbox,
)

#: The rules of an address that is one.
_OF_ADDRESS: Final = (TYPOGRAPHIC, INTERNATIONALIZED, RESERVED_DOMAIN, PUBLIC_MAILBOX)


def _warnings(addresses: tuple[Address, ...]) -> tuple[Fault, ...]:
    """Return what is unwise about addresses that are valid, each rule once; of one only there can be a better one."""
    found: list[Fault] = []
    for row in _OF_ADDRESS:
        for address in addresses:
            params = row.check(address)
            if params is not None:
                found.append(row.fault(params, row.fix(address) if row.fix and len(addresses) == 1 else None))
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
    summary="The policy that was passed lists the contacts that ORCID has, and this address is not one of them.",
    rationale="ORCID expects the contact it already works with, or the technical contact on file.",
    source="help page of January 2020",
    template="Use a contact that ORCID already has for your organization, or first tell ORCID about the contact you entered.",
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
TABLE: Final = (INVALID, DELIMITERS, MULTIPLE_ADDRESSES, DISPLAY_NAME, *_OF_ADDRESS, UNKNOWN_CONTACT)
