"""`messages.negotiate`: the language of a visitor, from a header that anybody may write."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orcid_clientreq import check
from orcid_clientreq.messages import LANGUAGES, negotiate


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("fr", "fr"),
        ("FR-ca", "fr"),
        ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("fr;q=0.9, en", "en"),
        ("en;q=0.1, de;q=0.200", "de"),
        ("de;q=0.5, it;q=0.5", "de"),
        ("nl", "en"),
        ("nl,fr;q=0.9", "fr"),
        ("nl, *;q=0.5", "en"),
        ("*", "en"),
        ("fr;q=0.2, *", "en"),
        ("zh-Hans-CN", "zh"),
        ("zh_TW", "zh"),
        ("zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7", "zh"),
        ("zh-Hant-HK, en;q=0.9", "zh"),
        ("fr;q=0, es;q=0.1", "es"),
        ("fr;q=0.000, fr-CA", "en"),
        ("en;q=0", "en"),
        ("en;q=0, *", "en"),
        ("pt-BR ; Q=1.000 , en;q=0.5", "pt"),
        ("\tja\t", "ja"),
        (",,it,,", "it"),
        ("fr;q=1.5, de;q=0.1", "de"),
        ("fr;q=-1", "en"),
        ("fr;level=1, es", "es"),
        ("fr fr, es", "es"),
        ("fr;q=0.1234, es;q=0.1", "es"),
        ("i-klingon, ar;q=0.3", "ar"),
        ("fr, fr;q=0", "fr"),
        ("", "en"),
        ("\0", "en"),
        ("fr\n", "en"),
        ("q=0.5", "en"),
        (";" * 5000 + ",fr", "en"),
        (None, "en"),
        (7, "en"),
        (b"fr", "en"),
    ],
)
def test_the_best_that_there_is(accepted: Any, language: str) -> None:
    assert negotiate(accepted) == language


def test_a_program_has_languages_of_its_own() -> None:
    assert negotiate("de, fr;q=0.5", languages=["en", "fr"]) == "fr"
    assert negotiate("de", languages=["en", "fr"], default="fr-CA") == "fr"
    assert negotiate("es", languages=[], default="es") == "es"
    assert negotiate("*", default="it") == "it"
    for wrong in ({"languages": ["tlh"]}, {"default": "tlh"}):
        with pytest.raises(ValueError, match="no catalogue for 'tlh'"):
            negotiate("de", **wrong)  # type: ignore[arg-type]


@given(st.text() | st.lists(st.sampled_from(["fr", "*", ";q=", "0.", "5", ",", " ", "-", "é", "\ud800"])).map("".join))
def test_no_header_raises_and_a_report_speaks_what_comes_out(header: str) -> None:
    language = negotiate(header)
    assert language in LANGUAGES
    assert check({}, language=language).language == language
