"""What people mean as a URI: one without a scheme or with a misspelt one, one that a mail program broke."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, starmap
from typing import Final

from orcid_clientreq.syntax.enclosed import lone_uri_end, opened_before
from orcid_clientreq.syntax.escapes import LINE_END, Edit, Plain, joined
from orcid_clientreq.syntax.hosts import names_a_page
from orcid_clientreq.syntax.patterns import Pattern

# A scheme, misspelt or other than http; or the name of a host, with or without `//`. `web:8080/cb` has one.
_MEANT: Final = Pattern(
    r"(?<![^\W_]|[@./%+-])(?:(?P<scheme>[a-z][a-z0-9+.-]{0,30}://?|h?ttps?[:;.,]?/{1,3}|https?[:;])(?=[\w\[<{$*%])"
    r"|(?:(?<!:)//)?(?P<host>[^\W_][\w-]{0,62}\.[\w.-]{1,190}|localhost|[^\W_][\w-]{0,62}(?=:[0-9]{2,5}/))"
    r"(?P<port>:[0-9]{1,5})?)",
    re.IGNORECASE,
)
# A word and a colon directly before it are another scheme, as in `ftp:univ.edu`, unless it says URL or URI.
_OTHER_SCHEME: Final = Pattern(r"(?:\A|[\s\"'(<\[`*])(?!\w*ur[il])[a-z][a-z0-9+.:-]{0,30}:\Z", re.IGNORECASE)
_LONGEST_SCHEME: Final = 40
_TOP_LEVEL: Final = Pattern(r"(?:[^\W\d_]{2,63}|xn--[a-z0-9-]{1,59})\Z", re.IGNORECASE)
_IPV4: Final = Pattern(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}\Z")
#: What follows a name that is not a host: the part before an @-sign, a function, a variable.
_NO_HOST: Final = frozenset("@=:(%&+$")
#: `<your.host>`, `{domain.edu}` and `[host.edu]` are templates, unless they contain more than a host.
_TEMPLATE: Final = frozenset("<{[")


def uris_meant(text: str) -> Iterator[tuple[int, int]]:
    """Yield where something is that may be meant as a URI, in a text that has none with http or https.

    >>> list(uris_meant("Callback: www.univ.edu/cb, orcid@univ.edu"))
    [(10, 25)]
    """
    for match in _MEANT.finditer(text):
        start = match.start()
        if _OTHER_SCHEME.search(text[max(0, start - _LONGEST_SCHEME) : start]):
            continue
        if not match["scheme"] and not _is_host(match):
            continue
        authority = match.end("scheme") if match["scheme"] else match.start("host")
        end = lone_uri_end(text, start, authority, opened_before(text, start))
        more = "/" in text[start:end] or text[start:end].lower().startswith("www.")
        if more or text[max(0, start - 1) : start] not in _TEMPLATE:
            yield start, end


def _is_host(match: re.Match[str]) -> bool:
    """Return whether a name can be meant as the host of a URI."""
    host, following = match["host"], match.string[match.end() : match.end() + 1]
    if following.isalnum() or following in _NO_HOST:
        return False
    labels = host.rstrip(".").split(".")
    is_name = "" not in labels and _TOP_LEVEL.match(labels[-1]) is not None and not names_a_page(host)
    return (is_name and (len(labels) > 1 or match["port"] is not None)) or _IPV4.match(host) is not None


_BLANK: Final = Pattern(r"\s")
#: The rest of a URI that is not a word, and not a path by itself.
_IS_REST: Final = Pattern(r"[^/\s].*[/?&=%]")
_WORD: Final = Pattern(r"[^\W\d_]*[.,;]?\Z")
#: What no URI ends in, and what few do.
_UNFINISHED: Final = Pattern(r"(?:&|%[0-9A-Fa-f]?)\Z")
_OPEN: Final = frozenset("?=_-")
#: A name and its value: a parameter of the URI only if the line before it has a name without a value, or none yet.
_NAMED: Final = Pattern(r"[A-Za-z_][\w.-]*=")
_LAST_PARAMETER: Final = Pattern(r".*[?&]([^=]*)\Z")
#: Mail programs break lines at 72 to 78 columns; a word may be too long for the rest of its line.
_COLUMNS: Final = range(60, 80)
_MOST_LINES: Final = 20


def in_one_line(text: str, scheme: Pattern) -> Plain | None:
    r"""Return a text without the line breaks that a mail program put into its URI.

    A URI between `<` and `>` may be broken anywhere (RFC 3986 appendix C). Elsewhere each next
    line has to be part of a URI that is neither a word nor an address by itself, or the line before it has to
    end in what can't be the end. A line is a path only where the one before it is as long as mail programs
    make one.

    Args:
        text: A text that should be about one URI.
        scheme: What its URI begins with.

    Returns:
        The text, or `None` if it has no line breaks, or if they may be its own.

    >>> in_one_line("https://univ.edu/serve\nr/orcid", Pattern("https://")).text
    'https://univ.edu/server/orcid'
    >>> in_one_line("https://univ.edu/cb\nlive", Pattern("https://")) is None
    True
    """
    first, *others = LINE_END.split(text.strip())
    begins = scheme.search(first)
    if begins is None or not 0 < len(others) < _MOST_LINES:
        return None
    if any(map(_BLANK.search, (first[begins.start() :], *others))):
        return None
    enclosed = first[: begins.start()].endswith("<") and others[-1].rstrip(".,;").endswith(">")
    return joined(text) if enclosed or all(starmap(_goes_on, pairwise((first, *others)))) else None


#: A line that is one word, in small letters, or a part of a path.
_MAY_BE_REST: Final = Pattern(
    r"[ \t]*+(?:\r\n|[\r\n])[ \t]*+(?P<rest>[a-z0-9_./?&=%~+-][A-Za-z0-9_./?&=%~+-]*+)[\"'>)\]]?[ \t]*+(?:[\r\n]|\Z)"
)


def may_be_broken(text: str, end: int) -> bool:
    r"""Return whether the line after a URI may be the rest of it. Nobody can know, so the URI is not suggested.

    >>> lines = ("back", "back.xhtml", "Repository", "for the tests", "b.edu/cb")
    >>> [may_be_broken(f"https://univ.edu/call\n{line}", 21) for line in lines]
    [True, True, False, False, False]
    """
    match = _MAY_BE_REST.match(text, end)
    if match is None:
        return False
    meant = _MEANT.match(match["rest"])
    return meant is None or not (meant["scheme"] or _is_host(meant))


def unwrapped(text: str, uris: Pattern) -> Plain:
    r"""Return a text without the line breaks that a mail program put into some of its URIs.

    Args:
        text: Any text. The time is in proportion to its length.
        uris: What those URIs look like, as far as they are in one line.

    >>> unwrapped("It shows\n\nhttps://univ.edu/?a=b%2F\nc%2Fd&e\n\nBest regards", Pattern(r"https://univ\.edu/\S*")).text
    'It shows\n\nhttps://univ.edu/?a=b%2Fc%2Fd&e\n\nBest regards'
    """
    pieces: list[str] = []
    edits: list[Edit] = []
    position = length = end = 0
    while match := uris.search(text, end):
        end = match.end()
        near = max(0, end - _COLUMNS.stop)
        line = text[max(near, text.rfind("\n", near, match.start()) + 1) : end]
        while (break_ := LINE_END.match(text, end)) and (rest := _WHOLE_LINE.match(text, break_.end())):
            if not _goes_on(line, rest[0]):
                break
            pieces.append(text[position:end])
            length += end - position
            edits.append(Edit(length, length, end, break_[0]))
            line, position, end = rest[0], break_.end(), rest.end()
    return Plain("".join([*pieces, text[position:]]), tuple(edits))


_WHOLE_LINE: Final = Pattern(r"\S{1,2000}+(?=[ \t]{0,99}(?:[\r\n]|\Z))")


def _goes_on(line: str, following: str) -> bool:
    """Return whether a line is the rest of the one before it."""
    match = _MEANT.match(following)
    if match and (match["scheme"] or _is_host(match)):
        return False
    if _NAMED.match(following) and not _LAST_PARAMETER.match(line):  # another setting, which may be a secret
        return False
    may_go_on = (len(line) in _COLUMNS or line[-1] in _OPEN) and _WORD.match(following) is None
    return may_go_on or _UNFINISHED.search(line) is not None or _IS_REST.match(following) is not None
