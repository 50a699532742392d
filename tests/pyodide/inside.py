"""What runs inside of Pyodide: pytest, with ada in the place where Node has it."""

from __future__ import annotations

import os
import platform
import sys
from types import ModuleType
from typing import Any

import js  # type: ignore[import-not-found]  # made by Pyodide
import pytest
from pyodide.ffi import JsException  # type: ignore[import-not-found]


class URL:
    """A URL as `ada_url` has it, read by Node, whose parser is ada, too."""

    def __init__(self, text: str) -> None:
        try:
            self._url = js.URL.new(text)
        except JsException as error:
            raise ValueError(str(error)) from None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._url, name)


def run(options: list[str]) -> int:
    """Run pytest in the repository, and return its exit status."""
    ada = ModuleType("ada_url")
    ada.__dict__["URL"] = URL
    sys.modules["ada_url"] = ada
    sys.dont_write_bytecode = True
    os.chdir("/repository")
    print(f"{platform.python_implementation()} {platform.python_version()} on {sys.platform}", flush=True)
    return int(pytest.main(options))
