"""Finds in text what ORCID says: the words of its pages in every language that they have had, and OAuth's codes."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from orcid_clientreq.matching.orcid_errors import ORCID_ERRORS, VARIES, OrcidError
from orcid_clientreq.matching.wordings import IN_OTHER_LANGUAGES, OF_THE_PAGE

#: What stands for the rest of a wording is so long at most: a redirect URI, or the name of an organization.
_MOST_BETWEEN: Final = 2_100


class _Wording(NamedTuple):
    """Words of ORCID's, as they are looked for.

    Args:
        error: The error that they tell.
        pieces: The words before and after what differs from case to case.
    """

    error: OrcidError
    pieces: tuple[str, ...]


def squeezed(text: str) -> str:
    """Return a text as it is looked through: small letters, one blank between words, one kind of apostrophe.

    Text that was read from a picture has URl for URI, so both are read as one.

    >>> squeezed("Redirect URI doesn\N{RIGHT SINGLE QUOTATION MARK}t  match")
    "redirect uri doesn't match"
    """
    return " ".join(text.replace("\u2019", "'").casefold().replace("url", "uri").split())


@cache
def _wordings() -> tuple[_Wording, ...]:
    """Return every wording, in the order of the table of errors."""
    return tuple(
        _Wording(error, tuple(map(squeezed, wording.split(VARIES))))
        for error in ORCID_ERRORS.values()
        for wording in (*error.wordings, *IN_OTHER_LANGUAGES.get(error.code, ()))
    )


@cache
def _of_the_page() -> tuple[str, ...]:
    """Return the sentence of ORCID's page in every language."""
    return tuple(map(squeezed, OF_THE_PAGE))


def error_said_in(text: str) -> OrcidError | None:
    """Return the error that ORCID's words in a text tell, `None` where there are none.

    Args:
        text: What `squeezed` returns.

    >>> error_said_in(squeezed("Errore: il client id fornito APP-0123456789ABCDEF non è valido")).code
    'invalid_client'
    """
    return next((wording.error for wording in _wordings() if _stands_in(text, wording.pieces)), None)


def is_error_page(text: str) -> bool:
    """Return whether a text, as `squeezed` returns it, has the sentence of ORCID's error page."""
    return any(sentence in text for sentence in _of_the_page())


def _stands_in(text: str, pieces: tuple[str, ...]) -> bool:
    """Return whether words are in a text, one after the other."""
    start = text.find(pieces[0])
    end = start + len(pieces[0])
    return start >= 0 and all(text.find(piece, end, end + _MOST_BETWEEN) >= 0 for piece in pieces[1:])


def error_of(code: str, description: str = "") -> OrcidError | None:
    """Return the error that a code of OAuth and ORCID's description of it tell, `None` where the code is not known.

    >>> error_of("invalid_grant").code, error_of("invalid_grant", "Redirect URI mismatch.").code
    ('invalid_grant', 'token_redirect_uri_mismatch')
    """
    return error_said_in(squeezed(f"{code}: {description}")) or of_code(code)


def of_code(code: str) -> OrcidError | None:
    """Return the error that a code of OAuth means by itself, `None` where ORCID does not send it.

    >>> of_code("oauth_error").code, of_code("redirect_uri_mismatch")
    ('parameters_incomplete', None)
    """
    return _by_code().get(code)


@cache
def _by_code() -> Mapping[str, OrcidError]:
    """Return the errors by the codes of OAuth, each by that of its name, or else by that of the first."""
    rows = [row for row in ORCID_ERRORS.values() if row.oauth]
    first = {code: row for row in reversed(rows) for code in row.oauth}
    return first | {row.code: row for row in rows if row.code in row.oauth}


def named_in(text: str) -> tuple[int, int] | None:
    """Return where the page of a mismatch, in whichever language, names the redirect URI; `None` where it does not.

    Args:
        text: The text as given.

    >>> page = "Error: The provided redirect URI web/cb does not match the redirect URIs registered by X"
    >>> start, end = named_in(page)
    >>> page[start:end]
    'web/cb'
    """
    known = squeezed(text)
    pairs = [
        wording.pieces
        for wording in _wordings()
        if wording.error.code == _MISMATCH and len(wording.pieces) > 1 and _stands_in(known, wording.pieces)
    ]
    for pieces in pairs:
        before, after = map(_expression, pieces)
        first = before.search(text)
        last = after.search(text, first.end(), first.end() + _MOST_BETWEEN) if first else None
        if first and last:
            # What is nearest to the words after it: the beginning may be there more often.
            first = [first, *before.finditer(text, first.end(), last.start())][-1]
            rest = text[first.end() : last.start()].lstrip(_BEFORE)
            start = last.start() - len(rest)
            end = start + len(rest.rstrip(_AFTER))
            return (start, end) if start < end else None
    return None


_MISMATCH: Final = "redirect_uri_mismatch"
# Around the redirect URI on the page since July 2025, none of which a URI has there.
_AFTER: Final = string.whitespace + '"\u201c\u201d\xbb'
_BEFORE: Final = _AFTER + "-\u2013\u2014\u201e\xab"


def _expression(piece: str) -> re.Pattern[str]:
    """Return an expression for words in a text."""
    words = (re.escape(word).replace("'", "['\u2019]").replace("uri", "ur[il]") for word in piece.split())
    return re.compile(r"\s+".join(words), re.IGNORECASE)
