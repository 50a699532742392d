"""What a text says about a sign-in: the result of `read`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import attrs

from orcid_clientreq.form import Environment
from orcid_clientreq.matching.orcid_errors import OrcidError
from orcid_clientreq.messages import language_of, say
from orcid_clientreq.messages.sentences import isolated
from orcid_clientreq.syntax.display import WIDTH, shown_uri, wrapped

#: ORCID's host in each environment.
HOSTS: Final[Mapping[Environment, str]] = MappingProxyType(
    {Environment.PRODUCTION: "orcid.org", Environment.SANDBOX: "sandbox.orcid.org"}
)


class AttemptKind(StrEnum):
    """What a text is."""

    #: A request to ORCID's authorization endpoint, or what is used in its place: the address of ORCID's sign-in page,
    #: a path out of a log, the parameters alone.
    REQUEST = "request"
    #: What ORCID's page says when a sign-in fails.
    ERROR_PAGE = "error page"
    #: A request for a token.
    TOKEN_REQUEST = "token request"  # noqa: S105 - a kind of text
    #: What ORCID answers to that.
    TOKEN_RESPONSE = "token response"  # noqa: S105 - a kind of text
    #: The address to which ORCID sent the researcher back.
    RETURN = "return"
    #: An address, and nothing that says what it is: it is taken for the redirect URI.
    URI = "redirect URI"
    #: A page of the person's own site, or of another service.
    PAGE = "page"
    #: Nothing of use.
    NOTHING = "nothing"


#: What is said about each kind.
SENTENCES: Final[Mapping[AttemptKind, str]] = MappingProxyType(
    {
        AttemptKind.REQUEST: "This is a sign-in request to ORCID.",
        AttemptKind.ERROR_PAGE: "This is what ORCID says when a sign-in fails.",
        AttemptKind.TOKEN_REQUEST: "This is a request for a token, which follows a sign-in, or the address for it.",
        AttemptKind.TOKEN_RESPONSE: "This is ORCID's answer to a request for a token, which follows a sign-in.",
        AttemptKind.RETURN: "This is the address to which ORCID sent the researcher back, so ORCID accepted the redirect URI, which is this address without ORCID's answer.",
        AttemptKind.URI: "This is an address. It is compared as the redirect URI that your application sends.",
        AttemptKind.PAGE: "This is a page of your site or of another service, not a sign-in request to ORCID.",
        AttemptKind.NOTHING: "This text does not say which redirect URI was sent.",
    }
)
REDIRECT_URI: Final = "Redirect URI: {uri}"
CLIENT_ID: Final = "Client ID: {client_id}"
ENVIRONMENT: Final = "Environment: {environment}"
ANSWER: Final = "ORCID's answer ({error}): {meaning} {advice}"
ENCODED_TWICE: Final = "The redirect URI is percent-encoded twice. ORCID decodes it once, and refuses what is left."
UNDONE: Final = "Escapes or line breaks in the redirect URI were undone."
TAKEN_OFF: Final = "Text that was copied along with the redirect URI was left out."
OTHERS: Final = "The text also contains other redirect URIs. Compare each: {uris}"
TRUNCATED: Final = "Only the first 1,000,000 characters were read."
HOW_TO_COPY: Final = "Start the sign-in, and copy the whole address from the browser while it shows ORCID's page: it has redirect_uri= in it."
#: The texts above by name, for translation.
TEXTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "redirect_uri": REDIRECT_URI,
        "client_id": CLIENT_ID,
        "environment": ENVIRONMENT,
        "encoded_twice": ENCODED_TWICE,
        "undone": UNDONE,
        "taken_off": TAKEN_OFF,
        "others": OTHERS,
        "truncated": TRUNCATED,
        "how_to_copy": HOW_TO_COPY,
    }
)
#: What is undone in a value, and what nobody misses.
_IN_IT: Final = frozenset({"escape", "line_break"})
_BLANKS: Final = frozenset({"invisible"})


@attrs.frozen(kw_only=True)
class Attempt:
    """What a text says about a sign-in.

    Args:
        kind: What the text is.
        redirect_uri: The redirect URI that was sent, or to which ORCID sent the researcher back, decoded. `None` if the
            text has no redirect URI. Not in the `repr`.
        client_id: The client ID, or `None` if the text has none. Not in the `repr`.
        environment: The environment of ORCID's host, or `None` if the text has no such host, or hosts of both
            environments.
        error: The error that ORCID reports, or `None`.
        span: Where the redirect URI begins and ends in the original text, or `None` if there is no redirect URI.
        encoded_twice: Whether the application percent-encoded a redirect URI that was already encoded.
        removed: What was removed from the redirect URI or from around it, such as `escape`, `line_break`,
            `quotation_mark` or `label`. The usual percent-encoding of a parameter does not count.
        others: Other redirect URIs in the text, in order. Not in the `repr`.
        truncated: Whether the text was too long to be read as a whole. At most 1 000 000 characters are read.
        language: The language of the sentences. `translated` sets it.

    >>> from orcid_clientreq.matching import read
    >>> found = read("https://sandbox.orcid.org/oauth/authorize?client_id=APP-0123456789ABCDEF&redirect_uri=https%3A%2F%2Funiversity.edu%2Forcid")
    >>> found
    Attempt(kind=<AttemptKind.REQUEST: 'request'>, environment=<Environment.SANDBOX: 'sandbox'>, span=(86, 122))
    >>> print(found)
    This is a sign-in request to ORCID.
    Redirect URI: https://university.edu/orcid
    Client ID: APP-0123456789ABCDEF
    Environment: sandbox
    """

    kind: AttemptKind
    redirect_uri: str | None = None
    client_id: str | None = None
    environment: Environment | None = None
    error: OrcidError | None = None
    span: tuple[int, int] | None = None
    encoded_twice: bool = False
    removed: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    truncated: bool = False
    language: str = "en"

    def __repr__(self) -> str:
        """Return the kind and other details, without the values that were read."""
        said: dict[str, object] = {
            "environment": self.environment,
            "error": self.error and self.error.code,
            "span": self.span,
            "encoded_twice": self.encoded_twice,
            "removed": self.removed,
            "others": len(self.others),
            "truncated": self.truncated,
        }
        more = "".join(f", {name}={value!r}" for name, value in said.items() if value)
        return f"{type(self).__name__}(kind={self.kind!r}{more})"

    def translated(self, language: str) -> Attempt:
        """Return the attempt with its text in another language. The redirect URI, codes and IDs stay the same.

        Args:
            language: As for `Report.translated`.

        Raises:
            ValueError: If there is no such language.

        >>> from orcid_clientreq.matching import read
        >>> read("https://university.edu/orcid").translated("pt-BR").language
        'pt'
        """
        return attrs.evolve(self, language=language_of(language))

    def __str__(self) -> str:
        """Return the attempt for people: what it is, what it says, and what to do. Only long URIs exceed 100 columns."""
        return "\n".join(line for text in self.lines for line in wrapped(text, WIDTH))

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of its text, which are not wrapped: for a page, which wraps them itself.

        >>> from orcid_clientreq.matching import read
        >>> read("https://univ.edu/orcid").lines[1:]
        ('Redirect URI: https://univ.edu/orcid',)
        """
        return tuple(self._lines())

    def _lines(self) -> Iterator[str]:
        """Yield the lines of its text."""
        yield self._say(SENTENCES[self.kind])
        yield from self._values()
        if self.error:
            meaning, advice = self._say(self.error.meaning), self._say(self.error.remedy)
            yield say(ANSWER, self.language).format(error=self.error.code, meaning=meaning, advice=advice)
        yield from self._notes()
        told = self.error is not None and not self.error.about_redirect_uri
        if self.redirect_uri is None and not told and self.kind is not AttemptKind.RETURN:
            yield self._say(HOW_TO_COPY)

    def _values(self) -> Iterator[str]:
        """Yield what was read."""
        if self.redirect_uri is not None:
            yield self._say(REDIRECT_URI, uri=self.redirect_uri)
        if self.client_id is not None:
            yield self._say(CLIENT_ID, client_id=self.client_id)
        if self.environment is not None:
            # The name is in the language, so it runs as the language does.
            yield say(ENVIRONMENT, self.language).format(environment=say(self.environment, self.language))

    def _notes(self) -> Iterator[str]:
        """Yield what was done to read it, and what was not read."""
        if self.encoded_twice:
            yield self._say(ENCODED_TWICE)
        elif _IN_IT.intersection(self.removed):
            yield self._say(UNDONE)
        if not _IN_IT.union(_BLANKS).issuperset(self.removed):
            yield self._say(TAKEN_OFF)
        if self.others:
            separator = say(", ", self.language)
            yield say(OTHERS, self.language).format(uris=separator.join(map(self._value, self.others)))
        if self.truncated:
            yield self._say(TRUNCATED)

    def _say(self, template: str, **values: str) -> str:
        """Return a sentence in the language, with values as they may be shown."""
        said = say(template, self.language)
        return said.format(**{name: self._value(value) for name, value in values.items()}) if values else said

    def _value(self, value: str) -> str:
        """Return a value as it may be shown: without a password."""
        return isolated(shown_uri(value), self.language)
