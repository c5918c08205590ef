"""Points are a function of the submission: notebooks with an answer of the bank in every exercise, graded on several seeds.

COLLAB_SAMPLE notebooks a lesson (1), COLLAB_SEEDS seeds each (4); COLLAB_DRAW=WORD draws others. Seeds are fixed, so a run
repeats itself; a night's job draws anew.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from collab import course
from collab.grading.grade import grade_file
from collab.staff import truth

from .test_same_verdict import notebook

DRAW = os.environ.get("COLLAB_DRAW", "first")
SAMPLE, SEEDS = (
    int(os.environ.get(name, default)) for name, default in (("COLLAB_SAMPLE", "1"), ("COLLAB_SEEDS", "4"))
)
JOBS = [(lesson, number) for lesson in course.lessons() for number in range(SAMPLE)]


def write(lesson: course.Lesson, answers: dict[str, truth.Answer], folder: Path) -> Path:
    path = folder / lesson.id / f"{lesson.id}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook(lesson, answers)))
    return path


def points(path: Path, seed: int) -> dict[str, float]:
    return {e.id: e.score for e in grade_file(path, seed=seed).exercises.values()}


@pytest.mark.parametrize(("lesson_id", "number"), JOBS)
def test_another_seed_gives_the_same_points(lesson_id: str, number: int, tmp_path: Path) -> None:
    lesson, draw = course.lesson(lesson_id), random.Random(f"{DRAW} {lesson_id} {number}")
    answers = {name: draw.choice(truth.bank(name)) for name in lesson.exercises}
    path = write(lesson, answers, tmp_path)
    first, *others = (points(path, seed) for seed in range(1, SEEDS + 1))
    assert others == [first] * (SEEDS - 1), {name: a.name for name, a in answers.items()}


def test_a_coins_toss_is_not_passed_on_to_the_student(tmp_path: Path) -> None:
    """`cosine_to` that gives the angle beside `most_similar` that leaves out what is near 1: on about half of the draws the
    first check of `most_similar` passes, and it was worth half a point on those."""
    lesson = course.lesson("05_interpreting")
    angle = next(a for a in truth.bank("cosine_to") if a.name == "wrong_angle")
    near = truth.Answer("most_similar", "near", False, "", "", "", "", (
        "def most_similar(factors, titles, title, k=1):\n"
        "    s = cosine_to(factors, titles.index(title))\n"
        "    order = [j for j in s.argsort(descending=True).tolist() if s[j] < 0.999]\n"
        "    return [titles[j] for j in order[:k]]\n"
    ))  # fmt: skip
    path = write(lesson, {"cosine_to": angle, "most_similar": near}, tmp_path)
    assert {points(path, seed)["most_similar"] for seed in range(1, 9)} == {0.0}
