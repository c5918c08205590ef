"""Ratings drawn fresh from a model that we know: what a grader trains a submission on. Plain NumPy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
LOW, HIGH = 0.5, 5.5  # ratings are clipped here: inside the (0, 5.5) that the lessons' sigmoid can reach


@dataclass(frozen=True)
class Plant:
    """Planted ratings. Ids run from 1 to n, so that 0 stays '#na#': tables need `n_users` and `n_movies` rows.

    `users`, `movies`: int64 (N,); `ratings`: float32 (N,), with noise. `hidden_users`, `hidden_movies`: int64 (H,),
    pairs that are not among the first; `hidden_expected`: float64 (H,), the mean that infinitely many ratings of such a
    pair would have.
    """

    users: Array
    movies: Array
    ratings: Array
    hidden_users: Array
    hidden_movies: Array
    hidden_expected: Array
    n_users: int
    n_movies: int


def plant(
    seed: int,
    n_users: int = 200,
    n_movies: int = 120,
    rank: int = 3,
    n_ratings: int = 10_000,
    noise: float = 1.0,
    n_hidden: int = 2_000,
) -> Plant:
    """Draw ratings: 3 + user bias + movie bias + dot product + N(0, noise); biases have sd 0.5, the product has sd 1.

    Every pair is drawn at most once. `n_users` and `n_movies` count real ones; the result's counts include '#na#'.

    Raises:
        ValueError: there are fewer pairs than ratings and hidden pairs, or a size is not positive.
    """
    if rank < 1:
        raise ValueError("rank must be positive.")
    _check(n_users, n_movies, n_ratings, noise, n_hidden)
    rng = np.random.default_rng(seed)
    user_bias, movie_bias = rng.normal(0, 0.5, n_users), rng.normal(0, 0.5, n_movies)
    scale = rank**-0.25  # so that the dot product's variance, rank * scale**4, is 1
    user_factors, movie_factors = rng.normal(0, scale, (n_users, rank)), rng.normal(0, scale, (n_movies, rank))
    users, movies = _pairs(rng, n_users, n_movies, n_ratings + n_hidden)
    score = 3 + user_bias[users] + movie_bias[movies] + (user_factors[users] * movie_factors[movies]).sum(axis=1)
    return _rated(rng, users, movies, score, n_ratings, noise, n_users, n_movies)


def plant_by_distance(
    seed: int, n_users: int = 120, n_movies: int = 80, n_ratings: int = 6_000, noise: float = 1.0, n_hidden: int = 1_500
) -> Plant:
    """Draw ratings that no sum of a user's and a movie's number explains.

    Each user and each movie has a place, uniform on [-1, 1]; the rating is 4.7 - 2.5 * distance + N(0, noise). A model
    that adds up what it knows of the two sides explains about an eighth of the variance: nearly all is interaction.

    Raises:
        ValueError: there are fewer pairs than ratings and hidden pairs, or a size is not positive.
    """
    _check(n_users, n_movies, n_ratings, noise, n_hidden)
    rng = np.random.default_rng(seed)
    user_place, movie_place = rng.uniform(-1, 1, n_users), rng.uniform(-1, 1, n_movies)
    users, movies = _pairs(rng, n_users, n_movies, n_ratings + n_hidden)
    score = 4.7 - 2.5 * np.abs(user_place[users] - movie_place[movies])
    return _rated(rng, users, movies, score, n_ratings, noise, n_users, n_movies)


def _check(n_users: int, n_movies: int, n_ratings: int, noise: float, n_hidden: int) -> None:
    if min(n_users, n_movies, n_ratings) < 1 or n_hidden < 0 or noise < 0:
        raise ValueError("n_users, n_movies and n_ratings must be positive, n_hidden and noise not negative.")
    if n_ratings + n_hidden > n_users * n_movies:
        raise ValueError(
            f"{n_users} x {n_movies} pairs are too few for {n_ratings} ratings and {n_hidden} hidden pairs."
        )


def _pairs(rng: np.random.Generator, n_users: int, n_movies: int, number: int) -> tuple[Array, Array]:
    """That many different pairs of a user and a movie, counted from 0."""
    pairs = rng.choice(n_users * n_movies, number, replace=False)
    return pairs // n_movies, pairs % n_movies


def _rated(
    rng: np.random.Generator,
    users: Array,
    movies: Array,
    score: Array,
    n_ratings: int,
    noise: float,
    n_users: int,
    n_movies: int,
) -> Plant:
    """The first `n_ratings` pairs with a noisy rating of their score, the others hidden with what to expect of them."""
    ratings = np.clip(score[:n_ratings] + rng.normal(0, noise, n_ratings), LOW, HIGH).astype(np.float32)
    seen, hidden = slice(None, n_ratings), slice(n_ratings, None)
    return Plant(
        users[seen] + 1,
        movies[seen] + 1,
        ratings,
        users[hidden] + 1,
        movies[hidden] + 1,
        clipped_mean(score[hidden], noise),
        n_users=n_users + 1,
        n_movies=n_movies + 1,
    )


def clipped_mean(score: Array, noise: float) -> Array:
    """The mean of score + N(0, noise), clipped to [LOW, HIGH]: float64, as many as there are scores."""
    if noise == 0:
        return np.clip(score, LOW, HIGH)
    low, high = (LOW - score) / noise, (HIGH - score) / noise
    below, up_to = _normal_cdf(low), _normal_cdf(high)
    densities = (np.exp(-(low**2) / 2) - np.exp(-(high**2) / 2)) / math.sqrt(2 * math.pi)
    mean: Array = LOW * below + HIGH * (1 - up_to) + score * (up_to - below) + noise * densities
    return mean


def _normal_cdf(x: Array) -> Array:
    return np.array([math.erfc(-value / math.sqrt(2)) / 2 for value in x])


@dataclass(frozen=True)
class Newcomers:
    """New users beside a factor model that knows the movies: `weights` holds its four parameters, float32, as
    `DotProductBias` names them, row 0 for '#na#'.

    `movies` int64 and `stars` float32, (people, m): what each of them has rated. `hidden_movies` (people, H): others, with
    `hidden_expected`, float64, the mean that infinitely many ratings of each would have."""

    weights: dict[str, Array]
    movies: Array
    stars: Array
    hidden_movies: Array
    hidden_expected: Array


def plant_newcomers(
    seed: int,
    people: int = 30,
    n_users: int = 60,
    n_movies: int = 240,
    n_factors: int = 12,
    m: int = 30,
    noise: float = 0.8,
    n_hidden: int = 100,
) -> Newcomers:
    """Draw a factor model, and people who are to it as its own users are.

    Users' factors spread around a mean that is not 0, with sd 0.2, as their biases do. Movies' factors have lengths of about
    2, most of it in a few factors, so that m ratings tell something and never all. A rating is the sigmoid of the score,
    times 5.5, + N(0, noise), clipped.

    Raises:
        ValueError: there are fewer movies than ratings and hidden ratings of a person, or a size is not positive.
    """
    if min(people, n_users, n_factors, m) < 1 or n_hidden < 0 or noise < 0:
        raise ValueError("people, n_users, n_factors and m must be positive, n_hidden and noise not negative.")
    if m + n_hidden > n_movies:
        raise ValueError(f"{n_movies} movies are too few for {m} ratings and {n_hidden} hidden ones.")
    rng = np.random.default_rng(seed)
    share = 0.7 ** rng.permutation(n_factors)
    movie_factors = rng.normal(0, 2.0, (n_movies + 1, n_factors)) * share / np.linalg.norm(share)
    movie_bias = rng.normal(0.3, 0.4, n_movies + 1)
    users = rng.normal(0, 0.3, n_factors) + rng.normal(0, 0.2, (n_users + people, n_factors))
    user_bias = rng.normal(0, 0.2) + rng.normal(0, 0.3, n_users + people)
    movies = np.stack([rng.permutation(n_movies)[: m + n_hidden] + 1 for _ in range(people)])
    score = np.einsum("pmd,pd->pm", movie_factors[movies], users[n_users:]) + movie_bias[movies]
    expected = HIGH / (1 + np.exp(-score - user_bias[n_users:, None]))
    weights = {
        "user_factors": np.concatenate([rng.normal(0, 0.01, (1, n_factors)), users[:n_users]]),
        "user_bias": np.append(0.01, user_bias[:n_users]),
        "movie_factors": movie_factors,
        "movie_bias": movie_bias,
    }
    return Newcomers(
        {name: values.astype(np.float32) for name, values in weights.items()},
        movies[:, :m],
        np.clip(expected[:, :m] + rng.normal(0, noise, (people, m)), LOW, HIGH).astype(np.float32),
        movies[:, m:],
        clipped_mean(expected[:, m:].ravel(), noise).reshape(people, n_hidden),
    )
