"""The specification beside the project: its rules, its requests, and the public corpora.

Not part of the ordinary suite, which passes without them: `tox -e shared` runs this, with the folder in
`ORCID_CLIENTREQ_SHARED`, by default `../shared`.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from oracles import difference
from test_differential import accepts, verdict

from orcid_clientreq import RULES, SANDBOX, Environment, FormEdition, Policy, Severity, check, validators
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.syntax.display import invisible_character

ROOT = Path(__file__).parent.parent.parent
SHARED = Path(os.environ.get("ORCID_CLIENTREQ_SHARED", ROOT.parent / "shared"))
TEXTS = ("description", "client_name", "organization_name", "staff_notes")
CONTACTS = ("contact_email", "pin_contact_email")
URIS = ("homepage_url", "redirect_uri")
ALL = (*EDITIONS[FormEdition.JANUARY_2020].by_name, "redirect_uri")


def specified() -> dict[str, tuple[str, str]]:
    """Return every code that rules.md names, with its severities for production and sandbox."""
    section, codes = "", {}
    for line in (SHARED / "rules.md").read_text(encoding="utf-8").splitlines():
        section = line.removeprefix("## ") if line.startswith("## ") else section
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) < 3 or not re.match(r"[A-Za-z_]+(\.[a-z_]+)?$", cells[0]) or cells[0] == "code":
            continue
        field, dot, name = cells[0].rpartition(".")
        severities = re.match(r"([EW–])/([EW–])", cells[1])
        if not dot and section.startswith("URI syntax"):
            fields = URIS
        elif field == "FIELD":
            fields = TEXTS if section.startswith("Text") else CONTACTS if section.startswith("Contacts") else ALL
        else:
            fields = (field,)
        if name == "markup":
            fields = tuple(field for field in fields if field != "staff_notes")
        if name == "missing" and field == "FIELD":
            fields = ("contact_email", "description", "homepage_url", "redirect_uri")
        for each in fields:
            codes[f"{each}.{name}"] = severities.groups()
    return codes


def test_the_catalogue_names_the_codes_of_the_specification() -> None:
    of_2020 = {code for code, rule in RULES.items() if any(map(rule.severity, Environment)) and not rule.of_credentials}
    assert set(specified()) == of_2020 - ADDED | {"redirect_uris.many"}


#: Codes that later work adds to the specification's.
ADDED = {
    "redirect_uri.confusable_host",
    "homepage_url.confusable_host",
    "description.confusable",
    "client_name.confusable",
    *(f"{field}.{name}" for field in CONTACTS for name in ("delimiters", "typographic", "public_mailbox")),
    *(f"{field}.invisible_character" for field in TEXTS),
    *(f"{field}.unfilled" for field in TEXTS if field != "staff_notes"),
    *(f"{field}.{name}" for field in URIS for name in ("delimiters", "scheme_repeated", "host_not_ascii")),
    *(f"redirect_uri.{name}" for name in ("unfilled", "orcid_host", "tunnel")),
}


def test_the_catalogue_has_the_severities_of_the_specification() -> None:
    letters = {Severity.ERROR: "E", Severity.WARNING: "W", None: "–"}
    differing = {}
    for code, severities in specified().items():
        ours = tuple(letters[RULES[code].severity(environment)] for environment in Environment)
        if ours != severities and severities != ("–", "–"):
            differing[code] = (ours, severities)
    # Said of homepage_url in the text of the row: "E/E, localhost too".
    assert differing.pop("homepage_url.dotless_host") == (("E", "E"), ("E", "W"))
    assert not differing


def test_the_bundled_requests_are_those_of_the_specification() -> None:
    files = sorted((ROOT / "docs" / "examples" / "requests").glob("*.json"))
    assert [json.loads(file.read_text(encoding="utf-8")) for file in files] == json.loads(
        (SHARED / "requests.json").read_text(encoding="utf-8")
    )


def corpus(name: str) -> list[str]:
    return json.loads((SHARED / "corpora" / name).read_text(encoding="utf-8"))


def test_every_uri_of_the_corpora_gets_a_verdict_that_a_browser_shares() -> None:
    count: Counter[str] = Counter()
    for text in corpus("uris.json"):
        for policy in (Policy(), SANDBOX):
            report = check({**GOOD_REQUEST, "redirect_uris": [text], "homepage_url": text}, policy=policy)
            str(report)
        for validator, homepage in ((validators.redirect_uri, False), (validators.homepage_url, True)):
            accepted = accepts(validator(text, policy=SANDBOX))
            count["accepted" if accepted else "refused"] += 1
            if accepted:
                assert difference(text, homepage=homepage) is None, ascii(text)
    print(dict(count))
    assert count["accepted"] > 100
    assert count["refused"] > 1000


def test_every_address_of_the_corpora_gets_the_verdict_of_email_validator() -> None:
    count: Counter[bool] = Counter()
    for text in corpus("emails.json"):
        if not text.strip() or len(text) > 254 or invisible_character(text):
            continue
        count[accepts(validators.contact_email(text))] += 1
        assert accepts(validators.contact_email(text)) == (verdict(text) is not None), ascii(text)
    print(dict(count))
    assert min(count[True], count[False]) > 50


@pytest.mark.parametrize("name", ["uris.json", "emails.json"])
def test_the_corpora_put_anywhere_give_a_report(name: str) -> None:
    for text in corpus(name):
        check({field: [text] if field == "redirect_uris" else text for field in ALL[:-1]})
