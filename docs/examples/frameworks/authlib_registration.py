"""An OAuth server's registration endpoint (RFC 7591) on Authlib and Flask, checked with the library's rules."""

from __future__ import annotations

from typing import Any, TypeGuard

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc7591 import ClientRegistrationEndpoint, InvalidClientMetadataError, InvalidRedirectURIError
from flask import Flask, request

from orcid_clientreq import PRODUCTION, check
from orcid_clientreq.interop import client_metadata_error, from_client_metadata

_ERRORS = {"invalid_redirect_uri": InvalidRedirectURIError, "invalid_client_metadata": InvalidClientMetadataError}


#: The one policy of this server: whoever registers does not choose it.
POLICY = PRODUCTION


def is_object(data: Any) -> TypeGuard[dict[str, Any]]:
    """Return whether JSON was an object."""
    return isinstance(data, dict)


class RegistrationEndpoint(ClientRegistrationEndpoint):
    """Takes client metadata in which neither Authlib nor `check` finds an error."""

    def extract_client_metadata(self, request: Any) -> dict[str, Any]:
        """Return the metadata as it was sent, or say what is wrong with it."""
        metadata = request.payload.data
        if not is_object(metadata):
            raise InvalidClientMetadataError(description="Send the client metadata as a JSON object.")
        data, _ = from_client_metadata(metadata)
        error = client_metadata_error(check(data, policy=POLICY))
        if error is not None:
            raise _ERRORS[error["error"]](description=error["error_description"])
        return {**metadata, **self.checked_by_authlib(request)}

    def checked_by_authlib(self, request: Any) -> dict[str, Any]:
        """Return what Authlib makes of the claims it knows, such as `logo_uri` and `jwks`; it raises where one is wrong."""
        try:
            claims: dict[str, Any] = super().extract_client_metadata(request)
        except (AttributeError, TypeError, ValueError) as error:  # it calls a method of a value that has another type
            raise InvalidClientMetadataError(description="A member has a value of the wrong type.") from error
        return claims

    def get_server_metadata(self) -> dict[str, Any]:
        """Return what this server supports; a real one lists its scopes and grants here."""
        return {}

    def authenticate_token(self, request: Any) -> Any:
        """Let everybody in; a real server checks its initial access token here."""
        return request

    def save_client(self, client_info: Any, client_metadata: Any, request: Any) -> dict[str, Any]:
        """Keep the client; a real server writes it into its database."""
        return {**client_metadata, **client_info}


def create_app() -> Flask:
    """Return a server with this endpoint only, and so without tokens."""
    app = Flask(__name__)
    server: Any = AuthorizationServer(app, query_client=_none, save_token=_none)
    server.register_endpoint(RegistrationEndpoint)

    @app.post("/register")
    def register() -> Any:
        try:
            request.get_json(silent=True)
        except RecursionError:  # brackets a thousand deep
            return {"error": "invalid_client_metadata"}, 400
        return server.create_endpoint_response("client_registration")

    return app


def _none(*_args: object) -> None:
    """Find no client and keep no token."""
