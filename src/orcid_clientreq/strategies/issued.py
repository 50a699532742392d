"""Credentials as ORCID issues them, and those in which one thing is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from hypothesis import strategies as st

from orcid_clientreq.form import Environment
from orcid_clientreq.policy import Policy
from orcid_clientreq.rules.base_urls import HOSTS
from orcid_clientreq.strategies import faults, values
from orcid_clientreq.strategies.acceptance import Acceptance, Strategy, fitting

_SECRETS: Final = values.secrets()
_PATHS: Final = st.sampled_from(["", "/", "/v3.0/"])
_ENDPOINTS: Final = ("/oauth/token", "/oauth/authorize")


def _addresses(environment: Environment) -> Strategy[str]:
    """Return addresses of ORCID."""
    first, *_ = HOSTS[environment]
    at_any = st.builds("https://{}{}".format, st.sampled_from(HOSTS[environment]), _PATHS)
    return at_any | st.sampled_from(_ENDPOINTS).map(f"https://{first}{{}}".format)


def _at_the_api(environment: Environment) -> Strategy[str]:
    """Return the endpoints at hosts that do not have them."""
    _, *others = HOSTS[environment]
    return st.builds("https://{}{}".format, st.sampled_from(others), st.sampled_from([*_ENDPOINTS, "/oauth/token/"]))


def _shortest(environment: Environment) -> str:
    """Return the shortest of them."""
    return f"https://{HOSTS[environment][0]}"


def _fitting(drawn: Strategy[Any], short: str, policy: Policy) -> Strategy[Any]:
    """Return addresses for which a policy leaves room, and a short one in place of others."""
    acceptance = Acceptance(policy, no_warnings=True)
    has_room, refusal = partial(acceptance.has_room, "base_url"), acceptance.refusal("base_url", f"{short!r}")
    return fitting(drawn, short, has_room, refusal)


def good(policy: Policy) -> Strategy[dict[str, Any]]:
    """Return mappings of credentials with nothing to fix."""
    required = {"client_id": values.client_ids(), "client_secret": _SECRETS}
    optional = {
        "base_url": _fitting(_addresses(policy.environment) | faults.BLANK, "", policy),
        "environment": st.just(policy.environment.value),
    }
    return st.fixed_dictionaries(required, optional=optional)


def _other(policy: Policy) -> Environment:
    """Return the environment that the policy is not for."""
    sandbox = policy.environment is Environment.SANDBOX
    return Environment.PRODUCTION if sandbox else Environment.SANDBOX


_NOT_ORCID: Final = st.sampled_from(
    [
        "https://orcid.org.evil.org/",
        "http://orcid.org",
        "orcid.org",
        "https://evil.org/orcid.org",
        "https://a@orcid.org",
        "https://www.orcid.org/",
        "sandbox.api.orcid.org",
    ]
)
_CUT: Final = st.tuples(_SECRETS, st.integers(1, 35)).map(lambda pair: pair[0][: pair[1]])

#: What breaks each rule, put in place of the value of its field.
BAD: Final[Mapping[str, Callable[[Policy], Strategy[Any]]]] = {
    "client_id.missing": lambda _: faults.BLANK,
    "client_id.wrong_type": lambda _: faults.NO_TEXT,
    "client_id.invalid": lambda _: values.no_client_ids(),
    "client_id.is_secret": lambda _: _SECRETS,
    "client_id.unfilled": lambda _: values.unfilled_client_ids(),
    "client_secret.missing": lambda _: faults.BLANK,
    "client_secret.wrong_type": lambda _: faults.NO_TEXT,
    "client_secret.too_long": lambda _: st.integers(256, 300).map("a".__mul__),
    "client_secret.is_client_id": lambda _: values.client_ids(),
    "client_secret.invalid": lambda _: _CUT | _SECRETS.map(" {}".format),
    "base_url.wrong_type": lambda _: faults.NO_TEXT,
    "base_url.too_long": lambda policy: st.just("https://orcid.org/".ljust(policy.limits.uri + 1, "a")),
    "base_url.surrounding_whitespace": lambda policy: _fitting(
        _addresses(policy.environment).map(" {}\n".format), f" {_shortest(policy.environment)}", policy
    ),
    "base_url.not_orcid": lambda policy: _fitting(_NOT_ORCID, "x", policy),
    "base_url.environment_mismatch": lambda policy: _fitting(
        _addresses(_other(policy)), _shortest(_other(policy)), policy
    ),
    "base_url.token_host": lambda policy: _fitting(
        _at_the_api(policy.environment), f"https://{HOSTS[policy.environment][1]}/oauth/token", policy
    ),
}


def faulty(code: str, policy: Policy) -> Strategy[tuple[Any, frozenset[str]]]:
    """Return credentials that break one rule, and its code."""
    expected = frozenset({code})
    if code == "credentials.not_a_mapping":
        return st.tuples(st.none() | st.text(max_size=5) | st.lists(st.text(), max_size=2), st.just(expected))
    if code == "credentials.policy_mismatch":
        field, bad = "environment", st.sampled_from(["live", _other(policy).value, 7])
    else:
        field, bad = code.partition(".")[0], BAD[code](policy)
    return st.tuples(good(policy), bad).map(lambda drawn: ({**drawn[0], field: drawn[1]}, expected))
