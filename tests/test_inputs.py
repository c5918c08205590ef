"""What the judge draws asks what it is there to ask: no coincidence answers for the student."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import numpy as np
import pytest

from collab import course

Suite = Callable[[str], Any]


@pytest.fixture
def suite(monkeypatch: pytest.MonkeyPatch) -> Iterator[Suite]:
    """A lesson's suite by name, and nothing of it or of what suites share left in memory for the tests that follow."""
    grader, before = course.root() / "grader", set(sys.modules)
    monkeypatch.setattr(sys, "path", [str(grader), *sys.path])
    yield lambda lesson_id: importlib.import_module(f"test_{lesson_id}")
    for name in set(sys.modules) - before:
        if (grader / f"{name}.py").is_file():
            del sys.modules[name]


@pytest.mark.parametrize("far", [-60.0, 30.0, 60.0])
def test_a_score_beyond_what_a_sigmoid_shows_is_exact(far: float, suite: Suite) -> None:
    lesson = suite("06_collab_nn")
    one = np.ones((1, 1))
    p = {"user": one, "item": one, "w1": np.ones((1, 2)), "b1": np.zeros(1), "w2": far / 2 * one, "b2": np.zeros(1)}
    assert lesson.collab_nn_score(p, np.array([[0, 0]])) == pytest.approx([far], rel=1e-9)
    linears = [{"weight": p["w1"], "bias": p["b1"]}, {"weight": p["w2"], "bias": p["b2"]}]
    still = {"weight": np.ones(1), "bias": np.zeros(1), "running_mean": np.zeros(1), "running_var": np.ones(1)}
    network = lesson.Network({"user": one, "item": one}, linears, [still])
    assert network.scores(np.array([[0, 0]]), False) == pytest.approx([far], rel=1e-4)


@pytest.mark.parametrize("exercise", ["train_epoch", "evaluate"])
def test_a_batch_that_counts_with_anothers_length_gives_another_mean(exercise: str, suite: Suite) -> None:
    """A batch whose loss is near the mean may count with any length: 1 draw in 300 had one before these draws were refused."""
    lesson = suite("04_dot_product_bias")
    sizes, nearest = lesson.UNEVEN, np.inf

    def known(drawn: Any) -> Any:
        if exercise == "evaluate":
            return lesson.TestEvaluate().mean(drawn, lesson.EVALUATION)
        return lesson.mean_of(lesson.TestTrainEpoch.epoch(drawn, 0.015, lesson.in_batches(drawn))[0], sizes)

    for seed in range(400):
        drawn = lesson.draw_batches(np.random.default_rng(seed), sizes, known)
        if exercise == "evaluate":
            losses = lesson.losses_with(drawn["weight"], drawn, lesson.EVALUATION)
        else:
            losses = lesson.TestTrainEpoch.epoch(drawn, 0.015, lesson.in_batches(drawn))[0]
        wanted = np.average(losses, weights=sizes)
        others = [np.average(losses, weights=w) for w in product(sizes, repeat=len(sizes)) if w != sizes]
        nearest = min(nearest, np.abs(np.array(others) / wanted - 1).min())
    assert nearest > 5e-4  # the judge takes 1e-4 for equal
