"""Lesson 08: damped_means, time_split, average_row, fold_in.

Tables of mistakes and rules keep one row a line, each value with its question: hence `fmt: skip`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import reference

from collab.data.plants import Newcomers, plant_newcomers
from collab.grading.box import probes
from collab.grading.box.contract import StudentError
from collab.grading.judge import expect
from collab.grading.judge.student import Given, Student, Tensor, number
from collab.grading.judge.targets import best_of

Array = np.ndarray

# --- damped_means ---

IN_MEANS = {
    r"missing 1 required positional argument: 'damping'": "No `damping` was given: which number stands for it in the exercise's `def` line?",
    r"out of bounds|out of range": "An id was looked up that is not there: how long is the result, and does every id below `n` have a place in it?",
    r"expected.*int64|index.*dtype|must be (long|int|tensors used as indices)": "Positions are whole numbers: which argument holds the ids, and what turns them into another dtype?",
    r"same dtype|expected scalar type|self\.dtype|Float.*Double|Double.*Float": "Two dtypes meet there. A new tensor, as from `torch.zeros`, is float32: which dtype do the stars have?",
    r"same (number|size)|must match|shape mismatch|Index tensor must have": "Two sizes meet there that do not fit: one is the number of ratings, the other the number of ids. Which does that line need?",
}  # fmt: skip
REPEATS = "An id that comes several times counts once only: `table[ids] += stars` writes to each place once, whatever the ids. Which operation adds up repeats?"


def draw_ratings(rng: np.random.Generator, n: int, rows: int) -> tuple[Array, Array]:
    """Ids below n, in no order, and stars: one id never occurs, one once, one often, the last one at least once."""
    ids = rng.permutation(n)
    never, once, often = (int(i) for i in ids[ids != n - 1][:3])
    drawn = rng.choice([i for i in range(n) if i not in (never, once)], rows)
    drawn[:5] = [once, often, often, often, n - 1]
    return rng.permutation(drawn), (rng.integers(2, 11, rows) / 2).astype(np.float32)


class TestDampedMeans:
    exercise, kind = "damped_means", "function"
    N, ROWS = 7, 12

    @staticmethod
    def call(student: Student, ids: Array, stars: Array, n: int, strided: bool = False, **more: float) -> Tensor:
        with expect.explained(IN_MEANS):
            given = [Given(a, strided=True) for a in (ids, stars)] if strided else [ids, stars]
            value = student.damped_means(*given, n, **more)
        shown = ", ".join(f"{k}={v}" for k, v in more.items())
        out = expect.tensor(value, f"damped_means(ids, stars, {n}{', ' + shown if shown else ''})")
        expect.shape(out, (n,), {
            (): "A single number: that is one mean for all ids. Which mean has each of its own?",
            (n + 1,): "One place too many: `n` counts '#na#' already.",
            (n - 1,): "One place too few: id 0 and id n - 1 both have one.",
            (len(set(ids.tolist())),): "That is one for each id that occurs. Ids that never occur have a mean too: which one?",
            (len(ids),): "That is one for each rating: whose mean is it?",
            (n, 1): "Each mean sits in a row of its own: where does the dimension of size 1 come from?",
        }, "One mean for each id from 0 to n - 1 is asked for: which line makes another length of it?")  # fmt: skip
        expect.floating(out)
        return out

    @staticmethod
    def mistakes(ids: Array, stars: Array, n: int, damping: float) -> expect.Mistakes:
        sums, counts, overall = np.bincount(ids, stars, n), np.bincount(ids, minlength=n), float(stars.mean())
        last = np.zeros(n)
        last[ids] = stars
        once = (counts > 0).astype(float)
        means = np.divide(sums, counts, out=np.full(n, overall), where=counts > 0)
        nan = np.divide(sums, counts, out=np.full(n, np.nan), where=counts > 0)
        right = reference.damped_means(ids, stars, n, damping)
        of_means = float(nan[counts > 0].mean())
        no_damping = "These are the plain means: an id with a single rating has that rating as its mean. Where does `damping` come in?"
        never = "Ids that occur have the right mean. What does the formula give for an id that never occurs, with a sum and a count of 0?"
        with np.errstate(all="ignore"):
            return [
                (sums / (counts + damping), "Few ratings pull the mean towards 0: `damping` counts as so many ratings more. How many stars has each of them?"),
                (means, no_damping),
                (np.where(counts > 0, means, 0), no_damping),
                ((last + damping * overall) / (counts + damping), REPEATS),
                ((last + damping * overall) / (once + damping), REPEATS),
                ((sums + damping * overall) / (once + damping), f"The sums are right, the counts are not. {REPEATS}"),
                ((sums + damping * of_means) / (counts + damping), "The overall mean is taken over the ids' means, so an id with one rating counts as much as one with many: over what is the overall mean a mean?"),
                ((sums + overall) / (counts + damping), "The overall mean is added once, and the count grows by `damping`: how often should it be added?"),
                ((sums + overall) / (counts + 1), "The overall mean is added once only, as if `damping` were 1: how does it come in?"),
                ((sums + damping * 3) / (counts + damping), "Few ratings pull the mean towards 3, the middle of the scale: towards which number should they?"),
                ((sums + damping * 2.75) / (counts + damping), "Few ratings pull the mean towards 2.75: towards which number should they?"),
                *(((sums + damping * middle) / (counts + damping), "Few ratings pull the mean towards the median: towards which number should they?") for middle in np.sort(stars)[[(len(stars) - 1) // 2, len(stars) // 2]]),
                ((sums + damping) / (counts + damping), "`damping` itself is added to the sum, and the count grows by it: as so many ratings of which size?"),
                (sums + damping * overall, "These are sums: by what are they divided?"),
                (np.where(counts > 0, right, 0), never),
                (right - overall, "These are distances from the overall mean: is it added in the end?"),
            ]  # fmt: skip

    def test_shape(self, student: Student, rng: np.random.Generator) -> None:
        """returns one number for each id."""
        self.call(student, *draw_ratings(rng, self.N, self.ROWS), self.N)

    @pytest.mark.share(2)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """gives each id its mean, pulled to the overall mean by five ratings."""
        n = self.N
        ids, stars = expect.draw_apart(lambda: draw_ratings(rng, n, self.ROWS), lambda d: (reference.damped_means(*d, n), self.mistakes(*d, n, 5.0)))  # fmt: skip
        out = self.call(student, ids, stars, n)
        wanted = reference.damped_means(ids, stars, n)
        never = int(np.flatnonzero(np.bincount(ids, minlength=n) == 0)[0])
        if not np.isfinite(out.array[never]):
            expect.fail(f"`{out.call}` returned {number(out.array[never])} for id {never}, which never occurs, expected {number(wanted[never])}, the overall mean.", "Something divides by the number of ratings, which is 0 there: does the whole formula stand in the quotient?")  # fmt: skip
        expect.close(out.array, wanted, out.call, self.mistakes(ids, stars, n, 5.0), "Take one id by hand, its sum, its count, the overall mean: which step gives something else?")  # fmt: skip

    def test_damping(self, student: Student, rng: np.random.Generator) -> None:
        """uses the damping that it is given."""
        ids, stars = draw_ratings(rng, self.N - 1, self.ROWS + 3)
        for damping in (float(np.round(rng.uniform(0.5, 2), 2)), int(rng.integers(12, 30))):
            out = self.call(student, ids, stars, self.N - 1, damping=damping)
            always = (reference.damped_means(ids, stars, self.N - 1), "Whatever `damping` is given, it is 5: is the argument used?")  # fmt: skip
            mistakes = [always, *self.mistakes(ids, stars, self.N - 1, damping)]
            wanted = reference.damped_means(ids, stars, self.N - 1, damping)
            expect.close(out.array, wanted, out.call, mistakes, "With damping 5 it comes out right: how does `damping` come in?")  # fmt: skip

    def test_any_size(self, student: Student, rng: np.random.Generator) -> None:
        """takes one rating or many, float64 too, and leaves them as they are."""
        n = 40
        ids, stars = rng.integers(0, n - 2, 900), rng.integers(1, 6, 900)
        for size, kind in ((900, np.float32), (1, np.float32), (2, np.float64)):
            some, given = ids[:size], stars[:size].astype(kind)
            out = self.call(student, some, given, n, strided=True)
            what = f"{out.call}` with {size} {'rating' if size == 1 else 'ratings'} in `stars"
            usually = "With a dozen ratings it comes out right: what is different here?"
            expect.close(out.array, reference.damped_means(some, given, n), what, self.mistakes(some, given, n, 5.0), usually)  # fmt: skip
        expect.left_alone(student, "damped_means", f"damped_means(ids, stars, {n})", IN_MEANS, ids=ids, stars=stars.astype(np.float32), n=n)  # fmt: skip


# --- time_split ---

IN_A_SPLIT = {
    r"missing 1 required positional argument: 'valid'": "No `valid` was given: which number stands for it in the exercise's `def` line?",
    r"out of range|out of bounds|selected index k": "How many rows validate, and is that number right where there are few rows?",
    r"unbind|iterate over a 0-d|NoneType": "Does the function work out both parts where one of them is empty?",
}  # fmt: skip
INT32 = "Whole numbers of 32 bits end at 2,147,483,647, and begin again below 0: does a step multiply seconds, or make them `int`?"
THOUSANDTHS = "With up to 1,000 rows it comes out right. Is the position added to the time as a thousandth of a second? A thousand of these are a second."
FLOATS = "Seconds since 1970 have nine digits, and a float32 keeps seven: does a step turn them into floats?"


class TestTimeSplit:
    exercise, kind = "time_split", "function"
    PAIR = "expected (train, valid), two tensors of positions"

    def draw(self, rng: np.random.Generator, rows: int, ties: bool = False, apart: int = 1) -> Array:
        """Seconds in no order: neighbours in time are seconds apart, as in one person's session, or `apart` times as far. With
        ties, some are equal."""
        steps = rng.integers(0 if ties else 1, 3 if ties else 12, rows) * apart
        return rng.permutation(880_000_000 + np.cumsum(steps)).astype(np.int64)

    def call(self, student: Student, times: Array, **more: float) -> tuple[Array, Array, str]:
        """The two parts, checked to be positions, and how the call is named."""
        shown = "".join(f", {k}={v}" for k, v in more.items())
        call = f"time_split(timestamps{shown})` with {len(times)} rows in `timestamps"
        value = self.ask(student, call, times, more)
        if not isinstance(value, tuple | list) or len(value) != 2:
            kind = "None" if value is None else f"{len(value)} things" if isinstance(value, tuple | list) else expect.article(getattr(value, "type", type(value).__name__))  # fmt: skip
            expect.fail(f"`{call}` returned {kind}, {self.PAIR}.", "Which two things stand behind `return`?")
        for name, part in zip(("train", "valid"), value, strict=True):
            tensor = expect.tensor(part, f"{call}`, `{name}")
            mask = tensor.dtype == "bool"
            expect.rules(
                (tensor.array.size == 0 and tensor.dtype.startswith("float"), f"`{call}` returned an empty tensor of dtype {tensor.dtype} as `{name}`, expected int64.", "A tensor of an empty list is one of floats, unless its dtype is said: which one do positions have?"),
                (mask, f"`{call}` returned a mask of True and False as `{name}`, expected positions.", "Which operation says at which positions a mask is True?"),
                (tensor.array.ndim != 1, f"`{call}` returned shape `{tensor.shape}` as `{name}`, expected one dimension.", "Positions stand in one row: what adds a dimension, or, where there is a single row, a `squeeze()` takes away the only one?"),
                (tensor.dtype != "int64", f"`{call}` returned dtype {tensor.dtype} as `{name}`, expected int64.", "Positions are there to index with. Are these positions, and not timestamps or shares?"),
            )  # fmt: skip
        train, valid = (part.array for part in value)
        return train, valid, call

    @staticmethod
    def ask(student: Student, call: str, times: Array, more: dict[str, float]) -> Any:
        with expect.calling(call, IN_A_SPLIT):
            return student.time_split(Given(times, strided=True), **more)

    def check(self, train: Array, valid: Array, call: str, times: Array, share: float) -> None:
        """The latest `round(n * share)` rows validate, all others train."""
        n, (_, wanted) = len(times), reference.time_split(times, share)
        both = np.concatenate([train, valid])
        outside = both[(both < 0) | (both >= n)]
        if len(outside):
            expect.fail(f"`{call}` returned position {outside[0]}, expected positions from 0 to {n - 1}.", "Are these timestamps in place of positions, or is something added to them?")  # fmt: skip
        counts = np.bincount(both, minlength=n)
        missing, twice = np.flatnonzero(counts == 0), np.flatnonzero(counts > 1)
        tied = "Several rows have the timestamp of the cut: does `>` leave them out, or `>=` put them on both sides?"
        ties = len(set(times.tolist())) < n
        all_rows = len(valid) == n and len(wanted) == 0
        few = "When nothing is put aside: a slice `[-0:]` is all of it. What counts from the front instead?"
        expect.rules(
            (all_rows, f"`{call}` put all {n} rows into `valid`, expected none: {share} of {n} rounds to 0.", few),
            (len(missing), f"`{call}` left out {len(missing)} of {n} rows, position {missing[0] if len(missing) else ''} for one, expected each row once.", tied if ties else "Each row is either trained on or validated with: which slice leaves some out?"),
            (len(twice), f"`{call}` gave {len(twice)} of {n} rows twice, position {twice[0] if len(twice) else ''} for one, expected each row once.", tied if ties else "A row on both sides is a leak: where do the two slices overlap?"),
            (len(valid) == n - len(wanted) != len(wanted), f"`{call}` returned {len(train)} and {len(valid)} rows, expected {n - len(wanted)} and {len(wanted)}.", "Are the two swapped? `train` comes first, and `valid` is the share that is put aside."),
            (len(valid) != len(wanted), f"`{call}` put {len(valid)} rows into `valid`, expected {len(wanted)}, which is {share} of {n}, rounded.", tied if ties else "What makes a whole number of the share: does it round, or cut off?"),
        )  # fmt: skip
        if set(valid.tolist()) == set(wanted.tolist()):
            return
        order = np.argsort(times, kind="stable")
        known = [
            (order[: len(wanted)], "These are the earliest rows: at which end of the order is the future?"),
            (np.arange(n)[-len(wanted) :], "These are the last rows of the list, which is in no order of time: where do the timestamps come in?"),
            (np.argsort(order)[-len(wanted) :], "This looks like `argsort` twice: that gives each row's rank. What does a single `argsort` give?"),
            (np.argsort(times.astype(np.float32), kind="stable")[-len(wanted) :], FLOATS),
            *((np.argsort((key * n + np.arange(n)).astype(np.int32), kind="stable")[-len(wanted) :], INT32) for key in (times, times - times.min())),
            (np.argsort(times + np.arange(n) * 1e-3)[-len(wanted) :], THOUSANDTHS),
        ]  # fmt: skip
        question = next((q for rows, q in known if set(rows.tolist()) == set(valid.tolist())), "")
        latest = times[train].max() if len(train) else 0
        first = times[valid].min()
        if latest > first:
            expect.fail(f"`{call}`: the latest row of `train` is {latest - first} seconds later than the earliest of `valid`, expected none of `train` later than any of `valid`.", question or "By what are the rows sorted, and which end is cut off?")  # fmt: skip
        got, should = (sorted(set(a.tolist()) - set(b.tolist())) for a, b in ((valid, wanted), (wanted, valid)))
        expect.fail(f"`{call}`: of the rows with the timestamp of the cut, `valid` has {got[:4]}, expected {should[:4]}: of equal timestamps the higher position is the later row.", "Does the sorting keep rows of equal timestamps in their order? `stable=True` says that it has to.")  # fmt: skip

    def test_parts(self, student: Student, rng: np.random.Generator) -> None:
        """returns two tensors of positions, each row in one of them."""
        times = self.draw(rng, 31)
        train, valid, call = self.call(student, times)
        expect.rules(
            (sorted([*train.tolist(), *valid.tolist()]) != list(range(31)), *self.told(train, valid, call, 31))
        )

    @staticmethod
    def told(train: Array, valid: Array, call: str, n: int) -> tuple[str, str]:
        both = np.concatenate([train, valid])
        if len(both) and (both.min() < 0 or both.max() >= n):
            return f"`{call}` returned the number {both.max()}, expected positions from 0 to {n - 1}.", "Are these timestamps in place of positions?"  # fmt: skip
        return f"`{call}` returned {len(train)} and {len(valid)} positions, {len(set(both.tolist()))} different ones, expected each of 0 to {n - 1} once.", "Where does one slice end, and where does the other begin?"  # fmt: skip

    @pytest.mark.share(2)
    def test_latest(self, student: Student, rng: np.random.Generator) -> None:
        """puts the latest fifth aside."""
        for rows, apart in ((33, 1), (52, 1), (45, 1_500_000)):  # the last over years, as MovieLens' larger sets are
            times = self.draw(rng, rows, apart=apart)
            self.check(*self.call(student, times), times, 0.2)

    def test_share(self, student: Student, rng: np.random.Generator) -> None:
        """takes any share, rounded to whole rows, and none of two rows."""
        for rows, share in (
            (39, 0.3),
            (29, 0.3),
            (27, 0.6),
            (1, 0.4),
            (2, 0.2),
            (3, 0.9),
        ):  # 11.7, 8.7, 16.2 rows, 0, 0, 3
            times = self.draw(rng, rows)
            self.check(*self.call(student, times, valid=share), times, share)

    def test_ties(self, student: Student, rng: np.random.Generator) -> None:
        """splits rows of one second by their position."""
        for rows in (30, 400, 2_600):
            while True:
                # Of many rows, dozens have one second: whoever adds the position to the time mixes them with their neighbours.
                times = self.draw(rng, rows, ties=True) if rows < 1_000 else 880_000_000 + rng.integers(0, 60, rows)
                cut = np.sort(times)[-round(rows * 0.2)]
                inside = np.sort(times)[-round(rows * 0.2) - 1]
                if cut == inside:  # the cut goes through rows of one second
                    break
            self.check(*self.call(student, times), times, 0.2)
        expect.left_alone(student, "time_split", "time_split(timestamps)", IN_A_SPLIT, timestamps=times)


# --- average_row ---

IN_A_TABLE = {
    "detach views in-place": "`detach_()` takes the table itself out of the graph, and a model's table would never learn again; here it is a view, and that cannot be done at all. What gives a detached view, or switches gradients off for a few lines?",
    "in-place operation": "A model's table is to stay as it is: which line writes into it?",
    r"numpy\(\) on Tensor that requires grad": "A model's table requires a gradient, and NumPy knows nothing of gradients: which torch operation does the same?",
}  # fmt: skip


class TestAverageRow:
    exercise, kind = "average_row", "function"

    @staticmethod
    def call(student: Student, table: Array) -> Tensor:
        call = f"average_row(table)` with a parameter of shape `{table.shape}` as `table"
        with expect.calling(call, IN_A_TABLE):
            value = student.average_row(Given(table, requires_grad=True, strided=True))
        out = replace(expect.tensor(value, call), call=call)
        n, d = table.shape
        expect.shape(out, (d,), {
            (n,): "That is one number for each row: over which dimension is the mean?",
            (n - 1,): "That is one number for each row: over which dimension is the mean?",
            (): "A single number for the whole table: over which dimension is the mean?",
            (1, d): "The row still lies in a table of one row: what keeps the dimension?",
            (1, d - 1): "A column is missing: is the first row left out, or the first column?",
            (d - 1,): "A column is missing: is the first row left out, or the first column?",
        }, "One row like those of the table is asked for: which line makes another shape of it?")  # fmt: skip
        return out

    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """gives the mean of all rows but row 0."""
        for n, d in ((6, 4), (3, 5), (2, 3), (9, 1), (6, 4)):  # of one shape two tables, with numbers of their own
            table = (rng.normal(1, 1, (n, d)) + np.arange(d)).astype(np.float32)
            table[0] += 4
            if n == 9:
                table[5] = 0  # somebody who is at the very middle of everything is somebody
            out, t = self.call(student, table), table.astype(np.float64)
            mistakes = [
                (t[1:][t[1:].any(1)].mean(0), "A row of zeros is left out of it. It is somebody's: only row 0 is nobody's."),
                (t.mean(0), "Row 0 is in the mean. It is '#na#', nobody's row: which slice leaves it out?"),
                (t[1:].sum(0), "These are sums: by how many rows are they divided?"),
                (t[1:].sum(0) / n, "Row 0 is left out of the sum, and still counted: by how many rows is it divided?"),
                (t[:-1].mean(0), "The last row is left out: which one should be?"),
                (t[0], "That is row 0, which belongs to nobody: whose rows are averaged?"),
                (np.median(t[1:], axis=0), "That is the median: which of the two is asked for?"),
                (t[1:].mean(0) / np.linalg.norm(t[1:].mean(0)), "The row has length 1: what divides by its length?"),
                (t[2:].mean(0) if n > 2 else t[0], "Two rows are left out, 0 and 1: how many should be?"),
                (t[1:, 0].mean() + 0 * t[0], "All entries are equal: has every column a mean of its own?"),
                (t[1:].mean() + 0 * t[0], "All entries are equal: has every column a mean of its own?"),
            ]  # fmt: skip
            mistakes = [(value, question) for value, question in mistakes if n > 2 or "median" not in question]
            expect.close(out.array, reference.average_row(table), out.call, mistakes, "Take one column by hand, without its first number: what is its mean?")  # fmt: skip

    def test_no_gradient(self, student: Student, rng: np.random.Generator) -> None:
        """leads back to no table, and leaves it as it is."""
        table = rng.normal(size=(5, 3))
        out = self.call(student, table)
        if out.requires_grad:
            expect.fail(f"`{out.call}` returned a tensor with a graph, expected one that requires no gradient.", "Whoever trains on from this row would train the whole table with it: what switches gradients off, or cuts the result off?")  # fmt: skip
        expect.close(out.array, reference.average_row(table), out.call, usually="With float32 it comes out right: what is different with float64?")  # fmt: skip
        given = Given(table.astype(np.float32), requires_grad=True)
        expect.left_alone(student, "average_row", "average_row(table)", IN_A_TABLE, table=given)


# --- fold_in ---

ELSEWHERE = r"on the same device|at least two devices|not on the expected device"
IN_A_FOLD = {
    r"does not require grad and does not have a grad_fn": "`backward` finds nothing that is to be learnt: which tensor requires a gradient, and is it the one that the predictions are computed from?",
    r"leaf Variable that requires grad|in-place operation": "A tensor that requires a gradient is written into: is it the model's own, which is to stay as it is, or yours?",
    r"can't optimize a non-leaf": "An optimizer takes tensors that you made, not results of a computation: what makes a fresh one of the average row?",
    r"backward through the graph a second time": "Part of the predictions was computed once, before the loop, with a graph of its own: does it have to require gradients?",
    r"Inference tensors": "What is made under `torch.inference_mode()` can never be trained: which other way switches gradients off?",
    r"size mismatch|mat1|must match the size|inconsistent tensor size|shapes cannot be multiplied|expected size": "Two shapes meet there that do not fit: the movies' factors are (m, d), the new factors (d,). What should come out?",
    r"index.*(int|long|bool)|out of bounds|out of range": "A row was asked for that a table does not have, or by something that is no position: who looks up what there?",
    r"numpy\(\) on Tensor that requires grad": "A parameter requires a gradient, and NumPy knows nothing of gradients: how do you get the numbers alone?",
    ELSEWHERE: "Some tensors are where the model is, one is not: which of yours is new, and where does it start its life?",
}  # fmt: skip
PULL = 20.0  # as the exercise says
CALL = "fold_in(model, movies, stars)"
DEFAULT = (0.0, 5.5)
NAMES = ("user_factors", "user_bias", "movie_factors", "movie_bias")
RAW = "The scores themselves are compared with the stars: what turns a score into stars?"
OTHERS_STARS = "Each rating seems to belong to another movie: what changes the order of one and not of the other?"
SOME = "Some of the ratings lead there without the others: which line drops the others?"
HELD = "What keeps a few ratings from saying too much, and towards which row does it pull?"

# The loss target. Paired: the score is the student's error on new users' hidden ratings over that of the reference, which
# is fitted to the same ratings. Calibrated by tools/calibrate_loss_target.py.
TARGET: dict[str, Any] = {"people": 30, "n_users": 60, "n_movies": 240, "n_factors": 12, "m": 30, "noise": 0.8}
RECIPE: dict[str, Any] = {"pull": PULL}
EPOCHS = 8  # passes of the reference over one person's ratings: it is at its lowest point after five
LOSS_TARGET = 1.35


def fold(student: Any, name: str, weights: reference.Arrays, people: list[tuple[Array, Array]], y_range: tuple[float, float] = DEFAULT, **more: Any) -> probes.FoldedIn:  # fmt: skip
    """The student's function for one person after the other, on a model with these weights."""
    movies, stars = ([person[i] for person in people] for i in (0, 1))
    probe = probes.FoldIn(weights=weights, y_range=list(y_range), movies=movies, stars=stars, **more)
    return student.probe(probe)


def asked(student: Student, weights: reference.Arrays, people: list[tuple[Array, Array]], y_range: tuple[float, float] = DEFAULT, call: str = CALL, **more: Any) -> probes.FoldedIn:  # fmt: skip
    with expect.calling(call, IN_A_FOLD):
        return fold(student, "fold_in", weights, people, y_range, **more)


def row_of(result: Any, d: int, call: str = CALL) -> Array:
    """(d + 1,): the factors and, last, the bias that came back for one person."""
    if not isinstance(result, list) or len(result) != 2:
        kind = "None" if result is None else f"{len(result)} things" if isinstance(result, list) else "a single tensor" if isinstance(result, np.ndarray) else expect.article(getattr(result, "type", type(result).__name__))  # fmt: skip
        expect.fail(f"`{call}` returned {kind}, expected two tensors, factors `({d},)` and bias `()`.", "Which two things stand behind `return`, and is it reached?")  # fmt: skip
    factors, bias = (expect.array_of(part, call) for part in result)
    for name, part, wanted in (("factors", factors, (d,)), ("bias", bias, ())):
        usually = {
            (1, d): "One user's factors are a row, not a table of one row: what adds the dimension?",
            (1,): "A bias is a single number: what keeps a dimension of size 1 around it?",
            (d + 1,): "Factors and bias come back in one piece: where are they taken apart?",
        }.get(part.shape, "Are the two in the right order, and has each its own shape?")  # fmt: skip
        if part.shape != wanted:
            expect.fail(f"`{call}` returned {name} of shape `{part.shape}`, expected `{wanted}`.", usually)
        if part.dtype.kind != "f" or not np.isfinite(part).all():
            expect.fail(f"`{call}` returned {name} that are no finite numbers: {part.ravel()[:4]}.", "Does the loss run away? How large is a step?")  # fmt: skip
    return np.append(factors, bias).astype(np.float64)


def draw_model(rng: np.random.Generator, d: int, users: int = 9, movies: int = 41) -> reference.Arrays:
    """A small model whose average user is far from 0, and whose row 0 is far from both."""
    p = {
        "user_factors": rng.choice([-1, 1], d) * rng.uniform(0.4, 0.7, d) + rng.normal(0, 0.15, (users, d)),
        "user_bias": rng.uniform(0.3, 0.5) + rng.normal(0, 0.15, users),
        "movie_factors": rng.normal(0, 0.9, (movies, d)),
        "movie_bias": rng.normal(0, 0.3, movies),
    }
    p["user_factors"][0], p["user_bias"][0] = -2.5 * p["user_factors"][1:].mean(0), -2
    return {name: values.astype(np.float32) for name, values in p.items()}


def with_average(p: reference.Arrays, row: Array) -> reference.Arrays:
    """The same model with other users, whose average is this row: where a mistake starts from."""
    both = np.stack([row, row])
    return p | {"user_factors": both[:, :-1], "user_bias": both[:, -1]}


def draw_stars(rng: np.random.Generator, p: reference.Arrays, m: int, spread: float, y_range: tuple[float, float] = DEFAULT) -> tuple[Array, Array, Array]:  # fmt: skip
    """Movies, stars without noise, and the row (d + 1,) that gives them: the average user's, moved by `spread`."""
    row = reference.average_user(p)
    row = row + rng.choice([-1, 1], len(row)) * rng.uniform(0.7, 1.3, len(row)) * spread
    movies = rng.permutation(np.arange(1, len(p["movie_bias"])))[:m]
    return movies, reference.folded_predictions(p, row, movies, *y_range).astype(np.float32), row


class TestFoldIn:
    exercise, kind = "fold_in", "function"

    def test_result(self, student: Student, rng: np.random.Generator) -> None:
        """returns factors (d,) and a bias (), cut off from any graph."""
        for d, m in ((4, 6), (3, 1), (1, 2)):
            p = draw_model(rng, d)
            movies, stars, _ = draw_stars(rng, p, m, 0.5)
            call = f"{CALL}` with {m} {'rating' if m == 1 else 'ratings'} and {d} {'factor' if d == 1 else 'factors'} in `model"  # fmt: skip
            found = asked(student, p, [(movies, stars)], call=call)
            row_of((found.results or [None])[0], d, call)
            expect.rules(
                (found.graph, f"`{call}` returned a tensor that requires a gradient, expected plain numbers.", "They are learnt when they are returned: what cuts them off?"),
                (found.shared, f"`{call}` returned a tensor that is part of the model's own memory, expected one of its own.", "Whoever changes the one changes the other: what makes a copy?"),
            )  # fmt: skip
        if not student.again:  # another draw says nothing new about it
            self.check_device(student, p, movies, stars)

    @staticmethod
    def check_device(student: Student, p: reference.Arrays, movies: Array, stars: Array) -> None:
        """With a model elsewhere, nothing is made here. Torch's device "meta" tells: it computes no numbers, so only a
        meeting of two devices counts, and no other exception."""
        usually = IN_A_FOLD[ELSEWHERE]
        try:
            found = fold(student, "fold_in", p, [(movies, stars)], device="meta").results
        except StudentError as e:
            if re.search(ELSEWHERE, str(e)):
                expect.fail(f"`{CALL}` with everything on another device raised {e}, expected it to work there.", usually)  # fmt: skip
            return
        strange = [place for place in (found or [[]])[0] if place != "meta"]
        if strange:
            expect.fail(f"`{CALL}` with everything on another device returned a tensor on `{strange[0]}`, expected all where the model is.", usually)  # fmt: skip

    def test_left_alone(self, student: Student, rng: np.random.Generator) -> None:
        """leaves the model as it was: weights, gradients, mode."""
        p = draw_model(rng, 3)
        movies, stars, _ = draw_stars(rng, p, 7, 0.6)
        frozen = [str(rng.choice(["movie_factors", "movie_bias"]))]
        for training, some in ((True, []), (False, frozen)):
            found = asked(student, p, [(movies, stars)], training=training, frozen=some, gradients=not training)
            if set(found.after) != set(NAMES):
                expect.fail(f"After `{CALL}` the model has the parameters {sorted(found.after)}, expected the four that it had.", "What of yours hangs on the model?")  # fmt: skip
            for name in NAMES:
                kept, was = found.after[name], p[name]
                if kept.shape != was.shape or not np.array_equal(kept, was):
                    where = "its row 0" if kept.shape == was.shape and np.array_equal(kept[1:], was[1:]) else "it"
                    expect.fail(f"`{CALL}` changed `model.{name}`: {where} holds other numbers than before.", "The model belongs to all its users. What is learnt here, and where does that live while it is learnt? Which tensors does the optimizer have?")  # fmt: skip
            before, after = ("training", "evaluation") if training else ("evaluation", "training")
            switched = [name for name in NAMES if found.trainable.get(name) != (name not in some)]
            name = (switched or [""])[0]
            required = "did not require" if name in some else "required"
            expect.rules(
                (found.training != training, f"`{CALL}` found the model in {before} mode and left it in {after} mode.", "Whoever called it goes on in the wrong mode: who remembers which it was, or does it have to change at all?"),
                (switched, f"`{CALL}` left `model.{name}` with another `requires_grad` than before: it {required} a gradient.", "Training cannot go on as it was: what do you switch, and is it given back as it was found? Does it have to be switched at all?"),
                (found.gradients and training, f"`{CALL}` left a gradient in `model.{(found.gradients or [''])[0]}.grad`, expected None, as before.", "The next `backward` of whoever trains this model adds to it. `backward` goes to everything that requires a gradient: what keeps it from the model?"),
                (found.gradients, f"`{CALL}` found a gradient in `model.{(found.gradients or [''])[0]}.grad`, and left another one, or none, expected it as it was.", "It may be called in the middle of somebody's training: which of your lines clears gradients that are not yours, or adds to them?"),
                (not found.grad_enabled, f"After `{CALL}` gradients are switched off for everything that follows, expected them on, as before.", "What switches them off for a few lines only?"),
                (found.changed, f"`{CALL}` changed `{found.changed}` itself.", "They belong to the caller: which line writes into them?"),
            )  # fmt: skip

    def test_start(self, student: Student, rng: np.random.Generator) -> None:
        """keeps to the average user where the ratings say nothing else."""
        d = 4
        p = self.far_apart(rng, d)
        average = reference.average_user(p)
        movies = rng.permutation(np.arange(1, len(p["movie_bias"])))[:3]
        stars = reference.folded_predictions(p, average, movies).astype(np.float32)
        call = f"{CALL}` with {len(movies)} predictions for the average user in `stars"
        found = asked(student, p, [(movies, stars)], call=call)
        row = row_of((found.results or [None])[0], d, call)
        whole = np.append(p["user_factors"].astype(float).mean(0), p["user_bias"].astype(float).mean())
        first = np.append(p["user_factors"][0], p["user_bias"][0])
        starts = [
            (whole, "Row 0 is in the average: it is nobody's. Which rows does the average user come from?"),
            (first, "Row 0, '#na#', is where it starts or is pulled to, and nobody's ratings have made that row: which row has the taste of all?"),
            (self.without_sigmoid(p, movies, stars), RAW),
            (np.zeros(d + 1), "It is pulled towards 0, and a row of zeros is no neutral user: towards which row should it be?"),
        ]  # fmt: skip
        everything = np.arange(1, len(p["movie_bias"]))
        mistakes = [(reference.fold_in(with_average(p, start), movies, stars, PULL, EPOCHS), q) for start, q in starts]
        mistakes += [(reference.fold_in(p, movies, other, PULL, EPOCHS), OTHERS_STARS) for other in (np.sort(stars), np.sort(stars)[::-1])]  # fmt: skip
        rest = "At the average user every error is 0 here, and so is the pull: nothing should move. Where does it start, where is it pulled to, and which way do the steps go?"
        there, off = (float(np.abs(reference.folded_predictions(p, row, ids) - reference.folded_predictions(p, average, ids)).mean()) for ids in (movies, everything))  # fmt: skip
        if there < off / 2:
            rest = f"Of the {len(movies)} movies in `movies` it has learnt the stars, and for the others it says what the average user would not. {HELD}"
        self.check_near(p, row, average, [*mistakes, *starts], everything, call, rest, within=0.1)

    @staticmethod
    def far_apart(rng: np.random.Generator, d: int) -> reference.Arrays:
        """A small model with three people and row 0. Whoever counts that row too, or takes another middle of the three than
        their mean, or brings it to another length (it has about 2), is far off, not just so."""
        p = draw_model(rng, d, users=4)
        average = rng.choice([-1, 1], d) * rng.uniform(0.9, 1.1, d)
        aside = rng.choice([-1, 1], d) * rng.uniform(0.6, 0.8, d)
        people = average + np.outer(rng.permutation([-1, -1, 2]), aside) + rng.normal(0, 0.05, (3, d))
        p["user_factors"] = np.concatenate([[-1.5 * people.mean(0)], people]).astype(np.float32)
        return p

    @staticmethod
    def check_near(p: reference.Arrays, row: Array, wanted: Array, mistakes: expect.Mistakes, movies: Array, call: str, usually: str, within: float, y_range: tuple[float, float] = DEFAULT) -> None:  # fmt: skip
        """The two rows predict the same to `within` stars (root of the mean square). The mistake that predicts most nearly
        the same as `row`, and more nearly than the right one, is asked about."""

        def apart(other: Array) -> float:
            ours, theirs = (reference.folded_predictions(p, r, movies, *y_range) for r in (row, other))
            return float(np.sqrt(((ours - theirs) ** 2).mean()))

        off = apart(wanted)
        if off <= within:
            return
        nearest, question = min((apart(value), q) for value, q in mistakes)
        expect.fail(f"`{call}`: the predictions for {len(movies)} movies are {off:.2g} stars from those expected (root of the mean square), at most {within} was expected.", question if nearest < off / 3 else usually)  # fmt: skip

    def test_one_rating(self, student: Student, rng: np.random.Generator) -> None:
        """moves factors and bias towards one rating, and not all the way."""
        d = 3
        p = draw_model(rng, d)
        p["movie_factors"] *= (1.5 / np.linalg.norm(p["movie_factors"], axis=1))[:, None]
        average = reference.average_user(p)
        predicted = reference.folded_predictions(p, average, np.arange(len(p["movie_bias"])))
        middle = np.flatnonzero((predicted[1:] > 1.8) & (predicted[1:] < 3.7)) + 1
        movie = int(rng.choice(middle)) if len(middle) else int(np.abs(predicted[1:] - 2.75).argmin()) + 1
        for star in (5.0, 0.5):
            one = np.array([movie]), np.array([star], dtype=np.float32)
            call = f"{CALL}` with one rating, {star:g}, in `stars"
            found = asked(student, p, [one], call=call)
            row = row_of((found.results or [None])[0], d, call)
            got, before = float(reference.folded_predictions(p, row, one[0])[0]), float(predicted[movie])
            right = float(reference.folded_predictions(p, reference.fold_in(p, *one, PULL, EPOCHS), one[0])[0])
            share, due = ((said - before) / (star - before) for said in (got, right))
            least, most = 0.8 * due - 0.01, 1.2 * due + 0.01
            moved = f"`{call}`: the prediction for this movie is {got:.3g}, for the average user {before:.3g}, expected about {right:.3g}."  # fmt: skip
            still = np.abs(row - average) < 1e-4
            factors, bias = np.abs(row - average)[:-1].max(), abs(row - average)[-1]
            expect.rules(
                (share < -0.02, moved, "It moves away from the rating: which way do the steps go?"),
                (still.all(), moved, "Nothing has been learnt: does the loop take steps, are the returned tensors those that it changes, and does the optimizer have these alone? Movies that learn along, be they a copy's, explain the rating in their place."),
                (bias < 0.1 * factors and share > 0.75, f"`{call}`: one rating is believed almost wholly, and hardly anything but the factors has moved, expected both to learn and to be held back.", "The pull holds the bias alone: over which numbers is the squared distance from the average user taken?"),
                (factors < 0.1 * bias and share > 0.75, f"`{call}`: one rating is believed almost wholly, and hardly anything but the bias has moved, expected both to learn and to be held back.", "The pull holds the factors alone: over which numbers is the squared distance from the average user taken?"),
                (still[:-1].all(), f"`{call}`: the factors are the average user's, only the bias has moved, expected both to learn.", "A bias says how mild somebody is, factors what they like: which tensors does the optimizer have, and do others, such as movies of a copy, learn along?"),
                (still[-1], f"`{call}`: the bias is the average user's, only the factors have moved, expected both to learn.", "Which tensors does the optimizer have, and do others, such as movies of a copy, learn along?"),
                (share < least, moved, "It has hardly moved from the average user: how many steps are there, how long is a step, and is the pull counted once for all ratings together?"),
                (share > 0.75, moved, f"One rating is believed almost wholly. {HELD}"),
                (share > most, moved, f"One rating is believed more than it should be. {HELD}"),
            )  # fmt: skip

    def test_own_ratings(self, student: Student, rng: np.random.Generator) -> None:
        """learns from all the given ratings, and keeps nothing for the next person."""
        d, m = 2, 24
        p = draw_model(rng, d)
        drawn = [draw_stars(rng, p, m, 0.9) for _ in range(2)]
        while np.abs(drawn[0][2] - drawn[1][2]).min() < 0.9:  # two people whose rows are alike in nothing
            drawn[1] = draw_stars(rng, p, m, 0.9)
        people = [(movies, stars) for movies, stars, _ in drawn]
        found = asked(student, p, people)
        rows = [row_of(r, d) for r in [*found.results, None, None][:2]]
        everything = np.arange(1, len(p["movie_bias"]))
        off = "What does the loss add up, and is it near its lowest point when the loop ends?"
        kept = "The person before was right, and this looks like that one: what does your function keep from one call to the next?"  # fmt: skip
        calls = f"{CALL}` with {m} ratings in `stars", f"{CALL}` with {m} ratings of another person in `stars"
        for (movies, stars), row, call, other in zip(people, rows, calls, ([], [(rows[0], kept)]), strict=True):
            right = reference.fold_in(p, movies, stars, PULL, EPOCHS)
            self.check_near(p, row, right, [*other, *self.mistakes(p, movies, stars)], everything, call, off, within=0.3)  # fmt: skip

    def mistakes(self, p: reference.Arrays, movies: Array, stars: Array) -> expect.Mistakes:
        """The rows to which other losses lead, each with the question about it."""
        m = len(movies)
        some = [slice(None, m // 2), slice(m // 2, None), slice(None, 1), slice(-1, None), slice(None, 10), slice(-10, None), slice(None, -1)]  # fmt: skip
        ranges = [(0, 1), (0, 5), (1, 5)]
        return [
            (reference.average_user(p), "These are the average user's predictions: is anything learnt from the ratings?"),
            *((reference.fold_in(p, movies[part], stars[part], PULL, EPOCHS), SOME) for part in some),
            (reference.fold_in(p, movies, stars, PULL * m, EPOCHS), "The errors are averaged, and the pull is not: with many ratings it should count for less. Which of the two is a sum?"),
            (reference.fold_in(p, movies, np.roll(stars, 1), PULL, EPOCHS), OTHERS_STARS),
            (self.without_sigmoid(p, movies, stars), RAW),
            *((reference.fold_in(p, movies, stars, PULL, EPOCHS, *r), f"The predictions of another range, {r}, lead there: which range does the model have?") for r in ranges),
        ]  # fmt: skip

    @staticmethod
    def without_sigmoid(p: reference.Arrays, movies: Array, stars: Array) -> Array:
        """Where the squared errors of the scores, in place of the predictions, lead."""
        start, items = reference.average_user(p), np.column_stack([p["movie_factors"][movies], np.ones(len(movies))])
        left = stars - items @ start - p["movie_bias"][movies]
        moved: Array = start + np.linalg.solve(items.T @ items + PULL * np.eye(len(start)), items.T @ left)
        return moved

    def test_range(self, student: Student, rng: np.random.Generator) -> None:
        """uses the model's own y_range."""
        d, m, y_range = 2, 30, (-1.0, float(np.round(rng.uniform(9, 11), 1)))
        p = draw_model(rng, d)
        movies, stars, _ = draw_stars(rng, p, m, 0.6, y_range)
        call = f"{CALL}` with {m} ratings in `stars` and ({y_range[0]:g}, {y_range[1]:g}) in `model.y_range"
        found = asked(student, p, [(movies, stars)], y_range, call=call)
        row = row_of((found.results or [None])[0], d, call)
        right = reference.fold_in(p, movies, stars, PULL, EPOCHS, *y_range)
        always = "The range is always (0, 5.5): whose range is it, and what has `model` to say?"
        mistakes = [
            (reference.fold_in(p, movies, stars, PULL, EPOCHS), always),
            (reference.fold_in(p, movies, stars, PULL, EPOCHS, 0, y_range[1]), "The lower end is missing: where should a sigmoid of 0 go?"),
            (reference.fold_in(p, movies, stars, PULL, EPOCHS, 0, y_range[1] - y_range[0]), "The lower end is missing: where should a sigmoid of 0 go?"),
        ]  # fmt: skip
        everything = np.arange(1, len(p["movie_bias"]))
        self.check_near(p, row, right, mistakes, everything, call, always, 0.5, y_range)

    @pytest.mark.share(4)
    def test_loss_target(self, student: Student, rng: np.random.Generator) -> None:
        """reaches the loss target on new users' other ratings."""
        tries: list[tuple[float, float, float]] = []

        def draw() -> float:
            with expect.calling(CALL, IN_A_FOLD):
                tries.append(measured(student, "fold_in", rng))
            return tries[-1][0]

        score = best_of(draw, LOSS_TARGET)
        if score <= LOSS_TARGET:
            return
        _, ours, theirs = min(tries)
        people, m = TARGET["people"], TARGET["m"]
        message = f"`{CALL}`, for {people} new users with {m} ratings each, misses their other ratings by {score:.3g} times as much as the reference, expected at most {LOSS_TARGET}. On the given ratings themselves its mean squared error is {ours:.3g}, the reference's {theirs:.3g}."  # fmt: skip
        learnt_by_heart = f"The given ratings come out better than the reference's, the others worse. {HELD}"
        too_little = "The given ratings come out worse than the reference's too: is the loss near its lowest point when the loop ends, does every rating count in it, and do factors and bias both learn?"
        expect.fail(message, learnt_by_heart if ours < 0.9 * theirs else too_little)


def measured(student: Any, name: str, rng: np.random.Generator) -> tuple[float, float, float]:
    """The loss ratio on new users' hidden ratings, and the two mean squared errors on their given ones: the student's, the
    reference's. The ratio is nan where no rows came back."""
    planted: Newcomers = plant_newcomers(seed=int(rng.integers(2**31)), **TARGET)
    people = list(zip(planted.movies, planted.stars, strict=True))
    results = fold(student, name, planted.weights, people).results
    p, d = planted.weights, TARGET["n_factors"]
    errors: list[list[float]] = []
    for i, (movies, stars) in enumerate(people):
        hidden, expected = planted.hidden_movies[i], planted.hidden_expected[i]
        try:
            ours = row_of(results[i] if i < len(results) else None, d)
        except expect.Wrong:
            return float("nan"), float("nan"), float("nan")
        rows = ours, reference.fold_in(p, movies, stars, passes=EPOCHS, **RECIPE)
        errors.append([float(((reference.folded_predictions(p, row, ids) - y) ** 2).mean()) for ids, y in ((hidden, expected), (movies, stars)) for row in rows])  # fmt: skip
    ours_hidden, theirs_hidden, ours_given, theirs_given = np.mean(errors, axis=0)
    return float(ours_hidden / theirs_hidden), float(ours_given), float(theirs_given)


def loss_ratio(student: Any, name: str, rng: np.random.Generator) -> float:
    """The student's mean squared error on new users' hidden ratings over the reference's."""
    return measured(student, name, rng)[0]
