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

from orcid_clientreq import PRODUCTION, SANDBOX, Policy, check, parse, strategies, systems, validators
from orcid_clientreq.lifecycle import changes, staff_notes
from orcid_clientreq.matching import match
from orcid_clientreq.messages import translate
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.syntax.display import columns
from orcid_clientreq.systems import SYSTEMS, Registrant, SystemKind, recognize, redirect_uris
from orcid_clientreq.systems.filling import example, expand
from orcid_clientreq.systems.model import Callback, System, addresses, callback, is_address, variables

sys.path.insert(0, str(Path(__file__).parent.parent / "docs" / "generators"))

import system_pages

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
    templates = {each.template for each in system.callbacks}
    for each in system.callbacks:
        named = {parameter.name for parameter in each.parameters}
        assert named == set(each.names) | set(variables(each.register_instead))
        assert addresses(each.template)[:1] == each.names[:1]  # an address comes first, and nothing else is one
        assert len(addresses(each.template)) == 1
        assert bool(each.register_instead) is bool(each.why_prefix)
        assert not each.alternative_to or (each.alternative_to in templates and not each.required)
        assert each.purpose[0].islower() or each.purpose[0].isupper()
        assert not each.purpose.endswith(".")
        assert each.template in repr(each)
    assert (str(system), repr(system)) == (system.name, f"<System {system.id}>")
    assert system.url.endswith(f"/systems/{system.id}.html")
    assert list(system.parameters) == list(pickle.loads(pickle.dumps(system)).parameters)
    assert pickle.loads(pickle.dumps(system)) == system


def test_there_are_enough_and_each_id_once() -> None:
    assert len(WITH_CALLBACKS) >= 60
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


#: Systems whose paths many applications have, or that have a framework's.
NOT_TOLD = {
    *("samvera-orcid-gem", "zenodo", "ckan-oauth2", "vivo", "cineca-orcid-hub", "dmproadmap", "dmptool", "dmp-opidor"),
    *("osf", "texera", "nz-orcid-hub", "alma", "drupal-orcid", "gitlab", "satosa", "apache-mod-auth-openidc", "socialite-orcid"),
}  # fmt: skip


def test_which_systems_are_told_by_their_callbacks() -> None:
    assert {system.id for system in WITH_CALLBACKS if not is_told(system)} == NOT_TOLD


@pytest.mark.parametrize("name", ["indico", "keycloak", "authentik", "spring-security", "next-auth"])
def test_a_provider_of_any_name_is_recognized(name: str) -> None:
    """Its path tells the system, even where the name that a person chose is not orcid."""
    system = systems.SYSTEMS[name]
    chosen = {each: "0" for each in example(system) if not is_address(each, system)}
    registered = redirect_uris(system, **{**example(system), **chosen}).redirect_uris
    assert [each.system.id for each in recognize(registered)] == [name]
    assert recognize(registered)[0].missing == ()


@pytest.mark.parametrize("path", ["", "/repository", "/a/b"])
def test_a_press_at_a_path_is_told_from_its_journals(path: str) -> None:
    given = {"press": f"https://university.edu{path}", "journal": "a journal"}
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
    found = recognize(["https://repository.university.edu/users/auth/orcid/callback"])
    assert found
    assert all(each.parameters["base"] == "https://repository.university.edu" for each in found)


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
def test_words_are_drawn_where_no_address_is_asked_for(drawn: tuple[dict[str, str], systems.Registration]) -> None:
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
        (["https://university.edu/users/auth/orcid/callback"], ["omniauth-orcid"]),
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
    assert recognize("https://a.edu/auth/orcid/callback")[0].is_framework


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
    ("value", "code", "suggestion"),
    [
        ("http://d.edu", "redirect_uri.https_required", "https://d.edu"),
        ("d.edu", "redirect_uri.not_absolute", "https://d.edu"),
        ("https://d.edu/", "redirect_uri.not_normalized", "https://d.edu"),
        ("https://d.edu/dv//", "redirect_uri.not_normalized", "https://d.edu/dv"),
        ("https://d.edu/dv/?a=b", "redirect_uri.not_normalized", "https://d.edu/dv"),
        ("https://d.edu?", "redirect_uri.not_normalized", "https://d.edu"),
        ("https://d.edu#x", "redirect_uri.fragment", "https://d.edu"),
        ("", "redirect_uri.missing", None),
        ("\u200b", "redirect_uri.missing", None),
        (None, "redirect_uri.wrong_type", None),
        (7, "redirect_uri.wrong_type", None),
        (["https://d.edu"], "redirect_uri.wrong_type", None),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_base(value: object, code: str, suggestion: str | None) -> None:
    found = redirect_uris("dataverse", base=value)
    assert not found.ok
    assert found.entries == found.redirect_uris == ()
    assert [(each.code, each.path, each.suggestion) for each in found.findings if each.severity == "error"] == [
        (code, ("base",), suggestion)
    ]
    assert str(found).startswith("base: ")
    if suggestion is not None:
        assert redirect_uris("dataverse", base=suggestion).ok
    for finding in found.findings:
        assert finding.message
        assert translate(finding, "de") != finding.message


def test_what_a_base_has_too_much_is_said_in_every_language() -> None:
    (found,) = redirect_uris("dataverse", base="https://d.edu/dv/?a=b").findings
    assert found.message.endswith("remove the ? and everything after it; remove the slash at the end.")
    assert "remove" not in translate(found, "fr")


def test_other_parameters_are_words() -> None:
    (blank,) = redirect_uris("keycloak", base="https://s.edu", realm=" ", alias="orcid").findings
    assert (blank.code, blank.path) == ("redirect_uri.missing", ("realm",))
    (number,) = redirect_uris("keycloak", base="https://s.edu", realm="a", alias=3).findings
    assert (number.code, number.path) == ("redirect_uri.wrong_type", ("alias",))


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
    assert reason.code == "path"


def test_an_upgrade_that_moves_callbacks() -> None:
    journal = "https://j.university.edu/index.php/jlis"
    old = parse(
        {**GOOD_REQUEST, "redirect_uris": [f"{journal}/orcidapi/orcidVerify", f"{journal}/orcidapi/orcidAuthorize"]}
    )
    new = attrs.evolve(old, redirect_uris=[f"{journal}/orcid/verify", f"{journal}/orcid/authorizeOrcid"])
    (concern,) = changes(old, new).warnings
    assert (concern.code, concern.system) == ("callbacks_moved", "OJS, OMP, OPS 3.5")
    assert concern.message.startswith("OJS, OMP, OPS 3.5 has other callbacks than before.")
    assert "OJS, OMP, OPS 3.5" in translate(concern, "ja")
    both = attrs.evolve(old, redirect_uris=[*old.redirect_uris, *new.redirect_uris])
    assert changes(old, both).warnings == ()
    assert changes(new, old).warnings == ()


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
        if system.callbacks:
            snippet = text.partition("```py\n")[2].partition("```")[0]
            printed: list[systems.Registration] = []
            exec(snippet, {"print": printed.append})  # noqa: S102 - our own page
            entered = text.partition("```text\n")[2].partition("```")[0].split()
            assert entered
            assert entered == list(printed[0].redirect_uris)
    dspace = (folder / "dspace-7.md").read_text(encoding="utf-8")
    assert (
        "```text\nhttps://repository.university.edu/server/api/authn/orcid\nhttps://repository.university.edu\n```"
        in dspace
    )
    journals = (folder / "pkp-3.5.md").read_text(encoding="utf-8")
    assert "To cover every journal, enter instead:\n\n```text\nhttps://journals.university.edu\n```" in journals


def test_the_file_of_systems_is_current_and_fits_its_schema() -> None:
    file, schema = (json.loads(path.read_text(encoding="utf-8")) for path in (system_pages.FILE, system_pages.SCHEMA))
    assert file == system_pages.as_json(), "run tox -e update"
    assert schema == system_pages.schema(), "run tox -e update"
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(file)
    for key, wrong in (("source", ""), ("checked", None), ("advice", []), ("kind", "cms")):
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
        ("<realm>", "redirect_uri.placeholder"),
        ("{realm}", "redirect_uri.placeholder"),
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
def test_whatever_is_filled_in_is_right_or_refused(system: System, text: str) -> None:
    values = {name: text if not is_address(name, system) else value for name, value in example(system).items()}
    found = redirect_uris(system, **values)
    assert found.ok == bool(found.entries)
    for uri in found.redirect_uris:
        assert all(finding.severity != "error" for finding in validators.redirect_uri(uri))
