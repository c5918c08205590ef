"""Reading what was handed in: a notebook as JSON, never imported, never executed here.

The result is the list of code cells to run, each with the exercise that it answers, and a list of notes about what
had to be repaired. Reading is tolerant where the student's work can be recognised and says one sentence where not.
"""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from .. import course

MAX_BYTES = 50 * 2**20
DEMO = "# demo"  # a cell that starts so trains on the full data or draws; the grader does not run it
_CHECK_LINE = re.compile(r"""^\s*check\(\s*["'](\w+)["']\s*\)\s*;?\s*$""")


class SubmissionError(ValueError):
    """The submission cannot be read; the message says what to do about it."""


@dataclass
class Cell:
    """One code cell to run: its place in the notebook, the exercise it answers ("" for none) and Python source."""

    index: int
    exercise: str
    source: str

    @property
    def name(self) -> str:
        return f"the cell of {self.exercise}" if self.exercise else f"code cell {self.index + 1}"


@dataclass
class Submission:
    """A notebook, read. `cells` are those that run while grading, in the notebook's order."""

    path: str
    lesson: course.Lesson
    cells: list[Cell] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find_notebooks(path: Path) -> list[tuple[Path, str]]:
    """The notebooks at a path, each with the name to show: the file itself, or all in a folder, checkpoints left out."""
    if not path.is_dir():
        return [(path, str(path))] if path.exists() else []
    found = [p for p in path.rglob("*.ipynb") if not any(part.startswith(".") for part in p.relative_to(path).parts)]
    return [(p, str(p.relative_to(path))) for p in sorted(found)]


def load_notebook(path: str | Path) -> dict:
    """The notebook file as a dictionary with a list of cells. Raises SubmissionError in the student's words."""
    file = Path(path)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise SubmissionError(
                f"The file is {file.stat().st_size / 2**20:.0f} MB. Clear all outputs (Edit, Clear Outputs), save, hand in again."
            )
        raw = file.read_bytes()
    except OSError as e:
        raise SubmissionError(f"The file cannot be read: {e.strerror}.") from e
    if not raw.strip():
        raise SubmissionError("The file is empty. Save the notebook in Jupyter and hand in that file.")
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as e:
        raise SubmissionError(
            "The file is not a notebook: it is not JSON. Open it in Jupyter, save it there and hand in the .ipynb file itself "
            "(no printout, no renamed script, no half download)."
        ) from e
    cells = data.get("cells") if isinstance(data, dict) else None
    if isinstance(data, dict) and cells is None and isinstance(data.get("worksheets"), list):
        raise SubmissionError(
            "The notebook is in an old format (nbformat 3). Open it in Jupyter, save it and hand it in again."
        )
    if not isinstance(cells, list):
        raise SubmissionError(
            "The file is JSON but not a notebook: it has no list of cells. Hand in the lesson's .ipynb file."
        )
    data["cells"] = [_clean(c) for c in cells if isinstance(c, dict)]
    return data


def _clean(cell: dict) -> dict:
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(s for s in source if isinstance(s, str))
    metadata = cell.get("metadata")
    kind = cell.get("cell_type")
    return {
        "cell_type": kind if kind in ("code", "markdown", "raw") else "raw",
        "source": source.replace("\r\n", "\n") if isinstance(source, str) else "",
        "metadata": metadata if isinstance(metadata, dict) else {},
    }


def grade_id(cell: dict) -> str:
    """nbgrader's id of a cell, or ""."""
    info = cell["metadata"].get("nbgrader")
    name = info.get("grade_id") if isinstance(info, dict) else None
    return name if isinstance(name, str) else ""


def find_lesson(path: str | Path, notebook: dict) -> course.Lesson:
    """Which lesson a notebook answers: by its name, its folder's name, else by the exercises in it.

    Raises SubmissionError where that cannot be told."""
    known = course.lessons()
    own = notebook.get("metadata", {}).get("collab", {}) if isinstance(notebook.get("metadata"), dict) else {}
    named = own.get("lesson") if isinstance(own, dict) else None
    exercise_of = {name: lesson for lesson in known.values() for name in lesson.exercises}
    votes: dict[str, int] = {}
    for cell in notebook["cells"]:
        name = grade_id(cell) or _checked(cell)
        if name in exercise_of:
            votes[exercise_of[name].id] = votes.get(exercise_of[name].id, 0) + 1
    candidates = [Path(path).stem, Path(path).parent.name, named]
    if votes:
        return known[max(votes, key=lambda v: votes[v])]
    for candidate in candidates:
        if candidate in known:
            return known[candidate]
    raise SubmissionError(
        f"This does not look like a lesson of this course: none of its cells belongs to one, and its name is not one of {', '.join(known)}."
    )


def _checked(cell: dict) -> str:
    """The exercise whose check a cell is, by its text alone."""
    lines = [line for line in cell["source"].splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found = _CHECK_LINE.match(lines[0]) if len(lines) == 1 else None
    return found.group(1) if found and cell["cell_type"] == "code" else ""


def read(path: str | Path, lesson: course.Lesson | None = None) -> Submission:
    """Read the notebook at `path`. Raises SubmissionError where nothing can be graded."""
    notebook = load_notebook(path)
    lesson = lesson or find_lesson(path, notebook)
    return from_notebook(str(path), notebook, lesson)


def from_notebook(path: str, notebook: dict, lesson: course.Lesson) -> Submission:
    """Pick the cells to run out of a notebook as `load_notebook` returns it."""
    submission = Submission(path, lesson)
    owners = assign_exercises(notebook, lesson, submission.notes)
    demos = _released_demos(lesson)
    for index, cell in enumerate(notebook["cells"]):
        source = cell["source"]
        if (
            cell["cell_type"] != "code"
            or not source.strip()
            or _checked(cell)
            or is_demo(cell)
            or _squeeze(source) in demos
        ):
            continue
        if grade_id(cell).startswith("check-"):
            continue
        if owners.get(index) == "":  # a stub beside an attempt at the same exercise
            continue
        submission.cells.append(Cell(index, owners.get(index) or "", plain_python(source)))
    return submission


def is_demo(cell: dict) -> bool:
    """Whether the cell is a demonstration: tagged so, or starting with the comment that survives lost metadata."""
    tags = cell["metadata"].get("tags")
    return cell["source"].lstrip().startswith(DEMO) or (isinstance(tags, list) and "demo" in tags)


def _squeeze(source: str) -> str:
    return re.sub(r"\s+", "", source)


def _released_demos(lesson: course.Lesson) -> set[str]:
    """The released notebook's demo cells, for copies whose first line was edited away."""
    if not lesson.notebook.is_file():
        return set()
    cells = load_notebook(lesson.notebook)["cells"]
    return {_squeeze(c["source"]) for c in cells if c["cell_type"] == "code" and is_demo(c)}


def is_stub(source: str) -> bool:
    """Whether a cell still holds the line that a blank is released with."""
    return "raise NotImplementedError()" in source


def assign_exercises(notebook: dict, lesson: course.Lesson, notes: list[str]) -> dict[int, str]:
    """Which cell answers which exercise: cell index -> exercise id; "" for an unfilled double that must not run.

    By nbgrader's id where it is there, else (metadata lost, as Colab does; cells copied, split or merged) by the
    name that the cell defines."""
    found: dict[str, list[int]] = {name: [] for name in lesson.exercises}
    cells = notebook["cells"]
    for index, cell in enumerate(cells):
        name = grade_id(cell)
        if cell["cell_type"] == "code" and name in found:
            found[name].append(index)
    taken = {i for indices in found.values() for i in indices}
    for index, cell in enumerate(cells):
        if cell["cell_type"] != "code" or index in taken or _checked(cell):
            continue
        for name in found:
            if re.search(rf"^(?:def|class)\s+{name}\b", cell["source"], re.MULTILINE) or re.search(
                rf"^{name}\s*=", cell["source"], re.MULTILINE
            ):
                if not found[name]:
                    notes.append(f"The cell of {name} had lost its nbgrader id; it was recognised by what it defines.")
                found[name].append(index)
    holds: dict[int, set[str]] = {}
    for name, indices in found.items():
        for i in indices:
            holds.setdefault(i, set()).add(name)
    owners: dict[int, str] = {}
    for name, indices in found.items():
        attempts = [i for i in indices if not is_stub(cells[i]["source"])]
        for i in indices:
            superseded = attempts and i not in attempts and holds[i] == {name}
            owners.setdefault(i, "" if superseded else name)
        if len(attempts) > 1:
            notes.append(
                f"{name} is defined in {len(attempts)} cells; the last one counts, as in a notebook run top to bottom."
            )
    return owners


def plain_python(source: str) -> str:
    """A cell's source with IPython's magics and shell lines turned into calls that the box ignores.

    A source that is plain Python already comes back as it is; one that neither reading helps does too, so that its
    syntax error is the student's own."""
    if _parses(source):
        return source
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        transformed = TransformerManager().transform_cell(source)
    except SyntaxError:
        return source
    return transformed if _parses(transformed) else source


def _parses(source: str) -> bool:
    try:
        compile(source, "cell", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
