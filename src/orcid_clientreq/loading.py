"""Loads ahead of time what is otherwise loaded when a value first needs it.

A program starts with little. Modules, tables and catalogues of messages are loaded for the first value that needs them,
so that the first fault of a kind takes some milliseconds more than the next. That reads files of this package, of its
dependencies and of Python, and nothing else. A process that forks, drops its rights or promises a response in time can
have it all before:

>>> from orcid_clientreq.loading import preload
>>> preload()
"""

from __future__ import annotations

from collections.abc import Iterable

from orcid_clientreq.messages import LANGUAGES
from orcid_clientreq.policy import policy_of
from orcid_clientreq.request import check
from orcid_clientreq.rules import RULES
from orcid_clientreq.suggestions import apply_suggestions

__all__ = ["preload"]


def preload(languages: Iterable[str] = LANGUAGES) -> None:
    """Load all that `check`, `parse`, `validators` and `apply_suggestions` may need: afterwards they read no file.

    It checks the examples of every rule, which takes about a tenth of a second.

    Args:
        languages: The languages whose messages are loaded, too; by default, all.

    Raises:
        ValueError: If there is no such language.

    >>> preload(["de"])
    """
    for rule in RULES.values():
        for example in rule.examples:
            report = check(example.data, policy=policy_of(example))
            str(report)
            report.to_dict()
            apply_suggestions(example.data, report)
    check({"contact_email": "orcid@delt\u0430.edu"})  # for the table by which idna folds names
    for language in languages:
        str(check({}, language=language))
