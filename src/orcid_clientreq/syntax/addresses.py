"""An email address, read by email-validator. The only module that imports it.

It is imported when an address needs it: it and what it imports are half the cost of a cold start.
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

from orcid_clientreq.syntax.display import invisible_character
from orcid_clientreq.syntax.hosts import lower_case
from orcid_clientreq.syntax.invisible import REPLACEMENT
from orcid_clientreq.syntax.refusals import LOCAL_PART_LIMIT, SPECIAL_USE, Refusal, refusal_of

#: Gmail ignores dots, and goes by two names.
GMAIL: Final = "gmail.com"
_GMAIL: Final = frozenset({GMAIL, "googlemail.com"})
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


def read(text: str) -> Address | Refusal:
    """Read one address, without looking anything up.

    Args:
        text: At most 254 characters; email-validator's time is not linear in longer ones.
    """
    if invisible_character(text) or REPLACEMENT in text or "@" not in text:
        return refusal_of(text)  # it takes the first two
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
    except EmailNotValidError:
        return refusal_of(text)  # its sentences are in English, and some say less
    domain = lower_case(valid.ascii_domain)
    if len(valid.local_part.encode()) > LOCAL_PART_LIMIT or domain.rpartition(".")[2] in SPECIAL_USE:
        return refusal_of(text)
    return Address(valid.normalized, valid.local_part, domain)
