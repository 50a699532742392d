"""The package asks nothing of the world: no file, no network, no process, no clock, and few imports."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

pytestmark = pytest.mark.long


def run(code: str) -> str:
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    command = [sys.executable, "-c", textwrap.dedent(code)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=quiet)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_importing_it_imports_no_test_tool_and_no_resolver() -> None:
    assert (
        run("""
            import sys
            import orcid_clientreq
            print(sorted({"hypothesis", "dns", "socket", "ssl", "asyncio", "pytest", "logging"} & set(sys.modules)))
        """)
        == "[]"
    )


def test_after_a_first_call_nothing_raises_an_audit_event() -> None:
    assert (
        run("""
            import sys
            from orcid_clientreq import RULES, InvalidRequestError, Policy, apply_suggestions, check, parse

            examples = [
                (example.data, Policy(environment=example.environment, known_contacts=example.known_contacts))
                for rule in RULES.values() for example in rule.examples
            ]

            def work():
                for data, policy in examples:
                    report = check(data, policy=policy)
                    str(report), report.to_dict(), report.by_field()
                    apply_suggestions(data, report)
                    try:
                        parse(data, policy=policy).to_dict()
                    except InvalidRequestError as error:
                        str(error)

            work()
            events = []
            sys.addaudithook(lambda event, arguments: events.append(event))
            work()
            # object.__setattr__ and friends on classes are Python's own bookkeeping, no contact with the world
            print(sorted({event for event in events if not event.startswith(("object.__", "sys._getframe"))}))
        """)
        == "[]"
    )


def test_after_preload_no_first_call_raises_an_audit_event() -> None:
    assert (
        run("""
            import sys
            sys.path.insert(0, "docs/benchmarks")
            from digest import policies, requests
            from orcid_clientreq import InvalidRequestError, apply_suggestions, check, parse
            from orcid_clientreq.loading import preload
            from orcid_clientreq.messages import LANGUAGES

            work = [*zip(requests(1000, seed=5), policies(200, seed=5) * 5, [*LANGUAGES] * 120)]
            preload()
            events = []
            sys.addaudithook(lambda event, arguments: events.append((event, arguments[:1])))
            for data, policy, language in work:
                report = check(data, policy=policy, language=language)
                str(report), report.to_dict(), apply_suggestions(data, report)
                try:
                    parse(data, policy=policy).to_dict()
                except InvalidRequestError as error:
                    str(error)
            print(sorted({str(event) for event in events if not event[0].startswith(("object.__", "sys._getframe"))}))
        """)
        == "[]"
    )


def test_after_it_was_warmed_up_no_question_of_the_checker_imports_a_module() -> None:
    """Its page starts from a picture of the memory, in which there is no file to import anything from."""
    assert (
        run("""
            import json, sys
            sys.path.insert(0, "docs/checker")
            import bridge
            from orcid_clientreq.systems import SYSTEMS

            with open("docs/vectors/orcid-clientreq-vectors.json", encoding="utf-8") as file:
                vectors = json.load(file)
            bridge.warm_up()
            before = set(sys.modules)
            for number, vector in enumerate(vectors["vectors"][::3]):
                where = {name: vector["policy"][name] for name in ("edition", "environment")}
                if isinstance(vector["input"], dict) and isinstance(vector["input"].get("redirect_uris"), list):
                    bridge.examine(vector["input"], **where, language=bridge.LANGUAGES[number % len(bridge.LANGUAGES)])
                    bridge.fix(vector["input"], **where)
            for name in ("\u0420\u0435\u043f\u043e", "\u0645\u0633\u062a", "\u6a5f\u95a2", "D\xe9p\xf4t", "I\u0627\u6a5f"):
                form = {"client_name": name, "organization_name": f"{name} A", "homepage_url": f"https://{name}.edu/"}
                bridge.examine({**form, "redirect_uris": [f"https://{name}.edu/{name}"]}, **where, language="ja")
            for match in vectors["matches"][::3]:
                bridge.compare(match["requested"] or "", json.dumps(match["registered"]), "fr")
            for system in SYSTEMS.values():
                values = {name: each.example for name, each in system.parameters.items()}
                bridge.fill(system.id, values, edition="2023", environment="production", language="ar")
            print(sorted(set(sys.modules) - before))
        """)
        == "[]"
    )


def test_the_first_call_opens_nothing_but_modules_and_asks_the_network_nothing() -> None:
    assert (
        run(r"""
            import sys
            from orcid_clientreq import check
            from orcid_clientreq.rules.model import GOOD_REQUEST

            events = []
            sys.addaudithook(lambda event, arguments: events.append((event, arguments)))
            name = "b\u00fccher.edu"
            check({**GOOD_REQUEST, "contact_email": f"\u00fc@{name}", "redirect_uris": [f"https://{name}/a/../b"]})
            bad = {
                event for event, arguments in events
                if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "shutil.", "urllib."))
                or (event == "open" and not str(arguments[0]).endswith((".py", ".pyc", ".so")))
            }
            print(sorted(bad), any(event == "import" for event, _ in events))
        """)
        == "[] True"
    )


def test_the_answer_does_not_depend_on_the_hash_seed() -> None:
    code = """
        from orcid_clientreq import RULES, check
        print(ascii([str(check(example.data)) for rule in RULES.values() for example in rule.examples]))
    """
    import os

    outputs = set()
    for seed in ("0", "1", "2"):
        result = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(code)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        outputs.add(result.stdout)
    assert len(outputs) == 1


def test_threads_that_begin_at_once_find_what_one_finds_alone() -> None:
    script = Path(__file__).parent / "threads.py"
    result = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
