"""Fast paths: shapes so plain that no rule can object to them, one for each kind of value.

Most values are of these shapes; all others take the rules one by one. Nothing depends on which way a value goes:
`tests/test_fast_paths.py` checks that no rule finds anything in a value of such a shape, and that common values have
one. A new rule that objects to a plain shape has to narrow it here. Types are asked for by identity, and only text is
compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from orcid_clientreq.fields import Choice, Field, Kind
from orcid_clientreq.form import Settings
from orcid_clientreq.syntax.addresses import GMAIL, Address, mailbox, normal_local_part
from orcid_clientreq.syntax.hosts import NAME_LIMIT, Names, is_simple
from orcid_clientreq.syntax.patterns import Pattern

# No group here is repeated possessively: before 3.11.5, `re` matches such a repetition wrongly (gh-106052), and Debian
# 12 still ships 3.11.2. The classes inside the groups are possessive, so a group can be matched in one way only.

# A host of labels to which no rule objects, but for what an A-label stands for; the last one is no special name.
_LABEL: Final = "(?!your|example|-)[a-z0-9-]{1,62}+(?<!-)"
_SPECIAL: Final = "arpa|corp|example|home|internal|intranet|invalid|lan|local|localdomain|localhost|onion|private|test"
_TOP_LEVEL: Final = rf"(?!(?:{_SPECIAL})(?![a-z])|your)[a-z]{{2,18}}+"
_HOST: Final = rf"(?:{_LABEL}\.)+{_TOP_LEVEL}"
# Words with a dot between them.
_LOCAL_PART: Final = r"(?=[^@]{1,64}@)[a-z0-9_+-]++(?:\.[a-z0-9_+-]++)*"
_ANY_LOCAL_PART: Final = _LOCAL_PART.replace("a-z", "A-Za-z")
# Segments that do not begin with a dot, and so are no dot segments; none is empty but the last.
_PATH: Final = "(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)"
# A parameter whose name does not begin like one of the authorization response.
_PARAMETER: Final = "(?!code|error|id_token|iss|access_token|response|state)[A-Za-z0-9._~/=-]*+"
_QUERY: Final = rf"\?{_PARAMETER}(?:&{_PARAMETER})*"
# ASCII and Latin-1 but what begins markup, is a control character or does not show; more Latin letters; dashes and
# quotation marks. Then kana and ideographs, which take ten times as long to compile.
_LATIN: Final = "[ -%'-;=-~\u00a1-\u00ac\u00ae-\u00ff]++|[\u0100-\u024f]++|[\u2010-\u2015]++|[\u2018-\u2026]++"
_SHOWN: Final = rf"{_LATIN}|[\u3001-\u30fe]++|[\u4e00-\u9fa5]++"

_NAME: Final = Pattern(rf"{_HOST}\Z")
_CONTACT: Final = Pattern(rf"({_LOCAL_PART})@({_HOST})\Z")
_OTHER_CONTACT: Final = Pattern(rf"({_ANY_LOCAL_PART})@((?![.-])[^\x00-,/:-@[-`{{-\x7f]{{1,62}}\.[A-Za-z]{{2,18}})\Z")
_TEXT: Final = Pattern(rf"(?! )(?:{_SHOWN})+(?<! )\Z")
_HOMEPAGE: Final = Pattern(rf"https://({_HOST}){_PATH}*/?+(?<!\.)\Z")
_REDIRECT_URI: Final = Pattern(rf"https://({_HOST}){_PATH}+/?+(?:{_QUERY})?(?<!\.)\Z")

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
    local, host = normal_local_part(given), written.lower()
    domain = host if host.isascii() else names.a_labels(host)
    if domain is None or not _NAME.match(domain):
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


# What a request holds, by kind: `None` where the rules have to look.


def take_contact(_field: Field, value: object, settings: Settings, names: Names) -> str | None:
    """Return a contact of the plain shape, normalized, if a policy lists none."""
    if type(value) is not str or len(value) > settings.limits.email or settings.known_contacts:
        return None
    address = plain_address(value, names)
    return address and address.normalized


def take_text(field: Field, value: object, settings: Settings, _names: Names) -> str | None:
    """Return a text of the plain shape."""
    if type(value) is not str:
        return None
    limits, length = settings.limits, len(value)
    if length > getattr(limits, field.limit) or (field.advised and length > getattr(limits, field.advised)):
        return None
    return value if _TEXT.match(value) else None


def take_homepage(_field: Field, value: object, settings: Settings, names: Names) -> str | None:
    """Return a home page of the plain shape."""
    if type(value) is not str or len(value) > settings.limits.uri:
        return None
    match = _HOMEPAGE.match(value)
    return value if match and _is_plain_host(match[1], names) else None


def is_faultless_redirect_uri(text: str, settings: Settings, names: Names) -> bool:
    """Return whether a redirect URI is of the plain shape, and short."""
    limits, length = settings.limits, len(text)
    if length > limits.redirect_uri_advised or length > limits.uri:
        return False
    match = _REDIRECT_URI.match(text)
    return match is not None and _is_plain_host(match[1], names)


def take_choice(field: Field, value: object, _settings: Settings, _names: Names) -> Choice | None:
    """Return the answer to a question that has a choice, if it is given as the form has it."""
    return field.choices.get(value) if type(value) is str else None


# Shorter than a name may be, so that no host in it is too long.
_SHORT: Final = f"(?!.{{{NAME_LIMIT + 1}}})"
#: The expressions for values that are short; an A-label in them is to be read. For most values there is no more to ask.
PLAIN: Final[Mapping[Kind, re.Pattern[str]]] = {
    Kind.CONTACT: re.compile(_CONTACT.pattern),
    Kind.TEXT: re.compile(rf"(?! )(?:{_LATIN})+(?<! )\Z"),
    Kind.HOMEPAGE: re.compile(f"{_SHORT}{_HOMEPAGE.pattern}"),
    Kind.REDIRECT_URI: re.compile(f"{_SHORT}{_REDIRECT_URI.pattern}"),
}


def are_apart(contact: str, other: str) -> bool:
    """Return whether two contacts of the plain shape are those of different mailboxes, whoever keeps these.

    >>> are_apart("orcid@university.edu", "pin@university.edu")
    True
    >>> are_apart("orcid@university.edu", "Orcid+pin@university.edu")
    False
    """
    # As if both were at Gmail, which takes most addresses for the same.
    return mailbox(contact.partition("@")[0], GMAIL) != mailbox(other.partition("@")[0], GMAIL)
