"""Changes that break a rule about more than one value of a form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from hypothesis import strategies as st

from orcid_clientreq.editions import FIELD_NAMES
from orcid_clientreq.fields import Kind, of_kind
from orcid_clientreq.form import IntegrationType
from orcid_clientreq.strategies import faulty_contacts, uris, values
from orcid_clientreq.strategies.acceptance import Acceptance, Strategy, fitting
from orcid_clientreq.strategies.forms import ABSENT, is_other

#: What changes a form so that it breaks a rule, and says whether it could.
Change = Callable[[dict[str, Any]], bool]


def set_values(values_of: dict[str, Any], data: dict[str, Any]) -> bool:
    """Put values into a form, or take some out."""
    for field, value in values_of.items():
        if value is ABSENT:
            data.pop(field, None)
        else:
            data[field] = value
    return True


def _not_a_mapping(_acceptance: Acceptance) -> Strategy[Change]:
    """What is no form at all."""
    return st.one_of(
        st.none(),
        st.text(max_size=5),
        st.integers(),
        st.lists(st.text(max_size=5), max_size=2),
        st.dictionaries(st.integers(), st.none(), min_size=1, max_size=2),
        st.builds(object),
    ).map(lambda data: partial(set_values, {"data": data}))


def _unknown_field(_acceptance: Acceptance) -> Strategy[Change]:
    """A key that the form does not have."""
    misspelt = ("staf_notes", "contact_mail", "homepage", "redirect_uri", "pin-contact-email", "csrf_token", "x")
    known = {*FIELD_NAMES, "environment", "edition"}
    keys = st.sampled_from(misspelt) | st.text(max_size=10).map(lambda key: f"x{key}" if key in known else key)
    return st.tuples(keys, st.text(max_size=5) | st.none()).map(lambda member: partial(set_values, dict([member])))


def _policy_mismatch(_acceptance: Acceptance) -> Strategy[Change]:
    """Another environment or edition, by a name that none has."""
    named = st.sampled_from(["staging", "live", "2019-01", "PRODUCTION", 7, b"production", ["sandbox"]])
    members = st.tuples(st.sampled_from(["environment", "edition"]), named)
    return members.map(lambda member: partial(set_values, dict([member])))


def _not_distinct(acceptance: Acceptance) -> Strategy[Change]:
    """One person for both contacts."""
    return _putting(faulty_contacts.not_distinct(acceptance).map(_contacts))


def _same_mailbox(acceptance: Acceptance) -> Strategy[Change]:
    """One mailbox for both contacts."""
    return _putting(faulty_contacts.same_mailbox(acceptance).map(_contacts))


def _contacts(pair: tuple[str, str]) -> dict[str, Any]:
    """Return both contacts by their fields."""
    return dict(zip(of_kind(Kind.CONTACT), pair, strict=True))


def _duplicate(acceptance: Acceptance) -> Strategy[Change]:
    """The first redirect URI once more."""
    uris.uris("redirect_uri", acceptance)  # there has to be room for one

    def change(data: dict[str, Any]) -> bool:
        data["redirect_uris"].append(data["redirect_uris"][0])
        return True

    return st.just(change)


def _many(acceptance: Acceptance) -> Strategy[Change]:
    """No notes beside more redirect URIs than advised, which are there already."""
    uris.uris("redirect_uri", acceptance)

    def change(data: dict[str, Any]) -> bool:
        if is_other(data.get("integration_type")):
            data["integration_type"] = IntegrationType.CERTIFIED_SERVICE_PROVIDER.value
        return set_values({"staff_notes": None}, data)

    return st.just(change)


def _without_client_id(_acceptance: Acceptance) -> Strategy[Change]:
    """An update of nobody knows what."""
    return st.sampled_from([None, "", " "]).map(
        lambda value: partial(set_values, {"update_existing": True, "existing_client_id": value})
    )


def _with_client_id(update: object, drawn: Strategy[str]) -> Strategy[Change]:
    """A client ID beside an answer to the question for an update."""
    return drawn.map(lambda value: partial(set_values, {"update_existing": update, "existing_client_id": value}))


def _not_from_organization(acceptance: Acceptance) -> Strategy[Change]:
    """A client that is called otherwise than its organization."""
    names = st.sampled_from(["Repository", "Library", "The University Library"])
    drawn = names.map(lambda name: {"client_name": name, "organization_name": "University Library"})
    short = {"client_name": "R", "organization_name": values.SHORT_NAME}
    return _putting(fitting(drawn, short, acceptance.have_room, acceptance.refusal("client_name", "a name")))


def _review_unmentioned(acceptance: Acceptance) -> Strategy[Change]:
    """Somebody else's integration, and nothing said of a demo."""
    drawn = st.sampled_from([None, "", "Vendor system: DSpace."]).map(
        lambda notes: {"integration_type": "other", "staff_notes": notes}
    )
    short = {"integration_type": "other", "staff_notes": None}
    return _putting(fitting(drawn, short, acceptance.have_room, acceptance.refusal("staff_notes", "notes")))


def _putting(drawn: Strategy[dict[str, Any]]) -> Strategy[Change]:
    """Return what puts values into a form."""
    return drawn.map(lambda values_of: partial(set_values, values_of))


BREAK_FORM: Final[dict[str, Callable[[Acceptance], Strategy[Change]]]] = {
    "request.not_a_mapping": _not_a_mapping,
    "request.unknown_field": _unknown_field,
    "request.policy_mismatch": _policy_mismatch,
    "pin_contact_email.not_distinct": _not_distinct,
    "pin_contact_email.same_mailbox": _same_mailbox,
    "redirect_uri.duplicate": _duplicate,
    "redirect_uris.many": _many,
    "existing_client_id.missing": _without_client_id,
    "existing_client_id.invalid": lambda _: _with_client_id("yes", values.no_client_ids()),
    "existing_client_id.is_secret": lambda _: _with_client_id("yes", values.secrets()),
    "existing_client_id.not_updating": lambda _: _with_client_id("no", values.client_ids()),
    "client_name.not_from_organization": _not_from_organization,
    "staff_notes.review_unmentioned": _review_unmentioned,
}
