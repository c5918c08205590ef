"""Lesson 05: lowest_bias, highest_bias, cosine_to, most_similar, principal_components."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import reference

from collab.grading.box.contract import StudentError
from collab.grading.judge import expect
from collab.grading.judge.student import Given, Handle, Student, Tensor, show_values

Lists = Sequence[tuple[list[str], str]]  # titles that a typical mistake gives, and the question about it

POSITIONS = "Positions say where the movies stand in the list: which titles stand there?"
VALUES = "These are the sorted values themselves. Which operation says *where* they came from?"
KEPT = "For the table before it came out right: what does your function keep from one call to the next?"
NO_K = "Without `k`, {} asked for: which number stands in the exercise's `def` line?"
DROPPED = "Is the first of the order dropped? A movie with the same cosine may stand before it."
LENGTHS = "Which two lengths belong under each dot product?"

# Tables stand one row a line, which the formatter would take apart: value, question.
WORDS = ["Anchor", "Bridge", "Candle", "Desert", "Engine", "Forest", "Garden", "Harbour", "Island", "Journey", "Kitchen", "Lantern", "Meadow", "Night"]  # fmt: skip


def draw_titles(rng: np.random.Generator, n: int) -> list[str]:
    """n different titles in alphabetical order, as a vocabulary has them."""
    return [f"{word} ({rng.integers(1930, 1999)})" for word in sorted(rng.permutation(WORDS)[:n].tolist())]


def list_of_titles(value: Any, k: int, call: str, usually: str = "") -> list[str]:
    """A list of k strings came back, not positions, numbers, pairs or one string; `usually` is about another length."""
    wanted = f"expected a list of {titles(k)}"
    if isinstance(value, Tensor):
        kind, question = ("positions", POSITIONS) if value.dtype.startswith("int") else ("numbers", VALUES)
        expect.fail(f"`{call}` returned a tensor of {kind}, {show_values(value.array)}, {wanted}.", question)
    kind = expect.article(value.type if isinstance(value, Handle) else type(value).__name__)
    expect.rules(
        (value is None, f"`{call}` returned None, expected a list of titles.", "Is there a `return`, after the last line, and of the list itself? `reverse()`, `sort()` and `append()` change a list and return None."),
        (isinstance(value, str), f"`{call}` returned the string {value!r}, {wanted}.", "With k = 1 it is a list that holds one title: where does yours lose its list?"),
        (not isinstance(value, list), f"`{call}` returned {kind}, {wanted}.", "What makes a plain list of it?"),
    )  # fmt: skip
    for entry in value:
        whole = isinstance(entry, int) or (isinstance(entry, Tensor) and entry.dtype.startswith("int"))
        expect.rules(
            (isinstance(entry, tuple | list), f"`{call}` returned a list of pairs, {wanted}.", "Each entry holds more than a title: which part of it is the title?"),
            (whole, f"`{call}` returned a list of positions, {wanted}.", POSITIONS),
            (not isinstance(entry, str), f"`{call}` returned a list of numbers, {wanted}.", VALUES),
        )  # fmt: skip
    few = "One too few: does the slice `[a:b]` leave out its end, or is a movie taken out after the cut to k?"
    usually = usually or (few if len(value) == k - 1 else "How many does `k` ask for?")
    expect.rules((len(value) != k, f"`{call}` returned {titles(len(value))}, expected {k}: {value}.", usually))
    return value


def titles(k: int) -> str:
    return "1 title" if k == 1 else f"{k} titles"


def with_numbers(shown: list[str], names: list[str], numbers: np.ndarray) -> str:
    """Titles, each with the number that belongs to it."""
    of = {name: f"{round(float(number), 3) + 0:.3f}" for name, number in zip(names, numbers, strict=True)}
    return ", ".join(f"{title!r} {of.get(title, '(no such movie)')}" for title in shown)


def same_titles(got: list[str], wanted: list[str], call: str, what: str, names: list[str], numbers: np.ndarray, mistakes: Lists = ()) -> None:  # fmt: skip
    """Exactly these titles in this order; else the question about a recognised mistake. `numbers` decide, one for each of
    `names`, and `what` they are."""
    if got == wanted:
        return
    usually = next((question for value, question in mistakes if value == got), "")
    strange = next((title for title in got if title not in names), None)
    if strange is not None:
        usually = (
            f"{strange!r} is not in `titles`, where a title is to come from as it stands: which step changes its text?"
        )
    if not usually and sorted(got) == sorted(wanted):
        usually = "These are the right movies in another order: which one should come first?"
    came, should = with_numbers(got, names, numbers), with_numbers(wanted, names, numbers)
    expect.fail(f"`{call}` returned (each movie with its {what}): {came}. Expected: {should}.", usually or "At the first place where the two lists differ, compare the two numbers: which movie should come first?")  # fmt: skip


def ranked(names: list[str], numbers: np.ndarray, without: int | None = None) -> list[str]:
    """The titles from the highest number to the lowest; that of movie `without` is left out."""
    return [names[i] for i in np.argsort(-numbers, kind="stable") if i != without]


def told_apart(wanted: list[str], mistakes: Lists) -> bool:
    """Whether mistakes with different questions give different lists, all other than the right one."""
    lists = {tuple(wanted): ""}
    return all(lists.setdefault(tuple(value), question) == question for value, question in mistakes)


# What an exception of Python's or torch's usually means in these functions.
RAISES = {
    r"numpy\(\) on Tensor that requires grad": "A model's parameter requires a gradient, and so does what is computed from it, but NumPy knows nothing of gradients: which torch operation does the same, or how do you get the numbers without the gradient?",
    r"same dtype|Double": "Two dtypes meet there. A new tensor, as from `torch.zeros` or `torch.ones`, is float32: which dtype does the table have?",
    r"in-place operation": "A model's parameter is to stay as it is: which operation makes a new tensor in place of writing into it?",
    r"step must be greater than zero": "A list can be reversed by `[::-1]`, a tensor cannot: how else can an order start from the other end?",
    r"only integer tensors|list indices must be": "A list takes one position at a time, not many at once: how do you go through all of them? (`sort` and `topk` of a tensor return a pair, values and positions: is one of the two taken?)",
    r"missing 1 required positional argument: 'k'": "No `k` was given: which value stands for it in the exercise's `def` line?",
}
K_IS_1 = {r"0-d tensor": "With k = 1 the positions have lost their dimension: does a `squeeze()` remove it?"}


def titles_from(function: Handle, call: str, many: int, *args: Any, usually: str = "", **kwargs: Any) -> list[str]:
    """Call the student's function: so many titles. `usually` is about another number of them."""
    with expect.calling(call, RAISES | (K_IS_1 if kwargs.get("k") == 1 else {})):
        value = function(*args, **kwargs)
    return list_of_titles(value, many, call, usually)


def left_alone(student: Student, function: str, call: str, **args: Any) -> Any:
    """Call the student's function on these arguments, which it must not change: what came back."""
    return expect.left_alone(student, function, call, RAISES, **args)


# --- lowest_bias, highest_bias ---
def draw_bias(rng: np.random.Generator, n: int, sign: int) -> np.ndarray:
    """n different biases of both signs. The movie to be found first stands at the end, the second one at position 0."""
    values = np.sort(rng.uniform(-1, 1, n)) * 0.1 + np.linspace(-0.9, 0.8, n)
    ends = np.round(values[0], 2) + np.array([0.001, 0.003]), np.round(values[-1], 2) + np.array([0.001, 0.003])
    values[:2], values[-2:] = ends  # the two at either end differ in the third decimal only
    values = values if sign < 0 else values[::-1]
    middle = rng.permutation(values[2:])
    return np.concatenate([values[1:2], middle, values[:1]]).astype(np.float32)


class Ends:
    """The checks of `lowest_bias` and of `highest_bias`, which is the same from the other end. Each of the two lists them
    once more, in order: the judge asks a suite's class for its own checks only."""

    exercise: str  # and `sign`: given by the two
    kind, sign = "function", 1  # the sign of what is sorted from high to low

    def draw(self, rng: np.random.Generator, n: int) -> tuple[np.ndarray, list[str], list[str]]:
        """Biases, the movies' titles, and these from the end that is asked for."""
        bias, names = draw_bias(rng, n, self.sign), draw_titles(rng, n)
        names[-1] += " "  # as some of MovieLens' titles have
        return bias, names, ranked(names, self.sign * bias)

    def test_list(self, student: Student, rng: np.random.Generator) -> None:
        """returns a list of k titles."""
        bias, names, _ = self.draw(rng, 7)
        titles_from(getattr(student, self.exercise), f"{self.exercise}(bias, titles, k=3)", 3, bias, names, k=3)

    def order(self, student: Student, rng: np.random.Generator) -> None:
        n, k = 9, 4
        while True:
            bias, names, wanted = self.draw(rng, n)
            mistakes = self.mistakes(bias, names, k)
            if told_apart(wanted[:k], mistakes):
                break
        call = f"{self.exercise}(bias, titles, k={k})"
        got = titles_from(getattr(student, self.exercise), call, k, Given(bias, strided=True), names, k=k)
        same_titles(got, wanted[:k], call, "bias", names, bias, mistakes)
        self.order_of_many(student, rng)
        self.order_of_unusual(student, rng)

    def order_of_unusual(self, student: Student, rng: np.random.Generator) -> None:
        """Biases that are nearly equal; biases of which none is near 0, so that no number of -1 to 1 comes last."""
        nearly = 0.5 + 2e-5 * np.array([2, 5, 0, 6, 1, 4, 3])  # no order of ties is the right one
        far = -2 + np.linspace(-0.9, 0.9, 7)[rng.permutation(7)]
        for values, what, usually in (
            (nearly, "nearly equal numbers", "These biases differ in the fifth decimal: what rounds them, or makes other numbers of them, before they are sorted?"),
            *((scale * far, f"numbers from {-self.sign * 1.1 * scale:.1f} to {-self.sign * 2.9 * scale:.1f}", "With biases from -1 to 1 it comes out right: with which number does your function start, or which one does it put in place of a bias? (`float('inf')` is beyond them all.)") for scale in (1, 1000)),
        ):  # fmt: skip
            bias, names = (self.sign * values).astype(np.float32), draw_titles(rng, 7)
            call = f"{self.exercise}(bias, titles, k=4)` with {what} in `bias"
            got = titles_from(getattr(student, self.exercise), call, 4, bias, names, k=4)
            wanted = ranked(names, self.sign * bias)[:4]
            if got != wanted:
                expect.fail(f"`{call}` returned {got}, expected {wanted}.", usually)

    def order_of_many(self, student: Student, rng: np.random.Generator) -> None:
        """More movies than an algorithm takes for few: partitioning few sorts them by the way."""
        n, k = 400, 350
        bias, names = rng.permutation(np.linspace(-1, 1, n)).astype(np.float32), [f"Movie {i:03}" for i in range(n)]
        wanted = ranked(names, self.sign * bias)[:k]
        call = f"{self.exercise}(bias, titles, k={k})` with {n} movies in `bias"
        got = titles_from(getattr(student, self.exercise), call, k, bias, names, k=k)
        first = next((i for i, (one, other) in enumerate(zip(got, wanted, strict=True)) if one != other), None)
        if first is not None:
            usually = "`argpartition` finds the k movies and leaves them unsorted: what sorts them?" if set(got) == set(wanted) else "With few movies it comes out right: what is different with many?"  # fmt: skip
            expect.fail(f"`{call}` has {got[first]!r} at position {first}, expected {wanted[first]!r}.", usually)

    def mistakes(self, bias: np.ndarray, names: list[str], k: int) -> Lists:
        """What typical mistakes return, each with the question about it."""
        right, order, n = ranked(names, self.sign * bias), np.argsort(-self.sign * bias, kind="stable"), len(names)
        end, other = ("lowest", "highest") if self.sign < 0 else ("highest", "lowest")
        small = ranked(names, -np.abs(bias))
        return [
            (right[::-1][:k], f"These are the movies with the {other} bias: at which end does the sorting start?"),
            (right[:k][::-1], f"The right movies, but the {end} bias comes last in the list: what turns the order round?"),
            (right[::-1][:k][::-1], f"These are the movies with the {other} bias: which end of the order do you take?"),
            (right[1 : k + 1], f"The movie with the very {end} bias is left out: where does your slice start, and where does it stop? (`[a:b]` leaves out b.)"),
            ([t for t in right if t != names[0]][:k], "The first movie of the list is left out, but it counts too: what leaves it out?"),
            *((movies[:k], "These are sorted by the size of the bias without its sign: a bias of -0.3 is lower than one of 0.1. What takes the sign away?") for movies in (small, small[::-1])),
            ([names[(i + 1) % n] for i in order[:k]], "Every title is one place further than its bias: is something added to the positions?"),
            ([names[i - 1] for i in order[:k]], "Every title is one place before its bias: is something subtracted from the positions? They count from 0."),
            ([names[i] for i in np.argsort(order)[:k]], "This looks like `argsort` twice: that gives each movie's rank. What does a single `argsort` give?"),
            (ranked(names, np.round(self.sign * bias, 2))[:k], "Two movies whose biases differ in the third decimal come in the wrong order: what rounds them before they are sorted?"),
            (names[:k], "These are the first titles of the list: is the order of the biases used at all?"),
            (sorted(right[:k], reverse=True), "These are sorted by title: by what should they be?"),
        ]  # fmt: skip

    def test_any_k(self, student: Student, rng: np.random.Generator) -> None:
        """takes any k, 5 where none is given, and keeps movies of equal bias."""
        n, function = 8, getattr(student, self.exercise)
        bias, names, wanted = self.draw(rng, n)
        call = f"{self.exercise}(bias, titles)"
        got = titles_from(function, call, 5, bias, names, usually=NO_K.format("five titles are"))
        same_titles(got, wanted[:5], call, "bias", names, bias)
        call = f"{self.exercise}(bias, titles, k=1)"
        same_titles(titles_from(function, call, 1, bias, names, k=1), wanted[:1], call, "bias", names, bias)
        call = f"{self.exercise}(bias, titles, k=1)` with a single movie in `bias"
        with expect.calling(call, RAISES | {"0-d|invalid index": "A single movie is still a list of one: does a `squeeze()` remove its dimension?"}):  # fmt: skip
            value = function(bias[:1], names[:1], k=1)
        same_titles(list_of_titles(value, 1, call), names[:1], call, "bias", names, bias)
        # Movies with equal biases: their order is free, but each has to be there once.
        bias[[1, 5]], bias[[2, 4, 6]] = bias[3], bias[2]
        call = f"{self.exercise}(bias, titles, k={n})` with some equal numbers in `bias"
        with expect.calling(call, RAISES):
            value = function(bias, names, k=n)
        if isinstance(value, list) and len(value) != n:
            expect.fail(f"`{call}` returned {len(value)} titles, expected all {n}.", "Movies with the same bias are still different movies. Is a bias used as the key of a dictionary?")  # fmt: skip
        got = list_of_titles(value, n, call)
        came = f"`{call}` returned (each movie with its bias): {with_numbers(got, names, bias)}."
        twice = next((t for t in got if got.count(t) > 1), got[0])
        end, bias_of = "lowest" if self.sign < 0 else "highest", dict(zip(names, bias, strict=True))
        found = [self.sign * bias_of.get(title, 0) for title in got]
        expect.rules(
            (sorted(got) != names, f"{came} {twice!r} is there {got.count(twice)} times, expected each movie once.", "Movies with the same bias are still different movies. Is a movie looked up by its bias?"),
            ((np.diff(found) > 0).any(), f"{came} Expected the {end} first, and so on to the last.", "For fewer movies, with different biases, the order is right: what changes it?"),
        )  # fmt: skip
        bias = -self.sign * np.array([0.1, 0.3, 0.1, 0.1], dtype=np.float32)
        call, alike = f"{self.exercise}(bias, titles, k=2)` with `{show_values(bias)}` as `bias", [names[i] for i in (0, 2, 3)]  # fmt: skip
        usually = "Three movies share the bias at which the list ends, and k titles are asked for: does a bias decide which ones belong to it?"
        got = titles_from(function, call, 2, bias, names[:4], k=2, usually=usually)
        expect.rules((len(set(got) & set(alike)) != 2, f"`{call}` returned {got}, expected two of {alike}.", usually))

    def test_parameter(self, student: Student, rng: np.random.Generator) -> None:
        """works on a model's parameter and leaves it as it is."""
        bias, names, wanted = self.draw(rng, 6)
        call = f"{self.exercise}(bias, titles, k=3)` with a float64 parameter as `bias"
        given = Given(bias.astype(np.float64), requires_grad=True, strided=True)
        got = list_of_titles(left_alone(student, self.exercise, call, bias=given, titles=names, k=3), 3, call)
        same_titles(got, wanted[:3], call, "bias", names, bias)


class TestLowestBias(Ends):
    exercise, sign = "lowest_bias", -1
    test_list = Ends.test_list

    def test_order(self, student: Student, rng: np.random.Generator) -> None:
        """puts the movie with the lowest bias first."""
        self.order(student, rng)

    test_any_k, test_parameter = Ends.test_any_k, Ends.test_parameter


class TestHighestBias(Ends):
    exercise = "highest_bias"
    test_list = Ends.test_list

    def test_order(self, student: Student, rng: np.random.Generator) -> None:
        """puts the movie with the highest bias first."""
        self.order(student, rng)

    test_any_k, test_parameter = Ends.test_any_k, Ends.test_parameter


# --- cosine_to, most_similar ---
def draw_factors(rng: np.random.Generator, n: int, d: int) -> np.ndarray:
    """Vectors (n, d) of lengths between 0.4 and 3, none near 1; each has a clearly positive and a clearly negative
    cosine with some other one, so that a lost sign or a forgotten length shows."""
    while True:
        directions = rng.normal(size=(n, d))
        directions /= np.linalg.norm(directions, axis=1, keepdims=True)
        others = directions @ directions.T - 2 * np.eye(n)  # a movie with itself: -1, which is never the largest
        if n == 1 or ((others.max(1) > 0.3).all() and ((others + 2 * np.eye(n)).min(1) < -0.3).all()):
            break
    lengths = np.where(rng.random(n) < 0.5, rng.uniform(0.4, 0.8, n), rng.uniform(1.3, 3, n))
    return (directions * lengths[:, None]).astype(np.float32)


def tensor_from(function: Handle, call: str, factors: np.ndarray, strided: bool, *args: Any, **kwargs: Any) -> Tensor:
    """Call a function of factors: the tensor that came back. Messages name the factors by their shape."""
    with expect.calling(call, RAISES):
        value = function(Given(factors, strided=strided), *args, **kwargs)
    return replace(expect.tensor(value, call), call=f"{call}` with factors of shape `{factors.shape}")


class TestCosineTo:
    exercise, kind = "cosine_to", "function"

    @staticmethod
    def call(student: Student, factors: np.ndarray, index: int) -> Tensor:
        return tensor_from(student.cosine_to, f"cosine_to(factors, {index})", factors, False, index)

    def test_shape(self, student: Student, rng: np.random.Generator) -> None:
        """returns one number for each movie."""
        n, d = 7, 3
        out = self.call(student, draw_factors(rng, n, d), 2)
        expect.shape(out, (n,), {
            (n, n): "That is every movie with every movie: which of these numbers are asked for?",
            (d,): "There is one number for each factor: is the sum taken over the movies, dimension 0?",
            (n, 1): "Each number sits in a row of its own: where does the dimension of size 1 come from?",
            (1, n): "All numbers sit in one row: where does the dimension of size 1 come from?",
            (n, d): "Each movie still has its factors side by side: what does a dot product do after multiplying?",
            (n - 1,): "One movie is missing: the movie itself counts too, with cosine 1. What leaves it out?",
            (): "A single number for all movies: over which dimension do you sum?",
        }, "One number for each movie is asked for: which line makes another shape of it?")  # fmt: skip
        expect.floating(out)

    @pytest.mark.share(2)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """gives the cosine of the angle between the vectors."""
        n, d = 6, 4
        factors = draw_factors(rng, n, d)
        for index in (0, n - 1, int(rng.integers(1, n - 1))):
            out = self.call(student, factors, index)
            expect.shape(out, (n,))
            wanted, f = reference.cosines_to(factors, index), factors.astype(np.float64)
            dots, lengths, whole = f @ f[index], np.linalg.norm(f, axis=1), np.linalg.norm(f)
            cosines, distances = dots / (lengths * lengths[index]), np.linalg.norm(f - f[index], axis=1)
            columns, sums, itself = f / np.linalg.norm(f, axis=0), np.abs(f).sum(1), np.arange(len(f)) == index
            nearly = np.allclose(out.array, wanted, rtol=0.05, atol=0.01)
            angles = np.allclose(out.array, np.arccos(wanted.clip(-1, 1)), atol=5e-3)  # an angle near 0 is never exact
            expect.close(out.array.round(6), wanted, out.call, [  # an exact 0 is not 1e-7
                (dots, f"These are the dot products: the lengths are still in them. {LENGTHS}"),
                (dots / lengths, "Only one of the two lengths is divided out: what about the length of movie `index`?"),
                (dots / lengths[index], "Only the length of movie `index` is divided out: what about each movie's own?"),
                (dots / lengths[index] ** 2, f"The length of movie `index` is divided out twice, the other movies' never. {LENGTHS}"),
                (dots / lengths**2, f"Each movie's own length is divided out twice, that of movie `index` never. {LENGTHS}"),
                *((value, "Multiplication and division go from left to right: `a / b * c` divides by b and then multiplies by c. Where do the brackets belong?") for value in (dots / lengths * lengths[index], dots / lengths[index] * lengths)),
                (dots / (lengths * lengths[index]) ** 2, "The lengths are squared: is a square root missing?"),
                (dots / (lengths + lengths[index]), "The two lengths are added: what does the formula do with them?"),
                (dots / (sums * sums[index]), "The lengths are sums of absolute values: how does the lesson define the length |f|?"),
                (dots / whole, "All movies are divided by one and the same length, that of the whole table: along which dimension has each movie its own?"),
                (dots / whole**2, "All movies are divided by the length of the whole table: along which dimension has each movie its own?"),
                (dots / (lengths * whole), "The length of movie `index` is taken over the whole table: which row is this movie's?"),
                (dots / (whole * lengths[index]), "All movies are divided by the length of the whole table: along which dimension has each movie its own?"),
                (distances, "These are distances: a long and a short vector in the same direction would be far apart. What does the cosine do with their lengths?"),
                (-distances, "These are distances with a minus sign: what does the cosine do with the lengths?"),
                ((1 + cosines) / 2, "The cosines are brought to 0…1: opposite directions have -1. Which step moves them?"),
                (np.exp(cosines) / np.exp(cosines).sum(), "They add up to 1, as a softmax makes them: is each movie's angle its own, or does it depend on the others?"),
                (1 - cosines, "This is 1 minus the cosine: what should the movie have with itself?"),
                (-cosines, "The sign is turned round: what should the movie have with itself?"),
                (np.abs(cosines), "The sign is gone: opposite directions have a negative cosine. What takes it away?"),
                (cosines**2, "These are squared cosines: what squares them?"),
                (columns @ columns[index], "The columns are scaled to length 1: is a movie's vector a column or a row?"),
                (reference.cosines_to(f - f.mean(1, keepdims=True), index), "Each movie's mean is subtracted from its factors first: that is a correlation, not a cosine. Does the formula subtract anything?"),
                (reference.cosines_to(f - f.mean(0), index), "The mean over the movies is subtracted first: the angle is then at another point than the origin. Does the formula subtract anything?"),
                *((np.where(itself, v, cosines), "The movie's cosine with itself is 1, and this function should say so: leaving the movie out is a later step. Which line takes it out?") for v in (0, -1, -np.inf)),
                (np.sort(cosines)[::-1], "The cosines are sorted, but entry j should belong to movie j: what sorts them?"),
                (cosines.round(2), "The cosines are rounded to two decimals: show them so, but compute with all of them. Which step rounds?"),
                *([(out.array, "Nearly right: is something added to the lengths, to be safe?")] if nearly else []),
                *([(out.array, "These are angles: what is asked for, the angle or its cosine?")] if angles else []),
            ], "Take two movies with pencil and paper, their dot product and their two lengths: which of your steps gives something else?")  # fmt: skip

        factors = draw_factors(rng, n, d)
        out = self.call(student, factors, index)
        expect.close(out.array, reference.cosines_to(factors, index), out.call, usually=KEPT)

    def test_lengths(self, student: Student, rng: np.random.Generator) -> None:
        """does not depend on how long the vectors are."""
        n, d = 5, 3
        factors = draw_factors(rng, n, d)
        lengths = np.array([0.005, 1, 40, 0.005, 1], dtype=np.float32)[:, None]
        factors *= lengths / np.linalg.norm(factors, axis=1, keepdims=True)
        out = self.call(student, factors, 3)
        expect.shape(out, (n,))
        wanted = reference.cosines_to(factors.astype(np.float64), 3)
        call = "cosine_to(factors, 3)` with vectors of length 0.005 at positions `0` and `3"
        usually = "Is something added to the lengths, or are short ones lifted, to be safe? Movies with few ratings are that short."
        expect.close(out.array, wanted, call, usually=usually, atol=2e-3)

    def test_one_film(self, student: Student, rng: np.random.Generator) -> None:
        """keeps its shape for a table of one movie."""
        out = self.call(student, draw_factors(rng, 1, 4), 0)
        expect.shape(out, (1,), {(): "Does a `squeeze()` without a dimension also remove the movies, if there is one?"})
        expect.close(out.array, [1.0], out.call, usually="What is the cosine of a movie with itself? " + LENGTHS)
        factors = np.array([[2], [-0.5], [3], [-4]], dtype=np.float32)
        out = self.call(student, factors, 1)
        expect.shape(out, (4,), {(): "With one factor there is still a number for each movie: does a `squeeze()` remove more than it should?"})  # fmt: skip
        expect.close(out.array, [-1, 1, -1, 1], out.call, usually="With one factor, movies point the same way or the opposite way: what are the two cosines?")  # fmt: skip

    def test_parameter(self, student: Student, rng: np.random.Generator) -> None:
        """works on a model's parameter and leaves it as it is."""
        factors = draw_factors(rng, 6, 3).astype(np.float64)
        call = "cosine_to(factors, 4)` with a float64 parameter as `factors"
        given = Given(factors, requires_grad=True, strided=True)
        got = expect.array_of(left_alone(student, "cosine_to", call, factors=given, index=4), call)
        usually = "From a plain float32 tensor it comes out right: what does your function do with the dtype, or with a parameter?"
        expect.close(got, reference.cosines_to(factors, 4), call, usually=usually)


def refuse_itself(got: list[str], name: str, call: str, names: list[str], cosines: np.ndarray, usually: str) -> None:
    came = f"`{call}` returned (each movie with its cosine): {with_numbers(got, names, cosines)}."
    expect.rules((name in got, f"{came} Expected a list without {name!r} itself.", usually))


class TestMostSimilar:
    exercise, kind = "most_similar", "function"
    N, D = 8, 3

    def draw(self, rng: np.random.Generator, index: int, k: int) -> tuple[np.ndarray, list[str]]:
        """Movies such that, asked for movie `index`, each mistake gives another list. No near ties, and k movies of positive
        cosine, unless k is all movies."""
        while True:
            factors, names = draw_factors(rng, self.N, self.D), draw_titles(rng, self.N)
            cosines = reference.cosines_to(factors, index)
            names[int(np.argsort(cosines)[-2])] += " "  # as some of MovieLens' titles have
            apart = told_apart(ranked(names, cosines, index)[:k], self.mistakes(factors, names, index, k))
            enough = k == self.N - 1 or (cosines > 0.05).sum() > k  # the movie itself is one of them
            if apart and enough and (np.diff(np.sort(cosines)) > 0.01).all():
                return factors, names

    @staticmethod
    def mistakes(factors: np.ndarray, names: list[str], index: int, k: int) -> Lists:
        """What typical mistakes return, each with the question about it."""
        f = factors.astype(np.float64)
        cosines, dots, distances = reference.cosines_to(f, index), f @ f[index], np.linalg.norm(f - f[index], axis=1)
        columns = f / np.linalg.norm(f, axis=0)
        in_or_out = (index, None)  # the movie itself is left out or not
        return [
            (ranked(names, cosines)[:k], f"{names[index]!r} itself is among the movies similar to it: which line should leave it out?"),
            *((ranked(names, -cosines, out)[:k], "These are the least similar movies: at which end does the sorting start?") for out in in_or_out),
            *((ranked(names, dots, out)[:k], "These are the movies with the largest dot products, where long vectors win: what divides the lengths out?") for out in in_or_out),
            *((ranked(names, -distances, out)[:k], "These are the nearest by distance: does the length of a vector count in a cosine?") for out in in_or_out),
            (ranked(names, distances, index)[:k], "These are the movies farthest away: what should the order go by, and from which end?"),
            (ranked(names, np.abs(cosines), index)[:k], "Opposite movies come out as similar: is the sign lost?"),
            (ranked(names, columns @ columns[index], index)[:k], "The columns are scaled to length 1: is a movie's vector a column or a row?"),
            (ranked(names, dots / np.linalg.norm(f, axis=1) ** 2, index)[:k], f"Each dot product is divided by the square of one length. {LENGTHS}"),
            (ranked(names, cosines, index)[1 : k + 1], "The most similar movie is left out too. Is the movie itself dropped twice?"),
        ]  # fmt: skip

    def test_list(self, student: Student, rng: np.random.Generator) -> None:
        """returns a list of k titles, one where no k is given."""
        factors, names = draw_factors(rng, self.N, self.D), draw_titles(rng, self.N)
        name, call = names[2], f"most_similar(factors, titles, {names[2]!r}"
        titles_from(student.most_similar, f"{call}, k=3)", 3, factors, names, name, k=3)
        titles_from(student.most_similar, f"{call})", 1, factors, names, name, usually=NO_K.format("one title is"))

    @pytest.mark.share(2)
    def test_order(self, student: Student, rng: np.random.Generator) -> None:
        """puts the movies with the highest cosines first."""
        k = 3
        for index in (3, 0, self.N - 1):
            factors, names = self.draw(rng, index, k)
            cosines = reference.cosines_to(factors, index)
            call = f"most_similar(factors, titles, {names[index]!r}, k={k})"
            got = titles_from(student.most_similar, call, k, Given(factors, strided=True), names, names[index], k=k)
            wanted = ranked(names, cosines, index)[:k]
            own = [] if got == wanted else self.by_own_cosine(student, factors, names, index, k)
            same_titles(got, wanted, call, "cosine", names, cosines, [*own, *self.mistakes(factors, names, index, k)])
        # Cosines that are nearly equal; no order of ties is the right one.
        nearly = 0.6 + 2e-4 * np.array([2, 5, 0, 6, 1, 4, 3])
        factors = np.stack([nearly, np.sqrt(1 - nearly**2), 0 * nearly], axis=1) * rng.uniform(1.3, 3, (7, 1))
        factors = np.concatenate([[[2, 0, 0]], factors]).astype(np.float32)
        wanted = ranked(names, reference.cosines_to(factors.astype(np.float64), 0), 0)[:k]
        call = f"most_similar(factors, titles, {names[0]!r}, k={k})` with nearly equal cosines"
        call = f"{call}, 0.6 to 0.6012, in `factors"
        got = titles_from(student.most_similar, call, k, factors, names, names[0], k=k)
        expect.rules((got != wanted, f"`{call}` returned {got}, expected {wanted}.", "These cosines differ in the fourth decimal: what rounds them, or adds something to the lengths, before they are sorted?"))  # fmt: skip

    def whole_order(self, student: Student, rng: np.random.Generator) -> None:
        """All movies in order, most of them of negative cosines. None of a movie's factors differs in sign from another of
        its own: sums of absolute values, taken for lengths, give them equal numbers, and so do negative cosines cut to 0."""
        for index in (1, self.N - 1):
            names = draw_titles(rng, self.N)
            while True:
                factors = rng.uniform(0.05, 1, (self.N, self.D))
                factors[index] = 1
                cosines = reference.cosines_to(factors, index)
                if (np.diff(np.sort(cosines)) > 0.01).all():
                    break
            factors[rng.permutation([i for i in range(self.N) if i != index])[:5]] *= -1
            factors *= rng.uniform(0.8, 3, (self.N, 1)) / np.linalg.norm(factors, axis=1, keepdims=True)
            last = np.argmin(reference.cosines_to(factors, index))
            factors[last] *= 0.1 / np.linalg.norm(factors[last])  # as short as a movie's with few ratings
            factors = factors.astype(np.float32)
            cosines, k = reference.cosines_to(factors.astype(np.float64), index), self.N - 1
            call = f"most_similar(factors, titles, {names[index]!r}, k={k})` with five negative cosines in `factors"
            got = titles_from(student.most_similar, call, k, factors, names, names[index], k=k)
            refuse_itself(got, names[index], call, names, cosines, "Where does your order put the movie itself, if some cosines are negative?")  # fmt: skip
            wanted = ranked(names, cosines, index)
            own = [] if got == wanted else self.by_own_cosine(student, factors, names, index, k)
            lifted = [*wanted[:2], wanted[-1], *wanted[2:-1]]
            mistakes = [(lifted, "The vector of the last one is short, as a movie's with few ratings is: are short lengths lifted, or is something added to them, to be safe?")]  # fmt: skip
            same_titles(got, wanted, call, "cosine", names, cosines, [*own, *mistakes])

    def by_own_cosine(self, student: Student, factors: np.ndarray, names: list[str], index: int, k: int) -> Lists:
        """What follows from the student's own `cosine_to`, if that is wrong: then the mistake is there."""
        try:
            own = student.cosine_to(factors, index)
        except StudentError:
            return []
        right = reference.cosines_to(factors, index)
        if not isinstance(own, Tensor) or own.shape != right.shape or np.allclose(own.array, right, atol=1e-4):
            return []
        return [(ranked(names, own.array.astype(np.float64), index)[:k], "That follows from your `cosine_to`, whose values are wrong: make its own check pass first.")]  # fmt: skip

    @pytest.mark.share(2)
    def test_not_itself(self, student: Student, rng: np.random.Generator) -> None:
        """never returns the movie itself."""
        k = self.N - 1
        for index in (0, self.N - 2):
            factors, names = self.draw(rng, index, k)
            call = f"most_similar(factors, titles, {names[index]!r}, k={k})` with {self.N} movies in `factors"
            got = titles_from(student.most_similar, call, k, factors, names, names[index], k=k)
            cosines = reference.cosines_to(factors, index)
            refuse_itself(got, names[index], call, names, cosines, "Where does your order put the movie itself, if some cosines are negative?")  # fmt: skip
            same_titles(got, ranked(names, cosines, index), call, "cosine", names, cosines)
        self.whole_order(student, rng)
        # Other movies in exactly the same direction and in exactly the opposite one: cosines of 1 and of -1, like those that
        # a movie has with itself or is given to be passed over. Any order will do where cosines are equal. There are four of
        # the first kind: where a sort has the choice, it seldom puts the movie itself in front of them all.
        for index in (0, self.N - 1):
            factors = draw_factors(rng, self.N, self.D)
            factors[index] = np.eye(self.D, dtype=np.float32)[rng.integers(self.D)] * 2  # exact, however it is computed
            others = [int(i) for i in rng.permutation([i for i in range(self.N) if i != index])]
            factors[others] = factors[index] * np.array([[1], [0.5], [2], [0.25], [-1], [-2], [-0.5]], dtype=np.float32)
            name, cosines = names[index], reference.cosines_to(factors, index)
            alike, k = {names[i] for i in others[:4]}, self.N - 1
            for some in (2, 4):
                call = f"most_similar(factors, titles, {name!r}, k={some})` with four movies of exactly the same direction in `factors"
                got = titles_from(student.most_similar, call, some, factors, names, name, k=some, usually="Other movies with a cosine of 1 count: which condition leaves more out than the movie itself?")  # fmt: skip
                refuse_itself(got, name, call, names, cosines, DROPPED)
                came = (
                    f"`{call}` returned {got}, expected {'two of ' if some == 2 else ''}{sorted(alike)} in any order."
                )
                expect.rules(
                    (not alike & set(got), came, "Is every movie with a cosine of 1 left out? Only the movie itself should be."),
                    (not set(got) <= alike, came, "Movies with equal cosines are different movies: is a movie looked up by its cosine?"),
                )  # fmt: skip
            call = f"most_similar(factors, titles, {name!r}, k={k})` with three movies of exactly the opposite direction in `factors"
            got = titles_from(student.most_similar, call, k, factors, names, name, k=k, usually="Every other movie counts, those with a cosine of -1 too: which condition leaves one out?")  # fmt: skip
            usually = "Is its cosine replaced by some number, so that it comes last? Which cosines can other movies have?" if name in got[4:] else DROPPED  # fmt: skip
            refuse_itself(got, name, call, names, cosines, usually)
        self.near(student, rng)

    def near(self, student: Student, rng: np.random.Generator) -> None:
        """Another movie points nearly the same way, and other titles contain the one that is asked for."""
        k, index, found = 3, 4, "This is the answer for {!r}: how does your code find the title?"
        while True:
            factors, names = self.draw(rng, index, k)
            best = int(reference.cosines_to(factors, index).argsort()[-2])
            factors[[1, best]] = factors[[best, 1]]
            factors[5] = factors[index] * 1.5 + np.float32(1e-4)
            aside = np.roll(factors[index], 1) * np.array([0.04, -0.04, 0.04])
            factors[2] = factors[index] * 0.8 + aside  # a cosine of 0.99 or more
            title = names[index]
            names[1], names[6] = f"Another {title}", f"{title} (V)"
            cosines = reference.cosines_to(factors.astype(np.float64), index)
            order, others = (
                ranked(names, cosines, index),
                {i: ranked(names, reference.cosines_to(factors, i)) for i in (1, 6)},
            )
            wanted = order[:k]
            mistakes = [
                *(([t for t in others[i] if t not in out][:k], found.format(names[i])) for i in others for out in ((), (title,), (names[i],), (title, names[i]))),
                ([t for t in order if title not in t][:k], f"Movies whose title contains {title!r} are left out too: what does your code compare?"),
                (order[1 : k + 1], "A movie that points nearly the same way is left out too: what tells the movie itself from others?"),
                ([title, *order[1:k]], DROPPED),
                (ranked(names, np.round(cosines, 2), index)[:k], "Movies whose cosines differ in the third decimal come in the wrong order: what rounds the cosines before they are sorted?"),
            ]  # fmt: skip
            if told_apart(wanted, mistakes):
                break
        call = f"most_similar(factors, titles, {title!r}, k={k})` with {names[1]!r} and {names[6]!r} in `titles"
        got = titles_from(student.most_similar, call, k, factors, names, title, k=k, usually="Which condition leaves out more than the movie itself?")  # fmt: skip
        same_titles(got, wanted, call, "cosine", names, cosines, mistakes)
        call = f"most_similar(factors, titles, {title!r}, k={k})` with other `factors` than before"
        factors = self.draw(rng, index, k)[0]
        cosines = reference.cosines_to(factors, index)
        got = titles_from(student.most_similar, call, k, factors, names, title, k=k)
        same_titles(got, ranked(names, cosines, index)[:k], call, "cosine", names, cosines, [(got, KEPT)])

    def test_parameter(self, student: Student, rng: np.random.Generator) -> None:
        """works on a model's parameter and leaves it and the titles as they are."""
        factors, names = self.draw(rng, 3, 2)
        call = f"most_similar(factors, titles, {names[3]!r}, k=2)` with a parameter as `factors"
        given = Given(factors, requires_grad=True)
        value = left_alone(student, "most_similar", call, factors=given, titles=names, title=names[3], k=2)
        cosines = reference.cosines_to(factors, 3)
        got, wanted = list_of_titles(value, 2, call), ranked(names, cosines, 3)[:2]
        same_titles(got, wanted, call, "cosine", names, cosines)


# --- principal_components ---
def draw_cloud(rng: np.random.Generator, n: int, d: int, k: int) -> np.ndarray:
    """A cloud (n, d), away from the origin, with k wide directions that differ in width and d - k narrow ones.

    Wide and narrow differ by a factor of 25, so that approximate methods find the same directions."""
    raw = rng.normal(size=(n, d))
    left = np.linalg.qr(raw - raw.mean(0))[0]  # (n, d): orthonormal columns of mean 0
    right = np.linalg.qr(rng.normal(size=(d, d)))[0]
    widths = 12 * 2.2 ** -np.arange(k, dtype=np.float64)
    widths = np.concatenate([widths, widths[-1] / 25 * np.linspace(1, 0.5, d - k)])
    middle = rng.normal(size=d)
    return (left * widths @ right.T + 6 * middle / np.linalg.norm(middle)).astype(np.float32)


def up_to_sign(got: np.ndarray, wanted: np.ndarray, tolerance: float) -> bool:
    """Every column agrees, or agrees after multiplication by -1."""
    if got.shape != wanted.shape:
        return False
    return all(min(np.abs(g - w).max(), np.abs(g + w).max()) <= tolerance for g, w in zip(got.T, wanted.T, strict=True))


def directions(table: np.ndarray) -> np.ndarray:
    """The rows of Vh of a table (n, d), widest first."""
    return np.linalg.svd(table, full_matrices=False)[2]


def centred_wrongly(f: np.ndarray, k: int) -> list[tuple[np.ndarray, str]]:
    """What the coordinates of a table (n, d) are where something else is subtracted than each factor's mean, and the questions."""
    middle, whole, movies = f - f.mean(0), f - f.mean(), f - f.mean(1, keepdims=True)
    raw, rows = directions(f), directions(middle)
    return [
        (f @ raw[:k].T, "Nothing is centred: the first direction then points to the middle of the cloud. What should be subtracted first?"),
        (middle @ raw[:k].T, "The directions come from the table before centring, the coordinates from after it: which of the two tables should both come from?"),
        (f @ rows[:k].T, "The directions are right, but the movies are not centred before you multiply: which table do you multiply?"),
        (whole @ directions(whole)[:k].T, "One number, the mean of the whole table, is subtracted, but every factor has a mean of its own: over which dimension is it taken?"),
        (movies @ directions(movies)[:k].T, "The mean of each movie's factors is subtracted, but centring means that each *factor* has mean 0 over the movies: over which dimension is the mean taken?"),
    ]  # fmt: skip


def draw_told_apart(rng: np.random.Generator, n: int, d: int, k: int) -> np.ndarray:
    """A cloud on which the ways to centre, right and wrong, all give coordinates of their own: the mean of the whole table
    may be close to 0, the narrowest direction close to (1, ..., 1), and the first factors those that vary most."""
    for _ in range(expect.TRIES):
        factors = draw_cloud(rng, n, d, k)
        f = factors.astype(np.float64)
        wanted = reference.principal_components(f, k)
        middle = f - f.mean(0)
        factors_alone = [middle[:, :k], middle[:, np.argsort(-middle.var(0))[:k]]]
        apart = [*factors_alone, *(value for value, _ in centred_wrongly(f, k))]
        tolerance = 3e-3 * float(np.abs(wanted).max())
        alike = any(up_to_sign(one, two, tolerance) for one, two in itertools.combinations([wanted, *apart], 2))
        if not alike and not any(up_to_sign(wanted, value, tolerance) for value in in_order_of_eig(factors, k)):
            break
    return factors


def in_order_of_eig(factors: np.ndarray, k: int) -> list[np.ndarray]:
    """The coordinates along the first k directions as `eig` orders them: by nothing, which often is the right order."""
    found = []
    for f in (factors, factors.astype(np.float64)):
        middle = f - f.mean(0)
        for table in (middle.T @ middle, np.cov(f, rowvar=False)):
            found.append(middle @ np.linalg.eig(table)[1].real[:, :k])
    return found


class TestPrincipalComponents:
    exercise, kind = "principal_components", "function"

    @staticmethod
    def call(student: Student, factors: np.ndarray, k: int | None) -> Tensor:
        call = f"principal_components(factors{'' if k is None else f', k={k}'})"
        return tensor_from(student.principal_components, call, factors, True, **({} if k is None else {"k": k}))

    def test_shape(self, student: Student, rng: np.random.Generator) -> None:
        """returns k numbers for each movie."""
        n, d, k = 9, 5, 3
        out = self.call(student, draw_cloud(rng, n, d, k), k)
        expect.shape(out, (n, k), {
            (d, k): "That is one row for each factor, as the directions have: where do the movies lie along them?",
            (k, d): "These are k directions: where do the movies lie along them?",
            (k, n): "Movies are the rows of the result: are the two dimensions swapped?",
            (n, d): "All d coordinates are there: along how many directions are they asked for?",
            (d, d): "That is one row for each factor: where do the movies lie along these directions?",
            (n, n): "That is every movie with every movie: where do the directions come in?",
            (k,): "One number for each direction, as `S` has them: where do the movies lie along the directions?",
        }, "One row for each movie, one column for each direction: which line makes another shape of it?")  # fmt: skip
        expect.floating(out)

    @pytest.mark.share(3)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """gives the centred coordinates along the widest directions."""
        for n, d, k in ((11, 5, 2), (8, 4, 3)):
            factors = draw_told_apart(rng, n, d, k)
            out = self.call(student, factors, k)
            self.judge(out.array, factors, k, out.call)
        factors = 0.01 * draw_told_apart(rng, 9, 4, 2)  # coordinates of which two decimals leave little
        out = self.call(student, factors, 2)
        self.judge(out.array, factors, 2, out.call)

    def judge(self, values: Any, factors: np.ndarray, k: int, call: str, nearly: str = "") -> None:
        """The values are right up to the sign of each column; else what the first wrong movie got, and why. `nearly`: the
        question about a large table, for which small ones come out right."""
        got, f = expect.array_of(values, call).astype(np.float64), factors.astype(np.float64)
        wanted = reference.principal_components(f, k)
        if got.shape != wanted.shape:
            expect.close(got, wanted, call)  # fails, and says how they differ
        tolerance = 1e-3 * float(np.abs(wanted).max())
        if up_to_sign(got, wanted, tolerance):
            return
        if nearly:  # the questions below are those of small tables: one of them tries out all signs
            off = np.abs(np.abs(got) - np.abs(wanted)).max()
            expect.fail(f"`{call}` returned coordinates up to {off:.2g} from those expected, which reach from {wanted.min():.2g} to {wanted.max():.2g}.", nearly)  # fmt: skip
        signs = np.where((got * wanted).sum(0) < 0, -1, 1)
        row = int(np.abs(got - signs * wanted).max(1).argmax())
        (n, d), middle = f.shape, f - f.mean(0)
        left, widths, rows = np.linalg.svd(middle, full_matrices=False)
        scores, unit = left * widths, f / np.linalg.norm(f, axis=1, keepdims=True)
        unit -= unit.mean(0)
        question = next((text for value, text in [
            *centred_wrongly(f, k),
            (left[:, :k], "These columns all have length 1, so the spread along each direction is lost: are they `U`, which the lesson leaves?"),
            *((left[:, :k] * np.sqrt(m), "Every column has the same spread, but coordinates should keep the cloud's own: what divides it away?") for m in (n - 1, n)),
            *((scores[:, :k] / np.sqrt(m), f"Every coordinate is √{m} times too small, with {n} movies: what do you divide by, and does a coordinate need it?") for m in (n - 1, n)),
            (scores[:, :k] * widths[:k], "Each column is multiplied by how far the cloud reaches along its direction, the lesson's `S`. The dot products with a direction spread that far by themselves: does a coordinate need the factor?"),
            (scores[:, :k] / widths[:k] ** 2, "Each column is divided by an eigenvalue, so the spread along each direction is lost: does a coordinate need that?"),
            (scores[:, :k][:, ::-1], "The right directions, but the widest comes last: which end should come first?"),
            (scores[:, ::-1][:, :k], "These are the narrowest directions: are the eigenvalues in ascending order?"),
            (scores[:, d - k :], "These are the narrowest directions: at which end are the widest?"),
            (scores[:, :k] / np.abs(scores[:, :k]).max(), "All coordinates are divided by the largest of them, but they should keep the cloud's own size: what divides?"),
            (unit @ directions(unit)[:k].T, "Each movie is brought to length 1 before it is centred, so the distances between movies are others: what divides?"),
            (middle[:, np.argsort(-middle.var(0))[:k]], "These are the factors that vary most, centred: a direction of spread may lie between them. Where do the directions come in?"),
            (middle[:, :k], "These are the first factors, centred: a single factor is not a direction of spread. Where do the directions come in?"),
            (f[:, :k], "These are simply the first factors: where do the directions come in?"),
            # Each row of Vh may come in either sign.
            *((middle @ (rows * np.array(signs)[:, None])[:, :k], "The columns of `Vh` are used: is a direction a column or a row of it?") for signs in itertools.product((1, -1), repeat=d)),
            *((scaled @ directions(scaled)[:k].T, "Every factor is divided by its spread first, but centring only subtracts: what divides?") for scaled in (middle / f.std(0), middle / f.std(0, ddof=1), middle / np.ptp(f, axis=0))),
            (middle / np.linalg.norm(middle, axis=1, keepdims=True) @ rows[:k].T, "Each movie is brought to length 1 after centring, so the distances from the middle are lost: what divides?"),
        ] if up_to_sign(got, value, tolerance)), "")  # fmt: skip
        if not question and all(any(up_to_sign(g[:, None], w[:, None], tolerance) for w in scores.T) for g in got.T):
            question = "Each column lies along a direction of the cloud's own, but the widest do not come first: in which order does `eig`, for one, give its directions?"
        if not question and any(np.allclose(got, got.round(m), atol=1e-7) and np.allclose(got, signs * wanted, atol=0.6 * 10**-m) for m in (2, 3)):  # fmt: skip
            question = "The coordinates are rounded: show them so, but compute with all decimals. Which step rounds?"
        low, high = got.min(0), got.max(0)
        # Lengths are asked for first: on some draws the columns of movies of length 1 reach 1 too.
        if np.allclose(np.linalg.norm(got, axis=1), 1, atol=1e-4):
            question = "Each movie's coordinates are brought to length 1, so all lie on a circle: what divides?"
        elif not question and (np.allclose(high - low, 1, atol=1e-3) or np.allclose(np.abs(got).max(0), 1, atol=1e-3)):
            question = f"The columns run from {show_values(low)} to {show_values(high)}: each is brought to a range of its own, but coordinates should keep the cloud's. Which step does that?"
        if np.allclose(np.abs(got), np.abs(wanted), atol=tolerance):
            question = "The sizes are right and some signs are not: a column may be turned round as a whole, not movie by movie. What changes the signs?"
        if np.allclose(got, np.abs(wanted), atol=tolerance):
            question = "All signs are gone: a column may be turned round as a whole, not movie by movie. What takes the signs away?"
        if not question and not np.allclose(got.mean(0), 0, atol=tolerance):
            question = f"The columns have means {show_values(got.mean(0))}, not 0: is each *factor* centred over the movies first?"
        expect.fail(f"`{call}` returned {show_values(got[row])} for movie {row}, expected {show_values((signs * wanted)[row])}, in either sign.", question or "Take this movie with pencil and paper: which of your steps, centring, directions, dot products, gives something else?")  # fmt: skip

    def test_any_k(self, student: Student, rng: np.random.Generator) -> None:
        """takes any k, 2 where none is given."""
        out = self.call(student, draw_cloud(rng, 7, 4, 2), None)
        expect.shape(out, (7, 2), usually=NO_K.format("two components are"))
        n, d = 8, 4
        for k in (1, d):
            factors = draw_cloud(rng, n, d, k)
            out = self.call(student, factors, k)
            usually = "With k = 1 the result still has two dimensions: is one of them squeezed away?"
            expect.shape(out, (n, k), {(n,): usually, (n, 2): "Is `k` used, or always 2?"})
            self.judge(out.array, factors, k, out.call)
        # As many factors as the lesson has, whose widths fall as slowly: what finds directions step by step, from a start by
        # chance, is not there after a few steps.
        n, d, k = 120, 50, 2
        left, right = (np.linalg.qr(rng.normal(size=(m, d)))[0] for m in (n, d))
        widths = 10 * np.array([1, 0.84, 0.7, *np.linspace(0.65, 0.3, d - 3)])
        factors = ((left - left.mean(0)) * widths @ right.T + rng.normal(size=d)).astype(np.float32)
        out = self.call(student, factors, k)
        slow = f"With few factors it comes out right, and here are {d}: does your code look for the directions step by step, and stop too early? `pca_lowrank` and `svd_lowrank` do so; their `q` is best larger than k, and their documentation calls the result an approximation."
        self.judge(out.array, factors, k, out.call, slow)

    def test_parameter(self, student: Student, rng: np.random.Generator) -> None:
        """works on a model's parameter and leaves it as it is."""
        factors = draw_cloud(rng, 9, 4, 2).astype(np.float64)
        call = "principal_components(factors, 2)` with a float64 parameter as `factors"
        given = Given(factors, requires_grad=True, strided=True)
        value = left_alone(student, "principal_components", call, factors=given, k=2)
        self.judge(value, factors, 2, call)
