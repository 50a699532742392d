"""Answer the runner of the conformance vectors, in the fewest lines: here for the library itself."""

from __future__ import annotations

import json
import sys
from typing import Any

from orcid_clientreq import Policy, check

MEMBERS = ("code", "pointer", "severity", "suggestion")

for line in sys.stdin:
    asked = json.loads(line)
    answer: dict[str, Any] = {"id": asked["id"]}
    if asked["kind"] == "vectors":
        found = check(asked["input"], policy=Policy(**asked["policy"])).to_dict()["findings"]
        answer["findings"] = [{name: value for name, value in each.items() if name in MEMBERS} for each in found]
    else:
        answer["skipped"] = "not implemented"
    print(json.dumps(answer), flush=True)
