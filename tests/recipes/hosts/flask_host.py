"""A Flask application of somebody's own, into which the recipe is put."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, jsonify, request

TEMPLATES = Path(__file__).parents[3] / "docs" / "examples" / "frameworks" / "templates"


def create_app(*blueprints: Any) -> Flask:
    """Return the application, with blueprints as its author registers them."""
    app = Flask(__name__, template_folder=str(TEMPLATES))

    @app.post("/invoices")
    def make() -> Any:
        return jsonify(request.get_json()), 201

    @app.get("/items/<int:number>")
    def item(number: int) -> Any:
        return {"number": number}

    @app.put("/items/<int:number>")
    def put(number: int) -> Any:
        return {"number": number, "sent": request.form.to_dict()}

    @app.delete("/items/<int:number>")
    def delete(number: int) -> Any:
        return "", 204

    @app.errorhandler(422)
    def refused(error: Any) -> Any:
        return {"refused": str(error)}, 422

    @app.post("/upload")
    def upload() -> Any:
        return {"length": len(request.get_data())}

    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    return app
