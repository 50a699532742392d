"""Find where documents and tests quote a text that was changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Where texts are quoted, in examples that are run.
QUOTING = ("README.md", "docs/*.md", "docs/how-to/**/*.md", "src/**/*.py", "tests/**/*.py")


def of(text: str, now: Collection[str]) -> Iterator[str]:
    """Yield each place where a former text is quoted, as `file:line`.

    Args:
        text: The former text.
        now: All texts that there are now.
    """
    expression = expression_of(text, now)
    if expression is None:
        return
    for path in (path for pattern in QUOTING for path in sorted(ROOT.glob(pattern))):
        if "_build" not in path.parts:
            content = path.read_text(encoding="utf-8")
            for match in expression.finditer(content):
                yield f"{path.relative_to(ROOT)}:{content.count(chr(10), 0, match.start()) + 1}"


def expression_of(text: str, now: Collection[str]) -> re.Pattern[str] | None:
    """Return what finds a former text where it is filled in, and broken into lines; `None` if it is a single word.

    That is its longest part between two parameters that no text has any more, so that a text cut short is found, too. If
    all its parts are still in other texts, it is the whole text with something for each parameter.
    """
    parts = re.split(r"\{\w+\}", text)
    gone = max((part for part in parts if not any(part in other for other in now)), key=len, default="")
    pieces = [gone] if len(gone.split()) > 1 else parts
    if len("".join(pieces).split()) < 2:
        return None
    return re.compile(r"[^\n]{1,80}?".join(map(_in_lines, pieces)))


def _in_lines(piece: str) -> str:
    """Return the expression of a piece of text, which may be broken at white space into lines or string literals."""
    gap = r"[\s\"']+"
    inside = gap.join(map(re.escape, piece.split()))
    return f"{gap if piece[:1].isspace() else ''}{inside}{gap if inside and piece[-1:].isspace() else ''}"
