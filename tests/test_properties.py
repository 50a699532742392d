"""What always holds, for every input: the promises of the library, drawn by Hypothesis."""

from __future__ import annotations

import copy
import json
import pickle
from collections import Counter
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given, settings, target
from hypothesis import strategies as st
from strategies import ADDRESSES, EDGE_URIS, EVERY_POLICY, FORMS, OBJECTS, POLICIES, URIS, policies

from orcid_clientreq import (
    SANDBOX,
    InvalidRequestError,
    Policy,
    RegistrationRequest,
    Severity,
    apply_suggestions,
    check,
    parse,
)
from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.members import rename
from orcid_clientreq.rules.model import GOOD_REQUEST
from orcid_clientreq.strategies import registration_requests


@given(OBJECTS, POLICIES)
def test_check_returns_a_report_for_any_object_and_the_same_one_twice(data: Any, policy: Policy) -> None:
    assert check(data, policy=policy) == check(data, policy=policy)
    check(data)


MORE = settings(max_examples=4 * settings.default.max_examples)


@MORE
@given(FORMS, policies())
def test_every_request_object_is_valid_under_any_policy(form: dict[str, Any], policy: Policy) -> None:
    if not check(form, policy=policy).ok:
        return
    request = parse(form, policy=policy)
    wire = request.to_dict()
    again = parse(wire, policy=policy)
    assert again == request
    assert again.to_dict() == wire
    assert check(request, policy=policy).ok
    assert copy.copy(request) == copy.deepcopy(request) == request
    assert pickle.loads(pickle.dumps(request)) == request
    assert attrs.evolve(request) == request


@attrs.frozen(kw_only=True)
class Ticketed(RegistrationRequest):
    """A request with a field of its own."""

    ticket: str = ""


def test_a_subclass_keeps_its_class_its_fields_and_its_silence() -> None:
    request = Ticketed(**GOOD_REQUEST, ticket="T1")
    for again in (
        copy.copy(request),
        copy.deepcopy(request),
        pickle.loads(pickle.dumps(request)),
        attrs.evolve(request),
        Ticketed.from_dict({**request.to_dict(), "ticket": "T1"}),
    ):
        assert type(again) is Ticketed
        assert again == request
        assert again.ticket == "T1"
    assert repr(request) == "Ticketed(ticket='T1')"
    assert type(Ticketed.from_dict(GOOD_REQUEST)) is Ticketed
    with pytest.raises(InvalidRequestError):
        Ticketed.from_dict({**GOOD_REQUEST, "description": ""})
    assert type(RegistrationRequest.from_dict(GOOD_REQUEST)) is RegistrationRequest


@pytest.mark.parametrize("cls", [RegistrationRequest, Ticketed])
@pytest.mark.parametrize("data", [None, [], "x", 5, {}, {1: 2}, object()])
def test_what_is_no_request_is_refused_by_every_class(cls: type[RegistrationRequest], data: Any) -> None:
    with pytest.raises(InvalidRequestError) as refused:
        cls.from_dict(data)
    assert refused.value.report.codes() == check(data).codes()


def test_a_field_of_a_subclass_is_no_unknown_field_where_nothing_else_is_there() -> None:
    with pytest.raises(InvalidRequestError) as refused:
        Ticketed.from_dict({"ticket": "T1"})
    assert refused.value.report.codes() == check({}).codes()


def test_a_class_takes_a_request_of_another_with_its_policy() -> None:
    strict = Policy(severities={"redirect_uris.many": "error"})
    request = RegistrationRequest(**GOOD_REQUEST, policy=strict)
    ticketed = Ticketed.from_dict(request)
    assert (type(ticketed), ticketed.ticket, ticketed.policy) == (Ticketed, "", strict)
    again = Ticketed.from_dict(attrs.evolve(ticketed, ticket="T2"))
    assert (again.ticket, again.policy, again.description) == ("T2", strict, request.description)


def test_a_policy_of_a_class_of_ones_own_is_a_policy() -> None:
    class Ours(Policy):
        """A policy by another name."""

    request = parse(GOOD_REQUEST, policy=Ours())
    assert copy.copy(request) == attrs.evolve(request) == request
    assert type(copy.copy(request).policy) is Ours


@given(FORMS, POLICIES | policies())
def test_parse_succeeds_exactly_where_the_report_is_ok(form: dict[str, Any], policy: Policy) -> None:
    report = check(form, policy=policy)
    if report.ok:
        assert isinstance(parse(form, policy=policy), RegistrationRequest)
    else:
        with pytest.raises(InvalidRequestError) as caught:
            parse(form, policy=policy)
        assert caught.value.report == report


@given(FORMS, POLICIES)
def test_a_request_comes_back_from_its_dict_and_from_a_pickle(form: dict[str, Any], policy: Policy) -> None:
    assume(check(form, policy=policy).ok)
    request = parse(form, policy=policy)
    wire = request.to_dict()
    assert json.loads(json.dumps(wire)) == wire
    assert parse(wire) == request
    assert check(request) == check(wire)
    assert pickle.loads(pickle.dumps(request)) == request
    assert hash(pickle.loads(pickle.dumps(request))) == hash(request)
    assert attrs.evolve(request) == request


@given(FORMS, st.sampled_from([policy for policy in EVERY_POLICY if policy.environment == "production"]))
def test_what_production_accepts_the_sandbox_accepts(form: dict[str, Any], policy: Policy) -> None:
    form.pop("environment", None)
    if check(form, policy=policy).ok:
        assert check(form, policy=attrs.evolve(policy, environment="sandbox")).ok


@pytest.mark.parametrize("policy", EVERY_POLICY, ids=lambda policy: f"{policy.edition}-{policy.environment}")
def test_requests_of_every_edition_round_trip(policy: Policy) -> None:
    @given(registration_requests(policy=policy))
    def holds(request: RegistrationRequest) -> None:
        wire = json.loads(json.dumps(request.to_dict()))
        assert list(wire) == [*EDITIONS[policy.edition].by_name, "environment", "edition"]
        assert {type(value) for value in wire.values()} <= {str, list, bool, type(None)}
        assert parse(wire) == parse(wire, policy=policy) == request == RegistrationRequest.from_dict(wire)

    holds()


@given(st.lists(EDGE_URIS, min_size=2, max_size=5), st.randoms(use_true_random=False), POLICIES)
def test_permuting_the_redirect_uris_permutes_the_places_of_the_findings(uris, random, policy: Policy) -> None:
    order = list(range(len(uris)))
    random.shuffle(order)

    def found(uris: list[str], name) -> set[Any]:
        report = check({**GOOD_REQUEST, "redirect_uris": uris}, policy=policy)
        return {
            attrs.evolve(finding, path=("redirect_uris", name(finding.path[1])))
            for finding in report.findings
            if len(finding.path) == 2 and finding.code != "redirect_uri.duplicate"
        }

    assert found(uris, int) == found([uris[place] for place in order], order.__getitem__)


def put(form: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    if len(path) == 1:
        return {**form, path[0]: value}
    items = list(form[path[0]])
    items[path[1] : path[1] + 1] = [value] if isinstance(value, str) else value
    return {**form, path[0]: items}


def counted(report) -> Counter[tuple[str, Any]]:
    """Return the errors without their indexes: a row that is split moves those after it."""
    return Counter((finding.code, finding.field) for finding in report.errors)


@MORE
@given(FORMS, POLICIES | policies())
def test_a_suggestion_put_at_its_place_fixes_and_adds_no_error(form: dict[str, Any], policy: Policy) -> None:
    report = check(form, policy=policy)
    for finding in report.findings:
        if finding.suggestion is None:
            continue
        if finding.code == "request.unknown_field":
            after = check(rename(form, finding.path[0], finding.suggestion), policy=policy)
            assert finding.path not in {other.path for other in after.findings}
        else:
            after = check(put(form, finding.path, finding.suggestion), policy=policy)
            found = [(other.code, other.path) for other in after.findings]
            split = isinstance(finding.suggestion, tuple) and len(finding.path) > 1
            rows = range(len(finding.suggestion) if split else 1)
            places = [(*finding.path[:1], finding.path[1] + row) if split else finding.path for row in rows]
            assert not [place for place in places if (finding.code, place) in found]
        assert counted(after) <= counted(report)


@MORE
@example({"redirect_uris": [";https://w"]}, SANDBOX)  # fuzzing: a separator with nothing before it
@given(FORMS, POLICIES | policies())
def test_all_suggestions_together_leave_none_and_add_no_error(form: dict[str, Any], policy: Policy) -> None:
    before = repr(form)
    report = check(form, policy=policy)
    fixed = apply_suggestions(form, report)
    after = check(fixed, policy=policy)
    assert repr(form) == before
    assert counted(after) <= counted(report)
    assert all(finding.suggestion is None for finding in after.findings)
    assert apply_suggestions(fixed, after) == fixed
    target(float(len(report.findings) - len(after.findings)))


@MORE
@given(FORMS, POLICIES | policies())
def test_a_combined_suggestion_fixes_whatever_has_a_suggestion_and_adds_no_error(
    form: dict[str, Any], policy: Policy
) -> None:
    report = check(form, policy=policy)
    for path, value in report.suggestions().items():
        after = check(put(form, path, value), policy=policy)
        rows = len(value) if isinstance(value, tuple) and len(path) > 1 else 1
        places = {(path[0], path[1] + row) if len(path) > 1 else path for row in range(rows)}
        fixed = {each.code for each in report.findings if each.path == path and each.combined_suggestion is not None}
        assert not [each for each in after.findings if each.path in places and each.code in fixed]
        assert counted(after) <= counted(report)


SECRET = "q7secretq7"


@given(
    st.sampled_from(["contact_email", "pin_contact_email", "homepage_url", "redirect_uris"]),
    st.sampled_from(
        [
            "{0}@university.edu",
            "{0}@example.org",
            " {0}@university.edu",
            "Name <{0}@university.edu>",
            "{0}@university.edu, a@university.edu",
            "{0}@uni_versity.edu",
            '"a"{0}@university.edu',
            "ü{0}@university.edu",
            "{0}",
            "{0}@",
            "<{0}@-a.edu>",
            "mailto:{0}@university.edu",
            "a@b@{0}",
            "{0}(x)@university.edu",
            "https://{0}@university.edu/",
            "https://a:{0}@university.edu/",
            "https://university.edu/?token={0}",
            "http://university.edu/a/../b?state={0}#{0}",
            "https://university.edu/\\{0}@evil.edu/",
            "//{0}@university.edu",
            "https:{0}@university.edu",
            "www.university.edu?{0};",
            "{0}:{0}@university.edu/",
            "<{0}>",
            "https://${{{0}}}/",
        ]
    ),
    st.sampled_from(["", "x", "\n", "%", "."]),
    POLICIES,
)
def test_no_message_and_no_repr_repeats_what_may_be_secret(field: str, shape: str, tail: str, policy: Policy) -> None:
    value: Any = shape.format(SECRET) + tail
    form = {**GOOD_REQUEST, field: [value] if field == "redirect_uris" else value}
    report = check(form, policy=policy)
    texts = [repr(report)]
    for finding in report.findings:
        texts += [finding.message, repr(finding), repr(dict(finding.params)), finding.pointer]
    if not report.ok:
        error = InvalidRequestError(report)
        texts += [str(error), repr(error)]
    # A scheme and a host are named; where this stands in their place, nothing tells it is a secret.
    named = {"redirect_uri.scheme_not_allowed", "homepage_url.scheme_not_allowed"} & set(report.codes())
    assert named or not any(SECRET in text for text in texts)


@given(URIS, ADDRESSES, ADDRESSES, st.text(max_size=30))
def test_the_hosts_settings_do_not_change_the_answer(uri: str, one: str, other: str, text: str) -> None:
    import email_validator

    form = {
        **GOOD_REQUEST,
        "contact_email": one,
        "pin_contact_email": other,
        "redirect_uris": [uri],
        "client_name": text,
    }
    odd = [form, {**form, "contact_email": '"a b"@university.edu'}, {**form, "contact_email": "ü@localhost"}]
    odd += [{**form, "contact_email": value} for value in ("a@[127.0.0.1]", "A <a@b.edu>", "@b.edu", "a@b.test", "a@b")]
    before = [check(data) for data in odd]
    names = [name for name in dir(email_validator) if name.isupper() and type(getattr(email_validator, name)) is bool]
    kept = {name: getattr(email_validator, name) for name in names}
    special = list(email_validator.SPECIAL_USE_DOMAIN_NAMES)
    try:
        for name in names:
            setattr(email_validator, name, not kept[name])
        email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()
        with attrs.validators.disabled():
            after = [check(data) for data in odd]
            with pytest.raises(InvalidRequestError):
                RegistrationRequest(**{**GOOD_REQUEST, "description": ""})
    finally:
        for name in names:
            setattr(email_validator, name, kept[name])
        email_validator.SPECIAL_USE_DOMAIN_NAMES[:] = special
    assert len(names) >= 7
    assert [report.codes() for report in after] == [report.codes() for report in before]


@given(FORMS, POLICIES)
def test_a_report_is_ordered_hashed_pickled_and_json_ready(form: dict[str, Any], policy: Policy) -> None:
    names = list(EDITIONS[policy.edition].by_name)
    report = check(form, policy=policy)
    assert pickle.loads(pickle.dumps(report)) == report
    assert hash(pickle.loads(pickle.dumps(report))) == hash(report)
    json.dumps(report.to_dict())
    fields = [
        finding.field
        for finding in report.findings
        if finding.code != "request.unknown_field" and finding.field in names
    ]
    assert fields == sorted(fields, key=names.index)
    lines = str(report).split("\n")
    assert sum(not line.startswith("    ") for line in lines) == len(report.findings) + 1
    assert all(line.startswith(("error  ", "warning  ", "    ")) for line in lines[:-1])
    assert all(len(line) <= 100 or "://" in line for line in lines)
    assert all(character.isprintable() for line in lines for character in line)
    assert report.ok == all(finding.severity is not Severity.ERROR for finding in report.findings)
