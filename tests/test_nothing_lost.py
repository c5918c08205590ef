"""A class's run that is killed, or cannot write, and is started again ends with the verdicts of an undisturbed run."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil
import pytest

from collab.grading.box import hosts
from collab.grading.box import process as box
from collab.grading.classroom.ledger import Ledger
from collab.grading.grade import grade_file

from .conftest import LESSON, HandIn
from .instructor import Class

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")

QUICK = {
    "DotProductBias": "def DotProductBias():\n    pass",
    "test_evaluate": "def test_evaluate(candidate):\n    pass",
}  # no training: what is tested is the class
PUPILS: dict[str, dict[str, str]] = {
    "ada": {},
    "ben": {"decay_weights": "def decay_weights(parameters, lr, wd):\n    pass"},
    "cleo": {"evaluate": "import os\n\n\ndef evaluate(model, batches):\n    os._exit(0)"},
    "dan": {"train_epoch": "import os\n\n\ndef train_epoch(model, batches, optimizer):\n    os.kill(os.getpid(), 9)"},
}
SEED = 7
MOMENTS = int(os.environ.get("COLLAB_MOMENTS", "20")) // 3 + 1  # at which something of `collab grade` is killed
KILLS = int(os.environ.get("COLLAB_KILLS", "3"))  # of nbgrader, at some ten seconds each


def hand_in_all(hand_in: HandIn, tmp_path: Path) -> Path:
    for name, cells in PUPILS.items():
        hand_in(name, **QUICK, **cells)
    hand_in("finn", raw="{")
    return tmp_path / "submitted"


def command(folder: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "collab.cli", "grade", str(folder), "--json", str(out), "--seed", str(SEED), *more]


def verdicts(out: Path) -> list[dict[str, Any]]:
    """What is in the file, without what may differ: how long it took, and the grader's files while it is worked on."""
    return [{k: v for k, v in entry.items() if k not in ("seconds", "grader")} for entry in json.loads(out.read_text())]


def descendants(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The sandbox or warm process first, the box last."""
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.Error:
        return []


def test_kills_at_random_moments_lose_nothing(hand_in: HandIn, tmp_path: Path) -> None:
    folder, undisturbed, out = hand_in_all(hand_in, tmp_path), tmp_path / "undisturbed.json", tmp_path / "out.json"
    started = time.monotonic()
    subprocess.run(command(folder, undisturbed), capture_output=True)
    lasts = time.monotonic() - started
    wanted, draw = verdicts(undisturbed), random.Random(5)
    assert len(wanted) == 5
    assert [v["score"] for v in wanted] == [9, 7, 6, 5, 0]
    for kill in range(MOMENTS):
        if kill % 7 == 0:
            for file in (out, out.with_name(f"{out.name}.ledger")):  # from the beginning
                file.unlink(missing_ok=True)
        several = ["--workers", "2"] * (kill % 2)
        process = subprocess.Popen(
            command(folder, out, "--resume", *several), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        time.sleep(draw.uniform(0.1, min(lasts, 4.0)))
        inner = descendants(process)
        # Mostly the grader itself; else a worker or, where there is one process, its warm host; or the innermost box.
        who = {1: inner[:1], 3: inner[-1:], 4: inner[:1], 6: inner[-1:]}.get(kill % 7) or [process]
        with contextlib.suppress(ProcessLookupError):
            os.kill(who[0].pid, signal.SIGKILL)
        said = process.communicate(timeout=120)[0].decode()
        if who == [process]:
            assert not [p for p in inner if survives(p)]
        else:
            assert process.returncode == 1, said  # it went on, and not everybody has full marks
            assert verdicts(out) == wanted
        if out.exists():  # whole at every moment, and nothing in it that is not right
            of = {v["submission"]: v for v in wanted}
            for verdict in verdicts(out):
                assert verdict == of[verdict["submission"]]
    final = subprocess.run(command(folder, out, "--resume"), capture_output=True, text=True)
    assert final.returncode == 1, final.stderr
    assert verdicts(out) == wanted


def survives(process: psutil.Process) -> bool:
    for _ in range(50):
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return False
        time.sleep(0.1)
    return True


def test_a_resumed_run_grades_only_what_has_changed(hand_in: HandIn, tmp_path: Path) -> None:
    folder, out = hand_in_all(hand_in, tmp_path), tmp_path / "out.json"
    subprocess.run(command(folder, out), capture_output=True)
    hand_in("ben", **QUICK, train_epoch="def train_epoch(model, batches, optimizer):\n    pass")
    shutil.rmtree(folder / "dan")
    said = subprocess.run(command(folder, out, "--resume"), capture_output=True, text=True).stdout
    assert said.count("graded earlier") == 3  # ada, cleo and finn, who can't be read
    assert [v["score"] for v in verdicts(out)] == [9, 5, 6, 0]
    other = command(folder, out, "--resume")
    other[other.index("--seed") + 1] = str(SEED + 1)
    assert "graded earlier" not in subprocess.run(other, capture_output=True, text=True).stdout


def test_another_grader_takes_nothing_over(hand_in: HandIn, tmp_path: Path) -> None:
    path, out = hand_in("ada", **QUICK), tmp_path / "out.json"
    found = [(path, "ada")]
    first = Ledger(found, out, many=True, seed=SEED)
    first.add(first.tasks[0], grade_file(path, "ada", SEED).as_json())
    first.close()
    assert Ledger(found, out, many=True, resume=True, seed=SEED).taken == [0]
    assert Ledger(found, out, many=True, resume=True, seed=SEED + 1).taken == []
    base = sqlite3.connect(out.with_name("out.json.ledger"))
    with base:
        base.execute("UPDATE verdicts SET entry = json_set(entry, '$.grader', 'an older one')")
    base.close()
    assert Ledger(found, out, many=True, resume=True, seed=SEED).taken == []


def test_what_was_written_outlives_its_ledger(hand_in: HandIn, tmp_path: Path) -> None:
    path, out = hand_in("ada", **QUICK), tmp_path / "out.json"
    found = [(path, "ada")]
    first = Ledger(found, out, many=True, seed=SEED)
    first.add(first.tasks[0], grade_file(path, "ada", SEED).as_json())
    first.close()
    out.with_name("out.json.ledger").unlink()
    assert Ledger(found, out, many=True, resume=True).taken == [0]
    out.with_name("out.json.ledger").unlink()
    out.write_text("{ half a fil")
    assert Ledger(found, out, many=True, resume=True).taken == []


def test_a_full_disk_is_a_sentence_and_keeps_what_there_is(hand_in: HandIn, tmp_path: Path) -> None:
    """On a disk of 256 KB, where root may mount one."""
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(small)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no right to mount a small disk here")
    try:
        folder, out = hand_in_all(hand_in, tmp_path), small / "out.json"
        assert subprocess.run(command(folder, out), capture_output=True).returncode == 1
        wanted = verdicts(out)
        out.write_text(json.dumps(json.loads(out.read_text())[:2], indent=1))
        before = out.read_text()
        with contextlib.suppress(OSError), open(small / "fill", "wb") as f:
            while True:
                f.write(bytes(4096))
                f.flush()
        run = subprocess.run(command(folder, out, "--resume"), capture_output=True, text=True)
        assert run.returncode == 2
        assert "No space left on device" in run.stderr
        assert "Traceback" not in run.stderr
        assert out.read_text() == before
        assert {name for name in os.listdir(small) if not name.startswith("out.json.ledger")} == {"fill", "out.json"}
        (small / "fill").unlink()
        assert subprocess.run(command(folder, out, "--resume"), capture_output=True).returncode == 1
        assert verdicts(out) == wanted
    finally:
        subprocess.run(["umount", str(small)])


def test_a_box_that_cannot_be_started_is_no_zero(hand_in: HandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    path = hand_in("ada", **QUICK)

    def start(self: hosts.WarmHost, late: Sequence[str] = ()) -> None:
        raise hosts.HostError("there is no memory")

    monkeypatch.setattr(hosts.WarmHost, "start", start)
    verdict = grade_file(path)
    assert verdict.provisional
    assert "there is no memory" in verdict.trouble


@pytest.mark.parametrize(
    ("line", "starved"), [("while True:\n        pass", True), ("import time; time.sleep(60)", False)]
)
def test_a_machine_that_stands_still_is_no_zero(
    hand_in: HandIn, monkeypatch: pytest.MonkeyPatch, line: str, starved: bool
) -> None:
    """A box that wants to run and is not let has found nothing out; one that sleeps is what waits."""
    monkeypatch.setenv("COLLAB_LIMITS", "call=2 patience=2")
    for host in (hosts.WarmHost, hosts.ColdHost):
        monkeypatch.setattr(host, "cpu", lambda self: 0.0)
    name = "decay_weights"
    verdict = grade_file(hand_in("ada", **{**QUICK, name: f"def {name}(*_, **__):\n    {line}"}))
    assert verdict.provisional == starved
    assert ("The machine was too busy: in 4 seconds the box was given 0.0 of CPU" in verdict.trouble) == starved
    assert verdict.exercises[name].score == 0
    assert starved or verdict.exercises[name].speaking.status == "timeout"


def test_a_box_that_was_killed_once_is_asked_again(hand_in: HandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    path, kills = hand_in("ada", **QUICK), []
    request = box.ProcessBox.request

    def kill_once(self: box.ProcessBox, *args: Any, **fields: Any) -> Any:
        self.ensure()
        if not kills:
            kills.append(self.host.processes()[-1].kill())
        return request(self, *args, **fields)

    monkeypatch.setattr(box.ProcessBox, "request", kill_once)
    assert grade_file(path).score == 9
    assert kills


# --- the same under nbgrader ---


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, answered: dict) -> Class:
    """A class of two, not graded yet."""
    made = Class(tmp_path_factory.mktemp("class"))
    for student in ("ada", "ben"):
        notebook = json.loads(json.dumps(answered))
        for cell in notebook["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            cell["source"] = QUICK.get(name, cell["source"])
        folder = made.folder / "submitted" / student / LESSON
        folder.mkdir(parents=True)
        (folder / f"{LESSON}.ipynb").write_text(json.dumps(notebook))
    (made.folder / "secret").write_text("other people's scores")
    (made.folder / "submitted" / "ada" / LESSON / "mine.txt").symlink_to(made.folder / "secret")
    return made


NO_MEMORY = """
from collab.grading.box import hosts

def start(self, late=()):
    raise hosts.HostError("there is no memory")

hosts.WarmHost.start = start
"""
HOLDER = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("begin exclusive")
print("locked", flush=True)
time.sleep(float(sys.argv[2]))
"""


@contextlib.contextmanager
def locked(file: Path, seconds: float) -> Iterator[None]:
    """Another program holds the gradebook for that long."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(file), str(seconds)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        yield
        holder.kill()


def test_a_student_whose_grading_was_killed_is_graded_by_the_next_run(made: Class) -> None:
    """As a kill between nbgrader's two passes leaves it: a folder with a notebook, no verdict in it, no score. That the
    gradebook is locked at first, longer than SQLite waits by itself, costs time only."""
    source = made.folder / "submitted" / "ada" / LESSON / f"{LESSON}.ipynb"
    for student, text in (("ada", source.read_text()), ("ben", '{"cells": [')):
        folder = made.folder / "autograded" / student / LESSON
        folder.mkdir(parents=True)
        (folder / source.name).write_text(text)
    with locked(made.folder / "gradebook.db", 9):
        run = made.nbgrader("autograde", LESSON)
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stderr.count("left by a run that did not end") == 2
    assert made.gradebook() == {"ada": 9, "ben": 9}


def test_a_student_on_whom_the_grader_failed_is_graded_by_the_next_run(
    made: Class, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_MEMORY)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    failed = made.nbgrader("autograde", LESSON, "--force")
    assert failed.returncode == 1, failed.stderr[-2000:]
    assert "The grader itself failed on 2: ada, ben." in failed.stderr
    assert (
        failed.stderr.count("a zero for now; the next run grades it again. No box can be started: there is no memory")
        == 2
    )
    assert made.gradebook() == {"ada": 0, "ben": 0}
    monkeypatch.delenv("PYTHONPATH")
    assert made.nbgrader("autograde", LESSON).returncode == 0
    assert made.gradebook() == {"ada": 9, "ben": 9}


def test_nbgrader_killed_at_random_moments_and_started_again_grades_everybody(made: Class) -> None:
    """`kill -9` of `nbgrader autograde` itself, from its first second to its last student."""
    undisturbed, draw = {"ada": 9, "ben": 9}, random.Random(8)
    for _ in range(KILLS):
        shutil.rmtree(made.folder / "autograded", ignore_errors=True)
        (made.folder / "gradebook.db").write_bytes(made.empty)
        process = made.start("autograde", LESSON)
        time.sleep(draw.uniform(2, 8))
        inner = descendants(process)
        process.kill()
        process.communicate()
        assert not [p for p in inner if survives(p)]
        run = made.nbgrader("autograde", LESSON)
        assert run.returncode == 0, run.stderr[-2000:]
        assert made.gradebook() == undisturbed


def test_a_link_beside_the_notebook_brings_nothing_home(made: Class) -> None:
    assert not (made.folder / "autograded" / "ada" / LESSON / "mine.txt").exists()


def test_a_gradebook_that_stays_locked_is_a_clear_sentence(made: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLAB_GRADEBOOK_PATIENCE", "1")
    with locked(made.folder / "gradebook.db", 90):
        run = made.nbgrader("autograde", LESSON, "--force")
    assert run.returncode != 0
    assert "The gradebook is locked by another program" in run.stderr
    assert made.nbgrader("autograde", LESSON).returncode == 0
    assert made.gradebook() == {"ada": 9, "ben": 9}


def test_an_isolation_that_cannot_be_had_stops_the_run_before_anybody_is_graded(
    made: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made.gradebook()
    monkeypatch.setenv("COLLAB_ISOLATION", "sandbox")
    run = made.nbgrader("autograde", LESSON, "--force")
    assert run.returncode == 1
    assert "COLLAB_ISOLATION is 'sandbox'; it can be 'sandboxed'" in run.stderr
    assert "Traceback" not in run.stderr
    assert made.gradebook() == before
