"""The verdicts of one run of `collab grade`, and the JSON file that they go to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from collab.storage import write_json

from .verdict import Verdict

Entry = dict[str, Any]  # a verdict as the file has it


class VerdictFile:
    """Verdicts as they come, written after each of them. A class's, which can be taken up again: classroom/ledger.py."""

    def __init__(self, file: Path | None, many: bool) -> None:
        """`many`: a list in the file, though there be only one; else a single verdict."""
        self.file, self.many = file, many
        self.data: list[Entry] = []

    def content(self, path: Path) -> str:
        """What tells whether a notebook is still the one that was graded; "" where that is not asked for."""
        return ""

    def take_over(self, path: Path, label: str, seed: int | None) -> Entry | None:
        """An earlier run's verdict on this submission, now part of this run, or None where it has to be graded."""
        return None

    def add(self, path: Path, before: str, verdict: Verdict) -> Entry:
        """Keep a verdict and write the file. `before` is the notebook's `content` before it was graded."""
        self.data.append(verdict.as_json())
        self.write()
        return self.data[-1]

    def write(self) -> None:
        if self.file:
            write_json(self.file, self.data if self.many else self.data[0])

    def finish(self) -> None:
        """The run is complete."""
        self.write()
