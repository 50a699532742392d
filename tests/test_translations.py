"""What the catalogues have: the same term and the same sentence said the same way, lists and isolates as they should be."""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Iterator

import pytest
from test_messages import CATALOGUES, OTHERS, to_translate

from orcid_clientreq import validators
from orcid_clientreq.matching import match
from orcid_clientreq.messages import LANGUAGES, sentences
from orcid_clientreq.messages.sentences import listed, render, translate
from orcid_clientreq.syntax.display import indented, wrapped

pytestmark = pytest.mark.long

#: A term, as it stands in English, and in each language how it is said there; both are expressions.
TERMS = {
    r"redirect URIs?": {
        "es": "URI de redireccionamiento",
        "pt": "URIs? de redirecionamento",
        "fr": "URI de redirection",
        "de": "Redirect-URIs?",
        "it": "URI di reindirizzamento",
        "ja": "リダイレクト URI",
        "zh": "重定向 URI",
        "ar": "رابط إعادة (ال)?توجيه|روابط إعادة (ال)?توجيه",
    },
    r"client IDs?": {
        "es": "ID de cliente",
        "pt": "ID de cliente",
        "fr": "identifiant client",
        "de": "Client-ID",
        "it": "ID client",
        "ja": "クライアント ID",
        "zh": "客户端 ID",
        "ar": "معرّف (ال)?عميل",
    },
    r"client secrets?": {
        "es": "código secreto del cliente",
        "pt": "código secreto de cliente",
        "fr": "secret client",
        "de": "geheime[rnm] Client-Schlüssel",
        "it": "segreto client",
        "ja": "クライアントシークレット",
        "zh": "客户端密钥",
        "ar": "سر (ال)?عميل",
    },
    r"credentials": {
        "es": "credenciales",
        "pt": "credenciais",
        "fr": "identifiants",
        "de": "Zugangsdaten",
        "it": "credenziali",
        "ja": "認証情報",
        "zh": "凭证",
        "ar": "بيانات (ال)?اعتماد",
    },
    r"researchers": {
        "es": "personas investigadoras",
        "pt": "pesquisadores",
        "fr": "chercheuses et chercheurs",
        "de": "Forschende",
        "it": "ricercatori",
        "ja": "研究者",
        "zh": "研究人员",
        "ar": "(ال|لل)باحث",
    },
    r"(?<!person's )email address": {
        "es": "dirección de correo",
        "pt": "e-mail",
        "fr": "adresse e-mail",
        "de": "E-Mail-Adresse",
        "it": "indirizzo e-mail",
        "ja": "メールアドレス",
        "zh": "电子邮件地址",
        "ar": "(ال)?بريد (ال)?إلكتروني",
    },
    r"hosts?": {
        "es": "host",
        "pt": "host",
        "fr": "hôte",
        "de": "host",
        "it": "host",
        "ja": "ホスト",
        "zh": "主机",
        "ar": "مضيف",
    },
    r"paths?": {
        "es": "ruta",
        "pt": "caminho",
        "fr": "chemin",
        "de": "Pfad",
        "it": "percors",
        "ja": "パス",
        "zh": "路径",
        "ar": "مسار",
    },
    r"ports?": {
        "es": "puerto",
        "pt": "porta",
        "fr": "port",
        "de": "port",
        "it": "porta",
        "ja": "ポート",
        "zh": "端口",
        "ar": "منفذ",
    },
    r"sandbox": {
        "es": "sandbox",
        "pt": "sandbox",
        "fr": "sandbox",
        "de": "sandbox",
        "it": "sandbox",
        "ja": "サンドボックス",
        "zh": "沙盒",
        "ar": "Sandbox",  # with what it is: nobody finds "the test environment" on ORCID's site
    },
    r"production": {
        "es": "producción",
        "pt": "produção",
        "fr": "production",
        "de": "Produktion",
        "it": "produzione",
        "ja": "本番環境",
        "zh": "生产环境",
        "ar": "بيئة الإنتاج",
    },
    r"(?<![/._-])callbacks?(?!-)": {
        "es": "callback",
        "pt": "callback",
        "fr": "callback",
        "de": "callback",
        "it": "callback",
        "ja": "コールバック",
        "zh": "回调",
        "ar": "callback",
    },
    r"(?<!ORCID )member organization": {
        "es": "organización miembro",
        "pt": "organização membro",
        "fr": "organisation membre",
        "de": "Mitgliedsorganisation",
        "it": "organizzazione affiliata",
        "ja": "会員組織",
        "zh": "会员机构",
        "ar": "المؤسسة العضو",
    },
    r"certified service provider": {
        "es": "proveedor de servicios certificado",
        "pt": "prestador de serviços certificado",
        "fr": "prestataire de services certifié",
        "de": "zertifizierte[rn] Dienstleister",
        "it": "fornitore di servizi certificato",
        "ja": "認定サービスプロバイダー",
        "zh": "认证的服务提供商",
        "ar": "مزوّد خدمات معتمد",
    },
    r"query": {
        "es": r"consulta",
        "pt": r"consulta",
        "fr": "requête",
        "de": "Query",
        "it": "query",
        "ja": "クエリ",
        "zh": "查询",
        "ar": "استعلام",
    },
    r"percent-encod\w+": {
        "es": "codificación por ciento",
        "pt": "codificação por cento",
        "fr": "encodage-pourcent",
        "de": "Prozentkodierung",
        "it": "codifica percentuale",
        "ja": "パーセントエンコー",
        "zh": "百分号编码",
        "ar": "النسبة المئوية",
    },
}

#: Why a text says a term in another way than the others, by language and text.
RECORDED = dict.fromkeys(
    [
        ("fr", "Use https instead of http. Production credentials accept only HTTPS redirect URIs."),
        ("de", "Use https instead of http. Production credentials accept only HTTPS redirect URIs."),
    ],
    "the rule is that of the environment, which is shorter to name than its credentials",
)


def said_otherwise(language: str) -> Iterator[tuple[str, str]]:
    """Yield which texts do not say a term as the table has it, and the term."""
    for term, expressions in TERMS.items():
        english = re.compile(rf"(?<![\w-])(?:{term})(?!\w)", re.IGNORECASE)
        theirs = re.compile(expressions[language], re.IGNORECASE)
        for text, translation in CATALOGUES[language].items():
            if english.search(re.sub(r"\{\w+\}", "", text)) and not theirs.search(translation):
                yield text, term


@pytest.mark.parametrize("language", OTHERS)
def test_a_term_is_said_in_one_way(language: str) -> None:
    assert [each for each in said_otherwise(language) if (language, each[0]) not in RECORDED] == []


def test_what_is_recorded_is_still_so() -> None:
    different = {(language, text) for language in OTHERS for text, _ in said_otherwise(language)}
    assert RECORDED.keys() <= different


def parts(text: str) -> set[str]:
    """Return the sentences and clauses of a text, without the mark at the end."""
    return {re.sub(r"[.。:：؛;，,!?]$", "", part.strip()).lower() for part in re.split(r"(?<=[.。?!:：؛;，])\s*", text)}


def test_the_same_english_sentence_is_translated_once() -> None:
    having = defaultdict(set)
    for text in to_translate():
        for sentence in re.split(r"(?<=[.?!:])\s+", text):
            if len(sentence) > 12:
                having[sentence.rstrip(".:").lower()].add(text)
    shared = {sentence: texts for sentence, texts in having.items() if len(texts) > 1}
    assert shared
    different = [
        (language, sentence)
        for sentence, texts in shared.items()
        for language in OTHERS
        if (said := [parts(CATALOGUES[language][text]) for text in texts if text in CATALOGUES[language]])
        and not set.intersection(*said)
    ]
    assert different == []


#: One and three values of each parameter that can be a list, and something for the others.
ONE = {"parameter": "code", "paths": "/cb", "choices": "yes", "what": "remove it"}
THREE = {
    "parameter": "code, iss, state",
    "paths": "/oauth2/callback.xhtml, /oauth2/orcidConfirm.xhtml, /oauth2/other.xhtml",
    "choices": "yes, no, other",
    "what": "remove the default port; normalize the percent-encoding; remove the slash at the end",
}
ANYTHING = "Some value with blanks"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("values", [ONE, THREE], ids=["one", "three"])
def test_every_template_is_rendered_with_one_value_and_with_several(language: str, values: dict[str, str]) -> None:
    for text in sorted(to_translate()):
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name]
        params = {name: values.get(name, ANYTHING) for name in names if name not in {"reason", "character"}}
        if not names or params.keys() < set(names):
            continue  # words of ours and names of characters have tests of their own
        said = render(text, params, language)
        assert not re.search(r"\{\w+\}", said), text
        for name in params.keys() & {"parameter", "paths"}:
            assert all(item in said for item in values[name].split(", ")), text
        if language in {"ja", "zh", "ar"} and text in CATALOGUES[language]:
            assert ", " not in said, text
            assert "; " not in said.replace("&amp; ", ""), text
        for width in (20, 40, 100):
            for line in [*wrapped(said, width), *indented(said, 4)]:
                depth = 0
                for character in line:
                    depth += (character == "\u2066") - (character == "\u2069")
                    assert depth >= 0, (text, line)
                assert depth == 0, (text, line)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "code, state"),
        ("ja", "code、state"),
        ("zh", "code、state"),
        ("ar", "\u2066code\u2069، \u2066state\u2069"),
    ],
)
def test_a_list_is_joined_as_the_language_joins_it(language: str, said: str) -> None:
    (finding,) = validators.redirect_uri("https://a.edu/x?code=1&state=2")
    assert said in translate(finding, language)
    assert listed((sentences.isolated(name, language) for name in ("code", "state")), language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "yes, no"),
        ("de", "ja (yes), nein (no)"),
        ("ja", "はい（yes）、いいえ（no）"),
        ("zh", "是（yes）、否（no）"),
        ("ar", "نعم (\u2066yes\u2069)، لا (\u2066no\u2069)"),
    ],
)
def test_an_answer_has_beside_it_what_a_program_sends(language: str, said: str) -> None:
    assert render("{choices}", {"choices": "yes, no"}, language) == said


def test_each_path_is_isolated_by_itself() -> None:
    found = match("https://a.edu/oauth2/orcidConfirm.xhtml", ["https://a.edu/oauth2/callback.xhtml"]).translated("ar")
    assert "\u2066/oauth2/callback.xhtml\u2069، \u2066/oauth2/orcidConfirm.xhtml\u2069" in " ".join(str(found).split())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("\u2066a b\u2069 c", 1, ["\u2066a\u2069", "\u2066b\u2069", "c"]),
        ("x \u2066a\u2069 y", 3, ["x \u2066a\u2069", "y"]),
        ("\u2066abc\u2069", 2, ["\u2066ab\u2069", "\u2066c\u2069"]),
        ("a b", 1, ["a", "b"]),
    ],
)
def test_an_isolate_does_not_go_beyond_its_line(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


#: Code in a text that runs from right to left, which shows in another order where it is not isolated.
CODE = re.compile(
    r"[#%/\\$<>@_=*?][A-Za-z0-9]|[A-Za-z0-9][/_=%#*$]|[A-Za-z]\.[A-Za-z]|[A-Za-z0-9]-(?![A-Za-z0-9])|\.\."
)


def test_code_is_isolated_in_arabic() -> None:
    without = {
        text: re.sub(r"\{\w+\}|\u2066[^\u2069]*\u2069", "", said) for text, said in CATALOGUES["ar"].items() if said
    }
    assert CODE.search("client_id")
    assert [text for text, said in without.items() if CODE.search(said)] == []


def test_french_has_its_spaces() -> None:
    for text, said in CATALOGUES["fr"].items():
        plain = re.sub(r"&\w+;|«\u00a0.\u00a0»|pkce: false|\{scheme\}:|mailto:", "", said)  # code
        assert not re.search(r"(?<!\u202f)[;!?](?=\s|$)", plain), text
        assert not re.search(r"(?<!\u00a0):(?=\s|$)", plain), text
        assert not re.search(r"«(?!\u00a0)|(?<!\u00a0)»", plain), text
