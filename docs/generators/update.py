"""Write whatever follows from the sources, and say which step of adding a field, a rule, a cause or a system is missing.

    python docs/generators/update.py [--keep CODE]...

Fields are written into the modules that have them written out. If a step is missing, there is a line for it, nothing else
is written, and the exit code is 1. Else the conformance vectors, the file of systems and the catalogues are written. A
missing translation is only named, since English is used in its place until a release. `--keep` is for a message that was
edited, as in `translations.py`. Pages are written where the documentation is built.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "docs" / "generators")]
#: What is written where no step is missing.
FOLLOWING = ("docs/vectors/*.json", "src/orcid_clientreq/messages/locale/**/*.[mp]o*")

import missing


def main() -> int:
    """Say what is missing, and write what follows where nothing is."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", action="append", default=[], metavar="CODE")
    keep = parser.parse_args().keep
    found = [*missing.of_fields()]
    if not found:
        import written_out

        for line in written_out.write():
            print(line)
        found = [*missing.of_all_but_fields()]
    for line in dict.fromkeys(found):
        print(f"missing: {line}")
    if found:
        return 1
    import make_vectors
    import system_pages
    import translations

    before = _written()
    system_pages.main()
    failed = translations.main([f"--keep={code}" for code in keep]) or make_vectors.main([])
    written = [path for path, content in _written().items() if before.get(path) != content]
    for path in written:
        if path.suffix == ".json":
            print(f"written: {path.relative_to(ROOT)}")
    if catalogues := sum(path.suffix != ".json" for path in written):
        print(f"written: {catalogues} files of catalogues")
    if not failed:
        print("no step is missing; run tox -e format, then tox -e lint,types,py")
    return failed


def _written() -> dict[Path, bytes]:
    """Return the files that are written here, with what is in them."""
    return {path: path.read_bytes() for pattern in FOLLOWING for path in sorted(ROOT.glob(pattern))}


if __name__ == "__main__":
    sys.exit(main())
