"""Runs the command line in this process: what a new one would answer, in a hundredth of the time."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout
from subprocess import CompletedProcess
from unittest.mock import patch

from orcid_clientreq._command import main


@contextmanager
def piped(content: bytes) -> Iterator[None]:
    """Let standard input be a pipe with that content, which it can hold."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)  # more than that fails, and does not wait for a reader
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(content)
    with os.fdopen(reading) as stdin, patch.object(sys, "stdin", stdin):
        yield


def run_here(*arguments: str, content: bytes | None = None) -> CompletedProcess[str]:
    """Return the exit status of a command, and what it wrote; `content` is its standard input, if it has one."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2)]
    given = nullcontext() if content is None else piped(content)
    with given, redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        try:
            status = main([*arguments])
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
    for stream in streams:
        stream.flush()
    out, err = (stream.buffer.getvalue().decode() for stream in streams)  # type: ignore[attr-defined]
    return CompletedProcess([*arguments], status, out, err)
