"""Faulty addresses: for every rule, what breaks that rule and no other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hypothesis import strategies as st

from orcid_clientreq.strategies import values
from orcid_clientreq.strategies.values import Acceptance, Faulty, Strategy
from orcid_clientreq.syntax.hosts import a_labels

_ORGANIZATIONS: Final = st.sampled_from(["university.edu", "press.org"]) | values.U_LABELS.map("{}.edu".format)


_ROOM: Final = 60


# Other people for each contact, so that faulty ones are not the same, too.
_PEOPLE: Final = {
    "contact_email": (["orcid", "library", "it.support", "mary"], "a@b.edu"),
    "pin_contact_email": (["security", "pin", "jane.doe", "boss"], "c@b.edu"),
}
_LETTER: Final = {"contact_email": "é", "pin_contact_email": "ü"}


def _address(field: str, acceptance: Acceptance) -> Strategy[str]:
    """Return good addresses, short enough to have room for something more."""
    if field == "contact_email" and acceptance.policy.known_contacts:
        return values.contacts(acceptance)
    people, shortest = _PEOPLE[field]
    drawn = st.builds("{}@{}".format, st.sampled_from(people), _ORGANIZATIONS)
    return drawn.map(lambda address: address if len(address) + _ROOM <= acceptance.limits.email else shortest)


def invalid(field: str, acceptance: Acceptance) -> Strategy[str]:
    """No address."""
    shapes = (
        *("{0}.{1}", "{0}@", "@{0}.{1}", "{0}@@{1}", "{0}..x@{1}", ".{0}@{1}", "{0}.@{1}", "{0}@-{1}", "{0}@x..{1}"),
        *(
            "{0}@{1}.",
            "{0}@localhost",
            "{0}@[127.0.0.1]",
            '"{0}"@{1}',
            "{0} x@{1}",
            "{0}@{1}:25",
            "{0}(x)@{1}",
            "{0}@x_y.{1}",
        ),
        *(
            " {0}@{1}",
            "{0}@{1}\n",
            "mailto:{0}@{1}",
            "{0}\u200b@{1}",
            "{0}@xn--zzzz.{1}",
            "{0}@x.test",
            "{0}\x00@{1}",
            "{0} at {1}",
            "{0}\ufffd@{1}",
        ),
    )
    drawn = st.tuples(st.sampled_from(shapes), _address(field, acceptance))
    long = st.integers(33, 40).map(lambda size: f"{_LETTER[field] * size}@a.edu")  # of over 64 octets
    return drawn.map(lambda pair: pair[0].format(*pair[1].split("@"))) | long


def multiple_addresses(field: str, acceptance: Acceptance) -> Strategy[str]:
    """Two addresses."""
    separators = st.sampled_from(["; ", ", ", ",", " ", "\n", ";"])
    return st.builds("two.{}{}{}".format, _address(field, acceptance), separators, _address(field, acceptance))


def display_name(field: str, acceptance: Acceptance) -> Strategy[str]:
    """A name around the address."""
    shapes = st.sampled_from(["ORCID Team <{}>", "<{}>", '"Team, ORCID" <{}>', "図書館 <{}>", "a<{}> "])
    return st.builds(str.format, shapes, _address(field, acceptance))


def internationalized(field: str, acceptance: Acceptance) -> Strategy[str]:
    """A local part beyond ASCII."""
    local = values.in_one_script(1, 8, values.ALPHABETS[1:])
    mark = "" if field == "contact_email" else "2"
    drawn = st.tuples(st.just("müller") | local, _address(field, acceptance))
    return drawn.map(lambda pair: f"{pair[0]}{mark}@{pair[1].partition('@')[2]}")


def reserved_domain(field: str, _taste: Acceptance) -> Strategy[str]:
    """A domain for examples."""
    name = "orcid" if field == "contact_email" else "security"
    return st.sampled_from(["example.org", "example.com", "mail.example.net", "press.example", "a.b.example.org"]).map(
        f"{name}@{{}}".format
    )


def unknown_contact(field: str, acceptance: Acceptance) -> Strategy[str]:
    """Somebody whom the policy does not list."""
    known = "".join(sorted(acceptance.policy.known_contacts)).casefold()
    return _address(field, acceptance).map(lambda address: f"new{'x' * known.count('new')}.{address}")


def not_distinct(contact: str, which: int) -> str:
    """Return the other contact, or how else one can write its address: the spelling of a number, round and round."""
    local, _, domain = contact.partition("@")
    shout = str.upper if contact.isascii() else str  # other letters do not all come back from upper case
    spellings = (
        contact,
        f"{shout(local)}@{domain}",
        f"{local}@{shout(domain)}",
        f"{local}@{a_labels(domain) or domain}",
    )
    return spellings[which % len(spellings)]


#: Two addresses of one mailbox.
SAME_MAILBOX: Final[Strategy[tuple[str, str]]] = st.one_of(
    st.tuples(_ORGANIZATIONS, st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=8)).map(
        lambda pair: (f"orcid@{pair[0]}", f"orcid+{pair[1]}@{pair[0]}")
    ),
    st.sampled_from(["gmail.com", "googlemail.com"]).map(lambda host: (f"library@{host}", f"l.ibrary@{host}")),
    st.sampled_from([("mary.ann@googlemail.com", "maryann@gmail.com"), ("a.b@gmail.com", "ab+x@googlemail.com")]),
)


#: What breaks a rule, by its name.
BAD_VALUES: Final[Mapping[str, Faulty]] = {
    "invalid": invalid,
    "multiple_addresses": multiple_addresses,
    "display_name": display_name,
    "internationalized": internationalized,
    "reserved_domain": reserved_domain,
    "unknown_contact": unknown_contact,
}
