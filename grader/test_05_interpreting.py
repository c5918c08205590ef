"""Lesson 05: lowest_bias, highest_bias, cosine_to, most_similar, principal_components."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import reference

from collab.grading.box import probes
from collab.grading.box.contract import BoxError, StudentError
from collab.grading.judge import expect
from collab.grading.judge.student import Given, Handle, Student, Tensor, number, show_values

WORDS = [
    "Anchor",
    "Bridge",
    "Candle",
    "Desert",
    "Engine",
    "Forest",
    "Garden",
    "Harbour",
    "Island",
    "Journey",
    "Kitchen",
    "Lantern",
    "Meadow",
    "Night",
]


def draw_titles(rng: np.random.Generator, n: int) -> list[str]:
    """n different titles in alphabetical order, as a vocabulary has them."""
    return [f"{word} ({rng.integers(1930, 1999)})" for word in sorted(rng.permutation(WORDS)[:n].tolist())]


POSITIONS = "Positions say where the films stand in the list: which titles stand there?"
VALUES = "These are the sorted values themselves. Which operation says *where* they came from?"
NO_K = "Without `k`, {} asked for: which number stands in the exercise's `def` line?"


def list_of_titles(value: Any, k: int, call: str, usually: str = "") -> list[str]:
    """A list of k strings came back, not positions, numbers, pairs or one string; `usually` is about another length."""
    if value is None:
        expect.fail(f"`{call}` returned None, expected a list of titles.", "Is there a `return`, after the last line?")
    if isinstance(value, str):
        expect.fail(
            f"`{call}` returned the string {value!r}, expected a list of {titles(k)}.",
            "With k = 1 it is a list that holds one title: where does yours lose its list?",
        )
    if isinstance(value, Tensor):
        what = "positions" if value.dtype.startswith("int") else "numbers"
        expect.fail(
            f"`{call}` returned a tensor of {what}, {show_values(value.array)}, expected a list of {titles(k)}.",
            POSITIONS if what == "positions" else VALUES,
        )
    if not isinstance(value, list):
        kind = expect.article(value.type if isinstance(value, Handle) else type(value).__name__)
        expect.fail(f"`{call}` returned {kind}, expected a list of {titles(k)}.", "What makes a plain list of it?")
    for entry in value:
        if isinstance(entry, str):
            continue
        if isinstance(entry, tuple | list):
            kind, usually = "pairs", "Each entry holds more than a title: which part of it is the title?"
        elif isinstance(entry, int) or (isinstance(entry, Tensor) and entry.dtype.startswith("int")):
            kind, usually = "positions", POSITIONS
        else:
            kind, usually = "numbers", VALUES
        expect.fail(f"`{call}` returned a list of {kind}, expected a list of {titles(k)}.", usually)
    if len(value) != k:
        few = "One too few: does the slice `[a:b]` leave out its end, or is a film taken out after the cut to k?"
        usually = usually or (few if len(value) == k - 1 else "How many does `k` ask for?")
        expect.fail(f"`{call}` returned {titles(len(value))}, expected {k}: {value}.", usually)
    return value


def titles(k: int) -> str:
    return "1 title" if k == 1 else f"{k} titles"


def with_numbers(shown: list[str], names: list[str], numbers: np.ndarray) -> str:
    """Titles, each with the number that belongs to it."""
    of = {name: f"{round(float(number), 2) + 0:.2f}" for name, number in zip(names, numbers, strict=True)}
    return ", ".join(f"{title!r} {of.get(title, '(no such film)')}" for title in shown)


def same_titles(
    got: list[str],
    wanted: list[str],
    call: str,
    what: str,
    names: list[str],
    numbers: np.ndarray,
    mistakes: Sequence[tuple[list[str], str]] = (),
) -> None:
    """Exactly these titles in this order; else the question about a recognised mistake. `numbers` decide, one for each of
    `names`, and `what` they are."""
    if got == wanted:
        return
    question = next((text for value, text in mistakes if value == got), "")
    if not question and sorted(got) == sorted(wanted):
        question = "These are the right films in another order: which one should come first?"
    expect.fail(
        f"`{call}` returned (each film with its {what}): {with_numbers(got, names, numbers)}. Expected: {with_numbers(wanted, names, numbers)}.",
        question
        or "At the first place where the two lists differ, compare the two numbers: which film should come first?",
    )


# What an exception of Python's or torch's usually means in these functions.
RAISES = {
    r"numpy\(\) on Tensor that requires grad": "A model's parameter requires a gradient, and so does what is computed from it, but NumPy knows nothing of gradients: which torch operation does the same, or how do you get the numbers without the gradient?",
    r"same dtype|Double": "Two dtypes meet there. A new tensor, as from `torch.zeros` or `torch.ones`, is float32: which dtype does the table have?",
    r"in-place operation": "A model's parameter is to stay as it is: which operation makes a new tensor in place of writing into it?",
    r"step must be greater than zero": "A list can be reversed by `[::-1]`, a tensor cannot: how else can an order start from the other end?",
    r"only integer tensors|list indices must be": "A list takes one position at a time, not many at once: how do you go through all of them?",
    r"missing 1 required positional argument: 'k'": "No `k` was given: which value stands for it in the exercise's `def` line?",
}
K_IS_1 = {r"0-d tensor": "With k = 1 the positions have lost their dimension: does a `squeeze()` remove it?"}


@contextlib.contextmanager
def calling(call: str, hints: dict[str, str] | None = None) -> Iterator[str]:
    """An exception of the student's names this call, and not all its arguments; a usual one is explained."""
    with expect.explained(RAISES | (hints or {})):
        try:
            yield call
        except (StudentError, BoxError) as e:
            e.call = call
            raise


def ask(student: Student, name: str, args: list, call: str) -> probes.Looked:
    """Call the student's function on `args` and look at them afterwards."""
    with calling(call):
        return student.probe(probes.CallAndLook(function=name, args=args))


def left_alone(result: probes.Looked, args: list, names: list[str], call: str) -> None:
    """The function has not changed what it was given."""
    for after, before, name in zip(result.args, args, names, strict=True):
        if isinstance(before, Given) and not np.array_equal(after, before.array):
            how = "it has another shape now"
            if np.shape(after) == before.array.shape:
                first = tuple(int(i) for i in np.argwhere(after != before.array)[0])
                how = f"at {list(first)} stood {number(before.array[first])}, now {number(after[first])}"
            expect.fail(
                f"`{call}` changed `{name}` itself: {how}.",
                "Which line writes into it? `detach()` and `.data` give the same memory under another name; `-=`, `[...] =` and operations with an underscore at the end write there.",
            )
        if isinstance(before, list) and after != before:
            how = (
                "in another order"
                if len(after) == len(before)
                else f"now it has {len(after)} entries, not {len(before)}"
            )
            expect.fail(
                f"`{call}` changed the list `{name}` itself: {how}.",
                "The list belongs to the caller, who still needs it: which line changes it? `sort`, `remove` and `pop` do so in place.",
            )


# --- lowest_bias, highest_bias ---


def draw_bias(rng: np.random.Generator, n: int, lowest: bool) -> np.ndarray:
    """n different biases of both signs. The film to be found first stands at the end, the second one at position 0."""
    values = np.sort(rng.uniform(-1, 1, n)) * 0.1 + np.linspace(-0.9, 0.8, n)
    values = values if lowest else values[::-1]
    middle = rng.permutation(values[2:])
    return np.concatenate([values[1:2], middle, values[:1]]).astype(np.float32)


def told_apart(wanted: list[str], mistakes: list[tuple[list[str], str]]) -> bool:
    """Whether mistakes with different questions give different lists, all other than the right one."""
    lists = {tuple(wanted): ""}
    return all(lists.setdefault(tuple(value), question) == question for value, question in mistakes)


class Ends:
    """The checks of `lowest_bias` and of `highest_bias`, which is the same from the other end."""

    def __init__(self, lowest: bool) -> None:
        self.lowest, self.name = lowest, "lowest_bias" if lowest else "highest_bias"

    def ranked(self, bias: np.ndarray, names: list[str]) -> list[str]:
        return [names[i] for i in np.argsort(bias if self.lowest else -bias, kind="stable")]

    def some(self, function: Handle, rng: np.random.Generator) -> None:
        bias, names = draw_bias(rng, 7, self.lowest), draw_titles(rng, 7)
        with calling(f"{self.name}(bias, titles, k=3)") as call:
            value = function(bias, names, k=3)
        list_of_titles(value, 3, call)

    def order(self, function: Handle, rng: np.random.Generator) -> None:
        n, k = 9, 4
        while True:
            bias, names = draw_bias(rng, n, self.lowest), draw_titles(rng, n)
            wanted, mistakes = self.ranked(bias, names)[:k], self.mistakes(bias, names, k)
            if told_apart(wanted, mistakes):
                break
        call = f"{self.name}(bias, titles, k={k})"
        with calling(call):
            value = function(Given(bias, strided=True), names, k=k)
        got = list_of_titles(value, k, call)
        same_titles(got, wanted, call, "bias", names, bias, mistakes)

    def mistakes(self, bias: np.ndarray, names: list[str], k: int) -> list[tuple[list[str], str]]:
        """What typical mistakes return, each with the question about it."""
        ranked, n, key = self.ranked(bias, names), len(names), bias if self.lowest else -bias
        order = np.argsort(key, kind="stable")
        end, other = ("lowest", "highest") if self.lowest else ("highest", "lowest")
        small = np.argsort(np.abs(bias), kind="stable")
        by_size = "These are sorted by the size of the bias without its sign: a bias of -0.3 is lower than one of 0.1. What takes the sign away?"
        ranks = np.argsort(np.argsort(bias if self.lowest else -bias))
        return [
            (ranked[::-1][:k], f"These are the films with the {other} bias: at which end does the sorting start?"),
            (
                ranked[:k][::-1],
                f"The right films, but the {end} bias comes last in the list: what turns the order round?",
            ),
            (ranked[::-1][:k][::-1], f"These are the films with the {other} bias: which end of the order do you take?"),
            (
                ranked[1 : k + 1],
                f"The film with the very {end} bias is left out: where does your slice start, and where does it stop? (`[a:b]` leaves out b.)",
            ),
            (
                [t for t in ranked if t != names[0]][:k],
                "The first film of the list is left out, but it counts too: what leaves it out?",
            ),
            ([names[i] for i in small[:k]], by_size),
            ([names[i] for i in small[::-1][:k]], by_size),
            (
                [names[(i + 1) % n] for i in order[:k]],
                "Every title is one place further than its bias: is something added to the positions?",
            ),
            (
                [names[i - 1] for i in order[:k]],
                "Every title is one place before its bias: is something subtracted from the positions? They count from 0.",
            ),
            (
                [names[i] for i in ranks[:k]],
                "This looks like `argsort` twice: that gives each film's rank. What does a single `argsort` give?",
            ),
            (names[:k], "These are the first titles of the list: is the order of the biases used at all?"),
            (sorted(ranked[:k], reverse=True), "These are sorted by title: by what should they be?"),
        ]

    def any_k(self, function: Handle, rng: np.random.Generator) -> None:
        n = 8
        bias, names = draw_bias(rng, n, self.lowest), draw_titles(rng, n)
        end = "lowest" if self.lowest else "highest"
        call = f"{self.name}(bias, titles)"
        with calling(call):
            value = function(bias, names)
        got = list_of_titles(value, 5, call, NO_K.format("five titles are"))
        same_titles(got, self.ranked(bias, names)[:5], call, "bias", names, bias)
        call = f"{self.name}(bias, titles, k=1)"
        with calling(call, K_IS_1):
            value = function(bias, names, k=1)
        same_titles(list_of_titles(value, 1, call), self.ranked(bias, names)[:1], call, "bias", names, bias)
        # Films with equal biases: their order is free, but each has to be there once.
        bias[[1, 5]], bias[[2, 4, 6]] = bias[3], bias[2]
        call = f"{self.name}(bias, titles, k={n})` with some equal numbers in `bias"
        with calling(call):
            value = function(bias, names, k=n)
        if isinstance(value, list) and len(value) != n:
            expect.fail(
                f"`{call}` returned {len(value)} titles, expected all {n}.",
                "Films with the same bias are still different films. Is a bias used as the key of a dictionary?",
            )
        got = list_of_titles(value, n, call)
        if sorted(got) != names:
            twice = next((t for t in got if got.count(t) > 1), got[0])
            expect.fail(
                f"`{call}` returned (each film with its bias): {with_numbers(got, names, bias)}. {twice!r} is there {got.count(twice)} times, expected each film once.",
                "Films with the same bias are still different films. Is a film looked up by its bias?",
            )
        found = np.array([bias[names.index(t)] for t in got])
        if not np.array_equal(found, np.sort(bias) if self.lowest else np.sort(bias)[::-1]):
            expect.fail(
                f"`{call}` returned (each film with its bias): {with_numbers(got, names, bias)}. Expected the {end} first, and so on to the last.",
                "For fewer films, with different biases, the order is right: what changes it?",
            )

    def parameter(self, student: Student, rng: np.random.Generator) -> None:
        bias, names = draw_bias(rng, 6, self.lowest), draw_titles(rng, 6)
        args = [Given(bias.astype(np.float64), requires_grad=True, strided=True), names, 3]
        call = f"{self.name}(bias, titles, k=3)` with a float64 parameter as `bias"
        result = ask(student, self.name, args, call)
        left_alone(result, args, ["bias", "titles", "k"], call)
        same_titles(list_of_titles(result.returned, 3, call), self.ranked(bias, names)[:3], call, "bias", names, bias)


class TestLowestBias:
    exercise = "lowest_bias"
    kind = "function"

    def test_list(self, student: Student, rng: np.random.Generator) -> None:
        """returns a list of k titles."""
        Ends(lowest=True).some(student.lowest_bias, rng)

    def test_order(self, student: Student, rng: np.random.Generator) -> None:
        """puts the film with the lowest bias first."""
        Ends(lowest=True).order(student.lowest_bias, rng)

    def test_any_k(self, student: Student, rng: np.random.Generator) -> None:
        """takes any k, 5 where none is given, and keeps films of equal bias."""
        Ends(lowest=True).any_k(student.lowest_bias, rng)

    def test_parameter(self, student: Student, rng: np.random.Generator) -> None:
        """works on a model's parameter and leaves it as it is."""
        Ends(lowest=True).parameter(student, rng)


class TestHighestBias:
    exercise = "highest_bias"
    kind = "function"

    def test_list(self, student: Student, rng: np.random.Generator) -> None:
        """returns a list of k titles."""
        Ends(lowest=False).some(student.highest_bias, rng)

    def test_order(self, student: Student, rng: np.random.Generator) -> None:
        """puts the film with the highest bias first."""
        Ends(lowest=False).order(student.highest_bias, rng)

    def test_any_k(self, student: Student, rng: np.random.Generator) -> None:
        """takes any k, 5 where none is given, and keeps films of equal bias."""
        Ends(lowest=False).any_k(student.highest_bias, rng)

    def test_parameter(self, student: Student, rng: np.random.Generator) -> None:
        """works on a model's parameter and leaves it as it is."""
        Ends(lowest=False).parameter(student, rng)


# --- cosine_to, most_similar ---


def draw_factors(rng: np.random.Generator, n: int, d: int) -> np.ndarray:
    """Vectors (n, d) of lengths between 0.4 and 3, none near 1; each has a clearly positive and a clearly negative
    cosine with some other one, so that a lost sign or a forgotten length shows."""
    while True:
        directions = rng.normal(size=(n, d))
        directions /= np.linalg.norm(directions, axis=1, keepdims=True)
        others = directions @ directions.T - 2 * np.eye(n)  # a film with itself: -1, which is never the largest
        if n == 1 or ((others.max(1) > 0.3).all() and ((others + 2 * np.eye(n)).min(1) < -0.3).all()):
            break
    lengths = np.where(rng.random(n) < 0.5, rng.uniform(0.4, 0.8, n), rng.uniform(1.3, 3, n))
    return (directions * lengths[:, None]).astype(np.float32)


BY_HAND = "Take two films with pencil and paper, their dot product and their two lengths: which of your steps gives something else?"
LENGTHS = "Which two lengths belong under each dot product?"


class TestCosineTo:
    exercise = "cosine_to"
    kind = "function"

    @staticmethod
    def call(student: Student, factors: np.ndarray, index: int) -> Tensor:
        """What `cosine_to` returned, a tensor; messages name the factors by their shape."""
        with calling(f"cosine_to(factors, {index})") as call:
            value = student.cosine_to(factors, index)
        return replace(expect.tensor(value, call), call=f"{call}` with factors of shape `{factors.shape}")

    def test_shape(self, student: Student, rng: np.random.Generator) -> None:
        """returns one number for each film."""
        n, d = 7, 3
        out = self.call(student, draw_factors(rng, n, d), 2)
        expect.shape(
            out,
            (n,),
            {
                (n, n): "That is every film with every film: which of these numbers are asked for?",
                (d,): "There is one number for each factor: is the sum taken over the films, dimension 0?",
                (n, 1): "Each number sits in a row of its own: where does the dimension of size 1 come from?",
                (1, n): "All numbers sit in one row: where does the dimension of size 1 come from?",
                (n, d): "Each film still has its factors side by side: what does a dot product do after multiplying?",
                (n - 1,): "One film is missing: the film itself counts too, with cosine 1. What leaves it out?",
                (): "A single number for all films: over which dimension do you sum?",
            },
            "One number for each film is asked for: which line makes another shape of it?",
        )
        expect.floating(out)

    @pytest.mark.share(2)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """gives the cosine of the angle between the vectors."""
        n, d = 6, 4
        factors = draw_factors(rng, n, d)
        for index in (0, n - 1, int(rng.integers(1, n - 1))):
            out = self.call(student, factors, index)
            expect.shape(out, (n,))
            wanted, mistakes = reference.cosines_to(factors, index), self.mistakes(factors, index)
            if np.allclose(out.array, wanted, rtol=0.05, atol=0.01):
                mistakes.append((out.array, "Nearly right: is something added to the lengths, to be safe?"))
            if np.allclose(out.array, np.arccos(wanted.clip(-1, 1)), atol=5e-3):  # an angle near 0 is never exact
                mistakes.append((out.array, "These are angles: what is asked for, the angle or its cosine?"))
            expect.close(out.array.round(6), wanted, out.call, mistakes, BY_HAND)  # an exact 0 is not 1e-7

    @staticmethod
    def mistakes(factors: np.ndarray, index: int) -> list[tuple[np.ndarray, str]]:
        """What typical mistakes return, each with the question about it."""
        f = factors.astype(np.float64)
        dots, lengths = f @ f[index], np.linalg.norm(f, axis=1)
        cosines, distances = dots / (lengths * lengths[index]), np.linalg.norm(f - f[index], axis=1)
        columns = f / np.linalg.norm(f, axis=0)
        without = np.where(np.arange(len(f)) == index, np.nan, cosines)
        centred = f - f.mean(1, keepdims=True)
        middle = f - f.mean(0)
        sums = np.abs(f).sum(1)
        own = "The film's cosine with itself is 1, and this function should say so: leaving the film out is a later step. Which line takes it out?"
        return [
            (dots, f"These are the dot products: the lengths are still in them. {LENGTHS}"),
            (dots / lengths, "Only one of the two lengths is divided out: what about the length of film `index`?"),
            (dots / lengths[index], "Only the length of film `index` is divided out: what about each film's own?"),
            (
                dots / lengths[index] ** 2,
                f"The length of film `index` is divided out twice, the other films' never. {LENGTHS}",
            ),
            (dots / lengths**2, f"Each film's own length is divided out twice, that of film `index` never. {LENGTHS}"),
            (dots / (lengths * lengths[index]) ** 2, "The lengths are squared: is a square root missing?"),
            (dots / (lengths + lengths[index]), "The two lengths are added: what does the formula do with them?"),
            (
                dots / (sums * sums[index]),
                "The lengths are sums of absolute values: how does the lesson define the length |f|?",
            ),
            (
                dots / np.linalg.norm(f),
                "All films are divided by one and the same length, that of the whole table: along which dimension has each film its own?",
            ),
            (
                dots / np.linalg.norm(f) ** 2,
                "All films are divided by the length of the whole table: along which dimension has each film its own?",
            ),
            (
                dots / (lengths * np.linalg.norm(f)),
                "The length of film `index` is taken over the whole table: which row is this film's?",
            ),
            (
                dots / (np.linalg.norm(f) * lengths[index]),
                "All films are divided by the length of the whole table: along which dimension has each film its own?",
            ),
            (
                distances,
                "These are distances: a long and a short vector in the same direction would be far apart. What does the cosine do with their lengths?",
            ),
            (-distances, "These are distances with a minus sign: what does the cosine do with the lengths?"),
            (1 - cosines, "This is 1 minus the cosine: what should the film have with itself?"),
            (-cosines, "The sign is turned round: what should the film have with itself?"),
            (np.abs(cosines), "The sign is gone: opposite directions have a negative cosine. What takes it away?"),
            (cosines**2, "These are squared cosines: what squares them?"),
            (columns @ columns[index], "The columns are scaled to length 1: is a film's vector a column or a row?"),
            (
                (centred @ centred[index]) / np.linalg.norm(centred, axis=1) / np.linalg.norm(centred, axis=1)[index],
                "Each film's mean is subtracted from its factors first: that is a correlation, not a cosine. Does the formula subtract anything?",
            ),
            (
                (middle @ middle[index]) / np.linalg.norm(middle, axis=1) / np.linalg.norm(middle, axis=1)[index],
                "The mean over the films is subtracted first: the angle is then at another point than the origin. Does the formula subtract anything?",
            ),
            (np.where(np.isnan(without), 0, without), own),
            (np.where(np.isnan(without), -1, without), own),
            (np.where(np.isnan(without), -np.inf, without), own),
            (np.sort(cosines)[::-1], "The cosines are sorted, but entry j should belong to film j: what sorts them?"),
        ]

    def test_lengths(self, student: Student, rng: np.random.Generator) -> None:
        """does not depend on how long the vectors are."""
        n, d = 5, 3
        factors = draw_factors(rng, n, d)
        factors *= np.array([0.05, 1, 40, 0.05, 1], dtype=np.float32)[:, None] / np.linalg.norm(
            factors, axis=1, keepdims=True
        )
        out = self.call(student, factors, 3)
        expect.shape(out, (n,))
        expect.close(
            out.array,
            reference.cosines_to(factors.astype(np.float64), 3),
            "cosine_to(factors, 3)` with vectors of length 0.05 at positions `0` and `3",
            atol=2e-3,
            usually="Is something added to the lengths, or are short ones lifted, to be safe? Films with few ratings are that short.",
        )

    def test_one_film(self, student: Student, rng: np.random.Generator) -> None:
        """keeps its shape for a table of one film."""
        out = self.call(student, draw_factors(rng, 1, 4), 0)
        expect.shape(out, (1,), {(): "Does a `squeeze()` without a dimension also remove the films, if there is one?"})
        expect.close(out.array, [1.0], out.call, usually="What is the cosine of a film with itself? " + LENGTHS)

    def test_parameter(self, student: Student, rng: np.random.Generator) -> None:
        """works on a model's parameter and leaves it as it is."""
        factors = draw_factors(rng, 6, 3).astype(np.float64)
        args = [Given(factors, requires_grad=True, strided=True), 4]
        call = "cosine_to(factors, 4)` with a float64 parameter as `factors"
        result = ask(student, "cosine_to", args, call)
        left_alone(result, args, ["factors", "index"], call)
        usually = "From a plain float32 tensor it comes out right: what does your function do with the dtype, or with a parameter?"
        expect.close(result.returned, reference.cosines_to(factors, 4), call, usually=usually)


class TestMostSimilar:
    exercise = "most_similar"
    kind = "function"
    N, D = 8, 3

    def draw(self, rng: np.random.Generator, index: int, k: int) -> tuple[np.ndarray, list[str]]:
        """Films such that, asked for film `index`, each mistake gives another list. No near ties, and k films of positive
        cosine, unless k is all films."""
        while True:
            factors, names = draw_factors(rng, self.N, self.D), draw_titles(rng, self.N)
            cosines = reference.cosines_to(factors, index)
            apart = told_apart(self.ranked(cosines, names, index)[:k], self.mistakes(factors, names, index, k))
            enough = k == self.N - 1 or (cosines > 0.05).sum() > k  # the film itself is one of them
            if apart and enough and (np.diff(np.sort(cosines)) > 0.01).all():
                return factors, names

    @staticmethod
    def ranked(similarity: np.ndarray, names: list[str], index: int) -> list[str]:
        return [names[i] for i in np.argsort(-similarity, kind="stable") if i != index]

    def mistakes(self, factors: np.ndarray, names: list[str], index: int, k: int) -> list[tuple[list[str], str]]:
        """What typical mistakes return, each with the question about it."""
        f = factors.astype(np.float64)
        cosines, dots = reference.cosines_to(f, index), f @ f[index]
        ranked = self.ranked(cosines, names, index)
        columns = f / np.linalg.norm(f, axis=0)
        distances = np.linalg.norm(f - f[index], axis=1)
        long = (
            "These are the films with the largest dot products, where long vectors win: what divides the lengths out?"
        )
        by_distance = "These are the nearest by distance: does the length of a vector count in a cosine?"
        with_self = [names[i] for i in np.argsort(-cosines, kind="stable")]
        return [
            (
                with_self[:k],
                f"{names[index]!r} itself is among the films similar to it: which line should leave it out?",
            ),
            (
                self.ranked(-cosines, names, index)[:k],
                "These are the least similar films: at which end does the sorting start?",
            ),
            (with_self[::-1][:k], "These are the least similar films: at which end does the sorting start?"),
            (
                self.ranked(dots, names, index)[:k],
                long,
            ),
            (
                [names[i] for i in np.argsort(-dots, kind="stable")][:k],
                long,
            ),
            (self.ranked(-distances, names, index)[:k], by_distance),
            ([names[i] for i in np.argsort(distances, kind="stable")][:k], by_distance),
            (
                self.ranked(distances, names, index)[:k],
                "These are the films farthest away: what should the order go by, and from which end?",
            ),
            (self.ranked(np.abs(cosines), names, index)[:k], "Opposite films come out as similar: is the sign lost?"),
            (
                self.ranked(columns @ columns[index], names, index)[:k],
                "The columns are scaled to length 1: is a film's vector a column or a row?",
            ),
            (
                self.ranked(dots / np.linalg.norm(f, axis=1) ** 2, names, index)[:k],
                f"Each dot product is divided by the square of one length. {LENGTHS}",
            ),
            (ranked[1 : k + 1], "The most similar film is left out too. Is the film itself dropped twice?"),
        ]

    def test_list(self, student: Student, rng: np.random.Generator) -> None:
        """returns a list of k titles, one where no k is given."""
        factors, names = draw_factors(rng, self.N, self.D), draw_titles(rng, self.N)
        name = names[2]
        with calling(f"most_similar(factors, titles, {name!r}, k=3)") as call:
            value = student.most_similar(factors, names, name, k=3)
        list_of_titles(value, 3, call)
        with calling(f"most_similar(factors, titles, {name!r})") as call:
            value = student.most_similar(factors, names, name)
        list_of_titles(value, 1, call, NO_K.format("one title is"))

    @pytest.mark.share(2)
    def test_order(self, student: Student, rng: np.random.Generator) -> None:
        """puts the films with the highest cosines first."""
        k = 3
        for index in (3, 0, self.N - 1):
            factors, names = self.draw(rng, index, k)
            cosines = reference.cosines_to(factors, index)
            call = f"most_similar(factors, titles, {names[index]!r}, k={k})"
            with calling(call):
                value = student.most_similar(Given(factors, strided=True), names, names[index], k=k)
            got = list_of_titles(value, k, call)
            wanted = self.ranked(cosines, names, index)[:k]
            own = [] if got == wanted else self.by_own_cosine(student, factors, names, index, k)
            same_titles(got, wanted, call, "cosine", names, cosines, [*own, *self.mistakes(factors, names, index, k)])

    def by_own_cosine(
        self, student: Student, factors: np.ndarray, names: list[str], index: int, k: int
    ) -> list[tuple[list[str], str]]:
        """What follows from the student's own `cosine_to`, if that is wrong: then the mistake is there."""
        try:
            own = student.cosine_to(factors, index)
        except StudentError:
            return []
        if not isinstance(own, Tensor) or own.shape != (len(names),):
            return []
        if np.allclose(own.array, reference.cosines_to(factors, index), atol=1e-4):
            return []
        order = self.ranked(own.array, names, index)
        return [
            (order[:k], "That follows from your `cosine_to`, whose values are wrong: make its own check pass first.")
        ]

    @pytest.mark.share(2)
    def test_not_itself(self, student: Student, rng: np.random.Generator) -> None:
        """never returns the film itself."""
        k = self.N - 1
        for index in (0, self.N - 2):
            factors, names = self.draw(rng, index, k)
            call = f"most_similar(factors, titles, {names[index]!r}, k={k})` with {self.N} films in `factors"
            with calling(call):
                value = student.most_similar(factors, names, names[index], k=k)
            got = list_of_titles(value, k, call)
            cosines = reference.cosines_to(factors, index)
            usually = "Where does your order put the film itself, if some cosines are negative?"
            self.refuse_itself(got, names[index], call, usually, names, cosines)
            same_titles(got, self.ranked(cosines, names, index), call, "cosine", names, cosines)
        # Three films in exactly the same direction: their cosines with each other are 1, like that of a film with itself.
        places = sorted(rng.permutation(self.N)[:3].tolist())
        factors[places[1:]] = factors[places[0]] * np.array([[2], [0.5]], dtype=np.float32)
        alike = [names[i] for i in places]
        for name in alike:
            call = (
                f"most_similar(factors, titles, {name!r})` with other films of exactly the same direction in `factors"
            )
            with calling(call):
                value = student.most_similar(factors, names, name)
            got = list_of_titles(value, 1, call)
            cosines = reference.cosines_to(factors, places[0])  # the same to each of the three
            usually = "Is the first of the order dropped? A film with the same cosine may stand before it."
            self.refuse_itself(got, name, call, usually, names, cosines)
            if got[0] not in alike:
                expect.fail(
                    f"`{call}` returned {got}, expected one of {[t for t in alike if t != name]}.",
                    "Is every film with a cosine of 1 left out? Only the film itself should be.",
                )

    @staticmethod
    def refuse_itself(
        got: list[str], name: str, call: str, usually: str, names: list[str], cosines: np.ndarray
    ) -> None:
        if name in got:
            shown = with_numbers(got, names, cosines)
            expect.fail(
                f"`{call}` returned (each film with its cosine): {shown}. Expected a list without {name!r} itself.",
                usually,
            )

    def test_parameter(self, student: Student, rng: np.random.Generator) -> None:
        """works on a model's parameter and leaves it and the titles as they are."""
        factors, names = self.draw(rng, 3, 2)
        args = [Given(factors, requires_grad=True), names, names[3], 2]
        call = f"most_similar(factors, titles, {names[3]!r}, k=2)` with a parameter as `factors"
        result = ask(student, "most_similar", args, call)
        left_alone(result, args, ["factors", "titles", "title", "k"], call)
        cosines = reference.cosines_to(factors, 3)
        wanted = self.ranked(cosines, names, 3)[:2]
        same_titles(list_of_titles(result.returned, 2, call), wanted, call, "cosine", names, cosines)


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


class TestPrincipalComponents:
    exercise = "principal_components"
    kind = "function"

    @staticmethod
    def call(student: Student, factors: np.ndarray, k: int | None) -> Tensor:
        """What `principal_components` returned, a tensor; messages name the factors by their shape."""
        given = {} if k is None else {"k": k}
        with calling(f"principal_components(factors{'' if k is None else f', k={k}'})") as call:
            value = student.principal_components(Given(factors, strided=True), **given)
        return replace(expect.tensor(value, call), call=f"{call}` with factors of shape `{factors.shape}")

    def test_shape(self, student: Student, rng: np.random.Generator) -> None:
        """returns k numbers for each film."""
        n, d, k = 9, 5, 3
        out = self.call(student, draw_cloud(rng, n, d, k), k)
        expect.shape(
            out,
            (n, k),
            {
                (d, k): "That is one row for each factor, as the directions have: where do the films lie along them?",
                (k, d): "These are k directions: where do the films lie along them?",
                (k, n): "Films are the rows of the result: are the two dimensions swapped?",
                (n, d): "All d coordinates are there: along how many directions are they asked for?",
                (d, d): "That is one row for each factor: where do the films lie along these directions?",
                (n, n): "That is every film with every film: where do the directions come in?",
                (k,): "One number for each direction, as `S` has them: where do the films lie along the directions?",
            },
            "One row for each film, one column for each direction: which line makes another shape of it?",
        )
        expect.floating(out)

    @pytest.mark.share(3)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """gives the centred coordinates along the widest directions."""
        for n, d, k in ((11, 5, 2), (8, 4, 3)):
            factors = draw_cloud(rng, n, d, k)
            out = self.call(student, factors, k)
            expect.shape(out, (n, k))
            self.judge(out.array, factors, k, out.call)

    def judge(self, values: Any, factors: np.ndarray, k: int, call: str) -> None:
        """The values are right up to the sign of each column; else what the first wrong film got, and why."""
        got, f = np.asarray(values, dtype=np.float64), factors.astype(np.float64)
        wanted = reference.principal_components(f, k)
        tolerance = 1e-3 * float(np.abs(wanted).max())
        if up_to_sign(got, wanted, tolerance):
            return
        signs = np.where((got * wanted).sum(0) < 0, -1, 1)
        row = int(np.abs(got - signs * wanted).max(1).argmax())
        question = next((text for value, text in self.mistakes(f, k) if up_to_sign(got, value, tolerance)), "")
        if np.allclose(got, np.abs(wanted), atol=tolerance):
            question = "All signs are gone: a column may be turned round as a whole, not film by film. What takes the signs away?"
        if not question and not np.allclose(got.mean(0), 0, atol=tolerance):
            question = f"The columns have means {show_values(got.mean(0))}, not 0: is each *factor* centred over the films first?"
        expect.fail(
            f"`{call}` returned {show_values(got[row])} for film {row}, expected {show_values((signs * wanted)[row])}, in either sign.",
            question
            or "Take this film with pencil and paper: which of your steps, centring, directions, dot products, gives something else?",
        )

    @staticmethod
    def mistakes(f: np.ndarray, k: int) -> list[tuple[np.ndarray, str]]:
        """What typical mistakes return, each with the question about it."""
        n, d = f.shape
        middle = f - f.mean(0)
        left, widths, rows = np.linalg.svd(middle, full_matrices=False)
        scores = left * widths
        even = "Every column has the same spread, but coordinates should keep the cloud's own: what divides it away?"
        small = f"Every coordinate is √{{}} times too small, with {n} films: what do you divide by, and does a coordinate need it?"
        raw, whole, films = directions(f), f - f.mean(), f - f.mean(1, keepdims=True)
        found = [
            (
                f @ raw[:k].T,
                "Nothing is centred: the first direction then points to the middle of the cloud. What should be subtracted first?",
            ),
            (
                middle @ raw[:k].T,
                "The directions come from the table before centring, the coordinates from after it: which of the two tables should both come from?",
            ),
            (
                f @ rows[:k].T,
                "The directions are right, but the films are not centred before you multiply: which table do you multiply?",
            ),
            (
                whole @ directions(whole)[:k].T,
                "One number, the mean of the whole table, is subtracted, but every factor has a mean of its own: over which dimension is it taken?",
            ),
            (
                films @ directions(films)[:k].T,
                "The mean of each film's factors is subtracted, but centring means that each *factor* has mean 0 over the films: over which dimension is the mean taken?",
            ),
            (
                left[:, :k],
                "These columns all have length 1, so the spread along each direction is lost: are they `U`, which the lesson leaves?",
            ),
            (left[:, :k] * np.sqrt(n - 1), even),
            (left[:, :k] * np.sqrt(n), even),
            (scores[:, :k] / np.sqrt(n - 1), small.format(n - 1)),
            (scores[:, :k] / np.sqrt(n), small.format(n)),
            (
                scores[:, :k] * widths[:k],
                "Each column is multiplied by how far the cloud reaches along its direction, the lesson's `S`. The dot products with a direction spread that far by themselves: does a coordinate need the factor?",
            ),
            (scores[:, :k][:, ::-1], "The right directions, but the widest comes last: which end should come first?"),
            (scores[:, ::-1][:, :k], "These are the narrowest directions: are the eigenvalues in ascending order?"),
            (scores[:, d - k :], "These are the narrowest directions: at which end are the widest?"),
            (
                middle[:, :k],
                "These are the first factors, centred: a single factor is not a direction of spread. Where do the directions come in?",
            ),
            (f[:, :k], "These are simply the first factors: where do the directions come in?"),
        ]
        for signs in itertools.product((1, -1), repeat=d):  # each row of Vh may come in either sign
            columns = (rows * np.array(signs)[:, None])[:, :k]
            found.append((middle @ columns, "The columns of `Vh` are used: is a direction a column or a row of it?"))
        for ddof in (0, 1):
            scaled = middle / f.std(0, ddof=ddof)
            found.append(
                (
                    scaled @ directions(scaled)[:k].T,
                    "Every factor is divided by its spread first, but centring only subtracts: what divides?",
                )
            )
        return found

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

    def test_parameter(self, student: Student, rng: np.random.Generator) -> None:
        """works on a model's parameter and leaves it as it is."""
        factors = draw_cloud(rng, 9, 4, 2).astype(np.float64)
        args = [Given(factors, requires_grad=True, strided=True), 2]
        call = "principal_components(factors, 2)` with a float64 parameter as `factors"
        result = ask(student, "principal_components", args, call)
        left_alone(result, args, ["factors", "k"], call)
        self.judge(result.returned, factors, 2, call)
