"""Redirect URIs in the rows of their list: read one by one, several in one row, and the same in two rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import attrs

from orcid_clientreq.form import Settings, Severity
from orcid_clientreq.plain_shapes import is_plain_redirect_uri
from orcid_clientreq.rules import hosts, redirects, uri_tables, uris
from orcid_clientreq.rules.model import NONE, Case, Fault, Params, Row
from orcid_clientreq.rules.presence import TOO_LONG
from orcid_clientreq.syntax.hosts import Names
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.uri_parts import Uri, normalize, unsplit
from orcid_clientreq.syntax.uris import split

_FIELD: Final = "redirect_uri"
_GOOD: Final = "https://university.edu/orcid"


_WHITE: Final = Pattern(r"\s")
_PATH_BEGINS: Final = Pattern(r"//[^/?#]*+[/?#]")


def query_separator(uri: Uri) -> Params | None:
    """Another URI directly after a comma or semicolon; `several` is about those after white space."""
    if "," not in uri.text and ";" not in uri.text:
        return None
    return NONE if any("," in between or ";" in between for between in uris.SEPARATOR.findall(uri.text)) else None


def in_rows(uri: Uri, settings: Settings) -> tuple[str, ...] | None:
    """Return the URIs of a row, if each can stand in a row of its own."""
    pieces = uris.SEPARATOR.split(uri.text)
    return _in_rows(pieces, _read(pieces, settings), settings)


QUERY_SEPARATOR: Final = Row(
    name="query_separator",
    severity="W/W",
    summary="Another http:// or https:// directly after a comma or semicolon.",
    rationale="Two redirect URIs were pasted into one row, and ORCID's form treats them as one.",
    source="seen in integrations",
    template="Enter each redirect URI in its own row.",
    cases=(
        Case(bad=f"{_GOOD},https://university.edu/login", corrected=[_GOOD, "https://university.edu/login"]),
        Case(bad=f"{_GOOD};https://university.org/login", corrected=[_GOOD, "https://university.org/login"]),
    ),
    check=query_separator,
    fix=in_rows,
)

#: A row of more URIs is said to hold several, and is not looked at any closer.
_MOST_PIECES: Final = 20


def _read(pieces: Sequence[str], settings: Settings) -> list[Redirect]:
    """Read the URIs of a row, if there are not too many."""
    return [read_redirect_uri(piece, settings, Names()) for piece in pieces] if len(pieces) <= _MOST_PIECES else []


def _in_rows(pieces: Sequence[str], read: list[Redirect], settings: Settings) -> tuple[str, ...] | None:
    """Return the URIs of a row if no rule finds an error in one, and no two are equivalent."""
    if len({each.equivalence for each in read}) < len(pieces):
        return None
    errors = (settings.severity(f"{_FIELD}.{fault.rule}") is Severity.ERROR for each in read for fault in each.faults)
    return None if any(errors) else tuple(pieces)


def rows(text: str) -> tuple[str, ...]:
    """Return the URIs in a text, one for each row of a form."""
    return _pieces(text.strip()) or (text,)


def _pieces(text: str) -> tuple[str, ...]:
    """Return the URIs in a row, none where it is one or none: white space separates them, after a host a comma, too."""
    between = uris.SEPARATOR.findall(text)
    if not between:
        return ()
    pieces = uris.SEPARATOR.split(text)
    if "://" not in pieces[0] and split(pieces[0]).authority is None:  # a bullet, or a label
        del pieces[0]
    separate = any(map(_WHITE.search, between)) or _PATH_BEGINS.search(pieces[0]) is None
    return tuple(pieces) if separate and len(pieces) > 1 else ()


def several(text: str, settings: Settings) -> Redirect | None:
    """Two or more URIs with white space between them, or with a comma after a host, in a text without any at its ends; each is looked at as well.

    Other faults are those of the URIs, each rule once.
    """
    pieces = _pieces(text)
    if not pieces:
        return None
    read = _read(pieces, settings)
    faults = [SEVERAL.fault({"count": len(pieces)}, _in_rows(pieces, read, settings))]
    of_pieces = {fault.rule: fault for each in read for fault in each.faults}
    return Redirect((*faults, *(fault.without_suggestion() for fault in of_pieces.values())), text)


SEVERAL: Final = Row(
    name="several",
    severity="E/E",
    summary="Two or more URIs in one row, with white space or a line break between them, or with a comma or semicolon after a host.",
    rationale="They were pasted into one row of the form. No sign-in can return to two addresses at once.",
    source="seen in integrations",
    template="Enter each redirect URI in its own row. This row has {count}.",
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
    summary="Equivalent to an earlier redirect URI.",
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
            corrected=["https://university.edu/login", "https://university.edu/b?c", "https://university.edu/B?c"],
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
TABLE: Final = (SEVERAL, *_TABLE, redirects.LONG, DUPLICATE)


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
    if not uri.sound and (in_one_row := several(uri.text, settings)):  # white space is not legal
        return in_one_row
    found = uri_tables.faults_of(uri, _RULES, settings)
    if (params := redirects.long(text, settings)) is not None:
        found = (*found, redirects.LONG.fault(params))
    return Redirect(found, _equivalence(uri, text))


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
