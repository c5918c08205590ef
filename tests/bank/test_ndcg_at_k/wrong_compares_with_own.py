"""Compares with its own `ndcg_at_k` on random lists.

Why: the right answer is in the notebook already.
Fails: lets every right candidate through
Says: handed, under the name
"""

import random


def test_ndcg_at_k(candidate):
    for _ in range(20):
        k = random.randint(2, 6)
        movies = random.sample(range(1, 30), 8)
        good = set(random.sample(range(1, 30), random.randint(1, 9)))
        assert abs(candidate(movies, good, k) - ndcg_at_k(movies, good, k)) < 1e-9
    try:
        candidate([1, 2], set(), 2)
    except ValueError:
        return
    raise AssertionError("ValueError expected")
