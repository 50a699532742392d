"""Reading requests from files: the one place where the package opens any."""

from __future__ import annotations

import io
import json
import tomllib
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Final

from orcid_clientreq._command.complaints import (
    STANDARD_INPUT,
    Complain,
    UnknownHeadingsError,
    UnreadableError,
    begins_like_json,
    holds_sheet,
    opened,
    seekable,
    unreadable,
    visible,
)
from orcid_clientreq._command.requests import (
    OF_FRAME,
    OpenedSheet,
    Reading,
    Request,
    is_dict,
    is_frame,
    mapping_of,
    unwrapped,
)
from orcid_clientreq._command.settings import NO_URI, NOT_AN_ADDRESS, is_json, registered_in_text, what_it_is
from orcid_clientreq.editions import FIELD_NAMES
from orcid_clientreq.form import Environment
from orcid_clientreq.members import policy_named_in
from orcid_clientreq.messages.catalogues import ENGLISH
from orcid_clientreq.syntax.display import may_be_shown, shown
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.values import is_list

#: The most digits of a whole number; no field takes one.
_MOST_DIGITS: Final = 300
#: What is a sheet or JSON: standard input, and files whose names say only that they are texts.
_EITHER: Final = (STANDARD_INPUT, ".txt")


class _MalformedError(Exception):
    """A text that is not of its format. The error quotes nothing of it, since it may contain secrets."""


class _NoParserError(_MalformedError):
    """A text of a format that can't be read here."""


def requests(files: list[str], complain: Complain, reading: Reading) -> Iterator[Request | OpenedSheet]:
    """Yield the requests in files, one after the other; what cannot be read is reported, and left out.

    Before the requests of a sheet there is the sheet, and between them are its rows without one.
    """
    for name in files:
        some = False
        try:
            for each in _requests_in(name, complain, reading):
                some |= not isinstance(each, OpenedSheet) and (each.entry is None or each.entry.is_request)
                yield each
        except UnreadableError as error:
            complain(str(error))
        else:
            if not some:
                complain(f"{visible(name)}: there is no request in it")


def _requests_in(name: str, complain: Complain, reading: Reading) -> Iterator[Request | OpenedSheet]:
    """Yield the requests in a file."""
    if name == STANDARD_INPUT or holds_sheet(name):
        with seekable(name) as file:
            if not (name.endswith(_EITHER) and begins_like_json(file)):
                yield from _requests_of_table(name, file, reading)
                return
            with _text(name, file) as text:
                documents = _documents_in(name, text.read())
    else:
        with _reading(name) as text:
            documents = _documents_in(name, text.read())
    alone = len(documents) == 1 and not is_list(documents[0])
    for number, each in enumerate(_every(documents), 1):
        request = Request(name, number, unwrapped(each), each, "" if alone else f"request {number}")
        if _has_repeated_key(each):
            complain(f"{request.place}: a key is there twice; keep the one that counts")
            continue
        beside = [key for key in mapping_of(each) if key in FIELD_NAMES] if request.is_framed else []
        if beside:
            complain(f"{request.place}: {beside[0]} is next to the request; move it into the request")
        yield request


def _documents_in(name: str, text: str) -> list[Any]:
    """Return the documents in a text."""
    suffix = Path(name).suffix.lower()
    is_text = suffix not in _PARSERS and not is_json(text)
    documents = [] if is_text else _PARSERS.get(suffix, _json)(text)
    if (key := _key_around(documents)) is not None:
        msg = f"the requests are below the key {shown(key, 40)!r}; save what is below it as the whole file"
        raise _MalformedError(msg)
    if is_text or _holds_no_request(documents):
        if other := what_it_is(text, visible(name), is_certain=is_text or _is_nested(documents)):
            raise _MalformedError(other)
        documents = _json(text) if is_text else documents
    return documents


def _requests_of_table(name: str, file: IO[bytes], reading: Reading) -> Iterator[Request | OpenedSheet]:
    """Yield a sheet and its entries; say what a text seems to be that is not a sheet."""
    from orcid_clientreq._command.sheet_requests import requests_in_sheet  # noqa: PLC0415 - takes time

    try:
        yield from requests_in_sheet(name, file, reading)
    except UnknownHeadingsError:
        file.seek(0)
        text = file.read().decode("utf-8", "replace") if name.endswith(_EITHER) else ""
        if other := what_it_is(text, visible(name), is_certain=True):
            raise unreadable(name, other) from None
        raise


def _every(documents: list[Any]) -> list[Any]:
    """Return the requests in documents: each is one request, or a list of them."""
    return [each for document in documents for each in (document if is_list(document) else [document])]


@contextmanager
def _reading(name: str) -> Generator[IO[str]]:
    """Open a file, or standard input, as text in UTF-8."""
    with opened(name) as file, _text(name, file) as text:
        yield text


@contextmanager
def _text(name: str, file: IO[bytes]) -> Generator[IO[str]]:
    """Read a file as text in UTF-8; say in a line what is wrong with it, and quote nothing of it."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    try:
        yield text
    except UnicodeDecodeError:
        raise unreadable(name, "not text in UTF-8; save it as text in UTF-8") from None
    except RecursionError:
        raise unreadable(name, "nested too deeply for a request") from None
    except _MalformedError as error:
        raise unreadable(name, str(error)) from None
    finally:
        text.detach()


def _holds_no_request(documents: list[Any]) -> bool:
    """Return whether documents hold texts and mappings alone, none of which has the name of a field in it."""
    return all(isinstance(each, str) or (is_dict(each) and not _has_answer(each)) for each in _every(documents))


def _has_answer(given: dict[Any, Any]) -> bool:
    """Return whether a mapping is empty, or has the name of a field in it, or a frame's."""
    return not given or is_frame(given) or any(key in FIELD_NAMES or key in OF_FRAME for key in given)


def _key_around(documents: list[Any]) -> str | None:
    """Return the key below which there are requests, if that is not known to `is_frame`."""
    for each in _every(documents):
        others = [] if is_frame(each) else [item for item in mapping_of(each).items() if item[0] not in FIELD_NAMES]
        for key, value in others:
            below = value if is_list(value) else [value]
            if any(len(FIELD_NAMES & mapping_of(request).keys()) > 1 for request in below):
                return str(key)
    return None


def _is_nested(documents: list[Any]) -> bool:
    """Return whether a mapping contains mappings, which no request does."""
    return any(is_dict(value) for each in _every(documents) for value in mapping_of(each).values())


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
        if (is_dict(each) or is_list(each)) and id(each) not in seen:
            seen.add(id(each))
            left.extend(each.values() if is_dict(each) else each)
    return False


def _integer(digits: str) -> int:
    """Return a whole number, if it is not absurdly long."""
    if len(digits) > _MOST_DIGITS:
        msg = "a number in it has too many digits"
        raise _MalformedError(msg)
    return int(digits)


def _json(text: str) -> list[Any]:
    """Return what is in a text of JSON."""
    if not text.strip():
        msg = "it is empty"
        raise _MalformedError(msg)
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


def registered_in(name: str, *, split: bool = False) -> list[Mapping[str, Any] | list[str]]:
    """Return the redirect URIs in a file, for `match`: of requests, of a list, or of settings of an application.

    Nothing of the file but web addresses is returned, since `match` prints what it compares. The file may have
    passwords in it, so anything else in it is referred to by number.

    Args:
        name: The name of the file.
        split: Whether the requests for each environment are returned by themselves.

    Returns:
        The redirect URIs as a mapping with the environment and the edition of the requests, if they all name the same;
        otherwise as a list. There is one of these, or with `split` one for each environment.
    """
    suffix = Path(name).suffix.lower()
    if holds_sheet(name) and suffix != ".txt":
        return _of_requests(name, list(_requests_of_sheet(name)), split=split)
    with _reading(name) as file:
        text = file.read()
        if suffix not in _PARSERS and not is_json(text):
            return [_of_text(name, text)]
        try:
            documents = _PARSERS.get(suffix, _json)(text)
        except _NoParserError:
            return [_of_text(name, text)]
    every = _every(documents)
    if any(map(_has_repeated_key, every)):
        raise unreadable(name, "a key is there twice; keep the one that counts")
    if every and all(isinstance(each, str) for each in every):
        return [_of_items(name, every)]
    requests = [Request(name, number, unwrapped(each), each, "") for number, each in enumerate(every, 1)]
    if not any("redirect_uris" in mapping_of(request.data) for request in requests):
        return [_of_text(name, text)]
    return _of_requests(name, requests, split=split)


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
        raise unreadable(name, NO_URI)
    for number, item in given.items():
        _refuse_unless_address(item, f"{visible(name)}, item {number}")
    return list(given.values())


def _requests_of_sheet(name: str) -> Iterator[Request]:
    """Yield the requests in a sheet, of which nothing is shown."""
    from orcid_clientreq._command.sheet_requests import requests_in_sheet  # noqa: PLC0415 - takes time

    with seekable(name) as file:
        for each in requests_in_sheet(name, file, Reading(is_private=True)):
            if isinstance(each, Request) and each.entry and each.entry.is_request:
                if each.entry.faults:
                    _refuse(f"{each.place}: {each.entry.faults[0].message(ENGLISH)}")
                yield each


def _of_requests(name: str, requests: list[Request], *, split: bool) -> list[Mapping[str, Any] | list[str]]:
    """Return the redirect URIs of requests, of all together or of those for each environment."""
    from orcid_clientreq.rules.rows import rows  # noqa: PLC0415 - takes time

    found: dict[Environment | None, list[str]] = {}
    for request in requests:
        environment = policy_named_in(request.named).environment if split else None
        place = f"row {request.row}" if request.entry else f"request {request.row}"
        for number, given in enumerate(_uris_of(request), 1):
            several = rows(given) if isinstance(given, str) else ()
            for uri in several if len(several) > 1 else (given,):
                _refuse_unless_address(uri, f"{visible(name)}, redirect URI {number} of {place}")
                found.setdefault(environment, []).append(uri)
    if not found:
        raise unreadable(name, NO_URI)
    if len(found) > 1:
        return [{"redirect_uris": uris, "environment": str(environment)} for environment, uris in found.items()]
    (uris,) = found.values()
    policies = {policy_named_in(request.named) for request in requests}
    return [{"redirect_uris": uris, **policies.pop().named()} if len(policies) == 1 else uris]


def _refuse_unless_address(uri: object, place: str) -> None:
    """Raise an error unless a text is a web address that can be shown."""
    if not isinstance(uri, str) or not may_be_shown(uri):
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
