"""Notes for ORCID's staff made out of facts, and the form filled in by a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import attrs

from orcid_clientreq.credentials import ClientId
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.form import CredentialType, FormEdition, Limits
from orcid_clientreq.request import RegistrationRequest, as_request
from orcid_clientreq.syntax.display import hanging
from orcid_clientreq.syntax.values import texts_of

if TYPE_CHECKING:
    from orcid_clientreq.systems.model import System

_MOST: Final = Limits().redirect_uris


def staff_notes(
    *,
    updates: ClientId | str | None = None,
    vendor_system: System | str | None = None,
    reviewed: date | str | None = None,
    further_redirect_uris: Iterable[str] = (),
    more: str | None = None,
) -> str:
    """Write the notes for ORCID's staff from what they want to know.

    Args:
        updates: The client ID of the credentials to update.
        vendor_system: The system of the vendor: text such as `DSpace 8`, or one of `systems.SYSTEMS`.
        reviewed: When the integration was shown to ORCID or to the consortium lead, or who saw it when.
        further_redirect_uris: Those that the form has no room for.
        more: Anything else there is to say. It comes last, and as it is.

    Returns:
        The text, a line for each fact; empty if there are none. Further lines of a fact are indented, so that none looks
        like another fact. `validators.staff_notes` says whether the text can be sent.

    Raises:
        TypeError: If a further redirect URI is not text.
        ValueError: If `updates` is not a client ID.

    Source: help pages of January 2020 and after.

    >>> print(staff_notes(vendor_system="DSpace 8", reviewed=date(2026, 11, 3), updates="APP-0123456789ABCDEF"))
    Please update the existing client APP-0123456789ABCDEF.
    Vendor system: DSpace 8
    Demo or review of the integration: 2026-11-03
    """
    lines: list[str] = []
    if updates is not None:
        lines.append(f"Please update the existing client {ClientId(str(updates))}.")
    if vendor_system:
        lines.append(hanging(f"Vendor system: {vendor_system}"))
    if reviewed:
        lines.append(hanging(f"Demo or review of the integration: {reviewed}"))
    further = texts_of(further_redirect_uris, "further_redirect_uris", _MOST)
    lines.extend(listed("Further redirect URI", further.texts))
    if more:
        lines.append(more)
    return "\n".join(lines)


def listed(heading: str, uris: Iterable[str]) -> list[str]:
    """Return lines with a heading, in the number that is right, and URIs; none where there are no URIs.

    >>> listed("Remove this redirect URI", [])
    []
    """
    lines = [hanging(uri) for uri in uris]
    if not lines:
        return []
    if len(lines) > 1:
        heading = f"{heading.replace('this', 'these')}s"
    return [f"{heading}:", *lines]


#: The form has so many rows for redirect URIs.
_ROWS: Final = 5
#: The edition from which on the form's parameters had other names.
_RENAMED: Final = {FormEdition.JANUARY_2020: ("new_existing", "New_Credentials", "Existing_Update", "note")}
_NAMES: Final = ("update_creds", "No", "Yes", "staff_notes")
_CREDENTIAL_TYPES: Final = {CredentialType.PREMIUM: "2"}


@attrs.frozen(kw_only=True)
class Prefill:
    """The query parameters of a link that fills in ORCID's form, and what it leaves to be typed.

    Args:
        parameters: Pairs of names and values, for `urllib.parse.urlencode`. Not in the `repr`.
        left_out: The fields with an answer for which the form has no parameter.
    """

    parameters: tuple[tuple[str, str], ...] = attrs.field(repr=False)
    left_out: tuple[str, ...]


def prefill(request: RegistrationRequest | Mapping[str, Any]) -> Prefill:
    """Return the query parameters with which a link to ORCID's form could fill it in.

    Args:
        request: The request, or the mapping of a valid one; the names of the parameters are those of its edition.

    Returns:
        The parameters. Redirect URIs beyond the fifth, the client ID of an update and basic credentials, for which no
        value of the parameter is known, are in the notes. The form has no parameters for a second contact and the
        questions since 2023; `left_out` names those that have an answer.

    Raises:
        InvalidRequestError: If the mapping has errors.
        TypeError: If `request` is neither a request nor a mapping.

    Source: the links that NZ-ORCID-Hub built from 2017, and with other names from January 2022. That ORCID's form
    still reads them is likely, and not known.

    >>> from orcid_clientreq import parse
    >>> from urllib.parse import urlencode
    >>> request = parse({
    ...     "contact_email": "orcid@university.edu",
    ...     "pin_contact_email": "security@university.edu",
    ...     "description": "Sign in.",
    ...     "homepage_url": "https://university.edu/",
    ...     "redirect_uris": ["https://university.edu/orcid"],
    ... })
    >>> link = prefill(request)
    >>> print(urlencode(link.parameters))
    contact_email=orcid%40university.edu&app_description=Sign+in.&app_url=https%3A%2F%2Funiversity.edu%2F&redirect_uri_1=https%3A%2F%2Funiversity.edu%2Forcid
    >>> link.left_out
    ('pin_contact_email',)
    """
    request = as_request(request)
    parameters = tuple((name, value) for name, value in _parameters(request) if value is not None)
    answers = ((name, getattr(request, name)) for name in EDITIONS[request.policy.edition].by_name)
    left_out = [name for name, answer in answers if answer is not None and not _is_carried(name, request)]
    return Prefill(parameters=parameters, left_out=tuple(left_out))


#: The fields that the form has parameters for, or that its notes take in.
_WITH_PARAMETER: Final = frozenset(
    {
        *("update_existing", "existing_client_id", "organization_name", "contact_email", "credential_type"),
        *("client_name", "description", "homepage_url", "redirect_uris", "staff_notes"),
    }
)


def _is_carried(name: str, request: RegistrationRequest) -> bool:
    """Return whether the answer to a field is in the link; a client ID only where it is updated."""
    if name == "existing_client_id":
        return request.update_existing is not False
    return name in _WITH_PARAMETER


def _parameters(request: RegistrationRequest) -> Iterator[tuple[str, str | None]]:
    """Yield every parameter, with `None` for those that have no value."""
    update, first_time, again, notes = _RENAMED.get(request.policy.edition, _NAMES)
    if request.update_existing is not None:
        yield update, again if request.update_existing else first_time
    yield "org_name", request.organization_name
    yield "contact_email", request.contact_email
    kind = request.credential_type
    if kind is not None:
        yield "cred_type", _CREDENTIAL_TYPES.get(kind)
    yield "app_name", request.client_name
    yield "app_description", request.description
    yield "app_url", request.homepage_url
    for number, uri in enumerate(request.redirect_uris[:_ROWS], 1):
        yield f"redirect_uri_{number}", uri
    unnamed = f"Credential type: {kind}" if kind is not None and kind not in _CREDENTIAL_TYPES else None
    text = staff_notes(
        updates=request.existing_client_id if _is_carried("existing_client_id", request) else None,
        further_redirect_uris=request.redirect_uris[_ROWS:],
        more="\n".join(filter(None, (unnamed, request.staff_notes))),
    )
    yield notes, text or None
