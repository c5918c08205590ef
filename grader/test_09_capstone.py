"""Lesson 09: Recommender, built in whatever way.

Four checks ask how it behaves, three how well it predicts: tiers, in whose order a better recommender gets further.
Tables of mistakes and rules keep one row a line, each value with its question: hence `fmt: skip`."""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
import reference

from collab.data.plants import HIGH, LOW, plant
from collab.grading.box import probes
from collab.grading.box.contract import BoxError
from collab.grading.judge import expect
from collab.grading.judge.session import Session
from collab.grading.judge.student import Handle, Student, Tensor, number, show_values
from collab.grading.judge.targets import TRIES

# Small ratings for the checks of behaviour; the last user and the last movie have none.
USERS, MOVIES, ROWS = 24, 15, 157
FIT, PREDICT = "fit(x, y, n_users, n_movies)", "predict(x)"

# What exceptions usually mean.
RAISES = {
    r"__init__\(\) missing": "The grader writes `Recommender()`, without arguments: the sizes come with `fit`. What does your `__init__` ask for that has no default?",
    r"has no attribute 'fit'": "A `Recommender` needs a method `fit(self, x, y, n_users, n_movies)`: is it there, inside of the class, spelt exactly so?",
    r"has no attribute 'predict'": "A `Recommender` needs a method `predict(self, x)`: is it there, inside of the class, spelt exactly so?",
    r"(fit|predict)\(\) (missing|takes)": "`fit` is called with four arguments, `x, y, n_users, n_movies`, and `predict` with one, `x`: what does your `def` line list, `self` apart?",
    r"has no attribute": "What `predict` needs, `fit` has to leave on `self`: is it assigned there, or only to a name inside of `fit`, or to something else that `fit` returns?",
    r"KeyError": "An id was asked for that `fit` has not seen: `predict` meets such ids, and 0, '#na#'. What should it say of them?",
    r"out of (range|bounds)|is out of": "A row was asked for that a table does not have. Ids run from 0 to `n_users - 1` and `n_movies - 1`, whether they occur in training or not; column 0 of x holds users. How long is each table?",
    r"more than 1 value per channel": "BatchNorm in training mode cannot work on a batch of one row. In which mode does `predict` ask the network? And does the last batch of `fit` have one row?",
    r"requires grad": "A tensor that carries a graph goes where only numbers can: what switches gradients off, or takes the tensor off its graph?",
    r"(Float|Double|float32|float64).*(Double|Float|float64|float32)|same dtype": "Numbers of two precisions meet: `y` is float32. Which of your tensors is float64, and where does it come from?",
}  # fmt: skip


LARGER = {r"out of (range|bounds)|is out of|size mismatch|must match|broadcast|KeyError": "It had been fitted before, to fewer users and movies: which tables, sizes or lists of ids are still those of then?"}  # fmt: skip


@dataclass(frozen=True)
class Small:
    """Ratings for the checks of behaviour: x int64 (ROWS, 2), y float32 (ROWS,), whole stars."""

    x: np.ndarray
    y: np.ndarray


def draw_small(rng: np.random.Generator, low: int = 1, high: int = 5) -> Small:
    """Different pairs of known ids, with stars from low to high that depend on user and movie."""
    users, movies = USERS - 2, MOVIES - 2  # neither 0 nor the last one
    pairs = rng.choice(users * movies, ROWS, replace=False)
    x = np.stack([pairs // movies + 1, pairs % movies + 1], axis=1).astype(np.int64)
    middle, reach = (low + high) / 2, (high - low) / 2
    score = rng.normal(0, 0.4, users + 1)[x[:, 0]] + rng.normal(0, 0.4, movies + 1)[x[:, 1]] + rng.normal(0, 0.3, ROWS)
    return Small(x, np.clip(np.round(middle + reach * score), low, high).astype(np.float32))


def new(student: Student) -> Handle:
    with expect.explained(RAISES, "Recommender()"):
        made = student.Recommender()
    if not isinstance(made, Handle):
        expect.fail(f"`Recommender()` gave {expect.article(type(made).__name__)}, expected an object with `fit` and `predict`.")  # fmt: skip
    return made


def fitted(student: Student, data: Small, model: Handle | None = None) -> Handle:
    """A Recommender, a new one if none is given, after `fit` on these ratings."""
    model = model or new(student)
    with expect.calling(f"Recommender().{FIT}", RAISES):
        model.method("fit", data.x, data.y, USERS, MOVIES)
    return model


def predictions(model: Handle, pairs: np.ndarray, call: str = f"Recommender.{PREDICT}") -> np.ndarray:
    """What it predicts for (B, 2) pairs: float tensor, (B,), finite."""
    n = len(pairs)
    with expect.calling(call, RAISES):
        out = model.method("predict", pairs)
    if not isinstance(out, Tensor):
        usually = "Is there a `return` on every path of `predict`?" if out is None else "Whoever compares it with other predictions needs a tensor: what makes one of it, `torch.tensor(...)` or `torch.from_numpy(...)`?"  # fmt: skip
        expect.tensor(out, call, usually)
    shapes: dict[tuple[int, ...], str] = {
        (n, 1): "One number for each pair is asked for: which step keeps a dimension of size 1?",
        (1, n): "One number for each pair is asked for: which step puts a dimension in front?",
        (n, n): "Every user is scored with every movie: which of these scores belong to your pairs?",
        (
            n,
            2,
        ): "Two numbers for each pair: x is `(B, 2)`, a user and a movie, and one number of stars belongs to both.",
        (n, MOVIES): "That is a score for every movie: which one does the pair ask for?",
        (n, 5): "That is a score for each number of stars: what single number of stars do they say?",
        (): "Does a `squeeze()` without a dimension remove the batch when it has one row?",
    }
    out = Tensor(out.array, call, out.type, out.dtype)
    expect.shape(out, (n,), shapes, "One number for each row of x is asked for: which line makes another shape of it?")
    if not out.dtype.startswith("float"):
        expect.fail(f"`{call}` returned dtype {out.dtype}, expected floating point.", "A class, a whole number of stars, cannot say 3.6, and the error of a rounding is added to your own: what did the model say before it was made whole?")  # fmt: skip
    return finite(out.array, pairs, call)


def finite(array: np.ndarray, pairs: np.ndarray, call: str) -> np.ndarray:
    off = np.flatnonzero(~np.isfinite(array))
    if len(off):
        user, movie = pairs[off[0]]
        expect.fail(f"`{call}` returned {number(array[off[0]])} for user {user}, movie {movie} ({len(off)} of {len(array)} predictions are no numbers), expected stars.", "Is a mean taken of no ratings at all, or does training run away, with a learning rate that is too large for so few ratings?")  # fmt: skip
    return array.astype(np.float64)


class TestRecommender:
    exercise = "Recommender"
    kind = "class"

    @pytest.mark.share(0.5)
    def test_protocol(self, student: Student, rng: np.random.Generator) -> None:
        """fits, then predicts a float for each pair, and leaves what it was given as it was."""
        data = draw_small(rng)
        model = fitted(student, data)
        pairs = np.stack([rng.integers(1, USERS - 1, ROWS // 3), rng.integers(1, MOVIES - 1, ROWS // 3)], axis=1).astype(np.int64)  # fmt: skip
        out = predictions(model, pairs)
        predictions(model, data.x[:1], "Recommender.predict(x) of one pair")
        if len(np.unique(out)) > 1 and np.array_equal(out, np.round(out)):
            expect.fail(f"`Recommender.{PREDICT}` returned whole stars only, such as {show_values(out[:4])}, expected predictions in between too.", "The error of a rounding is added to your own: what did the model say before it was rounded?")  # fmt: skip
        call = f"Recommender().{FIT}"
        with expect.calling(call, RAISES):
            # With many digits: nobody's median is half a star then.
            finer = np.clip(data.y + rng.uniform(-0.4, 0.4, ROWS), 1, 5).astype(np.float32)
            found = student.probe(probes.FitAndPredict(data.x, finer, USERS, MOVIES, [data.x[:60]]))
        self.refuse_rounded(found.predictions[0])
        changed = found.changed
        where = "predict" if changed == "pairs" else "fit"
        name = {"pairs": "x"}.get(changed, changed)
        expect.rules((changed, f"`{where}` changed the `{name}` that it was given, expected it as it was.", "It belongs to the caller, who still needs it: which line writes into it? `-=`, `[...] =` and operations with an underscore at the end do."))  # fmt: skip

    @staticmethod
    def refuse_rounded(predicted: Any) -> None:
        """What was learnt from ratings with many digits has many digits too."""
        if not isinstance(predicted, np.ndarray) or predicted.ndim != 1 or len(np.unique(predicted)) < 2:
            return
        for step, name in ((0.5, "half stars"), (0.25, "quarters"), (0.1, "tenths"), (0.01, "hundredths")):
            parts = predicted.astype(np.float64) / step
            if np.abs(parts - np.round(parts)).max() < 2e-3:
                expect.fail(f"`Recommender.{PREDICT}` returned {name} only, such as {show_values(predicted[:4])}, after `fit` on ratings with many digits, expected predictions in between too.", "The error of a rounding is added to your own: what did the model say before it was rounded?")  # fmt: skip

    @pytest.mark.share(0.5)
    def test_alone(self, student: Student, rng: np.random.Generator) -> None:
        """predicts the same for a pair, whatever else it is asked."""
        data = draw_small(rng)
        model = fitted(student, data)
        pairs = np.stack([rng.integers(1, USERS - 1, 41), rng.integers(1, MOVIES - 1, 41)], axis=1).astype(np.int64)
        whole, again = predictions(model, pairs), predictions(model, pairs)
        self.same(again, whole, pairs, "a second time", "Asked twice with nothing in between: is something drawn at random in `predict`, is a network still in training mode, or does it learn from the pairs that it is asked?")  # fmt: skip
        backwards = predictions(model, pairs[::-1].copy())[::-1]
        self.same(backwards, whole, pairs, "in the opposite order", "Does `predict` sort its pairs, or does their order come in, in an average or a count so far?")  # fmt: skip
        for k in range(3):
            some = pairs[k : k + 1] if k else np.concatenate([pairs[:7], pairs[:3], pairs[:3]])
            company = "alone" if k else "in other company"
            alone = predictions(model, some)[: len(pairs[:7])]
            self.same(alone, whole[k : k + len(alone)], pairs[k:], company, "Which pairs are asked says nothing about stars, and peeking at it is a leak. Does `predict` take a mean, a count, a rank or new numbers for ids from the pairs that it is asked? A network in training mode does, in its BatchNorm.")  # fmt: skip
        later = predictions(model, pairs)
        self.same(later, whole, pairs, "after other questions", "What of the pairs that it was asked in between does `predict` keep?")  # fmt: skip

    @staticmethod
    def same(got: np.ndarray, before: np.ndarray, pairs: np.ndarray, how: str, usually: str) -> None:
        off = np.flatnonzero(~np.isclose(got, before, rtol=1e-3, atol=1e-3))
        if len(off):
            user, movie = pairs[off[0]]
            expect.fail(f"`Recommender.{PREDICT}` gave {before[off[0]]:.3f} stars for user {user}, movie {movie}, and {got[off[0]]:.3f} when it was asked {how}, expected the same.", usually)  # fmt: skip

    @pytest.mark.share(0.5)
    def test_strangers(self, student: Student, rng: np.random.Generator) -> None:
        """has something sensible to say of ids that it never saw."""
        data = draw_small(rng)
        model = fitted(student, data)
        known = int(rng.integers(1, USERS - 1)), int(rng.integers(1, MOVIES - 1))
        asked = [(0, known[1]), (known[0], 0), (0, 0), (USERS - 1, known[1]), (known[0], MOVIES - 1)]
        found = []
        for user, movie in asked:
            call = f"Recommender.predict(torch.tensor([[{user}, {movie}]]))"
            (stars,) = predictions(model, np.array([[user, movie]]), call)
            who = "user" if user in (0, USERS - 1) else "movie"
            if not 0.5 <= stars <= 5.5:
                expect.fail(f"`{call}` returned {stars:.3g}, where this {who} has no rating in training, expected something like stars, 1 to 5.", "With no rating of one of the two there is still the other, and all the rest: what do you know before you know anything?")  # fmt: skip
            found.append(stars)
        pairs = np.concatenate([np.array(asked), data.x[:9]])
        for how in ("in company", "a second time"):
            together = predictions(model, pairs)[: len(asked)]
            self.same(together, np.array(found), pairs, how, "It is a stranger both times. Is its number drawn at random, or a mean of what else is asked?")  # fmt: skip
        with expect.calling(f"Recommender().{FIT}", RAISES):
            changed = student.probe(probes.FitAndPredict(data.x, data.y, USERS, MOVIES, [pairs])).changed
        expect.rules((changed == "pairs", "`predict` changed the `x` that it was given, in which strangers are, expected it as it was.", "It belongs to the caller, who still needs it: which line puts another id in the place of one that `fit` never saw?"))  # fmt: skip

    @pytest.mark.share(0.5)
    def test_again(self, student: Student, rng: np.random.Generator) -> None:
        """starts anew with every fit, and shares nothing with another Recommender."""
        bad, good = draw_small(rng, 1, 2), draw_small(rng, 4, 5)
        pairs = bad.x[: ROWS // 2]
        one = fitted(student, bad)
        before = predictions(one, pairs)
        other = fitted(student, good)
        after, wanted = predictions(one, pairs), predictions(other, pairs).mean()
        expect.rules((not np.allclose(after, before, rtol=1e-3, atol=1e-3), f"One `Recommender` predicted {before[0]:.3f} stars for a pair, and {after[0]:.3f} after another one had been fitted, expected the same.", "Two of them know nothing of each other: is something kept on the class, or in a global name, that belongs on `self`?"))  # fmt: skip
        got = predictions(fitted(student, good, one), pairs).mean()
        expect.rules((abs(got - wanted) > 0.5, f"Fitted to bad ratings and then to good ones, it predicts {got:.2f} stars on average; a new one, fitted to the good ones alone, {wanted:.2f}. Expected about the same.", "A `fit` begins from nothing: what of an earlier one is still there, sums, lists, or a model that is trained on?"))  # fmt: skip
        more = 9  # ids are higher than before, and lower ones occur no longer
        with expect.calling(f"{FIT}` after one with smaller `n_users, n_movies", {**LARGER, **RAISES}):
            one.method("fit", good.x + more, good.y, USERS + more, MOVIES + more)
        got = predictions(one, good.x[:40] + more, "predict(x)` after a second fit with larger `n_users, n_movies").mean()  # fmt: skip
        expect.rules((abs(got - wanted) > 0.5, f"Fitted anew, to more users and movies than before, it predicts {got:.2f} stars on average; a new one, fitted to the like, {wanted:.2f}. Expected about the same.", "A `fit` begins from nothing: which sizes, tables or lists of ids are those of the earlier one?"))  # fmt: skip

    @pytest.mark.share(1)
    def test_mean(self, student: Student, submission: Session) -> None:
        """beats the mean on freshly planted ratings."""
        found = measured(student, submission)
        if found.ratio("mean") > BEATS_MEAN and not found.reached:
            expect.fail(found.told("saying the mean", "mean", BEATS_MEAN), found.question())

    @pytest.mark.share(2)
    def test_biases(self, student: Student, submission: Session) -> None:
        """beats the biases."""
        found = measured(student, submission)
        if found.ratio("biases") > BEATS_BIASES and not found.reached:
            expect.fail(found.told("a bias for each user and each movie", "biases", BEATS_BIASES), found.question())

    @pytest.mark.share(3)
    def test_reference(self, student: Student, submission: Session) -> None:
        """reaches the reference."""
        found = measured(student, submission)
        if not found.reached:
            expect.fail(found.told("the grader's own factor model", "reference", LOSS_TARGET), found.question())


# --- the tiers ---

# Paired: the yardsticks are fitted to the same ratings, so the luck of the draw cancels. The error is the squared distance
# from what infinitely many ratings of a hidden pair would average to. Calibrated by tools/calibrate_loss_target.py.
TARGET: dict[str, Any] = {"n_users": 120, "n_movies": 80, "rank": 3, "n_ratings": 3_200, "noise": 0.5, "n_hidden": 2_000}  # fmt: skip
RECIPE: dict[str, Any] = {"d": 6, "pull": 3.0}
EPOCHS = 15  # sweeps of the reference
LOSS_TARGET = 2.0  # times the reference's error; the best of TRIES counts
BEATS_MEAN, BEATS_BIASES = 0.96, 0.85  # times the yardstick's error, over all tries together
NOISE = 0.8 * TARGET["noise"]  # in stars


def stars(planted: np.ndarray) -> np.ndarray:
    """Planted ratings as stars from 1 to 5."""
    return 1 + 4 * (planted.astype(np.float64) - LOW) / (HIGH - LOW)


@dataclass
class Try:
    """One planted set: hidden pairs, what to expect of them, what was predicted, and each yardstick's predictions."""

    hidden: np.ndarray
    expected: np.ndarray
    predicted: np.ndarray
    train_error: float
    yardsticks: dict[str, np.ndarray]
    by_swapped: float = float("nan")  # the error on pairs whose columns are swapped

    def error(self, name: str = "") -> float:
        predicted = self.yardsticks[name] if name else self.predicted
        return float(np.mean((predicted - self.expected) ** 2))


@dataclass
class Measured:
    """What came of one submission's tries: up to TRIES of them, fewer where one has reached the reference."""

    tries: list[Try] = field(default_factory=list)

    @property
    def reached(self) -> bool:
        return any(t.error() <= LOSS_TARGET * t.error("reference") for t in self.tries)

    def ratio(self, name: str) -> float:
        """Its error over a yardstick's, all tries together."""
        return sum(t.error() for t in self.tries) / sum(t.error(name) for t in self.tries)

    def told(self, what: str, name: str, target: float) -> str:
        n = TARGET["n_ratings"]
        best = min(self.tries, key=lambda t: t.error() / t.error("reference")) if name == "reference" else None
        ratio = best.error() / best.error(name) if best else self.ratio(name)
        return f"`Recommender`, fitted to {n:,} fresh ratings, misses hidden ones by {ratio:.2f} times the squared error of {what}, expected at most {target}."

    def question(self) -> str:
        """What is remarkable about the predictions of the last try, as a question."""
        return remarkable(self.tries[-1])


def one_try(student: Student, rng: np.random.Generator) -> Try:
    """Plant ratings, have a Recommender fitted to them, and predict the hidden pairs, which it sees only then."""
    planted = plant(seed=int(rng.integers(2**31)), **TARGET)
    x = np.stack([planted.users, planted.movies], axis=1).astype(np.int64)
    y = stars(planted.ratings)
    hidden = np.stack([planted.hidden_users, planted.hidden_movies], axis=1).astype(np.int64)
    sizes = planted.n_users, planted.n_movies
    some = rng.permutation(len(hidden))[: len(hidden) // 7]
    swappable = hidden[(hidden < min(sizes)).all(axis=1)]
    call = f"Recommender().{FIT}"
    try:
        with expect.calling(f"{call}, then {PREDICT}", RAISES):
            asked = [hidden, hidden[some], x, swappable[:, ::-1].copy()]
            got = student.probe(probes.FitAndPredict(x, y.astype(np.float32), *sizes, asked))
    except BoxError as e:
        if e.status != "timeout":
            raise
        slow = BoxError(e.status, f"{e} It was given {len(y):,} ratings. Which loop goes through them one by one, and how often?")  # fmt: skip
        slow.call = call
        raise slow from None
    whole, part, train, swapped = (large(p, a) for p, a in zip(got.predictions, asked, strict=True))
    TestRecommender.same(part, whole[some], hidden[some], "with fewer others", "Which pairs are asked says nothing about stars, and peeking at it is a leak: what does `predict` take from the pairs that it is asked?")  # fmt: skip
    expected = stars(planted.hidden_expected)
    predictors = {
        "mean": reference.rating_mean(y),
        "biases": reference.damped_biases(x, y, *sizes),
        "reference": reference.alternating_least_squares(x, y, *sizes, **RECIPE, sweeps=EPOCHS),
    }
    yardsticks = {name: predict(hidden) for name, predict in predictors.items()}
    right = expected[(hidden < min(sizes)).all(axis=1)]
    return Try(hidden, expected, whole, float(np.mean((train - y) ** 2)), yardsticks, float(np.mean((swapped - right) ** 2)))  # fmt: skip


def large(predicted: Any, pairs: np.ndarray) -> np.ndarray:
    """Predictions on the large ratings: as many numbers as pairs."""
    array, call = expect.array_of(predicted, f"Recommender.{PREDICT}"), f"Recommender.{PREDICT}"
    expect.shape(Tensor(array, call), (len(pairs),), {}, "On fewer ratings the shape was right: what depends on how many there are?")  # fmt: skip
    return finite(array, pairs, call)


def loss_ratio(student: Student, name: str, rng: np.random.Generator) -> float:
    """The squared error on hidden pairs over the reference's, for one planted set."""
    found = one_try(student, rng)
    return found.error() / found.error("reference")


# All three tiers look at one measurement, and it stands whichever draw a check is asked for: a tier is not tossed for again.
_measured: weakref.WeakKeyDictionary[Any, Measured] = weakref.WeakKeyDictionary()


def measured(student: Student, submission: Session) -> Measured:
    """Up to TRIES tries, until one reaches the reference. A box is measured once."""
    box = submission.box
    if box not in _measured:
        rng, found = submission.rng("Recommender", "tiers"), Measured()
        while len(found.tries) < TRIES and not found.reached:
            found.tries.append(one_try(student, rng))
        _measured[box] = found
    return _measured[box]


def remarkable(found: Try) -> str:
    """What is remarkable about predictions that are not good enough, as a question."""
    predicted, expected, hidden = found.predicted, found.expected, found.hidden
    error, spread = found.error(), float(predicted.std())
    order = float(np.corrcoef(predicted, expected)[0, 1]) if spread > 1e-6 else 0.0
    of_user, of_movie = (explained_by(predicted, hidden[:, [side]]) for side in (0, 1))
    both = explained_by(predicted, hidden)
    away = float(predicted.mean() - expected.mean())
    outside = float(((predicted < 0.5) | (predicted > 5.5)).mean())
    return expect.first(
        (found.train_error < 1e-3 and spread < 1e-3, f"On the ratings that it was fitted to, its squared error is {found.train_error:.3f}; their noise alone is {NOISE**2:.2f}. It has learnt them by heart: what holds it back?"),
        (spread < 1e-3, f"It predicts {predicted[0]:.2f} for every pair: where do the user and the movie come in?"),
        (found.by_swapped < 0.5 * error, "Asked for pairs with the columns swapped, it comes out far better: in which column are users, in `fit` and in `predict`?"),
        (of_user > 0.99, "All movies get the same from a user: what is known of the movie?"),
        (of_movie > 0.99, "All users get the same for a movie: what is known of the user?"),
        (abs(away) > 0.5 and order > 0.5, f"The order of the predictions is about right, their level is not: their mean is {predicted.mean():.2f}, that of the hidden ratings {expected.mean():.2f}. What is added, forgotten or cut off at the end?"),
        (order > 0.75 and spread < 0.6 * expected.std(), f"The order of the predictions is about right, but they lie too close together: their standard deviation is {spread:.2f}, that of the hidden ratings {expected.std():.2f}. What holds them back, or cuts them off?"),
        (outside > 0.1, f"{outside:.0%} of the predictions are not even between 0.5 and 5.5 stars: what keeps them in range?"),
        (both > 0.98 and order > 0.3, "It is a sum of what is known of the user and of the movie, and taste is neither: who likes *which* movies?"),
        (found.train_error < 0.3 * NOISE**2, f"On the ratings that it was fitted to, its squared error is {found.train_error:.3f}; their noise alone is {NOISE**2:.2f}. It has learnt them by heart: what holds it back?"),
        (abs(order) < 0.15, "The predictions have next to nothing to do with the ratings: is anything trained, do ids and ratings still belong together, and does `predict` use what `fit` has learnt?"),
        (found.train_error > 0.6 * found.error("biases") + NOISE**2, f"It underfits: even on the ratings that it was fitted to, its squared error is {found.train_error:.2f}, of which noise is {NOISE**2:.2f}. Are there enough steps for {TARGET['n_ratings']:,} ratings, and enough factors?"),
        (True, f"On the ratings that it was fitted to, its squared error is {found.train_error:.2f}, of which noise is {NOISE**2:.2f}; on hidden ones {error:.2f}, besides noise. Does it learn too little from each rating, or too much? Put a part of y aside inside of `fit`, and see."),
    )  # fmt: skip


def explained_by(values: np.ndarray, ids: np.ndarray) -> float:
    """The share of the variance of `values` that a number for each id of each column of (B, k) ids explains."""
    left, total = values - values.mean(), float(values.var())
    if total < 1e-12:
        return 1.0
    for _ in range(30):
        for column in ids.T:
            counts = np.maximum(np.bincount(column), 1)
            left = left - (np.bincount(column, left) / counts)[column]
    return 1 - float(left.var()) / total
