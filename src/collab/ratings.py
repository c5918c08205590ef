"""Ratings as a model wants them: a frame, vocabularies, index tensors, a split, batches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import torch
from torch import Tensor

from collab.data.catalog import CATALOG, DataError, Source, resolve

UNKNOWN = "#na#"  # position 0 of every vocabulary: what was never seen in training


def load_ratings(name: str | None = None) -> Ratings:
    """The ratings merged with the titles, and where they come from.

    Args:
        name: one of the catalog ("ml-100k", "minilens"), or None for the best that can be had (see
            `collab.data.catalog.resolve`).

    Raises:
        DataError: the name is unknown, or those ratings cannot be had.
    """
    source = resolve(name)
    entry = CATALOG[source.name]
    ratings, movies = (pd.read_csv(source.path / t.file, **t.options) for t in (entry.ratings, entry.movies))
    # how="left" keeps the rows of the ratings file in its order, whatever the order of the movies.
    frame = ratings.merge(movies[["movie", "title"]], on="movie", how="left", validate="many_to_one")
    return Ratings(frame, movies, build_vocab(frame["user"]), build_vocab(frame["title"]), source)


@dataclass(frozen=True)
class Ratings:
    """A set of ratings.

    `frame` has one row per rating, in the order of the ratings file, with columns user, movie, rating, timestamp
    (seconds since 1970), title. `movies` has one row per movie id: movie, title, genres (joined by "|"). `users` and
    `titles` are vocabularies: '#na#', then the distinct values, sorted; a model's tables have one row per entry.
    """

    frame: pd.DataFrame
    movies: pd.DataFrame
    users: list[Any]
    titles: list[Any]
    source: Source

    def split(self, valid: float = 0.2, seed: int = 0) -> Split:
        """Put a random `valid` part of the ratings aside; every such part is equally likely, `seed` picks one.

        Raises:
            ValueError: there are no ratings, or one side of the split would be empty.
        """
        n = len(self.frame)
        if n == 0:
            raise ValueError("There are no ratings to split: the frame is empty.")
        n_valid = int(n * valid) if 0 < valid < 1 else 0
        if n_valid in (0, n):
            raise ValueError(
                f"valid={valid!r} of {n} ratings leaves one side of the split empty: choose a fraction like 0.2."
            )
        order = torch.randperm(n, generator=torch.Generator().manual_seed(seed))
        aside, rest = order[:n_valid], order[n_valid:]
        x = torch.stack(
            [encode(self.frame["user"], self.users), encode(self.frame["title"], self.titles)], dim=1
        )  # (N, 2)
        y = torch.tensor(self.frame["rating"].to_numpy(dtype=np.float32))  # (N,)
        return Split(x[rest], y[rest], x[aside], y[aside], len(self.users), len(self.titles))


@dataclass(frozen=True)
class Split:
    """Training and validation ratings as tensors, indexed once.

    `train_x`, `valid_x`: int64 (N, 2), (user index, title index). `train_y`, `valid_y`: float32 (N,), in stars.
    `n_users`, `n_movies`: sizes of the vocabularies, '#na#' included.
    """

    train_x: Tensor
    train_y: Tensor
    valid_x: Tensor
    valid_y: Tensor
    n_users: int
    n_movies: int

    def to(self, device: str | torch.device) -> Split:
        """The same split with its tensors on `device`."""
        tensors = {name: getattr(self, name).to(device) for name in ("train_x", "train_y", "valid_x", "valid_y")}
        return replace(self, **tensors)

    def train_batches(
        self,
        batch_size: int = 64,
        *,
        generator: torch.Generator | None = None,
        replacement: bool = False,
        drop_last: bool = True,
    ) -> Iterator[tuple[Tensor, Tensor]]:
        """One epoch: (x (B, 2), y (B,)) in a fresh random order, drawn when this is called.

        The order is drawn on the CPU, so that it is the same whatever the device.

        Args:
            generator: a CPU generator; None draws from torch's global one.
            replacement: draw rows with replacement, as many as there are. Then an epoch sees only about 63 % (1 - 1/e)
                of them: what fastai 2.8 does (tabular/core.py, `TabWeightedDL.get_idxs`), here to show what it costs.
            drop_last: leave out the last batch if it is not full.

        Raises:
            ValueError: the batch size is not positive, no batch would be full, or the generator is not on the CPU.
        """
        n = len(self.train_y)
        _check_batch_size(batch_size)
        if n == 0:
            raise ValueError("There are no training ratings to draw batches from.")
        if drop_last and n < batch_size:
            raise ValueError(
                f"{n} training ratings do not fill one batch of {batch_size}: lower batch_size or set drop_last=False."
            )
        if generator is not None and generator.device.type != "cpu":
            raise ValueError(
                f"The generator is on {generator.device}: use a CPU one, so that the order is the same on every device."
            )
        draw = torch.randint(n, (n,), generator=generator) if replacement else torch.randperm(n, generator=generator)
        rows = draw.to(self.train_x.device)
        # One gather per epoch; the batches are then slices of it.
        return _slices(self.train_x[rows], self.train_y[rows], batch_size, n - n % batch_size if drop_last else n)

    def valid_batches(self, batch_size: int = 1024) -> Iterator[tuple[Tensor, Tensor]]:
        """The validation ratings in order, (x (B, 2), y (B,)), the last batch as small as it comes.

        Raises:
            ValueError: the batch size is not positive.
        """
        _check_batch_size(batch_size)
        return _slices(self.valid_x, self.valid_y, batch_size, len(self.valid_y))


def build_vocab(values: Iterable[Any]) -> list[Any]:
    """'#na#', then the distinct values, sorted; missing values (None, NaN) are left out: they are '#na#'."""
    distinct = pd.Series(values).dropna().unique().tolist()
    return [UNKNOWN, *sorted(value for value in distinct if value != UNKNOWN)]


def encode(values: Iterable[Any], vocab: list[Any]) -> Tensor:
    """The position of each value in `vocab`, int64 (n,); a value that is not in it gets 0, the position of '#na#'.

    Raises:
        ValueError: `vocab` does not start with '#na#', or holds a value twice.
    """
    if not vocab or vocab[0] != UNKNOWN:
        raise ValueError(
            f"A vocabulary starts with {UNKNOWN!r}; this one starts with {vocab[0]!r}."
            if vocab
            else "Empty vocabulary."
        )
    known = pd.Index(vocab[1:])
    if not known.is_unique:
        raise ValueError(
            f"The vocabulary holds {known[known.duplicated()][0]!r} twice, so its position is not defined."
        )
    return torch.from_numpy(known.get_indexer(pd.Index(pd.Series(values))).astype(np.int64) + 1)


def movie_features(ratings: Ratings) -> tuple[Tensor, list[str]]:
    """What is known of the movies besides ratings: float (n_movies, 1 + genres), and the columns' names.

    Column 0 is the year, in decades since 1990, and 0 where none stands in the title; then comes a column for each genre,
    1 where the movie is of it. Row 0, '#na#', is zero. Several movie ids of one title share its row."""
    genres = sorted({genre for joined in ratings.movies["genres"].astype(str) for genre in joined.split("|")})
    place = {title: i for i, title in enumerate(ratings.titles)}
    features = torch.zeros(len(ratings.titles), 1 + len(genres))
    for title, joined in zip(ratings.movies["title"], ratings.movies["genres"].astype(str), strict=True):
        if title not in place:  # a movie without ratings
            continue
        year = re.search(r"\((\d{4})\)\s*$", title)
        row = features[place[title]]
        row[0] = (int(year[1]) - 1990) / 10 if year else 0.0
        row[[1 + genres.index(genre) for genre in joined.split("|")]] = 1
    return features, ["year", *genres]


def _slices(x: Tensor, y: Tensor, size: int, end: int) -> Iterator[tuple[Tensor, Tensor]]:
    if end == 0:  # `split` would give one batch of nothing
        return iter(())
    return zip(x[:end].split(size), y[:end].split(size), strict=True)


def _check_batch_size(size: int) -> None:
    if size < 1:
        raise ValueError(f"batch_size is {size}: a batch holds at least one rating.")


__all__ = [
    "UNKNOWN",
    "DataError",
    "Ratings",
    "Source",
    "Split",
    "build_vocab",
    "encode",
    "load_ratings",
    "movie_features",
]
