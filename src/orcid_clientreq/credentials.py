"""What comes back: the client iD and secret that ORCID issues, and to whom it sends which half.

A secret is held so that it is not shown by accident: not by `repr` or `str`, in no report and no exception, and it
does not pickle. Only `ClientSecret.reveal` gives it.

>>> from orcid_clientreq import credentials
>>> issued = credentials.parse({
...     "client_id": "APP-0123456789ABCDEF",
...     "client_secret": "01234567-89ab-4cde-8f01-23456789abcd",
... })
>>> issued
IssuedCredentials(client_id=ClientId('APP-0123456789ABCDEF'), client_secret=<ClientSecret: hidden>, environment=<Environment.PRODUCTION: 'production'>)
>>> print(credentials.check({"client_id": "01234567-89ab-4cde-8f01-23456789abcd", "client_secret": "APP-0123456789ABCDEF"}))
error  client_id.is_secret         client_id      Enter the client iD here, not the secret, and have the secret replaced if it was sent to anybody.
error  client_secret.is_client_id  client_secret  Enter the client secret here; this is a client iD.
2 errors, 0 warnings
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from hmac import compare_digest
from typing import Any, Final, NoReturn

import attrs

from orcid_clientreq.display import shows_nothing
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.form import Environment
from orcid_clientreq.policy import PRODUCTION, Policy, required
from orcid_clientreq.report import Finding, InvalidRequestError, Report
from orcid_clientreq.request import RegistrationRequest, policy_mismatch, policy_named_in
from orcid_clientreq.validators import clients, contacts
from orcid_clientreq.validators.fault import Fault, findings, too_long
from orcid_clientreq.validators.plain import NotPlain, members_of, text_of
from orcid_clientreq.validators.uri_syntax import Uri, split, unsplit

__all__ = [
    "ClientId",
    "ClientSecret",
    "Deliveries",
    "Delivery",
    "IssuedCredentials",
    "base_url",
    "check",
    "client_id",
    "client_secret",
    "deliveries",
    "parse",
]


@attrs.frozen(repr=False)
class ClientId:
    """A client iD: `APP-` and sixteen digits and capital letters, or, from before September 2014, four groups of four.

    Args:
        value: The iD, without white space around it.

    Raises:
        ValueError: it is neither. The error does not repeat it, since it may be a secret.

    >>> ClientId("1234-5678-1234-5678").legacy, ClientId("APP-0123456789ABCDEF").legacy
    (True, False)
    >>> ClientId("APP-0123")
    Traceback (most recent call last):
        ...
    ValueError: a client iD is APP- and sixteen digits and capital letters, or four groups of four
    """

    value: str

    def __attrs_post_init__(self) -> None:
        """Hold the shape; not by an attrs validator, which a host program can switch off."""
        text = text_of(self.value)
        if text is None or not clients.is_client_id(text):
            msg = "a client iD is APP- and sixteen digits and capital letters, or four groups of four"
            raise ValueError(msg)
        object.__setattr__(self, "value", text)

    @property
    def legacy(self) -> bool:
        """Whether it has the shape of before September 2014, which still works."""
        return clients.is_legacy(self.value)

    def __str__(self) -> str:
        """Return the iD as text."""
        return self.value

    def __repr__(self) -> str:
        """Return it as code."""
        return f"ClientId({self.value!r})"


class ClientSecret:
    """A client secret, which shows itself only where it is asked to.

    Compared in constant time, and with other secrets only. Not hashable, and not to be pickled; a copy is the secret itself.

    Args:
        value: The secret as text, not blank. ORCID's are UUIDs, which `check` looks at and this class does not.

    Raises:
        ValueError: it is no text, or blank.

    >>> secret = ClientSecret("01234567-89ab-4cde-8f01-23456789abcd")
    >>> f"{secret} {secret!r}"
    '<ClientSecret: hidden> <ClientSecret: hidden>'
    >>> secret.reveal()[:8], secret == ClientSecret("another")
    ('01234567', False)
    """

    __slots__ = ("__value",)
    __value: str

    def __init__(self, value: str) -> None:
        """Keep the text, out of sight."""
        if hasattr(self, "_ClientSecret__value"):  # called once more
            self.__setattr__("value", value)
        text = text_of(value)
        if text is None or shows_nothing(text):
            msg = "a client secret is text"
            raise ValueError(msg)
        object.__setattr__(self, "_ClientSecret__value", text)

    def reveal(self) -> str:
        """Return the secret. Hand it on, and keep it nowhere that others read."""
        return self.__value

    def __eq__(self, other: object) -> bool:
        """Compare in constant time, as far as the lengths are the same."""
        if type(other) is not ClientSecret:
            return NotImplemented
        ours, theirs = (secret.reveal().encode("utf-8", "surrogatepass") for secret in (self, other))
        return compare_digest(ours, theirs)

    def __hash__(self) -> NoReturn:
        """Refuse: a hash would answer whether two are equal, and not in constant time."""
        msg = "unhashable type: 'ClientSecret'"
        raise TypeError(msg)

    def __repr__(self) -> str:
        """Return that there is something, and not what."""
        return "<ClientSecret: hidden>"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: a secret does not change."""
        msg = "a client secret cannot be changed"
        raise AttributeError(msg)

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse, as well."""
        msg = "a client secret cannot be changed"
        raise AttributeError(msg)

    def __copy__(self) -> ClientSecret:
        """Return the same secret, which does not change."""
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> ClientSecret:
        """Return the same secret, which does not change."""
        return self

    def __getstate__(self) -> NoReturn:
        """Refuse, so that it does not get into a pickle by accident."""
        msg = "a client secret is not pickled; where it has to be, pickle what reveal() returns"
        raise TypeError(msg)

    def __reduce__(self) -> NoReturn:
        """Refuse, so that it does not get into a pickle by accident."""
        self.__getstate__()


def _client_id(value: ClientId | str) -> ClientId:
    """Return a client iD that may be given as text."""
    return value if isinstance(value, ClientId) else ClientId(value)


def _client_secret(value: ClientSecret | str) -> ClientSecret:
    """Return a secret that may be given as text."""
    return value if isinstance(value, ClientSecret) else ClientSecret(value)


@attrs.frozen(kw_only=True)
class IssuedCredentials:
    """The credentials of a client. They do not pickle, since the secret does not.

    Args:
        client_id: The client iD; a text becomes one.
        client_secret: The secret, which is not shown; a text becomes a `ClientSecret`.
        environment: Where they are valid.
        base_url: The address of ORCID that they are used with, if it was given. Not in the `repr`.

    Raises:
        ValueError: a text that is no client iD or no secret, or an environment that there is not.

    >>> IssuedCredentials(client_id="APP-0123456789ABCDEF", client_secret="01234567-89ab-4cde-8f01-23456789abcd").client_secret
    <ClientSecret: hidden>
    """

    client_id: ClientId = attrs.field(converter=_client_id)
    client_secret: ClientSecret = attrs.field(converter=_client_secret)
    environment: Environment = attrs.field(default=Environment.PRODUCTION, converter=Environment)
    base_url: str | None = attrs.field(default=None, repr=False)


# Checking them

#: ORCID's hosts: of the registry, its member API and its public API.
HOSTS: Final = {
    Environment.PRODUCTION: ("orcid.org", "api.orcid.org", "pub.orcid.org"),
    Environment.SANDBOX: ("sandbox.orcid.org", "api.sandbox.orcid.org", "pub.sandbox.orcid.org"),
}
# A path of ORCID's; anything longer, or with a hyphen, may hold the secret and is not repeated.
_PATH: Final = re.compile(r"(?:/[A-Za-z0-9._]{0,20})*+\Z")


def check(data: object, *, policy: Policy | None = None) -> Report:
    """Check credentials as they were received, and where they are to be used.

    Args:
        data: A mapping with `client_id` and `client_secret`, and maybe `environment` and `base_url`, the address of
            ORCID that the integration is set up with. Other keys are not looked at.
        policy: What to check under; by default production or sandbox, as `environment` says.

    Returns:
        The report, whatever `data` is; no object makes this function raise, and no secret is in the report.

    >>> report = check({"client_id": "APP-0123456789ABCDEF", "client_secret": "", "base_url": "https://api.sandbox.orcid.org"})
    >>> report.codes()
    ('client_secret.missing', 'base_url.environment_mismatch')
    """
    if policy is not None:
        required(policy)
    try:
        members = members_of(data)
    except NotPlain:
        policy = policy or PRODUCTION
        return Report(findings((Fault("not_a_mapping"),), "credentials", (), policy), policy)
    members = {name: members[name] for name in (*_FIELDS, "environment") if name in members}
    policy = policy or policy_named_in(members)
    found = [finding for name, validator in _FIELDS.items() for finding in validator(members.get(name), policy)]
    return Report((*policy_mismatch(members, policy, "credentials"), *found), policy)


def parse(data: object, *, policy: Policy | None = None) -> IssuedCredentials:
    """Return the credentials that a mapping holds.

    Args:
        data: As for `check`.
        policy: As for `check`.

    Raises:
        InvalidRequestError: there are errors; neither it nor its report holds a value.
    """
    report = check(data, policy=policy)
    if not report.ok:
        raise InvalidRequestError(report)
    members = members_of(data)
    texts = {name: (text_of(members.get(name)) or "").strip() for name in _FIELDS}
    return IssuedCredentials(
        client_id=ClientId(texts["client_id"]),
        client_secret=ClientSecret(texts["client_secret"]),
        environment=report.policy.environment,
        base_url=None if shows_nothing(texts["base_url"]) else texts["base_url"],
    )


def client_id(value: object, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check a client iD that ORCID issued.

    >>> finding, = client_id(" APP-0123456789ABCDEF")
    >>> finding.code, finding.suggestion
    ('client_id.invalid', 'APP-0123456789ABCDEF')
    """
    return _findings("client_id", value, clients.faults, policy)


def client_secret(value: object, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check a client secret by its shape. No suggestion is made, since it would hold the secret.

    >>> [finding.code for finding in client_secret("01234567-89ab-4cde-8f01")]
    ['client_secret.invalid']
    """
    return _findings("client_secret", value, clients.secret_faults, policy)


def base_url(value: object, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check that the address of ORCID is that of the registry for which the credentials are; it may be left out.

    >>> [finding.code for finding in base_url("https://sandbox.orcid.org/oauth")]
    ['base_url.environment_mismatch']
    """
    return _findings("base_url", value, lambda text: _address_faults(text, policy), policy)


_FIELDS: Final = {"client_id": client_id, "client_secret": client_secret, "base_url": base_url}


def _findings(
    field: str, value: object, faults: Callable[[str], tuple[Fault, ...]], policy: Policy
) -> tuple[Finding, ...]:
    """Check whether a value is there and text, and if so by its own rules."""
    required(policy)
    text = "" if value is None else text_of(value)
    if text is None:
        found: tuple[Fault, ...] = (Fault("wrong_type"),)
    elif shows_nothing(text):
        found = () if field == "base_url" else (Fault("missing"),)
    else:
        found = faults(text)
    return findings(found, field, (field,), policy)


def _address_faults(text: str, policy: Policy) -> tuple[Fault, ...]:
    """Return what is wrong with an address of ORCID."""
    if len(text) > policy.limits.uri:
        return (too_long(policy.limits.uri),)
    core = text.strip()
    found = _host_faults(core, policy)
    if core == text:
        return found
    uri = _read(core)
    fix = core if _is_orcid(uri) and _is_harmless(uri) else None
    return (Fault("surrounding_whitespace", suggestion=fix), *found)


def _read(text: str) -> Uri:
    """Return an address with scheme and host in lower case (RFC 3986 section 6.2.2.1)."""
    uri = split(text)
    if uri.scheme is None or uri.authority is None:
        return uri
    return uri._replace(scheme=uri.scheme.lower(), authority=uri.authority.lower(), host=uri.host.lower())


def _is_orcid(uri: Uri) -> bool:
    """Return whether an address is one of ORCID's, over https."""
    secure = uri.absolute and uri.sound and uri.scheme == "https" and uri.host == uri.authority
    return secure and any(uri.host in known for known in HOSTS.values())


def _is_harmless(uri: Uri) -> bool:
    """Return whether no part of an address is long enough to hold a secret, so that it can be repeated."""
    return uri.query is None and uri.fragment is None and _PATH.match(uri.path) is not None


def _host_faults(text: str, policy: Policy) -> tuple[Fault, ...]:
    """Return what is wrong with an address that has no white space around it."""
    uri = _read(text)
    hosts = HOSTS[policy.environment]
    if not _is_orcid(uri):
        return (Fault("not_orcid", {"expected": f"https://{hosts[0]}"}),)
    if uri.host in hosts:
        return ()
    (other,) = (known for environment, known in HOSTS.items() if environment is not policy.environment)
    host = hosts[other.index(uri.host)]
    params = {"expected": f"https://{host}", "environment": policy.environment.value}
    fix = unsplit(uri._replace(authority=host)) if _is_harmless(uri) else None
    return (Fault("environment_mismatch", params, fix),)


# Who receives them


@attrs.frozen(kw_only=True)
class Delivery:
    """One message from ORCID.

    Args:
        field: The field of the form that names the contact.
        address: The contact's address. Not in the `repr`.
        holds: What is in the message.
        reason: Why it goes there.
    """

    field: str
    address: str = attrs.field(repr=False)
    holds: str
    reason: str


@attrs.frozen(kw_only=True)
class Deliveries:
    """The messages in which the credentials come.

    Args:
        steps: The messages, in the order in which they are needed.
        typical_wait: How long ORCID says that it mostly takes, by hand; `None` where the edition of the form
            does not say.
    """

    steps: tuple[Delivery, ...]
    typical_wait: timedelta | None

    def __iter__(self) -> Iterator[Delivery]:
        """Return the messages one by one."""
        return iter(self.steps)

    def __str__(self) -> str:
        """Return it for people, without the addresses."""
        steps = [f"{number}. {each.field}: {each.holds}. {each.reason}" for number, each in enumerate(self.steps, 1)]
        if self.typical_wait is None:
            return "\n".join(steps)
        hours = int(self.typical_wait / timedelta(hours=1))
        return "\n".join([*steps, f"ORCID says that it mostly takes less than {hours} hours."])


def deliveries(request: RegistrationRequest) -> Deliveries:
    """Return which contact gets which half of the credentials, in order, and why.

    Source: help page of January 2020, and those after it.

    >>> from orcid_clientreq import RegistrationRequest
    >>> request = RegistrationRequest(
    ...     contact_email="orcid@university.edu",
    ...     pin_contact_email="security@university.edu",
    ...     description="Sign in with your ORCID iD.",
    ...     homepage_url="https://university.edu/",
    ...     redirect_uris=["https://university.edu/orcid"],
    ... )
    >>> print(deliveries(request))
    1. contact_email: an encrypted message with the client iD and the client secret. This contact sets the integration up.
    2. pin_contact_email: the PIN that opens the message. It goes to somebody else, so that one opened mailbox does not give both.
    ORCID says that it mostly takes less than 48 hours.
    """
    edition = EDITIONS[request.policy.edition]
    first = Delivery(
        field="contact_email",
        address=request.contact_email,
        holds="an encrypted message with the client iD and the client secret",
        reason="This contact sets the integration up.",
    )
    if request.pin_contact_email is None:
        alone = attrs.evolve(first, holds="a message with the client iD and the client secret")
        return Deliveries(steps=(alone,), typical_wait=edition.typical_wait)
    second = Delivery(
        field="pin_contact_email",
        address=request.pin_contact_email,
        holds=f"the {edition.second_half} that opens the message",
        reason=_why_there(request),
    )
    return Deliveries(steps=(first, second), typical_wait=edition.typical_wait)


def _why_there(request: RegistrationRequest) -> str:
    """Return what the second message is good for: with one mailbox for both, nothing."""
    contact, pin = (
        contacts.contact(address or "", request.policy)
        for address in (request.contact_email, request.pin_contact_email)
    )
    if contacts.not_distinct(pin, contact):
        return "It goes to the same address, so that one opened mailbox gives both: name another person."
    if contacts.same_mailbox(pin, contact):
        return "It goes to the same mailbox, so that whoever opens it has both: name another person."
    return "It goes to somebody else, so that one opened mailbox does not give both."
