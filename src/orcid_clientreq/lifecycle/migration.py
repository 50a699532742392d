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
        data: The answers to the fields of the edition, with its environment and edition, and keys that no edition has,
            which the report warns of. Not in the `repr`.
        dropped: The fields whose answers stay behind, since the edition does not have them.
        report: What is missing or wrong there.
    """

    data: dict[str, Any] = attrs.field(repr=False, hash=False)
    dropped: tuple[str, ...]
    report: Report


def migrate(request: object, edition: FormEdition | str, *, environment: Environment | str | None = None) -> Migration:
    """Carry a request over to another edition of the form, and report what it lacks there.

    No answer is made up: what the edition asks beyond the old one is left out, and reported as missing.

    Args:
        request: A request, or the mapping of one. It is not touched.
        edition: The edition to carry it to, or `"latest"`.
        environment: Production or sandbox; by default as it was, or the only one that the edition is for.

    Returns:
        The answers with their report; `parse(data, policy=report.policy)` makes a request of them where there are
        no errors. The severities, known contacts and limits of a request's policy are kept. So are an environment
        and an edition that do not exist: the report names them.

    Raises:
        ValueError: If there is no such edition or environment, or the edition has no form for the environment.

    >>> from orcid_clientreq import FormEdition
    >>> moved = migrate({"contact_email": "orcid@university.edu"}, FormEdition.YEAR_2023)
    >>> moved.report.codes()[:3]
    ('update_existing.missing', 'organization_name.missing', 'integration_type.missing')
    """
    wanted = EDITIONS[one_of(FormEdition, edition)]
    before = check(request)
    where = one_of(Environment, environment) if environment else before.policy.environment
    if environment is None and where not in wanted.environments:
        (where,) = wanted.environments
    policy = attrs.evolve(before.policy, edition=wanted.edition, environment=where)
    try:
        members = members_of_request(request)
    except Unreadable:
        return Migration(data={}, dropped=(), report=check(request, policy=policy))
    # Keys that no edition has stay: misspelt ones are answers, and the report says so.
    kept = (*wanted.by_name, *(name for name in members if name not in {*FIELD_NAMES, *policy.named()}))
    data = {name: members[name] for name in kept if name in members}
    dropped = (name for name in FIELD_NAMES if name not in wanted.by_name and not is_absent(members.get(name)))
    unread = {finding.field for finding in before.findings if finding.code == "request.policy_mismatch"}
    if environment:  # that answers the question
        unread.discard("environment")
    data = {**data, **policy.named(), **{name: members[name] for name in unread}}
    return Migration(data=data, dropped=tuple(dropped), report=check(data, policy=policy))
