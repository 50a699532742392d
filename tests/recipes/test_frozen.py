"""A program frozen by PyInstaller speaks every language, as the installed package does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from orcid_clientreq.messages import LANGUAGES

PROGRAM = """
from orcid_clientreq import apply_suggestions, check
from orcid_clientreq.messages import LANGUAGES

data = {"contact_email": "m\u00fcller@b\u00fccher.edu", "redirect_uris": ["http://b\u00fccher.edu/orcid"]}
for language in LANGUAGES:
    print(ascii(str(check(data).translated(language))))
print(ascii(apply_suggestions(data, check(data))))
"""


def test_every_language_is_found(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    freeze = [sys.executable, "-m", "PyInstaller", "--log-level", "ERROR", "--distpath", "dist", "program.py"]
    subprocess.run(freeze, cwd=tmp_path, check=True)
    frozen = subprocess.run([tmp_path / "dist" / "program" / "program"], capture_output=True, text=True, check=True)
    plain = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)
    assert frozen.stdout == plain.stdout
    assert len(frozen.stdout.splitlines()) == len(LANGUAGES) + 1
