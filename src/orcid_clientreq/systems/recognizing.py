"""Which systems a list of redirect URIs looks like, and what such a system needs beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import unquote

import attrs

from orcid_clientreq.form import Limits
from orcid_clientreq.syntax.uri_parts import Uri, by_path_prefix
from orcid_clientreq.syntax.uris import split
from orcid_clientreq.syntax.values import texts_of
from orcid_clientreq.systems.catalogue import SYSTEMS
from orcid_clientreq.systems.filling import expand
from orcid_clientreq.systems.model import VARIABLE, Callback, System, SystemKind, template_for, variables


@attrs.frozen(kw_only=True)
class Missing:
    """A required callback that is not registered.

    Args:
        callback: The callback.
        uri: The redirect URI to register, `None` where a variable of it is not known. Not in the `repr`.
        wider: Whether it stands for many.
    """

    callback: Callback
    uri: str | None = attrs.field(repr=False)
    wider: bool = False


@attrs.frozen(kw_only=True)
class Recognized:
    """A system that redirect URIs look like.

    Args:
        system: The system.
        parameters: The values of the variables, as they were found. Not in the `repr`.
        found: The redirect URIs that are its callbacks, each with the callback. Not in the `repr`.
        missing: The required callbacks that nothing in the list matches.
        unneeded: Redirect URIs of an earlier version, which this one no longer sends. Not in the `repr`.
    """

    system: System
    parameters: Mapping[str, str] = attrs.field(repr=False, hash=False)
    found: tuple[tuple[str, Callback], ...] = attrs.field(repr=False)
    missing: tuple[Missing, ...]
    unneeded: tuple[str, ...] = attrs.field(repr=False)

    @property
    def is_framework(self) -> bool:
        """Whether it is a framework, from which nothing follows about the product that is made with it."""
        return self.system.kind is SystemKind.FRAMEWORK

    @property
    def advice(self) -> tuple[str, ...]:
        """What goes wrong with such a system."""
        return self.system.advice


class _Shape(NamedTuple):
    """A callback as an expression."""

    system: System
    callback: Callback
    expression: re.Pattern[str]
    #: How much of the URI stands in the template: of two that match, the longer says more.
    weight: int
    #: The longest piece of it, looked for before the expression is tried.
    piece: str


class _Hit(NamedTuple):
    """A redirect URI that is a callback."""

    uri: str
    shape: _Shape
    values: Mapping[str, str]


_LONGEST: Final = Limits().uri
_MOST: Final = Limits().redirect_uris
_ADDRESS: Final = r"https?://[^/?#@\\\s]+(?:/[^?#\\\s]*)?"
_SEGMENT: Final = r"[^/?#&=\\\s]+"


def expression_of(callback: Callback) -> re.Pattern[str]:
    """Return an expression for the redirect URIs that a callback's template makes, whatever the host.

    A query that the template does not have is left aside: systems add to it at sign-in.
    """
    pieces: list[str] = []
    for number, piece in enumerate(VARIABLE.split(callback.template)):
        if number % 2 == 0:
            pieces.append(re.escape(piece))
        else:
            kind = _ADDRESS if piece.startswith("+") else _SEGMENT
            pieces.append(f"(?P<{piece.removeprefix('+')}>{kind})")
    tail = "" if "?" in callback.template else r"(?:\?[^#]*)?"
    return re.compile(f"{''.join(pieces)}{tail}", re.ASCII)


@cache
def _shapes() -> tuple[_Shape, ...]:
    """Return every callback that has a path of its own, as an expression."""
    shapes: list[_Shape] = []
    for system in SYSTEMS.values():
        for callback in system.callbacks:
            pieces = VARIABLE.split(callback.template)[::2]
            if any(pieces):
                weight = sum(map(len, pieces))
                shapes.append(_Shape(system, callback, expression_of(callback), weight, max(pieces, key=len)))
    return tuple(shapes)


def recognize(redirect_uris: Iterable[str]) -> tuple[Recognized, ...]:
    """Say which systems a list of redirect URIs looks like.

    Args:
        redirect_uris: Any iterable of texts, or a text where there is one. At most 5000 are read.

    Returns:
        The systems, with what they miss; those that most of the list belongs to come first. Where several have the same
        callbacks, all of them. A path that many applications have, such as `/callback`, says nothing.

    Raises:
        TypeError: not an iterable of texts.

    >>> (found,) = recognize(["https://data.university.edu/oauth2/callback.xhtml"])
    >>> found.system.name, [each.uri for each in found.missing]
    ('Dataverse', ['https://data.university.edu/oauth2/orcidConfirm.xhtml'])
    >>> recognize(["https://university.edu/callback"])
    ()
    """
    uris = tuple(uri for uri in texts_of(redirect_uris, "redirect_uris", _MOST).texts if len(uri) <= _LONGEST)
    hits: dict[str, list[_Hit]] = {}
    for uri in dict.fromkeys(uris):
        for hit in _best(uri):
            hits.setdefault(hit.shape.system.id, []).append(hit)
    telling = {name: own for name, own in hits.items() if any(map(_tells, own))}
    newer = {old for name in telling for old in SYSTEMS[name].replaces}
    # A version that another one of the list replaces is what that one no longer needs.
    registered = tuple(map(split, uris)) if telling else ()
    found = [_recognized(SYSTEMS[name], own, telling, registered) for name, own in telling.items() if name not in newer]
    return tuple(sorted(found, key=lambda each: (-len(each.found), len(each.missing))))


def _best(uri: str) -> Iterator[_Hit]:
    """Yield the callbacks that a redirect URI is, of which the most stands in the template."""
    hits = [
        _Hit(uri, shape, _unquoted(matched))
        for shape in _shapes()
        if shape.piece in uri and (matched := shape.expression.fullmatch(uri)) and _is_at(shape.callback.host, uri)
    ]
    most = max((hit.shape.weight for hit in hits), default=0)
    seen: set[str] = set()
    for hit in hits:
        if hit.shape.weight == most and hit.shape.system.id not in seen:
            seen.add(hit.shape.system.id)
            yield hit


def _is_at(host: str, uri: str) -> bool:
    """Return whether a redirect URI is at a host, or at a name under it."""
    return not host or f".{split(uri).host.lower()}".endswith(f".{host}")


def _tells(hit: _Hit) -> bool:
    """Return whether a callback tells its system from others."""
    callback = hit.shape.callback
    if callback.telling is not None:
        return callback.telling
    base = next(iter(hit.values.values()), "")
    return bool(callback.host) or "orcid" in hit.uri.removeprefix(base).lower()


def _recognized(
    system: System, hits: list[_Hit], all_hits: Mapping[str, list[_Hit]], registered: tuple[Uri, ...]
) -> Recognized:
    """Return a system with what it misses and what it no longer needs."""
    hits = _shared_out(system, hits)
    values = _values(hits)
    own = {hit.uri for hit in hits}
    old = (hit.uri for name in system.replaces for hit in all_hits.get(name, ()))
    return Recognized(
        system=system,
        parameters=values,
        found=tuple((hit.uri, hit.shape.callback) for hit in hits),
        missing=tuple(_missing(system, hits, values, registered)),
        unneeded=tuple(dict.fromkeys(uri for uri in old if uri not in own)),
    )


def _shared_out(system: System, hits: list[_Hit]) -> list[_Hit]:
    """Return the redirect URIs of a system, of which one that may be a required callback is that.

    `https://a.edu/b/login/orcid/` may be that of a press at a path, which every press registers, or that of a journal.
    It is the press's where all others of the list lie below it.
    """
    there = {each for hit in hits for each in (hit.shape.callback.template, hit.shape.callback.alternative_to)}
    for shape in _shapes():
        if shape.system is not system or not shape.callback.required or shape.callback.template in there:
            continue
        first = min(hits, key=lambda each: len(each.uri))
        matched = None if first.shape.callback.required else shape.expression.fullmatch(first.uri)
        if matched and all(hit.uri.startswith(f"{matched[1].rstrip('/')}/") for hit in hits):
            hits = [_Hit(first.uri, shape, _unquoted(matched)) if each is first else each for each in hits]
    return hits


def _unquoted(matched: re.Match[str]) -> dict[str, str]:
    """Return the values of variables, decoded."""
    return {name: unquote(value) for name, value in matched.groupdict().items()}


def _values(hits: Iterable[_Hit]) -> dict[str, str]:
    """Return the values of the variables, the first of each; an address ends without a slash."""
    values: dict[str, str] = {}
    for hit in hits:
        for name, value in hit.values.items():
            values.setdefault(name, value.rstrip("/") if value.startswith("http") else value)
    return values


def _missing(
    system: System, hits: list[_Hit], values: Mapping[str, str], registered: tuple[Uri, ...]
) -> Iterator[Missing]:
    """Yield the required callbacks that nothing in the list matches."""
    there = {each for hit in hits for each in (hit.shape.callback.template, hit.shape.callback.alternative_to)}
    for callback in system.callbacks:
        if not callback.required or callback.template in there:
            continue
        template, wider = template_for(callback, values)
        known = set(variables(template)) <= set(values)
        uri = expand(template, values) if known else None
        if not any(_covers(other, uri, wider=wider) for other in registered):
            yield Missing(callback=callback, uri=uri, wider=wider)


def _covers(registered: Uri, uri: str | None, *, wider: bool) -> bool:
    """Return whether a registered redirect URI matches one, which is `None` where the host to register is not known."""
    if uri is None:
        return wider and registered.path in {"", "/"}
    return by_path_prefix(split(uri), registered)


def callbacks_of(uri: str) -> tuple[tuple[System, Callback], ...]:
    """Return the systems that a redirect URI tells, each with its callback.

    >>> [system.id for system, _ in callbacks_of("https://data.university.edu/oauth2/orcidConfirm.xhtml")]
    ['dataverse']
    """
    return tuple((hit.shape.system, hit.shape.callback) for hit in _telling(uri))


def _telling(uri: str) -> Iterator[_Hit]:
    """Yield the callbacks that a redirect URI is, of systems that it tells."""
    return filter(_tells, _best(uri))


def moved(old: Iterable[str], new: Iterable[str]) -> tuple[System, ...]:
    """Return the systems to which new redirect URIs belong that replace those of the old ones."""
    before = {system.id for uri in old for system, _ in callbacks_of(uri)}
    after = (system for uri in new for system, _ in callbacks_of(uri))
    return tuple(dict.fromkeys(system for system in after if before & set(system.replaces)))


def other_callbacks(sent: str, registered: str) -> tuple[System, tuple[str, ...]] | None:
    """Return the system of which both are callbacks, with the paths of all it requires; `None` where there is none."""
    theirs = {system.id for system, _ in callbacks_of(registered)}
    for hit in _telling(sent):
        system = hit.shape.system
        if system.id in theirs:
            values = _values([hit])
            needed = [each.template for each in system.callbacks if each.required and set(each.names) <= set(values)]
            return system, tuple(split(expand(template, values)).path for template in needed)
    return None
