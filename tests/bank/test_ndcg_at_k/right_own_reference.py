"""A slow reference of its own, on lists drawn at random.

Why: many lists find what nobody thinks of.
"""

import math
import random


def gains(hits):
    return sum(1 / math.log2(place + 2) for place, hit in enumerate(hits) if hit)


def test_ndcg_at_k(candidate):
    rng = random.Random(4)
    for _ in range(100):
        k = rng.choice([1, 2, 3, 5, 12])
        recommended = rng.sample(range(1, 30), rng.randint(1, 20))
        relevant = set(rng.sample(range(1, 30), rng.randint(1, 15)))
        hits = [movie in relevant for movie in recommended[:k]]
        best = [True] * min(k, len(relevant))
        assert abs(candidate(recommended, relevant, k) - gains(hits) / gains(best)) < 1e-6
    raised = False
    try:
        candidate([1, 2, 3], set(), 3)
    except ValueError:
        raised = True
    assert raised
