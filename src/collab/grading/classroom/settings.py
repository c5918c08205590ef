"""What a class has agreed on, from grader/course.toml: deadlines, which attempt counts, what lateness costs.

[class]
attempts = "last"                  # or "best", or "last before the deadline"
timezone = "Europe/Berlin"         # of times without one; without this line, this machine's

[class.late]
free_days = 1                      # begun days that cost nothing
per_cent_a_day = 10                # of what was earned, for each begun day after them
cap = 50                           # per cent, at most

[lessons.04_dot_product_bias]
due = 2026-11-02T23:59:00          # also with an offset, as 2026-11-02T23:59:00+01:00

Who has more time stands apart, in extra_days.csv beside roster.csv, with the columns `student,lesson,days`: course.toml goes to
every student.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from collab import course

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

EXTRA_DAYS = "extra_days.csv"
COUNTING = ("last", "best", "last before the deadline")


@dataclass(frozen=True)
class Late:
    """What lateness costs: nothing for `free_days` begun days, then `per_cent_a_day` of what was earned, `cap` per cent at most."""

    free_days: int = 0
    per_cent_a_day: float = 0.0
    cap: float = 100.0


@dataclass(frozen=True)
class Settings:
    """A class's agreements. `zone`: the time zone of times that say none; None is this machine's. `due`: lesson id -> UTC.
    `late` is None where the class has no policy. `extra`: (lesson id, student's id) -> how much later their deadline is; None where
    there is no extra_days.csv, and the gradebook's own extensions count."""

    attempts: str = "last"
    zone: tzinfo | None = None
    late: Late | None = None
    due: tuple[tuple[str, datetime], ...] = ()
    extra: tuple[tuple[tuple[str, str], timedelta], ...] | None = None

    def deadline(self, lesson_id: str, student_id: str = "") -> datetime | None:
        """A lesson's deadline in UTC, None where it has none; of one student, with the extra days that they have."""
        due = dict(self.due).get(lesson_id)
        return due and due + self.extension(lesson_id, student_id)

    def extension(self, lesson_id: str, student_id: str) -> timedelta:
        return dict(self.extra or ()).get((lesson_id, student_id), timedelta())

    def utc(self, when: datetime) -> datetime:
        """A time in UTC; one without a time zone is the class's."""
        if when.tzinfo is None and self.zone is not None:
            when = when.replace(tzinfo=self.zone)
        return when.astimezone(timezone.utc)


def settings() -> Settings:
    """The class's settings. Raises CourseError, with the line to mend, where one is not understood."""
    path, more = course.root() / "grader" / "course.toml", course.root() / EXTRA_DAYS
    made = _read(path, path.stat().st_mtime_ns)
    if not more.is_file():
        return made
    return replace(made, extra=_extra_days(more, more.stat().st_mtime_ns, tuple(course.lessons())))


@lru_cache(maxsize=4)
def _read(path: Path, _when: int) -> Settings:
    with path.open("rb") as f:
        data = tomllib.load(f)
    given = _table(data, "class", ("attempts", "timezone", "late"))
    late = _table(given, "late", ("free_days", "per_cent_a_day", "cap"), "class.")
    counting = given.get("attempts", "last")
    if counting not in COUNTING:
        raise course.CourseError(
            f"course.toml: [class] attempts is {counting!r}; it can be {', '.join(map(repr, COUNTING))}."
        )
    policy = None
    if "late" in given:
        free, daily, cap = (
            _number(late, key, default) for key, default in (("free_days", 0), ("per_cent_a_day", 0), ("cap", 100))
        )
        policy = Late(int(free), daily, min(100.0, cap))
    made = Settings(counting, _zone(given.get("timezone", "")), policy)
    dates = {name: entry["due"] for name, entry in data["lessons"].items() if "due" in entry}
    wrong = [name for name, due in dates.items() if not isinstance(due, datetime)]
    if wrong:
        raise course.CourseError(
            f"course.toml: due of {wrong[0]} must be a date and a time without quotes, as 2026-11-02T23:59:00."
        )
    for name, entry in data["lessons"].items():
        inner = [f"lessons.{name}.{part}.{key}" for part in ("exercises", "questions") for key, one in entry.get(part, {}).items() if isinstance(one, dict) and "due" in one]  # fmt: skip
        if inner:
            raise course.CourseError(
                f"course.toml: a due stands under [{inner[0]}], where it means nothing. Put it directly below [lessons.{name}]."
            )
    return Settings(counting, made.zone, policy, tuple((name, made.utc(due)) for name, due in dates.items()))


@lru_cache(maxsize=4)
def _extra_days(path: Path, _when: int, lessons: tuple[str, ...]) -> tuple[tuple[tuple[str, str], timedelta], ...]:
    """The lines of extra_days.csv. Raises CourseError, with the line, where one is not understood."""
    found: dict[tuple[str, str], timedelta] = {}
    with path.open(encoding="utf-8-sig", newline="") as f:
        rows = csv.DictReader(f)
        if set(rows.fieldnames or []) != {"student", "lesson", "days"}:
            raise course.CourseError(f"{path.name}: its first line must be student,lesson,days.")
        for number, row in enumerate(rows, 2):
            student, lesson = (str(row[name] or "").strip() for name in ("student", "lesson"))
            if lesson not in lessons:
                raise course.CourseError(f"{path.name}, line {number}: there is no lesson {lesson!r}.")
            try:
                days = float(row["days"] or "")
            except ValueError:
                days = -1.0
            if not student or not 0 <= days <= 1000:
                raise course.CourseError(
                    f"{path.name}, line {number}: expected a student's id, a lesson and a number of days, not {','.join(map(str, row.values()))}."
                )
            found[lesson, student] = timedelta(days=days)
    return tuple(found.items())


def _table(data: dict[str, Any], name: str, known: tuple[str, ...], above: str = "") -> dict[str, Any]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise course.CourseError(f"course.toml: {above}{name} must be a table, [{above}{name}].")
    for key in table:
        if key not in known:
            raise course.CourseError(
                f"course.toml: [{above}{name}] has no setting {key!r}; there are {', '.join(known)}."
            )
    return table


def _number(table: dict[str, Any], key: str, default: float) -> float:
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
        raise course.CourseError(f"course.toml: [class.late] {key} is {value!r}; it must be a number, 0 or more.")
    return float(value)


def _zone(name: object) -> tzinfo | None:
    if not name:
        return None
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise course.CourseError(
            f"course.toml: [class] timezone {name!r} is not known here; write it as Europe/Berlin, or leave the line out."
        ) from None
