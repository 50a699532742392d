"""Each field of the form: whether it is there, text and not too long, then the rules of its kind.

A field function returns what it found and the value that a request would hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, NamedTuple, TypeGuard, cast

import attrs

from orcid_clientreq.form import CHOICES, CredentialType, IntegrationType, Severity
from orcid_clientreq.policy import Policy
from orcid_clientreq.report import Finding
from orcid_clientreq.rules import RULES
from orcid_clientreq.rules.model import Path
from orcid_clientreq.validators import clients
from orcid_clientreq.validators import text as text_rules
from orcid_clientreq.validators.contacts import Contact, contact, not_distinct, same_mailbox, unknown_contact
from orcid_clientreq.validators.fault import Fault, findings, mended, too_long
from orcid_clientreq.validators.homepage import homepage_faults
from orcid_clientreq.validators.homepage import is_faultless as is_faultless_homepage
from orcid_clientreq.validators.plain import is_blank, items_of, text_of
from orcid_clientreq.validators.redirects import is_faultless, redirect

_MISSING: Final = (Fault("missing"),)
_WRONG_TYPE: Final = (Fault("wrong_type"),)

Judge = Callable[[str], tuple[Fault, ...]]


class _Judged(NamedTuple):
    """What was found in one redirect URI, its text, and what equivalent ones share: of it, and of its suggestions."""

    findings: tuple[Finding, ...]
    text: str | None = None
    key: str | None = None
    wanted: Mapping[str, str] = MappingProxyType({})


#: What was found in a field, and its value in the form that a request holds.
Field = tuple[tuple[Finding, ...], str | None]
#: The same of the redirect URIs, which a request holds as given.
RedirectURIs = tuple[tuple[Finding, ...], tuple[str, ...]]


def _text(field: str, value: object, limit: int, policy: Policy) -> tuple[str, tuple[Fault, ...]]:
    """Return the text of a value, empty where there is none, and the fault of that."""
    text = "" if value is None else text_of(value)
    if text is None:
        return "", _WRONG_TYPE
    if not text or (len(text) <= limit and text.isspace()):  # nothing looks at a text over the limit
        return "", _blank(field, policy)
    return text, ()


def _blank(field: str, policy: Policy) -> tuple[Fault, ...]:
    """Return the fault of a field left empty, if it is one."""
    code = f"{field}.missing"
    return _MISSING if code in RULES and policy.severity(code) else ()


def _empty(field: str, faults: tuple[Fault, ...], policy: Policy) -> Field:
    """Return a field without a value."""
    return (findings(faults, field, (field,), policy) if faults else ()), None


def _report(field: str, path: Path, faults: tuple[Fault, ...], judge: Judge, policy: Policy) -> tuple[Finding, ...]:
    """Return the findings in a value, with the suggestions that keep their promise."""

    def judged(suggestion: str) -> tuple[Fault, ...]:
        return _blank(field, policy) if is_blank(suggestion) else judge(suggestion)

    return findings(mended(faults, judged, field, policy), field, path, policy)


def text_field(field: str, value: object, policy: Policy) -> Field:
    """Check a text that is shown to people; a request holds it without the white space around it."""
    if type(value) is str and text_rules.is_faultless(value, field, policy):
        return (), value
    text, faults = _text(field, value, getattr(policy.limits, field), policy)
    if not text:
        return _empty(field, faults, policy)
    found = text_rules.faults(text, field, policy)
    judge = partial(text_rules.faults, field=field, policy=policy)
    return (_report(field, (field,), found, judge, policy) if found else ()), text.strip()


#: What was found in an answer, and what a request holds for it.
Answer = tuple[tuple[Finding, ...], bool | IntegrationType | CredentialType | None]
#: What people answer to a question of yes or no.
_MEANT: Final = {"y": "yes", "true": "yes", "on": "yes", "1": "yes", "n": "no", "false": "no", "off": "no", "0": "no"}


def choice_field(field: str, value: object, policy: Policy) -> Answer:
    """Check the answer to a question that has a choice; a boolean answers a question of yes or no."""
    choices = CHOICES[field]
    if type(value) is bool and value in choices.values():
        return (), value
    text, faults = _text(field, value, policy.limits.client_name, policy)
    if not text:
        return (findings(faults, field, (field,), policy) if faults else ()), None
    key = text[: policy.limits.client_name].strip().lower().replace(" ", "_").replace("-", "_")
    if key in choices:
        return (), choices[key]
    meant = _MEANT.get(key)
    fault = Fault("not_a_choice", {"choices": ", ".join(choices)}, meant if meant in choices else None)
    return findings((fault,), field, (field,), policy), None


def client_id_field(value: object, policy: Policy, *, updating: object) -> Field:
    """Check the client iD of the credentials to update, which is asked for where `updating` is true."""
    field = "existing_client_id"
    text = "" if value is None else text_of(value)
    if text is None:
        return _empty(field, _WRONG_TYPE, policy)
    if is_blank(text):
        return _empty(field, _MISSING if updating is True else (), policy)

    def judge(text: str) -> tuple[Fault, ...]:
        return (*clients.faults(text), *((Fault("not_updating"),) if updating is False else ()))

    return _report(field, (field,), judge(text), judge, policy), text.strip()


def beside_organization(client: str, organization: str, policy: Policy) -> tuple[Finding, ...]:
    """Check that the name of a client begins with the name of its organization."""
    field = "client_name"
    if " ".join(client.casefold().split()).startswith(" ".join(organization.casefold().split())):
        return ()
    both = f"{organization} {client}"
    mend = None if text_rules.faults(both, field, policy) else both
    return findings((Fault("not_from_organization", suggestion=mend),), field, (field,), policy)


def beside_integration(notes: str | None, kind: object, policy: Policy) -> tuple[Finding, ...]:
    """Check that the notes mention a demo or review, where the integration is no certified service provider's."""
    field = "staff_notes"
    if kind is not IntegrationType.OTHER or (notes and text_rules.mentions_review(notes)):
        return ()
    return findings((Fault("review_unmentioned"),), field, (field,), policy)


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
    return ((_report(field, (field,), faults, judge, policy) if faults else ()), _held(this)), this


def pin_contact_field(value: object, contact_read: Contact | None, policy: Policy) -> Field:
    """Check the contact to whom the PIN goes, beside the other contact where there is one."""
    field = "pin_contact_email"
    text, faults = _text(field, value, policy.limits.email, policy)
    if not text:
        return _empty(field, faults, policy)

    def beside(this: Contact) -> tuple[Fault, ...]:
        if contact_read is None:
            return this.faults
        return _with(this.faults, not_distinct(this, contact_read) or same_mailbox(this, contact_read))

    this = contact(text, policy)
    if not (faults := beside(this)):
        return (), _held(this)
    return _report(field, (field,), faults, lambda text: beside(contact(text, policy)), policy), _held(this)


def _with(faults: tuple[Fault, ...], fault: Fault | None) -> tuple[Fault, ...]:
    """Return the faults and a further one, if there is one."""
    return (*faults, fault) if fault else faults


def _held(this: Contact) -> str:
    """Return the address as a request holds it: normalized, or as given where a policy lets it pass unread."""
    return this.address.normalized if this.address else this.text.strip()


def homepage_field(value: object, policy: Policy, plain_hosts: set[str] | None = None) -> Field:
    """Check the home page; a request holds it as given.

    Args:
        value: A text.
        policy: The policy.
        plain_hosts: What the URIs of one request share: hosts that were found plain before.
    """
    if type(value) is str and is_faultless_homepage(value, policy, set() if plain_hosts is None else plain_hosts):
        return (), value
    field = "homepage_url"
    text, faults = _text(field, value, policy.limits.uri, policy)
    if not text:
        return _empty(field, faults, policy)
    found = homepage_faults(text, policy)
    judge = partial(homepage_faults, policy=policy)
    return (_report(field, (field,), found, judge, policy) if found else ()), text


def redirect_uris_field(
    value: object, policy: Policy, plain_hosts: set[str] | None = None, *, has_notes: bool
) -> RedirectURIs:
    """Check the redirect URIs, one by one and as a list; a request holds them as given, byte for byte.

    Args:
        value: A list or tuple of texts.
        policy: The policy.
        plain_hosts: As for the home page.
        has_notes: Whether there are notes for ORCID's staff.
    """
    own = partial(findings, field="redirect_uris", path=("redirect_uris",), policy=policy)
    limit = policy.limits.redirect_uris
    items = items_of(value, limit)
    if items is None:
        return own(_not_a_list(value, policy)), ()
    if not items:
        return own(_MISSING), ()
    if len(items) > limit:
        return own((too_long(limit),)), ()
    found, texts = _each(items, policy, set() if plain_hosts is None else plain_hosts)
    advised = policy.limits.redirect_uris_advised
    if len(items) > advised and not has_notes:
        found = (*own((Fault("many", {"limit": advised}),)), *found)
    return found, texts


def _not_a_list(value: object, policy: Policy) -> tuple[Fault, ...]:
    """Return the fault of what is given for the list; a lone URI without errors is one that is meant as a list."""
    text = text_of(value)
    if value is None or (text is not None and len(text) <= policy.limits.uri and is_blank(text)):
        return _MISSING
    if text is None or any(
        finding.severity is Severity.ERROR
        for finding in _redirect_uri(text, ("redirect_uris", 0), policy, set()).findings
    ):
        return _WRONG_TYPE
    return (Fault("wrong_type", suggestion=(text,)),)


def redirect_uri_field(value: object, path: Path, policy: Policy) -> tuple[Finding, ...]:
    """Check one redirect URI on its own."""
    return _redirect_uri(value, path, policy, set()).findings


def _redirect_uri(value: object, path: Path, policy: Policy, plain_hosts: set[str]) -> _Judged:
    """Return what is found in one item, its text if it has one, and what equivalent ones share."""
    if type(value) is str and is_faultless(value, policy, plain_hosts):
        return _Judged((), value, value)
    field = "redirect_uri"
    if value is None:
        return _Judged(findings(_WRONG_TYPE, field, path, policy))
    text, faults = _text(field, value, policy.limits.uri, policy)
    if not text:
        return _Judged(findings(faults, field, path, policy))
    faults, key = redirect(text, policy, plain_hosts)
    wanted: dict[str, str] = {}

    def judge(suggestion: str) -> tuple[Fault, ...]:
        faults, wanted[suggestion] = redirect(suggestion, policy, plain_hosts)
        return faults

    return _Judged(_report(field, path, faults, judge, policy) if faults else (), text, key, wanted)


def _are_plain(items: tuple[object, ...], policy: Policy, plain_hosts: set[str]) -> TypeGuard[tuple[str, ...]]:
    """Return whether there is nothing to find in a list: every item is of the plain shape, and no two are the same."""
    for item in items:
        if type(item) is not str or not is_faultless(item, policy, plain_hosts):
            return False
    return len(set(items)) == len(items)


def _suggested(found: tuple[Finding, ...]) -> Iterator[str]:
    """Yield the redirect URIs that findings suggest."""
    return (finding.suggestion for finding in found if isinstance(finding.suggestion, str))


def _each(items: tuple[object, ...], policy: Policy, plain_hosts: set[str]) -> RedirectURIs:
    """Check each item, then what only the list shows: duplicates, and suggestions that would make some."""
    if _are_plain(items, policy, plain_hosts):
        return (), items
    judged = [_redirect_uri(item, ("redirect_uris", index), policy, plain_hosts) for index, item in enumerate(items)]
    texts = tuple(each.text for each in judged if each.text is not None)
    if len(judged) == 1:
        return judged[0].findings, texts
    # How many items stand at each equivalence, or would with one of their suggestions.
    taken: dict[str | None, int] = {}
    for each in judged:
        for key in {each.key, *(each.wanted[uri] for uri in _suggested(each.findings))}:
            taken[key] = taken.get(key, 0) + 1
    first: dict[str, int] = {}
    result: list[Finding] = []
    for index, each in enumerate(judged):
        for finding in each.findings:
            key = each.wanted.get(cast("str", finding.suggestion))
            makes_one = key is not None and key != each.key and taken[key] > 1
            result.append(attrs.evolve(finding, suggestion=None) if makes_one else finding)
        if each.key is not None and first.setdefault(each.key, index) != index:
            duplicate = Fault("duplicate", {"number": first[each.key] + 1})
            result.extend(findings((duplicate,), "redirect_uri", ("redirect_uris", index), policy))
    return tuple(result), texts
