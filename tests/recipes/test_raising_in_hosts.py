"""`validators.raising` in real hosts: for each of six protocols a good value, a bad one, a warning, another language, the
code, and no echo of the value."""

from __future__ import annotations

import argparse
import io
import json
import pickle
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

import attrs
import pytest

from orcid_clientreq import Finding, Policy, validators

GOOD = "https://university.edu/orcid"
BAD = "https://university.edu/s3cret#fragment"
WARNED = "https://university.edu/"
CODE = "redirect_uri.fragment"
MESSAGES = {
    "en": "Remove the # and everything after it: a redirect URI can't have a fragment.",
    "de": "Entfernen Sie das # und alles, was ihm folgt: Eine Redirect-URI darf kein Fragment haben.",
}


class Answer(NamedTuple):
    """What a host made of a value: the value, or the messages, their codes, and everything that it would show or log."""

    value: Any = None
    messages: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    shown: str = ""


def in_a_django_form(value: str, language: Any) -> Answer:
    from django import forms
    from django.core.exceptions import ValidationError

    class Form(forms.Form):
        callback = forms.CharField(
            validators=[validators.raising(validators.redirect_uri, error=ValidationError, language=language)]
        )

    form = Form({"callback": value})
    if form.is_valid():
        return Answer(form.cleaned_data["callback"])
    errors = form.errors.as_data()["callback"]
    said = [message for error in errors for message in error.messages]
    shown = f"{form.errors.as_json()} {errors!r} {[error.params for error in errors]}"
    return Answer(None, tuple(said), tuple(error.code for error in errors), shown)


def in_a_serializer(value: str, language: Any) -> Answer:
    from rest_framework import serializers

    class Serializer(serializers.Serializer[Any]):
        callback = serializers.CharField(
            validators=[
                validators.raising(validators.redirect_uri, error=serializers.ValidationError, language=language)
            ]
        )

    serializer = Serializer(data={"callback": value})
    if serializer.is_valid():
        return Answer(serializer.validated_data["callback"])
    errors = serializer.errors["callback"]
    return Answer(None, tuple(map(str, errors)), tuple(error.code for error in errors), repr(serializer.errors))


def in_argparse(value: str, language: Any) -> Answer:
    parser = argparse.ArgumentParser(exit_on_error=False)
    callback = validators.raising(validators.redirect_uri, error=argparse.ArgumentTypeError, language=language)
    parser.add_argument("--callback", type=callback)
    try:
        return Answer(parser.parse_args(["--callback", value]).callback)
    except argparse.ArgumentError as error:
        (message,) = error.__context__.args  # type: ignore[union-attr]
        return Answer(None, (error.message,), (message.code,), f"{error} {error!r} {message.params}")


def in_marshmallow(value: str, language: Any) -> Answer:
    from marshmallow import Schema, ValidationError, fields

    class Client(Schema):
        callback = fields.String(
            validate=validators.raising(validators.redirect_uri, error=ValidationError, language=language)
        )

    try:
        return Answer(Client().load({"callback": value})["callback"])
    except ValidationError as error:
        said = error.messages["callback"]  # type: ignore[call-overload]
        return Answer(None, tuple(said), tuple(each.code for each in said), f"{error} {json.dumps(error.messages)}")


def in_wtforms(value: str, language: Any) -> Answer:
    from werkzeug.datastructures import MultiDict
    from wtforms import Form, StringField, ValidationError

    class Client(Form):
        callback = StringField(
            validators=[validators.raising(validators.redirect_uri, error=ValidationError, language=language)]
        )

    form = Client(MultiDict({"callback": value}))
    if form.validate():
        return Answer(form.callback.data)
    said: Any = form.errors["callback"]
    return Answer(None, tuple(said), tuple(each.code for each in said), repr(form.errors))


def in_attrs(value: str, language: Any) -> Answer:
    @attrs.define
    class Client:
        callback: str = attrs.field(
            validator=validators.raising(validators.redirect_uri, error=ValueError, language=language)
        )

    try:
        return Answer(Client(value).callback)
    except ValueError as error:
        (message,) = error.args
        name, _, said = str(message).partition(": ")
        assert name == "callback"  # the attribute of the user's class
        return Answer(None, (said,), (message.code,), f"{error} {error!r}")


def in_pydantic(value: str, language: Any) -> Answer:
    from pydantic import AfterValidator, BaseModel, ValidationError
    from pydantic_core import PydanticCustomError

    callback = validators.raising(validators.redirect_uri, error=PydanticCustomError, language=language)

    class Client(BaseModel):
        callback: Annotated[str, AfterValidator(callback)]

    try:
        return Answer(Client(callback=value).callback)
    except ValidationError as error:
        found = error.errors()
        assert [each["loc"] for each in found] == [("callback",)] * len(found)
        said, codes = tuple(each["msg"] for each in found), tuple(each["type"] for each in found)
        return Answer(None, said, codes, f"{error} {error!r} {found} {error.json()}")


def in_a_django_model(value: str, language: Any) -> Answer:
    from django.core.exceptions import ValidationError
    from django.db import models

    field = models.CharField(
        max_length=500,
        validators=[validators.raising(validators.redirect_uri, error=ValidationError, language=language)],
    )
    try:
        return Answer(field.clean(value, None))
    except ValidationError as error:
        codes = tuple(str(each.code) for each in error.error_list)
        return Answer(None, tuple(error.messages), codes, f"{error} {error!r}")


HOSTS = [
    in_a_django_form,
    in_a_serializer,
    in_argparse,
    in_marshmallow,
    in_wtforms,
    in_attrs,
    in_pydantic,
    in_a_django_model,
]
each_host = pytest.mark.parametrize("host", HOSTS, ids=[host.__name__ for host in HOSTS])
Host = Callable[[str, Any], Answer]


@each_host
def test_a_good_value_is_returned(django: Any, host: Host) -> None:
    assert host(GOOD, "en") == Answer(GOOD)


@each_host
def test_a_bad_value_is_refused(django: Any, host: Host) -> None:
    assert host(BAD, "en").messages == (MESSAGES["en"],)


@each_host
def test_a_warning_does_not_stop_anything(django: Any, host: Host) -> None:
    assert [(each.code, each.severity.value) for each in validators.redirect_uri(WARNED)] == [
        ("redirect_uri.host_only", "warning")
    ]
    assert host(WARNED, "en") == Answer(WARNED)


@each_host
def test_the_language_is_the_visitors(django: Any, host: Host) -> None:
    spoken = ["de-AT"]
    for language in ("de", "de-CH", lambda: spoken[0]):
        assert host(BAD, language).messages == (MESSAGES["de"],)
    spoken[0] = "tlh"
    assert host(BAD, lambda: spoken[0]).messages == (MESSAGES["en"],)
    assert host(BAD, lambda: None).messages == (MESSAGES["en"],)


@each_host
def test_the_code_is_kept(django: Any, host: Host) -> None:
    assert host(BAD, "en").codes == (CODE,)


@each_host
def test_the_value_is_not_repeated(django: Any, host: Host) -> None:
    answer = host(BAD, "en")
    assert "s3cret" not in answer.shown
    assert "fragment" in answer.shown


SEVERAL = "http://*.university.edu/orcid#x"
ALL = ("redirect_uri.https_required", "redirect_uri.wildcard", "redirect_uri.fragment")


@each_host
def test_all_errors_are_there_at_once(django: Any, host: Host) -> None:
    answer = host(SEVERAL, "en")
    assert answer.codes in (ALL, ALL[:1])
    said = " ".join(answer.messages)
    assert [each.message in said for each in validators.redirect_uri(SEVERAL)] == [True] * 3


def test_parameters_are_carried(django: Any) -> None:
    from django.core.exceptions import ValidationError as DjangoError
    from marshmallow import ValidationError
    from pydantic_core import PydanticCustomError
    from pydantic_core import ValidationError as PydanticError

    long = "https://university.edu/" + "%41" * 1000
    (found,) = [each for each in validators.redirect_uri(long) if each.severity == "error"]
    with pytest.raises(DjangoError) as django_error:
        validators.raising(validators.redirect_uri, error=DjangoError)(long)
    assert (django_error.value.params, django_error.value.messages) == (found.params, [found.message])
    with pytest.raises(ValidationError) as marshmallow_error:
        validators.raising(validators.redirect_uri, error=ValidationError)(long)
    (message,) = marshmallow_error.value.messages
    assert (message, message.params) == (found.message, found.params)  # type: ignore[attr-defined]
    with pytest.raises(PydanticError) as pydantic_error:
        validators.raising(validators.redirect_uri, error=PydanticCustomError)(long)
    assert [each["ctx"] for each in pydantic_error.value.errors()] == [dict(found.params)]


def test_django_does_not_take_a_percent_sign_of_a_message_for_a_parameter(django: Any) -> None:
    from django.core.exceptions import ValidationError

    params = {"character": "%d %(what)s", "what": "remove it"}
    finding = Finding(code="redirect_uri.illegal_character", path=("x",), severity="error", params=params)

    def percent(value: object, *, policy: Policy | None = None) -> tuple[Finding, ...]:
        return (finding,)

    with pytest.raises(ValidationError) as caught:
        validators.raising(percent, error=ValidationError)("")  # type: ignore[arg-type]
    assert caught.value.messages == [finding.message]
    assert "%d %(what)s" in finding.message


ROWS = [GOOD, BAD, "http://university.edu/x"]


def test_the_items_of_a_list_have_their_indexes_and_in_texts_their_numbers(django: Any) -> None:
    from django.core.exceptions import ValidationError as DjangoError
    from marshmallow import ValidationError
    from pydantic import AfterValidator, BaseModel
    from pydantic import ValidationError as PydanticError
    from pydantic_core import PydanticCustomError
    from rest_framework import serializers

    found = validators.redirect_uris(ROWS)
    expected = {1: [found[0].message], 2: [found[1].message]}

    class Serializer(serializers.Serializer[Any]):
        callbacks = serializers.ListField(
            validators=[validators.raising(validators.redirect_uris, error=serializers.ValidationError)]
        )

    serializer = Serializer(data={"callbacks": ROWS})
    assert not serializer.is_valid()
    assert serializer.errors["callbacks"] == expected
    with pytest.raises(ValidationError) as caught:
        validators.raising(validators.redirect_uris, error=ValidationError)(ROWS)
    assert caught.value.messages == expected

    class Client(BaseModel):
        callbacks: Annotated[
            list[str], AfterValidator(validators.raising(validators.redirect_uris, error=PydanticCustomError))
        ]

    with pytest.raises(PydanticError) as refused:
        Client(callbacks=ROWS)
    assert [each["loc"] for each in refused.value.errors()] == [("callbacks", 1), ("callbacks", 2)]
    with pytest.raises(DjangoError) as django_error:
        validators.raising(validators.redirect_uris, error=DjangoError)(ROWS)
    assert django_error.value.messages == [f"2. {found[0].message}", f"3. {found[1].message}"]
    with pytest.raises(ValidationError) as whole:
        validators.raising(validators.redirect_uris, error=ValidationError)([])
    assert whole.value.messages == [validators.redirect_uris([])[0].message]
    with pytest.raises(ValidationError) as both:
        validators.raising(
            validators.redirect_uris,
            error=ValidationError,
            policy=Policy(
                severities={"redirect_uris.many": "error"},
                limits=attrs.evolve(Policy().limits, redirect_uris_advised=1),
            ),
        )(ROWS)
    assert list(both.value.messages) == ["_schema", 1, 2]


def test_a_second_makemigrations_finds_nothing_to_do(django: Any) -> None:
    from django.apps.registry import Apps
    from django.core.exceptions import ValidationError
    from django.db import migrations, models
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.graph import MigrationGraph
    from django.db.migrations.questioner import MigrationQuestioner
    from django.db.migrations.state import ModelState, ProjectState
    from django.db.migrations.writer import MigrationWriter
    from django.utils.translation import get_language

    def state() -> ProjectState:
        """Return the models as a program has them after each start."""

        class Client(models.Model):  # noqa: DJ008 - nobody reads it
            callback = models.CharField(
                max_length=500,
                validators=[
                    validators.raising(validators.redirect_uri, error=ValidationError, language=get_language),
                    validators.raising(
                        validators.redirect_uri,
                        error=ValidationError,
                        policy=Policy(
                            environment="sandbox", edition="latest", severities={"redirect_uri.host_only": "error"}
                        ),
                    ),
                ],
            )

            class Meta:
                app_label = "clients"
                apps = Apps()

        made = ProjectState()
        made.add_model(ModelState.from_model(Client))
        return made

    def made(before: ProjectState) -> dict[str, Any]:
        """Return what makemigrations would write."""
        asking = MigrationQuestioner({"ask_initial": True})
        return MigrationAutodetector(before, state(), asking).changes(graph=MigrationGraph())

    (migration,) = made(ProjectState())["clients"]
    source = MigrationWriter(migration, include_header=False).as_string()
    assert "orcid_clientreq.validators.raising(orcid_clientreq.validators.redirect_uri" in source
    written: dict[str, Any] = {}
    exec(source, written)  # noqa: S102 - as Django does with the file
    loaded: migrations.Migration = written["Migration"]("0001_initial", "clients")
    after = loaded.mutate_state(ProjectState())
    assert made(after) == {}
    field = after.models["clients", "client"].fields["callback"]
    with pytest.raises(ValidationError):
        field.clean(BAD, None)


def test_fastapi_shows_code_and_parameters_and_not_the_value() -> None:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient
    from pydantic import AfterValidator, create_model
    from pydantic_core import PydanticCustomError

    callback = AfterValidator(validators.raising(validators.redirect_uri, error=PydanticCustomError))
    client: Any = create_model("Client", callback=(Annotated[str, callback], ...))
    app = FastAPI()

    def make(sent: Any) -> Any:
        return sent

    make.__annotations__ = {"sent": client}
    app.post("/clients")(make)
    answer = TestClient(app).post("/clients", json={"callback": BAD})
    assert answer.status_code == 422
    ((found),) = answer.json()["detail"]
    assert (found["type"], found["loc"], found["msg"]) == (CODE, ["body", "callback"], MESSAGES["en"])
    assert "s3cret" not in answer.text


def test_argparse_prints_the_message_alone(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser(prog="register")
    callback = validators.raising(validators.redirect_uri, error=argparse.ArgumentTypeError)
    parser.add_argument("--callback", type=callback)
    with pytest.raises(SystemExit):
        parser.parse_args(["--callback", BAD])
    printed = io.StringIO(capsys.readouterr().err).readlines()[-1]
    assert printed == f"register: error: argument --callback: {MESSAGES['en']}\n"


def test_it_compares_and_pickles() -> None:
    first, second = (validators.raising(validators.redirect_uri, error=ValueError) for _ in range(2))
    assert first == second == pickle.loads(pickle.dumps(first))
    assert hash(first) == hash(second)
    assert first != validators.raising(validators.redirect_uri, error=ValueError, language="de")
