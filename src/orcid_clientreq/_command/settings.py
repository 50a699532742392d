"""Files that contain no request, but what is registered: settings of an application, or a list of redirect URIs.

Such a file may have passwords in it. Nothing of it is quoted but redirect URIs; other lines are referred to by number.
"""

from __future__ import annotations

from typing import Final

from orcid_clientreq.syntax.patterns import Pattern

#: What is said of a value that is not a redirect URI.
NOT_AN_ADDRESS: Final = (
    "not a web address: it has to begin with http:// or https://, and to have no @-sign before its host"
)
NO_URI: Final = "there is no redirect URI in it"
_A_TEMPLATE: Final = "a template, not a redirect URI; put the values of your application into it"
_NAMES: Final = "it is looked for in settings with a name such as ORCID_REDIRECT_URI, redirect-uri or callbackURL"
_FORMATS: Final = "a request is in JSON, TOML, CSV, or YAML (with PyYAML)"
_MATCH: Final = "orcid-clientreq match ADDRESS --registered"

# The first line of an INI or TOML file, and no list in JSON.
_SECTION: Final = Pattern(r"\[{1,2}(?!(?:true|false|null)\])[A-Za-z_][\w .-]*\]{1,2}\s*(?:[#;].*)?\Z")


def is_json(text: str) -> bool:
    r"""Return whether a text begins as JSON does.

    >>> is_json(' {"a": 1}'), is_json("[1]"), is_json("[orcid]\nredirect_uri = x"), is_json("a=1")
    (True, True, False, False)
    """
    begins = text.lstrip()
    return begins.startswith(("{", "[")) and not _SECTION.match(begins.partition("\n")[0].strip())


def registered_in_text(text: str) -> tuple[list[str], str]:
    r"""Return the redirect URIs of a text, and why they can't be taken, empty if they can.

    >>> registered_in_text("ORCID_REDIRECT_URI=https://univ.edu/orcid")
    (['https://univ.edu/orcid'], '')
    >>> registered_in_text("https://univ.edu/orcid\nunknown")[1]
    'line 2: not a web address: it has to begin with http:// or https://, and to have no @-sign before its host'
    """
    from orcid_clientreq.matching.settings import listed_in  # noqa: PLC0415 - few commands need it

    found = listed_in(text)
    for number in found.unread:
        place = "a value in it" if is_json(text) else f"line {number}"
        return [], f"{place}: {_A_TEMPLATE if number in found.templates else NOT_AN_ADDRESS}"
    if not found.uris:
        return [], f"{NO_URI}; {_NAMES}" if found.settings else NO_URI
    return [*found.uris], ""


def what_it_is(text: str, name: str, *, is_certain: bool) -> str:
    """Return what a text without a request seems to be, and what to do; empty if that is not known.

    Args:
        text: The text.
        name: The name of its file, as it is shown.
        is_certain: Whether it can be no request, even if there is no redirect URI in it.

    >>> what_it_is("ORCID_CLIENT_ID=x", ".env", is_certain=False)
    ''
    >>> print(what_it_is("https://univ.edu/cb", "uris.txt", is_certain=True).partition(";")[0])
    this seems to be a list of redirect URIs, not a request
    """
    from orcid_clientreq.matching.settings import listed_in  # noqa: PLC0415 - few files need it

    found = listed_in(text)
    if not (found.uris or (found.settings and is_certain)):
        return ""
    kind = "the settings of an application" if found.settings else "a list of redirect URIs"
    said = f"this seems to be {kind}, not a request; {_FORMATS}"
    if not found.uris:
        return said
    count = len(found.uris)
    return f"{said}; to compare a sign-in with the redirect URIs in it ({count}): {_MATCH} {name}"
