"""Fast paths: shapes of an address and of a URI so plain that no rule can object to them.

Most values are of these shapes; all others take the rules one by one. Nothing
depends on which way a value goes: `tests/test_shapes.py` holds that whatever has such a shape is found faultless by the
rules, and that common values do have it. A new rule that objects to a plain shape has to narrow it here.
"""

from __future__ import annotations

import re
from typing import Final

from orcid_clientreq.validators.hosts import u_labels

_HOST: Final = r"([a-z0-9][a-z0-9.-]*\.[a-z]{2,40})"
_REDIRECT_URI: Final = re.compile(rf"https://{_HOST}(/[A-Za-z0-9._~/-]+)(?:\?([A-Za-z0-9._~/=&-]*))?\Z")
_HOMEPAGE: Final = re.compile(rf"https://{_HOST}(/[A-Za-z0-9._~/-]*)?\Z")
_ADDRESS: Final = re.compile(rf"([a-z0-9_+-][a-z0-9._+-]{{0,63}})@{_HOST}\Z")

# In a host: what a label may not have at its ends, A-labels and other reserved labels, names that stand for examples.
_NOT_IN_HOST: Final = re.compile(r"\.\.|\.-|-\.|(?<!\.xn)(?<!^xn)--|your|example")
_TOP_LEVEL_WITH_RULES: Final = frozenset(
    {"arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain", "localhost", "onion"}
    | {"private", "test"}
)
_RESERVED_IN_QUERY: Final = re.compile(r"(?:code|error|id_token|iss|access_token|response|state)")
_HOST_LENGTH: Final = 63  # so that no label is longer, either


def _is_plain_host(host: str, international: set[str]) -> bool:
    """Return whether no rule can object to a lower-case name of two labels or more whose last is letters.

    Args:
        host: The name.
        international: Names with A-labels that are known to be plain; this one joins them if it is.
    """
    if len(host) > _HOST_LENGTH or _NOT_IN_HOST.search(host) or host.rpartition(".")[2] in _TOP_LEVEL_WITH_RULES:
        return False
    if "xn--" not in host or host in international:
        return True
    from orcid_clientreq.validators.scripts import confusable_label  # noqa: PLC0415 - its table is for such names

    labels = u_labels(host)
    if labels is None or confusable_label(labels):
        return False
    international.add(host)
    return True


def _is_plain_path(path: str) -> bool:
    """Return whether no rule can object to a path of unreserved characters."""
    return "/." not in path and not path.endswith(".")


def is_plain_redirect_uri(text: str, international: set[str] | None = None) -> bool:
    """Return whether no rule can object to a redirect URI, its length aside.

    Args:
        text: The redirect URI.
        international: What the redirect URIs of one request share: hosts with A-labels that were read before.

    >>> is_plain_redirect_uri("https://university.edu/orcid"), is_plain_redirect_uri("https://university.edu/%7e")
    (True, False)
    """
    match = _REDIRECT_URI.match(text)
    if not match:
        return False
    host, path, query = match.groups("")
    if query and (_RESERVED_IN_QUERY.search(query) or query.endswith(".")):
        return False
    return _is_plain_path(path) and _is_plain_host(host, set() if international is None else international)


def is_plain_homepage(text: str) -> bool:
    """Return whether no rule can object to a home page, its length aside.

    >>> is_plain_homepage("https://university.edu"), is_plain_homepage("http://university.edu")
    (True, False)
    """
    match = _HOMEPAGE.match(text)
    if not match:
        return False
    host, path = match.groups("")
    return _is_plain_path(path) and _is_plain_host(host, set())


def is_plain_address(text: str) -> bool:
    """Return whether a text is an address in normal form to which no rule can object, its length aside.

    >>> is_plain_address("orcid@university.edu"), is_plain_address("ORCID@university.edu")
    (True, False)
    """
    match = _ADDRESS.match(text)
    if not match:
        return False
    local, host = match.groups()
    return ".." not in local and not local.endswith(".") and "--" not in host and _is_plain_host(host, set())
