"""Reading requests from files: the one place where the package opens any."""

from __future__ import annotations

import csv
import json
import sys
import tomllib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import chain, zip_longest
from pathlib import Path
from typing import IO, Any, Final, NamedTuple, TypeGuard

from orcid_clientreq.interop import from_form
from orcid_clientreq.syntax.display import shown
from orcid_clientreq.syntax.values import is_list

#: Standard input.
STANDARD_INPUT: Final = "-"
#: The longest name of a file that is shown.
LONGEST_NAME: Final = 4096
_DELIMITERS: Final = ",;\t"  # spreadsheets write a semicolon where the comma is the decimal sign
#: What stands around a request in a frame, and counts for it.
_OF_FRAME: Final = ("environment", "edition")


class UnreadableError(Exception):
    """A file that cannot be read; its text is for people."""


class Request(NamedTuple):
    """One request of a file.

    Args:
        file: The name of the file.
        row: Its number in the file, in CSV the number that a spreadsheet gives its row.
        data: What is checked.
        given: What stands in the file: the same, or a frame around it.
        part: Which part of the file it is, for people; empty where the file is this request, and no list.
        line: The line in which it begins, where that is known.
    """

    file: str
    row: int
    data: Any
    given: Any
    part: str
    line: int | None = None

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"{visible(self.file)}, {self.part}" if self.part else visible(self.file)

    def holding(self, fixed: Any) -> Any:
        """Return what stands in the file with another request in it, in its frame if it has one."""
        if self.given is self.data:
            return fixed
        own = self.given["request"]
        return {
            **self.given,
            "request": {key: value for key, value in fixed.items() if key in own or key not in _OF_FRAME},
        }


Complain = Callable[[str], None]


def requests(files: list[str], complain: Complain) -> Iterator[Request]:
    """Yield the requests in files, one after the other; what cannot be read is complained of, and left out."""
    for name in files:
        some = False
        try:
            for request in _requests_in(name, complain):
                some = True
                yield request
        except UnreadableError as error:
            complain(str(error))
        else:
            if not some:
                complain(f"{visible(name)}: there is no request in it")


def _requests_in(name: str, complain: Complain) -> Iterator[Request]:
    """Yield the requests in a file."""
    suffix = Path(name).suffix.lower()
    if suffix == ".csv":
        yield from _rows(name, complain)
        return
    with reading(name) as file:
        documents = _PARSERS.get(suffix, _json)(file.read())
    alone = len(documents) == 1 and not is_list(documents[0])
    for number, each in enumerate(_every(documents), 1):
        yield Request(name, number, _out_of_frame(each), each, "" if alone else f"request {number}")


def _every(documents: list[Any]) -> list[Any]:
    """Return what documents hold: each is one request, or a list of them."""
    return [each for document in documents for each in (document if is_list(document) else [document])]


def _out_of_frame(given: Any) -> Any:
    """Return a request; one in a frame has the environment and the edition that the frame names."""
    frame = mapping_of(given)
    if not isinstance(frame.get("request"), dict):
        return given
    return {**{key: frame[key] for key in _OF_FRAME if key in frame}, **frame["request"]}


def _is_dict(value: object) -> TypeGuard[dict[Any, Any]]:
    """Return whether a value is a dict."""
    return isinstance(value, dict)


def mapping_of(value: Any) -> dict[Any, Any]:
    """Return a dict, an empty one for what is none."""
    return value if _is_dict(value) else {}


def visible(name: str) -> str:
    """Return the name of a file as people read it, in a line."""
    return "standard input" if name == STANDARD_INPUT else shown(name, LONGEST_NAME)


@contextmanager
def reading(name: str) -> Generator[IO[str]]:
    """Open a file, or standard input; say in a line what is wrong with it."""
    try:
        source = _standard_input() if name == STANDARD_INPUT else name
        with open(source, encoding="utf-8-sig", newline="", closefd=source is name) as file:
            yield file
    except OSError as error:
        raise _unreadable(name, reason_of(error)) from None
    except UnicodeDecodeError:
        raise _unreadable(name, "not text in UTF-8") from None
    except RecursionError:
        raise _unreadable(name, "nested too deeply for a request") from None
    except (ValueError, csv.Error) as error:
        raise _unreadable(name, str(error)) from None


def reason_of(error: OSError) -> str:
    """Return why a file or stream cannot be read or written, in the system's words."""
    return (error.strerror or str(error)).lower()


def _standard_input() -> int:
    """Return the number of standard input: read as a file is, whatever the locale."""
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison] - it is where a shell has closed it
        msg = "it is closed"
        raise OSError(msg)
    return sys.stdin.fileno()


def _unreadable(name: str, what: str) -> UnreadableError:
    """Return the error for a file, in a line."""
    return UnreadableError(f"{visible(name)}: {' '.join(what.split())}")


def _json(text: str) -> list[Any]:
    """Return what is in a text of JSON."""
    return [json.loads(text)]


def _toml(text: str) -> list[Any]:
    """Return what is in a text of TOML."""
    return [tomllib.loads(text)]


def _yaml(text: str) -> list[Any]:
    """Return the documents in a text of YAML, where PyYAML is installed."""
    try:
        yaml: Any = import_module("yaml")  # not everybody has it
    except ModuleNotFoundError:
        msg = "YAML needs PyYAML: pip install pyyaml"
        raise ValueError(msg) from None
    try:
        return [document for document in yaml.safe_load_all(text) if document is not None]
    except RecursionError:
        raise
    except Exception as error:  # noqa: BLE001 - a value that does not fit its tag raises anything
        msg = f"not YAML: {error}"
        raise ValueError(msg) from None


_PARSERS: Final = {".json": _json, ".toml": _toml, ".yaml": _yaml, ".yml": _yaml}


def _rows(name: str, complain: Complain) -> Iterator[Request]:
    """Yield the requests in CSV, row by row: a request a row, several redirect URIs in a cell a line each."""
    with reading(name) as file:
        first = file.readline()
        rows = csv.reader(chain([first], file), delimiter=max(_DELIMITERS, key=first.count))
        header = [cell.strip() for cell in next(rows, ())]
        twice = {name for name in header if header.count(name) > 1 and name not in {"", "redirect_uris"}}
        if twice:
            raise _unreadable(name, f"two columns are called {shown(min(twice))}")
        line = rows.line_num + 1
        for number, cells in enumerate(rows, 2):
            begins, line = line, rows.line_num + 1
            if any(cell for cell, key in zip_longest(cells, header[: len(cells)], fillvalue="") if not key):
                complain(f"{visible(name)}, row {number}: a cell without a heading; put quotation marks around commas")
            elif any(cells):
                data = from_form([(key, cell) for key, cell in zip(header, cells, strict=False) if cell])
                yield Request(name, number, data, data, f"row {number}", begins)


def registered_in(name: str) -> list[str]:
    """Return the redirect URIs in a file: of requests, of a list, or one on each line."""
    suffix = Path(name).suffix.lower()
    if suffix == ".csv":
        every = [request.data for request in _rows(name, _refuse)]
    else:
        with reading(name) as file:
            text = file.read()
            has_lines = suffix not in _PARSERS and not text.lstrip().startswith(("{", "["))
            every = text.splitlines() if has_lines else _every(_PARSERS.get(suffix, _json)(text))
    found = [uri.strip() for each in every for uri in _uris_of(each, name) if uri.strip()]
    if not found:
        raise _unreadable(name, "there is no redirect URI in it")
    return found


def _refuse(text: str) -> None:
    """Complain where nothing can be left out."""
    raise UnreadableError(text)


def _uris_of(given: Any, name: str) -> list[str]:
    """Return the redirect URIs of a request; a text is one."""
    request = _out_of_frame(given)
    found: Any = request.get("redirect_uris") if _is_dict(request) else request
    several: list[Any] = found if is_list(found) else [] if found is None else [found]
    if not all(isinstance(uri, str) for uri in several):
        raise _unreadable(name, "a redirect URI in it is not text")
    return several
