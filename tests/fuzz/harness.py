"""Byte-driven fuzzing with atheris: what must hold for any form, however it came about.

    python tests/fuzz/harness.py check match --seconds 60

Without a name each harness runs, one after the other. The harnesses, and what each asserts:

- `check`: anything gets a report, twice the same one, and what is accepted means the same to a browser.
- `apply_suggestions`: fixing adds no error and leaves nothing to fix.
- `match`: any texts are compared, what is advised is valid, and one of several matches is found again by `coverage`.
- `systems`: any list is recognized or not, and what is missing is no longer so once it is registered. Any values fill in a
  system's templates, or get a finding at their parameter.
- `files`: any file is read as requests and as registered redirect URIs, or refused in a line that quotes nothing of it.

A crash prints the input.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent))

with atheris.instrument_imports(include=["orcid_clientreq"]):
    from orcid_clientreq import (
        PRODUCTION,
        SANDBOX,
        InvalidRequestError,
        apply_suggestions,
        check,
        matching,
        parse,
        systems,
        validators,
    )
    from orcid_clientreq._command import files as reading
    from orcid_clientreq._command.requests import OpenedSheet, Reading
    from orcid_clientreq.editions import FIELD_NAMES
    from orcid_clientreq.request import policy_named_in
    from orcid_clientreq.rules.model import GOOD_REQUEST
    from orcid_clientreq.sheets import letter
    from orcid_clientreq.systems.filling import example, expand

from oracles import difference

WITH_CALLBACKS = [system for system in systems.SYSTEMS.values() if system.callbacks]
#: The callbacks of known systems, filled in, of which the end is left off here and there.
CALLBACKS = [expand(each.template, example(system)) for system in WITH_CALLBACKS for each in system.callbacks]
FILE = Path(tempfile.mkdtemp()) / "given"

KINDS = ("text", "uri", "address", "number", "bytes", "list", "none")


def value(data: atheris.FuzzedDataProvider, depth: int = 0) -> Any:
    """Return a value made of the bytes."""
    match KINDS[data.ConsumeIntInRange(0, len(KINDS) - 1)]:
        case "text":
            return data.ConsumeUnicode(data.ConsumeIntInRange(0, 60))
        case "uri":
            return (
                "https://university.edu/" + data.ConsumeUnicode(30)
                if data.ConsumeBool()
                else "http" + data.ConsumeString(40)
            )
        case "address":
            return data.ConsumeUnicode(12) + "@" + data.ConsumeUnicode(20)
        case "number":
            return data.ConsumeInt(4)
        case "bytes":
            return data.ConsumeBytes(8)
        case "list" if depth < 2:
            return [value(data, depth + 1) for _ in range(data.ConsumeIntInRange(0, 4))]
        case _:
            return None


def form(data: atheris.FuzzedDataProvider) -> dict[str, Any]:
    """Return the good form with some values replaced."""
    fields: dict[str, Any] = dict(GOOD_REQUEST)
    for _ in range(data.ConsumeIntInRange(1, 3)):
        place = data.ConsumeIntInRange(0, len(FIELD_NAMES))
        name = FIELD_NAMES[place] if place < len(FIELD_NAMES) else data.ConsumeUnicode(12)
        fields[name] = (
            [value(data, 1) for _ in range(data.ConsumeIntInRange(0, 3))] if name == "redirect_uris" else value(data)
        )
    return fields


def check_anything(raw: bytes) -> None:
    """Hold the promises of `check` and `parse`."""
    data = atheris.FuzzedDataProvider(raw)
    fields = form(data)
    for policy in (PRODUCTION, SANDBOX):
        report = check(fields, policy=policy)
        assert report == check(fields, policy=policy), fields
        assert all(line.isprintable() for line in str(report).split("\n")), fields
        try:
            request = parse(fields, policy=policy)
        except InvalidRequestError:
            assert not report.ok, fields
            continue
        assert report.ok, fields
        assert parse(request.to_dict()) == request, fields
        for uri in request.redirect_uris:
            assert difference(uri) is None, (uri, difference(uri))
        assert difference(request.homepage_url, homepage=True) is None, request.homepage_url


def fix_anything(raw: bytes) -> None:
    """Hold the promises of `apply_suggestions`."""
    data = atheris.FuzzedDataProvider(raw)
    fields = form(data)
    for policy in (PRODUCTION, SANDBOX):
        report = check(fields, policy=policy)
        fixed = apply_suggestions(fields, report)
        after = check(fixed, policy=policy)
        new = {(error.code, error.path[:1]) for error in after.errors} - {
            (error.code, error.path[:1])
            for error in report.errors  # splitting a row moves those after it
        }
        assert not new, (fields, new)
        assert all(finding.suggestion is None for finding in after.findings), (fields, after)


def texts(data: atheris.FuzzedDataProvider) -> list[str]:
    """Return a few texts, most of which begin like a redirect URI or are a callback of a known system."""
    made: list[str] = []
    for _ in range(data.ConsumeIntInRange(0, 4)):
        start = data.PickValueInList(["", "https://university.edu/", "http://127.0.0.1", *CALLBACKS])
        made.append(start + data.ConsumeUnicode(data.ConsumeIntInRange(0, 30)))
    return made


def match_anything(raw: bytes) -> None:
    """Hold the promises of `match` and `coverage`."""
    data = atheris.FuzzedDataProvider(raw)
    registered, requested = texts(data), texts(data)
    for sent in requested:
        for mode in matching.Mode:
            found = matching.match(sent, registered, mode=mode)
            assert found == matching.match(sent, registered, mode=mode), (sent, registered)
            assert (found.by in registered) if found else found.by is None, (sent, registered)
            assert all(line.isprintable() for line in str(found).split("\n")), (sent, registered)
            for reason in found.reasons:
                assert reason.value is None or check_uri(reason.value), (sent, registered, reason.value)
        matching.requested_in(sent)
    covered = matching.coverage(requested, registered)
    assert [bool(found) for _, found in covered.matches] == [
        bool(matching.match(sent, registered)) for sent in requested
    ]


def check_uri(text: str) -> bool:
    """Return whether a redirect URI has no error in the sandbox."""
    return all(finding.severity == "warning" for finding in validators.redirect_uri(text, policy=SANDBOX))


def fill_anything(raw: bytes) -> None:
    """Hold the promises of `systems.recognize` and `systems.redirect_uris`."""
    data = atheris.FuzzedDataProvider(raw)
    uris = texts(data)
    found = systems.recognize(uris)
    missing = [each.uri for one in found for each in one.missing if each.uri]
    after = {(one.system.id, tuple(one.parameters.items())): one for one in systems.recognize([*uris, *missing])}
    for one in found:
        assert {uri for uri, _ in one.found} <= {*uris}, uris
        again = after.get((one.system.id, tuple(one.parameters.items())))
        assert again is None or not [each for each in again.missing if each.uri], (uris, one)
    system = data.PickValueInList(WITH_CALLBACKS)
    values = {name: texts(data)[:1] or [each.example] for name, each in system.parameters.items()}
    filled = systems.redirect_uris(system, {name: value[0] for name, value in values.items()})
    assert filled.ok == bool(filled.entries), (system, values)
    assert {finding.path[0] for finding in filled.findings} <= {*values}, (system, values)
    assert all(check_uri(uri) for uri in filled.redirect_uris), (system, values)


def read_anything(raw: bytes) -> None:
    """Hold the promises of the command line's readers."""
    if not raw:
        return
    suffix = ("", ".json", ".toml", ".yaml", ".csv", ".txt", ".env")[raw[0] % 7]
    FILE.with_suffix(suffix).write_bytes(raw[1:])
    name = str(FILE.with_suffix(suffix))
    complaints: list[str] = []
    for each in reading.requests([name], complaints.append, Reading(is_private=True)):
        if isinstance(each, OpenedSheet):
            continue
        if each.entry is None:
            check(each.data, policy=policy_named_in(each.named))
        else:
            letter(each.entry)
            assert each.entry.is_clean or each.entry.is_request, each
    try:
        known: Any = reading.registered_in(name)
    except reading.UnreadableError as error:
        complaints.append(str(error))
    else:
        for uri in known["redirect_uris"] if isinstance(known, dict) else known:
            assert uri.lower().startswith(("http://", "https://")), uri
    for complaint in complaints:
        assert complaint.isprintable(), complaint
        # Nothing of the file: the longest sentence of ours has the name twice.
        assert len(complaint) < 2 * len(name) + 230, complaint


HARNESSES = {
    "check": check_anything,
    "apply_suggestions": fix_anything,
    "match": match_anything,
    "systems": fill_anything,
    "files": read_anything,
}


def main() -> None:
    """Fuzz each harness for so many seconds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("harness", nargs="*", help=f"one of {', '.join(HARNESSES)}")
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    names = options.harness or [*HARNESSES]
    if unknown := {*names} - {*HARNESSES}:
        parser.error(f"no harness is called {', '.join(sorted(unknown))}")
    for name in names:
        print(f"-- {name}", flush=True)
        # The fuzzer ends its process. It is forked: what was imported need not be instrumented again.
        if not (child := os.fork()):
            arguments = [sys.argv[0], f"-max_total_time={options.seconds}", "-max_len=400", "-print_final_stats=1"]
            atheris.Setup(arguments, HARNESSES[name])
            atheris.Fuzz()
        _, status = os.waitpid(child, 0)
        if status:
            sys.exit(f"{name} failed")


if __name__ == "__main__":
    main()
