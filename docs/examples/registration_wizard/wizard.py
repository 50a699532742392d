"""A small registration wizard: one page of a web form, the check, and what is kept of it.

    flask --app docs/examples/registration_wizard/wizard run

There is a mistake in it, of a kind that has cost integrators days. The property tests next to it find it.
"""

from __future__ import annotations

from flask import Flask, Response, render_template_string, request
from werkzeug.datastructures import MultiDict

from orcid_clientreq import InvalidRequestError, RegistrationRequest, parse

FIELDS = ("contact_email", "pin_contact_email", "description", "homepage_url", "staff_notes", "client_name")

PAGE = """<!doctype html><html lang="en"><title>Register a client application</title>
<form method="post">
{% for name in fields %}<p><label>{{ name }} <input name="{{ name }}" value="{{ form[name] }}"></label>
{% for finding in found[name] %}<strong>{{ finding.message }}</strong>{% endfor %}{% endfor %}
<p><label>redirect_uris <textarea name="redirect_uris">{{ form.redirect_uris }}</textarea></label>
{% for finding in found.redirect_uris %}<strong>{{ finding.place }}: {{ finding.message }}</strong>{% endfor %}
<button>Register</button></form>"""


def read_form(form: MultiDict[str, str]) -> dict[str, object]:
    """Return what the library takes: one redirect URI a line."""
    lines = [line.strip() for line in form.get("redirect_uris", "").splitlines() if line.strip()]
    uris = [line.rstrip("/") for line in lines]
    return {**{name: form.get(name, "") for name in FIELDS}, "redirect_uris": uris}


def create_app() -> Flask:
    """Return the wizard."""
    app = Flask(__name__)
    app.config["REQUESTS"] = kept = list[RegistrationRequest]()

    @app.get("/")
    def empty() -> str:
        return render_template_string(PAGE, fields=FIELDS, form={}, found={})

    @app.post("/")
    def register() -> Response | tuple[str, int]:
        try:
            kept.append(parse(read_form(request.form)))
        except InvalidRequestError as error:
            found = error.report.by_field()
            return render_template_string(PAGE, fields=FIELDS, form=request.form, found=found), 422
        return Response("Thank you.", 201)

    return app
