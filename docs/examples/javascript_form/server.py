"""What stands behind the JavaScript form: its files, the description of the form, and the check.

    python docs/examples/javascript_form/server.py

Then open http://127.0.0.1:8000/ in a browser.
"""

from __future__ import annotations

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import attrs

from orcid_clientreq import check
from orcid_clientreq.interop import form_fields, json_schema, problem_details

LONGEST = 1_000_000


class Handler(SimpleHTTPRequestHandler):
    """Serves the folder, and two addresses more."""

    def do_GET(self) -> None:
        """Return a file, or the description of the form."""
        if self.path == "/form.json":
            self.answer(200, {"fields": [attrs.asdict(each) for each in form_fields()], "schema": json_schema()})
        else:
            super().do_GET()

    def do_POST(self) -> None:
        """Check what was sent."""
        length = int(self.headers.get("Content-Length") or 0)
        if self.path != "/check" or not 0 < length <= LONGEST:
            self.send_error(400)
            return
        try:
            data = json.loads(self.rfile.read(length))
        except ValueError:
            data = None
        report = check(data)
        self.answer(200 if report.ok else 422, problem_details(report))

    def answer(self, status: int, data: Any) -> None:
        """Send JSON."""
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it has there
        """Write no log: a request holds addresses."""


def create_server(port: int = 8000) -> ThreadingHTTPServer:
    """Return the server, for this machine only."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(Path(__file__).parent)))


if __name__ == "__main__":
    create_server().serve_forever()
