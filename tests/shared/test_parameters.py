"""What people type for the parameters of a system: 374 cases, each with what is meant.

Not part of the ordinary suite: `tox -e shared` runs this, as `test_specification.py` says.
"""

from __future__ import annotations

import json

import pytest
from test_specification import SHARED

from orcid_clientreq.systems import SYSTEMS, Registration, redirect_uris
from orcid_clientreq.systems.filling import example

CASES = json.loads((SHARED / "systems" / "parameters.json").read_text(encoding="utf-8"))
#: Entries of versions that are one here, and the names of parameters that differ here.
ENTRIES = {"pkp-3.1-3.4": "pkp-2.4-3.4", "pkp-2.4-3.1.1": "pkp-2.4-3.4"}
NAMES = {
    "cas": "base",
    "prefix": "base",
    "page_base": "base",
    "orcid_url": "base",
    "gateway_host": "base",
    "registration_id": "registration",
}
#: What a case of all systems is tried with.
OF_ALL = {"address": ("dataverse", "base"), "name": ("pkp-3.5", "journal")}
#: What is meant, where the template has what stands after it: a slash, or the way to a page.
ENDS = {"page_base": ("/", "/index.php?title="), "orcid_url": ("/",)}
#: The cases that are read otherwise here. The entry asks for BASE_URI, and the code that it was read from sends that
#: address, whatever host people use; the cases follow another reading, by which the last two labels are sent.
#: Nothing has to be asked where BASE_URI is given.
OTHERWISE = {
    "https://data.university.edu/": "https://data.university.edu",
    "https://data.university.ac.uk": "https://data.university.ac.uk",
}


def filled(case: dict[str, str]) -> tuple[str, Registration]:
    """Return the name of a case's parameter here, and what is registered with what was typed for it."""
    name, parameter = case["system"], case["parameter"]
    name, parameter = OF_ALL[parameter] if name == "*" else (ENTRIES.get(name, name), parameter)
    parameter = parameter if parameter in SYSTEMS[name].parameters else NAMES[parameter]
    return parameter, redirect_uris(name, {**example(SYSTEMS[name]), parameter: case["typed"]})


def meant(case: dict[str, str]) -> str | None:
    """Return what is meant by a case, as a value of the parameter here."""
    if case["system"] == "linkeddatahub" and case["typed"] in OTHERWISE:
        return OTHERWISE[case["typed"]]
    if case["meant"] is None or case["parameter"] == "gateway_host":
        return case["meant"] and f"https://{case['meant']}"
    for end in ENDS.get(case["parameter"], ()):
        case = {**case, "meant": case["meant"].removesuffix(end)}
    return case["meant"]


def test_there_are_as_many_as_there_should_be() -> None:
    assert len(CASES) == 374
    assert sum(case["meant"] is None for case in CASES) > 50


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['system']} {case['parameter']} {case['typed']}")
def test_what_is_typed_is_filled_in_or_gets_a_question(case: dict[str, str]) -> None:
    name, found = filled(case)
    said = [each for each in found.findings if each.path == (name,)]
    value = meant(case)
    if value is None:
        assert any(each.suggestion is None for each in said)  # nothing is read: something is to be entered or checked
        assert all(each.message for each in said)
        return
    assert found.ok
    assert found.values[name] == value
    assert bool(said) == (value != case["typed"])
    assert all(each.suggestion == value for each in said)
    again = redirect_uris(found.system, dict(found.values))
    assert (again.entries, again.values) == (found.entries, found.values)
    assert [each for each in again.findings if each.suggestion is not None] == []
