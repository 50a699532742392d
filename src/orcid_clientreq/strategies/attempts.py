"""Authorize-time redirect URIs with registered ones: those that match, and those that only nearly do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import attrs
from hypothesis import strategies as st

from orcid_clientreq.matching import Mode
from orcid_clientreq.strategies import uris
from orcid_clientreq.strategies.acceptance import Acceptance, Strategy
from orcid_clientreq.syntax.uri_parts import Uri, host_and_port, unsplit
from orcid_clientreq.syntax.uris import split

#: What was registered, what is sent, and whether that matches.
Attempt = tuple[list[str], str, bool]

# Never drawn for a registered URI.
_OTHER_PORT: Final = "7"
_LOOPBACK: Final = frozenset({"127.0.0.1", "[::1]"})


#: Makes something else of a registered URI, `None` where that cannot be.
_Make = Callable[[Uri], str | None]


def _on(authority: Callable[[Uri], str]) -> Callable[[Uri], str]:
    """Return what puts another authority into a URI."""
    return lambda uri: unsplit(attrs.evolve(uri, authority=authority(uri)))


def _with_query(uri: Uri) -> str:
    """Return it with a further query parameter."""
    return unsplit(attrs.evolve(uri, query="x_1=2" if uri.query is None else f"{uri.query}&x_1=2"))


def _with_state(uri: Uri) -> str:
    """Return it with what systems add at sign-in, and what one can't register."""
    return unsplit(attrs.evolve(uri, query="state=x_1" if uri.query is None else f"{uri.query}&state=x_1"))


def _with_shorter_path(uri: Uri) -> str | None:
    """Return it without the last character of its path."""
    return None if not uri.path or "//" in uri.path else unsplit(attrs.evolve(uri, path=uri.path[:-1]))


def _with_upper_case_host(uri: Uri) -> str | None:
    """Return it with its host in upper case, if there are letters in it."""
    host = uri.host.upper()
    return None if host == uri.host else unsplit(attrs.evolve(uri, authority=host_and_port(host, uri.port)))


_VARIATIONS: Final[Mapping[str, _Make]] = {
    "same": lambda uri: uri.text,
    "below": lambda uri: unsplit(attrs.evolve(uri, path=f"{uri.path}/x-1")),
    "query": _with_query,
    "state": _with_state,
    "subdomain": _on(lambda uri: f"attacker.{uri.authority}"),
    "longer host": _on(lambda uri: host_and_port(f"{uri.host}.attacker.org", uri.port)),
    "shorter host": _on(lambda uri: f"attacker{uri.authority}"),
    "port": _on(lambda uri: host_and_port(uri.host, _OTHER_PORT)),
    "userinfo": _on(lambda uri: f"attacker@{uri.authority}"),
    "host as userinfo": _on(lambda uri: f"{uri.authority}@attacker.org"),
    "upper case": _with_upper_case_host,
    "fragment": lambda uri: f"{uri.text}#x",
    "dot segment": lambda uri: unsplit(attrs.evolve(uri, path=f"{uri.path}/../x-1")),
    "backslash": lambda uri: unsplit(attrs.evolve(uri, path=f"\\@attacker.org{uri.path}")),
    "white space": lambda uri: f"{uri.text} ",
    "http": lambda uri: None if uri.scheme == "http" else unsplit(attrs.evolve(uri, scheme="http")),
    "shorter path": _with_shorter_path,
    "nothing": lambda _uri: "",
}
_MATCHES: Final = {
    "same": frozenset(Mode),
    "below": frozenset({Mode.ORCID}),
    "query": frozenset({Mode.ORCID}),
    "state": frozenset({Mode.ORCID}),
}
#: Of these nothing can be said where others are registered, too.
_ALONE: Final = frozenset({"http", "shorter path"})


def attempts(acceptance: Acceptance, mode: Mode) -> Strategy[Attempt]:
    """Return attempts to come back to one of some registered redirect URIs."""

    def attempt(drawn: tuple[list[str], int, str]) -> Attempt:
        registered, number, name = drawn
        text = registered[number % len(registered)]
        uri = split(text)
        made = _VARIATIONS[name](uri)
        unknown = name in _ALONE and len(registered) > 1
        if made is None or unknown or len(made) > acceptance.limits.uri:
            return registered, text, True
        free_port = name == "port" and mode is Mode.EXACT and uri.scheme == "http" and uri.host in _LOOPBACK
        return registered, made, mode in _MATCHES.get(name, ()) or free_port

    registered = uris.uri_lists(acceptance, max_size=3)
    drawn = st.tuples(registered, st.integers(0, 2), st.sampled_from(sorted(_VARIATIONS, key=len)))
    return drawn.map(attempt)
