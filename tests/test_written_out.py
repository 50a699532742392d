"""What `tox -e update` writes into the modules that have each field written out."""

from __future__ import annotations

import ast
import shutil
import sys
from pathlib import Path

import attrs
import pytest

from orcid_clientreq import FormEdition, validators
from orcid_clientreq.editions import EDITIONS, FIELD_NAMES, Confidence, FormField
from orcid_clientreq.fields import FIELDS

sys.path.insert(0, str(Path(__file__).parent.parent / "docs" / "generators"))

import missing
import written_out

MODULES = ("wire.py", "request.py", "validators.py")


def test_a_new_field_is_written_into_each_module_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package, page = tmp_path / "src" / "orcid_clientreq", tmp_path / "docs" / "reference" / "editions.md"
    package.mkdir(parents=True)
    page.parent.mkdir(parents=True)
    for name in (*MODULES, "editions.py"):
        shutil.copy(written_out.PACKAGE / name, package)
    shutil.copy(written_out.PACKAGE.parents[1] / "docs" / "reference" / "editions.md", page)
    latest = EDITIONS[FormEdition.LATEST]
    line = FormField("hosting", "Who hosts it?", "-/-", "a page", Confidence.HIGH)
    editions = {**EDITIONS, FormEdition.LATEST: attrs.evolve(latest, fields=(*latest.fields, line))}
    monkeypatch.setattr(written_out, "EDITIONS", editions)
    monkeypatch.setattr(written_out, "FIELD_NAMES", (*FIELD_NAMES, "hosting"))
    row = FIELDS["integration_type"]._replace(name="hosting")
    monkeypatch.setattr(written_out, "FIELDS", {**FIELDS, "hosting": row})
    assert len([*written_out.write(package)]) == len(MODULES)
    texts = {name: (package / name).read_text(encoding="utf-8") for name in MODULES}
    assert "    hosting: str | None\n" in texts["wire.py"]
    assert "        hosting: Who hosts it?\n        policy: " in texts["request.py"]
    assert "    hosting: IntegrationType | None = attrs.field(" in texts["request.py"]
    assert "def hosting(value: object, *, policy: Policy = LATEST)" in texts["validators.py"]
    for text in texts.values():
        ast.parse(text)
    assert [*written_out.write(package)] == []


def test_a_validator_of_a_field_that_its_edition_has_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [*missing.of_validators()] == []
    monkeypatch.setattr(validators, "organization_kind", validators.description)
    monkeypatch.setattr(validators.description, "__kwdefaults__", {"policy": validators.SANDBOX_FORM})
    (said,) = missing.of_validators()
    assert said.startswith("organization_kind: the edition 2022-sandbox has no such field")
