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
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import takewhile
from types import MappingProxyType
from typing import Final, NamedTuple, cast

import attrs

from orcid_clientreq.display import shown
from orcid_clientreq.form import Limits, Severity
from orcid_clientreq.matching.causes import CAUSES, Cause, Mend
from orcid_clientreq.matching.compare import Difference, Era, How, Mode, differences, how_they_match, left_aside
from orcid_clientreq.policy import SANDBOX
from orcid_clientreq.report import Finding, as_pairs
from orcid_clientreq.request import RegistrationRequest, members_of_request
from orcid_clientreq.rules.model import Param
from orcid_clientreq.validators import redirect_uri
from orcid_clientreq.validators.plain import NotPlain, is_blank, items_of, text_of
from orcid_clientreq.validators.uri_syntax import Uri, split

__all__ = ["CAUSES", "Cause", "Coverage", "Era", "How", "Match", "Mend", "Mode", "Reason", "coverage", "match"]

#: What was registered: a request, or the redirect URIs themselves.
Registered = RegistrationRequest | Sequence[str] | AbstractSet[str]

_LIMITS: Final = Limits()
_SHOWN: Final = 200
_NOTHING: Final = split("")
_ORDER: Final = {code: place for place, code in enumerate(CAUSES)}
# A valid registered URI is nearer than an invalid one, unless it has another host or path.
_INVALID: Final = 3


@attrs.frozen(kw_only=True)
class Reason:
    """One reason why a redirect URI does not match, or is not sure to match for long.

    Args:
        code: The stable name of its cause, a key of `CAUSES`.
        params: What the message is made of, for translation: hosts, ports, names of parts and rules.
        mend: What makes it match, together with the mends of the other reasons; `None` where those
            contradict it.
        value: The redirect URI to register or to send. Not in the `repr`.
    """

    code: str
    _params: tuple[tuple[str, Param], ...] = attrs.field(default=(), converter=as_pairs, alias="params")
    mend: Mend | None = None
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
        reasons: Why it does not match; where it does, what makes it unsure to last. Empty for an exact match.

    >>> found = match("https://university.edu/orcid/link", ["https://university.edu/orcid"])
    >>> found.matched, str(found.how), [reason.code for reason in found.reasons]
    (True, 'path prefix', ['path_prefix'])
    """

    by: str | None = attrs.field(default=None, repr=False)
    how: How | None = None
    nearest: str | None = attrs.field(default=None, repr=False)
    reasons: tuple[Reason, ...] = ()

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
            head = f"match ({self.how}) with {shown(self.by or '', _SHOWN)}"
        elif self.nearest is not None:
            head = f"no match; the nearest registered redirect URI is {shown(self.nearest, _SHOWN)}"
        width = max((len(reason.code) for reason in self.reasons), default=0)
        lines = [f"  {reason.code.ljust(width)}  {reason.message}" for reason in self.reasons]
        mends = dict.fromkeys((reason.mend, reason.value) for reason in self.reasons if reason.mend and reason.value)
        lines += [f"  {str(mend).capitalize()}: {shown(value, _SHOWN)}" for mend, value in mends if mend and value]
        return "\n".join([head, *lines])


def match(requested: object, registered: Registered, *, mode: Mode = Mode.ORCID, era: Era = Era.DECEMBER_2023) -> Match:
    """Say whether an authorize-time redirect URI matches what was registered, and if not, why.

    Args:
        requested: What the application sends as `redirect_uri`, decoded; any object is taken.
        registered: The request, or its redirect URIs: a list, tuple or set, or a text where there is one. Anything
            else in it is no redirect URI. At most 5000 are looked at.
        mode: `Mode.ORCID` compares as ORCID's published source did last, `Mode.EXACT` as RFC 9700 asks
            of new servers.
        era: For `Mode.ORCID`, how ORCID compared at another time. Only to explain what happened then: some
            eras let hosts pass that are not the registered one.

    Returns:
        The match. Whatever is not a valid redirect URI never matches, in no mode; http and loopback hosts
        are valid here, since the sandbox takes them. Nothing makes this function raise.

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
    return _match(_candidate(requested), _registered(registered), Mode(mode), Era(era))


@attrs.frozen(kw_only=True)
class Coverage:
    """How well the redirect URIs of a deployment are covered by what is registered.

    Args:
        matches: Each deployed redirect URI with its match, in the order given. Not in the `repr`.
        unused: The registered ones by which none of them matches. Not in the `repr`.
    """

    matches: tuple[tuple[str, Match], ...] = attrs.field(repr=False)
    unused: tuple[str, ...] = attrs.field(repr=False)

    @property
    def ok(self) -> bool:
        """Whether each matches."""
        return not self.uncovered

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
        return "\n".join([*lines, *(f"unused: {shown(uri, _SHOWN)}" for uri in self.unused)])


def coverage(
    registered: Registered, deployed_uris: Iterable[object], *, mode: Mode = Mode.ORCID, era: Era = Era.DECEMBER_2023
) -> Coverage:
    """Check all of a deployment's callback URIs at once.

    Args:
        registered: As for `match`.
        deployed_uris: The redirect URIs that the deployment sends: a list or tuple, at most 5000 of them.
        mode: As for `match`.
        era: As for `match`.

    >>> found = coverage(["https://university.edu/orcid"], ["https://university.edu/orcid", "https://university.edu/link"])
    >>> found.ok, found.uncovered
    (False, ('https://university.edu/link',))
    """
    known = _registered(registered)
    deployed = items_of(deployed_uris, _LIMITS.redirect_uris) or ()
    matches = [(each.text, _match(each, known, Mode(mode), Era(era))) for each in map(_candidate, deployed)]
    used = {found.by for _, found in matches}
    return Coverage(matches=tuple(matches), unused=tuple(each.text for each in known if each.text not in used))


class _Candidate(NamedTuple):
    """A redirect URI with its parts and what is wrong with it; without parts where it is too long or no text."""

    text: str
    uri: Uri
    errors: tuple[Finding, ...]


def _candidate(value: object) -> _Candidate:
    """Read what should be a redirect URI."""
    text = text_of(value)
    errors = tuple(found for found in redirect_uri(value, SANDBOX) if found.severity is Severity.ERROR)
    if text is None or is_blank(text):
        return _Candidate("", _NOTHING, errors)
    return _Candidate(text, split(text) if len(text) <= _LIMITS.uri else _NOTHING, errors)


def _registered(registered: object) -> list[_Candidate]:
    """Read what is registered, each once."""
    if issubclass(type(registered), RegistrationRequest):
        try:
            registered = members_of_request(registered)["redirect_uris"]
        except NotPlain:
            return []
    elif type(registered) in {set, frozenset}:
        registered = sorted(filter(None, map(text_of, cast("set[object]", registered))))
    elif (text := text_of(registered)) is not None:
        registered = [text]
    texts = map(text_of, items_of(registered, _LIMITS.redirect_uris) or ())
    return [_candidate(text) for text in dict.fromkeys(texts) if text]


def _match(sent: _Candidate, registered: Sequence[_Candidate], mode: Mode, era: Era) -> Match:
    """Compare with each; an exact match is the best, and else the first."""
    best: Match | None = None
    for each in registered:
        if sent.errors or each.errors:
            continue
        how = how_they_match(sent.uri, each.uri, mode, era)
        if how is How.EXACT:
            return Match(by=each.text, how=how, nearest=each.text)
        if how and best is None:
            reasons = _reasons(_unsure(sent, each, how), sent, each)
            best = Match(by=each.text, how=how, nearest=each.text, reasons=reasons)
    return best or _explained(sent, registered, mode, era)


def _unsure(sent: _Candidate, registered: _Candidate, how: How) -> Iterable[Difference]:
    """Return why a match that is not exact may not last."""
    if how is How.PATH_PREFIX:
        return left_aside(sent.uri, registered.uri)
    if how is How.EARLIER_ERA:
        return differences(sent.uri, registered.uri, Mode.ORCID, Era.DECEMBER_2023)
    return ()


def _explained(sent: _Candidate, registered: Sequence[_Candidate], mode: Mode, era: Era) -> Match:
    """Say why nothing matches: what is wrong with what is sent, and in what it differs from the nearest."""
    if not sent.text:
        nearest, found = (registered[0] if len(registered) == 1 else None), [Difference("missing", {}, 0)]
    elif not registered:
        nearest, found = None, [*_wrong_with(sent), Difference("nothing_registered", {}, 0)]
    else:
        compared = [(each, _compared(sent, each, mode, era)) for each in registered]
        nearest, found = min(compared, key=partial(_distance, sent))
        found = [*_wrong_with(sent), *found]
    return Match(nearest=nearest.text if nearest else None, reasons=_reasons(found, sent, nearest))


def _compared(sent: _Candidate, registered: _Candidate, mode: Mode, era: Era) -> list[Difference]:
    """Return what is wrong with a registered redirect URI, and in what the other differs from it."""
    wrong = [
        Difference("registered_invalid", {"rule": error.code, "advice": error.message}, _INVALID)
        for error in registered.errors
    ]
    if sent.uri.authority is None or registered.uri.authority is None:
        return wrong
    return [*wrong, *differences(sent.uri, registered.uri, mode, era)]


def _distance(sent: _Candidate, compared: tuple[_Candidate, list[Difference]]) -> tuple[int, int]:
    """Return how far a registered redirect URI is from what is sent; of equal ones the one with most path in common."""
    registered, found = compared
    pairs = zip(sent.uri.path, registered.uri.path, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return sum(each.weight for each in found), -common


def _wrong_with(sent: _Candidate) -> list[Difference]:
    """Return what is wrong with what is sent."""
    return [
        Difference("fragment", {}, 0)
        if error.code == "redirect_uri.fragment"
        else Difference("requested_invalid", {"rule": error.code, "advice": error.message}, 0)
        for error in sent.errors
    ]


def _reasons(found: Iterable[Difference], sent: _Candidate, nearest: _Candidate | None) -> tuple[Reason, ...]:
    """Return reasons in the order of the table, with the one mend that helps against all of them, if there is one."""
    rows = sorted(found, key=lambda each: _ORDER[each.code])
    codes = {each.code for each in rows}
    mend, value = None, None
    if all(CAUSES[code].mend is Mend.SEND for code in codes):
        if nearest and not nearest.errors:
            mend, value = Mend.SEND, nearest.text
    elif not sent.errors and "http_sent" not in codes:
        mend, value = Mend.REGISTER, sent.text
    return tuple(
        Reason(code=each.code, params=each.params, mend=mend, value=value)
        if CAUSES[each.code].mend is mend
        else Reason(code=each.code, params=each.params)
        for each in rows
    )
