"""A validator for each field: a value in, findings out.

Validators *return* findings and don't raise, so a framework that uses one directly accepts every value. For a
framework, use `raising`, which makes a validator that raises.

Each validator takes any object and returns the findings as a tuple, which is empty if there are none. It raises for no
value, and never changes its argument. The default policy is `PRODUCTION`, or the policy of an edition that has the
field. If the edition of the policy does not have the field, the validator raises `ValueError`, because it would check
nothing. The places in the findings are those of a form that has only this value.

>>> from orcid_clientreq import SANDBOX, validators
>>> [finding.code for finding in validators.redirect_uri("http://localhost:8080")]
['redirect_uri.https_required', 'redirect_uri.localhost', 'redirect_uri.host_only']
>>> [finding.code for finding in validators.redirect_uri("http://localhost:8080", policy=SANDBOX)]
['redirect_uri.localhost', 'redirect_uri.host_only']
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from orcid_clientreq.checking import field_findings
from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
from orcid_clientreq.form import Environment, FormEdition
from orcid_clientreq.policy import PRODUCTION, Policy, as_policy
from orcid_clientreq.raising import Validator as Validator  # noqa: PLC0414 - type checkers take it for public
from orcid_clientreq.raising import raising
from orcid_clientreq.redirect_list import redirect_uri_findings
from orcid_clientreq.report import Finding, InvalidRequestError

__all__ = [
    "attrs_validator",
    "authenticates_users",
    "base_url",
    "client_id",
    "client_name",
    "client_secret",
    "contact_email",
    "contact_name",
    "credential_type",
    "description",
    "existing_client_id",
    "homepage_url",
    "integration_type",
    "organization_kind",
    "organization_name",
    "own_organization_name",
    "pin_contact_email",
    "raising",
    "redirect_uri",
    "redirect_uris",
    "staff_notes",
    "update_existing",
]


#: The default policies for fields that the edition of January 2020 does not have.
LATEST: Final = Policy(edition=FormEdition.LATEST)
SANDBOX_FORM: Final = Policy(environment=Environment.SANDBOX, edition=FormEdition.SANDBOX_2022)


def contact_email(value: object, *, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check the contact to whom ORCID sends the credentials (RFC 5321, 5322, 6531; help page of January 2020).

    >>> finding, = contact_email("ORCID Team <orcid@university.edu>")
    >>> finding.code, finding.suggestion
    ('contact_email.display_name', 'orcid@university.edu')
    """
    return _checked("contact_email", value, policy)


def pin_contact_email(
    value: object, *, policy: Policy = PRODUCTION, contact_email: object = None
) -> tuple[Finding, ...]:
    """Check the contact to whom ORCID sends the PIN. It must not be the same as `contact_email`.

    Args:
        value: The address, required for production.
        policy: The policy to check under.
        contact_email: The other contact, to compare with. Faults in this address are not reported here.

    >>> finding, = pin_contact_email("a+pin@university.edu", contact_email="a@university.edu")
    >>> finding.code
    'pin_contact_email.same_mailbox'
    """
    return _checked("pin_contact_email", value, policy, contact_email=contact_email)


def description(value: object, *, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check the short description that researchers read on the authorization screen.

    >>> [finding.code for finding in description("<b>Sign in</b>")]
    ['description.markup']
    """
    return _checked("description", value, policy)


def homepage_url(value: object, *, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check the home page, which researchers find in their list of trusted organizations (RFC 3986, WHATWG URL).

    >>> finding, = homepage_url("www.university.edu")
    >>> finding.code, finding.suggestion
    ('homepage_url.not_absolute', 'https://www.university.edu')
    """
    return _checked("homepage_url", value, policy)


def redirect_uri(value: object, *, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check one redirect URI (RFC 6749 section 3.1.2, RFC 9700 section 4.1, RFC 3986, WHATWG URL).

    >>> [finding.code for finding in redirect_uri("https://university.edu/orcid#done")]
    ['redirect_uri.fragment']
    """
    return redirect_uri_findings(value, ("redirect_uris", 0), as_policy(policy))


def redirect_uris(value: object, *, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check a list or tuple of redirect URIs, each one and as a list.

    >>> found = redirect_uris(["https://university.edu/orcid", "https://university.edu/orcid"])
    >>> [(finding.code, finding.path) for finding in found]
    [('redirect_uri.duplicate', ('redirect_uris', 1))]
    """
    return _checked("redirect_uris", value, policy)


def staff_notes(value: object, *, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    r"""Check the notes for ORCID's staff, which are optional.

    >>> staff_notes("Vendor system: DSpace.\nReviewed on 12 May.")
    ()
    """
    return _checked("staff_notes", value, policy)


def client_name(value: object, *, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check the name of the client application, which is optional in the 2020-01 edition.

    >>> [finding.code for finding in client_name(" University Repository")]
    ['client_name.surrounding_whitespace']
    """
    return _checked("client_name", value, policy)


def organization_name(value: object, *, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check the name of the organization, which is optional in the 2020-01 edition.

    >>> organization_name("Universität Zürich")
    ()
    """
    return _checked("organization_name", value, policy)


def own_organization_name(value: object, *, policy: Policy = LATEST) -> tuple[Finding, ...]:
    """Check the name of your own organization, which editions from 2023 on ask for if it is not the ORCID member.

    >>> own_organization_name("University Library")
    ()
    """
    return _checked("own_organization_name", value, policy)


def update_existing(value: object, *, policy: Policy = LATEST) -> tuple[Finding, ...]:
    """Check the answer to "Update existing credentials?": yes or no, or a boolean.

    >>> [finding.code for finding in update_existing("maybe")]
    ['update_existing.not_a_choice']
    """
    return _checked("update_existing", value, policy)


def existing_client_id(value: object, *, policy: Policy = LATEST) -> tuple[Finding, ...]:
    """Check the client ID of credentials that are to be updated.

    >>> existing_client_id("APP-0123456789ABCDEF")
    ()
    """
    return _checked("existing_client_id", value, policy)


def integration_type(value: object, *, policy: Policy = LATEST) -> tuple[Finding, ...]:
    """Check the type of the integration, a member of `IntegrationType` or its value.

    >>> integration_type("certified_service_provider")
    ()
    """
    return _checked("integration_type", value, policy)


def authenticates_users(value: object, *, policy: Policy = LATEST) -> tuple[Finding, ...]:
    """Check the answer to whether researchers sign in: yes or no, or a boolean.

    >>> authenticates_users(True)
    ()
    """
    return _checked("authenticates_users", value, policy)


def credential_type(value: object, *, policy: Policy = SANDBOX_FORM) -> tuple[Finding, ...]:
    """Check the type of sandbox credentials, a member of `CredentialType` or its value.

    >>> [finding.code for finding in credential_type("gold")]
    ['credential_type.not_a_choice']
    """
    return _checked("credential_type", value, policy)


def contact_name(value: object, *, policy: Policy = LATEST) -> tuple[Finding, ...]:
    """Check the name of the contact for the credentials, which is optional.

    >>> contact_name("Ana Müller")
    ()
    """
    return _checked("contact_name", value, policy)


def organization_kind(value: object, *, policy: Policy = LATEST) -> tuple[Finding, ...]:
    """Check the answer to "Please tell us more about your organization", which is optional.

    >>> organization_kind("Research institution")
    ()
    """
    return _checked("organization_kind", value, policy)


def client_id(value: object, *, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check a client ID that ORCID issued.

    >>> finding, = client_id(" APP-0123456789ABCDEF")
    >>> finding.code, finding.suggestion
    ('client_id.invalid', 'APP-0123456789ABCDEF')
    """
    return _checked("client_id", value, policy)


def client_secret(value: object, *, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check a client secret by its shape. There is no suggestion, since it would contain the secret.

    >>> [finding.code for finding in client_secret("01234567-89ab-4cde-8f01")]
    ['client_secret.invalid']
    """
    return _checked("client_secret", value, policy)


def base_url(value: object, *, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check that an address of ORCID belongs to the registry that the credentials are for. The address is optional.

    >>> [finding.code for finding in base_url("https://sandbox.orcid.org/oauth")]
    ['base_url.environment_mismatch']
    """
    return _checked("base_url", value, policy)


def _checked(name: str, value: object, policy: Policy, **others: object) -> tuple[Finding, ...]:
    """Check a value as a field of a form, and compare it with the other fields that are passed.

    Raises:
        TypeError: If `policy` is not a `Policy`.
        ValueError: If the form of its edition does not have the field, so that nothing would be checked.
    """
    edition = as_policy(policy).edition
    if name in FIELD_NAMES and name not in EDITIONS[edition].by_name:
        having = " or ".join(repr(str(each)) for each, form in EDITIONS.items() if name in form.by_name)
        msg = f"the edition {edition} has no field {name}; check it with a policy for {having}"
        raise ValueError(msg)
    return field_findings(name, value, policy, **others)


def attrs_validator(
    validator: Validator, *, policy: Policy | Mapping[str, Any] | None = None
) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    """Return a validator for `attrs.field(validator=…)`, made from a validator function.

    The validator raises `InvalidRequestError` with all findings if one of them is an error. The findings name the
    attribute of your class. `raising` with `error=InvalidRequestError` does the same.

    Args:
        validator: A function of this module, or a function like these.
        policy: The policy to check under, by default that of the function.

    Raises:
        TypeError: If `validator` is not a function, or `policy` is not a `Policy`.
        ValueError: If the edition of the policy does not have the field.

    >>> import attrs
    >>> from orcid_clientreq import validators
    >>> @attrs.define
    ... class Client:
    ...     callback: str = attrs.field(validator=validators.attrs_validator(validators.redirect_uri))
    >>> Client("http://university.edu/orcid")
    Traceback (most recent call last):
        ...
    orcid_clientreq.report.InvalidRequestError: 1 error: redirect_uri.https_required at /callback
    """
    return raising(validator, error=InvalidRequestError, policy=policy)
