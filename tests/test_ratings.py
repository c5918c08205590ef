"""Ratings to tensors: the contracts that lesson 1 states and the trainer relies on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import torch

from collab.data import catalog
from collab.ratings import Ratings, Split, build_vocab, encode, load_ratings


@pytest.fixture(scope="module")
def mini() -> Ratings:
    return load_ratings("minilens")


@pytest.fixture
def tiny() -> Ratings:
    frame = pd.DataFrame(
        {
            "user": [9, 4, 9, 7, 4, 7, 9, 1, 1, 4],
            "movie": [30, 10, 10, 20, 20, 30, 20, 10, 40, 40],
            "rating": [5, 3, 4, 1, 2, 5, 3, 4, 2, 1],
            "timestamp": range(10),
            "title": ["C", "A", "A", "B", "B", "C", "B", "A", "C", "C"],  # movies 30 and 40 share a title
        }
    )
    movies = pd.DataFrame({"movie": [10, 20, 30, 40], "title": ["A", "B", "C", "C"]})
    source = catalog.Source("minilens", "by hand", "by hand", Path(), "", "")
    return Ratings(frame, movies, build_vocab(frame["user"]), build_vocab(frame["title"]), source)


def _numbered(n: int) -> Split:
    """A split whose training rows can be told apart: row i is user i, with rating i."""
    x = torch.stack([torch.arange(n), torch.zeros(n, dtype=torch.int64)], dim=1)
    return Split(x, torch.arange(n, dtype=torch.float32), x[:5], torch.arange(5, dtype=torch.float32), n, 1)


# ---- loading ---------------------------------------------------------------------------------------------------------


def test_real_movielens_has_the_seed_notebooks_numbers() -> None:
    try:
        ratings = load_ratings("ml-100k")
    except catalog.DataError as error:
        pytest.skip(f"MovieLens cannot be had here: {error}")
    assert len(ratings.frame) == 100_000
    assert list(ratings.frame.columns) == ["user", "movie", "rating", "timestamp", "title"]
    assert ratings.frame.iloc[0].tolist() == [196, 242, 3, 881250949, "Kolya (1996)"]
    # The file's own order, read without our code.
    rows = np.loadtxt(ratings.source.path / "u.data", dtype=np.int64)
    assert (ratings.frame[["user", "movie", "rating", "timestamp"]].to_numpy() == rows).all()
    assert (len(ratings.users), len(ratings.titles)) == (944, 1665)
    assert ratings.users[:3] == ["#na#", 1, 2]
    assert ratings.titles[0] == "#na#"
    assert ratings.titles[1:] == sorted(ratings.titles[1:])
    assert "unknown" in ratings.titles
    assert "unkonwn (unkonwn)" not in ratings.titles
    assert len(ratings.movies) == 1682
    split = ratings.split()
    assert (len(split.train_y), len(split.valid_y)) == (80_000, 20_000)
    assert sum(1 for _ in split.train_batches(64)) == 1_250
    assert int(split.train_x.min()) >= 1, "a rating of an unknown user or title"


def test_minilens_keeps_the_order_of_its_file(mini: Ratings) -> None:
    rows = np.loadtxt(mini.source.path / "ratings.csv", dtype=np.int64, delimiter=",", skiprows=1)
    assert (mini.frame[["user", "movie", "rating", "timestamp"]].to_numpy() == rows).all()
    title = dict(zip(mini.movies["movie"], mini.movies["title"], strict=True))
    assert mini.frame["title"].tolist() == [title[movie] for movie in rows[:, 1]]
    assert (len(mini.users), len(mini.titles)) == (601, 401)
    assert mini.source.name == "minilens"


# ---- vocabularies ----------------------------------------------------------------------------------------------------


def test_a_vocabulary_is_na_and_the_sorted_distinct_values() -> None:
    assert build_vocab([5, 3, 5, 11]) == ["#na#", 3, 5, 11]
    assert build_vocab(pd.Series(["b", "a", "b", "#na#"])) == ["#na#", "a", "b"]
    assert build_vocab(["b", None, "a"]) == ["#na#", "a", "b"]
    assert build_vocab([]) == ["#na#"]


def test_encode_gives_positions_and_zero_for_the_unseen() -> None:
    codes = encode([11, 3, 4, 5, 11], ["#na#", 3, 5, 11])
    assert codes.dtype == torch.int64
    assert codes.tolist() == [3, 1, 0, 2, 3]
    assert encode(["b", "#na#", None, "z"], ["#na#", "a", "b"]).tolist() == [2, 0, 0, 0]
    assert encode([], ["#na#", 3]).tolist() == []
    assert encode(["3"], ["#na#", 3]).tolist() == [0], "a string is not the number it spells"


def test_encode_agrees_with_looking_each_value_up(mini: Ratings) -> None:
    values = mini.frame["title"].tolist()[:500]
    assert encode(values, mini.titles).tolist() == [mini.titles.index(value) for value in values]


def test_encode_refuses_a_vocabulary_that_is_none() -> None:
    with pytest.raises(ValueError, match="starts with '#na#'"):
        encode([1], [1, 2])
    with pytest.raises(ValueError, match="'a' twice"):
        encode(["a"], ["#na#", "a", "b", "a"])


# ---- splitting -------------------------------------------------------------------------------------------------------


def test_a_split_is_disjoint_and_complete(tiny: Ratings) -> None:
    split = tiny.split(valid=0.35, seed=3)
    assert (split.n_users, split.n_movies) == (5, 4)
    assert split.train_x.shape == (7, 2)
    assert split.valid_x.shape == (3, 2)
    assert split.train_x.dtype == torch.int64
    assert split.train_y.dtype == torch.float32
    users, titles = {1: 1, 4: 2, 7: 3, 9: 4}, {"A": 1, "B": 2, "C": 3}
    expected = sorted(
        (users[user], titles[title], float(rating))
        for user, title, rating in tiny.frame[["user", "title", "rating"]].to_numpy().tolist()
    )
    x, y = torch.cat([split.train_x, split.valid_x]), torch.cat([split.train_y, split.valid_y])
    assert sorted((u, t, r) for (u, t), r in zip(x.tolist(), y.tolist(), strict=True)) == expected


def test_a_split_depends_on_its_seed_alone(tiny: Ratings) -> None:
    torch.manual_seed(0)
    first = tiny.split(seed=5)
    torch.manual_seed(1)
    again = tiny.split(seed=5)
    assert torch.equal(first.train_x, again.train_x)
    assert torch.equal(first.valid_y, again.valid_y)
    assert any(not torch.equal(first.train_x, tiny.split(seed=seed).train_x) for seed in range(6, 10))


def test_every_rating_is_equally_likely_to_be_put_aside(tiny: Ratings) -> None:
    tiny.frame["rating"] = range(10)  # now a rating names its row
    counts = np.zeros(10)
    for seed in range(400):
        counts[tiny.split(valid=0.3, seed=seed).valid_y.int().numpy()] += 1
    # Binomial(400, 0.3): mean 120, sd 9.2; the bounds are over 5 sd away.
    assert counts.sum() == 1200
    assert counts.min() > 72
    assert counts.max() < 168


@pytest.mark.parametrize("valid", [0, 1, 0.05, -0.2, 20])
def test_an_empty_side_is_refused(tiny: Ratings, valid: float) -> None:
    with pytest.raises(ValueError, match="side of the split empty"):
        tiny.split(valid=valid)


def test_no_ratings_cannot_be_split(tiny: Ratings) -> None:
    empty = Ratings(tiny.frame.iloc[:0], tiny.movies, ["#na#"], ["#na#"], tiny.source)
    with pytest.raises(ValueError, match="no ratings to split"):
        empty.split()


# ---- batches ---------------------------------------------------------------------------------------------------------


def test_an_epoch_is_a_permutation() -> None:
    split = _numbered(103)
    batches = list(split.train_batches(10, generator=torch.Generator().manual_seed(0), drop_last=False))
    assert [len(y) for _, y in batches] == [10] * 10 + [3]
    seen = torch.cat([y for _, y in batches])
    assert sorted(seen.tolist()) == list(range(103))
    assert seen.tolist() != list(range(103))
    assert all(torch.equal(x[:, 0].float(), y) for x, y in batches), "a rating was separated from its user"


def test_the_last_partial_batch_is_dropped() -> None:
    assert [len(y) for _, y in _numbered(103).train_batches(10)] == [10] * 10


def test_each_epoch_has_an_order_of_its_own_and_a_generator_repeats_it() -> None:
    split, generator = _numbered(50), torch.Generator().manual_seed(7)
    first, second = (torch.cat([y for _, y in split.train_batches(5, generator=generator)]) for _ in range(2))
    assert not torch.equal(first, second)
    generator.manual_seed(7)
    assert torch.equal(first, torch.cat([y for _, y in split.train_batches(5, generator=generator)]))


def test_with_replacement_an_epoch_misses_over_a_third_of_the_ratings() -> None:
    batches = _numbered(10_000).train_batches(
        generator=torch.Generator().manual_seed(0), replacement=True, drop_last=False
    )
    seen = torch.cat([y for _, y in batches])
    assert len(seen) == 10_000
    assert abs(len(seen.unique()) / 10_000 - (1 - np.exp(-1))) < 0.02  # 63.2 %, sd 0.3 %


def test_validation_batches_are_in_order_and_complete(mini: Ratings) -> None:
    split = mini.split()
    batches = list(split.valid_batches(3000))
    assert [len(y) for _, y in batches] == [3000, 3000, 2000]
    assert torch.equal(torch.cat([x for x, _ in batches]), split.valid_x)
    assert torch.equal(torch.cat([y for _, y in batches]), split.valid_y)


def test_moving_a_split_moves_all_of_it(tiny: Ratings) -> None:
    moved = tiny.split().to("meta")
    assert {t.device.type for t in (moved.train_x, moved.train_y, moved.valid_x, moved.valid_y)} == {"meta"}
    assert (moved.n_users, moved.n_movies) == (5, 4)


def test_impossible_batches_are_refused_at_once() -> None:
    split = _numbered(10)
    with pytest.raises(ValueError, match="do not fill one batch of 64"):
        split.train_batches(64)
    with pytest.raises(ValueError, match="batch_size is 0"):
        split.train_batches(0)
    with pytest.raises(ValueError, match="batch_size is -1"):
        split.valid_batches(-1)
