"""Rules about two fields: how a form breaks one, and how it comes not to. One record for each, next to its functions.

Whatever else draws forms reads `BETWEEN`: good forms agree with every rule that is on, and a fault in one of two fields
brings a value of the other beside which their rule is not broken.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from itertools import permutations
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import attrs
from hypothesis import strategies as st

from orcid_clientreq.checking import read_fields
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import Kind, of_kind
from orcid_clientreq.form import IntegrationType
from orcid_clientreq.policy import Policy
from orcid_clientreq.rules import between
from orcid_clientreq.strategies import faulty_contacts, uris, values
from orcid_clientreq.strategies.acceptance import Acceptance, Strategy, always, fitting
from orcid_clientreq.syntax.invisible import trimmed
from orcid_clientreq.syntax.values import is_absent, items_of
from orcid_clientreq.validators import client_name

Form = dict[str, Any]
#: What changes a form so that it breaks a rule, and says whether it could.
Change = Callable[[Form], bool]
#: What a field is where it is left out.
ABSENT: Final = object()


def set_values(values_of: Mapping[str, Any], form: Form) -> bool:
    """Put values into a form, or take some out."""
    for field, value in values_of.items():
        if value is ABSENT:
            form.pop(field, None)
        else:
            form[field] = value
    return True


def putting(drawn: Strategy[dict[str, Any]]) -> Strategy[Change]:
    """Return what puts values into a form."""
    return drawn.map(lambda values_of: partial(set_values, values_of))


#: Takes a faulty value of a field, and returns it with a value of another field.
Beside = Callable[[Any], dict[str, Any]]


@attrs.frozen
class Between:
    """A rule about two fields, as forms are drawn with it.

    Args:
        code: Its code.
        break_: Draws changes of a form: after one, the form breaks this rule and no other.
        agree: Changes a form so that it does not break the rule.
        beside: By the code of a fault in one of the two fields, or by that field for all faults in it: takes the faulty
            value, and returns it with a value of the other field such that this rule is not broken. Only for faults
            that leave the two to be compared; a form that breaks the rule by chance is thrown away.
        also: Further fields that `break_` changes.
        starts_from: The fields that `break_` finds filled in with good values.
        possible: Whether any form can break the rule under a policy that has it on.
    """

    code: str
    break_: Callable[[Acceptance], Strategy[Change]]
    agree: Callable[[Form, Acceptance], None]
    beside: Mapping[str, Beside] = MappingProxyType({})
    also: frozenset[str] = frozenset()
    starts_from: frozenset[str] = frozenset()
    possible: Callable[[Policy], bool] = always

    @property
    def fields(self) -> frozenset[str]:
        """The two fields."""
        pair = PAIRS[self.code]
        return frozenset({pair.field, pair.other})


#: The pairs of fields that rules compare, by the code of the rule.
PAIRS: Final = {pair.code: pair for name in EDITIONS for pair in between.within(EDITIONS[name].by_name)}

# Contacts


def _contacts(pair: tuple[str, str]) -> dict[str, Any]:
    """Return both contacts by their fields."""
    return dict(zip(of_kind(Kind.CONTACT), pair, strict=True))


def _of_two_people(form: Form, acceptance: Acceptance) -> None:
    """Give the second contact another mailbox."""
    contact, pin = form.get("contact_email"), form.get("pin_contact_email")
    if contact and pin and not is_absent(pin):
        form["pin_contact_email"] = values.another_mailbox(contact, pin, acceptance)


NOT_DISTINCT: Final = Between(
    "pin_contact_email.not_distinct",
    lambda acceptance: putting(faulty_contacts.not_distinct(acceptance).map(_contacts)),
    _of_two_people,
)
SAME_MAILBOX: Final = Between(
    "pin_contact_email.same_mailbox",
    lambda acceptance: putting(faulty_contacts.same_mailbox(acceptance).map(_contacts)),
    _of_two_people,
)

# More redirect URIs than the form has rows for


def _many(acceptance: Acceptance) -> Strategy[Change]:
    """No notes, with more redirect URIs than advised, which are there already."""
    uris.uris("redirect_uri", acceptance)  # there has to be room for one
    return st.just(partial(set_values, {"staff_notes": None}))


def _with_notes_if_many(form: Form, acceptance: Acceptance) -> None:
    """Add notes to more redirect URIs than advised."""
    advised = acceptance.limits.redirect_uris_advised
    if len(items_of(form.get("redirect_uris"), advised) or ()) > advised and is_absent(form.get("staff_notes")):
        form["staff_notes"] = values.SHORT_NAME


MANY: Final = Between(
    "redirect_uris.many",
    _many,
    _with_notes_if_many,
    starts_from=frozenset({"redirect_uris"}),
    possible=lambda policy: policy.limits.redirect_uris_advised < policy.limits.redirect_uris,
)

# Integrations that have to be reviewed


def is_other(kind: object) -> bool:
    """Return whether an answer, as it is drawn, says that the system is not from a certified service provider."""
    return isinstance(kind, str) and kind.strip().lower() == "other"


def _review_unmentioned(acceptance: Acceptance) -> Strategy[Change]:
    """Somebody else's integration, and nothing said of a demo."""
    drawn = st.sampled_from([None, "", "Vendor system: DSpace."]).map(
        lambda notes: {"integration_type": "other", "staff_notes": notes}
    )
    short = {"integration_type": "other", "staff_notes": None}
    return putting(fitting(drawn, short, acceptance.have_room, acceptance.refusal("staff_notes", "notes")))


def _with_demo(form: Form, acceptance: Acceptance) -> None:
    """Say that there was a demo, or that none is needed if there is no room for that."""
    if is_other(form.get("integration_type")):
        notes = ("Demo on 3 November.", "Demo")
        said = next((each for each in notes if acceptance.has_room("staff_notes", each)), None)
        if said:
            form["staff_notes"] = said
        else:
            form["integration_type"] = IntegrationType.CERTIFIED_SERVICE_PROVIDER.value


REVIEW_UNMENTIONED: Final = Between(
    "staff_notes.review_unmentioned",
    _review_unmentioned,
    _with_demo,
    beside={
        "staff_notes": lambda notes: {
            "staff_notes": notes,
            "integration_type": IntegrationType.CERTIFIED_SERVICE_PROVIDER.value,
        }
    },
)

# The names of a client and its organization


def _not_from_organization(acceptance: Acceptance) -> Strategy[Change]:
    """A client that is called otherwise than its organization."""
    names = st.sampled_from(["Repository", "Library", "The Library of the University"])
    drawn = names.map(lambda name: {"client_name": name, "organization_name": "University Library"})
    short = {"client_name": "R", "organization_name": values.SHORT_NAME}
    return putting(fitting(drawn, short, acceptance.have_room, acceptance.refusal("client_name", "a name")))


def _with_name_of_organization(form: Form, acceptance: Acceptance) -> None:
    """Put the name of the organization before that of the application."""
    client, organization = (form.get(name) or "" for name in ("client_name", "organization_name"))
    both = f"{organization.strip()} {client.strip()}"
    if client.strip() and organization.strip():
        if client_name(both, policy=acceptance.policy):  # too long, or a word of the organization's mixes scripts
            limits = acceptance.limits
            form["organization_name"] = both = "Repository"[: min(limits.client_name, limits.organization_name)]
        form["client_name"] = both


def _beside_client_name(name: str) -> dict[str, Any]:
    """Return a faulty name of a client with that of its organization, with which it begins."""
    core = name[name.index(trimmed(name)) :]
    begun = unicodedata.normalize("NFC", core).startswith(values.SHORT_NAME)
    padding = name[: len(name) - len(core)]
    begun_with_it = name if begun else f"{padding}{values.SHORT_NAME} {core}"
    return {"client_name": begun_with_it, "organization_name": values.SHORT_NAME}


def _beside_organization_name(name: str) -> dict[str, Any]:
    """Return a faulty name of an organization with that of its client."""
    return {"organization_name": name.replace(trimmed(name), values.SHORT_NAME), "client_name": values.SHORT_NAME}


NOT_FROM_ORGANIZATION: Final = Between(
    "client_name.not_from_organization",
    _not_from_organization,
    _with_name_of_organization,
    beside={
        "client_name.surrounding_whitespace": _beside_client_name,
        "client_name.confusable": _beside_client_name,
        "organization_name.surrounding_whitespace": _beside_organization_name,
    },
)

# Updates of credentials

#: What answers a question with yes, as it is drawn.
_YES: Final = (True, "yes", "Yes", " YES ")


def _update(answer: object, drawn: Strategy[Any]) -> Strategy[Change]:
    """Return a client ID with an answer to the question for an update."""
    return putting(drawn.map(lambda value: {"update_existing": answer, "existing_client_id": value}))


def _with_client_id(form: Form, _acceptance: Acceptance) -> None:
    """Add the client ID of an update."""
    if form.get("update_existing") in _YES and is_absent(form.get("existing_client_id")):
        form["existing_client_id"] = values.A_CLIENT_ID


def _without_client_id(form: Form, _acceptance: Acceptance) -> None:
    """Remove the client ID if nothing is updated."""
    if form.get("update_existing") not in _YES:
        form.pop("existing_client_id", None)


def _beside_client_id(client_id: str) -> dict[str, Any]:
    """Return a faulty client ID of an update."""
    return {"existing_client_id": client_id, "update_existing": "yes"}


CLIENT_ID_MISSING: Final = Between(
    "existing_client_id.missing", lambda _: _update("yes", st.sampled_from([None, "", " "])), _with_client_id
)
NOT_UPDATING: Final = Between(
    "existing_client_id.not_updating",
    lambda _: _update("no", values.client_ids()),
    _without_client_id,
    beside={f"existing_client_id.{name}": _beside_client_id for name in ("invalid", "is_secret", "unfilled")},
)

#: Every rule about two fields by its code, in the order in which forms are made to agree with them.
BETWEEN: Final[Mapping[str, Between]] = {
    each.code: each
    for each in (
        NOT_DISTINCT,
        SAME_MAILBOX,
        CLIENT_ID_MISSING,
        NOT_UPDATING,
        NOT_FROM_ORGANIZATION,
        REVIEW_UNMENTIONED,
        MANY,
    )
}


class Brought(NamedTuple):
    """What a fault in a field brings into another one."""

    field: str
    other: str
    beside: Beside


def brought(code: str, policy: Policy) -> list[Brought]:
    """Return what a fault brings, so that no other rule about two fields is broken as well."""
    asked = EDITIONS[policy.edition].by_name.keys()
    fields = BETWEEN[code].fields if code in BETWEEN else {code.partition(".")[0]}
    return [
        Brought(field, other, beside)
        for each in BETWEEN.values()
        if each.code != code and each.fields <= asked and policy.severity(each.code) is not None
        for field, other in permutations(sorted(each.fields))
        if field in fields and (beside := each.beside.get(code) or each.beside.get(field))
    ]


def bring(form: Form, several: Iterable[Brought]) -> Form:
    """Return a form that was changed: it has its faults and what they bring."""
    for field, _, beside in several:
        form |= beside(form.get(field))
    return form


def make_agree(form: Form, acceptance: Acceptance) -> Form:
    """Return a form that was changed so that it breaks no rule about two fields that the acceptance does not tolerate."""
    asked = EDITIONS[acceptance.policy.edition].by_name.keys()
    for each in BETWEEN.values():
        if each.fields <= asked and not acceptance.tolerates(each.code):
            each.agree(form, acceptance)
    return form


def agrees(form: Mapping[str, Any], acceptance: Acceptance, broken: Collection[str] = ()) -> bool:
    """Return whether a form breaks no rule about two fields by chance.

    Args:
        form: The form.
        acceptance: What it was drawn for.
        broken: The rules that it is to break.
    """
    policy = acceptance.policy
    pairs = [
        pair
        for pair in between.within(EDITIONS[policy.edition].by_name)
        if pair.code not in broken and not acceptance.tolerates(pair.code)
    ]
    fields = {name for pair in pairs for name in (pair.field, pair.other)}
    return not between.find(read_fields(form, policy, fields), policy, pairs)
