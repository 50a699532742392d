"""Research information and library systems."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.editions import Confidence
from orcid_clientreq.systems.model import CHECKED_AGAIN, Registrant, System, SystemKind, base, callback, names, pages

_ASK: Final = (
    "The redirect URI is not published. Ask the vendor for it, and name the system in the notes for ORCID's staff."
)
_VIVO: Final = base(
    "orcid.webappBaseUrl, with its path and without the slash at the end.", "https://vivo.university.edu/vivo"
)
_PROFILES: Final = base("ORCID.WebAppURL without the slash at the end.", "https://profiles.university.edu/ORCID")

TABLE: Final = (
    System(
        id="pure",
        name="Pure",
        also_called=names("Elsevier Pure, Pure CRIS, Pure Portal"),
        kind=SystemKind.RESEARCH_INFORMATION,
        versions="the current version",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/admin",
                "researchers connect their iD from their workspace",
                base(
                    "The address of your Pure, as people see it when they work in it.",
                    "https://university.elsevierpure.com",
                ),
                distinctive=True,
                host="elsevierpure.com",
            ),
        ),
        pages=("{+portal}/{language}", "{+portal}/persons", "{+portal}/publications"),
        advice=(
            "Register the address of the administration, /admin, not that of the public portal.",
            (
                "Elsevier's example has no https://. Add it, and use the host exactly as it is in the browser's "
                "address bar."
            ),
            "Only ORCID can change the redirect URI. There is no setting for it in Pure.",
        ),
        source="Pure help, ORCID integration - redirect URIs",
        confidence=Confidence.HIGH,
    ),
    System(
        id="symplectic-elements",
        name="Symplectic Elements",
        also_called=names("Elements, Symplectic, Research Elements"),
        kind=SystemKind.RESEARCH_INFORMATION,
        versions="4.8 and later",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/orcidcallback.html",
                "connect an iD and grant permissions",
                base("The https address of the Elements server.", "https://elements.university.edu"),
            ),
        ),
        pages=pages("homepage.html", "userprofile.html", "login.html"),
        advice=(
            "Each server has its own address. Test servers that write to ORCID use the sandbox.",
            "Elements expects https. An http address works only if Elements was set up without TLS.",
        ),
        source="Symplectic support, How to enable Elements to search ORCID",
        confidence=Confidence.HIGH,
    ),
    System(
        id="vivo",
        name="VIVO",
        also_called=names("VIVO 1.x, DuraSpace VIVO, Lyrasis VIVO, vivoweb"),
        kind=SystemKind.RESEARCH_INFORMATION,
        versions="1.7 and later",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback("{+base}/orcid/callback", "confirm an iD and connect the profile", _VIVO, distinctive=False),
            callback(
                "{+base}/orcidAuth/callback", "sign in, with orcid.authEnabled (1.16 and later)", _VIVO, required=False
            ),
        ),
        pages=pages("display", "individual", "people"),
        advice=(
            "End orcid.webappBaseUrl with a slash in VIVO's own settings: VIVO adds the path directly to it.",
            "The example in the settings has http. Use https.",
            "With credentials of the public API, set orcid.apiLevel to public.",
        ),
        source="vivo-project/VIVO, example.runtime.properties and OrcidContextSetup.java",
        confidence=Confidence.HIGH,
    ),
    System(
        id="profiles-rns",
        name="Profiles RNS",
        also_called=names("Profiles, Harvard Profiles, Profiles Research Networking Software"),
        kind=SystemKind.RESEARCH_INFORMATION,
        versions="the ORCID module of 2014",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback("{+base}/ProvideORCIDConfirmation.aspx", "connect an existing iD", _PROFILES),
            callback("{+base}/Default.aspx", "grant more permissions", _PROFILES, distinctive=False),
        ),
        advice=(
            (
                "End ORCID.WebAppURL with a slash in the settings of Profiles: the name of the page is added "
                "directly to it."
            ),
        ),
        source="ProfilesRNS/ProfilesRNS, the ORCID module (OAuth.cs, Web.config)",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="haplo",
        name="Haplo",
        also_called=names("Haplo Research Manager, Haplo repository, PhD Manager"),
        kind=SystemKind.RESEARCH_INFORMATION,
        versions="the platform of 2022 with hres_orcid",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/do/authentication/oauth-rtx",
                "connect an iD",
                base("The address of the application for people who are signed in.", "https://haplo.university.edu"),
                distinctive=True,
            ),
        ),
        advice=(
            "The address is made from the host for people who are signed in, which can differ from the public one.",
            (
                "On a copy for tests, the connection to ORCID is off until hres_orcid:safety_application_hostname is "
                "the host of the copy."
            ),
        ),
        source="haplo-org/haplo, lib/oauth_client.rb",
        confidence=Confidence.HIGH,
    ),
    System(
        id="cineca-orcid-hub",
        name="Cineca ORCID Hub, for IRIS",
        also_called=names("IRIS, Cineca IRIS, IRIS Cineca, OrcidHub"),
        kind=SystemKind.RESEARCH_INFORMATION,
        versions="the public code of 2016",
        registrant=Registrant.WITH_VENDOR,
        callbacks=(
            callback(
                "{+base}/oauth/finish",
                "connect an iD for the applications behind the hub",
                base("The https address of the hub, with its path.", "https://hub.university.edu/orcidhub"),
                distinctive=False,
            ),
        ),
        advice=("The address is that of the hub, not of IRIS. Ask Cineca for the present one.",),
        source="Cineca/OrcidHub, OrcidRestController.java",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="osiris",
        name="OSIRIS",
        also_called=names(
            "OSIRIS CRIS, OSIRIS Solutions, Open Smart and Intuitive Research Information System, OSIRIS "
            "research information system"
        ),
        kind=SystemKind.RESEARCH_INFORMATION,
        versions="2.1 and later",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/orcid/validate",
                "connect an iD, and import works from ORCID",
                base("The public address of OSIRIS, with ROOTPATH if it has one.", "https://osiris.university.edu"),
            ),
        ),
        pages=pages("user", "profile"),
        advice=(
            "The settings ask for Public, Member or Sandbox. Choose what your credentials are for.",
            "Scheme and host are those of the request. Behind a proxy, forward them, or http is sent.",
            "www and non-www are two hosts for ORCID. Register the one that people use.",
        ),
        source="OSIRIS-Solutions/osiris, pages/orcid/validate.php, and the release notes of 2.1.0",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="worktribe",
        name="Worktribe",
        kind=SystemKind.RESEARCH_INFORMATION,
        versions="the current service",
        registrant=Registrant.WITH_VENDOR,
        advice=(_ASK, "ORCID asks for no demo of this system."),
        source="Irish ORCID consortium (irel.ie), Worktribe",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="converis",
        name="Converis",
        also_called=names("Clarivate Converis"),
        kind=SystemKind.RESEARCH_INFORMATION,
        versions="5.10.5 and later",
        registrant=Registrant.WITH_VENDOR,
        advice=(_ASK,),
        source="Irish ORCID consortium (irel.ie), Converis",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="esploro",
        name="Esploro",
        also_called=names("Ex Libris Esploro"),
        kind=SystemKind.RESEARCH_INFORMATION,
        versions="the current service",
        registrant=Registrant.WITH_VENDOR,
        advice=(_ASK, "Don't use the address of Alma: that is a different integration, with the public API."),
        source="Ex Libris Knowledge Center, Integrating with ORCID (Esploro)",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="interfolio-faculty180",
        name="Interfolio Faculty180",
        also_called=names("Faculty180, Interfolio, Faculty Activity Reporting, FAR"),
        kind=SystemKind.RESEARCH_INFORMATION,
        versions="the current service",
        registrant=Registrant.WITH_VENDOR,
        advice=("Interfolio's help lists the redirect URIs by region. Register all of your region's.",),
        source="Interfolio help, ORCID Credentials Request and URI Registration Instructions",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="cayuse",
        name="Cayuse",
        also_called=names("Cayuse Platform"),
        kind=SystemKind.RESEARCH_INFORMATION,
        versions="the Cayuse Platform",
        registrant=Registrant.WITH_VENDOR,
        advice=(_ASK,),
        source="Cayuse support, Researchers: ORCID ID Integration",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="smartsimple",
        name="SmartSimple Cloud",
        kind=SystemKind.RESEARCH_INFORMATION,
        versions="the current service",
        registrant=Registrant.WITH_VENDOR,
        advice=(
            (
                "Add a key of type ORCID in Global Settings, Integrations, Integration Key Management, then copy "
                "the redirect URL there."
            ),
            "Each instance needs a client of its own.",
        ),
        source="SmartSimple wiki, Enabling ORCID Within Your System",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="nz-orcid-hub",
        name="New Zealand ORCID Hub",
        also_called=names("ORCID Hub"),
        kind=SystemKind.RESEARCH_INFORMATION,
        versions="the current code",
        registrant=Registrant.VENDOR,
        callbacks=(callback("{+base}/auth", "connect an iD, sign in, and invitations", distinctive=False),),
        pages=pages("admin"),
        advice=("The hub fills in ORCID's form for its members.",),
        source="Royal-Society-of-New-Zealand/NZ-ORCID-Hub, orcid_hub/authcontroller.py",
        confidence=Confidence.HIGH,
    ),
    System(
        id="gwu-orcid-integration",
        name="GW ORCID middleware",
        also_called=names("GW ORCID, orcid-integration, George Washington ORCID middleware"),
        kind=SystemKind.RESEARCH_INFORMATION,
        versions="2025",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/orcid-redirect", "ask researchers for permissions, after SAML sign-in", distinctive=False
            ),
        ),
        advice=("The address has https and the host of the request. Behind a proxy, forward the public host.",),
        source="gwu-libraries/orcid-integration, orcidflask/views.py",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="alma",
        name="Alma",
        also_called=names("Ex Libris Alma, Alma Refine, Alma ORCID"),
        kind=SystemKind.LIBRARY,
        versions="the current service, with Alma Refine",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}",
                "look up iDs for bibliographic records",
                base(
                    "The address of your Alma, the host alone.",
                    "https://university.alma.exlibrisgroup.com",
                    is_origin=True,
                    of_institution="https://{name}.alma.exlibrisgroup.com",
                ),
            ),
        ),
        pages=("https://{name}.primo.exlibrisgroup.com",),
        advice=("Alma needs credentials of the public API, not of the Member API that this form is for.",),
        source="Ex Libris Knowledge Center, ORCID URI Enrichment for Bib Records Using Alma Refine",
        confidence=Confidence.HIGH,
    ),
)
