"""What to do where a redirect URI does not match: one that is registered, or one that is sent."""

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
    """One reason why a redirect URI does not match, or is not sure to match for long, or what else is known of it.

    Args:
        code: The stable name of its cause, a key of `CAUSES`.
        params: What the message is made of, for translation: hosts, ports, names of parts and rules, and in `advice` the
            template of a rule, filled with the same parameters.
        value: The redirect URI to register or to send, whichever is the fix; the same in all reasons of a match that have
            one. `None` where none can be named, and where what is sent has to be changed to what is to be registered. Not
            in the `repr`.
        fix: What makes it match, together with the fixes of the other reasons. That of the cause, if it is not given.
        language: The language of the message; `Match.translated` sets it.
    """

    code: str
    _params: tuple[tuple[str, Param], ...] = attrs.field(default=(), converter=as_pairs, alias="params")
    value: str | None = attrs.field(default=None, repr=False)
    fix: Fix = attrs.field(default=attrs.Factory(lambda self: CAUSES[self.code].fix, takes_self=True), repr=False)
    language: str = attrs.field(default="en", repr=False)

    @property
    def params(self) -> Mapping[str, Param]:
        """What the message is made of, read-only."""
        return MappingProxyType(dict(self._params))

    @property
    def cause(self) -> Cause:
        """The row of the table that describes it."""
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
    """A sent redirect URI with the nearest registered one.

    Args:
        sent: What is sent.
        nearest: The nearest registered one, or that by which it matches; `None` where nothing is registered.
        found: In what they differ, and what is wrong with the registered one.
        mode: How they are compared.
        era: For ORCID's comparison, when.
    """

    sent: Candidate
    nearest: Candidate | None
    found: Sequence[Difference]
    mode: Mode
    era: Era

    @property
    def target(self) -> Candidate | None:
        """The registered one, if it is valid: it can be sent."""
        return self.nearest if self.nearest and not self.nearest.errors else None


def reasons(compared: Compared, known: Registry) -> tuple[Reason, ...]:
    """Return reasons in the order of the table.

    Either the registered redirect URI is to be sent, or one is to be registered: that which is sent, if it can be, or
    else one that the application is to send then. No redirect URI is advised to be sent and to be registered.
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
    """Return why a redirect URI is not to be registered: errors, and that it is not public, unless the other is not, either."""
    of_network = target is not None and not is_reachable(target.uri)
    return tuple(
        found
        for found in redirect_uri(wanted.text, policy=policy)
        if found.severity is Severity.ERROR or (found.code == _NON_PUBLIC and not of_network)
    )


def _not_about_sending(found: Iterable[Difference]) -> list[Difference]:
    """Return the differences that sending another redirect URI does not help against."""
    return [each for each in found if each.fix is not Fix.SEND]


def _about_neither(found: Iterable[Difference]) -> list[Difference]:
    """Return what else is known, apart from the differences."""
    return [each for each in found if each.fix is Fix.NONE]


def in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return reasons in the order of the table."""
    return tuple(sorted(reasons, key=lambda reason: _ORDER[reason.code]))


def _in_order(found: Iterable[Difference], value: str | None, fix: Fix | None = None) -> tuple[Reason, ...]:
    """Return reasons in the order of the table, those with a fix with the redirect URI that it takes."""
    return in_order(
        Reason(code=each.code, params=each.params, fix=each.fix, value=value if each.fix is fix else None)
        for each in found
    )


def _to_send(compared: Compared) -> str | None:
    """Return the registered redirect URI if it is valid, with the query that is sent where ORCID does not compare it."""
    target = compared.target
    if target is None:
        return None
    query = without_reserved(compared.sent.uri.query, of_response=True)
    if compares_query(compared.mode, compared.era) or query is None:
        return target.text
    return unsplit(attrs.evolve(target.uri, query=query))


def _wanted(compared: Compared, policy: Policy) -> Candidate | None:
    """Return the redirect URI to register: that which is sent, without what is wrong with it.

    Returns:
        `None` if what is sent can't be put right; without a path if it has none, and the registered one has none.
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
    """Return in what an application has to send another redirect URI for that which is to be registered."""
    fixed = fixed_under(compared.sent, SANDBOX, is_sent=True) or compared.sent
    found = differences(fixed.uri, wanted.uri, compared.mode, compared.era)
    return [each for each in found if each.fix is Fix.SEND]


def fixed_under(sent: Candidate, policy: Policy, *, is_sent: bool = False) -> Candidate | None:
    """Return a redirect URI with every suggestion put in, `None` where errors are left."""
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
    """Return the parameters of a reason that repeats what a rule says: its code, its template, and what that is filled with."""
    return {**error.params, "rule": error.code, "advice": error.template}
