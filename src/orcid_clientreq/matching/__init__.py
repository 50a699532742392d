"""Why a sign-in fails: whether the redirect URI that an application sends matches a registered redirect URI.

A researcher comes to ORCID's authorization screen and reads that the redirect URI does not match. `read` says what a
text about such a sign-in is, and which redirect URI was sent. `registered_in` finds the registered redirect URIs in a
list or in settings. `match` says whether a redirect URI matches, and how. If not, it names the nearest registered
redirect URI, says what differs, and what to do. `coverage` does the same for a whole deployment. `ORCID_ERRORS` has
everything that ORCID says when a sign-in fails.

>>> from orcid_clientreq.matching import match
>>> print(match("https://university.edu/orcid/", ["http://university.edu/orcid"]))
no match; the nearest registered redirect URI is http://university.edu/orcid
  http_registered
    Ask ORCID to register the redirect URI that is sent, with https. The registered one starts with http.
  Register: https://university.edu/orcid/
"""

from __future__ import annotations

from orcid_clientreq.matching.advice import Reason
from orcid_clientreq.matching.attempt import Attempt, AttemptKind
from orcid_clientreq.matching.causes import CAUSES, Cause, Fix
from orcid_clientreq.matching.compare import Era, How, Mode
from orcid_clientreq.matching.engine import coverage, match
from orcid_clientreq.matching.orcid_errors import ORCID_ERRORS, OrcidError
from orcid_clientreq.matching.reading import read
from orcid_clientreq.matching.requested import requested_in
from orcid_clientreq.matching.result import Coverage, Match
from orcid_clientreq.matching.settings import registered_in

__all__ = [
    "CAUSES",
    "ORCID_ERRORS",
    "Attempt",
    "AttemptKind",
    "Cause",
    "Coverage",
    "Era",
    "Fix",
    "How",
    "Match",
    "Mode",
    "OrcidError",
    "Reason",
    "coverage",
    "match",
    "read",
    "registered_in",
    "requested_in",
]
