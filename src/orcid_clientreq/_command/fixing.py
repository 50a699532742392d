"""What `check --fix` writes: the requests with every suggestion applied, as JSON."""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
import signal
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG
from typing import IO, Any, Final, Self, cast

from orcid_clientreq import Report, apply_suggestions
from orcid_clientreq._command.complaints import LONGEST_NAME, Complain, UnreadableError, reason_of
from orcid_clientreq._command.requests import Request
from orcid_clientreq.syntax.display import shown

#: What a fixed sheet is written as, by the name of its file.
TEXT_NAMES: Final = (".csv", ".tsv", ".tab", ".txt")
WORKBOOK_NAMES: Final = (".xlsx", ".xlsm")
#: What spreadsheets are written as by other programs, and not here.
OTHER_NAMES: Final = (".ods", ".fods", ".xls", ".xlsb", ".numbers")
_INDENT: Final = "  "
_IN_MEMORY: Final = 2**20  # more is kept on disk
#: The most characters of a request: five thousand redirect URIs of two thousand, and more. YAML can repeat a value
#: so often that it fits nowhere.
_MOST: Final = 2**24
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=len(_INDENT))


class FixedFile:
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
        """Keep a request, fixed. What is not a request stays as it is; what JSON can't represent is reported."""
        is_request = "request.not_a_mapping" not in report.codes()
        whole = request.rewrapped(apply_suggestions(request.data, report)) if is_request else request.given
        text = _json(whole)
        if text is None:
            complain(f"{request.place}: JSON can't represent a value in it")
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
        """Write the requests into a file: all of them or nothing.

        They are a list, unless there is one from a file without a list.

        Args:
            path: The file.
            alone: Whether they are all from one file.
        """
        self._kept.seek(0)
        try:
            with replacing(path) as out:
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


Open = Callable[[Path, str], IO[Any]]


@contextmanager
def replacing(path: Path, opening: Open | None = None) -> Generator[IO[Any]]:
    """Yield a file for the new content of another one, which is put in its place when all is written.

    If anything goes wrong, the old file stays as it was. A link stays a link to the file. What is not a regular file,
    such as a pipe or a terminal, can't be replaced, and is written to.

    Args:
        path: The file.
        opening: Opens a file in a mode such as `w`; by default for JSON.

    Raises:
        OSError: If the folder or the file can't be written to.
    """
    opening = opening or _opened
    target = Path(os.path.realpath(path))
    if target.exists() and not S_ISREG(target.stat().st_mode):
        with opening(target, "w") as out:
            yield out
        return
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    beside = target.with_name(f".{secrets.token_hex(8)}.tmp")
    with _interrupts_raised():
        try:
            with opening(beside, "x") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            if target.exists():
                shutil.copymode(target, beside)
            beside.replace(target)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise


@contextmanager
def _interrupts_raised() -> Generator[None]:
    """Let Ctrl+C raise KeyboardInterrupt, so that a file that is not complete is removed; else it ends the process."""
    before = signal.getsignal(signal.SIGINT)
    if not callable(before):  # it is ignored
        yield
        return
    signal.signal(signal.SIGINT, _raise_once)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _raise_once(*_: object) -> None:
    """Raise KeyboardInterrupt, and ignore another Ctrl+C while the file is removed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _opened(path: Path, mode: str) -> IO[str]:
    """Open a file for JSON; a lone surrogate is written as JSON escapes it."""
    return path.open(mode, encoding="utf-8", errors="backslashreplace", newline="\n")


def _json(value: Any) -> str | None:
    """Return a value as JSON, `None` where it does not fit into it."""
    pieces: list[str] = []
    left = _MOST
    try:
        for piece in _ENCODER.iterencode(_with_text_keys(value)):
            left -= len(piece)
            if left < 0:
                return None
            pieces.append(piece)
    except (TypeError, ValueError, RecursionError):  # a date, a circle, NaN or infinity, too many levels
        return None
    return "".join(pieces)


def _with_text_keys(value: Any) -> Any:
    """Return a value, if each key of a mapping in it is text: JSON would write the numbers and texts of YAML alike.

    Raises:
        TypeError: If a key is not text.
    """
    seen: set[int] = set()
    left = [value]
    while left:
        each = left.pop()
        if not isinstance(each, dict | list) or id(cast("object", each)) in seen:
            continue
        seen.add(id(cast("object", each)))
        if isinstance(each, dict):
            members = cast("dict[object, object]", each)
            if not all(isinstance(key, str) for key in members):
                msg = "a key is not text"
                raise TypeError(msg)
            left.extend(members.values())
        else:
            left.extend(cast("list[object]", each))
    return value


def shown_name(path: Path) -> str:
    """Return the name of what is written, in a line."""
    return shown(str(path), LONGEST_NAME)


def is_sheet_name(path: Path) -> bool:
    """Return whether what is fixed is written as a sheet, by the name of the file."""
    return path.suffix.lower() in {*TEXT_NAMES, *WORKBOOK_NAMES}
