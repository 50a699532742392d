"""Whole forms: those to accept, and those in which chosen rules are broken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import combinations
from operator import itemgetter
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
from orcid_clientreq.form import CHOICES, IntegrationType, Severity
from orcid_clientreq.policy import Policy, policy_of
from orcid_clientreq.rules import RULES
from orcid_clientreq.strategies import faults, values
from orcid_clientreq.strategies.values import Strategy, Taste
from orcid_clientreq.validators import client_name
from orcid_clientreq.validators.plain import is_absent, items_of
from orcid_clientreq.validators.redirects import equivalence

_TEXTS: Final = ("description", "staff_notes", "client_name", "organization_name", "own_organization_name")
#: Fields whose values are put together before their length is known, with the limit of it.
_SHORT: Final = {"contact_email": "email", "pin_contact_email": "email", "homepage_url": "uri", "redirect_uri": "uri"}
_PADDED: Final = st.sampled_from(["{}", " {}", "{}\n", "\t {} "])
#: What a field is where it is left out, and where another value is to stay.
_ABSENT: Final = "absent"
_FILLED: Final = "filled"
_NOT_FILLED_IN: Final = st.sampled_from([_ABSENT, _ABSENT, None, "", " "])


def accepted(taste: Taste) -> Strategy[dict[str, Any]]:
    """Return forms as they are sent: with optional fields absent, blank or filled, and what the taste lets pass."""
    uris = values.uri_lists(taste)
    every: dict[str, Strategy[Any]] = {
        "homepage_url": values.uris("homepage_url", taste),
        "redirect_uris": uris | uris.map(tuple),
        **{name: _padded(name, taste) for name in _TEXTS},
        **{name: values.answers(name) for name in CHOICES},
        "existing_client_id": values.client_ids(),
    }
    asked = EDITIONS[taste.policy.edition].by_name
    others = {
        name: strategy if _is_needed(name, taste) else _NOT_FILLED_IN | strategy
        for name, strategy in every.items()
        if name in asked
    }
    if "pin_contact_email" in asked and not _is_needed("pin_contact_email", taste):
        others["pin_contact_email"] = st.sampled_from([_FILLED, _ABSENT, None, "", " "])

    def form(drawn: tuple[Any, ...]) -> dict[str, Any]:
        (contact, pin), *rest = drawn
        fields = {"contact_email": contact, "pin_contact_email": pin if "pin_contact_email" in asked else _ABSENT}
        given = {name: value for name, value in zip(others, rest, strict=True) if value is not _FILLED}
        return _agreeing({name: value for name, value in (fields | given).items() if value is not _ABSENT}, taste)

    return values.named("form_data", st.tuples(values.contact_pairs(taste), *others.values()).map(form))


def _is_needed(name: str, taste: Taste) -> bool:
    """Return whether a field has to be filled in; the client iD of an update is seen to when the answers agree."""
    code = f"{name}.missing"
    return code in RULES and name != "existing_client_id" and not taste.tolerates(code)


def _agreeing(sent: dict[str, Any], taste: Taste) -> dict[str, Any]:
    """Return a form whose answers go together, as far as the taste asks for it."""
    updating = sent.get("update_existing") in _YES
    if "existing_client_id" in EDITIONS[taste.policy.edition].by_name:
        if updating and is_absent(sent.get("existing_client_id")):
            sent["existing_client_id"] = values.A_CLIENT_ID
        elif not updating and not taste.tolerates("existing_client_id.not_updating"):
            sent.pop("existing_client_id", None)
    if not taste.tolerates("client_name.not_from_organization"):
        client, organization = (sent.get(name) or "" for name in ("client_name", "organization_name"))
        both = f"{organization.strip()} {client.strip()}"
        if client.strip() and organization.strip():
            if client_name(both, taste.policy):  # too long, or a word of the organization's mixes scripts
                limits = taste.limits
                sent["organization_name"] = both = "Repository"[: min(limits.client_name, limits.organization_name)]
            sent["client_name"] = both
    if not taste.tolerates("staff_notes.review_unmentioned") and _is_other(sent.get("integration_type")):
        sent["staff_notes"] = values.fitted("Demo on 3 November.", taste.limits.staff_notes, "Demo")
    return sent


#: What answers a question with yes, as it is drawn.
_YES: Final = (True, "yes", "Yes", " YES ")


def _is_other(kind: object) -> bool:
    """Return whether an answer, as it is drawn, is that the system is no certified service provider's."""
    return isinstance(kind, str) and kind.strip().lower() == "other"


def _padded(field: str, taste: Taste) -> Strategy[str]:
    """Return texts with white space around them, where that is tolerated and there is room."""
    texts = values.texts(field, taste)
    if not taste.tolerates(f"{field}.surrounding_whitespace"):
        return texts
    limit: int = getattr(taste.limits, field)
    padded = st.builds(str.format, _PADDED, texts)
    return padded.map(lambda text: text if len(text) <= limit else values.cut(text, limit))


# Which rules can be broken at once


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


#: The field in which the values stand that have rules of their own.
_HOLDERS: Final = {"redirect_uri": "redirect_uris"}
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
    field = RULES[code].field
    changed = {_HOLDERS.get(field, field), *_ALSO_CHANGED.get(code, ())}
    if not RULES[code].of_credentials and not changed - {"request"} <= asked.keys() | _OPTIONAL_THERE.get(code, set()):
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
        InvalidArgument: a code that no rule has or that the policy turns off, or two that no form breaks at once.
    """
    for code in codes:
        if code not in RULES:
            msg = f"no rule has the code {code!r}"
            raise InvalidArgument(msg)
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


# Breaking them

#: What changes a form so that it breaks a rule, and says whether it could.
Change = Callable[[dict[str, Any]], bool]


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
        and can_be_error(code, policy)
        and _is_possible(code, policy)
        and _fit([code], policy)
    ]
    good = accepted(Taste(policy, clean=True))
    most = min(_MOST, policy.limits.redirect_uris)
    broken = partial(_broken, most=most)
    changes = {code: st.tuples(st.just(code), _changes(code, policy, as_errors=as_errors)) for code in wanted}
    if codes is None:
        one = st.sampled_from(wanted).flatmap(changes.__getitem__)
        drawn = st.lists(one, min_size=1, max_size=4, unique_by=itemgetter(0))
        made = st.tuples(good, drawn.map(lambda drawn: _compatible(drawn, policy))).map(broken)
        return values.named("faulty_form_data", made)
    made = st.tuples(good, st.tuples(*changes.values())).map(broken)
    return values.named("faulty_form_data", made.filter(lambda one: len(one[1]) == len(wanted)))


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
    if code in _OF_MANY_VALUES:
        return _OF_MANY_VALUES[code](policy)
    field, _, name = code.partition(".")
    drawn = faults.BAD_VALUES[name](field, Taste(policy, clean=True))
    if as_errors and code == "description.too_long":
        drawn = drawn.map(lambda text: text.ljust(policy.limits.description + 1, "x"))
    if name != "too_long" and field in _SHORT:
        limit: int = getattr(policy.limits, _SHORT[field])
        drawn = drawn.filter(lambda value: not isinstance(value, str) or len(value) <= limit)
    if field == "redirect_uri":
        return st.tuples(drawn, st.integers(0, 3)).map(lambda pair: partial(_insert, *pair, policy))
    if name == "missing":
        drawn |= st.sampled_from([_ABSENT])
    also = _also_changed(code, policy)
    return drawn.map(lambda value: partial(_put, _with_agreeing(field, value, also)))


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


def _put(values_of: dict[str, Any], data: dict[str, Any]) -> bool:
    """Put values into a form, or take some out."""
    for field, value in values_of.items():
        if value is _ABSENT:
            del data[field]
        else:
            data[field] = value
    return True


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


# Rules that are about more than one value


def _not_a_mapping(_policy: Policy) -> Strategy[Change]:
    """What is no form at all."""
    return st.one_of(
        st.none(),
        st.text(max_size=5),
        st.integers(),
        st.lists(st.text(max_size=5), max_size=2),
        st.dictionaries(st.integers(), st.none(), min_size=1, max_size=2),
        st.builds(object),
    ).map(lambda data: partial(_put, {"data": data}))


def _unknown_field(_policy: Policy) -> Strategy[Change]:
    """A key that the form does not have."""
    misspelt = ("staf_notes", "contact_mail", "homepage", "redirect_uri", "pin-contact-email", "csrf_token", "x")
    known = {*FIELD_NAMES, "environment", "edition"}
    keys = st.sampled_from(misspelt) | st.text(max_size=10).map(lambda key: f"x{key}" if key in known else key)
    return st.tuples(keys, st.text(max_size=5) | st.none()).map(lambda member: partial(_put, dict([member])))


def _policy_mismatch(_policy: Policy) -> Strategy[Change]:
    """Another environment or edition, by a name that none has."""
    named = st.sampled_from(["staging", "live", "2019-01", "PRODUCTION", 7, b"production", ["sandbox"]])
    members = st.tuples(st.sampled_from(["environment", "edition"]), named)
    return members.map(lambda member: partial(_put, dict([member])))


def _not_distinct(_policy: Policy) -> Strategy[Change]:
    """One person for both contacts."""

    def change(data: dict[str, Any], which: int) -> bool:
        return _put({"pin_contact_email": faults.not_distinct(data["contact_email"], which)}, data)

    return st.integers(0, 3).map(lambda which: partial(change, which=which))


def _same_mailbox(policy: Policy) -> Strategy[Change]:
    """One mailbox for both contacts; of a known contact where the policy takes no others."""

    def tagged(data: dict[str, Any]) -> bool:
        local, _, domain = data["contact_email"].partition("@")
        return _put({"pin_contact_email": f"{local}+orcid@{domain}"}, data)

    if policy.known_contacts:
        return st.just(tagged)
    return faults.SAME_MAILBOX.map(lambda pair: partial(_put, {"contact_email": pair[0], "pin_contact_email": pair[1]}))


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
        if _is_other(data.get("integration_type")):
            data["integration_type"] = IntegrationType.CERTIFIED_SERVICE_PROVIDER.value
        return _put({"staff_notes": None}, data)

    return st.just(change)


def _without_client_id(_policy: Policy) -> Strategy[Change]:
    """An update of nobody knows what."""
    return st.sampled_from([None, "", " "]).map(
        lambda value: partial(_put, {"update_existing": True, "existing_client_id": value})
    )


def _with_client_id(update: object, drawn: Strategy[str]) -> Strategy[Change]:
    """A client iD beside an answer to the question for an update."""
    return drawn.map(lambda value: partial(_put, {"update_existing": update, "existing_client_id": value}))


def _not_from_organization(_policy: Policy) -> Strategy[Change]:
    """A client that is called otherwise than its organization."""
    names = {"organization_name": "University Library", "client_name": "Repository"}
    return st.sampled_from(["Repository", "Library", "The University Library"]).map(
        lambda name: partial(_put, {**names, "client_name": name})
    )


def _review_unmentioned(_policy: Policy) -> Strategy[Change]:
    """Somebody else's integration, and nothing said of a demo."""
    return st.sampled_from([None, "", "Vendor system: DSpace."]).map(
        lambda notes: partial(_put, {"integration_type": "other", "staff_notes": notes})
    )


_OF_MANY_VALUES: Final[dict[str, Callable[[Policy], Strategy[Change]]]] = {
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


def policy_for(code: str) -> Policy:
    """Return a policy under which a rule is on: production where it is, else as the rule's own example has it.

    >>> policy_for("redirect_uri.https_required") == Policy()
    True
    >>> policy_for("contact_email.unknown_contact").known_contacts == set()
    False
    """
    if code not in RULES:
        msg = f"no rule has the code {code!r}"
        raise InvalidArgument(msg)
    return policy_of(RULES[code].examples[0])
