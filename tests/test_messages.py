"""The catalogues are complete, and whatever is found can be said in each language."""

from __future__ import annotations

import gettext
import io
import json
import pickle
import re
import string
import struct
from ast import literal_eval
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import FORMS

from orcid_clientreq import RULES, SANDBOX, Finding, FormEdition, Policy, Report, check, credentials, parse, validators
from orcid_clientreq.credentials import delivery
from orcid_clientreq.editions import EDITIONS, HELP
from orcid_clientreq.interop import form_fields, json_schema, problem_details
from orcid_clientreq.lifecycle.changes import WARNINGS, Concern
from orcid_clientreq.matching import CAUSES
from orcid_clientreq.matching.engine import example_of
from orcid_clientreq.messages import (
    LANGUAGES,
    add_language,
    catalogues,
    count,
    html_attributes,
    language_of,
    say,
    sentences,
    translate,
)
from orcid_clientreq.messages.catalogues import texts
from orcid_clientreq.messages.sentences import Sentence, render
from orcid_clientreq.policy import policy_of
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.syntax.display import character_name, columns

OTHERS = [language for language in LANGUAGES if language != "en"]
CATALOGUES = {language: texts(language) for language in OTHERS}
ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "src" / "orcid_clientreq" / "messages" / "locale" / "orcid_clientreq.pot"


def to_translate() -> set[str]:
    """Return every text that the template has; each stands in quotation marks, on one line or on several."""
    entry = re.compile(r'^msgid(?:_plural)? ((?:".*"\n)+)', re.MULTILINE)
    found = (
        "".join(map(literal_eval, quoted.split("\n")[:-1])) for quoted in entry.findall(TEMPLATE.read_text("utf-8"))
    )
    return {text for text in found if text}


def untranslated(said: Sentence, language: str) -> list[str]:
    """Return which texts of a message a language does not have yet: English is used for them until a release."""
    words = [str(said.params[name]) for name in ("reason", "what", "environment", "part") if name in said.params]
    templates = [said.template, *(str(said.params[name]) for name in ("advice",) if name in said.params)]
    known = CATALOGUES[language]
    return [
        *(text for text in templates if text not in known),
        *(
            text
            for text in words
            if sentences._words(text, language) is None and sentences._with_character(text, language) is None
        ),
    ]


def needs(language: str, *needed: str) -> None:
    """Skip a test of what a language says if it does not have one of the texts yet."""
    if missing := [text for text in needed if text not in CATALOGUES[language]]:
        pytest.skip(f"not translated yet: {missing}")


def names(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(template) if name)


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_parameters_of_its_text(language: str) -> None:
    catalogue = CATALOGUES[language]
    assert catalogue.keys() <= to_translate()
    for text, translation in catalogue.items():
        assert set(names(text)) == set(names(translation)), text
        assert translation.strip()
        assert translation == translation.replace("  ", " ")
        if language == "fr":  # before these marks there is a space at which no line breaks
            assert not any(mark in translation for mark in (" :", " ;", " ?", " !"))
        assert text[-1:] != "." or translation[-1:] in ".。", text


def test_english_serves_where_a_translation_is_missing() -> None:
    assert say("A text that no catalogue has.", "de") == "A text that no catalogue has."
    finding = check({"contact_email": ""}).findings[0]
    template = attrs.evolve(finding.rule, template="A template that no catalogue has.")
    assert render(template.template, {}, "ar") == "A template that no catalogue has."


# Words that only the language has, so that no catalogue is another one, or English.
OF_THE_LANGUAGE = {
    "es": "dirección",
    "pt": "endereço",
    "fr": "l’adresse",
    "de": "Sie",
    "it": "l’indirizzo",
    "ja": "ください",
    "zh": "请",
    "ar": "أدخل",
}


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_is_of_its_language(language: str) -> None:
    everything = " ".join(CATALOGUES[language].values())
    assert [other for other, word in OF_THE_LANGUAGE.items() if word in everything] == [language]
    words = {text for text in CATALOGUES[language] if re.search(r"[A-Za-z]", re.sub(r"\{\w+\}", "", text))}
    assert sum(text == CATALOGUES[language][text] for text in words) <= 9  # Tag, sandbox, …
    for other in OTHERS:
        same = sum(CATALOGUES[language][text] == CATALOGUES[other][text] for text in words)
        assert other == language or same < 20


@given(FORMS, st.sampled_from(OTHERS))
def test_every_finding_can_be_translated(form: dict[str, Any], language: str) -> None:
    report = check(form)
    translated = report.translated(language)
    assert translated.codes() == report.codes()
    for ours, theirs in zip(report.findings, translated.findings, strict=True):
        assert theirs.message == translate(ours, language)
        assert not re.search(r"\{\w+\}", theirs.message)  # a parameter that was not filled in
        assert (theirs.params, theirs.suggestion, theirs.path) == (ours.params, ours.suggestion, ours.path)
    assert translated.translated("en") == report
    assert pickle.loads(pickle.dumps(translated)) == translated
    assert json.loads(json.dumps(problem_details(translated)))["title"] != problem_details(report)["title"]
    codes = [line.rpartition("  ")[2] for line in str(report).splitlines()[:-1] if not line.startswith(" ")]
    said = str(translated).splitlines()
    assert [line.rpartition("  ")[2] for line in said[:-1] if not line.startswith(" ")] == codes
    assert all(columns(line) <= 100 or "://" in line for line in said)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("HTTPS://a.edu:443/x", "Schreiben Sie die Adresse in der Normalform: Schema und Host kleinschreiben; Standardport weglassen."),
        ("https://a.edu:443/x", "Schreiben Sie die Adresse in der Normalform: Standardport weglassen."),
        ("https://a..edu/x", "Korrigieren Sie den Host: Ein Name darf weder mit einem Punkt beginnen oder enden noch zwei Punkte hintereinander enthalten."),
        ("ftp://a.edu/x", "Verwenden Sie https; eine Adresse, die mit „ftp:“ beginnt, kann nicht registriert werden."),
        ("https://a.edu/{x}", "Ersetzen Sie den Platzhalter {...} durch Ihren eigenen Wert."),
    ],
)  # fmt: skip
def test_messages_with_words_in_them(value: str, message: str) -> None:
    (finding,) = (found for found in validators.redirect_uri(value) if "not_absolute" not in found.code)
    needs("de", finding.template, *untranslated(finding, "de"))
    assert translate(finding, "de") == message


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("a@xn--zzzz.edu", "Der Teil nach dem @-Zeichen stimmt nicht"),
        ("\u0301@b.edu", "Der Teil vor dem @-Zeichen stimmt nicht"),
        ("\u0301@xn--zzzz.edu", "Sie hat nicht die Form einer E-Mail-Adresse"),
        ("abc", "Eine E-Mail-Adresse muss ein @-Zeichen enthalten"),
        (" a@b.edu", "Davor oder dahinter stehen Leerzeichen"),
    ],
)
def test_reasons_against_an_address(address: str, reason: str) -> None:
    needs("de", RULES["contact_email.invalid"].template)
    assert translate(validators.contact_email(address)[0], "de") == f"Korrigieren Sie die E-Mail-Adresse: {reason}."


def test_a_report_in_another_language() -> None:
    form = {
        "contact_email": "a@university.edu",
        "homepage_url": "www.university.edu",
        "redirect_uris": "https://university.edu/o",
    }
    report = check(form, policy=SANDBOX).translated("de")
    needs("de", *(finding.template for finding in report.findings))
    assert str(report).splitlines() == [
        "Fehler  description  description.missing",
        "    Schreiben Sie eine kurze Beschreibung der Anwendung für die Forschenden, die um ihre Zustimmung",
        "    gebeten werden.",
        "Fehler  homepage_url  homepage_url.not_absolute",
        "    Geben Sie die ganze Adresse an, beginnend mit https://.",
        "    Vorschlag: https://www.university.edu",
        "Fehler  redirect_uris  redirect_uris.wrong_type",
        "    Die Redirect-URIs müssen eine Liste von Zeichenketten sein, eine je URI.",
        "    Vorschlag: Liste mit https://university.edu/o",
        "3 Fehler, 0 Warnungen",
    ]
    assert str(Report((), Policy()).translated("ja")) == "エラー 0 件、警告 0 件"
    mixed = credentials.check(
        {"client_id": "APP-0123456789ABCDEF", "client_secret": "x", "base_url": "https://sandbox.orcid.org"}
    )
    assert "Produktion" in str(mixed.translated("de"))


@pytest.mark.long
@pytest.mark.parametrize("language", OTHERS)
def test_no_stand_in_replaces_a_word_that_is_known(language: str) -> None:
    """Also where a language has the English word: in Spanish the sandbox is the sandbox."""
    for code, rule in RULES.items():
        for example in rule.examples:
            policy = policy_of(example)
            find = credentials.check if rule.of_credentials else check
            for finding in find(example.data, policy=policy).translated(language).findings:
                said = finding.message
                if untranslated(finding, language):
                    continue
                assert "{" not in said.replace("{...}", ""), code
                assert said != finding.rule.template.format_map(finding.params)


def test_values_are_shown_as_written_in_arabic() -> None:
    needs("ar", RULES["redirect_uri.reserved_parameter"].template, RULES["redirect_uri.bad_percent_encoding"].template)
    (finding,) = validators.redirect_uri("https://university.edu/orcid?state=1")
    assert "\u2066state\u2069" in translate(finding, "ar")
    report = check({"redirect_uris": ["http://university.edu/orcid"]}).translated("ar")
    assert "\u2066https://university.edu/orcid\u2069" in str(report)
    rows = check({"redirect_uris": "https://university.edu/orcid"}).translated("ar")
    assert "\u2066https://university.edu/orcid\u2069" in str(rows)
    (encoding,) = validators.redirect_uri("https://university.edu/100%")
    assert "\u2066%25\u2069" in translate(encoding, "ar")


@pytest.mark.parametrize(
    ("number", "language", "text"),
    [
        (0, "en", "0 errors"), (1, "en", "1 error"), (2, "en", "2 errors"), (0, "fr", "0 erreur"), (1, "es", "1 error"), (2, "es", "2 errores"), (1, "de", "1 Fehler"),
        (1, "ja", "エラー 1 件"), (0, "ar", "لا أخطاء"), (1, "ar", "خطأ واحد"), (2, "ar", "خطآن"), (3, "ar", "3 أخطاء"), (11, "ar", "11 خطأً"), (100, "ar", "100 خطأ"),
    ],
)  # fmt: skip
def test_counts_have_the_plural_forms_of_the_language(number: int, language: str, text: str) -> None:
    assert count(number, "{count} error", "{count} errors", language) == text


@pytest.mark.parametrize(
    ("tag", "language"), [("de", "de"), ("de-CH", "de"), ("PT_br", "pt"), ("zh-Hans-CN", "zh"), ("en-GB", "en")]
)
def test_tags_of_languages(tag: str, language: str) -> None:
    assert language_of(tag) == language
    assert check({}).translated(tag).language == language


def test_the_tag_of_what_is_said_has_its_script(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [catalogues.tag_of(language) for language in LANGUAGES if language != "zh"] == [
        language for language in LANGUAGES if language != "zh"
    ]
    for tag in ("zh", "zh-TW", "zh-Hant", "zh_CN"):
        assert catalogues.tag_of(tag) == "zh-Hans"
    assert say("error", "zh") == "错误"
    assert catalogues.tag_of("zh") == "zh-Hans"
    monkeypatch.setattr(catalogues, "_read", {})
    add_language("zh_Hant", compiled({ONLY_ONE: "請只填寫一個電子郵件地址。"}))
    assert (say(ONLY_ONE, "zh"), catalogues.tag_of("zh-CN")) == ("請只填寫一個電子郵件地址。", "zh-Hant")


def test_the_attributes_of_a_page_say_at_which_side_a_language_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {language: html_attributes(language)["dir"] for language in LANGUAGES if language != "ar"} == dict.fromkeys(
        [language for language in LANGUAGES if language != "ar"], "ltr"
    )
    assert html_attributes("ar-EG") == {"lang": "ar", "dir": "rtl"}
    assert html_attributes("zh-TW") == {"lang": "zh-Hans", "dir": "ltr"}
    monkeypatch.setattr(catalogues, "_read", {})
    add_language("he-IL", compiled({ONLY_ONE: "יש להזין כתובת אחת בלבד."}))
    assert html_attributes("he") == {"lang": "he-IL", "dir": "rtl"}
    with pytest.raises(ValueError, match="nl"):
        html_attributes("nl")


@pytest.mark.parametrize(
    "tag", ["", " ", "-", "de ", " de", "d", "xx", "deutsch", "-de", "../de", "de/at", "de--AT", "deutschland"]
)
def test_other_languages_are_refused(tag: str) -> None:
    for ask in (
        language_of,
        lambda tag: say("error", tag),
        check({}).translated,
        lambda tag: form_fields(language=tag),
    ):
        with pytest.raises(ValueError, match="no catalogue for"):
            ask(tag)


def test_what_no_catalogue_has_stays_english() -> None:
    assert say("Whatever", "de") == "Whatever"
    assert say("error", "en") == "error"


def test_a_catalogue_of_ones_own() -> None:
    (finding,) = validators.redirect_uri("https://university.edu/orcid?state=1")
    assert translate(finding, gettext.NullTranslations().gettext) == finding.message
    ours = {finding.rule.template: "{parameter}: non licet"}
    assert translate(finding, lambda text: ours[text]) == "state: non licet"


#: What stands as it is in any language: code, names, values, and the few words that a language shares with English.
AS_THEY_ARE = re.compile(
    r"""https?://\S*|\S*[@_./\\:{}<>%]\S*|\b(?:ORCID|IPv6|ASCII|URIs?|IDs?|APP|HTTPS?|PIN|iD|DMP|UTF|U\+\w+|JSON|callback|fragment|host|redirect"""
    r"""|client|sandbox|query|proxy|integration|xn|localhost|state|code|Policy|https?)\b""",
    re.IGNORECASE,
)
#: Words that only English has, of those that our texts are made of.
ENGLISH = re.compile(
    r"\b(?:the|this|that|with|enter|remove|use|must|your|address|and|or|of|it|is|are|be|cannot|only|each|not|register|send|ask|"
    r"name|mailbox|person|text|character|line break|space|path|port)\b",
    re.IGNORECASE,
)
SHARED_WITH_ENGLISH = {"es": {"use"}, "pt": {"use"}, "fr": {"port", "or"}, "de": {"port", "name", "text", "person"}}


def english_in(said: str, language: str) -> list[str]:
    words = ENGLISH.findall(AS_THEY_ARE.sub(" ", said))
    return [word for word in words if word.lower() not in SHARED_WITH_ENGLISH.get(language, ())]


@pytest.mark.long
@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_in_what_is_translated(language: str) -> None:
    assert english_in("Remove the space", language)
    for rule in RULES.values():
        for example in rule.examples:
            find = credentials.check if rule.of_credentials else check
            report = find(example.data, policy=policy_of(example)).translated(language)
            for finding in report.findings:
                if not untranslated(finding, language):
                    assert not english_in(finding.message, language), (finding.code, finding.message)
            assert not english_in(str(report).splitlines()[-1], language)
    for cause in CAUSES.values():
        found = example_of(cause)
        translated = found.translated(language)
        if not any(untranslated(reason, language) for reason in found.reasons):
            codes = {reason.code for reason in found.reasons}
            lines = [line for line in str(translated).splitlines() if line.strip() not in codes]
            assert not english_in("\n".join(lines), language), lines
        assert translated.reasons[0].message == translate(found.reasons[0], language)
        assert translated.translated("en") == found
        assert all(columns(line) <= 100 or "://" in line for line in str(translated).splitlines())
    for concern in (Concern(code, "university.edu", "DSpace") for code in WARNINGS):
        assert untranslated(concern, language) or not english_in(translate(concern, language), language)
    needs(language, *delivery.TEXTS)
    for contact in (
        "security@library.university.edu",
        "ORCID@library.university.edu",
        "orcid+pin@library.university.edu",
    ):
        policy = Policy(severities={"pin_contact_email.not_distinct": None, "pin_contact_email.same_mailbox": None})
        sent = credentials.deliveries(parse({**GOOD_REQUEST, "pin_contact_email": contact}, policy=policy)).translated(
            language
        )
        text = str(sent).replace("pin_contact_email", "").replace("contact_email", "")
        assert not english_in(text, language), text


@pytest.mark.parametrize(
    ("character", "language", "said"),
    [
        (";", "en", "“;” (semicolon, U+003B)"), (";", "es", "«;» (punto y coma, U+003B)"), ("\\", "ja", "「\\」（バックスラッシュ、U+005C）"),
        ("ü", "zh", "“ü”（U+00FC）"), ("\n", "de", "„Zeilenumbruch“ (U+000A)"), ("\u3164", "de", "„HANGUL FILLER“ (U+3164)"), ("\x00", "pt", "U+0000"),
        (";", "ar", "«\u2066;\u2069» (فاصلة منقوطة، \u2066U+003B\u2069)"),
    ],
)  # fmt: skip
def test_characters_are_shown_and_named(character: str, language: str, said: str) -> None:
    assert render("{character}", {"character": character_name(character)}, language) == said


def test_a_program_brings_a_language(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "_read", {})
    folder = str(files("orcid_clientreq.messages") / "locale")
    danish = gettext.translation("orcid_clientreq", folder, ["de"])
    with pytest.raises(ValueError, match=r"no catalogue for 'da'; .* call messages.add_language"):
        language_of("da")
    add_language("da-DK", danish)
    report = check({"contact_email": "a@university.edu, b@university.edu"})
    assert str(report.translated("da")) == str(report.translated("de"))
    assert language_of("da") == "da"
    add_language("de", gettext.translation("orcid_clientreq", folder, ["fr"]))  # one's own in place of ours
    assert str(report.translated("de")) == str(report.translated("fr"))
    with pytest.raises(TypeError, match="GNUTranslations, not NullTranslations"):
        add_language("nl", gettext.NullTranslations())
    with pytest.raises(ValueError, match="the texts are in English"):
        add_language("en-GB", danish)


def compiled(messages: dict[str, str], fallback: gettext.NullTranslations | None = None) -> gettext.GNUTranslations:
    """Return a catalogue as `msgfmt` compiles it, with a fallback as `gettext.translation` chains several."""
    entries = sorted((text.encode(), said.encode()) for text, said in {"": HEADER, **messages}.items())
    start = 28 + 16 * len(entries)
    table: list[bytes] = []
    data = b""
    for side in (0, 1):
        for entry in entries:
            table.append(struct.pack("<II", len(entry[side]), start + len(data)))
            data += entry[side] + b"\0"
    head = struct.pack("<IIIIIII", 0x950412DE, 0, len(entries), 28, 28 + 8 * len(entries), 0, 0)
    catalogue = gettext.GNUTranslations(io.BytesIO(head + b"".join(table) + data))
    if fallback:
        catalogue.add_fallback(fallback)
    return catalogue


HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
ONLY_ONE = RULES["contact_email.multiple_addresses"].template
SHORTEN = RULES["contact_email.too_long"].template


def test_a_clause_can_name_a_character(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "_read", {})
    clause = "the part before the @-sign can't contain the character {character}"
    known = {"Correct the email address: {reason}.": "Verbeter: {reason}.", clause: "geen {character}", ":": "x"}
    add_language(
        "nl",
        compiled({**known, "colon": "dubbelepunt", "“{character}” ({name}, {point})": "{name} {character} {point}"}),
    )
    said = {text: translate(validators.contact_email(text)[0], "nl") for text in ("a:b@c.edu", "a(b@c.edu", "a@b_.edu")}
    assert said == {
        "a:b@c.edu": "Verbeter: geen dubbelepunt : U+003A.",
        "a(b@c.edu": "Verbeter: geen parenthesis ( U+0028.",
        "a@b_.edu": "Verbeter: the part after the @-sign can't contain the character “_” (LOW LINE, U+005F).",
    }


def test_the_fallbacks_of_a_catalogue_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "_read", {})
    german = gettext.translation("orcid_clientreq", str(files("orcid_clientreq.messages") / "locale"), ["de"])
    swiss = compiled({ONLY_ONE: "Nur eine Adresse."}, german)
    add_language("gsw", swiss)
    report = check({"contact_email": "a@university.edu, b@university.edu"})
    assert report.translated("gsw").findings[0].message == "Nur eine Adresse."
    assert [finding.message for finding in report.translated("gsw").findings[1:]] == [
        finding.message for finding in report.translated("de").findings[1:]
    ]
    assert str(report.translated("gsw")).splitlines()[-1] == str(report.translated("de")).splitlines()[-1]
    for text in CATALOGUES["de"]:
        assert say(text, "gsw") == ("Nur eine Adresse." if text == ONLY_ONE else say(text, "de"))
    add_language("bar", compiled({ONLY_ONE: "Oane."}, gettext.NullTranslations()))
    assert (say(ONLY_ONE, "bar"), say(SHORTEN, "bar")) == ("Oane.", SHORTEN)


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        ({SHORTEN: "Kürzen: {limti}."}, SHORTEN.partition(":")[0]),
        ({SHORTEN: "Kürzen."}, SHORTEN.partition(":")[0]),
        ({SHORTEN: "Kürzen: {limit} {other}."}, SHORTEN.partition(":")[0]),
        ({SHORTEN: "Kürzen: {limit!r}."}, SHORTEN.partition(":")[0]),
        ({SHORTEN: "Kürzen: {limit:10}."}, SHORTEN.partition(":")[0]),
        ({SHORTEN: "Kürzen: {limit."}, SHORTEN.partition(":")[0]),
        ({SHORTEN: "Kürzen: {}."}, SHORTEN.partition(":")[0]),
        ({ONLY_ONE: "{x}"}, ONLY_ONE),
        ({f"contact_email.multiple_addresses\x04{ONLY_ONE}": "{x}"}, ONLY_ONE),
        ({"report.count\x04{count} error\0{count} errors": "ein Fehler\0{number} Fehler"}, "{count} error"),
    ],
)
def test_a_translation_with_other_placeholders_is_refused_when_it_is_added(
    monkeypatch: pytest.MonkeyPatch, messages: dict[str, str], said: str
) -> None:
    needs("es", SHORTEN, ONLY_ONE)  # the catalogue that has the texts
    monkeypatch.setattr(catalogues, "_read", {})
    for catalogue in (compiled(messages), compiled({}, compiled(messages))):
        with pytest.raises(ValueError, match="must have the same placeholders") as caught:
            add_language("nl", catalogue)
        assert said in str(caught.value)
    with pytest.raises(ValueError, match="no catalogue for 'nl'"):
        language_of("nl")


def test_other_texts_of_a_catalogue_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "_read", {})
    plural = {"report.count\x04{count} error\0{count} errors": "één fout\0{count} fouten"}
    add_language("nl", compiled({"Hello {name}, {0}": "Hallo {naam}", **plural}))
    assert [count(number, "{count} error", "{count} errors", "nl") for number in (1, 2)] == ["één fout", "2 fouten"]


@pytest.mark.parametrize("tag", ["", "  ", "-", "../x", "de ", "d", "Deutsch, bitte", "de\n", "\ud800", "zh_", "a-b-c"])
def test_a_language_is_added_by_a_bcp_47_tag(tag: str) -> None:
    with pytest.raises(ValueError, match="a language is a BCP 47 tag, such as"):
        add_language(tag, compiled({}))


@pytest.mark.parametrize("tag", ["nl", "nl-BE", "NL_be", "gsw", "sr-Latn-RS", "de-1996", "es-419", "x" * 8])
def test_what_may_be_a_tag(monkeypatch: pytest.MonkeyPatch, tag: str) -> None:
    monkeypatch.setattr(catalogues, "_read", {})
    add_language(tag, compiled({ONLY_ONE: "x"}))
    assert say(ONLY_ONE, tag) == "x"


def test_a_function_may_have_no_translation_or_one_that_cannot_be_filled_in() -> None:
    for finding in check({**GOOD_REQUEST, "redirect_uris": [f"https://u.edu/{'a' * 400}?state=1"]}).findings:
        for said in ({}.get, lambda _: None, lambda _: "", lambda _: "{nope}", lambda _: "{", lambda _: "{0}", str):
            assert translate(finding, said) == finding.message
        assert translate(finding, lambda _: "ja") == "ja"


def test_the_form_in_another_language() -> None:
    labels = EDITIONS[FormEdition.JANUARY_2020].by_name
    needs("es", labels["staff_notes"].label, HELP["staff_notes"])
    needs("ja", labels["description"].label, HELP["description"])
    inputs = {each.name: each for each in form_fields(language="es-MX")}
    assert inputs["staff_notes"].label == "Notas para el personal de ORCID"
    assert inputs["staff_notes"].help == CATALOGUES["es"][HELP["staff_notes"]]
    latest = {each.name: each for each in form_fields(policy=Policy(edition="2023"), language="de")}
    assert latest["update_existing"].choices == ("yes", "no")
    assert latest["update_existing"].choice_labels == ("ja", "nein")
    assert latest["integration_type"].choice_labels == ("zertifizierter Dienstleister", "anderes System")
    properties = json_schema(language="ja")["properties"]
    assert json_schema(language="de")["title"] == "Antrag auf Zugangsdaten für die Mitglieder-API von ORCID"
    assert properties["description"]["title"] == "クライアントアプリケーションの短い説明"
    assert properties["description"]["description"] == CATALOGUES["ja"][HELP["description"]]


def test_english_is_not_slowed_and_stays_as_it_was() -> None:
    finding = Finding(code="redirect_uri.long", path=("redirect_uris", 0), severity="warning", params={"limit": 355})
    assert finding.message == RULES["redirect_uri.long"].template.format(limit=355)
    assert finding.language == "en"
