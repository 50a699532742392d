"""Runs the command line in this process: what a new one would answer, in a hundredth of the time."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from subprocess import CompletedProcess

from orcid_clientreq._command import main


def run_here(*arguments: str) -> CompletedProcess[str]:
    """Return the exit status of a command, and what it wrote."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2)]
    with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        try:
            status = main([*arguments])
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
    for stream in streams:
        stream.flush()
    out, err = (stream.buffer.getvalue().decode() for stream in streams)  # type: ignore[attr-defined]
    return CompletedProcess([*arguments], status, out, err)
