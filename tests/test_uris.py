"""URIs: each part judged by its own rule, and only once."""

from __future__ import annotations

import idna
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import without_dots
from strategies import EDGE_URIS, URIS

from orcid_clientreq import PRODUCTION, SANDBOX, Policy, Severity, validators
from orcid_clientreq.rules import homepage, rows
from orcid_clientreq.rules.rows import equivalence
from orcid_clientreq.syntax import hosts
from orcid_clientreq.syntax.uri_parts import normalize, unsplit, without_dot_segments
from orcid_clientreq.syntax.uris import split


def found(text: str, validator=validators.redirect_uri, policy=PRODUCTION) -> list[tuple[str, object]]:
    return [(finding.code.partition(".")[2], finding.suggestion) for finding in validator(text, policy=policy)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://a.edu:80/b", [("https_required", "https://a.edu/b"), ("not_normalized", "http://a.edu/b")]),
        ("http://a.edu:8080/b", [("https_required", "https://a.edu:8080/b")]),
        ("HTTP://a.edu/b", [("https_required", "https://a.edu/b"), ("not_normalized", "http://a.edu/b")]),
        ("http://user@a.edu/b", [("userinfo", None), ("https_required", None)]),
        ("http://a.edu/b c", [("illegal_character", None), ("https_required", "https://a.edu/b c")]),
        ("https://a.edu/ü?ü#ü", [("illegal_character", "https://a.edu/%C3%BC?%C3%BC#%C3%BC"), ("fragment", "https://a.edu/ü?ü")]),
        ("https://a.edu//a.edu/ü", [("illegal_character", "https://a.edu//a.edu/%C3%BC")]),
        ("https://a.edu/^|ü", [("illegal_character", "https://a.edu/%5E%7C%C3%BC")]),
        ("https://a.edu/会e\u0301٣", [("illegal_character", "https://a.edu/%E4%BC%9Ae%CC%81%D9%A3")]),
        # pasted with the address, and not meant: to encode it would make a URI that no system sends
        *((f"https://a.edu/b{character}", [("illegal_character", None)]) for character in "\u2026\ufffd\ufdd0\u20ac"),
        *((f"https://a.edu/b{character}", [("delimiters", "https://a.edu/b")]) for character in '"`\u201d\u2019\u00bb'),
        *((f"https://a.edu/b{character}c", [("illegal_character", None)]) for character in "\u200b\u202e\u00ad\ufeff\u2060\u3164\U000e0041"),
        ("https://a.edu/x|https://b.edu/y", [("several", ("https://a.edu/x", "https://b.edu/y"))]),
        ("https://a.edu/x?next=https://b.edu/^", [("illegal_character", "https://a.edu/x?next=https://b.edu/%5E")]),
        ("\x01", [("illegal_character", None)]),
        ("https://a.edu/a\u00a0b", [("illegal_character", None)]),
        ("https://ａ.edu/b", [("illegal_character", "https://a.edu/b")]),
        ("https://a。edu/b", [("illegal_character", "https://a.edu/b")]),
        ("https://ü_.edu/b", [("illegal_character", None)]),
        ("https://B\u00dcCHER.edu:8443/b", [("host_not_ascii", "https://B\u00dcCHER.edu:8443/b".replace("B\u00dcCHER", "xn--bcher-kva"))]),
        ("https://a.edu\\b", [("illegal_character", None)]),
        ("https:\\\\a.edu\\b", [("illegal_character", "https://a.edu/b")]),
        ("\ufeffhttps://a.edu/b", [("illegal_character", "https://a.edu/b")]),
        ("\u202ahttps://a.edu/b", [("illegal_character", "https://a.edu/b")]),
        ("https://a.edu/b\u202c\u2069", [("illegal_character", "https://a.edu/b")]),
        ("\u200b", [("missing", None)]),
        ("https://www.b\u00fccher.edu/\u200b", [("host_not_ascii", "https://www.xn--bcher-kva.edu/"), ("illegal_character", "https://www.xn--bcher-kva.edu/"), ("host_only", None)]),
        ("https://a.edu/[b]", [("illegal_character", None)]),
        ("https://a.edu]/b", [("illegal_character", None)]),
        ("https://a.b‑c.edu/d–e", [("illegal_character", "https://a.b-c.edu/d-e")]),
        ("https://ﬁle.edu／b", [("illegal_character", "https://file.edu/b"), ("host_only", None)]),
        ("https://a.edu/о–b", [("illegal_character", "https://a.edu/%D0%BE-b")]),
        ("https://a.edu/bhttps://c.edu/d", [("query_separator", ("https://a.edu/b", "https://c.edu/d"))]),
        ("https://a.edu/bhttps://c.edu/d,https://e.edu/f", [("query_separator", ("https://a.edu/b", "https://c.edu/d", "https://e.edu/f"))]),
        ("https://a.edu/b?u=c%3Dhttps://d.edu/e", []),
        ("https://a.edu/b?u=https://d.edu/e", []),
        ("please use https://a.edu/b for production", [("delimiters", "https://a.edu/b")]),
        ("Repository\nhttps://a.edu/b", [("delimiters", "https://a.edu/b")]),
        ("https://a.edu/b\nSent from my phone", [("delimiters", "https://a.edu/b")]),
        ("https://a.edu/my path", [("illegal_character", None)]),
        ("sign in at https://user:pw@a.edu/b", [("illegal_character", None), ("userinfo", None)]),
        ("https://www.google.com/url?q=https://a.edu/b&sa=D", [("delimiters", "https://a.edu/b")]),
        ("https://urldefense.com/v3/__https:**Aa.edu*b__;Ly8v!!x$", [("delimiters", "https://a.edu/b")]),
        ("https://urldefense.com/v3/__https:**Aa.edu*b__;Ly8!!x$", []),
        ("https://urldefense.com/v3/__https:**Aa.edu*b__;A!!x$", []),
        ("https://urldefense.com/v3/__https:**Aa.edu*b__;_w!!x$", []),
        ("https://web.archive.org/web/20230102030405/https://a.edu/b", [("delimiters", "https://a.edu/b")]),
        ("https://www.google.com/url?q=mailto:a@a.edu", []),
        ("ht tps://a.edu/b", [("illegal_character", None)]),
        ("http://a.edu/x//a.edu/y", [("https_required", "https://a.edu/x//a.edu/y")]),
        ("https://a.edu/X.", [("trailing_punctuation", "https://a.edu/X")]),
        ("https://a.edu:0/../b", [("port_invalid", None), ("dot_segment", None)]),
        ("https://א..edu/b", [("illegal_character", None)]),
        ("https://a.edu/b##c", [("illegal_character", None), ("fragment", "https://a.edu/b")]),
        ("https://a.edu/%4", [("bad_percent_encoding", None)]),
        ("https://a%zz.edu/b", [("bad_percent_encoding", None)]),
        ("https://a%2eedu/b", [("host_invalid", None)]),
        ("a.edu", [("not_absolute", "https://a.edu"), ("host_only", None)]),
        ("a.edu/b#c", [("not_absolute", "https://a.edu/b#c"), ("fragment", "https://a.edu/b")]),
        ("localhost:8080/b", [("not_absolute", "https://localhost:8080/b"), ("localhost", None)]),
        ("/b", [("not_absolute", None)]),
        ("callback", [("not_absolute", None)]),
        ("user@a.edu", [("not_absolute", None)]),
        ("http:/a.edu/b", [("not_absolute", "http://a.edu/b"), ("https_required", "https://a.edu/b")]),
        ("https:a.edu/b", [("not_absolute", "https://a.edu/b")]),
        ("https:", [("not_absolute", None)]),
        ("http:", [("not_absolute", None), ("https_required", None)]),
        ("javascript:alert(1)", [("scheme_not_allowed", None)]),
        ("mailto:a@a.edu ", [("scheme_not_allowed", None)]),
        ("javascript://a.edu/%0aalert(1)", [("scheme_not_allowed", None)]),
        ("myapp://callback", [("scheme_not_allowed", None)]),
        ("file:///etc/hosts", [("scheme_not_allowed", None)]),
        ("file://a_b/etc/hosts", [("scheme_not_allowed", None)]),
        ("myapp://8.8.4.4", [("scheme_not_allowed", None)]),
        ("a.b.c:/d", [("scheme_not_allowed", None)]),
        ("a.edu:8443", [("not_absolute", "https://a.edu:8443"), ("host_only", None)]),
        ("a.edu:123456", [("scheme_not_allowed", None)]),
        ("https://@a.edu/b", [("userinfo", None)]),
        ("https:///b", [("host_invalid", None)]),
        ("https://[::1/b", [("illegal_character", None)]),
        ("https://[v1.x]/b", [("host_invalid", None)]),
        ("https://[::1]8/b", [("host_invalid", None)]),
        ("https://a.edu:/b", [("port_invalid", None)]),
        ("https://a.edu:8 0/b", [("illegal_character", None)]),
        ("https://*.a.edu/b", [("wildcard", None)]),
        ("https://a.edu:*/b", [("wildcard", None)]),
        ("https://*.a.edu:x/b", [("wildcard", None), ("port_invalid", None)]),
        ("https://*:*/b", [("wildcard", None)]),
        ("https://a.edu/*?*=*", []),
        ("https://localhost/b", [("localhost", None)]),
        ("https://a.localhost/b", [("localhost", None)]),
        ("https://notlocalhost/b", [("dotless_host", None)]),
        ("https://127.0.0.1/b", [("non_public_host", None)]),
        ("https://[::1]/b", [("non_public_host", None)]),
        ("https://[::ffff:10.0.0.1]/b", [("non_public_host", None), ("not_normalized", "https://[::ffff:a00:1]/b")]),
        ("https://8.8.4.4/b", [("ip_address", None)]),
        ("https://[2A00::1]/b", [("ip_address", None), ("not_normalized", "https://[2a00::1]/b")]),
        ("https://[2a00:0::1]/b", [("ip_address", None), ("not_normalized", "https://[2a00::1]/b")]),
        ("https://a.home.arpa/b", [("non_public_host", None)]),
        ("https://your.edu/b", [("example_host", None)]),
        ("https://a.YourHost.edu/b", [("example_host", None), ("not_normalized", "https://a.yourhost.edu/b")]),
        ("https://behind-your.edu/b", []),
        ("https://a.example/b", [("example_host", None)]),
        ("https://examples.com/b", []),
        ("https://a.edu:443/b", [("not_normalized", "https://a.edu/b")]),
        ("https://a.edu:80/b", []),
        ("https://a.edu/%7E%c3?%41#%42", [("not_normalized", "https://a.edu/~%C3?A#B"), ("fragment", "https://a.edu/%7E%c3?%41")]),
        ("https://a.edu/b/..", [("dot_segment", "https://a.edu/")]),
        ("https://a.edu/./b/.%2E/c", [("dot_segment", "https://a.edu/c")]),
        ("https://a.edu/b?c=/../d", []),
        ("https://a.edu/b?state", [("reserved_parameter", None)]),
        ("https://a.edu/b?x=1&c%6fde=2&iss=3", [("not_normalized", "https://a.edu/b?x=1&code=2&iss=3"), ("reserved_parameter", None)]),
        ("https://a.edu/b?State=1&mycode=2", []),
        ("https://a.edu#", [("fragment", "https://a.edu"), ("host_only", None)]),
        ("https://a.edu?b", [("host_only", None)]),
        ("https://a.edu/b;http://c.edu/d", [("query_separator", None)]),
        ("https://a.edu/b,https://c.edu/d", [("query_separator", ("https://a.edu/b", "https://c.edu/d"))]),
        ("https://a.edu/b;,https://c.edu/d?e", [("query_separator", ("https://a.edu/b", "https://c.edu/d?e"))]),
        ("https://a.edu/b https://c.edu/d", [("several", ("https://a.edu/b", "https://c.edu/d"))]),
        ("https://a.edu/b ;\r\n HTTPS://c.edu/d,https://e.edu/f", [("several", ("https://a.edu/b", "HTTPS://c.edu/d", "https://e.edu/f")), ("not_normalized", None)]),
        (" https://a.edu/b\thttps://a.edu/b ", [("delimiters", "https://a.edu/b")]),
        (";https://c.edu/d", [("delimiters", "https://c.edu/d")]),
        ("https://a.edu,https://b.edu", [("several", ("https://a.edu", "https://b.edu")), ("host_only", None)]),
        ("https://a.edu;https://b.edu/c", [("several", ("https://a.edu", "https://b.edu/c")), ("host_only", None)]),
        ("http://a.edu/x,http://b.edu/y", [("https_required", None), ("query_separator", None)]),
        ("\u2022 https://a.edu/x?ids=1,2", [("delimiters", "https://a.edu/x?ids=1,2")]),
        ("Callback: https://a.edu/x https://b.edu/y", [("several", ("https://a.edu/x", "https://b.edu/y"))]),
        ("- https://a.edu/x\n- https://b.edu/y", [("several", ("https://a.edu/x", "https://b.edu/y"))]),
        ("https://a.edu/call\nback", [("illegal_character", None)]),
        ("https://a.edu/call\r\n  back.xhtml\n", [("illegal_character", None)]),
        ("https://a.edu/cb-\nnext/1", [("delimiters", "https://a.edu/cb-next/1")]),
        ("Use https://a.edu/call\nback", [("delimiters", None)]),
        ("https://a.edu/call\nRepository", [("delimiters", "https://a.edu/call")]),
        ("https://a.edu/call\nfor all", [("delimiters", "https://a.edu/call")]),
        ("https://a.edu/call\nback\nhttps://a.edu/b", [("several", None)]),
        ("https://a.edu/call\nSandbox:\nhttps://a.edu/b", [("several", ("https://a.edu/call", "https://a.edu/b"))]),
        ("https://a/x\nhttps://c.edu/b\nhttps://d/y", [("several", ("https://a/x", "https://c.edu/b", "https://d/y")), ("dotless_host", None)]),
        ("back.xhtml", [("not_absolute", None), ("host_only", None)]),
        ("https\uff1a//a.edu/b", [("illegal_character", "https://a.edu/b"), ("not_absolute", None)]),
        ("- https://a.edu/b", [("delimiters", "https://a.edu/b")]),
        ("URL: https://a.edu/b", [("delimiters", "https://a.edu/b")]),
        ("www.a.edu/b https://c.edu/d", [("several", ("https://www.a.edu/b", "https://c.edu/d"))]),
        (", https://a.edu/b; https://c.edu/d", [("several", ("https://a.edu/b", "https://c.edu/d"))]),
        ("https://a.edu/b\nhttp://c.edu/\u00fc", [("several", ("https://a.edu/b", "http://c.edu/\xfc")), ("illegal_character", None), ("https_required", None)]),
        ("https://a.edu/b www.c.edu/d", [("several", ("https://a.edu/b", "https://www.c.edu/d"))]),
        ("https://a.edu/a%2fb%00", [("not_normalized", "https://a.edu/a%2Fb%00"), ("risky_encoding", None)]),
        ("https://a.edu/%5C", [("risky_encoding", None)]),
        ("https://a.edu/b?c=%2F%00", []),
        ("https://a.edu/%20%21", []),
        ("https://a.edu/b?a;state=1", [("reserved_parameter", None)]),
        ("b\u00fccher.edu/b", [("host_not_ascii", "https://xn--bcher-kva.edu/b"), ("not_absolute", "https://b\u00fccher.edu/b")]),
        ("https://b\u00fccher.edu/\u00fc", [("host_not_ascii", "https://xn--bcher-kva.edu/\u00fc"), ("illegal_character", "https://xn--bcher-kva.edu/%C3%BC")]),
        ("https://user@b\u00fccher.edu/b", [("host_not_ascii", None), ("userinfo", None)]),
        ("https://b%C3%BCcher.edu/b", [("host_not_ascii", "https://xn--bcher-kva.edu/b")]),
        ("https://%61.edu/b", [("host_invalid", None)]),
        ("https:\\a.edu\\b", [("illegal_character", "https://a.edu/b")]),
        ("http:\\\\a.edu/b", [("illegal_character", "http://a.edu/b"), ("https_required", None)]),
        ("https://a.edu.:8443/b", [("host_invalid", "https://a.edu:8443/b")]),
        ("https://.a.edu/b", [("host_invalid", None)]),
        ("https://a.edu/b)", [("trailing_punctuation", "https://a.edu/b")]),
        ("https://a.edu/b);", [("trailing_punctuation", "https://a.edu/b")]),
        ("https://a.edu/(b)", []),
        ("https://a.edu/b'", [("trailing_punctuation", "https://a.edu/b")]),
        ("https://a.edu/'b'", []),
        ("https://$HOST/b", [("placeholder", None)]),
        ("$BASE_URL/b", [("placeholder", None)]),
        ("https://$(hostname)/b", [("placeholder", None)]),
        ("https://YOUR_ORIGIN/b", [("placeholder", None)]),
        ("https://a.edu/$b", []),
        ("[Your institute]/orcid", [("placeholder", None)]),
        ("https://tudominio.com/b", [("example_host", None)]),
        ("https://www.votre-domaine.fr/b", [("example_host", None)]),
        ("https://seudominio.com.br/b", [("example_host", None)]),
        ("https://ihre-hochschule.de/b", [("example_host", None)]),
        ("https://musikhochschule.de/b", []),
        ("https://orcid.org/", [("orcid_host", None)]),
        ("https://WWW.orcid.org/b", [("orcid_host", None), ("not_normalized", "https://www.orcid.org/b")]),
        ("https://myorcid.org/b", []),
        ("https://orcid.org.edu/b", []),
        ("https://x.ngrok-free.app/b", [("tunnel", None)]),
        ("https://xngrok.io/b", []),
        ("https://a.edu/null", [("unfilled", None)]),
        ("https://a.edu/%6eull", [("not_normalized", "https://a.edu/null"), ("unfilled", None)]),
        ("https://a.edu/undefined-1/b", [("unfilled", None)]),
        ("https://a.edu/undefined1", []),
        ("https://a.edu/nullable/none/your_id", []),
        ("https://a.edu/YOUR_ID", [("unfilled", None)]),
        ("https://a.edu/%5Bobject%20Object%5D/b", [("unfilled", None)]),
        ("ftp://www.b\u00fccher.ch", [("scheme_not_allowed", None)]),
        ("file://C:\\some.file", [("scheme_not_allowed", None)]),
        ("http://{foo:.*}.domain.com/b", [("placeholder", None), ("https_required", None)]),
        ("http://{foo}.*.com/b", [("placeholder", None), ("https_required", None), ("wildcard", None)]),
        ("https://a.edu/b?next=https://c.edu", []),
        ("https://a.edu/b.;,", [("trailing_punctuation", "https://a.edu/b")]),
        ("https://a.edu/b?c.", [("trailing_punctuation", "https://a.edu/b?c")]),
        ("https://a.edu.", [("host_invalid", "https://a.edu"), ("host_only", None)]),
        ("https://<a>.edu/{b}", [("placeholder", None)]),
        ("https://a.edu/${b}", [("placeholder", None)]),
        ("https://a.edu/{{b}}", [("placeholder", None), ("illegal_character", None)]),
        ("https://[your-host]:8443/b", [("placeholder", None)]),
        ("XXX.alma.edu/b", [("placeholder", None), ("not_absolute", "https://XXX.alma.edu/b")]),
        ("https://a.edu/XXX", []),
        ("https://xxx.edu/b", []),
        ("https://a.edu/%s", [("placeholder", None)]),
    ],
    ids=ascii,
)  # fmt: skip
def test_findings_of_a_redirect_uri(text: str, expected: list[tuple[str, object]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://localhost:8080/b", [("localhost", "http://127.0.0.1:8080/b")]),
        ("http://localhost/b", [("localhost", "http://127.0.0.1/b")]),
        ("http://127.0.0.1:8080/b", []),
        ("http://intranet/b", [("dotless_host", None)]),
        ("http://a.local/b", []),
        ("http://localhost:0/b", [("port_invalid", None), ("localhost", None)]),
    ],
)
def test_findings_of_a_redirect_uri_in_the_sandbox(text: str, expected: list[tuple[str, object]]) -> None:
    assert found(text, policy=SANDBOX) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.edu", []),
        ("https://a.edu/#/home", []),
        ("https://a.edu/?code=1", []),
        ("https://8.8.4.4/", []),
        ("https://a.localhost/", [("non_public_host", None)]),
        ("https://*.a.edu/", [("host_invalid", None)]),
        ("http://A.edu:80/b/../c", [("insecure", "https://A.edu/b/../c"), ("not_normalized", "http://a.edu/c")]),
        ("https://a.edu/%2e/c", [("not_normalized", "https://a.edu/c")]),
        ("https://a.edu/../\u00fc", [("illegal_character", "https://a.edu/../%C3%BC")]),
    ],
)
def test_findings_of_a_home_page(text: str, expected: list[tuple[str, object]]) -> None:
    assert found(text, validators.homepage_url) == expected


@given(URIS)
def test_normalizing_is_idempotent(text: str) -> None:
    once = unsplit(normalize(split(text)))
    assert unsplit(normalize(split(once))) == once
    assert equivalence(text, PRODUCTION) == equivalence(once, PRODUCTION)


@given(EDGE_URIS | URIS)
def test_a_sound_uri_breaks_no_rule_that_asks_for_what_makes_it_sound(text: str) -> None:
    uri = split(text)
    if uri.absolute and uri.sound:
        for rules in (rows._RULES, homepage._RULES):
            broken = [row for check, row in rules.every if check(uri) is not None]
            assert broken == [row for check, row in rules.of_sound if check(uri) is not None]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("https://a.edu/1,https://a.edu/2", ("https://a.edu/1,https://a.edu/2",)),
        (" https://a.edu/1 https://a.edu/2\n", ("https://a.edu/1", "https://a.edu/2")),
        (f"https://a.edu/{'x' * 1986}", (f"https://a.edu/{'x' * 1986}",)),
        (f"https://a.edu/{'x' * 1987}", None),
    ],
    ids=["one", "two", "longest", "too long"],
)
def test_a_text_in_place_of_the_list(text: str, suggestion: tuple[str, ...] | None) -> None:
    (found,) = validators.redirect_uris(text)
    assert (found.code, found.suggestion) == ("redirect_uris.wrong_type", suggestion)


@given(EDGE_URIS)
def test_the_parts_put_together_are_the_text(text: str) -> None:
    uri = split(text)
    if uri.authority is not None and uri.scheme is not None:
        assert unsplit(uri) == uri.text


@given(st.lists(st.sampled_from(["", ".", "..", "%2e", ".%2E", "a", "...", "b.c"]), min_size=1, max_size=8))
def test_dot_segments_are_resolved_as_the_rfc_says(segments: list[str]) -> None:
    path = "/" + "/".join(segments)
    assert without_dot_segments(path) == without_dots(path)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.edu", "https://A.EDU:443/", True),
        ("https://a.edu?b", "https://a.edu/?b", True),
        ("https://a.edu/%7e", "https://a.edu/~", True),
        ("https://a.edu/b", "https://a.edu/b/", False),
        ("https://a.edu/b", "https://a.edu/B", False),
        ("https://a.edu/b", "https://a.edu/b?", False),
        ("https://a.edu/b", "https://a.edu/b#", False),
        ("https://a.edu/b", "http://a.edu/b", False),
        ("https://a.edu/b/../c", "https://a.edu/c", False),
        ("https://a b/", "https://a b/", True),
        ("https://xn--bcher-kva.edu/b", "https://XN--BCHER-KVA.edu/b", True),
    ],
)
def test_which_redirect_uris_are_equivalent(one: str, other: str, same: bool) -> None:
    assert (equivalence(one, PRODUCTION) == equivalence(other, PRODUCTION)) is same
    codes = [finding.code for finding in validators.redirect_uris([one, other])]
    assert ("redirect_uri.duplicate" in codes) is same


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("university.edu", True), ("local.edu", True), ("a.local", False), ("a.INTERNAL", False), ("a.test", False), ("a.invalid", False),
        ("8.8.4.4", True), ("10.1.2.3", False), ("172.15.0.1", True), ("172.16.0.1", False), ("172.32.0.1", True), ("192.168.1.1", False),
        ("169.254.1.1", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False), ("203.0.113.9", False),
        ("[2a00::1]", True), ("[::]", False), ("[::1]", False), ("[fe80::1]", False), ("[fc00::1]", False), ("[2001:db8::1]", False), ("[ff02::1]", False),
        ("[::ffff:8.8.4.4]", True), ("[::ffff:127.0.0.1]", False),
    ],
)  # fmt: skip
def test_which_hosts_are_public(host: str, public: bool) -> None:
    assert hosts.fault(host) is None
    assert hosts.is_public(host) is public


@pytest.mark.parametrize(
    ("host", "labels"),
    [
        ("xn--bcher-kva.edu", ("bücher", "edu")),
        ("xn--4dbc.edu", ("אב", "edu")),
        ("1.xn--4dbc.edu", None),  # a browser and a person read it in another order
        ("xn--bbk.edu", ("ま", "edu")),
        ("xn---bbk.edu", None),  # a second spelling of the one above
        ("xn--.edu", None),
        ("xn--a-.edu", None),
        ("xn--zzzz.edu", None),
        ("xn--ab-6bb.edu", None),
    ],
)
def test_a_labels_are_decoded(host: str, labels: tuple[str, ...] | None) -> None:
    assert hosts.u_labels(host) == labels


@pytest.mark.parametrize(
    ("host", "encoded"),
    [
        ("Bücher.edu", "xn--bcher-kva.edu"),
        ("bu\u0308cher.edu", "xn--bcher-kva.edu"),
        ("אב.edu", "xn--4dbc.edu"),
        ("1.אב.edu", None),
        ("אב..edu", None),  # found by tests/fuzz/mutate_uris.py
        ("♥.edu", None),
        ("ü" * 64 + ".edu", None),
        ("a。edu", None),
        ("\ud800.edu", None),
    ],
)
def test_names_are_encoded(host: str, encoded: str | None) -> None:
    assert hosts.a_labels(host) == encoded


def test_what_a_home_page_is_to_be_changed_in() -> None:
    (one,) = validators.homepage_url("https://a.edu/./b")
    assert dict(one.params) == {"what": "remove . and .. from the path"}
    (two,) = validators.homepage_url("https://A.edu/./b")
    assert dict(two.params) == {"what": "use lower-case letters in the scheme and host; remove . and .. from the path"}


def test_the_list_alone_is_one_without_notes() -> None:
    policy = Policy(severities={"redirect_uris.many": Severity.WARNING})
    uris = [f"https://a.edu/{number}" for number in range(6)]
    assert [finding.code for finding in validators.redirect_uris(uris, policy=policy)] == ["redirect_uris.many"]
    assert validators.redirect_uris(uris[:5], policy=policy) == ()


PIECES = st.sampled_from(["a", "A-b", "-a", "a-", "a--b", "xn--a", "XN--BCHER-KVA", "1", "0x7f", "0xg", "a" * 63, "a" * 64, "", "é", "a_b", "1a", "edu"])  # fmt: skip


@given(st.lists(PIECES, max_size=5).map(".".join) | st.lists(PIECES, min_size=4, max_size=6).map(".".join))
def test_a_plain_name_has_no_fault(host: str) -> None:
    """One expression for most names, and the questions one by one for the others, give one answer."""
    assert hosts.fault(host) == (hosts._fault(host, hosts.Names()) if host else "empty")


@pytest.mark.long
def test_a_simple_label_is_encoded_as_idna_does_it() -> None:
    """Each of its characters, alone and among others."""
    simple = [chr(point) for point in range(0x80, 0x10000) if hosts.is_simple(chr(point))]
    assert len(simple) > 20_000
    for character in simple:
        for label in (character, f"a-{character}1ü"):
            assert hosts._encoded(label) == idna.alabel(label).decode()
            assert hosts.a_labels(f"{label}.edu") == f"{idna.alabel(label).decode()}.edu"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Callback: https://a.edu/x https://b.edu/y", 2),
        ("- https://a.edu/x\n- https://b.edu/y", 2),
        ("https://a.edu,https://b.edu;https://c.edu", 3),
    ],
)
def test_how_many_uris_a_row_has(text: str, count: int) -> None:
    assert validators.redirect_uri(text)[0].params == {"count": count}


@pytest.mark.parametrize(
    ("uri", "suggestion"),
    [
        ("https://univ.edu/a\\b", None),
        ("https:\\\\univ.edu\\cb", "https://univ.edu/cb"),
        ("https://univ.edu\\cb", None),  # where browsers end the host, and other software does not
        ("https://univ.edu\\@evil.org/cb", None),
    ],
)
def test_a_backslash_is_to_be_a_slash(uri: str, suggestion: str | None) -> None:
    finding = validators.redirect_uri(uri)[0]
    assert (finding.code, finding.params["what"]) == ("redirect_uri.illegal_character", "use slashes")
    assert finding.suggestion == suggestion


def test_what_lacks_a_scheme_before_its_colon_gets_one() -> None:
    (finding,) = validators.redirect_uri("://university.edu/orcid")
    assert (finding.code, finding.suggestion) == ("redirect_uri.not_absolute", "https://university.edu/orcid")


def test_of_a_uri_without_a_host_nothing_is_taken_off() -> None:
    assert [finding.suggestion for finding in validators.redirect_uri(r"https://:\/cb")] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "<https://u:secret@university.edu/cb>",
        "https://https://u:secret@university.edu/cb",
        "redirect_uri=https://u:secret@university.edu/cb",
        "https://university.edu/cb,https://u:secret@university.edu/cb",
        "MAIL=smtp://u:secret@university.edu\nREDIRECT_URI=https://university.edu/cb\nBASE=https://university.edu",
        "https://orcid.org/oauth/authorize?redirect_uri=https%3A%2F%2Fu:secret%40university.edu%2Fcb",
        "https://u:secret@university.edu/cb?code=Vk8sTp&state=1",
    ],
)
def test_no_suggestion_repeats_a_password(text: str) -> None:
    findings = validators.redirect_uris([text])
    assert findings
    assert "secret" not in f"{[(each.suggestion, each.combined_suggestion, each.message) for each in findings]}"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        (
            "https://orcid.org/oauth/authorize?redirect_uri=https%3A%2F%2Funiversity.edu%2Fcb",
            "https://university.edu/cb",
        ),
        ("https://orcid.org/signin?client_id=A&redirect_uri=https://university.edu/cb", "https://university.edu/cb"),
        ("https://orcid.org/oauth/authorize?redirect_uri=https://university.edu/a;b=1", "https://university.edu/a;b=1"),
        ("https://orcid.org/oauth/authorize?redirect_uri=https%3A%2F%2Forcid.org%2Fcb", None),
        ("https://orcid.org/oauth/authorize?redirect_uri=urn:cb", None),
        ("https://orcid.org/?redirect_uri=https://a.edu/cb&redirect_uri=https://b.edu/cb", None),
        ("https://orcid.org/oauth/authorize", None),
    ],
)
def test_the_redirect_uri_in_the_address_of_orcids_page_is_suggested(text: str, suggestion: str | None) -> None:
    assert {each.code: each.suggestion for each in validators.redirect_uris([text])}[
        "redirect_uri.orcid_host"
    ] == suggestion


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("code=Vk8sTp", "https://university.edu/cb"),
        ("tenant=2&code=Vk8sTp&state=1", "https://university.edu/cb?tenant=2"),
        ("error=access_denied&error_description=User+denied", "https://university.edu/cb"),
        ("state=1", None),
        ("code=2&state=1", None),
    ],
)
def test_what_orcid_added_to_the_redirect_uri_is_left_out_of_the_suggestion(query: str, suggestion: str | None) -> None:
    [finding] = validators.redirect_uris([f"https://university.edu/cb?{query}"])
    assert (finding.code, finding.suggestion) == ("redirect_uri.reserved_parameter", suggestion)
