"""What a competent user would write with other libraries: the same fields, the same purpose, nothing exotic.

Each returns nothing for a good request and raises for a bad one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

#: The two that the others are compared with.
USUAL = "usual pydantic model"
FAIR = "fair pydantic model"

Validate = Callable[[dict[str, Any]], Any]

MARKUP = re.compile(r"</?[A-Za-z!]")


def _distinct(first: str | None, second: str | None) -> None:
    if first and second and first.casefold() == second.casefold():
        msg = "name a different contact"
        raise ValueError(msg)


def pydantic_usual() -> Validate:
    from usual_model import Request

    return Request.model_validate


def pydantic_fair() -> Validate:
    from fair_model import Request

    return Request.model_validate


def marshmallow() -> Validate:
    from marshmallow import Schema, ValidationError, fields, validate, validates_schema

    class Request(Schema):
        contact_email = fields.Email(required=True)
        pin_contact_email = fields.Email(required=True)
        description = fields.Str(required=True, validate=[validate.Length(1, 5000), validate.Regexp(r"^[^<>]*$")])
        homepage_url = fields.Url(required=True, schemes={"http", "https"})
        redirect_uris = fields.List(fields.Url(schemes={"https"}), required=True, validate=validate.Length(1))
        staff_notes = fields.Str(allow_none=True)

        @validates_schema
        def distinct(self, data: dict[str, Any], **_: Any) -> None:
            try:
                _distinct(data.get("contact_email"), data.get("pin_contact_email"))
            except ValueError as error:
                raise ValidationError(str(error)) from error
            if any("#" in uri for uri in data.get("redirect_uris", ())):
                msg = "no fragment"
                raise ValidationError(msg)

    return Request().load


SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["contact_email", "pin_contact_email", "description", "homepage_url", "redirect_uris"],
    "properties": {
        "contact_email": {"type": "string", "format": "email", "maxLength": 254},
        "pin_contact_email": {"type": "string", "format": "email", "maxLength": 254},
        "description": {"type": "string", "minLength": 1, "maxLength": 5000, "pattern": "^[^<>]*$"},
        "homepage_url": {"type": "string", "format": "uri", "maxLength": 2000},
        "redirect_uris": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "string", "format": "uri", "pattern": "^https://[^#@]*$", "maxLength": 2000},
        },
        "staff_notes": {"type": ["string", "null"]},
    },
}
#: The same, in the newest draft that fastjsonschema knows.
DRAFT_7 = {"$schema": "http://json-schema.org/draft-07/schema", **SCHEMA}


def jsonschema() -> Validate:
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)

    def check(data: dict[str, Any]) -> None:
        _raise_all([*validator.iter_errors(data)], data)

    return check


def _raise_all(errors: list[Exception], data: dict[str, Any]) -> None:
    """Raise what a schema finds, and one contact for both, which no schema can say."""
    try:
        _distinct(data.get("contact_email"), data.get("pin_contact_email"))
    except ValueError as error:
        errors.append(error)
    if errors:
        msg = "not valid"
        raise ExceptionGroup(msg, errors)


def fastjsonschema() -> Validate:
    import fastjsonschema as library

    compiled = library.compile(DRAFT_7)

    def check(data: dict[str, Any]) -> None:
        compiled(data)
        _distinct(data["contact_email"], data["pin_contact_email"])

    return check


def fastjsonschema_all() -> Validate:
    import fastjsonschema as library

    compiled = library.compile(DRAFT_7, fast_fail=False)

    def check(data: dict[str, Any]) -> None:
        errors: list[Exception] = []
        try:
            compiled(data)
        except library.JsonSchemaValuesException as error:
            errors += error.errors
        _raise_all(errors, data)

    return check


def msgspec_email_validator() -> Validate:
    import msgspec
    from email_validator import validate_email

    https = Annotated[str, msgspec.Meta(pattern=r"^https://[^\s#@/]+\.[^\s#@/]+(/[^\s#]*)?$", max_length=2000)]

    # Not a class statement: its annotations would be looked up in the module, where these types are not.
    request_type = msgspec.defstruct(
        "Request",
        [
            ("contact_email", str),
            ("pin_contact_email", str),
            ("description", Annotated[str, msgspec.Meta(min_length=1, max_length=5000, pattern=r"^[^<>]*$")]),
            ("homepage_url", Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s@/]+", max_length=2000)]),
            ("redirect_uris", Annotated[list[https], msgspec.Meta(min_length=1)]),
            ("staff_notes", str | None, None),
        ],
    )

    def check(data: dict[str, Any]) -> None:
        request = msgspec.convert(data, request_type)
        first = validate_email(request.contact_email, check_deliverability=False).normalized
        _distinct(first, validate_email(request.pin_contact_email, check_deliverability=False).normalized)

    return check


def django_forms() -> Validate:
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=False)
        django.setup()
    from django import forms
    from django.core.validators import URLValidator

    https = URLValidator(schemes=["https"])

    class Request(forms.Form):
        contact_email = forms.EmailField(max_length=254)
        pin_contact_email = forms.EmailField(max_length=254)
        description = forms.RegexField(r"^[^<>]*$", max_length=5000)
        homepage_url = forms.URLField(max_length=2000, assume_scheme="https")
        staff_notes = forms.CharField(required=False)

        def clean(self) -> dict[str, Any]:
            cleaned = super().clean() or {}
            _distinct_form(self, cleaned)
            return cleaned

    def _distinct_form(form: Any, cleaned: dict[str, Any]) -> None:
        try:
            _distinct(cleaned.get("contact_email"), cleaned.get("pin_contact_email"))
        except ValueError as error:
            form.add_error("pin_contact_email", str(error))

    def check(data: dict[str, Any]) -> None:
        form = Request(data)
        uris = data.get("redirect_uris") or []
        errors = [error for uri in uris if (error := _error(uri))]
        if not uris:
            errors.append(ValueError("give a redirect URI"))
        errors += [error for field in form.errors.as_data().values() for error in field]
        if errors:
            msg = "not valid"
            raise ExceptionGroup(msg, errors)

    def _error(uri: str) -> Exception | None:
        try:
            https(uri)
        except forms.ValidationError as error:
            return error
        return ValueError("no fragment") if "#" in uri else None

    return check


def plain_attrs() -> Validate:
    import attrs
    from email_validator import validate_email
    from rfc3986 import uri_reference, validators

    uri_validator = (
        validators.Validator()
        .require_presence_of("scheme", "host")
        .check_validity_of("scheme", "host", "port", "path", "query")
    )

    def email(_instance: Any, _attribute: Any, value: Any) -> None:
        validate_email(value, check_deliverability=False)

    def uri(_instance: Any, _attribute: Any, value: Any) -> None:
        uri_validator.validate(uri_reference(value))

    def redirects(_instance: Any, _attribute: Any, values: Any) -> None:
        if not values:
            msg = "give a redirect URI"
            raise ValueError(msg)
        for value in values:
            reference = uri_reference(value)
            uri_validator.validate(reference)
            if (
                reference.scheme != "https"
                or reference.fragment is not None
                or reference.userinfo
                or reference.host == "localhost"
            ):
                msg = "not a redirect URI"
                raise ValueError(msg)

    def text(_instance: Any, _attribute: Any, value: Any) -> None:
        if not value.strip() or MARKUP.search(value):
            msg = "give plain text"
            raise ValueError(msg)

    @attrs.frozen
    class Request:
        contact_email: str = attrs.field(validator=email)
        pin_contact_email: str = attrs.field(validator=email)
        description: str = attrs.field(validator=[attrs.validators.max_len(5000), text])
        homepage_url: str = attrs.field(validator=uri)
        redirect_uris: list[str] = attrs.field(validator=redirects)
        staff_notes: str | None = None

        def __attrs_post_init__(self) -> None:
            _distinct(self.contact_email, self.pin_contact_email)

    return lambda data: Request(**data)


def named(error: Exception) -> int:
    """Return how many faults an error names."""
    if isinstance(error, ExceptionGroup):
        return len(error.exceptions)
    if hasattr(error, "error_count"):
        return int(error.error_count())
    return _leaves(getattr(error, "messages", 1))


def _leaves(messages: Any) -> int:
    """Return how many messages there are in marshmallow's nested ones."""
    if isinstance(messages, dict):
        return sum(map(_leaves, messages.values()))
    return len(messages) if isinstance(messages, list) else 1


PEERS: dict[str, Callable[[], Validate]] = {
    USUAL: pydantic_usual,
    FAIR: pydantic_fair,
    "marshmallow": marshmallow,
    "jsonschema with formats": jsonschema,
    "fastjsonschema": fastjsonschema,
    "fastjsonschema, all errors": fastjsonschema_all,
    "msgspec with email-validator": msgspec_email_validator,
    "Django forms": django_forms,
    "attrs, email-validator, rfc3986": plain_attrs,
}
