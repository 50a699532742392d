"""Reports as problem details (RFC 9457), and requests as client metadata (RFC 7591)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast
from urllib.parse import quote

from orcid_clientreq.editions import FIELD_NAMES
from orcid_clientreq.form import Severity
from orcid_clientreq.messages import say, translate
from orcid_clientreq.messages.catalogues import ENGLISH
from orcid_clientreq.report import Report, as_json, required_report
from orcid_clientreq.request import RegistrationRequest, as_request
from orcid_clientreq.rules.model import DOCUMENTATION
from orcid_clientreq.syntax.values import items_of, text_of

#: The type of the whole problem: the page that lists everything that can be wrong (RFC 9457 section 3.1.1).
PROBLEM_TYPE: Final = f"{DOCUMENTATION}rules/index.html"
#: What the fragment of a URI may have as it is (RFC 3986 section 3.5); a JSON Pointer in it is encoded (RFC 6901 section 6).
_IN_FRAGMENTS: Final = "!$&'()*+,;=:@/?~"
_TITLE: Final = "The request for ORCID Member API credentials is incomplete or incorrect."
_UNPROCESSABLE_CONTENT: Final = 422  # RFC 9110 section 15.5.21


def problem_details(report: Report, *, status: int = _UNPROCESSABLE_CONTENT) -> dict[str, Any]:
    """Return a report as a problem details object.

    Args:
        report: The report, usually one with errors, in any language. Warnings are listed as well, with their severity.
        status: The status code of the HTTP response, an integer.

    Raises:
        TypeError: If `report` is not a `Report`, or `status` is not an integer.

    Returns:
        The object, JSON-ready, for the media type `application/problem+json`. Each of its `errors` has the address of the
        rule's page as its `type`, the JSON Pointer of the place, the code, the message, and the suggestion or null; no
        other member contains a value of the request.

    Source: RFC 9457 section 3; the `errors` are an extension member as in its example.

    >>> from orcid_clientreq import check
    >>> problem = problem_details(check({"contact_email": "orcid@university.edu"}))
    >>> problem["status"], problem["errors"][0]["pointer"]
    (422, '#/pin_contact_email')
    >>> problem["errors"][0]["type"]
    'https://orcid-clientreq.readthedocs.io/en/latest/rules/pin_contact_email.missing.html'
    """
    if type(status) is bool or not isinstance(status, int):  # pyright: ignore[reportUnnecessaryIsInstance]
        msg = f"status is the number of an HTTP status code, such as 422, not {type(status).__name__}"
        raise TypeError(msg)
    return {
        "type": PROBLEM_TYPE,
        "title": say(_TITLE, required_report(report).language),
        "status": status,
        "errors": [
            {
                "type": finding.rule.url,
                "pointer": f"#{quote(finding.pointer, safe=_IN_FRAGMENTS)}",
                "code": finding.code,
                "severity": finding.severity.value,
                "detail": finding.message,
                "suggestion": as_json(finding.suggestion),
                "combined_suggestion": as_json(finding.combined_suggestion),
            }
            for finding in (*report.errors, *report.warnings)
        ],
    }


def problem_schema() -> dict[str, Any]:
    """Return a JSON Schema (2020-12) of what `problem_details` returns, for the description of an API.

    >>> sorted(problem_schema()["properties"])
    ['errors', 'status', 'title', 'type']
    """
    text = {"type": "string"}
    suggestion = {"anyOf": [text, {"type": "array", "items": text}, {"type": "null"}]}
    of_error: dict[str, Any] = {
        "type": {**text, "format": "uri", "description": "the page of the rule"},
        "pointer": {**text, "description": "the place, a JSON Pointer (RFC 6901) after #"},
        "code": {**text, "description": "the rule, such as redirect_uri.https_required"},
        "severity": {"enum": [each.value for each in Severity]},
        "detail": {**text, "description": "what is wrong and what to do, in the language of the response"},
        "suggestion": {**suggestion, "description": "a value that fixes this error"},
        "combined_suggestion": {**suggestion, "description": "the value that fixes all errors of the place"},
    }
    errors = {
        "type": "array",
        "items": {"type": "object", "properties": of_error, "required": [*of_error], "additionalProperties": False},
    }
    members = {"type": {**text, "format": "uri"}, "title": text, "status": {"type": "integer"}, "errors": errors}
    return {
        "title": "Problem details",
        "type": "object",
        "properties": members,
        "required": [*members],
        "additionalProperties": False,
    }


#: Fields that RFC 7591 section 2 has a name for.
_STANDARD: Final = {"redirect_uris": "redirect_uris", "client_name": "client_name", "homepage_url": "client_uri"}
_CONTACTS: Final = ("contact_email", "pin_contact_email")
#: What every client of ORCID's has. Without the method, RFC 7591 means client_secret_basic; ORCID's discovery document
#: names client_secret_post alone (November 2026).
_USUAL: Final[Mapping[str, Any]] = {
    "grant_types": ["authorization_code"],
    "response_types": ["code"],
    "token_endpoint_auth_method": "client_secret_post",
}


def to_client_metadata(
    request: RegistrationRequest | Mapping[str, Any], others: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return a request as client metadata for dynamic registration.

    Args:
        request: The request, or the mapping of a valid one.
        others: Other members, as `from_client_metadata` returns them. Its `contacts` are added after the two contacts of
            the request. For any other name, the member of the request is used, not the one in `others`.

    Returns:
        The metadata, JSON-ready: `redirect_uris`, `client_name`, `client_uri`, `contacts` (first the contact for the
        credentials, then the one for the PIN), grant and response type of the authorization code flow, and
        `client_secret_post`, the method that ORCID's discovery document names for the token endpoint. A field
        for which RFC 7591 has no name is an extension member with its name in this library.

    Raises:
        InvalidRequestError: If the mapping has errors.
        TypeError: If `request` is neither a request nor a mapping, or `others` is not a mapping.

    Source: RFC 7591 section 2; ORCID's discovery document of 2026.

    >>> from orcid_clientreq import RegistrationRequest
    >>> request = RegistrationRequest(
    ...     contact_email="orcid@university.edu",
    ...     pin_contact_email="security@university.edu",
    ...     description="Sign in with your ORCID iD.",
    ...     homepage_url="https://university.edu/",
    ...     redirect_uris=["https://university.edu/orcid"],
    ... )
    >>> metadata = to_client_metadata(request)
    >>> metadata["contacts"], metadata["token_endpoint_auth_method"]
    (['orcid@university.edu', 'security@university.edu'], 'client_secret_post')
    """
    further = _metadata({} if others is None else others)
    answers = {name: value for name, value in as_request(request).to_dict().items() if value is not None}
    contacts = [answers.pop(name) for name in _CONTACTS if name in answers]
    contacts += items_of(further.get("contacts")) or ()
    standard = {theirs: answers.pop(ours) for ours, theirs in _STANDARD.items() if ours in answers}
    return {**_USUAL, **further, **standard, "contacts": contacts, **answers}


def from_client_metadata(metadata: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the fields of a request that client metadata has, and the other members, unchanged.

    Args:
        metadata: Client metadata, as JSON has it. This function does not check its values. `check` does that.

    Returns:
        The mapping for `check`, and the other members. The first two contacts are those of the form. Further contacts
        are among the other members, as `contacts`. If a field is there under two names, the name of RFC 7591 counts, and
        the member with this library's name is among the other members, so that
        `to_client_metadata(parse(data), others)` has every member of `metadata`.

    Raises:
        TypeError: If `metadata` is not a mapping.

    Source: RFC 7591 section 2.

    >>> data, others = from_client_metadata({"client_uri": "https://university.edu/", "logo_uri": "https://university.edu/logo.png"})
    >>> data, others
    ({'homepage_url': 'https://university.edu/'}, {'logo_uri': 'https://university.edu/logo.png'})
    """
    others = _metadata(metadata)
    data = {ours: others.pop(theirs) for ours, theirs in _STANDARD.items() if theirs in others}
    contacts = items_of(others.get("contacts"))
    if contacts is not None:
        data |= dict(zip(_CONTACTS, contacts, strict=False))
        del others["contacts"]
        if further := contacts[len(_CONTACTS) :]:
            others["contacts"] = list(further)
    ours = (name for name in (*FIELD_NAMES, "environment", "edition") if name in others and name not in data)
    data |= {name: others.pop(name) for name in ours}
    return data, {name: value for name, value in others.items() if not _is_usual(name, value)}


def _metadata(given: object) -> dict[str, Any]:
    """Return client metadata as a dict.

    Raises:
        TypeError: If it is not a mapping.
    """
    if isinstance(given, Mapping):
        return dict(cast("Mapping[str, Any]", given))
    msg = f"client metadata is a mapping, as JSON has it, not {type(given).__name__}"
    raise TypeError(msg)


def _is_usual(name: str, value: object) -> bool:
    """Return whether a member is what every request has: nothing foreign is compared."""
    usual = _USUAL.get(name)
    if isinstance(usual, str):
        return text_of(value) == usual
    items = items_of(value, 1)
    return usual is not None and items is not None and [text_of(item) for item in items] == usual


def client_metadata_error(report: Report) -> dict[str, str] | None:
    r"""Return a report as the error of a registration endpoint, `None` where there are no errors.

    Args:
        report: The report.

    Returns:
        `error`, which is `invalid_redirect_uri` where every error is in a redirect URI and else
        `invalid_client_metadata`, and `error_description`: what the first ten errors say, in English, since RFC 6749 allows
        ASCII only, and without `"` and `\\`.

    Raises:
        TypeError: If `report` is not a `Report`.

    Source: RFC 7591 section 3.2.2; RFC 6749 section 5.2.

    >>> from orcid_clientreq import check
    >>> client_metadata_error(check({}))["error"]
    'invalid_client_metadata'
    """
    errors = required_report(report).errors
    if not errors:
        return None
    only_redirects = all(finding.field == "redirect_uris" for finding in errors)
    said = [f"{finding.place}: {translate(finding, ENGLISH)}" for finding in errors[:_MOST_SAID]]
    if len(errors) > _MOST_SAID:
        said.append(f"And {len(errors) - _MOST_SAID} more.")
    text = " ".join(said).translate(_IN_ASCII)
    return {
        "error": "invalid_redirect_uri" if only_redirects else "invalid_client_metadata",
        "error_description": "".join(character if character in _DESCRIPTION else "?" for character in text),
    }


#: RFC 6749 section 5.2: %x20-21 / %x23-5B / %x5D-7E.
_DESCRIPTION: Final = frozenset(map(chr, (*range(0x20, 0x22), *range(0x23, 0x5C), *range(0x5D, 0x7F))))
#: What messages have beyond it.
_IN_ASCII: Final = str.maketrans({**dict.fromkeys('\u201c\u201d\u2018\u2019"', "'"), "\u2026": "...", "\\": "/"})
_MOST_SAID: Final = 10
