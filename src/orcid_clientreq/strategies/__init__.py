"""Hypothesis strategies: every kind of valid request and, rule by rule, every kind of wrong one.

For test suites of programs that make, take or hand on such requests. Needs Hypothesis, which comes with
`pip install 'orcid-clientreq[hypothesis]'`. Where that is installed, Hypothesis finds the strategies by itself:
`st.from_type(RegistrationRequest)` works without an import of this module.

What is drawn ranges from what most people write, which is also what a failing example shrinks to, to the edges of the
rules: internationalized names, IPv6 addresses, ports, queries, percent-encoding, text in many scripts, values of just the
longest and the shortest length. Where a function takes a policy, nothing is drawn that is an error under it; what is a
warning is. Where its limits or known contacts leave no room for what a function draws, the function raises
`hypothesis.errors.InvalidArgument`, which says why.

>>> from hypothesis import given
>>> from orcid_clientreq import check
>>> @given(form_data())
... def test_our_wizard_takes_what_orcid_takes(data):
...     assert check(data).ok
>>> test_our_wizard_takes_what_orcid_takes()
>>> @given(faulty_form_data())
... def test_our_wizard_refuses_what_orcid_refuses(drawn):
...     data, expected = drawn
...     assert {finding.code for finding in check(data).errors} == expected
>>> test_our_wizard_refuses_what_orcid_refuses()
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

try:
    from hypothesis import strategies as st
except ModuleNotFoundError as _missing:
    _message = "orcid_clientreq.strategies needs Hypothesis: pip install 'orcid-clientreq[hypothesis]'"
    raise ModuleNotFoundError(_message, name=_missing.name) from _missing

from orcid_clientreq.matching import Mode
from orcid_clientreq.policy import PRODUCTION, Policy, as_policy
from orcid_clientreq.request import RegistrationRequest, parse
from orcid_clientreq.rules import RULES
from orcid_clientreq.strategies import breaking, forms, issued, uris, values
from orcid_clientreq.strategies.acceptance import Acceptance
from orcid_clientreq.strategies.attempts import Attempt, attempts
from orcid_clientreq.strategies.breaking import policy_for
from orcid_clientreq.strategies.installations import Installation, installations, of_any_system
from orcid_clientreq.systems.filling import system_of

__all__ = [
    "client_names",
    "contact_emails",
    "credentials_data",
    "descriptions",
    "distinct_contacts",
    "faulty_form_data",
    "findings_data",
    "form_data",
    "homepage_urls",
    "organization_names",
    "policy_for",
    "redirect_attempts",
    "redirect_uri_lists",
    "redirect_uris",
    "registration_requests",
    "staff_notes",
    "system_redirect_uris",
]


@values.named
def registration_requests(*, policy: Policy = PRODUCTION) -> st.SearchStrategy[RegistrationRequest]:
    """Return requests that are valid under a policy.

    Args:
        policy: The policy they are made under, and carry.

    Raises:
        hypothesis.errors.InvalidArgument: limits or known contacts of the policy leave no room for one.
    """
    return form_data(policy=policy).map(lambda data: parse(data, policy=policy))


@values.named
def form_data(*, policy: Policy = PRODUCTION) -> st.SearchStrategy[dict[str, Any]]:
    """Return mappings as a web form sends them, in which a policy finds no error.

    Optional fields are absent, blank or filled, there is white space around texts, and the redirect URIs are a
    list or a tuple. There may be warnings.

    Args:
        policy: What to check them under: `check(data, policy=policy).ok`.

    Raises:
        hypothesis.errors.InvalidArgument: limits or known contacts of the policy leave no room for one.
    """
    return forms.accepted(Acceptance(as_policy(policy)))


@values.named
def faulty_form_data(
    codes: Collection[str] | str | None = None, *, policy: Policy = PRODUCTION
) -> st.SearchStrategy[tuple[Any, frozenset[str]]]:
    """Return forms with errors, each with the codes of exactly the errors that are in it.

    Args:
        codes: The rules to break, all of them, or one; by default one to four that are drawn.
        policy: What to check the data under.

    Returns:
        Pairs of the data and the codes of its errors. There are no warnings in it.

    Raises:
        hypothesis.errors.InvalidArgument: If a code is not an error under the policy, or no form can break the
            codes at once: a value breaks one rule, except that each redirect URI is a value of its own. Also if
            the policy leaves no room for what breaks them, or for the good values.

    >>> faulty_form_data(["redirect_uri.long"])
    Traceback (most recent call last):
        ...
    hypothesis.errors.InvalidArgument: redirect_uri.long is not an error under this policy; findings_data draws warnings, too
    """
    as_policy(policy)
    if codes is None:
        return breaking.faulty(policy, None, as_errors=True)
    wanted = breaking.validated([codes] if isinstance(codes, str) else codes, policy)
    for code in wanted:
        breaking.refuse_unless_error(code, policy)
    return breaking.faulty(policy, wanted, as_errors=True)


@values.named
def findings_data(code: str, *, policy: Policy = PRODUCTION) -> st.SearchStrategy[tuple[Any, frozenset[str]]]:
    """Return forms that break one rule and no other, be it an error or a warning.

    For a rule of credentials (`RULES[code].of_credentials`) it is credentials, for `credentials.check`.

    Args:
        code: The rule to break.
        policy: What to check the data under; `policy_for(code)` is one under which the rule is on.

    Returns:
        Pairs of the data and a set of that code, as `faulty_form_data` does. Every finding has it.

    Raises:
        hypothesis.errors.InvalidArgument: no rule has the code, it is off under the policy, or the policy
            leaves no room for what breaks it, or for the good values.
    """
    wanted = breaking.validated([code], as_policy(policy))
    return (
        issued.faulty(code, policy) if RULES[code].of_credentials else breaking.faulty(policy, wanted, as_errors=False)
    )


@values.named
def credentials_data(*, policy: Policy = PRODUCTION) -> st.SearchStrategy[dict[str, Any]]:
    """Return credentials as ORCID issues them, as mappings in which `credentials.check` finds nothing.

    Args:
        policy: Where they are for.
    """
    return issued.good(as_policy(policy))


@values.named
def contact_emails(*, policy: Policy = PRODUCTION) -> st.SearchStrategy[str]:
    """Return addresses for `contact_email`.

    Raises:
        hypothesis.errors.InvalidArgument: limits or known contacts of the policy leave no room for one.
    """
    return values.contacts("contact_email", Acceptance(as_policy(policy)))


@values.named
def distinct_contacts(*, policy: Policy = PRODUCTION) -> st.SearchStrategy[tuple[str, str]]:
    """Return pairs of addresses for `contact_email` and `pin_contact_email`, which are not of one mailbox.

    Raises:
        hypothesis.errors.InvalidArgument: limits or known contacts of the policy leave no room for two.
    """
    return values.contact_pairs(Acceptance(as_policy(policy)))


@values.named
def homepage_urls(*, policy: Policy = PRODUCTION) -> st.SearchStrategy[str]:
    """Return home pages.

    Raises:
        hypothesis.errors.InvalidArgument: If a limit of the policy leaves no room for one.
    """
    return uris.uris("homepage_url", Acceptance(as_policy(policy)))


@values.named
def redirect_uris(*, policy: Policy = PRODUCTION) -> st.SearchStrategy[str]:
    """Return redirect URIs, one by one.

    Raises:
        hypothesis.errors.InvalidArgument: If a limit of the policy leaves no room for one.
    """
    return uris.uris("redirect_uri", Acceptance(as_policy(policy)))


@values.named
def redirect_uri_lists(
    *, min_size: int = 1, max_size: int = 5, policy: Policy = PRODUCTION
) -> st.SearchStrategy[list[str]]:
    """Return lists of redirect URIs, no two of which are equivalent.

    Args:
        min_size: The fewest.
        max_size: The most; a policy may allow fewer.
        policy: The policy.

    Raises:
        hypothesis.errors.InvalidArgument: If a limit of the policy leaves no room for so many.
    """
    return uris.uri_lists(Acceptance(as_policy(policy)), min_size=min_size, max_size=max_size)


@values.named
def redirect_attempts(*, mode: Mode = Mode.ORCID, policy: Policy = PRODUCTION) -> st.SearchStrategy[Attempt]:
    """Return what an authorization server is asked: registered redirect URIs, the one that is sent, and the answer.

    Args:
        mode: How they are compared; see `orcid_clientreq.matching.match`.
        policy: What the registered ones are made under.

    Returns:
        Triples of a list of one to three registered redirect URIs, the one that is sent, and whether it
        matches. What does not match is mostly near: an attacker's host that looks like the registered one, another
        port, a fragment, another case.

    Raises:
        hypothesis.errors.InvalidArgument: If a limit of the policy leaves no room for a redirect URI.

    >>> from orcid_clientreq.matching import match
    >>> @given(redirect_attempts())
    ... def test_our_server_lets_nobody_else_in(attempt):
    ...     registered, requested, should_match = attempt
    ...     assert match(requested, registered).matched is should_match
    >>> test_our_server_lets_nobody_else_in()
    """
    return attempts(Acceptance(as_policy(policy)), Mode(mode))


@values.named
def system_redirect_uris(system: str | None = None, *, policy: Policy = PRODUCTION) -> st.SearchStrategy[Installation]:
    """Return installations of known systems.

    Args:
        system: The id of a system, a key of `systems.SYSTEMS`; by default any that has callbacks.
        policy: What the redirect URIs are registered under.

    Returns:
        Pairs of the values of the variables and the `systems.Registration` that is filled with them. Its redirect URIs
        have no errors.

    Raises:
        ValueError: If no system has that id.
        hypothesis.errors.InvalidArgument: If a limit of the policy leaves no room for the redirect URIs of the system.

    >>> from orcid_clientreq.systems import recognize
    >>> @given(system_redirect_uris("dataverse"))
    ... def test_a_dataverse_is_recognized(drawn):
    ...     parameters, registration = drawn
    ...     assert recognize(registration.redirect_uris)[0].parameters["base"] == parameters["base"]
    >>> test_a_dataverse_is_recognized()
    """
    acceptance = Acceptance(as_policy(policy))
    return of_any_system(acceptance) if system is None else installations(system_of(system), acceptance)


@values.named
def descriptions(*, policy: Policy = PRODUCTION) -> st.SearchStrategy[str]:
    """Return texts for `description`, without white space around them."""
    return values.texts("description", Acceptance(as_policy(policy)))


@values.named
def client_names(*, policy: Policy = PRODUCTION) -> st.SearchStrategy[str]:
    """Return names of a client application, without white space around them."""
    return values.texts("client_name", Acceptance(as_policy(policy)))


@values.named
def organization_names(*, policy: Policy = PRODUCTION) -> st.SearchStrategy[str]:
    """Return names of an organization, without white space around them."""
    return values.texts("organization_name", Acceptance(as_policy(policy)))


@values.named
def staff_notes(*, policy: Policy = PRODUCTION) -> st.SearchStrategy[str]:
    """Return notes for ORCID's staff, without white space around them."""
    return values.texts("staff_notes", Acceptance(as_policy(policy)))
