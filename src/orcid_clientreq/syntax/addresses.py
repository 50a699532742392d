"""An email address, read by email-validator. The only module that imports it.

It is imported when an address needs it: it and what it imports are half the cost of a cold start.
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

from orcid_clientreq.syntax.display import character_name, invisible_character
from orcid_clientreq.syntax.hosts import lower_case

# RFC 6761, 6762, 7686 and the arpa domain: names at which no mail can arrive. email-validator keeps such a
# list in a module global that a host program may change, and our answer must not depend on that.
_SPECIAL_USE: Final = ("arpa", "invalid", "local", "localhost", "onion", "test")

#: Gmail ignores dots, and goes by two names.
GMAIL: Final = "gmail.com"
_GMAIL: Final = frozenset({GMAIL, "googlemail.com"})
# RFC 5321 section 4.5.3.1.1. email-validator counts characters.
_LOCAL_PART_LIMIT: Final = 64
_REPLACEMENT_CHARACTER: Final = "\ufffd"
# RFC 2142: names that are the same in any case; email-validator writes them in lower case.
_ROLES: Final = frozenset(
    {"info", "marketing", "sales", "support", "abuse", "noc", "security", "postmaster", "hostmaster", "usenet", "news"}
    | {"webmaster", "www", "uucp", "ftp"}
)


class Address(NamedTuple):
    """An address that mail can be sent to.

    Args:
        normalized: Its normal form, as email-validator gives it.
        local: The part before the @-sign, in NFC.
        domain: The part after it, as lower-case A-labels.
    """

    normalized: str
    local: str
    domain: str

    def is_same(self, other: Address) -> bool:
        """Return whether another spelling is the same address: the local part folded, the domain in A-labels."""
        return self.domain == other.domain and _folded(self.local) == _folded(other.local)

    def has_mailbox_of(self, other: Address) -> bool:
        """Return whether mail to both arrives in one mailbox by common practice."""
        return mailbox(self.local, self.domain) == mailbox(other.local, other.domain)


class Refusal(NamedTuple):
    """Why a text is no address.

    Args:
        code: What is wrong, `sentence` where only email-validator says it.
        detail: Its sentence, or what there is to name: a character, a limit.
    """

    code: str
    detail: str = ""


def _folded(local: str) -> str:
    """Return a local part as it is compared."""
    return unicodedata.normalize("NFC", local.casefold())


def normal_local_part(local: str) -> str:
    """Return an ASCII local part as email-validator normalizes it: the names of RFC 2142 in lower case.

    >>> normal_local_part("Info"), normal_local_part("Orcid")
    ('info', 'Orcid')
    """
    lower = local.lower()
    return lower if lower in _ROLES else local


def mailbox(local: str, domain: str) -> tuple[str, str]:
    """Return what the addresses of one mailbox share: a +tag (RFC 5233) counts nowhere, a dot does not at Gmail."""
    folded = _folded(local)
    base = folded.partition("+")[0] or folded
    return (base.replace(".", ""), GMAIL) if domain in _GMAIL else (base, domain)


def _plainly_refused(text: str) -> Refusal | None:
    """Return why a text is no address where that is plain to see, or email-validator would not say it."""
    hidden = invisible_character(text)
    if hidden is not None:
        return Refusal("invisible_character", character_name(hidden))
    if _REPLACEMENT_CHARACTER in text:
        return Refusal("replacement_character", character_name(_REPLACEMENT_CHARACTER))
    # Of a bracket email-validator has more to say.
    return Refusal("at_sign") if "@" not in text and "<" not in text else None


def read(text: str) -> Address | Refusal:
    """Read one address, without looking anything up.

    Args:
        text: At most 254 characters; email-validator's time is not linear in longer ones.
    """
    if refusal := _plainly_refused(text):
        return refusal
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - see the module's docstring

    try:
        # Every option by name: their defaults are module globals that a host program may change.
        valid = validate_email(
            text,
            allow_smtputf8=True,
            allow_empty_local=False,
            allow_quoted_local=False,
            allow_domain_literal=False,
            allow_display_name=False,
            strict=True,
            check_deliverability=False,
            test_environment=False,
            globally_deliverable=True,
            timeout=1,
            dns_resolver=None,
        )
    except EmailNotValidError as error:
        sentence = str(error)  # quotes at length from the address where it ends in a quoted part
        return Refusal("text_after_quotation_mark" if "after close quote" in sentence else "sentence", sentence)
    if len(valid.local_part.encode()) > _LOCAL_PART_LIMIT:
        return Refusal("long_local_part", str(_LOCAL_PART_LIMIT))
    domain = lower_case(valid.ascii_domain)
    if domain.rpartition(".")[2] in _SPECIAL_USE:
        return Refusal("reserved_domain")
    return Address(valid.normalized, valid.local_part, domain)
