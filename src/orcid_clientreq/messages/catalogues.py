"""The catalogues: which languages there are, and the text of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from orcid_clientreq.syntax.display import shown
from orcid_clientreq.syntax.patterns import Pattern

if TYPE_CHECKING:
    from gettext import GNUTranslations

#: The language of the texts in the code.
ENGLISH: Final = "en"
#: The languages that the package brings, as BCP 47 tags; `zh` is written in simplified characters.
LANGUAGES: Final = (ENGLISH, "es", "pt", "fr", "de", "it", "ja", "zh", "ar")
#: The tags of what the package says in languages that have more than one script (RFC 5646 section 2.2.3).
_WRITTEN: Final = {"zh": "zh-Hans"}


# RFC 5646 section 2.1, as far as the language goes: a code of two, three or five to eight letters, then subtags.
# Locales of POSIX have an underscore for the hyphen.
_TAG: Final = Pattern(r"([A-Za-z]{2,3}|[A-Za-z]{5,8})(?:[-_][A-Za-z0-9]{1,8}+)*\Z")


def _tag(tag: str) -> str:
    """Return the language of a BCP 47 tag, empty for any other text; what follows the language is left aside.

    A look-up falls back to a shorter tag (RFC 4647 section 3.4).
    """
    given: object = tag
    if not isinstance(given, str):
        msg = f"a language is a BCP 47 tag, such as 'de', not {type(given).__name__}"
        raise TypeError(msg)
    match = _TAG.match(tag)
    return match[1].lower() if match else ""


def language_of(tag: str) -> str:
    """Return the supported language of a BCP 47 tag.

    Args:
        tag: Such as `de`, `pt-BR` or `zh_CN`; what follows the language is left aside (RFC 4647 section 3.4).

    Raises:
        TypeError: If `tag` is not text.
        ValueError: If the language is neither one of `LANGUAGES` nor one that was added.

    >>> language_of("pt-BR"), language_of("EN")
    ('pt', 'en')
    """
    language = _tag(tag)
    if language not in LANGUAGES and language not in _read:
        there = ", ".join(dict.fromkeys((*LANGUAGES, *_read)))
        msg = f"no catalogue for {shown(tag)!r}; there are {there}. To bring your own, call messages.add_language"
        raise ValueError(msg)
    return language


# RFC 9110 section 12.5.4, a member of the list: a language range (RFC 4647 section 2.1), a weight (section 12.4.2).
# Locales of POSIX have an underscore for the hyphen.
_ACCEPTED: Final = Pattern(
    r"[ \t]*+([A-Za-z]{1,8}+(?:[-_][A-Za-z0-9]{1,8}+)*|\*)[ \t]*+"
    r"(?:;[ \t]*+[qQ]=(0(?:\.[0-9]{0,3}+)?|1(?:\.0{0,3}+)?)[ \t]*+)?\Z"
)
#: What is read of a header: browsers send some dozen characters.
_LONGEST_HEADER: Final = 1000


def negotiate(accepted: object, *, languages: Iterable[str] | None = None, default: str = ENGLISH) -> str:
    """Return the language to speak with a visitor, for `language=` everywhere. No header makes it raise.

    Args:
        accepted: What the visitor's browser sends as `Accept-Language`, or a tag such as that of your framework.
            `None`, and everything that is not text or not in that form, does not select a language.
        languages: The languages to choose from, such as those that your pages have; by default, all that there are.
        default: The language if none of them is accepted.

    Raises:
        TypeError: If one of `languages`, or `default`, is not text.
        ValueError: If there is no such language.

    A region or a script does not make a difference: those who ask for `zh-TW` or `zh-Hant` get `zh`, which the package
    has in simplified characters, rather than the language that they accept next.

    Source: RFC 9110 section 12.5.4, with the look-up of RFC 4647 section 3.4.

    >>> negotiate("nl,fr-CA;q=0.9,en;q=0.8"), negotiate("nl"), negotiate("de, fr", languages=["en", "fr"])
    ('fr', 'en', 'fr')
    >>> negotiate("zh-TW,zh;q=0.9,en;q=0.8")
    'zh'
    """
    default = language_of(default)
    known = (*LANGUAGES, *_read) if languages is None else tuple(map(language_of, languages))
    text = accepted[:_LONGEST_HEADER] if isinstance(accepted, str) else ""
    members = [match for match in map(_ACCEPTED.match, text.split(",")) if match]
    weights: dict[str, float] = {}
    for member in members:
        weights.setdefault(member[1].lower().replace("_", "-"), float(member[2] or 1))
    refused = {tag for tag, weight in weights.items() if not weight}
    # sorted() keeps the order of those that weigh the same
    for tag in sorted(weights, key=weights.__getitem__, reverse=True):
        language = default if tag == "*" else tag.partition("-")[0]
        if tag not in refused and language not in refused and language in (*known, default):
            return language
    return default


def tag_of(language: str) -> str:
    """Return the tag of what is said in a language, for the `lang` attribute of a page: it says which script that is.

    Args:
        language: As for `language_of`.

    Raises:
        TypeError: If `language` is not text.
        ValueError: As `language_of`.

    >>> tag_of("pt-BR"), tag_of("zh-TW")
    ('pt', 'zh-Hans')
    """
    language = language_of(language)
    return _read[language].tag if language in _read else _WRITTEN.get(language, language)


#: The languages that are written from right to left: Arabic, and others that a program may add.
_RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def html_attributes(language: str) -> dict[str, str]:
    """Return the attributes that an HTML element needs whose text is in a language: `lang` and `dir`.

    Without `lang`, screen readers choose the wrong voice, and browsers draw Chinese characters as those of another
    script. Without `dir`, Arabic begins at the wrong side.

    Args:
        language: As for `language_of`.

    Raises:
        TypeError: If `language` is not text.
        ValueError: As `language_of`.

    >>> html_attributes("ar"), html_attributes("zh")
    ({'lang': 'ar', 'dir': 'rtl'}, {'lang': 'zh-Hans', 'dir': 'ltr'})
    """
    tag = tag_of(language)
    return {"lang": tag, "dir": "rtl" if language_of(tag) in _RIGHT_TO_LEFT else "ltr"}


def add_language(tag: str, catalogue: GNUTranslations) -> None:
    """Add a language, or replace the catalogue of one that the package brings, for the whole program.

    Call it once when the program starts, before anything is translated. Texts that neither the catalogue nor one of its
    fallbacks has stay English.

    Args:
        tag: A BCP 47 tag such as `nl`. What follows the language is left aside, as in `language_of`.
        catalogue: What `gettext.translation` or `gettext.GNUTranslations` returns for a compiled translation of
            `orcid_clientreq.pot`, which is in the source archive.

    Raises:
        TypeError: If `catalogue` is not such a catalogue.
        ValueError: If `tag` is not a BCP 47 tag, if the language is English, which the texts are written in, or if a
            translation has other placeholders than its text. The error names the text.

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
    if not language:
        msg = f"a language is a BCP 47 tag, such as 'nl' or 'nl-BE', not {shown(tag)!r}"
        raise ValueError(msg)
    if language == ENGLISH:
        msg = "the texts are in English; add another language"
        raise ValueError(msg)
    _refuse_other_placeholders(catalogue)
    _read[language] = _Language(catalogue, _by_text(catalogue), tag.replace("_", "-"))


def say(text: str, language: str) -> str:
    """Return a text of the library in a language: a template, a label of the form, or what to enter there.

    Args:
        text: The English text.
        language: As for `language_of`.

    Returns:
        The text in that language, or as it is where the catalogue does not have it.

    Raises:
        TypeError: If `language` is not text.
        ValueError: As `language_of`.

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

    Raises:
        TypeError: If `language` is not text.
        ValueError: As `language_of`.

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
    #: As `tag_of` returns it.
    tag: str


#: The languages whose catalogues were read or added.
_read: Final[dict[str, _Language]] = {}


def texts(language: str) -> Mapping[str, str]:
    """Return what a language other than English has for each text."""
    return _language(language).texts


def translations(language: str, wanted: Iterable[str]) -> Mapping[str, str]:
    """Return what the package's own catalogue of a language has for some texts, even if a program has replaced it.

    >>> translations("de", ["Notes for ORCID staff", "No text of ours"])
    {'Notes for ORCID staff': 'Anmerkungen für das ORCID-Team'}
    """
    if language == ENGLISH:
        return {}
    known = _by_text(_open(language))
    return {text: known[text] for text in wanted if text in known}


def _language(language: str) -> _Language:
    """Return a language; its catalogue is read on first use."""
    if language not in _read:
        catalogue = _open(language)
        _read[language] = _Language(catalogue, _by_text(catalogue), _WRITTEN.get(language, language))
    return _read[language]


def _open(language: str) -> GNUTranslations:
    """Return a catalogue of the package, from a folder, an archive or a frozen program."""
    from gettext import GNUTranslations  # noqa: PLC0415 - English needs neither
    from importlib.resources import files  # noqa: PLC0415 - as said

    path = files("orcid_clientreq.messages") / "locale" / language / "LC_MESSAGES" / "orcid_clientreq.mo"
    with path.open("rb") as file:
        return GNUTranslations(file)


def _chain(catalogue: GNUTranslations) -> Iterator[Mapping[object, str]]:
    """Yield what a catalogue has for each key, and then what its fallbacks have, as gettext asks them."""
    link: object = catalogue
    while link is not None:
        yield cast("Mapping[object, str]", vars(link).get("_catalog", {}))
        link = vars(link).get("_fallback")


def _by_text(catalogue: GNUTranslations) -> Mapping[str, str]:
    """Return what a catalogue has for each text, without its context: no text means two things."""
    texts: dict[str, str] = {}
    for known in reversed([*_chain(catalogue)]):
        texts |= {_text_of(key): text for key, text in known.items() if isinstance(key, str) and key and text}
    return texts


def _text_of(key: str) -> str:
    """Return the English text of a key, without its context."""
    return key.rpartition("\x04")[2]


def _refuse_other_placeholders(catalogue: GNUTranslations) -> None:
    """Raise an error if a translation of one of our texts can't be filled in as the text is.

    Raises:
        ValueError: If there is one. The error names the text and its placeholders.
    """
    ours = {_english(key) for key in next(_chain(_open(LANGUAGES[1])))}
    for key, text in (member for known in _chain(catalogue) for member in known.items()):
        english = _english(key)
        if not english or english not in ours or not text:
            continue
        wanted, there = placeholders(english) or set(), placeholders(text)
        may_lack = {"count"} if isinstance(key, tuple) else set[str]()  # "one error" says how many there are
        if there is None or not wanted - may_lack <= there <= wanted:
            named = " ".join(f"{{{name}}}" for name in sorted(wanted)) or "none"
            msg = f"the translation of {shown(english, 200)!r} must have the same placeholders: {named}"
            raise ValueError(msg)


def _english(key: object) -> str:
    """Return the English text of a key of a catalogue; a plural form is a pair of the text and a number."""
    text = cast("tuple[object, int]", key)[0] if isinstance(key, tuple) else key
    return _text_of(text) if isinstance(text, str) else ""


def placeholders(template: str) -> set[str] | None:
    """Return the names in braces that a format string is filled in with, `None` if it is not a format string.

    >>> sorted(placeholders("{errors}, {warnings}")), placeholders("{"), placeholders("{0!r}")
    (['errors', 'warnings'], None, None)
    """
    from string import Formatter  # noqa: PLC0415 - the package's own catalogues need none

    try:
        fields = [field for field in Formatter().parse(template) if field[1] is not None]
    except ValueError:
        return None
    plain = all(name and name.isidentifier() and not form and not conversion for _, name, form, conversion in fields)
    return {str(name) for _, name, _, _ in fields} if plain else None
