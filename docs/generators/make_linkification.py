"""Write `src/orcid_clientreq/syntax/linkification.py` from the data of UTS #58.

    python docs/generators/make_linkification.py FOLDER
    python docs/generators/make_linkification.py FOLDER --check     how many lines of LinkDetectionTest.txt are read as said there
    python docs/generators/make_linkification.py FOLDER --digest    the characters of those lines, for tests/test_link_ends.py

FOLDER holds LinkTerm.txt, LinkBracket.txt, LinkEmail.txt and LinkDetectionTest.txt. Its name is their version, such as
17.0.0, which is not in the files. They stand at https://www.unicode.org/Public/linkification/ and in
unicode-org/unicodetools, unicodetools/data/linkification. No library on PyPI has these data, so a small table is made
once; run this again for a new version of Unicode.

The data give code points that are not assigned the class Hard, which splits the table into 1 858 runs. A run
of ours goes on over code points that were not assigned when the data were made, so it has 437. Which ones these are says
the Python package `unicodedata2` in the same version. Python's own database is older, which would give other runs.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from pathlib import Path

MODULE = Path(__file__).parents[2] / "src" / "orcid_clientreq" / "syntax" / "linkification.py"
#: The general category of code points without a character.
UNASSIGNED = "Cn"


def values(path: Path) -> dict[int, str]:
    """Return the value of each code point that a file lists."""
    found: dict[int, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        points, _, value = line.partition("#")[0].partition(";")
        if points.strip():
            first, _, last = points.strip().partition("..")
            for point in range(int(first, 16), int(last or first, 16) + 1):
                found[point] = value.strip() or "Yes"
    return found


def ranges(points: Iterable[int], skipped: set[int]) -> Iterator[str]:
    """Yield ranges of code points in hexadecimal, which go on over those that are skipped."""
    first = last = None
    for point in sorted(points):
        if last is not None and set(range(last + 1, point)) <= skipped:
            last = point
            continue
        if first is not None:
            yield f"{first:x}" if first == last else f"{first:x}-{last:x}"
        first = last = point
    yield f"{first:x}" if first == last else f"{first:x}-{last:x}"


def show(comment: str, name: str, items: Iterable[str]) -> None:
    """Print a constant of such items."""
    print(f"#: {comment}\n{name}: Final = (")
    line = ""
    for item in items:
        if len(line) + len(item) > 98:
            print(f'    "{line}"')
            line = ""
        line += f"{item} "
    print(f'    "{line.strip()}"\n)')


def print_module(folder: Path) -> None:
    """Print the module."""
    import unicodedata2

    version = folder.resolve().name
    if unicodedata2.unidata_version != version:
        sys.exit(f"the folder is called {version}; unicodedata2 has Unicode {unicodedata2.unidata_version}")
    years = re.search("©.*", (folder / "LinkTerm.txt").read_text(encoding="utf-8"))
    rights = years[0].replace("®", "").strip() if years else "© Unicode, Inc."
    terms, brackets = values(folder / "LinkTerm.txt"), values(folder / "LinkBracket.txt")
    email = values(folder / "LinkEmail.txt")
    hard = {point for point in range(0x110000) if point not in terms}
    unassigned = {point for point in hard if unicodedata2.category(chr(point)) == UNASSIGNED}
    classes = {name: [point for point, value in terms.items() if value == name] for name in ("Soft", "Open", "Close")}
    assert sorted(brackets) == sorted(classes["Close"])
    assert sorted(int(point, 16) for point in brackets.values()) == sorted(classes["Open"])
    print(f'"""Where a URL or an email address ends in text: the data of UTS #58, Unicode {version}.\n')
    print(f"Facts of LinkTerm.txt, LinkBracket.txt and LinkEmail.txt, {rights.rstrip('.')}., Unicode License v3")
    print("(https://www.unicode.org/license.txt). A character that is in none of these has the class Include.\n")
    print('Made by `docs/generators/make_linkification.py`; not to be edited.\n"""\n')
    print("from __future__ import annotations\n\nfrom typing import Final\n")
    print(f'UNICODE_VERSION: Final = "{version}"\n')
    show(
        "Ranges of the class Soft: part of a URL only where something follows.", "SOFT", ranges(classes["Soft"], set())
    )
    print()
    show(
        "Ranges of the class Hard: never part of a URL. Code points without a character are left out.",
        "HARD",
        ranges(hard - unassigned, set()),
    )
    print()
    show(
        "Closing brackets with their opening ones, of the classes Close and Open.",
        "BRACKETS",
        (f"{point:x}={int(brackets[point], 16):x}" for point in sorted(brackets)),
    )
    print()
    show("Ranges of what an address may have before the @-sign.", "EMAIL", ranges(email, unassigned))


def write(folder: Path) -> None:
    """Write the module, if nothing is missing."""
    with redirect_stdout(io.StringIO()) as printed:
        print_module(folder)
    MODULE.write_text(printed.getvalue(), encoding="utf-8")


def detected(line: str) -> str:
    """Return a line with the http and https URLs in it between the marks of LinkDetectionTest.txt."""
    from orcid_clientreq.syntax.written import uris_in

    for found in reversed(uris_in(line)):
        line = f"{line[: found.start]}\u2e20{line[found.start : found.end]}\u2e21{line[found.end :]}"
    return line


def cases(folder: Path) -> list[str]:
    """Return the lines that have an http or https URL, without the marks around what has no scheme."""
    lines = (folder / "LinkDetectionTest.txt").read_text(encoding="utf-8").splitlines()
    other = re.compile("\u2e20(?!https?://)([^\u2e21]*)\u2e21")
    return [other.sub(r"\1", line) for line in lines if not line.startswith("#") and re.search("https?://", line)]


def check(folder: Path) -> None:
    """Print the lines that are read otherwise, and how many are not."""
    lines = cases(folder)
    right = [line for line in lines if detected(re.sub("[\u2e20\u2e21]", "", line)) == line]
    for line in lines:
        if line not in right:
            print(f"expected {line}\ngot      {detected(re.sub('[⸠⸡]', '', line))}")
    print(f"{len(right)} of {len(lines)} lines with an http or https URL are read as LinkDetectionTest.txt has them")


def digest(folder: Path) -> None:
    """Print every character beyond ASCII of the paths in those lines."""
    inside = re.compile("\u2e20https?://[^/\u2e21]+/([^\u2e21]*)\u2e21")
    paths = "".join(path for line in cases(folder) for path in inside.findall(line))
    show("-", "CHARACTERS", ranges(map(ord, {*paths} - {*map(chr, range(128))}), set()))


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[2:] not in ([], ["--check"], ["--digest"]):
        sys.exit("usage: python docs/generators/make_linkification.py FOLDER [--check | --digest]")
    {"--check": check, "--digest": digest}.get(sys.argv[-1], write)(Path(sys.argv[1]))
