"""From a path to the notebooks that are meant: of a folder, which of several files counts, and why.

A student's folder of a lesson often holds more than the lesson: the blank as it was given out, a copy, a download with (1)
in its name. The one with answers counts; where several have some, which was taken is said.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

from collab import course

from .cells import blanks
from .files import NOTEBOOK, SubmissionError, hidden, looks_like_json, notebooks_below
from .no_notebook import people_named, students_without
from .submission import HandedIn, Submission, find_lesson

COPY = re.compile(r"(old|new|copy|copies|backup|draft|work|final|archive|lessons|course|v?\d{1,2})s?\b", re.IGNORECASE)
AGAIN = re.compile(r"[ _-]*(\(?\d{1,2}\)?|copy.*|old|new|final)?", re.IGNORECASE)  # behind the lesson's name, of a copy


def find_notebooks(path: Path) -> list[tuple[Path, str]]:
    """The submissions at a path, each with the name to show: the file itself; a folder named as a lesson, which is one
    submission, as under nbgrader, unless it holds a class; of any other folder all such folders and all other notebooks in it.

    A student of a class who handed in files but no notebook has made a submission too: it gets a row that says so."""
    if not path.is_dir():
        return [(path, str(path))] if path.exists() else []
    lessons = course.lessons()
    named = [p for p in path.rglob("*") if p.name in lessons and p.is_dir() and not hidden(p.relative_to(path))]
    if path.resolve().name in lessons:
        named.insert(0, path)
    # Where others have a folder of that name too, as far down, it is a student's: submitted/STUDENT/LESSON.
    depths = Counter((p.name, len(p.parts)) for p in named)
    classes = [p for p in named if depths[p.name, len(p.parts)] == 1 and _is_a_class(p)]
    named = [p for p in named if p not in classes]
    homes = [p for p in named if not set(p.parents) & set(named)]
    found = {p: p for p in notebooks_below(path) if not any(h in p.parents for h in homes)}
    for home in homes:
        lesson_id = home.resolve().name
        try:
            shown = chosen(home, lesson_id)[0]
        except SubmissionError:  # said again, with the student's name, by whoever reads this path
            shown = home / f"{lesson_id}.ipynb"
        found[home] = shown
    for folder in {path, *classes}:
        found |= {p: p for p in students_without(folder, homes)}
    return [(p, str(shown.relative_to(path))) for p, shown in sorted(found.items())]


def _is_a_class(folder: Path) -> bool:
    """Whether a folder named as a lesson holds several people's work: files or folders named as a learning management system
    names them, or people's folders with notebooks in them and at most the blank beside. Copies and parts of the course, by
    their names, are nobody's. Plain files of several names cannot be told from copies: they are one submission, and said."""
    lesson_id = folder.resolve().name
    while True:
        if len(people_named(folder)) > 1:
            return True
        below = [p.relative_to(folder).parts for p in notebooks_below(folder)]
        beside = [parts[0] for parts in below if len(parts) == 1]
        inside = {parts[0] for parts in below if len(parts) > 1}
        blank = f"{lesson_id}.ipynb"
        if beside and (beside != [blank] or answers_in(folder / blank, lesson_id) > 0):
            return False
        if len({name for name in inside if not _is_a_copy(name)}) > 1:
            return True
        if beside or len(inside) != 1:
            return False
        folder = folder / inside.pop()


def _is_a_copy(name: str) -> bool:
    """Whether a folder's name is that of a copy, an older state or a part of the course, and no person's."""
    lesson_id = next((lesson_id for lesson_id in course.lessons() if name.startswith(lesson_id)), "")
    again = lesson_id and AGAIN.fullmatch(name[len(lesson_id) :])  # not LESSON-ADA, as GitHub names a clone
    return COPY.match(name) is not None or bool(again)


def chosen(folder: Path, lesson_id: str) -> tuple[Path, str]:
    """The notebook in a student's folder that counts, and why where others could have been meant ("" otherwise).

    Raises SubmissionError where there is none."""
    found = notebooks_below(folder)
    if not found:
        files = (p for p in folder.rglob("*") if p.is_file() or p.is_symlink())
        others = sorted(p.name for p in files if not hidden(p.relative_to(folder)))
        there = f", only {', '.join(others[:4])}" if others else ""
        wanted = f"{lesson_id}.ipynb" if lesson_id else "the lesson's .ipynb file"
        raise SubmissionError(f"There is no notebook{there}: save yours in Jupyter and hand in {wanted}.")
    # The lesson's name, near the top, comes first: it is what nbgrader would take.
    found.sort(key=lambda p: (p.name != f"{lesson_id}.ipynb", len(p.parts), str(p)))
    if len(found) == 1:
        return found[0], ""
    answered = {p: answers_in(p, lesson_id) for p in found}
    most = max(answered.values())
    best = next(p for p in found if answered[p] == most)
    names = ", ".join(str(p.relative_to(folder)) for p in found[:4])
    which = f"There are {len(found)} notebooks ({names}); {best.relative_to(folder)} was graded"
    with_answers = [p for p in found if answered[p] > 0]
    if not with_answers:
        return best, f"{which}: none has an answer in it."
    if len(with_answers) == 1:
        return best, f"{which}: it is the only one with answers in it."
    if sum(n == most for n in answered.values()) == 1:
        return best, f"{which}: it answers most exercises, {most}."
    if best.name == f"{lesson_id}.ipynb":
        return best, f"{which}: it has the lesson's name, and no other answers more exercises."
    return best, f"{which}: it comes first by name, and no other answers more exercises."


def answers_in(path: Path, lesson_id: str) -> int:
    """How many exercises of the lesson a notebook answers, -1 where it cannot be read or is another lesson's."""
    try:
        found = handed_in(path)
        lesson = find_lesson(path, found.notebook)
    except SubmissionError:
        return -1
    if lesson_id in course.lessons() and lesson.id != lesson_id:
        return -1
    assignment = found.assignment(lesson)
    done = {name for i, names in assignment.owners.items() for name in names if not blanks(assignment.cells[i], name)}
    return len(done)


def handed_in(path: str | Path) -> HandedIn:
    """The notebook at a path, of a folder the one that counts; the last ones are kept as long as their files are the same.

    Raises SubmissionError."""
    place, why = Path(path), ""
    if place.is_dir() and not place.is_symlink():
        lesson_id = place.resolve().name
        place, why = chosen(place, lesson_id if lesson_id in course.lessons() else "")
    try:
        about = os.lstat(place)
    except OSError:  # said with what to do about it where it is read
        return HandedIn(place)
    if not NOTEBOOK.search(place.name) and not looks_like_json(place):
        raise SubmissionError(
            f"What was handed in is no notebook ({place.name}): save yours in Jupyter and hand in the lesson's .ipynb file."
        )
    return _kept(place.absolute(), why, (about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino))


@lru_cache(maxsize=4)
def _kept(path: Path, why: str, _state: tuple[int, ...]) -> HandedIn:
    return HandedIn(path, why)


def read(path: str | Path, lesson: course.Lesson | None = None) -> Submission:
    """Read the notebook at `path`. Raises SubmissionError where nothing can be graded."""
    found = handed_in(path)
    return found.submission(lesson or find_lesson(path, found.notebook))
