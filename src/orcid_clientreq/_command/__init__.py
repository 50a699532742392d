"""The command line: `python -m orcid_clientreq`, or `orcid-clientreq`. Nothing else of the package reads or prints.

Exit status: 0 where nothing is found, 1 where something is, 2 where the command or a file cannot be read.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, cast

from orcid_clientreq import RULES, Environment, FormEdition, Policy, __version__, apply_suggestions, check
from orcid_clientreq._command.formats import FORMATS
from orcid_clientreq._command.reading import UnreadableError, reading, requests, write
from orcid_clientreq.messages import LANGUAGES
from orcid_clientreq.syntax.values import is_list

_MANY: Final = 500


def main(arguments: list[str] | None = None) -> int:
    """Run a command, and return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except UnreadableError as error:
        print(f"orcid-clientreq: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # such as head, which has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it ends
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    parser = argparse.ArgumentParser(
        prog="orcid-clientreq", description="Check requests for ORCID Member API credentials."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("check", help="check requests in files", description=_check.__doc__)
    one.add_argument(
        "files", nargs="+", metavar="FILE", help="JSON, TOML, CSV, or YAML with PyYAML; - for JSON on standard input"
    )
    one.add_argument("--environment", choices=list(Environment), help="default: what the request says, or production")
    one.add_argument("--edition", choices=[*FormEdition, "latest"], help="default: what the request says, or 2020-01")
    one.add_argument("--language", default="en", metavar="TAG", help=f"of the messages: {', '.join(LANGUAGES)}")
    one.add_argument("--format", choices=list(FORMATS), default="text")
    one.add_argument(
        "--fix", metavar="OUT", type=Path, help="write the requests with every suggestion applied, as JSON"
    )
    one.add_argument("--strict", action="store_true", help="warnings count as well")
    one.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is found")
    one.set_defaults(run=_check)

    one = commands.add_parser("explain", help="explain a rule", description=_explain.__doc__)
    one.add_argument("code", metavar="CODE", help="such as redirect_uri.host_only")
    one.set_defaults(run=_explain)

    one = commands.add_parser("match", help="say why a sign-in fails", description=_match.__doc__)
    one.add_argument("requested", metavar="REQUESTED", help="the redirect URI that the application sends")
    one.add_argument("--registered", metavar="FILE", required=True, help="a redirect URI a line, or a request in JSON")
    one.add_argument("--language", default="en", metavar="TAG")
    one.set_defaults(run=_match)

    one = commands.add_parser("systems", help="say which redirect URIs a system needs", description=_systems.__doc__)
    one.add_argument("id", nargs="?", metavar="ID", help="such as dataverse")
    one.add_argument("values", nargs="*", metavar="NAME=VALUE", help="such as base=https://data.university.edu")
    one.set_defaults(run=_systems)
    return parser


def _check(options: argparse.Namespace) -> int:
    """Check requests. Exits with 0 where there are no errors, with 1 where there are, with 2 for unreadable files."""
    found = False
    fixed: list[Any] = []
    with FORMATS[options.format](sys.stdout) as show:
        for number, request in enumerate(requests(options.files), 1):
            try:
                report = check(request.data, policy=_policy(options, request.data), language=options.language)
            except ValueError as error:
                raise UnreadableError(str(error)) from None
            show(request, report)
            found |= not report.ok or (options.strict and bool(report.findings))
            if options.fix:
                fixed.append(apply_suggestions(request.data, report))
            if number % _MANY == 0 and sys.stderr.isatty():
                print(f"\r{number} requests", end="", file=sys.stderr)
    if options.fix:
        text = json.dumps(fixed[0] if len(fixed) == 1 else fixed, ensure_ascii=False, indent=2)
        write(options.fix, f"{text}\n")
    return int(found and not options.exit_zero)


def _policy(options: argparse.Namespace, data: Any) -> Policy | None:
    """Return the policy that the options name, `None` where they name none."""
    if not (options.environment or options.edition):
        return None
    edition = FormEdition.LATEST if options.edition == "latest" else options.edition
    named: dict[str, Any] = cast("dict[str, Any]", data) if isinstance(data, dict) else {}
    return Policy(
        environment=options.environment or named.get("environment") or "production",
        edition=edition or named.get("edition") or "2020-01",
    )


def _explain(options: argparse.Namespace) -> int:
    """Print what breaks a rule, why that matters, and how to fix it."""
    try:
        rule = RULES[options.code]
    except KeyError as error:
        raise UnreadableError(str(error.args[0])) from None
    print(f"{rule.code}\n{rule.summary}\n\n{rule.template}\n\nWhy: {rule.rationale}\nSource: {rule.source}")
    for edition in FormEdition:
        said = ", ".join(f"{where}: {rule.severity(where, edition) or 'off'}" for where in Environment)
        print(f"Form of {edition}: {said}")
    print(f"More: {rule.url}")
    return 0


def _match(options: argparse.Namespace) -> int:
    """Compare a redirect URI with those that are registered. Exits with 0 where it matches, else with 1."""
    from orcid_clientreq.matching import match  # noqa: PLC0415 - no other command needs it

    with reading(options.registered) as file:
        text = file.read()
    registered = [line.strip() for line in text.splitlines() if line.strip()]
    if text.lstrip().startswith(("{", "[")):
        with suppress(ValueError, AttributeError):
            document: Any = json.loads(text)
            given = document if is_list(document) else _uris_of(document)
            registered = [each for each in given if isinstance(each, str)]
    try:
        found = match(options.requested, registered).translated(options.language)
    except ValueError as error:
        raise UnreadableError(str(error)) from None
    print(found)
    return int(not found)


def _uris_of(document: Any) -> list[Any]:
    """Return the redirect URIs of a request, which may stand in a frame."""
    return list(document.get("request", document).get("redirect_uris", []))


def _systems(options: argparse.Namespace) -> int:
    """List the known systems; with the id of one, what it needs; with values as well, the redirect URIs to register."""
    from orcid_clientreq.systems import SYSTEMS, redirect_uris  # noqa: PLC0415 - no other command needs them
    from orcid_clientreq.systems.filling import system_of  # noqa: PLC0415
    from orcid_clientreq.systems.model import readable  # noqa: PLC0415

    if options.id is None:
        width = max(map(len, SYSTEMS))
        for name, each in SYSTEMS.items():
            print(f"{name.ljust(width)}  {each.name}")
        return 0
    try:
        system = system_of(options.id)
        if options.values:
            filled = redirect_uris(system, **dict(value.partition("=")[::2] for value in options.values))
            print(filled)
            return int(not filled.ok)
    except (ValueError, TypeError) as error:
        raise UnreadableError(str(error)) from None
    print(f"{system.name} ({system.versions})")
    for callback in system.callbacks:
        needed = "required" if callback.required else "if you use it"
        print(f"  {readable(callback.template)}", f"      {needed}: {callback.purpose}", sep="\n")
    for name, parameter in system.parameters.items():
        print(f"  {name}=VALUE  {parameter.meaning} Example: {parameter.example}")
    print(*(f"- {text}" for text in system.advice), f"Source: {system.source}", sep="\n")
    return 0
