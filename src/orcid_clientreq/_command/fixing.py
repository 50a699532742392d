"""What `check --fix` writes: the requests with every suggestion applied, as JSON."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final, Self

from orcid_clientreq import Report, apply_suggestions
from orcid_clientreq._command.reading import LONGEST_NAME, Complain, Request, UnreadableError, reason_of
from orcid_clientreq.syntax.display import shown

_INDENT: Final = "  "
_IN_MEMORY: Final = 2**20  # more is kept on disk
#: The most characters of a request: five thousand redirect URIs of two thousand, and more. YAML can repeat a value
#: so often that it fits nowhere.
_MOST: Final = 2**24
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=len(_INDENT))


class Fixed:
    """Requests with every suggestion applied, kept in a file of their own until all are there."""

    def __init__(self) -> None:
        """Begin with none."""
        # A lone surrogate is written as JSON escapes it.
        self._kept = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed on exit
            _IN_MEMORY, "w+", encoding="utf-8", errors="backslashreplace", newline="\n"
        )
        self._number = 0
        self._is_listed = False

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Drop what was kept."""
        self._kept.close()

    def add(self, request: Request, report: Report, complain: Complain) -> None:
        """Keep a request, fixed; what is no request stays as it is, and what JSON can't hold is complained of."""
        is_request = "request.not_a_mapping" not in report.codes()
        whole = request.holding(apply_suggestions(request.data, report)) if is_request else request.given
        text = _json(whole)
        if text is None:
            complain(f"{request.place}: JSON can't hold a value in it")
            return
        try:
            self._kept.write(",\n" if self._number else "")
            self._kept.write(text)
        except OSError as error:
            msg = f"what --fix keeps until the end: {reason_of(error)}"
            raise UnreadableError(msg) from None
        self._number += 1
        self._is_listed |= request.part != ""

    def write(self, path: Path, *, alone: bool) -> None:
        """Write the requests into a file: a list, unless they are one from a file without a list.

        Args:
            path: The file.
            alone: Whether they are all from one file.
        """
        self._kept.seek(0)
        try:
            with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
                if alone and self._number == 1 and not self._is_listed:
                    shutil.copyfileobj(self._kept, out)
                else:
                    out.write("[\n")
                    out.writelines(_INDENT + line for line in self._kept)
                    out.write("\n]" if self._number else "]")
                out.write("\n")
        except OSError as error:
            msg = f"{shown_name(path)}: {reason_of(error)}"
            raise UnreadableError(msg) from None


def _json(value: Any) -> str | None:
    """Return a value as JSON, `None` where it does not fit into it."""
    pieces: list[str] = []
    left = _MOST
    try:
        for piece in _ENCODER.iterencode(value):
            left -= len(piece)
            if left < 0:
                return None
            pieces.append(piece)
    except (TypeError, ValueError, RecursionError):  # a date, a circle, a number that is none, too many levels
        return None
    return "".join(pieces)


def shown_name(path: Path) -> str:
    """Return the name of what is written, in a line."""
    return shown(str(path), LONGEST_NAME)
