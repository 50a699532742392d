"""What is registered, in the files that people have: settings, lists, tables and code."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import OBJECTS
from timing import grows_with

from orcid_clientreq import SANDBOX
from orcid_clientreq._command import main
from orcid_clientreq.matching import registered_in
from orcid_clientreq.matching.settings import listed_in
from orcid_clientreq.strategies import redirect_uris

A, B, C = (f"https://university.edu/{name}" for name in ("orcid/cb", "b", "c"))

SPRING = f"""\
spring:
  security:
    oauth2:
      client:
        registration:
          google:
            redirect-uri: {B}
          orcid:
            client-id: APP-0123456789ABCDEF
            client-secret: 01234567-89ab-4cde-8f01-23456789abcd
            redirect-uri: "{A}"
        provider:
          orcid:
            authorization-uri: https://orcid.org/oauth/authorize
"""
REALM = {
    "realm": "main",
    "identityProviders": [{"alias": "orcid", "config": {"authorizationUrl": "https://orcid.org/oauth/authorize"}}],
    "clients": [{"clientId": "account", "rootUrl": C, "redirectUris": [f"{B}/*"]}],
}


@pytest.mark.parametrize(
    ("text", "uris"),
    {
        # Settings
        "env": (f"ORCID_CLIENT_SECRET=x\nORCID_REDIRECT_URI={A}\n", (A,)),
        "label, and lines below": (f"Redirect URIs: {A}\n{B}\n  {C}", (A, B, C)),
        "label, and a line further below": (f"Redirect URI: {A}\n\nHome page\n{B}", (A,)),
        "numbered labels": (f"Redirect URI #1: {A}\nRedirect URI #2: {B}  # test", (A, B)),
        "env, quoted": (f'export ORCID_REDIRECT_URI="{A}"', (A,)),
        "env, commented": (f"# ORCID_REDIRECT_URI={B}\nORCID_REDIRECT_URI={A}  # live", (A,)),
        "env, other addresses": (f"BASE_URL={B}\nFRONTEND_URL={C}\nORCID_CALLBACK_URL={A}\nDOMAIN={B}", (A,)),
        "env, front end": (f"ORCID_FRONTEND_REDIRECT_URL={B}\nORCID_REDIRECT_URL={A}", (A,)),
        "env, after the sign-in": (f"LOGIN_REDIRECT_URL={B}\nLOGOUT_REDIRECT_URL={C}\nREDIRECT_URI={A}", (A,)),
        "env, after the sign-in alone": (f"LOGIN_REDIRECT_URL={B}", ()),
        "env, other providers": (f"GOOGLE_REDIRECT_URI={B}\nREDIRECT_URI={A}\nGITHUB_CALLBACK={C}", (A,)),
        "env, other providers beside ORCID": (f"OTHER_REDIRECT_URI={B}\nORCID_REDIRECT_URI={A}", (A,)),
        "env, a provider whose path speaks of ORCID": (f"KEYCLOAK_REDIRECT_URI={A}", (A,)),
        "env, authorization": ("ORCID_AUTHORIZE_URL=https://orcid.org/oauth/authorize", ()),
        "env, no redirect URI": (f"SITE_URL={A}", ()),
        "env, several": (f"REDIRECT_URIS={A},{B}", (A, B)),
        "env, with blanks": (f"REDIRECT_URIS={A}, {B} {C}", (A, B, C)),
        "env, mailed": ("REDIRECT_URI=3D".replace("3D", "") + f"<{A}>", (A,)),
        "env, a password": ("REDIRECT_URI=https://user:pa55word@university.edu/cb", ()),
        "env, a template for the host": ("REDIRECT_URI=https://${HOST}/cb", ("https://${HOST}/cb",)),
        "YAML": (SPRING, (A,)),
        "YAML, a list": (f"redirect_uris:\n  - {A}\n  - '{B}'  # test\n", (A, B)),
        "YAML, items": (f"- name: google\n  redirect_uri: {B}\n- name: orcid\n  redirect_uri: {A}\n", (A,)),
        "YAML, a name twice": (f"- name: x\n  id: orcid\n  redirect_uri: {A}\n- name: y\n  redirect_uri: {B}\n", (A,)),
        "YAML, the name of the whole": (f"name: orcid-service\na:\n  redirect_uri: {A}\n  google:\n    redirect_uri: {B}\n", (A,)),
        "env, the name of the whole": (f"PROVIDER=google\nREDIRECT_URI={A}", (A,)),
        "JSON": (json.dumps({"oauth": {"orcid": {"redirectUri": A, "secret": "x"}, "google": {"redirectUri": B}}}), (A,)),
        "JSON, items": (json.dumps([{"id": "orcid", "redirect_uri": A}, {"redirect_uri": B}]), (A,)),
        "JSON, other clients": (json.dumps(REALM), ()),
        "JSON, a part": (f'"redirectUris": ["{A}", "{B}"],', (A, B)),
        "JSON, broken": (f'{{"redirectUri": "{A}",}}', (A,)),
        "TOML": (f'[google]\nredirect_uri = "{B}"\n[[auth.orcid]]\nredirect_uris = ["{A}"]\n', (A,)),
        "INI": (f"[orcid]\nredirect uri = {A} ; live\n[other]\nredirect uri = {B}\n", (A,)),
        "properties": (f"authn.orcid.redirect-uri={A}\nauthn.oidc.redirect-uri={B}", (A,)),
        "PHP": (f"$orcid_redirect_uri = '{A}';", (A,)),
        "Python": (f"ORCID = {{\n    'key': 'x',\n    'redirect_uri': '{A}',\n}}\n", (A,)),
        "deep": ("".join(f"{' ' * depth}a{depth}:\n" for depth in range(30)) + f"{' ' * 30}redirect_uri: {A}", (A,)),
        # Lists
        "lines": (f"{A}\n\n# test\n{B}\n", (A, B)),
        "Markdown": (f"Redirect URIs:\n- `{A}`\n- <{B}> (test)\n", (A, B)),
        "quoted": (f'"{A}"\n', (A,)),
        "array": (f'"{A}",\n"{B}"', (A, B)),
        "array in JSON": (json.dumps([A, B]), (A, B)),
        "numbers": (f"1. {A}\n2) {B};\n", (A, B)),
        "a mail": (f"> {A}\n> {B}\n", (A, B)),
        "commas": (f"{A},{B}; {C}", (A, B, C)),
        "columns": (f"Journal 1\t{A}\nJournal 2\t{B}", (A, B)),
        "headings": (f"Production: {A}\nTest: {B}", (A, B)),
        "headings with a number": (f"Redirect URI 1: {A}\nRedirect URI 2: {B}", (A, B)),
        "headings of the form": (f"Homepage: {A}\nRedirect URI: {B}", (B,)),
        "other headings": (f"Homepage: {A}\nTest: {B}", ()),
        "a heading alone": ("Production:", ()),
        "twice": (f"{A}\n{A}", (A,)),
        "Kubernetes": (f"env:\n- name: ORCID_REDIRECT_URI\n  value: {A}\n- name: OTHER\n  value: {B}", (A,)),
        "names and values": (f'[{{"name": "ORCID_REDIRECT_URI", "value": "{A}"}}, {{"name": "SITE", "value": "{B}"}}]', (A,)),
        "item of Compose": (f'environment:\n  - "ORCID_CALLBACK_URL={A}"', (A,)),
        "command": (f"docker run -e ORCID_REDIRECT_URI={A} app", (A,)),
        "Dockerfile": (f"ENV ORCID_REDIRECT_URI {A}", (A,)),
        "systemd": (f'Environment="ORCID_REDIRECT_URI={A}"', (A,)),
        "Java": (f'JAVA_OPTS="-Dorcid.redirect-uri={A} -Dsite.url={B}"', (A,)),
        "constant of PHP": (f"define('ORCID_REDIRECT_URI', '{A}');", (A,)),
        "properties with escapes": (f"orcid.redirect.uri={A.replace(':', chr(92) + ':')}", (A,)),
        "Apache": (f"<VirtualHost *:443>\n  OIDCRedirectURI {A}\n  # OIDCRedirectURI {B}\n</VirtualHost>", (A,)),
        "options of a client": (f"client_options:\n  redirect_uri: {A}", (A,)),
        "OIDC client": (f"OIDC_CLIENT_REDIRECT_URI={A}", (A,)),
        "one for each": (f"ORCID_REDIRECT={A}\nORCID_REDIRECT_COUPLE={B}", (A, B)),
        "in one word": (f"ORCID_REDIRECTURL={A}", (A,)),
        "escaped lines": (f"RUN printf 'ORCID_REDIRECT_URI={A}\\nSECRET=x\\n' > .env", (A,)),
        "comments of code": (f"// define('ORCID_REDIRECT_URI', '{B}');\ndefine('ORCID_REDIRECT_URI', '{A}');", (A,)),
        "of two arguments, ORCID's": (f"run -e REDIRECT_URI={B} -e ORCID_REDIRECT_URI={A} app", (A,)),
        "a password in the path": (f'Environment="ORCID_REDIRECT_URI={A}|https://user:pw@u.edu/"', (A,)),
        "address of the site": (f"<jvm-options>-Ddataverse.siteUrl={A}</jvm-options>", ()),
        "name of something else": (f"- name: SITE_URL\n  value: {A}\nLOGOUT_REDIRECT_URI {A}", ()),
        "nothing": ("", ()),
    }.values(),
)  # fmt: skip
def test_what_is_registered(text: str, uris: tuple[str, ...]) -> None:
    assert registered_in(text) == uris
    assert registered_in(text.replace("\n", "\r\n")) == uris


@pytest.mark.parametrize(
    ("text", "unread", "templates"),
    [
        (f"{A}\nSECRET\n", (2,), ()),
        (f"{A}\n{A} hunter2\n", (2,), ()),
        (f"{A}\nhttps://user@university.edu/\n", (2,), ()),
        ("a=1\nORCID_REDIRECT_URI=${BASE}/cb\n", (2,), (2,)),
        ("redirect_uri: '{base}/cb'", (1,), (1,)),
        ("redirect_uri = %(base)s/cb", (1,), (1,)),
        ("redirect_uri: /cb", (1,), ()),
        ("redirect_uris: [/cb, /cb2]", (1,), ()),
        (f"GOOGLE=x\nORCID_REDIRECT_URI={A}\nsome words\n", (), ()),
    ],
)
def test_what_should_be_a_redirect_uri_and_is_none_is_named_by_its_line(
    text: str, unread: tuple[int, ...], templates: tuple[int, ...]
) -> None:
    found = listed_in(text)
    assert (found.unread, found.templates) == (unread, templates)


@given(st.lists(redirect_uris(policy=SANDBOX), min_size=1, unique=True), st.sampled_from(["{}", "- {}", '"{}"', 'ORCID_REDIRECT_URI="{}"']))  # fmt: skip
def test_every_redirect_uri_of_a_list_is_found(uris: list[str], line: str) -> None:
    found = listed_in("\n".join(map(line.format, uris)))
    assert (found.uris, found.unread) == (tuple(uris), ())


@given(OBJECTS | st.text())
def test_it_takes_text_alone_and_any(given: Any) -> None:
    if isinstance(given, str):
        assert all(uri.lower().startswith(("http://", "https://")) for uri in registered_in(given))
    else:
        with pytest.raises(TypeError, match="what is registered is read from text, not from "):
            registered_in(given)


#: Settings of several providers of sign-ins, of which ORCID's alone count, and its own redirect URIs in other notations.
OF_ORCID_ALONE = [
    (f"registration:\n  orcid:\n    redirect-uri: '{{baseUrl}}/cb'\n  google:\n    redirect-uri: {B}\n", (), (3,)),
    (json.dumps({"orcid": {"redirectUri": "${BASE}/cb"}, "google": {"redirectUri": B}}), (), (3,)),
    (f"return [\n 'orcid'=>['redirect'=>env('ORCID_URI')],\n 'google'=>['redirect'=>'{B}'],\n];", (), (2,)),
    (f"ORCID_REDIRECT_URI=${{BASE}}/orcid\nOAUTH_REDIRECT_URI={B}\n", (), (1,)),
    (f"ORCID_REDIRECT_URI=/orcid/cb\nOAUTH_REDIRECT_URI={B}\n", (), (1,)),
    (f"const c = {{\n orcid: {{ redirectUri: '{A}' }},\n google: {{ redirectUri: '{B}' }},\n}};", (A,), ()),
    (f"const c = {{ google: {{ redirectUri: '{B}' }}, orcid: {{ id: 'x', redirectUri: '{A}' }} }};", (A,), ()),
    (f"<config>\n  <redirectUri>{A}</redirectUri>\n</config>", (A,), ()),
    (f"<config><clientId>APP-1</clientId><redirectUri>{A}</redirectUri></config>", (A,), ()),
    (f"<all>\n <orcid>\n  <redirectUri>{A}</redirectUri>\n </orcid>\n <google>\n  <redirectUri>{B}</redirectUri>\n </google>\n</all>", (A,), ()),
    (f'<appSettings>\n <add key="OrcidRedirectUri" value="{A}"/>\n <add key="GoogleRedirectUri" value="{B}"/>\n</appSettings>', (A,), ()),
    (f"location / {{\n  proxy_redirect http://127.0.0.1:8080/ {B};\n}}", (), (1, 2)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "uris", "unread"), OF_ORCID_ALONE)
def test_no_redirect_uri_of_another_provider_is_taken_for_orcids(
    text: str, uris: tuple[str, ...], unread: tuple[int, ...]
) -> None:
    found = listed_in(text)
    assert (found.uris, found.unread) == (uris, unread)


def test_the_lines_below_a_redirect_uri_are_found_in_a_mail() -> None:
    text = f"Here are your credentials:\n\nClient ID: APP-X\nRedirect URIs: {A}\n{B}\n"
    assert registered_in(text) == (A, B)
    assert registered_in("> " + text.replace("\n", "\n> ")) == (A, B)


@pytest.mark.parametrize(
    ("text", "uris"),
    [
        (
            f"Dear Ali,\nwe have registered {A} and {B} for you.\nSee https://info.orcid.org/help for what is next.",
            (A, B),
        ),
        (f"> Dear Ali,\n> we have registered {A}.", (A,)),
        (f"Hello,\n\nyou can now use {A}\n\nKind regards", (A,)),
        (f"{B}\nand we have not registered {A} so far", (B,)),
        (f"Client ID: APP-X\nWe have registered {A} for you.", (A,)),
        (f"proxy_pass {A};", ()),
        (f"# where people go on to {B}", ()),
        (f"SITE_URL={A}\n# where people go on to {B}", ()),
        ("We have registered https://user:pw@a.edu/cb for you.", ()),
    ],
)
def test_what_is_registered_is_found_in_the_sentences_of_a_mail(text: str, uris: tuple[str, ...]) -> None:
    assert registered_in(text) == uris


NAMES_IN_LINES = ["redirect ", "redirect", "redirect_", "-Dredirect="]


@pytest.mark.long
@pytest.mark.parametrize(
    "piece", [*NAMES_IN_LINES, "ORCID_REDIRECT_URI=https://a.edu/cb\n", "a:\n ", "[orcid]\n", "- name: x\n", "redirect_uri:", "https://a.edu/,", '{"a":', "a\n", " ", "x_"]
)  # fmt: skip
def test_the_time_grows_with_the_text(piece: str) -> None:
    several = piece * (16_000 // len(piece)) + "\n" if piece in NAMES_IN_LINES else piece  # no longer line is read
    assert grows_with(lambda size: registered_in(several * (size // len(several))))


# On the command line

SECRET = "pa55word-0123"
ENV = f"DATABASE_URL=postgresql://app:{SECRET}@db/app\nORCID_CLIENT_SECRET={SECRET}\nORCID_REDIRECT_URI={A}\n"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main([*arguments])
    out, err = capsys.readouterr()
    assert SECRET not in out + err
    return status, out, err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (".env", ENV),
        ("application.yml", SPRING),
        ("settings.json", json.dumps({"orcid": {"redirectUri": A, "secret": SECRET}})),
        ("settings.toml", f'[orcid]\nredirect_uri = "{A}"\nsecret = "{SECRET}"\n'),
        ("settings.ini", f"[orcid]\nredirect_uri = {A}\nsecret = {SECRET}\n"),
        ("settings", f"[orcid]\nredirect_uri = {A}\n"),
        ("uris.md", f"Redirect URIs:\n- `{A}`\n- `{B}`\n"),
    ],
)
def test_match_reads_settings_and_check_says_what_they_are(
    tmp_path: Any, capsys: pytest.CaptureFixture[str], name: str, content: str
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    assert printed(capsys, "match", A, "--registered", str(file))[:2][0] == 0
    status, out, err = printed(capsys, "match", "https://other.edu/cb", "--registered", str(file))
    assert (status, err) == (1, "")
    assert A in out
    status, out, err = printed(capsys, "check", str(file))
    assert (status, out) == (2, "")
    kind = "a list of redirect URIs" if name == "uris.md" else "the settings of an application"
    said = f"orcid-clientreq: {file}: this seems to be {kind}, not a request; a request is in JSON, TOML, CSV, or YAML (with PyYAML); "
    assert err.startswith(said)
    assert err.count("\n") == 1
    assert err.endswith(f"): orcid-clientreq match ADDRESS --registered {file}\n")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("uris.txt", f"{A}\n{B}\n", "this seems to be a list of redirect URIs, not a request; a request is in JSON, TOML, CSV, or YAML (with PyYAML); to compare a sign-in with the redirect URIs in it (2): orcid-clientreq match ADDRESS --registered "),
        ("compose.yml", f"services:\n  web:\n    environment:\n      - ORCID_REDIRECT_URI={A}\n", "this seems to be the settings of an application, not a request; a request"),
        ("headings.txt", f"Production: {A}\n", "this seems to be a list of redirect URIs, not a request; a request"),
        ("uris.json", json.dumps([A]), "this seems to be a list of redirect URIs, not a request; a request"),
        ("nested.json", json.dumps({"database": {"password": SECRET}}), "this seems to be the settings of an application, not a request; a request is in JSON, TOML, CSV, or YAML (with PyYAML)\n"),
        (".env", f"PASSWORD={SECRET}", "this seems to be the settings of an application, not a request; a request"),
        ("notes.txt", f"the password is {SECRET}", "no heading of a column is known. Possible headings are: "),
        ("empty", "", "it is empty"),
    ],
)  # fmt: skip
def test_check_says_what_a_file_is(
    tmp_path: Any, capsys: pytest.CaptureFixture[str], name: str, content: str, said: str
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    status, out, err = printed(capsys, "check", str(file))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"orcid-clientreq: {file}: {said}")


@pytest.mark.parametrize("content", ['{"Client name": "x", "Website": "https://a.edu"}', "{}", "[]", '{"a": {"request": 1}, "description": "x"}'])  # fmt: skip
def test_what_may_be_a_request_is_read_as_one(tmp_path: Any, capsys: pytest.CaptureFixture[str], content: str) -> None:
    file = tmp_path / "request.json"
    file.write_text(content, encoding="utf-8")
    assert "this seems to be" not in "".join(map(str, printed(capsys, "check", str(file))))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (".env", f"ORCID_SECRET={SECRET}", ": there is no redirect URI in it; it is looked for in settings with a name such as ORCID_REDIRECT_URI, redirect-uri or callbackURL"),
        (".env", "\nORCID_REDIRECT_URI=${BASE}/cb", ", line 2: a template, not a redirect URI; put the values of your application into it"),
        (".env", f"ORCID_REDIRECT_URI={SECRET}", ", line 1: not a web address: it has to begin with http:// or https://, and to have no @-sign before its host"),
        ("a.json", json.dumps({"orcid": {"redirectUri": "{base}/cb"}}), ", a value in it: a template, not a redirect URI; put the values of your application into it"),
        ("a.json", json.dumps({"orcid": {"redirectUri": SECRET}}), ", a value in it: not a web address: it has to begin with http:// or https://, and to have no @-sign before its host"),
        ("empty.txt", "", ": there is no redirect URI in it"),
        ("items.json", '[" "]', ": there is no redirect URI in it"),
    ],
)  # fmt: skip
def test_match_says_why_a_file_has_no_redirect_uri(
    tmp_path: Any, capsys: pytest.CaptureFixture[str], name: str, content: str, said: str
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    assert printed(capsys, "match", A, "--registered", str(file)) == (2, "", f"orcid-clientreq: {file}{said}\n")


def test_yaml_is_read_without_pyyaml(
    tmp_path: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "yaml", None)
    file = tmp_path / "settings.yaml"
    file.write_text(SPRING, encoding="utf-8")
    assert printed(capsys, "match", A, "--registered", str(file))[0] == 0
    assert printed(capsys, "check", str(file))[2] == f"orcid-clientreq: {file}: YAML needs PyYAML: pip install pyyaml\n"
