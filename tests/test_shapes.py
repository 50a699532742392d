"""The fast paths give what the rules give, and common values do take them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import ADDRESSES, EDGE_ADDRESSES, EDGE_URIS, edited

from orcid_clientreq import PRODUCTION
from orcid_clientreq.validators import contacts, homepage, redirects, shapes
from orcid_clientreq.validators.uri_syntax import normalize, split, unsplit

# Values of the very patterns, so that each alternative in them is drawn, and such values with edits.
PLAIN_URIS = (
    st.from_regex(re.compile(shapes._HOMEPAGE.pattern, re.ASCII), fullmatch=True)
    | st.from_regex(re.compile(shapes._REDIRECT_URI.pattern, re.ASCII), fullmatch=True)
).map(lambda text: text[:300])
PLAIN_ADDRESSES = st.from_regex(re.compile(shapes._ADDRESS.pattern, re.ASCII), fullmatch=True)
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
TRIES = settings(max_examples=6 * settings.default.max_examples)


@TRIES
@given(PLAIN_URIS | edited(PLAIN_URIS) | EDGE_URIS | edited(NEAR) | NEAR)
def test_a_plain_uri_is_one_to_which_no_rule_objects(text: str) -> None:
    if shapes.is_plain_homepage(text):
        assert homepage.examined(text, PRODUCTION) == ()
    if shapes.is_plain_redirect_uri(text):
        assert [fault.rule for fault in redirects.examined(text, PRODUCTION).faults if fault.rule != "long"] == []
        assert unsplit(normalize(split(text))) == text == redirects.equivalence(text, PRODUCTION)
    if len(text) <= 2000:
        assert redirects.redirect(text, PRODUCTION) == redirects.examined(text, PRODUCTION)


@TRIES
@given(
    PLAIN_ADDRESSES
    | edited(PLAIN_ADDRESSES)
    | EDGE_ADDRESSES
    | ADDRESSES
    | edited(ADDRESSES.map(lambda a: a + "x"), most=1)
)
def test_a_plain_address_is_read_as_email_validator_reads_it(text: str) -> None:
    if len(text) <= 254:
        assert contacts.contact(text, PRODUCTION) == contacts.examined(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://repository.university.edu/orcid/callback", "https://fire.symplectic.co.uk/orcidcallback.html", "https://dmptool.org/users/auth/orcid/callback",
        "https://rspace.myuniversity.ac.uk/orcid/redirect_uri", "https://a.b-c.d1.museum/~user/x_y/z-1.php", "https://university.edu/cb?tenant=7&x=1&my-name=a",
    ],
)  # fmt: skip
def test_common_redirect_uris_take_the_fast_path(text: str) -> None:
    assert shapes.is_plain_redirect_uri(text)
    assert shapes.is_plain_homepage(text) is ("?" not in text)


@pytest.mark.parametrize("host", ["xn--bcher-kva.edu", "a.xn--bcher-kva.edu", "xn--mgbh0fb.edu"])
def test_internationalized_hosts_take_the_fast_path_once_they_are_read(host: str) -> None:
    read: set[str] = set()
    assert shapes.is_plain_redirect_uri(f"https://{host}/cb", read)
    assert read == {host}
    assert shapes.is_plain_redirect_uri(f"https://{host}/other", read)
    assert shapes.is_plain_homepage(f"https://{host}")
    assert not shapes.is_plain_address(f"orcid@{host}")  # its normal form has the name decoded


def test_common_addresses_and_home_pages_take_the_fast_path() -> None:
    assert shapes.is_plain_homepage("https://university.edu")
    assert shapes.is_plain_homepage("https://university.edu/")
    for text in ("orcid@library.university.ac.uk", "first.last+orcid@uni-x.edu", "a_b-c@1st.university.edu"):
        assert shapes.is_plain_address(text)


@pytest.mark.parametrize(
    "host",
    ["example.com", "a.example.org", "a.example", "your.edu", "a.your-host.edu", "localhost", "a.localhost", "a.local", "a.home.arpa", "a--b.edu", "xn--zzzz.edu", "xn--80ak6aa92e.com", "1.xn--4dbc.edu", "a.xn--", "a.b--c.edu", "axn--a.edu", "-a.edu", "a-.edu", "a..edu", "a.-b.edu", ".edu", "a.edu.", "a.1", "1.2.3.4", "a", "A.edu", f"{'a' * 64}.edu", "a_b.edu", "a.edu:443"],
)  # fmt: skip
def test_hosts_with_a_rule_of_their_own_are_not_plain(host: str) -> None:
    assert not shapes.is_plain_redirect_uri(f"https://{host}/cb")
    assert not shapes.is_plain_homepage(f"https://{host}")
    assert not shapes.is_plain_address(f"orcid@{host}")


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
    assert not shapes.is_plain_redirect_uri(f"https://university.edu{path}")
