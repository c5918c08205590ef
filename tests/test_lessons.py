"""Every lesson runs: with the answers from top to bottom with its figures, and a student's copy up to its first blank."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
import subprocess
import sys
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
    monkeypatch.setenv("COLLAB_HAND_IN", str(tmp_path_factory.mktemp("hand-in")))
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
def test_the_answers_have_full_points_without_the_demonstrations(lesson: course.Lesson, tmp_path: Path) -> None:
    """The grader leaves demonstrations out, so whatever an answer needs must stand in another cell: the imports, say."""
    path = tmp_path / f"{lesson.id}.ipynb"
    nbformat.write(build.source_notebook(lesson), path)
    command = [sys.executable, "-m", "collab.cli", "grade", str(path), "--json", str(tmp_path / "verdict.json")]
    subprocess.run(command, cwd=course.root(), check=False, capture_output=True)
    verdict = json.loads((tmp_path / "verdict.json").read_text(encoding="utf-8"))
    assert (verdict["score"], verdict["max_score"]) == (sum(e.points for e in lesson.exercises.values()),) * 2


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


MOST_WORDS = 2_000  # of prose up to the questions, folded answers not counted
# Words of the field and the lesson that explains them: in bold where a lesson uses its own for the first time.
TERMS = {
    "01_embedding_lookup": [
        "collaborative filtering",
        "vocabulary",
        "batch",
        "table",
        "one-hot vector",
        "embedding",
        "baseline",
    ],
    "02_dot_product": [
        "validation",
        "MSE",
        "factors",
        "latent factors",
        "matrix factorization",
        "epochs",
        "overfitting",
    ],
    "03_parameters": ["registers"],
    "04_dot_product_bias": ["bias", "Adam", "weight decay", "underfits"],
    "05_interpreting": ["cosine", "first principal component"],
    "06_collab_nn": ["block", "BatchNorm", "running average"],
    "07_recommend": [
        "relevant",
        "precision",
        "recall",
        "NDCG",
        "missing not at random",
        "BPR",
        "coverage",
        "protocol",
        "EASE",
        "sampled metric",
    ],
    "08_new_users": ["cold start", "fold in", "Gini index", "feedback loop"],
    "09_capstone": ["test part", "leak", "standard error"],
}


def main_road(lesson: course.Lesson) -> str:
    """What every reader reads: the text up to the questions, without what is folded and without code."""
    cells = [c.source for c in build.source_notebook(lesson).cells if c.cell_type == "markdown"]
    end = next(i for i, source in enumerate(cells) if source.startswith("## Questions"))
    return re.sub(r"<details>.*?</details>", "", "\n\n".join(cells[:end]), flags=re.DOTALL)


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
        assert 20 <= lesson.minutes <= 45

    def test_no_cell_is_longer_than_a_screen(self, lesson: course.Lesson) -> None:
        for cell in build.source_notebook(lesson).cells:
            if cell.cell_type == "code" and "nbgrader" not in cell.metadata:
                assert cell.source.count("\n") < 30, cell.source[:80]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
class TestStory:
    def test_the_reader_designs_an_experiment_and_finds_a_fault(self, lesson: course.Lesson) -> None:
        text = lesson.source.read_text(encoding="utf-8")
        assert text.count("**Your experiment.**") == 1
        assert text.count("**Fix this.**") == 1

    def test_it_can_be_read_in_one_sitting(self, lesson: course.Lesson) -> None:
        words = len(main_road(lesson).split())
        exercises = sum(e.points for e in lesson.exercises.values())
        predictions = main_road(lesson).count("**Predict.**")
        assert words <= MOST_WORDS
        # 150 words a minute, a minute a point and a prediction, ten for the experiment, the fault and the pictures
        assert words / 150 + exercises + predictions + 10 <= lesson.minutes + 5

    def test_it_asks_six_to_eight_predictions_before_the_end(self, lesson: course.Lesson) -> None:
        cells = [c.source for c in build.source_notebook(lesson).cells]
        asked = [i for i, source in enumerate(cells) if 'predict("' in source]
        assert 6 <= len(asked) <= 8
        counted = next(i for i, source in enumerate(cells) if "predictions()" in source)
        assert max(asked) < counted

    def test_it_begins_with_questions_on_earlier_lessons(self, lesson: course.Lesson) -> None:
        opening = build.source_notebook(lesson).cells[0].source
        assert opening.count("<details>") == (0 if lesson is LESSONS[0] else 3)

    def test_it_ends_with_your_list(self, lesson: course.Lesson) -> None:
        cells = [c.source for c in build.source_notebook(lesson).cells]
        heading = next(i for i, source in enumerate(cells) if re.search(r"^## Your list again", source, re.MULTILINE))
        end = next(i for i, source in enumerate(cells) if "## Summary" in source)
        assert any(f'you.lists("{lesson.id[:2]}' in source for source in cells[heading:end])

    def test_its_terms_are_bold_where_they_come_first(self, lesson: course.Lesson) -> None:
        road = main_road(lesson).partition("**Time:**")[2]  # after the promises, which may name what is to come
        road = " ".join(re.sub(r"^#+ .*$", "", road, flags=re.MULTILINE).split())
        for term in TERMS.get(lesson.id, []):
            first = re.search(rf"\b{term}\b", road, re.IGNORECASE)
            assert first, term
            assert road[first.start() - 2 : first.end() + 2].lower() == f"**{term.lower()}**", road[
                first.start() - 60 :
            ][:90]

    def test_one_word_a_thing(self, lesson: course.Lesson) -> None:
        text = "\n".join(c.source for c in build.source_notebook(lesson).cells if c.cell_type == "markdown")
        assert not re.findall(r"\bfilms?\b", text), "the course says movie"


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_the_time_it_takes_is_the_same_wherever_it_stands(lesson: course.Lesson) -> None:
    assert f"about {lesson.minutes} minutes" in lesson.source.read_text(encoding="utf-8")
