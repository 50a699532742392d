"""Repositories of publications and of data."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.editions import Confidence
from orcid_clientreq.systems.model import (
    CHECKED_AGAIN,
    Parameter,
    Registrant,
    System,
    SystemKind,
    base,
    callback,
    names,
    pages,
)

_SERVER: Final = Parameter(
    "server",
    "The public address of the REST API (dspace.server.url), with its path and without a slash at the end.",
    "https://repository.university.edu/server",
    usual_paths=("/server",),
    has_path=True,
)
_UI: Final = Parameter(
    "ui",
    "The public address of the user interface: https and the host alone.",
    "https://repository.university.edu",
    is_origin=True,
)
_EPRINTS_PAGES: Final = pages("id", "view", "information.html")
_UI_PAGES: Final = tuple(
    f"{{+ui}}/{page}"
    for page in (
        *("home", "handle", "items", "entities", "communities", "collections", "search", "browse", "admin"),
        *("bitstreams", "login", "mydspace"),
    )
)
_ITEM: Final = Parameter(
    "item_uuid",
    "The UUID of a person's item; it is different for each person.",
    "0d1c7a52-5b0f-4a2f-9d3e-3f6f0f1c2b7a",
    "person",
    pattern=r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
)
_PER_PERSON: Final = (
    "The address is different for each person, so it can't be registered in full. Register the host alone: ORCID then "
    "accepts every path on it."
)
_TWO_SLASHES: Final = (
    "The user interface sends two slashes after the host, so a registered path such as /entities may not match. "
    "Register the host without a path."
)

_DSPACE: Final = (
    callback("{+server}/api/authn/orcid", "sign in", _SERVER),
    callback(
        "{+ui}//entities/person/{item_uuid}/orcid",
        "connect a profile and allow synchronization",
        _UI,
        _ITEM,
        register_instead="{+ui}",
        why_prefix=_PER_PERSON,
    ),
)
_LINKING: Final = _DSPACE[1].template
_NADA: Final = "{+base}/index.php/auth/callback/orcid"
_NADA_BASE: Final = base(
    "base_url of NADA, without index.php and without the slash at the end.", "https://microdata.university.edu"
)


TABLE: Final = (
    System(
        id="dspace-7",
        name="DSpace",
        also_called=names("DSpace 7.x, DSpace 8, DSpace 9, DSpace 10, DSpace Angular, DSpace repository"),
        kind=SystemKind.REPOSITORY,
        versions="7.3 and later",
        registrant=Registrant.ORGANIZATION,
        callbacks=_DSPACE,
        pages=_UI_PAGES,
        advice=(
            _TWO_SLASHES,
            "If the REST API and the user interface have different hosts, register both.",
            (
                "Connecting a profile uses the host in the browser's address bar: for ORCID, www and non-www are two "
                "hosts."
            ),
            (
                "Set the public https address in dspace.server.url: otherwise, behind a proxy, DSpace sends an http or "
                "internal address."
            ),
        ),
        source=(
            "DSpace/DSpace, dspace/config/modules/orcid.cfg; DSpace/dspace-angular, orcid-auth.service.ts and issue "
            "5720"
        ),
        confidence=Confidence.HIGH,
    ),
    System(
        id="dspace-cris-7",
        name="DSpace-CRIS",
        also_called=names(
            "DSpace-CRIS 2021, DSpace-CRIS 2022, DSpace-CRIS 2023, DSpace-CRIS 2024, DSpace-CRIS 2025, "
            "DSpace CRIS Angular, 4Science DSpace"
        ),
        kind=SystemKind.REPOSITORY,
        versions="2021.01 and later; the callback for profiles since 2022.02",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            *_DSPACE,
            callback(
                "{+server}/api/cris/orcid/{item_uuid}/",
                "connect a profile, from 2021.01 to 2022.01",
                _SERVER,
                _ITEM,
                alternative_to=_LINKING,
                register_instead="{+server}/api/cris/orcid",
                why_prefix="Each person has their own address. ORCID accepts every path that begins with this one.",
                sends="url={page}",
            ),
        ),
        pages=(*_UI_PAGES, "{+ui}/explore"),
        advice=(
            _TWO_SLASHES,
            (
                "From 2021.01 to 2022.01, connecting a profile came back to the REST API, at /api/cris/orcid. If "
                "the user interface has a host of its own, register it before you upgrade."
            ),
            "The address of the webhook is not a redirect URI.",
        ),
        source="4Science/DSpace, dspace/config/modules/orcid.cfg; 4Science/dspace-angular, orcid-auth.service.ts",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
        replaces=("dspace-cris-5-6",),
    ),
    System(
        id="dspace-cris-5-6",
        name="DSpace-CRIS (JSPUI)",
        also_called=names(
            "DSpace-CRIS 4, DSpace-CRIS 5, DSpace-CRIS 6, DSpace-CRIS, DSpace 5 CRIS, DSpace 6 CRIS, DSpace "
            "5, DSpace 6, DSpace JSPUI"
        ),
        kind=SystemKind.REPOSITORY,
        versions="4 to 6",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/oauth-login",
                "sign in and connect an iD",
                base(
                    "The address of the JSPUI, with /jspui if that is in it.", "https://repository.university.edu/jspui"
                ),
                sends="standalone={choice}",
                sends_if="in version 5.11",
                distinctive=True,
            ),
        ),
        pages=pages("handle", "cris", "simple-search", "mydspace", "dspace-admin", "password-login"),
        advice=(
            "The path of the JSPUI is part of the address: /jspui/oauth-login and /oauth-login are two redirect URIs.",
            "5.11 adds ?standalone=true or ?standalone=false at sign-in. Register the address without that.",
            "DSpace-CRIS 7 signs in at /server/api/authn/orcid. Register that before you upgrade.",
            "DSpace 5 and 6 without CRIS only look names up, and need no redirect URI.",
        ),
        source="4Science/DSpace, dspace/config/modules/authentication-oauth.cfg; dspace-cris web.xml",
        confidence=Confidence.HIGH,
    ),
    System(
        id="eprints-orcid-advance",
        name="EPrints with ORCID Support Advance",
        also_called=names("EPrints, EPrints 3, EPrints 3.3, EPrints 3.4, ORCID Support Advance, EPrints ORCID plugin"),
        kind=SystemKind.REPOSITORY,
        versions="EPrints 3.3 and 3.4",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/cgi/orcid/authenticate", "connect an iD and grant permissions"),),
        pages=_EPRINTS_PAGES,
        advice=(
            (
                "The address starts with the setting perl_url. If that still says http or another host, ORCID "
                "refuses it although the site itself is on https."
            ),
            "The plugin ORCID Support without Advance only stores iDs and needs no redirect URI.",
        ),
        source="eprints/orcid_support_advance, cfg/cfg.d/z_orcid_support_advance.pl and cgi/orcid/authenticate",
        confidence=Confidence.HIGH,
        replaces=("eprints-orcidt2",),
    ),
    System(
        id="eprints-orcidt2",
        name="EPrints with orcidt2",
        also_called=names("EPrints, EPrints 3.3, orcidt2"),
        kind=SystemKind.REPOSITORY,
        versions="EPrints 3.3",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/cgi/orcid/auth", "connect an iD"),),
        pages=_EPRINTS_PAGES,
        advice=(
            (
                "ORCID Support Advance, which follows this plugin, uses /cgi/orcid/authenticate. Register that "
                "before you move."
            ),
        ),
        source="eprintsug/orcidt2, README",
        confidence=Confidence.HIGH,
    ),
    System(
        id="mycore",
        name="MyCoRe (MIR and others)",
        also_called=names("MIR, MyCoRe MIR, mycore-orcid2, MODS Institutional Repository"),
        kind=SystemKind.REPOSITORY,
        versions="2022.06 and later, with mycore-orcid2",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback("{+base}/rsc/orcid/oauth", "connect an iD, grant permissions, and sign in where that is on"),
        ),
        pages=pages("receive"),
        advice=(
            "The address has no slash at the end.",
            "It is made from the request. Behind a proxy, forward scheme and host, or http is sent.",
        ),
        source="MyCoRe-Org/mycore, MCRORCIDOAuthResource.java",
        confidence=Confidence.HIGH,
    ),
    System(
        id="omeka-s-orcid-connector",
        name="Omeka S with ORCID Connector",
        also_called=names("Omeka, Omeka S, OrcidConnector"),
        kind=SystemKind.REPOSITORY,
        versions="module 1.0 for Omeka S 1, which is not maintained",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/admin/orcidconnector", "connect an iD to a user and to items"),),
        advice=(
            "The module has a setting for the redirect URI and does not use it: the address is always this one.",
            "The module was made for Omeka S 1, and has not changed since 2021.",
        ),
        source="omeka-s-modules/OrcidConnector, src/Controller/IndexController.php and config/module.config.php",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="hyrax-orcid",
        name="Samvera Hyrax with hyrax-orcid",
        also_called=names("Hyrax, Samvera Hyrax, Hyku, Samvera Hyku, Samvera"),
        kind=SystemKind.REPOSITORY,
        versions="hyrax-orcid of 2022",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/dashboard/orcid_identity/new", "connect an iD from the dashboard"),),
        advice=(
            "The address is a setting. What is configured and what is registered must be the same.",
            (
                "README and code name the environment variable differently (ORCID_AUTHORIZATION_REDIRECT and "
                "…_REDIRECT_URL): set both."
            ),
            "With several tenants, register the host of each.",
        ),
        source="samvera-labs/hyrax-orcid, README and config/routes.rb",
        confidence=Confidence.HIGH,
    ),
    System(
        id="samvera-orcid-gem",
        name="Samvera applications with the orcid gem",
        also_called=names("Hydra, Hydra orcid, Samvera, orcid gem"),
        kind=SystemKind.REPOSITORY,
        versions="the gem is no longer maintained",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/users/auth/orcid/callback", "sign in and connect an iD", distinctive=False),),
        pages=pages("orcid", "concern", "catalog"),
        advice=(
            (
                "The README also names an OAuth playground of another company as a redirect URI. Do not register "
                "that for production."
            ),
        ),
        source="samvera-deprecated/orcid, README and config/routes.rb",
        confidence=Confidence.HIGH,
    ),
    System(
        id="dataverse",
        name="Dataverse",
        also_called=names("Dataverse 6, Dataverse 5, Harvard Dataverse, The Dataverse Project, IQSS Dataverse"),
        kind=SystemKind.DATA,
        versions="4.6.1 and later; the second callback since 6.6",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback("{+base}/oauth2/callback.xhtml", "sign in", distinctive=True),
            callback("{+base}/oauth2/orcidConfirm.xhtml", "connect an iD to an existing account (6.6 and later)"),
        ),
        pages=pages(
            "dataverse/{alias}",
            "dataset.xhtml",
            "dataverse.xhtml",
            "dataverseuser.xhtml",
            "loginpage.xhtml",
            "dashboard.xhtml",
        ),
        advice=(
            (
                "Since 6.6 there are two callbacks. An installation that was registered before has only the first: "
                "connecting an iD fails until the second is registered."
            ),
            "Both start with dataverse.siteUrl. Ask ORCID to change them when the installation moves to another host.",
            "The setting OAuth2CallbackUrl replaces the first callback and leaves the second as it is.",
            (
                "There is one set-up for public credentials (orcid-public.json) and another for those of a member. "
                "With the wrong one, ORCID answers invalid_scope, although the redirect URI is right."
            ),
        ),
        source=(
            "IQSS/dataverse, installation guide (oauth2), SystemConfig.java and DataverseUserPage.java; "
            "issue 5279 and pull request 7025"
        ),
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="inveniordm",
        name="InvenioRDM",
        also_called=names("Invenio, Invenio 3, invenio-oauthclient"),
        kind=SystemKind.DATA,
        versions="Invenio 3 and InvenioRDM",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/oauth/authorized/orcid/", "sign in and connect an iD"),),
        pages=pages("account", "records", "communities", "search"),
        advice=(
            "The slash at the end is part of the address.",
            "The name of the remote application, here orcid, is part of the address.",
            "On your own computer use https://127.0.0.1:5000, not localhost.",
        ),
        source="inveniosoftware/docs-invenio-rdm, authentication.md; inveniosoftware/invenio-oauthclient",
        confidence=Confidence.HIGH,
    ),
    System(
        id="zenodo",
        name="Zenodo",
        also_called=names("Zenodo community, zenodo.org"),
        kind=SystemKind.DATA,
        versions="zenodo.org",
        registrant=Registrant.VENDOR,
        callbacks=(callback("{+base}/oauth/authorized/orcid/", "sign in and connect an iD", distinctive=False),),
        pages=pages("account", "records", "communities", "search"),
        advice=("A community on Zenodo needs no credentials of its own.",),
        source="zenodo/zenodo-rdm, invenio.cfg",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="dryad",
        name="Dryad",
        also_called=names("Dryad Digital Repository, datadryad"),
        kind=SystemKind.DATA,
        versions="dryad-app of 2026",
        registrant=Registrant.VENDOR,
        callbacks=(callback("{+base}/stash/auth/orcid/callback", "sign in"),),
        advice=(
            "A member of Dryad registers nothing. Only organizations that run their own installation do.",
            "Sign-in starts at /auth/orcid, but comes back below /stash.",
        ),
        source="datadryad/dryad-app, config/initializers/omniauth.rb",
        confidence=Confidence.HIGH,
    ),
    System(
        id="figshare",
        name="Figshare",
        also_called=names("Figshare for institutions"),
        kind=SystemKind.DATA,
        versions="the current service",
        registrant=Registrant.VENDOR,
        advice=(
            (
                "Researchers connect their Figshare account. An organization with its own portal registers nothing, "
                "either."
            ),
        ),
        source="Figshare help, How to sync ORCID; Smithsonian guide to Figshare",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="ckan-oauth2",
        name="CKAN with ckanext-oauth2",
        also_called=names("CKAN, ckanext-oauth2"),
        kind=SystemKind.DATA,
        versions="the current extension",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/oauth2/callback",
                "sign in",
                base(
                    "ckan.site_url without a slash at the end, with ckan.root_path if that ends in a slash.",
                    "https://data.university.edu",
                ),
                distinctive=False,
            ),
        ),
        pages=pages("dataset", "organization", "user"),
        advice=(
            "The address starts with ckan.site_url, which must be the public https address.",
            "A ckan.root_path without a slash at its end is not part of the address.",
        ),
        source="conwetlab/ckanext-oauth2, INSTALL.md and constants.py",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="ckan-orcid",
        name="CKAN with ckanext-orcid",
        also_called=names("CKAN"),
        kind=SystemKind.DATA,
        versions="ckanext-orcid of DataShades for CKAN 2.11 and later, and of HELIX-GR (2020)",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/orcid/callback",
                "sign in, or connect an iD to an account",
                base("The public address of CKAN, with its path if it has one.", "https://data.university.edu"),
                distinctive=False,
            ),
        ),
        pages=pages("dataset", "organization", "user"),
        advice=(
            "Another extension, ckanext-oauth2, uses /oauth2/callback.",
            (
                "To read email addresses, the extension of DataShades needs credentials of a member, with "
                "the permission /read-limited."
            ),
            "The setting ckanext.orcid.sandbox chooses the sandbox. It must agree with your credentials.",
        ),
        source="DataShades/ckanext-orcid, README; HELIX-GR/ckanext-orcid, ckanext/orcid/plugin.py",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="gen3-fence",
        name="Gen3 with Fence",
        also_called=names("Gen3, Fence, Gen3 data commons, Gen3 commons"),
        kind=SystemKind.DATA,
        versions="2026",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/login/orcid/login/",
                "sign in",
                base(
                    "BASE_URL of Fence, which usually ends in /user.",
                    "https://commons.university.edu/user",
                    usual_paths=("/user",),
                    has_path=True,
                ),
            ),
        ),
        advice=(
            "The slash at the end is part of the address.",
            "Register the full address. The settings show {{BASE_URL}} in place of its beginning.",
            "redirect_url in the settings replaces the address.",
            (
                "A commons that signs in through the Fence of another commons registers nothing. The other commons "
                "does that."
            ),
        ),
        source="uc-cdis/fence, fence/config-default.yaml and fence/blueprints/login",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="nada",
        name="NADA",
        also_called=names("NADA microdata, IHSN NADA, World Bank NADA, microdata catalog, National Data Archive"),
        kind=SystemKind.DATA,
        versions="the current code, with SocialAuth",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(_NADA, "sign in", _NADA_BASE),
            callback(
                "{+base}/auth/callback/orcid",
                "sign in, if callback_url is set to an address without index.php",
                _NADA_BASE,
                alternative_to=_NADA,
                distinctive=False,
            ),
        ),
        advice=(
            (
                "callback_url in the settings replaces the address. The value that comes with the software "
                "is an example: change it, or it is sent as it is."
            ),
            "base_url must end in a slash in NADA's own settings, because the path is added directly to it.",
        ),
        source="ihsn/nada, application/libraries/Auth/SocialAuth.php and application/config/auth.php",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="erddap",
        name="ERDDAP",
        also_called=names("NOAA ERDDAP, ERDDAP server"),
        kind=SystemKind.DATA,
        versions="2",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/erddap/loginOrcid.html",
                "sign in",
                base(
                    "baseHttpsUrl of the settings: the public https address, without /erddap.",
                    "https://data.university.edu",
                ),
            ),
        ),
        advice=(
            "The address always starts with baseHttpsUrl. An http address is not sent.",
            "If ERDDAP does not run below /erddap on your server, put the other path in its place.",
            "loginGoogle.html is the same for Google. Don't register it with ORCID.",
        ),
        source="ERDDAP's documentation, Deploy and install (authentication); ERDDAP/erddap, Erddap.java",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
)
