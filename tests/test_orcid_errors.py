"""The table of what ORCID says when a sign-in fails."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from orcid_clientreq.matching import ORCID_ERRORS, OrcidError, read
from orcid_clientreq.matching.said import error_of, error_said_in, of_code, squeezed
from orcid_clientreq.matching.wordings import IN_OTHER_LANGUAGES
from orcid_clientreq.messages import LANGUAGES
from orcid_clientreq.rules.model import DOCUMENTATION

sys.path.insert(0, str(Path(__file__).parent.parent / "docs" / "generators"))

import rule_pages


@pytest.mark.parametrize("error", ORCID_ERRORS.values(), ids=lambda error: error.code)
def test_each_row_can_be_read(error: OrcidError) -> None:
    assert ORCID_ERRORS[error.code] is error
    assert re.fullmatch("[a-z_]+", error.code)
    assert error.meaning.endswith(".")
    assert error.remedy.endswith(".")
    assert error.source
    assert error.wordings or error.oauth or error.code == "token_host"
    assert error.url == f"{DOCUMENTATION}rules/orcid-errors.html#{error.code.replace('_', '-')}"
    assert error.explained() == f"{error.meaning} {error.remedy}"
    for language in LANGUAGES:
        assert error.explained(language=language)


@pytest.mark.parametrize("error", ORCID_ERRORS.values(), ids=lambda error: error.code)
def test_each_wording_tells_its_row(error: OrcidError) -> None:
    for wording in error.wordings:
        said = wording.replace("\u2026", "APP-0123456789ABCDEF")
        assert error_said_in(squeezed(f"500: {said.upper()}\n")) is error
        assert read(f"({said})").error is error
    for code in error.oauth:
        assert error_of(code, error.wordings[0] if error.wordings else "") in {error, of_code(code)}


@pytest.mark.parametrize(
    "code",
    [
        *("invalid_request", "invalid_scope", "invalid_client", "invalid_grant", "unauthorized_client", "access_denied"),
        *("client_locked", "client_deactivated", "unsupported_response_type", "server_error", "login_required"),
        *("interaction_required", "unsupported_grant_type", "invalid_token"),
    ],
)  # fmt: skip
def test_a_code_of_oauth_means_the_row_of_its_name(code: str) -> None:
    assert of_code(code) is ORCID_ERRORS[code]
    assert error_of(code) is ORCID_ERRORS[code]


def test_what_is_no_code_of_oauth_means_nothing() -> None:
    assert of_code("oauth_error") is ORCID_ERRORS["parameters_incomplete"]
    for code in ("redirect_uri_mismatch", "token_host", "consent_required", ""):
        assert of_code(code) is None
        assert error_of(code) is None


def test_other_languages_are_those_of_rows() -> None:
    assert set(IN_OTHER_LANGUAGES) <= set(ORCID_ERRORS)
    assert all(len(set(wordings)) == len(wordings) for wordings in IN_OTHER_LANGUAGES.values())


@pytest.mark.long
def test_each_row_has_a_section(tmp_path: Path) -> None:
    rule_pages.write(tmp_path)
    page = (tmp_path / "orcid-errors.md").read_text(encoding="utf-8")
    assert all(f"## {code}\n" in page for code in ORCID_ERRORS)
    assert "](https://github.com/openlibhums/janeway/issues/5507)" in page
    assert "orcid-errors" in (tmp_path / "index.md").read_text(encoding="utf-8")
