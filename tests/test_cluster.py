"""The same class on a real Dask cluster: a scheduler and workers as processes, with certificates made here."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collab.grading.classroom import cluster

from .conftest import LESSON, HandIn
from .instructor import Class

QUICK = {
    "DotProductBias": "def DotProductBias():\n    pass",
    "test_evaluate": "def test_evaluate(candidate):\n    pass",
}
WRONG = {"decay_weights": "def decay_weights(parameters, lr, wd):\n    pass"}
PATIENCE = 120.0


class Cluster:
    """A scheduler and two workers."""

    def __init__(self, folder: Path) -> None:
        import trustme

        authority = trustme.CA()
        own = authority.issue_cert("localhost", "127.0.0.1")
        authority.cert_pem.write_to_path(str(folder / "ca.pem"))
        own.private_key_and_cert_chain_pem.write_to_path(str(folder / "own.pem"))
        tls = {"CA_FILE": folder / "ca.pem"} | {
            f"{role}__{what}": folder / "own.pem"
            for role in ("SCHEDULER", "WORKER", "CLIENT")
            for what in ("CERT", "KEY")
        }
        self.environment = {**os.environ} | {f"DASK_DISTRIBUTED__COMM__TLS__{k}": str(v) for k, v in tls.items()}
        self.folder, self.processes = folder, []
        self.scheduler = self.start(
            "scheduler", "--protocol", "tls", "--port", "0", "--host", "127.0.0.1", "--no-dashboard"
        )
        self.file = folder / "scheduler.json"
        for _ in range(int(PATIENCE / 0.2)):
            if self.file.is_file() and self.file.stat().st_size:
                break
            time.sleep(0.2)
        self.address = json.loads(self.file.read_text())["address"]
        self.workers = [self.worker() for _ in range(2)]

    def start(self, what: str, *more: str, **environment: str) -> subprocess.Popen[bytes]:
        module = f"distributed.cli.dask_{what}"
        command = [sys.executable, "-m", module, "--scheduler-file", str(self.folder / "scheduler.json"), *more]
        log = open(self.folder / f"{what}-{len(self.processes)}.log", "w")  # noqa: SIM115 - as long as the process
        process = subprocess.Popen(
            command, env=self.environment | environment, stdout=log, stderr=log, start_new_session=True
        )
        self.processes.append(process)
        return process

    def worker(self, **environment: str) -> subprocess.Popen[bytes]:
        return self.start("worker", "--nthreads", "1", "--no-dashboard", **environment)

    def close(self) -> None:
        for process in self.processes:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            process.wait()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.close()


@pytest.fixture
def klass(hand_in: HandIn, tmp_path: Path) -> Path:
    for number in range(5):
        hand_in(f"s{number}", **QUICK, **(WRONG if number % 2 else {}))
    hand_in("s9", raw="{")
    return tmp_path / "submitted"


def command(folder: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "collab.cli", "grade", str(folder), "--json", str(out), "--seed", "7", *more]


def verdicts(out: Path) -> list[dict[str, Any]]:
    return [{k: v for k, v in e.items() if k != "seconds"} for e in json.loads(out.read_text())]


def test_a_cluster_writes_what_one_process_writes_also_when_a_worker_dies(
    made: Cluster, klass: Path, tmp_path: Path
) -> None:
    one, many = tmp_path / "one.json", tmp_path / "many.json"
    subprocess.run(command(klass, one), capture_output=True)
    run = subprocess.Popen(
        command(klass, many, "--scheduler", made.address),
        env=made.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    first = run.stdout.readline()
    os.killpg(made.workers[0].pid, signal.SIGKILL)
    _, said = run.communicate(timeout=PATIENCE)
    assert run.returncode == 1, (first, said)
    assert "Traceback" not in said, said
    assert verdicts(many) == verdicts(one)


class Road:
    """A way to the scheduler that can be cut, as a cable is."""

    def __init__(self, address: str) -> None:
        host, port = address.removeprefix("tls://").rsplit(":", 1)
        self.there, self.ends = (host, int(port)), []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"tls://127.0.0.1:{self.door.getsockname()[1]}"
        threading.Thread(target=self.open, daemon=True).start()

    def open(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.door.accept()
                far = socket.create_connection(self.there)
                self.ends += [near, far]
                for a, b in ((near, far), (far, near)):
                    threading.Thread(target=self.carry, args=(a, b), daemon=True).start()

    @staticmethod
    def carry(a: socket.socket, b: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while some := a.recv(1 << 16):
                b.sendall(some)

    def cut(self) -> None:
        for end in [self.door, *self.ends]:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


def test_a_connection_that_is_lost_is_a_sentence_and_resume_grades_the_rest(
    made: Cluster, klass: Path, tmp_path: Path
) -> None:
    one, many, road = tmp_path / "one.json", tmp_path / "many.json", Road(made.address)
    subprocess.run(command(klass, one), capture_output=True)
    run = subprocess.Popen(
        command(klass, many, "--scheduler", road.address),
        env=made.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    first = run.stdout.readline()
    road.cut()
    _, said = run.communicate(timeout=PATIENCE)
    assert run.returncode == 2, (first, said)
    assert re.search(r"The connection to the scheduler at tls://\S+ was lost\. What is done is kept", said), said
    assert "Traceback" not in said, said
    done = verdicts(many)
    assert 1 <= len(done) < len(verdicts(one))
    assert all(v in verdicts(one) for v in done)
    again = subprocess.run(
        command(klass, many, "--scheduler", made.address, "--resume"),
        env=made.environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert again.returncode == 1, again.stderr
    assert again.stdout.count("graded earlier") >= len(done)  # of the same bytes, one verdict suffices
    assert verdicts(many) == verdicts(one)


@pytest.fixture
def course_of_six(klass: Path) -> Class:
    return Class(klass.parent)


NOT_HERE = """
from collab.grading.classroom import nbgrader

nbgrader.GradeSubmission._grade = None
"""


def test_nbgrader_fills_its_gradebook_from_a_cluster(
    made: Cluster, course_of_six: Class, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    alone = course_of_six.nbgrader("autograde", LESSON)
    assert alone.returncode == 0, alone.stderr[-2000:]
    points = course_of_six.points()
    assert len(points) == 6
    assert len({str(p) for p in points.values()}) == 3
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("COLLAB_SCHEDULER", made.address)
    (tmp_path / "sitecustomize.py").write_text(NOT_HERE)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    together = course_of_six.nbgrader("autograde", LESSON, "--force")
    assert together.returncode == 0, together.stderr[-2000:]
    assert re.search(rf"\d workers? of the cluster at {re.escape(made.address)} grade 6 submissions", together.stderr)
    assert course_of_six.points() == points
    # Nobody is waiting: no cluster is needed.
    monkeypatch.setenv("COLLAB_SCHEDULER", "tls://127.0.0.1:9")
    idle = course_of_six.nbgrader("autograde", LESSON)
    assert idle.returncode == 0, idle.stderr[-2000:]


def test_nbgrader_goes_on_alone_where_the_cluster_goes_away(
    made: Cluster, course_of_six: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    road = Road(made.address)
    monkeypatch.setenv("COLLAB_SCHEDULER", road.address)
    run = course_of_six.start("autograde", LESSON)
    assert run.stderr is not None
    said = []
    for line in run.stderr:
        said.append(line)
        if "of the cluster at" in line:
            road.cut()
    run.communicate(timeout=PATIENCE)
    assert run.returncode == 0, said
    assert "was lost. The rest is graded on this machine." in "".join(said)
    assert "Traceback" not in "".join(said)
    assert {s: sum(p.values()) for s, p in course_of_six.points().items()} == {
        **{f"s{n}": 7 if n % 2 else 9 for n in range(5)},
        "s9": 0,
    }


def test_a_cluster_that_nbgrader_cannot_have_changes_nothing(
    course_of_six: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLLAB_SCHEDULER", "tcp://127.0.0.1:9")
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "2s")
    run = course_of_six.nbgrader("autograde", LESSON)
    assert run.returncode != 0
    assert "No scheduler answers at tcp://127.0.0.1:9" in run.stderr
    assert "Traceback" not in run.stderr
    assert course_of_six.points() == {}


def test_a_worker_with_another_grader_is_refused_by_name(made: Cluster, klass: Path, tmp_path: Path) -> None:
    for worker in made.workers:
        if worker.poll() is None:
            os.killpg(worker.pid, signal.SIGKILL)
    made.worker(COLLAB_LIMITS="cell=99")
    run = subprocess.run(
        command(klass, tmp_path / "out.json", "--scheduler", made.address),
        env=made.environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert run.returncode == 2
    assert "another grader than here" in run.stderr or "it has no workers" in run.stderr
    assert "Nothing was graded" in run.stderr


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://10.1.2.3:8786", "would travel unencrypted"),
        ("10.1.2.3:8786", "expected tls://HOST:PORT"),
        ("tls://127.0.0.1:9", "needs certificates"),
        ("tcp://127.0.0.1:9", "No scheduler answers"),
    ],
)
def test_what_is_no_cluster_is_one_sentence(
    klass: Path, tmp_path: Path, address: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "2s")
    out = tmp_path / "out.json"
    run = subprocess.run(command(klass, out, "--scheduler", address), capture_output=True, text=True, timeout=PATIENCE)
    assert run.returncode == 2
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert not out.exists() or json.loads(out.read_text()) == []


def test_plain_tcp_is_allowed_on_this_machine_and_where_somebody_says_so() -> None:
    cluster.check_address("tcp://127.0.0.1:8786", plain=False)
    cluster.check_address("tcp://[::1]:8786", plain=False)
    cluster.check_address("tcp://10.1.2.3:8786", plain=True)
    cluster.check_address("tls://10.1.2.3:8786", plain=False)


def test_bytes_that_point_out_of_their_folder_are_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        cluster.grade_bytes([("../x.ipynb", b"{}")], True, "01_embedding_lookup", 1)
