"""Finds the redirect URI that an application sent in a text about a sign-in."""

from __future__ import annotations

from orcid_clientreq.matching.reading import read


def requested_in(text: str) -> str:
    """Return the redirect URI that an application sent. `read` also returns what ORCID says, and what was removed.

    Args:
        text: As for `read`.

    Returns:
        `read(text).redirect_uri`, or an empty text if there is none.

    Raises:
        TypeError: If `text` is not text.

    >>> requested_in("https://orcid.org/oauth/authorize?client_id=APP-0123456789ABCDEF&redirect_uri=https%3A%2F%2Funiversity.edu%2Forcid")
    'https://university.edu/orcid'
    >>> requested_in("Redirect URI doesn't match your registered redirect URIs.")
    ''
    """
    return read(text).redirect_uri or ""
