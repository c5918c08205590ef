"""One submission being judged: its box, its secret seed, and what has been found so far."""

from __future__ import annotations

import secrets
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from collab import course
from collab.grading.box import hosts
from collab.grading.box.process import Box, BoxError, NotebookBox, ProcessBox, StudentError
from collab.grading.judge.expect import Wrong
from collab.grading.judge.student import Missing, Student
from collab.grading.reading.submission import (
    Submission,
    SubmissionError,
    expected_lesson,
    find_lesson,
    from_notebook,
    load_notebook,
)
from collab.grading.verdict import CheckResult, ExerciseResult, Verdict


def fresh_seed() -> int:
    """A seed that nobody can know before the grading: all test inputs come from it."""
    return secrets.randbits(48)


@dataclass
class Sitting:
    """A submission in front of the judge. Without a lesson or a box it is invalid, and `verdict.invalid` says why."""

    label: str
    verdict: Verdict
    box: Box | None = None
    submission: Submission | None = None
    required: set[str] = field(default_factory=set)

    @property
    def lesson(self) -> str:
        return self.verdict.lesson

    def student(self, exercise: str, kind: str, test: str) -> Student:
        """The proxy for one check of one exercise; asks once whether the exercise's name is there at all."""
        assert self.box is not None
        cells = self.submission.cells if self.submission else []
        student = Student(self.box, exercise, cells, self._number(f"{exercise} {test}") % 2**31)
        if exercise not in self.required:
            student.require(kind)
            self.required.add(exercise)
        return student

    def rng(self, exercise: str, test: str) -> np.random.Generator:
        """Random numbers of this sitting for one check: the same whichever other checks run."""
        return np.random.default_rng([self.verdict.seed or 0, self._number(f"{exercise} {test}")])

    def _number(self, text: str) -> int:
        return zlib.crc32(text.encode())

    def waits_for(self, exercise: str) -> str:
        """The name of the check of this exercise that failed already, or ""."""
        speaking = self.verdict.exercises[exercise].speaking
        return speaking.name if speaking else ""

    def record(self, exercise: str, result: CheckResult) -> None:
        self.verdict.exercises[exercise].checks.append(result)

    def close(self) -> None:
        if self.box is not None:
            self.box.close()


def blank_verdict(label: str, lesson: course.Lesson | None, isolation: str, seed: int) -> Verdict:
    """A verdict about which nothing has been found yet: every exercise has no points."""
    exercises = {name: ExerciseResult(name, e.points) for name, e in lesson.exercises.items()} if lesson else {}
    return Verdict(label, lesson.id if lesson else "", exercises, isolation, seed)


def open_file(path: Path, label: str, seed: int) -> Sitting:
    """A sitting for a notebook file. Never raises for what is in the file: an unreadable one is an invalid sitting."""
    try:
        notebook = load_notebook(path)
        lesson = find_lesson(path, notebook)
        submission = from_notebook(label, notebook, lesson)
    except SubmissionError as e:
        verdict = blank_verdict(label, expected_lesson(path), hosts.tier(), seed)
        verdict.invalid = str(e)
        for exercise in verdict.exercises.values():
            exercise.checks.append(CheckResult("can be read", exercise.max_score, "error", str(e)))
        return Sitting(label, verdict)
    box = ProcessBox(submission.cells)
    verdict = blank_verdict(label, lesson, box.isolation, seed)
    verdict.notes = list(submission.notes)
    return Sitting(label, verdict, box, submission)


def open_namespace(lesson: course.Lesson, namespace: dict[str, Any], seed: int) -> Sitting:
    """A sitting on the running notebook itself, for `check()`."""
    return Sitting(
        "this notebook", blank_verdict("this notebook", lesson, NotebookBox.isolation, seed), NotebookBox(namespace)
    )


def explain(error: BaseException, exercise: str) -> tuple[str, str]:
    """Status and message of a check that ended with this exception."""
    if isinstance(error, Wrong):
        return "failed", str(error)
    if isinstance(error, Missing):
        return error.status, str(error)
    if isinstance(error, StudentError):
        if error.is_blank:
            blank = error.function
            if blank != exercise and blank in course.lesson(course.exercise(exercise).lesson).exercises:
                return "error", f"`{exercise}` calls `{blank}`, which is not attempted yet: write that one first."
            return "not_attempted", f"`{exercise}` is not attempted yet."
        place = f" at {error.where()}" if error.where() else ""
        call = f"`{error.call or exercise}` raised"
        return ("memory" if error.is_memory else "error"), f"{call} {error}{place}."
    if isinstance(error, BoxError):
        call = f"`{error.call}`: " if error.call else ""
        return error.status, f"{call}{error}"
    if isinstance(error, AssertionError) and str(error):
        return "failed", str(error)
    return "failed", f"What came back from `{exercise}` could not be understood ({type(error).__name__}: {error})."
