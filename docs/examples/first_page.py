"""The smallest page with the form: Python's own web server, and the library.

python first_page.py
"""

from __future__ import annotations

from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from orcid_clientreq import Policy, Report, apply_suggestions, check
from orcid_clientreq.interop import FormInput, form_fields, form_messages, from_form, to_form
from orcid_clientreq.messages import html_attributes, negotiate

#: The newest edition of the form that the library knows. The application chooses it, not the visitor.
POLICY = Policy(edition="latest")
LONGEST = 100_000
#: Enter presses the first button of a form, which must not be that of a suggestion. This one is not displayed.
PRESSED_BY_ENTER = """\
<button tabindex="-1" aria-hidden="true" style="position: absolute; width: 0; height: 0; padding: 0; border: 0; \
overflow: hidden">Check</button>"""


def page(data: dict[str, Any], report: Report | None, language: str) -> str:
    """Return the page: each input with its label, its help, its content, and its findings."""
    values, messages = to_form(data), {} if report is None else form_messages(report)
    html = html_attributes(language)
    rows = [
        f'<!doctype html><html lang="{html["lang"]}" dir="{html["dir"]}"><meta charset="utf-8"><title>ORCID</title>'
    ]
    rows.append(f'<form method="post">{PRESSED_BY_ENTER}')
    for each in form_fields(policy=POLICY, language=language):
        rows.append(
            f'<p><label for="{each.name}">{escape(each.label)}</label><br><small>{escape(each.help)}</small><br>'
        )
        rows.append(control(each, values.get(each.name, "")))
        for message in messages.get(each.name, ()):
            rows.append(f'<br><strong class="{message.severity}">{escape(message.text)}</strong>')
            if message.suggestion:
                rows.append(f' <button name="fix" value="{message.pointer}">→ {escape(message.suggestion)}</button>')
    rows.append("<p><button>Check</button>" + ("<p>There are no errors." if report is not None and report.ok else ""))
    return "".join(rows)


def control(each: FormInput, value: str) -> str:
    """Return an input with its content: choices, several lines of text, or one."""
    if each.choices:
        answers = [("", ""), *zip(each.choices, each.choice_labels, strict=True)]
        chosen = [
            f'<option value="{answer}"{" selected" * (answer == value)}>{escape(label)}' for answer, label in answers
        ]
        return f'<select id="{each.name}" name="{each.name}">{"".join(chosen)}</select>'
    if each.multiple or each.type == "textarea":
        return f'<textarea id="{each.name}" name="{each.name}" cols="70" rows="2">{escape(value)}</textarea>'
    return f'<input id="{each.name}" name="{each.name}" type="text" size="70" value="{escape(value)}">'


class Page(BaseHTTPRequestHandler):
    """Shows the form, and checks it when it comes back."""

    def do_GET(self) -> None:
        """Show the empty form."""
        self.answer(page({}, None, self.language()))

    def do_POST(self) -> None:
        """Check the form, and show it again with what was found; a button puts its suggestion in."""
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit() and int(length[:9]) <= LONGEST):
            self.send_error(400)
            return
        body = self.rfile.read(int(length))
        sent = from_form(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        pointer, language = sent.pop("fix", None), self.language()
        report = check(sent, policy=POLICY, language=language)
        if pointer is not None:
            sent = apply_suggestions(sent, report, pointer=pointer)
            report = check(sent, policy=POLICY, language=language)
        self.answer(page(sent, report, language))

    def language(self) -> str:
        """Return the language of the visitor's browser."""
        return negotiate(self.headers.get("Accept-Language"))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it has there
        """Write no log: a request contains addresses."""

    def answer(self, text: str) -> None:
        """Send a page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode("utf-8", "replace"))


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", 8000), Page).serve_forever()
