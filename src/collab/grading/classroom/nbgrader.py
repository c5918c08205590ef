"""nbgrader's side: plain `nbgrader autograde` with our reader in front and our judge in `Execute`'s place.

`SubmissionExporter` reads what was handed in, however damaged or named, and gives nbgrader the released notebook with
the student's answers in it, so that no notebook can stop the batch. `GradeSubmission` grades the file as it was handed
in, with the same call as `collab grade`, and writes score and message into each check's cell.
"""

from __future__ import annotations

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import HTMLExporter, NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from collab import course
from collab.grading.card import card, markup
from collab.grading.grade import grade_file
from collab.grading.judge.policy import fail
from collab.grading.judge.session import blank_verdict
from collab.grading.reading.cells import NotebookCell, checked, grade_id
from collab.grading.reading.files import SubmissionError
from collab.grading.reading.finding import handed_in
from collab.grading.verdict import Verdict

from .fingerprint import content, fingerprint

MOST_SHOWN = 300  # of the student's own cells, in the graded notebook; all of them are graded
LONGEST_SHOWN = 20_000  # characters of one of them
OWN = "own-"  # how their ids begin
NOTE = "generated-do-not-edit"  # the id of the cell that says so in an instructor's notebook


class DropNote(NbGraderPreprocessor):
    """Takes the note that a notebook is generated out of what is released from it."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        nb.cells = [cell for cell in nb.cells if cell.get("id") != NOTE]
        return nb, resources


class SubmissionExporter(NotebookExporter):
    """Reads a submission tolerantly; what nbgrader sees next is always a whole, valid notebook of the lesson."""

    def from_filename(self, filename: str, resources: Any = None, **kwargs: Any) -> Any:
        if not getattr(self.parent, "_sanitizing", False):  # the second pass reads what the first one wrote
            return super().from_filename(filename, resources=resources, **kwargs)
        lesson = course.lesson(resources["nbgrader"]["assignment"])
        try:
            whole = rebuild(Path(filename).parent, lesson.id)
        except Exception:  # ours; the student's folder is graded all the same, or gets a zero that says why
            self.log.exception("%s cannot be shown", filename)
            whole = nbformat.read(str(lesson.notebook), as_version=4)
        return self.from_notebook_node(whole, resources=resources, **kwargs)


def rebuild(path: Path, lesson_id: str) -> NotebookNode:
    """The lesson's released notebook with the student's cells: what was handed in where it can be read, else blank.

    Answers go where they belong, whatever their metadata; the student's other cells follow the cell that they followed. A text
    that was given in the edition which they worked on, and that is otherwise today, is not theirs: today's stands there. (Only a
    text: whoever could name code as given could hide it from the instructor.)"""
    lesson = course.lesson(lesson_id)
    whole: NotebookNode = nbformat.read(str(lesson.notebook), as_version=4)
    try:
        found = handed_in(path)
        assignment = found.assignment(lesson)
    except SubmissionError:
        return whole
    about = found.notebook["metadata"].get("collab")
    earlier = set(str(about.get("given", "")).split()) if isinstance(about, dict) else set()  # texts of their edition
    by_id = {c.metadata.nbgrader.grade_id: c for c in whole.cells if "nbgrader" in c.metadata}
    given = {c.source.strip(): c for c in whole.cells if "nbgrader" not in c.metadata}
    follow: dict[str, list[NotebookCell]] = {}  # released cell's id -> the student's own cells after it
    answered: dict[str, str] = {}
    last = ""
    for index, cell in enumerate(assignment.cells):
        text = cell["source"]
        names = assignment.owners.get(index) or tuple(name for name in lesson.questions if name == grade_id(cell))
        known = by_id.get(grade_id(cell)) or by_id.get(f"check-{checked(cell)}") or given.get(text.strip())
        if names:
            for name in names[1:]:
                answered.setdefault(name, f"# {name} stands in the cell of {names[0]}.")
            # Two cells for one answer are shown one after the other.
            answered[names[0]] = "\n\n".join(filter(None, (answered.get(names[0]), text)))
            if cell.get("attachments") and by_id[names[0]].cell_type == "markdown":
                by_id[names[0]].setdefault("attachments", NotebookNode()).update(cell["attachments"])
            last = by_id[names[0]].id
        elif known is not None:
            last = known.id
        elif cell["cell_type"] == "markdown" and text_hash(text) in earlier:
            continue
        elif index not in assignment.owners and text.strip():
            follow.setdefault(last, []).append(cell)
    shown = _Shown()
    cells = shown.cells(follow.get("", []))
    for cell in whole.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if name in answered:
            cell.source = answered[name]
        cells += [cell, *shown.cells(follow.get(cell.id, []))]
    whole.cells = cells
    return whole


def text_hash(text: str) -> str:
    """A short hash of a given cell's text; a released notebook lists those of its own, so that they are known later."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:8]


class _Shown:
    """The student's own cells as nbformat's, numbered, as many and as long as a person would look at."""

    def __init__(self) -> None:
        self.number = 0

    def cells(self, own: list[NotebookCell]) -> list[NotebookNode]:
        return [self._cell(cell) for cell in own[: max(0, MOST_SHOWN - self.number)]]

    def _cell(self, cell: NotebookCell) -> NotebookNode:
        self.number += 1
        make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
        made: NotebookNode = make.get(cell["cell_type"], nbformat.v4.new_raw_cell)(cell["source"][:LONGEST_SHOWN])
        made["id"] = f"{OWN}{self.number}"
        if cell.get("attachments") and cell["cell_type"] == "markdown":
            made["attachments"] = cell["attachments"]
        return made


class FeedbackExporter(HTMLExporter):
    """The feedback page; where a student's text cannot be rendered (a picture that was lost on the way is enough), as typed."""

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kwargs: Any) -> Any:
        before = copy.deepcopy(resources)
        try:
            return super().from_notebook_node(nb, resources, **kwargs)
        except Exception:
            self.log.warning("A text cell cannot be rendered; all of the student's are shown as typed", exc_info=True)
        plain = copy.deepcopy(nb)
        for cell in plain.cells:
            if cell.cell_type == "markdown" and (cell.id.startswith(OWN) or "nbgrader" in cell.metadata):
                cell.source = "\n".join(f"    {line}" for line in cell.source.split("\n"))
        return super().from_notebook_node(plain, before, **kwargs)


class GradeSubmission(NbGraderPreprocessor):
    """Grades the file that was handed in and puts the verdict into the notebook's check cells."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        about = resources["nbgrader"]
        coursedir = self.parent.parent.coursedir
        folder = Path(coursedir.format_path(coursedir.submitted_directory, about["student"], about["assignment"]))
        before = content(folder)
        label = f"{about['student']}/{about['assignment']}"
        ahead = self.parent.parent._collab_ahead
        verdict = ahead.verdict(folder, label, before) if ahead else None
        verdict = verdict or self._grade(folder, label, about["assignment"])
        if verdict.provisional:
            self.log.error("%s: a zero for now; the next run grades it again. %s", verdict.submission, verdict.trouble)
            self.parent.parent._collab_failed.append(about["student"])
        self.log.info("%s: %g of %g", verdict.submission, verdict.score, verdict.max_score)
        written = write_verdict(copy.deepcopy(nb), verdict)
        # What it was made from, as in a verdict file: staleness.py compares it with what there is later.
        unchanged = before if before == content(folder) else ""
        written.metadata["collab_verdict"] |= {"content": unchanged, "grader": fingerprint(about["assignment"])}
        return written, resources

    def _grade(self, path: Path, label: str, lesson_id: str) -> Verdict:
        """Never raises: whatever goes wrong in the grader is a zero for now with a sentence for this student, not an end
        for the class."""
        try:
            return grade_file(path, label)
        except Exception as e:
            self.log.exception("The grader failed on %s", path)
            verdict = blank_verdict(label, course.lesson(lesson_id), "limited", 0)
            fail(verdict, f"{type(e).__name__}: {e}")
            return verdict


def write_verdict(nb: NotebookNode, verdict: Verdict) -> NotebookNode:
    """Write each exercise's points and card into its check cell, as the value that nbgrader reads; above all cells, what
    is to be said of the file as a whole.

    A check cell about which the verdict says nothing gets 0: nbgrader would give full marks for an empty one."""
    for cell in nb.cells:
        info = cell.metadata.get("nbgrader", {})
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        if info.get("grade") and not info.get("solution"):
            result = verdict.exercises.get(str(info["grade_id"]).removeprefix("check-"))
            score = 0.0 if result is None or verdict.invalid else result.score
            nothing = markup(verdict.invalid or "no verdict")
            page = card(result, verdict.invalid) if result else f"<div>{nothing}</div>"
            data = {"text/plain": repr(float(score)), "text/html": page}
            cell.outputs = [nbformat.v4.new_output("execute_result", data, execution_count=1)]
            cell.execution_count = 1
    said = [verdict.invalid] if verdict.invalid else verdict.notes
    if said:
        lines = "".join(f"<li>{markup(line)}</li>" for line in said)
        top = nbformat.v4.new_markdown_cell(f"<b>About this file</b><ul>{lines}</ul>")
        top["id"] = "about-this-file"
        nb.cells.insert(0, top)
    nb.metadata["collab_verdict"] = json.loads(json.dumps(verdict.as_json()))
    return nb
