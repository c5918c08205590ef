"""The locked part of a leaderboard: which ratings it is, what everybody is fitted to, and the baselines' errors on it."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from collab.grading.box.messages import Array
from collab.ratings import Ratings, Split, movie_features
from collab.storage import write_bytes
from collab.training import fit

from . import results
from .reference_models import load_models

KEY = "leaderboard.key"
PART = 0.2  # of the ratings, locked


class LeaderboardError(RuntimeError):
    """No leaderboard can be made; the message is one sentence."""


@dataclass(frozen=True)
class Locked:
    """One split: `x`, int64 (N, 2), and `y`, float32 (N,), to be fitted to; `pairs` (M, 2) and their `stars` (M,), locked.

    Users and movies have numbers of this split alone. `features`, float32 (n_movies, d), is `collab.ratings.movie_features`."""

    x: Array
    y: Array
    pairs: Array
    stars: Array
    n_users: int
    n_movies: int
    features: Array
    seed: int

    def error(self, predicted: Array) -> float:
        """Mean squared error on the locked part."""
        return float(np.mean((predicted.astype(np.float64) - self.stars) ** 2))


def secret(home: Path) -> str:
    """The class's secret, out of its file, which is made where there is none. Raises LeaderboardError."""
    path = home / KEY
    try:
        if not path.is_file():
            write_bytes(path, f"{secrets.token_hex(16)}\n".encode())
            os.chmod(path, 0o600)
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as e:
        raise LeaderboardError(f"{path} cannot be read or made ({e}): name a split by --seed instead.") from e
    if len(text) < 16:
        raise LeaderboardError(f"{path} holds no secret: delete it, and a new one is made.")
    return text


def lock(ratings: Ratings, key: str, number: int) -> Locked:
    """The split of that number: a function of the key, and of nothing else."""
    seed = int.from_bytes(hashlib.sha256(f"{key} {number}".encode()).digest()[:7], "big")
    data, rng = ratings.split(valid=PART, seed=seed), np.random.default_rng(seed)
    new = [np.array([0, *1 + rng.permutation(n - 1)]) for n in (data.n_users, data.n_movies)]  # '#na#' stays 0
    features = np.zeros_like(movie_features(ratings)[0].numpy())
    features[new[1]] = movie_features(ratings)[0].numpy()
    x, pairs = (np.stack([new[i][ids[:, i].numpy()] for i in (0, 1)], axis=1) for ids in (data.train_x, data.valid_x))
    return Locked(x, data.train_y.numpy(), pairs, data.valid_y.numpy(), data.n_users, data.n_movies, features, seed)


# --- what everybody is compared with ---


def _mean(on: Locked) -> float:
    return on.error(np.full(len(on.pairs), on.y.mean()))


def _biases(on: Locked, damping: float = 5.0) -> float:
    """Overall mean plus a damped number for each user and movie, fitted by turns."""
    sizes, mean = (on.n_users, on.n_movies), float(on.y.mean())
    bias = [np.zeros(n) for n in sizes]
    for side in [1, 0] * 10:
        left = on.y - mean - bias[1 - side][on.x[:, 1 - side]]
        counts = np.bincount(on.x[:, side], minlength=sizes[side])
        bias[side] = np.bincount(on.x[:, side], left, sizes[side]) / (counts + damping)
    return on.error(mean + bias[0][on.pairs[:, 0]] + bias[1][on.pairs[:, 1]])


def _dot_product_bias(on: Locked) -> float:
    """The factor model of lesson 4, as `collab results` trains it."""
    tensors = [torch.from_numpy(np.ascontiguousarray(a)) for a in (on.x, on.y, on.pairs, on.stars)]
    split = Split(tensors[0], tensors[1], tensors[2], tensors[3], on.n_users, on.n_movies)
    reference = results.MODELS["DotProductBias"]
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(on.seed)
        model = reference.build(load_models(), split)
        settings: dict[str, Any] = {"batch_size": results.BATCH_SIZE, "seed": on.seed % 2**31, "device": "cpu"}
        history = fit(model, split, results.EPOCHS, results.LR, reference.wd, **settings, progress=False)
    return history.valid_mse[-1]


BASELINES: dict[str, Callable[[Locked], float]] = {
    "the mean": _mean,
    "biases": _biases,
    "DotProductBias": _dot_product_bias,
}
