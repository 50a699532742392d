"""Reads what people have in hand when a sign-in fails: an address, ORCID's page, a line of a log, JSON, code.

What a text is, is told from ORCID's own names: its hosts and paths, the parameters and codes of OAuth, and the words of
its pages. Where a URI begins and ends in text, and what was copied along with it, `syntax.written` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import unquote, unquote_plus

from orcid_clientreq.form import Environment
from orcid_clientreq.matching.attempt import Attempt, AttemptKind
from orcid_clientreq.matching.orcid_errors import ORCID_ERRORS, OrcidError
from orcid_clientreq.matching.responses import response_in, without_reserved
from orcid_clientreq.matching.said import error_of, error_said_in, is_error_page, named_in, squeezed
from orcid_clientreq.syntax.clients import is_client_id
from orcid_clientreq.syntax.escapes import decoded
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.values import text_of
from orcid_clientreq.syntax.written import Written, one_uri, uris_in

#: Of a longer text only the beginning is read.
_LONGEST: Final = 1_000_000
