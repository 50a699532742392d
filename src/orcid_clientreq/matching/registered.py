"""What is registered, looked up by what can match: comparing all with all takes too long where there are many."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile
from typing import Final, NamedTuple, cast

from orcid_clientreq.form import Environment, Limits, Severity
from orcid_clientreq.matching.compare import (
    LOOPBACK,
    Era,
    How,
    Mode,
    comparison_key,
    differences,
    how_they_match,
    without_port,
)
from orcid_clientreq.matching.settings import registered_in
from orcid_clientreq.members import policy_named_in
from orcid_clientreq.policy import PRODUCTION, SANDBOX, Policy
from orcid_clientreq.report import Finding
from orcid_clientreq.request import RegistrationRequest, members_of_request
from orcid_clientreq.syntax.display import shows_nothing
from orcid_clientreq.syntax.hosts import lower_case
from orcid_clientreq.syntax.uri_parts import PathPrefixes, Uri
from orcid_clientreq.syntax.uris import split
from orcid_clientreq.syntax.values import Unreadable, items_of, text_of, texts_of
from orcid_clientreq.validators import redirect_uri

_LIMITS: Final = Limits()
#: So many are read at most.
MOST: Final = _LIMITS.redirect_uris
_NOTHING: Final = split("")
# A valid registered URI is nearer than an invalid one, unless it has another host or path.
INVALID_WEIGHT: Final = 3
# So many are compared one by one; of more, the most likely ones: so many of each comparison_key.
_FEW: Final = 50
_OF_EACH: Final = 8


class Candidate(NamedTuple):
    """A redirect URI with its parts and what is wrong with it; without parts where it is too long or blank."""

    text: str
    uri: Uri
    errors: tuple[Finding, ...]


def candidate(text: str, *, is_sent: bool = False) -> Candidate:
    """Read what should be a redirect URI. http and loopback hosts are fine, since the sandbox takes them.

    Args:
        text: The redirect URI.
        is_sent: Whether an application sends it. Its query may then have any names: ORCID does not compare it.
    """
    if shows_nothing(text):
        return Candidate("", _NOTHING, ())
    errors = errors_in(text, SANDBOX, is_sent=is_sent)
    return Candidate(text, split(text) if len(text) <= _LIMITS.uri else _NOTHING, errors)


def errors_in(text: str, policy: Policy, *, is_sent: bool = False) -> tuple[Finding, ...]:
    """Return the errors in a redirect URI that is to be registered, or is sent."""
    return tuple(
        found
        for found in redirect_uri(text, policy=policy)
        if found.severity is Severity.ERROR and not (is_sent and found.code == _OF_REGISTERED)
    )


#: A rule about what one registers; systems send such queries, and ORCID takes them.
_OF_REGISTERED: Final = "redirect_uri.reserved_parameter"


def _is_of_sandbox(each: Candidate) -> bool:
    """Return whether a registered redirect URI is one that only the sandbox takes."""
    return not each.errors and (each.uri.scheme == "http" or lower_case(each.uri.host) in LOOPBACK)


def _origin(uri: Uri, era: Era, host: str) -> Hashable:
    """Return what a registered redirect URI and one that is sent share where they match, but for the path."""
    return (uri.scheme, host) if era is Era.BEGINNING else (uri.scheme, host, uri.port)


def _hosts(host: str, era: Era) -> Iterator[str]:
    """Yield the registered hosts that an era takes for a host."""
    yield host
    if era is Era.BEGINNING:
        yield from (host[start:] for start in range(1, len(host)))
    if era is Era.LATE_MAY_2022:
        yield from _parents(host)


def _parents(host: str) -> Iterator[str]:
    """Yield the names that a name is a subdomain of."""
    while host := host.partition(".")[2]:
        yield host


def _host_likeness(host: str) -> str:
    """Return a host in lower case, without www."""
    return lower_case(host).removeprefix("www.")


class Registry:
    """What is registered, each once.

    Its policy is that of the request. Where only redirect URIs are given it is production's, unless one of them shows
    that they are the sandbox's.

    Args:
        registered: A request, the mapping of one, or redirect URIs.

    Raises:
        TypeError: it is neither.
    """

    def __init__(self, registered: object) -> None:
        """Read it."""
        policy: Policy | None = None
        #: The environment that a request names, `None` where it names none.
        self.environment: Environment | None = None
        if issubclass(type(registered), RegistrationRequest | Mapping):
            try:
                members = members_of_request(registered)
            except Unreadable:
                members = {}
            if "redirect_uris" not in members and issubclass(type(registered), Mapping):
                msg = "registered are redirect URIs, or a request; a mapping without redirect_uris is neither"
                raise TypeError(msg)
            is_request = issubclass(type(registered), RegistrationRequest) and members
            policy = cast("RegistrationRequest", registered).policy if is_request else policy_named_in(members)
            if is_request or (text_of(members.get("environment")) or "").strip() == policy.environment:
                self.environment = policy.environment
            registered = members.get("redirect_uris")
            if registered is None:
                registered = ()
            elif text_of(registered) is None and items_of(registered, 0) is None:  # and no method of it is called
                msg = f"the redirect URIs of a request are a text, a list or a tuple, not {type(registered).__name__}"
                raise TypeError(msg)
        lines = text_of(registered)
        if lines is not None and "\n" in lines.strip():  # a file, in which other lines can be secret
            registered = registered_in(lines)
        given = texts_of(registered, "registered", MOST)
        self.truncated: bool = given.more
        self.candidates: list[Candidate] = [
            candidate(text) for text in dict.fromkeys(given.texts) if not shows_nothing(text)
        ]
        self.policy: Policy = policy or (SANDBOX if any(map(_is_of_sandbox, self.candidates)) else PRODUCTION)

    @cached_property
    def _valid(self) -> dict[str, tuple[int, Candidate]]:
        """Those that can match, by text, with their numbers."""
        return {each.text: (number, each) for number, each in enumerate(self.candidates) if not each.errors}

    def matching(self, sent: Candidate, mode: Mode, era: Era) -> tuple[Candidate, How] | None:
        """Return by which one another matches, and how: the exact one, that with another query, or else the first."""
        if sent.errors:
            return None
        if sent.text in self._valid:
            return self._valid[sent.text][1], How.EXACT
        if mode is Mode.EXACT:
            found = [self._by_port.get(without_port(sent.uri))]
        elif era is Era.MAY_2022:
            found = [self._valid.get(sent.text[:length]) for length in self._lengths]
        else:
            found = list(self._by_path(sent.uri, era))
        in_order = (each for _, each in sorted(filter(None, found), key=lambda pair: pair[0]))
        hits = [(each, how) for each in in_order if (how := how_they_match(sent.uri, each.uri, mode, era))]
        return next((hit for hit in hits if hit[1] is How.QUERY_IGNORED), hits[0] if hits else None)

    @cached_property
    def _lengths(self) -> list[int]:
        """How long the texts are."""
        return sorted({*map(len, self._valid)})

    @cached_property
    def _by_port(self) -> dict[Hashable, tuple[int, Candidate]]:
        """The first of those that are the same but for the port."""
        found: dict[Hashable, tuple[int, Candidate]] = {}
        for pair in self._valid.values():
            found.setdefault(without_port(pair[1].uri), pair)
        return found

    def _by_path(self, sent: Uri, era: Era) -> Iterator[tuple[int, Candidate]]:
        """Yield those whose path begins another one, the first of each place and path."""
        places = self._places[Era.BEGINNING if era is Era.BEGINNING else Era.DECEMBER_2023]
        for host in _hosts(sent.host, era):
            place = places.get(_origin(sent, era, host))
            if place is not None:
                yield from place.beginning(sent.path)

    @cached_property
    def _places(self) -> dict[Era, dict[Hashable, PathPrefixes[tuple[int, Candidate]]]]:
        """What is registered by place, for eras that compare the port and for the one that does not."""
        return {era: self._places_in(era) for era in (Era.BEGINNING, Era.DECEMBER_2023)}

    def _places_in(self, era: Era) -> dict[Hashable, PathPrefixes[tuple[int, Candidate]]]:
        """Return what is registered by place."""
        places: dict[Hashable, list[tuple[str, tuple[int, Candidate]]]] = {}
        for pair in self._valid.values():
            uri = pair[1].uri
            places.setdefault(_origin(uri, era, uri.host), []).append((uri.path, pair))
        return {place: PathPrefixes(pairs) for place, pairs in places.items()}

    def nearest(self, sent: Uri, mode: Mode, era: Era) -> Candidate:
        """Return the one from which another differs least; of equal ones the one with most path in common."""

        def distance(each: Candidate) -> tuple[int, int]:
            weight = INVALID_WEIGHT * len(each.errors)
            if sent.authority is not None and each.uri.authority is not None:
                weight += sum(found.weight for found in differences(sent, each.uri, mode, era))
            pairs = zip(sent.path, each.uri.path, strict=False)
            return weight, -sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

        likely = range(len(self.candidates)) if len(self.candidates) <= _FEW else sorted({*self._likely(sent)})
        return min((self.candidates[number] for number in likely), key=distance)

    def _likely(self, sent: Uri) -> Iterator[int]:
        """Yield the numbers of those that may be nearest: alike in host and path, in one of them, or in nothing."""
        host, path = _host_likeness(sent.host), comparison_key(sent.path)
        hosts = (host, *_parents(host), *(LOOPBACK if host in LOOPBACK else ()))
        keys = [(host, path), ("below", host), ("path", path), *(("host", each) for each in hosts)]
        for key in keys:
            yield from self._alike.get(key, ())
        yield from range(_OF_EACH)
        for each in (host, f"www.{host}"):
            paths = self._sorted.get(each, ())
            start = bisect_left(paths, (sent.path, 0))
            yield from (number for _, number in paths[max(0, start - 2) : start + 2])

    @cached_property
    def _alike(self) -> dict[Hashable, list[int]]:
        """The numbers of a few that are alike, by what they share."""
        alike: dict[Hashable, list[int]] = {}
        for number, each in enumerate(self.candidates):
            host, path = _host_likeness(each.uri.host), comparison_key(each.uri.path)
            below = (("below", parent) for parent in _parents(host))
            for key in ((host, path), ("host", host), ("path", path), *below):
                numbers = alike.setdefault(key, [])
                if len(numbers) < _OF_EACH:
                    numbers.append(number)
        return alike

    @cached_property
    def _sorted(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """The paths of each host in their order, in which those with a long beginning in common are neighbours."""
        paths: dict[str, list[tuple[str, int]]] = {}
        for number, each in enumerate(self.candidates):
            paths.setdefault(lower_case(each.uri.host), []).append((each.uri.path, number))
        return {host: sorted(each) for host, each in paths.items()}
