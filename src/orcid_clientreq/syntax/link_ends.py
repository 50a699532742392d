"""Where a URL or an email address ends in running text, by Unicode UTS #58 (version 17.0, February 2026).

A URI of people's text also ends where the standard lets it go on: before markup, before a mark that closes
what was opened before it, and between a comma and another URI. No line of the standard's own test with an
http or https URL is read otherwise for that (`docs/generators/make_linkification.py --check`).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from orcid_clientreq.syntax.link_characters import CLOSE_OF, LETTERS, NOT_INCLUDED, OPEN_OF, is_hard, is_local, is_soft
from orcid_clientreq.syntax.patterns import Pattern

# A template that was not filled in stays in the value, with the blanks in it. An HTML element is not a template.
_ELEMENTS: Final = (
    "a|b|br|code|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|li|ol|p|pre|q|s|small|span|strong|sub|sup|t[dhrt]|table|u|ul"
)
_PLACEHOLDER: Final = Pattern(rf"\{{\{{?[^{{}}\n]{{1,60}}\}}\}}?|<(?!(?:{_ELEMENTS})[\s>])[A-Za-z][^<>/\n\"=]{{0,59}}>")
#: What can have a meaning of its own in a part of a URI. Every other character is of the class Include.
NOTABLE: Final = Pattern(r"[^$%*+\-0-9@A-Z^_a-z~]")
# What no authority has but in a template or in brackets. RFC 3986 section 3.2 lets it have less still.
_NOT_IN_AUTHORITY: Final = Pattern(f"[\\0-#'-),/;<>?\\[-^`{{-}}\\x7f{NOT_INCLUDED}]")
_BRACKETS: Final = Pattern(r"\[[^\[\]/?#\n]{1,60}\]")
_INCLUDED: Final = Pattern(f"[^\\0-\\x7f{NOT_INCLUDED}]+")
#: What the path, the query and the fragment begin with.
PART_BEGINS: Final = frozenset("/?#")
# A port, a template or a variable for one.
_PORT: Final = Pattern(r":(?:[0-9]{1,9}|[$%*{<\[].*|[A-Z_]{2,40})\Z")
_ANOTHER: Final = Pattern("[,;|][\"'`<\u201c]?https?:", re.IGNORECASE)
# Of the marks that close, a URI may have two: these close only before a blank, a bracket or the next
# quotation mark.
_LEGAL_MARKS: Final = frozenset("')")
_CLOSES: Final = Pattern(r"[')](?=[\])}>,;:.!?\"'*_]{0,20}(?:\s|\Z)|[,;:]\s{0,9}[\"']|[(\[])")
#: So many brackets are open at once at most; the standard lets an implementation have a limit.
_DEEPEST: Final = 100
_DOMAIN: Final = Pattern(rf"[A-Za-z0-9.{LETTERS}-]{{1,254}}")
# The @-sign was one of a quoted local part.
_PART_OF_LOCAL: Final = Pattern('"?@')
#: The longest local part that is looked at; RFC 5321 section 4.5.3.1.1 allows 64 octets.
_LONGEST_LOCAL: Final = 200


def placeholder_end(text: str, start: int) -> int:
    """Return where the template ends that begins at `start`, such as `{base}`; `start` where none does."""
    match = _PLACEHOLDER.match(text, start)
    return match.end() if match else start


def authority_end(text: str, start: int) -> int:
    """Return where the authority of a URI ends that begins at `start`.

    A full stop or a colon after it belongs to it only where a path, query or fragment follows.

    >>> authority_end("univ.edu:8443. And", 0), authority_end("univ.edu: that", 0), authority_end("univ.edu./cb", 0)
    (13, 8, 9)
    """
    end = _run_end(text, start)
    if text[end : end + 1] in PART_BEGINS:
        return end
    authority = text[start:end].rstrip(".:")
    colon = authority.rfind(":", authority.rfind("@") + 1)
    if colon > authority.rfind("]") and not _PORT.match(authority, colon):
        authority = authority[:colon].rstrip(".")
    return start + len(authority)


def _run_end(text: str, start: int) -> int:
    """Return where the first character is that can't be in an authority."""
    while match := _NOT_IN_AUTHORITY.search(text, start):
        place = match.start()
        start = placeholder_end(text, place)
        if start == place and (literal := _BRACKETS.match(text, place)):
            start = literal.end()
        if start == place:
            return place
    return len(text)


def names_a_host(authority: str) -> bool:
    """Return whether an authority is that of a URI in running text: a host without userinfo.

    No label of its name is empty, and none begins or ends with a hyphen (RFC 1123 section 2.1). The standard
    links nothing with a user name, which is deprecated for security (RFC 3986 section 3.2.1). Here it is also
    what keeps a password from being found.

    >>> names_a_host("univ.edu:8443"), names_a_host("univ..edu"), names_a_host("orcid:secret@univ.edu")
    (True, False, False)
    """
    if authority.startswith("["):
        return True
    host = authority.partition(":")[0]
    labels = host.removesuffix(".").split(".")
    return "@" not in authority and not any(label[:1] in {"", "-"} or label.endswith("-") for label in labels)


class _Part(NamedTuple):
    """A part of a URI: what divides it inside, where no pair of brackets reaches across, and what ends it."""

    divided_by: frozenset[str]
    ended_by: frozenset[str]


_PATH: Final = _Part(frozenset("/"), frozenset("?#"))
_QUERY: Final = _Part(frozenset("=&"), frozenset("#"))
_FRAGMENT: Final = _Part(frozenset(), frozenset())
#: What divides a fragment (URL Fragment Text Directives).
_DIRECTIVE: Final = ":~:"


def uri_end(text: str, start: int, closing: str = "") -> int:  # noqa: C901, PLR0912 - a branch for each class
    """Return where the path, query and fragment end that begin at `start` in running text (section 3).

    The time is in proportion to the characters up to the end.

    Args:
        text: The text.
        start: Where the authority ends.
        closing: The characters that close what was opened before the URI.

    >>> uri_end("https://univ.edu/a_(b).", 16)
    22
    >>> uri_end("(https://univ.edu/a).", 17)
    19
    """
    if text[start : start + 1] not in PART_BEGINS:
        return start
    part, safe, position = _PATH, start, start
    opened: list[str] = []
    while match := NOTABLE.search(text, position):
        place, character = match.start(), match[0]
        if place > position:
            safe = place
        position = place + 1
        if character in closing and closes(text, place):
            return safe
        if character in part.ended_by:
            part = _QUERY if character == "?" else _FRAGMENT
            opened.clear()
            # The standard lets a question mark begin a query that is empty; it may be the sentence's.
            safe = place if character == "?" else position
        elif character in part.divided_by:
            opened.clear()
            safe = position
        elif character in CLOSE_OF:
            position = placeholder_end(text, place)
            if position > place:
                safe = position
            elif character == "<" or len(opened) == _DEEPEST:
                return safe  # markup; the standard takes `<` for a bracket
            else:
                opened.append(character)
                position = place + 1
        elif character in OPEN_OF:
            if not opened or opened.pop() != OPEN_OF[character]:
                return safe
            safe = position
        elif is_hard(character) or (part is _PATH and _ANOTHER.match(text, place)):
            return safe
        elif not is_soft(character):
            run = _INCLUDED.match(text, place)
            safe = position = run.end() if run else position
        else:
            if part is _FRAGMENT and text.startswith(_DIRECTIVE, place):
                opened.clear()
            while text.startswith(character, position) and character not in closing + ",;|":
                position += 1
    return len(text) if position < len(text) else safe


def closes(text: str, place: int) -> bool:
    """Return whether a mark closes what was opened before; a URI may have apostrophes and brackets itself."""
    return text[place] not in _LEGAL_MARKS or _CLOSES.match(text, place) is not None


class Address(NamedTuple):
    """Where an email address is in text."""

    start: int
    end: int


def address_around(text: str, at: int) -> Address | None:
    """Return where the address is whose @-sign is at a place, `None` if there is none (section 4).

    Neither a quoted local part nor a domain without a dot counts in running text.

    >>> address_around("<orcid@univ.edu>.", 6)
    Address(start=1, end=15)
    """
    start, lowest = at, max(0, at - _LONGEST_LOCAL)
    while start > lowest and is_local(text[start - 1]):
        start -= 1
    local = text[start:at]
    match = _DOMAIN.match(text, at + 1) if local and "" not in local.split(".") else None
    # The userinfo of a URI looks like a local part: slashes may be in one.
    if match is None or text[max(0, start - 1) : start + 2] == "://":
        return None
    domain = match[0].rstrip(".")
    end = at + 1 + len(domain)
    top = domain.rpartition(".")[2]
    if top == domain or top.isdigit() or not names_a_host(domain) or _PART_OF_LOCAL.match(text, end):
        return None
    return Address(start, end)
