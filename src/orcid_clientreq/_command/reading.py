"""Reading requests from files: the one place where the package opens any."""

from __future__ import annotations

import csv
import json
import sys
import tomllib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from orcid_clientreq.interop import from_form
from orcid_clientreq.syntax.values import is_list


class UnreadableError(Exception):
    """A file that cannot be read; its text is for people."""


class Request(NamedTuple):
    """One request of a file."""

    file: str
    row: int | None
    data: Any


def requests(files: list[str]) -> Iterator[Request]:
    """Yield the requests in files, one after the other."""
    for name in files:
        reader = _READERS.get(Path(name).suffix.lower(), _json)
        number = 0
        for number, data in enumerate(reader(name), 1):
            yield Request(name, number, data)
        if number == 0:
            msg = f"{name}: there is no request in it"
            raise UnreadableError(msg)


@contextmanager
def reading(name: str) -> Generator[IO[str]]:
    """Open a file, or standard input; say in a line what is wrong with it."""
    try:
        if name == "-":
            yield sys.stdin
        else:
            with Path(name).open(encoding="utf-8-sig", newline="") as file:
                yield file
    except OSError as error:
        msg = f"{name}: {(error.strerror or str(error)).lower()}"
        raise UnreadableError(msg) from None
    except UnicodeDecodeError:
        msg = f"{name}: not text in UTF-8"
        raise UnreadableError(msg) from None
    except RecursionError:
        msg = f"{name}: nested too deeply for a request"
        raise UnreadableError(msg) from None
    except (ValueError, csv.Error) as error:
        msg = f"{name}: {str(error).splitlines()[0]}"
        raise UnreadableError(msg) from None


def write(path: Path, text: str) -> None:
    """Write a file; say in a line why that does not work."""
    try:
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        msg = f"{path}: {(error.strerror or str(error)).lower()}"
        raise UnreadableError(msg) from None


def _each(document: Any) -> Iterator[Any]:
    """Yield the requests of a document: one, a list of them, or one in a frame with its environment."""
    every = document if is_list(document) else [document]
    for each in every:
        framed = isinstance(each, dict) and isinstance(each.get("request"), dict)
        if framed:
            yield {**{key: each[key] for key in ("environment", "edition") if key in each}, **each["request"]}
        else:
            yield each


def _json(name: str) -> Iterator[Any]:
    """Read JSON."""
    with reading(name) as file:
        document = json.load(file)
    yield from _each(document)


def _toml(name: str) -> Iterator[Any]:
    """Read TOML."""
    with reading(name) as file:
        document = tomllib.loads(file.read())
    yield from _each(document)


def _yaml(name: str) -> Iterator[Any]:
    """Read YAML, where PyYAML is installed."""
    try:
        yaml: Any = import_module("yaml")  # not everybody has it
    except ModuleNotFoundError:
        msg = f"{name}: YAML needs PyYAML: pip install pyyaml"
        raise UnreadableError(msg) from None
    try:
        with reading(name) as file:
            documents = [document for document in yaml.safe_load_all(file) if document is not None]
    except yaml.YAMLError as error:
        msg = f"{name}: {' '.join(str(error).split())}"
        raise UnreadableError(msg) from None
    for document in documents:
        yield from _each(document)


def _csv(name: str) -> Iterator[Any]:
    """Read CSV row by row: a request a row, several redirect URIs in a cell a line each."""
    with reading(name) as file:
        for row in csv.DictReader(file):
            yield from_form({key: value for key, value in row.items() if key is not None and value})


_READERS: Final = {".toml": _toml, ".yaml": _yaml, ".yml": _yaml, ".csv": _csv}
