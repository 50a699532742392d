"""Print how the work grows: of every public function with the size of its input, and of every field with its worst values.

    python docs/benchmarks/growth.py            a minute or two
    python docs/benchmarks/growth.py --quick    fewer sizes

For each function the time of growing inputs and the exponent that fits best: 1 is linear. For each field the most
expensive value of 2 000 characters. Then a request of ten megabytes of such values, beside a plain one of that size.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable
from typing import Any

from orcid_clientreq import SANDBOX, Policy, apply_suggestions, check, credentials, parse, validators
from orcid_clientreq.interop import from_client_metadata, from_form, submission, to_client_metadata
from orcid_clientreq.lifecycle import changes, migrate, prefill, stored_form
from orcid_clientreq.matching import Era, Mode, coverage, match
from orcid_clientreq.systems import recognize

GOOD: dict[str, Any] = {
    "contact_email": "orcid@library.university.edu",
    "pin_contact_email": "security@university.edu",
    "description": "Sign in.",
    "homepage_url": "https://university.edu/",
    "redirect_uris": ["https://university.edu/orcid"],
}
LENIENT = Policy(environment="sandbox", severities={"redirect_uri.duplicate": None})

#: What is repeated up to 2 000 characters, after a beginning.
CONTACTS = ("@", 'a@b,"', "\u0300", "a@é.", "a,b@c ", "<", "a ", "é", "\\", "a@b.edu ")
TEXTS = ("<", "&a", "&#", "\u0435\u0301", "\u202e", " ", "é", "a\u0430 ", "\r", "&amp", "中", "\u200b")
URIS = (
    *(
        "{",
        "<",
        "[",
        "%41",
        "%zz",
        "%2e",
        "../",
        "é",
        "@",
        ";",
        ",",
        "#",
        "&code",
        ";state",
        "${",
        "https://a ",
        ",https://a",
        " ",
    ),
    *("a/", "中", "%7e", "\\", "\u200b"),
)
HOSTS = ("é.", "л.", "a.", "xn--a.", "X.", "é", "1.", "[1:1:", "xn--bcher-kva.", "a@", "中.", "é1.", "א.", "{x}.", "-.")


def filled(start: str, piece: str, length: int = 2000) -> str:
    """Return a text of some length."""
    return (start + piece * (length // len(piece) + 1))[:length]


#: Hosts that are not too long to be looked at, in U-labels and in A-labels.
NAMES = [f"{filled('', host, 56)}.edu/{'é' * 300}" for host in HOSTS] + [
    f"{'.'.join([label] * (240 // (len(label) + 1)))}.edu/{'%41' * 500}"
    for label in ("xn--9ca", "xn--bcher-kva", "xn--4dbc", "xn--fiqs8s", "xn--zzzz", "xn--80ak6aa92e")
]


WORST: dict[str, list[str]] = {
    "contact_email": [filled("", piece, 254) for piece in CONTACTS],
    "pin_contact_email": [filled("", piece, 254) for piece in CONTACTS],
    **{name: [filled("", piece) for piece in TEXTS] for name in ("description", "staff_notes")},
    **{name: [filled("", piece, 150) for piece in TEXTS] for name in ("client_name", "organization_name")},
    "homepage_url": [filled("https://a.edu/", piece) for piece in URIS]
    + [filled("https://", host) for host in HOSTS]
    + [f"https://{name}" for name in NAMES],
    "redirect_uris": [filled("http://a.edu/", piece) for piece in URIS]
    + [filled("http://", host) for host in HOSTS]
    + [f"http://{name}" for name in NAMES],
}


def seconds(work: Callable[[], object], *, tries: int = 3) -> float:
    """Return the best processor time of a few."""
    best = math.inf
    for _ in range(tries):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def uris(count: int, shape: str = "https://university.edu/orcid/{}/") -> list[str]:
    """Return so many redirect URIs."""
    return [shape.format(number) for number in range(count)]


def misspelt(count: int) -> dict[str, Any]:
    """Return a form with 100 keys that are nearly one of the form's, and so many redirect URIs with something to find."""
    rest = {name: value for name, value in GOOD.items() if name != "contact_email"}
    near = {f"contact_emai{number}": "a@u.edu" for number in range(100)}
    return {**rest, **near, "redirect_uris": uris(count, "HTTPS://u.edu/{}")}


def request(redirect_uris: list[str]) -> Any:
    """Return a request with those redirect URIs."""
    return parse({**GOOD, "redirect_uris": redirect_uris}, policy=LENIENT)


def spelt(count: int) -> tuple[Any, Any]:
    """Return two requests whose redirect URIs are all spellings of one."""
    upper = ["".join(pair) for pair in zip("orcidcallback", "ORCIDCALLBACK", strict=True)]
    names = ["".join(upper[place][number >> place & 1] for place in range(13)) for number in range(2 * count)]
    old, new = ([f"https://u.edu/{name}" for name in half] for half in (names[:count], names[count:]))
    return request(old), request(new)


#: What grows, by name: the work for a size. What is made for it beforehand is not counted.
Work = Callable[[int], Callable[[], object]]


def on(make: Callable[[int], Any], work: Callable[[Any], object]) -> Work:
    """Return work on what is made for a size."""

    def at(size: int) -> Callable[[], object]:
        made = make(size)
        return lambda: work(made)

    return at


def form(shape: str) -> Callable[[int], dict[str, Any]]:
    """Return what makes a form with so many redirect URIs of a shape."""
    return lambda count: {**GOOD, "redirect_uris": uris(count, shape)}


FUNCTIONS: dict[str, Work] = {
    "check, plain": on(form("https://university.edu/orcid/{}"), check),
    "check, each with findings": on(form("HTTP://u.edu:80/%7e{}/../x"), check),
    "check, internationalized": on(form("https://bücher{}.edu/é"), check),
    "check, two in each row": on(form("https://a.edu/{0} https://b.edu/{0}"), check),
    "check, 100 misspelt keys": on(misspelt, check),
    "check, unknown keys": on(lambda count: {**GOOD, **{f"key {n}": "" for n in range(10 * count)}}, check),
    "parse": on(form("https://university.edu/orcid/{}"), parse),
    "apply_suggestions": on(form("HTTP://u.edu:80/%7e{}/../x"), lambda data: apply_suggestions(data, check(data))),
    "validators.redirect_uris": on(lambda count: uris(count, "http://u.edu/{}"), validators.redirect_uris),
    "Report.to_dict": on(lambda count: check(form("http://u.edu/{}")(count)), lambda report: report.to_dict()),
    "str(Report)": on(lambda count: check(form("http://u.edu/{}")(count)), str),
    "match, one among many": on(uris, lambda known: match("https://university.edu/other", known)),
    "coverage, all exact": on(uris, lambda known: coverage(known, known)),
    "coverage, one host, none matches": on(
        uris, lambda known: coverage(uris(len(known), "https://university.edu/x-{}"), known)
    ),
    "coverage, other hosts": on(
        lambda count: uris(count, "https://h{}.edu/orcid"),
        lambda known: coverage(uris(len(known), "https://g{}.edu/orcid"), known),
    ),
    "coverage, queries": on(
        lambda count: uris(count, "https://u.edu/orcid?{}"),
        lambda known: coverage(uris(len(known), "https://u.edu/orcid?x{}"), known),
    ),
    "coverage, ports, exact": on(
        lambda count: uris(count, "https://u.edu:1{}/orcid"),
        lambda known: coverage(uris(len(known), "https://u.edu:2{}/orcid"), known, mode=Mode.EXACT),
    ),
    "coverage, the beginning": on(
        lambda count: uris(count, "https://h{}.edu/orcid"),
        lambda known: coverage(uris(len(known), "https://a.h{}.edu/orcid"), known, era=Era.BEGINNING),
    ),
    "recognize, callbacks of one system": on(
        lambda count: uris(count, "https://j.edu/index.php/a{}/orcid/verify"), recognize
    ),
    "recognize, two installations' halves": on(
        lambda count: (
            uris(count, "https://r{}.edu/server/api/authn/orcid")
            + uris(count, "https://r{}.edu/entities/person/1/orcid")
        ),
        recognize,
    ),
    "recognize, journals that moved": on(
        lambda count: (
            uris(count, "https://j.edu/index.php/a{}/orcid/verify")
            + uris(count, "https://j.edu/index.php/b{}/orcidapi/orcidVerify")
        ),
        recognize,
    ),
    "recognize, long and nearly one": on(
        lambda count: [f"https://a.edu/{'a/' * 900}{number}/login/orcid" for number in range(count // 10 + 1)],
        recognize,
    ),
    "recognize, last slashes left out": on(
        lambda count: uris(count, "https://a{}.edu/login/orcid") + uris(count, "https://p.edu/a{}/login/orcid"),
        recognize,
    ),
    "recognize, hosts alone": on(
        lambda count: uris(count, "https://r{}.edu/server/api/authn/orcid") + uris(count, "https://r{}.edu"), recognize
    ),
    "changes, paths that move": on(
        lambda count: (request(uris(count, "https://h{}.edu/old")), request(uris(count, "https://h{}.edu/new"))),
        lambda pair: changes(*pair),
    ),
    "changes, all spellings of one": on(spelt, lambda pair: changes(*pair)),
    "changes, all others": on(
        lambda count: (request(uris(count)), request(uris(count, "https://university.edu/new/{}"))),
        lambda pair: changes(*pair),
    ),
    "migrate": on(form("https://university.edu/orcid/{}"), lambda data: migrate(data, "2021")),
    "stored_form": on(form("university.edu/orcid/{}"), stored_form),
    **{
        f"stored_form, a home page of {host}": on(
            lambda count, host=host: {"homepage_url": filled("https://", host, min(count, 1990)) + "é"},  # type: ignore[misc]
            stored_form,
        )
        for host in ("a.", "a", "-")
    },
    "prefill": on(lambda count: request(uris(count)), prefill),
    "submission": on(lambda count: request(uris(count)), submission),
    "from_form": on(lambda count: [("redirect_uris", uri) for uri in uris(10 * count)], from_form),
    "to_client_metadata": on(lambda count: request(uris(count)), to_client_metadata),
    "from_client_metadata": on(
        lambda count: {"redirect_uris": uris(count), "contacts": ["a@u.edu"] * count}, from_client_metadata
    ),
    "credentials.check": on(
        lambda count: {"client_id": "A" * count, "base_url": "https://orcid.org/" + "a" * count}, credentials.check
    ),
}


def exponent(sizes: list[int], times: list[float]) -> float:
    """Return by how much more than in proportion the time grows: the slope over the larger half of the sizes, in logarithms."""
    half = len(sizes) // 2
    return math.log(times[-1] / times[half]) / math.log(sizes[-1] / sizes[half])


def nastiest(megabytes: int) -> dict[str, Any]:
    """Return a request of so many megabytes of the most expensive values."""
    count = megabytes * 1_000_000 // 2000
    by_cost = sorted(
        WORST["redirect_uris"], key=lambda value: -seconds(lambda: validators.redirect_uri(value), tries=1)
    )
    return {**GOOD, "redirect_uris": [by_cost[number % 5][:-6] + f"{number:06}" for number in range(min(count, 5000))]}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    sizes = [125, 250, 500, 1000] if parser.parse_args().quick else [250, 500, 1000, 2000, 4000]
    check(GOOD)
    print(f"milliseconds for {', '.join(map(str, sizes))}, and the exponent")
    worst = 0.0
    for name, work in FUNCTIONS.items():
        times = [seconds(work(size), tries=5) for size in sizes]
        slope = exponent(sizes, times)
        worst = max(worst, slope)
        print(f"{name:34}{''.join(f'{each * 1000:10.2f}' for each in times)}{slope:8.2f}")
    print(f"the worst exponent: {worst:.2f}")
    print("\nthe most expensive value of each field, in milliseconds")
    most = 0.0
    for field, values in WORST.items():
        costs = {value: seconds(lambda value=value, field=field: check({**GOOD, field: [value] if field == "redirect_uris" else value}, policy=SANDBOX)) for value in values}  # fmt: skip
        value = max(costs, key=costs.__getitem__)
        most = max(most, costs[value])
        print(f"{field:20}{costs[value] * 1000:8.2f}  {value[:30]!a} …")
    print(f"the most expensive value: {most * 1000:.2f} ms")
    plain = {**GOOD, "redirect_uris": [filled(f"https://university.edu/{number}", "a") for number in range(5000)]}
    nasty = nastiest(10)
    both = [seconds(lambda data=data: check(data), tries=1) for data in (nasty, plain)]
    print(f"\nten megabytes of the nastiest values: {both[0]:.2f} s; plain: {both[1]:.2f} s")


if __name__ == "__main__":
    main()
