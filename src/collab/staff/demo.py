"""`make demo`: the whole road once, with a sample class: data, reference models, nbgrader, feedback, a picture."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import collab
from collab import course
from collab.grading.box import tiers
from collab.grading.classroom import launch

from . import build, classbook, report, sample_class

LESSON = "04_dot_product_bias"
QUICK = ("DotProduct", "DotProductWithBias", "DotProductBias")  # the lesson's models


class DemoError(RuntimeError):
    """A step of the demonstration failed; the message has the last lines of its output."""


def run() -> None:
    """Run the demonstration; what it made is in build/demo/. A second run reuses what is there, and says so."""
    started = time.monotonic()
    folder = course.root() / "build" / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    step(1, "ratings")
    source = show_data()
    step(2, "reference models")
    show_references(folder, source)
    step(3, "a sample class, graded by nbgrader")
    lesson = course.lesson(LESSON)
    grade_class(lesson, folder)
    book = classbook.read(lesson, classbook.place(folder))
    print("\n" + report.table(book))
    picture = folder / "class.png"
    report.figure(book).savefig(picture, dpi=130)
    step(4, f"where to look (all of this took {time.monotonic() - started:.0f} s)")
    here = Path.cwd()
    for what, path in (
        ("the class at a glance", picture),
        ("feedback as a student gets it", folder / "feedback" / "david" / LESSON / f"{LESSON}.html"),
        ("gradebook (nbgrader formgrader, nbgrader export)", folder / "gradebook.db"),
        ("the lesson as a student opens it", lesson.notebook),
        ("the lesson with its answers", lesson.source),
    ):
        print(f"  {what:50} {path.relative_to(here) if path.is_relative_to(here) else path}")


def step(number: int, what: str) -> None:
    print(f"\n--- {number}. {what}", flush=True)


def show_data() -> str:
    from collab.data import catalog

    source = catalog.resolve()
    print(catalog.describe(source))
    return source.name


def show_references(folder: Path, source: str) -> None:
    """Train the lesson's three models on one split, or reuse an earlier run's losses; print them beside the seed's."""
    from . import results

    kept = folder / f"results-{source}.json"
    records = json.loads(kept.read_text("utf-8")) if kept.is_file() else []
    if len(records) == len(QUICK):  # fewer: an earlier run was stopped half-way
        print(f"Reusing the losses in {kept.name} (delete build/demo to train again).")
    else:
        records = results.run(splits=1, data=source, models=QUICK, path=kept)
    print(f"\n{'validation MSE after 5 epochs':32} {'seed notebook':>14} {'here, ' + source:>16} {'seconds':>8}")
    for record in records:
        print(
            f"{record['model']:32} {results.MODELS[record['model']].seed_mse:14.4f} {record['valid_mse'][-1]:16.4f} {record['seconds']:8.1f}"
        )


def grade_class(lesson: course.Lesson, folder: Path) -> None:
    """Hand in the sample class and autograde it, unless exactly this class has been graded by exactly this grader."""
    files = sorted([lesson.source, lesson.suite, *Path(collab.__file__).parent.rglob("*.py")])
    fingerprint = hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()
    stamp = folder / "graded.txt"
    if stamp.is_file() and stamp.read_text() == fingerprint:
        print("Reusing the graded class (delete build/demo to grade it again).")
        return
    for name in ("submitted", "autograded", "feedback"):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / "gradebook.db").unlink(missing_ok=True)
    gradebook = launch.gradebook_url(folder / "gradebook.db")
    build.build([lesson], folder / "release", gradebook)
    pupils = sample_class.write(lesson, folder / "submitted")
    print(f"{len(pupils)} submissions: {', '.join(pupils)}", flush=True)
    started = time.monotonic()
    nbgrader("autograde", lesson.id, folder, gradebook, show=f"/{lesson.id}: ")
    print(
        f"autograded in {time.monotonic() - started:.1f} s, {(time.monotonic() - started) / len(pupils):.1f} s a submission"
    )
    nbgrader("generate_feedback", lesson.id, folder, gradebook)
    stamp.write_text(fingerprint)


def nbgrader(command: str, lesson_id: str, folder: Path, gradebook: str, show: str = "") -> None:
    """Run plain nbgrader with the class's folders; print the lines of its log that hold `show`. Raises DemoError."""
    folders = {n: folder / n for n in ("submitted", "autograded", "feedback")}
    isolation = os.environ.get("COLLAB_ISOLATION") or {"limited": "limited"}.get(
        tiers.tier(), ""
    )  # the class is our own
    tail: list[str] = []
    with subprocess.Popen(
        launch.command([command, lesson_id], folders, gradebook),
        cwd=course.root(),
        env={**os.environ, "COLLAB_ISOLATION": isolation},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            tail = [*tail[-30:], line]
            if show and show in line and " of " in line:
                print("  " + line.split("] ")[-1].strip(), flush=True)
    if process.returncode:
        raise DemoError(f"nbgrader {command} failed:\n{''.join(tail)}")
