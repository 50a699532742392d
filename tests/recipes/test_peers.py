"""What the libraries that the benchmark compares find in its corpus. Needs the dependency group `benchmark`."""

from __future__ import annotations

import random
from typing import Any

import pytest
from compare import found, sample
from corpus import FAULTS, good
from counts import COLUMNS, GOOD, rows
from peers import FAIR, PEERS, USUAL

from orcid_clientreq import parse

SAMPLE = sample(1000)
ALL_GOOD = SAMPLE.plain + SAMPLE.foreign


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_accepts_what_is_good_and_refuses_most_of_what_is_faulty(name: str) -> None:
    refused, good_refused, named = found(PEERS[name](), ALL_GOOD, SAMPLE)
    assert good_refused == 0
    assert 0.8 * len(SAMPLE.bad) < refused <= named


def test_the_fair_model_refuses_what_the_package_refuses_and_names_nearly_as_many_faults() -> None:
    refused, _, named = found(PEERS[FAIR](), ALL_GOOD, SAMPLE)
    ours_refused, _, ours_named = found(parse, ALL_GOOD, SAMPLE)
    assert refused == ours_refused == len(SAMPLE.bad)
    assert named >= 0.99 * ours_named


def errors(request: dict[str, Any]) -> list[tuple[str, tuple[int | str, ...]]]:
    from fair_model import Request
    from pydantic import ValidationError

    try:
        Request.model_validate(request)
    except ValidationError as error:
        return [(each["type"], each["loc"]) for each in error.errors()]
    return []


@pytest.mark.parametrize(("name", "fault"), FAULTS, ids=[name for name, _ in FAULTS])
def test_the_fair_model_names_each_fault_once(name: str, fault: Any) -> None:
    request = good(random.Random(3))
    assert errors(request) == []
    fault(request)
    assert len(errors(request)) == 1


def test_the_fair_model_names_every_fault_of_a_value_and_where_it_is() -> None:
    uris = ["https://a.edu/b", "http://me@*.a.edu/{x}/../b#c ", "https://localhost:8000/"]
    faulty = {**GOOD, "contact_email": "ORCID <orcid@a.edu>", "redirect_uris": uris, "homepage_url": "a.edu"}
    assert errors(faulty) == [
        ("address_with_name", ("contact_email",)),
        ("url_parsing", ("homepage_url",)),
        *(
            (f"uri_{fault}", ("redirect_uris", 1))
            for fault in ("space", "scheme", "userinfo", "wildcard", "placeholder", "dot_segment", "fragment")
        ),
        ("uri_localhost", ("redirect_uris", 2)),
    ]


def test_the_fair_model_leaves_values_of_other_types_to_pydantic() -> None:
    assert errors({**GOOD, "contact_email": 7, "redirect_uris": [None]}) == [
        ("string_type", ("contact_email",)),
        ("url_type", ("redirect_uris", 0)),
    ]


@pytest.mark.parametrize("name", [USUAL, FAIR])
def test_the_counts_of_a_model_have_a_number_for_each_program(name: str) -> None:
    modules, own, expressions = rows(name).values()
    assert len(modules) == len(own) == len(expressions) == len(COLUMNS)
    assert all(0 < few < many for few, many in zip(own, modules, strict=True))
