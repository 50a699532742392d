"""The requests in a file: each with what is in the file, and with its rows if it is in a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeGuard

from orcid_clientreq import Policy
from orcid_clientreq._command.complaints import Complain, visible
from orcid_clientreq.members import spelt_as_meant
from orcid_clientreq.messages.catalogues import ENGLISH

if TYPE_CHECKING:
    from orcid_clientreq._command.tables import Table
    from orcid_clientreq.sheets import Entry, Sheet

#: The members of the object around a request that apply to it.
OF_FRAME: Final = ("environment", "edition")


def _say_nothing(_text: str) -> None:
    """Leave out what is said."""


class Reading(NamedTuple):
    """How sheets are read.

    Args:
        columns: What columns are read as.
        encoding: The encoding of texts, `None` to tell it from each.
        language: The language of the messages.
        policy: What requests are checked under, `None` for what they name.
        is_private: Whether nothing of a file may be shown.
        tell: Is called with what the user is to know of a sheet that was read.
    """

    columns: Mapping[str, str] = MappingProxyType({})
    encoding: str | None = None
    language: str = ENGLISH
    policy: Callable[[Any], Policy] | None = None
    is_private: bool = False
    tell: Complain = _say_nothing


class OpenedSheet(NamedTuple):
    """A sheet whose headings were read.

    Args:
        file: The name of the file.
        sheet: The sheet.
        table: What it was read from.
    """

    file: str
    sheet: Sheet
    table: Table


class Request(NamedTuple):
    """One request of a file.

    Args:
        file: The name of the file.
        row: Its number in the file, in CSV the number that a spreadsheet gives its row.
        data: What is checked.
        given: What is in the file: the same, or a frame around it.
        part: Which part of the file it is, for people; empty where the file is this request, and no list.
        line: The line in which it begins, where that is known.
        entry: Its rows, if it is in a sheet.
    """

    file: str
    row: int
    data: Any
    given: Any
    part: str
    line: int | None = None
    entry: Entry | None = None

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"{visible(self.file)}, {self.part}" if self.part else visible(self.file)

    @property
    def named(self) -> dict[Any, Any]:
        """The environment and the edition that it is checked under: those of its frame go before its own."""
        return {**named_in(self.data), **(named_in(self.given) if self.is_framed else {})}

    @property
    def is_framed(self) -> bool:
        """Whether it is in a frame."""
        return self.given is not self.data and is_frame(self.given)

    def rewrapped(self, fixed: Any) -> Any:
        """Return what is in the file with another request in it, in its frame if it has one."""
        if not self.is_framed:
            return fixed
        own = self.given["request"]
        return {
            **self.given,
            "request": {key: value for key, value in fixed.items() if key in own or key not in OF_FRAME},
        }


def is_frame(given: Any) -> bool:
    """Return whether a mapping is a frame around a request."""
    return is_dict(mapping_of(given).get("request"))


def unwrapped(given: Any) -> Any:
    """Return a request; one in a frame has the environment and the edition that the frame names, if not its own."""
    if not is_frame(given):
        return {**given, **named_in(given)} if is_dict(given) and named_in(given) else given
    return {**named_in(given), **given["request"], **named_in(given["request"])}


def named_in(given: Any) -> dict[Any, Any]:
    """Return the environment and the edition that a mapping names, in any spelling that `from_form` takes."""
    return spelt_as_meant(mapping_of(given))


def is_dict(value: object) -> TypeGuard[dict[Any, Any]]:
    """Return whether a value is a dict."""
    return isinstance(value, dict)


def mapping_of(value: Any) -> dict[Any, Any]:
    """Return a dict, an empty one if the value is not one."""
    return value if is_dict(value) else {}
