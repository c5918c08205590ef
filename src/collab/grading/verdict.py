"""The judge's result as data: a verdict holds exercises, an exercise holds checks."""

from __future__ import annotations

import json
import os
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# What may be said of an exercise that has no points. In a check "failed" is a wrong answer, "skipped" waits for an earlier one.
STATUSES = ("passed", "partial", "failed", "not_attempted", "missing", "error", "timeout", "memory", "crashed")


MAX_MESSAGE = 4000  # characters
# Control characters but tab and newline, what turns the direction of text, and halves of characters.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def tidy(text: str) -> str:
    """A message that may hold a student's own text, fit for a screen and a file: no control characters, no half
    characters, not endless."""
    text = text if len(text) <= MAX_MESSAGE else f"{text[:MAX_MESSAGE]}…"
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


@dataclass
class CheckResult:
    """One check of one exercise: its name, what it found and how many points it is worth."""

    name: str
    points: float
    status: str  # one of STATUSES without "partial", or "skipped"
    message: str = ""

    def __post_init__(self) -> None:
        self.message = tidy(self.message)

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "status": self.status, "message": self.message}


@dataclass
class ExerciseResult:
    """All checks of one exercise, in the order in which they ran."""

    id: str
    max_score: float
    checks: list[CheckResult] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    expected: int = 0  # how many checks the suite has: fewer results are never full marks

    @property
    def score(self) -> float:
        if self.status == "passed":
            return self.max_score
        return round(sum(c.points for c in self.checks if c.status == "passed"), 4)

    @property
    def status(self) -> str:
        """No check, no points: an exercise that the judge said nothing about has crashed."""
        if not self.checks:
            return "crashed"
        if len(self.checks) == self.expected and all(c.status == "passed" for c in self.checks):
            return "passed"
        if any(c.status == "passed" and c.points for c in self.checks):
            return "partial"
        return next((c.status for c in self.checks if c.status not in ("passed", "skipped")), "crashed")

    @property
    def speaking(self) -> CheckResult | None:
        """The first check that did not pass: the one whose message the student reads."""
        return next((c for c in self.checks if c.status not in ("passed", "skipped")), None)

    def as_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"score": self.score, "max_score": self.max_score, "status": self.status}
        data["checks"] = [c.as_json() for c in self.checks]
        if self.notes:
            data["notes"] = self.notes
        return data


@dataclass
class Verdict:
    """What one submission of one lesson is worth, and why."""

    submission: str
    lesson: str
    exercises: dict[str, ExerciseResult]
    isolation: str
    seed: int | None = None
    seconds: float = 0.0
    invalid: str = ""  # why the submission could not be read at all
    notes: list[str] = field(default_factory=list)
    provisional: bool = False  # the grader itself failed: a zero for now, to be graded again

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
            data["provisional"] = True
        if self.notes:
            data["notes"] = self.notes
        data["exercises"] = {name: e.as_json() for name, e in self.exercises.items()}
        return data


def write_json(path: str | os.PathLike[str], data: Any) -> None:
    """Write JSON so that a reader sees the old file or the new one, never half of one."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as f:
            json.dump(data, f, indent=1, ensure_ascii=False)
            f.flush()
            os.fsync(f.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
