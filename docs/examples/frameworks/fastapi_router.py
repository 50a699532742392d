"""A FastAPI router for requests: every error at once as problem details, warnings with the accepted request."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import JSONResponse

from orcid_clientreq import Policy, check, parse
from orcid_clientreq.interop import json_schema, problem_details, problem_schema
from orcid_clientreq.messages import negotiate

#: What ORCID's form asks today. The client does not choose it: a request that names another one has an error.
POLICY = Policy(edition="latest")
#: The longest body, in bytes: far more than the longest form that a person fills in.
LONGEST = 1_000_000

router = APIRouter()


async def sent(request: Request) -> Any:
    """Return what was sent, `None` if it is not JSON."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST:
            raise HTTPException(413)
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


FORM = json_schema(policy=POLICY)
PROBLEM = problem_schema()
TAKEN = {"type": "object", "properties": {"request": FORM, "warnings": PROBLEM["properties"]["errors"]}}
RESPONSES: dict[int | str, dict[str, Any]] = {
    201: {"description": "The request, and warnings", "content": {"application/json": {"schema": TAKEN}}},
    413: {"description": "The body is too long"},
    422: {"description": "Errors", "content": {"application/problem+json": {"schema": PROBLEM}}},
}
BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": FORM}}}}


@router.post("/credential-requests", status_code=201, responses=RESPONSES, openapi_extra=BODY)
def register(request: Request, data: Annotated[Any, Depends(sent)]) -> JSONResponse:
    """Take a request for ORCID Member API credentials."""
    report = check(data, policy=POLICY, language=negotiate(request.headers.get("accept-language")))
    headers = {"Content-Language": report.language, "Vary": "Accept-Language"}
    problem = problem_details(report)
    if not report.ok:
        return JSONResponse(problem, 422, headers, media_type="application/problem+json")
    taken = parse(data, policy=POLICY)  # store it here
    return JSONResponse({"request": taken.to_dict(), "warnings": problem["errors"]}, 201, headers)
