"""Under which rules a request is checked: environment, edition, severities, known contacts, limits."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

import attrs

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.form import Environment, FormEdition, Limits, Severity, one_of
from orcid_clientreq.syntax.display import shown

Severities = Mapping[str, Severity | None]
#: What the constructor takes: also the names of severities.
Given = Mapping[str, Severity | str | None]
_Pairs = tuple[tuple[str, Severity | None], ...]
_ByCode = dict[str, Severity | None]
_Instance = TypeVar("_Instance")

if TYPE_CHECKING:
    from orcid_clientreq.rules import Example


def _environment(value: object) -> Environment:
    """Return an environment by its name."""
    return one_of(Environment, value)


def _edition(value: object) -> FormEdition:
    """Return an edition by its name."""
    return one_of(FormEdition, value)


def _pairs(severities: Given | _Pairs) -> _Pairs:
    """Return the changed severities as sorted pairs, which hash and pickle; refuse what no rule allows."""
    try:
        changed: dict[str, Any] = dict(severities)
    except (TypeError, ValueError):
        msg = 'severities is a mapping from codes to severities, such as {"redirect_uri.host_only": "error"}'
        raise TypeError(msg) from None
    if not changed:
        return ()
    from orcid_clientreq.rules.catalogue import RULES, no_rule  # noqa: PLC0415 - most policies change nothing

    for code, severity in changed.items():
        rule = RULES.get(code)
        if rule is None:
            raise ValueError(no_rule(code))
        if rule.severity_is_fixed:
            msg = f"the severity of {code} is fixed: nothing can be promised of a request that breaks it"
            raise ValueError(msg)
        changed[code] = None if severity is None else one_of(Severity, severity)
    return tuple(sorted(changed.items()))


def _contacts(contacts: Iterable[str]) -> frozenset[str]:
    """Return the contacts as a set; a lone text is one contact, not its letters."""
    msg = "known_contacts are email addresses: a text, or a set or list of texts"
    try:
        known = frozenset[object]((contacts,) if isinstance(contacts, str) else contacts)
    except TypeError:
        raise TypeError(msg) from None
    texts = frozenset(contact for contact in known if isinstance(contact, str))
    if texts != known:
        raise TypeError(msg)
    return texts


@attrs.frozen(kw_only=True, repr=False)
class Policy:
    """The rules a request is checked under. A policy is data: it compares, hashes and pickles.

    Args:
        environment: Production or sandbox, a member of `Environment` or its value.
        edition: The edition of the form, a member of `FormEdition` or its value, or `"latest"`.
        severities: Severities that are different from those of the catalogue. A mapping from the code of a rule to a
            `Severity` or its value, or to `None` to turn the rule off.
        known_contacts: The addresses of the contacts that ORCID has for the organization. If
            there are any, every other contact gets a warning. Not in the `repr`.
        limits: The greatest length of each value.

    Raises:
        TypeError: If `severities` is not a mapping, a known contact is not text, or `limits` is not a `Limits`.
        ValueError: If an environment, edition or code is unknown, the severity of a code is fixed, or the
            edition has no form for the environment.

    >>> strict = Policy(severities={"redirect_uri.host_only": Severity.ERROR})
    >>> strict.severity("redirect_uri.host_only")
    <Severity.ERROR: 'error'>
    >>> Policy(severities={"redirect_uri.hots_only": None})
    Traceback (most recent call last):
        ...
    ValueError: no rule has the code 'redirect_uri.hots_only'; did you mean 'redirect_uri.host_only'?
    """

    environment: Environment = attrs.field(default=Environment.PRODUCTION, converter=_environment)
    edition: FormEdition = attrs.field(default=FormEdition.JANUARY_2020, converter=_edition)
    _severities: _Pairs = attrs.field(default=(), converter=_pairs, alias="severities")
    known_contacts: frozenset[str] = attrs.field(default=frozenset(), converter=_contacts, repr=False)
    limits: Limits = attrs.field(factory=Limits)
    # Not part of the data, and made when somebody asks: the severity of every rule, and the plan of the first pass.
    _by_code: _ByCode = attrs.field(init=False, eq=False, repr=False, factory=_ByCode)
    plan: Any = attrs.field(init=False, eq=False, repr=False, default=None)

    def __attrs_post_init__(self) -> None:
        """Refuse what is not a valid policy; not by attrs validators, which a host program can switch off."""
        if not issubclass(type(self.limits), Limits):
            msg = f"limits are a Limits, such as Limits(description=500), not {type(self.limits).__name__}"
            raise TypeError(msg)
        if self.environment not in EDITIONS[self.edition].environments:
            known = " and ".join(sorted(EDITIONS[self.edition].environments))
            msg = f"the edition {self.edition} has no form for {self.environment}, only for {known}"
            raise ValueError(msg)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy by way of the constructor: what is put together is not part of the data."""
        return reduce_by_constructor(self)

    @property
    def severities(self) -> Severities:
        """The severities that are different from those of the catalogue. Read-only."""
        return MappingProxyType(dict(self._severities))

    def severity(self, code: str) -> Severity | None:
        """Return how severe a finding with this code is under the policy, or `None` if the rule is off.

        Raises:
            KeyError: If no rule has the code. The error names the nearest code.
        """
        try:
            return self._by_code[code]
        except KeyError:
            return self._severity_of_any(code)

    def _severity_of_any(self, code: str) -> Severity | None:
        """Return how severe a finding with this code is. This imports the rules.

        Raises:
            KeyError: If no rule has the code.
        """
        from orcid_clientreq.rules.catalogue import no_rule  # noqa: PLC0415 - plain values need no rule
        from orcid_clientreq.rules.tables import severities  # noqa: PLC0415 - as said

        self._by_code.update({**severities(self.environment, self.edition), **dict(self._severities)})
        if code not in self._by_code:
            raise KeyError(no_rule(code))
        return self._by_code[code]

    def changes(self, codes: Container[str]) -> bool:
        """Return whether the policy changes the severity of one of these codes.

        >>> Policy(severities={"redirect_uri.host_only": None}).changes({"redirect_uri.host_only", "redirect_uri.long"})
        True
        """
        return bool(self._severities) and any(code in codes for code, _ in self._severities)

    def named(self) -> dict[str, str]:
        """Return the environment and the edition by their names, as a request carries them."""
        return {"environment": self.environment.value, "edition": self.edition.value}

    def to_dict(self) -> dict[str, Any]:
        """Return the whole policy as a mapping that can be written as JSON. `from_dict` reads it again.

        Fields that a subclass adds are in the mapping unchanged.

        >>> policy = Policy(environment="sandbox", limits=Limits(description=500))
        >>> Policy.from_dict(policy.to_dict()) == policy
        True
        """
        own = (field for field in attrs.fields(type(self)) if field.init and field.alias not in _ARGUMENTS)
        return {
            **self.named(),
            "severities": {code: None if each is None else each.value for code, each in self._severities},
            "known_contacts": sorted(self.known_contacts),
            "limits": attrs.asdict(self.limits),
            **{field.alias: getattr(self, field.name) for field in own},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the policy that a mapping from `to_dict` describes. Keys that are left out have their default values.

        Raises:
            TypeError: If `data` is not a mapping, has a key that policies do not have, or a value of the wrong type.
            ValueError: As for the constructor.
        """
        given: object = data
        if not isinstance(given, Mapping):
            msg = f"a policy is read from the mapping that to_dict returns, not {type(given).__name__}"
            raise TypeError(msg)
        values = dict(data)
        if "limits" in values and issubclass(type(values["limits"]), Mapping):
            values["limits"] = Limits(**values["limits"])
        return cls(**values)

    def __repr__(self) -> str:
        """Return the values that are not the defaults, without any address."""
        usual = {field.alias: field.default for field in attrs.fields(type(self)) if field.init}
        parts = [f"{name}={value!r}" for name, value in self.named().items() if value != usual[name]]
        parts += [f"severities={self.to_dict()['severities']!r}"] if self._severities else []
        parts += [f"known_contacts=<{len(self.known_contacts)}>"] if self.known_contacts else []
        parts += [f"limits={self.limits!r}"] if self.limits != Limits() else []
        return f"{type(self).__name__}({', '.join(parts)})"


#: The names of the arguments of a policy.
_ARGUMENTS: Final = frozenset(field.alias for field in attrs.fields(Policy) if field.init)


def reduce_by_constructor(instance: attrs.AttrsInstance) -> tuple[Any, ...]:
    """Return what `__reduce__` does where what is pickled or copied has to pass the constructor again."""
    kind = type(instance)
    return _construct, (
        kind,
        {field.alias: getattr(instance, field.name) for field in attrs.fields(kind) if field.init},
    )


def _construct(kind: type[_Instance], values: dict[str, Any]) -> _Instance:
    """Return an instance from the values of its fields."""
    return kind(**values)


def as_policy(policy: object) -> Policy:
    """Return a policy that a function was given.

    Raises:
        TypeError: If it is not a `Policy`; the name of an environment is not enough.

    >>> as_policy("sandbox")
    Traceback (most recent call last):
        ...
    TypeError: policy is a Policy, such as PRODUCTION or SANDBOX, not 'sandbox'
    """
    if isinstance(policy, Policy):
        return policy
    what = repr(shown(policy)) if type(policy) is str else type(policy).__name__
    msg = f"policy is a Policy, such as PRODUCTION or SANDBOX, not {what}"
    raise TypeError(msg)


def policy_of(example: Example) -> Policy:
    """Return the policy that a rule's example is checked under."""
    return Policy(
        environment=example.environment,
        edition=example.edition,
        severities=example.severities,
        known_contacts=example.known_contacts,
    )


#: Production credentials, the form as the help page of January 2020 describes it.
PRODUCTION: Final = Policy()

#: Sandbox credentials: http and localhost are fine for testing, and no PIN contact is needed.
SANDBOX: Final = Policy(environment=Environment.SANDBOX)
