"""Builds an HTML form, reads what it sends, and prepares the answers for ORCID's own form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, cast

import attrs

from orcid_clientreq.editions import EDITIONS
from orcid_clientreq.fields import FIELDS, Field, Kind, limit_of
from orcid_clientreq.form import Limits
from orcid_clientreq.interop.schema import is_required
from orcid_clientreq.members import spelt_as_meant
from orcid_clientreq.messages import say
from orcid_clientreq.policy import PRODUCTION, Policy, as_policy
from orcid_clientreq.request import RegistrationRequest, as_request
from orcid_clientreq.syntax.display import hanging, shows_nothing
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.values import items_of, text_of


@attrs.frozen(kw_only=True)
class FormInput:
    """One input of the form.

    Args:
        name: The name of the field, the key in the mapping.
        label: The label on ORCID's form, in the requested language.
        orcid_label: The label on ORCID's form in English, to look for on ORCID's page.
        help: A sentence or two on what to enter.
        type: The HTML input type, `textarea` for lines of text, or `radio` if there are choices.
        autocomplete: The HTML autocomplete detail token.
        required: Whether it is an error to leave it empty.
        maxlength: The greatest length of a value in one input, in characters. Browsers count UTF-16 code units.
        multiple: Whether the field takes several values, each in its own row.
        choices: The answers to choose from, as they are sent.
        choice_labels: The label of each choice.
    """

    name: str
    label: str
    orcid_label: str
    help: str
    type: str
    autocomplete: str = "off"
    required: bool
    maxlength: int | None = None
    multiple: bool = False
    choices: tuple[str, ...] = ()
    choice_labels: tuple[str, ...] = ()


def form_fields(*, policy: Policy = PRODUCTION, language: str = "en") -> tuple[FormInput, ...]:
    """Return the inputs of the form, in its order, to build an HTML form from them.

    Args:
        policy: The policy. Its edition has the fields of the form.
        language: The language of labels and help, as for `messages.language_of`.

    Raises:
        TypeError: If `policy` is not a `Policy`, or `language` is not text.
        ValueError: If there is no such language.

    >>> first = form_fields()[0]
    >>> first.name, first.type, first.required, first.maxlength
    ('contact_email', 'email', True, 254)
    """
    return tuple(
        _input(FIELDS[asked.name], asked.label, policy, language)
        for asked in EDITIONS[as_policy(policy).edition].fields
    )


def _input(field: Field, label: str, policy: Policy, language: str) -> FormInput:
    """Return the input of a field."""
    multiple = field.kind is Kind.REDIRECT_URIS
    item = FIELDS["redirect_uri"] if multiple else field
    return FormInput(
        name=field.name,
        label=say(label, language),
        orcid_label=label,
        help=say(field.help, language),
        type=field.type,
        autocomplete=field.autocomplete,
        required=is_required(field.name, policy),
        maxlength=limit_of(item, policy.limits) if item.limit else None,
        multiple=multiple,
        choices=tuple(field.choices),
        choice_labels=tuple(say(choice.replace("_", " "), language) for choice in field.choices),
    )


# What forms send

_LINES: Final = Pattern(r"\r\n|\r|\n")
#: `redirect_uris`, also as PHP (`redirect_uris[0]`) and WTForms (`redirect_uris-0`) number the inputs of a list.
_REDIRECT_KEY: Final = Pattern(r"redirect_uris?(?:\[[0-9]{0,4}\]|-[0-9]{1,4})?\Z")
_PAIR: Final = 2
_Reader = Callable[[str], Iterable[Any]]


def from_form(sent: object, *, keep_rows: bool = False) -> dict[str, Any]:
    """Return what an HTML form sent as a mapping for `check`.

    The form can send redirect URIs as repeated keys `redirect_uris`, `redirect_uris[]` or `redirect_uri`, with a number
    as in `redirect_uris[0]` or `redirect_uris-0`, or as one text with a URI on each line. Empty rows are left out, so the
    index in a finding does not count them. With `keep_rows`, empty rows between others stay. Of any other field, only the
    first value of a multi-dictionary counts, and a list of one text in a plain mapping is that text. Lines end with a
    line feed, as they did before the browser sent them. An environment or edition can be in capital letters, and an
    edition can be a number such as 2023. Keys that the form does not have stay in the result.

    Args:
        sent: A mapping; a mapping with several values for a key, such as those of Django, Werkzeug and Starlette
            (anything with `getlist`, or `getall`); or pairs, as `urllib.parse.parse_qsl` returns them. The mapping comes
            from the framework, and is trusted not to raise. Its values are not trusted.
        keep_rows: Whether an empty row before another row stays, so that indexes are those of the rows on the page.
            For such a row, `check` finds `redirect_uri.missing`.

    Raises:
        TypeError: If `sent` is neither a mapping nor a list or another iterable of pairs.

    >>> from urllib.parse import parse_qsl
    >>> from_form(parse_qsl("contact_email=a%40university.edu&redirect_uris=https%3A%2F%2Fa.edu%2F1%0D%0Ahttps%3A%2F%2Fa.edu%2F2"))
    {'contact_email': 'a@university.edu', 'redirect_uris': ['https://a.edu/1', 'https://a.edu/2']}
    """
    values: dict[str, list[Any]] = {}
    for key, several in _pairs(sent):
        values.setdefault("redirect_uris" if _is_redirect_key(key) else key, []).extend(several)
    data: dict[str, Any] = {key: _as_typed(several[0]) for key, several in values.items() if several}
    if "redirect_uris" in data:
        rows = [row for value in values["redirect_uris"] for row in _rows(value)]
        data["redirect_uris"] = _without_last_blanks(rows) if keep_rows else [row for row in rows if not _is_blank(row)]
    return {**data, **spelt_as_meant(data)}


def _pairs(sent: object) -> Iterable[tuple[str, Iterable[Any]]]:
    """Return keys with all their values."""
    for method in ("getlist", "getall"):
        if callable(read := getattr(sent, method, None)):
            return [(key, cast("_Reader", read)(key)) for key in dict.fromkeys(cast("Iterable[str]", sent))]
    if isinstance(sent, Mapping):
        members = cast("Mapping[str, Any]", sent)
        return [(key, _several(key, value)) for key, value in members.items()]
    pairs: list[Any] | None = None if isinstance(sent, str) or not isinstance(sent, Iterable) else [*sent]
    if pairs is None or not all(
        isinstance(pair, tuple | list) and len(cast("tuple[Any, ...]", pair)) == _PAIR for pair in pairs
    ):
        msg = "what a form sent is a mapping, or pairs of a name and a value"
        raise TypeError(msg)
    return [(key, [value]) for key, value in cast("list[tuple[str, Any]]", pairs)]


def _is_redirect_key(key: object) -> bool:
    """Return whether a key is one of the redirect URIs."""
    text = text_of(key)
    return text is not None and _REDIRECT_KEY.match(text) is not None


def _several(key: str, value: object) -> Sequence[Any]:
    """Return the values of a key in a plain mapping: of the redirect URIs a list is meant as one.

    Of other fields, a list of one text is that text: `urllib.parse.parse_qs` returns such lists.
    """
    if not _is_redirect_key(key):
        alone = items_of(value, 1)
        return alone if alone and len(alone) == 1 and text_of(alone[0]) is not None else [value]
    items = () if value is None else items_of(value, Limits().redirect_uris)
    return [value] if items is None else items


def _as_typed(value: object) -> object:
    """Return a text with its lines as a person typed them: browsers send each with CR LF (HTML Standard, 4.10.22.4)."""
    text = text_of(value)
    return value if text is None else text.replace("\r\n", "\n")


def _rows(value: object) -> list[object]:
    """Return the lines of a text, as they are; a value that is not text is one row."""
    text = text_of(value)
    return [value] if text is None else list(_LINES.split(text))


def _is_blank(row: object) -> bool:
    """Return whether a row is empty."""
    text = text_of(row)
    return text is not None and shows_nothing(text)


def _without_last_blanks(rows: list[object]) -> list[object]:
    """Return rows up to the last that is not empty."""
    while rows and _is_blank(rows[-1]):
        rows.pop()
    return rows


# What ORCID's form asks


@attrs.frozen
class Submission:
    """The answers with the labels of ORCID's form, in its order. `str()` returns them as text.

    Args:
        pairs: Pairs of a label and an answer. The redirect URIs are one answer with a line for each. Not in the `repr`.
    """

    pairs: tuple[tuple[str, str], ...] = attrs.field(repr=False)

    def __str__(self) -> str:
        """Return the text to paste: each label with its answer below. The second and further lines are indented."""
        return "\n\n".join(f"{label}\n{hanging(answer)}" for label, answer in self.pairs)


def submission(request: RegistrationRequest | Mapping[str, Any]) -> Submission:
    """Return the answers in the order and under the labels of ORCID's form, to copy them over.

    Args:
        request: The request, or the mapping of a valid one. Fields without an answer are left out.

    Raises:
        InvalidRequestError: If the mapping has errors.
        TypeError: If `request` is neither a request nor a mapping.

    >>> from orcid_clientreq import RegistrationRequest
    >>> request = RegistrationRequest(
    ...     contact_email="orcid@university.edu",
    ...     pin_contact_email="security@university.edu",
    ...     description="Sign in with your ORCID iD.",
    ...     homepage_url="https://university.edu/",
    ...     redirect_uris=["https://university.edu/orcid"],
    ... )
    >>> print(str(submission(request))[:42])
    Contact email address
    orcid@university.edu
    """
    request = as_request(request)
    fields = EDITIONS[request.policy.edition].fields
    answers = ((field.label, _answer(getattr(request, field.name))) for field in fields)
    return Submission(tuple((label, answer) for label, answer in answers if answer))


def _answer(value: object) -> str:
    """Return an answer as text, empty where there is none."""
    match value:
        case None:
            return ""
        case bool():
            return "Yes" if value else "No"
        case StrEnum():
            return value.value.replace("_", " ").capitalize()
        case tuple():
            return "\n".join(cast("tuple[str, ...]", value))
        case _:
            return str(value)
