"""Reading requests from files: the one place where the package opens any."""

from __future__ import annotations

import csv
import json
import re
import sys
import tomllib
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from itertools import chain, zip_longest
from pathlib import Path
from typing import IO, Any, Final, NamedTuple, TypeGuard

from orcid_clientreq._command.settings import NO_URI, NOT_AN_ADDRESS, is_json, registered_in_text, what_it_is
from orcid_clientreq.editions import FIELD_NAMES
from orcid_clientreq.interop import from_form
from orcid_clientreq.members import policy_named_in, spelt_as_meant
from orcid_clientreq.syntax.display import shown
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.values import is_list

#: Standard input.
STANDARD_INPUT: Final = "-"
#: The longest name of a file that is shown.
LONGEST_NAME: Final = 4096
_DELIMITERS: Final = ",;\t"  # spreadsheets write a semicolon where the comma is the decimal sign
#: The most characters of a cell: five thousand redirect URIs of two thousand, and more.
_LARGEST_CELL: Final = 2**24
#: The most digits of a whole number; no field takes one.
_MOST_DIGITS: Final = 300
#: The members of the object around a request that apply to it.
_OF_FRAME: Final = ("environment", "edition")


class UnreadableError(Exception):
    """A file that cannot be read; its text is for people."""


class _MalformedError(Exception):
    """A text that is not of its format. The error quotes nothing of it, since it may contain secrets."""


class _NoParserError(_MalformedError):
    """A text of a format that can't be read here."""


class Request(NamedTuple):
    """One request of a file.

    Args:
        file: The name of the file.
        row: Its number in the file, in CSV the number that a spreadsheet gives its row.
        data: What is checked.
        given: What is in the file: the same, or a frame around it.
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

    @property
    def named(self) -> dict[Any, Any]:
        """The environment and the edition that it is checked under: those of its frame go before its own."""
        return {**_named_in(self.data), **(_named_in(self.given) if self.is_framed else {})}

    @property
    def is_framed(self) -> bool:
        """Whether it is in a frame."""
        return self.given is not self.data and _is_frame(self.given)

    def rewrapped(self, fixed: Any) -> Any:
        """Return what is in the file with another request in it, in its frame if it has one."""
        if not self.is_framed:
            return fixed
        own = self.given["request"]
        return {
            **self.given,
            "request": {key: value for key, value in fixed.items() if key in own or key not in _OF_FRAME},
        }


Complain = Callable[[str], None]


def requests(files: list[str], complain: Complain) -> Iterator[Request]:
    """Yield the requests in files, one after the other; what cannot be read is reported, and left out."""
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
        text = file.read()
        is_text = suffix not in _PARSERS and not is_json(text)
        documents = [] if is_text else _PARSERS.get(suffix, _json)(text)
        if is_text or _holds_no_request(documents):
            if other := what_it_is(text, visible(name), is_certain=is_text or _is_nested(documents)):
                raise _MalformedError(other)
            documents = _json(text) if is_text else documents
    alone = len(documents) == 1 and not is_list(documents[0])
    for number, each in enumerate(_every(documents), 1):
        request = Request(name, number, _unwrapped(each), each, "" if alone else f"request {number}")
        if _has_repeated_key(each):
            complain(f"{request.place}: a key is there twice; keep the one that counts")
            continue
        beside = [key for key in mapping_of(each) if key in FIELD_NAMES] if request.is_framed else []
        if beside:
            complain(f"{request.place}: {beside[0]} is next to the request; move it into the request")
        yield request


def _every(documents: list[Any]) -> list[Any]:
    """Return the requests in documents: each is one request, or a list of them."""
    return [each for document in documents for each in (document if is_list(document) else [document])]


def _holds_no_request(documents: list[Any]) -> bool:
    """Return whether documents hold texts and mappings alone, none of which has the name of a field in it."""
    return all(isinstance(each, str) or (_is_dict(each) and not _has_answer(each)) for each in _every(documents))


def _has_answer(given: dict[Any, Any]) -> bool:
    """Return whether a mapping is empty, or has the name of a field in it, or a frame's."""
    return not given or _is_frame(given) or any(key in FIELD_NAMES or key in _OF_FRAME for key in given)


def _is_nested(documents: list[Any]) -> bool:
    """Return whether a mapping holds mappings, which no request does."""
    return any(_is_dict(value) for each in _every(documents) for value in mapping_of(each).values())


def _is_frame(given: Any) -> bool:
    """Return whether a mapping is a frame around a request."""
    return _is_dict(mapping_of(given).get("request"))


def _unwrapped(given: Any) -> Any:
    """Return a request; one in a frame has the environment and the edition that the frame names, if not its own."""
    if not _is_frame(given):
        return {**given, **_named_in(given)} if _is_dict(given) and _named_in(given) else given
    return {**_named_in(given), **given["request"], **_named_in(given["request"])}


def _named_in(given: Any) -> dict[Any, Any]:
    """Return the environment and the edition that a mapping names, in any spelling that `from_form` takes."""
    return spelt_as_meant(mapping_of(given))


def _is_dict(value: object) -> TypeGuard[dict[Any, Any]]:
    """Return whether a value is a dict."""
    return isinstance(value, dict)


def mapping_of(value: Any) -> dict[Any, Any]:
    """Return a dict, an empty one if the value is not one."""
    return value if _is_dict(value) else {}


def visible(name: str) -> str:
    """Return the name of a file as people read it, in a line."""
    return "standard input" if name == STANDARD_INPUT else shown(name, LONGEST_NAME)


@contextmanager
def reading(name: str) -> Generator[IO[str]]:
    """Open a file, or standard input; say in a line what is wrong with it, and quote nothing of it."""
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
    except _MalformedError as error:
        raise _unreadable(name, str(error)) from None
    except ValueError:  # a null character in the name
        raise _unreadable(name, "no file can have this name") from None


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


class _Repeated(dict[Any, Any]):
    """A mapping in which a key is there twice: only the last value is in it."""


def _mapping(pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
    """Return the members of a mapping, marked if a key is there twice (RFC 8259 section 4)."""
    members = dict(pairs)
    return members if len(members) == len(pairs) else _Repeated(members)


def _has_repeated_key(value: Any) -> bool:
    """Return whether a value, or anything in it, has a key twice; YAML can make circles."""
    seen: set[int] = set()
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, _Repeated):
            return True
        if (_is_dict(each) or is_list(each)) and id(each) not in seen:
            seen.add(id(each))
            left.extend(each.values() if _is_dict(each) else each)
    return False


def _integer(digits: str) -> int:
    """Return a whole number, if it is not absurdly long."""
    if len(digits) > _MOST_DIGITS:
        msg = "a number in it has too many digits"
        raise _MalformedError(msg)
    return int(digits)


def _json(text: str) -> list[Any]:
    """Return what is in a text of JSON."""
    try:
        return [json.loads(text, object_pairs_hook=_mapping, parse_int=_integer)]
    except json.JSONDecodeError as error:
        msg = f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}, line {error.lineno}, column {error.colno}"
        raise _MalformedError(msg) from None


_PLACE_IN_TOML: Final = Pattern(r"\(at (line \d+, column \d+|end of document)\)")


def _toml(text: str) -> list[Any]:
    """Return what is in a text of TOML."""
    try:
        return [tomllib.loads(text)]
    except tomllib.TOMLDecodeError as error:
        match = _PLACE_IN_TOML.search(str(error))
        msg = f"not TOML: {match[1]}" if match else "not TOML"
    except ValueError:
        msg = "a number in it has too many digits"
    raise _MalformedError(msg)


def _yaml(text: str) -> list[Any]:
    """Return the documents in a text of YAML, where PyYAML is installed."""
    try:
        yaml: Any = import_module("yaml")  # not everybody has it
    except ModuleNotFoundError:
        msg = "YAML needs PyYAML: pip install pyyaml"
        raise _NoParserError(msg) from None
    try:
        return [document for document in yaml.load_all(text, _loader(yaml)) if document is not None]
    except RecursionError:
        raise
    except Exception as error:  # noqa: BLE001 - a value that does not fit its tag raises anything
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "a value does not fit its type"
        msg = f"not YAML: {where}"
        raise _MalformedError(msg) from None


def _loader(yaml: Any) -> Any:
    """Return PyYAML's safe loader, which also notices keys that are there twice."""

    class Loader(yaml.SafeLoader):  # type: ignore[misc]
        """Reads nothing but plain values."""

    def construct(loader: Any, node: Any) -> Iterator[dict[Any, Any]]:
        """Yield a mapping before it is filled, since it may contain itself."""
        keys = [(key.tag, key.value) for key, _ in node.value if isinstance(key.value, str)]
        members: dict[Any, Any] = {} if len(set(keys)) == len(keys) else _Repeated()
        yield members
        members.update(loader.construct_mapping(node))

    Loader.add_constructor("tag:yaml.org,2002:map", construct)
    return Loader


_PARSERS: Final = {".json": _json, ".toml": _toml, ".yaml": _yaml, ".yml": _yaml}

#: How a spreadsheet's first line may say which sign separates cells.
_SEPARATOR_LINE: Final = Pattern(r'"?sep=(.)"?\s*\Z')


def _rows(name: str, complain: Complain) -> Iterator[Request]:
    """Yield the requests in CSV, row by row: a request a row, several redirect URIs in a cell a line each."""
    csv.field_size_limit(_LARGEST_CELL)
    with reading(name) as file:
        number, first, delimiter = _first_line(file)
        before = number - 1
        rows = csv.reader(chain([first], file), delimiter=delimiter or max(_DELIMITERS, key=first.count))
        header = [cell.strip() for cell in _next(rows) or ()]
        twice = [cell for cell in header if header.count(cell) > 1 and cell not in {"", "redirect_uris"}]
        if twice:
            columns = [_letters(index) for index, cell in enumerate(header) if cell == twice[0]]
            msg = f"columns {' and '.join(columns[:2])} have the same heading"
            raise _MalformedError(msg)
        line = before + rows.line_num + 1
        while (cells := _next(rows)) is not None:
            number += 1
            begins, line = line, before + rows.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if any(cell.strip() for cell, key in zip_longest(cells, header[: len(cells)], fillvalue="") if not key):
                complain(f"{visible(name)}, row {number}: a cell without a heading; put quotation marks around commas")
                continue
            data = from_form([(key, cell) for key, cell in zip(header, cells, strict=False) if cell])
            yield Request(name, number, data, data, f"row {number}", begins)


def _first_line(file: IO[str]) -> tuple[int, str, str]:
    """Return the number of the line with the headings, the line, and the delimiter if the file names it.

    Blank lines before it are left out.
    """
    delimiter = ""
    number = 0
    for line in file:
        number += 1
        if match := None if delimiter else _SEPARATOR_LINE.match(line):
            delimiter = match[1]
        elif line.strip():
            return number, line, delimiter
    return number, "", delimiter


def _next(rows: Iterator[list[str]]) -> list[str] | None:
    """Return the next row, `None` where there is none.

    Raises:
        _MalformedError: If a cell is too large, or there is another fault in it.
    """
    try:
        return next(rows, None)
    except csv.Error:
        msg = f"a cell has more than {_LARGEST_CELL:,} characters, or can't be read"
        raise _MalformedError(msg) from None


def _letters(index: int) -> str:
    """Return how a spreadsheet calls a column.

    >>> _letters(0), _letters(27)
    ('A', 'AB')
    """
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def registered_in(name: str) -> Mapping[str, Any] | list[str]:
    """Return the redirect URIs in a file, for `match`: of requests, of a list, or of settings of an application.

    Nothing of the file but web addresses is returned, since `match` prints what it compares. The file may have
    passwords in it, so anything else in it is referred to by number.

    Returns:
        The redirect URIs as a mapping with the environment and the edition of the requests, if they all name the same;
        otherwise as a list.
    """
    suffix = Path(name).suffix.lower()
    if suffix == ".csv":
        return _of_requests(name, list(_rows(name, _refuse)))
    with reading(name) as file:
        text = file.read()
        if suffix not in _PARSERS and not is_json(text):
            return _of_text(name, text)
        try:
            documents = _PARSERS.get(suffix, _json)(text)
        except _NoParserError:
            return _of_text(name, text)
    every = _every(documents)
    if any(map(_has_repeated_key, every)):
        raise _unreadable(name, "a key is there twice; keep the one that counts")
    if every and all(isinstance(each, str) for each in every):
        return _of_items(name, every)
    requests = [Request(name, number, _unwrapped(each), each, "") for number, each in enumerate(every, 1)]
    if not any("redirect_uris" in mapping_of(request.data) for request in requests):
        return _of_text(name, text)
    return _of_requests(name, requests)


def _of_text(name: str, text: str) -> list[str]:
    """Return the redirect URIs of a list, or of settings of an application."""
    uris, fault = registered_in_text(text)
    if fault:
        separator = ": " if fault.startswith(NO_URI) else ", "
        msg = f"{visible(name)}{separator}{fault}"
        raise UnreadableError(msg)
    return uris


def _of_items(name: str, items: list[str]) -> list[str]:
    """Return the redirect URIs of a list; blank ones are left out."""
    given = {number: item.strip() for number, item in enumerate(items, 1) if item.strip()}
    if not given:
        raise _unreadable(name, NO_URI)
    for number, item in given.items():
        _refuse_unless_address(item, f"{visible(name)}, item {number}")
    return list(given.values())


def _of_requests(name: str, requests: list[Request]) -> Mapping[str, Any] | list[str]:
    """Return the redirect URIs of requests."""
    found: list[str] = []
    for request in requests:
        for number, uri in enumerate(_uris_of(request), 1):
            _refuse_unless_address(uri, f"{visible(name)}, redirect URI {number} of request {request.row}")
            found.append(uri)
    if not found:
        raise _unreadable(name, NO_URI)
    policies = {policy_named_in(request.named) for request in requests}
    return {"redirect_uris": found, **policies.pop().named()} if len(policies) == 1 else found


# An address to be shown: without white space, and without a user name or a password.
_ADDRESS: Final = Pattern(r"https?://[^\s/?#@]+(?:[/?#]\S*)?\Z", re.IGNORECASE)


def _refuse_unless_address(uri: object, place: str) -> None:
    """Raise an error unless a text is a web address that can be shown."""
    if not isinstance(uri, str) or not _ADDRESS.match(uri):
        msg = f"{place}: {NOT_AN_ADDRESS}"
        raise UnreadableError(msg)


def _refuse(text: str) -> None:
    """Complain where nothing can be left out."""
    raise UnreadableError(text)


def _uris_of(request: Request) -> list[Any]:
    """Return the redirect URIs of a request, without blank ones; a text is one."""
    found: Any = mapping_of(request.data).get("redirect_uris")
    several: list[Any] = found if is_list(found) else [] if found is None else [found]
    return [uri.strip() if isinstance(uri, str) else uri for uri in several if not isinstance(uri, str) or uri.strip()]
