"""Keep the catalogues in step with the texts: what to translate, what is translated, and the compiled files.

    python docs/generators/translations.py [--check] [--complete] [--keep CODE]...

Writes the template (`.pot`), updates the catalogue of each language (`.po`), compiles it (`.mo`), and says what is missing,
fuzzy, or has other parameters than its text, which is a failure. With `--check` nothing is written: it fails where something
would be. With `--complete` what is missing or fuzzy is a failure, too.

A text that was edited has its translations still, but they are fuzzy, and not used, until a translator has looked at them.
With `--keep` and its code, or the context that it has in the catalogues, they stay as they are: the edit has changed no
meaning. A text that is new has none.
"""

from __future__ import annotations

import argparse
import re
import string
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import quotations
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from orcid_clientreq import RULES
from orcid_clientreq._command import wording
from orcid_clientreq.credentials import delivery
from orcid_clientreq.editions import EDITIONS, HELP
from orcid_clientreq.fields import FIELDS
from orcid_clientreq.interop import schema
from orcid_clientreq.lifecycle.changes import WARNINGS
from orcid_clientreq.matching import CAUSES, ORCID_ERRORS, How, attempt, result
from orcid_clientreq.messages import LANGUAGES, sentences
from orcid_clientreq.rules import clients, contacts, copied, homepage, uris
from orcid_clientreq.rules.hosts import REASONS
from orcid_clientreq.sheets import texts as of_sheets
from orcid_clientreq.syntax.display import COMMON_NAMES, HIDDEN_CHARACTER, SHOWN_CHARACTER, character_name
from orcid_clientreq.systems import SYSTEMS, filling
from orcid_clientreq.systems.notices import QUESTIONS, READINGS

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "src" / "orcid_clientreq" / "messages" / "locale"
DOMAIN = "orcid_clientreq"
WIDTH = 110
#: What a translator has yet to do; a release waits for it, a landing does not.
MISSING, FUZZY = "missing", "fuzzy"
#: Begins the comment that has the codes of further rules with a text.
ALSO = "Also: "
#: No time of day: the files are the same wherever they are written.
BEGUN = datetime(2026, 11, 25, tzinfo=UTC)

#: What `not_normalized` lists.
ITEMS = (
    *(uris.LOWER_CASE, uris.SHORT_ADDRESS, uris.NO_DEFAULT_PORT, uris.NORMAL_ENCODING, homepage.NO_DOT_SEGMENTS),
    *(filling.NO_QUERY, filling.NO_SLASH),
)
#: Texts that stand in no table: the context, the text, its plural if it has one, and what to know of it.
OTHERS: tuple[tuple[str, str, str, str], ...] = (
    *((f"not_normalized.{number}", text, "", "What is to be changed.") for number, text in enumerate(ITEMS, 1)),
    ("client_id.capitals", clients.CAPITALS, "", "Why a client ID is invalid."),
    (
        "report.checked_for",
        wording.CHECKED_FOR,
        "",
        "In parentheses after the name of a request, as in production, form of 2023.",
    ),
    ("systems.host_alone", filling.HOST_ALONE, "", "Why a redirect URI without a path is right."),
    ("report.error", "error", "", "A severity, at the beginning of a line."),
    ("report.warning", "warning", "", "A severity, at the beginning of a line."),
    ("report.count", "{count} error", "{count} errors", "How many there are."),
    ("report.count", "{count} warning", "{count} warnings", "How many there are."),
    ("report.summary", "{errors}, {warnings}", "", "Both are counts, such as 2 errors."),
    ("report.suggestion", "Suggestion: {suggestion}", "", "After a message; the suggestion is a value, or a list."),
    ("report.list", "as a list: {items}", "", "What is suggested: values, separated by commas."),
    ("report.comma", ", ", "", "Between items of a list; keep the white space that the language needs."),
    (
        "report.next",
        "; ",
        "",
        "Between two instructions, or two things that were copied along; keep the white space that the language needs.",
    ),
    (
        "report.answer",
        sentences.ANSWER,
        "",
        "An answer as the form has it, and as a program sends it: yes, and in German, ja (yes).",
    ),
    (
        "problem.title",
        "The request for ORCID Member API credentials is incomplete or incorrect.",
        "",
        "The title of an error that a web service sends.",
    ),
    ("schema.title", schema.TITLE, "", "The title of the JSON Schema of a request."),
    (
        "character.shown",
        SHOWN_CHARACTER,
        "",
        "Such as “;” (semicolon, U+003B). Use the quotation marks of your language.",
    ),
    (
        "character.unnamed",
        "“{character}” ({point})",
        "",
        "Such as “ü” (U+00FC). Use the quotation marks of your language.",
    ),
    ("character.hidden", HIDDEN_CHARACTER, "", "Such as line break (U+000A)."),
    (
        "match.yes",
        "match ({how})",
        "",
        "Whether a redirect URI matches a registered one: {how} is exact, path prefix, ...",
    ),
    ("match.by", "match ({how}) with {uri}", "", "The same, with the registered one."),
    ("match.no", "no match", "", "The same."),
    ("match.not_compared", "not compared", "", "The same: there was no redirect URI to compare."),
    ("match.not_the_cause", result.NOT_THE_CAUSE, "", "After an exact match."),
    ("match.nearest", "no match; the nearest registered redirect URI is {uri}", "", "The same."),
    ("match.register", "Register: {uri}", "", "The redirect URI that ORCID is to be asked to register."),
    ("match.send", "Send: {uri}", "", "The redirect URI that the application is to send."),
    ("match.unread", "Only the first 5,000 registered redirect URIs were read.", "", "There were more."),
    ("coverage.uri", "{uri}:", "", "Before what is found of a redirect URI."),
    ("coverage.unused", "Not used: {uri}", "", "A registered redirect URI that no application sends."),
    ("coverage.unread", "Only the first 5,000 redirect URIs were read.", "", "There were more."),
    *((f"match.part.{part}", part, "", "A part of a URI, in a sentence.") for part in ("scheme", "host", "path")),
    ("match.port.none", "none", "", "In place of a port: there is none."),
    ("environment.sandbox", "sandbox", "", "ORCID's test server; ORCID calls it Sandbox."),
    ("environment.production", "production", "", "ORCID's live registry."),
)


class Text(NamedTuple):
    """A text to translate."""

    context: str
    text: str
    plural: str
    comments: tuple[str, ...]


def texts() -> Iterator[Text]:
    """Yield what there is to translate, each text once: the rules' messages and the words in them, then the form's."""
    seen: set[str] = set()

    def once(context: str, text: str, plural: str, *comments: str) -> Iterator[Text]:
        if text not in seen:
            seen.add(text)
            yield Text(context, text, plural, tuple(filter(None, comments)))

    for rule in RULES.values():
        shared = [code for code, other in RULES.items() if other.template == rule.template and code != rule.code]
        found = rule.examples[0].found[0] if rule.examples else None
        filled = [f"{name}: {value}" for name, value in found.params.items()] if found else []
        yield from once(
            rule.code, rule.template, "", rule.summary, f"{ALSO}{', '.join(shared)}" if shared else "", *filled
        )
    for context, text, plural, comment in (
        *words(),
        *of_the_form(),
        *of_modules(),
        *characters(),
        *OTHERS,
        *of_sheets.TEXTS,
        *of_systems(),
    ):
        yield from once(context, text, plural, comment)


def of_the_form() -> Iterator[tuple[str, str, str, str]]:
    """Yield labels, help and answers."""
    for edition in EDITIONS.values():
        for field in edition.fields:
            yield f"{field.name}.label", field.label, "", f"The label of a field, {edition.edition}."
    for name, text in HELP.items():
        yield f"{name}.help", text, "", "What to enter there."
    for field in FIELDS.values():
        for answer in field.choices if field.name != "credential_type" else ():  # ORCID's own names
            yield f"{field.name}.{answer}", answer.replace("_", " "), "", "An answer to choose."


def of_modules() -> Iterator[tuple[str, str, str, str]]:
    """Yield what `matching`, `lifecycle` and `credentials` say, and when the editions are from."""
    yield from of_matching()
    for code, text in WARNINGS.items():
        yield f"change.{code}", text, "", "Something to think of when a registration changes."
    for code, text in READINGS.items():
        yield code, text, "", "How the value of a parameter of a system was read, such as the address of a repository."
    for code, text in QUESTIONS.items():
        yield code, text, "", "What to enter for a parameter of a system. {meaning} is a sentence that says what it is."
    for number, text in enumerate(delivery.TEXTS, 1):
        yield (
            f"delivery.{number}",
            text,
            "",
            "ORCID sends credentials in two messages: what one holds, and why it goes there.",
        )
    for edition in EDITIONS.values():
        yield f"{edition.edition}.period", edition.period, "", "When an edition of ORCID's form is from."


def of_matching() -> Iterator[tuple[str, str, str, str]]:
    """Yield what `matching` says."""
    for cause in CAUSES.values():
        yield (
            f"match.{cause.code}",
            cause.template,
            "",
            f"{cause.summary} Sent: {cause.sent}; registered: {cause.registered}",
        )
        if cause.register_template:
            yield f"match.{cause.code}.register", cause.register_template, "", f"{cause.summary} To be registered."
    for error in ORCID_ERRORS.values():
        said = f"ORCID says: {'; '.join((*error.wordings, *error.oauth))}"
        yield f"orcid.{error.code}.meaning", error.meaning, "", said
        yield f"orcid.{error.code}.remedy", error.remedy, "", said
    for kind, text in attempt.SENTENCES.items():
        yield f"attempt.{kind.name.lower()}", text, "", "What a text is that somebody pasted."
    for name, text in attempt.TEXTS.items():
        yield f"attempt.{name.lower()}", text, "", "What is said about a text that somebody pasted."
    for how in How:
        yield f"match.how.{how.name.lower()}", how.value, "", how.__doc__ or ""


def of_systems() -> Iterator[tuple[str, str, str, str]]:
    """Yield what is said of systems: what to enter, what each redirect URI is for, and what goes wrong."""
    for system in SYSTEMS.values():
        for parameter in system.parameters.values():
            yield f"system.{system.id}.{parameter.name}", parameter.meaning, "", f"What to enter for {system.name}."
        for number, callback in enumerate(system.callbacks, 1):
            place = f"system.{system.id}.callback.{number}"
            yield f"{place}.purpose", callback.purpose, "", f"What a redirect URI of {system.name} is for."
            if callback.why_prefix:
                yield (
                    f"{place}.why_prefix",
                    callback.why_prefix,
                    "",
                    "Why only the beginning of an address is registered.",
                )
            if callback.sends_if:
                yield f"{place}.sends_if", callback.sends_if, "", f"When {system.name} adds something to the address."
        for number, advice in enumerate(system.advice, 1):
            yield f"system.{system.id}.advice.{number}", advice, "", f"What goes wrong with {system.name}."


def characters() -> Iterator[tuple[str, str, str, str]]:
    """Yield the names of characters."""
    for character, name in COMMON_NAMES.items():
        yield f"character.{ord(character):04X}", name, "", f"A character in a message: {character_name(character)}"


def words() -> Iterator[tuple[str, str, str, str]]:
    """Yield the words of ours that messages are filled with, as the examples of the rules have them."""
    for reason, text in REASONS.items():
        yield f"host_invalid.{reason}", text, "", "Why a host is invalid, after a colon."
    for reason, text in contacts.REASONS.items():
        place = f"email.{reason}" if reason in {"before", "after", "any"} else "contact_email.invalid.reason"
        yield place, text, "", f"Stands for {{reason}} in: {contacts.INVALID.template}"
    for wrapping, text in copied.WORDS.items():
        yield (
            f"copied.{wrapping.name.lower()}",
            text,
            "",
            "What was copied along with an address; one of several items.",
        )
    for rule in RULES.values():
        for found in (found for example in rule.examples for found in example.found if found.code == rule.code):
            for name, value in found.params.items():
                if name in {"reason", "what"} and not is_joined(str(value)) and "U+" not in str(value):
                    yield f"{rule.code}.{name}", str(value), "", f"Stands for {{{name}}} in: {rule.template}"


def is_joined(text: str) -> bool:
    """Return whether a text is several items that are joined, not one with the word in it."""
    parts = text.split("; ")
    return len(parts) > 1 and {*parts} <= {*ITEMS, *copied.WORDS.values()}


def template() -> Catalog:
    """Return the template."""
    catalog = Catalog(
        project="orcid-clientreq",
        version=version("orcid-clientreq"),
        creation_date=BEGUN,
        header_comment="# What orcid-clientreq says. Each context is the code of a rule, or the place where the text stands.",
        fuzzy=False,
        msgid_bugs_address="see the project's page",
    )
    for context, text, plural, comments in texts():
        flags = ["python-brace-format"] if names(text) else []
        catalog.add((text, plural) if plural else text, context=context, auto_comments=comments, flags=flags)
    return catalog


def names(text: str) -> set[str]:
    """Return the parameters of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def problem(message: Message) -> str:
    """Return what is wrong with a translation, empty where nothing is."""
    source = message.id if isinstance(message.id, tuple | list) else (message.id,)
    translated = message.string if isinstance(message.string, tuple | list) else (message.string,)
    if not all(translated):
        return MISSING
    if message.fuzzy:
        return FUZZY
    wanted = names(source[-1])
    # Of a count, a language may have forms that say it in words: one error, two errors.
    if any(names(text) != wanted and not (len(translated) > 1 and names(text) < wanted) for text in translated):
        return f"its parameters are not {', '.join(sorted(wanted)) or 'none'}"
    return ""


def former(message: Message, catalog: Catalog, pot: Catalog) -> Message | None:
    """Return what a catalogue has in place of a text that it does not have yet: the text elsewhere, or an earlier one."""
    context = message.context or ""
    gone = [each for each in catalog if each.id and each.context == context and not pot.get(each.id, each.context)]
    new = [each for each in pot if each.id and each.context == context and not catalog.get(each.id, each.context)]
    if len(gone) == len(new) == 1:
        return gone[0]
    return next((each for each in catalog if each.id and context in also(each)), None)


def also(message: Message) -> list[str]:
    """Return the codes of further rules that have a text; a file has the comment on several lines."""
    _, _, rest = " ".join(message.auto_comments).partition(ALSO)
    return re.findall(r"\w+\.\w+", rest)


def updated(language: str, pot: Catalog, keep: Collection[str] = ()) -> Catalog:
    """Return the catalogue of a language with the texts that there are now.

    Args:
        language: The language.
        pot: The template.
        keep: The contexts of texts whose translations are right, although their texts have changed.
    """
    path = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as file:
        catalog = read_po(file, locale=language, domain=DOMAIN)
    translated = {str(message.id): message for message in catalog if message.id}
    for message in pot:
        if message.id and not catalog.get(message.id, message.context):
            same, earlier = translated.get(str(message.id)), former(message, catalog, pot)
            if same:  # the same text in another place
                catalog.add(message.id, same.string, context=message.context, flags=same.flags)
            elif earlier:
                catalog.add(message.id, earlier.string, context=message.context, flags=[*earlier.flags, "fuzzy"])
    catalog.update(pot, no_fuzzy_matching=True, update_creation_date=False, keep_user_comments=True)
    for message in catalog:
        if message.context in keep:
            message.flags.discard("fuzzy")
    catalog.obsolete.clear()
    catalog.project, catalog.version, catalog.fuzzy = pot.project, pot.version, False
    catalog.msgid_bugs_address, catalog.last_translator, catalog.language_team = pot.msgid_bugs_address, "", language
    catalog.creation_date = catalog.revision_date = BEGUN
    catalog.header_comment = "# What orcid-clientreq says, in another language."
    return catalog


def contexts_of(codes: Iterable[str], pot: Catalog) -> Iterator[str]:
    """Yield the contexts of the texts of some codes; that of a rule may be the context of another with the same text.

    Raises:
        SystemExit: No text has one of the codes.
    """
    contexts = {code: message.context or "" for message in pot if message.id for code in also(message)}
    contexts |= {message.context: message.context for message in pot if message.id and message.context}
    for code in codes:
        if code not in contexts:
            near = get_close_matches(code, contexts, n=1)
            sys.exit(f"no text is that of {code}" + (f"; did you mean {near[0]}?" if near else ""))
        yield contexts[code]


def quoted(before: Catalog, after: Catalog) -> Iterator[str]:
    """Yield where documents and tests quote a text that is no longer one; the examples in them say so when they run."""
    now = {text for message in after for text in _forms(message)}
    gone = [(message, text) for message in before for text in _forms(message) if text not in now]
    for message, text in gone:
        for place in quotations.of(text, now):
            yield f"{place} quotes the former text of {message.context}"


def _forms(message: Message) -> tuple[str, ...]:
    """Return a text, or its singular and plural; none of the header."""
    if isinstance(message.id, tuple | list):
        return tuple(message.id)
    return (message.id,) if message.id else ()


def as_text(catalog: Catalog) -> bytes:
    """Return a catalogue or a template as a file that translators' tools open."""
    output = BytesIO()
    write_po(output, catalog, width=WIDTH, ignore_obsolete=True)
    return output.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as Python reads it."""
    output = BytesIO()
    write_mo(output, catalog)
    return output.getvalue()


def _print(problems: Mapping[tuple[str, str], Collection[str]]) -> None:
    """Print what is wrong with which text, each with the languages."""
    for (context, what), languages in problems.items():
        print(f"{', '.join(languages)}: {context}: {what}")
    if any(what in {MISSING, FUZZY} for _, what in problems):
        print("a text that is missing or fuzzy is in English until it is translated, which a release needs")
    if contexts := [context for context, what in problems if what == FUZZY]:
        kept = " ".join(f"--keep {context}" for context in contexts)
        print(f"if no meaning was changed, keep what is fuzzy: tox -e update -- {kept}")


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or check them; print what translators have to do."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--complete", action="store_true")
    parser.add_argument("--keep", action="append", default=[], metavar="CODE")
    options = parser.parse_args(arguments)
    pot = template()
    keep = {*contexts_of(options.keep, pot)}
    failed = False
    problems: dict[tuple[str, str], list[str]] = {}
    files = {LOCALE / f"{DOMAIN}.pot": as_text(pot)}
    for language in LANGUAGES:
        if language == "en":
            continue
        catalog = updated(language, pot, keep)
        folder = LOCALE / language / "LC_MESSAGES"
        files |= {folder / f"{DOMAIN}.po": as_text(catalog), folder / f"{DOMAIN}.mo": compiled(catalog)}
        for message in catalog:
            if message.id and (what := problem(message)):
                problems.setdefault((str(message.context), what), []).append(language)
                failed = failed or options.complete or what not in {MISSING, FUZZY}
    _print(problems)
    if not options.check:
        for line in quoted(read_po((LOCALE / f"{DOMAIN}.pot").open("rb")), pot):
            print(line)
    stale = [path for path, content in files.items() if not path.exists() or path.read_bytes() != content]
    for path in stale:
        if options.check:
            print(f"not up to date: {path.relative_to(LOCALE.parents[3])}; run tox -e translations")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[path])
    return 1 if failed or (options.check and stale) else 0


if __name__ == "__main__":
    sys.exit(main())
