"""What people write in headings and cells: the form's own words, in every language, however they are spelled."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
from orcid_clientreq.fields import FIELDS
from orcid_clientreq.form import Environment, FormEdition
from orcid_clientreq.messages import LANGUAGES, language_of, say
from orcid_clientreq.messages.catalogues import ENGLISH
from orcid_clientreq.sheets.texts import EDITION, ENVIRONMENT, REMAINS
from orcid_clientreq.syntax.patterns import Pattern

#: What a column is read as that is not a field of the form.
OF_POLICY: Final = ("environment", "edition")
#: What a column is read as that `--fix` has added.
REMAINING: Final = "remaining"
#: Longer headings are read as none.
_LONGEST: Final = 300
#: What comes after the label in a heading: a remark in parentheses, after a dash or colon, or in another line.
_REMARK: Final = Pattern(r"[(\uff08\[\r\n:\uff1a]| [-\u2013\u2014] ")
#: The number of a question before its label.
_QUESTION: Final = Pattern(r"\s*(?:[A-Za-z]+\s?)?[0-9]+\s*[.):\u2013-]\s*")
_NUMBER: Final = Pattern(r"[0-9]+\Z")
_REDIRECT_URIS: Final = "redirect_uris"
#: What people call a field who don't copy its label.
_ALSO_CALLED: Final = {
    "redirect_uris": (
        *("redirect URL", "redirect URLs", "callback URL", "callback URLs", "callback URIs"),
        *("URIs de redirection", "URL de redirection", "URLs de redirection", "URL de redireccionamiento"),
        *("URL di reindirizzamento", "URL de redirecionamento"),
    ),
    "pin_contact_email": ("secondary email", "second email", "second email address"),
    "description": (
        *("description", "short description", "application description", "description of the application"),
        *(
            "Beschreibung",
            "Kurzbeschreibung",
            "descripción",
            "descrição",
            "descrizione",
            "説明",
            "描述",
            "简介",
            "الوصف",
        ),
    ),
    "homepage_url": (
        *("homepage", "home page", "home page URL", "homepage address", "website"),
        *("Startseite", "page d'accueil", "página de inicio", "página principal", "página inicial", "pagina iniziale"),
        *("ホームページ", "主页", "首页", "الصفحة الرئيسية"),
    ),
    "organization_name": (
        *("organisation name", "organization", "organisation", "member organization"),
        *("institution", "institution name", "name of the institution"),
    ),
}

_LANGUAGE_NAMES: Final = {
    "en": ("English",),
    "es": ("Spanish", "español", "castellano"),
    "pt": ("Portuguese", "português"),
    "fr": ("French", "français"),
    "de": ("German", "Deutsch"),
    "it": ("Italian", "italiano"),
    "ja": ("Japanese", "日本語"),
    "zh": ("Chinese", "Simplified Chinese", "中文", "简体中文"),
    "ar": ("Arabic", "العربية"),
}
_ENVIRONMENT_NAMES: Final = {
    "production": (
        *("producción", "produção", "Produktion", "Produktionsumgebung", "produzione"),
        *("本番", "本番環境", "生产", "生产环境", "الإنتاج", "بيئة الإنتاج"),
    ),
    "sandbox": ("サンドボックス", "サンドボックス環境", "沙盒", "沙箱", "沙盒环境", "البيئة التجريبية"),
}
#: How Excel shows and exports what it takes for a month.
_EDITION_NAMES: Final = {"2020-01": ("2020-01-01", "2020-01-01 00:00:00")}


def key(text: str) -> str:
    """Return what two texts have in common that differ in case, spaces and punctuation only.

    >>> key(" E-Mail-Adresse des Kontakts *") == key("e-mail adresse des KONTAKTS")
    True
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def read_as(heading: str) -> str:
    """Return what a column with this heading is read as, empty if nobody knows.

    The number of a question before it is left out if the heading is not known with it, and so is a remark after it: in
    parentheses, after a dash or colon, or on another line. Redirect URIs may be one for each column, also with numbers.

    >>> read_as("Kontakt, der die PIN zu den Zugangsdaten erhält*"), read_as("Redirect URI 2"), read_as("Phone")
    ('pin_contact_email', 'redirect_uris', '')
    """
    if len(heading) > _LONGEST:
        return ""
    question = _QUESTION.match(heading)
    texts: list[str] = []
    for text in (heading, heading[question.end() :] if question else ""):
        texts += [text, *reversed([text[: match.start()] for match in _REMARK.finditer(text)])]
    for words in (_english(), _every_language()):
        for text in filter(None, texts):
            name = key(text)
            if name in words:
                return words[name]
            if words.get(_NUMBER.sub("", name)) == _REDIRECT_URIS:
                return _REDIRECT_URIS
    return ""


@cache
def _english() -> Mapping[str, str]:
    """Return what is read as what, by its key: names and English labels."""
    names = {key(text): name for name, texts in _ALSO_CALLED.items() for text in texts}
    return {**names, **{key(name): name for name in (*FIELD_NAMES, *OF_POLICY)}, **_labels(ENGLISH)}


@cache
def _every_language() -> Mapping[str, str]:
    """Return the labels of every language that the package brings."""
    return {name: field for language in LANGUAGES[1:] for name, field in _labels(language).items()}


def _labels(language: str) -> dict[str, str]:
    """Return what the labels of a language are read as."""
    labels = [(say(field.label, language), field.name) for each in EDITIONS.values() for field in each.fields]
    labels += [(say(text, language), name) for text, name in zip((ENVIRONMENT, EDITION), OF_POLICY, strict=True)]
    labels += [(say(REMAINS, language), REMAINING)]
    words = {key(label): name for label, name in labels}
    # In most languages the singular is the plural without its last letter: Redirect URI, URI de redireccionamiento.
    one = {key(label.replace("URIs", "URI")): name for label, name in labels if name == _REDIRECT_URIS}
    return {**one, **words}


@cache
def _answers(field: str) -> Mapping[str, str]:
    """Return the answers to a question, by what people write for them."""
    return {
        key(text): answer
        for answer in FIELDS[field].choices
        for language in LANGUAGES
        for text in (answer, say(answer.replace("_", " "), language))
    }


def answer_of(field: str, text: str) -> str:
    """Return the answer that a text stands for, or the text if it stands for none.

    >>> answer_of("update_existing", "Oui"), answer_of("update_existing", "perhaps")
    ('yes', 'perhaps')
    """
    return _answers(field).get(key(text), text)


def environment_of(text: str) -> str | None:
    """Return the environment that a text names, `None` if it names none.

    >>> environment_of("Sandbox"), environment_of("Produktionsumgebung"), environment_of("live")
    ('sandbox', 'production', None)
    """
    return _named(text, Environment, _ENVIRONMENT_NAMES)


def edition_of(text: str) -> str | None:
    """Return the edition that a text names, `None` if it names none.

    >>> edition_of("2023"), edition_of("2024"), edition_of("Latest") == FormEdition.LATEST
    ('2023', None, True)
    """
    return FormEdition.LATEST.value if key(text) == "latest" else _named(text, FormEdition, _EDITION_NAMES)


def language_named(text: str) -> str | None:
    """Return the language that a text names, by its tag or by its name in English or its own; `None` if it names none.

    >>> language_named("pt-BR"), language_named("Deutsch"), language_named("Klingon")
    ('pt', 'de', None)
    """
    try:
        return language_of(text.strip())
    except ValueError:
        return next((tag for tag, names in _LANGUAGE_NAMES.items() if key(text) in map(key, names)), None)


def _named(text: str, kind: type[Environment | FormEdition], others: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the value of the member that a text names."""
    name = key(text)
    return next((each.value for each in kind if name in map(key, (each.value, *others.get(each.value, ())))), None)


def field_named(text: str) -> str:
    """Return what a column is to be read as that a caller names: by a field's name or label; empty for none of them.

    Raises:
        ValueError: If it is neither. The error lists the names.
    """
    name = read_as(text) if text.strip() else ""
    if name == REMAINING or (text.strip() and not name):
        names = ", ".join((*FIELD_NAMES, *OF_POLICY, "name", "language"))
        msg = f"a column is read as one of {names}; or write nothing, to leave it out"
        raise ValueError(msg)
    return name
