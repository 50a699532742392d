"""The form for other software: JSON Schema, inputs of an HTML form, problem details, client metadata.

Pure functions that use the same tables as `check`. They import no framework. The how-to guides show how to use them in
several frameworks.

>>> from orcid_clientreq import check
>>> from orcid_clientreq.interop import from_form, problem_details
>>> report = check(from_form([("contact_email", "orcid"), ("redirect_uris", "https://university.edu/orcid")]))
>>> problem_details(report)["errors"][0]["code"]
'contact_email.invalid'
"""

from __future__ import annotations

from orcid_clientreq.interop.forms import FormInput, Submission, form_fields, from_form, submission
from orcid_clientreq.interop.pages import FormMessage, form_messages, to_form
from orcid_clientreq.interop.problems import (
    client_metadata_error,
    from_client_metadata,
    problem_details,
    problem_schema,
    to_client_metadata,
)
from orcid_clientreq.interop.rule_data import rules_document, rules_schema
from orcid_clientreq.interop.schema import SCHEMA_CODES, json_schema, schema_codes

__all__ = [
    "SCHEMA_CODES",
    "FormInput",
    "FormMessage",
    "Submission",
    "client_metadata_error",
    "form_fields",
    "form_messages",
    "from_client_metadata",
    "from_form",
    "json_schema",
    "problem_details",
    "problem_schema",
    "rules_document",
    "rules_schema",
    "schema_codes",
    "submission",
    "to_client_metadata",
    "to_form",
]
