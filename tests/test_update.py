"""What `tox -e update` says of a step that is missing, and of a text that was changed."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import strategies as st

from orcid_clientreq import PRODUCTION
from orcid_clientreq.fields import FIELDS
from orcid_clientreq.rules import between, homepage
from orcid_clientreq.strategies import faults, faulty_uris
from orcid_clientreq.systems import SYSTEMS

sys.path.insert(0, str(Path(__file__).parent.parent / "docs" / "generators"))

import missing
import missing_in_draws
import missing_in_rows
import quotations
import written_out

pytestmark = pytest.mark.long


def test_nothing_is_missing() -> None:
    assert [*missing.of_fields(), *missing.of_all_but_fields()] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"severity": "W"}, "write its severity 'W' like E/W"),
        ({"severity": "W/w"}, "write its severity 'W/w' like E/W"),
        ({"only": "homepage_url"}, "write `only` as a tuple, with a comma after the last item"),
        ({"cases": homepage.INSECURE.cases[0]}, "write `cases` as a tuple, with a comma after the last item"),
        ({"only": ("homepage",)}, "'homepage' is not a field of fields.py"),
        ({"cases": ()}, "write an example in `cases`"),
    ],
    ids=lambda value: "" if isinstance(value, str) else str(next(iter(value))),
)
def test_what_is_missing_in_a_row(change: dict[str, Any], said: str) -> None:
    assert [*missing_in_rows.in_row(homepage.INSECURE)] == []
    assert [*missing_in_rows.in_row(homepage.INSECURE._replace(**change))] == [said]


@pytest.mark.parametrize("change", [{"only": ()}, {"other": ""}], ids=str)
def test_a_rule_about_two_fields_names_both(change: dict[str, Any]) -> None:
    assert [*missing_in_rows.in_row(between.MANY, of_two_fields=True)] == []
    (said,) = missing_in_rows.in_row(between.MANY._replace(**change), of_two_fields=True)
    assert "`only`" in said
    assert "`other`" in said


def test_a_row_that_is_in_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(homepage, "SHORTENED", homepage.INSECURE._replace(name="shortened"), raising=False)
    (said,) = missing_in_rows.not_listed()
    assert said.startswith("SHORTENED in rules/homepage.py: list it in TABLE")


def test_the_changelog_names_a_new_rule_itself_and_the_rules_of_a_new_field_together() -> None:
    known = missing.Known()
    known.changelog = "`homepage_url.…` and `brand_new.…`"
    assert known.has_rule("homepage_url.insecure")  # not new
    assert not known.has_rule("homepage_url.brand_new")
    assert known.has_rule("brand_new.missing")
    known.changelog = "`homepage_url.brand_new`"
    assert known.has_rule("homepage_url.brand_new")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"choices": {}}, "name the answers to choose from"),
        ({"type": "text"}, 'write type="radio"'),
        ({"choices": {"basic": "basic"}}, "make an enumeration of its answers in form.py"),
        ({"help": ""}, "write its help"),
    ],
    ids=lambda value: "" if isinstance(value, str) else str(next(iter(value))),
)
def test_what_is_missing_in_a_question(change: dict[str, Any], said: str) -> None:
    (found,) = missing.of_row(FIELDS["credential_type"]._replace(**change))
    assert found.startswith(f"credential_type: {said}")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "Data verse"}, "write its id in small letters"),
        ({"advice": ()}, "write its advice"),
        ({"advice": "It ends in .xhtml."}, "write `advice` as a tuple"),
        ({"kind": "repository"}, "write its kind as SystemKind."),
        ({"checked": "2026-11-30"}, "write its checked as date(2026, 11, 30) is written, not as '2026-11-30'"),
    ],
    ids=str,
)
def test_what_is_missing_in_an_entry_of_a_system(change: dict[str, Any], said: str) -> None:
    system = SYSTEMS["dataverse"]
    assert [*missing.of_entry(system)] == []
    (found,) = missing.of_entry(attrs.evolve(system, **change))
    assert found.startswith(said)


def test_a_variable_of_a_callback_that_is_no_parameter() -> None:
    system = SYSTEMS["dataverse"]
    callback = attrs.evolve(system.callbacks[0], template="{+base}/{name}")
    assert [*missing.of_entry(attrs.evolve(system, callbacks=(callback,)))] == [
        "name is not a parameter of it, in the callback {+base}/{name}"
    ]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{base}/orcid", "begin the callback {base}/orcid with an address, such as {+base}: the + says that it is one"),
        ("{+base}orcid", "write a slash after {+base} in the callback {+base}orcid: an address has none at its end"),
    ],
)
def test_the_address_at_the_beginning_of_a_callback(template: str, said: str) -> None:
    system = SYSTEMS["dataverse"]
    callback = attrs.evolve(system.callbacks[0], template=template)
    assert [*missing.of_entry(attrs.evolve(system, callbacks=(callback,)))] == [said]


def test_a_function_that_cannot_be_called_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orcid_clientreq.check", lambda *_, **__: 1 / 0)
    (said,) = missing.wrong_examples("homepage_url.insecure")
    assert said.startswith("homepage_url.insecure: its example 1 ends in ZeroDivisionError: division by zero; compare")


@pytest.mark.parametrize("code", ["homepage_url.insecure", "client_name.not_from_organization", "redirect_uris.many"])
def test_what_is_drawn_breaks_its_rule_alone(code: str) -> None:
    assert [*missing_in_draws.of_rule(code)] == []


def test_what_is_drawn_for_a_rule_and_breaks_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    insecure = faulty_uris.BREAK_VALUE["insecure"]
    other = attrs.evolve(insecure, draw=lambda _field, _acceptance: st.just("http://localhost/"))
    monkeypatch.setitem(faults.BREAK_VALUE, "insecure", other)
    (said,) = missing_in_draws.under("homepage_url.insecure", PRODUCTION)
    assert said == "what the strategies draw for it can break homepage_url.dotless_host, too"
    monkeypatch.setitem(
        faults.BREAK_VALUE, "insecure", attrs.evolve(other, draw=lambda _field, _acceptance: st.just("https://a.edu/"))
    )
    (said,) = missing_in_draws.under("homepage_url.insecure", PRODUCTION)
    assert said == "the strategies draw for it what does not break it"


class Hosting(StrEnum):
    VENDOR = "vendor"


def test_an_enumeration_of_answers_is_exported_and_described_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        written_out, "FIELDS", {"hosting": FIELDS["credential_type"]._replace(choices={"vendor": Hosting.VENDOR})}
    )
    module, page = tmp_path / "editions.py", tmp_path / "editions.md"
    module.write_text(
        'from orcid_clientreq.form import (\n    Era,\n    Limits,\n)\n\n__all__ = [\n    "HELP",\n    "Edition",\n]\n'
    )
    page.write_text(".. autoclass:: orcid_clientreq.editions.Edition\n")
    assert len([*written_out.write_enumerations(module, page)]) == 1
    assert [*written_out.write_enumerations(module, page)] == []
    assert module.read_text() == (
        'from orcid_clientreq.form import Era, Hosting, Limits\n\n__all__ = [\n    "HELP",\n    "Edition",\n    "Hosting",\n]\n'
    )
    assert page.read_text() == (
        ".. autoclass:: orcid_clientreq.editions.Hosting\n   :members:\n.. autoclass:: orcid_clientreq.editions.Edition\n"
    )


OTHER = "Ask them to add this address too: its path is longer."
WWW = "Ask them to add this address too: {sent} and {registered} are two hosts."


@pytest.mark.parametrize(
    ("former", "now", "text", "found"),
    [
        ("Use https, not http.", "Use https and not http.", "    Use https,\n    not http.", True),
        ("Use https, not http.", "Use https and not http.", 'said = ("Use https, "\n    "not http.")', True),
        ("Correct {host}: it has no dot.", "Correct {host}: a dot is missing.", "Correct a: it has no dot. …", True),
        (WWW, WWW.replace(" too:", ", too:"), OTHER, False),
        (WWW, WWW.replace(" too:", ", too:"), WWW.replace(" too:", ", too:"), False),
        (WWW, WWW.replace(" too:", ", too:"), WWW.format(sent="a.edu", registered="www.a.edu"), True),
    ],
    ids=["lines", "literals", "a part", "of another text", "of the new text", "filled in"],
)
def test_where_a_former_text_is_quoted(former: str, now: str, text: str, found: bool) -> None:
    expression = quotations.expression_of(former, {now, OTHER, "{sent} and {registered} are two hosts."})
    assert expression is not None
    assert (expression.search(text) is not None) is found


def test_a_single_word_is_not_looked_for() -> None:
    assert quotations.expression_of("error", set()) is None
