"""Faulty addresses: for every rule, what breaks that rule and no other, and the shortest address that does.

Where a policy takes known contacts only, a faulty address is that of one of them, so that it breaks no other rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from typing import Final

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orcid_clientreq.fields import Kind, of_kind
from orcid_clientreq.rules import contacts
from orcid_clientreq.strategies import values
from orcid_clientreq.strategies.acceptance import Acceptance, Faulty, Strategy, fitting
from orcid_clientreq.syntax.hosts import a_labels
from orcid_clientreq.validators import contact_email, pin_contact_email

_ORGANIZATIONS: Final = st.sampled_from(["university.edu", "press.org"]) | values.U_LABELS.map("{}.edu".format)


#: What a shape adds to an address, and more.
_ROOM: Final = 60


# Beyond ASCII. `values.FAULTY_LOCAL_PARTS` has both.
_LETTER: Final = {"contact_email": "é", "pin_contact_email": "ü"}


def _short(shape: str) -> Callable[[str, Acceptance], str]:
    """Return what puts the shortest local part into a shape."""
    return lambda field, acceptance: shape.format(values.short_local_parts(acceptance).faulty[field])


def _people(field: str, acceptance: Acceptance) -> Strategy[str]:
    """Return local parts; those of a contact for the PIN are of nobody whom a policy knows."""
    known = values.known_mailboxes(acceptance) if field == "pin_contact_email" else ()
    names = [name for name in values.FAULTY_LOCAL_PARTS[field] if name.isascii() and values.mailbox(name) not in known]
    return st.sampled_from(names or [values.short_local_parts(acceptance).faulty[field]])


def _known_addresses(acceptance: Acceptance) -> list[str]:
    """Return the addresses of those known contacts to which no rule objects, the shortest first."""
    addresses = (contacts.contact(text).address for text in values.known_contacts(acceptance))
    return sorted((address.normalized for address in addresses if address), key=len)


def _address(field: str, acceptance: Acceptance) -> Strategy[str]:
    """Return good addresses, short enough to have room for something more; nothing where a policy knows no good one.

    Of nothing, tuples are nothing, while `st.builds` would not be known to be.
    """
    if values.has_to_be_known(field, acceptance):
        known = _known_addresses(acceptance)
        return st.sampled_from(known) if known else st.nothing()
    drawn = st.builds("{}@{}".format, _people(field, acceptance), _ORGANIZATIONS)
    shortest = _short("{}@b.c")(field, acceptance)
    return drawn.map(lambda address: address if len(address) + _ROOM <= acceptance.limits.email else shortest)


def invalid(field: str, acceptance: Acceptance) -> Strategy[str]:
    """No address."""
    shapes = (
        *("{0}.{1}", "{0}@", "@{0}.{1}", "{0}@@{1}", "{0}..x@{1}", ".{0}@{1}", "{0}.@{1}", "{0}@-{1}", "{0}@x..{1}"),
        *("{0}@localhost", "{0}@[127.0.0.1]", '"{0}"@{1}', "{0} x@{1}", "{0}@{1}:25", "{0}(x)@{1}", "{0}@x_y.{1}"),
        *(
            " {0}@{1}",
            "{0}@{1}\n",
            "{0}\u200b@{1}",
            "{0}@xn--zzzz.{1}",
            "{0}@x.test",
            "{0}\x00@{1}",
            "{0} at {1}",
            "{0}\ufffd@{1}",
            "\u202a{0}@{1}\u202c",
            "{0}\uff20{1}",
            "mailto:{0}",
        ),
    )
    drawn = st.tuples(st.sampled_from(shapes), _address(field, acceptance))
    long = st.integers(33, 40).map(lambda size: f"{_LETTER[field] * size}@a.edu")  # of over 64 octets
    return drawn.map(lambda pair: pair[0].format(*pair[1].split("@"))) | long


def delimiters(field: str, acceptance: Acceptance) -> Strategy[str]:
    """An address with what was copied along."""
    shapes = [
        *('"{0}"', "'{0}'", "‘{0}’", "[{0}]", "`{0}`", "*{0}*", "[{0}](mailto:{0})", "- {0}", "• {0}", "2) {0}"),
        *("mailto:{0}?subject=ORCID", "mailto:mailto:{0}", "E-mail: {0}", 'contact="{0}"', "{0};", "{0}.", " {0},\n"),
        *("{0}, {0}", "(live) {0}", "{0} # demo"),
    ]
    return st.tuples(st.sampled_from(shapes), _address(field, acceptance)).map(lambda pair: pair[0].format(pair[1]))


def _short_delimiters(field: str, acceptance: Acceptance) -> str:
    """The shortest address with something after it."""
    if not values.has_to_be_known(field, acceptance):
        return _short("{}@b.c;")(field, acceptance)
    return f"{_first(_known_addresses(acceptance))};"


def multiple_addresses(field: str, acceptance: Acceptance) -> Strategy[str]:
    """Two addresses."""
    separators = st.sampled_from(["; ", ", ", ",", " ", "\n", ";"])
    address = _address(field, acceptance)
    return st.tuples(address, separators, address).map(lambda parts: "two.{}{}{}".format(*parts))


def display_name(field: str, acceptance: Acceptance) -> Strategy[str]:
    """A name around the address."""
    shapes = [
        *("ORCID Team <{0}>", "<{0}>", '"Team, ORCID" <{0}>', "図書館 <{0}>", "a<{0}> ", "{0} (Library)"),
        *('"{0}" <{0}>', "{0} <mailto:{0}>", "<mailto:{0}>\u200b"),
    ]
    return st.tuples(st.sampled_from(shapes), _address(field, acceptance)).map(lambda pair: pair[0].format(pair[1]))


def _short_display_name(field: str, acceptance: Acceptance) -> str:
    """The shortest address in brackets; there need not be any where a policy lets invalid ones pass."""
    if acceptance.tolerates(f"{field}.invalid"):
        return "<>"
    if not values.has_to_be_known(field, acceptance):
        return _short("<{}@b.c>")(field, acceptance)
    return f"<{_first(_known_addresses(acceptance))}>"


def _first(known: list[str]) -> str:
    """Return the first of some contacts that a policy knows.

    Raises:
        InvalidArgument: If there is no such contact.
    """
    if known:
        return known[0]
    msg = "none of the policy's known contacts breaks this rule and no other"
    raise InvalidArgument(msg)


def typographic(field: str, acceptance: Acceptance) -> Strategy[str]:
    """A typographic sign before a local part, or after it."""
    shapes = st.sampled_from(["“{}@{}", "{}”@{}", "•{}@{}", "{}€@{}", "–{}–@{}", "{}␁@{}"])
    return st.tuples(shapes, _people(field, acceptance), _ORGANIZATIONS).map(lambda drawn: drawn[0].format(*drawn[1:]))


def internationalized(field: str, acceptance: Acceptance) -> Strategy[str]:
    """A local part beyond ASCII, which has a digit at its end, as that of no good address and of no known contact."""
    mark = _mark(field, acceptance)
    local = values.in_one_script(1, 8, values.ALPHABETS[1:]).map(f"{{}}{mark}".format)
    common = st.just("müller" if field == "contact_email" else f"müller{mark}")
    return st.builds("{}@{}".format, common | local, _ORGANIZATIONS)


def _mark(field: str, acceptance: Acceptance) -> str:
    """Return a number that no known contact has at the end of its local part; it tells the two contacts apart."""
    if field == "contact_email":
        return "1"
    known = values.known_mailboxes(acceptance)
    return next(mark for mark in map(str, count(2)) if not any(mailbox.endswith(mark) for mailbox in known))


def _short_internationalized(field: str, acceptance: Acceptance) -> str:
    """The shortest local part beyond ASCII."""
    letter = _LETTER[field]
    return f"{letter}{_mark(field, acceptance) if letter in values.known_mailboxes(acceptance) else ''}@b.c"


def reserved_domain(field: str, acceptance: Acceptance) -> Strategy[str]:
    """A domain for examples."""
    domains = st.sampled_from(["example.org", "example.com", "mail.example.net", "press.example", "a.b.example.org"])
    return st.builds("{}@{}".format, _people(field, acceptance), domains)


def public_mailbox(field: str, acceptance: Acceptance) -> Strategy[str]:
    """A public inbox."""
    domains = st.sampled_from(["mailinator.com", "orcid.mailinator.com", "maildrop.cc", "mailnesia.com", "yopmail.com"])
    return st.builds("{}@{}".format, _people(field, acceptance), domains)


def unknown_contact(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """Somebody whom the policy does not list, also at the organization of somebody whom it does."""
    stranger = values.short_local_parts(acceptance).stranger
    local = st.sampled_from([stranger, f"{stranger}+orcid", stranger.upper()])
    known = [address.partition("@")[2] for address in _known_addresses(acceptance)]
    return st.builds("{}@{}".format, local, st.sampled_from(known) | _ORGANIZATIONS if known else _ORGANIZATIONS)


def _of_known(rule: str, faulty: Faulty) -> Faulty:
    """Return what breaks a rule; where a policy takes known contacts only, those of them that break no other."""
    code = f"contact_email.{rule}"

    def known(acceptance: Acceptance) -> list[str]:
        policy = acceptance.policy
        broken = {text: {each.code for each in contact_email(text, policy=policy)} for text in policy.known_contacts}
        return sorted((text for text, codes in broken.items() if codes == {code}), key=lambda text: (len(text), text))

    def draw(field: str, acceptance: Acceptance) -> Strategy[str]:
        has_to_be_known = values.has_to_be_known(field, acceptance)
        return st.sampled_from(known(acceptance)) if has_to_be_known else faulty.draw(field, acceptance)

    def short(field: str, acceptance: Acceptance) -> str | None:
        has_to_be_known = values.has_to_be_known(field, acceptance)
        return _first(known(acceptance)) if has_to_be_known else faulty.shortest(field, acceptance)

    return Faulty(draw, short)


def _spellings(address: str) -> list[str]:
    """Return how one can write an address, first of all as it is."""
    local, at, domain = address.partition("@")
    shout = str.upper if address.isascii() else str  # other letters do not all come back from upper case
    return [
        address,
        f"{shout(local)}{at}{domain}",
        f"{local}{at}{shout(domain)}",
        f"{local}{at}{a_labels(domain) or domain}",
    ]


def _tagged(address: str) -> list[str]:
    """Return other addresses of a mailbox."""
    local, at, domain = address.partition("@")
    return [f"{each}{at}{domain}" for each in (f"{local}+orcid", f"{local}+", local.partition("+")[0])]


def not_distinct(acceptance: Acceptance) -> Strategy[tuple[str, str]]:
    """Return an address and the same, however written, the first of a known contact where the policy takes no others.

    Raises:
        InvalidArgument: If a limit leaves no room for any, or no known contact's address is a good one for the PIN.
    """
    if values.has_to_be_known("contact_email", acceptance):
        return _of_known_contacts(_spellings, "pin_contact_email.not_distinct", acceptance)

    def pair(drawn: tuple[str, int]) -> tuple[str, str]:
        contact, which = drawn
        other = _spellings(contact)[which]
        return contact, other if acceptance.has_room("pin_contact_email", other) else contact

    return st.tuples(values.contacts("contact_email", acceptance), st.integers(0, 3)).map(pair)


def same_mailbox(acceptance: Acceptance) -> Strategy[tuple[str, str]]:
    """Return two addresses of one mailbox, the first of a known contact where the policy takes no others.

    Raises:
        InvalidArgument: If a limit leaves no room for two.
    """
    if values.has_to_be_known("contact_email", acceptance):
        return _of_known_contacts(_tagged, "pin_contact_email.same_mailbox", acceptance)
    local = values.short_local_parts(acceptance).faulty["contact_email"]

    def fits(pair: tuple[str, str]) -> bool:
        return all(acceptance.has_room("pin_contact_email", address) for address in pair)

    refusal = acceptance.refusal("pin_contact_email", "two addresses of one mailbox")
    return fitting(_SAME_MAILBOX, (f"{local}@b.c", f"{local}+@b.c"), fits, refusal)


def _of_known_contacts(
    others: Callable[[str], list[str]], code: str, acceptance: Acceptance
) -> Strategy[tuple[str, str]]:
    """Return known contacts, each with another address that breaks one rule and no other.

    Args:
        others: Makes other addresses of an address.
        code: The rule.
        acceptance: What it is made for.

    Raises:
        InvalidArgument: If no address breaks the rule.
    """
    pairs: list[tuple[str, str]] = []
    for known in values.known_contacts(acceptance):
        address = contacts.contact(known).address
        for other in others(address.normalized if address else known):
            findings = pin_contact_email(other, contact_email=known, policy=acceptance.policy)
            if {each.code for each in findings} == {code}:
                pairs.append((known, other))
    if not pairs:
        msg = f"no address that breaks {code} and no other rule is of one of the policy's known contacts"
        raise InvalidArgument(msg)
    return st.sampled_from(pairs)


_SAME_MAILBOX: Final[Strategy[tuple[str, str]]] = st.one_of(
    st.tuples(_ORGANIZATIONS, st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=8)).map(
        lambda pair: (f"orcid@{pair[0]}", f"orcid+{pair[1]}@{pair[0]}")
    ),
    st.sampled_from(["gmail.com", "googlemail.com"]).map(lambda host: (f"library@{host}", f"l.ibrary@{host}")),
    st.sampled_from([("mary.ann@googlemail.com", "maryann@gmail.com"), ("a.b@gmail.com", "ab+x@googlemail.com")]),
)


#: What breaks a rule, by its name, or by its code where URIs have a rule of that name, too.
BREAK_VALUE: Final[Mapping[str, Faulty]] = {
    "invalid": Faulty(invalid, _short("{}")),
    **dict.fromkeys((f"{field}.delimiters" for field in of_kind(Kind.CONTACT)), Faulty(delimiters, _short_delimiters)),
    "multiple_addresses": Faulty(multiple_addresses, _short("{0}@b {0}@c")),
    "display_name": Faulty(display_name, _short_display_name),
    "typographic": _of_known("typographic", Faulty(typographic, _short("{}”@b.c"))),
    "internationalized": _of_known("internationalized", Faulty(internationalized, _short_internationalized)),
    "reserved_domain": _of_known("reserved_domain", Faulty(reserved_domain, _short("{}@b.example"))),
    "public_mailbox": _of_known("public_mailbox", Faulty(public_mailbox, _short("{}@maildrop.cc"))),
    "unknown_contact": Faulty(unknown_contact, _short("{}@b.c"), possible=lambda policy: bool(policy.known_contacts)),
}
