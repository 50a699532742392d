"""Run the properties on draws that no run before has seen, and say how to repeat it.

python tests/random_draws.py [--hypothesis-seed=SEED]
"""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main(arguments: list[str]) -> int:
    """Run them, under a seed that is given or drawn."""
    given = [argument for argument in arguments if argument.startswith("--hypothesis-seed=")]
    seed = given[0].partition("=")[2] if given else str(random.SystemRandom().randrange(2**32))
    rest = [argument for argument in arguments if argument not in given]
    repeat = f"tox -e random -- --hypothesis-seed={seed}"
    print(f"the seed is {seed}; this run is repeated by: {repeat}", flush=True)
    pytest = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--hypothesis-profile=random"]
    failed = subprocess.run(
        [*pytest, f"--hypothesis-seed={seed}", "-m", "draws", "tests", *rest], cwd=ROOT, check=False
    ).returncode
    if failed:
        print(f"to see this failure again: {repeat}")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
