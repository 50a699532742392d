"""Mixed scripts: what is not what it looks like gets a warning, and real names in any script get none."""

from __future__ import annotations

import re
import unicodedata

import pytest

from orcid_clientreq import validators
from orcid_clientreq.syntax import hosts
from orcid_clientreq.syntax.scripts import looks_like_ascii, mixes_scripts, scripts_of
from orcid_clientreq.syntax.unicode_scripts import RUNS, UNICODE_VERSION

ORGANIZATIONS = [
    "Universität Zürich", "Université de Montréal", "Universidad de Concepción", "Łódź University of Technology", "Háskóli Íslands",
    "Московский государственный университет имени М. В. Ломоносова", "Київський національний університет імені Тараса Шевченка",
    "Софийски университет „Св. Климент Охридски“", "Εθνικό και Καποδιστριακό Πανεπιστήμιο Αθηνών", "האוניברסיטה העברית בירושלים",
    "جامعة القاهرة", "دانشگاه تهران", "दिल्ली विश्वविद्यालय", "ঢাকা বিশ্ববিদ্যালয়", "சென்னைப் பல்கலைக்கழகம்", "จุฬาลงกรณ์มหาวิทยาลัย", "北京大学", "國立臺灣大學",
    "東京大学 (The University of Tokyo)", "京都大学リポジトリKURENAI", "서울대학교 S-Space", "თბილისის სახელმწიფო უნივერსიტეტი", "Երևանի պետական համալսարան",
    "አዲስ አበባ ዩኒቨርሲቲ", "Đại học Quốc gia Hà Nội", "МГУ ORCID-клиент", "ORCID для НИУ ВШЭ", "α-Synuclein Archive", "βCatenin Database", "IL-2Rα and TNFα assays", "NFκB", "µm-scale imaging, 5 μm",
    "Ω Repository", "CERN – λ/4", "ŒUVRE numérique", "ﬁ ligature", "R&D 中心",
]  # fmt: skip


@pytest.mark.parametrize("name", ORGANIZATIONS)
def test_a_real_name_gets_no_warning(name: str) -> None:
    assert validators.client_name(name) == ()
    assert validators.description(f"Sign in with your ORCID iD at {name}.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Univеrsity",
        "ОRCID",
        "Sign in to Pаypal now",
        "ORCΙD",
        "Νature",
        "οpen access",
        "Sсience",
        "Ѕcience",
        "repositorу",
        "ORCιD",
        "PAYPAο",
        "Pαpers",
    ],
    ids=ascii,
)
def test_a_word_with_look_alikes_gets_a_warning(text: str) -> None:
    assert not text.isascii()
    for validator in (validators.description, validators.client_name):
        assert [finding.code.partition(".")[2] for finding in validator(text)] == ["confusable"]
    assert validators.staff_notes(text) == validators.organization_name(text) == ()


@pytest.mark.parametrize(
    ("host", "confusable"),
    [
        ("bücher.edu", False), ("почта.рф", False), ("орех.рф", False), ("орех.com", True), ("аррӏе.com", True), ("раураl.com", True),
        ("日本のai.jp", False), ("中文a.cn", False), ("ㄅㄆ中a.tw", False), ("한국ai.kr", False), ("한국の.kr", True), ("αβγ.gr", False), ("ορος.com", False),
        ("אב-ab.edu", None), ("भारत.com", False), ("भारतtest.com", True), ("ไทย.com", False), ("москва-1.com", False), ("аbc.рф", True), ("хост.xn--80a1acny.com", False),
    ],
)  # fmt: skip
def test_hosts_of_one_and_of_many_scripts(host: str, confusable: bool | None) -> None:
    encoded = hosts.a_labels(host)
    if confusable is None:
        assert encoded is None
        return
    for validator, field in ((validators.redirect_uri, "redirect_uri"), (validators.homepage_url, "homepage_url")):
        codes = [finding.code for finding in validator(f"https://{encoded}/cb")]
        assert codes == ([f"{field}.confusable_host"] if confusable else [])


def test_scripts_and_look_alikes() -> None:
    assert scripts_of("a") == {"Latn"}
    assert scripts_of("ー") == {"Hira", "Kana"}
    assert scripts_of("-") == scripts_of("7") == frozenset()
    assert scripts_of("\U0001e800") == {"Mend"}
    assert mixes_scripts("aж")
    assert not mixes_scripts("123-")
    assert not looks_like_ascii("abc")
    assert looks_like_ascii("а1-b")
    assert tuple(map(int, UNICODE_VERSION.split("."))) >= (15, 0, 0)


def test_scripts_have_codes_of_four_letters() -> None:
    codes = {code for run in RUNS.split() for code in run.partition("=")[2].split("+") if code}
    assert len(codes) > 150
    assert all(re.fullmatch("[A-Z][a-z]{3}", code) for code in codes)


def test_every_character_has_a_run() -> None:
    for point in range(0, 0x110000, 97):
        scripts_of(chr(point))
    named = {
        "LATIN": "Latn",
        "CYRILLIC": "Cyrl",
        "GREEK": "Grek",
        "HEBREW": "Hebr",
        "THAI": "Thai",
        "HANGUL": "Hang",
        "KATAKANA": "Kana",
    }
    for point in range(0x20, 0x10000):
        words = unicodedata.name(chr(point), "").split()
        if len(words) > 2 and words[0] in named and words[1] == "LETTER":
            assert named[words[0]] in scripts_of(chr(point)), words
