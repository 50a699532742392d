"""Which systems a list of redirect URIs looks like, and what else such a system needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import takewhile
from typing import Final, NamedTuple
from urllib.parse import unquote

import attrs

from orcid_clientreq.form import Limits
from orcid_clientreq.syntax.hosts import lower_case
from orcid_clientreq.syntax.uri_parts import PathPrefixes, Uri
from orcid_clientreq.syntax.uris import split
from orcid_clientreq.syntax.values import surrogate_in, texts_of
from orcid_clientreq.systems.catalogue import SYSTEMS
from orcid_clientreq.systems.filling import expand
from orcid_clientreq.systems.model import (
    VARIABLE,
    Callback,
    Parameter,
    System,
    SystemKind,
    addresses,
    template_for,
    variables,
)


@attrs.frozen(kw_only=True)
class Missing:
    """A required callback that is not registered.

    Args:
        callback: The callback, or the alternative to it that the installation uses.
        uri: The redirect URI to register, or `None` if one of its variables is not known. Not in the `repr`.
        prefix: Whether it is a prefix of many callbacks.
    """

    callback: Callback
    uri: str | None = attrs.field(repr=False)
    prefix: bool = False


@attrs.frozen(kw_only=True)
class Recognized:
    """An installation of a system, or one of its journals, that redirect URIs look like.

    Args:
        system: The system.
        parameters: The values of the variables, as they were found. Not in the `repr`.
        found: The redirect URIs that are callbacks of the system, as they are registered, each with the callback, even
            if the last slash of the callback is missing. Empty if all of them are of an earlier version. Not in the
            `repr`.
        missing: The required callbacks that no redirect URI in the list matches, and those whose last slash is missing.
            If a callback has alternatives, the alternative of the same form as the redirect URIs that were found.
        unneeded: Redirect URIs of an earlier version, which this version no longer sends. Not in the `repr`.
        prefixes: Redirect URIs that are registered for callbacks which differ for each person or journal, each with the
            callback that they match. Such a host without a path is right, although `check` warns about it. Not in the
            `repr`.
    """

    system: System
    parameters: Mapping[str, str] = attrs.field(repr=False, hash=False)
    found: tuple[tuple[str, Callback], ...] = attrs.field(repr=False)
    missing: tuple[Missing, ...]
    unneeded: tuple[str, ...] = attrs.field(repr=False)
    prefixes: tuple[tuple[str, Callback], ...] = attrs.field(repr=False, default=())

    @property
    def is_framework(self) -> bool:
        """Whether the system is a framework, which says nothing about the product that uses it."""
        return self.system.kind is SystemKind.FRAMEWORK

    @property
    def advice(self) -> tuple[str, ...]:
        """What often goes wrong with the system."""
        return self.system.advice


class _Shape(NamedTuple):
    """A callback as an expression."""

    system: System
    callback: Callback
    expression: re.Pattern[str]
    #: How much of the URI is literal text of the template: of two that match, the longer says more.
    weight: int
    #: The longest piece of it, looked for before the expression is tried.
    piece: str


class _Hit(NamedTuple):
    """A redirect URI that is a callback."""

    uri: str
    shape: _Shape
    values: Mapping[str, str]

    @property
    def lacks_slash(self) -> bool:
        """Whether it lacks the last slash of the callback."""
        return self.shape.callback.template.endswith("/") and not self.uri.partition("?")[0].endswith("/")


_LONGEST: Final = Limits().uri
_MOST: Final = Limits().redirect_uris
_ADDRESS: Final = r"https?://[^/?#@\\\s]+(?:/[^?#\\\s]*)?"
_SEGMENT: Final = r"[^/?#&=\\\s]+"


def expression_of(callback: Callback) -> re.Pattern[str]:
    """Return an expression for the redirect URIs that a callback's template makes, with any host.

    What follows in the query is left aside, because systems add to it at sign-in. A last slash can be missing, because
    people and guides leave it out.
    """
    pieces: list[str] = []
    template = callback.template.removesuffix("/")
    for number, piece in enumerate(VARIABLE.split(template)):
        if number % 2 == 0:
            pieces.append(re.escape(piece))
        else:
            kind = _ADDRESS if piece.startswith("+") else _SEGMENT
            pieces.append(f"(?P<{piece.removeprefix('+')}>{kind})")
    slash = "" if template == callback.template else "/?"
    joint = "&" if "?" in template else r"\?"
    return re.compile(f"{''.join(pieces)}{slash}(?:{joint}[^#]*)?", re.ASCII)


@cache
def _shapes() -> tuple[_Shape, ...]:
    """Return every callback that has a path of its own, as an expression."""
    shapes: list[_Shape] = []
    for system in SYSTEMS.values():
        for callback in system.callbacks:
            pieces = VARIABLE.split(callback.template)[::2]
            if any(pieces):
                weight = sum(map(len, pieces))
                piece = max(pieces, key=len).removesuffix("/")
                shapes.append(_Shape(system, callback, expression_of(callback), weight, piece))
    return tuple(shapes)


def recognize(redirect_uris: Iterable[str]) -> tuple[Recognized, ...]:
    """Say which systems a list of redirect URIs looks like.

    Args:
        redirect_uris: Any iterable of texts, or one text. At most 5000 are read.

    Returns:
        The systems, with an entry for each installation and each journal, which has the missing redirect URIs. Systems
        to which most of the list belongs come first. If several systems have the same callbacks, all of them are in
        the result. A path that many applications have, such as `/callback`, identifies no system.

    Raises:
        TypeError: If `redirect_uris` is not an iterable of texts.

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
    found = _recognized_in(hits, tuple(map(split, uris))) if hits else []
    return tuple(sorted(found, key=lambda each: (-len(each.found), len(each.missing))))


def _best(uri: str) -> Iterator[_Hit]:
    """Yield the callbacks that a redirect URI is, those with the most literal text in the template."""
    if surrogate_in(uri):  # it is no URI, and its parts can't be filled into another callback
        return
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
    return not host or f".{lower_case(split(uri).host)}".endswith(f".{host}")


def _is_distinctive(hit: _Hit) -> bool:
    """Return whether a callback tells its system from others."""
    callback = hit.shape.callback
    if callback.distinctive is not None:
        return callback.distinctive
    base = next(iter(hit.values.values()), "")
    return bool(callback.host) or "orcid" in hit.uri.removeprefix(base).lower()


class _Installation(NamedTuple):
    """What belongs to one installation of a system, or to one of its journals.

    Args:
        values: The values of the variables.
        hits: The callbacks of the system.
        old: Those of a version that it replaces.
    """

    values: dict[str, str]
    hits: list[_Hit]
    old: list[_Hit]


def _recognized_in(hits: dict[str, list[_Hit]], registered: tuple[Uri, ...]) -> list[Recognized]:
    """Return every installation that tells its system; what a newer version replaces does not count."""
    covers = _Covering(registered)
    found: list[Recognized] = []
    newest_first = sorted(hits, key=lambda name: any(name in SYSTEMS[other].replaces for other in hits))
    for name in newest_first:
        system = SYSTEMS[name]
        earlier = [hit for old in system.replaces for hit in hits.get(old, ())]
        installations = _installations(system, _prefer_required(system, hits[name]))
        replaced = {hit.uri for hit in _with_earlier(system, installations, earlier)}
        for old in system.replaces:
            if old in hits:
                hits[old] = [hit for hit in hits[old] if hit.uri not in replaced]
        found += [_recognized(system, each, covers) for each in installations]
    return found


def _installations(system: System, hits: list[_Hit]) -> list[_Installation]:
    """Return callbacks of a system by installation: the variables of its required callbacks have the same values there.

    A callback that lacks some of these variables belongs to an installation that has the same values of the others, or
    else to the first that has values of none of them.
    """
    names = _identifying(system)
    parts: dict[frozenset[str], dict[tuple[str, ...], _Installation]] = {}
    for hit in hits:
        values = _values([hit])
        known = tuple(name for name in names if name in values)
        part = parts.setdefault(frozenset(known), {}).setdefault(
            tuple(values[name] for name in known), _Installation({}, [], [])
        )
        _add(part, values, [hit])
    whole: list[_Installation] = []
    for shape, of_shape in sorted(parts.items(), key=lambda pair: -len(pair[0])):
        known = tuple(name for name in names if name in shape)
        by_values: dict[tuple[str, ...], _Installation] = {}
        for each in whole:
            if shape <= each.values.keys():
                by_values.setdefault(tuple(each.values[name] for name in known), each)
        without = iter([each for each in whole if shape and shape.isdisjoint(each.values)])
        for values_of, part in of_shape.items():
            other = by_values.get(values_of) or next(without, None)
            if other:
                _add(other, part.values, part.hits)
            else:
                whole.append(part)
    return [each for each in whole if any(map(_is_distinctive, each.hits))]


def _identifying(system: System) -> tuple[str, ...]:
    """Return the variables that tell one installation, or one of its journals, from another."""
    return tuple(dict.fromkeys(name for each in system.callbacks if each.required for name in each.names))


def _add(installation: _Installation, values: Mapping[str, str], hits: list[_Hit]) -> None:
    """Add callbacks to an installation; of each variable the first value counts."""
    for name, value in values.items():
        installation.values.setdefault(name, value)
    installation.hits.extend(hits)


def _with_earlier(system: System, installations: list[_Installation], earlier: list[_Hit]) -> list[_Hit]:
    """Add the callbacks that an earlier version sent to its installation, and return those that belong to one.

    An installation has one version, so each of its journals needs the callbacks of the newer one.
    """
    names, parameters = _identifying(system), system.parameters
    shared = [name for name in names if not parameters[name].each]
    of_all = {tuple(map(each.values.get, shared)) for each in installations}
    of_each = {tuple(map(each.values.get, names)): each for each in reversed(installations)}
    replaced: list[_Hit] = []
    for hit in earlier:
        values = _values([hit])
        if tuple(map(values.get, shared)) in of_all:
            key = tuple(map(values.get, names))
            if key not in of_each:
                of_each[key] = _Installation(values, [], [])
                installations.append(of_each[key])
            of_each[key].old.append(hit)
            replaced.append(hit)
    return replaced


def _recognized(system: System, installation: _Installation, covers: _Covering) -> Recognized:
    """Return an installation with what it misses and what it no longer needs."""
    return Recognized(
        system=system,
        parameters=installation.values,
        found=tuple((hit.uri, hit.shape.callback) for hit in installation.hits),
        missing=tuple(_missing(system, installation, covers)),
        unneeded=tuple(hit.uri for hit in installation.old),
        prefixes=tuple(_prefixes(system, installation, covers)),
    )


def _prefer_required(system: System, hits: list[_Hit]) -> list[_Hit]:
    """Return the redirect URIs of a system, of which one that may be a required callback is that.

    `https://a.edu/b/login/orcid/` is the callback of a press at a path, or of the journal `b` of a press at the host.
    It is the press's if the list has another journal of that press, or no other callback of the press at the host.
    """
    for shape in _shapes():
        if shape.system is system and shape.callback.required:
            number = _number(hits, shape)
            hits = [again if _origin(again := _read_as(hit, shape), shape) in number else hit for hit in hits]
            number = _number(hits, shape)
            hits = [_read_as(hit, shape) if number[_origin(hit, shape)] == 1 else hit for hit in hits]
    return hits


def _origin(hit: _Hit, shape: _Shape) -> tuple[str | None, ...]:
    """Return the values that a redirect URI has of the variables of a callback."""
    return tuple(map(_values([hit]).get, shape.callback.names))


def _number(hits: list[_Hit], shape: _Shape) -> Counter[tuple[str | None, ...]]:
    """Return how many redirect URIs have the same values of the variables of a callback."""
    return Counter(_origin(hit, shape) for hit in hits)


def _read_as(hit: _Hit, shape: _Shape) -> _Hit:
    """Return a redirect URI as another callback, if it may be that one and is not required as what it is."""
    callback = hit.shape.callback
    matched = None if callback.required or callback.alternative_to else shape.expression.fullmatch(hit.uri)
    return _Hit(hit.uri, shape, _unquoted(matched)) if matched else hit


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


def _missing(system: System, installation: _Installation, covers: _Covering) -> Iterator[Missing]:
    """Yield the required callbacks that nothing in the list matches, and those that lack their last slash."""
    values, forms = installation.values, _forms(installation)
    found = {_role(hit.shape.callback) for hit in installation.hits}
    for callback in system.callbacks:
        if not callback.required or callback.template in found:
            continue
        wanted = _in_form(system, callback, forms)
        template, prefix = template_for(callback, values) if wanted is callback else (wanted.template, False)
        known = set(variables(template)) <= set(values)
        uri = expand(template, values) if known else None
        if not (covers.uri(split(uri)) if uri else prefix and covers.hosts_alone):
            yield Missing(callback=wanted, uri=uri, prefix=prefix)
    for hit in installation.hits:
        uri = expand(hit.shape.callback.template, _values([hit]))
        if hit.lacks_slash and not covers.uri(split(uri)):
            yield Missing(callback=hit.shape.callback, uri=uri)


def _role(callback: Callback) -> str:
    """Return the template of the callback itself, or of that to which it is an alternative."""
    return callback.alternative_to or callback.template


_Form = tuple[str, str]


def _form(callback: Callback) -> _Form:
    """Return what is before the common end of an alternative and of the callback that it replaces.

    It tells one setting of a system from another: all alternatives that the setting makes have the same.

    >>> _form(SYSTEMS["pkp-3.5"].callbacks[3]), _form(SYSTEMS["pkp-3.5"].callbacks[0])
    (('{+base}', '{+base}/index.php'), ('', ''))
    """
    template, role = callback.template, _role(callback)
    backwards = zip(reversed(template), reversed(role), strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], backwards))
    return template[: len(template) - common], role[: len(role) - common]


def _forms(installation: _Installation) -> frozenset[_Form]:
    """Return the forms of the callbacks that were found, those of an earlier version where there are no others."""
    return frozenset(_form(hit.shape.callback) for hit in installation.hits or installation.old)


def _in_form(system: System, callback: Callback, forms: frozenset[_Form]) -> Callback:
    """Return a callback, or the alternative to it that has a form of those that were found, if only those were."""
    if _form(callback) in forms:
        return callback
    alternatives = (each for each in system.callbacks if each.alternative_to == callback.template)
    return next((each for each in alternatives if _form(each) in forms), callback)


def _prefixes(system: System, installation: _Installation, covers: _Covering) -> Iterator[tuple[str, Callback]]:
    """Yield the redirect URIs that are registered in place of callbacks which differ for each person or journal."""
    for callback in system.callbacks:
        if callback.register_instead:
            known = set(variables(callback.register_instead)) <= set(installation.values)
            prefix = expand(callback.register_instead, installation.values) if known else None
            uri = covers.registered_as(prefix) if prefix else covers.only_other_host(installation.hits)
            if uri is not None:
                yield uri, callback


class _Covering:
    """What is registered, as ORCID compares it: a registered path matches every path that begins with it.

    Args:
        registered: The registered redirect URIs.
    """

    def __init__(self, registered: Iterable[Uri]) -> None:
        """Read them."""
        #: The hosts that are registered alone, which covers every path on each, with how they are registered.
        self.hosts_alone: dict[str | None, str] = {}
        self._texts: dict[str, str] = {}
        paths: dict[tuple[str | None, str | None], list[tuple[str, str]]] = {}
        for uri in registered:
            if uri.path in {"", "/"}:
                self.hosts_alone.setdefault(uri.authority, uri.text)
            self._texts.setdefault(uri.text.rstrip("/"), uri.text)
            paths.setdefault((uri.scheme, uri.authority), []).append((uri.path, uri.path))
        self._paths: dict[tuple[str | None, str | None], PathPrefixes[str]] = {
            origin: PathPrefixes(pairs) for origin, pairs in paths.items()
        }

    def uri(self, uri: Uri) -> bool:
        """Return whether a registered redirect URI matches another one; not if that has but one more slash."""
        prefixes = self._paths.get((uri.scheme, uri.authority))
        return prefixes is not None and any(f"{path}/" != uri.path for path in prefixes.beginning(uri.path))

    def registered_as(self, uri: str) -> str | None:
        """Return how a prefix is registered, perhaps with a slash at its end, `None` if it is not."""
        return self._texts.get(uri)

    def only_other_host(self, hits: list[_Hit]) -> str | None:
        """Return the host that is registered alone and may be that of the other callbacks: theirs, or the only one."""
        near = next((authority for hit in hits if (authority := split(hit.uri).authority) in self.hosts_alone), None)
        if near is None and len(self.hosts_alone) == 1:
            near = next(iter(self.hosts_alone))
        return self.hosts_alone.get(near)


def callbacks_of(uri: str) -> tuple[tuple[System, Callback], ...]:
    """Return the systems that a redirect URI tells, each with its callback.

    >>> [system.id for system, _ in callbacks_of("https://data.university.edu/oauth2/orcidConfirm.xhtml")]
    ['dataverse']
    """
    return tuple((hit.shape.system, hit.shape.callback) for hit in _distinctive(uri))


def _distinctive(uri: str) -> Iterator[_Hit]:
    """Yield the callbacks that a redirect URI is, of systems that it tells."""
    return filter(_is_distinctive, _best(uri))


def moved(old: Iterable[str], new: Iterable[str]) -> tuple[System, ...]:
    """Return the systems to which new redirect URIs belong that replace those of the old ones."""
    before = {system.id for uri in old for system, _ in callbacks_of(uri)}
    after = (system for uri in new for system, _ in callbacks_of(uri))
    return tuple(dict.fromkeys(system for system in after if before & set(system.replaces)))


def other_callbacks(sent: str, registered: str) -> tuple[System, tuple[str, ...]] | None:
    """Return the system of which the two are different callbacks, with the paths of all that the installation needs.

    Returns:
        The system and the paths, that of what is sent among them; `None` where the two are one callback, with another
        value of a parameter or under another setting, or are of different systems.
    """
    theirs = {hit.shape.system.id: _role(hit.shape.callback) for hit in _distinctive(registered)}
    for hit in _distinctive(sent):
        system, callback = hit.shape.system, hit.shape.callback
        if theirs.get(system.id, _role(callback)) != _role(callback):
            values, form = _values([hit]), frozenset([_form(callback)])
            needed = [_in_form(system, each, form).template for each in system.callbacks if each.required]
            filled = [expand(each, values) for each in needed if set(variables(each)) <= set(values)]
            return system, tuple(dict.fromkeys(split(uri).path for uri in (*filled, sent)))
    return None


class OtherParameter(NamedTuple):
    """The one parameter in which two redirect URIs of a system differ.

    Args:
        system: The system.
        parameter: The parameter.
        sent: Its value in what is sent.
        registered: Its value in what is registered.
    """

    system: System
    parameter: Parameter
    sent: str
    registered: str


def other_parameter(sent: str, registered: str) -> OtherParameter | None:
    """Return the system of which both are the same callback, and the one parameter that has another value.

    It is a part of the path that people choose, such as the alias of an identity provider or the path of a journal. If
    it is neither a journal nor an event (`Parameter.each`), it was probably changed: the one who set the system up can
    change it back, or have the new redirect URI registered.

    Returns:
        `None` where the two are of different systems, callbacks or addresses, or differ in no parameter, or in several.

    >>> both = [f"https://sso.university.edu/realms/main/broker/{alias}/endpoint" for alias in ("oidc", "orcid")]
    >>> found = other_parameter(*both)
    >>> found.system.name, found.parameter.name, found.sent, found.registered
    ('Keycloak', 'alias', 'oidc', 'orcid')
    """
    theirs = {hit.shape.system.id: hit for hit in _distinctive(registered)}
    for hit in _distinctive(sent):
        system, callback = hit.shape.system, hit.shape.callback
        other = theirs.get(system.id)
        if other is not None and other.shape.callback.template == callback.template:
            mine, others = _values([hit]), _values([other])
            differing = [name for name in callback.names if mine[name] != others[name]]
            if len(differing) == 1 and differing[0] not in addresses(callback.template):
                name = differing[0]
                return OtherParameter(system, system.parameters[name], mine[name], others[name])
    return None


def sends_so(uri: str) -> System | None:
    """Return a system that sends this path with its last slash, or without one, as it is here; a framework first.

    Many applications may have the path, so that it tells no system; but it is made by software, not by its settings.

    >>> sends_so("https://app.university.edu/auth/orcid/callback").id
    'omniauth-orcid'
    >>> sends_so("https://app.university.edu/auth/orcid/callback/") is None, sends_so("https://a.edu/cb") is None
    (True, True)
    """
    path = split(uri).path
    if "orcid" not in path.lower():
        return None
    callbacks = ((hit.shape.system, hit.shape.callback) for hit in _best(uri))
    systems = [system for system, callback in callbacks if callback.template.endswith("/") == path.endswith("/")]
    return next((system for system in systems if system.kind is SystemKind.FRAMEWORK), next(iter(systems), None))
