"""A request as a whole: `check` it, `parse` it, hold it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, Self, TypeVar, cast

import attrs

from orcid_clientreq.checking import adds_error, examine, read_fields
from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
from orcid_clientreq.form import CredentialType, Environment, FormEdition, IntegrationType
from orcid_clientreq.kinds import findings
from orcid_clientreq.messages.catalogues import ENGLISH
from orcid_clientreq.policy import PRODUCTION, SANDBOX, Policy, by_constructor, required
from orcid_clientreq.report import Finding, Report, report_of
from orcid_clientreq.rules.request import (
    NOT_A_MAPPING,
    POLICY_MISMATCH,
    UNKNOWN_FIELD,
    near_fields,
    policy_mismatch,
    unknown_field,
)
from orcid_clientreq.syntax.values import NotPlain, is_absent, is_name, members_of, text_of
from orcid_clientreq.wire import RequestDict

# The policies that data can name: those in which nothing is changed.
_UNCHANGED: Final = {
    (policy.environment, policy.edition): policy
    for policy in (
        PRODUCTION,
        SANDBOX,
        *(
            Policy(environment=environment, edition=edition.edition)
            for edition in EDITIONS.values()
            if edition.edition is not PRODUCTION.edition
            for environment in edition.environments
        ),
    )
}
_MEMBERS: Final = {
    edition.edition: frozenset({*edition.by_name, "environment", "edition"}) for edition in EDITIONS.values()
}


_Kind = TypeVar("_Kind", Environment, FormEdition)


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
        organization_name: The name of the organization, the ORCID member.
        own_organization_name: The name of your own organization, if it is not the member.
        update_existing: Whether credentials that exist are to be updated.
        existing_client_id: The client ID of the credentials to update.
        integration_type: Whether the system is a certified service provider's.
        authenticates_users: Whether researchers sign in, or public data is only read.
        credential_type: Which credentials of the sandbox are asked for.
        policy: What the request is checked under.

    The fields after `client_name` are those that later editions of the form have; what an edition has is in
    `orcid_clientreq.editions`. The answers of later editions are `None` where their edition does not have them.

    Raises:
        InvalidRequestError: there are errors; its report holds every finding.
        TypeError: a value for a field that the edition of the policy does not have, or a policy that is none.

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
    policy: Policy = attrs.field(default=PRODUCTION, repr=False)

    def __attrs_post_init__(self) -> None:
        """Hold the rules; not by attrs validators, which a host program can switch off."""
        required(self.policy)
        given = {name: getattr(self, name) for name in FIELD_NAMES}
        fields = EDITIONS[self.policy.edition].by_name
        for name, value in given.items():
            if name not in fields and not is_absent(value):
                msg = f"the edition {self.policy.edition} has no field {name}"
                raise TypeError(msg)
        found, held = examine(given, self.policy)
        report_of(found, self.policy).raise_for_errors()
        for name in FIELD_NAMES:
            object.__setattr__(self, name, held.get(name))

    def __repr__(self) -> str:
        """Return which form this is, and no value of it."""
        return f"<{type(self).__name__} {self.policy.environment} {self.policy.edition}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy by way of the constructor, so that what arrives is valid, too."""
        return by_constructor(self)

    def to_dict(self) -> RequestDict:
        """Return the request JSON-ready, with its environment and edition.

        `parse(request.to_dict(), policy=request.policy) == request`; the policy can be left out where
        only its environment and edition differ from the default. Fields that a subclass adds are in it as they
        are, for `from_dict`.
        """
        own = {name: getattr(self, field.name) for name, field in _own_fields(type(self)).items()}
        return cast("RequestDict", {**_wire(self), **own})

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, policy: Policy | None = None) -> Self:
        """Return the request that a mapping describes, as `parse` does; a subclass finds its own fields there, too."""
        if cls is RegistrationRequest:
            return cast("Self", parse(data, policy=policy))
        own = {name: data[name] for name in _own_fields(cls) if name in data}
        request = parse({name: value for name, value in data.items() if name not in own}, policy=policy)
        return cls(**{name: getattr(request, name) for name in _NAMES}, **own)


#: The names of the fields of a request, its policy among them.
_NAMES: Final = tuple(field.name for field in attrs.fields(RegistrationRequest))


def _own_fields(cls: type[RegistrationRequest]) -> dict[str, attrs.Attribute[Any]]:
    """Return the fields that a subclass adds, by the names of the arguments of its constructor."""
    return {field.alias: field for field in attrs.fields(cls) if field.init and field.name not in _NAMES}


def _wire(request: RegistrationRequest) -> dict[str, Any]:
    """Return the answers of a request JSON-ready, with its environment and edition."""
    answers = {name: getattr(request, name) for name in EDITIONS[request.policy.edition].by_name}
    wire = {name: answer.value if isinstance(answer, StrEnum) else answer for name, answer in answers.items()}
    return {**wire, "redirect_uris": list(request.redirect_uris), **request.policy.named()}


#: What fills the slots of a request that is not yet one: to others it is frozen.
_SLOTS: Final = tuple((name, RegistrationRequest.__dict__[name].__set__) for name in _NAMES)


def check(data: object, *, policy: Policy | None = None, language: str = "en") -> Report:
    """Check a request and report everything found in it.

    Args:
        data: A mapping from field names to values, as a web form, JSON or a row gives it, or a
            `RegistrationRequest`. It is not touched.
        policy: What to check under; by default what `environment` and `edition` in the data say, else
            `PRODUCTION`.
        language: The language of the report, as for `Report.translated`.

    Returns:
        The report, whatever `data` is; no object makes this function raise.

    Raises:
        TypeError: the policy is none.
        ValueError: there is no such language.

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
        InvalidRequestError: there are errors; its report holds every finding. Warnings never stop it.

    >>> parse({"contact_email": "orcid@university.edu"})  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    InvalidRequestError: 4 errors: pin_contact_email.missing at /pin_contact_email, …
    """
    found, policy, held = _read(data, policy)
    if found:
        report_of(found, policy).raise_for_errors()
    # The values have just been examined: the constructor would do it again.
    request = object.__new__(RegistrationRequest)
    held["policy"] = policy
    value_of = held.get
    for name, put in _SLOTS:
        put(request, value_of(name))
    return request


def _read(data: object, policy: Policy | None) -> tuple[tuple[Finding, ...], Policy, dict[str, Any]]:
    """Return what is found in any object, under which policy, and the values that a request would hold."""
    if policy is not None:
        required(policy)
    try:
        members = members_of_request(data)
    except NotPlain:
        policy = policy or PRODUCTION
        return findings((NOT_A_MAPPING.fault(),), "request", (), policy), policy, {}
    if policy is None:
        is_request = issubclass(type(data), RegistrationRequest)
        policy = cast("RegistrationRequest", data).policy if is_request else policy_named_in(members)
    found, held = examine(members, policy)
    if not _MEMBERS[policy.edition].issuperset(members):
        found = (*found, *unknown_fields(members, policy))
    if "environment" in members or "edition" in members:
        found = (*mismatches(members, policy), *found)
    return found, policy, held


def as_request(given: object) -> RegistrationRequest:
    """Return a request, or the one that a mapping describes.

    Raises:
        InvalidRequestError: the mapping has errors.
        TypeError: it is neither.
    """
    if issubclass(type(given), RegistrationRequest):
        return cast("RegistrationRequest", given)
    if not issubclass(type(given), Mapping):
        msg = f"a request is a RegistrationRequest or a mapping, not {type(given).__name__}; parse returns one"
        raise TypeError(msg)
    return parse(given)


def members_of_request(data: object) -> dict[str, Any]:
    """Return the members of a mapping or a request.

    Raises:
        NotPlain: it is neither, or cannot be read.
    """
    if not issubclass(type(data), RegistrationRequest):
        return members_of(data)
    try:
        return _wire(cast("RegistrationRequest", data))
    except Exception as error:  # a subclass may do anything, and a request made without its constructor is empty
        raise NotPlain from error


def policy_named_in(members: Mapping[str, Any]) -> Policy:
    """Return the policy that the data names, as far as it does; what else it names is a mismatch."""
    if "environment" not in members and "edition" not in members:
        return PRODUCTION
    edition = _named(members.get("edition"), FormEdition) or PRODUCTION.edition
    environment = _named(members.get("environment"), Environment)
    if environment is None:
        usual = PRODUCTION.environment
        environments = EDITIONS[edition].environments
        environment = usual if usual in environments else next(iter(environments))
    return _UNCHANGED.get((environment, edition), PRODUCTION)


def _named(value: object, kind: type[_Kind]) -> _Kind | None:
    """Return the member of an enumeration that a value names, `None` where it names none."""
    try:
        return kind((text_of(value) or "").strip())
    except ValueError:
        return None


def mismatches(members: Mapping[str, Any], policy: Policy, field: str = "request") -> tuple[Finding, ...]:
    """Return where the data names another environment or edition."""
    return tuple(
        finding
        for params in policy_mismatch(members, policy)
        for finding in findings((POLICY_MISMATCH.fault(params),), field, (str(params["member"]),), policy)
    )


def unknown_fields(members: Mapping[str, Any], policy: Policy) -> tuple[Finding, ...]:
    """Return which keys the form does not have. A key that is no plain name is not repeated."""
    unknown = unknown_field(members, _MEMBERS[policy.edition])
    meant = _meant(unknown, members, policy)
    found: list[Finding] = []
    for name in unknown:
        fault = UNKNOWN_FIELD.fault(suggestion=meant.get(name))
        found.extend(findings((fault,), "request", (name,) if is_name(name) else (), policy))
    return tuple(found)


def _meant(unknown: list[str], members: Mapping[str, Any], policy: Policy) -> dict[str, str]:
    """Return the empty fields that misspelt keys are for, if their values add no error there.

    Of several keys that are near to one field only the first is asked for, so that the work stays linear.
    """
    near = near_fields(unknown, EDITIONS[policy.edition].by_name, FIELD_NAMES)
    empty = {field: name for field, name in near.items() if is_absent(members.get(field))}
    if not empty:
        return {}
    readings = read_fields(members, policy)
    return {name: field for field, name in empty.items() if not adds_error(field, members[name], readings, policy)}


def rename(members: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    """Return the members with one key renamed in its place."""
    return {new if name == old else name: value for name, value in members.items() if name != new}
