"""Why a text is no email address: the first thing that is true of it and plain to see.

email-validator says whether a text is an address, but it says why in English only, for some texts it says little, and
of a text in quotation marks that it has no @-sign.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from orcid_clientreq.syntax.display import invisible_character
from orcid_clientreq.syntax.hosts import NAME_LIMIT, lower_case
from orcid_clientreq.syntax.invisible import REPLACEMENT
from orcid_clientreq.syntax.patterns import Pattern

# RFC 6761, 6762, 7686 and the arpa domain: names at which no mail can arrive. email-validator keeps such a
# list in a module global that a host program may change, and our answer must not depend on that.
SPECIAL_USE: Final = ("arpa", "invalid", "local", "localhost", "onion", "test")
# RFC 5321 sections 4.5.3.1.1 and 4.5.3.1.3, in octets. email-validator counts the characters of the local part.
LOCAL_PART_LIMIT: Final = 64
_LIMIT: Final = 254
_LABEL_LIMIT: Final = 63

# RFC 5321 section 4.1.2: Quoted-string, before the @-sign.
_QUOTED: Final = Pattern(r'"[^"\\]*+(?:\\.[^"\\]*+)*"@[^@\s"]+\Z')
# RFC 5322 section 3.2.3 (atext) and RFC 6531, with the dot.
_LOCAL_PART: Final = Pattern(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\x80-\U0010ffff-]")
_DOMAIN: Final = Pattern(r"[A-Za-z0-9.\x80-\U0010ffff-]")
_NUMBERS: Final = Pattern(r"\[.*\]\Z|[0-9]++(?:\.[0-9]++)*\Z")
# Characters that look like the @-sign.
_AT_SIGNS: Final = Pattern("[\uff20\ufe6b]")


class Refusal(NamedTuple):
    """Why a text is no address.

    Args:
        code: What is wrong; `before`, `after` or `any` is where, if no more is known.
        character: The character that is wrong, if it is one.
    """

    code: str
    character: str = ""


def refusal_of(text: str) -> Refusal:
    """Return why a text is no address.

    Args:
        text: What is known to be none.

    >>> refusal_of("orcid@university"), refusal_of("or(cid)@university.edu")
    (Refusal(code='no_dot', character=''), Refusal(code='character_before', character='('))
    """
    return next(_of_text(text))


def _of_text(text: str) -> Iterator[Refusal]:
    """Yield what is wrong with a text, the plainest first."""
    if (character := _unseen(text)) is not None:
        yield Refusal("lost" if character == REPLACEMENT else "invisible", character)
    if "@" not in text:
        match = _AT_SIGNS.search(text)
        yield Refusal("other_at_sign", match[0]) if match else Refusal("at_sign")
    if _QUOTED.match(text):
        yield Refusal("quoted")
    if text.count("@") > 1:
        yield Refusal("second_at_sign")
    if any(map(str.isspace, text)):
        yield Refusal("space")
    if "," in text or ";" in text:
        yield Refusal("separator")
    local, _, domain = text.partition("@")
    yield from _of_local_part(local)
    yield from _of_domain(domain)
    yield Refusal("long" if len(text.encode()) > _LIMIT else _where(local, domain))


def _of_local_part(local: str) -> Iterator[Refusal]:
    """Yield what is wrong before the @-sign."""
    if not local:
        yield Refusal("nothing_before")
    if ".." in local:
        yield Refusal("two_dots")
    if local.startswith(".") or local.endswith("."):
        yield Refusal("dot_before")
    if character := _not_of(_LOCAL_PART, local):
        yield Refusal("character_before", character)
    if len(local.encode()) > LOCAL_PART_LIMIT:
        yield Refusal("long_before")


def _of_domain(domain: str) -> Iterator[Refusal]:
    """Yield what is wrong after the @-sign."""
    if not domain:
        yield Refusal("nothing_after")
    if ".." in domain:
        yield Refusal("two_dots")
    if domain.startswith(".") or domain.endswith("."):
        yield Refusal("dot_after")
    if _NUMBERS.match(domain):
        yield Refusal("ip_address")
    if character := _not_of(_DOMAIN, domain):
        yield Refusal("character_after", character)
    labels = domain.split(".")
    if any(label.startswith("-") or label.endswith("-") for label in labels):
        yield Refusal("hyphen")
    if len(labels) == 1:
        yield Refusal("no_dot")
    if lower_case(labels[-1]) in SPECIAL_USE:
        yield Refusal("reserved")
    if len(domain) > NAME_LIMIT or max(map(len, labels)) > _LABEL_LIMIT:
        yield Refusal("long_after")


def _unseen(text: str) -> str | None:
    """Return the first character that does not show, or stands for a lost letter."""
    if text.isascii():
        return None
    of_format = (each for each in text if each == REPLACEMENT or unicodedata.category(each) == "Cf")
    return invisible_character(text) or next(of_format, None)


def _not_of(allowed: Pattern, part: str) -> str | None:
    """Return the first character that a part cannot have: none of some, a control, or one that is not assigned."""
    wrong = (each for each in part if not allowed.match(each) or unicodedata.category(each)[0] in "CZ")
    return next(wrong, None)


def _where(local: str, domain: str) -> str:
    """Return in which part something is wrong that is not plain to see."""
    if not domain.isascii() or "--" in domain or domain[-1].isdigit():
        return "after" if local.isascii() else "any"
    return "any" if local.isascii() else "before"
