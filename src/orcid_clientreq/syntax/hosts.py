"""Hosts: DNS names, IPv4 and IPv6 addresses, A-labels. The only module that imports idna."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import Final

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# RFC 1123 section 2.1: letters, digits, hyphens; upper case is not_normalized, not invalid.
_NAME: Final = re.compile(r"[A-Za-z0-9.-]+\Z")
# RFC 3986 section 3.2.2: dec-octet, IPv4address.
_DEC_OCTET: Final = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_IPV4: Final = re.compile(rf"{_DEC_OCTET}(?:\.{_DEC_OCTET}){{3}}\Z")
_IPV6_CHARACTERS: Final = re.compile(r"\[[0-9A-Fa-f:.]+\]\Z")
# WHATWG URL, "ends in a number checker": such a host is read as IPv4, whatever it looks like.
_NUMBER: Final = re.compile(r"(?:[0-9]+|0[xX][0-9A-Fa-f]*)\Z")

_LABEL_LIMIT: Final = 63  # RFC 1035 section 2.3.4
NAME_LIMIT: Final = 253  # the same: 255 octets, without the length octets at both ends

# RFC 6761, 6762, 7686, 8375, ICANN's resolution on .internal, and names of private networks in wide use.
_NON_PUBLIC_NAMES: Final = frozenset(
    {"arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain", "localhost", "onion"}
    | {"private", "test"}
)
# IANA's special-purpose address registries (RFC 6890), as written there: Python's own flags differ by version.
_NON_PUBLIC_NETWORKS: Final = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
        *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        *("::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
        *("5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
    )
)


class Names:
    """Internationalized names that the values of one request share, each decoded once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._labels: dict[str, tuple[str, ...] | None] = {}
        #: Those that were found plain.
        self.plain: set[str] = set()

    def labels(self, host: str) -> tuple[str, ...] | None:
        """Return what `u_labels` does."""
        if host not in self._labels:
            self._labels[host] = u_labels(host)
        return self._labels[host]


def fault(host: str, names: Names | None = None) -> str | None:  # noqa: PLR0911 - a table read from top to bottom
    """Return a word for why an ASCII host is invalid, `None` where it is valid.

    Args:
        host: The host as it stands in the URI, an IPv6 address with its brackets.
        names: What the values of one request share.

    >>> fault("repository.university.edu") is None, fault("[::1]") is None
    (True, True)
    >>> fault("a..b")
    'dots'
    """
    if not host:
        return "empty"
    if host.startswith("["):
        return None if ip_address_of(host) else "brackets"
    if not _NAME.match(host):
        return "characters"
    labels = host.split(".")
    if "" in labels:
        return "dots"
    if _NUMBER.match(labels[-1]):
        return None if ip_address_of(host) else "number"
    if any(label.startswith("-") or label.endswith("-") for label in labels):
        return "hyphens"
    if any(len(label) > _LABEL_LIMIT for label in labels):
        return "label_length"
    if len(host) > NAME_LIMIT:
        return "length"
    if "xn--" in host.lower() and (names or Names()).labels(host) is None:
        return "a_label"
    return None


def ip_address_of(host: str) -> IPAddress | None:
    """Return the address that a host is, `None` where it is a name or no valid host.

    >>> ip_address_of("[2001:DB8::1]")
    IPv6Address('2001:db8::1')
    >>> ip_address_of("127.1") is None
    True
    """
    if not host.startswith("["):
        return ipaddress.IPv4Address(host) if host[-1:].isdigit() and _IPV4.match(host) else None
    if not _IPV6_CHARACTERS.match(host):
        return None
    try:
        return ipaddress.IPv6Address(host[1:-1])
    except ValueError:
        return None


def normal(host: str) -> str:
    """Return a valid host in its normal form: lower case, an IPv6 address by RFC 5952 section 4.

    >>> normal("University.EDU"), normal("[2001:DB8:0:0::1]"), normal("[::FFFF:127.0.0.1]")
    ('university.edu', '[2001:db8::1]', '[::ffff:7f00:1]')
    """
    address = ip_address_of(host)
    if not isinstance(address, ipaddress.IPv6Address):
        return host.lower()
    if mapped := address.ipv4_mapped:  # Python 3.13 writes these in dotted form, browsers in hexadecimal
        high, low = divmod(int(mapped), 0x10000)
        return f"[::ffff:{high:x}:{low:x}]"
    return f"[{address.compressed}]"


def is_public(host: str) -> bool:
    """Return whether a valid host can be reached from the internet, as far as its name or number tells."""
    address = ip_address_of(host)
    if address is None:
        return host.lower().rpartition(".")[2] not in _NON_PUBLIC_NAMES
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return not any(address in network for network in _NON_PUBLIC_NETWORKS)


def u_labels(host: str) -> tuple[str, ...] | None:
    """Return the labels of a name decoded (RFC 5891 section 5), `None` where one is no valid A-label.

    >>> u_labels("xn--bcher-kva.university.edu")
    ('bücher', 'university', 'edu')
    """
    import idna  # noqa: PLC0415 - its tables cost too much for a start that needs none

    written = host.lower().split(".")
    try:
        labels = [_decoded(label) if label.startswith("xn--") else label for label in written]
        # RFC 5891 section 5.3: what is decoded is a U-label only where that very A-label is its own.
        if any(u != a and idna.alabel(u) != a.encode() for u, a in zip(labels, written, strict=True)):
            return None
        _check_bidi(labels)
    except UnicodeError:  # idna.IDNAError is one
        return None
    return tuple(labels)


def _decoded(label: str) -> str:
    """Return what an A-label encodes by Punycode (RFC 3492)."""
    return label.removeprefix("xn--").encode().decode("punycode")


def a_labels(host: str) -> str | None:
    """Return an internationalized name in A-labels (IDNA 2008), `None` where it has none.

    Letters are only lower-cased and put into NFC. The wider mappings of UTS 46 are not applied: they
    would turn characters into others that a person did not read.

    >>> a_labels("Bücher.university.edu")
    'xn--bcher-kva.university.edu'
    >>> a_labels("\N{FULLWIDTH LATIN SMALL LETTER U}niversity.edu") is None
    True
    """
    import idna  # noqa: PLC0415 - as above

    name = unicodedata.normalize("NFC", host.lower())
    labels = name.split(".")
    # No A-label is shorter than what it encodes. idna's Bidi Rule asks for the first character of a label.
    if len(name) > NAME_LIMIT or "" in labels:
        return None
    try:
        encoded = [label if label.isascii() else idna.alabel(label).decode("ascii") for label in labels]
        _check_bidi(labels)
    except UnicodeError:
        return None
    return ".".join(encoded)


def _check_bidi(labels: list[str]) -> None:
    """Hold the Bidi Rule over the whole name, as RFC 5893 section 1.4 asks; idna holds it label by label."""
    import idna  # noqa: PLC0415 - as above

    international = "".join(label for label in labels if not label.isascii())
    if any(unicodedata.bidirectional(character) in {"R", "AL", "AN"} for character in international):
        for label in labels:
            idna.check_bidi(label, check_ltr=True)
