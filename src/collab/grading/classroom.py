"""nbgrader's side: plain `nbgrader autograde` with our reader in front and our judge in `Execute`'s place.

`SubmissionExporter` reads what was handed in, however damaged, and gives nbgrader the released notebook with the
student's answers in it, so that no notebook can stop the batch. `GradeSubmission` grades the file as it was handed in,
with the same call as `collab grade`, and writes score and message into each check's cell.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from .. import course, notebook
from .grade import grade_file
from .submission import SubmissionError, assign_exercises, grade_id, load_notebook
from .verdict import ExerciseResult, Verdict


class SubmissionExporter(NotebookExporter):
    """Reads a submission tolerantly; what nbgrader sees next is always a whole, valid notebook of the lesson."""

    def from_filename(self, filename: str, resources: Any = None, **kwargs: Any) -> Any:
        if not getattr(self.parent, "_sanitizing", False):  # the second pass reads what the first one wrote
            return super().from_filename(filename, resources=resources, **kwargs)
        whole = rebuild(Path(filename), resources["nbgrader"]["assignment"])
        return self.from_notebook_node(whole, resources=resources, **kwargs)


def rebuild(path: Path, lesson_id: str) -> NotebookNode:
    """The lesson's released notebook with the student's cells: what was handed in where it can be read, else blank.

    Answers go where they belong, whatever their metadata; the student's other cells follow the cell that they followed."""
    lesson = course.lesson(lesson_id)
    whole = nbformat.read(str(lesson.notebook), as_version=4)
    try:
        handed_in = load_notebook(path)
    except SubmissionError:
        return whole
    by_id = {c.metadata.nbgrader.grade_id: c for c in whole.cells if "nbgrader" in c.metadata}
    given = {c.source.strip(): c for c in whole.cells if "nbgrader" not in c.metadata}
    owners = assign_exercises(handed_in, lesson, [])
    follow: dict[str, list[NotebookNode]] = {}  # released cell's id -> the student's own cells after it
    last = ""
    answered: dict[str, str] = {}
    for index, cell in enumerate(handed_in["cells"]):
        name = owners.get(index) or (grade_id(cell) if grade_id(cell) in lesson.questions else "")
        if name:
            if name in answered:  # two cells for one answer: shown one after the other
                answered[name] += "\n\n" + cell["source"]
            else:
                answered[name] = cell["source"]
            last = by_id[name].id
        elif grade_id(cell) in by_id:
            last = by_id[grade_id(cell)].id
        elif cell["source"].strip() in given:
            last = given[cell["source"].strip()].id
        elif index not in owners and cell["source"].strip():
            follow.setdefault(last, []).append(_own_cell(cell, len(follow) * 100 + len(follow.get(last, []))))
    cells: list[NotebookNode] = list(follow.get("", []))
    for cell in whole.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if name in answered:
            cell.source = answered[name]
        cells += [cell, *follow.get(cell.id, [])]
    whole.cells = cells
    return whole


def _own_cell(cell: dict, number: int) -> NotebookNode:
    make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}.get(
        cell["cell_type"], nbformat.v4.new_raw_cell
    )
    made = make(cell["source"])
    made["id"] = f"own-{number}"
    return made


class GradeSubmission(NbGraderPreprocessor):
    """Grades the file that was handed in and puts the verdict into the notebook's check cells."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        about = resources["nbgrader"]
        coursedir = self.parent.parent.coursedir
        folder = Path(coursedir.format_path(coursedir.submitted_directory, about["student"], about["assignment"]))
        path = folder / f"{about['notebook']}.ipynb"
        verdict = self._grade(path, f"{about['student']}/{about['assignment']}", about["assignment"])
        self.log.info("%s: %g of %g", verdict.submission, verdict.score, verdict.max_score)
        return write_verdict(copy.deepcopy(nb), verdict), resources

    def _grade(self, path: Path, label: str, lesson_id: str) -> Verdict:
        """Never raises: whatever goes wrong here is a zero with a sentence for this student, not an end for the class."""
        try:
            return grade_file(path, label)
        except Exception as e:
            self.log.exception("The grader failed on %s", path)
            lesson = course.lesson(lesson_id)
            exercises = {name: ExerciseResult(name, x.points) for name, x in lesson.exercises.items()}
            return Verdict(
                label,
                lesson_id,
                exercises,
                "limited",
                invalid=f"The grader itself failed ({type(e).__name__}); tell your instructor.",
            )


def write_verdict(nb: NotebookNode, verdict: Verdict) -> NotebookNode:
    """Write each exercise's points and card into its check cell, as the value that nbgrader reads.

    A check cell about which the verdict says nothing gets 0: nbgrader would give full marks for an empty one."""
    for cell in nb.cells:
        info = cell.metadata.get("nbgrader", {})
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        if info.get("grade") and not info.get("solution"):
            result = verdict.exercises.get(str(info["grade_id"]).removeprefix("check-"))
            score = 0.0 if result is None or verdict.invalid else result.score
            page = notebook.card(result, verdict.invalid) if result else f"<div>{verdict.invalid or 'no verdict'}</div>"
            data = {"text/plain": repr(float(score)), "text/html": page}
            cell.outputs = [nbformat.v4.new_output("execute_result", data, execution_count=1)]
            cell.execution_count = 1
    nb.metadata["collab_verdict"] = json.loads(json.dumps(verdict.as_json()))
    return nb
