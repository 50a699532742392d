"""Putting suggestions into a request, or into credentials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

import attrs

from orcid_clientreq import credentials
from orcid_clientreq.fields import OF_CREDENTIALS, of_kind
from orcid_clientreq.form import Limits
from orcid_clientreq.members import rename
from orcid_clientreq.report import Finding, Report, required_report
from orcid_clientreq.request import check, members_of_request
from orcid_clientreq.syntax.values import Unreadable, items_of

# One value can have several suggestions, and each is one round. No value has as many as this.
_MOST_ROUNDS: Final = 12
#: What the codes about credentials begin with.
_OF_CREDENTIALS: Final = frozenset(of_kind(*OF_CREDENTIALS))


def apply_suggestions(data: object, report: Report, *, pointer: str | None = None) -> dict[str, Any]:
    """Return a new mapping with everything fixed that a suggestion can fix.

    If one value has several suggestions, all of them are applied. Values without a suggestion stay unchanged. A field
    also stays unchanged if its suggestion would cause a new error together with the suggestions for other fields.

    Args:
        data: The mapping or `RegistrationRequest` that was checked. The function does not change it.
        report: The report that `check` or `credentials.check` returned for `data`.
        pointer: The `pointer` of a finding or of an entry of `problem_details`, such as the one that a button of a form
            sends, to apply only the suggestions for that place. By default, all suggestions are applied.

    Returns:
        A dict. A list or tuple of redirect URIs is returned as a list if one of them was changed. If
        `data` is not a mapping, an empty dict.

    Raises:
        TypeError: If `report` is not a `Report`, or `pointer` is not text.

    >>> from orcid_clientreq import apply_suggestions, check
    >>> data = {"homepage_url": "HTTP://University.EDU:80/", "redirect_uris": ["www.university.edu/orcid#done"]}
    >>> fixed = apply_suggestions(data, check(data))
    >>> fixed["homepage_url"], fixed["redirect_uris"]
    ('https://university.edu/', ['https://www.university.edu/orcid'])
    >>> apply_suggestions(data, check(data), pointer="/homepage_url")["redirect_uris"]
    ['www.university.edu/orcid#done']
    """
    required_report(report)
    if not (pointer is None or issubclass(type(pointer), str)):
        msg = f"pointer is that of a finding, such as '/homepage_url', not {type(pointer).__name__}"
        raise TypeError(msg)
    if pointer and pointer.startswith("#"):  # RFC 6901 section 6
        pointer = unquote(pointer[1:])
    try:
        members = members_of_request(data)
    except Unreadable:
        return {}
    if pointer is not None:
        return _put(_unchanged(members, report), _combined_at(pointer, report)).members
    return applied(members, report).members


class Applied(NamedTuple):
    """A request with suggestions applied, or credentials.

    Args:
        members: The members of the request, with every suggestion that can be applied.
        report: The report on these members.
        origins: For each redirect URI in the new list, the index of its origin in the old list. If a row was split,
            several redirect URIs have the same origin.
        check: The function that checked the members, and checks them again.
    """

    members: dict[str, Any]
    report: Report
    origins: tuple[int, ...]
    check: Callable[..., Report]


def applied(members: Mapping[str, Any], report: Report) -> Applied:
    """Return the members of a request with suggestions applied."""
    now = _unchanged(members, report)
    for _ in range(_MOST_ROUNDS):
        fixes = _first_of_each_place(now.report)
        if not fixes:
            break
        fixed = _put(now, fixes)
        if not _errors(fixed.report) <= _errors(now.report):
            fixed = _field_by_field(now, fixes)
        if fixed is now:  # none of them can be applied together with the others
            break
        now = fixed
    return now


def _unchanged(members: Mapping[str, Any], report: Report) -> Applied:
    """Return the members of a request before any suggestion is put in."""
    given = items_of(members.get("redirect_uris"), Limits().redirect_uris) or ()
    is_of_credentials = any(each.code.partition(".")[0] in _OF_CREDENTIALS for each in report.findings)
    return Applied(dict(members), report, tuple(range(len(given))), credentials.check if is_of_credentials else check)


def _field_by_field(now: Applied, fixes: Iterable[Finding]) -> Applied:
    """Apply the suggestions field by field, without those that cause an error together with the earlier fields."""
    fields: dict[str, list[Finding]] = {}
    for finding in fixes:
        fields.setdefault(finding.field, []).append(finding)
    for each in fields.values():
        fixed = _put(now, each)
        if _errors(fixed.report) <= _errors(now.report):
            now = fixed
    return now


def _errors(report: Report) -> Counter[tuple[str, str]]:
    """Return how often each error is in each field, without indexes, because splitting a row moves later rows."""
    return Counter((finding.code, finding.field) for finding in report.errors)


def _first_of_each_place(report: Report) -> list[Finding]:
    """Return the first finding with a suggestion of each place; its others come in later rounds."""
    places: dict[tuple[str | int, ...], Finding] = {}
    for finding in report.findings:
        if finding.suggestion is not None:
            places.setdefault(finding.path, finding)
    return list(places.values())


def _combined_at(pointer: str, report: Report) -> list[Finding]:
    """Return a finding at a place that suggests what fixes all findings there; none if there is no suggestion."""
    values = report.suggestions()
    found = [each for each in _first_of_each_place(report) if each.pointer == pointer]
    return [attrs.evolve(each, suggestion=values.get(each.path, each.suggestion)) for each in found]


def _put(now: Applied, fixes: Iterable[Finding]) -> Applied:
    """Return the members with suggestions put in; a place that is not there is left alone."""
    fixed, origins = dict(now.members), now.origins
    items: dict[int, list[str]] = {}
    for finding in fixes:
        name, suggestion = str(finding.path[0]), finding.suggestion
        if finding.code == "request.unknown_field":
            fixed = rename(fixed, name, str(suggestion))
        elif len(finding.path) > 1:
            items[int(finding.path[1])] = [suggestion] if isinstance(suggestion, str) else list(suggestion or ())
        else:
            fixed[name] = list(suggestion) if isinstance(suggestion, tuple) else suggestion
    given = items_of(fixed.get("redirect_uris"), Limits().redirect_uris) if items else None
    if given is not None and max(items) < len(given):
        fixed["redirect_uris"] = [row for index, item in enumerate(given) for row in items.get(index, [item])]
        origins = tuple(origin for index, origin in enumerate(origins) for _ in items.get(index, [""]))
    return Applied(fixed, now.check(fixed, policy=now.report.policy), origins, now.check)
