"""What a comparison of redirect URIs returns: a match, and the coverage of a deployment."""

from __future__ import annotations

from typing import Final

import attrs

from orcid_clientreq.matching.advice import Reason
from orcid_clientreq.matching.causes import Fix
from orcid_clientreq.matching.compare import How
from orcid_clientreq.messages import language_of, say
from orcid_clientreq.messages.sentences import isolated
from orcid_clientreq.syntax.display import WIDTH, indented, shown_uri, wrapped


@attrs.frozen(kw_only=True)
class Match:
    """Whether a redirect URI matches a registered redirect URI. The truth value of a match is `matched`.

    Args:
        by: The registered redirect URI that it matches, or `None` if it does not match. Not in the `repr`.
        how: How it matches, or `None` if it does not match.
        nearest: The registered redirect URI that is most like it, or `None` if nothing is registered. Not in the `repr`.
        reasons: If it does not match, why, and what to do. If it matches, why that may not last, and what else is
            known. If you do what all reasons say, the match is exact, except for a query that ORCID ignores. Empty for
            an exact match about which nothing else is known.
        unread: Whether more redirect URIs are registered than were read. At most 5000 are read.
        language: The language of the text. `translated` sets it.

    >>> from orcid_clientreq.matching import match
    >>> found = match("https://university.edu/orcid/link", ["https://university.edu/orcid"])
    >>> found.matched, str(found.how), [reason.code for reason in found.reasons]
    (True, 'path prefix', ['path_prefix'])
    """

    by: str | None = attrs.field(default=None, repr=False)
    how: How | None = None
    nearest: str | None = attrs.field(default=None, repr=False)
    reasons: tuple[Reason, ...] = ()
    unread: bool = False
    language: str = attrs.field(default="en", repr=False)

    @property
    def matched(self) -> bool:
        """Whether it matches a registered redirect URI."""
        return self.how is not None

    def __bool__(self) -> bool:
        """Return whether it matches."""
        return self.matched

    def translated(self, language: str) -> Match:
        """Return the match with its text in another language. Codes and redirect URIs stay the same.

        Args:
            language: As for `Report.translated`.

        Raises:
            ValueError: If there is no such language.

        >>> from orcid_clientreq.matching import match
        >>> found = match("https://www.university.edu/orcid", ["https://university.edu/orcid"]).translated("de")
        >>> str(found).splitlines()[-1], found.reasons[0].language
        ('  Registrieren: https://www.university.edu/orcid', 'de')
        """
        language = language_of(language)
        reasons = tuple(attrs.evolve(reason, language=language) for reason in self.reasons)
        return attrs.evolve(self, reasons=reasons, language=language)

    def __str__(self) -> str:
        """Return the match for people: what was found, each reason, and the fix. Only long URIs exceed 100 columns."""
        lines = self.lines()
        if self.how is How.EXACT and not self.reasons:
            lines += indented(say(NOT_THE_CAUSE, self.language), 2)
        return "\n".join(lines)

    def lines(self) -> list[str]:
        """Return the lines of the text, without advice on what else to look at if the redirect URI is right."""
        lines = wrapped(self._head(), WIDTH)
        for reason in self.reasons:
            lines += [f"  {reason.code}", *indented(reason.message)]
        fixes = dict.fromkeys((reason.fix, reason.value) for reason in self.reasons if reason.value)
        lines += [
            line for fix, value in fixes if value for line in indented(_said(_FIXES[fix], self.language, value), 2)
        ]
        if self.unread:
            lines += indented(say(_UNREAD, self.language), 2)
        return lines

    def _head(self) -> str:
        """Return whether it matches, and how, or which registered one is nearest."""
        if self.how is not None:
            how = say(self.how, self.language)
            template = "match ({how})" if self.by is None else _MATCH
            return _said(template, self.language, self.by or "", how=how)
        if self.nearest is not None:
            return _said(_NEAREST, self.language, self.nearest)
        is_compared = not self.reasons or any(reason.fix is not Fix.NONE for reason in self.reasons)
        return say("no match" if is_compared else "not compared", self.language)


def _said(template: str, language: str, uri: str, **words: str) -> str:
    """Return a text with a redirect URI in it."""
    return say(template, language).format(uri=isolated(shown_uri(uri), language), **words)


_MATCH: Final = "match ({how}) with {uri}"
_NEAREST: Final = "no match; the nearest registered redirect URI is {uri}"
_FIXES: Final = {Fix.REGISTER: "Register: {uri}", Fix.SEND: "Send: {uri}"}
NOT_THE_CAUSE: Final = "The redirect URI is right. If the sign-in still fails, look at what ORCID says, at the scope in the request, and at the exchange of the authorization code for a token."
_UNREAD: Final = "Only the first 5,000 registered redirect URIs were read."


@attrs.frozen(kw_only=True)
class Coverage:
    """Which redirect URIs of a deployment match the registered redirect URIs.

    Args:
        matches: Each redirect URI of the deployment with its match, in order. Not in the `repr`.
        unused: The registered redirect URIs that no redirect URI of the deployment matches. Not in the `repr`.
        unread: Whether the deployment has more redirect URIs than were read. At most 5000 are read.
        language: The language of the text. `translated` sets it.
    """

    matches: tuple[tuple[str, Match], ...] = attrs.field(repr=False)
    unused: tuple[str, ...] = attrs.field(repr=False)
    unread: bool = False
    language: str = attrs.field(default="en", repr=False)

    @property
    def ok(self) -> bool:
        """Whether each redirect URI was read and matches."""
        return not self.uncovered and not self.unread

    @property
    def uncovered(self) -> tuple[str, ...]:
        """The redirect URIs that do not match."""
        return tuple(uri for uri, found in self.matches if not found)

    @property
    def unsure(self) -> tuple[str, ...]:
        """The redirect URIs that match, but not exactly."""
        return tuple(uri for uri, found in self.matches if found and found.reasons)

    def translated(self, language: str) -> Coverage:
        """Return the coverage with its text in another language, as `Match.translated` does."""
        language = language_of(language)
        matches = tuple((uri, found.translated(language)) for uri, found in self.matches)
        return attrs.evolve(self, matches=matches, language=language)

    def __str__(self) -> str:
        """Return the coverage for people: each redirect URI with its match, then those that are registered but unused."""
        lines = [
            line
            for uri, found in self.matches
            for line in (*self._line("{uri}:", uri), *indented("\n".join(found.lines()), 2))
        ]
        if self.unread:
            lines += wrapped(say("Only the first 5,000 redirect URIs were read.", self.language), WIDTH)
        return "\n".join([*lines, *(line for uri in self.unused for line in self._line("Not used: {uri}", uri))])

    def _line(self, template: str, uri: str) -> list[str]:
        """Return a line, or more, about a redirect URI."""
        return wrapped(_said(template, self.language, uri), WIDTH)
