"""`collab regrade LESSON`: what of a class is stale, what grading it today would give, and why; `--apply` does it.

Stale is what classroom/staleness.py says: what was handed in, the grader, the points or the isolation have changed since. Without
`--apply` nothing is written: the work is graded beside the gradebook, and the points that would come are shown. With it,
nbgrader autogrades these students again, and no others; what was given by hand, points and comments, stays.
"""

from __future__ import annotations

import argparse
import copy
import logging
import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from collab import course
from collab.grading.box import tiers
from collab.grading.classroom import backup
from collab.grading.classroom.staleness import kept_verdict, stale
from collab.grading.grade import check_suite, grade_file
from collab.grading.verdict import shown
from collab.storage import write_json

from . import analysis, classbook, diff
from .classbook import Classbook, Place, Student, Verdict


class RegradeError(RuntimeError):
    """Nothing was regraded, or not all; the message says what to do."""


@dataclass(frozen=True)
class Row:
    """One exercise of one student: points of the checks before and after; None where there were none."""

    exercise: str
    before: float | None
    after: float
    checks: list[str]  # what came out differently, as sentences
    by_hand: float | None  # the points that count in their place


@dataclass
class Regraded:
    """One student whose verdict is stale."""

    student: str
    why: list[str]
    kinds: list[str]
    before: float | None  # final points; None where nothing was graded
    after: float
    rows: list[Row] = field(default_factory=list)  # the exercises whose points change, or that have points by hand
    look_again: list[str] = field(default_factory=list)  # graded by hand, for work that has changed since
    trouble: str = ""  # the grader itself failed


def stale_students(lesson: course.Lesson, where: Place, only: str = "") -> dict[str, tuple[Any, ...]]:
    """Who is stale, and why: student -> reasons. Raises RegradeError where nothing was handed in."""
    folders = sorted(p for p in where.submitted.glob(f"*/{lesson.id}") if p.is_dir())
    if not folders:
        raise RegradeError(f"Nothing of {lesson.id} is in {where.submitted}: run `collab collect` first.")
    found = {p.parent.name: p for p in folders}
    if only and only not in found:
        raise RegradeError(
            f"{only} has handed in nothing of {lesson.id}: there is no {where.submitted / only / lesson.id}."
        )
    asked = {only: found[only]} if only else found
    reasons = {s: stale(path, where.autograded / s / lesson.id, lesson.id) for s, path in asked.items()}
    return {student: why for student, why in reasons.items() if why}


def preview(lesson: course.Lesson, where: Place, who: dict[str, tuple[Any, ...]]) -> list[Regraded]:
    """Grade these students beside the gradebook; nothing is written."""
    book = _book(lesson, where)
    found = []
    for student, why in who.items():
        folder = where.submitted / student / lesson.id
        verdict = grade_file(folder, f"{student}/{lesson.id}").as_json()
        before = kept_verdict(where.autograded / student / lesson.id, lesson.id)
        found.append(compare(lesson, student, why, before, verdict, _student(book, student)))
    return found


def apply(lesson: course.Lesson, where: Place, who: dict[str, tuple[Any, ...]]) -> list[Regraded]:
    """Let nbgrader autograde these students again. Raises RegradeError where it fails, naming who was not reached."""
    book = _book(lesson, where)
    if book:
        refuse_other_points(lesson, book)
    kept = backup.keep(where.gradebook)
    if kept:
        print(f"A copy of the gradebook is kept: {kept}", file=sys.stderr)
    before = {s: kept_verdict(where.autograded / s / lesson.id, lesson.id) for s in who}
    autograde(lesson, where, list(who))
    after = classbook.read(lesson, where)
    found = []
    for student, why in who.items():
        verdict = kept_verdict(where.autograded / student / lesson.id, lesson.id)
        if verdict is None:
            raise RegradeError(f"{student} has no verdict after grading: see nbgrader's messages above.")
        one = compare(lesson, student, why, before[student], verdict, _student(book, student))
        one.after = after.by_id[student].total
        found.append(one)
    return found


def compare(
    lesson: course.Lesson, student: str, why: tuple[Any, ...], old: Verdict | None, new: Verdict, kept: Student | None
) -> Regraded:
    """What becomes of one student. `kept`: what the gradebook has of them."""
    graded = kept is not None and kept.graded
    marks = kept.marks if kept is not None else {}
    change = diff.changed(old, new) if old else None
    rows = []
    for name in lesson.exercises:
        before = _points(old, name) if old and name in old["exercises"] else None
        after = _points(new, name)
        by_hand = marks[name].points if name in marks and marks[name].set_by_hand else None
        said = (
            [f"{c.name}: {_word(c.before)} → {_word(c.after)}" for c in change.checks if c.exercise == name]
            if change
            else []
        )
        if before != after or said:
            rows.append(Row(name, before, after, said, by_hand))
    kinds = [reason.kind for reason in why]
    total = kept.total if graded and kept else None
    moved = sum(
        r.after - (marks[r.exercise].automatic or 0.0 if r.exercise in marks else 0.0)
        for r in rows
        if r.by_hand is None
    )
    found = Regraded(student, [str(reason) for reason in why], kinds, total, max(0.0, (total or 0.0) + moved), rows)
    if "content" in kinds:
        found.look_again = [m.name for m in marks.values() if m.by_hand is not None]
    if new.get("provisional"):
        found.trouble = str(new.get("trouble", "the grader itself failed"))
    return found


def _points(verdict: Verdict, exercise: str) -> float:
    if verdict.get("status") == "invalid":
        return 0.0
    return float(verdict["exercises"].get(exercise, {}).get("score", 0.0))


def _word(status: str) -> str:
    return status.replace("_", " ") or "no such check"


def _book(lesson: course.Lesson, where: Place) -> Classbook | None:
    """The class as it is, None before anybody was graded."""
    try:
        return classbook.read(lesson, where)
    except classbook.NobodyGraded:
        return None


def refuse_other_points(lesson: course.Lesson, book: Classbook) -> None:
    """Raises RegradeError where the gradebook's exercises and points are not course.toml's: nbgrader would refuse to grade."""
    worth = {**{n: e.points for n, e in lesson.exercises.items()}, **lesson.questions}
    wrong = [n for n, points in worth.items() if book.maxima.get(n) != points] + sorted(set(book.maxima) - set(worth))
    if wrong:
        raise RegradeError(
            f"The gradebook does not know course.toml's points yet ({analysis.listed(wrong)}): run `collab build {lesson.id}` first."
        )


def _student(book: Classbook | None, student: str) -> Student | None:
    return book.by_id.get(student) if book else None


def autograde(lesson: course.Lesson, where: Place, students: list[str]) -> None:
    """`nbgrader autograde --force` for these students, in this process. Raises RegradeError."""
    from nbgrader.apps import NbGrader
    from nbgrader.converters import Autograde
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config, PyFileConfigLoader

    root = course.root()
    config = copy.deepcopy(Config(PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()))
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.db_url = where.gradebook
    for name, folder in where.folders.items():
        config.CourseDirectory[f"{name}_directory"] = str(folder)
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    for done, student in enumerate(students):
        application = NbGrader(config=config)
        application.log.setLevel(logging.ERROR)
        coursedir = CourseDirectory(config=config, assignment_id=lesson.id, student_id=student, parent=application)
        try:
            Autograde(coursedir=coursedir, parent=application, force=True).start()
        except NbGraderException as e:
            rest = analysis.listed(students[done:])
            raise RegradeError(
                f"nbgrader stopped at {student}: {e} Not regraded: {rest}. Run the command again."
            ) from None
        print(f"\r{done + 1} of {len(students)} regraded", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def table(found: list[Regraded]) -> str:
    """A line for each exercise whose points change, each student's reasons above it."""
    width = max([len(r.exercise) for one in found for r in one.rows], default=8)
    lines = []
    for one in found:
        before = "not graded" if one.before is None else shown(one.before)
        same = one.before is not None and abs(one.before - one.after) < 1e-9
        lines.append(
            f"{one.student}: {before}{', as before' if same else f' → {shown(one.after)}'}   ({'; '.join(one.why)})"
        )
        for row in one.rows:
            was = "–" if row.before is None else shown(row.before)  # noqa: RUF001
            hand = "" if row.by_hand is None else f"   set by hand: {shown(row.by_hand)} stays"
            lines.append(f"    {row.exercise:{width}}  {was:>5} → {shown(row.after):<5}{hand}".rstrip())
            lines += [f"    {'':{width}}    {said}" for said in row.checks]
        if one.look_again:
            lines.append(f"    look again: {', '.join(one.look_again)} was graded by hand before the work changed")
        if one.trouble:
            lines.append(f"    the grader itself failed, so this is no verdict: {one.trouble}")
    return "\n".join(lines)


def summary(found: list[Regraded], of: int, applied: bool) -> str:
    """The last lines: how many, why, and what to do."""
    kinds = Counter(kind for one in found for kind in one.kinds)
    up = sum(one.after > (one.before or 0) + 1e-9 for one in found)
    down = sum(one.after < (one.before or 0) - 1e-9 for one in found)
    text = f"{len(found)} of {of} stale ({', '.join(f'{kind}: {n}' for kind, n in kinds.most_common())}): "
    text += f"{up} with more points, {down} with fewer, {len(found) - up - down} as before."
    end = "They have been graded again; points and comments given by hand are as they were."
    return f"{text}\n" + (
        end if applied else "Nothing was changed: --apply does it, and keeps points and comments given by hand."
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson")
    classbook.add_place(parser)
    parser.add_argument("--student", default="", metavar="ID", help="only this one")
    parser.add_argument("--apply", action="store_true", help="do it; without this, nothing is changed")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the table as data")


def command(args: argparse.Namespace) -> int:
    """0 where nothing is stale, or all of it was made good; 1 where something is stale, or a grader failed."""
    lesson, where = course.lesson(args.lesson), classbook.place(args.home)
    tiers.for_strangers()
    check_suite(lesson.id)
    who = stale_students(lesson, where, args.student)
    of = 1 if args.student else len([p for p in where.submitted.glob(f"*/{lesson.id}") if p.is_dir()])
    found = (apply if args.apply else preview)(lesson, where, who) if who else []
    if args.json:
        write_json(args.json, [asdict(one) for one in found])
    if not found:
        print(f"Nothing is stale: {of} of {of} verdicts stand.")
        return 0
    print(f"{table(found)}\n\n{summary(found, of, args.apply)}")
    return int(not args.apply or any(one.trouble for one in found))
