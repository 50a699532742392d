"""Data management plans, notebooks and other tools of research."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.editions import Confidence
from orcid_clientreq.systems.model import CHECKED_AGAIN, Registrant, System, SystemKind, base, callback, names, pages

_DEVISE: Final = "{+base}/users/auth/orcid/callback"

TABLE: Final = (
    System(
        id="dmproadmap",
        name="DMP Roadmap (DMPonline and others)",
        also_called=names("roadmap, DMPonline, DMPTuuli, DMP Assistant"),
        kind=SystemKind.RESEARCH_TOOL,
        versions="4 and 5.0",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback(_DEVISE, "connect an iD to an account", distinctive=False),),
        advice=(
            (
                "OmniAuth.config.full_host decides the address. The file that comes with the software has a "
                "placeholder there."
            ),
            "Without full_host, forward the scheme from the proxy, or http is sent.",
        ),
        source="DMPRoadmap/roadmap, config/initializers/devise.rb",
        confidence=Confidence.HIGH,
    ),
    System(
        id="dmptool",
        name="DMPTool",
        also_called=names("dmptool.org"),
        kind=SystemKind.RESEARCH_TOOL,
        versions="2019 to 2025",
        registrant=Registrant.VENDOR,
        callbacks=(callback(_DEVISE, "sign in and connect an iD", distinctive=False),),
        advice=(
            "A participating organization registers nothing.",
            "A redirect URI that was registered with http no longer matches once the site uses https.",
        ),
        source="CDLUC3/dmptool, config/initializers/devise.rb; CDLUC3/dmptool_late_2019, issue 257",
        confidence=Confidence.HIGH,
    ),
    System(
        id="dmp-opidor",
        name="DMP OPIDoR",
        also_called=names("OPIDoR"),
        kind=SystemKind.RESEARCH_TOOL,
        versions="2025",
        registrant=Registrant.VENDOR,
        callbacks=(callback(_DEVISE, "connect an iD", distinctive=False),),
        advice=(
            "Only organizations that run their own installation register anything.",
            (
                "OMNI_AUTH_FULL_HOST decides the host and DEVISE_OMNIAUTH_PATH_PREFIX the path. The default host is "
                "a placeholder."
            ),
        ),
        source="OPIDoR/DMPOPIDoR, config/initializers/devise.rb",
        confidence=Confidence.HIGH,
    ),
    System(
        id="rdmo",
        name="RDMO",
        also_called=names("Research Data Management Organiser, Research Data Management Organizer"),
        kind=SystemKind.RESEARCH_TOOL,
        versions="1 and 2",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/account/orcid/login/callback/", "sign in"),),
        advice=(
            "It is account, where other applications made with django-allauth have accounts.",
            "The slash at the end is part of the address.",
        ),
        source="rdmorganiser/rdmo-docs, docs/administration/allauth.md",
        confidence=Confidence.HIGH,
    ),
    System(
        id="rsd",
        name="Research Software Directory",
        also_called=names("RSD as a service"),
        kind=SystemKind.RESEARCH_TOOL,
        versions="the current RSD-as-a-service",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback("{+base}/auth/login/orcid", "sign in"),
            callback("{+base}/auth/couple/orcid", "connect an iD to an account"),
        ),
        pages=pages("user", "admin"),
        advice=(
            "There are two callbacks. With only the first, connecting an iD fails.",
            "For tests on your own computer use www.localhost, since ORCID wants a dot in the host.",
        ),
        source="research-software-directory/RSD-as-a-service, RsdProviders.java and issue 1089",
        confidence=Confidence.HIGH,
    ),
    System(
        id="rspace",
        name="RSpace",
        also_called=names("ResearchSpace, RSpace ELN"),
        kind=SystemKind.RESEARCH_TOOL,
        versions="the current version",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/orcid/redirect_uri", "connect an iD to the profile"),),
        pages=pages("workspace", "inventory"),
        advice=(
            "The address really ends in redirect_uri.",
            "RSpace always uses the production registry, so credentials for the sandbox do not work.",
        ),
        source="rspace-os/rspace-web, OrcidController.java and userform.jsp",
        confidence=Confidence.HIGH,
    ),
    System(
        id="elabftw",
        name="eLabFTW",
        kind=SystemKind.RESEARCH_TOOL,
        versions="2026",
        registrant=Registrant.NOBODY,
        advice=(
            "Nothing has to be registered: people type their iD, or the organization's identity provider sends it.",
        ),
        source="elabftw/elabftw, src/Auth",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="osf",
        name="OSF",
        also_called=names("Open Science Framework, Center for Open Science, COS, OSF.io, osf-cas"),
        kind=SystemKind.RESEARCH_TOOL,
        versions="osf-cas of 2025",
        registrant=Registrant.VENDOR,
        callbacks=(
            callback(
                "{+base}/login",
                "sign in",
                base("The address of the CAS server.", "https://accounts.university.edu"),
                sends="client_name=orcid",
                distinctive=False,
            ),
        ),
        pages=(*pages("logout"), "https://osf.io", "https://accounts.osf.io"),
        advice=(
            "An organization that uses OSF registers nothing. Only organizations that run their own installation do.",
            "The address is that of the CAS server, not of OSF.",
            "Depending on its settings, the server sends ?client_name=orcid after the address, which ORCID ignores.",
        ),
        source=(
            "CenterForOpenScience/osf-cas, README and etc/cas/config/cas.properties; pac4j/pac4j, "
            "QueryParameterCallbackUrlResolver.java"
        ),
        confidence=Confidence.MEDIUM,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="hubzero",
        name="HUBzero",
        also_called=names("nanoHUB, Hubzero CMS"),
        kind=SystemKind.RESEARCH_TOOL,
        versions="2",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback("{+base}/index.php?option=com_login&task=login&authenticator=orcid", "sign in"),
            callback("{+base}/index.php?option=com_login&task=link&authenticator=orcid", "connect an iD to an account"),
        ),
        pages=pages("administrator"),
        advice=(
            "The two differ in the query only, which ORCID ignores today. Register both anyway.",
            (
                "The profile page has a third address in a setting of its own (members redirect URI). Register it "
                "if you use it."
            ),
        ),
        source="hubzero/hubzero-cms, Hubzero/Plugin/OauthClient.php",
        confidence=Confidence.HIGH,
    ),
    System(
        id="hypothesis",
        name="Hypothesis",
        kind=SystemKind.RESEARCH_TOOL,
        versions="the current version",
        registrant=Registrant.VENDOR,
        callbacks=(callback("{+base}/oidc/redirect/orcid", "sign in and connect an iD"),),
        pages=pages("account"),
        advice=("People who use hypothes.is register nothing. Only organizations that run their own installation do.",),
        source="hypothesis/h, h/routes.py",
        confidence=Confidence.HIGH,
    ),
    System(
        id="texera",
        name="Apache Texera",
        kind=SystemKind.RESEARCH_TOOL,
        versions="since September 2026",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/callback/orcid", "sign in", distinctive=False),),
        pages=pages("dashboard"),
        advice=("Browser and server have the address in settings of their own. Both must be the same.",),
        source="apache/texera, pull request 7664",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="chemotion-eln",
        name="Chemotion ELN",
        also_called=names("Chemotion, Chemotion Electronic Lab Notebook"),
        kind=SystemKind.RESEARCH_TOOL,
        versions="2026",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback(_DEVISE, "sign in and connect an iD", distinctive=False),),
        advice=(
            (
                "The provider chemotion_orcid takes its address from its setting redirect_uri, which can be "
                "on another host. Register that one, then."
            ),
            "Providers are set up in the database (matrix userProvider), not in a file.",
        ),
        source="ComPlat/chemotion_ELN, config/initializers/devise.rb and config/routes.rb",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="ontoportal",
        name="OntoPortal (AgroPortal, EcoPortal and others)",
        also_called=names("AgroPortal, EcoPortal, BioPortal appliance, bioportal_web_ui, BiodivPortal"),
        kind=SystemKind.RESEARCH_TOOL,
        versions="the user interface of LIRMM, 2026",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/auth/orcid/callback", "sign in", distinctive=False),),
        pages=pages("ontologies", "account"),
        advice=(
            (
                "The connection to ORCID is off in the sample configuration: set enable to true in "
                "bioportal_config_env.rb."
            ),
            "Behind a proxy, forward scheme and host, or http is sent.",
        ),
        source=(
            "ontoportal-lirmm/bioportal_web_ui, config/routes.rb, config/initializers/omniauth.rb and "
            "config/bioportal_config_env.rb.sample"
        ),
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="kbase-orcidlink",
        name="KBase ORCIDLink",
        also_called=names("KBase, ORCIDLink"),
        kind=SystemKind.RESEARCH_TOOL,
        versions="the current service",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/linking-sessions/oauth/continue",
                "connect an iD to an account and grant permissions",
                base(
                    "orcidlink_url of the settings: the public address of the service.",
                    "https://kbase.university.edu/services/orcidlink",
                ),
                distinctive=True,
            ),
        ),
        advice=(
            "The address starts with orcidlink_url, which must be the public https address.",
            "The auth server of KBase is another service, with two addresses of its own.",
        ),
        source=(
            "kbase/kbase-service-orcidlink, src/orcidlink/lib/service_clients/orcid_oauth_api.py and docs/api/index.md"
        ),
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="raido",
        name="RAiD (raido)",
        also_called=names("RAiD, ARDC RAiD, Research Activity Identifier"),
        kind=SystemKind.RESEARCH_TOOL,
        versions="raido of 2023 to 2025",
        registrant=Registrant.VENDOR,
        callbacks=(
            callback(
                "{+base}/idpresponse",
                "sign in, for every identity provider",
                base("The address of the API service.", "https://api.raid.university.edu"),
                distinctive=False,
            ),
        ),
        pages=pages("raids"),
        advice=(
            (
                "An organization that mints RAiDs registers nothing. Only organizations that run their own "
                "installation do."
            ),
            "The code also comes with Keycloak. If yours signs people in with that, register the address of Keycloak.",
        ),
        source="au-research/raido, doc/development/local-orcid-signin.md and doc/security",
        confidence=Confidence.MEDIUM,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="scix-ads",
        name="SciX and ADS",
        also_called=names("SciX, ADS, NASA ADS, Astrophysics Data System, Science Explorer, NASA SciX"),
        kind=SystemKind.RESEARCH_TOOL,
        versions="nectar of 2024 to 2026",
        registrant=Registrant.VENDOR,
        callbacks=(
            callback(
                "{+base}/user/orcid/OAuth",
                "claim papers and connect an iD",
                base("The address of the site.", "https://scix.university.edu"),
            ),
        ),
        advice=(
            "A user or an organization registers nothing. Only organizations that run their own installation do.",
            "OAuth has capital letters, which are part of the address.",
            "The earlier site used an address with a #, which ORCID's form refuses.",
        ),
        source="adsabs/nectar, .env.local.sample and src/pages/user/orcid/OAuth.tsx",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
)
