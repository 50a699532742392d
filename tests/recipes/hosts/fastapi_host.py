"""A FastAPI application of somebody's own, into which the recipe is put: routes, errors and CORS of its own."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from pydantic import BaseModel, Field


class Invoice(BaseModel):
    """What the application is about."""

    number: int
    lines: list[str] = Field(max_length=3)


def create_app(*routers: Any) -> FastAPI:
    """Return the application, with routers as its author includes them."""
    app = FastAPI(title="Invoices")
    app.add_middleware(CORSMiddleware, allow_origins=["https://ui.university.edu"], allow_methods=["*"])

    @app.post("/invoices", status_code=201)
    def make(invoice: Invoice) -> Invoice:
        return invoice

    @app.get("/items/{number}")
    def item(number: int, limit: Annotated[int, Field(le=10)] = 1) -> dict[str, int]:
        return {"number": number, "limit": limit}

    @app.put("/items/{number}")
    def put(number: int, invoice: Invoice) -> dict[str, Any]:
        return {"number": number, **invoice.model_dump()}

    @app.delete("/items/{number}", status_code=204)
    def delete(number: int) -> None:
        """Nothing is kept."""

    @app.post("/upload")
    async def upload(request: Request) -> dict[str, int]:
        return {"length": len(await request.body())}

    for router in routers:
        app.include_router(router)
    return app
