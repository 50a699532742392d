"""Compares what an application sends with what is registered, and says why they do not match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from orcid_clientreq.form import Environment, one_of
from orcid_clientreq.matching.advice import Compared, Reason, fixed_under, in_order, rule_broken
from orcid_clientreq.matching.advice import reasons as reasons_for
from orcid_clientreq.matching.attempt import HOSTS, Attempt, AttemptKind
from orcid_clientreq.matching.causes import Cause, Fix
from orcid_clientreq.matching.compare import (
    Difference,
    Era,
    How,
    Mode,
    differences,
    is_at_orcid,
    is_reachable,
    left_aside,
)
from orcid_clientreq.matching.orcid_errors import OrcidError
from orcid_clientreq.matching.reading import read
from orcid_clientreq.matching.registered import INVALID_WEIGHT, MOST, Candidate, Registry, candidate
from orcid_clientreq.matching.result import Coverage, Match
from orcid_clientreq.matching.said import error_of
from orcid_clientreq.policy import SANDBOX
from orcid_clientreq.request import RegistrationRequest
from orcid_clientreq.syntax.display import shown
from orcid_clientreq.syntax.responses import response_in, without_reserved
from orcid_clientreq.syntax.uri_parts import Uri, unsplit
from orcid_clientreq.syntax.values import text_of, texts_of

#: What was registered: a request, the mapping of one, or the redirect URIs themselves.
Registered = RegistrationRequest | Mapping[str, Any] | Iterable[str]


def match(
    requested: str | Attempt | None,
    registered: Registered,
    *,
    mode: Mode | str = Mode.ORCID,
    era: Era | str = Era.DECEMBER_2023,
) -> Match:
    """Say whether the redirect URI of a sign-in matches a registered redirect URI, and if not, why.

    Args:
        requested: The `redirect_uri` that the application sends, decoded, or `None` if it sends none. You can also pass
            the `Attempt` that `read` returns. Then the other facts in its text count as well, such as ORCID's error or
            the environment.
        registered: The request, or its redirect URIs: any iterable of texts, or one text. At most
            5000 are read; `Match.unread` says whether there were more.
        mode: `Mode.ORCID` compares as the last published version of ORCID's source did, `Mode.EXACT` as RFC 9700
            requires of new servers.
        era: For `Mode.ORCID`, how ORCID compared at another time. Use it only to explain what happened then, because
            some eras accepted hosts that were not registered.

    Returns:
        The match. An invalid redirect URI never matches, in any mode. Here, http and loopback hosts are valid, because
        the sandbox accepts them, and so is any query, because ORCID does not compare queries. If a reason says to
        register a redirect URI, the policy of the request accepts it. If `registered` has only redirect URIs, that
        policy is the one for production, unless one of them is http or has a loopback host.

    Raises:
        TypeError: If `requested` is not text, or `registered` is neither a request nor an iterable of texts.
        ValueError: If there is no such mode or era.

    Source: ORCID's published source of December 2023 and before; ORCID's FAQ "How do redirect URIs work?";
    RFC 9700 section 4.1.3; RFC 8252 section 7.3.

    >>> bool(match("https://university.edu/orcid", ["https://university.edu/orcid"]))
    True
    >>> found = match("https://www.university.edu/orcid", ["https://university.edu/orcid"])
    >>> [(reason.code, str(reason.fix), reason.value) for reason in found.reasons]
    [('www', 'register', 'https://www.university.edu/orcid')]
    >>> from orcid_clientreq.matching import read
    >>> pasted = "Error: The provided redirect URI http://localhost:3000/cb does not match the redirect URIs registered by X"
    >>> found = match(read(pasted), ["https://university.edu/cb"])
    >>> [(reason.code, reason.value) for reason in found.reasons]
    [('internal_address', 'https://university.edu/cb')]
    >>> loopback = "http://127.0.0.1:51004/callback"
    >>> str(match(loopback, ["http://127.0.0.1/callback"], mode=Mode.EXACT).how)
    'loopback port'
    """
    if type(requested) is Attempt:
        return _of_attempt(requested, Registry(registered), one_of(Mode, mode), one_of(Era, era))
    text = "" if requested is None else text_of(requested)
    if text is None:
        kind = type(requested).__name__
        msg = f"requested is one redirect URI as text, or an attempt, not {kind}; what is registered is the second argument"
        raise TypeError(msg)
    return _match(candidate(text, is_sent=True), Registry(registered), one_of(Mode, mode), one_of(Era, era))


def coverage(
    requested: Iterable[str],
    registered: Registered,
    *,
    mode: Mode | str = Mode.ORCID,
    era: Era | str = Era.DECEMBER_2023,
) -> Coverage:
    """Check all of a deployment's callback URIs at once.

    Args:
        requested: The redirect URIs that the deployment sends: any iterable of texts, or one text. At most 5000 are
            read. If there are more, the coverage says so and is not `ok`.
        registered: As for `match`.
        mode: As for `match`.
        era: As for `match`.

    Raises:
        TypeError: If `requested` is not an iterable of texts, or `registered` is neither that nor a request.
        ValueError: As for `match`.

    >>> found = coverage(["https://university.edu/orcid", "https://university.edu/link"], ["https://university.edu/orcid"])
    >>> found.ok, found.uncovered
    (False, ('https://university.edu/link',))
    """
    if issubclass(type(requested), RegistrationRequest):
        msg = "requested are the redirect URIs that the deployment sends; the request is what is registered, and goes second"
        raise TypeError(msg)
    given = texts_of(requested, "requested", MOST)
    known, mode, era = Registry(registered), one_of(Mode, mode), one_of(Era, era)
    matches = [(text, _match(candidate(text, is_sent=True), known, mode, era)) for text in given.texts]
    used = {found.by for _, found in matches}
    unused = tuple(each.text for each in known.candidates if each.text not in used)
    return Coverage(matches=tuple(matches), unused=unused, unread=given.more)


def example_of(cause: Cause) -> Match:
    """Return what `match` says about the example of a cause."""
    registered: dict[str, Any] = {"redirect_uris": [cause.registered] if cause.registered else []}
    if cause.environment:
        registered["environment"] = cause.environment
    return match(
        read(cause.sent) if cause.pasted else cause.sent,
        registered if cause.environment else registered["redirect_uris"],
        mode=Mode.EXACT if cause.exact_only else Mode.ORCID,
    )


def _match(sent: Candidate, known: Registry, mode: Mode, era: Era, *, is_request: bool = False) -> Match:
    """Compare a redirect URI with what is registered; in a request, it has not come back, whatever its query has."""
    if mode is Mode.ORCID and not (is_request or sent.errors) and (answer := _came_back(sent.uri)):
        return _of_return(sent, answer, known, era)
    found = known.matching(sent, mode, era)
    if found is None:
        return _unmatched(sent, known, mode, era)
    by, how = found
    compared = Compared(sent, by, [*_unsure(sent.uri, by.uri, how)], mode, era)
    return Match(by=by.text, how=how, nearest=by.text, reasons=reasons_for(compared, known), unread=known.truncated)


def _came_back(uri: Uri) -> Difference | None:
    """Return what the address says to which ORCID sent a researcher back, `None` if it is not such an address."""
    if uri.authority is None or is_at_orcid(uri) or not (response := response_in(uri.query)):
        return None
    error = error_of(response.error, response.description)
    return _says(error) if error else Difference("came_back", {})


def _reason(found: Difference) -> Reason:
    """Return what is known as a reason without a redirect URI to register or to send."""
    return Reason(code=found.code, params=found.params)


def _says(error: OrcidError) -> Difference:
    """Return what ORCID says."""
    return Difference("orcid_error", {"error": error.code, "meaning": error.meaning, "advice": error.remedy})


def _of_return(sent: Candidate, answer: Difference, known: Registry, era: Era) -> Match:
    """Compare the address to which ORCID sent a researcher back. It accepted that, even if it is not in the given list."""
    uri = attrs.evolve(sent.uri, query=without_reserved(sent.uri.query))
    plain = candidate(unsplit(uri), is_sent=True)
    found = known.matching(plain, Mode.ORCID, era)
    if found is None:
        nearest = known.nearest(plain.uri, Mode.ORCID, era).text if known.candidates else None
        told = [Difference("not_listed", {}), *([] if answer.code == "came_back" else [answer])]
        return Match(nearest=nearest, reasons=in_order(map(_reason, told)), unread=known.truncated)
    by, how = found
    how = How.QUERY_IGNORED if how is How.EXACT else how
    return Match(by=by.text, how=how, nearest=by.text, reasons=(_reason(answer),), unread=known.truncated)


def _of_attempt(attempt: Attempt, known: Registry, mode: Mode, era: Era) -> Match:
    """Compare what a text says about a sign-in, and tell what else it says."""
    found, beside = Match(unread=known.truncated), _beside(attempt, known)
    if attempt.kind is AttemptKind.RETURN:
        answer = _says(attempt.error) if attempt.error else Difference("came_back", {})
        if attempt.redirect_uri is None:
            beside.append(answer)
        else:
            found = _of_return(candidate(attempt.redirect_uri, is_sent=True), answer, known, era)
    elif attempt.redirect_uri is not None and not _is_past_sign_in(attempt):
        is_request = attempt.kind is AttemptKind.REQUEST
        found = _match(candidate(attempt.redirect_uri, is_sent=True), known, mode, era, is_request=is_request)
        if found and attempt.error and attempt.error.about_redirect_uri:
            beside.append(Difference("refused", {}))
        if attempt.encoded_twice:
            found = _encoded_twice(found)
    elif _sends_none(attempt):
        found = _unmatched(candidate(""), known, mode, era)
    return attrs.evolve(found, reasons=in_order([*found.reasons, *map(_reason, beside)]))


def _beside(attempt: Attempt, known: Registry) -> list[Difference]:
    """Return what a text says, apart from the redirect URI."""
    found: list[Difference] = []
    if attempt.environment and known.environment and attempt.environment is not known.environment:
        found.append(Difference("other_environment", {"host": HOSTS[attempt.environment]}))
    told = attempt.error is not None and not attempt.error.about_redirect_uri
    if attempt.error and attempt.kind is not AttemptKind.RETURN and (told or attempt.redirect_uri is None):
        found.append(_says(attempt.error))
    if attempt.kind is AttemptKind.PAGE:
        found.append(Difference("own_page", {}))
    elif attempt.redirect_uri is None and attempt.kind is not AttemptKind.RETURN and not (told or _sends_none(attempt)):
        found.append(Difference("no_redirect_uri", {}))
    return found


def _is_past_sign_in(attempt: Attempt) -> bool:
    """Return whether ORCID refuses a request for a token for another reason than its redirect URI: it took that of the sign-in."""
    error = attempt.error
    return error is not None and error.at_token_endpoint and error.code != "token_redirect_uri_mismatch"


def _sends_none(attempt: Attempt) -> bool:
    """Return whether a text is a request without a redirect URI. An address without a client ID is not a whole request."""
    is_whole = attempt.kind is AttemptKind.REQUEST and attempt.client_id is not None
    return is_whole and attempt.redirect_uri is None


def _encoded_twice(found: Match) -> Match:
    """Return what is to do about a redirect URI that was percent-encoded twice: ORCID does not take it."""
    to_send = (reason.value for reason in found.reasons if reason.fix is Fix.SEND and reason.value)
    value = next(to_send, None if found.reasons else found.by)
    reason = Reason(code="encoded_twice", value=value)
    return attrs.evolve(found, by=None, how=None, reasons=(reason, *found.reasons))


def _unsure(sent: Uri, registered: Uri, how: How) -> Iterable[Difference]:
    """Return why a match that is not exact may not last."""
    if how in {How.PATH_PREFIX, How.QUERY_IGNORED}:
        return left_aside(sent, registered)
    if how is How.EARLIER_ERA:
        return differences(sent, registered, Mode.ORCID, Era.DECEMBER_2023)
    return ()


def _unmatched(sent: Candidate, known: Registry, mode: Mode, era: Era) -> Match:
    """Say why nothing matches: what is wrong with what is sent, and in what it differs from the nearest."""
    nearest: Candidate | None = None
    found: list[Difference]
    if not sent.text:
        only = known.candidates[0] if len(known.candidates) == 1 else None
        value = only.text if only and not only.errors else None
        return Match(
            nearest=only.text if only else None, reasons=(Reason(code="missing", value=value),), unread=known.truncated
        )
    if is_at_orcid(sent.uri):
        found = [Difference("orcid_address", {})]
    elif not known.candidates:
        if era is Era.BEGINNING and mode is Mode.ORCID and not sent.errors:  # it took any where none was registered
            reasons = reasons_for(Compared(sent, None, [_NOTHING_REGISTERED], mode, era), known)
            return Match(how=How.EARLIER_ERA, reasons=reasons)
        found = [_NOTHING_REGISTERED]
    else:
        fixed = fixed_under(sent, SANDBOX, is_sent=True) or sent
        nearest = known.nearest(fixed.uri, mode, era)
        found = _differences(fixed.uri, nearest, known, Compared(sent, nearest, (), mode, era))
    reasons = reasons_for(Compared(sent, nearest, found, mode, era), known)
    return Match(nearest=nearest.text if nearest else None, reasons=reasons, unread=known.truncated)


_NOTHING_REGISTERED: Final = Difference("nothing_registered", {})


def _differences(sent: Uri, registered: Candidate, known: Registry, compared: Compared) -> list[Difference]:
    """Return what is wrong with a registered redirect URI, and in what another differs from it."""
    if any(error.code == _TEMPLATE for error in registered.errors):
        return [Difference("registered_template", {})]
    wrong = [Difference("registered_invalid", rule_broken(error), INVALID_WEIGHT) for error in registered.errors]
    if sent.authority is None or registered.uri.authority is None:
        return wrong
    if not wrong and _is_internal(sent, registered.uri, known):
        hosts = {"sent": shown(sent.host), "registered": shown(registered.uri.host)}
        return [Difference("internal_address", hosts)]
    found = [*differences(sent, registered.uri, compared.mode, compared.era)]
    provider = [each for each in found if each.code == "sandbox_provider"]
    if provider and not wrong:
        return [each._replace(to_register=_is_for(known.environment, each, sent)) for each in provider]
    others = [each for each in found if each.code not in _OF_BASE]
    if len(others) < len(found) and (wrong or any(each.fix is Fix.REGISTER for each in others)):
        found = [*others, Difference("path", {})]
    from orcid_clientreq.matching.known import of_known_system  # noqa: PLC0415 - a table that few need

    return [*wrong, *(of_known_system(each, sent, registered.uri) for each in found)]


def _is_for(environment: Environment | None, provider: Difference, sent: Uri) -> bool:
    """Return whether what is sent is of the provider for an environment, and the registered one is not."""
    is_of_sandbox = str(provider.params["sandbox"]) in [shown(segment) for segment in sent.path.split("/")]
    return environment is (Environment.SANDBOX if is_of_sandbox else Environment.PRODUCTION)


_TEMPLATE: Final = "redirect_uri.placeholder"
#: What tells that an application does not know its address. Where the host is another one, too, nothing of this is sure.
_OF_BASE: Final = frozenset({"base_path", "index_php", "sandbox_provider"})


def _is_internal(sent: Uri, registered: Uri, known: Registry) -> bool:
    """Return whether an application sends an address that is not public, although it has a public one in production."""
    in_production = known.policy.environment is Environment.PRODUCTION
    return in_production and not is_reachable(sent) and is_reachable(registered)
