"""What makes a verdict stale, and what does not: a changed notebook, grader, points or isolation, and nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from collab.grading.box import tiers
from collab.grading.classroom.fingerprint import content, fingerprint
from collab.grading.classroom.staleness import stale
from collab.grading.verdict import Tier

from .instructor import ROOT

LESSON = "01_embedding_lookup"


class Graded:
    """One student's folders, as an autograding of today left them, in a course of its own."""

    def __init__(self, course: Path) -> None:
        self.course, self.submitted, self.autograded = course, course / "submitted", course / "autograded"
        self.submitted.mkdir()
        self.autograded.mkdir()
        shutil.copy(ROOT / "lessons" / LESSON / f"{LESSON}.ipynb", self.submitted)
        self.write()

    def write(self, **changes: object) -> None:
        points = {"build_vocab": 3, "encode": 4, "one_hot": 2, "one_hot_lookup": 2, "embedding_lookup": 4}
        verdict = {
            "exercises": {name: {"max_score": p} for name, p in points.items()},
            "content": content(self.submitted),
            "grader": fingerprint(LESSON),
            "isolation": "sandboxed",
        }
        notebook = {"cells": [], "metadata": {"collab_verdict": verdict | changes}}
        (self.autograded / f"{LESSON}.ipynb").write_text(json.dumps(notebook))

    def why(self) -> dict[str, str]:
        return {r.kind: str(r) for r in stale(self.submitted, self.autograded, LESSON)}


@pytest.fixture
def graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Graded:
    for name in ("grader", "lessons"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("COLLAB_COURSE", str(tmp_path))
    monkeypatch.setattr(tiers, "tier", lambda: "sandboxed")
    return Graded(tmp_path)


def test_nothing_is_stale_where_nothing_has_changed(graded: Graded) -> None:
    assert graded.why() == {}


def test_what_has_no_verdict_or_a_provisional_one_is_not_graded(graded: Graded) -> None:
    graded.write(provisional=True, content="another")
    assert graded.why() == {"ungraded": "the grader itself failed on it"}
    for text in ("{", "[]", '{"metadata": {"collab_verdict": 3}}'):
        (graded.autograded / f"{LESSON}.ipynb").write_text(text)
        assert graded.why() == {"ungraded": "not graded yet"}
    shutil.rmtree(graded.autograded)
    assert graded.why() == {"ungraded": "not graded yet"}


def test_a_verdict_of_an_older_version_says_nothing_of_what_it_was_made_from(graded: Graded) -> None:
    (graded.autograded / f"{LESSON}.ipynb").write_text(
        json.dumps({"metadata": {"collab_verdict": {"isolation": "sandboxed"}}})
    )
    assert {"content", "grader", "points"} == set(graded.why())


def test_another_notebook_in_the_folder_is_another_content(graded: Graded) -> None:
    (graded.submitted / "timestamp.txt").write_text("2026-01-01 00:00:00 UTC")
    assert graded.why() == {}
    (graded.submitted / "again.ipynb").write_text("{}")
    assert graded.why() == {"content": "what was handed in has changed"}


@pytest.mark.parametrize(
    ("file", "touched"),
    [
        (f"grader/test_{LESSON}.py", True),
        ("grader/reference.py", True),
        (f"lessons/{LESSON}/{LESSON}.ipynb", True),
        ("grader/test_02_dot_product.py", False),
        ("lessons/02_dot_product/02_dot_product.ipynb", False),
    ],
)
def test_only_what_grades_the_lesson_is_its_grader(graded: Graded, file: str, touched: bool) -> None:
    path = graded.course / file
    path.write_text(path.read_text() + "\n")
    assert graded.why() == ({"grader": "the grader has changed"} if touched else {})


@pytest.mark.parametrize(
    ("old", "new", "touched"),
    [
        ("class TestEncode:\n", "class TestEncode:\n    MORE = 1\n", {"encode"}),
        ("class TestEncode:\n", "class TestEncode:\n    # a word to the reader\n", set()),
        ("class TestEncode:\n", "MORE = 1\n\n\nclass TestEncode:\n", {"build_vocab", "encode"}),
        ("class TestBuildVocab:\n", "class TestBuildVocab:\n    ours = TestEncode\n", {"build_vocab"}),
    ],
)
def test_of_one_exercise_the_checks_of_others_are_left_out(
    graded: Graded, old: str, new: str, touched: set[str]
) -> None:
    lessons = {"build_vocab": LESSON, "encode": LESSON, "mse": "02_dot_product"}

    def prints() -> dict[str, str]:
        return {name: fingerprint(lesson, name) for name, lesson in lessons.items()}

    before, path = prints(), graded.course / "grader" / f"test_{LESSON}.py"
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))
    after = prints()
    assert {name for name in lessons if after[name] != before[name]} == touched
    if "TestEncode" in new and "Vocab" in new:  # what a class speaks of counts with it
        path.write_text(path.read_text().replace("class TestEncode:\n", "class TestEncode:\n    MORE = 1\n"))
        assert fingerprint(LESSON, "build_vocab") != after["build_vocab"]


def test_points_are_named_and_hints_do_not_count(graded: Graded) -> None:
    path = graded.course / "grader" / "course.toml"
    text = path.read_text()
    path.write_text(text.replace("Start with a vector", "Begin with a vector"))
    assert path.read_text() != text
    assert graded.why() == {}
    head, exercise, tail = text.partition("[lessons.01_embedding_lookup.exercises.build_vocab]")
    path.write_text(head + exercise + tail.replace("points = 3", "points = 5", 1))
    assert graded.why() == {"points": "points have changed: build_vocab 3 → 5"}


@pytest.mark.parametrize(
    ("before", "today", "is_stale"),
    [("limited", "sandboxed", True), ("sandboxed", "limited", False), ("limited", "limited", False)],
)
def test_a_weaker_isolation_is_stale_and_a_stronger_one_stands(
    graded: Graded, monkeypatch: pytest.MonkeyPatch, before: str, today: Tier, is_stale: bool
) -> None:
    monkeypatch.setattr(tiers, "tier", lambda: today)
    graded.write(isolation=before)
    assert set(graded.why()) == ({"isolation"} if is_stale else set())
