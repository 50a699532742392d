"""Every field there is, a row each: of the forms, of the redirect URIs in their list, and of issued credentials.

Whatever needs to know about fields reads this table. What an edition asks, in which order and under which labels, is in
`orcid_clientreq.editions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from orcid_clientreq.form import CredentialType, IntegrationType, Limits

Choice = bool | IntegrationType | CredentialType


class Kind(StrEnum):
    """What kind of value a field has: how it is read, and which rules it has."""

    #: The form, or credentials, as a whole.
    REQUEST = "request"
    CREDENTIALS = "credentials"
    #: Of the form.
    CONTACT = "contact"
    TEXT = "text"
    HOMEPAGE = "homepage"
    REDIRECT_URIS = "redirect_uris"
    REDIRECT_URI = "redirect_uri"
    CHOICE = "choice"
    EXISTING_CLIENT_ID = "existing_client_id"
    #: Of credentials.
    CLIENT_ID = "client_id"
    CLIENT_SECRET = "client_secret"  # noqa: S105 - the name of a field
    BASE_URL = "base_url"


#: The kinds that are about credentials, not about the form.
OF_CREDENTIALS: Final = frozenset({Kind.CREDENTIALS, Kind.CLIENT_ID, Kind.CLIENT_SECRET, Kind.BASE_URL})


class Field(NamedTuple):
    """A field.

    Args:
        name: The key in the mapping, and the first part of the codes of its rules.
        kind: The kind of its value.
        limit: The name of its limit in `Limits`.
        advised: The name of the limit in `Limits` beyond which there is a warning.
        help: A sentence or two on what to enter.
        type: The HTML input type, `textarea` for lines of text, or `radio` where there are choices.
        autocomplete: The HTML autocomplete detail token (HTML Standard 4.10.18.7).
        choices: The answers to choose from, as text, and the value of each in a request.
        holder: The field whose list has its values.
    """

    name: str
    kind: Kind
    limit: str = ""
    advised: str = ""
    help: str = ""
    type: str = "text"
    autocomplete: str = "off"
    choices: Mapping[str, Choice] = MappingProxyType({})
    holder: str = ""

    @property
    def has_lines(self) -> bool:
        """Whether its text may have line breaks and tabs."""
        return self.type == "textarea"


_YES_OR_NO: Final[Mapping[str, Choice]] = {"yes": True, "no": False}

_ROWS: Final = (
    Field(name="request", kind=Kind.REQUEST),
    Field(
        name="contact_email",
        kind=Kind.CONTACT,
        limit="email",
        help="ORCID sends the credentials to this person, in an encrypted message.",
        type="email",
        autocomplete="email",
    ),
    Field(
        name="pin_contact_email",
        kind=Kind.CONTACT,
        limit="email",
        help="A different person, who receives the PIN or password that opens the message.",
        type="email",
    ),
    Field(
        name="description",
        kind=Kind.TEXT,
        limit="description",
        advised="description_advised",
        help="Researchers see this when they are asked to grant access. Plain text, best in one or two sentences.",
        type="textarea",
    ),
    Field(
        name="homepage_url",
        kind=Kind.HOMEPAGE,
        limit="uri",
        help="Researchers find this link in their list of trusted organizations.",
        type="url",
        autocomplete="url",
    ),
    Field(
        name="redirect_uris",
        kind=Kind.REDIRECT_URIS,
        limit="redirect_uris",
        advised="redirect_uris_advised",
        help="The full addresses researchers return to after granting access, one per row. Production accepts only https.",
        type="url",
    ),
    Field(
        name="redirect_uri", kind=Kind.REDIRECT_URI, limit="uri", advised="redirect_uri_advised", holder="redirect_uris"
    ),
    Field(
        name="staff_notes",
        kind=Kind.TEXT,
        limit="staff_notes",
        help="The vendor system you use, whether ORCID has reviewed the integration, and anything else ORCID should know.",
        type="textarea",
    ),
    Field(
        name="client_name",
        kind=Kind.TEXT,
        limit="client_name",
        help="Researchers see this name when they grant access and next to items added to their records.",
    ),
    Field(
        name="organization_name",
        kind=Kind.TEXT,
        limit="organization_name",
        help="The ORCID member organization that the credentials are for.",
        autocomplete="organization",
    ),
    Field(
        name="own_organization_name",
        kind=Kind.TEXT,
        limit="own_organization_name",
        help="Fill this in if you are requesting credentials for another organization.",
    ),
    Field(
        name="organization_kind",
        kind=Kind.TEXT,
        limit="organization_kind",
        help="What kind of organization yours is. ORCID's form may offer choices, which are not known.",
    ),
    Field(
        name="contact_name",
        kind=Kind.TEXT,
        limit="contact_name",
        help="The name of the person to whom ORCID sends the credentials.",
        autocomplete="name",
    ),
    Field(
        name="update_existing",
        kind=Kind.CHOICE,
        help="Answer no if you request new credentials.",
        type="radio",
        choices=_YES_OR_NO,
    ),
    Field(
        name="existing_client_id",
        kind=Kind.EXISTING_CLIENT_ID,
        help="Starts with APP-, or is four groups of four characters. It is in the message with the credentials.",
    ),
    Field(
        name="integration_type",
        kind=Kind.CHOICE,
        help="Choose “certified service provider” if the system is on ORCID's list of them.",
        type="radio",
        choices={each.value: each for each in IntegrationType},
    ),
    Field(
        name="authenticates_users",
        kind=Kind.CHOICE,
        help="Yes if researchers sign in; no if only public data is read.",
        type="radio",
        choices=_YES_OR_NO,
    ),
    Field(
        name="credential_type",
        kind=Kind.CHOICE,
        help="The access of a basic or a premium member. Basic is enough for most tests.",
        type="radio",
        choices={each.value: each for each in CredentialType},
    ),
    Field(name="credentials", kind=Kind.CREDENTIALS),
    Field(name="client_id", kind=Kind.CLIENT_ID),
    Field(name="client_secret", kind=Kind.CLIENT_SECRET),
    Field(name="base_url", kind=Kind.BASE_URL, limit="uri"),
)

#: Every field by its name, in the order in which their rules are listed. Read-only.
FIELDS: Final[Mapping[str, Field]] = MappingProxyType({row.name: row for row in _ROWS})


def of_kind(*kinds: Kind) -> tuple[str, ...]:
    """Return the names of the fields of some kinds.

    >>> of_kind(Kind.CONTACT)
    ('contact_email', 'pin_contact_email')
    """
    return tuple(field.name for field in FIELDS.values() if field.kind in kinds)


def limit_of(field: Field, limits: Limits) -> int:
    """Return the longest value of a field that has a limit."""
    limit: int = getattr(limits, field.limit)
    return limit
