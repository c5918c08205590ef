"""One suite, everywhere: notebook `check`, `pytest grader/`, `collab grade` and `nbgrader autograde` give the same points.

A sample of the bank: COLLAB_SAMPLE=2 students a lesson, each with another answer to every exercise, COLLAB_SAMPLE=100 takes
the whole bank. The sample is the same on every day; COLLAB_DRAW=WORD draws another, as a nightly job does with the date."""

from __future__ import annotations

import contextlib
import io
import json
import multiprocessing
import os
import random
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import torch  # noqa: F401 - see FORK

from collab import course
from collab.grading.box.kernel import NotebookBox
from collab.grading.grade import check_box
from collab.grading.reading.submission import from_notebook
from collab.staff import build, truth

from .instructor import ROOT, Class

SAMPLE = int(os.environ.get("COLLAB_SAMPLE", "2"))
DRAW = os.environ.get("COLLAB_DRAW", "first")
FORK = "fork" if sys.platform == "linux" else "spawn"  # torch is imported already: most of a new process's time
Points = dict[str, dict[str, float]]  # student -> exercise -> points


def pupils(lesson: course.Lesson) -> dict[str, dict[str, truth.Answer]]:
    """Students and their answers: as many as asked for, or as the largest exercise has answers."""
    banks = {}
    for exercise in lesson.exercises:
        answers = truth.bank(exercise)
        random.Random(f"{DRAW} {exercise}").shuffle(answers)
        banks[exercise] = answers
    count = min(SAMPLE, max(map(len, banks.values())))
    return {
        f"student{i:02d}": {exercise: bank[i % len(bank)] for exercise, bank in banks.items()} for i in range(count)
    }


def notebook(lesson: course.Lesson, answers: dict[str, truth.Answer]) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(json.dumps(build.source_notebook(lesson)))
    for cell in written["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell["source"] = answers[name].code
    return written


def checked_in_the_notebook(job: tuple[Path, str]) -> dict[str, float]:
    """As in a student's kernel: every cell in turn, in one namespace, errors and all, and each `check` where it stands.

    An answer below may give a name that one above looks up another meaning: what a check saw is what counts."""
    path, lesson_id = job
    submission = from_notebook("here", json.loads(path.read_text()), course.lesson(lesson_id))
    namespace: dict[str, Any] = {"__name__": "__main__"}
    points = {}
    for ran in range(len(submission.cells) + 1):
        for name in (name for name, place in submission.positions.items() if place == ran):
            points[name] = check_box(name, NotebookBox(namespace)).exercises[name].score
        if ran < len(submission.cells):
            cell = submission.cells[ran]
            with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
                exec(compile(cell.source, cell.name, "exec"), namespace)
    return points


@dataclass(frozen=True)
class Graded:
    """A class with all lessons, graded in the three ways that need no kernel: lesson -> the points of each way."""

    submitted: Path
    by_nbgrader: dict[str, Points]
    by_command: dict[str, Points]
    by_pytest: dict[str, Points]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    lessons = course.lessons()
    made = Class(tmp_path_factory.mktemp("class"), *lessons)
    submitted = made.folder / "submitted"
    for lesson in lessons.values():
        for name, answers in pupils(lesson).items():
            folder = submitted / name / lesson.id
            folder.mkdir(parents=True)
            (folder / f"{lesson.id}.ipynb").write_text(json.dumps(notebook(lesson, answers)))
        run = made.nbgrader("autograde", lesson.id)
        assert run.returncode == 0, run.stderr[-3000:]
    points = made.points()
    by_nbgrader: dict[str, Points] = {
        lesson.id: {name: {e: points[name][e] for e in lesson.exercises} for name in pupils(lesson)}
        for lesson in lessons.values()
    }

    out = made.folder / "verdicts.json"
    command = [sys.executable, "-m", "collab.cli", "grade", str(submitted), "--json", str(out)]
    subprocess.run(command, cwd=ROOT, capture_output=True)
    by_command: dict[str, Points] = {lesson: {} for lesson in lessons}
    for v in json.loads(out.read_text()):
        student = v["submission"].split("/")[0]
        by_command[v["lesson"]][student] = {name: e["score"] for name, e in v["exercises"].items()}

    command = [sys.executable, "-m", "pytest", "grader/", "--submission", str(submitted)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
    by_pytest: dict[str, Points] = {lesson: {} for lesson in lessons}
    for student, lesson_id, marks in re.findall(r"^ *[\d.]+ of [\d.]+  (\w+)/(\w+)/\S+  (.*)$", said, re.MULTILINE):
        marked = re.findall(r"(\w+) ([\d.]+)/", marks)
        by_pytest[lesson_id][student] = {e: float(score) for e, score in marked}
    return Graded(submitted, by_nbgrader, by_command, by_pytest)


@pytest.mark.parametrize("lesson_id", course.lessons())
def test_the_same_points_everywhere(graded: Graded, lesson_id: str) -> None:
    by_nbgrader = graded.by_nbgrader[lesson_id]
    assert len(by_nbgrader) == len(pupils(course.lesson(lesson_id)))
    assert len({p for points in by_nbgrader.values() for p in points.values()}) > 1
    same(graded.by_command[lesson_id], by_nbgrader)
    same(graded.by_pytest[lesson_id], by_nbgrader, digits=3)

    names = sorted(by_nbgrader)
    jobs = [(graded.submitted / name / lesson_id / f"{lesson_id}.ipynb", lesson_id) for name in names]
    with multiprocessing.get_context(FORK).Pool(1, maxtasksperchild=1) as pool:  # a process a student
        by_check = dict(zip(names, pool.map(checked_in_the_notebook, jobs, chunksize=1), strict=True))
    same(by_check, by_nbgrader)


def same(points: Points, wanted: Points, digits: int = 6) -> None:
    """Raises with the student, the exercise, both numbers and the command that repeats it where two ways in differ."""
    assert sorted(points) == sorted(wanted)
    off = [
        (student, exercise, value, wanted[student][exercise])
        for student, scores in points.items()
        for exercise, value in scores.items()
        if abs(value - wanted[student][exercise]) > 10**-digits * 6
    ]
    again = f"COLLAB_SAMPLE={SAMPLE} COLLAB_DRAW={DRAW} .venv/bin/python -m pytest tests/test_same_verdict.py"
    assert not off, f"{off}\n  Again: {again}"


# --- a host that breaks: the same in all ways that have one ---

NO_BOX = """
from collab.grading.box import hosts

def start(self, late=()):
    raise hosts.HostError("there is no memory")

hosts.WarmHost.start = hosts.ColdHost.start = start
"""
KILLED_ONCE = """
from collab.grading.box import process

request, killed = process.ProcessBox.request, set()

def kill_once(self, *args, **fields):
    self.ensure()
    if id(self.cells) not in killed:  # the same list in every round of one submission
        killed.add(id(self.cells))
        self.host.processes()[-1].kill()
    return request(self, *args, **fields)

process.ProcessBox.request = kill_once
"""


@pytest.fixture(scope="module")
def right_class(tmp_path_factory: pytest.TempPathFactory) -> Class:
    made = Class(tmp_path_factory.mktemp("right"), "01_embedding_lookup")
    for name in ("ada", "ben"):
        folder = made.folder / "submitted" / name / made.lesson
        folder.mkdir(parents=True)
        answers = json.dumps(build.source_notebook(course.lesson(made.lesson)))
        (folder / f"{made.lesson}.ipynb").write_text(answers)
    return made


@pytest.mark.parametrize("breaks", ["no box to be had", "killed once"])
def test_a_host_that_breaks_breaks_every_way_in_alike(
    right_class: Class, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, breaks: str
) -> None:
    none = breaks == "no box to be had"
    (tmp_path / "sitecustomize.py").write_text(NO_BOX if none else KILLED_ONCE)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    submitted = right_class.folder / "submitted"
    full = 0.0 if none else course.lesson(right_class.lesson).points

    out = tmp_path / "verdicts.json"
    command = [sys.executable, "-m", "collab.cli", "grade", str(submitted), "--json", str(out)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    verdicts = json.loads(out.read_text())
    assert [v["score"] for v in verdicts] == [full, full]
    assert [bool(v.get("provisional")) for v in verdicts] == [none, none]
    assert run.returncode == (2 if none else 0), run.stderr
    assert ("the grader itself failed on 2 of 2 submissions" in run.stderr) == none

    command = [sys.executable, "-m", "pytest", "grader/", "--submission", str(submitted)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert re.findall(r"^ *([\d.]+) of 15 ", run.stdout, re.MULTILINE) == [f"{full:g}"] * 2
    assert run.returncode == (1 if none else 0)
    assert ("No box can be started: there is no memory" in run.stdout) == none

    graded = right_class.nbgrader("autograde", right_class.lesson, "--force")
    assert right_class.gradebook() == {"ada": full, "ben": full}
    assert ("No box can be started: there is no memory" in graded.stderr) == none
