"""The built site as a server has it, and Chromium to look at it: for the picture, and for the tests in a browser.

Needs Playwright and Chromium.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

from playwright.sync_api import Browser, sync_playwright


class Handler(SimpleHTTPRequestHandler):
    """Serves the site, and says nothing."""

    extensions_map: ClassVar = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it has there
        """Write no log."""


class Server(ThreadingHTTPServer):
    """Serves on, whatever a browser no longer waits for."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report what went wrong here, but not that the browser has gone."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path) -> Generator[str]:
    """Serve a folder, and give the address, which ends in a slash."""
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


#: What Chromium is called, the one without windows first: it has the same engine, and takes two thirds of the time.
COMMANDS = ("chromium-headless-shell", "chromium", "chromium-browser")
#: Pages live for seconds: that is too short for a second compiler to be worth its time.
ARGUMENTS = ["--no-sandbox", "--js-flags=--liftoff-only"]


@contextmanager
def chromium() -> Generator[Browser]:
    """Start Chromium: the one that the variable CHROMIUM names, or what is installed."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, COMMANDS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
