"""The server of the JavaScript form: its files, the description of the form, and the check.

    python server.py

Then open http://127.0.0.1:8000/ in a browser. The language is the browser's, or that of http://127.0.0.1:8000/?language=ja.
"""

from __future__ import annotations

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import attrs

from orcid_clientreq import Policy, check
from orcid_clientreq.interop import form_fields, json_schema, problem_details
from orcid_clientreq.messages import negotiate

#: What ORCID's form asks today. It is not the visitor's to choose.
POLICY = Policy(edition="latest")
LONGEST = 1_000_000


class Handler(SimpleHTTPRequestHandler):
    """Serves the folder, and two addresses more."""

    def do_GET(self) -> None:
        """Return a file, or the description of the form."""
        path, language = self.asked()
        if path == "/form.json":
            fields = [attrs.asdict(each) for each in form_fields(policy=POLICY, language=language)]
            schema = json_schema(policy=POLICY, language=language)
            self.answer(200, {"fields": fields, "schema": schema, "language": language})
        elif path is None:
            self.send_error(400)
        else:
            super().do_GET()

    do_HEAD = do_GET  # noqa: N815 - the name it has there

    def do_POST(self) -> None:
        """Check what was sent."""
        length = self.headers.get("Content-Length", "")
        path, language = self.asked()
        if path != "/check" or not (length.isascii() and length.isdigit() and 0 < int(length[:9]) <= LONGEST):
            self.send_error(400)
            return
        try:
            data = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):  # no JSON, or nested too deep
            data = None
        report = check(data, policy=POLICY, language=language)
        self.answer(200 if report.ok else 422, problem_details(report))

    def asked(self) -> tuple[str | None, str]:
        """Return the requested path, `None` if it is not an address, and the language of the query or the browser."""
        try:
            parts = urlsplit(self.path)
        except ValueError:
            return None, "en"
        accepted = dict(parse_qsl(parts.query)).get("language", self.headers.get("Accept-Language"))
        return parts.path, negotiate(accepted)

    def answer(self, status: int, data: Any) -> None:
        """Send JSON."""
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it has there
        """Write no log: a request contains addresses."""


def create_server(port: int = 8000) -> ThreadingHTTPServer:
    """Return the server, for this machine only."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(Path(__file__).parent)))


if __name__ == "__main__":
    create_server().serve_forever()
