"""`systems.find`: systems by what people call them."""

from __future__ import annotations

import re
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import run_here

from orcid_clientreq.systems import SYSTEMS, System, SystemKind, find, redirect_uris
from orcid_clientreq.systems.searching import _distance, _split, named

#: What strangers type, and the system that they mean: first short forms and plain names.
TYPED: list[tuple[str, str]] = [
    ("ojs", "pkp-3.5"),
    ("OJS 3.5", "pkp-3.5"),
    ("OJS 3.3.0-14", "pkp-2.4-3.4"),
    ("ojs3.4", "pkp-2.4-3.4"),
    ("Open Journal Systems (OJS)", "pkp-3.5"),
    ("Open Journals System", "pkp-3.5"),
    ("open jornal systems", "pkp-3.5"),
    ("PKP OJS", "pkp-3.5"),
    ("OMP", "pkp-3.5"),
    ("Open Monograph Press", "pkp-3.5"),
    ("OMP 3.3", "pkp-2.4-3.4"),
    ("OPS preprint server", "pkp-3.5"),
    ("OJS 2.4.8", "pkp-2.4-3.4"),
    ("orcid profile plugin for OJS", "pkp-2.4-3.4"),
    ("O.J.S.", "pkp-3.5"),
    ("revista en OJS 3.3", "pkp-2.4-3.4"),
    ("Zeitschriftensystem OJS der FU Berlin", "pkp-3.5"),
    ("plateforme OJS", "pkp-3.5"),
    ("OJS openid plugin", "pkp-openid"),
    ("pkp openid", "pkp-openid"),
    ("dspace", "dspace-7"),
    ("DSpace 7", "dspace-7"),
    ("our DSpace 7 repository", "dspace-7"),
    ("D-Space", "dspace-7"),
    ("dspace8.1", "dspace-7"),
    ("Dspcae", "dspace-7"),
    ("DSpace repository at the University of Edinburgh", "dspace-7"),
    ("Repositorio institucional DSpace", "dspace-7"),
    ("dspace-angular", "dspace-7"),
    ("DSpace-CRIS", "dspace-cris-7"),
    ("dspace cris 2023.02", "dspace-cris-7"),
    ("DSpace CRIS 5.11", "dspace-cris-5-6"),
    ("dspacecris", "dspace-cris-7"),
    ("DSpace 6.3", "dspace-cris-5-6"),
    ("DSpace JSPUI", "dspace-cris-5-6"),
    ("4Science DSpace-CRIS", "dspace-cris-7"),
    ("eprints", "eprints-orcid-advance"),
    ("EPrints 3.4", "eprints-orcid-advance"),
    ("e-prints repository, University of Southampton", "eprints-orcid-advance"),
    ("ePrint", "eprints-orcid-advance"),
    ("eprints orcidt2", "eprints-orcidt2"),
    ("MyCoRe", "mycore"),
    ("MIR", "mycore"),
    ("mycore/MIR", "mycore"),
    ("Omeka S", "omeka-s-orcid-connector"),
    ("omeka", "omeka-s-orcid-connector"),
    ("Hyrax", "hyrax-orcid"),
    ("Samvera Hyrax 3", "hyrax-orcid"),
    ("Hyku", "hyrax-orcid"),
    ("samvera", "hyrax-orcid"),
    ("dataverse", "dataverse"),
    ("Data Verse", "dataverse"),
    ("Datavrese", "dataverse"),
    ("Harvard Dataverse", "dataverse"),
    ("KIT dataverse 6.2", "dataverse"),
    ("Dataverse.no", "dataverse"),
    ("datavers", "dataverse"),
    ("Invenio", "inveniordm"),
    ("invenio-rdm", "inveniordm"),
    ("InvenioRDM v12 at TU Wien", "inveniordm"),
    ("InvenioRMD", "inveniordm"),
    ("zenodo", "zenodo"),
    ("Zenodo community", "zenodo"),
    ("Dryad", "dryad"),
    ("data dryad", "dryad"),
    ("figshare", "figshare"),
    ("Fig Share for Institutions", "figshare"),
    ("CKAN", "ckan-oauth2"),
    ("ckanext-orcid", "ckan-orcid"),
    ("CKAN 2.11", "ckan-orcid"),
    ("ckanext oauth2", "ckan-oauth2"),
    ("Gen3", "gen3-fence"),
    ("gen3 data commons", "gen3-fence"),
    ("NADA", "nada"),
    ("World Bank microdata (NADA)", "nada"),
    ("ERDDAP", "erddap"),
    ("erdap", "erddap"),
    ("NOAA ERDDAP server", "erddap"),
    ("Janeway", "janeway"),
    ("Janewey", "janeway"),
    ("Janeway 1.7", "janeway"),
    ("Open Library of Humanities", "janeway"),
    ("Kotahi", "kotahi"),
    ("coko kotahi", "kotahi"),
    ("Editorial Manager", "editorial-manager"),
    ("editorialmanager", "editorial-manager"),
    ("Aries Editorial Manager", "editorial-manager"),
    ("EM", "editorial-manager"),
    ("ScholarOne", "scholarone"),
    ("Scholar One Manuscripts", "scholarone"),
    ("Manuscript Central", "scholarone"),
    ("eJP", "ejournalpress"),
    ("eJournal Press", "ejournalpress"),
    ("indico", "indico"),
    ("Indico at CERN", "indico"),
    ("pretalx", "pretalx-orcid"),
    ("Pure", "pure"),
    ("Elsevier Pure", "pure"),
    ("PURE portal of Aalborg University", "pure"),
    ("elsevier", "pure"),
    ("Symplectic", "symplectic-elements"),
    ("Symplectic Elements", "symplectic-elements"),
    ("sympletic elements", "symplectic-elements"),
    ("Elements", "symplectic-elements"),
    ("VIVO", "vivo"),
    ("vivo 1.15", "vivo"),
    ("Profiles RNS", "profiles-rns"),
    ("Harvard Profiles", "profiles-rns"),
    ("Haplo", "haplo"),
    ("IRIS Cineca", "cineca-orcid-hub"),
    ("iris", "cineca-orcid-hub"),
    ("IRIS - Università di Bologna", "cineca-orcid-hub"),
    ("Worktribe", "worktribe"),
    ("work tribe", "worktribe"),
    ("Converis", "converis"),
    ("Clarivate Converis", "converis"),
    ("clarivate", "converis"),
    ("Esploro", "esploro"),
    ("ExLibris Esploro", "esploro"),
    ("Ex Libris Alma", "alma"),
    ("alma", "alma"),
    ("Interfolio", "interfolio-faculty180"),
    ("Faculty 180", "interfolio-faculty180"),
    ("cayuse", "cayuse"),
    ("SmartSimple", "smartsimple"),
    ("smart simple cloud", "smartsimple"),
    ("New Zealand ORCID Hub", "nz-orcid-hub"),
    ("orcid hub", "nz-orcid-hub"),
    ("OSIRIS", "osiris"),
    ("osiris-cris", "osiris"),
    ("GW ORCID", "gwu-orcid-integration"),
    ("DMPonline", "dmproadmap"),
    ("DMP online", "dmproadmap"),
    ("DMP Roadmap", "dmproadmap"),
    ("DMPTuuli", "dmproadmap"),
    ("dmptool", "dmptool"),
    ("DMP Tool of our university", "dmptool"),
    ("DMP OPIDoR", "dmp-opidor"),
    ("opidor", "dmp-opidor"),
    ("RDMO", "rdmo"),
    ("Research Data Management Organiser", "rdmo"),
    ("RDMO der Uni Köln", "rdmo"),
    ("Research Software Directory", "rsd"),
    ("RSD", "rsd"),
    ("RSpace", "rspace"),
    ("R-Space ELN", "rspace"),
    ("researchspace", "rspace"),
    ("eLabFTW", "elabftw"),
    ("elab ftw", "elabftw"),
    ("OSF", "osf"),
    ("osf.io", "osf"),
    ("Open Science Framework", "osf"),
    ("HUBzero", "hubzero"),
    ("nanohub", "hubzero"),
    ("hypothes.is", "hypothesis"),
    ("Hypothesis", "hypothesis"),
    ("hypotheses", "hypothesis"),
    ("Apache Texera", "texera"),
    ("Chemotion", "chemotion-eln"),
    ("Chemotion ELN at KIT", "chemotion-eln"),
    ("AgroPortal", "ontoportal"),
    ("Ontoportal appliance", "ontoportal"),
    ("KBase", "kbase-auth2"),
    ("ORCIDLink", "kbase-orcidlink"),
    ("RAiD", "raido"),
    ("NASA ADS", "scix-ads"),
    ("SciX", "scix-ads"),
    ("Keycloak", "keycloak"),
    ("Keyclok", "keycloak"),
    ("key cloak 26", "keycloak"),
    ("Red Hat SSO", "keycloak"),
    ("Satosa proxy", "satosa"),
    ("COmanage", "comanage"),
    ("CO Manage Registry", "comanage"),
    ("SimpleSAMLphp", "simplesamlphp-authoauth2"),
    ("simplesaml", "simplesamlphp-authoauth2"),
    ("authentik", "authentik"),
    ("Auth0", "auth0"),
    ("Unity IdM", "unity-idm"),
    ("B2ACCESS", "unity-idm"),
    ("Cirrus Identity", "cirrus-identity"),
    ("mod_auth_openidc", "apache-mod-auth-openidc"),
    ("Apache", "apache-mod-auth-openidc"),
    ("Drupal", "drupal-orcid"),
    ("Drupel 10", "drupal-orcid"),
    ("Islandora", "drupal-orcid"),
    ("link_orcid", "drupal-link-orcid"),
    ("moodle", "moodle"),
    ("Moodel", "moodle"),
    ("Moodle der Universität Wien", "moodle"),
    ("WordPress", "wordpress-openid-connect-generic"),
    ("word press site of the library", "wordpress-openid-connect-generic"),
    ("MediaWiki", "mediawiki-openidconnect"),
    ("media wiki", "mediawiki-openidconnect"),
    ("Discourse", "discourse-oauth2-basic"),
    ("our Discourse forum", "discourse-oauth2-basic"),
    ("discourse-orcid-connect", "discourse-orcid-connect"),
    ("Nextcloud", "nextcloud-sociallogin"),
    ("next cloud 28", "nextcloud-sociallogin"),
    ("JupyterHub", "jupyterhub"),
    ("jupiter hub", "jupyterhub"),
    ("GitLab", "gitlab"),
    ("git lab ce", "gitlab"),
    ("Gitea", "forgejo-gitea"),
    ("codeberg", "forgejo-gitea"),
    ("HumHub", "humhub-auth-orcid"),
    ("Bonfire", "bonfire"),
    ("Linked Data Hub", "linkeddatahub"),
    ("girder", "girder"),
    ("django-allauth", "django-allauth"),
    ("Django allauth 65", "django-allauth"),
    ("python social auth", "python-social-auth"),
    ("social-auth-app-django", "python-social-auth"),
    ("flask dance", "flask-dance"),
    ("OmniAuth", "omniauth-orcid"),
    ("Ruby on Rails", "omniauth-orcid"),
    ("our Rails application with Devise", "omniauth-orcid"),
    ("Laravel", "socialite-orcid"),
    ("Laravel Socialite", "socialite-orcid"),
    ("Spring Boot", "spring-security"),
    ("spring security 6", "spring-security"),
    ("NextAuth.js", "next-auth"),
    ("Auth.js v5", "next-auth"),
    ("passport.js", "passport-orcid"),
    ("better-auth", "better-auth"),
    ("ASP.NET Core 8", "aspnet-core"),
    ("Überauth", "ueberauth-orcid"),
    ("Phoenix", "ueberauth-orcid"),
    ("Micronaut", "micronaut-security"),
    ("chainlit", "chainlit"),
    ("Hybridauth", "hybridauth"),
    ("loginpass", "authlib-loginpass"),
    ("Plack::Auth::SSO", "plack-auth-sso-orcid"),
    ("overture ego", "overture-ego"),
    ("SSP authorcid", "simplesamlphp-authorcid"),
    ("Samvera orcid gem", "samvera-orcid-gem"),
    ("Nextcloud ORCID app", "nextcloud-orcid"),
    ("ＤＳｐａｃｅ", "dspace-7"),
    ("DSpace リポジトリ", "dspace-7"),
    ("DSpace存储库", "dspace-7"),
    ("Repozytorium EPrints", "eprints-orcid-advance"),
    ("SEER", "pkp-3.5"),
    ("WP", "wordpress-openid-connect-generic"),
    (".NET", "aspnet-core"),
    ("ARDC RAiD", "raido"),
    ("raid of ARDC", "raido"),
    ("Whole Tale (Girder)", "girder"),
    ("alma, Ex Libris", "alma"),
]

#: What is not in the list.
NOT_THERE = [
    *("Blackboard", "SAP", "Canvas", "Canvas LMS", "SharePoint", "Microsoft Teams", "Salesforce", "Workday"),
    *("Joomla", "TYPO3", "Plone", "Wix", "Squarespace", "Slack", "Trello", "Jira", "Confluence", "GitHub"),
    *("Bitbucket", "Sakai", "Mendeley", "Zotero", "EndNote", "Scopus", "Web of Science", "ResearchGate"),
    *("Google Scholar", "Koha", "FOLIO", "Digital Commons", "Scholastica", "PubPub", "LabArchives", "REDCap"),
    *("Galaxy", "openBIS", "Omega-PSIR", "SciCat", "CILogon", "Zitadel", "Okta Workforce", "Cognito"),
    *("Microsoft Entra", "Apache Solr", "Unity 3D", "Oracle Siebel", "our own portal", "repository", "ORCID", "the system"),
]  # fmt: skip


def test_there_are_enough_of_each() -> None:
    assert len(TYPED) >= 200
    assert len({text for text, _ in TYPED}) == len(TYPED)
    assert len(NOT_THERE) >= 40
    others = {name for name, system in SYSTEMS.items() if system.kind is not SystemKind.FRAMEWORK}
    # A system needs no line here if its entry says what people type: `test_every_name_finds_its_system` types that.
    unnamed = [name for name in others - {meant for _, meant in TYPED} if not SYSTEMS[name].also_called]
    assert unnamed == [], "write what people type into also_called"


def test_what_people_type_finds_the_system_they_mean() -> None:
    """Among the first three, of 95 in 100 at least; those that are missed are named."""
    found = {text: [each.id for each in find(text)][:3] for text, _ in TYPED}
    missed = [(text, meant, found[text]) for text, meant in TYPED if meant not in found[text]]
    assert len(missed) <= len(TYPED) * 0.05, missed


@pytest.mark.parametrize("text", NOT_THERE)
def test_what_is_not_there_finds_nothing(text: str) -> None:
    assert [each.id for each in find(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a name; those whose name begins so; the longest name in the text; its words in a name; nearly a name
        ("OJS", ["pkp-3.5", "pkp-2.4-3.4", "pkp-openid"]),
        ("dspace", ["dspace-7", "dspace-cris-5-6", "dspace-cris-7"]),
        ("DSpace-CRIS", ["dspace-cris-7", "dspace-cris-5-6", "dspace-7"]),
        ("nextc", ["nextcloud-sociallogin", "nextcloud-orcid"]),
        ("discourse orcid", ["discourse-orcid-connect", "discourse-oauth2-basic"]),
        ("OJS 3.3 with OMP", ["pkp-2.4-3.4", "pkp-3.5"]),
        ("Social Auth", ["python-social-auth"]),
        ("django social", ["python-social-auth"]),
        ("orcid hub, New Zealand", ["cineca-orcid-hub", "nz-orcid-hub"]),
        ("raid of ARDC", ["raido"]),
        ("dátavërse", ["dataverse"]),
        ("keykloak", ["keycloak"]),
        ("rns", []),  # too short for the middle of a name
        ("our datavrese", ["dataverse"]),
        ("ed", []),  # too short for a beginning
        ("3 5", []),
        ("2024", []),
        ("apache something", []),  # a word that counts only alone
        ("moodls and indics", []),  # a short word in a longer text has to be right
        ("kloak", []),
    ],
)
def test_the_order_of_what_is_found(text: str, expected: list[str]) -> None:
    assert [each.id for each in find(text)] == expected


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("", "", 0),
        ("abc", "abc", 0),
        ("abc", "abd", 1),
        ("abc", "ab", 1),
        ("abc", "xabc", 1),
        ("abcd", "abdc", 1),
        ("abcd", "badc", 2),
        ("abc", "cba", 2),
        ("ab", "", 2),
        ("", "ab", 2),
        ("kitten", "sitting", 3),
    ],
)
def test_how_many_letters_are_wrong(one: str, other: str, letters: int) -> None:
    assert _distance(one, other) == _distance(other, one) == letters


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_a_distance_is_one(one: str, other: str) -> None:
    assert (_distance(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= _distance(one, other) <= max(len(one), len(other))


@pytest.mark.parametrize("system", SYSTEMS.values(), ids=str)
def test_every_name_finds_its_system(system: System) -> None:
    keys = ["".join(_split(name)) for name in (system.id, *system.also_called)]
    assert len(set(keys)) == len(keys)  # a name that differs in its spelling only is none
    assert "".join(_split(system.name)) not in keys[1:]
    for name in (system.id, system.name, *system.also_called):
        assert name == name.strip()
        assert system in named(name)
        assert system in find(name)
        spelt = re.sub("[ -]", "", name.upper())
        assert named(spelt) == named(name)
        assert system in find(f"  ({name})\n")


def test_a_name_of_several_has_all_of_them_in_the_order_of_the_list() -> None:
    ids = list(SYSTEMS)
    shared = {name for system in SYSTEMS.values() for name in system.also_called if len(named(name)) > 1}
    assert {"OJS", "DSpace-CRIS 7"} & shared == {"OJS"}
    for name in shared:
        places = [ids.index(each.id) for each in find(name)][: len(named(name))]
        assert places == sorted(places)
        assert find(name)[: len(named(name))] == named(name)
    assert [each.id for each in named("ojs")] == ["pkp-3.5", "pkp-2.4-3.4"]


@given(st.text(st.characters(exclude_categories=()), max_size=250))
def test_any_text_is_answered(text: str) -> None:
    found = find(text)
    assert len(found) <= 10
    assert len(set(found)) == len(found)
    assert found == find(f" {text} ".replace(" ", "  ")) or len(text) > 90
    if len(text) > 200:
        assert found == ()


@given(st.lists(st.sampled_from([name for name, _ in TYPED]), min_size=1, max_size=4))
def test_names_are_found_in_other_text(texts: list[str]) -> None:
    assert find(" ".join(texts)) == () or len(find(" ".join(texts))) <= 10


def test_at_most_ten_and_none_of_a_long_text() -> None:
    assert (
        len(find("o j s dspace eprints janeway dataverse invenio zenodo vivo pure alma rspace keycloak moodle")) == 10
    )
    assert find("dataverse" + " " * 191) == (SYSTEMS["dataverse"],)
    assert find("dataverse" + " " * 192) == named("dataverse" + " " * 192) == ()


@pytest.mark.parametrize(
    "text", [None, 7, b"ojs", ["ojs"], SYSTEMS["dataverse"]], ids=lambda value: type(value).__name__
)
def test_what_is_no_text_is_refused(text: Any) -> None:
    for function in (find, named):
        with pytest.raises(TypeError, match=f"a name of a system is a text, not {type(text).__name__}"):
            function(text)


def test_a_text_of_another_class_is_read_as_text() -> None:
    class Loud(str):
        __slots__ = ()

        def casefold(self) -> str:
            raise AssertionError

        def __len__(self) -> int:
            raise AssertionError

    assert find(Loud("OJS")) == find("OJS")


def test_an_unknown_id_names_what_is_found() -> None:
    with pytest.raises(ValueError, match=r"no system 'OJS'; did you mean pkp-3\.5 or pkp-2\.4-3\.4 or pkp-openid\?"):
        redirect_uris("OJS")
    with pytest.raises(ValueError, match="no system 'Blackboard'; SYSTEMS has all of them"):
        redirect_uris("Blackboard")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return run_here("systems", *arguments)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("dataverse", "Dataverse (4.6.1 and later"),
        ("Data Verse", "Dataverse (4.6.1 and later"),
        ("datavers", "Dataverse (4.6.1 and later"),
        ("Keyclok", "Keycloak (all"),
        ("dspace", "DSpace (7.3 and later)"),
        ("pkp-2.4-3.4", "OJS, OMP, OPS 2.4 to 3.4 (2.4 to 3.4)"),
        ("zenodo", "Zenodo (zenodo.org)"),
    ],
)
def test_the_command_line_shows_the_system_that_is_meant(text: str, first: str) -> None:
    done = run(text)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(first)


def test_the_command_line_lists_what_may_be_meant() -> None:
    done = run("ojs")
    assert done.returncode == 0
    assert done.stdout.startswith("pkp-3.5      OJS, OMP, OPS 3.5\n")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["pkp-3.5", "pkp-2.4-3.4", "pkp-openid"]
    assert (
        run("dspace").stdout.splitlines()[-1]
        == "See also: dspace-cris-5-6 (DSpace-CRIS (JSPUI)), dspace-cris-7 (DSpace-CRIS)"
    )
    assert "See also" not in run("dspace-cris-7").stdout


def test_the_command_line_says_what_is_sent_and_shared() -> None:
    shown = run("janeway").stdout
    assert "      added at sign-in, and not to be registered: ?state=… (in version 1.7)" in shown
    assert "Who registers: the organization" in shown
    assert "the same path" not in shown
    assert "      the same path: CKAN with ckanext-orcid" in run("vivo").stdout


def test_the_command_line_reads_what_is_typed() -> None:
    done = run("dataverse", "base=https://d.edu/dv/oauth2/callback.xhtml")
    assert done.returncode == 0
    assert done.stdout.startswith("https://d.edu/dv/oauth2/callback.xhtml\n")
    said = " ".join(done.stdout.split())
    assert (
        "base=https://d.edu/dv: Understood as a whole redirect URI. Only the part that is needed here was used." in said
    )
    kept = run("dataverse", "base=https://d.edu/oauth2", "--as-typed", "base")
    assert kept.stdout.startswith("https://d.edu/oauth2/oauth2/callback.xhtml\n")
    assert "Understood as" not in kept.stdout
    blank = run("dataverse", "base=")
    assert (blank.returncode, blank.stdout.partition(",")[0]) == (
        1,
        "base: Enter: The public https address of the system",
    )
    wrong = run("dataverse", "base=https://d.edu", "--as-typed", "host")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "no parameter 'host'" in wrong.stderr


@pytest.mark.parametrize("text", ["Blackboard", "\x1b[2J", "x" * 300])
def test_the_command_line_says_what_is_not_in_the_list(text: str) -> None:
    done = run(text)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "is not in the list of systems; ask its vendor" in done.stderr
    assert "\x1b" not in done.stderr
    assert len(done.stderr) < 300
