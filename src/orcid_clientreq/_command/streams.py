"""The streams that a process writes to: closed, full, a terminal, or of another encoding."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import IO, Final, Protocol

from orcid_clientreq.messages.catalogues import say

#: From the beginning of the line, and clear the line.
_ERASE: Final = "\r\x1b[K"


#: The colours of severities on a terminal.
_COLOURS: Final = {"error": "\x1b[31m", "warning": "\x1b[33m"}
_PLAIN: Final = "\x1b[0m"


class Output(Protocol):
    """What reports are written to."""

    def write(self, text: str, /) -> object:
        """Write a text."""
        ...

    def flush(self) -> object:
        """Write what waits."""
        ...

    def isatty(self) -> bool:
        """Return whether it is a terminal."""
        ...


def prepare() -> None:
    """Let no character and no closed stream stop what is written."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # a shell has closed it
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - as long as the process
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def discard(stream: IO[str]) -> None:
    """Write nothing more to a stream, not even what waits: Python would complain when it ends."""
    with suppress(OSError):  # where it has no number, nothing waits
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class ForgivingStream:
    """A stream whose reader may go before all is written: what follows goes nowhere."""

    def __init__(self, stream: IO[str]) -> None:
        """Write to a stream."""
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text."""
        with self._read():
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Write what waits."""
        with self._read():
            self._stream.flush()

    def isatty(self) -> bool:
        """Return whether it is a terminal."""
        return self._stream.isatty()

    @contextmanager
    def _read(self) -> Generator[None]:
        """Discard what nobody reads."""
        try:
            yield
        except BrokenPipeError:
            discard(self._stream)


class Progress:
    """How many requests have been read, where somebody is looking."""

    def __init__(self) -> None:
        """Begin with none."""
        self._seen = sys.stderr.isatty()
        self._is_shown = False

    def show(self, number: int) -> None:
        """Show a number until something else is written."""
        if self._seen:
            self._write(f"\r{number} requests")
            self._is_shown = True

    def erase(self) -> None:
        """Take the number away."""
        if self._is_shown:
            self._write(_ERASE)
            self._is_shown = False

    def complain(self, text: str) -> None:
        """Say what is wrong, in a line."""
        self.erase()
        self._write(f"orcid-clientreq: {text}\n")

    @staticmethod
    def _write(text: str) -> None:
        """Write at once."""
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:  # there is no other place to say so
            discard(sys.stderr)


def coloured(line: str, language: str) -> str:
    """Return a line in colour if it begins with a severity."""
    for severity, colour in _COLOURS.items():
        if line.lstrip().startswith(say(severity, language)) and line.strip() != say(severity, language):
            return f"{colour}{line}{_PLAIN}"
    return line
