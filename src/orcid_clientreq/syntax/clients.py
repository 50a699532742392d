"""Client IDs and client secrets by their shapes.

A client ID is `APP-` followed by 16 characters, each a digit or a capital letter. Before September 2014 it was four
groups of four characters, like an ORCID iD. A secret is a UUID (RFC 9562). These are the shapes that ORCID's registry
software gives them.
"""

from __future__ import annotations

import re
from typing import Final

from orcid_clientreq.syntax.link_characters import DASHES
from orcid_clientreq.syntax.patterns import Pattern

_CLIENT_ID: Final = Pattern(r"APP-[0-9A-Z]{16}\Z")
_CLIENT_ID_INSIDE: Final = Pattern(r"(?<!\w)[Aa][Pp][Pp]-[0-9A-Za-z]{16}(?!\w)")
_DASH: Final = Pattern(f"[{DASHES}]")
_LEGACY: Final = Pattern(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\Z")
_SECRET: Final = Pattern(r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\Z")
# What guides have: one character repeated, or words such as YOUR_CLIENT_ID, where a digit is rare. ORCID makes one
# client ID in two hundred of letters alone, so a word has to be among them.
_UNFILLED: Final = Pattern(
    r"APP-\w*(?:CLIENT|EXAMPLE)"
    r"|(?=[^\d:@\n]*(?:YOUR|CLIENT|EXAMPLE|PLACEHOLDER|CHANGE.?ME|TODO))[^\d:@\n]{1,60}\Z"
    r"|(?:APP-)?[<\[{$%][^\d\n]{1,60}\Z",
    re.IGNORECASE,
)
_PREFIX: Final = "APP-"
# So many equal characters can begin a client ID by chance.
_FEW: Final = 3
#: No client ID and no secret is longer.
_LONGEST: Final = 100
#: With what was copied along, it is in a text of so many characters at most.
_LONGEST_AROUND: Final = 500


def is_legacy(text: str) -> bool:
    """Return whether a text is a client ID of the shape before September 2014.

    >>> is_legacy("1234-5678-1234-5678"), is_legacy("APP-0123456789ABCDEF")
    (True, False)
    """
    return _LEGACY.match(text) is not None


def is_client_id(text: str) -> bool:
    """Return whether a text is a client ID of either shape."""
    return _CLIENT_ID.match(text) is not None or is_legacy(text)


def client_id_in(text: str) -> str | None:
    """Return the one client ID that begins with APP- in a text, also in small letters or with another dash.

    >>> client_id_in("Client ID: app\u20130123456789abcdef"), client_id_in("APP-0123456789") is None
    ('APP-0123456789ABCDEF', True)
    """
    found = {each.upper() for each in _CLIENT_ID_INSIDE.findall(_DASH.sub("-", text[:_LONGEST_AROUND]))}
    return found.pop() if len(found) == 1 else None


def looks_like_secret(text: str) -> bool:
    """Return whether a text is a client secret, white space around it aside."""
    return len(text) <= _LONGEST and _SECRET.match(text.strip()) is not None


def is_unfilled(text: str) -> bool:
    """Return whether a text is what guides write in place of a client ID.

    >>> is_unfilled("APP-XXXXXXXXXXXXXXXX"), is_unfilled("<your client id>"), is_unfilled("APP-0123456789ABCDEF")
    (True, True, False)
    """
    text = text.strip()
    return len(text) <= _LONGEST and (_UNFILLED.match(text) is not None or _is_one_character(text))


def _is_one_character(text: str) -> bool:
    """Return whether a text has the shape of a client ID, of either kind, and one character throughout."""
    is_new = text[: len(_PREFIX)].upper() == _PREFIX
    characters = text[len(_PREFIX) :] if is_new else text.replace("-", "")
    return len({*characters.upper()}) == 1 and (len(characters) > _FEW if is_new else is_legacy(text.upper()))


def looks_like_client_id(text: str) -> bool:
    """Return whether a text is a client ID, white space around it and small letters aside."""
    return len(text) <= _LONGEST and text.strip().isascii() and is_client_id(text.strip().upper())
