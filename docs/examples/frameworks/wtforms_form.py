"""A WTForms form for the request: drawn from the library's fields and checked by the library."""

from __future__ import annotations

from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import EmailField, RadioField, StringField, TextAreaField, URLField
from wtforms.form import BaseForm

from orcid_clientreq import Policy, Report, check
from orcid_clientreq.interop import FormInput, form_fields, form_messages, from_form

_FIELDS: dict[str, Any] = {"email": EmailField, "url": URLField, "textarea": TextAreaField}


def _field(each: FormInput) -> Any:
    """Return a field that takes any text: what is wrong with it, `check` says."""
    options: dict[str, Any] = {"description": each.help, "render_kw": {"autocomplete": each.autocomplete}}
    if each.choices:
        choices: Any = dict(zip(each.choices, each.choice_labels, strict=True))
        return RadioField(each.label, choices=choices, validate_choice=False, **options)
    kind = TextAreaField if each.multiple else _FIELDS.get(each.type, StringField)
    return kind(each.label, **options)


class RegistrationForm(BaseForm):
    """The request for credentials; redirect URIs are one text, a URI in each line, or repeated keys."""

    #: What ORCID's form asks today. It is not the visitor's to choose.
    policy = Policy(edition="latest")
    report: Report

    def __init__(self, sent: MultiDict[str, str], *, language: str = "en") -> None:
        """Draw the fields of the policy's edition, in its order."""
        super().__init__({each.name: _field(each) for each in form_fields(policy=self.policy, language=language)})
        self.process(sent)
        self.data_sent = from_form([(name, each) for name, each in sent.items(multi=True) if name in self._fields])
        self.language = language

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the whole request, and put each error next to its field; `form_messages(form.report)` has all."""
        self.report = check(self.data_sent, policy=self.policy, language=self.language)
        for name, messages in form_messages(self.report).items():
            if name in self._fields:
                self._fields[name].errors = [each.text for each in messages if each.severity == "error"]
        return self.report.ok
