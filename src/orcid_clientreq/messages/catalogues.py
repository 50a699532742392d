"""The catalogues: which languages there are, and the text of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, cast

if TYPE_CHECKING:
    from gettext import GNUTranslations

#: The language of the texts in the code.
ENGLISH: Final = "en"
#: The languages that the package brings, as BCP 47 tags; `zh` is written in simplified characters.
LANGUAGES: Final = (ENGLISH, "es", "pt", "fr", "de", "it", "ja", "zh", "ar")


def _tag(tag: str) -> str:
    """Return the language of a BCP 47 tag; what follows it is left aside (RFC 4647 section 3.4)."""
    given: object = tag
    if not isinstance(given, str):
        msg = f"a language is a BCP 47 tag, such as 'de', not {type(given).__name__}"
        raise TypeError(msg)
    return tag.replace("_", "-").partition("-")[0].lower()


def language_of(tag: str) -> str:
    """Return which of the languages a BCP 47 tag asks for.

    Args:
        tag: Such as `de`, `pt-BR` or `zh_CN`; what follows the language is left aside (RFC 4647 section 3.4).

    Raises:
        TypeError: the tag is no text.
        ValueError: none of `LANGUAGES`, and none that was added.

    >>> language_of("pt-BR"), language_of("EN")
    ('pt', 'en')
    """
    language = _tag(tag)
    if language not in LANGUAGES and language not in _read:
        there = ", ".join(dict.fromkeys((*LANGUAGES, *_read)))
        msg = f"no catalogue for {tag!r}; there are {there}. To bring your own, call messages.add_language"
        raise ValueError(msg)
    return language


def add_language(tag: str, catalogue: GNUTranslations) -> None:
    """Add a language, or replace the catalogue of one that the package brings, for the whole program.

    Call it once when the program starts, before anything is translated. Texts that the catalogue lacks stay English.

    Args:
        tag: Such as `nl`. What follows the language is left aside, as in `language_of`.
        catalogue: What `gettext.translation` or `gettext.GNUTranslations` returns for a compiled translation of
            `orcid_clientreq.pot`, which is in the source archive.

    Raises:
        TypeError: not such a catalogue.
        ValueError: the language is English, which the texts are written in.

    >>> import gettext
    >>> from importlib.resources import files
    >>> folder = files("orcid_clientreq.messages") / "locale"  # a program of your own has another
    >>> add_language("gsw", gettext.translation("orcid_clientreq", str(folder), ["de"]))
    >>> say("Notes for ORCID staff", "gsw-CH")
    'Anmerkungen für das ORCID-Team'
    """
    from gettext import GNUTranslations  # noqa: PLC0415 - English needs none

    if not issubclass(type(catalogue), GNUTranslations):
        msg = (
            f"a catalogue is a gettext.GNUTranslations, not {type(catalogue).__name__}; gettext.translation returns one"
        )
        raise TypeError(msg)
    language = _tag(tag)
    if language == ENGLISH:
        msg = "the texts are in English; add another language"
        raise ValueError(msg)
    _read[language] = _Language(catalogue, _by_text(catalogue))


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
    return text if language == ENGLISH else texts(language).get(text, text)


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
    if language != ENGLISH:
        text = _language(language).catalogue.npgettext("report.count", one, several, number)
    return text.format(count=number)


class _Language(NamedTuple):
    """A language other than English."""

    catalogue: GNUTranslations
    texts: Mapping[str, str]


#: The languages whose catalogues were read or added.
_read: Final[dict[str, _Language]] = {}


def texts(language: str) -> Mapping[str, str]:
    """Return what a language other than English has for each text."""
    return _language(language).texts


def _language(language: str) -> _Language:
    """Return a language; its catalogue is read when it is first asked for."""
    if language not in _read:
        catalogue = _open(language)
        _read[language] = _Language(catalogue, _by_text(catalogue))
    return _read[language]


def _open(language: str) -> GNUTranslations:
    """Return a catalogue of the package, from a folder, an archive or a frozen program."""
    from gettext import GNUTranslations  # noqa: PLC0415 - English needs neither
    from importlib.resources import files  # noqa: PLC0415 - as said

    path = files("orcid_clientreq.messages") / "locale" / language / "LC_MESSAGES" / "orcid_clientreq.mo"
    with path.open("rb") as file:
        return GNUTranslations(file)


def _by_text(catalogue: GNUTranslations) -> Mapping[str, str]:
    """Return what a catalogue has for each text, whatever its context: no text means two things."""
    known = cast("Mapping[object, str]", vars(catalogue)["_catalog"])
    return {key.rpartition("\x04")[2]: text for key, text in known.items() if isinstance(key, str) and text}
