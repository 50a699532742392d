"""Finds the value that people mean in what they enter for a parameter, such as the address at the start of a callback.

The templates of the system are used to read a value. If somebody enters a whole callback, the beginning of a callback,
or a page of the system, the template gives the address before it, and the names in it. A value in the usual form stays
as it is. Reading a value that was already read gives the same value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote

import attrs

from orcid_clientreq.form import Severity
from orcid_clientreq.policy import Policy
from orcid_clientreq.redirect_list import redirect_uri_findings
from orcid_clientreq.report import Finding
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.uris import split
from orcid_clientreq.syntax.written import one_address
from orcid_clientreq.systems.model import VARIABLE, Parameter, System, addresses, is_address, templates_of
from orcid_clientreq.systems.notices import ParameterNotice, question

#: A value has so many faults of spelling at most that are corrected one after the other.
_ROUNDS: Final = 8
#: The codes of what is said of an address in a parameter's own terms, by the rule of redirect URIs that finds it.
_OWN_TERMS: Final[Mapping[str, str]] = {
    "redirect_uri.example_host": "placeholder",
    "redirect_uri.placeholder": "placeholder",
    "redirect_uri.orcid_host": "orcid_host",
    "redirect_uri.localhost": "own_machine",
    "redirect_uri.not_absolute": "no_address",
}
_HTTPS: Final = "redirect_uri.https_required"
_NORMAL: Final = "redirect_uri.not_normalized"
_WRAPPED: Final = frozenset({"redirect_uri.delimiters", "redirect_uri.white_space"})
_QUOTES: Final = {"'": "'", '"': '"', "`": "`", "\u201c": "\u201d", "\u201e": "\u201c", "\u00ab": "\u00bb", "(": ")"}
#: The end of a sentence or of an item, which no path of a journal has.
_PUNCTUATION: Final = ".,;:!?"
_SETTING: Final = Pattern(r"[A-Za-z_][\w.-]*[ \t]*=[ \t]*(?P<value>\S.*)\Z")
_ADDRESS: Final = Pattern(r"(?:https?:|www\.|[^\s/?#@]+\.[^\s/?#@]+/)", re.IGNORECASE)
_HAS_AT: Final = Pattern(r"[^\s/@]+@[^\s/@]+\Z")
#: The page that a web server shows for a folder. One of PHP may be a part of each address.
_FIRST_PAGE: Final = Pattern(r"/(?:index\.html?|default\.aspx?|index\.jsp)\Z", re.IGNORECASE)
#: Where the beginning of a callback ends: with the first segment that is not a variable.
_BEGINNING: Final = Pattern(r"\{\+\w+\}(?:/++\{\w++\})*/+[^/{?]+\??")

_HOST: Final = r"https?://[^/?#\s]+"
_BASE: Final = rf"{_HOST}(?:/[^/?#\s]*+)*?"
_SEGMENT: Final = r"[^/?#&=\s]+?"
#: A segment with this name in a template is a language, not a word.
_LANGUAGE: Final = r"[a-z]{2}(?:-[A-Za-z]{2,4})?"
_WHOLE_END: Final = r"(?:[?&][^#]*)?"
_PAGE_END: Final = r"(?:[/?&#].*)?"
#: In place of an address that is known.
_KNOWN: Final = "https://known.invalid"
#: What a path can have in place of a name.
_FILES: Final = frozenset({"index.php", "index.html"})


class Meant(NamedTuple):
    """What is meant by a value.

    Args:
        value: What to fill in.
        notices: How it was read, or why it can't be filled in.
    """

    value: str
    notices: tuple[ParameterNotice, ...] = ()


class _Read(NamedTuple):
    """A value that a template tells.

    Args:
        value: The value.
        code: How it was read.
        template: The template.
    """

    value: str
    code: str
    template: str


def meant_by(system: System, parameter: Parameter, text: str, known: Mapping[str, str], policy: Policy) -> Meant:
    """Return what is meant by a value of a parameter.

    Args:
        system: The system.
        parameter: The parameter.
        text: The value, without white space around it.
        known: What is meant by the values of other parameters, those of addresses first.
        policy: What an address is checked under.
    """
    bases = {name: value for name, value in known.items() if is_address(name, system)}
    read: dict[str, ParameterNotice] = {}
    value = text
    for _ in range(_ROUNDS):  # one round, but for a value that is wrapped twice, or an address in a setting
        if is_address(parameter.name, system):
            meant = _by_address(system, parameter, value, policy)
        else:
            meant = _by_name(system, parameter, value, bases, policy)
        if any(each.severity is Severity.ERROR for each in meant.notices):
            return meant
        for each in meant.notices:
            read.setdefault(each.code, each)
        if meant.value == value:
            notices = (attrs.evolve(each, suggestion=each.suggestion and value) for each in read.values())
            return Meant(value, tuple(notices))
        value = meant.value
    return Meant(text, (question("form", parameter),))  # wrapped so often that it is nothing that a person typed


def _by_address(system: System, parameter: Parameter, text: str, policy: Policy) -> Meant:
    """Return what is meant by a value that should be an address."""
    spelt, codes = _spelt(text, policy)
    if parameter.of_institution and Pattern(r"[\w-]+\Z").match(text):
        spelt, codes = parameter.of_institution.format(name=text.lower()), ["institution"]
    if problem := _no_address(parameter, text, spelt, policy):
        return Meant(text, (problem,))
    port = split(spelt).port
    if "https" in codes and port:  # of an application server behind a proxy
        return Meant(text, (question("inner_port", parameter, port=port),))
    value, read, params = _cut(system, parameter, spelt)
    if read == "elsewhere":
        return Meant(text, (question(read, parameter),))
    said = [
        *([_said(parameter, read, value, params)] if read else []),
        *(_said(parameter, code, value) for code in codes if code == "https" or not read),
        *_to_check(parameter, value),
    ]
    return Meant(value, tuple(said))


def _by_name(system: System, parameter: Parameter, text: str, values: Mapping[str, str], policy: Policy) -> Meant:
    """Return what is meant by a value that should be a name, where the values of addresses are known."""
    value, code = _name_in(system, parameter, text, values, policy)
    if split(f"https://university.edu/{value}").placeholder:
        return Meant(text, (question("placeholder", parameter),))
    if not value or _ADDRESS.match(value):
        return Meant(text, (question("address", parameter),))
    if parameter.pattern and not re.fullmatch(parameter.pattern, value, re.ASCII):
        return Meant(text, (question("form", parameter),))
    return Meant(value, (_said(parameter, code, value),) if code else ())


def _said(parameter: Parameter, code: str, value: str, params: Mapping[str, str] | None = None) -> ParameterNotice:
    """Return how a value was read."""
    return ParameterNotice(
        code=f"parameter.{code}", name=parameter.name, severity=Severity.WARNING, params=params or {}, suggestion=value
    )


def _spelt(text: str, policy: Policy, rounds: int = _ROUNDS) -> tuple[str, list[str]]:
    """Return an address with the faults corrected that the rules of redirect URIs can correct, and which those are."""
    found = next(_corrections(text, policy), None) if rounds else None
    if found is None:
        return text, []
    code = "https" if found.code == _HTTPS else "wrapped" if found.code in _WRAPPED else "spelling"
    spelt, codes = _spelt(str(found.suggestion), policy, rounds - 1)
    return spelt, [code, *(each for each in codes if each != code)]


def _corrections(text: str, policy: Policy) -> Iterator[Finding]:
    """Yield what is wrong with an address and can be corrected, first what was copied along."""
    found = redirect_uri_findings(text, ("",), policy)
    fixed = [each for each in found if isinstance(each.suggestion, str) and each.suggestion != text]
    serious = [each for each in fixed if each.severity is Severity.ERROR or each.code == _NORMAL]
    yield from sorted(serious, key=lambda each: each.code not in _WRAPPED)


def _no_address(parameter: Parameter, text: str, spelt: str, policy: Policy) -> ParameterNotice | None:
    """Return what to enter in place of something that is not an address of the installation."""
    address = one_address(text)
    if _HAS_AT.match(address.text if address else text):
        return question("email_address", parameter)
    found = {each.code for each in redirect_uri_findings(spelt, ("",), policy)}
    own = next((own for code, own in _OWN_TERMS.items() if code in found), None)
    return question(own, parameter) if own else None


def _to_check(parameter: Parameter, value: str) -> Iterator[ParameterNotice]:
    """Yield what to check in an address that is filled in as it is."""
    uri = split(value)
    if uri.port and uri.scheme == "https":
        yield ParameterNotice(
            code="parameter.port", name=parameter.name, severity=Severity.WARNING, params={"port": uri.port}
        )
    if parameter.has_path and uri.path in {"", "/"}:
        yield ParameterNotice(
            code="parameter.no_path",
            name=parameter.name,
            severity=Severity.WARNING,
            params={"usual": parameter.usual_paths[0]},
        )


# What a template tells


def _cut(system: System, parameter: Parameter, text: str) -> tuple[str, str, dict[str, str]]:
    """Return the address that is meant by a longer one, how it was read, and what that message needs."""
    if templates_of(system) == (f"{{+{parameter.name}}}",) and not parameter.is_origin:
        return text, "", {}  # a whole redirect URI, which somebody chose
    value, read = text, ""
    found = _callback_of(system, parameter.name, text) or _page_of(system, parameter.name, text)
    if found and found.code == "elsewhere":
        if not (parameter.is_origin and addresses(found.template)):
            return text, found.code, {}
    elif found:
        value, read = found.value, found.code
    end = _without_end(value)
    if parameter.is_origin and (origin := _origin(end)) != end:
        return origin, read or "origin", {}
    for usual in parameter.usual_paths:
        if not read and (match := re.match(rf"({_BASE}{re.escape(usual)})/[^?#]", end)):
            return match[1], "usual_path", {"usual": usual}
    return end, read or ("end" if end != text else ""), {}


def _without_end(text: str) -> str:
    """Return an address without a query, a fragment, the page of a folder, and the last slash."""
    return _FIRST_PAGE.sub("", re.split("[?#]", text, maxsplit=1)[0].rstrip("/")).rstrip("/")


def _origin(text: str) -> str:
    """Return scheme, host and port of an address."""
    match = re.match(_HOST, text)
    return match[0] if match else text


def _callback_of(system: System, name: str, text: str) -> _Read | None:
    """Return what a whole callback tells, the one with the most literal text in its template."""
    found: list[tuple[int, str, str, str]] = []
    for each in system.callbacks:
        match = _expression(each.template, ends=True).fullmatch(text) if VARIABLE.sub("", each.template) else None
        if match:
            value = match.groupdict().get(name, "")
            found.append((len(VARIABLE.sub("", each.template)), value, each.template, addresses(each.template)[0]))
    if not found:
        return None
    _, value, template, address = max(found, key=lambda each: (each[0], each[3] == name, -len(each[1])))
    return _Read(value, "callback", template) if address == name else _Read("", "elsewhere", template)


def _page_of(system: System, name: str, text: str) -> _Read | None:
    """Return what a page or the beginning of a callback tells of an address: the shortest before one."""
    begins = (match[0] for each in templates_of(system) if (match := _BEGINNING.match(each)))
    found: list[_Read] = []
    for template in dict.fromkeys((*begins, *filter(_tells, system.pages))):
        if match := _expression(template, ends=False).fullmatch(text):
            value = match.groupdict().get(name, "")
            found.append(_Read(value, "page" if value else "elsewhere", template))
    return min(found, key=lambda each: (not each.value, len(each.value)), default=None)


def _tells(template: str) -> bool:
    """Return whether a template has more than any address: a word, or a language."""
    return bool(VARIABLE.sub("", template).strip("/")) or "{language}" in template


@lru_cache(maxsize=2048)
def _expression(template: str, *, ends: bool, base: str = _BASE) -> re.Pattern[str]:
    """Return an expression for what a template makes, with what may follow."""
    pieces: list[str] = []
    for number, piece in enumerate(VARIABLE.split(template.removesuffix("/"))):
        if number % 2 == 0:
            pieces.append(re.escape(piece).replace("//", "//?"))
        elif piece.startswith("+"):
            pieces.append(f"(?P<{piece[1:]}>{base})")
        else:
            pieces.append(f"(?P<{piece}>{_LANGUAGE if piece == 'language' else _SEGMENT})")
    slash = "/?" if template.endswith("/") else ""
    is_open = template.endswith(("?", "=", "."))
    return re.compile(f"{''.join(pieces)}{slash}{_WHOLE_END if ends else '.*' if is_open else _PAGE_END}", re.ASCII)


# Names


def _name_in(
    system: System, parameter: Parameter, text: str, values: Mapping[str, str], policy: Policy
) -> tuple[str, str]:
    """Return the name that a text has, and how it was read."""
    value = _unwrapped(text)
    if found := _told(system, parameter.name, value, values, policy):
        return found.value, found.code
    if _ADDRESS.match(value):
        return "", ""
    ended = value.rstrip(_PUNCTUATION) or value
    bare = ended.strip("/").strip() or ended
    return bare, "slashes" if bare != ended else "wrapped" if ended != text else ""


def _unwrapped(text: str) -> str:
    """Return a name without quotation marks around it, and without the name of a setting before it."""
    if match := _SETTING.match(text):
        text = match["value"].strip()
    inner = text[1:-1].strip()
    return inner if _QUOTES.get(text[0]) == text[-1] and inner else text


def _told(system: System, name: str, text: str, values: Mapping[str, str], policy: Policy) -> _Read | None:
    """Return the name in an address, in a path below one, or in a setting."""
    for template in system.pages:
        if not addresses(template) and (match := _expression(template, ends=False).fullmatch(text)):
            return _Read(match.groupdict().get(name, ""), "part", template)
    templates = _templates_with(system, name)
    telling = [*filter(_tells, templates)]
    if "://" not in text and "/" in text.strip("/"):
        found = _name_by(telling, name, f"{_KNOWN}/{text.strip('/')}", _HOST)
        if found:
            return found
    if not _ADDRESS.match(text):
        return None
    uri = _spelt(text, policy)[0]
    if found := _name_by(telling, name, uri, _BASE):
        return found
    # What is left tells the name by its place: directly after an address that is known, or alone.
    known = next((each for each in values.values() if uri.startswith((f"{each}/", f"{each}?"))), "")
    if not known and "/" in split(uri).path.strip("/"):
        return None
    return _name_by(templates, name, f"{_KNOWN}{uri[len(known) :]}" if known else uri, _HOST)


def _templates_with(system: System, name: str) -> tuple[str, ...]:
    """Return the templates that have a name: callbacks, pages, and last the beginnings of callbacks up to it."""
    callbacks = [each.template for each in system.callbacks if name in each.names]
    pages = [each for each in system.pages if f"{{{name}}}" in each]
    up_to_it = [each[: each.index(f"{{{name}}}") + len(name) + 2] for each in callbacks]
    return tuple(dict.fromkeys((*callbacks, *pages, *up_to_it)))


def _name_by(templates: Iterable[str], name: str, uri: str, base: str) -> _Read | None:
    """Return the name that a template tells, the one with the shortest address, which says more of the text."""
    found: list[tuple[int, _Read]] = []
    for template in templates:
        match = _expression(template, ends=False, base=base).fullmatch(uri)
        value = unquote(match[name]) if match else ""
        if match and value and value not in _FILES:
            found.append((len(match[addresses(template)[0]]), _Read(value, "part", template)))
    return min(found, key=lambda each: each[0], default=(0, None))[1]
