"""A class on several processes: the same verdicts in the same order, whatever ends on the way."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from collab.grading.classroom import ledger as ledgers
from collab.grading.classroom import tally, workers
from collab.grading.classroom.ledger import Ledger

from .conftest import HandIn

QUICK = {
    "DotProductBias": "def DotProductBias():\n    pass",
    "test_evaluate": "def test_evaluate(candidate):\n    pass",
}
SLOW = {"evaluate": "import time\ntime.sleep(600)"}
WRONG = {"decay_weights": "def decay_weights(parameters, lr, wd):\n    pass"}


def command(folder: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "collab.cli", "grade", str(folder), "--json", str(out), *more]


def verdicts(out: Path) -> list[dict[str, Any]]:
    return [{k: v for k, v in e.items() if k != "seconds"} for e in json.loads(out.read_text())]


@pytest.fixture
def klass(hand_in: HandIn, tmp_path: Path) -> Path:
    for number in range(5):
        hand_in(f"s{number}", **QUICK, **(WRONG if number % 2 else {}))
    hand_in("s9", raw="{")
    return tmp_path / "submitted"


def test_workers_write_what_one_process_writes(klass: Path, tmp_path: Path) -> None:
    one, three = tmp_path / "one.json", tmp_path / "three.json"
    first = subprocess.run(command(klass, one, "--seed", "7"), capture_output=True, text=True)
    second = subprocess.run(command(klass, three, "--seed", "7", "--workers", "3"), capture_output=True, text=True)
    assert (first.returncode, second.returncode) == (1, 1), second.stderr
    assert verdicts(one) == verdicts(three)
    assert [re.sub(r"^.*?  ", "", line) for line in first.stdout.splitlines()] == [
        re.sub(r"^.*?  ", "", line) for line in second.stdout.splitlines()
    ]
    assert "6 graded in" in second.stderr
    assert "1 unreadable" in second.stderr


def test_seeds_come_from_a_secret_of_the_run_and_the_content(klass: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    subprocess.run(command(klass, out, "--workers", "2"), capture_output=True)
    before = verdicts(out)
    seeds = [v["seed"] for v in before]
    assert len(set(seeds)) == 3, "the same bytes, the same seed"
    base = sqlite3.connect(out.with_name("out.json.ledger"))
    with base:
        base.execute("DELETE FROM verdicts")  # as if no verdict had been kept yet
    base.close()
    out.unlink()
    subprocess.run(command(klass, out, "--resume"), capture_output=True)
    assert verdicts(out) == before
    subprocess.run(command(klass, out), capture_output=True)
    assert [v["seed"] for v in verdicts(out)] != seeds


def test_a_worker_that_is_killed_costs_a_retry(klass: Path, tmp_path: Path) -> None:
    wanted, out = tmp_path / "wanted.json", tmp_path / "out.json"
    subprocess.run(command(klass, wanted, "--seed", "7"), capture_output=True)
    run = subprocess.Popen(command(klass, out, "--seed", "7", "--workers", "2"), stderr=subprocess.PIPE, text=True)
    killed = 0
    while run.poll() is None and killed < 2:
        time.sleep(0.7)
        found = [p for p in psutil.Process(run.pid).children() if "worker" in " ".join(p.cmdline())]
        if found:
            found[0].kill()
            killed += 1
    run.communicate(timeout=120)
    assert killed
    assert verdicts(out) == verdicts(wanted)


def test_one_that_ends_its_worker_again_and_again_is_named_and_alone(
    klass: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\n"
        "if 'worker' in ' '.join(sys.orig_argv):\n"
        "    from collab.grading.judge import session\n"
        "    from collab.grading.judge.session import open_file\n"
        "    def opened(path, *rest):\n"
        "        if 's2' in str(path): os.kill(os.getpid(), 9)\n"
        "        return open_file(path, *rest)\n"
        "    session.open_file = opened\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    out = tmp_path / "out.json"
    run = subprocess.run(command(klass, out, "--workers", "2"), capture_output=True, text=True)
    assert run.returncode == 2
    of = {v["submission"].split("/")[0]: v for v in verdicts(out)}
    assert "ended the grader's own process 3 times" in of["s2"]["trouble"]
    assert [name for name, v in of.items() if v.get("provisional")] == ["s2"]
    assert of["s0"]["score"] == 9


def test_ctrl_c_stops_within_moments_and_says_how_to_go_on(klass: Path, hand_in: HandIn, tmp_path: Path) -> None:
    hand_in("s7", **QUICK, **SLOW)
    out = tmp_path / "out.json"
    run = subprocess.Popen(
        command(klass, out, "--workers", "2"),
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what a shell starts behind an & ignores it
    )
    assert run.stdout is not None
    run.stdout.readline()
    inner = psutil.Process(run.pid).children(recursive=True)
    started = time.monotonic()
    run.send_signal(signal.SIGINT)
    said = run.communicate(timeout=60)[1]
    assert time.monotonic() - started < 5  # a second on an idle machine
    assert run.returncode == 130
    assert re.search(r"Stopped: \d of 7 are graded; the same command with --resume grades the rest\.", said)
    assert verdicts(out)
    assert "Traceback" not in said
    time.sleep(1)
    assert not [p for p in inner if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def test_two_runs_on_one_ledger_both_end_right(klass: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    subprocess.run(command(klass, out), capture_output=True)
    wanted = verdicts(out)
    base = sqlite3.connect(out.with_name("out.json.ledger"))
    with base:
        base.execute("DELETE FROM verdicts")
    base.close()
    out.unlink()
    runs = [subprocess.Popen(command(klass, out, "--resume"), stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [run.wait(120) for run in runs] == [1, 1]
    assert verdicts(out) == wanted


def test_a_ledger_of_another_version_is_set_aside_and_said(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    path = tmp_path / "out.json.ledger"
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA user_version = 99")
    base.close()
    made = Ledger([], out, many=True)
    assert "set aside" in made.said[0]
    made.close()
    (aside,) = tmp_path.glob("out.json.ledger.old-*")
    assert sqlite3.connect(aside).execute("PRAGMA user_version").fetchone() == (99,)
    path.write_bytes(b"no database at all, and long enough to be one" * 20)
    made = Ledger([], out, many=True)
    assert "set aside" in made.said[0]
    made.close()


def test_a_ledger_that_is_held_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.json"
    Ledger([], out, many=True).close()
    monkeypatch.setattr(ledgers, "PATIENCE", 0.2)
    holder = sqlite3.connect(tmp_path / "out.json.ledger", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ledgers.LedgerError, match="held by another program"):
        Ledger([], out, many=True)
    holder.close()


def test_ten_thousand_verdicts_cost_the_same_each(tmp_path: Path) -> None:
    """The last thousand against the first: what a record that is written anew each time would not keep."""
    made = Ledger([(tmp_path / f"{n}.ipynb", f"s{n}") for n in range(10_000)], tmp_path / "out.json", many=True)
    entry = {"lesson": "", "score": 0, "max_score": 1, "isolation": "sandboxed", "grader": "g", "seed": 0}
    spans = []
    for thousand in range(10):
        started = time.process_time()
        for number in range(1000 * thousand, 1000 * (thousand + 1)):
            task = made.tasks[number]
            made._keep(task, entry | {"submission": task.label, "content": f"{number}"} | {"seed": number})
        spans.append(time.process_time() - started)
    made._base.close()  # type: ignore[union-attr]
    assert spans[-1] < 5 * spans[0]


def test_how_many_workers_a_machine_bears(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    monkeypatch.setattr(workers, "_memory", lambda: 100 * 2**30)
    assert workers.bearable(1000) == 8
    assert workers.bearable(3) == 1
    monkeypatch.setattr(workers, "_memory", lambda: 3 * workers.NEEDS + 1)
    assert workers.bearable(1000) == 3
    monkeypatch.setattr(workers, "_memory", lambda: 0)
    assert workers.bearable(1000) == 1


def test_a_log_says_now_and_then_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally, "EVERY", -1.0)
    seen = tally.Tally(1000, taken=200)
    seen.started -= 10
    seen.add({"status": "invalid"})
    line = capsys.readouterr().err
    assert re.search(r"201 of 1,000 · 10\.\d\d s each · 2 h 13 min left · 1 unreadable", line)
    assert re.match(
        r"1 graded in 10 s · 10\.\d\d s each · 200 taken over from an earlier run · 1 unreadable", seen.summary()
    )


def test_no_workers_is_a_sentence(klass: Path, tmp_path: Path) -> None:
    run = subprocess.run([*command(klass, tmp_path / "o.json"), "--workers", "0"], capture_output=True, text=True)
    assert run.returncode == 2
    assert "at least one is needed" in run.stderr
