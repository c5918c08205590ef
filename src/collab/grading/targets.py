"""Loss targets: how often a right answer may be unlucky, and what the calibration says about it."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

TRIES = 3  # on fresh ratings and from a fresh start each, before a target counts as missed


def best_of(draw: Callable[[], float], target: float) -> float:
    """The first score at or below `target`, or the lowest of TRIES; NaN where no try gave a number."""
    scores: list[float] = []
    while len(scores) < TRIES:
        scores.append(draw())
        if scores[-1] <= target:
            return scores[-1]
    return min((s for s in scores if not math.isnan(s)), default=math.nan)


def starts_flat(predictions: np.ndarray, low: float, high: float) -> bool:
    """Whether a new model's scores lie so far out that the sigmoid is flat at all of them: more than 6.9 from 0.

    Such a model now and then learns all the same, by the optimizer's normalised steps: no loss target tells it reliably."""
    share = (np.asarray(predictions, dtype=np.float64) - low) / (high - low)
    return bool((share * (1 - share)).max() < 1e-3)


def missed_by_chance(seeds: int) -> float:
    """Most probability that a model whose scores in `seeds` independent runs all reached the target misses it TRIES times.

    To miss, its TRIES new scores must all exceed each of the earlier ones. Of all `seeds + TRIES` scores, drawn alike,
    any TRIES are the largest with the same probability, so no assumption about their distribution is needed."""
    return 1 / math.comb(seeds + TRIES, TRIES)
