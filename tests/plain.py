"""What a plain installation does, `pip install orcid-clientreq` without an extra: as a newcomer meets it.

    tox -e plain

Without pytest, which is not there. Runs the examples of README, documentation and docstrings as well; those that need an
extra have to fail. Exits with 1 where something is wrong.
"""

from __future__ import annotations

import doctest
import importlib
import inspect
import pydoc
import re
import rlcompleter
import runpy
import subprocess
import sys
import sysconfig
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from http.server import HTTPServer
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import orcid_clientreq

ROOT = Path(__file__).parent.parent
FOLDER = Path(orcid_clientreq.__file__).parent
#: The modules of the package but PyInstaller's hook, whose name no import statement takes.
MODULES = [
    ".".join(["orcid_clientreq", *path.relative_to(FOLDER).with_suffix("").parts]).removesuffix(".__init__")
    for path in sorted(FOLDER.rglob("*.py"))
    if "hook-" not in path.name
]
#: What needs Hypothesis, which comes with an extra.
NEEDS_HYPOTHESIS = [name for name in MODULES if f"{name}.".startswith("orcid_clientreq.strategies.")]
HINT = "orcid_clientreq.strategies needs Hypothesis: pip install 'orcid-clientreq[hypothesis]'"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs" / "how-to").rglob("*.md"))]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def printed(*arguments: str | Path, status: int = 0) -> str:
    """Return what a process prints that exits with a status."""
    done = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == status, done
    return done.stdout + done.stderr


def no_extra_is_installed() -> None:
    assert FOLDER.is_relative_to(sysconfig.get_path("purelib")), f"run tox -e plain: {FOLDER} is not what was installed"
    for requirement in requires("orcid-clientreq") or []:
        name, extra = re.split(r"[^\w.-]", requirement, maxsplit=1)[0], "extra ==" in requirement
        try:
            version(name)
        except PackageNotFoundError:
            assert extra, f"{name} is missing"
        else:
            assert not extra, f"{name} is installed; run tox -e plain"


def help_works() -> None:
    told = printed(sys.executable, "-c", "import orcid_clientreq; help(orcid_clientreq)")
    assert "check(data" in told
    assert "apply_suggestions" in pydoc.render_doc(orcid_clientreq)


def completion_works() -> None:
    completer = rlcompleter.Completer({"orcid_clientreq": orcid_clientreq})
    offered = set()
    while text := completer.complete("orcid_clientreq.", len(offered)):
        offered.add(text.removeprefix("orcid_clientreq.").removesuffix("()").removesuffix("("))
    assert offered >= {*dir(orcid_clientreq)} - {"__version__"}, offered  # what begins with _ is offered after one


def members_are_there() -> None:
    names = {*dir(orcid_clientreq)}
    assert {name for name, _ in inspect.getmembers(orcid_clientreq)} >= names - {"strategies"}
    assert [name for name in sorted(names) if not hasattr(orcid_clientreq, name)] == ["strategies"]


def strategies_say_what_to_install() -> None:
    assert raised(AttributeError, lambda: orcid_clientreq.strategies) == HINT
    for statement in ("from orcid_clientreq import strategies", "from orcid_clientreq.strategies import form_data"):
        assert raised(ImportError, lambda statement=statement: exec(statement)) == HINT  # noqa: S102


def raised(kind: type[Exception], function: Callable[[], object]) -> str:
    """Return what an error says."""
    try:
        function()
    except kind as error:
        return str(error)
    return f"there was no {kind.__name__}"


def every_module_can_be_imported() -> None:
    for name in MODULES:
        if name in NEEDS_HYPOTHESIS:
            assert raised(ImportError, lambda name=name: importlib.import_module(name)) == HINT
        else:
            importlib.import_module(name)


def the_examples_of_docstrings_hold() -> None:
    for name in MODULES:
        if name not in NEEDS_HYPOTHESIS:
            found = doctest.testmod(importlib.import_module(name), optionflags=FLAGS)
            assert not found.failed, name


def the_examples_of_pages_hold() -> None:
    sys.path.insert(0, str(ROOT / "docs" / "examples" / "check_many"))  # a reader saves those files where Python runs
    count = Counter[bool]()
    for page in PAGES:
        names: dict[str, object] = {"__name__": "__main__"}
        for number, (source, extra) in enumerate(examples(page.read_text(encoding="utf-8")), 1):
            test = doctest.DocTestParser().get_doctest(source, names, f"{page.name}, example {number}", str(page), 0)
            told: list[str] = []
            found = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=told.append, clear_globs=False)
            names |= test.globs
            count[bool(extra)] += 1
            if extra:
                assert found.failed, f"{test.name} works without {extra}"
            else:
                assert not found.failed, "".join(told)
    assert count[False] > 20
    assert count[True] > 1


def examples(page: str) -> Iterator[tuple[str, str]]:
    """Yield the examples of a page, each with the extra that it needs, if any.

    An extra that is to be installed, as in `pip install 'orcid-clientreq[hypothesis]'`, counts for what follows in its
    section and the sections below it.
    """
    level, extra, since = 0, "", 0
    for text, block in re.findall(r"(?m)(^(?!```).+)|^```((?s:.*?))^```$", page):
        heading = re.match("#+(?= )", text)
        if heading:
            level = len(heading[0])
            extra = extra if level > since else ""
        install = re.search(r"pip install '?orcid-clientreq\[([\w,]+)\]", text)
        if install:
            extra, since = install[1], level
        if block.startswith("python\n>>> "):
            yield block.partition("\n")[2], extra


def the_page_of_the_tutorial_is_served() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "examples" / "first_page.py"))["Page"]
    server = HTTPServer(("127.0.0.1", 0), page)
    Thread(target=server.serve_forever, daemon=True).start()
    connection = HTTPConnection("127.0.0.1", server.server_address[1])
    connection.request("POST", "/", "contact_email=x", {"Content-Type": "application/x-www-form-urlencoded"})
    assert "must have an @-sign" in connection.getresponse().read().decode()
    connection.close()
    server.shutdown()
    server.server_close()


def the_command_line_works() -> None:
    script = Path(sysconfig.get_path("scripts")) / "orcid-clientreq"
    requests = sorted((ROOT / "docs" / "examples" / "requests").glob("*.json"))
    for program in ([script], [sys.executable, "-m", "orcid_clientreq"]):
        assert printed(*program, "--version").strip() == orcid_clientreq.__version__
        assert "pin_contact_email.not_distinct" in printed(*program, "check", *requests, status=1)
        assert "redirect_uri.fragment" in printed(*program, "explain", "redirect_uri.fragment")
        assert "dataverse" in printed(*program, "systems")
        assert "no match" in printed(*program, "match", "https://a.edu/b", "--registered", requests[0], status=1)
        sheet = ROOT / "tests" / "sheets" / "requests.xlsx"
        assert "pip install 'orcid-clientreq[spreadsheet]'" in printed(*program, "check", sheet, status=2)
        assert "40 requests" in printed(*program, "check", sheet.with_name("utf-8.csv"), status=2)
        assert "pip install pyyaml" in printed(*program, "check", ROOT / ".readthedocs.yaml", status=2)


def the_programs_of_the_guides_run() -> None:
    examples, vectors = ROOT / "docs" / "examples", ROOT / "docs" / "vectors"
    folder = examples / "check_many"
    assert "with errors" in printed(sys.executable, folder / "check_folder.py", examples / "requests", status=1)
    with TemporaryDirectory() as made:
        file = Path(made) / "requests.csv"
        file.write_text("contact_email,redirect_uris\nx,http://university.edu/a\n", encoding="utf-8")
        assert "https://university.edu/a" in printed(sys.executable, folder / "check_csv.py", file)
    told = printed(sys.executable, vectors / "run.py", sys.executable, examples / "answer_vectors.py")
    assert '"failed": 0, "skipped": 0' in told


CHECKS = [
    no_extra_is_installed,
    help_works,
    completion_works,
    members_are_there,
    strategies_say_what_to_install,
    every_module_can_be_imported,
    the_examples_of_docstrings_hold,
    the_examples_of_pages_hold,
    the_page_of_the_tutorial_is_served,
    the_command_line_works,
    the_programs_of_the_guides_run,
]


def main() -> int:
    """Run every check, and return the exit status."""
    failed = 0
    for check in CHECKS:
        what = check.__name__.replace("_", " ")
        try:
            check()
        except Exception:  # noqa: BLE001 - the others are run as well
            failed += 1
            print(f"FAILED  {what}\n{traceback.format_exc()}", flush=True)
        else:
            print(f"passed  {what}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
