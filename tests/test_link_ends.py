"""Where a URL or an address ends in running text: the test of UTS #58, as far as it has facts about http and https URLs."""

from __future__ import annotations

import pytest

from orcid_clientreq.syntax.link_characters import CLOSE_OF, OPEN_OF, is_hard, is_invisible, is_local, is_soft
from orcid_clientreq.syntax.link_ends import address_around, authority_end, names_a_host, placeholder_end, uri_end
from orcid_clientreq.syntax.linkification import UNICODE_VERSION
from orcid_clientreq.syntax.written import uris_in

#: LinkDetectionTest.txt, Unicode 17.0: the lines with an http or https URL that are no page of Wikipedia, and those without
#: a scheme that tell how paths, queries and fragments end, which have one here.
DETECTED = [
    "See http://.foo.example.com/αβγ on…",
    "See http://foo..example.com/αβγ on…",
    "See http://-foo.example-.com. on…",
    "See ⸠http://foo.example.com⸡. on…",
    "See ⸠http://foo.example.com./αβγ⸡ on…",
    "See ⸠https://example.com⸡! on…",
    "See ⸠https://example.com/αβγ⸡ on…",
    "See ⸠https://example.com?αβγ⸡ on…",
    "See ⸠https://example.com#αβγ⸡ on…",
    "See ⸠https://example.com/αβγ/δεζ?θικ#λμν⸡ on…",
    "See ⸠https://example.com/αβγ/δεζ?δ.εφ#λμν⸡ on…",
    "See ⸠https://example.com/αβγ/δεζ?δ⸡ εφ#λμν on…",
    "See ⸠https://example.com/αβγ/δεζ?δ⸡. εφ#λμν on…",
    "See ⸠https://example.com/α/βγ?δ/ε?ζ#λ/μ?ν#π⸡ on…",
    "See ⸠https://example.com/αβ⸡) on…",
    "See ⸠https://example.com/α(β)⸡ on…",
    "See ⸠https://example.com/α(β)γ/δρς?α=(θ)&(β)=κ#λμν:~:text=(φχψ)⸡ on…",
    "See ⸠https://example.com/α[(β)]γ/δρς?α=[(θ)]&[(β)]=κ#λμν:~:text=[(φχψ)]⸡ on…",
    "See ⸠https://example.com/α[(β⸡])γ/δρς?α=[(θ)]&[(β)]=κ#λμν:~:text=φχψ on…",
    "See ⸠https://example.com/α[(β)]γ/δρς?α=[(θ⸡])&[(β)]=κ#λμν:~:text=φχψ on…",
    "See ⸠https://example.com/α[(β)]γ/δρς?α=[(θ)]&[(β⸡])=κ#λμν:~:text=φχψ on…",
    "See ⸠https://example.com/α[(β)]γ/δρς?α=[(θ)]&[(β)]=κ#λμν:~:text=[(φχψ⸡]) on…",
    "See ⸠https://example.com/αβ(γ/δ⸡)ρς?α=θ&β=κ#λμν:~:text=φχψ on…",
    "See ⸠https://example.com/αβγ/δρς?α(=⸡)θ&β=κ#λμν:~:text=φχψ on…",
    "See ⸠https://example.com/αβγ/δρς?α=θ(&⸡)β=κ#λμν:~:text=φχψ on…",
    "See ⸠https://example.com/αβγ/δρς?α=θ&β=κ#λμ(ν:~:text=φχ⸡)ψ on…",
    "⸠https://ja.wikipedia.org/wiki/フィンセント・ファン・ゴッホ⸡",
    "⸠https://bo.wikipedia.org/wiki/Wikipedia:སྐད་རིགས་ཆ་ཚང་ཡོད་པའི་རྩོམ་ཡིག་ཟིན་ཐོ⸡།",
    "⸠https://nap.wikipedia.org/wiki/Wikipedia:Lista_d\"e_vvoce_ca_tutt'_'e_Wikipedie_aveno_a_avé⸡",
    "⸠https://als.wikipedia.org/wiki/Wikipedia:Artikel,_wos_i_allne_Wikipedene_gee_sött⸡",
    "http://john.smith@example.com",
    "http://john.smith@example.com/foo/bar",
    "http://john..smith@example.com",
    "a (⸠https://example.com/123?123#123⸡) b",
    "a (⸠https://example.com/123?123#(123)⸡) b",
    "a ⸠https://example.com/123⸡... HTML is so great",
    "a ⸠https://example.com:443⸡ b",
    "blah ⸠https://en.wikipedia.org/wiki/The_Lovemakers_(film)⸡ blah",
    "Lorem ⸠https://example.com/11_Jah_Live_(originally_issued_as_Island_Single_(WIP_6265))_(bonus_track⸡ dolor",
    "Lorem ⸠https://business.timesonline.co.uk/article/0,,9065-2473189,00.html⸡ dolor",
    "Lorem ⸠https://www.mail-archive.com/ruby-talk@ruby-lang.org/⸡ dolor",
    "Lorem ⸠https://www.rubyonrails.com/foo.cgi?trailing_hyphen=value-⸡ dolor",
]  # fmt: skip
#: Every character beyond ASCII of the paths in that file, by `docs/generators/make_linkification.py --digest`.
CHARACTERS = (
    "c0 c6 c9 e0-e2 e4 e6 e8-ee f3-f6 f8-fd 101 103 105 107 10c-10d 113 115 117 11b 11f 127 12b 131 142 "
    "14f 161 16b 16d 16f 173 17c 17e 1e3 1e7 254 259 25b 331 358 392 3af 3b1-3b5 3b9-3bb 3c0 3c2-3c3 "
    "406 410-412 41a-41c 41f 421-425 428 430-448 44a-44d 44f 451 454 456-458 463 493 495 49b 4a1 4af "
    "4b3 4ba-4bb 4c0 4d9 4e9 53f 54e 561 563-565 56b 56e 570 575-576 578 57a 57e 580 582 584 587 5bc "
    "5d0-5d9 5db-5df 5e2 5e4 5e7-5e9 5f0 623 626-62a 62c-62f 631-633 635-636 639 641-64a 650 656 67e "
    "688 6a9 6c1 6cc 6d5 6f0-6f1 710 712-713 715 718 71d 71f-721 726 729 72c 902-903 905-906 90f "
    "915-917 91a-91c 91f 921 923-924 926-928 92a 92d-930 932-933 935 937-939 93e-942 947 94a-94b 94d "
    "985-987 989 995 9a1 9a4-9a5 9a7-9a8 9aa 9ac 9ae-9af 9b2 9b6 9b8-9b9 9bc 9be-9c0 9c2 9c7 9cd "
    "9f0-9f1 b95 b9f baa bae-bb0 bb3 bb5 bbe-bc1 bc8 bcd c02 c09 c15 c21 c24 c28 c2a c2f c32 c35 c38 "
    "c3e-c41 c4b c4d c85 c95-c97 ca1 ca4 ca8 caa caf cb2-cb3 cb5 cbf-cc1 cc7 ccd d15-d16 d19 d21 "
    "d27-d28 d2a d2f-d30 d32 d35 d38 d3e-d41 d47 d4d d7e e01 e04 e14 e17 e1a e1e e20-e23 e27 e29 e32 "
    "e34-e35 e38 e40 e48 f0b f42 f44 f46 f50-f51 f53-f54 f58 f5a f5f-f62 f66 f72 f7c f90 fa9 1000 1004 "
    "1006 1010 1012 1014-1015 1019-101b 101d-101e 102b-102e 1031 1037-1038 103a-103e 10d0-10d1 "
    "10d3-10d5 10d8-10da 10dd-10de 10e1-10e4 10ea 1a00 1a02 1a04-1a06 1a0a 1a11-1a12 1a14 1a18 1a1b "
    "1c5a-1c5b 1c5e-1c60 1c64 1c6d 1c71 1c79 1e0d 1e63 1ecd 200c 207f 2d30-2d31 2d33 2d37 2d3d 2d47 "
    "2d49 2d4d-2d4f 2d54 2d5c 2d61-2d62 3042 304d 3059 3066 306b 306e 3079 308b 30a1 30a3 30b4 30bb "
    "30c3 30c8 30d5 30db 30f3 30fb 4e00 4e2a 4e4b 5178 57fa 5927 5fc5 6587 6709 689d 7248 7576 76ee "
    "790e 7ae0 7dad 89a7 8a00 8a9e 9762 9805 9875 a657 abc0-abc1 abc4 abc8 abcb-abcc abce abd2 "
    "abd4-abd5 abd7 abe1 abe4-abe6 abe8 acfc af2d b294 b2e4 b4e0 b85d b9c8 baa8-baa9 bb38 bc31 c11c "
    "c57c c5b4 c5b8 c704 c758 c788 d0a4 d558"
)


@pytest.mark.parametrize("line", DETECTED)
def test_what_is_detected(line: str) -> None:
    got = text = line.translate({0x2E20: None, 0x2E21: None})
    for found in reversed(uris_in(text)):
        got = f"{got[: found.start]}⸠{got[found.start : found.end]}⸡{got[found.end :]}"
    assert got == line


def test_a_path_may_have_every_character_of_the_standards_test() -> None:
    ranges = (each.partition("-") for each in CHARACTERS.split())
    points = (range(int(first, 16), int(last or first, 16) + 1) for first, _, last in ranges)
    characters = "".join(chr(point) for each in points for point in each)
    assert len(characters) > 500
    assert [found.text for found in uris_in(f"See https://a.edu/{characters}x.")] == [f"https://a.edu/{characters}x"]


def test_the_classes_of_characters() -> None:
    assert UNICODE_VERSION == "17.0.0"
    assert len(OPEN_OF) == len(CLOSE_OF) == 64
    assert all(map(is_hard, " \n\x7f\xa0\u2028\ud800\ue000\uf8ff\U000f0000\U0010fffd\u3002（」\\"))
    assert not any(map(is_hard, "ag/%.,(é図\u200b\U0001f600"))
    assert all(map(is_soft, "!\"',.:;?«»”’\u037e\u061b\u200b\u202a\ufeff`|"))
    assert not any(map(is_soft, "a/%-_~*(é図"))
    assert all(map(is_local, "azAZ09!#$%&'*+-/=?^_`{|}~.é図\u200d"))
    assert not any(map(is_local, ' ()<>[]:;@\\,"\x00«。'))


def test_what_shows_nothing() -> None:
    listed = [
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xAD,
        0x61C,
        0x3000,
        0xFEFF,
        0xE0041,
    ]
    assert all(is_invisible(chr(point)) for point in listed)
    assert not any(map(is_invisible, "a.é図\u0301"))


@pytest.mark.parametrize(
    ("authority", "end"),
    [
        ("a.edu", 5), ("a.edu:80", 8), ("a.edu.", 5), ("a.edu:", 5), ("a.edu.:", 5), ("a.edu:see", 5), ("a.edu:PORT.", 10), ("a.edu:$PORT/", 11),
        ("a.edu:{port}", 12), ("a.edu:/", 6), ("a.edu.?", 6), ("u:p@a.edu:80", 12), ("u:p@a.edu:x", 9), ("[::1]", 5), ("[::1]:80", 8), ("[::1]:x", 5),
        ("{host}.edu", 10), ("<my host>/", 9), ("<b>x", 0), ("a.edu<br>", 5), ("*.a.edu", 7), ("a.edu。", 5), ("é.edu｜", 5), ("", 0), ("a.edu,b", 5),
    ],
)  # fmt: skip
def test_where_an_authority_ends(authority: str, end: int) -> None:
    assert authority_end(f"//{authority}", 2) == end + 2


@pytest.mark.parametrize(
    ("authority", "is_host"),
    [("a.edu", True), ("a", True), ("a.edu.", True), ("[::1]:80", True), ("$HOST:80", True), ("", False), (".a", False), ("a..b", False), ("-a", False), ("a-.b", False), ("u@a", False)],
)  # fmt: skip
def test_which_authority_names_a_host(authority: str, is_host: bool) -> None:
    assert names_a_host(authority) is is_host


def test_where_a_template_ends() -> None:
    assert placeholder_end("{a b}/", 0) == 5
    assert placeholder_end("{{ a }}/", 0) == 7
    assert placeholder_end("<your host>", 0) == 11
    for text in ("{a", "{}", "<a>", "<br >", "</x>", "<a\nb>", '<x y="z">', "<1>", "x", "{" + "a" * 61 + "}"):
        assert placeholder_end(text, 0) == 0


def test_a_part_begins_with_its_delimiter() -> None:
    assert uri_end("https://a.edu b", 13) == 13
    assert uri_end("https://a.edu/b", 13) == 15
    assert uri_end("https://a.edu/b'c' d", 13, "'") == 17
    assert address_around("@", 0) is None
