"""Inputs that tell mistakes apart."""

from __future__ import annotations

import numpy as np
import pytest

from collab.grading import expect


def known(x: np.ndarray) -> tuple[np.ndarray, list[tuple[np.ndarray, str]]]:
    return 2 * x, [(x**2, "squared"), (x + 2, "added"), (x.sum(), "one number")]


@pytest.mark.parametrize(
    ("x", "pairs"),
    [
        ([3.0, 5.0], 0),
        ([2.0, 2.0], 3),  # 2 * 2 is 2 ** 2 and 2 + 2
        ([2.0, 5.0], 0),  # one entry tells them apart
        ([0.0, 2.0], 1),
    ],
)
def test_coincidences_are_counted_by_question(x: list[float], pairs: int) -> None:
    assert expect.coincidences(*known(np.array(x))) == pairs


def test_two_ways_to_one_mistake_are_no_coincidence() -> None:
    assert expect.coincidences(np.ones(2), [(np.zeros(2), "zero"), (np.zeros(2), "zero")]) == 0


def test_it_draws_until_the_mistakes_differ() -> None:
    drawn = iter([[2.0, 2.0], [0.0, 2.0], [3.0, 5.0], [4.0, 7.0]])
    assert expect.draw_apart(lambda: np.array(next(drawn)), known).tolist() == [3.0, 5.0]


def test_where_they_never_do_it_takes_the_best_of_a_few() -> None:
    tries = 0

    def draw() -> np.ndarray:
        nonlocal tries
        tries += 1
        return np.array([0.0, 2.0]) if tries == 5 else np.array([2.0, 2.0])

    assert expect.draw_apart(draw, known).tolist() == [0.0, 2.0]
    assert tries == expect.TRIES + 1
