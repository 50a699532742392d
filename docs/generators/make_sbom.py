"""Writes the software bill of materials that the wheel carries (PEP 770), with the licence of each dependency.

    tox -e sbom

CycloneDX's own tool describes an environment into which the dependencies were just installed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
SBOM = ROOT / "docs" / "release" / "orcid-clientreq.cdx.json"


def run(*command: str | Path) -> None:
    """Run a command that has to succeed."""
    subprocess.run([*map(str, command)], check=True)


def main() -> None:
    """Install the dependencies into an empty environment, and describe that."""
    dependencies = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder, "environment")
        python = environment / "bin" / "python"
        run(sys.executable, "-m", "venv", environment)
        run(python, "-m", "pip", "install", "--quiet", *dependencies)
        run(python, "-m", "pip", "uninstall", "--quiet", "--yes", "pip", "setuptools")
        options = [
            "--output-reproducible",
            "--pyproject",
            ROOT / "pyproject.toml",
            "--mc-type",
            "library",
            "--sv",
            "1.6",
        ]
        run(sys.executable, "-m", "cyclonedx_py", "environment", *options, "-o", SBOM, python)
    # The number is in the package, where that tool does not look for it.
    source = (ROOT / "src" / "orcid_clientreq" / "__init__.py").read_text(encoding="utf-8")
    version = re.findall(r'^__version__[^"]*"([^"]+)"', source, re.MULTILINE)[0]
    sbom = json.loads(SBOM.read_text(encoding="utf-8"))
    sbom["metadata"]["component"] |= {"version": version, "purl": f"pkg:pypi/orcid-clientreq@{version}"}
    SBOM.write_text(f"{json.dumps(sbom, indent=2, sort_keys=True)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
