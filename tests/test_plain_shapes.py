"""The first pass gives what the rules give, and common values do not need the rules."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import ADDRESSES, EDGE_ADDRESSES, EDGE_TEXTS, EDGE_URIS, EVERY_POLICY, FORMS, edited

from orcid_clientreq import PRODUCTION, RULES, SANDBOX, Finding, Limits, Policy, check, validators
from orcid_clientreq import plain_shapes as shapes
from orcid_clientreq import request as requests
from orcid_clientreq.checking import findings_in
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import FIELDS
from orcid_clientreq.first_pass import NOTHING_COMPARED, PLAIN, never_plain
from orcid_clientreq.readers import READERS, plain_reading
from orcid_clientreq.rules import contacts, homepage, rows, texts, uris
from orcid_clientreq.rules.between import within
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.syntax import hosts, written
from orcid_clientreq.syntax.addresses import Address, read
from orcid_clientreq.syntax.uri_parts import normalize, unsplit
from orcid_clientreq.syntax.uris import split

sys.path.insert(0, str(Path(__file__).parent.parent / "docs" / "benchmarks"))

from corpus import corpus

# Values of the very patterns, so that each alternative in them is drawn, and such values with edits.
PLAIN_URIS = (
    st.from_regex(re.compile(shapes._HOMEPAGE.pattern, re.ASCII), fullmatch=True)
    | st.from_regex(re.compile(shapes._REDIRECT_URI.pattern, re.ASCII), fullmatch=True)
).map(lambda text: text[:300])
PLAIN_ADDRESSES = st.from_regex(re.compile(shapes._CONTACT.pattern, re.ASCII), fullmatch=True)
# Labels in many scripts, of letters that IDNA 2008 takes and some that it does not, decoded and encoded.
LETTERS = st.sampled_from("aé߀ßςıßbı0-אبب١۱۲लकज़しカ中ー・·l\u200c\u200d\u0301\u05b0\u0640Aİ𐐀가ɐ") | st.characters(
    codec="utf-8", min_codepoint=0x80
)
U_LABELS = st.text(LETTERS, min_size=1, max_size=6)
INTERNATIONAL_NAMES = st.lists(
    U_LABELS
    | U_LABELS.map(lambda label: f"xn--{label.encode('punycode').decode('ascii').lower()}")
    | st.just("atlas-1"),
    min_size=1,
    max_size=3,
).map(lambda labels: ".".join([*labels, "edu"]))
#: Addresses in capitals here and there, those of RFC 2142 among them, which are the same in any case.
CAPITALS = st.builds(
    lambda text, mask: "".join(c.upper() if up else c for c, up in zip(text, mask, strict=False)) + text[len(mask) :],
    ADDRESSES | st.builds("{}@{}".format, st.sampled_from(["info", "security", "ftp", "info.a"]), st.just("a-b.edu")),
    st.lists(st.booleans(), max_size=30),
)
INTERNATIONAL_ADDRESSES = st.builds("{}@{}".format, st.sampled_from(["orcid", "a.b+c", "1"]), INTERNATIONAL_NAMES)
NEAR = st.sampled_from(
    [
        "https://your.edu/a",
        "https://a.your.edu/a",
        "https://a.example.com/a",
        "https://a.local/a",
        "https://a--b.edu/a",
        "https://a.edu/.a/a..b",
        "https://a-b.c-d.edu/a",
        "https://examples.edu/a",
        "https://local.edu/~a_b/c.d",
        "https://1.2.edu/a",
        "https://test.edu/a/",
    ]
)


def is_plain(name: str, value: object, policy: Policy = PRODUCTION) -> bool:
    """Return whether the first pass takes a value of a field."""
    plain = PLAIN.get(FIELDS[name].kind, never_plain)
    return plain(FIELDS[name], value, policy, hosts.Names()) is not None


def by_rules(data: dict[str, object], policy: Policy) -> tuple[tuple[Finding, ...], dict[str, object]]:
    """Return what is found in a form, and its normalized values, if every field is read by the rules."""
    names = hosts.Names()
    fields = [FIELDS[name] for name in EDITIONS[policy.edition].by_name]
    readings = {
        field.name: READERS[field.kind].by_rules(field, data.get(field.name), policy, names) for field in fields
    }
    return findings_in(readings, policy), {name: reading.value for name, reading in readings.items()}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("contact_email", "orcid@xn--bcher-kva.edu"),
        ("homepage_url", "https://xn--bcher-kva.edu/"),
        ("homepage_url", "https://xn--bcher-kva.edu/a/../b"),
        ("redirect_uris", ["https://xn--bcher-kva.edu/a"]),
        ("redirect_uris", ["https://xn--bcher-kva.edu/a#b"]),
    ],
)
def test_a_label_is_decoded_once_in_a_request(field: str, value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[hosts.Names] = []

    class Recorded(hosts.Names):
        __slots__ = ()

        def __init__(self) -> None:
            super().__init__()
            made.append(self)

    monkeypatch.setattr(requests, "Names", Recorded)
    check({**GOOD_REQUEST, field: value})
    (names,) = made
    assert "xn--bcher-kva" in names._decoded


def is_plain_redirect_uri(text: str) -> bool:
    return shapes.is_plain_redirect_uri(text, PRODUCTION, hosts.Names())


def is_plain_homepage(text: str) -> bool:
    return is_plain("homepage_url", text)


TRIES = settings(max_examples=6 * settings.default.max_examples)


@TRIES
@given(
    PLAIN_URIS
    | edited(PLAIN_URIS)
    | EDGE_URIS
    | edited(NEAR)
    | NEAR
    | INTERNATIONAL_NAMES.filter(str.isascii).map("https://{}/a".format)
)
def test_a_plain_uri_is_one_to_which_no_rule_objects(text: str) -> None:
    if is_plain_homepage(text):
        assert homepage.by_rules(text, PRODUCTION, hosts.Names()) == ()
    if is_plain_redirect_uri(text):
        assert [
            fault.rule for fault in rows.by_rules(text, PRODUCTION, hosts.Names()).faults if fault.rule != "long"
        ] == []
        assert unsplit(normalize(split(text))) == text == rows.equivalence(text, PRODUCTION)
    if len(text) <= 2000:
        assert rows.read_redirect_uri(text, PRODUCTION, hosts.Names()) == rows.by_rules(text, PRODUCTION, hosts.Names())


@TRIES
@given(
    PLAIN_ADDRESSES
    | edited(PLAIN_ADDRESSES)
    | EDGE_ADDRESSES
    | ADDRESSES
    | edited(ADDRESSES.map(lambda a: a + "x"), most=1)
    | CAPITALS
    | INTERNATIONAL_ADDRESSES
    | edited(INTERNATIONAL_ADDRESSES, most=1)
)
def test_a_plain_address_is_read_as_email_validator_reads_it(text: str) -> None:
    if len(text) <= 254:
        assert contacts.contact(text) == contacts.by_rules(text)


@pytest.mark.parametrize(("local", "labels"), [("a" * 30, ["é"] * 28), ("a" * 64, ["中" * 30, "中" * 30]), ("a" * 64, ["é" * 40]), ("a", ["中" * 50])])  # fmt: skip
def test_a_long_address_is_read_as_email_validator_reads_it(local: str, labels: list[str]) -> None:
    """Each form of an internationalized address is counted, in octets: as it is, normalized, and in A-labels."""
    text = f"{local}@{'.'.join(labels)}.edu"
    assert contacts.contact(text) == contacts.by_rules(text)
    shorter = text[max(0, len(local) - 8) :]
    assert contacts.contact(shorter) == contacts.by_rules(shorter)


@pytest.mark.long
def test_a_domain_of_any_letter_is_read_as_email_validator_reads_it() -> None:
    """Letter by letter, so that no table is older than another unnoticed; of the large blocks, some."""
    plain = 0
    for point in (*range(0x80, 0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x11000), *range(0x11000, 0x40000, 97)):
        address = shapes.plain_address(f"a@{chr(point)}.edu") or shapes.plain_address(f"a@x{chr(point)}.edu")
        if address:
            plain += 1
            assert read(address.normalized) == address
    assert plain > 6000


@TRIES
@given(
    EDGE_TEXTS
    | st.text(st.characters(max_codepoint=0x80), max_size=20)
    | st.text(st.characters(codec="utf-8", categories=["L", "P", "S", "N", "Zs"]), max_size=20)
    | st.from_regex(re.compile(shapes._TEXT.pattern))
)
def test_a_plain_text_is_one_to_which_no_rule_objects(text: str) -> None:
    for field in ("description", "client_name", "organization_name", "staff_notes"):
        assert not is_plain(field, text) or texts.faults(text, FIELDS[field]) == ()


@pytest.mark.long
def test_no_rule_objects_to_any_character_of_a_plain_text() -> None:
    """Alone, and beside each kind of letter."""
    plain = [chr(point) for point in range(0x11000) if shapes._TEXT.match(chr(point))]
    assert len(plain) > 20_000
    for field in (FIELDS["client_name"], FIELDS["description"]):
        for character in plain:
            assert texts.faults(character, field) == texts.faults(f"a{character} 中é", field) == ()


@pytest.mark.parametrize(
    "text",
    ["", " ", " a", "a ", "a\n", "a\nb", "a<b", "a &amp; b", "a\x7f", "\u0430", "a\u202eb", "a\u00a0", "\u3000", "a\u00ad", 7, None],
)  # fmt: skip
def test_texts_with_a_rule_of_their_own_are_not_plain(text: object) -> None:
    assert not is_plain("description", text)


@pytest.mark.parametrize(
    "text",
    [
        "Sign in.",
        "a",
        "Bücher – „Repositorium“",
        "学術リポジトリ、ORCID。",
        "Zürich’s “library”…",
        "Łódź (Poland) — 1/2 × 3",
    ],
)
def test_common_texts_are_plain(text: str) -> None:
    assert is_plain("description", text)


@pytest.mark.parametrize(
    "text",
    [
        "https://repository.university.edu/orcid/callback", "https://fire.symplectic.co.uk/orcidcallback.html", "https://dmptool.org/users/auth/orcid/callback",
        "https://rspace.myuniversity.ac.uk/orcid/redirect_uri", "https://a.b-c.d1.museum/~user/x_y/z-1.php", "https://university.edu/cb?tenant=7&x=1&my-name=a",
    ],
)  # fmt: skip
def test_common_redirect_uris_are_plain(text: str) -> None:
    assert is_plain_redirect_uri(text)
    assert is_plain_homepage(text) is ("?" not in text)


@pytest.mark.parametrize("host", ["xn--bcher-kva.edu", "a.xn--bcher-kva.edu", "xn--mgbh0fb.edu"])
def test_internationalized_hosts_are_plain_once_they_are_read(host: str) -> None:
    read = hosts.Names()
    assert shapes.is_plain_redirect_uri(f"https://{host}/cb", PRODUCTION, read)
    assert read.plain == {host}
    assert shapes.is_plain_redirect_uri(f"https://{host}/other", PRODUCTION, read)
    assert is_plain_homepage(f"https://{host}")
    decoded = ".".join(hosts.u_labels(host) or ())
    assert shapes.plain_address(f"orcid@{host}") == Address(f"orcid@{decoded}", "orcid", host)
    assert shapes.plain_address(f"orcid@{decoded}") == Address(f"orcid@{decoded}", "orcid", host)


def test_common_addresses_and_home_pages_are_plain() -> None:
    assert is_plain_homepage("https://university.edu")
    assert is_plain_homepage("https://university.edu/")
    for text in ("orcid@library.university.ac.uk", "First.Last+orcid@uni-x.edu", "a_b-c@1st.university.edu"):
        assert shapes.plain_address(text) == Address(text, *text.split("@"))
    assert shapes.plain_address("ORCID@University.EDU") == Address("ORCID@university.edu", "ORCID", "university.edu")


@pytest.mark.parametrize(
    "host",
    ["example.com", "a.example.org", "a.example", "your.edu", "a.your-host.edu", "localhost", "a.localhost", "a.local", "a.home.arpa", "a--b.edu", "xn--zzzz.edu", "xn--80ak6aa92e.com", "1.xn--4dbc.edu", "a.xn--", "a.b--c.edu", "axn--a.edu", "-a.edu", "a-.edu", "a..edu", "a.-b.edu", ".edu", "a.edu.", "a.1", "1.2.3.4", "a", "A.edu", f"{'a' * 64}.edu", "a_b.edu", "a.edu:443"],
)  # fmt: skip
def test_hosts_with_a_rule_of_their_own_are_not_plain(host: str) -> None:
    assert not is_plain_redirect_uri(f"https://{host}/cb")
    assert not is_plain_homepage(f"https://{host}")
    assert not shapes.plain_address(f"orcid@{host}") or host == "A.edu"


@pytest.mark.parametrize(("host", "plain"), [(f"{'a.' * 125}edu", True), (f"{'a.' * 126}de", False), (f"xn--bcher-kva.{'a.' * 120}de", False)])  # fmt: skip
def test_the_length_of_a_host_counts(host: str, plain: bool) -> None:
    assert is_plain_homepage(f"https://{host}") is plain
    assert is_plain_redirect_uri(f"https://{host}/cb") is plain


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/.",
        "/./a",
        "/../a",
        "/a/..",
        "/a.",
        "/.well-known",
        "/a?code",
        "/a?b&state=1",
        "/a?b=.",
        "/a?b?c",
        "/a#",
        "/a%20",
        "/a;",
        "/a b",
        "/a\n",
        "/ü",
    ],
)
def test_paths_with_a_rule_of_their_own_are_not_plain(path: str) -> None:
    assert not is_plain_redirect_uri(f"https://university.edu{path}")


# Requests as a whole

#: Lines that are near to what the expression for a whole request takes, one for each kind of value.
CONTACTS = st.sampled_from(["orcid@university.edu", "orcid+pin@university.edu", "or.cid@university.edu", "a@b.org"])
LINES = (
    PLAIN_URIS
    | edited(PLAIN_URIS, most=1)
    | NEAR
    | st.sampled_from(["https://a.edu", "https://a.edu/", "https://a.edu//", "https://a.edu/x\nhttps://a.edu/y", "https://xn--bcher-kva.edu/a", "https://a.edu/?a"])
)  # fmt: skip
TEXTS = st.sampled_from([None, "", " ", "Notes.", " Notes.", "<b>", "é", 7])
WHOLE = st.fixed_dictionaries(
    {
        "contact_email": CONTACTS | PLAIN_ADDRESSES,
        "pin_contact_email": CONTACTS | PLAIN_ADDRESSES | edited(PLAIN_ADDRESSES, most=1),
        "description": st.just("Sign in with ORCID.") | TEXTS,
        "homepage_url": LINES,
        "redirect_uris": st.lists(LINES, max_size=6) | st.lists(LINES, max_size=3).map(tuple) | LINES,
    },
    optional={"staff_notes": TEXTS, "client_name": TEXTS, "organization_name": TEXTS},
)
LIMITED = Policy(
    limits=Limits(email=100, uri=40, redirect_uri_advised=30, description=60, redirect_uris=4, redirect_uris_advised=2)
)
CHANGED = Policy(
    severities=dict.fromkeys(
        ["client_name.missing", "redirect_uri.host_only", "client_name.not_from_organization"], "error"
    )
)
KNOWN = Policy(known_contacts={"orcid@university.edu"})
#: Every rule on that a policy can turn on.
STRICT = Policy(
    severities={code: "error" for code, rule in RULES.items() if not (rule.severity_is_fixed or rule.of_credentials)}
)


@given(
    WHOLE | FORMS.filter(lambda data: type(data) is dict),
    st.sampled_from([PRODUCTION, SANDBOX, STRICT, LIMITED, CHANGED, KNOWN, Policy(edition="2023")]),
)
def test_the_first_pass_changes_nothing(data: dict[str, object], policy: Policy) -> None:
    given = {name: value for name, value in data.items() if name in EDITIONS[policy.edition].by_name}
    assert requests._examined(given, policy) == by_rules(given, policy)


#: Values of a field each: drawn together, they would be thrown away too often.
ONE_FIELD = st.one_of(
    st.tuples(st.just("contact_email"), CONTACTS | PLAIN_ADDRESSES | CAPITALS),
    st.tuples(st.just("homepage_url"), LINES),
    st.tuples(st.just("redirect_uris"), st.lists(LINES, max_size=6) | LINES),
    st.tuples(st.sampled_from(["description", "staff_notes", "client_name"]), TEXTS | EDGE_TEXTS),
)


@TRIES
@given(ONE_FIELD, st.sampled_from([PRODUCTION, SANDBOX, STRICT, LIMITED, KNOWN]))
def test_what_the_first_pass_takes_the_rules_read_without_a_fault(given: tuple[str, object], policy: Policy) -> None:
    name, value = given
    field = FIELDS[name]
    plain = PLAIN[field.kind](field, value, policy, hosts.Names())
    if plain is not None:
        read = READERS[field.kind].by_rules(field, value, policy, hosts.Names())
        assert attrs.evolve(read, contact=None) == plain_reading(plain)


def are_plain(data: dict[str, object], policy: Policy) -> bool:
    """Return whether the first pass takes every field that is filled in."""
    return all(is_plain(name, value, policy) for name, value in data.items() if value is not None)


def test_the_first_pass_leaves_no_plain_values_that_a_rule_compares() -> None:
    for policy in EVERY_POLICY:
        compared = [each.code for each in within(EDITIONS[policy.edition].by_name) if not each.never_between_plain]
        if policy.edition in NOTHING_COMPARED:
            assert not any(map(policy.severity, compared)), policy


def test_common_requests_are_plain() -> None:
    plain, foreign, faulty = corpus(300, seed=11)
    for data in (GOOD_REQUEST, *plain, *foreign):
        assert are_plain(dict(data), PRODUCTION)
        assert are_plain(dict(data), STRICT)
    refused = [
        name for data, _ in faulty for name, value in data.items() if value is not None and not is_plain(name, value)
    ]
    # Of a faulty request the rules see little more than its faults.
    assert len(faulty) / 2 < len(refused) < 2 * len(faulty)


@pytest.mark.parametrize(
    "changed",
    [
        {"contact_email": "a@your.edu"}, {"contact_email": f"{'a' * 65}@a.edu"}, {"contact_email": b"a@b.edu"}, {"contact_email": f"a@{'a.' * 126}de"},
        {"homepage_url": "http://a.edu"}, {"homepage_url": "https://a.edu\nhttps://a.edu/x"}, {"redirect_uris": []}, {"redirect_uris": "https://a.edu/x"},
        {"redirect_uris": ["https://a.edu/"]}, {"redirect_uris": ["https://a.edu/x", "https://a.edu/x"]}, {"redirect_uris": ["https://a.edu/x\nhttps://a.edu/y"]},
        {"redirect_uris": ["https://a.edu/", "https://a.edu/x"]}, {"redirect_uris": ["https://a.edu/x?a=b&code=c"]}, {"redirect_uris": [f"https://a.edu/{i}" for i in range(6)]},
        {"redirect_uris": [f"https://a.edu/{'a' * 342}"]}, {"redirect_uris": ["https://a.edu/x."]}, {"homepage_url": f"https://{'a.' * 126}de"},
        {"redirect_uris": [f"https://{'a.' * 126}de/a"]}, {"redirect_uris": [None]}, {"redirect_uris": {"https://a.edu/x": 1}},
        {"description": "R&amp;D"}, {"description": "a" * 1000}, {"staff_notes": " "}, {"client_name": 7}, {"client_name": "a" * 151},
        {"update_existing": "perhaps"}, {"update_existing": 1},
    ],
)  # fmt: skip
def test_values_with_a_rule_of_their_own_are_not_plain(changed: dict[str, object]) -> None:
    assert not are_plain(changed, PRODUCTION)


@pytest.mark.parametrize(
    "fine",
    [
        {"contact_email": "ORCID@library.University.edu"}, {"redirect_uris": [f"https://a.edu/{'a' * 341}"]}, {"redirect_uris": ["https://xn--bcher-kva.edu/a"]},
        {"homepage_url": f"https://a.edu/{'a' * 300}"}, {"redirect_uris": ("https://a.edu/x", "https://a.edu/y")}, {"description": "a" * 999}, {"update_existing": "no"},
        {"homepage_url": "https://xn--bcher-kva.edu"}, {"contact_email": "a@bücher.edu"}, {"contact_email": "a@xn--bcher-kva.edu"},
    ],
)  # fmt: skip
def test_values_near_a_limit_are_plain(fine: dict[str, object]) -> None:
    assert are_plain(fine, PRODUCTION)


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("contact_email", Limits(email=25)), ("homepage_url", Limits(uri=25)), ("redirect_uris", Limits(uri=25)), ("redirect_uris", Limits(redirect_uri_advised=25)), ("redirect_uris", Limits(redirect_uris=1)), ("redirect_uris", Limits(redirect_uris_advised=1)),
        ("description", Limits(description=25)), ("description", Limits(description_advised=25)),
    ],
)  # fmt: skip
def test_the_first_pass_keeps_lowered_limits(name: str, limits: Limits) -> None:
    good = {**GOOD_REQUEST, "redirect_uris": [*GOOD_REQUEST["redirect_uris"], "https://university.edu/orcid/login"]}
    policy = Policy(limits=limits, severities={"redirect_uris.many": "warning"})
    assert is_plain(name, good[name])
    assert not is_plain(name, good[name], policy)
    codes = set(check(good, policy=policy).codes())
    assert {code for code in codes if not code.endswith((".too_long", ".long", ".many"))} == set() < codes
    assert requests._examined(good, policy) == by_rules(good, policy)


def test_a_policy_that_lists_contacts_has_no_plain_ones() -> None:
    assert not is_plain("contact_email", "orcid@university.edu", KNOWN)
    assert check({**GOOD_REQUEST, "contact_email": "orcid@university.com"}, policy=KNOWN).codes() == (
        "contact_email.unknown_contact",
    )


@pytest.mark.parametrize(
    ("contact", "other", "apart"),
    [
        ("a@x.edu", "b@x.edu", True), ("a@x.edu", "a@x.edu", False), ("a@x.edu", "A@x.edu", False), ("a+b@x.edu", "A@y.edu", False),
        ("ab@x.edu", "a.b@x.edu", False), ("ab@x.edu", "ac@x.edu", True), ("+a@x.edu", "+b@x.edu", True),
    ],
)  # fmt: skip
def test_contacts_are_apart_where_no_mailbox_can_be_that_of_both(contact: str, other: str, apart: bool) -> None:
    assert shapes.are_apart(contact, other) is shapes.are_apart(other, contact) is apart


#: Pieces of which addresses are made, and what people have around them.
PIECES = st.lists(
    st.sampled_from(
        (
            *(
                "https://",
                "HTTP://",
                "www.",
                "university.edu",
                "https.",
                "a",
                "1",
                ".",
                "/",
                "//",
                ":",
                "?",
                "=",
                "&",
                "#",
            ),
            *("%3A", "@", "_", "-", "--", "*.", "{x}.", " ", "\n", "\u2028", "url=", "&amp;", "&#58;", "=3D", "~", "%"),
            *("mailto:", "<", ">", '"', ";", ",", "\uff20", r"\u0040"),
        )
    ),
    max_size=9,
).map("".join)


@pytest.mark.long
@settings(max_examples=500)
@given(PIECES | st.from_regex(uris._NOTHING_BESIDE.pattern, fullmatch=True) | EDGE_URIS)
def test_a_uri_with_nothing_beside_it_is_not_taken_apart_and_would_not_be(text: str) -> None:
    if uris._NOTHING_BESIDE.match(text):
        assert uris._taken_apart(text) is None
        assert uris.meant(text) is None


@pytest.mark.long
@settings(max_examples=500)
@given(PIECES | EDGE_ADDRESSES)
def test_a_text_without_an_at_sign_is_not_looked_through_for_addresses_and_has_none(text: str) -> None:
    if not written._AT.search(text):
        assert written._address_alone(text) is None
        assert contacts.multiple_addresses(text) is None


@pytest.mark.parametrize("text", ["http:///https://university.edu/cb", "https://http:///university.edu/cb"])
def test_a_scheme_is_there_twice_whatever_the_number_of_slashes(text: str) -> None:
    assert [found.code for found in validators.redirect_uri(text)] == ["redirect_uri.scheme_repeated"]
