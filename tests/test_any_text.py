"""Every public function that takes text answers any text: with a result, or with the error that it promises."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import EDGE_ADDRESSES, EDGE_TEXTS, EDGE_URIS, some_of

import orcid_clientreq
from orcid_clientreq import check, parse
from orcid_clientreq.credentials import deliveries
from orcid_clientreq.rules.model import GOOD_CREDENTIALS, GOOD_REQUEST
from orcid_clientreq.systems import SYSTEMS, recognize, redirect_uris
from orcid_clientreq.systems.filling import example, expand

MODULES = ("", *sorted({*orcid_clientreq.__dir__()} - {*orcid_clientreq.__all__, "__version__", "strategies"}))
REQUEST = parse(GOOD_REQUEST)
SYSTEM = SYSTEMS["dataverse"]

#: Text that breaks what reads it.
HOSTILE = (
    *("", " ", "\x00", "\ud800", "\udfff\ud800", "a" * 3000, "é" * 3000, "\u0300" * 3000, "%", "%ed%a0%80", "{", "{0}"),
    *("{x!r:{y}}", "https://", "https://\ud800/", "https://a.edu/\ud800", "https://a.\ud800edu/x", "https://a.edu?\ud800"),
    *("https://[", "https://a.edu:99999999999999999999/x", "a@\ud800.edu", "\ud800@a.edu", "a@b@c", "-", "../x", "de "),
    *("https://orcid.org/oauth/authorize?redirect_uri=%ed%a0%80", "redirect_uri=\ud800", "https://orcid.org/#\ud800"),
    *("https://a.edu/index.php/\ud800/orcid/verify", "https://a.edu/realms/\ud800/broker/orcid/endpoint", "\u202e"),
    *("9" * 5000, "1e999", "nan", "APP-", "01234567-89ab-4cde-8f01-23456789abcd", "<script>", "&#xd800;", "\r\n\r\n"),
)  # fmt: skip

#: What each parameter that takes no text is given.
GOOD: dict[str, Any] = {
    "report": check({}),
    "request": REQUEST,
    "old": REQUEST,
    "new": REQUEST,
    "system": SYSTEM,
    "said": check({}).findings[0],
    "catalogue": None,
    "validator": orcid_clientreq.validators.redirect_uri,
    "metadata": {},
    "edition": "2023",
    "one": "{count} error",
    "several": "{count} errors",
    "number": 2,
}


def takes_text(annotation: Any) -> bool:
    """Return whether a parameter takes a text, or several, or anything."""
    return any(word in str(annotation) for word in ("str", "object", "Any", "Iterable", "Mapping"))


def functions() -> dict[str, Callable[..., Any]]:
    """Every public function, by its name and module, and the constructors and methods of public classes."""
    found: dict[str, Callable[..., Any]] = {}
    for name in MODULES:
        module = import_module(f"orcid_clientreq.{name}".rstrip("."))
        for member in getattr(module, "__all__", ()):
            each = getattr(module, member)
            if inspect.isfunction(each) and inspect.signature(each).parameters:
                found[f"{name}.{member}"] = each
    return found


FUNCTIONS = functions()


def calls(name: str, function: Callable[..., Any], text: str) -> list[Callable[[], Any]]:
    """Return calls in which one parameter after the other is a text, or a list or mapping of it."""
    parameters = inspect.signature(function).parameters
    hints = inspect.get_annotations(function)  # some name what is imported for type checkers only
    taken = [each for each in parameters if each not in GOOD and takes_text(hints.get(each, Any))]
    made: list[Callable[[], Any]] = []
    for this in taken or [next(iter(parameters))]:
        for value in (text, [text], {text: text}, {**GOOD_REQUEST, "redirect_uris": [text]}, [(text, text)]):
            given: dict[str, Any] = {
                each: value if each == this else GOOD.get(each, "https://university.edu/orcid")
                for each, parameter in parameters.items()
                if parameter.default is inspect.Parameter.empty or each == this
            }
            positional = [
                given.pop(each)
                for each, parameter in parameters.items()
                if parameter.kind is inspect.Parameter.POSITIONAL_ONLY and each in given
            ]
            keywords = [each for each, parameter in parameters.items() if parameter.kind is parameter.VAR_KEYWORD]
            for each in keywords:
                given.pop(each, None)
                given["base"] = value
            made.append(lambda positional=positional, given=given: function(*positional, **given))  # type: ignore[misc]
    return made


def answers(name: str, call: Callable[[], Any]) -> None:
    """Call a function, and show what it returns; a refusal is one that the function promises, and says what to do."""
    try:
        result = call()
        str(result).encode("utf-8", "surrogatepass")
        repr(result).encode("utf-8", "surrogatepass")
    except (TypeError, ValueError) as error:
        refusal: Exception | None = error
    else:
        refusal = None
    if refusal is not None:
        said = f"{name} raises {type(refusal).__name__}: {refusal}"
        assert f"{type(refusal).__name__}:" in (FUNCTIONS[name].__doc__ or ""), said
        assert len(str(refusal)) < 500, said
        assert str(refusal).isprintable(), said


def test_there_are_functions_to_call() -> None:
    assert len(FUNCTIONS) > 30
    assert {".check", "matching.match", "systems.recognize", "interop.from_form", "lifecycle.stored_form"} <= {
        *FUNCTIONS
    }


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_any_text_is_answered(name: str) -> None:
    for text in HOSTILE:
        for call in calls(name, FUNCTIONS[name], text):
            answers(name, call)


@given(st.sampled_from(sorted(FUNCTIONS)), EDGE_URIS | EDGE_ADDRESSES | EDGE_TEXTS | st.text(max_size=20))
def test_any_drawn_text_is_answered(name: str, text: str) -> None:
    for call in calls(name, FUNCTIONS[name], text):
        answers(name, call)


WITH_CALLBACKS = [system for system in SYSTEMS.values() if system.callbacks]


@pytest.mark.long
@pytest.mark.parametrize("system", WITH_CALLBACKS, ids=str)
def test_half_a_character_in_any_part_of_a_callback_is_answered(system: Any) -> None:
    """It is not a URI, so nothing matches it, and no other callback is made of its parts."""
    values = example(system)
    good = redirect_uris(system, values).redirect_uris
    for callback in system.callbacks:
        uri = expand(callback.template, values)
        for place in some_of(range(len("https://"), len(uri) + 1), 7):
            bad = f"{uri[:place]}\ud800{uri[place:]}"
            assert recognize([bad]) == ()
            found = orcid_clientreq.matching.match(bad, good)
            assert not found
            assert "requested_invalid" in [reason.code for reason in found.reasons]
            orcid_clientreq.matching.match(good[0], [bad])
            assert not orcid_clientreq.matching.coverage([bad], [bad]).ok
    for name in values:
        for policy in (
            orcid_clientreq.PRODUCTION,
            orcid_clientreq.Policy(severities={"redirect_uri.illegal_character": None}),
        ):
            filled = redirect_uris(system, {**values, name: f"{values[name]}/\ud800"}, policy=policy)
            assert not filled.ok
            assert [
                finding.path for finding in filled.findings if finding.code == "redirect_uri.illegal_character"
            ] == [(name,)]


def test_a_list_of_credentials_is_answered() -> None:
    for text in HOSTILE:
        orcid_clientreq.credentials.check(
            {**GOOD_CREDENTIALS, "base_url": text, "client_id": text, "client_secret": text}
        )
    assert deliveries(REQUEST)
