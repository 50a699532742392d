"""Links that mail programs, chats and search engines put in place of an address, to look at it first."""

from __future__ import annotations

import re
import string
from base64 import urlsafe_b64decode
from typing import Final
from urllib.parse import parse_qs

from orcid_clientreq.syntax.hosts import lower_case
from orcid_clientreq.syntax.patterns import Pattern

#: Each with the parameter that has the address: of Outlook, Teams, Google, Slack, Facebook and Barracuda.
_IN_PARAMETER: Final = (
    (Pattern(r"https?://[\w-]{1,63}\.safelinks\.protection\.outlook\.com/\?", re.IGNORECASE), "url"),
    (Pattern(r"https?://statics\.teams\.cdn\.office\.net/[\w/-]{1,80}/atp-safelinks\.html\?", re.IGNORECASE), "url"),
    (Pattern(r"https?://(?:www\.)?google\.com/url\?", re.IGNORECASE), "q"),
    (Pattern(r"https?://slack-redir\.net/link\?", re.IGNORECASE), "url"),
    (Pattern(r"https?://lm?\.facebook\.com/l\.php\?", re.IGNORECASE), "u"),
    (Pattern(r"https?://linkprotect\.cudasvc\.com/url\?", re.IGNORECASE), "a"),
)
#: The Internet Archive's, after the time of the copy.
_ARCHIVED: Final = Pattern(r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:)", re.IGNORECASE)
#: The hosts of these, each of its kind.
_HOSTS: Final = (
    *(".safelinks.protection.outlook.com", "statics.teams.cdn.office.net", "google.com", "slack-redir.net"),
    *("l.facebook.com", "lm.facebook.com", "linkprotect.cudasvc.com", "web.archive.org"),
    *("urldefense.com", "urldefense.us"),
)
#: Proofpoint's URL Defense, version 3: the address, in which an asterisk stands for characters that are at the end.
_URL_DEFENSE: Final = Pattern(
    r"https?://urldefense\.(?:com|us)/v3/__([^\n]{1,2000}?)__;([^!\s]{0,2000})(?:!|\Z)", re.IGNORECASE
)
_HOST: Final = Pattern(r"[Hh][Tt][Tt][Pp][Ss]?://([A-Za-z0-9.-]++)")
_LEFT_OUT: Final = Pattern(r"\*(?:\*([A-Za-z0-9_-]))?")
#: How many characters two asterisks and a letter stand for, from two on.
_LENGTHS: Final = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"


def may_wrap(host: str) -> bool:
    """Return whether links at a host can be made of another address.

    >>> may_wrap("eur03.safelinks.protection.outlook.com"), may_wrap("university.edu")
    (True, False)
    """
    return lower_case(host).endswith(_HOSTS)


def link_target(uri: str) -> str:
    """Return the address that a link was made of, or the link if it was made by none of these.

    >>> link_target("https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Funiv.edu%2Forcid&data=05")
    'https://univ.edu/orcid'
    >>> link_target("https://urldefense.com/v3/__https://univ.edu/orcid__;!!abc$"), link_target("https://univ.edu/?url=x")
    ('https://univ.edu/orcid', 'https://univ.edu/?url=x')
    >>> link_target("https://urldefense.com/v3/__https:**Auniv.edu*orcid__;Ly8v!!abc$")
    'https://univ.edu/orcid'
    >>> link_target("https://www.google.com/url?q=https://univ.edu/orcid&sa=D")
    'https://univ.edu/orcid'
    """
    host = _HOST.match(uri)
    if host is None or not may_wrap(host[1]):
        return uri
    for pattern, name in _IN_PARAMETER:
        if match := pattern.match(uri):
            return next(iter(parse_qs(uri[match.end() :]).get(name, ())), uri)
    if match := _ARCHIVED.match(uri):
        return uri[match.end() :]
    match = _URL_DEFENSE.match(uri)
    return (_filled_in(match[1], match[2]) or uri) if match else uri


def _filled_in(address: str, left_out: str) -> str | None:
    """Return an address of URL Defense with the characters that were left out, `None` if they don't fit."""
    try:
        characters = urlsafe_b64decode(f"{left_out}{'=' * (-len(left_out) % 4)}").decode()
    except ValueError:
        return None
    position = 0

    def next_ones(match: re.Match[str]) -> str:
        nonlocal position
        start = position
        position += _LENGTHS.index(match[1]) + 2 if match[1] else 1
        return characters[start:position]

    filled_in = _LEFT_OUT.sub(next_ones, address)
    return filled_in if position == len(characters) else None
