"""Rules of the home page beyond those of every URI. Each function is the rule of its name in `rules/uris.py`."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.policy import Policy
from orcid_clientreq.validators import uris
from orcid_clientreq.validators.fault import NONE, Fault, Params
from orcid_clientreq.validators.hosts import Names
from orcid_clientreq.validators.shapes import is_plain_homepage
from orcid_clientreq.validators.uri_syntax import (
    Uri,
    has_dot_segment,
    normalize,
    split,
    unsplit,
    without_dot_segments,
)


def insecure(uri: Uri) -> Params | None:
    """A home page over http."""
    return NONE if uris.is_http(uri) else None


def not_normalized(uri: Uri) -> Params | None:
    """As for every URI, and dot segments (RFC 3986 section 6.2.2.3), which redirect URIs may not have at all."""
    found = uris.not_normalized(uri)
    if not uri.sound or not has_dot_segment(uri.path):
        return found
    what = "the . and .. in the path"
    return {"what": f"{found['what']} and {what}" if found else what}


def normalized(uri: Uri, _policy: Policy) -> str:
    """Return it in its normal form, dot segments resolved."""
    normal = normalize(uri)
    return unsplit(normal._replace(path=without_dot_segments(normal.path)))


_RULES: Final = uris.in_order(
    *uris.SYNTAX,
    (insecure, uris.with_https),
    (uris.host_invalid, None),
    (uris.port_invalid, None),
    (uris.dotless_host, None),
    (uris.example_host, None),
    (uris.confusable_host, None),
    (uris.non_public_host, None),
    (not_normalized, normalized),
    (uris.trailing_punctuation, uris.without_punctuation),
)


def is_faultless(text: str, policy: Policy, names: Names) -> bool:
    """Return whether a home page is of the plain shape, and short; the last argument is that of the shape."""
    return len(text) <= policy.limits.uri and is_plain_homepage(text, names)


def homepage_faults(text: str, policy: Policy, names: Names) -> tuple[Fault, ...]:
    """Return what is wrong with a home page that is neither blank nor too long."""
    return () if is_faultless(text, policy, names) else examined(text, policy, names)


def examined(text: str, policy: Policy, names: Names) -> tuple[Fault, ...]:
    """Return what the rules find, one by one."""
    return uris.faults_of(split(text, names), _RULES, policy)
