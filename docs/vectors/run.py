"""Run an implementation in any language on the conformance vectors.

    python run.py [--codes CODE,…] [--kinds vectors,…] COMMAND …

The command is started once. It gets a JSON object a line on standard input, and answers each with a line on standard
output before it gets the next:

    {"id": "…", "kind": "vectors", "policy": {…}, "input": …}                    → {"id": "…", "findings": [{"code": …, "pointer": …, "severity": …}, …]}
    {"id": "…", "kind": "credentials", "policy": {…}, "input": …}                → the same
    {"id": "…", "kind": "matches", "mode": …, "era": …, "requested": …, "registered": […]} → {"id": "…", "how": …, "reasons": [{"code": …, "fix": …}, …]}
    what it does not implement                                                   → {"id": "…", "skipped": "why"}

A suggestion in a finding, and a value in a reason, are compared if they are there. With --codes, only findings of these
codes count. Vectors that were skipped are counted apart from those that failed. Exits with 1 if one failed, with 2 if
the command did not answer.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "orcid-clientreq-vectors.json"
KINDS = ("vectors", "credentials", "matches")
#: What of a vector is the answer, and what says why it is there.
NOT_SENT = {"findings", "how", "reasons", "codes", "because", "orcid"}
#: So many failures are printed in full.
SHOWN = 20


def expected_in(vector: dict[str, Any], codes: set[str]) -> dict[str, Any]:
    """Return what a vector expects, of findings only those that count."""
    if "findings" in vector:
        return {"findings": counted(vector["findings"], codes)}
    return {"how": vector["how"], "reasons": vector["reasons"]}


def counted(findings: Any, codes: set[str]) -> list[Any]:
    """Return the findings that count."""
    return [each for each in findings if not codes or each.get("code") in codes]


def is_right(answer: dict[str, Any], expected: dict[str, Any], codes: set[str]) -> bool:
    """Return whether an answer is what is expected, but for what it leaves out."""
    if "findings" in expected:
        return same(counted(answer.get("findings", ()), codes), expected["findings"], "suggestion")
    return answer.get("how") == expected["how"] and same(answer.get("reasons", []), expected["reasons"], "value")


def same(answered: list[Any], expected: list[Any], optional: str) -> bool:
    """Return whether two lists are the same, in order; a member may be left out of the answer."""
    if len(answered) != len(expected):
        return False
    pairs = zip(answered, expected, strict=True)
    return all({**({optional: right[optional]} if optional not in own else {}), **own} == right for own, right in pairs)


def run(command: list[str], vectors: Iterable[tuple[str, dict[str, Any]]], codes: set[str]) -> dict[str, list[Any]]:
    """Ask a command for each vector, and return the outcomes.

    Raises:
        ValueError: It did not answer, or with something else.
    """
    outcomes: dict[str, list[Any]] = {"passed": [], "failed": [], "skipped": []}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        for kind, vector in vectors:
            asked = {"kind": kind, **{name: value for name, value in vector.items() if name not in NOT_SENT}}
            line = ""
            try:
                process.stdin.write(json.dumps(asked) + "\n")
                process.stdin.flush()
                line = process.stdout.readline()
                answer = json.loads(line)
            except (BrokenPipeError, ValueError):
                answer = None
            if not isinstance(answer, dict) or answer.get("id") != vector["id"]:
                process.kill()
                msg = f"{vector['id']}: answered with {line[:200]!r}"
                raise ValueError(msg)
            expected = expected_in(vector, codes)
            if "skipped" in answer:
                outcomes["skipped"].append(vector["id"])
            elif is_right(answer, expected, codes):
                outcomes["passed"].append(vector["id"])
            else:
                outcomes["failed"].append({"id": vector["id"], "expected": expected, "answered": answer})
        process.stdin.close()
    return outcomes


def main(arguments: list[str] | None = None) -> int:
    """Run the command line, and return the exit status."""
    parser = argparse.ArgumentParser(description="Run an implementation on the conformance vectors.")
    parser.add_argument("--codes", default="", help="only findings of these codes count, separated by commas")
    parser.add_argument("--kinds", default="vectors", help=f"of {', '.join(KINDS)}")
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="COMMAND")
    options = parser.parse_args(arguments)
    document = json.loads(FILE.read_text(encoding="utf-8"))
    kinds, codes = options.kinds.split(","), set(filter(None, options.codes.split(",")))
    known = {code for kind in KINDS[:2] for vector in document[kind] for code in vector["codes"]}
    if not options.command or not set(kinds) <= set(KINDS) or not codes <= known:
        parser.error(
            f"give a command; kinds are {', '.join(KINDS)}; codes not known: {', '.join(codes - known) or 'none'}"
        )
    vectors = [(kind, vector) for kind in kinds for vector in document[kind]]
    try:
        outcomes = run(options.command, vectors, codes)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    for each in outcomes["failed"][:SHOWN]:
        print(json.dumps(each))
    print(json.dumps({name: len(each) for name, each in outcomes.items()}))
    return int(bool(outcomes["failed"]))


if __name__ == "__main__":
    sys.exit(main())
