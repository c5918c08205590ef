"""Where the loss target of lesson 04 comes from: the score of right and of named wrong models over many seeds.

    .venv/bin/python tools/calibrate_loss_target.py [--seeds 100] [--out build/loss_target.json]

Prints the table that the target is read from, and writes every score. Runs the suite's own `loss_ratio`, with the box's
own training, in this process.
"""

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from collab.grading import probes

ROOT = Path(__file__).parent.parent


class Right(nn.Module):
    std, y_range, factors, biases = 0.01, (0.0, 5.5), None, True

    def __init__(self, n_users: int, n_movies: int, n_factors: int) -> None:
        super().__init__()
        d = self.factors or n_factors
        shapes = {
            "user_factors": (n_users, d),
            "user_bias": (n_users,),
            "movie_factors": (n_movies, d),
            "movie_bias": (n_movies,),
        }
        for name, shape in shapes.items():
            setattr(self, name, nn.Parameter(torch.randn(shape) * self.std))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        score = (self.user_factors[x[:, 0]] * self.movie_factors[x[:, 1]]).sum(1)
        if self.biases:
            score = score + self.user_bias[x[:, 0]] + self.movie_bias[x[:, 1]]
        low, high = self.y_range
        return torch.sigmoid(score) * (high - low) + low


class WideStart(Right):
    std = 0.05


class WiderStart(Right):
    std = 0.1


class NormalStart(Right):
    std = 1.0


class RangeToFive(Right):
    y_range = (0.0, 5.0)


class OneFactor(Right):
    factors = 1


class NoBias(Right):
    biases = False


class ZeroStart(Right):
    std = 0.0


class FrozenMovies(Right):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        frozen = self.movie_factors.detach()
        score = (
            (self.user_factors[x[:, 0]] * frozen[x[:, 1]]).sum(1) + self.user_bias[x[:, 0]] + self.movie_bias[x[:, 1]]
        )
        return torch.sigmoid(score) * 5.5


class GlobalMean(Right):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(self.user_bias[:1]).expand(len(x)) * 5.5


RIGHT = [Right, WideStart, WiderStart]
WRONG = [NormalStart, RangeToFive, OneFactor, NoBias, ZeroStart, FrozenMovies, GlobalMean]


class InThisProcess:
    """Stands for the student proxy: runs the box's experiment right here."""

    def __init__(self, model: type) -> None:
        self.model = model

    def scenario(self, name: str, **args: Any) -> dict:
        tensors = {k: torch.from_numpy(v) if isinstance(v, np.ndarray) else v for k, v in args.items()}
        return {k: v.numpy() for k, v in getattr(probes, name)({self.model.__name__: self.model}, **tensors).items()}


def suite() -> Any:
    sys.path.insert(0, str(ROOT / "grader"))
    spec = importlib.util.spec_from_file_location("suite", ROOT / "grader" / "test_04_dot_product_bias.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "loss_target.json")
    args = parser.parse_args()
    torch.set_num_threads(1)
    graded = suite()
    scores: dict[str, list[float]] = {m.__name__: [] for m in RIGHT + WRONG}
    for seed in range(args.seeds):
        torch.manual_seed(seed)
        for model in RIGHT + WRONG:
            scores[model.__name__].append(
                graded.loss_ratio(InThisProcess(model), model.__name__, np.random.default_rng(seed))
            )
        print(f"\r{seed + 1} of {args.seeds} seeds", end="", flush=True)
    print(f"\n{'model':16} {'mean':>8} {'sd':>8} {'least':>8} {'most':>8}   target {graded.LOSS_TARGET}")
    for name, values in scores.items():
        print(f"{name:16} {np.mean(values):8.3f} {np.std(values):8.3f} {min(values):8.3f} {max(values):8.3f}")
    args.out.parent.mkdir(exist_ok=True)
    args.out.write_text(json.dumps(scores))


if __name__ == "__main__":
    main()
