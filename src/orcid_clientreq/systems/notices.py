"""The messages about the value of a parameter: how it was read, or what to enter instead."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from orcid_clientreq.form import Severity
from orcid_clientreq.messages.sentences import translate
from orcid_clientreq.report import as_pairs
from orcid_clientreq.systems.model import Parameter
from orcid_clientreq.wire import FindingDict, Param

#: How a value was read that was not used as it is: the messages, as format strings, by code. Each is a warning,
#: with the value that was used as its suggestion.
READINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "parameter.callback": "Understood as a whole redirect URI. Only the part that is needed here was used.",
        "parameter.page": "Understood as the address of a page. Only the part that is needed here was used.",
        "parameter.origin": "Used without its path: only the scheme and the host are needed.",
        "parameter.usual_path": "Used up to and including {usual}, with which this address usually ends.",
        "parameter.part": "Understood as an address with the value in it. Only the value was used.",
        "parameter.institution": "Understood as the name of the institution, which is part of the address.",
        "parameter.end": "Used without its end: no query, page or slash follows the address.",
        "parameter.slashes": "Used without the slashes around it.",
        "parameter.https": "Used with https: ORCID accepts nothing else. Make sure that the system sends https.",
        "parameter.spelling": "Understood as a complete address in its usual spelling.",
        "parameter.wrapped": "Text that was copied along with the value was left out.",
    }
)

#: What to enter in place of a value from which it can't be known what is meant, and what to check in one: as above.
QUESTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "parameter.missing": "Enter: {meaning} Example: {example}.",
        "parameter.wrong_type": "This value must be text. Enter: {meaning} Example: {example}.",
        "parameter.placeholder": "This is an example or a placeholder. Enter: {meaning} Example: {example}.",
        "parameter.email_address": "This is an email address. Enter: {meaning} Example: {example}.",
        "parameter.orcid_host": "This is an address of ORCID. Enter: {meaning} Example: {example}.",
        "parameter.own_machine": "Only your own computer can open this address. Enter: {meaning} Example: {example}.",
        "parameter.elsewhere": "This address belongs to something other than your system. "
        "Enter: {meaning} Example: {example}.",
        "parameter.address": "This address doesn't contain the value. Enter: {meaning} Example: {example}.",
        "parameter.no_address": "This is only part of an address. Enter: {meaning} Example: {example}.",
        "parameter.form": "This value is not in the expected form. Enter: {meaning} Example: {example}.",
        "parameter.port": "Check port {port}: it belongs here only if people see it in the browser.",
        "parameter.inner_port": "Port {port} with http usually belongs to a server behind a proxy. "
        "Enter: {meaning} Example: {example}.",
        "parameter.no_path": "Check this address: it usually ends with {usual}.",
    }
)

_TEMPLATES: Final = {**READINGS, **QUESTIONS}
#: Words at the beginning of what a parameter means that are no name of a setting.
_LOWERED: Final = ("The ", "A ", "An ", "Everything ")


@attrs.frozen(kw_only=True, repr=False)
class ParameterNotice:
    """How the value of a parameter was read, or what to enter for it.

    A notice has the attributes of a `Finding`, except `rule`, because ORCID's form has no such field.

    Args:
        code: The stable name of the notice, a key of `READINGS` or `QUESTIONS`.
        name: The name of the parameter.
        severity: An error if nothing is filled in, otherwise a warning.
        params: The values that the message is filled in with, for translation.
        suggestion: The value that was used, if the notice says how a value was read. If you enter this value instead,
            you get the same redirect URIs without this notice.
        language: The language of the message.

    >>> from orcid_clientreq import systems
    >>> (notice,) = systems.redirect_uris("dataverse", base="https://data.university.edu/oauth2/callback.xhtml").findings
    >>> notice.code, notice.place, notice.suggestion
    ('parameter.callback', 'base', 'https://data.university.edu')
    >>> print(notice.message)
    Understood as a whole redirect URI. Only the part that is needed here was used.
    """

    code: str
    name: str
    severity: Severity
    _params: tuple[tuple[str, Param], ...] = attrs.field(default=(), converter=as_pairs, alias="params")
    suggestion: str | None = attrs.field(default=None, repr=False)
    language: str = attrs.field(default="en", repr=False)

    def __repr__(self) -> str:
        """Return code, severity and place."""
        return f"<{type(self).__name__} {self.code}: {self.severity} at {self.name}>"

    @property
    def path(self) -> tuple[str]:
        """The place: the name of the parameter."""
        return (self.name,)

    @property
    def place(self) -> str:
        """The place as people read it."""
        return self.name

    @property
    def params(self) -> Mapping[str, Param]:
        """The values that the message is filled in with, by name. Read-only."""
        return MappingProxyType(dict(self._params))

    @property
    def template(self) -> str:
        """The English message, a format string over `params`."""
        return _TEMPLATES[self.code]

    @property
    def message(self) -> str:
        """How the value was read, or what to enter."""
        return translate(self, self.language)

    def to_dict(self) -> FindingDict:
        """Return the notice as a mapping that can be written as JSON, with its message."""
        return {
            "code": self.code,
            "path": [self.name],
            "pointer": f"/{self.name}",
            "severity": self.severity.value,
            "message": self.message,
            "params": dict(self._params),
            "suggestion": self.suggestion,
            "combined_suggestion": None,
        }


def expected(parameter: Parameter) -> str:
    """Return what to enter for a parameter, as a part of a sentence.

    >>> from orcid_clientreq.systems import SYSTEMS
    >>> expected(SYSTEMS["pkp-3.5"].parameters["journal"])
    'the path of the journal, press or server, such as jlis'
    """
    meaning = parameter.meaning.removesuffix(".")
    if meaning.startswith(_LOWERED):
        meaning = f"{meaning[0].lower()}{meaning[1:]}"
    return f"{meaning}, such as {parameter.example}"


def question(code: str, parameter: Parameter, **params: Param) -> ParameterNotice:
    """Return that something else is to be entered for a parameter."""
    return ParameterNotice(
        code=f"parameter.{code}",
        name=parameter.name,
        severity=Severity.ERROR,
        params={**params, "meaning": parameter.meaning, "example": parameter.example},
    )
