"""Every attempt of every student is kept; one of them counts, and lies where nbgrader looks for it.

    attempts/LESSON/STUDENT/01/   what was handed in first, with about.json: when, whether late, from which layout
    submitted/STUDENT/LESSON/     a copy of the attempt that counts, with timestamp.txt where a time is known

Which one counts is the class's choice (settings.py). Nothing in attempts/ is ever overwritten or deleted.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from nbgrader.utils import parse_utc

from collab.grading.reading.files import NOTEBOOK, notebooks_below
from collab.storage import write_json

from .fingerprint import fingerprint
from .plan import Attempt, Plan
from .settings import settings

Score = Callable[[Path], float]


@dataclass(frozen=True)
class Kept:
    """A kept attempt. `when` in UTC, None where nobody knows; `score` by the grader `grader`, where it has been graded for "best"."""

    number: int
    folder: Path
    when: datetime | None
    late: bool
    serial: int | None
    layout: str
    same: str  # of its notebooks, whatever their names
    score: float | None = None
    grader: str = ""


class Attempts:
    """The attempts of one student at one lesson."""

    def __init__(self, submitted: Path, student: str, lesson_id: str, root: Path | None = None) -> None:
        """`submitted` is nbgrader's folder of that name; attempts/ lies beside it unless `root` says otherwise."""
        self.lesson_id, self.student = lesson_id, student
        self.place = submitted / student / lesson_id
        self.folder = (root or submitted.parent / "attempts") / lesson_id / student

    def kept(self) -> list[Kept]:
        """The attempts, in the order in which they were handed in."""
        found = sorted(map(self._read, self.folder.glob("[0-9]*/about.json")), key=lambda k: k.number)
        if all(k.when for k in found):
            return sorted(found, key=lambda k: (k.when, k.number))
        if all(k.serial is not None for k in found):
            return sorted(found, key=lambda k: (k.serial, k.number))
        return found

    def add(self, attempt: Attempt) -> str:
        """Keep an attempt unless it is kept already; returns what became of it, for people."""
        self.adopt()
        before = self.kept()
        same = _same(m.file for m in attempt.members)
        alike = [k for k in before if k.same == same]
        if alike and not self._newer(attempt, before[-1]):
            (first, *_) = [k for k in alike if k.when == attempt.when] or alike
            if first.when is None and attempt.when:
                self._write(first.folder, first.number, attempt, same)
            again = "" if first is before[-1] else f", which is not the last one, {before[-1].number}"
            return f"already kept as attempt {first.number}{again}"
        number = max((k.number for k in before), default=0) + 1
        made = self.folder / f".{number:02d}.part"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        for member in attempt.members:
            shutil.copyfile(member.file, _free(made, member.name))
        self._write(made, number, attempt, same)
        made.rename(self.folder / f"{number:02d}")
        return "new" if number == 1 else f"attempt {number}"

    def settle(self, score: Score | None = None) -> Kept:
        """Put the attempt that counts into its place, if it is not there; returns it. With `score`, the best one is looked
        for, where that is what counts; those that this grader has graded before are not graded again."""
        kept = self.kept()
        chosen = self._chosen([self._scored(k, score) for k in kept] if score and len(kept) > 1 else kept)
        stamp = self._stamp(chosen)
        there = self.place / "timestamp.txt"
        if _same(notebooks_below(self.place)) != chosen.same:
            made = self.place.with_name(f".{self.lesson_id}.part")
            shutil.rmtree(made, ignore_errors=True)
            files = notebooks_below(chosen.folder)
            made.mkdir(parents=True)
            for file in files:
                shutil.copyfile(file, made / (f"{self.lesson_id}.ipynb" if len(files) == 1 else file.name))
            _take_along(self.place, made)
            _swap(made, self.place)
        if stamp and (not there.is_file() or there.read_text() != stamp):
            there.write_text(stamp)
        return chosen

    def counting(self) -> int:
        """The number of the attempt that lies in its place, 0 for none."""
        there = _same(notebooks_below(self.place)) if self.place.is_dir() else ""
        return max((k.number for k in self.kept() if k.same == there), default=0)

    def _chosen(self, kept: list[Kept]) -> Kept:
        counting, deadline = settings().attempts, settings().deadline(self.lesson_id, self.student)
        if counting == "best" and all(k.score is not None for k in kept):
            return max(kept, key=lambda k: (k.score, -kept.index(k)))  # of equals the earlier, which is less late
        if counting == "last before the deadline":
            in_time = [k for k in kept if not k.late and (k.when is None or deadline is None or k.when <= deadline)]
            return in_time[-1] if in_time else kept[0]
        return kept[-1]

    def _scored(self, kept: Kept, score: Score | None) -> Kept:
        if settings().attempts != "best" or score is None:
            return kept
        grader = fingerprint(self.lesson_id)
        if kept.score is None or kept.grader != grader:
            about = json.loads((kept.folder / "about.json").read_text(encoding="utf-8"))
            write_json(kept.folder / "about.json", about | {"score": score(kept.folder), "grader": grader})
            return self._read(kept.folder / "about.json")
        return kept

    def _stamp(self, kept: Kept) -> str:
        """What nbgrader reads the lateness from. Of what is only known to be late, the least: one second."""
        deadline = settings().deadline(self.lesson_id, self.student)
        when = kept.when or (deadline + timedelta(seconds=1) if kept.late and deadline else None)
        return f"{when:%Y-%m-%d %H:%M:%S} UTC" if when else ""

    def _newer(self, attempt: Attempt, last: Kept) -> bool:
        """Whether the layout itself says that this came after the last attempt that is kept."""
        if attempt.when and last.when:
            return attempt.when > last.when
        return attempt.serial is not None and last.serial is not None and attempt.serial > last.serial

    def adopt(self) -> None:
        """Keep what lies in submitted/ though nobody collected it from here: put there by hand, or by nbgrader's exchange."""
        files = notebooks_below(self.place) if self.place.is_dir() else []
        if not files or _same(files) in {k.same for k in self.kept()}:
            return
        number = max((k.number for k in self.kept()), default=0) + 1
        made = self.folder / f".{number:02d}.part"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        for file in files:
            shutil.copyfile(file, _free(made, file.name))
        try:
            when = parse_utc((self.place / "timestamp.txt").read_text().strip()).replace(tzinfo=timezone.utc)
        except (OSError, ValueError, OverflowError):
            when = None
        self._write(made, number, Attempt([], "found in submitted/", when), _same(files))
        made.rename(self.folder / f"{number:02d}")

    def _write(self, folder: Path, number: int, attempt: Attempt, same: str) -> None:
        about = {
            "number": number,
            "when": attempt.when.isoformat() if attempt.when else None,
            "late": attempt.late,
            "serial": attempt.serial,
            "layout": attempt.layout,
            "files": [str(m.path) for m in attempt.members],
            "same": same,
        }
        write_json(folder / "about.json", about)

    def _read(self, path: Path) -> Kept:
        about = json.loads(path.read_text(encoding="utf-8"))
        when = datetime.fromisoformat(about["when"]) if about["when"] else None
        return Kept(
            about["number"],
            path.parent,
            when,
            about["late"],
            about["serial"],
            about["layout"],
            about["same"],
            about.get("score"),
            about.get("grader", ""),
        )


def carry_out(plan: Plan, submitted: Path) -> list[str]:
    """Keep every attempt of a plan and put those that count into `submitted`; a line for each student."""
    said = []
    for row in plan.rows:
        mine = Attempts(submitted, row.student, plan.lesson)
        became = [mine.add(attempt) for attempt in row.attempts]
        counts = mine.settle()
        many = len(mine.kept())
        said.append(f"{row.student}: {', '.join(became)}" + (f"; attempt {counts.number} counts" if many > 1 else ""))
    return said


def _same(files: Iterable[Path]) -> str:
    """One hash of some notebooks, whatever they are named and in which order."""
    return hashlib.sha256(
        "".join(sorted(hashlib.sha256(f.read_bytes()).hexdigest() for f in files)).encode()
    ).hexdigest()


def _free(folder: Path, name: str) -> Path:
    """A place for a file of that name beside others that may have the same."""
    safe = re.sub(r'[\x00-\x1f<>:"|?*\\/]', "_", name)[-120:].lstrip(".") or "notebook.ipynb"
    place, number = folder / safe, 1
    while os.path.lexists(place):
        number += 1
        place = folder / f"{number} {safe}"
    return place


def _take_along(place: Path, made: Path) -> None:
    """What lies beside the notebooks stays: nbgrader's exchange knows a student again by such a file."""
    for other in place.iterdir() if place.is_dir() else ():
        if (
            other.name != "timestamp.txt"
            and other.is_file()
            and not NOTEBOOK.search(other.name)
            and not other.is_symlink()
        ):
            shutil.copyfile(other, made / other.name)


def _swap(made: Path, place: Path) -> None:
    """Put a finished folder in another's place; what was there is kept in attempts/."""
    old = place.with_name(f".{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    made.rename(place)
    shutil.rmtree(old, ignore_errors=True)
