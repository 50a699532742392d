"""Write the files for other programs that the site has at its root: the rules as data, and their schema."""

from __future__ import annotations

import json
from pathlib import Path

from orcid_clientreq.interop import rules_document, rules_schema


def write(folder: Path) -> None:
    """Write the files into a folder. They are not kept under version control, since they follow from the sources."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in (("rules", rules_document()), ("rules.schema", rules_schema())):
        text = json.dumps(document, indent=1, ensure_ascii=False)
        (folder / f"orcid-clientreq-{name}.json").write_text(f"{text}\n", encoding="utf-8")
