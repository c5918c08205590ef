"""How far a student is: each `check` notes its result, `progress()` and `collab progress` show them."""

from __future__ import annotations

import contextlib
import html
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from collab import course
from collab.grading.verdict import ExerciseResult
from collab.storage import write_json

FILE = ".progress.json"  # in the course's folder; only ever advice, so a lost or broken one is an empty one


def _path() -> Path:
    return course.root() / FILE


def read() -> dict[str, dict[str, Any]]:
    """The last result of each exercise that was checked: exercise id -> {"score", "status", "at"}."""
    try:
        noted = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(noted, dict):
        return {}
    return {
        k: v
        for k, v in noted.items()
        if isinstance(v, dict) and isinstance(v.get("score"), int | float) and isinstance(v.get("status"), str)
    }


def note(result: ExerciseResult) -> None:
    """Keep a check's result. A folder that cannot be written loses the note, never the check."""
    noted = read()
    noted[result.id] = {"score": result.score, "status": result.status, "at": time.strftime("%Y-%m-%d %H:%M")}
    with contextlib.suppress(OSError):
        write_json(_path(), noted)


@dataclass(frozen=True)
class Row:
    """One exercise's line."""

    lesson: str
    exercise: str
    goal: str
    score: float
    points: float
    status: str


class Progress:
    """All exercises with what is done, what is next, and the points. Shows itself in a terminal and in a notebook."""

    def __init__(self) -> None:
        noted = read()
        self.rows = [
            Row(
                lesson.id,
                e.id,
                e.goal,
                noted.get(e.id, {}).get("score", 0),
                e.points,
                noted.get(e.id, {}).get("status", "not_attempted"),
            )
            for lesson in course.lessons().values()
            for e in lesson.exercises.values()
        ]

    @property
    def next(self) -> Row | None:
        """The first exercise that is not right yet."""
        return next((r for r in self.rows if r.status != "passed"), None)

    @property
    def summary(self) -> str:
        points, total = sum(r.score for r in self.rows), sum(r.points for r in self.rows)
        done = sum(r.status == "passed" for r in self.rows)
        after = (
            f"next: {self.next.exercise} in {self.next.lesson}, {self.next.goal}" if self.next else "everything is done"
        )
        return f"{done} of {len(self.rows)} exercises, {points:g} of {total:g} points; {after}"

    def __str__(self) -> str:
        lines = []
        for lesson in dict.fromkeys(r.lesson for r in self.rows):
            lines.append(lesson)
            for r in (r for r in self.rows if r.lesson == lesson):
                mark = "x" if r.status == "passed" else "/" if r.score else " "
                lines.append(f"  [{mark}] {r.exercise:22} {r.score:>4g} of {r.points:g}  {_words(r.status)}")
        return "\n".join([*lines, "", self.summary])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        body = ""
        for r in self.rows:
            colour = "#1a7f37" if r.status == "passed" else "#57606a" if r.status == "not_attempted" else "#b3261e"
            cells = (
                r.lesson,
                r.exercise,
                f"{r.score:g} of {r.points:g}",
                f"<span style='color:{colour}'>{_words(r.status)}</span>",
            )
            body += "<tr>" + "".join(f"<td style='text-align:left'>{c}</td>" for c in cells) + "</tr>"
        head = "".join(f"<th style='text-align:left'>{h}</th>" for h in ("lesson", "exercise", "points", ""))
        return f"<table><tr>{head}</tr>{body}</table><p>{html.escape(self.summary)}</p>"


def _words(status: str) -> str:
    return {"passed": "right", "not_attempted": "not attempted yet", "partial": "partly right"}.get(
        status, status.replace("_", " ")
    )


def progress() -> Progress:
    """What is done, what is next, and the points, as your last checks found them."""
    return Progress()
