"""ORCID's "register a client application" form as data: its editions, environments, fields and limits.

Source: "How do I register for Member API credentials?", ORCID, 16 January 2020.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import attrs


class Environment(StrEnum):
    """Where the credentials are used: the live registry or the sandbox, ORCID's public test server.

    >>> Environment("sandbox")
    <Environment.SANDBOX: 'sandbox'>
    """

    PRODUCTION = "production"
    SANDBOX = "sandbox"


class FormEdition(StrEnum):
    """Which edition of the form is meant, by the month of the help page that describes it."""

    JANUARY_2020 = "2020-01"


class Severity(StrEnum):
    """How bad a finding is: an error stops the request, a warning is for a person to weigh."""

    ERROR = "error"
    WARNING = "warning"


@attrs.frozen(kw_only=True)
class FormField:
    """One field of the form.

    Args:
        name: Our name of it, the key in the mapping.
        label: The label on the form, in ORCID's own terms.
        required: The environments in which it has to be filled in.
    """

    name: str
    label: str
    required: frozenset[Environment] = frozenset()


_EVERYWHERE: Final = frozenset(Environment)

#: The fields of the 2020-01 edition. Findings are reported in this order.
FIELDS: Final[tuple[FormField, ...]] = (
    FormField(name="contact_email", label="Contact email address", required=_EVERYWHERE),
    FormField(
        name="pin_contact_email",
        label="Contact for receiving PIN to access credentials",
        required=frozenset({Environment.PRODUCTION}),
    ),
    FormField(name="description", label="Short description of your client application", required=_EVERYWHERE),
    FormField(name="homepage_url", label="URL of the home page of your application", required=_EVERYWHERE),
    FormField(name="redirect_uris", label="OAuth2 redirect URIs or callback URLs", required=_EVERYWHERE),
    FormField(name="staff_notes", label="Notes for ORCID staff"),
    FormField(name="client_name", label="Name of the client application"),
    FormField(name="organization_name", label="Name of the organization"),
)

FIELD_NAMES: Final[tuple[str, ...]] = tuple(field.name for field in FIELDS)
REQUIRED: Final = {field.name: field.required for field in FIELDS}


@attrs.frozen(kw_only=True)
class Limits:
    """The longest value of each field, in characters (code points), and the most redirect URIs.

    A limit can be lowered, never raised: they bound the work that one request can cause. Past a limit
    only the limit is reported. The three `_advised` ones give warnings.

    Args:
        email: RFC 5321 section 4.5.3.1.3 by way of erratum 1690 of RFC 3696.
        uri: What ORCID's registry software takes for a URL.
        client_name: What ORCID's registry software takes for a member's client.
        organization_name: The length of the column in ORCID's data model.
        description: Ours; ORCID states none.
        staff_notes: Ours; ORCID states none.
        redirect_uris: Ours; ORCID states none.
        description_advised: Where ORCID's developer-tools form stops.
        redirect_uri_advised: The column that held the requested URI in ORCID's registry.
        redirect_uris_advised: Beyond it, later editions ask for a word in the notes.

    Raises:
        ValueError: a limit that is not a whole number from 1 to its default.

    >>> Limits(description=500).description
    500
    >>> Limits(uri=1_000_000)
    Traceback (most recent call last):
        ...
    ValueError: the limit uri is a whole number from 1 to 2000
    """

    email: int = 254
    uri: int = 2000
    client_name: int = 150
    organization_name: int = 255
    description: int = 5000
    staff_notes: int = 10_000
    redirect_uris: int = 5000
    description_advised: int = 999
    redirect_uri_advised: int = 355
    redirect_uris_advised: int = 5

    def __attrs_post_init__(self) -> None:
        """Refuse a raised limit; not an attrs validator, which a host program can switch off."""
        for field in attrs.fields(Limits):
            value = getattr(self, field.name)
            if type(value) is not int or value not in range(1, int(field.default or 0) + 1):
                msg = f"the limit {field.name} is a whole number from 1 to {field.default}"
                raise ValueError(msg)
