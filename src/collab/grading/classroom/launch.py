"""Starting plain nbgrader from Python: the one place that knows how, for whoever needs a class graded."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

WAIT = 60  # seconds that a gradebook which another program has locked is waited for; SQLite itself gives up after 5


def patience() -> float:
    """How many seconds a locked gradebook is waited for: COLLAB_GRADEBOOK_PATIENCE, else WAIT."""
    return float(os.environ.get("COLLAB_GRADEBOOK_PATIENCE", str(WAIT)))


def gradebook_url(file: Path) -> str:
    """The address of a gradebook in that file."""
    return f"sqlite:///{file}?timeout={patience():g}"


def command(arguments: list[str], folders: Mapping[str, Path], gradebook: str) -> list[str]:
    """What to start for `nbgrader ARGUMENTS`, with these folders ("submitted", "autograded", "feedback") and that gradebook."""
    places = [f"--CourseDirectory.{name}_directory={folder}" for name, folder in folders.items()]
    return [sys.executable, "-m", "nbgrader", *arguments, *places, f"--db={gradebook}"]


def find_our_programs() -> None:
    """Let nbgrader find `alembic`, which it starts by name, also where this environment has not been activated."""
    ours, path = str(Path(sys.executable).parent), os.environ.get("PATH", "")
    if path.split(os.pathsep)[0] != ours:
        os.environ["PATH"] = ours + os.pathsep + path
