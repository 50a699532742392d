"""`validators.raising` without a framework: classes that are made as those of frameworks are. `tests/recipes` has real ones."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from orcid_clientreq import SANDBOX, Finding, InvalidRequestError, Limits, Policy, validators

GOOD = "https://university.edu/orcid"
BAD = "http://*.university.edu/orcid#x"
CODES = ["redirect_uri.https_required", "redirect_uri.wildcard", "redirect_uri.fragment"]
MESSAGES = [finding.message for finding in validators.redirect_uri(BAD)]


class DjangoError(Exception):
    """Made as Django's is: of a message, or of several errors."""

    def __init__(self, message: Any, code: str | None = None, params: Any = None) -> None:
        super().__init__(message, code, params)


class RestError(Exception):
    """Made as Django REST framework's is."""

    def __init__(self, detail: Any = None, code: str | None = None) -> None:
        super().__init__(detail)


class MarshmallowError(Exception):
    """Made as marshmallow's is."""

    def __init__(self, message: Any, field_name: str = "_schema", **more: Any) -> None:
        super().__init__(message)


class PydanticCustomError(ValueError):
    """Made as pydantic's is."""

    def __init__(self, error_type: str, message_template: str, context: Any = None) -> None:
        super().__init__(error_type, message_template, context)


class ValidationError(Exception):
    """Made as pydantic's is, which is beside its custom error."""

    @classmethod
    def from_exception_data(cls, title: str, line_errors: Any, *, hide_input: bool) -> ValidationError:
        assert hide_input
        return cls([(each["type"].args, each["loc"], each["input"]) for each in line_errors])


def raised(error: type[Exception], value: Any = BAD, validator: Any = validators.redirect_uri, **options: Any) -> Any:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - which one it is, the assertions tell
        validators.raising(validator, error=error, **options)(value)
    return caught.value


def test_a_value_without_errors_is_returned() -> None:
    callback = validators.raising(validators.redirect_uri, error=ValueError)
    assert callback(GOOD) == GOOD
    assert callback("https://university.edu") == "https://university.edu"  # a warning
    assert callback(SimpleNamespace(), SimpleNamespace(data=GOOD)) == GOOD


def test_any_class_gets_a_message_with_a_code_and_parameters() -> None:
    error = raised(ValueError)
    (message,) = error.args
    assert message == " ".join(MESSAGES)
    assert (message.code, message.params) == (CODES[0], {})
    assert isinstance(message, str)
    assert raised(UnicodeWarningOfOurs).args == (message,)


class UnicodeWarningOfOurs(UserWarning):
    """One whose signature cannot be read."""

    __signature__ = "not one"


def test_a_form_and_its_field() -> None:
    callback = validators.raising(validators.redirect_uri, error=ValueError)
    with pytest.raises(ValueError, match="Use https instead of http"):
        callback(None, SimpleNamespace(data=BAD))


def test_an_instance_an_attribute_and_a_value() -> None:
    callback = validators.raising(validators.redirect_uri, error=ValueError)
    with pytest.raises(ValueError, match=r"^billing: Use https instead of http"):
        callback(None, SimpleNamespace(name="billing"), BAD)
    with pytest.raises(ValueError, match=r"^Use https instead of http"):
        callback(None, None, BAD)


def test_an_error_of_django() -> None:
    error = raised(DjangoError)
    (several, code, params) = error.args
    assert (code, params) == (None, None)
    assert [each.args for each in several] == [
        (message, code, None) for message, code in zip(MESSAGES, CODES, strict=True)
    ]
    long = raised(DjangoError, "https://university.edu/100%25/" + "a" * 3000)
    (found,) = validators.redirect_uri("https://university.edu/100%25/" + "a" * 3000)
    assert long.args == (found.message, found.code, found.params)


def test_a_percent_sign_in_a_message_that_django_fills_in() -> None:
    params = {"character": "%d", "what": "remove it"}
    finding = Finding(code="redirect_uri.illegal_character", path=("x",), severity="error", params=params)

    def percent(value: object, *, policy: Policy) -> tuple[Finding, ...]:
        return (finding,)

    text, _, given = raised(DjangoError, validator=percent).args
    assert text % given == finding.message


@pytest.mark.parametrize(("error", "whole"), [(RestError, "non_field_errors"), (MarshmallowError, "_schema")])
def test_an_error_that_nests(error: type[Exception], whole: str) -> None:
    (said,) = raised(error).args
    assert (said, [each.code for each in said]) == (MESSAGES, CODES)
    uris = [GOOD, "https://university.edu/a#x"]
    fragment = MESSAGES[2]
    (said,) = raised(error, uris, validators.redirect_uris).args
    assert said == {1: [fragment]}
    policy = Policy(severities={"redirect_uris.many": "error"}, limits=Limits(redirect_uris_advised=1))
    (said,) = raised(error, uris, validators.redirect_uris, policy=policy).args
    assert list(said) == [whole, 1]


def test_an_error_of_pydantic_has_no_input() -> None:
    (lines,) = raised(PydanticCustomError).args
    assert lines == [((code, message, {}), (), None) for code, message in zip(CODES, MESSAGES, strict=True)]
    (lines,) = raised(PydanticCustomError, [GOOD, BAD], validators.redirect_uris).args
    assert [place for _, place, _ in lines] == [(1,)] * 3


def test_an_error_of_ours_has_the_report() -> None:
    error = raised(InvalidRequestError, language="de")
    assert error.report.codes() == tuple(CODES)
    assert error.report.language == "de"


def test_an_item_of_a_list_is_named_by_its_number() -> None:
    assert raised(ValueError, [GOOD, "https://university.edu/a#x"], validators.redirect_uris).args == (
        f"2. {MESSAGES[2]}",
    )
    (text,) = raised(ValueError, [GOOD, GOOD], validators.redirect_uris).args
    assert text == "2. Remove this redirect URI: it is the same as number 1 in the list."


def test_it_has_the_name_of_its_function() -> None:
    assert validators.raising(validators.redirect_uri, error=ValueError).__name__ == "redirect_uri"
    assert validators.raising(partial(validators.redirect_uri), error=ValueError).__name__ == "redirect_uri"


def test_the_language_is_a_tag_or_a_function() -> None:
    german = str(raised(ValueError, language="de"))
    assert german != " ".join(MESSAGES)
    assert str(raised(ValueError, language=lambda: "de-AT")) == german
    for unknown in ("tlh", None, 7):
        assert str(raised(ValueError, language=lambda unknown=unknown: unknown)) == " ".join(MESSAGES)


def test_the_policy_is_one_or_its_mapping() -> None:
    for policy in (SANDBOX, SANDBOX.to_dict()):
        callback = validators.raising(validators.redirect_uri, error=ValueError, policy=policy)
        assert callback("http://university.edu/orcid")
        assert callback == validators.raising(validators.redirect_uri, error=ValueError, policy=SANDBOX)


def test_it_is_made_again_as_it_was() -> None:
    for options in ({}, {"policy": SANDBOX}, {"language": "de"}):
        callback = validators.raising(validators.redirect_uri, error=ValueError, **options)  # type: ignore[arg-type]
        path, arguments, named = callback.deconstruct()
        assert path == "orcid_clientreq.validators.raising"
        assert validators.raising(*arguments, **named) == callback
        assert "policy" not in named or isinstance(named["policy"], dict)
    assert repr(callback) == "<raising redirect_uri: ValueError>"
    assert repr(validators.raising(Own(), error=ValueError)) == "<raising Own: ValueError>"


class Own:
    """A validator of somebody's own."""

    def __call__(self, value: object, /, *, policy: Policy = SANDBOX) -> tuple[Finding, ...]:
        return validators.redirect_uri(value, policy=policy)


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({"validator": 7}, TypeError, "a function such as validators.redirect_uri, not int"),
        ({"error": ValueError("x")}, TypeError, "error is the class to raise"),
        ({"error": int}, TypeError, "error is the class to raise"),
        ({"policy": "sandbox"}, TypeError, "policy is a Policy"),
        ({"policy": {"environment": "x"}}, ValueError, "no Environment 'x'"),
        ({"language": "tlh"}, ValueError, "no catalogue for 'tlh'"),
        ({"language": 7}, TypeError, "a language is a BCP 47 tag"),
        ({"validator": validators.integration_type, "policy": SANDBOX}, ValueError, "has no field integration_type"),
    ],
)
def test_a_wrong_argument_is_refused_at_once(arguments: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        validators.raising(**{"validator": validators.redirect_uri, "error": ValueError, **arguments})


def test_a_partial_function_is_one() -> None:
    second = partial(validators.pin_contact_email, contact_email="a@university.edu")
    (message,) = raised(ValueError, "a@university.edu", second).args
    assert message.code == "pin_contact_email.not_distinct"
