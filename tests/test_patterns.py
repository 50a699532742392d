"""Every regular expression of the package matches alike on each Python, and divides a text among repetitions in one way."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import orcid_clientreq
from orcid_clientreq.matching import said
from orcid_clientreq.syntax.patterns import Pattern
from orcid_clientreq.systems import SYSTEMS, entered
from orcid_clientreq.systems.model import templates_of
from orcid_clientreq.systems.recognizing import expression_of

pytestmark = pytest.mark.long

FOLDER = Path(orcid_clientreq.__file__).parent
#: The sources, by the names of the files.
TREES = {
    path.relative_to(FOLDER).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.rglob("*.py"))
}
#: What of `re` takes an expression.
TAKES_AN_EXPRESSION = ("compile", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


# Which expressions there are


def each(value: Any) -> Iterator[Any]:
    """Yield a value, or what stands in it where it is a tuple or a mapping."""
    if isinstance(value, tuple | Mapping):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from each(item)
    else:
        yield value


def of_modules() -> list[re.Pattern[str]]:
    """Return the expressions that modules hold."""
    found = []
    for info in pkgutil.walk_packages(orcid_clientreq.__path__, "orcid_clientreq."):
        if "hook-" in info.name:  # PyInstaller imports it
            continue
        module = importlib.import_module(info.name)
        found += [item for item in each(tuple(vars(module).values())) if isinstance(item, Pattern | re.Pattern)]
    every = [item.compiled if isinstance(item, Pattern) else item for item in found]
    return [item if isinstance(item.pattern, str) else re.compile(item.pattern.decode("latin-1")) for item in every]


#: The functions that make expressions out of pieces, and all that they make.
MADE = {
    ("syntax/patterns.py", "compiled"): of_modules,
    ("systems/recognizing.py", "expression_of"): lambda: [
        expression_of(callback) for system in SYSTEMS.values() for callback in system.callbacks
    ],
    ("systems/entered.py", "_expression"): lambda: [
        entered._expression(template, ends=ends)
        for system in SYSTEMS.values()
        for template in (*templates_of(system), *system.pages)
        for ends in (False, True)
    ],
    ("matching/said.py", "_expression"): lambda: [
        said._expression(piece) for wording in said._wordings() for piece in wording.pieces
    ],
    ("systems/entered.py", "_cut"): lambda: [re.compile(f"{entered._BASE}/[^?#]")],
    ("systems/entered.py", "_origin"): lambda: [re.compile(entered._HOST)],
    **dict.fromkeys(
        [
            ("systems/entered.py", "_by_name"),
            ("strategies/installations.py", "_value"),
            ("strategies/installations.py", "_shortest"),
        ],
        lambda: [re.compile(each.pattern) for system in SYSTEMS.values() for each in system.parameters.values()],
    ),
}


def of_functions(trees: Mapping[str, ast.Module]) -> tuple[list[str], set[tuple[str, str]]]:
    """Return the expressions that functions write out, and which functions make some out of pieces."""
    written, makers = [], set()
    for file, tree in trees.items():
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef | ast.Lambda):
                continue
            for call in ast.walk(function):
                if not isinstance(call, ast.Call) or not takes_an_expression(call.func):
                    continue
                if isinstance(call.args[0], ast.Constant):
                    written.append(call.args[0].value)
                else:
                    makers.add((file, getattr(function, "name", "lambda")))
    return written, makers


def takes_an_expression(function: ast.expr) -> bool:
    """Return whether what is called is a function of `re`, or Pattern."""
    match function:
        case ast.Name("Pattern"):
            return True
        case ast.Attribute(ast.Name("re"), name):
            return name in TAKES_AN_EXPRESSION
    return False


def patterns() -> list[re.Pattern[str]]:
    """Return every expression of the package."""
    written = [re.compile(text) for text in of_functions(TREES)[0]]
    return [*dict.fromkeys([*written, *(pattern for make in MADE.values() for pattern in make())])]


def test_every_expression_is_found() -> None:
    assert of_functions(TREES)[1] == set(MADE)
    assert len(of_modules()) > 60
    assert len(patterns()) > 100
    imported = {
        ast.unparse(node)
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and re.search(r"\bre\b", ast.unparse(node))
    }
    assert imported == {"import re"}  # so that each call reads re.…


def test_expressions_in_functions_are_seen() -> None:
    tree = ast.parse("def f(x):\n    re.match('a', x)\n    return [lambda: re.sub(x, '', Pattern(f'{x}b').pattern)]")
    assert of_functions({"m.py": tree}) == (["a"], {("m.py", "f"), ("m.py", "lambda")})


# What an expression is made of

SINGLE = {sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN}
REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}
LOOKS_AROUND = {sre.ASSERT, sre.ASSERT_NOT}


def within(operator: Any, argument: Any) -> list[Any]:
    """Return the parts of a part."""
    if operator in REPEATS or operator is sre.SUBPATTERN:
        return [argument[-1]]
    if operator in LOOKS_AROUND:
        return [argument[1]]
    if operator is sre.BRANCH:
        return list(argument[1])
    if operator is sre.ATOMIC_GROUP:
        return [argument]
    if operator is sre.GROUPREF_EXISTS:
        return [part for part in argument[1:] if part is not None]
    return []


def is_single(tree: Any) -> bool:
    """Return whether it is one character, or one of a class."""
    return len(tree) == 1 and tree[0][0] in SINGLE


# What Python before 3.11.5 matches wrongly (gh-106052)


def keeps_a_group(tree: Any) -> bool:
    """Return whether more than a character or a class is repeated possessively, or an atomic group is there."""
    return any(
        operator is sre.ATOMIC_GROUP
        or (operator is sre.POSSESSIVE_REPEAT and not is_single(argument[-1]))
        or any(map(keeps_a_group, within(operator, argument)))
        for operator, argument in tree
    )


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("(?:ab)++", True),
        ("(?:a|bc)*+", True),
        ("(?:ab){2,3}+", True),
        ("(a)?+", True),
        ("(?>a|b)", True),
        ("x(?=(?:y|(?:ab)*+)z)", True),
        ("(?:(?>a+)b)*", True),
        ("a++[b-d]*+.{2,3}+\\d?+", False),
        ("(?:a++b)*", False),
        ("(?:ab)+a+", False),
    ],
)
def test_the_check_sees_a_group_that_is_kept(expression: str, found: bool) -> None:
    assert keeps_a_group(_parser.parse(expression)) == found


#: Stands for what is put into a text.
PART = "\ufffc"
TOKEN = re.compile(
    r"""
      (?P<class>       \[\^?\]?(?:\\.|[^\]\\])*\] )
    | (?P<atomic>      \(\?> )
    | (?P<nothing>     \(\) )
    | (?P<group>       \) )
    | (?P<part>        \ufffc )
    | (?P<possessive>  (?:[*+?]|\{[0-9,]+\})\+ )
    | (?P<quantifier>  (?:[*+?]|\{[0-9,]+\})\?? )
    | (?P<character>   \\.|. )
    """,
    re.VERBOSE | re.DOTALL,
)


def writes_a_kept_group(text: str) -> bool:
    """Return whether a text has an atomic group, or repeats possessively a group or what nobody can see from it.

    An empty group is none that anybody repeats: it stands in lists of characters, such as RFC 3986's sub-delims.
    """
    before: str | None = "part"  # a text may be put behind another
    for token in TOKEN.finditer(text):
        if token.lastgroup == "atomic" or (token.lastgroup == "possessive" and before in {"group", "part"}):
            return True
        before = token.lastgroup
    return False


def texts(tree: ast.AST) -> Iterator[str]:
    """Yield the texts in a source, with a placeholder for what f-strings put in."""
    pieces = {id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(piece.value) if isinstance(piece, ast.Constant) else PART for piece in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces:
            yield node.value


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"(?:ab)++"', True),
        ('"(?>a|b)"', True),
        ('f"{PART}++"', True),
        ('rf"a{PART}{{2,3}}+"', True),
        ('PART + "*+"', True),
        (r'r"(?:\(|[)])?+"', True),
        ('f"{PART}+"', False),
        ('f"[{PART}]*+"', False),
        (r'rf"(?:{PART}[^]x\]){{2}}[)]++\)++a?+"', False),
        ('''"!$&'()*+,;="''', False),
    ],
)
def test_the_check_sees_a_kept_group_in_a_source(source: str, found: bool) -> None:
    assert any(map(writes_a_kept_group, texts(ast.parse(source)))) == found


@pytest.mark.parametrize("file", TREES)
def test_no_source_writes_a_kept_group(file: str) -> None:
    assert [text for text in texts(TREES[file]) if writes_a_kept_group(text)] == []


# What takes more than linear time to fail

EVERYTHING = [(0, 0x10FFFF)]


def characters(operator: Any, argument: Any) -> list[tuple[int, int]]:
    """Return the ranges that a character or a class matches, or larger ones."""
    if operator is sre.LITERAL:
        return [(argument, argument)]
    if operator is not sre.IN or any(kind not in {sre.LITERAL, sre.RANGE} for kind, _ in argument):
        return EVERYTHING
    return [value if kind is sre.RANGE else (value, value) for kind, value in argument]


def beginnings(tree: Any) -> list[tuple[int, int]]:
    """Return the ranges of characters with which a match may begin, or larger ones."""
    found: list[tuple[int, int]] = []
    for operator, argument in tree:
        if operator in SINGLE:
            return found + characters(operator, argument)
        if operator is sre.AT or operator in LOOKS_AROUND:
            continue
        parts = within(operator, argument)
        if not parts:
            return EVERYTHING
        for part in parts:
            found += beginnings(part)
        may_be_empty = operator in REPEATS and argument[0] == 0
        if not may_be_empty and all(part.getwidth()[0] for part in parts):
            return found
    return found


def are_apart(trees: list[Any]) -> bool:
    """Return whether no two match at one place: each takes a character, and no two may begin with the same."""
    if not all(tree.getwidth()[0] for tree in trees) or trees[0].state.flags & re.IGNORECASE:
        return False
    return not any(
        low <= other_high and other_low <= high
        for one, other in combinations(map(beginnings, trees), 2)
        for low, high in one
        for other_low, other_high in other
    )


def is_unbounded(tree: Any) -> bool:
    """Return whether a repetition in it has no upper limit."""
    return any(
        (operator in REPEATS and argument[1] == sre.MAXREPEAT) or any(map(is_unbounded, within(operator, argument)))
        for operator, argument in tree
    )


def matches_in_one_way(tree: Any) -> bool:
    """Return whether it matches at a place in one way at most, and so ends at one place at most.

    Not if it can give back what it took, or has two ways from one place. It may have repetitions of a character or
    a class, if they are possessive or of one length, and alternatives that begin with different characters. What looks
    around takes no character, but it must not look at the whole text in each round.
    """
    for operator, argument in tree:
        parts = within(operator, argument)
        if operator in SINGLE or operator is sre.AT:
            fits = True
        elif operator in LOOKS_AROUND:
            fits = not any(map(is_unbounded, parts))
        elif operator in REPEATS:
            least, most, body = argument
            fits = is_single(body) and (operator is sre.POSSESSIVE_REPEAT or least == most)
        elif operator is sre.SUBPATTERN:
            _, added, removed, body = argument
            fits = not added and not removed and matches_in_one_way(body)
        else:
            fits = operator is sre.BRANCH and all(map(matches_in_one_way, parts)) and are_apart(parts)
        if not fits:
            return False
    return True


def nested(tree: Any) -> bool:
    """Return whether what is repeated can be divided among the rounds in two ways, so that each of them is tried.

    That is excluded where each round takes a character and ends where only it can end: then there is one way from the
    beginning on, and what gives back does so round by round. It counts for repetitions without an upper limit, and
    for others if there is one in them.
    """
    for operator, argument in tree:
        parts = within(operator, argument)
        if operator in REPEATS and argument[1] > 1 and not is_single(argument[2]):
            body = argument[2]
            once = matches_in_one_way(body) and body.getwidth()[0] > 0
            if (argument[1] == sre.MAXREPEAT or is_unbounded(body)) and not once:
                return True
        if any(map(nested, parts)):
            return True
    return False


@pytest.mark.parametrize(
    "expression",
    [
        "(?:a+b?)*",
        "(?=(a|b*)+)",
        "(?:(?:a+b?)++)*",
        "(?:a+b?)++",
        "(?:a+)+",
        "(?:a+){2,5}",  # n ** 5
        "(?:a{1,9})*b",
        "(?:a*+)*",  # a round may be empty
        "(?:aa|a)*",
        "(?:a++|ab)+",
        "(?:[a-f]++|[e-z]++)+",
        "(?:[a-f]++|[^a-z]++)+",  # apart, but not seen to be
        r"(?:[a-f]++|\d++)+",
        "(?:a?b)*",
        "(?:a?a)*",
        "(?:.?[a-z]++)*",
        "(?:x|(?:a|ab)y)*",
        "(?:(?:a++b)*c)*",
        "(?:(?=[^@]*@)a)*",  # each round looks at the rest
        "(?:(?<!b)(?!a*b)a)*",
        "(?:.+?x)*",
        r"(?:(a)|b)*(?:\1?a)*",
        "(?:(?i:a)|A)*",
        "(?i)(?:a++|A++)*",
    ],
)
def test_the_check_sees_what_can_be_divided_in_two_ways(expression: str) -> None:
    assert nested(_parser.parse(expression))


@pytest.mark.parametrize(
    "expression",
    [
        "a+(?:b{3}){4}c*",
        r"[a-z]++(?:\.[a-z]++)*",
        r"(?:(?!x|-)[a-z-]{1,62}+(?<!-)\.)+[a-z]++",
        "(?:[a-f]++|[g-z]++|0)+",
        "(?:(?:ab|cd)[a-z]++;)*",
        "(?:a*+b)*",
        "(?:[0-9]{2})*",
        "(?:a?b){3}",  # no more than eight ways, however long the text
        "(?:.*a)?b",
    ],
)
def test_the_check_lets_pass_what_can_be_divided_in_one_way(expression: str) -> None:
    assert not nested(_parser.parse(expression))


@pytest.mark.parametrize(
    "pattern", patterns(), ids=lambda pattern: pattern.pattern[:40].encode("unicode_escape").decode()
)
def test_an_expression_matches_alike_everywhere_and_in_one_way(pattern: re.Pattern[str]) -> None:
    tree = _parser.parse(pattern.pattern, pattern.flags)
    assert not keeps_a_group(tree)
    assert not nested(tree)
    assert not pattern.pattern.endswith("$")
