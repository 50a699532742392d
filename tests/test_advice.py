"""What `match` advises can be done, and helps: over all combinations of what may be otherwise in what is sent."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import EDGE_URIS, some_of

from orcid_clientreq import PRODUCTION, SANDBOX, parse, validators
from orcid_clientreq.matching import CAUSES, Fix, How, Match, Mode, match
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.strategies import redirect_uris
from orcid_clientreq.systems import SYSTEMS
from orcid_clientreq.systems.filling import expand

pytestmark = pytest.mark.long

ORCID, EXACT = Mode.ORCID, Mode.EXACT
SAFE = {How.EXACT, How.QUERY_IGNORED}
#: Where nothing can be named to register or to send.
NO_VALUE = {"host_only", "requested_invalid", "fragment", "registered_invalid", "nothing_registered", "missing"}


def values(found: Match, fix: Fix) -> set[str]:
    return {reason.value for reason in found.reasons if reason.fix is fix and reason.value is not None}


def is_of_sandbox(uri: str) -> bool:
    return uri.startswith("http://") or any(host in uri for host in ("//localhost", "//127.0.0.1", "//[::1]"))


def errors(uri: str, policy: Any) -> list[str]:
    return [found.code for found in validators.redirect_uri(uri, policy=policy) if found.severity == "error"]


def can_be_followed(sent: str, registered: list[str], mode: Mode, given: Any = None, policy: Any = None) -> None:
    """Follow the advice, and see that it helps, and that `check` takes what is to be registered."""
    found = match(sent, registered if given is None else given, mode=mode)
    to_register, to_send = values(found, Fix.REGISTER), values(found, Fix.SEND)
    assert len(to_register | to_send) <= 1, found
    assert not (to_register and to_send), found
    assert not values(found, Fix.NONE)
    fixes = {reason.fix for reason in found.reasons}
    for value in to_register:
        is_sandbox = any(map(is_of_sandbox, registered))
        assert errors(value, policy or (SANDBOX if is_sandbox else PRODUCTION)) == [], (sent, registered)
        then = value if Fix.SEND in fixes else sent
        assert match(then, [*registered, value], mode=mode).how in (SAFE if mode is ORCID else {How.EXACT}), str(found)
    for value in to_send:
        assert Fix.REGISTER not in fixes
        assert match(value, registered, mode=mode).how in (SAFE if mode is ORCID else {How.EXACT}), str(found)
    if not found and not to_register and not to_send:
        codes = {reason.code for reason in found.reasons}
        assert codes & NO_VALUE or fixes == {Fix.NONE}, (sent, registered, str(found))


SCHEMES = {"": lambda uri: uri, "http": lambda uri: uri.replace("https", "http", 1), "upper": lambda uri: uri.replace("https", "HTTPS", 1)}  # fmt: skip
HOSTS = {
    "": "university.edu",
    "www": "www.university.edu",
    "below": "staging.university.edu",
    "other": "university.org",
    "upper": "University.edu",
    "localhost": "localhost",
    "private": "192.168.0.103",
    "dotless": "web",
    "local": "app.local",
    "orcid": "sandbox.orcid.org",
}
PORTS = ("", ":443", ":80", ":8443", ":3000")
PATHS = (
    *("/app/orcid/cb", "/app/orcid/cb/", "/app//orcid/cb", "/app/ORCID/cb", "/app/%6Frcid/cb", "/app/orcid/link"),
    *("/orcid/cb", "/index.php/app/orcid/cb", "/app/orcid_sandbox/cb", "/app/orcid/cb/x", "/app/../app/orcid/cb"),
    *("", "/"),
)
ENDS = ("", "?tenant=2", "?token=a&state=b", "?code=Ab12cD&state=b", "?error=invalid_scope", "#done")


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("host", HOSTS)
def test_every_combination_of_differences_has_advice_that_can_be_followed(mode: Mode, scheme: str, host: str) -> None:
    registered = "https://university.edu/app/orcid/cb"
    for port, path, end in some_of(product(PORTS, PATHS, ENDS), 19):
        sent = SCHEMES[scheme](f"https://{HOSTS[host]}{port}{path}{end}")
        can_be_followed(sent, [registered], mode)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("host", HOSTS)
def test_so_has_the_reverse(mode: Mode, host: str) -> None:
    for port, path, end in some_of(product(PORTS[:4], PATHS, ENDS), 19):
        registered = f"https://{HOSTS[host]}{port}{path}{end}"
        for sent in ("https://university.edu/app/orcid/cb", "http://localhost:3000/app/orcid/cb"):
            can_be_followed(sent, [registered], mode)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("registered", ["http://127.0.0.1:8080/cb/orcid", "http://localhost/cb/orcid", "http://university.edu/cb/orcid"])  # fmt: skip
def test_so_has_the_sandbox(mode: Mode, registered: str) -> None:
    paths = ("/cb/orcid", "/cb/orcid/", "/orcid", "")
    for host, port, scheme, end, path in some_of(product(HOSTS.values(), PORTS, ("http", "https"), ENDS, paths), 19):
        can_be_followed(f"{scheme}://{host}{port}{path}{end}", [registered], mode)


@pytest.mark.parametrize("mode", Mode)
def test_so_has_a_request_of_either_environment(mode: Mode) -> None:
    uri = "https://university.edu/app/orcid/cb"
    for policy in (PRODUCTION, SANDBOX):
        request = parse({**GOOD_REQUEST, "redirect_uris": [uri]}, policy=policy)
        for host, port, path in some_of(product(HOSTS.values(), PORTS, PATHS), 19):
            can_be_followed(f"http://{host}{port}{path}", [uri], mode, request, policy)


@pytest.mark.parametrize(
    ("sent", "registered", "environment", "fix", "value"),
    [
        ("/orcid_sandbox/cb", "/orcid/cb", "production", "send", "/orcid/cb"),
        ("/orcid_sandbox/cb", "/orcid/cb", "sandbox", "register", "/orcid_sandbox/cb"),
        ("/orcid/cb", "/orcid_sandbox/cb", "production", "register", "/orcid/cb"),
        ("/orcid/cb", "/orcid_sandbox/cb", "sandbox", "send", "/orcid_sandbox/cb"),
        ("/orcid/cb", "/orcid_sandbox/cb", None, "send", "/orcid_sandbox/cb"),
        ("/cb/orcid-sandbox", "/cb/orcid", None, "send", "/cb/orcid"),
    ],
)
def test_a_provider_is_registered_for_its_own_environment(
    sent: str, registered: str, environment: str | None, fix: str, value: str
) -> None:
    host, uris = "https://university.edu", [f"https://university.edu{registered}"]
    given = {"redirect_uris": uris, "environment": environment} if environment else uris
    found = match(host + sent, given)
    assert [(reason.code, str(reason.fix), reason.value) for reason in found.reasons] == [
        ("sandbox_provider", fix, host + value)
    ]
    assert ("Ask ORCID to also register" in found.reasons[0].message) == (fix == "register")


#: What a system may send otherwise than it is registered.
TURNS = {
    "": lambda uri: uri,
    "scheme": lambda uri: uri.replace("https", "http", 1),
    "www": lambda uri: uri.replace("://", "://www.", 1),
    "host": lambda uri: uri.replace("://", "://staging.", 1),
    "slash": lambda uri: uri.removesuffix("/") if uri.endswith("/") else f"{uri}/",
    "state": lambda uri: f"{uri}{'&' if '?' in uri else '?'}state=7",
    "case": lambda uri: uri.replace("orcid", "ORCID", 1),
}


@pytest.mark.parametrize("name", SYSTEMS)
def test_so_has_every_system_with_another_value_of_each_parameter(name: str) -> None:
    for callback in SYSTEMS[name].callbacks:
        example = {parameter.name: parameter.example for parameter in callback.parameters}
        registered = expand(callback.template, example)
        if errors(registered, SANDBOX):
            continue
        for parameter in callback.parameters:
            is_address = f"{{+{parameter.name}}}" in callback.template
            other = f"{example[parameter.name]}/app" if is_address else "other"
            uri = expand(callback.template, {**example, parameter.name: other})
            for turn in TURNS.values():
                for sent, known in ((turn(uri), registered), (registered, turn(uri)), (turn(registered), uri)):
                    can_be_followed(sent, [known], ORCID)


@given(EDGE_URIS | redirect_uris(policy=SANDBOX), st.lists(EDGE_URIS | redirect_uris(policy=SANDBOX), max_size=3), st.sampled_from(Mode))  # fmt: skip
def test_so_has_any(sent: str, registered: list[str], mode: Mode) -> None:
    found = match(sent, registered, mode=mode)
    assert not (values(found, Fix.REGISTER) & values(found, Fix.SEND))
    assert len(values(found, Fix.REGISTER) | values(found, Fix.SEND)) <= 1
    for value in values(found, Fix.REGISTER):
        valid = [uri for uri in registered if not errors(uri, SANDBOX)]
        assert errors(value, SANDBOX if any(map(is_of_sandbox, valid)) else PRODUCTION) == []


def test_every_cause_that_is_no_difference_has_no_fix() -> None:
    assert {code for code, cause in CAUSES.items() if cause.fix is Fix.NONE} == {
        *(
            "came_back",
            "not_listed",
            "orcid_error",
            "no_redirect_uri",
            "own_page",
            "orcid_address",
            "other_environment",
            "refused",
        ),
        *("registered_template", "query_ignored"),
    }
