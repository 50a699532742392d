"""What people have in hand when a sign-in fails: `read` says what it is, and takes the redirect URI out of it."""

from __future__ import annotations

import html
import json
import pickle
import re
from typing import Any
from urllib.parse import quote, unquote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import EDGE_URIS, OBJECTS
from test_hostile import HostileStr
from timing import grows_with

from orcid_clientreq import Environment
from orcid_clientreq.matching import ORCID_ERRORS, Attempt, AttemptKind, How, match, read, requested_in
from orcid_clientreq.matching.attempt import HOSTS
from orcid_clientreq.matching.reading import ADDRESS_AT_ORCID
from orcid_clientreq.matching.wordings import IN_OTHER_LANGUAGES, OF_THE_PAGE
from orcid_clientreq.messages import LANGUAGES
from orcid_clientreq.strategies import redirect_uris
from orcid_clientreq.syntax.display import columns
from orcid_clientreq.syntax.meant import unwrapped

URI = "https://repo.library.edu/server/api/authn/orcid"
CODED = quote(URI, safe="")
CLIENT = "APP-0123456789ABCDEF"
REQUEST = f"https://orcid.org/oauth/authorize?client_id={CLIENT}&response_type=code&scope=%2Fauthenticate&redirect_uri={CODED}"
K = AttemptKind

#: A text, what it is, the redirect URI, what ORCID says, and what was done to read it.
CASES: dict[str, tuple[str, AttemptKind, str | None, str | None, dict[str, Any]]] = {
    # Requests
    "address": (REQUEST, K.REQUEST, URI, None, {}),
    "sandbox": (REQUEST.replace("orcid.org", "sandbox.orcid.org"), K.REQUEST, URI, None, {"environment": Environment.SANDBOX}),
    "final dot": (REQUEST.replace("orcid.org", "ORCID.org."), K.REQUEST, URI, None, {}),
    "new server": (REQUEST.replace("orcid.org/oauth/", "auth.sandbox.orcid.org/oauth2/"), K.REQUEST, URI, None, {"environment": Environment.SANDBOX}),
    "unknown server": (REQUEST.replace("orcid.org", "qa.orcid.org"), K.REQUEST, URI, None, {"environment": None}),
    "sign-in page": (f"https://orcid.org/signin?oauth&client_id={CLIENT}&redirect_uri={CODED}", K.REQUEST, URI, None, {}),
    "other page": (f"https://orcid.org/anything?client_id={CLIENT}&redirect_uri={CODED}", K.REQUEST, URI, None, {}),
    "fragment": (REQUEST.replace("authorize?", "authorize#"), K.REQUEST, URI, None, {}),
    "not encoded": (REQUEST.replace(CODED, URI), K.REQUEST, URI, None, {}),
    "half encoded": (REQUEST.replace(CODED, URI.replace("/", "%2F")), K.REQUEST, URI, None, {}),
    "plus": (REQUEST.replace(CODED, "https://a.edu/a+b"), K.REQUEST, "https://a.edu/a b", None, {}),
    "cut by #": (REQUEST.replace(CODED, "https://a.edu/#/cb"), K.REQUEST, "https://a.edu/", None, {}),
    "scope with a blank": (f"https://orcid.org/oauth/authorize?client_id={CLIENT}&scope=/read-limited /activities/update&redirect_uri={URI}&state=7", K.REQUEST, URI, None, {}),
    "no scheme": (REQUEST.removeprefix("https://"), K.REQUEST, URI, None, {}),
    "path of a log": (f'1.2.3.4 - - [x] "GET /oauth/authorize?client_id={CLIENT}&redirect_uri={CODED}&state=7 HTTP/1.1" 302', K.REQUEST, URI, None, {"environment": None}),
    "query": (f"?client_id={CLIENT}&redirect_uri={CODED}&state=7", K.REQUEST, URI, None, {"environment": None}),
    "parameter": (f"redirect_uri={CODED}&scope=x", K.REQUEST, URI, None, {"environment": None, "client_id": None}),
    "parameter with plus": ("redirect_uri=https://a.edu/a+b", K.REQUEST, "https://a.edu/a b", None, {"environment": None, "client_id": None}),
    "no web address": (f"/oauth/authorize?client_id={CLIENT}&redirect_uri=com.app%3A%2Fcb", K.REQUEST, "com.app:/cb", None, {"environment": None}),
    "no redirect URI": (f"https://orcid.org/oauth/authorize?client_id={CLIENT}", K.REQUEST, None, None, {}),
    "blank redirect URI": (f"https://orcid.org/oauth/authorize?client_id={CLIENT}&redirect_uri=", K.REQUEST, None, None, {}),
    "sign-in page alone": ("https://orcid.org/signin", K.REQUEST, None, None, {"client_id": None}),
    "encoded twice": (REQUEST.replace(CODED, quote(CODED)), K.REQUEST, URI, None, {"encoded_twice": True}),
    "encoded twice, as a parameter": (f"redirect_uri={quote(CODED)}", K.REQUEST, URI, None, {"encoded_twice": True, "environment": None, "client_id": None}),
    "quoted": (f"'{REQUEST}'", K.REQUEST, URI, None, {}),
    "label": (f"Request URL: {REQUEST}", K.REQUEST, URI, None, {}),
    "header": (f"HTTP/2 302\nlocation: {REQUEST}\ndate: x", K.REQUEST, URI, None, {}),
    "HTML": (html.escape(REQUEST), K.REQUEST, URI, None, {"removed": ("escape",)}),
    "link": (f'<a href="{REQUEST}">Sign in</a>', K.REQUEST, URI, None, {}),
    "script": (f"window.open('{REQUEST}', '_blank');", K.REQUEST, URI, None, {}),
    "script that encodes": (f"location = 'https://orcid.org/oauth/authorize?client_id={CLIENT}&redirect_uri=' + encodeURIComponent('{URI}');", K.REQUEST, URI, None, {}),
    "script with a name": (f"const redirectUri = '{URI}';\nopen('https://orcid.org/oauth/authorize?client_id={CLIENT}')", K.REQUEST, URI, None, {}),
    "address of the endpoint in code": ("fetch('https://orcid.org/oauth/authorize')", K.REQUEST, None, None, {"client_id": None}),
    "JSON": (json.dumps({"url": REQUEST, "status": 302}), K.REQUEST, URI, None, {}),
    "parameters in JSON": (json.dumps({"client_id": CLIENT, "redirect_uri": URI}), K.REQUEST, URI, None, {"environment": None}),
    "parameters in Python": (f"{{'client_id': '{CLIENT}', 'redirect_uri': '{URI}'}}", K.REQUEST, URI, None, {"environment": None}),
    "parameters in PHP": (f"'client_id' => '{CLIENT}', 'redirect_uri' => '{URI}'", K.REQUEST, URI, None, {"environment": None}),
    "YAML": (f"redirect_uri: {URI}", K.REQUEST, URI, None, {"environment": None, "client_id": None}),
    "developer tools": (f"Request URL\n{REQUEST}\nRequest Method\nGET\nStatus Code\n302 Found\nReferer\nhttps://repo.library.edu/", K.REQUEST, URI, None, {}),
    "nested": (f"https://proxy.library.edu/go?to={quote(REQUEST, safe='')}", K.REQUEST, URI, None, {"removed": ("escape",), "span": False}),
    "nested, not encoded": (f"https://proxy.library.edu/go?to={REQUEST}", K.REQUEST, URI, None, {"removed": ("escape",), "span": False}),
    "nested, half encoded": (f"https://proxy.library.edu/go?to=https://orcid.org/oauth/authorize{quote(REQUEST.partition('authorize')[2], safe='')}", K.REQUEST, URI, None, {"removed": ("escape",), "span": False}),
    "nested parameter": (f"login?next=%2Foauth%2Fauthorize%3Fclient_id%3D{CLIENT}%26redirect_uri%3D{quote(CODED)}%26scope%3Dx", K.REQUEST, URI, None, {"removed": ("escape",), "environment": None, "span": False}),
    "several": (f"{REQUEST}\n{REQUEST.replace('repo', 'other')}", K.REQUEST, URI, None, {"others": (URI.replace("repo", "other"),)}),
    "both environments": (f"{REQUEST}\n{REQUEST.replace('orcid.org', 'sandbox.orcid.org')}", K.REQUEST, URI, None, {"environment": None}),
    # ORCID's page
    "page of 2021": (f"Error: The provided redirect URI {URI} does not match the redirect URIs registered by Library ({CLIENT}).\n{OF_THE_PAGE[0]}.\ninvalid_grant / Redirect URI doesn't match your registered redirect URIs.", K.ERROR_PAGE, URI, "redirect_uri_mismatch", {"environment": None}),
    "page before": ("Redirect URI doesn\u2019t match your registered redirect URIs.", K.ERROR_PAGE, None, "redirect_uri_mismatch", {"environment": None, "client_id": None}),
    "page of 2025": (f'invalid_request: Missing parameter: redirect_uri \u2014 "{URI}" does not match registered client "{CLIENT}"', K.ERROR_PAGE, URI, "redirect_uri_mismatch", {"environment": None}),
    "page of 2025, short": ("redirect_uri does not match for registered client", K.ERROR_PAGE, None, "redirect_uri_mismatch", {"environment": None, "client_id": None}),
    "page with something else": ("Error: The provided redirect URI web/cb does not match the redirect URIs registered by Library.", K.ERROR_PAGE, "web/cb", "redirect_uri_mismatch", {"environment": None, "client_id": None}),
    "page with it encoded": (f"Error: The provided redirect URI {CODED} does not match the redirect URIs registered by Library.", K.ERROR_PAGE, URI, "redirect_uri_mismatch", {"environment": None, "client_id": None, "encoded_twice": True}),
    "page with ligatures": ("Zadan\u00fd identi\ufb01k\u00e1tor URI pro p\u0159esm\u011brov\u00e1n\u00ed web/cb neodpov\u00edd\u00e1 identi\ufb01k\u00e1tor\u016fm URI pro p\u0159esm\u011brov\u00e1n\u00ed, kter\u00e9 zaregistroval/a X", K.ERROR_PAGE, None, "redirect_uri_mismatch", {"environment": None, "client_id": None}),
    "page and address": (f"{REQUEST}\nRedirect URI doesn't match your registered redirect URIs.", K.ERROR_PAGE, URI, "redirect_uri_mismatch", {}),
    "page, missing": (f"Error: Incorrect OAuth Link for client id {CLIENT}, missing redirect uri parameter", K.ERROR_PAGE, None, "redirect_uri_missing", {"environment": None}),
    "page, client": (f"Error: The provided client id {CLIENT} is invalid. See https://repo.library.edu/help", K.ERROR_PAGE, None, "invalid_client", {"environment": None}),
    "page, deactivated": (f"Error: The provided client id {CLIENT} is locked.", K.ERROR_PAGE, None, "client_deactivated", {"environment": None}),
    "page, locked": (f"Error: The provided request couldn't be completed because the integration and hence, the client {CLIENT} is locked.", K.ERROR_PAGE, None, "client_locked", {"environment": None}),
    "page, nothing told": (f"{OF_THE_PAGE[0]}.", K.ERROR_PAGE, None, None, {"environment": None, "client_id": None}),
    "new server, client": ("invalid_request: Invalid parameter: client_id", K.ERROR_PAGE, None, "invalid_client", {"environment": None, "client_id": None}),
    "code alone": ("oauth failed: interaction_required", K.ERROR_PAGE, None, "interaction_required", {"environment": None, "client_id": None}),
    # The token endpoint
    "token JSON": (f'{{"error":"invalid_client","error_description":"Client not found: {CLIENT}"}}', K.TOKEN_RESPONSE, None, "invalid_client", {"environment": None}),
    "token Python": ("{'error': 'invalid_grant', 'error_description': 'Invalid authorization code: Ab12cD'}", K.TOKEN_RESPONSE, None, "code_invalid", {"environment": None, "client_id": None}),
    "token JSON, code alone": ('{"error" : "invalid_grant"}', K.TOKEN_RESPONSE, None, "invalid_grant", {"environment": None, "client_id": None}),
    "token JSON of another": ('{"error": "redirect_uri_mismatch", "error_description": "Bad Request"}', K.NOTHING, None, None, {"environment": None, "client_id": None}),
    "token, granted": ('{"access_token": "x", "token_type": "bearer"}', K.TOKEN_RESPONSE, None, None, {"environment": None, "client_id": None}),
    "token, words": ("500 Redirect URI mismatch.", K.TOKEN_RESPONSE, None, "token_redirect_uri_mismatch", {"environment": None, "client_id": None}),
    "token, code alone": ("OAuthError: unauthorized_client", K.TOKEN_RESPONSE, None, "unauthorized_client", {"environment": None, "client_id": None}),
    "body of a token request": (f"client_id={CLIENT}&redirect_uri={CODED}&code=abc123&grant_type=authorization_code", K.TOKEN_REQUEST, URI, None, {"environment": None}),
    "token request": (f"curl 'https://orcid.org/oauth/token' -d client_id={CLIENT} -d redirect_uri={URI}", K.TOKEN_REQUEST, URI, None, {}),
    "token request with GET": (f"https://orcid.org/oauth/token?client_id={CLIENT}&redirect_uri={CODED}", K.TOKEN_REQUEST, URI, None, {}),
    "token address": ("https://orcid.org/oauth/token", K.TOKEN_REQUEST, None, None, {"client_id": None}),
    "token address of the API": ("https://pub.orcid.org/oauth/token", K.TOKEN_REQUEST, None, "token_host", {"client_id": None}),
    "token request of the API": (f"POST https://api.sandbox.orcid.org/oauth/token redirect_uri={CODED}", K.TOKEN_REQUEST, URI, "token_host", {"environment": Environment.SANDBOX, "client_id": None}),
    "token path": (f"POST /oauth/token redirect_uri={CODED}", K.TOKEN_REQUEST, URI, None, {"environment": None, "client_id": None}),
    # The address after the return
    "return": (f"{URI}?code=Ab12cD&state=x", K.RETURN, URI, None, {"environment": None, "client_id": None}),
    "return with a query": (f"{URI}?tenant=2&code=Ab12cD&state=x#", K.RETURN, f"{URI}?tenant=2", None, {"environment": None, "client_id": None}),
    "return with an error": (f"{URI}?error=invalid_scope&error_description=Invalid%20scope:%20/read-limited", K.RETURN, URI, "invalid_scope", {"environment": None, "client_id": None}),
    "return with an error of another": (f"{URI}?error=consent_required", K.RETURN, URI, None, {"environment": None, "client_id": None}),
    "return with a fragment": (f"{URI}#error=login_required", K.RETURN, URI, "login_required", {"environment": None, "client_id": None}),
    "return with a word": (f"{URI}#login_required", K.RETURN, URI, "login_required", {"environment": None, "client_id": None}),
    "return with a token": (f"{URI}#access_token=x&token_type=bearer", K.RETURN, URI, None, {"environment": None, "client_id": None}),
    "return in a log": ("GET /oauth2/callback.xhtml?error=invalid_scope HTTP/1.1", K.RETURN, None, "invalid_scope", {"environment": None, "client_id": None}),
    "return in a log, with a code": ("GET /orcid/cb?code=Ab12cD&state=7 HTTP/1.1", K.RETURN, None, None, {"environment": None, "client_id": None}),
    "return after a request": (f"{REQUEST}\n{URI}?error=access_denied", K.RETURN, URI, "access_denied", {}),
    # An address alone
    "URI": (URI, K.URI, URI, None, {"environment": None, "client_id": None}),
    "URI with a query": ("https://a.edu/b?redirect_uri=https://c.edu", K.URI, "https://a.edu/b?redirect_uri=https://c.edu", None, {"environment": None, "client_id": None}),
    "URI with an iD": ("https://a.edu/b?iD=https://orcid.org/0000-0001-2345-6789", K.URI, "https://a.edu/b?iD=https://orcid.org/0000-0001-2345-6789", None, {"client_id": None}),
    "URI of the like": ("https://not-orcid.org/?redirect_uri=x", K.URI, "https://not-orcid.org/?redirect_uri=x", None, {"environment": None, "client_id": None}),
    "URI encoded": (CODED, K.URI, URI, None, {"environment": None, "client_id": None, "removed": ("escape",)}),
    "URI encoded twice": (quote(CODED), K.URI, URI, None, {"environment": None, "client_id": None, "removed": ("escape",), "encoded_twice": True}),
    "URI in brackets": (f"<{URI}>", K.URI, URI, None, {"environment": None, "client_id": None, "removed": ("angle_bracket",)}),
    "URI broken": ("https://repo.library.edu/serve\nr/api/authn/orcid", K.URI, URI, None, {"environment": None, "client_id": None, "removed": ("line_break",)}),
    "URI in a sentence": (f"We use {URI} for that.", K.URI, URI, None, {"environment": None, "client_id": None}),
    "URI broken by a bracket": ("https://[orcid.org/?redirect_uri=x", K.URI, "https://[orcid.org/?redirect_uri=x", None, {"client_id": None}),
    "host and path": (" a.edu/b ", K.URI, "a.edu/b", None, {"environment": None, "client_id": None, "span": (1, 8), "removed": ("invisible",)}),
    "one word": ("undefined/cb", K.URI, "undefined/cb", None, {"environment": None, "client_id": None}),
    "www": ("www.a.edu/b", K.URI, "www.a.edu/b", None, {"environment": None, "client_id": None}),
    "other scheme": ("com.app:/cb", K.URI, "com.app:/cb", None, {"environment": None, "client_id": None}),
    "error as a path": ("https://a.edu/error?code=orcid.generic-error", K.URI, "https://a.edu/error?code=orcid.generic-error", None, {"environment": None, "client_id": None}),
    # Pages
    "page of one's own": ("https://repo.library.edu/login?returnUrl=%2Fhome", K.PAGE, None, None, {"environment": None, "client_id": None}),
    "error page of DSpace": ("https://repo.library.edu/error?status=401&code=orcid.generic-error", K.PAGE, None, None, {"environment": None, "client_id": None}),
    "request to another service": (f"https://sso.library.edu/auth?client_id=x&redirect_uri={CODED}", K.PAGE, None, None, {"environment": None, "client_id": None}),
    "callback that looks like one": ("https://w.edu/user/login/orcid/login/?next=/", K.URI, "https://w.edu/user/login/orcid/login/?next=/", None, {"environment": None, "client_id": None}),
    # Nothing of use
    "nothing": ("", K.NOTHING, None, None, {"environment": None, "client_id": None}),
    "words": ("The sign-in does not work.", K.NOTHING, None, None, {"environment": None, "client_id": None}),
    "two addresses": ("https://a.edu/ or https://b.edu/", K.NOTHING, None, None, {"environment": None, "client_id": None}),
    "an iD": ("https://orcid.org/0000-0001-2345-6789", K.NOTHING, None, None, {"client_id": None}),
    "ORCID's host": ("orcid.org/my-orcid", K.NOTHING, None, None, {"client_id": None}),
    "percent": ("100%", K.NOTHING, None, None, {"environment": None, "client_id": None}),
    "error of another": ("Error 400: redirect_uri_mismatch", K.NOTHING, None, None, {"environment": None, "client_id": None}),
    "a picture": ("image001.png", K.NOTHING, None, None, {"environment": None, "client_id": None}),
    "an email address": ("user@university.edu", K.NOTHING, None, None, {"environment": None, "client_id": None}),
    "a version": ("v7.6.1", K.NOTHING, None, None, {"environment": None, "client_id": None}),
    "an abbreviation": ("e.g.", K.NOTHING, None, None, {"environment": None, "client_id": None}),
    "an event of Keycloak": (f'{{"type":"IDENTITY_PROVIDER_LOGIN_ERROR","error":"invalid_code","details":{{"identity_provider":"orcid","redirect_uri":"{URI}"}}}}', K.NOTHING, None, None, {"environment": None, "client_id": None}),
    "an event in a log": (f'WARN [org.keycloak.events] type="LOGIN_ERROR", clientId="repo", error="invalid_redirect_uri", redirect_uri="{URI}"', K.NOTHING, None, None, {"environment": None, "client_id": None}),
    "an error of Microsoft's": (f"AADSTS50011: The redirect URI '{URI}' specified in the request does not match", K.NOTHING, None, None, {"environment": None, "client_id": None}),
    "a long word": ("a/" * 1001, K.NOTHING, None, None, {"environment": None, "client_id": None}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_a_text_is(name: str) -> None:
    text, kind, uri, error, more = CASES[name]
    found = read(text)
    assert (found.kind, found.redirect_uri, found.error and found.error.code) == (kind, uri, error)
    expected = {"environment": Environment.PRODUCTION, "client_id": CLIENT} | {
        "encoded_twice": False,
        "removed": (),
        "others": (),
    }
    expected |= more
    span = expected.pop("span", None)
    assert {key: getattr(found, key) for key in expected} == expected
    assert (found.span is None) is (found.redirect_uri is None)
    if span:
        assert found.span == span
    elif uri is not None and span is None:
        stands_in(text, found)
    assert requested_in(text) == (uri or "")
    assert read(HostileStr(text)) == found


def stands_in(text: str, found: Attempt) -> None:
    """See that the redirect URI stands where it is said to, percent-encoded, escaped or broken as it may be."""
    assert found.span is not None
    written = html.unescape(text[slice(*found.span)]).replace("\n", "")
    spellings = {written, unquote_plus(written), unquote_plus(unquote_plus(written))}
    if found.kind is AttemptKind.RETURN:
        spellings = {each.partition("?")[0].partition("#")[0] for each in spellings}
        assert (found.redirect_uri or "").partition("?")[0] in spellings
    else:
        assert found.redirect_uri in spellings


PAGES = [wording for wording in IN_OTHER_LANGUAGES["redirect_uri_mismatch"] if "\u2026" in wording]


@pytest.mark.parametrize("wording", PAGES)
@pytest.mark.parametrize("between", [" ", "\n", ""], ids=["blank", "line", "nothing"])
@pytest.mark.parametrize("uri", [URI, "http://localhost:3000/cb", "web/cb?x=y"])
def test_the_page_is_read_in_every_language(wording: str, between: str, uri: str) -> None:
    before, after = wording.split(" \u2026 ")
    found = read(f"{before}{between}{uri}{between}{after}: Library ({CLIENT}).")
    assert (found.kind, found.redirect_uri, found.client_id) == (K.ERROR_PAGE, uri, CLIENT)
    assert found.error is ORCID_ERRORS["redirect_uri_mismatch"]


@pytest.mark.parametrize(("code", "wording"), [(code, each) for code, every in IN_OTHER_LANGUAGES.items() for each in every])  # fmt: skip
def test_every_wording_tells_its_error(code: str, wording: str) -> None:
    found = read(f"{wording.replace(' … ', f' {CLIENT} ')}.")
    assert (found.kind, found.error) == (K.ERROR_PAGE, ORCID_ERRORS[code])


@pytest.mark.parametrize("sentence", OF_THE_PAGE)
def test_the_sentence_below_each_error_tells_the_page(sentence: str) -> None:
    assert read(f"{sentence}.").kind is K.ERROR_PAGE


@pytest.mark.parametrize("what", [None, 7, b"x", ["x"]])
def test_what_is_read_is_text(what: Any) -> None:
    for function in (read, requested_in):
        with pytest.raises(TypeError, match="what is read is text"):
            function(what)


def test_for_people() -> None:
    text = "\n".join(
        [
            f"> {REQUEST.replace('orcid.org', 'sandbox.orcid.org').replace(CODED, quote(CODED))}",
            f"redirect_uri={quote('https://other.edu/cb', safe='')}",
        ]
    )
    assert str(read(text)) == (
        "This is a sign-in request to ORCID.\n"
        f"Redirect URI: {URI}\n"
        f"Client ID: {CLIENT}\n"
        "Environment: sandbox\n"
        "The redirect URI is percent-encoded twice. ORCID decodes it once, and refuses what is left.\n"
        "The text also contains other redirect URIs. Compare each: https://other.edu/cb"
    )
    assert (
        str(read("'https://a.edu/cb'")).splitlines()[-1]
        == "Text that was copied along with the redirect URI was left out."
    )
    assert str(read(html.escape(REQUEST))).splitlines()[-1] == "Escapes or line breaks in the redirect URI were undone."
    assert str(read(f" {URI}\n")).splitlines()[1:] == [f"Redirect URI: {URI}"]
    for text, copied in (("x y", True), (f"{URI}?code=Ab12cD", False), ("GET /cb?code=Ab12cD", False), (CASES["page before"][0], True), ("invalid_scope", False)):  # fmt: skip
        assert ("Start the sign-in" in str(read(text))) is copied
    assert "\x1b" not in str(read(f"{URI}?\x1b[2J"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_other_languages(language: str) -> None:
    for text, *_ in CASES.values():
        found = read(text)
        translated = found.translated(language)
        assert translated.language == language
        assert translated.translated("en") == found
        assert all(columns(line) <= 100 or "://" in line for line in str(translated).splitlines())


@pytest.mark.parametrize("slashes", ["//", "\\\\"])
def test_no_password_is_in_the_text(slashes: str) -> None:
    sent = f"https:{slashes}user:secret@university.edu/orcid"
    for text in (
        sent,
        f"{sent} https://b.edu/c",
        f"https://orcid.org/oauth/authorize?client_id=x&redirect_uri={quote(sent)}",
    ):
        found = read(text)
        assert "secret" not in str(found)
    assert "https://…@university.edu/orcid" in str(read(sent.replace(slashes, "//")))


@pytest.mark.parametrize(
    "page",
    [
        'invalid_request: Missing parameter: redirect_uri - "{}" does not match registered client "APP-0123456789ABCDEF"',
        "invalid_request: Missing parameter: redirect_uri \u2014 {} does not match registered client",
        "Error: The provided redirect URI {} does not match the redirect URIs registered by X",
    ],
)
def test_what_orcid_says_was_sent_counts_more_than_a_setting_beside_it(page: str) -> None:
    sent, setting = "https://www.university.edu/orcid", "https://university.edu/orcid"
    said, settings = page.format(sent), f"ORCID_REDIRECT_URI={setting}"
    for text in (f"{said}\n{settings}", f"{settings}\n\n{said}", f"{settings} {said}"):
        found = read(text)
        assert (found.kind, found.redirect_uri, found.others) == (AttemptKind.ERROR_PAGE, sent, (setting,))
        assert found.span is not None
        assert text[slice(*found.span)] == sent
    assert read(page.format("")).redirect_uri is None


def test_no_value_is_in_the_repr() -> None:
    for text, *_ in CASES.values():
        found = read(text)
        assert len(repr(found)) < 250
        assert all(value not in repr(found) for value in (found.redirect_uri, found.client_id) if value)
        assert found == pickle.loads(pickle.dumps(found))
        assert hash(found) == hash(read(text))


#: ORCID's page since July 2025, and the one before, as they come: quoted, broken, in the source of a page, in a log.
NEW = f'invalid_request: Missing parameter: redirect_uri - "{URI}" does not match registered client "{CLIENT}"'
OLD = f"Error: The provided redirect URI {URI} does not match the redirect URIs registered by Uni ({CLIENT})."
ESCAPED = NEW.replace('"', '\\"')
REWRITTEN = "https://eur03.safelinks.protection.outlook.com/?url={}&data=05"


@pytest.mark.parametrize(
    "text",
    {
        "quoted": "> " + OLD.replace(" ", "\n> ", 7),
        "quoted twice": ">> " + OLD.replace(" does", "\n>> does").replace(" registered", "\n>> registered"),
        "quoted before the URI": "> " + NEW.replace(' - "', ' -\n> "'),
        "quoted after the URI": "> " + NEW.replace('" does', '"\n> does'),
        "quoted inside of the words": "> " + NEW.replace("not match", "not\n> match"),
        "broken inside of the URI": NEW.replace("/authn", "\n/authn"),
        "quoted and broken": "> " + NEW.replace("/authn", "\n> /authn"),
        "page's source": NEW.replace(f'"{URI}"', f"<b>{URI}</b>"),
        "references": NEW.replace('"', "&quot;"),
        "log in JSON": f'{{"message": "x - {ESCAPED}"}}',
        "JSON": f'{{"error": "invalid_request", "error_description": "{ESCAPED.removeprefix("invalid_request: ")}"}}',
        "link of a mail program": OLD.replace(URI, f"{URI}<{URI}>"),
        "Markdown": OLD.replace(URI, f"[{URI}]({URI})"),
        "rewritten by Outlook": NEW.replace(URI, REWRITTEN.format(CODED)),
        "rewritten by Proofpoint": OLD.replace(URI, f"https://urldefense.com/v3/__{URI}__;!!A!x$"),
        "read from a picture": OLD.replace("URI", "URl"),
        "in angle brackets": NEW.replace(URI, f"<{URI}>"),
        "twice, first with three dots": f'Users see "The provided redirect URI ..." here.\nSECRET=x\nIn full: {OLD}',
        "twice, first without the rest": f"invalid_request: Missing parameter: redirect_uri\nclient_secret=x\n{NEW}",
        "a setting after the URI": OLD.replace(" does", "\nSECRET=x does"),
        "beside another client's request": f"It works with {REQUEST.replace('0123', 'AAAA').replace(CODED, quote('https://test.edu/cb'))}\n{NEW}",
    }.items(),
    ids=lambda item: item[0],
)  # fmt: skip
def test_what_orcid_says_was_sent_is_read_however_it_was_copied(text: tuple[str, str]) -> None:
    found = read(text[1])
    assert (found.kind, found.redirect_uri) == (K.ERROR_PAGE, URI)
    assert found.error is ORCID_ERRORS["redirect_uri_mismatch"]
    assert found.client_id in {CLIENT, None}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["ORCID_REDIRECT_URI", "REDIRECT_URL", "CALLBACK_URL", "URL", REQUEST])
def test_no_secret_in_the_next_line_becomes_part_of_a_redirect_uri(name: str, end: str) -> None:
    line = name if name is REQUEST else f"{name}={URI}"
    found = read(f"{line}{end}ORCID_CLIENT_SECRET=0a1b2c3d-aaaa{end}client_secret=b{end}")
    assert (found.redirect_uri, found.others) == (URI, ())


@pytest.mark.parametrize(
    "line", [f"dspace.server.url = {URI}", f'base_url = "{URI}"', f"SITE_URL={URI}", f"{{'homeUrl': '{URI}'}}"]
)
@pytest.mark.parametrize("others", ["client_id = APP-0123456789ABCDEF", "orcid.redirect-url = ${dspace.server.url}/cb"])
def test_no_address_of_another_setting_is_taken_for_what_was_sent(line: str, others: str) -> None:
    for text in (f"# settings\n{line}\n{others}\n", f"{others}\n{line}"):
        assert read(text).redirect_uri is None
    for name in ("URL", "Address", "redirect_url", "orcid.url", "Redirect URI of the site"):
        assert read(f"{name}: {URI}\n{others}").redirect_uri == URI
    beside = json.dumps({"site_name": "Repository", "address": URI})  # another setting of the same line
    assert read(beside).redirect_uri == URI


@pytest.mark.parametrize("end", ["?", "&", "&redirect"])
def test_a_parameter_in_the_next_line_is_part_of_a_request(end: str) -> None:
    before, _, after = REQUEST.rpartition("&redirect_uri=")
    broken = f"{before}{end}\n{'redirect_uri='.removeprefix('redirect' if end == '&redirect' else '')}{after}"
    assert read(broken).redirect_uri == URI


def test_an_answer_to_a_request_for_a_token_counts_more_than_the_way_back() -> None:
    answer = '{"error": "invalid_client", "error_description": "Client authentication failed"}'
    found = read(f"{REQUEST}\n{URI}?code=x&state=1\n{answer}")
    assert (found.kind, found.error) == (K.TOKEN_RESPONSE, ORCID_ERRORS["client_secret_wrong"])
    told = match(found, ["https://other.edu/cb"])
    assert ([reason.code for reason in told.reasons], told.nearest) == (["orcid_error"], None)
    assert read(f'Started GET "/orcid/cb?code=x&state=5"\n{answer}').error is ORCID_ERRORS["client_secret_wrong"]
    assert read(f"{URI}?code=x&state=1\nStarted").kind is K.RETURN


def test_an_address_and_the_page_that_it_leads_to_name_one_redirect_uri() -> None:
    found = read(f"{REQUEST}\n{NEW}")
    assert (found.kind, found.redirect_uri, found.others, found.client_id) == (K.ERROR_PAGE, URI, (), CLIENT)


def test_what_people_call_a_mismatch_is_no_answer_to_a_request_for_a_token() -> None:
    assert read(f"Subject: ORCID redirect URI mismatch\n\n{REQUEST}").kind is K.REQUEST
    assert read(f"Redirect URI mismatch\n{REQUEST}\nPOST /oauth/token").error is not None


def test_a_log_of_a_server_has_the_path_of_the_way_back() -> None:
    log = '"GET /orcid/cb?code=x&state=9 HTTP/1.1" 500 12 "https://orcid.org/"'
    assert read(log).kind is K.RETURN
    passed_on = 'upstream: "http://127.0.0.1:8080/orcid/cb?code=x&state=9", host: "univ.edu"'
    assert (read(f"{log}, {passed_on}").kind, read(f"{log}, {passed_on}").redirect_uri) == (K.RETURN, None)


def test_of_a_long_text_the_beginning_is_read() -> None:
    filler = "x " * 400_000
    assert read(f"{filler}{REQUEST}").redirect_uri == URI
    assert not read(f"{filler}{REQUEST}").truncated
    found = read(f"{filler}{filler}{REQUEST}")
    assert (found.kind, found.truncated) == (K.NOTHING, True)
    assert "Only the first 1,000,000 characters were read." in str(found)


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [
        ("Dear support,\n\nThe address bar shows:\n\n", "", "\n\nBest regards\nAli"),
        ("Hello\r\n", "", "\r\nBye"),
        ("On Monday, Ali wrote:\n> Hello,\n> ", "> ", "\n> Ali"),
        ("", "", "\n\nAli"),
        ("It shows ", "", ""),
    ],
)
@pytest.mark.parametrize("width", [*range(44, 60, 5), *range(60, 80)])
def test_an_address_that_a_mail_program_broke_is_read_among_other_lines(
    before: str, mark: str, after: str, width: int
) -> None:
    address = f"https://orcid.org/oauth/authorize?client_id=APP-0123456789ABCDEF&response_type=code&scope=%2Fauthenticate&redirect_uri={quote(URI, safe='')}&state=abc123"
    lines = [address[start : start + width] for start in range(0, len(address), width)]
    text = before + f"\n{mark}".join(lines) + after
    found = read(text)
    assert found.redirect_uri == URI
    assert found.span
    start, end = found.span
    assert re.sub(r"[\n> ]", "", text[start:end]) == quote(URI, safe="")
    assert ("line_break" in found.removed) is ("\n" in text[start:end])


@given(
    st.lists(
        st.sampled_from(
            [
                "https://orcid.org/oauth/authorize?a=%2F",
                "x=https://orcid.org/c?d",
                "%2Fb",
                "&c=",
                "Hello",
                "two words",
                "",
                "> e=1",
            ]
        )
    )
)
def test_of_what_is_put_together_nothing_is_lost_or_there_twice(lines: list[str]) -> None:
    text = "\n".join(lines)
    whole = unwrapped(text, ADDRESS_AT_ORCID)
    assert re.sub(r"[\n> ]", "", whole.text) == re.sub(r"[\n> ]", "", text)
    assert len(whole.edits) == text.count("\n") - whole.text.count("\n")
    for edit in whole.edits:
        assert text[edit.place : edit.place + len(edit.characters)] == edit.characters


#: What could take long: what begins much that has no end.
SLOW = [
    *("https://", "&amp;", "redirect_uri=", "redirect_uri=https://a.edu/b&", '"error_description":"', '"error":', "("),
    *("The provided redirect URI ", "https%3A%2F%2F", "client_id=", "a_b", "?code=", "orcid.org", "https://orcid.org/?", "\n", "é", "https://orcid.org/?a=%2F\n", "b%2F\n", "https://orcid.org/? "),
    *("/", "(/", "../", "://", "\\/", "> ", "\n> a", "&quot;", "<b>"),
]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("piece", SLOW)
def test_the_time_grows_with_the_text(piece: str) -> None:
    assert grows_with(lambda size: read((piece * (size // len(piece) + 1))[:size]))


@given(st.text() | EDGE_URIS | st.text().map(lambda text: f"https://orcid.org/{text}") | st.text(alphabet="redirct_u=:/?&%3Aohtps.g \n\"'"))  # fmt: skip
def test_any_text_can_be_read(text: str) -> None:
    found = read(text)
    assert (found.redirect_uri is None) is (found.span is None)
    assert requested_in(text) == (found.redirect_uri or "")
    if found.span:
        start, end = found.span
        assert 0 <= start < end <= len(text)
    assert isinstance(str(found), str)
    match(found, [URI])


@given(OBJECTS)
def test_nothing_but_what_is_no_text_is_refused(value: Any) -> None:
    try:
        read(value)
    except TypeError:
        assert not isinstance(value, str)


#: How people paste a redirect URI.
PASTES = {
    "alone": lambda uri: uri,
    "request": lambda uri: REQUEST.replace(CODED, quote(uri, safe="")),
    "request in a log": lambda uri: f'"GET /oauth/authorize?client_id={CLIENT}&redirect_uri={quote(uri, safe="")}&state=x HTTP/1.1"',
    "page": lambda uri: f"Error: The provided redirect URI {uri} does not match the redirect URIs registered by Library ({CLIENT}).",
    "new page": lambda uri: f'invalid_request: Missing parameter: redirect_uri - "{uri}" does not match registered client "{CLIENT}"',
    "JSON": lambda uri: json.dumps({"client_id": CLIENT, "redirect_uri": uri}),
    "curl": lambda uri: f"curl https://orcid.org/oauth/token -d redirect_uri={quote(uri, safe='')}",
    "quoted": lambda uri: f'"{uri}"',
}  # fmt: skip


@given(redirect_uris(), st.sampled_from(sorted(PASTES)))
def test_a_valid_redirect_uri_is_read_out_of_every_paste(uri: str, name: str) -> None:
    found = read(PASTES[name](uri))
    assert found.redirect_uri == uri
    assert bool(match(found, [uri]))


# What `match` makes of it


@pytest.mark.parametrize(
    ("text", "registered", "codes", "how"),
    [
        (REQUEST, [URI], [], How.EXACT),
        (REQUEST, [URI.replace("repo", "other")], ["host"], None),
        (REQUEST.replace(CODED, quote(CODED)), [URI], ["encoded_twice"], None),
        (REQUEST.replace(CODED, quote(CODED)), [f"{URI}/"], ["encoded_twice", "trailing_slash"], None),
        (REQUEST.replace(CODED, quote(CODED)), [URI.replace("repo", "other")], ["encoded_twice", "host"], None),
        (f"https://orcid.org/oauth/authorize?client_id={CLIENT}", [URI], ["missing"], None),
        (f"https://orcid.org/oauth/authorize?client_id={CLIENT}", [], ["missing"], None),
        (f"{URI}?code=Ab12cD&state=7", [URI], ["came_back"], How.QUERY_IGNORED),
        (f"{URI}/x?code=Ab12cD&state=7", [URI], ["came_back"], How.PATH_PREFIX),
        (f"{URI}?code=Ab12cD&state=7", [], ["not_listed"], None),
        (f"{URI}?error=invalid_scope", [URI], ["orcid_error"], How.QUERY_IGNORED),
        ("GET /cb?code=Ab12cD HTTP/1.1", [URI], ["came_back"], None),
        ("GET /cb?error=invalid_scope HTTP/1.1", [URI], ["orcid_error"], None),
        (CASES["page of 2021"][0], [URI], ["refused"], How.EXACT),
        (CASES["page of 2021"][0], [f"{URI}x"], ["path"], None),
        (CASES["page before"][0], [URI], ["orcid_error", "no_redirect_uri"], None),
        (CASES["page, locked"][0], [URI], ["orcid_error"], None),
        (f"{REQUEST} invalid_client: Client not found", [URI], ["orcid_error"], How.EXACT),
        (CASES["page of one's own"][0], [URI], ["own_page"], None),
        (CASES["token, granted"][0], [URI], ["no_redirect_uri"], None),
        (CASES["token address of the API"][0], [URI], ["orcid_error"], None),
        ("", [URI], ["no_redirect_uri"], None),
        ("https://orcid.org/oauth/authorize", [URI], ["no_redirect_uri"], None),
    ],
)  # fmt: skip
def test_what_is_said_about_an_attempt(text: str, registered: list[str], codes: list[str], how: How | None) -> None:
    found = match(read(text), registered)
    assert ([reason.code for reason in found.reasons], found.how) == (codes, how)
    values = {reason.value for reason in found.reasons if reason.value}
    assert len(values) <= 1


def test_the_value_of_what_was_encoded_twice() -> None:
    text = REQUEST.replace(CODED, quote(CODED))
    assert [reason.value for reason in match(read(text), [URI]).reasons] == [URI]
    upper = URI.upper().replace("HTTPS", "https")
    found = match(read(text), [upper]).reasons
    assert [(reason.code, reason.value) for reason in found] == [
        ("encoded_twice", upper),
        ("case", upper),
        ("case", upper),
    ]
    assert [reason.value for reason in match(read(text), [URI.replace("server", "SERVER")]).reasons] == [
        URI.replace("server", "SERVER")
    ] * 2
    other = match(read(text), [URI.replace("repo", "other")])
    assert [(str(reason.fix), reason.value) for reason in other.reasons] == [("send", None), ("register", URI)]
    prefix = match(read(text), [URI.removesuffix("/orcid")])
    assert [(reason.code, reason.value) for reason in prefix.reasons] == [("encoded_twice", None), ("path_prefix", URI)]


@pytest.mark.parametrize("environment", Environment)
def test_the_environment_of_a_request_is_compared_with_that_of_the_address(environment: Environment) -> None:
    request = {"redirect_uris": [URI], "environment": environment.value}
    for other in Environment:
        found = match(read(REQUEST.replace("orcid.org", HOSTS[other])), request)
        assert found.matched
        assert [reason.code for reason in found.reasons] == ([] if other is environment else ["other_environment"])
    assert not match(read(REQUEST.replace("orcid.org", HOSTS[Environment.SANDBOX])), [URI]).reasons
    assert not match(read(REQUEST.replace("orcid.org", HOSTS[Environment.SANDBOX])), {"redirect_uris": [URI]}).reasons


@pytest.mark.parametrize(
    ("link", "uri"),
    [
        (f"https://www.google.com/url?q=https://orcid.org/oauth/authorize?client_id%3D{CLIENT}%26redirect_uri%3D{URI}&sa=D", URI),
        (f"https://urldefense.com/v3/__https://orcid.org/oauth/authorize?client_id={CLIENT}&redirect_uri=https:**Aa.edu*cb__;Ly8v!!abc$", "https://a.edu/cb"),
    ],
    ids=["Google", "URL Defense"],
)  # fmt: skip
def test_a_request_is_read_out_of_the_link_of_another_service(link: str, uri: str) -> None:
    found = read(link)
    assert (found.kind, found.redirect_uri, found.client_id, found.removed) == (K.REQUEST, uri, CLIENT, ("escape",))


def test_what_a_request_sends_has_not_come_back() -> None:
    sent = f"{URI}?code=AbC123&state=x"
    asked = match(
        read(f"https://orcid.org/oauth/authorize?client_id={CLIENT}&redirect_uri={quote(sent, safe='')}"), [URI]
    )
    assert "came_back" not in [reason.code for reason in asked.reasons]
    assert [reason.code for reason in match(sent, [URI]).reasons] == ["came_back"]
