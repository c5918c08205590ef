"""MiniLens is what its README says: the same bytes everywhere, with the planted facts that the lessons point at."""

from __future__ import annotations

import random
import re
import statistics
from pathlib import Path

import numpy as np
import pytest

from collab.data import minilens, minilens_titles, plants

FOLDER = Path(__file__).parents[1] / "data" / "minilens"


@pytest.fixture(scope="module")
def truth() -> minilens.Truth:
    return minilens.truth()


@pytest.fixture(scope="module")
def stars(truth: minilens.Truth) -> list[list[int]]:
    """The ratings of each film, by position."""
    found: list[list[int]] = [[] for _ in truth.films]
    for _, movie, rating, _ in truth.rows:
        found[movie - 1].append(rating)
    return found


def test_generating_again_gives_the_committed_bytes() -> None:
    minilens.truth.cache_clear()
    minilens.files.cache_clear()
    for name, data in minilens.files().items():
        assert (FOLDER / name).read_bytes() == data, f"{name} differs: run `python -m collab.minilens` and look at why"
    assert minilens.ENTRY.intact(FOLDER)


def test_altered_files_are_not_intact(tmp_path: Path) -> None:
    for name, data in minilens.files().items():
        (tmp_path / name).write_bytes(data)
    assert minilens.ENTRY.intact(tmp_path)
    (tmp_path / "movies.csv").write_bytes(minilens.files()["movies.csv"] + b"\n")
    assert not minilens.ENTRY.intact(tmp_path)
    assert not minilens.ENTRY.intact(tmp_path / "nowhere")


def test_size_and_long_tails(truth: minilens.Truth, stars: list[list[int]]) -> None:
    assert len(truth.rows) == 40_000
    assert len({(user, movie) for user, movie, _, _ in truth.rows}) == 40_000, "a user rated a film twice"
    assert {rating for _, _, rating, _ in truth.rows} == {1, 2, 3, 4, 5}
    per_user = np.bincount([user for user, _, _, _ in truth.rows])[1:]
    per_film = sorted((len(own) for own in stars), reverse=True)
    assert len(per_user) == 600
    assert len(per_film) == 400
    assert per_film[-1] >= 3
    assert per_user.max() > 5 * np.median(per_user)
    assert sum(per_film[:40]) > 0.3 * 40_000 > 40 * sum(per_film[-40:]) / 10, "the popular tenth has a third of all"


def test_titles_are_all_different_and_dated(truth: minilens.Truth) -> None:
    assert len({film.title for film in truth.films}) == 400
    assert len({film.title.rsplit(" (", 1)[0] for film in truth.films}) == 400
    assert all(re.fullmatch(r".+ \(19[3-9]\d\)", film.title) for film in truth.films)
    assert all(set(film.genres.split("|")) <= set(minilens.GENRES) for film in truth.films)


def test_sequels_are_near_twins_and_both_popular(truth: minilens.Truth, stars: list[list[int]]) -> None:
    def find(name: str) -> int:
        return next(i for i, film in enumerate(truth.films) if film.title.rsplit(" (", 1)[0] == name)

    factors = np.array([film.factors for film in truth.films], dtype=float)
    factors /= np.linalg.norm(factors, axis=1, keepdims=True)
    for first, sequel, _ in minilens_titles.TWINS:
        one, two = find(first), find(sequel)
        cosine = factors @ factors[one]
        cosine[one] = -1
        assert cosine.argmax() == two
        assert cosine[two] > 0.98
        assert min(len(stars[one]), len(stars[two])) > 150
        assert int(truth.films[one].title[-5:-1]) < int(truth.films[two].title[-5:-1])


def test_the_loved_and_the_hated_film_are_the_extremes_but_plain_means_mislead(
    truth: minilens.Truth, stars: list[list[int]]
) -> None:
    role = {film.role: i for i, film in enumerate(truth.films)}
    biases = [film.bias for film in truth.films]
    means = [statistics.mean(own) for own in stars]
    for name, order in (("loved", np.argsort(biases)[::-1]), ("hated", np.argsort(biases))):
        assert order[0] == role[name]
        assert len(stars[role[name]]) > 300
        assert abs(biases[order[0]] - biases[order[1]]) > 300
    obscure = [(means[i], film.role) for i, film in enumerate(truth.films) if film.role.startswith("obscure")]
    assert max(means) > means[role["loved"]]
    assert min(means) < means[role["hated"]]
    assert all(3 <= len(stars[i]) <= 5 for i, film in enumerate(truth.films) if film.role.startswith("obscure"))
    assert max(obscure)[0] == max(means)
    assert min(obscure)[0] == min(means)


def test_genres_lie_apart_on_the_first_axes(truth: minilens.Truth) -> None:
    def centre(genre: str) -> np.ndarray:
        return np.mean([film.factors[:2] for film in truth.films if genre in film.genres.split("|")], axis=0)

    assert centre("Action")[0] > 600
    assert centre("Arthouse")[0] < -900
    assert centre("Children's")[1] > 600
    assert centre("Horror")[1] < -600


def test_the_chances_of_the_stars_are_those_of_simulated_noise() -> None:
    rng = random.Random(5)
    for score in (1_234_567, 3_500_000, 4_499_999, 5_900_000):
        chances = minilens.distribution(score)
        assert abs(sum(chances) - 1) < 1e-12
        draws = [
            min(5, max(1, (score + 1_000 * round(rng.gauss(0, minilens.NOISE)) + 500_000) // 1_000_000))
            for _ in range(20_000)
        ]
        for value, chance in enumerate(chances, 1):
            # Five standard deviations of a frequency over 20,000 draws, at most.
            assert abs(draws.count(value) / 20_000 - chance) < 5 * (0.25 / 20_000) ** 0.5


def test_the_noise_floor_is_what_the_true_means_reach(truth: minilens.Truth) -> None:
    floor = minilens.noise_floor(truth)
    errors = []
    for user, movie, rating, _ in truth.rows:
        mean = sum(chance * value for value, chance in enumerate(minilens.distribution(truth.score(user, movie)), 1))
        errors.append((rating - mean) ** 2)
    # An unbiased estimate of the floor, with its own standard error.
    assert abs(statistics.mean(errors) - floor) < 4 * statistics.stdev(errors) / len(errors) ** 0.5
    assert f"**{floor:.4f}**" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_a_draw_near_a_rounding_boundary_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minilens.NormalDist, "inv_cdf", lambda self, p: 0.5 + 1e-13)
    with pytest.raises(ArithmeticError, match="another SEED"):
        minilens._normal(random.Random(0), 1)


# ---- plants for graders ----------------------------------------------------------------------------------------------


def test_a_plant_has_the_sizes_asked_for_and_no_pair_twice() -> None:
    drawn = plants.plant(3, n_users=31, n_movies=17, rank=2, n_ratings=300, noise=0.7, n_hidden=50)
    assert (drawn.n_users, drawn.n_movies) == (32, 18)
    assert drawn.ratings.shape == (300,)
    assert drawn.hidden_expected.shape == (50,)
    assert drawn.ratings.dtype == np.float32
    assert drawn.users.dtype == np.int64
    users, movies = (
        np.concatenate(pair) for pair in ((drawn.users, drawn.hidden_users), (drawn.movies, drawn.hidden_movies))
    )
    assert users.min() >= 1
    assert users.max() <= 31
    assert movies.min() >= 1
    assert movies.max() <= 17
    assert len(set(zip(users.tolist(), movies.tolist(), strict=True))) == 350
    assert drawn.ratings.min() >= 0.5
    assert drawn.ratings.max() <= 5.5


def test_a_plant_depends_on_its_seed() -> None:
    one, same, other = plants.plant(1), plants.plant(1), plants.plant(2)
    assert np.array_equal(one.ratings, same.ratings)
    assert np.array_equal(one.hidden_expected, same.hidden_expected)
    assert not np.array_equal(one.ratings, other.ratings)


def test_the_expectation_is_the_mean_of_clipped_noisy_ratings() -> None:
    rng = np.random.default_rng(0)
    scores = np.array([-0.4, 1.0, 3.1, 5.2, 6.5])
    simulated = np.clip(scores + rng.normal(0, 0.9, (200_000, 5)), 0.5, 5.5).mean(axis=0)
    assert np.abs(plants.clipped_mean(scores, 0.9) - simulated).max() < 5 * 0.9 / 200_000**0.5
    assert plants.clipped_mean(scores, 0.0).tolist() == [0.5, 1.0, 3.1, 5.2, 5.5]


def test_without_noise_the_hidden_pairs_follow_the_same_model() -> None:
    # Rank 1 and no biases' noise: swapping seen and hidden pairs of one seed gives the same scores.
    drawn = plants.plant(4, n_users=6, n_movies=5, rank=1, n_ratings=30, noise=0.0, n_hidden=0)
    again = plants.plant(4, n_users=6, n_movies=5, rank=1, n_ratings=12, noise=0.0, n_hidden=18)
    table = {(u, m): r for u, m, r in zip(drawn.users, drawn.movies, drawn.ratings, strict=True)}
    for user, movie, value in zip(again.hidden_users, again.hidden_movies, again.hidden_expected, strict=True):
        assert abs(table[user, movie] - value) < 1e-6


def test_impossible_plants_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        plants.plant(0, n_users=3, n_movies=3, n_ratings=9, n_hidden=1)
    with pytest.raises(ValueError, match="positive"):
        plants.plant(0, rank=0)
