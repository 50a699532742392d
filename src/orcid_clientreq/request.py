"""A request as a whole: `check` and `parse`, and the class of valid requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, Final, Self, cast

import attrs

from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
from orcid_clientreq.first_pass import is_whole, plan_of, take_plain
from orcid_clientreq.form import CredentialType, IntegrationType
from orcid_clientreq.members import fits, policy_named_in
from orcid_clientreq.messages.catalogues import ENGLISH
from orcid_clientreq.policy import PRODUCTION, Policy, as_policy, reduce_by_constructor
from orcid_clientreq.report import Finding, Report, report_of
from orcid_clientreq.syntax.hosts import Names
from orcid_clientreq.syntax.values import Unreadable, is_absent, members_of
from orcid_clientreq.wire import RequestDict


def _as_given(uris: Sequence[str]) -> tuple[str, ...]:
    """Let a list pass, too: the rules make it a tuple, or say what else it is."""
    return cast("tuple[str, ...]", uris)


@attrs.frozen(kw_only=True)
class RegistrationRequest:
    """A valid request for client credentials: the constructor raises for any other.

    Texts have no white space around them, blank optional fields are `None`, and email addresses are normalized by
    email-validator. Redirect URIs are exactly the texts that were passed, because ORCID compares them as text.
    `attrs.evolve`, `copy` and unpickling apply the same rules. The `repr` can be logged, because it has no values.
    `to_dict` has the values.

    Args:
        contact_email: The contact to whom ORCID sends the credentials.
        pin_contact_email: Another contact, to whom ORCID sends the PIN; required for production.
        description: What researchers read on the authorization screen.
        homepage_url: The home page of the application.
        redirect_uris: A list or tuple of one or more addresses. The request has them as a tuple in the same order.
        staff_notes: Notes for ORCID's staff.
        client_name: The name of the application.
        organization_name: The name of the organization, the ORCID member.
        own_organization_name: The name of your own organization, if it is not the member.
        update_existing: Whether existing credentials are to be updated.
        existing_client_id: The client ID of the credentials to update.
        integration_type: Whether the system comes from a certified service provider.
        authenticates_users: Whether researchers sign in. If not, the integration only reads public data.
        credential_type: The kind of sandbox credentials to request.
        contact_name: The name of the person to whom ORCID sends the credentials.
        organization_kind: The kind of the organization.
        policy: The policy that the request is checked under.

    Only later editions of the form have the fields after `client_name`. `orcid_clientreq.editions` has the fields of
    each edition. A field that the edition does not have is `None`.

    Raises:
        InvalidRequestError: If there are errors. Its report has every finding.
        TypeError: If there is a value for a field that the edition of the policy does not have, or `policy` is not a
            `Policy`.

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

    # Not in the `repr` that attrs generates for a subclass, either.
    contact_email: str = attrs.field(repr=False)
    pin_contact_email: str | None = attrs.field(default=None, repr=False)
    description: str = attrs.field(repr=False)
    homepage_url: str = attrs.field(repr=False)
    redirect_uris: tuple[str, ...] = attrs.field(converter=_as_given, repr=False)
    staff_notes: str | None = attrs.field(default=None, repr=False)
    client_name: str | None = attrs.field(default=None, repr=False)
    organization_name: str | None = attrs.field(default=None, repr=False)
    own_organization_name: str | None = attrs.field(default=None, repr=False)
    update_existing: bool | None = attrs.field(default=None, repr=False)
    existing_client_id: str | None = attrs.field(default=None, repr=False)
    integration_type: IntegrationType | None = attrs.field(default=None, repr=False)
    authenticates_users: bool | None = attrs.field(default=None, repr=False)
    credential_type: CredentialType | None = attrs.field(default=None, repr=False)
    contact_name: str | None = attrs.field(default=None, repr=False)
    organization_kind: str | None = attrs.field(default=None, repr=False)
    policy: Policy = attrs.field(default=PRODUCTION, repr=False)

    def __attrs_post_init__(self) -> None:
        """Apply the rules; not as attrs validators, which a host program can switch off."""
        as_policy(self.policy)
        given = {name: getattr(self, name) for name in FIELD_NAMES}
        for name in FIELD_NAMES:
            if name in EDITIONS[self.policy.edition].by_name:
                continue
            if not is_absent(given.pop(name)):
                msg = f"the edition {self.policy.edition} has no field {name}"
                raise TypeError(msg)
        found, values = _examined(given, self.policy)
        report_of(found, self.policy).raise_for_errors()
        for name in FIELD_NAMES:
            object.__setattr__(self, name, values.get(name))

    def __repr__(self) -> str:
        """Return the environment and the edition, without any value."""
        return f"<{type(self).__name__} {self.policy.environment} {self.policy.edition}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy by way of the constructor, so that what arrives is valid, too."""
        return reduce_by_constructor(self)

    def to_dict(self) -> RequestDict:
        """Return the request as a mapping that can be written as JSON, with its environment and edition.

        `parse(request.to_dict(), policy=request.policy)` returns an equal request. You can leave out the policy if
        everything in it but the environment and the edition is the default. Fields that a subclass adds are in the
        mapping unchanged, for `from_dict`.
        """
        return cast("RequestDict", {**_wire(self), **_own(self)})

    @classmethod
    def from_dict(cls, data: Mapping[str, Any] | RegistrationRequest, *, policy: Policy | None = None) -> Self:
        """Return the request that a mapping describes, as `parse` does. A subclass also reads its own fields.

        Raises:
            InvalidRequestError: As `parse`, also if `data` is not a mapping.
            TypeError: If `policy` is not a `Policy`, or a subclass refuses its own fields.
        """
        if cls is RegistrationRequest:
            return cast("Self", parse(data, policy=policy))
        try:
            members = members_of_request(data, with_own=True)
        except Unreadable:
            return cast("Self", parse(data, policy=policy))  # which says so
        own = {name: members[name] for name in _own_fields(cls) if name in members}
        if issubclass(type(data), RegistrationRequest):
            policy = policy or cast("RegistrationRequest", data).policy
        request = parse({name: value for name, value in members.items() if name not in own}, policy=policy)
        return cls(**{name: getattr(request, name) for name in _NAMES}, **own)


#: The names of the fields of a request, its policy among them.
_NAMES: Final = tuple(field.name for field in attrs.fields(RegistrationRequest))


def _own_fields(cls: type[RegistrationRequest]) -> dict[str, attrs.Attribute[Any]]:
    """Return the fields that a subclass adds, by the names of the arguments of its constructor."""
    return {field.alias: field for field in attrs.fields(cls) if field.init and field.name not in _NAMES}


def _own(request: RegistrationRequest) -> dict[str, Any]:
    """Return what a request has for the fields that its class adds."""
    return {name: getattr(request, field.name) for name, field in _own_fields(type(request)).items()}


def _wire(request: RegistrationRequest) -> dict[str, Any]:
    """Return the answers of a request JSON-ready, with its environment and edition."""
    answers = {name: getattr(request, name) for name in EDITIONS[request.policy.edition].by_name}
    wire = {name: answer.value if isinstance(answer, StrEnum) else answer for name, answer in answers.items()}
    return {**wire, "redirect_uris": list(request.redirect_uris), **request.policy.named()}


#: Setters that bypass `frozen`, for values that have just been checked.
_SLOTS: Final = tuple((name, RegistrationRequest.__dict__[name].__set__) for name in _NAMES)


def check(data: object, *, policy: Policy | None = None, language: str = "en") -> Report:
    """Check a request and report everything found in it.

    Args:
        data: A mapping from field names to values, from a web form, JSON or a row of a table, or a
            `RegistrationRequest`. The function does not change it.
        policy: The policy to check under. By default, the policy that `environment` and `edition` in the data name,
            or otherwise `PRODUCTION`.
        language: The language of the report, as for `Report.translated`.

    Returns:
        The report. No `data` makes this function raise an exception.

    Raises:
        TypeError: If `policy` is not a `Policy`, or `language` is not text.
        ValueError: If there is no such language.

    >>> report = check({"contact_email": "orcid@university.edu", "environment": "sandbox"})
    >>> report.ok, report.codes()
    (False, ('description.missing', 'homepage_url.missing', 'redirect_uris.missing'))
    """
    found, policy, _ = _read(data, policy)
    report = report_of(found, policy)
    return report if language == ENGLISH else report.translated(language)


def parse(data: object, *, policy: Policy | None = None) -> RegistrationRequest:
    """Return the request that a mapping describes.

    Args:
        data: As for `check`.
        policy: As for `check`.

    Raises:
        InvalidRequestError: If there are errors. Its report has every finding. Warnings never stop it.
        TypeError: If `policy` is not a `Policy`.

    >>> parse({"contact_email": "orcid@university.edu"})  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    InvalidRequestError: 4 errors: pin_contact_email.missing at /pin_contact_email, …
    """
    found, policy, values = _read(data, policy)
    if found:
        report_of(found, policy).raise_for_errors()
    # The values have just been checked: the constructor would do it again.
    request = object.__new__(RegistrationRequest)
    values["policy"] = policy
    value_of = values.get
    for name, set_slot in _SLOTS:
        set_slot(request, value_of(name))
    return request


def _read(data: object, policy: Policy | None) -> tuple[tuple[Finding, ...], Policy, dict[str, Any]]:
    """Return what is found in any object, the policy that it was checked under, and the normalized values."""
    if policy is not None:
        as_policy(policy)
    try:
        members = members_of_request(data)
    except Unreadable:
        policy = policy or PRODUCTION
        return _rules().not_a_mapping(policy), policy, {}
    if policy is None:
        is_request = issubclass(type(data), RegistrationRequest)
        policy = cast("RegistrationRequest", data).policy if is_request else policy_named_in(members)
    found, values = _examined(members, policy)
    return found, policy, values


def _examined(members: Mapping[str, Any], policy: Policy) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    """Return what is found in a form, and the normalized values: by the first pass alone if everything is plain."""
    names, plan = Names(), plan_of(policy)
    plain = take_plain(members, plan, policy, names)
    if is_whole(plain, plan) and fits(members, policy):
        return (), plain
    examined: tuple[tuple[Finding, ...], dict[str, Any]] = _rules().examine(members, plain, policy, names)
    return examined


@cache
def _rules() -> Any:
    """Return the module that asks the rules, which are imported for the first value that is not plain."""
    # Not "from orcid_clientreq import …", which would ask the package for the name first.
    import orcid_clientreq.whole_form as whole_form  # noqa: PLC0415, PLR0402 - plain values alone need no rule

    return whole_form


def as_request(given: object) -> RegistrationRequest:
    """Return a request, or the one that a mapping describes.

    Raises:
        InvalidRequestError: If the mapping has errors.
        TypeError: If it is neither.
    """
    if issubclass(type(given), RegistrationRequest):
        return cast("RegistrationRequest", given)
    if not issubclass(type(given), Mapping):
        msg = f"a request is a RegistrationRequest or a mapping, not {type(given).__name__}; parse returns one"
        raise TypeError(msg)
    return parse(given)


def members_of_request(data: object, *, with_own: bool = False) -> dict[str, Any]:
    """Return the members of a mapping or a request.

    Args:
        data: The mapping or the request.
        with_own: Whether the fields that a subclass adds are among the members of a request.

    Raises:
        Unreadable: If it is neither, or can't be read.
    """
    if type(data) is dict or not issubclass(type(data), RegistrationRequest):
        return members_of(data)  # pyright: ignore[reportUnknownArgumentType]
    request = cast("RegistrationRequest", data)
    try:
        return {**_wire(request), **_own(request)} if with_own else _wire(request)
    except Exception as error:  # a subclass may do anything, and a request made without its constructor is empty
        raise Unreadable from error
