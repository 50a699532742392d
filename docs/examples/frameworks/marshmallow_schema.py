"""A marshmallow schema that loads a request, with the library's messages where marshmallow has its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import INCLUDE, Schema, ValidationError, post_load, validates_schema

from orcid_clientreq import RegistrationRequest, check, parse


class RegistrationSchema(Schema):
    """A request: whatever keys there are, `check` looks at them."""

    class Meta:
        """Take every key."""

        unknown = INCLUDE

    @validates_schema
    def hold_the_rules(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        """Collect the errors as marshmallow does: a list of messages for each field, by index in a list."""
        messages: dict[str, Any] = {}
        for error in check(data).errors:
            name, *index = error.path or ("_schema",)
            if index:
                messages.setdefault(str(name), {}).setdefault(index[0], []).append(error.message)
            else:
                messages.setdefault(str(name), []).append(error.message)
        if messages:
            raise ValidationError(messages)

    @post_load
    def make(self, data: Mapping[str, Any], **_kwargs: Any) -> RegistrationRequest:
        """Return the request."""
        return parse(data)
