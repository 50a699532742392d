"""Check a folder of requests, a JSON file each: python check_folder.py FOLDER

Prints the report of each file that has findings, and then how many have errors. Exits with 1 if one has.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from orcid_clientreq import Policy, check

POLICY = Policy(edition="latest")

paths = sorted(Path(sys.argv[1]).glob("*.json"))
wrong = 0
for path in paths:
    try:
        report = check(json.loads(path.read_text(encoding="utf-8-sig")), policy=POLICY)
    except (ValueError, RecursionError) as error:  # not UTF-8, or not JSON
        print(f"{path.name}: {type(error).__name__}")
        wrong += 1
        continue
    if report.findings:
        print(f"{path.name}\n{report}\n")
    wrong += not report.ok
print(f"{len(paths)} requests, {wrong} with errors")
sys.exit(int(wrong > 0))
