"""Runs the command line in this process: what a new one would answer, in a hundredth of the time."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from subprocess import CompletedProcess
from threading import Thread
from unittest.mock import patch

from orcid_clientreq._command import main


@contextmanager
def piped(content: bytes) -> Iterator[None]:
    """Let standard input be a pipe with that content."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe, os.fdopen(reading) as stdin, patch.object(sys, "stdin", stdin):
        writer = Thread(target=lambda: (pipe.write(content), pipe.close()))
        writer.start()
        yield
        writer.join()


def run_here(*arguments: str, content: bytes = b"") -> CompletedProcess[str]:
    """Return the exit status of a command, and what it wrote; `content` is its standard input."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2)]
    with piped(content), redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        try:
            status = main([*arguments])
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
    for stream in streams:
        stream.flush()
    out, err = (stream.buffer.getvalue().decode() for stream in streams)  # type: ignore[attr-defined]
    return CompletedProcess([*arguments], status, out, err)
