"""Print where the time of `check` goes: the share of each module, for every kind of request of the corpus.

    python docs/benchmarks/where.py

The shares are cProfile's, which overstates the cost of calls: they say what there is, not how long it takes.
"""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter
from pathlib import PurePath

from corpus import Request, corpus

from orcid_clientreq import check

LIBRARIES = ("email_validator", "idna", "rfc3986", "attr")
SHOWN = 9


def owner(file: str, function: str) -> str:
    """Return whose a function is: a module of the package, a library, or Python itself."""
    parts = PurePath(file).parts
    if "orcid_clientreq" in parts:
        return "/".join(parts[parts.index("orcid_clientreq") + 1 :])
    for library in LIBRARIES:
        if library in parts:
            return library
    if "re.Pattern" in function or "re" in parts:
        return "regular expressions"
    return "attrs' generated code" if "attrs generated" in file else "Python's own functions"


def shares(requests: list[Request]) -> Counter[str]:
    """Return the share of each owner, in percent."""
    for request in requests:
        check(request)
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(10):
        for request in requests:
            check(request)
    profile.disable()
    times: Counter[str] = Counter()
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # it has no other way to them
    for (file, _line, function), (_, _, own, _, _) in stats.items():
        times[owner(file, function)] += own
    total = times.total()
    return Counter({name: 100 * own / total for name, own in times.items()})


def main() -> None:
    """Print a line for each kind."""
    plain, foreign, faulty = corpus(1000)
    for kind, requests in (
        ("plain", plain),
        ("internationalized", foreign),
        ("faulty", [request for request, _ in faulty]),
    ):
        top = shares(requests).most_common(SHOWN)
        print(f"{kind}: {', '.join(f'{name} {share:.0f} %' for name, share in top)}")


if __name__ == "__main__":
    main()
