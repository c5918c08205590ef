"""Lesson 02: test_sigmoid_range, sigmoid_range, DotProduct, mse.

Tables of mistakes and rules keep one row a line, each value with its question: hence `fmt: skip`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import candidates_sigmoid_range as candidates
import numpy as np
import pairs
import pytest
import reference

from collab.grading.box import probes
from collab.grading.box.contract import StudentError
from collab.grading.judge import expect
from collab.grading.judge.student import Given, Handle, Student, Tensor, number, show_values
from collab.grading.judge.trials import Trials

# All sizes differ, so that a mixed-up dimension shows.
USERS, MOVIES, FACTORS, ROWS = 7, 5, 3, 8
SIZES = {"n_users": USERS, "n_movies": MOVIES, "n_factors": FACTORS}
TABLES = {"user_factors": (USERS, FACTORS), "movie_factors": (MOVIES, FACTORS)}
IDS = pairs.Ids(USERS, MOVIES)

NO_WAY = "Then `backward` finds no way to {}: which line uses `.detach()`, `.data`, `no_grad`, `inference_mode`, NumPy or a new `torch.tensor(...)`?"


# Ranges that a condition or a fixed number may get wrong, with the question about each.
RANGES = [
    ((0, 5.5), "Other ranges come out right. 0 is an end like any other: does a condition such as `if low` take it for none?"),
    ((0, 10), "Other ranges come out right. Does your code take 5.5, or another fixed number, for the end?"),
    ((-0.5, 10.5), "Other ranges come out right. Does your code take 0, 5.5 or another fixed number for an end?"),
    ((-5, -1), "Other ranges come out right. Here both ends are negative: which step changes or drops a sign?"),
]  # fmt: skip
OTHER_SHAPES = {
    "view size is not compatible": "This x does not lie in one piece in memory, as a transposed tensor doesn't: `view` only looks at memory in another way.",
    "non-empty|at least one": "An x without entries is squashed too, into a result without entries: which line needs at least one?",
    "": "Other shapes come out right: which step counts on there being one dimension or two, or at least one entry?",
}  # fmt: skip


class TestTestSigmoidRange:
    exercise = "test_sigmoid_range"
    kind = "test"
    CANDIDATES = candidates.CANDIDATES

    @pytest.mark.share(0)
    def test_right(self, tried: Trials) -> None:
        """lets every right candidate through."""
        tried.right_pass()

    def test_low(self, tried: Trials) -> None:
        """catches one that is right for low = 0 only."""
        tried.caught(candidates.LOW_ZERO)

    def test_range(self, tried: Trials) -> None:
        """catches one that uses the same range in every call."""
        tried.caught(candidates.ONE_RANGE)

    def test_curve(self, tried: Trials) -> None:
        """catches one that is wrong between x = 0 and the ends."""
        tried.caught(candidates.OTHER_CURVE)

    def test_negative(self, tried: Trials) -> None:
        """catches one that is right for x ≥ 0 only."""
        tried.caught(candidates.NEGATIVE)

    def test_far(self, tried: Trials) -> None:
        """catches one that is right for small numbers only."""
        tried.caught(candidates.FAR_OUT)

    def test_shape(self, tried: Trials) -> None:
        """catches one that loses the shape of x."""
        tried.caught(candidates.ONE_DIMENSION)

    def test_overwritten(self, tried: Trials) -> None:
        """catches one that overwrites x."""
        tried.caught(candidates.OVERWRITES)


class TestSigmoidRange:
    exercise = "sigmoid_range"
    kind = "function"

    @staticmethod
    def draw_range(rng: np.random.Generator) -> tuple[float, float]:
        """A range that neither starts at 0 nor is (0, 5.5), with sizes that tell low, high and width apart."""
        low = float(np.round(rng.uniform(0.6, 1.4), 2))
        return low, float(np.round(low + rng.uniform(2.5, 3.5), 2))

    def draw(self, rng: np.random.Generator, size: tuple[int, ...]) -> tuple[np.ndarray, float, float]:
        """x, low, high; in a long x some entries lie far enough out to tell cutting off from squashing."""
        low, high = self.draw_range(rng)
        x = np.asarray(rng.normal(0, 1.5, size).clip(-4.5, 4.5), dtype=np.float32)  # farther out is another check's
        if size == (ROWS,):
            x[:2] = rng.uniform(4, 5, 2) * (-1, 1)
            x = rng.permutation(x)
        return x, -low if size == (4, 3) else low, high

    @pytest.mark.share(2)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """squashes every entry of x into (low, high)."""
        before: tuple[float, ...] = ()
        size: tuple[int, ...]
        for size in ((ROWS,), (4, 3), (1,), ()):
            x, low, high = expect.draw_apart(
                lambda size=size: self.draw(rng, size),  # type: ignore[misc]
                lambda d: (reference.sigmoid_range(*d), self.mistakes(*d)),
            )
            call = f"sigmoid_range(x, {low}, {high})"
            out = replace(expect.tensor(student.sigmoid_range(x, low, high), call), call=call)
            expect.shape(out, size, usually="Every entry is squashed by itself, so the shape of x stays as it is: which step changes it?")  # fmt: skip
            wanted, mistakes = reference.sigmoid_range(x, low, high), self.mistakes(x, low, high)
            if before:
                first = reference.sigmoid_range(x, *before)
                mistakes.append((first, f"These are the values for the range of an earlier call, ({before[0]}, {before[1]}): what outlives a call?"))  # fmt: skip
            expect.close(out.array, wanted, call, mistakes, self.far_out(x, out.array, wanted), rtol=2e-5, given=x)
            before = before or (low, high)
        for (low, high), usually in RANGES:
            x = rng.permutation(np.linspace(-4.9, 4.9, ROWS) + rng.uniform(-0.1, 0.1, ROWS)).astype(np.float32)
            call = f"sigmoid_range(x, {low}, {high})"
            out = expect.tensor(student.sigmoid_range(x, low, high), call)
            wanted = reference.sigmoid_range(x, low, high)
            expect.close(out.array, wanted, call, usually=cut_off(out.array, wanted) or usually, rtol=2e-5, given=x)
        for size in ((4, 3), (2, 4, 3), (2, 1, 3, 2), (0,), (0, 3)):
            x, low, high = self.draw(rng, size)
            call = f"sigmoid_range(x: {size}, {low}, {high})"
            with expect.explained(OTHER_SHAPES, call, f"shape `{size}`"):
                out = replace(expect.tensor(student.sigmoid_range(Given(x, strided=True), low, high), call), call=call)
            usually = "Other shapes come out right: which step counts on there being one dimension or two?"
            expect.shape(out, size, usually=usually)
            expect.close(out.array, reference.sigmoid_range(x, low, high), call, usually=usually)

    @staticmethod
    def far_out(x: np.ndarray, got: np.ndarray, wanted: np.ndarray) -> str:
        """The question where small numbers come out right and large ones do not."""
        off = ~np.isclose(got, wanted, rtol=2e-5)
        cut = off.any() and not off.all() and np.abs(x[off]).min() > np.abs(x[~off]).max()
        return "Numbers near 0 come out right, those far from it do not: is x cut off, or the result?" if cut else ""

    @staticmethod
    def mistakes(x: np.ndarray, low: float, high: float) -> list[tuple[np.ndarray, str]]:
        """What typical mistakes return, each with the question about it."""
        s, width = reference.sigmoid(x), high - low
        twice = reference.sigmoid_range(reference.sigmoid_range(x, low, high), low, high)
        spread = np.ptp(x) or 1.0
        return [
            (s, "These are the sigmoids themselves, between 0 and 1: what do `low` and `high` do to them?"),
            (s * high + low, "`sigmoid(x) * high + low` would reach up to high + low: how wide is the range from low to high?"),
            (s * high, "This range starts at 0: where does `low` come in?"),
            (s * width, "The width is right, but the range starts at 0: what moves it up to `low`?"),
            (s * width + high, "This range starts at `high`: which end does a sigmoid of 0 belong to?"),
            (s * (low - high) + high, "A larger x comes out smaller: are the two ends swapped, or does x go into the sigmoid with the wrong sign?"),
            (s * (low - high) + low, "A larger x comes out smaller: which of your differences has the wrong sign?"),
            (s * width - low, "A sigmoid of 0 should come out as `low`: which sign has your last step?"),
            (s * (high + low) + low, "How wide is a range from low to high? Not high + low."),
            (s * high - low, "Test it at the ends: where does a sigmoid of 0 go, and where a sigmoid of 1?"),
            ((s + low) * width, "The order matters: what happens to `low` if you move (0, 1) first and make it wider afterwards?"),
            (reference.sigmoid(x * width + low), "The scaling happens to x, before the sigmoid: between which numbers does the result of a sigmoid lie?"),
            (twice, "The squashing happens twice: where is the second one?"),
            (reference.sigmoid_range(s, low, high), "The sigmoid is applied twice: where is the second one?"),
            (np.clip(x, low, high), "The numbers are cut off instead of squashed: outside the range all of them become equal, and learn nothing. Where is the sigmoid?"),
            (np.clip(s * high, low, high), "Cutting off is no squashing: how can (0, 1) be stretched to exactly this range?"),
            (np.clip(s, low, high), "Cutting off is no squashing: how can (0, 1) be stretched to exactly this range?"),
            (x * width + low, "Where is the sigmoid? These numbers leave the range."),
            ((np.tanh(x) + 1) / 2 * width + low, "The curve is too steep. `tanh(x)` is a sigmoid of 2 * x, stretched to (-1, 1): which x goes with a sigmoid of x?"),
            (np.tanh(x) * width + low, "`tanh` runs from -1 to 1, not from 0 to 1: where does its lower end land?"),
            (s * 5.5, "The range is always (0, 5.5): where do `low` and `high` come in?"),
            (s * 5, "The range is always (0, 5): where do `low` and `high` come in?"),
            ((x - x.min()) / spread * width + low, "This stretches the batch itself from its smallest to its largest entry: should a prediction depend on the others in its batch?"),
            (np.round(s * width + low), "The results are rounded, and a rounding lets no gradient through: which step does that?"),
            (np.clip(x / 6 + 0.5, 0, 1) * width + low, "These are straight lines: `hardsigmoid` only resembles the sigmoid, and is flat outside (-3, 3). Which function is asked for?"),
            ((x / (1 + np.abs(x)) + 1) / 2 * width + low, "`softsign` only resembles the sigmoid, and comes much later to the ends. Which function is asked for?"),
            (np.where((x > low) & (x < high), x, s * width + low), "What lies between the ends already comes back as it is: a larger x should always come out larger. Which entries are to be squashed?"),
            (softmax(x) * width + low, "`softmax` shares out a whole of 1 among the entries of x, and in this exercise each is squashed by itself: which function does that?"),
        ]  # fmt: skip

    def test_large(self, student: Student, rng: np.random.Generator) -> None:
        """stays inside the range however large x is."""
        low, high = self.draw_range(rng)
        far = float(np.round(rng.uniform(100, 900)))
        x = np.array([-far, far, 0.0], dtype=np.float32)
        out = expect.tensor(student.sigmoid_range(x, low, high), "sigmoid_range(x, low, high)")
        infinite = "`exp` of a large number is infinite, and infinite divided by infinite is no number: which function of PyTorch's takes care of that?"
        short = (
            "However far out x is, the result stops short of the ends: is x itself cut off, or divided by something?"
        )
        usually = short if np.isfinite(out.array).all() else infinite
        expect.close(out.array, reference.sigmoid_range(x, low, high), out.call, usually=usually)
        x = np.array([pairs.FAR, -pairs.FAR, 0.0], dtype=np.float32)
        for low, high in ((0, pairs.WIDE), (-pairs.WIDE, 0)):  # an end at 0 shows whatever stops short of it
            call = f"sigmoid_range(x, {low:g}, {high:g})"
            out = expect.tensor(student.sigmoid_range(x, low, high), call)
            expect.close(out.array, reference.sigmoid_range(x.astype(np.float64), low, high), call, usually=short, rtol=1e-3, atol=0.3, given=x)  # fmt: skip
        x = np.array([-1.0, 2.0], dtype=np.float32)
        expect.nothing_kept(student, "sigmoid_range", "sigmoid_range(x, 1, 5)", [x, 1, 5], [-x, 1, 5], reference.sigmoid_range(-x, 1, 5))  # fmt: skip

    def test_gradients(self, student: Student, rng: np.random.Generator) -> None:
        """lets gradients through, and leaves x as it was."""
        low, high = self.draw_range(rng)
        x = rng.normal(0, 1.5, (4, 3)).astype(np.float32)
        weights = rng.normal(size=x.shape).astype(np.float32)
        s = reference.sigmoid(x)
        wanted = weights * s * (1 - s) * (high - low)
        check_way_back(student, {"x": x, "low": low, "high": high}, weights, wanted)
        far = np.array([-80, 80, -300, 300], dtype=np.float32)
        expect.left_alone(student, "sigmoid_range", "sigmoid_range(x, low, high)", x=far, low=low, high=high)


def cut_off(got: np.ndarray, wanted: np.ndarray) -> str:
    """The question where all that differs is one and the same number."""
    if got.shape != wanted.shape:
        return ""
    off = got[~np.isclose(got, wanted, rtol=2e-5, atol=1e-5)]
    same = len(off) > 1 and np.ptp(off) == 0
    return f"Several different results have become {number(off[0])}: what cuts them off at a fixed number?" if same else ""  # fmt: skip


def softmax(x: np.ndarray) -> np.ndarray:
    """Over the last dimension."""
    e = np.exp(x)
    return e / e.sum(-1, keepdims=True) if x.ndim else np.ones_like(x)


def check_way_back(
    student: Student, given: dict[str, Any], weights: np.ndarray, wanted: np.ndarray, usually: str = ""
) -> None:
    """`backward` from (result * weights).sum() leaves the wanted gradient at the first argument, and all are unchanged."""
    call, name = f"{student.exercise}({', '.join(given)})", next(iter(given))
    probe = probes.FunctionGradients(function=student.exercise, args=list(given.values()), weights=weights)
    result = student.probe(probe)
    stopped, gradient = result.backward, next(iter(result.gradients), None)
    expect.rules(
        (stopped == "no graph", f"`{call}` returned a tensor with `requires_grad=False`, expected True, as `{name}` has it.", NO_WAY.format(f"`{name}`")),
        ("modified by an inplace operation" in stopped, f"`backward` through `{call}` fails: {stopped.split(':')[0]}.", "An operation such as `mul_` or `+=` overwrites numbers that `backward` still needs: which line writes into a tensor instead of making a new one?"),
        (stopped, f"`backward` through `{call}` fails: {stopped}.", "Which of your steps does that come from?"),
        (gradient is None, f"`backward` through `{call}` ran, but `{name}.grad` is None, expected shape `{wanted.shape}`.", f"Does `.detach()` or `.data`, or a new tensor made of `{name}`, stand between `{name}` and the result?"),
    )  # fmt: skip
    expect.close(gradient, wanted, f"{name}.grad", usually=usually, what="is", after=call)
    tensors = [(name, value) for name, value in given.items() if isinstance(value, np.ndarray)]
    for (name, before), after in zip(tensors, result.after, strict=False):  # a forged reply may be too short
        expect.untouched(after, before, call, name)


def draw_tables(rng: np.random.Generator) -> reference.Arrays:
    """Random factors; every second row is shorter than 1, the others are longer, so that a normalised row shows."""
    tables = {}
    for name, shape in TABLES.items():
        rows = rng.normal(size=shape)
        lengths = np.where(np.arange(shape[0]) % 2, rng.uniform(1.3, 2, shape[0]), rng.uniform(0.5, 0.8, shape[0]))
        tables[f"{name}.weight"] = (rows / np.linalg.norm(rows, axis=1, keepdims=True) * lengths[:, None]).astype("f4")
    return tables


def loaded(student: Student, p: reference.Arrays, *sizes: int, **more: object) -> Handle:
    """The student's model with the judge's tables in it."""
    model = pairs.new(student, expect.IN_INIT, *sizes, **({} if sizes else SIZES), **more)
    model.load(p)
    return model


def scores(p: reference.Arrays, x: np.ndarray) -> np.ndarray:
    users, movies = (table[ids] for table, ids in zip(p.values(), x.T, strict=True))
    return (users * movies).sum(1).astype(np.float32)


def by_own_range(student: Student, out: Any, scores: np.ndarray, low: float, high: float) -> str:
    """The question where `out` is what the student's own `sigmoid_range` makes of the right scores, if that is wrong."""
    try:
        own = student.sigmoid_range(scores, low, high)
    except StudentError:
        return ""
    if not isinstance(own, Tensor) or not isinstance(out, Tensor) or own.shape != out.shape:
        return ""
    right = reference.sigmoid_range(scores, low, high)
    is_right = own.shape == right.shape and np.allclose(own.array, right, rtol=1e-4)
    if is_right or not np.allclose(own.array, out.array):
        return ""
    return "That follows from your `sigmoid_range`, which is wrong: make its own check pass first."


class TestDotProduct:
    exercise = "DotProduct"
    kind = "module"
    UP = "With scores far below 0 it comes out right, and here they reach up to 16: what cuts them off at a fixed number? Beyond it there is no gradient, and nothing is learnt."

    def test_tables(self, student: Student) -> None:
        """has two embedding tables of the right sizes, and nothing else to learn."""
        model = pairs.new(student, expect.IN_INIT, **SIZES)
        found = {p.name: p for p in model.parameters(aliases=True)}
        for name, shape in TABLES.items():
            weight = f"{name}.weight"
            if weight not in found:
                wanted = f"{'also ' if found else ''}`{weight}` of shape `{shape}`"
                usually = self.missing(name, model.attributes(), nothing=not found)
                expect.fail(f"`{model.call}` has {pairs.listed(found)}, expected {wanted}.", usually)
            got = found[weight].shape
            expect.rules(
                (got != shape, f"`{model.call}.{weight}` has shape `{got}`, expected `{shape}`.", self.other_shape(name, got)),
                (not found[weight].requires_grad, f"`{model.call}.{weight}` does not require a gradient, so training leaves it as it is.", "Is it frozen, by `from_pretrained`, `freeze=True` or `requires_grad = False`?"),
            )  # fmt: skip
        names = [p.name for p in pairs.trained(model)]  # each parameter once, so perhaps under another name
        extra = [name for name in names if name.removesuffix(".weight") not in TABLES]
        if extra and len(names) > len(TABLES):
            expect.fail(f"`{model.call}` has {pairs.listed(found)}, expected the two tables only.", f"What is `{extra[-1]}` for? A prediction of this model comes from the dot product and the range alone.")  # fmt: skip
        pairs.check_order(model, lambda: pairs.new(student, expect.IN_INIT, USERS, MOVIES, FACTORS))
        pairs.check_apart(pairs.new(student, expect.IN_INIT, 6, 6, 2), (6, 2), *TABLES)

    @staticmethod
    def missing(name: str, attributes: dict[str, str], nothing: bool) -> str:
        """The question about a table that is not there; `nothing`: no parameter is."""
        kind = attributes.get(name)
        hidden = [f"`self.{n}` is a {k}" for n, k in attributes.items() if k in ("list", "dict")]
        if kind in ("Parameter", "Tensor"):
            return f"`{name}` is a {kind}. This exercise asks for an `nn.Embedding`, a module that holds such a table as its `weight` and looks up rows when it is called: what makes one?"
        if kind is not None:
            return f"`self.{name}` is of type {kind}, which registers no `weight`. An `nn.Embedding`, assigned to `self` as it is, does: what happens to it on the way?"
        if hidden and nothing:
            return f"{hidden[0]}. If the tables are in there: `nn.Module` does not look into it. Which attribute of `self` does each table need?"
        return f"Is `self.{name}` assigned in `__init__`, spelt exactly so?"

    @staticmethod
    def other_shape(name: str, got: tuple[int, ...]) -> str:
        """The question about a table of a wrong shape."""
        length, width = TABLES[name]
        rows, wrong, other = ("users", "movies", MOVIES) if name == "user_factors" else ("movies", "users", USERS)
        hints: dict[tuple[int, ...], str] = {
            (width, length): "Rows are users or movies, columns are factors: are the two sizes swapped, or is it a layer that keeps its weight turned round?",
            (other, width): f"Is this table as long as there are {wrong}? It holds one row for each of the {rows}.",
            (length, 1): "That is one number a row: how many factors should a row have?",
            (length, 50): "The width is always 50: where does the argument `n_factors` come in?",
            (length + 1, width): "One row too many: the counts already include '#na#'. What adds one?",
            (length - 1, width): "One row too few: the counts are the numbers of rows, '#na#' included. What takes one away?",
        }  # fmt: skip
        return hints.get(got, "Where do `n_users`, `n_movies` and `n_factors` come in?")

    @pytest.mark.share(3)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """predicts the dot product of each pair, squashed into y_range."""
        p, x = expect.draw_apart(lambda: (draw_tables(rng), IDS.draw(rng, ROWS)), lambda d: (reference.dot_product(*d), self.mistakes(*d)))  # fmt: skip
        shapes = {
            (ROWS, ROWS): "Every user of the batch has met every movie of it: does `@`, or a dimension too many, give all pairs, where each row needs only its own pair?",
            (ROWS, 1): "One prediction a row is right, but the summed dimension is still there: is it kept by `keepdim`, or by `unsqueeze`?",
            (1, ROWS): "One prediction a row is right, but there is a dimension too many in front: which step makes it?",
            (): "A single number for the whole batch: over which dimension do you sum?",
            (FACTORS,): "You have summed over the batch and kept the factors: over which dimension do you sum?",
            (ROWS, FACTORS): "Each row still has its factors side by side: what is left to do in a dot product?",
            (ROWS, 2 * FACTORS): "The two vectors stand side by side: a dot product multiplies them, element by element, and sums. What puts them side by side?",
        }  # fmt: skip
        model = loaded(student, p)
        own = by_own_range(student, model(x), scores(p, x), 0, 5.5)
        out = pairs.predictions(model, x, {}, {} if own else shapes, own, "DotProduct(...)(x)")
        expect.floating(out)
        expect.close(out.array, reference.dot_product(p, x), out.call, [] if own else self.mistakes(p, x), own)
        others = draw_tables(rng)
        loaded(student, others)
        pairs.check_use(model, x, lambda p: reference.dot_product(p, x), p, others)
        far = 8 / np.abs(scores(p, x)).max()
        for factors, usually in (
            ((6, 1 / 6), "With shorter rows it comes out right: does `max_norm` shorten the users' rows? A factor may be as large as the ratings make it."),
            ((1 / 6, 6), "With shorter rows it comes out right: does `max_norm` shorten the movies' rows? A factor may be as large as the ratings make it."),
            ((far, 1), "With scores near 0 it comes out right, here they go up to 8: what cuts them off?"),
        ):  # fmt: skip
            scaled = {name: np.float32(k) * table for k, (name, table) in zip(factors, p.items(), strict=True)}
            model.load(scaled)
            out = pairs.predictions(model, x, {}, {}, usually, "DotProduct(...)(x)")
            own = by_own_range(student, out, scores(scaled, x), 0, 5.5)
            expect.close(out.array, reference.dot_product(scaled, x), out.call, usually=own or usually)

    @staticmethod
    def mistakes(p: reference.Arrays, x: np.ndarray) -> list[tuple[np.ndarray, str]]:
        """What typical mistakes return, each with the question about it."""
        u, m = p["user_factors.weight"][x[:, 0]], p["movie_factors.weight"][x[:, 1]]
        dot = (u * m).sum(1)
        right, squash = reference.dot_product(p, x), pairs.squash

        def capped(rows: np.ndarray) -> np.ndarray:
            return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)

        return [
            *pairs.squashing_mistakes(dot),
            *pairs.dot_mistakes(u, m),
            (squash(np.exp(-np.linalg.norm(u - m, axis=1))), "That is a distance between the vectors: how is a dot product computed?"),
            (squash(-np.linalg.norm(u - m, axis=1)), "That is a distance between the vectors: how is a dot product computed?"),
            (squash(u * m).sum(1), "Each product is squashed, and then the sum is taken: which should come first?"),
            ((squash(u) * squash(m)).sum(1), "The factors are squashed before the product: which should come first?"),
            (squash((capped(u) * capped(m)).sum(1)), "Long rows have been cut to length 1: does `max_norm` shorten them? A factor may be as large as the ratings make it."),
            (reference.dot_product(p, x[:, ::-1]), "Are the two columns swapped? Column 0 holds users."),
            (reference.dot_product(p, x[:, [0, 0]]), "Both look-ups use column 0: where do the movies stand?"),
            (reference.dot_product(p, x[:, [1, 1]]), "Both look-ups use column 1: where do the users stand?"),
            (squash((u * p["user_factors.weight"][x[:, 1]]).sum(1)), "Both vectors come from the users' table: which table knows the movies?"),
            (squash((p["movie_factors.weight"][x[:, 0]] * m).sum(1)), "Both vectors come from the movies' table: which table knows the users?"),
            (right[::-1], "The predictions come in reverse order: which step turns them round?"),
            (np.full(len(x), right.mean()), "All predictions are equal, the mean of the right ones: where does the batch's dimension go?"),
        ]  # fmt: skip

    def test_range(self, student: Student, rng: np.random.Generator) -> None:
        """uses the y_range that it is given."""
        p, x = draw_tables(rng), IDS.draw(rng, ROWS - 2)
        low, high = 1.0, 4.0
        call, s = "DotProduct(..., y_range=(1.0, 4.0))(x)", reference.dot_product(p, x, 0, 1)
        model = loaded(student, p, y_range=(low, high))
        out = expect.tensor(model(x), call)
        by_own = by_own_range(student, out, scores(p, x), low, high)
        own = [(out.array, by_own)] if by_own else [
            (s * high, "The lower end is missing: is it taken from `y_range`, and does `sigmoid_range` use it?"),
            (s * (high - low), "The lower end is missing: is it taken from `y_range`, and does `sigmoid_range` use it?"),
            (s * (low - high) + high, "The two ends are swapped: which comes first in `y_range`, and which in `sigmoid_range`?"),
        ]  # fmt: skip
        pairs.check_range(out, s, (low, high), own, usually="", call=call)
        self.check_wide_range(student, rng)
        pairs.check_own_range(model, x, s, (low, high))
        k = np.float32(pairs.to_far(scores(p, x)))
        p = {name: table * (k if name.startswith("movie") else 1) for name, table in p.items()}
        out = expect.tensor(
            loaded(student, p, y_range=(0, pairs.WIDE))(x), f"DotProduct(..., y_range=(0, {pairs.WIDE:g}))(x)"
        )
        pairs.check_far(out, scores(p, x), by_own_range(student, out, scores(p, x), 0, pairs.WIDE))
        p = {name: table * (-1 if name.startswith("movie") else 1) for name, table in p.items()}
        out = expect.tensor(
            loaded(student, p, y_range=(-pairs.WIDE, 0))(x), f"DotProduct(..., y_range=({-pairs.WIDE:g}, 0))(x)"
        )
        by_own = by_own_range(student, out, scores(p, x), -pairs.WIDE, 0)
        # Next to the upper end, -sigmoid_range(score, -WIDE, 0) is sigmoid_range(-score, 0, WIDE).
        pairs.check_far(Tensor(-out.array, f"-{out.call}"), -scores(p, x), by_own or self.UP)

    @staticmethod
    def check_wide_range(student: Student, rng: np.random.Generator) -> None:
        """A range that reaches beyond the default one at both ends, as two of the predictions do."""
        p, low, high = draw_tables(rng), -0.5, 10.5
        users, movies = p.values()
        users[0], movies[1] = 6 * movies[0] / (movies[0] ** 2).sum(), -movies[0]
        x = np.array([[0, 0], [0, 1], [1, 2], [2, 3], [3, 4], [4, 0]])
        call, s = f"DotProduct(..., y_range=({low}, {high}))(x)", reference.dot_product(p, x, 0, 1)
        right = s * (high - low) + low
        out = expect.tensor(loaded(student, p, y_range=(low, high))(x), call)
        by_own = by_own_range(student, out, scores(p, x), low, high)
        cut = "Predictions outside (0, 5.5) are cut off, though this range is wider: which line does it?"
        own = [(out.array, by_own)] if by_own else [(np.clip(right, a, b), cut) for a, b in ((0, 5.5), (0, None), (None, 5.5))]  # fmt: skip
        pairs.check_range(out, s, (low, high), own, usually="", call=call)

    def test_batch_of_one(self, student: Student, rng: np.random.Generator) -> None:
        """keeps its shape for a batch of one, and finds both ends of its tables."""
        p = draw_tables(rng)
        model = loaded(student, p)
        no_batch = {(): "Does a `squeeze()` without a dimension remove the batch when it has one row?"}
        usually = "A batch of eight rows comes out right: what does your code do with the batch as a whole?"
        for x in IDS.draw_at_ends(rng, 2)[:, None, :]:
            out = pairs.predictions(model, Given(x, strided=True), {}, no_batch, call="DotProduct(...)(x)")
            expect.close(out.array, reference.dot_product(p, x), out.call, usually=usually)
        pairs.check_ids_kept(student, model, IDS.draw(rng, ROWS))
        single = {f"{name}.weight": rng.normal(size=(1, 1)).astype("f4") for name in TABLES}
        pairs.check_single(loaded(student, single, 1, 1, 1), lambda x: reference.dot_product(single, x))
        more = {f"{name}.weight": rng.normal(size=(n, 2)).astype("f4") for name, n in zip(TABLES, (3, 6), strict=True)}
        pairs.check_more_items(loaded(student, more, 3, 6, 2), lambda x: reference.dot_product(more, x))

    def test_gradients(self, student: Student, rng: np.random.Generator) -> None:
        """lets gradients reach both tables."""
        p, x, weights = draw_tables(rng), IDS.draw_at_ends(rng, ROWS, first=1), rng.normal(size=ROWS).astype("f4")
        no_graph = "`DotProduct(...)(x)` returned a tensor with `requires_grad=False`, expected True."
        way = student.probe(probes.FunctionGradients("sigmoid_range", [scores(p, x), 0, 5.5], weights)).backward
        own = "Your `sigmoid_range` lets no gradient through: make its own check pass first."
        got = pairs.gradients(loaded(student, p), x, weights, no_graph, own if way else NO_WAY.format("the tables"))
        cut = (
            "Does `.detach()`, `.data`, `no_grad`, NumPy or a new `torch.tensor(...)` in `forward` cut this table off?"
        )
        row = "Row {} gets no gradient: does `padding_idx` leave it out?"
        wanted = reference.dot_product_gradients(p, x, weights)
        pairs.check_gradients(got, wanted, "DotProduct(...)(x)", cut, none="shape `{}`", row=row)

    def test_start(self, student: Student, rng: np.random.Generator) -> None:
        """starts from random factors."""
        model = pairs.new(student, expect.IN_INIT, **SIZES)
        tables = pairs.values(model, {f"{name}.weight": shape for name, shape in TABLES.items()})
        how = pairs.alike(*tables.values())
        expect.rules(
            (how == "zero", f"In a new `{model.call}` all entries of both tables are 0, expected random numbers.", "A user's gradient is the movie's vector, and the other way round: from zeros, both stay zero for ever. Which line sets them to 0?"),
            (how == "equal", f"In a new `{model.call}` the factors of a row are all equal, expected random numbers.", "Factors that start equal get equal gradients and stay equal: many factors then do the work of one. Which line sets them?"),
        )  # fmt: skip


# Pairs of shapes that differ. Torch itself complains about the last two; all others broadcast, and it says nothing.
PAIRS: list[tuple[tuple[int, ...], tuple[int, ...]]] = [
    ((ROWS,), (ROWS, 1)), ((ROWS, 1), (ROWS,)), ((1,), (ROWS,)), ((ROWS,), ()), ((1, ROWS), (ROWS,)),
    ((ROWS, 1), (1, ROWS)), ((ROWS, 1), (ROWS, 3)), ((1,), (1, 1)),
    ((), (ROWS,)), ((1,), ()), ((2, 3, 4), (2, 1, 4)), ((2, 3, 4), (2, 3, 1)),
    ((ROWS,), (ROWS - 2,)), ((2, 3), (3, 2)),
]  # fmt: skip
BROADCASTING = set(PAIRS[:-2])
SINGLE = "Two tensors of shape `()` hold one prediction and one rating, and can be compared: which line counts on a dimension?"


class TestMse:
    exercise = "mse"
    kind = "function"

    @pytest.mark.share(2)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """returns the mean of the squared differences, as a tensor of shape ()."""
        for size in ((ROWS,), (1,), (4, 3), (5, 1), (2, 3, 4)):
            p, y = draw_predictions(rng, size)
            call = f"mse(predictions: {size}, targets: {size})"
            strided = size == (4, 3)
            try:
                value = student.mse(Given(p, strided=strided), Given(y, strided=strided))
            except StudentError as e:
                if "ValueError" not in e.bases:
                    raise
                usually = "Look at the condition: when exactly is it true? (`is` asks for the same object, not for equal values.)"
                expect.fail(f"`{call}` raised {e}, though the two shapes are equal.", usually)
            if isinstance(value, float | int):
                usually = "A plain number knows nothing of the predictions that it came from, so `backward` has nothing to start from: which step takes it out of its tensor?"
                expect.fail(f"`{call}` returned the number {number(value)}, expected a tensor of shape `()`.", usually)
            out = replace(expect.tensor(value, call), call=call)
            d = (p - y).astype(np.float64)
            hints: dict[tuple[int, ...], str] = {
                size: "One number for each entry: which step makes one number of them all?",
                (1,): "One number, but with a dimension left: what keeps it, `keepdim` or a `dim`?",
            }  # fmt: skip
            expect.shape(out, (), hints, "A loss is one number for the whole batch: over what is the mean taken?")
            clipped = (
                ((np.clip(p, 1, 5) - y) ** 2).mean(),
                "The predictions are cut off at 1 and 5 before they are compared: the error of those beyond is then too small. Which step does it?",
            )
            expect.close(out.array, reference.mean_squared_error(p, y), call, [*self.mistakes(d), clipped])
        y = draw_predictions(rng, (ROWS,))[1]
        hole = np.where(np.arange(ROWS) == 2, np.float32(np.nan), y)
        out = expect.tensor(student.mse(hole, y), "mse(predictions, targets)")
        expect.rules((not np.isnan(out.array).all(), f"`{out.call}` with a nan among the predictions returned {show_values(out.array)}, expected nan.", "The mean is over all entries, and one of them is no number: what passes over it, or puts 0 in its place? A model whose predictions are nan would look good."))  # fmt: skip
        p = y + rng.permutation(np.linspace(-16, 14, ROWS)).astype(np.float32)
        out = expect.tensor(student.mse(p, y), "mse(predictions, targets)")
        usually = "With errors below 2 it comes out right, and here most are larger: what does something else from a limit on?"
        expect.close(out.array, reference.mean_squared_error(p, y), out.call, usually=usually)
        p = draw_predictions(rng, (ROWS,))[0]
        wanted = np.asarray(reference.mean_squared_error(p + 1, y))
        expect.nothing_kept(student, "mse", "mse(predictions, targets)", [p, y], [p + 1, y], wanted)

    @staticmethod
    def mistakes(d: np.ndarray) -> list[tuple[np.ndarray | float, str]]:
        """What typical mistakes return for the differences d, each with the question about it."""
        n = d.size
        found: list[tuple[np.ndarray | float, str]] = [
            ((d**2).sum(), "That is the sum, which grows with the number of ratings: what makes a mean of it?"),
            (np.sqrt((d**2).mean()), "That is the root of the mean squared error: which step takes the root?"),
            (np.sqrt((d**2).sum()), "That is the length of the vector of differences: which step takes a root?"),
            (np.abs(d).mean(), "That is the mean of the absolute differences: which other way makes all of them positive?"),
            (d.mean(), "The differences are averaged without a square, and too high and too low cancel: where does the square belong?"),
            (d.mean() ** 2, "The mean is taken first and then squared: too high and too low cancel. Which of the two belongs first?"),
            ((d**2).mean() / 2, "That is half of it, and this exercise asks for the mean itself: where does the 2 come from?"),
            (d.var(), "That is the variance of the differences, which overlooks an error that all of them share: which step takes their mean away?"),
            (np.where(np.abs(d) < 1, d**2 / 2, np.abs(d) - 0.5).mean(), "That is Huber's loss (`smooth_l1_loss`), which grows in straight lines from 1 on: which function squares every difference?"),
            ((d**2).max(), "That is the largest of the squared differences: what takes all of them into account?"),
            (np.median(d**2), "That is the median of the squared differences: which function gives the mean?"),
            ((d**2).sum() / len(d), "Divided by the number of rows, and the mean is over all entries: how many are there?"),
        ]  # fmt: skip
        if n > 1:
            found += [
                (d.var(ddof=1), "That is the variance of the differences, which overlooks an error that all of them share: which step takes their mean away?"),
                ((d**2).sum() / (n - 1), "Divided by n - 1, which belongs to a variance: what does a mean divide by?"),
            ]  # fmt: skip
        return found

    @pytest.mark.share(3)
    def test_raises(self, student: Student, rng: np.random.Generator) -> None:
        """raises a ValueError when the shapes differ."""
        let_through: dict[tuple, str] = {}
        for first, second in PAIRS:
            p, y = draw_predictions(rng, first)[0], draw_predictions(rng, second)[1]
            call = f"mse(predictions: {first}, targets: {second})"
            try:
                value = student.mse(p, y)
            except StudentError as e:
                if e.is_blank:
                    raise
                if "ValueError" not in e.bases and not let_through:
                    expect.fail(f"`{call}` raised {e}, expected a ValueError.", self.other_error(e))
                continue
            usually = self.about_value(p, y, value)
            if usually:
                expect.fail(f"`{call}` {self.returned(value)}, expected a ValueError to be raised.", usually)
            let_through[first, second] = f"`{call}` {self.returned(value)}, expected a ValueError to be raised."
        if let_through:
            expect.fail(next(iter(let_through.values())), self.about_comparison(list(let_through)))
        p, y = draw_predictions(rng, ())  # equal shapes again, which a comparison size by size may not take
        call = "mse(predictions: (), targets: ())"
        with expect.explained({"": SINGLE}, call, "a tensor of shape `()`"):
            out = replace(expect.tensor(student.mse(p, y), call), call=call)
        expect.shape(out, (), usually=SINGLE)
        expect.close(out.array, reference.mean_squared_error(p, y), call, usually=SINGLE)

    @staticmethod
    def other_error(e: StudentError) -> str:
        if e.type == "AssertionError":
            return "An `assert` raises an error of its own kind, and Python can be told to skip it: which statement names the kind?"
        if e.text.startswith("raise"):
            return "You raise an error at the right time, but of another kind: whoever waits for a ValueError would miss it."
        usually = f"It comes from `{e.text}`: are the shapes compared before anything else is done with the two?"
        return usually if e.text else ""

    @staticmethod
    def returned(value: object) -> str:
        array = getattr(value, "array", None)
        if array is not None:
            return f"returned {number(array[()])}" if array.ndim == 0 else f"returned a tensor of shape `{array.shape}`"
        return f"returned {f'a {value.type}' if isinstance(value, Handle) else value}"

    @staticmethod
    def about_value(p: np.ndarray, y: np.ndarray, value: object) -> str:
        """What a value that comes in place of an error tells by itself, or ""."""
        if isinstance(value, Handle) and "Error" in value.type:
            return "`return` hands the error to the caller as a value, who goes on with it: which statement stops the caller?"
        if value is None:
            return "A function that returns nothing lets its caller go on: which statement stops it?"
        got = value.array if isinstance(value, Tensor) else np.asarray(value if isinstance(value, float) else np.nan)
        may_be_reshaped = p.ndim != y.ndim and p.shape[:1] == y.shape[:1] and p.size == y.size > 1 and got.ndim == 0
        if may_be_reshaped and np.isclose(got, reference.mean_squared_error(p.ravel(), y.ravel()), rtol=1e-4):
            return "One of the two has been reshaped to fit. Which rating belongs to which prediction is then a guess: which step reshapes?"
        return ""

    @staticmethod
    def about_comparison(let_through: list[tuple]) -> str:
        """What the pairs of shapes that came through tell about the comparison."""
        if let_through[0] not in BROADCASTING:
            return "Torch itself cannot subtract these two, and every pair that it can is refused: where does this value come from?"
        large = np.broadcast_shapes(*let_through[0])
        if set(let_through) >= BROADCASTING:
            return f"The two broadcast to `{large}`: every prediction meets every target, and nothing stops it. What does your code do when the shapes differ?"
        if all(len(a) == len(b) for a, b in let_through):
            same = " and as many entries" if all(np.prod(a) == np.prod(b) for a, b in let_through) else ""
            return f"Both have as many dimensions{same}, and still their shapes differ: what else has to be equal?"
        if all(np.prod(a) == np.prod(b) for a, b in let_through):
            return f"Both have as many entries, and still they broadcast to `{large}`: what else has to be equal?"
        if all(a[:1] == b[:1] for a, b in let_through):
            return f"Both have as many rows, and still they broadcast to `{large}`: what else has to be equal?"
        return f"Other pairs are refused, but these two broadcast to `{large}`: what does your condition compare, the two shapes themselves?"

    def test_gradients(self, student: Student, rng: np.random.Generator) -> None:
        """lets the gradient reach the predictions, and changes neither argument."""
        p, y = draw_predictions(rng, (ROWS,))
        check_way_back(student, {"predictions": p, "targets": y}, np.ones((), np.float32), 2 * (p - y) / ROWS)
        usually = "These predictions are all right, so nothing pulls at them. Which of your functions has an infinite slope at an error of 0?"
        check_way_back(student, {"predictions": y, "targets": y}, np.ones((), np.float32), np.zeros(ROWS), usually)


def draw_predictions(rng: np.random.Generator, size: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Predictions and targets of this shape, with differences of both signs whose mean is far from 0."""
    targets = np.asarray(rng.uniform(1, 5, size), dtype=np.float32)
    off = np.asarray(rng.uniform(0.5, 2, size))
    off.flat[0] *= -1
    return np.asarray(targets + off, dtype=np.float32), targets
