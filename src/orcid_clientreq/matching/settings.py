"""Finds the registered redirect URIs in the files that people have: settings of an application, a list, a table, code.

Not every address in such a file is a redirect URI. The name of a setting says whether its address is one. Lines without
a name count only if no setting has such a name. Only http and https URIs are ever returned, because such files also have
passwords in them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate
from typing import Final, NamedTuple

from orcid_clientreq.matching.naming import is_orcid
from orcid_clientreq.syntax.assignments import LONGEST, Setting, lines_of_settings
from orcid_clientreq.syntax.display import may_be_shown
from orcid_clientreq.syntax.escapes import QUOTE
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.values import text_of
from orcid_clientreq.syntax.written import one_uri, uris_listed

_QUOTE: Final = Pattern(QUOTE)
#: What may be between URIs of a list.
_BETWEEN: Final = Pattern(r"[\s,;|\"'`<>()\[\]*\u2022-]*\Z")
_TEMPLATE: Final = Pattern(r"[${}<>]|%[(\w]")
_COLUMNS: Final = Pattern(r"[\t|\uff5c]")

_HUMP: Final = Pattern(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_NOT_WORD: Final = Pattern(r"[\W_]+")
_REDIRECT: Final = Pattern(
    r"(?:\A|_)(?:redirect(?:ion)?|call_?back|return|reply)_(?:ur[il]s?|address(?:es)?|links?|endpoints?)(?:_|\Z)"
    r"|(?:\A|_)(?:redirects?|callbacks?)(?:_(?:couple|connect|import|link|login|register))?\Z"
    r"|(?:\A|_)(?:redirect|callback)ur[il]s?(?:_|\Z)"
)
#: Where an application sends people afterwards, and addresses of its other parts.
_ELSEWHERE: Final = Pattern(
    r"(?:\A|_)(?:log_?out|sign_?out|after|post|success|fail|failed|failure|errors?|cancel|front_?end|default|denied"
    r"|proxy)(?:_|\Z)"
)
_AFTER_SIGN_IN: Final = Pattern(r"(?:\A|_)(?:log_?in|sign_?in)_redirect_url\Z")
_ORCID: Final = Pattern(r"(?:\A|_)(?:\w*_)?orc_?i_?d")
_OTHERS: Final = Pattern(
    r"(?:\A|_)(?:google|github|gitlab|git|facebook|twitter|linkedin|microsoft|azure|entra|okta|auth0|apple|amazon|cognito"
    r"|keycloak|saml2?|cas|shib\w*|globus|elixir|slack|discord|dropbox|yahoo|clients)(?:_|\Z)"
)
#: Words of a heading that names no redirect URI: where the application itself is, and other addresses.
_OTHER_ADDRESS: Final = Pattern(
    r"(?:\A|_)(?:base|ur[il]|domain|site|website|host|server|home|homepage|page|issuer|api|token|authori\w+|app|docs?"
    r"|documentation|help|support|contact|logo|privacy|terms|source|repository|image|https?)(?:_|\Z)"
)
_HEADING: Final = Pattern(r"[^\W_][\w ()-]*\Z")
#: An address with the name of another setting, such as that of the site.
_ASSIGNED: Final = Pattern(r"-D[\w.-]+=[\"']?https?:")

# What begins a block, with its name.
_OPENING: Final = Pattern(
    r"(?:[-*]\s+)?[\"'`]?(?P<name>[$\w@][\w.$/-]{0,60})[\"'`]?\s*(?:=>|[:=])\s*(?:[\[{(|>]|array\()?[-+]?\s*\Z"
)
_OPENING_TAG: Final = Pattern(r"<(?P<name>[\w.:-]{1,60})(?:\s[^<>]{0,200})?(?<!/)>\Z")
_SECTION: Final = Pattern(r"\[{1,2}(?P<name>[\w .\"'-]{1,100})\]{1,2}\s*(?:[#;].*)?\Z")
# A name of what a block is about, such as `- name: orcid` or `"clientId": "account"`.
_LABEL: Final = Pattern(
    r"(?:[-*]\s+)?[\"'`]?(?:name|id|key|type|provider|alias|client_?id|provider_?id|registration_?id)[\"'`]?\s*(?:=>|[:=])\s*"
    r"[\"'`]?(?P<name>[\w.-]{1,60})[\"'`]?,?\s*\Z",
    re.IGNORECASE,
)
_DEEPEST: Final = 20
_NESTING: Final = Pattern(r"[\[\]{}]")
# Deeper JSON ends a Python that runs as WebAssembly, where no RecursionError is raised.
_DEEPEST_JSON: Final = 100


class Listed(NamedTuple):
    """What a text gives as registered.

    Args:
        uris: The redirect URIs, in order.
        unread: The numbers of the lines that should have one, and have none that can be shown.
        templates: Those of them that have a template, such as `${base}/cb`.
        settings: How many settings the text has; a heading in a list does not count.
    """

    uris: tuple[str, ...]
    unread: tuple[int, ...] = ()
    templates: tuple[int, ...] = ()
    settings: int = 0


def registered_in(text: str) -> tuple[str, ...]:
    r"""Return the redirect URIs in a text that are registered.

    Args:
        text: A list (with bullets, numbers or quotation marks), a table, or settings of an application, as in `.env`,
            YAML, JSON, TOML, INI, XML and code. Only the first 5 000 settings are read. The time is in proportion to the
            length of the text.

    Returns:
        The http and https URIs in settings whose name says that they are redirect URIs. If some of these names mention
        ORCID, only the URIs in those settings. If no setting has such a name, the URIs in lines without a name, or else
        the URIs in sentences.
        Comments, addresses of the front end or of another provider, and addresses with a password are left out.

    Raises:
        TypeError: If `text` is not text.

    >>> registered_in("BASE_URL=https://univ.edu\nORCID_SECRET=x\nORCID_REDIRECT_URI='https://univ.edu/orcid'  # live")
    ('https://univ.edu/orcid',)
    >>> registered_in("Redirect URIs:\n- `https://univ.edu/a`\n- <https://univ.edu/b> (test)")
    ('https://univ.edu/a', 'https://univ.edu/b')
    """
    given = text_of(text)
    if given is None:
        msg = f"what is registered is read from text, not from {type(text).__name__}"
        raise TypeError(msg)
    return listed_in(given).uris


def listed_in(text: str) -> Listed:
    """Return what a text gives as registered, with the lines that could not be read."""
    lines = _unfolded(text)
    settings = lines_of_settings("\n".join(lines))
    contexts = _contexts(lines, {setting.number for setting in settings})
    chosen = _chosen(settings, contexts)
    found = [(setting, _uris_in(setting.value)) for setting in chosen]
    if not any(setting.name and uris for setting, uris in found):
        of_orcid = _of_orcid([each for each in chosen if each.name], contexts)
        if inside := _chosen_inside(lines, only_of_orcid=bool(of_orcid)):
            found = [(setting, _uris_in(setting.value)) for setting in inside]
    of_people = all(not each.name or _is_of_people(each.name) for each in settings)
    if of_people and not any(uris for _, uris in found) and (said := [*_in_sentences(lines)]):
        found = said
    items = {setting for setting, _ in found}
    unread = [setting for setting, uris in found if not uris]
    return Listed(
        uris=tuple(dict.fromkeys(uri for _, uris in found for uri in uris)),
        unread=tuple(dict.fromkeys(setting.number for setting in unread)),
        templates=tuple(dict.fromkeys(setting.number for setting in unread if _TEMPLATE.search(setting.value))),
        settings=sum(1 for each in settings if each.name and not (each in items and _is_of_people(each.name))),
    )


def _in_sentences(lines: Sequence[str]) -> Iterator[tuple[Setting, tuple[str, ...]]]:
    """Yield the URIs in the sentences of a text, as in a mail about credentials; ORCID's own are not registered."""
    for number, line in enumerate(lines, 1):
        if len(line) <= LONGEST and _SENTENCE.search(line) and not line.lstrip().startswith(_COMMENTS):
            uris = tuple(each.text for each in uris_listed(line) if not is_orcid(each.text) and may_be_shown(each.text))
            if uris:
                yield Setting(number, "", line), uris


#: Three words in a row.
_SENTENCE: Final = Pattern(r"[^\W\d_]{2,30}[,.:]? [^\W\d_]{2,30}[,.:]? [^\W\d_]{2,30}[,.:]?(?: |\Z)")


def _chosen_inside(lines: Sequence[str], *, only_of_orcid: bool) -> list[Setting]:
    """Return the settings inside of others that should have a redirect URI, if need be only those of ORCID."""
    inside = [*_inside(lines)]
    contexts = _contexts(lines, {each.number for each in inside})
    chosen = _redirects(inside, contexts)
    return _of_orcid(chosen, contexts) if only_of_orcid else chosen


def _inside(lines: Sequence[str]) -> Iterator[Setting]:
    r"""Yield settings inside of others: an argument, an element or attribute, an item of a list of names and values.

    >>> [each.value for each in _inside(["- name: ORCID_REDIRECT_URI", "  value: https://univ.edu/cb"])]
    ['https://univ.edu/cb']
    """
    before = ""
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST or line.lstrip().startswith(_COMMENTS):
            continue
        for pattern in (_SETTING_INSIDE, _ELEMENT, _ATTRIBUTES):
            for match in pattern.finditer(line):
                yield Setting(number, match["name"], match["value"].replace("\\", ""))
        name, value = _NAME_ALONE.match(before), _VALUE_ALONE.match(line)
        if name and value:
            yield Setting(number, name["name"], value["value"])
        before = line


_COMMENTS: Final = ("#", ";", "//", "/*", "* ", "<!--", "REM ")
# In a quoted text, after `-e`, `-D`, `ENV` or the name of a directive, as an argument of a function.
_SETTING_INSIDE: Final = Pattern(
    r"(?<![\w.-])(?P<name>[\w.-]{0,60}(?:redirect|callback)[\w.-]{0,60})[\"'`]?\s{0,9}(?:=>|[=:,]|(?<=[\w\"'`])\s)\s{0,9}[\"'`]?"
    r"(?P<value>https?\\?:(?:\\?/){2}(?:[^\s\"'`<>,;)|$\\]|\\(?=[/:])){1,2000})",
    re.IGNORECASE,
)
_NAME_OF_REDIRECT: Final = r"(?P<name>[\w.-]{0,60}(?:redirect|callback)[\w.-]{0,60})"
_ELEMENT: Final = Pattern(
    rf"<{_NAME_OF_REDIRECT}(?:\s[^<>]{{0,200}})?>\s{{0,9}}(?P<value>https?://[^\s<>\"']{{1,2000}})", re.IGNORECASE
)
_ATTRIBUTES: Final = Pattern(
    rf"\b(?:key|name)=[\"']{_NAME_OF_REDIRECT}[\"']\s{{1,9}}value=[\"'](?P<value>https?://[^\s<>\"']{{1,2000}})",
    re.IGNORECASE,
)
_NAME_ALONE: Final = Pattern(r"\s*(?:[-{]\s+)?[\"']?name[\"']?\s*[:=]\s*[\"']?(?P<name>[\w.-]{1,100})[\"']?,?\s*\Z")
_VALUE_ALONE: Final = Pattern(r"\s*[\"']?value[\"']?\s*[:=]\s*[\"']?(?P<value>https?://[^\s\"'<>,]{1,2000})")


def _unfolded(text: str) -> list[str]:
    """Return the lines of a text; JSON, which may have a single one, with a line for each value."""
    if text.lstrip()[:1] in {"{", "["} and _depth(text) <= _DEEPEST_JSON:
        with suppress(ValueError):
            text = json.dumps(json.loads(text), indent=1, ensure_ascii=False)
    return [_unquoted(line) for line in text.splitlines()]


def _unquoted(line: str) -> str:
    """Return a line without the marks of quoted mail."""
    quote = _QUOTE.match(line)
    return line[quote.end() :] if quote else line


def _depth(text: str) -> int:
    """Return how deep the brackets of a text are nested, those in strings too."""
    steps = (1 if bracket in "[{" else -1 for bracket in _NESTING.findall(text))
    return max(accumulate(steps), default=0)


def _chosen(settings: Sequence[Setting], contexts: Mapping[int, str]) -> list[Setting]:
    """Return the settings that should have a redirect URI."""
    if redirects := _redirects(settings, contexts):
        return [*_with_following(redirects, settings)]
    if bare := [each for each in settings if not each.name]:
        return [each for each in bare if not _ASSIGNED.search(each.value)]
    labelled = all(_is_heading(each.name) and _uris_in(each.value) for each in settings)
    return [*settings] if labelled else []


def _with_following(chosen: Sequence[Setting], settings: Sequence[Setting]) -> Iterator[Setting]:
    """Yield settings that were chosen, each with the redirect URIs that stand alone in the lines below it."""
    wanted = {*chosen}
    next_line = 0
    for each in settings:
        if each in wanted or (not each.name and each.number == next_line and _uris_in(each.value)):
            next_line = each.number + 1
            yield each


def _redirects(settings: Sequence[Setting], contexts: Mapping[int, str]) -> list[Setting]:
    """Return the settings that are named as redirect URIs, only those of ORCID if there are any."""
    redirects = [each for each in settings if _is_redirect(_words(each.name), _place(each, contexts), each.value)]
    return _of_orcid(redirects, contexts) or redirects


def _of_orcid(settings: Sequence[Setting], contexts: Mapping[int, str]) -> list[Setting]:
    """Return the settings of which the name, or that of what they are part of, mentions ORCID."""
    return [each for each in settings if _ORCID.search(_place(each, contexts))]


def _place(setting: Setting, contexts: Mapping[int, str]) -> str:
    """Return the words of what a setting is part of, and of its name."""
    return f"{contexts.get(setting.number, '')}_{_words(setting.name)}"


def _is_redirect(name: str, place: str, value: str) -> bool:
    """Return whether a setting is named as a redirect URI for ORCID.

    Args:
        name: The words of its name.
        place: Those of what it is part of, and of its name.
        value: Its value.
    """
    if not _REDIRECT.search(name) or _ELSEWHERE.search(name):
        return False
    if _ORCID.search(place) or "orcid" in value.lower():
        return True
    return not (_OTHERS.search(place) or _AFTER_SIGN_IN.search(name))


def _is_heading(name: str) -> bool:
    """Return whether a name is that of an item of a list, such as `Journal 1`, and no setting's."""
    return _HEADING.match(name) is not None and not _OTHER_ADDRESS.search(_words(name))


def is_of_another_address(name: str) -> bool:
    """Return whether a name is that of a setting with an address that is no redirect URI.

    >>> [is_of_another_address(name) for name in ("dspace.server.url", "redirect_url", "orcid.url", "URL")]
    [True, False, False, False]
    """
    words = _words(name)
    is_redirect = _REDIRECT.search(words) or _ORCID.search(words)
    return " " not in name and "_" in words and not is_redirect and _OTHER_ADDRESS.search(words) is not None


def _is_of_people(name: str) -> bool:
    """Return whether a name is one that people write, such as `Production` or `Redirect URI 1`, and programs do not."""
    return " " in name or name.istitle()


def _words(name: str) -> str:
    """Return a name in small letters, with one sign between words.

    >>> _words("redirectUris"), _words("ORCID.redirect-uri"), _words("Redirect URI 1")
    ('redirect_uris', 'orcid_redirect_uri', 'redirect_uri_1')
    """
    return _NOT_WORD.compiled.sub("_", _HUMP.compiled.sub("_", name)).strip("_").lower()


def _contexts(lines: Sequence[str], numbers: Collection[int]) -> dict[int, str]:
    """Return the words of what each of some lines is part of, as its indentation and the sections before it tell."""
    contexts: dict[int, str] = {}
    section = ""
    blocks: list[tuple[int, str]] = []
    labels: list[tuple[int, str]] = []
    for number, line in enumerate(lines[: max(numbers, default=0)], 1):
        content = line.strip()
        if not content or len(line) > LONGEST or content[0] in "#;":
            continue
        indent = len(line) - len(line.lstrip())
        for stack in (blocks, labels):
            while stack and stack[-1][0] > indent - (stack is blocks):
                stack.pop()
        if match := _SECTION.match(content):
            section, blocks, labels = _words(match["name"]), [], []
            continue
        if match := _LABEL.match(content):
            inner = indent + (len(content) - len(content.lstrip("-* ")))
            if inner > 1:  # that of a block: one of the whole file tells nothing
                labels = [*(each for each in labels if each[0] < inner), (inner, _words(match["name"]))][-_DEEPEST:]
        if number in numbers:
            contexts[number] = "_".join(filter(None, (section, *(name for _, name in (*blocks, *labels)))))
        if (match := _OPENING.match(content) or _OPENING_TAG.match(content)) and len(blocks) < _DEEPEST:
            blocks.append((indent, _words(match["name"])))
    return contexts


def _uris_in(value: str) -> tuple[str, ...]:
    """Return the URIs of a value that is one, or a list of several; nothing if there is other text, too."""
    one = one_uri(value)
    found = (one.text,) if one else tuple(_listed(value))
    return found if all(map(may_be_shown, found)) else ()


def _listed(value: str) -> Iterator[str]:
    """Yield the URIs of a list in one line, or of the columns of a table."""
    found = uris_listed(value)
    ends = [0, *(each.end for each in found)]
    starts = [*(each.start for each in found), len(value)]
    between = [value[end:start] for end, start in zip(ends, starts, strict=True)]
    if _COLUMNS.search(value) or all(map(_BETWEEN.match, between)):
        yield from (each.text for each in found)
