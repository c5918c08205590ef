"""Lessons come from their sources, and nothing of the answers comes with them."""

import json
import re
from pathlib import Path

import pytest

from collab import course
from collab.staff import build
from collab.staff.build import BuildError

from .conftest import cell_of

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
