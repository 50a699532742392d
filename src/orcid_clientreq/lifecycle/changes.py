"""What to ask ORCID for when a registration changes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from orcid_clientreq.credentials import ClientId
from orcid_clientreq.editions import EDITIONS, FIELD_NAMES
from orcid_clientreq.form import Environment
from orcid_clientreq.lifecycle.notes import listed, staff_notes
from orcid_clientreq.matching.compare import comparison_key
from orcid_clientreq.messages import translate
from orcid_clientreq.messages.catalogues import ENGLISH
from orcid_clientreq.request import RegistrationRequest, as_request
from orcid_clientreq.syntax.display import hanging, shown
from orcid_clientreq.syntax.hosts import lower_case
from orcid_clientreq.syntax.uri_parts import Uri
from orcid_clientreq.syntax.uris import split

if TYPE_CHECKING:
    from orcid_clientreq.systems.model import System

#: What is to be thought of when a registration changes: the messages, as format strings, by code.
WARNINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "host_lost": "{host} loses its last redirect URI. Make sure that no system signs people in there any more.",
        "http_left": "{host} still has a redirect URI with http. Ask ORCID to remove it when nothing uses it.",
        "callbacks_moved": "The callbacks of {system} have changed. Ask ORCID to remove the old ones last.",
        "path_moved": "The redirect URI on {host} has changed. Ask ORCID to remove the old one last.",
        "environment_changed": "Request new credentials. A client can't move between production and the sandbox.",
    }
)

#: The fields whose answers say what is requested, not how the client is registered.
_ABOUT_THE_REQUEST: Final = frozenset({"redirect_uris", "staff_notes", "update_existing", "existing_client_id"})


@attrs.frozen
class Concern:
    """Something to consider before a change.

    Args:
        code: The stable name of the concern, a key of `WARNINGS`.
        host: The host that the concern is about, or empty.
        system: The name of the system that the concern is about, or empty.
    """

    code: str
    host: str = ""
    system: str = ""

    @property
    def template(self) -> str:
        """The English message, a format string over `params`."""
        return WARNINGS[self.code]

    @property
    def params(self) -> Mapping[str, str]:
        """The values that the message is filled in with, by name. Read-only."""
        named = {"host": shown(self.host), "system": self.system}
        return MappingProxyType({name: value for name, value in named.items() if value})

    @property
    def message(self) -> str:
        """What happens, and what to do about it; `messages.translate` has it in other languages."""
        return translate(self, ENGLISH)


@attrs.frozen
class FieldChange:
    """A field with another answer. The answers are not in the `repr`.

    Args:
        field: The name of the field.
        old: The answer before, `None` where there was none.
        new: The answer now, `None` if there is none.
    """

    field: str
    old: str | None = attrs.field(repr=False)
    new: str | None = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Changes:
    """What changes in a registration. The truth value is whether anything changes. The `repr` has no address.

    Args:
        added: Redirect URIs to register.
        removed: Redirect URIs to remove.
        rewritten: Pairs of an old and a new redirect URI that differ in their spelling only: in scheme, case, port,
            query, percent-encoding, or a slash.
        fields: Contacts, texts and other answers that change. If the two requests are for different editions of the
            form, only fields that both editions have are compared.
        warnings: What to consider before the change.
        new_environment: The environment of the new request, if it is another one than before. Then ORCID updates
            nothing, and the notes ask for new credentials.
    """

    added: tuple[str, ...] = attrs.field(repr=False)
    removed: tuple[str, ...] = attrs.field(repr=False)
    rewritten: tuple[tuple[str, str], ...] = attrs.field(repr=False)
    fields: tuple[FieldChange, ...]
    warnings: tuple[Concern, ...]
    new_environment: Environment | None = None

    def __bool__(self) -> bool:
        """Return whether anything changes."""
        return bool(self.added or self.removed or self.rewritten or self.fields or self.new_environment)

    def notes(self, client_id: ClientId | str | None = None) -> str:
        """Return the changes as text for the notes to ORCID's staff. Empty if nothing changes.

        If an answer has several lines, all but the first are indented, so that no line looks like another change.

        Args:
            client_id: The client ID of the client to change. Production and the sandbox don't share clients, so if the
                environment changes, the notes name it as the old client.

        Raises:
            ValueError: If `client_id` is not a client ID.
        """
        if not self:
            return ""
        if self.new_environment:
            return self._for_new_client(client_id)
        replaced = [f"{old}\nby {new}" for old, new in self.rewritten]
        lines = [
            *listed("Add this redirect URI", self.added),
            *listed("Remove this redirect URI", self.removed),
            *listed("Replace this redirect URI", replaced),
            *(hanging(f"New {each.field}: {'none' if each.new is None else each.new}") for each in self.fields),
        ]
        return staff_notes(updates=client_id, more="\n".join(lines))

    def _for_new_client(self, client_id: ClientId | str | None) -> str:
        """Return the notes of a request for another environment, in which every redirect URI is a new one."""
        instead = "" if client_id is None else f"; the client {ClientId(str(client_id))} stays as it is"
        return f"Please issue new credentials for {self.new_environment}{instead}."


def changes(old: RegistrationRequest | Mapping[str, Any], new: RegistrationRequest | Mapping[str, Any]) -> Changes:
    """Compare two requests for the same client.

    Args:
        old: The request as it is registered, or the mapping of a valid request.
        new: The request as it should be, or the mapping of a valid request.

    Returns:
        The changes. Changes of the notes, and of the answer about an update, are not among them.

    Raises:
        InvalidRequestError: If a mapping has errors.
        TypeError: If `old` or `new` is neither a request nor a mapping.

    >>> from orcid_clientreq import RegistrationRequest
    >>> old = RegistrationRequest(
    ...     contact_email="orcid@university.edu",
    ...     pin_contact_email="security@university.edu",
    ...     description="Sign in with your ORCID iD.",
    ...     homepage_url="https://university.edu/",
    ...     redirect_uris=["https://university.edu/orcid", "https://old.university.edu/orcid"],
    ... )
    >>> new = attrs.evolve(old, redirect_uris=["https://university.edu/orcid/"])
    >>> found = changes(old, new)
    >>> found.rewritten, found.removed
    ((('https://university.edu/orcid', 'https://university.edu/orcid/'),), ('https://old.university.edu/orcid',))
    >>> print(found.warnings[0].message)
    old.university.edu loses its last redirect URI. Make sure that no system signs people in there any more.
    """
    old, new = as_request(old), as_request(new)
    before, after = old.redirect_uris, new.redirect_uris
    kept = set(before) & set(after)
    removed, added = ([uri for uri in uris if uri not in kept] for uris in (before, after))
    rewritten = _rewritten(removed, added)
    gone, come = ({pair[side] for pair in rewritten} for side in (0, 1))
    lost = tuple(uri for uri in removed if uri not in gone)
    gained = tuple(uri for uri in added if uri not in come)
    new_environment = None if new.policy.environment is old.policy.environment else new.policy.environment
    return Changes(
        added=gained,
        removed=lost,
        rewritten=tuple(rewritten),
        fields=_changed_fields(old, new),
        warnings=(*_warnings(old, new, removed), *(() if new_environment else _moved_paths(lost, gained))),
        new_environment=new_environment,
    )


def _rewritten(removed: list[str], added: list[str]) -> list[tuple[str, str]]:
    """Return which of the removed redirect URIs come back in another spelling, each once.

    What differs least is paired first: in the spelling of the path, then in query, port, scheme, and in all of them.
    """
    pairs: dict[str, str] = {}
    left = [(uri, split(uri)) for uri in removed]
    come = [(uri, split(uri)) for uri in added]
    for likeness_of in _LIKENESSES:
        alike: dict[Hashable, deque[str]] = {}
        for text, uri in left:
            alike.setdefault(likeness_of(uri), deque()).append(text)
        for text, uri in come:
            if text not in pairs and (olds := alike.get(likeness_of(uri))):
                pairs[text] = olds.popleft()
        paired = set(pairs.values())
        left = [pair for pair in left if pair[0] not in paired]
    return [(pairs[uri], uri) for uri in added if uri in pairs]


def _place(uri: Uri) -> tuple[str, str]:
    """Return what no other spelling of a redirect URI changes: host and path, however those are spelt."""
    return lower_case(uri.host), comparison_key(uri.path)


#: What old and new spellings share, from most to least.
_LIKENESSES: Final[tuple[Callable[[Uri], Hashable], ...]] = (
    lambda uri: (_place(uri), uri.scheme, uri.port, uri.query),
    lambda uri: (_place(uri), uri.scheme, uri.port),
    lambda uri: (_place(uri), uri.scheme, uri.query),
    lambda uri: (_place(uri), uri.port, uri.query),
    _place,
)


def _changed_fields(old: RegistrationRequest, new: RegistrationRequest) -> tuple[FieldChange, ...]:
    """Return the other fields that change, in the order of the form."""
    editions = [EDITIONS[request.policy.edition].by_name for request in (old, new)]
    asked = [name for name in FIELD_NAMES if name not in _ABOUT_THE_REQUEST and all(name in each for each in editions)]
    answers = ((name, _text(getattr(old, name)), _text(getattr(new, name))) for name in asked)
    return tuple(FieldChange(name, was, now) for name, was, now in answers if was != now)


def _text(answer: Any) -> str | None:
    """Return an answer as text."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return None if answer is None else str(answer).replace("\r\n", "\n")  # which browsers send for one line break


def _warnings(old: RegistrationRequest, new: RegistrationRequest, removed: list[str]) -> list[Concern]:
    """Return what to think of, in the order of the redirect URIs."""
    found: list[Concern] = []
    if old.policy.environment is not new.policy.environment:
        found.append(Concern("environment_changed"))
    before, after = ([split(uri) for uri in request.redirect_uris] for request in (old, new))
    hosts = {lower_case(uri.host) for uri in after}
    found += [
        Concern("host_lost", host)
        for host in dict.fromkeys(lower_case(uri.host) for uri in before)
        if host not in hosts
    ]
    secure = {_place(uri) for uri in after if uri.scheme == "https"}
    left = (lower_case(uri.host) for uri in after if uri.scheme == "http" and _place(uri) in secure)
    found += [Concern("http_left", host) for host in dict.fromkeys(left)]
    return [*found, *(Concern("callbacks_moved", system=system.name) for system in _moved(removed, new.redirect_uris))]


def _moved_paths(lost: tuple[str, ...], gained: tuple[str, ...]) -> Iterator[Concern]:
    """Yield the hosts that lose a redirect URI and gain one, as when an application moves to another framework.

    The old redirect URI is needed until the new version runs. A host at which the callbacks of a known system move
    is left out, because that has a concern of its own.
    """
    after = _by_host(gained)
    for host, uris in _by_host(lost).items():
        if host in after and not _moved(uris, after[host]):
            yield Concern("path_moved", host)


def _by_host(uris: Iterable[str]) -> dict[str, list[str]]:
    """Return redirect URIs by their host."""
    hosts: dict[str, list[str]] = {}
    for uri in uris:
        hosts.setdefault(lower_case(split(uri).host), []).append(uri)
    return hosts


def _moved(removed: Sequence[str], after: Sequence[str]) -> tuple[System, ...]:
    """Return the systems whose callbacks an upgrade moves."""
    if not removed:
        return ()
    from orcid_clientreq.systems.recognizing import moved  # noqa: PLC0415 - a table that few need

    return moved(removed, after)
