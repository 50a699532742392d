"""How the rules of a kind of URI are asked, in the order of their table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from orcid_clientreq.form import Settings
from orcid_clientreq.rules import uris
from orcid_clientreq.rules.model import Fault, Params, Row
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.uri_parts import Uri

_HOST_FIXABLE: Final = Pattern("[A-Za-z0-9.:\xc0-\U0010ffff-]*+\\Z")


def is_fixable(uri: Uri) -> bool:
    """Return whether a suggestion can be made at all without guessing the host.

    A browser and a person read different hosts in a value with userinfo, a backslash or an illegal
    character in the host, so nothing is suggested for one.
    """
    if uri.sound:
        return True
    if uri.userinfo is not None:
        return False
    if "\\" in uri.text:
        return uris.BACKSLASHES.match(uri.text) is not None
    if uri.authority is None or uri.ascii_host is not None or uri.host.startswith("["):
        return True
    return _HOST_FIXABLE.match(uri.authority) is not None


class Rules(NamedTuple):
    """The rules of a kind of URI in their order.

    Args:
        every: All of them, each as its function and its row.
        of_sound: Those that an absolute and sound URI can break: the others ask for what makes it one.
    """

    every: tuple[tuple[Callable[[Uri], Params | None], Row], ...]
    of_sound: tuple[tuple[Callable[[Uri], Params | None], Row], ...]


def in_order(*rows: Row) -> Rules:
    """Return the rules of a kind of URI."""
    every = tuple((row.check, row) for row in rows)
    return Rules(
        every, tuple(pair for pair in every if not pair[1].only_malformed)
    )  # pragma: no mutate - on import only


def faults_of(uri: Uri, rules: Rules, settings: Settings) -> tuple[Fault, ...]:
    """Return what the rules find, each fault with what may fix it.

    A scheme other than http and https leaves nothing to ask: what follows it has a syntax of its own.
    """
    if not uri.is_web and (params := uris.scheme_not_allowed(uri)) is not None:
        return (uris.SCHEME_NOT_ALLOWED.fault(params, uris.with_web_scheme(uri, settings)),)
    found: list[Fault] = []
    for check, row in rules.of_sound if uri.absolute and uri.sound else rules.every:
        params = check(uri)
        if params is not None:
            found.append(row.fault(params, row.fix(uri, settings) if row.fix and is_fixable(uri) else None))
    return tuple(found)
