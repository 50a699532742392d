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

# Everything is imported on first use. So the import of the package takes no time, the program is ready for Ctrl+C
# from its first moment on (`__main__.py`), and who needs one module waits for no other. Type checkers read the imports
# below: they take any TYPE_CHECKING for true, and typing, which has one, takes as long to import as Python to start.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from orcid_clientreq import credentials as credentials
    from orcid_clientreq import editions as editions
    from orcid_clientreq import interop as interop
    from orcid_clientreq import lifecycle as lifecycle
    from orcid_clientreq import matching as matching
    from orcid_clientreq import messages as messages
    from orcid_clientreq import rules as rules
    from orcid_clientreq import strategies as strategies
    from orcid_clientreq import systems as systems
    from orcid_clientreq import validators as validators
    from orcid_clientreq import wire as wire
    from orcid_clientreq.form import CredentialType, Environment, FormEdition, IntegrationType, Limits, Severity
    from orcid_clientreq.policy import PRODUCTION, SANDBOX, Policy
    from orcid_clientreq.report import Finding, InvalidRequestError, Report, ReportedError
    from orcid_clientreq.request import RegistrationRequest, check, parse
    from orcid_clientreq.rules.catalogue import RULES, Rule
    from orcid_clientreq.suggestions import apply_suggestions

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

#: The public modules.
_MODULES = (
    *("credentials", "editions", "interop", "lifecycle", "matching", "messages", "rules"),
    *("strategies", "systems", "validators", "wire"),
)
#: The module in which each other public name is defined.
_HOMES = {
    **dict.fromkeys(("CredentialType", "Environment", "FormEdition", "IntegrationType", "Limits", "Severity"), "form"),
    **dict.fromkeys(("PRODUCTION", "SANDBOX", "Policy"), "policy"),
    **dict.fromkeys(("Finding", "InvalidRequestError", "Report", "ReportedError"), "report"),
    **dict.fromkeys(("RegistrationRequest", "check", "parse"), "request"),
    **dict.fromkeys(("RULES", "Rule"), "rules.catalogue"),
    "apply_suggestions": "suggestions",
}


if not TYPE_CHECKING:  # pragma: no branch - type checkers would take every name for one that is there

    def __getattr__(name: str) -> object:
        """Import a public name on first use, and keep it.

        Raises:
            AttributeError: If there is no such name, or its module needs an extra that is not installed. Not ImportError,
                which `hasattr`, `help` and completion would hand on; an import statement still raises that.
        """
        from importlib import import_module  # noqa: PLC0415 - the first import takes it anyway

        if name in _HOMES:
            value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
            globals()[name] = value
            return value
        if name in _MODULES:
            try:
                return import_module(f"{__name__}.{name}")
            except ModuleNotFoundError as error:
                raise AttributeError(str(error)) from error
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)


def __dir__() -> list[str]:
    """Return what is public, for completion."""
    return sorted([*_HOMES, *_MODULES, "__version__"])
