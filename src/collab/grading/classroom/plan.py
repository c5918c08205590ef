"""The plan of a collection, before anything is moved: file → student → lesson, what is doubtful, and what is refused.

Nobody may vanish: where the work of two people would land on one student, where nobody can tell whose a file is, and where
nothing is found, the plan is refused, with the files by name, and nothing is carried out.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import dateutil.parser

from collab.grading.reading.files import SubmissionError, load_notebook
from collab.grading.reading.finding import answers_in
from collab.grading.reading.submission import find_lesson

from .archives import Member
from .layouts import SYSTEMS, Found, HandIn, version
from .roster import Person, Roster, safe_id
from .settings import settings


class CollectError(RuntimeError):
    """What was given cannot be collected as it is; the message names the files and says what to do."""


@dataclass
class Attempt:
    """One time that one student handed the lesson in: the notebooks that are kept of it, and in which order it came."""

    members: list[Member]
    layout: str
    when: datetime | None = None  # UTC
    late: bool = False
    serial: int | None = None


@dataclass
class Row:
    """One student's line of the plan: their attempts, the oldest first."""

    student: str
    attempts: list[Attempt]
    layout: str
    person: Person | None = None
    name: str = ""
    doubts: list[str] = field(default_factory=list)


@dataclass
class Plan:
    """What a collection would do. `refused`: why it does nothing; `left_out`: files that belong to other lessons."""

    lesson: str
    rows: list[Row] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    stopped: list[tuple[list[Member], str]] = field(
        default_factory=list
    )  # files that a refusal names, and where they would land
    missing: list[Person] = field(default_factory=list)  # on the roster, without a hand-in here
    unknown: list[str] = field(default_factory=list)  # students who are not on the roster


def make(found: Found, lesson_id: str, roster: Roster | None = None, several: bool = False) -> Plan:
    """The plan for what was found. `several`: take several notebooks of one plain folder or archive as one hand-in."""
    plan, reading = Plan(lesson_id), _Reading(lesson_id)
    unknown, others = reading.of_this_lesson(found.unknown)
    plan.left_out += [f"{m.path}: a notebook of lesson {reading.lesson(m)}" for m in others]
    if unknown:
        plan.stopped.append((unknown, "nobody"))
        plan.refused.append(
            f"Nobody can tell whose these are: {_names(unknown)}. Put each into a folder named as its student, or give the "
            "archive as the system wrote it."
        )
    by_student: dict[str, list[HandIn]] = defaultdict(list)
    people: dict[str, Person] = {}
    for one in found.hand_ins:
        one.members, others = reading.of_this_lesson(one.members)
        plan.left_out += [f"{m.path}: a notebook of lesson {reading.lesson(m)}" for m in others if one.members]
        if not one.members:  # only another lesson's: its student gets a row that says so
            one.members = others
            one.doubts.append(f"it is the notebook of lesson {reading.lesson(others[0])}")
        person, why = roster.find(one.who) if roster else (None, "")
        one.doubts += [why] if why else []
        one.doubts += [f"{m.name}: {m.trouble}" for m in one.members if m.trouble]
        student = person.id if person else safe_id(one.who.key)
        if not student:
            plan.refused.append(f"No student's id can be made of {one.who.key!r}: {_names(one.members)}.")
            continue
        if person:
            people[student] = person
        by_student[student].append(one)
    for student, hand_ins in sorted(by_student.items()):
        _row(plan, reading, student, hand_ins, people.get(student), several)
    _same_folder(plan)
    if roster:
        plan.unknown = [row.student for row in plan.rows if row.person is None]
        plan.missing = [p for p in roster.people if p.id not in by_student]
    given = [m for one in found.hand_ins for m in one.members]
    if not [m for m in given if not m.trouble] and not unknown:
        why = "; ".join(f"{m.path.parent}: {m.trouble}" for m in given)
        plan.refused.append(f"There is no notebook in what was given: nothing was collected. {why}".rstrip())
    return plan


def _row(
    plan: Plan, reading: _Reading, student: str, found: list[HandIn], person: Person | None, several: bool
) -> None:
    """One student's line, or why there is none."""
    found = _once(found)
    first = found[0]
    row = Row(student, [], first.layout, person, person.name if person else first.who.name)
    row.doubts = list(dict.fromkeys(doubt for one in found for doubt in one.doubts))
    certain = first.who.exact or (person is not None and all(one.who.name == first.who.name for one in found))
    together = {(one.layout, one.source, one.place) for one in found}
    if len(found) > 1:
        if (
            len(together) == 1
            and certain
            and None not in (times := [one.when for one in found])
            and len(set(times)) == len(found)
        ):
            for one in sorted(found, key=lambda h: settings().utc(h.when) if h.when else datetime.min):
                row.attempts.append(_attempt(one, one.members, row.person))
            plan.rows.append(row)
            return
        if len(together) == 1 and certain and not first.who.exact:  # files side by side that one person named
            merged = [m for one in found for m in one.members]
            found = [HandIn(first.layout, first.who, merged, first.source)]
        else:
            plan.stopped.append(([m for one in found for m in one.members], student))
            plan.refused.append(
                f"{len(found)} hand-ins would land on one student, {student}, and nothing says that they are one person's: "
                f"{_names([m for one in found for m in one.members])}. Give a roster (--roster), or name folders as students; of an "
                "older and a newer archive collect the older one first and alone, it is kept."
            )
            return
    _attempts_within(plan, reading, row, found[0], several)


def _once(found: list[HandIn]) -> list[HandIn]:
    """The same files of one person in an older and a newer archive are one hand-in."""
    kept: dict[tuple[object, ...], HandIn] = {}
    for number, one in enumerate(found):
        same = sorted(hashlib.sha256(m.file.read_bytes()).hexdigest() for m in one.members)
        kept.setdefault((one.layout, one.who.key, one.when, *same) if one.who.exact else (number,), one)
    return list(kept.values())


def _attempts_within(plan: Plan, reading: _Reading, row: Row, one: HandIn, several: bool) -> None:
    """The attempts in one hand-in: the numbers behind its files' names say an order, or all its notebooks are one attempt."""
    answered = [m for m in one.members if reading.answers(m)]
    named = [version(m) for m in answered]
    if len(answered) > 1 and len({base for base, _ in named}) == 1 and len({n for _, n in named}) == len(named):
        for member in sorted(answered, key=lambda m: version(m)[1]):
            row.attempts.append(_attempt(one, [member], row.person))
    elif len(answered) > 1 and one.layout not in SYSTEMS and not several:
        plan.stopped.append((answered, row.student))
        plan.refused.append(
            f"{len(answered)} notebooks with answers would land on one student, {row.student}: {_names(answered)}. Are they several "
            "people's? Put each into a folder named as its student. Are they one person's? Say so with --several: the one with most "
            "answers counts then."
        )
        return
    else:
        row.attempts.append(_attempt(one, one.members, row.person))
        if len(answered) > 1:
            row.doubts.append(
                f"{len(answered)} notebooks with answers in one hand-in: the one with most answers counts"
            )
    plan.rows.append(row)


def _attempt(one: HandIn, members: list[Member], person: Person | None) -> Attempt:
    when = settings().utc(one.when) if one.when else None
    # The worksheet of another assignment has other numbers, and times of its own.
    if when is None and person and one.layout == "Moodle" and one.who.number in ("", person.number):
        when = _moodle_time(person.submitted)
    return Attempt(members, one.layout, when, one.late, one.serial)


def _moodle_time(text: str) -> datetime | None:
    """The time in a Moodle worksheet, `Monday, 2 November 2026, 10:15 PM`; None where it is in another language than ours."""
    if not re.search(r"[A-Za-z]{3}.*\d{4}", text):
        return None
    try:
        return settings().utc(dateutil.parser.parse(text))
    except (ValueError, OverflowError):
        return None


def _same_folder(plan: Plan) -> None:
    """Two ids that differ in their case only are one folder on many disks."""
    by_folder: dict[str, list[Row]] = defaultdict(list)
    for row in plan.rows:
        by_folder[row.student.casefold()].append(row)
    for rows in by_folder.values():
        if len(rows) > 1:
            names = [m for row in rows for a in row.attempts for m in a.members]
            plan.refused.append(
                f"{' and '.join(row.student for row in rows)} would share one folder on many disks: {_names(names)}. Give a roster, or "
                "name them differently."
            )


def _names(members: list[Member]) -> str:
    shown = [str(m.path) for m in members[:12]]
    return ", ".join(shown) + (f" and {len(members) - 12} more" if len(members) > 12 else "")


class _Reading:
    """Which lesson a notebook answers and how much of it, read once each."""

    def __init__(self, lesson_id: str) -> None:
        self.lesson_id = lesson_id
        self._lessons: dict[Path, str] = {}
        self._answers: dict[Path, int] = {}

    def lesson(self, member: Member) -> str:
        """The id of the lesson, "" where that cannot be told: the grader will say why."""
        if member.file not in self._lessons:
            try:
                self._lessons[member.file] = find_lesson(Path("notebook.ipynb"), load_notebook(member.file)).id
            except SubmissionError:
                self._lessons[member.file] = ""
        return self._lessons[member.file]

    def answers(self, member: Member) -> int:
        """How many exercises it answers; 0 for what cannot be read."""
        if member.file not in self._answers:
            self._answers[member.file] = max(0, answers_in(member.file, self.lesson_id))
        return self._answers[member.file]

    def of_this_lesson(self, members: list[Member]) -> tuple[list[Member], list[Member]]:
        """Those of this lesson or of none that can be told, and those of another."""
        others = [m for m in members if self.lesson(m) not in ("", self.lesson_id)]
        return [m for m in members if m not in others], others


def show(plan: Plan) -> str:
    """The plan as a table: file → student → lesson, doubtful lines marked with `?`, then who is missing and who is unknown."""
    lines = []
    rows = [(row, number, a) for row in plan.rows for number, a in enumerate(row.attempts, 1)]
    shown = [
        (_cut(_names(a.members), 90), row.student + f"  ({row.name})" * bool(row.name and row.name != row.student))
        for row, _, a in rows
    ]
    widths = [max((len(text[i]) for text in shown), default=0) for i in (0, 1)]
    for (row, number, attempt), (files, student) in zip(rows, shown, strict=True):
        notes = [f"attempt {number} of {len(row.attempts)}"] if len(row.attempts) > 1 else []
        notes += [f"{attempt.when:%Y-%m-%d %H:%M} UTC"] if attempt.when else []
        notes += ["LATE"] if attempt.late else []
        mark = "?" if row.doubts else " "
        lines.append(f"{mark} {files:{widths[0]}} → {student:{widths[1]}} → {plan.lesson}  {', '.join(notes)}".rstrip())
        if number == len(row.attempts):
            lines += [f"      {doubt}" for doubt in row.doubts]
    lines += [f"! {_cut(str(m.path), 90)} → {student}: refused" for files, student in plan.stopped for m in files]
    lines += [f"- {text}, left out" for text in plan.left_out]
    layouts = sorted({row.layout for row in plan.rows})
    doubtful = sum(bool(row.doubts) for row in plan.rows)
    lines.append(f"{len(plan.rows)} students ({', '.join(layouts) or 'no layout'}), {doubtful} doubtful")
    if "Moodle" in layouts and not all(row.person for row in plan.rows):
        lines.append(
            "Moodle's numbers are others for each assignment: with a roster (--roster its grading worksheet) one person has one id"
        )
    lines += _untimed(plan)
    if plan.missing:
        lines.append(f"missing ({len(plan.missing)}): " + ", ".join(p.name or p.id for p in plan.missing))
    if plan.unknown:
        lines.append(f"not on the roster ({len(plan.unknown)}): " + ", ".join(plan.unknown))
    return "\n".join(lines)


def _untimed(plan: Plan) -> list[str]:
    """Where lateness costs something and nobody can tell who is late, a line that says what is needed."""
    matters = settings().late is not None or settings().attempts == "last before the deadline"
    if settings().deadline(plan.lesson) is None or not matters:
        return []
    rows = [row for row in plan.rows if any(a.when is None for a in row.attempts)]
    if not rows:
        return []
    if all(row.layout == "Canvas" for row in rows):
        return ["Canvas's archive says who is late and not how late: it counts as one begun day"]
    need = (
        "give --roster, this assignment's own grading worksheet"
        if all(row.layout == "Moodle" for row in rows)
        else "write one into submitted/STUDENT/LESSON/timestamp.txt, as 2026-11-02 23:59:00 UTC"
    )
    return [f"no time is known of {len(rows)} of {len(plan.rows)}, who are therefore not late: {need}"]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"…{text[-width + 1 :]}"


def check(plan: Plan) -> None:
    """Raises CollectError where the plan is refused."""
    if plan.refused:
        raise CollectError("\n".join([*plan.refused, "Nothing was moved."]))
