"""Platforms that many kinds of sites are made with."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.editions import Confidence
from orcid_clientreq.systems.model import Parameter, Registrant, System, SystemKind, base, callback

_SITE: Final = base("The address of the site, with its folder if it has one.", "https://www.university.edu")
_CLOUD: Final = base(
    "The address of Nextcloud, with /index.php if its links have that.", "https://cloud.university.edu"
)
_ENTRY: Final = Parameter("name", "The internal name of the provider, in upper and lower case as it is.", "orcid")
_WORDPRESS: Final = "{+base}/wp-admin/admin-ajax.php?action=openid-connect-authorize"
_SOCIAL: Final = "{+base}/apps/sociallogin/custom_oidc/{name}"
_WIKI: Final = base(
    "Everything before the title of a page, without the slash at the end.", "https://wiki.university.edu/wiki"
)
_PLUGGABLE_AUTH: Final = "{+base}/Special:PluggableAuthLogin"

TABLE: Final = (
    System(
        id="drupal-orcid",
        name="Drupal with the ORCID module (also Islandora)",
        kind=SystemKind.PLATFORM,
        versions="Drupal 8 and 9",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/orcid/oauth", "sign in and connect an iD", _SITE, distinctive=False),),
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
        kind=SystemKind.PLATFORM,
        versions="the present module",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/link-orcid/callback", "connect an iD to an account", _SITE),),
        advice=("The module connects iDs. It does not sign anybody in.",),
        source="Drupal project page of link_orcid",
        confidence=Confidence.HIGH,
    ),
    System(
        id="moodle",
        name="Moodle",
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
        advice=("The address starts with wwwroot. If that is http, so is the redirect URI.",),
        source="moodle/moodle, lib/oauthlib.php; Moodle documentation, OAuth 2 services",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="wordpress-openid-connect-generic",
        name="WordPress with OpenID Connect Generic Client",
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
        advice=("The box Alternate Redirect URI changes the address.", "In a network of sites, each site has its own."),
        source="oidc-wp/openid-connect-generic, README and HOWTO",
        confidence=Confidence.HIGH,
    ),
    System(
        id="mediawiki-openidconnect",
        name="MediaWiki with PluggableAuth and OpenID Connect",
        kind=SystemKind.PLATFORM,
        versions="the present extension",
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
                "In a wiki in another language, the special page has a name in that language. Register the one that "
                "is sent."
            ),
        ),
        source="wikimedia/mediawiki-extensions-OpenIDConnect, includes/OpenIDConnect.php",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="discourse-oauth2-basic",
        name="Discourse with OAuth2 Basic",
        kind=SystemKind.PLATFORM,
        versions="the present version",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/auth/oauth2_basic/callback", "sign in", _SITE, distinctive=True),),
        advice=("Turn on https in Discourse first. Otherwise the address starts with http.",),
        source="discourse/discourse-oauth2-basic, README",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="nextcloud-sociallogin",
        name="Nextcloud with Social Login",
        kind=SystemKind.PLATFORM,
        versions="the present app",
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
        kind=SystemKind.PLATFORM,
        versions="up to Nextcloud 20",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/apps/orcid/OrcidCode.php", "connect an iD", _CLOUD),),
        advice=("The app connects iDs. Sign-in needs another app, such as Social Login.",),
        source="nextcloud/orcid, appinfo/routes.php",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="jupyterhub",
        name="JupyterHub",
        kind=SystemKind.PLATFORM,
        versions="the present oauthenticator",
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
        kind=SystemKind.PLATFORM,
        versions="the present version",
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
        advice=(
            "The address has the name of the provider in the configuration, openid_connect unless you changed it.",
            "ORCID's OpenID Connect gives no email address, which GitLab needs for a new account.",
        ),
        source="GitLab documentation, OpenID Connect OmniAuth provider",
        confidence=Confidence.MEDIUM,
    ),
)
