"""Templates that were left in a text: what a guide asks to replace, as people copy it.

Text in brackets can be intended: `[beta]`, `{meta}data`, the name of a package. So what is in them has to ask for
something, or to be nothing but the name of what belongs there, in one of the languages that messages are in.
"""

from __future__ import annotations

import re
from typing import Final

from orcid_clientreq.syntax.patterns import Pattern

_LONGEST: Final = 60
#: What is in brackets, by what a message calls it. A link of Markdown is none.
_BRACKETS: Final = {
    "[...]": Pattern(rf"[\[\uff3b]([^\[\]\uff3b\uff3d\n]{{1,{_LONGEST}}})[\]\uff3d](?!\()"),
    "<...>": Pattern(rf"<(?!\s)([^<>\n]{{1,{_LONGEST}}})>"),
    "{...}": Pattern(rf"(?<!\w)\{{([^{{}}\n]{{1,{_LONGEST}}})\}}(?!\w)"),
}
# Variables of programs, with any name.
_VARIABLE: Final = Pattern(
    r"\$\{\s*[A-Za-z][\w.-]*+\s*\}|\{\{\s*[A-Za-z][\w.-]*+\s*\}\}|(?<!\w)\{[A-Za-z]\w*_\w*\}(?!\w)"
)

# How a template begins: "your …", "enter the …". A word has to follow, since [Enter] is a key.
_FIRST_WORDS: Final = (
    "your|insert|enter|add|replace|fill in",  # English
    "su|sus|tu|tus|vuestra|vuestro|inserte|insertar|introduzca|introducir|indique",  # Spanish
    "seu|sua|seus|suas|insira|inserir|introduza|indicar",  # Portuguese
    "votre|vos|insérer|insérez|saisir|saisissez|indiquez",  # French
    "ihr|ihre|ihren|ihrem|ihrer|ihres",  # German
    "il tuo|la tua|il vostro|la vostra|tuo|tua|vostro|vostra|inserire|inserisci",  # Italian
)
_FIRST: Final = (
    "あなたの|貴機関|貴大学|貴社|御社|ここに",  # Japanese
    "您的|你的|贵机构|贵校|贵单位|请输入|请填写|输入|填写|此处",  # Chinese
    "أدخل|اكتب|أدرج|ضع",  # Arabic
)
_BEGINS: Final = Pattern(rf"\W*(?:(?:{'|'.join(_FIRST_WORDS)})[\s_-]+\w|{'|'.join(_FIRST)})", re.IGNORECASE)
# How one ends.
_LAST: Final = (
    r"\b(?:name here|aquí|aqui|ici|einfügen|eintragen|eingeben|einsetzen)",
    "を入力|を記入|の名前",
    "الخاصة? بك|(?:مؤسست|جامعت|منظمت|نظام)ك",
)
_ENDS: Final = Pattern(rf"(?:{'|'.join(_LAST)})\W*\Z", re.IGNORECASE)

# What belongs into the fields, and the words between. A template can be nothing but these.
_NAMES: Final = (
    "name institution institute organization organisation university company library repository acronym title",
    "application app system platform service client description member",
    "nombre institución organización universidad empresa biblioteca repositorio siglas acrónimo",
    "aplicación sistema plataforma descripción",
    "nome instituição organização universidade sigla aplicação aplicativo descrição",
    "nom établissement organisme université bibliothèque sigle acronyme système",
    "einrichtung hochschule universität bibliothek organisation abkürzung kürzel anwendung systems",
    "istituzione ente ateneo università organizzazione applicazione descrizione",
    "機関名 大学名 組織名 法人名 団体名 システム名 アプリ名 サービス名 略称 名称",
    "机构名称 大学名称 学校名称 单位名称 组织名称 系统名称 应用名称 机构 单位 学校 简称",
    "اسم المؤسسة الجامعة المنظمة المكتبة النظام التطبيق",
)
_BETWEEN: Final = "of the your de del la el los da do a o l le les du d der die das des dell della dello"
# Of these alone none consists: what may tell one service from another.
_LABELS: Final = "app application client library member platform service system"
_WORDS: Final = frozenset(" ".join([*_NAMES, _BETWEEN]).split())
_NOT_ALONE: Final = frozenset(f"{_BETWEEN} {_LABELS}".split())
_WORD: Final = Pattern(r"[^\W_]+")

# It is a word of Spanish and Portuguese, too, so it has to be a word by itself.
_TO_DO: Final = Pattern(
    r"(?:\A|\n)\s*TODO(?:\s*[:\u2013\u2014-]|\.?\s*(?:\n|\Z)|\s+(?:add|complete|describe|enter|fill|insert|update|write)\b)"
    r"|[:\u2013\u2014-]\s*TODO\s*\Z"
)
# What programs and spreadsheets write where they have no value.
_NO_VALUE: Final = Pattern(
    r"\s*(null|none|undefined|nan|n/?a|tbd|#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)|\[object Object\])\s*\Z",
    re.IGNORECASE,
)
_LOREM_IPSUM: Final = Pattern(r"(?:\A|\n)\s*lorem ipsum\b", re.IGNORECASE)


def template_in(text: str) -> str | None:
    """Return what a message calls the template in a text, `None` if there is none.

    >>> template_in("OSIRIS-[Your institute acronym]"), template_in("Repository [beta] for {meta}data")
    ('[...]', None)
    >>> template_in("#N/A"), template_in("None of our own")
    ('#N/A', None)
    """
    if match := _NO_VALUE.match(text):
        return match[1]
    for kind, pattern in _BRACKETS.items():
        if any(_is_template(content) for content in pattern.findall(text)):
            return kind
    if _VARIABLE.search(text):
        return "{...}"
    if _TO_DO.search(text):
        return "TODO"
    return "lorem ipsum" if _LOREM_IPSUM.search(text) else None


def _is_template(content: str) -> bool:
    """Return whether text in brackets asks for something, or is the name of what belongs there."""
    if _BEGINS.match(content) or _ENDS.search(content):
        return True
    words = {word.casefold() for word in _WORD.findall(content)}
    return words <= _WORDS and not words <= _NOT_ALONE
