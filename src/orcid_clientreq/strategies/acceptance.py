"""What drawn values may be: accepted by a policy, and short enough for its limits.

What can be too long for a field goes through `fitting`, together with the shortest value that would do. So it is known
before anything is drawn whether a policy leaves room, and nothing that is too long gets into a form. Good texts alone are
cut, since one character is enough for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orcid_clientreq.fields import FIELDS, Kind, limit_of
from orcid_clientreq.form import Limits
from orcid_clientreq.policy import Policy
from orcid_clientreq.rules.rows import rows

Strategy = st.SearchStrategy
T = TypeVar("T")


def always(_policy: Policy) -> bool:
    """Return that a rule can be broken under any policy."""
    return True


#: The rules that warn of what is longer than advised, by field.
_ADVICE: Final[Mapping[str, str]] = {"description": "description.too_long", "redirect_uri": "redirect_uri.long"}


class Acceptance(NamedTuple):
    """What drawn values may be: accepted by a policy, or so good that there is not even a warning."""

    policy: Policy
    no_warnings: bool = False

    @property
    def limits(self) -> Limits:
        """The limits of the policy."""
        return self.policy.limits

    def tolerates(self, code: str) -> bool:
        """Return whether a value that breaks the rule of this code may be drawn."""
        severity = self.policy.severity(code)
        return severity is None or (severity == "warning" and not self.no_warnings)

    def longest(self, field: str) -> tuple[int, str]:
        """Return the longest text that may be drawn for a field with a limit, and the name of the limit that says so."""
        row = FIELDS[field]
        limits = [(limit_of(row, self.limits), row.limit)]
        if field in _ADVICE and not self.tolerates(_ADVICE[field]):
            limits.append((getattr(self.limits, row.advised), row.advised))
        return min(limits)

    def has_room(self, field: str, value: object) -> bool:
        """Return whether a value is short enough for a field; a value that is not text always is."""
        # A text in place of the list is read as one of its items.
        row = FIELDS["redirect_uri" if field == "redirect_uris" else field]
        if not isinstance(value, str) or not row.limit:
            return True
        if len(value) > limit_of(row, self.limits):
            return False
        if row.name not in _ADVICE or self.tolerates(_ADVICE[row.name]):
            return True
        advised: int = getattr(self.limits, row.advised)
        if len(value) <= advised:
            return True
        # Advice is about the content of a request, and about each of several URIs in a row, the first of which may lack a scheme.
        if row.kind is Kind.TEXT:
            return len(value.strip()) <= advised
        return all(len(uri if "://" in uri else f"https://{uri}") <= advised for uri in rows(value))

    def have_room(self, values: Mapping[str, object]) -> bool:
        """Return whether the values of some fields are all short enough."""
        return all(self.has_room(field, value) for field, value in values.items())

    def refusal(self, field: str, what: str) -> str:
        """Return that a limit of a field leaves no room for something."""
        longest, name = self.longest(field)
        return f"the limit {name}={longest} leaves no room for {what}"


@attrs.frozen
class Faulty:
    """What breaks a rule about one value, and no other.

    Args:
        draw: Makes the faulty values of a field, of any length.
        short: The shortest of them, or what makes it for a field; `None` where they are no texts, or where their length is
            the fault.
        possible: Whether any value can break the rule under a policy that has it on.
    """

    draw: Callable[[str, Acceptance], Strategy[Any]]
    short: str | Callable[[str, Acceptance], str | None] | None = None
    possible: Callable[[Policy], bool] = always

    def shortest(self, field: str, acceptance: Acceptance) -> str | None:
        """Return the shortest faulty value of a field.

        Raises:
            InvalidArgument: If the policy knows contacts, and the value would have to be one of them.
        """
        return self.short(field, acceptance) if callable(self.short) else self.short


def fitting(drawn: Strategy[T], short: T, fits: Callable[[T], bool], refusal: str) -> Strategy[T]:
    """Return what is drawn where it fits, and a short value in place of what does not.

    Args:
        drawn: What is drawn, possibly nothing.
        short: As short as can be.
        fits: Whether a value fits into the limits of a policy.
        refusal: What to say where there is no room.

    Raises:
        InvalidArgument: If not even the short value fits.
    """
    if not fits(short):
        raise InvalidArgument(refusal)
    return st.just(short) if drawn.is_empty else drawn.map(lambda value: value if fits(value) else short)


def or_nothing(make: Callable[[], Strategy[T]]) -> Strategy[T]:
    """Return the strategy that a function makes, one that draws nothing where there is no room for what it would."""
    try:
        return make()
    except InvalidArgument:
        return st.nothing()
