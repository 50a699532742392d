"""Files of settings: names with their values, whatever the format, and none of what is only remarked."""

from __future__ import annotations

import pytest

from orcid_clientreq.syntax.assignments import LONGEST, MOST, Setting, lines_of_settings

URI = "https://a.edu/b"


@pytest.mark.parametrize(
    ("line", "settings"),
    [
        (f"NAME={URI}", [("NAME", URI)]),
        (f"export NAME='{URI}' # live", [("NAME", URI)]),
        (f'set NAME="{URI}"', [("NAME", URI)]),
        (f"ENV NAME {URI}", [("", f"ENV NAME {URI}")]),
        (f"- NAME={URI}", [("NAME", URI)]),
        (f"-Dorcid.redirect={URI}", [("orcid.redirect", URI)]),
        (f"--redirect-uri={URI}", [("redirect-uri", URI)]),
        (f"redirect-uri: {URI}#c  # live", [("redirect-uri", f"{URI}#c")]),
        (f"redirect:{URI}", [("redirect", URI)]),
        (f"redirect = {URI} ; live", [("redirect", URI)]),
        (f"redirect = {URI};", [("redirect", URI)]),
        (f"orcid[0].uri = {URI}", [("orcid[0].uri", URI)]),
        (f"const redirectUri = `{URI}`;", [("redirectUri", URI)]),
        (f"$config['redirect'] = '{URI}';", [("$config['redirect']", URI)]),
        (f"'redirect' => '{URI}',", [("redirect", URI)]),
        (f'"redirect": "{URI}",', [("redirect", URI)]),
        (r'"redirect": "https:\/\/a.edu\/b"', [("redirect", URI)]),
        (f'{{"a": "{URI}", "list": ["{URI}", "c"], "d": {{e: "f"}}}}', [("a", URI), ("list", URI), ("list", "c"), ("d.e", "f")]),
        (f"orcid: {{ id: 'c', redirect: '{URI}' }},", [("orcid.id", "c"), ("orcid.redirect", URI)]),
        (f"{{a: {{scopes: ['c', 'd'], redirect: '{URI}'}}, e: {{redirect: f}}}}", [("a.scopes", "c"), ("a.scopes", "d"), ("a.redirect", URI), ("e.redirect", "f")]),
        (f'redirect_uris = ["{URI}", \'c\'] # live', [("redirect_uris", URI), ("redirect_uris", "c"), ("redirect_uris", "#"), ("redirect_uris", "live")]),
        (f"redirect_uris: [{URI}, c]", [("redirect_uris", URI), ("redirect_uris", "c")]),
        (f"Callback URL: {URI}", [("Callback URL", URI)]),
        (f"Redirect URI 1: {URI}", [("Redirect URI 1", URI)]),
        ("redirect={base}/b", [("redirect", "{base}/b")]),
        ("redirect=[host]/b", [("redirect", "[host]/b")]),
        ("redirect=https://a.edu/f(g)", [("redirect", "https://a.edu/f(g)")]),
        (URI, [("", URI)]),
        (f"* {URI}", [("", URI)]),
        (f'"{URI}",', [("", URI)]),
        ("web:8080/b", [("", "web:8080/b")]),
        ("NAME=", []),
        ("NAME=''", []),
        ("", []),
        ("  \r", []),
        (f"# NAME={URI}", []),
        (f"// NAME={URI}", []),
        (f"; NAME={URI}", []),
        (f"! NAME={URI}", []),
        (f"-- NAME={URI}", []),
        (f"<!-- NAME={URI} -->", []),
        (f"REM NAME={URI}", []),
        ("---", []),
        ("[section]", []),
        ("[[a.b]] # c", []),
        ("}", []),
        ("],", []),
        ("NAME=" + "a" * LONGEST, []),
    ],
    ids=lambda part: ascii(part)[:40],
)  # fmt: skip
def test_a_line(line: str, settings: list[tuple[str, str]]) -> None:
    assert lines_of_settings(line) == tuple(Setting(1, *each) for each in settings)


def test_the_items_of_a_list_have_its_name() -> None:
    text = f'first:\n  - {URI}\n  - "c"\n"second": [\n  "d",\n  "e"\n],\n[section]\n- f\nthird = array(\n"g"\n);\nname: h\n- i'
    assert [(each.number, each.name, each.value) for each in lines_of_settings(text)] == [
        (2, "first", URI), (3, "first", "c"), (5, "second", "d"), (6, "second", "e"), (9, "", "f"), (11, "third", "g"), (13, "name", "h"), (14, "", "i"),
    ]  # fmt: skip


def test_so_many_are_read() -> None:
    assert len(lines_of_settings("a=b\n" * (MOST + 1))) == MOST
