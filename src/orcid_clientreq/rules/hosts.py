"""Rules of the host of a URI."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.form import Settings
from orcid_clientreq.rules.model import Case, Params, Row
from orcid_clientreq.syntax import hosts
from orcid_clientreq.syntax.display import shown
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.syntax.uri_parts import Uri, host_and_port

_GOOD: Final = "https://repository.university.edu/orcid"

#: Why a host is invalid, as a clause, by what is wrong with it.
REASONS: Final = {
    "empty": "it is empty",
    "brackets": "the text in square brackets is not a valid IPv6 address",
    "characters": "a name can contain only letters, digits, hyphens and dots",
    "dots": "a name can't begin or end with a dot, or have two dots in a row",
    "number": "a name whose last part is a number must be an IPv4 address of four numbers",
    "octet": "each number of an IPv4 address must be from 0 to 255",
    "leading_zero": "no number of an IPv4 address can have a leading zero",
    "hyphens": "no part of a name can begin or end with a hyphen",
    "label_length": "no part of a name can be longer than 63 characters",
    "length": "a name can have at most 253 characters",
    "a_label": "the part that begins with xn-- is not a valid internationalized name",
}


def host_invalid(uri: Uri) -> Params | None:
    """Neither a DNS name nor an IP address."""
    if uri.authority is None or not uri.legible or uri.ascii_host is not None:
        return None
    return {"reason": REASONS[uri.host_fault]} if uri.host_fault else None


def without_dot(uri: Uri, _settings: Settings) -> str | None:
    """Return it without a full stop at the end of the host."""
    if uri.authority is None or not uri.host.endswith("."):
        return None
    before, _, after = uri.text.partition(f"//{uri.authority}")
    return f"{before}//{host_and_port(uri.host.rstrip('.'), uri.port)}{after}"


HOST_INVALID: Final = Row(
    name="host_invalid",
    severity="E/E",
    summary="The host is neither a DNS name nor an IP address.",
    rationale="A browser can't open the address, or it opens a different host from the one a person sees.",
    source="RFC 1123 section 2.1; RFC 5890 section 2.3; RFC 3986 section 3.2.2; WHATWG URL",
    template="Correct the host: {reason}.",
    cases=(
        Case(bad="https:///orcid", corrected=_GOOD, params={"reason": "it is empty"}),
        Case(
            bad="https://my_host.university.edu/orcid",
            corrected="https://my-host.university.edu/orcid",
            params={"reason": "a name can contain only letters, digits, hyphens and dots"},
        ),
        Case(
            bad="https://university.edu./orcid",
            corrected="https://university.edu/orcid",
            params={"reason": "a name can't begin or end with a dot, or have two dots in a row"},
        ),
        Case(
            bad="https://university-.edu/orcid",
            corrected="https://university.edu/orcid",
            params={"reason": "no part of a name can begin or end with a hyphen"},
        ),
        Case(
            bad=f"https://{'a' * 64}.university.edu/orcid",
            corrected=f"https://{'a' * 63}.university.edu/orcid",
            params={"reason": "no part of a name can be longer than 63 characters"},
        ),
        Case(
            bad=f"https://{'.'.join(['a' * 63] * 4)}/orcid",
            corrected=f"https://{'.'.join(['a' * 61] * 4)}/orcid",
            params={"reason": "a name can have at most 253 characters"},
        ),
        Case(
            bad="https://192.168.1/orcid",
            corrected=_GOOD,
            params={"reason": "a name whose last part is a number must be an IPv4 address of four numbers"},
        ),
        Case(
            bad="https://192.168.1.256/orcid",
            corrected=_GOOD,
            params={"reason": "each number of an IPv4 address must be from 0 to 255"},
        ),
        Case(
            bad="https://193.000.6.139/orcid",
            corrected=_GOOD,
            params={"reason": "no number of an IPv4 address can have a leading zero"},
        ),
        Case(
            bad="https://xn--zzzz.university.edu/orcid",
            corrected=_GOOD,
            params={"reason": "the part that begins with xn-- is not a valid internationalized name"},
        ),
        Case(
            bad="https://[2001:db8:::1]/orcid",
            corrected=_GOOD,
            params={"reason": "the text in square brackets is not a valid IPv6 address"},
        ),
    ),
    check=host_invalid,
    fix=without_dot,
    only_malformed=True,
)


def dotless_host(uri: Uri) -> Params | None:
    """A name of one label, localhost too."""
    if not uri.has_valid_host or "." in uri.host or uri.host.startswith("["):
        return None
    return {"host": shown(uri.host)}


DOTLESS_HOST: Final = Row(
    name="dotless_host",
    severity="E/E",
    summary="A host without a dot.",
    rationale="Such a name works only inside one network, and ORCID's software refuses it.",
    source="ORCID's registry software",
    template="Enter the full public name of the host, not just {host}.",
    cases=(
        Case(bad="https://library01/orcid", corrected=_GOOD, params={"host": "library01"}),
        Case(bad="https://localhost/orcid", corrected=_GOOD, params={"host": "localhost"}),
    ),
    check=dotless_host,
    only=("homepage_url",),
)

# "Your domain" and the like, as guides write it in Spanish, Portuguese, French, German and Italian.
_YOURS: Final = (
    "(?:tu|su|vuestro)-?dominio|(?:tu|su)-servidor|(?:o-)?seu-?dominio|seu-servidor|(?:votre|ton)-?domaine|votre-serveur"
    "|(?:ihre?|deine?|eure)-?domain|(?:ihre?|deine?)-hochschule|(?:il-)?(?:tuo|vostro)-?dominio"
)
_EXAMPLE: Final = Pattern(
    r"(?:.*\.)?(?:(?:example\.(?:com|net|org)|example)\Z|your[^.]*(?:\.|\Z)"
    rf"|(?:{_YOURS})(?:\.com)?\.[a-z]+\Z)"
)


def example_host(uri: Uri) -> Params | None:
    """A name that is reserved for examples, or that begins with `your`, or the same in another language."""
    if not uri.has_valid_host:
        return None
    return {"host": shown(uri.host)} if _EXAMPLE.match(hosts.lower_case(uri.host)) else None


EXAMPLE_HOST: Final = Row(
    name="example_host",
    severity="W/W",
    summary="A host that is reserved for examples, or a name such as `your-domain` (recognized in six languages).",
    rationale="The host was copied from a guide and never replaced.",
    source="RFC 2606; the guides of vendors",
    template="Replace the example host {host} with your own.",
    cases=(
        Case(bad="https://www.example.com/orcid", corrected=_GOOD, params={"host": "www.example.com"}),
        Case(bad="https://your-domain.org/orcid", corrected=_GOOD, params={"host": "your-domain.org"}),
        Case(bad="https://www.tu-dominio.com/orcid", corrected=_GOOD, params={"host": "www.tu-dominio.com"}),
    ),
    check=example_host,
)


def confusable_host(uri: Uri) -> Params | None:
    """An internationalized name that is not what it looks like (UTS 39)."""
    if not uri.has_valid_host or uri.labels is None:
        return None
    from orcid_clientreq.syntax import scripts  # noqa: PLC0415 - its table is for internationalized names

    return {"host": shown(uri.host)} if scripts.confusable_label(uri.labels) else None


CONFUSABLE_HOST: Final = Row(
    name="confusable_host",
    severity="W/W",
    summary="A part of an internationalized host name mixes writing systems, such as Latin and Cyrillic, or looks like a name in ASCII.",
    rationale="People read a different name from the one that is registered.",
    source='UTS 39 section 5.2 ("highly restrictive") and section 4',
    template="Check the host: {host} mixes scripts or looks like another name.",
    cases=(
        Case(
            bad="https://xn--80ak6aa92e.com/orcid",
            corrected="https://apple.edu/orcid",
            params={"host": "xn--80ak6aa92e.com"},
        ),
        Case(
            bad="https://xn--pypal-4ve.edu/orcid",
            corrected="https://paypal.edu/orcid",
            params={"host": "xn--pypal-4ve.edu"},
        ),
    ),
    check=confusable_host,
)


def non_public_host(uri: Uri) -> Params | None:
    """A name or address that means nothing outside one network."""
    if not uri.has_valid_host or hosts.is_public(uri.host) or dotless_host(uri):
        return None
    return {"host": shown(uri.host)}


NON_PUBLIC_HOST: Final = Row(
    name="non_public_host",
    severity="W/-",
    summary="A host that cannot be reached from the public internet.",
    rationale="Researchers everywhere must be able to open this address.",
    source="RFC 6761, RFC 6762, RFC 6890, RFC 8375; ICANN's reservation of .internal; mistakes seen in integrations with ORCID",
    template="Use a host that is reachable from the internet, not {host}.",
    cases=(
        Case(bad="https://repository.local/orcid", corrected=_GOOD, params={"host": "repository.local"}),
        Case(bad="https://10.0.0.7/orcid", corrected=_GOOD, params={"host": "10.0.0.7"}),
    ),
    check=non_public_host,
)
