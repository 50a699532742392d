"""A marshmallow schema that loads a request: `check` looks at all keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import INCLUDE, Schema, ValidationError, post_load, validates_schema

from orcid_clientreq import Policy, RegistrationRequest, check, parse

#: What ORCID's form asks today. The client does not choose it: a request that names another one has an error.
POLICY = Policy(edition="latest")


class RegistrationSchema(Schema):
    """A request. Its errors are a list for each field, by index in a list; each has a code, a message and a suggestion."""

    class Meta:
        """Take every key."""

        unknown = INCLUDE

    def __init__(self, *, language: str = "en", **options: Any) -> None:
        """Keep the language of the messages."""
        super().__init__(**options)
        self.language = language

    @validates_schema
    def check_all(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        """Collect the errors as marshmallow does."""
        errors: dict[str, Any] = {}
        for error in check(data, policy=POLICY, language=self.language).errors:
            name, *index = error.path or ("_schema",)
            said = {"code": error.code, "message": error.message, "suggestion": error.suggestion}
            if index:
                errors.setdefault(str(name), {}).setdefault(index[0], []).append(said)
            else:
                errors.setdefault(str(name), []).append(said)
        if errors:
            raise ValidationError(errors)

    @post_load
    def make(self, data: Mapping[str, Any], **_kwargs: Any) -> RegistrationRequest:
        """Return the request."""
        return parse(data, policy=POLICY)
