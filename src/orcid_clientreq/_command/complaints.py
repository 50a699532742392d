"""Opening files, and what to say in a line of one that can't be read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import IO, Final

from orcid_clientreq.syntax.display import shown

#: Standard input.
STANDARD_INPUT: Final = "-"
#: The longest name of a file that is shown.
LONGEST_NAME: Final = 4096

Complain = Callable[[str], None]


class UnreadableError(Exception):
    """A file that cannot be read; its text is for people."""


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
    """Return the number of standard input: read as a file is, whatever the locale."""
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison] - it is where a shell has closed it
        msg = "it is closed"
        raise OSError(msg)
    return sys.stdin.fileno()
