"""What to do where a redirect URI does not match: one that is registered and sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import attrs

from orcid_clientreq.matching.causes import CAUSES, Cause, Fix
from orcid_clientreq.matching.compare import Difference, names_path
from orcid_clientreq.matching.registered import Candidate, Registry, candidate, errors_in
from orcid_clientreq.messages import translate
from orcid_clientreq.policy import SANDBOX, Policy
from orcid_clientreq.report import Finding, as_pairs
from orcid_clientreq.syntax.uri_parts import DEFAULT_PORTS, Uri, host_and_port, unsplit
from orcid_clientreq.wire import Param

_ORDER: Final = {code: place for place, code in enumerate(CAUSES)}


@attrs.frozen(kw_only=True)
class Reason:
    """One reason why a redirect URI does not match, or is not sure to match for long.

    Args:
        code: The stable name of its cause, a key of `CAUSES`.
        params: What the message is made of, for translation: hosts, ports, names of parts and rules, and in `advice` the
            template of a rule, filled with the same parameters.
        value: The redirect URI to register or to send, the same in all reasons of a match; `None` where none can be
            named. Not in the `repr`.
        language: The language of the message; `Match.translated` sets it.
    """

    code: str
    _params: tuple[tuple[str, Param], ...] = attrs.field(default=(), converter=as_pairs, alias="params")
    value: str | None = attrs.field(default=None, repr=False)
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
    def fix(self) -> Fix:
        """What makes it match, together with the fixes of the other reasons."""
        return self.cause.fix

    @property
    def template(self) -> str:
        """The English message, a format string over `params`."""
        return self.cause.template

    @property
    def message(self) -> str:
        """What differs, and what to do about it."""
        return translate(self, self.language)


def reasons(
    sent: Candidate, nearest: Candidate | None, found: Sequence[Difference], known: Registry
) -> tuple[Reason, ...]:
    """Return reasons in the order of the table, with one redirect URI that is to be registered, sent, or both.

    What is only about sending is left out where what is sent is to be registered: it would say to send another.
    """
    codes = {each.code for each in found}
    wrong = _wrong_with(sent.errors)
    to_send = [each for each in found if CAUSES[each.code].fix is Fix.SEND]
    if len(to_send) == len(found):
        value = nearest.text if nearest and not nearest.errors and (found or wrong) else None
        return _in_order([*wrong, *to_send], value)
    fixed = fixed_under(sent, SANDBOX)
    if fixed is None:
        return _in_order([*wrong, *to_send], None)
    uri = _over_https(fixed.uri) if "http_sent" in codes else fixed.uri
    applied = [each for each in found if each.code == "http_sent"]
    if not names_path(uri):
        applied.append(Difference("host_only", {}, 0))
        if nearest is None or nearest.errors or not names_path(nearest.uri):
            return _in_order([*wrong, *applied, *_to_register(found)], None)
        uri = attrs.evolve(uri, path=nearest.uri.path, query=nearest.uri.query)
    wanted = candidate(unsplit(uri))
    refused = errors_in(wanted.text, known.policy)
    taken = fixed_under(wanted, known.policy)
    if taken is None:
        return _in_order(_wrong_with(refused), None)
    return _in_order([*(wrong or _wrong_with(refused)), *applied, *_to_register(found)], taken.text)


def _to_register(found: Iterable[Difference]) -> list[Difference]:
    """Return the differences against which registering helps."""
    return [each for each in found if CAUSES[each.code].fix is Fix.REGISTER]


def _in_order(found: Iterable[Difference], value: str | None) -> tuple[Reason, ...]:
    """Return reasons in the order of the table."""
    rows = sorted(found, key=lambda each: _ORDER[each.code])
    return tuple(Reason(code=each.code, params=each.params, value=value) for each in rows)


def fixed_under(sent: Candidate, policy: Policy) -> Candidate | None:
    """Return a redirect URI with every suggestion put in, `None` where errors are left."""
    text: str | None = sent.text
    while text is not None:  # each suggestion leaves fewer errors
        errors = errors_in(text, policy)
        if not errors:
            return candidate(text)
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
