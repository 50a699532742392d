"""A request as a whole: `check` it, `parse` it, hold it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final, cast

import attrs

from orcid_clientreq.form import FIELD_NAMES, Environment, Severity
from orcid_clientreq.policy import PRODUCTION, SANDBOX, Policy
from orcid_clientreq.report import Finding, InvalidRequestError, Report
from orcid_clientreq.rules.model import Path
from orcid_clientreq.validators.fault import Fault, findings
from orcid_clientreq.validators.fields import (
    contact_field,
    homepage_field,
    pin_contact_field,
    redirect_uris_field,
    text_field,
)
from orcid_clientreq.validators.plain import NotPlain, is_absent, is_name, members_of, text_of

#: How many unknown keys are reported.
MOST_UNKNOWN: Final = 100

_UNCHANGED: Final = {Environment.PRODUCTION: PRODUCTION, Environment.SANDBOX: SANDBOX}
_MEMBERS: Final = frozenset({*FIELD_NAMES, "environment", "edition"})


def _as_given(uris: Sequence[str]) -> tuple[str, ...]:
    """Let a list pass, too: the rules make it a tuple, or say what else it is."""
    return cast("tuple[str, ...]", uris)


@attrs.frozen(kw_only=True)
class RegistrationRequest:
    """A request for client credentials. One that exists is valid under its policy.

    Text is held without the white space around it, blank optional fields as `None`, addresses as
    email-validator normalizes them, and redirect URIs byte for byte, since ORCID compares them as text.
    The constructor, `attrs.evolve`, `copy` and unpickling all hold the same rules. The `repr` holds no
    values, so that it can be logged; `to_dict` does.

    Args:
        contact_email: The contact to whom ORCID sends the credentials.
        pin_contact_email: Another contact, to whom ORCID sends the PIN; required for production.
        description: What researchers read on the authorization screen.
        homepage_url: The home page of the application.
        redirect_uris: One or more addresses, a list or tuple; held as a tuple in the order given.
        staff_notes: Notes for ORCID's staff.
        client_name: The name of the application.
        organization_name: The name of the organization.
        policy: What the request is checked under.

    Raises:
        InvalidRequestError: there are errors; its report holds every finding.

    >>> request = RegistrationRequest(
    ...     contact_email="orcid@university.edu",
    ...     pin_contact_email="security@university.edu",
    ...     description=" Sign in with your ORCID iD. ",
    ...     homepage_url="https://university.edu/",
    ...     redirect_uris=["https://university.edu/orcid"],
    ... )
    >>> request.description, request.redirect_uris, request.staff_notes
    ('Sign in with your ORCID iD.', ('https://university.edu/orcid',), None)
    >>> attrs.evolve(request, homepage_url="ftp://university.edu/")
    Traceback (most recent call last):
        ...
    orcid_clientreq.report.InvalidRequestError: 1 error: homepage_url.scheme_not_allowed at /homepage_url
    """

    contact_email: str
    pin_contact_email: str | None = None
    description: str
    homepage_url: str
    redirect_uris: tuple[str, ...] = attrs.field(converter=_as_given)
    staff_notes: str | None = None
    client_name: str | None = None
    organization_name: str | None = None
    policy: Policy = PRODUCTION

    def __attrs_post_init__(self) -> None:
        """Hold the rules; not by attrs validators, which a host program can switch off."""
        if type(self.policy) is not Policy:
            msg = "policy has to be a Policy"
            raise TypeError(msg)
        given = {name: getattr(self, name) for name in FIELD_NAMES}
        found, held = _examine(given, self.policy)
        Report(found, self.policy).raise_for_errors()
        for name, value in held.items():
            object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        """Return which form this is, and no value of it."""
        return f"<{type(self).__name__} {self.policy.environment} {self.policy.edition}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy by way of the constructor, so that what arrives is valid, too."""
        return _restore, (tuple(getattr(self, field.name) for field in attrs.fields(RegistrationRequest)),)

    def to_dict(self) -> dict[str, Any]:
        """Return the request JSON-ready, with its environment and edition.

        `parse(request.to_dict(), policy=request.policy) == request`; the policy can be left out where it
        is `PRODUCTION` or `SANDBOX`.
        """
        fields = {name: getattr(self, name) for name in FIELD_NAMES}
        return {**fields, "redirect_uris": list(self.redirect_uris), **self.policy.to_dict()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, policy: Policy | None = None) -> RegistrationRequest:
        """Return the request that a mapping describes; the same as `parse`."""
        return parse(data, policy=policy)


def _restore(values: tuple[Any, ...]) -> RegistrationRequest:
    """Return a request from the values of its fields."""
    names = (field.name for field in attrs.fields(RegistrationRequest))
    return RegistrationRequest(**dict(zip(names, values, strict=True)))


def check(data: object, *, policy: Policy | None = None) -> Report:
    """Check a request and report everything found in it.

    Args:
        data: A mapping from field names to values, as a web form, JSON or a row gives it, or a
            `RegistrationRequest`. It is not touched.
        policy: What to check under; by default what `environment` and `edition` in the data say, else
            `PRODUCTION`.

    Returns:
        The report, whatever `data` is; no object makes this function raise.

    >>> report = check({"contact_email": "orcid@university.edu", "environment": "sandbox"})
    >>> report.ok, report.codes()
    (False, ('description.missing', 'homepage_url.missing', 'redirect_uris.missing'))
    """
    return _read(data, policy)[0]


def parse(data: object, *, policy: Policy | None = None) -> RegistrationRequest:
    """Return the request that a mapping describes.

    Args:
        data: As for `check`.
        policy: As for `check`.

    Raises:
        InvalidRequestError: there are errors; its report holds every finding. Warnings never stop it.

    >>> parse({"contact_email": "orcid@university.edu"})  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    InvalidRequestError: 4 errors: pin_contact_email.missing at /pin_contact_email, …
    """
    report, held = _read(data, policy)
    if not report.ok:
        raise InvalidRequestError(report)
    # The values have just been examined: the constructor would do it again.
    request = object.__new__(RegistrationRequest)
    for name, value in held.items():
        object.__setattr__(request, name, value)
    object.__setattr__(request, "policy", report.policy)
    return request


def _read(data: object, policy: Policy | None) -> tuple[Report, dict[str, Any]]:
    """Return the report on any object, and the values that a request would hold."""
    try:
        members = members_of_request(data)
    except NotPlain:
        policy = policy or PRODUCTION
        return Report(findings((Fault("not_a_mapping"),), "request", (), policy), policy), {}
    if policy is None and issubclass(type(data), RegistrationRequest):
        policy = cast("RegistrationRequest", data).policy
    policy = policy or _policy_of(members)
    found, held = _examine(members, policy)
    return Report((*policy_mismatch(members, policy), *found, *unknown_field(members, policy)), policy), held


def members_of_request(data: object) -> dict[str, Any]:
    """Return the members of a mapping or a request.

    Raises:
        NotPlain: it is neither, or cannot be read.
    """
    if not issubclass(type(data), RegistrationRequest):
        return members_of(data)
    try:
        return RegistrationRequest.to_dict(cast("RegistrationRequest", data))
    except Exception as error:  # a subclass may do anything, and a request made without its constructor is empty
        raise NotPlain from error


def _policy_of(members: Mapping[str, Any]) -> Policy:
    """Return the policy that the data names, as far as it does."""
    try:
        # One edition so far: whatever else the data names is a mismatch.
        return _UNCHANGED[Environment(text_of(members.get("environment")) or PRODUCTION.environment)]
    except ValueError:
        return PRODUCTION


def _examine(given: Mapping[str, Any], policy: Policy) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    """Check every field; return the findings in the order of the form, and the values a request holds."""
    get = given.get
    plain_hosts = set[str]()
    (contact_found, contact), contact_read = contact_field(get("contact_email"), policy)
    pin_found, pin = pin_contact_field(get("pin_contact_email"), contact_read, policy)
    description_found, description = text_field("description", get("description"), policy)
    homepage_found, homepage = homepage_field(get("homepage_url"), policy, plain_hosts)
    notes_found, notes = text_field("staff_notes", get("staff_notes"), policy)
    redirects_found, redirects = redirect_uris_field(
        get("redirect_uris"), policy, plain_hosts, has_notes=notes is not None
    )
    client_found, client = text_field("client_name", get("client_name"), policy)
    organization_found, organization = text_field("organization_name", get("organization_name"), policy)
    found = (
        *contact_found,
        *pin_found,
        *description_found,
        *homepage_found,
        *redirects_found,
        *notes_found,
        *client_found,
        *organization_found,
    )
    return found, {
        "contact_email": contact,
        "pin_contact_email": pin,
        "description": description,
        "homepage_url": homepage,
        "redirect_uris": redirects,
        "staff_notes": notes,
        "client_name": client,
        "organization_name": organization,
    }


def policy_mismatch(members: Mapping[str, Any], policy: Policy) -> tuple[Finding, ...]:
    """The rule of that name: the data names another environment or edition."""
    if "environment" not in members and "edition" not in members:
        return ()
    found: list[Finding] = []
    for member, expected in policy.to_dict().items():
        value = members.get(member)
        named = text_of(value)
        if value is None or (named is not None and named.strip() in {"", expected}):
            continue
        fault = Fault("policy_mismatch", {"member": member, "expected": expected})
        found.extend(findings((fault,), "request", (member,), policy))
    return tuple(found)


def unknown_field(members: Mapping[str, Any], policy: Policy) -> tuple[Finding, ...]:
    """The rule of that name: a key that the form does not have. A key that is no plain name is not repeated."""
    if _MEMBERS.issuperset(members):
        return ()
    unknown = [name for name in members if name not in _MEMBERS][:MOST_UNKNOWN]
    found: list[Finding] = []
    renamed: set[str] = set()
    for name in unknown:
        plain = is_name(name)
        wanted = _nearest(name, members, policy) if plain else None
        if wanted in renamed:
            wanted = None
        if wanted:
            renamed.add(wanted)
        path: Path = (name,) if plain else ()
        found.extend(findings((Fault("unknown_field", suggestion=wanted),), "request", path, policy))
    return tuple(found)


def _nearest(name: str, members: Mapping[str, Any], policy: Policy) -> str | None:
    """Return the empty field that a misspelt key is for, if its value adds no error there."""
    near = get_close_matches(name.lower().replace("-", "_"), FIELD_NAMES, n=1, cutoff=0.8)
    if not near or not is_absent(members.get(near[0])):
        return None
    renamed = rename(members, name, near[0])
    before, after = (_errors(_examine(given, policy)[0]) for given in (members, renamed))
    return near[0] if after <= before else None


def rename(members: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    """Return the members with one key renamed in its place."""
    return {new if name == old else name: value for name, value in members.items() if name != new}


def _errors(found: tuple[Finding, ...]) -> set[tuple[str, Path]]:
    """Return which errors there are, and where."""
    return {(finding.code, finding.path) for finding in found if finding.severity is Severity.ERROR}
