"""A Flask page with WTForms: each field held to its validator function, and the whole request to `check`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, StringField, TextAreaField
from wtforms.validators import ValidationError

from orcid_clientreq import check, validators
from orcid_clientreq.interop import from_form
from orcid_clientreq.validators import Validator


def held_to(validator: Validator) -> Callable[[Any, Field], None]:
    """Return a WTForms validator that refuses what a validator function finds an error in."""

    def validate(_form: Any, field: Field) -> None:
        errors = [finding.message for finding in validator(field.data) if finding.severity == "error"]
        if errors:
            raise ValidationError(" ".join(errors))

    return validate


class RegistrationForm(Form):
    """The request for credentials; redirect URIs are one text, a URI in each line, or repeated keys."""

    contact_email = StringField("Contact email address", [held_to(validators.contact_email)])
    pin_contact_email = StringField("Contact for receiving PIN", [held_to(validators.pin_contact_email)])
    description = TextAreaField("Short description", [held_to(validators.description)])
    homepage_url = StringField("Home page", [held_to(validators.homepage_url)])
    redirect_uris = TextAreaField("Redirect URIs")
    staff_notes = TextAreaField("Notes for ORCID staff", [held_to(validators.staff_notes)])

    def __init__(self, sent: MultiDict[str, str]) -> None:
        """Keep what was sent: WTForms shows the first of repeated keys, and `check` has to see them all."""
        super().__init__(sent)
        self.sent = {name: sent.getlist(name) if name == "redirect_uris" else sent.get(name) for name in self._fields}

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, and then what one field says about another."""
        fine = super().validate(extra_validators)
        report = check(from_form(self.sent))
        for error in report.errors:
            field = self._fields.get(error.field)
            if field is not None and not any(error.message in said for said in field.errors):
                field.errors = [*field.errors, error.message]
        return fine and report.ok


app = Flask(__name__)


@app.post("/")
def register() -> ResponseReturnValue:
    """Take a form."""
    form = RegistrationForm(request.form)
    return ("", 201) if form.validate() else (jsonify(form.errors), 422)
