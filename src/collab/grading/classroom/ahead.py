"""Verdicts on several processes, ahead of nbgrader, which converts one notebook after the other and finds them made."""

from __future__ import annotations

import glob
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from collab.grading.judge.session import fresh_seed
from collab.grading.verdict import CheckResult, ExerciseResult, Verdict

from .fingerprint import content
from .ledger import Task
from .workers import Pool, bearable


class Ahead:
    """The verdicts on these submissions (student's folder -> label), as they are made in the background."""

    def __init__(self, submissions: Mapping[Path, str], lesson_id: str) -> None:
        found = enumerate(submissions.items())
        tasks = [Task(n, path, label, content(path), lesson_id, fresh_seed()) for n, (path, label) in found]
        self.tasks = {task.path: task for task in tasks if task.content}
        self.workers = bearable(len(self.tasks))
        self._made: dict[int, dict[str, Any]] = {}
        self._changed = threading.Condition()
        self._running = self.workers > 1
        if self._running:
            self._pool = Pool(self.workers)
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()

    def verdict(self, path: Path, label: str, bytes_now: str) -> Verdict | None:
        """The verdict on a folder, waited for; None where it was not asked for, or its notebooks are others by now."""
        task = self.tasks.get(path)
        if task is None or task.content != bytes_now:
            return None
        with self._changed:
            self._changed.wait_for(lambda: task.number in self._made or not self._running)
            made = self._made.pop(task.number, None)
        return None if made is None else restored(made, label)

    def close(self) -> None:
        """End what still runs."""
        if self.workers > 1:
            self._pool.stop()
            self._thread.join()

    def _work(self) -> None:
        try:
            for task, reply in self._pool.replies(list(self.tasks.values())):
                with self._changed:
                    self._made[task.number] = reply
                    self._changed.notify_all()
        finally:  # whoever waits grades by himself what is not there
            self._pool.close()
            with self._changed:
                self._running = False
                self._changed.notify_all()


def restored(reply: dict[str, Any], label: str) -> Verdict:
    """A verdict as it was before it became data."""
    entry, shares = reply["verdict"], reply["shares"]
    exercises = {}
    for name, told in entry["exercises"].items():
        checks = [
            CheckResult(c["name"], points, c["status"], c["message"])
            for c, points in zip(told["checks"], shares[name]["points"], strict=True)
        ]
        exercises[name] = ExerciseResult(name, told["max_score"], checks, shares[name]["expected"])
    verdict = Verdict(label, entry["lesson"], exercises, entry["isolation"], entry["seed"], entry["seconds"])
    verdict.invalid = entry["message"] if entry.get("status") == "invalid" else ""
    verdict.notes, verdict.trouble = list(entry.get("notes", [])), entry.get("trouble", "")
    return verdict


def waiting(autograde: Any, lesson_id: str, stale: Any) -> dict[Path, str]:
    """Whom this run of nbgrader will grade: folder -> label. `stale(source, destination, lesson)` as in staleness.py."""
    coursedir = autograde.coursedir
    found: dict[Path, str] = {}
    for name in sorted(
        glob.glob(coursedir.format_path(coursedir.submitted_directory, coursedir.student_id, lesson_id))
    ):
        folder = Path(name)
        student = folder.parent.name
        done = Path(autograde._format_dest(lesson_id, student))
        if autograde.force or not done.is_dir() or stale(folder, done, lesson_id):
            found[folder] = f"{student}/{lesson_id}"
    return found
