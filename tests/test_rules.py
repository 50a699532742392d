"""Every rule proves itself: its examples give exactly the findings they state, their twins none."""

from __future__ import annotations

import copy
import re
import string
from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

import pytest

from orcid_clientreq import RULES, Environment, Report, Severity, apply_suggestions, check, credentials, rules
from orcid_clientreq.policy import policy_of
from orcid_clientreq.rules import TABLES, Example
from orcid_clientreq.rules.model import NONE, Row
from orcid_clientreq.rules.presence import WRONG_TYPE
from orcid_clientreq.rules.request import NOT_A_MAPPING

EXAMPLES = [
    pytest.param(example, credentials.check if rule.of_credentials else check, id=f"{rule.code}-{number}")
    for rule in RULES.values()
    for number, example in enumerate(rule.examples)
]


@pytest.mark.parametrize(("example", "check"), EXAMPLES)
def test_example_gives_exactly_the_findings_it_states(example: Example, check: Callable[..., Report]) -> None:
    before = copy.deepcopy(example.data)
    report = check(example.data, policy=policy_of(example))
    found = [(finding.code, finding.path, dict(finding.params), finding.severity) for finding in report.findings]
    assert found == [(found.code, found.path, dict(found.params), found.severity) for found in example.found]
    assert example.data == before


@pytest.mark.parametrize(("example", "check"), EXAMPLES)
def test_fixed_twin_gives_none_of_them(example: Example, check: Callable[..., Report]) -> None:
    assert check(example.corrected, policy=policy_of(example)).codes() == ()


@pytest.mark.parametrize(("example", "check"), EXAMPLES)
def test_what_is_right_is_what_the_suggestions_make_of_it(example: Example, check: Callable[..., Report]) -> None:
    report = check(example.data, policy=policy_of(example))
    if report.findings and all(finding.suggestion is not None for finding in report.findings):
        assert apply_suggestions(example.data, report) == example.corrected


def test_every_rule_is_described_and_has_an_example_of_its_own() -> None:
    for code, rule in RULES.items():
        assert code == rule.code
        assert code.startswith(f"{rule.field}.")
        assert rule.summary.endswith(".")
        assert rule.rationale.endswith(".")
        assert rule.source
        assert rule.examples
        assert all(code in {found.code for found in example.found} for example in rule.examples), code


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_message_is_a_few_sentences_made_of_the_parameters(rule) -> None:
    names = {name for _, name, _, _ in string.Formatter().parse(rule.template) if name}
    for example in rule.examples:
        for found in example.found:
            if found.code == rule.code:
                assert set(found.params) == names
    assert rule.template.endswith(".")
    assert rule.template[0].isupper()
    assert len(re.findall(r"[.?] ", rule.template)) <= 2
    assert len(rule.template) <= 160
    assert "invalid" not in rule.template.lower()


def test_severities_by_environment() -> None:
    production, sandbox = Environment.PRODUCTION, Environment.SANDBOX
    assert RULES["redirect_uri.https_required"].severity(production) is Severity.ERROR
    assert RULES["redirect_uri.https_required"].severity(sandbox) is None
    assert RULES["redirect_uri.localhost"].severity(sandbox) is Severity.WARNING
    assert RULES["redirect_uris.many"].severity(production) is None


def test_what_production_lets_pass_the_sandbox_lets_pass() -> None:
    for rule in RULES.values():
        if rule.severity(Environment.PRODUCTION) is not Severity.ERROR:
            assert rule.severity(Environment.SANDBOX) is not Severity.ERROR, rule.code


def test_catalogue_is_read_only() -> None:
    with pytest.raises(TypeError):
        RULES["new"] = RULES["description.markup"]  # type: ignore[index]


def test_every_row_is_in_a_table() -> None:
    modules = [import_module(f"orcid_clientreq.rules.{found.name}") for found in iter_modules(rules.__path__)]
    written = {
        id(row): f"{module.__name__}.{name}"
        for module in modules
        for name, row in vars(module).items()
        if isinstance(row, Row)
    }
    listed = {id(row) for table in TABLES.values() for row in table}
    assert len(written) > 50
    assert [name for row, name in written.items() if row not in listed] == []


@pytest.mark.parametrize(("value", "wrong"), [(7, True), (b"a", True), ([], True), ("", False), (None, False)])
def test_what_is_of_the_wrong_type(value: object, wrong: bool) -> None:
    assert WRONG_TYPE.check(value) is wrong


@pytest.mark.parametrize(("data", "found"), [(7, NONE), ([], NONE), ({1: "a"}, NONE), ({}, None), ({"a": 1}, None)])
def test_what_is_not_a_mapping(data: object, found: object) -> None:
    assert NOT_A_MAPPING.check(data) == found
