"""Frameworks and libraries that applications are made with: their default callbacks."""

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

_APPLICATION: Final = base("The address of the application, with its path if it has one.", "https://app.university.edu")
_PROXY: Final = "Behind a proxy, make sure that the application knows its public scheme. Otherwise http is sent."
_SLASH: Final = "The slash at the end is part of the address."
_OMNIAUTH: Final = "{+base}/auth/orcid/callback"
_NEXT: Final = "{+base}/api/auth/callback/{provider}"
_PROVIDER: Final = Parameter("provider", "The id of the provider in the code.", "orcid")
_BETTER: Final = "{+base}/api/auth/callback/{provider}"
_BETTER_BASE: Final = base("BETTER_AUTH_URL, or baseURL in the code.", "https://app.university.edu")
_BETTER_ID: Final = Parameter("provider", "The providerId in the code.", "orcid")
_LOGINPASS: Final = "{+prefix}/auth/orcid"
_LOGINPASS_PREFIX: Final = Parameter(
    "prefix",
    "The address of the application, with the url_prefix of the blueprint if it has one.",
    "https://app.university.edu",
)
_SIGN_IN: Final = "{+base}/signin-orcid"

TABLE: Final = (
    System(
        id="python-social-auth",
        name="Python Social Auth (Django, Flask and others)",
        also_called=names("social-auth, PSA, social-auth-app-django, social-core, django social auth"),
        kind=SystemKind.FRAMEWORK,
        versions="the current version",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(
                "{+base}/complete/orcid/",
                "sign in and connect an iD",
                base("The address where the URLs of social-auth begin.", "https://app.university.edu/oauth"),
            ),
        ),
        pages=pages("login/orcid"),
        advice=(_SLASH, "The backend for the sandbox has a path of its own, /complete/orcid-sandbox/."),
        source="python-social-auth/social-core and social-docs, ORCID backend",
        confidence=Confidence.HIGH,
    ),
    System(
        id="django-allauth",
        name="django-allauth",
        also_called=names("allauth"),
        kind=SystemKind.FRAMEWORK,
        versions="the current version",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(
                "{+base}/orcid/login/callback/",
                "sign in and connect an iD",
                base(
                    "The address where allauth.urls begin, usually /accounts.",
                    "https://app.university.edu/accounts",
                    usual_paths=("/accounts",),
                    has_path=True,
                ),
            ),
        ),
        advice=(_SLASH, _PROXY),
        source="pennersr/django-allauth, socialaccount/providers/oauth2/urls.py",
        confidence=Confidence.HIGH,
    ),
    System(
        id="flask-dance",
        name="Flask-Dance",
        kind=SystemKind.FRAMEWORK,
        versions="6.2 and later",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(
                "{+base}/orcid/authorized",
                "sign in",
                base(
                    "The address of the application, with the url_prefix of the blueprint.",
                    "https://app.university.edu/login",
                ),
            ),
        ),
        advice=(_PROXY,),
        source="singingwolfboy/flask-dance, flask_dance/contrib/orcid.py",
        confidence=Confidence.HIGH,
    ),
    System(
        id="omniauth-orcid",
        name="OmniAuth (Rails, Sinatra, Devise)",
        also_called=names("OmniAuth, Devise, Rails, Ruby on Rails"),
        kind=SystemKind.FRAMEWORK,
        versions="the current version",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(_OMNIAUTH, "sign in", _APPLICATION, distinctive=False),
            callback(
                "{+base}/users/auth/orcid/callback",
                "sign in, with Devise",
                _APPLICATION,
                alternative_to=_OMNIAUTH,
                distinctive=False,
            ),
        ),
        advice=("Devise puts the name of the model, mostly users, into the path.", _PROXY),
        source="datacite/omniauth-orcid, README and lib/omniauth/strategies/orcid.rb",
        confidence=Confidence.HIGH,
    ),
    System(
        id="socialite-orcid",
        name="Laravel Socialite",
        also_called=names("Socialite, SocialiteProviders, Laravel"),
        kind=SystemKind.FRAMEWORK,
        versions="the current version",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(
                "{+redirect}",
                "sign in",
                Parameter(
                    "redirect",
                    "ORCID_REDIRECT_URI of the application.",
                    "https://app.university.edu/login/orcid/return",
                ),
            ),
        ),
        advice=("There is no default. What is configured and what is registered must be the same.",),
        source="SocialiteProviders/Providers, src/Orcid/README",
        confidence=Confidence.HIGH,
    ),
    System(
        id="spring-security",
        name="Spring Security",
        also_called=names("Spring, Spring Boot, Spring OAuth2 client, Spring Boot OAuth2"),
        kind=SystemKind.FRAMEWORK,
        versions="5 and later",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(
                "{+base}/login/oauth2/code/{registration}",
                "sign in",
                base("The address of the application, with its context path.", "https://app.university.edu"),
                Parameter("registration", "The id of the client registration.", "orcid", pattern=NAME),
                distinctive=True,
            ),
        ),
        pages=(
            *pages("oauth2/authorization/{registration}"),
            "spring.security.oauth2.client.registration.{registration}.",
        ),
        advice=(
            "The id of the registration is part of the address.",
            "redirect-uri in the registration replaces the address.",
            _PROXY,
        ),
        source="spring-projects/spring-security, servlet/oauth2/login/core.adoc",
        confidence=Confidence.HIGH,
    ),
    System(
        id="next-auth",
        name="Auth.js and NextAuth",
        also_called=names("Auth.js, NextAuth.js, Next.js, SvelteKit auth"),
        kind=SystemKind.FRAMEWORK,
        versions="4 and 5",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(_NEXT, "sign in, with Next.js", _APPLICATION, _PROVIDER, distinctive=False),
            callback(
                "{+base}/auth/callback/{provider}",
                "sign in, with SvelteKit, Express and others",
                _APPLICATION,
                _PROVIDER,
                alternative_to=_NEXT,
                distinctive=False,
            ),
        ),
        advice=(
            "ORCID is not among the providers that come with it, so the id in the address is your own choice.",
            "Preview deployments have other hosts, which ORCID refuses.",
            (
                "If your own code makes the address out of NEXTAUTH_URL, set that variable. Otherwise the "
                "address begins with undefined."
            ),
        ),
        source="nextauthjs/next-auth, deployment.mdx; a public application",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="passport-orcid",
        name="Passport (Node.js)",
        also_called=names("Passport, Passport.js, Node.js Passport, Express Passport"),
        kind=SystemKind.FRAMEWORK,
        versions="the current version",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(_OMNIAUTH, "sign in; the route is the developer's choice", _APPLICATION, distinctive=False),
        ),
        advice=("Register the value of callbackURL.",),
        source="hubgit/passport-orcid, README",
        confidence=Confidence.HIGH,
    ),
    System(
        id="better-auth",
        name="Better Auth",
        also_called=names("better-auth generic OAuth, Better Auth generic OAuth plugin"),
        kind=SystemKind.FRAMEWORK,
        versions="1.7 and later; before that, another path",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(
                _BETTER, "sign in and connect an iD, with generic OAuth", _BETTER_BASE, _BETTER_ID, distinctive=False
            ),
            callback(
                "{+base}/api/auth/oauth2/callback/{provider}",
                "sign in and connect an iD, with generic OAuth up to version 1.6",
                _BETTER_BASE,
                _BETTER_ID,
                alternative_to=_BETTER,
                distinctive=True,
            ),
        ),
        advice=(
            (
                "The upgrade to 1.7 changes the address. Register the new one before you upgrade, and ask "
                "ORCID to remove the old one after that."
            ),
            "basePath in the code replaces /api/auth, and redirectURI of the provider the whole address.",
            "1.7 turns PKCE on. If sign-in with ORCID fails after the upgrade, try pkce: false.",
        ),
        source="better-auth/better-auth (v1.7.1), docs/content/docs/guides/1-7-upgrade-guide.mdx",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="plack-auth-sso-orcid",
        name="Plack::Auth::SSO::ORCID (Perl)",
        also_called=names("Plack, Plack::Auth::SSO, Perl Plack, LibreCat"),
        kind=SystemKind.FRAMEWORK,
        versions="0.012 to 0.0135",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(
                "{+base}/auth/orcid",
                "sign in; where the module is mounted is the developer's choice",
                base("uri_base in the code, without a slash at the end.", "https://app.university.edu"),
                sends="state={state}",
                sends_if="since 0.0135; version 0.012 adds ?_callback=true",
                distinctive=False,
            ),
        ),
        advice=(
            "Register the address where the module is mounted, not authorization_path, /auth/orcid/callback.",
            "What is added to the address at sign-in is not registered. ORCID ignores it.",
            "With the setting public at 0, the module asks for /read-limited, which only members may ask for.",
        ),
        source="LibreCat/Plack-Auth-SSO, lib/Plack/Auth/SSO/ORCID.pm",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="authlib-loginpass",
        name="loginpass (Authlib, Flask)",
        also_called=names("loginpass, Authlib, Authlib Flask"),
        kind=SystemKind.FRAMEWORK,
        versions="0.5 of 2020, and before",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(
                _LOGINPASS, "sign in, with one blueprint for several providers", _LOGINPASS_PREFIX, distinctive=False
            ),
            callback(
                "{+prefix}/auth",
                "sign in, with a blueprint for ORCID alone, in earlier versions",
                _LOGINPASS_PREFIX,
                alternative_to=_LOGINPASS,
                distinctive=False,
            ),
        ),
        advice=(
            "The url_prefix of the blueprint is part of the address.",
            "With Django or FastAPI the route is the developer's choice.",
            "The package has not changed since 2020.",
        ),
        source="authlib/loginpass (December 2020, and an earlier state), loginpass/_flask.py and loginpass/orcid.py",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="hybridauth",
        name="Hybridauth (PHP)",
        kind=SystemKind.FRAMEWORK,
        versions="3",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(
                "{+redirect}",
                "sign in",
                Parameter(
                    "redirect",
                    "The value of callback in the configuration.",
                    "https://app.university.edu/login/orcid/return",
                ),
            ),
        ),
        advice=("There is no default. What is configured and what is registered must be the same.",),
        source="hybridauth/hybridauth, src/Provider/ORCID.php and src/Adapter/OAuth2.php",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="aspnet-core",
        name="ASP.NET Core",
        also_called=names("ASP.NET, dotnet, .NET, .NET Core, C# AddOAuth, AddOpenIdConnect, Blazor"),
        kind=SystemKind.FRAMEWORK,
        versions="the current version, with AddOAuth or AddOpenIdConnect",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(_SIGN_IN, "sign in; CallbackPath in the code decides, and this is what many choose", _APPLICATION),
            callback(
                "{+base}/signin-oidc",
                "sign in with AddOpenIdConnect, if CallbackPath is not set",
                _APPLICATION,
                alternative_to=_SIGN_IN,
                distinctive=True,
            ),
        ),
        pages=pages("Identity"),
        advice=(
            "Take the value of CallbackPath in the code. AddOAuth has no default for it.",
            "Behind a proxy, turn on forwarded headers. Otherwise http is sent.",
        ),
        source="public applications with CallbackPath /signin-orcid; Microsoft's documentation of OpenID Connect",
        confidence=Confidence.MEDIUM,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="ueberauth-orcid",
        name="Ueberauth with ueberauth_orcid (Elixir, Phoenix)",
        also_called=names("Ueberauth, Überauth, Phoenix, Elixir, Phoenix Framework"),
        kind=SystemKind.FRAMEWORK,
        versions="0.2.2 and later",
        registrant=Registrant.DEVELOPER,
        callbacks=(callback(_OMNIAUTH, "sign in", _APPLICATION, distinctive=False),),
        advice=(
            (
                "Up to 0.2.5, http://localhost:4000 is sent until you set the address, for example in "
                "ORCID_REDIRECT_URI."
            ),
            "ORCID's form refuses localhost. For tests on your own computer use 127.0.0.1, in the sandbox.",
            _PROXY,
        ),
        source="brecke/ueberauth_orcid, README and mix.exs",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="micronaut-security",
        name="Micronaut Security",
        also_called=names("Micronaut, Micronaut OAuth, Micronaut Framework"),
        kind=SystemKind.FRAMEWORK,
        versions="1.2 and later",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(
                "{+base}/oauth/callback/{name}",
                "sign in",
                base("The public address of the application, with its context path.", "https://app.university.edu"),
                Parameter("name", "The name of the client in the configuration.", "orcid"),
                distinctive=False,
            ),
        ),
        advice=(
            "micronaut.security.oauth2.callback-uri in the configuration replaces the address.",
            "The name of the client is part of the address.",
            _PROXY,
        ),
        source="micronaut-projects/micronaut-security, OauthConfigurationProperties.java (DEFAULT_CALLBACK)",
        confidence=Confidence.MEDIUM,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="chainlit",
        name="Chainlit",
        also_called=names("Chainlit app"),
        kind=SystemKind.FRAMEWORK,
        versions="2026",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(
                "{+base}/auth/oauth/{provider}/callback",
                "sign in",
                base("CHAINLIT_URL: the public address of the application.", "https://chat.university.edu"),
                Parameter("provider", "The id of the provider: OAUTH_GENERIC_NAME, or the one in your code.", "orcid"),
                distinctive=False,
            ),
        ),
        advice=(
            "ORCID is not among the providers that come with it. Set up the generic provider, or write one.",
            "Behind a proxy, set CHAINLIT_URL to the public https address.",
        ),
        source="Chainlit/chainlit, backend/chainlit/server.py and oauth_providers.py; docs.chainlit.io, OAuth",
        confidence=Confidence.MEDIUM,
        checked=CHECKED_AGAIN,
    ),
)
