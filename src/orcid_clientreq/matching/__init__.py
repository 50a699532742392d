"""Why a sign-in fails: whether the redirect URI that an application sends matches one that was registered.

Integrators meet "Redirect URI doesn't match your registered redirect URIs" when a researcher comes to
ORCID's authorization screen. `match` answers for one such URI whether it matches and how, or else which
registered one is nearest, what differs, and what to do. `coverage` does so for a whole deployment.

>>> from orcid_clientreq.matching import match
>>> print(match("https://university.edu/orcid/", ["http://university.edu/orcid"]))
no match; the nearest registered redirect URI is http://university.edu/orcid
  http_registered
    Ask ORCID to register this redirect URI with https. The registered one starts with http.
  Register: https://university.edu/orcid/
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from orcid_clientreq.form import one_of
from orcid_clientreq.matching.advice import Reason, fixed_under, rule_broken
from orcid_clientreq.matching.advice import reasons as reasons_for
from orcid_clientreq.matching.causes import CAUSES, Cause, Fix
from orcid_clientreq.matching.compare import Difference, Era, How, Mode, differences, left_aside
from orcid_clientreq.matching.registered import INVALID, MOST, Candidate, Registry, candidate
from orcid_clientreq.matching.requested import requested_in
from orcid_clientreq.messages import language_of, say
from orcid_clientreq.messages.sentences import isolated
from orcid_clientreq.policy import SANDBOX
from orcid_clientreq.request import RegistrationRequest
from orcid_clientreq.syntax.display import WIDTH, indented, shown, wrapped
from orcid_clientreq.syntax.uri_parts import Uri
from orcid_clientreq.syntax.values import text_of, texts_of

__all__ = [
    "CAUSES",
    "Cause",
    "Coverage",
    "Era",
    "Fix",
    "How",
    "Match",
    "Mode",
    "Reason",
    "coverage",
    "match",
    "requested_in",
]

#: What was registered: a request, the mapping of one, or the redirect URIs themselves.
Registered = RegistrationRequest | Mapping[str, Any] | Iterable[str]

_SHOWN: Final = 200


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
        language: The language of its text; `translated` sets it.

    >>> found = match("https://university.edu/orcid/link", ["https://university.edu/orcid"])
    >>> found.matched, str(found.how), [reason.code for reason in found.reasons]
    (True, 'path prefix', ['path_prefix'])
    """

    by: str | None = attrs.field(default=None, repr=False)
    how: How | None = None
    nearest: str | None = attrs.field(default=None, repr=False)
    reasons: tuple[Reason, ...] = ()
    unread: bool = False
    language: str = attrs.field(default="en", repr=False)

    @property
    def matched(self) -> bool:
        """Whether it matches a registered one."""
        return self.how is not None

    def __bool__(self) -> bool:
        """Return whether it matches."""
        return self.matched

    def translated(self, language: str) -> Match:
        """Return the match with its text in another language; codes and redirect URIs stay.

        Args:
            language: As for `Report.translated`.

        Raises:
            ValueError: there is no such language.

        >>> found = match("https://www.university.edu/orcid", ["https://university.edu/orcid"]).translated("de")
        >>> str(found).splitlines()[-1], found.reasons[0].language
        ('  Registrieren: https://www.university.edu/orcid', 'de')
        """
        language = language_of(language)
        reasons = tuple(attrs.evolve(reason, language=language) for reason in self.reasons)
        return attrs.evolve(self, reasons=reasons, language=language)

    def __str__(self) -> str:
        """Return it for people, in at most 100 columns but for longer URIs: what was found, each reason, and the fix."""
        lines = wrapped(self._head(), WIDTH)
        for reason in self.reasons:
            lines += [f"  {reason.code}", *indented(reason.message)]
        fixes = dict.fromkeys((reason.fix, reason.value) for reason in self.reasons if reason.value)
        lines += [
            line for fix, value in fixes if value for line in indented(_said(_FIXES[fix], self.language, value), 2)
        ]
        if self.unread:
            lines += indented(say(_UNREAD, self.language), 2)
        return "\n".join(lines)

    def _head(self) -> str:
        """Return whether it matches, and how, or which registered one is nearest."""
        if self.how is not None:
            how = say(self.how, self.language)
            template = "match ({how})" if self.by is None else _MATCH
            return _said(template, self.language, self.by or "", how=how)
        return say("no match", self.language) if self.nearest is None else _said(_NEAREST, self.language, self.nearest)


def _said(template: str, language: str, uri: str, **words: str) -> str:
    """Return a text with a redirect URI in it."""
    return say(template, language).format(uri=isolated(shown(uri, _SHOWN), language), **words)


_MATCH: Final = "match ({how}) with {uri}"
_NEAREST: Final = "no match; the nearest registered redirect URI is {uri}"
_FIXES: Final = {Fix.REGISTER: "Register: {uri}", Fix.SEND: "Send: {uri}"}
_UNREAD: Final = "Only the first 5,000 registered redirect URIs were read."


def match(
    requested: str | None, registered: Registered, *, mode: Mode | str = Mode.ORCID, era: Era | str = Era.DECEMBER_2023
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
    >>> [(reason.code, str(reason.fix), reason.value) for reason in found.reasons]
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
    return _match(candidate(text), Registry(registered), one_of(Mode, mode), one_of(Era, era))


@attrs.frozen(kw_only=True)
class Coverage:
    """How well the redirect URIs of a deployment are covered by what is registered.

    Args:
        matches: Each requested redirect URI with its match, in the order given. Not in the `repr`.
        unused: The registered ones by which none of them matches. Not in the `repr`.
        unread: Whether there were more requested ones than were read, which are at most 5000.
        language: The language of its text; `translated` sets it.
    """

    matches: tuple[tuple[str, Match], ...] = attrs.field(repr=False)
    unused: tuple[str, ...] = attrs.field(repr=False)
    unread: bool = False
    language: str = attrs.field(default="en", repr=False)

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

    def translated(self, language: str) -> Coverage:
        """Return the coverage with its text in another language, as `Match.translated` does."""
        language = language_of(language)
        matches = tuple((uri, found.translated(language)) for uri, found in self.matches)
        return attrs.evolve(self, matches=matches, language=language)

    def __str__(self) -> str:
        """Return it for people, in at most 100 columns but for longer URIs: each with its match, then what is unused."""
        lines = [line for uri, found in self.matches for line in (*self._line("{uri}:", uri), *indented(str(found), 2))]
        if self.unread:
            lines += wrapped(say("Only the first 5,000 redirect URIs were read.", self.language), WIDTH)
        return "\n".join([*lines, *(line for uri in self.unused for line in self._line("Not used: {uri}", uri))])

    def _line(self, template: str, uri: str) -> list[str]:
        """Return a line, or more, about a redirect URI."""
        return wrapped(_said(template, self.language, uri), WIDTH)


def coverage(
    requested: Iterable[str],
    registered: Registered,
    *,
    mode: Mode | str = Mode.ORCID,
    era: Era | str = Era.DECEMBER_2023,
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
    given = texts_of(requested, "requested", MOST)
    known, mode, era = Registry(registered), one_of(Mode, mode), one_of(Era, era)
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
    reasons = reasons_for(sent, by, [*_unsure(sent.uri, by.uri, how)], known)
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
        nearest, reasons = None, reasons_for(sent, None, [Difference("nothing_registered", {}, 0)], known)
        if era is Era.BEGINNING and mode is Mode.ORCID and not sent.errors:
            return Match(how=How.EARLIER_ERA, reasons=reasons)  # it took any where none was registered
    else:
        fixed = fixed_under(sent, SANDBOX) or sent
        nearest = known.nearest(fixed.uri, mode, era)
        reasons = reasons_for(sent, nearest, _compared(fixed.uri, nearest, mode, era), known)
    return Match(nearest=nearest.text if nearest else None, reasons=reasons, unread=known.more)


def _compared(sent: Uri, registered: Candidate, mode: Mode, era: Era) -> list[Difference]:
    """Return what is wrong with a registered redirect URI, and in what another differs from it."""
    wrong = [Difference("registered_invalid", rule_broken(error), INVALID) for error in registered.errors]
    if sent.authority is None or registered.uri.authority is None:
        return wrong
    found = [_of_system(each, sent, registered.uri) for each in differences(sent, registered.uri, mode, era)]
    return [*wrong, *found]


def _of_system(difference: Difference, sent: Uri, registered: Uri) -> Difference:
    """Return a difference of the paths as that of a known system's callbacks, if they are."""
    if difference.code != "path":
        return difference
    from orcid_clientreq.systems.recognizing import moved, other_callbacks  # noqa: PLC0415 - a table that few need

    both = other_callbacks(sent.text, registered.text)
    if both is not None:
        system, paths = both
        return difference._replace(code="other_callback", params={"system": system.name, "paths": ", ".join(paths)})
    later = moved([registered.text], [sent.text])
    return difference._replace(code="moved_callback", params={"system": later[0].name}) if later else difference
