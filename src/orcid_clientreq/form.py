"""The words of ORCID's "register a client application" form: environments, editions, choices, and limits.

Source: "How do I register for Member API credentials?", ORCID, 16 January 2020.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, Protocol, TypeVar

import attrs

from orcid_clientreq.syntax.display import shown

_Kind = TypeVar("_Kind", bound=StrEnum)


def one_of(kind: type[_Kind], value: Any) -> _Kind:
    """Return the member of an enumeration that a value is or names.

    Raises:
        ValueError: If there is no such member. The error lists those that exist.

    >>> one_of(Environment, "sandbox")
    <Environment.SANDBOX: 'sandbox'>
    """
    try:
        return kind(value)
    except ValueError:
        names = [*map(str, kind), *(["latest"] if kind is FormEdition else [])]
        if isinstance(value, str):
            wrong = f"there is no {kind.__name__} {shown(value)!r}"
        else:
            wrong = f"{kind.__name__} is text, not {type(value).__name__}"
        msg = f"{wrong}; use one of {', '.join(map(repr, names))}"
        raise ValueError(msg) from None


class Environment(StrEnum):
    """Where the credentials are used: the live registry or the sandbox, ORCID's public test server.

    >>> Environment("sandbox")
    <Environment.SANDBOX: 'sandbox'>
    """

    PRODUCTION = "production"
    SANDBOX = "sandbox"


class FormEdition(StrEnum):
    """An edition of the form, named after the date of the page that describes it.

    `orcid_clientreq.editions` has the fields of each edition. Arguments also take `"latest"`. Data always names one
    edition, because the latest edition changes over time.

    >>> FormEdition("latest") is FormEdition.LATEST
    True
    """

    #: The help page of 16 January 2020. The default.
    JANUARY_2020 = "2020-01"
    #: The help page of 2021 to 2023, with a secondary email address for the password.
    YEAR_2021 = "2021"
    #: The sandbox form on info.orcid.org, in use by January 2022.
    SANDBOX_2022 = "2022-sandbox"
    #: The latest known help page, which first asks "Update existing credentials?".
    YEAR_2023 = "2023"
    #: The latest edition that is known.
    LATEST = "2023"

    @classmethod
    def _missing_(cls, value: object) -> FormEdition | None:
        """Return the latest edition by that name."""
        return cls.LATEST if type(value) is str and value == "latest" else None


class Severity(StrEnum):
    """How bad a finding is. An error stops the request. A warning does not, but a person should look at it."""

    ERROR = "error"
    WARNING = "warning"


_SEVERITIES: Final = {"E": Severity.ERROR, "W": Severity.WARNING, "-": None}


def severities_of(letters: str) -> Mapping[Environment, Severity | None]:
    """Return what the tables write as two letters, for production and for the sandbox.

    >>> severities_of("E/-")[Environment.PRODUCTION]
    <Severity.ERROR: 'error'>
    """
    pairs = zip((Environment.PRODUCTION, Environment.SANDBOX), letters.split("/"), strict=True)
    return {environment: _SEVERITIES[letter] for environment, letter in pairs}


class IntegrationType(StrEnum):
    """What kind of integration the credentials are for."""

    CERTIFIED_SERVICE_PROVIDER = "certified_service_provider"
    OTHER = "other"


class CredentialType(StrEnum):
    """The kind of sandbox credentials to request: those of a basic member or those of a premium member."""

    BASIC = "basic"
    PREMIUM = "premium"


@attrs.frozen(kw_only=True)
class Limits:
    """The longest value of each field, in characters (code points), and the most redirect URIs.

    You can lower a limit, but never raise it, because the limits bound the work that one request can cause. For a value
    over its limit, only that is reported. The three limits with `_advised` in their name give warnings.

    Args:
        email: RFC 5321 section 4.5.3.1.3 by way of erratum 1690 of RFC 3696.
        uri: The limit for a URL in ORCID's registry software.
        client_name: The limit for the name of a member's client in ORCID's registry software.
        organization_name: The length of the column in ORCID's data model.
        own_organization_name: As for `organization_name`.
        organization_kind: As for `organization_name`; ORCID names no limit.
        contact_name: As for `organization_name`; ORCID names no limit.
        description: Chosen by this library; ORCID names no limit.
        staff_notes: Chosen by this library; ORCID names no limit.
        redirect_uris: Chosen by this library; ORCID names no limit.
        description_advised: The limit of ORCID's form for developer tools.
        redirect_uri_advised: The size that the column of the requested URI had in ORCID's registry.
        redirect_uris_advised: Above this number, later editions ask for a mention of the others in the notes.

    Raises:
        ValueError: If a limit is not a whole number from 1 to its default.

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
    own_organization_name: int = 255
    organization_kind: int = 255
    contact_name: int = 255
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


class Settings(Protocol):
    """What rules need to know about a policy. It is defined here, below the rules, because `Policy` imports the rules.

    Three members are `Any`: where attrs converts a value, type checkers see a descriptor.
    """

    @property
    def environment(self) -> Any:
        """Production or sandbox."""
        ...

    @property
    def edition(self) -> Any:
        """The edition of the form."""
        ...

    @property
    def known_contacts(self) -> Any:
        """The addresses of the contacts that ORCID has."""
        ...

    @property
    def limits(self) -> Limits:
        """The greatest length of each value."""
        ...

    def severity(self, code: str, /) -> Severity | None:
        """Return how severe a finding with this code is, or `None` if the rule is off."""
        ...
