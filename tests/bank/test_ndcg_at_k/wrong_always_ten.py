"""Always k = 10.

Why: it is the default.
Fails: catches one that takes 10 for every k
Says: With which other k
"""

from math import log2


def test_ndcg_at_k(candidate):
    second = 1 / log2(3)
    listed = list(range(1, 15))
    assert abs(candidate(listed, {2, 12, 99}) - second / (1 + second + 0.5)) < 1e-6
    assert abs(candidate(listed, {10, 11}) - (1 / log2(11)) / (1 + second)) < 1e-6
    assert abs(candidate(listed, set(range(1, 30))) - 1) < 1e-6
    try:
        candidate(listed, set())
    except ValueError:
        return
    raise AssertionError
