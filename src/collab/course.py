"""The course as data: lessons, exercises, points and hints, read from grader/course.toml."""

from __future__ import annotations

import difflib
import os
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


FRONT_DOOR = "START.ipynb"  # beside the lessons; nothing in it is graded
GLOSSARY = "GLOSSARY.ipynb"  # the same
PACKAGED = (
    Path(__file__).resolve().parent / "_course"
)  # the course in an installed wheel (setup.py); a checkout has none


class CourseError(RuntimeError):
    """The course's files are not where they should be, or a name is not in the course."""


@dataclass(frozen=True)
class Exercise:
    """One blank to fill: its id is also the name that the student defines."""

    id: str
    lesson: str
    goal: str
    points: float
    hints: tuple[str, ...]
    why: str = ""  # what it was good for, said when it is right


@dataclass(frozen=True)
class Lesson:
    """One notebook: its id is also its folder's and its notebook's name."""

    id: str
    title: str
    minutes: int
    exercises: dict[str, Exercise]
    questions: dict[str, float]  # written answers for manual grading: grade_id -> points

    @property
    def notebook(self) -> Path:
        """The student's copy, as released."""
        return root() / "lessons" / self.id / f"{self.id}.ipynb"

    @property
    def source(self) -> Path:
        """The instructor's single source, with the answers."""
        return root() / "solutions" / f"{self.id}.py"

    @property
    def suite(self) -> Path:
        """The pytest file that checks this lesson."""
        return root() / "grader" / f"test_{self.id}.py"

    @property
    def points(self) -> float:
        """What all exercises together are worth."""
        return sum(e.points for e in self.exercises.values())


def root() -> Path:
    """The course's folder: COLLAB_COURSE, else the nearest folder upwards from here that is a course, else what was installed
    with this package, else the checkout that this package is part of.

    Raises CourseError where there is none."""
    named = os.environ.get("COLLAB_COURSE")
    if named:
        if not (Path(named) / "grader" / "course.toml").is_file():
            raise CourseError(f"COLLAB_COURSE is {named!r}, but there is no grader/course.toml in it.")
        return Path(named).resolve()
    return _find_root(Path.cwd())


@lru_cache
def _find_root(start: Path) -> Path:
    for folder in (start, *start.parents, PACKAGED, *Path(__file__).resolve().parents):
        if (folder / "grader" / "course.toml").is_file():
            return folder
    raise CourseError(
        f"No course found: neither {start} nor a folder above it holds grader/course.toml, and this package was installed "
        "without it. Open the notebook from within the course's folder, or set COLLAB_COURSE to that folder."
    )


def own_folder() -> Path:
    """Where what belongs to this user, and not to the course, is kept: the course's folder, or, where the course is the
    installed package's (a lone notebook), the user's data folder (Linux: ~/.local/share/collab). It need not be there yet.

    Raises CourseError where there is no course."""
    home = root()
    if home != PACKAGED:
        return home
    import platformdirs

    return platformdirs.user_data_path("collab", appauthor=False)


def lessons() -> dict[str, Lesson]:
    """All lessons in their order, by id."""
    path = root() / "grader" / "course.toml"
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, _when: int) -> dict[str, Lesson]:
    with path.open("rb") as f:
        data = tomllib.load(f)
    result = {}
    for lesson_id, entry in data["lessons"].items():
        exercises = {
            name: Exercise(name, lesson_id, e["goal"], float(e["points"]), tuple(e["hints"]), e.get("why", ""))
            for name, e in entry.get("exercises", {}).items()
        }
        questions = {name: float(points) for name, points in entry.get("questions", {}).items()}
        result[lesson_id] = Lesson(lesson_id, entry["title"], int(entry["minutes"]), exercises, questions)
    return result


def lesson(lesson_id: str) -> Lesson:
    """The lesson of that id. Raises CourseError, with the nearest name, where there is none."""
    known = lessons()
    if lesson_id not in known:
        raise CourseError(f"There is no lesson {lesson_id!r}. {_nearest(lesson_id, list(known))}")
    return known[lesson_id]


def exercise(name: str) -> Exercise:
    """The exercise of that id, in whichever lesson. Raises CourseError, with the nearest name, where there is none."""
    known = {e.id: e for one in lessons().values() for e in one.exercises.values()}
    if name not in known:
        raise CourseError(f"There is no exercise {name!r}. {_nearest(name, list(known))}")
    return known[name]


def _nearest(name: str, known: list[str]) -> str:
    folded = {k.lower().replace("_", ""): k for k in known}
    close = difflib.get_close_matches(str(name).lower().replace("_", ""), list(folded), n=1, cutoff=0.5)
    return f"Did you mean {folded[close[0]]!r}?" if close else "The course has: " + ", ".join(known) + "."
