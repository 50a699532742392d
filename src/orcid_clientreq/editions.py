"""The editions of ORCID's form as data: what each asks, what it calls it, and where its rules differ.

One table for each edition, all read by the same code. Nobody has kept the forms themselves, so each entry says where
it is known from and how surely.

>>> from orcid_clientreq.editions import EDITIONS
>>> latest = EDITIONS[FormEdition.YEAR_2023]
>>> latest.fields[0].label, str(latest.fields[0].confidence)
('Update existing credentials?', 'high')
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

import attrs

from orcid_clientreq.fields import FIELDS
from orcid_clientreq.form import CredentialType, Environment, FormEdition, IntegrationType

__all__ = [
    "EDITIONS",
    "FIELD_NAMES",
    "HELP",
    "Change",
    "Confidence",
    "CredentialType",
    "Edition",
    "FormField",
    "IntegrationType",
]


class Confidence(StrEnum):
    """How surely something is known of an edition."""

    #: Read on the page itself, or in source code.
    HIGH = "high"
    #: From one indirect source, or put together from two.
    MEDIUM = "medium"
    #: Inferred, mostly from the edition before.
    LOW = "low"


@attrs.frozen
class FormField:
    """One field of an edition.

    Args:
        name: Our name of it, the key in the mapping.
        label: The label on the form; where only its meaning is known, in our words.
        missing: How bad it is to leave it empty, in production and in the sandbox: `E/W` is an error
            and a warning, `-` nothing. An error where the page says or implies that it is required, a
            warning if the form has the field and no more is known.
        source: Where that is known from.
        confidence: How surely.
    """

    name: str
    label: str
    missing: str
    source: str
    confidence: Confidence


@attrs.frozen(kw_only=True)
class Change:
    """A rule that has another severity in an edition.

    Args:
        code: The code of the rule.
        severity: The severity in the edition, written like `FormField.missing`.
        source: The source of this information.
        confidence: How reliable the source is.
    """

    code: str
    severity: str
    source: str
    confidence: Confidence


@attrs.frozen(kw_only=True, slots=False)
class Edition:
    """One edition of the form.

    Args:
        edition: Which one.
        period: When it was, or is, in use.
        source: The page or the guides that it is known from.
        environments: Where its credentials are for.
        fields: Its fields, in the order of the form. Findings are reported in this order.
        changes: The rules that it sees otherwise than the catalogue.
        second_half: What the second contact receives, and opens the credentials with.
        typical_wait: How long ORCID says that it mostly takes; `None` where it says nothing.
        is_gone: Whether the form no longer exists, so that the answers go into the one that replaced it.
    """

    edition: FormEdition
    period: str
    source: str
    environments: frozenset[Environment] = frozenset(Environment)
    fields: tuple[FormField, ...]
    changes: tuple[Change, ...] = ()
    second_half: str = "password"
    typical_wait: timedelta | None = None
    is_gone: bool = False

    @cached_property
    def by_name(self) -> Mapping[str, FormField]:
        """The fields by their names, in the order of the form."""
        return {field.name: field for field in self.fields}


_HIGH, _MEDIUM, _LOW = Confidence
_PAGE_2020: Final = 'help page "How do I register for Member API credentials?", 16 January 2020'
_PAGE_2021: Final = (
    'help pages "How do I register for Member API credentials?" and "Registering a Member API client", 2021 to 2023'
)
_GUIDE_2022: Final = "the guide of Omega-PSIR to the sandbox form; NZ-ORCID-Hub's links to it"
_PAGE_2023: Final = (
    'help page "How do I register for Member API credentials?", latest capture, which breaks off after the client name'
)

_PARAMETERS_2021: Final = (
    "ORCID's list of the form's parameters, quoted in NZ-ORCID-Hub's issue 1294 of 21 December 2021"
)

_JANUARY_2020: Final = Edition(
    edition=FormEdition.JANUARY_2020,
    period="January 2020",
    source=_PAGE_2020,
    second_half="PIN",
    typical_wait=timedelta(hours=48),
    is_gone=True,
    fields=(
        FormField("contact_email", "Contact email address", "E/E", _PAGE_2020, _HIGH),
        FormField(
            "pin_contact_email",
            "Contact for receiving PIN to access credentials",
            "E/-",
            f"{_PAGE_2020}; only for production: the help page before it",
            _HIGH,
        ),
        FormField("description", "Short description of your client application", "E/E", _PAGE_2020, _HIGH),
        FormField("homepage_url", "URL of the home page of your application", "E/E", _PAGE_2020, _HIGH),
        FormField(
            "redirect_uris",
            "OAuth2 redirect URIs or callback URLs",
            "E/W",
            f"{_PAGE_2020}; the sandbox took requests without one until 2022",
            _HIGH,
        ),
        FormField("staff_notes", "Notes for ORCID staff", "-/-", _PAGE_2020, _HIGH),
        FormField(
            "client_name",
            "Name of the client application",
            "-/-",
            "the editions before and after; this page does not name it",
            _MEDIUM,
        ),
        FormField(
            "organization_name",
            "Name of the organization",
            "-/-",
            "the editions before and after; this page does not name it",
            _MEDIUM,
        ),
    ),
)

_FROM_2021_ON: Final = (
    Change(
        code="pin_contact_email.not_distinct",
        severity="W/W",
        source="the pages after 2021 ask for a secondary address and no longer say that it has to be another",
        confidence=_HIGH,
    ),
    Change(
        code="redirect_uris.many",
        severity="W/W",
        source="the page of 2021 asks to say in the notes where there are more than five",
        confidence=_HIGH,
    ),
    Change(
        code="client_name.not_from_organization",
        severity="W/W",
        source="the page of 2021: the client has the name of the member organization, with an addition where there are several",
        confidence=_HIGH,
    ),
)

_YEAR_2021: Final = Edition(
    edition=FormEdition.YEAR_2021,
    period="about 2021 to 2023",
    source=_PAGE_2021,
    fields=(
        FormField("organization_name", "Name of the ORCID member organization", "W/W", _PAGE_2021, _HIGH),
        FormField("contact_email", "Primary contact email address for credentials", "E/E", _PAGE_2021, _HIGH),
        FormField("pin_contact_email", "Secondary email for password", "E/-", _PAGE_2021, _HIGH),
        FormField("client_name", "Name of your client application", "W/W", _PAGE_2021, _HIGH),
        FormField("description", "Short description of your client application", "E/E", _PAGE_2021, _HIGH),
        FormField("homepage_url", "URL of the home page of your application", "E/E", _PAGE_2021, _MEDIUM),
        FormField("redirect_uris", "Redirect URIs", "E/W", _PAGE_2021, _MEDIUM),
        FormField("staff_notes", "Notes for ORCID staff", "-/-", _PAGE_2021, _HIGH),
    ),
    changes=_FROM_2021_ON,
)

_SANDBOX_2022: Final = Edition(
    edition=FormEdition.SANDBOX_2022,
    period="by January 2022, last seen about 2024",
    source=_GUIDE_2022,
    environments=frozenset({Environment.SANDBOX}),
    fields=(
        FormField("update_existing", "Update existing credentials?", "W/W", _GUIDE_2022, _MEDIUM),
        FormField(
            "existing_client_id",
            "Client ID of the credentials to update",
            "W/W",
            f"ours: the form has no field for it, so it goes into the notes; {_PARAMETERS_2021}",
            _MEDIUM,
        ),
        FormField("organization_name", "Name of the ORCID member organization", "W/W", _GUIDE_2022, _MEDIUM),
        FormField("contact_name", "Name of the contact for credentials", "-/-", _PARAMETERS_2021, _MEDIUM),
        FormField("contact_email", "Contact email address", "E/E", _GUIDE_2022, _MEDIUM),
        FormField(
            "credential_type",
            "Credential type",
            "W/W",
            f"{_GUIDE_2022}; the form before it, which preselected premium",
            _MEDIUM,
        ),
        FormField("client_name", "Name of your client application", "W/W", _GUIDE_2022, _MEDIUM),
        FormField("description", "Short description of your client application", "E/E", _GUIDE_2022, _MEDIUM),
        FormField("homepage_url", "URL of the home page of your application", "E/E", _GUIDE_2022, _MEDIUM),
        FormField("redirect_uris", "Redirect URIs", "W/W", _GUIDE_2022, _MEDIUM),
        FormField("staff_notes", "Notes for ORCID staff", "-/-", "NZ-ORCID-Hub's links fill it in", _MEDIUM),
    ),
    changes=_FROM_2021_ON[1:],
)

_YEAR_2023: Final = Edition(
    edition=FormEdition.YEAR_2023,
    period="about 2023, last seen about 2024",
    source=_PAGE_2023,
    fields=(
        FormField("update_existing", "Update existing credentials?", "W/W", _PAGE_2023, _HIGH),
        FormField(
            "existing_client_id",
            "Client ID of the credentials to update",
            "W/W",
            f"ours: the form has no field for it, so it goes into the notes; {_PARAMETERS_2021}; PKP's guide",
            _MEDIUM,
        ),
        FormField("organization_kind", "Please tell us more about your organization", "-/-", _PAGE_2023, _HIGH),
        FormField(
            "organization_name",
            "ORCID member organization on whose behalf the credentials are requested",
            "W/W",
            _PAGE_2023,
            _HIGH,
        ),
        FormField("own_organization_name", "Your own organization, if different", "-/-", _PAGE_2023, _HIGH),
        FormField("integration_type", "Type of system integration", "W/W", _PAGE_2023, _HIGH),
        FormField("authenticates_users", "Will researchers sign in with their ORCID iD?", "W/W", _PAGE_2023, _HIGH),
        FormField("contact_name", "Name of the contact for credentials", "-/-", _PARAMETERS_2021, _MEDIUM),
        FormField("contact_email", "Primary contact email address for credentials", "E/E", _PAGE_2023, _MEDIUM),
        FormField("pin_contact_email", "Secondary email for password", "E/-", _PAGE_2023, _MEDIUM),
        FormField("client_name", "Name of your client application", "W/W", _PAGE_2023, _HIGH),
        FormField(
            "description",
            "Short description of your client application",
            "E/E",
            "taken over from the page of 2021",
            _LOW,
        ),
        FormField(
            "homepage_url", "URL of the home page of your application", "E/E", "taken over from the page of 2021", _LOW
        ),
        FormField("redirect_uris", "Redirect URIs", "E/W", "taken over from the page of 2021", _LOW),
        FormField("staff_notes", "Notes for ORCID staff", "-/-", "taken over from the page of 2021", _LOW),
    ),
    changes=(
        *_FROM_2021_ON,
        Change(
            code="staff_notes.review_unmentioned",
            severity="W/-",
            source="the page of 2023: certified service providers apply straight away, others after a demo",
            confidence=_HIGH,
        ),
    ),
)

#: Every edition that is known well enough. Read-only.
EDITIONS: Final[Mapping[FormEdition, Edition]] = MappingProxyType(
    {each.edition: each for each in (_JANUARY_2020, _YEAR_2021, _SANDBOX_2022, _YEAR_2023)}
)

#: A sentence or two on what to enter, by the name of the field.
HELP: Final[Mapping[str, str]] = MappingProxyType({field.name: field.help for field in FIELDS.values() if field.help})

#: The names of every field that any edition has.
FIELD_NAMES: Final[tuple[str, ...]] = tuple(
    dict.fromkeys(field.name for edition in EDITIONS.values() for field in edition.fields)
)
