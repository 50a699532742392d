"""What the library says, in other languages: messages of the rules, labels of the form, and what to enter.

The English text is the key, as in gettext: a catalogue maps it to the same text in another language, with the same
parameters. Those here are data; an embedding program can bring its own.

>>> from orcid_clientreq import check
>>> from orcid_clientreq.messages import translate
>>> finding = check({"redirect_uris": ["http://university.edu/orcid"]}).errors[-1]
>>> translate(finding, "de")
'Verwenden Sie https, nicht http: Für die Produktion gelten nur Redirect-URIs mit HTTPS.'
>>> print(check({"redirect_uris": ["http://university.edu/orcid"]}).translated("fr-CH").errors[-1].message)
Utilisez https et non http : en production, seuls les URI de redirection en HTTPS sont acceptés.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol

__all__ = ["LANGUAGES", "language_of", "say", "translate"]

#: The languages there are, as BCP 47 tags; `zh` is written in simplified characters.
LANGUAGES: Final = ("en", "es", "pt", "fr", "de", "it", "ja", "zh", "ar")

#: Parameters whose values are words of ours; the others are values and names, the same in every language.
_WORDS: Final = frozenset({"reason", "what", "environment"})
_AND: Final = " and "
# Reasons of email-validator are many and in English; in other languages these stand for them.
_BEFORE: Final = "the part before the @-sign is not right"
_AFTER: Final = "the part after the @-sign is not right"
_ANY: Final = "it is not written as email addresses are"


class _Rule(Protocol):
    """What is needed of a rule."""

    @property
    def template(self) -> str:
        """The message, a format string."""
        ...


class _Finding(Protocol):
    """What is needed of a finding."""

    @property
    def rule(self) -> _Rule:
        """The rule that was broken."""
        ...

    @property
    def params(self) -> Mapping[str, str | int]:
        """What the message is made of."""
        ...


def language_of(tag: str) -> str:
    """Return which of the languages a BCP 47 tag asks for.

    Args:
        tag: Such as `de`, `pt-BR` or `zh_CN`; what follows the language is left aside (RFC 4647 section 3.4).

    Raises:
        ValueError: none of the languages.

    >>> language_of("pt-BR"), language_of("EN")
    ('pt', 'en')
    """
    language = tag.replace("_", "-").partition("-")[0].lower()
    if language not in LANGUAGES:
        msg = f"no catalogue for {tag!r}; there are {', '.join(LANGUAGES)}"
        raise ValueError(msg)
    return language


def say(text: str, language: str) -> str:
    """Return a text of the library in a language: a template, a label of the form, or what to enter there.

    Args:
        text: The English text.
        language: As for `language_of`.

    Returns:
        The text in that language, or as it is where the catalogue does not have it.

    Raises:
        ValueError: as `language_of`.

    >>> say("Notes for ORCID staff", "es")
    'Notas para el personal de ORCID'
    """
    language = language_of(language)
    if language == "en":
        return text
    return _catalogue(language).get(text, text)


def _catalogue(language: str) -> Mapping[str, str]:  # noqa: PLR0911 - a table
    """Return a catalogue, imported when it is asked for, by statements that tools which freeze a program can see."""
    # ruff: noqa: PLC0415
    match language:
        case "es":
            from orcid_clientreq.messages import es

            return es.CATALOGUE
        case "pt":
            from orcid_clientreq.messages import pt

            return pt.CATALOGUE
        case "fr":
            from orcid_clientreq.messages import fr

            return fr.CATALOGUE
        case "de":
            from orcid_clientreq.messages import de

            return de.CATALOGUE
        case "it":
            from orcid_clientreq.messages import it

            return it.CATALOGUE
        case "ja":
            from orcid_clientreq.messages import ja

            return ja.CATALOGUE
        case "zh":
            from orcid_clientreq.messages import zh

            return zh.CATALOGUE
        case _:
            from orcid_clientreq.messages import ar

            return ar.CATALOGUE


def translate(finding: _Finding, language: str | Callable[[str], str]) -> str:
    """Return the message of a finding in another language.

    Args:
        finding: The finding.
        language: As for `language_of`, or a function from an English text to its translation, such as the
            `gettext` of a catalogue of one's own. Its keys are the `template` of each rule in `RULES`.

    Raises:
        ValueError: as `language_of`.

    >>> from orcid_clientreq import validators
    >>> finding, = validators.redirect_uri("https://*.university.edu/orcid")
    >>> translate(finding, {"Register each host on its own: * stands for nothing here.": "Nope."}.get)
    'Nope.'
    """
    return render(finding.rule.template, finding.params, language)


def render(template: str, params: Mapping[str, str | int], language: str | Callable[[str], str]) -> str:
    """Return a message made of its template and parameters, in a language."""
    if language == "en":
        return template.format_map(params)
    if callable(language):
        return language(template).format_map(params)
    language = language_of(language)
    spoken = {name: _word(str(value), language) if name in _WORDS else value for name, value in params.items()}
    return say(template, language).format_map(spoken)


def _word(value: str, language: str) -> str:
    """Return words of ours in a language, those that are joined by `and` one by one."""
    words: list[str] = []
    rest = ""
    for part in value.split(_AND):
        rest = f"{rest}{_AND}{part}" if rest else part
        word = say(rest, language)
        if word != rest:
            words.append(word)
            rest = ""
    if not rest:
        return say(_AND, language).join(words)
    stand_in = _BEFORE if "before the @-sign" in value else _AFTER if "after the @-sign" in value else _ANY
    return say(stand_in, language)
