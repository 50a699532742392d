"""What people enter for the parameters of a system: callbacks, pages, lines of settings, and what is meant by them."""

from __future__ import annotations

import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orcid_clientreq import PRODUCTION, SANDBOX, Policy, Severity, strategies
from orcid_clientreq.messages import translate
from orcid_clientreq.messages.catalogues import placeholders
from orcid_clientreq.systems import SYSTEMS, ParameterNotice, Registration, System, redirect_uris
from orcid_clientreq.systems.entered import _expression
from orcid_clientreq.systems.filling import example, expand
from orcid_clientreq.systems.model import Parameter, addresses, callback, is_address, variables
from orcid_clientreq.systems.notices import QUESTIONS, READINGS, expected

WITH_CALLBACKS = [system for system in SYSTEMS.values() if system.callbacks]
JOURNALS = "https://journals.university.edu"
#: What is typed for a parameter, what is filled in, and how that is said.
READ = [
    ("dataverse", "base", "https://d.edu", "https://d.edu", []),
    ("dataverse", "base", "https://d.edu/", "https://d.edu", ["end"]),
    ("dataverse", "base", "https://d.edu/dv//", "https://d.edu/dv", ["end"]),
    ("dataverse", "base", "https://d.edu/?locale=en", "https://d.edu", ["end"]),
    ("dataverse", "base", "https://d.edu/index.html", "https://d.edu", ["end"]),
    ("dataverse", "base", "https://d.edu/dv#top", "https://d.edu/dv", ["spelling"]),
    ("dataverse", "base", "d.edu", "https://d.edu", ["spelling"]),
    ("dataverse", "base", "https:/d.edu", "https://d.edu", ["spelling"]),
    ("dataverse", "base", "https://D.edu:443", "https://d.edu", ["spelling"]),
    ("dataverse", "base", "http://d.edu", "https://d.edu", ["https"]),
    ("dataverse", "base", "http://d.edu/", "https://d.edu", ["end", "https"]),
    ("dataverse", "base", '"https://d.edu"', "https://d.edu", ["wrapped"]),
    ("dataverse", "base", "dataverse.siteUrl=https://d.edu", "https://d.edu", ["wrapped"]),
    ("dataverse", "base", "<http://d.edu/dataverse/root>", "https://d.edu", ["page", "https"]),
    ("dataverse", "base", "https://d.edu/oauth2/callback.xhtml?code=1", "https://d.edu", ["callback"]),
    ("dataverse", "base", "https://d.edu/dv/oauth2/", "https://d.edu/dv", ["page"]),
    ("dataverse", "base", "https://d.edu/dataverse", "https://d.edu/dataverse", []),
    ("dataverse", "base", "https://d.edu:8443", "https://d.edu:8443", ["port"]),
    ("dspace-7", "ui", "https://r.edu//entities/person/1/orcid", "https://r.edu", ["callback"]),
    ("dspace-7", "ui", "https://r.edu/handle/1/2", "https://r.edu", ["page"]),
    ("dspace-7", "ui", "https://r.edu/xmlui", "https://r.edu", ["origin"]),
    ("dspace-7", "ui", "https://r.edu/server/api/authn/orcid", "https://r.edu", ["origin"]),
    ("dspace-7", "server", "https://r.edu/server/api/core/items", "https://r.edu/server", ["page"]),
    ("dspace-7", "server", "https://r.edu/server/actuator", "https://r.edu/server", ["usual_path"]),
    ("dspace-7", "server", "https://r.edu", "https://r.edu", ["no_path"]),
    ("pkp-3.5", "base", f"{JOURNALS}/ojs/index.php/jlis/about", f"{JOURNALS}/ojs", ["page"]),
    ("pkp-3.5", "base", f"{JOURNALS}/ojs/jlis/about", f"{JOURNALS}/ojs", ["page"]),
    ("pkp-3.5", "journal", "index.php/jlis", "jlis", ["part"]),
    ("pkp-3.5", "journal", "/jlis/", "jlis", ["slashes"]),
    ("pkp-3.5", "journal", "'jlis'", "jlis", ["wrapped"]),
    ("pkp-3.5", "journal", "jlis.", "jlis", ["wrapped"]),
    ("pkp-3.5", "journal", "(jlis),", "jlis", ["wrapped"]),
    ("pkp-3.5", "journal", "jlis/,", "jlis", ["slashes"]),
    ("pkp-3.5", "journal", "jlis.de", "jlis.de", []),
    ("pkp-3.5", "journal", "JOURNAL_PATH = jlis", "jlis", ["wrapped"]),
    ("pkp-3.5", "journal", "journals.university.edu/jlis", "jlis", ["part"]),
    ("pkp-3.5", "journal", f"{JOURNALS}/jlis/anything/else", "jlis", ["part"]),
    ("pkp-3.5", "journal", "https://other.edu/ojs/index.php/jlis/issue", "jlis", ["part"]),
    ("pkp-3.5", "journal", "https://other.edu/jlis", "jlis", ["part"]),
    ("pkp-3.5", "journal", f"{JOURNALS}/ojs/index.php/jlis", "jlis", ["part"]),
    ("eprints-orcidt2", "base", "https://e.edu/id/eprint/12/", "https://e.edu", ["page"]),
    ("janeway", "press", "https://p.edu/b/login/orcid/", "https://p.edu", ["callback"]),
    ("janeway", "press", "https://p.edu/login/orcid", "https://p.edu", ["callback"]),
    ("janeway", "journal_domain", "https://p.edu/login/orcid/", "https://p.edu", ["callback"]),
    ("keycloak", "realm", "my realm/é", "my realm/é", []),
    ("keycloak", "realm", "https://sso.university.edu/realms/my%20realm", "my realm", ["part"]),
    ("keycloak", "base", "https://sso.edu/auth/realms/a/account", "https://sso.edu/auth", ["page"]),
    ("nextcloud-sociallogin", "base", "https://c.edu/index.php/apps/x", "https://c.edu/index.php", ["page"]),
    ("mediawiki-openidconnect", "base", "https://w.edu/index.php/Main", "https://w.edu/index.php", ["usual_path"]),
    ("mediawiki-openidconnect", "base", "https://w.edu/w/index.php?title=Main", "https://w.edu/w", ["page"]),
    ("drupal-orcid", "base", "https://d.edu/site/user/login", "https://d.edu/site", ["page"]),
    ("drupal-orcid", "base", "https://d.edu/pt-br/user/login", "https://d.edu", ["page"]),
    ("spring-security", "registration", "spring.security.oauth2.client.registration.orcid.scope", "orcid", ["part"]),
    ("socialite-orcid", "redirect", "https://a.edu/cb/?x=1", "https://a.edu/cb/?x=1", []),
    ("socialite-orcid", "redirect", "ORCID_REDIRECT_URI=https://a.edu/cb/", "https://a.edu/cb/", ["wrapped"]),
    ("alma", "base", "University", "https://university.alma.exlibrisgroup.com", ["institution"]),
    ("alma", "base", "https://u.alma.exlibrisgroup.com/mng", "https://u.alma.exlibrisgroup.com", ["origin"]),
]  # fmt: skip


def said(found: Registration, name: str) -> list[str]:
    """Return what is said of a parameter, in short."""
    return [each.code.removeprefix("parameter.") for each in found.findings if each.path == (name,)]


@pytest.mark.parametrize(("system", "name", "typed", "value", "how"), READ)
def test_what_is_meant_is_filled_in(system: str, name: str, typed: str, value: str, how: list[str]) -> None:
    values = {**example(SYSTEMS[system]), name: typed}
    found = redirect_uris(system, values)
    assert (found.values[name], said(found, name)) == (value, how)
    assert found.ok
    for each in found.findings:
        assert isinstance(each, ParameterNotice)
        assert each.severity is Severity.WARNING
        assert each.suggestion == (None if each.code in QUESTIONS else value)
        assert each.message in " ".join(str(found).split())
    again = redirect_uris(system, {**values, name: value})
    assert (again.entries, again.values) == (found.entries, found.values)


@pytest.mark.parametrize(
    ("system", "name", "typed", "code", "message"),
    [
        ("dataverse", "base", "", "missing", "Enter: The public https address of the system, without a slash at the end. Example: https://repository.university.edu."),
        ("dataverse", "base", 3, "wrong_type", "This value must be text. Enter: The public https address of the system, without a slash at the end. Example: https://repository.university.edu."),
        ("pkp-3.5", "journal", "{journal}", "placeholder", "This is an example or a placeholder. Enter: The path of the journal, press or server. Example: jlis."),
        ("pkp-3.5", "journal", "\u200b", "missing", "Enter: The path of the journal, press or server. Example: jlis."),
        ("dataverse", "base", "https://example.org/dv", "placeholder", None),
        ("dataverse", "base", "https://{host}/dv", "placeholder", None),
        ("dataverse", "base", "library@university.edu", "email_address", None),
        ("dataverse", "base", "<library@university.edu>", "email_address", None),
        ("dataverse", "base", "https://orcid.org/developer-tools", "orcid_host", None),
        ("dataverse", "base", "http://localhost:8080", "own_machine", None),
        ("dataverse", "base", "http://d.edu:8080", "inner_port", None),
        ("dataverse", "base", "our repository", "no_address", None),
        ("socialite-orcid", "redirect", "/auth/orcid/callback", "no_address", "This is only part of an address. Enter: ORCID_REDIRECT_URI of the application. Example: https://app.university.edu/login/orcid/return."),
        ("dspace-7", "server", "https://r.edu/handle/1/2", "elsewhere", None),
        ("dspace-7", "server", "https://r.edu//entities/person/1/orcid", "elsewhere", None),
        ("osf", "base", "https://osf.io/abcde", "elsewhere", None),
        ("pure", "base", "https://research.university.edu/en/", "elsewhere", None),
        ("auth0", "base", "https://manage.auth0.com/dashboard", "elsewhere", None),
        ("alma", "base", "https://u.primo.exlibrisgroup.com/discovery", "elsewhere", None),
        ("pkp-3.5", "journal", "https://jlis.university.edu", "address", None),
        ("pkp-3.5", "journal", f"{JOURNALS}/index.php", "address", None),
        ("pkp-3.5", "journal", "https://other.edu/ojs/jlis", "address", None),
        ("pkp-3.5", "journal", "///", "form", None),
        ("pkp-3.5", "journal", "The Journal", "form", None),
        ("pkp-3.5", "journal", "1234-567X", "form", None),
        ("pkp-3.5", "journal", "index.php/index", "form", None),
        ("comanage", "server_id", "orcid", "form", None),
        ("keycloak", "realm", f"{'`' * 40}realm{'`' * 40}", "form", None),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_known_gets_an_error_that_says_what_to_enter(
    system: str, name: str, typed: object, code: str, message: str | None
) -> None:
    found = redirect_uris(system, {**example(SYSTEMS[system]), name: typed})
    (asked,) = found.findings
    assert isinstance(asked, ParameterNotice)
    assert (found.ok, found.entries, dict(found.values)) == (False, (), {})
    assert (asked.code, asked.path, asked.severity) == (f"parameter.{code}", (name,), "error")
    assert asked.suggestion is None
    if message:
        assert asked.message.startswith(message)
    assert SYSTEMS[system].parameters[name].meaning in asked.message
    assert asked.message.endswith(f" Example: {SYSTEMS[system].parameters[name].example}.")
    assert not isinstance(typed, str) or len(typed) < 12 or typed not in asked.message


@pytest.mark.parametrize("system", WITH_CALLBACKS, ids=str)
def test_a_whole_callback_is_read_for_each_of_its_parameters(system: System) -> None:
    values = example(system)
    whole = redirect_uris(system, values)
    assert (dict(whole.values), whole.findings) == (values, ())
    for each in system.callbacks:
        filled = expand(each.template, values)
        for name in variables(each.template) if filled not in values.values() else ():
            found = redirect_uris(system, {**values, name: filled})
            assert found.values == values
            assert said(found, name) == ["callback" if is_address(name, system) else "part"]
            (notice,) = found.findings
            assert notice.suggestion == values[name]
            assert filled not in notice.message


@pytest.mark.parametrize("system", [each for each in WITH_CALLBACKS if each.pages], ids=str)
def test_each_page_is_read_or_asked_about(system: System) -> None:
    values = example(system)
    for template in system.pages:
        filled = expand(template, {**dict.fromkeys(variables(template), "de"), **values})
        for name in (name for name in system.parameters if is_address(name, system)):
            found = redirect_uris(system, {**values, name: filled})
            if template == "{+base}/{journal}":
                assert found.values == {**values, "base": filled}  # it may be the folder of the installation
            elif name in addresses(template):
                assert found.values == values
            elif not system.parameters[name].is_origin:
                assert not found.ok or not filled.startswith("https:")
        for name in variables(template):
            if name in values and name not in addresses(template):
                assert redirect_uris(system, {**values, name: filled}).values == values


def test_a_system_without_anything_to_fill_in_has_no_pages() -> None:
    for system in SYSTEMS.values():
        assert system.callbacks or not system.pages
        for parameter in system.parameters.values():
            assert not parameter.pattern or re.fullmatch(parameter.pattern, parameter.example, re.ASCII)
            assert parameter.usual_paths or not parameter.has_path
            assert not parameter.usual_paths or parameter.example.endswith(parameter.usual_paths)


def test_every_code_is_used_and_says_what_to_do() -> None:
    assert not READINGS.keys() & QUESTIONS.keys()
    read = {f"parameter.{code}" for *_, how in READ for code in how}
    assert read >= READINGS.keys()
    assert read - READINGS.keys() == {"parameter.port", "parameter.no_path"}
    for template in (*READINGS.values(), *QUESTIONS.values()):
        assert template.endswith(".")
        assert placeholders(template) <= {"meaning", "example", "usual", "port"}


def test_a_notice_is_like_a_finding() -> None:
    found = redirect_uris("dataverse", base="https://d.edu/oauth2/callback.xhtml")
    (notice,) = found.findings
    assert repr(notice) == "<ParameterNotice parameter.callback: warning at base>"
    assert notice.to_dict() == {
        "code": "parameter.callback",
        "path": ["base"],
        "pointer": "/base",
        "severity": "warning",
        "message": "Understood as a whole redirect URI. Only the part that is needed here was used.",
        "params": {},
        "suggestion": "https://d.edu",
        "combined_suggestion": None,
    }
    (other,) = redirect_uris("dataverse", base="https://d.edu:8443").findings
    assert dict(other.params) == {"port": "8443"}
    assert translate(other, {other.template: "{port}!"}.get) == "8443!"
    assert hash(notice) == hash(redirect_uris("dataverse", base="https://d.edu/oauth2/callback.xhtml").findings[0])
    with pytest.raises(TypeError):
        found.values["base"] = "https://e.edu"  # type: ignore[index]
    assert "d.edu" not in repr(found)


def test_a_value_is_used_as_typed_on_request() -> None:
    typed = "https://d.edu/oauth2"
    assert redirect_uris("dataverse", base=typed).values == {"base": "https://d.edu"}
    for as_typed in ("base", ["base"], {"base"}):
        found = redirect_uris("dataverse", base=typed, as_typed=as_typed)
        assert (dict(found.values), found.findings) == ({"base": typed}, ())
        assert found.redirect_uris[0] == "https://d.edu/oauth2/oauth2/callback.xhtml"
    (template,) = redirect_uris("pkp-3.5", base=JOURNALS, journal="{journal}", as_typed=["journal"]).findings
    assert template.code == "redirect_uri.placeholder"
    journal = redirect_uris("pkp-3.5", base=JOURNALS, journal="The Journal", as_typed=["journal"])
    assert journal.redirect_uris[0].startswith(f"{JOURNALS}/index.php/The%20Journal/")


def test_what_to_enter_is_a_part_of_a_sentence() -> None:
    assert expected(Parameter("a", "The name of it.", "b")) == "the name of it, such as b"
    assert expected(Parameter("a", "BASE_URL of it.", "b")) == "BASE_URL of it, such as b"


def test_a_policy_says_what_is_read() -> None:
    assert redirect_uris("dataverse", policy=SANDBOX, base="http://d.edu").values == {"base": "http://d.edu"}
    off = Policy(severities={"redirect_uri.example_host": None})
    assert redirect_uris("dataverse", policy=off, base="https://example.org").ok
    assert redirect_uris("dataverse", policy=SANDBOX, base="http://127.0.0.1:8080").ok


def test_a_base_of_its_own_after_which_nothing_is_known() -> None:
    """Of a system that is made with other templates, too."""
    ours = attrs.evolve(SYSTEMS["dataverse"], id="ours", callbacks=(callback("{+base}/in/", "sign in"),), pages=())
    for typed in ("https://d.edu/x/in", "https://d.edu/x/in/", "https://d.edu/x/in?code=1", "https://d.edu/x/in/more"):
        assert redirect_uris(ours, base=typed).values == {"base": "https://d.edu/x"}
    assert redirect_uris(ours, base="https://d.edu/inn").values == {"base": "https://d.edu/inn"}


#: What people type, in pieces.
PIECES = st.sampled_from(
    [
        *("https://", "http://", "https:/", "//", "d.edu", "D.edu", "localhost", "example.org", "/", "?", "#", "=", "&"),
        *(":443", ":8080", "index.php", "jlis", "orcid", "oauth2", "server", "realms", "api", "auth", "callback", "wiki"),
        *("{journal}", "<", ">", '"', "'", " ", "\n", "é", "%20", "%", "base=", "a@d.edu", "..", ".", "\\", "\ud800"),
    ]
)  # fmt: skip
TYPED = st.one_of(
    st.lists(PIECES, max_size=8).map("".join),
    st.builds("https://d.edu{}".format, st.lists(PIECES, max_size=6).map("".join)),
    st.text(st.characters(exclude_categories=()), max_size=30),
)


@given(st.sampled_from(WITH_CALLBACKS), st.data(), st.sampled_from([PRODUCTION, SANDBOX]))
def test_every_typed_value_is_read_once(system: System, data: st.DataObject, policy: Policy) -> None:
    """It never raises, and what is filled in, typed again, gives the same and is not read again."""
    values = {name: data.draw(st.just(value) | TYPED) for name, value in example(system).items()}
    found = redirect_uris(system, values, policy=policy)
    assert found.ok == bool(found.entries) == bool(found.values)
    assert str(found)
    if found.ok:
        again = redirect_uris(system, found.values, policy=policy)
        assert (again.values, again.entries) == (found.values, found.entries)
        assert [each.code for each in again.findings if each.code in READINGS] == []
        assert redirect_uris(system, found.values, policy=policy, as_typed=list(values)).entries == found.entries
    for each in found.findings:
        if each.code in READINGS:
            assert each.suggestion == found.values.get(each.place, each.suggestion)


@given(strategies.system_redirect_uris())
def test_what_is_drawn_is_not_read_otherwise(drawn: tuple[dict[str, str], Registration]) -> None:
    values, registration = drawn
    assert registration.values == {name: value.strip() for name, value in values.items()}
    assert [each for each in registration.findings if each.code in READINGS] == []


def test_the_time_is_in_proportion_to_the_value() -> None:
    for typed in ("https://d.edu/" + "a/" * 900, "https://d.edu/" + "index.php/" * 180, "https://d.edu/" + "/" * 1900):
        for system in WITH_CALLBACKS:
            redirect_uris(system, {**example(system), next(iter(example(system))): typed})
    assert _expression.cache_info().maxsize is not None
