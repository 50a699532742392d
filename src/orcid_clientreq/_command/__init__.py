"""The command line: `python -m orcid_clientreq`, or `orcid-clientreq`. Nothing else of the package reads or prints.

Exit status: 0 where nothing is found, 1 where something is, 2 where the command or a file cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from os.path import exists  # unlike that of pathlib, for any text
from typing import TYPE_CHECKING, Any, Final

from orcid_clientreq import RULES, Environment, FormEdition, Policy, __version__
from orcid_clientreq._command.checking import Run
from orcid_clientreq._command.complaints import UnreadableError, reason_of, unreadable
from orcid_clientreq._command.files import registered_in, requests
from orcid_clientreq._command.formats import FORMATS
from orcid_clientreq._command.requests import OpenedSheet, mapping_of
from orcid_clientreq._command.streams import Progress, discard, prepare
from orcid_clientreq.members import policy_named_in
from orcid_clientreq.messages import LANGUAGES
from orcid_clientreq.messages.catalogues import ENGLISH, language_of
from orcid_clientreq.messages.sentences import render
from orcid_clientreq.syntax.display import shown

if TYPE_CHECKING:
    from orcid_clientreq.matching import Match
    from orcid_clientreq.systems.model import System

# As they are typed: an error of argparse's shows the choices as they are in Python.
_ENVIRONMENTS: Final = [each.value for each in Environment]
_EDITIONS: Final = [*(each.value for each in FormEdition), "latest"]
_MANY: Final = 500
_UNREADABLE: Final = 2
_BROKEN_PIPE: Final = 141  # as a shell says of a program that ends so


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    """Return what was asked. The values of a system may stand on both sides of an option, where argparse reads one."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    are_values = options.run is _systems and all("=" in each and not each.startswith("-") for each in rest)
    if rest and not are_values:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if rest:
        options.values += rest
    return options


def main(arguments: list[str] | None = None) -> int:
    """Run a command, and return the exit status."""
    prepare()
    options = _parsed(arguments)
    progress = Progress()
    try:
        status: int = options.run(options, progress)
        sys.stdout.flush()
    except UnreadableError as error:
        progress.complain(str(error))
    except BrokenPipeError:  # such as head, which has seen enough
        discard(sys.stdout)
        return _BROKEN_PIPE
    except OSError as error:
        discard(sys.stdout)
        progress.complain(f"standard output: {reason_of(error)}")
    else:
        return status
    return _UNREADABLE


def _parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    parser = argparse.ArgumentParser(
        prog="orcid-clientreq", description="Check requests for ORCID Member API credentials."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("check", help="check requests in files", description=_check.__doc__)
    one.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a spreadsheet (CSV, or .xlsx with openpyxl), JSON, TOML, or YAML with PyYAML; - for a spreadsheet or "
        "JSON on standard input",
    )
    one.add_argument(
        "--environment",
        choices=_ENVIRONMENTS,
        help="environment of the credentials; default: the one that the file names, or production",
    )
    one.add_argument(
        "--edition", choices=_EDITIONS, help="edition of the form; default: the one that the file names, or 2020-01"
    )
    one.add_argument(
        "--language", default="en", metavar="TAG", help=f"language of the messages: {', '.join(LANGUAGES)}"
    )
    one.add_argument("--format", choices=list(FORMATS), default="text", help="format of the output; default: text")
    one.add_argument(
        "--fix",
        metavar="OUT",
        help="write the requests to this file with every suggestion applied: a spreadsheet as .csv or .xlsx, others as "
        "JSON",
    )
    one.add_argument("--strict", action="store_true", help="count warnings as errors")
    one.add_argument("--exit-zero", action="store_true", help="exit with 0 even if there are errors")
    sheet = one.add_argument_group("spreadsheets")
    sheet.add_argument(
        "--columns",
        action="append",
        default=[],
        metavar="HEADING=FIELD",
        help="which field a column is for, such as 'Second contact=pin_contact_email'; to ignore it: 'Second contact='",
    )
    sheet.add_argument(
        "--label",
        metavar="HEADING",
        help="the heading, such as Member, of the column that says whose request each row is",
    )
    sheet.add_argument(
        "--language-column",
        metavar="HEADING",
        help="the heading of the column that says in which language to write to each member",
    )
    sheet.add_argument("--encoding", metavar="NAME", help="encoding of a text file, such as windows-1252")
    sheet.add_argument("--all", action="store_true", help="show requests without findings as well")
    sheet.add_argument(
        "--letters",
        metavar="DIR",
        help="write a letter about each request with findings into this folder, which must be new or empty",
    )
    sheet.add_argument(
        "--template",
        metavar="FILE",
        help="a file with the text of the letters, in which $name, $findings, $errors, $warnings and $row stand for "
        "what differs from letter to letter",
    )
    one.set_defaults(run=_check)

    one = commands.add_parser("explain", help="explain a rule or a cause", description=_explain.__doc__)
    one.add_argument("code", metavar="CODE", help="a code, such as redirect_uri.host_only or trailing_slash")
    one.set_defaults(run=_explain)

    one = commands.add_parser("rules", help="list the rules", description=_rules.__doc__)
    one.add_argument("--format", choices=["text", "json"], default="text", help="format of the output; default: text")
    one.set_defaults(run=_rules)

    one = commands.add_parser("schema", help="print the JSON Schema of a request", description=_schema.__doc__)
    one.add_argument("--environment", choices=_ENVIRONMENTS, default="production", help="default: production")
    one.add_argument("--edition", choices=_EDITIONS, default="2020-01", help="edition of the form; default: 2020-01")
    one.add_argument("--language", default="en", metavar="TAG", help=f"language of the texts: {', '.join(LANGUAGES)}")
    one.set_defaults(run=_schema)

    one = commands.add_parser("match", help="say why a sign-in fails", description=_match.__doc__)
    one.add_argument(
        "requested",
        metavar="REQUESTED",
        help="the redirect URI that your application sends, or the address or the copied text of the page at ORCID on "
        "which the sign-in fails",
    )
    one.add_argument(
        "--registered",
        metavar="FILE",
        required=True,
        help="a file with requests, a list of redirect URIs, or settings (such as a .env file); - for standard input; "
        "or the registered redirect URI itself",
    )
    one.add_argument("--language", default="en", metavar="TAG", help=f"language of the output: {', '.join(LANGUAGES)}")
    one.set_defaults(run=_match)

    one = commands.add_parser("systems", help="say which redirect URIs a system needs", description=_systems.__doc__)
    one.add_argument(
        "id",
        nargs="?",
        metavar="ID",
        help="an id or a name, such as dataverse or OJS; with NAME=VALUE, the id or name must fit exactly one system",
    )
    one.add_argument(
        "values", nargs="*", metavar="NAME=VALUE", help="a parameter, such as base=https://data.university.edu"
    )
    one.add_argument(
        "--as-typed",
        action="append",
        default=[],
        metavar="NAME",
        help="use the value of this parameter exactly as typed, without correcting it",
    )
    one.set_defaults(run=_systems)
    return parser


def _check(options: argparse.Namespace, progress: Progress) -> int:
    """Check requests.

    The exit status is 0 if there are no errors, 1 if there are errors, and 2 if an argument is invalid, or if a file or
    a row can't be read.
    """
    run = Run(options, progress, _language(options.language), _policy(options))
    with run:
        with FORMATS[options.format](run.out, show_all=options.all) as printer:
            for number, each in enumerate(requests(options.files, run.fail, run.reading), 1):
                progress.erase()
                if isinstance(each, OpenedSheet):
                    run.begin(each)
                    printer.begin(each)
                else:
                    run.take(each, printer)
                if number % _MANY == 0:
                    progress.show(number)
            progress.erase()
        run.out.flush()
        run.finish()
    return _UNREADABLE if run.unreadable else int(run.found and not options.exit_zero)


def _language(tag: str) -> str:
    """Return the language of a tag."""
    try:
        return language_of(tag)
    except ValueError:
        msg = f"no language {shown(tag)!r}; there are {', '.join(LANGUAGES)}"
        raise UnreadableError(msg) from None


def _policy(options: argparse.Namespace) -> Callable[[Any], Policy] | None:
    """Return how a request gets its policy from the options and itself, `None` where they say nothing."""
    edition = FormEdition.LATEST if options.edition == "latest" else options.edition
    asked: dict[str, Any] = {
        name: value for name, value in (("environment", options.environment), ("edition", edition)) if value
    }
    if not asked:
        return None
    alone = policy_named_in(asked)
    if not asked.items() <= alone.named().items():
        msg = f"the form of {edition} is not for {options.environment}"
        raise UnreadableError(msg)

    def of(data: Any) -> Policy:
        policy = policy_named_in({**mapping_of(data), **asked})
        return policy if asked.items() <= policy.named().items() else alone

    return of


def _explain(options: argparse.Namespace, _progress: Progress) -> int:
    """Print what breaks a rule, why that matters, and how to fix it; or what a cause of a failed sign-in is."""
    if options.code not in RULES and (said := _cause(options.code)):
        print(said)
        return 0
    try:
        rule = RULES[options.code]
    except KeyError as error:
        raise UnreadableError(str(error.args[0])) from None
    example = next(found for found in rule.examples[0].found if found.code == rule.code)
    message = render(rule.template, example.params, ENGLISH)
    print(f"{rule.code}\n{rule.summary}\n\n{message}\n\nWhy: {rule.rationale}\nSource: {rule.source}")
    for edition in FormEdition:
        said = ", ".join(f"{where}: {rule.severity(where, edition) or 'off'}" for where in Environment)
        print(f"Form of {edition}: {said}")
    print(f"More: {rule.url}")
    return 0


def _cause(code: str) -> str:
    """Return the text about a cause, empty if no cause has the code. The code may have hyphens, as in an address."""
    from orcid_clientreq.matching import CAUSES  # noqa: PLC0415 - no other command needs them
    from orcid_clientreq.matching.engine import example_of  # noqa: PLC0415

    cause = CAUSES.get(code.replace("-", "_"))
    if cause is None:
        return ""
    message = next(reason.message for reason in example_of(cause).reasons if reason.code == cause.code)
    return f"{cause.code}\n{cause.summary}\n\n{message}\n\nSource: {cause.source}\nMore: {cause.url}"


def _rules(options: argparse.Namespace, _progress: Progress) -> int:
    """Print every rule: its code and summary or, with --format json, everything about it for other programs."""
    if options.format == "json":
        from orcid_clientreq.interop import rules_document  # noqa: PLC0415 - no other command needs it

        print(json.dumps(rules_document(), indent=2))
        return 0
    width = max(map(len, RULES))
    for code, rule in RULES.items():
        print(f"{code.ljust(width)}  {rule.summary}")
    return 0


def _schema(options: argparse.Namespace, _progress: Progress) -> int:
    """Print the JSON Schema of a request.

    The schema accepts each request in which `check` finds no error. It also accepts some in which `check` finds one.
    """
    from orcid_clientreq.interop import json_schema  # noqa: PLC0415 - no other command needs it

    language = _language(options.language)
    try:
        policy = Policy(environment=options.environment, edition=options.edition)
    except ValueError as error:
        raise UnreadableError(str(error)) from None
    print(json.dumps(json_schema(policy=policy, language=language), indent=2))
    return 0


def _match(options: argparse.Namespace, _progress: Progress) -> int:
    """Compare a redirect URI with the registered ones.

    The exit status is 0 if it matches, 1 if it does not, and 2 if FILE can't be read.
    """
    from orcid_clientreq.matching import match, read  # noqa: PLC0415 - no other command needs it

    language = _language(options.language)
    attempt = read(options.requested)
    is_uri = options.registered.startswith(("https://", "http://"))
    if not (is_uri or options.registered == "-" or exists(options.registered)):  # noqa: PTH110 - as said
        raise unreadable(options.registered or '""', "no such file or directory; a redirect URI begins with https://")
    by_environment = attempt.environment is not None
    several = [[options.registered]] if is_uri else registered_in(options.registered, split=by_environment)
    found = min((match(attempt, each) for each in several), key=_distance).translated(language)
    if attempt.redirect_uri not in {None, options.requested}:
        print(attempt.translated(language))
    print(found)
    return int(not found)


def _distance(found: Match) -> tuple[bool, bool]:
    """Return how near a match is, of what is registered for several environments: one that fails is further away."""
    return not found, any(reason.code == "other_environment" for reason in found.reasons)


def _systems(options: argparse.Namespace, _progress: Progress) -> int:
    """List the systems. With an id or a name, print what that system needs. With values, print its redirect URIs."""
    from orcid_clientreq.systems import SYSTEMS, redirect_uris  # noqa: PLC0415 - no other command needs them
    from orcid_clientreq.systems.searching import named  # noqa: PLC0415

    if options.id is None:
        _list(SYSTEMS.values())
        return 0
    if options.values:
        of_name = named(options.id)
        system = of_name[0].id if len(of_name) == 1 else options.id
        try:
            filled = redirect_uris(system, _values(options.values), as_typed=options.as_typed)
        except (ValueError, TypeError) as error:
            raise UnreadableError(str(error)) from None
        print(filled)
        return int(not filled.ok)
    one, others = _meant(options.id)
    if one:
        _describe(one)
        if others:
            print(f"See also: {', '.join(f'{each.id} ({each.name})' for each in others)}")
    else:
        _list(others)
    return 0


def _meant(text: str) -> tuple[System | None, tuple[System, ...]]:
    """Return the one system that a text means, `None` where it can mean several, and the others that it may mean."""
    from orcid_clientreq.systems import SYSTEMS, find  # noqa: PLC0415
    from orcid_clientreq.systems.searching import named  # noqa: PLC0415

    if text in SYSTEMS:
        return SYSTEMS[text], ()
    found = find(text)
    if not found:
        msg = (
            f"{shown(text)!r} is not in the list of systems; ask its vendor, or look in its documentation, for the "
            "redirect URI (callback, return URL) that it sends to ORCID"
        )
        raise UnreadableError(msg)
    certain = named(text) or found
    if len(certain) != 1:
        return None, found
    return certain[0], tuple(each for each in found if each not in certain)


def _list(systems: Iterable[System]) -> None:
    """Print systems, a line each."""
    each = list(systems)
    width = max(len(system.id) for system in each)
    for system in each:
        print(f"{system.id.ljust(width)}  {system.name}")


def _describe(system: System) -> None:
    """Print what a system needs."""
    from orcid_clientreq.systems import sharing  # noqa: PLC0415
    from orcid_clientreq.systems.filling import ADDED  # noqa: PLC0415
    from orcid_clientreq.systems.model import added_at_sign_in, readable  # noqa: PLC0415

    print(f"{system.name} ({system.versions})", f"Who registers: {system.registrant}", sep="\n")
    others = sharing(system)
    for callback in system.callbacks:
        needed = "required" if callback.required else "if you use it"
        print(f"  {readable(callback.template)}", f"      {needed}: {callback.purpose}", sep="\n")
        if callback.sends:
            print(f"      {ADDED} {added_at_sign_in([callback])}")
        if callback.template in others:
            print(f"      the same path: {', '.join(each.name for each in others[callback.template])}")
    for name, parameter in system.parameters.items():
        print(f"  {name}=VALUE  {parameter.meaning} Example: {parameter.example}")
    print(*(f"- {text}" for text in system.advice), f"Source: {system.source}", sep="\n")


def _values(given: list[str]) -> dict[str, Any]:
    """Return the values of a system's parameters by name."""
    values: dict[str, Any] = {}
    for name, sign, value in (each.partition("=") for each in given):
        if not sign:
            msg = f"{shown(name)}: write NAME=VALUE, such as base={shown(name) if '.' in name else '…'}"
            raise UnreadableError(msg)
        if name in values:
            msg = f"{shown(name)} is given twice"
            raise UnreadableError(msg)
        values[name] = value
    return values
