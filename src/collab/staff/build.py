"""`make build`: from one percent file a lesson to the instructor's notebook and, through nbgrader, the student's.

In a source (solutions/NN_slug.py, jupytext's percent format) a cell says what it is on its first line:

    # %% exercise="one_hot"            a blank; the answer stands between ### BEGIN SOLUTION and ### END SOLUTION.
                                       A cell `check("one_hot")` is put after it.
    # %% tags=["demo"]                 trains on the full data or draws; not run while grading. Starts with `# demo`.
    # %% [markdown] question="why"     a written question's model answer; the student finds an empty cell.
"""

from __future__ import annotations

import copy
import hashlib
import re
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode

from collab import course
from collab.grading.classroom import assignments, backup, launch
from collab.grading.classroom.nbgrader import NOTE, text_hash
from collab.grading.classroom.staleness import stale as stale_verdict
from collab.grading.reading.cells import DEMO
from collab.storage import write_bytes

from . import ending, scaffold


class BuildError(ValueError):
    """A lesson's source does not agree with course.toml or with the format above."""


def source_notebook(lesson: course.Lesson) -> NotebookNode:
    """The instructor's notebook of a lesson: answers in it, marked up for nbgrader, no outputs.

    Raises BuildError where the source's cells and course.toml disagree."""
    text = lesson.source.read_text(encoding="utf-8")
    parsed = jupytext.reads(text, fmt="py:percent")
    cells: list[NotebookNode] = []
    seen: list[str] = []
    for cell in parsed.cells:
        metadata = cell.metadata
        exercise, question = metadata.pop("exercise", None), metadata.pop("question", None)
        tags = metadata.get("tags", [])
        new = NotebookNode(cell_type=cell.cell_type, id="", metadata=NotebookNode(), source=cell.source)
        if cell.cell_type == "code":
            new.update(execution_count=None, outputs=[])
        if tags:
            new.metadata["tags"] = list(tags)
        if "demo" in tags and not DEMO.match(cell.source):
            raise BuildError(
                f"{lesson.source.name}: a demo cell must start with the comment '# demo', which survives lost metadata."
            )
        cells.append(new)
        if exercise:
            if exercise not in lesson.exercises:
                raise BuildError(f"{lesson.source.name}: the exercise {exercise!r} is not in course.toml.")
            seen.append(exercise)
            new.metadata["nbgrader"] = _nbgrader(exercise, solution=True)
            points = lesson.exercises[exercise].points
            check = NotebookNode(
                cell_type="code",
                id="",
                metadata=NotebookNode(),
                source=f'check("{exercise}")',
                execution_count=None,
                outputs=[],
            )
            check.metadata["nbgrader"] = _nbgrader(f"check-{exercise}", grade=True, locked=True, points=points)
            cells.append(check)
        elif question:
            if question not in lesson.questions:
                raise BuildError(f"{lesson.source.name}: the question {question!r} is not in course.toml.")
            seen.append(question)
            new.metadata["nbgrader"] = _nbgrader(question, grade=True, solution=True, points=lesson.questions[question])
    last = NotebookNode(cell_type="markdown", id="", metadata=NotebookNode(), source=ending.text(lesson))
    hand_in = NotebookNode(
        cell_type="code",
        id="",
        metadata=NotebookNode(tags=["demo"]),
        source=ending.CELL,
        execution_count=None,
        outputs=[],
    )
    cells += [last, hand_in]
    missing = [name for name in (*lesson.exercises, *lesson.questions) if seen.count(name) != 1]
    if missing:
        raise BuildError(f"{lesson.source.name}: {', '.join(missing)} should stand there exactly once.")
    for index, cell in enumerate(cells):
        cell["id"] = (
            re.sub(r"[^\w-]", "-", cell.metadata["nbgrader"]["grade_id"])
            if "nbgrader" in cell.metadata
            else f"cell-{index:02d}"
        )
    edition = hashlib.sha256(f"{text}{ending.text(lesson)}".encode()).hexdigest()[:8]
    notebook: NotebookNode = nbformat.v4.new_notebook(cells=cells)
    notebook.nbformat_minor = 5
    texts = [c for c in cells if c.cell_type == "markdown" and "nbgrader" not in c.metadata]
    notebook.metadata = NotebookNode(
        collab=NotebookNode(lesson=lesson.id, edition=edition, given=" ".join(text_hash(c.source) for c in texts)),
        kernelspec=NotebookNode(name="python3", display_name="Python 3", language="python"),
        language_info=NotebookNode(name="python"),
    )
    nbformat.validate(notebook)
    return notebook


def _nbgrader(
    grade_id: str, grade: bool = False, solution: bool = False, locked: bool = False, points: float | None = None
) -> NotebookNode:
    info: dict[str, Any] = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        info["points"] = int(points) if points == int(points) else points
    return NotebookNode(info)


def build(lessons: list[course.Lesson], target: Path | None = None, gradebook: str = "") -> list[Path]:
    """Write the notebooks of these lessons: solutions/ID/ID.ipynb, then lessons/ID/ID.ipynb; or only the latter, below `target`.

    The gradebook (a database URL; default: the course's) learns of the lessons' cells, points and deadlines on the way. All is
    made in a folder aside and put in place when it is whole; a copy of the gradebook is kept. Returns the released notebooks.
    Raises BuildError, AssignmentError or BackupError; then nothing has changed."""
    root = course.root()
    unwritten = scaffold.gaps(name for lesson in lessons for name in scaffold.of(lesson))
    if unwritten:
        raise BuildError(scaffold.listed(unwritten))
    config = copy.deepcopy(_configuration(root))
    config.CourseDirectory.root = str(root)
    if gradebook:
        config.CourseDirectory.db_url = gradebook
    url, released = str(config.CourseDirectory.db_url), target or root / "lessons"
    made = {lesson.id: source_notebook(lesson) for lesson in lessons}
    for name, notebook in made.items():
        cells = {str(c.metadata.nbgrader.grade_id) for c in notebook.cells if "nbgrader" in c.metadata}
        assignments.refuse_other_cells(url, name, cells)
    backup.keep(url, launch.patience())
    with tempfile.TemporaryDirectory() as folder:
        aside = Path(folder)
        for name, notebook in made.items():
            place = aside / "solutions" / name / f"{name}.ipynb"
            place.parent.mkdir(parents=True)
            place.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
        config.CourseDirectory.source_directory = str(aside / "solutions")
        config.CourseDirectory.release_directory = str(aside / "lessons")
        assignments.generate(list(made), config)
        assignments.set_deadlines(url, list(made))
        for name, notebook in made.items():
            if target is None:
                _put(_with_note(notebook, name), root / "solutions" / name / f"{name}.ipynb", read_only=True)
            _put((aside / "lessons" / name / f"{name}.ipynb").read_text("utf-8"), released / name / f"{name}.ipynb")
    return [released / lesson.id / f"{lesson.id}.ipynb" for lesson in lessons]


def _put(text: str, place: Path, read_only: bool = False) -> None:
    """Put a whole file in another's place, unless it is the same."""
    if not place.is_file() or place.read_bytes() != text.encode():
        write_bytes(place, text.encode())
        place.chmod(0o444 if read_only else 0o644)


def _with_note(notebook: NotebookNode, lesson_id: str) -> str:
    """The instructor's notebook as it is kept: the formgrader opens it, and what is changed there would be lost."""
    noted = copy.deepcopy(notebook)
    note = nbformat.v4.new_markdown_cell(
        f"**This notebook is generated: do not edit it.** The next build overwrites it. Its source is `solutions/{lesson_id}.py`: "
        "edit that, then run `make build`."
    )
    note["id"] = NOTE
    noted.cells.insert(0, note)
    return str(nbformat.writes(noted)) + "\n"


def affected(lessons: list[course.Lesson]) -> list[str]:
    """Whose graded work of these lessons is stale now, a sentence a lesson."""
    root, said = course.root(), []
    for lesson in lessons:
        why: dict[str, list[str]] = {}
        for folder in sorted((root / "autograded").glob(f"*/{lesson.id}")):
            student = folder.parent.name
            reasons = stale_verdict(root / "submitted" / student / lesson.id, folder, lesson.id)
            for reason in reasons:
                why.setdefault(str(reason), []).append(student)
        for clause, who in why.items():
            shown = ", ".join(who[:8]) + (", …" if len(who) > 8 else "")
            said.append(f"{lesson.id}: {clause}, for {len(who)} graded students ({shown}).")
        if why:
            said.append(
                f"  `nbgrader autograde {lesson.id}` grades them again; `collab regrade {lesson.id}` shows first what changes."
            )
    return said


@lru_cache
def _configuration(root: Path) -> Any:
    """The course's own nbgrader_config.py, run once in a process."""
    from traitlets.config import Config, PyFileConfigLoader

    return Config(PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config())


def stale(lessons: list[course.Lesson]) -> list[str]:
    """The lessons whose released notebook is not what their source gives today."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = build(lessons, Path(folder) / "lessons", f"sqlite:///{folder}/gradebook.db")
        return [
            lesson.id
            for lesson, path in zip(lessons, fresh, strict=True)
            if not lesson.notebook.is_file() or lesson.notebook.read_bytes() != path.read_bytes()
        ]


def reference_answers(lesson: course.Lesson) -> dict[str, str]:
    """The reference answer of each exercise as the source has it: exercise id -> the whole cell, without the markers."""
    parsed = jupytext.reads(lesson.source.read_text(encoding="utf-8"), fmt="py:percent")
    found = {c.metadata["exercise"]: c.source for c in parsed.cells if "exercise" in c.metadata}
    return {
        name: re.sub(r"^\s*### (BEGIN|END) SOLUTION\n?", "", source, flags=re.MULTILINE)
        for name, source in found.items()
    }
