"""A Flask page as a blueprint: drawn from the library's fields and checked by the library, in the visitor's language."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from orcid_clientreq import Policy, apply_suggestions, check
from orcid_clientreq.interop import form_fields, form_messages, from_form, to_form
from orcid_clientreq.messages import html_attributes, negotiate

#: What ORCID's form asks today. It is not the visitor's to choose.
POLICY = Policy(edition="latest")

page = Blueprint("orcid", __name__)


@page.route("/credential-requests", methods=["GET", "POST"])
def register() -> ResponseReturnValue:
    """Show the form, put a suggestion in, or take the request."""
    language = negotiate(request.headers.get("Accept-Language"))
    inputs = form_fields(policy=POLICY, language=language)
    names = [each.name for each in inputs]
    data = from_form([(name, value) for name, value in request.form.items(multi=True) if name in names])
    report = check(data, policy=POLICY, language=language)
    if "fix" in request.form:
        data = apply_suggestions(data, report, pointer=request.form["fix"])
        report = check(data, policy=POLICY, language=language)
    taken = request.method == "POST" and "fix" not in request.form and report.ok  # store parse(data, policy=POLICY)
    shown = {} if request.method == "GET" else form_messages(report)
    status = 422 if request.method == "POST" and "fix" not in request.form and not taken else 200
    html = html_attributes(language)
    text = render_template(
        "orcid_page.html", inputs=inputs, values=to_form(data), messages=shown, taken=taken, html=html
    )
    return text, status, {"Content-Language": language, "Vary": "Accept-Language"}
