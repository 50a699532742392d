"""Write `src/orcid_clientreq/syntax/unicode_scripts.py` from the Unicode Character Database.

    python docs/generators/make_scripts.py FOLDER

FOLDER holds Scripts.txt, ScriptExtensions.txt and PropertyValueAliases.txt of one version of Unicode, as they stand at
https://www.unicode.org/Public/VERSION/ucd/ and in Debian's package `unicode-data`. The Python package
`confusable-homoglyphs`, which has confusables.txt of UTS 39, has to be installed. No library that is kept up has these
data without reading files at run time, so a small table is made once; run this again for a new version of Unicode.
"""

from __future__ import annotations

import io
import json
import re
import sys
import unicodedata
from contextlib import redirect_stdout
from importlib.resources import files
from pathlib import Path

MODULE = Path(__file__).parents[2] / "src" / "orcid_clientreq" / "syntax" / "unicode_scripts.py"

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


def version_of(path: Path) -> str:
    """Return the version of Unicode that the first line of a file of the database names."""
    header = path.read_text(encoding="utf-8").splitlines()[0]
    return re.search(r"[0-9]+\.[0-9]+\.[0-9]+", header)[0]  # type: ignore[index]


def show(folder: Path) -> None:
    """Print the module."""
    scripts_file, extensions_file, aliases_file = (
        folder / f"{name}.txt" for name in ("Scripts", "ScriptExtensions", "PropertyValueAliases")
    )
    versions = {version_of(path) for path in (scripts_file, extensions_file, aliases_file)}
    if len(versions) > 1:
        sys.exit(f"the files are of different versions of Unicode: {', '.join(sorted(versions))}")
    (version,) = versions
    scripts = ranges(scripts_file)
    extensions = ranges(extensions_file)
    aliases = [line.split("#")[0].split(";") for line in aliases_file.read_text(encoding="utf-8").splitlines()]
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
    confusables = json.loads((files("confusable_homoglyphs") / "confusables.json").read_text(encoding="utf-8"))
    alike = sorted(
        character
        for character, others in confusables.items()
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


def main() -> None:
    """Write the module, if nothing is missing."""
    if len(sys.argv) != 2:
        sys.exit("usage: python docs/generators/make_scripts.py FOLDER")
    with redirect_stdout(io.StringIO()) as printed:
        show(Path(sys.argv[1]))
    MODULE.write_text(printed.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
