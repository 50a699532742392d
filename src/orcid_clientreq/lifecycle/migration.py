"""A request carried over to another edition of the form."""

from __future__ import annotations

from typing import Any

import attrs

from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
from orcid_clientreq.form import Environment, FormEdition, one_of
from orcid_clientreq.report import Report
from orcid_clientreq.request import check, members_of_request
from orcid_clientreq.syntax.values import Unreadable, is_absent


@attrs.frozen(kw_only=True)
class Migration:
    """A request converted to another edition, as far as the answers allow.

    Args:
        data: The answers to the fields of the edition, with its environment and edition, and any keys that no edition
            has, which the report warns about. Not in the `repr`.
        dropped: The fields whose answers are left out, because the edition does not have them.
        report: What is missing or wrong in the answers.
    """

    data: dict[str, Any] = attrs.field(repr=False, hash=False)
    dropped: tuple[str, ...]
    report: Report


def migrate(request: object, edition: FormEdition | str, *, environment: Environment | str | None = None) -> Migration:
    """Convert a request to another edition of the form, and report which answers are missing.

    The function makes up no answers. If the edition asks questions that the old edition did not have, the answers are
    left out, and reported as missing.

    Args:
        request: A request, or the mapping of one. The function does not change it.
        edition: The edition to convert to, or `"latest"`.
        environment: Production or sandbox. By default, the environment of the request, or the only one of the edition.

    Returns:
        The answers with their report. If there are no errors, `parse(data, policy=report.policy)` makes a request of
        them. The result keeps the severities, known contacts and limits of the request's policy. It also keeps an
        environment or edition that does not exist, which the report names.

    Raises:
        ValueError: If there is no such edition or environment, or the edition has no form for the environment.

    >>> from orcid_clientreq import FormEdition
    >>> moved = migrate({"contact_email": "orcid@university.edu"}, FormEdition.YEAR_2023)
    >>> moved.report.codes()[:3]
    ('update_existing.missing', 'organization_name.missing', 'integration_type.missing')
    """
    wanted = EDITIONS[one_of(FormEdition, edition)]
    before = check(request)
    where = one_of(Environment, environment) if environment is not None else before.policy.environment
    if environment is None and where not in wanted.environments:
        (where,) = wanted.environments
    policy = attrs.evolve(before.policy, edition=wanted.edition, environment=where)
    try:
        members = members_of_request(request, with_own=True)
    except Unreadable:
        return Migration(data={}, dropped=(), report=check(request, policy=policy))
    # Keys that no edition has stay: misspelt ones are answers, and the report says so.
    kept = (*wanted.by_name, *(name for name in members if name not in {*FIELD_NAMES, *policy.named()}))
    data = {name: members[name] for name in kept if name in members}
    dropped = (name for name in FIELD_NAMES if name not in wanted.by_name and not is_absent(members.get(name)))
    unread = {finding.field for finding in before.findings if finding.code == "request.policy_mismatch"}
    if environment is not None:  # that answers the question
        unread.discard("environment")
    data = {**data, **policy.named(), **{name: members[name] for name in unread}}
    return Migration(data=data, dropped=tuple(dropped), report=check(data, policy=policy))
