"""Rules of URI syntax, for the home page and each redirect URI, and what fixes such faults.

Given a URI in its parts, a rule returns what its message needs, or `None` where there is nothing to find. It stays silent
where a more specific one speaks. A fix is built from the text as written, and offered only if it passes the rules.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from orcid_clientreq.form import Environment, Settings, Severity
from orcid_clientreq.rules.copied import copied_along
from orcid_clientreq.rules.model import NONE, Case, Fault, Params, Row
from orcid_clientreq.syntax import hosts
from orcid_clientreq.syntax.display import character_name, invisible_character, shown, shows_nothing
from orcid_clientreq.syntax.link_wrappers import link_target, may_wrap
from orcid_clientreq.syntax.meant import may_be_broken
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.uri_parts import Uri, host_and_port, is_dot_segment, is_port, normalize, unsplit
from orcid_clientreq.syntax.uris import split
from orcid_clientreq.syntax.wrapping import Wrapping
from orcid_clientreq.syntax.written import one_uri, uris_in

_GOOD: Final = "https://repository.university.edu/orcid"


def placeholder(uri: Uri) -> Params | None:
    """A template that was not filled in."""
    return {"kind": uri.placeholder} if uri.placeholder else None


PLACEHOLDER: Final = Row(
    name="placeholder",
    severity="E/E",
    summary="A placeholder that was not replaced, such as `<…>`, `${…}`, `{…}`, `[…]`, `%s` or XXX.",
    rationale="Many vendors' guides print addresses with parts to replace.",
    source="the guides of eight vendors",
    template="Replace the placeholder {kind} with your own value.",
    cases=(
        Case(bad="https://<your-host>/orcid", corrected=_GOOD, params={"kind": "<...>"}),
        Case(bad="https://${HOST}/orcid", corrected=_GOOD, params={"kind": "${...}"}),
        Case(bad="https://university.edu/{journal_code}/orcid", corrected=_GOOD, params={"kind": "{...}"}),
        Case(bad="https://%s/orcid", corrected=_GOOD, params={"kind": "%s"}),
        Case(bad="https://[host]/orcid", corrected=_GOOD, params={"kind": "[...]"}),
        Case(bad="https://XXX.alma.exlibrisgroup.com/orcid", corrected=_GOOD, params={"kind": "XXX"}),
    ),
    check=placeholder,
    only_malformed=True,
)


#: What to do about an illegal character: only path, query and fragment can have it percent-encoded.
REMOVE: Final = "remove it"
ENCODE: Final = "remove it or percent-encode it"
USE_SLASHES: Final = "use slashes"
USE_HYPHEN: Final = "use a hyphen (-)"
USE_ASCII: Final = "use the plain ASCII character"
#: An address with backslashes for the slashes of its scheme, as a file of Windows has them.
BACKSLASHES: Final = Pattern(r"((?i:https?)):\\{1,2}(?=[A-Za-z0-9])")


def illegal_character(uri: Uri) -> Params | None:
    """A character outside the repertoire of RFC 3986."""
    if not uri.illegal:
        return None
    if uri.illegal == "\\":
        return {"character": character_name(uri.illegal), "what": USE_SLASHES}
    if uri.illegal in _PLAIN_FORMS:
        return {
            "character": character_name(uri.illegal),
            "what": USE_HYPHEN if _PLAIN_FORMS[uri.illegal] == "-" else USE_ASCII,
        }
    host = "" if uri.ascii_host else uri.host
    in_authority = uri.authority is None or uri.illegal in f"{uri.userinfo or ''}{host}{uri.port or ''}"
    can_be_encoded = uri.illegal.isprintable() and uri.illegal in uri.text and not in_authority
    return {"character": character_name(uri.illegal), "what": ENCODE if can_be_encoded else REMOVE}


# What is percent-encoded for the person: letters and digits beyond ASCII, of which a path can be meant to consist, and
# two signs of ASCII. Quotation marks, dots and invisible characters were pasted with the address.
_KEPT: Final = "".join(sorted({*map(chr, range(0x80))} - {*"^|"}))
_ENCODABLE: Final = frozenset("LMN")  # Unicode's general categories
#: Another URI in the same text, after what separates two; at its start that would be a fault of the first.
SEPARATOR: Final = Pattern(r"[\s,;](?<=[^\s,;][\s,;])[\s,;]*+(?=https?://)", re.IGNORECASE)
_OTHER_SEPARATOR: Final = Pattern(r"[^A-Za-z0-9=/?&#%.~_-]https?://", re.IGNORECASE)


# What word processors, input methods and PDFs write in place of a character of ASCII: dashes, ideographic full stops,
# fullwidth characters, ligatures.
_PLAIN_FORMS: Final = {
    **dict.fromkeys(map(chr, (*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63)), "-"),
    **dict.fromkeys("\u3002\uff61", "."),
    **{
        chr(point): unicodedata.normalize("NFKC", chr(point))
        for point in (*range(0xFF01, 0xFF5F), *range(0xFB00, 0xFB07))
    },
}
_IN_PLAIN_FORM: Final = str.maketrans(_PLAIN_FORMS)


def _is_encodable(text: str) -> bool:
    """Return whether each character beyond ASCII is one that an address can be meant to have."""
    categories = (unicodedata.category(character)[0] for character in text if not character.isascii())
    return all(category in _ENCODABLE for category in categories) and invisible_character(text) is None


def legal_characters(uri: Uri, settings: Settings) -> str | None:
    """Return it with a host in A-labels and other characters percent-encoded in UTF-8."""
    if not uri.text.isascii() and (plain := uri.text.translate(_IN_PLAIN_FORM)) != uri.text:
        uri = split(plain)
        if uri.absolute and uri.sound:
            return plain
    if BACKSLASHES.match(uri.text):
        return BACKSLASHES.sub(r"\1://", uri.text).replace("\\", "/")
    if uri.authority is None:
        return uri.text
    host = uri.host if uri.host.isascii() else hosts.a_labels(uri.host)
    if host is None:
        return None
    before, _, after = uri.text.partition(f"//{uri.authority}")
    if len(after) > settings.limits.uri or not _is_encodable(after) or _OTHER_SEPARATOR.search(after):
        return None
    from urllib.parse import quote  # noqa: PLC0415 - for the few values that need it

    return f"{before}//{host_and_port(host, uri.port)}{quote(after, safe=_KEPT)}"


ILLEGAL_CHARACTER: Final = Row(
    name="illegal_character",
    severity="E/E",
    summary="A character that a URI can't contain.",
    rationale="Programs treat such characters differently: some drop them, some encode them, and some end the host there. "
    "In a redirect URI, attackers use these differences to steal authorization codes.",
    source="RFC 3986 section 2; WHATWG URL",
    template="A URI can't contain the character {character}: {what}.",
    cases=(
        Case(bad=f"{_GOOD}\n", corrected=_GOOD, params={"character": "line break (U+000A)", "what": "remove it"}),
        Case(
            bad="https://university.edu/prüfung",
            corrected="https://university.edu/pr%C3%BCfung",
            params={
                "character": "“ü” (LATIN SMALL LETTER U WITH DIAERESIS, U+00FC)",
                "what": "remove it or percent-encode it",
            },
        ),
        Case(
            bad="https://repository\u2011one.university.edu/orcid",
            corrected="https://repository-one.university.edu/orcid",
            params={"character": "“\u2011” (NON-BREAKING HYPHEN, U+2011)", "what": "use a hyphen (-)"},
        ),
        Case(
            bad="https://university.edu/of\ufb01",
            corrected="https://university.edu/offi",
            params={"character": "“\ufb01” (LATIN SMALL LIGATURE FI, U+FB01)", "what": "use the plain ASCII character"},
        ),
        Case(
            bad="https://university.edu\\@evil.edu/orcid",
            corrected=_GOOD,
            params={"character": r"“\” (backslash, U+005C)", "what": "use slashes"},
            also=(("userinfo", {}, Severity.ERROR),),
        ),
        Case(
            bad=r"https:\\university.edu\orcid",
            corrected="https://university.edu/orcid",
            params={"character": r"“\” (backslash, U+005C)", "what": "use slashes"},
        ),
    ),
    check=illegal_character,
    fix=legal_characters,
    only_malformed=True,
)


def host_not_ascii(uri: Uri) -> Params | None:
    """A host in letters beyond ASCII, or percent-encoded, that can be written in A-labels."""
    return None if uri.ascii_host is None else {"host": shown(uri.ascii_host)}


def with_ascii_host(uri: Uri, _settings: Settings) -> str:
    """Return it with the host in A-labels, which a host that the rule finds has."""
    before, _, after = uri.text.partition(f"//{uri.authority}")
    return f"{before}//{host_and_port(uri.ascii_host or '', uri.port)}{after}"


HOST_NOT_ASCII: Final = Row(
    name="host_not_ascii",
    severity="E/E",
    summary="A host in letters other than those of ASCII, or percent-encoded.",
    rationale="In a URI, an internationalized host is written in its ASCII form, which is what browsers send.",
    source="RFC 3986 section 3.2.2; RFC 5890 section 2.3.2.1",
    template="Write the host in ASCII, as browsers send it: {host}.",
    cases=(
        Case(
            bad="https://bücher.university.edu/orcid",
            corrected="https://xn--bcher-kva.university.edu/orcid",
            params={"host": "xn--bcher-kva.university.edu"},
        ),
        Case(
            bad="https://b%C3%BCcher.university.edu/orcid",
            corrected="https://xn--bcher-kva.university.edu/orcid",
            params={"host": "xn--bcher-kva.university.edu"},
        ),
    ),
    check=host_not_ascii,
    fix=with_ascii_host,
    only_malformed=True,
)


def bad_percent_encoding(uri: Uri) -> Params | None:
    """A percent sign without two hexadecimal digits."""
    return NONE if uri.bad_percent else None


BAD_PERCENT_ENCODING: Final = Row(
    name="bad_percent_encoding",
    severity="E/E",
    summary="A percent sign that is not followed by two hexadecimal digits.",
    rationale="Programs disagree about what such a percent sign means.",
    source="RFC 3986 section 2.1",
    template="Each % must be followed by two hexadecimal digits. Write %25 for a percent sign.",
    cases=(
        Case(bad=f"{_GOOD}/100%", corrected=f"{_GOOD}/100%25"),
        Case(bad=f"{_GOOD}?a=%zz", corrected=f"{_GOOD}?a=zz"),
    ),
    check=bad_percent_encoding,
    only_malformed=True,
)


def not_absolute(uri: Uri) -> Params | None:
    """No scheme, or no `//` after it."""
    if uri.absolute or not uri.text or uri.text.partition(":")[2].startswith("\\"):
        return None  # nothing but white space, or backslashes for the slashes, is said to be illegal
    return None if uri.placeholder and not uri.scheme and uri.authority is None else NONE


def with_scheme(uri: Uri, _settings: Settings) -> str | None:
    """Return it with the scheme that `split` could put in front."""
    return uri.text if uri.authority is not None and not hosts.names_a_page(uri.host) else None


NOT_ABSOLUTE: Final = Row(
    name="not_absolute",
    severity="E/E",
    summary="No scheme, or no // after it.",
    rationale="A browser needs the full address. If https:// is missing, ORCID's software adds http:// without saying so, which is rarely the right address.",
    source="RFC 6749 section 3.1.2, for redirect URIs; mistakes seen in a vendor's guide",
    template="Enter the full address, starting with https://.",
    cases=(
        Case(bad="www.university.edu/orcid", corrected="https://www.university.edu/orcid"),
        Case(bad="//www.university.edu/orcid", corrected="https://www.university.edu/orcid"),
        Case(bad="https:/www.university.edu/orcid", corrected="https://www.university.edu/orcid"),
        Case(bad="https;//www.university.edu/orcid", corrected="https://www.university.edu/orcid"),
        Case(bad="www.university.edu:8443/orcid", corrected="https://www.university.edu:8443/orcid"),
    ),
    check=not_absolute,
    fix=with_scheme,
    only_malformed=True,
)

_SCHEMES: Final = frozenset({"http", "https"})
_BEFORE_HOST: Final = Pattern(r"\A[A-Za-z]+:/*")


def _misspelt(scheme: str) -> frozenset[str]:
    """Return what a scheme is misspelt as: with a letter too few or twice, two exchanged, or hidden as in `hxxp`."""
    twice = {scheme[:place] + letter + scheme[place:] for place, letter in enumerate(scheme)}
    too_few = {scheme[:place] + scheme[place + 1 :] for place in range(len(scheme))}
    exchanged = {scheme[:n] + scheme[n + 1] + scheme[n] + scheme[n + 2 :] for n in range(len(scheme) - 1)}
    return frozenset({*twice, *too_few, *exchanged, scheme.replace("tt", "xx")} - _SCHEMES)


#: The scheme that is meant by what it is misspelt as.
_MEANT: Final = {each: scheme for scheme in ("http", "https") for each in _misspelt(scheme)}
_MEANT.update({"tps": "https", "ps": "https"})


def with_web_scheme(uri: Uri, settings: Settings) -> str | None:
    """Return it with the scheme that is misspelt, in production always https."""
    scheme = _MEANT.get((uri.scheme or "").lower())
    if scheme is None:
        return None
    return f"{'https' if settings.environment is Environment.PRODUCTION else scheme}://{_BEFORE_HOST.sub('', uri.text)}"


_SCHEME: Final = Pattern(r"[A-Za-z][A-Za-z0-9+.-]*\Z")  # RFC 3986 section 3.1


def scheme_not_allowed(uri: Uri) -> Params | None:
    """A scheme other than http and https."""
    if uri.scheme is None or uri.scheme.lower() in _SCHEMES or not _SCHEME.match(uri.scheme):
        return None  # what is illegal in it has a rule of its own
    return {"scheme": shown(uri.scheme, 30)}


SCHEME_NOT_ALLOWED: Final = Row(
    name="scheme_not_allowed",
    severity="E/E",
    summary="A scheme other than http and https.",
    rationale="A researcher's browser opens the address; a javascript or data address would run there.",
    source="RFC 7591 section 5; observed in ORCID's registry software",
    template="Use https. An address that starts with “{scheme}:” can't be registered.",
    cases=(
        Case(bad="ftp://university.edu/orcid", corrected=_GOOD, params={"scheme": "ftp"}),
        Case(bad="htps://repository.university.edu/orcid", corrected=_GOOD, params={"scheme": "htps"}),
        Case(bad="urn:ietf:wg:oauth:2.0:oob", corrected=_GOOD, params={"scheme": "urn"}),
        Case(bad="com.university.app:/orcid", corrected=_GOOD, params={"scheme": "com.university.app"}),
    ),
    check=scheme_not_allowed,
    fix=with_web_scheme,
    only_malformed=True,
)


def userinfo(uri: Uri) -> Params | None:
    """An `@` in the authority, an empty userinfo too."""
    return None if uri.userinfo is None else NONE


USERINFO: Final = Row(
    name="userinfo",
    severity="E/E",
    summary="A user name, password or @-sign before the host.",
    rationale="The text before the @-sign looks like the host, but is not.",
    source="RFC 9700 section 4.1; RFC 3986 section 7.6",
    template="Remove any user name and password: everything between // and the @, and the @ itself.",
    cases=(
        Case(bad="https://user:secret@university.edu/orcid", corrected="https://university.edu/orcid"),
        Case(bad="https://@university.edu/orcid", corrected="https://university.edu/orcid"),
    ),
    check=userinfo,
    only_malformed=True,
)


def port_invalid(uri: Uri) -> Params | None:
    """A port that is not a number from 1 to 65535."""
    if uri.port is None or not uri.legible:
        return None
    return None if is_port(uri.port) else NONE


PORT_INVALID: Final = Row(
    name="port_invalid",
    severity="E/E",
    summary="A port that is empty, has a leading zero, or is not a number from 1 to 65535.",
    rationale="Programs treat such ports differently: some refuse the address, and others read another port.",
    source="RFC 3986 section 3.2.3; WHATWG URL",
    template="Use a port number from 1 to 65535, or remove the port and its colon.",
    cases=(
        Case(bad="https://university.edu:/orcid", corrected="https://university.edu/orcid"),
        Case(bad="https://university.edu:08443/orcid", corrected="https://university.edu:8443/orcid"),
        Case(bad="https://university.edu:65536/orcid", corrected="https://university.edu:65535/orcid"),
    ),
    check=port_invalid,
    only_malformed=True,
)


#: What to do about a spelling that is not normal; more than one are listed with semicolons.
LOWER_CASE: Final = "use lower-case letters in the scheme and host"
SHORT_ADDRESS: Final = "shorten the IPv6 address"
NO_DEFAULT_PORT: Final = "remove the default port"
NORMAL_ENCODING: Final = "normalize the percent-encoding"


def not_normalized(uri: Uri) -> Params | None:
    """Another spelling of what has a normal form."""
    if not uri.sound:
        return None
    normal = normalize(uri)
    if normal is uri:
        return None
    spellings = (
        (LOWER_CASE, (uri.scheme, hosts.lower_case(uri.host)), (normal.scheme, uri.host)),
        (SHORT_ADDRESS, hosts.lower_case(uri.host), hosts.normal(uri.host)),
        (NO_DEFAULT_PORT, uri.port, normal.port),
        (NORMAL_ENCODING, (uri.path, uri.query, uri.fragment), (normal.path, normal.query, normal.fragment)),
    )
    changed = [name for name, written, wanted in spellings if written != wanted]
    return {"what": "; ".join(changed)} if changed else None


def normalized(uri: Uri, _settings: Settings) -> str:
    """Return it in its normal form."""
    return unsplit(normalize(uri))


NOT_NORMALIZED: Final = Row(
    name="not_normalized",
    severity="W/W",
    summary="The address is not in its normal form.",
    rationale="Browsers and other programs change an address to its normal form, so they don't use it as it was entered. ORCID compares redirect URIs as text, so one that was changed may not match.",
    source="RFC 3986 section 6.2.2; RFC 5952",
    template="Write the address in its standard form: {what}.",
    cases=(
        Case(
            bad="HTTPS://University.edu/orcid",
            corrected="https://university.edu/orcid",
            params={"what": "use lower-case letters in the scheme and host"},
        ),
        Case(
            bad="https://university.edu:443/orcid",
            corrected="https://university.edu/orcid",
            params={"what": "remove the default port"},
        ),
        Case(
            bad="https://university.edu/%7euser%c3%bc",
            corrected="https://university.edu/~user%C3%BC",
            params={"what": "normalize the percent-encoding"},
        ),
    ),
    check=not_normalized,
    fix=normalized,
)


_PUNCTUATION: Final = frozenset(";,.)'")


def _without_punctuation(text: str) -> str:
    """Return a text without the punctuation at its end: brackets and apostrophes that nothing opens count as such."""
    unopened = text.count(")") - text.count("(")
    is_alone = text.count("'") == 1
    end = len(text)
    while end and text[end - 1] in _PUNCTUATION:
        last = text[end - 1]
        if (last == ")" and unopened <= 0) or (last == "'" and not is_alone):
            break
        unopened -= last == ")"
        end -= 1
    return text[:end]


def trailing_punctuation(uri: Uri) -> Params | None:
    """A semicolon, comma or full stop at the very end, or a bracket or apostrophe that nothing opens."""
    tail = uri.fragment or uri.query or uri.path
    last = tail[-1:]
    if last not in _PUNCTUATION or not uri.text.endswith(last) or is_dot_segment(tail.rpartition("/")[2]):
        return None
    return {"character": character_name(last)} if _without_punctuation(uri.text) != uri.text else None


def without_punctuation(uri: Uri, _settings: Settings) -> str:
    """Return it without the punctuation at the end."""
    return _without_punctuation(uri.text)


TRAILING_PUNCTUATION: Final = Row(
    name="trailing_punctuation",
    severity="W/W",
    summary="A semicolon, comma or full stop at the very end, or a closing bracket or apostrophe without an opening one.",
    rationale="The character was probably copied with the sentence around the address.",
    source="mistakes seen in integrations with ORCID",
    template="Remove the {character} at the end unless it is part of the address.",
    cases=(
        Case(bad=f"{_GOOD};", corrected=_GOOD, params={"character": "“;” (semicolon, U+003B)"}),
        Case(bad=f"{_GOOD}?a=b.", corrected=f"{_GOOD}?a=b", params={"character": "“.” (full stop, U+002E)"}),
        Case(bad=f"{_GOOD})", corrected=_GOOD, params={"character": "“)” (parenthesis, U+0029)"}),
    ),
    check=trailing_punctuation,
    fix=without_punctuation,
)

# What is more than a URI

DELIMITERS: Final = Row(
    name="delimiters",
    severity="E/E",
    summary="A URI with something that was copied along with it: quotation marks, brackets, a list marker, a label, a remark, other text, or the address of a service that checks or counts links.",
    rationale="ORCID would store the copied text as part of the address, and the address would not work.",
    source="RFC 3986 appendix C; Unicode UTS #58; mistakes seen in integrations with ORCID",
    template="Enter the address alone. This was copied along with it: {what}.",
    cases=(
        Case(bad=f'"{_GOOD}"', corrected=_GOOD, params={"what": "quotation marks"}),
        Case(bad=f"<{_GOOD}>", corrected=_GOOD, params={"what": "angle brackets"}),
        Case(bad=f"- redirect_uri={_GOOD}", corrected=_GOOD, params={"what": "a list marker; a label"}),
        Case(bad=f"{_GOOD} (live)", corrected=_GOOD, params={"what": "a remark"}),
        Case(bad=f"please use {_GOOD}", corrected=_GOOD, params={"what": "other text"}),
        Case(
            bad="https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Frepository.university.edu%2Forcid&data=05",
            corrected=_GOOD,
            params={"what": "the address of a service that checks or counts links"},
        ),
    ),
    check=copied_along,
    only_malformed=True,
)

_SCHEMES_REPEATED: Final = Pattern(r"\s*+(?:https?[:/]/{0,3}){2,8}", re.IGNORECASE)


def scheme_repeated(text: str) -> str | None:
    """Return the URI without a second http:// or https:// at its start, over https if one of them is https."""
    match = _SCHEMES_REPEATED.match(text)
    if match is None:
        return None
    return f"{'https' if 'https' in match[0].lower() else 'http'}://{text[match.end() :].strip()}"


SCHEME_REPEATED: Final = Row(
    name="scheme_repeated",
    severity="E/E",
    summary="http:// or https:// twice at the start.",
    rationale="The address was pasted after a scheme that was already there. Browsers then take the second scheme for the name of the host.",
    source="mistakes seen in integrations with ORCID",
    template="Start the address with https:// once.",
    cases=(
        Case(bad="https://https://repository.university.edu/orcid", corrected=_GOOD),
        Case(bad="http://https://repository.university.edu/orcid", corrected=_GOOD),
        Case(bad="https://http://repository.university.edu/orcid", corrected=_GOOD),
    ),
    check=scheme_repeated,
    only_malformed=True,
)
# One URI, and nothing that a person may have put around it, but white space: with a scheme, or a host and a path alone. A
# wildcard or a template can be its first label.
_NOTHING_BESIDE: Final = Pattern(
    r"\s*+(?:https?://(?!/*https?[:/])(?:\*\.|\{\w+\}\.)?[A-Za-z0-9./:?=%~@&_-]++"
    r"|[A-Za-z0-9-]++\.[A-Za-z0-9.-]++/[A-Za-z0-9/_-]*+)(?<=[A-Za-z0-9/])\s*+\Z",
    re.IGNORECASE,
)


def could_be_more(uri: Uri) -> bool:
    """Return whether a value may be more than one URI by itself.

    It is not a URI, its host is a second scheme, or it is at a service that makes links of addresses.
    """
    return not (uri.absolute and uri.sound) or uri.host in _SCHEMES or may_wrap(uri.host)


def meant(text: str) -> tuple[Fault, str] | None:
    """Return what is wrong with a text that is one URI and more, and the URI.

    A URI with userinfo is not suggested, as it may have a password, nor one without a host.
    """
    inner = link_target(text.strip())
    if inner != text.strip() and (uri := split(inner)).is_web:
        return DELIMITERS.fault({"what": LINK_SERVICE}, _to_suggest(inner, uri)), inner
    return None if _NOTHING_BESIDE.match(text) else _taken_apart(text)


LINK_SERVICE: Final = "the address of a service that checks or counts links"


def among_words(text: str) -> tuple[Fault, str] | None:
    """Return what is wrong with a text that has one URI after other text or before another line, and the URI.

    What follows a URI on its line may be a part of it, such as a path with spaces, so it says nothing by itself.
    """
    if not _AMONG.search(text):
        return None
    found = uris_in(text)
    if len({each.text for each in found}) != 1:
        return None
    before, after = text[: found[0].start], text[found[-1].end :]
    is_after_words = before[-1:].isspace() and not shows_nothing(before)
    is_before_line = _NEXT_LINE.match(after) is not None
    if not (is_after_words or is_before_line):
        return None
    inner, is_broken = found[0].text, may_be_broken(text, found[-1].end)
    if is_broken and not is_after_words:
        return None  # that it has a line break says all
    return DELIMITERS.fault({"what": OTHER_TEXT}, None if is_broken else _to_suggest(inner, split(inner))), inner


OTHER_TEXT: Final = "other text"
#: Without these there is nothing to look for: a URI after white space, encoded or not, or another line.
_AMONG: Final = Pattern(r"\shttps?[:%]|[\r\n]", re.IGNORECASE)
_NEXT_LINE: Final = Pattern(r"[ \t]*+[\r\n]\s*+\S")


def _taken_apart(text: str) -> tuple[Fault, str] | None:
    """Return what `meant` does, for any text."""
    if (inner := scheme_repeated(text)) is not None:
        return SCHEME_REPEATED.fault(suggestion=_to_suggest(inner, split(inner))), inner
    written = one_uri(text)
    if written is None or (params := copied_along(written)) is None:
        return None
    if {each.wrapping for each in written.removed} == {Wrapping.PUNCTUATION} and text.startswith(written.text):
        return None  # it has a rule of its own
    uri = split(written.text)
    if not uri.host:
        return None  # nobody can know which one is meant
    return DELIMITERS.fault(params, _to_suggest(written.text, uri)), written.text


def _to_suggest(text: str, uri: Uri) -> str | None:
    """Return a text that was read as a URI, if that has a host and no userinfo."""
    return text if uri.host and uri.userinfo is None else None


#: The rules that come first for every URI.
FIRST: Final = (
    PLACEHOLDER,
    HOST_NOT_ASCII,
    ILLEGAL_CHARACTER,
    BAD_PERCENT_ENCODING,
    NOT_ABSOLUTE,
    SCHEME_NOT_ALLOWED,
    USERINFO,
)


# What several kinds of URI share


def is_http(uri: Uri) -> bool:
    """Return whether the scheme is http."""
    return uri.scheme is not None and uri.scheme.lower() == "http"


def with_https(uri: Uri, _settings: Settings) -> str | None:
    """Return it with https; a port 80 was http's. Of two URIs in one text, only one would be."""
    if uri.authority is None or (uri.text.count("://") > 1 and SEPARATOR.search(uri.text)):
        return None
    authority = host_and_port(uri.host, None if uri.port == "80" else uri.port)
    return f"https://{authority}{uri.text.partition(f'//{uri.authority}')[2]}"
