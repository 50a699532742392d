"""Plain Python values out of foreign objects, without calling a method that a foreign class defines.

A subclass of `str`, `list`, `tuple` or `dict` is read by the methods of `str`, `list`, `tuple` and
`dict` themselves, so nothing that it overrides is run. Types are told by `issubclass(type(value), …)`:
`isinstance` would ask a foreign `__class__`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from heapq import nsmallest
from itertools import islice
from typing import Any, Final, NamedTuple, TypeGuard, cast

from orcid_clientreq.syntax.display import shows_nothing
from orcid_clientreq.syntax.patterns import Pattern

#: How many keys of a mapping that is not a dict are looked at; such a mapping may be endless.
MOST_KEYS: Final = 10_000


_Reader = Callable[[Any], Iterable[Any]]
_text_of_subclass: Final = cast("Callable[[Any], str]", str.__str__)
_items_of_list: Final = cast("_Reader", list.__iter__)
_items_of_tuple: Final = cast("_Reader", tuple.__iter__)
_items_of_set: Final = cast("_Reader", set.__iter__)
_items_of_frozenset: Final = cast("_Reader", frozenset.__iter__)
_items_of_dict: Final = cast("_Reader", dict.items)
_TEXT: Final = {str}
_SURROGATE: Final = Pattern(r"[\ud800-\udfff]")
_NAME: Final = Pattern(r"[^\W\d](?:[\w .-]{0,58}[\w.-])?\Z")


class Unreadable(Exception):  # noqa: N818 - an answer to the module next door, not an error
    """The object cannot be read as what it should be."""


def text_of(value: object) -> str | None:
    """Return the text, `None` if the value is not text."""
    if type(value) is str:
        return value
    return _text_of_subclass(value) if issubclass(type(value), str) else None


def surrogate_in(text: str) -> str | None:
    r"""Return the first lone surrogate of a text, `None` where there is none: UTF-8 can't encode one.

    >>> surrogate_in("a\ud800") == "\ud800", surrogate_in("a\U00010000") is None
    (True, True)
    """
    match = None if text.isascii() else _SURROGATE.search(text)
    return match[0] if match else None


def is_absent(value: object) -> bool:
    """Return whether a value is what a form sends for a field left empty."""
    if value is None:
        return True
    text = text_of(value)
    return items_of(value, 0) == () if text is None else shows_nothing(text)


def is_name(key: str) -> bool:
    """Return whether a key is a name that can be repeated in a report: short, no address or URI, such as a heading."""
    return _NAME.match(key) is not None


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Return whether a value is a list itself, and no list of another class."""
    return type(value) is list


def items_of(value: object, limit: int | None = None) -> tuple[Any, ...] | None:
    """Return the items of a list or tuple, `None` where the value is neither.

    Args:
        value: Any object.
        limit: Of a longer list one item more than this is returned; all of them by default.
    """
    end = None if limit is None else limit + 1
    if issubclass(type(value), list):
        return tuple(islice(_items_of_list(value), end))
    if issubclass(type(value), tuple):
        return tuple(islice(_items_of_tuple(value), end))
    return None


def members_of(data: object) -> dict[str, Any]:
    """Return the members of a mapping.

    Raises:
        Unreadable: If it is not a mapping, a key is not text, or reading it raises an exception.
    """
    if type(data) is dict and set(map(type, data)) == _TEXT:  # pyright: ignore[reportUnknownArgumentType]
        return data  # pyright: ignore[reportUnknownVariableType]
    if issubclass(type(data), dict):  # pyright: ignore[reportUnknownArgumentType]
        pairs = list(_items_of_dict(cast("dict[Any, Any]", data)))
    elif issubclass(type(data), Mapping):  # pyright: ignore[reportUnknownArgumentType]
        pairs = _foreign_pairs(cast("Mapping[Any, Any]", data))
    else:
        raise Unreadable
    members: dict[str, Any] = {}
    for key, value in pairs:
        name = text_of(key)
        if name is None:
            raise Unreadable
        members[name] = value
    return members


def _foreign_pairs(data: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    """Return the pairs of a mapping by its own methods, the one place where they have to be called."""
    try:
        keys = list(islice(iter(data), MOST_KEYS + 1))
        pairs = [(key, data[key]) for key in keys]
    except Exception as error:  # a foreign mapping can raise anything
        raise Unreadable from error
    if len(pairs) > MOST_KEYS:
        raise Unreadable
    return pairs


class Texts(NamedTuple):
    """Texts that were given, and whether there were more of them than are read."""

    texts: tuple[str, ...]
    more: bool


def texts_of(given: object, name: str, most: int) -> Texts:
    """Return the texts in any iterable of them; a text is one.

    Args:
        given: What was given. Of lists, tuples and sets no method of a subclass is called.
        name: The name of the argument.
        most: So many are read at most.

    Raises:
        TypeError: If it is not an iterable of texts.
    """
    text = text_of(given)
    if text is not None:
        return Texts((text,), more=False)
    items = items_of(given, most)
    if items is None:
        items = _items_of_other(given, name, most, type(given))
    texts: list[str] = []
    for item in items[:most]:
        text = text_of(item)
        if text is None:
            msg = f"{name} are redirect URIs as text, not {type(item).__name__}"
            raise TypeError(msg)
        texts.append(text)
    return Texts(tuple(texts), more=len(items) > most)


def _items_of_other(given: Any, name: str, most: int, kind: type[object]) -> tuple[Any, ...]:
    """Return the items of an iterable that is not a list; of a set the first ones in their order as text."""
    if issubclass(kind, Mapping) or not issubclass(kind, Iterable):
        msg = f"{name} are redirect URIs: a text, or a list or another iterable of texts, not {kind.__name__}"
        raise TypeError(msg)
    if issubclass(kind, set | frozenset):
        given = list(_items_of_set(given) if issubclass(kind, set) else _items_of_frozenset(given))
    if issubclass(kind, AbstractSet):
        return tuple(nsmallest(most + 1, given, key=lambda item: text_of(item) or ""))
    return tuple(islice(given, most + 1))
