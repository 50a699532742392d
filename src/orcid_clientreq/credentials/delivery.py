"""To whom ORCID sends which half of the credentials."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import attrs

from orcid_clientreq.checking import read_fields
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import Kind, of_kind
from orcid_clientreq.request import RegistrationRequest
from orcid_clientreq.rules import beside


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
        typical_wait: How long ORCID says that it mostly takes, by hand; `None` where the edition of the form
            does not say.
    """

    steps: tuple[Delivery, ...]
    typical_wait: timedelta | None

    def __iter__(self) -> Iterator[Delivery]:
        """Return the messages one by one."""
        return iter(self.steps)

    def __str__(self) -> str:
        """Return it for people, without the addresses."""
        steps = [f"{number}. {each.field}: {each.holds}. {each.reason}" for number, each in enumerate(self.steps, 1)]
        if self.typical_wait is None:
            return "\n".join(steps)
        hours = int(self.typical_wait / timedelta(hours=1))
        return "\n".join([*steps, f"ORCID says that it mostly takes less than {hours} hours."])


def deliveries(request: RegistrationRequest) -> Deliveries:
    """Return which contact gets which half of the credentials, in order, and why.

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
    1. contact_email: an encrypted message with the client ID and the client secret. This contact sets the integration up.
    2. pin_contact_email: the PIN that opens the message. It goes to somebody else, so that one opened mailbox does not give both.
    ORCID says that it mostly takes less than 48 hours.
    """
    edition = EDITIONS[request.policy.edition]
    first = Delivery(
        field="contact_email",
        address=request.contact_email,
        holds="an encrypted message with the client ID and the client secret",
        reason="This contact sets the integration up.",
    )
    if request.pin_contact_email is None:
        alone = attrs.evolve(first, holds="a message with the client ID and the client secret")
        return Deliveries(steps=(alone,), typical_wait=edition.typical_wait)
    second = Delivery(
        field="pin_contact_email",
        address=request.pin_contact_email,
        holds=f"the {edition.second_half} that opens the message",
        reason=_why_there(request),
    )
    return Deliveries(steps=(first, second), typical_wait=edition.typical_wait)


def _why_there(request: RegistrationRequest) -> str:
    """Return what the second message is good for: with one mailbox for both, nothing."""
    names = of_kind(Kind.CONTACT)
    contact, pin = read_fields({name: getattr(request, name) for name in names}, request.policy, names).read.values()
    if beside.not_distinct(pin, contact, request.policy) is not None:
        return "It goes to the same address, so that one opened mailbox gives both: name another person."
    if beside.same_mailbox(pin, contact, request.policy) is not None:
        return "It goes to the same mailbox, so that whoever opens it has both: name another person."
    return "It goes to somebody else, so that one opened mailbox does not give both."
