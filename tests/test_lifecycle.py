"""A registration before and after its form: carried over, written about, filled in by a link, changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import EDGE_URIS, EVERY_POLICY, FORMS, OBJECTS
from test_hostile import Hostile, HostileList, HostileStr

from orcid_clientreq import SANDBOX, FormEdition, Policy, RegistrationRequest, check, parse, validators
from orcid_clientreq.credentials import ClientId
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.lifecycle import (
    WARNINGS,
    Concern,
    FieldChange,
    changes,
    migrate,
    prefill,
    staff_notes,
    stored_form,
)
from orcid_clientreq.rules.model import GOOD_REQUEST, good_request
from orcid_clientreq.strategies import registration_requests
from orcid_clientreq.syntax.values import is_absent

ID = "APP-0123456789ABCDEF"
LENIENT = Policy(environment="sandbox", severities={"redirect_uri.duplicate": None})
REQUEST = RegistrationRequest(**GOOD_REQUEST)
LATEST = RegistrationRequest(**good_request(FormEdition.YEAR_2023), policy=Policy(edition="2023"))


# From one edition to another


def test_carried_over_to_the_latest_edition() -> None:
    moved = migrate(REQUEST, FormEdition.YEAR_2023)
    assert moved.report.codes() == (
        "update_existing.missing",
        "organization_name.missing",
        "integration_type.missing",
        "authenticates_users.missing",
        "client_name.missing",
    )
    assert moved.dropped == ()
    assert moved.data["edition"] == "2023"
    assert parse(moved.data).contact_email == REQUEST.contact_email
    assert "university" not in repr(moved)


def test_what_the_other_edition_does_not_ask_stays_behind() -> None:
    back = migrate(LATEST, FormEdition.JANUARY_2020)
    assert back.dropped == ("update_existing", "integration_type", "authenticates_users")
    assert back.report.codes() == ()
    sandbox = migrate(LATEST, FormEdition.SANDBOX_2022)
    assert sandbox.report.policy == Policy(edition="2022-sandbox", environment="sandbox")
    assert "pin_contact_email" in sandbox.dropped
    assert sandbox.report.codes() == ("credential_type.missing",)
    assert migrate(REQUEST, FormEdition.YEAR_2021, environment="sandbox").report.policy.environment == "sandbox"  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="has no form for production"):
        migrate(LATEST, FormEdition.SANDBOX_2022, environment=LATEST.policy.environment)
    with pytest.raises(ValueError, match="1999"):
        migrate(LATEST, "1999")  # type: ignore[arg-type]


def test_the_policy_goes_with_the_request() -> None:
    policy = Policy(severities={"homepage_url.insecure": None}, known_contacts={GOOD_REQUEST["contact_email"]})
    moved = migrate(attrs.evolve(REQUEST, policy=policy), FormEdition.YEAR_2021)
    assert moved.report.policy == attrs.evolve(policy, edition="2021")


@given(
    st.sampled_from(EVERY_POLICY).flatmap(lambda policy: registration_requests(policy=policy)),
    st.sampled_from(FormEdition),
)
def test_what_can_be_carried_over_comes_back(request: RegistrationRequest, edition: FormEdition) -> None:
    moved = migrate(request, edition)
    assert moved.report == check(moved.data, policy=moved.report.policy)
    again = migrate(moved.data, request.policy.edition, environment=request.policy.environment)
    lost = {*moved.dropped, "environment", "edition"}
    assert {name: value for name, value in again.data.items() if name not in lost} == {
        name: value
        for name, value in request.to_dict().items()
        if name not in lost and name in EDITIONS[edition].by_name
    }


@given(FORMS | OBJECTS, st.sampled_from(FormEdition))
def test_migrating_never_raises(data: Any, edition: FormEdition) -> None:
    migrate(data, edition)


def test_what_is_not_a_mapping_is_not_carried_over() -> None:
    moved = migrate(7, FormEdition.YEAR_2021)
    assert (moved.data, moved.dropped, moved.report.codes()) == ({}, (), ("request.not_a_mapping",))
    assert moved.report.policy == Policy(edition="2021")


@pytest.mark.parametrize(
    ("named", "argument", "paths"),
    [
        ({"environment": "sandbx"}, None, [("environment",)]),
        ({"environment": "sandbx"}, "sandbox", []),
        ({"environment": ["sandbox"]}, None, [("environment",)]),
        ({"edition": "2032"}, None, [("edition",)]),
        ({"edition": "2032"}, "sandbox", [("edition",)]),
        ({"edition": 7, "environment": b"x"}, None, [("environment",), ("edition",)]),
        ({"edition": "2021", "environment": "sandbox"}, None, []),
        ({"edition": " 2021 ", "environment": ""}, None, []),
    ],
)
def test_an_environment_or_an_edition_that_does_not_exist_is_reported(
    named: dict[str, Any], argument: str | None, paths: list[tuple[str, ...]]
) -> None:
    moved = migrate({**GOOD_REQUEST, **named}, "2023", environment=argument)
    found = [finding for finding in moved.report.findings if finding.code == "request.policy_mismatch"]
    assert [finding.path for finding in found] == paths
    assert moved.dropped == ()
    for finding in found:
        assert moved.data[finding.field] == named[finding.field]
    again = {**moved.data, **{finding.field: finding.params["expected"] for finding in found}}
    assert "request.policy_mismatch" not in check(again, policy=moved.report.policy).codes()


# Notes and links


def test_notes_from_facts() -> None:
    assert staff_notes() == ""
    assert staff_notes(further_redirect_uris=["https://a.edu/1"]) == "Further redirect URI:\nhttps://a.edu/1"
    text = staff_notes(
        updates=ClientId(ID),
        vendor_system="OJS 3.4",
        reviewed=date(2026, 11, 3),
        further_redirect_uris=("https://a.edu/1", "https://a.edu/2"),
        more="Thank you.",
    )
    assert text.splitlines() == [
        f"Please update the existing client {ID}.",
        "Vendor system: OJS 3.4",
        "Demo or review of the integration: 2026-11-03",
        "Further redirect URIs:",
        "https://a.edu/1",
        "https://a.edu/2",
        "Thank you.",
    ]
    assert validators.staff_notes(text) == ()
    assert "review_unmentioned" not in str(
        check({**LATEST.to_dict(), "integration_type": "other", "staff_notes": text})
    )
    assert staff_notes(reviewed="in May, by our lead") == "Demo or review of the integration: in May, by our lead"
    with pytest.raises(ValueError, match="client ID"):
        staff_notes(updates="7")


def test_links_fill_in_the_form() -> None:
    uris = [f"https://repository.university.edu/{number}" for number in range(7)]
    link = prefill(attrs.evolve(REQUEST, redirect_uris=uris, staff_notes="Hello."))
    assert (link.left_out, link.form_is_gone) == ((), True)
    assert "university" not in repr(link)
    assert link.parameters == (
        ("contact_email", REQUEST.contact_email),
        ("secondary_email", REQUEST.pin_contact_email),
        ("app_description", REQUEST.description),
        ("app_url", REQUEST.homepage_url),
        *((f"redirect_uri_{number}", uri) for number, uri in enumerate(uris[:6], 1)),
        ("staff_notes", f"Further redirect URI:\n{uris[6]}\nHello."),
    )
    named = attrs.evolve(LATEST, contact_name="Ana Müller", organization_kind="Library")
    assert prefill(named).left_out == ("organization_kind", "integration_type", "authenticates_users")
    assert not prefill(named).form_is_gone
    assert dict(prefill(named).parameters) == {
        "update_creds": "No",
        "org_name": LATEST.organization_name,
        "contact_name": "Ana Müller",
        "contact_email": LATEST.contact_email,
        "secondary_email": LATEST.pin_contact_email,
        "app_name": LATEST.client_name,
        "app_description": LATEST.description,
        "app_url": LATEST.homepage_url,
        "redirect_uri_1": LATEST.redirect_uris[0],
    }
    update = dict(prefill(attrs.evolve(LATEST, update_existing=True, existing_client_id=ID)).parameters)
    assert (update["update_creds"], update["staff_notes"]) == ("Yes", f"Please update the existing client {ID}.")
    first_time = prefill(attrs.evolve(LATEST, update_existing=False, existing_client_id=ID))
    assert "staff_notes" not in dict(first_time.parameters)
    assert first_time.left_out == ("existing_client_id", "integration_type", "authenticates_users")
    in_sandbox = prefill(attrs.evolve(LATEST, policy=Policy(edition="2023", environment="sandbox")))
    assert in_sandbox.left_out == ("integration_type", "authenticates_users", "pin_contact_email")
    assert "secondary_email" not in dict(in_sandbox.parameters)


@pytest.mark.parametrize("kind", ["premium", "basic", None])
def test_the_credential_type_in_a_link(kind: str | None) -> None:
    policy = Policy(edition="2022-sandbox", environment="sandbox")
    request = parse({**good_request(policy.edition), "credential_type": kind}, policy=policy)
    assert dict(prefill(request).parameters).get("cred_type") == kind
    assert prefill(request).left_out == ()


@given(st.sampled_from(EVERY_POLICY).flatmap(lambda policy: registration_requests(policy=policy)))
def test_each_redirect_uri_is_in_the_link(request: RegistrationRequest) -> None:
    link = prefill(request)
    pairs = link.parameters
    assert len(dict(pairs)) == len(pairs)
    assert all(value and type(value) is str for _, value in pairs)
    assert all(any(uri in value for _, value in pairs) for uri in request.redirect_uris)
    for name in EDITIONS[request.policy.edition].by_name:
        answer = getattr(request, name)
        texts = answer if isinstance(answer, tuple) else (str(answer),)
        named = {"update_existing", "redirect_uris"}
        carried = name in named or all(any(text in value for _, value in pairs) for text in texts)
        assert answer is None or carried or name in link.left_out, name


# What the registry stores


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("https://university.edu/", None),
        ("HTTP://University.edu", None),
        ("www.university.edu", "http://www.university.edu"),
        ("university.edu/about?x#y", "http://university.edu/about?x#y"),
        (" https://university.edu/\n", "https://university.edu/"),
        (" university.edu", "http://university.edu"),
        ("mailto:x@university.edu", "http://mailto:x@university.edu"),
        ("localhost", None),
        ("localhost.c", None),
        ("localhost.co", "http://localhost.co"),
        (".co", None),
        ("university.", None),
        ("bücher.edu", None),
        ("my_host.edu", "http://my_host.edu"),
        ("intranet/a.b", None),
        ("https://intranet/", None),
        ("a.edu/{x}", None),
        ("a.edu/x y", "http://a.edu/x y"),
        ("", None),
        (" ", None),
        (f"a.edu/{'x' * 2000}", None),
    ],
)
def test_home_pages_as_they_are_stored(given: str, stored: str | None) -> None:
    assert stored_form({"homepage_url": given}).get(("homepage_url",)) == stored


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("https://university.edu/orcid", None),
        ("http://localhost:8080", None),
        ("www.university.edu/orcid", "http://www.university.edu/orcid"),
        ("localhost:8080", "http://localhost:8080"),
        ("university.edu/a?b#c", "http://university.edu/a?b#c"),
        ("university.edu:99999/a", "http://university.edu:99999/a"),
        ("ftp://university.edu/", None),
        ("urn:ietf:wg:oauth:2.0:oob", None),
        ("javascript:alert(1)", None),
        ("//university.edu/", None),
        ("*.university.edu/", None),
        ("my_host.edu", None),
        ("university.edu/a b", None),
        (" university.edu", None),
        ("university.edu/%", None),
        ("university.edu/<id>", None),
        ("", None),
        (" ", None),
        (f"a.edu/{'x' * 2000}", None),
    ],
)
def test_redirect_uris_as_they_are_stored(given: str, stored: str | None) -> None:
    assert stored_form({"redirect_uris": ["https://a.edu", given]}).get(("redirect_uris", 1)) == stored


@given(st.lists(EDGE_URIS, max_size=3), EDGE_URIS)
def test_what_would_be_stored_otherwise_gets_an_error_or_is_only_trimmed(uris: list[str], homepage: str) -> None:
    form = {**GOOD_REQUEST, "redirect_uris": uris, "homepage_url": homepage}
    wrong = {finding.path for finding in check(form).errors}
    for place, value in stored_form(form).items():
        assert place in wrong
        assert value.startswith("http")


@given(OBJECTS)
def test_nothing_makes_it_raise(data: Any) -> None:
    stored_form(data)
    stored_form({"homepage_url": data, "redirect_uris": data})


def test_no_method_of_a_foreign_object_is_called() -> None:
    assert stored_form(Hostile()) == {}
    assert stored_form({"homepage_url": Hostile(), "redirect_uris": HostileList([Hostile(), HostileStr("a.edu")])}) == {
        ("redirect_uris", 1): "http://a.edu"
    }


# Changes


def with_uris(*uris: str) -> RegistrationRequest:
    return attrs.evolve(REQUEST, redirect_uris=uris, policy=Policy(environment="sandbox"))


@pytest.mark.parametrize(
    ("before", "after", "added", "removed", "rewritten"),
    [
        (["https://a.edu/1"], ["https://a.edu/1"], [], [], []),
        (["https://a.edu/1", "https://a.edu/2"], ["https://a.edu/2", "https://a.edu/1"], [], [], []),
        (["https://a.edu/1"], ["https://a.edu/1", "https://a.edu/2"], ["https://a.edu/2"], [], []),
        (["https://a.edu/1", "https://a.edu/2"], ["https://a.edu/2"], [], ["https://a.edu/1"], []),
        (["https://a.edu/1"], ["https://a.edu/2"], ["https://a.edu/2"], ["https://a.edu/1"], []),
        (["https://a.edu/1"], ["https://b.edu/1"], ["https://b.edu/1"], ["https://a.edu/1"], []),
        (["https://a.edu/1"], ["https://www.a.edu/1"], ["https://www.a.edu/1"], ["https://a.edu/1"], []),
        (["http://a.edu/1"], ["https://a.edu/1"], [], [], [("http://a.edu/1", "https://a.edu/1")]),
        (["https://a.edu/1/"], ["https://a.edu/1"], [], [], [("https://a.edu/1/", "https://a.edu/1")]),
        (["https://A.edu/x"], ["https://a.edu/x"], [], [], [("https://A.edu/x", "https://a.edu/x")]),
        (["https://a.edu/x?a"], ["https://a.edu/x?b"], [], [], [("https://a.edu/x?a", "https://a.edu/x?b")]),
        (["https://a.edu/a/b"], ["https://a.edu/ab"], ["https://a.edu/ab"], ["https://a.edu/a/b"], []),
        (
            ["https://a.edu/x?a", "https://a.edu/x?b"],
            ["https://a.edu/x?c", "https://a.edu/x?d", "https://a.edu/x?e"],
            ["https://a.edu/x?e"],
            [],
            [("https://a.edu/x?a", "https://a.edu/x?c"), ("https://a.edu/x?b", "https://a.edu/x?d")],
        ),
    ],
)  # fmt: skip
def test_redirect_uris_that_change(before, after, added, removed, rewritten) -> None:
    found = changes(with_uris(*before), with_uris(*after))
    assert (list(found.added), list(found.removed), list(found.rewritten)) == (added, removed, rewritten)
    assert bool(found) is bool(added or removed or rewritten)
    assert "a.edu" not in repr(attrs.evolve(found, warnings=()))


def test_other_fields_that_change_and_the_text_for_the_notes() -> None:
    old = attrs.evolve(
        REQUEST,
        redirect_uris=["https://a.edu/1", "http://b.edu/2", "https://c.edu/3"],
        policy=Policy(environment="sandbox"),
    )
    new = attrs.evolve(
        old,
        contact_email="new@university.edu",
        pin_contact_email=None,
        staff_notes="Not a change of the client.",
        redirect_uris=["https://a.edu/1", "https://b.edu/2", "https://d.edu/4", "https://d.edu/5"],
    )
    found = changes(old, new)
    assert found.fields == (
        FieldChange("contact_email", REQUEST.contact_email, "new@university.edu"),
        FieldChange("pin_contact_email", REQUEST.pin_contact_email, None),
    )
    assert found.notes(ID).splitlines() == [
        f"Please update the existing client {ID}.",
        "Add these redirect URIs:",
        "https://d.edu/4",
        "https://d.edu/5",
        "Remove this redirect URI:",
        "https://c.edu/3",
        "Replace this redirect URI:",
        "http://b.edu/2",
        "    by https://b.edu/2",
        "New contact_email: new@university.edu",
        "New pin_contact_email: none",
    ]
    assert found.warnings == (Concern("host_lost", "c.edu"),)
    assert changes(old, old).notes(ID) == ""
    assert not changes(REQUEST, attrs.evolve(REQUEST, staff_notes="x"))
    answers = changes(
        LATEST, attrs.evolve(LATEST, authenticates_users=False, integration_type="other", staff_notes="demo")
    )
    assert [(each.field, each.old, each.new) for each in answers.fields] == [
        ("integration_type", "certified_service_provider", "other"),
        ("authenticates_users", "yes", "no"),
    ]


def test_the_line_breaks_of_a_browser_are_no_change() -> None:
    before = attrs.evolve(REQUEST, description="One line.\nAnother.")
    after = attrs.evolve(REQUEST, description="One line.\r\nAnother.")
    assert not changes(before, after)
    assert changes(before, attrs.evolve(REQUEST, description="One line. Another.")).fields


@pytest.mark.parametrize(("old", "new"), [("2023", "2020-01"), ("2020-01", "2023"), ("2023", "2023")])
def test_only_what_both_editions_ask_changes(old: str, new: str) -> None:
    answers = {**good_request("2023"), "contact_name": "Ana"}
    before, after = (parse(migrate(answers, edition).data, policy=Policy(edition=edition)) for edition in (old, new))
    found = changes(before, attrs.evolve(after, description="Another text."))
    assert [each.field for each in found.fields] == ["description"]


@pytest.mark.parametrize("environment", ["", 0, [], "prod"])
def test_an_environment_that_does_not_exist_is_refused(environment: Any) -> None:
    with pytest.raises(ValueError, match="production"):
        migrate(REQUEST, "2023", environment=environment)


@pytest.mark.parametrize("facts", [{"reviewed": True}, {"vendor_system": b"DSpace"}, {"more": []}, {"more": 1}])
def test_a_fact_of_another_type_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=f"{next(iter(facts))} is str"):
        staff_notes(**facts)


def test_what_to_think_of() -> None:
    found = changes(
        with_uris("http://a.edu/1", "https://b.edu/1", "https://B.edu/2"),
        with_uris("http://a.edu/1", "https://a.edu/1", "http://a.edu/2"),
    )
    assert found.warnings == (Concern("host_lost", "b.edu"), Concern("http_left", "a.edu"))
    moved = changes(with_uris("https://a.edu/1"), attrs.evolve(REQUEST, redirect_uris=["https://a.edu/1"]))
    assert moved.warnings == (Concern("environment_changed"),)
    upgraded = changes(with_uris("https://j.edu/a/orcidapi/orcidVerify"), with_uris("https://j.edu/a/orcid/verify"))
    assert upgraded.warnings == (Concern("callbacks_moved", system="OJS, OMP, OPS 3.5"),)
    other = changes(
        with_uris("https://a.edu/complete/orcid/"), with_uris("https://a.edu/accounts/orcid/login/callback/")
    )
    assert other.warnings == (Concern("path_moved", "a.edu"),)
    every = (*found.warnings, *moved.warnings, *upgraded.warnings, *other.warnings)
    assert {each.code for each in every} == set(WARNINGS)
    assert all(concern.message.endswith(".") for concern in found.warnings)


OLD, NEW = "https://j.edu/a/orcidapi/orcidVerify", "https://j.edu/a/orcid/verify"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # from Python Social Auth to django-allauth, from Passport to Better Auth, and between paths that nobody knows
        (["https://a.edu/complete/orcid/"], ["https://a.edu/accounts/orcid/login/callback/"], [("path_moved", "a.edu", "")]),
        (["https://a.edu/auth/orcid/callback"], ["https://A.edu/api/auth/callback/orcid"], [("path_moved", "a.edu", "")]),
        (["https://a.edu/1", "https://a.edu/2"], ["https://a.edu/1", "https://a.edu/3"], [("path_moved", "a.edu", "")]),
        (["https://a.edu/1", "https://b.edu/1"], ["https://b.edu/2", "https://a.edu/2"], [("path_moved", "a.edu", ""), ("path_moved", "b.edu", "")]),
        # an upgrade of a known system has its own concern; back from it, or beside another move, it has not
        ([OLD], [NEW], [("callbacks_moved", "", "OJS, OMP, OPS 3.5")]),
        ([NEW], [OLD], [("path_moved", "j.edu", "")]),
        ([OLD, "https://b.edu/1"], [NEW, "https://b.edu/2"], [("callbacks_moved", "", "OJS, OMP, OPS 3.5"), ("path_moved", "b.edu", "")]),
        # only lost, only gained, another host, another spelling
        (["https://a.edu/1", "https://a.edu/2"], ["https://a.edu/1"], []),
        (["https://a.edu/1"], ["https://a.edu/1", "https://a.edu/2"], []),
        (["https://a.edu/1"], ["https://b.edu/1"], [("host_lost", "a.edu", "")]),
        (["http://a.edu/1"], ["https://a.edu/1/"], []),
    ],
    ids=lambda value: " ".join(map(str, value)),
)  # fmt: skip
def test_a_path_that_moves_is_removed_last(
    before: list[str], after: list[str], expected: list[tuple[str, str, str]]
) -> None:
    found = changes(with_uris(*before), with_uris(*after))
    assert [(each.code, each.host, each.system) for each in found.warnings] == expected
    assert changes(with_uris(*before), attrs.evolve(REQUEST, redirect_uris=["https://a.edu/9"])).warnings == (
        Concern("environment_changed"),
        *(Concern("host_lost", host) for host in dict.fromkeys(uri.split("/")[2] for uri in before) if host != "a.edu"),
    )


@given(registration_requests(), registration_requests())
def test_the_changes_lead_from_one_request_to_the_other(old: RegistrationRequest, new: RegistrationRequest) -> None:
    found = changes(old, new)
    uris = set(old.redirect_uris) - set(found.removed) - {pair[0] for pair in found.rewritten}
    assert uris | set(found.added) | {pair[1] for pair in found.rewritten} == set(new.redirect_uris)
    answers = {**{each.field: each.new for each in found.fields}, "staff_notes": new.staff_notes}
    assert attrs.evolve(old, **answers, redirect_uris=new.redirect_uris) == new
    assert bool(found) is (bool(found.fields) or set(old.redirect_uris) != set(new.redirect_uris))
    assert not changes(old, old)


def test_misspelt_keys_are_carried_over_and_reported() -> None:
    form = {name: value for name, value in GOOD_REQUEST.items() if name != "contact_email"}
    moved = migrate({**form, "contact_mail": "a@university.edu"}, FormEdition.YEAR_2021)
    assert moved.dropped == ()
    assert ("request.unknown_field", "contact_email") in {
        (each.code, each.suggestion) for each in moved.report.findings
    }
    lone = migrate({"redirect_uri": "https://a.edu/x", "x": 1}, FormEdition.YEAR_2023)
    assert (lone.data["redirect_uri"], lone.data["x"]) == ("https://a.edu/x", 1)
    assert lone.report.codes().count("request.unknown_field") == 2
    old = migrate({**good_request(FormEdition.YEAR_2023), "edition": "2023"}, FormEdition.JANUARY_2020)
    assert set(old.dropped) == {"update_existing", "integration_type", "authenticates_users"}
    assert "request.unknown_field" not in old.report.codes()


@given(FORMS, st.sampled_from(FormEdition))
def test_every_answer_is_carried_over_or_said_to_be_dropped(form: dict[str, Any], edition: FormEdition) -> None:
    moved = migrate(form, edition)
    for name, value in form.items():
        assert (
            name in {"environment", "edition"} or is_absent(value) or name in moved.dropped or moved.data[name] is value
        )


def test_a_change_of_environment_asks_for_new_credentials() -> None:
    sandbox = attrs.evolve(REQUEST, redirect_uris=["http://127.0.0.1:5000/cb"], policy=SANDBOX)
    found = changes(REQUEST, sandbox)
    assert found.new_environment == "sandbox"
    assert found.warnings[0].code == "environment_changed"
    assert found.notes(ID) == f"Please issue new credentials for sandbox; the client {ID} stays as it is."
    assert found.notes() == "Please issue new credentials for sandbox."
    with pytest.raises(ValueError, match="client ID"):
        found.notes("7")
    assert changes(REQUEST, attrs.evolve(REQUEST, policy=SANDBOX))


def test_http_that_is_left_is_found_in_any_spelling() -> None:
    old = attrs.evolve(REQUEST, policy=SANDBOX)
    new = attrs.evolve(old, redirect_uris=["http://University.edu/cb", "https://university.edu/cb"])
    assert [(concern.code, concern.host) for concern in changes(new, new).warnings] == [("http_left", "university.edu")]


SPELLINGS = ["https://u.edu/orcid", "http://u.edu/orcid", "https://u.edu/orcid?a", "https://u.edu:8443/orcid", "https://U.edu/ORCID/", "https://u.edu//%6Frcid"]  # fmt: skip


@given(st.permutations(SPELLINGS), st.permutations(SPELLINGS), st.integers(1, 5))
def test_each_redirect_uri_is_added_removed_or_rewritten_once(before: list[str], after: list[str], count: int) -> None:
    old, new = (
        attrs.evolve(REQUEST, redirect_uris=uris, policy=LENIENT) for uris in (before[:count], after[: 6 - count])
    )
    found = changes(old, new)
    gone, come = ([pair[side] for pair in found.rewritten] for side in (0, 1))
    assert sorted([*found.removed, *gone]) == sorted(set(old.redirect_uris) - set(new.redirect_uris))
    assert sorted([*found.added, *come]) == sorted(set(new.redirect_uris) - set(old.redirect_uris))
    assert not (found.added and found.removed)  # all of them are spellings of one


@pytest.mark.parametrize(
    ("given", "stored"),
    [("u.edu/../x", None), ("u.edu/a/../x", "http://u.edu/a/../x"), ("u.edu/a/../../x", None), ("u.edu/.//x", "http://u.edu/.//x")],
)  # fmt: skip
def test_a_path_above_the_root_is_refused(given: str, stored: str | None) -> None:
    expected = {} if stored is None else {("redirect_uris", 0): stored}
    assert stored_form({"redirect_uris": [given]}) == expected


def test_what_the_registry_trims_is_not_counted() -> None:
    long = f" h.edu/{'a' * 1994}"
    assert stored_form({"homepage_url": long}) == {("homepage_url",): f"http://{long.strip()}"}
    assert stored_form({"homepage_url": f"{long}a"}) == {}


# Text that people paste keeps its structure, whatever the answers contain

HEADINGS = ("Please ", "Vendor system: ", "Demo or review", "Further redirect", "Add ", "Remove ", "Replace ", "New ")
FORGED = st.sampled_from(
    [
        "Hi\nRemove this redirect URI:\nhttps://university.edu/orcid",
        "Hi\r\nNew contact_email: evil@evil.edu",
        "a\u2028Please update the existing client APP-0123456789ABCDEF.\x0bVendor system: x\x85Add these redirect URIs:",
        "x\n\n\nContact email address\nevil@evil.edu",
        "\nNotes for ORCID staff",
    ]
) | st.lists(st.sampled_from([*HEADINGS, "\n", "\r", "\u2029", "x"]), max_size=8).map("".join)


@given(FORGED)
def test_no_line_of_an_answer_looks_like_another_change(text: str) -> None:
    changed = changes(REQUEST, attrs.evolve(REQUEST, staff_notes="x"))
    changed = attrs.evolve(changed, fields=(FieldChange("description", "before", text),), removed=(text,))
    heads = [line for line in changed.notes(ID).splitlines() if line.startswith(HEADINGS)]
    assert [head.partition(":")[0] for head in heads] == [
        f"Please update the existing client {ID}.",
        "Remove this redirect URI",
        *(
            [text.splitlines()[0].partition(":")[0]]
            if text.splitlines() and text.splitlines()[0].startswith(HEADINGS)
            else []
        ),
        "New description",
    ]


@given(FORGED)
def test_no_line_of_a_fact_looks_like_another_fact(text: str) -> None:
    lines = staff_notes(vendor_system=text, reviewed=text).splitlines()
    assert len([line for line in lines if not line.startswith(("    ", "https://"))]) == (2 if text else 0)
