"""URIs and addresses as people write them: what was copied along is taken off, and nothing that can belong to the value."""

from __future__ import annotations

import html
from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import ADDRESSES, EDGE_ADDRESSES, EDGE_URIS, TEXTS, URIS

from orcid_clientreq import validators
from orcid_clientreq.syntax.wrapping import Wrapping
from orcid_clientreq.syntax.written import (
    LONGEST,
    MOST,
    Written,
    addresses_in,
    one_address,
    one_uri,
    uris_in,
    uris_listed,
)

URI = "https://app.univ.edu/orcid/cb"
ADDRESS = "orcid@univ.edu"

#: What stands around a value, `%s` in its place, and the kinds of what is removed.
AROUND_ANY = [
    ('"%s"', "quotation_mark quotation_mark"),
    ("'%s'", "quotation_mark quotation_mark"),
    ("“%s”", "quotation_mark quotation_mark"),
    ("„%s“", "quotation_mark quotation_mark"),
    ("”%s”", "quotation_mark quotation_mark"),
    ("«%s»", "quotation_mark quotation_mark"),
    ("« %s »", "quotation_mark invisible invisible quotation_mark"),
    ("»%s«", "quotation_mark quotation_mark"),
    ("‹%s›", "quotation_mark quotation_mark"),
    ("‚%s‘", "quotation_mark quotation_mark"),
    ("‘%s’", "quotation_mark quotation_mark"),
    ("「%s」", "quotation_mark quotation_mark"),
    ("『%s』", "quotation_mark quotation_mark"),
    ("《%s》", "quotation_mark quotation_mark"),
    ("`%s`", "code_mark code_mark"),
    ("(%s)", "bracket bracket"),
    ("[%s]", "bracket bracket"),
    ("<%s>", "angle_bracket angle_bracket"),
    ("&lt;%s&gt;", "angle_bracket angle_bracket"),
    ("*%s*", "emphasis emphasis"),
    ("_%s_", "emphasis emphasis"),
    ("**%s**", "emphasis emphasis"),
    ("- %s", "list_marker invisible"),
    ("* %s", "list_marker invisible"),
    ("• %s", "list_marker invisible"),
    ("– %s", "list_marker invisible"),
    ("1. %s", "list_marker invisible"),
    ("2) %s", "list_marker invisible"),
    ("(iv) %s", "remark invisible"),
    ("a) %s", "list_marker invisible"),
    ("- [ ] %s", "list_marker invisible list_marker invisible"),
    ("> %s", "list_marker invisible"),
    ("# %s", "list_marker invisible"),
    ("// %s", "list_marker invisible"),
    ('NAME="%s"', "label quotation_mark quotation_mark"),
    ("NAME = %s", "label invisible"),
    ("Callback URL: %s", "label invisible"),
    ("Redirect URI 1: %s", "label invisible"),
    ("Callback/Redirect (live): %s", "label invisible"),
    ("**Contact:** %s", "emphasis label emphasis invisible"),
    ("Rückruf-Adresse：%s", "label"),
    ("Production – %s", "label invisible"),
    ("URL: %s", "label invisible"),
    ("  key: '%s'  # live", "invisible label invisible quotation_mark quotation_mark invisible remark"),
    ('"key": "%s",', "quotation_mark label invisible quotation_mark quotation_mark punctuation"),
    ('{"key":"%s"}', "bracket quotation_mark label quotation_mark quotation_mark bracket"),
    ("$config['key'] = '%s';", "label invisible quotation_mark quotation_mark punctuation"),
    ("Library <%s>", "name angle_bracket angle_bracket"),
    ("e.g. %s", "remark invisible"),
    ("例えば %s", "remark invisible"),
    ("(live) %s", "remark invisible"),
    ("%s (live)", "invisible remark"),
    ("%s [live]", "invisible remark"),
    ("%s（本番）", "remark"),
    ("%s # live", "invisible remark"),
    ("%s // live", "invisible remark"),
    ("%s - live site", "invisible remark"),
    ("%s,", "punctuation"),
    ("%s;", "punctuation"),
    ("%s.", "punctuation"),
    ("%s。", "punctuation"),
    ('%s"', "quotation_mark"),
    ("%s)", "bracket"),
    ("%s>", "angle_bracket"),
    (" %s ", "invisible invisible"),
    ("\u202a%s\u202c", "invisible invisible"),
    ("\ufeff%s\u200b\xad\u2060", "invisible invisible"),
    ("\u2066%s\u2069\u061c", "invisible invisible"),
    ("[text](%s)", "link bracket"),
    ("[%s](%s)", "bracket link repetition bracket"),
    ("%s <%s>", "invisible angle_bracket repetition angle_bracket"),
    ('<a href="%s">', "tag quotation_mark quotation_mark angle_bracket"),
    ("<a href='%s' rel=\"x\">text</a>", "tag quotation_mark tag tag tag"),
    ('<a href="%s">%s</a>', "tag quotation_mark quotation_mark angle_bracket repetition tag"),
    ("<uri>%s</uri>", "tag tag"),
    ("| a | %s |", "column invisible column invisible invisible column"),
    ("Journal 1\t%s", "column"),
    ("Journal 1\t%s\tx", "column column"),
]  # fmt: skip
AROUND_URIS = [
    ("<URL:%s>", "angle_bracket label angle_bracket"),
    ("redirect_uri=%s", "label"),
    ("export NAME=%s", "label"),
    ("Location: %s", "label invisible"),
    ("GET %s", "label invisible"),
    ("Redirect URI %s", "label invisible"),
    ("{%s}", "bracket bracket"),
    ("%s]", "bracket"),
    ("%s`", "code_mark"),
    ("<%s|text>", "angle_bracket link angle_bracket"),
    ("|%s|", "column column"),
    ("｜%s｜", "column column"),
    ("_*%s*_", "emphasis emphasis emphasis emphasis"),
    ("**URL: %s**", "emphasis label invisible emphasis"),
    ("'redirect_uri=%s'", "quotation_mark label quotation_mark"),
    ('""%s""', "quotation_mark quotation_mark quotation_mark quotation_mark"),
]  # fmt: skip
AROUND_ADDRESSES = [
    ("mailto:%s", "label"),
    ("mailto:mailto:%s", "label label"),
    ("mailto:%s?subject=x", "label mailto"),
    ('"%s" <%s>', "quotation_mark quotation_mark invisible angle_bracket repetition angle_bracket"),
    ("'%s' <%s>", "quotation_mark quotation_mark invisible angle_bracket repetition angle_bracket"),
    ("%s<mailto:%s>", "angle_bracket label repetition angle_bracket"),
    ("[%s](mailto:%s)", "bracket link label repetition bracket"),
    ('"Library, Univ." <%s>', "name angle_bracket angle_bracket"),
    ("ORCID Team <%s> (Library)", "name angle_bracket angle_bracket invisible remark"),
    ("(Library)%s", "remark"),
]  # fmt: skip


def put(around: str, value: str) -> str:
    return around.replace("%s", value)


def kinds(written: Written) -> str:
    return " ".join(removed.wrapping for removed in written.removed)


@pytest.mark.parametrize("uri", [URI, "www.univ.edu/cb", "http://web:8080/a_(b)/it's?c[]=d&e=<f>#g"])
@pytest.mark.parametrize(("around", "removed"), AROUND_ANY + AROUND_URIS, ids=ascii)
def test_what_was_copied_along_with_a_uri_is_taken_off(around: str, removed: str, uri: str) -> None:
    text = put(around, uri)
    written = one_uri(text)
    assert written is not None
    assert written.text == uri == text[written.start : written.end]
    assert kinds(written) == removed
    assert one_uri(written.text) is None


@pytest.mark.parametrize("address", [ADDRESS, "o'brien+x@univ.edu", "図書館@例え.jp"])
@pytest.mark.parametrize(("around", "removed"), AROUND_ANY + AROUND_ADDRESSES, ids=ascii)
def test_what_was_copied_along_with_an_address_is_taken_off(around: str, removed: str, address: str) -> None:
    text = put(around, address)
    written = one_address(text)
    assert written is not None
    assert written.text == address == text[written.start : written.end]
    assert kinds(written) == removed
    assert one_address(written.text) is None


#: Text around one URI, and the URI.
MEANT = [
    ("'https://a.edu/b'", "https://a.edu/b"),
    ("-https://a.edu/b", "https://a.edu/b"),
    ("1.https://a.edu/b", "https://a.edu/b"),
    ("https://a.edu/b'", "https://a.edu/b"),
    ("https://a.edu.", "https://a.edu"),
    ("https://a.edu:", "https://a.edu"),
    ("https://a.edu/b!.", "https://a.edu/b!"),
    ("“https://a.edu/b?”", "https://a.edu/b?"),
    ("'https://a.edu/'b''", "https://a.edu/'b'"),
    ("('https://a.edu/b')", "https://a.edu/b"),
    ("(https://a.edu/b)c)", "https://a.edu/b)c"),
    ("(https://a.edu/b)(live)", None),
    ("https://a.edu/b,.;", "https://a.edu/b"),
    ("<https://{base}/b>", "https://{base}/b"),
    ('"https://<your host>/b"', "https://<your host>/b"),
    ("- https://{{ host }}/b", "https://{{ host }}/b"),
    ("`https://${HOST}:${PORT}/b`", "https://${HOST}:${PORT}/b"),
    ("URL: https://[::1]:8080/b", "https://[::1]:8080/b"),
    ("<https://user:secret@a.edu/b>", "https://user:secret@a.edu/b"),
    ("<HTTPS://A.edu/b>", "HTTPS://A.edu/b"),
    ('"https://a.edu/b/.."', "https://a.edu/b/.."),
    ('"https://a.edu,https://b.edu"', None),
    # a template by itself
    ("https://<your-host>/b", None),
    ("https://{base}/b", None),
    ("<your-host>/b", None),
    ("<your.host>/b", None),
    ("{baseUrl}/b", None),
    ("{{ site.url }}/b", None),
    ("[Your server's address]/b", None),
    ("https://[host]/b", None),
    ("https://%s/b", None),
    ("$HOST/b", None),
    # what is meant as a URI
    ("<//a.edu/b>", "//a.edu/b"),
    ('"htps://a.edu/b"', "htps://a.edu/b"),
    ('"https//a.edu/b"', "https//a.edu/b"),
    ('"https;//a.edu/b"', "https;//a.edu/b"),
    ('"https:a.edu/b"', "https:a.edu/b"),
    ('"https:/a.edu/b"', "https:/a.edu/b"),
    ('"app://b"', "app://b"),
    ("• localhost:8080/b", "localhost:8080/b"),
    ("• localhost", None),
    ("• localhost:8080", "localhost:8080"),
    ("- 127.0.0.1/b", "127.0.0.1/b"),
    ("- 1.2.3", None),
    ("- univ.123", None),
    ("(univ.edu)", "univ.edu"),
    ("univ.edu.", "univ.edu"),
    ("<univ.edu/b>", "univ.edu/b"),
    ("<www.univ.edu>", "www.univ.edu"),
    ("<univ.edu>", None),
    ("{univ.edu}", None),
    ("[host.univ.edu]", None),
    ("redirect_uri:www.a.edu/b", "www.a.edu/b"),
    ("ftp:a.edu/b", None),
    ("news:a.edu.b", None),
    ("ht:tps://a.edu", None),
    ("ttps://user:a.edu/b", None),
    ("//user:a.edu/b", None),
    ("h:ttps://a.edu", None),
    ("h]tps://a.edu", None),
    ("URL:htps://a.edu", "htps://a.edu"),
    ("u=https://a.edu", "https://a.edu"),
    ("u:https://a.edu", None),
    ("orcid@univ.edu", None),
    ("mail: orcid@univ.edu", None),
    ("f(x.yz(1))", None),
    ("a..edu/b.", None),
    ("(xn--bcher-kva.xn--p1ai/b)", "xn--bcher-kva.xn--p1ai/b"),
    ("config.redirect: www.a.edu/b", "www.a.edu/b"),
    # escapes
    ("https%3A%2F%2Fa.edu%2Fb%2520c", "https://a.edu/b%20c"),
    ("https%3A%2F%2Fa.edu%2Fb%20c", None),
    ("https%3A//a.edu/b", "https://a.edu/b"),
    ("https%253A%252F%252Fa.edu%252Fb", "https://a.edu/b"),
    ("redirect_uri=https%3A%2F%2Fa.edu%2Fb.", "https://a.edu/b"),
    ("https%3A%2F%2Fa.edu%2Fb%0Ac", None),
    ("https%3A%2F%2F", None),
    ("https%3A%2F%2Fa.edu%2Fb%FF", None),
    (r"https:\/\/a.edu\/b", "https://a.edu/b"),
    (r'"https://a.edu/b?c=d\u0026e=f"', "https://a.edu/b?c=d&e=f"),
    (r"https://a.edu/my\_app", "https://a.edu/my_app"),
    (r'"https://a.edu/b\n"', "https://a.edu/b"),
    (r"https://a.edu\@b.edu/c", None),
    (r"h\ttps://a.edu", None),
    ("https:&#x2F;&#47;a.edu&sol;b", "https://a.edu/b"),
    ("https://a.edu/b?c=d&amp;e=f", "https://a.edu/b?c=d&e=f"),
    ("&quot;https://a.edu/b&quot;", "https://a.edu/b"),
    ("https://a.edu/b?c=d&amp;amp;e=f", "https://a.edu/b?c=d&e=f"),
    (r"https:\\/\\/a.edu\\/b", "https://a.edu/b"),
    (r"'https://a.edu/b\u0026lt;c'", None),
    ("https://a.edu/b?c=d&copy;=e", None),
    ("https://a.edu/b?c=d&unknown;=e", None),
    ("https://a.edu/b&#0;c", None),
    ("https://a.edu/b&#xd800;c", None),
    ("https://a.edu/b&#x110000;c", None),
    # line breaks
    ("https://a.edu/serve\nr/b", "https://a.edu/server/b"),
    ("> https://a.edu/serve\r\n> r/b", "https://a.edu/server/b"),
    ("https://a.edu/b?c=\nd1", "https://a.edu/b?c=d1"),
    ("https://a.edu/b?c&\nd", "https://a.edu/b?c&d"),
    ("https://a.edu/b?\nThanks", None),
    ("https://a.edu/b?\n\tx", None),
    ("https://a.edu/b%2\n0c", "https://a.edu/b%20c"),
    ("<https://a.edu/b\n  c>.", "https://a.edu/bc"),
    ("<https://a.edu/b c>", None),
    (f"https://a.edu/{'b' * 50}\n/c", f"https://a.edu/{'b' * 50}/c"),
    (f"https://a.edu/{'b' * 50}\nlive", None),
    ("https://a.edu/b\nlive", None),
    ("https://a.edu/b\n/c/d", None),
    ("https://a.edu/b\nb.edu/c", None),
    ("https://a.edu/b\nweb:80/c", None),
    ("https://a.edu/b\nhtps://b.edu", None),
    ("https://a.edu/serve\n\nr/b", None),
    ("https://a.edu/serve\nr/b live", None),
    ("https://a.edu/" + "b/\n" * 20 + "c/d", None),
    ("Callback:\nhttps://a.edu/b", "https://a.edu/b"),
    ("a b\nr/c", None),
    ("https://a.edu/" + "b" * 70 + "=\nc?d=3De", "https://a.edu/" + "b" * 70 + "c?d=e"),
    ("https://a.edu/b?c=3Dd=\r\ne", "https://a.edu/b?c=de"),
    # nothing to take off, more than one, or other text
    ("", None),
    ("  ", None),
    ("https://", None),
    ("https://a.edu/b", None),
    ("https://a.edu/b!", None),
    ("https://a.edu/b?", None),
    ("https://a.edu/b/..", None),
    ("https://a.edu/b_(c)", None),
    ("https://a.edu/(b/c)", None),
    ("https://a.edu/'b'", None),
    ('https://a.edu/"b"', None),
    ("https://a.edu/b*", None),
    ("https://a.edu/b)c", None),
    ("https://a.edu/b?c=https://d.edu", None),
    ("https://a.edu/b https://a.edu/c", None),
    ("https://a.edu/b and more", None),
    ("Use https://a.edu/b", None),
    ("Use it: https://a.edu/b, or", None),
    ("https://a.edu/b|c", None),
    ("https://a.edu/b\tc", None),
    ("https://a.edu/b\tc\td", "https://a.edu/b"),
    ("https://a.edu/b\tJournal 1", "https://a.edu/b"),
    ("https://a.edu/b (c)/d", None),
    ("http://https://a.edu/b", None),
    ("blob:https://a.edu/b", None),
    ("hhttps://a.edu/b", None),
    ("https://https://a.edu/b", None),
    ("<https://a.edu/b> <https://a.edu/c>", None),
    ("https://a.edu/b <https://a.edu/B>", None),
    ("https://a.edu<https://a.edu/>", "https://a.edu"),
    ("www.a.edu/b<http://www.a.edu/b>", "http://www.a.edu/b"),
    ("https://a.edu/b and https://a.edu/b", None),
    ("." * 60 + " https://a.edu/b", None),
    ('"' * 60 + "https://a.edu/b", None),
    ('"' + "a" * LONGEST + '"', None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "uri"), MEANT, ids=lambda part: ascii(part)[:60])
def test_one_uri(text: str, uri: str | None) -> None:
    written = one_uri(text)
    assert (written and written.text) == uri
    assert written is None or one_uri(written.text) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("orcid@univ.edu.", "orcid@univ.edu"),
        ("*orcid@univ.edu*", "orcid@univ.edu"),
        ("''orcid@univ.edu''", "orcid@univ.edu"),
        ("ORCID@univ.edu <orcid@univ.edu>", "ORCID@univ.edu"),
        ("orcid&#64;univ.edu", "orcid@univ.edu"),
        ("<orcid@univ.edu", "orcid@univ.edu"),
        # what may belong to an address stays
        ("orcid@univ.edu", None),
        ("*orcid@univ.edu", None),
        ("'orcid@univ.edu", None),
        ("/orcid@univ.edu", None),
        ("EMAIL=orcid@univ.edu", None),
        ("!#$%&`*+/=?^`{|}~@univ.edu", None),
        ("'@univ.edu'", "'@univ.edu"),
        # none, more than one, or other text
        ("", None),
        ("orcid", None),
        ("(orcid@univ)", None),
        ("(orcid@univ.123)", None),
        ("(orcid@-univ.edu)", None),
        ("(@univ.edu)", None),
        ("(.orcid@univ.edu)", None),
        ("(orcid.@univ.edu)", None),
        ("(or..cid@univ.edu)", None),
        ('"or cid"@univ.edu', None),
        ('"a@b.edu"@univ.edu', None),
        ("a@b.edu@univ.edu", None),
        ("a@univ.edu, b@univ.edu", None),
        ("a@univ.edu and a@univ.edu", None),
        ("write to orcid@univ.edu", None),
        ("orcid@univ.edu is the contact", None),
        ("https://orcid:secret@univ.edu/b", None),
        ("<" + "a" * LONGEST + "@univ.edu>", None),
    ],
    ids=lambda part: ascii(part)[:60],
)  # fmt: skip
def test_one_address(text: str, address: str | None) -> None:
    written = one_address(text)
    assert (written and written.text) == address
    assert written is None or one_address(written.text) is None


@pytest.mark.parametrize(
    ("text", "uris"),
    [
        ("See https://a.edu/b. Or (https://c.edu/d)?", ["https://a.edu/b", "https://c.edu/d"]),
        ("Have you seen https://a.edu/b?", ["https://a.edu/b"]),
        ("Have you seen https://a.edu? Yes: https://a.edu!", ["https://a.edu", "https://a.edu"]),
        ("https://a.edu/b#", ["https://a.edu/b#"]),
        ("请用https://a.edu/b。谢谢", ["https://a.edu/b"]),
        ("コールバック「https://a.edu/b」と（https://c.edu/d）", ["https://a.edu/b", "https://c.edu/d"]),
        ('["https://a.edu/b","https://c.edu/d"]', ["https://a.edu/b", "https://c.edu/d"]),
        ("['https://a.edu/it's','https://c.edu/d']", ["https://a.edu/it's", "https://c.edu/d"]),
        ("`https://a.edu/b`,`https://c.edu/d`", ["https://a.edu/b", "https://c.edu/d"]),
        ("“https://a.edu/b”,“https://c.edu/d”", ["https://a.edu/b", "https://c.edu/d"]),
        ("« https://a.edu/b »", ["https://a.edu/b"]),
        ("«https://a.edu/b»x", ["https://a.edu/b"]),
        ('curl -d "redirect_uri=https://a.edu/b","state"', ["https://a.edu/b"]),
        ('5" and https://a.edu/b"c', ['https://a.edu/b"c']),
        ('"\nhttps://a.edu/b"c', ['https://a.edu/b"c']),
        ("<https://a.edu/b><https://c.edu/d|d>", ["https://a.edu/b", "https://c.edu/d"]),
        ("https://a.edu/b,https://c.edu/d;http://e.edu", ["https://a.edu/b", "https://c.edu/d", "http://e.edu"]),
        ("https://a.edu/b?c=https://d.edu,https://e.edu", ["https://a.edu/b?c=https://d.edu,https://e.edu"]),
        ("|https://a.edu/b|https://c.edu/d|", ["https://a.edu/b", "https://c.edu/d"]),
        ("| https://a.edu/b | https://c.edu/d |", ["https://a.edu/b", "https://c.edu/d"]),
        ("[a](https://a.edu/b_(c)) [https://c.edu/d](https://c.edu/d)", ["https://a.edu/b_(c)", "https://c.edu/d", "https://c.edu/d"]),
        ('<a href="https://a.edu/b">https://a.edu/b</a><br>https://c.edu/d<br/>', ["https://a.edu/b", "https://a.edu/b", "https://c.edu/d"]),
        ("<uri>https://a.edu/<journal>/b</uri>", ["https://a.edu/<journal>/b"]),
        ("uri: https://{{ host }}/b/{id}?c=${d}", ["https://{{ host }}/b/{id}?c=${d}"]),
        ("{uri: https://a.edu/b}", ["https://a.edu/b"]),
        ("https://a.edu/(b[c])(d] https://a.edu/(b/c)", ["https://a.edu/(b[c])(d", "https://a.edu/(b/c"]),
        ("https://a.edu/b( https://a.edu/" + "(" * 120, ["https://a.edu/b", "https://a.edu/"]),
        ("https://a.edu/#a(b:~:c)d https://a.edu/?a(b=c)", ["https://a.edu/#a(b:~:c", "https://a.edu/?a(b=c"]),
        ("https://a.edu/....... b", ["https://a.edu/"]),
        ("https://a.edu/,,,,https://b.edu", ["https://a.edu/", "https://b.edu"]),
        ("https://a.edu:8443/b https://a.edu:8443. https://a.edu:PORT/b https://a.edu: b", ["https://a.edu:8443/b", "https://a.edu:8443", "https://a.edu:PORT/b", "https://a.edu"]),
        ("https://[::1]:80/b https://localhost/b http://web:3000", ["https://[::1]:80/b", "https://localhost/b", "http://web:3000"]),
        ("https://a.edu\u200b https://a.edu/b\u202c", ["https://a.edu", "https://a.edu/b"]),
        ("\ue000https://a.edu/b\ue000c", ["https://a.edu/b"]),
        ("text:https://a.edu/b view-source:https://c.edu", ["https://a.edu/b", "https://c.edu"]),
        ("hhttps://a.edu/b git+https://a.edu/b ftp://a.edu", []),
        ("https://user:secret@a.edu/b https://@a.edu https://..a.edu https://-a.edu https://a-/b", []),
        ("https:// https://. https://? http://#", []),
        (r'{"uri": "https:\/\/a.edu\/b?c=d\u0026e=f", "b": "\"https://c.edu\""}', ["https://a.edu/b?c=d&e=f", "https://c.edu"]),
        ('f("https://a.edu/b\\n")', ["https://a.edu/b"]),
        ("&lt;a href=&quot;https://a.edu/b?c&amp;d=e&quot;&gt;", ["https://a.edu/b?c&d=e"]),
        ("a=b&redirect_uri=https%3A%2F%2Fa.edu%2Fb%3Fc%3Dd&e=f", ["https://a.edu/b?c=d"]),
        ("next%3Dhttps%253A%252F%252Fa.edu%252Fb", ["https://a.edu/b"]),
        ("https%3A%2F%2F%20 https%3A%2F%2Fa.edu%2Fb%0A", []),
        ("https://orcid.org/a?redirect_uri=https%3A%2F%2Fa.edu", ["https://orcid.org/a?redirect_uri=https%3A%2F%2Fa.edu"]),
        ("https://a.edu/" + "b" * 70 + "=\nc d", ["https://a.edu/" + "b" * 70 + "c"]),
        ("https://a.edu/b=\nc d", ["https://a.edu/b="]),
        ("**https://a.edu/b** *https://a.edu/b* ***https://a.edu/b*** *https://a.edu/*", ["https://a.edu/b"] * 3 + ["https://a.edu/"]),
        ("_https://a.edu/b_ **https://a.edu/b* https://a.edu/*", ["https://a.edu/b", "https://a.edu/b*", "https://a.edu/*"]),
        ('a,https://a.edu/,"https://b.edu"', ["https://a.edu/", "https://b.edu"]),
        ("no URI, orcid@univ.edu, univ.edu/b", []),
    ],
    ids=lambda part: ascii(part)[:60],
)  # fmt: skip
def test_uris_in_running_text(text: str, uris: list[str]) -> None:
    assert [found.text for found in uris_in(text)] == uris


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("ORCID <orcid@univ.edu>, it@univ.edu; (a.b@c.univ.edu).", ["orcid@univ.edu", "it@univ.edu", "a.b@c.univ.edu"]),
        ("mailto:orcid@univ.edu?subject=x or orcid@univ.edu:80/b", ["orcid@univ.edu", "orcid@univ.edu"]),
        ("_orcid@univ.edu_ 'o'brien@univ.edu' href='a@b.edu'", ["orcid@univ.edu", "o'brien@univ.edu", "a@b.edu"]),
        ("https://a.edu/@b@c.edu https://b@c.edu/d //b@c.edu", ["//b@c.edu"]),
        ("http://a@b.edu http://c.edu d@e.edu http://f.edu", ["d@e.edu"]),
        ("αβγ@δε.com 図書館@例え.jp", ["αβγ@δε.com", "図書館@例え.jp"]),
        ("@univ.edu orcid@ a..b@univ.edu .a@univ.edu a.@univ.edu", []),
        ("a" * 300 + "@univ.edu", ["a" * 200 + "@univ.edu"]),
    ],
    ids=lambda part: ascii(part)[:60],
)  # fmt: skip
def test_addresses_in_running_text(text: str, addresses: list[str]) -> None:
    assert [found.text for found in addresses_in(text)] == addresses


@pytest.mark.parametrize(
    ("text", "uris"),
    [
        ("- https://a.edu/b\n- www.c.edu/d", ["https://a.edu/b", "www.c.edu/d"]),
        ("a, https://a.edu/b; https://c.edu/d", ["https://a.edu/b", "https://c.edu/d"]),
        ("www.a.edu/b https://c.edu/d www.e.edu", ["www.a.edu/b", "https://c.edu/d", "www.e.edu"]),
        ('["https://a.edu/b","https://c.edu/d"],', ["https://a.edu/b", "https://c.edu/d"]),
        ("| Live | https://a.edu/b |\n| Test | https://c.edu/d |", ["https://a.edu/b", "https://c.edu/d"]),
        ("Journal\tCallback\nA\thttps://a.edu/b\nB\thttps://c.edu/d", ["https://a.edu/b", "https://c.edu/d"]),
        ("NAME=https://a.edu/b\nOTHER='https://c.edu/d' # live", ["https://a.edu/b", "https://c.edu/d"]),
        ("`https://a.edu/b` (test) or `https://c.edu/d` (live)", ["https://a.edu/b", "https://c.edu/d"]),
        ("https://a.edu/b!\nhttps://a.edu/c", ["https://a.edu/b!", "https://a.edu/c"]),
        ("Names\nA. B.\n...", []),
        ("https://" + "a" * LONGEST, ["https://" + "a" * LONGEST]),
        ("", []),
    ],
    ids=lambda part: ascii(part)[:60],
)  # fmt: skip
def test_uris_of_a_list(text: str, uris: list[str]) -> None:
    assert [found.text for found in uris_listed(text)] == uris


def test_what_was_changed_in_a_value_is_named_and_where_it_stood() -> None:
    text = r'x &lt; "https:\/\/a.edu/b?c&amp;d" y'
    (found,) = uris_in(text)
    assert found.text == "https://a.edu/b?c&d"
    assert text[found.start : found.end] == r"https:\/\/a.edu/b?c&amp;d"
    assert found.removed == ((Wrapping.ESCAPE, r"\/"), (Wrapping.ESCAPE, "&amp;"))
    text = "> <https://a.edu/b\n> c>"
    found = one_uri(text)
    assert text[found.start : found.end] == "https://a.edu/b\n> c"
    assert found.removed[3:] == ((Wrapping.LINE_BREAK, "\n> "), (Wrapping.ANGLE_BRACKET, ">"))
    assert one_uri("https%3A%2F%2Fa.edu").removed == ((Wrapping.ESCAPE, "%3A"),)


def test_no_more_than_a_request_can_have_are_found() -> None:
    for function, text in (
        (uris_in, "https://a.edu "),
        (addresses_in, "a@b.edu "),
        (uris_listed, "https://a.edu\n"),
        (uris_listed, "a.b\n"),
    ):
        assert len(function(text * (2 * MOST + 2))) == (MOST if "b\n" not in text else 0)


# Properties


def without_trailing_punctuation(uri: str) -> bool:
    """Return whether a drawn URI ends in nothing of which a rule warns: a bracket or an apostrophe without its twin."""
    return uri[-1] not in ")'" or (uri.count(")") <= uri.count("(") and uri.count("'") % 2 == 0)


VALID_URIS = URIS.filter(without_trailing_punctuation)
AROUND = [around for around, _ in AROUND_ANY]
#: What can stand around all of these: Markdown's marks go around a value and not around a list, a name stands before one,
#: and two quotation marks at the end are a pair.
OUTSIDE = [around for around in AROUND if around[0] not in "*_" and around not in {"Library <%s>", '%s"'}]
ESCAPES = [html.escape, lambda text: text.replace("/", r"\/"), lambda text: quote(text, safe="")]


@given(VALID_URIS)
def test_nothing_is_taken_off_a_valid_uri(uri: str) -> None:
    assert one_uri(uri) is None


@given(ADDRESSES)
def test_nothing_is_taken_off_a_valid_address(address: str) -> None:
    assert one_address(address) is None


@given(
    VALID_URIS, st.sampled_from([*AROUND, *(around for around, _ in AROUND_URIS)]), st.sampled_from([*OUTSIDE, "%s"])
)
def test_a_uri_comes_back_from_one_and_two_wrappings(uri: str, inner: str, outer: str) -> None:
    assume(uri.count("(") <= uri.count(")"))  # `(a_()` may have one in brackets, or end in one
    assume(uri[-1] != "/" or "." not in f"{inner}{outer}")  # `a/.` may end in a dot segment
    assume("'" not in uri or "'" not in f"{inner}{outer}")  # `'a'b'` may end in one
    text = put(outer, put(inner, uri))
    written = one_uri(text)
    assert written is not None
    assert written.text == uri == text[written.start : written.end]


@given(
    ADDRESSES,
    st.sampled_from([*AROUND, *(around for around, _ in AROUND_ADDRESSES)]),
    st.sampled_from([around for around in OUTSIDE if around[0] not in "<`" and "'" not in around] + ["%s"]),
)
def test_an_address_comes_back_from_one_and_two_wrappings(address: str, inner: str, outer: str) -> None:
    written = one_address(put(outer, put(inner, address)))
    assert written is not None
    assert written.text == address


@given(VALID_URIS, st.sampled_from(ESCAPES), st.sampled_from([*OUTSIDE, "%s"]))
def test_a_uri_comes_back_from_its_escapes(uri: str, escape, around: str) -> None:
    assume(uri.count("(") <= uri.count(")"))
    assume(uri[-1] != "/" or "." not in around)
    text = put(around, escape(uri))
    written = one_uri(text)
    assert (written.text if written else text) == uri


@given(EDGE_URIS | EDGE_ADDRESSES | TEXTS, st.sampled_from([*AROUND, "%s"]), st.sampled_from([*AROUND, "%s"]))
def test_every_value_found_is_in_the_text_and_has_nothing_to_take_off(value: str, inner: str, outer: str) -> None:
    text = put(outer, put(inner, value))
    changes = {Wrapping.ESCAPE, Wrapping.LINE_BREAK}
    for one in (one_uri, one_address):
        if written := one(text):
            assert one(written.text) is None
            assert changes & {*(removed.wrapping for removed in written.removed)} or (
                text[written.start : written.end] == written.text
            )
    for every in (uris_in, addresses_in, uris_listed):
        end = 0
        for written in every(text):
            assert end <= written.start < written.end <= len(text)
            assert changes & {*(removed.wrapping for removed in written.removed)} or (
                text[written.start : written.end] == written.text
            )
            end = written.end


@pytest.mark.parametrize(
    "text",
    [
        r"https://evil.org\u002euniv.edu/cb",
        "https://univ.edu&#64;evil.org/cb",
        "https://univ.edu&#46;evil.org/cb",
        r"https://univ.edu\u0040evil.org",
        r"'https://evil.org\u002euniv.edu/cb'",
    ],
)
def test_no_escape_is_undone_in_a_host(text: str) -> None:
    """A browser opens evil.org, and what is returned would be another host."""
    assert one_uri(text) is None
    assert uris_in(text) == ()
    for validator in (validators.redirect_uri, validators.homepage_url):
        assert all(finding.suggestion is None for finding in validator(text))


def test_escapes_beside_a_host_are_undone() -> None:
    assert one_uri(r"https:\/\/univ.edu\/cb").text == "https://univ.edu/cb"
    assert one_uri("https&#58;//univ.edu&#47;cb").text == "https://univ.edu/cb"
    assert one_uri("&quot;https://univ.edu&quot;").text == "https://univ.edu"
