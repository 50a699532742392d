"""Run the properties on draws that no run before has seen, and say how to repeat it.

python tests/random_draws.py [--hypothesis-seed=SEED]
"""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: The files in which properties stand.
FILES = (
    "test_advice.py",
    "test_any_text.py",
    "test_command.py",
    "test_properties.py",
    "test_matching.py",
    "test_plain_shapes.py",
    "test_interop.py",
    "test_lifecycle.py",
    "test_differential.py",
    "test_messages.py",
    "test_strategies.py",
    "test_systems.py",
    "test_uris.py",
)


def main(arguments: list[str]) -> int:
    """Run them, under a seed that is given or drawn."""
    given = [argument for argument in arguments if argument.startswith("--hypothesis-seed=")]
    seed = given[0].partition("=")[2] if given else str(random.SystemRandom().randrange(2**32))
    rest = [argument for argument in arguments if argument not in given]
    repeat = f"tox -e random -- --hypothesis-seed={seed}"
    print(f"the seed is {seed}; this run is repeated by: {repeat}", flush=True)
    pytest = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--hypothesis-profile=random"]
    files = [str(ROOT / "tests" / name) for name in FILES]
    failed = subprocess.run([*pytest, f"--hypothesis-seed={seed}", *files, *rest], cwd=ROOT, check=False).returncode
    if failed:
        print(f"to see this failure again: {repeat}")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
