"""The smallest page with the form: Python's own web server, and the library.

python first_page.py
"""

from __future__ import annotations

from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from orcid_clientreq import PRODUCTION, Report, check
from orcid_clientreq.interop import form_fields, from_form

LONGEST = 100_000


def page(sent: dict[str, Any], report: Report | None) -> str:
    """Return the page: each field with its label, its help, what stands in it, and what is found there."""
    found = {} if report is None else report.by_field()
    rows = ['<!doctype html><html lang="en"><meta charset="utf-8"><title>Register</title><form method="post">']
    for each in form_fields():
        value: str | list[str] = sent.get(each.name, "")
        text = "\n".join(value) if isinstance(value, list) else value
        rows.append(
            f'<p><label for="{each.name}">{escape(each.label)}</label><br><small>{escape(each.help)}</small><br>'
        )
        rows.append(f'<textarea id="{each.name}" name="{each.name}" cols="70" rows="2">{escape(text)}</textarea>')
        rows += [f"<br><strong>{escape(finding.message)}</strong>" for finding in found.get(each.name, ())]
    rows.append("<p><button>Check</button>" + ("<p>Nothing is wrong." if report is not None and report.ok else ""))
    return "".join(rows)


class Page(BaseHTTPRequestHandler):
    """Shows the form, and checks it when it comes back."""

    def do_GET(self) -> None:
        """Show the empty form."""
        self.answer(page({}, None))

    def do_POST(self) -> None:
        """Check the form, and show it again with what was found."""
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit() and int(length[:9]) <= LONGEST):
            self.send_error(400)
            return
        body = self.rfile.read(int(length))
        sent = from_form(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        self.answer(page(sent, check(sent, policy=PRODUCTION)))  # not what the form may name

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it has there
        """Write no log: a request holds addresses."""

    def answer(self, text: str) -> None:
        """Send a page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode("utf-8", "replace"))


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", 8000), Page).serve_forever()
