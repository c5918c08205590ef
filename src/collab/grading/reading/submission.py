"""From a notebook's cells to what runs: which lesson it answers, which cell answers which exercise, in what order.

The result is the list of code cells to run, each with the exercises that it answers, and a list of notes about what
had to be repaired. What the student wrote counts, not what its metadata says: answers are recognised by what they define.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from collab import course

from .cells import (
    NotebookCell,
    blanks,
    checked,
    edition,
    exercises_in,
    grade_id,
    is_demo,
    is_test,
    released,
    squeeze,
)
from .files import SubmissionError, load_notebook
from .magics import magics, note
from .source import (
    checks_in,
    continues,
    cut_out,
    defines,
    is_definition,
    keep,
    keep_making,
    mended,
    names_given,
    names_made,
    names_used,
    parses,
    plain_python,
)

MAX_CODE = 4 * 2**20  # characters; more is data that was pasted into a cell
LONGEST_TEAR = 20  # cells that one answer may have been split into


@dataclass(frozen=True)
class Cell:
    """One code cell to run: its place in the notebook, the exercise it answers ("" for none) and Python source.

    `also`: more exercises that it answers, where cells were merged."""

    index: int
    exercise: str
    source: str
    also: tuple[str, ...] = ()
    given: bool = False  # the lesson's own, which is missing from the notebook or stands too far below in it

    @property
    def name(self) -> str:
        if self.given:
            return "a cell of the lesson's own"
        return f"the cell of {self.exercise}" if self.exercise else f"code cell {self.index + 1}"

    @property
    def title(self) -> str:
        """The same at the beginning of a sentence."""
        return self.name[0].upper() + self.name[1:]

    def answers(self, exercise: str) -> bool:
        return exercise == self.exercise or exercise in self.also


@dataclass(frozen=True)
class Assignment:
    """Which cell answers which exercises. The cells are the notebook's, mended where an answer was torn apart or stands
    among what does not run; the notebook itself is as it was.

    `owners`: cell index -> exercise ids."""

    cells: list[NotebookCell]
    owners: dict[int, tuple[str, ...]]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Submission:
    """A notebook, read. `cells` are those that run while grading, in their order; `notes` say what had to be repaired.

    `positions`: exercise id -> how many of the cells have run when its check comes, in a notebook run from top to bottom."""

    path: str
    lesson: course.Lesson
    assignment: Assignment
    cells: list[Cell]
    idle: list[Cell]  # code cells that do not run: demonstrations
    positions: dict[str, int]
    notes: tuple[str, ...]


class HandedIn:
    """A file that was handed in, read once: whoever judges it and whoever shows it take the same reading."""

    def __init__(self, path: Path, why: str = "") -> None:
        """`why` this file counts, of several. Raises SubmissionError where it is no notebook."""
        self.path, self.why, self.notebook = path, why, load_notebook(path)
        self._assignments: dict[str, Assignment] = {}

    def assignment(self, lesson: course.Lesson) -> Assignment:
        """Its cells as answers to a lesson."""
        if lesson.id not in self._assignments:
            self._assignments[lesson.id] = assign(self.notebook["cells"], lesson)
        return self._assignments[lesson.id]

    def submission(self, lesson: course.Lesson) -> Submission:
        """What of it runs. Raises SubmissionError where nothing of it can be graded."""
        return _submission(str(self.path), self.notebook["metadata"], self.assignment(lesson), lesson, self.why)


def from_notebook(path: str, notebook: dict[str, Any], lesson: course.Lesson) -> Submission:
    """The same of a notebook as `load_notebook` returns it. Raises SubmissionError."""
    return _submission(path, notebook["metadata"], assign(notebook["cells"], lesson), lesson)


def expected_lesson(path: str | Path) -> course.Lesson | None:
    """The lesson that a path names: by its folder, by the file's own name, or by a folder further up."""
    place = Path(path).absolute()
    names = [place.parent.name, place.name.split(".")[0], *(folder.name for folder in place.parents[1:4])]
    return next((course.lessons()[name] for name in names if name in course.lessons()), None)


def find_lesson(path: str | Path, notebook: dict[str, Any]) -> course.Lesson:
    """Which lesson a notebook answers: the one that its path names if it has cells of it, else the one that most of its
    cells belong to. Raises SubmissionError where that cannot be told, or is another lesson than the path says."""
    known, expected = course.lessons(), expected_lesson(path)
    lesson_of = {name: lesson.id for lesson in known.values() for name in (*lesson.exercises, *lesson.questions)}
    names = [grade_id(cell).removeprefix("check-") or checked(cell) for cell in notebook["cells"]]
    votes = Counter(lesson_of[name] for name in names if name in lesson_of)
    if expected and expected.id in votes:
        return expected
    if not votes:  # ids and checks are all gone; and what is an exercise in one lesson may be given in another
        votes = Counter(one.id for one in known.values() for c in notebook["cells"] for _ in exercises_in(c, one))
    if not votes:
        which = f"lesson {expected.id}" if expected else f"one of the lessons {', '.join(known)}"
        raise SubmissionError(
            f"This does not look like a lesson of this course, none of its cells belongs to one: hand in {which}."
        )
    most = max(votes, key=lambda name: (votes[name], expected is not None and name == expected.id))
    if expected and most != expected.id:
        raise SubmissionError(f"This is the notebook of lesson {most}: hand in that of lesson {expected.id}.")
    return known[most]


def _submission(
    path: str, metadata: dict[str, Any], assignment: Assignment, lesson: course.Lesson, why: str = ""
) -> Submission:
    """Pick the cells to run. Raises SubmissionError where the answers are not written in Python, or the code is a load
    of data."""
    notes = [why] if why else []
    given_out = released(lesson)
    own, today = edition({"metadata": metadata}), given_out.edition
    if own and today and own != today:
        notes.append(
            f"This is an old edition of the lesson ({own[:20]}, today's is {today}); today's checks graded it."
        )
    notes += assignment.notes
    cells = []
    for index, cell in enumerate(assignment.cells):
        names, source = assignment.owners.get(index), cell["source"]
        if source.strip() and (names or given_out.runs(cell)):
            first, *also = names or ("",)
            cells.append(Cell(index, first, plain_python(source), tuple(also)))
            if mended(source):
                notes.append(
                    f"{cells[-1].title} mixes tabs and spaces or has invisible characters, which a kernel does not take; it was read as it looks."
                )
    _check_language(metadata, cells)
    if sum(len(cell.source) for cell in cells) > MAX_CODE:
        raise SubmissionError(
            f"The cells hold more than {MAX_CODE // 2**20} MB of code: take out what is data, save, hand in again."
        )
    placed = [(float(c.index), c) for c in cells]
    for n, (before, source) in enumerate(_given_missing(assignment, cells, lesson, notes)):
        placed.append((before - 0.5, Cell(len(assignment.cells) + n, "", source, given=True)))
    placed.sort(key=lambda at: at[0])  # what is missing comes in the lesson's order: the sort is stable
    cells = [cell for _, cell in placed]
    notes += [said for c in cells for name, line in magics(c.source) if (said := note(c.title, name, line))]
    places = _places(assignment, lesson, notes)
    positions = {name: sum(at < place for at, _ in placed) for name, place in places.items()}
    running = {c.index for c in cells}
    idle = [
        Cell(i, "", plain_python(c["source"]))
        for i, c in enumerate(assignment.cells)
        if c["cell_type"] == "code" and i not in running and not is_test(c)
    ]
    return Submission(path, lesson, assignment, cells, idle, positions, tuple(notes))


def _places(assignment: Assignment, lesson: course.Lesson, notes: list[str]) -> dict[str, int]:
    """Exercise -> the index of the cell at which it is judged."""
    checks = {grade_id(cell).removeprefix("check-"): i for i, cell in enumerate(assignment.cells) if is_test(cell)}
    counts: dict[str, int] = {}  # exercise -> the last answer above its check, else the first one
    for i, names in sorted(assignment.owners.items()):
        counts |= {name: i for name in names if name not in counts or i < checks.get(name, 0)}
    order = [counts[name] for name in lesson.exercises if name in counts]
    if order == sorted(order):
        return {name: _place_of_check(name, assignment, lesson, notes) for name in lesson.exercises}
    # The cells were moved about, and nobody can have run them like this: judged where all answers and checks are past.
    places = (_place_of_check(name, assignment, lesson, []) for name in lesson.exercises if name in counts)
    return dict.fromkeys(lesson.exercises, max(*places, *(i + 1 for i in assignment.owners)))


def _place_of_check(name: str, assignment: Assignment, lesson: course.Lesson, notes: list[str]) -> int:
    """The index of the cell at which an exercise is judged: its check's, or, where the answer only comes later or the
    check is lost, the one behind the answer. The end where there is neither. What stands beside a check has run by then.

    Where it was answered anew below its check, and checked again below that, the last check is what its author saw."""
    cells = assignment.cells
    marked = [i for i, c in enumerate(cells) if grade_id(c) == f"check-{name}" and checked(c) in ("", name)]
    asked = [i for i, cell in enumerate(cells) if cell["cell_type"] == "code" and name in checks_in(cell["source"])]
    answered = [i for i, names in assignment.owners.items() if name in names]
    check = (marked[:1] or asked[-1:] or [-1])[0]
    if asked and any(check < i <= asked[-1] for i in answered) and min(answered) < check:
        check = asked[-1]
        notes.append(f"{name} was answered and checked again below its first check: the last check counts.")
    if check >= 0 and (not answered or min(answered) < check):
        return check + released(lesson).runs(cells[check])
    if not answered:
        return len(cells)
    if check >= 0 and min(answered) > check:
        notes.append(
            f"The answer to {name} stands below its check: in a run from top to bottom the check comes too early."
        )
    return max(answered) + 1


def _check_language(metadata: dict[str, Any], cells: list[Cell]) -> None:
    about = [metadata.get(key) for key in ("kernelspec", "language_info")]
    names = [a.get(key) for a in about if isinstance(a, dict) for key in ("language", "name")]
    language = next((name for name in names if isinstance(name, str) and name), "python")
    answered = [cell for cell in cells if cell.exercise]
    if "python" not in language.lower() and answered and not any(parses(cell.source) for cell in answered):
        raise SubmissionError(
            f"The notebook is written in {language[:20]}: choose the kernel Python 3 and write the answers in Python."
        )


# --- which cell answers which exercise ---


def assign(notebook_cells: Iterable[NotebookCell], lesson: course.Lesson) -> Assignment:
    """Which cell answers which exercises of a lesson.

    Of several cells for one exercise those with the fewest blanks left count, and of those the last, as in a notebook
    run top to bottom. A text cell, check or demonstration counts only where no code cell has an attempt."""
    cells = [copy.copy(cell) for cell in notebook_cells]  # their sources are replaced here, never what is in them
    notes: list[str] = []
    _join_torn(cells, notes)
    plain, odd = _candidates(cells, lesson)
    owners: dict[int, tuple[str, ...]] = {}
    surpassed: dict[int, set[str]] = {}  # cell index -> exercises that it defines, but others define better
    for name in lesson.exercises:
        found = plain[name]
        if all(blanks(cells[i], name) for i in found):
            found = sorted(found + odd[name])
        makers = [
            i
            for i in found
            if defines(cells[i]["source"], name) or name in names_made(plain_python(cells[i]["source"]))
        ]
        found = makers or found  # a cell that carries the id alone answers only where no other does
        fewest = min((blanks(cells[i], name) for i in found), default=0)
        best = [i for i in found if blanks(cells[i], name) == fewest]
        for i in best:
            owners[i] = (*owners.get(i, ()), name)
        for i in found:  # a blank above the answer does no harm, and the answer may build on what stands there
            if best and i > max(best):
                surpassed.setdefault(i, set()).add(name)
        if best and not fewest and any(i > max(best) for i in found if i not in best):
            notes.append(
                f"The answer to {name} stands in a cell above its blank, which a run from top to bottom would come to last; the answer counts, the blank does not."
            )
        if len(best) > 1 and not fewest:
            notes.append(
                f"{name} is defined in {len(best)} cells; the last one above its check counts, as in a notebook run in order."
            )
    for i in owners:
        runs = released(lesson).runs(cells[i])
        if not runs or is_test(cells[i]):
            kind = "check" if is_test(cells[i]) else "demonstration" if is_demo(cells[i]) else cells[i]["cell_type"]
            notes.append(f"The answer to {' and '.join(owners[i])} stands in a {kind} cell; it counts all the same.")
        if not runs:
            cells[i]["source"] = keep(plain_python(cells[i]["source"]), is_definition)
    for i, names in surpassed.items():
        cells[i]["source"] = cut_out(plain_python(cells[i]["source"]), names)
    ids = {grade_id(cell) for cell in cells}
    lost = dict.fromkeys(name for names in owners.values() for name in names if name not in ids)
    if lost:
        notes.append(f"Answers had lost their nbgrader ids and were recognised by what they define: {', '.join(lost)}.")
    return Assignment(cells, owners, tuple(notes))


def _join_torn(cells: list[NotebookCell], notes: list[str]) -> None:
    """Put a cell that was split in the middle of a statement back together, in the place of its first half."""
    so_far: list[NotebookCell] = []  # a cell, and those after it that are indented as a whole
    for index, cell in enumerate(cells):
        if cell["cell_type"] != "code" or not cell["source"].strip() or is_test(cell) or is_demo(cell):
            continue
        if so_far and continues("\n".join(c["source"] for c in so_far), cell["source"]):
            so_far[0]["source"] = "\n".join(c["source"] for c in (*so_far, cell))
            for merged in (*so_far[1:], cell):
                merged["source"] = ""
            so_far = so_far[:1]
            notes.append(f"Cell {index + 1} goes on where the code cell before it stops; the two were read as one.")
        elif so_far and len(so_far) < LONGEST_TEAR and cell["source"].lstrip("\n").startswith((" ", "\t")):
            so_far.append(cell)
        else:
            so_far = [cell]


def _candidates(cells: list[NotebookCell], lesson: course.Lesson) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Exercise -> the cells that answer it: those that run as a matter of course, and those of which a human would say
    that the answer is there, though in the wrong kind of cell."""
    plain: dict[str, list[int]] = {name: [] for name in lesson.exercises}
    odd: dict[str, list[int]] = {name: [] for name in lesson.exercises}
    given_out = released(lesson)
    for index, cell in enumerate(cells):
        if squeeze(cell["source"]) in given_out.given:
            continue
        for name in exercises_in(cell, lesson):
            if given_out.runs(cell):
                plain[name].append(index)
            elif (defines(cell["source"], name) or not is_test(cell)) and parses(plain_python(cell["source"])):
                odd[name].append(index)
    return plain, odd


def _given_missing(
    assignment: Assignment, cells: list[Cell], lesson: course.Lesson, notes: list[str]
) -> list[tuple[int, str]]:
    """The lesson's own cells that are missing from the notebook, or stand behind an answer that they should precede: imports
    that were deleted, helpers that were moved. Each with the index of the first answer that it precedes in the lesson.

    Of a cell that was changed or deleted only that counts which the notebook asks for and makes nowhere itself."""
    place: dict[str, int] = {}
    for index, cell in enumerate(assignment.cells):
        place.setdefault(squeeze(cell["source"]), index)
    makes = [(cell.index, names_made(cell.source)) for cell in cells]
    used = _needed(cells, lesson)
    found: list[tuple[int, str]] = []
    moved, missing = False, set()
    exercises: list[str] = []  # those behind the lesson's cell
    given_out = released(lesson)
    for cell in reversed(given_out.cells):
        exercises.append(grade_id(cell))
        if grade_id(cell) or not given_out.runs(cell):
            continue
        behind = [index for index, names in assignment.owners.items() if set(exercises).intersection(names)]
        here = place.get(squeeze(cell["source"]))
        if not behind or (here is not None and here < min(behind)):
            continue
        source = cell["source"]
        if here is None:
            above = {name for index, names in makes if index < min(behind) for name in names}
            given = names_given(source) - above
            lost = given & used
            source = keep_making(cell["source"], lost)
            while more := (names_used(source) & given) - lost:
                lost |= more
                source = keep_making(cell["source"], lost)
            missing |= lost
        if source.strip():
            moved = moved or here is not None
            used |= names_used(source)
            found.append((min(behind), source))
    if moved:
        notes.append("The cells stand in another order than in the lesson; the lesson's own cells ran first.")
    if missing:
        names = ", ".join(f"`{name}`" for name in sorted(missing)[:6])
        notes.append(f"The lesson's own lines for {names} are missing from this notebook; they ran all the same.")
    return found[::-1]


def _needed(cells: list[Cell], lesson: course.Lesson) -> set[str]:
    """The names that the student's own cells ask for, and those that the lesson's cells need to make them."""
    given_out = released(lesson)
    given = [cell for cell in cells if squeeze(cell.source) in given_out.given]
    used = {name for cell in cells if cell not in given for name in names_used(cell.source)}
    while True:
        more = {name for cell in given if names_made(cell.source) & used for name in names_used(cell.source)}
        if more <= used:
            return used
        used |= more
