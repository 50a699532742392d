"""What a release asks beyond a landing: every text is translated into every language."""

from __future__ import annotations

from importlib import import_module

import pytest

from orcid_clientreq import RULES
from orcid_clientreq.editions import EDITIONS, HELP
from orcid_clientreq.messages import LANGUAGES
from orcid_clientreq.rules.hosts import REASONS

OTHERS = [language for language in LANGUAGES if language != "en"]


def texts() -> set[str]:
    """Return the English texts: templates, labels, help, and our own words in messages."""
    labels = {field.label for edition in EDITIONS.values() for field in edition.fields}
    reasons = {
        str(value)
        for rule in RULES.values()
        for example in rule.examples
        for each in example.found
        for name, value in each.params.items()
        if name in {"reason", "environment"}
    }
    spellings = {"the upper-case letters in scheme and host", "the IPv6 address", "the default port"}
    texts = {"the percent-encoding", "tag", "comment", "character reference", "the . and .. in the path"}
    return (
        {rule.template for rule in RULES.values()}
        | labels
        | {*HELP.values(), *REASONS.values()}
        | reasons
        | spellings
        | texts
    )


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated(language: str) -> None:
    catalogue = import_module(f"orcid_clientreq.messages.{language}").CATALOGUE
    assert sorted(texts() - set(catalogue)) == []
