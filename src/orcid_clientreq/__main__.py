"""The command line as a program: `python -m orcid_clientreq`, or the script `orcid-clientreq`."""

import os
import signal
import sys

_INTERRUPTED = 130  # as a shell says of a program that Ctrl+C ended


def _end(*_: object) -> None:
    """End the process at once."""
    os._exit(_INTERRUPTED)


def main() -> int:
    """Run the command line, and return the exit status.

    From here on, Ctrl+C ends the process in silence, also while the modules are imported. Before, while Python itself
    starts, it leaves Python's traceback.
    """
    # SIGINT that is ignored stays so: what nohup or a shell has put into the background is to go on. The process ends
    # here, since Python prints and forgets a KeyboardInterrupt that comes in a callback, as imports have them.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)
    from orcid_clientreq._command import main as run  # noqa: PLC0415 - as said

    try:
        return run()
    except KeyboardInterrupt:  # where a file has to be removed first
        os._exit(_INTERRUPTED)


if __name__ == "__main__":
    sys.exit(main())
