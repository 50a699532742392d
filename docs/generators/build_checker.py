"""Put the checker together: its page, Pyodide, and this package with what it depends on, as files to be served as they are.

    python docs/generators/build_checker.py [FOLDER]

The folder is `docs/_build/html/checker` unless told otherwise. Needs npm, to fetch Pyodide, and pip.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "docs" / "checker"
REQUESTS = ROOT / "docs" / "examples" / "requests"
PYODIDE = "314.0.7"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip")
DEPENDENCIES = ("attrs", "dnspython", "email-validator", "idna", "rfc3986")


def pyodide(folder: Path) -> None:
    """Fetch Pyodide from npm, and keep the files that a browser asks for."""
    folder.mkdir()
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(
            ["npm", "pack", "--silent", f"pyodide@{PYODIDE}"], cwd=place, check=True, stdout=subprocess.DEVNULL
        )
        (archive,) = Path(place).glob("*.tgz")
        with tarfile.open(archive) as files:
            for name in PYODIDE_FILES:
                member = files.extractfile(f"package/{name}")
                assert member is not None
                (folder / name).write_bytes(member.read())


def wheels(folder: Path) -> list[str]:
    """Build the wheel of this package, and fetch those of its dependencies in the versions that are installed."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", folder, ROOT], check=True)
    pinned = [f"{name}=={version(name)}" for name in DEPENDENCIES]
    subprocess.run([*pip, "download", "--no-deps", "--only-binary", ":all:", "--dest", folder, *pinned], check=True)
    return sorted(path.name for path in folder.glob("*.whl"))


def main() -> None:
    """Build it."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "_build" / "html" / "checker"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("__pycache__"))
    pyodide(folder / "pyodide")
    shutil.copytree(REQUESTS, folder / "examples", ignore=shutil.ignore_patterns("*.md"))
    titles = [(path.name, path.stem.partition("-")[2].replace("-", " ")) for path in sorted(REQUESTS.glob("*.json"))]
    files = {
        "wheels": wheels(folder / "wheels"),
        "examples": [{"name": name, "title": title} for name, title in titles],
    }
    (folder / "files.json").write_text(json.dumps(files), encoding="utf-8")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{folder}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
