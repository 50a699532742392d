"""What PyInstaller has to know to freeze a program that uses the package; it finds this by itself."""

from __future__ import annotations

from pathlib import Path


def hook_dirs() -> list[str]:
    """Return the folder with the hook.

    >>> Path(hook_dirs()[0]).name
    '_pyinstaller'
    """
    return [str(Path(__file__).parent)]
