"""The public signatures, pinned: this file is checked by mypy and pyright, and never run."""

from collections.abc import Mapping
from typing import Any, assert_type

import attrs
from hypothesis.strategies import SearchStrategy

import orcid_clientreq
from orcid_clientreq import (
    PRODUCTION,
    RULES,
    SANDBOX,
    Environment,
    Finding,
    FormEdition,
    InvalidRequestError,
    Limits,
    Match,
    Policy,
    RegistrationRequest,
    Report,
    Severity,
    apply_suggestions,
    check,
    credentials,
    from_form,
    interop,
    lifecycle,
    match,
    matching,
    messages,
    parse,
    strategies,
    systems,
    validators,
)
from orcid_clientreq.editions import CredentialType
from orcid_clientreq.rules import Rule
from orcid_clientreq.wire import FindingDict, ReportDict, RequestDict

report = check({"contact_email": "orcid@university.edu"}, policy=SANDBOX)
assert_type(report, Report)
assert_type(check(object(), policy=None), Report)
assert_type(report.ok, bool)
assert_type(report.findings, tuple[Finding, ...])
assert_type(report.errors, tuple[Finding, ...])
assert_type(report.warnings, tuple[Finding, ...])
assert_type(report.by_field(), dict[str, tuple[Finding, ...]])
assert_type(report.codes(), tuple[str, ...])
assert_type(report.to_dict(), ReportDict)
assert_type(report.to_dict()["findings"][0], FindingDict)
assert_type(report.translated("de"), Report)
assert_type(report.policy, Policy)
report.raise_for_errors()
assert_type(from_form({"description": "Sign in."}), dict[str, Any])
assert_type(match("https://a.edu/b", ["https://a.edu/b"]), Match)

request = parse({}, policy=PRODUCTION)
assert_type(request, RegistrationRequest)
assert_type(request.contact_email, str)
assert_type(request.pin_contact_email, str | None)
assert_type(request.redirect_uris, tuple[str, ...])
assert_type(request.policy, Policy)
assert_type(request.to_dict(), RequestDict)
assert_type(request.update_existing, bool | None)
assert_type(request.credential_type, CredentialType | None)
assert_type(RegistrationRequest.from_dict({}), RegistrationRequest)
assert_type(attrs.evolve(request, client_name="Repository"), RegistrationRequest)
RegistrationRequest(
    contact_email="orcid@university.edu",
    description="Sign in.",
    homepage_url="https://university.edu/",
    redirect_uris=["https://university.edu/orcid"],
    policy=SANDBOX,
)

for finding in report.findings:
    assert_type(finding.code, str)
    assert_type(finding.path, tuple[str | int, ...])
    assert_type(finding.severity, Severity)
    assert_type(finding.message, str)
    assert_type(finding.params, Mapping[str, str | int])
    assert_type(finding.suggestion, str | tuple[str, ...] | None)
    assert_type(finding.field, str)
    assert_type(finding.pointer, str)
    assert_type(finding.rule, Rule)

assert_type(RULES, Mapping[str, Rule])
assert_type(RULES["redirect_uri.fragment"].severity(Environment.SANDBOX, FormEdition.JANUARY_2020), Severity | None)
assert_type(apply_suggestions({}, report), dict[str, Any])
assert_type(validators.redirect_uri("", policy=SANDBOX), tuple[Finding, ...])
assert_type(validators.redirect_uri("", policy=SANDBOX), tuple[Finding, ...])
assert_type(validators.pin_contact_email("", contact_email=""), tuple[Finding, ...])

policy = Policy(
    environment="sandbox",
    severities={"redirect_uri.host_only": Severity.ERROR, "homepage_url.insecure": None},
    known_contacts=["orcid@university.edu"],
    limits=Limits(description=500),
)
assert_type(policy.severities, Mapping[str, Severity | None])
assert_type(policy.known_contacts, frozenset[str])

# A mistake is one for type checkers, too.
orcid_clientreq.parses({})  # type: ignore[attr-defined]
orcid_clientreq.matching.match("", [], mod="exact")  # type: ignore[call-arg]
Report((), "sandbox")  # type: ignore[arg-type]

assert_type(orcid_clientreq.matching.match("", [], mode="exact", era="2023-12-19"), orcid_clientreq.matching.Match)
assert_type(orcid_clientreq.RULES["redirect_uri.long"].severity("sandbox", "2023"), Severity | None)
Finding(code="redirect_uri.long", path=["redirect_uris", 0], severity="error")


@attrs.define
class Client:
    """Somebody else's class."""

    callback: str = attrs.field(validator=validators.attrs_validator(validators.redirect_uri))
    contact: str = attrs.field(validator=validators.attrs_validator(validators.contact_email, policy=SANDBOX))
    support: str = attrs.field(validator=validators.raising(validators.contact_email, error=ValueError, language="de"))


try:
    request = parse({})
except InvalidRequestError as error:
    assert_type(error.report, Report)

assert_type(strategies.form_data(), SearchStrategy[dict[str, Any]])
assert_type(strategies.registration_requests(policy=SANDBOX), SearchStrategy[RegistrationRequest])
assert_type(strategies.distinct_contacts(), SearchStrategy[tuple[str, str]])
assert_type(strategies.redirect_uri_lists(max_size=2), SearchStrategy[list[str]])
assert_type(strategies.faulty_form_data(["redirect_uri.fragment"]), SearchStrategy[tuple[Any, frozenset[str]]])
assert_type(strategies.policy_for("redirect_uri.fragment"), Policy)

found = matching.match("https://university.edu/orcid", request)
assert_type(found, matching.Match)
assert_type(found.matched, bool)
assert_type(found.how, matching.How | None)
assert_type(found.reasons, tuple[matching.Reason, ...])
attempt = matching.read("https://university.edu/orcid")
assert_type(attempt, matching.Attempt)
assert_type(attempt.redirect_uri, str | None)
assert_type(attempt.error, matching.OrcidError | None)
assert_type(matching.match(attempt, request), matching.Match)
assert_type(matching.requested_in("https://university.edu/orcid"), str)
assert_type(matching.registered_in("https://university.edu/orcid"), tuple[str, ...])
assert_type(matching.ORCID_ERRORS["invalid_scope"].explained(language="de"), str)
assert_type(matching.coverage({"https://university.edu/orcid"}, ["https://university.edu/orcid"]), matching.Coverage)

issued = credentials.parse({})
assert_type(issued.client_id, credentials.ClientId)
assert_type(issued.client_secret.reveal(), str)
assert_type(credentials.deliveries(request).steps, tuple[credentials.Delivery, ...])
assert_type(lifecycle.changes(request, request), lifecycle.Changes)
assert_type(lifecycle.migrate(request, FormEdition.YEAR_2023).report, Report)

assert_type(interop.json_schema(policy=SANDBOX), dict[str, Any])
assert_type(interop.form_fields(policy=SANDBOX, language="de"), tuple[interop.FormInput, ...])
assert_type(interop.from_client_metadata({}), tuple[dict[str, Any], dict[str, Any]])
assert_type(interop.client_metadata_error(report), dict[str, str] | None)
assert_type(strategies.redirect_attempts(mode=matching.Mode.EXACT), SearchStrategy[tuple[list[str], str, bool]])

# As the documentation shows them: a dictionary of translations, and values that a program has in one.
catalogue = {"Enter only one email address.": "Geef één adres."}
values: dict[str, str] = {"base": "https://data.university.edu"}
severities: dict[str, str] = {"redirect_uri.host_only": "error"}
assert_type(messages.negotiate("fr;q=0.9", languages=["fr", "en"]), str)
assert_type(messages.translate(report.findings[0], catalogue.get), str)
assert_type(systems.redirect_uris("dataverse", values).redirect_uris, tuple[str, ...])
assert_type(systems.redirect_uris("dataverse", values, policy=SANDBOX), systems.Registration)
assert_type(systems.find("OJS"), tuple[systems.System, ...])
assert_type(systems.sharing("vivo"), Mapping[str, tuple[systems.System, ...]])
assert_type(systems.redirect_uris("pkp-3.5", values).hosts_alone, Mapping[str, str])
assert_type(systems.redirect_uris("dataverse", values, as_typed="base").values, Mapping[str, str])
assert_type(systems.redirect_uris("dataverse", values).findings, tuple[Finding | systems.ParameterNotice, ...])
assert_type(Policy(severities=severities), Policy)
