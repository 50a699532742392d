"""Check requests that lie in JSON files, and print a report on each.

    python docs/examples/check_request.py                 every bundled request
    python docs/examples/check_request.py FILE [FILE …]   those files

A file holds a request as the library takes it, or `{"about": …, "environment": …, "request": {…}}`. The
exit status is 1 where one of the files given by name has errors. Reading and printing are done here: the library
does neither.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from orcid_clientreq import Policy, apply_suggestions, check

BUNDLED = Path(__file__).parent / "requests"


def report_on(path: Path) -> bool:
    """Print the report on one file; return whether there are no errors."""
    document = json.loads(path.read_text(encoding="utf-8"))
    wrapped = isinstance(document, dict) and "request" in document
    data = document["request"] if wrapped else document
    policy = Policy(environment=document.get("environment", "production")) if wrapped else None
    report = check(data, policy=policy)
    print(f"{path.name} ({report.policy.environment})")
    print(report)
    fixable = sum(finding.suggestion is not None for finding in report.findings)
    if fixable:
        left = check(apply_suggestions(data, report), policy=report.policy)
        print(f"With every suggestion taken: {str(left).splitlines()[-1]}")
    print()
    return report.ok


def main(arguments: list[str]) -> int:
    """Report on the files named, or on the bundled ones."""
    if arguments:
        reports = [report_on(Path(argument)) for argument in arguments]
        return 0 if all(reports) else 1
    for path in sorted(BUNDLED.glob("*.json")):
        report_on(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
