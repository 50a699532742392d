"""Gateways that sign people in for other systems."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.editions import Confidence
from orcid_clientreq.systems.model import (
    CHECKED_AGAIN,
    NAME,
    Parameter,
    Registrant,
    System,
    SystemKind,
    base,
    callback,
    names,
    pages,
)

_REGISTRY: Final = base(
    "The address of the Registry, with its path.",
    "https://registry.university.edu/registry",
    usual_paths=("/registry",),
    has_path=True,
)
_SIMPLESAML: Final = base("The address of SimpleSAMLphp, with its path.", "https://idp.university.edu/simplesaml")
_KBASE: Final = base(
    "The public address of the auth service, with its path.", "https://kbase.university.edu/services/auth"
)
_LINKBACK: Final = "{+base}/module.php/authoauth2/linkback"

TABLE: Final = (
    System(
        id="keycloak",
        name="Keycloak",
        also_called=names("Red Hat build of Keycloak, Red Hat SSO, Red Hat Single Sign-On, RH-SSO, keycloak-orcid"),
        kind=SystemKind.GATEWAY,
        versions="all, with ORCID as an identity provider",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/realms/{realm}/broker/{alias}/endpoint",
                "sign in and connect an iD",
                base(
                    "The public address of Keycloak, with /auth or another path if it has one.",
                    "https://sso.university.edu",
                ),
                Parameter("realm", "The name of the realm.", "university"),
                Parameter("alias", "The alias of the identity provider.", "orcid", pattern=NAME),
                distinctive=True,
            ),
        ),
        pages=pages("admin"),
        advice=(
            "Copy the redirect URI that Keycloak shows for the identity provider.",
            "Versions up to 16 have /auth before /realms. An upgrade that drops it changes the address.",
            (
                "The alias is part of the address. Choose one without spaces: in version 22, sign-in failed with "
                "an alias that had a space, and later versions refuse such an alias."
            ),
            (
                "Copy the address after you have saved the provider. Version 22 showed the old address while "
                "a new alias was typed."
            ),
            "Set the public host name and the proxy headers, or an http or internal address is sent.",
        ),
        source=(
            "eosc-kc/keycloak-orcid, README; keycloak/keycloak, migrating-to-quarkus.adoc, issues 22836 and "
            "22549, and pull request 22840"
        ),
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="satosa",
        name="SATOSA",
        also_called=names("Satosa proxy, SATOSA ORCID backend"),
        kind=SystemKind.GATEWAY,
        versions="the current version",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/orcid/auth/callback",
                "sign in",
                base("base_url of the configuration.", "https://proxy.university.edu"),
                distinctive=False,
            ),
        ),
        pages=pages("Saml2"),
        advice=("authz_page in the configuration decides the path; this is the one of the example.",),
        source="IdentityPython/SATOSA, orcid_backend.yaml.example",
        confidence=Confidence.HIGH,
    ),
    System(
        id="comanage",
        name="COmanage Registry",
        also_called=names("OrcidSource"),
        kind=SystemKind.GATEWAY,
        versions="3.2 and later",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/orcid_source/orcid_source_co_petitions", "connect an iD; longer paths are sent", _REGISTRY
            ),
            callback(
                "{+base}/oauth2_servers/callback/{server_id}",
                "the OAuth2 server",
                _REGISTRY,
                Parameter("server_id", "The number of the OAuth2 server in the Registry.", "4", pattern="[0-9]+"),
                distinctive=False,
            ),
        ),
        pages=pages("oauth2_servers/edit/{server_id}"),
        advice=(
            (
                "The Registry shows both addresses: one on the page of the OAuth2 server, the other as Additional "
                "ORCID Redirect URI."
            ),
            (
                "What is sent goes on below the first address, so it matches only because ORCID compares the "
                "beginning of the path."
            ),
        ),
        source="Internet2/comanage-registry, OrcidSourceBackend.php and Oauth2Server.php",
        confidence=Confidence.HIGH,
    ),
    System(
        id="simplesamlphp-authoauth2",
        name="SimpleSAMLphp with authoauth2",
        also_called=names("SimpleSAMLphp, SSP, simplesaml, authoauth2"),
        kind=SystemKind.GATEWAY,
        versions="SimpleSAMLphp 2",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(_LINKBACK, "sign in", _SIMPLESAML, distinctive=True),
            callback(
                f"{_LINKBACK}.php",
                "sign in, with useLegacyRoutes and in earlier versions",
                _SIMPLESAML,
                alternative_to=_LINKBACK,
                distinctive=True,
            ),
        ),
        advice=(
            "With and without .php are two addresses. Register the one that your version sends.",
            "redirectUri in the settings replaces both.",
        ),
        source="cirrusidentity/simplesamlphp-module-authoauth2, README and docs/ORCID.md",
        confidence=Confidence.HIGH,
    ),
    System(
        id="simplesamlphp-authorcid",
        name="SimpleSAMLphp with authorcid (RCIAM)",
        also_called=names("SimpleSAMLphp, SSP, authorcid, RCIAM, SimpleSAML"),
        kind=SystemKind.GATEWAY,
        versions="the module of 2021, for SimpleSAMLphp 1",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/module.php/authorcid/redirect.php", "sign in", _SIMPLESAML),),
        advice=(
            "Another module, authoauth2, has a different address, which ends in linkback.",
            "The address starts with baseurlpath. Behind a proxy, set that to the full public https address.",
        ),
        source="rciam/simplesamlphp-module-authorcid, lib/Auth/Source/ORCID.php",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="authentik",
        name="authentik",
        also_called=names("goauthentik, Authentik OAuth source"),
        kind=SystemKind.GATEWAY,
        versions="the current version",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/source/oauth/callback/{slug}/",
                "sign in and connect an iD",
                base("The public address of authentik, with its path if it has one.", "https://auth.university.edu"),
                Parameter("slug", "The slug of the source.", "orcid", pattern=NAME),
                distinctive=True,
            ),
        ),
        pages=pages("if"),
        advice=(
            "The slash at the end is part of the address, although some guides leave it out.",
            "The slug is part of the address.",
        ),
        source="goauthentik/authentik, authentik/sources/oauth/urls.py",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="auth0",
        name="Auth0",
        kind=SystemKind.GATEWAY,
        versions="the current service",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/login/callback",
                "sign in",
                base(
                    "The address of the tenant, or its custom domain.",
                    "https://university.eu.auth0.com",
                    is_origin=True,
                ),
                distinctive=True,
                host="auth0.com",
            ),
        ),
        pages=("https://manage.auth0.com",),
        advice=("With a custom domain, the address is on that domain.",),
        source="Auth0 documentation, Connect to OpenID Connect Identity Provider",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="unity-idm",
        name="Unity IdM",
        also_called=names("Unity, B2ACCESS"),
        kind=SystemKind.GATEWAY,
        versions="the current version",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/unitygw/oauth2ResponseConsumer",
                "sign in, for every OAuth provider",
                base("The external address of Unity.", "https://unity.university.edu"),
                distinctive=True,
            ),
        ),
        pages=pages("console"),
        advice=("ORCID is a built-in provider, but you have to write its translation profile.",),
        source="unity-idm/unity, external-oauth.txt and ResponseConsumerServlet.java",
        confidence=Confidence.HIGH,
    ),
    System(
        id="overture-ego",
        name="Overture Ego",
        also_called=names("Ego, Overture"),
        kind=SystemKind.GATEWAY,
        versions="2024",
        registrant=Registrant.ORGANIZATION,
        callbacks=(callback("{+base}/oauth/code/orcid", "sign in"),),
        advice=("The path is not the default of Spring, /login/oauth2/code/.",),
        source="overture-stack/ego, SecureServerConfig.java",
        confidence=Confidence.HIGH,
    ),
    System(
        id="cirrus-identity",
        name="Cirrus Identity",
        also_called=names("Cirrus, Cirrus Gateway"),
        kind=SystemKind.GATEWAY,
        versions="the current service",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/idp/module.php/authoauth2/linkback.php",
                "sign in",
                base("The host that the Cirrus console shows.", "https://university.cirrusidentity.com"),
                distinctive=True,
            ),
        ),
        advice=("The address is on Cirrus's host, not on yours.",),
        source="Cirrus Identity, ORCID Social Provider Set Up Guide",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="apache-mod-auth-openidc",
        name="Apache with mod_auth_openidc",
        also_called=names(
            "mod_auth_openidc, Apache, Apache httpd, Apache HTTP Server, Apache web server, Apache OpenID Connect"
        ),
        kind=SystemKind.GATEWAY,
        versions="2",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+redirect}",
                "sign in",
                Parameter("redirect", "The value of OIDCRedirectURI.", "https://www.university.edu/protected/redirect"),
            ),
        ),
        advice=(
            (
                "There is no default. What is configured and what is registered must be the same, including the last "
                "slash."
            ),
        ),
        source="OpenIDC/mod_auth_openidc, documentation of OIDCRedirectURI",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="kbase-auth2",
        name="KBase auth server",
        also_called=names("KBase, KBase auth, auth2"),
        kind=SystemKind.GATEWAY,
        versions="2024, with ORCID as an identity provider",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback("{+base}/login/complete/orcid", "sign in", _KBASE),
            callback("{+base}/link/complete/orcid", "connect an iD to an account", _KBASE),
        ),
        advice=(
            "Both addresses are settings. What is configured and what is registered must be the same.",
            "Each further environment (identity-provider-envs) has two addresses of its own. Register those as well.",
            "The example settings use the sandbox. For credentials of production, change login-url and api-url, too.",
            "KBase ORCIDLink is another service, with an address of its own.",
        ),
        source="kbase/auth2, deploy.cfg.example",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
)
