"""How long a class takes: seconds against submissions, with one process, with workers, on a Dask cluster, and through nbgrader.

    .venv/bin/python tools/measure_class.py [--sizes 25 50 100 200] [--lesson 01_embedding_lookup] [--dask 2] [--nbgrader 1000]

Makes classes of right notebooks that differ by a name, grades each in one run by every way, one after the other, and writes
build/class_times.json and .png. Run it on a machine that has nothing else to do; the load is written down.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import psutil
from distributed import Client

from collab import course, plots
from collab.grading.classroom import launch
from collab.staff import build
from collab.storage import write_json

ROOT = Path(__file__).parent.parent


def make_class(lesson: course.Lesson, size: int, folder: Path) -> Path:
    """A class's folder, submitted/STUDENT/LESSON, of right notebooks."""
    notebook = nbformat.read(str(lesson.notebook), as_version=4)
    answers = build.reference_answers(lesson)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(name, cell.source)
    for number in range(size):
        own = copy.deepcopy(notebook)
        own.cells.insert(0, nbformat.v4.new_markdown_cell(f"by student {number}", id="by"))
        home = folder / "submitted" / f"s{number:05}" / lesson.id
        home.mkdir(parents=True)
        nbformat.write(own, str(home / f"{lesson.id}.ipynb"))
    return folder / "submitted"


class Memory:
    """The most that a process and all its children have held at once, looked at twice a second."""

    def __init__(self, pid: int) -> None:
        self.most, self.process, self.over = 0, psutil.Process(pid), threading.Event()
        self.seen: list[tuple[float, int]] = []
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self) -> None:
        started = time.monotonic()
        while not self.over.wait(0.5):
            try:
                own = self.process.memory_info().rss
                self.most = max(self.most, own)
                self.seen.append((time.monotonic() - started, own))
            except psutil.Error:
                return


def timed(command: list[str], **more: object) -> dict[str, float]:
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **more)  # type: ignore[call-overload]
    memory = Memory(process.pid)
    _, said = process.communicate()
    memory.over.set()
    if process.returncode not in (0, 1):
        raise SystemExit(said[-2000:])
    half = [m for t, m in memory.seen if t > 5][:1] or [0]
    return {
        "seconds": round(time.monotonic() - started, 2),
        "load": round(os.getloadavg()[0], 2),
        "memory_most": memory.most,
        "memory_early": half[0],
    }


@contextlib.contextmanager
def dask(workers: int, folder: Path) -> Iterator[str]:
    """A scheduler and workers on this machine; its address."""
    file = folder / "scheduler.json"
    start = [sys.executable, "-m", "distributed.cli.dask_{}", "--scheduler-file", str(file), "--no-dashboard"]
    more = {"scheduler": ["--port", "0", "--host", "127.0.0.1"], "worker": ["--nthreads", "1"]}
    running = []
    try:
        for role in ["scheduler", *["worker"] * workers]:
            command = [part.format(role) for part in start] + more[role]
            running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            while running[0].poll() is None and (not file.is_file() or not file.stat().st_size):
                time.sleep(0.1)
        address = json.loads(file.read_text())["address"]
        with Client(address) as client:
            client.wait_for_workers(workers, timeout=60)
        yield address
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait(30)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--lesson", default="01_embedding_lookup")
    parser.add_argument("--sizes", type=int, nargs="*", default=[25, 50, 100, 200])
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 3])
    parser.add_argument("--dask", type=int, default=0, metavar="N", help="N Dask workers too")
    parser.add_argument("--nbgrader", type=int, nargs="*", default=[], metavar="N")
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "class_times.json", help="and a .png beside it")
    args = parser.parse_args()
    lesson = course.lesson(args.lesson)
    rows = []
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as name:
            submitted = make_class(lesson, size, Path(name))
            for workers in args.workers:
                command = [
                    sys.executable,
                    "-m",
                    "collab.cli",
                    "grade",
                    str(submitted),
                    "--json",
                    f"{name}/{workers}.json",
                ]
                found = timed([*command, "--workers", str(workers), "--seed", "1"])
                rows.append({"way": f"{workers} worker{'s' * (workers > 1)}", "size": size, **found})
                print(rows[-1], flush=True)
            if args.dask:
                with dask(args.dask, Path(name)) as address:
                    command = [sys.executable, "-m", "collab.cli", "grade", str(submitted), "--seed", "1"]
                    found = timed([*command, "--json", f"{name}/dask.json", "--scheduler", address])
                rows.append({"way": f"{args.dask} Dask workers", "size": size, **found})
                print(rows[-1], flush=True)
            files = [*map(str, args.workers), *["dask"] * bool(args.dask)]
            kept = [json.loads(Path(name, f"{file}.json").read_text()) for file in files]
            for other in kept[1:]:
                assert [e["score"] for e in other] == [e["score"] for e in kept[0]]
    for size in args.nbgrader:
        with tempfile.TemporaryDirectory() as name:
            make_class(lesson, size, Path(name))
            url = launch.gradebook_url(Path(name, "gradebook.db"))
            build.build([lesson], Path(name, "release"), url)
            folders = {n: Path(name, n) for n in ("submitted", "autograded", "feedback")}
            found = timed(launch.command(["autograde", lesson.id], folders, url))
            rows.append({"way": "nbgrader autograde", "size": size, **found})
            print(rows[-1], flush=True)
    write_json(args.json, {"lesson": lesson.id, "cores": os.cpu_count(), "rows": rows})
    figure, axes = plots.figure(6.4, 4)
    for marker, way in zip("os^Dv", dict.fromkeys(r["way"] for r in rows), strict=False):
        mine = sorted((r["size"], r["seconds"]) for r in rows if r["way"] == way)
        axes[0, 0].plot(*zip(*mine, strict=True), marker=marker, ms=4, label=way)
    axes[0, 0].set(xlabel="submissions")
    axes[0, 0].set_title("seconds for a class", fontsize=10)
    axes[0, 0].legend()
    figure.savefig(args.json.with_suffix(".png"), dpi=150)


if __name__ == "__main__":
    main()
