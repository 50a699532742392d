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

from orcid_clientreq.systems import SYSTEMS, Registrant, System, SystemKind, redirect_uris
from orcid_clientreq.systems.filling import example
from orcid_clientreq.systems.model import readable

VECTORS = Path(__file__).parents[1] / "vectors"
FILE = VECTORS / "orcid-systems.json"
SCHEMA = VECTORS / "orcid-systems.schema.json"
_WHO = {
    Registrant.ORGANIZATION: "Your organization registers it with ORCID.",
    Registrant.VENDOR: "The vendor, or the service, has credentials for everybody. Your organization registers nothing, unless it runs an installation of its own.",
    Registrant.WITH_VENDOR: "Your organization registers it with ORCID. Only the vendor can tell you the redirect URIs.",
    Registrant.DEVELOPER: "Whoever develops the application registers it with ORCID.",
    Registrant.NOBODY: "Nobody has to register it.",
}


def write(folder: Path) -> None:
    """Write all pages into a folder."""
    pages = {f"{name}.md": "\n".join(page(system)) for name, system in SYSTEMS.items()}
    pages["index.md"] = "\n".join(index_page())
    put(folder, pages)


def page(system: System) -> Iterator[str]:
    """Yield the lines of a system's page."""
    yield f"# Register {system.name} with ORCID"
    yield ""
    yield f"{system.kind.value.capitalize()}, versions: {system.versions}. {_WHO[system.registrant]}"
    if system.callbacks:
        yield from _what_to_enter(system)
    else:
        yield from [
            "",
            "There is nothing to fill in here: the redirect URIs of this system are not public, or it has none.",
        ]
    yield from ["", "## What to watch for", ""]
    yield from (f"- {text}" for text in system.advice)
    yield from ["", "## Source", ""]
    yield f"{system.source}. Last checked on {system.checked.isoformat()}; confidence: {system.confidence}."
    yield ""
    checker = f'<a href="../checker/index.html?system={system.id}">the checker</a>'
    yield f"Is something wrong or missing? [Correct it](../contributing.md#correcting-a-system). Check the whole request with {checker}."


def _what_to_enter(system: System) -> Iterator[str]:
    """Yield the redirect URIs with an example, and the same in Python."""
    filled = redirect_uris(system, **example(system, "person"))
    yield from ["", "## What to enter as redirect URIs", "", "| redirect URI | for | needed |", "|---|---|---|"]
    for callback in system.callbacks:
        needed = "always" if callback.required else "if you use it"
        yield f"| `{readable(callback.template)}` | {callback.purpose} | {needed} |"
        if callback.register_instead:
            yield f"| `{readable(callback.register_instead)}` | in place of the one above. {callback.why_prefix} | |"
    yield from ["", "Replace:", ""]
    for name, parameter in system.parameters.items():
        yield f"- `{{{name}}}`: {parameter.meaning} For example `{parameter.example}`."
    yield from ["", "With these examples, enter:", "", "```text"]
    yield from filled.redirect_uris
    yield "```"
    for_all = redirect_uris(system, **example(system, "person", "journal"))
    if for_all.redirect_uris != filled.redirect_uris:
        yield from ["", "To cover every journal, enter instead:", "", "```text", *for_all.redirect_uris, "```"]
    arguments = ", ".join(f'{name}="{value}"' for name, value in example(system, "person").items())
    yield from ["", "In Python:", "", "```py", "from orcid_clientreq import systems", ""]
    yield from [f'print(systems.redirect_uris("{system.id}", {arguments}))', "```"]


def index_page() -> Iterator[str]:
    """Yield the lines of the table of all."""
    with_callbacks = sum(1 for system in SYSTEMS.values() if system.callbacks)
    yield "# Systems and their redirect URIs"
    yield ""
    yield f"Which redirect URIs does your system need? Here are {len(SYSTEMS)} systems, {with_callbacks} of them with their callbacks."
    yield "Each has its source and the day when it was last checked. {download}`The same as JSON <../vectors/orcid-systems.json>`, with {download}`its schema <../vectors/orcid-systems.schema.json>`."
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
                paths = "<br>".join(f"`{_path(each.template)}`" for each in system.callbacks if each.required)
                yield f"| [{html.escape(system.name)}]({system.id}.md) | {html.escape(system.versions)} | {paths or '—'} |"
    yield from ["", "```{toctree}", ":hidden:", "", *SYSTEMS, "```", ""]


def _path(template: str) -> str:
    """Return the template without the address that it begins with."""
    return readable(template[template.index("}") + 1 :]) or "the address itself"


def as_json() -> dict[str, Any]:
    """Return all systems as data."""
    return {
        "format": 1,
        "systems": [
            {
                "id": system.id,
                "name": system.name,
                "kind": system.kind.value,
                "versions": system.versions,
                "registrant": system.registrant.value,
                "callbacks": [
                    {
                        "template": each.template,
                        "purpose": each.purpose,
                        "parameters": [
                            {"name": it.name, "meaning": it.meaning, "example": it.example, "each": it.each or None}
                            for it in each.parameters
                        ],
                        "required": each.required,
                        "alternative_to": each.alternative_to or None,
                        "instead": each.register_instead or None,
                        "because": each.why_prefix or None,
                    }
                    for each in system.callbacks
                ],
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

    parameter = closed({"name": text, "meaning": text, "example": text, "each": {"enum": ["person", "journal", None]}})
    callback = closed(
        {
            "template": {**text, "description": "A URI template (RFC 6570, level 2)."},
            "purpose": text,
            "parameters": {"type": "array", "items": parameter, "minItems": 1},
            "required": {"type": "boolean", "description": "Whether every installation sends it."},
            "alternative_to": {**maybe, "description": "The template that it stands in for under a setting."},
            "instead": {**maybe, "description": "What to register where it differs for each person or journal."},
            "because": maybe,
        }
    )
    system = closed(
        {
            "id": {"type": "string", "pattern": "^[a-z0-9]+([.-][a-z0-9]+)*$"},
            "name": text,
            "kind": {"enum": [each.value for each in SystemKind]},
            "versions": text,
            "registrant": {"enum": [each.value for each in Registrant]},
            "callbacks": {"type": "array", "items": callback},
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
        **closed({"format": {"const": 1}, "systems": {"type": "array", "items": system}}),
    }


def main() -> None:
    """Write the file and its schema."""
    for path, content in ((FILE, as_json()), (SCHEMA, schema())):
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
