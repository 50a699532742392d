"""Fast paths: shapes so plain that no rule can object to them, one for each kind of value.

Most values are of these shapes; all others take the rules one by one. Nothing
depends on which way a value goes: `tests/test_shapes.py` holds that whatever has such a shape is found faultless by the
rules, and that common values do have it. A new rule that objects to a plain shape has to narrow it here.
"""

from __future__ import annotations

import re
from typing import Final

from orcid_clientreq.validators.addresses import Address
from orcid_clientreq.validators.hosts import a_labels, u_labels

_HOST: Final = r"([a-z0-9][a-z0-9.-]*\.[a-z]{2,40})"
_REDIRECT_URI: Final = re.compile(rf"https://{_HOST}/[A-Za-z0-9._~/-]+(?:\?([A-Za-z0-9._~/=&-]*))?\Z")
_HOMEPAGE: Final = re.compile(rf"https://{_HOST}(?:/[A-Za-z0-9._~/-]*)?\Z")
_LOCAL_PART: Final = r"([a-z0-9_+-][a-z0-9._+-]{0,63})"
_ADDRESS: Final = re.compile(rf"{_LOCAL_PART}@{_HOST}\Z")
_INTERNATIONAL_ADDRESS: Final = re.compile(rf"{_LOCAL_PART}@((?![.-])[^\x00-,/:-`{{-\x7f]{{1,62}}\.[a-z]{{2,40}})\Z")

_HYPHENS_ELSEWHERE: Final = re.compile(r"(?<!\.xn)(?<!^xn)--")  # other than in the prefix of an A-label
_TOP_LEVEL_WITH_RULES: Final = frozenset(
    {"arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain", "localhost", "onion"}
    | {"private", "test"}
)
_RESERVED_IN_QUERY: Final = re.compile(r"(?:code|error|id_token|iss|access_token|response|state)")
_HOST_LENGTH: Final = 63  # so that no label is longer, either


def _is_plain_name(host: str) -> bool:
    """Return whether no rule can object to a name of the shape above whose labels are not internationalized."""
    return not (
        len(host) > _HOST_LENGTH
        or ".." in host
        or ".-" in host
        or "-." in host
        or "your" in host
        or "example" in host
        or host.rpartition(".")[2] in _TOP_LEVEL_WITH_RULES
    )


def _plain_labels(host: str) -> tuple[str, ...] | None:
    """Return the labels of a plain name with A-labels decoded, `None` where it is not plain."""
    if _HYPHENS_ELSEWHERE.search(host):
        return None
    from orcid_clientreq.validators.scripts import confusable_label  # noqa: PLC0415 - its table is for such names

    labels = u_labels(host)
    return None if labels is None or confusable_label(labels) else labels


def _is_plain_host(host: str, plain_hosts: set[str]) -> bool:
    """Return whether no rule can object to a host of the shape above."""
    if host in plain_hosts:
        return True
    if not _is_plain_name(host) or ("--" in host and _plain_labels(host) is None):
        return False
    plain_hosts.add(host)
    return True


def is_plain_redirect_uri(text: str, plain_hosts: set[str]) -> bool:
    """Return whether no rule can object to a redirect URI, its length aside.

    Args:
        text: The redirect URI.
        plain_hosts: What the values of one request share: hosts that were found plain before.

    >>> is_plain_redirect_uri("https://university.edu/orcid", set())
    True
    >>> is_plain_redirect_uri("https://university.edu/%7e", set())
    False
    """
    match = _REDIRECT_URI.match(text)
    if match is None or "/." in text or text[-1] == ".":
        return False
    host, query = match.groups()
    if query and _RESERVED_IN_QUERY.search(query):
        return False
    return _is_plain_host(host, plain_hosts)


def is_plain_homepage(text: str, plain_hosts: set[str]) -> bool:
    """Return whether no rule can object to a home page, its length aside; the last argument is as above.

    >>> is_plain_homepage("https://university.edu", set()), is_plain_homepage("http://university.edu", set())
    (True, False)
    """
    match = _HOMEPAGE.match(text)
    return match is not None and "/." not in text and text[-1] != "." and _is_plain_host(match[1], plain_hosts)


def plain_address(text: str) -> Address | None:
    r"""Return an address to which no rule can object, its length aside, or `None` where the rules have to look.

    >>> plain_address("orcid@university.edu")
    Address(normalized='orcid@university.edu', local='orcid', domain='university.edu')
    >>> plain_address("orcid@xn--bcher-kva.edu")
    Address(normalized='orcid@b\xfccher.edu', local='orcid', domain='xn--bcher-kva.edu')
    >>> plain_address("ORCID@university.edu") is None
    True
    """
    match = _ADDRESS.match(text) or _INTERNATIONAL_ADDRESS.match(text)
    if match is None or ".." in text or ".@" in text:
        return None
    local, host = match.groups()
    domain = host if host.isascii() else a_labels(host)
    if domain is None or not _is_plain_name(domain):
        return None
    if host == domain and "--" not in domain:
        return Address(text, local, domain)
    labels = _plain_labels(domain)
    decoded = ".".join(labels or ())
    if not decoded.isprintable() or host not in {domain, decoded} or not labels:
        return None
    return Address(f"{local}@{decoded}", local, domain)


def is_plain_text(text: str) -> bool:
    """Return whether no rule can object to a text that is shown to people, its length aside.

    >>> is_plain_text("Sign in with ORCID."), is_plain_text("Sign in & out"), is_plain_text(" ")
    (True, False, False)
    """
    return (
        text.isascii() and text.isprintable() and "<" not in text and "&" not in text and text[:1] not in {"", " "}
    ) and text[-1] != " "
