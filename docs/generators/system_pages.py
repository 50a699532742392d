"""Make a page for every known system and a table of all, and the file of systems that others can use.

Sphinx calls `write` before it reads its sources; the pages are not kept under version control. The file is, and
`tox -e update` writes it.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rule_pages import put

from orcid_clientreq.systems import SYSTEMS, Registrant, System, SystemKind, ToRegister, redirect_uris, sharing
from orcid_clientreq.systems.filling import example
from orcid_clientreq.systems.model import readable

VECTORS = Path(__file__).parents[1] / "vectors"
FILE = VECTORS / "orcid-systems.json"
SCHEMA = VECTORS / "orcid-systems.schema.json"
_HOST_ALONE = (
    "For this system, a redirect URI without a path is right: {}. `check` "
    "[warns about a host without a path](../rules/redirect_uri.host_only.md) anyway, because a request does not say which system it is for."
)
_ADDED = (
    "Don't register what is added at sign-in: ORCID compares the address without its query. Don't remove it from what is sent, either: "
    "the system needs it. An ellipsis (…) stands for a value that is different each time."
)
_SHARED = "Where other systems have the same path, the path alone does not tell which system it is."
_WHO = {
    Registrant.ORGANIZATION: "Your organization requests the ORCID credentials.",
    Registrant.VENDOR: "The vendor, or the service, has credentials for everybody. Your organization registers nothing, unless it runs an installation of its own.",
    Registrant.WITH_VENDOR: "Your organization requests the ORCID credentials. Only the vendor can tell you the redirect URIs.",
    Registrant.DEVELOPER: "Whoever develops the application requests the ORCID credentials.",
    Registrant.NOBODY: "Nobody has to request credentials.",
}


def write(folder: Path) -> None:
    """Write all pages into a folder."""
    pages = {f"{name}.md": "\n".join(page(system)) for name, system in SYSTEMS.items()}
    pages["index.md"] = "\n".join(index_page())
    put(folder, pages)


def page(system: System) -> Iterator[str]:
    """Yield the lines of a system's page: first what to enter, last what is for programmers."""
    yield f"# Register {system.name} with ORCID"
    yield ""
    yield f"Category: {system.kind.value}. Versions: {system.versions}. {_WHO[system.registrant]}"
    yield from ["", "## What to enter as redirect URIs", ""]
    if system.callbacks:
        yield from _what_to_enter(system)
    else:
        yield "There is nothing to fill in here: the redirect URIs of this system are not public, or it has none."
    yield from ["", "## What to watch for", ""]
    yield from (f"- {text}" for text in system.advice)
    if system.callbacks:
        yield from _what_is_sent(system)
    if system.also_called:
        yield from ["", "## Other names", "", f"{', '.join(system.also_called)}."]
    yield from ["", "## Source", ""]
    yield f"{system.source}. Last checked on {system.checked.isoformat()}; confidence: {system.confidence}."
    yield ""
    checker = f'<a href="../checker/index.html?system={system.id}">the checker</a>'
    yield f"Is something wrong or missing? [Correct it](../contributing.md#correcting-a-system). Check the whole request with {checker}."
    if system.callbacks:
        yield from _in_python(system)


def _what_to_enter(system: System) -> Iterator[str]:
    """Yield the redirect URIs of an example, what to replace in them, and what to enter for many journals."""
    one = redirect_uris(system, **_example(system))
    yield from ["| address to enter | what it is for | needed |", "|---|---|---|"]
    for entry in one.entries:
        yield f"| `{entry.uri}` | {_purpose(entry)} | {_needed(entry)} |"
    yield from ["", "Replace these examples with your own:", ""]
    for name, parameter in system.parameters.items():
        if name in _example(system):
            yield f"- `{parameter.example}`: {parameter.meaning}"
    prefixes = [entry for entry in one.entries if entry.prefix]
    for what in dict.fromkeys(each.each for each in system.parameters.values() if each.each not in {"", "person"}):
        every = [each for each in redirect_uris(system, **_example(system, what)).entries if each.prefix]
        yield from ["", f"For more than one {what}, you can enter this instead of the addresses of each:", ""]
        yield from ["| address to enter | what it is for |", "|---|---|"]
        yield from (f"| `{each.uri}` | {_purpose(each)} |" for each in every)
        prefixes += every
    for reason in dict.fromkeys(entry.why_prefix for entry in prefixes):
        yield from ["", reason]
    alone = dict.fromkeys(f"`{entry.uri}`" for entry in (*prefixes, *one.entries) if entry.is_host_alone)
    if alone:
        yield from ["", _HOST_ALONE.format(", ".join(alone))]


def _what_is_sent(system: System) -> Iterator[str]:
    """Yield what the system sends at sign-in, and which others send the same."""
    others = sharing(system)
    yield from ["", "## What it sends to ORCID", "", "| address | added at sign-in | also sent by |", "|---|---|---|"]
    for callback in system.callbacks:
        added = f"`{callback.sent}`" if callback.sends else ""
        added += f" {callback.sends_if}" if callback.sends_if else ""
        same = ", ".join(f"[{each.name}]({each.id}.md)" for each in others.get(callback.template, ()))
        yield f"| `{readable(callback.template)}` | {added} | {same} |"
    if any(callback.sends for callback in system.callbacks):
        yield from ["", _ADDED]
    if others:
        yield from ["", _SHARED]


def _in_python(system: System) -> Iterator[str]:
    """Yield a program that prints what to enter."""
    arguments = ", ".join(f'{name}="{value}"' for name, value in _example(system).items())
    yield from ["", "## In Python", "", "```py", "from orcid_clientreq import systems", ""]
    yield from [f'print(systems.redirect_uris("{system.id}", {arguments}))', "```"]


def _example(system: System, *without: str) -> dict[str, str]:
    """Return example values, but of what differs for each person."""
    return example(system, "person", *without)


def _purpose(entry: ToRegister) -> str:
    """Return what an address is for, as a sentence."""
    return f"{entry.purpose[:1].upper()}{entry.purpose[1:]}."


def _needed(entry: ToRegister) -> str:
    """Return whether an address is needed, for a cell."""
    if entry.required:
        return "always"
    return (
        "instead of another address, as described"
        if all(each.alternative_to for each in entry.callbacks)
        else "if you use it"
    )


def index_page() -> Iterator[str]:
    """Yield the lines of the table of all."""
    with_callbacks = sum(1 for system in SYSTEMS.values() if system.callbacks)
    yield "# Systems and their redirect URIs"
    yield ""
    yield f"Which redirect URIs does your system need? This page lists {len(SYSTEMS)} systems. For {with_callbacks} of them it says what every installation needs as callbacks: the addresses to which ORCID sends people back."
    yield "The page of each system has the other callbacks, the source of the information, and the day when it was last checked, to which “current” refers. The list is also available {download}`as JSON <../vectors/orcid-systems.json>`, with {download}`a JSON Schema <../vectors/orcid-systems.schema.json>`."
    for kind in SystemKind:
        yield from [
            "",
            f"## {kind.value.capitalize()}",
            "",
            "| system | versions | path of the callbacks |",
            "|---|---|---|",
        ]
        for system in SYSTEMS.values():
            if system.kind is kind:
                paths = "<br>".join(_path(each.template) for each in system.callbacks if each.required)
                yield f"| [{html.escape(system.name)}]({system.id}.md) | {html.escape(system.versions)} | {paths or '—'} |"
    yield from ["", "```{toctree}", ":hidden:", "", *SYSTEMS, "```", ""]


def _path(template: str) -> str:
    """Return the template without the address that it begins with."""
    path = readable(template[template.index("}") + 1 :])
    return f"`{path}`" if path else "any address that you choose"


def as_json() -> dict[str, Any]:
    """Return all systems as data."""
    return {
        "format": 2,
        "systems": [
            {
                "id": system.id,
                "name": system.name,
                "also_called": list(system.also_called),
                "kind": system.kind.value,
                "versions": system.versions,
                "registrant": system.registrant.value,
                "callbacks": [
                    {
                        "template": each.template,
                        "purpose": each.purpose,
                        "parameters": [
                            {
                                "name": it.name,
                                "meaning": it.meaning,
                                "example": it.example,
                                "each": it.each or None,
                                "pattern": it.pattern or None,
                                "usual_paths": list(it.usual_paths),
                                "is_origin": it.is_origin,
                                "of_institution": it.of_institution or None,
                            }
                            for it in each.parameters
                        ],
                        "required": each.required,
                        "alternative_to": each.alternative_to or None,
                        "instead": each.register_instead or None,
                        "because": each.why_prefix or None,
                        "sends": each.sends or None,
                        "sends_if": each.sends_if or None,
                        "shared_with": [other.id for other in sharing(system).get(each.template, ())],
                    }
                    for each in system.callbacks
                ],
                "pages": list(system.pages),
                "advice": list(system.advice),
                "source": system.source,
                "confidence": system.confidence.value,
                "checked": system.checked.isoformat(),
                "replaces": list(system.replaces),
            }
            for system in SYSTEMS.values()
        ],
    }


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the file."""
    text = {"type": "string", "minLength": 1}
    maybe = {"type": ["string", "null"], "minLength": 1}

    def closed(properties: dict[str, Any]) -> dict[str, Any]:
        return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}

    parameter = closed(
        {
            "name": text,
            "meaning": text,
            "example": text,
            "each": {"enum": ["person", "journal", "event", None]},
            "pattern": {**maybe, "description": "A regular expression that each value matches as a whole."},
            "usual_paths": {"type": "array", "items": text, "description": "The paths of most installations."},
            "is_origin": {"type": "boolean", "description": "Whether it is scheme, host and port alone."},
            "of_institution": {**maybe, "description": "A template of the address, with the name of the institution."},
        }
    )
    callback = closed(
        {
            "template": {**text, "description": "A URI template (RFC 6570, level 2)."},
            "purpose": text,
            "parameters": {"type": "array", "items": parameter, "minItems": 1},
            "required": {"type": "boolean", "description": "Whether every installation sends it."},
            "alternative_to": {**maybe, "description": "The template that it stands in for under a setting."},
            "instead": {**maybe, "description": "What to register where it differs for each person or journal."},
            "because": maybe,
            "sends": {
                **maybe,
                "description": "The query that is added at sign-in, as a URI template; it is not registered, and not to be removed.",
            },
            "sends_if": {**maybe, "description": "When it is added; null where always."},
            "shared_with": {
                "type": "array",
                "items": text,
                "description": "The ids of the other systems that have the same path.",
            },
        }
    )
    system = closed(
        {
            "id": {"type": "string", "pattern": "^[a-z0-9]+([.-][a-z0-9]+)*$"},
            "name": text,
            "also_called": {"type": "array", "items": text, "description": "Other names that people use for it."},
            "kind": {"enum": [each.value for each in SystemKind]},
            "versions": text,
            "registrant": {"enum": [each.value for each in Registrant]},
            "callbacks": {"type": "array", "items": callback},
            "pages": {
                "type": "array",
                "items": text,
                "description": "Templates of pages that people copy: what stands before them is what a parameter means.",
            },
            "advice": {"type": "array", "items": text, "minItems": 1},
            "source": {**text, "description": "Where it is known from: a repository and a file, or a page."},
            "confidence": {"enum": ["high", "medium", "low"]},
            "checked": {"type": "string", "format": "date"},
            "replaces": {"type": "array", "items": text},
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Systems and the redirect URIs that they register with ORCID",
        **closed({"format": {"const": 2}, "systems": {"type": "array", "items": system}}),
    }


def main() -> None:
    """Write the file and its schema."""
    for path, content in ((FILE, as_json()), (SCHEMA, schema())):
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
