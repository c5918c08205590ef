"""What a class's results say: how hard each check was, whether it separates, which messages were read and what caused them.

A check's difficulty is the share of readable submissions that pass it. Its item-rest correlation is the point-biserial (Pearson)
correlation, over students, of passing it with the points of the lesson's *other* exercises: an exercise's checks run one
after the other and stop at the first that fails, so that its own points would correlate by construction. The interval
is Fisher's, 95 %: with twelve students it is wide, and says so. (Lord and Novick 1968, ch. 15, for items and rests.)
"""

from __future__ import annotations

import ast
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from collab.grading.reading.cells import squeeze

from .classbook import Classbook, Student, Verdict

LIMITS = ("timeout", "memory", "crashed")  # a check's status where the box's limits ended it
UNTOLD = ("passed", "skipped", "not_attempted")  # a check's status without a message that anybody read
_NUMBER = re.compile(r"-?(?<![\w#])\d[\d_,]*(?:\.\d+)?(?:e[+-]?\d+)?")
_RUN = re.compile(r"#(?:[,;]?\s+#)+")


@dataclass(frozen=True)
class CheckFigures:
    """One check over the class. `passed`, `stopped` and `not_reached` add up to the readable submissions."""

    exercise: str
    name: str
    passed: int
    stopped: int
    not_reached: int  # waits for an earlier check, or nothing was written
    item_rest: float | None  # None where all or none pass, or nothing else varies
    low: float | None = None  # 95 % interval of item_rest, from four students on
    high: float | None = None

    @property
    def of(self) -> int:
        return self.passed + self.stopped + self.not_reached

    @property
    def difficulty(self) -> float:
        return self.passed / self.of if self.of else 0.0


@dataclass
class Answer:
    """One way in which an answer was written, and by whom; answers that differ in white space or comments are one."""

    source: str
    students: list[Student] = field(default_factory=list)


@dataclass
class Message:
    """One message, whatever numbers were in it: an example of it, and the answers that caused it, the commonest first."""

    exercise: str
    check: str
    text: str
    answers: list[Answer] = field(default_factory=list)

    @property
    def students(self) -> list[Student]:
        return [s for a in self.answers for s in a.students]


@dataclass(frozen=True)
class Spread:
    """Final points of those who were graded."""

    n: int
    mean: float
    sd: float
    quartiles: tuple[float, float, float]
    least: float
    most: float


def readable(book: Classbook) -> dict[str, Verdict]:
    """The verdicts that say something of the answers: neither an unreadable file nor a grader that failed."""
    return {s: v for s, v in book.judged.items() if v.get("status") != "invalid" and not v.get("provisional")}


def spread(book: Classbook) -> Spread:
    points = np.array([s.total for s in book.graded])
    low, middle, high = (float(q) for q in np.quantile(points, (0.25, 0.5, 0.75)))
    sd = float(points.std(ddof=1)) if len(points) > 1 else 0.0
    return Spread(len(points), float(points.mean()), sd, (low, middle, high), float(points.min()), float(points.max()))


def checks(book: Classbook) -> list[CheckFigures]:
    """Every check of the lesson in its order, over all readable submissions."""
    verdicts = list(readable(book).values())
    names: dict[tuple[str, str], None] = {}
    for verdict in verdicts:
        for exercise in book.lesson.exercises:
            names |= {(exercise, c["name"]): None for c in _checks(verdict, exercise)}
    order = {e: i for i, e in enumerate(book.lesson.exercises)}
    found = []
    for exercise, name in sorted(names, key=lambda key: order[key[0]]):  # stable: within an exercise as they ran
        status = [next((c["status"] for c in _checks(v, exercise) if c["name"] == name), "skipped") for v in verdicts]
        passed = np.array([s == "passed" for s in status], dtype=float)
        rest = np.array([sum(e["score"] for n, e in v["exercises"].items() if n != exercise) for v in verdicts])
        stopped = sum(s not in UNTOLD for s in status)
        n_passed = int(passed.sum())
        found.append(
            CheckFigures(
                exercise, name, n_passed, stopped, len(status) - n_passed - stopped, *correlation(passed, rest)
            )
        )
    return found


def _checks(verdict: Verdict, exercise: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = verdict["exercises"].get(exercise, {}).get("checks", [])
    return found


def correlation(a: np.ndarray, b: np.ndarray) -> tuple[float | None, float | None, float | None]:
    """Pearson's r of two arrays `(n,)` and its 95 % interval by Fisher's z; None where it is not defined."""
    if len(a) < 2 or a.std() == 0 or b.std() == 0:
        return None, None, None
    r = float(np.corrcoef(a, b)[0, 1])
    if len(a) < 4 or abs(r) > 1 - 1e-12:
        return r, None, None
    z, half = math.atanh(r), 1.96 / math.sqrt(len(a) - 3)
    return r, math.tanh(z - half), math.tanh(z + half)


def messages(book: Classbook) -> list[Message]:
    """The messages that students read, the most read first, each with the answers that caused it."""
    found: dict[tuple[str, str, str], Message] = {}
    verdicts = readable(book)
    for student in book.graded:
        for exercise in book.lesson.exercises if student.id in verdicts else ():
            told = next((c for c in _checks(verdicts[student.id], exercise) if c["status"] not in UNTOLD), None)
            if told is None:
                continue
            key = exercise, told["name"], without_numbers(told["message"])
            message = found.setdefault(key, Message(exercise, told["name"], told["message"]))
            _count(message, student.answers.get(exercise, ""), student)
    for message in found.values():
        message.answers.sort(key=lambda a: -len(a.students))
    return sorted(found.values(), key=lambda m: -len(m.students))


def _count(message: Message, source: str, student: Student) -> None:
    same = next((a for a in message.answers if alike(a.source) == alike(source)), None)
    if same is None:
        same = Answer(source)
        message.answers.append(same)
    same.students.append(student)


def without_numbers(text: str) -> str:
    """A message without its numbers, which come from inputs that are drawn afresh for each grading."""
    return _RUN.sub("#", _NUMBER.sub("#", text))


def alike(source: str) -> str:
    """What two answers share that differ only in white space, comments and the like."""
    try:
        return ast.dump(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return squeeze(source)


def limits_reached(book: Classbook) -> dict[tuple[str, str], list[Student]]:
    """(exercise, status) -> who: where an answer ran into a limit of time or memory, or took its process down."""
    found: dict[tuple[str, str], list[Student]] = {}
    verdicts = readable(book)
    for student in book.graded:
        for exercise in book.lesson.exercises if student.id in verdicts else ():
            for status in {c["status"] for c in _checks(verdicts[student.id], exercise)} & set(LIMITS):
                found.setdefault((exercise, status), []).append(student)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def tiers(book: Classbook) -> Counter[str]:
    """Under which isolation how many were graded."""
    return Counter(str(v.get("isolation", "not known")) for v in book.judged.values())


def listed(names: Sequence[str], most: int = 8) -> str:
    """Names in a sentence, not endless."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
