"""Shapes of plain values, to which no rule objects: one for each kind of value.

Most values have one; the rules are asked about all others. Each shape has a comment that names the rules that it keeps
away, since a rule that objects to a value of a shape would never be asked. `tox -e update` compares the shapes with the
examples of each rule, and the tests compare them with what the strategies draw to break it: a new rule may have to
narrow a shape. Types are compared by identity, and nothing but text is compared.
"""

from __future__ import annotations

# A cast of a list would cost time here, where every request passes.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
import re
from collections.abc import Collection, Mapping
from itertools import groupby
from typing import Final

from orcid_clientreq.fields import Choice, Field, Kind
from orcid_clientreq.form import Settings
from orcid_clientreq.syntax.addresses import GMAIL, Address, mailbox, normal_local_part
from orcid_clientreq.syntax.hosts import NAME_LIMIT, ORCID, TUNNELS, Names, is_simple, lower_case
from orcid_clientreq.syntax.patterns import Pattern


def _last_label(domain: str) -> str:
    """Return the label of the top-level domain."""
    return domain.rpartition(".")[2]


# No group here is repeated possessively: before 3.11.5, `re` matches such a repetition wrongly (gh-106052), and Debian
# 12 still ships 3.11.2. The classes inside the groups are possessive, so a group can be matched in one way only.

# A name in lower case: not host_invalid, dotless_host, not_normalized, illegal_character, host_not_ascii, userinfo,
# wildcard or ip_address. No label begins like that of an example: not placeholder, and in English not example_host.
_LABEL: Final = "(?!your|example|-)[a-z0-9-]{1,62}+(?<!-)"
# The last label is not that of a private network or of a special use: not non_public_host, localhost or
# reserved_domain.
_SPECIAL: Final = "arpa|corp|example|home|internal|intranet|invalid|lan|local|localdomain|localhost|onion|private|test"
_TOP_LEVEL: Final = rf"(?!(?:{_SPECIAL})(?![a-z])|your)[a-z]{{2,18}}+"
# An A-label (xn--…) is looked at once more: it may be invalid, or a confusable_host.
_DOMAIN: Final = rf"(?:{_LABEL}\.)+{_TOP_LEVEL}"
# The label before the last does not end like that of a guide in another language (dominio, domaine, domain, servidor,
# serveur, hochschule): not example_host.
_OF_GUIDE: Final = r"(?<!(?:inio|aine|main|idor|veur|hule)\.)(?<!inio\.com\.)"
_HOST: Final = rf"(?:{_LABEL}\.)+{_OF_GUIDE}{_TOP_LEVEL}"


def _host_outside(domains: Collection[str]) -> str:
    """Return the expression of a host outside of some domains, which is seen at the last label."""
    theirs = "|".join(
        f"{last}(?:{'|'.join(rf'(?<={re.escape(each)})' for each in sorted(of_last))})"
        for last, of_last in groupby(sorted(domains, key=_last_label), _last_label)
    )
    return rf"(?:{_LABEL}\.)+{_OF_GUIDE}(?!{theirs}){_TOP_LEVEL}"


# Nor is it a domain of ORCID's or of a tunnelling service: not orcid_host or tunnel.
_HOST_OF_APPLICATION: Final = _host_outside({*ORCID, *TUNNELS})
# The same for mail, where no label begins like a service with public inboxes, either: not public_mailbox.
_MAIL_HOST: Final = _DOMAIN.replace("your|", "your|mailinator|maildrop|mailnesia|yopmail|", 1)
# Words with a dot between them, in ASCII: not invalid, typographic, internationalized, display_name or
# multiple_addresses.
_LOCAL_PART: Final = r"(?=[^@]{1,64}@)[a-z0-9_+-]++(?:\.[a-z0-9_+-]++)*"
_ANY_LOCAL_PART: Final = _LOCAL_PART.replace("a-z", "A-Za-z")
# Segments that begin with no dot: not dot_segment. Nothing is percent-encoded: not bad_percent_encoding,
# risky_encoding or not_normalized. None is empty but the last.
_PATH: Final = "(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)"
# The same without the words that stand for a value: not unfilled.
_PATH_OF_CALLBACK: Final = _PATH.replace("/", "/(?![unNY](?:ndefined|ull|one|OUR))", 1)
# A parameter whose name begins like none of the authorization response: not reserved_parameter.
_PARAMETER: Final = "(?!code|error|id_token|iss|access_token|response|state)[A-Za-z0-9._~/=-]*+"
_QUERY: Final = rf"\?{_PARAMETER}(?:&{_PARAMETER})*"
# ASCII and Latin-1 without what begins markup and templates, control characters, and the soft hyphen; more Latin
# letters; dashes and quotation marks. Not markup, control_character, bidi_control, invisible_character or confusable.
_LATIN: Final = "[ -%'-;=-Z\\\\-z|-~\u00a1-\u00ac\u00ae-\u00ff]++|[\u0100-\u024f]++|[\u2010-\u2015]++|[\u2018-\u2026]++"
# Kana and ideographs, which take ten times as long to compile.
_SHOWN: Final = rf"{_LATIN}|[\u3001-\u30fe]++|[\u4e00-\u9fa5]++"

_MAIL_NAME: Final = Pattern(rf"{_MAIL_HOST}\Z")
_CONTACT: Final = Pattern(rf"({_LOCAL_PART})@({_MAIL_HOST})\Z")
# Capitals, and names that are not ASCII: the name is put into its normal form, and has to be plain then.
_OTHER_CONTACT: Final = Pattern(rf"({_ANY_LOCAL_PART})@((?![.-])[^\x00-,/:-@[-`{{-\x7f]{{1,62}}\.[A-Za-z]{{2,18}})\Z")
# No space at an end: not surrounding_whitespace. No template at an end, nor one in brackets: not unfilled.
# Nor a word of programs alone.
_TEXT_BEGINS: Final = r"(?! |TODO|[Ll][Oo][Rr][Ee][Mm] |(?i:null|none|undefined|nan|n/?a|tbd|#[A-Z/0]++[!?]?)\s*\Z)"
_TEXT_ENDS: Final = r"(?<! )(?<!TODO)\Z"
_TEXT: Final = Pattern(rf"{_TEXT_BEGINS}(?:{_SHOWN})+{_TEXT_ENDS}")
# https, no port, no full stop at the end: not insecure, port_invalid or trailing_punctuation.
_HOMEPAGE: Final = Pattern(rf"https://({_HOST}){_PATH}*/?+(?<!\.)\Z")
# The same with a path: not https_required, fragment, host_only, several or query_separator.
_REDIRECT_URI: Final = Pattern(rf"https://({_HOST_OF_APPLICATION}){_PATH_OF_CALLBACK}+/?+(?:{_QUERY})?(?<!\.)\Z")

# Shorter than a name may be, so that no host in it is too long.
_SHORT: Final = f"(?!.{{{NAME_LIMIT + 1}}})"
#: The same expressions for short values, in which no host can be too long. A value that matches one and has no A-label
#: is plain.
SHORT: Final[Mapping[Kind, re.Pattern[str]]] = {
    Kind.CONTACT: re.compile(_CONTACT.pattern),
    Kind.TEXT: re.compile(rf"{_TEXT_BEGINS}(?:{_LATIN})+{_TEXT_ENDS}"),
    Kind.HOMEPAGE: re.compile(f"{_SHORT}{_HOMEPAGE.pattern}"),
    Kind.REDIRECT_URI: re.compile(f"{_SHORT}{_REDIRECT_URI.pattern}"),
}
_is_short_redirect_uri: Final = SHORT[Kind.REDIRECT_URI].match

_ADDRESS_LIMIT: Final = 254  # in octets, decoded and in A-labels

_HYPHENS_ELSEWHERE: Final = Pattern(r"(?<!\.xn)(?<!^xn)--")  # other than in the prefix of an A-label


def _plain_labels(host: str, names: Names) -> tuple[str, ...] | None:
    """Return the labels of a plain name with A-labels decoded, `None` where it is not plain."""
    if _HYPHENS_ELSEWHERE.search(host):
        return None
    labels = names.labels(host)
    if labels is None or all(label.isascii() or is_simple(label) for label in labels):
        return labels
    from orcid_clientreq.syntax.scripts import confusable_label  # noqa: PLC0415 - its table is for other scripts

    return None if confusable_label(labels) else labels


def _is_plain_host(host: str, names: Names) -> bool:
    """Return whether no rule can object to a host of the shape above for its length or its A-labels."""
    if len(host) > NAME_LIMIT:
        return False
    if "--" not in host or host in names.plain:
        return True
    if _plain_labels(host, names) is None:
        return False
    names.plain.add(host)
    return True


def plain_address(text: str, names: Names | None = None) -> Address | None:
    r"""Return an address to which no rule can object, its length aside, or `None` where the rules have to look.

    >>> plain_address("orcid@University.edu")
    Address(normalized='orcid@university.edu', local='orcid', domain='university.edu')
    >>> plain_address("orcid@xn--bcher-kva.edu")
    Address(normalized='orcid@b\xfccher.edu', local='orcid', domain='xn--bcher-kva.edu')
    >>> plain_address("orcid@localhost") is None
    True
    """
    match = _CONTACT.match(text)
    if match and "--" not in text:
        return Address(text, match[1], match[2])
    match = match or _OTHER_CONTACT.match(text)
    return _read_apart(match[1], match[2], names or Names()) if match else None


def _read_apart(given: str, written: str, names: Names) -> Address | None:
    """Return the plain address of a local part and a host that may have capitals, or be internationalized."""
    local, host = normal_local_part(given), lower_case(written)
    domain = host if host.isascii() else names.a_labels(host)
    if domain is None or not _MAIL_NAME.match(domain):
        return None
    if host == domain and "--" not in domain:
        return Address(f"{local}@{host}", local, domain)
    labels = _plain_labels(domain, names)
    decoded = ".".join(labels or ())
    if not decoded.isprintable() or host not in {domain, decoded} or not labels:
        return None
    if len(local) + 1 + max(len(domain), len(decoded.encode())) > _ADDRESS_LIMIT:
        return None
    return Address(f"{local}@{decoded}", local, domain)


# One function for each kind: the normalized value if it has the plain shape, `None` if the rules have to look.


def plain_contact(_field: Field, value: object, settings: Settings, names: Names) -> str | None:
    """Return a contact, normalized; not if a policy lists contacts, for unknown_contact."""
    if type(value) is not str or len(value) > settings.limits.email or settings.known_contacts:
        return None
    address = plain_address(value, names)
    if address is None or len(address.normalized) > settings.limits.email:  # the normal form can be longer
        return None
    return address.normalized


def plain_text(field: Field, value: object, settings: Settings, _names: Names) -> str | None:
    """Return a text."""
    if type(value) is not str:
        return None
    limits, length = settings.limits, len(value)
    if length > getattr(limits, field.limit) or (field.advised and length > getattr(limits, field.advised)):
        return None
    return value if _TEXT.match(value) else None


def plain_homepage(_field: Field, value: object, settings: Settings, names: Names) -> str | None:
    """Return a home page."""
    if type(value) is not str or len(value) > settings.limits.uri:
        return None
    match = _HOMEPAGE.match(value)
    return value if match and _is_plain_host(match[1], names) else None


def is_plain_redirect_uri(text: str, settings: Settings, names: Names) -> bool:
    """Return whether a redirect URI is plain, and not longer than advised."""
    limits, length = settings.limits, len(text)
    if length > limits.redirect_uri_advised or length > limits.uri:
        return False
    if length <= NAME_LIMIT and "--" not in text:
        return _is_short_redirect_uri(text) is not None
    match = _REDIRECT_URI.match(text)
    return match is not None and _is_plain_host(match[1], names)


def plain_choice(field: Field, value: object, _settings: Settings, _names: Names) -> Choice | None:
    """Return the answer to a question that has a choice, if it is given as the form has it."""
    return field.choices.get(value) if type(value) is str else None


def plain_redirect_uris(_field: Field, value: object, settings: Settings, names: Names) -> tuple[str, ...] | None:
    """Return the redirect URIs of a list: each is plain, none is there twice, and there are no more than advised."""
    if not (type(value) is list or type(value) is tuple) or not value:
        return None
    limits, number = settings.limits, len(value)
    if number > limits.redirect_uris_advised or number > limits.redirect_uris:
        return None
    for item in value:
        if type(item) is not str or not is_plain_redirect_uri(item, settings, names):
            return None
    return tuple(value) if number == 1 or len(set(value)) == number else None


def are_apart(contact: str, other: str) -> bool:
    """Return whether two plain contacts have different mailboxes, whoever hosts them.

    >>> are_apart("orcid@university.edu", "pin@university.edu")
    True
    >>> are_apart("orcid@university.edu", "Orcid+pin@university.edu")
    False
    """
    # Gmail's rules are the loosest: addresses that differ there differ everywhere.
    return mailbox(contact.partition("@")[0], GMAIL) != mailbox(other.partition("@")[0], GMAIL)
