"""Print a digest of what is found in many edited requests, under many policies and editions.

    python docs/benchmarks/digest.py [--count 50000] [--lines FILE]

The same digest on two interpreters, or before and after a change of the code, means the same reports, byte for byte: codes,
places, parameters, severities, suggestions, their order, and the values of the request where there is one. The requests are
drawn with a seed from the corpus of the benchmarks, and edited here and there. With `--lines`, a line for each report is
written, so that two files can be compared.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from corpus import corpus

from orcid_clientreq import RULES, Environment, InvalidRequestError, Limits, Policy, Severity, check, parse
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.policy import policy_of
from orcid_clientreq.rules.model import good_request

#: What is put into a value, or over a piece of it.
SPICE = (
    *"/\\:@?#[]%.*-_<>{}|^`\"' \t\n\r\x00\x7f\x85Z~$;,()&=+",
    *("%2e", "%2F", "%40", "%5c", "%00", "%zz", "%s", "%7E", "%7e", "//", "..", "/../", "&amp;", "<b>", "&#60"),
    *("\u3002", "\uff0f", "\uff20", "\u2028", "\u200b", "\u00ad", "\u202e", "\ud800", "\ufeff", "\u3164", "\ufffd"),
    *("\u0430", "ü", "ß", "İ", "Σ", "ﬁ", "中", "日本", "é", "א", "“", "”", "•", "…", "😀"),
    *("xn--", "xn--bcher-kva", "0x7f", "1", "0", "00", "https:", "HTTP", "user:pw@", ":443", ":80", ":", "https://"),
    *("localhost", "127.0.0.1", "127.1", "[::1]", "{x}", "<host>", "XXX", "your", "example.org", ".local", "www."),
    *("state=1", "code=", "mailto:", "+tag", "@gmail.com", "@googlemail.com", ", https://a.edu/b", " https://a.edu/b"),
    *(
        "APP-0123456789ABCDEF",
        "01234567-89ab-4cde-8f01-23456789abcd",
        "yes",
        "no",
        "other",
        "demo",
        "University Library",
    ),
)
#: What stands in place of a value.
ODD: tuple[Any, ...] = (
    None,
    "",
    " ",
    7,
    True,
    [],
    {},
    b"x",
    "a" * 256,
    "x" * 1001,
    "é" * 65 + "@a.edu",
    ["https://a.edu/b"],
)


def edited(source: random.Random, text: str) -> str:
    """Return a text with one to three edits."""
    for _ in range(source.randint(1, 3)):
        start = source.randrange(len(text) + 1)
        width = source.choice((0, 0, 1, 1, 2, 5))
        text = text[:start] + source.choice((*SPICE, "")) + text[start + width :]
    return text


def requests(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield requests of every edition: good, faulty and edited ones."""
    source = random.Random(seed)
    plain, foreign, faulty = corpus(600, seed)
    models = [*plain, *foreign, *(request for request, _ in faulty), *(good_request(each) for each in EDITIONS)]
    names = [*dict.fromkeys(name for edition in EDITIONS.values() for name in edition.by_name)]
    for _ in range(count):
        request = json.loads(json.dumps(source.choice(models)))
        for _ in range(source.choice((0, 1, 1, 1, 2, 3))):
            name = source.choice(names)
            request[name] = changed(source, request.get(name))
        if source.random() < 0.05:
            request[edited(source, source.choice(names))] = "x"
        if source.random() < 0.05:
            request["environment"] = source.choice(("sandbox", "production", "Sandbox", "x", 7))
        if source.random() < 0.05:
            request["edition"] = source.choice(("2023", "2021", "2022-sandbox", "2020-01", 2023, "x"))
        yield request


def changed(source: random.Random, value: Any) -> Any:
    """Return a value with an edit, or another one."""
    if source.random() < 0.1:
        return source.choice(ODD)
    if isinstance(value, str):
        return edited(source, value)
    if isinstance(value, list) and value:
        place = source.randrange(len(value))
        items = [
            edited(source, item) if number == place and isinstance(item, str) else item
            for number, item in enumerate(value)
        ]
        return [*items, *([source.choice(items)] if source.random() < 0.1 else [])]
    return edited(source, source.choice(("University Library", "yes", "other", "APP-0123456789ABCDEF")))


def policies(count: int, seed: int) -> list[Policy | None]:
    """Return policies of every edition: usual ones, and with drawn severities, limits and known contacts."""
    source = random.Random(seed)
    found: list[Policy | None] = [None, *(policy_of(rule.examples[0]) for rule in RULES.values())]
    for edition in EDITIONS.values():
        found += [Policy(environment=each, edition=edition.edition) for each in sorted(edition.environments)]
    found = list(dict.fromkeys(found))
    changeable = [code for code, rule in RULES.items() if not (rule.severity_is_fixed or rule.of_credentials)]
    while len(found) < count:
        edition = source.choice([*EDITIONS.values()])
        severities = {
            code: source.choice((None, *Severity)) for code in source.sample(changeable, source.randint(0, 20))
        }
        limits = {
            name: source.randint(1, getattr(Limits(), name))
            for name in source.sample(
                [
                    "email",
                    "uri",
                    "client_name",
                    "description",
                    "description_advised",
                    "redirect_uris",
                    "redirect_uri_advised",
                    "redirect_uris_advised",
                ],
                source.choice((0, 0, 1, 2)),
            )
        }
        environment = source.choice(sorted(edition.environments, key=str))
        contacts = source.choice(((), (), ("orcid@library.university.edu", "new@ΘΣ1.gr")))
        found.append(
            Policy(
                environment=Environment(environment),
                edition=edition.edition,
                severities=severities,
                known_contacts=contacts,
                limits=Limits(**limits),
            )
        )
    return found


def line(request: dict[str, Any], policy: Policy | None) -> str:
    """Return what is found, and what the request holds, in a line."""
    report = check(request, policy=policy)
    try:
        held: Any = parse(request, policy=policy).to_dict()
    except InvalidRequestError as error:
        held = str(error)
    return json.dumps([report.to_dict(), held], sort_keys=True)


def main() -> None:
    """Print the digest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--lines", type=Path)
    options = parser.parse_args()
    chosen = policies(400, options.seed)
    source = random.Random(options.seed)
    digest = hashlib.sha256()
    lines: list[str] = []
    for request in requests(options.count, options.seed):
        text = line(request, source.choice((None, source.choice(chosen))))
        digest.update(f"{text}\n".encode())
        if options.lines:
            lines.append(text)
    if options.lines:
        options.lines.write_text("\n".join(lines), encoding="utf-8")
    print(f"{sys.version.split()[0]}: {options.count} requests, {len(chosen)} policies, {digest.hexdigest()}")


if __name__ == "__main__":
    main()
