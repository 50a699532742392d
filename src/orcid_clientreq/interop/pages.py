"""Shows a checked form again: the content of its inputs, and the messages next to them."""

from __future__ import annotations

from typing import Any

import attrs

from orcid_clientreq.form import Limits, Severity
from orcid_clientreq.report import Report, required_report
from orcid_clientreq.request import members_of_request
from orcid_clientreq.syntax.values import Unreadable, items_of, text_of


@attrs.frozen(kw_only=True)
class FormMessage:
    """A message to show next to an input.

    Args:
        text: The message, in the report's language. If it is about one of several redirect URIs, it begins with the row,
            as in `2. …`.
        severity: Error or warning.
        code: The rule's code.
        pointer: The place, for `apply_suggestions(…, pointer=…)`. A button that applies the suggestion sends it.
        suggestion: The text for that button, with a line for each redirect URI: the value that fixes all findings of the
            place. Only the last message of a place has it; it is empty in all others, and if there is no suggestion.
            If no value fixes all of them, for example because it would be the same as another redirect URI, the message
            about the first one that can be fixed has the value that fixes it. Not in the `repr`.
    """

    text: str
    severity: Severity
    code: str
    pointer: str
    suggestion: str = attrs.field(default="", repr=False)


def form_messages(report: Report) -> dict[str, tuple[FormMessage, ...]]:
    """Return the errors and warnings to show next to each input, with `""` for those about the whole form.

    Args:
        report: The report, in the language of the page.

    Raises:
        TypeError: If `report` is not a `Report`.

    >>> from orcid_clientreq import check
    >>> report = check({"redirect_uris": ["https://university.edu/orcid", "http://university.edu/x#y"]})
    >>> for message in form_messages(report)["redirect_uris"]:
    ...     print(message.text, "Use", message.suggestion or "-")
    2. Use https instead of http. Production credentials accept only HTTPS redirect URIs. Use -
    2. Remove the # and everything after it: a redirect URI can't have a fragment. Use https://university.edu/x
    """
    offered = {path: _lines(value) for path, value in required_report(report).suggestions().items()}
    offered |= {each.path: _lines(each.suggestion) for each in report.findings if each.path not in offered}
    place = {each.path: index for index, each in enumerate(report.findings)}
    for index, each in reversed([*enumerate(report.findings)]):
        if each.combined_suggestion is None and each.suggestion and _lines(each.suggestion) == offered[each.path]:
            place[each.path] = index  # only what this message says is fixed
    messages: dict[str, list[FormMessage]] = {}
    for index, each in enumerate(report.findings):
        messages.setdefault(each.field, []).append(
            FormMessage(
                text=each.message if each.row is None else f"{each.row}. {each.message}",
                severity=each.severity,
                code=each.code,
                pointer=each.pointer,
                suggestion=offered[each.path] if place[each.path] == index else "",
            )
        )
    return {field: tuple(several) for field, several in messages.items()}


def _lines(suggestion: str | tuple[str, ...] | None) -> str:
    """Return a suggestion as the input takes it."""
    return suggestion if isinstance(suggestion, str) else "\n".join(suggestion or ())


def to_form(data: object) -> dict[str, str]:
    """Return the content of the inputs of a form: the inverse of `from_form`.

    Args:
        data: A request, the mapping of one, valid or not, or what `from_form` or `apply_suggestions` returned.

    Returns:
        A text for each key: a line for each redirect URI, the word for an answer of yes or no, and an empty text for a
        value that is not text. If `data` is not a mapping, the result is empty.

    >>> to_form({"homepage_url": "https://university.edu/", "redirect_uris": ["https://university.edu/orcid"]})
    {'homepage_url': 'https://university.edu/', 'redirect_uris': 'https://university.edu/orcid'}
    """
    try:
        members = members_of_request(data)
    except Unreadable:
        return {}
    return {name: _text(value) for name, value in members.items()}


def _text(value: Any) -> str:
    """Return a value as an input has it."""
    if type(value) is bool:
        return "yes" if value else "no"
    items = items_of(value, Limits().redirect_uris)
    return (text_of(value) or "") if items is None else "\n".join([text_of(item) or "" for item in items])
