"""Faults: what a rule found in one value, before a policy says how bad that is and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from orcid_clientreq.form import Severity
from orcid_clientreq.policy import Policy
from orcid_clientreq.report import Finding
from orcid_clientreq.rules.model import Param, Path

Params = Mapping[str, Param]
NONE: Final[Params] = {}


class Fault(NamedTuple):
    """A broken rule by the name after the dot, what its message needs, and a value that may fix it."""

    rule: str
    params: Params = NONE
    suggestion: str | tuple[str, ...] | None = None
    hard: bool = False


def too_long(limit: int) -> Fault:
    """Return the fault of a value over its limit, an error that no policy softens."""
    return Fault("too_long", {"limit": limit}, hard=True)


def severity_of(fault: Fault, field: str, policy: Policy) -> Severity | None:
    """Return how bad a fault of a field is under a policy."""
    return Severity.ERROR if fault.hard else policy.severity(f"{field}.{fault.rule}")


def findings(faults: Iterable[Fault], field: str, path: Path, policy: Policy) -> tuple[Finding, ...]:
    """Return the findings that a policy makes of faults; those of a rule that is off are dropped."""
    return tuple(
        Finding(
            code=f"{field}.{fault.rule}",
            path=path,
            severity=severity,
            params=fault.params,
            suggestion=_encodable(fault.suggestion),
        )
        for fault in faults
        if (severity := severity_of(fault, field, policy)) is not None
    )


def _encodable(suggestion: str | tuple[str, ...] | None) -> str | tuple[str, ...] | None:
    """Return a suggestion, `None` where it holds a lone surrogate: no JSON and no file could carry it."""
    try:
        (suggestion if isinstance(suggestion, str) else "".join(suggestion or ())).encode()
    except UnicodeEncodeError:
        return None
    return suggestion


def kept(
    faults: tuple[Fault, ...], read: Callable[[str], tuple[Fault, ...]], field: str, policy: Policy
) -> tuple[Fault, ...]:
    """Return the faults with only those suggestions that keep their promise.

    A suggestion is read like any value: it is offered if its own fault is gone and no error is new. One of several
    values is offered as it is: who makes it has read each.

    Args:
        faults: The faults of a value.
        read: What found them.
        field: The first part of their codes.
        policy: What says which of them are errors.
    """
    if all(fault.suggestion is None for fault in faults):
        return faults

    def keeps(fault: Fault) -> bool:
        if not isinstance(fault.suggestion, str):
            return True
        after = read(fault.suggestion)
        if not after:
            return True
        fixed = all(other.rule != fault.rule for other in after)
        return fixed and errors(after, field, policy) <= errors(faults, field, policy)

    return tuple(fault if keeps(fault) else fault._replace(suggestion=None) for fault in faults)


def errors(faults: Iterable[Fault], field: str, policy: Policy) -> set[str]:
    """Return the codes of the faults that are errors."""
    return {f"{field}.{fault.rule}" for fault in faults if severity_of(fault, field, policy) is Severity.ERROR}
