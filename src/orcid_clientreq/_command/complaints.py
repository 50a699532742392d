"""Opening files, and what to say in a line of one that can't be read."""

from __future__ import annotations

import codecs
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from orcid_clientreq.syntax.display import shown

#: Standard input.
STANDARD_INPUT: Final = "-"
#: The longest name of a file that is shown.
LONGEST_NAME: Final = 4096

#: The names of files with a sheet end so.
SHEETS: Final = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
#: What is kept in memory of standard input; more is kept on disk.
_IN_MEMORY: Final = 2**20
#: So much is read at once.
CHUNK: Final = 2**16

Complain = Callable[[str], None]


class UnreadableError(Exception):
    """A file that cannot be read; its text is for people."""


class UnknownHeadingsError(UnreadableError):
    """A table no heading of which is known."""


def visible(name: str) -> str:
    """Return the name of a file as people read it, in a line."""
    return "standard input" if name == STANDARD_INPUT else shown(name, LONGEST_NAME)


def unreadable(name: str, what: str) -> UnreadableError:
    """Return the error for a file, in a line."""
    return UnreadableError(f"{visible(name)}: {' '.join(what.split())}")


@contextmanager
def opened(name: str) -> Generator[IO[bytes]]:
    """Open a file, or standard input.

    Raises:
        UnreadableError: If it can't be opened or read, in a line.
    """
    try:
        source = _standard_input() if name == STANDARD_INPUT else name
        try:
            file = open(source, "rb", closefd=source is name)  # noqa: SIM115 - closed below
        except ValueError:  # a null character
            raise unreadable(name, "no file can have this name") from None
        with file:
            yield file
    except OSError as error:
        raise unreadable(name, reason_of(error)) from None


def reason_of(error: OSError) -> str:
    """Return why a file or stream cannot be read or written, in the system's words."""
    return (error.strerror or str(error)).lower()


def _standard_input() -> int:
    """Return the number of standard input: read as a file is, under any locale."""
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison] - it is where a shell has closed it
        msg = "it is closed"
        raise OSError(msg)
    return sys.stdin.fileno()


def holds_sheet(name: str) -> bool:
    """Return whether a file is a sheet, by its name."""
    return Path(name).suffix.lower() in SHEETS


@contextmanager
def seekable(name: str) -> Generator[IO[bytes]]:
    """Open a file that can be read twice; what can't, such as standard input, is copied.

    Raises:
        UnreadableError: If it can't be opened or read, in a line.
    """
    with opened(name) as file:
        if name != STANDARD_INPUT and file.seekable():
            yield file
            return
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
            while chunk := file.read(CHUNK):
                copy.write(chunk)
            copy.seek(0)
            yield copy


def begins_like_json(file: IO[bytes]) -> bool:
    """Return whether a file begins like JSON, or is empty."""
    start = file.read(CHUNK).removeprefix(codecs.BOM_UTF8).lstrip()
    file.seek(0)
    return start[:1] in {b"{", b"[", b""}
