"""What ORCID says when a sign-in fails, what that means, and what to do: a table with a row for each error.

ORCID answers in three places: on a page of its own, in the address to which it sends a researcher back, and at the
token endpoint. One code of OAuth, such as `invalid_grant`, can mean several things. If ORCID's words say which of them
is meant, that error has a row of its own.

>>> from orcid_clientreq.matching import ORCID_ERRORS
>>> error = ORCID_ERRORS["invalid_scope"]
>>> print(error.meaning)
Your application asks for a permission (scope) that its credentials don't include, or that ORCID does not have.
>>> error.url
'https://orcid-clientreq.readthedocs.io/en/latest/rules/orcid-errors.html#invalid-scope'
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from orcid_clientreq.messages import language_of, say
from orcid_clientreq.rules.model import DOCUMENTATION

#: The mark in a wording for a part that differs from case to case.
VARIES: Final = " … "


@attrs.frozen(kw_only=True)
class OrcidError:
    """One thing that ORCID says when a sign-in fails.

    Args:
        code: The stable name of the error.
        meaning: What is wrong, in one sentence.
        remedy: What to do about the error.
        wordings: How ORCID has worded the error in English; `…` stands for words that are different each time.
            `read` also knows the words of ORCID's page in its other languages.
        oauth: The codes of OAuth that ORCID sends with the error, as the value of `error`.
        source: The source of this information.
        about_redirect_uri: Whether the error is about the redirect URI of the sign-in, which `match` explains.
        at_token_endpoint: Whether ORCID answers with the error to a request for a token, or to one with a token.
    """

    code: str
    meaning: str
    remedy: str
    wordings: tuple[str, ...] = ()
    oauth: tuple[str, ...] = ()
    source: str
    about_redirect_uri: bool = False
    at_token_endpoint: bool = False

    @property
    def url(self) -> str:
        """The address of its section in the documentation, as stable as its code.

        >>> ORCID_ERRORS["client_locked"].url
        'https://orcid-clientreq.readthedocs.io/en/latest/rules/orcid-errors.html#client-locked'
        """
        return f"{DOCUMENTATION}rules/orcid-errors.html#{self.code.replace('_', '-')}"

    def explained(self, *, language: str = "en") -> str:
        """Return what is wrong and what to do, in a language.

        Args:
            language: As for `Report.translated`.

        Raises:
            ValueError: If there is no such language.

        >>> print(ORCID_ERRORS["access_denied"].explained())
        The researcher chose not to give your application the permission that it asked for. Nothing is wrong with the redirect URI. Show the researcher what the permission is for, and offer to try again.
        """
        language = language_of(language)
        return f"{say(self.meaning, language)} {say(self.remedy, language)}"


_PAGE: Final = "orcid-angular, src/app/authorize/components/oauth-error and src/locale/properties/authorize"
_REGISTRY: Final = "ORCID-Source, OauthController.java and OauthHelper.java, as of March 2024"
_ENDPOINT: Final = "ORCID-Source, OAuthErrorUtils.java"
_TABLE: Final = "ORCID-Source, orcid-api-web/tutorial/api_errors.md"
_OBSERVED: Final = "answers of October 2026, noted in nemarOrg/orcid-mock, .context/research.md"
_TROUBLESHOOTING: Final = "ORCID's troubleshooting page"

_ROWS: Final = (
    # What ORCID's page says. Errors that ORCID tells by its words come before those that have only a code.
    OrcidError(
        code="redirect_uri_mismatch",
        meaning="The redirect URI that your application sends is not one of those that are registered for this client ID.",
        remedy="Compare the redirect URI that your application sends with the registered ones. Either send a registered one, or ask ORCID to register the one that your application sends.",
        wordings=(
            "Redirect URI doesn't match your registered redirect URIs",
            "The provided redirect URI … does not match the redirect URIs registered by",
            "Missing parameter: redirect_uri … does not match registered client",
            "does not match registered client",
            "redirect_uri does not match for registered client",
        ),
        source=f"{_PAGE}; {_REGISTRY}; openlibhums/janeway issue 5507",
        about_redirect_uri=True,
    ),
    OrcidError(
        code="redirect_uri_missing",
        meaning="ORCID found no redirect URI in the sign-in request. Since 2025, the message for a redirect URI that is not registered for this client ID begins in the same way.",
        remedy="If the request has the parameter redirect_uri, compare its value with the registered redirect URIs. If it does not have it, add it, with its name spelled exactly like that: redirect_uri.",
        wordings=(
            "missing redirect uri parameter",
            "Please specify a redirect URL",
            "invalid_request: Missing parameter: redirect_uri",
        ),
        source=f"{_PAGE}; {_REGISTRY}; openlibhums/janeway issue 5507",
        about_redirect_uri=True,
    ),
    OrcidError(
        code="client_id_missing",
        meaning="The sign-in request has no client ID.",
        remedy="Send your client ID, which usually starts with APP-, as the value of the parameter client_id.",
        wordings=(
            "missing client id parameter",
            "Please specify a client id",
            "invalid_request: Missing parameter: client_id",
        ),
        source=f"{_PAGE}; {_REGISTRY}; {_OBSERVED}",
    ),
    OrcidError(
        code="client_deactivated",
        meaning="ORCID has deactivated this client ID.",
        remedy="Ask ORCID why, and whether it can be activated again, or request new credentials.",
        wordings=("Client … is deactivated", "The provided client id … is locked"),
        oauth=("client_deactivated", "unauthorized_client"),
        source=f"{_PAGE}; {_REGISTRY}; ORCID-Source, ClientDeactivatedException.java; {_TABLE}",
    ),
    OrcidError(
        code="client_locked",
        meaning="ORCID has locked this client ID, or the member organization that it belongs to.",
        remedy="Ask ORCID why, and what has to be done before it is unlocked.",
        wordings=("because the integration and hence, the client … is locked", "The client is locked"),
        oauth=("client_locked", "unauthorized_client"),
        source=f"{_PAGE}; {_REGISTRY}; ORCID-Source, OrcidOAuth2RequestValidator.java, as of March 2024",
    ),
    OrcidError(
        code="invalid_client",
        meaning="ORCID does not know this client ID.",
        remedy="Copy the client ID again, as ORCID gave it to you. Credentials of the sandbox work at sandbox.orcid.org only, and those of production at orcid.org only.",
        wordings=(
            "The provided client id … is invalid",
            "Client not found",
            "invalid client_id",
            "invalid_request: Invalid parameter: client_id",
        ),
        oauth=("invalid_client", "invalid_request"),
        source=f"{_PAGE}; {_REGISTRY}; ORCID/ORCID-Source issue 4702; ORCID/ORCID-Source issue 6775; {_OBSERVED}",
    ),
    OrcidError(
        code="scope_missing",
        meaning="The sign-in request doesn't ask for any permission (scope).",
        remedy="Send the parameter scope. To sign a researcher in, /authenticate is enough.",
        wordings=("missing scope parameter", "Please specify the desired scopes"),
        source=f"{_PAGE}; {_REGISTRY}; {_TROUBLESHOOTING}",
    ),
    OrcidError(
        code="response_type_missing",
        meaning="The sign-in request does not say what kind of response it wants.",
        remedy="Send response_type=code.",
        wordings=(
            "missing response type parameter",
            "Please specify a response type",
            "invalid_request: Missing parameter: response_type",
        ),
        source=f"{_PAGE}; {_REGISTRY}; {_OBSERVED}",
    ),
    OrcidError(
        code="nonce_missing",
        meaning="The sign-in request asks for an ID token and has no nonce.",
        remedy="Send the parameter nonce with a new random value for each sign-in, or use response_type=code.",
        wordings=("Implicit id_token requests must have nonce",),
        oauth=("invalid_request",),
        source=_REGISTRY,
    ),
    OrcidError(
        code="parameters_incomplete",
        meaning="ORCID can't use the sign-in request: the client ID, the scope, or the redirect URI is missing or wrong.",
        remedy="Check the parameters client_id, scope, redirect_uri and response_type, in this order.",
        wordings=("Please check your client id, scopes and redirect URIs",),
        oauth=("oauth_error",),
        source="ORCID-Source, messages_en.properties, oauth.errors.other; ORCID/ORCID-Source issue 5457",
    ),
    # What comes back to the application.
    OrcidError(
        code="redirect_uri_invalid",
        meaning="ORCID can't read the redirect URI of the sign-in request.",
        remedy="Send it percent-encoded once, in UTF-8, as the value of the parameter redirect_uri.",
        wordings=("Invalid redirect URL",),
        oauth=("oauth_error",),
        source=_REGISTRY,
        about_redirect_uri=True,
    ),
    OrcidError(
        code="invalid_scope",
        meaning="Your application asks for a permission (scope) that its credentials don't include, or that ORCID does not have.",
        remedy="The redirect URI was accepted. At sign-in, Public API credentials can ask for /authenticate and openid only; for others, such as /read-limited and /activities/update, request Member API credentials.",
        wordings=("Invalid scope:", "Invalid scopes:", "One of the provided scopes is not allowed"),
        oauth=("invalid_scope",),
        source=f"{_REGISTRY}; {_TABLE}; IQSS/dataverse issue 5279",
    ),
    OrcidError(
        code="access_denied",
        meaning="The researcher chose not to give your application the permission that it asked for.",
        remedy="Nothing is wrong with the redirect URI. Show the researcher what the permission is for, and offer to try again.",
        wordings=("User denied access",),
        oauth=("access_denied",),
        source="ORCID-Source, OauthControllerBase.java, as of March 2024; RFC 6749 section 4.1.2.1",
    ),
    OrcidError(
        code="unsupported_response_type",
        meaning="ORCID does not support the value of response_type that your application sends.",
        remedy="The redirect URI was accepted. Send response_type=code.",
        wordings=("Unsupported response type", "Invalid response type"),
        oauth=("unsupported_response_type",),
        source=_REGISTRY,
    ),
    OrcidError(
        code="login_required",
        meaning="Your application asked for a sign-in without any page (prompt=none), and the researcher is not signed in at ORCID.",
        remedy="The redirect URI was accepted. Send the request again without prompt=none.",
        oauth=("login_required",),
        source=f"{_REGISTRY}; orcid-angular, src/app/guards/authorize.guard.ts; OpenID Connect Core section 3.1.2.6",
    ),
    OrcidError(
        code="interaction_required",
        meaning="Your application asked for a sign-in without any page (prompt=none), and the researcher has not given it permission yet.",
        remedy="The redirect URI was accepted. Send the request again without prompt=none.",
        oauth=("interaction_required",),
        source=f"{_REGISTRY}; OpenID Connect Core section 3.1.2.6",
    ),
    # What the token endpoint says.
    OrcidError(
        code="token_redirect_uri_mismatch",
        meaning="The redirect URI in the token request is not the one of the sign-in request before it.",
        remedy="Send the same redirect URI in both. Since October 2025 it can also be left out of the token request.",
        wordings=("Redirect URI mismatch",),
        oauth=("invalid_grant", "server_error"),
        source=f"ORCID-Source, OrcidAuthorizationCodeTokenGranter.java, as of March 2024, and commit 0571e5ea02; {_TABLE}",
        at_token_endpoint=True,
    ),
    OrcidError(
        code="token_parameters_invalid",
        meaning="The client ID, the client secret, the authorization code or the redirect URI of the token request is wrong, or the code has expired.",
        remedy="Check that the redirect URI is the one of the sign-in request, that the client ID and the client secret belong together, and that the authorization code is used once, within minutes.",
        wordings=("One of the provided parameters is invalid",),
        oauth=("invalid_grant", "invalid_request"),
        source=f"{_TABLE}, since April 2026",
        at_token_endpoint=True,
    ),
    OrcidError(
        code="code_invalid",
        meaning="The authorization code in the token request is missing, wrong, already used, or expired.",
        remedy="The redirect URI was accepted. Exchange each authorization code once, within minutes; a page that is loaded again sends the same code a second time.",
        wordings=(
            "Invalid authorization code",
            "Reused authorization code",
            "Authorization code has expired",
            "An authorization code must be supplied",
        ),
        oauth=("invalid_grant", "invalid_request", "server_error"),
        source=f"ORCID-Source, OrcidAuthorizationCodeTokenGranter.java, as of March 2024; {_TABLE}",
        at_token_endpoint=True,
    ),
    OrcidError(
        code="code_of_other_client",
        meaning="The authorization code belongs to a different client ID from the one in the token request.",
        remedy="Send the same client ID in the sign-in request and in the token request.",
        wordings=("Client ID mismatch",),
        oauth=("invalid_client",),
        source="ORCID-Source, OrcidAuthorizationCodeTokenGranter.java, as of March 2024; periodo/periodo-server issue 49",
        at_token_endpoint=True,
    ),
    OrcidError(
        code="client_secret_wrong",
        meaning="ORCID does not accept the client ID and the client secret of the token request.",
        remedy="Copy both again, as ORCID gave them to you, and check that the token address belongs to the same environment: sandbox or production. If the secret was reset, use the new one.",
        wordings=("Bad client credentials", "Client authentication failed"),
        oauth=("invalid_client",),
        source=f"{_TABLE}; {_OBSERVED}",
        at_token_endpoint=True,
    ),
    OrcidError(
        code="client_credentials_missing",
        meaning="The token request reached ORCID without the client ID and the client secret.",
        remedy="Send both in the body of a POST request, as application/x-www-form-urlencoded.",
        wordings=(
            "An Authentication object was not found in the SecurityContext",
            "No client authentication found",
            "The client is not authenticated",
            "No client credentials presented",
        ),
        oauth=("unauthorized_client",),
        source=f"ORCID-Source, api_en.properties; {_TABLE}, before April 2026",
        at_token_endpoint=True,
    ),
    OrcidError(
        code="unsupported_grant_type",
        meaning="ORCID does not know the grant_type of the token request, or there is none.",
        remedy="Send grant_type=authorization_code in the body of the request, as application/x-www-form-urlencoded.",
        wordings=("Unsupported grant type",),
        oauth=("unsupported_grant_type",),
        source=f"ORCID-Source, api_en.properties; {_OBSERVED}",
        at_token_endpoint=True,
    ),
    OrcidError(
        code="token_method",
        meaning="The token request was sent with GET.",
        remedy="Send it with POST.",
        wordings=("Method GET is not supported for token requests",),
        source="ORCID-Source, api_en.properties, apiError.token_request_callmethod.exception",
        at_token_endpoint=True,
    ),
    OrcidError(
        code="token_host",
        meaning="The token request went to a host of ORCID's API (pub. or api.), which does not answer it: it redirects to orcid.org with status 307, or it refuses the request.",
        remedy="Set the token address to https://orcid.org/oauth/token, or to https://sandbox.orcid.org/oauth/token for the sandbox.",
        source="pkp/orcidProfile issue 281; ORCID/python-orcid issue 20; ORCID/python-orcid issue 27",
        at_token_endpoint=True,
    ),
    OrcidError(
        code="invalid_token",
        meaning="ORCID does not accept the access token: it is incomplete, has expired or was revoked, or belongs to another environment.",
        remedy="The sign-in was complete, and ORCID accepted the redirect URI. Let the researcher sign in again to get a new token.",
        wordings=("Invalid access token", "access_token is invalid"),
        oauth=("invalid_token",),
        source=f"{_TABLE}; ORCID/ORCID-Source issue 4565; {_OBSERVED}",
        at_token_endpoint=True,
    ),
    # What has a code alone, or words that say no more than that.
    OrcidError(
        code="invalid_request",
        meaning="A parameter of the request is missing, appears twice, or has a value that ORCID can't use.",
        remedy="Read the description that ORCID gives with it. Check client_id, redirect_uri, scope and response_type.",
        oauth=("invalid_request",),
        source=f"RFC 6749 section 4.1.2.1; {_ENDPOINT}; openlibhums/janeway issue 5507",
    ),
    OrcidError(
        code="invalid_grant",
        meaning="The authorization code or the refresh token is not valid, or belongs to another redirect URI or client ID.",
        remedy="Exchange each authorization code once, within minutes, with the redirect URI and the client ID of the sign-in request.",
        oauth=("invalid_grant",),
        source=f"RFC 6749 section 5.2; {_TABLE}; ORCID-Source, pull requests 3805 and 3815",
        at_token_endpoint=True,
    ),
    OrcidError(
        code="unauthorized_client",
        meaning="These credentials may not be used for this request: the client is locked or deactivated, or could not be authenticated.",
        remedy="Check the client ID and the client secret. If they are right, ask ORCID whether the client is active.",
        oauth=("unauthorized_client",),
        source=f"RFC 6749 section 5.2; {_ENDPOINT}",
        at_token_endpoint=True,
    ),
    OrcidError(
        code="server_error",
        meaning="ORCID could not answer the request because of an error of its own, or because of a request that it did not expect.",
        remedy="Check that the request has a scope and percent-encoded parameters, and try again later. If the error persists, ask ORCID.",
        wordings=("There has been a problem with the server. If this problem persists",),
        oauth=("server_error",),
        source=f"{_ENDPOINT}; {_TROUBLESHOOTING}",
    ),
)

#: Every error by its code: first those that ORCID tells by its words, then those that have only a code. Read-only.
ORCID_ERRORS: Final[Mapping[str, OrcidError]] = MappingProxyType({row.code: row for row in _ROWS})
