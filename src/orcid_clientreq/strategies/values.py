"""Good values of every field, from what most people write to what hardly anybody does.

Each strategy begins with the plainest value, since that is where Hypothesis shrinks to. What a value would be warned
of is drawn only where the policy tolerates it: see `Taste`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import IPv6Address
from typing import Any, Final, NamedTuple, TypeVar
from urllib.parse import quote

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orcid_clientreq.display import shows_nothing
from orcid_clientreq.form import CHOICES, Environment, Limits
from orcid_clientreq.policy import Policy
from orcid_clientreq.validators import contact_email
from orcid_clientreq.validators.hosts import a_labels, normal
from orcid_clientreq.validators.scripts import confusable_word

Strategy = st.SearchStrategy
T = TypeVar("T")


class Taste(NamedTuple):
    """What drawn values may be: accepted by a policy, or so good that there is not even a warning."""

    policy: Policy
    clean: bool = False

    @property
    def limits(self) -> Limits:
        """The limits of the policy."""
        return self.policy.limits

    def tolerates(self, code: str) -> bool:
        """Return whether a value that breaks the rule of this code may be drawn."""
        severity = self.policy.severity(code)
        return severity is None or (severity == "warning" and not self.clean)


def named(name: str, strategy: Strategy[T]) -> Strategy[T]:
    """Return a strategy that is shown under a short name, as in a report of Hypothesis about it."""

    def definition(draw: st.DrawFn) -> T:
        return draw(strategy)

    definition.__name__ = name
    return st.composite(definition)()


# Words and names

_LOWER: Final = "abcdefghijklmnopqrstuvwxyz"
_ALPHANUMERIC: Final = _LOWER + "0123456789"

#: Letters that a name can be made of, by script; none of them looks like a Latin one.
ALPHABETS: Final = (
    "abcdefghijklmnopqrstuvwxyzäöüéèñçåøæßłšž",
    "бджзийлцчшщыэюя",
    "βδζθλξπφψω",
    "אבגדהזחטיכלמנעפצקרשת",
    "بتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "कखगघचजतथदधनपबभमयरलवसह",
    "กขคงจชซดตถทธนบปผพฟมยรลวสห",
    "大学图书馆研究院科技出版社",
    "さくらだいがくとしょかん",
    "대학교도서관연구원출판사",
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
)

_HOSTS: Final = (
    "university.edu",
    "repository.university.edu",
    "journals.press.org",
    "cris.uni-x.de",
    "orcid.library.ac.uk",
    "data.museum",
    "www.institute.edu.au",
    f"{'a' * 63}.edu",
)
_TOP: Final = st.sampled_from(["edu", "org", "ac.uk", "de", "museum", "edu.au", "io", "com", "xn--p1ai", "xn--fiqs8s"])

_LOCAL_PARTS: Final = ("orcid", "library", "it.support", "first.last", "o'brien", "repo+orcid", "Jane_Doe", "a", "no-1")
_PIN_LOCAL_PARTS: Final = ("security", "pin", "head.of.it", "mary-ann", "pin+orcid", "Z.2", "q")


def _unlike_an_example(label: str) -> str:
    """Return a label that is none of those which stand for examples."""
    return f"u{label}" if label.startswith(("your", "example")) else label


def _name(text: str) -> str:
    """Return a name made of the letters, digits, hyphens and dots of a text."""
    parts = (re.sub("-{2,}", "-", part.strip("-")) for part in text.split("."))
    return ".".join([_unlike_an_example(part) for part in parts if part]) or "u"


def in_one_script(min_size: int, max_size: int, alphabets: Sequence[str] = ALPHABETS) -> Strategy[str]:
    """Return texts each of which is in one of many scripts."""
    return st.sampled_from([st.text(letters, min_size=min_size, max_size=max_size) for letters in alphabets]).flatmap(
        lambda texts: texts
    )


#: Labels in one of many scripts, as people write them.
U_LABELS: Final[Strategy[str]] = in_one_script(2, 8).map(_unlike_an_example)
#: Names with such a label, as people write them.
INTERNATIONAL_NAMES: Final = st.builds("{}.{}".format, U_LABELS, st.sampled_from(["edu", "org", "de"]))
#: Public DNS names, internationalized ones in A-labels.
NAMES: Final[Strategy[str]] = st.one_of(
    st.sampled_from(_HOSTS),
    st.builds("{}.{}".format, st.text(_ALPHANUMERIC + "-.", min_size=1, max_size=24).map(_name), _TOP),
    INTERNATIONAL_NAMES.map(lambda name: a_labels(name) or name),
)

_OCTETS: Final = st.integers(0, 255)
#: IP addresses, IPv6 in brackets, out of ranges that are routed.
PUBLIC_ADDRESSES: Final[Strategy[str]] = st.one_of(
    st.builds("{}.{}.{}.{}".format, st.sampled_from([8, 23, 52, 93, 128, 141, 193, 212]), _OCTETS, _OCTETS, _OCTETS),
    st.tuples(st.sampled_from([0x2A00, 0x2400, 0x2600]), st.integers(1, 2**112 - 1)).map(
        lambda pair: normal(f"[{IPv6Address(pair[0] << 112 | pair[1])}]")
    ),
)


# URIs

_SAFE: Final = _ALPHANUMERIC + _LOWER.upper() + "-_~!$&'()*+=:@"
_PATHS: Final = (
    "/orcid",
    "/orcid/callback",
    "/users/auth/orcid/callback",
    "/oauth/redirect_uri/",
    "/orcidcallback.html",
    "/index.php/journal/orcidapi/orcidAuthorize",
    "/~user/a;v=1/b,c",
)
_QUERIES: Final = (
    "",
    "?tenant=main",
    "?journal_code=7&lang=en",
    "?next=/a?b",
    "?",
    "?key",
    "?a[]=1".replace("[]", "%5B%5D"),
)


def _tidy(text: str) -> str:
    """Return the end of a URI without what looks like the punctuation after it."""
    return f"{text}x" if text[-1:] in {";", ",", "."} else text


def _path(text: str) -> str:
    """Return a path made of the characters of a text, without dot segments."""
    segments = [segment if segment.strip(".") else f"{segment}a" for segment in text.split("/")]
    return _tidy(f"/{'/'.join(segments)}")


#: Paths that are more than `/`, with percent-encoding and every delimiter that may stand there.
PATHS: Final[Strategy[str]] = st.one_of(
    st.sampled_from(_PATHS),
    st.text(_SAFE + ".,;/", min_size=1, max_size=20).map(_path),
    in_one_script(1, 6).map(lambda text: f"/{quote(text)}/%20"),
)
#: Queries with their `?`, or nothing; no name is one of the authorization response's.
QUERIES: Final[Strategy[str]] = st.one_of(
    st.sampled_from(_QUERIES),
    st.text(_SAFE + "/?&", max_size=20).map(lambda text: f"?x_{text.replace('&', '&x_')}"),
    in_one_script(1, 4).map(lambda text: f"?q={quote(text)}&x=100%25"),
)
#: Ports with their colon, or nothing; never the default one of a scheme.
PORTS: Final[Strategy[str]] = st.one_of(
    st.sampled_from(["", "", ":8443", ":8080", ":1", ":65535"]),
    st.integers(1024, 65534).map(":{}".format),
)


def fitted(uri: str, limit: int, shortest: str) -> str:
    """Return a URI, or a short one where it is too long.

    Raises:
        InvalidArgument: not even the short one fits into the limit of a policy.
    """
    if len(uri) <= limit:
        return uri
    if len(shortest) <= limit:
        return shortest
    msg = f"a limit of {limit} characters leaves no room for {shortest}"
    raise InvalidArgument(msg)


def _hosts(field: str, taste: Taste) -> Strategy[str]:
    """Return the hosts that a URI of a field may have."""
    drawn = NAMES
    if field == "homepage_url" or taste.tolerates("redirect_uri.ip_address"):
        drawn |= PUBLIC_ADDRESSES
    if field == "redirect_uri" and taste.policy.environment is Environment.SANDBOX:
        if taste.tolerates("redirect_uri.non_public_host"):
            drawn |= st.sampled_from(["127.0.0.1", "10.0.0.7", "[::1]"])
        if taste.tolerates("redirect_uri.localhost"):
            drawn |= st.sampled_from(["localhost", "app.localhost"])
    return drawn


def _schemes(field: str, taste: Taste) -> Strategy[str]:
    """Return the schemes that a URI of a field may have."""
    rule = "homepage_url.insecure" if field == "homepage_url" else "redirect_uri.https_required"
    return st.sampled_from(["https", "http"] if taste.tolerates(rule) else ["https"])


_PLURALS: Final = {"homepage_url": "homepage_urls", "redirect_uri": "redirect_uris"}
_SHORTEST: Final = {"homepage_url": "https://a.edu", "redirect_uri": "https://a.edu/b"}


def uris(field: str, taste: Taste) -> Strategy[str]:
    """Return URIs for `homepage_url` or `redirect_uri`."""
    limit, path = taste.limits.uri, PATHS
    if field == "redirect_uri" and not taste.tolerates("redirect_uri.long"):
        limit = min(limit, taste.limits.redirect_uri_advised)
    if field == "homepage_url" or taste.tolerates("redirect_uri.host_only"):
        path = st.sampled_from(["", "/"]) | path
    drawn = st.builds("{}://{}{}{}{}".format, _schemes(field, taste), _hosts(field, taste), PORTS, path, QUERIES)
    longest = drawn.map(lambda uri: f"{uri.partition('?')[0].rstrip('/')}/".ljust(limit, "a"))
    # Much of what is registered looks like these; what is rare is drawn as often as each of their parts.
    common = st.builds("https://{}{}".format, st.sampled_from(_HOSTS), st.sampled_from(_PATHS))
    several = st.one_of([common] * 4 + [drawn] * 4 + [longest])
    return named(_PLURALS[field], several.map(lambda uri: fitted(uri, limit, _SHORTEST[field])))


def uri_lists(taste: Taste, *, min_size: int = 1, max_size: int = 5) -> Strategy[list[str]]:
    """Return lists of redirect URIs no two of which are equivalent."""
    most = min(max_size, taste.limits.redirect_uris)
    if not taste.tolerates("redirect_uris.many"):
        most = min(most, taste.limits.redirect_uris_advised)
    if min_size > most:
        msg = f"the policy takes at most {most} redirect URIs"
        raise InvalidArgument(msg)
    one = uris("redirect_uri", taste)
    several = st.lists(one, min_size=min_size, max_size=most, unique_by=_without_slashes)
    return one.map(lambda uri: [uri]) | several if min_size <= 1 <= most else several  # most people register one


def _without_slashes(uri: str) -> str:
    """Return what tells drawn URIs apart: they are in their normal form, where only an empty path can also be `/`."""
    return uri.replace("/?", "?").rstrip("/")


# Addresses

_ATEXT: Final = _ALPHANUMERIC + _LOWER.upper() + "!#$%&'*+-/=?^_`{|}~"  # RFC 5322 section 3.2.3


def local_parts(common: Sequence[str]) -> Strategy[str]:
    """Return local parts in ASCII, up to 64 characters."""
    dotted = st.text(_ATEXT + ".", min_size=1, max_size=20).map(
        lambda text: ".".join(filter(None, text.split("."))) or "x"
    )
    return st.sampled_from([*common, common[0][0] * 64]) | dotted


def _addresses(common: Sequence[str], code: str, taste: Taste, shortest: str) -> Strategy[str]:
    """Return addresses for one of the contacts."""
    local = local_parts(common)
    if taste.tolerates(code):
        local |= in_one_script(1, 6)
    drawn = st.builds("{}@{}".format, local, NAMES | INTERNATIONAL_NAMES)
    return named("contact_emails", drawn.map(lambda address: fitted(address, taste.limits.email, shortest)))


def contacts(taste: Taste) -> Strategy[str]:
    """Return addresses for contact_email, of those that the policy knows where it knows some.

    Raises:
        InvalidArgument: the policy takes known contacts only, and none of those is a good address.
    """
    if taste.policy.known_contacts and not taste.tolerates("contact_email.unknown_contact"):
        known = [text for text in sorted(taste.policy.known_contacts) if not contact_email(text, taste.policy)]
        if not known:
            msg = "none of the policy's known contacts is an address to which no rule objects"
            raise InvalidArgument(msg)
        return st.sampled_from(known)
    return _addresses(_LOCAL_PARTS, "contact_email.internationalized", taste, "a@b.edu")


def _mailbox(address: str) -> str:
    """Return what addresses of one mailbox share, and others sometimes do."""
    return address.partition("@")[0].partition("+")[0].replace(".", "").casefold()


def contact_pairs(taste: Taste) -> Strategy[tuple[str, str]]:
    """Return an address for each of the contacts, such that two persons read them."""

    def distinct(pair: tuple[str, str]) -> tuple[str, str]:
        if _mailbox(pair[0]) != _mailbox(pair[1]):
            return pair
        local, _, domain = pair[1].partition("@")
        return pair[0], fitted(f"{f'not.{local}'[:64].rstrip('.')}@{domain}", taste.limits.email, "b@b.edu")

    pin = _addresses(_PIN_LOCAL_PARTS, "pin_contact_email.internationalized", taste, "b@b.edu")
    return st.tuples(contacts(taste), pin).map(distinct)


# Texts

_DESCRIPTIONS: Final = (
    "Sign in with ORCID.",
    "The repository reads and adds works on your ORCID record with your permission.",
    "Bücher & Aufsätze: Anmeldung mit Ihrer ORCID iD – schnell und sicher.",
    "Iniciar sesión con ORCID para añadir sus publicaciones.",
    "リポジトリに ORCID iD でログインします。",
    "使用 ORCID 登录机构知识库。",
    "سجّل الدخول باستخدام معرّف ORCID.",
    "Войдите с помощью ORCID iD, чтобы добавить работы.",
    "ORCID iD के साथ साइन इन करें।",
    "IL-2Rα assays: α < β, R&D 🧬",
)
_NAMES: Final = (
    "University Repository",
    "R&D Portal",
    "Ústřední knihovna",
    "大学リポジトリ",
    "مستودع",
    "Bibliothèque",
    "X",
)
_NOTES: Final = (
    "Vendor system: DSpace 8.",
    "Demo on 3 November.\r\nVendor system:\tOJS\nFive more redirect URIs: see below.",
    "We write <b> in front of the name & that is fine here.",
    "担当者: 田中",
)
# Of any script, but nothing that does not show, nor what begins a tag or a character reference.
_CHARACTERS: Final = st.characters(
    exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"], exclude_characters="<&"
)


def cut(text: str, limit: int) -> str:
    """Return the beginning of a text that fits, without white space around it."""
    text = text[:limit].strip()
    return "x" if shows_nothing(text) else text


def texts(field: str, taste: Taste) -> Strategy[str]:
    """Return texts for `description`, `staff_notes`, `client_name` or `organization_name`."""
    limits = taste.limits
    limit: int = getattr(limits, field)
    common = {"description": _DESCRIPTIONS, "staff_notes": _NOTES}.get(field, _NAMES)
    advised = limits.description_advised if field == "description" else limit
    soft = limit if advised >= limit or taste.tolerates("description.too_long") else advised
    drawn = st.text(_CHARACTERS, min_size=1, max_size=40)
    if field in {"description", "client_name"} and not taste.tolerates(f"{field}.confusable"):
        drawn = drawn.map(lambda text: "x" if confusable_word(text) else text)
    words = st.lists(in_one_script(1, 8), min_size=1, max_size=6).map(" ".join)
    longest = st.sampled_from([min(advised, limit), soft]).map("x".__mul__)
    several = st.one_of(st.sampled_from(common), words, drawn, longest)
    return named(f"{field}_texts", several.map(lambda text: cut(text, soft)))


# Answers

#: The client iD that is drawn where another one would not do.
A_CLIENT_ID: Final = "APP-0123456789ABCDEF"
_CAPITALS: Final = "0123456789" + _LOWER.upper()


def client_ids() -> Strategy[str]:
    """Return client iDs of both shapes."""
    four = st.text(_CAPITALS, min_size=4, max_size=4)
    return (
        st.just(A_CLIENT_ID)
        | st.text(_CAPITALS, min_size=16, max_size=16).map("APP-{}".format)
        | st.tuples(four, four, four, four).map("-".join)
    )


def no_client_ids() -> Strategy[str]:
    """Return texts that are nearly client iDs."""
    return st.one_of(
        st.sampled_from(["APP-", "APP-123", "app-0123456789abcdef", f" {A_CLIENT_ID}", "orcid@university.edu"]),
        client_ids().map(lambda text: text[:-1]),
        client_ids().map("{}0".format),
    )


def secrets() -> Strategy[str]:
    """Return client secrets."""
    return st.uuids(version=4).map(str)


def answers(field: str) -> Strategy[Any]:
    """Return answers to a question that has a choice, spelt as people and programs do."""
    choices = CHOICES[field]
    if "yes" in choices:
        return st.sampled_from([False, True, "no", "yes", "No", "Yes", " YES "])
    spelt = [(name, name.replace("_", " ").title(), f" {name.upper()}", member) for name, member in choices.items()]
    return st.sampled_from([form for forms in spelt for form in forms])
