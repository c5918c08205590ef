"""A class on several machines: `collab grade --scheduler ADDRESS`, or COLLAB_SCHEDULER=ADDRESS, which `nbgrader autograde` takes
too, on a Dask cluster.

What travels is bytes and names there, and JSON back; nothing of ours is pickled but a function's name. A worker whose grader
has another fingerprint, or whose isolation is weaker than here, gets nothing and is named. Where a worker dies, Dask gives its
submission to another; one that ends its worker LAST times gets a provisional zero of its own.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import logging
import platform
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from collab import course
from collab.grading.box import tiers
from collab.grading.grade import grade_file
from collab.grading.judge import policy
from collab.grading.judge.session import blank_verdict
from collab.grading.reading.files import NOTEBOOK
from collab.grading.verdict_file import Entry

from .fingerprint import fingerprint
from .ledger import Task
from .staleness import STRENGTH
from .worker import shares
from .workers import LAST

VARIABLE = "COLLAB_SCHEDULER"
PATIENCE = 15.0  # seconds that a scheduler has to answer
PROTOCOL = 2  # of what grade_bytes answers, which no fingerprint is about
Files = list[tuple[str, bytes | None]]  # a submission's files by their names in it; None: only that there is one
_ONE_AT_A_TIME = threading.Lock()


class ClusterError(RuntimeError):
    """No cluster to grade on, or no longer; the message is a sentence that says so, and what to do."""


def check_address(address: str, plain: bool) -> None:
    """Raises ClusterError where students' work and verdicts would travel unencrypted and nobody has agreed to that."""
    kind, _, rest = address.partition("://")
    if kind == "tls":
        return
    host = rest.rpartition(":")[0].strip("[]")
    try:
        near = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        near = False
    if kind != "tcp" or not rest:
        raise ClusterError(f"The scheduler {address}: expected tls://HOST:PORT.")
    if not near and not plain:
        raise ClusterError(
            f"The scheduler {address}: students' work would travel unencrypted, and whoever can reach the port could run code on "
            "the workers. Use tls://, or `collab grade --plain-tcp` where nobody else is on that network."
        )


def graded(tasks: Sequence[Task], address: str, plain: bool = False) -> Iterator[tuple[Task, Entry]]:
    """Each task with its verdict, as the cluster has them. Raises ClusterError before anything is graded, or where the
    connection is lost."""
    cluster = Cluster(address, plain, sorted({t.expected for t in tasks}))
    try:
        for task, reply in cluster.replies(tasks):
            yield task, reply["verdict"]
    except ClusterError as e:
        raise ClusterError(f"{e} What is done is kept: --resume grades the rest.") from None
    finally:
        cluster.close()


class Cluster:
    """The connection to a scheduler, and those of its workers that grade as this machine would; used as workers.Pool is."""

    def __init__(self, address: str, plain: bool, lessons: list[str]) -> None:
        """Raises ClusterError where there is nothing to grade on."""
        check_address(address, plain)
        self.address, self.stopped = address, False
        self.client = _client(address)
        try:
            self.able = _able(self.client, lessons)
        except BaseException:
            self.close()
            raise
        self.size = len(self.able)

    def replies(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Entry]]:
        """Each task with what its worker answered, as from workers.Pool. Raises ClusterError where the connection is lost."""
        from distributed import KilledWorker, as_completed

        asked = {}
        for task in tasks:
            whole = task.path.is_dir()
            key = f"collab-{task.number}-{task.seed}"
            future = self.client.submit(
                grade_bytes, _files(task.path), whole, task.expected, task.seed, key=key, workers=self.able, pure=False
            )
            asked[key] = task, future
        for future in as_completed([future for _, future in asked.values()], loop=self.client.loop):
            task, _ = asked.pop(future.key)
            if future.status == "finished":
                reply: Entry = json.loads(future.result())
                yield task, reply | {"verdict": reply["verdict"] | {"submission": task.label}}
            elif future.status == "error" and isinstance(future.exception(), KilledWorker):
                yield task, _failed(task, f"Grading it ended {LAST} workers of the cluster.")
            elif future.status == "error":
                error = future.exception()
                yield task, _failed(task, f"The cluster could not grade it ({type(error).__name__}: {error}).")
            elif self.stopped:
                return
            else:
                raise ClusterError(f"The connection to the scheduler at {self.address} was lost.")

    def stop(self) -> None:
        """Have `replies`, in another thread, end at once."""
        self.stopped = True
        self.close()

    def close(self) -> None:
        self.client.close(timeout=5)


def _client(address: str) -> Any:
    """A connection to this scheduler. Raises ClusterError where there is none to be had."""
    try:
        from distributed import Client, Security
    except ImportError:
        raise ClusterError("A scheduler needs Dask: pip install -c constraints.txt -e '.[cluster]'") from None
    for name in [n for n in logging.root.manager.loggerDict if n.partition(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # Dask gives some of them a level of their own
    encrypted = address.startswith("tls://")
    security = Security(require_encryption=encrypted)
    if encrypted and not security.get_connection_args("client").get("ssl_context"):
        raise ClusterError(
            "tls:// needs certificates: set distributed.comm.tls.ca-file and …client.cert, …client.key in Dask's configuration "
            "(DASK_DISTRIBUTED__COMM__TLS__CA_FILE and so on)."
        )
    try:
        return Client(address, security=security, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, asyncio.TimeoutError, ValueError, RuntimeError) as e:
        raise ClusterError(f"No scheduler answers at {address} ({type(e).__name__}). Nothing was graded.") from None


def _able(client: Any, lessons: list[str]) -> list[str]:
    """The workers that grade as this machine would. Raises ClusterError, naming those that do not, where there is none."""
    ours = describe(lessons)
    refused, able = [], []
    for address, theirs in client.run(describe, lessons).items():
        other = [key for key in ours["grader"] if theirs["grader"].get(key) != ours["grader"][key]]
        if other or theirs.get("protocol") != PROTOCOL:
            different = f"Python {theirs['python']}, PyTorch {theirs['torch']}"
            refused.append(f"{address}: another grader than here ({different})")
        elif STRENGTH[theirs["isolation"]] < STRENGTH[ours["isolation"]]:
            refused.append(f"{address}: its isolation is {theirs['isolation']}, here {ours['isolation']}")
        else:
            able.append(address)
    if not able:
        why = "; ".join(refused) or "it has no workers"
        raise ClusterError(f"No worker of the cluster can grade this: {why}. Nothing was graded.")
    for line in refused:
        logging.getLogger("collab").warning("refused: %s", line)
    return able


def describe(lessons: list[str]) -> dict[str, Any]:
    """What a verdict of this process rests on; runs on each worker."""
    from importlib.metadata import version

    return {
        "grader": {name: fingerprint(name) for name in ["", *lessons]},
        "isolation": tiers.tier(),
        "protocol": PROTOCOL,
        "python": platform.python_version(),
        "torch": version("torch"),
    }


def _files(path: Path) -> Files:
    """A submission as bytes: the file, or what lies in its folder, of which only notebooks have their content."""
    if not path.is_dir():
        return [(path.name, path.read_bytes())]
    found = sorted(p for p in path.rglob("*") if p.is_file() and not p.is_symlink())
    return [(p.relative_to(path).as_posix(), p.read_bytes() if NOTEBOOK.search(p.name) else None) for p in found]


def grade_bytes(files: Files, whole: bool, lesson: str, seed: int) -> str:
    """Grade a submission that came as bytes, a folder's where it is `whole`; what worker.py answers, as JSON. Runs on a worker,
    one at a time."""
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="collab-") as name:
        home = Path(name, lesson or "submission")
        for inner, data in files:
            target = home.joinpath(*PurePosixPath(inner).parts)
            if ".." in PurePosixPath(inner).parts or not target.resolve().is_relative_to(home.resolve()):
                raise ValueError(f"{inner} lies outside of its submission")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data or b"")
        home.mkdir(exist_ok=True)
        verdict = grade_file(home if whole else home / files[0][0], "", seed)
        return json.dumps({"verdict": verdict.as_json(), "shares": shares(verdict)})


def _failed(task: Task, why: str) -> Entry:
    verdict = blank_verdict(
        task.label, course.lesson(task.expected) if task.expected else None, tiers.tier(), task.seed
    )
    policy.fail(verdict, why)
    return {"verdict": verdict.as_json(), "shares": shares(verdict)}
