"""A score that the judge takes back from its sigmoid is exact, however far from 0 it is."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from collab import course


@pytest.fixture
def suite(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Lesson 06's suite, and nothing of it or of what suites share left in memory for the tests that follow."""
    grader, before = course.root() / "grader", set(sys.modules)
    monkeypatch.setattr(sys, "path", [str(grader), *sys.path])
    yield importlib.import_module("test_06_collab_nn")
    for name in set(sys.modules) - before:
        if (grader / f"{name}.py").is_file():
            del sys.modules[name]


@pytest.mark.parametrize("far", [-60.0, 30.0, 60.0])
def test_a_score_beyond_what_a_sigmoid_shows_is_exact(far: float, suite: Any) -> None:
    one = np.ones((1, 1))
    p = {"user": one, "item": one, "w1": np.ones((1, 2)), "b1": np.zeros(1), "w2": far / 2 * one, "b2": np.zeros(1)}
    assert suite.collab_nn_score(p, np.array([[0, 0]])) == pytest.approx([far], rel=1e-9)
    linears = [{"weight": p["w1"], "bias": p["b1"]}, {"weight": p["w2"], "bias": p["b2"]}]
    still = {"weight": np.ones(1), "bias": np.zeros(1), "running_mean": np.zeros(1), "running_var": np.ones(1)}
    network = suite.Network({"user": one, "item": one}, linears, [still])
    assert network.scores(np.array([[0, 0]]), False) == pytest.approx([far], rel=1e-4)
