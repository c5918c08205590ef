"""Lessons come from their sources, and nothing of the answers comes with them."""

import copy
import json
import re
import shutil
from pathlib import Path

import pytest

from collab import course
from collab.grading.classroom import assignments
from collab.grading.classroom.nbgrader import rebuild
from collab.staff import build
from collab.staff.build import BuildError

from .conftest import cell_of
from .instructor import ROOT

LESSONS = list(course.lessons().values())


def test_released_lessons_are_what_their_sources_give_today() -> None:
    assert build.stale(LESSONS) == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
class TestEveryLesson:
    def test_each_exercise_has_a_blank_and_a_check_that_counts(self, lesson: course.Lesson) -> None:
        notebook = json.loads(lesson.notebook.read_text())
        for exercise in lesson.exercises.values():
            assert "raise NotImplementedError()" in "".join(cell_of(notebook, exercise.id)["source"])
            check = cell_of(notebook, f"check-{exercise.id}")
            assert "".join(check["source"]) == f'check("{exercise.id}")'
            assert check["metadata"]["nbgrader"]["points"] == exercise.points
            assert check["metadata"]["nbgrader"]["grade"]

    def test_no_answer_leaks_into_the_lesson(self, lesson: course.Lesson) -> None:
        released = lesson.notebook.read_text()
        for region in re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", lesson.source.read_text(), re.DOTALL):
            line = max((x.strip() for x in region.splitlines()), key=len)
            assert json.dumps(line)[1:-1] not in released
        assert "SOLUTION" not in released

    def test_no_outputs_and_no_model_answer(self, lesson: course.Lesson) -> None:
        notebook = json.loads(lesson.notebook.read_text())
        assert not any(c.get("outputs") or c.get("execution_count") for c in notebook["cells"])
        for question in lesson.questions:
            assert "".join(cell_of(notebook, question)["source"]) == "YOUR ANSWER HERE"

    def test_hints_and_goals_are_there(self, lesson: course.Lesson) -> None:
        for exercise in lesson.exercises.values():
            assert len(exercise.hints) == 3
            assert all(len(h) > 30 for h in exercise.hints)
            assert len(set(exercise.hints)) == 3
            assert exercise.goal

    def test_every_exercise_has_a_suite_with_named_checks(self, lesson: course.Lesson) -> None:
        text = lesson.suite.read_text()
        found = set(re.findall(r'exercise(?:, \w+)? = "(\w+)"', text))
        assert found == set(lesson.exercises)
        for signature, doc in re.findall(r"def (test_\w+)\(.*?\) -> None:\n\s+\"\"\"(.*?)\"\"\"", text, re.DOTALL):
            assert len(doc) > 10, signature
        assert len(re.findall(r"def test_", text)) == len(
            re.findall(r"def test_\w+\(.*?\) -> None:\n\s+\"\"\"", text, re.DOTALL)
        )


BAD_SOURCES = {
    "an exercise that is not in the course": ('# %% exercise="nonsense"\nx = 1\n', "not in course.toml"),
    "a question that is not in the course": ('# %% [markdown] question="nonsense"\n# text\n', "not in course.toml"),
    "a demo cell without its comment": ('# %% tags=["demo"]\nx = 1\n', "must start with the comment"),
    "nothing at all": ("# %%\nx = 1\n", "exactly once"),
}


@pytest.mark.parametrize("what", BAD_SOURCES)
def test_a_source_that_disagrees_with_the_course_is_refused(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, says = BAD_SOURCES[what]
    path = tmp_path / "lesson.py"
    path.write_text(source)
    monkeypatch.setattr(course.Lesson, "source", path)
    with pytest.raises(BuildError, match=says):
        build.source_notebook(LESSONS[0])


def test_an_edited_text_is_shown_once_to_students_of_the_earlier_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they wrote into a text stays; what the instructor has changed since stands there as it is today."""
    name = "01_embedding_lookup"
    for folder in ("grader", "lessons", "solutions"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    monkeypatch.setenv("COLLAB_COURSE", str(tmp_path))
    lesson = course.lesson(name)
    earlier = json.loads(lesson.notebook.read_text())
    texts = [c for c in earlier["cells"] if c["cell_type"] == "markdown" and "nbgrader" not in c["metadata"]]
    old = "".join(texts[0]["source"])
    texts[1]["source"] = "".join(texts[1]["source"]) + "\n\nmy own note"
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / f"{name}.ipynb").write_text(json.dumps(earlier))
    first = old.splitlines()[0]
    lesson.source.write_text(lesson.source.read_text().replace(first, f"{first}, mended", 1))
    build.build([lesson], gradebook=f"sqlite:///{tmp_path}/gradebook.db")
    shown = [c.source for c in rebuild(tmp_path / "ada", name).cells]
    assert sum(text.startswith(first) for text in shown) == 1
    assert sum(f"{first}, mended" in text for text in shown) == 1
    assert sum("my own note" in text for text in shown) == 1


def test_the_instructors_notebook_says_that_it_is_generated_and_the_lesson_does_not() -> None:
    path = ROOT / "solutions" / "01_embedding_lookup" / "01_embedding_lookup.ipynb"
    first = json.loads(path.read_text())["cells"][0]
    assert "solutions/01_embedding_lookup.py" in "".join(first["source"])
    assert not path.stat().st_mode & 0o222  # an editor says so as well
    assert "do not edit" not in course.lesson("01_embedding_lookup").notebook.read_text()


def test_nbgraders_own_release_leaves_the_note_out(tmp_path: Path) -> None:
    """`nbgrader generate_assignment` and the formgrader's button work on the notebook with the note in it."""
    config = copy.deepcopy(build._configuration(ROOT))
    config.CourseDirectory.root = str(ROOT)
    config.CourseDirectory.release_directory = str(tmp_path / "lessons")
    config.CourseDirectory.db_url = f"sqlite:///{tmp_path}/gradebook.db"
    assignments.generate(["01_embedding_lookup"], config)
    made = tmp_path / "lessons" / "01_embedding_lookup" / "01_embedding_lookup.ipynb"
    assert made.read_text() == course.lesson("01_embedding_lookup").notebook.read_text()
