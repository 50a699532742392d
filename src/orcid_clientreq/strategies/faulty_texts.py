"""Faulty texts: for every rule, what breaks that rule and no other, and the shortest text that does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from hypothesis import strategies as st

from orcid_clientreq.fields import FIELDS
from orcid_clientreq.rules import texts
from orcid_clientreq.strategies import values
from orcid_clientreq.strategies.acceptance import Acceptance, Faulty, Strategy


def _inside(text: str, part: str) -> str:
    """Return a text with something put into its middle, so that it is at neither end."""
    middle = len(text) // 2
    return f"{text[:middle] or 'x'}{part}{text[middle:] or 'x'}"


def _with_inserted(
    field: str, acceptance: Acceptance, parts: Strategy[str], put: Callable[[str, str], str] = _inside
) -> Strategy[str]:
    """Return good texts with one of some parts put in, mostly short enough to have room for it."""
    size = min(60, max(1, acceptance.longest(field)[0] - 20))
    return st.tuples(values.texts(field, acceptance), parts).map(lambda pair: put(values.cut(pair[0], size), pair[1]))


def surrounding_whitespace(field: str, acceptance: Acceptance) -> Strategy[str]:
    """White space or invisible characters before the text, or after it."""
    after = st.sampled_from([" ", "  ", "\t", "\n", "\u00a0", "\u3000", "\u200b", " \u00ad"])
    before = st.sampled_from([" ", "\n\n", "\ufeff", "\u200b "])
    return _with_inserted(field, acceptance, after, lambda text, part: text + part) | _with_inserted(
        field, acceptance, before, lambda text, part: part + text
    )


def control_character(field: str, acceptance: Acceptance) -> Strategy[str]:
    """A character that cannot be shown."""
    anywhere = "\x00\x07\x0b\x1b\x7f\x85\x9f\ud800\udfff\ufdd0\ufffe\U0010ffff"
    lines = FIELDS[field].has_lines
    return _with_inserted(field, acceptance, st.sampled_from(anywhere if lines else anywhere + "\n\t\u2028\u2029"))


def bidi_control(field: str, acceptance: Acceptance) -> Strategy[str]:
    """A character that changes the direction of text."""
    return _with_inserted(field, acceptance, st.sampled_from("\u202e\u061c\u200e\u200f\u202a\u2066\u2069"))


def invisible_character(field: str, acceptance: Acceptance) -> Strategy[str]:
    """A character that shows nothing, or stands for a lost letter."""
    hidden = "\u200b\u00ad\u2060\ufeff\ufff9\u206a\ufffd\U000e0041"
    return _with_inserted(field, acceptance, st.sampled_from(hidden))


#: Letters that look like these Latin ones.
_TWINS: Final = {
    "a": "\u0430",
    "e": "\u0435",
    "o": "\u043e",
    "p": "\u0440",
    "c": "\u0441",
    "x": "\u0445",
    "i": "\u0456",
}


@st.composite
def disguised(draw: st.DrawFn) -> str:
    """Return a Latin word in which one letter is of another script."""
    word = draw(st.sampled_from(["university", "orcid", "repository", "apex"]))
    letter = draw(st.sampled_from(sorted(set(word) & set(_TWINS))))
    return word.replace(letter, _TWINS[letter], 1)


def confusable(field: str, acceptance: Acceptance) -> Strategy[str]:
    """A word that is not what it looks like."""
    return _with_inserted(field, acceptance, disguised(), lambda text, word: f"{text} {word}")


def markup(field: str, acceptance: Acceptance) -> Strategy[str]:
    """A tag, a comment or a character reference."""
    return _with_inserted(
        field,
        acceptance,
        st.sampled_from(
            [
                *("<b>", "</p>", "<br/>", "</>", "<!-- x -->", "<?php ", "</ x>", "</1>"),
                *("&amp;", "&amp ", "&copy=2", "&#39;", "&#x3C;", "&eacute;", "&Aacute"),
            ]
        ),
    )


def unfilled(field: str, acceptance: Acceptance) -> Strategy[str]:
    """A template that was not filled in."""
    inside = st.sampled_from([" [Your institution] ", "{{ name }}", "${NAME}", " {ORG_NAME} ", "[機関名] "])
    alone = st.sampled_from(["TODO", "TODO: describe it", "Lorem ipsum dolor sit amet", "Repository - TODO"])
    return _with_inserted(field, acceptance, inside) | alone


#: What breaks a rule, by its name, or by its code where redirect URIs have a rule of that name, too.
BREAK_VALUE: Final[Mapping[str, Faulty]] = {
    "surrounding_whitespace": Faulty(surrounding_whitespace, f" {values.SHORT_NAME}"),
    "control_character": Faulty(control_character, "\x00"),
    "bidi_control": Faulty(bidi_control, f"{values.SHORT_NAME}\u202e"),
    "invisible_character": Faulty(invisible_character, "x\u200bx"),
    "confusable": Faulty(confusable, f"{values.SHORT_NAME}\u0430"),
    "markup": Faulty(markup, "<b"),
    **{f"{field}.unfilled": Faulty(unfilled, "TODO") for field in texts.UNFILLED.only},
}
