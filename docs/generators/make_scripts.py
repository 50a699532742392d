"""Write `src/orcid_clientreq/syntax/unicode_scripts.py` from the Unicode Character Database.

    python docs/generators/make_scripts.py SCRIPTS EXTENSIONS ALIASES CONFUSABLES > src/orcid_clientreq/syntax/unicode_scripts.py

SCRIPTS, EXTENSIONS and ALIASES are Scripts.txt, ScriptExtensions.txt and PropertyValueAliases.txt of the Unicode
Character Database (Debian's package `unicode-data` has them). CONFUSABLES is confusables.json of the Python package confusable-homoglyphs,
which holds confusables.txt of UTS 39. No library that is kept up has these data without reading files at
run time, so a small table is made once; run this again for a new version of Unicode.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path

ANY = {"Common", "Inherited"}
LOOK_ALIKE_SCRIPTS = {"Cyrillic", "Greek"}


def ranges(path: Path) -> dict[int, str]:
    """Return the value of each code point in a file of the database."""
    values: dict[int, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        points, _, value = line.partition("#")[0].partition(";")
        if value:
            first, _, last = points.strip().partition("..")
            for point in range(int(first, 16), int(last or first, 16) + 1):
                values[point] = value.strip()
    return values


def main(scripts_file: str, extensions_file: str, aliases_file: str, confusables_file: str) -> None:
    """Print the module."""
    header = Path(scripts_file).read_text(encoding="utf-8").splitlines()[0]
    version = re.search(r"[0-9]+\.[0-9]+\.[0-9]+", header)[0]  # type: ignore[index]
    scripts = ranges(Path(scripts_file))
    extensions = ranges(Path(extensions_file))
    aliases = [line.split("#")[0].split(";") for line in Path(aliases_file).read_text(encoding="utf-8").splitlines()]
    codes = {parts[2].strip(): parts[1].strip() for parts in aliases if parts[0].strip() == "sc"}
    starts: list[tuple[int, str]] = []
    previous = None
    for point in range(0x110000):
        script = scripts.get(point)
        if script is None:
            continue  # unassigned: it goes with what stands before it
        if point in extensions:
            value = " ".join(sorted(extensions[point].split()))
        elif script in ANY:
            value = ""
        else:
            value = codes[script]
        if value != previous:
            starts.append((point, value))
            previous = value
    alike = sorted(
        character
        for character, others in json.loads(Path(confusables_file).read_text(encoding="utf-8")).items()
        if len(character) == 1
        and scripts.get(ord(character)) in LOOK_ALIKE_SCRIPTS
        and unicodedata.category(character) in {"Ll", "Lu"}
        and unicodedata.normalize("NFKC", character) == character
        and any(re.fullmatch("[A-Za-z]", other["c"]) for other in others)
    )
    print(f'"""Scripts of characters, and letters that look like ASCII: Unicode {version}, UTS 39.')
    print('\nMade by `docs/generators/make_scripts.py`; not to be edited.\n"""\n')
    print("from __future__ import annotations\n\nfrom typing import Final\n")
    print(f'UNICODE_VERSION: Final = "{version}"\n')
    print(
        "#: Where a run of characters of the same scripts begins, in hexadecimal, and their scripts; none is any script."
    )
    print("RUNS: Final = (")
    line = "   "
    for point, value in starts:
        item = f"{point:x}={value.replace(' ', '+')}"
        if len(line) + len(item) > 110:
            print(f'    "{line.strip()} "')
            line = "   "
        line += f" {item}"
    print(f'    "{line.strip()}"\n)\n')
    print("#: Cyrillic and Greek letters that look like a letter of ASCII, by code point.")
    print("LOOK_ALIKES: Final = (")
    points = [f"{ord(character):x}" for character in alike]
    for start in range(0, len(points), 20):
        print(f'    "{" ".join(points[start : start + 20])} "')
    print(")")


if __name__ == "__main__":
    main(*sys.argv[1:])
