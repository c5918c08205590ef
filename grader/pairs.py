"""What the suites of lessons 02, 04 and 06 have in common: the contract of a model of pairs.

Such a model gets ids x of shape (B, 2), a user's and an item's in each row, and returns B predictions: scores made of rows
of its two tables, squashed into `y_range`. Whatever the score is, the model takes batches of any size, uses the range that
it is given, lets gradients reach every parameter, and learns. Names, sizes, right values and questions of its own are the
lesson's, which hands them in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import reference

from collab.data.plants import Plant
from collab.grading.box import probes
from collab.grading.box.contract import StudentError
from collab.grading.judge import expect
from collab.grading.judge.student import Given, Handle, Parameter, Student, Tensor

Array = np.ndarray
Arrays = dict[str, Array]
Recipe = dict[str, Any]
Train = Callable[[Array, Array, Array], Iterable[Array]]

ALWAYS = "The range is always (0, 5.5): is `y_range` kept in `__init__` and used in `forward`?"
LOWER_END = "The lower end is missing: where should a sigmoid of 0 go?"
SWAPPED = "The two ends are swapped: which comes first in `y_range`?"
OTHER_RANGE = "With the default range it comes out right: how do the two ends of `y_range` come in?"
GRADIENT = "a gradient for it"
NO_GRADIENT = "No gradient arrives: is something cut off, with `.detach()` or `.data`?"
SCALED = "The predictions are right: which of your operations has another gradient, or scales it?"


@dataclass(frozen=True)
class Ids:
    """Draws ids for tables of so many rows: int64, (rows, 2)."""

    users: int
    items: int

    def draw(self, rng: np.random.Generator, rows: int) -> Array:
        """Pairs of different ids that both tables have, so that swapped columns give values and not an IndexError; the first
        two rows are two users', so that not all are alike."""
        both = min(self.users, self.items)
        users = rng.integers(0, both, rows)
        users[1:2] = (users[:1] + rng.integers(1, both)) % both
        return np.stack([users, (users + rng.integers(1, both, rows)) % both], axis=1)

    def draw_at_ends(self, rng: np.random.Generator, rows: int, first: int = 0) -> Array:
        """Pairs of ids from `first` on; the first two rows hold both ends of both tables."""
        ids = np.stack([rng.integers(first, self.users, rows), rng.integers(first, self.items, rows)], axis=1)
        ids[:2] = [[self.users - 1, first], [first, self.items - 1]]
        return ids


def new(student: Student, raises: dict[str, str], *sizes: Any, **more: Any) -> Handle:
    """A new model of the exercise's class. `raises` says what exceptions usually mean."""
    with expect.explained(raises):
        model = getattr(student, student.exercise)(*sizes, **more)
    if not isinstance(model, Handle):
        expect.fail(f"`{student.exercise}(...)` gave {expect.article(type(model).__name__)}, expected a module.")
    return model


def listed(names: Collection[str]) -> str:
    return f"the parameters {', '.join(f'`{name}`' for name in names)}" if names else "no parameters"


def trained(model: Handle, aliases: bool = False) -> list[Parameter]:
    """The parameters that training may change: one that requires no gradient, such as a range, is nothing to learn."""
    return [p for p in model.parameters(aliases) if p.requires_grad]


ORDER = "Called with names it is right, without them it is not: in which order does your `def __init__` line list the arguments?"


def check_order(named: Handle, make: Callable[[], Handle]) -> None:
    """`make` gives the arguments of `named` by position: the parameters have the same shapes."""
    with expect.explained({"": ORDER}):
        model = make()
    wanted = {p.name: p.shape for p in named.parameters(aliases=True)}
    for p in model.parameters(aliases=True):
        if p.shape != wanted.get(p.name, p.shape):
            expect.fail(f"`{model.call}.{p.name}` has shape `{p.shape}`, expected `{wanted[p.name]}`.", ORDER)


def check_apart(model: Handle, shape: tuple[int, ...], first: str, second: str) -> None:
    """Where both have this shape, they are still two: what is learnt of users must not change movies."""
    if sum(p.shape == shape for p in model.parameters()) == 1:
        expect.fail(f"`{model.call}` has one parameter of shape `{shape}`, expected two, for `{first}` and for `{second}`.", "With equal sizes they are one and the same, and what one user teaches changes a movie: which line makes them, and what does it make when the sizes are equal?")  # fmt: skip


def check_ids_kept(student: Student, model: Handle, x: Array) -> None:
    """Predicting leaves the caller's x as it was."""
    after = student.probe(probes.CallAndLook(model, [x])).args
    expect.untouched(np.asarray((after or [x])[0]), x, f"{model.call}(x)", "x")


SINGLE = (
    "With larger sizes it comes out right. Where one of them is 1, what does a `squeeze()` without a dimension remove?"
)


MORE_ITEMS = "With more users than movies it comes out right, and here there are more movies: where does the number of users come in that should not?"


def check_single(model: Handle, predict: Callable[[Array], Array]) -> None:
    """One user, one movie, one factor: sizes of 1 are sizes."""
    x = np.zeros((3, 2), dtype=np.int64)
    out = predictions(model, x, {"": SINGLE}, {}, SINGLE)
    expect.close(out.array, predict(x), out.call, usually=SINGLE)


def check_more_items(model: Handle, predict: Callable[[Array], Array]) -> None:
    """A model of 3 users and 6 movies."""
    x = np.array([[2, 5], [0, 3], [1, 0], [2, 2]])
    out = predictions(model, x, {"": MORE_ITEMS}, {}, MORE_ITEMS)
    expect.close(out.array, predict(x), out.call, usually=MORE_ITEMS)


SHARED = "Until another model of the same sizes got numbers of its own, the predictions were right: what do the two share? Each model learns by itself."
KEPT = "With the numbers that it had before, it predicted right. Training changes them: what does the model keep from an earlier call?"
IN_EVALUATION = "In training mode the predictions are right. What does the model do differently in evaluation mode?"


CUT_TO_STARS = "Predictions below 1 or above 5 are cut off: there they have no gradient, and nothing is learnt from them. Which line does it?"


def check_use(model: Handle, x: Array, predict: Callable[[Arrays], Array], mine: Arrays, others: Arrays, training: bool = True) -> None:  # fmt: skip
    """As models are used: beside another one of the same sizes, in evaluation mode, and after training has changed numbers.

    `model` holds `mine` and is right about x; the other one has been given `others` since. `training`: whether it predicts
    the same in training mode."""
    steps = [(mine, "", SHARED), (mine, "eval", IN_EVALUATION), (others, "", KEPT)]
    steps += [(mine, "train", KEPT), (others, "", KEPT)] if training else []
    held = mine
    for p, mode, usually in steps:
        if p is not held:
            model.load(p)
        if mode:
            model.method(mode)
        held = p
        out = predictions(model, x, {}, {}, usually)
        right = predict(p)
        cut = [(np.clip(right, 1, 5), CUT_TO_STARS)]  # the first draw of numbers may have had nothing to cut
        expect.close(out.array, right, out.call, cut, cut_far(out.array, right) or usually, rtol=1e-3, atol=1e-4)


def values(model: Handle, shapes: dict[str, tuple[int, ...]]) -> Arrays:
    """What the parameters of these names hold, in these shapes: a box that was tampered with may have told otherwise."""
    found = {p.name: p.values for p in model.parameters(aliases=True) if p.name in shapes}
    for name, shape in shapes.items():
        got = found[name].shape if name in found else ()
        if got != shape:
            expect.fail(f"`{model.call}.{name}` holds numbers of shape `{got}`, expected `{shape}`.")
    return found


def alike(*tables: Array) -> str:
    """How new tables differ too little to learn: all are "zero", or the numbers of each row are "equal"; or ""."""
    if not any(table.any() for table in tables):
        return "zero"
    return "equal" if all((table == table[:, :1]).all() for table in tables) else ""


def predictions(model: Handle, x: Array | Given, raises: dict[str, str], shapes: dict[Any, str], usually: str = "", call: str = "") -> Tensor:  # fmt: skip
    """What the model returns for x: a tensor, one number a row. `raises` and `shapes`: what exceptions and other shapes
    usually mean; `call`: how to name the call where no tensor comes back."""
    with expect.explained(raises):
        out = expect.tensor(model(x), call or f"{model.call}(x)")
    expect.shape(out, (len(x.array if isinstance(x, Given) else x),), shapes, usually)
    return out


def squash(score: Array) -> Array:
    return reference.sigmoid_range(score, 0, 5.5)


def squashing_mistakes(score: Array) -> list[tuple[Array, str]]:
    """What typical mistakes at the end of `forward` return, where the right score is this, each with the question about it."""
    right = squash(score)
    return [
        (score, "These are the raw scores: what puts them into `y_range`?"),
        (squash(right), "The squashing happens twice: which two of your lines do it?"),
        (squash(reference.sigmoid(score)), "The scores are squashed twice: does a sigmoid come before `sigmoid_range`, which holds one itself?"),
        (reference.sigmoid(score), "The values lie between 0 and 1: `sigmoid` alone does not know `y_range`. What does?"),
        (reference.sigmoid_range(score, 0, 5), "The upper end is 5, so five stars can never be reached: what is the default `y_range`?"),
        (reference.sigmoid_range(score, 1, 5), "The range is (1, 5): what is the default `y_range`?"),
        (reference.sigmoid_range(score, 1, 5.5), "The lower end is 1: what is the default `y_range`?"),
        (np.clip(score, 0, 5.5), "The scores are cut off instead of squashed, and outside the range a clamp has no gradient: which function squashes?"),
        (np.clip(right, 1, 5), CUT_TO_STARS),
        (np.round(right), "The predictions are rounded, and nothing can be learnt through a rounding: which line does it?"),
        (squash(np.maximum(score, 0)), "No prediction is below the middle of the range: does a ReLU come after the last layer, or after the dot product? A score may be negative."),
        (squash(score - score.mean()), "The batch's mean score is subtracted: should a prediction depend on the others in its batch?"),
    ]  # fmt: skip


def dot_mistakes(u: Array, m: Array, more: Array | float = 0.0) -> list[tuple[Array, str]]:
    """What comes of other things than the dot products of the rows of u and m, with `more` added before the squashing."""
    dot, lengths = (u * m).sum(1), np.linalg.norm(u, axis=1) * np.linalg.norm(m, axis=1)
    every = (
        "`u @ m.T` multiplies every user of the batch with every movie of it: which of these products does a row need?"
    )
    return [
        (squash((u * m).mean(1) + more), "The products are averaged: what does a dot product do with them?"),
        (squash((u + m).sum(1) + more), "The two factor vectors are added: what does a dot product do with them first, element by element?"),
        (squash((u - m).sum(1) + more), "The two factor vectors are subtracted: what does a dot product do with them first, element by element?"),
        (squash(u.sum(1) * m.sum(1) + more), "Each vector is summed by itself, then the sums are multiplied: which of the two comes first in a dot product?"),
        (squash((u @ m.T).sum(1) + more), every),
        (squash((u @ m.T).sum(0) + more), every),
        (squash(dot / lengths + more), "The factor vectors are normalised: that is the cosine, not the dot product. What divides by their lengths?"),
        (squash(dot / np.sqrt(u.shape[1]) + more), "The sum is divided by the square root of the number of factors: attention does that. Does a plain dot product?"),
    ]  # fmt: skip


def check_range(out: Tensor, s: Array, y_range: Sequence[float], own: expect.Mistakes = (), usually: str = OTHER_RANGE, **more: Any) -> None:  # fmt: skip
    """The predictions are the scores, whose sigmoids are s, in that range. The lesson's `own` mistakes go before these."""
    low, high = y_range
    mistakes = [
        *own,
        (s * 5.5, ALWAYS),
        (s * high + low, "`sigmoid(x) * high + low` reaches up to high + low: what is the width of the range?"),
        (s * high, LOWER_END),
        (s * (high - low), LOWER_END),
        (s * (low - high) + high, SWAPPED),
    ]
    expect.close(out.array, s * (high - low) + low, mistakes=mistakes, usually=usually, **{"call": out.call, **more})


OWN_RANGE = "It was right until another model was made, with another `y_range`: where is the range kept, so that each model has its own?"


def check_own_range(model: Handle, x: Array, s: Array, y_range: Sequence[float]) -> None:
    """Another model, made since with another range, has not changed that of this one: its scores' sigmoids are s."""
    out, (low, high) = predictions(model, x, {"": OWN_RANGE}, {}, OWN_RANGE), y_range
    expect.close(out.array, s * (high - low) + low, out.call, usually=OWN_RANGE, rtol=1e-3, atol=1e-4)


FAR, WIDE = 16.0, 1e6  # so far out a prediction is next to nothing, and in so wide a range that can be seen


def cut_far(got: Array, right: Array, low: float = 0.0, high: float = 5.5) -> str:
    """The question where only those predictions are off that should be nearest to the ends of the range, or ""."""
    off = ~np.isclose(got, right, rtol=1e-3, atol=1e-5)
    to_end = np.minimum(right - low, high - right)
    only = off.any() and not off.all() and to_end[off].max() < to_end[~off].min() < 0.1 * (high - low)
    return "Only predictions next to the ends of the range are off: are scores cut off at a fixed number? Beyond it there is no gradient, and nothing is learnt." if only else ""  # fmt: skip


def to_far(score: Array) -> float:
    """The number by which to multiply these scores, so that the one farthest from 0 becomes -FAR."""
    return float(-FAR / score[np.abs(score).argmax()])


def check_far(out: Tensor, score: Array, own: str = "") -> None:
    """Predictions of a model with the range (0, WIDE), for scores that reach down to -FAR. `own`: a question that goes before."""
    usually = f"With scores near 0 it comes out right, and here they reach down to {score.min():.0f}: what cuts them off at a fixed number? Beyond it there is no gradient, and nothing is learnt."
    expect.close(
        out.array,
        WIDE * reference.sigmoid(score.astype(np.float64)),
        out.call,
        usually=own or usually,
        rtol=1e-3,
        atol=0.3,
    )


def gradients(model: Handle, x: Array, weights: Array, no_graph: str, usually: str) -> dict[str, Array | None]:
    """Gradients of (predictions * weights).sum(); the message `no_graph` where the predictions lead back to nothing."""
    try:
        return model.gradients(x, weights=weights)
    except StudentError as e:
        if "does not require grad" not in e.message:
            raise
        expect.fail(no_graph, usually)


def check_gradients(got: dict[str, Array | None], wanted: Arrays, call: str, cut: str, none: str = GRADIENT, row: str = "", **more: Any) -> None:  # fmt: skip
    """Every parameter has the wanted gradient. `cut` is the question where none has arrived, with `none` for what was
    expected (of {} shape), and `row` the one about row {} of a table, if that has none where others have."""
    for name, right in wanted.items():
        gradient, usually = got.get(name), SCALED
        if gradient is None:
            missing = none.format(right.shape)
            expect.fail(f"After `{call}` and `backward`, `{name}.grad` is None, expected {missing}.", cut)
        if row and gradient.shape == right.shape:
            left_out = [i for i, (g, r) in enumerate(zip(gradient, right, strict=True)) if not g.any() and r.any()]
            usually = row.format(left_out[0]) if left_out else SCALED
        zero = [] if row else [(np.zeros_like(right), NO_GRADIENT)]
        expect.close(gradient, right, f"{name}.grad", zero, usually, what="is", after=call, **more)


def loss_ratio(student: Student, name: str, planted: Plant, sizes: Sequence[Any], order: Array, recipe: Recipe, train: Train) -> float:  # fmt: skip
    """The student's mean squared error on hidden pairs over the reference's; nan where the predictions are none.

    Paired: both are trained on the same ratings in the same order, so the luck of the draw cancels. `train(x, y, hidden)`
    trains the reference and predicts; of several predictions the best count."""
    x = np.stack([planted.users, planted.movies], axis=1).astype(np.int64)
    y = planted.ratings.astype(np.float32)
    hidden = np.stack([planted.hidden_users, planted.hidden_movies], axis=1).astype(np.int64)
    result = student.probe(probes.TrainFactorModel(model_name=name, sizes=list(sizes), x=x, y=y, hidden=hidden, order=order, **recipe))  # fmt: skip
    try:
        predicted = np.asarray(result.predictions, dtype=np.float64)
    except (TypeError, ValueError):  # no numbers at all
        predicted = np.empty(0)
    if predicted.shape != (len(hidden),) or not np.isfinite(predicted).all():
        return float("nan")
    error, *ours = (np.mean((p - planted.hidden_expected) ** 2) for p in (predicted, *train(x, y, hidden)))
    return float(error / min(ours))


def missed_target(name: str, score: float, target: float, n_ratings: int) -> str:
    return f"`{name}`, trained on {n_ratings:,} fresh ratings, misses hidden ratings by {score:.3g} times as much as the reference, expected at most {target}."
