"""nbgrader's two pages about one student's work: the formgrader's, for whoever grades by hand, and the feedback that goes back.

`install`, called by nbgrader_config.py, puts our templates (templates/nbconvert/) in the place of nbgrader's own. In the
formgrader a written answer has the model answer and its rubric beside it, and the lesson's own text is folded away. The
feedback page opens with points and messages by exercise's name. Model answers are read from the lesson's source when the
formgrader shows a page; they are in no file of nbgrader's, so none can be handed out.
"""

from __future__ import annotations

import copy
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bleach
import jupytext
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

from collab import course
from collab.grading.card import markup
from collab.grading.classroom.nbgrader import OWN
from collab.grading.classroom.nbgrader import FeedbackExporter as BaseFeedbackExporter
from collab.grading.verdict import shown

from . import build

TEMPLATES = Path(__file__).parent / "templates" / "nbconvert"
QUESTION = "\n\n**"  # how a written question begins in the cell above the answer's: a paragraph that opens in bold
NO_ANSWER = "No response."  # nbgrader's own comment on a cell that was left as it was given out
ABOUT = "about-this-file"  # the cell that says what is to be said of the file as a whole

TAGS = {
    *("a", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "s", "span", "strong", "sub", "summary", "sup", "table"),
    *("tbody", "td", "th", "thead", "tr", "u", "ul"),
}
ATTRIBUTES = {
    "a": ["href", "title"],
    "img": ["src", "alt", "title", "width", "height"],
    "*": lambda _tag, name, value: _class(name, value),
}
PROTOCOLS = {"http", "https", "mailto", "data"}  # data: pictures that are attached to a cell


def _class(name: str, value: str) -> bool:
    """Only the classes of highlighted code: others would make a student's text look like the page's own."""
    return name == "class" and bool(re.fullmatch(r"highlight( .*)?|\w{1,3}", value))


def cleaned(html: str) -> str:
    """HTML from a student's Markdown without anything that runs, or that could pass for a part of the page."""
    return str(bleach.clean(html, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS))


@dataclass(frozen=True)
class Model:
    """A written question's model answer and rubric, in Markdown."""

    answer: str
    rubric: str


def models(lesson: course.Lesson) -> dict[str, Model]:
    """The model answers in a lesson's source: question -> answer and rubric, which is its last paragraph if that is in italics."""
    parsed = jupytext.reads(lesson.source.read_text(encoding="utf-8"), fmt="py:percent")
    found = {}
    for cell in parsed.cells:
        if "question" in cell.metadata:
            answer, _, last = cell.source.strip().rpartition("\n\n")
            rubric = last.strip()
            if answer and re.fullmatch(r"\*[^*].*[^*]\*", rubric, re.DOTALL):
                found[cell.metadata["question"]] = Model(answer, rubric.strip("*"))
            else:
                found[cell.metadata["question"]] = Model(cell.source.strip(), "")
    return found


class GradingExporter(HTMLExporter):
    """The formgrader's page of one student's work."""

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        return cleaned(super().markdown2html(context, source))

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kwargs: Any) -> Any:
        resources = dict(resources or {})
        lesson = course.lessons().get(str(resources.get("assignment_id", "")))
        nb = copy.deepcopy(nb)
        fold(nb)
        verdict = nb.metadata.get("collab_verdict", {})
        resources["collab"] = {
            "models": models(lesson) if lesson else {},
            "references": build.reference_answers(lesson) if lesson else {},
            "questions": lesson.questions if lesson else {},
            "exercises": {n: verdict["exercises"][n] for n in lesson.exercises if n in verdict["exercises"]}
            if lesson and "exercises" in verdict
            else {},
        }
        return super().from_notebook_node(nb, resources, **kwargs)


def fold(nb: NotebookNode) -> None:
    """Mark the cells that are the lesson's own: neither an answer nor a check, nor the student's own. Of the cell above a
    written answer the question stays, which is its last part."""
    cells: list[NotebookNode] = []
    for cell, following in zip(nb.cells, [*nb.cells[1:], None], strict=True):
        own = str(cell.get("id", "")).startswith(OWN) or cell.get("id") == ABOUT
        cell.metadata["collab_fold"] = "nbgrader" not in cell.metadata and not own
        if cell.metadata.collab_fold and cell.cell_type == "markdown" and _is_question(following):
            asked = copy.deepcopy(cell)
            asked.metadata["collab_fold"] = False
            asked["id"] = f"{cell.get('id', 'cell')}-question"
            before, mark, after = cell.source.rpartition(QUESTION)
            cell.source, asked.source = (before, (mark + after).lstrip()) if mark else ("", cell.source)
            cells += [cell, asked]
        else:
            cells.append(cell)
    nb.cells = cells


def _is_question(cell: NotebookNode | None) -> bool:
    return cell is not None and cell.cell_type == "markdown" and bool(cell.metadata.get("nbgrader", {}).get("solution"))


class FeedbackExporter(BaseFeedbackExporter):
    """The page that goes back to the student."""

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kwargs: Any) -> Any:
        resources = copy.deepcopy(resources or {})
        nb = copy.deepcopy(nb)
        nb.cells = [c for c in nb.cells if c.get("id") != ABOUT]  # it stands at the top already
        resources["collab"] = {}  # filled when nbgrader's preprocessors have looked up points and comments
        return super().from_notebook_node(nb, resources, **kwargs)

    def _preprocess(self, nb: NotebookNode, resources: Any) -> Any:
        nb, resources = super()._preprocess(nb, resources)  # type: ignore[no-untyped-call]
        about = resources.get("nbgrader", {})
        resources["collab"] = summary(nb, about, not_graded_yet(about))
        return nb, resources


def not_graded_yet(about: Any) -> set[str]:
    """The ids of the cells that nobody has graded by hand yet, of one student's notebook."""
    from nbgrader.api import Gradebook, MissingEntry

    try:
        with Gradebook(about["db_url"], "") as gradebook:
            found = gradebook.find_submission_notebook(about["notebook"], about["assignment"], about["student"])
            return {g.name for g in found.grades if g.needs_manual_grade and g.manual_score is None}
    except (KeyError, MissingEntry):
        return set()


def summary(nb: NotebookNode, about: Any, open_ids: set[str]) -> dict[str, Any]:
    """What the feedback page says first: the points, and for each exercise the message that helps."""
    verdict = nb.metadata.get("collab_verdict", {})
    lesson = course.lessons().get(str(about.get("assignment", "")))
    comments = {c.metadata.nbgrader.grade_id: c.metadata.nbgrader.get("comment") for c in nb.cells if _solution(c)}
    rows = {}
    for cell in nb.cells:
        info = cell.metadata.get("nbgrader", {})
        if info.get("grade"):
            name = str(info["grade_id"]).removeprefix("check-")
            found = None if verdict.get("status") == "invalid" else verdict.get("exercises", {}).get(name)
            rows[name] = _row(info, found, info["grade_id"] in open_ids) | {"comment": _comment(comments.get(name))}
    said = [verdict["message"]] if verdict.get("status") == "invalid" else verdict.get("notes", [])
    return {
        "title": lesson.title if lesson else str(about.get("notebook", "")),
        "total": float(about.get("score") or 0),
        "maximum": float(about.get("max_score") or 0),
        "penalty": float(about.get("late_penalty") or 0),
        "notes": said,
        "seed": verdict.get("seed", ""),
        "isolation": verdict.get("isolation", ""),
        "open": [name for name, row in rows.items() if row["note"] == "not graded yet"],
        "rows": rows,
    }


def _row(info: Any, found: Any, waits: bool) -> dict[str, Any]:
    """One exercise or question. Points that are not what the checks say were set by hand."""
    points, maximum = float(info.get("score") or 0), float(info.get("points") or 0)
    row: dict[str, Any] = {
        "points": points,
        "maximum": maximum,
        "anchor": str(info["grade_id"]).removeprefix("check-"),
        "check": "",
        "message": [],
    }
    if info.get("solution"):  # a written question
        if info.get("comment") == NO_ANSWER and not points:
            return row | {"note": "not attempted", "kind": ""}
        return row | {"note": "not graded yet" if waits else "", "kind": "" if waits else _kind(points, maximum)}
    if found is None:
        return row | {"note": "", "kind": _kind(points, maximum)}
    by_hand = abs(points - float(found["score"])) > 1e-6
    note = f"set by hand (the checks say {shown(found['score'])})" if by_hand else ""
    status = str(found["status"])
    if not by_hand and status in ("not_attempted", "missing"):
        return row | {"note": "not attempted", "kind": ""}
    told = next((c for c in found["checks"] if c["status"] not in ("passed", "skipped", "not_attempted")), None)
    if told:
        row |= {"check": told["name"], "message": [line for line in str(told["message"]).split("\n") if line.strip()]}
    return row | {"note": note, "kind": "hand" if by_hand else _kind(points, maximum)}


def _kind(points: float, maximum: float) -> str:
    return "right" if points >= maximum else "wrong"


def _solution(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _comment(text: Any) -> str:
    return "" if text in (None, NO_ANSWER) else str(text)


def install(config: Any) -> None:
    """Use these pages: the feedback's by configuration, the formgrader's where its server is running."""
    import nbgrader

    own = str(Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates")
    config.GenerateFeedback.exporter_class = "collab.staff.pages.FeedbackExporter"
    config.FeedbackExporter.template_name = "collab_feedback"
    config.FeedbackExporter.extra_template_basedirs = [str(TEMPLATES), own]
    config.FeedbackExporter.exclude_anchor_links = config.GradingExporter.exclude_anchor_links = True
    config.FeedbackExporter.filters = {"points": shown, "said": markup, "cleaned": cleaned}
    config.GradingExporter.template_name = "collab_formgrade"
    config.GradingExporter.extra_template_basedirs = [str(TEMPLATES), own]
    config.GradingExporter.extra_template_paths = [own]
    config.GradingExporter.filters = {"points": shown}
    server = sys.modules.get("nbgrader.server_extensions.formgrader.formgrader")
    if server is None or getattr(server.FormgradeExtension, "_collab_installed", False):
        return
    initially = server.FormgradeExtension.init_tornado_settings

    def init_tornado_settings(self: Any, webapp: Any) -> None:
        initially(self, webapp)
        webapp.settings["nbgrader_exporter"] = GradingExporter(config=self.config)  # type: ignore[no-untyped-call]

    server.FormgradeExtension.init_tornado_settings = init_tornado_settings
    server.FormgradeExtension._collab_installed = True
