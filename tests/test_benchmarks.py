"""The parts of the benchmarks that need no other library: the corpus, the counts, the rounds, the tables."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "docs" / "benchmarks"))

import compare
import counts
from corpus import FAULTS, corpus
from peers import FAIR, USUAL, named
from rounds import Rounds, Time, spread

from orcid_clientreq import check, parse

pytestmark = pytest.mark.long

SPEED = (Path(__file__).parent.parent / "docs" / "speed.md").read_text(encoding="utf-8")


def test_every_fault_of_the_corpus_is_made_and_found_where_it_is_alone() -> None:
    _, _, faulty = corpus(1000)
    assert {fault for _, faults in faulty for fault in faults} == {name for name, _ in FAULTS}
    assert not [faults for request, faults in faulty if len(faults) == 1 and not check(request).findings]


def test_no_good_request_of_the_corpus_has_a_finding() -> None:
    plain, foreign, _ = corpus(300)
    assert not [request for request in plain + foreign if check(request).findings]


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("", []),
        ("import sys, os", []),
        ("import colorsys", ["colorsys"]),
        ("import wsgiref.types", ["wsgiref", "wsgiref.types"]),
    ],
)
def test_modules_are_counted_from_a_bare_interpreter(program: str, expected: list[str]) -> None:
    assert [name for name in counts.modules(program) if name.startswith(("colorsys", "wsgiref"))] == expected


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("", 0),
        ("import re; re.compile('a')", 1),
        ("import re; re.compile('a'); re.match('b', ''); re.search('b', ''); re.compile('a', re.I)", 3),
        ("def f(): re.search('a', '')\nimport re\nf()\nf()", 1),
    ],
)
def test_an_expression_is_counted_when_it_is_compiled(program: str, expected: int) -> None:
    assert counts.expressions(program) == expected


def test_the_counts_of_a_contender_are_rows_with_a_number_for_each_program() -> None:
    modules, own, expressions = counts.rows("orcid-clientreq").values()
    assert len(modules) == len(own) == len(expressions) == len(counts.COLUMNS)
    assert modules == sorted(modules)
    assert all(0 < few < many for few, many in zip(own, modules, strict=True))


def test_the_programs_check_a_good_request_and_one_with_a_fault() -> None:
    assert not check(counts.GOOD).findings
    assert [finding.code for finding in check(counts.FAULTY).findings] == ["redirect_uri.https_required"]


def test_a_round_runs_each_contender_once_over_each_request() -> None:
    asked: Counter[tuple[str, int]] = Counter()

    def contender(name: str) -> Any:
        return lambda request: asked.update([(name, request["number"])])

    def refusing(request: dict[str, Any]) -> None:
        contender("c")(request)
        raise ValueError

    kinds = {"few": [{"number": 1}], "more": [{"number": 2}, {"number": 3}]}
    rounds = Rounds({"a": contender("a"), "b": contender("b"), "c": refusing}, kinds)
    rounds.warm_up()
    warmed = asked.copy()
    rounds.run(3)
    assert set((asked - warmed - warmed).values()) == {3}
    assert {pair: len(times) for pair, times in rounds.times.items()} == {
        (name, kind): 3 for name in "abc" for kind in kinds
    }


def test_a_ratio_is_the_median_of_those_within_the_rounds() -> None:
    rounds = Rounds({}, {})
    rounds.times = {
        ("a", "k"): [Time(1, 10), Time(3, 30), Time(2, 50)],
        ("b", "k"): [Time(1, 5), Time(1, 10), Time(1, 10)],
    }
    assert rounds.ratios("a", "b", "k") == [2, 3, 5]
    assert rounds.ratio("a", "b", "k") == 3
    assert rounds.ratio("a", "b", "k", "wall") == 2
    assert spread([2, 3, 5]) == pytest.approx(1 / 3)


def test_the_kinds_by_findings_are_the_faulty_requests() -> None:
    kinds = compare.kinds_of(compare.sample(200))
    assert set(compare.COLUMNS) | set(compare.BY_FINDINGS) == set(kinds)
    assert sum(len(kinds[kind]) for kind in compare.BY_FINDINGS) == len(kinds["faulty"])
    assert {len(check(request).findings) for request in kinds["one finding"]} == {1}


@pytest.mark.parametrize(("name", "contender"), [(compare.PARSE, parse), (compare.CHECK, compare.check_only)])
def test_the_page_about_speed_says_what_is_found(name: str, contender: Any) -> None:
    requests = compare.sample(1000)
    numbers = compare.found(contender, requests.plain + requests.foreign, requests)
    assert f"| {' | '.join((name, *map(str, numbers)))} |" in SPEED


def test_the_page_about_speed_has_the_columns_that_are_printed() -> None:
    for head in ("time relative to the usual pydantic model", "time relative to the fair pydantic model"):
        assert f"| {head} | {' | '.join(compare.COLUMNS.values())} |" in SPEED
    assert f" | {' | '.join(counts.COLUMNS)} |" in SPEED


def test_what_is_found_counts_no_more_faults_than_were_made() -> None:
    requests = compare.sample(100)
    good = requests.plain + requests.foreign
    assert compare.found(parse, good, requests) == compare.found(compare.check_only, good, requests)

    def refuse(_request: Any) -> None:
        raise ExceptionGroup("refused", [ValueError()] * 9)

    assert compare.found(refuse, good, requests) == (len(requests.bad), len(good), sum(requests.made))
    assert compare.found(lambda _request: None, good, requests) == (0, 0, 0)


def test_named_counts_the_faults_of_every_kind_of_error() -> None:
    marshmallow = ValueError()
    marshmallow.messages = {"a": ["x", "y"], "b": {0: ["z"]}}  # type: ignore[attr-defined]
    pydantic = ValueError()
    pydantic.error_count = lambda: 4  # type: ignore[attr-defined]
    errors = [ValueError(), ExceptionGroup("both", [ValueError(), ValueError()]), marshmallow, pydantic]
    assert [named(error) for error in errors] == [1, 2, 3, 4]


def test_the_tables_of_times_have_a_row_for_each_contender(capsys: pytest.CaptureFixture[str]) -> None:
    requests = compare.sample(50)
    contenders = dict.fromkeys((compare.PARSE, compare.CHECK, USUAL, FAIR), parse)
    rounds = Rounds(contenders, compare.kinds_of(requests))
    rounds.run(1)
    compare.print_times(rounds)
    compare.print_noise(rounds)
    compare.print_by_findings(rounds)
    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if line.startswith("| orcid-clientreq parse |")]) == 2
    assert len({line.count("|") for line in lines if line.startswith("|")}) == 1
    assert f"| {USUAL} | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 |" in lines
