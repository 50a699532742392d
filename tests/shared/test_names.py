"""Names as strangers type them: those of `synonyms.json`, and what is nearly one.

Not part of the ordinary suite: `tox -e shared` runs this, as `test_specification.py` says.
"""

from __future__ import annotations

import json

from test_parameters import ENTRIES
from test_specification import SHARED

from orcid_clientreq.systems import SYSTEMS, find

SYNONYMS = json.loads((SHARED / "systems" / "synonyms.json").read_text(encoding="utf-8"))
#: Each name with the entries that it may mean here.
MEANT: dict[str, set[str]] = {}
for entry, names in SYNONYMS.items():
    for name in names:
        MEANT.setdefault(name, set()).add(ENTRIES.get(entry, entry))


def among_the_first(text: str, entries: set[str]) -> bool:
    """Return whether one of the entries is among the first three."""
    return bool(entries & {each.id for each in find(text)[:3]})


def share(typed: list[tuple[str, set[str]]]) -> float:
    """Return how many of what is typed finds an entry that is meant, of 1; what it misses is printed."""
    missed = [
        (text, sorted(entries), [each.id for each in find(text)][:3])
        for text, entries in typed
        if not among_the_first(text, entries)
    ]
    print(len(typed), "names,", len(missed), "missed:", *missed, sep="\n")
    return 1 - len(missed) / len(typed)


def test_every_entry_is_here() -> None:
    assert {entry for entries in MEANT.values() for entry in entries} <= SYSTEMS.keys()
    assert len(MEANT) > 200


def test_a_name_finds_what_it_means() -> None:
    assert share(list(MEANT.items())) >= 0.95


def test_a_name_in_another_spelling_finds_what_it_means() -> None:
    """In capitals, without spaces, in a sentence."""
    for spell in (str.upper, str.lower, lambda name: name.replace(" ", ""), lambda name: f"our {name} at the library"):
        assert share([(spell(name), entries) for name, entries in MEANT.items()]) >= 0.95


def test_a_misspelt_name_finds_what_it_means() -> None:
    """Two letters in the middle are swapped, in names that are long enough for that to be seen."""
    typed = [
        (f"{name[:place]}{name[place + 1]}{name[place]}{name[place + 2 :]}", entries)
        for name, entries in MEANT.items()
        if len(name) >= 7 and name.isalpha() and name[(place := len(name) // 2)] != name[place + 1]
    ]
    assert len(typed) > 50
    assert share(typed) >= 0.95
