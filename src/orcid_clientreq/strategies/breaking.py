"""Forms in which chosen rules are broken."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from itertools import combinations
from operator import itemgetter
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import FIELDS, OF_CREDENTIALS, Kind, limit_of
from orcid_clientreq.form import IntegrationType, Severity
from orcid_clientreq.policy import Policy, policy_of
from orcid_clientreq.rules import RULES
from orcid_clientreq.rules.catalogue import no_rule
from orcid_clientreq.rules.rows import equivalence
from orcid_clientreq.strategies import faults
from orcid_clientreq.strategies.faulty_forms import OF_MANY_VALUES, Change, put
from orcid_clientreq.strategies.forms import ABSENT, accepted
from orcid_clientreq.strategies.values import Acceptance, Strategy
from orcid_clientreq.syntax.values import items_of

#: Kinds of values that are put together before their length is known.
_SHORT: Final = frozenset({Kind.CONTACT, Kind.HOMEPAGE, Kind.REDIRECT_URI})


#: The fields that are changed to break a rule, beside its own.
_ALSO_CHANGED: Final[dict[str, set[str]]] = {
    "pin_contact_email.not_distinct": {"contact_email"},
    "pin_contact_email.same_mailbox": {"contact_email"},
    "redirect_uris.many": {"staff_notes", "integration_type"},
    "existing_client_id.missing": {"update_existing"},
    "existing_client_id.invalid": {"update_existing"},
    "existing_client_id.is_secret": {"update_existing"},
    "existing_client_id.not_updating": {"update_existing"},
    "client_name.not_from_organization": {"organization_name"},
    "staff_notes.review_unmentioned": {"integration_type"},
}


#: The fields that are changed where an edition has them.
_OPTIONAL_THERE: Final[dict[str, set[str]]] = {"redirect_uris.many": {"integration_type"}}


#: What goes into the other of two names that have to agree: it is short, and other names can begin with it.
_SHORT_NAME: Final = "U"


_AGREEING_NAMES: Final = {
    "client_name.surrounding_whitespace": "organization_name",
    "client_name.confusable": "organization_name",
    "organization_name.surrounding_whitespace": "client_name",
}


def _also_changed(code: str, policy: Policy) -> set[str]:
    """Return the fields that are changed to break a rule and none of those about two fields."""
    also, asked = set(_ALSO_CHANGED.get(code, ())), EDITIONS[policy.edition].by_name
    if code in _AGREEING_NAMES and policy.severity("client_name.not_from_organization") is not None:
        also.add(_AGREEING_NAMES[code])
    if code.startswith("staff_notes.") and policy.severity("staff_notes.review_unmentioned") is not None:
        also.add("integration_type")
    return also & {*asked, *_ALSO_CHANGED.get(code, ())}


def _clash(one: str, other: str, policy: Policy) -> bool:
    """Return whether no form breaks both rules: a value breaks one, and each redirect URI is a value."""
    codes = {one, other}
    if "request.not_a_mapping" in codes:
        return True
    changed, also = ({RULES[code].field, *_also_changed(code, policy)} for code in (one, other))
    if (changed & also) - {"redirect_uri", "request"}:
        return True
    return {"redirect_uri", "redirect_uris"} <= changed | also and "redirect_uris.many" not in codes


#: The most redirect URIs in a faulty form, as far as the faults leave room for good ones.
_MOST: Final = 5


def _fit(codes: Collection[str], policy: Policy) -> bool:
    """Return whether the list of redirect URIs has room for those that break the rules."""
    limits = policy.limits
    most = limits.redirect_uris
    if policy.severity("redirect_uris.many") is not None and "redirect_uris.many" not in codes:
        most = min(most, limits.redirect_uris_advised)
    return 1 + sum(code.startswith("redirect_uri.") for code in codes) <= most


def can_be_error(code: str, policy: Policy) -> bool:
    """Return whether a finding of this code can be an error; a description over the limit is one in any policy."""
    return policy.severity(code) is Severity.ERROR or code == "description.too_long"


def _is_possible(code: str, policy: Policy) -> bool:
    """Return whether any form can break a rule under a policy, whatever its severity."""
    limits, asked = policy.limits, EDITIONS[policy.edition].by_name
    field = FIELDS[RULES[code].field]
    changed = {field.holder or field.name, *_ALSO_CHANGED.get(code, ())}
    if field.kind not in OF_CREDENTIALS and not changed - {"request"} <= asked.keys() | _OPTIONAL_THERE.get(
        code, set()
    ):
        return False
    match code:
        case "contact_email.unknown_contact":
            return bool(policy.known_contacts)
        case "contact_email.internationalized" | "contact_email.reserved_domain":  # of somebody who is unknown, too
            return not policy.known_contacts or policy.severity("contact_email.unknown_contact") is None
        case "redirect_uri.long":
            return limits.redirect_uri_advised < limits.uri
        case "redirect_uris.many":
            return limits.redirect_uris_advised < limits.redirect_uris
        case _:
            return True


def validated(codes: Collection[str], policy: Policy) -> list[str]:
    """Return the codes in the order of the catalogue.

    Raises:
        InvalidArgument: no code, one that no rule has or that the policy turns off, or two that no form breaks at once.
    """
    if not codes:
        msg = "there is no code in codes; None lets them be drawn"
        raise InvalidArgument(msg)
    for code in codes:
        if code not in RULES:
            raise InvalidArgument(no_rule(code))
        if not _is_possible(code, policy):
            msg = f"nothing breaks {code} under the limits and known_contacts of this policy"
            raise InvalidArgument(msg)
        if policy.severity(code) is None and not can_be_error(code, policy):
            msg = f"{code} is off under this policy; policy_for({code!r}) returns one under which it is on"
            raise InvalidArgument(msg)
    wanted = [code for code in RULES if code in codes]
    for one, other in combinations(wanted, 2):
        if _clash(one, other, policy):
            msg = f"no form breaks both {one} and {other}: one value breaks one rule"
            raise InvalidArgument(msg)
    if not _fit(wanted, policy):
        msg = f"the policy takes fewer redirect URIs than it needs to break {', '.join(wanted)}"
        raise InvalidArgument(msg)
    return wanted


def refuse_unless_error(code: str, policy: Policy) -> None:
    """Raise InvalidArgument where a finding of this code is never an error of a form under a policy."""
    if RULES[code].of_credentials:
        msg = f"{code} is a rule of credentials, not of the form; findings_data draws those, too"
        raise InvalidArgument(msg)
    if not can_be_error(code, policy):
        msg = f"{code} is no error under this policy; findings_data draws warnings, too"
        raise InvalidArgument(msg)


def faulty(policy: Policy, codes: Collection[str] | None, *, as_errors: bool) -> Strategy[tuple[Any, frozenset[str]]]:
    """Return forms in which exactly some rules are broken, and the codes of those.

    Args:
        policy: The policy.
        codes: The rules, as `validated` returns them; `None` for one to four that are drawn.
        as_errors: Whether a description that is too long has to be over the limit, which is always an error.
    """
    wanted = list(codes or ()) or [
        code
        for code, rule in RULES.items()
        if not rule.of_credentials
        and (code in OF_MANY_VALUES or code.partition(".")[2] in faults.BAD_VALUES)
        and can_be_error(code, policy)
        and _is_possible(code, policy)
        and _fit([code], policy)
    ]
    good = accepted(Acceptance(policy, clean=True))
    most = min(_MOST, policy.limits.redirect_uris)
    broken = partial(_broken, most=most)
    changes = {code: st.tuples(st.just(code), _changes(code, policy, as_errors=as_errors)) for code in wanted}
    if codes is None:
        one = st.sampled_from(wanted).flatmap(changes.__getitem__)
        drawn = st.lists(one, min_size=1, max_size=4, unique_by=itemgetter(0))
        return st.tuples(good, drawn.map(lambda drawn: _compatible(drawn, policy))).map(broken)
    made = st.tuples(good, st.tuples(*changes.values())).map(broken)
    return made.filter(lambda one: len(one[1]) == len(wanted))


def _compatible(changes: list[tuple[str, Change]], policy: Policy) -> list[tuple[str, Change]]:
    """Return the changes that can be made together, in the order of the catalogue."""
    chosen: dict[str, Change] = {}
    for code, change in changes:
        if not any(_clash(code, other, policy) for other in chosen) and _fit([*chosen, code], policy):
            chosen[code] = change
    return [(code, chosen[code]) for code in RULES if code in chosen]


def _broken(drawn: tuple[dict[str, Any], Sequence[tuple[str, Change]]], most: int) -> tuple[Any, frozenset[str]]:
    """Return a form changed, and the codes of the changes that could be made; it has at most so many redirect URIs."""
    data, changes = drawn
    if changes[0][0] == "request.not_a_mapping":
        members: dict[str, Any] = {}
        changes[0][1](members)
        return members["data"], frozenset({changes[0][0]})
    codes = [code for code, _ in changes]
    if any(code.startswith(("redirect_uri.", "redirect_uris.")) for code in codes):
        uris = list(items_of(data.get("redirect_uris"), _MOST) or ("https://university.edu/orcid",))
        data["redirect_uris"] = uris[: max(1, most - sum(code.startswith("redirect_uri.") for code in codes))]
    in_order = sorted(changes, key=lambda each: each[0] != "redirect_uri.duplicate")  # of a good one
    return data, frozenset([code for code, change in in_order if change(data)])


def _changes(code: str, policy: Policy, *, as_errors: bool) -> Strategy[Change]:
    """Return what breaks a rule."""
    if code in OF_MANY_VALUES:
        return OF_MANY_VALUES[code](policy)
    field, _, name = code.partition(".")
    if name not in faults.BAD_VALUES:
        msg = f"no strategy draws yet what breaks {code}"
        raise InvalidArgument(msg)
    drawn = faults.BAD_VALUES[name](field, Acceptance(policy, clean=True))
    if as_errors and code == "description.too_long":
        drawn = drawn.map(lambda text: text.ljust(policy.limits.description + 1, "x"))
    if name != "too_long" and FIELDS[field].kind in _SHORT:
        limit = limit_of(FIELDS[field], policy.limits)
        drawn = drawn.filter(lambda value: not isinstance(value, str) or len(value) <= limit)
    if field == "redirect_uri":
        return st.tuples(drawn, st.integers(0, 3)).map(lambda pair: partial(_insert, *pair, policy))
    if name == "missing":
        drawn |= st.sampled_from([ABSENT])
    also = _also_changed(code, policy)
    return drawn.map(lambda value: partial(put, _with_agreeing(field, value, also)))


def _with_agreeing(field: str, value: object, also: set[str]) -> dict[str, Any]:
    """Return a value with those of other fields beside which no rule about two fields is broken."""
    changed: dict[str, Any] = {field: value}
    if "integration_type" in also:
        changed["integration_type"] = IntegrationType.CERTIFIED_SERVICE_PROVIDER.value
    if isinstance(value, str) and "organization_name" in also:
        core = value.lstrip()
        padding = value[: len(value) - len(core)]
        changed |= {field: f"{padding}{_SHORT_NAME} {core}", "organization_name": _SHORT_NAME}
    if isinstance(value, str) and "client_name" in also:
        changed |= {field: value.replace(value.strip(), _SHORT_NAME), "client_name": _SHORT_NAME}
    return changed


def _insert(uri: object, place: int, policy: Policy, data: dict[str, Any]) -> bool:
    """Put a redirect URI among the others, at their end first of all, unless it is equivalent to one of them."""
    uris: list[Any] = data["redirect_uris"]
    key = _equivalence(uri, policy)
    if key is not None and key in {_equivalence(other, policy) for other in uris}:
        return False
    uris.insert(max(0, len(uris) - place), uri)
    return True


def _equivalence(uri: object, policy: Policy) -> str | None:
    """Return what equivalent redirect URIs share, `None` for what is none."""
    return equivalence(uri, policy) if isinstance(uri, str) and uri.strip() else None


def policy_for(code: str) -> Policy:
    """Return a policy under which a rule is on: production where it is, else as the rule's own example has it.

    Raises:
        hypothesis.errors.InvalidArgument: no rule has the code; the error names the nearest.

    >>> policy_for("redirect_uri.https_required") == Policy()
    True
    >>> policy_for("contact_email.unknown_contact").known_contacts == set()
    False
    """
    if code not in RULES:
        raise InvalidArgument(no_rule(code))
    return policy_of(RULES[code].examples[0])
