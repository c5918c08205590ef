"""Seconds and validation loss of five epochs of DotProductBias, fastai's `fit_one_cycle` against this course's `fit`.

    .venv/bin/python tools/compare_fastai.py [--rounds 3] [--epochs 5] [--json build/fastai.json]

fastai gets an environment of its own (build/fastai), without its vision and text parts: nothing of it enters the course's.
Both train on the same split, on one thread, one after the other in turns, so that what else the machine does meets both.
Run it on a machine that has nothing else to do; the load is written down.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import numpy as np

from collab import load_ratings
from collab.storage import write_json

ROOT = Path(__file__).parent.parent
HOME = ROOT / "build" / "fastai"
FASTAI = "2.8.12"
# What `fastai.collab` imports, without what it only installs.
WHOLE = ["torch", "numpy", "pandas", "scipy", "matplotlib", "scikit-learn", "requests", "pyyaml", "pillow", "packaging"]
BARE = [f"fastai=={FASTAI}", "fastcore==2.2.41", "fastprogress==1.0.3", "fastdownload==0.0.8", "fasttransform==0.0.5"]

THEIRS = """
import json, sys, time
import numpy as np, torch
from fastai.collab import CollabDataLoaders, Learner, Module, sigmoid_range
from fastai.losses import MSELossFlat
import pandas as pd

torch.set_num_threads(1)
given, epochs = np.load(sys.argv[1]), int(sys.argv[2])
x = np.concatenate([given["train_x"], given["valid_x"]])
frame = pd.DataFrame({"user": x[:, 0], "title": x[:, 1], "rating": np.concatenate([given["train_y"], given["valid_y"]])})

from fastai.collab import TabularCollab
from fastai.data.transforms import IndexSplitter
from fastai.tabular.core import Categorify
from fastai.data.block import TransformBlock

splits = IndexSplitter(list(range(len(given["train_y"]), len(frame))))(range(len(frame)))
to = TabularCollab(frame, [Categorify], ["user", "title"], y_names=["rating"], y_block=TransformBlock(), splits=splits)
dls = to.dataloaders(bs=64)
n_users, n_movies = len(dls.classes["user"]), len(dls.classes["title"])


def create_params(size):
    return torch.nn.Parameter(torch.zeros(*size).normal_(0, 0.01))


class DotProductBias(Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        self.user_factors, self.user_bias = create_params([n_users, n_factors]), create_params([n_users])
        self.movie_factors, self.movie_bias = create_params([n_movies, n_factors]), create_params([n_movies])
        self.y_range = y_range

    def forward(self, x):
        users, movies = x[:, 0], x[:, 1]
        score = (self.user_factors[users] * self.movie_factors[movies]).sum(dim=1)
        return sigmoid_range(score + self.user_bias[users] + self.movie_bias[movies], *self.y_range)


torch.manual_seed(0)
learn = Learner(dls, DotProductBias(n_users, n_movies, 50), loss_func=MSELossFlat())
started = time.perf_counter()
with learn.no_bar(), learn.no_logging():
    learn.fit_one_cycle(epochs, 5e-3, wd=0.1)
seconds = time.perf_counter() - started
print(json.dumps({"seconds": seconds, "valid_mse": float(learn.validate()[0])}))
"""
OURS = """
import json, sys, time
import torch
from collab import fit, load_ratings
from collab.staff.results import load_models

torch.set_num_threads(1)
data = load_ratings().split(valid=0.2, seed=42)
torch.manual_seed(0)
model = load_models().DotProductBias(data.n_users, data.n_movies, 50)
started = time.perf_counter()
history = fit(model, data, int(sys.argv[2]), 5e-3, 0.1, seed=0, progress=False)
print(json.dumps({"seconds": time.perf_counter() - started, "valid_mse": history.valid_mse[-1]}))
"""


def environment() -> Path:
    """fastai's own Python, made on the first run."""
    python = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (HOME / ".made").is_file():
        print(f"installing fastai {FASTAI} into {HOME.relative_to(ROOT)} …", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(HOME)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-c", str(ROOT / "constraints.txt"), *WHOLE], check=True)
        subprocess.run([*pip, "plum-dispatch<2.10", "cloudpickle"], check=True)
        subprocess.run([*pip, "--no-deps", *BARE], check=True)
        (HOME / ".made").touch()
    return python


def once(python: Path, code: str, split: Path, epochs: int) -> dict[str, float]:
    run = subprocess.run(
        [str(python), "-c", code, str(split), str(epochs)],
        env={**os.environ, "OMP_NUM_THREADS": "1", "MPLBACKEND": "Agg", "CUDA_VISIBLE_DEVICES": ""},
        capture_output=True,
        text=True,
    )
    if run.returncode:
        sys.exit(run.stderr[-3000:])
    found: dict[str, float] = json.loads(run.stdout.strip().splitlines()[-1])
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "fastai.json")
    args = parser.parse_args()
    python = environment()
    ratings = load_ratings()
    data, split = ratings.split(valid=0.2, seed=42), ROOT / "build" / "fastai-split.npz"
    parts = {name: getattr(data, name).numpy() for name in ("train_x", "train_y", "valid_x", "valid_y")}
    np.savez(split, **parts)
    rows = []
    for number in range(1, args.rounds + 1):
        row = {"fastai": once(python, THEIRS, split, args.epochs)}
        row["course"] = once(Path(sys.executable), OURS, split, args.epochs)
        row["ratio"] = row["fastai"]["seconds"] / row["course"]["seconds"]
        rows.append(row)
        told = ", ".join(f"{k} {row[k]['seconds']:.1f} s ({row[k]['valid_mse']:.4f})" for k in ("fastai", "course"))
        print(f"{number}: {told}, {row['ratio']:.1f} times; load {os.getloadavg()[0]:.1f}", flush=True)
    ratio = statistics.median(r["ratio"] for r in rows)
    print(f"{ratings.source.label}, {args.epochs} epochs: the median of {len(rows)} rounds is {ratio:.1f} times")
    found = {"fastai_version": FASTAI, "data": ratings.source.label, "epochs": args.epochs, "rounds": rows}
    write_json(args.json, found | {"median_ratio": ratio, "load": os.getloadavg()[0]})


if __name__ == "__main__":
    main()
