"""Say what the strategies draw for a new rule that does not break it, or breaks others as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import InvalidArgument

#: How many forms are drawn under a policy.
DRAWN = 20


def of_rule(code: str) -> Iterator[str]:
    """Yield what is wrong with the forms that are to break a rule, in every edition in which it is on."""
    from orcid_clientreq import FormEdition, Policy
    from orcid_clientreq.editions import EDITIONS
    from orcid_clientreq.strategies import policy_for

    policies = {"its own example": policy_for(code)}
    for edition in FormEdition:
        for environment in EDITIONS[edition].environments:
            policies[f"the edition {edition} ({environment})"] = Policy(edition=edition, environment=environment)
    said: dict[str, list[str]] = {}
    for name, policy in policies.items():
        if policy.severity(code) is not None:
            for what in under(code, policy):
                said.setdefault(what, []).append(name)
    for what, names in said.items():
        more = f", and {len(names) - 1} more" if len(names) > 1 else ""
        yield f"{code}: {what} (in {names[0]}{more})"


def under(code: str, policy: Any) -> Iterator[str]:
    """Yield what is wrong with the forms that are to break a rule under a policy."""
    from orcid_clientreq.strategies.acceptance import Acceptance
    from orcid_clientreq.strategies.between import BETWEEN
    from orcid_clientreq.strategies.breaking import changed

    try:
        found = _codes_in(changed(Acceptance(policy, no_warnings=True), [code], as_errors=False), policy)
    except InvalidArgument as error:
        yield str(error)
        return
    if code not in found:
        yield "the strategies draw for it what does not break it"
    elif found[code] < found.total_drawn:
        yield "the strategies draw for it, beside others, what does not break it"
    for other, times in found.items():
        if other in BETWEEN and code != other and times > found.total_drawn / 2:
            yield (
                f"what the strategies draw for it mostly breaks {other}, too; in the record of that rule in "
                f"strategies/between.py, write into `beside` what to put beside a value that breaks {code}"
            )
        elif other not in BETWEEN and code != other:
            yield f"what the strategies draw for it can break {other}, too"


class _Codes(Counter[str]):
    """How many forms break a rule, by its code, of how many."""

    total_drawn = 0


def _codes_in(forms: Any, policy: Any) -> _Codes:
    """Draw forms, and count what is found in them."""
    from orcid_clientreq import check

    found = _Codes()

    @settings(
        max_examples=DRAWN,
        phases=[Phase.generate],
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(forms)
    def draw(drawn: tuple[Mapping[str, Any], frozenset[str]]) -> None:
        data, broken = drawn
        if broken:
            found.total_drawn += 1
            found.update(set(check(data, policy=policy).codes()))

    draw()
    return found
