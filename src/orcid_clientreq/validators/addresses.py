"""An email address, read by email-validator. The only module that imports it.

It is imported when an address needs it: it and what it imports are half the cost of a cold start.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from orcid_clientreq.display import character_name, invisible_character, shown

# RFC 6761, 6762, 7686 and the arpa domain: names at which no mail can arrive. email-validator keeps such a
# list in a module global that a host program may change, and our answer must not depend on that.
_SPECIAL_USE: Final = ("arpa", "invalid", "local", "localhost", "onion", "test")

_SENTENCE_BREAK: Final = re.compile(r"\. ([A-Z])")
_REASON_SHOWN: Final = 160


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
        """Return whether mail to both arrives in one mailbox by common practice: no +tag (RFC 5233), no dots."""
        if _mail_domain(self.domain) != _mail_domain(other.domain):
            return False
        return mailbox(self.local) == mailbox(other.local)


class Refusal(NamedTuple):
    """Why a text is no address: a clause that continues "Correct the email address:"."""

    reason: str


def _folded(local: str) -> str:
    """Return a local part as it is compared."""
    folded = local.casefold()
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


def mailbox(local: str) -> str:
    """Return what local parts of one mailbox share."""
    folded = _folded(local)
    return (folded.partition("+")[0] or folded).replace(".", "")


def _mail_domain(domain: str) -> str:
    """Return the domain by its one name."""
    return "gmail.com" if domain == "googlemail.com" else domain


def read(text: str) -> Address | Refusal:
    """Read one address, without looking anything up.

    Args:
        text: At most 254 characters; email-validator's time is not linear in longer ones.
    """
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - see the module's docstring

    hidden = invisible_character(text)
    if hidden is not None:
        return Refusal(f"it contains the invisible character {character_name(hidden)}")
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
        return Refusal(_reason(str(error)))
    domain = valid.ascii_domain.lower()
    if domain.rpartition(".")[2] in _SPECIAL_USE:
        return Refusal("the part after the @-sign is reserved and cannot be used with email")
    return Address(valid.normalized, valid.local_part, domain)


def _reason(sentence: str) -> str:
    """Return email-validator's sentence as a clause, without what it quotes at length from the address."""
    if "after close quote" in sentence:
        return "there is text after a closing quotation mark"
    clause = _SENTENCE_BREAK.sub(lambda match: f"; {match[1].lower()}", sentence.rstrip("."))
    return shown(clause[:1].lower() + clause[1:], _REASON_SHOWN)
