"""The pydantic model that a team would have to write to report every fault of the corpus, and all of a request at once.

pydantic's types are not enough for that: `HttpUrl` drops a space at the end, removes dot segments and accepts user
information, and `EmailStr` drops a name before the address. So the text is checked before these types read it. A
validator reports all faults of a value in one `ValidationError`; pydantic adds its errors to those of the other fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Annotated, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    EmailStr,
    Field,
    HttpUrl,
    UrlConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

#: A URI in its parts, by RFC 3986, appendix B.
URI = re.compile(
    r"(?:(?P<scheme>[^:/?#]+):)?(?://(?P<authority>[^/?#]*))?(?P<path>[^?#]*)(?:\?[^#]*)?(?P<fragment>#.*)?", re.DOTALL
)
DOT_SEGMENT = re.compile(r"/\.\.?(?:/|$)")

Value = TypeVar("Value")
Faults = Iterator[PydanticCustomError]


def without(faults_of: Callable[[str], Faults]) -> Callable[[Value], Value]:
    """Return a validator that reports every fault of a text, and leaves values of other types to the field's own type."""

    def validate(value: Value) -> Value:
        if isinstance(value, str) and (faults := list(faults_of(value))):
            errors = [InitErrorDetails(type=fault, input=value) for fault in faults]
            raise ValidationError.from_exception_data("Request", errors)
        return value

    return validate


def address_faults(address: str) -> Faults:
    if "<" in address:
        yield PydanticCustomError("address_with_name", "Leave out the name: enter the address only.")


def redirect_uri_faults(uri: str) -> Faults:
    parts = URI.fullmatch(uri)
    assert parts is not None  # any text matches
    scheme, authority, path, fragment = parts.group("scheme", "authority", "path", "fragment")
    _, at, place = (authority or "").rpartition("@")
    if uri != uri.strip():
        yield PydanticCustomError("uri_space", "Remove the space around the URI.")
    if scheme != "https":
        yield PydanticCustomError("uri_scheme", "Begin with https://.")
    if at:
        yield PydanticCustomError("uri_userinfo", "Remove what comes before the @.")
    if place.partition(":")[0] == "localhost":
        yield PydanticCustomError("uri_localhost", "Enter a host that is reachable from the internet.")
    if "*" in place:
        yield PydanticCustomError("uri_wildcard", "Enter each host in full.")
    if "{" in uri:
        yield PydanticCustomError("uri_placeholder", "Replace the placeholder.")
    if DOT_SEGMENT.search(path):
        yield PydanticCustomError("uri_dot_segment", "Remove the dot segments.")
    if fragment is not None:
        yield PydanticCustomError("uri_fragment", "Remove the part from # on.")


Address = Annotated[EmailStr, BeforeValidator(without(address_faults))]
RedirectUri = Annotated[HttpUrl, UrlConstraints(max_length=2000), BeforeValidator(without(redirect_uri_faults))]


class Request(BaseModel):
    contact_email: Address
    pin_contact_email: Address
    description: str = Field(min_length=1, max_length=5000, pattern=r"^[^<>]*$")
    homepage_url: HttpUrl
    redirect_uris: list[RedirectUri] = Field(min_length=1)
    staff_notes: str | None = None

    @field_validator("pin_contact_email")
    @classmethod
    def is_another_contact(cls, address: str, info: ValidationInfo) -> str:
        # `info.data` has the fields before this one that are valid.
        if address.casefold() == info.data.get("contact_email", "").casefold():
            raise PydanticCustomError("same_contact", "Enter another person's address.")
        return address
