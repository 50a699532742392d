"""Frameworks and libraries that applications are made with: their default callbacks."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.editions import Confidence
from orcid_clientreq.systems.model import Parameter, Registrant, System, SystemKind, base, callback

_APPLICATION: Final = base("The address of the application, with its path if it has one.", "https://app.university.edu")
_PROXY: Final = "Behind a proxy, make sure that the application knows its public scheme. Otherwise http is sent."
_SLASH: Final = "The slash at the end is part of the address."
_OMNIAUTH: Final = "{+base}/auth/orcid/callback"
_NEXT: Final = "{+base}/api/auth/callback/{provider}"
_PROVIDER: Final = Parameter("provider", "The id of the provider in the code.", "orcid")

TABLE: Final = (
    System(
        id="python-social-auth",
        name="Python Social Auth (Django, Flask and others)",
        kind=SystemKind.FRAMEWORK,
        versions="the present version",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(
                "{+base}/complete/orcid/",
                "sign in and connect an iD",
                base("The address where the URLs of social-auth begin.", "https://app.university.edu/oauth"),
            ),
        ),
        advice=(_SLASH, "The backend for the sandbox has a path of its own, /complete/orcid-sandbox/."),
        source="python-social-auth/social-core and social-docs, ORCID backend",
        confidence=Confidence.HIGH,
    ),
    System(
        id="django-allauth",
        name="django-allauth",
        kind=SystemKind.FRAMEWORK,
        versions="the present version",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(
                "{+base}/orcid/login/callback/",
                "sign in and connect an iD",
                base("The address where allauth.urls begin, usually /accounts.", "https://app.university.edu/accounts"),
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
        kind=SystemKind.FRAMEWORK,
        versions="the present version",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(_OMNIAUTH, "sign in", _APPLICATION),
            callback(
                "{+base}/users/auth/orcid/callback", "sign in, with Devise", _APPLICATION, alternative_to=_OMNIAUTH
            ),
        ),
        advice=("Devise puts the name of the model, mostly users, into the path.", _PROXY),
        source="datacite/omniauth-orcid, README and lib/omniauth/strategies/orcid.rb",
        confidence=Confidence.HIGH,
    ),
    System(
        id="socialite-orcid",
        name="Laravel Socialite",
        kind=SystemKind.FRAMEWORK,
        versions="the present version",
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
        kind=SystemKind.FRAMEWORK,
        versions="5 and later",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(
                "{+base}/login/oauth2/code/{registration}",
                "sign in",
                base("The address of the application, with its context path.", "https://app.university.edu"),
                Parameter("registration", "The id of the client registration.", "orcid"),
                distinctive=True,
            ),
        ),
        advice=(
            "The id of the registration is part of the address.",
            "redirect-uri in the registration replaces it.",
            _PROXY,
        ),
        source="spring-projects/spring-security, servlet/oauth2/login/core.adoc",
        confidence=Confidence.HIGH,
    ),
    System(
        id="next-auth",
        name="Auth.js and NextAuth",
        kind=SystemKind.FRAMEWORK,
        versions="4 and 5",
        registrant=Registrant.DEVELOPER,
        callbacks=(
            callback(_NEXT, "sign in, with Next.js", _APPLICATION, _PROVIDER, distinctive=True),
            callback(
                "{+base}/auth/callback/{provider}",
                "sign in, with SvelteKit, Express and others",
                _APPLICATION,
                _PROVIDER,
                alternative_to=_NEXT,
            ),
        ),
        advice=("Preview deployments have other hosts, which ORCID refuses.",),
        source="nextauthjs/next-auth, deployment.mdx",
        confidence=Confidence.HIGH,
    ),
    System(
        id="passport-orcid",
        name="Passport (Node.js)",
        kind=SystemKind.FRAMEWORK,
        versions="the present version",
        registrant=Registrant.DEVELOPER,
        callbacks=(callback(_OMNIAUTH, "sign in; the route is the developer's choice", _APPLICATION),),
        advice=("Register the value of callbackURL.",),
        source="hubgit/passport-orcid, README",
        confidence=Confidence.HIGH,
    ),
)
