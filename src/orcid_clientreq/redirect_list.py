"""The list of redirect URIs: each of them, duplicates, and rows with several URIs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import attrs

from orcid_clientreq.combining import with_combined
from orcid_clientreq.fields import FIELDS, Field
from orcid_clientreq.form import Severity
from orcid_clientreq.plain_shapes import is_plain_redirect_uri
from orcid_clientreq.policy import Policy
from orcid_clientreq.report import Finding
from orcid_clientreq.rules import rows
from orcid_clientreq.rules.model import Fault
from orcid_clientreq.rules.presence import TOO_MANY, WRONG_TYPE, WRONG_TYPE_OF_LIST, missing, too_long
from orcid_clientreq.rules.reading import Reading, absent, text_or_reading
from orcid_clientreq.syntax.hosts import Names
from orcid_clientreq.syntax.values import items_of, text_of
from orcid_clientreq.verdicts import errors_in, findings
from orcid_clientreq.wire import Path

_ITEM: Final = FIELDS["redirect_uri"]


def read_redirect_uris(field: Field, value: object, policy: Policy, names: Names) -> Reading:
    """Read the redirect URIs, one by one and as a list; its value has them as given, byte for byte."""
    items = items_of(value, policy.limits.redirect_uris)
    if items is None:
        return _not_a_list(field, value, policy)
    if not items:
        return absent(field, policy, ())
    number = len(items)
    if params := too_long(items, policy.limits.redirect_uris):
        return Reading((TOO_MANY.fault(params, hard=True),), understood=False)
    not_plain = [
        index
        for index, item in enumerate(items)
        if type(item) is not str or not is_plain_redirect_uri(item, policy, names)
    ]
    if not not_plain and len(set(items)) == number:
        return Reading((), items, number=number)
    found, texts = _read_items(items, not_plain, policy, names)
    return Reading((), texts, number=number, items=found)


def _not_a_list(field: Field, value: object, policy: Policy) -> Reading:
    """Read what was given in place of a list; a text is suggested as a list, with a row for each URI in it."""
    text = "" if value is None else text_of(value)
    if text is None or len(text) > policy.limits.uri:
        return Reading((WRONG_TYPE_OF_LIST.fault(),), understood=False)
    if missing(text):
        return absent(field, policy, ())
    return Reading((WRONG_TYPE_OF_LIST.fault(suggestion=rows.in_a_list(text)),), understood=False)


class _Item(NamedTuple):
    """A redirect URI as it was read.

    Args:
        findings: What was found in it.
        text: Its text, `None` if it has none.
        key: The normal form, for finding duplicates.
        keys_of_suggestions: The normal form of each suggestion.
        extra_rows: How many more rows there are if it is split, by its own or the combined suggestion.
        keys_of_combined: The normal forms of the combined suggestion.
    """

    findings: tuple[Finding, ...]
    text: str | None = None
    key: str | None = None
    keys_of_suggestions: Mapping[str, str] = MappingProxyType({})
    extra_rows: int = 0
    keys_of_combined: frozenset[str] = frozenset()


def redirect_uri_findings(value: object, path: Path, policy: Policy) -> tuple[Finding, ...]:
    """Return what is found in one redirect URI by itself."""
    names = Names()
    if type(value) is str and is_plain_redirect_uri(value, policy, names):
        return ()
    return _read_item(value, path, policy, names).findings


def _read_item(value: object, path: Path, policy: Policy, names: Names) -> _Item:
    """Read one item of the list by the rules, with the combined suggestion if there are several."""

    def read_other(text: str) -> tuple[Finding, ...]:
        plain = is_plain_redirect_uri(text, policy, names)
        return () if plain else _read_alone(text, path, policy, names, only_first=True).findings

    item = _read_alone(value, path, policy, names)
    found = with_combined(item.findings, read_other)
    if found is item.findings:
        return item
    combined = next(each.combined_suggestion for each in found if each.combined_suggestion is not None)
    keys = frozenset(rows.read_redirect_uri(uri, policy, names).equivalence for uri in _texts(combined))
    extra = max(item.extra_rows, len(_texts(combined)) - 1)
    return item._replace(findings=found, keys_of_combined=keys, extra_rows=extra)


def _read_alone(value: object, path: Path, policy: Policy, names: Names, *, only_first: bool = False) -> _Item:
    """Read one item of the list by the rules, each fault with its own suggestion, or only the first that has one."""
    if value is None:
        return _Item(findings((WRONG_TYPE.fault(),), _ITEM.name, path, policy))
    text = text_or_reading(_ITEM, value, policy)
    if isinstance(text, Reading):
        return _Item(findings(text.faults, _ITEM.name, path, policy))
    faults, key = rows.by_rules(text, policy, names)
    keys_of: dict[str, str] = {}
    extra = 0
    offered: list[Fault] = []
    for fault in faults:
        suggestion = fault.suggestion
        if only_first and keys_of:
            offered.append(fault.without_suggestion())
            continue
        if type(suggestion) is tuple:  # its parts have been read
            keys_of.update((piece, rows.read_redirect_uri(piece, policy, names).equivalence) for piece in suggestion)
            extra = max(extra, len(suggestion) - 1)
        elif type(suggestion) is str:
            suggested = _suggested_key(suggestion, fault, faults, policy, names)
            if suggested is None:
                offered.append(fault.without_suggestion())
                continue
            keys_of[suggestion] = suggested
        offered.append(fault)
    return _Item(findings(offered, _ITEM.name, path, policy), text, key, keys_of, extra)


def _suggested_key(
    suggestion: str, fault: Fault, faults: tuple[Fault, ...], policy: Policy, names: Names
) -> str | None:
    """Return what a suggestion shares with its equivalents, `None` where it fixes nothing or adds an error."""
    if is_plain_redirect_uri(suggestion, policy, names):
        return suggestion
    if missing(suggestion):
        return None
    after, key = rows.read_redirect_uri(suggestion, policy, names)
    if any(other.rule == fault.rule for other in after):
        return None
    return key if errors_in(after, _ITEM.name, policy) <= errors_in(faults, _ITEM.name, policy) else None


def _read_items(
    items: tuple[Any, ...], not_plain: list[int], policy: Policy, names: Names
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Read the items that are not plain, then find duplicates, and drop suggestions that would make one."""
    read = {index: _read_item(items[index], ("redirect_uris", index), policy, names) for index in not_plain}
    texts: list[str] = []
    keys: list[str | None] = []  # the normal forms that an item has, or would have with one of its suggestions
    combined: list[str | None] = []  # and those that it would have with the combined one
    extra_rows = 0
    for index, item in enumerate(items):
        each = read.get(index)
        if each is None:
            texts.append(item)
            keys.append(item)
            continue
        if each.text is not None:
            texts.append(each.text)
        own = {each.key, *each.keys_of_suggestions.values()}
        keys.extend(own)
        combined.extend(each.keys_of_combined - own)
        extra_rows += each.extra_rows
    if not extra_rows and len({*keys, *combined}) == len(keys) + len(combined):
        found = [one for each in read.values() for one in each.findings]
    else:
        every = [read.get(index) or _Item((), item, item) for index, item in enumerate(items)]
        found = list(_across_items(every, keys, combined, policy))
    return tuple(found), tuple(texts)


def _across_items(
    read: list[_Item], keys: list[str | None], combined: list[str | None], policy: Policy
) -> Iterator[Finding]:
    """Yield what was found in a list in which items are equivalent, or would be, or are to be split."""
    taken = Counter(keys)
    taken_together = taken + Counter(combined)
    room = _most_items(len(read), policy) - len(read) >= sum(each.extra_rows for each in read)
    first: dict[str, int] = {}
    for index, each in enumerate(read):
        found: list[Finding] = []
        for one in each.findings:
            wanted = {each.keys_of_suggestions[uri] for uri in _texts(one.suggestion)} - {each.key}
            fits = room or isinstance(one.suggestion, str | None)
            offered = fits and all(taken[key] == 1 for key in wanted)
            found.append(one if offered else attrs.evolve(one, suggestion=None, combined_suggestion=None))
        several = sum(one.combined_suggestion is not None for one in found) > 1
        fits = room or all(isinstance(one.combined_suggestion, str | None) for one in found)
        if several and fits and all(taken_together[key] == 1 for key in each.keys_of_combined - {each.key}):
            yield from found
        else:
            yield from (attrs.evolve(one, combined_suggestion=None) for one in found)
        if each.key is not None and (params := rows.duplicate(each.key, index, first)) is not None:
            yield from findings((rows.DUPLICATE.fault(params),), _ITEM.name, ("redirect_uris", index), policy)


def _texts(suggestion: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the redirect URIs of a suggestion."""
    return (suggestion,) if isinstance(suggestion, str) else suggestion or ()


def _most_items(given: int, policy: Policy) -> int:
    """Return how many rows there may be after all suggestions without an error that was not there before."""
    if policy.severity("redirect_uris.many") is Severity.ERROR and given <= policy.limits.redirect_uris_advised:
        return min(policy.limits.redirect_uris_advised, policy.limits.redirect_uris)
    return policy.limits.redirect_uris
