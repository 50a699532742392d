"""The redirect URIs of an installation: a system's templates, filled in and checked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

import attrs

from orcid_clientreq.form import Severity
from orcid_clientreq.policy import PRODUCTION, Policy, as_policy
from orcid_clientreq.redirect_list import redirect_uri_findings
from orcid_clientreq.report import Finding, as_pairs
from orcid_clientreq.rules.presence import missing
from orcid_clientreq.rules.uris import REMOVE
from orcid_clientreq.syntax.display import WIDTH, character_name, indented, shown, wrapped
from orcid_clientreq.syntax.uri_parts import is_dot_segment
from orcid_clientreq.syntax.uris import split
from orcid_clientreq.syntax.values import surrogate_in, text_of
from orcid_clientreq.systems.catalogue import SYSTEMS
from orcid_clientreq.systems.entered import Meant, meant_by
from orcid_clientreq.systems.model import (
    VARIABLE,
    Callback,
    Parameter,
    System,
    added_at_sign_in,
    is_address,
    needed,
    template_for,
    templates_of,
    variables,
)
from orcid_clientreq.systems.notices import READINGS, ParameterNotice, expected, question
from orcid_clientreq.systems.searching import find
from orcid_clientreq.wire import Param

#: What is said of a base address in addition to what the rules of redirect URIs find.
NO_QUERY: Final = "remove the ? and everything after it"
NO_SLASH: Final = "remove the slash at the end"
_NORMAL: Final = "redirect_uri.not_normalized"
#: So many ids are named for one that there is not.
_HINTS: Final = 3
#: So much can be copied along with a value.
_MOST_AROUND: Final = 1000
#: What is said of a query that a system adds.
ADDED: Final = "added at sign-in, and not to be registered:"
#: Why a host alone is right where the system sends no other.
HOST_ALONE: Final = "{system} uses this address as it is."
#: Rules of redirect URIs that do not apply to the base of one.
_NOT_OF_BASES: Final = frozenset({"redirect_uri.host_only", "redirect_uri.reserved_parameter"})


@attrs.frozen(kw_only=True)
class ToRegister:
    """A redirect URI to register.

    Args:
        uri: The redirect URI. Not in the `repr`.
        callbacks: The callback that it is for, or several callbacks that it covers.
        prefix: Whether it is a prefix of many callbacks, so that ORCID accepts more than the system sends.
    """

    uri: str = attrs.field(repr=False)
    callbacks: tuple[Callback, ...]
    prefix: bool = False

    @property
    def purpose(self) -> str:
        """What it is for."""
        return "; ".join(dict.fromkeys(each.purpose for each in self.callbacks))

    @property
    def required(self) -> bool:
        """Whether every installation sends it."""
        return any(each.required for each in self.callbacks)

    @property
    def why_prefix(self) -> str:
        """Why to register a prefix. Empty if it is not a prefix."""
        return self.callbacks[0].why_prefix if self.prefix else ""

    @property
    def added(self) -> str:
        """The queries that the system adds at sign-in, as people read them. Empty if it adds none.

        Don't register the queries, and don't remove them from what the system sends.
        """
        return added_at_sign_in(self.callbacks)

    @property
    def is_host_alone(self) -> bool:
        """Whether it has no path. `check` warns about that with `redirect_uri.host_only`, but here it is right."""
        return split(self.uri).path in {"", "/"}


@attrs.frozen(kw_only=True)
class Registration:
    """What to register for an installation of a system.

    Args:
        system: The system.
        entries: The redirect URIs, each with its callback. Empty if a parameter has an error.
        findings: What is wrong with the parameters, and how they were read if they were not used as typed. The path of
            each finding is the name of a parameter.
        values: The values that were filled in, by the names of the parameters. Empty if a parameter has an error.
            Not in the `repr`.
    """

    system: System
    entries: tuple[ToRegister, ...]
    findings: tuple[Finding | ParameterNotice, ...] = ()
    _values: tuple[tuple[str, Param], ...] = attrs.field(default=(), converter=as_pairs, alias="values", repr=False)

    @property
    def values(self) -> Mapping[str, str]:
        """The values that were filled in, by the names of the parameters. Read-only."""
        return MappingProxyType({name: str(value) for name, value in self._values})

    @property
    def ok(self) -> bool:
        """Whether no parameter has an error."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)

    @property
    def redirect_uris(self) -> tuple[str, ...]:
        """The redirect URIs that every installation needs, each once, for the form."""
        return tuple(dict.fromkeys(each.uri for each in self.entries if each.required))

    @property
    def hosts_alone(self) -> Mapping[str, str]:
        """The redirect URIs without a path, each with the reason why that is right. Read-only.

        `check` warns about each with `redirect_uri.host_only`, because it doesn't know the system. Show this reason
        with the warning.

        >>> found = redirect_uris("pkp-3.5", base="https://journals.university.edu")
        >>> print(found.hosts_alone["https://journals.university.edu"][:35])
        Each journal has its own address. T
        """
        alone = {
            each.uri: each.why_prefix or HOST_ALONE.format(system=self.system)
            for each in self.entries
            if each.is_host_alone
        }
        return MappingProxyType(alone)

    def __str__(self) -> str:
        """Return the redirect URIs for people, each with what it is for. Only long URIs exceed 100 columns."""
        lines: list[str] = []
        for each in self.entries:
            lines += wrapped(shown(each.uri, 200), WIDTH)
            lines += indented(f"{'Required' if each.required else 'If you use it'}: {each.purpose}")
            lines += indented(each.why_prefix) if each.prefix else []
            lines += indented(f"{ADDED.capitalize()} {each.added}") if each.added else []
        for finding in self.findings:
            value = f"={shown(str(finding.suggestion), 200)}" if finding.code in READINGS else ""
            lines += wrapped(f"{finding.place}{value}: {finding.message}", WIDTH)
        return "\n".join(lines)


def system_of(system: System | str) -> System:
    """Return a system by its id.

    Raises:
        TypeError: If `system` is neither a `System` nor text.
        ValueError: If no system has that id. The error names the nearest id.
    """
    if isinstance(system, System):
        return system
    name = text_of(system)
    if name is None:
        msg = f"a system is a System or its id as text, not {type(system).__name__}"
        raise TypeError(msg)
    if name not in SYSTEMS:
        near = [each.id for each in find(name)][:_HINTS]
        hint = f"did you mean {' or '.join(near)}?" if near else "SYSTEMS has all of them"
        msg = f"no system {shown(name)!r}; {hint}"
        raise ValueError(msg)
    return SYSTEMS[name]


def redirect_uris(
    system: System | str,
    values: Mapping[str, object] = MappingProxyType({}),
    /,
    *,
    policy: Policy = PRODUCTION,
    as_typed: Collection[str] = (),
    **parameters: object,
) -> Registration:
    """Return what to register with ORCID for an installation of a system.

    Args:
        system: The system, or its id, a key of `SYSTEMS`.
        values: The values of the variables, by the names in `System.parameters`. If you leave out the variables of a
            callback that is not required, the callback is left out, too. If it has a prefix to register in its place,
            the result has the prefix.
        policy: The policy that the addresses are checked under.
        as_typed: The names of the parameters whose values are used exactly as typed. In any other value, the function
            looks for the value that is meant: in a whole callback, a page of the system or a line of a settings file.
        parameters: Values of variables, as keyword arguments.

    Returns:
        The redirect URIs with their purposes, how the values were read if they were not used as typed, and
        what to enter if the function can't tell which value is meant.

    Raises:
        TypeError: If `values` is not a mapping, if a value that a required callback needs is missing, if a value is
            passed twice, or if there is no parameter of a name, also in `as_typed`.
        ValueError: If no system has that id. The error names the nearest.

    >>> print(redirect_uris("dataverse", base="https://data.university.edu"))
    https://data.university.edu/oauth2/callback.xhtml
        Required: sign in
    https://data.university.edu/oauth2/orcidConfirm.xhtml
        Required: connect an iD to an existing account (6.6 and later)
    >>> found = redirect_uris("pkp-3.5", base="https://j.edu", journal="https://j.edu/index.php/jlis/about")
    >>> found.redirect_uris[0]
    'https://j.edu/index.php/jlis/orcid/authorizeOrcid'
    >>> [(finding.place, finding.code, finding.suggestion) for finding in found.findings]
    [('journal', 'parameter.part', 'jlis')]
    """
    wanted, policy = system_of(system), as_policy(policy)
    if not issubclass(type(values), Mapping):
        name = next(iter(wanted.parameters), "base")
        msg = f"values are a mapping, or keyword arguments such as {name}=…, not {type(values).__name__}"
        raise TypeError(msg)
    twice = [name for name in parameters if name in values]
    if twice:
        msg = f"{twice[0]} is given twice"
        raise TypeError(msg)
    given = {**values, **parameters}
    unread = (as_typed,) if isinstance(as_typed, str) else tuple(as_typed)
    unknown = [name for name in (*given, *unread) if name not in wanted.parameters]
    if unknown:
        msg = f"{wanted.id} has no parameter {shown(unknown[0])!r}; it has {', '.join(wanted.parameters) or 'none'}"
        raise TypeError(msg)
    left_out = [name for each in wanted.callbacks if each.required for name in needed(each) if name not in given]
    if left_out:
        msg = f"{wanted.id} needs {left_out[0]}: {expected(wanted.parameters[left_out[0]])}"
        raise TypeError(msg)
    findings, texts = _read(wanted, given, unread, policy)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Registration(system=wanted, entries=(), findings=tuple(findings))
    entries = tuple(_filled(wanted, texts))
    broken = dict.fromkeys(finding for each in entries for finding in _wrong_with_filled(each, texts, policy))
    if broken:
        return Registration(system=wanted, entries=(), findings=(*findings, *broken))
    return Registration(system=wanted, entries=entries, findings=tuple(findings), values=texts)


def _read(
    system: System, given: Mapping[str, object], as_typed: Collection[str], policy: Policy
) -> tuple[list[Finding | ParameterNotice], dict[str, str]]:
    """Return what is found in values, in their order, and what is meant by them; addresses are read first."""
    found: dict[str, list[Finding | ParameterNotice]] = {name: [] for name in given}
    texts: dict[str, str] = {}
    for name in sorted(given, key=lambda each: not is_address(each, system)):
        parameter, text = system.parameters[name], text_of(given[name])
        if text is None or (len(text) <= policy.limits.uri and missing(text)):
            found[name].append(question("wrong_type" if text is None else "missing", parameter))
        elif half := surrogate_in(text):  # no policy lets it pass: no URI, no JSON and no file can contain it
            found[name].append(_error(name, "illegal_character", character=character_name(half), what=REMOVE))
        elif len(text) > policy.limits.uri + _MOST_AROUND:
            found[name].append(_error(name, "too_long", limit=policy.limits.uri))
        else:
            entered = text.strip()
            meant = Meant(entered) if name in as_typed else meant_by(system, parameter, entered, texts, policy)
            texts[name], found[name] = meant.value, _wrong_with(system, parameter, meant, policy)
    return [each for name in given for each in found[name]], texts


def _wrong_with(system: System, parameter: Parameter, meant: Meant, policy: Policy) -> list[Finding | ParameterNotice]:
    """Return how a value was read, or what is wrong with it."""
    if any(each.severity is Severity.ERROR for each in meant.notices):
        return [*meant.notices]
    name, value = parameter.name, meant.value
    is_part = not is_address(name, system)
    found = [*(_wrong_with_part(name, value, policy) if is_part else _wrong_with_address(system, name, value, policy))]
    errors = [each for each in found if each.severity is Severity.ERROR]
    return [*errors] or [*meant.notices, *found]


def _filled(system: System, values: Mapping[str, str]) -> Iterator[ToRegister]:
    """Yield the callbacks that can be filled, each URI once."""
    made: dict[tuple[str, bool], list[Callback]] = {}
    for callback in system.callbacks:
        template, prefix = template_for(callback, values)
        if set(variables(template)) <= set(values):
            made.setdefault((expand(template, values), prefix), []).append(callback)
    for (uri, prefix), callbacks in made.items():
        yield ToRegister(uri=uri, callbacks=tuple(callbacks), prefix=prefix)


def expand(template: str, values: Mapping[str, str]) -> str:
    """Return a template filled in (RFC 6570 section 3.2).

    >>> expand("{+base}/realms/{realm}/broker", {"base": "https://sso.university.edu", "realm": "my realm"})
    'https://sso.university.edu/realms/my%20realm/broker'
    """

    def value(variable: re.Match[str]) -> str:
        name = variable[1]
        return values[name[1:]] if name.startswith("+") else quote(values[name], safe="~")

    return VARIABLE.sub(value, template)


def _wrong_with_address(system: System, name: str, text: str, policy: Policy) -> Iterator[Finding]:
    """Yield what is wrong with an address."""
    found = redirect_uri_findings(text, (name,), policy)
    yield from (each for each in found if each.code not in _NOT_OF_BASES)
    whole = templates_of(system) == (f"{{+{name}}}",)
    if not whole and all(each.severity is not Severity.ERROR for each in found):
        yield from _not_a_base(name, text)


def _wrong_with_part(name: str, text: str, policy: Policy) -> Iterator[Finding]:
    """Yield why a value cannot be a part of an address, in which it is percent-encoded."""
    if len(text) > policy.limits.uri:
        yield _error(name, "too_long", limit=policy.limits.uri)
    elif is_dot_segment(text):
        yield _error(name, "dot_segment")
    elif kind := split(f"https://university.edu/{text}").placeholder:
        yield _error(name, "placeholder", kind=kind)


def _error(name: str, rule: str, **params: Param) -> Finding:
    """Return that a value breaks a rule of redirect URIs, at the name of its parameter."""
    return Finding(code=f"redirect_uri.{rule}", path=(name,), severity=Severity.ERROR, params=params)


def _wrong_with_filled(entry: ToRegister, values: Mapping[str, str], policy: Policy) -> Iterator[Finding]:
    """Yield the errors that a redirect URI has as a whole, at the parameter that has most of it."""
    given = [name for name in variables(entry.callbacks[0].template) if name in values]
    name = max(given, key=lambda each: len(values[each]), default="")
    for found in redirect_uri_findings(entry.uri, (name,), policy):
        if found.severity is Severity.ERROR:
            yield attrs.evolve(found, suggestion=None)  # it would be one for the whole


def _not_a_base(name: str, text: str) -> Iterator[Finding]:
    """Yield that no path can follow an address, with the address that a path can follow."""
    uri = split(text)
    what = [*([NO_QUERY] if uri.query is not None else []), *([NO_SLASH] if uri.path.endswith("/") else [])]
    if what:
        yield Finding(
            code=_NORMAL,
            path=(name,),
            severity=Severity.ERROR,
            params={"what": "; ".join(what)},
            suggestion=text.partition("?")[0].rstrip("/"),
        )


def example(system: System, *without: str) -> dict[str, str]:
    """Return values for the parameters of a system, as its page shows them.

    Args:
        system: The system.
        without: What is left out where it has a value of its own, such as `person`.
    """
    return {name: each.example for name, each in system.parameters.items() if each.each not in without}
