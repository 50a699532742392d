"""Mutate URIs by the hundred thousand and hold what is accepted against a browser's parser.

    python tests/fuzz/mutate_uris.py [--count 200000] [--seed 0] [--node]

Each is a good URI with one to four edits from an alphabet of what breaks parsers. Prints how many were tried,
accepted and read differently, and exits with 1 where one was. `--node` asks Node's `URL`, too, in one process.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from oracles import by_rfc3986, difference, ipv6_groups, without_dots

from orcid_clientreq import SANDBOX, Severity, validators

GOOD = [
    "https://university.edu/cb", "https://university.edu", "https://a.b.university.edu:8443/a/b/c?d=e&f=g", "http://8.8.4.4/cb", "https://[2a00:1450::1]:81/cb",
    "https://xn--bcher-kva.edu/%C3%BC?x=%20", "https://university.edu/a;b=c,d/e:f@g/!$&'()*+~?h/i?j", "https://[::ffff:8.8.4.4]/", "https://university.edu/a/b#c",
    "https://1.university.edu:1/.well-known/x..y", "https://xn--mgbh0fb.xn--kgbechtv/a//b/", "http://localhost:8080/cb",
]  # fmt: skip
SPICE = [
    *"/\\:@?#[]%.*-_<>{}|^`\"' \t\n\r\0\x0b\x7f~$;,&=+!()0123456789abcxyzABCXZ", "%2e", "%2F", "%40", "%5c", "%00", "%zz", "%7e", "%41", "//", "..", "/../", "/./", "xn--", "0x7f",
    "0x", "00", "127.1", "[::1]", "::", "https:", "HTTP://", "user:pw@", ":443", ":80", ":0", ":65536", "localhost", "\u3002", "\uff0f", "\uff20", "\u2028", "\u200b", "\u00ad",
    "\u202e", "\ud800", "\ufeff", "\u0430", "ü", "ß", "İ", "ﬁ", "中", "\u0301", "\u200d", "א", "１", "℀", "xn--a", "xn--4dbc", "xn--zca", "xn--1ch", ".1", ".0x", "ab--c",
]  # fmt: skip


def mutated(source: random.Random) -> str:
    """Return a good URI with one to four edits."""
    text = source.choice(GOOD)
    for _ in range(source.randint(1, 4)):
        start = source.randrange(len(text) + 1)
        kind = source.random()
        if kind < 0.15:
            other = source.choice(GOOD)
            text = text[:start] + other[source.randrange(len(other)) :]
        else:
            width = source.choice((0, 0, 1, 1, 2, 4))
            text = text[:start] + ("" if kind < 0.3 else source.choice(SPICE)) + text[start + width :]
    return text


NODE = """
const lines = require('fs').readFileSync(0, 'utf8').split('\\n').filter(Boolean);
for (const line of lines) {
  try {
    const u = new URL(JSON.parse(line));
    console.log(JSON.stringify([u.protocol.slice(0, -1), u.username + u.password, u.hostname, u.port, u.pathname, u.search.slice(1), u.hash.slice(1)]));
  } catch (e) { console.log('null'); }
}
"""


def node_differences(texts: list[tuple[str, bool]]) -> tuple[list[str], int]:
    """Return the accepted URIs that Node reads otherwise, and how many it does not read at all.

    A reader that refuses leads nobody astray: Node 20 (ada 2.9) does not know the newer letters of Unicode in
    A-labels. It also leaves dot segments after a segment like `.x` unresolved, against the standard; a home
    page that has them gets a warning, and either reading of it is taken here.
    """
    refused = 0
    lines = "\n".join(json.dumps(text) for text, _ in texts)
    result = subprocess.run(["node", "-e", NODE], input=lines, capture_output=True, text=True, check=True)
    differing: list[str] = []
    for (text, homepage), line in zip(texts, result.stdout.splitlines(), strict=True):
        grammar, reading = by_rfc3986(text), json.loads(line)
        if reading is None:
            refused += 1
            continue
        if grammar is None:
            differing.append(text)
            continue
        scheme, userinfo, host, port, path, query, fragment = reading
        default = {"http": "80", "https": "443"}[grammar.scheme.lower()]
        same_host = host == grammar.host.lower() or (
            ipv6_groups(host) is not None and ipv6_groups(host) == ipv6_groups(grammar.host)
        )
        expected = (
            grammar.scheme.lower(),
            "",
            "" if grammar.port == default else grammar.port,
            path if homepage and path == without_dots(grammar.path) else grammar.path or "/",
            (grammar.query or "").replace("'", "%27"),
            (grammar.fragment or "") if homepage else "",
        )
        if not same_host or expected != (scheme, userinfo, port, path, query, fragment):
            differing.append(text)
    return differing, refused


def main() -> int:
    """Mutate, judge, compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--node", action="store_true")
    options = parser.parse_args()
    source = random.Random(options.seed)
    differing: list[str] = []
    accepted: list[tuple[str, bool]] = []
    for number in range(options.count):
        text = mutated(source)
        homepage = number % 2 == 1
        validator = validators.homepage_url if homepage else validators.redirect_uri
        if all(finding.severity is not Severity.ERROR for finding in validator(text, policy=SANDBOX)):
            accepted.append((text, homepage))
            if difference(text, homepage=homepage) is not None:
                differing.append(text)
    print(f"{options.count} tried, {len(accepted)} accepted, {len(differing)} read otherwise by ada")
    if options.node:
        by_node, refused = node_differences(accepted)
        print(f"{len(by_node)} read otherwise by Node, {refused} refused by it")
        differing += by_node
    for text in differing[:20]:
        print(ascii(text))
    return 1 if differing or len(accepted) < options.count / 50 else 0


if __name__ == "__main__":
    sys.exit(main())
