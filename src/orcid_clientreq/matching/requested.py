"""The redirect URI that an application sent, out of what a browser shows."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.values import text_of

_ORCID: Final = "orcid.org"
_BEGINS_WITH_SCHEME: Final = Pattern("[A-Za-z][A-Za-z0-9+.-]*+://")
_PARAMETER: Final = "redirect_uri"  # RFC 6749 section 4.1.1
#: An address with a longer one in it is not looked at.
_LONGEST: Final = 20_000


def requested_in(address: str) -> str:
    """Return the redirect URI that an application sent, for `match`.

    Args:
        address: What the browser's address bar shows on ORCID's authorization or error page; or the value of its parameter
            `redirect_uri`, percent-encoded or not. At most 20 000 characters; a longer one is returned as it is.

    Returns:
        The value of the parameter, decoded, and empty where ORCID's address has none; the text without white space around
        it where it is no address at ORCID.

    Raises:
        TypeError: the address is no text.

    Source: RFC 6749 section 4.1.1.

    >>> requested_in("https://orcid.org/oauth/authorize?client_id=APP-0123456789ABCDEF&redirect_uri=https%3A%2F%2Funiversity.edu%2Forcid")
    'https://university.edu/orcid'
    >>> requested_in("https%3A%2F%2Funiversity.edu%2Forcid")
    'https://university.edu/orcid'
    """
    text = text_of(address)
    if text is None:
        msg = f"an address is text, not {type(address).__name__}"
        raise TypeError(msg)
    if len(text) > _LONGEST:
        return text
    text = text.strip()
    if text.startswith(f"{_PARAMETER}="):
        return unquote(text.removeprefix(f"{_PARAMETER}=").partition("&")[0])
    try:
        parts = urlsplit(text if _BEGINS_WITH_SCHEME.match(text) else f"https://{text}")  # which browsers leave out
        host = parts.hostname or ""
    except ValueError:  # a bracket without its twin
        return text
    if host == _ORCID or host.endswith(f".{_ORCID}"):
        sent = [*parse_qs(parts.query).get(_PARAMETER, ()), *parse_qs(parts.fragment).get(_PARAMETER, ())]
        return sent[0] if sent else ""
    decoded = unquote(text)
    return decoded if "://" in decoded and "://" not in text else text
