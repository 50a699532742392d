"""Compares what an application sends with what is registered, and says why they do not match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from orcid_clientreq.form import one_of
from orcid_clientreq.matching.advice import Reason, fixed_under, rule_broken
from orcid_clientreq.matching.advice import reasons as reasons_for
from orcid_clientreq.matching.compare import Difference, Era, How, Mode, differences, left_aside
from orcid_clientreq.matching.registered import INVALID_WEIGHT, MOST, Candidate, Registry, candidate
from orcid_clientreq.matching.result import Coverage, Match
from orcid_clientreq.policy import SANDBOX
from orcid_clientreq.request import RegistrationRequest
from orcid_clientreq.syntax.uri_parts import Uri
from orcid_clientreq.syntax.values import text_of, texts_of

#: What was registered: a request, the mapping of one, or the redirect URIs themselves.
Registered = RegistrationRequest | Mapping[str, Any] | Iterable[str]


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
    unused = tuple(each.text for each in known.candidates if each.text not in used)
    return Coverage(matches=tuple(matches), unused=unused, unread=given.more)


def _match(sent: Candidate, known: Registry, mode: Mode, era: Era) -> Match:
    """Compare a redirect URI with what is registered."""
    found = known.matching(sent, mode, era)
    if found is None:
        return _unmatched(sent, known, mode, era)
    by, how = found
    reasons = reasons_for(sent, by, [*_unsure(sent.uri, by.uri, how)], known)
    return Match(by=by.text, how=how, nearest=by.text, reasons=reasons, unread=known.truncated)


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
        only = known.candidates[0] if len(known.candidates) == 1 else None
        value = only.text if only and not only.errors else None
        nearest, reasons = only, (Reason(code="missing", value=value),)
    elif not known.candidates:
        nearest, reasons = None, reasons_for(sent, None, [Difference("nothing_registered", {}, 0)], known)
        if era is Era.BEGINNING and mode is Mode.ORCID and not sent.errors:
            return Match(how=How.EARLIER_ERA, reasons=reasons)  # it took any where none was registered
    else:
        fixed = fixed_under(sent, SANDBOX) or sent
        nearest = known.nearest(fixed.uri, mode, era)
        reasons = reasons_for(sent, nearest, _compared(fixed.uri, nearest, mode, era), known)
    return Match(nearest=nearest.text if nearest else None, reasons=reasons, unread=known.truncated)


def _compared(sent: Uri, registered: Candidate, mode: Mode, era: Era) -> list[Difference]:
    """Return what is wrong with a registered redirect URI, and in what another differs from it."""
    wrong = [Difference("registered_invalid", rule_broken(error), INVALID_WEIGHT) for error in registered.errors]
    if sent.authority is None or registered.uri.authority is None:
        return wrong
    found = [_known_system(each, sent, registered.uri) for each in differences(sent, registered.uri, mode, era)]
    return [*wrong, *found]


def _known_system(difference: Difference, sent: Uri, registered: Uri) -> Difference:
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
