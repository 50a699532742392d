"""Run the test suite under Pyodide in Node: Python 3.14, WebAssembly, and none of the compiled extras.

    python tests/pyodide/run.py [ARGUMENTS OF PYTEST]

Needs npm, to fetch Pyodide, pip, and Node. What is left out needs processes, threads or a compiled library; it is named
in `LEFT_OUT`, and each module of it runs on every other Python. So does what draws, and what is marked `long`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs" / "generators"))

#: jsonschema as it was before it needed a compiled library; pip finds the newest pure wheel of the others.
TOOLS = ("pytest", "pytest-timeout", "hypothesis", "sybil", "jsonschema<4.18")
LEFT_OUT = {
    "tests/test_benchmarks.py": "asks fresh processes",
    "tests/test_command.py": "runs processes, and opens terminals",
    "tests/test_examples.py": "runs programs, and serves pages from a thread",
    "tests/test_purity.py": "asks fresh processes",
    "tests/test_spreadsheets.py": "runs processes, and needs openpyxl",
    "tests/test_runner.py": "runs programs",
}
#: Single tests of other modules that start a process, need PyYAML, or ask ada: here Node stands in for it, whose tables
#: of IDNA are older.
SINGLE = (
    "hypothesis_finds_the_strategies_by_itself",
    "without_hypothesis_the_package_works",
    "without_hypothesis_the_strategies_are_no_attribute",
    "where_hypothesis_is_imported_first",
    "the_file_is_what_the_catalogue",
    "what_is_public_is_found_by_completion",
    "it_is_imported_only_when_it_is_used",
    "match_reads_settings_and_check_says_what_they_are",
    "check_says_what_a_file_is",
    "browsers_and_idna_read_the_same_name",
    "a_suggestion_names_the_host_that_a_browser_opens",
)


def main() -> None:
    """Fetch what it takes, and run."""
    from build_checker import pyodide, wheels

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pyodide(folder / "pyodide")
        wheels(folder / "wheels")
        download = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download"]
        pure = ["--only-binary", ":all:", "--platform", "any", "--implementation", "py", "--abi", "none"]
        subprocess.run([*download, *pure, "--python-version", "3.14", "--dest", folder / "wheels", *TOOLS], check=True)
        ignored = [f"--ignore={name}" for name in LEFT_OUT]
        wanted = ["-m", "not draws and not long", "-k", " and ".join(f"not {name}" for name in SINGLE)]
        quiet = ["-q", "--timeout=0", "-p", "no:cacheprovider"]
        options = [*quiet, *ignored, *wanted, *sys.argv[1:]]
        command = ["node", str(ROOT / "tests" / "pyodide" / "run.mjs"), place, str(ROOT), *options]
        sys.exit(subprocess.run(command, check=False).returncode)


if __name__ == "__main__":
    main()
