"""Systems by what people call them: a name, a short form, a vendor, a version, or something like it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.values import text_of
from orcid_clientreq.systems.catalogue import SYSTEMS
from orcid_clientreq.systems.model import System

#: Longer texts are no names.
_LONGEST: Final = 200
#: So many systems are returned at most.
_MOST: Final = 10
#: A beginning of a name has so many letters at least, and words out of the middle of one.
_SHORTEST_BEGINNING: Final = 3
_SHORTEST_MIDDLE: Final = 4
#: A text of this length may have a letter wrong, and a part of a text; a longer one may have two.
_ONE_WRONG: Final = 5
_ONE_WRONG_IN_PART: Final = 7
_TWO_WRONG: Final = 10
#: Words that tell no system apart, in any name.
_SAY_NOTHING: Final = frozenset(
    {
        *("academic", "access", "and", "angular", "app", "authentication", "cloud", "cms", "connect", "connector"),
        *("core", "cris", "data", "digital", "electronic", "form", "generic", "group", "hub", "information"),
        *("institutional", "integration", "journal", "journals", "lab", "library", "link", "login", "management"),
        *("manager", "middleware", "national", "net", "network", "networks", "notebook", "open", "openid", "orcid"),
        *("organization", "platform", "plugin", "portal", "press", "profile", "profiles", "project", "provider"),
        *("public", "publishing", "repository", "research", "researcher", "science", "security", "server", "service"),
        *("services", "sign", "site", "social", "software", "system", "systems", "the", "university", "web"),
    }
)
#: Names that are everyday words, or the beginning of other products' names: they count only as the whole text.
_ALONE: Final = frozenset(
    (word,)
    for word in (
        *("ads", "apache", "aries", "cirrus", "cos", "ego", "elixir", "em", "express", "far", "fence", "hydra", "mir"),
        *("net", "overture", "phoenix", "profiles", "raid", "roadmap", "spring", "unity"),
    )
)
_WORD: Final = Pattern(r"[0-9]++|[a-z]++|[^\W\d_a-z]++")


class _Name(NamedTuple):
    """A name of a system.

    Args:
        key: What it is compared by: letters and digits alone.
        words: The same by words; a number is one.
        phrase: The words with a space before and after each.
        system: The system.
    """

    key: str
    words: tuple[str, ...]
    phrase: str
    system: System


def find(text: str) -> tuple[System, ...]:
    """Return the systems that a text may mean, as people type it.

    Ids, names and other names are compared without upper case, accents, spaces and punctuation.

    Args:
        text: A text such as `ojs`, `Open Journal Systems`, `our DSpace 7 repository` or `Keyclok`. A text of more than
            200 characters finds nothing.

    Returns:
        At most ten systems, the best first: systems with exactly this name, systems whose name begins with the text,
        systems whose name is in the text, and systems whose name has the words of the text. If there are none of
        these, systems with a similar name. If several systems have the same name, such as OJS, all of them are in the
        result, the newest version first. If the result is empty, the system is not in the list.

    Raises:
        TypeError: If `text` is not text.

    >>> [system.id for system in find("OJS")][:2]
    ['pkp-3.5', 'pkp-2.4-3.4']
    >>> [system.name for system in find("Data Vrese")]
    ['Dataverse']
    >>> find("Blackboard")
    ()
    """
    words = _words_of(text)
    found = dict.fromkeys([*_with_name(words), *_beginning(words), *_named_in(words), *_with_words(words)])
    return tuple(found or dict.fromkeys(_nearly(words)))[:_MOST]


def named(text: str) -> tuple[System, ...]:
    """Return the systems with exactly that id or name, in any spelling of it.

    Raises:
        TypeError: If it is not text.

    >>> [system.id for system in named("d-space")]
    ['dspace-7']
    """
    return tuple(dict.fromkeys(_with_name(_words_of(text))))


def _words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, none if it is too long for a name."""
    plain = text_of(text)
    if plain is None:
        msg = f"a name of a system is a text, not {type(text).__name__}"
        raise TypeError(msg)
    return _split(plain) if len(plain) <= _LONGEST else ()


def _split(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case and without accents; a number is a word of its own.

    >>> _split("Überauth 0.2, (DSpace7)")
    ('uberauth', '0', '2', 'dspace', '7')
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    return tuple(_WORD.findall("".join(each for each in letters if not unicodedata.combining(each)).casefold()))


def _phrase(words: tuple[str, ...]) -> str:
    """Return words with a space before and after each."""
    return f" {' '.join(words)} "


def _tell(words: tuple[str, ...]) -> bool:
    """Return whether words can tell a system: not if each is a number, or is in the names of many."""
    return any(not word.isdigit() and word not in _SAY_NOTHING for word in words)


@cache
def _names() -> tuple[_Name, ...]:
    """Return every name of every system, in the order of the tables, those of a system each once."""
    made: dict[tuple[str, str], _Name] = {}
    for system in SYSTEMS.values():
        for name in (system.id, system.name, *system.also_called):
            words = _split(name)
            key = "".join(words)
            made.setdefault((key, system.id), _Name(key, words, _phrase(words), system))
    return tuple(made.values())


@cache
def _longest_name() -> int:
    """Return how many words the longest name has."""
    return max(len(name.words) for name in _names())


@cache
def _by_key() -> dict[str, tuple[System, ...]]:
    """Return the systems by their names."""
    systems: dict[str, tuple[System, ...]] = {}
    for name in _names():
        systems[name.key] = (*systems.get(name.key, ()), name.system)
    return systems


@cache
def _by_letter() -> dict[str, tuple[_Name, ...]]:
    """Return the names by their first letter, which people rarely mistype."""
    names: dict[str, tuple[_Name, ...]] = {}
    for name in _names():
        names[name.key[0]] = (*names.get(name.key[0], ()), name)
    return names


def _with_name(words: tuple[str, ...]) -> tuple[System, ...]:
    """Return the systems with that name."""
    return _by_key().get("".join(words), ())


def _beginning(words: tuple[str, ...]) -> list[System]:
    """Return the systems whose name begins so, the shortest name first."""
    key = "".join(words)
    if len(key) < _SHORTEST_BEGINNING or not (_tell(words) or len(words) > 1):
        return []
    begun = [name for name in _names() if name.key.startswith(key)]
    return [name.system for name in sorted(begun, key=lambda name: len(name.key))]


def _parts(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words that follow each other in a text, up to as many as the longest name has."""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _longest_name()) + 1):
            if words[start:end] not in _ALONE:
                yield words[start:end]


def _named_in(words: tuple[str, ...]) -> Iterator[System]:
    """Yield the systems whose name is in the text, the longest first, and last those with its words anywhere."""
    keys = dict.fromkeys(map("".join, _parts(words)))
    for key in sorted(keys, key=len, reverse=True):
        yield from _by_key().get(key, ())
    yield from (name.system for name in _names() if len(name.words) > 1 and {*words}.issuperset(name.words))


def _with_words(words: tuple[str, ...]) -> list[System]:
    """Return the systems in whose name the words of the text follow each other."""
    if len("".join(words)) < _SHORTEST_MIDDLE or not _tell(words):
        return []
    phrase = _phrase(words)
    return [name.system for name in _names() if phrase in name.phrase]


def _nearly(words: tuple[str, ...]) -> list[System]:
    """Return the systems whose name is nearly the text or a part of it, those with the fewest wrong letters first."""
    parts = ("".join(part) for part in _parts(words))
    keys = dict.fromkeys(["".join(words), *(part for part in parts if len(part) >= _ONE_WRONG_IN_PART)])
    near = [found for key in keys for found in _near_names(key)]
    return [name.system for _, name in sorted(near, key=lambda found: found[0])]


def _near_names(key: str) -> Iterator[tuple[int, _Name]]:
    """Yield the names that differ from a word in few letters, each with how many, but not in the first."""
    most = (len(key) >= _ONE_WRONG) + (len(key) >= _TWO_WRONG)
    for name in _by_letter().get(key[0], ()) if most else ():
        if abs(len(name.key) - len(key)) <= most and (wrong := _distance(key, name.key)) <= most:
            yield wrong, name


def _distance(one: str, other: str) -> int:
    """Return how many letters are left out, added, replaced, or swapped with the next (optimal string alignment).

    >>> _distance("datavrese", "dataverse"), _distance("moodel", "moodle"), _distance("slack", "plack")
    (1, 1, 1)
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, another in enumerate(other, 1):
            least = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != another))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == another:
                least = min(least, before[column - 2] + 1)
            current.append(least)
        before, last = last, current
    return last[-1]
