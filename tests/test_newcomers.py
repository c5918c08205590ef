"""New users for a loss target: what is planted, and the reference that is fitted to it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from collab.data.plants import plant_newcomers

sys.path.insert(0, str(Path(__file__).parent.parent / "grader"))
import reference

SMALL = {"people": 4, "n_users": 9, "n_movies": 50, "n_factors": 3, "m": 8, "n_hidden": 20}


def test_newcomers_rate_movies_of_the_model_each_once() -> None:
    planted = plant_newcomers(1, **SMALL)
    assert {k: v.shape for k, v in planted.weights.items()} == {
        "user_factors": (10, 3), "user_bias": (10,), "movie_factors": (51, 3), "movie_bias": (51,)
    }  # fmt: skip
    both = np.concatenate([planted.movies, planted.hidden_movies], axis=1)
    assert both.shape == (4, 28)
    assert both.min() >= 1
    assert both.max() <= 50
    assert all(len(set(row.tolist())) == 28 for row in both)
    assert planted.stars.dtype == np.float32
    assert planted.stars.min() >= 0.5
    assert planted.stars.max() <= 5.5


def test_without_noise_the_ratings_are_what_is_expected() -> None:
    exact = plant_newcomers(2, **{**SMALL, "m": 24, "n_hidden": 20}, noise=0.0)
    p = exact.weights
    for movies, stars, hidden, expected in zip(exact.movies, exact.stars, exact.hidden_movies, exact.hidden_expected, strict=True):  # fmt: skip
        inside = stars > 0.5  # what is cut off at the lower end does not say how low it would be
        row = reference.fold_in(p, movies[inside], stars[inside], pull=1e-6, passes=100)
        predicted = reference.folded_predictions(p, row, hidden).clip(0.5, 5.5)
        assert predicted == pytest.approx(expected, abs=0.05)


def test_a_seed_gives_the_same_again_and_another_seed_others() -> None:
    one, again, other = (plant_newcomers(seed, **SMALL) for seed in (3, 3, 4))
    assert np.array_equal(one.stars, again.stars)
    assert not np.array_equal(one.stars, other.stars)


@pytest.mark.parametrize("wrong", [{"people": 0}, {"m": 0}, {"n_hidden": -1}, {"noise": -1.0}, {"n_movies": 27}])
def test_sizes_that_cannot_be_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"positive|too few"):
        plant_newcomers(1, **{**SMALL, **wrong})  # type: ignore[arg-type]


@pytest.mark.parametrize("pull", [0.5, 20.0])
def test_the_reference_is_at_the_lowest_point_of_its_loss(pull: float) -> None:
    planted = plant_newcomers(5, **SMALL)
    p, movies, stars = planted.weights, planted.movies[0], planted.stars[0]
    start, row = reference.average_user(p), reference.fold_in(p, movies, stars, pull, passes=30)

    def loss() -> float:
        errors = reference.folded_predictions(p, row, movies) - stars
        return float((errors**2).sum() + pull * ((row - start) ** 2).sum())

    assert np.abs(reference.numeric_gradient(loss, row)).max() < 1e-4
    assert np.abs(row - start).max() > 0.01
