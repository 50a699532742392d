"""The first pass over a form: it takes the plain values, and knows no rule.

Most requests end here. What is left over is checked by the rules, which `checking` imports.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import FIELDS, Field, Kind, of_kind
from orcid_clientreq.form import FormEdition, severities_of
from orcid_clientreq.plain_shapes import (
    SHORT,
    are_apart,
    plain_choice,
    plain_contact,
    plain_homepage,
    plain_redirect_uris,
    plain_text,
)
from orcid_clientreq.policy import Policy
from orcid_clientreq.syntax.hosts import Names

#: Returns the normalized value if it is plain, `None` if the rules have to look at it.
Plain = Callable[[Field, object, Policy, Names], Any]

PLAIN: Final[Mapping[Kind, Plain]] = {
    Kind.CONTACT: plain_contact,
    Kind.TEXT: plain_text,
    Kind.HOMEPAGE: plain_homepage,
    Kind.REDIRECT_URIS: plain_redirect_uris,
    Kind.CHOICE: plain_choice,
}
_CONTACTS: Final = of_kind(Kind.CONTACT)
#: The editions in which no rule about two fields finds anything between plain values, apart from the contacts, unless a
#: policy changes a rule. In others the rules are asked. `tox -e update` and a test compare this with the rules.
NOTHING_COMPARED: Final = frozenset({FormEdition.JANUARY_2020})


def never_plain(_field: Field, _value: object, _policy: Policy, _names: Names) -> None:
    """Leave every value to the rules."""


class _Step(NamedTuple):
    """What the first pass does with a field.

    Args:
        name: The name of the field.
        match: The expression of its shape for short values, `None` if there is none.
        limit: The longest text that it is tried on.
        plain: What is asked if it does not match.
        field: The field.
        may_be_missing: Whether no rule objects to a missing value.
        missing: The normalized value of a missing one.
    """

    name: str
    match: Callable[[str], object] | None
    limit: int
    plain: Plain
    field: Field
    may_be_missing: bool
    missing: tuple[()] | None


class Plan:
    """What the first pass does under a policy, made once.

    Args:
        steps: What it does with each field of the form.
        never_compared: Whether no rule about two fields is on that can find something between plain values, apart from
            those that compare the contacts; `None` until somebody has asked the rules.
        pairs: The rules about two fields that are on, once the rules are asked.
    """

    __slots__ = ("never_compared", "pairs", "steps")

    def __init__(self, steps: tuple[_Step, ...], *, never_compared: bool | None) -> None:
        """Keep the steps."""
        self.steps: tuple[_Step, ...] = steps
        self.never_compared: bool | None = never_compared
        self.pairs: tuple[Any, ...] | None = None


def plan_of(policy: Policy) -> Plan:
    """Return the plan of a policy."""
    plan: Plan | None = policy.plan
    if plan is None:
        steps = tuple(_step(FIELDS[name], policy) for name in EDITIONS[policy.edition].by_name)
        nothing_compared = policy.edition in NOTHING_COMPARED and not policy.severities
        plan = Plan(steps, never_compared=True if nothing_compared else None)
        object.__setattr__(policy, "plan", plan)
    return plan


def _step(field: Field, policy: Policy) -> _Step:
    """Return what is done with a field under a policy."""
    limits = [getattr(policy.limits, name) for name in (field.limit, field.advised) if name]
    has_shape = field.kind in SHORT and not (field.kind is Kind.CONTACT and policy.known_contacts)
    return _Step(
        name=field.name,
        match=SHORT[field.kind].match if has_shape else None,
        limit=min(limits, default=0),
        plain=PLAIN.get(field.kind, never_plain),
        field=field,
        may_be_missing=_may_be_missing(field, policy),
        missing=() if field.kind is Kind.REDIRECT_URIS else None,
    )


def _may_be_missing(field: Field, policy: Policy) -> bool:
    """Return whether no rule requires a value for a field; one whose severity was changed is left to the rules."""
    severity = severities_of(EDITIONS[policy.edition].by_name[field.name].missing)[policy.environment]
    return severity is None and f"{field.name}.missing" not in policy.severities


def take_plain(given: Mapping[str, Any], plan: Plan, policy: Policy, names: Names) -> dict[str, Any]:
    """Return the normalized values of the fields that are plain, or missing where they may be.

    Args:
        given: What was given for each field.
        plan: The plan of the policy.
        policy: The policy.
        names: The internationalized names of the form, which the rules use as well.
    """
    values: dict[str, Any] = {}
    get = given.get
    for name, match, limit, plain, field, may_be_missing, missing in plan.steps:
        value = get(name)
        if type(value) is str and match and len(value) <= limit and match(value) and "--" not in value:
            values[name] = value
        elif value is None and may_be_missing:
            values[name] = missing
        elif (normal := plain(field, value, policy, names)) is not None:
            values[name] = normal
    return values


def is_whole(values: Mapping[str, Any], plan: Plan) -> bool:
    """Return whether a form is plain as a whole: each field is, and no rule about two of them finds anything."""
    return len(values) == len(plan.steps) and plan.never_compared is True and contacts_differ(values)


def contacts_differ(values: Mapping[str, Any]) -> bool:
    """Return whether plain contacts have different mailboxes, or one of them is missing."""
    contact, other = values.get(_CONTACTS[0]), values.get(_CONTACTS[1])
    # A mailbox keeps its first letter.
    return not contact or not other or contact[0].lower() != other[0].lower() or are_apart(contact, other)
