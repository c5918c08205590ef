"""A class of 60 whose run something ends, holds or fills at every moment: the file is that of an undisturbed run."""

from __future__ import annotations

import contextlib
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest

from collab import course
from collab.staff import build

pytestmark = pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="kill -9 and limits of another process: Linux")

MOMENTS = int(os.environ.get("COLLAB_MOMENTS", "20"))  # at which something is killed, held or filled
STUDENTS, WORKERS, SEED = 60, 3, 7
LESSON = "01_embedding_lookup"
ODD = {  # some whose code ends or is wrong: their verdicts must stand too
    3: {"one_hot": "import os\n\n\ndef one_hot(index, n):\n    os._exit(0)"},
    11: {"encode": "import os\n\n\ndef encode(values, vocab):\n    os.kill(os.getpid(), 9)"},
    20: {"build_vocab": "def build_vocab(values):\n    return sorted(set(values))"},
    37: {"one_hot_lookup": "def one_hot_lookup(table, index):\n    return nothing"},
}


@pytest.fixture(scope="module")
def klass(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class's folder; each notebook has bytes of its own, and one is none."""
    lesson, folder = course.lesson(LESSON), tmp_path_factory.mktemp("class") / "submitted"
    answers = build.reference_answers(lesson)
    for number in range(STUDENTS):
        notebook = nbformat.read(str(lesson.notebook), as_version=4)
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            cell.source = (answers | ODD.get(number, {})).get(name, cell.source)
        notebook.cells.insert(0, nbformat.v4.new_markdown_cell(f"by student {number}", id="by"))
        home = folder / f"s{number:02}" / LESSON
        home.mkdir(parents=True)
        (home / f"{LESSON}.ipynb").write_text("{" if number == 50 else nbformat.writes(notebook))
    return folder


def command(folder: Path, out: Path, *more: str) -> list[str]:
    grade = [sys.executable, "-m", "collab.cli", "grade", str(folder), "--json", str(out), "--seed", str(SEED)]
    return [*grade, *more]


def verdicts(out: Path) -> list[dict[str, Any]]:
    return [{k: v for k, v in entry.items() if k != "seconds"} for entry in json.loads(out.read_text())]


@pytest.fixture(scope="module")
def undisturbed(klass: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    out = tmp_path_factory.mktemp("undisturbed") / "out.json"
    subprocess.run(command(klass, out, "--workers", str(WORKERS)), capture_output=True)
    wanted = verdicts(out)
    assert len(wanted) == STUDENTS
    assert [v["score"] for v in wanted].count(15) == STUDENTS - 5
    assert not [v for v in wanted if v.get("provisional")]
    return wanted


class Run:
    """`collab grade`, and what can happen to it."""

    def __init__(self, klass: Path, out: Path) -> None:
        self.out = out
        self.process = subprocess.Popen(
            command(klass, out, "--workers", str(WORKERS), "--resume"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self.started: set[psutil.Process] = set()

    def inner(self, kind: str) -> list[psutil.Process]:
        """Its "worker" processes, the "host" that each keeps warm, or the "box" in which somebody's code runs."""
        found = []
        with contextlib.suppress(psutil.Error):
            everything = psutil.Process(self.process.pid).children(recursive=True)
            self.started |= set(everything)
            for one in everything:
                with contextlib.suppress(psutil.Error):
                    parent = one.parent()
                    here, above = (" ".join(p.cmdline()) if p else "" for p in (one, parent))
                    is_box = here == above and "warm" in here and "bwrap" not in here
                    if kind == ("worker" if "classroom.worker" in here else "box" if is_box else "host"):
                        found.append(one)
        return found

    def under_way(self) -> None:
        """Wait until somebody's code runs, or all is over."""
        while self.process.poll() is None and not self.inner("box"):
            time.sleep(0.05)

    def kill_one(self, kind: str, draw: random.Random) -> bool:
        found = self.inner(kind)
        if found:
            with contextlib.suppress(psutil.Error):
                draw.choice(found).kill()
        return bool(found)

    # what can happen: each returns whether it found something to happen to

    def worker_dies(self, draw: random.Random) -> bool:
        return self.kill_one("worker", draw)

    def host_dies(self, draw: random.Random) -> bool:
        return self.kill_one("host", draw)

    def box_dies(self, draw: random.Random) -> bool:
        return self.kill_one("box", draw)

    def all_dies(self, draw: random.Random) -> bool:
        self.inner("box")
        self.process.kill()
        return True

    def ctrl_c(self, draw: random.Random) -> bool:
        if not self.inner("worker"):  # while Python itself starts, a Ctrl-C is Python's
            return False
        self.process.send_signal(signal.SIGINT)
        return True

    def disk_fills(self, draw: random.Random) -> bool:
        """No file of the run's may grow any more, as on a full disk."""
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (1, hard))
        return True

    def ledger_is_held(self, draw: random.Random) -> bool:
        """Another program has the ledger to itself for a while."""
        ledger = self.out.with_name(f"{self.out.name}.ledger")
        if not ledger.exists():
            return False
        threading.Thread(target=hold, args=(ledger, draw.uniform(0.5, 3)), daemon=True).start()
        return True


def hold(ledger: Path, seconds: float) -> None:
    base = sqlite3.connect(ledger, isolation_level=None, timeout=5)
    with contextlib.suppress(sqlite3.Error):
        base.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        base.execute("ROLLBACK")
    base.close()


ENDS = {"all_dies", "ctrl_c", "disk_fills"}  # a run does not go on after these; the next one does
KINDS = ["worker_dies", "box_dies", "host_dies", "all_dies", "ledger_is_held", "disk_fills", "ctrl_c"]


def outliving(processes: set[psutil.Process], seconds: float = 60) -> list[str]:
    """Those of the processes that go on running: one that is just starting ends when it first looks for its judge."""
    end = time.monotonic() + seconds
    while True:
        alive = []
        for one in processes:
            with contextlib.suppress(psutil.Error):
                if one.is_running() and one.status() != psutil.STATUS_ZOMBIE:
                    alive.append(f"{one.pid} {one.status()} {' '.join(one.cmdline())}")
        if not alive or time.monotonic() > end:
            return alive
        time.sleep(0.1)


def test_whatever_ends_the_file_is_that_of_an_undisturbed_run(
    klass: Path, undisturbed: list[dict[str, Any]], tmp_path: Path
) -> None:
    out, draw, happened = tmp_path / "out.json", random.Random(11), dict.fromkeys(KINDS, 0)
    of, run, moments = {v["submission"]: v for v in undisturbed}, None, 0
    while moments < MOMENTS or run:
        if run is None:
            run, disturbed = Run(klass, out), False
        if moments < MOMENTS:
            if draw.random() < 0.8:  # else somewhere in its start
                run.under_way()
            with contextlib.suppress(subprocess.TimeoutExpired):
                run.process.wait(draw.uniform(0, 1.5))
        else:
            run.process.wait(300)
        kind = KINDS[moments % len(KINDS)]
        if run.process.poll() is None and getattr(run, kind)(draw):
            happened[kind] += 1
            moments += 1
            disturbed = kind in ENDS
        if disturbed or run.process.poll() is not None:
            said = run.process.communicate(timeout=300)[1]
            assert "Traceback" not in said, said
            assert outliving(run.started) == []
            if out.exists():  # whole at every moment, and nothing in it that is not right
                assert all(v == of[v["submission"]] for v in verdicts(out))
            if not disturbed:
                assert run.process.returncode == 1, said  # it went to its end: not everybody has all points
            if run.process.returncode == 1:
                assert verdicts(out) == undisturbed
                for file in out.parent.glob(f"{out.name}*"):
                    file.unlink()  # and from the beginning
            run = None
    assert min(happened.values()) >= MOMENTS // len(KINDS), happened
