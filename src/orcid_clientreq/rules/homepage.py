"""Rules of the home page."""

from __future__ import annotations

from typing import Final

import attrs

from orcid_clientreq.form import Settings
from orcid_clientreq.rules import hosts, uri_tables, uris
from orcid_clientreq.rules.model import NONE, Case, Fault, Params, Row
from orcid_clientreq.syntax.hosts import Names
from orcid_clientreq.syntax.uri_parts import Uri, has_dot_segment, normalize, unsplit, without_dot_segments
from orcid_clientreq.syntax.uris import split


def insecure(uri: Uri) -> Params | None:
    """A home page over http."""
    return NONE if uris.is_http(uri) else None


INSECURE: Final = Row(
    name="insecure",
    severity="W/-",
    summary="A home page over http.",
    rationale="Researchers open this link from their list of trusted organizations.",
    source="the library's own advice; ORCID accepts both",
    template="Use https instead of http if the home page supports it.",
    cases=(
        Case(bad="http://university.edu/", corrected="https://university.edu/"),
        Case(bad="http://university.edu:8080/a", corrected="https://university.edu:8080/a"),
    ),
    check=insecure,
    fix=uris.with_https,
)


NO_DOT_SEGMENTS: Final = "remove . and .. from the path"


def not_normalized(uri: Uri) -> Params | None:
    """As for every URI, and dot segments (RFC 3986 section 6.2.2.3), which redirect URIs may not have at all."""
    found = uris.not_normalized(uri)
    if not uri.sound or not has_dot_segment(uri.path):
        return found
    return {"what": f"{found['what']}; {NO_DOT_SEGMENTS}" if found else NO_DOT_SEGMENTS}


def normalized(uri: Uri, _settings: Settings) -> str:
    """Return it in its normal form, dot segments resolved."""
    normal = normalize(uri)
    return unsplit(attrs.evolve(normal, path=without_dot_segments(normal.path)))


NOT_NORMALIZED: Final = uris.NOT_NORMALIZED._replace(check=not_normalized, fix=normalized)

_TABLE: Final = (
    *uris.FIRST,
    INSECURE,
    hosts.HOST_INVALID,
    uris.PORT_INVALID,
    hosts.DOTLESS_HOST,
    hosts.EXAMPLE_HOST,
    hosts.CONFUSABLE_HOST,
    hosts.NON_PUBLIC_HOST,
    NOT_NORMALIZED,
    uris.TRAILING_PUNCTUATION,
)
_RULES: Final = uri_tables.in_order(*_TABLE)
#: The rules in the order in which they are asked.
TABLE: Final = (uris.DELIMITERS, uris.SCHEME_REPEATED, *_TABLE)


def by_rules(text: str, settings: Settings, names: Names) -> tuple[Fault, ...]:
    """Return what the rules find, one by one, in a home page that is neither blank nor too long."""
    uri = split(text, names)
    if uris.could_be_more(uri) and (found := uris.meant(text) or uris.among_words(text)):
        fault, inner = found
        return (fault, *(each.without_suggestion() for each in by_rules(inner, settings, names)))
    return uri_tables.faults_of(uri, _RULES, settings)
