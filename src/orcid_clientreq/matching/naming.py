"""Finds the redirect URIs that a text names: in a request to ORCID, after `redirect_uri`, or by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote, unquote_plus

from orcid_clientreq.form import Environment
from orcid_clientreq.syntax.clients import is_client_id
from orcid_clientreq.syntax.escapes import decoded, plain
from orcid_clientreq.syntax.link_wrappers import link_target
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.wrapping import Wrapping
from orcid_clientreq.syntax.written import Written, one_uri, uris_in

_WEB: Final = Pattern("https?://", re.IGNORECASE)
_BLANK: Final = Pattern(r"\s")
_ORCID: Final = Pattern(
    r"https?://(?P<below>(?:[a-z0-9-]{1,63}\.){0,3})orcid\.org\.?(?::[0-9]*)?(?=[/?#]|\Z)", re.IGNORECASE
)
_ORCID_HOST: Final = Pattern(r"(?<![\w.-])(?P<below>(?:[a-z0-9-]{1,63}\.){0,3})orcid\.org(?![\w-])", re.IGNORECASE)
_AUTHORIZE: Final = Pattern(r"/(?:oauth2?/authorize|signin|login|register)(?:[/?#]|\Z)", re.IGNORECASE)
#: The path of the token endpoint, or what only the body of a request to it has.
_TOKEN: Final = Pattern(r"/oauth2?/token(?![\w-])|(?<!\w)grant_type=authorization_code(?!\w)", re.IGNORECASE)
_AT_ORCID: Final = "orcid.org"
#: Of the hosts below orcid.org, these are of an environment.
_SERVICES: Final = frozenset({"", "www", "auth", "pub", "api"})
#: These answer no request for a token.
_API: Final = frozenset({"pub", "api"})

# RFC 6749 section 4.1.1, in an address; in the body of a request, in JSON, in code, in settings.
_PARAMETER: Final = Pattern("[?&#]redirect_uri=([^&#]*)")
# In code, the value may be joined to the name, and be the argument of a function that encodes it.
_BEFORE: Final = Pattern(
    r"redirect_?ur[il][\"'`]?"
    r"(?P<joint>\s{0,9}(?:=>|[=:])\s{0,9}(?:[\"'`]\s{0,9}[+.]\s{0,9})?(?:[\w.]{1,30}\(\s{0,9})?|%(?:25){0,3}3D)"
    r"(?P<quote>[\"'`<]?)\Z",
    re.IGNORECASE,
)
# A line of its own, and not the rest of a URI that was broken.
_NEXT_PARAMETER: Final = Pattern(r"[^?&\s][ \t]*\n[ \t>]*(?:redirect_uri|client_id|response_type|scope|state)\s?[=:]")
# Another one, between quotation marks: two lines of code, and no URI that was broken.
_QUOTED_URI: Final = Pattern("[\"'`]https?://", re.IGNORECASE)
# What a page's source, JSON and code have around the words of a page: tags, references, backslashes before quotation marks.
_MARK: Final = r"\\{0,4}[\"'\u201c\u201d\u201e\xab\xbb]|&(?:quot|ldquo|rdquo|laquo|raquo|#34|#39);|</?(?!https?:)[A-Za-z][^<>\n]{0,100}>|<(?=https?:)|>|\s|\\{1,4}\Z"
_MARKUP_BEFORE: Final = Pattern(f"(?:{_MARK}){{1,20}}")
# Mail programs write the address of a link after its text.
_MARKUP_AFTER: Final = Pattern(rf"(?:(?<=[\w/])<https?:[^<>\s]{{1,500}}>|{_MARK}){{1,20}}\Z")
_LINE_BREAK: Final = Pattern(r"[ \t]*[\r\n]+[ \t]*")
#: A setting in a line of its own, which may be a secret, and no parameter of a query that was broken.
_OTHER_SETTING: Final = Pattern(r"(?<![?&\s])[ \t]*[\r\n]+[ \t]*[A-Za-z_][\w.-]*=")
#: So far before a value its name is looked for.
_NEAR: Final = 60
_ALONE: Final = Pattern("(?:\\A|[?&\\s\"'`])redirect_uri=([^&\\s\"'<>#`]+)")
_CLIENT: Final = Pattern(
    r"client_id[\"'`]?(?:\s{0,9}(?:=>|[=:])\s{0,9}|%3D)[\"'`]?(?P<named>[0-9A-Z-]{19,20})(?![\w-])"
    r"|(?<![\w-])(?P<alone>APP-[0-9A-Z]{16})(?![\w-])"
)


class Named(NamedTuple):
    """A redirect URI that a text names.

    Args:
        uri: The redirect URI, decoded; empty if it is.
        start: Where it begins in the text.
        end: Where it ends there.
        removed: What kinds of things were undone in it; where its name does not say what it is, also what was taken off.
        encoded_twice: Whether it is percent-encoded once more than it has to be.
    """

    uri: str
    start: int
    end: int
    removed: tuple[str, ...] = ()
    encoded_twice: bool = False


def uris_of(text: str) -> tuple[Written, ...]:
    """Return the URIs of a text: the one that it is about, or all in it.

    >>> [uri.text for uri in uris_of("'https://univ.edu/cb?a=b'")]
    ['https://univ.edu/cb?a=b']
    """
    whole = None if _NEXT_PARAMETER.search(text) else one_uri(text)
    if whole and not (Wrapping.LINE_BREAK.value in kinds(whole) and _QUOTED_URI.search(whole.text, 1)):
        return (whole,)
    alone = text.strip()
    if _WEB.match(alone) and not _BLANK.search(alone):
        start = text.index(alone)
        return (Written(alone, start, start + len(alone)),)
    return uris_in(text)


def is_orcid(uri: str) -> bool:
    """Return whether a URI is at one of ORCID's hosts."""
    return _ORCID.match(uri) is not None


def is_request(uri: str) -> bool:
    """Return whether a URI at one of ORCID's hosts is a request to sign in."""
    match = _ORCID.match(uri)
    rest = uri[match.end() :] if match else ""
    return not is_for_token(uri) and (_AUTHORIZE.match(rest) is not None or "client_id=" in rest)


def is_for_token(text: str) -> bool:
    """Return whether a URI is that of the token endpoint, or a text has its path or the body of a request to it."""
    return _TOKEN.search(text) is not None


def is_for_api_token(text: str) -> bool:
    """Return whether a request for a token goes to a host that answers none.

    >>> is_for_api_token("https://pub.orcid.org/oauth/token"), is_for_api_token("https://orcid.org/oauth/token")
    (True, False)
    """
    match = _ORCID_HOST.search(text)
    return match is not None and match["below"].partition(".")[0].lower() in _API and is_for_token(text)


def environment_in(text: str) -> Environment | None:
    """Return the environment of ORCID's hosts in a text, `None` where there are none, or hosts of both.

    >>> str(environment_in("https://api.sandbox.orcid.org/v3.0")), environment_in("https://info.orcid.org")
    ('sandbox', None)
    """
    found: set[Environment] = set()
    if _AT_ORCID not in text.lower():  # which is far quicker than the expression
        return None
    for match in _ORCID_HOST.finditer(text):
        labels = match["below"].lower().removesuffix(".").split(".")
        is_sandbox = labels[-1] == "sandbox"
        if (".".join(labels[:-1] if is_sandbox else labels)) in _SERVICES:
            found.add(Environment.SANDBOX if is_sandbox else Environment.PRODUCTION)
    return found.pop() if len(found) == 1 else None


def client_id_in(text: str) -> str | None:
    """Return the first client ID in a text.

    >>> client_id_in("registered by University (APP-0123456789ABCDEF).")
    'APP-0123456789ABCDEF'
    """
    ids = (match["named"] or match["alone"] for match in _CLIENT.finditer(text))
    return next(filter(is_client_id, ids), None)


def sent_in(request: Written, text: str) -> Named:
    """Return the redirect URI of a request to ORCID, empty where it has none.

    Args:
        request: The address of the request.
        text: The text that contains it.
    """
    match = _PARAMETER.search(request.text)
    if match is None:
        return Named("", request.start, request.start)
    written = text[request.start : request.end]
    start = request.start + written.find("redirect_uri=") + len("redirect_uri=")
    end = start + len(written[start - request.start :].partition("&")[0].partition("#")[0])
    return _decoded(match[1], start, end, undone_in(request))


def labelled(uri: Written, text: str) -> Named | None:
    """Return a URI as the redirect URI that a name before it says it is, `None` where none does.

    >>> [(found := labelled(uri, text)) and found.uri for text in ("redirect_uri=https://a.edu/a+b&x=1",) for uri in uris_of(text)]
    ['https://a.edu/a b']
    """
    match = _BEFORE.search(text[max(0, uri.start - _NEAR) : uri.start])
    if match is None:
        return None
    written = text[uri.start : uri.end]
    if match["joint"] == "=" and not match["quote"]:  # a form-encoded body, or an address
        value = written.partition("&")[0].partition("#")[0]
        return _decoded(value, uri.start, uri.start + len(value))
    if match["joint"].startswith("%"):  # an address that is percent-encoded in another one
        return Named(uri.text.partition("&")[0].partition("#")[0], uri.start, uri.end, removed=(Wrapping.ESCAPE.value,))
    return Named(uri.text, uri.start, uri.end, undone_in(uri))


def parameters_alone(text: str) -> Iterator[Named]:
    """Yield the values of `redirect_uri` in a text that are no http or https URIs."""
    for match in _ALONE.finditer(text):
        yield _decoded(match[1], match.start(1), match.end(1))


def named_by(uri: Written, text: str) -> Named:
    """Return a URI that a text gives without saying what it is."""
    written = text[uri.start : uri.end]
    return Named(uri.text, uri.start, uri.end, kinds(uri), decoded(written).percent > 1)


def as_shown(text: str, start: int, end: int) -> Named:
    r"""Return a redirect URI that ORCID's page shows, which has decoded it once.

    >>> as_shown("<b>https://univ.edu/or\ncid</b>", 0, 31).uri
    'https://univ.edu/orcid'
    """
    if other := _OTHER_SETTING.search(text, start, end):
        end = other.start()
    if before := _MARKUP_BEFORE.match(text, start, end):
        start = before.end()
    if after := _MARKUP_AFTER.search(text, start, end):
        end = after.start()
    written = text[start:end]
    shown = _LINE_BREAK.compiled.sub("", plain(written).text)
    breaks = (Wrapping.LINE_BREAK.value,) if _LINE_BREAK.search(written) else ()
    linked = one_uri(shown) if shown.startswith("[") else None  # Markdown
    return _undone(link_target(linked.text if linked else shown), start, end, breaks)


def nested_in(uri: str) -> Iterator[str]:
    """Yield the address at ORCID that is part of another one, as it stands there and decoded; nothing where there is none.

    >>> [*nested_in("https://univ.edu/go?to=https%3A%2F%2Forcid.org%2Foauth%2Fauthorize%3Fclient_id%3DAPP")]
    ['https://orcid.org/oauth/authorize?client_id=APP']
    """
    if (target := link_target(uri)) != uri and is_orcid(target):
        yield target
    for text in (uri, unquote(uri)):
        if match := _ORCID.search(text, 1):
            yield text[match.start() :]


def kinds(found: Written) -> tuple[str, ...]:
    """Return what kinds of things were undone in a URI, or taken off around it, each once."""
    return tuple(dict.fromkeys(removed.wrapping.value for removed in found.removed))


def undone_in(found: Written) -> tuple[str, ...]:
    """Return what kinds of things were undone in a URI, each once."""
    return tuple(kind for kind in kinds(found) if kind in _UNDONE)


_UNDONE: Final = frozenset({Wrapping.ESCAPE.value, Wrapping.LINE_BREAK.value})


def _decoded(value: str, start: int, end: int, removed: tuple[str, ...] = ()) -> Named:
    """Return the value of a parameter, which is form-encoded (HTML, "application/x-www-form-urlencoded")."""
    return _undone(unquote_plus(value), start, end, removed)


def _undone(value: str, start: int, end: int, removed: tuple[str, ...] = ()) -> Named:
    """Return a value that ought to be decoded, with further percent-encoding undone."""
    again = decoded(value)
    return Named(again.text if again.percent else value, start, end, removed, again.percent > 0)
