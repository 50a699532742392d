"""Fast paths: shapes so plain that no rule can object to them, one for each kind of value.

Most values are of these shapes; all others take the rules one by one. Nothing depends on which way a value goes:
`tests/test_fast_paths.py` checks that no rule finds anything in a value of such a shape, and that common values have
one. A new rule that objects to a plain shape has to narrow it here. Types are asked for by identity, and only text is
compared.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from typing import Any, Final, Protocol, cast

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import FIELDS, Field, Kind, limit_of
from orcid_clientreq.form import FormEdition, Settings
from orcid_clientreq.syntax.addresses import GMAIL, Address, mailbox
from orcid_clientreq.syntax.hosts import NAME_LIMIT, Names, a_labels

# A host of labels to which no rule objects, but for what an A-label stands for; the last one is no special name.
_LABEL: Final = "(?!your|example)[a-z0-9][a-z0-9-]{0,60}+(?<!-)"
_SPECIAL: Final = "arpa|corp|example|home|internal|intranet|invalid|lan|local|localdomain|localhost|onion|private|test"
_TOP_LEVEL: Final = rf"(?!(?:{_SPECIAL})(?![a-z])|your)[a-z]{{2,18}}+"
_HOST: Final = rf"(?:{_LABEL}\.)++{_TOP_LEVEL}"
# Words with a dot between them.
_LOCAL_PART: Final = r"(?=[^@]{1,64}@)[a-z0-9_+-]++(?:\.[a-z0-9_+-]++)*+"
# Segments that do not begin with a dot, and so are no dot segments.
_SEGMENT: Final = r"/(?!\.)[A-Za-z0-9._~-]*+"
# A parameter whose name does not begin like one of the authorization response.
_PARAMETER: Final = "(?!code|error|id_token|iss|access_token|response|state)[A-Za-z0-9._~/=-]*+"
_QUERY: Final = rf"\?{_PARAMETER}(?:&{_PARAMETER})*+"

_CONTACT: Final = rf"({_LOCAL_PART})@({_HOST})"
_HOMEPAGE: Final = rf"https://({_HOST})(?:{_SEGMENT})*+(?<!\.)"
_REDIRECT_URI: Final = rf"https://({_HOST})(?=/[A-Za-z0-9_~-])(?:{_SEGMENT})++(?:{_QUERY})?+(?<!\.)"

_NAME: Final = re.compile(rf"{_HOST}\Z")
_ONE_CONTACT: Final = re.compile(rf"{_CONTACT}\Z")
_ONE_HOMEPAGE: Final = re.compile(rf"{_HOMEPAGE}\Z")
_ONE_REDIRECT_URI: Final = re.compile(rf"{_REDIRECT_URI}\Z")
_INTERNATIONAL_CONTACT: Final = re.compile(rf"({_LOCAL_PART})@((?![.-])[^\x00-,/:-`{{-\x7f]{{1,62}}\.[a-z]{{2,18}})\Z")
#: Two contacts, a home page and redirect URIs, a line for each.
_LINES: Final = re.compile(rf"{_CONTACT}\n{_CONTACT}\n{_HOMEPAGE}(?:\n{_REDIRECT_URI})++\Z")

_ADDRESS_LIMIT: Final = 254  # in octets, decoded and in A-labels

_HYPHENS_ELSEWHERE: Final = re.compile(r"(?<!\.xn)(?<!^xn)--")  # other than in the prefix of an A-label


def _plain_labels(host: str, names: Names) -> tuple[str, ...] | None:
    """Return the labels of a plain name with A-labels decoded, `None` where it is not plain."""
    if _HYPHENS_ELSEWHERE.search(host):
        return None
    from orcid_clientreq.syntax.scripts import confusable_label  # noqa: PLC0415 - its table is for such names

    labels = names.labels(host)
    return None if labels is None or confusable_label(labels) else labels


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


def is_plain_redirect_uri(text: str, names: Names) -> bool:
    """Return whether no rule can object to a redirect URI, its length aside.

    Args:
        text: The redirect URI.
        names: What the values of one request share.

    >>> is_plain_redirect_uri("https://university.edu/orcid", Names())
    True
    >>> is_plain_redirect_uri("https://university.edu/%7e", Names())
    False
    """
    match = _ONE_REDIRECT_URI.match(text)
    return match is not None and _is_plain_host(match[1], names)


def is_plain_homepage(text: str, names: Names) -> bool:
    """Return whether no rule can object to a home page, its length aside; the last argument is as above.

    >>> is_plain_homepage("https://university.edu", Names()), is_plain_homepage("http://university.edu", Names())
    (True, False)
    """
    match = _ONE_HOMEPAGE.match(text)
    return match is not None and _is_plain_host(match[1], names)


def are_plain(values: tuple[str, ...]) -> bool:
    """Return whether no rule can object to the first values of a request, nor to them together.

    They are looked at as one text, a line for each. Its lines are of the shapes above, without internationalized hosts.

    Args:
        values: The contact, the one for the PIN, the home page, and the redirect URIs. None is longer than an
            address may be, and so no host is longer than a name may be.

    >>> are_plain(("a@university.edu", "b@university.edu", "https://university.edu", "https://university.edu/orcid"))
    True
    >>> are_plain(("a@university.edu", "a@university.edu", "https://university.edu", "https://university.edu/orcid"))
    False
    """
    text = "\n".join(values)
    match = _LINES.match(text)
    if match is None or "--" in text or text.count("\n") >= len(values):  # each is one line
        return False
    contact, pin_contact = match[1], match[3]
    # As if both were at Gmail, which takes most addresses for the same.
    different = contact[0] != pin_contact[0] or mailbox(contact, GMAIL) != mailbox(pin_contact, GMAIL)
    return different and len(set(values)) == len(values)


def plain_address(text: str, names: Names | None = None) -> Address | None:
    r"""Return an address to which no rule can object, its length aside, or `None` where the rules have to look.

    >>> plain_address("orcid@university.edu")
    Address(normalized='orcid@university.edu', local='orcid', domain='university.edu')
    >>> plain_address("orcid@xn--bcher-kva.edu")
    Address(normalized='orcid@b\xfccher.edu', local='orcid', domain='xn--bcher-kva.edu')
    >>> plain_address("ORCID@university.edu") is None
    True
    """
    match = _ONE_CONTACT.match(text) or _INTERNATIONAL_CONTACT.match(text)
    if match is None:
        return None
    local, host = match.groups()
    domain = host if host.isascii() else a_labels(host)
    if domain is None or not _NAME.match(domain):
        return None
    if host == domain and "--" not in domain:
        return Address(text, local, domain)
    labels = _plain_labels(domain, names or Names())
    decoded = ".".join(labels or ())
    if not decoded.isprintable() or host not in {domain, decoded} or not labels:
        return None
    if len(local) + 1 + max(len(domain), len(decoded.encode())) > _ADDRESS_LIMIT:
        return None
    return Address(f"{local}@{decoded}", local, domain)


def is_plain_text(text: str) -> bool:
    """Return whether no rule can object to a text that is shown to people, its length aside.

    >>> is_plain_text("Sign in with ORCID."), is_plain_text("Sign in & out"), is_plain_text(" ")
    (True, False, False)
    """
    return (
        text.isascii() and text.isprintable() and "<" not in text and "&" not in text and text[:1] not in {"", " "}
    ) and text[-1] != " "


def is_faultless_text(text: str, field: Field, settings: Settings) -> bool:
    """Return whether a text is of the plain shape, and short."""
    limits = settings.limits
    limit: int = getattr(limits, field.advised or field.limit)
    return len(text) <= limit and len(text) <= limit_of(field, limits) and is_plain_text(text)


def is_faultless_homepage(text: str, settings: Settings, names: Names) -> bool:
    """Return whether a home page is of the plain shape, and short."""
    return len(text) <= settings.limits.uri and is_plain_homepage(text, names)


def is_faultless_redirect_uri(text: str, settings: Settings, names: Names) -> bool:
    """Return whether a redirect URI is of the plain shape, and short."""
    limits, length = settings.limits, len(text)
    return length <= limits.redirect_uri_advised and length <= limits.uri and is_plain_redirect_uri(text, names)


# A request as a whole

_TEXT: Final = {str}
_TEXTS: Final = tuple(
    FIELDS[name] for name in EDITIONS[FormEdition.JANUARY_2020].by_name if FIELDS[name].kind is Kind.TEXT
)
#: Rules that the shapes do not know of, since they are off unless a policy has them in the edition of January 2020.
_OF_OPTIONAL: Final = frozenset(
    {"staff_notes.missing", "client_name.missing", "organization_name.missing", "client_name.not_from_organization"}
)


class Changed(Settings, Protocol):
    """What the fast path of a request asks of a policy."""

    def changes(self, codes: Container[str]) -> bool:
        """Return whether it differs from the catalogue in one of some codes."""
        ...


def plain_request(given: Mapping[str, Any], policy: Changed) -> dict[str, Any] | None:
    """Return the values that a request holds, `None` where its fields have to be looked at one by one.

    Args:
        given: The members of a form of the edition of January 2020.
        policy: Its edition, limits and known contacts are used.

    >>> from orcid_clientreq import PRODUCTION
    >>> from orcid_clientreq.rules.model import GOOD_REQUEST
    >>> (plain_request(GOOD_REQUEST, PRODUCTION) or {})["contact_email"]
    'orcid@library.university.edu'
    """
    get = given.get
    redirect_uris: object = get("redirect_uris")
    if type(redirect_uris) is not list and type(redirect_uris) is not tuple:
        return None
    uris = cast("Sequence[Any]", redirect_uris)
    if not _has_room(policy, len(uris)):
        return None
    contact, pin_contact, homepage = get("contact_email"), get("pin_contact_email"), get("homepage_url")
    values: tuple[Any, ...] = (contact, pin_contact, homepage, *uris)
    if set(map(type, values)) != _TEXT or max(map(len, values)) > _longest(policy) or not are_plain(values):
        return None
    held: dict[str, Any] = {
        "contact_email": contact,
        "pin_contact_email": pin_contact,
        "homepage_url": homepage,
        "redirect_uris": tuple(uris),
    }
    for field in _TEXTS:
        text = get(field.name)
        if type(text) is str and is_faultless_text(text, field, policy):
            held[field.name] = text
        elif field.name == "description" or not (text is None or (type(text) is str and not text)):
            return None
    return held


def _has_room(policy: Changed, uris: int) -> bool:
    """Return whether a policy takes so many redirect URIs, and has no further rule for plain values."""
    limits = policy.limits
    return (
        uris <= limits.redirect_uris_advised
        and uris <= limits.redirect_uris
        and policy.edition is FormEdition.JANUARY_2020
        and not policy.known_contacts
        and not policy.changes(_OF_OPTIONAL)
    )


def _longest(policy: Settings) -> int:
    """Return how long an address and a URI may be, whichever it is."""
    limits = policy.limits
    return min(limits.email, limits.uri, limits.redirect_uri_advised)
