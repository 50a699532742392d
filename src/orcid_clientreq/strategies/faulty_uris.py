"""Faulty URIs: for every rule, what breaks that rule and no other, and the shortest URI that does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orcid_clientreq.strategies import uris, values
from orcid_clientreq.strategies.acceptance import Acceptance, Faulty, Strategy
from orcid_clientreq.strategies.faulty_texts import disguised
from orcid_clientreq.syntax.hosts import TUNNELS, a_labels

# None of the hosts that are drawn most for good URIs, since equivalent ones are duplicates.
_PLAIN_HOSTS: Final = st.sampled_from(["app.university.edu", "cris.university.edu"])


_HOSTS: Final = _PLAIN_HOSTS | values.U_LABELS.map(lambda label: a_labels(f"{label}.edu") or "a.edu")


def _uri(**given: Strategy[str]) -> Strategy[str]:
    """Return URIs whose parts are good, save those that are given.

    Args:
        given: Any of scheme, before (the host), host, port, path, query, after.
    """
    nothing = st.just("")
    ends = {"scheme": st.just("https"), "slashes": st.just("://"), "before": nothing}
    plain = {"host": _PLAIN_HOSTS, "port": nothing, "path": st.just("/orcid"), "query": nothing, "after": nothing}
    varied = {"host": _HOSTS, "port": uris.PORTS, "path": uris.PATHS, "query": uris.QUERIES, "after": nothing}
    short, long = (st.tuples(*(ends | middle | given).values()).map("".join) for middle in (plain, varied))
    return short | long


def delimiters(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A URI with something copied along."""
    around = [
        '"{}"',
        "'{}'",
        "\u201c{}\u201d",
        "\u00ab{}\u00bb",
        "<{}>",
        "<URL:{}>",
        "`{}`",
        "({})",
        "[{}]",
        "*{}*",
        "[login]({})",
    ]
    beside = [
        "- {}",
        "\u2022 {}",
        "1. {}",
        "2) {}",
        "> {}",
        "redirect_uri={}",
        "Callback URL: {}",
        'ORCID_URI="{}"',
        "{} (live)",
        "{},\n# production",
    ]
    good = _uri(path=st.sampled_from(["/orcid", "/orcid/callback", "/a?b=c"]), query=st.just(""))
    return st.builds(str.format, st.sampled_from(around + beside), good)


def scheme_repeated(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """http:// or https:// twice."""
    return _uri(
        scheme=st.sampled_from(["https://https", "http://https", "https://http", "https:https", "https:https:https"])
    )


def placeholder(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A template that was not filled in."""
    hosts = st.sampled_from(["<your-host>", "${HOST}", "{host}", "%s", "[host]", "XXX.university.edu", "<host>.edu"])
    paths = st.sampled_from(["/{journal}/orcid", "/<id>", "/a/${PATH}", "/%s/callback"])
    return _uri(host=hosts, port=st.just("")) | _uri(path=paths)


def illegal_character(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A character that no URI contains, in path or query, or at an end."""
    character = st.sampled_from(' "\\^`|<>{}\t\x00\x7f\x85é中\u200b\u202e\ud800[]')
    inside = character.map("/orcid{}x".format)
    return st.one_of(
        _uri(path=inside),
        _uri(query=character.map("?a=b{}c".format)),
        _uri().map("{}\n".format),
        _uri().map(" {}".format),
    )


def host_not_ascii(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A name in letters of other scripts, or percent-encoded."""
    names = values.U_LABELS.filter(lambda label: a_labels(f"{label}.edu") not in {None, f"{label}.edu"})
    encoded = st.sampled_from(["b%C3%BCcher.edu", "%E5%9B%BE.cn"])
    return _uri(host=names.map("{}.edu".format) | encoded)


def bad_percent_encoding(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A percent sign that encodes nothing."""
    percent = st.sampled_from(["%", "%2", "%zz", "%u00e9", "%%", "%g1"])
    return _uri(path=percent.map("/orcid{}".format), query=st.just("")) | _uri(query=percent.map("?a={}&b=1".format))


def not_absolute(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """No scheme, or no slashes after it."""
    start = st.sampled_from(["", "//", "https:/", "https:"])
    good = _uri(host=st.sampled_from(["university.edu", "www.university.edu"]) | values.NAMES, path=st.just("/orcid"))
    return st.tuples(start, good).map(lambda pair: pair[0] + pair[1].removeprefix("https://"))


def scheme_not_allowed(_field: str, _acceptance: Acceptance) -> Strategy[str]:
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


def userinfo(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """Something before the host."""
    return _uri(before=st.sampled_from(["user:secret@", "user@", "@", ":@", "university.edu%40@", "a@b@"]))


def host_invalid(_field: str, _acceptance: Acceptance) -> Strategy[str]:
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
    return _uri(host=st.sampled_from(wrong), port=st.sampled_from(["", ":8443"]))


def port_invalid(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """An invalid port."""
    wrong = st.sampled_from([":", ":0", ":0443", ":65536", ":https"]) | st.integers(65536, 10**9).map(":{}".format)
    return _uri(port=wrong)


def dotless_host(field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A name without a dot."""
    local = ["intranet", "repo-1", "a"]
    return _uri(host=st.sampled_from([*local, "localhost"] if field == "homepage_url" else local))


def example_host(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A name for examples."""
    return _uri(
        host=st.sampled_from(
            [
                "www.example.com",
                "example.org",
                "a.b.example.net",
                "your-domain.org",
                "tu-dominio.com",
                "www.votre-domaine.fr",
                "seudominio.com.br",
                "ihre-hochschule.de",
                "www.yourserver.edu",
                "app.example",
            ]
        )
    )


def orcid_host(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A host of ORCID's."""
    return _uri(host=st.sampled_from(["orcid.org", "www.orcid.org", "sandbox.orcid.org", "api.sandbox.orcid.org"]))


def tunnel(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A host of a tunnelling service."""
    names = st.sampled_from(["", "1a2b-3c4d.", "orcid.eu."])
    return _uri(host=st.builds("{}{}".format, names, st.sampled_from(TUNNELS)))


def unfilled(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A segment for which a value is still to be put."""
    words = ["undefined", "null", "None", "YOUR_ID", "YOUR-TENANT", "undefined-1", "%5Bobject%20Object%5D"]
    shapes = st.sampled_from(["/{}", "/{}/callback", "/a/{}", "/a/{}/"])
    return _uri(path=st.builds(str.format, shapes, st.sampled_from(words)))


def confusable_host(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A name that is not what it looks like."""
    mixed = disguised().map(lambda word: a_labels(f"{word}.edu") or word)
    return _uri(host=mixed | st.sampled_from(["xn--80ak6aa92e.com", "xn--80ak6aa92e.org"]))


def non_public_host(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A host that only some can reach."""
    return _uri(
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
        )
    )


def not_normalized(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """Another spelling."""
    return st.one_of(
        _uri(host=st.sampled_from(["App.university.edu", "CRIS.UNIVERSITY.EDU"])),
        _uri(scheme=st.sampled_from(["HTTPS", "Https"])),
        _uri(port=st.just(":443")),
        _uri(path=st.sampled_from(["/%7euser", "/%c3%bc", "/%61", "/a%3db"])),
    )


def trailing_punctuation(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """Punctuation after the address."""
    marks = st.sampled_from([";", ",", ".", ".,", ")", "'", ");"])
    unpaired = uris.PATHS.filter(lambda path: not {"(", "'"} & {*path})  # a mark may close what the path opens
    in_query = _uri(path=unpaired, query=marks.map("?a=b{}".format))
    return _uri(path=marks.map("/orcid{}".format), query=st.just("")) | in_query


def http(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """An address over http: `insecure` of a home page, `https_required` of a redirect URI."""
    return _uri(scheme=st.just("http"))


def wildcard(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A pattern in place of host or port."""
    return _uri(host=st.sampled_from(["*.university.edu", "www.*.edu", "*", "app-*.university.edu"])) | _uri(
        port=st.just(":*")
    )


def dot_segment(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A segment that a browser resolves."""
    dots = st.sampled_from([".", "..", "%2E", "%2E%2E", ".%2E"])
    return _uri(
        path=st.builds("/{}{}/orcid".format, st.sampled_from(["login/", ""]), dots) | dots.map("/orcid/{}".format)
    )


def reserved_parameter(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A parameter that is the authorization response's."""
    name = st.sampled_from(
        ["state", "code", "error", "error_description", "error_uri", "iss", "access_token", "id_token", "response"]
    )
    return _uri(
        query=st.builds(
            "?{}{}{}".format, st.sampled_from(["", "a=1&", "a=1;"]), name, st.sampled_from(["=1", "", "=&b=2"])
        )
    )


def fragment(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A fragment."""
    return _uri(after=st.sampled_from(["#", "#done", "#/route", "#a=b"]))


def ip_address(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A number for a name."""
    return _uri(host=values.PUBLIC_ADDRESSES)


def localhost(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """The machine that asks."""
    return _uri(host=st.sampled_from(["localhost", "app.localhost"]))


def long(_field: str, acceptance: Acceptance) -> Strategy[str]:
    """Longer than advised."""
    advised, limit = acceptance.limits.redirect_uri_advised, acceptance.limits.uri
    usual, shortest = "https://university.edu/", uris.short_uri("redirect_uri", acceptance)
    least = max(advised + 1, len(shortest))
    if least > limit:
        msg = f"the limit uri={limit} leaves no room for a URI longer than redirect_uri_advised={advised}"
        raise InvalidArgument(msg)
    sizes = st.integers(least, min(limit, least + 299))
    return sizes.map(lambda size: (usual if len(usual) < size else shortest).ljust(size, "a"))


def host_only(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """No path."""
    return _uri(path=st.sampled_from(["", "/"]))


def risky_encoding(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """A path in which software may read another."""
    encoded = st.sampled_from(["%2F", "%5C", "%00", "%0D", "%1F", "%7F"])
    return _uri(path=encoded.map("/orcid/a{}b".format))


def several(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """Two or three URIs in one row."""
    between = st.sampled_from(["\n", " ", "\r\n", ", ", " ; ", "\n\n"])
    rows = st.lists(_PLAIN_HOSTS.map("https://{}/orcid".format), min_size=2, max_size=3, unique=True)
    return st.tuples(between, rows).map(lambda pair: pair[0].join(pair[1]))


def query_separator(_field: str, _acceptance: Acceptance) -> Strategy[str]:
    """Two in one."""
    return st.builds(
        "https://university.edu/orcid{}{}://{}{}".format,
        st.sampled_from([",", ";"]),
        st.sampled_from(["https", "http"]),
        st.sampled_from(["university.edu", "press.org"]),
        uris.PATHS,
    )


def _short(shape: str) -> Callable[[str, Acceptance], str]:
    """Return what puts the shortest parts into a shape; no good URI begins with a host in z."""
    return lambda field, acceptance: shape.format_map(uris.short_parts(field, acceptance))


#: What breaks a rule, by its name.
BREAK_VALUE: Final[Mapping[str, Faulty]] = {
    "delimiters": Faulty(delimiters, _short('"{scheme}://z{top}{path}"')),
    "scheme_repeated": Faulty(scheme_repeated, _short("{scheme}:http://z{top}{path}")),
    "placeholder": Faulty(placeholder, "<>:"),
    "illegal_character": Faulty(illegal_character, "é:"),
    "host_not_ascii": Faulty(host_not_ascii, _short("{scheme}://é{top}{path}")),
    "bad_percent_encoding": Faulty(bad_percent_encoding, "%:"),
    "not_absolute": Faulty(not_absolute, "z"),
    "scheme_not_allowed": Faulty(scheme_not_allowed, "z:"),
    "userinfo": Faulty(userinfo, _short("{scheme}://@z{top}{path}")),
    "host_invalid": Faulty(host_invalid, _short("{scheme}://{path}")),
    "port_invalid": Faulty(port_invalid, _short("{scheme}://z{top}:{path}")),
    "dotless_host": Faulty(dotless_host, _short("{scheme}://z{path}")),
    "example_host": Faulty(example_host, _short("{scheme}://your{top}{path}")),
    "orcid_host": Faulty(orcid_host, _short("{scheme}://orcid.org/a")),
    "tunnel": Faulty(tunnel, _short("{scheme}://loca.lt{path}")),
    "confusable_host": Faulty(confusable_host, _short("{scheme}://xn--80a.b{path}")),
    "non_public_host": Faulty(non_public_host, _short("{scheme}://[::]{path}")),
    "not_normalized": Faulty(not_normalized, _short("{scheme}://Z{top}{path}")),
    "trailing_punctuation": Faulty(trailing_punctuation, _short("{scheme}://z{top}/;")),
    "insecure": Faulty(http, _short("http://z{top}")),
    "https_required": Faulty(http, _short("http://z{top}{path}")),
    "wildcard": Faulty(wildcard, _short("{scheme}://*{path}")),
    "dot_segment": Faulty(dot_segment, _short("{scheme}://z{top}/.")),
    "reserved_parameter": Faulty(reserved_parameter, _short("{scheme}://z{top}{path}?iss")),
    "fragment": Faulty(fragment, _short("{scheme}://z{top}{path}#")),
    "ip_address": Faulty(ip_address, _short("{scheme}://[1::]{path}")),
    "localhost": Faulty(localhost, _short("{scheme}://localhost{path}")),
    "long": Faulty(long),
    "host_only": Faulty(host_only, _short("{scheme}://z{top}")),
    "unfilled": Faulty(unfilled, _short("{scheme}://z{top}/null")),
    "risky_encoding": Faulty(risky_encoding, _short("{scheme}://z{top}/%2F")),
    "several": Faulty(several, _short("{scheme}://y{top}{path} {scheme}://z{top}{path}")),
    "query_separator": Faulty(query_separator, _short("{scheme}://z{top}/,http://")),
}
