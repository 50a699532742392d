"""Write whatever follows from the sources, and say which step of adding a rule or a field is missing.

    python docs/generators/update.py

Writes the conformance vectors, the file of systems and the catalogues; pages are written where the documentation is built. Exits with 1 where a
step is missing, a line for each; a missing translation is only named, since English serves in its place until a release.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "docs" / "generators")]

from orcid_clientreq import RULES, Limits, RegistrationRequest
from orcid_clientreq.editions import FIELD_NAMES
from orcid_clientreq.fields import FIELDS
from orcid_clientreq.strategies import faulty_forms, issued
from orcid_clientreq.strategies.faults import BREAK_VALUE
from orcid_clientreq.wire import RequestDict

VECTORS = ROOT / "docs" / "vectors" / "orcid-clientreq-vectors.json"


def missing_for_rules() -> Iterator[str]:
    """Yield what is missing of rules."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    known = {finding["code"] for kind in ("vectors", "credentials") for vector in json.loads(VECTORS.read_text(encoding="utf-8"))[kind] for finding in vector["findings"]}  # fmt: skip
    for code, rule in RULES.items():
        name = code.partition(".")[2]
        if rule.of_credentials:
            drawn = code in issued.BAD or rule.field == "credentials"
        else:
            drawn = code in faulty_forms.BREAK_FORM or name in BREAK_VALUE
        if not drawn:
            yield f"{code}: draw what breaks it in a function of strategies/faulty_*.py, and list that in BREAK_VALUE there"
        if code not in known and name not in changelog and f"`{rule.field}.…`" not in changelog:
            yield f"{code}: name it in CHANGELOG.md, or all of its field as `{rule.field}.…`"


def missing_for_fields() -> Iterator[str]:
    """Yield what is missing of fields."""
    for name in FIELD_NAMES:
        if name not in FIELDS:
            yield f"{name}: add its row to fields.py"
        elif FIELDS[name].limit and not hasattr(Limits, FIELDS[name].limit):
            yield f"{name}: add its limit to Limits in form.py, or name one that is there in its row"
        if name not in {field.name for field in attrs.fields(RegistrationRequest)}:
            yield f"{name}: add it to RegistrationRequest in request.py"
        if name not in RequestDict.__annotations__:
            yield f"{name}: add it to RequestDict in wire.py"


def main() -> int:
    """Say what is missing, and write the vectors where nothing is."""
    found = [*missing_for_fields(), *missing_for_rules()]
    for line in found:
        print(f"missing: {line}")
    if found:
        return 1
    import make_vectors
    import system_pages
    import translations

    system_pages.main()
    return translations.main([]) or make_vectors.main()


if __name__ == "__main__":
    sys.exit(main())
