"""Draw the architecture: the modules, layer by layer, and who uses whom, out of the code and the layers that the lint holds.

    python docs/generators/architecture.py FILE.html

Sphinx has it drawn before it reads its sources; the picture is not kept under version control. What a module imports is
named where no way through another module says the same.
"""

from __future__ import annotations

import ast
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[2]
PACKAGE = "orcid_clientreq"
#: Units of the picture: its width, what stands between modules, a letter's width, a line's height, and what a module
#: needs beside its lines.
WIDTH, GAP, LETTER, LINE, BESIDE = 760, 5, 5.6, 13, 46


@attrs.frozen
class Module:
    """A module of the package, or a folder of modules.

    Args:
        name: Its name.
        caption: What its docstring says, up to the first colon or full stop.
        lines: How many lines of code it has.
        uses: The modules it imports from.
    """

    name: str
    caption: str
    lines: int
    uses: frozenset[str]


def write(path: Path) -> None:
    """Draw the picture into a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(drawing(modules(), layers())), encoding="utf-8")


def layers() -> list[list[str]]:
    """Return the modules from the top layer down, as the lint has them."""
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (each for each in configuration["tool"]["importlinter"]["contracts"] if "containers" not in each)
    rows = [[name.split(".")[-1] for name in row.replace("|", ":").split(" : ")] for row in contract["layers"]]
    return [row for row in rows if not row[0].startswith("_")]  # the command line stands before the picture


def modules() -> dict[str, Module]:
    """Return the modules by name, read from the sources."""
    source = ROOT / "src" / PACKAGE
    found = {}
    for place in sorted(source.iterdir()):
        main = place / "__init__.py" if place.is_dir() else place
        if main.suffix != ".py" or not main.exists() or place.name == "__init__.py":
            continue
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
        text = ast.get_docstring(ast.parse(main.read_text(encoding="utf-8"))) or ""
        caption = text.splitlines()[0].partition(":")[0].rstrip(".")
        name = place.stem
        uses = frozenset(other for file in files for other in imported(file)) - {name}
        lines = sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files)
        found[name] = Module(name, caption, lines, uses)
    return found


def imported(file: Path) -> Iterator[str]:
    """Yield the modules that a file imports from, also inside of functions."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            parts = node.module.split(".")
            if parts == [PACKAGE]:
                yield from (alias.name for alias in node.names)
            elif parts[0] == PACKAGE:
                yield parts[1]


def needed(modules: dict[str, Module]) -> Iterator[tuple[str, str]]:
    """Yield who uses whom, where no way through another module says the same."""
    reach: dict[str, frozenset[str]] = {}

    def below(name: str) -> frozenset[str]:
        if name not in reach:
            reach[name] = modules[name].uses.union(*(below(other) for other in modules[name].uses & modules.keys()))
        return reach[name]

    for name, module in modules.items():
        known = module.uses & modules.keys()
        for other in sorted(known):
            if not any(other in below(between) for between in known - {other}):
                yield name, other


def drawing(modules: dict[str, Module], layers: list[list[str]]) -> Iterator[str]:
    """Yield the lines of the picture: a layer for each layer, in the colours of the page that it stands in."""
    pairs = list(needed(modules))
    boxes: list[str] = []
    top = 0
    for row in layers:
        width = (WIDTH - GAP * (len(row) - 1)) / len(row)
        captions = [textwrap.wrap(modules[name].caption, int((width - 20) / LETTER)) for name in row]
        height = BESIDE + LINE * max(map(len, captions))
        for column, (name, caption) in enumerate(zip(row, captions, strict=True)):
            below = ", ".join(other for user, other in pairs if user == name)
            boxes += drawn(modules[name], caption, below, (column * (width + GAP), top, width, height))
        top += height + GAP
    yield f'<div class="architecture" tabindex="0"><svg viewBox="-1 -1 {WIDTH + 2} {top - GAP + 2}" role="img">'
    yield "<title>The modules of the package, layer by layer, and which modules below each of them uses</title>"
    yield from boxes
    yield "</svg></div>"


def drawn(module: Module, caption: list[str], below: str, box: tuple[float, float, float, float]) -> Iterator[str]:
    """Yield the lines of a module: its name, what it is for, what it stands on, and its size."""
    x, y, width, height = box
    yield f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="5"/>'
    yield f'<text class="name" x="{x + 10:g}" y="{y + 19:g}">{module.name}</text>'
    for number, line in enumerate(caption):
        yield f'<text x="{x + 10:g}" y="{y + 35 + LINE * number:g}">{escape(line)}</text>'
    if below:
        yield f'<text class="below" x="{x + 10:g}" y="{y + height - 8:g}">↓ {below}</text>'
    yield f'<text class="lines" x="{x + width - 10:g}" y="{y + height - 8:g}">{module.lines}</text>'


if __name__ == "__main__":
    write(Path(sys.argv[1]))
