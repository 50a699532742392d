"""A serializer of Django REST framework: the whole request is checked at once, errors by field and row."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.generics import CreateAPIView
from rest_framework.serializers import BaseSerializer
from rest_framework.settings import api_settings

from orcid_clientreq import PRODUCTION, InvalidRequestError, Policy, RegistrationRequest, Report, parse
from orcid_clientreq.wire import RequestDict


class RegistrationSerializer(BaseSerializer[RegistrationRequest]):
    """A request in and out; what comes in is held to the library's rules."""

    policy: Policy = PRODUCTION

    def to_internal_value(self, data: object) -> RequestDict:
        """Return what the request holds, or say everything that is wrong with it."""
        try:
            return parse(data, policy=self.policy).to_dict()
        except InvalidRequestError as error:
            raise ValidationError(details(error.report)) from None

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
    """Take a request: 201 with it, or 400 with what is wrong."""

    serializer_class = RegistrationSerializer
