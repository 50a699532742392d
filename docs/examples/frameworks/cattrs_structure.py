"""A request inside a larger attrs class, structured by cattrs, and its structure errors as findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from cattrs import Converter
from cattrs.errors import AttributeValidationNote

from orcid_clientreq import Finding, InvalidRequestError, RegistrationRequest, parse
from orcid_clientreq.wire import RequestDict


@attrs.frozen
class Deployment:
    """The content of a configuration file."""

    name: str
    registration: RegistrationRequest


converter = Converter()


@converter.register_structure_hook
def structure(data: Any, _type: type) -> RegistrationRequest:
    """Structure a request by `parse`."""
    return parse(data)


@converter.register_unstructure_hook
def unstructure(request: RegistrationRequest) -> RequestDict:
    """Return a request as the mapping that structures to it."""
    return request.to_dict()


def findings(error: BaseException, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """Yield the findings in a structure error, each with the attributes that lead to its request."""
    notes = [note.name for note in getattr(error, "__notes__", ()) if isinstance(note, AttributeValidationNote)]
    here = (*path, *notes)
    if isinstance(error, InvalidRequestError):
        for found in error.report.errors:
            yield here, found
    for inner in getattr(error, "exceptions", ()):  # of a group
        yield from findings(inner, here)
