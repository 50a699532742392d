"""Count the modules that a start imports and the regular expressions that it compiles: numbers that no machine changes.

    python docs/benchmarks/counts.py

They depend on the versions of Python and of the libraries only. Each column is a program of its own, counted from a bare
interpreter; to import a pydantic model is to build it. What pydantic compiles in Rust is not counted. Needs the dependency
group `benchmark`.
"""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

from growth import GOOD
from peers import FAIR, USUAL

FAULTY = {**GOOD, "redirect_uris": ["http://university.edu/orcid"]}


def programs_of_model(module: str) -> dict[str, str]:
    """Return the programs of a pydantic model, by what each does."""
    model = f"from {module} import Request"
    refused = f"{model}\ntry: Request.model_validate({FAULTY!r})\nexcept ValueError as error: "
    return {
        "import": model,
        "first check, plain": f"{model}\nRequest.model_validate({GOOD!r})",
        "first check, faulty": f"{refused}pass",
        "its messages": f"{refused}str(error)",
    }


#: The programs of each contender, by what each does.
PROGRAMS = {
    "orcid-clientreq": {
        "import": "import orcid_clientreq",
        "first check, plain": f"import orcid_clientreq\norcid_clientreq.check({GOOD!r})",
        "first check, faulty": f"import orcid_clientreq\norcid_clientreq.check({FAULTY!r})",
        "its messages": f"import orcid_clientreq\n[each.message for each in orcid_clientreq.check({FAULTY!r}).findings]",
    },
    USUAL: programs_of_model("usual_model"),
    FAIR: programs_of_model("fair_model"),
}
COLUMNS = [*PROGRAMS["orcid-clientreq"]]
#: The packages and modules that count as a contender's own.
OWN = {"orcid-clientreq": ("orcid_clientreq",)}
PYDANTIC = ("pydantic", "pydantic_core", "usual_model", "fair_model")

# Each is what runs before a program, and what runs after it. With `-S`, `import site` imports what a bare interpreter
# imports, but no `.pth` file adds to it.
MODULES = ("import site\nbefore = set(sys.modules)", "print(*sorted(set(sys.modules) - before))")
EXPRESSIONS = (
    """\
from re import _compiler as compiler
compile, count = compiler.compile, 0
def counted(*arguments):
    global count
    count += 1
    return compile(*arguments)
compiler.compile = counted
""",
    "print(count)",
)


def printed(around: tuple[str, str], program: str) -> str:
    """Return what a program prints in an interpreter of its own."""
    path = [str(Path(__file__).parent), *sys.path]
    code = "\n".join((f"import sys\nsys.path[:] = {path!r}", around[0], program, around[1]))
    run = subprocess.run([sys.executable, "-S", "-E", "-c", code], check=True, capture_output=True, text=True)
    return run.stdout


def modules(program: str) -> list[str]:
    """Return the modules that a program imports."""
    return printed(MODULES, program).split()


def expressions(program: str) -> int:
    """Return how many regular expressions a program compiles."""
    return int(printed(EXPRESSIONS, program))


def rows(name: str) -> dict[str, list[int]]:
    """Return what is counted of a contender, for each of its programs."""
    programs = PROGRAMS[name].values()
    imported = [modules(program) for program in programs]
    own = OWN.get(name, PYDANTIC)
    return {
        f"{name}: modules imported": [len(each) for each in imported],
        "of these its own": [sum(module.partition(".")[0] in own for module in each) for each in imported],
        "regular expressions compiled": [expressions(program) for program in programs],
    }


def main() -> None:
    """Print the table."""
    print(f"| counts on Python {platform.python_version()} | {' | '.join(COLUMNS)} |\n|{'---|' * (len(COLUMNS) + 1)}")
    for name in PROGRAMS:
        for head, numbers in rows(name).items():
            print(f"| {head} | {' | '.join(map(str, numbers))} |")


if __name__ == "__main__":
    main()
