"""A class's results, read from what `nbgrader autograde` left: a table for the terminal and a picture for a person."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from collab import course

Verdicts = dict[str, dict[str, Any]]  # student -> verdict as in `collab grade --json`

# One colour a state, dark enough to read black numbers on; grey where nothing was tried.
COLOURS = {
    "passed": "#7bc48a",
    "partial": "#f0cf73",
    "failed": "#e58a7f",
    "not_attempted": "#d9dde2",
    "invalid": "#b9a3cc",
}


class ReportError(RuntimeError):
    """There is nothing to report on; the message says where was looked."""


def collect(autograded: Path, lesson_id: str) -> Verdicts:
    """The verdicts that autograding wrote into each student's notebook. Raises ReportError where there is none."""
    found: Verdicts = {}
    for path in sorted(autograded.glob(f"*/{lesson_id}/{lesson_id}.ipynb")):
        verdict = json.loads(path.read_text(encoding="utf-8"))["metadata"].get("collab_verdict")
        if verdict:
            found[path.parent.parent.name] = verdict
    if not found:
        raise ReportError(
            f"No graded submission of {lesson_id} in {autograded}. Run `nbgrader autograde {lesson_id}` first."
        )
    return found


def state(verdict: dict[str, Any], exercise: str) -> str:
    """One of COLOURS for one student's exercise."""
    if verdict.get("status") == "invalid":
        return "invalid"
    status = verdict["exercises"][exercise]["status"]
    return status if status in COLOURS else "not_attempted" if status == "missing" else "failed"


def table(verdicts: Verdicts, lesson_id: str) -> str:
    """One line a student: points for each exercise, the sum, and what was not right."""
    exercises = course.lesson(lesson_id).exercises
    width = max(len("student"), *(len(s) for s in verdicts))
    lines = ["  ".join([f"{'student':{width}}", *(f"{e:>{max(len(e), 5)}}" for e in exercises), "  points"])]
    for student, verdict in verdicts.items():
        scores = [f"{verdict['exercises'][e]['score']:>{max(len(e), 5)}g}" for e in exercises]
        total = f"{verdict['score']:g} of {verdict['max_score']:g}"
        note = verdict["message"] if state(verdict, next(iter(exercises))) == "invalid" else first_trouble(verdict)
        lines.append("  ".join([f"{student:{width}}", *scores, f"{total:>8}", note[:90]]))
    return "\n".join(lines)


def first_trouble(verdict: dict[str, Any]) -> str:
    """Exercise and check that stopped a student first, or ""."""
    for name, exercise in verdict["exercises"].items():
        if exercise["status"] != "passed":
            return f"{name}: {exercise['status'].replace('_', ' ')}" + trouble(exercise)
    return ""


def trouble(exercise: dict[str, Any]) -> str:
    names = [c["name"] for c in exercise["checks"] if c["status"] not in ("passed", "skipped", "not_attempted")]
    return f" ({names[0]})" if names else ""


def stumbling_blocks(verdicts: Verdicts) -> Counter[tuple[str, str]]:
    """How many students each check stopped: (exercise, check) -> students."""
    counts: Counter[tuple[str, str]] = Counter()
    for verdict in verdicts.values():
        for name, exercise in verdict["exercises"].items():
            stopped = [c for c in exercise["checks"] if c["status"] not in ("passed", "skipped", "not_attempted")]
            if stopped and verdict.get("status") != "invalid":
                counts[(name, stopped[0]["name"])] += 1
    return counts


def figure(verdicts: Verdicts, lesson_id: str) -> Figure:
    """Students by exercises, coloured by state, with the checks that stopped most students underneath."""
    students = sorted(verdicts, key=lambda s: (-verdicts[s]["score"], s))
    blocks = stumbling_blocks(verdicts).most_common(5)
    heights = 0.3 * len(students) + 1.1, 0.42 * max(len(blocks), 1) + 0.6
    fig = Figure(figsize=(9, sum(heights)), layout="constrained")
    above, below = np.array(fig.subfigures(2, 1, height_ratios=heights), dtype=object)
    _draw_grid(above.subplots(), verdicts, students, list(course.lesson(lesson_id).exercises.values()))
    above.suptitle(f"{lesson_id}: {len(students)} submissions", x=0.01, ha="left", fontsize=12)
    _draw_blocks(below.subplots(), blocks)
    return fig


def _draw_grid(axes: Axes, verdicts: Verdicts, students: list[str], exercises: list[course.Exercise]) -> None:
    for row, student in enumerate(students):
        for column, exercise in enumerate(exercises):
            kind = state(verdicts[student], exercise.id)
            axes.barh(row, 0.97, left=column + 0.015, height=0.9, color=COLOURS[kind])
            score = 0 if kind == "invalid" else verdicts[student]["exercises"][exercise.id]["score"]
            axes.text(column + 0.5, row, f"{score:g}", ha="center", va="center", fontsize=9)
        axes.text(len(exercises) + 0.08, row, f"{verdicts[student]['score']:g}", va="center", fontsize=9, weight="bold")
    axes.set(xlim=(0, len(exercises) + 0.4), ylim=(len(students) - 0.5, -0.5))
    axes.set_yticks(range(len(students)), students, fontsize=9)
    axes.set_xticks(
        [i + 0.5 for i in range(len(exercises))], [f"{e.id}\nof {e.points:g}" for e in exercises], fontsize=9
    )
    axes.xaxis.tick_top()
    handles = [axes.barh(0, 0, color=c, label=k.replace("_", " ")) for k, c in COLOURS.items()]
    axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, fontsize=8)
    _bare(axes)


def _draw_blocks(axes: Axes, blocks: list[tuple[tuple[str, str], int]]) -> None:
    """Each check's text stands above its bar, so that long names take no room from the picture."""
    axes.barh(range(len(blocks)), [n for _, n in blocks], color=COLOURS["failed"], height=0.3)
    for row, ((exercise, check), n) in enumerate(blocks):
        axes.text(0, row - 0.25, f"{exercise}: {check}", fontsize=8.5, va="bottom")
        axes.text(n, row, f" {n}", fontsize=9, va="center", weight="bold")
    axes.set(
        xlim=(0, max([n for _, n in blocks], default=1) * 1.15), ylim=(len(blocks) - 0.7, -0.8), xticks=[], yticks=[]
    )
    axes.set_title("Where the class stumbles: students stopped by each check", loc="left", fontsize=10)
    _bare(axes)


def _bare(axes: Axes) -> None:
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
