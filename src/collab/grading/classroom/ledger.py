"""A class's verdicts in one file, written after every submission, so that a run that was killed can be taken up again.

A verdict is taken over from an earlier run where it would come out the same: the notebook's bytes, everything that
grades it, the isolation and, where one was asked for, the seed are those of today.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from collab import course
from collab.grading.box import tiers
from collab.grading.verdict import Verdict
from collab.grading.verdict_file import Entry, VerdictFile
from collab.storage import write_json

from .fingerprint import content, fingerprint
from .staleness import changed_points

STALE = 60.0  # seconds after which a half written file of ours is certainly nobody's


class Ledger(VerdictFile):
    """The file of a class's verdicts. With `resume`, what an earlier run has written into it is taken over where it holds."""

    def __init__(self, file: Path | None, many: bool, resume: bool = False) -> None:
        super().__init__(file, many)
        self.earlier: dict[tuple[str, str], Entry] = {}
        self._graders: dict[str, str] = {}
        if file:
            _remove_stale(file)
        if file and resume and file.exists():
            for entry in _read(file):
                if self._holds(entry):
                    self.earlier[str(entry.get("submission")), str(entry["content"])] = entry

    def _holds(self, entry: Entry) -> bool:
        """Whether today's grader would give that verdict again, if the notebook is the same."""
        lesson = str(entry.get("lesson", ""))
        if lesson not in ("", *course.lessons()) or entry.get("provisional") or not entry.get("content"):
            return False
        if lesson and changed_points(entry, course.lesson(lesson)):
            return False
        return entry.get("grader") == self._grader(lesson) and entry.get("isolation") == tiers.tier()

    def _grader(self, lesson: str) -> str:
        """A lesson's fingerprint, as it was when this run first needed it."""
        if lesson not in self._graders:
            self._graders[lesson] = fingerprint(lesson)
        return self._graders[lesson]

    def content(self, path: Path) -> str:
        return content(path)

    def take_over(self, path: Path, label: str, seed: int | None) -> Entry | None:
        entry = self.earlier.get((label, content(path)))
        if entry is None or (seed is not None and entry.get("seed") != seed):
            return None
        self.data.append(entry)
        return entry

    def add(self, path: Path, before: str, verdict: Verdict) -> Entry:
        entry = verdict.as_json()
        if self.file:
            entry |= {"content": before if before == content(path) else "", "grader": self._grader(verdict.lesson)}
        self.data.append(entry)
        self.write()
        return entry

    def write(self) -> None:
        """Write everything there is, also what an earlier run has graded and this one has not reached yet."""
        if self.file and self.many:
            reached = {entry["submission"] for entry in self.data}
            rest = [e for e in self.earlier.values() if e["submission"] not in reached]
            write_json(self.file, [*self.data, *rest])
        else:
            super().write()

    def finish(self) -> None:
        """The run is complete: forget submissions that are no longer there."""
        self.earlier.clear()
        self.write()


def _read(file: Path) -> list[Entry]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [entry for entry in (data if isinstance(data, list) else [data]) if isinstance(entry, dict)]


def _remove_stale(file: Path) -> None:
    """Remove what a run that was killed in the middle of writing has left beside the file."""
    for path in file.parent.glob(f".{file.name}.*"):
        try:
            if time.time() - path.stat().st_mtime > STALE:
                path.unlink()
        except OSError:
            pass
