"""Make a page for every rule, an index of them by field, and the page of causes, out of the catalogues.

Sphinx calls `write` before it reads its sources; the pages are not kept under version control.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from orcid_clientreq import RULES, Environment, Rule
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.matching import CAUSES, Cause
from orcid_clientreq.messages import LANGUAGES, say
from orcid_clientreq.policy import policy_of
from orcid_clientreq.rules import Example
from orcid_clientreq.rules.model import GOOD_CREDENTIALS, good_request

_NAMES = {
    "en": "English",
    "es": "Español",
    "pt": "Português",
    "fr": "Français",
    "de": "Deutsch",
    "it": "Italiano",
    "ja": "日本語",
    "zh": "中文",
    "ar": "العربية",
}
_GROUPS = {
    "request": "The request as a whole",
    "redirect_uri": "`redirect_uri`: each of the redirect URIs",
    "credentials": "Credentials as a whole",
}
#: What a rule compares its field with, shown beside it.
_COMPARED = {
    "pin_contact_email.not_distinct": "contact_email",
    "pin_contact_email.same_mailbox": "contact_email",
    "client_name.not_from_organization": "organization_name",
    "client_secret.is_client_id": "client_id",
}
#: The longest example that is shown in full, in characters.
_SHOWN = 200


def write(folder: Path) -> None:
    """Write all pages into a folder; those that are current are left alone, so that Sphinx does not read them again."""
    pages = {f"{code}.md": "\n".join(rule_page(rule)) for code, rule in RULES.items()}
    pages["index.md"] = "\n".join(index_page())
    pages["causes.md"] = "\n".join(causes_page())
    folder.mkdir(exist_ok=True)
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()


def rule_page(rule: Rule) -> Iterator[str]:
    """Yield the lines of a rule's page."""
    yield f"# {rule.code}"
    yield ""
    yield f"**{_escaped(rule.summary)}**"
    yield ""
    yield _escaped(rule.rationale)
    yield ""
    yield f"> {_escaped(rule.template)}"
    yield ""
    yield f"Source: {_escaped(rule.source)}."
    if rule.fixed:
        yield ""
        yield "A policy cannot change how bad it is: nothing further can be promised of a request that breaks this rule."
    yield from ["", "## How bad it is", "", "| edition | production | sandbox |", "|---|---|---|"]
    for edition in EDITIONS:
        cells = (rule.severity(where, edition) for where in Environment)
        yield f"| {edition} | {' | '.join('—' if severity is None else str(severity) for severity in cells)} |"
    for number, example in enumerate(rule.examples, 1):
        yield from _example(rule, example, f" {number}" if len(rule.examples) > 1 else "")
    yield from ["", "## In every language", "", "<dl>"]
    for language in LANGUAGES:
        direction = ' dir="rtl"' if language == "ar" else ""
        text = html.escape(say(rule.template, language), quote=False)
        yield f'<dt>{_NAMES[language]}</dt><dd lang="{language}"{direction}>{text}</dd>'
    yield "</dl>"


def _example(rule: Rule, example: Example, number: str) -> Iterator[str]:
    """Yield an example: the value that breaks the rule, what is found, and the fixed twin."""
    policy = policy_of(example)
    yield from ["", f"## Example{number}", "", f"Under {policy.environment}, edition {policy.edition}:", ""]
    show = _differing(rule, example)
    lines = [("wrong", show(example.data))]
    for found in example.found:
        message = RULES[found.code].template.format_map(dict(found.params))
        name = "" if found.code == rule.code else f" (`{found.code}`)"
        lines.append((str(found.severity), _escaped(message) + name))
    lines.append(("right", show(example.fixed)))
    yield from _pairs(lines)


def _pairs(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a table of two columns without a head."""
    yield from ["```{list-table}", ":widths: auto", ":align: left", ""]
    for name, text in lines:
        yield f"* - {name}"
        yield f"  - {text}"
    yield "```"


def _differing(rule: Rule, example: Example) -> Callable[[Any], str]:
    """Return what shows an example: of mappings only the members that matter.

    Those are the ones in which the two differ, what the rule compares them with, and what is not as in the request with
    nothing to fix.
    """
    data, fixed = example.data, example.fixed
    if not (isinstance(data, dict) and isinstance(fixed, dict)) or repr(data) == repr(fixed):
        return _value
    absent, good = object(), good_request(example.edition) | GOOD_CREDENTIALS
    beside = {_COMPARED.get(rule.code), *(key for key in data if data[key] != good.get(key))}
    # as text, since 1 == True
    differ = (key for key in {**data, **fixed} if repr(data.get(key, absent)) != repr(fixed.get(key, absent)))
    keys = list(dict.fromkeys([*(key for key in data if key in beside), *differ]))
    return lambda each: "<br>".join(f"`{key}`: {_value(each[key])}" if key in each else f"no `{key}`" for key in keys)


def _value(value: Any) -> str:
    """Return a value as code, shortened where it is long."""
    text = json.dumps(value, ensure_ascii=True, default=repr) if _is_json(value) else repr(value)
    if len(text) > _SHOWN:
        (value,) = value if isinstance(value, list) and len(value) == 1 else (value,)
        size = f"{len(value)} {'characters' if isinstance(value, str) else 'of them'}"
        return f"`` {text[: _SHOWN // 2]}… `` ({size})"
    return f"`` {text} ``"


def _is_json(value: Any) -> bool:
    """Return whether JSON can say it."""
    if isinstance(value, dict):
        return all(isinstance(key, str) for key in value)
    return value is None or isinstance(value, str | bool | int | list)


def _cell(text: str) -> str:
    """Return text fit for a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def _escaped(text: str) -> str:
    """Return text with what Markdown would read as its own escaped, save code."""
    pieces = text.split("`")
    for place in range(0, len(pieces), 2):
        for character in "\\*_<>{}[]#":
            pieces[place] = pieces[place].replace(character, f"\\{character}")
    return "`".join(pieces)


def index_page() -> Iterator[str]:
    """Yield the lines of the index: every rule by its field, in the order of the catalogue."""
    yield "# Rules"
    yield ""
    yield f"Every one of the {len(RULES)} rules has a page: what breaks it, why that matters, its source, and how to fix it."
    yield "A code is promised to stay; search for it at the top of the page. Why a sign-in fails is told by [causes](causes.md)."
    fields = dict.fromkeys(rule.field for rule in RULES.values())
    for field in fields:
        yield from ["", f"## {_GROUPS.get(field, f'`{field}`')}", "", "| code | broken by |", "|---|---|"]
        for rule in RULES.values():
            if rule.field == field:
                yield f"| [{rule.code}]({rule.code}.md) | {_cell(_escaped(rule.summary))} |"
    yield from ["", "```{toctree}", ":hidden:", "", "causes", *RULES, "```", ""]


def causes_page() -> Iterator[str]:
    """Yield the lines of the page of causes."""
    yield "# Causes of a failed sign-in"
    yield ""
    yield "`match` gives each reason one of these codes. Its message names hosts and ports where the text here has braces."
    for cause in CAUSES.values():
        yield from _cause(cause)


def _cause(cause: Cause) -> Iterator[str]:
    """Yield the lines about one cause."""
    yield from ["", f"## {cause.code}", "", f"**{_escaped(cause.summary)}**", "", f"> {_escaped(cause.template)}", ""]
    matches = (
        "yes, and not sure to last"
        if cause.matches
        else "with ORCID; not in `Mode.EXACT`"
        if cause.exact_only
        else "no"
    )
    yield from _pairs(
        [
            ("sent", _value(cause.sent) if cause.sent else "nothing"),
            ("registered", _value(cause.registered) if cause.registered else "nothing"),
            ("matches", matches),
        ]
    )
    yield from ["", f"Source: {_escaped(cause.source)}."]
