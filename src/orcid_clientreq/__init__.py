"""Check requests for ORCID Member API credentials before a person at ORCID has to.

>>> from orcid_clientreq import check
>>> print(check({
...     "contact_email": "orcid@university.edu",
...     "pin_contact_email": "security@university.edu",
...     "description": "Sign in to the repository with your ORCID iD.",
...     "homepage_url": "https://university.edu/",
...     "redirect_uris": ["http://university.edu/orcid"],
... }))
error  redirect_uris[0]  redirect_uri.https_required
    Use https instead of http. Production credentials accept only HTTPS redirect URIs.
    Suggestion: https://university.edu/orcid
1 error, 0 warnings
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orcid_clientreq import validators
from orcid_clientreq.form import CredentialType, Environment, FormEdition, IntegrationType, Limits, Severity
from orcid_clientreq.policy import PRODUCTION, SANDBOX, Policy
from orcid_clientreq.report import Finding, InvalidRequestError, Report, ReportedError
from orcid_clientreq.request import RegistrationRequest, check, parse
from orcid_clientreq.suggestions import apply_suggestions

if TYPE_CHECKING:  # who sees the modules, and a mistake in a name, which __getattr__ would hide
    from orcid_clientreq import credentials as credentials
    from orcid_clientreq import editions as editions
    from orcid_clientreq import interop as interop
    from orcid_clientreq import lifecycle as lifecycle
    from orcid_clientreq import matching as matching
    from orcid_clientreq import messages as messages
    from orcid_clientreq import rules as rules
    from orcid_clientreq import strategies as strategies
    from orcid_clientreq import systems as systems
    from orcid_clientreq import wire as wire
    from orcid_clientreq.rules import RULES, Rule

__all__ = [
    "PRODUCTION",
    "RULES",
    "SANDBOX",
    "CredentialType",
    "Environment",
    "Finding",
    "FormEdition",
    "IntegrationType",
    "InvalidRequestError",
    "Limits",
    "Policy",
    "RegistrationRequest",
    "Report",
    "ReportedError",
    "Rule",
    "Severity",
    "apply_suggestions",
    "check",
    "parse",
    "validators",
]


#: The version of the package.
__version__ = "0.1.0"

#: The modules that are imported when they are asked for, so that a program starts without them.
_MODULES = (
    *("credentials", "editions", "interop", "lifecycle", "matching", "messages", "rules"),
    *("strategies", "systems", "wire"),
)


if not TYPE_CHECKING:  # pragma: no branch - it never is where this runs

    def __getattr__(name: str) -> Any:
        """Return a module, or what stands in the catalogue of the rules, which are imported when they are asked for."""
        if name in {"RULES", "Rule"}:
            from orcid_clientreq.rules import catalogue  # noqa: PLC0415 - as said

            return getattr(catalogue, name)
        if name in _MODULES:
            from importlib import import_module  # noqa: PLC0415 - as said

            return import_module(f"{__name__}.{name}")
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)


def __dir__() -> list[str]:
    """Return what is public, for completion."""
    return sorted([*__all__, *_MODULES, "__version__"])
