"""Implementations that are wrong in one thing, to see that the conformance vectors tell.

Each is made of this library and one change. `tests/test_vectors.py` holds that each of them fails a vector.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import attrs

from orcid_clientreq import PRODUCTION, Finding, Policy, Report, Severity, check, credentials
from orcid_clientreq.form import Limits
from orcid_clientreq.matching import Era, Match, Mode, match

#: Finds what is in a form, or in credentials.
Check = Callable[[Any, Policy], Sequence[Finding]]
#: Says whether a redirect URI matches.
Matches = Callable[[Any, list[str], Mode, Era], Match]


def right(data: Any, policy: Policy) -> Sequence[Finding]:
    """Find what is in a form."""
    return check(data, policy=policy).findings


def right_of_credentials(data: Any, policy: Policy) -> Sequence[Finding]:
    """Find what is in credentials."""
    return credentials.check(data, policy=policy).findings


def right_match(requested: Any, registered: list[str], mode: Mode, era: Era) -> Match:
    """Compare."""
    return match(requested, registered, mode=mode, era=era)


def under(**changes: Any) -> Check:
    """Return what checks every form under another policy."""
    return lambda data, policy: right(data, attrs.evolve(policy, **changes))


def limited(**limits: int) -> Check:
    """Return what has another limit; a limit can only be lowered, so what is found by it is one of the right ones less."""
    return under(limits=Limits(**limits))


def changed(change: Callable[[Finding], Finding | None]) -> Check:
    """Return what reports each finding otherwise, or not at all."""
    return lambda data, policy: [each for each in map(change, right(data, policy)) if each is not None]


def without_later_sandboxes(data: Any, policy: Policy) -> Sequence[Finding]:
    """Know the sandbox of 2020 only."""
    if policy.environment == "sandbox" and policy.edition != "2020-01":
        return ()
    return right(data, policy)


def up_to_the_first_error(data: Any, policy: Policy) -> Sequence[Finding]:
    """Stop at the first error."""
    found = list(right(data, policy))
    errors = [index for index, each in enumerate(found) if each.severity is Severity.ERROR]
    return found[: errors[0] + 1] if errors else found


def with_trimmed_values(data: Any, policy: Policy) -> Sequence[Finding]:
    """Trim every value in silence."""
    if not isinstance(data, dict):
        return right(data, policy)
    return right({name: value.strip() if isinstance(value, str) else value for name, value in data.items()}, policy)


def with_lower_case_paths(requested: Any, registered: list[str], mode: Mode, era: Era) -> Match:
    """Compare in lower case."""
    lower = requested.lower() if isinstance(requested, str) else requested
    return right_match(lower, [uri.lower() for uri in registered], mode, era)


#: What checks forms, wrong in one thing.
CHECKS: dict[str, Check] = {
    "no sandbox after 2020": without_later_sandboxes,
    "email limit 200": limited(email=200),
    "URI limit 1000": limited(uri=1000),
    "description limit 1500": limited(description=1500),
    "client name limit 149": limited(client_name=149),
    "organization name limit 254": limited(organization_name=254),
    "staff notes limit 9999": limited(staff_notes=9999),
    "redirect URIs limit 50": limited(redirect_uris=50),
    "redirect URI advised 354": limited(redirect_uri_advised=354),
    "description advised 998": limited(description_advised=998),
    "redirect URIs advised 4": limited(redirect_uris_advised=4),
    "known contacts ignored": under(known_contacts=frozenset()),
    "changed severities ignored": under(severities={}),
    "production only": lambda data, policy: right(
        data, Policy(edition=policy.edition) if policy.edition != "2022-sandbox" else policy
    ),
    "2020 only": lambda data, policy: right(data, Policy(environment=policy.environment)),
    "the first finding only": lambda data, policy: right(data, policy)[:1],
    "up to the first error": up_to_the_first_error,
    "errors only": changed(lambda each: each if each.severity is Severity.ERROR else None),
    "no suggestions": changed(lambda each: attrs.evolve(each, suggestion=None)),
    "no duplicates": changed(lambda each: None if each.code == "redirect_uri.duplicate" else each),
    "places without indexes": changed(lambda each: attrs.evolve(each, path=each.path[:1])),
    "values trimmed in silence": with_trimmed_values,
    "the order turned round": lambda data, policy: right(data, policy)[::-1],
}

#: What checks credentials, wrong in one thing.
CREDENTIALS_CHECKS: dict[str, Check] = {
    "no credentials": lambda _data, _policy: (),
    "production only": lambda data, _policy: right_of_credentials(data, PRODUCTION),
    "the first finding only": lambda data, policy: right_of_credentials(data, policy)[:1],
}

#: What compares redirect URIs, wrong in one thing.
MATCHES: dict[str, Matches] = {
    "the first registered one only": lambda sent, known, mode, era: right_match(sent, known[:1], mode, era),
    "the last registered one only": lambda sent, known, mode, era: right_match(sent, known[-1:], mode, era),
    "no eras": lambda sent, known, mode, _era: right_match(sent, known, mode, Era.DECEMBER_2023),
    "exact only": lambda sent, known, _mode, era: right_match(sent, known, Mode.EXACT, era),
    "in lower case": with_lower_case_paths,
    "whatever is registered": lambda sent, known, mode, era: right_match(known[0] if known else sent, known, mode, era),
}


def report(found: Sequence[Finding], policy: Policy) -> list[dict[str, Any]]:
    """Return findings as the vectors have them."""
    listed = Report(tuple(found), policy).to_dict()["findings"]
    return [{name: each[name] for name in ("code", "pointer", "severity", "suggestion")} for each in listed]
