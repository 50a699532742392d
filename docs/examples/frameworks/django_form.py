"""A Django form for the request: drawn from the library's fields, checked by the library, errors beside each field."""

from __future__ import annotations

from typing import Any

from django import forms

from orcid_clientreq import PRODUCTION, Policy, Report, check
from orcid_clientreq.interop import FormInput, form_fields, from_form


def _field(each: FormInput) -> forms.Field:
    """Return a Django field that takes any text: what is wrong with it, `check` says."""
    widget = forms.Textarea() if each.multiple or each.type == "textarea" else forms.TextInput()
    return forms.Field(label=each.label, help_text=each.help, required=False, widget=widget)


def _values(data: Any, key: str) -> list[Any]:
    """Return every value that was sent for a key; of a plain mapping the only one."""
    if hasattr(data, "getlist"):
        return list(data.getlist(key))
    return [data[key]] if key in data else []


class RegistrationForm(forms.Form):
    """The request for credentials; redirect URIs are one text, a URI in each line."""

    policy: Policy = PRODUCTION
    report: Report

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Draw the fields of the policy's edition, in its order."""
        super().__init__(*args, **kwargs)
        self.fields.update({each.name: _field(each) for each in form_fields(policy=self.policy)})

    def clean(self) -> dict[str, Any]:
        """Check the whole request, and put each error beside its field."""
        keys = {name: self.add_prefix(name) for name in self.fields}
        values = {name: _values(self.data, key) for name, key in keys.items()}
        sent = from_form([(name, value) for name, several in values.items() for value in several])
        self.report = check(sent, policy=self.policy)
        for error in self.report.errors:
            self.add_error(error.field or None, forms.ValidationError(error.message, code=error.code))
        return sent
