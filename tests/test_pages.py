"""nbgrader's two pages about one student's work: what the instructor sees beside an answer, and what goes back."""

from __future__ import annotations

import copy
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from traitlets.config import Config

from collab import course
from collab.grading.classroom.nbgrader import write_verdict
from collab.grading.grade import grade_file
from collab.staff import build, pages

from .conftest import LESSON
from .instructor import ROOT

QUICK = {
    "DotProductBias": "def DotProductBias():\n    pass",
    "test_evaluate": "def test_evaluate(candidate):\n    pass",
}  # no training


def exporter(kind: type) -> Any:
    config = Config()
    pages.install(config)
    return kind(config=config)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    """A graded notebook as autograded/ has it: an exercise wrong, a question answered with HTML that would run."""
    notebook = nbformat.from_dict(json.loads(json.dumps(build.source_notebook(course.lesson(LESSON)))))
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = QUICK.get(name, cell.source)
        if name == "why-decay":
            cell.source = (
                "**Less** by heart.\n\n<script>alert(1)</script><img src=x onerror=alert(2)>[x](javascript:alert(3))"
            )
    path = tmp_path_factory.mktemp("graded") / f"{LESSON}.ipynb"
    nbformat.write(notebook, str(path))
    verdict = grade_file(path, seed=3)
    verdict.notes = ["The notebook had a `note`."]
    own = nbformat.v4.new_markdown_cell("my own thoughts <script>alert(4)</script>")
    own["id"] = "own-1"
    notebook.cells.insert(5, own)
    return write_verdict(notebook, verdict)


# --- the formgrader's page ---


@pytest.fixture
def grading(graded: NotebookNode) -> str:
    resources = {
        "assignment_id": LESSON,
        "notebook_id": LESSON,
        "index": 0,
        "total": 1,
        "base_url": "",
        "submission_id": "1",
    }
    page, _ = exporter(pages.GradingExporter).from_notebook_node(graded, resources)
    return str(page)


def test_every_question_has_a_model_answer_and_those_with_a_rubric_keep_it_apart() -> None:
    for lesson in course.lessons().values():
        found = pages.models(lesson)
        assert set(found) == set(lesson.questions)
        assert all(len(m.answer) > 100 for m in found.values())
    model = pages.models(course.lesson(LESSON))["why-decay"]
    assert model.rubric.startswith("One point each:")
    assert "One point each" not in model.answer


def test_model_answer_and_rubric_stand_beside_the_students_answer(grading: str) -> None:
    beside = grading[grading.index('class="collab-beside"') :]
    assert "<strong>Less</strong> by heart." in beside
    assert beside.index("by heart.") < beside.index("Model answer") < beside.index("Single training ratings")
    assert beside.index("Single training ratings") < beside.index("Rubric") < beside.index("One point each")
    assert 'id="why-decay"' in beside  # where the points are typed in
    assert 'id="why-decay-comment"' in beside


class Shown(HTMLParser):
    """The text of the page outside what is folded away, and where it begins to be long."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.text = 0, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div" and (self.depth or ("class", "collab-text") in attrs):
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self.depth:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        self.text += "" if self.depth else data


def test_the_lessons_own_text_is_folded_away_and_the_question_is_not(grading: str) -> None:
    seen = Shown()
    seen.feed(grading)
    assert "Afterwards you can" in grading
    assert "Afterwards you can" not in seen.text
    assert "A classmate trained" in seen.text  # the question
    assert "Answer for yourself, then unfold" not in seen.text  # what stands above it in the same cell
    assert "my own thoughts" in seen.text  # the student's
    assert seen.text.count("DotProductBias") >= 3


def test_what_is_to_be_graded_stands_first_with_links(grading: str) -> None:
    top = grading[grading.index('<div class="collab-top">') : grading.index('id="collab-show"')]
    links = re.findall(r'href="#([\w-]+)">([\w-]+)</a>', top)
    assert links == [("why-decay", "why-decay"), *((f"check-{e}", e) for e in course.lesson(LESSON).exercises)]
    for anchor, _ in links:
        assert f'id="{anchor}"' in grading


def test_a_students_text_runs_nothing_in_the_instructors_browser(grading: str) -> None:
    for bad in ("<script>alert", '<img src="x" onerror', "onerror=alert(2)>", 'href="javascript'):
        assert bad not in grading.replace("&lt;", "")
    assert 'class="nbgrader_cell"' not in pages.cleaned('<div class="nbgrader_cell" id="why-decay" style="x">a</div>')
    assert pages.cleaned('<span class="kn">x</span>') == '<span class="kn">x</span>'


@pytest.mark.parametrize("lesson", list(course.lessons()))
def test_the_page_of_every_lesson_can_be_made(lesson: str) -> None:
    notebook = build.source_notebook(course.lesson(lesson))
    page, _ = exporter(pages.GradingExporter).from_notebook_node(
        notebook, {"assignment_id": lesson, "index": 0, "total": 1}
    )
    assert page.count("Model answer") == len(course.lesson(lesson).questions)
    assert page.count("reference answer") == len(course.lesson(lesson).exercises)


# --- the feedback page ---


def feedback(notebook: NotebookNode, monkeypatch: pytest.MonkeyPatch, late: float = 0.0, **scores: float) -> str:
    """The page, with points as nbgrader's preprocessor puts them into the cells."""
    made = copy.deepcopy(notebook)
    total = 0.0
    for cell in made.cells:
        info = cell.metadata.get("nbgrader", {})
        name = str(info.get("grade_id", "")).removeprefix("check-")
        if info.get("grade"):
            judged = made.metadata.collab_verdict["exercises"].get(name, {}).get("score", 0)
            info["score"] = scores.get(name, judged)
            total += info["score"]
        if info.get("solution"):
            info["comment"] = "Nearly: *which* loss?" if name == "DotProductBias" else None
    about = {"assignment": LESSON, "notebook": LESSON, "student": "ada", "late_penalty": late}
    about |= {"score": total - late, "max_score": 17.0}
    monkeypatch.setattr(pages, "not_graded_yet", lambda about: {"why-decay"})
    page, _ = exporter(pages.FeedbackExporter).from_notebook_node(made, {"nbgrader": about})
    return str(page)


def test_it_opens_with_points_and_messages_by_exercises_name(
    graded: NotebookNode, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = feedback(graded, monkeypatch, late=4 / 3)
    top = page[page.index("<body>") : page.index("<hr/>")]
    assert "7.67 of 17 points" in top
    assert "1.33 less for handing in late" in top
    assert "not graded yet: why-decay" in top
    names = re.findall(r'<h2><a href="#([\w-]+)">([\w-]+)</a>', top)
    assert names == [(e, e) for e in (*course.lesson(LESSON).exercises, "why-decay")]
    for anchor, _ in names:
        assert f'id="{anchor}"' in page[page.index("<hr/>") :]
    assert "registers its four tensors" in top
    assert "<code>" in top[top.index("registers its four") :]
    assert "Nearly: <em>which</em> loss?" in top
    assert "The notebook had a <code>note</code>." in top
    assert "Test cell" not in page
    assert "3333" not in top
    verdict = graded.metadata.collab_verdict
    assert f"by the seed {verdict['seed']} ({verdict['isolation']})" in page[page.index("<hr/>") :]


def test_points_that_were_set_by_hand_are_said_to_be(graded: NotebookNode, monkeypatch: pytest.MonkeyPatch) -> None:
    page = feedback(graded, monkeypatch, DotProductBias=3.0)
    assert "3 of 5, set by hand (the checks say 0)" in page[: page.index("<hr/>")]
    assert "set by hand" not in feedback(graded, monkeypatch)


def test_neither_model_answer_nor_reference_is_in_it(graded: NotebookNode, monkeypatch: pytest.MonkeyPatch) -> None:
    made = copy.deepcopy(graded)
    for cell in made.cells:  # what a student hands in has none of it
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = "x = 1" if cell.cell_type == "code" else "my answer"
    page = feedback(made, monkeypatch)
    squeezed = re.sub(r"\s+", " ", page)
    for model in pages.models(course.lesson(LESSON)).values():
        for sentence in re.split(r"[.;:]\s", f"{model.answer} {model.rubric}"):
            if len(sentence) > 40:
                assert re.sub(r"\s+", " ", sentence) not in squeezed
    assert "reference answer" not in page


def test_a_students_text_runs_nothing_here_either(graded: NotebookNode, monkeypatch: pytest.MonkeyPatch) -> None:
    page = feedback(graded, monkeypatch).replace("&lt;", "")
    for bad in ("<script>alert", "onerror=alert(2)>", 'href="javascript'):
        assert bad not in page


def test_an_unreadable_file_says_why_at_the_top(graded: NotebookNode, monkeypatch: pytest.MonkeyPatch) -> None:
    made = copy.deepcopy(graded)
    made.metadata.collab_verdict |= {"status": "invalid", "message": "The file is not a notebook: it is not JSON."}
    page = feedback(made, monkeypatch, **dict.fromkeys(course.lesson(LESSON).exercises, 0.0))
    assert "The file is not a notebook" in page[: page.index("<hr/>")]
    assert "0 of 17 points" in page


# --- with real nbgrader ---


@pytest.fixture(scope="module")
def class_of_two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of its own with lesson 01 graded: ada has answered the question, bo has not."""
    folder, lesson = tmp_path_factory.mktemp("course"), "01_embedding_lookup"
    for name in ("grader", "solutions", "lessons"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    blank = json.loads((ROOT / "lessons" / lesson / f"{lesson}.ipynb").read_text())
    for student, answer in (("ada", "A stranger's recommendations."), ("bo", None)):
        made = copy.deepcopy(blank)
        for cell in made["cells"]:
            if answer and cell["metadata"].get("nbgrader", {}).get("grade_id") == "why-unknown":
                cell["source"] = answer
        path = folder / "submitted" / student / lesson / f"{lesson}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(made))
    for command in (
        ["collab.cli", "build", lesson],
        ["nbgrader", "autograde", lesson],
        ["nbgrader", "generate_feedback", lesson],
    ):
        run_in(folder, *command)
    return folder


def run_in(folder: Path, *command: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "COLLAB_COURSE": str(folder)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr[-2000:]


def test_generate_feedback_makes_these_pages(class_of_two: Path) -> None:
    lesson = "01_embedding_lookup"
    page = (class_of_two / "feedback" / "ada" / lesson / f"{lesson}.html").read_text()
    assert '<h1 id="top">From a name to a row of numbers</h1>' in page
    assert "0 of 3, not graded yet" in page
    assert "A stranger's recommendations." in page
    assert "and -1 as an index is the last row" not in page  # the model answer
    other = (class_of_two / "feedback" / "bo" / lesson / f"{lesson}.html").read_text()
    assert "not graded yet" not in other  # blank: nobody has to read it
    assert other[: other.index("<hr/>")].count("not attempted") == 6  # five exercises, one question
    assert "No response" not in other
    with Gradebook(f"sqlite:///{class_of_two / 'gradebook.db'}") as book:  # later somebody reads it
        (grade,) = [g for g in book.find_submission_notebook(lesson, lesson, "ada").grades if g.name == "why-unknown"]
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        book.db.commit()
    run_in(class_of_two, "nbgrader", "generate_feedback", lesson)
    page = (class_of_two / "feedback" / "ada" / lesson / f"{lesson}.html").read_text()
    assert "2.5 of 3" in page[: page.index("<hr/>")]
    assert "not graded yet" not in page


def test_the_formgrader_shows_them_on_a_real_server(class_of_two: Path) -> None:
    import socket
    import time
    import urllib.error
    import urllib.request

    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    options = [
        f"--ServerApp.port={port}",
        "--ServerApp.open_browser=False",
        "--IdentityProvider.token=secret",
        "--allow-root",
    ]
    with sqlite3.connect(class_of_two / "gradebook.db") as db:
        query = "select n.id from submitted_notebook n join submitted_assignment a on a.id = n.assignment_id where a.student_id = 'ada'"
        ((number,),) = db.execute(query).fetchall()
    environment = {**os.environ, "COLLAB_COURSE": str(class_of_two)}
    with subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options],
        cwd=class_of_two,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            for _ in range(240):
                try:
                    url = f"http://127.0.0.1:{port}/formgrader/submissions/{number}/?token=secret"
                    page = urllib.request.urlopen(url, timeout=10).read().decode()
                    break
                except (urllib.error.URLError, ConnectionError):
                    time.sleep(0.25)
            else:
                pytest.fail("the server did not answer within a minute")
        finally:
            server.terminate()
    assert 'class="collab-top"' in page
    assert "and -1 as an index is the last row" in page  # the model answer, beside
    assert "A stranger's recommendations." in page.replace("&#39;", "'")
