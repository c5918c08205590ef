"""What a notebook's platform offers, and a grader does not need: stand-ins that do nothing, and a shell whose magics do what a
kernel's do to names, switches and files."""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from collab.grading.reading.magics import deletes
from collab.grading.reading.source import TRANSPARENT

FURNITURE = ("get_ipython", "display")  # names that a notebook has from the start and that `%reset` leaves


class Ignored:
    """Stands for whatever a platform offers: everything that is asked of it is silently nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return None

    def __getitem__(self, key: Any) -> Any:
        return self

    def __enter__(self) -> Ignored:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class Shell(Ignored):
    """Stands for IPython's shell. Magics that run code, delete names or set something do so; every other magic and shell
    line is nothing."""

    def __init__(self, namespace: dict[str, Any], execute: Callable[[str], None]) -> None:
        """`execute` runs plain Python in the notebook."""
        self.namespace, self.execute = namespace, execute

    def __call__(self, *args: Any, **kwargs: Any) -> Shell:
        return self  # `get_ipython()`

    def __getattr__(self, name: str) -> Any:
        return super().__getattr__(name) and Ignored()

    def run_line_magic(self, name: str, line: str, _stack_depth: int = 1) -> Any:
        words = line.split()
        plain = [w for w in words if not w.startswith("-")]
        if name in ("time", "prun"):
            self.execute(line)
        elif name in ("reset", "reset_selective", "xdel"):
            gone = [
                n for n in self.namespace if not n.startswith("__") and n not in FURNITURE and deletes(name, line, n)
            ]
            for one in gone:
                del self.namespace[one]
        elif name in ("env", "set_env"):
            return self._environment(line)
        elif name == "cd" and plain and Path(plain[0]).expanduser().is_dir():
            os.chdir(Path(plain[0]).expanduser())
        elif name == "pwd":
            return os.getcwd()
        return None

    def run_cell_magic(self, name: str, line: str, body: str) -> None:
        if name in TRANSPARENT:
            self.execute(body)
        elif name in ("writefile", "file") and line.split():
            with open(
                Path(line.split()[-1]).expanduser(), "a" if line.startswith("-a") else "w", encoding="utf-8"
            ) as file:
                file.write(body)
            if "" not in sys.path:  # a kernel finds modules beside the notebook; here they come last
                sys.path.append("")
            importlib.invalidate_caches()

    def run_cell(self, source: str, *_: Any, **__: Any) -> None:
        self.execute(source)

    def getoutput(self, *_: Any, **__: Any) -> list[str]:
        return []  # `lines = !command`

    def _environment(self, line: str) -> str | None:
        name, given, value = (part.strip() for part in re.match(r"([^\s=]*)(\s*=|\s|)(.*)", line).groups())  # type: ignore[union-attr]
        if not value and not given:
            return os.environ.get(name)
        os.environ[name] = value
        return None
