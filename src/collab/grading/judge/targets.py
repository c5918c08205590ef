"""Loss targets: how often a right answer may be unlucky, and what the calibration says about it."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from . import expect
from .student import Tensor, number

TRIES = 3  # on fresh ratings and from a fresh start each, before a target counts as missed


def best_of(draw: Callable[[], float], target: float) -> float:
    """The first score at or below `target`, or the lowest of TRIES; NaN where no try gave a number."""
    scores: list[float] = []
    while len(scores) < TRIES:
        scores.append(draw())
        if scores[-1] <= target:
            return scores[-1]
    return min((s for s in scores if not math.isnan(s)), default=math.nan)


def refuse_flat_start(new: Tensor, low: float, high: float, usually: str) -> None:
    """A new model's predictions `new` are not all where the sigmoid is flat: scores more than 6.9 from 0.

    Such a model now and then learns all the same, by the optimizer's normalised steps: no loss target tells it reliably."""
    share = (new.array.astype(np.float64) - low) / (high - low)
    if (share * (1 - share)).max() < 1e-3:
        expect.fail(
            f"`{new.call}`, a new model, predicts {number(new.array.min())} to {number(new.array.max())} for {new.array.size} pairs: so far out that the sigmoid is flat there. Expected a start from which it can learn.",
            usually,
        )


def missed_by_chance(seeds: int) -> float:
    """Most probability that a model whose scores in `seeds` independent runs all reached the target misses it TRIES times.

    To miss, its TRIES new scores must all exceed each of the earlier ones. Of all `seeds + TRIES` scores, drawn alike,
    any TRIES are the largest with the same probability, so no assumption about their distribution is needed."""
    return 1 / math.comb(seeds + TRIES, TRIES)
