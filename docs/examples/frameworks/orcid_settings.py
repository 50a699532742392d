"""Settings from the environment with pydantic-settings: a program whose credentials don't fit stops as it starts."""

from __future__ import annotations

from typing import Self

from pydantic import SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from orcid_clientreq import Environment, Policy, credentials, validators
from orcid_clientreq.credentials import IssuedCredentials


class OrcidSettings(BaseSettings):
    """ORCID_CLIENT_ID, ORCID_CLIENT_SECRET and ORCID_REDIRECT_URI; ORCID_ENVIRONMENT is production unless it says sandbox."""

    # An error of pydantic shows what was sent, which would be the secret.
    model_config = SettingsConfigDict(env_prefix="ORCID_", hide_input_in_errors=True)

    client_id: str
    client_secret: SecretStr
    redirect_uri: str
    base_url: str | None = None
    environment: Environment = Environment.PRODUCTION

    @property
    def _policy(self) -> Policy:
        """What they are checked under."""
        return Policy(environment=self.environment)

    @property
    def _issued(self) -> dict[str, str | None]:
        """The credentials, as `credentials.check` takes them."""
        secret = self.client_secret.get_secret_value()
        return {"client_id": self.client_id, "client_secret": secret, "base_url": self.base_url}

    @model_validator(mode="after")
    def _hold_the_rules(self) -> Self:
        """Say everything that is wrong, in the library's words."""
        found = [(each.field, each) for each in credentials.check(self._issued, policy=self._policy).findings]
        found += [("redirect_uri", each) for each in validators.redirect_uri(self.redirect_uri, policy=self._policy)]
        if errors := [f"ORCID_{name.upper()}: {each.message}" for name, each in found if each.severity == "error"]:
            raise ValueError("\n".join(errors))
        return self

    @property
    def credentials(self) -> IssuedCredentials:
        """The credentials, with a secret that does not show itself."""
        return credentials.parse(self._issued, policy=self._policy)
