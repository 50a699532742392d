"""What the tables of known systems make of a difference of two paths."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.matching.compare import Difference
from orcid_clientreq.syntax.display import shown
from orcid_clientreq.syntax.uri_parts import Uri
from orcid_clientreq.syntax.uris import split
from orcid_clientreq.systems import System, recognize
from orcid_clientreq.systems.recognizing import callbacks_of, moved, other_callbacks, other_parameter, sends_so

_PATH: Final = "path"
#: How far two paths are apart. It decides nothing any more where systems are looked at.
_WEIGHT: Final = 4


def of_known_system(difference: Difference, sent: Uri, registered: Uri) -> Difference:
    """Return a difference of the paths as that of a known system's callbacks, if they are.

    Args:
        difference: The difference.
        sent: What is sent.
        registered: The nearest registered one.
    """
    if difference.code == "trailing_slash":
        return _slash(difference, sent)
    if difference.code == "base_path" and _has_parts(sent):
        difference = Difference(_PATH, {}, difference.weight)
    if difference.code != _PATH:
        return difference
    return (
        _parameter(sent, registered)
        or _other_callback(sent, registered)
        or _moved(sent, registered)
        or _with_more_callbacks(sent, registered)
        or difference
    )


def _has_parts(sent: Uri) -> bool:
    """Return whether the beginning of a path may be a journal or the like, not the place of the application."""
    return any(parameter.each for system, _ in callbacks_of(sent.text) for parameter in system.parameters.values())


def _slash(difference: Difference, sent: Uri) -> Difference:
    """Return a difference in the last slash as one that only ORCID can correct, if software makes the path."""
    system = sends_so(sent.text)
    return difference._replace(params={"system": system.name}, to_register=True) if system else difference


def _parameter(sent: Uri, registered: Uri) -> Difference | None:
    """Return that the two are one callback with another name in it, if they are."""
    found = other_parameter(sent.text, registered.text)
    if found is None:
        return None
    names = {"sent": shown(found.sent), "registered": shown(found.registered)}
    code = "other_part" if found.parameter.each else "other_parameter"
    return Difference(code, {"system": found.system.name, **names}, _WEIGHT)


def _other_callback(sent: Uri, registered: Uri) -> Difference | None:
    """Return that the two are different callbacks of a system, if they are."""
    both = other_callbacks(sent.text, registered.text)
    return None if both is None else _callbacks(*both)


def _moved(sent: Uri, registered: Uri) -> Difference | None:
    """Return that what is sent is the callback of a later version, if it is."""
    later = moved([registered.text], [sent.text])
    return Difference("moved_callback", {"system": later[0].name}, _WEIGHT) if later else None


def _with_more_callbacks(sent: Uri, registered: Uri) -> Difference | None:
    """Return that what is sent is one of a system's callbacks, if the registered one is neither that nor of a later version."""
    found = recognize([sent.text])
    theirs = {system.id: system for system, _ in callbacks_of(registered.text)}
    if len(found) != 1 or found[0].system.id in {
        *theirs,
        *(name for each in theirs.values() for name in each.replaces),
    }:
        return None
    needed = (each.uri for each in found[0].missing if each.uri)
    return _callbacks(found[0].system, tuple(dict.fromkeys(split(uri).path for uri in (*needed, sent.text))))


def _callbacks(system: System, paths: tuple[str, ...]) -> Difference | None:
    """Return that a system needs several callbacks, `None` if it does not."""
    several = len(paths) > 1
    return (
        Difference("other_callback", {"system": system.name, "paths": ", ".join(paths)}, _WEIGHT) if several else None
    )
