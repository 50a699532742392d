"""Escapes of values: undone where they are those of the whole value, and known by their place in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orcid_clientreq.syntax.escapes import Decoded, Edit, Plain, decoded, joined, plain


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a&amp;b", "a&b"),
        ("&#x26;&#38;&#X26;", "&&&"),
        ("&lt;&gt;&quot;&apos;&sol;&colon;&num;&quest;&equals;&commat;&percnt;&period;&lowbar;&hyphen;&nbsp;&shy;", "<>\"'/:#?=@%._-\xa0\xad"),
        ("&amp;amp;", "&"),
        ("&amp;amp;lt;&amp;amp;amp;lt;", "<<"),
        ("&amp;copy;", "&copy;"),
        (r"\u0026amp;a\\u0026amp;amp;b", "&a&b"),
        (r"\\/\\\/\\u003d", "//="),
        ("&copy;&copy=&AMP;&unknown;&;&#;&#x;", "&copy;&copy=&AMP;&unknown;&;&#;&#x;"),
        ("&#0;&#10;&#xd800;&#1114112;&#x10ffff;", "&#0;&#10;&#xd800;&#1114112;\U0010ffff"),
        (r"\/\"\'\_\&\~\#\=\-", "/\"'_&~#=-"),
        (r"\n\r\t", "\n\r\t"),
        (r'a\n"', 'a\n"'),
        (r"a\nhttps://", "a\nhttps://"),
        (r"C:\new\raw\tip", r"C:\new\raw\tip"),
        (r"\u0026\u003D\u0000\u00e9", "&=\\u0000é"),
        (r"\a\\ \u1234", r"\a\\ \u1234"),
        ("a=\nb", "a=\nb"),
        ("a=\nb=3D", "ab="),
        ("a=\r\nb=3Dc&amp;", "ab=c&"),
        (f"{'a' * 60}=\nb", f"{'a' * 60}b"),
        (f"{'a' * 59}=\nb", f"{'a' * 59}=\nb"),
        ("a=3D\n=\nhttps:", "a=\n=\nhttps:"),
        ("a=3Db", "a=3Db"),
        ("%2F", "%2F"),
    ],
    ids=lambda part: ascii(part)[:40],
)  # fmt: skip
def test_plain_text(text: str, meant: str) -> None:
    assert plain(text).text == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("a\nb", "ab"), ("a \r\n b", "ab"), ("a\n> > b", "ab"), ("a\n\nb", "a\n\nb"), ("\na\n", "\na\n"), ("a\n\tb", "a\n\tb"), ("a\u2028b&amp;", "ab&")],
)  # fmt: skip
def test_text_in_one_line(text: str, meant: str) -> None:
    assert joined(text).text == meant


def test_a_place_in_plain_text_has_one_in_the_text_as_given() -> None:
    text = "<a&amp;b\n> c&gt;d"
    given = joined(text)
    assert given == Plain("<a&bc>d", (Edit(2, 3, 2, "&amp;"), Edit(4, 4, 8, "\n> "), Edit(5, 6, 12, "&gt;")))
    assert [edit.is_line_break for edit in given.edits] == [False, True, False]
    starts, ends = map(given.start_as_given, range(8)), map(given.end_as_given, range(8))
    assert list(starts) == [0, 1, 2, 7, 11, 12, 16, 17]
    assert list(ends) == [0, 1, 2, 7, 8, 12, 16, 17]
    assert given.edits_between(1, 5) == given.edits[:2]
    assert given.edits_between(3, 4) == given.edits_between(4, 5) == ()
    assert given.edits_between(5, 7) == given.edits[2:]


@given(st.lists(st.sampled_from(["a", "&amp;", "\\/", "\n", "é", "&lt;", "> "])).map("".join))
def test_what_was_not_changed_is_where_the_positions_say(text: str) -> None:
    for given_text in (plain(text), joined(text)):
        changed = {place for edit in given_text.edits for place in range(edit.start, edit.end)}
        for place, character in enumerate(given_text.text):
            if place not in changed:
                assert text[given_text.start_as_given(place)] == character
                assert given_text.end_as_given(place + 1) == given_text.start_as_given(place) + 1


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("https://a.edu/b", Decoded("https://a.edu/b", 0, 0)),
        ("https://a.edu/b%20c", Decoded("https://a.edu/b%20c", 0, 0)),
        ("https%3A%2F%2Fa.edu", Decoded("https://a.edu", 0, 1)),
        ("HTTP%3a//a.edu", Decoded("HTTP://a.edu", 0, 1)),
        ("https%253A%252F%252Fa.edu", Decoded("https://a.edu", 0, 2)),
        ("https%2525253A", Decoded("https:", 0, 4)),
        ("https%252525253A", Decoded("https%252525253A", 0, 0)),
        ("https%3A%2F%2Fa.edu%FF", Decoded("https%3A%2F%2Fa.edu%FF", 0, 0)),
        ("https%3A%2F%2Fa.edu%3Fb&amp;c", Decoded("https://a.edu?b&c", 1, 1)),
        ("&amp;amp;amp;amp;amp;lt;", Decoded("&amp;lt;", 4, 0)),
        ("https%3A%2F%2Fa.edu%3Fb%26amp%3Bc", Decoded("https://a.edu?b&c", 1, 1)),
        ("orcid%40univ.edu", Decoded("orcid@univ.edu", 0, 1)),
        ("https://a.edu/%40b", Decoded("https://a.edu/%40b", 0, 0)),
        ("a%3Ab", Decoded("a%3Ab", 0, 0)),
        ("", Decoded("", 0, 0)),
    ],
    ids=lambda part: ascii(part)[:40],
)
def test_a_decoded_value(text: str, answer: Decoded) -> None:
    assert decoded(text) == answer
