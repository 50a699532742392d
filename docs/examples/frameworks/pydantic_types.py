"""Types for pydantic models: each checks a value with the library's rules."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel
from pydantic_core import PydanticCustomError

from orcid_clientreq import validators
from orcid_clientreq.validators import Validator


def checked_by(validator: Validator) -> AfterValidator:
    """Return a pydantic validator: its errors have the code as their type, and never the value."""
    return AfterValidator(validators.raising(validator, error=PydanticCustomError))


ContactEmail = Annotated[str, checked_by(validators.contact_email)]
HomepageURL = Annotated[str, checked_by(validators.homepage_url)]
RedirectURI = Annotated[str, checked_by(validators.redirect_uri)]
RedirectURIs = Annotated[list[str], checked_by(validators.redirect_uris)]


class Integration(BaseModel):
    """A model of your own."""

    name: str
    callback: RedirectURI
    support: ContactEmail | None = None
    further: RedirectURIs = []
