"""Contacts: what stands in the field, who it is, and whether the two are two."""

from __future__ import annotations

import pytest

from orcid_clientreq import SANDBOX, validators
from orcid_clientreq.rules.contacts import reason_of
from orcid_clientreq.syntax.addresses import Address, Refusal, read


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
        (" ünal@example.com ", [("invalid", "ünal@example.com"), ("internationalized", None), ("reserved_domain", None)]),
        ("MAILTO: orcid@university.edu ", [("invalid", "orcid@university.edu")]),
        ("mailto:orcid", [("invalid", None)]),
        ("mailto:", [("invalid", None)]),
        ("<orcid@university.edu>", [("display_name", "orcid@university.edu")]),
        ('"ORCID, Team" <orcid@university.edu> ', [("display_name", "orcid@university.edu")]),
        ("orcid@university.edu <orcid@university.edu>", [("display_name", "orcid@university.edu")]),
        ("other@university.edu <orcid@university.edu>", [("multiple_addresses", None)]),
        ("ORCID <orcid@example.org>", [("display_name", "orcid@example.org"), ("reserved_domain", None)]),
        ("ORCID <orcid>", [("display_name", None), ("invalid", None)]),
        ("ORCID <>", [("display_name", None), ("invalid", None)]),
        ("a@university.edu,b@university.edu", [("multiple_addresses", None)]),
        ("a@university.edu b@example.org", [("multiple_addresses", None), ("reserved_domain", None)]),
        ("A <a@b.edu>; C <c@d.edu>", [("multiple_addresses", None)]),
        ("a@university.edu, b@", [("invalid", None)]),
        ("a@university, b@university.edu", [("multiple_addresses", None)]),
        ('"test@test"\n@example.com', [("invalid", None)]),
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
def test_what_stands_in_the_field(text: str, expected: list[tuple[str, object]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "an email address must have an @-sign"),
        ("@university.edu", "there must be something before the @-sign"),
        ("a b@university.edu", "the email address contains invalid characters before the @-sign: SPACE"),
        ("a@university", "the part after the @-sign is not valid; it should have a period"),
        ('"a"secret@university.edu', "there is text after a closing quotation mark"),
        ("a\u3164@university.edu", "it contains the invisible character HANGUL FILLER (U+3164)"),
        (
            "a\ufffd@university.edu",
            "it contains the character “�” (replacement character, U+FFFD), which stands for a lost letter",
        ),
        (f"{'é' * 33}@university.edu", "the part before the @-sign is longer than 64 octets in UTF-8"),
        ("a@b.test", "the part after the @-sign is a special-use or reserved name that cannot be used with email"),
    ],
)
def test_the_reason_continues_the_sentence(text: str, reason: str) -> None:
    refusal = read(text)
    assert isinstance(refusal, Refusal)
    assert reason_of(refusal) == reason


def test_a_reason_is_short() -> None:
    refusal = read("".join(map(chr, range(0x80, 0xA0))) + "@university.edu")
    assert isinstance(refusal, Refusal)
    assert len(reason_of(refusal)) == 160
    assert reason_of(refusal).isprintable()


def test_a_reserved_name_is_refused_whatever_the_host_program_has_set(monkeypatch: pytest.MonkeyPatch) -> None:
    import email_validator

    monkeypatch.setattr(email_validator, "SPECIAL_USE_DOMAIN_NAMES", [])
    assert read("a@b.LOCAL") == Refusal("reserved_domain")


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


def test_the_second_contact_alone_and_in_the_sandbox() -> None:
    assert validators.pin_contact_email("a@university.edu") == ()
    assert [finding.code for finding in validators.pin_contact_email(None)] == ["pin_contact_email.missing"]
    assert validators.pin_contact_email(None, policy=SANDBOX) == ()
