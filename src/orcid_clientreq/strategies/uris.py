"""Good URIs, one by one and in lists, from what most people register to what hardly anybody does."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orcid_clientreq.form import Environment
from orcid_clientreq.strategies.values import (
    HOSTS,
    LOWER_CASE,
    LOWER_CASE_AND_DIGITS,
    NAMES,
    PUBLIC_ADDRESSES,
    Acceptance,
    Strategy,
    fitted,
    in_one_script,
    kept,
)

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
    return f"{text}x" if text[-1:] in {";", ",", "."} else text


def _path(text: str) -> str:
    """Return a path made of the characters of a text, without dot segments."""
    segments = [segment if segment.strip(".") else f"{segment}a" for segment in text.split("/")]
    return _tidy(f"/{'/'.join(segments)}")


#: Paths that are more than `/`, with percent-encoding and every delimiter that may stand there.
PATHS: Final[Strategy[str]] = st.one_of(
    st.sampled_from(_PATHS),
    st.text(_SAFE + ".,;/", min_size=1, max_size=20).map(_path),
    in_one_script(1, 6).map(lambda text: f"/{quote(text)}/%20"),
)


#: Queries with their `?`, or nothing; no name is one of the authorization response's.
QUERIES: Final[Strategy[str]] = st.one_of(
    st.sampled_from(_QUERIES),
    st.text(_SAFE + "/?&", max_size=20).map(lambda text: f"?x_{text.replace('&', '&x_')}"),
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
    rule = "homepage_url.insecure" if field == "homepage_url" else "redirect_uri.https_required"
    return st.sampled_from(["https", "http"] if acceptance.tolerates(rule) else ["https"])


_SHORTEST: Final = {"homepage_url": "https://a.edu", "redirect_uri": "https://a.edu/b"}


@kept
def uris(field: str, acceptance: Acceptance) -> Strategy[str]:
    """Return URIs for `homepage_url` or `redirect_uri`."""
    limit, path = acceptance.limits.uri, PATHS
    if field == "redirect_uri" and not acceptance.tolerates("redirect_uri.long"):
        limit = min(limit, acceptance.limits.redirect_uri_advised)
    if field == "homepage_url" or acceptance.tolerates("redirect_uri.host_only"):
        path = st.sampled_from(["", "/"]) | path
    drawn = st.builds(
        "{}://{}{}{}{}".format, _schemes(field, acceptance), _hosts(field, acceptance), PORTS, path, QUERIES
    )
    longest = drawn.map(lambda uri: f"{uri.partition('?')[0].rstrip('/')}/".ljust(limit, "a"))
    # Much of what is registered looks like these; what is rare is drawn as often as each of their parts.
    common = st.builds("https://{}{}".format, st.sampled_from(HOSTS), st.sampled_from(_PATHS))
    several = st.one_of([common] * 4 + [drawn] * 4 + [longest])
    return several.map(lambda uri: fitted(uri, limit, _SHORTEST[field]))


def uri_lists(acceptance: Acceptance, *, min_size: int = 1, max_size: int = 5) -> Strategy[list[str]]:
    """Return lists of redirect URIs no two of which are equivalent."""
    most = min(max_size, acceptance.limits.redirect_uris)
    if not acceptance.tolerates("redirect_uris.many"):
        most = min(most, acceptance.limits.redirect_uris_advised)
    if min_size > most:
        msg = f"the policy takes at most {most} redirect URIs"
        raise InvalidArgument(msg)
    one = uris("redirect_uri", acceptance)
    several = st.lists(one, min_size=min_size, max_size=most, unique_by=_without_slashes)
    return one.map(lambda uri: [uri]) | several if min_size <= 1 <= most else several  # most people register one


def _without_slashes(uri: str) -> str:
    """Return what tells drawn URIs apart: they are in their normal form, where only an empty path can also be `/`."""
    return uri.replace("/?", "?").rstrip("/")
