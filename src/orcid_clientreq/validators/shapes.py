"""Fast paths: shapes of an address and of a URI so plain that no rule can object to them.

Most values are of these shapes, and one regular expression tells; all others take the rules one by one. Nothing
depends on which way a value goes: `tests/test_shapes.py` holds that whatever has such a shape is found faultless by the
rules, and that common values do have it. A new rule that objects to a plain shape has to narrow it here.
"""

from __future__ import annotations

import re
from typing import Final

# A lower-case DNS name of two labels or more whose last is letters, and that no rule knows: no `--` (A-labels and
# reserved labels), no label over 63 characters, no hyphen at an end, no name for examples or without a public meaning.
_HOST: Final = (
    r"(?!your|[a-z0-9.-]*(?:\.your|--|\.\.|\.-|-\.|[a-z0-9-]{64}))"
    r"(?!(?:[a-z0-9.-]*\.)?(?:example\.(?:com|net|org)|example"
    r"|arpa|corp|home|internal|intranet|invalid|lan|local|localdomain|localhost|onion|private|test)(?![a-z0-9.-]))"
    r"[a-z0-9][a-z0-9.-]{0,180}\.[a-z]{2,40}"
)
# Segments that do not begin with a dot and text that does not end in one; nothing percent-encoded.
_PATH: Final = r"/(?![A-Za-z0-9._~/-]*/\.)(?!\.)[A-Za-z0-9._~/-]+"
_QUERY: Final = (
    r"(?:\?(?![A-Za-z0-9._~/=&-]*(?<=[?&])"
    r"(?:access_token|code|error|error_description|error_uri|id_token|iss|response|state)(?![A-Za-z0-9._~/-]))"
    r"[A-Za-z0-9._~/=&-]*)?"
)

_REDIRECT_URI: Final = re.compile(rf"https://{_HOST}{_PATH}{_QUERY}(?<!\.)\Z")
_HOMEPAGE: Final = re.compile(rf"https://{_HOST}(?:/|{_PATH}{_QUERY}(?<!\.))?\Z")
_ADDRESS: Final = re.compile(rf"(?![a-z0-9._+-]*(?:\.\.|\.@))[a-z0-9_+-][a-z0-9._+-]{{0,63}}@{_HOST}\Z")


def is_plain_redirect_uri(text: str) -> bool:
    """Return whether no rule can object to a redirect URI, its length aside.

    >>> is_plain_redirect_uri("https://university.edu/orcid"), is_plain_redirect_uri("https://university.edu/%7e")
    (True, False)
    """
    return _REDIRECT_URI.match(text) is not None


def is_plain_homepage(text: str) -> bool:
    """Return whether no rule can object to a home page, its length aside.

    >>> is_plain_homepage("https://university.edu"), is_plain_homepage("http://university.edu")
    (True, False)
    """
    return _HOMEPAGE.match(text) is not None


def is_plain_address(text: str) -> bool:
    """Return whether a text is an address in normal form to which no rule can object, its length aside.

    >>> is_plain_address("orcid@university.edu"), is_plain_address("ORCID@university.edu")
    (True, False)
    """
    return _ADDRESS.match(text) is not None
