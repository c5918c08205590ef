"""Points are a function of the submission: notebooks with an answer of the bank in every exercise, graded on several seeds.

COLLAB_SAMPLE notebooks a lesson (1), COLLAB_SEEDS seeds each (4); COLLAB_DRAW=WORD draws others. Seeds are fixed, so a run
repeats itself; a night's job draws anew.
"""

from __future__ import annotations

import ast
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


# --- a right answer that calls a wrong one ---


def calls(answer: truth.Answer, name: str) -> bool:
    return name in {node.id for node in ast.walk(ast.parse(answer.code)) if isinstance(node, ast.Name)}


def companies() -> list[tuple[str, str, str, str]]:
    """Pairs of exercises with an answer each: the first is right and calls the second, which is wrong."""
    found = [
        ("most_similar", "right_repeated", "cosine_to", "wrong_l1"),
        ("most_similar", "right_dictionary", "cosine_to", "wrong_negative_to_zero"),
        ("most_similar", "right_drop", "cosine_to", "wrong_clamp"),
        ("fold_in", "right_mean", "average_row", "wrong_median"),
        ("fold_in", "right_copy", "average_row", "wrong_normalised"),
    ]
    draw = random.Random(f"{DRAW} companies")
    for lesson in course.lessons().values():
        for name, helper in ((a, b) for a in lesson.exercises for b in lesson.exercises if a != b):
            callers = [a.name for a in truth.bank(name) if a.right and calls(a, helper)]
            wrong = [a.name for a in truth.bank(helper) if not a.right]
            if callers:
                found += [(name, draw.choice(callers), helper, w) for w in draw.sample(wrong, min(SAMPLE, len(wrong)))]
    return found


@pytest.mark.parametrize(("exercise", "right", "helper", "wrong"), companies())
def test_a_right_answer_over_a_wrong_one_has_the_same_points_on_every_draw(
    exercise: str, right: str, helper: str, wrong: str, tmp_path: Path
) -> None:
    """What a wrong function of one's own does to the exercises that call it shows always or never: the first two pairs
    had full marks on 1 draw in 10 and 1 in 5, the last two on every other one."""
    answers = {a.exercise: a for a in truth.bank(exercise) if a.name == right} | {
        a.exercise: a for a in truth.bank(helper) if a.name == wrong
    }
    path = write(course.lesson(course.exercise(exercise).lesson), answers, tmp_path)
    seeds = SEEDS if exercise == "fold_in" else 4 * SEEDS  # most are quick
    scores = {grade_file(path, seed=seed, exercise=exercise).exercises[exercise].score for seed in range(1, seeds + 1)}
    assert len(scores) == 1, scores
