"""Faulty values: for every rule, what breaks that rule and no other.

A table for each kind of value, in the order of the tables in `rules/`. What a fault is built of are good values, so that
there is nothing else to find in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from hypothesis import strategies as st

from orcid_clientreq.form import CHOICES
from orcid_clientreq.strategies import values
from orcid_clientreq.strategies.values import Strategy, Taste
from orcid_clientreq.validators.hosts import a_labels

#: Makes the faulty values of a field.
Faulty = Callable[[str, Taste], Strategy[Any]]


# Every field

BLANK: Final = st.sampled_from([None, "", " ", "\t\n", "\u00a0\u3000", "\u200b", "\u2800\u3164\u00ad"])
NO_TEXT: Final = (
    st.integers()
    | st.booleans()
    | st.floats()
    | st.binary(max_size=8)
    | st.lists(st.text(max_size=5), min_size=1, max_size=2)
)
_NO_LIST: Final = st.integers() | st.binary(max_size=8) | st.dictionaries(st.text(max_size=3), st.none(), max_size=2)


def missing(field: str, _taste: Taste) -> Strategy[Any]:
    """What a form sends for a field left empty."""
    if field == "redirect_uris":
        return BLANK | st.sampled_from([[], ()])
    return st.sampled_from(["", " ", "\t\n", "\u2060"]) if field == "redirect_uri" else BLANK


def wrong_type(field: str, taste: Taste) -> Strategy[Any]:
    """No text, no list, or to a question of yes or no neither a text nor a boolean."""
    if field in CHOICES:
        return NO_TEXT.filter(lambda value: not isinstance(value, bool))
    if field == "redirect_uris":
        return _NO_LIST | values.uris("redirect_uri", taste)
    return NO_TEXT | st.none() if field == "redirect_uri" else NO_TEXT


def not_a_choice(_field: str, _taste: Taste) -> Strategy[Any]:
    """No answer to any question that has a choice."""
    return st.sampled_from(["maybe", "y", "1", "none of them", "Premium: Trusted Party", "ja", "n/a", "\x00"])


def too_long(field: str, taste: Taste) -> Strategy[Any]:
    """One character too many, or more."""
    more = st.sampled_from([1, 2, 100])
    limits = taste.limits
    if field in {"contact_email", "pin_contact_email"}:
        return more.map(lambda extra: "@university.edu".rjust(limits.email + extra, "a"))
    if field in {"homepage_url", "redirect_uri"}:
        return more.map(lambda extra: "https://university.edu/".ljust(limits.uri + extra, "a"))
    if field == "redirect_uris":
        return more.map(lambda extra: ["https://university.edu/orcid"] * (limits.redirect_uris + extra))
    over = [getattr(limits, field)]
    if field == "description" and limits.description_advised < limits.description:
        over = (
            [limits.description]
            if taste.policy.severity("description.too_long") is None
            else [limits.description_advised, *over]
        )
    return st.tuples(st.sampled_from(over), st.integers(1, 9)).map(lambda sizes: "x" * sum(sizes))


# Texts


def _inside(text: str, part: str) -> str:
    """Return a text with something put into its middle, so that it is at neither end."""
    middle = len(text) // 2
    return f"{text[:middle] or 'x'}{part}{text[middle:] or 'x'}"


def _spoilt(field: str, taste: Taste, parts: Strategy[str], put: Callable[[str, str], str] = _inside) -> Strategy[str]:
    """Return good texts with one of some parts put in, short enough to have room for it."""
    size = min(60, max(1, getattr(taste.limits, field) - 20))
    return st.tuples(values.texts(field, taste), parts).map(lambda pair: put(values.cut(pair[0], size), pair[1]))


def surrounding_whitespace(field: str, taste: Taste) -> Strategy[str]:
    """White space before the text, or after it."""
    return _spoilt(
        field, taste, st.sampled_from([" ", "  ", "\t", "\n", "\u00a0", "\u3000"]), lambda text, part: text + part
    ) | _spoilt(field, taste, st.sampled_from([" ", "\n\n"]), lambda text, part: part + text)


def control_character(field: str, taste: Taste) -> Strategy[str]:
    """A character that cannot be shown."""
    anywhere = "\x00\x07\x0b\x1b\x7f\x85\x9f\ud800\udfff\ufdd0\ufffe\U0010ffff"
    lines = field in {"description", "staff_notes"}
    return _spoilt(field, taste, st.sampled_from(anywhere if lines else anywhere + "\n\t"))


def bidi_control(field: str, taste: Taste) -> Strategy[str]:
    """A character that changes the direction of text."""
    return _spoilt(field, taste, st.sampled_from("\u202e\u061c\u200e\u200f\u202a\u2066\u2069"))


#: Letters that look like these Latin ones.
_TWINS: Final = {
    "a": "\u0430",
    "e": "\u0435",
    "o": "\u043e",
    "p": "\u0440",
    "c": "\u0441",
    "x": "\u0445",
    "i": "\u0456",
}


@st.composite
def _disguised(draw: st.DrawFn) -> str:
    """Return a Latin word in which one letter is of another script."""
    word = draw(st.sampled_from(["university", "orcid", "repository", "apex"]))
    letter = draw(st.sampled_from(sorted(set(word) & set(_TWINS))))
    return word.replace(letter, _TWINS[letter], 1)


def confusable(field: str, taste: Taste) -> Strategy[str]:
    """A word that is not what it looks like."""
    return _spoilt(field, taste, _disguised(), lambda text, word: f"{text} {word}")


def markup(field: str, taste: Taste) -> Strategy[str]:
    """A tag, a comment or a character reference."""
    return _spoilt(
        field,
        taste,
        st.sampled_from(["<b>", "</p>", "<br/>", "<!-- x -->", "<?php ", "&amp;", "&#39;", "&#x3C;", "&eacute;"]),
    )


# Contacts

_ORGANIZATIONS: Final = st.sampled_from(["university.edu", "press.org"]) | values.U_LABELS.map("{}.edu".format)
_ROOM: Final = 60
# Other people for each contact, so that faulty ones are not the same, too.
_PEOPLE: Final = {
    "contact_email": (["orcid", "library", "it.support", "mary"], "a@b.edu"),
    "pin_contact_email": (["security", "pin", "jane.doe", "boss"], "c@b.edu"),
}


def _address(field: str, taste: Taste) -> Strategy[str]:
    """Return good addresses, short enough to have room for something more."""
    if field == "contact_email" and taste.policy.known_contacts:
        return values.contacts(taste)
    people, shortest = _PEOPLE[field]
    drawn = st.builds("{}@{}".format, st.sampled_from(people), _ORGANIZATIONS)
    return drawn.map(lambda address: address if len(address) + _ROOM <= taste.limits.email else shortest)


def invalid(field: str, taste: Taste) -> Strategy[str]:
    """No address."""
    shapes = (
        *("{0}.{1}", "{0}@", "@{1}", "{0}@@{1}", "{0}..x@{1}", ".{0}@{1}", "{0}.@{1}", "{0}@-{1}", "{0}@x..{1}"),
        *(
            "{0}@{1}.",
            "{0}@localhost",
            "{0}@[127.0.0.1]",
            '"{0}"@{1}',
            "{0} x@{1}",
            "{0}@{1}:25",
            "{0}(x)@{1}",
            "{0}@x_y.{1}",
        ),
        *(
            " {0}@{1}",
            "{0}@{1}\n",
            "mailto:{0}@{1}",
            "{0}\u200b@{1}",
            "{0}@xn--zzzz.{1}",
            "{0}@x.test",
            "{0}\x00@{1}",
            "{0} at {1}",
            "{0}\ufffd@{1}",
        ),
    )
    drawn = st.tuples(st.sampled_from(shapes), _address(field, taste))
    long = st.integers(33, 40).map(lambda size: f"{'é' * size}@a.edu")  # of over 64 octets
    return drawn.map(lambda pair: pair[0].format(*pair[1].split("@"))) | long


def multiple_addresses(field: str, taste: Taste) -> Strategy[str]:
    """Two addresses."""
    separators = st.sampled_from(["; ", ", ", ",", " ", "\n", ";"])
    return st.builds("two.{}{}{}".format, _address(field, taste), separators, _address(field, taste))


def display_name(field: str, taste: Taste) -> Strategy[str]:
    """A name around the address."""
    shapes = st.sampled_from(["ORCID Team <{}>", "<{}>", '"Team, ORCID" <{}>', "図書館 <{}>", "a<{}> "])
    return st.builds(str.format, shapes, _address(field, taste))


def internationalized(field: str, taste: Taste) -> Strategy[str]:
    """A local part beyond ASCII."""
    local = values.in_one_script(1, 8, values.ALPHABETS[1:])
    mark = "" if field == "contact_email" else "2"
    drawn = st.tuples(st.just("müller") | local, _address(field, taste))
    return drawn.map(lambda pair: f"{pair[0]}{mark}@{pair[1].partition('@')[2]}")


def reserved_domain(field: str, _taste: Taste) -> Strategy[str]:
    """A domain for examples."""
    name = "orcid" if field == "contact_email" else "security"
    return st.sampled_from(["example.org", "example.com", "mail.example.net", "press.example", "a.b.example.org"]).map(
        f"{name}@{{}}".format
    )


def unknown_contact(field: str, taste: Taste) -> Strategy[str]:
    """Somebody whom the policy does not list."""
    known = "".join(sorted(taste.policy.known_contacts)).casefold()
    return _address(field, taste).map(lambda address: f"new{'x' * known.count('new')}.{address}")


def not_distinct(contact: str, which: int) -> str:
    """Return the other contact, or how else one can write its address: the spelling of a number, round and round."""
    local, _, domain = contact.partition("@")
    shout = str.upper if contact.isascii() else str  # other letters do not all come back from upper case
    spellings = (
        contact,
        f"{shout(local)}@{domain}",
        f"{local}@{shout(domain)}",
        f"{local}@{a_labels(domain) or domain}",
    )
    return spellings[which % len(spellings)]


#: Two addresses of one mailbox.
SAME_MAILBOX: Final[Strategy[tuple[str, str]]] = st.one_of(
    st.tuples(_ORGANIZATIONS, st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=8)).map(
        lambda pair: (f"orcid@{pair[0]}", f"orcid+{pair[1]}@{pair[0]}")
    ),
    st.sampled_from(["gmail.com", "googlemail.com"]).map(lambda host: (f"library@{host}", f"l.ibrary@{host}")),
    st.sampled_from([("mary.ann@googlemail.com", "maryann@gmail.com"), ("a.b@gmail.com", "ab+x@googlemail.com")]),
)


# URIs


# None of the hosts that are drawn most for good URIs, since equivalent ones are duplicates.
_PLAIN_HOSTS: Final = st.sampled_from(["app.university.edu", "cris.university.edu"])
_HOSTS: Final = _PLAIN_HOSTS | values.U_LABELS.map(lambda label: a_labels(f"{label}.edu") or "a.edu")


def _uri(taste: Taste, **given: Strategy[str]) -> Strategy[str]:
    """Return URIs whose parts are good, save those that are given, and short enough for any advice.

    Args:
        taste: Its limits are used.
        given: Any of scheme, before (the host), host, port, path, query, after.
    """
    limit = min(taste.limits.uri, taste.limits.redirect_uri_advised)
    nothing = st.just("")
    ends = {"scheme": st.just("https"), "slashes": st.just("://"), "before": nothing}
    plain = {"host": _PLAIN_HOSTS, "port": nothing, "path": st.just("/orcid"), "query": nothing, "after": nothing}
    varied = {"host": _HOSTS, "port": values.PORTS, "path": values.PATHS, "query": values.QUERIES, "after": nothing}
    short, long = (st.tuples(*(ends | middle | given).values()).map("".join) for middle in (plain, varied))
    return short | long.filter(lambda uri: len(uri) <= limit)


def placeholder(_field: str, taste: Taste) -> Strategy[str]:
    """A template that was not filled in."""
    hosts = st.sampled_from(["<your-host>", "${HOST}", "{host}", "%s", "[host]", "XXX.university.edu", "<host>.edu"])
    paths = st.sampled_from(["/{journal}/orcid", "/<id>", "/a/${PATH}", "/%s/callback"])
    return _uri(taste, host=hosts, port=st.just("")) | _uri(taste, path=paths)


def illegal_character(_field: str, taste: Taste) -> Strategy[str]:
    """A character that no URI contains, in path or query, in the name, or at an end."""
    character = st.sampled_from(' "\\^`|<>{}\t\n\x00\x7f\x85é中\u200b\u202e\ud800[]')
    inside = character.map("/orcid{}x".format)
    return st.one_of(
        _uri(taste, path=inside),
        _uri(taste, query=character.map("?a{}=b".format)),
        _uri(taste, host=values.in_one_script(1, 8, values.ALPHABETS[1:]).map("{}.edu".format)),
        _uri(taste).map("{}\n".format),
        _uri(taste).map(" {}".format),
    )


def bad_percent_encoding(_field: str, taste: Taste) -> Strategy[str]:
    """A percent sign that encodes nothing."""
    percent = st.sampled_from(["%", "%2", "%zz", "%u00e9", "%%", "%g1"])
    return _uri(taste, path=percent.map("/orcid{}".format), query=st.just("")) | _uri(
        taste, query=percent.map("?a={}&b=1".format)
    )


def not_absolute(_field: str, taste: Taste) -> Strategy[str]:
    """No scheme, or no slashes after it."""
    start = st.sampled_from(["", "//", "https:/", "https:"])
    good = _uri(
        taste, host=st.sampled_from(["university.edu", "www.university.edu"]) | values.NAMES, path=st.just("/orcid")
    )
    return st.tuples(start, good).map(lambda pair: pair[0] + pair[1].removeprefix("https://"))


def scheme_not_allowed(_field: str, _taste: Taste) -> Strategy[str]:
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


def userinfo(_field: str, taste: Taste) -> Strategy[str]:
    """Something before the host."""
    return _uri(taste, before=st.sampled_from(["user:secret@", "user@", "@", ":@", "university.edu%40@", "a@b@"]))


def host_invalid(_field: str, taste: Taste) -> Strategy[str]:
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
    return _uri(taste, host=st.sampled_from(wrong), port=st.sampled_from(["", ":8443"]))


def port_invalid(_field: str, taste: Taste) -> Strategy[str]:
    """A port that is none."""
    wrong = st.sampled_from([":", ":0", ":0443", ":65536", ":https"]) | st.integers(65536, 10**9).map(":{}".format)
    return _uri(taste, port=wrong)


def dotless_host(field: str, taste: Taste) -> Strategy[str]:
    """A name without a dot."""
    local = ["intranet", "repo-1", "a"]
    return _uri(taste, host=st.sampled_from([*local, "localhost"] if field == "homepage_url" else local))


def example_host(_field: str, taste: Taste) -> Strategy[str]:
    """A name for examples."""
    return _uri(
        taste,
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


def confusable_host(_field: str, taste: Taste) -> Strategy[str]:
    """A name that is not what it looks like."""
    mixed = _disguised().map(lambda word: a_labels(f"{word}.edu") or word)
    return _uri(taste, host=mixed | st.sampled_from(["xn--80ak6aa92e.com", "xn--80ak6aa92e.org"]))


def non_public_host(_field: str, taste: Taste) -> Strategy[str]:
    """A host that only some can reach."""
    return _uri(
        taste,
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


def not_normalized(_field: str, taste: Taste) -> Strategy[str]:
    """Another spelling."""
    return st.one_of(
        _uri(taste, host=st.sampled_from(["University.edu", "REPOSITORY.UNIVERSITY.EDU"])),
        _uri(taste, scheme=st.sampled_from(["HTTPS", "Https"])),
        _uri(taste, port=st.just(":443")),
        _uri(taste, path=st.sampled_from(["/%7euser", "/%c3%bc", "/%61", "/a%3db"])),
    )


def trailing_punctuation(_field: str, taste: Taste) -> Strategy[str]:
    """Punctuation after the address."""
    marks = st.sampled_from([";", ",", ".", ".,"])
    return _uri(taste, path=marks.map("/orcid{}".format), query=st.just("")) | _uri(
        taste, query=marks.map("?a=b{}".format)
    )


def http(_field: str, taste: Taste) -> Strategy[str]:
    """An address over http: `insecure` of a home page, `https_required` of a redirect URI."""
    return _uri(taste, scheme=st.just("http"))


def wildcard(_field: str, taste: Taste) -> Strategy[str]:
    """A pattern in place of host or port."""
    return _uri(taste, host=st.sampled_from(["*.university.edu", "www.*.edu", "*", "app-*.university.edu"])) | _uri(
        taste, port=st.just(":*")
    )


def dot_segment(_field: str, taste: Taste) -> Strategy[str]:
    """A segment that a browser resolves."""
    dots = st.sampled_from([".", "..", "%2E", "%2E%2E", ".%2E"])
    return _uri(
        taste,
        path=st.builds("/{}{}/orcid".format, st.sampled_from(["login/", ""]), dots) | dots.map("/orcid/{}".format),
    )


def reserved_parameter(_field: str, taste: Taste) -> Strategy[str]:
    """A parameter that is the authorization response's."""
    name = st.sampled_from(
        ["state", "code", "error", "error_description", "error_uri", "iss", "access_token", "id_token", "response"]
    )
    return _uri(
        taste,
        query=st.builds(
            "?{}{}{}".format, st.sampled_from(["", "a=1&", "a=1;"]), name, st.sampled_from(["=1", "", "=&b=2"])
        ),
    )


def fragment(_field: str, taste: Taste) -> Strategy[str]:
    """A fragment."""
    return _uri(taste, after=st.sampled_from(["#", "#done", "#/route", "#a=b"]))


def ip_address(_field: str, taste: Taste) -> Strategy[str]:
    """A number for a name."""
    return _uri(taste, host=values.PUBLIC_ADDRESSES)


def localhost(_field: str, taste: Taste) -> Strategy[str]:
    """The machine that asks."""
    return _uri(taste, host=st.sampled_from(["localhost", "app.localhost"]))


def long(_field: str, taste: Taste) -> Strategy[str]:
    """Longer than advised."""
    advised, limit = taste.limits.redirect_uri_advised, taste.limits.uri
    return st.integers(advised + 1, min(limit, advised + 300)).map(
        lambda size: "https://university.edu/".ljust(size, "a")
    )


def host_only(_field: str, taste: Taste) -> Strategy[str]:
    """No path."""
    return _uri(taste, path=st.sampled_from(["", "/"]))


def risky_encoding(_field: str, taste: Taste) -> Strategy[str]:
    """A path in which software may read another."""
    encoded = st.sampled_from(["%2F", "%5C", "%00", "%0D", "%1F", "%7F"])
    return _uri(taste, path=encoded.map("/orcid/a{}b".format))


def several(_field: str, taste: Taste) -> Strategy[str]:
    """Two or three URIs in one row."""
    between = st.sampled_from(["\n", " ", "\r\n", ", ", " ; ", "\n\n"])
    rows = st.lists(_PLAIN_HOSTS.map("https://{}/orcid".format), min_size=2, max_size=3)
    limit = min(taste.limits.uri, taste.limits.redirect_uri_advised)
    drawn = st.tuples(between, rows).map(lambda pair: pair[0].join(pair[1]))
    return drawn.map(lambda text: values.fitted(text, limit, "https://a.edu/b https://a.edu/c"))


def query_separator(_field: str, taste: Taste) -> Strategy[str]:
    """Two in one."""
    return st.builds(
        "https://university.edu/orcid{}{}://{}{}".format,
        st.sampled_from([",", ";"]),
        st.sampled_from(["https", "http"]),
        st.sampled_from(["university.edu", "press.org"]),
        values.PATHS,
    ).map(lambda uri: values.fitted(uri, taste.limits.redirect_uri_advised, "https://a.edu/b,https://a.edu/c"))


_EVERY_FIELD: Final[Mapping[str, Faulty]] = {f.__name__: f for f in (missing, wrong_type, too_long, not_a_choice)}
_TEXT: Final[Mapping[str, Faulty]] = {
    f.__name__: f for f in (surrounding_whitespace, control_character, bidi_control, confusable, markup)
}
_CONTACT: Final[Mapping[str, Faulty]] = {
    f.__name__: f
    for f in (invalid, multiple_addresses, display_name, internationalized, reserved_domain, unknown_contact)
}
_URI: Final[Mapping[str, Faulty]] = {
    f.__name__: f
    for f in (
        *(placeholder, illegal_character, bad_percent_encoding, not_absolute, scheme_not_allowed, userinfo),
        *(host_invalid, port_invalid, dotless_host, example_host, confusable_host, non_public_host),
        *(not_normalized, trailing_punctuation, wildcard, dot_segment, reserved_parameter, fragment),
        *(ip_address, localhost, long, host_only, risky_encoding, several, query_separator),
    )
} | {"insecure": http, "https_required": http}

#: What breaks a rule that is about one value, by the name of the rule. The names are those of the functions.
BAD_VALUES: Final[Mapping[str, Faulty]] = {**_EVERY_FIELD, **_TEXT, **_CONTACT, **_URI}
