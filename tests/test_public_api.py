"""The principles of the API ("API style" in docs/contributing.md), held over every public name."""

from __future__ import annotations

import ast
import inspect
import pydoc
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial, wraps
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import orcid_clientreq
from orcid_clientreq import (
    PRODUCTION,
    Environment,
    FormEdition,
    InvalidRequestError,
    Policy,
    RegistrationRequest,
    ReportedError,
    check,
    parse,
    validators,
)
from orcid_clientreq.credentials import InvalidCredentialsError, deliveries
from orcid_clientreq.editions import FIELD_NAMES
from orcid_clientreq.interop import form_fields, submission
from orcid_clientreq.lifecycle import changes, migrate, prefill, staff_notes
from orcid_clientreq.matching import match
from orcid_clientreq.rules.model import GOOD_REQUEST

ROOT = Path(__file__).parent.parent
MODULES = [
    "credentials",
    "editions",
    "interop",
    "lifecycle",
    "matching",
    "messages",
    "rules",
    "sheets",
    "strategies",
    "systems",
    "validators",
    "wire",
]


def modules() -> Iterator[ModuleType]:
    yield orcid_clientreq
    yield from (import_module(f"orcid_clientreq.{name}") for name in MODULES)


def functions() -> list[tuple[str, Callable[..., Any]]]:
    """Every public function, and every public method that a public class of ours defines."""
    found: dict[str, Callable[..., Any]] = {}
    for module in modules():
        for name in getattr(module, "__all__", ()):
            each = getattr(module, name)
            if inspect.isfunction(each):
                found[f"{module.__name__}.{name}"] = each
            elif inspect.isclass(each) and each.__module__.startswith("orcid_clientreq"):
                for member, method in vars(each).items():
                    if inspect.isfunction(method) and not member.startswith("_"):
                        found[f"{module.__name__}.{name}.{member}"] = method
    return sorted(found.items())


FUNCTIONS = functions()


@pytest.mark.parametrize(("name", "function"), FUNCTIONS, ids=[name for name, _ in FUNCTIONS])
def test_options_are_named_and_signatures_read_well(name: str, function: Callable[..., Any]) -> None:
    parameters = inspect.signature(function).parameters
    for option in ("policy", "language", "mode", "era", "environment", "keep_rows"):
        if option in parameters and parameters[option].default is not inspect.Parameter.empty:
            assert parameters[option].kind is inspect.Parameter.KEYWORD_ONLY, option
    assert function.__doc__
    text = pydoc.render_doc(function, renderer=pydoc.plaintext)
    assert "Limits(" not in text.splitlines()[2]  # no policy in full
    assert len(text.splitlines()[2]) < 300


def test_what_is_public_is_found_by_completion() -> None:
    code = (
        "import orcid_clientreq as o, sys; before = set(sys.modules); names = dir(o);"
        " print(o.matching.match.__name__, o.systems.recognize.__name__, o.__version__);"
        " print(sorted(names)); print([n for n in names if not hasattr(o, n)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
    assert done[0].split() == ["match", "recognize", orcid_clientreq.__version__]
    expected = {*orcid_clientreq.__all__, *MODULES, "__version__"}
    assert set(eval(done[1])) == expected  # noqa: S307 - a list that Python printed
    assert done[2] == "[]"
    with pytest.raises(AttributeError, match="no attribute 'matchings'"):
        orcid_clientreq.matchings  # noqa: B018


def test_type_checkers_read_the_imports_that_are_made() -> None:
    """The package has each name twice: in an import for type checkers, and in a table for when it is asked for."""
    tree = ast.parse(Path(orcid_clientreq.__file__).read_text(encoding="utf-8"))
    (block,) = (each for each in tree.body if isinstance(each, ast.If) and ast.unparse(each.test) == "TYPE_CHECKING")
    imports = [(each.module, name.name) for each in block.body for name in each.names]
    assert sorted(name for _, name in imports) == sorted({*dir(orcid_clientreq)} - {"__version__"})
    for module, name in imports:
        read = import_module(f"{module}.{name}" if name in MODULES else module)
        assert getattr(orcid_clientreq, name) is (read if name in MODULES else getattr(read, name))


def test_everything_that_is_named_is_there() -> None:
    for module in modules():
        for name in getattr(module, "__all__", ()):
            assert hasattr(module, name), (module.__name__, name)


def test_every_field_has_its_validator() -> None:
    fields = {*FIELD_NAMES, "redirect_uri", "client_id", "client_secret", "base_url"}
    assert fields | {"attrs_validator", "raising"} == set(validators.__all__)
    for name in fields:
        found = getattr(validators, name)(object())
        assert [finding.code.partition(".")[0] for finding in found] == [name]


def test_errors_have_names_of_their_own_and_one_that_they_share() -> None:
    for error, function in ((InvalidRequestError, parse), (InvalidCredentialsError, orcid_clientreq.credentials.parse)):
        with pytest.raises(error) as caught:
            function({})
        assert isinstance(caught.value, ReportedError)
        assert not caught.value.report.ok
    assert not issubclass(InvalidCredentialsError, InvalidRequestError)


def test_a_request_or_its_mapping() -> None:
    request = parse(GOOD_REQUEST)
    for function in (submission, deliveries, prefill, lambda each: changes(each, each)):
        assert function(GOOD_REQUEST) == function(request)
        with pytest.raises(InvalidRequestError):
            function({})
        with pytest.raises(TypeError, match="a RegistrationRequest or a mapping, not int"):
            function(7)


def test_codes_that_no_rule_has_name_the_nearest() -> None:
    with pytest.raises(KeyError, match=r"did you mean 'redirect_uri\.fragment'"):
        orcid_clientreq.RULES["redirect_uri.fragmnt"]
    with pytest.raises(KeyError, match="no rule has the code 'zzz'"):
        orcid_clientreq.RULES["zzz"]
    assert orcid_clientreq.RULES.get("zzz") is None
    assert "zzz" not in orcid_clientreq.RULES


def test_the_latest_edition_has_a_name() -> None:
    assert list(FormEdition)[-1] is FormEdition.LATEST
    assert form_fields(policy=Policy(edition="latest")) == form_fields(policy=Policy(edition=FormEdition.LATEST))
    assert form_fields(policy=Policy(edition="latest"))[0].name == "update_existing"


def test_the_number_of_the_version_is_the_same_wherever_it_is_written() -> None:
    version = orcid_clientreq.__version__
    assert f"\n## [{version}] - " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f" rev: v{version}\n" in (ROOT / "docs/how-to/use-the-command-line.md").read_text(encoding="utf-8")
    assert f'"version": "{version}"' in (ROOT / "docs/release/orcid-clientreq.cdx.json").read_text(encoding="utf-8")


def test_a_report_can_be_requested_in_a_language() -> None:
    report = check({}, language="fr-CA")
    assert report == check({}).translated("fr")
    with pytest.raises(ValueError, match="no catalogue for 'xx'"):
        check({}, language="xx")


def test_results_are_true_only_if_they_answer_yes_or_no() -> None:
    with pytest.raises(TypeError, match=r"use report\.ok"):
        bool(check({}))
    assert bool(orcid_clientreq.matching.match("https://a.edu/b", ["https://a.edu/b"]))
    assert isinstance(RegistrationRequest(**GOOD_REQUEST), RegistrationRequest)
    with pytest.raises(KeyError, match=r"did you mean 'redirect_uri\.host_only'"):
        PRODUCTION.severity("redirect_uri.hots_only")


def test_a_lone_text_is_one() -> None:
    assert staff_notes(further_redirect_uris="https://a.edu/x") == staff_notes(
        further_redirect_uris=["https://a.edu/x"]
    )
    with pytest.raises(TypeError, match="further_redirect_uris are redirect URIs as text"):
        staff_notes(further_redirect_uris=[7])  # type: ignore[list-item]
    assert repr(orcid_clientreq.strategies.faulty_form_data("redirect_uri.fragment")).startswith("faulty_form_data")


@pytest.mark.parametrize("language", [None, 7, b"de"])
def test_a_language_is_text(language: Any) -> None:
    for call in (lambda: check({}, language=language), lambda: check({}).translated(language)):
        with pytest.raises(TypeError, match="a language is a BCP 47 tag"):
            call()


def test_members_of_enumerations_and_their_values_are_equally_good() -> None:
    rule = orcid_clientreq.RULES["redirect_uri.https_required"]
    assert rule.severity("sandbox", "2023") is rule.severity(Environment.SANDBOX, FormEdition.YEAR_2023)
    assert match("https://a.edu", ["https://a.edu"], mode="exact", era="2023-12-19")
    assert migrate(GOOD_REQUEST, "2023", environment="sandbox").report.policy.edition == "2023"
    for call, said in (
        (lambda: match("https://a.edu", [], mode="strict"), "no Mode 'strict'; use one of 'orcid', 'exact'"),
        (lambda: match("https://a.edu", [], era="now"), "no Era 'now'"),
        (lambda: migrate(GOOD_REQUEST, "2019"), "no FormEdition '2019'"),
        (lambda: rule.severity("live"), "no Environment 'live'"),
    ):
        with pytest.raises(ValueError, match=said):
            call()


def test_a_policy_is_read_from_a_mapping() -> None:
    for what in ("abc", [], None):
        with pytest.raises(TypeError, match="the mapping that to_dict returns"):
            Policy.from_dict(what)  # type: ignore[arg-type]


@pytest.mark.parametrize("module", ["", *sorted(set(MODULES) - {"rules", "strategies", "validators"})])
def test_every_public_name_is_in_the_reference(module: str) -> None:
    """Those of the catalogue stand as the package's own; strategies and validators are read whole."""
    pages = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "reference").glob("*.md"))
    place = import_module(f"orcid_clientreq.{module}".rstrip("."))
    assert [name for name in place.__all__ if f"{place.__name__}.{name}\n" not in pages] == []


def test_a_validator_is_asked_at_once_whether_it_can_check_anything_however_it_is_wrapped() -> None:
    partly = partial(validators.pin_contact_email, contact_email="a@university.edu")
    assert callable(validators.attrs_validator(partly))

    @wraps(validators.integration_type)
    def wrapped(value: object, *, policy: Policy = PRODUCTION) -> Any:
        return validators.integration_type(value, policy=policy)

    for validator in (
        validators.integration_type,
        partial(validators.integration_type),
        partial(partial(wrapped)),
        wrapped,
    ):
        with pytest.raises(ValueError, match="has no field integration_type"):
            validators.attrs_validator(validator, policy=PRODUCTION)
