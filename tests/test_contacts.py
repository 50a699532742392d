"""Contacts: what stands in the field, who it is, and whether the two are two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import EDGE_ADDRESSES

from orcid_clientreq import SANDBOX, validators
from orcid_clientreq.rules.contacts import REASONS, reason_of
from orcid_clientreq.syntax.addresses import Address, read
from orcid_clientreq.syntax.refusals import Refusal
from orcid_clientreq.syntax.written import one_address


def found(text: object) -> list[tuple[str, object]]:
    return [(finding.code.partition(".")[2], finding.suggestion) for finding in validators.contact_email(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("orcid@university.edu", []),
        ("o'neill+orcid@sub.university.edu", []),
        ("orcid@bücher.edu", []),
        ("orcid@XN--BCHER-KVA.edu", []),
        ("ünal@university.edu", [("internationalized", None)]),
        ("ünal@example.com", [("internationalized", None), ("reserved_domain", None)]),
        ("orcid@sub.example.net", [("reserved_domain", None)]),
        ("orcid@notexample.net", []),
        ("orcid@example.edu", []),
        (" orcid@university.edu", [("invalid", "orcid@university.edu")]),
        ("orcid@university.edu\n", [("invalid", "orcid@university.edu")]),
        ("\u3000orcid@university.edu", [("invalid", "orcid@university.edu")]),
        (" orcid", [("invalid", None)]),
        ("\u202aorcid@university.edu\u202c", [("invalid", "orcid@university.edu")]),
        ("\ufefforcid@university.edu\u200b\n", [("invalid", "orcid@university.edu")]),
        (" ünal@example.com ", [("invalid", "ünal@example.com"), ("internationalized", None), ("reserved_domain", None)]),
        ("MAILTO: orcid@university.edu ", [("delimiters", "orcid@university.edu")]),
        ("mailto:orcid@university.edu?subject=ORCID", [("delimiters", "orcid@university.edu")]),
        ("mailto:orcid", [("invalid", None)]),
        ("<mailto:orcid@university.edu|orcid@university.edu>", [("display_name", "orcid@university.edu")]),
        ("orcid [at] university [dot] edu", [("invalid", "orcid@university.edu")]),
        ("orcid(at)library.university.edu", [("invalid", "orcid@library.university.edu")]),
        ("orcid AT university DOT edu", [("invalid", "orcid@university.edu")]),
        ("orcid%40university.edu", [("invalid", "orcid@university.edu")]),
        ("orcid@uni\u2011library.edu", [("invalid", "orcid@uni-library.edu")]),
        ("look at university.edu", [("invalid", None)]),
        ("mailto:", [("invalid", None)]),
        ("<orcid@university.edu>", [("display_name", "orcid@university.edu")]),
        ('"ORCID, Team" <orcid@university.edu> ', [("display_name", "orcid@university.edu")]),
        ("orcid@university.edu <orcid@university.edu>", [("display_name", "orcid@university.edu")]),
        ('"orcid@university.edu" <orcid@university.edu>', [("display_name", "orcid@university.edu")]),
        ("'orcid@university.edu' <orcid@university.edu>", [("display_name", "orcid@university.edu")]),
        ("ORCID@university.edu <orcid@University.edu>", [("display_name", "orcid@University.edu")]),
        ("orcid@university.edu <mailto:orcid@university.edu>", [("display_name", "orcid@university.edu")]),
        ("orcid@university.edu<mailto:orcid@university.edu>", [("display_name", "orcid@university.edu")]),
        ("<mailto:orcid@university.edu>", [("display_name", "orcid@university.edu")]),
        ("< orcid@university.edu >\u200b", [("display_name", "orcid@university.edu")]),
        ("orcid@university.edu (Library)", [("display_name", "orcid@university.edu")]),
        ("orcid@university.edu(Library)", [("display_name", "orcid@university.edu")]),
        ("orcid@example.org ()", [("display_name", "orcid@example.org"), ("reserved_domain", None)]),
        ("orcid (Library)", [("invalid", None)]),
        ('"Team @ Library" <orcid@university.edu>', [("display_name", "orcid@university.edu")]),
        ("a@b <orcid@university.edu>", [("display_name", "orcid@university.edu")]),
        ("a@university.edu <orcid>", [("delimiters", "a@university.edu")]),
        ("other@university.edu <orcid@university.edu>", [("multiple_addresses", None)]),
        ("ORCID <orcid@example.org>", [("display_name", "orcid@example.org"), ("reserved_domain", None)]),
        ("ORCID <orcid>", [("display_name", None), ("invalid", None)]),
        ("ORCID <>", [("display_name", None), ("invalid", None)]),
        ("a@university.edu,b@university.edu", [("multiple_addresses", None)]),
        ("a@university.edu b@example.org", [("multiple_addresses", None), ("reserved_domain", None)]),
        ("A <a@b.edu>; C <c@d.edu>", [("multiple_addresses", None)]),
        ("mailto:a@university.edu, mailto:b@university.edu", [("multiple_addresses", None)]),
        ('"a@university.edu", "b@university.edu"', [("multiple_addresses", None)]),
        ("a@university.edu, a@university.edu", [("delimiters", "a@university.edu")]),
        ("a@university.edu; A@University.edu <a@university.edu>", [("display_name", "a@university.edu")]),
        ("ü@example.org ü@example.org", [("delimiters", "ü@example.org"), ("internationalized", None), ("reserved_domain", None)]),
        ("a@b, a@b", [("invalid", None)]),
        ('"orcid@university.edu"', [("delimiters", "orcid@university.edu")]),
        ("‘orcid@university.edu’", [("delimiters", "orcid@university.edu")]),
        ("[orcid@university.edu](mailto:orcid@university.edu)", [("delimiters", "orcid@university.edu")]),
        ("- orcid@university.edu (Library)", [("delimiters", "orcid@university.edu")]),
        ("*orcid@university.edu*", [("delimiters", "orcid@university.edu")]),
        ("*orcid@university.edu", []),
        ("'orcid@university.edu", []),
        ("orcid@university.edu'", [("delimiters", "orcid@university.edu")]),
        ("E-mail: o'neill@university.edu.", [("delimiters", "o'neill@university.edu")]),
        ("mailto:mailto:orcid@university.edu", [("delimiters", "orcid@university.edu")]),
        ("&lt;orcid@university.edu&gt;", [("delimiters", "orcid@university.edu")]),
        ('"orcid@university.edu";\n', [("delimiters", "orcid@university.edu")]),
        ('"orcid@university"', [("invalid", None)]),
        ("Write to orcid@university.edu, or call.", [("invalid", None)]),
        ("a@b, A@c", [("multiple_addresses", None)]),
        ("a@university.edu, b@", [("invalid", None)]),
        ("a@university, b@university.edu", [("multiple_addresses", None)]),
        ('"test@test"\n@example.com', [("invalid", None)]),
        ('"very.(),:;<>[]\\".VERY.\\"very@\\\\ \\"very\\".unusual"@strange.example.com', [("invalid", None)]),
        ('"a@b.edu, c@d.edu"@university.edu', [("invalid", None)]),
        ("“orcid@university.edu", [("typographic", "orcid@university.edu")]),
        ("orcid”@university.edu", [("typographic", "orcid@university.edu")]),
        ("“orcid”@University.edu", [("typographic", "orcid@university.edu")]),
        ("•orcid@university.edu", [("typographic", "orcid@university.edu")]),
        ("–orcid—@university.edu", [("typographic", "orcid@university.edu")]),
        ("euro€@university.edu", [("typographic", "euro@university.edu")]),
        ("first.last␁@university.edu", [("typographic", "first.last@university.edu")]),
        ("“ünal@university.edu", [("typographic", "ünal@university.edu"), ("internationalized", None)]),
        ("e—mail@university.edu", [("internationalized", None)]),
        ("o’neill@university.edu", [("internationalized", None)]),
        ("”@university.edu", [("typographic", None)]),
        ("a.”@university.edu", [("typographic", None)]),
        ("Name <“orcid@bücher.edu>", [("display_name", "“orcid@bücher.edu"), ("typographic", "orcid@bücher.edu")]),
        ("“a@university.edu, b@university.edu", [("multiple_addresses", None)]),
        ("•a@university.edu, b@university.edu", [("multiple_addresses", None), ("typographic", None)]),
        ("orcid@mailinator.com", [("public_mailbox", None)]),
        ("ORCID@Mailinator.COM", [("public_mailbox", None)]),
        ("orcid@team.mailinator.com", [("public_mailbox", None)]),
        ("“orcid@yopmail.com", [("typographic", "orcid@yopmail.com"), ("public_mailbox", None)]),
        ("orcid@mailinator.com.university.edu", []),
        ("orcid@notmailinator.com", []),
        ("orcid@maildrop.edu", []),
        ("mailinator@university.edu", []),
        ("@a.edu @b.edu", [("invalid", None)]),
        ("a@b @c.edu", [("invalid", None)]),
        (f"{'é' * 32}@university.edu", [("internationalized", None)]),
        (f"{'é' * 33}@university.edu", [("invalid", None)]),
        ("e\u0301" * 32 + "@university.edu", [("internationalized", None)]),
        ("m\ufffdller@university.edu", [("invalid", None)]),
        ("\u200b", [("missing", None)]),
        ("a@university.edu and others", [("invalid", None)]),
        ("a@b@university.edu", [("invalid", None)]),
        ("orcid@localhost", [("invalid", None)]),
        ("orcid@university.test", [("invalid", None)]),
        ("orcid@[127.0.0.1]", [("invalid", None)]),
        ('"quoted"@university.edu', [("invalid", None)]),
        (f"{'a' * 64}@university.edu", []),
        (f"{'a' * 65}@university.edu", [("invalid", None)]),
        ("or\u3164cid@university.edu", [("invalid", None)]),
        ("orcid@univer\ufe0fsity.edu", [("invalid", None)]),
        ("orcid＠university.edu", [("invalid", None)]),
        ("@", [("invalid", None)]),
        ("\ud800@university.edu", [("invalid", None)]),
    ],
    ids=ascii,
)  # fmt: skip
def test_what_is_in_the_field(text: str, expected: list[tuple[str, object]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "an email address must have an @-sign"),
        ("orcid<", "an email address must have an @-sign"),
        ("a＠university.edu", "the @-sign must be @, not “＠” (FULLWIDTH COMMERCIAL AT, U+FF20)"),
        ("a@b@university.edu", "it has more than one @-sign"),
        ('a"@"b@university.edu', "it has more than one @-sign"),
        ("@university.edu", "there must be something before the @-sign"),
        ("@", "there must be something before the @-sign"),
        ("a@", "there must be something after the @-sign"),
        ("a b@university.edu", "it can't contain spaces"),
        ("a@univer\tsity.edu", "it can't contain spaces"),
        ("a@university.edu;", "it can't contain a comma or semicolon"),
        ("a..b@university.edu", "it can't have two dots in a row"),
        ("a@university..edu", "it can't have two dots in a row"),
        (".a@university.edu", "the part before the @-sign can't begin or end with a dot"),
        ("a@.university.edu", "the part after the @-sign can't begin or end with a dot"),
        ("a@university", "the part after the @-sign must have a dot in it, as in university.edu"),
        ("a@university.-edu", "in the part after the @-sign, no hyphen can be next to a dot or at either end"),
        ('"a"@university.edu', "the part before the @-sign can't be in quotation marks"),
        ("a@127.0.0.1", "the part after the @-sign must be a name, not a number or an IP address"),
        ("a@[IPv6:::1]", "the part after the @-sign must be a name, not a number or an IP address"),
        ('"a@university.edu"', "the part before the @-sign can't contain the character “\"” (quotation mark, U+0022)"),
        ('a"@university.edu', "the part before the @-sign can't contain the character “\"” (quotation mark, U+0022)"),
        ("'a@university.edu'", "the part after the @-sign can't contain the character “'” (apostrophe, U+0027)"),
        ("a\ud800@university.edu", "the part before the @-sign can't contain the character U+D800"),
        ("a@university.edu\x00", "the part after the @-sign can't contain the character U+0000"),
        ("a\u3164@university.edu", "it contains the invisible character HANGUL FILLER (U+3164)"),
        ("a\u200d@university.edu", "it contains the invisible character ZERO WIDTH JOINER (U+200D)"),
        (
            "a\ufffd@university.edu",
            "it contains the character “�” (replacement character, U+FFFD), which replaces a lost letter",
        ),
        (f"{'é' * 33}@university.edu", "the part before the @-sign is too long"),
        (f"a@{'b' * 64}.edu", "the part after the @-sign is too long"),
        (f"a@{'.'.join(['b' * 60] * 5)}", "the part after the @-sign is too long"),
        (f"{'a' * 64}@{'.'.join(['é' * 30] * 4)}", "it is too long"),
        ("a@b.test", "the part after the @-sign is reserved and cannot be used with email"),
        ("a@b.LOCAL", "the part after the @-sign is reserved and cannot be used with email"),
        ("a@xn--zzzz.edu", "the part after the @-sign is not right"),
        ("a@ab--c.edu", "the part after the @-sign is not right"),
        ("a@university.123a4", "the part after the @-sign is not right"),
        ("a@\u037e.edu", "the part after the @-sign is not right"),
        ("\u0301@university.edu", "the part before the @-sign is not right"),
        ("\u0301@\u037e.edu", "it is not in the form of an email address"),
    ],
    ids=ascii,
)
def test_the_reason_continues_the_sentence(text: str, reason: str) -> None:
    refusal = read(text)
    assert isinstance(refusal, Refusal)
    assert reason_of(refusal) == reason


#: What has to be true of a text where a reason is given; of the rest a part is named, or none.
TRUE_OF = {
    "at_sign": lambda text: "@" not in text,
    "second_at_sign": lambda text: text.count("@") > 1,
    "nothing_before": lambda text: text.startswith("@"),
    "nothing_after": lambda text: text.endswith("@"),
    "space": lambda text: any(map(str.isspace, text)),
    "separator": lambda text: "," in text or ";" in text,
    "two_dots": lambda text: ".." in text,
    "dot_before": lambda text: text.startswith(".") or ".@" in text,
    "dot_after": lambda text: text.endswith(".") or "@." in text,
    "no_dot": lambda text: "." not in text.partition("@")[2],
    "hyphen": lambda text: any(each in f"{text.partition('@')[2]}." for each in (".-", "-.")) or "@-" in text,
    "quoted": lambda text: text.startswith('"') and '"@' in text,
    "ip_address": lambda text: any(map(str.isdigit, text)) or "[" in text,
    "reserved": lambda text: "." in text.partition("@")[2],
    "long_before": lambda text: len(text.partition("@")[0].encode()) > 64,
    "long_after": lambda text: len(text.partition("@")[2]) > 63,
    "long": lambda text: len(text.encode()) > 254,
}


@given(EDGE_ADDRESSES | st.text("ab1.-@,; \"'()[]<>_é\u200b\u0301＠:", max_size=12))
def test_a_reason_is_true(text: str) -> None:
    refusal = read(text[:254])
    if not isinstance(refusal, Refusal):
        return
    assert refusal.code in REASONS
    assert bool(refusal.character) is ("{character}" in REASONS[refusal.code])
    if refusal.character:
        place = {"character_before": 0, "character_after": 2}.get(refusal.code)
        assert refusal.character in (text if place is None else text.partition("@")[place])
    elif refusal.code in TRUE_OF:
        assert TRUE_OF[refusal.code](text[:254])
    assert reason_of(refusal).isprintable()


# RFC 5322 section 3.2.3, and letters of several scripts.
_ATOM = st.text("abcXYZ0189!#$%&'*+/=?^_`{|}~-éüßłжλ館大中ب", min_size=1, max_size=8)


@given(
    st.lists(_ATOM, min_size=1, max_size=3).map(".".join), st.sampled_from(["university.edu", "bücher.edu", "大学.jp"])
)
def test_nothing_is_taken_off_a_valid_address(local: str, domain: str) -> None:
    text = f"{local}@{domain}"
    if isinstance(read(text), Address):
        assert one_address(text) is None
        assert {name for name, _ in found(text)} <= {"internationalized"}


def test_a_reserved_name_is_refused_under_any_setting_of_the_host_program(monkeypatch: pytest.MonkeyPatch) -> None:
    import email_validator

    monkeypatch.setattr(email_validator, "SPECIAL_USE_DOMAIN_NAMES", [])
    assert read("a@b.LOCAL") == Refusal("reserved")


def test_an_address_in_its_parts() -> None:
    assert read("Info@Bücher.edu") == Address("info@bücher.edu", "info", "xn--bcher-kva.edu")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("a@university.edu", "b@university.edu", None),
        ("a@university.edu", "a@other.edu", None),
        ("a@university.edu", "A@UNIVERSITY.edu", "not_distinct"),
        ("straße@university.edu", "STRASSE@university.edu", "not_distinct"),
        ("e\u0301@university.edu", "É@university.edu", "not_distinct"),
        ("a@bücher.edu", "a@xn--bcher-kva.edu", "not_distinct"),
        ("A <a@university.edu>", "a@university.edu", "not_distinct"),
        ("mailto:a@university.edu", "a@university.edu ", "not_distinct"),
        ("a+pin@university.edu", "a@university.edu", "same_mailbox"),
        ("a+pin@university.edu", "A+orcid@university.edu", "same_mailbox"),
        ("+a@university.edu", "+b@university.edu", None),
        ("\u03b0@university.edu", "\u03ab\u0301@university.edu", "not_distinct"),  # folded, one is in pieces
        ("a+pin+2@university.edu", "a@university.edu", "same_mailbox"),
        ("a.b@university.edu", "ab@university.edu", None),
        ("a.b@gmail.com", "ab@gmail.com", "same_mailbox"),
        ("ab+c@university.edu", "ab@university.edu", "same_mailbox"),
        ("ab@gmail.com", "a.b+c@googlemail.com", "same_mailbox"),
        ("ab@gmail.com", "ab@university.edu", None),
        ("nobody", "NOBODY ", "not_distinct"),
        ("nobody", "somebody", None),
        ("nobody", "a@university.edu", None),
        ("a@b.edu, c@d.edu", "a@b.edu, c@d.edu", "not_distinct"),
        ("x" * 255, "x" * 255, None),
        ("", "a@university.edu", None),
    ],
)
def test_whether_the_two_contacts_are_two(one: str, other: str, expected: str | None) -> None:
    def distinctness(pin: str, contact: str) -> list[str]:
        names = [finding.code.partition(".")[2] for finding in validators.pin_contact_email(pin, contact_email=contact)]
        return [name for name in names if name in {"not_distinct", "same_mailbox"}]

    assert distinctness(one, other) == distinctness(other, one) == ([expected] if expected else [])


def test_a_public_inbox_is_fine_in_the_sandbox() -> None:
    assert validators.contact_email("orcid@mailinator.com", policy=SANDBOX) == ()


def test_the_second_contact_alone_and_in_the_sandbox() -> None:
    assert validators.pin_contact_email("a@university.edu") == ()
    assert [finding.code for finding in validators.pin_contact_email(None)] == ["pin_contact_email.missing"]
    assert validators.pin_contact_email(None, policy=SANDBOX) == ()
