"""What must be true of the wizard for every input."""

from __future__ import annotations

from html import unescape
from typing import Any

from hypothesis import given, settings
from wizard import FIELDS, create_app

from orcid_clientreq import check
from orcid_clientreq.strategies import faulty_form_data, form_data

app = create_app()
browser = app.test_client()

#: Errors that a form can have when each of its fields is a text, as a browser sends it.
CODES = ["contact_email.invalid", "homepage_url.not_absolute", "redirect_uri.fragment", "redirect_uri.https_required"]


def as_sent(data: dict[str, Any]) -> dict[str, str]:
    """Return a form as a browser sends it: text in every field, and one redirect URI a line."""
    fields = {name: data.get(name) or "" for name in FIELDS}
    return {**fields, "redirect_uris": "\r\n".join(data["redirect_uris"])}


@settings(deadline=None)
@given(form_data())
def test_what_is_right_is_kept_as_it_was_written(data: dict[str, Any]) -> None:
    answer = browser.post("/", data=as_sent(data))
    assert answer.status_code == 201
    kept = app.config["REQUESTS"][-1]
    assert kept.redirect_uris == tuple(data["redirect_uris"])
    assert kept.homepage_url == data["homepage_url"]


@settings(deadline=None)
@given(faulty_form_data(CODES))
def test_what_is_wrong_is_said_at_its_field(drawn: tuple[dict[str, Any], frozenset[str]]) -> None:
    data, expected = drawn
    answer = browser.post("/", data=as_sent(data))
    assert answer.status_code == 422
    assert expected == {finding.code for finding in check(data).errors}
    for finding in check(data).errors:
        assert finding.message in unescape(answer.text)
