"""The property tests of the how-to "Test your integration" find the mistake in its wizard, and pass once it is fixed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "registration_wizard"
MISTAKE = 'uris = [line.rstrip("/") for line in lines]'
MENDED = "uris = lines"


def run_tests(folder: Path) -> subprocess.CompletedProcess[str]:
    # Of a hundred draws some few end in the slash that the mistake takes away; in one run of twelve, none did.
    seed = "--hypothesis-seed=1"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", seed, "test_wizard.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_mistake_is_found_and_shrunk_to_what_a_person_would_write(tmp_path: Path) -> None:
    folder = shutil.copytree(EXAMPLE, tmp_path / "wizard")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    result = run_tests(folder)
    assert result.returncode == 1, result.stdout
    assert "1 failed, 1 passed" in result.stdout
    assert "test_what_is_right_is_kept_as_it_was_written" in result.stdout
    # which of the two Hypothesis ends at depends on the example that it began with
    assert re.search(r"'redirect_uris': \['https://university\.edu/(oauth/redirect_uri/)?'\]", result.stdout), (
        result.stdout
    )

    wizard = folder / "wizard.py"
    source = wizard.read_text(encoding="utf-8")
    assert MISTAKE in source
    wizard.write_text(source.replace(MISTAKE, MENDED), encoding="utf-8")
    fixed = run_tests(folder)
    assert "2 passed" in fixed.stdout, fixed.stdout
