"""The form as JSON Schema, for what checks forms before they reach Python."""

from __future__ import annotations

from typing import Any, Final

from orcid_clientreq.editions import EDITIONS, HELP, FormField
from orcid_clientreq.fields import FIELDS, OF_CREDENTIALS, Field, Kind, limit_of, of_kind
from orcid_clientreq.form import Severity
from orcid_clientreq.messages import say
from orcid_clientreq.policy import PRODUCTION, Policy, as_policy
from orcid_clientreq.rules import RULES
from orcid_clientreq.rules.texts import BIDI
from orcid_clientreq.syntax.display import SHOWS_NOTHING
from orcid_clientreq.syntax.invisible import AROUND

# Expressions that JavaScript reads with its u flag as Python does without any: classes and escapes that both have,
# white space written out, and this for the end, where $ would let a line feed follow in Python.
_END: Final = r"(?![\s\S])"
_WHITE: Final = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_NOT_BLANK: Final = f"[^{SHOWS_NOTHING}]"
_BLANK: Final = f"^[{SHOWS_NOTHING}]*{_END}"
_ADDRESS: Final = f"^[^@<>,;{_WHITE}]+@[^@<>(),;{_WHITE}]+{_END}"
_CLIENT_ID: Final = f"^(?:[{SHOWS_NOTHING}]*|APP-[0-9A-Z]{{16}}|[0-9A-Z]{{4}}(?:-[0-9A-Z]{{4}}){{3}}){_END}"

_HOST: Final = r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[1-9][0-9]{0,4})?"
_CHARACTER: Final = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})"
_SYNTAX: Final = (
    *("placeholder", "illegal_character", "bad_percent_encoding", "not_absolute", "scheme_not_allowed"),
    *("userinfo", "host_invalid", "port_invalid"),
)
#: The title of the schema.
TITLE: Final = "Request for ORCID Member API credentials"
#: The rules that have to be errors for the expression of a URI or an address to apply.
_OF_PATTERN: Final = {
    "homepage_url": _SYNTAX,
    "redirect_uri": (*_SYNTAX, "several", "wildcard"),
    "contact_email": ("invalid", "display_name", "multiple_addresses"),
    "pin_contact_email": ("invalid", "display_name", "multiple_addresses"),
}
#: The codes of the errors in URIs and addresses that such an expression finds in addition.
_BY_PATTERN: Final = frozenset({"redirect_uri.https_required", "redirect_uri.fragment"})

#: The codes of the errors that the schema finds as well, under a policy that changes no severity; of others
#: `schema_codes` says it. A description is refused over the hard limit. For the rest, and for what to do about it,
#: there is `check`.
SCHEMA_CODES: Final = frozenset(
    {
        *("request.not_a_mapping", "request.policy_mismatch"),
        *(f"{name}.wrong_type" for name in (*HELP, "redirect_uri")),
        *(f"{name}.missing" for name in HELP if f"{name}.missing" in RULES),
        "redirect_uri.missing",
        *(f"{field.name}.too_long" for field in FIELDS.values() if field.limit and field.kind not in OF_CREDENTIALS),
        *(f"{name}.not_a_choice" for name in of_kind(Kind.CHOICE)),
        *(f"{name}.{rule}" for name in of_kind(Kind.CONTACT) for rule in ("display_name", "multiple_addresses")),
        *(f"{name}.bidi_control" for name in of_kind(Kind.TEXT)),
        *(
            f"{name}.{rule}"
            for name in ("homepage_url", "redirect_uri")
            for rule in ("illegal_character", "bad_percent_encoding", "not_absolute", "scheme_not_allowed", "userinfo")
        ),
        *("redirect_uri.https_required", "redirect_uri.fragment", "redirect_uri.wildcard", "redirect_uri.several"),
        *("existing_client_id.invalid", "existing_client_id.is_secret"),
    }
    - {"existing_client_id.missing"}
)


def schema_codes(*, policy: Policy = PRODUCTION) -> frozenset[str]:
    """Return the codes of the errors that the schema of a policy finds as well.

    Where a policy makes a rule about the syntax of a URI or an address a warning, its expression is left out of the
    schema, and nothing else that it finds in that field is found.

    Args:
        policy: The policy.

    Raises:
        TypeError: If `policy` is not a `Policy`.

    >>> "redirect_uri.https_required" in schema_codes()
    True
    >>> "redirect_uri.https_required" in schema_codes(policy=Policy(severities={"redirect_uri.placeholder": "warning"}))
    False
    """
    errors = {code for code in SCHEMA_CODES if _is_error(code, as_policy(policy))}
    for field, rules in _OF_PATTERN.items():
        if not _has_pattern(field, policy):
            errors -= {f"{field}.{rule}" for rule in rules} | {code for code in _BY_PATTERN if code.startswith(field)}
    return frozenset(errors)


def _has_pattern(field: str, policy: Policy) -> bool:
    """Return whether everything that the expression of a field refuses is an error under a policy."""
    return all(_is_error(f"{field}.{rule}", policy) for rule in _OF_PATTERN[field])


def json_schema(*, policy: Policy = PRODUCTION, language: str = "en") -> dict[str, Any]:
    """Return a JSON Schema (2020-12) of the form under a policy.

    The schema accepts everything that `check` accepts under the policy. It does not refuse everything that `check` refuses:
    `SCHEMA_CODES` names the rules that a schema can express. Formats are annotations, which need no check.

    Args:
        policy: The policy. Its edition has the fields, and its severities and limits say what the schema refuses.
        language: The language of titles and descriptions, as for `messages.language_of`.

    Raises:
        TypeError: If `policy` is not a `Policy`, or `language` is not text.
        ValueError: If there is no such language.

    Returns:
        The schema, JSON-ready, with the form's labels as titles. Its expressions mean the same in JavaScript (with
        the `u` flag) and in Python.

    >>> schema = json_schema()
    >>> schema["required"], schema["properties"]["description"]["maxLength"]
    (['contact_email', 'pin_contact_email', 'description', 'homepage_url', 'redirect_uris'], 5000)
    """
    fields = EDITIONS[as_policy(policy).edition].fields
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": say(TITLE, language),
        "type": "object",
        "required": [field.name for field in fields if is_required(field.name, policy)],
        "properties": {field.name: _field(field, policy, language) for field in fields}
        | {member: _named(value) for member, value in policy.named().items()},
    }
    if _is_error("request.unknown_field", policy):
        schema["additionalProperties"] = False
    return schema


def _is_error(code: str, policy: Policy) -> bool:
    """Return whether a finding of this code is an error."""
    return policy.severity(code) is Severity.ERROR


def is_required(name: str, policy: Policy) -> bool:
    """Return whether it is an error to leave a field empty; the client ID of an update depends on another answer."""
    code = f"{name}.missing"
    return name != "existing_client_id" and code in RULES and _is_error(code, policy)


def _field(asked: FormField, policy: Policy, language: str) -> dict[str, Any]:
    """Return the schema of a field."""
    field = FIELDS[asked.name]
    texts = {"title": say(asked.label, language), "description": say(field.help, language)}
    return {**texts, **_optional(_value(field, policy), is_required(field.name, policy))}


def _value(field: Field, policy: Policy) -> dict[str, Any]:
    """Return the schema of an answer that is given, by the kind of it."""
    match field.kind:
        case Kind.CHOICE:
            return _choice(field)
        case Kind.REDIRECT_URIS:
            return _redirect_uris(policy)
        case Kind.HOMEPAGE:
            return _uri(field.name, policy, fragment=True, secure=False)
        case Kind.EXISTING_CLIENT_ID:
            return {"type": "string", "pattern": _CLIENT_ID}
        case Kind.CONTACT:
            pattern = _ADDRESS if _has_pattern(field.name, policy) else _NOT_BLANK
            return {"type": "string", "format": "idn-email", "maxLength": policy.limits.email, "pattern": pattern}
        case _:
            return _text(field, policy)


def _optional(schema: dict[str, Any], required: bool) -> dict[str, Any]:  # noqa: FBT001 - the one question
    """Return a schema that a blank answer passes, too, where none is required."""
    if required:
        return schema
    limit = {"maxLength": schema["maxLength"]} if "maxLength" in schema else {}
    return {"anyOf": [schema, {"type": "null"}, {"type": "string", "pattern": _BLANK, **limit}]}


def _text(field: Field, policy: Policy) -> dict[str, Any]:
    """Return the schema of a text."""
    schema: dict[str, Any] = {"type": "string", "maxLength": limit_of(field, policy.limits), "pattern": _NOT_BLANK}
    if field.advised and _is_error(f"{field.name}.too_long", policy):
        schema["allOf"] = [{"pattern": _at_most(getattr(policy.limits, field.advised))}]
    if _is_error(f"{field.name}.bidi_control", policy):
        schema["not"] = {"pattern": BIDI.pattern}
    return schema


def _at_most(limit: int) -> str:
    """Return an expression for texts of so many characters at most, with anything around them that does not count."""
    core = f"[^{AROUND}]" if limit == 1 else f"[^{AROUND}](?:[\\s\\S]{{0,{limit - 2}}}[^{AROUND}])?"
    return f"^[{AROUND}]*(?:{core})?[{AROUND}]*{_END}"


def _uri(field: str, policy: Policy, *, fragment: bool, secure: bool) -> dict[str, Any]:
    """Return the schema of a URI."""
    schema: dict[str, Any] = {"type": "string", "format": "uri", "maxLength": policy.limits.uri}
    if not _has_pattern(field, policy):
        return {**schema, "pattern": _NOT_BLANK}
    scheme = "[Hh][Tt][Tt][Pp][Ss]" + ("" if secure else "?")
    end = f"(?:#{_CHARACTER}*)?" if fragment else ""
    return {**schema, "pattern": f"^{scheme}://{_HOST}(?:[/?]{_CHARACTER}*)?{end}{_END}"}


def _redirect_uris(policy: Policy) -> dict[str, Any]:
    """Return the schema of the redirect URIs."""
    item = _uri(
        "redirect_uri",
        policy,
        fragment=not _is_error("redirect_uri.fragment", policy),
        secure=_is_error("redirect_uri.https_required", policy),
    )
    if _is_error("redirect_uri.long", policy):
        item["maxLength"] = min(policy.limits.uri, policy.limits.redirect_uri_advised)
    schema: dict[str, Any] = {"type": "array", "items": item, "maxItems": policy.limits.redirect_uris}
    if _is_error("redirect_uris.missing", policy):
        schema["minItems"] = 1
    if _is_error("redirect_uri.duplicate", policy):
        schema["uniqueItems"] = True
    return schema


def _choice(field: Field) -> dict[str, Any]:
    """Return the schema of an answer to a question that has a choice, in any case and with white space around it."""
    spelt = "|".join("".join(map(_in_any_case, choice)) for choice in field.choices)
    text = {"type": "string", "pattern": f"^[{AROUND}]*(?:{spelt})[{AROUND}]*{_END}"}
    return {"anyOf": [{"type": "boolean"}, text]} if "yes" in field.choices else text


def _in_any_case(character: str) -> str:
    """Return an expression for a character of a choice, however it is written."""
    return "[ _-]" if character == "_" else f"[{character.upper()}{character}]"


def _named(value: str) -> dict[str, Any]:
    """Return the schema of environment or edition, which can be left out."""
    return {"type": ["string", "null"], "pattern": f"^[{AROUND}]*(?:{value})?[{AROUND}]*{_END}"}
