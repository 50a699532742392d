"""What was copied along with an address: said once, in place of what it makes of the value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from orcid_clientreq.rules.model import Params
from orcid_clientreq.syntax.wrapping import Removed, Wrapping
from orcid_clientreq.syntax.written import Written

#: The words for what was copied along; white space around it is not worth one.
WORDS: Final[Mapping[Wrapping, str]] = {
    Wrapping.QUOTATION_MARK: "quotation marks",
    Wrapping.BRACKET: "brackets",
    Wrapping.ANGLE_BRACKET: "angle brackets",
    Wrapping.CODE_MARK: "backticks",
    Wrapping.EMPHASIS: "asterisks or underscores around it",
    Wrapping.LINK: "the text of a link",
    Wrapping.MAILTO: "the rest of a mailto link",
    Wrapping.TAG: "HTML",
    Wrapping.LIST_MARKER: "a list marker",
    Wrapping.LABEL: "a label",
    Wrapping.NAME: "a name",
    Wrapping.REMARK: "a remark",
    Wrapping.COLUMN: "another column",
    Wrapping.PUNCTUATION: "punctuation",
    Wrapping.REPETITION: "the address a second time",
    Wrapping.ESCAPE: "encoded characters such as &amp; or %3A",
    Wrapping.LINE_BREAK: "a line break",
}


def copied_along(written: Written) -> Params | None:
    """Return what was copied along with the one value of a text, `None` if there was nothing but white space."""
    words = _words(written.removed)
    return {"what": "; ".join(words)} if words else None


def _words(removed: Iterable[Removed]) -> list[str]:
    """Return the words for what was copied along, each once; punctuation only if there is nothing else."""
    words = dict.fromkeys(WORDS[each.wrapping] for each in removed if each.wrapping in WORDS)
    punctuation = WORDS[Wrapping.PUNCTUATION]
    if len(words) > 1:
        words.pop(punctuation, None)
    return [*words]
