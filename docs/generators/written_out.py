"""Write fields, and the enumerations of their answers, into the modules that have each of them written out.

Those modules are for type checkers, which read no table. `tox -e update` calls `write`. What is there already is left alone: what this writes of a new field is a beginning, to be
edited by whoever adds the field.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from orcid_clientreq.editions import EDITIONS, FIELD_NAMES, FormField
from orcid_clientreq.fields import FIELDS
from orcid_clientreq.form import FormEdition

PACKAGE = Path(__file__).parents[2] / "src" / "orcid_clientreq"
#: The policy under which a validator checks by default: the first whose edition has the field.
_USUAL_POLICY = {
    FormEdition.JANUARY_2020: "PRODUCTION",
    FormEdition.LATEST: "LATEST",
    FormEdition.SANDBOX_2022: "SANDBOX_FORM",
}


def write(package: Path = PACKAGE) -> Iterator[str]:
    """Write what is missing, and yield what was written."""
    for name, add, place in (
        ("wire.py", _in_wire, "RequestDict"),
        ("request.py", _in_request, "RegistrationRequest"),
        ("validators.py", _in_validators, "its functions"),
    ):
        path = package / name
        text = path.read_text(encoding="utf-8")
        for field in _missing(text):
            text = add(text, field)
            yield f"{field}: written into {place} in {name}; look it over"
        path.write_text(text, encoding="utf-8")
    yield from write_enumerations(package / "editions.py", package.parents[1] / "docs" / "reference" / "editions.md")


def write_enumerations(module: Path, page: Path) -> Iterator[str]:
    """Write the enumerations of answers into what `editions` exports, and into its page of the reference."""
    for answer in (next(iter(field.choices.values()), "") for field in FIELDS.values()):
        text, name = module.read_text(encoding="utf-8"), type(answer).__name__
        if isinstance(answer, Enum) and f'    "{name}",\n' not in text:
            module.write_text(_imported_from_form(_listed(text, name), name), encoding="utf-8")
            described = _before(
                page.read_text(encoding="utf-8"),
                ".. autoclass:: orcid_clientreq.editions.Edition\n",
                f".. autoclass:: orcid_clientreq.editions.{name}\n   :members:\n",
            )
            page.write_text(described, encoding="utf-8")
            yield f"{name}: written into __all__ in editions.py, and into docs/reference/editions.md; look it over"


def _listed(text: str, name: str) -> str:
    """Return a module with a name in `__all__`, constants first."""
    listed = re.search(r"^__all__ = \[\n(.*?)\]\n", text, re.MULTILINE | re.DOTALL)
    if listed is None:
        msg = f"there is no __all__: write {name!r} into it by hand"
        raise ValueError(msg)
    names = sorted([*re.findall(r'"(\w+)"', listed[1]), name], key=lambda each: (not each.isupper(), each))
    return text.replace(listed[1], "".join(f'    "{each}",\n' for each in names))


def _imported_from_form(text: str, name: str) -> str:
    """Return a module that imports a name from `form`."""
    imported = re.search(r"^from orcid_clientreq\.form import (\([^)]*\)|.*)$", text, re.MULTILINE)
    if imported is None:
        msg = f"nothing is imported from form: import {name} by hand"
        raise ValueError(msg)
    names = ", ".join(sorted({*re.findall(r"\w+", imported[1]), name}))
    return text.replace(imported[0], f"from orcid_clientreq.form import {names}")


def _missing(text: str) -> list[str]:
    """Return the fields that a module does not name where it names others."""
    tree = ast.parse(text)
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    members = {
        node.target.id
        for each in tree.body
        if isinstance(each, ast.ClassDef)
        for node in each.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    return [name for name in FIELD_NAMES if name not in functions | members]


def _in_wire(text: str, name: str) -> str:
    kind = "bool" if _answer(name) == "bool" else "str"
    return _before(text, "    environment: str\n    edition: str\n\n", f"    {name}: {kind} | None\n")


def _in_request(text: str, name: str) -> str:
    label = _line(name).label
    policy = re.search(r"^        policy: .*\n", text, re.MULTILINE)  # the class stands before the functions
    if policy is None:
        msg = f"request.py does not describe policy: describe {name!r} by hand"
        raise ValueError(msg)
    text = _before(text, policy[0], f"        {name}: {label}{'' if label[-1] in '.?' else '.'}\n")
    kind = _answer(name)
    text = _before(
        text,
        "    policy: Policy = attrs.field(",
        f"    {name}: {kind} | None = attrs.field(default=None, repr=False)\n",
    )
    return text if kind in {"bool", "str"} else _imported_from_form(text, kind)


def _in_validators(text: str, name: str) -> str:
    text = _listed(text, name)
    policy = next((usual for edition, usual in _USUAL_POLICY.items() if name in EDITIONS[edition].by_name), "LATEST")
    what = f'the answer to "{_line(name).label}"' if FIELDS[name].choices else f'"{_line(name).label}"'
    function = f'''def {name}(value: object, *, policy: Policy = {policy}) -> tuple[Finding, ...]:
    """Check {what}."""
    return _checked("{name}", value, policy)


'''
    return _before(text, "def client_id(", function)


def _before(text: str, mark: str, new: str) -> str:
    """Return a text with something new before a mark that is in it once."""
    if text.count(mark) != 1:
        msg = f"{mark!r} is not there once: write {new!r} by hand"
        raise ValueError(msg)
    return text.replace(mark, f"{new}{mark}")


def _line(name: str) -> FormField:
    """Return the line of a field in the latest edition that has it."""
    return next(form.by_name[name] for form in reversed(EDITIONS.values()) if name in form.by_name)


def _answer(name: str) -> str:
    """Return the name of the type of what a request holds for a field."""
    return type(next(iter(FIELDS[name].choices.values()), "")).__name__
