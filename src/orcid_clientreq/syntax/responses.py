"""The address to which ORCID sends a researcher back: the redirect URI, and ORCID's answer in its query or fragment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote_plus

from orcid_clientreq.syntax.patterns import Pattern

#: What a response has for parameters.
#: Source: RFC 6749 sections 4.1.2 and 4.2.2; RFC 9207 section 2; OpenID Connect Core section 3.2.2.5; JARM.
RESERVED_PARAMETERS: Final = frozenset(
    {"access_token", "code", "error", "error_description", "error_uri", "id_token", "iss", "response", "state"}
)
_PAIR: Final = Pattern("([^&;]+)([&;]*)")  # some software takes a semicolon for a separator, as HTML 4 advised
# What ORCID and OAuth use for a code; another `code`, such as `orcid.generic-error`, is the application's own.
_CODE: Final = Pattern(r"[A-Za-z0-9_~+/=-]{1,2000}\Z")
_ORCID_CODE: Final = Pattern(r"[A-Za-z0-9]{6}\Z")
_ERROR: Final = Pattern(r"[a-z]++(?:_[a-z]++)+\Z")
#: What ORCID's page puts behind the redirect URI where a sign-in without any page fails.
_LOGIN_REQUIRED: Final = "login_required"


class Response(NamedTuple):
    """What ORCID answers.

    Args:
        error: The code of OAuth for what went wrong; empty where nothing did.
        description: What ORCID says about it.
    """

    error: str = ""
    description: str = ""


def response_in(query: str | None, fragment: str | None = None) -> Response | None:
    """Return the answer that stands in an address, `None` where there is none.

    Args:
        query: The query of the address.
        fragment: Its fragment.

    Source: RFC 6749 sections 4.1.2 and 4.2.2; orcid-angular, `oauth.service.ts` and `authorize.guard.ts`.

    >>> response_in("code=Ab12cD&state=7"), response_in("token=x&state=7")
    (Response(error='', description=''), None)
    >>> response_in(None, "error=invalid_scope").error
    'invalid_scope'
    """
    given = dict(_parameters(fragment or "")) | dict(_parameters(query or ""))
    error = given.get("error", "")
    if _ERROR.match(error):
        return Response(error, given.get("error_description", ""))
    if fragment == _LOGIN_REQUIRED:
        return Response(_LOGIN_REQUIRED)
    granted = _CODE.match(given.get("code", "")) or given.get("id_token") or given.get("access_token")
    return Response() if granted else None


def is_answer_of_orcid(query: str) -> bool:
    """Return whether a query has what ORCID answers: a code of six letters and digits, or an error of OAuth.

    >>> is_answer_of_orcid("code=Vk8sTp&state=7"), is_answer_of_orcid("code=2"), is_answer_of_orcid("state=1")
    (True, False, False)
    """
    given = dict(_parameters(query))
    return bool(_ORCID_CODE.match(given.get("code", "")) or _ERROR.match(given.get("error", "")))


def reserved_in(query: str) -> list[str]:
    """Return the names in a query that a response has, sorted.

    >>> reserved_in("st%61te=7&tenant=2;code=1")
    ['code', 'state']
    """
    return sorted({name for name, _ in _parameters(query)} & RESERVED_PARAMETERS)


def values_of(name: str, query: str) -> list[str]:
    """Return the values of a parameter of a request to ORCID, decoded: only `&` separates two (RFC 6749 appendix B).

    >>> values_of("redirect_uri", "redirect_uri=https://university.edu/a;b=1&scope=openid")
    ['https://university.edu/a;b=1']
    >>> values_of("redirect_uri", "scope=openid&redirect_uri=https%3A%2F%2Funiversity.edu%2Forcid")
    ['https://university.edu/orcid']
    """
    pairs = (pair.partition("=") for pair in query.split("&"))
    return [unquote_plus(value) for each, _, value in pairs if unquote_plus(each) == name]


def without_reserved(query: str | None, *, of_response: bool = False) -> str | None:
    """Return a query without the parameters that a response has, `None` if nothing is left.

    Args:
        query: The query.
        of_response: Whether to leave a query as it is that has no response in it: systems send a `state` in it, too.

    >>> without_reserved("tenant=2&state=7"), without_reserved("code=Ab12cD&state=7")
    ('tenant=2', None)
    >>> without_reserved("token=x&state=7", of_response=True)
    'token=x&state=7'
    """
    if query is None or (of_response and response_in(query) is None):
        return query
    kept = [match[0] for match in _PAIR.finditer(query) if _name(match[1]) not in RESERVED_PARAMETERS]
    return None if query and not kept else "".join(kept).rstrip("&;")


def _parameters(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names and values of a query or fragment, decoded."""
    for match in _PAIR.finditer(text):
        yield _name(match[1]), unquote_plus(match[1].partition("=")[2])


def _name(pair: str) -> str:
    """Return the name of a parameter, decoded."""
    return unquote_plus(pair.partition("=")[0])
