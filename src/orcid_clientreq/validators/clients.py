"""Client iDs and client secrets by their shapes. Each rule's function has its name in `rules/clients.py`.

A client iD is `APP-` and sixteen digits and capital letters; before September 2014 it was four groups of four, like an
ORCID iD. A secret is a UUID (RFC 9562). So ORCID's registry software makes them.
"""

from __future__ import annotations

import re
from typing import Final

from orcid_clientreq.validators.fault import Fault, too_long

_CLIENT_ID: Final = re.compile(r"APP-[0-9A-Z]{16}\Z")
_LEGACY: Final = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\Z")
_SECRET: Final = re.compile(r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\Z")
#: Longer texts are none of these, whatever stands in them.
_LONGEST: Final = 100


def is_legacy(text: str) -> bool:
    """Return whether a text is a client iD of the shape before September 2014.

    >>> is_legacy("1234-5678-1234-5678"), is_legacy("APP-0123456789ABCDEF")
    (True, False)
    """
    return _LEGACY.match(text) is not None


def is_client_id(text: str) -> bool:
    """Return whether a text is a client iD of either shape."""
    return _CLIENT_ID.match(text) is not None or is_legacy(text)


def looks_like_secret(text: str) -> bool:
    """Return whether a text is a client secret, white space around it aside."""
    return len(text) <= _LONGEST and _SECRET.match(text.strip()) is not None


def looks_like_client_id(text: str) -> bool:
    """Return whether a text is a client iD, white space around it and small letters aside."""
    return len(text) <= _LONGEST and text.strip().isascii() and is_client_id(text.strip().upper())


def is_secret(text: str) -> Fault | None:
    """A client secret where the client iD should be. It is not repeated, nor mended."""
    return Fault("is_secret") if looks_like_secret(text) else None


def invalid(text: str) -> Fault | None:
    """No client iD, unless it is a secret, which is worse."""
    if is_client_id(text) or looks_like_secret(text):
        return None
    if not looks_like_client_id(text):
        begins = text[:_LONGEST].strip()[:4].upper() == "APP-"
        shape = (
            "after APP- come sixteen digits and capital letters"
            if begins
            else "it begins with APP-, or is four groups of four"
        )
        return Fault("invalid", {"reason": shape})
    reason = "its letters are capital ones" if text == text.strip() else "there is white space around it"
    return Fault("invalid", {"reason": reason}, text.strip().upper())


def faults(text: str) -> tuple[Fault, ...]:
    """Return what is wrong with a client iD that is not blank."""
    return tuple(fault for fault in (invalid(text), is_secret(text)) if fault)


#: The longest secret; those that ORCID makes have 36 characters.
LONGEST_SECRET: Final = 255


def secret_faults(text: str) -> tuple[Fault, ...]:
    """Return what is wrong with a client secret that is not blank; no suggestion, since it would hold the secret."""
    if len(text) > LONGEST_SECRET:
        return (too_long(LONGEST_SECRET),)
    if looks_like_client_id(text):
        return (Fault("is_client_id"),)
    if not looks_like_secret(text):
        return (Fault("invalid", {"reason": "it is not five groups of 8, 4, 4, 4 and 12 hexadecimal digits"}),)
    return () if text == text.strip() else (Fault("invalid", {"reason": "there is white space around it"}),)
