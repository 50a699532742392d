"""Nothing that is accepted means another thing to a browser: the rules against two outside readers."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from typing import Any

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import example, given, settings
from hypothesis import strategies as st
from oracles import by_browser, difference
from strategies import ADDRESSES, EDGE_ADDRESSES, EDGE_URIS, SPICE, edited

from orcid_clientreq import SANDBOX, Policy, Severity, apply_suggestions, check, validators
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.syntax.display import invisible_character

SPICED = st.lists(SPICE, max_size=8).map("".join)
HOSTS = st.builds("https://{}/cb".format, SPICED) | st.builds("https://a.{}.edu/cb?{}".format, SPICED, SPICED)
ANY_URI = EDGE_URIS | HOSTS | SPICED | st.builds("https://a.edu/{}".format, SPICED)


def accepts(findings: Any) -> bool:
    return all(finding.severity is not Severity.ERROR for finding in findings)


@pytest.mark.parametrize("kind", ["redirect_uri", "homepage_url"])
def test_an_accepted_uri_means_the_same_to_a_browser(kind: str) -> None:
    validator = getattr(validators, kind)
    count: Counter[bool] = Counter()

    @settings(max_examples=4 * max(10, settings.default.max_examples))  # fewer may have none that is accepted
    @given(ANY_URI)
    def accepted_means_the_same(text: str) -> None:
        accepted = accepts(validator(text, policy=SANDBOX))
        count[accepted] += 1
        if accepted:
            assert difference(text, homepage=kind == "homepage_url") is None

    accepted_means_the_same()
    # A test that accepts nothing, or everything, proves nothing.
    tried = count.total()
    print(f"{kind}: {tried} tried, {count[True]} accepted")
    assert count[True] > tried / 20
    assert count[False] > tried / 10


# What a person does not see at the ends of a text.
UNSEEN = "".join(filter(lambda c: unicodedata.category(c) in {"Cc", "Cf", "Zs", "Zl", "Zp"}, map(chr, range(0x10000))))


def is_written_in(host: str, text: str) -> bool:
    """Return whether a text has a host, in the letters of A-labels or in its own, whatever is between them unseen."""
    seen = re.sub(f"[{re.escape(UNSEEN)}]", "", text)
    pieces = re.findall(r"[\w.-]+", seen)
    return host in seen.lower() or any(
        read.host.strip(".") == host for each in pieces if (read := by_browser(f"https://{each}"))
    )


@example("\x00localhost", "redirect_uris")
@example("https://%2e\\/cb", "redirect_uris")  # JSON writes a slash as \/, too, and that is undone
@example("https://u@a.edu\\/cb", "redirect_uris")
@example("https://\u0430\\#/cb", "redirect_uris")  # as Markdown has a mark
@example("https://\u0430|#/cb", "redirect_uris")
@example("https://a./.edu/cb?", "redirect_uris")
@example("://university.edu/orcid", "redirect_uris")
@given(ANY_URI, st.sampled_from(["redirect_uris", "homepage_url"]))
def test_a_suggestion_points_to_the_host_that_a_person_reads(text: str, field: str) -> None:
    form = {**GOOD_REQUEST, field: [text] if field == "redirect_uris" else text}
    for policy in (Policy(), SANDBOX):
        report = check(form, policy=policy)
        offered = [finding.suggestion for finding in report.findings if isinstance(finding.suggestion, str)]
        backslash = any("U+005C" in str(finding.params.get("character")) for finding in report.findings)
        if backslash or any(code.endswith(".userinfo") for code in report.codes()):
            assert not offered
        fixed = apply_suggestions(form, report)[field]
        for suggestion in [*offered, *(fixed if field == "redirect_uris" else [fixed])]:
            if suggestion == text or not accepts(
                getattr(validators, field)([suggestion] if field == "redirect_uris" else suggestion, policy=policy)
            ):
                continue
            after, legible = by_browser(suggestion), text.strip(UNSEEN)
            assert after is not None
            before = by_browser(legible) if re.match("(?i)https?:[^\t]*$", legible) else None
            # What a browser does not open, or opens at a scheme behind a scheme, has the host somewhere. It ignores a tab;
            # people see the next column.
            if before is None or before.host in {"http", "https"}:
                same = is_written_in(after.host, legible)
            else:
                same = after.host.rstrip(string.punctuation) == before.host.rstrip(string.punctuation)
            assert same or (policy is SANDBOX and after.host == "127.0.0.1" and "localhost" in text.lower())


def verdict(text: str) -> str | None:
    try:
        valid = validate_email(
            text, strict=True, check_deliverability=False, allow_smtputf8=True, allow_empty_local=False,
            allow_quoted_local=False, allow_domain_literal=False, allow_display_name=False,
            test_environment=False, globally_deliverable=True,
        )  # fmt: skip
    except EmailNotValidError:
        return None
    # RFC 5321, 4.5.3.1.1 limits octets, and RFC 6531, 3.3 keeps that for UTF-8; email-validator counts characters.
    return valid.normalized if len(valid.local_part.encode()) <= 64 else None


ODD_ADDRESSES = st.builds("{}@{}".format, SPICED, SPICED) | edited(ADDRESSES.map(str.upper))


@settings(max_examples=4 * settings.default.max_examples)
@example(f"{'ü' * 32}@university.edu")
@example(f"ü{'o' * 63}@university.edu")
@given(EDGE_ADDRESSES | ODD_ADDRESSES)
def test_an_address_is_checked_and_normalized_as_email_validator_does(text: str) -> None:
    if len(text) > 254 or not text.strip() or invisible_character(text):
        return
    expected = verdict(text)
    findings = validators.contact_email(text)
    assert accepts(findings) == (expected is not None)
    if expected is not None:
        from orcid_clientreq import parse

        form = {**GOOD_REQUEST, "contact_email": text, "pin_contact_email": "pin.of.another@contact.edu"}
        assert parse(form).contact_email == expected


@pytest.mark.parametrize(
    "text",
    [
        "https://good.example\\@evil.example/", "https://good.edu%40evil.edu/", "https://good.edu#@evil.edu/",
        "https://good.edu?@evil.edu/", "https://good.edu;@evil.edu/", "https://good.edu:@evil.edu/", "https://@evil.edu/",
        "https:evil.edu", "https:/evil.edu", "https:///evil.edu", "https:\\\\evil.edu", "//evil.edu", "\thttps://evil.edu",
        "https://ev\til.edu/", "https://evil.edu/\n", "https://evil.edu/ ", "https://evil\u3002edu/", "https://ｅvil.edu/",
        "https://evil.edu\x00/", "https://evil%00.edu/", "https://evil%2eedu/", "https://0x7f.1/", "https://127.1/",
        "https://2130706433/", "https://017700000001/", "https://1.2.3.4.5/", "https://1.2.3.08/", "https://a.0x/", "https://[::1]x/",
        "https://[::1]80/", "https://[::999.1.1.1]/", "https://[v1.x]/", "https://[fe80::1%25eth0]/", "https://[::ffff:1.2.3.4.5]/",
        "https://a..b/", "https://.a.b/", "https://a.b./", "https://-a.b/", "https://a-.b/", "https://a_b.c/", f"https://{'a' * 64}.b/",
        "https://xn--zzzz.edu/", "https://xn--.edu/", "https://xn--a.edu/", "https://xn---bbk.edu/", "https://xn--bbk-.edu/", "https://XN--BCHER-KVA.\u00e9du/",
        "https://1.xn--4dbc.com/", "https://a.edu:/", "https://a.edu:0/", "https://a.edu:0443/", "https://a.edu:65536/", "https://a.edu:٤٤٣/",
        "https://a.edu:+443/", "https://a.edu:4 43/", "https://a.edu/%", "https://a.edu/%zz", "https://a.edu/%e", "https://a.edu/<script>", "https://a.edu/`",
        "https://a.edu/{x}", "https://a.edu/a|b", "https://a.edu/a^b", "https://a.edu/[", "https://a.edu?[]", 'https://a.edu/"', "https://a.edu/\ud800",
        "https://user@a.edu/", "https://user:pw@a.edu/", "https://a@b@c.edu/", "javascript:alert(1)", "javascript://a.edu/%0aalert(1)", "data:text/html,x",
        "vbscript:x", "blob:https://a.edu/x", "file:///etc/passwd", "ftp://a.edu/", "urn:ietf:wg:oauth:2.0:oob", "about:blank", "view-source:https://a.edu/",
        "com.app:/cb", "", " ", "/cb", "cb", "?x", "#x", "https:", "https://", "https://?x", "https://:443/", "ht!tp://a.edu/", "1http://a.edu",
    ],
    ids=ascii,
)  # fmt: skip
def test_what_no_reader_may_be_sent_to_is_refused_everywhere(text: str) -> None:
    for validator in (validators.redirect_uri, validators.homepage_url):
        for policy in (Policy(), SANDBOX):
            if validator is validators.homepage_url and text == "https://good.edu#@evil.edu/":
                continue  # a fragment, which a home page may have
            if "?@" in text:
                assert difference(text) is None  # a query, whoever reads it
                continue
            assert not accepts(validator(text, policy=policy))


@pytest.mark.parametrize(
    "text",
    [
        "https://university.edu", "https://university.edu/", "https://university.edu/a/b;c=d,e/f:g@h/!$&'()*+~_-.x",
        "https://university.edu:8443/cb?a=b&c=d/?e", "https://university.edu/cb?", "https://university.edu//cb//x", "https://xn--bcher-kva.edu/cb",
        "https://[2a00:1450:4001::1]/cb", "https://[2a00::1]:8443/cb", "https://8.8.4.4/cb", "https://a--b.edu/cb", "https://1.university.edu/cb",
        "https://1university.edu/cb", "https://university.edu/%C3%BC%20%2F%5C", "https://university.edu/...", "https://university.edu/.well-known/x",
        "https://university.edu/a..b/.c", f"https://{'a' * 63}.edu/cb", f"https://university.edu/{'a' * 1977}", "https://university.edu/?it's=1",
        "https://xn--mgbh0fb.xn--kgbechtv/cb", "HTTPS://UNIVERSITY.EDU:443/%7e", "https://[::FFFF:8.8.4.4]/cb", "http://university.edu/cb",
    ],
)  # fmt: skip
def test_what_is_fine_is_accepted_and_means_the_same(text: str) -> None:
    for validator in (validators.redirect_uri, validators.homepage_url):
        assert accepts(validator(text, policy=SANDBOX))
    assert difference(text) is None
