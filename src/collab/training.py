"""The training loop: fastai's one-cycle recipe in plain PyTorch.

The recipe is read from fastai's `callback/schedule.py` (`fit_one_cycle`), `optimizer.py` (`Adam`) and `learner.py`; the
loop has the shape of PyTorch's `nn_tutorial`. Read `fit` first: everything else in this file serves it.
"""

from __future__ import annotations

import inspect
import math
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from tqdm import tqdm

from .stepping import Stepper

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from collab.ratings import Split

__all__ = ["EpochRecord", "History", "TrainingError", "adamw", "evaluate_mse", "fit", "one_cycle", "pick_device"]

NORMS = (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d, nn.LayerNorm, nn.GroupNorm)
COLUMNS = ("user", "movie")
LOOK_EVERY = 50  # steps between two looks at the loss: each look makes a GPU wait for its result


class TrainingError(ValueError):
    """Training cannot start or go on; the message is one sentence that names the cause."""


class EpochRecord(TypedDict):
    """What one epoch left behind: losses are mean squared errors, in squared stars."""

    epoch: int
    train_mse: float
    valid_mse: float
    seconds: float


@dataclass
class History:
    """What happened in one call of `fit`: one record an epoch, one learning rate and momentum a step."""

    device: str
    records: list[EpochRecord] = field(default_factory=list)
    lrs: list[float] = field(default_factory=list)
    momenta: list[float] = field(default_factory=list)

    @property
    def epochs(self) -> list[int]:
        """The epochs' numbers, from 1."""
        return [record["epoch"] for record in self.records]

    @property
    def train_mse(self) -> list[float]:
        """Mean loss over the examples seen in each epoch, measured while the model was changing."""
        return [record["train_mse"] for record in self.records]

    @property
    def valid_mse(self) -> list[float]:
        """Mean loss over the validation examples after each epoch."""
        return [record["valid_mse"] for record in self.records]

    @property
    def epoch_seconds(self) -> list[float]:
        """Wall-clock seconds of each epoch, validation included."""
        return [record["seconds"] for record in self.records]

    @property
    def seconds(self) -> float:
        """Wall-clock seconds of all epochs together."""
        return sum(self.epoch_seconds)

    def plot(self, ax: Axes | None = None) -> Figure:
        """Draw training and validation loss against the epoch; see `collab.plots.loss_curves`."""
        from collab.plots import loss_curves

        return loss_curves(self, ax)

    def __repr__(self) -> str:
        if not self.records:
            return f"History(no epochs, {self.device})"
        last = f"train {self.train_mse[-1]:.4f}, valid {self.valid_mse[-1]:.4f}"
        return f"History({len(self.records)} epochs, {last}, {self.seconds:.1f} s on {self.device})"


@contextmanager
def one_thread() -> Iterator[None]:
    """Let torch compute on one CPU thread, and restore its number afterwards.

    Batches this small gain nothing from more, and lose a lot where the cores have other work: five epochs took 3.5 s with
    one thread or two on two nearly idle cores, but on busy ones 6 s with one and 42 s with two. Sums that threads share out can
    also differ in their last bits.
    """
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


@contextmanager
def without_subnormals() -> Iterator[None]:
    """Let the CPU take numbers below 1e-38 for zero, and restore what it did afterwards.

    The optimizer's running mean of a rarely rated movie's gradient shrinks to such numbers in some hundred steps and stays
    there, and the CPU computes with them many times slower: they took a fifth of a training on MovieLens 100K.
    """
    before = torch.full((1,), 1e-40, dtype=torch.float32, device="cpu").item() == 0  # there is no other way to ask
    torch.set_flush_denormal(True)
    try:
        yield
    finally:
        torch.set_flush_denormal(before)


@one_thread()
@without_subnormals()
def fit(
    model: nn.Module,
    data: Split,
    epochs: int = 5,
    lr: float = 5e-3,
    wd: float = 0.1,
    *,
    batch_size: int = 64,
    seed: int | None = None,
    device: str | torch.device | None = None,
    replacement: bool = False,
    progress: bool = True,
) -> History:
    """Train `model` on `data` with fastai's one-cycle recipe, and say how it went.

    The model maps ids `x`, Long `(B, 2)`, to predictions `(B,)`. It is moved to the device, trained in place, and left
    there in eval mode, ready to be asked for predictions.

    - `lr` is the highest learning rate of the cycle, see `one_cycle`; `wd` the weight decay, see `adamw`.
    - Every epoch draws a fresh permutation of the training ratings, in batches of `batch_size`; the last batch, if it
      is not full, is left out. `replacement=True` draws rows with replacement instead, as fastai 2.8 does.
    - `seed` seeds those draws only, and then torch's global random state is not touched (a model with dropout draws
      from it). With `seed=None` the draws come from the global state, so `torch.manual_seed` governs them. The weights
      are yours: seed before you build the model. Same weights, same seed, same CPU: the same bits, on however many
      cores, because `fit` computes on one.
    - `device=None` asks `pick_device`.
    - `progress=True` prints one line an epoch and a bar that vanishes, to stdout; `False` prints nothing.

    Raises `TrainingError` for an empty split, ids outside their tables, targets or predictions of the wrong shape,
    a model with nothing to train, and a loss that is no longer a number.
    """
    if not isinstance(model, nn.Module) or not hasattr(data, "train_x"):
        found = f"{type(model).__name__}, {type(data).__name__}"
        raise TrainingError(f"fit takes a model and then a split, `fit(model, data)`, and got: {found}.")
    check_split(data, batch_size)
    check_model(model, data)

    device = pick_device() if device is None else torch.device(device)
    model.to(device)
    data = data.to(device)  # once: from here on a batch is a slice, not a copy from the CPU
    optimizer = adamw(model, lr, wd)
    model.zero_grad()  # the model may come with gradients of an earlier backward()
    stepper = Stepper(optimizer)
    generator = None if seed is None else torch.Generator().manual_seed(seed)
    n_batches = len(data.train_y) // batch_size
    history = History(str(device))

    if progress:
        print(f"{'epoch':>5}  {'train_loss':>10}  {'valid_loss':>10}  {'time':>6}")
    for epoch in range(epochs):
        started = time.perf_counter()
        losses = torch.empty(0)
        batches = data.train_batches(batch_size, generator=generator, replacement=replacement)

        model.train()
        with progress_bar(f"epoch {epoch}", n_batches, progress) as bar:
            for step, (x, y) in enumerate(batches):
                step_lr, momentum = one_cycle((epoch + step / n_batches) / epochs, lr)
                set_hyperparameters(optimizer, step_lr, momentum)

                loss = mse(model(x), y)
                loss.backward()
                stepper.step()

                if not step:
                    losses = loss.new_empty(n_batches)  # on the device: reading each one would make a GPU wait
                    places = losses.unbind()
                places[step].copy_(loss.detach())
                history.lrs.append(step_lr)
                history.momenta.append(momentum)
                if (step + 1) % LOOK_EVERY == 0:
                    bar.update(LOOK_EVERY)
                    if not loss.isfinite():
                        break
        losses = losses[: step + 1]
        check_losses(losses, epoch, lr)

        train_mse = losses.mean().item()  # batches are equally large, so this is the mean over examples
        valid_mse = evaluate_mse(model, data.valid_batches())
        if not math.isfinite(valid_mse):
            raise TrainingError(f"The validation loss after epoch {epoch} is {valid_mse}: {too_large(lr)}.")
        seconds = time.perf_counter() - started
        history.records.append(EpochRecord(epoch=epoch, train_mse=train_mse, valid_mse=valid_mse, seconds=seconds))
        if progress:
            print(f"{epoch:>5}  {train_mse:>10.4f}  {valid_mse:>10.4f}  {seconds:>5.1f}s")

    model.eval()
    return history


def evaluate_mse(model: nn.Module, batches: Iterable[tuple[Tensor, Tensor]]) -> float:
    """Return the mean squared error over all examples of `batches`, without gradients and in eval mode.

    Each batch is `x`, Long `(B, 2)`, and `y` `(B,)`, on the model's device. Batches may differ in size: squared errors
    are summed and divided once, so a short last batch weighs what it should. The model's mode is restored afterwards.
    Raises `TrainingError` when there are no examples or the shapes of predictions and targets differ.
    """
    was_training = model.training
    model.eval()
    total: float | Tensor = 0.0  # becomes a tensor on the batches' device
    count = 0
    try:
        with torch.no_grad():
            for x, y in batches:
                total = total + mse(model(x), y) * len(y)
                count += len(y)
    finally:
        model.train(was_training)
    if count == 0:
        raise TrainingError("There is nothing to evaluate: the batches hold no ratings.")
    return float(total) / count


def mse(predictions: Tensor, targets: Tensor) -> Tensor:
    """Return the mean squared error of two `(B,)` tensors; raise `TrainingError` when the shapes differ.

    PyTorch would only warn: `(B, 1)` against `(B,)` broadcasts to `(B, B)`, and every prediction meets every target.
    """
    if predictions.shape != targets.shape:
        raise TrainingError(
            f"For a batch of {len(targets)} the model returned shape {tuple(predictions.shape)}, expected {tuple(targets.shape)}: "
            "the loss would broadcast the two and compare every prediction with every target."
        )
    return F.mse_loss(predictions, targets)


# The recipe ----------------------------------------------------------------------------------------------------------


def cosine(start: float, end: float, p: float) -> float:
    """Go from `start` (p = 0) to `end` (p = 1) along half a cosine: flat at both ends."""
    return start + (1 + math.cos(math.pi * (1 - p))) * (end - start) / 2


def one_cycle(p: float, lr: float) -> tuple[float, float]:
    """Return the learning rate and the momentum at `p`, the part of training that is done, in [0, 1].

    The learning rate rises from lr/25 to lr over the first quarter, then falls to lr/100,000; momentum mirrors it,
    0.95 → 0.85 → 0.95. Source: Smith 2018 (arXiv 1803.09820), as in fastai's `fit_one_cycle`.
    """
    if p < 0.25:
        return cosine(lr / 25, lr, p / 0.25), cosine(0.95, 0.85, p / 0.25)
    rest = (p - 0.25) / 0.75
    return cosine(lr, lr / 1e5, rest), cosine(0.85, 0.95, rest)


def adamw(model: nn.Module, lr: float, wd: float) -> torch.optim.AdamW:
    """Return AdamW with fastai's settings: decoupled decay, beta2 0.99, eps 1e-5.

    Exempt from decay, as in fastai, are the parameters of normalisation layers and those called exactly `bias`: an
    `nn.Linear`'s, but not `user_bias`, nor the weight of an `nn.Embedding(n, 1)`, which hold one number a user or movie.
    """
    normalising = {id(p) for module in model.modules() if isinstance(module, NORMS) for p in module.parameters(False)}
    decayed: list[nn.Parameter] = []
    exempt: list[nn.Parameter] = []
    for name, parameter in model.named_parameters():
        is_exempt = id(parameter) in normalising or name.rpartition(".")[-1] == "bias"
        (exempt if is_exempt else decayed).append(parameter)
    groups = [{"params": decayed, "weight_decay": wd}, {"params": exempt, "weight_decay": 0.0}]
    groups = [group for group in groups if group["params"]]  # an empty one would cost 20 µs a step
    has_kernel = {parameter.device.type for parameter in model.parameters()} <= {"cpu", "cuda", "mps"}
    return AdamW(groups, lr=lr, betas=(0.95, 0.99), eps=1e-5, fused=True if has_kernel else None)


class AdamW(torch.optim.AdamW):
    """Torch's own. Only, to be made it does not import torch's compiler, which is never used here and takes a second."""

    add_param_group = inspect.unwrap(torch.optim.Optimizer.add_param_group)


def set_hyperparameters(optimizer: torch.optim.Optimizer, lr: float, momentum: float) -> None:
    """Give every parameter group this learning rate and this beta1; beta2 stays."""
    for group in optimizer.param_groups:
        group["lr"] = lr
        group["betas"] = (momentum, group["betas"][1])


def pick_device() -> torch.device:
    """Return the device to train on: `COLLAB_DEVICE` if set (`cpu`, `cuda`, `cuda:1`, `mps`), else CUDA, MPS, the CPU.

    Raises `TrainingError` when `COLLAB_DEVICE` names no device, or one that this machine lacks. Operations missing on
    MPS fall back to the CPU if `collab` was imported before torch, which reads that setting while it is imported.
    """
    wanted = os.environ.get("COLLAB_DEVICE", "").strip()
    present = ["cpu"]
    if torch.backends.mps.is_available():
        present.insert(0, "mps")
    if torch.cuda.is_available():
        present = ["cuda", *(f"cuda:{i}" for i in range(torch.cuda.device_count())), *present]
    if wanted and wanted not in present:
        raise TrainingError(f"COLLAB_DEVICE={wanted} cannot be used: this machine offers {', '.join(present)}.")
    return torch.device(wanted or present[0])


def progress_bar(title: str, n_batches: int, show: bool) -> tqdm:
    """A bar on stdout that is drawn rarely and vanishes: nbgrader gives no points to cells that write to stderr."""
    return tqdm(total=n_batches, desc=title, disable=not show, file=sys.stdout, leave=False, mininterval=0.5, ncols=60)


# What can go wrong, said before it does -----------------------------------------------------------------------------


def check_split(data: Split, batch_size: int) -> None:
    """Raise `TrainingError` unless `data` holds ids `(N, 2)` within their tables and finite targets `(N,)`."""
    for part, x, y in (("training", data.train_x, data.train_y), ("validation", data.valid_x, data.valid_y)):
        if len(x) == 0 or len(y) == 0:
            raise TrainingError(f"The {part} split is empty: there is nothing to learn from or to measure with.")
        if x.ndim != 2 or x.shape[1] != 2 or x.is_floating_point():
            found = f"{tuple(x.shape)} of {x.dtype}"
            raise TrainingError(f"The {part} ids have shape {found}, expected (N, 2) whole numbers: user id, movie id.")
        if y.shape != (len(x),):
            raise TrainingError(
                f"The {part} targets have shape {tuple(y.shape)}, expected ({len(x)},): one rating for each row of ids."
            )
        if not y.isfinite().all():
            raise TrainingError(f"The {part} targets hold NaN or infinity: some ratings are missing or were misread.")
        for column, size in enumerate((data.n_users, data.n_movies)):
            ids = x[:, column]
            low, high = int(ids.min()), int(ids.max())
            if low < 0 or high >= size:
                raise TrainingError(
                    f"Column {column} of the {part} ids holds {COLUMNS[column]} id {low if low < 0 else high}, outside "
                    f"its table of {size} rows (0 to {size - 1})."
                )
    if not 1 <= batch_size <= len(data.train_y):
        raise TrainingError(f"A batch of {batch_size} cannot be filled from {len(data.train_y)} training ratings.")


def check_model(model: nn.Module, data: Split) -> None:
    """Raise `TrainingError` unless `model` has something to train and rows for the largest ids of `data`.

    This asks the model for a few predictions where it stands, most often the CPU: a GPU would answer an id outside a
    table with an assertion that leaves the process unusable. An exception of the model's own passes through unchanged.
    """
    if not any(parameter.requires_grad for parameter in model.parameters()):
        raise TrainingError("The model has no parameters to train: tensors must be registered as nn.Parameter.")
    where = next(model.parameters()).device
    ids = torch.zeros(2, 2, dtype=torch.long, device=where)  # B = 2: with one row, (1,) and () look alike
    evaluate_mse(model, [(ids, torch.zeros(2, device=where))])  # a fault that shows here has nothing to do with ids
    for column, name in enumerate(COLUMNS):
        largest = int(torch.maximum(data.train_x[:, column].max(), data.valid_x[:, column].max()))
        probe = ids.clone()
        probe[:, column] = largest
        try:
            evaluate_mse(model, [(probe, torch.zeros(2, device=where))])
        except IndexError as error:
            raise TrainingError(
                f"The model has no row for {name} id {largest} (column {column}): its {name} table needs at least "
                f"{largest + 1} rows ({error})."
            ) from error


def check_losses(losses: Tensor, epoch: int, lr: float) -> None:
    """Raise `TrainingError` at the first of an epoch's training losses, (steps,), that is not finite."""
    if not losses.isfinite().all():
        step = int((~losses.isfinite()).nonzero()[0])
        raise TrainingError(f"The loss became {losses[step].item()} at step {step} of epoch {epoch}: {too_large(lr)}.")


def too_large(lr: float) -> str:
    """Why a loss or a gradient is most often not finite, for the end of a message."""
    return f"most often the learning rate is too large (lr={lr:g}), sometimes the model divides by zero"
