"""A value read by the function of its kind, and faults made findings by a policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import attrs

from orcid_clientreq import fast_paths
from orcid_clientreq.fast_paths import PLAIN, is_faultless_redirect_uri, plain_address
from orcid_clientreq.fields import FIELDS, Field, Kind
from orcid_clientreq.form import Severity
from orcid_clientreq.policy import Policy
from orcid_clientreq.report import Finding, finding
from orcid_clientreq.rules import base_urls, choices, clients, homepage, reading, rows, texts
from orcid_clientreq.rules.contacts import UNKNOWN_CONTACT, Contact, contact, unknown_contact
from orcid_clientreq.rules.model import NONE, Fault, Path, Suggestion
from orcid_clientreq.rules.reading import Reading
from orcid_clientreq.syntax.hosts import Names
from orcid_clientreq.syntax.values import is_list, items_of, surrogate_in, text_of

Read = Callable[[Field, Any, Policy, Names], Reading]
#: What a request holds if the value is plain, else how it was read, or `None` where the rules have yet to read it.
Take = Callable[[Field, Any, Policy, Names], Any]


def findings(faults: Iterable[Fault], field: str, path: Path, policy: Policy) -> tuple[Finding, ...]:
    """Return the findings that a policy makes of faults; those of a rule that is off are dropped."""
    found: list[Finding] = []
    for fault in faults:
        code = f"{field}.{fault.rule}"
        severity = Severity.ERROR if fault.hard else policy.severity(code)
        if severity is not None:
            suggestion = fault.suggestion
            if suggestion is not None:
                suggestion = _encodable(suggestion)
            found.append(finding(code, path, severity, fault.params, suggestion))
    return tuple(found)


def _encodable(suggestion: Suggestion) -> Suggestion | None:
    """Return a suggestion, `None` where it holds a lone surrogate: no JSON and no file could carry it."""
    text = suggestion if isinstance(suggestion, str) else "".join(suggestion)
    return None if surrogate_in(text) else suggestion


def errors_in(faults: Iterable[Fault], field: str, policy: Policy) -> set[str]:
    """Return the codes of the faults that are errors."""
    codes = ((f"{field}.{fault.rule}", fault.hard) for fault in faults)
    return {code for code, hard in codes if hard or policy.severity(code) is Severity.ERROR}


def read_text(field: Field, value: object, policy: Policy, _names: Names) -> Reading:
    """Read a text that is shown to people; a request holds it without the white space around it."""
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
    """Read a client ID; whether there has to be one of an update depends on another answer."""
    text = reading.read_text(field, value, policy)
    return text if isinstance(text, Reading) else Reading(clients.faults(text), text.strip())


def read_client_secret(field: Field, value: object, policy: Policy, _names: Names) -> Reading:
    """Read a client secret."""
    text = reading.read_text(field, value, policy, reading.LONGEST_SECRET)
    return text if isinstance(text, Reading) else Reading(clients.secret_faults(text))


def read_base_url(field: Field, value: object, policy: Policy, _names: Names) -> Reading:
    """Read the address of ORCID that credentials are used with."""
    text = reading.read_text(field, value, policy)
    return text if isinstance(text, Reading) else Reading(base_urls.faults(text, policy))


def read_contact(field: Field, value: object, policy: Policy, names: Names) -> Reading:
    """Read a contact; a request holds the address normalized, or as given where a policy lets it pass as none."""
    text = reading.read_text(field, value, policy)
    if isinstance(text, Reading):
        return text
    this = contact(text, names)
    limit = policy.limits.email
    if this.address and (params := reading.too_long(this.address.normalized, limit)):  # it can be longer than the text
        return Reading((reading.TOO_LONG.fault(params, hard=True),), understood=False)
    found = this.faults
    if policy.known_contacts and UNKNOWN_CONTACT.holds_for(field.name):
        params = unknown_contact(this, policy)
        found = found if params is None else (*found, UNKNOWN_CONTACT.fault(params))
    held = this.address.normalized if this.address else this.text.strip()
    return Reading(found, held, contact=this)


def read_taken(field: Field, value: Any) -> Reading:
    """Return the reading of a value that the first pass took."""
    if field.kind is Kind.CONTACT and value is not None:
        return Reading((), value, contact=Contact(value, (), plain_address(value)))
    return Reading((), value, number=len(value or ()) if field.kind is Kind.REDIRECT_URIS else 0)


def read_homepage(field: Field, value: object, policy: Policy, names: Names) -> Reading:
    """Read the home page; a request holds it as given."""
    text = reading.read_text(field, value, policy)
    return text if isinstance(text, Reading) else Reading(homepage.examined(text, policy, names), text)


def read_redirect_uris(field: Field, value: object, policy: Policy, names: Names) -> Reading:
    """Read the redirect URIs, one by one and as a list; a request holds them as given, byte for byte."""
    read = take_redirect_uris(field, value, policy, names)
    return read if isinstance(read, Reading) else read_taken(field, read)


_match: Final = PLAIN[Kind.REDIRECT_URI].match


def take_redirect_uris(field: Field, value: object, policy: Policy, names: Names) -> tuple[str, ...] | Reading:
    """Return the redirect URIs if there are not many and each is plain, else how they were read."""
    if is_list(value) and 0 < len(value) <= policy.limits.redirect_uris_advised:
        longest = policy.limits.redirect_uri_advised if policy.is_usual else 0
        for item in value:
            if type(item) is not str or len(item) > longest or not _match(item) or "--" in item:
                break
        else:
            if len(value) == 1 or len(set(value)) == len(value):
                return tuple(value)
    items = items_of(value, policy.limits.redirect_uris)
    return _not_a_list(field, value, policy) if items is None else _read_list(field, items, policy, names)


def _read_list(field: Field, items: tuple[Any, ...], policy: Policy, names: Names) -> tuple[str, ...] | Reading:
    """Return the redirect URIs of a list, as above."""
    limits, number = policy.limits, len(items)
    if not items:
        return reading.absent(field, policy)._replace(value=())
    if number > limits.redirect_uris:
        params = reading.too_long(items, limits.redirect_uris) or NONE
        return Reading((reading.TOO_MANY.fault(params, hard=True),))
    left = [
        index
        for index, item in enumerate(items)
        if type(item) is not str or not is_faultless_redirect_uri(item, policy, names)
    ]
    if left or (number > 1 and len(set(items)) < number):
        found, texts = _each(items, left, policy, names)
        return Reading((), texts, number=number, items=found)
    return items if number <= limits.redirect_uris_advised else Reading((), items, number=number)


def _not_a_list(field: Field, value: object, policy: Policy) -> Reading:
    """Read what is given for the list; a lone URI is meant as one, and one row may be several."""
    text = "" if value is None else text_of(value)
    if text is None or len(text) > policy.limits.uri:
        return Reading((reading.WRONG_TYPE_OF_LIST.fault(),))
    if reading.missing(text):
        return reading.absent(field, policy)._replace(value=())
    return Reading((reading.WRONG_TYPE_OF_LIST.fault(suggestion=rows.rows(text)),))


class _Item(NamedTuple):
    """A redirect URI as it was read.

    Args:
        findings: What was found in it.
        text: Its text.
        key: What it shares with its equivalents.
        keys_of: The same of its suggestions.
        more: How many rows more there are if it is split.
    """

    findings: tuple[Finding, ...]
    text: str | None = None
    key: str | None = None
    keys_of: Mapping[str, str] = MappingProxyType({})
    more: int = 0


def redirect_uri_findings(value: object, path: Path, policy: Policy) -> tuple[Finding, ...]:
    """Return what is found in one redirect URI on its own."""
    names = Names()
    if type(value) is str and is_faultless_redirect_uri(value, policy, names):
        return ()
    return _read_item(value, path, policy, names).findings


_ITEM: Final = FIELDS["redirect_uri"]


def _read_item(value: object, path: Path, policy: Policy, names: Names) -> _Item:
    """Read one item of the list by the rules."""
    if value is None:
        return _Item(findings((reading.WRONG_TYPE.fault(),), _ITEM.name, path, policy))
    text = reading.read_text(_ITEM, value, policy)
    if isinstance(text, Reading):
        return _Item(findings(text.faults, _ITEM.name, path, policy))
    faults, key = rows.examined(text, policy, names)
    keys_of: dict[str, str] = {}
    more = 0
    offered: list[Fault] = []
    for fault in faults:
        suggestion = fault.suggestion
        if type(suggestion) is tuple:  # its parts have been read
            keys_of.update((piece, rows.redirect(piece, policy, names).equivalence) for piece in suggestion)
            more = max(more, len(suggestion) - 1)
        elif type(suggestion) is str:
            suggested = _suggested_key(suggestion, fault, faults, policy, names)
            if suggested is None:
                offered.append(fault._replace(suggestion=None))
                continue
            keys_of[suggestion] = suggested
        offered.append(fault)
    return _Item(findings(offered, _ITEM.name, path, policy), text, key, keys_of, more)


def _suggested_key(
    suggestion: str, fault: Fault, faults: tuple[Fault, ...], policy: Policy, names: Names
) -> str | None:
    """Return what a suggestion shares with its equivalents, `None` where it fixes nothing or adds an error."""
    if is_faultless_redirect_uri(suggestion, policy, names):
        return suggestion
    if reading.missing(suggestion):
        return None
    after, key = rows.redirect(suggestion, policy, names)
    if any(other.rule == fault.rule for other in after):
        return None
    return key if errors_in(after, _ITEM.name, policy) <= errors_in(faults, _ITEM.name, policy) else None


def _each(
    items: tuple[Any, ...], left: list[int], policy: Policy, names: Names
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Read the items that are left, then look for what only the list shows: duplicates, and suggestions of some."""
    read = {index: _read_item(items[index], ("redirect_uris", index), policy, names) for index in left}
    every = [read.get(index) or _Item((), item, item) for index, item in enumerate(items)]
    # What items share with their equivalents, and would with one of their suggestions.
    keys = [key for each in every for key in ({each.key, *each.keys_of.values()} if each.keys_of else (each.key,))]
    if len(set(keys)) == len(keys) and not any(each.more for each in read.values()):
        found = [one for each in read.values() for one in each.findings]
    else:
        found = list(_compared(every, keys, policy))
    return tuple(found), tuple([each.text for each in every if each.text is not None])


def _compared(read: list[_Item], keys: list[str | None], policy: Policy) -> Iterator[Finding]:
    """Yield what was found in a list in which items are equivalent, or would be, or are to be split."""
    taken = Counter(keys)
    room = _most_items(len(read), policy) - len(read) >= sum(each.more for each in read)
    first: dict[str, int] = {}
    for index, each in enumerate(read):
        for one in each.findings:
            wanted = {each.keys_of[uri] for uri in _suggested(one)} - {each.key}
            fits = room or isinstance(one.suggestion, str | None)
            offered = fits and all(taken[key] == 1 for key in wanted)
            yield one if offered else attrs.evolve(one, suggestion=None)
        if each.key is not None and (params := rows.duplicate(each.key, index, first)) is not None:
            yield from findings((rows.DUPLICATE.fault(params),), _ITEM.name, ("redirect_uris", index), policy)


def _suggested(finding: Finding) -> tuple[str, ...]:
    """Return the redirect URIs that a finding suggests."""
    suggestion = finding.suggestion
    return (suggestion,) if isinstance(suggestion, str) else suggestion or ()


def _most_items(given: int, policy: Policy) -> int:
    """Return how many rows there may be after all suggestions without an error that was not there before."""
    if policy.severity("redirect_uris.many") is Severity.ERROR and given <= policy.limits.redirect_uris_advised:
        return min(policy.limits.redirect_uris_advised, policy.limits.redirect_uris)
    return policy.limits.redirect_uris


#: How a value of each kind is read by the rules.
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
#: The first pass over a value of each kind.
TAKE: Final[Mapping[Kind, Take]] = {
    **READ,
    Kind.CONTACT: fast_paths.take_contact,
    Kind.TEXT: fast_paths.take_text,
    Kind.HOMEPAGE: fast_paths.take_homepage,
    Kind.CHOICE: fast_paths.take_choice,
    Kind.REDIRECT_URIS: take_redirect_uris,
}


def take_or_read(field: Field, value: object, policy: Policy, names: Names) -> Any:
    """Return what a request holds of a plain value, and how any other value was read."""
    taken = TAKE[field.kind](field, value, policy, names)
    return READ[field.kind](field, value, policy, names) if taken is None else taken
