"""Changes that break a rule about more than one value of a form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from hypothesis import strategies as st

from orcid_clientreq.editions import FIELD_NAMES
from orcid_clientreq.form import IntegrationType
from orcid_clientreq.policy import Policy
from orcid_clientreq.strategies import faulty_contacts, values
from orcid_clientreq.strategies.forms import ABSENT, is_other
from orcid_clientreq.strategies.values import Strategy

#: What changes a form so that it breaks a rule, and says whether it could.
Change = Callable[[dict[str, Any]], bool]


def put(values_of: dict[str, Any], data: dict[str, Any]) -> bool:
    """Put values into a form, or take some out."""
    for field, value in values_of.items():
        if value is ABSENT:
            del data[field]
        else:
            data[field] = value
    return True


def _not_a_mapping(_policy: Policy) -> Strategy[Change]:
    """What is no form at all."""
    return st.one_of(
        st.none(),
        st.text(max_size=5),
        st.integers(),
        st.lists(st.text(max_size=5), max_size=2),
        st.dictionaries(st.integers(), st.none(), min_size=1, max_size=2),
        st.builds(object),
    ).map(lambda data: partial(put, {"data": data}))


def _unknown_field(_policy: Policy) -> Strategy[Change]:
    """A key that the form does not have."""
    misspelt = ("staf_notes", "contact_mail", "homepage", "redirect_uri", "pin-contact-email", "csrf_token", "x")
    known = {*FIELD_NAMES, "environment", "edition"}
    keys = st.sampled_from(misspelt) | st.text(max_size=10).map(lambda key: f"x{key}" if key in known else key)
    return st.tuples(keys, st.text(max_size=5) | st.none()).map(lambda member: partial(put, dict([member])))


def _policy_mismatch(_policy: Policy) -> Strategy[Change]:
    """Another environment or edition, by a name that none has."""
    named = st.sampled_from(["staging", "live", "2019-01", "PRODUCTION", 7, b"production", ["sandbox"]])
    members = st.tuples(st.sampled_from(["environment", "edition"]), named)
    return members.map(lambda member: partial(put, dict([member])))


def _not_distinct(_policy: Policy) -> Strategy[Change]:
    """One person for both contacts."""

    def change(data: dict[str, Any], which: int) -> bool:
        return put({"pin_contact_email": faulty_contacts.not_distinct(data["contact_email"], which)}, data)

    return st.integers(0, 3).map(lambda which: partial(change, which=which))


def _same_mailbox(policy: Policy) -> Strategy[Change]:
    """One mailbox for both contacts; of a known contact where the policy takes no others."""

    def tagged(data: dict[str, Any]) -> bool:
        local, _, domain = data["contact_email"].partition("@")
        return put({"pin_contact_email": f"{local}+orcid@{domain}"}, data)

    if policy.known_contacts:
        return st.just(tagged)
    return faulty_contacts.SAME_MAILBOX.map(
        lambda pair: partial(put, {"contact_email": pair[0], "pin_contact_email": pair[1]})
    )


def _duplicate(_policy: Policy) -> Strategy[Change]:
    """The first redirect URI once more."""

    def change(data: dict[str, Any]) -> bool:
        data["redirect_uris"].append(data["redirect_uris"][0])
        return True

    return st.just(change)


def _many(policy: Policy) -> Strategy[Change]:
    """More redirect URIs than advised, and no notes."""

    def change(data: dict[str, Any]) -> bool:
        uris = data["redirect_uris"]
        count = policy.limits.redirect_uris_advised + 1
        uris += [f"https://university.edu/orcid/{number}" for number in range(len(uris), count)]
        if is_other(data.get("integration_type")):
            data["integration_type"] = IntegrationType.CERTIFIED_SERVICE_PROVIDER.value
        return put({"staff_notes": None}, data)

    return st.just(change)


def _without_client_id(_policy: Policy) -> Strategy[Change]:
    """An update of nobody knows what."""
    return st.sampled_from([None, "", " "]).map(
        lambda value: partial(put, {"update_existing": True, "existing_client_id": value})
    )


def _with_client_id(update: object, drawn: Strategy[str]) -> Strategy[Change]:
    """A client ID beside an answer to the question for an update."""
    return drawn.map(lambda value: partial(put, {"update_existing": update, "existing_client_id": value}))


def _not_from_organization(_policy: Policy) -> Strategy[Change]:
    """A client that is called otherwise than its organization."""
    names = {"organization_name": "University Library", "client_name": "Repository"}
    return st.sampled_from(["Repository", "Library", "The University Library"]).map(
        lambda name: partial(put, {**names, "client_name": name})
    )


def _review_unmentioned(_policy: Policy) -> Strategy[Change]:
    """Somebody else's integration, and nothing said of a demo."""
    return st.sampled_from([None, "", "Vendor system: DSpace."]).map(
        lambda notes: partial(put, {"integration_type": "other", "staff_notes": notes})
    )


OF_MANY_VALUES: Final[dict[str, Callable[[Policy], Strategy[Change]]]] = {
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
