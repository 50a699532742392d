"""A Django project of somebody's own, into which the recipes are put: settings, addresses and a view in this module."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

FRAMEWORKS = Path(__file__).parents[3] / "docs" / "examples" / "frameworks"


def configure() -> None:
    """Set the project up, once for a process."""
    if settings.configured:
        return
    sys.path.insert(0, str(FRAMEWORKS))
    settings.configure(
        ALLOWED_HOSTS=["*"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=["django_host"],
        LANGUAGE_CODE="en",
        LANGUAGES=[("en", "English"), ("fr", "French")],
        MIDDLEWARE=["django.middleware.locale.LocaleMiddleware", "django.middleware.csrf.CsrfViewMiddleware"],
        REST_FRAMEWORK={"DEFAULT_AUTHENTICATION_CLASSES": [], "UNAUTHENTICATED_USER": None},
        ROOT_URLCONF="django_host",
        SECRET_KEY="for tests",
        TEMPLATES=[
            {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [str(FRAMEWORKS / "templates")]}
        ],
        USE_I18N=True,
    )
    django.setup()


def invoices(request: HttpRequest) -> HttpResponse:
    """Return what was sent to the project's own view."""
    return JsonResponse(
        {"method": request.method, "length": len(request.body), "sent": json.loads(request.body or b"0")}
    )


def item(request: HttpRequest, number: int) -> HttpResponse:
    """Return nothing, or the number."""
    return HttpResponse(status=204) if request.method == "DELETE" else JsonResponse({"number": number})


def own_urls() -> list[Any]:
    """Return the addresses of the project before anything is put into it."""
    from django.urls import path
    from django.views.decorators.csrf import csrf_exempt

    return [path("invoices", csrf_exempt(invoices)), path("items/<int:number>", csrf_exempt(item))]


def __getattr__(name: str) -> Any:
    """Return `urlpatterns` when Django asks for them: the recipes need its settings."""
    if name != "urlpatterns":
        raise AttributeError(name)
    from django.urls import path
    from django_form import register
    from drf_serializer import Registrations

    return [
        *own_urls(),
        path("credential-requests", register),
        path("api/credential-requests", Registrations.as_view()),
    ]
