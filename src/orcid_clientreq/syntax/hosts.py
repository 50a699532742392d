"""Hosts: DNS names, IPv4 and IPv6 addresses, A-labels. The only module that imports idna."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from orcid_clientreq.syntax.patterns import Pattern

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

# RFC 1123 section 2.1: letters, digits, hyphens; upper case is not_normalized, not invalid. RFC 1035 section 2.3.4:
# 63 octets for a label. An A-label is looked at further.
_LABEL: Final = "(?!-|[Xx][Nn]--)[A-Za-z0-9-]{1,63}+(?<!-)"
_PLAIN_NAME: Final = Pattern(rf"(?:{_LABEL}\.)*(?![0-9]){_LABEL}\Z")
_NAME: Final = Pattern(r"[A-Za-z0-9.-]+\Z")
# RFC 3986 section 3.2.2: dec-octet, IPv4address.
_DEC_OCTET: Final = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_IPV4: Final = Pattern(rf"{_DEC_OCTET}(?:\.{_DEC_OCTET}){{3}}\Z")
_IPV6_CHARACTERS: Final = Pattern(r"\[[0-9A-Fa-f:.]+\]\Z")
# WHATWG URL, "ends in a number checker": such a host is parsed as IPv4, even if it does not look like it.
_NUMBER: Final = Pattern(r"(?:[0-9]+|0[xX][0-9A-Fa-f]*)\Z")

_LABEL_LIMIT: Final = 63  # RFC 1035 section 2.3.4
NAME_LIMIT: Final = 253  # the same: 255 octets, without the length octets at both ends

# RFC 6761, 6762, 7686, 8375, ICANN's resolution on .internal, and names of private networks in wide use.
_NON_PUBLIC_NAMES: Final = frozenset(
    {"arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain", "localhost", "onion"}
    | {"private", "test"}
)
# IANA's special-purpose address registries (RFC 6890), as written there: Python's own flags differ by version.
_NON_PUBLIC_NETWORKS: Final = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
    *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
    *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    *("::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
    *("5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
)


_PAGE: Final = Pattern(r"[^.]\.(?:x?html?|php|jspx?|aspx?|jsf|cgi|cfm)\Z", re.IGNORECASE)


def names_a_page(host: str) -> bool:
    """Return whether a name ends as a file on a web server does, and as no domain.

    >>> names_a_page("callback.xhtml"), names_a_page("univ.edu")
    (True, False)
    """
    return _PAGE.search(host) is not None


def lower_case(host: str) -> str:
    r"""Return a host in lower case, as browsers map it (UTS 46).

    `str.lower` writes a capital sigma (U+03A3) as U+03C2 at the end of a word and as U+03C3 elsewhere. It is the only
    letter whose lower case depends on its neighbours. In a host it is always U+03C3; U+03C2 would be another name.

    >>> lower_case("\u0398\u03a3.GR") == "\u03b8\u03c3.gr"
    True
    """
    return host.replace("\u03a3", "\u03c3").lower()


@cache
def _non_public_networks() -> tuple[IPv4Network | IPv6Network, ...]:
    """Return the networks above; read when there is an address to look up in them."""
    from ipaddress import ip_network  # noqa: PLC0415 - a start needs none

    return tuple(map(ip_network, _NON_PUBLIC_NETWORKS))


class Names:
    """Internationalized names that the values of one request share: each label is decoded once."""

    __slots__ = ("_decoded", "plain")

    def __init__(self) -> None:
        """Begin with none."""
        self._decoded: dict[str, str | None] = {}
        #: Those that were found plain.
        self.plain: set[str] = set()

    def labels(self, host: str) -> tuple[str, ...] | None:
        """Return what `u_labels` does."""
        return u_labels(host, self._decoded)

    def a_labels(self, host: str) -> str | None:
        """Return what `a_labels` does."""
        return a_labels(host, self._decoded)


def fault(host: str, names: Names | None = None) -> str | None:
    """Return a word for why an ASCII host is invalid, `None` where it is valid.

    Args:
        host: The host as in the URI, an IPv6 address with its brackets.
        names: What the values of one request share.

    >>> fault("repository.university.edu") is None, fault("[::1]") is None
    (True, True)
    >>> fault("a..b")
    'dots'
    """
    if _PLAIN_NAME.match(host) and len(host) <= NAME_LIMIT:
        return None
    return "empty" if not host else _fault(host, names or Names())


def _fault(host: str, names: Names) -> str | None:  # noqa: PLR0911 - a table read from top to bottom
    """Return a word for why a host that is not a plain name is invalid."""
    if host.startswith("["):
        return None if ip_address_of(host) else "brackets"
    if not _NAME.match(host):
        return "characters"
    labels = host.split(".")
    if "" in labels:
        return "dots"
    if _NUMBER.match(labels[-1]):
        return None if ip_address_of(host) else _fault_of_ipv4(labels)
    if any(label.startswith("-") or label.endswith("-") for label in labels):
        return "hyphens"
    if any(len(label) > _LABEL_LIMIT for label in labels):
        return "label_length"
    if len(host) > NAME_LIMIT:
        return "length"
    if "xn--" in lower_case(host) and names.labels(host) is None:
        return "a_label"
    return None


def _fault_of_ipv4(labels: list[str]) -> str:
    """Return a word for what is wrong with a name that ends in a number, and so is an IPv4 address (WHATWG URL)."""
    if len(labels) != 4 or not all(label.isdecimal() for label in labels):  # noqa: PLR2004 - four octets
        return "number"
    return "leading_zero" if any(label != "0" and label.startswith("0") for label in labels) else "octet"


def ip_address_of(host: str) -> IPv4Address | IPv6Address | None:
    """Return the address that a host is, `None` where it is a name or no valid host.

    >>> ip_address_of("[2001:DB8::1]")
    IPv6Address('2001:db8::1')
    >>> ip_address_of("127.1") is None
    True
    """
    bracketed = host.startswith("[")
    if not (_IPV6_CHARACTERS.match(host) if bracketed else host[-1:].isdigit() and _IPV4.match(host)):
        return None
    from ipaddress import IPv4Address, IPv6Address  # noqa: PLC0415 - most hosts are names

    try:
        return IPv6Address(host[1:-1]) if bracketed else IPv4Address(host)
    except ValueError:
        return None


def is_normal_name(host: str) -> bool:
    """Return whether a valid host is a name in its normal form; other hosts may be in theirs, too."""
    return host.islower() and not host.startswith("[")


def normal(host: str) -> str:
    """Return a valid host in its normal form: lower case, an IPv6 address by RFC 5952 section 4.

    >>> normal("University.EDU"), normal("[2001:DB8:0:0::1]"), normal("[::FFFF:127.0.0.1]")
    ('university.edu', '[2001:db8::1]', '[::ffff:7f00:1]')
    """
    address = ip_address_of(host)
    if address is None or address.version == 4:  # noqa: PLR2004 - IPv4
        return lower_case(host)
    if mapped := address.ipv4_mapped:  # Python 3.13 writes these in dotted form, browsers in hexadecimal
        high, low = divmod(int(mapped), 0x10000)
        return f"[::ffff:{high:x}:{low:x}]"
    return f"[{address.compressed}]"


#: The domain of ORCID's registries.
ORCID: Final = ("orcid.org",)
#: Domains of services that lead from a public name to a computer behind a router, from their documentation (read in
#: November 2026): ngrok, localtunnel, Cloudflare's quick tunnels, localhost.run, Serveo, Pinggy, zrok, LocalXpose,
#: PageKite, tunnelmole, the dev tunnels of Visual Studio, the forwarded ports of GitHub's codespaces.
TUNNELS: Final = (
    *("ngrok.io", "ngrok.app", "ngrok.dev", "ngrok.pizza", "ngrok-free.app", "ngrok-free.dev", "ngrok-free.pizza"),
    *("loca.lt", "localtunnel.me", "trycloudflare.com", "lhr.life", "lhr.rocks", "localhost.run"),
    *("serveo.net", "serveousercontent.com", "pinggy.io", "pinggy.link", "pinggy-free.link", "zrok.io", "loclx.io"),
    *("pagekite.me", "tunnelmole.net", "devtunnels.ms", "app.github.dev"),
)


def is_below(host: str, domains: tuple[str, ...]) -> bool:
    """Return whether a host is one of some domains, or below one.

    >>> is_below("Sandbox.ORCID.org", ("orcid.org",)), is_below("myorcid.org", ("orcid.org",))
    (True, False)
    """
    name = f".{lower_case(host)}"
    return name.endswith(domains) and any(name.endswith(f".{domain}") for domain in domains)


def is_public(host: str) -> bool:
    """Return whether a valid host can be reached from the internet, as far as its name or number tells."""
    address = ip_address_of(host)
    if address is None:
        return lower_case(host).rpartition(".")[2] not in _NON_PUBLIC_NAMES
    if address.version == 6:  # noqa: PLR2004 - IPv6
        address = address.ipv4_mapped or address
    return not any(address in network for network in _non_public_networks())


# Digits, small letters of ASCII and Latin-1, and ideographs: always valid in IDNA 2008 and in NFC, without a rule about
# their context, and read from left to right.
_SIMPLE: Final = Pattern("(?!-|..--)[a-z0-9\u00df-\u00f6\u00f8-\u00ff\u4e00-\u9fa5-]+(?<!-)\\Z")


def is_simple(label: str) -> bool:
    """Return whether a label has only characters that are valid anywhere in a label.

    >>> is_simple("b\u00fccher"), is_simple("b\u00fc--cher"), is_simple("\u0623")
    (True, False, False)
    """
    return _SIMPLE.match(label) is not None


def u_labels(host: str, known: dict[str, str | None] | None = None) -> tuple[str, ...] | None:
    """Return the labels of a name decoded (RFC 5891 section 5), `None` if one is not a valid A-label.

    Args:
        host: The name.
        known: A-labels that have been decoded.

    >>> u_labels("xn--bcher-kva.university.edu")
    ('bücher', 'university', 'edu')
    """
    known = {} if known is None else known
    labels: list[str] = []
    for label in lower_case(host).split("."):
        if label.startswith("xn--") and label not in known:
            known[label] = _decoded(label)
        decoded = known.get(label, label)
        if decoded is None:
            return None
        labels.append(decoded)
    return tuple(labels) if _keeps_bidi_rule(labels) else None


def _decoded(a_label: str) -> str | None:
    """Return the U-label of an A-label, `None` if it is not an A-label.

    What Punycode (RFC 3492) decodes is a U-label only where that very A-label is its own (RFC 5891 section 5.3).
    """
    try:
        label = a_label.removeprefix("xn--").encode().decode("punycode")
        return label if _encoded(label) == a_label else None
    except UnicodeError:  # idna.IDNAError is one
        return None


def _encoded(label: str) -> str:
    """Return the A-label of a label.

    Raises:
        UnicodeError: If it is not a U-label.
    """
    if is_simple(label) and not label.isascii():
        a_label = f"xn--{label.encode('punycode').decode('ascii')}"
        if len(a_label) <= _LABEL_LIMIT:
            return a_label
    import idna  # noqa: PLC0415 - its tables cost too much for a start that needs none

    return idna.alabel(label).decode("ascii")


def a_labels(host: str, known: dict[str, str | None] | None = None) -> str | None:
    """Return an internationalized name in A-labels (IDNA 2008), `None` where it has none.

    Letters are only written in lower case and put into NFC. The wider mappings of UTS 46 are not applied: they
    would turn characters into others that a person did not read.

    Args:
        host: The name.
        known: A-labels that have been decoded; those of the name are added.

    >>> a_labels("Bücher.university.edu")
    'xn--bcher-kva.university.edu'
    >>> a_labels("\N{FULLWIDTH LATIN SMALL LETTER U}niversity.edu") is None
    True
    """
    name = unicodedata.normalize("NFC", lower_case(host))
    labels = name.split(".")
    # No A-label is shorter than what it encodes. idna's Bidi Rule needs the first character of a label.
    if len(name) > NAME_LIMIT or "" in labels:
        return None
    encoded: list[str] = []
    for label in labels:
        try:
            a_label = label if label.isascii() else _encoded(label)
        except UnicodeError:
            return None
        if known is not None and not label.isascii():
            known[a_label] = label
        encoded.append(a_label)
    return ".".join(encoded) if _keeps_bidi_rule(labels) else None


def _keeps_bidi_rule(labels: list[str]) -> bool:
    """Return whether a whole name keeps the Bidi Rule, as RFC 5893 section 1.4 asks; idna asks it label by label."""
    international = "".join([label for label in labels if not label.isascii() and not is_simple(label)])
    if all(unicodedata.bidirectional(character) not in {"R", "AL", "AN"} for character in international):
        return True
    import idna  # noqa: PLC0415 - as above

    try:
        for label in labels:
            idna.check_bidi(label, check_ltr=True)
    except UnicodeError:
        return False
    return True
