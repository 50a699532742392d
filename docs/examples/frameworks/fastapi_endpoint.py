"""A FastAPI endpoint: pydantic fields held to the library's rules, and every error at once as problem details."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError
from starlette.middleware.base import RequestResponseEndpoint

from orcid_clientreq import PRODUCTION, InvalidRequestError, Report, check, parse, validators
from orcid_clientreq.interop import problem_details
from orcid_clientreq.validators import Validator
from orcid_clientreq.wire import RequestDict

#: The one policy of this endpoint. A client that names another environment or edition is told that it is not taken here.
POLICY = PRODUCTION


def held_to(validator: Validator) -> AfterValidator:
    """Return a pydantic validator that refuses what a validator function finds an error in."""

    def validate(value: str) -> str:
        for finding in validator(value, policy=POLICY):
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
    """What comes in, bounded before anything looks at it. Rules about several fields, and about other members, are `parse`'s."""

    model_config = ConfigDict(extra="allow")

    contact_email: ContactEmail
    pin_contact_email: ContactEmail
    description: Description
    homepage_url: HomepageURL
    redirect_uris: list[RedirectURI] = Field(max_length=POLICY.limits.redirect_uris)
    staff_notes: str | None = None


app = FastAPI()
#: The longest body, in bytes: far more than the longest form that a person fills in.
LONGEST = 1_000_000


@app.middleware("http")
async def bounded(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Read no body that is longer, or that does not say how long it is: it would hold up everybody else."""
    length = request.headers.get("content-length", "0" if request.method in {"GET", "HEAD"} else "")
    if not length.isdecimal():
        return Response(status_code=411)
    return await call_next(request) if int(length[:9]) <= LONGEST else Response(status_code=413)


def problem(report: Report) -> JSONResponse:
    """Return a report as a response."""
    return JSONResponse(problem_details(report), 422, media_type="application/problem+json")


@app.exception_handler(RequestValidationError)
async def refuse(_request: Request, error: RequestValidationError) -> JSONResponse:
    """Say everything that is wrong with the body, in the library's words."""
    return problem(check(error.body, policy=POLICY))


@app.exception_handler(InvalidRequestError)
async def refuse_together(_request: Request, error: InvalidRequestError) -> JSONResponse:
    """Say what is wrong with fields that are fine one by one."""
    return problem(error.report)


class Problem(BaseModel):
    """What is sent back where the request has errors (RFC 9457), for the documentation of the API."""

    type: str
    title: str
    status: int
    errors: list[dict[str, Any]]


REFUSED: dict[int | str, dict[str, Any]] = {
    422: {"content": {"application/problem+json": {"schema": Problem.model_json_schema()}}, "description": "Errors"}
}


@app.post("/requests", status_code=201, response_model=None, responses=REFUSED)
async def register(registration: Registration) -> RequestDict:
    """Take a request."""
    return parse(registration.model_dump(), policy=POLICY).to_dict()
