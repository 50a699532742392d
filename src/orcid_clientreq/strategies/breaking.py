"""Forms in which chosen rules are broken."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import partial
from itertools import combinations
from operator import itemgetter
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import FIELDS, OF_CREDENTIALS
from orcid_clientreq.form import Severity
from orcid_clientreq.policy import Policy, policy_of
from orcid_clientreq.rules import RULES
from orcid_clientreq.rules.catalogue import no_rule, refuse_unknown
from orcid_clientreq.rules.rows import equivalence
from orcid_clientreq.strategies import faults, issued
from orcid_clientreq.strategies.acceptance import Acceptance, Strategy, fitting, or_nothing
from orcid_clientreq.strategies.between import (
    ABSENT,
    BETWEEN,
    MANY,
    PAIRS,
    Brought,
    Change,
    agrees,
    bring,
    brought,
    putting,
)
from orcid_clientreq.strategies.faulty_forms import BREAK_FORM
from orcid_clientreq.strategies.forms import accepted, unfillable
from orcid_clientreq.strategies.uris import distinct
from orcid_clientreq.strategies.values import kept
from orcid_clientreq.syntax.values import items_of


def _also_changed(code: str, policy: Policy) -> set[str]:
    """Return the other fields that are changed to break a rule."""
    also = {each.other for each in brought(code, policy)}
    if code in BETWEEN:
        also |= BETWEEN[code].fields | BETWEEN[code].also
    return also - {RULES[code].field}


def _brought_by(code: str, policy: Policy) -> set[str]:
    """Return the fields for which a fault brings values, so that they need no good ones."""
    if _is_of_one_uri(code):
        return {"redirect_uris"}
    starts_from = BETWEEN[code].starts_from if code in BETWEEN else set[str]()
    return {RULES[code].field, *_also_changed(code, policy)} - starts_from


def _is_of_one_uri(code: str) -> bool:
    """Return whether a fault is a redirect URI, which is in the list alone or with good ones."""
    return code.startswith("redirect_uri.") and code != "redirect_uri.duplicate"


def _clash(one: str, other: str, policy: Policy) -> bool:
    """Return whether no form breaks both rules: a value breaks one, and each redirect URI is a value."""
    codes = {one, other}
    if "request.not_a_mapping" in codes:
        return True
    changed, also = ({RULES[code].field, *_also_changed(code, policy)} for code in (one, other))
    if (changed & also) - {"redirect_uri", "request"}:
        return True
    return {"redirect_uri", "redirect_uris"} <= changed | also and MANY.code not in codes


#: The most redirect URIs in a faulty form, as far as the faults leave room for good ones.
_MOST: Final = 5


def _rows(codes: Collection[str], policy: Policy) -> tuple[int, int, int]:
    """Return how many good redirect URIs there have to be with those that break rules, are kept, and have room."""
    limits = policy.limits
    faulty = sum(code.startswith("redirect_uri.") for code in codes)  # a duplicate is of a good one
    fewest = 1 if "redirect_uri.duplicate" in codes else 0
    if MANY.code in codes:
        fewest = max(fewest, limits.redirect_uris_advised + 1 - faulty)
    kept = min(_MOST, limits.redirect_uris)
    if policy.severity(MANY.code) is not None:
        kept = min(kept, limits.redirect_uris_advised)
    return fewest, max(fewest, kept - faulty), limits.redirect_uris - faulty


def _fit(codes: Collection[str], policy: Policy) -> bool:
    """Return whether the list of redirect URIs has room for those that break the rules."""
    fewest, _, room = _rows(codes, policy)
    return fewest <= room


def can_be_error(code: str, policy: Policy) -> bool:
    """Return whether a finding of this code can be an error; a description over the limit is one in any policy."""
    return policy.severity(code) is Severity.ERROR or code == "description.too_long"


def _is_possible(code: str, policy: Policy) -> bool:
    """Return whether any form can break a rule under a policy, of any severity."""
    field, rule = FIELDS[RULES[code].field], BETWEEN.get(code) or faults.faulty_of(code)
    if rule and not rule.possible(policy):
        return False
    changed = BETWEEN[code].fields | BETWEEN[code].also if code in BETWEEN else {field.holder or field.name}
    return field.kind in OF_CREDENTIALS or changed <= {*EDITIONS[policy.edition].by_name, "request"}


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
        msg = f"{code} is not an error under this policy; findings_data draws warnings, too"
        raise InvalidArgument(msg)


def faulty(policy: Policy, codes: Collection[str] | None, *, as_errors: bool) -> Strategy[tuple[Any, frozenset[str]]]:
    """Return forms in which exactly some rules are broken, and the codes of those.

    Args:
        policy: The policy.
        codes: The rules, as `validated` returns them; `None` for one to four that are drawn.
        as_errors: Whether a description that is too long has to be over the limit, which is always an error.

    Raises:
        InvalidArgument: If a limit leaves no room for what breaks one of the rules, or for the good values.
    """
    acceptance = Acceptance(policy, no_warnings=True)
    if codes is None:
        return _faulty_at_random(acceptance)
    made = changed(acceptance, codes, as_errors=as_errors)
    return made.filter(lambda one: len(one[1]) == len(codes) and _is_as_said(one, acceptance))


def changed(acceptance: Acceptance, codes: Collection[str], *, as_errors: bool) -> Strategy[tuple[Any, frozenset[str]]]:
    """Return good forms that were changed to break some rules, of which some may break others by chance.

    Args:
        acceptance: What they are drawn for.
        codes: The rules.
        as_errors: As for `faulty`.

    Raises:
        InvalidArgument: As `faulty`.
    """
    changes = [_named_change(code, acceptance, as_errors=as_errors) for code in codes]
    if "request.not_a_mapping" in codes:
        good: Strategy[dict[str, Any]] = st.fixed_dictionaries({})
    else:
        good = accepted(acceptance, _left_out(codes, acceptance))
    return st.tuples(good, st.tuples(*changes)).map(partial(_broken, acceptance=acceptance))


@kept
def _faulty_at_random(acceptance: Acceptance) -> Strategy[tuple[Any, frozenset[str]]]:
    """Return forms with one to four errors; among them is one in each field for whose good values there is no room."""
    policy = acceptance.policy
    changes = {
        code: change
        for code, rule in RULES.items()
        if not rule.of_credentials
        and (code in BREAK_FORM or faults.faulty_of(code))
        and can_be_error(code, policy)
        and _is_possible(code, policy)
        and _fit([code], policy)
        and not (change := or_nothing(partial(_named_change, code, acceptance, as_errors=True))).is_empty
    }
    empty = unfillable(acceptance)

    def one_of(codes: Sequence[str]) -> Strategy[tuple[str, Change]]:
        return st.sampled_from(codes).flatmap(changes.__getitem__)

    first = [one_of([code for code in changes if _brought_by(code, policy) == {field}]) for field in sorted(empty)]
    more = st.lists(one_of([*changes]), min_size=0 if first else 1, max_size=4 - len(first), unique_by=itemgetter(0))
    drawn = st.tuples(st.tuples(*first), more).map(lambda both: _compatible([*both[0], *both[1]], policy))
    made = st.tuples(accepted(acceptance, empty), drawn).map(partial(_broken, acceptance=acceptance))
    return made.filter(partial(_is_as_said, acceptance=acceptance))


def _left_out(codes: Collection[str], acceptance: Acceptance) -> frozenset[str]:
    """Return the fields that need no good value when there are some faults."""
    fields = {field for code in codes for field in _brought_by(code, acceptance.policy)}
    if any(map(_is_of_one_uri, codes)):  # good redirect URIs are added where there is room for them
        fields -= {"redirect_uris"} - unfillable(acceptance)
    return frozenset(fields)


def _compatible(changes: list[tuple[str, Change]], policy: Policy) -> list[tuple[str, Change]]:
    """Return the changes that can be made together, in the order of the catalogue."""
    chosen: dict[str, Change] = {}
    for code, change in changes:
        if not any(_clash(code, other, policy) for other in chosen) and _fit([*chosen, code], policy):
            chosen[code] = change
    return [(code, chosen[code]) for code in RULES if code in chosen]


def _broken(
    drawn: tuple[dict[str, Any], Sequence[tuple[str, Change]]], acceptance: Acceptance
) -> tuple[Any, frozenset[str]]:
    """Return a form changed, and the codes of the changes that could be made."""
    data, changes = drawn
    if changes[0][0] == "request.not_a_mapping":
        members: dict[str, Any] = {}
        changes[0][1](members)
        return members["data"], frozenset({changes[0][0]})
    codes = [code for code, _ in changes]
    if any(code == MANY.code or code.startswith("redirect_uri.") for code in codes):
        fewest, most, _ = _rows(codes, acceptance.policy)
        good: list[str] = list(items_of(data.get("redirect_uris"), _MOST) or [])
        data["redirect_uris"] = distinct(good[:most], fewest, acceptance)
    in_order = sorted(changes, key=lambda each: each[0] != "redirect_uri.duplicate")  # of a good one
    broken = frozenset([code for code, change in in_order if change(data)])
    if MANY.code not in codes:  # there may be more redirect URIs than before
        MANY.agree(data, acceptance)
    return data, broken


def _is_as_said(drawn: tuple[Any, frozenset[str]], acceptance: Acceptance) -> bool:
    """Return whether a form breaks no rule about two fields by chance; the other rules see to that themselves."""
    form, codes = drawn
    return "request.not_a_mapping" in codes or agrees(form, acceptance, broken=codes)


def _named_change(code: str, acceptance: Acceptance, *, as_errors: bool) -> Strategy[tuple[str, Change]]:
    """Return what breaks a rule, with its code."""
    return st.tuples(st.just(code), _changes(code, acceptance, as_errors=as_errors))


def _changes(code: str, acceptance: Acceptance, *, as_errors: bool) -> Strategy[Change]:
    """Return what breaks a rule.

    Raises:
        InvalidArgument: If the limits leave no room for a value that breaks the rule.
    """
    policy = acceptance.policy
    several = brought(code, policy)
    if code in BREAK_FORM:
        return BREAK_FORM[code](acceptance).map(lambda change: partial(_change_and_bring, change, several))
    field, faulty = RULES[code].field, faults.faulty_of(code)
    if faulty is None:
        msg = f"no strategy draws yet what breaks {code}"
        raise InvalidArgument(msg)

    def beside(value: Any) -> dict[str, Any]:
        return bring({field: value}, several)

    shortest = faulty.shortest(field, acceptance)
    drawn = faulty.draw(field, acceptance)
    if as_errors and code == "description.too_long":
        drawn = drawn.map(lambda text: text.ljust(policy.limits.description + 1, "x"))
    values = drawn.map(beside)
    if shortest is not None and FIELDS[field].limit:
        refusal = acceptance.refusal(field, f"what breaks {code} and no other rule")
        values = fitting(values, beside(shortest), acceptance.have_room, refusal)
    if field == "redirect_uri":
        return st.tuples(values, st.integers(0, 3)).map(lambda pair: partial(_insert, pair[0][field], pair[1], policy))
    if code == f"{field}.missing":
        values |= st.just({field: ABSENT})
    return putting(values)


def _change_and_bring(change: Change, several: Iterable[Brought], form: dict[str, Any]) -> bool:
    """Change a form, and put in what the fault brings."""
    done = change(form)
    bring(form, several)
    return done


def _insert(uri: object, place: int, policy: Policy, data: dict[str, Any]) -> bool:
    """Put a redirect URI among the others, at their end first of all, unless it is equivalent to one of them."""
    uris: list[Any] = data["redirect_uris"]
    key = _equivalence(uri, policy)
    if key is not None and key in {_equivalence(other, policy) for other in uris}:
        return False
    uris.insert(max(0, len(uris) - place), uri)
    return True


def _equivalence(uri: object, policy: Policy) -> str | None:
    """Return what equivalent redirect URIs share, `None` for what is not a redirect URI."""
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


def refuse_misspelt_codes() -> None:
    """Refuse a table of these strategies that has a code, or a name, that no rule has.

    Raises:
        ValueError: If one of them is unknown. The error names the nearest one.
    """
    refuse_unknown([*BREAK_FORM, *issued.BAD])
    refuse_unknown(faults.BREAK_VALUE, {*RULES, *(code.partition(".")[2] for code in RULES)})
    refuse_unknown(BETWEEN, PAIRS, "rule about two fields")
    for each in BETWEEN.values():
        refuse_unknown(each.beside, {*RULES, *each.fields})


refuse_misspelt_codes()
