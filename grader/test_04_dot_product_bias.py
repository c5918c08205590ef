"""Lesson 04: DotProductBias, decay_weights, train_epoch, evaluate.

Tables of mistakes and rules keep one row a line, each value with its question: hence `fmt: skip`."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import candidates_evaluate as candidates
import numpy as np
import pairs
import pytest
import reference

from collab.data.plants import plant
from collab.grading.box import probes
from collab.grading.box.contract import StudentError
from collab.grading.judge import expect
from collab.grading.judge.student import Given, Handle, Student, Tensor, number
from collab.grading.judge.targets import best_of, refuse_flat_start
from collab.grading.judge.trials import Trials

# All sizes differ, so that a mixed-up dimension shows.
USERS, MOVIES, FACTORS, ROWS = 7, 5, 3, 6
SIZES = {"n_users": USERS, "n_movies": MOVIES, "n_factors": FACTORS}
IDS = pairs.Ids(USERS, MOVIES)

SHAPES = {"user_factors": (USERS, FACTORS), "user_bias": (USERS,), "movie_factors": (MOVIES, FACTORS), "movie_bias": (MOVIES,)}  # fmt: skip

Batches = list[tuple[np.ndarray, np.ndarray]]


# What exceptions in a model usually mean.
IN_A_MODEL = expect.IN_INIT | {
    "unexpected keyword argument": "The names of the arguments are part of the exercise: `n_users`, `n_movies`, `n_factors`, `y_range`. Does your `def __init__` line have them, spelt exactly so?",
    r"forward\(\) missing": "A model is called with one argument, x of shape (B, 2), and both ids of a row are in it: how many does your `forward` ask for?",
    r"__init__\(\) missing": "Only three arguments were given: the fourth, `y_range`, has a default in the exercise. Has it one in your `def __init__` line?",
    "is not defined": "Where does that name come from? The grader skips the demo cells, and an argument of `__init__` is unknown in `forward`.",
    "object is not callable": "A parameter is a tensor and not a module: is it called, with `(...)`, where it should be indexed?",
    "out of bounds": "A row was asked for that the table does not have: does each table get the ids from its own column of `x`?",
    "out of range": "A row was asked for that the table does not have: does each table get the ids from its own column of `x`?",
    "must match the size of tensor": "Two shapes meet there that do not fit. For a batch of B rows, which of the two should start with B, and does not?",
}  # fmt: skip


def draw_parameters(rng: np.random.Generator) -> reference.Arrays:
    return {name: rng.normal(0, 0.8, shape).astype(np.float32) for name, shape in SHAPES.items()}


def loaded(student: Student, p: reference.Arrays, *sizes: Any, **more: Any) -> Handle:
    """The student's model with the judge's parameters in it."""
    model = pairs.new(student, IN_A_MODEL, *sizes, **({} if sizes else SIZES), **more)
    model.load(p)
    return model


def predictions(model: Handle, x: np.ndarray | Given, shapes: dict[tuple[int, ...], str] | None = None, usually: str = "") -> Tensor:  # fmt: skip
    return pairs.predictions(model, x, IN_A_MODEL, shapes or {}, usually)


class TestDotProductBias:
    exercise = "DotProductBias"
    kind = "module"
    UP = "With scores far below 0 it comes out right, and here they reach up to 16: what cuts them off at a fixed number? Beyond it there is no gradient, and nothing is learnt."

    @pytest.mark.share(2)
    def test_parameters(self, student: Student) -> None:
        """registers its four tensors as parameters of the right shapes."""
        model = pairs.new(student, IN_A_MODEL, **SIZES)
        found = {p.name: p for p in model.parameters(aliases=True)}
        for name, shape in SHAPES.items():
            if name not in found:
                message = f"`{model.call}` has {pairs.listed(found)}, expected `{name}` of shape `{shape}` among them."
                expect.fail(message, self.missing(name, model.attributes().get(name)))
            got = found[name].shape
            expect.rules(
                (got != shape, f"`{model.call}.{name}` has shape `{got}`, expected `{shape}`.", self.other_shape(name, got)),
                (not found[name].requires_grad, f"`{model.call}.{name}` does not require a gradient, expected one that does.", "Training leaves it as it is: has `requires_grad` been switched off?"),
            )  # fmt: skip
        names = [p.name for p in pairs.trained(model)]  # each parameter once, so perhaps under another name
        extra = [name for name in names if name not in SHAPES]
        if extra and len(names) > len(SHAPES):
            expect.fail(f"`{model.call}` has {pairs.listed(found)}, expected four.", f"What is `{extra[-1]}` for? This model's score is a dot product, a user's bias and a movie's.")  # fmt: skip
        pairs.check_order(model, lambda: pairs.new(student, IN_A_MODEL, USERS, MOVIES, FACTORS))
        equal = pairs.new(student, IN_A_MODEL, 6, 6, 2)
        pairs.check_apart(equal, (6, 2), "user_factors", "movie_factors")
        pairs.check_apart(equal, (6,), "user_bias", "movie_bias")

    @staticmethod
    def missing(name: str, kind: str | None) -> str:
        """The question about a parameter that is not there, where `self` may have something else of that name."""
        if kind == "Tensor":
            return f"`{name}` is a plain tensor: only an `nn.Parameter` assigned to `self` is registered. Does `create_params` make it, with nothing done to it afterwards?"
        if kind == "Embedding":
            return f"`{name}` is an `nn.Embedding`. In this exercise the table is your own: what makes an `nn.Parameter` that can be indexed directly?"
        if kind:
            return f"`self.{name}` is {expect.article(kind)}, which registers no parameter of that name: what does the exercise say it is?"
        return f"Is `self.{name}` assigned in `__init__`, spelt exactly so?"

    @staticmethod
    def other_shape(name: str, got: tuple[int, ...]) -> str:
        """The question about a parameter of a wrong shape."""
        shape = SHAPES[name]
        rows, other, long = ("users", "movies", MOVIES) if name.startswith("user") else ("movies", "users", USERS)
        length, *width = shape
        return {
            (*shape, 1): "One bias for each row means a vector: what is the trailing dimension of size 1 for? It makes sums broadcast later on.",
            (1, *shape): "One bias for each row means a vector: what is the leading dimension of size 1 for?",
            (FACTORS, length): "Rows are users or movies, columns are factors: are the two sizes swapped?",
            (long, *width): f"Is this table as long as there are {other}? It holds one row for each of the {rows}.",
            (length, 50): "The width is always 50: is the argument `n_factors` used?",
            (length + 1, *width): "One row too many: is something added to the count? It already includes '#na#'.",
            (1,): f"A single number for all {rows}: how many biases are there, if each of them has one?",
            (): f"A single number for all {rows}: how many biases are there, if each of them has one?",
            (length, FACTORS): f"That is a row of factors for each of the {rows}: how many numbers is a bias?",
        }.get(got, "Which sizes does that table get, and in which order?")  # fmt: skip

    @pytest.mark.share(3)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """predicts dot product plus both biases, squashed into y_range."""
        p, x = expect.draw_apart(lambda: (draw_parameters(rng), IDS.draw(rng, ROWS)), lambda d: (reference.dot_product_bias(*d), self.mistakes(*d)))  # fmt: skip
        model = loaded(student, p)
        with expect.explained(IN_A_MODEL):
            out = expect.tensor(model(x), f"{model.call}(x)")
        shapes = {
            (ROWS, ROWS): self.every_row_with_every_row(p, x, out.array),
            (ROWS, 1): "Did you keep a dimension when summing, or add a bias of shape `(B, 1)`?",
            (1, ROWS): "One prediction a row is right, but there is a dimension too many in front: where does it come from?",
            (): "A single number for the whole batch: over which dimension do you sum?",
            (FACTORS,): "You have summed over the batch and kept the factors: over which dimension do you sum?",
            (ROWS, FACTORS): "Each row still has its factors side by side: a dot product also sums them.",
            (2,): "Two predictions for six pairs: `x[0]` is the first row of x. How do you get a column?",
        }  # fmt: skip
        usually = "One number for each row of x is asked for: which line makes another shape of it?"
        expect.shape(out, (ROWS,), shapes, usually)
        if not out.dtype.startswith("float"):
            usually = "A prediction lies between the stars, and nothing can be learnt through whole numbers: what makes whole numbers of it?"
            expect.fail(f"`{out.call}` returned dtype {out.dtype}, expected floating point.", usually)
        wanted = reference.dot_product_bias(p, x)
        if not np.allclose(out.array, wanted, rtol=1e-4, atol=1e-5):
            usually = expect.recognise(out.array, self.mistakes(p, x)) or self.changes(model, p, x, out)
            expect.close(out.array, wanted, out.call, usually=usually)

    @staticmethod
    def every_row_with_every_row(p: reference.Arrays, x: np.ndarray, got: np.ndarray) -> str:
        """The question about a result (ROWS, ROWS)."""
        users, movies = x[:, 0], x[:, 1]
        u, m = p["user_factors"][users], p["movie_factors"][movies]
        both = p["user_bias"][users] + p["movie_bias"][movies]
        column, all_pairs = (u * m).sum(1)[:, None] + both, u @ m.T + both
        known = [
            (reference.sigmoid_range(column, 0, 5.5), f"The sum over the factors is `({ROWS}, 1)`, the biases are `({ROWS},)`: together `({ROWS}, {ROWS})`. What kept the summed dimension?"),
            (reference.sigmoid_range(all_pairs, 0, 5.5), f"`u @ m.T` scores every user of the batch with every movie of it: which of the {ROWS * ROWS} scores belong to your {ROWS} rows?"),
        ]  # fmt: skip
        broadcast = f"A `({ROWS},)` tensor plus a `({ROWS}, 1)` tensor broadcasts to `({ROWS}, {ROWS})`, and `@` pairs every row with every other: which of the two happens in your `forward`?"
        return expect.recognise(got, known) or broadcast

    @staticmethod
    def changes(model: Handle, p: reference.Arrays, x: np.ndarray, out: Tensor) -> str:
        """Whether `forward` replaces its parameters, or draws something at random."""
        changed = [q.name for q in model.parameters() if q.name in p and not np.array_equal(q.values, p[q.name])]
        if changed:
            return f"After this call `{changed[0]}` holds other numbers than before: predicting is no training, so what in `forward` assigns to it or changes it?"
        again = model(x)
        if not isinstance(again, Tensor) or not np.array_equal(again.array, out.array):
            return "A second call with the same x gave other predictions: what does `forward` draw at random?"
        return "Take one row by hand: which step of your `forward` gives something else?"

    @staticmethod
    def mistakes(p: reference.Arrays, x: np.ndarray) -> list[tuple[np.ndarray, str]]:
        """What typical mistakes return, each with the question about it."""
        users, movies = x[:, 0], x[:, 1]
        u, m = p["user_factors"][users], p["movie_factors"][movies]
        ub, mb = p["user_bias"][users], p["movie_bias"][movies]
        dot, both = (u * m).sum(1), ub + mb
        squash = pairs.squash
        return [
            *pairs.squashing_mistakes(dot + both),
            *pairs.dot_mistakes(u, m, both),
            (squash(dot), "These are the values without any bias: are `user_bias` and `movie_bias` added?"),
            (squash(both), "These are the values of the biases alone: where do the factors come in?"),
            (squash(dot + ub), "The movie bias is missing from the sum: is it looked up, and is it added?"),
            (squash(dot + mb), "The user bias is missing from the sum: is it looked up, and is it added?"),
            (squash(dot) + both, "The biases are added after the squashing, so predictions leave the range: when should they join?"),
            (squash(dot + ub) + mb, "The movie bias is added after the squashing, so predictions leave the range: when should it join?"),
            (squash(dot + mb) + ub, "The user bias is added after the squashing, so predictions leave the range: when should it join?"),
            (squash(dot.sum() + both), "The products of the whole batch are summed: over which dimension is a dot product?"),
            (squash(dot - both), "The biases are subtracted: a mild user's is positive. Should it raise the score or lower it?"),
            (squash(dot + ub - mb), "The movie bias is subtracted: a liked movie's is positive. Should it raise the score or lower it?"),
            (squash(dot * ub * mb), "The biases are multiplied with the dot product: how do they come into the score?"),
            (squash(dot * both), "The biases are multiplied with the dot product: how do they come into the score?"),
            (squash(dot + FACTORS * both), "The biases are in the sum over the factors, so each counts once for every factor: how often should it count?"),
            (squash(((u + ub[:, None]) * (m + mb[:, None])).sum(1)), "The biases are added to the factors, before the multiplication: to what do they belong?"),
            (squash(dot + p["user_bias"].sum() + p["movie_bias"].sum()), "Every row gets the sum of all biases: which user's and which movie's bias belongs to a row?"),
            (squash(dot + p["user_bias"].mean() + p["movie_bias"].mean()), "Every row gets the mean of all biases: which user's and which movie's bias belongs to a row?"),
            (squash(dot + ub.sum() + mb.sum()), "Every row gets the biases of the whole batch: which of them belong to it?"),
            (squash(dot + p["user_bias"][movies] + p["movie_bias"][users]), "The factors are right, but each bias is looked up with the other one's ids: which column belongs to which bias?"),
            (squash((p["user_factors"][movies] * p["movie_factors"][users]).sum(1) + both), "The biases are right, but each table of factors is looked up with the other one's ids: which column belongs to which table?"),
            (squash((u * p["user_factors"][movies]).sum(1) + both), "Both factor vectors come from the users' table: which line looks up the movies?"),
            (squash((p["movie_factors"][users] * m).sum(1) + both), "Both factor vectors come from the movies' table: which line looks up the users?"),
            (reference.dot_product_bias(p, x[:, ::-1]), "Are the two columns swapped? Column 0 holds users."),
            (reference.dot_product_bias(p, x[:, [0, 0]]), "All look-ups use column 0: where do the movies stand?"),
            (reference.dot_product_bias(p, x[:, [1, 1]]), "All look-ups use column 1: where do the users stand?"),
            (reference.dot_product_bias(p, x - 1), "The rows before the right ones are used: is 1 subtracted from the ids? In this course ids count from 0."),
        ]  # fmt: skip

    def test_range(self, student: Student, rng: np.random.Generator) -> None:
        """uses the y_range that it is given."""
        p, x = draw_parameters(rng), IDS.draw(rng, ROWS - 1)
        low = float(np.round(rng.uniform(0.6, 1.4), 2))
        high = float(np.round(low + rng.uniform(2.5, 3.5), 2))
        s = reference.sigmoid(reference.raw_scores(p, x))
        ranges: list[Any] = [(low, high), [-low, high]]
        models = []
        for y_range in ranges:
            models.append(loaded(student, p, USERS, MOVIES, FACTORS, y_range))
            pairs.check_range(predictions(models[-1], x, usually=pairs.OTHER_RANGE), s, y_range)
        pairs.check_own_range(models[0], x, s, ranges[0])
        x = IDS.draw(rng, 4 * ROWS)
        for part, scaled in (("factors", ("movie_factors",)), ("bias", ("user_bias", "movie_bias"))):
            q = {name: values * (part in name) for name, values in p.items()}
            k = pairs.to_far(reference.raw_scores(q, x))
            q |= {name: np.float32(k) * q[name] for name in scaled}
            model = loaded(student, q, USERS, MOVIES, FACTORS, (0, pairs.WIDE))
            pairs.check_far(predictions(model, x), reference.raw_scores(q, x))
            q |= {name: -q[name] for name in scaled}
            out = predictions(loaded(student, q, USERS, MOVIES, FACTORS, (-pairs.WIDE, 0)), x)
            # Next to the upper end, -sigmoid_range(score, -WIDE, 0) is sigmoid_range(-score, 0, WIDE).
            pairs.check_far(Tensor(-out.array, f"-{out.call}"), -reference.raw_scores(q, x), self.UP)

    @staticmethod
    def draw_sizes(rng: np.random.Generator, users: int, movies: int, factors: int) -> reference.Arrays:
        shapes = {"user_factors": (users, factors), "user_bias": (users,), "movie_factors": (movies, factors), "movie_bias": (movies,)}  # fmt: skip
        return {name: rng.normal(size=shape).astype("f4") for name, shape in shapes.items()}

    def test_batches(self, student: Student, rng: np.random.Generator) -> None:
        """takes batches of any size, one row included, with ids from both ends of the tables."""
        # Large parameters: some predictions come close to both ends of the range.
        p = {name: 1.5 * values for name, values in draw_parameters(rng).items()}
        model = loaded(student, p)
        many = IDS.draw_at_ends(rng, 4 * ROWS + 1)
        shapes = {
            (): "Does a `squeeze()` without a dimension remove the batch when it has one row?",
            (len(many),): "That is the size of an earlier batch: what does the model remember from one call to the next?",
        }  # fmt: skip
        for x in (many, many[:1], many[1:2], many[2:5]):
            out = predictions(model, Given(x, strided=True), shapes)
            wanted = reference.dot_product_bias(p, x)
            first = int(np.isclose(out.array, wanted, rtol=1e-4, atol=1e-5).argmin())
            usually = f"The first row that differs has user {x[first, 0]} of 0 to {USERS - 1} and movie {x[first, 1]} of 0 to {MOVIES - 1}: are ids changed before the look-up?"
            expect.close(out.array, wanted, out.call, usually=usually)
        pairs.check_ids_kept(student, model, many)
        single, more = self.draw_sizes(rng, 1, 1, 1), self.draw_sizes(rng, 3, 6, 2)
        pairs.check_single(loaded(student, single, 1, 1, 1), lambda x: reference.dot_product_bias(single, x))
        pairs.check_more_items(loaded(student, more, 3, 6, 2), lambda x: reference.dot_product_bias(more, x))
        others = draw_parameters(rng)
        loaded(student, others)
        pairs.check_use(model, many, lambda p: reference.dot_product_bias(p, many), p, others)

    def test_gradients(self, student: Student, rng: np.random.Generator) -> None:
        """lets gradients reach all four parameters."""
        p, x, weights = draw_parameters(rng), IDS.draw_at_ends(rng, ROWS), rng.normal(size=ROWS).astype(np.float32)
        model = loaded(student, p)
        call, row = f"{model.call}(x)", "Row {} gets no gradient: what leaves it out?"
        cut = "Does `.detach()`, `.data`, `.item()`, `no_grad` or a new `torch.tensor(...)` in `forward` cut the way back?"
        no_graph = f"`{call}` returned a tensor without a graph, expected one that leads back to four parameters."
        got = pairs.gradients(model, x, weights, no_graph, cut)
        pairs.check_gradients(got, reference.dot_product_bias_gradients(p, x, weights), call, cut, row=row)

    @pytest.mark.share(2)
    def test_loss_target(self, student: Student, rng: np.random.Generator) -> None:
        """reaches the loss target on freshly planted ratings."""
        new = predictions(pairs.new(student, IN_A_MODEL, **SIZES), IDS.draw(rng, ROWS))
        usually = "Which numbers does a new model hold, and in which of its parameters are they large?"
        refuse_flat_start(new, 0, 5.5, usually)
        score = best_of(lambda: loss_ratio(student, "DotProductBias", rng), LOSS_TARGET)
        if not score <= LOSS_TARGET:  # NaN is not, either
            message = pairs.missed_target("DotProductBias", score, LOSS_TARGET, TARGET["n_ratings"])
            expect.fail(message, self.start(student, rng))

    @staticmethod
    def start(student: Student, rng: np.random.Generator) -> str:
        """The question about a model that learns too little: what is remarkable about a new one's numbers?"""
        model = pairs.new(student, IN_A_MODEL, TARGET["n_users"], TARGET["n_movies"], TARGET_FACTORS)
        # The sizes of the small models all differ, so each says which of the large ones stands in its place.
        sizes = {USERS: TARGET["n_users"], MOVIES: TARGET["n_movies"], FACTORS: TARGET_FACTORS}
        p = pairs.values(model, {name: tuple(sizes[n] for n in shape) for name, shape in SHAPES.items()})
        how = pairs.alike(p["user_factors"], p["movie_factors"])
        if how == "zero":
            return "In a new model all factors are 0. A user's gradient is the movie's vector, and the other way round: from zeros, both stay zero for ever. Which numbers does `create_params` draw?"
        if how == "equal":
            return "In a new model the factors of a row are all equal. They get equal gradients and stay equal: many factors then do the work of one. Which numbers does `create_params` draw?"
        x = np.stack([rng.integers(0, TARGET["n_users"], 500), rng.integers(0, TARGET["n_movies"], 500)], axis=1)
        size = float(np.abs(reference.raw_scores(p, x)).mean())
        if size > 0.5:
            return f"In a new model the scores are already {size:.1f} from 0 on average, before anything is learnt: far out the sigmoid is flat and gradients are small. How large are the numbers that `create_params` draws?"
        return "Values and gradients are right, so look at where training starts: which numbers does a new model hold?"


# The loss target. Paired: the score is the student's error on hidden pairs over that of the reference model, trained on
# the same ratings in the same order, so the luck of the draw cancels. Calibrated by tools/calibrate_loss_target.py.
TARGET: dict[str, Any] = {"n_users": 200, "n_movies": 120, "rank": 3, "n_ratings": 10_000, "noise": 0.5}
RECIPE: dict[str, Any] = {"lr": 1e-2, "wd": 0.1, "batch_size": 64}
TARGET_FACTORS, EPOCHS = 50, 5
LOSS_TARGET = 2.0


def loss_ratio(student: Student, name: str, rng: np.random.Generator) -> float:
    """The student's mean squared error on hidden pairs over the reference's; nan where the predictions are none."""
    planted = plant(seed=int(rng.integers(2**31)), **TARGET)
    sizes = (planted.n_users, planted.n_movies, TARGET_FACTORS)
    order = np.stack([rng.permutation(len(planted.ratings)) for _ in range(EPOCHS)])

    def ours(x: np.ndarray, y: np.ndarray, hidden: np.ndarray) -> list[np.ndarray]:
        trained = reference.train_dot_product_bias(sizes, x, y, order, **RECIPE, seed=int(rng.integers(2**31)))
        return [reference.dot_product_bias(trained, hidden)]

    return pairs.loss_ratio(student, name, planted, sizes, order, RECIPE, ours)


ONCE = "An iterable may be a generator: it has no length and no positions, and can be gone through once."
LENGTH = f"{ONCE} Does your function need its length, or a position in it?"

# What exceptions in a decay usually mean.
IN_A_DECAY = {
    "in-place operation": "Autograd watches every parameter that requires a gradient, and does not let it change behind its back: what switches the watching off?",
    "not subscriptable|has no len": LENGTH,
    "to unpack": "`parameters` holds the parameters alone, without their names: how many names does each turn of your loop ask for?",
    "no attribute 'parameters'": "The argument is what `model.parameters()` gives, not the model: what can your loop go through directly?",
    "0-dim|0-d tensor": "One of the parameters is a single number, of shape `()`: it has no rows and no first entry. Which operation changes a parameter of any shape?",
    "'NoneType'": "A parameter that no loss has reached has no gradient, its `grad` is None. Does decay need one?",
}


class TestDecayWeights:
    exercise = "decay_weights"
    kind = "function"
    SHAPES = ((4, 3), (5,), (2, 3, 2), (1,), (), (3, 2))
    WITHOUT_GRADIENT, FROZEN = 2, 5  # a parameter that no loss has reached yet, and one that training leaves as it is

    def run(self, student: Student, rng: np.random.Generator, lazily: bool = False, strided: bool = False) -> tuple[probes.Decayed, probes.DecayWeights]:  # fmt: skip
        tensors, grads = ([np.asarray(rng.normal(size=s), np.float32) for s in self.SHAPES] for _ in range(2))
        tensors[0].flat[-1], tensors[2].flat[-1] = (
            rng.uniform(0.01, 0.03),
            -rng.uniform(0.001, 0.003),
        )  # small weights shrink too
        # With wd = 0.5 what should go and what should stay are the same share.
        lr, wd = float(np.round(rng.uniform(0.1, 0.3), 3)), float(np.round(rng.uniform(0.55, 0.9), 3))
        some = [None if i == self.WITHOUT_GRADIENT else grad for i, grad in enumerate(grads)]
        asked = probes.DecayWeights(tensors, some, lr, wd, lazily, frozen=len(self.SHAPES) - self.FROZEN)
        call = f"decay_weights(parameters, lr={lr}, wd={wd})"
        with expect.explained(IN_A_DECAY, call):
            laid: list[Any] = [Given(t, strided=True) for t in tensors] if strided else tensors
            result = student.probe(replace(asked, tensors=laid))
        shapes, n = tuple(v.shape for v in result.values), len(result.grads)
        # "fmt: skip", here and below, keeps one row a line: condition, message, question; of mistakes: value, question.
        expect.rules(
            (shapes != self.SHAPES, f"`{call}` left parameters of the shapes `{shapes}`, expected `{self.SHAPES}`.", "Decay changes numbers and no shape: which line makes another one?"),
            (n != len(grads), f"`{call}` left {n} gradients, expected {len(grads)}, one for each parameter.", ""),
        )  # fmt: skip
        return result, asked

    @staticmethod
    def first_off(call: str, result: probes.Decayed, asked: probes.DecayWeights) -> str:
        """The message about the first weight that has not lost its share, "" where all have."""
        before, got = flat(asked.tensors), flat(result.values)
        wanted = before * (1 - asked.lr * asked.wd)
        off = np.flatnonzero(~np.isclose(got, wanted, rtol=1e-4, atol=1e-5))
        if not len(off):
            return ""
        return f"`{call}` turned a weight of {before[off[0]]:.4g} into {got[off[0]]:.4g}, expected {wanted[off[0]]:.4g} ({len(off)} of {len(got)} weights differ)."

    @pytest.mark.share(2)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """shrinks every weight by the same factor."""
        result, asked = self.run(student, rng)
        call = f"decay_weights(parameters, lr={asked.lr}, wd={asked.wd})"
        moved = [not np.array_equal(got, before) for got, before in zip(result.values, asked.tensors, strict=True)]
        passed_over = next((shape for shape, has_moved in zip(self.SHAPES, moved, strict=True) if not has_moved), None)
        left = f"`{call}` left the parameter of shape `{passed_over}` as it was, expected every parameter to shrink."
        l2 = (np.asarray(asked.grads[0]) + asked.wd * asked.tensors[0], "What it adds to them is that of L2 regularisation, and Adam would then scale it. On what does decoupled decay act?")  # fmt: skip
        added = "" if result.grads[0] is None else expect.recognise(result.grads[0], [l2])
        lazy = result.returned in ("map", "filter", "generator", "zip")
        off, known = self.first_off(call, result, asked), expect.recognise(flat(result.values), self.mistakes(asked))
        expect.rules(
            (added and not any(moved), f"`{call}` left the weights as they are and changed the gradients, expected it the other way round.", added),
            (lazy and not any(moved), f"`{call}` returned {expect.article(result.returned)} and left every weight as it was, expected all of them to shrink.", "`map`, a generator and a function with `yield` do nothing until somebody goes through what they return, and here nobody does: what goes through the parameters at once?"),
            (result.returned == "Tensor" and not any(moved), f"`{call}` returned a tensor and left every weight as it was, expected all of them to shrink.", "A penalty, to be added to a loss, is L2 regularisation, and Adam would then scale it. On what does decoupled decay act?"),
            (result.returned != "NoneType" and not any(moved), f"`{call}` returned {expect.article(result.returned)} and left every weight as it was, expected all of them to shrink.", "The caller asks for nothing back, and looks at the parameters that it gave: are the new numbers in new tensors, in copies? How does `p` itself change?"),
            (not any(moved), f"`{call}` left every weight as it was, expected all of them to shrink.", "Do the new numbers end up in a new tensor? `p = ...` and operations without an underscore, such as `mul`, both make one. How does `p` itself change?"),
            (moved == [len(shape) > 1 for shape in self.SHAPES], left, "Parameters with one dimension, such as biases, are passed over: what leaves them out?"),
            (moved == [grad is not None for grad in asked.grads], left, "It is the one that has no gradient yet: has decay anything to do with gradients?"),
            (moved == [i != self.FROZEN for i in range(len(moved))], left, "It is frozen, and requires no gradient: every parameter is asked for. What passes over this one?"),
            (moved[0] and not any(moved[1:]), left, "Only the first parameter has shrunk: does the function return inside the loop?"),
            (not all(moved), left, "Which parameters does the loop pass over?"),
            (off, off, known or "Take this weight with pencil and paper: how large is the share that should go?"),
        )  # fmt: skip

    @staticmethod
    def mistakes(asked: probes.DecayWeights) -> expect.Mistakes:
        """What typical mistakes make of the weights w with gradients g, each with the question about it."""
        tensors, lr, wd = asked.tensors, asked.lr, asked.wd
        w, g = flat(tensors), flat([np.zeros(t.shape) if g is None else g for t, g in zip(tensors, asked.grads, strict=True)])  # fmt: skip
        length, mean = (flat([np.full(t.shape, of(t)) for t in tensors]) for of in (np.linalg.norm, np.mean))
        return [
            (w * (1 - wd), "The learning rate is missing: at half the rate, how much should each step take?"),
            (w * (1 - lr), "`wd` is missing, which says how strong the decay is: where does it come in?"),
            (w * lr * wd, "This keeps the share that should go: what should be left of a weight of 1?"),
            (w - lr * wd, "The same number is subtracted from every weight: of what should a share go?"),
            (w * (1 + lr * wd), "The weights grow: which sign makes them shrink?"),
            (w - lr * wd * np.sign(w), "All weights shrink by the same amount, as with L1: how much should go from a weight that is twice as large?"),
            (w - lr * (g + wd * w), "The gradient's own step is in it too: whose work is that step?"),
            (w - lr * wd * g, "A share of the gradient is subtracted: of what does decay take a share?"),
            (w * (1 - 2 * lr * wd), "Twice too strong: where does a factor 2 come from? A penalty `wd * w ** 2` would give one, but this exercise differentiates no penalty."),
            (w * (1 - lr * wd / 2), "Only half as strong as asked for: what halves it?"),
            (w * (1 - lr * wd) ** 2, "Each weight has shrunk twice: is the factor applied more than once?"),
            (w - lr * wd * w**2, "The square of each weight is subtracted: decay takes a share of what?"),
            (w * (1 - lr) * (1 - wd), "Two factors, one for `lr` and one for `wd`: the share that goes is one number. How is it made of both?"),
            (w * (1 - lr) * wd, "The brackets: your formula multiplies `1 - lr` as a whole by `wd`, so that even a small rate takes most of a weight. What should be subtracted from 1?"),
            (w * (1 - 5e-3 * wd), "The lesson's learning rate is built in: is the argument `lr` used?"),
            (w * (1 - (lr + wd)), "`lr` and `wd` are added: which share of a weight goes?"),
            (w / (1 + lr * wd), "Nearly right: dividing by slightly more than 1 takes a slightly smaller share than asked for. What takes exactly that share?"),
            (w * np.exp(-lr * wd), "Nearly right: `exp` takes a slightly smaller share than asked for. What takes exactly that share?"),
            (w - lr * wd * length, "The length of the whole parameter is subtracted from each weight: what is this weight's own share?"),
            (w - lr * wd * mean, "A share of the mean is subtracted from each weight: what is this weight's own share?"),
        ]  # fmt: skip

    def test_in_place(self, student: Student, rng: np.random.Generator) -> None:
        """changes the parameters in place, whatever they come in."""
        result, asked = self.run(student, rng, lazily=True)
        call = "decay_weights(model.parameters(), lr, wd)"
        off = self.first_off(call, result, asked)
        twice = f"With a list it comes out right. {ONCE} Is it gone through twice?"
        expect.rules(
            (np.array_equal(flat(result.values), flat(asked.tensors)), f"`{call}` left every weight as it was, expected all of them to shrink.", twice),
            (off, off, twice),
            (not all(result.in_place), f"`{call}` gave a parameter new memory, expected its numbers to change where they are.", "Whoever else looks at that memory would not see the decay. Which operations work in place?"),
            (not all(result.trainable), f"After `{call}` a parameter no longer requires a gradient, or one does that did not: expected them as they were.", "Is something switched off for the change, and not switched on again, for each as it was?"),
        )  # fmt: skip
        try:
            result, asked = self.run(student, rng, strided=True)
        except StudentError as e:
            if "view size is not compatible" in str(e):  # a `view` says so itself, and does nothing by halves
                return
            raise
        off = self.first_off("decay_weights(parameters, lr, wd)` with a transposed table among the `parameters", result, asked)  # fmt: skip
        expect.rules((off, off, "Where a parameter's numbers do not lie row after row in memory, `reshape` and `flatten` make a copy: what changes the parameter itself, whatever its shape?"))  # fmt: skip

    def test_gradients(self, student: Student, rng: np.random.Generator) -> None:
        """leaves gradients alone."""
        result, asked = self.run(student, rng)
        call = "decay_weights(parameters, lr, wd)"
        usually = "Decoupled decay does not touch gradients; L2 regularisation would. Which line writes into them?"
        for grad, before in zip(result.grads, asked.grads, strict=True):
            expect.rules(
                (before is None and grad is not None, f"After `{call}` a parameter that had no gradient has one, expected none.", "Decay needs no gradient: is a loss differentiated?"),
                (before is not None and grad is None, f"After `{call}` a parameter's gradient is gone, expected it unchanged.", "The optimizer's step comes next and needs it: which line takes it away? Clearing gradients is `zero_grad`'s work."),
            )  # fmt: skip
            if grad is not None and before is not None:
                cleared = (np.zeros_like(before), "All are 0 now, and the optimizer's step comes next: which line clears them? That is `zero_grad`'s work.")  # fmt: skip
                expect.close(grad, before, call, [cleared], usually, what="changed a gradient to")
        if not result.grad_enabled:
            expect.fail(f"After `{call}` gradients are switched off for everything that follows, expected them on, as before.", "What switches them off for a few lines only?")  # fmt: skip


def flat(arrays: list[np.ndarray]) -> np.ndarray:
    """All their numbers in one vector."""
    return np.concatenate([np.asarray(a, dtype=np.float64).ravel() for a in arrays])


Drawn = dict[str, Any]  # what a linear model is probed with: x, y, sizes, weight, scales
Known = tuple[Any, list[tuple[Any, str]]]  # the right mean, and what typical mistakes give
TRAINING, EVALUATION = 0, 1  # the scale of which mode


def draw_batches(rng: np.random.Generator, sizes: tuple[int, ...], known: Callable[[Drawn], Known]) -> Drawn:
    """Rows, targets, a weight and both modes' scales for the probe model, such that the right mean is not a round number and
    typical mistakes give others: `known` gives both for what is drawn. x is (N, 2) and of whole numbers, as ids are.

    With the sizes UNEVEN one question is asked about all mistakes, so that these need not differ from each other."""

    def draw() -> Drawn:
        while True:
            drawn = {
                "x": rng.integers(1, 6, (sum(sizes), 2)),
                "y": rng.normal(2, 1, size=sum(sizes)).astype(np.float32),
                "sizes": list(sizes),
                "weight": rng.normal(size=2).astype(np.float32),
                "scales": [float(rng.uniform(0.5, 0.7)), float(rng.uniform(1.2, 1.5))],
            }
            mean = float(known(drawn)[0])
            digits = [round(mean, k) for k in range(5)]
            if len(set(digits)) == len(digits) and digits[2] * 8 % 1 and abs(digits[2] - mean) > 2e-3:
                return drawn

    def apart(drawn: Drawn) -> Known:
        wanted, mistakes = known(drawn)
        return wanted, mistakes if sizes != UNEVEN else [(value, OTHER_LENGTH) for value, _ in mistakes]

    return expect.draw_apart(draw, apart)


def in_batches(drawn: Drawn) -> Batches:
    cuts = np.cumsum(drawn["sizes"])[:-1]
    return list(zip(np.split(drawn["x"], cuts), np.split(drawn["y"], cuts), strict=True))


def losses_with(weight: np.ndarray, drawn: Drawn, mode: int) -> list[float]:
    """Each batch's mean loss, with one weight for all."""
    return [reference.linear_loss(x, y, weight, drawn["scales"][mode]) for x, y in in_batches(drawn)]


# What exceptions in a loop over batches usually mean.
IN_A_LOOP = {
    "has no len|not subscriptable": LENGTH,
    "does not require grad": "`backward` found nothing to go back through: is the loss a plain number by then, or were gradients switched off when the model was called?",
    "backward through the graph a second time": "A loss is used again in a later batch: each batch has a graph of its own, and it is gone after its `backward`. What carries it over?",
    "implicitly created": "`backward` starts from one number, and there is a loss for each row: what makes one number of them?",
    "no attribute 'backward'": "A plain number has no graph to go back through: when does the loss become one?",
    "no attribute 'item'": "Only a tensor has `item()`, and this is a plain number already: which line has made one of it?",
    "referenced before assignment|cannot access local variable": "That name has no value yet when this line runs: which line gives it the first one, and does it run before?",
    "is not defined": "Where does that name come from? The grader skips the demo cells: everything that is needed comes as an argument.",
    "context manager": "`torch.no_grad` is a class: which two characters make a context of it?",
    "division by zero": "Nothing has been counted: is the division where the loop has ended, and does the loop reach the count?",
}
TWICE = {"division by zero": f"Nothing has been counted; with a list something is. {ONCE} Is there a second pass?"}


def ask(student: Student, probe: Any, call: str) -> Any:
    """What came of going through the probe's batches. A generator was not used up before, weights have kept their shape."""
    with expect.explained(IN_A_LOOP | (TWICE if probe.lazily else {}), call):
        result = student.probe(probe)
    shape, wanted = result.weight.shape, probe.weight.shape
    expect.rules(
        (probe.lazily and result.calls == 0, f"`{call}` never called the model, expected one call for each of {len(probe.sizes)} batches.", f"With a list it does. {ONCE} Is it used up before the loop?"),
        (shape != wanted, f"After `{call}` the weights of a small test model have shape `{shape}`, expected `{wanted}`.", "Their numbers may change, their shape may not: which line makes another one?"),
    )  # fmt: skip
    return result


IN_X = "The sum is divided by the count of numbers in x, and a row of x is one example: how many examples are there?"
CROSSED = "A `(B,)` tensor against a `(B, 1)` tensor broadcasts to `(B, B)`: every prediction is compared with every rating. Which of the two has a dimension too many?"


def check_kept(result: probes.Epochs | probes.Evaluated, call: str) -> None:
    """The caller's batches are as they were: the next epoch needs them."""
    writes = "The batches belong to the caller, who goes through them again: which line writes into `{}`? `-=`, `/=` and operations with an underscore at the end do."
    expect.rules(
        (result.changed == "batches", f"`{call}` changed the list of batches itself.", "The list belongs to the caller, who goes through it again: which line changes it? `pop`, `sort` and `shuffle` do so in place."),
        (result.changed == "optimizer", f"`{call}` took away what the optimizer had kept for a weight, expected it as it was.", "Momentum and Adam's averages are kept there from one epoch to the next: which line clears them?"),
        (result.changed, f"`{call}` changed `{result.changed}` of a batch itself, expected it as it was.", writes.format(result.changed)),
    )  # fmt: skip


def check_memory(value: float | None, wanted: float, call: str, again: Callable[[], list[probes.Returned]]) -> None:
    """A wrong value is not one that another call, with the same weights, would not give."""
    if value is None or np.isclose(value, wanted, rtol=1e-4):
        return
    for other in again():
        if other.value is not None and not np.isclose(value, other.value):
            expect.fail(f"`{call}` returned {value:.4g}, expected {wanted:.4g}; another call on a model with the same weights returned {other.value:.4g}.", "Something of earlier calls is still in it: what outlives a call? (A list as a default argument does, and so does a global name.)")  # fmt: skip


def check_mean(returned: probes.Returned, known: Known, call: str, more: expect.Mistakes = ()) -> None:
    """A float, the mean over examples of the batches' mean losses. `more` are mistakes of this exercise alone."""
    kind = expect.article(returned.type or "value")
    shape = f" of shape `{tuple(returned.shape)}`" if returned.type == "Tensor" else ""
    expect.rules(
        (returned.type == "NoneType", f"`{call}` returned None, expected a float.", "Is there a `return` after the loop?"),
        (returned.graph and returned.value is not None, f"`{call}` returned a tensor that carries its graph, expected a float.", "Every batch's graph stays in memory with it: what makes a plain number of a loss?"),
        (not returned.number, f"`{call}` returned {kind}{shape}, expected a float.", "One plain number is asked for: what makes one of this?"),
        (returned.type in ("float16", "float32"), f"`{call}` returned a {returned.type} of NumPy's, expected a float.", "It is no Python float: `json`, for one, does not write it. Does a `.numpy()` stand where `.item()` should?"),
    )  # fmt: skip
    value, (wanted, mistakes) = math.nan if returned.value is None else returned.value, known
    for k in range(4):  # eighths have three decimals too, and come out of float32 now and then
        if math.isfinite(value) and value == round(value, k) and value * 8 % 1 and abs(value - wanted) < 0.51 * 10**-k:
            expect.fail(f"`{call}` returned {value!r}, expected {wanted:.7g}.", f"The mean is right, but rounded to {k} decimals: which line rounds? That is for printing.")  # fmt: skip
    by_hand = "Take two batches, of 4 examples and of 1, with pencil and paper: what is the mean over the 5, and which of your lines gives something else?"
    expect.close(value, wanted, call, [*more, *mistakes], by_hand)


UNEVEN = (4, 2, 5)  # not only the last batch is shorter, and the last is the longest
OTHER_LENGTH = "With batches of equal length before a short last one it comes out right: whose length does each batch's mean count with?"


def check_uneven(returned: probes.Returned, wanted: float, call: str) -> None:
    """The mean is right for batches of these lengths too."""
    call = f"{call}` with batches of {', '.join(map(str, UNEVEN[:-1]))} and {UNEVEN[-1]} rows in `batches"
    expect.close(math.nan if returned.value is None else returned.value, wanted, call, usually=OTHER_LENGTH)


def mean_of(batch_losses: Any, batch_sizes: Any) -> Known:
    """The mean over all examples, and what typical mistakes make of the batches' mean losses, each with the question about it."""
    losses, sizes = np.array(batch_losses), np.array(batch_sizes)
    weighted = losses * sizes
    wanted = float(weighted.sum() / sizes.sum())
    lengths = product(sizes, repeat=len(sizes)) if tuple(sizes) == UNEVEN else ()  # each batch with each one's length
    return wanted, [
        (losses.mean(), "That is the mean of the batches' means: a short last batch then counts as much as a full one. How much should it count?"),
        (losses.sum(), "That is the sum of the batches' means: what is it to be divided by?"),
        (weighted.sum(), "That is the sum over all examples: what is it to be divided by?"),
        (weighted.sum() / len(sizes), "The sum over examples is divided by the number of batches: how many numbers are in that sum?"),
        (weighted.sum() / (len(sizes) * sizes[0]), "The division counts every batch as if it were as long as the first: how long is the last one?"),
        (weighted.sum() / (len(sizes) * sizes[-1]), "The division counts every batch as if it were as long as the last: how long are the others?"),
        (losses.sum() / sizes.sum(), "Each batch's mean counts once, but the division is by the number of examples: how much should each mean count?"),
        (losses[-1], "That is the last batch's loss only: where do the others go?"),
        (losses[0], "That is the first batch's loss only: does the function return inside the loop?"),
        (weighted[:-1].sum() / sizes[:-1].sum(), "The last batch, which is short, is left out: what leaves it out?"),
        (weighted[1:].sum() / sizes[1:].sum(), "The first batch is left out: what leaves it out?"),
        (np.sqrt(losses).mean(), "That is the mean of the batches' root errors: what does the exercise ask for?"),
        ((np.sqrt(losses) * sizes).sum() / sizes.sum(), "That is a mean of the batches' root errors: what does the exercise ask for?"),
        (np.sqrt(wanted), "That is the root of the mean squared error: which of the two does the exercise ask for?"),
        (wanted / 2, "That is half of the mean squared error: what halves it?"),
        *((np.average(losses, weights=other), OTHER_LENGTH) for other in lengths if np.any(other != sizes)),
    ]  # fmt: skip


class TestTrainEpoch:
    exercise = "train_epoch"
    kind = "function"
    SIZES = (4, 4, 1)  # a short last batch, of a single row
    CALL = "train_epoch(model, batches, optimizer)"
    LAZY_CALL = "train_epoch(model, (b for b in batches), optimizer)"

    def run(self, student: Student, rng: np.random.Generator, epochs: int = 1, lazily: bool = False, sizes: tuple[int, ...] = SIZES) -> tuple[probes.Epochs, Drawn, float]:  # fmt: skip
        lr = float(rng.uniform(0.01, 0.02))
        drawn = draw_batches(rng, sizes, lambda d: mean_of(self.epoch(d, lr, in_batches(d))[0], sizes))
        call = self.LAZY_CALL if lazily else self.CALL
        result = ask(student, probes.TrainEpoch(**drawn, lr=lr, epochs=epochs, lazily=lazily), call)
        if len(result.returned) != epochs:
            expect.fail(f"{epochs} calls of `{call}` returned {len(result.returned)} values, expected one each.")
        return result, drawn, lr

    @staticmethod
    def epoch(drawn: Drawn, lr: float, batches: Batches) -> tuple[list[float], np.ndarray]:
        """Each batch's loss before its step, and the weight after all of them."""
        return reference.linear_epoch(batches, drawn["weight"], drawn["scales"][TRAINING], lr)

    @pytest.mark.share(2)
    def test_learns(self, student: Student, rng: np.random.Generator) -> None:
        """takes one optimizer step for each batch, in training mode."""
        result, drawn, lr = self.run(student, rng)
        check_kept(result, self.CALL)
        call, n, has_moved = self.CALL, len(self.SIZES), not np.array_equal(result.weight, drawn["weight"])
        never = f"`{call}` never called `optimizer.step()`, expected one call for each of {n} batches."
        expect.rules(
            (result.calls == 0, f"`{call}` never called the model, expected one call for each of {n} batches.", "Where do the predictions come from?"),
            (not result.steps and has_moved, never, "The weights have moved all the same: what moved them, in place of the optimizer that was given?"),
            (not result.steps, never, "Without it nothing is learnt. Is the line there, with its parentheses?"),
        )  # fmt: skip
        usually = "Each batch takes one prediction, one mean squared error, one `backward`, one step: which of your lines does something else?"
        self.check_steps(f"`{call}`", result, drawn, lr, self.mistakes(drawn, lr, result.split_calls), usually)
        self.check_rest(student, drawn)

    def check_rest(self, student: Student, drawn: Drawn) -> None:
        """Where all predictions are right, the mean squared error pulls at nothing, and a penalty, however small, shows."""
        weight = drawn["weight"]
        y = np.float32(drawn["scales"][TRAINING]) * (drawn["x"] @ weight)
        probe = probes.TrainEpoch(**drawn | {"y": y.astype(np.float32)}, lr=0.02, epochs=1)
        after = ask(student, probe, self.CALL).weight
        off = np.abs(after - weight)
        i = int(off.argmax())
        got = f"`{self.CALL}`, on batches whose every rating is predicted right, turned a weight of {weight[i]:.7g} into {after[i]:.7g}, expected it to stay."
        expect.rules((not off[i] <= 2e-6, got, "These errors are 0, and so is the gradient of their squares: what else is in the loss that is differentiated, or moves weights? A penalty is weight decay, which is no part of this function."))  # fmt: skip

    def check_steps(self, call: str, result: probes.Epochs, drawn: Drawn, lr: float, mistakes: expect.Mistakes, usually: str) -> None:  # fmt: skip
        """One step of the optimizer for each batch of each epoch has led the weight where it should be."""
        batches, before, after = in_batches(drawn) * len(result.returned), drawn["weight"], result.weight
        n, wanted = len(batches), self.epoch(drawn, lr, batches)[1]
        off = np.flatnonzero(~np.isclose(after, wanted, rtol=1e-4, atol=1e-5))
        if not len(off):
            return
        i = off[np.abs(after - wanted)[off].argmax()]
        question = expect.recognise(after, mistakes)
        times = "once" if result.steps == 1 else f"{result.steps} times"
        expect.rules(
            (np.array_equal(after, before), f"{call} called `optimizer.step()` {times}, but no weight of a small test model has moved.", "Are there gradients when `step` is called, and on this very model, not on a copy? They come from `backward`, and `zero_grad` takes them away."),
            (result.steps != n, f"{call} called `optimizer.step()` {times} for {n} batches, expected {n}.", question or "How often does your function reach that line?"),
            (True, f"After {call} with {n} batches, a weight of a small test model is {number(after[i])}, expected {number(wanted[i])} (before: {number(before[i])}).", question or usually),
        )  # fmt: skip

    @staticmethod
    def mistakes(drawn: Drawn, lr: float, split_calls: int) -> expect.Mistakes:
        """Where typical mistakes leave the weight, each with the question about it."""
        batches, weight, (train, evaluation) = in_batches(drawn), drawn["weight"], drawn["scales"]

        def mse(error: np.ndarray, x: np.ndarray) -> np.ndarray:
            return 2 * train * (error @ x) / len(error)

        def sgd(gradient: Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]) -> np.ndarray:
            w = weight  # after steps along another gradient, of predictions p, ratings y and rows x
            for x, y in batches:
                w = w - lr * gradient(train * (x @ w), y, x)
            return w

        def epoch(batches: Batches, rate: float = lr, scale: float = train, keep_gradients: bool = False) -> np.ndarray:
            return reference.linear_epoch(batches, weight, scale, rate, keep_gradients=keep_gradients)[1]

        first = [mse(train * (x @ weight) - y, x) for x, y in batches]  # every batch's gradient at the start
        return [
            (epoch(batches, keep_gradients=True), "The gradients of earlier batches are still in it. Are they cleared before each `backward`, and is `backward` called on this batch's loss alone, not on a sum with earlier ones?"),
            (sgd(lambda p, y, x: 2 * train * ((p - y) @ x)), "The loss is summed over the batch: what does a mean squared error do?"),
            (epoch(batches, rate=lr / 2), "The gradients are half as large as they should be: what halves the loss?"),
            (sgd(lambda p, y, x: mse(np.sign(p - y), x) / 2), "The loss that is differentiated is the absolute error: which one does the exercise name?"),
            (sgd(lambda p, y, x: mse(p - y, x) / (2 * np.sqrt(((p - y) ** 2).mean()))), "The loss that is differentiated is the root of the mean squared error, whose gradient is another: where is the root taken?"),
            (epoch(batches, rate=-lr), "The step goes uphill: is the loss, or its gradient, turned round?"),
            (sgd(lambda p, y, x: mse(p - y, x) * len(y) / len(batches[0][1])), "The loss of a short batch is divided by the length of a full one: how long is this batch?"),
            (sgd(lambda p, y, x: mse((p[None, :] - y[:, None]).mean(0), x)), CROSSED),
            (weight - lr * sum(first), "One step for all batches together, at the end: how often should the optimizer step?"),
            (weight - lr * first[-1], "Only the last batch's gradient has been followed: how often should the optimizer step?"),
            (epoch(batches[:-1]), "The last batch, which is short, is left out: what leaves it out?"),
            (epoch(batches[1:]), "The first batch is left out: what leaves it out?"),
            (epoch(batches[:1]), "Only the first batch is used: does the function return inside the loop?"),
            (epoch(batches[:1] * len(batches)), "The first batch is used again and again: what takes the next one?"),
            (epoch(batches * 2), "Every batch is used twice: how many passes is an epoch?"),
            (epoch([b for b in batches for _ in range(2)]), "There are two steps for every batch: where does the second one come from?"),
            # Two steps along one gradient are one at twice the rate.
            (epoch(batches, rate=2 * lr), "There are two steps for every batch: where does the second one come from?"),
            (epoch(batches, scale=evaluation), "The model itself was in training mode, but a layer inside it was not: does the switch that you use reach the inner modules?" if split_calls else "The model was in evaluation mode when it predicted, where dropout does nothing. Which mode does your function switch it to, and is that line a call, with its parentheses?"),
        ]  # fmt: skip

    def test_mean(self, student: Student, rng: np.random.Generator) -> None:
        """returns the mean loss over all examples."""
        result, drawn, lr = self.run(student, rng)
        batches, first = in_batches(drawn), drawn["weight"]
        losses, last = self.epoch(drawn, lr, batches)
        known, value = mean_of(losses, self.SIZES), result.returned[0].value
        check_memory(value, known[0], self.CALL, lambda: ask(student, probes.TrainEpoch(**drawn, lr=lr, epochs=1), self.CALL).returned)  # fmt: skip
        weights = [self.epoch(drawn, lr, batches[: k + 1])[1] for k in range(len(batches))]
        after = [losses_with(weight, drawn, TRAINING)[k] for k, weight in enumerate(weights)]
        mistakes = [
            (known[0] * sum(self.SIZES) / drawn["x"].size, IN_X),
            (mean_of(losses_with(last, drawn, TRAINING), self.SIZES)[0], "Every loss is measured when the epoch is over, with the last weights: which prediction does a step learn from?"),
            (mean_of(losses_with(first, drawn, TRAINING), self.SIZES)[0], "Every loss is measured before the epoch, with the first weights: which prediction does a step learn from?"),
            (mean_of(after, self.SIZES)[0], "Every loss is measured after its batch's step: which prediction does a step learn from?"),
        ]  # fmt: skip
        check_mean(result.returned[0], known, self.CALL, mistakes)
        result, drawn, lr = self.run(student, rng, sizes=UNEVEN)
        losses = self.epoch(drawn, lr, in_batches(drawn))[0]
        check_uneven(result.returned[0], mean_of(losses, UNEVEN)[0], self.CALL)

    def test_again(self, student: Student, rng: np.random.Generator) -> None:
        """does the same for a generator, and again in the next epoch."""
        result, drawn, lr = self.run(student, rng, epochs=2, lazily=True)
        check_kept(result, self.LAZY_CALL)
        batches, n = in_batches(drawn), len(self.SIZES)
        without = self.epoch(drawn, lr, batches[1:] * 2)[1]
        peeked = (without, f"The first batch is missing each time. {ONCE} What takes a batch before the loop does?")
        usually = "Called once with a list it comes out right: what do the two calls share?"
        self.check_steps(f"`{self.LAZY_CALL}` in two epochs", result, drawn, lr, [peeked], usually)
        losses = self.epoch(drawn, lr, batches * 2)[0]
        check_mean(result.returned[0], mean_of(losses[:n], self.SIZES), self.LAZY_CALL)
        check_mean(result.returned[1], mean_of(losses[n:], self.SIZES), self.LAZY_CALL)


class TestTestEvaluate:
    exercise = "test_evaluate"
    kind = "test"
    CANDIDATES = candidates.CANDIDATES

    @pytest.mark.share(0)
    def test_right(self, tried: Trials) -> None:
        """lets every right candidate through."""
        tried.right_pass()

    def test_mean(self, tried: Trials) -> None:
        """catches one that is right for batches of one size only."""
        tried.caught(candidates.ONE_SIZE)

    def test_all(self, tried: Trials) -> None:
        """catches one that leaves a batch out."""
        tried.caught(candidates.LEAVES_OUT)

    def test_error(self, tried: Trials) -> None:
        """catches one that measures another error."""
        tried.caught(candidates.OTHER_ERROR)

    def test_mode(self, tried: Trials) -> None:
        """catches one that predicts in training mode."""
        tried.caught(candidates.TRAINING_MODE)

    def test_left(self, tried: Trials) -> None:
        """catches one that leaves the model in evaluation mode."""
        tried.caught(candidates.NOT_RESTORED)

    def test_trains(self, tried: Trials) -> None:
        """catches one that always leaves the model in training mode."""
        tried.caught(candidates.ALWAYS_TRAINING)

    def test_gradients(self, tried: Trials) -> None:
        """catches one that predicts with gradients on."""
        tried.caught(candidates.GRADIENTS_ON)

    def test_learns(self, tried: Trials) -> None:
        """catches one that changes the weights."""
        tried.caught(candidates.LEARNS)


class TestEvaluate:
    exercise = "evaluate"
    kind = "function"
    SIZES = (5, 5, 2)
    CALL = "evaluate(model, batches)"
    LAZY_CALL = "evaluate(model, (b for b in batches))"

    def run(self, student: Student, rng: np.random.Generator, training: bool, lazily: bool = False, sizes: tuple[int, ...] = SIZES, gradient: np.ndarray | None = None) -> tuple[probes.Evaluated, Drawn]:  # fmt: skip
        def known(drawn: Drawn) -> Known:
            wanted, mistakes = self.mean(drawn, EVALUATION)
            return wanted, [*mistakes, (self.mean(drawn, TRAINING)[0], "training mode"), *self.mistakes(drawn)]

        drawn = draw_batches(rng, sizes, known)
        probe = probes.Evaluate(**drawn, training=training, lazily=lazily, gradient=gradient)
        return ask(student, probe, self.LAZY_CALL if lazily else self.CALL), drawn

    def mean(self, drawn: Drawn, mode: int) -> Known:
        return mean_of(losses_with(drawn["weight"], drawn, mode), drawn["sizes"])

    def test_mean(self, student: Student, rng: np.random.Generator) -> None:
        """returns the mean loss over all examples, in evaluation mode."""
        result, drawn = self.run(student, rng, training=True)
        known, value = self.mean(drawn, EVALUATION), result.returned.value
        if value is not None and np.isclose(value, self.mean(drawn, TRAINING)[0], rtol=1e-4):
            got = f"`{self.CALL}` returned {value:.4g}, the loss in training mode, expected {known[0]:.4g}, that in evaluation mode."
            expect.rules(
                (result.split_calls, got, "The model itself was in evaluation mode, but a layer inside it was not: does the switch that you use reach the inner modules?"),
                (True, got, "Dropout and BatchNorm, for example, work differently in the two modes: which line switches to evaluation mode, and is it a call, with its parentheses?"),
            )  # fmt: skip
        again = probes.Evaluate(**drawn, training=True)
        check_memory(value, known[0], self.CALL, lambda: [ask(student, again, self.CALL).returned])
        in_x = (known[0] * sum(self.SIZES) / drawn["x"].size, IN_X)
        check_mean(result.returned, known, self.CALL, [in_x, *self.mistakes(drawn)])
        later = drawn | {"weight": drawn["weight"] + rng.uniform(1, 2, drawn["weight"].shape).astype(np.float32)}
        value, wanted = ask(student, probes.Evaluate(**later, training=True), self.CALL).returned.value, self.mean(later, EVALUATION)[0]  # fmt: skip
        if value is None or not np.isclose(value, wanted, rtol=1e-4):
            expect.fail(f"`{self.CALL}`, called again after training has changed the weights, returned {value or 0:.4g}, expected {wanted:.4g}.", "With the weights before it was right, on the same batches: what of earlier calls does your function keep?")  # fmt: skip
        result, drawn = self.run(student, rng, training=True, sizes=UNEVEN)
        check_uneven(result.returned, self.mean(drawn, EVALUATION)[0], self.CALL)

    @staticmethod
    def mistakes(drawn: Drawn) -> list[tuple[Any, str]]:
        """What other losses give for predictions p and ratings y."""
        scale, weight, y = drawn["scales"][EVALUATION], drawn["weight"], drawn["y"]
        p = scale * (drawn["x"] @ weight)
        crossed = [((scale * (x @ weight)[None, :] - part[:, None]) ** 2).mean() for x, part in in_batches(drawn)]
        return [
            (np.abs(p - y).mean(), "That is the mean of the absolute errors: which error does the exercise ask for?"),
            (np.average(crossed, weights=drawn["sizes"]), CROSSED),
            (((np.clip(p, 1, 5) - y) ** 2).mean(), "The predictions are cut off at 1 and 5 before they are compared: is that still what the model says?"),
            (((np.clip(p, 0, 5.5) - y) ** 2).mean(), "The predictions are cut off before they are compared: is that still what the model says?"),
            (((np.round(p) - y) ** 2).mean(), "The predictions are rounded before they are compared: is that still what the model says?"),
        ]  # fmt: skip

    def test_generator(self, student: Student, rng: np.random.Generator) -> None:
        """goes through the batches once."""
        result, drawn = self.run(student, rng, training=False, lazily=True)
        losses = losses_with(drawn["weight"], drawn, EVALUATION)
        again, wanted = probes.Evaluate(**drawn, training=False, lazily=True), mean_of(losses, self.SIZES)[0]
        check_memory(result.returned.value, wanted, self.LAZY_CALL, lambda: [ask(student, again, self.LAZY_CALL).returned])  # fmt: skip
        peeked = (mean_of(losses[1:], self.SIZES[1:])[0], "The first batch is missing; with a list it is there. A generator can be gone through only once: what takes a batch before the loop does?")  # fmt: skip
        check_mean(result.returned, mean_of(losses, self.SIZES), self.LAZY_CALL, [peeked])

    def test_mode_restored(self, student: Student, rng: np.random.Generator) -> None:
        """leaves the model in the mode in which it found it."""
        for training in (True, False):
            result, _ = self.run(student, rng, training)
            before, after = ("training", "evaluation") if training else ("evaluation", "training")
            left = f"in {before} mode and left it in {after} mode, expected it back in {before} mode."
            expect.rules(
                (training and not result.training, f"`{self.CALL}` found the model {left}", "Whoever called it would go on training in the wrong mode. When do you look which mode it was, and when is it given back?"),
                (result.training and not training, f"`{self.CALL}` found the model {left}", "Always going back to training is right for half of the callers only: in which mode was the model, and who remembers it?"),
                (result.inner_training != training, f"`{self.CALL}` found a layer inside the model {left}", "The model itself is back, the layer is not: does the switch that you use reach the inner modules?"),
            )  # fmt: skip

    def test_no_gradient(self, student: Student, rng: np.random.Generator) -> None:
        """needs no gradient and learns nothing."""
        result, drawn = self.run(student, rng, training=True)
        check_kept(result, self.CALL)
        call, usually = self.CALL, "Evaluation only looks: which line moves the weights?"
        expect.close(result.weight, drawn["weight"], call, usually=usually, what="changed the weights to")
        expect.rules((result.weight.dtype != np.float32, f"After `{call}` the weights are {result.weight.dtype}, expected float32, as before.", "Evaluation only looks: which line converts the model?"))  # fmt: skip
        expect.rules(
            (result.gradient is not None, f"After `{call}` the parameters have gradients, expected none.", "Evaluation learns nothing: where do they come from?"),
            (not result.trainable, f"After `{call}` the parameters no longer require gradients, expected them as they were.", "Training cannot go on with it: is something switched off, and not switched on again?"),
            (not result.grad_enabled, f"After `{call}` gradients are switched off for everything that follows, expected them on, as before.", "What switches them off for a few lines only?"),
            (result.grad_calls, f"`{call}` called the model with gradients switched on, expected them off.", "Every prediction then drags a graph along that nobody uses. What switches gradients off, and does it cover the line where the model is called?"),
        )  # fmt: skip
        gradient = rng.normal(size=drawn["weight"].shape).astype(np.float32)
        result, _ = self.run(student, rng, training=True, gradient=gradient)
        after = result.gradient
        expect.rules(
            (after is None or not np.array_equal(after, gradient), f"`{call}` found a gradient in a parameter's `grad`, and left another one, or none, expected it as it was.", "It may be called in the middle of somebody's training, between `backward` and `step`: which of your lines clears gradients, or adds to them? Evaluation needs none."),
            (result.grad_enabled, f"`{call}` found gradients switched off and left them on, expected them off, as before.", "Whoever calls it from within `torch.no_grad()` would go on with a graph: what gives back what was there before, instead of switching on?"),
            (result.thawed, f"After `{call}` a parameter requires a gradient that did not before, expected it as it was.", "Somebody has frozen it, so that training leaves it as it is: does a line switch gradients on for all parameters? What switches them off for a few lines, without a change to any parameter?"),
        )  # fmt: skip
