"""What `test_ndcg_at_k` is tried on: right and wrong `ndcg_at_k(recommended, relevant, k=10)`, by families."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from collab.grading.judge.student import Handle, Tensor
from collab.grading.judge.trials import Candidate, Candidates, Draw, Family


@dataclass(frozen=True)
class NDCG:
    """A way to compute it; the one that is made without arguments is right."""

    weight: Callable[[int], float] = lambda rank: 1 / math.log2(rank + 1)
    places: Callable[[int], int | None] = lambda k: k  # how many places of the list count, None: all
    ideal: Callable[[int, int, int], int] = lambda k, relevant, hits: min(
        k, relevant
    )  # how many hits the best list has
    best: Callable[[float], float] = lambda best: best  # what the sum is divided by
    empty: float | type[Exception] | None = ValueError  # where nothing is relevant: what is returned or raised
    text: str = "nothing is relevant"

    def __call__(self, recommended: Any, relevant: Any, k: int = 10) -> float | None:
        if isinstance(recommended, set | frozenset | dict):
            raise TypeError(f"'{type(recommended).__name__}' object is not subscriptable")
        listed, wanted = plain(recommended), set(plain(relevant))
        if not wanted:
            if isinstance(self.empty, type):
                raise self.empty(self.text)
            return self.empty
        hits = [rank for rank, movie in enumerate(listed[: self.places(k)], 1) if movie in wanted]
        best = sum(map(self.weight, range(1, self.ideal(k, len(wanted), len(hits)) + 1)))
        return sum(map(self.weight, hits)) / self.best(best) if hits else 0.0


def plain(values: Any) -> list[Any]:
    """What was handed over, as a list."""
    if isinstance(values, Tensor):
        return values.array.tolist()
    if isinstance(values, Handle) or not isinstance(values, Iterable):
        kind = values.type if isinstance(values, Handle) else type(values).__name__
        raise TypeError(f"'{kind}' object is not a list or a set")
    return [v.array.item() if isinstance(v, Tensor) and v.array.size == 1 else v for v in values]


def ways(*found: NDCG) -> Draw:
    return lambda rng, student: [copied(way) for way in found]


def copied(way: NDCG) -> Candidate:
    def ndcg_at_k(recommended: Any, relevant: Any, k: int = 10) -> float | None:
        return way(recommended, relevant, k)

    return ndcg_at_k


def draw_weights(rng: Any, student: Any) -> list[Candidate]:
    shift = float(rng.uniform(2, 4))
    found = [
        NDCG(weight=lambda rank: 1 / math.log2(max(rank, 2))),
        NDCG(weight=lambda rank: 1 / rank),
        NDCG(weight=lambda rank: 1.0),
        NDCG(weight=lambda rank: 1 / math.log2(rank + shift)),
    ]
    return [copied(way) for way in found]


WEIGHTS = Family(
    "gives the places other weights: 1 / rank, the same to all, or a logarithm of another number",
    "With a hit on rank 1 worth 1, what is a hit on rank 2 worth, and one on rank 3? In which list does that show?",
    draw_weights,
)
NOT_DIVIDED = Family(
    "adds up the hits and divides by nothing, or always by the same number",
    "The best list has 1, however many movies are relevant: for how many does your test ask?",
    ways(NDCG(best=lambda best: 1.0), NDCG(best=lambda best: 10.0)),
)
OWN_HITS = Family(
    "divides by the best that its own hits allow, though more are relevant",
    "A list that misses something good should have less than 1. Is there one in your test?",
    ways(NDCG(ideal=lambda k, relevant, hits: hits)),
)
ALWAYS_K = Family(
    "takes it that k movies are relevant, though there are fewer",
    "With one relevant movie on rank 1, what should come out for k = 10?",
    ways(NDCG(ideal=lambda k, relevant, hits: k)),
)
BEYOND_K = Family(
    "divides by what all relevant movies would add, though only k fit into the list",
    "With three relevant movies and k = 2, what should the best list of all have?",
    ways(NDCG(ideal=lambda k, relevant, hits: relevant)),
)
WHOLE_LIST = Family(
    "looks at other places than the first k",
    "A hit on rank k counts, and one on rank k + 1 does not. Are both in your test?",
    ways(NDCG(places=lambda k: None), NDCG(places=lambda k: k + 1), NDCG(places=lambda k: k - 1)),
)
TEN = Family(
    "takes 10 for k, whatever k is",
    "With which other k does your test ask?",
    ways(NDCG(places=lambda k: 10, ideal=lambda k, relevant, hits: min(10, relevant))),
)
EMPTY = Family(
    "raises no ValueError where nothing is relevant",
    "What should happen with an empty set, and what does your test do where it does not happen?",
    ways(
        NDCG(empty=0.0), NDCG(empty=1.0), NDCG(empty=math.nan), NDCG(empty=ZeroDivisionError, text="division by zero")
    ),
)
TEXTS = ("no relevant movies", "relevant must not be empty", "cannot rank against an empty set")

CANDIDATES = Candidates(
    decoy=ways(NDCG(best=lambda best: 1.37 * best + 0.61, empty=0.5)),
    right=(
        Family("", "", ways(NDCG())),
        Family(
            "equality down to the last digit",
            "With another logarithm, which is as right, the quotient differs in its last digit: how close is close enough?",
            ways(NDCG(weight=lambda rank: 1 / math.log(rank + 1)), NDCG(best=lambda best: best * (1 + 4e-16))),
        ),
        Family(
            "a particular text of the error",
            "The exercise names the kind of error. Whoever writes the function chooses the words.",
            lambda rng, student: [copied(NDCG(text=str(rng.choice(TEXTS))))],
        ),
    ),
    wrong=(WEIGHTS, NOT_DIVIDED, OWN_HITS, ALWAYS_K, BEYOND_K, WHOLE_LIST, TEN, EMPTY),
    demands=(
        Family(
            "0 where nothing is relevant",
            "Which list would be the better one then? What does the exercise say?",
            ways(NDCG(empty=0.0)),
        ),
        Family(
            "the sum itself, not divided by what the best list has",
            "What should the best of all lists have?",
            ways(NDCG(best=lambda best: 1.0)),
        ),
        Family(
            "what is divided by the best that k hits would add, however few are relevant",
            "What can the best list of k places have, if only one movie is relevant?",
            ways(NDCG(ideal=lambda k, relevant, hits: k)),
        ),
        Family(
            "another weight of the places",
            "What does the exercise say of rank 1, 2, 3?",
            ways(NDCG(weight=lambda rank: 1 / math.log2(max(rank, 2)))),
        ),
    ),
)
