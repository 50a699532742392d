"""Sentences made of a template and parameters, in a language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Protocol

from orcid_clientreq.messages.catalogues import ENGLISH, language_of, placeholders, say, texts
from orcid_clientreq.syntax.display import COMMON_NAMES, HIDDEN_CHARACTER, SHOWN_CHARACTER, has_shape

#: Parameters whose values are words of ours; the others are values and names, the same in every language.
_WORDS: Final = frozenset({"reason", "what", "environment", "part", "sent_port", "registered_port"})
#: Parameters that are sentences of ours.
_TEMPLATES: Final = ("advice", "meaning")
#: Parameters whose values are lists, written with `_COMMA` between the items.
_LISTS: Final = frozenset({"choices", "parameter", "paths"})
_COMMA: Final = ", "
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})
_NEXT: Final = "; "
#: An answer as the form has it, and as a program sends it.
ANSWER: Final = "{answer} ({value})"
#: Where a clause names a character.
_CODE_POINT: Final = "U+"
_CHARACTER: Final = "{character}"


class Sentence(Protocol):
    """What can be said in other languages: a finding, a reason, a concern."""

    @property
    def template(self) -> str:
        """The English text, a format string over `params`."""
        ...

    @property
    def params(self) -> Mapping[str, str | int]:
        """What the message is made of."""
        ...


#: From an English text to its translation, which is `None` or the text itself where there is none.
Translate = Callable[[str], str | None]


def translate(said: Sentence, language: str | Translate) -> str:
    """Return the message of a finding, of a reason in `matching`, or of a concern in `lifecycle`, in another language.

    Args:
        said: The finding, reason or concern.
        language: As for `language_of`, or a function from an English text to its translation, such as the `gettext`
            of your own catalogue, or the `get` of a dictionary. It is called with the `template` of what is said.
            English is used if it returns `None`, or a text with placeholders that the template does not have.

    Raises:
        TypeError: If `language` is neither text nor a function.
        ValueError: As `language_of`.

    >>> from orcid_clientreq import validators
    >>> finding, = validators.redirect_uri("https://*.university.edu/orcid")
    >>> translate(finding, {finding.template: "Nope."}.get)
    'Nope.'
    """
    return render(said.template, said.params, language)


def render(template: str, params: Mapping[str, str | int], language: str | Translate) -> str:
    """Return a message made of its template and parameters, in a language.

    The parameters `advice` and `meaning` are templates of their own, filled with the other parameters.
    """
    language = language if callable(language) else language_of(language)
    advice = {name: render(str(params[name]), _others(params), language) for name in _TEMPLATES if name in params}
    if callable(language):
        return _filled(language(template) or template, {**params, **advice}, template)
    said = {name: _spoken(name, value, language) for name, value in params.items()}
    return say(template, language).format_map({**said, **advice})


def _filled(text: str, values: Mapping[str, str | int], template: str) -> str:
    """Return a translation filled in, or the template if the translation can't be."""
    known = placeholders(text)
    return (text if known is not None and known <= values.keys() else template).format_map(values)


def _others(params: Mapping[str, str | int]) -> dict[str, str | int]:
    """Return the parameters that are no templates."""
    return {name: value for name, value in params.items() if name not in _TEMPLATES}


def _spoken(name: str, value: str | int, language: str) -> str:
    """Return the value of a parameter as a language says it."""
    if name in _LISTS:
        said = _choice if name == "choices" else isolated
        return listed((said(item, language) for item in str(value).split(_COMMA)), language)
    if language == ENGLISH:
        return str(value)
    if name in _WORDS:
        words = _words(str(value), language) or _with_character(str(value), language)
        return isolated(value, language) if words is None else words
    return _character(str(value), language) if name == "character" else isolated(value, language)


def _choice(answer: str, language: str) -> str:
    """Return an answer as the form has it, and as a program sends it where that is another word.

    >>> _choice("yes", "de"), _choice("basic", "de")
    ('ja (yes)', 'basic')
    """
    label = answer.replace("_", " ")
    said = say(label, language)
    if said == label:
        return isolated(said, language)
    return say(ANSWER, language).format(answer=said, value=isolated(answer, language))


def _character(value: str, language: str) -> str:
    """Return what `character_name` says in a language: where it has no name for a character with a shape, none.

    >>> from orcid_clientreq.syntax.display import character_name
    >>> print(_character(character_name(";"), "de"), _character(character_name("ü"), "es"), _character("U+0000", "it"))
    „;“ (Semikolon, U+003B) «ü» (U+00FC) U+0000
    """
    point = value.rpartition("(")[2].rpartition(" ")[2].removesuffix(")")
    if value == point:
        return isolated(point, language)
    character = chr(int(point.removeprefix("U+"), 16))
    name = COMMON_NAMES.get(character)
    said = None if name is None else say(name, language)
    parts = {"character": isolated(character, language), "point": isolated(point, language)}
    if not has_shape(character):
        name = isolated(value.removesuffix(f" ({point})"), language) if said is None else said
        return say(HIDDEN_CHARACTER, language).format(name=name, **parts)
    template = say("“{character}” ({point})" if said is None else SHOWN_CHARACTER, language)
    return template.format(name=said, **parts)


def listed(items: Iterable[str], language: str) -> str:
    """Return a list of items as a language writes it.

    >>> listed(["https://a.edu/x", "https://a.edu/y"], "ja")
    'https://a.edu/x、https://a.edu/y'
    """
    return say(_COMMA, language).join(items)


def isolated(value: str | int, language: str) -> str:
    r"""Return a value that is shown as written in the text of a language, even if that runs from right to left.

    >>> ascii(isolated("APP-", "ar")), isolated(355, "de")
    ("'\\u2066APP-\\u2069'", '355')
    """
    # UAX 9: LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE.
    return f"\u2066{value}\u2069" if language in _RIGHT_TO_LEFT else str(value)


def _words(value: str, language: str) -> str | None:
    """Return words of ours in a language, also several that are listed; `None` where it does not have them."""
    known = texts(language)
    words: list[str] = []
    rest = ""
    for part in value.split(_NEXT):
        rest = f"{rest}{_NEXT}{part}" if rest else part
        if rest in known:
            words.append(known[rest])
            rest = ""
    return None if rest else say(_NEXT, language).join(words)


def _with_character(value: str, language: str) -> str | None:
    """Return a clause that names a character in a language, `None` where it does not have it."""
    if _CODE_POINT not in value:  # which each name of a character has
        return None
    for clause, said in texts(language).items():
        before, named, after = clause.partition(_CHARACTER)
        if named and value.startswith(before) and value.endswith(after) and "{" not in before + after:
            character = value.removeprefix(before).removesuffix(after)
            return said.format(character=_character(character, language))
    return None
