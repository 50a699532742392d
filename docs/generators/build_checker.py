"""Put the checker together: its page, Pyodide, and this package with what it uses, as files to be served as they are.

    python docs/generators/build_checker.py [FOLDER]

The folder is `docs/_build/html/checker` unless told otherwise. Needs npm, to fetch Pyodide and, if none is installed,
Node 24, and pip.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from fnmatch import fnmatch
from importlib.metadata import version
from pathlib import Path
from typing import Any

from orcid_clientreq.messages import LANGUAGES

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "docs" / "checker"
REQUESTS = ROOT / "docs" / "examples" / "requests"
PYODIDE = "314.0.7"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip")
#: What the browser loads to start Python from the picture of its memory, and to start it as usual.
FROM_MEMORY = (*(f"pyodide/{name}" for name in PYODIDE_FILES[:3]), "pyodide/memory.bin")
AS_USUAL = (*FROM_MEMORY[:3], "pyodide/python_stdlib.zip", "packages.zip")
#: The oldest Node that can make the picture.
NODE = 24
#: What the package uses when it checks; email-validator's dnspython is for looking things up, which nobody does here.
DEPENDENCIES = ("attrs", "email-validator", "idna", "rfc3986")
#: What the page does not use of them, and of Python's own library.
LEFT_OUT = (
    *("*.dist-info/*", "*.pyi", "*/py.typed", "email_validator/deliverability.py", "email_validator/__main__.py"),
    *("orcid_clientreq/strategies/*", "orcid_clientreq/lifecycle/*", "orcid_clientreq/_command/*"),
    *("orcid_clientreq/_pyinstaller/*", "orcid_clientreq/hypothesis_plugin.py", "idna/codec.py", "idna/cli.py"),
)


def pyodide(folder: Path) -> None:
    """Fetch Pyodide from npm, and keep the files that a browser asks for."""
    folder.mkdir()
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(
            ["npm", "pack", "--silent", f"pyodide@{PYODIDE}"], cwd=place, check=True, stdout=subprocess.DEVNULL
        )
        (archive,) = Path(place).glob("*.tgz")
        with tarfile.open(archive) as files:
            for name in PYODIDE_FILES:
                member = files.extractfile(f"package/{name}")
                assert member is not None
                (folder / name).write_bytes(member.read())


#: What of Python's own library neither Pyodide nor the package imports.
NOT_NEEDED = (
    *(
        "_pyrepl/*",
        "curses/*",
        "dbm/*",
        "ensurepip/*",
        "idlelib/*",
        "multiprocessing/*",
        "pydoc_data/*",
        "sqlite3/*",
        "tkinter/*",
    ),
    *(
        "turtledemo/*",
        "unittest/*",
        "venv/*",
        "wsgiref/*",
        "xml/*",
        "xmlrpc/*",
        "doctest.py",
        "ftplib.py",
        "imaplib.py",
        "mailbox.py",
    ),
    *(
        "optparse.py",
        "pdb.py",
        "pickletools.py",
        "plistlib.py",
        "poplib.py",
        "profile.py",
        "pstats.py",
        "pydoc.py",
        "smtplib.py",
    ),
    *(
        "statistics.py",
        "trace.py",
        "turtle.py",
        "cProfile.py",
        "webbrowser.py",
        "encodings/cp[1-35-9]*",
        "encodings/mac_*",
    ),
    *(
        "encodings/iso*",
        "encodings/koi8*",
        "encodings/kz*",
        "encodings/euc*",
        "encodings/big5*",
        "encodings/gb*",
        "encodings/shift*",
    ),
)


def slimmed(path: Path) -> None:
    """Leave out of Python's own library what nothing here imports."""
    with zipfile.ZipFile(path) as archive:
        kept = [
            (each, archive.read(each))
            for each in archive.infolist()
            if not any(fnmatch(each.filename, it) for it in NOT_NEEDED)
        ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for each, content in kept:
            made.writestr(zipfile.ZipInfo(each.filename), content, zipfile.ZIP_DEFLATED, 9)


def wheels(folder: Path, *more: str) -> list[str]:
    """Build the wheel of this package, and fetch those that it uses, in the versions that are installed."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", folder, ROOT], check=True)
    pinned = [f"{name}=={version(name)}" for name in (*DEPENDENCIES, *more)]
    subprocess.run([*pip, "download", "--no-deps", "--only-binary", ":all:", "--dest", folder, *pinned], check=True)
    return sorted(path.name for path in folder.glob("*.whl"))


def packages(path: Path) -> None:
    """Put this package and those it uses into one archive, with the page's own module."""
    with (
        tempfile.TemporaryDirectory() as place,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made,
    ):
        for wheel in wheels(Path(place)):
            with zipfile.ZipFile(Path(place) / wheel) as archive:
                for name in archive.namelist():
                    if not any(fnmatch(name, pattern) for pattern in LEFT_OUT):
                        made.writestr(zipfile.ZipInfo(name), archive.read(name), zipfile.ZIP_DEFLATED, 9)
        made.writestr(zipfile.ZipInfo("bridge.py"), (SOURCES / "bridge.py").read_bytes(), zipfile.ZIP_DEFLATED, 9)


def described(folder: Path) -> None:
    """Write what the page shows before Python is there: texts, forms and systems in every language, and the schemas."""
    sys.path.insert(0, str(SOURCES))
    import bridge

    words = json.loads((SOURCES / "words.json").read_text(encoding="utf-8"))
    (folder / "languages").mkdir()
    for language in LANGUAGES:
        dump(folder / "languages" / f"{language}.json", {"words": words[language], **bridge.describe(language)})
    dump(folder / "schemas.json", bridge.schemas())


def memory(folder: Path) -> dict[str, Any]:
    """Make the picture of Python's memory, and return what Pyodide has to be told to start from it."""
    node = shutil.which("node")
    installed = subprocess.run([node, "--version"], check=True, capture_output=True, text=True).stdout if node else "v0"
    is_new = int(installed.removeprefix("v").partition(".")[0]) >= NODE
    command = ["node"] if is_new else ["npm", "exec", "--yes", "--silent", f"--package=node@{NODE}", "--", "node"]
    script = [ROOT / "docs" / "generators" / "make_snapshot.mjs", folder]
    made = subprocess.run([*command, *script], check=True, stdout=subprocess.PIPE, text=True)
    lock: dict[str, Any] = json.loads(made.stdout)
    return lock


def dump(path: Path, content: object) -> None:
    """Write JSON."""
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def compressed(path: Path) -> int:
    """Return the size of a file as a server sends it, in bytes."""
    return min(path.stat().st_size, len(gzip.compress(path.read_bytes(), 6)))


def main() -> None:
    """Build it."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "_build" / "html" / "checker"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("__pycache__", "bridge.py", "words.json"))
    shutil.copy(ROOT / "docs" / "static" / "favicon.svg", folder)
    pyodide(folder / "pyodide")
    slimmed(folder / "pyodide" / "python_stdlib.zip")
    packages(folder / "packages.zip")
    described(folder)
    shutil.copytree(REQUESTS, folder / "examples", ignore=shutil.ignore_patterns("*.md"))
    lock = memory(folder)
    (folder / "pyodide" / "pyodide-lock.json").unlink()  # its list of packages is not needed
    sizes = {name: (folder / name).stat().st_size for name in (*FROM_MEMORY, *AS_USUAL)}
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "sw.js":
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    titles = [(path.name, path.stem.partition("-")[2].replace("-", " ")) for path in sorted(REQUESTS.glob("*.json"))]
    files = {
        "version": f"{version('orcid-clientreq')}+{digest.hexdigest()[:8]}",
        "sizes": sizes,
        "memory": FROM_MEMORY,
        "usual": AS_USUAL,
        "lock": lock,
        "examples": [{"name": name, "title": title} for name, title in titles],
    }
    dump(folder / "files.json", files)
    first = [
        "./",
        "index.html",
        *(path.name for path in sorted(folder.glob("*.*")) if path.suffix in {".mjs", ".css", ".svg", ".json"}),
        *(f"languages/{language}.json" for language in LANGUAGES),
    ]
    worker = (folder / "sw.js").read_text(encoding="utf-8")
    worker = worker.replace("{{version}}", f"checker-{files['version']}").replace("{{first}}", json.dumps(first))
    (folder / "sw.js").write_text(worker, encoding="utf-8")
    every = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in every)
    page = [path for path in every if path.suffix in {".mjs", ".css", ".html"} and path.parent == folder]
    page += [folder / "languages" / "en.json", folder / "files.json", folder / "schemas.json"]
    sent, usual = (
        sum(map(compressed, [*page, *(folder / name for name in names)])) for names in (FROM_MEMORY, AS_USUAL)
    )
    print(
        f"{folder}: {size / 1e6:.1f} MB, of which {sent / 1e6:.1f} MB are sent, compressed, until everything is checked;"
        f" {usual / 1e6:.1f} MB where Python starts as usual"
    )


if __name__ == "__main__":
    main()
