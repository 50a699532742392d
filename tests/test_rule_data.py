"""The rules as data: the document follows its schema, says what `RULES` says, and is true of every vector."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest

from orcid_clientreq import RULES, Limits, Policy, check, credentials
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.interop import rules_document, rules_schema
from orcid_clientreq.interop.rule_data import RULES_ADDRESS, SCHEMA_ADDRESS, basis_of, confidence_of, suppressed_by
from orcid_clientreq.messages import LANGUAGES, say
from orcid_clientreq.policy import policy_of

ROOT = Path(__file__).parent.parent
DOCUMENT = rules_document()
BY_CODE = {rule["code"]: rule for rule in DOCUMENT["rules"]}
VECTORS = json.loads((ROOT / "docs" / "vectors" / "orcid-clientreq-vectors.json").read_text(encoding="utf-8"))


def test_the_document_follows_its_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(rules_schema())
    jsonschema.validate(DOCUMENT, rules_schema())
    assert json.loads(json.dumps(DOCUMENT)) == DOCUMENT
    broken: list[Any] = [
        {**DOCUMENT, "format": 2},
        {**DOCUMENT, "rules": [{**DOCUMENT["rules"][0], "code": "x"}]},
        {**DOCUMENT, "rules": [{**DOCUMENT["rules"][0], "fix": {"available": "maybe", "how": None}}]},
        {**DOCUMENT, "rules": [{**DOCUMENT["rules"][0], "severity": {"2023": {"live": "error"}}}]},
        {**DOCUMENT, "more": 1},
    ]
    for each in broken:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(each, rules_schema())


def test_every_rule_is_there_in_order_with_what_the_catalogue_says() -> None:
    assert list(BY_CODE) == list(RULES)
    assert DOCUMENT["limits"] == attrs.asdict(Limits())
    for code, rule in RULES.items():
        data = BY_CODE[code]
        assert data["messages"] == {language: say(rule.template, language) for language in LANGUAGES}
        assert (data["summary"], data["source"], data["url"]) == (rule.summary, rule.source, rule.url)
        assert data["severity_can_change"] is not rule.severity_is_fixed
        names = {
            name for example in rule.examples for found in example.found if found.code == code for name in found.params
        }
        assert names <= {*data["parameters"]}


def test_absent_is_not_off() -> None:
    https = BY_CODE["redirect_uri.https_required"]["severity"]
    assert https["2020-01"] == {"production": "error", "sandbox": "off"}
    assert https["2022-sandbox"] == {"sandbox": "off"}
    assert "2020-01" not in BY_CODE["update_existing.not_a_choice"]["severity"]
    for code, rule in RULES.items():
        for edition, form in EDITIONS.items():
            said = BY_CODE[code]["severity"].get(edition, {})
            assert set(said) <= set(form.environments)
            for environment, severity in said.items():
                assert severity == (rule.severity(environment, edition) or "off")
            if rule.field in form.by_name:
                assert set(said) == set(form.environments)


def test_each_source_rests_on_something() -> None:
    assert [rule.code for rule in RULES.values() if not basis_of(rule.source)] == []
    assert BY_CODE["redirect_uri.fragment"]["confidence"] == "high"
    assert confidence_of("seen in integrations") == "medium"
    assert confidence_of("the help pages since 2021; that they demand an answer is not known") == "low"
    assert basis_of("") == []


def test_a_limit_is_one_of_the_limits_and_its_value_is_in_the_message() -> None:
    compared = {code: rule["limits"] for code, rule in BY_CODE.items() if rule["limits"]}
    assert {name for names in compared.values() for name in names} == {*DOCUMENT["limits"]}
    for code, names in compared.items():
        example = RULES[code].examples[0]
        find = credentials.check if RULES[code].of_credentials else check
        found = next(each for each in find(example.data, policy=policy_of(example)).findings if each.code == code)
        assert found.params["limit"] in [DOCUMENT["limits"][name] for name in names], code
    with_limit = {code for code, rule in RULES.items() if "{limit}" in rule.template}
    assert with_limit - set(compared) == {"client_secret.too_long"}  # whose limit no policy changes


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        ("redirect_uri.fragment", {"available": "always", "how": "replace"}),
        ("redirect_uri.host_only", {"available": "never", "how": None}),
        ("redirect_uri.query_separator", {"available": "always", "how": "split"}),
        ("request.unknown_field", {"available": "sometimes", "how": "rename the key"}),
    ],
)
def test_whether_and_how_it_is_fixed(code: str, fix: dict[str, str | None]) -> None:
    assert BY_CODE[code]["fix"] == fix


@pytest.mark.parametrize(("kind", "find"), [("vectors", check), ("credentials", credentials.check)])
def test_no_vector_has_a_finding_beside_one_that_suppresses_it(kind: str, find: Any) -> None:
    for vector in VECTORS[kind]:
        found = find(vector["input"], policy=Policy(**vector["policy"])).findings
        for each in found:
            around = {other.code for other in found if each.path[: len(other.path)] == other.path}
            assert not around & {*suppressed_by(RULES[each.code])}, vector["id"]


def test_what_suppresses_a_rule_does() -> None:
    """Each kind of it once: the value breaks the rule as well, and only the other one is found."""
    good = RULES["redirect_uri.fragment"].examples[0].corrected
    for code, value, field in (
        ("redirect_uri.fragment", ["ftp://university.edu/a#x"], "redirect_uris"),
        ("redirect_uri.fragment", ["https://university.edu/#".ljust(3000, "a")], "redirect_uris"),
        ("contact_email.invalid", "a@university.edu, b@university.edu.", "contact_email"),
        ("redirect_uri.dotless_host", ["https://localhost/x"], "redirect_uris"),
        ("redirect_uri.ip_address", ["https://10.0.0.1/x"], "redirect_uris"),
        ("redirect_uri.host_only", ["https://orcid.org"], "redirect_uris"),
        ("redirect_uri.not_normalized", ["HTTPS://a@University.edu/x"], "redirect_uris"),
        ("redirect_uri.not_normalized", ["HTTPS://University.edu/%zz"], "redirect_uris"),
        ("redirect_uri.not_normalized", ["HTTPS://University.edu:99999/x"], "redirect_uris"),
        ("redirect_uri.not_normalized", ["HTTPS://-University.edu/x"], "redirect_uris"),
        ("redirect_uri.not_normalized", ["HTTPS://University.edu/a^b"], "redirect_uris"),
    ):
        found = check({**good, field: value}).codes()
        assert code not in found
        assert {*found} & {*BY_CODE[code]["suppressed_by"]}
    assert BY_CODE["request.not_a_mapping"]["suppressed_by"] == []
    assert all(
        "request.not_a_mapping" in rule["suppressed_by"]
        for code, rule in BY_CODE.items()
        if not RULES[code].of_credentials and code != "request.not_a_mapping"
    )


def test_the_site_has_the_documents_at_their_addresses(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "docs" / "generators"))
    import published

    published.write(tmp_path / "root")
    for address, document in ((RULES_ADDRESS, DOCUMENT), (SCHEMA_ADDRESS, rules_schema())):
        file = tmp_path / "root" / address.rpartition("/")[2]
        assert json.loads(file.read_text(encoding="utf-8")) == document
    assert DOCUMENT["$schema"] == rules_schema()["$id"] == SCHEMA_ADDRESS
