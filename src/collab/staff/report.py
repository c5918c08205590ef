"""`collab class LESSON`: a class's results in the terminal, and as a picture."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from collab import course
from collab.grading.verdict import shown

from . import analysis, classbook
from .classbook import Classbook, Mark, Student, Verdict

# One colour a state, dark enough to read black numbers on; grey where nothing was tried.
COLOURS = {
    "passed": "#7bc48a",
    "partial": "#f0cf73",
    "failed": "#e58a7f",
    "not attempted": "#d9dde2",
    "unreadable": "#b9a3cc",
    "set by hand": "#8fb8de",
    "not graded yet": "#ffffff",
}
NAMED = 40  # students whose rows are still high enough for names and numbers
HEIGHT = 9.0  # inches of the picture's upper half beyond that


def state(student: Student, mark: Mark) -> str:
    """One of COLOURS for one student's exercise or question."""
    if mark.set_by_hand:
        return "set by hand"
    if mark.waiting:
        return "not graded yet"
    if student.verdict and not mark.written:
        if student.verdict.get("status") == "invalid":
            return "unreadable"
        status = str(student.verdict["exercises"].get(mark.name, {}).get("status", "failed")).replace("_", " ")
        return status if status in COLOURS else "not attempted" if status == "missing" else "failed"
    if mark.written and mark.by_hand is None:  # nbgrader's zero for a cell that was left as it was given out
        return "not attempted"
    return "passed" if mark.points >= mark.maximum else "partial" if mark.points else "failed"


def table(book: Classbook) -> str:
    """One line a student: points for each exercise and question, the late penalty, the sum, the isolation and what to know."""
    names = [*book.lesson.exercises, *book.lesson.questions]
    late = any(s.penalty for s in book.graded)
    width = max(len("student"), *(len(_who(s)) for s in book.students))
    heads = [f"{n:>{max(len(n), 5)}}" for n in names] + (["  late"] if late else [])
    lines = ["  ".join([f"{'student':{width}}", *heads, f"{'points':>11}", f"{'isolation':10}"])]
    for student in book.students:
        cells = [f"{_cell(student, n):>{max(len(n), 5)}}" for n in names]
        cells += [f"{'-' + shown(student.penalty) if student.penalty else '':>6}"] if late else []
        total = f"{shown(student.total)} of {shown(book.maximum)}" if student.graded else ""
        tier = student.verdict.get("isolation", "") if student.verdict else ""
        row = "  ".join([f"{_who(student):{width}}", *cells, f"{total:>11}", f"{tier:10}", note(student)[:110]])
        lines.append(row.rstrip())
    return "\n".join(lines)


def _who(student: Student) -> str:
    return student.id if student.name == student.id else f"{student.id}  {student.name[:24]}"


def _cell(student: Student, name: str) -> str:
    mark = student.marks.get(name)
    return "" if mark is None else "?" if mark.waiting else shown(mark.points) + "*" * mark.set_by_hand


def note(student: Student) -> str:
    """What a person should know of a student's row, or ""."""
    if not student.graded:
        return "handed in, not graded yet" if student.submitted else "nothing handed in"
    found = [
        f"{m.name}: set by hand (the checks say {shown(m.automatic or 0)} of {shown(m.maximum)})"
        for m in student.marks.values()
        if m.set_by_hand
    ]
    if student.verdict and student.verdict.get("provisional"):
        found.append("the grader itself failed; the next run grades it again")
    elif student.verdict and student.verdict.get("status") == "invalid":
        found.append(student.verdict["message"])
    elif student.verdict:
        found.append(first_trouble(student))
    return "; ".join(filter(None, found))


def first_trouble(student: Student) -> str:
    """The first exercise of the lesson that is not right, and the check that stopped it, or ""."""
    exercises = student.verdict["exercises"] if student.verdict else {}
    for name in (n for n in student.marks if n in exercises):
        exercise = exercises[name]
        if exercise["status"] != "passed":
            stopped = [c["name"] for c in exercise["checks"] if c["status"] not in analysis.UNTOLD]
            return f"{name}: {exercise['status'].replace('_', ' ')}" + (f" ({stopped[0]})" if stopped else "")
    return ""


def stumbling_blocks(verdicts: Mapping[str, Verdict]) -> Counter[tuple[str, str]]:
    """How many students each check stopped: (exercise, check) -> students."""
    counts: Counter[tuple[str, str]] = Counter()
    for verdict in verdicts.values():
        for name, exercise in verdict["exercises"].items():
            stopped = [c for c in exercise["checks"] if c["status"] not in analysis.UNTOLD]
            if stopped and verdict.get("status") != "invalid":
                counts[(name, stopped[0]["name"])] += 1
    return counts


def summary(book: Classbook) -> list[str]:
    """What the page of `collab report` says of the whole class, in sentences."""
    spread = analysis.spread(book)
    low, middle, high = (shown(q) for q in spread.quartiles)
    lines = [
        f"{spread.n} graded of {len(book.students)}: median {middle} of {shown(book.maximum)} points, "
        f"half of them from {low} to {high}, mean {shown(spread.mean)}."
    ]
    by_hand = sum(m.set_by_hand for s in book.graded for m in s.marks.values())
    if by_hand:
        lines.append(f"* set by hand: {by_hand}.")
    waiting = Counter(name for s in book.graded for name in s.waiting)
    lines += [f"? {name}: not graded by hand yet: {n}." for name, n in waiting.items()]
    for students, what in ((book.missing, "Nothing handed in"), (book.ungraded, "Handed in and not graded yet")):
        if students:
            lines.append(f"{what}: {analysis.listed([s.id for s in students])}.")
    for (exercise, status), students in analysis.limits_reached(book).items():
        lines.append(f"{exercise}: {status} for {analysis.listed([s.id for s in students])}.")
    lines.append("Isolation: " + ", ".join(f"{n} {tier}" for tier, n in analysis.tiers(book).most_common()) + ".")
    blocks = stumbling_blocks(book.judged).most_common(5)
    return [*lines, *(f"  {n} stopped at {exercise}: {check}" for (exercise, check), n in blocks)]


def figure(book: Classbook) -> Figure:
    """Students by exercises, coloured by state, with the checks that stopped most students underneath.

    A large class has no names in it: its rows, best first, share the height that is sensible."""
    students = sorted(book.graded, key=lambda s: (-s.total, *(-m.points for m in s.marks.values()), s.id))
    blocks = stumbling_blocks(book.judged).most_common(5)
    named = len(students) <= NAMED
    heights = (0.3 * len(students) if named else HEIGHT) + 1.1, 0.42 * max(len(blocks), 1) + 0.6
    fig = Figure(figsize=(9, sum(heights)), layout="constrained")
    above, below = np.array(fig.subfigures(2, 1, height_ratios=heights), dtype=object)
    columns = [*book.lesson.exercises, *book.lesson.questions]
    axes = above.subplots()
    (_draw_rows if named else _draw_strip)(axes, students, columns)
    maxima = {m.name: m.maximum for s in students for m in s.marks.values()}
    labels = [f"{_narrow(c)}\nof {shown(maxima.get(c, 0))}" for c in columns]
    axes.set_xticks([i + 0.5 for i in range(len(columns))], labels, fontsize=9)
    axes.xaxis.tick_top()
    used = {state(s, s.marks[c]) for s in students for c in columns if c in s.marks}
    handles = [
        axes.barh(0, 0, color=c, label=k, edgecolor="#999999", linewidth=0.5) for k, c in COLOURS.items() if k in used
    ]
    axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, fontsize=8)
    _bare(axes)
    above.suptitle(f"{book.lesson.id}: {len(students)} submissions", x=0.01, ha="left", fontsize=12)
    _draw_blocks(below.subplots(), blocks)
    return fig


def _narrow(name: str) -> str:
    """A name in two lines where it is long, so that neighbours do not touch."""
    cut = [i for i, c in enumerate(name) if c in "_-"]
    if len(name) <= 12 or not cut:
        return name
    middle = min(cut, key=lambda i: abs(i - len(name) / 2))
    return f"{name[: middle + 1]}\n{name[middle + 1 :]}"


def _draw_rows(axes: Axes, students: list[Student], columns: list[str]) -> None:
    for row, student in enumerate(students):
        for column, name in enumerate(columns):
            mark = student.marks.get(name)
            if mark is None:
                continue
            axes.barh(row, 0.97, left=column + 0.015, height=0.9, color=COLOURS[state(student, mark)])
            axes.text(column + 0.5, row, _cell(student, name), ha="center", va="center", fontsize=9)
        axes.text(len(columns) + 0.08, row, shown(student.total), va="center", fontsize=9, weight="bold")
    axes.set(xlim=(0, len(columns) + 0.4), ylim=(len(students) - 0.5, -0.5))
    axes.set_yticks(range(len(students)), [s.id for s in students], fontsize=9)


def _draw_strip(axes: Axes, students: list[Student], columns: list[str]) -> None:
    kinds = list(COLOURS)
    grid = [
        [kinds.index(state(s, s.marks[c])) if c in s.marks else kinds.index("not attempted") for c in columns]
        for s in students
    ]
    axes.imshow(
        grid,
        cmap=ListedColormap(list(COLOURS.values())),
        vmin=-0.5,
        vmax=len(kinds) - 0.5,
        aspect="auto",
        interpolation="nearest",
        extent=(0, len(columns), len(students), 0),
    )
    for column in range(1, len(columns)):
        axes.axvline(column, color="white", linewidth=3)
    places = [round(i * (len(students) - 1) / 10) for i in range(11)]
    axes.set_yticks([p + 0.5 for p in places], [f"{p + 1}." for p in places], fontsize=9)
    for p in places:
        axes.text(len(columns) + 0.08, p + 0.5, shown(students[p].total), va="center", fontsize=9, weight="bold")
    axes.set_xlim(0, len(columns) + 0.4)


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


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson")
    classbook.add_place(parser)
    parser.add_argument("--figure", type=Path, metavar="PNG", help="where to draw the picture")


def command(args: argparse.Namespace) -> int:
    """Print the class's table and what is to be said of it; draw the picture on request."""
    book = classbook.read(course.lesson(args.lesson), classbook.place(args.home))
    print(table(book))
    print("\n" + "\n".join(summary(book)))
    if args.figure:
        figure(book).savefig(args.figure, dpi=130)
        print(f"picture: {args.figure}")
    return 0
