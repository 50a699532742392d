"""The table of fields, and the classes that are written out beside it for their types."""

from __future__ import annotations

import attrs

from orcid_clientreq import Limits, RegistrationRequest
from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
from orcid_clientreq.fields import FIELDS, OF_CREDENTIALS, Kind
from orcid_clientreq.readers import READERS
from orcid_clientreq.wire import RequestDict


def test_a_request_has_the_fields_of_all_editions() -> None:
    assert {field.name for field in attrs.fields(RegistrationRequest)} - {"policy"} == set(FIELD_NAMES)


def test_the_wire_type_has_the_fields_of_all_editions() -> None:
    assert RequestDict.__annotations__.keys() - {"environment", "edition"} == set(FIELD_NAMES)


def test_every_field_of_an_edition_has_its_row_and_a_function_that_reads_it() -> None:
    assert {field.name for edition in EDITIONS.values() for field in edition.fields} == set(FIELD_NAMES)
    assert all(FIELDS[name].kind in READERS for name in FIELD_NAMES)


def test_no_row_of_a_field_is_idle() -> None:
    others = {name for name, field in FIELDS.items() if field.kind not in OF_CREDENTIALS} - set(FIELD_NAMES)
    assert others == {"request", "redirect_uri"}
    assert FIELDS["redirect_uri"].holder in FIELD_NAMES


def test_limits_are_those_of_the_table() -> None:
    named = {limit for field in FIELDS.values() for limit in (field.limit, field.advised) if limit}
    assert named | {"redirect_uris_advised"} == {field.name for field in attrs.fields(Limits)}


def test_a_text_has_a_limit() -> None:
    assert all(field.limit for field in FIELDS.values() if field.kind in {Kind.TEXT, Kind.CONTACT, Kind.HOMEPAGE})
