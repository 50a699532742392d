"""What the tests in a browser share: the site as a server has it, Chromium, axe, and pictures for those who ask."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import chromium, served

ROOT = Path(__file__).parents[2]
SHOTS = os.environ.get("SCREENSHOT")
expect.set_options(timeout=60_000)  # what comes within a second may take long where much else runs


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, freshly built; or a copy of the one in the folder that `SITE` names, which was."""
    folder = tmp_path_factory.mktemp("site") / "html"
    if built := os.environ.get("SITE"):
        return Path(shutil.copytree(ROOT / built, folder))
    sphinx = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html"]
    subprocess.run([*sphinx, ROOT / "docs", folder], check=True)
    subprocess.run([sys.executable, ROOT / "docs/generators/build_checker.py", folder / "checker"], check=True)
    return folder


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[str]:
    """The address at which it is served."""
    with served(folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Page], list[Any]]:
    """What names the faults of a page that keep people out; its context has to bypass the page's policy."""
    place = tmp_path_factory.mktemp("axe")
    subprocess.run(["npm", "pack", "--silent", "axe-core@4.14.1"], cwd=place, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["tar", "xzf", *place.glob("*.tgz")], cwd=place, check=True)
    script = (place / "package" / "axe.min.js").read_text(encoding="utf-8")

    def faults(page: Page, within: str = "html") -> list[Any]:
        page.evaluate(script)
        violations = page.evaluate("within => axe.run(within)", within)["violations"]
        return [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations]

    return faults


def shot(page: Page, name: str) -> None:
    """Take a picture of the whole page, where SCREENSHOT says what its name begins with."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}-{name}.png", full_page=True)
