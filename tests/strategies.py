"""Drawn inputs: good values of every field, values on the edge, and objects that are no form at all."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import Any, TypeVar

import attrs
from hypothesis import core, settings
from hypothesis import strategies as st

from orcid_clientreq import PRODUCTION, RULES, SANDBOX, Limits, Policy
from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
from orcid_clientreq.fields import Kind, of_kind
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.strategies import (
    contact_emails,
    descriptions,
    faulty_form_data,
    form_data,
    homepage_urls,
    redirect_uris,
)
from orcid_clientreq.strategies.values import answers, client_ids

T = TypeVar("T")


def some_of(cases: Iterable[T], one_in: int) -> list[T]:
    """Return one case in so many of a large table, more where the properties draw more examples, at last the whole.

    With another seed they are others.
    """
    few, drawn = settings.get_profile("default").max_examples, settings().max_examples
    step = max(1, one_in * few // max(few, drawn))
    return [*cases][(core.global_force_seed or 0) % step :: step]


#: The policies of each edition and environment, the usual ones first.
EVERY_POLICY = [
    PRODUCTION,
    SANDBOX,
    *(
        Policy(environment=environment, edition=edition.edition)
        for edition in EDITIONS.values()
        for environment in sorted(edition.environments)
        if edition.edition is not PRODUCTION.edition
    ),
]

URIS = redirect_uris(policy=SANDBOX) | homepage_urls()

# What breaks parsers: delimiters, encodings of them, white space, look-alikes, invisible characters.
SPICE = st.sampled_from(
    [
        *"/\\:@?#[]%.*-_<>{}|^`\"' \t\n\r\x00\x0b\x7f\x85Z~$;,",
        *("%2e", "%2F", "%40", "%5c", "%00", "%zz", "%s", "%7E", "%7e", "//", "..", "/../"),
        *("\u3002", "\uff0f", "\uff20", "\u2028", "\u200b", "\u00ad", "\u202e", "\ud800", "\ufeff"),
        *("\u0430", "ü", "ß", "İ", "ﬁ", "中"),
        *("xn--", "0x7f", "1", "0", "00", "https:", "HTTP", "user:pw@", ":443", ":80", ":"),
        *("localhost", "127.1", "::1", "[::1]", "{x}", "<host>", "XXX", "your", "example"),
        *("state=1", "code=", "mailto:", "+tag"),
    ]
)


@st.composite
def edited(draw: st.DrawFn, values: st.SearchStrategy[str], *, most: int = 4) -> str:
    """Return a value with one to four edits: something spicy put in, or put over, or a piece taken out."""
    value = draw(values)
    for _ in range(draw(st.integers(1, most))):
        start = draw(st.integers(0, len(value)))
        width = draw(st.sampled_from([0, 0, 1, 1, 2, 5]))
        value = value[:start] + draw(SPICE | st.just("")) + value[start + width :]
    return value


EDGE_URIS = edited(URIS) | URIS
ADDRESSES = contact_emails()
EDGE_ADDRESSES = edited(ADDRESSES) | ADDRESSES
TEXTS = st.text(max_size=80) | st.lists(SPICE | st.text(max_size=5), max_size=8).map("".join)
EDGE_TEXTS = edited(st.just("Sign in with ORCID") | descriptions().map(lambda text: text[:80]), most=3) | TEXTS

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | EDGE_TEXTS
OBJECTS = st.recursive(
    SCALARS,
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text() | st.integers(), children, max_size=3),
    max_leaves=6,
)

FIELD_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "contact_email": EDGE_ADDRESSES,
    "pin_contact_email": EDGE_ADDRESSES,
    "homepage_url": EDGE_URIS,
    "redirect_uris": st.lists(EDGE_URIS, max_size=4) | EDGE_URIS,
    "existing_client_id": edited(client_ids()) | client_ids(),
    **dict.fromkeys(of_kind(Kind.TEXT), EDGE_TEXTS),
    **{name: answers(name) | EDGE_TEXTS for name in of_kind(Kind.CHOICE)},
}


_GOOD_FORMS = st.one_of(st.builds(dict, st.just(GOOD_REQUEST)), *(form_data(policy=policy) for policy in EVERY_POLICY))
_SOME_NAMES = st.sets(st.sampled_from(FIELD_NAMES), max_size=4)


@st.composite
def edgy_forms(draw: st.DrawFn) -> dict[str, Any]:
    """Return a form: a good one with some fields put on the edge, left out, or turned into anything."""
    form: dict[str, Any] = draw(_GOOD_FORMS)
    for name in draw(_SOME_NAMES):
        how = draw(st.sampled_from(["edge", "edge", "edge", "gone", "anything"]))
        if how == "gone":
            form.pop(name, None)
        else:
            form[name] = draw(FIELD_VALUES[name] if how == "edge" else OBJECTS)
    if draw(st.integers(0, 5)) == 0:
        form[draw(st.sampled_from(["contact_mail", "Client-Name", "x", "environment", "edition", "a b"]))] = draw(
            SCALARS
        )
    return form


#: Forms of every kind: accepted, with known faults, and on the edge.
FORMS = (
    edgy_forms()
    | edgy_forms()
    | form_data()
    | faulty_form_data()
    .map(itemgetter(0))
    .filter(lambda data: type(data) is dict and all(type(key) is str for key in data))
)

POLICIES = st.sampled_from(EVERY_POLICY)

#: What the severity of a rule can be changed to.
SEVERITIES = st.sampled_from(["error", "warning", None])
CHANGEABLE = sorted(code for code, rule in RULES.items() if not rule.severity_is_fixed)
#: Rules about two fields, about lists and about what a suggestion changes: they are changed more often than others.
BESIDE = ["client_name.not_from_organization", "staff_notes.review_unmentioned", "redirect_uris.many", "redirect_uri.duplicate", "pin_contact_email.not_distinct", "pin_contact_email.same_mailbox", "existing_client_id.not_updating", "contact_email.invalid", "contact_email.display_name", "contact_email.unknown_contact", "redirect_uris.missing", "client_name.missing"]  # fmt: skip


def _limit(name: str) -> st.SearchStrategy[int]:
    """Return limits of a field: mostly so low that few values fit, or none."""
    most = getattr(Limits(), name)
    return st.integers(1, min(20, most)) | st.integers(1, min(80, most)) | st.integers(1, most)


LIMITS = st.fixed_dictionaries({}, optional={field.name: _limit(field.name) for field in attrs.fields(Limits)})
KNOWN_CONTACTS = st.just(frozenset[str]()) | st.sets(
    st.sampled_from(
        [
            *("orcid@university.edu", "ORCID <orcid@library.university.edu>", "no address", "a@b.edu"),
            *("a@b.c", "c@b.c", "+y@b.c", "é@b.c", "security@university.edu", "new+x@b.example", "mailto:pin@b.c"),
        ]
    )
)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Return a policy that can be made: severities raised, softened and off, limits lowered, every edition."""
    base = draw(POLICIES)
    codes = st.sampled_from(BESIDE) | st.sampled_from(CHANGEABLE)
    severities = draw(st.dictionaries(codes, SEVERITIES, max_size=8))
    if draw(st.integers(0, 9)) == 0:
        severities = dict.fromkeys(CHANGEABLE, draw(SEVERITIES))
    limits = Limits(**draw(LIMITS)) if draw(st.integers(0, 2)) == 0 else Limits()
    return attrs.evolve(base, severities=severities, limits=limits, known_contacts=draw(KNOWN_CONTACTS))
