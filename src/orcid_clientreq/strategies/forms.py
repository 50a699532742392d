"""Whole forms: those to accept, and those in which chosen rules are broken."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import FIELDS, Kind, limit_of, of_kind
from orcid_clientreq.rules import RULES
from orcid_clientreq.strategies import uris, values
from orcid_clientreq.strategies.values import Acceptance, Strategy
from orcid_clientreq.syntax.values import is_absent
from orcid_clientreq.validators import client_name

_PADDED: Final = st.sampled_from(["{}", " {}", "{}\n", "\t {} "])
#: What a field is where it is left out, and where another value is to stay.
ABSENT: Final = "absent"
_FILLED: Final = "filled"
_NOT_FILLED_IN: Final = st.sampled_from([ABSENT, ABSENT, None, "", " "])


@values.kept
def accepted(acceptance: Acceptance) -> Strategy[dict[str, Any]]:
    """Return forms as they are sent: with optional fields absent, blank or filled, and what the acceptance lets pass."""
    lists = uris.uri_lists(acceptance)
    every: dict[str, Strategy[Any]] = {
        "homepage_url": uris.uris("homepage_url", acceptance),
        "redirect_uris": lists | lists.map(tuple),
        **{name: _padded(name, acceptance) for name in of_kind(Kind.TEXT)},
        **{name: values.answers(name) for name in of_kind(Kind.CHOICE)},
        "existing_client_id": values.client_ids(),
    }
    asked = EDITIONS[acceptance.policy.edition].by_name
    others = {
        name: strategy if _is_needed(name, acceptance) else _NOT_FILLED_IN | strategy
        for name, strategy in every.items()
        if name in asked
    }
    if "pin_contact_email" in asked and not _is_needed("pin_contact_email", acceptance):
        others["pin_contact_email"] = st.sampled_from([_FILLED, ABSENT, None, "", " "])

    def form(drawn: tuple[Any, ...]) -> dict[str, Any]:
        (contact, pin), *rest = drawn
        fields = {"contact_email": contact, "pin_contact_email": pin if "pin_contact_email" in asked else ABSENT}
        given = {name: value for name, value in zip(others, rest, strict=True) if value is not _FILLED}
        return _agreeing({name: value for name, value in (fields | given).items() if value is not ABSENT}, acceptance)

    return st.tuples(values.contact_pairs(acceptance), *others.values()).map(form)


def _is_needed(name: str, acceptance: Acceptance) -> bool:
    """Return whether a field has to be filled in; the client ID of an update is seen to when the answers agree."""
    code = f"{name}.missing"
    return code in RULES and name != "existing_client_id" and not acceptance.tolerates(code)


def _agreeing(sent: dict[str, Any], acceptance: Acceptance) -> dict[str, Any]:
    """Return a form whose answers go together, as far as the acceptance asks for it."""
    updating = sent.get("update_existing") in _YES
    if "existing_client_id" in EDITIONS[acceptance.policy.edition].by_name:
        if updating and is_absent(sent.get("existing_client_id")):
            sent["existing_client_id"] = values.A_CLIENT_ID
        elif not updating and not acceptance.tolerates("existing_client_id.not_updating"):
            sent.pop("existing_client_id", None)
    if not acceptance.tolerates("client_name.not_from_organization"):
        client, organization = (sent.get(name) or "" for name in ("client_name", "organization_name"))
        both = f"{organization.strip()} {client.strip()}"
        if client.strip() and organization.strip():
            if client_name(both, policy=acceptance.policy):  # too long, or a word of the organization's mixes scripts
                limits = acceptance.limits
                sent["organization_name"] = both = "Repository"[: min(limits.client_name, limits.organization_name)]
            sent["client_name"] = both
    if not acceptance.tolerates("staff_notes.review_unmentioned") and is_other(sent.get("integration_type")):
        sent["staff_notes"] = values.fitted("Demo on 3 November.", acceptance.limits.staff_notes, "Demo")
    return sent


#: What answers a question with yes, as it is drawn.
_YES: Final = (True, "yes", "Yes", " YES ")


def is_other(kind: object) -> bool:
    """Return whether an answer, as it is drawn, is that the system is no certified service provider's."""
    return isinstance(kind, str) and kind.strip().lower() == "other"


def _padded(field: str, acceptance: Acceptance) -> Strategy[str]:
    """Return texts with white space around them, where that is tolerated and there is room."""
    texts = values.texts(field, acceptance)
    if not acceptance.tolerates(f"{field}.surrounding_whitespace"):
        return texts
    limit = limit_of(FIELDS[field], acceptance.limits)
    padded = st.builds(str.format, _PADDED, texts)
    return padded.map(lambda text: text if len(text) <= limit else values.cut(text, limit))
