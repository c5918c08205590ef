"""`collab regrade` on a real change: a check is edited in a copy of the course, and real nbgrader grades three students."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from collab import course
from collab.grading.classroom.staleness import Reason
from collab.staff import build, classbook, regrade

from .instructor import ROOT

LESSON = "01_embedding_lookup"
STUDENTS = {  # what they wrote for one_hot
    "ada": "",
    "bo": "def one_hot(index, n):\n    out = torch.zeros(n, dtype=torch.float64)\n    out[index] = 1\n    return out\n",
    "cy": "def one_hot(index, n):\n    out = torch.zeros(n, dtype=torch.int64)\n    out[index] = 1\n    return out\n",
}
STRICT, LAX = '(got.dtype != "float32", f"`{got.call}`', '(got.dtype not in ("float32", "float64"), f"`{got.call}`'


class Course:
    """A copy of the course with a class of its own, driven by commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("grader", "solutions", "lessons", "nbgrader_config.py"):
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, folder / name)
        self.suite = folder / "grader" / f"test_{LESSON}.py"

    def run(self, *command: str, code: int = 0) -> str:
        environment = {**os.environ, "COLLAB_COURSE": str(self.folder)}
        run = subprocess.run(
            [sys.executable, "-m", *command], cwd=self.folder, env=environment, capture_output=True, text=True
        )
        assert run.returncode == code, run.stdout + run.stderr[-3000:]
        return run.stdout + run.stderr

    def hand_in(self, student: str, one_hot: str) -> None:
        notebook = json.loads(json.dumps(build.source_notebook(course.lesson(LESSON))))
        for cell in notebook["cells"]:
            if one_hot and cell["metadata"].get("nbgrader", {}).get("grade_id") == "one_hot":
                cell["source"] = one_hot
        path = self.folder / "submitted" / student / LESSON / f"{LESSON}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(notebook))

    def give(self, student: str, points: float, comment: str) -> None:
        """Points and a comment as the formgrader writes them."""
        from nbgrader.api import Gradebook

        with Gradebook(classbook.place(self.folder).gradebook, "collaborative-filtering") as book:
            book.find_grade("check-one_hot", LESSON, LESSON, student).manual_score = points
            book.find_comment("one_hot", LESSON, LESSON, student).manual_comment = comment
            book.db.commit()

    def everything(self) -> dict[str, bytes]:
        """All files of the class, and the gradebook's content: what must not change."""
        files = {str(p): p.read_bytes() for p in (self.folder / "autograded").rglob("*") if p.is_file()}
        with sqlite3.connect(self.folder / "gradebook.db") as db:
            return files | {"gradebook": "\n".join(db.iterdump()).encode()}

    def book(self) -> dict[str, classbook.Student]:
        return classbook.read(course.lesson(LESSON), classbook.place(self.folder)).by_id


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Graded, one overridden by hand, and then the check on one_hot's dtype takes float64 as well."""
    made = Course(tmp_path_factory.mktemp("course"))
    for student, text in STUDENTS.items():
        made.hand_in(student, text)
    made.run("collab.cli", "build", LESSON)
    made.run("nbgrader", "autograde", LESSON)
    assert {s: m.marks["one_hot"].automatic for s, m in made.book().items()} == {"ada": 2, "bo": 0, "cy": 0}
    assert made.run("collab.cli", "regrade", LESSON) == "Nothing is stale: 3 of 3 verdicts stand.\n"
    made.give("cy", 1.5, "int64 is nearly right")
    text = made.suite.read_text()
    assert text.count(STRICT) == 1
    made.suite.write_text(text.replace(STRICT, LAX))
    return made


def test_it_is_shown_without_changing_anything(changed: Course, tmp_path: Path) -> None:
    before, out = changed.everything(), tmp_path / "regrade.json"
    said = changed.run("collab.cli", "regrade", LESSON, "--json", str(out), code=1)
    assert changed.everything() == before
    lines = said.splitlines()
    assert any(line.startswith("bo: 11 → 13   (the grader has changed") for line in lines), said
    assert any(line.startswith("ada: 15, as before") for line in lines), said
    assert "one_hot      0 → 2" in said
    assert "returns a float32 vector of length n: failed → passed" in said
    assert "3 of 3 stale (grader: 3): 1 with more points, 0 with fewer, 2 as before." in said
    assert "Nothing was changed" in said
    (bo,) = [one for one in json.loads(out.read_text()) if one["student"] == "bo"]
    assert (bo["before"], bo["after"], bo["kinds"]) == (11, 13, ["grader"])
    assert bo["rows"][0]["exercise"] == "one_hot"


def test_one_student_can_be_asked_for(changed: Course) -> None:
    assert "1 of 1 stale" in changed.run("collab.cli", "regrade", LESSON, "--student", "bo", code=1)
    assert "has handed in nothing" in changed.run("collab.cli", "regrade", LESSON, "--student", "dee", code=2)


def test_a_suite_that_does_not_load_changes_nothing(changed: Course) -> None:
    text, before = changed.suite.read_text(), changed.everything()
    try:
        changed.suite.write_text(text + "\ndef broken(:\n")
        said = changed.run("collab.cli", "regrade", LESSON, "--apply", code=2)
    finally:
        changed.suite.write_text(text)
    assert "The suite does not load: SyntaxError" in said
    assert changed.everything() == before


def points_of_one_hot(course_folder: Path, points: int) -> None:
    declared = course_folder / "grader" / "course.toml"
    text, changes = re.subn(r'(vector of zeros with a single 1"\npoints = )\d', rf"\g<1>{points}", declared.read_text())
    assert changes == 1
    declared.write_text(text)


def test_changed_points_are_a_reason_and_shown(changed: Course) -> None:
    before = changed.everything()
    try:
        points_of_one_hot(changed.folder, 4)
        said = changed.run("collab.cli", "regrade", LESSON, "--student", "ada", code=1)
    finally:
        points_of_one_hot(changed.folder, 2)
    assert "points have changed: one_hot 2 → 4" in said
    assert "ada: 15 → 17" in said
    assert changed.everything() == before


def test_applied_it_is_so_and_what_was_given_by_hand_stays(changed: Course) -> None:
    """The last of these tests: it changes the class."""
    said = changed.run("collab.cli", "regrade", LESSON, "--apply")
    assert "bo: 11 → 13" in said
    assert "points and comments given by hand are as they were" in said
    book = changed.book()
    assert {s: m.marks["one_hot"].automatic for s, m in book.items()} == {"ada": 2, "bo": 2, "cy": 0}
    assert book["cy"].marks["one_hot"].by_hand == 1.5
    assert book["cy"].total == 11 + 1.5
    with sqlite3.connect(changed.folder / "gradebook.db") as db:
        assert db.execute("select manual_comment from comment where manual_comment is not null").fetchall() == [
            ("int64 is nearly right",)
        ]
    assert "3 of 3 verdicts stand" in changed.run("collab.cli", "regrade", LESSON)
    # What is handed in again is stale by its content, and hand-given points are for the earlier work.
    changed.hand_in("cy", STUDENTS["bo"])
    said = changed.run("collab.cli", "regrade", LESSON, code=1)
    assert "cy: 12.5, as before   (what was handed in has changed)" in said
    assert "set by hand: 1.5 stays" in said
    assert "look again: one_hot was graded by hand before the work changed" in said
    assert "1 of 3 stale (content: 1)" in said
    # Other points: the gradebook is told by a build, and a copy of it is kept.
    points_of_one_hot(changed.folder, 4)
    said = changed.run("collab.cli", "regrade", LESSON, "--apply", code=2)
    assert "The gradebook does not know course.toml's points yet (one_hot): run `collab build" in said
    changed.run("collab.cli", "build", LESSON)
    said = changed.run("collab.cli", "regrade", LESSON, "--apply")
    assert "A copy of the gradebook is kept: " in said
    book = changed.book()
    assert {s: m.marks["one_hot"].automatic for s, m in book.items()} == {"ada": 4, "bo": 4, "cy": 4}
    assert {m.marks["one_hot"].maximum for m in book.values()} == {4}
    assert book["cy"].marks["one_hot"].by_hand == 1.5
    assert "3 of 3 verdicts stand" in changed.run("collab.cli", "regrade", LESSON)


# --- what becomes of one student ---


def verdict(points: float, status: str) -> dict:
    checks = [{"name": "a", "status": status, "message": ""}]
    exercise = {"score": points, "max_score": 2, "status": status, "checks": checks}
    return {"submission": "x", "lesson": LESSON, "score": points, "max_score": 11, "exercises": {"one_hot": exercise}}


def test_a_late_penalty_and_a_first_grading() -> None:
    lesson = course.lesson(LESSON)
    why = (Reason("grader", "the grader has changed"),)
    mark = classbook.Mark("one_hot", False, 2, 2.0, None)
    late = classbook.Student("x", graded=True, penalty=1.5, marks={"one_hot": mark})
    found = regrade.compare(lesson, "x", why, verdict(2, "passed"), verdict(0, "failed"), late)
    assert (found.before, found.after) == (0.5, 0.0)  # never below zero
    first = regrade.compare(lesson, "x", (Reason("ungraded", "not graded yet"),), None, verdict(2, "passed"), None)
    assert (first.before, first.after) == (None, 2.0)
    assert "x: not graded → 2   (not graded yet)" in regrade.table([first])


def test_a_grader_that_fails_is_no_result() -> None:
    new = verdict(0, "failed") | {"provisional": True, "trouble": "NameError in the suite"}
    found = regrade.compare(course.lesson(LESSON), "x", (), verdict(2, "passed"), new, None)
    assert "the grader itself failed, so this is no verdict: NameError" in regrade.table([found])


def test_nothing_handed_in_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(regrade.RegradeError, match="run `collab collect` first"):
        regrade.stale_students(course.lesson(LESSON), classbook.place(tmp_path))
