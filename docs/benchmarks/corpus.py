"""A seeded corpus of realistic requests, good and faulty, for the benchmarks."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import copy
from typing import Any

WORDS = [
    "alma",
    "atlas",
    "bridge",
    "campus",
    "delta",
    "elm",
    "forum",
    "gate",
    "harbor",
    "index",
    "juno",
    "kepler",
    "linden",
    "museum",
    "nova",
    "orbit",
    "pine",
    "quest",
    "river",
    "sun",
]
KINDS = ("university", "college", "institute", "library", "press", "observatory")
ENDINGS = ("edu", "ac.uk", "org", "de", "ca", "fr", "edu.au", "nl")
SYSTEMS = ("repository", "cris", "journals", "elements", "dmp", "archive", "submit", "data")
PATHS = (
    "orcid/callback",
    "auth/orcid/callback",
    "login/orcid/",
    "users/auth/orcid",
    "orcidcallback.html",
    "oauth/redirect_uri",
    "oauth?tenant=main",
)
FOREIGN = ("xn--bcher-kva", "xn--universitt-y5a", "xn--mgbh0fb", "xn--fiqs8s")

Request = dict[str, Any]
Fault = tuple[str, Callable[[Request], None]]


def _set(field: str, value: Any) -> Callable[[Request], None]:
    return lambda request: request.__setitem__(field, copy(value))  # a list of its own, which other faults change


def _uri(change: Callable[[str], str]) -> Callable[[Request], None]:
    def fault(request: Request) -> None:
        request["redirect_uris"][0] = change(request["redirect_uris"][0])

    return fault


#: Faults that people make, each with how it comes about. They are about different parts of a request.
FAULTS: tuple[Fault, ...] = (
    ("no description", _set("description", "")),
    ("no contact", lambda request: request.pop("contact_email")),
    ("an address without @", _set("contact_email", "orcid.university.edu")),
    ("an address with a name", lambda request: request.update(contact_email=f"ORCID <{request['contact_email']}>")),
    ("one contact for both", lambda request: request.update(pin_contact_email=request["contact_email"].upper())),
    (
        "a home page without a scheme",
        lambda request: request.update(homepage_url=request["homepage_url"].removeprefix("https://")),
    ),
    ("markup", _set("description", "<p>Sign in with your ORCID iD.</p>")),
    ("no redirect URI", _set("redirect_uris", [])),
    ("http", _uri(lambda uri: uri.replace("https://", "http://"))),
    ("a fragment", _uri(lambda uri: f"{uri}#done")),
    ("localhost", _set("redirect_uris", ["https://localhost:8080/callback"])),
    ("a wildcard", _uri(lambda uri: uri.replace("https://", "https://*."))),
    ("userinfo", _uri(lambda uri: uri.replace("https://", "https://orcid.org@"))),
    ("a space at the end", _uri(lambda uri: f"{uri} ")),
    ("a placeholder", _uri(lambda uri: uri.replace("https://", "https://{host}."))),
    ("dot segments", _uri(lambda uri: uri.replace("orcid", "../orcid", 1))),
)


def good(source: random.Random, *, foreign: bool = False) -> Request:
    """Return a request with nothing to fix."""
    name = f"{source.choice(WORDS)}-{source.randrange(10_000)}"
    domain = f"{name}.{source.choice(KINDS)}.{source.choice(ENDINGS)}"
    if foreign:
        domain = f"{source.choice(FOREIGN)}.{domain}"
    system = source.choice(SYSTEMS)
    request: Request = {
        "contact_email": f"{system}@{domain}",
        "pin_contact_email": f"it.security@{domain}",
        "description": f"{system.title()} of {name.title()} reads and adds works on your ORCID record with your permission.",
        "homepage_url": f"https://{system}.{domain}/",
        "redirect_uris": [f"https://{system}.{domain}/{path}" for path in source.sample(PATHS, source.randint(1, 5))],
        "staff_notes": None,
    }
    if foreign:
        request["contact_email"] = f"{system}@bücher-{name}.de"
        request["description"] = f"{system.title()} für {name.title()} – liest Ihre ORCID-Einträge."
    if source.random() < 0.5:
        request["staff_notes"] = f"Vendor system: {system}."
    return request


def corpus(count: int, seed: int = 0) -> tuple[list[Request], list[Request], list[tuple[Request, list[str]]]]:
    """Return plain good requests, internationalized ones, and faulty ones with the names of their faults."""
    source = random.Random(seed)
    plain = [good(source) for _ in range(count * 2 // 3)]
    foreign = [good(source, foreign=True) for _ in range(count // 10)]
    faulty: list[tuple[Request, list[str]]] = []
    while len(faulty) < count * 3 // 10:
        request = good(source)
        faults = source.sample(FAULTS, source.randint(1, 3))
        try:
            for _, fault in faults:
                fault(request)
        except (IndexError, KeyError):  # two faults of one field that exclude each other
            continue
        if request["redirect_uris"] and faults[0][0] == "dot segments" and ".." not in request["redirect_uris"][0]:
            continue
        faulty.append((request, [name for name, _ in faults]))
    return plain, foreign, faulty
