"""The wire format: what `to_dict` returns and JSON carries, as types for embedding programs.

>>> from orcid_clientreq.wire import RequestDict
>>> form: RequestDict = {"contact_email": "orcid@university.edu", "redirect_uris": ["https://university.edu/orcid"]}
>>> from orcid_clientreq import check
>>> check(form).ok
False
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

__all__ = ["FindingDict", "ReportDict", "RequestDict"]

#: Where something is in a request: the name of a field, and the index in a list.
Path = tuple[str | int, ...]
#: A parameter of a message.
Param = str | int


class RequestDict(TypedDict, total=False):
    """A request as a mapping. `to_dict` fills in every key of its edition. In a form, any key can be absent."""

    contact_email: str
    pin_contact_email: str | None
    description: str
    homepage_url: str
    redirect_uris: list[str]
    staff_notes: str | None
    client_name: str | None
    organization_name: str | None
    own_organization_name: str | None
    update_existing: bool | None
    existing_client_id: str | None
    integration_type: str | None
    authenticates_users: bool | None
    credential_type: str | None
    contact_name: str | None
    organization_kind: str | None
    environment: str
    edition: str


class FindingDict(TypedDict):
    """A finding with its message. A notice about a system's parameter has no combined suggestion."""

    code: str
    path: list[str | int]
    pointer: str
    severity: str
    message: str
    params: dict[str, str | int]
    suggestion: str | list[str] | None
    combined_suggestion: NotRequired[str | list[str] | None]


class ReportDict(TypedDict):
    """A report with all its findings."""

    ok: bool
    environment: str
    edition: str
    findings: list[FindingDict]
