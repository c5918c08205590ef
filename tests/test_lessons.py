"""Every lesson runs: with the answers from top to bottom with its figures, and a student's copy up to its first blank."""

from __future__ import annotations

import base64
import contextlib
import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from collab import course
from collab.staff import build

LESSONS = list(course.lessons().values())
LEAST_FIGURES = 4


@pytest.fixture(autouse=True)
def generated_ratings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """MiniLens, as without a network: no test depends on what a machine has downloaded."""
    monkeypatch.setenv("COLLAB_OFFLINE", "1")
    monkeypatch.setenv("COLLAB_DATA", str(tmp_path_factory.mktemp("data")))
    monkeypatch.setenv("COLLAB_PROGRESS", str(tmp_path_factory.mktemp("own") / "progress.json"))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


def run(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Execute as "Run All" does, from the lesson's own folder; stops at the first cell that fails."""
    with contextlib.suppress(CellExecutionError):
        NotebookClient(
            notebook, timeout=600, resources={"metadata": {"path": str(folder)}}, kernel_name="python3"
        ).execute(env=dict(os.environ))
    return notebook


def outputs(notebook: NotebookNode) -> list[NotebookNode]:
    return [o for cell in notebook.cells if cell.cell_type == "code" for o in cell.outputs]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_it_runs_with_its_answers_and_draws_its_figures(lesson: course.Lesson) -> None:
    done = run(build.source_notebook(lesson), lesson.notebook.parent)
    found = outputs(done)
    errors = [o for o in found if o.output_type == "error"]
    assert not errors, (errors[0].ename, errors[0].evalue)
    assert not [o.text for o in found if o.output_type == "stream" and o.name == "stderr"]
    pages = [o.data["text/html"] for o in found if "data:image/png" in o.get("data", {}).get("text/html", "")]
    figures = [base64.b64decode(page.split("base64,")[1].split('"')[0]) for page in pages]
    assert all(len(page.split('alt="')[1].split('"')[0]) > 10 for page in pages), "a text in place of each figure"
    assert len(figures) >= LEAST_FIGURES
    assert all(f.startswith(b"\x89PNG") and len(f) > 3_000 for f in figures)
    scores = {c.source: c.outputs[-1].data["text/plain"] for c in done.cells if c.source.startswith("check(")}
    assert scores == {f'check("{e.id}")': repr(e.points) for e in lesson.exercises.values()}


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_a_students_copy_stops_at_its_first_blank_without_a_trace(lesson: course.Lesson) -> None:
    done = run(nbformat.read(lesson.notebook, as_version=4), lesson.notebook.parent)
    found = outputs(done)
    assert not [o for o in found if o.output_type == "error"]
    cards = [
        o.data["text/html"]
        for o in found
        if "text/html" in o.get("data", {}) and "not attempted yet" in o.data["text/html"]
    ]
    assert cards
    last = [c for c in done.cells if c.cell_type == "code" and c.outputs][-1]
    assert "not attempted yet" in last.outputs[-1].get("data", {}).get("text/html", "")


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
class TestText:
    def test_it_has_what_a_lesson_needs(self, lesson: course.Lesson) -> None:
        text = lesson.source.read_text(encoding="utf-8")
        assert "**Time:**" in text
        assert "Afterwards you can" in text
        assert text.count("*Predict") >= 3
        assert "**Break it.**" in text
        assert "tretch" in text
        assert 2 <= text.count("<details>") <= 6
        assert 20 <= lesson.minutes <= 40

    def test_no_cell_is_longer_than_a_screen(self, lesson: course.Lesson) -> None:
        for cell in build.source_notebook(lesson).cells:
            if cell.cell_type == "code" and "nbgrader" not in cell.metadata:
                assert cell.source.count("\n") < 30, cell.source[:80]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_the_time_it_takes_is_the_same_wherever_it_stands(lesson: course.Lesson) -> None:
    assert f"about {lesson.minutes} minutes" in lesson.source.read_text(encoding="utf-8")
