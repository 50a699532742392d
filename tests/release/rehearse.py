"""Rehearses a release from the clone it stands in, on a package index of its own on loopback.

    tox -e rehearsal

Builds the two archives twice, uploads them, installs them by name with each extra, upgrades, yanks, runs the examples
from what was installed, and uses the hook for pre-commit at its tag. Nothing leaves the machine but the download of the
dependencies. Exits with 1 at the first step that fails.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAME = "orcid-clientreq"
VERSION_FILE = Path("src", "orcid_clientreq", "__init__.py")
VERSION = re.search(r'^__version__[^"]*"([^"]+)"', (ROOT / VERSION_FILE).read_text(encoding="utf-8"), re.MULTILINE)[1]
NEXT = re.sub(r"\d+$", lambda last: str(int(last[0]) + 1), VERSION)


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Return what a command prints, which has to succeed."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, cwd=cwd)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def say(what: str) -> None:
    """Print what was done, and how long it took since the start."""
    print(f"{time.monotonic() - STARTED:5.0f} s  {what}", flush=True)


def clone(folder: Path) -> Path:
    """Return a copy of what git tracks."""
    run("git", "clone", "--quiet", ROOT, folder)
    return folder


def build(source: Path, folder: Path) -> dict[str, Path]:
    """Return the archives that a clone is built into, by their suffix."""
    run(sys.executable, "-m", "build", "--outdir", folder, source)
    return {path.suffix: path for path in sorted(folder.iterdir())}


def digests(archives: dict[str, Path]) -> dict[str, str]:
    """Return the digest of each archive."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in archives.values()}


def has_a_bill_of_materials(wheel: Path) -> None:
    """Check that the wheel carries its SBOM, which names this version and each dependency with a licence."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(each for each in archive.namelist() if "/sboms/" in each)
        sbom = json.loads(archive.read(name))
    assert sbom["bomFormat"] == "CycloneDX"
    assert sbom["metadata"]["component"]["version"] == VERSION, "run tox -e sbom"
    components = {each["name"]: each.get("licenses") for each in sbom["components"]}
    needed = {re.split(r"[^\w.-]", each, maxsplit=1)[0] for each in PROJECT["dependencies"]}
    assert needed <= {*components}, "run tox -e sbom"
    assert all(components[each] for each in needed)


@contextmanager
def index(packages: Path) -> Iterator[str]:
    """Serve a package index on loopback that takes uploads, while the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--interface", "127.0.0.1", "--port", str(port), "-P", ".", "-a", ".", "--disable-fallback"]
    server = subprocess.Popen(
        [sys.executable, "-m", "pypiserver", "run", *options, str(packages)], stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait()


def upload(address: str, archives: dict[str, Path]) -> None:
    """Upload archives as a maintainer does."""
    user = ["--username", "-", "--password", "-"]
    run(
        sys.executable,
        "-m",
        "twine",
        "upload",
        "--non-interactive",
        "--repository-url",
        address,
        *user,
        *archives.values(),
    )


class Environment:
    """A virtual environment that begins empty."""

    def __init__(self, folder: Path) -> None:
        """Create it."""
        run(sys.executable, "-m", "venv", folder)
        self.bin = folder / "bin"

    def pip(self, *arguments: str) -> str:
        """Run pip in it."""
        return run(self.bin / "python", "-m", "pip", "install", "--disable-pip-version-check", *arguments)

    def install(self, simple: str, requirement: str = NAME, *options: str) -> str:
        """Install the package by name from an index, and what it needs from the usual one."""
        said = self.pip("--no-cache-dir", "--no-deps", "--index-url", simple, *options, requirement.partition("[")[0])
        self.pip("--quiet", requirement)
        return said

    def version(self) -> str:
        """Return the version that is installed."""
        return run(self.bin / "orcid-clientreq", "--version").split()[-1]


def installs_with_each_extra(work: Path, simple: str) -> None:
    """Check that the package installs by name, alone and with each extra, and then does what it says."""
    for extra in ["", *PROJECT["optional-dependencies"]]:
        environment = Environment(work / f"with-{extra or 'nothing'}")
        environment.install(simple, f"{NAME}[{extra}]" if extra else NAME)
        assert environment.version() == VERSION
        run(environment.bin / "python", "-P", "-c", "import orcid_clientreq as o; assert not o.check({}).ok")
        if not extra:
            run(environment.bin / "python", "-P", ROOT / "tests" / "plain.py", cwd=ROOT)
        say(f"installed by name {f'with {extra}' if extra else 'alone'}")


@contextmanager
def index_with_a_yanked_version(packages: Path) -> Iterator[str]:
    """Serve the archives on loopback, the next version yanked (PEP 592), while the block runs."""
    folder = packages / "simple" / NAME
    folder.mkdir(parents=True)
    links = []
    for path in sorted(packages.glob("*.*")):
        if path.is_file():
            shutil.copy(path, folder)
            yanked = ' data-yanked="rehearsal"' if NEXT in path.name else ""
            links.append(f'<a href="{path.name}"{yanked}>{path.name}</a>')
    (folder / "index.html").write_text("<!DOCTYPE html>" + "".join(links), encoding="utf-8")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(packages))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/simple/"
        server.shutdown()


def upgrades_and_yanks(work: Path, address: str, packages: Path) -> None:
    """Check that a next version is taken by an upgrade, and no longer once it was yanked."""
    following = clone(work / "next")
    file = following / VERSION_FILE
    file.write_text(file.read_text(encoding="utf-8").replace(f'"{VERSION}"', f'"{NEXT}"'), encoding="utf-8")
    environment = Environment(work / "upgraded")
    environment.install(f"{address}simple/", f"{NAME}=={VERSION}")
    upload(address, build(following, work / "next-archives"))
    environment.install(f"{address}simple/", NAME, "--upgrade")
    assert environment.version() == NEXT
    say(f"upgraded from {VERSION} to {NEXT}")
    with index_with_a_yanked_version(packages) as simple:
        later = Environment(work / "later")
        later.install(simple)
        assert later.version() == VERSION
        assert "yanked" in later.install(simple, f"{NAME}=={NEXT}")
        assert later.version() == NEXT
    say(f"yanked {NEXT}: a new installation gets {VERSION}, and who pins it is told")


def works_as_a_hook(work: Path) -> None:
    """Check that pre-commit runs the hook at the tag of this version."""
    tagged = clone(work / "tagged")
    run("git", "-C", tagged, "tag", "--force", f"v{VERSION}")
    site = work / "their-repository"
    run("git", "init", "--quiet", site)
    (site / "orcid-request.json").write_text("{}", encoding="utf-8")
    config = f"repos: [{{repo: {tagged}, rev: v{VERSION}, hooks: [{{id: orcid-clientreq}}]}}]\n"
    (site / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    run("git", "-C", site, "add", "--all")
    hook = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    environment = {**os.environ, "PRE_COMMIT_HOME": str(work / "pre-commit")}
    done = subprocess.run(hook, cwd=site, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done
    assert "contact_email.missing" in done.stdout, done
    say("ran as a hook for pre-commit")


def main() -> None:
    """Rehearse each step."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        archives = build(clone(work / "clone"), work / "archives")
        assert digests(archives) == digests(build(clone(work / "again"), work / "archives-again"))
        say("built twice, with the same bytes")
        has_a_bill_of_materials(archives[".whl"])
        packages = work / "packages"
        packages.mkdir()
        with index(packages) as address:
            upload(address, archives)
            say(f"uploaded {VERSION}")
            installs_with_each_extra(work, f"{address}simple/")
            upgrades_and_yanks(work, address, packages)
        works_as_a_hook(work)


STARTED = time.monotonic()
if __name__ == "__main__":
    main()
