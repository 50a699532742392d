"""What judges the URI rules from outside: RFC 3986's grammar, and a browser's URL parser.

The grammar is written out here from appendix A of RFC 3986, production by production. It shares nothing
with the package.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import ada_url

# RFC 3986 appendix A. Character classes and productions have the names they have there.
ALPHA, DIGIT, HEXDIG = "[A-Za-z]", "[0-9]", "[0-9A-Fa-f]"
unreserved = rf"(?:{ALPHA}|{DIGIT}|[-._~])"
sub_delims = "[!$&'()*+,;=]"
pct_encoded = f"%{HEXDIG}{HEXDIG}"
pchar = rf"(?:{unreserved}|{pct_encoded}|{sub_delims}|[:@])"
query = fragment = rf"(?:{pchar}|[/?])*"
segment = rf"{pchar}*"
segment_nz = rf"{pchar}+"
path_abempty = rf"(?:/{segment})*"
path_absolute = rf"/(?:{segment_nz}(?:/{segment})*)?"
path_rootless = rf"{segment_nz}(?:/{segment})*"
dec_octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])"
ipv4address = rf"{dec_octet}\.{dec_octet}\.{dec_octet}\.{dec_octet}"
h16 = f"{HEXDIG}{{1,4}}"
ls32 = f"(?:{h16}:{h16}|{ipv4address})"
ipv6address = (
    "(?:"
    + "|".join(
        [
            f"(?:{h16}:){{6}}{ls32}",
            f"::(?:{h16}:){{5}}{ls32}",
            f"(?:{h16})?::(?:{h16}:){{4}}{ls32}",
            f"(?:(?:{h16}:){{0,1}}{h16})?::(?:{h16}:){{3}}{ls32}",
            f"(?:(?:{h16}:){{0,2}}{h16})?::(?:{h16}:){{2}}{ls32}",
            f"(?:(?:{h16}:){{0,3}}{h16})?::{h16}:{ls32}",
            f"(?:(?:{h16}:){{0,4}}{h16})?::{ls32}",
            f"(?:(?:{h16}:){{0,5}}{h16})?::{h16}",
            f"(?:(?:{h16}:){{0,6}}{h16})?::",
        ]
    )
    + ")"
)
ipvfuture = rf"v{HEXDIG}+\.(?:{unreserved}|{sub_delims}|:)+"
ip_literal = rf"\[(?:{ipv6address}|{ipvfuture})\]"
reg_name = rf"(?:{unreserved}|{pct_encoded}|{sub_delims})*"
host = rf"(?:{ip_literal}|{ipv4address}|{reg_name})"
userinfo = rf"(?:{unreserved}|{pct_encoded}|{sub_delims}|:)*"
port = f"{DIGIT}*"
authority = rf"(?:(?P<userinfo>{userinfo})@)?(?P<host>{host})(?::(?P<port>{port}))?"
scheme = rf"{ALPHA}(?:{ALPHA}|{DIGIT}|[+.-])*"
hier_part = rf"(?://{authority}(?P<path>{path_abempty})|{path_absolute}|{path_rootless}|)"
URI = re.compile(rf"(?P<scheme>{scheme}):{hier_part}(?:\?(?P<query>{query}))?(?:#(?P<fragment>{fragment}))?\Z")

DEFAULT_PORTS = {"http": "80", "https": "443"}


class Reading(NamedTuple):
    """A URI as one reader sees it."""

    scheme: str
    userinfo: str
    host: str
    port: str
    path: str
    query: str | None
    fragment: str | None


def by_rfc3986(text: str) -> Reading | None:
    """Return what the grammar reads, `None` where it does not generate the text or there is no authority."""
    match = URI.match(text)
    if not match or match["host"] is None:
        return None
    return Reading(
        match["scheme"],
        match["userinfo"] or "",
        match["host"],
        match["port"] or "",
        match["path"],
        match["query"],
        match["fragment"],
    )


def by_browser(text: str) -> Reading | None:
    """Return what a WHATWG URL parser reads, `None` where it fails."""
    try:
        url = ada_url.URL(text)
    except ValueError:
        return None
    return Reading(
        url.protocol.removesuffix(":"),
        url.username + url.password,
        url.hostname,
        url.port,
        url.pathname,
        url.search.removeprefix("?"),
        url.hash.removeprefix("#"),
    )


def ipv6_groups(text: str) -> tuple[int, ...] | None:
    """Return the eight groups of a bracketed IPv6 address, by hand: an oracle needs no library in common."""
    if not text.startswith("["):
        return None
    inner = text[1:-1]
    head, _, tail = inner.rpartition(":")
    if "." in tail:
        a, b, c, d = map(int, tail.split("."))
        inner = f"{head}:{a * 256 + b:x}:{c * 256 + d:x}"
    left, gap, right = inner.partition("::")
    before = [int(group, 16) for group in left.split(":") if group]
    after = [int(group, 16) for group in right.split(":") if group]
    return (*before, *([0] * (8 - len(before) - len(after)) if gap else []), *after)


def without_dots(path: str) -> str:
    """Resolve dot segments as RFC 3986 section 5.2.4 does it, step by step."""
    rest, output = (
        re.sub(r"(?<=/)((?:\.|%2[eE]){1,2})(?=/|\Z)", lambda match: re.sub("%2[eE]", ".", match[0]), path),
        "",
    )
    while rest:
        if rest.startswith(("/./", "/../")) or rest in {"/.", "/.."}:
            if rest.startswith("/..") and rest[3:4] in {"", "/"}:
                output = output.rpartition("/")[0]
                rest = "/" + rest[4:]
            else:
                rest = "/" + rest[3:]
        else:
            end = rest.find("/", 1)
            piece = rest if end < 0 else rest[:end]
            output, rest = output + piece, rest[len(piece) :]
    return output


def difference(text: str, *, homepage: bool = False) -> str | None:
    """Return how a browser's reading of an accepted URI differs from the grammar's, `None` where it does not.

    A browser may make an empty path `/`, drop a default port, put scheme and host into lower case, write
    an IPv6 address in its short form and `'` in a query as `%27`; nothing else. A home page may have
    a fragment, and dot segments, which get a warning.
    """
    grammar, browser = by_rfc3986(text), by_browser(text)
    if grammar is None:
        return "the grammar does not generate it"
    if browser is None:
        return "a browser does not parse it"
    if "@" in re.split("[/?#]", text.partition("//")[2])[0] or grammar.userinfo or browser.userinfo:
        return "userinfo"
    path = grammar.path or "/"
    expected = {
        "scheme": grammar.scheme.lower(),
        "port": "" if grammar.port == DEFAULT_PORTS[grammar.scheme.lower()] else grammar.port,
        "path": without_dots(path) if homepage else path,
        "query": (grammar.query or "").replace("'", "%27"),
        "fragment": (grammar.fragment or "") if homepage else "",
    }
    if not homepage and grammar.fragment is not None:
        return "fragment"
    for name, value in expected.items():
        if getattr(browser, name) != value:
            return f"{name}: {value!r} is {getattr(browser, name)!r} to a browser"
    same = grammar.host.lower() == browser.host or (
        ipv6_groups(grammar.host) is not None and ipv6_groups(grammar.host) == ipv6_groups(browser.host)
    )
    return None if same else f"host: {grammar.host!r} is {browser.host!r} to a browser"
