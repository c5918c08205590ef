"""Several submissions at a time on this machine: worker processes, each with a warm box of its own.

A worker that is killed, hangs or runs out of memory costs a retry of the submission that it had, never the run; a submission
that ends its worker LAST times gets a provisional zero that says so, and nobody else anything."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil

from collab import course
from collab.grading.box import tiers
from collab.grading.box.hosts import kill_tree
from collab.grading.box.limits import limits
from collab.grading.grade import grade_file
from collab.grading.judge import policy
from collab.grading.judge.session import blank_verdict
from collab.grading.verdict_file import Entry

from .ledger import Task
from .worker import shares

VARIABLE = "COLLAB_WORKERS"
NEEDS = 700 * 2**20  # bytes of memory for a worker: its judge, a warm host and a box at work
LAST = 3  # times that a submission may end its worker
WORTH = 12  # submissions from which a second process pays for its start


def bearable(submissions: int) -> int:
    """How many workers this machine bears, a core and enough memory for each; COLLAB_WORKERS says otherwise."""
    if os.environ.get(VARIABLE, "").isdecimal():
        return max(1, int(os.environ[VARIABLE]))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if submissions < WORTH:
        return 1
    return max(1, min(cores, _memory() // NEEDS, submissions // 2))


def _memory() -> int:
    """Bytes of memory that are free, in a container those of its own limit."""
    free = int(psutil.virtual_memory().available)
    for name, used in (
        ("memory.max", "memory.current"),
        ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"),
    ):
        with contextlib.suppress(OSError, ValueError):
            top, now = (int(Path("/sys/fs/cgroup", file).read_text()) for file in (name, used))
            free = min(free, top - now)
    return max(0, free)


def graded(tasks: Sequence[Task], workers: int) -> Iterator[tuple[Task, Entry]]:
    """Each task with its verdict as data, in the order in which they are done. Closing the iterator ends all workers."""
    if workers <= 1 or len(tasks) < 2:
        for task in tasks:
            yield task, grade_file(task.path, task.label, task.seed).as_json()
        return
    pool = Pool(min(workers, len(tasks)))
    try:
        for task, reply in pool.replies(tasks):
            yield task, reply["verdict"]
    finally:
        pool.close()


class Worker:
    """One process, and the task that it has."""

    def __init__(self) -> None:
        environment = {**os.environ, "COLLAB_COURSE": str(course.root()), "OPENBLAS_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", f"{__package__}.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is the judge's, who ends it
            env=environment,
            bufsize=0,
        )
        self.task: Task | None = None
        self.since = time.monotonic()
        self.buffer = b""
        self.ready = False

    def give(self, task: Task) -> None:
        """Raises OSError where it is gone."""
        asked = {"number": task.number, "path": str(task.path), "label": task.label, "seed": task.seed}
        assert self.process.stdin is not None
        self.task, self.since = task, time.monotonic()
        self.process.stdin.write(json.dumps(asked).encode() + b"\n")

    def heard(self) -> list[dict[str, Any]] | None:
        """What it says, None where it is gone."""
        assert self.process.stdout is not None
        chunk = os.read(self.process.stdout.fileno(), 1 << 20)
        if not chunk:
            return None
        *lines, self.buffer = (self.buffer + chunk).split(b"\n")
        try:
            return [json.loads(line) for line in lines]
        except ValueError:
            return None


class Pool:
    """Workers, and who has what."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.workers: list[Worker] = []
        self.stopped = False
        self.selector = selectors.DefaultSelector()
        self.ended: dict[int, int] = {}  # how often a task's worker ended under it
        kept = limits()
        self.patience = kept.total * policy.ROUNDS + kept.start

    def replies(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Entry]]:
        """Each task with what its worker answered (worker.py), in the order in which they are done."""
        waiting = deque(tasks)
        starts = 0
        while not self.stopped and (waiting or any(w.task for w in self.workers)):
            while len(self.workers) < min(self.size, len(waiting) + sum(w.task is not None for w in self.workers)):
                starts += 1
                if starts > self.size + LAST * (len(tasks) + 1):
                    raise RuntimeError("workers end as soon as they start")
                self._start()
            for worker in [w for w in self.workers if w.ready and w.task is None]:
                if waiting and not self._give(worker, waiting.popleft()):
                    yield from self._gone(worker, waiting)
            for key, _ in self.selector.select(0.5):
                worker = key.data
                said = worker.heard()
                if said is None:
                    yield from self._gone(worker, waiting)
                    continue
                for message in said:
                    if "ready" in message:
                        worker.ready = True
                    elif worker.task is not None and message.get("number") == worker.task.number:
                        task, worker.task = worker.task, None
                        if waiting:  # the next one before anything else: nobody waits for a printer
                            self._give(worker, waiting.popleft())
                        yield task, message
            for worker in [w for w in self.workers if time.monotonic() - w.since > self.patience and w.task]:
                yield from self._gone(worker, waiting)

    def _start(self) -> None:
        worker = Worker()
        self.workers.append(worker)
        assert worker.process.stdout is not None
        self.selector.register(worker.process.stdout, selectors.EVENT_READ, worker)

    def _give(self, worker: Worker, task: Task) -> bool:
        with contextlib.suppress(OSError):
            worker.give(task)
            return True
        return False

    def _gone(self, worker: Worker, waiting: deque[Task]) -> Iterator[tuple[Task, Entry]]:
        """A worker is no longer there: its task is tried again, or has had its tries."""
        self._end(worker)
        task = worker.task
        if task is None:
            return
        self.ended[task.number] = self.ended.get(task.number, 0) + 1
        if self.ended[task.number] < LAST:
            waiting.appendleft(task)
            return
        lesson = course.lesson(task.expected) if task.expected else None
        verdict = blank_verdict(task.label, lesson, tiers.tier(), task.seed)
        policy.fail(verdict, f"Grading it ended the grader's own process {LAST} times.")
        yield task, {"verdict": verdict.as_json(), "shares": shares(verdict)}

    def stop(self) -> None:
        """Have `replies`, in another thread, end at once."""
        self.stopped = True

    def _end(self, worker: Worker) -> None:
        if worker in self.workers:
            self.workers.remove(worker)
            assert worker.process.stdout is not None
            self.selector.unregister(worker.process.stdout)
            kill_tree(worker.process)

    def close(self) -> None:
        """End all workers with everything they started."""
        for worker in list(self.workers):
            self._end(worker)
        self.selector.close()
