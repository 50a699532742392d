"""Make a page for every rule, an index of them by field, and the pages of causes and of ORCID's errors, out of the catalogues.

Sphinx calls `write` before it reads its sources; the pages are not kept under version control.
"""

from __future__ import annotations

import html
import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from orcid_clientreq import RULES, Environment, FormEdition, Limits, check, credentials
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import OF_CREDENTIALS, Kind
from orcid_clientreq.interop.rule_data import limits_of, severities_of, suppressed_by
from orcid_clientreq.matching import CAUSES, ORCID_ERRORS, Cause, Fix, OrcidError, Reason
from orcid_clientreq.matching.engine import example_of
from orcid_clientreq.messages import LANGUAGES, say
from orcid_clientreq.messages.catalogues import html_attributes
from orcid_clientreq.messages.sentences import render
from orcid_clientreq.policy import policy_of
from orcid_clientreq.rules import ROWS, Example, Rule
from orcid_clientreq.rules.model import GOOD_CREDENTIALS, good_request
from orcid_clientreq.syntax.responses import response_in
from orcid_clientreq.syntax.uris import split

_NAMES = {
    "en": "English",
    "es": "Español",
    "pt": "Português",
    "fr": "Français",
    "de": "Deutsch",
    "it": "Italiano",
    "ja": "日本語",
    "zh": "简体中文",
    "ar": "العربية",
}
#: The rules by the kind of value that they look at, as the list of rules has them.
_KINDS = {
    "The request as a whole": [Kind.REQUEST],
    "Contacts": [Kind.CONTACT],
    "The home page and redirect URIs": [Kind.HOMEPAGE, Kind.REDIRECT_URI, Kind.REDIRECT_URIS],
    "Texts": [Kind.TEXT],
    "Answers to choose from": [Kind.CHOICE],
    "The client that is updated": [Kind.EXISTING_CLIENT_ID],
    "Credentials that ORCID issued": list(OF_CREDENTIALS),
}
#: Pages that sources name, by the words that stand for them.
_LINKS = (
    (r"RFC (\d+) section ([\d.]*\d)", r"https://www.rfc-editor.org/rfc/rfc\1#section-\2"),
    (r"RFC (\d+)(?! section)", r"https://www.rfc-editor.org/rfc/rfc\1"),
    (r"WHATWG URL", "https://url.spec.whatwg.org/"),
    (r"UTS 39(?: section [\d.]*\d)?", "https://www.unicode.org/reports/tr39/"),
    (r"UAX 9", "https://www.unicode.org/reports/tr9/"),
    (r"ORCID's FAQ", "https://info.orcid.org/ufaqs/how-do-redirect-uris-work/"),
    (
        r"[Hh]elp pages?(?: of January 2020| since 2021| after 2021| of \d{4})",
        "https://info.orcid.org/ufaqs/how-do-i-register-for-member-api-credentials/",
    ),
    (r"([\w-]+/[\w-]+) issue (\d+)", r"https://github.com/\1/issues/\2"),
    (r"ORCID's troubleshooting page", "https://info.orcid.org/documentation/integration-guide/troubleshooting/"),
    (r"ORCID-Source|ORCID's published source|ORCID's registry software", "https://github.com/ORCID/ORCID-Source"),
    (r"orcid-angular", "https://github.com/ORCID/orcid-angular"),
    (r"nemarOrg/orcid-mock", "https://github.com/nemarOrg/orcid-mock"),
    (r"ORCID's API documentation", "https://info.orcid.org/documentation/features/member-api/"),
    (
        r"ORCID's page on systems that are not certified",
        "https://info.orcid.org/ufaqs/im-using-a-non-certified-service-provider-system-how-do-i-get-production-member-api-credentials/",
    ),
)
#: What a rule compares its field with, shown beside it.
_COMPARED = {
    **{f"{field.name}.{row.name}": row.other for field, row in ROWS if row.other},
    "client_secret.is_client_id": "client_id",
}
#: What an example shows as an escape: whatever is not a visible Latin character.
_NOT_LATIN = re.compile(r"[^ -~\xa1-\xac\xae-\u024f]")
#: The longest example that is shown in full, in characters.
_SHOWN = 130


def write(folder: Path) -> None:
    """Write all pages into a folder."""
    pages = {f"{code}.md": "\n".join(rule_page(rule)) for code, rule in RULES.items()}
    pages["index.md"] = "\n".join(index_page())
    pages["causes.md"] = "\n".join(causes_page())
    pages["orcid-errors.md"] = "\n".join(orcid_errors_page())
    put(folder, pages)


def put(folder: Path, pages: Mapping[str, str]) -> None:
    """Write pages into a folder, and remove others; those that are current are left alone, so that Sphinx does not read them again."""
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
    yield f"> {_escaped(_said(rule))}"
    yield ""
    if has_suggestion(rule):
        yield '<a href="../checker/index.html">The checker</a> suggests a replacement for some values, which you can apply with a click.'
    yield from ["", "## Why this matters", "", _escaped(rule.rationale), "", f"Source: {_linked(rule.source)}."]
    yield from ["", "## The message in each language", "", "<dl>"]
    for language in LANGUAGES:
        text = html.escape(_said(rule, language), quote=False)
        yield f"<dt>{_NAMES[language]}</dt><dd{_attributes(language)}>{text}</dd>"
    yield "</dl>"
    if has_suggestion(rule):
        yield from [
            "",
            "## For programs",
            "",
            "`apply_suggestions` applies the suggestion of a finding, if there is one.",
        ]
    yield from ["", "## Severity", "", *_severities(rule), ""]
    if len(limits := limits_of(rule)) > 1:  # an advised one, and one that nothing can be over
        longest = getattr(Limits(), limits[-1])
        yield f"The table is for texts of up to {longest} characters. A longer one is always an error, which a policy can't change."
        yield ""
    if rule.severity_is_fixed:
        what = "credentials that break" if rule.of_credentials else "request that breaks"
        yield f"A policy can't change this severity: the library accepts no {what} this rule."
    else:
        yield from ["To turn the rule off, or to change its severity, pass a policy:", "", "```py"]
        module, call = ("credentials", "credentials.check") if rule.of_credentials else ("check", "check")
        yield from [f"from orcid_clientreq import Policy, {module}", ""]
        yield f'policy = Policy({_form_of(rule)}severities={{"{rule.code}": None}})  # or "error", or "warning"'
        yield from [f"report = {call}(data, policy=policy)", "```"]
    if codes := suppressed_by(rule):
        yield from ["", "## What suppresses it", "", " ".join(_suppressed(rule, codes)), ""]
    for number, example in enumerate(rule.examples, 1):
        yield from _example(rule, example, f" {number}" if len(rule.examples) > 1 else "")


def _form_of(rule: Rule) -> str:
    """Return the arguments of a policy under whose form the rule is checked, if it is not under the usual one."""
    by_edition = severities_of(rule)
    if {*by_edition.get(FormEdition.JANUARY_2020, {}).values()} - {_NONE}:
        return ""
    edition, by_environment = [*by_edition.items()][-1]
    environment = "" if "production" in by_environment else 'environment="sandbox", '
    return f'{environment}edition="{edition}", '


def _severities(rule: Rule) -> Iterator[str]:
    """Yield the severities of a rule: by edition and environment, or of credentials, to which no edition matters."""
    by_edition = severities_of(rule)
    if rule.of_credentials:
        latest = [*by_edition.values()][-1]
        yield "; ".join(f"{environment}: {severity}" for environment, severity in latest.items()) + "."
        return
    yield from ["| edition of the form | production | sandbox |", "|---|---|---|"]
    for edition in EDITIONS:
        cells = (by_edition.get(edition, {}).get(environment, _ABSENT) for environment in Environment)
        yield f"| {edition} | {' | '.join(cells)} |"
    cells_of = {cell for by_environment in by_edition.values() for cell in by_environment.values()}
    legend = "Off: the rule is not checked, unless a policy turns it on. " if _NONE in cells_of else ""
    yield from [
        "",
        f"{legend}{_ABSENT}: there is no form of this edition for this environment, or the edition does not have this field, as far as is known.",
    ]


def _suppressed(rule: Rule, codes: list[str]) -> Iterator[str]:
    """Yield what is said of the rules beside which a rule finds nothing: those of its own field, and those around it."""
    own = [code for code in codes if code.partition(".")[0] == rule.field and rule.field not in _WHOLE]
    if own:
        yield f"If {_any_of(own)} finds a fault in a value, this rule is not checked for that value."
    if around := [code for code in codes if code not in own]:
        yield f"If {_any_of(around)} finds a fault, this rule is not checked at all."
    yield "This rule also reports nothing that a more specific rule has found in the same place."


def _any_of(codes: list[str]) -> str:
    """Return codes as links, with "or" before the last."""
    *others, last = (f"[{code}]({code}.md)" for code in codes)
    return f"{', '.join(others)} or {last}" if others else last


def _attributes(language: str) -> str:
    """Return the attributes of what is said in a language, as HTML has them before the end of a tag."""
    return "".join(f' {name}="{value}"' for name, value in html_attributes(language).items())


#: In place of a field where a rule is about the data as a whole.
_WHOLE = ("request", "credentials")
#: In place of a severity where there is no form, or none with the field.
_ABSENT = "—"
#: In place of a severity where a rule does not hold.
_NONE = "off"


def _said(rule: Rule, language: str = "en") -> str:
    """Return the message of a rule, as its first example has it."""
    return render(rule.template, rule.examples[0].found[0].params, language)


def has_suggestion(rule: Rule) -> bool:
    """Return whether an example of a rule has a suggestion."""
    find = credentials.check if rule.of_credentials else check
    found = (find(each.data, policy=policy_of(each)).findings for each in rule.examples)
    return any(each.code == rule.code and each.suggestion is not None for each in itertools.chain(*found))


def _linked(source: str) -> str:
    """Return a source with links to the pages that it names."""
    pieces = [_escaped(source)]  # text, and at odd places links, in which nothing is looked for
    for pattern, address in _LINKS:
        pieces[::2] = [
            re.sub(rf"(?<!\w){pattern}", lambda match, to=address: f"[{match[0]}]({match.expand(to)})", each)
            for each in pieces[::2]
        ]
        pieces = re.split(r"((?<!\\)\[[^\]]*\]\([^)]*\))", "".join(pieces))
    return "".join(pieces)


def _settings(example: Example) -> Iterator[tuple[str, object]]:
    """Yield what the policy of an example sets besides the environment and the edition, as Python writes it."""
    if example.severities:
        yield "severities", {code: severity and str(severity) for code, severity in example.severities.items()}
    if example.known_contacts:
        yield "known_contacts", [*example.known_contacts]


def _example(rule: Rule, example: Example, number: str) -> Iterator[str]:
    """Yield an example: the value that breaks the rule, what is found, and the fixed twin."""
    policy = policy_of(example)
    settings = [f"`{name}={value!r}`" for name, value in _settings(example)]
    edition = "" if rule.of_credentials else f", edition {policy.edition}"
    with_settings = f", under a policy with {' and '.join(settings)}" if settings else ""
    yield from ["", f"## Example{number}", "", f"For {policy.environment}{edition}{with_settings}:", ""]
    show = _differing(rule, example)
    lines = [("wrong", show(example.data))]
    find = credentials.check if rule.of_credentials else check
    for found in find(example.data, policy=policy).findings:
        name = "" if found.code == rule.code else f" (`{found.code}`)"
        lines.append((str(found.severity), _escaped(found.message) + name))
        if found.suggestion is not None and found.code == rule.code:
            lines.append(
                (
                    "suggestion",
                    _value(list(found.suggestion) if isinstance(found.suggestion, tuple) else found.suggestion),
                )
            )
    lines.append(("right", show(example.corrected)))
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
    data, fixed = example.data, example.corrected
    if not (isinstance(data, dict) and isinstance(fixed, dict)) or repr(data) == repr(fixed):
        return _value
    absent, good = object(), good_request(example.edition) | GOOD_CREDENTIALS
    beside = {_COMPARED.get(rule.code), *(key for key in data if data[key] != good.get(key))}
    # as text, since 1 == True
    differ = (key for key in {**data, **fixed} if repr(data.get(key, absent)) != repr(fixed.get(key, absent)))
    keys = list(dict.fromkeys([*(key for key in data if key in beside), *differ]))
    named = {key: f"`{key}`" if isinstance(key, str) else f"the key `{key!r}`, which is not text" for key in keys}
    return lambda each: "<br>".join(
        f"{name}: {_value(each[key])}" if key in each else f"without {name}" for key, name in named.items()
    )


def _value(value: Any) -> str:
    """Return a value as code, shortened where it is long."""
    text = json.dumps(value, ensure_ascii=False, default=repr) if _is_json(value) else repr(value)
    text = _NOT_LATIN.sub(lambda match: json.dumps(match[0])[1:-1], text)
    if len(text) > _SHOWN:
        (value,) = value if isinstance(value, list) and len(value) == 1 else (value,)
        unit = "characters in all" if isinstance(value, str) else "fields" if isinstance(value, dict) else "rows"
        size = f"{len(value)} {unit}"
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
        for character in "\\*_<>{}[]#&":
            pieces[place] = pieces[place].replace(character, f"\\{character}")
    return "`".join(pieces)


def index_page() -> Iterator[str]:
    """Yield the lines of the list of rules: by kind of value, a row for the fields that share a rule."""
    fields = dict.fromkeys(rule.field for rule in RULES.values())
    yield "# Rules"
    yield ""
    yield f"Each of the {len(RULES)} rules has a page: what breaks it, why that matters, its source, and how to fix it."
    yield f"Codes never change their meaning. This list shows the severities for the {list(EDITIONS)[-1]} form or, if the library has no such field for that form, for the last one that has it. By default, `check` uses the January 2020 form. Each rule's page lists the severities for every form. Two other pages are about failed sign-ins: [the causes](causes.md), and [what ORCID says](orcid-errors.md). A row can stand for the same rule at several fields. If it has two severities, such as “error or warning”, the severity depends on the field. “{_ABSENT}” means that there is no such form for the environment of that column, and “{_NONE}” that the rule is not checked, unless a policy turns it on. “Yes” in the last column means that there is a suggestion for some values at least."
    yield ""
    yield '<p class="filter"><label for="field">Show the rules of</label> <select id="field"><option value="">every field</option>'
    yield from (f'<option value="{field}">{field}</option>' for field in fields)
    yield "</select></p>"
    for title, kinds in _KINDS.items():
        yield from ["", f"## {title}", "", '<div class="table-wrapper"><table class="rules docutils align-default">']
        yield "<thead><tr><th>rule</th><th>broken by</th><th>production</th><th>sandbox</th><th>suggestion</th></tr></thead><tbody>"
        shared: dict[tuple[str, str], list[Rule]] = {}
        for rule in RULES.values():
            if rule.kind in kinds:
                shared.setdefault((rule.code.partition(".")[2], rule.summary), []).append(rule)
        for (name, summary), rules in shared.items():
            yield _row(name, summary, rules)
        yield "</tbody></table></div>"
    yield from ["", "```{toctree}", ":hidden:", "", "causes", "orcid-errors", *RULES, "```", ""]


def _row(name: str, summary: str, rules: list[Rule]) -> str:
    """Return the row of rules that several fields share."""
    links = ", ".join(f'<a href="{rule.code}.html">{rule.field}</a>' for rule in rules)
    latest = [[*severities_of(rule).values()][-1] for rule in rules]
    cells = [
        " or ".join(dict.fromkeys(each.get(where, _ABSENT) for each in latest))
        for where in (Environment.PRODUCTION, Environment.SANDBOX)
    ]
    suggesting = [has_suggestion(rule) for rule in rules]
    fix = "yes" if all(suggesting) else "for some fields" if any(suggesting) else ""
    cells = [html.escape(summary).replace("`", ""), *cells, fix]
    return (
        f'<tr data-fields="{" ".join(rule.field for rule in rules)}"><td><strong>{name}</strong><br>{links}</td>'
        + "".join(f"<td>{cell}</td>" for cell in cells)
        + "</tr>"
    )


def causes_page() -> Iterator[str]:
    """Yield the lines of the page of causes."""
    yield "# Causes of a failed sign-in"
    yield ""
    yield "`match` names each cause by one of these codes. Below each message is its example: what the application sends, what is registered, and whether the two match. In a few examples, the first is an address to which ORCID sent the researcher back, or a text that somebody copied. A cause with “matches: yes” does not make the comparison fail; its message says what to look at. For the errors that ORCID itself reports, see [the table of ORCID's errors](orcid-errors.md)."
    for cause in CAUSES.values():
        yield from _cause(cause)


def _cause(cause: Cause) -> Iterator[str]:
    """Yield the lines about one cause."""
    yield from ["", f"## {cause.code}", "", f"**{_escaped(cause.summary)}**", "", f"> {_escaped(_reason(cause))}", ""]
    matches = (
        "yes, but this may stop working"
        if cause.matches and cause.fix is not Fix.NONE
        else "yes"
        if cause.matches
        else "no, in `Mode.EXACT`"
        if cause.exact_only
        else "no"
    )
    yield from _pairs(
        [
            (_of_what(cause), _value(cause.sent) if cause.sent else "nothing"),
            ("registered", (_value(cause.registered) if cause.registered else "nothing") + _of(cause.environment)),
            ("matches", matches),
        ]
    )
    if cause.register_template:
        params = {"system": "OmniAuth", **_reason_of_example(cause).params}
        yield from ["", f"{cause.register_where}:", "", f"> {_escaped(cause.register_template.format_map(params))}"]
    yield from ["", f"Source: {_linked(cause.source)}."]


def _of_what(cause: Cause) -> str:
    """Return what the address in an example is: pasted by somebody, come back from ORCID, or sent to it."""
    if cause.pasted:
        return "pasted"
    uri = split(cause.sent)
    return "came back" if response_in(uri.query, uri.fragment) else "sent"


def _of(environment: str) -> str:
    """Return the environment of a registered request, as it stands behind its redirect URI."""
    return f", in a request for {environment}" if environment else ""


def _reason(cause: Cause) -> str:
    """Return the message of a cause, as its example has it."""
    return _reason_of_example(cause).message


def _reason_of_example(cause: Cause) -> Reason:
    """Return the reason in the example of a cause that has its code."""
    return next(reason for reason in example_of(cause).reasons if reason.code == cause.code)


def orcid_errors_page() -> Iterator[str]:
    """Yield the lines of the page of ORCID's errors."""
    yield "# What ORCID says when a sign-in fails"
    yield ""
    yield "ORCID answers in three places: on a page of its own, in the address to which it sends a researcher back, and when your application asks for a token. `read` finds ORCID's messages in a text, in every language that ORCID's page has had, and says what they mean. If the message is about the redirect URI, `match` finds the difference from the registered one."
    yield ""
    yield "ORCID's own page for errors has changed twice. Until about 2021, it said in one sentence what was wrong. From then to 2025, it named the client ID and the redirect URI, and below them a code and a description: `invalid_grant / Redirect URI doesn't match your registered redirect URIs.` Since July 2025, it shows a code and a description, such as `invalid_request: Missing parameter: redirect_uri`. If the redirect URI is not registered, that same description is followed by the redirect URI and the words `does not match registered client`."
    yield ""
    yield "In ORCID's published code, the sentence `The provided client id … is locked` belongs to a client ID that was deactivated, although it says “locked”. So it is listed under client_deactivated."
    for error in ORCID_ERRORS.values():
        yield from _orcid_error(error)


def _orcid_error(error: OrcidError) -> Iterator[str]:
    """Yield the lines about one error of ORCID's."""
    yield from ["", f"## {error.code}", "", f"**{_escaped(error.meaning)}**", "", _escaped(error.remedy), ""]
    rows = [("said", f"`` {wording} ``") for wording in error.wordings]
    rows += [("code", ", ".join(f"`{code}`" for code in error.oauth))] if error.oauth else []
    yield from _pairs(rows) if rows else ()
    yield from ["", f"Source: {_linked(error.source)}."]
    translated = [each for each in LANGUAGES if each != "en" and say(error.meaning, each) != error.meaning]
    if translated:
        yield from ["", "<dl>"]
        for language in translated:
            text = html.escape(error.explained(language=language), quote=False)
            yield f"<dt>{_NAMES[language]}</dt><dd{_attributes(language)}>{text}</dd>"
        yield "</dl>"
