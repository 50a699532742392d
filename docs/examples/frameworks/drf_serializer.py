"""A serializer and a view of Django REST framework: every error at once as problem details, in the visitor's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.generics import CreateAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.settings import api_settings

from orcid_clientreq import Policy, RegistrationRequest, Report, check, parse
from orcid_clientreq.interop import problem_details
from orcid_clientreq.messages import negotiate
from orcid_clientreq.wire import RequestDict


class RegistrationSerializer(BaseSerializer[RegistrationRequest]):
    """A request in and out. Its `errors` are by field and row, with the codes; its `report` has everything."""

    #: What ORCID's form asks today. The client does not choose it: a request that names another one has an error.
    policy = Policy(edition="latest")
    report: Report

    def to_internal_value(self, data: object) -> RequestDict:
        """Return the content of the request, or say everything that is wrong with it."""
        self.report = check(data, policy=self.policy, language=negotiate(get_language()))
        if not self.report.ok:
            raise ValidationError(details(self.report))
        return parse(data, policy=self.policy).to_dict()

    def to_representation(self, instance: RegistrationRequest) -> RequestDict:
        """Return the request as it is sent."""
        return instance.to_dict()

    def create(self, validated_data: Any) -> RegistrationRequest:
        """Return the request; store it here."""
        return parse(validated_data, policy=self.policy)


def details(report: Report) -> dict[str, Any]:
    """Return the errors as the framework has them: a list for each field, by index in a list."""
    found: dict[str, Any] = {}
    for error in report.errors:
        name, *index = error.path or (api_settings.NON_FIELD_ERRORS_KEY,)
        detail = ErrorDetail(error.message, code=error.code)
        if index:
            found.setdefault(str(name), {}).setdefault(index[0], []).append(detail)
        else:
            found.setdefault(str(name), []).append(detail)
    return found


class Registrations(CreateAPIView[Any]):
    """Take a request: 201 with it and with warnings, or 422 with what is wrong, and suggestions."""

    serializer_class = RegistrationSerializer

    def create(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Check the request, and keep it."""
        serializer = RegistrationSerializer(data=request.data)
        valid = serializer.is_valid()
        problem = problem_details(serializer.report)
        if not valid:
            return Response(problem, 422, content_type="application/problem+json")
        serializer.save()
        return Response({"request": serializer.data, "warnings": problem["errors"]}, 201)
