"""What to do if a redirect URI does not match: register another redirect URI, or send another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import attrs

from orcid_clientreq.form import Environment, Severity
from orcid_clientreq.matching.causes import CAUSES, Cause, Fix
from orcid_clientreq.matching.compare import (
    Difference,
    Era,
    Mode,
    compares_query,
    differences,
    is_reachable,
    names_path,
)
from orcid_clientreq.matching.registered import Candidate, Registry, candidate, errors_in
from orcid_clientreq.messages import translate
from orcid_clientreq.policy import SANDBOX, Policy
from orcid_clientreq.report import Finding, as_pairs
from orcid_clientreq.syntax.responses import without_reserved
from orcid_clientreq.syntax.uri_parts import DEFAULT_PORTS, Uri, host_and_port, unsplit
from orcid_clientreq.validators import redirect_uri
from orcid_clientreq.wire import Param

_ORDER: Final = {code: place for place, code in enumerate(CAUSES)}


@attrs.frozen(kw_only=True)
class Reason:
    """One reason why a redirect URI does not match, or may not match for long, or something else to know about it.

    Args:
        code: The stable name of the reason's cause, a key of `CAUSES`.
        params: The values that the message is filled in with, for translation: hosts, ports, names of parts and rules,
            and in `advice` the template of a rule, filled in with the same parameters.
        value: The redirect URI to register or to send, depending on `fix`. All reasons of a match that have a value have
            the same value. `None` if no redirect URI can be named, or if the application must send another redirect URI
            because of the one to register. Not in the `repr`.
        fix: What makes the redirect URI match, together with the fixes of the other reasons. By default, the fix of the
            cause.
        language: The language of the message. `Match.translated` sets it.
    """

    code: str
    _params: tuple[tuple[str, Param], ...] = attrs.field(default=(), converter=as_pairs, alias="params")
    value: str | None = attrs.field(default=None, repr=False)
    fix: Fix = attrs.field(default=attrs.Factory(lambda self: CAUSES[self.code].fix, takes_self=True), repr=False)
    language: str = attrs.field(default="en", repr=False)

    @property
    def params(self) -> Mapping[str, Param]:
        """The values that the message is filled in with, by name. Read-only."""
        return MappingProxyType(dict(self._params))

    @property
    def cause(self) -> Cause:
        """The cause, a row of the table `CAUSES`."""
        return CAUSES[self.code]

    @property
    def template(self) -> str:
        """The English message, a format string over `params`."""
        return self.cause.template if self.fix is self.cause.fix else self.cause.register_template

    @property
    def message(self) -> str:
        """What differs, and what to do about it."""
        return translate(self, self.language)


@attrs.frozen
class Compared:
    """The redirect URI that is sent, with the nearest registered redirect URI.

    Args:
        sent: The redirect URI that is sent.
        nearest: The registered redirect URI that it matches, or the nearest one. `None` if nothing is registered.
        found: The differences between the two, and what is wrong with the registered one.
        mode: How the two are compared.
        era: When ORCID compared them like that, for `Mode.ORCID`.
    """

    sent: Candidate
    nearest: Candidate | None
    found: Sequence[Difference]
    mode: Mode
    era: Era

    @property
    def target(self) -> Candidate | None:
        """The registered redirect URI, if it is valid, so that the application can send it."""
        return self.nearest if self.nearest and not self.nearest.errors else None


def reasons(compared: Compared, known: Registry) -> tuple[Reason, ...]:
    """Return reasons in the order of the table.

    The advice is either to send the registered redirect URI, or to register one: the redirect URI that is sent, if ORCID
    can register it, or otherwise another one, which the application must then send. The advice is never to send and to
    register the same redirect URI.
    """
    wrong = _wrong_with(compared.sent.errors)
    if not any(each.fix is Fix.REGISTER for each in compared.found):
        useful = wrong or any(each.fix is Fix.SEND for each in compared.found)
        return _in_order([*wrong, *compared.found], _to_send(compared) if useful else None, Fix.SEND)
    wanted = _wanted(compared, known.policy)
    if wanted is None or not names_path(wanted.uri):
        changes = [] if wanted is None else [Difference("host_only", {}, 0)]
        sent = [each for each in compared.found if each.fix is not Fix.REGISTER]
        return _in_order([*wrong, *changes, *(sent if wanted is None else _not_about_sending(compared.found))], None)
    refused = _refused(wanted, compared.target, known.policy)
    taken = fixed_under(wanted, known.policy)
    if taken is None or any(error.code == _NON_PUBLIC for error in refused):
        what = [*(wrong or _wrong_with(refused)), *_about_neither(compared.found)]
        return _in_order(what, _to_send(compared), Fix.SEND)
    changes = _changes(compared, wanted)
    found = [*(wrong or _wrong_with(refused)), *changes, *_not_about_sending(compared.found)]
    return _in_order(found, taken.text, Fix.REGISTER)


_NON_PUBLIC: Final = "redirect_uri.non_public_host"


def _refused(wanted: Candidate, target: Candidate | None, policy: Policy) -> tuple[Finding, ...]:
    """Return why a redirect URI can't be registered: its errors, or that only it, not the other one, is not public."""
    of_network = target is not None and not is_reachable(target.uri)
    return tuple(
        found
        for found in redirect_uri(wanted.text, policy=policy)
        if found.severity is Severity.ERROR or (found.code == _NON_PUBLIC and not of_network)
    )


def _not_about_sending(found: Iterable[Difference]) -> list[Difference]:
    """Return the differences that remain if the application sends another redirect URI."""
    return [each for each in found if each.fix is not Fix.SEND]


def _about_neither(found: Iterable[Difference]) -> list[Difference]:
    """Return what else is known, apart from the differences."""
    return [each for each in found if each.fix is Fix.NONE]


def in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return reasons in the order of the table."""
    return tuple(sorted(reasons, key=lambda reason: _ORDER[reason.code]))


def _in_order(found: Iterable[Difference], value: str | None, fix: Fix | None = None) -> tuple[Reason, ...]:
    """Return reasons in the order of the table. Reasons with a fix get the redirect URI to register or to send."""
    return in_order(
        Reason(code=each.code, params=each.params, fix=each.fix, value=value if each.fix is fix else None)
        for each in found
    )


def _to_send(compared: Compared) -> str | None:
    """Return the registered redirect URI if it is valid, with the query that is sent if ORCID does not compare queries."""
    target = compared.target
    if target is None:
        return None
    query = without_reserved(compared.sent.uri.query, of_response=True)
    if compares_query(compared.mode, compared.era) or query is None:
        return target.text
    return unsplit(attrs.evolve(target.uri, query=query))


def _wanted(compared: Compared, policy: Policy) -> Candidate | None:
    """Return the redirect URI to register: the redirect URI that is sent, without its faults.

    Returns:
        The redirect URI. `None` if the faults can't be fixed. Without a path if both redirect URIs have no path.
    """
    fixed = fixed_under(compared.sent, SANDBOX, is_sent=True)
    if fixed is None:
        return None
    uri, target = fixed.uri, compared.target
    codes = {each.code for each in compared.found}
    if uri.scheme == "http" and policy.environment is Environment.PRODUCTION:
        uri = _over_https(uri)
    theirs = compared.nearest.uri.host if compared.nearest else ""
    if uri.host == _LOCALHOST != theirs and policy.environment is Environment.SANDBOX:
        # ORCID's form refuses the name
        host = theirs if "loopback_name" in codes else _LOOPBACK
        uri = attrs.evolve(uri, host=host, authority=host_and_port(host, uri.port))
    if not names_path(uri) and target and names_path(target.uri):
        uri = attrs.evolve(uri, path=target.uri.path, query=target.uri.query)
    if not compares_query(compared.mode, compared.era) and not (target and target.uri.query == uri.query):
        uri = attrs.evolve(uri, query=None)
    return candidate(unsplit(attrs.evolve(uri, query=without_reserved(uri.query))))


_LOCALHOST: Final = "localhost"
_LOOPBACK: Final = "127.0.0.1"


def _changes(compared: Compared, wanted: Candidate) -> list[Difference]:
    """Return what an application has to change in what it sends, because of the redirect URI to register."""
    fixed = fixed_under(compared.sent, SANDBOX, is_sent=True) or compared.sent
    found = differences(fixed.uri, wanted.uri, compared.mode, compared.era)
    return [each for each in found if each.fix is Fix.SEND]


def fixed_under(sent: Candidate, policy: Policy, *, is_sent: bool = False) -> Candidate | None:
    """Return a redirect URI with every suggestion applied, or `None` if errors are left."""
    text: str | None = sent.text
    while text is not None:  # each suggestion leaves fewer errors
        errors = errors_in(text, policy, is_sent=is_sent)
        if not errors:
            return candidate(text, is_sent=is_sent)
        text = next((error.suggestion for error in errors if isinstance(error.suggestion, str)), None)
    return None


def _over_https(uri: Uri) -> Uri:
    """Return an http URI over https."""
    port = None if uri.port == DEFAULT_PORTS["http"] else uri.port
    return attrs.evolve(uri, scheme="https", authority=host_and_port(uri.host, port), port=port)


def _wrong_with(errors: Iterable[Finding]) -> list[Difference]:
    """Return what is wrong with what is sent."""
    return [
        Difference("fragment", {}, 0)
        if error.code == "redirect_uri.fragment"
        else Difference("requested_invalid", rule_broken(error), 0)
        for error in errors
    ]


def rule_broken(error: Finding) -> dict[str, Param]:
    """Return the parameters of a reason that repeats what a rule says: the rule's code, template and parameters."""
    return {**error.params, "rule": error.code, "advice": error.template}
