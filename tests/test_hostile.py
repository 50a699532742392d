"""Objects made to break what reads them: each gets a report, and none of their methods is called."""

from __future__ import annotations

import json
import tracemalloc
from collections import OrderedDict, UserDict, defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest
from timing import is_so_in_the_end, seconds

from orcid_clientreq import (
    PRODUCTION,
    FormEdition,
    InvalidRequestError,
    Policy,
    RegistrationRequest,
    apply_suggestions,
    check,
    credentials,
    parse,
    validators,
)
from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
from orcid_clientreq.fields import Kind, of_kind
from orcid_clientreq.interop import from_client_metadata, from_form, problem_details
from orcid_clientreq.lifecycle import migrate, stored_form
from orcid_clientreq.rules.model import GOOD_CREDENTIALS, GOOD_REQUEST, good_request
from orcid_clientreq.rules.request import MOST_UNKNOWN
from orcid_clientreq.syntax.values import MOST_KEYS, texts_of

LATEST = Policy(edition="2023")
NAMES = tuple(EDITIONS[LATEST.edition].by_name)
CHOSEN = [name for name in NAMES if name in of_kind(Kind.CHOICE)]

PUBLIC = [getattr(validators, name) for name in validators.__all__ if name not in {"attrs_validator", "raising"}]


class Called(BaseException):
    """A foreign method ran. Not an Exception, so that nothing can swallow it."""


def _explode(*_args: Any, **_kwargs: Any) -> Any:
    raise Called


OVERRIDES = {
    name: _explode
    for kind in (str, list, tuple, dict)
    for name in dir(kind)
    if callable(getattr(kind, name))
    and name
    not in {"__new__", "__init__", "__class__", "__getattribute__", "__init_subclass__", "__subclasshook__", "__del__"}
    and not name.startswith(("__reduce", "__dir", "__sizeof", "__getstate"))
}
HostileStr = type("HostileStr", (str,), {**OVERRIDES, "__getattribute__": _explode})
HostileKey = type("HostileKey", (str,), {**OVERRIDES, "__getattribute__": _explode, "__hash__": str.__hash__})
HostileList = type("HostileList", (list,), {**OVERRIDES, "__getattribute__": _explode})
HostileTuple = type("HostileTuple", (tuple,), {**OVERRIDES, "__getattribute__": _explode})
HostileDict = type("HostileDict", (dict,), {**OVERRIDES, "__getattribute__": _explode})
Hostile = type("Hostile", (), {**OVERRIDES, "__getattribute__": _explode, "__class__": property(_explode)})


class Raising(Mapping[str, Any]):
    """A mapping that fails at a chosen point."""

    def __init__(self, point: str) -> None:
        self.point = point

    def __iter__(self) -> Iterator[str]:
        if self.point == "iter":
            raise RecursionError
        yield "contact_email"
        if self.point == "next":
            raise ValueError("no more")

    def __len__(self) -> int:
        raise NotImplementedError

    def __getitem__(self, key: str) -> Any:
        raise OSError


class Endless(Mapping[str, Any]):
    def __iter__(self) -> Iterator[str]:
        number = 0
        while True:
            number += 1
            yield f"key{number}"

    def __len__(self) -> int:
        return 1

    def __getitem__(self, key: str) -> Any:
        return key


class Many(Mapping[str, Any]):
    """A mapping of so many keys that is no dict."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __iter__(self) -> Iterator[str]:
        return (f"key{number}" for number in range(self.count))

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, key: str) -> Any:
        return None


def test_so_many_keys_of_a_foreign_mapping_are_read() -> None:

    assert "request.unknown_field" in check(Many(MOST_KEYS)).codes()
    assert check(Many(MOST_KEYS + 1)).codes() == ("request.not_a_mapping",)


def test_of_an_iterable_one_text_more_is_read_than_counts() -> None:
    read: list[str] = []

    def texts() -> Iterator[str]:
        while True:
            read.append(f"https://a.edu/{len(read)}")
            yield read[-1]

    assert texts_of("https://a.edu/0", "registered", 3) == (("https://a.edu/0",), False)
    assert texts_of(texts(), "registered", 3) == (("https://a.edu/0", "https://a.edu/1", "https://a.edu/2"), True)
    assert len(read) == 4


def test_of_a_mapping_one_key_more_is_read_than_counts() -> None:

    read: list[str] = []

    class Counting(Endless):
        def __iter__(self) -> Iterator[str]:
            for key in super().__iter__():
                read.append(key)
                yield key

    assert check(Counting()).codes() == ("request.not_a_mapping",)
    assert len(read) == MOST_KEYS + 1


def test_of_a_set_the_first_texts_are_read_and_other_values_are_never_skipped() -> None:
    several = {f"https://a.edu/{number}" for number in range(9)}
    for given in (several, frozenset(several), dict.fromkeys(several).keys()):
        assert texts_of(given, "registered", 3) == (("https://a.edu/0", "https://a.edu/1", "https://a.edu/2"), True)
        assert texts_of(given, "registered", 9) == (tuple(sorted(several)), False)
    with pytest.raises(TypeError, match="redirect URIs as text, not int"):
        texts_of({7, "A", "B", "C"}, "registered", 2)
    with pytest.raises(TypeError, match=r"^registered are redirect URIs: a text, or .* not int$"):
        texts_of(7, "registered", 2)


def recursive() -> list[Any]:
    items: list[Any] = []
    items.append(items)
    return items


@pytest.mark.parametrize(
    "data",
    [
        *(None, True, 7, 1.5, "text", b"bytes", [], (), set(), object(), type, check, iter([]), dict),
        *(
            Raising("iter"),
            Raising("next"),
            Raising("getitem"),
            Endless(),
            {1: 2},
            {None: ""},
            {("a",): 1},
            {b"contact_email": ""},
        ),
        [("contact_email", "a@university.edu")],
    ],
    ids=lambda data: type(data).__name__,
)
def test_what_is_not_a_mapping_gets_a_finding_that_says_so(data: object) -> None:
    report = check(data)
    assert report.codes() == ("request.not_a_mapping",)
    assert report.policy == PRODUCTION
    assert apply_suggestions(data, report) == {}


@pytest.mark.parametrize("make", [Hostile, lambda: object.__new__(RegistrationRequest)])
def test_an_object_that_raises_is_not_a_mapping(make: Any) -> None:
    assert check(make()).codes() == ("request.not_a_mapping",)
    assert apply_suggestions(make(), check({})) == {}


def test_a_subclass_is_read_by_the_methods_of_its_base() -> None:
    data = HostileDict(
        {
            HostileKey(name): HostileList([HostileStr(value[0])]) if type(value) is list else HostileStr(value)
            for name, value in GOOD_REQUEST.items()
        }
    )
    report = check(data)
    assert report.findings == ()
    request = parse(data)
    assert request == parse(GOOD_REQUEST)
    held = [
        getattr(request, name) for name in FIELD_NAMES if name not in {"redirect_uris", *("staff_notes", "client_name")}
    ]
    assert {type(value) for value in held} <= {str, type(None)}
    assert type(request.redirect_uris) is tuple
    assert type(request.redirect_uris[0]) is str
    assert parse(
        {**GOOD_REQUEST, "redirect_uris": HostileTuple([HostileStr("https://university.edu/a")])}
    ).redirect_uris


def test_no_method_of_a_foreign_value_is_called() -> None:
    for value in (Hostile(), [Hostile()], HostileList([Hostile()]), {"a": Hostile()}, HostileDict(a=1)):
        report = check({**dict.fromkeys(NAMES, value), "extra": Hostile(), "client_nam": Hostile()}, policy=LATEST)
        assert {code.partition(".")[2] for code in report.codes()} == {"wrong_type", "unknown_field"}
        for validator in PUBLIC:
            assert validator(value)
        apply_suggestions({"redirect_uris": value}, report)


@pytest.mark.parametrize("kind", [dict, OrderedDict, UserDict, MappingProxyType, lambda data: defaultdict(str, data)])
def test_any_mapping_will_do(kind: Any) -> None:
    assert check(kind(dict(GOOD_REQUEST))).findings == ()


def test_a_request_and_a_subclass_of_it_are_read_alike() -> None:
    import attrs

    @attrs.frozen(kw_only=True)
    class Ours(RegistrationRequest):
        tenant: str = ""

    assert check(Ours(**GOOD_REQUEST)).findings == ()
    assert check(object.__new__(Ours)).codes() == ("request.not_a_mapping",)


def test_lone_surrogates_everywhere_give_findings() -> None:
    data = {name: "\ud800" if name != "redirect_uris" else ["\ud800", "https://\udfff.edu/\udc00"] for name in NAMES}
    report = check({**data, "\ud800": "\ud800"}, policy=LATEST)
    assert len(report.errors) >= 12
    str(report).encode()
    str(apply_suggestions(data, report)).encode("utf-8", "surrogatepass")


def test_a_recursive_list_gives_findings() -> None:
    report = check(dict.fromkeys(NAMES, recursive()), policy=LATEST)
    assert {code.partition(".")[2] for code in report.codes()} == {"wrong_type"}


@pytest.mark.parametrize(
    "value",
    [
        *(
            "a" * 1_000_000,
            "é" * 1_000_000,
            "@" * 1_000_000,
            "https://" + "[1:1:" * 200_000,
            "\u0300" * 1_000_000,
            "<" * 1_000_000,
        ),
        *(
            "&" * 1_000_000,
            " " * 1_000_000 + "x",
            "%" * 1_000_000,
            "{" * 1_000_000,
            "xn--" * 250_000,
            "https://a/" + "../" * 300_000,
        ),
    ],
    ids=lambda value: f"{value[:9]!a}",
)
def test_a_million_characters_get_the_limit_and_nothing_else(value: str) -> None:
    report = check({**dict.fromkeys(NAMES, value), "redirect_uris": [value]}, policy=LATEST)
    other = {*(f"{name}.not_a_choice" for name in CHOSEN), "existing_client_id.invalid"}
    assert {code.partition(".")[2] for code in report.codes() if code not in other} == {"too_long"}
    assert len(report.findings) == len(NAMES)


def test_past_the_limit_no_redirect_uri_is_read() -> None:
    report = check({**GOOD_REQUEST, "redirect_uris": ["https://university.edu/orcid"] * 200_000})
    assert report.codes() == ("redirect_uris.too_long",)
    assert dict(report.findings[0].params) == {"limit": 5000}


def test_unknown_keys_are_counted_up_to_a_limit() -> None:
    report = check({**GOOD_REQUEST, **{f"key {number}": "" for number in range(100_000)}})
    assert len(report.findings) == MOST_UNKNOWN


WORST = {
    "contact_email": [
        "@" * 254,
        "a@" * 127,
        "\u0300" * 254,
        '"' + "\\" * 252 + '"',
        "a,b@c " * 42,
        "<" * 254,
        "a@" + "é." * 126,
    ],
    "description": [
        "<" * 5000,
        "&a" * 2500,
        "&#" * 2500,
        "\r" * 5000,
        "\u202e" * 5000,
        "&" + "a" * 4999,
        " " * 4999 + "x",
    ],
    "homepage_url": [
        *(
            "{" * 2000,
            "<" * 2000,
            "[" * 2000,
            "https://" + "[1:1:" * 398,
            "https://" + "@" * 1990,
            "https://" + "a." * 996,
        ),
        *(
            "https://a.edu/" + "../" * 660,
            "https://a.edu/" + "é" * 1986,
            "%" * 2000,
            "https://" + "xn--a." * 332,
            "${" * 1000,
        ),
        *(
            "https://" + "é." * 990,
            "https://" + "é" * 1990,
            "a:" * 1000,
            "X." * 1000,
            "https://xn--" + "9" * 1988,
            ";" * 2000,
        ),
    ],
}


@pytest.mark.long
@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in WORST.items() for value in values])
def test_the_worst_value_within_a_limit_is_answered_at_once(field: str, value: str) -> None:
    """Not a benchmark: the worst takes as long as seven short ones, what is quadratic as long as hundreds."""
    short = {**GOOD_REQUEST, "contact_email": "@", "redirect_uris": ["http://a.edu/é?code=1#"]}
    worst = {**GOOD_REQUEST, field: value, "redirect_uris": [value[:2000]]}
    check(short), check(worst)  # what is imported and compiled at its first use
    assert is_so_in_the_end(lambda: seconds(lambda: check(worst)) < seconds(lambda: check(short), 70))


def test_memory_stays_within_bounds() -> None:
    form = {**GOOD_REQUEST, **dict.fromkeys(NAMES, "https://a.edu/" + "é" * 1000000)}
    tracemalloc.start()
    check(form, policy=LATEST)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


def test_redirect_uris_past_the_limit_are_only_counted() -> None:
    form = {**GOOD_REQUEST, "redirect_uris": ["https://a.edu/b"] * 1_000_000}
    tracemalloc.start()
    report = check(form)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert report.codes() == ("redirect_uris.too_long",)
    assert peak < 200_000


class EqualsEverything:
    """What is said to be equal to anything, as `unittest.mock.ANY` and some arrays are."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


#: Objects for every place: one every method of which raises, and one that equals everything, alone and as an item.
STRANGE = [Hostile, EqualsEverything, lambda: [Hostile()], lambda: (EqualsEverything(),), lambda: HostileStr("x"), lambda: HostileDict(a=Hostile())]  # fmt: skip


@pytest.mark.parametrize("make", STRANGE)
@pytest.mark.parametrize("policy", [PRODUCTION, LATEST], ids=["2020-01", "2023"])
def test_nothing_foreign_runs_and_nothing_is_taken_for_what_it_says_it_equals(make: Any, policy: Policy) -> None:
    good = good_request(policy.edition)
    assert check(good, policy=policy).ok
    for name in EDITIONS[policy.edition].by_name:
        value = make()
        report = check({**good, name: value}, policy=policy)
        if not issubclass(type(value), str) and name != "redirect_uris":
            assert [code for code in report.codes() if code == f"{name}.wrong_type"], name
        elif name == "redirect_uris" and type(value) in {list, tuple}:
            assert report.codes() == ("redirect_uri.wrong_type",)
        apply_suggestions({**good, name: value}, report)
        migrate({**good, name: value}, FormEdition.YEAR_2021)
        stored_form({**good, name: value})
        from_client_metadata({name: value, "contacts": value, "grant_types": value, "client_uri": value})
        from_form({name: value})
        from_form([(name, value)], keep_rows=True)
        with pytest.raises((InvalidRequestError, TypeError)):
            RegistrationRequest(**{**good, "redirect_uris": make(), name: value}, policy=policy)
    for member in ("environment", "edition"):
        assert check({**good, member: make()}, policy=policy).codes() == ("request.policy_mismatch",)
        check({**good, member: make()})
    check({**good, "x": make()}, policy=policy)
    for member in ("client_id", "client_secret", "base_url", "environment"):
        issued = credentials.check({**GOOD_CREDENTIALS, member: make()})
        assert issued.findings
    assert check({HostileKey("contact_email"): make()}).codes()


@pytest.mark.parametrize("make", STRANGE)
def test_a_validator_function_runs_nothing_foreign(make: Any) -> None:
    for validator in PUBLIC:
        assert validator(make()) or issubclass(type(make()), str)
    assert validators.pin_contact_email("a@u.edu", contact_email=make()) == ()
    for validator in (validators.client_id, validators.client_secret, validators.base_url):
        assert validator(make())


def test_a_suggestion_can_be_written_as_json_by_any_library() -> None:
    nasty = "\ud800"
    data = {
        **dict.fromkeys(NAMES, f" {nasty}"),
        "redirect_uris": [f"http://a.edu/{nasty}", f"a.edu/{nasty} http://b.edu/"],
    }
    for policy in (PRODUCTION, LATEST):
        report = check(data, policy=policy)
        json.dumps(report.to_dict(), ensure_ascii=False).encode()
        json.dumps(problem_details(report), ensure_ascii=False).encode()
