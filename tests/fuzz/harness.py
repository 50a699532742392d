"""Byte-driven fuzzing with atheris: what must hold for any form, however it came about.

    python tests/fuzz/harness.py check --seconds 60
    python tests/fuzz/harness.py apply_suggestions --seconds 60

`check` holds that a report comes back for anything, twice the same, and that what is accepted reads alike to a browser;
`apply_suggestions` holds that fixing adds no error and leaves nothing to fix. A crash prints the form.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent))

with atheris.instrument_imports(include=["orcid_clientreq"]):
    from orcid_clientreq import PRODUCTION, SANDBOX, InvalidRequestError, apply_suggestions, check, parse
    from orcid_clientreq.editions import FIELD_NAMES
    from orcid_clientreq.rules.model import GOOD_REQUEST

from oracles import difference

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


HARNESSES = {"check": check_anything, "apply_suggestions": fix_anything}


def main() -> None:
    """Fuzz one harness for so many seconds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("harness", choices=HARNESSES)
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    atheris.Setup(
        [sys.argv[0], f"-max_total_time={options.seconds}", "-max_len=400", "-print_final_stats=1"],
        HARNESSES[options.harness],
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
