"""Mixed scripts and look-alikes (UTS 39), in host names and in words."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.unicode_scripts import LOOK_ALIKES, RUNS

_STARTS: Final = tuple(int(run.partition("=")[0], 16) for run in RUNS.split())
_SCRIPTS: Final = tuple(
    frozenset(scripts.split("+")) if scripts else frozenset[str]()
    for scripts in (run.partition("=")[2] for run in RUNS.split())
)
_LOOK_ALIKES: Final = frozenset(chr(int(point, 16)) for point in LOOK_ALIKES.split())

# UTS 39 section 5.2, "highly restrictive": one script, or Latin with one of the writing systems of East Asia.
_TOGETHER: Final = (
    frozenset({"Latn", "Hani", "Hira", "Kana"}),
    frozenset({"Latn", "Hani", "Bopo"}),
    frozenset({"Latn", "Hani", "Hang"}),
)
_WORD: Final = Pattern(r"[^\W\d_]+")
# A Greek letter as a symbol among capitals, as in the names of proteins (NF, kappa, B). Not iota, nu, omicron and
# upsilon, which are not symbols and look like letters.
_SYMBOL: Final = Pattern("[A-Z]*[\u03b1-\u03b8\u03ba-\u03bc\u03be\u03c0-\u03c4\u03c6-\u03c9](?:[A-Z]|\\Z)")


def scripts_of(character: str) -> frozenset[str]:
    r"""Return the scripts a character is used in (Script_Extensions), none where it is used in any.

    >>> sorted(scripts_of("a")), sorted(scripts_of("\u0430")), sorted(scripts_of("1"))
    (['Latn'], ['Cyrl'], [])
    """
    return _SCRIPTS[bisect_right(_STARTS, ord(character)) - 1]


def mixes_scripts(label: str) -> bool:
    r"""Return whether a label is not "highly restrictive" (UTS 39 section 5.2).

    >>> mixes_scripts("b\u00fccher"), mixes_scripts("p\u0430ypal"), mixes_scripts("\u65e5\u672cのai")
    (False, True, False)
    """
    used = [scripts for scripts in map(scripts_of, label) if scripts]
    if not used or frozenset.intersection(*used):
        return False
    return not any(all(scripts & together for scripts in used) for together in _TOGETHER)


def looks_like_ascii(label: str) -> bool:
    r"""Return whether every letter of a label that is not ASCII looks like one that is, and there are such.

    >>> looks_like_ascii("\u0430\u0440\u0440\u04cf\u0435"), looks_like_ascii("b\u00fccher")
    (True, False)
    """
    letters = [character for character in label if not character.isascii()]
    return bool(letters) and all(character in _LOOK_ALIKES for character in letters)


def confusable_label(labels: tuple[str, ...]) -> bool:
    """Return whether one of the labels of a host name is not what it looks like.

    A name that looks like ASCII is taken for what it is where the top-level domain is of the same script.
    """
    for label in labels:
        if label.isascii():
            continue
        if mixes_scripts(label) or (looks_like_ascii(label) and not _all_scripts(label) <= _all_scripts(labels[-1])):
            return True
    return False


def _all_scripts(label: str) -> frozenset[str]:
    """Return every script that a letter of a label is used in."""
    return frozenset[str]().union(*map(scripts_of, label))


def confusable_word(text: str) -> bool:
    r"""Return whether a word of a text mixes Latin with look-alikes of Cyrillic or Greek.

    >>> confusable_word("S\u0456gn in"), confusable_word("Sign in, \u0432\u043e\u0439\u0442\u0438")
    (True, False)
    """
    return not _LOOK_ALIKES.isdisjoint(text) and any(map(_is_confusable, {*_WORD.findall(text)}))


def _is_confusable(word: str) -> bool:
    """Return whether a word has Latin letters, and otherwise only look-alikes of them."""
    if word.isascii() or _SYMBOL.match(word):
        return False
    letters = {*word}
    others = {character for character in letters & _LOOK_ALIKES if scripts_of(character) & {"Cyrl", "Grek"}}
    return bool(others) and any("Latn" in scripts_of(character) for character in letters)
