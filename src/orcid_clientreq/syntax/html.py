"""What an HTML tokenizer takes for markup in a text (HTML Standard section 13.2.5, from the data state).

Each expression is below the states that it follows. A text without markup comes out of the tokenizer character by
character as it went in.
"""

from __future__ import annotations

from typing import Final

from orcid_clientreq.syntax.patterns import Pattern

#: What markup is called in a message.
TAG: Final = "HTML tag"
COMMENT: Final = "HTML comment"
REFERENCE: Final = "HTML character code (such as &amp;)"

# 13.2.5.6 tag open state, 13.2.5.7 end tag open state: a letter begins a name. `</>` is dropped.
_TAG: Final = Pattern(r"</?[A-Za-z]|</>")
# 13.2.5.6: `!` and `?`. 13.2.5.7: what is neither a letter nor `>` begins a bogus comment; at the end of a text `</` is
# text.
_COMMENT: Final = Pattern(r"<[!?]|</[^A-Za-z>]")
# 13.2.5.72 character reference state, 13.2.5.75 to 77 for numbers: a digit is enough. No name is longer than this.
_REFERENCE: Final = Pattern(r"&(?:#[0-9]|#[xX][0-9A-Fa-f]|([A-Za-z][A-Za-z0-9]{1,30}+;?))")
# 13.2.5.73 named character reference state: of the names that can do without a semicolon none is shorter or longer, and
# they are read out of a longer word, too: `&notes` is `¬es`.
_WITHOUT_SEMICOLON: Final = range(2, 7)


def markup_in(text: str) -> str | None:
    """Return what there is of HTML in a text, `None` if nothing is.

    >>> markup_in("<b>"), markup_in("</ b>"), markup_in("a < b, AT&T")
    ('HTML tag', 'HTML comment', None)
    """
    if "<" in text:
        if _TAG.search(text):
            return TAG
        if _COMMENT.search(text):
            return COMMENT
    return REFERENCE if any(_is_reference(match[1]) for match in _REFERENCE.finditer(text)) else None


def _is_reference(name: str | None) -> bool:
    """Return whether a name is one of the HTML Standard's, or begins with one; there is none if it is a number."""
    if name is None:
        return True
    from html.entities import html5  # noqa: PLC0415 - two thousand names, imported when there is one to look up

    return name in html5 or any(name[:size] in html5 for size in _WITHOUT_SEMICOLON)
