"""Notes for ORCID's staff made out of facts, and the form filled in by a link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import attrs

from orcid_clientreq.credentials import ClientId
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.form import Environment, Limits
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
        further_redirect_uris: The redirect URIs for which the form has no room.
        more: Any other text. It comes last, and is not changed.

    Returns:
        The text, with a line for each fact. Empty if there are no facts. If a fact has several lines, all but the first
        are indented, so that no line looks like another fact. `validators.staff_notes` says whether the text can be sent.

    Raises:
        TypeError: If an argument is of another type, or a further redirect URI is not text.
        ValueError: If `updates` is not a client ID.

    Source: help pages of January 2020 and after.

    >>> print(staff_notes(vendor_system="DSpace 8", reviewed=date(2026, 11, 3), updates="APP-0123456789ABCDEF"))
    Please update the existing client APP-0123456789ABCDEF.
    Vendor system: DSpace 8
    Demo or review of the integration: 2026-11-03
    """
    _require(vendor_system, "vendor_system", str, _system)
    _require(reviewed, "reviewed", str, lambda: date)
    _require(more, "more", str)
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


def _system() -> type:
    """Return the class of systems, which is imported for a vendor's system that is not text."""
    from orcid_clientreq.systems.model import System  # noqa: PLC0415 - as said

    return System


def _require(value: object, name: str, usual: type, other: Callable[[], type] | None = None) -> None:
    """Refuse an argument that is neither `None` nor of one of two types."""
    if value is None or isinstance(value, usual) or (other and isinstance(value, other())):
        return
    types = f"{usual.__name__} or {other().__name__}" if other else usual.__name__
    msg = f"{name} is {types}, not {type(value).__name__}"
    raise TypeError(msg)


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


#: The form has parameters for so many redirect URIs.
_NUMBERED: Final = 6


@attrs.frozen(kw_only=True)
class Prefill:
    """The query parameters of a link that fills in ORCID's form, and the fields that a person must still fill in.

    Args:
        parameters: Pairs of names and values, for `urllib.parse.urlencode`. Not in the `repr`.
        left_out: The fields with an answer for which the form has no parameter.
        form_is_gone: Whether the form of the request's edition no longer exists. Then the parameters are those of the form
            that replaced it. `migrate` reports what the new form asks in addition.
    """

    parameters: tuple[tuple[str, str], ...] = attrs.field(repr=False)
    left_out: tuple[str, ...]
    form_is_gone: bool = False


def prefill(request: RegistrationRequest | Mapping[str, Any]) -> Prefill:
    """Return the query parameters with which a link to ORCID's form could fill it in.

    Args:
        request: The request, or the mapping of a valid one.

    Returns:
        The parameters, named as in the forms since December 2021. Redirect URIs beyond the sixth and the client ID of an
        update are in the notes. The form for production has no parameter for the credential type, and the form for the sandbox
        has none for a second contact. Neither form has parameters for the other questions since 2023. `left_out` names
        the fields that have an answer, but no parameter. `form_is_gone` says whether the form no longer exists.

    Raises:
        InvalidRequestError: If the mapping has errors.
        TypeError: If `request` is neither a request nor a mapping.

    Source: ORCID's list of the parameters, quoted in NZ-ORCID-Hub's issue 1294 of 21 December 2021. It is
    likely, but not known, that ORCID's forms still read them.

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
    contact_email=orcid%40university.edu&secondary_email=security%40university.edu&app_description=Sign+in.&app_url=https%3A%2F%2Funiversity.edu%2F&redirect_uri_1=https%3A%2F%2Funiversity.edu%2Forcid
    >>> link.left_out, link.form_is_gone
    ((), True)
    """
    request = as_request(request)
    parameters = tuple((name, value) for name, value in _parameters(request) if value is not None)
    answers = ((name, getattr(request, name)) for name in EDITIONS[request.policy.edition].by_name)
    left_out = [name for name, answer in answers if answer is not None and not _is_carried(name, request)]
    is_gone = EDITIONS[request.policy.edition].is_gone
    return Prefill(parameters=parameters, left_out=tuple(left_out), form_is_gone=is_gone)


#: The fields that both forms have parameters for, or that their notes take in.
_WITH_PARAMETER: Final = frozenset(
    {
        *("update_existing", "existing_client_id", "organization_name", "contact_name", "contact_email"),
        *("client_name", "description", "homepage_url", "redirect_uris", "staff_notes"),
    }
)
#: The field that only the form of an environment has a parameter for.
_ONLY_THERE: Final = {Environment.PRODUCTION: "pin_contact_email", Environment.SANDBOX: "credential_type"}


def _is_carried(name: str, request: RegistrationRequest) -> bool:
    """Return whether the answer to a field is in the link; a client ID only where it is updated."""
    if name == "existing_client_id":
        return request.update_existing is not False
    return name in _WITH_PARAMETER or name == _ONLY_THERE[request.policy.environment]


def _parameters(request: RegistrationRequest) -> Iterator[tuple[str, str | None]]:
    """Yield every parameter, with `None` for those that have no value."""
    if request.update_existing is not None:
        yield "update_creds", "Yes" if request.update_existing else "No"
    yield "org_name", request.organization_name
    yield "contact_name", request.contact_name
    yield "contact_email", request.contact_email
    if request.policy.environment is Environment.PRODUCTION:
        yield "secondary_email", request.pin_contact_email
    yield "cred_type", request.credential_type and request.credential_type.value
    yield "app_name", request.client_name
    yield "app_description", request.description
    yield "app_url", request.homepage_url
    for number, uri in enumerate(request.redirect_uris[:_NUMBERED], 1):
        yield f"redirect_uri_{number}", uri
    notes = staff_notes(
        updates=request.existing_client_id if _is_carried("existing_client_id", request) else None,
        further_redirect_uris=request.redirect_uris[_NUMBERED:],
        more=request.staff_notes,
    )
    yield "staff_notes", notes or None
