"""Platforms that many kinds of sites are made with."""

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

_SITE: Final = base("The address of the site, with its folder if it has one.", "https://www.university.edu")
_CLOUD: Final = base(
    "The address of Nextcloud, with /index.php if its links have that.", "https://cloud.university.edu"
)
_DRUPAL_PAGES: Final = pages("user", "node", "admin", "{language}/user", "{language}/node", "{language}/admin")
_ENTRY: Final = Parameter("name", "The internal name of the provider, in upper and lower case as it is.", "orcid")
_WORDPRESS: Final = "{+base}/wp-admin/admin-ajax.php?action=openid-connect-authorize"
_SOCIAL: Final = "{+base}/apps/sociallogin/custom_oidc/{name}"
_WIKI: Final = base(
    "Everything before the title of a page, without the slash at the end.",
    "https://wiki.university.edu/wiki",
    usual_paths=("/wiki", "/index.php"),
)
_HUMHUB: Final = "{+base}/user/auth/external?authclient=orcid"
_PLUGGABLE_AUTH: Final = "{+base}/Special:PluggableAuthLogin"

TABLE: Final = (
    System(
        id="drupal-orcid",
        name="Drupal with the ORCID module (also Islandora)",
        also_called=names("Drupal, Islandora, Islandora 2, Drupal 8, Drupal 9, Drupal 10"),
        kind=SystemKind.PLATFORM,
        versions="Drupal 8 and 9; no version for later ones was found",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/orcid/oauth", "sign in and connect an iD", _SITE, distinctive=False),),
        pages=_DRUPAL_PAGES,
        advice=(
            "The address has no language in it, such as /en.",
            "Set up the trusted reverse proxy, or http is sent behind one.",
        ),
        source="the Drupal module orcid (public copies), orcid.routing.yml and OauthController.php",
        confidence=Confidence.HIGH,
    ),
    System(
        id="drupal-link-orcid",
        name="Drupal with Link ORCID",
        also_called=names("Drupal, Link ORCID"),
        kind=SystemKind.PLATFORM,
        versions="the current module",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/link-orcid/callback", "connect an iD to an account", _SITE),),
        pages=_DRUPAL_PAGES,
        advice=("The module connects iDs. It does not sign anybody in.",),
        source="Drupal project page of link_orcid",
        confidence=Confidence.HIGH,
    ),
    System(
        id="moodle",
        name="Moodle",
        also_called=names("Moodle LMS, Moodle OAuth 2"),
        kind=SystemKind.PLATFORM,
        versions="3.3 and later",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/admin/oauth2callback.php",
                "sign in, for every OAuth 2 service",
                base("wwwroot of Moodle.", "https://moodle.university.edu"),
                distinctive=True,
            ),
        ),
        pages=pages("login", "my", "course", "user", "mod", "index.php"),
        advice=("The address starts with wwwroot. If that starts with http://, so does the redirect URI.",),
        source="moodle/moodle, lib/oauthlib.php; Moodle documentation, OAuth 2 services",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="wordpress-openid-connect-generic",
        name="WordPress with OpenID Connect Generic Client",
        also_called=names("WordPress, WP, OpenID Connect Generic, OpenID Connect Generic Client, wp-orcid-login"),
        kind=SystemKind.PLATFORM,
        versions="3",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(_WORDPRESS, "sign in", _SITE, distinctive=True),
            callback(
                "{+base}/openid-connect-authorize",
                "sign in, if Alternate Redirect URI is on",
                _SITE,
                alternative_to=_WORDPRESS,
                distinctive=True,
            ),
        ),
        pages=pages("wp-login.php"),
        advice=(
            "The box Alternate Redirect URI changes the address.",
            "In a network of sites, each site has its own redirect URI.",
        ),
        source="oidc-wp/openid-connect-generic, README and HOWTO",
        confidence=Confidence.HIGH,
    ),
    System(
        id="mediawiki-openidconnect",
        name="MediaWiki with PluggableAuth and OpenID Connect",
        also_called=names("MediaWiki, PluggableAuth, OpenID Connect MediaWiki, Semantic MediaWiki"),
        kind=SystemKind.PLATFORM,
        versions="the current extension",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(_PLUGGABLE_AUTH, "sign in", _WIKI, distinctive=True),
            callback(
                "{+base}/index.php?title=Special:PluggableAuthLogin",
                "sign in, without short URLs",
                _WIKI,
                alternative_to=_PLUGGABLE_AUTH,
                distinctive=True,
            ),
        ),
        advice=(
            (
                "In a wiki in another language, the special page has a name in that language. Register the "
                "address that is sent."
            ),
        ),
        source="wikimedia/mediawiki-extensions-OpenIDConnect, includes/OpenIDConnect.php",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="discourse-oauth2-basic",
        name="Discourse with OAuth2 Basic",
        also_called=names("Discourse, OAuth2 Basic, Discourse forum"),
        kind=SystemKind.PLATFORM,
        versions="part of Discourse since July 2025, a plugin before",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/auth/oauth2_basic/callback", "sign in", _SITE, distinctive=True),),
        pages=pages("latest", "categories"),
        advice=(
            "Turn on https in Discourse first. Otherwise the address starts with http.",
            "The plugin is part of Discourse now. The address is the same.",
        ),
        source="discourse/discourse-oauth2-basic, README",
        confidence=Confidence.MEDIUM,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="discourse-orcid-connect",
        name="Discourse with discourse-orcid-connect",
        also_called=names("Discourse, Discourse ORCID, Discourse forum"),
        kind=SystemKind.PLATFORM,
        versions="the plugin of 2026",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/auth/orcid/callback", "sign in and connect an iD", _SITE, distinctive=False),),
        pages=pages("latest", "categories"),
        advice=(
            "OAuth2 Basic, which is part of Discourse, has a different address: /auth/oauth2_basic/callback.",
            "Turn on https in Discourse first. Otherwise the address starts with http.",
        ),
        source="canbekcan/discourse-orcid-connect, lib/orcid_connect_authenticator.rb and omniauth_orc_id_connect.rb",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="nextcloud-sociallogin",
        name="Nextcloud with Social Login",
        also_called=names("Nextcloud, Social Login"),
        kind=SystemKind.PLATFORM,
        versions="the current app",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(_SOCIAL, "sign in, with a custom OpenID Connect provider", _CLOUD, _ENTRY, distinctive=True),
            callback(
                "{+base}/apps/sociallogin/custom_oauth2/{name}",
                "sign in, with a custom OAuth2 provider",
                _CLOUD,
                _ENTRY,
                alternative_to=_SOCIAL,
                distinctive=True,
            ),
        ),
        pages=pages("apps", "settings", "login"),
        advice=(
            "With and without index.php are two addresses. Copy the link of the sign-in button.",
            "The name of the provider is part of the address.",
        ),
        source="zorn-v/nextcloud-social-login, appinfo/routes.php and issue 67",
        confidence=Confidence.HIGH,
    ),
    System(
        id="nextcloud-orcid",
        name="Nextcloud with the ORCID app",
        also_called=names("Nextcloud, Nextcloud ORCID app"),
        kind=SystemKind.PLATFORM,
        versions="up to Nextcloud 20",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/apps/orcid/OrcidCode.php", "connect an iD", _CLOUD),),
        pages=pages("settings", "login"),
        advice=("The app connects iDs. Sign-in needs another app, such as Social Login.",),
        source="nextcloud/orcid, appinfo/routes.php",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="jupyterhub",
        name="JupyterHub",
        also_called=names("Jupyter, OAuthenticator, GenericOAuthenticator"),
        kind=SystemKind.PLATFORM,
        versions="the current oauthenticator",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/hub/oauth_callback",
                "sign in",
                base(
                    "The public address of the hub, with its base_url if it has one.", "https://jupyter.university.edu"
                ),
                distinctive=True,
            ),
        ),
        advice=(
            "Set oauth_callback_url to the https address. Otherwise the proxy decides the scheme.",
            "User names are in lower case: an iD that ends in X ends in x there.",
        ),
        source="jupyterhub/oauthenticator, documentation of the generic provider",
        confidence=Confidence.HIGH,
    ),
    System(
        id="gitlab",
        name="GitLab",
        also_called=names("GitLab CE, GitLab EE, GitLab OpenID Connect"),
        kind=SystemKind.PLATFORM,
        versions="the current version",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/users/auth/{provider}/callback",
                "sign in with OpenID Connect",
                base("The external URL of GitLab, with its path if it has one.", "https://gitlab.university.edu"),
                Parameter("provider", "The name of the provider in the configuration.", "openid_connect"),
                distinctive=False,
            ),
        ),
        pages=pages("-", "admin"),
        advice=(
            "The address has the name of the provider in the configuration, openid_connect unless you changed it.",
            "ORCID's OpenID Connect gives no email address, which GitLab needs for a new account.",
        ),
        source="GitLab documentation, OpenID Connect OmniAuth provider",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="forgejo-gitea",
        name="Forgejo and Gitea",
        also_called=names("Forgejo, Gitea, Codeberg"),
        kind=SystemKind.PLATFORM,
        versions="all with OAuth 2 authentication sources",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/user/oauth2/{source}/callback",
                "sign in and connect an iD",
                base(
                    "ROOT_URL without the slash at the end, with its path if it has one.", "https://git.university.edu"
                ),
                Parameter(
                    "source", "The name of the authentication source, in upper and lower case as it is.", "orcid"
                ),
                distinctive=True,
            ),
        ),
        pages=pages("-", "admin"),
        advice=(
            "The name of the authentication source is part of the address. Choose one without spaces.",
            (
                "The address starts with ROOT_URL. If that starts with http:// or has an internal host, so does the "
                "redirect URI."
            ),
            (
                "Applications in the user settings are for other programs that sign in with Forgejo or "
                "Gitea. They have nothing to do with ORCID."
            ),
        ),
        source="go-gitea/gitea, services/auth/source/oauth2/providers.go; public installations of Forgejo with ORCID",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="bonfire",
        name="Bonfire",
        also_called=names("Bonfire Networks, Bonfire Open Science, Open Science Network, Bonfire OpenID"),
        kind=SystemKind.PLATFORM,
        versions="bonfire_open_id of 2026",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/openid/client/orcid", "sign in", _SITE),),
        pages=pages("settings"),
        advice=("GitHub and other OAuth providers have /oauth/client/ there. ORCID has /openid/client/.",),
        source="bonfire-networks/bonfire_open_id, README and lib/web/controllers/client/client_controller.ex",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="humhub-auth-orcid",
        name="HumHub with auth-orcid",
        also_called=names("HumHub, auth-orcid"),
        kind=SystemKind.PLATFORM,
        versions="the two modules of that name, of 2024 and 2025",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(_HUMHUB, "sign in and connect an iD", _SITE),
            callback(
                "{+base}/index.php?r=user%2Fauth%2Fexternal&authclient=orcid",
                "sign in and connect an iD, without pretty URLs",
                _SITE,
                alternative_to=_HUMHUB,
            ),
        ),
        advice=(
            "Register the address that the module's settings show, with its query.",
            (
                "One of the modules can read and update profiles and works. That needs permissions which "
                "only a member's credentials have."
            ),
        ),
        source="GreenMeteor/auth-orcid and agharbeia/auth-orcid, models/ConfigureForm.php",
        confidence=Confidence.MEDIUM,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="linkeddatahub",
        name="LinkedDataHub",
        also_called=names("AtomGraph, LDH, AtomGraph LinkedDataHub"),
        kind=SystemKind.PLATFORM,
        versions="5.1 and later",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/oauth2/login/orcid",
                "sign in",
                base(
                    "The address of the root dataspace (BASE_URI), without a slash at the end.",
                    "https://linkeddata.university.edu",
                ),
            ),
        ),
        advice=(
            "One address serves all dataspaces. It is never on the subdomain of one, such as admin.",
            "It starts with the configured BASE_URI, even if people use another host.",
            (
                "The code signs people in with ORCID's sandbox. For production, its addresses in the code "
                "have to be changed."
            ),
        ),
        source=(
            "AtomGraph/LinkedDataHub (July 2026), resource/oauth2/AuthorizeBase.java and orcid/Login.java; CHANGELOG"
        ),
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="girder",
        name="Girder with an ORCID provider",
        also_called=names("Girder 3, Whole Tale"),
        kind=SystemKind.PLATFORM,
        versions="3 and later, with Whole Tale's plugin or another one",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/oauth/{provider}/callback",
                "sign in",
                base("The address of the API, which usually ends in /api/v1.", "https://girder.university.edu/api/v1"),
                Parameter("provider", "The name of the provider: orcid, or orcid_sandbox for the sandbox.", "orcid"),
                distinctive=False,
            ),
        ),
        advice=(
            "Girder itself has no ORCID provider. A plugin brings it.",
            (
                "In Whole Tale's plugin the sandbox is a provider of its own, orcid_sandbox. Register its "
                "address with credentials of the sandbox only."
            ),
        ),
        source="girder/girder, plugins/oauth (rest.py and providers); the tests of Whole Tale's ORCID provider",
        confidence=Confidence.MEDIUM,
        checked=CHECKED_AGAIN,
    ),
)
