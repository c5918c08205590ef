"""What `test_evaluate` is tried on: right and wrong `evaluate(model, batches)`, by families.

Model and batches stay in the box; a candidate works on them by requests, one step after the other, as its own code would."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from collab.grading.box.contract import StudentError
from collab.grading.judge.student import Handle, Student, Tensor
from collab.grading.judge.trials import Candidate, Candidates, Draw, Family

Batch = tuple[Any, Any]


def squared(p: np.ndarray, y: np.ndarray) -> float:
    return float(np.mean((p - y) ** 2))


def mean(losses: Sequence[float], sizes: Sequence[int]) -> float:
    return float(np.dot(losses, sizes) / np.sum(sizes))


@dataclass(frozen=True)
class Evaluate:
    """A way to evaluate; the one that is made without arguments is right."""

    mode: Literal["eval", "train", "as it is"] = "eval"
    # After each prediction: back to the mode that was found, or only now to evaluation.
    in_loop: Literal["", "back", "late"] = ""
    afterwards: Literal["as found", "train", "as it is"] = "as found"
    gradients: bool = False
    loss: Callable[[np.ndarray, np.ndarray], float] = squared
    result: Callable[[Sequence[float], Sequence[int]], Any] = mean
    chosen: Callable[[list[Batch]], list[Batch]] = lambda batches: batches
    learns: float = 1.0  # what the weights are multiplied by
    by_flags: bool = False  # modes are set module by module

    def candidate(self, student: Student) -> Candidate:
        def evaluate(model: Any, batches: Any) -> Any:
            found = model.method("__getattribute__", "training")
            if self.mode != "as it is":
                self.switch(model, self.mode == "train")
            losses, sizes = [], []
            with gradients(student, self.gradients):
                for x, y in self.chosen(list(pairs(batches))):
                    losses.append(self.loss(model(x).array.astype(np.float64), y.array.astype(np.float64)))
                    sizes.append(len(y.array))
                    if self.in_loop:
                        self.switch(model, found if self.in_loop == "back" else False)
            if self.learns != 1:
                model.load({p.name: np.asarray(p.values * self.learns, p.values.dtype) for p in model.parameters()})
            if self.afterwards != "as it is":
                self.switch(model, found if self.afterwards == "as found" else True)
            return self.result(losses, sizes)

        return evaluate

    def switch(self, model: Handle, training: bool) -> None:
        if not self.by_flags:
            model.method("train", training)
            return
        for module in members(model.method("modules")):
            module.method("__setattr__", "training", training)


@contextmanager
def gradients(student: Student, on: bool) -> Iterator[None]:
    """Gradients switched on or off for a while."""
    before = student.raw("set_gradients", on=on)
    try:
        yield
    finally:
        student.raw("set_gradients", on=before)


def members(iterable: Handle) -> Iterator[Any]:
    """What a loop over it meets."""
    iterator = iterable.method("__iter__")
    while True:
        try:
            yield iterator.method("__next__")
        except StudentError as e:
            if e.type != "StopIteration":
                raise
            return


def pairs(batches: Handle) -> Iterator[Batch]:
    for x, y in members(batches):
        if not isinstance(y, Tensor):
            raise TypeError(f"a batch is a pair of tensors (x, y), and y is a {type(y).__name__}")
        yield x, y


def at_once(batches: list[Batch]) -> list[Batch]:
    """All of them as one batch."""
    for x, _ in batches:
        if not isinstance(x, Tensor):
            raise TypeError(f"expected Tensor as element 0 in argument 0, but got {type(x).__name__}")
    return [(np.concatenate([x.array for x, _ in batches]), Whole(np.concatenate([y.array for _, y in batches])))]


@dataclass(frozen=True)
class Whole:
    array: np.ndarray


def running_mean(losses: Sequence[float], sizes: Sequence[int]) -> float:
    """The same mean, batch by batch: other roundings."""
    found, seen = 0.0, 0
    for loss, size in zip(losses, sizes, strict=True):
        seen += size
        found += (loss - found) * size / seen
    return found


def in_32_bits(losses: Sequence[float], sizes: Sequence[int]) -> float:
    return float(np.dot(np.asarray(losses, np.float32), np.asarray(sizes, np.float32)) / np.float32(np.sum(sizes)))


def as_long_as_first(batches: list[Batch]) -> list[Batch]:
    return [b for b in batches if len(b[1].array) == len(batches[0][1].array)]


def ways(*found: Evaluate) -> Draw:
    return lambda rng, student: [way.candidate(student) for way in found]


def draw_learning(rng: np.random.Generator, student: Student) -> list[Candidate]:
    learning = (rng.uniform(0.85, 0.95), rng.uniform(1.05, 1.15), rng.uniform(1.01, 1.02))
    return [Evaluate(learns=float(factor)).candidate(student) for factor in learning]


def off_by(share: float) -> Evaluate:
    """Nearly right: too large by this share, and by as much again where the error is 1."""
    return Evaluate(result=lambda losses, sizes: mean(losses, sizes) * (1 + share) + share)


ONE_SIZE = Family(
    "is right only where all batches have the same size",
    "A short last batch weighs less than a full one: of which sizes are your batches, and which mean do you expect?",
    ways(
        Evaluate(result=lambda losses, sizes: float(np.mean(losses))),
        Evaluate(result=lambda losses, sizes: float(np.dot(losses, sizes) / (len(sizes) * sizes[0]))),
        Evaluate(chosen=as_long_as_first),
    ),
)
LEAVES_OUT = Family(
    "leaves out the first or the last of several batches",
    "With how many batches does your test ask, and does each of them change the mean?",
    ways(
        Evaluate(chosen=lambda batches: batches[:1]),
        Evaluate(chosen=lambda batches: batches[:-1] or batches),
        Evaluate(chosen=lambda batches: batches[1:] or batches),
    ),
)
OTHER_ERROR = Family(
    "measures something else than the mean of the squared errors: without the square, half of it, its root, the sum, or a number near it",
    "For which errors, 0.5, 1, 2 or others, do these all differ? And how close must the result be to what you expect?",
    ways(
        Evaluate(loss=lambda p, y: float(np.mean(np.abs(p - y)))),
        Evaluate(loss=lambda p, y: squared(p, y) / 2),
        Evaluate(result=lambda losses, sizes: mean(losses, sizes) ** 0.5),
        Evaluate(result=lambda losses, sizes: float(np.dot(losses, sizes))),
        off_by(0.05),
        off_by(-0.05),
    ),
)
TRAINING_MODE = Family(
    "predicts in training mode, for all batches or for some",
    "In which mode was your model when it was called, the first time and later, and what in your test would notice?",
    ways(
        Evaluate(mode="as it is"),
        Evaluate(mode="train"),
        Evaluate(in_loop="back"),
        Evaluate(mode="as it is", in_loop="late"),
    ),
)
NOT_RESTORED = Family(
    "leaves the model in evaluation mode",
    "A model that was training goes on training. What does your test look at afterwards?",
    ways(Evaluate(afterwards="as it is")),
)
ALWAYS_TRAINING = Family(
    "leaves the model in training mode, however it found it",
    "Two modes can be found. With which of them does your test begin?",
    ways(Evaluate(afterwards="train")),
)
GRADIENTS_ON = Family(
    "predicts with gradients switched on",
    "`torch.is_grad_enabled()` tells whether they are on. Where would it have to be asked?",
    ways(Evaluate(gradients=True)),
)
LEARNS = Family(
    "changes the model's weights a little",
    "What should be true of the model's parameters afterwards, and does your model have any?",
    draw_learning,
)

CANDIDATES = Candidates(
    decoy=ways(Evaluate(result=lambda losses, sizes: 1.37 * mean(losses, sizes) + 0.61)),
    right=(
        Family("", "", ways(Evaluate())),
        Family(
            "equality down to the last digit",
            "A mean that is added up in another order differs in its last digits: how close is close enough?",
            ways(Evaluate(result=running_mean), Evaluate(result=in_32_bits)),
        ),
        Family(
            "one call of the model for each batch",
            "Whoever puts all examples together and asks the model once gets the same mean. Does your model answer from x alone?",
            ways(Evaluate(chosen=at_once)),
        ),
        Family(
            "that the methods `eval` and `train` of the model itself are called",
            "A mode can be set in other ways. What is true of `model.training` while the model predicts, and afterwards?",
            ways(Evaluate(by_flags=True)),
        ),
    ),
    wrong=(
        ONE_SIZE,
        LEAVES_OUT,
        OTHER_ERROR,
        TRAINING_MODE,
        NOT_RESTORED,
        ALWAYS_TRAINING,
        GRADIENTS_ON,
        LEARNS,
    ),
    demands=(
        Family(
            "a tensor as the result",
            "The exercise says: a float.",
            ways(Evaluate(result=lambda losses, sizes: np.asarray(mean(losses, sizes), dtype=np.float32))),
        ),
        Family(
            "the mean of the batches' means",
            "How much should a short last batch count?",
            ways(Evaluate(result=lambda losses, sizes: float(np.mean(losses)))),
        ),
        Family(
            "that the model is in training mode afterwards",
            "In which mode was it before?",
            ways(Evaluate(afterwards="train")),
        ),
        Family(
            "that the model is in evaluation mode afterwards",
            "In which mode was it before?",
            ways(Evaluate(afterwards="as it is")),
        ),
    ),
    kept=True,
)
