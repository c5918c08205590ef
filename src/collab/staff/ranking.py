"""`collab results --ranking`: six recommenders, ranked by one protocol, on a random split and on one by time.

The protocol. A fifth of the ratings is the test part: a random fifth, another one for each seed, or the latest fifth. For each
user every movie competes that the user has not rated in the training part (full ranking). Relevant is what the test part has
with four stars or more. Measures are means over the users who have something relevant; the others are counted. On the split
by time most users are new: whoever is not in the training part gets the most rated movies, from every model.

Settings are chosen on the training part alone: its last fifth (of rows in random order, or in order of time) is held out,
every setting of a model's grid trains on the rest, the highest NDCG@10 wins, and the model is trained anew on the whole
training part. The test part is looked at once, afterwards. A seed stands for the split where that is random, and for weights and
draws.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from collab import ranking
from collab.ranking import LIKED, Ranking, marked, most_rated, rank, score_all
from collab.ratings import Ratings, Split, load_ratings
from collab.training import fit

from .reference_models import ResultsError, load_models, write

__all__ = ["MODELS", "SPLITS", "choose", "run", "table"]

K = 10
HELD_OUT = 0.2  # of all ratings for the test, and of the training part for the choice of settings
N_FACTORS = 50
EPOCHS, LR, BATCH_SIZE = 5, 1e-2, 256  # of the models of stars: the course's recipe in larger steps, four times as fast

Settings = dict[str, Any]
Record = dict[str, Any]  # one model on one split with one seed, as the JSON file has it


# --- the recommenders: training ratings, settings and a seed to scores (n_users, n_movies) ---


def popularity(data: Split, settings: Settings, seed: int) -> Tensor:
    """The number of a movie's ratings, the same for everybody."""
    return most_rated(data)


def item_knn(data: Split, settings: Settings, seed: int) -> Tensor:
    """The sum of a movie's cosines to what the user has; of each movie's cosines only the `neighbours` highest count.

    Cosines of the columns of who has what; `shrink`, added to the lengths' product, holds those of rare movies down."""
    has = _has(data, settings["at_least"]).float()
    together = has.T @ has  # (n_movies, n_movies)
    lengths = together.diagonal().sqrt()
    cosines = together / (lengths[:, None] * lengths + settings["shrink"])
    cosines.fill_diagonal_(0)
    values, where = cosines.topk(min(settings["neighbours"], len(cosines)), dim=1)
    kept = torch.zeros_like(cosines).scatter_(1, where, values)
    return has @ kept.T


def ease(data: Split, settings: Settings, seed: int) -> Tensor:
    """EASE in closed form (Steck 2019, arXiv 1905.03375): the ridge regression of every column on all others."""
    has = _has(data, settings["at_least"])
    strength = settings["strength"] * torch.eye(data.n_movies, dtype=torch.float64)
    inverse = torch.linalg.inv(has.T @ has + strength)
    weights = inverse / -inverse.diagonal()
    weights.fill_diagonal_(0)
    scores: Tensor = (has @ weights).float()
    return scores


def biases(data: Split, settings: Settings, seed: int) -> Tensor:
    """Predicted stars of a user's and a movie's bias: DotProductBias without factors."""
    return _stars(data, settings, seed, n_factors=0)


def dot_product_bias(data: Split, settings: Settings, seed: int) -> Tensor:
    """Predicted stars of the course's factor model."""
    return _stars(data, settings, seed, N_FACTORS)


def bpr(data: Split, settings: Settings, seed: int) -> Tensor:
    """Factors and movie biases trained on pairs (Rendle and others 2009, arXiv 1205.2618): liked, and drawn from the unseen."""
    model = Pairs(data.n_users, data.n_movies, N_FACTORS)
    liked = data.train_x[data.train_y >= settings["at_least"]]
    seen = marked(data.train_x, data.n_users, data.n_movies)
    ranking.fit_pairs(
        model,
        liked,
        seen,
        lambda p, n: -F.logsigmoid(p - n).mean(),
        wd=settings["wd"],
        batch_size=2048,
        lr=1e-2,
        seed=seed,
    )
    return score_all(model, data.n_users, data.n_movies)


class Pairs(nn.Module):
    """A score without squashing; a user's bias would cancel in each pair."""

    def __init__(self, n_users: int, n_movies: int, n_factors: int) -> None:
        super().__init__()
        self.user_factors = nn.Parameter(torch.zeros(n_users, n_factors).normal_(0, 0.1))
        self.movie_factors = nn.Parameter(torch.zeros(n_movies, n_factors).normal_(0, 0.1))
        self.movie_bias = nn.Parameter(torch.zeros(n_movies))

    def forward(self, x: Tensor) -> Tensor:
        products = self.user_factors[x[:, 0]] * self.movie_factors[x[:, 1]]  # (B, n_factors)
        return products.sum(dim=1) + self.movie_bias[x[:, 1]]  # (B,)


def _has(data: Split, at_least: float) -> Tensor:
    """Which movies each user has rated so many stars or more in the training part, 0 and 1: (n_users, n_movies)."""
    return marked(data.train_x[data.train_y >= at_least], data.n_users, data.n_movies).double()


def _stars(data: Split, settings: Settings, seed: int, n_factors: int) -> Tensor:
    model = load_models().DotProductBias(data.n_users, data.n_movies, n_factors)
    fit(model, data, EPOCHS, LR, settings["wd"], batch_size=BATCH_SIZE, seed=seed, device="cpu", progress=False)
    return score_all(model, data.n_users, data.n_movies)


@dataclass(frozen=True)
class Recommender:
    """How scores come about, and the grid of settings that are tried."""

    scores: Callable[[Split, Settings, int], Tensor]
    grid: dict[str, tuple[Any, ...]]

    @property
    def settings(self) -> list[Settings]:
        return [dict(zip(self.grid, values, strict=True)) for values in product(*self.grid.values())]


MODELS = {
    "popularity": Recommender(popularity, {}),
    "item-kNN": Recommender(item_knn, {"neighbours": (50, 100, 200), "at_least": (1, LIKED), "shrink": (10,)}),
    "biases": Recommender(biases, {"wd": (0.01, 0.1, 0.3)}),
    "DotProductBias": Recommender(dot_product_bias, {"wd": (0.05, 0.1, 0.2)}),
    "BPR": Recommender(bpr, {"wd": (0.2, 0.4, 0.8), "at_least": (LIKED,)}),
    "EASE": Recommender(ease, {"strength": (100, 300, 1000), "at_least": (1, LIKED)}),
}


# --- the protocol ---


def split_at_random(ratings: Ratings, seed: int) -> Split:
    return ratings.split(HELD_OUT, seed)


def split_by_time(ratings: Ratings, seed: int) -> Split:
    """The same for every seed."""
    return ranking.split_by_time(ratings, HELD_OUT)


SPLITS = {"random": split_at_random, "by time": split_by_time}


def inner(data: Split) -> Split:
    """The training part, split once more: its last fifth takes the test part's place.

    After a random split its rows are in random order, after one by time in order of time; so this is a split of the same kind."""
    n = len(data.train_y) - round(len(data.train_y) * HELD_OUT)
    return replace(
        data,
        train_x=data.train_x[:n],
        train_y=data.train_y[:n],
        valid_x=data.train_x[n:],
        valid_y=data.train_y[n:],
    )


def score(model: Recommender, data: Split, settings: Settings, seed: int) -> Tensor:
    """Scores for the training part of `data`; a user without ratings there gets the most rated movies."""
    with torch.random.fork_rng(devices=[]):  # weights are drawn on the CPU
        torch.manual_seed(seed)
        scores = model.scores(data, settings, seed)
    known = torch.bincount(data.train_x[:, 0], minlength=data.n_users) > 0
    return torch.where(known[:, None], scores, most_rated(data))


def choose(model: Recommender, data: Split, seed: int) -> Settings:
    """The settings with the highest NDCG@10 on a part of the training part. The test part is not looked at."""
    if len(model.settings) == 1:
        return model.settings[0]
    part = inner(data)
    return max(model.settings, key=lambda settings: rank(score(model, part, settings, seed), part, K, LIKED).ndcg)


def run(
    seeds: int = 1,
    data: str | None = None,
    models: Iterable[str] | None = None,
    path: str | Path | None = None,
    *,
    say: Callable[[str], None] | None = print,
) -> list[Record]:
    """Each of `models` (default: all six) on both kinds of split with the seeds 0, 1, …: one record each, with model, data,
    split, seed, the chosen settings, seconds (the choice included) and the measures of `collab.ranking.Ranking`.

    Arguments and errors are those of `collab.staff.results.run`."""
    say = say or (lambda _: None)
    names = list(MODELS) if models is None else list(models)
    unknown = [name for name in names if name not in MODELS]
    if unknown:
        raise ResultsError(f"There is no recommender {unknown[0]!r}: choose from {', '.join(MODELS)}.")
    if seeds < 1:
        raise ResultsError(f"{seeds} splits leave nothing to train: ask for 1 or more.")
    load_models()  # before an hour of training, not after it
    records: list[Record] = []
    write(path, records)
    ratings = load_ratings(data)
    chosen: dict[tuple[str, str], Settings] = {}  # by time: the training part is the same for every seed
    for seed, split in product(range(seeds), SPLITS):
        part = SPLITS[split](ratings, seed)
        for name in names:
            started = time.perf_counter()
            key = (split, name)
            if split == "random" or key not in chosen:
                chosen[key] = choose(MODELS[name], part, seed)
            found = rank(score(MODELS[name], part, chosen[key], seed), part, K, LIKED)
            seconds = time.perf_counter() - started
            about = {"model": name, "data": ratings.source.name, "split": split, "seed": seed, "settings": chosen[key]}
            records.append({**about, **asdict(found), "seconds": seconds})
            write(path, records)
            done = f"{len(records)}/{seeds * len(SPLITS) * len(names)}"
            say(f"{done:>7}  {name:<15} {split:<8} seed {seed}  NDCG@10 {found.ndcg:.3f}  {seconds:5.1f} s")
    return records


COLUMNS: dict[str, tuple[str, str]] = {  # heading -> field of Ranking, format
    "precision@10": ("precision", ".3f"),
    "recall@10": ("recall", ".3f"),
    "NDCG@10": ("ndcg", ".3f"),
    "distinct movies": ("coverage", ".0f"),
    "ratings of a recommended movie": ("popularity", ".0f"),
}
assert {name for name, _ in COLUMNS.values()} <= set(Ranking.__annotations__)


def table(records: list[Record]) -> str:
    """Markdown: one row a model and split, means over the seeds, ± the standard deviation where there are several."""
    rows = [["data", "split", "model", *COLUMNS, "users", "left out"], ["---"] * 3 + ["---:"] * (len(COLUMNS) + 2)]
    for data, split, name in dict.fromkeys((r["data"], r["split"], r["model"]) for r in records):
        runs = [r for r in records if (r["data"], r["split"], r["model"]) == (data, split, name)]
        cells = [_spread([r[field] for r in runs], form) for field, form in COLUMNS.values()]
        counts = [f"{statistics.mean(r[field] for r in runs):.0f}" for field in ("users", "left_out")]
        rows.append([data, split, name, *cells, *counts])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _spread(values: list[float], form: str) -> str:
    mean = f"{statistics.mean(values):{form}}"
    return mean if len(values) == 1 else f"{mean} ± {statistics.stdev(values):{form}}"
