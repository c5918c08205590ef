"""How far a student is: each `check` notes its result, `progress()` and `collab progress` show them.

The latest result counts for what is shown, the best is kept beside it; a check that could not look (a cell that has not been
run, a stopped one) notes nothing. Only ever advice, so a lost or broken file is an empty one."""

from __future__ import annotations

import contextlib
import html
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from collab import course
from collab.grading.card import HEADS
from collab.grading.verdict import ExerciseResult, Status, shown
from collab.storage import write_json

NAME = ".progress.json"
VARIABLE = "COLLAB_PROGRESS"  # names another file


def file() -> Path:
    """Where this student's progress is kept: in the course's folder where that is their own, else in their home."""
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    folder = course.root()
    if folder != course.PACKAGED and _own(folder):
        return folder / NAME
    from platformdirs import user_data_path

    return user_data_path("collab", appauthor=False) / "progress.json"


def _own(folder: Path) -> bool:
    """Whether the folder is this user's: one that several share (a hub's) would mix their results."""
    if not os.access(folder, os.W_OK):
        return False
    return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()


def read() -> dict[str, dict[str, Any]]:
    """What was noted of each exercise: exercise id -> {"score", "status", "at", "best"}."""
    try:
        noted = json.loads(file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(noted, dict):
        return {}
    return {
        k: v
        for k, v in noted.items()
        if isinstance(v, dict)
        and isinstance(v.get("score"), int | float)
        and isinstance(v.get("status"), str)
        and isinstance(v.get("best", 0), int | float)
    }


def note(result: ExerciseResult) -> None:
    """Keep a check's result. A folder that cannot be written loses the note, never the check."""
    if result.status == "missing":
        return
    noted = read()
    before = noted.get(result.id, {})
    best = max(result.score, before.get("score", 0), before.get("best", 0))
    at = time.strftime("%Y-%m-%d %H:%M")
    noted[result.id] = {"score": result.score, "status": result.status, "at": at, "best": best}
    with contextlib.suppress(OSError):
        write_json(file(), noted)


def after(exercise: str) -> str:
    """The line under a right answer: all points so far, and which exercise is next."""
    now = Progress()
    points, total = sum(r.score for r in now.rows), sum(r.points for r in now.rows)
    ids = [r.exercise for r in now.rows]
    behind = [*now.rows[ids.index(exercise) + 1 :], *now.rows] if exercise in ids else now.rows
    following = next((r for r in behind if r.status != "passed" and r.exercise != exercise), None)
    here = next((r.lesson for r in now.rows if r.exercise == exercise), "")
    where = f" in lesson {following.lesson}" if following and following.lesson != here else ""
    then = f"next: `{following.exercise}`{where}" if following else "everything is done"
    return f"{shown(points)} of {shown(total)} points · {then}"


@dataclass(frozen=True)
class Row:
    """One exercise's line."""

    lesson: str
    exercise: str
    goal: str
    score: float
    points: float
    status: str
    best: float = 0.0  # the most it ever had


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
                noted.get(e.id, {}).get("best", 0),
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
        """Points, exercises and what comes next, in a line."""
        points, total = sum(r.score for r in self.rows), sum(r.points for r in self.rows)
        done = sum(r.status == "passed" for r in self.rows)
        after = (
            f"next: {self.next.exercise} in {self.next.lesson}, {self.next.goal}" if self.next else "everything is done"
        )
        return f"{done} of {len(self.rows)} exercises, {shown(points)} of {shown(total)} points; {after}"

    def __str__(self) -> str:
        lines = []
        for lesson in dict.fromkeys(r.lesson for r in self.rows):
            lines.append(lesson)
            for r in (r for r in self.rows if r.lesson == lesson):
                mark = "✓" if r.status == "passed" else "/" if r.score else " "
                lines.append(f"  [{mark}] {r.exercise:22} {shown(r.score):>4} of {shown(r.points)}  {_words(r)}")
        return "\n".join([*lines, "", self.summary])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        left = "style='text-align:left'"
        heads = ("exercise", "points", "state")
        body = "<tr>" + "".join(f"<th scope='col' {left}>{h}</th>" for h in heads) + "</tr>"
        for lesson in dict.fromkeys(r.lesson for r in self.rows):
            body += f"<tr><th scope='rowgroup' colspan='3' {left}>{_linked(lesson)}</th></tr>"
            for r in (r for r in self.rows if r.lesson == lesson):
                sign = "✓" if r.status == "passed" else "\N{EN DASH}" if r.status == "not_attempted" else "✗"
                cells = (r.exercise, f"{shown(r.score)} of {shown(r.points)}", f"{sign} {_words(r)}")
                body += "<tr>" + "".join(f"<td {left}>{html.escape(c)}</td>" for c in cells) + "</tr>"
        return f"<p>{html.escape(self.summary)}</p><table>{body}</table>"


def _linked(lesson: str) -> str:
    """A lesson's id, as a link where its notebook lies where the course puts it: as seen from here."""
    from . import page as pages

    page = pages.find({})
    here = page.path.parent if page else Path.cwd()
    for way in ("", "../"):
        if (here / way / lesson / f"{lesson}.ipynb").is_file():
            return f"<a href='{way}{lesson}/{lesson}.ipynb'>{lesson}</a>"
    return lesson


def _words(row: Row) -> str:
    said = (
        "to do" if row.status == "not_attempted" else HEADS.get(cast(Status, row.status), row.status.replace("_", " "))
    )
    return said if row.best <= row.score else f"{said}; it was {shown(row.best)} before"


def progress() -> Progress:
    """What is done, what is next, and the points, as your last checks found them."""
    return Progress()
