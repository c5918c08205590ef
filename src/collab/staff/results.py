"""`collab results`: train the six reference models and put their losses beside the seed notebook's."""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import torch
from torch import nn

from collab.data.catalog import CATALOG
from collab.ratings import Split, load_ratings
from collab.training import fit

from . import ranking
from .reference_models import ResultsError, load_models, write

__all__ = ["MODELS", "ResultsError", "add_arguments", "command", "run", "table"]

EPOCHS, LR, BATCH_SIZE, N_FACTORS = 5, 5e-3, 64, 50  # the seed notebook's, and the fast.ai book's
REFERENCE_DATA = "ml-100k"  # on which the known losses were measured

Run = dict[str, Any]  # one training of one model, as the JSON file has it


@dataclass(frozen=True)
class Reference:
    """How one model is built and trained, and which losses are known for it on ML-100k after the same five epochs."""

    build: Callable[[ModuleType, Split], nn.Module]  # from solutions/models.py and the sizes of the tables
    wd: float
    seed_mse: float  # printed in the notebook that this course grew from
    book_mse: float | None = None  # chapter 8 of the fast.ai book


def _factors(name: str) -> Callable[[ModuleType, Split], nn.Module]:
    return lambda models, data: getattr(models, name)(data.n_users, data.n_movies, N_FACTORS)


def _network(name: str) -> Callable[[ModuleType, Split], nn.Module]:
    def build(models: ModuleType, data: Split) -> nn.Module:
        sizes = [(n, models.embedding_size(n)) for n in (data.n_users, data.n_movies)]
        made: nn.Module = getattr(models, name)(*sizes)
        return made

    return build


MODELS = {
    "DotProduct": Reference(_factors("DotProduct"), wd=0.01, seed_mse=0.9708),  # 0.01 is what fastai's wd=None means
    "DotProductWithBias": Reference(_factors("DotProductWithBias"), wd=0.01, seed_mse=0.9563),
    "DotProductBias": Reference(_factors("DotProductBias"), wd=0.1, seed_mse=0.8577, book_mse=0.823),
    "EmbeddingDotBias": Reference(
        lambda models, data: models.EmbeddingDotBias(N_FACTORS, data.n_users, data.n_movies), wd=0.1, seed_mse=0.8675
    ),
    "CollabNN": Reference(_network("CollabNN"), wd=0.1, seed_mse=0.8750),
    "EmbeddingNN": Reference(_network("EmbeddingNN"), wd=0.1, seed_mse=0.8713),
}


def run(
    splits: int = 1,
    data: str | None = None,
    models: Iterable[str] | None = None,
    path: str | Path | None = None,
    *,
    epochs: int = EPOCHS,
    device: str | torch.device | None = None,
    say: Callable[[str], None] | None = print,
) -> list[Run]:
    """Train each of `models` (default: all six) on the splits 0, 1, …, and return one record a run: model, data,
    split_seed, epochs, train_mse and valid_mse (a value an epoch), seconds, device.

    Every model sees the same splits, so that they can be compared split by split. A split's number also seeds the
    weights and the order of the batches; torch's global random state is left as it was. `data` is one of the catalog
    or None for the best that can be had, and each record names what was really used. `path` is rewritten after every
    run, whole or not at all, so that a run that is killed keeps what it has. `say` hears of every run.

    Raises `ResultsError` for an unknown model, a number of splits below 1, a missing solutions/ or an unwritable `path`,
    `DataError` when the ratings cannot be had, `TrainingError` when training fails.
    """
    say = say or (lambda _: None)
    names = list(MODELS) if models is None else list(models)
    unknown = [name for name in names if name not in MODELS]
    if unknown or not names:
        wrong = f"There is no reference model {unknown[0]!r}" if unknown else "No model was named"
        raise ResultsError(f"{wrong}: choose from {', '.join(MODELS)}.")
    if splits < 1:
        raise ResultsError(f"{splits} splits leave nothing to train: ask for 1 or more.")
    reference = load_models()
    records: list[Run] = []
    write(path, records)  # before an hour of training, not after it
    ratings = load_ratings(data)

    for seed in range(splits):
        split = ratings.split(seed=seed)
        for name in names:
            with torch.random.fork_rng(devices=[]):  # weights are drawn on the CPU
                torch.manual_seed(seed)
                model = MODELS[name].build(reference, split)
                history = fit(
                    model,
                    split,
                    epochs,
                    LR,
                    MODELS[name].wd,
                    batch_size=BATCH_SIZE,
                    seed=seed,
                    device=device,
                    progress=False,
                )
            records.append(
                {
                    "model": name,
                    "data": ratings.source.name,
                    "split_seed": seed,
                    "epochs": epochs,
                    "train_mse": history.train_mse,
                    "valid_mse": history.valid_mse,
                    "seconds": history.seconds,
                    "device": history.device,
                }
            )
            write(path, records)
            done = f"{len(records)}/{splits * len(names)}"
            say(f"{done:>7}  {name:<18}  split {seed}  valid_mse {history.valid_mse[-1]:.4f}  {history.seconds:5.1f} s")
    return records


def table(records: list[Run]) -> str:
    """Return `records` as a markdown table: one row a model, the last epoch's validation loss over the splits.

    The columns of known losses stand only beside ML-100k, the ratings that they were measured on. ± is the standard
    deviation over the splits, left out for a single one.
    """
    rows = [
        ["data", "model", "seed notebook", "fast.ai book", "valid MSE here", "splits", "seconds"],
        ["---", "---", "---:", "---:", "---:", "---:", "---:"],
    ]
    for data, name in dict.fromkeys((record["data"], record["model"]) for record in records):
        runs = [record for record in records if (record["data"], record["model"]) == (data, name)]
        losses = [record["valid_mse"][-1] for record in runs]
        ours = f"{statistics.mean(losses):.4f}"
        if len(losses) > 1:
            ours += f" ± {statistics.stdev(losses):.4f}"
        known = MODELS.get(name) if data == REFERENCE_DATA else None
        seed = f"{known.seed_mse:.4f}" if known else "–"  # noqa: RUF001
        book = f"{known.book_mse:.3f}" if known and known.book_mse else "–"  # noqa: RUF001
        seconds = f"{statistics.mean(record['seconds'] for record in runs):.1f}"
        rows.append([data, name, seed, book, ours, str(len(runs)), seconds])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `collab results`."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run as data, after each one")
    parser.add_argument("--splits", type=int, default=1, metavar="N", help="random splits to train on (default: 1)")
    parser.add_argument("--data", choices=list(CATALOG), help="ratings to train on (default: the best that can be had)")
    parser.add_argument("--models", nargs="+", metavar="NAME", help=f"some of {', '.join(MODELS)} (default: all)")
    parser.add_argument(
        "--ranking", action="store_true", help="recommenders and their lists instead: see collab.staff.ranking"
    )


def command(args: argparse.Namespace) -> int:
    """`collab results`: train, report each run, print the table; returns the exit code."""
    if args.ranking:
        text = ranking.table(ranking.run(args.splits, args.data, args.models, args.json))
    else:
        text = table(run(args.splits, args.data, args.models, args.json))
    print(f"\n{text}")
    if args.json:
        print(f"\nEvery run is in {args.json}.")
    return 0
