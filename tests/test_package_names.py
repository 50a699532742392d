"""What the package itself has, and what it says to somebody who looks for another name in it."""

from __future__ import annotations

from pathlib import Path

import pytest

import orcid_clientreq
from orcid_clientreq import editions, interop, matching, validators

ROOT = Path(__file__).parent.parent


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
