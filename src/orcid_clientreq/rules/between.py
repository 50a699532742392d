"""Rules about two fields. Each compares their normalized values, even if there are other findings in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple

from orcid_clientreq.fields import FIELDS
from orcid_clientreq.form import FormEdition, IntegrationType, Settings, Severity
from orcid_clientreq.plain_shapes import plain_address
from orcid_clientreq.rules.contacts import Contact
from orcid_clientreq.rules.model import NONE, Case, Fault, Params, Row
from orcid_clientreq.rules.reading import ABSENT, Reading
from orcid_clientreq.rules.texts import OF_NO_NAME
from orcid_clientreq.rules.texts import faults as text_faults
from orcid_clientreq.syntax.patterns import Pattern

_ID: Final = "APP-0123456789ABCDEF"


def _contact(reading: Reading) -> Contact | None:
    """Return a contact in its parts, `None` if none was given; one that is plain is taken apart only here, once."""
    if reading.contact is None and reading.value is not None:
        reading.contact = Contact(reading.value, (), plain_address(reading.value))
    return reading.contact


def not_distinct(pin: Reading, contact: Reading, _settings: Settings) -> Params | None:
    """The same address as the other contact."""
    this, other = _contact(pin), _contact(contact)
    if this is None or other is None:
        return None
    if this.address and other.address:
        return NONE if this.address.is_same(other.address) else None
    return NONE if this.text.strip().casefold() == other.text.strip().casefold() else None


NOT_DISTINCT: Final = Row(
    name="not_distinct",
    severity="E/W",
    summary="The same address as contact_email.",
    rationale="The credentials and the PIN or password go out in two messages, so that access to one mailbox is not enough.",
    source='help page of January 2020: it "needs to be a different contact"',
    template="Enter a different person's email address. The address you entered belongs to the contact for the credentials.",
    cases=(
        Case(bad="ORCID@Library.University.edu", corrected="pin@university.edu"),
        Case(bad="orcid@library.university.edu", corrected="pin@university.edu", sandbox=True),
    ),
    check=not_distinct,
    only=("pin_contact_email",),
    other="contact_email",
)


def same_mailbox(pin: Reading, contact: Reading, _settings: Settings) -> Params | None:
    """Another address of the mailbox of the other contact."""
    this, other = _contact(pin), _contact(contact)
    if this is None or other is None or this.address is None or other.address is None:
        return None
    if this.address.is_same(other.address):
        return None
    return NONE if this.address.has_mailbox_of(other.address) else None


SAME_MAILBOX: Final = Row(
    name="same_mailbox",
    severity="W/W",
    summary="An address that differs from contact_email, but probably leads to the same mailbox.",
    rationale="The message with the credentials, and the PIN (in some editions, the password) that opens it, would arrive in one mailbox. The addresses differ only in a +tag or, "
    "at Gmail, in dots or in the domain (gmail.com or googlemail.com).",
    source="RFC 5233; help page of January 2020, which asks for a different contact",
    template="Enter a different person's email address. Mail to the address you entered probably goes to the other contact's mailbox.",
    cases=(
        Case(bad="orcid+pin@library.university.edu", corrected="pin@university.edu"),
        Case(bad="a.b@googlemail.com", corrected="pin@university.edu", rest={"contact_email": "ab@gmail.com"}),
    ),
    check=same_mailbox,
    only=("pin_contact_email",),
    other="contact_email",
)


def many(uris: Reading, notes: Reading, settings: Settings) -> Params | None:
    """More redirect URIs than ORCID takes without a word, and no notes to say so."""
    advised = settings.limits.redirect_uris_advised
    return {"limit": advised} if uris.number > advised and notes.value is None else None


MANY: Final = Row(
    name="many",
    severity="-/-",
    summary="More than five redirect URIs, and no notes for ORCID's staff.",
    rationale="Since 2021, ORCID's help pages ask you to say in the notes if there are more than five redirect URIs. "
    "The 2020-01 edition does not ask for that, so the rule is off there unless a policy turns it on.",
    source="help pages since 2021",
    template="Tell ORCID staff in the notes that you want to register more than {limit} redirect URIs.",
    cases=(
        Case(
            bad=[f"https://university.edu/orcid/{n}" for n in range(6)],
            corrected=[f"https://university.edu/orcid/{n}" for n in range(6)],
            rest_corrected={"staff_notes": "Please register all six redirect URIs."},
            params={"limit": 5},
        ),
        Case(
            bad=[f"https://university.edu/orcid/{n}" for n in range(7)],
            corrected=[f"https://university.edu/orcid/{n}" for n in range(5)],
            params={"limit": 5},
            edition=FormEdition.JANUARY_2020,
            severities={"redirect_uris.many": Severity.WARNING},
        ),
    ),
    check=many,
    only=("redirect_uris",),
    other="staff_notes",
)

# A demo, a review, a presentation or an examination, in the languages that messages are in.
_REVIEW: Final = Pattern(
    r"\b(?:d[eé]mo(?!cra|gra|kra)|review|screencast"
    r"|revis(?:i[oó]n|ão|ad[oa]|ar|[eé]e?|ione|ionat[oa])|present(?:ación|ad[oa]|ation|at[oa]|ed|azione)"
    r"|apresenta(?:ção|d[oa])|évalué|evaluad[oa]|avaliad[oa]|examiné|présenté|présentation|vérifié|verificat[oa]"
    r"|dimostrazion|dimostrat[oa]|vorführ|vorgeführt|vorgestellt|begutacht|geprüft|überprüf|präsent)"
    "|デモ|実演|レビュー|審査|演示|审核|审查|评审|評審|عرض|مراجع[ةت]|راجع",
    re.IGNORECASE,
)


def mentions_review(text: str) -> bool:
    """Return whether notes mention a demo or review, in any language that messages are in.

    >>> mentions_review("Demoed to our consortium lead in May."), mentions_review("2026年5月にデモを実施")
    (True, True)
    """
    return _REVIEW.search(text) is not None


def review_unmentioned(notes: Reading, kind: Reading, _settings: Settings) -> Params | None:
    """An integration of no certified service provider, and notes that mention neither demo nor review."""
    if kind.value is not IntegrationType.OTHER or (notes.value and mentions_review(notes.value)):
        return None
    return NONE


REVIEW_UNMENTIONED: Final = Row(
    name="review_unmentioned",
    severity="-/-",
    summary="The integration is not from a certified service provider, and the notes mention neither a demo nor a review.",
    rationale="Unless the integration is from a certified service provider, ORCID issues production credentials only after ORCID or a consortium lead has seen it.",
    source="help page of 2023; info.orcid.org/ufaqs/im-using-a-non-certified-service-provider-system-how-do-i-get-production-member-api-credentials",
    template="In the notes, say when your integration was demonstrated to or reviewed by ORCID or your consortium lead.",
    cases=(
        Case(bad="Vendor system: DSpace.", corrected="Demo on 3 November.", rest={"integration_type": "other"}),
        Case(bad=None, corrected="Reviewed by our consortium lead on 3 November.", rest={"integration_type": "other"}),
    ),
    check=review_unmentioned,
    only=("staff_notes",),
    other="integration_type",
)


def not_from_organization(client: Reading, organization: Reading, _settings: Settings) -> Params | None:
    """A client name that does not contain the name of the organization.

    A name with something in it that is not part of any is not compared: a rule of its own says so.
    """
    if client.value is None or organization.value is None:
        return None
    if any(fault.rule in OF_NO_NAME for fault in (*client.faults, *organization.faults)):
        return None
    return None if _folded(organization.value) in _folded(client.value) else NONE


#: Shorter words do not tell an organization, such as "of" and "the".
_SHORT_WORD: Final = 3


def with_organization(client: Reading, organization: Reading, _settings: Settings) -> str | None:
    """Return both names, if they are fine together and do not name the organization twice."""
    first, second = (str(reading.value).split() for reading in (organization, client))
    words, others = ([_folded(word) for word in name] for name in (first, second))
    shared = max(size for size in range(len(first) + 1) if words[len(words) - size :] == others[:size])
    if any(len(word) > _SHORT_WORD and word in words for word in others[shared:]):
        return None
    both = " ".join([*first, *second[shared:]])
    return None if text_faults(both, FIELDS["client_name"]) else both


def _folded(name: str) -> str:
    """Return a name as it is compared: in any case and normalization form, with any white space."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold()).split())


NOT_FROM_ORGANIZATION: Final = Row(
    name="not_from_organization",
    severity="-/-",
    summary="A client name that does not contain the name of the organization.",
    rationale="Researchers know their organization better than its systems. ORCID names a client after its member "
    "organization. The name of the application tells several clients of one organization apart.",
    source="help pages since 2021",
    template="Start the client name with the name of the member organization, then add the name of the application.",
    cases=(
        Case(
            bad="Repository",
            corrected="University Library Repository",
            rest={"organization_name": "University Library"},
        ),
        Case(
            bad="Library Repository",
            corrected="University Library Repository",
            rest={"organization_name": "University Library"},
        ),
    ),
    check=not_from_organization,
    fix=with_organization,
    only=("client_name",),
    other="organization_name",
)


def client_id_missing(client_id: Reading, updating: Reading, _settings: Settings) -> Params | None:
    """An update that does not name the client ID."""
    return NONE if updating.value is True and client_id.value is None else None


CLIENT_ID_MISSING: Final = Row(
    name="missing",
    severity=None,
    summary="The request updates existing credentials, but existing_client_id is empty.",
    rationale="A member can have several clients, and ORCID's staff can't know which one to update. The field is the library's own. ORCID's form has "
    "none, so the client ID must be in the notes, too.",
    source="ORCID's list of the form's parameters of December 2021; the links that the software NZ-ORCID-Hub makes to ORCID's form, with parameters that fill it in; PKP's guide",
    template={
        "existing_client_id": "Enter here the client ID that you want to update. Also write it in the notes, because ORCID's form has no field for it."
    },
    cases=(
        Case(
            bad=" ",
            corrected="APP-0123456789ABCDEF",
            rest={"update_existing": "yes"},
            rest_corrected={"staff_notes": "Please update APP-0123456789ABCDEF."},
        ),
    ),
    check=client_id_missing,
    only=("existing_client_id",),
    other="update_existing",
)


def not_updating(client_id: Reading, updating: Reading, _settings: Settings) -> Params | None:
    """A client ID in a request that is not an update."""
    return NONE if updating.value is False and client_id.value is not None else None


NOT_UPDATING: Final = Row(
    name="not_updating",
    severity="W/W",
    summary="A client ID in a request that is not an update.",
    rationale="One of the two answers is wrong: either this is an update, or the client ID doesn't belong here.",
    source="the links that the software NZ-ORCID-Hub makes to ORCID's form, with parameters that fill it in",
    template="Answer yes to “Update existing credentials?”, or leave the client ID empty.",
    cases=(
        Case(bad=_ID, corrected="", rest={"update_existing": "no"}),
        Case(bad="1234-5678-1234-5678", corrected=None, rest={"update_existing": False}),
    ),
    check=not_updating,
    only=("existing_client_id",),
    other="update_existing",
)

#: The rules in the order in which they are asked.
TABLE: Final = (
    NOT_DISTINCT,
    SAME_MAILBOX,
    MANY,
    REVIEW_UNMENTIONED,
    NOT_FROM_ORGANIZATION,
    CLIENT_ID_MISSING,
    NOT_UPDATING,
)


class Pair(NamedTuple):
    """A rule with its two fields.

    Args:
        row: The rule.
        field: The field in which it finds something.
        other: The other one.
        code: Its code.
        never_between_plain: Whether it can find nothing between two plain values: contacts with other mailboxes, and no
            more redirect URIs than advised.
    """

    row: Row
    field: str
    other: str
    code: str
    never_between_plain: bool


_NEVER_BETWEEN_PLAIN: Final = (NOT_DISTINCT, SAME_MAILBOX, MANY)
_PAIRS: Final = tuple(
    Pair(row, field, row.other, f"{field}.{row.name}", row in _NEVER_BETWEEN_PLAIN)
    for row in TABLE
    for field in row.only
)
_OF_FIELD: Final = {name: tuple(pair for pair in _PAIRS if name in pair[1:3]) for pair in _PAIRS for name in pair[1:3]}


def within(names: Collection[str]) -> tuple[Pair, ...]:
    """Return the rules that can find something in one of some fields."""
    return tuple(pair for pair in _PAIRS if pair.field in names)


def with_field(name: str) -> tuple[Pair, ...]:
    """Return the rules that compare a field."""
    return _OF_FIELD.get(name, ())


#: What was found, by field.
Found = dict[str, list[Fault]]


def find(readings: Mapping[str, Reading], settings: Settings, pairs: Iterable[Pair]) -> Found:
    """Return what rules find between fields.

    Args:
        readings: The fields that the form has.
        settings: The policy.
        pairs: The rules.
    """
    found: Found = {}
    for row, field, name, _, _ in pairs:
        this = readings.get(field)
        if this is None or not this.understood:
            continue
        other = readings.get(name, ABSENT)
        if not other.understood:
            continue
        params = row.check(this, other, settings)
        if params is not None:
            fault = row.fault(params, row.fix(this, other, settings) if row.fix else None)
            found.setdefault(field, []).append(fault)
    return found
