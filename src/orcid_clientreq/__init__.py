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
    from orcid_clientreq import sheets as sheets
    from orcid_clientreq import strategies as strategies
    from orcid_clientreq import systems as systems
    from orcid_clientreq import validators as validators
    from orcid_clientreq import wire as wire
    from orcid_clientreq.form import Environment, FormEdition, Limits, Severity
    from orcid_clientreq.interop import from_form as from_form
    from orcid_clientreq.matching import Match as Match
    from orcid_clientreq.matching import match as match
    from orcid_clientreq.policy import PRODUCTION, SANDBOX, Policy
    from orcid_clientreq.report import Finding, InvalidRequestError, Report, ReportedError
    from orcid_clientreq.request import RegistrationRequest, check, parse
    from orcid_clientreq.rules.catalogue import RULES
    from orcid_clientreq.suggestions import apply_suggestions

__all__ = [
    "PRODUCTION",
    "RULES",
    "SANDBOX",
    "Environment",
    "Finding",
    "FormEdition",
    "InvalidRequestError",
    "Limits",
    "Match",
    "Policy",
    "RegistrationRequest",
    "Report",
    "ReportedError",
    "Severity",
    "apply_suggestions",
    "check",
    "from_form",
    "match",
    "parse",
    "validators",
]


#: The version of the package.
__version__ = "1.0.0"

#: The public modules.
_MODULES = (
    *("credentials", "editions", "interop", "lifecycle", "matching", "messages", "rules"),
    *("sheets", "strategies", "systems", "validators", "wire"),
)
#: The module in which each other public name is defined.
_HOMES = {
    **dict.fromkeys(("Environment", "FormEdition", "Limits", "Severity"), "form"),
    **dict.fromkeys(("PRODUCTION", "SANDBOX", "Policy"), "policy"),
    **dict.fromkeys(("Finding", "InvalidRequestError", "Report", "ReportedError"), "report"),
    **dict.fromkeys(("RegistrationRequest", "check", "parse"), "request"),
    **dict.fromkeys(("Match", "match"), "matching"),
    "RULES": "rules.catalogue",
    "apply_suggestions": "suggestions",
    "from_form": "interop",
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
        hint = "" if name.startswith("_") or _is_module(name) else _where(name)
        if hint and _is_import_statement():
            raise ImportError(hint)
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(f"{msg}; {hint}" if hint else msg)

    def _is_module(name: str) -> bool:
        """Return whether a name is a module's that an import statement goes on to import."""
        from importlib.util import find_spec  # noqa: PLC0415 - for such names only

        return find_spec(f"{__name__}.{name}") is not None

    def _where(name: str) -> str:
        """Return in which public modules a name is, as a hint; empty if in none."""
        from importlib import import_module  # noqa: PLC0415 - the first import takes it anyway

        # Not those of strategies, which may lack their extra, and have the names of validators.
        modules = [f"{__name__}.{module}" for module in _MODULES if module != "strategies"]
        there = [module for module in modules if name in getattr(import_module(module), "__all__", ())]
        return f"{name!r} is in " + " and in ".join(there) if there else ""

    def _is_import_statement() -> bool:
        """Return whether `from orcid_clientreq import …` asks, whose own message would not say where a name is."""
        import sys  # noqa: PLC0415 - only for wrong names

        asking = sys._getframe(2)  # noqa: SLF001 - there is no public way to know
        return asking.f_code.co_name == "_handle_fromlist"


def __dir__() -> list[str]:
    """Return what is public, for completion."""
    return sorted([*_HOMES, *_MODULES, "__version__"])
