"""Why a sign-in fails: whether the redirect URI that an application sends matches one that was registered.

Integrators meet "Redirect URI doesn't match your registered redirect URIs" when a researcher comes to
ORCID's authorization screen. `match` answers for one such URI whether it matches and how, or else which
registered one is nearest, what differs, and what to do. `coverage` does so for a whole deployment.

>>> from orcid_clientreq.matching import match
>>> print(match("https://university.edu/orcid/", ["http://university.edu/orcid"]))
no match; the nearest registered redirect URI is http://university.edu/orcid
  http_registered  Ask ORCID to register this redirect URI with https: it was registered with http, before the move to https.
  Register: https://university.edu/orcid/
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import attrs

from orcid_clientreq.display import shown
from orcid_clientreq.form import Severity
from orcid_clientreq.matching.causes import CAUSES, Cause, Mend
from orcid_clientreq.matching.compare import (
    Difference,
    Era,
    How,
    Mode,
    differences,
    left_aside,
    names_path,
)
from orcid_clientreq.matching.registered import INVALID, Candidate, Registry, candidate, texts_of
from orcid_clientreq.policy import SANDBOX, Policy
from orcid_clientreq.report import Finding, as_pairs
from orcid_clientreq.request import RegistrationRequest
from orcid_clientreq.rules.model import Param
from orcid_clientreq.validators import redirect_uri
from orcid_clientreq.validators.plain import text_of
from orcid_clientreq.validators.uri_syntax import DEFAULT_PORTS, Uri, host_and_port, unsplit

__all__ = ["CAUSES", "Cause", "Coverage", "Era", "How", "Match", "Mend", "Mode", "Reason", "coverage", "match"]

#: What was registered: a request, or the redirect URIs themselves.
Registered = RegistrationRequest | Iterable[str]

_SHOWN: Final = 200
_ORDER: Final = {code: place for place, code in enumerate(CAUSES)}


@attrs.frozen(kw_only=True)
class Reason:
    """One reason why a redirect URI does not match, or is not sure to match for long.

    Args:
        code: The stable name of its cause, a key of `CAUSES`.
        params: What the message is made of, for translation: hosts, ports, names of parts and rules.
        value: The redirect URI to register or to send, the same in all reasons of a match; `None` where none can be
            named. Not in the `repr`.
    """

    code: str
    _params: tuple[tuple[str, Param], ...] = attrs.field(default=(), converter=as_pairs, alias="params")
    value: str | None = attrs.field(default=None, repr=False)

    @property
    def params(self) -> Mapping[str, Param]:
        """What the message is made of, read-only."""
        return MappingProxyType(dict(self._params))

    @property
    def cause(self) -> Cause:
        """The row of the table that describes it."""
        return CAUSES[self.code]

    @property
    def mend(self) -> Mend:
        """What makes it match, together with the mends of the other reasons."""
        return self.cause.mend

    @property
    def message(self) -> str:
        """What differs, and what to do about it."""
        return self.cause.template.format_map(dict(self._params))


@attrs.frozen(kw_only=True)
class Match:
    """Whether a redirect URI matches, as a truth value, too.

    Args:
        by: The registered redirect URI by which it matches, `None` where it does not. Not in the `repr`.
        how: How it matches, `None` where it does not.
        nearest: The registered one that is most like it, `None` where nothing is registered. Not in the `repr`.
        reasons: Why it does not match, and what to do; where it does, what makes it unsure to last. Doing all of it
            gives an exact match. Empty for one.
        unread: Whether more was registered than was read, which is at most 5000.

    >>> found = match("https://university.edu/orcid/link", ["https://university.edu/orcid"])
    >>> found.matched, str(found.how), [reason.code for reason in found.reasons]
    (True, 'path prefix', ['path_prefix'])
    """

    by: str | None = attrs.field(default=None, repr=False)
    how: How | None = None
    nearest: str | None = attrs.field(default=None, repr=False)
    reasons: tuple[Reason, ...] = ()
    unread: bool = False

    @property
    def matched(self) -> bool:
        """Whether it matches a registered one."""
        return self.how is not None

    def __bool__(self) -> bool:
        """Return whether it matches."""
        return self.matched

    def __str__(self) -> str:
        """Return it for people: what was found, a line for each reason, and the mend."""
        head = "no match"
        if self.how is not None:
            head = f"match ({self.how})" if self.by is None else f"match ({self.how}) with {shown(self.by, _SHOWN)}"
        elif self.nearest is not None:
            head = f"no match; the nearest registered redirect URI is {shown(self.nearest, _SHOWN)}"
        width = max((len(reason.code) for reason in self.reasons), default=0)
        lines = [f"  {reason.code.ljust(width)}  {reason.message}" for reason in self.reasons]
        mends = dict.fromkeys((reason.mend, reason.value) for reason in self.reasons if reason.value)
        lines += [f"  {str(mend).capitalize()}: {shown(value, _SHOWN)}" for mend, value in mends if value]
        if self.unread:
            lines.append("  Only the first of the registered redirect URIs were read: there are too many.")
        return "\n".join([head, *lines])


def match(
    requested: str | None, registered: Registered, *, mode: Mode = Mode.ORCID, era: Era = Era.DECEMBER_2023
) -> Match:
    """Say whether an authorize-time redirect URI matches what was registered, and if not, why.

    Args:
        requested: What the application sends as `redirect_uri`, decoded; `None` where it sends none.
        registered: The request, or its redirect URIs: any iterable of texts, or a text where there is one. At most
            5000 are read; `Match.unread` says whether there were more.
        mode: `Mode.ORCID` compares as ORCID's published source did last, `Mode.EXACT` as RFC 9700 asks
            of new servers.
        era: For `Mode.ORCID`, how ORCID compared at another time. Only to explain what happened then: some
            eras let hosts pass that are not the registered one.

    Returns:
        The match. Whatever is not a valid redirect URI never matches, in no mode; http and loopback hosts
        are valid here, since the sandbox takes them. What a reason says to register, the policy of the request takes.

    Raises:
        TypeError: `requested` is no text, or `registered` is neither a request nor an iterable of texts.
        ValueError: there is no such mode or era.

    Source: ORCID's published source of December 2023 and before; ORCID's FAQ "How do redirect URIs work?";
    RFC 9700 section 4.1.3; RFC 8252 section 7.3.

    >>> bool(match("https://university.edu/orcid", ["https://university.edu/orcid"]))
    True
    >>> found = match("https://www.university.edu/orcid", ["https://university.edu/orcid"])
    >>> [(reason.code, str(reason.mend), reason.value) for reason in found.reasons]
    [('www', 'register', 'https://www.university.edu/orcid')]
    >>> loopback = "http://127.0.0.1:51004/callback"
    >>> str(match(loopback, ["http://127.0.0.1/callback"], mode=Mode.EXACT).how)
    'loopback port'
    """
    text = "" if requested is None else text_of(requested)
    if text is None:
        kind = type(requested).__name__
        msg = f"requested is one redirect URI as text, not {kind}; what is registered is the second argument"
        raise TypeError(msg)
    return _match(candidate(text), Registry(registered), Mode(mode), Era(era))


@attrs.frozen(kw_only=True)
class Coverage:
    """How well the redirect URIs of a deployment are covered by what is registered.

    Args:
        matches: Each requested redirect URI with its match, in the order given. Not in the `repr`.
        unused: The registered ones by which none of them matches. Not in the `repr`.
        unread: Whether there were more requested ones than were read, which are at most 5000.
    """

    matches: tuple[tuple[str, Match], ...] = attrs.field(repr=False)
    unused: tuple[str, ...] = attrs.field(repr=False)
    unread: bool = False

    @property
    def ok(self) -> bool:
        """Whether each matches, and each was read."""
        return not self.uncovered and not self.unread

    @property
    def uncovered(self) -> tuple[str, ...]:
        """Those that do not match."""
        return tuple(uri for uri, found in self.matches if not found)

    @property
    def unsure(self) -> tuple[str, ...]:
        """Those that match, but not exactly."""
        return tuple(uri for uri, found in self.matches if found and found.reasons)

    def __str__(self) -> str:
        """Return it for people: each redirect URI with its match, then what is unused."""
        lines = [f"{shown(uri, _SHOWN)}: {found}" for uri, found in self.matches]
        if self.unread:
            lines.append(f"unread: all after the first {len(self.matches)}")
        return "\n".join([*lines, *(f"unused: {shown(uri, _SHOWN)}" for uri in self.unused)])


def coverage(
    requested: Iterable[str], registered: Registered, *, mode: Mode = Mode.ORCID, era: Era = Era.DECEMBER_2023
) -> Coverage:
    """Check all of a deployment's callback URIs at once.

    Args:
        requested: The redirect URIs that the deployment sends: any iterable of texts, or a text where there is one. At
            most 5000 are read; where there are more, the coverage says so and is not `ok`.
        registered: As for `match`.
        mode: As for `match`.
        era: As for `match`.

    Raises:
        TypeError: one of the two is no iterable of texts; a request is what is registered, and goes second.
        ValueError: as for `match`.

    >>> found = coverage(["https://university.edu/orcid", "https://university.edu/link"], ["https://university.edu/orcid"])
    >>> found.ok, found.uncovered
    (False, ('https://university.edu/link',))
    """
    if issubclass(type(requested), RegistrationRequest):
        msg = "requested are the redirect URIs that the deployment sends; the request is what is registered, and goes second"
        raise TypeError(msg)
    given = texts_of(requested, "requested")
    known, mode, era = Registry(registered), Mode(mode), Era(era)
    matches = [(text, _match(candidate(text), known, mode, era)) for text in given.texts]
    used = {found.by for _, found in matches}
    unused = tuple(each.text for each in known.all if each.text not in used)
    return Coverage(matches=tuple(matches), unused=unused, unread=given.more)


def _match(sent: Candidate, known: Registry, mode: Mode, era: Era) -> Match:
    """Compare a redirect URI with what is registered."""
    found = known.matching(sent, mode, era)
    if found is None:
        return _unmatched(sent, known, mode, era)
    by, how = found
    reasons = _reasons(sent, by, [*_unsure(sent.uri, by.uri, how)], known)
    return Match(by=by.text, how=how, nearest=by.text, reasons=reasons, unread=known.more)


def _unsure(sent: Uri, registered: Uri, how: How) -> Iterable[Difference]:
    """Return why a match that is not exact may not last."""
    if how is How.PATH_PREFIX:
        return left_aside(sent, registered)
    if how is How.EARLIER_ERA:
        return differences(sent, registered, Mode.ORCID, Era.DECEMBER_2023)
    return ()


def _unmatched(sent: Candidate, known: Registry, mode: Mode, era: Era) -> Match:
    """Say why nothing matches: what is wrong with what is sent, and in what it differs from the nearest."""
    nearest: Candidate | None
    reasons: tuple[Reason, ...]
    if not sent.text:
        only = known.all[0] if len(known.all) == 1 else None
        value = only.text if only and not only.errors else None
        nearest, reasons = only, (Reason(code="missing", value=value),)
    elif not known.all:
        nearest, reasons = None, _reasons(sent, None, [Difference("nothing_registered", {}, 0)], known)
        if era is Era.BEGINNING and mode is Mode.ORCID and not sent.errors:
            return Match(how=How.EARLIER_ERA, reasons=reasons)  # it took any where none was registered
    else:
        fixed = _fixed(sent, SANDBOX) or sent
        nearest = known.nearest(fixed.uri, mode, era)
        reasons = _reasons(sent, nearest, _compared(fixed.uri, nearest, mode, era), known)
    return Match(nearest=nearest.text if nearest else None, reasons=reasons, unread=known.more)


def _compared(sent: Uri, registered: Candidate, mode: Mode, era: Era) -> list[Difference]:
    """Return what is wrong with a registered redirect URI, and in what another differs from it."""
    wrong = [
        Difference("registered_invalid", {"rule": error.code, "advice": error.message}, INVALID)
        for error in registered.errors
    ]
    if sent.authority is None or registered.uri.authority is None:
        return wrong
    return [*wrong, *differences(sent, registered.uri, mode, era)]


# What to do: one redirect URI that is registered and sent


def _reasons(
    sent: Candidate, nearest: Candidate | None, found: Sequence[Difference], known: Registry
) -> tuple[Reason, ...]:
    """Return reasons in the order of the table, with one redirect URI that is to be registered, sent, or both.

    What is only about sending is left out where what is sent is to be registered: it would say to send another.
    """
    codes = {each.code for each in found}
    wrong = _wrong_with(sent.errors)
    to_send = [each for each in found if CAUSES[each.code].mend is Mend.SEND]
    if len(to_send) == len(found):
        value = nearest.text if nearest and not nearest.errors and (found or wrong) else None
        return _in_order([*wrong, *to_send], value)
    fixed = _fixed(sent, SANDBOX)
    if fixed is None:
        return _in_order([*wrong, *to_send], None)
    uri = _over_https(fixed.uri) if "http_sent" in codes else fixed.uri
    applied = [each for each in found if each.code == "http_sent"]
    if not names_path(uri):
        applied.append(Difference("host_only", {}, 0))
        if nearest is None or nearest.errors or not names_path(nearest.uri):
            return _in_order([*wrong, *applied, *_to_register(found)], None)
        uri = uri._replace(path=nearest.uri.path, query=nearest.uri.query)
    wanted = candidate(unsplit(uri))
    refused = _errors(wanted.text, known.policy)
    taken = _fixed(wanted, known.policy)
    if taken is None:
        return _in_order(_wrong_with(refused), None)
    return _in_order([*(wrong or _wrong_with(refused)), *applied, *_to_register(found)], taken.text)


def _to_register(found: Iterable[Difference]) -> list[Difference]:
    """Return the differences against which registering helps."""
    return [each for each in found if CAUSES[each.code].mend is Mend.REGISTER]


def _in_order(found: Iterable[Difference], value: str | None) -> tuple[Reason, ...]:
    """Return reasons in the order of the table."""
    rows = sorted(found, key=lambda each: _ORDER[each.code])
    return tuple(Reason(code=each.code, params=each.params, value=value) for each in rows)


def _errors(text: str, policy: Policy) -> tuple[Finding, ...]:
    """Return the errors in a redirect URI."""
    return tuple(found for found in redirect_uri(text, policy) if found.severity is Severity.ERROR)


def _fixed(sent: Candidate, policy: Policy) -> Candidate | None:
    """Return a redirect URI with every suggestion put in, `None` where errors are left."""
    text: str | None = sent.text
    while text is not None:  # each suggestion leaves fewer errors
        errors = _errors(text, policy)
        if not errors:
            return candidate(text)
        text = next((error.suggestion for error in errors if isinstance(error.suggestion, str)), None)
    return None


def _over_https(uri: Uri) -> Uri:
    """Return an http URI over https."""
    port = None if uri.port == DEFAULT_PORTS["http"] else uri.port
    return uri._replace(scheme="https", authority=host_and_port(uri.host, port), port=port)


def _wrong_with(errors: Iterable[Finding]) -> list[Difference]:
    """Return what is wrong with what is sent."""
    return [
        Difference("fragment", {}, 0)
        if error.code == "redirect_uri.fragment"
        else Difference("requested_invalid", {"rule": error.code, "advice": error.message}, 0)
        for error in errors
    ]
