"""Tells Hypothesis of our types: its entry point, which runs when a program imports Hypothesis.

The strategies themselves are neither imported nor built before one is drawn from.
"""

from __future__ import annotations

import warnings


def register() -> None:
    """Register the types, so that `st.from_type` and `st.builds` find a strategy for each."""
    # A program without Hypothesis never comes here, and one that draws nothing of ours never imports our strategies.
    from hypothesis import strategies as st  # noqa: PLC0415

    try:
        from orcid_clientreq import PRODUCTION, SANDBOX, Finding, Policy, RegistrationRequest, Report, check  # noqa: PLC0415
    except ImportError as error:  # a dependency is missing; other people's tests must still run
        warnings.warn(f"orcid-clientreq registers no strategies: {error}", stacklevel=2)
        return

    def requests(_type: type) -> st.SearchStrategy[RegistrationRequest]:
        from orcid_clientreq.strategies import registration_requests  # noqa: PLC0415

        return registration_requests() | registration_requests(policy=SANDBOX)

    def reports(_type: type) -> st.SearchStrategy[Report]:
        from orcid_clientreq.strategies import faulty_form_data, form_data  # noqa: PLC0415

        return form_data().map(check) | faulty_form_data().map(lambda drawn: check(drawn[0]))

    def findings(_type: type) -> st.SearchStrategy[Finding]:
        from orcid_clientreq.strategies import faulty_form_data  # noqa: PLC0415

        return faulty_form_data().flatmap(lambda drawn: st.sampled_from(check(drawn[0]).findings))

    st.register_type_strategy(RegistrationRequest, requests)
    st.register_type_strategy(Report, reports)
    st.register_type_strategy(Finding, findings)
    st.register_type_strategy(Policy, st.sampled_from([PRODUCTION, SANDBOX]))
