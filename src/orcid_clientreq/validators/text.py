"""Rules of text that is shown to people. Each function is the rule of its name in `rules/text.py`."""

from __future__ import annotations

import re
from typing import Final

from orcid_clientreq.display import character_name
from orcid_clientreq.policy import Policy
from orcid_clientreq.validators.fault import Fault, too_long
from orcid_clientreq.validators.shapes import is_plain_text

# Unicode Standard section 23.1 (C0, DELETE, C1), 23.6 (surrogates) and 23.7 (noncharacters).
_NONCHARACTERS: Final = "".join(chr(plane + low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))
_CONTROL: Final = re.compile(rf"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")
# The same where people write lines: a line ends in LF, or in CR LF as HTML forms send it.
_CONTROL_IN_LINES: Final = re.compile(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]|\r(?!\n)"
)
_BIDI: Final = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# HTML Standard 13.2.5.6 (tag open state), 13.2.5.72 (character reference state).
_TAG: Final = re.compile(r"</?[A-Za-z]")
_COMMENT: Final = re.compile(r"<[!?]")
_REFERENCE: Final = re.compile(r"&(?:#[0-9]|#[xX][0-9A-Fa-f]|([A-Za-z][A-Za-z0-9]{1,31};))")

_REVIEW: Final = re.compile(r"\b(?:demo|review|screencast)", re.IGNORECASE)
_LINES: Final = frozenset({"description", "staff_notes"})
_CONFUSABLE_LOOKED_FOR: Final = frozenset({"description", "client_name"})
_MARKUP_ALLOWED: Final = frozenset({"staff_notes"})


def surrounding_whitespace(text: str) -> Fault | None:
    """White space around the text."""
    stripped = text.strip()
    return Fault("surrounding_whitespace", suggestion=stripped) if stripped != text else None


def control_character(text: str, field: str) -> Fault | None:
    """A control character, a lone surrogate or a noncharacter."""
    match = (_CONTROL_IN_LINES if field in _LINES else _CONTROL).search(text)
    return Fault("control_character", {"character": character_name(match[0])}) if match else None


def bidi_control(text: str) -> Fault | None:
    """A character that changes the direction of text."""
    match = _BIDI.search(text)
    if not match:
        return None
    return Fault("bidi_control", {"character": character_name(match[0])}, _BIDI.sub("", text))


def confusable(text: str, field: str) -> Fault | None:
    """A word of Latin letters and others that look like them."""
    if field not in _CONFUSABLE_LOOKED_FOR or text.isascii():
        return None
    from orcid_clientreq.validators import scripts  # noqa: PLC0415 - its table is for text that is not ASCII

    return Fault("confusable") if scripts.confusable_word(text) else None


def markup(text: str, field: str) -> Fault | None:
    """HTML: a tag, a comment or a character reference."""
    if field in _MARKUP_ALLOWED:
        return None
    if _TAG.search(text):
        return Fault("markup", {"what": "tag"})
    if _COMMENT.search(text):
        return Fault("markup", {"what": "comment"})
    if any(_is_character_reference(match[1]) for match in _REFERENCE.finditer(text)):
        return Fault("markup", {"what": "character reference"})
    return None


def _is_character_reference(name: str | None) -> bool:
    """Return whether a name is one of the HTML Standard's, or there is none since it is a number."""
    from html.entities import html5  # noqa: PLC0415 - two thousand names, imported when there is one to look up

    return name is None or name in html5


def is_spoilt(name: str) -> bool:
    """Return whether a name has a control character, a bidi control or markup in it, which are not part of any name."""
    field = "client_name"
    return any(fault is not None for fault in (control_character(name, field), bidi_control(name), markup(name, field)))


def mentions_review(text: str) -> bool:
    """Return whether notes mention a demo or review.

    >>> mentions_review("Demoed to our consortium lead in May.")
    True
    """
    return _REVIEW.search(text) is not None


def long(text: str, field: str, policy: Policy) -> Fault | None:
    """A description longer than researchers read, the milder form of `too_long`."""
    advised = policy.limits.description_advised
    return Fault("too_long", {"limit": advised}) if field == "description" and len(text) > advised else None


def faults(text: str, field: str, policy: Policy) -> tuple[Fault, ...]:
    """Return what is wrong with a text that is not blank.

    Args:
        text: The text as given.
        field: `description`, `staff_notes`, or the name of the client or an organization.
        policy: Its limits are used.
    """
    limit: int = getattr(policy.limits, field)
    if len(text) > limit:
        return (too_long(limit),)
    return () if is_faultless(text, field, policy) else examined(text, field, policy)


def is_faultless(text: str, field: str, policy: Policy) -> bool:
    """Return whether a text is of the plain shape, and short."""
    limits = policy.limits
    if len(text) > getattr(limits, field) or (field == "description" and len(text) > limits.description_advised):
        return False
    return is_plain_text(text)


def examined(text: str, field: str, policy: Policy) -> tuple[Fault, ...]:
    """Return what the rules find, one by one."""
    # The end is looked at without the white space around it, which has a rule of its own.
    core = text.strip()
    found = (
        surrounding_whitespace(text),
        control_character(core, field),
        bidi_control(text),
        confusable(text, field),
        markup(text, field),
        long(core, field, policy),
    )
    return tuple(fault for fault in found if fault)
