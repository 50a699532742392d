"""A FastAPI endpoint: pydantic fields held to the library's rules, and every error at once as problem details."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel
from pydantic_core import PydanticCustomError

from orcid_clientreq import InvalidRequestError, Report, check, parse, validators
from orcid_clientreq.interop import problem_details
from orcid_clientreq.validators import Validator
from orcid_clientreq.wire import RequestDict


def held_to(validator: Validator) -> AfterValidator:
    """Return a pydantic validator that refuses what a validator function finds an error in."""

    def validate(value: str) -> str:
        for finding in validator(value):
            if finding.severity == "error":
                raise PydanticCustomError(
                    "orcid_clientreq", "{message}", {"message": finding.message, "code": finding.code}
                )
        return value

    return AfterValidator(validate)


ContactEmail = Annotated[str, held_to(validators.contact_email)]
Description = Annotated[str, held_to(validators.description)]
HomepageURL = Annotated[str, held_to(validators.homepage_url)]
RedirectURI = Annotated[str, held_to(validators.redirect_uri)]


class Registration(BaseModel):
    """What comes in. Rules about several fields are `parse`'s."""

    contact_email: ContactEmail
    pin_contact_email: ContactEmail
    description: Description
    homepage_url: HomepageURL
    redirect_uris: list[RedirectURI]
    staff_notes: str | None = None


app = FastAPI()


def problem(report: Report) -> JSONResponse:
    """Return a report as a response."""
    return JSONResponse(problem_details(report), 422, media_type="application/problem+json")


@app.exception_handler(RequestValidationError)
async def refuse(_request: Request, error: RequestValidationError) -> JSONResponse:
    """Say everything that is wrong with the body, in the library's words."""
    return problem(check(error.body))


@app.exception_handler(InvalidRequestError)
async def refuse_together(_request: Request, error: InvalidRequestError) -> JSONResponse:
    """Say what is wrong with fields that are fine one by one."""
    return problem(error.report)


@app.post("/requests", status_code=201, response_model=None)
async def register(registration: Registration) -> RequestDict:
    """Take a request."""
    return parse(registration.model_dump()).to_dict()
