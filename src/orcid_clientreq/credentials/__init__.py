"""What comes back: the client ID and secret that ORCID issues, and to whom it sends which half.

A secret is kept so that it is not shown by accident: not by `repr` or `str`, in no report and no exception, and it
does not pickle. Only `ClientSecret.reveal` gives it.

>>> from orcid_clientreq import credentials
>>> issued = credentials.parse({
...     "client_id": "APP-0123456789ABCDEF",
...     "client_secret": "01234567-89ab-4cde-8f01-23456789abcd",
... })
>>> issued
IssuedCredentials(client_id=ClientId('APP-0123456789ABCDEF'), client_secret=<ClientSecret: hidden>, environment=<Environment.PRODUCTION: 'production'>)
>>> print(credentials.check({"client_id": "01234567-89ab-4cde-8f01-23456789abcd", "client_secret": "APP-0123456789ABCDEF"}))
error  client_id  client_id.is_secret
    This is a client secret. Enter the client ID instead. If anyone has seen the secret, ask ORCID
    to replace it.
error  client_secret  client_secret.is_client_id
    This is a client ID. Enter the client secret instead.
2 errors, 0 warnings
"""

from __future__ import annotations

from typing import Final

from orcid_clientreq.checking import findings_in, read_fields
from orcid_clientreq.credentials.delivery import Deliveries, Delivery, deliveries
from orcid_clientreq.credentials.issued import ClientId, ClientSecret, IssuedCredentials
from orcid_clientreq.fields import Kind, of_kind
from orcid_clientreq.members import policy_named_in
from orcid_clientreq.policy import PRODUCTION, Policy, as_policy
from orcid_clientreq.report import Report, ReportedError
from orcid_clientreq.rules.base_urls import HOSTS
from orcid_clientreq.syntax.display import shows_nothing
from orcid_clientreq.syntax.values import Unreadable, members_of, text_of
from orcid_clientreq.whole_form import mismatches, not_a_mapping

__all__ = [
    "HOSTS",
    "ClientId",
    "ClientSecret",
    "Deliveries",
    "Delivery",
    "InvalidCredentialsError",
    "IssuedCredentials",
    "check",
    "deliveries",
    "parse",
]


def check(data: object, *, policy: Policy | None = None) -> Report:
    """Check credentials as they were received, and where they are to be used.

    Args:
        data: A mapping with `client_id` and `client_secret`, and maybe `environment` and `base_url`, the address of
            ORCID that the integration is set up with. Other keys are not looked at.
        policy: What to check under; by default production or sandbox, as `environment` says.

    Returns:
        The report, which contains no secret. No `data` makes this function raise an exception.

    >>> report = check({"client_id": "APP-0123456789ABCDEF", "client_secret": "", "base_url": "https://api.sandbox.orcid.org"})
    >>> report.codes()
    ('client_secret.missing', 'base_url.environment_mismatch')
    """
    if policy is not None:
        as_policy(policy)
    try:
        members = members_of(data)
    except Unreadable:
        policy = policy or PRODUCTION
        return Report(not_a_mapping(policy, "credentials"), policy)
    members = {name: members[name] for name in (*_FIELDS, "environment") if name in members}
    policy = policy or policy_named_in(members)
    found = findings_in(read_fields(members, policy, _FIELDS), policy)
    return Report((*mismatches(members, policy, "credentials"), *found), policy)


class InvalidCredentialsError(ReportedError):
    """Credentials that have errors. `report` has everything that was found."""


def parse(data: object, *, policy: Policy | None = None) -> IssuedCredentials:
    """Return the credentials in a mapping.

    Args:
        data: As for `check`.
        policy: As for `check`.

    Raises:
        InvalidCredentialsError: If there are errors. Neither it nor its report contains a value.
    """
    report = check(data, policy=policy)
    if not report.ok:
        raise InvalidCredentialsError(report)
    members = members_of(data)
    texts = {name: (text_of(members.get(name)) or "").strip() for name in _FIELDS}
    return IssuedCredentials(
        client_id=ClientId(texts["client_id"]),
        client_secret=ClientSecret(texts["client_secret"]),
        environment=report.policy.environment,
        base_url=None if shows_nothing(texts["base_url"]) else texts["base_url"],
    )


_FIELDS: Final = of_kind(Kind.CLIENT_ID, Kind.CLIENT_SECRET, Kind.BASE_URL)
