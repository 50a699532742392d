"""Known systems: their tables, the redirect URIs that are filled in, and the systems that are recognized."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import EDGE_URIS, OBJECTS

from orcid_clientreq import PRODUCTION, RULES, SANDBOX, Policy, check, parse, strategies, systems, validators
from orcid_clientreq.lifecycle import changes, staff_notes
from orcid_clientreq.matching import match
from orcid_clientreq.messages import say, translate
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.syntax.display import columns
from orcid_clientreq.syntax.uris import split
from orcid_clientreq.systems import SYSTEMS, Registrant, SystemKind, recognize, recognizing, redirect_uris, sharing
from orcid_clientreq.systems.filling import example, expand
from orcid_clientreq.systems.model import Callback, System, addresses, callback, is_address, needed, readable, variables

sys.path.insert(0, str(Path(__file__).parent.parent / "docs" / "generators"))

import system_pages

ROOT = Path(__file__).parent.parent
WITH_CALLBACKS = [system for system in SYSTEMS.values() if system.callbacks]


def ids(found: tuple[systems.Recognized, ...]) -> list[str]:
    return [each.system.id for each in found]


@pytest.mark.parametrize("system", SYSTEMS.values(), ids=str)
def test_each_entry_is_complete(system: System) -> None:
    assert re.fullmatch(r"[a-z0-9]+([.-][a-z0-9]+)*", system.id)
    assert system.source
    assert date(2026, 11, 1) <= system.checked <= date.today()  # noqa: DTZ011 - a day
    assert system.advice
    assert all(text.endswith(".") and "  " not in text for text in system.advice)
    assert isinstance(system.kind, SystemKind)
    assert isinstance(system.registrant, Registrant)
    assert all(name in SYSTEMS for name in system.replaces)
    said = " ".join([*system.advice, *(f"{each.purpose} {each.why_prefix}" for each in system.callbacks)])
    assert not re.search(r"\b(five|six|[56]) (rows|fields)\b", said)  # how many ORCID's form has is not known
    templates = {each.template for each in system.callbacks}
    for each in system.callbacks:
        named = {parameter.name for parameter in each.parameters}
        assert named == set(each.names) | set(variables(each.register_instead))
        assert addresses(each.template)[:1] == each.names[:1]  # an address comes first, and nothing else is one
        assert len(addresses(each.template)) == 1
        assert bool(each.register_instead) is bool(each.why_prefix)
        assert not each.alternative_to or (each.alternative_to in templates and not each.required)
        assert bool(each.sends) or not each.sends_if
        assert not each.sends or re.fullmatch(r"[A-Za-z_]+=[^=&?]+(&[A-Za-z_]+=[^=&?]+)*", each.sends)
        assert each.purpose[0].islower() or each.purpose[0].isupper()
        assert not each.purpose.endswith(".")
        assert each.template in repr(each)
    assert (str(system), repr(system)) == (system.name, f"<System {system.id}>")
    assert system.url.endswith(f"/systems/{system.id}.html")
    assert list(system.parameters) == list(pickle.loads(pickle.dumps(system)).parameters)
    assert pickle.loads(pickle.dumps(system)) == system


def test_there_are_enough_and_each_id_once() -> None:
    for page in ("README.md", "CHANGELOG.md", "docs/how-to/find-your-redirect-uris.md"):
        assert "more than a hundred systems" in (ROOT / page).read_text(encoding="utf-8")
    assert len(SYSTEMS) > 100
    assert len(WITH_CALLBACKS) >= 95
    assert all(system.id == name for name, system in SYSTEMS.items())
    with pytest.raises(TypeError):
        SYSTEMS["mine"] = SYSTEMS["dataverse"]  # type: ignore[index]


@pytest.mark.parametrize("system", WITH_CALLBACKS, ids=str)
def test_the_examples_of_a_system_fill_its_callbacks(system: System) -> None:
    found = redirect_uris(system, **example(system))
    assert found.findings == ()
    assert found.ok
    assert found.redirect_uris
    for entry in found.entries:
        assert all(finding.severity != "error" for finding in validators.redirect_uri(entry.uri))
        assert entry.purpose
        assert "{" not in entry.uri
    assert all(columns(line) <= 100 or "://" in line for line in str(found).splitlines())


def is_told(system: System) -> bool:
    """Whether its required redirect URIs tell it from others, and no later version has the same."""
    return system.id in ids(recognize(redirect_uris(system, **example(system)).redirect_uris))


#: The systems that are not told by their callbacks.
NOT_TOLD = {system.id for system in WITH_CALLBACKS if not is_told(system)}
#: Of those, some whose paths many applications have, or that have a framework's.
OF_MANY_APPLICATIONS = {
    *("samvera-orcid-gem", "zenodo", "ckan-oauth2", "vivo", "cineca-orcid-hub", "dmproadmap", "dmptool", "dmp-opidor"),
    *("osf", "texera", "nz-orcid-hub", "alma", "drupal-orcid", "gitlab", "satosa", "apache-mod-auth-openidc", "socialite-orcid"),
    *("omniauth-orcid", "passport-orcid", "kotahi", "ontoportal", "discourse-orcid-connect", "ueberauth-orcid", "chemotion-eln"),
    *("next-auth", "better-auth", "plack-auth-sso-orcid", "authlib-loginpass", "ckan-orcid", "hybridauth", "gwu-orcid-integration"),
    *("raido", "girder", "micronaut-security", "chainlit"),
}  # fmt: skip


def test_which_systems_are_told_by_their_callbacks() -> None:
    """A further one may be told by none if its entry says so, or by a path without orcid in it."""
    assert NOT_TOLD >= OF_MANY_APPLICATIONS
    for name in NOT_TOLD - OF_MANY_APPLICATIONS:
        assert all(each.distinctive is False or "orcid" not in each.template for each in SYSTEMS[name].callbacks)


@pytest.mark.parametrize("name", ["indico", "keycloak", "authentik", "spring-security", "forgejo-gitea"])
def test_a_provider_of_any_name_is_recognized(name: str) -> None:
    """Its path tells the system, even where the name that a person chose is not orcid."""
    system = systems.SYSTEMS[name]
    chosen = {each: "0" for each in example(system) if not is_address(each, system)}
    registered = redirect_uris(system, **{**example(system), **chosen}).redirect_uris
    assert [each.system.id for each in recognize(registered)] == [name]
    assert recognize(registered)[0].missing == ()


@pytest.mark.parametrize("path", ["", "/repository", "/a/b"])
def test_a_press_at_a_path_is_told_from_its_journals(path: str) -> None:
    given = {"press": f"https://university.edu{path}", "journal": "a-journal"}
    press, journal = (each.uri for each in redirect_uris("janeway", **given).entries)
    for uris in ([press, journal], [journal, press]):
        (found,) = recognize(uris)
        assert (found.missing, dict(found.parameters)) == ((), given)
        assert {uri: callback.template for uri, callback in found.found} == {
            press: "{+press}/login/orcid/",
            journal: "{+press}/{journal}/login/orcid/",
        }
    two = [f"{given['press']}/{name}/login/orcid/" for name in ("jA", "jBB")]
    (without,) = recognize(two)
    assert without.parameters["press"] == given["press"]
    assert [each.uri for each in without.missing] == [press]
    (alone,) = recognize([press])
    assert (alone.missing, dict(alone.parameters)) == ((), {"press": given["press"]})


def test_an_alternative_is_read_as_itself() -> None:
    (found,) = recognize(["https://app.university.edu/api/auth/oauth2/callback/orcid"])
    assert (found.system.id, found.missing) == ("better-auth", ())
    assert found.parameters == {"base": "https://app.university.edu", "provider": "orcid"}


@given(strategies.system_redirect_uris())
def test_what_is_filled_in_is_accepted_and_recognized_again(drawn: tuple[dict[str, str], systems.Registration]) -> None:
    parameters, registration = drawn
    system = registration.system
    assert registration.ok
    data = {**GOOD_REQUEST, "redirect_uris": list(registration.redirect_uris)}
    assert check(data).ok
    if system.id in NOT_TOLD or any(each.prefix for each in registration.entries) or system.callbacks[0].host:
        return
    found = {each.system.id: each for each in recognize(registration.redirect_uris)}
    assert system.id in found
    assert found[system.id].missing == ()
    assert found[system.id].unneeded == ()
    for name, value in found[system.id].parameters.items():
        assert value == parameters[name].strip()


@given(strategies.system_redirect_uris("keycloak"))
def test_words_are_drawn_where_no_address_is_needed(drawn: tuple[dict[str, str], systems.Registration]) -> None:
    parameters, registration = drawn
    assert parameters["realm"].strip()
    assert registration.redirect_uris[0].startswith(f"{parameters['base']}/realms/")


@pytest.mark.parametrize("system", [each for each in WITH_CALLBACKS if each.id not in NOT_TOLD], ids=str)
def test_leaving_one_out_names_it(system: System) -> None:
    uris = redirect_uris(system, **example(system)).redirect_uris
    for left_out in uris if len(uris) > 1 else ():
        rest = [uri for uri in uris if uri != left_out]
        found = {each.system.id: each for each in recognize(rest)}
        # what is left can be what many have, or differ in the query only, which ORCID does not compare
        if system.id in found and not match(left_out, rest):
            assert [each.callback.purpose for each in found[system.id].missing]
            known = [each.uri for each in found[system.id].missing if each.uri]
            assert known in ([left_out], [])


@given(OBJECTS)
def test_recognize_reads_texts_and_refuses_the_rest(data: Any) -> None:
    try:
        found = recognize(data)
    except TypeError:
        return
    assert isinstance(found, tuple)


@given(st.lists(EDGE_URIS, max_size=4))
def test_any_list_of_texts_is_read(uris: list[str]) -> None:
    for each in recognize(uris):
        assert {uri for uri, _ in each.found} <= set(uris)
        assert all(isinstance(missing.callback, Callback) for missing in each.missing)


@pytest.mark.parametrize(
    ("uris", "expected"),
    [
        (["https://university.edu/callback"], []),
        (["https://university.edu/oauth2/callback", "https://university.edu/auth"], []),
        (["https://university.edu/orcid/callback"], []),
        (["https://university.edu"], []),
        ([], []),
        ("https://data.university.edu/oauth2/callback.xhtml", ["dataverse"]),
        (["http://data.university.edu:8080/dv/oauth2/orcidConfirm.xhtml"], ["dataverse"]),
        (["https://university.edu/users/auth/orcid/callback"], []),
        (["https://university.edu/auth/orcid/callback"], []),
        (["https://university.edu/api/auth/callback/orcid"], []),
        (["https://university.edu/auth/callback/orcid"], []),
        (["https://university.edu/auth/orcid"], []),
        (["https://university.edu/callback/orcid"], []),
        (["https://university.edu/index.php/auth/callback/orcid"], ["nada"]),
        (["https://j.university.edu/index.php/jlis/openid/doAuthentication?provider=orcid"], ["pkp-openid"]),
        (["https://commons.university.edu/user/login/orcid/login/"], ["gen3-fence"]),
        (["https://university.edu/login/orcid/"], ["janeway"]),
        (["https://university.edu/services/auth/login/complete/orcid"], ["kbase-auth2"]),
        (["https://university.edu/oauth2/login/orcid"], ["linkeddatahub"]),
        (["https://git.university.edu/user/oauth2/ORCID/callback"], ["forgejo-gitea"]),
        (["https://university.edu/user/auth/external?authclient=orcid"], ["humhub-auth-orcid"]),
        (["https://university.edu/user/auth/external?authclient=google"], []),
        (["https://university.edu/erddap/loginOrcid.html"], ["erddap"]),
        (["https://university.edu/erddap/loginOrcid.html/", "https://d.edu/oauth2/callback.xhtml/"], []),
        (["https://university.edu/server/api/cris/orcid/1/?url=x"], ["dspace-cris-7"]),
        (["https://university.edu/stash/auth/orcid/callback"], ["dryad"]),
        (["https://r.university.edu/server/api/authn/orcid"], ["dspace-7", "dspace-cris-7"]),
        (["https://university.elsevierpure.com/admin"], ["pure"]),
        (["https://university.edu/admin", "https://elsevierpure.com.evil.org/admin", "https://notelsevierpure.com/admin"], []),
        (["https://j.university.edu/index.php/jlis/orcidapi/orcidVerify?token=1&state=2"], ["pkp-2.4-3.4"]),
        (["https://j.university.edu/index.php?journal=jlis&page=orcidapi&op=orcidVerify"], ["pkp-2.4-3.4"]),
        (["https://sso.university.edu/realms/main/broker/orcid/endpoint"], ["keycloak"]),
        (["https://sso.university.edu/realms/main/broker/google/endpoint"], ["keycloak"]),
        (["https://user@university.edu/oauth2/callback.xhtml", "https://a.edu\\b/oauth2/callback.xhtml", "javascript:/oauth2/callback.xhtml"], []),
        (["https://university.edu/" + "a/" * 2000 + "oauth2/callback.xhtml"], []),
        (["https://orcid.university.edu/callback"], []),
    ],
    ids=str,
)  # fmt: skip
def test_what_a_list_looks_like(uris: list[str], expected: list[str]) -> None:
    assert ids(recognize(uris)) == expected


def test_what_is_missing_and_what_is_no_longer_needed() -> None:
    (found,) = recognize(
        ["https://j.edu/index.php/a/orcidapi/orcidAuthorize", "https://j.edu/index.php/a/orcid/authorizeOrcid"]
    )
    assert found.system.id == "pkp-3.5"
    assert dict(found.parameters) == {"base": "https://j.edu", "journal": "a"}
    assert [each.uri for each in found.missing] == ["https://j.edu/index.php/a/orcid/verify"]
    assert found.unneeded == ("https://j.edu/index.php/a/orcidapi/orcidAuthorize",)
    assert found.advice == SYSTEMS["pkp-3.5"].advice
    assert not found.is_framework
    (moved,) = recognize(["https://j.edu/a/orcid/authorizeOrcid", "https://j.edu/a/orcid/verify"])
    assert moved.missing == ()  # restful_urls: the one stands in for the other
    assert recognize("https://a.edu/accounts/orcid/login/callback/")[0].is_framework


JOURNAL = "https://j.edu/a"
IN_QUERY = "https://j.edu/index.php?journal=a&page=orcidapi&op="


@pytest.mark.parametrize(
    ("found", "missing"),
    [
        # journals whose addresses have no index.php, also after an upgrade; one of the usual form decides for that
        ([f"{JOURNAL}/orcid/authorizeOrcid"], [f"{JOURNAL}/orcid/verify"]),
        ([f"{JOURNAL}/orcid/verify"], [f"{JOURNAL}/orcid/authorizeOrcid"]),
        ([f"{JOURNAL}/orcid/updateScope"], [f"{JOURNAL}/orcid/authorizeOrcid", f"{JOURNAL}/orcid/verify"]),
        ([f"{JOURNAL}/orcidapi/orcidVerify"], [f"{JOURNAL}/orcidapi/orcidAuthorize"]),
        ([f"{JOURNAL}/orcidapi/orcidVerify", f"{JOURNAL}/orcid/verify"], [f"{JOURNAL}/orcid/authorizeOrcid"]),
        (["https://j.edu/index.php/a/orcid/updateScope", f"{JOURNAL}/orcid/verify"], ["https://j.edu/index.php/a/orcid/authorizeOrcid"]),
        # an earlier version alone of a journal beside one that is upgraded
        ([f"{JOURNAL}/orcid/verify", f"{JOURNAL}/orcid/authorizeOrcid", "https://j.edu/b/orcidapi/orcidVerify"], ["https://j.edu/b/orcid/authorizeOrcid", "https://j.edu/b/orcid/verify"]),
        # ORCID compares no query, so that one covers the other
        ([f"{IN_QUERY}orcidVerify"], []),
    ],
    ids=lambda uris: " ".join(uris),
)  # fmt: skip
def test_what_is_missing_has_the_form_of_what_was_found(found: list[str], missing: list[str]) -> None:
    assert [each.uri for one in recognize(found) for each in one.missing] == missing
    assert [each.uri for one in recognize([*found, *missing]) for each in one.missing] == []


def test_a_form_is_what_comes_before_the_common_end() -> None:
    """It does not depend on a system: a path or a query may stand there."""
    ours = attrs.evolve(
        SYSTEMS["pkp-2.4-3.4"],
        callbacks=tuple(
            attrs.evolve(each, required=not each.alternative_to) for each in SYSTEMS["pkp-2.4-3.4"].callbacks
        ),
    )
    forms = {recognizing._form(each) for each in ours.callbacks}
    assert len(forms) == 3  # index.php in the path, none, and all of it in the query
    for each in ours.callbacks:
        same = [other for other in ours.callbacks if recognizing._form(other) == recognizing._form(each)]
        assert len(same) == 2
        for required in (other for other in ours.callbacks if other.required):
            assert recognizing._in_form(ours, required, frozenset([recognizing._form(each)])) in same


SLASHES = {
    "rdmo": "https://a.edu/account/orcid/login/callback",
    "django-allauth": "https://a.edu/x/accounts/orcid/login/callback",
    "python-social-auth": "https://a.edu/auth/complete/orcid",
    "inveniordm": "https://a.edu/oauth/authorized/orcid",
    "janeway": "https://a.edu/login/orcid",
    "gen3-fence": "https://a.edu/user/login/orcid/login",
    "authentik": "https://a.edu/source/oauth/callback/orcid",
}


@pytest.mark.parametrize(("name", "uri"), SLASHES.items(), ids=SLASHES)
def test_a_last_slash_that_is_left_out_is_named(name: str, uri: str) -> None:
    for registered in (uri, f"{uri}?state=login"):
        (found,) = recognize([registered])
        assert found.system.id == name
        assert [each for each, _ in found.found] == [registered]
        assert [each.uri for each in found.missing] == [f"{uri}/"]
        assert recognize([registered, f"{uri}/"])[0].missing == ()
        assert recognize([registered, "https://a.edu"])[0].missing == ()  # a host alone covers it
        assert recognize([f"{uri}/?state=login"])[0].missing == ()
    assert ids(recognize([f"{uri}/more"])) == ids(recognize([f"{uri}//"])) == []
    assert ids(recognize([f"{uri}/\ud800"])) == []  # half a character


def test_every_callback_that_ends_in_a_slash_is_recognized_without_it() -> None:
    told = {system.id for system in WITH_CALLBACKS if system.id not in NOT_TOLD}
    with_slash = {name for name in told if SYSTEMS[name].callbacks[0].template.endswith("/")}
    assert with_slash == {*SLASHES}
    journal = "https://p.edu/a/login/orcid"
    (found,) = recognize(["https://p.edu/login/orcid/", journal])
    assert [each.uri for each in found.missing] == [f"{journal}/"]  # of one that not everybody needs, too


INDEX = "https://j.edu/index.php"


@pytest.mark.parametrize(
    ("uris", "expected"),
    [
        (
            ["https://a.edu/oauth2/callback.xhtml", "https://b.edu/oauth2/orcidConfirm.xhtml"],
            [("dataverse", "https://a.edu", ["https://a.edu/oauth2/orcidConfirm.xhtml"]), ("dataverse", "https://b.edu", ["https://b.edu/oauth2/callback.xhtml"])],
        ),
        (
            [f"{INDEX}/a/orcid/verify", f"{INDEX}/a/orcid/authorizeOrcid", f"{INDEX}/b/orcid/verify"],
            [("pkp-3.5", "a", []), ("pkp-3.5", "b", [f"{INDEX}/b/orcid/authorizeOrcid"])],
        ),
        (
            [f"{INDEX}/a/orcid/verify", f"{INDEX}/a/orcid/authorizeOrcid", f"{INDEX}/b/orcidapi/orcidVerify"],
            [("pkp-3.5", "a", []), ("pkp-3.5", "b", [f"{INDEX}/b/orcid/authorizeOrcid", f"{INDEX}/b/orcid/verify"])],
        ),
        (
            [f"{INDEX}/a/orcid/verify", f"{INDEX}/a/orcid/authorizeOrcid", "https://k.edu/index.php/b/orcidapi/orcidVerify"],
            [("pkp-3.5", "a", []), ("pkp-2.4-3.4", "b", ["https://k.edu/index.php/b/orcidapi/orcidAuthorize"])],
        ),
        (
            ["https://p.edu/login/orcid/", "https://p.edu/a/login/orcid/", "https://q.edu/b/login/orcid/", "https://q.edu/c/login/orcid/"],
            [("janeway", "https://p.edu", []), ("janeway", "https://q.edu", ["https://q.edu/login/orcid/"])],
        ),
        (
            ["https://p.edu/login/orcid/", "https://q.edu/b/login/orcid/"],
            [("janeway", "https://p.edu", []), ("janeway", "https://q.edu/b", [])],
        ),
        (
            ["https://r.edu/server/api/authn/orcid", "https://s.edu/server/api/authn/orcid", "https://r.edu", "https://s.edu"],
            [("dspace-7", "https://r.edu/server", []), ("dspace-7", "https://s.edu/server", [])],
        ),
    ],
)  # fmt: skip
def test_each_installation_and_each_journal_is_told_what_it_misses(
    uris: list[str], expected: list[tuple[str, str, list[str]]]
) -> None:
    for order in (uris, uris[::-1]):
        found = {
            (each.system.id, value): [missing.uri for missing in each.missing]
            for each in recognize(order)
            for value in each.parameters.values()
        }
        for name, value, missing in expected:
            assert found[name, value] == missing
        assert {each.system.id for each in recognize(order)} >= {name for name, _, _ in expected}
        assert {uri for each in recognize(order) for uri, _ in each.found} <= {*uris}


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.booleans(), st.booleans()),
        min_size=1,
        max_size=5,
        unique_by=lambda each: each[0],
    )
)
def test_registering_what_is_missing_leaves_nothing_missing(journals: list[tuple[str, bool, bool]]) -> None:
    uris = [
        f"{INDEX}/{journal}/{path}"
        for journal, verify, old in journals
        for path in (["orcid/verify"] if verify else []) + (["orcidapi/orcidVerify"] if old else [])
    ]
    found = recognize(uris)
    missing = [each.uri for one in found for each in one.missing]
    assert all(missing)
    assert all(one.missing == () for one in recognize([*uris, *filter(None, missing)]))


#: Every callback of every system, filled in, with what people and guides leave out of it.
FILLED = [expand(each.template, example(system)) for system in WITH_CALLBACKS for each in system.callbacks]
CALLBACKS = [
    spelt for uri in FILLED for spelt in (uri, uri.removesuffix("/"), f"{uri}&x", uri.partition("?")[0], uri.rpartition("/")[0])
]  # fmt: skip


@given(st.lists(st.sampled_from(CALLBACKS), max_size=5))
def test_what_is_missing_completes_any_list_of_registered_uris(uris: list[str]) -> None:
    found = recognize(uris)
    missing = [each.uri for one in found for each in one.missing if each.uri]
    assert not {*missing} & {*uris}
    after = {(one.system.id, tuple(one.parameters.items())): one for one in recognize([*uris, *missing])}
    for one in found:
        assert {uri for uri, _ in (*one.found, *one.prefixes)} <= {*uris}
        again = after.get((one.system.id, tuple(one.parameters.items())))
        assert again is None or not [each for each in again.missing if each.uri]


def test_a_host_alone_covers_what_is_below_it() -> None:
    sign_in = "https://r.edu/server/api/authn/orcid"
    (linking,) = recognize([sign_in])[0].missing
    assert (linking.uri, linking.prefix) == (None, True)
    assert recognize([sign_in, "https://r.edu"])[0].missing == ()
    assert recognize([sign_in, "https://r.edu//entities/person/1/orcid"])[0].missing == ()
    (confirm,) = recognize(["https://d.edu/oauth2/callback.xhtml", "https://other.edu"])[0].missing
    assert confirm.uri == "https://d.edu/oauth2/orcidConfirm.xhtml"
    assert recognize(["https://d.edu/oauth2/callback.xhtml", "https://d.edu"])[0].missing == ()


@pytest.mark.parametrize(
    ("uris", "expected"),
    [
        (["https://r.edu/server/api/authn/orcid", "https://r.edu"], {"https://r.edu"}),
        (["https://r.edu/server/api/authn/orcid", "https://r.edu/"], {"https://r.edu/"}),
        (["https://api.r.edu/server/api/authn/orcid", "https://www.r.edu"], {"https://www.r.edu"}),  # of the user interface
        (["https://r.edu/server/api/authn/orcid", "https://r.edu", "https://s.edu"], {"https://r.edu"}),
        (["https://api.r.edu/server/api/authn/orcid", "https://r.edu", "https://s.edu"], set()),  # whose they are is not known
        (["https://r.edu/server/api/authn/orcid"], set()),
        ([f"{INDEX}/a/orcid/verify", "https://j.edu"], {"https://j.edu"}),
        ([f"{INDEX}/a/orcid/verify", "https://k.edu"], set()),
        (["https://j.edu/ojs/index.php/a/orcid/verify", "https://j.edu/ojs/"], {"https://j.edu/ojs/"}),
        (["https://p.edu/login/orcid/", "https://p.edu"], {"https://p.edu"}),
        (["https://d.edu/oauth2/callback.xhtml", "https://d.edu"], set()),  # every callback of it can be registered
    ],
    ids=lambda uris: " ".join(sorted(uris)),
)  # fmt: skip
def test_what_is_registered_for_callbacks_that_differ(uris: list[str], expected: set[str]) -> None:
    for each in recognize(uris):
        assert {uri for uri, _ in each.prefixes} == expected
        assert all(callback.register_instead and callback in each.system.callbacks for _, callback in each.prefixes)
        assert "r.edu" not in repr(each)


@pytest.mark.parametrize(
    ("system", "parameters", "expected"),
    [
        ("dataverse", {"base": "https://d.edu"}, ["https://d.edu/oauth2/callback.xhtml", "https://d.edu/oauth2/orcidConfirm.xhtml"]),
        ("dataverse", {"base": " https://d.edu/dv "}, ["https://d.edu/dv/oauth2/callback.xhtml", "https://d.edu/dv/oauth2/orcidConfirm.xhtml"]),
        ("pkp-3.5", {"base": "https://j.edu"}, ["https://j.edu"]),
        ("pkp-3.5", {"base": "https://j.edu", "journal": "jlis"}, ["https://j.edu/index.php/jlis/orcid/authorizeOrcid", "https://j.edu/index.php/jlis/orcid/verify"]),
        ("janeway", {"press": "https://p.edu"}, ["https://p.edu/login/orcid/"]),
        ("dspace-7", {"server": "https://r.edu/server", "ui": "https://r.edu"}, ["https://r.edu/server/api/authn/orcid", "https://r.edu"]),
        ("keycloak", {"base": "https://s.edu", "realm": "my realm/é", "alias": "orcid"}, ["https://s.edu/realms/my%20realm%2F%C3%A9/broker/orcid/endpoint"]),
        ("elabftw", {}, []),
    ],
    ids=str,
)  # fmt: skip
def test_what_to_register(system: str, parameters: dict[str, str], expected: list[str]) -> None:
    found = redirect_uris(system, **parameters)
    assert list(found.redirect_uris) == expected
    assert found.ok


def test_a_wider_one_says_why_and_covers_several_purposes() -> None:
    (entry,) = redirect_uris("pkp-3.5", base="https://j.edu").entries
    assert entry.prefix
    assert entry.required
    assert entry.purpose == "sign up, profile and invitations; the link in emails to authors"
    assert "register the host alone" in entry.why_prefix
    assert entry.why_prefix in " ".join(str(redirect_uris("pkp-3.5", base="https://j.edu")).split())
    full = redirect_uris("pkp-3.5", base="https://j.edu", journal="jlis").entries
    assert all(each.why_prefix == "" for each in full)
    assert [each.required for each in full] == [True, True, False, False, False, False]
    assert "If you use it: the link in emails that ask" in str(
        redirect_uris("pkp-3.5", base="https://j.edu", journal="a")
    )


@pytest.mark.parametrize(
    ("system", "parameters", "expected"),
    [
        ("pkp-3.5", {"base": "https://j.edu"}, {"https://j.edu": SYSTEMS["pkp-3.5"].callbacks[0].why_prefix}),
        ("pkp-3.5", {"base": "https://j.edu/ojs"}, {}),
        ("pkp-3.5", {"base": "https://j.edu", "journal": "a"}, {}),
        ("dspace-7", {"server": "https://r.edu", "ui": "https://u.edu"}, {"https://u.edu": SYSTEMS["dspace-7"].callbacks[1].why_prefix}),
        ("alma", {"base": "https://a.edu"}, {"https://a.edu": "Alma uses this address as it is."}),
        ("alma", {"base": "a.edu"}, {"https://a.edu": "Alma uses this address as it is."}),
        ("alma", {"base": "ftp://a.edu"}, {}),
    ],
    ids=str,
)  # fmt: skip
def test_why_a_host_alone_is_right(system: str, parameters: dict[str, str], expected: dict[str, str]) -> None:
    """`check` warns of it, because it knows no system: here is what to say beside that."""
    found = redirect_uris(system, **parameters)
    assert found.hosts_alone == expected
    for uri in expected:
        assert "redirect_uri.host_only" in {each.code for each in validators.redirect_uri(uri)}
        assert [each.is_host_alone for each in found.entries if each.uri == uri] == [True]
    with pytest.raises(TypeError):
        found.hosts_alone["https://x.edu"] = ""  # type: ignore[index]


def test_an_address_alone_is_no_mapping_of_values() -> None:
    with pytest.raises(TypeError, match="values are a mapping, or keyword arguments such as base=…, not str"):
        redirect_uris("dataverse", "https://d.edu")  # type: ignore[arg-type]


def test_a_registration_is_hashed_and_pickled() -> None:
    found = redirect_uris("dataverse", base="https://data.university.edu/oauth2/callback.xhtml")
    again = pickle.loads(pickle.dumps(found))
    assert (again, hash(again), dict(again.values)) == (found, hash(found), {"base": "https://data.university.edu"})
    with pytest.raises(TypeError):
        found.values["base"] = "x"  # type: ignore[index]


@pytest.mark.parametrize("system", WITH_CALLBACKS, ids=str)
def test_no_warning_contradicts_what_a_system_says_to_register(system: System) -> None:
    """Whatever is filled in passes, and `check` warns of nothing that the registration does not explain."""
    values = example(system)
    always = {name for each in system.callbacks if each.required for name in needed(each)}
    least = {name: value for name, value in values.items() if name in always}
    for given_values in (values, least):
        found = redirect_uris(system, given_values)
        report = check({**GOOD_REQUEST, "redirect_uris": [each.uri for each in found.entries]})
        warned = {found.entries[each.path[1]].uri for each in report.findings if each.code == "redirect_uri.host_only"}
        assert warned == {*found.hosts_alone}
        assert all(found.hosts_alone.values())
        others = {each.code for each in report.findings} - {"redirect_uri.host_only"}
        assert others <= NOT_AGAINST_THE_SYSTEM, system.id
    assert "see its page in this documentation" in RULES["redirect_uri.host_only"].rationale


#: What `check` says of the examples and of how many there are, not of what the system sends.
NOT_AGAINST_THE_SYSTEM = {"redirect_uris.many"}


@pytest.mark.parametrize("system", WITH_CALLBACKS, ids=str)
def test_what_is_added_at_sign_in_is_recognized_and_not_registered(system: System) -> None:
    values = example(system)
    registered = redirect_uris(system, **values)
    for each in system.callbacks:
        if each.sends:
            filled = each.sent.replace("…", "x")
            assert filled[0] == ("&" if "?" in each.template else "?")
            assert "{" not in each.sent
            assert filled not in "".join(registered.redirect_uris)
            if system.id not in NOT_TOLD:
                told = recognizing.callbacks_of(expand(each.template, values) + filled)
                assert [(one.id, callback.sends) for one, callback in told] == [(system.id, each.sends)]
    added = {entry.uri: entry.added for entry in registered.entries}
    assert all(
        f"Added at sign-in, and not to be registered: {text}" in " ".join(str(registered).split())
        for text in added.values()
        if text
    )
    assert any(added.values()) == any(each.sends for each in system.callbacks) == ("sign-in, and" in str(registered))


def test_what_is_added_is_said_once_with_its_condition() -> None:
    (host,) = redirect_uris("pkp-3.5", base="https://j.edu").entries
    assert host.added == "?targetOp=… or ?token=…&state=…"
    assert redirect_uris("janeway", press="https://p.edu").entries[0].added == "?state=… (in version 1.7)"
    assert redirect_uris("dataverse", base="https://d.edu").entries[0].added == ""
    assert SYSTEMS["osf"].callbacks[0].sent == "?client_name=orcid"


#: The paths that no longer tell one system from another, each with those that have it, and perhaps more by now.
SHARED = [
    {"next-auth", "better-auth"},
    {"omniauth-orcid", "passport-orcid", "kotahi", "ontoportal", "discourse-orcid-connect", "ueberauth-orcid"},
    {"omniauth-orcid", "samvera-orcid-gem", "dmproadmap", "dmptool", "dmp-opidor", "chemotion-eln"},
    {"next-auth", "nada"},
    {"vivo", "ckan-orcid"},
    {"plack-auth-sso-orcid", "authlib-loginpass"},
    {"nz-orcid-hub", "authlib-loginpass"},
    {"inveniordm", "zenodo"},
    {"dspace-7", "dspace-cris-7"},
]


def test_which_systems_have_the_same_path() -> None:
    found = {
        frozenset({system.id, *(other.id for other in others)})
        for system in SYSTEMS.values()
        for others in sharing(system).values()
    }
    assert all(any(one >= known for one in found) for known in SHARED)
    assert sharing("keycloak") == {}
    assert sharing(SYSTEMS["vivo"]) == sharing("vivo") == {"{+base}/orcid/callback": (SYSTEMS["ckan-orcid"],)}
    assert {
        system.id for system in sharing("apache-mod-auth-openidc").values()
    } == set()  # a whole address, chosen freely
    with pytest.raises(ValueError, match="did you mean vivo"):
        sharing("viv")


def test_a_path_that_systems_share_tells_none_of_them() -> None:
    """But where they need the same redirect URIs otherwise, and where the other is one site."""
    for system in SYSTEMS.values():
        for template in sharing(system):
            callback = next(each for each in system.callbacks if each.template == template)
            assert callback.distinctive is False or system.id in {"dspace-7", "dspace-cris-7", "inveniordm"}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "parameter.missing"),
        ("\u200b", "parameter.missing"),
        (None, "parameter.wrong_type"),
        (7, "parameter.wrong_type"),
        (["https://d.edu"], "parameter.wrong_type"),
        ("ftp://d.edu", "redirect_uri.scheme_not_allowed"),
        ("https://user:secret@d.edu", "redirect_uri.userinfo"),
    ],
)
def test_what_is_wrong_with_a_base(value: object, code: str) -> None:
    found = redirect_uris("dataverse", base=value)
    assert not found.ok
    assert found.entries == found.redirect_uris == ()
    assert found.values == {}
    assert [(each.code, each.path, each.suggestion) for each in found.findings] == [(code, ("base",), None)]
    assert str(found).startswith("base: ")
    for finding in found.findings:
        assert finding.message
        assert (translate(finding, "de") != finding.message) is (say(finding.template, "de") != finding.template)


@pytest.mark.parametrize(
    ("value", "code", "suggestion"),
    [
        ("https://d.edu/", "redirect_uri.not_normalized", "https://d.edu"),
        ("https://d.edu/dv//", "redirect_uri.not_normalized", "https://d.edu/dv"),
        ("https://d.edu/dv/?a=b", "redirect_uri.not_normalized", "https://d.edu/dv"),
        ("https://d.edu?", "redirect_uri.not_normalized", "https://d.edu"),
        ("http://d.edu", "redirect_uri.https_required", "https://d.edu"),
        ("d.edu", "redirect_uri.not_absolute", "https://d.edu"),
        ("https://d.edu#x", "redirect_uri.fragment", "https://d.edu"),
    ],
)
def test_a_base_that_is_used_as_typed_must_be_one(value: str, code: str, suggestion: str) -> None:
    found = redirect_uris("dataverse", base=value, as_typed=["base"])
    assert not found.ok
    assert [(each.code, each.path, each.suggestion) for each in found.findings] == [(code, ("base",), suggestion)]
    assert redirect_uris("dataverse", base=suggestion, as_typed="base").ok
    assert redirect_uris("dataverse", base=value).values == {"base": suggestion}


def test_what_a_base_has_too_much_is_said_in_every_language() -> None:
    (found,) = redirect_uris("dataverse", base="https://d.edu/dv/?a=b", as_typed=["base"]).findings
    assert found.message.endswith("remove the ? and everything after it; remove the slash at the end.")
    assert "remove" not in translate(found, "fr")


def test_other_parameters_are_words() -> None:
    (blank,) = redirect_uris("keycloak", base="https://s.edu", realm=" ", alias="orcid").findings
    assert (blank.code, blank.path) == ("parameter.missing", ("realm",))
    assert blank.message == "Enter: The name of the realm. Example: university."
    (number,) = redirect_uris("keycloak", base="https://s.edu", realm="a", alias=3).findings
    assert (number.code, number.path) == ("parameter.wrong_type", ("alias",))


def test_a_policy_says_what_an_address_may_be() -> None:
    assert redirect_uris("dataverse", policy=SANDBOX, base="http://d.edu").ok
    off = Policy(severities={"redirect_uri.https_required": "warning"})
    found = redirect_uris("dataverse", policy=off, base="http://d.edu")
    assert found.ok
    assert [each.severity for each in found.findings] == ["warning"]
    assert found.redirect_uris[0] == "http://d.edu/oauth2/callback.xhtml"
    with pytest.raises(TypeError, match="policy is a Policy"):
        redirect_uris("dataverse", policy="sandbox", base="https://d.edu")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (("datavers", {}), ValueError, "no system 'datavers'; did you mean dataverse"),
        (("Dataverse", {}), ValueError, "did you mean dataverse"),
        (("zzzzzz", {}), ValueError, "SYSTEMS has all of them"),
        ((7, {}), TypeError, "a System or its id as text, not int"),
        (("dataverse", {}), TypeError, "dataverse needs base: the public https address"),
        (("dataverse", {"host": "https://d.edu", "base": "https://d.edu"}), TypeError, "no parameter 'host'; it has base"),
        (("elabftw", {"base": "https://d.edu"}), TypeError, "it has none"),
        (("dspace-7", {"server": "https://d.edu/server"}), TypeError, "dspace-7 needs ui"),
        (("dataverse", {"policy": None}), TypeError, "policy is a Policy"),
        (("dataverse", {"base": "https://d.edu", "as_typed": ["host"]}), TypeError, "no parameter 'host'; it has base"),
    ],
)  # fmt: skip
def test_bad_arguments_are_refused_at_once(
    arguments: tuple[Any, dict[str, str]], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        redirect_uris(arguments[0], **arguments[1])


def test_values_come_as_a_mapping_as_well() -> None:
    values = {"base": "https://sso.edu", "realm": "orcid", "alias": "orcid"}
    assert redirect_uris("keycloak", values) == redirect_uris("keycloak", **values)
    assert redirect_uris("keycloak", {"base": "https://sso.edu", "realm": "orcid"}, alias="orcid").ok
    with pytest.raises(TypeError, match="realm is given twice"):
        redirect_uris("keycloak", values, realm="another")
    with pytest.raises(TypeError, match="has no parameter 'policy'"):
        redirect_uris("dataverse", {"base": "https://d.edu", "policy": "x"})


def test_a_value_is_filled_in_once() -> None:
    off = Policy(severities={"redirect_uri.placeholder": None, "redirect_uri.illegal_character": None})
    found = redirect_uris("keycloak", {"base": "https://a.edu/{realm}", "realm": "evil", "alias": "x"}, policy=off)
    assert all("/evil/realms" not in each.uri for each in found.entries)
    assert expand("{+base}/{a}", {"base": "https://a.edu/{a}", "a": "{+base}"}) == "https://a.edu/{a}/%7B%2Bbase%7D"


def test_a_system_of_ones_own() -> None:
    ours = attrs.evolve(
        SYSTEMS["dataverse"],
        id="ours",
        callbacks=(callback("{+base}/in", "sign in"), callback("{+base}/in", "connect")),
    )
    (entry,) = redirect_uris(ours, base="https://d.edu").entries
    assert (entry.uri, entry.purpose) == ("https://d.edu/in", "sign in; connect")


def test_matching_names_the_system() -> None:
    base = "https://d.edu"
    found = match(f"{base}/oauth2/orcidConfirm.xhtml", [f"{base}/oauth2/callback.xhtml"])
    (reason,) = found.reasons
    assert reason.code == "other_callback"
    assert reason.params == {"system": "Dataverse", "paths": "/oauth2/callback.xhtml, /oauth2/orcidConfirm.xhtml"}
    assert reason.value == f"{base}/oauth2/orcidConfirm.xhtml"
    journal = "https://j.edu/index.php/jlis"
    (reason,) = match(f"{journal}/orcid/verify", [f"{journal}/orcidapi/orcidVerify"]).reasons
    assert (reason.code, reason.params["system"]) == ("moved_callback", "OJS, OMP, OPS 3.5")
    (reason,) = match(f"{journal}/orcidapi/orcidVerify", [f"{journal}/orcid/verify"]).reasons
    assert reason.code == "path"
    (reason,) = match(f"{base}/oauth2/callback.xhtml", [f"{base}/elsewhere"]).reasons
    assert (reason.code, reason.params["paths"]) == (
        "other_callback",
        "/oauth2/orcidConfirm.xhtml, /oauth2/callback.xhtml",
    )


SSO = "https://sso.edu/realms/main/broker"
BOTH = {
    "alias": (f"{SSO}/orcid/endpoint", f"{SSO}/oidc/endpoint", ("keycloak", "alias")),
    "realm": (f"{SSO}/orcid/endpoint", "https://sso.edu/realms/other/broker/orcid/endpoint", ("keycloak", "realm")),
    "realm and alias": (f"{SSO}/orcid/endpoint", "https://sso.edu/realms/other/broker/oidc/endpoint", None),
    "base": (f"{SSO}/orcid/endpoint", "https://sso.edu/auth/realms/main/broker/orcid/endpoint", None),
    "base and alias": (f"{SSO}/orcid/endpoint", "https://sso.edu/auth/realms/main/broker/oidc/endpoint", None),
    "none": (f"{SSO}/orcid/endpoint", f"{SSO}/orcid/endpoint?x", None),
    "registration": ("https://a.edu/login/oauth2/code/orcid", "https://a.edu/login/oauth2/code/keycloak", ("spring-security", "registration")),
    "slug": ("https://a.edu/source/oauth/callback/orcid/", "https://a.edu/source/oauth/callback/orc", ("authentik", "slug")),
    "journal": ("https://p.edu/b/login/orcid/", "https://p.edu/a/login/orcid/", ("janeway", "journal")),
    "journal, with a token": (f"{JOURNAL}/orcid/verify?token=1&state=2", "https://j.edu/b/orcid/verify", ("pkp-3.5", "journal")),
    "setting": (f"{JOURNAL}/orcid/verify", "https://j.edu/index.php/b/orcid/verify", None),
    "callback": (f"{JOURNAL}/orcid/verify", f"{JOURNAL}/orcid/authorizeOrcid", None),
    "system": (f"{SSO}/orcid/endpoint", "https://a.edu/login/oauth2/code/orcid", None),
    "not told": ("https://a.edu/api/auth/callback/orcidsandbox", "https://a.edu/api/auth/callback/orcid", None),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "registered", "expected"), BOTH.values(), ids=BOTH)
def test_one_callback_with_another_value(sent: str, registered: str, expected: tuple[str, str] | None) -> None:
    found = recognizing.other_parameter(sent, registered)
    assert (found and (found[0].id, found[1].name)) == expected
    assert found is None or found[1] in found[0].parameters.values()
    if expected:
        assert recognizing.other_callbacks(sent, registered) is None
        reverse = recognizing.other_parameter(registered, sent)
        assert reverse == found._replace(sent=found.registered, registered=found.sent)


@pytest.mark.parametrize(
    ("sent", "registered", "paths"),
    [
        ("https://d.edu/oauth2/orcidConfirm.xhtml", "https://d.edu/oauth2/callback.xhtml", ("/oauth2/callback.xhtml", "/oauth2/orcidConfirm.xhtml")),
        (f"{JOURNAL}/orcid/verify", f"{JOURNAL}/orcid/authorizeOrcid", ("/a/orcid/authorizeOrcid", "/a/orcid/verify")),
        (f"{JOURNAL}/orcid/updateScope", f"{JOURNAL}/orcid/verify", ("/a/orcid/authorizeOrcid", "/a/orcid/verify", "/a/orcid/updateScope")),
        (f"{INDEX}/a/orcid/verify", f"{JOURNAL}/orcid/authorizeOrcid", ("/index.php/a/orcid/authorizeOrcid", "/index.php/a/orcid/verify")),
        (f"{INDEX}/a/orcid/verify?token=1", f"{INDEX}/b/orcid/authorizeOrcid", ("/index.php/a/orcid/authorizeOrcid", "/index.php/a/orcid/verify")),
        ("https://p.edu/b/login/orcid/", "https://p.edu/login/orcid/", ("/login/orcid/", "/b/login/orcid/")),
        (f"{JOURNAL}/orcid/verify", f"{INDEX}/a/orcid/verify", None),  # the same under another setting
        (f"{JOURNAL}/orcid/verify", f"{JOURNAL}/orcidapi/orcidAuthorize", None),  # of another version
        ("https://d.edu/x", "https://d.edu/oauth2/callback.xhtml", None),
    ],
)  # fmt: skip
def test_another_callback_of_one_system(sent: str, registered: str, paths: tuple[str, ...] | None) -> None:
    found = recognizing.other_callbacks(sent, registered)
    assert (found and found[1]) == paths
    assert found is None or split(sent).path in found[1]


def test_an_upgrade_that_moves_callbacks() -> None:
    journal = "https://j.university.edu/index.php/jlis"
    old = parse(
        {**GOOD_REQUEST, "redirect_uris": [f"{journal}/orcidapi/orcidVerify", f"{journal}/orcidapi/orcidAuthorize"]}
    )
    new = attrs.evolve(old, redirect_uris=[f"{journal}/orcid/verify", f"{journal}/orcid/authorizeOrcid"])
    (concern,) = changes(old, new).warnings
    assert (concern.code, concern.system) == ("callbacks_moved", "OJS, OMP, OPS 3.5")
    assert concern.message.startswith("The callbacks of OJS, OMP, OPS 3.5 have changed.")
    assert "OJS, OMP, OPS 3.5" in translate(concern, "ja")
    both = attrs.evolve(old, redirect_uris=[*old.redirect_uris, *new.redirect_uris])
    assert changes(old, both).warnings == ()
    assert [each.code for each in changes(new, old).warnings] == ["path_moved"]


def test_the_notes_take_a_system() -> None:
    assert staff_notes(vendor_system=SYSTEMS["dataverse"]) == "Vendor system: Dataverse"


def test_every_system_has_a_page(tmp_path: Path) -> None:
    folder = tmp_path / "systems"
    system_pages.write(folder)
    table = (folder / "index.md").read_text(encoding="utf-8")
    for name, system in SYSTEMS.items():
        text = (folder / f"{name}.md").read_text(encoding="utf-8")
        assert text.startswith(f"# Register {system.name} with ORCID\n")
        assert f"]({name}.md)" in table
        assert system.source in text
        assert system.checked.isoformat() in text
        assert all(advice in text for advice in system.advice)
        assert text.index("## What to enter") < text.index("## What to watch for") < text.index("## Source")
        assert system_pages._WHO[system.registrant] in text.splitlines()[2]
        assert ("## Other names" in text) == bool(system.also_called)
        assert ("## What it sends" in text) == ("## In Python" in text) == bool(system.callbacks)
        if system.callbacks:
            snippet = text.partition("```py\n")[2].partition("```")[0]
            printed: list[systems.Registration] = []
            exec(snippet, {"print": printed.append})  # noqa: S102 - our own page
            rows = text.partition("|---|---|---|\n")[2].partition("\n\n")[0].splitlines()
            entered = [(row.split("`")[1], row.endswith("| always |")) for row in rows]
            assert entered == [(entry.uri, entry.required) for entry in printed[0].entries]
            assert text.rstrip().endswith("```")
            for each in system.callbacks:
                assert f"| `{readable(each.template)}` | {f'`{each.sent}`' if each.sends else ''}" in text
            for others in sharing(system).values():
                assert all(f"]({other.id}.md)" in text for other in others)
            assert (system_pages._SHARED in text) == bool(sharing(system))
            assert (system_pages._ADDED in text) == any(each.sends for each in system.callbacks)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("dspace-7", ["| `https://repository.university.edu` | Connect a profile and allow synchronization. | always |", "For this system, a redirect URI without a path is right: `https://repository.university.edu`.", "- `https://repository.university.edu`: The public address of the user interface", "[DSpace-CRIS](dspace-cris-7.md)"]),
        ("pkp-3.5", ["For more than one journal, you can enter this instead", "| `https://journals.university.edu` | Sign up, profile and invitations; the link in emails to authors. |", "| instead of another address, as described |", "For this system, a redirect URI without a path is right", "Each journal has its own address."]),
        ("pretalx-orcid", ["For more than one event, you can enter this instead", "| `https://talks.university.edu` |"]),
        ("janeway", ["| `{press}/login/orcid/` | `?state=…` in version 1.7 |", "| `https://press.university.edu` | Sign in on a journal or repository below the address of the press. |"]),
        ("alma", ["For this system, a redirect URI without a path is right: `https://university.alma.exlibrisgroup.com`."]),
        ("figshare", ["There is nothing to fill in here", "registers nothing, unless it runs an installation of its own."]),
    ],
)  # fmt: skip
def test_a_page_says_what_to_enter(tmp_path: Path, name: str, parts: list[str]) -> None:
    text = "\n".join(system_pages.page(SYSTEMS[name]))
    assert [part for part in parts if part not in text] == []
    assert "item_uuid" not in text.partition("## What to watch for")[0]  # nobody can enter that
    assert ("redirect URI without a path is right" in text) == (
        name in {"dspace-7", "pkp-3.5", "pretalx-orcid", "janeway", "alma"}
    )


def test_the_file_of_systems_is_current_and_fits_its_schema() -> None:
    file, schema = (json.loads(path.read_text(encoding="utf-8")) for path in (system_pages.FILE, system_pages.SCHEMA))
    assert file == system_pages.as_json(), "run tox -e update"
    assert schema == system_pages.schema(), "run tox -e update"
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(file)
    assert file["format"] == 2
    journal = next(each for each in file["systems"] if each["id"] == "pkp-3.5")
    assert "OJS" in journal["also_called"]
    assert [each["sends"] for each in journal["callbacks"]][:2] == ["targetOp={page}", "token={token}&state={state}"]
    janeway = next(each for each in file["systems"] if each["id"] == "janeway")
    assert {each["sends_if"] for each in janeway["callbacks"]} == {"in version 1.7"}
    vivo = next(each for each in file["systems"] if each["id"] == "vivo")
    assert [each["shared_with"] for each in vivo["callbacks"]] == [["ckan-orcid"], []]
    for key, wrong in (("source", ""), ("checked", None), ("advice", []), ("kind", "cms"), ("also_called", None)):
        entry = {**file["systems"][0], key: wrong}
        assert not validator.is_valid({**file, "systems": [entry]}), key
    without = {key: value for key, value in file["systems"][0].items() if key != "source"}
    assert not validator.is_valid({**file, "systems": [without]})


def test_it_is_imported_only_when_it_is_used() -> None:
    code = "import sys, orcid_clientreq as o; o.check({}); print([m for m in sys.modules if 'systems' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_strategies_take_an_id_and_a_policy() -> None:
    with pytest.raises(ValueError, match="did you mean dataverse"):
        strategies.system_redirect_uris("dataverze")
    with pytest.raises(TypeError, match="policy"):
        strategies.system_redirect_uris(policy=None)  # type: ignore[arg-type]
    assert repr(strategies.system_redirect_uris("dataverse")) == "system_redirect_uris()"
    assert PRODUCTION.environment == "production"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("\ud800", "redirect_uri.illegal_character"),
        ("a\udfffb", "redirect_uri.illegal_character"),
        ("..", "redirect_uri.dot_segment"),
        ("r" * 2001, "redirect_uri.too_long"),
        ("r" * 1990, "redirect_uri.too_long"),
        ("ü" * 10_000_000, "redirect_uri.too_long"),
        ("<realm>", "parameter.placeholder"),
        ("{realm}", "parameter.placeholder"),
    ],
    ids=[
        "surrogate",
        "in a word",
        "dots",
        "too long",
        "too long in the URI",
        "much too long",
        "placeholder",
        "another",
    ],
)
@pytest.mark.parametrize("name", ["realm", "alias"])
def test_a_part_of_an_address_is_checked(name: str, value: str, code: str) -> None:
    values = {"base": "https://sso.university.edu", "realm": "r", "alias": "a", name: value}
    found = redirect_uris("keycloak", **values)
    assert (found.ok, found.redirect_uris) == (False, ())
    assert [(finding.code, finding.path) for finding in found.findings] == [(code, (name,))]
    assert found.findings[0].suggestion is None
    assert found.findings[0].message


@given(st.sampled_from(WITH_CALLBACKS), st.text(st.characters(exclude_categories=())))
def test_everything_that_is_filled_in_is_right_or_refused(system: System, text: str) -> None:
    values = {name: text if not is_address(name, system) else value for name, value in example(system).items()}
    found = redirect_uris(system, **values)
    assert found.ok == bool(found.entries)
    for uri in found.redirect_uris:
        assert all(finding.severity != "error" for finding in validators.redirect_uri(uri))
