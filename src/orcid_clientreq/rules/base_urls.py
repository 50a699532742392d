"""Rules of the address of ORCID that credentials are used with."""

from __future__ import annotations

import re
from typing import Final

import attrs

from orcid_clientreq.form import Environment, Settings
from orcid_clientreq.rules.model import NONE, Case, Fault, Params, Row, faults_of
from orcid_clientreq.syntax.hosts import lower_case
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.uri_parts import Uri, unsplit
from orcid_clientreq.syntax.uris import split

#: ORCID's hosts: of the registry, its member API and its public API.
HOSTS: Final = {
    Environment.PRODUCTION: ("orcid.org", "api.orcid.org", "pub.orcid.org"),
    Environment.SANDBOX: ("sandbox.orcid.org", "api.sandbox.orcid.org", "pub.sandbox.orcid.org"),
}
#: Spellings of these, in addition to one with www.
_SPELT: Final = {f"sandbox.{part}.orcid.org": f"{part}.sandbox.orcid.org" for part in ("api", "pub")}
# A path of ORCID's; anything longer, or with a hyphen, may be the secret and is not repeated.
_PATH: Final = Pattern(r"(?:/[A-Za-z0-9._]{0,20}+)*\Z")


def _read(text: str) -> Uri:
    """Return an address with scheme and host in lower case (RFC 3986 section 6.2.2.1)."""
    uri = split(text)
    if uri.scheme is None or uri.authority is None:
        return uri
    return attrs.evolve(uri, scheme=uri.scheme.lower(), authority=lower_case(uri.authority), host=lower_case(uri.host))


def _is_orcid(uri: Uri) -> bool:
    """Return whether an address is one of ORCID's, over https."""
    secure = uri.absolute and uri.sound and uri.scheme == "https" and uri.host == uri.authority
    return secure and any(uri.host in known for known in HOSTS.values())


def _is_harmless(uri: Uri) -> bool:
    """Return whether no part of an address is long enough to be a secret, so that it can be repeated."""
    return uri.query is None and uri.fragment is None and _PATH.match(uri.path) is not None


def surrounding_whitespace(text: str, _settings: Settings) -> Params | None:
    """White space around the address."""
    return NONE if text != text.strip() else None


def stripped(text: str, _settings: Settings) -> str | None:
    """Return the address without it, if it is one of ORCID's and has nothing that may be a secret."""
    uri = _read(text.strip())
    return text.strip() if _is_orcid(uri) and _is_harmless(uri) else None


SURROUNDING_WHITESPACE: Final = Row(
    name="surrounding_whitespace",
    severity="W/W",
    summary="White space around the address.",
    rationale="This library ignores the white space. Another program that reads the same setting may keep it, and then requests an address that doesn't exist.",
    source="mistakes seen in integrations with ORCID",
    template="Remove the spaces before and after the text.",
    cases=(
        Case(bad="https://orcid.org ", corrected="https://orcid.org"),
        Case(bad="\nhttps://sandbox.orcid.org/oauth", corrected="https://sandbox.orcid.org/oauth", sandbox=True),
    ),
    check=surrounding_whitespace,
    fix=stripped,
)


def not_orcid(text: str, settings: Settings) -> Params | None:
    """Not one of the https addresses of ORCID's registry and APIs."""
    return None if _is_orcid(_read(text.strip())) else {"expected": f"https://{HOSTS[settings.environment][0]}"}


# A host and a path, with a scheme of the web or without one; no port but the default.
_MEANT: Final = Pattern(r"(?:https?:)?(?://)?(?:www\.)?([A-Za-z.]{1,40}?)\.?(?::443)?(/.*)?\Z", re.IGNORECASE)


def at_the_host_meant(text: str, settings: Settings) -> str | None:
    """Return the address over https, at the host of the environment that another spelling of it means."""
    match = _MEANT.match(text.strip())
    spelt = lower_case(match[1]) if match else ""
    host = _SPELT.get(spelt, spelt)
    path = (match and match[2]) or ""
    return f"https://{host}{path}" if host in HOSTS[settings.environment] and _PATH.match(path) else None


NOT_ORCID: Final = Row(
    name="not_orcid",
    severity="E/E",
    summary="Not one of the https addresses of ORCID's registry and APIs.",
    rationale="Your application sends its client secret to this address. With another host, the secret goes to somebody else; over http, it can be read on the way.",
    source="ORCID's API documentation: the hosts of registry and sandbox; RFC 6749 section 3.2",
    template="Use one of ORCID's https addresses, such as {expected}.",
    cases=(
        Case(
            bad="https://orcid.org.evil.org/", corrected="https://orcid.org/", params={"expected": "https://orcid.org"}
        ),
        Case(
            bad="https://www.orcid.org/oauth/token",
            corrected="https://orcid.org/oauth/token",
            params={"expected": "https://orcid.org"},
        ),
        Case(bad="http://orcid.org/", corrected="https://orcid.org/", params={"expected": "https://orcid.org"}),
        Case(
            bad="api.sandbox.orcid.org",
            corrected="https://api.sandbox.orcid.org",
            params={"expected": "https://sandbox.orcid.org"},
            sandbox=True,
        ),
    ),
    check=not_orcid,
    fix=at_the_host_meant,
)


def _twin(uri: Uri, settings: Settings) -> str | None:
    """Return the host of the environment that corresponds to one of the other, `None` if it already is one of its own."""
    hosts = HOSTS[settings.environment]
    if uri.host in hosts or not _is_orcid(uri):
        return None
    (other,) = (known for known in HOSTS.values() if uri.host in known)
    return hosts[other.index(uri.host)]


def environment_mismatch(text: str, settings: Settings) -> Params | None:
    """An address of the other registry."""
    twin = _twin(_read(text.strip()), settings)
    return {"expected": f"https://{twin}", "environment": settings.environment.value} if twin else None


def at_the_twin(text: str, settings: Settings) -> str | None:
    """Return the same address of the right registry, if it has nothing that may be a secret."""
    uri = _read(text.strip())
    twin = _twin(uri, settings)
    return unsplit(attrs.evolve(uri, authority=twin)) if twin and _is_harmless(uri) else None


ENVIRONMENT_MISMATCH: Final = Row(
    name="environment_mismatch",
    severity="E/E",
    summary="Production credentials with a sandbox address, or the other way round.",
    rationale="Each registry knows only its own clients. The error it returns blames the client, not the address.",
    source="ORCID's API documentation; reported for OpenNeuro in 2019",
    template="Use {expected} with {environment} credentials, or use the credentials for the other environment.",
    cases=(
        Case(
            bad="https://sandbox.orcid.org",
            corrected="https://orcid.org",
            params={"expected": "https://orcid.org", "environment": "production"},
        ),
        Case(
            bad="https://api.orcid.org/v3.0/",
            corrected="https://api.sandbox.orcid.org/v3.0/",
            params={"expected": "https://api.sandbox.orcid.org", "environment": "sandbox"},
            sandbox=True,
        ),
    ),
    check=environment_mismatch,
    fix=at_the_twin,
)

#: The paths of the authorization and the token endpoint.
_ENDPOINTS: Final = frozenset({"/oauth/authorize", "/oauth/token"})


def _at_the_endpoint(uri: Uri, settings: Settings) -> str | None:
    """Return the address of an endpoint, if another host of the environment is in its place."""
    host, *others = HOSTS[settings.environment]
    path = uri.path.rstrip("/")
    return f"https://{host}{path}" if _is_orcid(uri) and uri.host in others and path in _ENDPOINTS else None


def token_host(text: str, settings: Settings) -> Params | None:
    """The address of a token or authorization endpoint, but at a host of ORCID's API. These hosts no longer have such endpoints."""
    uri = _read(text.strip())
    expected = _at_the_endpoint(uri, settings)
    return {"host": uri.host, "expected": expected} if expected else None


def at_the_endpoint(text: str, settings: Settings) -> str | None:
    """Return the address of the endpoint, if it has nothing that may be a secret."""
    uri = _read(text.strip())
    return _at_the_endpoint(uri, settings) if _is_harmless(uri) else None


TOKEN_HOST: Final = Row(
    name="token_host",
    severity="W/W",
    summary="The address of a token or authorization endpoint, but at a host of ORCID's API. These hosts no longer have such endpoints.",
    rationale="Since 2023, the hosts of the API answer sign-in and token requests with a redirect (307) or, in the sandbox, an error "
    "(400). Many programs don't follow a redirect if the request has a body.",
    source="ORCID's API documentation; orcidProfile issue 281; python-orcid issue 27",
    template="Use {expected}. Don't send sign-in or token requests to {host}.",
    cases=(
        Case(
            bad="https://pub.orcid.org/oauth/token",
            corrected="https://orcid.org/oauth/token",
            params={"host": "pub.orcid.org", "expected": "https://orcid.org/oauth/token"},
        ),
        Case(
            bad="https://api.sandbox.orcid.org/oauth/authorize",
            corrected="https://sandbox.orcid.org/oauth/authorize",
            params={"host": "api.sandbox.orcid.org", "expected": "https://sandbox.orcid.org/oauth/authorize"},
            sandbox=True,
        ),
    ),
    check=token_host,
    fix=at_the_endpoint,
)

#: The rules in the order in which they are asked.
TABLE: Final = (SURROUNDING_WHITESPACE, NOT_ORCID, ENVIRONMENT_MISMATCH, TOKEN_HOST)


def faults(text: str, settings: Settings) -> tuple[Fault, ...]:
    """Return what the rules find in an address that is neither blank nor too long."""
    return faults_of(text, TABLE, settings)
