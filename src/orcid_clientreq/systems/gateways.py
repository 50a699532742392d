"""Gateways that sign people in for other systems."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.editions import Confidence
from orcid_clientreq.systems.model import Parameter, Registrant, System, SystemKind, base, callback

_REGISTRY: Final = base("The address of the Registry, with its path.", "https://registry.university.edu/registry")
_SIMPLESAML: Final = base("The address of SimpleSAMLphp, with its path.", "https://idp.university.edu/simplesaml")
_LINKBACK: Final = "{+base}/module.php/authoauth2/linkback"

TABLE: Final = (
    System(
        id="keycloak",
        name="Keycloak",
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
                Parameter("alias", "The alias of the identity provider.", "orcid"),
                distinctive=True,
            ),
        ),
        advice=(
            "Copy the redirect URI that Keycloak shows for the identity provider.",
            "Versions up to 16 have /auth before /realms. An upgrade that drops it changes the address.",
            "The alias is part of the address.",
            "Set the public host name and the proxy headers, or an http or internal address is sent.",
        ),
        source="eosc-kc/keycloak-orcid, README; keycloak/keycloak, migrating-to-quarkus.adoc",
        confidence=Confidence.HIGH,
    ),
    System(
        id="satosa",
        name="SATOSA",
        kind=SystemKind.GATEWAY,
        versions="the present version",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/orcid/auth/callback",
                "sign in",
                base("base_url of the configuration.", "https://proxy.university.edu"),
                distinctive=False,
            ),
        ),
        advice=("authz_page in the configuration decides the path; this is the one of the example.",),
        source="IdentityPython/SATOSA, orcid_backend.yaml.example",
        confidence=Confidence.HIGH,
    ),
    System(
        id="comanage",
        name="COmanage Registry",
        kind=SystemKind.GATEWAY,
        versions="3.2 and later",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/orcid_source/orcid_source_co_petitions", "connect an iD; other paths follow it", _REGISTRY
            ),
            callback(
                "{+base}/oauth2_servers/callback/{server_id}",
                "the OAuth2 server",
                _REGISTRY,
                Parameter("server_id", "The number of the OAuth2 server in the Registry.", "4"),
                distinctive=False,
            ),
        ),
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
        id="authentik",
        name="authentik",
        kind=SystemKind.GATEWAY,
        versions="the present version",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/source/oauth/callback/{slug}/",
                "sign in and connect an iD",
                base("The public address of authentik, with its path if it has one.", "https://auth.university.edu"),
                Parameter("slug", "The slug of the source.", "orcid"),
                distinctive=True,
            ),
        ),
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
        versions="the present service",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/login/callback",
                "sign in",
                base("The address of the tenant, or its custom domain.", "https://university.eu.auth0.com"),
                distinctive=True,
                host="auth0.com",
            ),
        ),
        advice=("With a custom domain, the address is on that domain.",),
        source="Auth0 documentation, Connect to OpenID Connect Identity Provider",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="unity-idm",
        name="Unity IdM",
        kind=SystemKind.GATEWAY,
        versions="the present version",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/unitygw/oauth2ResponseConsumer",
                "sign in, for every OAuth provider",
                base("The external address of Unity.", "https://unity.university.edu"),
                distinctive=True,
            ),
        ),
        advice=("ORCID is a built-in provider, but you have to write its translation profile.",),
        source="unity-idm/unity, external-oauth.txt and ResponseConsumerServlet.java",
        confidence=Confidence.HIGH,
    ),
    System(
        id="overture-ego",
        name="Overture Ego",
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
        kind=SystemKind.GATEWAY,
        versions="the present service",
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
        advice=("There is no default. What is configured and what is registered must be the same, to the last slash.",),
        source="OpenIDC/mod_auth_openidc, documentation of OIDCRedirectURI",
        confidence=Confidence.MEDIUM,
    ),
)
