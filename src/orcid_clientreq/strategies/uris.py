"""Good URIs, one by one and in lists, from what most people register to what hardly anybody does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain, count, islice, takewhile
from typing import Final
from urllib.parse import quote

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orcid_clientreq.form import Environment
from orcid_clientreq.strategies.acceptance import Acceptance, Strategy, fitting, or_nothing
from orcid_clientreq.strategies.values import (
    HOSTS,
    LOWER_CASE,
    LOWER_CASE_AND_DIGITS,
    NAMES,
    PUBLIC_ADDRESSES,
    in_one_script,
    kept,
    words,
)
from orcid_clientreq.syntax.patterns import Pattern

_SAFE: Final = LOWER_CASE_AND_DIGITS + LOWER_CASE.upper() + "-_~!$&'()*+=:@"


_PATHS: Final = (
    "/orcid",
    "/orcid/callback",
    "/users/auth/orcid/callback",
    "/oauth/redirect_uri/",
    "/accounts/orcid/login/callback/",
    "/oauth/authorized/orcid/",
    "/source/oauth/callback/orcid/",
    "/orcidcallback.html",
    "/index.php/journal/orcidapi/orcidAuthorize",
    "/~user/a;v=1/b,c",
)


_QUERIES: Final = (
    "",
    "?tenant=main",
    "?journal_code=7&lang=en",
    "?next=/a?b",
    "?",
    "?key",
    "?a[]=1".replace("[]", "%5B%5D"),
)


def _tidy(text: str) -> str:
    """Return the end of a URI without what looks like the punctuation after it."""
    return f"{text}x" if text[-1:] in {";", ",", ".", ")", "'"} else text


# The words for a value that is missing, which are drawn as any constant of the source code is.
_UNFILLED: Final = Pattern(r"(?:undefined(?![A-Za-z0-9])|null\Z|None\Z|YOUR[_-])")


def _path(text: str) -> str:
    """Return a path made of the characters of a text, without dot segments."""
    segments = [f"a{each}" if not each.strip(".") or _UNFILLED.match(each) else each for each in text.split("/")]
    return _tidy(f"/{'/'.join(segments)}")


#: Paths that are more than `/`, with percent-encoding and every delimiter that is allowed there.
PATHS: Final[Strategy[str]] = st.one_of(
    st.sampled_from(_PATHS),
    st.text(_SAFE + ".,;/", min_size=1, max_size=20).map(_path),
    in_one_script(1, 6).map(lambda text: f"{_path(quote(text))}/%20"),
)


#: Queries with their `?`, or nothing; no name is one of the authorization response's.
QUERIES: Final[Strategy[str]] = st.one_of(
    st.sampled_from(_QUERIES),
    st.text(_SAFE + "/?&", max_size=20).map(lambda text: _tidy(f"?x_{text.replace('&', '&x_')}")),
    in_one_script(1, 4).map(lambda text: f"?q={quote(text)}&x=100%25"),
)


#: Ports with their colon, or nothing; never the default one of a scheme.
PORTS: Final[Strategy[str]] = st.one_of(
    st.sampled_from(["", "", ":8443", ":8080", ":1", ":65535"]), st.integers(1024, 65534).map(":{}".format)
)


def _hosts(field: str, acceptance: Acceptance) -> Strategy[str]:
    """Return the hosts that a URI of a field may have."""
    drawn = NAMES
    if field == "homepage_url" or acceptance.tolerates("redirect_uri.ip_address"):
        drawn |= PUBLIC_ADDRESSES
    if field == "redirect_uri" and acceptance.policy.environment is Environment.SANDBOX:
        if acceptance.tolerates("redirect_uri.non_public_host"):
            drawn |= st.sampled_from(["127.0.0.1", "10.0.0.7", "[::1]"])
        if acceptance.tolerates("redirect_uri.localhost"):
            drawn |= st.sampled_from(["localhost", "app.localhost"])
    return drawn


def _schemes(field: str, acceptance: Acceptance) -> Strategy[str]:
    """Return the schemes that a URI of a field may have."""
    schemes = ["https", "http"]
    return st.sampled_from(schemes if short_parts(field, acceptance)["scheme"] == "http" else schemes[:1])


def short_parts(field: str, acceptance: Acceptance) -> dict[str, str]:
    """Return the shortest parts that a URI of a field may have: scheme, top-level domain and path.

    The top-level domain is with its dot, and the path with its slash; where either can be left out, it is empty.
    """
    over_http = f"{field}.{'insecure' if field == 'homepage_url' else 'https_required'}"
    is_path_needed = field == "redirect_uri" and not acceptance.tolerates("redirect_uri.host_only")
    return {
        "scheme": "http" if acceptance.tolerates(over_http) else "https",
        "top": "" if acceptance.tolerates(f"{field}.dotless_host") else ".b",
        "path": "/c" if is_path_needed else "",
    }


def short_uri(field: str, acceptance: Acceptance) -> str:
    """Return the shortest URI that a field may have."""
    return "{scheme}://a{top}{path}".format_map(short_parts(field, acceptance))


@kept
def uris(field: str, acceptance: Acceptance) -> Strategy[str]:
    """Return URIs for `homepage_url` or `redirect_uri`.

    Raises:
        InvalidArgument: If a limit leaves no room for any.
    """
    path = PATHS
    if field == "homepage_url" or acceptance.tolerates("redirect_uri.host_only"):
        path = st.sampled_from(["", "/"]) | path
    schemes, letter = _schemes(field, acceptance), st.sampled_from(LOWER_CASE[:-1])
    drawn = st.builds("{}://{}{}{}{}".format, schemes, _hosts(field, acceptance), PORTS, path, QUERIES)
    room, _ = acceptance.longest(field)
    longest = drawn.map(lambda uri: f"{uri.partition('?')[0].rstrip('/')}/a".ljust(room, "a"))
    shortest = st.builds("{}://{}.{}/{}".format, schemes, letter, letter, letter)
    # Much of what is registered looks like these; what is rare is drawn as often as each of their parts.
    common = st.builds("https://{}{}".format, st.sampled_from(HOSTS), st.sampled_from(_PATHS))
    several = st.one_of([common] * 4 + [drawn] * 4 + [longest, shortest])
    fits = partial(acceptance.has_room, field)
    return fitting(several, short_uri(field, acceptance), fits, acceptance.refusal(field, "a URI"))


def plain_uris(acceptance: Acceptance) -> Iterator[str]:
    """Yield redirect URIs that differ, as many as there is room for: usual ones, then those that are as short as can be."""
    has_room = partial(acceptance.has_room, "redirect_uri")
    yield from takewhile(has_room, map("https://university.edu/orcid/{}".format, count(1)))
    parts = short_parts("redirect_uri", acceptance)
    for last in LOWER_CASE if parts["path"] else [""]:
        for top in LOWER_CASE if parts["top"] else [""]:
            shape = f"{parts['scheme']}://{{}}{parts['top'][:1]}{top}{parts['path'][:1]}{last}"
            yield from takewhile(has_room, map(shape.format, words()))


def uri_lists(acceptance: Acceptance, *, min_size: int = 1, max_size: int = 5) -> Strategy[list[str]]:
    """Return lists of redirect URIs no two of which are equivalent.

    Raises:
        InvalidArgument: If a limit leaves no room for so many, or for any.
    """
    most = min(max_size, acceptance.limits.redirect_uris)
    if not acceptance.tolerates("redirect_uris.many"):
        most = min(most, acceptance.limits.redirect_uris_advised)
    if min_size > most:
        msg = f"the policy takes at most {most} redirect URIs"
        raise InvalidArgument(msg)
    one = or_nothing(partial(uris, "redirect_uri", acceptance)) if not min_size else uris("redirect_uri", acceptance)
    if one.is_empty:
        return st.lists(one, max_size=0)
    if len(list(islice(plain_uris(acceptance), min_size))) < min_size:
        raise InvalidArgument(acceptance.refusal("redirect_uri", f"{min_size} redirect URIs"))
    # What is drawn twice gives way to a plain one: a list that has to be long shrinks to the first of each choice.
    several = st.lists(one, min_size=min_size, max_size=most).map(lambda drawn: distinct(drawn, len(drawn), acceptance))
    return one.map(lambda uri: [uri]) | several if min_size <= 1 <= most else several  # most people register one


def distinct(uris: list[str], least: int, acceptance: Acceptance) -> list[str]:
    """Return redirect URIs no two of which are equivalent, followed by plain ones if they are too few.

    They stay too few where a limit leaves no room for another.
    """
    by_key: dict[str, str] = {}
    for uri in chain(uris, takewhile(lambda _: len(by_key) < least, plain_uris(acceptance))):
        by_key.setdefault(_without_slashes(uri), uri)
    return list(by_key.values())


def _without_slashes(uri: str) -> str:
    """Return what tells drawn URIs apart: they are in their normal form, where only an empty path can also be `/`."""
    return uri.replace("/?", "?").rstrip("/")
