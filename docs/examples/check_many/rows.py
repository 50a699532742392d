"""One line of JSON in, one row for each finding out. What Dask and Spark run in their workers."""

from __future__ import annotations

import json
from typing import TypedDict

from orcid_clientreq import check


class Row(TypedDict):
    """One finding of one request."""

    request: str
    severity: str
    code: str
    place: str
    message: str
    suggestion: str | None


def writable(text: str) -> str:
    """Return a text that can be written in UTF-8: JSON can contain half of a surrogate pair, a file cannot."""
    return text.encode("utf-8", "replace").decode()


def is_damaged(line: str) -> bool:
    """Return whether a line has a U+FFFD: bytes that are not UTF-8 are read as this character."""
    return "\ufffd" in line


def read(line: str) -> object:
    """Return the content of a line, `None` if it is not JSON: `check` has a finding for that."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def rows(line: str) -> list[Row]:
    """Return a row for each finding in the request that a line holds; none where there is nothing to fix."""
    data = read(line)
    name = data.pop("id", "") if isinstance(data, dict) else ""
    return [
        Row(
            request=writable(str(name)),
            severity=finding.severity.value,
            code=finding.code,
            place=finding.place,
            message=finding.message,
            suggestion=offered and json.dumps(offered),
        )
        for finding in check(data).findings
        for offered in [finding.combined_suggestion or finding.suggestion]
    ]
