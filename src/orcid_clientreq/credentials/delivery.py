"""To whom ORCID sends which half of the credentials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

import attrs

from orcid_clientreq.checking import read_fields
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import Kind, of_kind
from orcid_clientreq.messages import language_of, say
from orcid_clientreq.request import RegistrationRequest, as_request
from orcid_clientreq.rules import between
from orcid_clientreq.syntax.display import WIDTH, indented, wrapped


@attrs.frozen(kw_only=True)
class Delivery:
    """One message from ORCID.

    Args:
        field: The field of the form that names the contact.
        address: The contact's address. Not in the `repr`.
        holds: What is in the message.
        reason: Why it goes there.
    """

    field: str
    address: str = attrs.field(repr=False)
    holds: str
    reason: str


@attrs.frozen(kw_only=True)
class Deliveries:
    """The messages in which the credentials come.

    Args:
        steps: The messages, in the order in which they are needed.
        typical_wait: How long the help page of the edition says that it mostly takes; `None` where it does not say.
        language: The language of its text; `translated` sets it.
    """

    steps: tuple[Delivery, ...]
    typical_wait: timedelta | None
    language: str = attrs.field(default="en", repr=False)

    def translated(self, language: str) -> Deliveries:
        """Return the messages with what is said of them in another language; fields and addresses stay.

        Args:
            language: As for `Report.translated`.

        Raises:
            ValueError: If there is no such language.
        """
        language = language_of(language)
        english = {say(text, self.language): text for text in TEXTS}

        def in_language(text: str) -> str:
            return say(english.get(text, text), language)

        steps = (
            attrs.evolve(each, holds=in_language(each.holds), reason=in_language(each.reason)) for each in self.steps
        )
        return attrs.evolve(self, steps=tuple(steps), language=language)

    def __iter__(self) -> Iterator[Delivery]:
        """Return the messages one by one."""
        return iter(self.steps)

    def __str__(self) -> str:
        """Return it for people, in at most 100 columns, without the addresses."""
        lines: list[str] = []
        for number, each in enumerate(self.steps, 1):
            lines += wrapped(f"{number}. {each.field}: {each.holds}", WIDTH)
            lines += indented(each.reason, 3)
        if self.typical_wait is not None:
            hours = int(self.typical_wait / timedelta(hours=1))
            lines += wrapped(say(_WAIT, self.language).format(hours=hours), WIDTH)
        return "\n".join(lines)


#: What is said of the messages. Their contents:
BOTH, ENCRYPTED = (
    "a message with the client ID and client secret",
    "an encrypted message with the client ID and client secret",
)
OPENS = MappingProxyType({"PIN": "the PIN that opens the message", "password": "the password that opens the message"})
#: Why they go there:
SETS_UP = "This person sets up the integration."
SOMEBODY_ELSE = "It goes to a different person, so that access to one mailbox is not enough."
SAME_ADDRESS = "It goes to the same address, so anyone who can open that mailbox gets both. Enter a different person's email address."
SAME_MAILBOX = (
    "It goes to the same mailbox, so anyone who can open it gets both. Enter a different person's email address."
)
_WAIT = "ORCID says this usually takes less than {hours} hours."
#: All of them, for translation.
TEXTS: Final = (BOTH, ENCRYPTED, *OPENS.values(), SETS_UP, SOMEBODY_ELSE, SAME_ADDRESS, SAME_MAILBOX, _WAIT)


def deliveries(request: RegistrationRequest | Mapping[str, Any]) -> Deliveries:
    """Return which contact gets which half of the credentials, in order, and why.

    It is what the help page of the edition describes for credentials that are requested with ORCID's form. For other
    ways, such as the Member Portal that ORCID was building in 2026, nothing is known, and nothing follows from it.

    Args:
        request: The request, or the mapping of a valid one.

    Raises:
        InvalidRequestError: If the mapping has errors.
        TypeError: If `request` is neither a request nor a mapping.

    Source: help page of January 2020, and those after it.

    >>> from orcid_clientreq import RegistrationRequest
    >>> request = RegistrationRequest(
    ...     contact_email="orcid@university.edu",
    ...     pin_contact_email="security@university.edu",
    ...     description="Sign in with your ORCID iD.",
    ...     homepage_url="https://university.edu/",
    ...     redirect_uris=["https://university.edu/orcid"],
    ... )
    >>> print(deliveries(request))
    1. contact_email: an encrypted message with the client ID and client secret
       This person sets up the integration.
    2. pin_contact_email: the PIN that opens the message
       It goes to a different person, so that access to one mailbox is not enough.
    ORCID says this usually takes less than 48 hours.
    """
    request = as_request(request)
    edition = EDITIONS[request.policy.edition]
    first = Delivery(field="contact_email", address=request.contact_email, holds=ENCRYPTED, reason=SETS_UP)
    if request.pin_contact_email is None:
        alone = attrs.evolve(first, holds=BOTH)
        return Deliveries(steps=(alone,), typical_wait=edition.typical_wait)
    second = Delivery(
        field="pin_contact_email",
        address=request.pin_contact_email,
        holds=OPENS[edition.second_half],
        reason=_why_there(request),
    )
    return Deliveries(steps=(first, second), typical_wait=edition.typical_wait)


def _why_there(request: RegistrationRequest) -> str:
    """Return what the second message is good for: with one mailbox for both, nothing."""
    names = of_kind(Kind.CONTACT)
    contact, pin = read_fields({name: getattr(request, name) for name in names}, request.policy, names).values()
    if between.not_distinct(pin, contact, request.policy) is not None:
        return SAME_ADDRESS
    if between.same_mailbox(pin, contact, request.policy) is not None:
        return SAME_MAILBOX
    return SOMEBODY_ELSE
