"""A URI taken apart (RFC 3986). The only module that imports rfc3986.

rfc3986 splits only what the grammar of RFC 3986 allows: it encodes or drops other characters quietly.
So everything illegal, and every placeholder of a template, is masked by a letter of the same width
before the split, and the parts are then cut from the text as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, NamedTuple, cast

from orcid_clientreq.syntax import hosts
from orcid_clientreq.syntax.invisible import CHARACTERS
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.uri_parts import DEFAULT_PORTS, UNRESERVED, Uri, is_port, normal_form

_GEN_DELIMS: Final = ":/?#\\[\\]@"  # section 2.2
_SUB_DELIMS: Final = "!$&'()*+,;="
_ILLEGAL: Final = Pattern(f"[^%{UNRESERVED}{_GEN_DELIMS}{_SUB_DELIMS}]")
# Nothing to mask: no percent sign, no bracket, no dollar sign, one # at most.
_UNMASKED: Final = f"[:/?@{UNRESERVED}{_SUB_DELIMS.replace('$', '')}]*+"
_PLAINLY_LEGAL: Final = Pattern(f"{_UNMASKED}(?:#{_UNMASKED})?\\Z")
_BAD_PERCENT: Final = Pattern("%(?![0-9A-Fa-f]{2})")  # section 2.1

# Templates that were not filled in, by the name a message gives them. Brackets are one only where the
# host should be, around text that is not an attempt at an address.
_PLACEHOLDERS: Final = (
    ("<...>", Pattern(r"(?<!<)<[^<>]*+>")),
    ("${...}", Pattern(r"\$\{[^{}]*+\}")),
    ("{...}", Pattern(r"\{[^{}]*+\}")),
    ("%s", Pattern(r"%s")),
    ("[...]", Pattern(r"(?:(?<=//)|\A)\[(?!v[0-9A-Fa-f]+\.)(?=[^\]:]*[G-Zg-z_ -])[^\[\]:/?#@]*+\](?!\()")),
    ("$...", Pattern(r"(?:(?<=//)|\A)\$(?:\([^()]*+\)|[A-Za-z_][A-Za-z0-9_]*+)")),
    ("YOUR_...", Pattern(r"(?:(?<=//)|\A)YOUR_[A-Z0-9_]++(?=[:/?#]|\Z)")),
)
_PLACEHOLDER_CHARACTER: Final = Pattern(r"[<{%\[$]|YOUR_")
_XXX: Final = Pattern(r"X{3,}\Z")

# Cut off the ends before anything is read: white space, C0 controls, and characters that do not show.
_ENDS: Final = "".join(map(chr, (*range(0x21), 0x7F))) + CHARACTERS
_BRACKET: Final = Pattern(r"[\[\]]")
_BRACKETED_HOST: Final = Pattern(r"[^/?#]*//(?:[^/?#]*@)?(\[[^\[\]/?#@]*\])")
_SCHEME: Final = Pattern(r"[A-Za-z][A-Za-z0-9+.-]*:(//)?")  # section 3.1
_WEB_SCHEME_ALONE: Final = Pattern(r"(https?)(?::/?(?!/)|[;.,]?//|;/(?!/))", re.IGNORECASE)
_HOST_AND_PORT: Final = Pattern(r"(?=[^:]*\.|localhost:)[A-Za-z0-9.-]+:[0-9]{1,5}(?:[/?#]|\Z)")
_HOST_ALONE: Final = Pattern(r"[^:/?#]+(?:[/?#]|\Z)")
_MASK: Final = "x"
_PARTS: Final = ("scheme", "authority", "path", "query", "fragment")


class _Seen(NamedTuple):
    """What was seen in a text before it was split.

    Args:
        value: The value as given.
        masked: The text with placeholders masked.
        illegal: The first illegal character.
        placeholder: How a message names the first placeholder.
        bad_percent: Whether there is a percent sign that encodes nothing.
    """

    value: str
    masked: str
    illegal: str | None
    placeholder: str | None
    bad_percent: bool

    @property
    def is_nothing(self) -> bool:
        """Whether every character is legal."""
        return self.illegal is None and self.placeholder is None and not self.bad_percent


_NOTHING_SEEN: Final = _Seen("", "", illegal=None, placeholder=None, bad_percent=False)


def split(value: str, names: hosts.Names | None = None) -> Uri:
    """Take any value apart.

    Args:
        value: At most 2 000 characters; rfc3986's time is not linear in longer ones.
        names: What the values of one request share.

    >>> uri = split("www.university.edu:8443/orcid?a=b")
    >>> uri.absolute, uri.host, uri.port, uri.path, uri.query
    (False, 'www.university.edu', '8443', '/orcid', 'a=b')
    """
    text = value.strip(_ENDS)
    if value == text and _PLAINLY_LEGAL.match(text) and "YOUR_" not in text:
        legal, seen = text, _NOTHING_SEEN
    else:
        masked, placeholder = _mask_placeholders(text)
        legal = _mask_stray(_BAD_PERCENT.sub(_MASK, _ILLEGAL.sub(_MASK, masked)))
        bad_percent = _BAD_PERCENT.search(masked) is not None
        seen = _Seen(value, masked, _first_illegal(value, text, masked), placeholder, bad_percent)

    names = names or hosts.Names()
    scheme = _SCHEME.match(legal)
    completion = None if scheme and scheme[1] else _completion(legal)
    if completion is None:
        return _cut(text, legal, absolute=scheme is not None, seen=seen, names=names)
    prefix, start = completion
    completed = _cut(prefix + text[start:], prefix + legal[start:], absolute=False, seen=seen, names=names)
    is_host = completed.host_fault is None or completed.ascii_host is not None
    plausible = "." in completed.host and completed.userinfo is None and is_host
    if plausible or completed.host == "localhost":
        return completed
    return _cut(text, legal, absolute=False, seen=seen, names=names)


def _completion(legal: str) -> tuple[str, int] | None:
    """Return what to put in place of how many characters to make a reference absolute, if it is not.

    `https:host` and `https:/host` lack slashes, `https//host` and `https;//host` the colon, `//host` and `://host` the
    scheme, `www.host/x` and `host:8443/x` both.
    """
    if match := _WEB_SCHEME_ALONE.match(legal):
        return f"{match[1].lower()}://", match.end()
    if legal.startswith("//"):
        return "https:", 0
    if legal.startswith("://"):
        return "https", 0
    if _HOST_AND_PORT.match(legal) or _HOST_ALONE.match(legal):
        return "https://", 0
    return None


def _cut(text: str, legal: str, *, absolute: bool, seen: _Seen, names: hosts.Names) -> Uri:
    """Cut a text where rfc3986 splits its legal twin."""
    match = cast("re.Match[str]", _splitter()(legal))  # it matches any text
    scheme, authority, path, query, fragment = match.group(*_PARTS) if legal == text else _as_written(match, text)
    # Delimiters are those of the legal twin: inside a placeholder there are none.
    legal_authority = match["authority"] or ""
    if authority is not None and authority == legal_authority and "@" not in authority:
        before, at, (host, colon, port) = "", "", _host_and_port(authority)
    else:
        before, at, host, colon, port = _divided(authority or "", legal_authority)
    xxx = "XXX" in host and any(map(_XXX.match, host.split(".")))
    prefix = match.start("path")
    legible = legal[:prefix] == text[:prefix] and not xxx
    is_web = scheme is not None and scheme.lower() in DEFAULT_PORTS and authority is not None
    host_fault = hosts.fault(host, names)
    ascii_host = None if host_fault is None else _ascii_host(host)
    illegal = seen.illegal
    if ascii_host and illegal:  # the host has a rule of its own
        illegal = _first_illegal(seen.value, seen.value.strip(_ENDS), seen.masked.replace(host, _MASK * len(host), 1))
    labels = names.labels(host) if "--" in host and host_fault is None and "xn--" in hosts.lower_case(host) else None
    has_valid_host = is_web and legible and host_fault is None
    uri = Uri(  # by position: by name it takes twice as long
        text,
        absolute,
        illegal,
        seen.placeholder or ("XXX" if xxx else None),
        seen.bad_percent,
        legible,
        scheme,
        authority,
        before if at else None,
        host,
        port if colon else None,
        "*" in legal_authority.rpartition("@")[2],
        ascii_host,
        host_fault,
        labels,
        path or "",
        query,
        fragment,
        is_web,
        has_valid_host,
        has_valid_host and not at and seen.is_nothing and (not colon or is_port(port)),
    )
    uri.normal = normal_form(uri) if uri.sound else None
    return uri


def _ascii_host(host: str) -> str | None:
    """Return a host in A-labels that is written in other letters or percent-encoded, `None` if it has no such form."""
    if "%" in host:
        from urllib.parse import unquote  # noqa: PLC0415 - for the few values that need it

        host = unquote(host, errors="replace")
    if host.isascii():
        return None
    name = hosts.a_labels(host)
    return None if name is None or hosts.fault(name) else name


@cache
def _splitter() -> Callable[[str], re.Match[str] | None]:
    """Return how rfc3986 splits a text; imported when a value needs it."""
    from rfc3986.misc import URI_MATCHER  # type: ignore[import-untyped]  # noqa: PLC0415 - as said

    return cast("Callable[[str], re.Match[str] | None]", URI_MATCHER.match)


def _as_written(match: re.Match[str], text: str) -> tuple[str | None, ...]:
    """Return the parts of a text that are where the match has those of its legal twin."""
    spans = map(match.span, _PARTS)
    return tuple(None if start < 0 else text[start:end] for start, end in spans)


def _divided(authority: str, legal: str) -> tuple[str, str, str, str, str]:
    """Return userinfo, `@`, host, colon and port as written, cut where the legal twin has them."""
    at = legal.rfind("@")
    start, end = at + 1, at + 1 + len(_host_and_port(legal[at + 1 :])[0])
    return (
        authority[: max(at, 0)],
        authority[at:start] if at >= 0 else "",
        authority[start:end],
        authority[end : end + 1],
        authority[end + 1 :],
    )


def _host_and_port(rest: str) -> tuple[str, str, str]:
    """Return host, colon and port, the colon empty where there is none."""
    if not rest.startswith("["):
        return rest.partition(":")
    literal, bracket, after = rest.partition("]")
    if after and not after.startswith(":"):
        return rest, "", ""
    return literal + bracket, after[:1], after[1:]


def _mask_placeholders(text: str) -> tuple[str, str | None]:
    """Mask what is a placeholder; return how the first kind is named."""
    first: str | None = None
    if not _PLACEHOLDER_CHARACTER.search(text):
        return text, None
    for name, pattern in _PLACEHOLDERS:
        masked = pattern.sub(lambda match: _MASK * len(match[0]), text)
        if masked != text and first is None:
            first = name
        text = masked
    return text, first


def _enclosed(text: str) -> tuple[int, int]:
    """Return from where to where no bracket is stray: the ends of a bracketed host, nothing where there is none."""
    match = _BRACKETED_HOST.match(text) if "[" in text else None
    return match.span(1) if match else (0, 0)


def _mask_stray(text: str) -> str:
    """Mask brackets that do not enclose the host, and each `#` after the first."""
    before, hash_sign, after = text.partition("#")
    text = before + hash_sign + after.replace("#", _MASK)
    if not _BRACKET.search(text):
        return text
    start, end = _enclosed(text)
    return _BRACKET.sub(_MASK, text[:start]) + text[start:end] + _BRACKET.sub(_MASK, text[end:])


def _first_stray(text: str) -> Iterator[int]:
    """Yield where the first masked delimiter of each kind is."""
    start, end = _enclosed(text)
    second = text.find("#", text.find("#") + 1) if "#" in text else -1
    if second > 0:
        yield second
    for match in (_BRACKET.search(text, 0, start), _BRACKET.search(text, end)):
        if match:
            yield match.start()


def _first_illegal(value: str, text: str, masked: str) -> str | None:
    """Return the first character that no URI may contain."""
    if value != text:
        return value[0] if not text or not value.startswith(text) else value[len(text)]
    match = _ILLEGAL.search(masked)
    places = [*([match.start()] if match else []), *_first_stray(masked)]
    return masked[min(places)] if places else None
