"""Why a sign-in fails: whether the redirect URI that an application sends matches one that was registered.

Integrators meet "Redirect URI doesn't match your registered redirect URIs" when a researcher comes to
ORCID's authorization screen. `match` answers for one such URI whether it matches and how, or else which
registered one is nearest, what differs, and what to do. `coverage` does so for a whole deployment.

>>> from orcid_clientreq.matching import match
>>> print(match("https://university.edu/orcid/", ["http://university.edu/orcid"]))
no match; the nearest registered redirect URI is http://university.edu/orcid
  http_registered
    Ask ORCID to register this redirect URI with https. The registered one starts with http.
  Register: https://university.edu/orcid/
"""

from __future__ import annotations

from orcid_clientreq.matching.advice import Reason
from orcid_clientreq.matching.causes import CAUSES, Cause, Fix
from orcid_clientreq.matching.compare import Era, How, Mode
from orcid_clientreq.matching.engine import coverage, match
from orcid_clientreq.matching.requested import requested_in
from orcid_clientreq.matching.result import Coverage, Match

__all__ = [
    "CAUSES",
    "Cause",
    "Coverage",
    "Era",
    "Fix",
    "How",
    "Match",
    "Mode",
    "Reason",
    "coverage",
    "match",
    "requested_in",
]
