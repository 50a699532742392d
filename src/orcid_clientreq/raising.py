"""Makes validators that raise, as frameworks expect them, from validator functions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from inspect import signature
from typing import Any, Final, Protocol, cast

import attrs

from orcid_clientreq.form import Severity
from orcid_clientreq.messages.catalogues import ENGLISH, language_of, negotiate
from orcid_clientreq.policy import PRODUCTION, Policy, as_policy
from orcid_clientreq.report import Finding, Report, ReportedError

#: The module whose functions say at once whether they can check anything under a policy.
_VALIDATORS: Final = "orcid_clientreq.validators"
_FORM_AND_FIELD: Final = 1
_INSTANCE_ATTRIBUTE_AND_VALUE: Final = 2


class Validator(Protocol):
    """A validator function: `description`, `redirect_uri` and so on."""

    def __call__(self, value: object, /, *, policy: Policy = ...) -> tuple[Finding, ...]:
        """Return the findings in a value."""
        ...


class Message(str):
    """The message of an error: a text with the `code` and `params` of its finding.

    If one message is about several findings, the code and the parameters are those of the first.
    """

    __slots__ = ("code", "params")
    code: str
    params: Mapping[str, str | int]

    @classmethod
    def of(cls, findings: Iterable[Finding], before: str = "") -> Message:
        """Return the message of some findings; there is at least one."""
        first, *others = findings
        made = cls(before + " ".join([_said(each) for each in (first, *others)]))
        made.code, made.params = first.code, dict(first.params)
        return made


def _said(finding: Finding) -> str:
    """Return the message of a finding, with its number if it is about an item of a list, from 1 as in messages."""
    index = _index(finding)
    return finding.message if index is None else f"{index + 1}. {finding.message}"


def _index(finding: Finding) -> int | None:
    """Return the index of an item of a list, `None` for any other value."""
    return cast("int", finding.path[1]) if len(finding.path) > 1 else None


@attrs.frozen(repr=False)
class Raising:
    """A validator that raises, as `validators.raising` makes it: it compares, pickles, and serializes in Django."""

    validator: Validator
    error: type[Exception]
    policy: Policy | None
    language: str | Callable[[], object]

    def __call__(self, first: Any, /, *more: Any) -> Any:
        """Return the value if there are no errors in it, else raise.

        Args:
            first: The value, or as WTForms and attrs call a validator:
            more: The field after the form, or the attribute and the value after the instance.
        """
        value, name = first, ""
        if len(more) == _FORM_AND_FIELD:
            value = more[0].data
        elif len(more) == _INSTANCE_ATTRIBUTE_AND_VALUE:
            name, value = getattr(more[0], "name", ""), more[1]
        policy = usual_policy(self.validator) if self.policy is None else self.policy
        found = tuple(self._place(each, name) for each in self.validator(value, policy=policy))
        errors = [each for each in found if each.severity is Severity.ERROR]
        if errors:
            raise self._made(found, errors, policy, name)
        return value

    def _place(self, finding: Finding, name: str) -> Finding:
        """Return a finding in the language, at its place in the value, or below an attribute that has a name."""
        is_item = getattr(innermost(self.validator), "__name__", "") == "redirect_uri"
        within = finding.path[2:] if is_item else finding.path[1:]
        return attrs.evolve(finding, path=(name or finding.field, *within), language=self._spoken())

    def _spoken(self) -> str:
        """Return the current language."""
        if callable(self.language):
            asked = self.language()
            return negotiate(asked if isinstance(asked, str) else "")
        return self.language

    def _made(self, found: tuple[Finding, ...], errors: list[Finding], policy: Policy, name: str) -> Exception:
        """Return the error, made as its class carries messages, codes and parameters."""
        before = f"{name}: " if name else ""
        if issubclass(self.error, ReportedError):
            return self.error(Report(found, policy, errors[0].language))
        for each in self.error.__mro__:
            if each.__name__ == "PydanticCustomError":
                return _of_pydantic(self.error, sys.modules[each.__module__], errors)
        parameters = _parameters(self.error)
        if parameters >= {"message", "code", "params"}:  # Django's
            made = [_of_django(self.error, Message.of([each], before)) for each in errors]
            return made[0] if len(made) == 1 else self.error(made)
        if parameters >= {"detail", "code"}:  # Django REST framework's
            return self.error(_nested(errors, before, "non_field_errors"))
        if parameters >= {"message", "field_name"}:  # marshmallow's
            return self.error(_nested(errors, before, "_schema"))
        return self.error(Message.of(errors, before))

    @property
    def __name__(self) -> str:
        """The name of the function, which argparse and Click show."""
        return str(getattr(innermost(self.validator), "__name__", type(self.validator).__name__))

    def __repr__(self) -> str:
        """Return the names of the function and of the error."""
        return f"<raising {self.__name__}: {self.error.__name__}>"

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """Return how to make it again, as Django's migrations write it."""
        policy = {} if self.policy is None else {"policy": self.policy.to_dict()}
        language = {} if self.language == ENGLISH else {"language": self.language}
        return f"{_VALIDATORS}.raising", (self.validator,), {"error": self.error, **policy, **language}


def _parameters(error: type[Exception]) -> set[str]:
    """Return the names of the arguments that make an error; none if it does not tell."""
    try:
        return set(signature(error).parameters)
    except (TypeError, ValueError):
        return set()


def _of_django(error: type[Exception], message: Message) -> Exception:
    """Return an error of Django, which fills the parameters in by `%`."""
    text = message.replace("%", "%%") if message.params else str(message)
    made: Exception = cast("Callable[..., Any]", error)(text, code=message.code, params=message.params or None)
    return made


def _nested(errors: Iterable[Finding], before: str, whole: str) -> list[Message] | dict[str | int, list[Message]]:
    """Return the messages as a list, for the items of a list by their indexes."""
    by_index: dict[str | int, list[Message]] = {}
    for each in errors:
        index = _index(each)
        key = whole if index is None else index
        by_index.setdefault(key, []).append(Message.of([attrs.evolve(each, path=each.path[:1])], before))
    return by_index[whole] if set(by_index) == {whole} else by_index


def _of_pydantic(error: type[Exception], pydantic: Any, errors: Iterable[Finding]) -> Exception:
    """Return a ValidationError with an error for each finding, at its index.

    If the custom error itself were raised, pydantic would add the value to it.
    """
    custom = cast("Callable[..., Any]", error)
    lines: list[Any] = [
        {"type": custom(each.code, each.message, dict(each.params)), "loc": tuple(each.path[1:]), "input": None}
        for each in errors
    ]
    made: Exception = pydantic.ValidationError.from_exception_data("value", lines, hide_input=True)
    return made


def raising(
    validator: Validator,
    *,
    error: type[Exception],
    policy: Policy | Mapping[str, Any] | None = None,
    language: str | Callable[[], object] = ENGLISH,
) -> Raising:
    """Return a validator that raises, for a framework, from a validator function.

    The validator takes a value and returns it, or raises if the value has errors. Warnings don't raise. It works
    wherever a framework expects a validator: in Django's forms, models and migrations, Django REST framework,
    marshmallow, WTForms, attrs, pydantic (as in `AfterValidator(…)`) and argparse (as `type=…`).

    Args:
        validator: A function of `orcid_clientreq.validators`, or a function like these.
        error: The class that the framework expects: Django's, Django REST framework's, marshmallow's or WTForms's
            `ValidationError`, `PydanticCustomError`, `argparse.ArgumentTypeError`, or any other that takes a message.
        policy: The policy to check under, or the mapping that `Policy.to_dict` returns for it. By default, that of the
            function.
        language: The language of the messages, or a function that returns the current language, such as
            `django.utils.translation.get_language`. If the function returns an unknown language, the messages are in
            English.

    Returns:
        The validator. Its error has the messages, codes and parameters where the framework expects them, and never
        the value. If the framework has no place for codes, each message is a text with the attributes `code` and
        `params`.

    Raises:
        TypeError: If `validator` is not a function, `error` is not a class of exceptions, `policy` is not a `Policy`,
            or `language` is neither text nor a function.
        ValueError: If the edition of the policy does not have the field, or there is no such language.

    >>> from argparse import ArgumentTypeError
    >>> from orcid_clientreq import validators
    >>> callback = validators.raising(validators.redirect_uri, error=ArgumentTypeError)
    >>> callback("https://university.edu/orcid")
    'https://university.edu/orcid'
    >>> callback("https://university.edu/orcid#done")
    Traceback (most recent call last):
        ...
    argparse.ArgumentTypeError: Remove the # and everything after it: a redirect URI can't have a fragment.
    """
    if not callable(cast("object", validator)):
        msg = f"a validator is a function such as validators.redirect_uri, not {type(validator).__name__}"
        raise TypeError(msg)
    if not (isinstance(cast("object", error), type) and issubclass(error, Exception)):
        msg = f"error is the class to raise, such as django.core.exceptions.ValidationError, not {error!r:.80}"
        raise TypeError(msg)
    read = Policy.from_dict(policy) if isinstance(policy, Mapping) else policy
    asked = None if read is None else as_policy(read)
    if getattr(innermost(validator), "__module__", "") == _VALIDATORS:
        # at once, if it cannot check anything under the policy
        validator(None, policy=usual_policy(validator) if asked is None else asked)
    return Raising(validator, error, asked, language if callable(language) else language_of(language))


def innermost(function: object) -> object:
    """Return the function inside partial objects and wrappers."""
    seen: set[int] = set()
    while id(function) not in seen:
        seen.add(id(function))
        function = function.func if isinstance(function, partial) else getattr(function, "__wrapped__", function)
    return function


def usual_policy(validator: Callable[..., object]) -> Policy:
    """Return the policy that a function checks under by default, `PRODUCTION` where it names none."""
    try:
        parameter = signature(validator).parameters.get("policy")
    except (TypeError, ValueError):  # one that is written in C, perhaps
        parameter = None
    usual: object = parameter and parameter.default
    return usual if isinstance(usual, Policy) else PRODUCTION
