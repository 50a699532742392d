"""Faulty URIs: for every rule, what breaks that rule and no other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hypothesis import strategies as st

from orcid_clientreq.strategies import uris, values
from orcid_clientreq.strategies.faulty_texts import disguised
from orcid_clientreq.strategies.values import Acceptance, Faulty, Strategy
from orcid_clientreq.syntax.hosts import a_labels

# None of the hosts that are drawn most for good URIs, since equivalent ones are duplicates.
_PLAIN_HOSTS: Final = st.sampled_from(["app.university.edu", "cris.university.edu"])


_HOSTS: Final = _PLAIN_HOSTS | values.U_LABELS.map(lambda label: a_labels(f"{label}.edu") or "a.edu")


def _uri(acceptance: Acceptance, **given: Strategy[str]) -> Strategy[str]:
    """Return URIs whose parts are good, save those that are given, and short enough for any advice.

    Args:
        acceptance: Its limits are used.
        given: Any of scheme, before (the host), host, port, path, query, after.
    """
    limit = min(acceptance.limits.uri, acceptance.limits.redirect_uri_advised)
    nothing = st.just("")
    ends = {"scheme": st.just("https"), "slashes": st.just("://"), "before": nothing}
    plain = {"host": _PLAIN_HOSTS, "port": nothing, "path": st.just("/orcid"), "query": nothing, "after": nothing}
    varied = {"host": _HOSTS, "port": uris.PORTS, "path": uris.PATHS, "query": uris.QUERIES, "after": nothing}
    short, long = (st.tuples(*(ends | middle | given).values()).map("".join) for middle in (plain, varied))
    return short | long.filter(lambda uri: len(uri) <= limit)


def placeholder(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """A template that was not filled in."""
    hosts = st.sampled_from(["<your-host>", "${HOST}", "{host}", "%s", "[host]", "XXX.university.edu", "<host>.edu"])
    paths = st.sampled_from(["/{journal}/orcid", "/<id>", "/a/${PATH}", "/%s/callback"])
    return _uri(acceptance, host=hosts, port=st.just("")) | _uri(acceptance, path=paths)


def illegal_character(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """A character that no URI contains, in path or query, in the name, or at an end."""
    character = st.sampled_from(' "\\^`|<>{}\t\n\x00\x7f\x85é中\u200b\u202e\ud800[]')
    inside = character.map("/orcid{}x".format)
    return st.one_of(
        _uri(acceptance, path=inside),
        _uri(acceptance, query=character.map("?a{}=b".format)),
        _uri(acceptance, host=values.in_one_script(1, 8, values.ALPHABETS[1:]).map("{}.edu".format)),
        _uri(acceptance).map("{}\n".format),
        _uri(acceptance).map(" {}".format),
    )


def bad_percent_encoding(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """A percent sign that encodes nothing."""
    percent = st.sampled_from(["%", "%2", "%zz", "%u00e9", "%%", "%g1"])
    return _uri(acceptance, path=percent.map("/orcid{}".format), query=st.just("")) | _uri(
        acceptance, query=percent.map("?a={}&b=1".format)
    )


def not_absolute(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """No scheme, or no slashes after it."""
    start = st.sampled_from(["", "//", "https:/", "https:"])
    good = _uri(
        acceptance,
        host=st.sampled_from(["university.edu", "www.university.edu"]) | values.NAMES,
        path=st.just("/orcid"),
    )
    return st.tuples(start, good).map(lambda pair: pair[0] + pair[1].removeprefix("https://"))


def scheme_not_allowed(_field: str, _taste: Acceptance) -> Strategy[str]:
    """A scheme that is not of the web."""
    return st.sampled_from(
        [
            "ftp://university.edu/orcid",
            "javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/hosts",
            "urn:ietf:wg:oauth:2.0:oob",
            "org.university.app:/orcid",
            "blob:https://university.edu/1",
        ]
    )


def userinfo(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """Something before the host."""
    return _uri(acceptance, before=st.sampled_from(["user:secret@", "user@", "@", ":@", "university.edu%40@", "a@b@"]))


def host_invalid(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """A host that no name and no address is."""
    wrong = [
        "my_host.university.edu",
        "a..edu",
        ".university.edu",
        "university.edu.",
        "-a.edu",
        "a-.edu",
        f"{'a' * 64}.edu",
    ]
    wrong += [
        ".".join(["a" * 60] * 5),
        "192.168.1",
        "256.1.1.1",
        "0x7f.1",
        "1.2.3.4.5",
        "a.1",
        "xn--zzzz.edu",
        "[1:2]",
        "[2001:db8:::1]",
        "",
    ]
    wrong += ["a%2eedu", "a~b.edu", "a$.edu", "08.1.1.1"]
    return _uri(acceptance, host=st.sampled_from(wrong), port=st.sampled_from(["", ":8443"]))


def port_invalid(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """A port that is none."""
    wrong = st.sampled_from([":", ":0", ":0443", ":65536", ":https"]) | st.integers(65536, 10**9).map(":{}".format)
    return _uri(acceptance, port=wrong)


def dotless_host(field: str, acceptance: Acceptance) -> Strategy[str]:
    """A name without a dot."""
    local = ["intranet", "repo-1", "a"]
    return _uri(acceptance, host=st.sampled_from([*local, "localhost"] if field == "homepage_url" else local))


def example_host(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """A name for examples."""
    return _uri(
        acceptance,
        host=st.sampled_from(
            [
                "www.example.com",
                "example.org",
                "a.b.example.net",
                "your-domain.org",
                "www.yourserver.edu",
                "app.example",
            ]
        ),
    )


def confusable_host(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """A name that is not what it looks like."""
    mixed = disguised().map(lambda word: a_labels(f"{word}.edu") or word)
    return _uri(acceptance, host=mixed | st.sampled_from(["xn--80ak6aa92e.com", "xn--80ak6aa92e.org"]))


def non_public_host(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """A host that only some can reach."""
    return _uri(
        acceptance,
        host=st.sampled_from(
            [
                "repository.local",
                "orcid.internal",
                "a.test",
                "nas.lan",
                "10.0.0.7",
                "192.168.1.1",
                "127.0.0.1",
                "169.254.0.1",
                "[::1]",
                "[fe80::1]",
            ]
        ),
    )


def not_normalized(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """Another spelling."""
    return st.one_of(
        _uri(acceptance, host=st.sampled_from(["University.edu", "REPOSITORY.UNIVERSITY.EDU"])),
        _uri(acceptance, scheme=st.sampled_from(["HTTPS", "Https"])),
        _uri(acceptance, port=st.just(":443")),
        _uri(acceptance, path=st.sampled_from(["/%7euser", "/%c3%bc", "/%61", "/a%3db"])),
    )


def trailing_punctuation(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """Punctuation after the address."""
    marks = st.sampled_from([";", ",", ".", ".,"])
    return _uri(acceptance, path=marks.map("/orcid{}".format), query=st.just("")) | _uri(
        acceptance, query=marks.map("?a=b{}".format)
    )


def http(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """An address over http: `insecure` of a home page, `https_required` of a redirect URI."""
    return _uri(acceptance, scheme=st.just("http"))


def wildcard(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """A pattern in place of host or port."""
    return _uri(
        acceptance, host=st.sampled_from(["*.university.edu", "www.*.edu", "*", "app-*.university.edu"])
    ) | _uri(acceptance, port=st.just(":*"))


def dot_segment(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """A segment that a browser resolves."""
    dots = st.sampled_from([".", "..", "%2E", "%2E%2E", ".%2E"])
    return _uri(
        acceptance,
        path=st.builds("/{}{}/orcid".format, st.sampled_from(["login/", ""]), dots) | dots.map("/orcid/{}".format),
    )


def reserved_parameter(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """A parameter that is the authorization response's."""
    name = st.sampled_from(
        ["state", "code", "error", "error_description", "error_uri", "iss", "access_token", "id_token", "response"]
    )
    return _uri(
        acceptance,
        query=st.builds(
            "?{}{}{}".format, st.sampled_from(["", "a=1&", "a=1;"]), name, st.sampled_from(["=1", "", "=&b=2"])
        ),
    )


def fragment(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """A fragment."""
    return _uri(acceptance, after=st.sampled_from(["#", "#done", "#/route", "#a=b"]))


def ip_address(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """A number for a name."""
    return _uri(acceptance, host=values.PUBLIC_ADDRESSES)


def localhost(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """The machine that asks."""
    return _uri(acceptance, host=st.sampled_from(["localhost", "app.localhost"]))


def long(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """Longer than advised."""
    advised, limit = acceptance.limits.redirect_uri_advised, acceptance.limits.uri
    return st.integers(advised + 1, min(limit, advised + 300)).map(
        lambda size: "https://university.edu/".ljust(size, "a")
    )


def host_only(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """No path."""
    return _uri(acceptance, path=st.sampled_from(["", "/"]))


def risky_encoding(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """A path in which software may read another."""
    encoded = st.sampled_from(["%2F", "%5C", "%00", "%0D", "%1F", "%7F"])
    return _uri(acceptance, path=encoded.map("/orcid/a{}b".format))


def several(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """Two or three URIs in one row."""
    between = st.sampled_from(["\n", " ", "\r\n", ", ", " ; ", "\n\n"])
    rows = st.lists(_PLAIN_HOSTS.map("https://{}/orcid".format), min_size=2, max_size=3)
    limit = min(acceptance.limits.uri, acceptance.limits.redirect_uri_advised)
    drawn = st.tuples(between, rows).map(lambda pair: pair[0].join(pair[1]))
    return drawn.map(lambda text: values.fitted(text, limit, "https://a.edu/b https://a.edu/c"))


def query_separator(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """Two in one."""
    return st.builds(
        "https://university.edu/orcid{}{}://{}{}".format,
        st.sampled_from([",", ";"]),
        st.sampled_from(["https", "http"]),
        st.sampled_from(["university.edu", "press.org"]),
        uris.PATHS,
    ).map(lambda uri: values.fitted(uri, acceptance.limits.redirect_uri_advised, "https://a.edu/b,https://a.edu/c"))


#: What breaks a rule, by its name.
BAD_VALUES: Final[Mapping[str, Faulty]] = {
    "placeholder": placeholder,
    "illegal_character": illegal_character,
    "bad_percent_encoding": bad_percent_encoding,
    "not_absolute": not_absolute,
    "scheme_not_allowed": scheme_not_allowed,
    "userinfo": userinfo,
    "host_invalid": host_invalid,
    "port_invalid": port_invalid,
    "dotless_host": dotless_host,
    "example_host": example_host,
    "confusable_host": confusable_host,
    "non_public_host": non_public_host,
    "not_normalized": not_normalized,
    "trailing_punctuation": trailing_punctuation,
    "insecure": http,
    "https_required": http,
    "wildcard": wildcard,
    "dot_segment": dot_segment,
    "reserved_parameter": reserved_parameter,
    "fragment": fragment,
    "ip_address": ip_address,
    "localhost": localhost,
    "long": long,
    "host_only": host_only,
    "risky_encoding": risky_encoding,
    "several": several,
    "query_separator": query_separator,
}
