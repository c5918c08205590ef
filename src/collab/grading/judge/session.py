"""One submission in front of the judge: its box, its secret seed, and what has been found so far."""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from collab import course
from collab.grading.box import tiers
from collab.grading.box.contract import Box
from collab.grading.box.limits import Limits
from collab.grading.box.process import ProcessBox
from collab.grading.reading.files import SubmissionError
from collab.grading.reading.finding import read
from collab.grading.reading.submission import Cell, Submission, expected_lesson
from collab.grading.verdict import CheckResult, ExerciseResult, Tier, Verdict

from .student import Student


def fresh_seed() -> int:
    """A seed that nobody can know before the grading: all test inputs come from it."""
    return secrets.randbits(48)


@dataclass
class Session:
    """A submission while it is judged. Without a box it is invalid, and `verdict.invalid` says why."""

    label: str
    verdict: Verdict
    new_box: Callable[[], Box] | None = None
    submission: Submission | None = None
    box: Box | None = None
    required: set[str] = field(default_factory=set)
    draw: int = 0  # which of several draws of its inputs: a check that passed is asked again with others
    judged: bool = False  # whether its verdict stands
    trouble: str = ""  # why the grader itself could not go on; nothing is known about the submission then
    # Trials of a test that the student wrote (trials.py), by exercise and draw.
    tried: dict[tuple[str, int], Any] = field(default_factory=dict)
    failed: Callable[[], None] | None = None  # told when a check has failed, while the box is as that check left it

    @property
    def lesson(self) -> str:
        return self.verdict.lesson

    @property
    def cells(self) -> list[Cell]:
        return self.submission.cells if self.submission else []

    def position(self, exercise: str) -> int:
        """How many cells have run when this exercise's check comes."""
        return self.submission.positions.get(exercise, len(self.cells)) if self.submission else 0

    def begin(self) -> None:
        """Forget what was found and start with a new box."""
        assert self.new_box is not None
        self.close()
        self.box, self.trouble = self.new_box(), ""
        self.required.clear()
        self.tried.clear()
        self.verdict.notes = list(self.submission.notes) if self.submission else []
        for exercise in self.verdict.exercises.values():
            exercise.checks.clear()

    def student(self, exercise: str, kind: str, test: str) -> Student:
        """The proxy for one check of one exercise; asks once whether the exercise's name is there at all."""
        assert self.box is not None
        self.box.reach(self.position(exercise))
        student = Student(self.box, exercise, self.cells, (self._number(f"{exercise} {test}") + self.draw) % 2**31)
        student.again = bool(self.draw)
        if exercise not in self.required:
            student.require(kind)
            self.required.add(exercise)
        return student

    def rng(self, exercise: str, test: str) -> np.random.Generator:
        """Random numbers of this session for one check: the same whichever other checks run."""
        again = [self.draw] if self.draw else []
        return np.random.default_rng([self.verdict.seed or 0, self._number(f"{exercise} {test}"), *again])

    def _number(self, text: str) -> int:
        return zlib.crc32(text.encode())

    def waits_for(self, exercise: str, gate: str = "") -> str:
        """The name of the check of this exercise that failed already, or "". With `gate`, only that check is waited for."""
        failed = [c.name for c in self.verdict.exercises[exercise].checks if c.status not in ("passed", "skipped")]
        return next((name for name in failed if gate in ("", name)), "")

    def record(self, exercise: str, result: CheckResult) -> None:
        self.verdict.exercises[exercise].checks.append(result)
        if self.failed is not None and result.status not in ("passed", "skipped"):
            self.failed()

    def close(self) -> None:
        """End the box with everything that it started."""
        if self.box is not None:
            self.box.close()


def blank_verdict(label: str, lesson: course.Lesson | None, isolation: Tier, seed: int) -> Verdict:
    """A verdict about which nothing has been found yet: every exercise has no points."""
    exercises = {name: ExerciseResult(name, e.points) for name, e in lesson.exercises.items()} if lesson else {}
    return Verdict(label, lesson.id if lesson else "", exercises, isolation, seed)


def open_file(path: Path, label: str, seed: int, limits: Limits) -> Session:
    """A session for a notebook file. Never raises for what is in the file: an unreadable one is an invalid session.

    Raises IsolationError where COLLAB_ISOLATION asks for more than can be had here."""
    isolation = tiers.tier(limits)
    try:
        submission = read(path)
    except SubmissionError as e:
        verdict = blank_verdict(label, expected_lesson(path), isolation, seed)
        verdict.invalid = str(e)
        for exercise in verdict.exercises.values():
            exercise.checks.append(CheckResult("can be read", exercise.max_score, "error", str(e)))
        return Session(label, verdict)
    verdict = blank_verdict(label, submission.lesson, isolation, seed)
    return Session(label, verdict, lambda: ProcessBox(submission.cells, limits, submission.idle), submission)


def open_box(lesson: course.Lesson, box: Box, seed: int, failed: Callable[[], None] | None = None) -> Session:
    """A session on a box that is there already: the running notebook itself, for `check()`."""
    return Session(
        "this notebook", blank_verdict("this notebook", lesson, box.isolation, seed), lambda: box, failed=failed
    )
