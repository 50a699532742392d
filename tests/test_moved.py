"""Names that have moved, and names that somebody looks for in the package itself."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import orcid_clientreq
from orcid_clientreq import editions, interop, matching, validators
from orcid_clientreq.moved import MOVED

ROOT = Path(__file__).parent.parent
OLD = [(module, name, now) for module, names in MOVED.items() for name, now in names.items()]


@pytest.mark.parametrize(("module", "name", "now"), OLD)
def test_an_old_name_works_and_says_where_it_is_now(module: str, name: str, now: str) -> None:
    place, _, new = now.rpartition(".")
    assert new in import_module(place).__all__
    assert name not in import_module(module).__all__
    with pytest.warns(DeprecationWarning, match=f"^{module}.{name} is now {now}; 1.0 removes the old name$") as caught:
        value = getattr(import_module(module), name)
    assert value is getattr(import_module(place), new)
    assert [warning.filename for warning in caught] == [__file__]
    statement = f"from {module} import {name}; print({name} is not None)"
    done = subprocess.run([sys.executable, "-c", statement], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_the_reference_names_all_that_moved() -> None:
    page = (ROOT / "docs" / "reference" / "index.md").read_text(encoding="utf-8")
    section = page.partition("## Names that have moved")[2]
    assert all(f"`{module}.{name}`" in section or f"`{name}`" in section for module, name, _ in OLD)
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    assert sum(line.partition(" | ")[0].count("`") // 2 for line in rows) == len(OLD)


def test_the_package_itself_has_what_most_programs_need_and_no_more() -> None:
    names = set(orcid_clientreq.__all__) - {"validators"}
    assert len(names) <= 20
    assert names >= {
        "check",
        "parse",
        "from_form",
        "apply_suggestions",
        "match",
        "RULES",
        "Policy",
        "Report",
        "Finding",
    }
    assert orcid_clientreq.match is matching.match
    assert orcid_clientreq.from_form is interop.from_form
    assert validators.client_id.__module__ == "orcid_clientreq.validators"
    assert editions.CredentialType("basic") == "basic"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("form_fields", "'form_fields' is in orcid_clientreq.interop"),
        ("staff_notes", "'staff_notes' is in orcid_clientreq.lifecycle and in orcid_clientreq.validators"),
    ],
)
def test_a_name_of_a_module_is_found(name: str, hint: str) -> None:
    with pytest.raises(ImportError, match=f"^{hint}$"):
        exec(f"from orcid_clientreq import {name}")  # noqa: S102 - the statement is what is tested
    with pytest.raises(AttributeError, match=f"has no attribute '{name}'; {hint}$"):
        getattr(orcid_clientreq, name)
    assert not hasattr(orcid_clientreq, name)


def test_any_other_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match=r"^module 'orcid_clientreq' has no attribute 'form_fieldss'$"):
        orcid_clientreq.form_fieldss  # noqa: B018
    with pytest.raises(ImportError, match="cannot import name 'form_fieldss'"):
        exec("from orcid_clientreq import form_fieldss")  # noqa: S102 - as said
    with pytest.raises(AttributeError, match="no attribute 'clientid'"):
        orcid_clientreq.credentials.clientid  # noqa: B018
    assert not hasattr(orcid_clientreq, "__wrapped__")
