"""How ORCID's registry software would silently change an address."""

from __future__ import annotations

import re
from typing import Final

from orcid_clientreq.form import Limits
from orcid_clientreq.request import members_of_request
from orcid_clientreq.syntax.display import shows_nothing
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.uris import split
from orcid_clientreq.syntax.values import Unreadable, items_of, text_of
from orcid_clientreq.wire import Path

_LIMITS: Final = Limits()
_TRIMMED: Final = "".join(map(chr, range(0x21)))  # what Java's String.trim takes off
# The registry's idea of a URL: http or https, a host with a dot in it and something after that, and
# hardly any character forbidden. ASCII, as Java reads \w.
_URL: Final = Pattern(r"https?://([\w.-]++)[-\w.~:/?#%\[\]@!$&'()*+\\,;=>< ]*\Z", re.ASCII | re.IGNORECASE)
# What it takes for host and port of a redirect URI where it looks closely.
_AUTHORITY: Final = Pattern(r"[A-Za-z0-9.-]+(?::[0-9]{1,5})?\Z")


def stored_form(request: object) -> dict[Path, str]:
    """Return the addresses that ORCID's registry would change before it stores them.

    The registry puts `http://` before an address without a scheme. The form shows no error, and sign-in fails later.
    `check` reports an error for such an address.

    Args:
        request: A request, or the mapping of one, with or without errors.

    Returns:
        The place of each address that would be changed, with the address that would be stored. Addresses that the
        registry would refuse are left out. The result is empty for a value that is not a request. Other fields are
        stored unchanged.

    Source: ORCID's published registry software of 2026, as far as the addresses go.

    >>> stored_form({"homepage_url": "www.university.edu", "redirect_uris": ["www.university.edu/orcid"]})
    {('homepage_url',): 'http://www.university.edu', ('redirect_uris', 0): 'http://www.university.edu/orcid'}
    """
    try:
        members = members_of_request(request)
    except Unreadable:
        return {}
    stored: dict[Path, str | None] = {("homepage_url",): _website(text_of(members.get("homepage_url")) or "")}
    items = items_of(members.get("redirect_uris"), _LIMITS.redirect_uris) or ()
    for index, item in enumerate(items[: _LIMITS.redirect_uris]):
        stored["redirect_uris", index] = _redirect_uri(text_of(item) or "")
    return {place: value for place, value in stored.items() if value is not None}


def _is_url(text: str) -> bool:
    """Return whether the registry takes a text for a URL."""
    match = _URL.match(text)
    if not match:
        return False
    dot = match[1].find(".", 1)
    after = text[match.start(1) + dot + 1 :]
    return dot > 0 and dot + 1 < len(match[1]) and len(after) > 1


def _website(given: str) -> str | None:
    """Return what would be stored for a home page, `None` where that is what was given, or nothing."""
    text = given.strip(_TRIMMED)
    if len(text) > _LIMITS.uri or shows_nothing(text):
        return None
    if not _is_url(text):
        authority, slash, path = re.split("[?#]", text, maxsplit=1)[0].partition("/")
        host = authority.rpartition("@")[2].partition(":")[0]
        if not _is_url(f"http://{host}{slash}{path}"):
            return None
        text = f"http://{text}"
    return None if text == given else text


def _redirect_uri(given: str) -> str | None:
    """Return what would be stored for a redirect URI, `None` where that is what was given, or nothing."""
    if len(given) > _LIMITS.uri or shows_nothing(given) or given.lower().startswith("http"):
        return None
    text = f"http://{given}"
    uri = split(text)
    plain = uri.text == text and not uri.illegal and not uri.bad_percent and not uri.placeholder
    return text if plain and _AUTHORITY.match(uri.authority or "") and not _leaves_root(uri.path) else None


def _leaves_root(path: str) -> bool:
    """Return whether a path goes above its root, which commons-validator refuses; the looser test lets it pass."""
    depth = 0
    for segment in path.split("/")[1:]:
        depth += {"..": -1, ".": 0, "": 0}.get(segment, 1)
        if depth < 0:
            return True
    return False
