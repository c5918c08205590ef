"""Handing in: the saved file's real verdict, as the instructor will get it, and the one file to give away."""

from __future__ import annotations

import html
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from collab import course
from collab.grading.card import AMBER, GREEN, RED, card, frame, markup, text
from collab.grading.reading.cells import NotebookCell, blanks, exercises_in, grade_id
from collab.grading.reading.files import SubmissionError, load_notebook
from collab.grading.reading.source import names_made, plain_python
from collab.grading.verdict import ExerciseResult, Verdict
from collab.storage import write_bytes

from . import page as pages
from .ran import record

FOLDER = "hand-in"
VARIABLE = "COLLAB_HAND_IN"  # names another folder


@dataclass
class HandIn:
    """What became of it: shows itself in a notebook and in a terminal."""

    lesson: course.Lesson
    verdict: Verdict
    file: Path | None
    warnings: list[str] = field(default_factory=list)
    trouble: str = ""
    taken: str = ""  # which file was graded, and of when

    @property
    def summary(self) -> str:
        """The points that the file will get, and what is still graded by hand, in a line."""
        points = f"{round(self.verdict.score, 2):g} of {self.verdict.max_score:g} points"
        more = sum(self.lesson.questions.values())
        by_hand = f", and up to {more:g} for what your instructor reads" if more else ""
        return f"{self.lesson.id}: {points}{by_hand}"

    @property
    def _wrong(self) -> list[ExerciseResult]:
        """What has a message of its own; what is blank is among the warnings."""
        return [r for r in self.verdict.exercises.values() if r.status not in ("passed", "not_attempted")]

    def __str__(self) -> str:
        lines = [self.summary, *(f"! {w}" for w in self.warnings)]
        lines += [text(result) for result in self._wrong]
        return "\n".join([*lines, *self.verdict.notes, self._ending()])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        right = self.verdict.score == self.verdict.max_score
        colour = RED if self.file is None else AMBER if self.warnings or not right else GREEN
        lines = [f"<b>{html.escape(self.summary)}</b>", *(f"! {markup(w)}" for w in self.warnings)]
        lines += [markup(note) for note in self.verdict.notes]
        lines.append(f"<b>{markup(self._ending())}</b>")
        head = "".join(f"<div style='margin-top:.4em'>{line}</div>" for line in lines)
        cards = "".join(card(result) for result in self._wrong)
        return f"<div role='status' style='{frame(colour)}'>{head}</div>{cards}"

    def _ending(self) -> str:
        if self.file is None:
            return self.trouble
        return f"{self.taken} The file to hand in: {self.file}"


def submit(
    lesson_id: str | int = "", notebook: str | Path | None = None, to: str | Path | None = None
) -> HandIn | None:
    """Grade a lesson's saved notebook as the instructor will, say what is unsaved, unanswered or not run, and write the one
    file to hand in. Without arguments, in a notebook: the notebook itself.

    lesson_id: a lesson's id, such as "01_embedding_lookup"; its number suffices
    notebook: the file, where it is not in lessons/; to: the folder to write to (default: hand-in/ in the
    course's folder, or beside a notebook that lies elsewhere)
    """
    if os.environ.get("COLLAB_BOX"):
        return None
    try:
        return _submit(_number(lesson_id), Path(notebook) if notebook else None, Path(to) if to else None)
    except (course.CourseError, SubmissionError, OSError) as e:
        print(f"Nothing was written: {e}")
        return None


def _number(lesson_id: str | int) -> str:
    """A lesson as somebody may write it, 1, "1" or its file's name, as the course does."""
    name = str(lesson_id).strip().removesuffix(".ipynb")
    return name.zfill(2) if name.isdecimal() else name


def _submit(lesson_id: str, notebook: Path | None, to: Path | None) -> HandIn:
    from collab.grading.grade import grade_file

    from .waiting import waiting

    path, lesson, unsaved = _meant(lesson_id, notebook)
    whole, saved = pages.whole(path)  # what is graded is what is written, also where Jupyter saves meanwhile
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copy.write_bytes(whole)
        warnings = unsaved + _unanswered(load_notebook(copy)["cells"], lesson) + _not_run(copy, lesson)
        with waiting(f"your file of {lesson.id}"):
            verdict = grade_file(copy, lesson.id)
    if verdict.provisional or verdict.invalid:
        why = verdict.trouble or verdict.invalid
        return HandIn(lesson, verdict, None, warnings, f"Nothing was written: {why}")
    inside = course.root() in path.resolve().parents
    named = os.environ.get(VARIABLE)
    place = to or (Path(named) if named else (course.root() if inside else path.resolve().parent) / FOLDER)
    target = place / f"{lesson.id}.ipynb"
    write_bytes(target, whole)
    taken = f"This is {path.name} as it was saved at {time.strftime('%H:%M:%S', time.localtime(saved))}."
    return HandIn(lesson, verdict, target.resolve(), warnings, taken=taken)


def _meant(lesson_id: str, notebook: Path | None) -> tuple[Path, course.Lesson, list[str]]:
    """The file and lesson that are meant, and what of it is not saved yet, as far as this kernel knows."""
    from collab.grading.reading.submission import find_lesson

    namespace = vars(sys.modules["__main__"])
    page = pages.find(namespace)
    if notebook is None and (unread := pages.lost(namespace, page)):
        raise course.CourseError(f"{unread[0].lower()}{unread[1:]}")
    mine = page.lesson if page else None
    meant = _lesson(lesson_id) if lesson_id else mine
    if notebook is None and meant is None:
        raise course.CourseError('which lesson? submit("01_embedding_lookup"), or name the file: notebook="…".')
    if notebook is None and page is not None and meant is not None and mine is not None and meant.id == mine.id:
        late = ["Cells were run after the file was last saved: save with Ctrl+S (⌘S), then run this again."]
        return page.path, mine, late * _unsaved(page)
    if notebook is not None and not notebook.is_file():
        raise course.CourseError(f"there is no file {notebook}, as seen from {Path.cwd()}.")
    if notebook is not None and not lesson_id:
        return notebook, find_lesson(notebook, load_notebook(notebook)), []
    assert meant is not None
    return notebook or _beside(page, meant), meant, []


def _unsaved(page: pages.Page) -> bool:
    """Whether a cell that makes something ran with a text that is not in the file yet."""
    saved = {plain_python(c["source"]) for c in page.cells}
    last = {r.cell: r for r in record().runs if r.cell}.values()
    return any(names_made(r.source) and r.source not in saved and not page.later(r) for r in last)


def _lesson(lesson_id: str) -> course.Lesson:
    """Raises CourseError where there is none of that id or number."""
    numbered = next((one for name, one in course.lessons().items() if name[:2] == lesson_id), None)
    return numbered or course.lesson(lesson_id)


def _beside(page: pages.Page | None, lesson: course.Lesson) -> Path:
    """The lesson's notebook among those that the running one lies with, else the course's own."""
    here = page.path.parent if page else Path.cwd()
    among = [here / way / lesson.id / f"{lesson.id}.ipynb" for way in ("", "..")]
    return next((path.resolve() for path in among if path.is_file()), lesson.notebook)


def _unanswered(cells: list[NotebookCell], lesson: course.Lesson) -> list[str]:
    found = []
    for name in lesson.exercises:
        mine = [c for c in cells if c["cell_type"] == "code" and name in exercises_in(c, lesson)]
        if all(blanks(c, name) for c in mine):
            found.append(name)
    empty = [
        name
        for name in lesson.questions
        if not any(grade_id(c) == name and c["source"].strip() not in ("", "YOUR ANSWER HERE") for c in cells)
    ]
    said = [f"Not answered yet: {', '.join(f'`{n}`' for n in found)}."] * bool(found)
    return said + [f"The written question `{name}` has no answer yet." for name in empty]


def _not_run(path: Path, lesson: course.Lesson) -> list[str]:
    """Answers that were written and never run: the file says so by their missing numbers."""
    cells = json.loads(path.read_text(encoding="utf-8")).get("cells", [])
    whole = load_notebook(path)["cells"]
    names = [
        name
        for raw, cell in zip(cells, whole, strict=False)
        if cell["cell_type"] == "code" and raw.get("execution_count") is None
        for name in exercises_in(cell, lesson)
        if not blanks(cell, name)
    ]
    return [f"Written and never run: {', '.join(f'`{n}`' for n in names)}."] * bool(names)
