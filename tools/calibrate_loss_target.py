"""Where a lesson's loss target comes from: the score of right and of named wrong models over many seeds.

    .venv/bin/python tools/calibrate_loss_target.py [--lesson 06_collab_nn] [--seeds 100] [--out build/loss_target.json]

Prints the table that the target is read from, and writes every score. Runs the suite's own `loss_ratio`, with the box's
own training, in this process.
"""

import argparse
import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from collab.grading import probes

ROOT = Path(__file__).parent.parent


# --- lesson 04 ---


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


# --- lesson 06 ---


class Network(nn.Module):
    table_std, hidden_relu, trained = 0.01, True, ("user_factors", "item_factors")

    def __init__(
        self, user_sz: tuple[int, int], item_sz: tuple[int, int], y_range: tuple = (0, 5.5), n_act: int = 100
    ) -> None:
        super().__init__()
        self.user_factors, self.item_factors = nn.Embedding(*user_sz), nn.Embedding(*item_sz)
        self.layers = nn.Sequential(nn.Linear(user_sz[1] + item_sz[1], n_act), nn.ReLU(), nn.Linear(n_act, 1))
        for name in ("user_factors", "item_factors"):
            table = getattr(self, name)
            nn.init.normal_(table.weight, std=self.table_std)
            table.weight.requires_grad_(name in self.trained)
        self.low, self.high = y_range
        self.start()

    def start(self) -> None:
        """Nothing: nn.Linear starts its own weights."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        rows = torch.cat([self.user_factors(x[:, 0]), self.item_factors(x[:, 1])], dim=1)
        return torch.sigmoid(self.layers(rows).squeeze(1)) * (self.high - self.low) + self.low

    def fill(self, start: Callable[[torch.Tensor], Any]) -> None:
        for p in self.layers.parameters():
            start(p)


class TablesTenth(Network):
    table_std = 0.1


class TablesNormal(Network):
    table_std = 1.0


class TablesZero(Network):
    table_std = 0.0


class LayersKaiming(Network):
    def start(self) -> None:
        self.fill(lambda p: nn.init.kaiming_normal_(p) if p.dim() == 2 else nn.init.zeros_(p))


class LayersSmall(Network):
    def start(self) -> None:
        self.fill(lambda p: nn.init.normal_(p, std=0.01))


class LayersNormal(Network):
    def start(self) -> None:
        self.fill(nn.init.normal_)


class NoReLU(Network):
    def start(self) -> None:
        self.layers[1] = nn.Identity()


class OneHidden(Network):
    def start(self) -> None:
        self.layers = nn.Sequential(nn.Linear(self.layers[0].in_features, 1), nn.ReLU(), nn.Linear(1, 1))


class LayersZero(Network):
    def start(self) -> None:
        self.fill(nn.init.zeros_)


class LayersAlike(Network):
    """Stopped by the suite before any training: by rounding, a few of these part after all and learn."""

    def start(self) -> None:
        self.fill(lambda p: nn.init.constant_(p, 0.1))


class FrozenTables(Network):
    trained = ()


class FrozenItems(Network):
    trained = ("user_factors",)


class UsersOnly(Network):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(torch.stack([x[:, 0], torch.zeros_like(x[:, 0])], dim=1))


class WrongTargets(Network):
    shuffled = True


class NetworkMean(Network):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(self.layers[2].bias).expand(len(x)) * 5.5


MODELS: dict[str, tuple[list[type], list[type]]] = {
    "04_dot_product_bias": (
        [Right, WideStart, WiderStart],
        [NormalStart, RangeToFive, OneFactor, NoBias, ZeroStart, FrozenMovies, GlobalMean],
    ),
    "06_collab_nn": (
        [Network, TablesTenth, TablesNormal, TablesZero, LayersKaiming, LayersSmall, LayersNormal],
        [
            NoReLU,
            OneHidden,
            LayersZero,
            LayersAlike,
            FrozenTables,
            FrozenItems,
            UsersOnly,
            WrongTargets,
            NetworkMean,
        ],
    ),
}


class InThisProcess:
    """Stands for the student proxy: runs the box's experiment right here."""

    def __init__(self, model: type) -> None:
        self.model = model

    def scenario(self, name: str, **args: Any) -> dict:
        if getattr(self.model, "shuffled", False):  # each rating belongs to another pair
            args["y"] = np.roll(args["y"], 1)
        tensors = {k: torch.from_numpy(v) if isinstance(v, np.ndarray) else v for k, v in args.items()}
        return {k: v.numpy() for k, v in getattr(probes, name)({self.model.__name__: self.model}, **tensors).items()}


def suite(lesson: str) -> Any:
    sys.path.insert(0, str(ROOT / "grader"))
    spec = importlib.util.spec_from_file_location("suite", ROOT / "grader" / f"test_{lesson}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["suite"] = importlib.util.module_from_spec(spec)  # dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lesson", choices=MODELS, default="04_dot_product_bias")
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "loss_target.json")
    args = parser.parse_args()
    torch.set_num_threads(1)
    graded = suite(args.lesson)
    right, wrong = MODELS[args.lesson]
    scores: dict[str, list[float]] = {m.__name__: [] for m in right + wrong}
    for seed in range(args.seeds):
        torch.manual_seed(seed)
        for model in right + wrong:
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
