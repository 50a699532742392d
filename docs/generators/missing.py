"""Say which step of adding a field, a rule, a cause or a system is missing; `tox -e update` prints it.

Tables are compared with each other, and each example with what it really gives. Modules are imported where they are
needed, since those of rules can't be imported while a field is half added.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from missing_in_draws import of_rule as of_draws
from missing_in_rows import not_listed, of_rows, without_value

ROOT = Path(__file__).parents[2]
VECTORS = ROOT / "docs" / "vectors" / "orcid-clientreq-vectors.json"


def of_fields() -> Iterator[str]:
    """Yield what is missing of fields."""
    from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
    from orcid_clientreq.fields import FIELDS
    from orcid_clientreq.form import FormEdition

    for edition in FormEdition:
        if edition not in EDITIONS:
            yield f"the edition {edition}: write it in editions.py, and list it in EDITIONS"
    for name in FIELD_NAMES:
        if name not in FIELDS:
            yield f"{name}: add its row to fields.py"
    for field in FIELDS.values():
        yield from of_row(field)
    for form in EDITIONS.values():
        letters = {each.name: each.missing for each in form.fields}
        letters |= {each.code: each.severity for each in form.changes}
        for name, written in letters.items():
            if not re.fullmatch("[EW-]/[EW-]", written):
                yield f"{name}: write {written!r} like E/W, in the edition {form.edition} in editions.py"


def of_row(field: Any) -> Iterator[str]:
    """Yield what is missing in the row of a field."""
    from orcid_clientreq.editions import FIELD_NAMES
    from orcid_clientreq.fields import OF_CREDENTIALS, Kind
    from orcid_clientreq.form import Limits

    limits = [limit for limit in (field.limit, field.advised) if limit]
    if not limits and field.kind in {Kind.CONTACT, Kind.TEXT, Kind.HOMEPAGE}:
        yield f"{field.name}: name its limit in its row in fields.py"
    for limit in limits:
        if not hasattr(Limits(), limit):
            yield f"{field.name}: add {limit} to Limits in form.py, or name a limit that is there in its row in fields.py"
    if field.kind is Kind.CHOICE:
        yield from _of_choices(field)
    of_a_form = field.kind not in {*OF_CREDENTIALS, Kind.REQUEST} and not field.holder
    if of_a_form and not field.help:
        yield f"{field.name}: write its help in its row in fields.py"
    if of_a_form and field.name not in FIELD_NAMES:
        yield f"{field.name}: add its line to an edition in editions.py"


def _of_choices(field: Any) -> Iterator[str]:
    if not field.choices:
        yield f"{field.name}: name the answers to choose from in its row in fields.py"
    elif field.type != "radio":
        yield f'{field.name}: write type="radio" in its row in fields.py'
    if not all(isinstance(answer, bool | Enum) for answer in field.choices.values()):
        yield f"{field.name}: make an enumeration of its answers in form.py, and name its members as choices in fields.py"


class Known:
    """The codes that are not new, and what the changelog names."""

    def __init__(self) -> None:
        """Read the vectors as they are, and the changelog."""
        self.changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
        document: Mapping[str, Any] = json.loads(VECTORS.read_text(encoding="utf-8"))
        self.codes = {
            each["code"]
            for kind, member in (("vectors", "findings"), ("credentials", "findings"), ("matches", "reasons"))
            for vector in document[kind]
            for each in vector[member]
        }
        self.fields = {code.partition(".")[0] for code in self.codes}

    def has(self, code: str) -> bool:
        """Return whether a code is not new, or the changelog names it."""
        return code in self.codes or f"`{code}`" in self.changelog

    def has_rule(self, code: str) -> bool:
        """Return whether the code of a rule is not new, or the changelog names it, or all rules of a new field together."""
        field, _, _ = code.partition(".")
        return self.has(code) or (field not in self.fields and f"`{field}.…`" in self.changelog)


def of_rules() -> Iterator[str]:
    """Yield what is missing of rules."""
    from orcid_clientreq import RULES

    known = Known()
    for code, rule in RULES.items():
        if place := _not_drawn(code):
            yield f"{code}: draw what breaks it, by {place}"
        if not known.has_rule(code):
            name = code if rule.field in known.fields else f"{rule.field}.…"
            yield f"{code}: write `{name}` into CHANGELOG.md, below ## [Unreleased]"
        wrong = [*wrong_examples(code)]
        yield from wrong
        if not (wrong or place or rule.of_credentials or code in known.codes):
            yield from of_draws(code)


def _not_drawn(code: str) -> str:
    """Return where something is to be listed that draws what breaks a rule, empty if it is."""
    from orcid_clientreq import RULES
    from orcid_clientreq.fields import Kind
    from orcid_clientreq.rules import ROWS
    from orcid_clientreq.strategies import faults, issued
    from orcid_clientreq.strategies.faulty_forms import BREAK_FORM

    if RULES[code].of_credentials:
        drawn = code in issued.BAD or RULES[code].field == "credentials"
        return "" if drawn else "an entry of BAD in strategies/issued.py"
    if code in BREAK_FORM or faults.faulty_of(code):
        return ""
    if code in {f"{field.name}.{row.name}" for field, row in ROWS if row.other}:
        return "a record in BETWEEN in strategies/between.py"
    kind = RULES[code].kind
    if kind in {Kind.REQUEST, Kind.REDIRECT_URIS}:
        return "an entry of BREAK_FORM in strategies/faulty_forms.py"
    return f"an entry of BREAK_VALUE in strategies/{_DRAWN_IN.get(kind, 'faults')}.py"


_DRAWN_IN = {
    "contact": "faulty_contacts",
    "text": "faulty_texts",
    "homepage": "faulty_uris",
    "redirect_uri": "faulty_uris",
}


def wrong_examples(code: str) -> Iterator[str]:
    """Yield which examples of a rule give something else than its row says."""
    from orcid_clientreq import RULES, check, credentials
    from orcid_clientreq.policy import policy_of

    rule = RULES[code]
    look = credentials.check if rule.of_credentials else check
    for number, example in enumerate(rule.examples, 1):
        policy = policy_of(example)
        try:
            found, said = _listed(look(example.data, policy=policy).findings), _listed(example.found)
        except Exception as error:  # whatever a new function does wrong
            yield f"{code}: its example {number} ends in {type(error).__name__}: {error}; compare its function and fix with others"
            return
        for name in without_value(rule.template, example.found[0].params):
            yield f"{code}: its message has {{{name}}}, which is not in `params` of its example {number}"
        if code not in {each.split(" ")[0] for each in found}:
            gives = ", ".join(each.split(" ")[0] for each in found) or "nothing"
            yield f"{code}: its example {number} gives {gives}; {_why(code, example.data, policy)}"
        elif found != said:
            yield f"{code}: its example {number} gives {', '.join(found)}; its row says {', '.join(said)}"
        if codes := look(example.corrected, policy=policy).codes():
            yield f"{code}: the corrected value of its example {number} gives {', '.join(codes)}"


def _listed(found: Any) -> list[str]:
    """Return findings as texts, each with its place, severity and parameters."""
    return [
        f"{each.code} ({each.severity} at /{'/'.join(map(str, each.path))}"
        + "".join(f", {name}={value!r}" for name, value in each.params.items())
        + ")"
        for each in found
    ]


_FUNCTION = (
    "does its function find it? Of URIs and contacts, only the rules in `_TABLE` and `_OF_ADDRESS` are asked one by one"
)


def _why(code: str, data: Any, policy: Any) -> str:
    """Return why a rule may not find what is wrong with data."""
    from orcid_clientreq import plain_shapes
    from orcid_clientreq.editions import EDITIONS
    from orcid_clientreq.fields import FIELDS
    from orcid_clientreq.first_pass import PLAIN, never_plain
    from orcid_clientreq.rules.between import within
    from orcid_clientreq.syntax.hosts import Names

    if policy.severity(code) is None:
        return f"it is off there: {policy.environment}, edition {policy.edition}"
    field = FIELDS[code.partition(".")[0]]
    if any(pair.code == code for pair in within(EDITIONS[policy.edition].by_name)):
        return _not_compared(policy) if code in _by_rules(data, policy) else _FUNCTION
    held = FIELDS[field.holder] if field.holder else field
    plain = PLAIN.get(held.kind, never_plain)
    if not isinstance(data, dict) or plain(held, data.get(held.name), policy, Names()) is None:
        return _FUNCTION
    shape = f"_{field.kind.upper()}"
    name = shape if hasattr(plain_shapes, shape) else plain.__name__
    return f"{name} in plain_shapes.py lets it through, so no rule is asked: make that shape narrower"


def _by_rules(data: Any, policy: Any) -> set[str]:
    """Return the codes of what is found in a form if no value in it is taken for plain."""
    from orcid_clientreq.checking import findings_in
    from orcid_clientreq.editions import EDITIONS
    from orcid_clientreq.fields import FIELDS
    from orcid_clientreq.readers import READERS
    from orcid_clientreq.syntax.hosts import Names

    fields, names = [FIELDS[name] for name in EDITIONS[policy.edition].by_name], Names()
    readings = {
        field.name: READERS[field.kind].by_rules(field, data.get(field.name), policy, names) for field in fields
    }
    return {finding.code for finding in findings_in(readings, policy)}


def _not_compared(policy: Any) -> str:
    return f"both values are plain, and plain values are not compared: write -/- in its row and a Change in each edition in which it is on, or take the edition {policy.edition} out of NOTHING_COMPARED in first_pass.py, which slows down every request of it"


def of_causes() -> Iterator[str]:
    """Yield what is missing of causes."""
    from orcid_clientreq.matching import CAUSES
    from orcid_clientreq.matching.engine import example_of

    known = Known()
    for code, cause in CAUSES.items():
        if not known.has(code):
            yield f"the cause {code}: write `{code}` into CHANGELOG.md, below ## [Unreleased]"
        try:
            found = example_of(cause)
        except KeyError as error:  # a difference has a code that no cause has
            yield str(error.args[0])
            continue
        for reason in found.reasons:
            for name in without_value(cause.template, reason.params) if reason.code == code else ():
                yield f"the cause {code}: its message has {{{name}}}, which matching/compare.py does not give to its `Difference`"
        codes = [reason.code for reason in found.reasons]
        if codes != [code]:
            yield f"the cause {code}: its example gives {', '.join(codes) or 'no reason'}; yield it in matching/compare.py"
        elif found.matched is not cause.matches:
            yield f"the cause {code}: its example {'matches' if found else 'does not match'}; write matches={found.matched} in its row"


def of_systems() -> Iterator[str]:
    """Yield what is missing of systems."""
    from orcid_clientreq.systems.catalogue import ENTRIES

    ids = [system.id for system in ENTRIES]
    for system in ENTRIES:
        found = [*of_entry(system)]
        if ids.count(system.id) > 1:
            found.append("another entry has the same id")
        found += [f"it replaces {other}, which is no system" for other in system.replaces if other not in ids]
        for what in found or _of_examples(system):
            yield f"the system {system.id}: {what}"


def of_entry(system: Any) -> Iterator[str]:
    """Yield what is missing in the entry of a system."""
    if not re.fullmatch("[a-z0-9]+([.-][a-z0-9]+)*", system.id):
        yield "write its id in small letters and digits, with hyphens and dots between them"
    for what in ("name", "versions", "advice", "source"):
        if not getattr(system, what):
            yield f"write its {what}"
    tuples = ("also_called", "callbacks", "pages", "advice", "replaces")
    if no_tuple := [what for what in tuples if not isinstance(getattr(system, what), tuple)]:
        yield f"write `{no_tuple[0]}` as a tuple, with a comma after the last item"
        return
    yield from _of_classes(system)
    for each in system.callbacks:
        yield from _of_callback(each)


def _of_classes(system: Any) -> Iterator[str]:
    from orcid_clientreq.editions import Confidence
    from orcid_clientreq.systems.model import Registrant, SystemKind

    for what, kind in (("kind", SystemKind), ("registrant", Registrant), ("confidence", Confidence), ("checked", date)):
        if not isinstance(getattr(system, what), kind):
            example = "date(2026, 11, 30)" if kind is date else f"{kind.__name__}.{next(iter(kind.__members__))}"
            yield f"write its {what} as {example} is written, not as {getattr(system, what)!r}"


def _of_callback(callback: Any) -> Iterator[str]:
    from orcid_clientreq.systems.model import variables

    for template in filter(None, (callback.template, callback.register_instead)):
        if not template.startswith("{+"):
            yield f"begin the callback {template} with an address, such as {{+base}}: the + says that it is one"
        elif joint := _NO_JOINT.search(template):
            yield f"write a slash after {joint[0]} in the callback {template}: an address has none at its end"
    written = {*callback.names, *variables(callback.register_instead)}
    for variable in sorted(written ^ {parameter.name for parameter in callback.parameters}):
        where = "a parameter of it" if variable in written else "in it"
        yield f"{variable} is not {where}, in the callback {callback.template}"


#: An address in a template with neither a path nor a query after it.
_NO_JOINT = re.compile(r"\{\+\w+\}(?![/?]|\Z)")


def _of_examples(system: Any) -> Iterator[str]:
    from orcid_clientreq.systems import redirect_uris
    from orcid_clientreq.systems.filling import example

    filled = redirect_uris(system, **example(system)) if system.callbacks else None
    if filled and not filled.ok:
        yield "its examples make no valid redirect URIs"
    elif filled and filled.values != example(system):
        read = ", ".join(f"{each.place} as {each.suggestion}" for each in filled.findings if each.suggestion)
        yield f"its examples are read otherwise, {read}; change its pages, or the examples"


def of_validators() -> Iterator[str]:
    """Yield the validators whose default policy is that of an edition without their field."""
    from inspect import signature

    from orcid_clientreq import validators
    from orcid_clientreq.editions import EDITIONS, FIELD_NAMES

    for name in FIELD_NAMES:
        edition = signature(getattr(validators, name)).parameters["policy"].default.edition
        having = [each.edition for each in EDITIONS.values() if name in each.by_name]
        if edition not in having:
            yield f"{name}: the edition {edition} has no such field: let its function in validators.py have a policy with FormEdition.{having[-1].name} as the default"


def of_all_but_fields() -> Iterator[str]:
    """Yield what is missing of rules, causes and systems."""
    found = [*of_rows()] or [*not_listed()]
    if found:  # the tables can't be made, or lack something that others name
        yield from found
        return
    try:
        from orcid_clientreq import RULES, strategies  # noqa: F401 - the imports compare codes
    except ValueError as error:
        yield str(error)
    else:
        yield from of_rules()
        yield from of_causes()
        yield from of_systems()
        yield from of_validators()
