"""What the library says, in other languages: messages of the rules, labels of the form, and what to enter.

The English text is the key, as in gettext; it serves where a catalogue has none. The catalogues are GNU gettext's, in
`locale`; one is read when its language is first asked for, and nothing else of the package is ever read from a file. An
embedding program can bring its own.

>>> from orcid_clientreq import check
>>> from orcid_clientreq.messages import translate
>>> finding = check({"redirect_uris": ["http://university.edu/orcid"]}).errors[-1]
>>> translate(finding, "de")
'Verwenden Sie https, nicht http: In der Produktionsumgebung sind nur Redirect-URIs mit HTTPS zulässig.'
>>> print(check({"redirect_uris": ["http://university.edu/orcid"]}).translated("it-CH").errors[-1].message)
Usare https, non http: le credenziali di produzione accettano solo URI di reindirizzamento HTTPS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final, Protocol, cast

if TYPE_CHECKING:
    from gettext import GNUTranslations

__all__ = ["LANGUAGES", "count", "language_of", "say", "translate"]

#: The languages there are, as BCP 47 tags; `zh` is written in simplified characters.
LANGUAGES: Final = ("en", "es", "pt", "fr", "de", "it", "ja", "zh", "ar")

#: Parameters whose values are words of ours; the others are values and names, the same in every language.
_WORDS: Final = frozenset({"reason", "what", "environment"})
_RIGHT_TO_LEFT: Final = frozenset({"ar"})
_NEXT: Final = "; "
# Reasons of email-validator are many and in English; in other languages these stand for them.
_BEFORE: Final = "the part before the @-sign is not right"
_AFTER: Final = "the part after the @-sign is not right"
_ANY: Final = "it is not in the form of an email address"


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
    return text if language == "en" else _by_text(language).get(text, text)


def count(number: int, one: str, several: str, language: str) -> str:
    """Return a number with what is counted, in the plural form that a language has for it.

    Args:
        number: How many there are.
        one: The English text for one, a format string over `count`.
        several: The same for several.
        language: As for `language_of`.

    >>> [count(number, "{count} error", "{count} errors", "ar") for number in (2, 3)]
    ['خطآن', '3 أخطاء']
    """
    language = language_of(language)
    text = one if number == 1 else several
    if language != "en":
        text = _catalogue(language).npgettext("report.count", one, several, number)
    return text.format(count=number)


@cache
def _catalogue(language: str) -> GNUTranslations:
    """Return a catalogue, read when it is first asked for, from a folder, an archive or a frozen program."""
    from gettext import GNUTranslations  # noqa: PLC0415 - English needs neither
    from importlib.resources import files  # noqa: PLC0415 - as said

    with (files(__name__) / "locale" / language / "LC_MESSAGES" / "orcid_clientreq.mo").open("rb") as file:
        return GNUTranslations(file)


@cache
def _by_text(language: str) -> Mapping[str, str]:
    """Return what a catalogue has for each text, whatever its context: no text means two things."""
    catalogue = cast("Mapping[object, str]", vars(_catalogue(language))["_catalog"])
    return {key.rpartition("\x04")[2]: text for key, text in catalogue.items() if isinstance(key, str) and text}


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
    >>> translate(finding, {"Register each host separately. Redirect URIs can't contain the wildcard *.": "Nope."}.get)
    'Nope.'
    """
    return render(finding.rule.template, finding.params, language)


def render(template: str, params: Mapping[str, str | int], language: str | Callable[[str], str]) -> str:
    """Return a message made of its template and parameters, in a language."""
    if language == "en":
        if "choices" in params:
            params = {**params, "choices": _spoken("choices", params["choices"], "en")}
        return template.format_map(params)
    if callable(language):
        return language(template).format_map(params)
    language = language_of(language)
    return say(template, language).format_map({name: _spoken(name, value, language) for name, value in params.items()})


def _spoken(name: str, value: str | int, language: str) -> str:
    """Return the value of a parameter as a language says it."""
    if name in _WORDS:
        return _word(str(value), language)
    if name == "choices":
        return listed([_choice(answer, language) for answer in str(value).split(", ")], language)
    return isolated(value, language)


def _choice(answer: str, language: str) -> str:
    """Return an answer as the form has it, and as a program sends it where that is another word.

    >>> _choice("yes", "de"), _choice("basic", "de")
    ('ja (yes)', 'basic')
    """
    label = answer.replace("_", " ")
    said = say(label, language)
    return isolated(said, language) if said == label else f"{said} ({isolated(answer, language)})"


def listed(items: Iterable[str], language: str) -> str:
    """Return a list of items as a language writes it.

    >>> listed(["https://a.edu/x", "https://a.edu/y"], "ja")
    'https://a.edu/x、https://a.edu/y'
    """
    return say(", ", language).join(items)


def isolated(value: str | int, language: str) -> str:
    r"""Return a value that stands as written in the text of a language, also where that runs from right to left.

    >>> ascii(isolated("APP-", "ar")), isolated(355, "de")
    ("'\\u2066APP-\\u2069'", '355')
    """
    # UAX 9: LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE.
    return f"\u2066{value}\u2069" if language in _RIGHT_TO_LEFT else str(value)


def _word(value: str, language: str) -> str:
    """Return words of ours in a language, those that are listed one by one."""
    known = _by_text(language)
    words: list[str] = []
    rest = ""
    for part in value.split(_NEXT):
        rest = f"{rest}{_NEXT}{part}" if rest else part
        if rest in known:
            words.append(known[rest])
            rest = ""
    if not rest:
        return say(_NEXT, language).join(words)
    stand_in = _BEFORE if "before the @-sign" in value else _AFTER if "after the @-sign" in value else _ANY
    return say(stand_in, language)
