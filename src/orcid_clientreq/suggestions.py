"""Putting suggestions into a request."""

from __future__ import annotations

from typing import Any, Final

from orcid_clientreq.form import Limits
from orcid_clientreq.report import Finding, Report
from orcid_clientreq.request import check, members_of_request, rename
from orcid_clientreq.validators.plain import NotPlain, items_of

# One value can have several mends, and each is one round. No value has as many as this.
_MOST_ROUNDS: Final = 12


def apply_suggestions(data: object, report: Report) -> dict[str, Any]:
    """Return a new mapping with everything mended that a suggestion can mend.

    Where one value has several suggestions, all its mends come together in it. What has no suggestion
    stays as it was given.

    Args:
        data: What was checked: a mapping or a `RegistrationRequest`. It is not touched.
        report: What `check` returned for it.

    Returns:
        A dict; a list or tuple of redirect URIs comes back as a list where one of them was mended. An
        empty dict where `data` was no mapping.

    >>> from orcid_clientreq import apply_suggestions, check
    >>> data = {"homepage_url": "HTTP://University.EDU:80/", "redirect_uris": ["www.university.edu/orcid#done"]}
    >>> mended = apply_suggestions(data, check(data))
    >>> mended["homepage_url"], mended["redirect_uris"]
    ('https://university.edu/', ['https://www.university.edu/orcid'])
    """
    try:
        members = dict(members_of_request(data))
    except NotPlain:
        return {}
    for _ in range(_MOST_ROUNDS):
        mends = _first_of_each_place(report)
        if not mends:
            break
        for finding in mends:
            members = _put(members, finding)
        report = check(members, policy=report.policy)
    return members


def _first_of_each_place(report: Report) -> list[Finding]:
    """Return the first finding with a suggestion of each place; its others come in later rounds."""
    places: dict[tuple[str | int, ...], Finding] = {}
    for finding in report.findings:
        if finding.suggestion is not None:
            places.setdefault(finding.path, finding)
    return list(places.values())


def _put(members: dict[str, Any], finding: Finding) -> dict[str, Any]:
    """Return the members with one suggestion put in; a place that is not there is left alone."""
    name = str(finding.path[0])
    suggestion = finding.suggestion
    if finding.code == "request.unknown_field":
        return rename(members, name, str(suggestion))
    if isinstance(suggestion, tuple):
        return {**members, name: list(suggestion)}
    if len(finding.path) == 1:
        return {**members, name: suggestion}
    items: list[Any] = list(items_of(members.get(name), Limits().redirect_uris) or ())
    index = finding.path[1]
    if isinstance(index, int) and index < len(items):
        items[index] = suggestion
        return {**members, name: items}
    return members
