"""What a class has agreed on, from grader/course.toml: deadlines, which attempt counts, what lateness costs.

[class]
attempts = "last"                  # or "best", or "last before the deadline"
timezone = "Europe/Berlin"         # of times without one; without this line, this machine's

[class.late]
free_days = 1                      # begun days that cost nothing
per_cent_a_day = 10                # of what was earned, for each begun day after them
cap = 50                           # per cent, at most

[class.extra_days.04_dot_product_bias]
ada = 3                            # this student's deadline is three days later

[lessons.04_dot_product_bias]
due = 2026-11-02T23:59:00          # also with an offset, as 2026-11-02T23:59:00+01:00
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
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
    `late` is None where the class has no policy. `extra`: (lesson id, student's id) -> how much later their deadline is."""

    attempts: str = "last"
    zone: tzinfo | None = None
    late: Late | None = None
    due: tuple[tuple[str, datetime], ...] = ()
    extra: tuple[tuple[tuple[str, str], timedelta], ...] = ()

    def deadline(self, lesson_id: str, student_id: str = "") -> datetime | None:
        """A lesson's deadline in UTC, None where it has none; of one student, with the extra days that they have."""
        due = dict(self.due).get(lesson_id)
        return due and due + self.extension(lesson_id, student_id)

    def extension(self, lesson_id: str, student_id: str) -> timedelta:
        return dict(self.extra).get((lesson_id, student_id), timedelta())

    def utc(self, when: datetime) -> datetime:
        """A time in UTC; one without a time zone is the class's."""
        if when.tzinfo is None and self.zone is not None:
            when = when.replace(tzinfo=self.zone)
        return when.astimezone(timezone.utc)


def settings() -> Settings:
    """The class's settings. Raises CourseError, with the line to mend, where one is not understood."""
    path = course.root() / "grader" / "course.toml"
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, _when: int) -> Settings:
    with path.open("rb") as f:
        data = tomllib.load(f)
    given = _table(data, "class", ("attempts", "timezone", "late", "extra_days"))
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
    dues = tuple((name, made.utc(due)) for name, due in dates.items())
    return Settings(counting, made.zone, policy, dues, _extra_days(given, tuple(data["lessons"])))


def _extra_days(given: dict[str, Any], lessons: tuple[str, ...]) -> tuple[tuple[tuple[str, str], timedelta], ...]:
    found = []
    for lesson, students in _table(given, "extra_days", lessons, "class.").items():
        where = f"[class.extra_days.{lesson}]"
        if not isinstance(students, dict):
            raise course.CourseError(f"course.toml: {where} must be a table of students' ids, each with their days.")
        for student, days in students.items():
            if isinstance(days, bool) or not isinstance(days, (int, float)) or not 0 <= days <= 1000:
                raise course.CourseError(f"course.toml: {where} {student} is {days!r}; it must be a number of days.")
            found.append(((lesson, student), timedelta(days=days)))
    return tuple(found)


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
