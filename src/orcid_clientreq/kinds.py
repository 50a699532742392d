"""A value read by the function of its kind, and faults made findings by a policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeGuard

import attrs

from orcid_clientreq.fast_paths import is_faultless_homepage, is_faultless_redirect_uri, is_faultless_text
from orcid_clientreq.fields import FIELDS, Field, Kind
from orcid_clientreq.form import Severity
from orcid_clientreq.policy import Policy
from orcid_clientreq.report import Finding
from orcid_clientreq.rules import base_urls, choices, clients, homepage, reading, rows, texts
from orcid_clientreq.rules.contacts import UNKNOWN_CONTACT, contact, unknown_contact
from orcid_clientreq.rules.model import Fault, Path, Suggestion
from orcid_clientreq.rules.reading import Reading
from orcid_clientreq.syntax.hosts import Names
from orcid_clientreq.syntax.values import items_of, text_of

Read = Callable[[Field, Any, Policy, Names], Reading]


def findings(faults: Iterable[Fault], field: str, path: Path, policy: Policy) -> tuple[Finding, ...]:
    """Return the findings that a policy makes of faults; those of a rule that is off are dropped."""
    found: list[Finding] = []
    for fault in faults:
        code = f"{field}.{fault.rule}"
        severity = Severity.ERROR if fault.hard else policy.severity(code)
        if severity is not None:
            suggestion = None if fault.suggestion is None else _encodable(fault.suggestion)
            found.append(Finding(code=code, path=path, severity=severity, params=fault.params, suggestion=suggestion))
    return tuple(found)


def _encodable(suggestion: Suggestion) -> Suggestion | None:
    """Return a suggestion, `None` where it holds a lone surrogate: no JSON and no file could carry it."""
    try:
        (suggestion if isinstance(suggestion, str) else "".join(suggestion)).encode()
    except UnicodeEncodeError:
        return None
    return suggestion


def errors_in(faults: Iterable[Fault], field: str, policy: Policy) -> set[str]:
    """Return the codes of the faults that are errors."""
    codes = ((f"{field}.{fault.rule}", fault.hard) for fault in faults)
    return {code for code, hard in codes if hard or policy.severity(code) is Severity.ERROR}


def read_text(field: Field, value: object, policy: Policy, _names: Names) -> Reading:
    """Read a text that is shown to people; a request holds it without the white space around it."""
    if type(value) is str and is_faultless_text(value, field, policy):
        return Reading((), value)
    text = reading.read_text(field, value, policy)
    if isinstance(text, Reading):
        return text
    core = text.strip()
    found = texts.faults(text, field)
    if field.advised and (params := reading.too_long(core, getattr(policy.limits, field.advised))) is not None:
        found = (*found, reading.TOO_LONG.fault(params))
    return Reading(found, core)


#: No answer is longer; what is gets the same finding, and is not looked at.
_LONGEST_ANSWER: Final = 100


def read_choice(field: Field, value: object, policy: Policy, _names: Names) -> Reading:
    """Read the answer to a question that has a choice; a boolean answers a question of yes or no."""
    if type(value) is bool and value in field.choices.values():
        return Reading((), value)
    text = reading.read_text(field, value, policy)
    if isinstance(text, Reading):
        return text
    core = text.strip()
    answer = core.lower().replace(" ", "_").replace("-", "_") if len(core) <= _LONGEST_ANSWER else ""
    params = choices.not_a_choice(answer, field)
    if params is None:
        return Reading((), field.choices[answer])
    return Reading((choices.NOT_A_CHOICE.fault(params, choices.meant(answer, field)),), understood=False)


def read_client_id(field: Field, value: object, policy: Policy, _names: Names) -> Reading:
    """Read a client iD; whether there has to be one of an update depends on another answer."""
    text = reading.read_text(field, value, policy)
    return text if isinstance(text, Reading) else Reading(clients.faults(text), text.strip())


def read_client_secret(field: Field, value: object, policy: Policy, _names: Names) -> Reading:
    """Read a client secret."""
    text = reading.read_text(field, value, policy, reading.LONGEST_SECRET)
    return text if isinstance(text, Reading) else Reading(clients.secret_faults(text), text.strip())


def read_base_url(field: Field, value: object, policy: Policy, _names: Names) -> Reading:
    """Read the address of ORCID that credentials are used with."""
    text = reading.read_text(field, value, policy)
    return text if isinstance(text, Reading) else Reading(base_urls.faults(text, policy), text.strip())


def read_contact(field: Field, value: object, policy: Policy, names: Names) -> Reading:
    """Read a contact; a request holds the address normalized, or as given where a policy lets it pass as none."""
    text = reading.read_text(field, value, policy)
    if isinstance(text, Reading):
        return text
    this = contact(text, names)
    found = this.faults
    if UNKNOWN_CONTACT.holds_for(field.name) and (params := unknown_contact(this, policy)) is not None:
        found = (*found, UNKNOWN_CONTACT.fault(params))
    held = this.address.normalized if this.address else this.text.strip()
    return Reading(found, held, contact=this)


def read_homepage(field: Field, value: object, policy: Policy, names: Names) -> Reading:
    """Read the home page; a request holds it as given."""
    if type(value) is str and is_faultless_homepage(value, policy, names):
        return Reading((), value)
    text = reading.read_text(field, value, policy)
    return text if isinstance(text, Reading) else Reading(homepage.examined(text, policy, names), text)


def read_redirect_uris(field: Field, value: object, policy: Policy, names: Names) -> Reading:
    """Read the redirect URIs, one by one and as a list; a request holds them as given, byte for byte."""
    limit = policy.limits.redirect_uris
    items = items_of(value, limit)
    if items is None:
        return _not_a_list(field, value, policy)
    if not items:
        return reading.absent(field, policy)._replace(value=())
    if (params := reading.too_long(items, limit)) is not None:
        return Reading((reading.TOO_MANY.fault(params, hard=True),), (), understood=False)
    found, held = _each(items, policy, names)
    return Reading((), held, number=len(items), items=found)


def _not_a_list(field: Field, value: object, policy: Policy) -> Reading:
    """Read what is given for the list; a lone URI is meant as one, and one row may be several."""
    text = "" if value is None else text_of(value)
    if text is None or len(text) > policy.limits.uri:
        return Reading((reading.WRONG_TYPE_OF_LIST.fault(),), (), understood=False)
    if reading.missing(text):
        return reading.absent(field, policy)._replace(value=())
    return Reading((reading.WRONG_TYPE_OF_LIST.fault(suggestion=rows.rows(text)),), (), understood=False)


class _Item(NamedTuple):
    """What was found in one redirect URI, its text, and what equivalent ones share: of it, and of its suggestions."""

    findings: tuple[Finding, ...]
    text: str | None = None
    key: str | None = None
    keys_of: Mapping[str, str] = MappingProxyType({})


def redirect_uri_findings(value: object, path: Path, policy: Policy) -> tuple[Finding, ...]:
    """Return what is found in one redirect URI on its own."""
    return _read_item(value, path, policy, Names()).findings


_ITEM: Final = FIELDS["redirect_uri"]


def _read_item(value: object, path: Path, policy: Policy, names: Names) -> _Item:
    """Read one item of the list."""
    if type(value) is str and is_faultless_redirect_uri(value, policy, names):
        return _Item((), value, value)
    if value is None:
        return _Item(findings((reading.WRONG_TYPE.fault(),), _ITEM.name, path, policy))
    text = reading.read_text(_ITEM, value, policy)
    if isinstance(text, Reading):
        return _Item(findings(text.faults, _ITEM.name, path, policy))
    faults, key = rows.examined(text, policy, names)
    keys_of: dict[str, str] = {}
    before = errors_in(faults, _ITEM.name, policy)

    def keeps(fault: Fault) -> bool:
        if not isinstance(fault.suggestion, str):  # the parts of a row have been read
            for piece in fault.suggestion or ():
                keys_of[piece] = rows.redirect(piece, policy, names).equivalence
            return True
        if reading.missing(fault.suggestion):
            return False
        after, keys_of[fault.suggestion] = rows.redirect(fault.suggestion, policy, names)
        fixed = all(other.rule != fault.rule for other in after)
        return fixed and errors_in(after, _ITEM.name, policy) <= before

    faults = tuple(fault if keeps(fault) else fault._replace(suggestion=None) for fault in faults)
    return _Item(findings(faults, _ITEM.name, path, policy), text, key, keys_of)


def _are_plain(items: tuple[object, ...], policy: Policy, names: Names) -> TypeGuard[tuple[str, ...]]:
    """Return whether there is nothing to find in a list: every item is of the plain shape, and no two are the same."""
    for item in items:
        if type(item) is not str or not is_faultless_redirect_uri(item, policy, names):
            return False
    return len(set(items)) == len(items)


def _suggested(finding: Finding) -> tuple[str, ...]:
    """Return the redirect URIs that a finding suggests."""
    suggestion = finding.suggestion
    return (suggestion,) if isinstance(suggestion, str) else suggestion or ()


def _each(items: tuple[object, ...], policy: Policy, names: Names) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Read each item, then look for what only the list shows: duplicates, and suggestions that would make some."""
    if _are_plain(items, policy, names):
        return (), items
    read = [_read_item(item, ("redirect_uris", index), policy, names) for index, item in enumerate(items)]
    texts = tuple(each.text for each in read if each.text is not None)
    # How many items stand at each equivalence, or would with one of their suggestions.
    taken: dict[str, int] = {}
    for each in read:
        keys = {each.keys_of[uri] for finding in each.findings for uri in _suggested(finding)}
        for key in keys if each.key is None else keys | {each.key}:
            taken[key] = taken.get(key, 0) + 1
    room = _most_items(len(items), policy) - len(items) >= sum(map(_added, read))
    first: dict[str, int] = {}
    result: list[Finding] = []
    for index, each in enumerate(read):
        for finding in each.findings:
            wanted = {each.keys_of[uri] for uri in _suggested(finding)} - {each.key}
            fits = room or isinstance(finding.suggestion, str | None)
            offered = fits and all(taken[key] == 1 for key in wanted)
            result.append(finding if offered else attrs.evolve(finding, suggestion=None))
        if each.key is not None and (params := rows.duplicate(each.key, index, first)) is not None:
            result.extend(findings((rows.DUPLICATE.fault(params),), _ITEM.name, ("redirect_uris", index), policy))
    return tuple(result), texts


def _added(item: _Item) -> int:
    """Return how many rows more there are where a row is split."""
    return max(
        (len(finding.suggestion) - 1 for finding in item.findings if isinstance(finding.suggestion, tuple)), default=0
    )


def _most_items(given: int, policy: Policy) -> int:
    """Return how many rows there may be after all suggestions without an error that was not there before."""
    if policy.severity("redirect_uris.many") is Severity.ERROR and given <= policy.limits.redirect_uris_advised:
        return min(policy.limits.redirect_uris_advised, policy.limits.redirect_uris)
    return policy.limits.redirect_uris


#: How a value of each kind is read.
READ: Final[Mapping[Kind, Read]] = {
    Kind.CONTACT: read_contact,
    Kind.TEXT: read_text,
    Kind.HOMEPAGE: read_homepage,
    Kind.REDIRECT_URIS: read_redirect_uris,
    Kind.CHOICE: read_choice,
    Kind.EXISTING_CLIENT_ID: read_client_id,
    Kind.CLIENT_ID: read_client_id,
    Kind.CLIENT_SECRET: read_client_secret,
    Kind.BASE_URL: read_base_url,
}
