"""Verdicts on several processes, or on a cluster, ahead of nbgrader, which converts one notebook after the other and finds them
made."""

from __future__ import annotations

import glob
import logging
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from collab.grading.judge.session import fresh_seed
from collab.grading.verdict import CheckResult, ExerciseResult, Verdict

from . import cluster
from .fingerprint import content
from .ledger import Task
from .workers import Pool, bearable


class Ahead:
    """The verdicts on these submissions (student's folder -> label), as they are made in the background: on the cluster that
    COLLAB_SCHEDULER names, else by as many processes as this machine bears."""

    def __init__(self, submissions: Mapping[Path, str], lesson_id: str) -> None:
        """Raises ClusterError where the cluster that is named cannot be had."""
        found = enumerate(submissions.items())
        tasks = [Task(n, path, label, content(path), lesson_id, fresh_seed()) for n, (path, label) in found]
        self.tasks = {task.path: task for task in tasks if task.content}
        self.address = os.environ.get(cluster.VARIABLE, "")
        self._pool: Pool | cluster.Cluster | None = None
        if self.address and self.tasks:
            self._pool = cluster.Cluster(self.address, False, [lesson_id])
        elif bearable(len(self.tasks)) > 1:
            self._pool = Pool(bearable(len(self.tasks)))
        self._made: dict[int, dict[str, Any]] = {}
        self._changed = threading.Condition()
        self._running = self._pool is not None
        if self._pool is not None:
            self._thread = threading.Thread(target=self._work, args=(self._pool,), daemon=True)
            self._thread.start()

    def __str__(self) -> str:
        """Who grades how many, "" where nbgrader does it alone."""
        if self._pool is None:
            return ""
        where = f" of the cluster at {self.address}" if self.address else ""
        return f"{self._pool.size} workers{where} grade {len(self.tasks)} submissions"

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
        if self._pool is not None:
            self._pool.stop()
            self._thread.join()

    def _work(self, pool: Pool | cluster.Cluster) -> None:
        try:
            for task, reply in pool.replies(list(self.tasks.values())):
                with self._changed:
                    self._made[task.number] = reply
                    self._changed.notify_all()
        except cluster.ClusterError as e:
            logging.getLogger("collab").warning("%s The rest is graded on this machine.", e)
        finally:  # whoever waits grades by himself what is not there
            pool.close()
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
