"""What to send to each member: what to correct in the request, in the language of its row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from string import Template
from typing import Final, NamedTuple

import attrs

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.messages import say, translate
from orcid_clientreq.messages.catalogues import ENGLISH, html_attributes
from orcid_clientreq.messages.sentences import isolated
from orcid_clientreq.report import Finding
from orcid_clientreq.sheets.columns import label_of
from orcid_clientreq.sheets.reading import Entry
from orcid_clientreq.sheets.texts import (
    CHECKED,
    CORRECT,
    ENTERED,
    GREETING,
    LOOK,
    ON_THE_FORM,
    REPLY,
    SUBJECT,
    SUGGESTED,
    THANKS,
)
from orcid_clientreq.syntax.display import shown, shown_uri, without_userinfo
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.wire import Path

_LONGEST_SHOWN: Final = 500
_LINE: Final = "\n"
_PARAGRAPHS: Final = Pattern(r"\r?\n[ \t]*\r?\n\s*")
#: What a template can be filled in with.
PLACEHOLDERS: Final = ("name", "findings", "errors", "warnings", "row")


@attrs.frozen
class Letter:
    """A letter to a member.

    Args:
        name: The name of the request, empty if the sheet has none.
        language: The language of the letter.
        subject: The subject.
        text: The letter as plain text. Not in the `repr`.
        html: The letter as an HTML page that loads no other files. Not in the `repr`.
    """

    name: str
    language: str
    subject: str
    text: str = attrs.field(repr=False)
    html: str = attrs.field(repr=False)


class _Item(NamedTuple):
    """A place in which something was found: its label, what was entered, the messages, and what to enter."""

    label: str
    given: str
    messages: tuple[str, ...]
    suggested: tuple[str, ...]


def letter(entry: Entry, *, template: str | None = None) -> Letter | None:
    r"""Return a letter about the findings in a request, or `None` if there are none.

    The letter contains nothing about other requests. It also names each field by the label on ORCID's form.

    Args:
        entry: An entry of a sheet. The letter is in the language of the entry.
        template: The text of the letter, as for `string.Template`. By default, a text of the package. `$name` is the
            name of the request, `$findings` the list of findings, `$errors` the number of values with an error,
            `$warnings` the number of values with only warnings, and `$row` the row of the request.

    Raises:
        TypeError: If `entry` is not an `Entry`, or `template` is not text.
        ValueError: If the template has other placeholders, or a `$` that does not begin a placeholder.

    >>> from orcid_clientreq.sheets import letter, read
    >>> sheet = read([["Contact email", "Redirect URIs"], ["orcid@university.edu", "http://university.edu/orcid"]])
    >>> for entry in sheet:
    ...     print(letter(entry, template="Dear colleague,\n\n$findings").text.rstrip())
    Dear colleague,
    <BLANKLINE>
    1. OAuth2 redirect URIs or callback URLs
       You entered: http://university.edu/orcid
       Use https instead of http. Production credentials accept only HTTPS redirect URIs.
       Enter instead: https://university.edu/orcid
    """
    given: tuple[object, object] = (entry, template)
    if not isinstance(given[0], Entry) or not isinstance(given[1], str | None):
        kinds = " and ".join(type(each).__name__ for each in given)
        msg = f"a letter is written from an Entry and a template as text, not from {kinds}"
        raise TypeError(msg)
    check_template(template)
    if not entry.findings:
        return None
    language = entry.language
    wrong = {each.path for each in entry.errors}
    errors = _items(entry, [each for each in entry.findings if each.path in wrong])
    warnings = _items(entry, [each for each in entry.findings if each.path not in wrong])
    subject = say(SUBJECT, language)
    if template is None:
        parts = [*_paragraphs(language, errors, warnings)]
        text = "\n\n".join(_as_text(part, language) for part in parts)
        html = "\n".join(_as_html(part, language) for part in parts)
    else:
        both = [*errors, *warnings]
        values = {"name": entry.name, "errors": len(errors), "warnings": len(warnings), "row": entry.numbered(language)}
        text = Template(template).substitute(values, findings=_as_text(both, language))
        html = _template_as_html(template, values, _as_html(both, language))
    return Letter(entry.name, language, subject, f"{text.rstrip()}\n", _page(subject, html, language))


def check_template(template: str | None) -> None:
    """Raise an error if a template of a letter can't be filled in.

    Raises:
        ValueError: If it has other placeholders than there are, or a `$` that begins none.
    """
    known = ", ".join(f"${name}" for name in PLACEHOLDERS)
    given = Template(template or "")
    if not given.is_valid() or not set(given.get_identifiers()) <= set(PLACEHOLDERS):
        msg = f"a template has the placeholders {known}, and $$ for a dollar sign"
        raise ValueError(msg)


_Part = str | list[_Item]


def _paragraphs(language: str, errors: list[_Item], warnings: list[_Item]) -> Iterator[_Part]:
    """Yield the paragraphs and lists of a letter."""
    yield say(GREETING, language)
    yield say(CHECKED, language)
    for before, items in ((CORRECT, errors), (LOOK, warnings)):
        if items:
            yield say(before, language)
            yield items
    yield say(REPLY, language)
    yield say(THANKS, language)


def _items(entry: Entry, findings: Iterable[Finding]) -> list[_Item]:
    """Return what was found, together for each place."""
    places: dict[Path, list[Finding]] = {}
    for finding in findings:
        places.setdefault(finding.path, []).append(finding)
    return [
        _Item(
            _label(entry, path),
            _given(entry, path),
            tuple(translate(each, entry.language) for each in found),
            tuple(shown(value, _LONGEST_SHOWN) for value in entry.suggested(path)),
        )
        for path, found in places.items()
    ]


def _given(entry: Entry, path: Path) -> str:
    """Return what was entered at a place, without a password."""
    text = entry.given(path)
    is_uri = path[:1] in {("homepage_url",), ("redirect_uris",)}
    return shown_uri(text, _LONGEST_SHOWN) if is_uri else shown(without_userinfo(text), _LONGEST_SHOWN)


def _label(entry: Entry, path: Path) -> str:
    """Return the label of a place in the language of a request, and what ORCID's form has in English."""
    label = entry.label_of(path, entry.language)
    return (
        label
        if entry.language == ENGLISH
        else say(ON_THE_FORM, entry.language).format(
            label=label, orcid_label=isolated(_orcid_label(entry, path), entry.language)
        )
    )


def _orcid_label(entry: Entry, path: Path) -> str:
    """Return the label that ORCID's form has."""
    edition = next(iter(EDITIONS)) if entry.report is None else entry.report.policy.edition
    return label_of(str(path[0]) if path else "", edition, ENGLISH)


def _as_text(part: _Part, language: str) -> str:
    """Return a paragraph or a list as plain text; a value is at the end of a line, so that it can be copied."""
    if isinstance(part, str):
        return part
    items = [
        [f"{number}. {item.label}", *_lines(item, language, [isolated(value, language) for value in item.suggested])]
        for number, item in enumerate(part, 1)
    ]
    return "\n\n".join("\n   ".join(lines) for lines in items)


def _lines(item: _Item, language: str, suggested: list[str]) -> Iterator[str]:
    """Yield what there is to say of a place, below its label."""
    if item.given:
        yield say(ENTERED, language).format(value=isolated(item.given, language))
    yield from item.messages
    if len(suggested) > 1:
        yield say(SUGGESTED, language).format(value="")
        yield from suggested
    elif suggested:
        yield say(SUGGESTED, language).format(value=suggested[0])


def _as_html(part: _Part, language: str) -> str:
    """Return a paragraph or a list as HTML."""
    if isinstance(part, str):
        return f"<p>{escape(part)}</p>"
    return f"<ol>\n{''.join(_item_as_html(item, language) for item in part)}</ol>"


def _item_as_html(item: _Item, language: str) -> str:
    """Return an item of a list as HTML."""
    lines = [f"<strong>{escape(item.label)}</strong>"]
    if item.given:
        lines.append(escape(say(ENTERED, language)).format(value=_code(item.given)))
    lines += map(escape, item.messages)
    if item.suggested:
        values = "<br>\n".join(map(_code, item.suggested))
        lines.append(escape(say(SUGGESTED, language)).format(value=values))
    return f"<li>{'<br>'.join(lines)}</li>\n"


def _code(value: str) -> str:
    """Return a value as HTML, which runs from left to right in any text."""
    return f'<code dir="ltr">{escape(value)}</code>'


def _template_as_html(template: str, values: Mapping[str, object], findings: str) -> str:
    """Return a template as HTML, filled in: its paragraphs are those of the text."""
    paragraphs = [
        f"<p>{escape(part).replace(_LINE, f'<br>{_LINE}')}</p>" for part in _PARAGRAPHS.split(template.strip())
    ]
    escaped = {name: escape(str(value)) for name, value in values.items()}
    html = Template("\n".join(paragraphs)).substitute(escaped, findings=f"</p>\n{findings}\n<p>")
    return html.replace("<p></p>", "")


def _page(subject: str, body: str, language: str) -> str:
    """Return a page with a body."""
    of_page = html_attributes(language)
    return (
        f'<!DOCTYPE html>\n<html lang="{of_page["lang"]}" dir="{of_page["dir"]}">\n<meta charset="utf-8">\n'
        f"<title>{escape(subject)}</title>\n<body>\n{body}\n</body>\n</html>\n"
    )
