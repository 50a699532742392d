"""The validator functions on their own: a value in, findings out.

Each takes any object and a policy, `PRODUCTION` unless told otherwise, and returns the findings as a
tuple, empty where there is nothing to say. None raises, and none touches its argument. The places in the
findings are those of the form, as if the value stood there alone.

>>> from orcid_clientreq import SANDBOX, validators
>>> [finding.code for finding in validators.redirect_uri("http://localhost:8080")]
['redirect_uri.https_required', 'redirect_uri.localhost', 'redirect_uri.host_only']
>>> [finding.code for finding in validators.redirect_uri("http://localhost:8080", SANDBOX)]
['redirect_uri.localhost', 'redirect_uri.host_only']
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import attrs

from orcid_clientreq.checking import field_findings
from orcid_clientreq.kinds import redirect_uri_findings
from orcid_clientreq.policy import PRODUCTION, Policy, required
from orcid_clientreq.report import Finding, Report

__all__ = [
    "attrs_validator",
    "client_name",
    "contact_email",
    "description",
    "homepage_url",
    "organization_name",
    "pin_contact_email",
    "redirect_uri",
    "redirect_uris",
    "staff_notes",
]


class Validator(Protocol):
    """A validator function: `description`, `redirect_uri` and so on."""

    def __call__(self, value: object, policy: Policy = ..., /) -> tuple[Finding, ...]:
        """Return the findings in a value."""
        ...


def contact_email(value: object, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check the contact to whom ORCID sends the credentials (RFC 5321, 5322, 6531; help page of January 2020).

    >>> finding, = contact_email("ORCID Team <orcid@university.edu>")
    >>> finding.code, finding.suggestion
    ('contact_email.display_name', 'orcid@university.edu')
    """
    return field_findings("contact_email", value, required(policy))


def pin_contact_email(
    value: object, policy: Policy = PRODUCTION, *, contact_email: object = None
) -> tuple[Finding, ...]:
    """Check the contact to whom ORCID sends the PIN; it has to be another than `contact_email`.

    Args:
        value: The address, required for production.
        policy: The policy.
        contact_email: The other contact, to compare with; its own faults are not reported here.

    >>> finding, = pin_contact_email("a+pin@university.edu", contact_email="a@university.edu")
    >>> finding.code
    'pin_contact_email.same_mailbox'
    """
    return field_findings("pin_contact_email", value, required(policy), contact_email=contact_email)


def description(value: object, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check the short description that researchers read on the authorization screen.

    >>> [finding.code for finding in description("<b>Sign in</b>")]
    ['description.markup']
    """
    return field_findings("description", value, required(policy))


def homepage_url(value: object, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check the home page, which researchers find in their list of trusted organizations (RFC 3986, WHATWG URL).

    >>> finding, = homepage_url("www.university.edu")
    >>> finding.code, finding.suggestion
    ('homepage_url.not_absolute', 'https://www.university.edu')
    """
    return field_findings("homepage_url", value, required(policy))


def redirect_uri(value: object, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check one redirect URI (RFC 6749 section 3.1.2, RFC 9700 section 4.1, RFC 3986, WHATWG URL).

    >>> [finding.code for finding in redirect_uri("https://university.edu/orcid#done")]
    ['redirect_uri.fragment']
    """
    return redirect_uri_findings(value, ("redirect_uris", 0), required(policy))


def redirect_uris(value: object, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check a list or tuple of redirect URIs, each one and as a list.

    >>> found = redirect_uris(["https://university.edu/orcid", "https://university.edu/orcid"])
    >>> [(finding.code, finding.path) for finding in found]
    [('redirect_uri.duplicate', ('redirect_uris', 1))]
    """
    return field_findings("redirect_uris", value, required(policy))


def staff_notes(value: object, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    r"""Check the notes for ORCID's staff, which are optional.

    >>> staff_notes("Vendor system: DSpace.\nReviewed on 12 May.")
    ()
    """
    return field_findings("staff_notes", value, required(policy))


def client_name(value: object, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check the name of the client application, which is optional in the 2020-01 edition.

    >>> [finding.code for finding in client_name(" University Repository")]
    ['client_name.surrounding_whitespace']
    """
    return field_findings("client_name", value, required(policy))


def organization_name(value: object, policy: Policy = PRODUCTION) -> tuple[Finding, ...]:
    """Check the name of the organization, which is optional in the 2020-01 edition.

    >>> organization_name("Universität Zürich")
    ()
    """
    return field_findings("organization_name", value, required(policy))


def attrs_validator(
    validator: Validator, policy: Policy = PRODUCTION
) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    """Return a validator function as one for `attrs.field(validator=…)`.

    What it returns raises `InvalidRequestError` with every finding if one of them is an error.

    >>> import attrs
    >>> from orcid_clientreq import validators
    >>> @attrs.define
    ... class Client:
    ...     callback: str = attrs.field(validator=validators.attrs_validator(validators.redirect_uri))
    >>> Client("http://university.edu/orcid")
    Traceback (most recent call last):
        ...
    orcid_clientreq.report.InvalidRequestError: 1 error: redirect_uri.https_required at /redirect_uris/0
    """
    required(policy)

    def validate(_instance: Any, _attribute: attrs.Attribute[Any], value: Any) -> None:
        Report(validator(value, policy), policy).raise_for_errors()

    return validate
