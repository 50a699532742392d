"""Each field of the form: whether it is there, text and not too long, then the rules of its kind.

A field function returns what it found and the value that a request would hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

import attrs

from orcid_clientreq.form import REQUIRED, Environment, Severity
from orcid_clientreq.policy import Policy
from orcid_clientreq.report import Finding
from orcid_clientreq.rules.model import Path
from orcid_clientreq.validators import text as text_rules
from orcid_clientreq.validators.contacts import Contact, contact, not_distinct, same_mailbox, unknown_contact
from orcid_clientreq.validators.fault import Fault, findings, mended, too_long
from orcid_clientreq.validators.homepage import homepage_faults
from orcid_clientreq.validators.plain import is_blank, items_of, text_of
from orcid_clientreq.validators.redirects import equivalence, redirect_faults

_MISSING: Final = (Fault("missing"),)
_WRONG_TYPE: Final = (Fault("wrong_type"),)

Judge = Callable[[str], tuple[Fault, ...]]
_Judged = tuple[tuple[Finding, ...], str | None]


class Field(NamedTuple):
    """What was found in a field, and its value in the form that a request holds."""

    findings: tuple[Finding, ...]
    value: str | None = None


_NOTHING: Final = Field(())


class RedirectURIs(NamedTuple):
    """What was found in the redirect URIs, and the URIs as given."""

    findings: tuple[Finding, ...]
    value: tuple[str, ...] = ()


def _text(field: str, value: object, limit: int, policy: Policy) -> tuple[str, tuple[Fault, ...]]:
    """Return the text of a value, empty where there is none, and the fault of that."""
    text = "" if value is None else text_of(value)
    if text is None:
        return "", _WRONG_TYPE
    if len(text) <= limit and is_blank(text):  # nothing looks at a text over the limit
        return "", _blank(field, policy)
    return text, ()


def _blank(field: str, policy: Policy) -> tuple[Fault, ...]:
    """Return the fault of a field left empty; an item of a list is never optional."""
    return _MISSING if policy.environment in REQUIRED.get(field, Environment) else ()


def _empty(field: str, faults: tuple[Fault, ...], policy: Policy) -> Field:
    """Return a field without a value."""
    return Field(findings(faults, field, (field,), policy)) if faults else _NOTHING


def _report(field: str, path: Path, faults: tuple[Fault, ...], judge: Judge, policy: Policy) -> tuple[Finding, ...]:
    """Return the findings in a value, with the suggestions that keep their promise."""
    if not faults:
        return ()

    def judged(suggestion: str) -> tuple[Fault, ...]:
        return _blank(field, policy) if is_blank(suggestion) else judge(suggestion)

    return findings(mended(faults, judged, field, policy), field, path, policy)


def text_field(field: str, value: object, policy: Policy) -> Field:
    """Check a text that is shown to people; a request holds it without the white space around it."""
    text, faults = _text(field, value, getattr(policy.limits, field), policy)
    if not text:
        return _empty(field, faults, policy)
    judge = partial(text_rules.faults, field=field, policy=policy)
    return Field(_report(field, (field,), judge(text), judge, policy), text.strip())


def contact_field(value: object, policy: Policy) -> tuple[Field, Contact | None]:
    """Check the contact to whom the credentials go; a request holds the address normalized."""
    field = "contact_email"
    text, faults = _text(field, value, policy.limits.email, policy)
    if not text:
        return _empty(field, faults, policy), None
    this = contact(text, policy)

    def judge(text: str) -> tuple[Fault, ...]:
        other = contact(text, policy)
        return _with(other.faults, unknown_contact(other, policy))

    faults = _with(this.faults, unknown_contact(this, policy))
    return Field(_report(field, (field,), faults, judge, policy), _held(this)), this


def pin_contact_field(value: object, contact_read: Contact | None, policy: Policy) -> Field:
    """Check the contact to whom the PIN goes, beside the other contact where there is one."""
    field = "pin_contact_email"
    text, faults = _text(field, value, policy.limits.email, policy)
    if not text:
        return _empty(field, faults, policy)

    def beside(this: Contact) -> tuple[Fault, ...]:
        if contact_read is None:
            return this.faults
        return _with(this.faults, not_distinct(this, contact_read), same_mailbox(this, contact_read))

    this = contact(text, policy)
    return Field(
        _report(field, (field,), beside(this), lambda text: beside(contact(text, policy)), policy), _held(this)
    )


def _with(faults: tuple[Fault, ...], *more: Fault | None) -> tuple[Fault, ...]:
    """Return the faults and those further ones that there are."""
    return (*faults, *(fault for fault in more if fault))


def _held(this: Contact) -> str:
    """Return the address as a request holds it: normalized, or as given where a policy lets it pass unread."""
    return this.address.normalized if this.address else this.text.strip()


def homepage_field(value: object, policy: Policy) -> Field:
    """Check the home page; a request holds it as given."""
    field = "homepage_url"
    text, faults = _text(field, value, policy.limits.uri, policy)
    if not text:
        return _empty(field, faults, policy)
    judge = partial(homepage_faults, policy=policy)
    return Field(_report(field, (field,), judge(text), judge, policy), text)


def redirect_uris_field(value: object, policy: Policy, *, has_notes: bool) -> RedirectURIs:
    """Check the redirect URIs, one by one and as a list; a request holds them as given, byte for byte.

    Args:
        value: A list or tuple of texts.
        policy: The policy.
        has_notes: Whether there are notes for ORCID's staff.
    """
    field = "redirect_uris"
    own = partial(findings, field=field, path=(field,), policy=policy)
    lone = text_of(value)
    if value is None or (lone is not None and len(lone) <= policy.limits.uri and is_blank(lone)):
        return RedirectURIs(own(_MISSING))
    limit = policy.limits.redirect_uris
    if lone is not None:
        sound = not any(finding.severity is Severity.ERROR for finding in _redirect_uri(lone, (field, 0), policy)[0])
        return RedirectURIs(own((Fault("wrong_type", suggestion=(lone,) if sound else None),)))
    items = items_of(value, limit)
    if items is None:
        return RedirectURIs(own(_WRONG_TYPE))
    if not items:
        return RedirectURIs(own(_MISSING))
    if len(items) > limit:
        return RedirectURIs(own((too_long(limit),)))
    found, texts = _each(items, policy)
    advised = policy.limits.redirect_uris_advised
    many = (Fault("many", {"limit": advised}),) if len(items) > advised and not has_notes else ()
    return RedirectURIs((*own(many), *found), texts)


def redirect_uri_field(value: object, path: Path, policy: Policy) -> tuple[Finding, ...]:
    """Check one redirect URI on its own."""
    return _redirect_uri(value, path, policy)[0]


def _redirect_uri(value: object, path: Path, policy: Policy) -> _Judged:
    """Return what is found in one item, and its text if it has one."""
    field = "redirect_uri"
    if value is None:
        return findings(_WRONG_TYPE, field, path, policy), None
    text, faults = _text(field, value, policy.limits.uri, policy)
    if not text:
        return findings(faults, field, path, policy), None
    judge = partial(redirect_faults, policy=policy)
    return _report(field, path, judge(text), judge, policy), text


def _each(items: tuple[object, ...], policy: Policy) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Check each item, then what only the list shows: duplicates, and suggestions that would make some."""
    judged = [_redirect_uri(item, ("redirect_uris", index), policy) for index, item in enumerate(items)]
    texts = tuple(text for _, text in judged if text is not None)
    if len(judged) == 1:
        return judged[0][0], texts
    keys = [None if text is None else equivalence(text, policy) for _, text in judged]
    taken = _taken(judged, keys, policy)
    first: dict[str, int] = {}
    result: list[Finding] = []
    for index, ((found, _), key) in enumerate(zip(judged, keys, strict=True)):
        result.extend(_unless_taken(finding, key, taken, policy) for finding in found)
        if key is not None and first.setdefault(key, index) != index:
            duplicate = Fault("duplicate", {"number": first[key] + 1})
            result.extend(findings((duplicate,), "redirect_uri", ("redirect_uris", index), policy))
    return tuple(result), texts


def _taken(judged: list[_Judged], keys: list[str | None], policy: Policy) -> Counter[str | None]:
    """Count the items that stand at each equivalence, or would with one of their suggestions."""
    taken: Counter[str | None] = Counter()
    if not any(found for found, _ in judged):
        return taken
    for (found, _), key in zip(judged, keys, strict=True):
        offered = {equivalence(finding.suggestion, policy) for finding in found if isinstance(finding.suggestion, str)}
        taken.update({key, *offered})
    return taken


def _unless_taken(finding: Finding, key: str | None, taken: Counter[str | None], policy: Policy) -> Finding:
    """Return the finding without a suggestion that would make the item a duplicate of another."""
    if not isinstance(finding.suggestion, str):
        return finding
    wanted = equivalence(finding.suggestion, policy)
    return finding if wanted == key or taken[wanted] == 1 else attrs.evolve(finding, suggestion=None)
