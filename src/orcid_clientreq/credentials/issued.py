"""What ORCID issues: a client ID, and a secret that does not show itself."""

from __future__ import annotations

from hmac import compare_digest
from typing import Any, NoReturn

import attrs

from orcid_clientreq.form import Environment
from orcid_clientreq.syntax.clients import is_client_id, is_legacy
from orcid_clientreq.syntax.display import shows_nothing
from orcid_clientreq.syntax.values import text_of


@attrs.frozen(repr=False)
class ClientId:
    """A client ID: `APP-` followed by 16 characters, each a digit or a capital letter.

    Before September 2014 it was four groups of four characters.

    Args:
        value: The client ID, without white space around it.

    Raises:
        ValueError: If the value is not a client ID. The error does not repeat the value, because it may be a secret.

    >>> ClientId("1234-5678-1234-5678").legacy, ClientId("APP-0123456789ABCDEF").legacy
    (True, False)
    >>> ClientId("APP-0123")
    Traceback (most recent call last):
        ...
    ValueError: a client ID is APP- and 16 characters, each a digit or a capital letter, or four groups of four characters
    """

    value: str

    def __attrs_post_init__(self) -> None:
        """Check the shape; not by an attrs validator, which a host program can switch off."""
        text = text_of(self.value)
        if text is None or not is_client_id(text):
            msg = "a client ID is APP- and 16 characters, each a digit or a capital letter, or four groups of four characters"
            raise ValueError(msg)
        object.__setattr__(self, "value", text)

    @property
    def legacy(self) -> bool:
        """Whether it has the form that ORCID used before September 2014, which still works."""
        return is_legacy(self.value)

    def __str__(self) -> str:
        """Return the client ID as text."""
        return self.value

    def __repr__(self) -> str:
        """Return it as code."""
        return f"ClientId({self.value!r})"


class ClientSecret:
    """A client secret, which `repr` and `str` hide.

    A secret compares in constant time, and only with other secrets. It is not hashable, and can't be pickled. A copy is the
    same object.

    Args:
        value: The secret as text, not blank. ORCID's secrets are UUIDs. `check` checks that, this class does not.

    Raises:
        ValueError: If the value is not text, or is blank.

    >>> secret = ClientSecret("01234567-89ab-4cde-8f01-23456789abcd")
    >>> f"{secret} {secret!r}"
    '<ClientSecret: hidden> <ClientSecret: hidden>'
    >>> secret.reveal()[:8], secret == ClientSecret("another")
    ('01234567', False)
    """

    __slots__ = ("__value",)
    __value: str

    def __init__(self, value: str) -> None:
        """Keep the text, out of sight."""
        if hasattr(self, "_ClientSecret__value"):  # called once more
            self.__setattr__("value", value)
        text = text_of(value)
        if text is None or shows_nothing(text):
            msg = "a client secret is text"
            raise ValueError(msg)
        object.__setattr__(self, "_ClientSecret__value", text)

    def reveal(self) -> str:
        """Return the secret. Pass it on, and don't store it where others can read it."""
        return self.__value

    def __eq__(self, other: object) -> bool:
        """Compare in constant time, as far as the lengths are the same."""
        if type(other) is not ClientSecret:
            return NotImplemented
        ours, theirs = (secret.reveal().encode("utf-8", "surrogatepass") for secret in (self, other))
        return compare_digest(ours, theirs)

    def __hash__(self) -> NoReturn:
        """Refuse: a hash would answer whether two are equal, and not in constant time."""
        msg = "unhashable type: 'ClientSecret'"
        raise TypeError(msg)

    def __repr__(self) -> str:
        """Return that there is something, and not what."""
        return "<ClientSecret: hidden>"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: a secret does not change."""
        msg = "a client secret cannot be changed"
        raise AttributeError(msg)

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse, as well."""
        msg = "a client secret cannot be changed"
        raise AttributeError(msg)

    def __copy__(self) -> ClientSecret:
        """Return the same secret, which does not change."""
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> ClientSecret:
        """Return the same secret, which does not change."""
        return self

    def __getstate__(self) -> NoReturn:
        """Refuse, so that it does not get into a pickle by accident."""
        msg = "a client secret is not pickled; where it has to be, pickle what reveal() returns"
        raise TypeError(msg)

    def __reduce__(self) -> NoReturn:
        """Refuse, so that it does not get into a pickle by accident."""
        self.__getstate__()


def _client_id(value: ClientId | str) -> ClientId:
    """Return a client ID that may be given as text."""
    return value if isinstance(value, ClientId) else ClientId(value)


def _client_secret(value: ClientSecret | str) -> ClientSecret:
    """Return a secret that may be given as text."""
    return value if isinstance(value, ClientSecret) else ClientSecret(value)


@attrs.frozen(kw_only=True)
class IssuedCredentials:
    """The credentials of a client. They can't be pickled, because the secret can't.

    Args:
        client_id: The client ID. A text is converted to a `ClientId`.
        client_secret: The secret, which is not shown. A text is converted to a `ClientSecret`.
        environment: The environment in which the credentials are valid.
        base_url: The address of ORCID to use with the credentials, or `None`. Not in the `repr`.

    Raises:
        ValueError: If a text is not a client ID, a secret is blank, or there is no such environment.

    >>> IssuedCredentials(client_id="APP-0123456789ABCDEF", client_secret="01234567-89ab-4cde-8f01-23456789abcd").client_secret
    <ClientSecret: hidden>
    """

    client_id: ClientId = attrs.field(converter=_client_id)
    client_secret: ClientSecret = attrs.field(converter=_client_secret)
    environment: Environment = attrs.field(default=Environment.PRODUCTION, converter=Environment)
    base_url: str | None = attrs.field(default=None, repr=False)
