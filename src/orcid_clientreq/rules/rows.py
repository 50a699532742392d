"""Redirect URIs in the rows of their list: read one by one, several in one row, and the same in two rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import attrs

from orcid_clientreq.form import Settings, Severity
from orcid_clientreq.plain_shapes import is_plain_redirect_uri
from orcid_clientreq.rules import hosts, redirects, uri_tables, uris
from orcid_clientreq.rules.model import NONE, Case, Fault, Params, Row
from orcid_clientreq.rules.presence import TOO_LONG
from orcid_clientreq.syntax.hosts import Names
from orcid_clientreq.syntax.meant import may_be_broken
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.uri_parts import Uri, normalize, unsplit
from orcid_clientreq.syntax.uris import split
from orcid_clientreq.syntax.values import surrogate_in
from orcid_clientreq.syntax.written import uris_listed

_FIELD: Final = "redirect_uri"
_GOOD: Final = "https://university.edu/orcid"


def query_separator(uri: Uri) -> Params | None:
    """Another URI directly after a comma or semicolon, or after nothing; `several` is about those after white space."""
    if "," in uri.text or ";" in uri.text:
        between = uris.SEPARATOR.findall(uri.text)
        if any("," in each or ";" in each for each in between):
            return NONE
    is_joined = uri.is_web and uri.text.count("://") > 1 and _JOINT.search(uri.text)
    return NONE if is_joined else None


#: Where another URI begins directly after a letter or digit, other than one of an encoded character.
_JOINT: Final = Pattern(r"(?<=[A-Za-z0-9])(?<!%[0-9A-Fa-f]{2})(?=https?://)", re.IGNORECASE)


def in_rows(uri: Uri, settings: Settings) -> tuple[str, ...] | None:
    """Return the URIs of a row, if each can be a row of its own."""
    pieces = [piece for part in uris.SEPARATOR.split(uri.text) for piece in _JOINT.split(part)]
    return _in_rows(pieces, [read_redirect_uri(piece, settings, Names()) for piece in pieces[:_MOST_PIECES]], settings)


QUERY_SEPARATOR: Final = Row(
    name="query_separator",
    severity="W/W",
    summary="Another http:// or https:// in the path or query, directly after a comma, a semicolon, a letter or a digit.",
    rationale="Two redirect URIs were probably pasted into one row, and ORCID's form treats them as one. This is only a warning, because a path or query can contain a comma or semicolon.",
    source="mistakes seen in integrations with ORCID",
    template="Enter each redirect URI on a line of its own.",
    cases=(
        Case(bad=f"{_GOOD},https://university.edu/login", corrected=[_GOOD, "https://university.edu/login"]),
        Case(bad=f"{_GOOD};https://university.org/login", corrected=[_GOOD, "https://university.org/login"]),
        Case(bad=f"{_GOOD}https://university.edu/login", corrected=[_GOOD, "https://university.edu/login"]),
    ),
    check=query_separator,
    fix=in_rows,
)


def _in_rows(pieces: Sequence[str], read: list[Redirect], settings: Settings) -> tuple[str, ...] | None:
    """Return the URIs of a row if no rule finds an error in one, and no two are equivalent."""
    errors = (settings.severity(f"{_FIELD}.{fault.rule}") is Severity.ERROR for each in read for fault in each.faults)
    return None if any(errors) else _to_suggest(pieces, read)


def _to_suggest(pieces: Sequence[str], read: list[Redirect]) -> tuple[str, ...] | None:
    """Return the URIs of a row if no two are equivalent, and none has userinfo."""
    different = len({each.equivalence for each in read}) == len(pieces)
    return _without_userinfo(tuple(pieces)) if different else None


def _without_userinfo(pieces: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return URIs if none has userinfo, which may have a password."""
    return pieces if all(split(piece).userinfo is None for piece in pieces) else None


def rows(text: str) -> tuple[str, ...]:
    """Return the URIs in a text, one for each row of a form, without what is between them."""
    uri = split(text)
    if not uris.could_be_more(uri):
        return (uri.text,)
    if (found := uris.meant(text)) is not None:
        return (found[1],)
    return tuple(found.text for found in uris_listed(text)) or (uri.text,)


def in_a_list(text: str) -> tuple[str, ...] | None:
    """Return the list that a text in place of it means, if no URI has userinfo."""
    return _without_userinfo(rows(text))


_MOST_PIECES: Final = 100


def several(text: str, settings: Settings) -> Redirect | None:
    """Two or more URIs in a text that is not one itself: a list, columns of a table, a sentence; each is looked at as well.

    Other faults are those of the URIs, each rule once.
    """
    found = uris_listed(text) if _could_be_several(text) else ()
    pieces = [each.text for each in found]
    if len(pieces) < 2:  # noqa: PLR2004 - two are several
        return None
    pieces[:_MOST_PIECES] = [split(piece).text for piece in pieces[:_MOST_PIECES]]  # with a scheme
    read = [read_redirect_uri(piece, settings, Names()) for piece in pieces[:_MOST_PIECES]]
    is_broken = any(may_be_broken(text, each.end) for each in found)
    faults = [SEVERAL.fault({"count": len(pieces)}, None if is_broken else _to_suggest(pieces, read))]
    of_pieces: dict[str, Fault] = {}
    for fault in (fault for each in read for fault in each.faults):
        of_pieces.setdefault(fault.rule, fault)
    return Redirect((*faults, *(fault.without_suggestion() for fault in of_pieces.values())), text)


_SEPARATOR: Final = Pattern(r"[\s,;|\uff5c]")
_BEGINNING: Final = Pattern(r"://|www\.|%3A", re.IGNORECASE)


def _could_be_several(text: str) -> bool:
    """Return whether a URI may begin after what separates two; no list has a character that cannot be encoded."""
    if surrogate_in(text):
        return False
    separator = _SEPARATOR.search(text)
    return separator is not None and _BEGINNING.search(text, separator.end()) is not None


SEVERAL: Final = Row(
    name="several",
    severity="E/E",
    summary="A row that has two or more URIs and can't be read as a single one: for example, a list, a line of a table, or hosts separated by a comma.",
    rationale="ORCID would treat the row as one redirect URI, and no sign-in can return to two addresses at once.",
    source="mistakes seen in integrations with ORCID",
    template="Enter each redirect URI on a line of its own. This line has {count}.",
    cases=(
        Case(
            bad=f"{_GOOD}\nhttps://university.edu/login",
            corrected=[_GOOD, "https://university.edu/login"],
            params={"count": 2},
        ),
        Case(
            bad=f"{_GOOD}, https://university.edu/login; https://university.edu/link",
            corrected=[_GOOD, "https://university.edu/login", "https://university.edu/link"],
            params={"count": 3},
        ),
        Case(
            bad="https://university.edu,https://university.edu/login",
            corrected=[_GOOD, "https://university.edu/login"],
            params={"count": 2},
            also=(("host_only", {}, Severity.WARNING),),
        ),
        Case(
            bad=f"Journal 1\t{_GOOD}\thttps://university.edu/login",
            corrected=[_GOOD, "https://university.edu/login"],
            params={"count": 2},
        ),
    ),
    check=several,
)


def duplicate(key: str, index: int, first: dict[str, int]) -> Params | None:
    """Equivalent to an earlier one; of each equivalence the first is noted."""
    place = first.setdefault(key, index)
    return {"number": place + 1} if place != index else None


DUPLICATE: Final = Row(
    name="duplicate",
    severity="E/E",
    summary="The same as an earlier redirect URI, or another way to write it, such as with capital letters in the host.",
    rationale="ORCID's registry refuses a duplicate redirect URI.",
    source="orcid-angular, developer tools; RFC 3986 section 6.2.2",
    template="Remove this redirect URI: it is the same as number {number} in the list.",
    cases=(
        Case(
            bad=[_GOOD, "https://university.edu/login", _GOOD],
            corrected=[_GOOD, "https://university.edu/login"],
            params={"number": 1},
            path=("redirect_uris", 2),
        ),
        Case(
            bad=["https://university.edu/login", "https://university.edu/b?c", "https://university.edu/b?c"],
            corrected=["https://university.edu/login", "https://university.edu/b?c"],
            params={"number": 2},
            path=("redirect_uris", 2),
        ),
    ),
    check=duplicate,
)

#: The rules of one URI in the order in which they are asked.
_TABLE: Final = (
    *uris.FIRST,
    redirects.HTTPS_REQUIRED,
    redirects.WILDCARD,
    redirects.HOST_INVALID,
    redirects.PORT_INVALID,
    redirects.LOCALHOST,
    redirects.DOTLESS_HOST,
    hosts.EXAMPLE_HOST,
    redirects.ORCID_HOST,
    hosts.CONFUSABLE_HOST,
    redirects.NON_PUBLIC_HOST,
    redirects.IP_ADDRESS,
    redirects.TUNNEL,
    uris.NOT_NORMALIZED,
    redirects.DOT_SEGMENT,
    redirects.RESERVED_PARAMETER,
    redirects.FRAGMENT,
    redirects.HOST_ONLY,
    redirects.UNFILLED,
    redirects.RISKY_ENCODING,
    QUERY_SEPARATOR,
    uris.TRAILING_PUNCTUATION,
)
_RULES: Final = uri_tables.in_order(*_TABLE)
#: All of them, with those of a row of the form.
TABLE: Final = (uris.DELIMITERS, uris.SCHEME_REPEATED, SEVERAL, *_TABLE, redirects.LONG, DUPLICATE)


class Redirect(NamedTuple):
    """What is wrong with a redirect URI, and what equivalent ones share."""

    faults: tuple[Fault, ...]
    equivalence: str


def read_redirect_uri(text: str, settings: Settings, names: Names) -> Redirect:
    """Read a redirect URI that is not blank."""
    if len(text) > settings.limits.uri:
        return Redirect((TOO_LONG.fault({"limit": settings.limits.uri}, hard=True),), text)
    return Redirect((), text) if is_plain_redirect_uri(text, settings, names) else by_rules(text, settings, names)


def by_rules(text: str, settings: Settings, names: Names) -> Redirect:
    """Read a redirect URI by the rules, one by one."""
    uri = split(text, names)
    if uris.could_be_more(uri) and (more := _more_than_a_uri(text, settings)):
        return more
    found = uri_tables.faults_of(uri, _RULES, settings)
    if (params := redirects.long(text, settings)) is not None:
        found = (*found, redirects.LONG.fault(params))
    return Redirect(found, _equivalence(uri, text))


def _more_than_a_uri(text: str, settings: Settings) -> Redirect | None:
    """Read a text that is one URI with something copied along, or several URIs."""
    found = uris.meant(text)
    if found is None and (row := several(text, settings)) is not None:
        return row
    found = found or uris.among_words(text)
    if found is None:
        return None
    fault, inner = found
    read = read_redirect_uri(inner, settings, Names())
    return Redirect((fault, *(each.without_suggestion() for each in read.faults)), text)


def equivalence(text: str, settings: Settings) -> str:
    """Return what equivalent redirect URIs share: the normal form, where the text has one (RFC 3986 section 6.2)."""
    return read_redirect_uri(text, settings, Names()).equivalence


def _equivalence(uri: Uri, text: str) -> str:
    """Return the normal form of a URI, or its text where it is not sound.

    An empty path is `/` (section 6.2.3). Dot segments are left, since they have a rule of their own.
    """
    if not (uri.absolute and uri.sound):
        return text
    normal = normalize(uri)
    return unsplit(normal if normal.path else attrs.evolve(normal, path="/"))
