"""A Django form and its view: drawn from the library's fields and checked by the library, in the visitor's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from orcid_clientreq import Policy, Report, apply_suggestions, check
from orcid_clientreq.interop import FormInput, FormMessage, form_fields, form_messages, from_form, to_form
from orcid_clientreq.messages import negotiate

_WIDGETS: dict[str, type[forms.Widget]] = {"email": forms.EmailInput, "url": forms.URLInput, "textarea": forms.Textarea}


def _field(each: FormInput) -> forms.Field:
    """Return a Django field that takes any text: what is wrong with it, `check` says."""
    attributes = {"autocomplete": each.autocomplete, "dir": "auto"}
    widget: forms.Widget
    if each.choices:
        widget = forms.RadioSelect(choices=[*zip(each.choices, each.choice_labels, strict=True)])
    else:
        kind = "textarea" if each.multiple else each.type
        widget = _WIDGETS.get(kind, forms.TextInput)(attributes)
    return forms.Field(label=each.label, help_text=each.help, required=False, widget=widget)


def _values(data: Any, key: str) -> list[Any]:
    """Return every value that was sent for a key; of a plain mapping the only one."""
    if hasattr(data, "getlist"):
        return list(data.getlist(key))
    return [data[key]] if key in data else []


class RegistrationForm(forms.Form):
    """The request for credentials; redirect URIs are one text, a URI in each line."""

    #: What ORCID's form asks today. It is not the visitor's to choose.
    policy = Policy(edition="latest")
    report: Report | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Draw the fields of the policy's edition, in its order."""
        super().__init__(*args, **kwargs)
        self.language = negotiate(get_language())
        inputs = form_fields(policy=self.policy, language=self.language)
        self.fields.update({each.name: _field(each) for each in inputs})

    @property
    def sent(self) -> dict[str, Any]:
        """What was sent for the fields, as `check` takes it."""
        values = {name: _values(self.data, self.add_prefix(name)) for name in self.fields}
        return from_form([(name, value) for name, several in values.items() for value in several])

    def clean(self) -> dict[str, Any]:
        """Check the whole request, and put each error next to its field."""
        self.report = check(self.sent, policy=self.policy, language=self.language)
        for name, messages in form_messages(self.report).items():
            for each in messages:
                if each.severity == "error":
                    self.add_error(name or None, forms.ValidationError(each.text, code=each.code))
        return self.sent

    def rows(self) -> Iterator[tuple[forms.BoundField, tuple[FormMessage, ...]]]:
        """Yield each field with what to show next to it: errors, warnings and suggestions."""
        self.full_clean()
        messages = {} if self.report is None else form_messages(self.report)
        return ((self[name], messages.get(name, ())) for name in self.fields)

    def fixed(self, pointer: str) -> RegistrationForm:
        """Return the form with the suggestion for a place put in."""
        self.full_clean()
        data = self.sent if self.report is None else apply_suggestions(self.sent, self.report, pointer=pointer)
        return type(self)({self.add_prefix(name): text for name, text in to_form(data).items()}, prefix=self.prefix)


def register(request: HttpRequest) -> HttpResponse:
    """Show the form, put a suggestion in, or take the request."""
    form = RegistrationForm(request.POST if request.method == "POST" else None)
    if "fix" in request.POST:
        form = form.fixed(request.POST["fix"])
        return render(request, "orcid_register.html", {"form": form})
    taken = form.is_valid()  # store form.cleaned_data here
    status = 200 if taken or not form.is_bound else 422
    return render(request, "orcid_register.html", {"form": form, "taken": taken}, status=status)
