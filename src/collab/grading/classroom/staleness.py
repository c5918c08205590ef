"""Whether a verdict that nbgrader keeps is still what grading today would rest on: the one place that decides it.

`nbgrader autograde` grades again what is stale, `collab regrade` shows it first. A verdict stands as metadata in the graded
notebook, autograded/STUDENT/LESSON/LESSON.ipynb, with the hashes of what it was made from.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from collab import course
from collab.grading.box import tiers

from .fingerprint import content, fingerprint

Kind = Literal["ungraded", "content", "grader", "points", "isolation"]
STRENGTH = {"in-process": 0, "limited": 1, "sandboxed": 2}


@dataclass(frozen=True)
class Reason:
    """Why a verdict is stale: its kind, and a clause for people."""

    kind: Kind
    text: str

    def __str__(self) -> str:
        return self.text


def stale(submitted: Path, autograded: Path, lesson_id: str) -> tuple[Reason, ...]:
    """Why one student's verdict no longer stands, () where it does.

    `submitted` and `autograded` are the student's folders of that lesson: submitted/STUDENT/LESSON, autograded/STUDENT/LESSON.

    - "ungraded": there is no verdict, or a provisional one; nothing else is asked then.
    - "content": other notebooks are in `submitted` than were graded.
    - "grader": the lesson's suite, its released notebook, the package, a version or a limit has changed.
    - "points": course.toml gives an exercise other points, or there are other exercises.
    - "isolation": it was graded in a weaker tier than can be had now. A verdict of a stronger tier stands.

    Raises CourseError for an unknown lesson, IsolationError where COLLAB_ISOLATION asks for more than can be had."""
    lesson = course.lesson(lesson_id)
    verdict = kept_verdict(autograded, lesson_id)
    if verdict is None or verdict.get("provisional"):
        return (Reason("ungraded", "not graded yet" if verdict is None else "the grader itself failed on it"),)
    reasons: list[Reason] = []
    if not verdict.get("content") or verdict["content"] != content(submitted):
        reasons.append(Reason("content", "what was handed in has changed"))
    if verdict.get("grader") != fingerprint(lesson_id):
        reasons.append(Reason("grader", "the grader has changed"))
    changed = changed_points(verdict, lesson)
    if changed:
        reasons.append(Reason("points", f"points have changed: {', '.join(changed)}"))
    today = tiers.tier()
    before = str(verdict.get("isolation"))
    if STRENGTH.get(before, 0) < STRENGTH[today]:
        reasons.append(Reason("isolation", f"it was graded {before}, {today} can be had now"))
    return tuple(reasons)


def kept_verdict(autograded: Path, lesson_id: str) -> dict[str, Any] | None:
    """The verdict in a student's graded notebook, in the form of `collab grade --json`; None where there is none."""
    try:
        notebook = json.loads((autograded / f"{lesson_id}.ipynb").read_text(encoding="utf-8"))
        verdict = notebook["metadata"]["collab_verdict"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return verdict if isinstance(verdict, dict) else None


def changed_points(verdict: dict[str, Any], lesson: course.Lesson) -> list[str]:
    """How a lesson's exercises and points differ from those of a verdict (as `collab grade --json` has it), a clause each."""
    graded = verdict.get("exercises")
    before = {name: float(e["max_score"]) for name, e in graded.items()} if isinstance(graded, dict) else {}
    now = {name: e.points for name, e in lesson.exercises.items()}
    said = []
    for name in dict.fromkeys([*before, *now]):
        if name not in now:
            said.append(f"{name} is no longer there")
        elif name not in before:
            said.append(f"{name} is new")
        elif before[name] != now[name]:
            said.append(f"{name} {before[name]:g} → {now[name]:g}")
    return said
