"""What is known of a system: its callbacks as URI templates, what their variables mean, and what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

import attrs

from orcid_clientreq.editions import Confidence
from orcid_clientreq.rules.model import DOCUMENTATION

#: When an entry that names no other day was looked up last.
CHECKED: Final = date(2026, 11, 25)
#: When the entries that were added or corrected after that were looked up.
CHECKED_AGAIN: Final = date(2026, 11, 28)


class SystemKind(StrEnum):
    """What a system is for."""

    REPOSITORY = "repository"
    DATA = "data repository"
    PUBLISHING = "publishing"
    RESEARCH_INFORMATION = "research information"
    RESEARCH_TOOL = "research tool"
    LIBRARY = "library system"
    PLATFORM = "platform"
    GATEWAY = "sign-in gateway"
    FRAMEWORK = "framework"


class Registrant(StrEnum):
    """Who asks ORCID for the credentials."""

    #: The organization that uses the system.
    ORGANIZATION = "the organization"
    #: Its vendor or service, with credentials for everybody; the organization registers nothing.
    VENDOR = "the vendor"
    #: The organization, with redirect URIs that only the vendor can name.
    WITH_VENDOR = "the organization, with redirect URIs from the vendor"
    #: Whoever develops the application that is made with it.
    DEVELOPER = "the developer of the application"
    #: Nobody: the system uses no credentials.
    NOBODY = "nobody"


@attrs.frozen
class Parameter:
    """A variable of a template.

    Args:
        name: The name of the variable in the template.
        meaning: What to enter for the variable.
        example: An example of a value.
        each: What has its own value, such as `person` for a value for each person. Empty if the installation has one
            value.
        pattern: A regular expression for the whole value. Empty if the value can be any text.
        usual_paths: If the value is an address, the path that it has in most installations. What follows such a path
            is a page.
        has_path: Whether an address without a path is nearly always a mistake.
        is_origin: Whether the value is only a scheme, host and port.
        of_institution: A template of the address, in which `{name}` is the name of the institution. Empty if there is
            no such template.
    """

    name: str
    meaning: str
    example: str
    each: str = ""
    pattern: str = attrs.field(default="", kw_only=True)
    usual_paths: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    has_path: bool = attrs.field(default=False, kw_only=True)
    is_origin: bool = attrs.field(default=False, kw_only=True)
    of_institution: str = attrs.field(default="", kw_only=True)


@attrs.frozen(kw_only=True, repr=False)
class Callback:
    """A redirect URI that a system sends to ORCID.

    Args:
        template: A URI template (RFC 6570): `{+base}` is an address and is inserted as it is (level 2), any other
            variable is percent-encoded (level 1).
        purpose: What the callback is for.
        parameters: The variables of the template and of `register_instead`.
        required: Whether every installation sends the callback. If not, it depends on a setting or a version, which
            `purpose` names.
        alternative_to: The template of the required callback that this callback replaces under a setting that `purpose`
            names. Empty if it does not replace any.
        register_instead: A template to register in place of a callback that is different for each person or journal. It
            is a prefix: ORCID accepts every path that begins with it. Empty for any other callback.
        why_prefix: Why a prefix is needed.
        sends: The query that the system adds to the address at sign-in, as a template whose variables have
            another value each time, such as `token={token}`. Empty if the system adds none. Don't register the query,
            because ORCID doesn't compare it. Don't remove it from what is sent, because the system needs it.
        sends_if: When the query is added, such as `in version 1.7`. Empty if it is always added.
        distinctive: Whether the path identifies the system. By default, whether `orcid` is in the path.
        host: The end of the host, if the path identifies the system only at such a host.
    """

    template: str
    purpose: str
    parameters: tuple[Parameter, ...]
    required: bool = True
    alternative_to: str = ""
    register_instead: str = ""
    why_prefix: str = ""
    sends: str = ""
    sends_if: str = ""
    distinctive: bool | None = None
    host: str = ""

    def __repr__(self) -> str:
        """Return the template."""
        return f"<{type(self).__name__} {self.template}>"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the variables of the template, in its order."""
        return variables(self.template)

    @property
    def sent(self) -> str:
        """The query that is added at sign-in, as people read it. Empty if there is none.

        >>> from orcid_clientreq.systems import SYSTEMS
        >>> SYSTEMS["pkp-3.5"].callbacks[1].sent
        '?token=…&state=…'
        """
        joint = "&" if "?" in self.template else "?"
        return self.sends and joint + VARIABLE.sub("…", self.sends)


@attrs.frozen(kw_only=True, repr=False)
class System:
    """A system that signs researchers in with ORCID, or connects their iDs.

    Args:
        id: The stable name of the system, a key of `SYSTEMS`.
        name: What people call the system.
        also_called: Other names, for `find`: short forms, vendors, versions, services that run the system.
        kind: What the system is for.
        versions: The versions that have these callbacks.
        registrant: Who asks ORCID for the credentials.
        callbacks: The redirect URIs that the system sends. None if only the vendor can name them, or nothing is sent.
        pages: Templates of other addresses that people copy, each with what follows it: pages of the system, and
            addresses of something else, which have no parameters. The beginnings of callbacks don't have to be here.
        advice: What often goes wrong, and what to do about it.
        source: The source of this information.
        confidence: How reliable the source is.
        checked: The day when somebody last read the source.
        replaces: The ids of earlier versions with other callbacks.
    """

    id: str
    name: str
    also_called: tuple[str, ...] = ()
    kind: SystemKind
    versions: str
    registrant: Registrant
    callbacks: tuple[Callback, ...] = ()
    pages: tuple[str, ...] = ()
    advice: tuple[str, ...]
    source: str
    confidence: Confidence
    checked: date = CHECKED
    replaces: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def __repr__(self) -> str:
        """Return the id."""
        return f"<{type(self).__name__} {self.id}>"

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """The parameters of all callbacks, by name. Read-only."""
        every = (each for callback in self.callbacks for each in callback.parameters)
        return MappingProxyType({each.name: each for each in every})

    @property
    def url(self) -> str:
        """The address of its page in the documentation.

        >>> from orcid_clientreq.systems import SYSTEMS
        >>> SYSTEMS["dataverse"].url
        'https://orcid-clientreq.readthedocs.io/en/latest/systems/dataverse.html'
        """
        return f"{DOCUMENTATION}systems/{self.id}.html"


#: A variable in a template; one with a plus is an address. Splitting by it gives text and variables in turn.
VARIABLE: Final = re.compile(r"\{(\+?\w+)\}")


def variables(template: str) -> tuple[str, ...]:
    """Return the names of the variables of a template, in its order, each once.

    >>> variables("{+base}/index.php/{journal}/orcid/verify")
    ('base', 'journal')
    """
    return tuple(dict.fromkeys(name.removeprefix("+") for name in VARIABLE.findall(template)))


def addresses(template: str) -> tuple[str, ...]:
    """Return the names of the variables that are addresses, and are inserted as they are.

    >>> addresses("{+base}/index.php/{journal}/orcid/verify")
    ('base',)
    """
    return tuple(name.removeprefix("+") for name in VARIABLE.findall(template) if name.startswith("+"))


def readable(template: str) -> str:
    """Return a template as people read it, without the plus of addresses.

    >>> readable("{+base}/index.php/{journal}/orcid/verify")
    '{base}/index.php/{journal}/orcid/verify'
    """
    return template.replace("{+", "{")


def templates_of(system: System) -> tuple[str, ...]:
    """Return the templates of a system, also those to register in place of others."""
    return tuple(
        template for each in system.callbacks for template in (each.template, each.register_instead) if template
    )


def added_at_sign_in(callbacks: Iterable[Callback]) -> str:
    """Return the queries that are added to callbacks, as people read them, each with its condition.

    >>> from orcid_clientreq.systems import SYSTEMS
    >>> added_at_sign_in(SYSTEMS["janeway"].callbacks), added_at_sign_in(SYSTEMS["vivo"].callbacks)
    ('?state=… (in version 1.7)', '')
    """
    said = [f"{each.sent} ({each.sends_if})" if each.sends_if else each.sent for each in callbacks if each.sends]
    return " or ".join(dict.fromkeys(said))


def is_address(name: str, system: System) -> bool:
    """Return whether a variable of a system is an address."""
    return any(name in addresses(template) for template in templates_of(system))


def needed(callback: Callback) -> tuple[str, ...]:
    """Return the variables without which nothing can be registered for a callback."""
    return variables(callback.register_instead or callback.template)


def template_for(callback: Callback, known: Iterable[str]) -> tuple[str, bool]:
    """Return the template to fill in where these variables are known, and whether it is a prefix for many."""
    prefix = bool(callback.register_instead) and not set(callback.names) <= set(known)
    return (callback.register_instead if prefix else callback.template), prefix


# What most tables need.

BASE: Final = Parameter(
    "base", "The public https address of the system, without a slash at the end.", "https://repository.university.edu"
)


#: What a name in an address matches if it is inserted as it is.
NAME: Final = r"[^\s/?#]+"


def base(meaning: str, example: str, **more: Any) -> Parameter:
    """Return the parameter `base` with what it means for a system."""
    return Parameter("base", meaning, example, **more)


def pages(*paths: str) -> tuple[str, ...]:
    """Return templates of pages that follow the address of a system."""
    return tuple(f"{{+base}}/{path}" for path in paths)


def names(text: str) -> tuple[str, ...]:
    """Return the names in a text, which commas separate."""
    return tuple(text.split(", "))


def callback(template: str, purpose: str, *parameters: Parameter, **more: Any) -> Callback:
    """Return a callback with these parameters, `BASE` where none are named; an alternative is not required."""
    more.setdefault("required", not more.get("alternative_to"))
    return Callback(template=template, purpose=purpose, parameters=parameters or (BASE,), **more)
