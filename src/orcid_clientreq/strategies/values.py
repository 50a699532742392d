"""Good values of every field, from what most people write to what hardly anybody does.

Each strategy begins with the plainest value, since that is where Hypothesis shrinks to. What a value would be warned
of is drawn only where the policy tolerates it, and nothing that is too long for it: see `acceptance`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, wraps
from ipaddress import IPv6Address
from itertools import chain, count, islice, product
from typing import Any, Final, NamedTuple, ParamSpec, TypeVar

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orcid_clientreq.fields import FIELDS
from orcid_clientreq.form import Severity
from orcid_clientreq.strategies.acceptance import Acceptance, Strategy, fitting
from orcid_clientreq.syntax.clients import is_unfilled
from orcid_clientreq.syntax.display import shows_nothing
from orcid_clientreq.syntax.hosts import a_labels, normal
from orcid_clientreq.syntax.invisible import trimmed
from orcid_clientreq.syntax.scripts import confusable_word
from orcid_clientreq.syntax.templates import template_in
from orcid_clientreq.validators import contact_email

T = TypeVar("T")
P = ParamSpec("P")


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

_LOCAL_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "contact_email": ("orcid", "library", "it.support", "first.last", "o'brien", "repo+orcid", "Jane_Doe", "a", "no-1"),
    "pin_contact_email": ("security", "pin", "head.of.it", "mary-ann", "pin+orcid", "Z.2", "q"),
}


def _unlike_an_example(label: str) -> str:
    """Return a label that is not one of those that mark examples."""
    return f"u{label}" if label.startswith(("your", "example")) else label


def _name(text: str) -> str:
    """Return a name made of the letters, digits, hyphens and dots of a text."""
    parts = (re.sub("-{2,}", "-", part.strip("-")) for part in text.split("."))
    return ".".join([_unlike_an_example(part) for part in parts if part]) or "u"


def words() -> Iterator[str]:
    """Return words of small letters, the shortest first; none begins with z, as a host of a faulty URI does."""
    of_each_size = (product(LOWER_CASE[:-1], *[LOWER_CASE] * more) for more in count())
    return map("".join, chain.from_iterable(of_each_size))


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


# Addresses

_ATEXT: Final = LOWER_CASE_AND_DIGITS + LOWER_CASE.upper() + "!#$%&'*+-/=?^_`{|}~"  # RFC 5322 section 3.2.3


def local_parts(common: Sequence[str]) -> Strategy[str]:
    """Return local parts in ASCII, up to 64 characters."""
    dotted = st.text(_ATEXT + ".", min_size=1, max_size=20).map(
        lambda text: ".".join(filter(None, text.split("."))) or "x"
    )
    return st.sampled_from([*common, common[0][0] * 64]) | dotted


_MAILBOX: Final = re.compile(r"([^\s<>:,;]*)@")


def mailbox(text: str) -> str:
    """Return what addresses of one mailbox share, and others sometimes do, of an address, a text around one, or a local part."""
    match = _MAILBOX.search(text)
    local = (match[1] if match else text).partition("+")[0].replace(".", "")
    return unicodedata.normalize("NFC", local.casefold())


#: Local parts that faulty addresses have. No good address of the other contact has one, so that no two are of one mailbox.
FAULTY_LOCAL_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "contact_email": ("orcid", "library", "it.support", "mary", "müller", "é"),
    "pin_contact_email": ("security", "pin", "jane.doe", "boss", "müller2", "ü"),
}


class Short(NamedTuple):
    """Local parts as short as can be, each of another mailbox, and none of somebody whom a policy knows.

    Args:
        good: Of a good address, by field.
        faulty: Of a faulty address, by field.
        stranger: Of somebody new; it is not as short.
    """

    good: Mapping[str, str]
    faulty: Mapping[str, str]
    stranger: str


@kept
def short_local_parts(acceptance: Acceptance) -> Short:
    """Return the shortest local parts for addresses."""
    known = known_mailboxes(acceptance)
    contact, pin, *faulty = islice((word for word in words() if word not in known), 4)
    stranger = next(name for name in map("new{}".format, ["", *range(2, len(known) + 3)]) if name not in known)
    good = {"contact_email": contact, "pin_contact_email": pin}
    return Short(good, dict(zip(good, faulty, strict=True)), stranger)


def known_mailboxes(acceptance: Acceptance) -> frozenset[str]:
    """Return the mailboxes of the contacts that a policy knows."""
    return frozenset(map(mailbox, acceptance.policy.known_contacts))


def _taken(field: str, acceptance: Acceptance) -> frozenset[str]:
    """Return the mailboxes that a good address of a contact may not have, since the other contact can have them."""
    short = short_local_parts(acceptance)
    (other,) = short.good.keys() - {field}
    taken = frozenset(map(mailbox, [*FAULTY_LOCAL_PARTS[other], short.faulty[other]]))
    return taken if field == "contact_email" else taken | known_mailboxes(acceptance) | {short.stranger}


def has_to_be_known(field: str, acceptance: Acceptance) -> bool:
    """Return whether an address has to be one that a policy knows."""
    known = acceptance.policy.known_contacts
    return field == "contact_email" and bool(known) and not acceptance.tolerates("contact_email.unknown_contact")


@kept
def known_contacts(acceptance: Acceptance) -> tuple[str, ...]:
    """Return the good addresses among the contacts that a policy knows, in the order of their text."""
    policy = acceptance.policy
    refused = set(Severity) if acceptance.no_warnings else {Severity.ERROR}
    return tuple(
        text
        for text in sorted(policy.known_contacts)
        if refused.isdisjoint(finding.severity for finding in contact_email(text, policy=policy))
    )


def contacts(field: str, acceptance: Acceptance) -> Strategy[str]:
    """Return addresses for one of the contacts, of those that the policy knows where it takes no others.

    Raises:
        InvalidArgument: none of those is a good address, or a limit leaves no room for any.
    """
    if has_to_be_known(field, acceptance):
        known = known_contacts(acceptance)
        if not known:
            msg = "none of the policy's known contacts is an address to which no rule objects"
            raise InvalidArgument(msg)
        return st.sampled_from(known)
    local = local_parts(_LOCAL_PARTS[field])
    if acceptance.tolerates(f"{field}.internationalized"):
        local |= in_one_script(1, 6)
    drawn = st.builds("{}@{}".format, local, NAMES | INTERNATIONAL_NAMES)
    short, taken = f"{short_local_parts(acceptance).good[field]}@b.c", _taken(field, acceptance)

    def fits(address: str) -> bool:
        return acceptance.has_room(field, address) and mailbox(address) not in taken

    return fitting(drawn, short, fits, acceptance.refusal(field, "an address"))


def contact_pairs(acceptance: Acceptance) -> Strategy[tuple[str, str]]:
    """Return an address for each of the contacts, such that two persons read them.

    Raises:
        InvalidArgument: as `contacts`.
    """
    drawn = st.tuples(contacts("contact_email", acceptance), contacts("pin_contact_email", acceptance))
    return drawn.map(lambda pair: (pair[0], another_mailbox(pair[0], pair[1], acceptance)))


def another_mailbox(contact: str, pin: str, acceptance: Acceptance) -> str:
    """Return an address of the contact for the PIN, or another where it is of the other contact's mailbox."""
    taken = mailbox(contact)
    if taken != mailbox(pin):
        return pin
    local, _, domain = pin.partition("@")
    other = f"{f'not.{local}'[:64].rstrip('.')}@{domain}"
    if acceptance.has_room("pin_contact_email", other) and mailbox(other) not in {taken, *known_mailboxes(acceptance)}:
        return other
    return next(f"{short}@b.c" for short in short_local_parts(acceptance).good.values() if short != taken)


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
    "نرم‌افزار کتابخانه‌ها با {meta}data و 👩\u200d🔬",
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
#: A name as short as can be; longer ones can begin with it.
SHORT_NAME: Final = "U"
_NOTES: Final = (
    "Vendor system: DSpace 8.",
    "Demo on 3 November.\r\nVendor system:\tOJS\nFive more redirect URIs: see below.",
    "We write <b> in front of the name & that is fine here.",
    "担当者: 田中",
)
# Of any script, but nothing that does not show, nor what begins a tag or a character reference, or stands for a lost
# letter.
_CHARACTERS: Final = st.characters(
    exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"], exclude_characters="<&\ufffd"
)


def cut(text: str, limit: int) -> str:
    """Return the beginning of a text that fits, without white space around it; `x` for a template."""
    text = trimmed(text[:limit])
    return "x" if shows_nothing(text) or template_in(text) else text


@kept
def texts(field: str, acceptance: Acceptance) -> Strategy[str]:
    """Return texts for a field of that kind."""
    row, limits = FIELDS[field], acceptance.limits
    longest, _ = acceptance.longest(field)
    common = {"description": _DESCRIPTIONS, "staff_notes": _NOTES}.get(field, _NAMES)
    advised = getattr(limits, row.advised or row.limit)
    drawn = st.text(_CHARACTERS, min_size=1, max_size=40)
    if field in {"description", "client_name"} and not acceptance.tolerates(f"{field}.confusable"):
        drawn = drawn.map(lambda text: "x" if confusable_word(text) else text)
    sentences = st.lists(in_one_script(1, 8), min_size=1, max_size=6).map(" ".join)
    edges = st.sampled_from([min(advised, longest), longest]).map("x".__mul__)
    several = st.one_of(st.sampled_from(common), sentences, drawn, edges)
    return several.map(lambda text: cut(text, longest))


# Answers

#: The client ID that is drawn where another one would not do.
A_CLIENT_ID: Final = "APP-0123456789ABCDEF"
_CAPITALS: Final = "0123456789" + LOWER_CASE.upper()


def client_ids() -> Strategy[str]:
    """Return client IDs of both shapes."""
    four = st.text(_CAPITALS, min_size=4, max_size=4)
    drawn = st.text(_CAPITALS, min_size=16, max_size=16).map("APP-{}".format) | st.tuples(four, four, four, four).map(
        "-".join
    )
    return st.just(A_CLIENT_ID) | drawn.filter(lambda text: not is_unfilled(text))


def no_client_ids() -> Strategy[str]:
    """Return texts that are nearly client IDs."""
    return st.one_of(
        st.sampled_from(["APP-", "APP-123", "app-0123456789abcdef", f" {A_CLIENT_ID}", "orcid@university.edu"]),
        client_ids().map(lambda text: text[:-1]),
        client_ids().map("{}0".format),
    ).filter(lambda text: not is_unfilled(text))


def unfilled_client_ids() -> Strategy[str]:
    """Return what guides have in place of a client ID."""
    one = st.sampled_from("0AX").map(lambda letter: f"APP-{letter * 16}")
    words = ["<your client ID>", "YOUR_CLIENT_ID", "APP-YOURCLIENTIDHERE", "${ORCID_CLIENT_ID}", "XXXX-XXXX-XXXX-XXXX"]
    return one | st.sampled_from([*words, "[client_id]", "APP-XXXX", "TODO"])


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
