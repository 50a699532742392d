"""The pydantic model that a team usually writes: pydantic's types for addresses and URLs, and a few checks after them."""

from __future__ import annotations

from typing import Annotated

from pydantic import AnyHttpUrl, BaseModel, EmailStr, Field, HttpUrl, UrlConstraints, model_validator

Https = Annotated[AnyHttpUrl, UrlConstraints(allowed_schemes=["https"], max_length=2000, host_required=True)]


class Request(BaseModel):
    contact_email: EmailStr
    pin_contact_email: EmailStr
    description: str = Field(min_length=1, max_length=5000, pattern=r"^[^<>]*$")
    homepage_url: HttpUrl
    redirect_uris: list[Https] = Field(min_length=1)
    staff_notes: str | None = None

    @model_validator(mode="after")
    def distinct(self) -> Request:
        if self.contact_email.casefold() == self.pin_contact_email.casefold():
            msg = "name a different contact"
            raise ValueError(msg)
        for uri in self.redirect_uris:
            if uri.fragment is not None or uri.username or uri.host == "localhost":
                msg = "not a redirect URI"
                raise ValueError(msg)
        return self
