"""Where a lesson's loss target comes from: the score of right and of named wrong models over many seeds.

    .venv/bin/python tools/calibrate_loss_target.py [--lesson 06_collab_nn] [--seeds 300]

Runs the suite's own `loss_ratio`, with the box's own training, on all cores; every seed is kept as soon as it is known
(build/), and a run that was stopped goes on where it was. Writes tests/loss_targets/LESSON.json and .png and prints the
table. tests/test_loss_targets.py holds the suites to it.
"""

import argparse
import contextlib
import functools
import importlib.util
import itertools
import json
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import torch
from torch import nn

from collab import course, plots
from collab.grading.box import instruments, probes
from collab.grading.box.instruments import loops
from collab.grading.reading.cells import DEMO
from collab.staff import build

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "tests" / "loss_targets"
BANK = ROOT / "tests" / "bank" / "Recommender"


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


class EqualStart(Right):
    """All factors of a table are equal: they get equal gradients, and stay one."""

    def __init__(self, *sizes: int) -> None:
        super().__init__(*sizes)
        for table in (self.user_factors, self.movie_factors):
            nn.init.constant_(table, 0.01)


class WrongTargets(Right):
    shuffled = True


class NoDecay(Right):
    wd = 0.0


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


class WrongNetworkTargets(Network):
    shuffled = True


class NetworkToFive(Network):
    def __init__(self, *sizes: tuple[int, int]) -> None:
        super().__init__(*sizes, y_range=(0, 5))


class NetworkWithoutDecay(Network):
    wd = 0.0


class NetworkMean(Network):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(self.layers[2].bias).expand(len(x)) * 5.5


# --- lesson 08: functions in place of models ---


def folded(
    model: nn.Module, movies: torch.Tensor, stars: torch.Tensor, pull: float = 20.0, learn: slice = slice(None)
) -> tuple[torch.Tensor, torch.Tensor]:
    """By Gauss-Newton from the average user; `learn` says which of factors and, last, bias are learnt."""
    p = {name: values.detach().double() for name, values in model.named_parameters()}
    start = torch.cat([p["user_factors"][1:].mean(0), p["user_bias"][1:].mean()[None]])
    items = torch.cat([p["movie_factors"][movies], torch.ones(len(movies), 1)], dim=1)
    row = start.clone()
    for _ in range(7):
        share = torch.sigmoid(items @ row + p["movie_bias"][movies])
        slopes = (items * (5.5 * share * (1 - share))[:, None])[:, learn]
        downhill = slopes.T @ (stars - 5.5 * share) - pull * (row - start)[learn]
        row[learn] += torch.linalg.solve(slopes.T @ slopes + (pull + 1e-3) * torch.eye(slopes.shape[1]), downhill)
    return row[:-1].float(), row[-1].float()


def Exact(model: nn.Module, movies: torch.Tensor, stars: torch.Tensor) -> Any:
    return folded(model, movies, stars)


def HalfThePull(model: nn.Module, movies: torch.Tensor, stars: torch.Tensor) -> Any:
    return folded(model, movies, stars, pull=10.0)


def HalfAgainThePull(model: nn.Module, movies: torch.Tensor, stars: torch.Tensor) -> Any:
    return folded(model, movies, stars, pull=30.0)


def ByAdam(model: nn.Module, movies: torch.Tensor, stars: torch.Tensor) -> Any:
    """Steps enough to come near the lowest point, and not onto it."""
    p = {name: values.detach() for name, values in model.named_parameters()}
    start = torch.cat([p["user_factors"][1:].mean(0), p["user_bias"][1:].mean()[None]])
    items, known = p["movie_factors"][movies], p["movie_bias"][movies]
    row = nn.Parameter(start.clone())
    optimizer = loops.PlainAdamW([row], lr=0.05, wd=0.0)
    for _ in range(50):
        errors = torch.sigmoid(items @ row[:-1] + row[-1] + known) * 5.5 - stars
        ((errors**2).sum() + 20 * ((row - start) ** 2).sum()).backward()
        optimizer.step()
    return row[:-1].detach(), row[-1].detach()


def NoPull(model: nn.Module, movies: torch.Tensor, stars: torch.Tensor) -> Any:
    """Gauss-Newton runs away without a pull where steps are not shortened: a small one stands for none."""
    return folded(model, movies, stars, pull=0.3)


def BiasOnly(model: nn.Module, movies: torch.Tensor, stars: torch.Tensor) -> Any:
    return folded(model, movies, stars, learn=slice(-1, None))


def FactorsOnly(model: nn.Module, movies: torch.Tensor, stars: torch.Tensor) -> Any:
    return folded(model, movies, stars, learn=slice(0, -1))


def AverageUser(model: nn.Module, movies: torch.Tensor, stars: torch.Tensor) -> Any:
    return folded(model, movies, stars, learn=slice(0, 0))


def RowZero(model: nn.Module, movies: torch.Tensor, stars: torch.Tensor) -> Any:
    return model.user_factors[0].detach().clone(), model.user_bias[0].detach().clone()


def FirstRating(model: nn.Module, movies: torch.Tensor, stars: torch.Tensor) -> Any:
    return folded(model, movies[:1], stars[:1])


def HalfTheRatings(model: nn.Module, movies: torch.Tensor, stars: torch.Tensor) -> Any:
    return folded(model, movies[: len(movies) // 2], stars[: len(movies) // 2])


def OthersStars(model: nn.Module, movies: torch.Tensor, stars: torch.Tensor) -> Any:
    return folded(model, movies, stars.roll(1))


# --- lesson 09 ---


def recommender(name: str) -> type:
    """The Recommender of one file of the bank, with what the lesson gives beside it."""
    lesson = course.lesson("09_capstone")
    given = [
        c.source for c in build.source_notebook(lesson).cells if c.cell_type == "code" and "nbgrader" not in c.metadata
    ]
    namespace: dict[str, Any] = {}
    for source in [*(s for s in given if not DEMO.match(s)), (BANK / f"{name}.py").read_text()]:
        exec(source, namespace)
    made: type = namespace["Recommender"]
    made.__name__ = name
    return made


# Right answers; models that must miss the target; mistakes that no loss shows, which other checks stop.
MODELS: dict[str, dict[str, list[Any]]] = {
    "04_dot_product_bias": {
        "right": [Right, WideStart, WiderStart],
        "wrong": [NormalStart, OneFactor, ZeroStart, EqualStart, FrozenMovies, WrongTargets, GlobalMean],
        "unseen": [NoBias, RangeToFive, NoDecay],
    },
    "06_collab_nn": {
        "right": [Network, TablesTenth, TablesNormal, TablesZero, LayersKaiming, LayersSmall],
        "wrong": [
            NoReLU,
            OneHidden,
            LayersZero,
            FrozenTables,
            FrozenItems,
            UsersOnly,
            WrongNetworkTargets,
            NetworkMean,
        ],
        "unseen": [LayersNormal, LayersAlike, NetworkToFive, NetworkWithoutDecay],
    },
    "08_new_users": {
        "right": [Exact, ByAdam, HalfThePull, HalfAgainThePull],
        "wrong": [NoPull, BiasOnly, AverageUser, RowZero, FirstRating, OthersStars],
        "unseen": [FactorsOnly, HalfTheRatings],
    },
    "09_capstone": {
        "right": [recommender(name) for name in ("right_als", "right_knn", "right_iterated_svd")],
        "wrong": [
            recommender(name) for name in ("wrong_biases", "wrong_user_means", "wrong_no_pull", "wrong_gaps_as_zeros")
        ],
        "unseen": [],
    },
}


class InThisProcess:
    """Stands for the student proxy: carries out the box's probe right here."""

    def __init__(self, model: Any) -> None:
        self.model = model

    def probe(self, probe: Any) -> Any:
        if isinstance(probe, probes.FitAndPredict):
            return self.fit_and_predict(probe)
        return self.fold_in(probe) if isinstance(probe, probes.FoldIn) else self.train(probe)

    def fold_in(self, probe: probes.FoldIn) -> probes.FoldedIn:
        args = vars(probe).copy()
        args["weights"] = {name: torch.from_numpy(values) for name, values in probe.weights.items()}
        args["movies"], args["stars"] = (
            [torch.from_numpy(a) for a in arrays] for arrays in (probe.movies, probe.stars)
        )
        reply = instruments.fold_in({"fold_in": self.model}, **args)
        return replace(reply, results=[[part.numpy() for part in result] for result in reply.results])

    def train(self, probe: probes.TrainFactorModel) -> probes.Predicted:
        args = vars(probe).copy()
        if getattr(self.model, "shuffled", False):  # each rating belongs to another pair
            args["y"] = np.roll(args["y"], 1)
        args["wd"] = getattr(self.model, "wd", args["wd"])
        tensors = {k: torch.from_numpy(v) if isinstance(v, np.ndarray) else v for k, v in args.items()}
        reply = instruments.train_factor_model({self.model.__name__: self.model}, **tensors)
        return probes.Predicted(reply.predictions.numpy())

    def fit_and_predict(self, probe: probes.FitAndPredict) -> probes.Recommended:
        args = {k: torch.from_numpy(v) if isinstance(v, np.ndarray) else v for k, v in vars(probe).items()}
        args["asked"] = [torch.from_numpy(pairs) for pairs in args["asked"]]
        reply = instruments.fit_and_predict({"Recommender": self.model}, **args)
        return probes.Recommended([p.numpy() for p in reply.predictions], reply.seconds)


def suite(lesson: str) -> Any:
    sys.path.insert(0, str(ROOT / "grader"))
    spec = importlib.util.spec_from_file_location("suite", ROOT / "grader" / f"test_{lesson}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["suite"] = importlib.util.module_from_spec(spec)  # dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


def once_a_seed(train: Callable) -> Callable:
    """`train`, which is asked again and again for the same ratings, with what it returned kept by its `seed`."""
    kept: dict[int, Any] = {}

    @functools.wraps(train)
    def trained(*args: Any, seed: int, **more: Any) -> Any:
        if seed not in kept:
            kept[seed] = train(*args, seed=seed, **more)
        return kept[seed]

    return trained


def once_a_person(fold: Callable) -> Callable:
    """`fold`, which is asked for the same people again and again, with what it returned kept by their ratings."""
    kept: dict[bytes, Any] = {}

    @functools.wraps(fold)
    def folded(p: Any, movies: np.ndarray, stars: np.ndarray, **more: Any) -> Any:
        key = movies.tobytes() + stars.tobytes()
        if key not in kept:
            kept[key] = fold(p, movies, stars, **more)
        return kept[key]

    return folded


def one_seed(lesson: str, seed: int) -> dict[str, float]:
    """Every model's score on the ratings of one seed, by name."""
    torch.set_num_threads(1)
    graded, scores, once = suite(lesson), {}, contextlib.ExitStack()
    # The same references for every model: once is enough. The suite's own `reference` is everybody's: it gets its own back.
    for name, keeping in (("train_dot_product_bias", once_a_seed), ("train_collab_nn", once_a_seed), ("fold_in", once_a_person)):  # fmt: skip
        once.enter_context(mock.patch.object(graded.reference, name, keeping(getattr(graded.reference, name))))
    with once:
        for model in itertools.chain(*MODELS[lesson].values()):
            torch.manual_seed(seed)
            score = graded.loss_ratio(InThisProcess(model), model.__name__, np.random.default_rng(seed))
            scores[model.__name__] = round(score, 4)
    return scores


def all_seeds(lesson: str, seeds: int) -> dict[str, list[float]]:
    """Every model's scores, in the order of the seeds. Each seed is a line of a file in build/, written when it is known."""
    kept = ROOT / "build" / f"loss_target_{lesson}.jsonl"
    kept.parent.mkdir(exist_ok=True)
    known = {}
    if kept.is_file():
        known = {int(k): v for line in kept.read_text().splitlines() for k, v in json.loads(line).items()}
        print(f"{len(known)} seeds are in {kept} already")
    missing = [seed for seed in range(seeds) if seed not in known]
    with ProcessPoolExecutor() as pool, kept.open("a") as file:
        runs = {pool.submit(one_seed, lesson, seed): seed for seed in missing}
        for number, run in enumerate(as_completed(runs), 1):
            known[runs[run]] = run.result()
            print(json.dumps({runs[run]: run.result()}), file=file, flush=True)
            print(f"\r{number} of {len(missing)} seeds", end="", flush=True)
    print()
    return {name: [known[seed][name] for seed in range(seeds)] for name in known[0]}


def table(scores: dict[str, list[float]], kinds: dict[str, str], target: float) -> str:
    """One row a model: what it is, its scores, how many of them reach the target."""
    rows = [
        f"{'model':20} {'is':7} {'mean':>7} {'sd':>6} {'least':>7} {'most':>7}  reach {target:g} of {len(next(iter(scores.values())))}"
    ]
    for name, values in scores.items():
        v = np.array(values)
        rows.append(
            f"{name:20} {kinds[name]:7} {v.mean():7.3f} {v.std():6.3f} {v.min():7.3f} {v.max():7.3f}  {(v <= target).sum():5d}"
        )
    return "\n".join(rows)


def picture(scores: dict[str, list[float]], kinds: dict[str, str], target: float, title: str, path: Path) -> None:
    """Every score as a dot, one row a model, with the target as a line."""
    colours = {"right": plots.COLOURS[2], "wrong": plots.COLOURS[1], "unseen": plots.GREY}
    names = list(scores)[::-1]
    figure, grid = plots.figure(8, 0.34 * len(names) + 1.6)
    axes, spread = grid[0, 0], np.random.default_rng(0)
    for row, name in enumerate(names):
        height = row + spread.uniform(-0.28, 0.28, len(scores[name]))
        axes.scatter(scores[name], height, s=5, alpha=0.35, linewidths=0, color=colours[kinds[name]])
    axes.axvline(target, color=plots.INK, linewidth=1)
    axes.annotate(f"target {target:g}", (target, len(names) - 0.45), xytext=(4, 0), textcoords="offset points")
    axes.set_xscale("log")
    ticks = [t for t in (0.5, 1, 2, 5, 10, 20) if t <= max(map(max, scores.values())) * 1.1]
    axes.set_xticks(ticks, [f"{t:g}" for t in ticks])
    axes.minorticks_off()
    axes.grid(visible=False)
    axes.set_yticks(range(len(names)), names)
    for label in axes.get_yticklabels():
        label.set_color(colours[kinds[label.get_text()]])
    axes.set_ylim(-0.6, len(names) - 0.1)
    axes.set_xlabel("squared error on hidden pairs, in units of the reference's")
    axes.set_title(f"{title}: right answers, wrong ones, and mistakes that no loss shows")
    figure.savefig(path, dpi=110)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lesson", choices=MODELS, default="04_dot_product_bias")
    parser.add_argument("--seeds", type=int, default=300)
    args = parser.parse_args()
    graded = suite(args.lesson)
    kinds = {m.__name__: kind for kind, models in MODELS[args.lesson].items() for m in models}
    scores = all_seeds(args.lesson, args.seeds)
    made_with = {"plant": graded.TARGET, "recipe": graded.RECIPE, "epochs": graded.EPOCHS, "target": graded.LOSS_TARGET}
    KEPT.mkdir(exist_ok=True)
    (KEPT / f"{args.lesson}.json").write_text(
        json.dumps({"made_with": made_with, "kinds": kinds, "scores": scores}).replace('], "', '],\n"') + "\n"
    )
    picture(scores, kinds, graded.LOSS_TARGET, args.lesson, KEPT / f"{args.lesson}.png")
    print(table(scores, kinds, graded.LOSS_TARGET))


if __name__ == "__main__":
    main()
