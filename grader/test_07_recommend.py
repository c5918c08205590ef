"""Lesson 07: recommend, precision_at_k, recall_at_k, ndcg_at_k, bpr_loss.

Tables of mistakes and rules keep one row a line, each value with its question: hence `fmt: skip`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import candidates_ndcg_at_k as candidates
import numpy as np
import pytest
import reference

from collab.grading.box import probes
from collab.grading.box.contract import StudentError
from collab.grading.judge import expect
from collab.grading.judge.student import Column, Given, Handle, Student, Tensor, number
from collab.grading.judge.trials import Trials

Lists = Sequence[tuple[list[int], str]]  # positions that a typical mistake gives, and the question about it

NO_K = "Without `k`, ten are asked for: which number stands in the exercise's `def` line?"
ALWAYS_TEN = "Is `k` used, or always 10?"
ENTRIES = "A tensor's entries are tensors themselves: which method makes a plain list of it?"

# What an exception of Python's or torch's usually means in these functions.
RAISES = {
    r"numpy\(\) on Tensor": "NumPy takes tensors without a gradient only: where does this one come from?",
    r"selected index k out of range": "More are asked for than there are scores: what becomes of `topk` then?",
    r"tensors used as indices must be|only integer tensors": "With an empty `seen`, or after a conversion, the index is no longer of whole numbers: which line changes its dtype?",
    r"not subscriptable|unhashable": "`recommended` is a list and `relevant` is a set, which has no order and no positions: which of the two do you index?",
    r"missing 1 required positional argument: 'k'": "No `k` was given: which value stands for it in the exercise's `def` line?",
    r"division by zero": "What do you divide by, and can it be 0 here?",
}  # fmt: skip


# --- recommend ---
def draw_scores(rng: np.random.Generator, n: int, low: float = -3.0) -> np.ndarray:
    """n scores at clear distances, some below 0, in random order; the lowest stands at 0, for '#na#'."""
    values = np.linspace(low, low + 6, n) + rng.uniform(-1, 1, n) / n
    return np.concatenate([values[:1], rng.permutation(values[1:])]).astype(np.float32)


def ranked(scores: np.ndarray) -> list[int]:
    return [int(i) for i in np.argsort(-scores, kind="stable")]


def with_scores(shown: list[int], scores: np.ndarray) -> str:
    """Positions, each with its score."""
    named = [f"{i} ({number(scores[i])})" if 0 <= i < len(scores) else f"{i} (no such movie)" for i in shown]
    return f"[{', '.join(named)}]"


@dataclass(frozen=True)
class Asked:
    """One call of `recommend`; `k` None leaves it to the default."""

    scores: np.ndarray
    seen: list[int]
    k: int | None = None
    note: str = ""  # of what is special in the scores

    @property
    def call(self) -> str:
        k = "" if self.k is None else f", k={self.k}"
        return f"recommend(scores, seen={self.seen}{k})` with {len(self.scores)} numbers{self.note} in `scores"

    @property
    def right(self) -> list[int]:
        return reference.recommend(self.scores, self.seen, 10 if self.k is None else self.k)


def left_out(got: list[int], asked: Asked) -> list[int]:
    """What is missing from a list that is the right one besides."""
    missing = [i for i in asked.right if i not in set(got)]
    order = [i for i in ranked(asked.scores) if i not in {0, *asked.seen, *missing}]
    return missing if got and len(got) == len(asked.right) and got == order[: len(got)] else []


KEPT = "It does not stand in `seen`: does the function keep something from an earlier call, in a default argument or in a name outside of it?"


class TestRecommend:
    exercise = "recommend"
    kind = "function"
    FIRST_SEEN = 4  # in the first call of all

    @staticmethod
    def ask(student: Student, asked: Asked, dtype: str = "f4") -> list[int]:
        """The list of whole numbers that came back."""
        seen = np.array(asked.seen, dtype=np.int64)
        args = [Given(asked.scores.astype(dtype), strided=dtype == "f8"), seen]
        with expect.calling(asked.call, RAISES):
            value = student.recommend(*args) if asked.k is None else student.recommend(*args, k=asked.k)
        return TestRecommend.whole(value, asked.call)

    @staticmethod
    def whole(value: Any, call: str) -> list[int]:
        wanted = "expected a list of whole numbers"
        if isinstance(value, Tensor):
            expect.fail(f"`{call}` returned a tensor of shape `{value.shape}`, {wanted}.", "A tensor can become a plain list by one of its methods: which?")  # fmt: skip
        kind = expect.article(value.type if isinstance(value, Handle) else type(value).__name__)
        expect.rules(
            (value is None, f"`{call}` returned None, {wanted}.", "Is there a `return`, after the last line?"),
            (not isinstance(value, list), f"`{call}` returned {kind}, {wanted}.", "What makes a plain list of it, in order?"),
        )  # fmt: skip
        for entry in value:
            usually = (
                ENTRIES
                if isinstance(entry, Tensor)
                else "An entry says where the movie stands in `scores`: what stands in yours?"
            )
            kind = "tensor" if isinstance(entry, Tensor) else type(entry).__name__
            expect.rules((type(entry) is not int, f"`{call}` returned a list with {expect.article(kind)} in it, {wanted}.", usually))  # fmt: skip
        return list(value)

    @staticmethod
    def same(got: list[int], asked: Asked, mistakes: Lists, otherwise: str) -> None:
        """Fails with the question of a known mistake; else, where movies are missing, what may have left them out."""
        if got == asked.right:
            return
        usually = next((question for value, question in mistakes if value == got), "")
        besides = left_out(got, asked)
        if besides:
            usually = usually or f"Movie {besides[0]} is left out. {KEPT}"
        came, should = with_scores(got, asked.scores), with_scores(asked.right, asked.scores)
        twice = next((i for i in got if got.count(i) > 1), None)
        if twice is not None:
            usually = usually or f"Movie {twice} is in the list {got.count(twice)} times: where does it come in again?"
        expect.fail(f"`{asked.call}` returned (each movie with its score) {came}, expected {should}.", usually or otherwise)  # fmt: skip

    def test_list(self, student: Student, rng: np.random.Generator) -> None:
        """returns a list of whole numbers."""
        self.ask(student, Asked(draw_scores(rng, 9), [self.FIRST_SEEN], 3))

    @pytest.mark.share(3)
    def test_order(self, student: Student, rng: np.random.Generator) -> None:
        """puts the movie with the highest score first."""
        k = 4
        while True:
            asked = Asked(draw_scores(rng, 11), [], k)
            mistakes = self.orders(asked.scores, k)
            lists = {tuple(asked.right): ""}
            # The movie that was in `seen` a moment ago is the third: whoever has not forgotten it leaves it out.
            if asked.right[2] == self.FIRST_SEEN and all(lists.setdefault(tuple(v), q) == q for v, q in mistakes):
                break
        self.same(self.ask(student, asked), asked, mistakes, "At the first place where the two lists differ, compare the two scores: which movie should come first?")  # fmt: skip
        # Partitioning few sorts them by the way: with these many before the cut, some are not sorted.
        many = Asked(draw_scores(rng, 700, low=70.5), [], 600)
        got = self.ask(student, many)
        first = next((i for i, (one, other) in enumerate(zip(got, many.right, strict=False)) if one != other), None)
        besides = left_out(got, many)
        if besides:
            expect.fail(f"`{many.call}` left out movie {besides[0]}, expected none to be left out but '#na#'.", KEPT)
        if first is not None:
            expect.fail(f"`{many.call}` has {got[first]} at position {first}, expected {many.right[first]}.", "With few movies it comes out right: does a step find the best ones and leave them unsorted?")  # fmt: skip

    @staticmethod
    def orders(scores: np.ndarray, k: int) -> Lists:
        best = ranked(scores)
        real = [i for i in best if i]
        return [
            (best[::-1][:k], "These have the lowest scores: at which end does the sorting start?"),
            (real[::-1][:k], "These have the lowest scores: at which end does the sorting start?"),
            (best[:k][::-1], "The right movies, but the best comes last: what turns the order round?"),
            (sorted(best[:k]), "The right movies, sorted by position: by what should they be sorted?"),
            (best[1 : k + 1], "The very best is left out: where does your slice start?"),
            ([i - 1 for i in best[:k]], "Each is one position too low: if you cut '#na#' off, the positions have moved."),
            ([i + 1 for i in best[:k]], "Each is one position too high: is something added to the positions?"),
            ([int(i) for i in np.argsort(np.argsort(-scores))[:k]], "This looks like `argsort` twice, which gives each movie's rank: what does a single one give?"),
            ([i for i in ranked(np.abs(scores)) if i][:k], "These are sorted by size without the sign: a score of -3 is lower than one of 1. What takes the sign away?"),
            (best[: k - 1], "One too few: does the slice `[a:b]` leave out its end?"),
            (best[: k + 1], "One too many: where does the cut to k stand?"),
            (real, "These are all of them: what cuts the list to k?"),
        ]  # fmt: skip

    @pytest.mark.share(2)
    def test_seen(self, student: Student, rng: np.random.Generator) -> None:
        """leaves out what was seen, and still returns k."""
        scores = draw_scores(rng, 13, low=0.5)
        best = ranked(scores)
        seen = [best[i] for i in (6, 1, 0, 3, 1)]  # among the best, out of order, one of them twice
        asked, k = Asked(scores, seen, 4), 4
        got = self.ask(student, asked)
        unseen = [i for i in best[:k] if i not in seen]
        once = [i for i in best if i not in (seen[0], seen[-1])]
        places = [i for i in best if i not in range(len(seen))]
        self.refuse_seen(got, asked)
        self.same(got, asked, [
            (unseen, "The best 4 were taken first and the seen ones thrown out afterwards, so too few are left: which of the two belongs first?"),
            (once[:k], "Is only a part of `seen` left out?"),
            (places[:k], "The first positions are left out, not those that stand in `seen`: what does a loop over `range(len(seen))` give?"),
            ([i for i in best if i not in set(seen)][len(seen) : len(seen) + k], "Good movies are missing that were not seen: are the seen ones subtracted twice, by name and by number?"),
        ], "Some movie is missing that was not seen: what removes it?")  # fmt: skip
        # All scores are negative, so that a 0, or a small negative number, in the place of a seen one's is the highest.
        low = Asked(draw_scores(rng, 12, low=-200_000.0), [3, 8, 5], 6, ", all below -190,000,")
        got = self.ask(student, low)
        expect.rules((set(got) & set(low.seen), f"`{low.call}` recommends {with_scores([i for i in got if i in low.seen], low.scores)}, expected no movie of `seen`.", "With higher scores they are left out. Which score do you give to a seen movie, and which is below every other?"))  # fmt: skip
        expect.rules((0 in got, f"`{low.call}` recommends movie 0, expected none that is called '#na#'.", "With higher scores it is left out. Which score do you give to it, and which is below every other?"))  # fmt: skip
        self.same(got, low, [], "With higher scores it comes out right: what do you do that depends on their size?")
        # Whoever looks only so far down the order finds too few, or none.
        scores = draw_scores(rng, 700)
        best = [i for i in ranked(scores) if i]
        long = Asked(scores, [int(i) for i in rng.permutation(best[:350])], 4)
        call, got = "recommend(scores, seen, k=4)` with the best 350 of 700 movies in `seen", self.ask(student, long)
        if got != long.right:
            expect.fail(f"`{call}` returned {got}, expected {long.right}.", "With few in `seen` it comes out right: how far down the order does your code look, and how many of those may be seen?")  # fmt: skip

    @staticmethod
    def refuse_seen(got: list[int], asked: Asked) -> None:
        wrong = [i for i in got if i in asked.seen]
        usually = "Which step leaves the seen ones out?"
        best = set(ranked(asked.scores)[: asked.k or 10]) & set(asked.seen)
        if best and best <= set(got):
            usually = "Which step leaves the seen ones out? None of them is. (An entry of a tensor in a set equals no other, whatever its number.)"
        if wrong and {i for i in got if asked.seen.count(i) == 1} == set():
            usually = (
                "It stands in `seen` twice: is it taken out once for each time, and so put back, or counted wrongly?"
            )
        expect.rules((wrong, f"`{asked.call}` recommends {with_scores(wrong, asked.scores)}, expected no movie of `seen`.", usually))  # fmt: skip

    def test_unknown(self, student: Student, rng: np.random.Generator) -> None:
        """never recommends '#na#', the movie at position 0."""
        scores = draw_scores(rng, 10)
        scores[0] = 7.0
        for seen in ([2, 6], [0, 5], []):
            asked = Asked(scores, seen, 3)
            got = self.ask(student, asked)
            expect.rules((0 in got, f"`{asked.call}` recommends movie 0, expected none that is called '#na#'.", "A model has a row for '#na#', so it has a score: who leaves it out?"))  # fmt: skip
            self.same(got, asked, [(asked.right[:2], "One too few: is '#na#' left out before the cut to k, or after?")], "Without '#na#', which movies are the best three?")  # fmt: skip

    def test_few_left(self, student: Student, rng: np.random.Generator) -> None:
        """returns fewer where fewer are left."""
        scores = draw_scores(rng, 8)
        best = [i for i in ranked(scores) if i]
        # Some stand in `seen` twice, or '#na#' does.
        for left, more in ((2, [best[4], best[4]]), (2, [0, best[3]]), (0, [])):
            seen = [int(i) for i in rng.permutation([*best[left:], *more])]
            asked = Asked(scores, seen, 5)
            got = self.ask(student, asked)
            expect.rules(
                (set(got) & {0, *seen}, f"`{asked.call}` returned {got}, expected {asked.right}: {'only two are' if left else 'nothing is'} left.", "A score below all others puts a movie at the end of the order, and with few left the end is reached: what else leaves it out?"),
            )  # fmt: skip
            counted = [(asked.right[:n], "Fewer came than are left. Who counts them: is a movie that stands in `seen` twice counted twice, or '#na#', if it stands there?") for n in range(len(asked.right))]  # fmt: skip
            self.same(got, asked, counted, "How many are left that were not seen?")
        # The lowest score is that of a movie like any other; here it is 0, as a count can be.
        lowest = scores - scores[best[-1]]
        lowest[0] = lowest[best[2]] + np.float32(0.01)
        asked = Asked(lowest, [best[1]], 50)
        self.same(self.ask(student, asked), asked, [
            (asked.right[:-1], "The movie with the lowest score is missing, which is 0 here: by which score does your code tell what was seen, and can another movie have it?"),
        ], "More are asked for than there are: all that are left, in order.")  # fmt: skip
        asked = Asked(scores, [best[1]], 50)
        self.same(self.ask(student, asked), asked, [(asked.right[:10], "Only ten: is `k` used?")], "More are asked for than there are: all that are left, in order.")  # fmt: skip

    def test_k(self, student: Student, rng: np.random.Generator) -> None:
        """takes any k, 10 where none is given, and any float scores."""
        scores = draw_scores(rng, 17)
        best = ranked(scores)
        asked = Asked(scores, [best[2]])
        got = self.ask(student, asked)
        expect.rules((len(got) != 10, f"`{asked.call}` returned {len(got)} movies, expected 10.", NO_K))
        self.same(got, asked, [], NO_K)
        for k in (1, 12):
            asked = Asked(scores, [best[0]], k)
            self.same(self.ask(student, asked, "f8"), asked, [(asked.right[:10], ALWAYS_TEN), (asked.right[:5], "Is `k` used?")], f"k is {k} here, and `scores` float64: what is different?")  # fmt: skip
        # Equal scores: any order, but each movie once.
        scores[[1, 5, 9, 12]] = scores.max() + 1
        asked = Asked(scores, [9], 3, ", four of them equal,")
        got = self.ask(student, asked)
        expect.rules((sorted(got) != [1, 5, 12], f"`{asked.call}` returned {with_scores(got, scores)}, expected the movies 1, 5 and 12 in any order.", "Movies with equal scores are still different movies: is a movie looked up by its score?"))  # fmt: skip

    def test_left_alone(self, student: Student, rng: np.random.Generator) -> None:
        """leaves `scores` and `seen` as they are."""
        scores = draw_scores(rng, 9)
        call = "recommend(scores, seen, k)"
        value = expect.left_alone(student, "recommend", call, RAISES, scores=scores, seen=np.array([2, 7]), k=3)
        self.same(self.whole(value, call), Asked(scores, [2, 7], 3), [], "Called once more it is no longer right: what does your function keep?")  # fmt: skip


# --- precision_at_k, recall_at_k, ndcg_at_k ---
@dataclass(frozen=True)
class Case:
    """One list and what would have been right."""

    recommended: list[int]
    relevant: list[int]
    k: int

    @property
    def hits(self) -> np.ndarray:
        """For each place in the list, beyond k too, whether it is relevant: 0 or 1."""
        return np.array([float(movie in self.relevant) for movie in self.recommended])

    def args(self) -> list[Any]:
        return [self.recommended, Column(self.relevant, "set")]


def draw_case(rng: np.random.Generator, k: int, length: int, places: Sequence[int], missed: int) -> Case:
    """A list of so many movies with hits at these places; `missed` more would have been right."""
    ids = [int(i) for i in rng.permutation(np.arange(1, 4_000))[: length + missed]]
    listed, relevant = ids[:length], [ids[p] for p in places] + ids[length:]
    return Case(listed, [int(i) for i in rng.permutation(relevant)] if relevant else [], k)


class Measure:
    """The checks of the three measures. Each lists them once more, in order: the judge asks a suite's class for its own only."""

    exercise: str
    kind = "function"

    def right(self, case: Case) -> float:
        value: float = getattr(reference, self.exercise)(case.recommended, set(case.relevant), case.k)
        return value

    def mistakes(self, case: Case) -> list[tuple[float, str]]:
        raise NotImplementedError

    def question(self, case: Case) -> str:
        return "Take the list with pencil and paper, place by place: where does yours part from it?"

    def value(self, student: Student, case: Case, default: bool = False) -> tuple[float, str]:
        got, call = self.raw(student, case, default)
        return self.plain(got, call), call

    def raw(
        self, student: Student, case: Case, default: bool = False, raises: dict[str, str] = RAISES
    ) -> tuple[Any, str]:
        call = f"{self.exercise}({case.recommended}, {{{', '.join(map(str, case.relevant)) or ''}}}, k={case.k})"
        call = call.replace("{}", "set()")
        if default:
            call = call.replace(f", k={case.k})", ")")
        function = getattr(student, self.exercise)
        with expect.calling(call, raises):
            got = function(*case.args()) if default else function(*case.args(), k=case.k)
        return got, call

    @staticmethod
    def plain(got: Any, call: str) -> float:
        kind = expect.article(got.type if isinstance(got, Handle | Tensor) else type(got).__name__)
        expect.rules(
            (got is None, f"`{call}` returned None, expected a float.", "Is there a `return` on every path?"),
            (isinstance(got, Tensor), f"`{call}` returned a tensor, expected a float.", "One plain number is asked for: what makes one of a tensor?"),
            (not isinstance(got, int | float) or isinstance(got, bool), f"`{call}` returned {kind}, expected a float.", "One plain number is asked for: what makes one of this?"),
        )  # fmt: skip
        return float(got)

    def judge(self, student: Student, case: Case, usually: str = "", default: bool = False) -> None:
        got, call = self.value(student, case, default)
        wanted = self.right(case)
        apart = [(v, q) for v, q in self.mistakes(case) if not np.isclose(v, wanted, rtol=1e-4, atol=1e-5)]
        off = not np.isclose(got, [wanted, *(v for v, _ in apart)], rtol=1e-4, atol=1e-5).any()
        rounded = any(got == round(wanted, digits) and abs(got - wanted) > 1e-6 for digits in (2, 3, 4))
        if rounded and (off or np.isclose(got, wanted, rtol=1e-4, atol=1e-5)):
            expect.fail(f"`{call}` returned {got}, expected {wanted:.7g}.", "It is rounded, and a mean over many users adds the roundings up: where does that happen, and who should do it, if anybody?")  # fmt: skip
        expect.close(got, wanted, call, apart, usually or self.question(case))

    def drawn(self, rng: np.random.Generator, k: int, length: int, n_hits: int, missed: int) -> Case:
        """A case with hits at random places, on which typical mistakes differ from the right value and from each other.

        A list longer than k has hits beyond k too, and one at k."""

        def draw() -> Case:
            return draw_case(rng, k, length, sorted(rng.permutation(length)[:n_hits].tolist()), missed)

        def known(case: Case) -> tuple[np.ndarray, list[tuple[np.ndarray, str]]]:
            beyond = case.hits[case.k :]
            bad = len(beyond) and not (beyond.any() and case.hits[case.k - 1])
            right = np.array(self.right(case))
            again = [(right, "again"), (right, "and again")] if bad else []  # worse than one coincidence of mistakes
            return right, [*((np.array(v), q) for v, q in self.mistakes(case)), *again]

        return expect.draw_apart(draw, known)

    SIZES = ((8, 8, 3, 4), (5, 5, 3, 4), (4, 4, 1, 7))  # k, places, hits, relevant movies that are missing

    def values(self, student: Student, rng: np.random.Generator) -> None:
        for k, length, n_hits, missed in self.SIZES:
            self.judge(student, self.drawn(rng, k, length, n_hits, missed))
        perfect = draw_case(rng, 4, 4, range(4), 0)
        self.judge(student, perfect, "Every movie in the list is relevant, and no relevant one is missing.")
        self.judge(student, draw_case(rng, 4, 4, (), 3), "Nothing in the list is relevant.")

    def test_cut(self, student: Student, rng: np.random.Generator) -> None:
        """looks at the first k of a longer list."""
        for k, length, n_hits in ((3, 7, 4), (1, 5, 3), (6, 9, 5), (23, 27, 12)):
            self.judge(student, self.drawn(rng, k, length, n_hits, 5), f"Only the first {k} of the list count.")

    def test_default(self, student: Student, rng: np.random.Generator) -> None:
        """takes k = 10 where none is given."""
        while True:
            case = self.drawn(rng, 10, 14, 6, 9)
            others = [self.right(replace(case, k=k)) for k in (1, 3, 5, 9, 11, 20)]
            if not np.isclose(others, self.right(case), rtol=0.02).any():
                break
        got, call = self.value(student, case, default=True)
        expect.close(got, self.right(case), call, usually=NO_K)

    def test_left_alone(self, student: Student, rng: np.random.Generator) -> None:
        """leaves the list and the set as they are."""
        case = self.drawn(rng, 4, 6, 3, 2)
        call, function = f"{self.exercise}(recommended, relevant, k=4)", self.exercise
        args = {"recommended": case.recommended, "relevant": case.args()[1], "k": case.k}
        value = expect.left_alone(student, function, call, RAISES, **args)
        expect.close(self.plain(value, call), self.right(case), call, usually="On other lists it was right: what does your function keep from one call to the next?")  # fmt: skip


class OfWhatIsRelevant(Measure):
    """Recall and NDCG: without anything relevant they have no value."""

    def test_nothing_relevant(self, student: Student, rng: np.random.Generator) -> None:
        """raises a ValueError where nothing is relevant."""
        case = draw_case(rng, 4, 4, (), 0)
        for one in (case, Case([], [], 3)):
            try:
                value, call = self.raw(student, one, raises={})
            except StudentError as e:
                if e.is_blank:
                    raise
                if "ValueError" in e.bases:
                    continue
                usually = "You raise an error at the right time, but of another kind: which does the docstring name?" if e.text.startswith("raise") else "It comes by itself, not from a `raise`: what is asked first, before anything is divided?"  # fmt: skip
                usually = "An `assert` raises an error of its own kind, and Python can be told to skip it: which statement names the kind?" if e.type == "AssertionError" else usually  # fmt: skip
                expect.fail(f"`{e.call}` raised {e}, expected a ValueError.", usually)
            usually = "Such a value goes into a mean unseen, where this user has no place: what stops the caller?"
            if value is None:
                usually = (
                    "A `print` tells a reader, and the caller goes on with None: which statement stops the caller?"
                )
            shown = number(value) if isinstance(value, int | float) else expect.article(getattr(value, "type", type(value).__name__))  # fmt: skip
            expect.fail(f"`{call}` returned {shown if value is not None else 'None'}, expected a ValueError to be raised.", usually)  # fmt: skip


class TestPrecision(Measure):
    exercise = "precision_at_k"
    SIZES = ((7, 7, 3, 5), (8, 8, 3, 1), (4, 4, 1, 7))  # with few relevant movies, several mistakes look alike

    def mistakes(self, case: Case) -> list[tuple[float, str]]:
        hits, k, n = case.hits, case.k, len(case.recommended)
        found = hits[:k].sum()
        return [
            (found, "That is the number of hits: what is it divided by?"),
            (found / max(min(k, len(case.relevant)), 1), "The hits are divided by how many were possible: what does precision divide by, whatever is possible?"),
            (found / max(len(case.relevant), 1), "The hits are divided by the number of relevant movies: that is recall. What does precision divide by?"),
            (found / max(min(n, k), 1), "The hits are divided by the number of movies in the list, so a list of one hit would be perfect: what is k?"),
            (found / max(n, 1), "The hits are divided by the length of the whole list: how many places are asked about?"),
            (hits.sum() / k, "Hits beyond place k are counted too: where is the list cut?"),
            (hits.sum() / max(n, 1), "The whole list is looked at: where is it cut, and what is k for?"),
            (hits[: k + 1].sum() / k, "One place too many is looked at: which places does `[:k]` hold?"),
            (hits[: k - 1].sum() / k, "The last place is left out: which places does `[:k]` hold?"),
            (1 - found / k, "That is the part that is *not* relevant."),
            (float(found > 0), "That is 1 for any hit at all: how many of the places are hits?"),
            (case.hits[:10].sum() / 10, ALWAYS_TEN),
            (found * 100 / k, "That is in per cent: what multiplies by 100?"),
        ]  # fmt: skip

    @pytest.mark.share(3)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """returns the part of the k places that is relevant, a float."""
        self.values(student, rng)

    test_cut = Measure.test_cut

    def test_short(self, student: Student, rng: np.random.Generator) -> None:
        """divides by k where the list is shorter."""
        for k, length, n_hits in ((7, 4, 3), (9, 1, 1)):
            case = draw_case(rng, k, length, range(n_hits), 2)
            self.judge(student, case, f"The list has only {length} of {k} places filled: an empty place is no hit.")

    def test_nothing(self, student: Student, rng: np.random.Generator) -> None:
        """returns 0 for an empty list, and where nothing is relevant."""
        self.judge(student, Case([], [5, 8], 3), "Nothing is recommended: how many of the three places are hits?")
        self.judge(student, draw_case(rng, 4, 4, (), 0), "Nothing is relevant: how many of the four places are hits?")

    test_default, test_left_alone = Measure.test_default, Measure.test_left_alone


class TestRecall(OfWhatIsRelevant):
    exercise = "recall_at_k"

    def mistakes(self, case: Case) -> list[tuple[float, str]]:
        hits, k, n, m = case.hits, case.k, len(case.recommended), max(len(case.relevant), 1)
        found = hits[:k].sum()
        return [
            (found, "That is the number of hits: what is it divided by?"),
            (found / max(min(k, m), 1), "The hits are divided by how many were possible in k places: what does recall divide by, whatever is possible?"),
            (found / k, "The hits are divided by k: that is precision. What does recall divide by?"),
            (found / max(n, 1), "The hits are divided by the length of the list: what does recall divide by?"),
            (hits.sum() / m, "Hits beyond place k are counted too: where is the list cut?"),
            (found / max(k, m), "The hits are divided by the larger of two numbers: which one belongs there?"),
            (hits[: k + 1].sum() / m, "One place too many is looked at: which places does `[:k]` hold?"),
            (hits[: k - 1].sum() / m, "The last place is left out: which places does `[:k]` hold?"),
            (1 - found / m, "That is the part that is missing from the list."),
            (float(found > 0), "That is 1 for any hit at all: how many of the relevant movies are in the list?"),
            (hits[:10].sum() / m, ALWAYS_TEN),
            (found / max(hits.sum(), 1), "The hits are divided by those relevant movies that stand somewhere in the list: what of those that do not?"),
            (found / (n + m - hits.sum() if n + m - hits.sum() else 1), "The hits are divided by all movies that are in one or the other: what does recall divide by?"),
            (found * 100 / m, "That is in per cent: what multiplies by 100?"),
        ]  # fmt: skip

    @pytest.mark.share(4)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """returns the part of the relevant movies that is in the list, a float."""
        self.values(student, rng)
        self.judge(student, self.drawn(rng, 3, 3, 2, 9), "More movies are relevant than the list has places.")
        self.judge(
            student, Case([], [5, 8], 3), "Nothing is recommended: how many of the relevant movies are in the list?"
        )

    test_cut, test_nothing_relevant = Measure.test_cut, OfWhatIsRelevant.test_nothing_relevant
    test_default, test_left_alone = Measure.test_default, Measure.test_left_alone


def discounts(n: int, base: float = 2.0, shift: int = 1) -> np.ndarray:
    """1 / log(rank + shift) for ranks 1, 2, …; where the logarithm is 0, the place counts in full."""
    logs = np.log(np.arange(1, n + 1) + shift) / np.log(base)
    return np.where(logs > 0, 1 / np.where(logs > 0, logs, 1), 1.0)


class TestTestNdcg:
    exercise = "test_ndcg_at_k"
    kind = "test"
    CANDIDATES = candidates.CANDIDATES

    @pytest.mark.share(0)
    def test_right(self, tried: Trials) -> None:
        """lets every right candidate through."""
        tried.right_pass()

    def test_weights(self, tried: Trials) -> None:
        """catches one that gives the places other weights."""
        tried.caught(candidates.WEIGHTS)

    def test_divided(self, tried: Trials) -> None:
        """catches one that does not divide by the best."""
        tried.caught(candidates.NOT_DIVIDED)

    def test_missed(self, tried: Trials) -> None:
        """catches one that does not mind what the list misses."""
        tried.caught(candidates.OWN_HITS)

    def test_few(self, tried: Trials) -> None:
        """catches one that is wrong where fewer than k are relevant."""
        tried.caught(candidates.ALWAYS_K)

    def test_many(self, tried: Trials) -> None:
        """catches one that is wrong where more than k are relevant."""
        tried.caught(candidates.BEYOND_K)

    def test_places(self, tried: Trials) -> None:
        """catches one that looks at other places than the first k."""
        tried.caught(candidates.WHOLE_LIST)

    def test_ten(self, tried: Trials) -> None:
        """catches one that takes 10 for every k."""
        tried.caught(candidates.TEN)

    def test_empty(self, tried: Trials) -> None:
        """catches one that raises no ValueError for an empty set."""
        tried.caught(candidates.EMPTY)


class TestNDCG(OfWhatIsRelevant):
    exercise = "ndcg_at_k"

    def mistakes(self, case: Case) -> list[tuple[float, str]]:
        hits, k, m = case.hits, case.k, len(case.relevant)
        cut, n = hits[:k], min(len(case.recommended), k)
        found = int(cut.sum())
        d, natural, without = discounts(50), discounts(50, np.e), discounts(50, shift=0)
        ranks = 1 / np.arange(1, 51)
        gain = float((cut * d[:n]).sum())

        def over(best: float) -> float:
            return gain / best if best else 0.0

        best = float(d[: min(k, m)].sum())
        late = discounts(50, shift=2)
        return [
            (gain, "That is the DCG: what is it divided by, so that the best list there can be has 1?"),
            (over(float(d[:found].sum())), "The DCG is divided by that of the hits in the best order, so one hit at the top would be perfect: how many hits would the best list have?"),
            (over(float(d[: min(k, m) - 1].sum())), "The best possible has one hit too few: where does a `range(1, n)` end?"),
            (float((hits[: k + 1] * d[: len(hits[: k + 1])]).sum() / best) if best else 0.0, "One place too many is looked at: which places does `[:k]` hold?"),
            (over(float(d[:k].sum())), f"The DCG is divided by that of {k} hits, and only {m} movies are relevant: what is the best that there can be?"),
            (over(float(d[:m].sum())), f"The DCG is divided by that of {m} hits, and the list has {k} places: what is the best that there can be?"),
            (over(float(d[:n].sum())), "The DCG is divided by that of a list that is all hits, as long as this one: what is the best that k places and the relevant movies allow?"),
            (over(float(d[: min(n, m)].sum())), "The best possible is taken for a list as short as this one, but it could have had k places."),
            (float((cut * natural[:n]).sum()) / best if best else 0.0, "The gains have the natural logarithm and the best possible that to base 2, or one is missing: which one is asked for?"),
            (float((cut * natural[:n]).sum()), "That is a DCG with the natural logarithm: which base is asked for, and what is it divided by?"),
            (float((cut * without[:n]).sum() / without[: min(k, m)].sum()), "The discounts are log2 of the rank itself, so the first two places count alike: what is added to the rank?"),
            (float((cut * late[:n]).sum() / late[: min(k, m)].sum()), "The first place is discounted already: with ranks from 1, what is log2(rank + 1) there? (`enumerate` starts at 0.)"),
            (float((cut * ranks[:n]).sum() / ranks[: min(k, m)].sum()), "The discount is the rank, not its logarithm: how does the lesson define it?"),
            (float((cut / (1 + discounts(50)[:n])).sum() / best) if best else 0.0, "The logarithm stands on the wrong side: does it divide or multiply?"),
            (found / min(k, m) if m else 0.0, "Every hit counts the same, wherever it stands: where do the discounts come in?"),
            (found / k, "That is precision: where do the discounts come in?"),
            (float((hits * d[: len(hits)]).sum() / best) if best else 0.0, "Hits beyond place k are counted too: where is the list cut?"),
            (float((hits * d[: len(hits)]).sum() / d[:m].sum()) if m else 0.0, "Neither the list nor the best possible is cut to k: what is k for?"),
            (float((cut[::-1] * d[:n]).sum() / best) if best else 0.0, "A hit at the end counts more than one at the top: from which end are the ranks counted?"),
            (float((hits[:10] * d[: len(hits[:10])]).sum() / d[: min(10, m)].sum()) if m else 0.0, ALWAYS_TEN),
            (float(d[:found].sum()) / best if best else 0.0, "The hits are numbered 1, 2, 3, as if nothing stood between them: which number does the list give each?"),
            (1 - over(best), "That is what is missing from 1."),
        ]  # fmt: skip

    def question(self, case: Case) -> str:
        ranks = [str(i + 1) for i, hit in enumerate(case.hits[: case.k]) if hit]
        at = f"rank{'s' if len(ranks) > 1 else ''} {', '.join(ranks)}" if ranks else "no rank"
        return f"The hits stand at {at}, and the best list would have {min(case.k, len(case.relevant))} at the top. What does each add, and what is the best sum?"  # fmt: skip

    @pytest.mark.share(3)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """adds 1 / log2(rank + 1) for each hit, and divides by the best possible."""
        self.values(student, rng)

    def test_best(self, student: Student, rng: np.random.Generator) -> None:
        """knows the best possible: k hits, or as many as are relevant."""
        for k, length, n_hits, missed in ((7, 7, 2, 1), (3, 3, 2, 8), (6, 3, 2, 3), (5, 2, 1, 1)):
            self.judge(student, self.drawn(rng, k, length, n_hits, missed))
        self.judge(student, Case([], [5, 8], 3), "Nothing is recommended: what does the list gain?")

    test_cut, test_nothing_relevant = Measure.test_cut, OfWhatIsRelevant.test_nothing_relevant
    test_default, test_left_alone = Measure.test_default, Measure.test_left_alone


# --- bpr_loss ---
IN_BPR = {
    r"must match the size|broadcast": "The two have equal shapes: which of your steps changes one of them?",
    r"can only concatenate|unsupported operand": "Which kinds of things meet in that line?",
}


class TestBprLoss:
    exercise = "bpr_loss"
    kind = "function"

    @staticmethod
    def draw(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
        """Scores of pairs with differences of both signs."""
        positive = rng.normal(0.7, 1.5, n)
        off = rng.uniform(0.4, 2.5, n) * np.where(np.arange(n) % 3 == 1, -1, 1)
        return positive.astype(np.float32), (positive - off).astype(np.float32)

    def value(self, student: Student, positive: np.ndarray, negative: np.ndarray, call: str) -> np.ndarray:
        with expect.calling(call, IN_BPR):
            out = student.bpr_loss(Given(positive), Given(negative))
        if isinstance(out, float | int):
            expect.fail(f"`{call}` returned the number {number(out)}, expected a tensor of shape `()`.", "A plain number knows nothing of the scores that it came from, so `backward` has nothing to start from: which step takes it out of its tensor?")  # fmt: skip
        tensor = expect.tensor(out, call)
        n = len(positive)
        usually = "A loss is one number for the whole batch: over what is the mean taken?"
        hints: dict[tuple[int, ...], str] = {(n,): "One number for each pair: what makes one of them all?", (1,): "One number, but with a dimension left: what keeps it?", (n, n): "Every positive meets every negative: which pairs belong together?"}  # fmt: skip
        if tensor.shape != ():
            expect.fail(f"`{call}` returned shape `{tensor.shape}`, expected `()`.", hints.get(tensor.shape, usually))
        return tensor.array

    @pytest.mark.share(2)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """returns the mean of -log sigmoid(positive - negative), a tensor of shape ()."""
        for n in (7, 1, 4):
            (p, q), call = self.draw(rng, n), f"bpr_loss(positive: ({n},), negative: ({n},))"
            got = self.value(student, p, q, call)
            expect.close(got, reference.bpr_loss(p, q), call, self.mistakes(p, q), "Take one pair with pencil and paper: the difference, its sigmoid, the logarithm, the sign. Where does yours part from it?")  # fmt: skip

    @staticmethod
    def mistakes(p: np.ndarray, q: np.ndarray) -> list[tuple[Any, str]]:
        d = (p - q).astype(np.float64)
        s, loss = reference.sigmoid(d), np.logaddexp(0, -d)
        found = [
            (np.logaddexp(0, d).mean(), "The loss is large where the positive is ahead: which of the two is subtracted from which, or is a sign missing?"),
            (-loss.mean(), "The loss is negative, and training would make it more so: which sign does -log have?"),
            (loss.sum(), "That is the sum, which grows with the batch: what makes a mean of it?"),
            (s.mean(), "These are the sigmoids, averaged: where is the logarithm?"),
            (-s.mean(), "These are the sigmoids, averaged: where is the logarithm?"),
            ((1 - s).mean(), "That is 1 minus the sigmoid: where is the logarithm?"),
            (np.logaddexp(0, -d.mean()), "The differences are averaged first, and good pairs cancel bad ones: where does the mean belong?"),
            (-np.log(s.mean()), "The sigmoids are averaged before the logarithm: where does the mean belong?"),
            (-d.mean(), "These are the differences, averaged: where is the sigmoid?"),
            (np.maximum(0, 1 - d).mean(), "That is a hinge loss, with a margin of 1: which function does the lesson name?"),
            (np.maximum(0, -d).mean(), "That is 0 as soon as the positive is ahead: which function does the lesson name?"),
            ((loss / np.log(2)).mean(), "That is the logarithm to base 2: which one is meant?"),
            ((np.logaddexp(0, -p.astype(float)) + np.logaddexp(0, q.astype(float))).mean(), "Each score goes through a sigmoid by itself: what does BPR put into the sigmoid?"),
            (((np.logaddexp(0, -p.astype(float)) + np.logaddexp(0, q.astype(float))) / 2).mean(), "Each score goes through a sigmoid by itself: what does BPR put into the sigmoid?"),
            (-np.log(np.abs(reference.sigmoid(p) - reference.sigmoid(q)) + 1e-12).mean(), "Each score goes through a sigmoid by itself: what does BPR put into the sigmoid?"),
            (np.logaddexp(0, -(p.astype(float)[:, None] - q.astype(float)[None])).mean(), "Every positive meets every negative: which pairs belong together?"),
            (np.median(loss), "That is the median: what gives the mean?"),
            (loss.max(), "That is the largest: what gives the mean?"),
            ((loss / 2).mean(), "That is half of it: what halves it?"),
        ]  # fmt: skip
        return found if len(p) > 1 else [row for row in found if not np.isclose(row[0], loss.mean())]

    @pytest.mark.share(2)
    def test_far_apart(self, student: Student, rng: np.random.Generator) -> None:
        """stays finite for differences of -1,000 and 1,000, and so does its gradient."""
        for sign in (-1, 1):
            middle = rng.uniform(-1, 1, 3)
            p, q = (middle + sign * 500).astype(np.float32), (middle - sign * 500).astype(np.float32)
            call = f"bpr_loss(positive, negative)` with differences of `{sign * 1000:,}"
            got, wanted = self.value(student, p, q, call), float(reference.bpr_loss(p, q))
            expect.rules(
                (not np.isfinite(got), f"`{call}` returned {number(got[()])}, expected {wanted:.4g}.", "sigmoid(-1000) is 0 in floats, and log(0) is infinite, as exp(1000) is. Does torch have the two steps as one function?"),
                (abs(got - wanted) > 0.1, f"`{call}` returned {number(got[()])}, expected {wanted:.4g}.", "Where the pair is far apart, -log sigmoid is nearly the distance itself, or nearly 0: is something added, or cut off, to be safe?"),
            )  # fmt: skip
            result = self.gradients(student, p, q, call)
            right = -1 / 3 if sign < 0 else 0.0
            for name, gradient, push in zip(("positive", "negative"), result, (right, -right), strict=True):
                found = np.full(3, np.nan) if gradient is None else gradient
                shown = "None" if gradient is None else number(found[0])
                message = f"After `{call}` and `backward`, `{name}.grad` is {shown}, expected {push:.4g}."
                expect.rules(
                    (gradient is None, message, f"The loss has a gradient, and it leads back to no scores: does `.detach()`, or a new tensor as `torch.tensor(..., requires_grad=True)` makes one, stand between `{name}` and the result?"),
                    (not np.isfinite(found).all(), message, "The value is finite, and its gradient is not: which step has no slope there, or an infinite one? (`torch.where` passes the gradient of both branches on.)"),
                    (not np.allclose(found, push, atol=1e-3), message, "A pair that is far in the wrong order needs the strongest push of all: what takes the slope away?"),
                )  # fmt: skip
        self.far(student, rng)

    def far(self, student: Student, rng: np.random.Generator) -> None:
        """A little is lost on a pair that is far in the right order, about the distance on one that is far in the wrong one."""
        for low, high in ((3.2, 4), (4, 5), (5.9, 6), (9, 14), (18, 30)):
            for sign in (1, -1):
                off = rng.uniform(low, high, 3) * sign
                p, q = (off / 2).astype(np.float32), (-off / 2).astype(np.float32)
                call = f"bpr_loss(positive, negative)` with differences of about {number(np.round(off.mean()))} in `positive - negative"
                got, wanted = self.value(student, p, q, call), float(reference.bpr_loss(p, q))
                usually = "Near 0 it comes out right: is there a place from which on another formula is used, or is something added or cut off, to be safe?"  # fmt: skip
                # -log(1 - sigmoid(-d)) is another way to say it, and off by half a percent at -14 in float32
                if not np.isclose(got, wanted, rtol=1e-4 if high <= 7 else 5e-3, atol=2e-6):
                    expect.fail(f"`{call}` returned {number(got[()])}, expected {number(wanted)}.", usually)

    @staticmethod
    def gradients(student: Student, p: np.ndarray, q: np.ndarray, call: str) -> list[np.ndarray | None]:
        with expect.calling(call, IN_BPR):
            result = student.probe(probes.FunctionGradients("bpr_loss", [p, q], np.ones((), np.float32)))
        stopped = result.backward
        expect.rules(
            (stopped == "no graph", f"`{call}` returned a tensor with `requires_grad=False`, expected True, as the scores have it.", "Nothing can be learnt through it: does a `detach()`, `.item()` or a new tensor stand in the way?"),
            (stopped, f"`backward` through `{call}` fails: {stopped}.", "An operation that writes into a tensor overwrites what `backward` still needs: which line does?"),
        )  # fmt: skip
        for name, before, after in zip(("positive", "negative"), (p, q), result.after, strict=False):
            expect.untouched(after, before, call, name)
        return [*result.gradients, None, None][:2]

    def test_gradients(self, student: Student, rng: np.random.Generator) -> None:
        """pushes the positive up and the negative down, and changes neither argument."""
        p, q = self.draw(rng, 6)
        call = "bpr_loss(positive, negative)"
        result = self.gradients(student, p, q, call)
        push = reference.sigmoid((q - p).astype(np.float64)) / len(p)
        for name, gradient, wanted in zip(("positive", "negative"), result, (-push, push), strict=True):
            if gradient is None:
                expect.fail(f"After `{call}` and `backward`, `{name}.grad` is None, expected shape `{p.shape}`.", f"Does `.detach()` or a new tensor stand between `{name}` and the result?")  # fmt: skip
            expect.close(gradient, wanted, f"{name}.grad", [(np.zeros_like(wanted), f"Nothing arrives at `{name}`: does `.detach()` stand between it and the result?")], what="is", after=call)  # fmt: skip
