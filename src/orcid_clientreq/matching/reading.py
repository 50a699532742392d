"""Reads the texts that people have when a sign-in fails: an address, ORCID's page, a line of a log, JSON, code.

ORCID's own names say what a text is: its hosts and paths, the parameters and codes of OAuth, and the words of its
pages. `syntax.written` says where a URI begins and ends in a text, and what was copied along with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from orcid_clientreq.matching.attempt import Attempt, AttemptKind
from orcid_clientreq.matching.naming import (
    Named,
    as_shown,
    client_id_in,
    environment_in,
    is_for_api_token,
    is_for_token,
    is_orcid,
    is_request,
    kinds,
    labelled,
    named_by,
    nested_in,
    parameters_alone,
    sent_in,
    uris_of,
)
from orcid_clientreq.matching.orcid_errors import ORCID_ERRORS, OrcidError
from orcid_clientreq.matching.said import error_of, error_said_in, is_error_page, named_in, of_code, squeezed
from orcid_clientreq.matching.settings import is_of_another_address
from orcid_clientreq.syntax.assignments import lines_of_settings
from orcid_clientreq.syntax.escapes import QUOTE
from orcid_clientreq.syntax.meant import unwrapped
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.responses import response_in, without_reserved
from orcid_clientreq.syntax.values import text_of
from orcid_clientreq.syntax.wrapping import Wrapping
from orcid_clientreq.syntax.written import Written

#: Of a longer text only the beginning is read.
_LONGEST: Final = 1_000_000
#: A longer text is not a redirect URI by itself.
_LONGEST_URI: Final = 2_000

_QUOTED: Final = r"(?:\"((?:[^\"\\\n]|\\.){0,900})\"|'((?:[^'\\\n]|\\.){0,900})')"
_ERROR: Final = Pattern(rf"[\"']error[\"']\s{{0,9}}(?::|=>)\s{{0,9}}{_QUOTED}")
_DESCRIPTION: Final = Pattern(rf"[\"']error[_-]description[\"']\s{{0,9}}(?::|=>)\s{{0,9}}{_QUOTED}")
_GRANTED: Final = Pattern(r"[\"']access_token[\"']\s{0,9}(?::|=>)")
_CODE: Final = Pattern(r"(?<![\w.-])[a-z]++(?:_[a-z]++){1,3}(?![\w.-])")
#: An address out of a log has no host.
_PATH_OF_RETURN: Final = Pattern(r"(?<![\w&/.*\\:])/[^\s\"'<>?#]{0,500}+[?#]([^\s\"'<>#]{1,4000}+)")
#: The last segment of the path of a page, and the parameters that say where to go on, or what went wrong.
_PAGE: Final = Pattern(r"/(?:log-?in|sign-?in|log-?out|error|unauthori[sz]ed)(?:\.\w{1,5})?/?\Z", re.IGNORECASE)
_OF_PAGE: Final = Pattern(
    "(?:\\A|&)(?:return_?(?:url|to)|next|continue|redirect(?:_?(?:url|to))?|target|goto|came_from|status|message|expired)=",
    re.IGNORECASE,
)
#: What says that a redirect URI is that of a sign-in at another service: Microsoft's errors, and Keycloak's events, in
#: which it is the address of the application behind Keycloak.
_OF_OTHERS: Final = Pattern(
    r"(?<!\w)AADSTS\d{4,9}|type[\"']?\s?[=:]\s?[\"']?(?:IDENTITY_PROVIDER|LOGIN|CODE_TO_TOKEN)\w{0,40}_ERROR(?!\w)|(?<!\w)LOGIN_ERROR(?!\w)"
)
#: What has a full stop or an @-sign, and is no address of the web: a file, an email address, a number of a version.
_NO_ADDRESS: Final = Pattern(
    r"[^/:?#]+\.(?:png|jpe?g|gif|svg|webp|pdf|docx?|xlsx?|pptx?|odt|ods|txt|csv|json|ya?ml|eml|msg|zip|log)\Z"
    r"|[^/:?#@]+@[^/:?#@]+\Z|v\d[\d.]*+\Z|[a-z]\.[a-z]\.?\Z",
    re.IGNORECASE,
)
_QUOTES: Final = Pattern(rf"(?:\A|(?<=\n)){QUOTE}")
#: An address at ORCID with parameters, as far as it is in one line.
ADDRESS_AT_ORCID: Final = Pattern(r"https?://[\w.-]{0,30}orcid\.org/[^\s\"'<>?]{0,100}\?[^\s\"'<>]*+", re.IGNORECASE)
#: Where a server passed a request on to: an address inside.
_UPSTREAM: Final = 'upstream: "'
#: What ORCID says of a request for a token, and people say of every redirect URI that does not match.
_OF_PEOPLE: Final = "token_redirect_uri_mismatch"
_OF_TOKEN: Final = Pattern("oauth2?/token|invalid_grant|server_error|access_token", re.IGNORECASE)
_BLANK: Final = Pattern(r"\s")
_LIKE_URI: Final = Pattern("[./:]")


def read(text: str) -> Attempt:
    """Say what a text about a failed sign-in is, with the redirect URI that was sent.

    Args:
        text: Any text that somebody copied: the address that the browser shows at ORCID or afterwards, the message on
            ORCID's page in any of its languages, JSON of the token endpoint, a line of a log, code, or a redirect URI.
            Only the first 1 000 000 characters are read. The time is in proportion to the length of the text.

    Returns:
        What the text is and what it says. `removed` says what was removed from the redirect URI. An address counts as
        the redirect URI only if the text names it so, or if it is the only address in the text (`AttemptKind.URI`).

    Raises:
        TypeError: If `text` is not text.

    Source: RFC 6749 sections 4.1 and 5.2; orcid-angular and ORCID-Source; public reports.

    >>> read("https%3A%2F%2Funiversity.edu%2Forcid").redirect_uri
    'https://university.edu/orcid'
    >>> found = read('invalid_request: Missing parameter: redirect_uri - "https://a.edu/cb" does not match registered client')
    >>> str(found.kind), found.error.code, found.redirect_uri
    ('error page', 'redirect_uri_mismatch', 'https://a.edu/cb')
    """
    given = text_of(text)
    if given is None:
        msg = f"what is read is text, not {type(text).__name__}"
        raise TypeError(msg)
    text = given[:_LONGEST]
    found = Attempt(kind=AttemptKind.NOTHING) if _is_of_another_service(text) else _read_unwrapped(text)
    return attrs.evolve(found, truncated=len(given) > _LONGEST)


def _read_unwrapped(text: str) -> Attempt:
    """Say what a text is in which a mail program may have broken an address at ORCID over lines."""
    whole = unwrapped(text, ADDRESS_AT_ORCID)
    found = _read(_unquoted(whole.text))
    if not (whole.edits and found.span):
        return found
    start, end = found.span
    breaks = (Wrapping.LINE_BREAK.value,) if whole.edits_between(start, end) else ()
    span = (whole.start_as_given(start), whole.end_as_given(end))
    return attrs.evolve(found, span=span, removed=tuple(dict.fromkeys((*found.removed, *breaks))))


def _is_of_another_service(text: str) -> bool:
    """Return whether a text is about a sign-in elsewhere, and nothing in it is at ORCID."""
    return _OF_OTHERS.search(text) is not None and "orcid.org" not in text.lower()


def _unquoted(text: str) -> str:
    """Return a text with blanks in place of the marks of quoted mail, if several lines have them."""
    if text.count("\n>") + text.startswith(">") < 2:  # noqa: PLR2004 - one may be another mark
        return text
    return _QUOTES.compiled.sub(lambda match: " " * len(match[0]), text)


def _read(text: str) -> Attempt:
    """Say what a text is."""
    uris = uris_of(text)
    for inner in nested_in(uris[0].text) if len(uris) == 1 and not is_orcid(uris[0].text) else ():
        found = _read(inner)
        if found.kind is AttemptKind.REQUEST:
            return attrs.evolve(found, span=(uris[0].start, uris[0].end), removed=(Wrapping.ESCAPE.value,))
    ours = [uri for uri in uris if not (is_orcid(uri.text) or text.endswith(_UPSTREAM, 0, uri.start))]
    theirs = [uri for uri in uris if is_orcid(uri.text)]
    requests = [uri for uri in theirs if is_request(uri.text)]
    asking = [uri for uri in theirs if is_request(uri.text) or is_for_token(uri.text)]
    hosts = " ".join(uri.text for uri in requests or theirs)
    known = Attempt(kind=AttemptKind.NOTHING, client_id=client_id_in(text), environment=environment_in(hosts or text))
    returned = [*filter(None, (_returned(known, uri) for uri in ours))]
    if returned or (not (ours or asking) and (returned := [*_paths_of_return(known, text)])):
        return _with_answer(returned[0], text)
    sent = [each for uri in asking if (each := sent_in(uri, text)).uri]
    set_to = [each for each in filter(None, (labelled(uri, text) for uri in ours)) if each.uri]
    named = [*sent, *set_to] or ([] if ours else [*parameters_alone(text)])
    kind, error = _told(text, is_bare=not named, is_beside_request=bool(requests))
    if kind:
        on_page = kind is AttemptKind.ERROR_PAGE and (error is None or error.about_redirect_uri)
        if on_page and (place := named_in(text)):
            # What ORCID says was sent counts more than what another request or a setting beside it says.
            shown = as_shown(text, *place)
            if shown.uri not in [each.uri for each in sent]:
                known = attrs.evolve(known, client_id=client_id_in(text[place[1] :]) or known.client_id)
                named = [shown, *named]
        elif on_page and not named:
            named = [named_by(uri, text) for uri in ours]
        return _with(attrs.evolve(known, kind=kind, error=error), named)
    if not requests and is_for_token(text):
        error = ORCID_ERRORS["token_host"] if is_for_api_token(hosts or text) else None
        return _with(attrs.evolve(known, kind=AttemptKind.TOKEN_REQUEST, error=error), named)
    if requests or named:
        return _with(attrs.evolve(known, kind=AttemptKind.REQUEST), named)
    return _of_address(known, ours, text)


def _with(attempt: Attempt, named: Sequence[Named]) -> Attempt:
    """Return an attempt with the redirect URIs that a text names: the first, and others."""
    first = next(iter(named), None)
    if first is None:
        return attempt
    others = dict.fromkeys(each.uri for each in named)
    return attrs.evolve(
        attempt,
        redirect_uri=first.uri,
        span=(first.start, first.end),
        removed=first.removed,
        encoded_twice=first.encoded_twice,
        others=tuple(uri for uri in others if uri != first.uri),
    )


def _returned(known: Attempt, uri: Written) -> Attempt | None:
    """Return what the address says to which ORCID sent a researcher back, `None` if it is not such an address."""
    address, _, fragment = uri.text.partition("#")
    address, mark, query = address.partition("?")
    response = None if _is_page(uri.text) else response_in(query, fragment)
    if response is None:
        return None
    kept = without_reserved(query) if mark else None
    return attrs.evolve(
        known,
        kind=AttemptKind.RETURN,
        redirect_uri=address if kept is None else f"{address}?{kept}",
        error=error_of(response.error, response.description) if response.error else None,
        span=(uri.start, uri.end),
        removed=kinds(uri),
    )


def _with_answer(returned: Attempt, text: str) -> Attempt:
    """Return the address to which ORCID sent somebody back, with what ORCID then answered to the request for a token."""
    kind, error = (None, None) if returned.error else _told(text, is_bare=False)
    is_answer = error is not None and kind is AttemptKind.TOKEN_RESPONSE
    return attrs.evolve(returned, kind=AttemptKind.TOKEN_RESPONSE, error=error) if is_answer else returned


def _paths_of_return(known: Attempt, text: str) -> Iterator[Attempt]:
    """Yield what paths out of a log say that are of the address to which ORCID sent a researcher back."""
    for match in _PATH_OF_RETURN.finditer(text):
        response = response_in(match[1])
        if response:
            error = error_of(response.error, response.description) if response.error else None
            yield attrs.evolve(known, kind=AttemptKind.RETURN, error=error)


def _told(text: str, *, is_bare: bool, is_beside_request: bool = False) -> tuple[AttemptKind | None, OrcidError | None]:
    """Return what ORCID says in a text, and where: on its page, or as the answer to a request for a token.

    Args:
        text: The text.
        is_bare: Whether a code of OAuth says enough: in code that has a redirect URI, it need not be an answer.
        is_beside_request: Whether the text has a request to sign in. What people then say of its redirect URI in words
            that ORCID has for a token does not count.
    """
    if match := _ERROR.search(text):
        description = _DESCRIPTION.search(text)
        error = error_of(_value(match), _value(description) if description else "")
        if error:
            return AttemptKind.ERROR_PAGE if error.about_redirect_uri else AttemptKind.TOKEN_RESPONSE, error
    known = squeezed(text)
    error = error_said_in(known)
    if error and error.code == _OF_PEOPLE and is_beside_request and not _OF_TOKEN.search(text):
        error = None
    if error is None and is_bare:
        error = next(filter(None, map(of_code, _CODE.findall(known))), None)
    if error:
        return AttemptKind.TOKEN_RESPONSE if error.at_token_endpoint else AttemptKind.ERROR_PAGE, error
    if _GRANTED.search(text):
        return AttemptKind.TOKEN_RESPONSE, None
    return (AttemptKind.ERROR_PAGE if is_error_page(known) else None), None


def _value(match: re.Match[str]) -> str:
    """Return the text between quotation marks."""
    return match[1] or match[2] or ""


def _of_address(known: Attempt, ours: Sequence[Written], text: str) -> Attempt:
    """Return what a text is that names an address and nothing else."""
    found = {uri.text: uri for uri in ours}
    if len(found) == 1:
        (uri,) = found.values()
        if _is_page(uri.text):
            return attrs.evolve(known, kind=AttemptKind.PAGE)
        if any(uri.text in each.value and is_of_another_address(each.name) for each in lines_of_settings(text)):
            return known
        return _with(attrs.evolve(known, kind=AttemptKind.URI), [named_by(uri, text)])
    alone = text.strip()
    if ours or len(alone) > _LONGEST_URI or _NO_ADDRESS.match(alone):
        return known
    if _LIKE_URI.search(alone) and not _BLANK.search(alone):
        start = text.index(alone)
        is_theirs = known.environment is not None
        named = [] if is_theirs else [Named(alone, start, start + len(alone))]
        return _with(attrs.evolve(known, kind=AttemptKind.URI if named else AttemptKind.NOTHING), named)
    return known


def _is_page(uri: str) -> bool:
    """Return whether an address is that of a page, or a request to another service, and no redirect URI."""
    address, _, query = uri.partition("#")[0].partition("?")
    if "redirect_uri=" in query and "client_id=" in query:
        return True
    if not (_PAGE.search(address) and _OF_PAGE.search(query)):
        return False
    from orcid_clientreq.systems.recognizing import callbacks_of  # noqa: PLC0415 - a table that few need

    return not callbacks_of(uri)
