"""Good values of every field, from what most people write to what hardly anybody does.

Each strategy begins with the plainest value, since that is where Hypothesis shrinks to. What a value would be warned
of is drawn only where the policy tolerates it: see `Acceptance`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from ipaddress import IPv6Address
from typing import Any, Final, NamedTuple, ParamSpec, TypeVar

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orcid_clientreq.fields import FIELDS, limit_of
from orcid_clientreq.form import Limits
from orcid_clientreq.policy import Policy
from orcid_clientreq.syntax.display import shows_nothing
from orcid_clientreq.syntax.hosts import a_labels, normal
from orcid_clientreq.syntax.scripts import confusable_word
from orcid_clientreq.validators import contact_email

Strategy = st.SearchStrategy
T = TypeVar("T")
P = ParamSpec("P")


class Acceptance(NamedTuple):
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


#: Makes the faulty values of a field.
Faulty = Callable[[str, Acceptance], Strategy[Any]]


def named(make: Callable[P, Strategy[T]]) -> Callable[P, Strategy[T]]:
    """Let the strategy that a function returns be shown under the name of that function, as in a report of Hypothesis."""

    @wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> Strategy[T]:
        strategy = make(*args, **kwargs)

        def definition(draw: st.DrawFn) -> T:
            return draw(strategy)

        definition.__name__ = make.__name__
        return st.composite(definition)()

    return made


#: Keeps what a function made for the latest arguments: those who draw a policy first ask for its strategies each time.
kept: Final = lru_cache(maxsize=64)


# Words and names

LOWER_CASE: Final = "abcdefghijklmnopqrstuvwxyz"
LOWER_CASE_AND_DIGITS: Final = LOWER_CASE + "0123456789"

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

HOSTS: Final = (
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
    st.sampled_from(HOSTS),
    st.builds("{}.{}".format, st.text(LOWER_CASE_AND_DIGITS + "-.", min_size=1, max_size=24).map(_name), _TOP),
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


# Addresses

_ATEXT: Final = LOWER_CASE_AND_DIGITS + LOWER_CASE.upper() + "!#$%&'*+-/=?^_`{|}~"  # RFC 5322 section 3.2.3


def local_parts(common: Sequence[str]) -> Strategy[str]:
    """Return local parts in ASCII, up to 64 characters."""
    dotted = st.text(_ATEXT + ".", min_size=1, max_size=20).map(
        lambda text: ".".join(filter(None, text.split("."))) or "x"
    )
    return st.sampled_from([*common, common[0][0] * 64]) | dotted


def _addresses(common: Sequence[str], code: str, acceptance: Acceptance, shortest: str) -> Strategy[str]:
    """Return addresses for one of the contacts."""
    local = local_parts(common)
    if acceptance.tolerates(code):
        local |= in_one_script(1, 6)
    drawn = st.builds("{}@{}".format, local, NAMES | INTERNATIONAL_NAMES)
    return drawn.map(lambda address: fitted(address, acceptance.limits.email, shortest))


def contacts(acceptance: Acceptance) -> Strategy[str]:
    """Return addresses for contact_email, of those that the policy knows where it knows some.

    Raises:
        InvalidArgument: the policy takes known contacts only, and none of those is a good address.
    """
    if acceptance.policy.known_contacts and not acceptance.tolerates("contact_email.unknown_contact"):
        known = [
            text
            for text in sorted(acceptance.policy.known_contacts)
            if not contact_email(text, policy=acceptance.policy)
        ]
        if not known:
            msg = "none of the policy's known contacts is an address to which no rule objects"
            raise InvalidArgument(msg)
        return st.sampled_from(known)
    return _addresses(_LOCAL_PARTS, "contact_email.internationalized", acceptance, "a@b.edu")


def _mailbox(address: str) -> str:
    """Return what addresses of one mailbox share, and others sometimes do."""
    return address.partition("@")[0].partition("+")[0].replace(".", "").casefold()


def contact_pairs(acceptance: Acceptance) -> Strategy[tuple[str, str]]:
    """Return an address for each of the contacts, such that two persons read them."""

    def distinct(pair: tuple[str, str]) -> tuple[str, str]:
        if _mailbox(pair[0]) != _mailbox(pair[1]):
            return pair
        local, _, domain = pair[1].partition("@")
        return pair[0], fitted(f"{f'not.{local}'[:64].rstrip('.')}@{domain}", acceptance.limits.email, "b@b.edu")

    pin = _addresses(_PIN_LOCAL_PARTS, "pin_contact_email.internationalized", acceptance, "b@b.edu")
    return st.tuples(contacts(acceptance), pin).map(distinct)


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


@kept
def texts(field: str, acceptance: Acceptance) -> Strategy[str]:
    """Return texts for a field of that kind."""
    limits = acceptance.limits
    limit = limit_of(FIELDS[field], limits)
    common = {"description": _DESCRIPTIONS, "staff_notes": _NOTES}.get(field, _NAMES)
    advised = limits.description_advised if field == "description" else limit
    soft = limit if advised >= limit or acceptance.tolerates("description.too_long") else advised
    drawn = st.text(_CHARACTERS, min_size=1, max_size=40)
    if field in {"description", "client_name"} and not acceptance.tolerates(f"{field}.confusable"):
        drawn = drawn.map(lambda text: "x" if confusable_word(text) else text)
    words = st.lists(in_one_script(1, 8), min_size=1, max_size=6).map(" ".join)
    longest = st.sampled_from([min(advised, limit), soft]).map("x".__mul__)
    several = st.one_of(st.sampled_from(common), words, drawn, longest)
    return several.map(lambda text: cut(text, soft))


# Answers

#: The client ID that is drawn where another one would not do.
A_CLIENT_ID: Final = "APP-0123456789ABCDEF"
_CAPITALS: Final = "0123456789" + LOWER_CASE.upper()


def client_ids() -> Strategy[str]:
    """Return client IDs of both shapes."""
    four = st.text(_CAPITALS, min_size=4, max_size=4)
    return (
        st.just(A_CLIENT_ID)
        | st.text(_CAPITALS, min_size=16, max_size=16).map("APP-{}".format)
        | st.tuples(four, four, four, four).map("-".join)
    )


def no_client_ids() -> Strategy[str]:
    """Return texts that are nearly client IDs."""
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
    choices = FIELDS[field].choices
    if "yes" in choices:
        return st.sampled_from([False, True, "no", "yes", "No", "Yes", " YES "])
    spelt = [(name, name.replace("_", " ").title(), f" {name.upper()}", member) for name, member in choices.items()]
    return st.sampled_from([form for forms in spelt for form in forms])
