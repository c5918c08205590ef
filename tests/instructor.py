"""An instructor with a class: plain nbgrader commands on a folder of its own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from pathlib import Path

from collab import course
from collab.grading.classroom import launch
from collab.staff import build

from .conftest import LESSON

ROOT = Path(__file__).parent.parent


class Class:
    """A class in a folder of its own, driven by plain nbgrader commands from the repository's root."""

    def __init__(self, folder: Path, lesson: str = LESSON, *more: str) -> None:
        self.folder, self.lesson = folder, lesson
        self.url = launch.gradebook_url(folder / "gradebook.db")
        build.build([course.lesson(name) for name in (lesson, *more)], folder / "release", self.url)
        self.empty = (folder / "gradebook.db").read_bytes()  # with the lesson, without students

    def nbgrader(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        process = self.start(*arguments)
        out, err = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def run(self, command: str, *options: str) -> str:
        """What a command for the lesson says, which must succeed."""
        done = self.nbgrader(command, self.lesson, *options)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stderr + done.stdout

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """The command, running."""
        folders = {n: self.folder / n for n in ("submitted", "autograded", "feedback")}
        command = launch.command(list(arguments), folders, launch.gradebook_url(self.folder / "gradebook.db"))
        # As an instructor who has not activated the environment: its programs are not on PATH.
        environment = {**os.environ, "PATH": os.defpath}
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def gradebook(self) -> dict[str, float]:
        """Each student's automatic score, straight from the database."""
        return {student: sum(points.values()) for student, points in self.points().items()}

    def points(self) -> dict[str, dict[str, float]]:
        """Each student's automatic score for each exercise, straight from the database."""
        query = """select student.id, base_cell.name, grade.auto_score from grade
            join submitted_notebook on grade.notebook_id = submitted_notebook.id
            join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
            join student on submitted_assignment.student_id = student.id
            join base_cell on grade.cell_id = base_cell.id where base_cell.name like 'check-%'"""
        found: dict[str, dict[str, float]] = {}
        with sqlite3.connect(self.folder / "gradebook.db") as db:
            for student, cell, score in db.execute(query):
                found.setdefault(student, {})[cell.removeprefix("check-")] = score or 0.0
        return found
