"""The judge's result as data: a verdict holds exercises, an exercise holds checks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

# Of an exercise; in a check "failed" is a wrong answer.
Status = Literal["passed", "partial", "failed", "not_attempted", "missing", "error", "timeout", "memory", "crashed"]
# Of a check; "skipped" waits for an earlier one. None is ever "partial".
CheckStatus = Literal[Status, "skipped"]
Tier = Literal["sandboxed", "limited", "in-process"]  # under which isolation a verdict came about

MAX_MESSAGE = 4000  # characters
# Control characters but tab and newline, what turns the direction of text, and halves of characters.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def tidy(text: str) -> str:
    """A message that may hold a student's own text, fit for a screen and a file: no control characters, no half
    characters, not endless."""
    text = text if len(text) <= MAX_MESSAGE else f"{text[:MAX_MESSAGE]}…"
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def shown(points: float) -> str:
    """Points as a person reads them: two decimals at most, none that say nothing (1.33, 2.5, 3)."""
    return f"{round(points, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


@dataclass
class CheckResult:
    """One check of one exercise: its name, what it found and how many points it is worth."""

    name: str
    points: float
    status: CheckStatus
    message: str = ""

    def __post_init__(self) -> None:
        self.message = tidy(self.message)

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "status": self.status, "points": round(self.points, 4), "message": self.message}


@dataclass
class ExerciseResult:
    """All checks of one exercise, in the order in which they ran."""

    id: str
    max_score: float
    checks: list[CheckResult] = field(default_factory=list)
    expected: int = 0  # how many checks the suite has: fewer results are never full marks

    @property
    def score(self) -> float:
        if self.status == "passed":
            return self.max_score
        return round(sum(c.points for c in self.checks if c.status == "passed"), 4)

    @property
    def status(self) -> Status:
        """No check, no points: an exercise that the judge said nothing about has crashed."""
        if not self.checks:
            return "crashed"
        if len(self.checks) == self.expected and all(c.status == "passed" for c in self.checks):
            return "passed"
        if any(c.status == "passed" and c.points for c in self.checks):
            return "partial"
        return next((c.status for c in self.checks if c.status != "passed" and c.status != "skipped"), "crashed")

    @property
    def speaking(self) -> CheckResult | None:
        """The first check that did not pass: the one whose message the student reads."""
        return next((c for c in self.checks if c.status not in ("passed", "skipped")), None)

    def as_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"score": self.score, "max_score": self.max_score, "status": self.status}
        return data | {"checks": [c.as_json() for c in self.checks]}


@dataclass
class Verdict:
    """What one submission of one lesson is worth, and why."""

    submission: str
    lesson: str
    exercises: dict[str, ExerciseResult]
    isolation: Tier
    seed: int | None = None
    seconds: float = 0.0
    invalid: str = ""  # why the submission could not be read at all
    notes: list[str] = field(default_factory=list)
    trouble: str = ""  # why the grader itself failed, for the instructor

    @property
    def provisional(self) -> bool:
        """The grader failed: a zero for now that is no verdict, to be graded again."""
        return bool(self.trouble)

    @property
    def score(self) -> float:
        return 0.0 if self.invalid else round(sum(e.score for e in self.exercises.values()), 4)

    @property
    def max_score(self) -> float:
        return sum(e.max_score for e in self.exercises.values())

    def as_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"submission": self.submission, "lesson": self.lesson}
        if self.invalid:
            data |= {"status": "invalid", "message": self.invalid}
        data |= {"score": self.score, "max_score": self.max_score, "isolation": self.isolation}
        data |= {"seed": self.seed, "seconds": round(self.seconds, 3)}
        if self.provisional:
            data |= {"provisional": True, "trouble": self.trouble}
        if self.notes:
            data["notes"] = self.notes
        data["exercises"] = {name: e.as_json() for name, e in self.exercises.items()}
        return data
